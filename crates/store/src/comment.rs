//! Comments: posted, changed, deleted, and what hangs on them.
//!
//! Invariant: a comment's state, whether it is shown, its parent's `replies`, its subject's and its author's
//! `comment_count` tell the same; they change together, in [`Write::enter_state`] and nowhere else. A comment that is
//! gone keeps its place while replies to it are shown, and no text. Outside, nothing sees a comment before it is
//! published: neither counters, nor feeds, nor notices.

mod carry;
mod read;

pub use carry::{Carried, CarriedComment};
pub use read::{Comment, CommentAuthor, CommentCursor, CommentSort, CommentVersion};

use crate::database::Write;
use crate::outbox::EventKind;
use crate::sql::{Fields, args, first_column, list, read_all};
use crate::{Result, Store, StoreError};
use news::{CommentId, CommentState, ReaderId, StoryId, Subject, Timestamp};
use std::time::Duration;

/// So long an author may change a comment.
pub const EDIT_US: i64 = 15 * Timestamp::MINUTE;
/// So many comments a reader may post within [`POSTING_US`].
pub const COMMENTS_MAX: usize = 10;
pub const POSTING_US: i64 = 10 * Timestamp::MINUTE;
/// The same words in the same place again within so long were sent twice.
const AGAIN_US: i64 = Timestamp::HOUR;
/// A reply to a comment as deep as this stands beside it.
const DEPTH_MAX: i64 = 40;

/// A comment as its author sends it.
#[derive(Clone, Copy, Debug)]
pub struct NewComment<'t> {
    /// Of a reply, the parent's counts.
    pub subject: Subject,
    pub parent: Option<CommentId>,
    pub reader: ReaderId,
    pub text: &'t str,
    /// A moderator has to look at it first.
    pub waits: bool,
}

/// What became of a comment that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    New(CommentId),
    /// It was sent before, and is there.
    Again(CommentId),
    /// Its author has to wait: [`COMMENTS_MAX`].
    TooMany,
}

/// What a change of state needs to know.
pub(crate) struct Standing {
    pub id: CommentId,
    pub kind: i64,
    pub subject: i64,
    pub root: CommentId,
    pub parent: CommentId,
    pub depth: i64,
    pub reader: ReaderId,
    pub state: CommentState,
    pub at: Timestamp,
    pub text: String,
    pub open_flags: i64,
}

pub(crate) fn code_of_state(state: CommentState) -> i64 {
    match state {
        CommentState::Published => 0,
        CommentState::Waiting => 1,
        CommentState::Removed => 2,
        CommentState::Deleted => 3,
    }
}

pub(crate) fn state_of_code(code: i64) -> CommentState {
    match code {
        0 => CommentState::Published,
        2 => CommentState::Removed,
        3 => CommentState::Deleted,
        _ => CommentState::Waiting,
    }
}

pub(crate) fn codes_of(subject: Subject) -> (i64, i64) {
    match subject {
        Subject::Article(id) => (1, id.0),
        Subject::Story(id) => (2, id.0),
    }
}

pub(crate) fn subject_of(kind: i64, id: i64) -> Subject {
    if kind == 1 { Subject::Article(news::ArticleId(id)) } else { Subject::Story(StoryId(id)) }
}

/// How often posting is begun that the database gives up.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(30);

impl Store {
    /// Takes a comment in. `NotFound` when its subject or what it answers is no more, `Conflict` when what it answers
    /// is not published.
    pub async fn post_comment(&self, new: &NewComment<'_>, now: Timestamp) -> Result<Posted> {
        // What PostgreSQL gives up for another transaction's sake has left nothing. The pause lets the other one by: whoever
        // came again at once could take the row for which it was given up.
        for tries in 1..TRIES {
            match self.try_to_post(new, now).await {
                Err(StoreError::GivenUp) => tokio::time::sleep(PAUSE * tries).await,
                done => return done,
            }
        }
        self.try_to_post(new, now).await
    }

    async fn try_to_post(&self, new: &NewComment<'_>, now: Timestamp) -> Result<Posted> {
        let mut write = self.write().await?;
        let mut parent = match new.parent {
            Some(parent) => Some(write.published(parent).await?),
            None => None,
        };
        if let Some(deep) = parent.as_ref().filter(|parent| parent.depth >= DEPTH_MAX) {
            parent = Some(write.standing(deep.parent).await?);
        }
        write.hold_readers(new.reader, parent.as_ref().map(|parent| parent.reader)).await?;
        let (kind, subject) = match &parent {
            Some(parent) => (parent.kind, parent.subject),
            None => write.subject_now(new.subject).await?,
        };
        let answers = parent.as_ref().map_or(CommentId(0), |parent| parent.id);
        let text = "select id, kind, subject, parent, text, at_us from comment
            where reader_id = $1 order by id desc {limit $2}";
        let recent = read_all(&write.all(text, args![new.reader, COMMENTS_MAX as i64]).await?, |fields| {
            let (id, kind, subject): (CommentId, i64, i64) = (fields.next()?, fields.next()?, fields.next()?);
            let (parent, text, at): (CommentId, String, Timestamp) = (fields.next()?, fields.next()?, fields.next()?);
            Ok((id, (kind, subject, parent, text), at))
        })?;
        let this = (kind, subject, answers, new.text.to_owned());
        if let Some((id, ..)) = recent.iter().find(|(_, that, at)| *that == this && now.since_us(*at) < AGAIN_US) {
            return Ok(Posted::Again(*id));
        }
        if recent.len() == COMMENTS_MAX && recent.last().is_some_and(|(.., at)| now.since_us(*at) < POSTING_US) {
            return Ok(Posted::TooMany);
        }
        let id = write.add_comment(new, (kind, subject), parent.as_ref(), now).await?;
        if !new.waits {
            let standing = write.standing(id).await?;
            write.enter_state(&standing, CommentState::Published, now).await?;
        }
        write.commit(now).await?;
        Ok(Posted::New(id))
    }

