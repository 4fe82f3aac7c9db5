//! What happened, in the order of commits, for whoever keeps something up to date: the index, open pages, hooks.

use crate::sql::{Fields, args, read_all};
use crate::{Result, Store};
use news::{OutboxId, Timestamp};

/// What happened to the subject of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    ArticleAdded,
    ArticleChanged,
    ArticleRemoved,
    /// Put into a story, or into another one.
    ArticlePlaced,
    StoryChanged,
    PostAdded,
    PostChanged,
    SourceChanged,
    /// It stands on its page from now on.
    CommentPublished,
    /// Its words changed; or it stands there no more. Votes alone are not told of.
    CommentChanged,
    /// The live blog's page shows it no more, though it shows what stood around it.
    PostRemoved,
    /// A removed one is back.
    PostRestored,
}

impl EventKind {
    const ALL: [(Self, i64, &'static str); 12] = [
        (Self::ArticleAdded, 1, "article.added"),
        (Self::ArticleChanged, 2, "article.changed"),
        (Self::ArticleRemoved, 3, "article.removed"),
        (Self::ArticlePlaced, 4, "article.placed"),
        (Self::StoryChanged, 5, "story.changed"),
        (Self::PostAdded, 6, "post.added"),
        (Self::PostChanged, 7, "post.changed"),
        (Self::SourceChanged, 8, "source.changed"),
        (Self::CommentPublished, 9, "comment.published"),
        (Self::CommentChanged, 10, "comment.changed"),
        (Self::PostRemoved, 11, "post.removed"),
        (Self::PostRestored, 12, "post.restored"),
    ];

    pub fn as_str(self) -> &'static str {
        self.entry().2
    }

    pub(crate) fn code(self) -> i64 {
        self.entry().1
    }

    fn entry(self) -> &'static (Self, i64, &'static str) {
        Self::ALL.iter().find(|entry| entry.0 == self).expect("every kind is listed")
    }

    fn from_code(code: i64) -> Option<Self> {
        Self::ALL.iter().find(|entry| entry.1 == code).map(|entry| entry.0)
    }
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: OutboxId,
    pub kind: EventKind,
    /// The id of the article, story, post, source or comment, after the kind.
    pub subject: i64,
    pub at: Timestamp,
}

impl Store {
    /// Lists what happened after an event, oldest first. Events of a kind this program does not know are left out.
    pub async fn events_after(&self, after: OutboxId, limit: i64) -> Result<Vec<Event>> {
        let text = "select id, kind, subject, at_us from outbox where id > $1 order by id {limit $2}";
        let rows = self.all(text, args![after, limit]).await?;
        let events = read_all(&rows, |fields| {
            let (id, code) = (fields.next()?, fields.next()?);
            let (subject, at) = (fields.next()?, fields.next()?);
            Ok(EventKind::from_code(code).map(|kind| Event { id, kind, subject, at }))
        })?;
        Ok(events.into_iter().flatten().collect())
    }

    /// Tells the newest event's id; 0 before the first.
    pub async fn last_event_id(&self) -> Result<OutboxId> {
        let row = self.one("select value from counter where name = 'outbox_id'", args![]).await?;
        Fields::of(&row).next()
    }

    /// Notes how far a consumer has come: events after it are kept for it.
    pub async fn set_outbox_floor(&self, consumer: &str, floor: OutboxId) -> Result<()> {
        self.set_setting(&format!("outbox_floor.{consumer}"), &floor.to_string()).await
    }

    /// Tells how far a consumer has come; None when it has never said.
    pub async fn outbox_floor(&self, consumer: &str) -> Result<Option<OutboxId>> {
        let value = self.setting(&format!("outbox_floor.{consumer}")).await?;
        Ok(value.and_then(|text| text.parse().ok()))
    }

    /// Removes events that are from before a moment or beyond the newest `keep`, except what a consumer still needs.
    /// Tells how many went.
    pub async fn trim_outbox(&self, before: Timestamp, keep: i64) -> Result<u64> {
        let floors = self.all("select value from setting where key like 'outbox_floor.%'", args![]).await?;
        let floors = read_all(&floors, |fields| Ok(fields.next::<String>()?.parse().unwrap_or(0)))?;
        let newest = self.last_event_id().await?.0;
        let last = floors.into_iter().min().unwrap_or(newest);
        // Ids grow with time, so the first event that stays bounds what goes.
        let first_young = self.optional("select min(id) from outbox where at_us >= $1", args![before]).await?;
        let first_young = match first_young {
            Some(row) => Fields::of(&row).next::<Option<i64>>()?.unwrap_or(newest + 1),
            None => newest + 1,
        };
        let end = last.min((newest - keep).max(first_young - 1));
        self.run("delete from outbox where id <= $1", args![end]).await
    }
}
