//! Ids: numbers given by the database, one type per kind so that none is passed for another.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )+};
}

ids! {
    /// Names a publisher: whoever stands behind one or more sources.
    PublisherId,
    /// Names a source: one feed, sitemap, page or live blog that the owner follows.
    SourceId,
    /// Names an article that is kept.
    ArticleId,
    /// Names a story; stable while the story grows, redirected after a merge.
    StoryId,
    /// Names a hashtag.
    HashtagId,
    /// Names a post of a live blog.
    PostId,
    /// Names a comment.
    CommentId,
    /// Names a reader's account.
    ReaderId,
    /// Names a job in the queue.
    JobId,
    /// Names an event in the outbox; later events have larger ids.
    OutboxId,
}
