//! What pages show. Every list is bounded by its limit and follows an index.

mod article;
mod card;
mod hashtag;
mod place;
mod post;
mod quote;
mod related;
mod stats;
mod story;

pub use article::{ArticleView, ArticleWithNeighbours, Revision, StoryBrief, ToIndex};
pub use card::{ArticleCard, ArticleCursor, RiverFilter};
pub use hashtag::{HashtagRef, HashtagView};
pub use post::{PostCursor, PostPage, PostRevision, PostRow, RemovedPost, TextAndPosts};
pub use quote::{Said, SaidIn};
pub use related::Related;
pub use stats::{Accounts, FailingSource, FetchCounts, HourOfArrivals, Stats};
pub(crate) use story::millionths;
pub use story::{CoverageRow, Found, StoryCard, StoryCursor, StoryFilter};