    /// Changes what an author wrote, and keeps what it was. With `waits`, a published comment waits again. `NotFound`
    /// when it is not that reader's, `Conflict` when it is too late or the comment is gone.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        reader: ReaderId,
        text: &str,
        waits: bool,
        now: Timestamp,
    ) -> Result<()> {
        let mut write = self.write().await?;
        let standing = write.standing_of(id, reader).await?;
        if !matches!(standing.state, CommentState::Published | CommentState::Waiting)
            || now.since_us(standing.at) > EDIT_US
        {
            return Err(StoreError::Conflict("too late to change it".to_owned()));
        }
        if standing.text == text {
            return Ok(());
        }
        let version = "insert into comment_version (comment_id, text, until_us) values ($1, $2, $3)";
        write.run(version, args![id, standing.text.as_str(), now]).await?;
        write.run("update comment set text = $2, edited_us = $3 where id = $1", args![id, text, now]).await?;
        if waits && standing.state == CommentState::Published {
            write.enter_state(&standing, CommentState::Waiting, now).await?;
        } else if standing.state == CommentState::Published {
            write.event(EventKind::CommentChanged, id.0);
        }
        write.commit(now).await
    }

    /// Deletes what an author wrote, with every copy of it. `NotFound` when it is not that reader's.
    pub async fn delete_comment(&self, id: CommentId, reader: ReaderId, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let standing = write.standing_of(id, reader).await?;
        write.erase_comment(&standing, now).await?;
        write.commit(now).await
    }
}

