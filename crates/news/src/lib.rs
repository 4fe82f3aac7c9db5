//! The vocabulary of Dateline: what a newsroom would name, as plain types.
//!
//! In: nothing. Out: types every other crate speaks. It must never know IO, async, SQL or a clock:
//! a function here is a function of its arguments.

pub mod article;
pub mod comment;
pub mod country;
pub mod embedding;
pub mod enrichment;
pub mod feed;
pub mod han;
pub mod html;
pub mod id;
pub mod lang;
pub mod quote;
pub mod romanise;
pub mod source;
pub mod story;
pub mod time;

pub use article::{
    Access, Article, Author, Block, Coverage, Mark, MarkKind, Media, MediaKind, Post, PostLayout, PostPattern, RichText,
};
pub use comment::{CommentState, FlagReason, Subject};
pub use country::Country;
pub use embedding::Embedding;
pub use enrichment::{Enrichment, Hashtag, Mention, MentionKind, Place, PlaceOfArticle};
pub use feed::{Document, Enclosure, FeedItem, Notice, ParsedFeed};
pub use html::SafeHtml;
pub use id::{ArticleId, CommentId, HashtagId, JobId, OutboxId, PostId, PublisherId, ReaderId, SourceId, StoryId};
pub use lang::{Lang, Script};
pub use quote::{Quote, QuoteKind, Speaker, TextSpan};
pub use source::{FetchFault, SourceKind};
pub use story::{Placement, PlacementReason};
pub use time::Timestamp;
