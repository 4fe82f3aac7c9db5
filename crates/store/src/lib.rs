//! SQL by subject: what is kept, on SQLite or PostgreSQL, in one text of SQL.
//!
//! In: what the pipeline found and what readers did. Out: what the pipeline works on next and what pages show.
//! It must never know how a feed is fetched, how an article is enriched or placed, or how a page looks.
//!
//! SQLite has one connection that writes and a few that read; PostgreSQL has one pool for both. Whatever writes
//! several rows does it in one transaction, and what others need to hear of goes into the outbox within it.
//! Every list is bounded by its limit and by an index; `tests/plans.rs` pins that.

mod api_token;
mod brief_mail;
mod ceremony;
mod comment;
mod compact;
mod correction;
mod database;
mod derive;
mod error;
mod follow;
mod follow_request;
mod identity;
mod item;
mod job;
mod judgement;
mod live_follow;
mod look;
mod migrate;
mod model_use;
mod moderation;
mod notice;
mod outbox;
mod pack;
mod passkey;
mod people;
mod publisher;
mod read;
mod reading;
mod rule;
mod second_step;
mod setting;
mod source;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod upkeep;
mod writing;

pub use api_token::{API_TOKENS_MAX, ApiToken, NewApiToken, Scope};
pub use brief_mail::{BriefMail, BriefMailWish, LetterEnd};
pub use comment::{
    COMMENTS_MAX, Carried, CarriedComment, Comment, CommentAuthor, CommentCursor, CommentSort, CommentVersion, EDIT_US,
    NewComment, POSTING_US, Posted,
};
pub use correction::{CORRECTION_JOB, Correction, CorrectionRow, Decisions};
pub use database::{Database, Store, StoreOptions};
pub use derive::{
    Batch, Derived, Founder, Guest, Member, Moved, OlderArticle, OwnHashtag, Placed, RankReason, ReadAgain,
    SecondReading, StoryFacts, StoryRow, ToEnrich, ToRead, WindowRow,
};
pub use error::{Result, StoreError};
pub use follow::{FOLLOWS_MAX, Follow, FollowKind, FollowedArticle};
pub use follow_request::{FollowRequest, FollowState, NothingFound};
pub use identity::{Identity, NewIdentity};
pub use item::{
    Arrival, ChangedArticle, IngestReport, Known, KnownArticle, KnownItem, NewArticle, PageState, PageWanted,
    PostReport, SeenItem,
};
pub use job::{DeadJob, Job, JobCount};
pub use judgement::{JudgedWriting, Judgement, ModelRating};
pub use look::StoryLook;
pub use model_use::{CALL_LOST_US, ModelCall, ModelUse, Reservation, TokenLimits};
pub use moderation::{Appeal, AppealAnswer, Ban, Decision, DecisionKind, Flag, Moderator, OwnFlag, Verdict};
pub use notice::{NoticeKind, ReaderNotice};
pub use outbox::{Event, EventKind};
pub use passkey::{NewPasskey, PASSKEYS_MAX, Passkey};
pub use people::{Invitation, NewSession, OpenSession, Reader, Role, Session, WayIn};
pub use publisher::{Icon, Publisher, PublisherRef, Robots};
pub use read::{
    Accounts, ArticleCard, ArticleCursor, ArticleView, ArticleWithNeighbours, CoverageRow, FailingSource, FetchCounts,
    Found, HashtagRef, HashtagView, HourOfArrivals, PostCursor, PostPage, PostRevision, PostRow, Related, RemovedPost,
    Revision, RiverFilter, Said, SaidIn, Stats, StoryBrief, StoryCard, StoryCursor, StoryFilter, TextAndPosts, ToIndex,
};
pub use reading::{LastMark, ListCursor, ListPage, ReadState, ReadingList, SinceLooked, UnreadPage};
pub use rule::{Deed, RULES_MAX, Rule};
pub use second_step::SecondStep;
pub use source::{
    DueSource, FetchLogRow, FetchOutcome, NewPublisher, NewSource, PagePolicy, Source, SourceEdit, SourceHealth,
    SourceState, Validators, WebSub,
};
pub use upkeep::Restored;
pub use writing::{Writing, WritingKey};