impl Write<'_> {
    /// Holds the rows of who writes and of who is answered: what one sends twice at once comes one after the other, and two
    /// who answer each other at one instant take both rows in one order, so that neither waits for the other in vain.
    async fn hold_readers(&mut self, writes: ReaderId, answered: Option<ReaderId>) -> Result<()> {
        let mut readers: Vec<ReaderId> = answered.into_iter().chain([writes]).collect();
        readers.sort_unstable();
        readers.dedup();
        for reader in readers {
            let text = "update reader set comment_count = comment_count where id = $1";
            if self.run(text, args![reader]).await? == 0 && reader == writes {
                return Err(StoreError::NotFound);
            }
        }
        Ok(())
    }

    async fn add_comment(
        &mut self,
        new: &NewComment<'_>,
        (kind, subject): (i64, i64),
        parent: Option<&Standing>,
        now: Timestamp,
    ) -> Result<CommentId> {
        let nth: i64 = match parent {
            Some(parent) => {
                let text = "update comment set replies_ever = replies_ever + 1 where id = $1 returning replies_ever";
                let row = self.optional(text, args![parent.id]).await?.ok_or(StoreError::NotFound)?;
                Fields::of(&row).next()?
            }
            None => 0,
        };
        let root = parent.map_or(CommentId(0), |parent| if parent.root.0 == 0 { parent.id } else { parent.root });
        let depth = parent.map_or(0, |parent| parent.depth + 1);
        let text = "insert into comment (kind, subject, written_on, root, parent, nth, depth, reader_id, state, shown,
                text, at_us)
            values ($1, $2, $2, $3, $4, $5, $6, $7, 1, 0, $8, $9) returning id";
        let answers = parent.map_or(CommentId(0), |parent| parent.id);
        let arguments = args![kind, subject, root, answers, nth, depth, new.reader, new.text, now];
        Fields::of(&self.optional(text, arguments).await?.ok_or(StoreError::NotFound)?).next()
    }

    /// Tells where a subject's discussion is now: a story may have merged.
    async fn subject_now(&mut self, subject: Subject) -> Result<(i64, i64)> {
        let (kind, id) = codes_of(subject);
        let text = match subject {
            Subject::Article(_) => "select id from article where id = $1",
            Subject::Story(_) => "select coalesce(redirect_to, id) from story where id = $1",
        };
        let row = self.optional(text, args![id]).await?.ok_or(StoreError::NotFound)?;
        Ok((kind, Fields::of(&row).next()?))
    }

    pub(crate) async fn standing(&mut self, id: CommentId) -> Result<Standing> {
        let text = "select id, kind, subject, root, parent, depth, reader_id, state, at_us, text, open_flags
            from comment where id = $1";
        let row = self.optional(text, args![id]).await?.ok_or(StoreError::NotFound)?;
        let mut fields = Fields::of(&row);
        Ok(Standing {
            id: fields.next()?,
            kind: fields.next()?,
            subject: fields.next()?,
            root: fields.next()?,
            parent: fields.next()?,
            depth: fields.next()?,
            reader: fields.next()?,
            state: state_of_code(fields.next()?),
            at: fields.next()?,
            text: fields.next()?,
            open_flags: fields.next()?,
        })
    }

    pub(crate) async fn published(&mut self, id: CommentId) -> Result<Standing> {
        let standing = self.standing(id).await?;
        match standing.state {
            CommentState::Published => Ok(standing),
            _ => Err(StoreError::Conflict("a comment that is not published".to_owned())),
        }
    }

    async fn standing_of(&mut self, id: CommentId, reader: ReaderId) -> Result<Standing> {
        let standing = self.standing(id).await?;
        if standing.reader == reader { Ok(standing) } else { Err(StoreError::NotFound) }
    }

    /// Puts a comment into another state, with all that hangs on it.
    pub(crate) async fn enter_state(&mut self, standing: &Standing, to: CommentState, now: Timestamp) -> Result<()> {
        let id = standing.id;
        self.run("update comment set state = $2 where id = $1", args![id, code_of_state(to)]).await?;
        let published = |state| i64::from(state == CommentState::Published);
        let more = published(to) - published(standing.state);
        if more != 0 {
            let text = match standing.kind {
                1 => "update article set comment_count = comment_count + $2 where id = $1",
                _ => "update story set comment_count = comment_count + $2 where id = $1",
            };
            self.run(text, args![standing.subject, more]).await?;
            let text = "update reader set comment_count = comment_count + $2 where id = $1";
            self.run(text, args![standing.reader, more]).await?;
        }
        if more > 0 {
            self.event(EventKind::CommentPublished, id.0);
            self.tell_of_reply(id, now).await?;
        } else if more < 0 {
            self.event(EventKind::CommentChanged, id.0);
            self.withdraw_reply_notices(id).await?;
        }
        self.settle_shown(id).await
    }

    /// Shows what is to be shown, up the thread: a comment that is gone stays for the replies below it.
    async fn settle_shown(&mut self, id: CommentId) -> Result<()> {
        let text = "update comment set shown = 1 - shown
            where id = $1 and shown <> case when state = 0 or replies > 0 then 1 else 0 end returning parent, shown";
        let mut id = id;
        while let Some(row) = self.optional(text, args![id]).await? {
            let mut fields = Fields::of(&row);
            let (parent, is_shown): (CommentId, bool) = (fields.next()?, fields.next()?);
            if parent.0 == 0 {
                break;
            }
            let more = if is_shown { 1i64 } else { -1 };
            self.run("update comment set replies = replies + $2 where id = $1", args![parent, more]).await?;
            id = parent;
        }
        Ok(())
    }

    /// Takes every word of a comment away.
    pub(crate) async fn erase_comment(&mut self, standing: &Standing, now: Timestamp) -> Result<()> {
        for text in [
            "update comment set text = '', edited_us = null, open_flags = 0 where id = $1",
            "delete from comment_version where comment_id = $1",
            "delete from comment_flag where comment_id = $1",
            "update moderation set text = '' where comment_id = $1",
        ] {
            self.run(text, args![standing.id]).await?;
        }
        self.enter_state(standing, CommentState::Deleted, now).await
    }

    /// Takes a discussion along to the story that its story has merged into.
    pub(crate) async fn move_discussion(&mut self, from: StoryId, into: StoryId) -> Result<()> {
        let text = "update comment set subject = $2 where kind = 2 and subject = $1";
        if self.run(text, args![from, into]).await? > 0 {
            self.count_comments(from, into).await?;
        }
        Ok(())
    }

    /// Gives a story that stands again the threads back that began in it, or in those that led to it.
    pub(crate) async fn return_discussion(&mut self, story: StoryId, led_here: &[i64], from: StoryId) -> Result<()> {
        let stories: Vec<i64> = std::iter::once(story.0).chain(led_here.iter().copied()).collect();
        let text = "select id from comment where kind = 2 and subject = $1 and parent = 0 and written_on in {list $2}";
        let threads: Vec<CommentId> = first_column(&self.all(text, args![from, list(&stories)]).await?)?;
        if threads.is_empty() {
            return Ok(());
        }
        let text = "update comment set subject = $2 where kind = 2 and subject = $1
            and (id in {list $3} or root in {list $3})";
        self.run(text, args![from, story, list(&threads)]).await?;
        self.count_comments(story, from).await
    }

    /// Counts once more: a merge takes many along, published and not.
    async fn count_comments(&mut self, story: StoryId, other: StoryId) -> Result<()> {
        let text = "update story set comment_count =
                (select count(*) from comment c where c.kind = 2 and c.subject = story.id and c.state = 0)
            where id in ($1, $2)";
        self.run(text, args![story, other]).await?;
        Ok(())
    }
}
