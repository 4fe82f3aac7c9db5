//! Comments as pages, feeds and moderators see them.
//!
//! Every list is one row of JSON, as in `read::card`, and is bounded by its limit: of a thread, the first replies of
//! many comments come in one query by their numbers under their parents.

use super::{codes_of, state_of_code, subject_of};
use crate::people::Role;
use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store, StoreError};
use news::{CommentId, CommentState, ReaderId, Subject, Timestamp};
use serde::Deserialize;
use sqlx::any::AnyArguments;
use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

/// A comment, whatever its state: who shows it looks at that first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    pub subject: Subject,
    /// The comment its thread begins with; None when it is that.
    pub root: Option<CommentId>,
    pub parent: Option<CommentId>,
    /// Its number among its parent's replies, from 1.
    pub nth: i64,
    pub depth: i64,
    /// None once the account is gone.
    pub author: Option<CommentAuthor>,
    pub state: CommentState,
    /// Markdown as written; empty once removed or deleted.
    pub text: String,
    pub at: Timestamp,
    pub edited: Option<Timestamp>,
    pub votes: i64,
    /// Those shown.
    pub replies: i64,
    pub open_flags: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentAuthor {
    pub id: ReaderId,
    pub name: String,
    pub role: Role,
}

/// In which order threads stand. Replies always stand in the order in which they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentSort {
    #[default]
    Oldest,
    Newest,
    /// By votes.
    Best,
}

impl CommentSort {
    pub const ALL: [Self; 3] = [Self::Oldest, Self::Newest, Self::Best];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Best => "best",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }
}

/// A place in a list of threads. As text, it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentCursor {
    pub votes: i64,
    pub id: CommentId,
}

impl fmt::Display for CommentCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.votes, self.id)
    }
}

impl FromStr for CommentCursor {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (votes, id) = text.split_once('_').unwrap_or((text, ""));
        Ok(Self { votes: votes.parse()?, id: id.parse()? })
    }
}

/// A comment as it stood before it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentVersion {
    pub text: String,
    /// When it was replaced.
    pub until: Timestamp,
}

impl Comment {
    /// Where a list of threads that ends with this one goes on.
    pub fn cursor(&self) -> CommentCursor {
        CommentCursor { votes: self.votes, id: self.id }
    }

    pub fn is_by(&self, reader: ReaderId) -> bool {
        self.author.as_ref().is_some_and(|author| author.id == reader)
    }
}

/// All comments whose ids `$keys` selects, in one row.
macro_rules! select_comments {
    ($keys:literal) => {
        concat!(
            "select {rows c.id, c.kind, c.subject, c.root, c.parent, c.nth, c.depth, c.reader_id, r.name, r.role,
             c.state, c.text, c.at_us, c.edited_us, c.votes, c.replies, c.open_flags} from (",
            $keys,
            ") as k cross join comment c left join reader r on r.id = c.reader_id where c.id = k.id"
        )
    };
}

/// A comment's columns, as JSON brings them.
#[derive(Deserialize)]
struct CommentColumns {
    id: CommentId,
    kind: i64,
    subject: i64,
    root: i64,
    parent: i64,
    nth: i64,
    depth: i64,
    reader: ReaderId,
    name: Option<String>,
    role: Option<String>,
    state: i64,
    text: String,
    at_us: i64,
    edited_us: Option<i64>,
    votes: i64,
    replies: i64,
    open_flags: i64,
}

impl CommentColumns {
    fn comment(self) -> Comment {
        let some = |id: i64| (id != 0).then_some(CommentId(id));
        let role = self.role.as_deref().and_then(Role::parse).unwrap_or_default();
        Comment {
            id: self.id,
            subject: subject_of(self.kind, self.subject),
            root: some(self.root),
            parent: some(self.parent),
            nth: self.nth,
            depth: self.depth,
            author: self.name.map(|name| CommentAuthor { id: self.reader, name, role }),
            state: state_of_code(self.state),
            text: self.text,
            at: Timestamp(self.at_us),
            edited: self.edited_us.map(Timestamp),
            votes: self.votes,
            replies: self.replies,
            open_flags: self.open_flags,
        }
    }
}

impl Store {
    /// Lists all comments there are after one, in the order of their ids, whatever their state.
    pub async fn comments_after(&self, after: CommentId, limit: i64) -> Result<Vec<Comment>> {
        let text = select_comments!("select id from comment where id > $1 order by id {limit $2}");
        let mut comments = self.comment_rows(text, args![after, limit]).await?;
        comments.sort_by_key(|comment| comment.id);
        Ok(comments)
    }

    /// Lists the comments that threads begin with.
    pub async fn threads(
        &self,
        subject: Subject,
        sort: CommentSort,
        after: Option<CommentCursor>,
        limit: i64,
    ) -> Result<Vec<Comment>> {
        let (kind, subject) = codes_of(subject);
        let start = match sort {
            CommentSort::Oldest => CommentCursor { votes: 0, id: CommentId(0) },
            _ => CommentCursor { votes: i64::MAX, id: CommentId(i64::MAX) },
        };
        let after = after.unwrap_or(start);
        match sort {
            CommentSort::Oldest => {
                let text = select_comments!(
                    "select id from comment where kind = $1 and subject = $2 and parent = 0 and shown = 1 and id > $3
                     order by id {limit $4}"
                );
                let mut threads = self.comment_rows(text, args![kind, subject, after.id, limit]).await?;
                threads.sort_by_key(|thread| thread.id);
                Ok(threads)
            }
            CommentSort::Newest => {
                let text = select_comments!(
                    "select id from comment where kind = $1 and subject = $2 and parent = 0 and shown = 1 and id < $3
                     order by id desc {limit $4}"
                );
                self.newest_first(text, args![kind, subject, after.id, limit]).await
            }
            CommentSort::Best => {
                let text = select_comments!(
                    "select id from comment where kind = $1 and subject = $2 and parent = 0 and shown = 1
                     and (votes, id) < ($3, $4) order by votes desc, id desc {limit $5}"
                );
                let arguments = args![kind, subject, after.votes, after.id, limit];
                let mut threads = self.comment_rows(text, arguments).await?;
                threads.sort_by_key(|thread| Reverse((thread.votes, thread.id)));
                Ok(threads)
            }
        }
    }

    /// Lists a comment's replies after one of them, by its number.
    pub async fn replies(&self, parent: CommentId, after_nth: i64, limit: i64) -> Result<Vec<Comment>> {
        let text = select_comments!(
            "select id from comment where parent = $1 and shown = 1 and nth > $2 order by nth {limit $3}"
        );
        let mut replies = self.comment_rows(text, args![parent, after_nth, limit]).await?;
        replies.sort_by_key(|reply| reply.nth);
        Ok(replies)
    }

    /// Lists the first replies of each of these comments, those of one together and in order: what is shown of the
    /// first `each` that came.
    pub async fn first_replies(&self, parents: &[CommentId], each: i64) -> Result<Vec<Comment>> {
        if parents.is_empty() {
            return Ok(Vec::new());
        }
        let text = select_comments!("select id from comment where parent in {list $1} and shown = 1 and nth <= $2");
        let mut replies = self.comment_rows(text, args![list(parents), each]).await?;
        replies.sort_by_key(|reply| (reply.parent, reply.nth));
        Ok(replies)
    }

    /// Finds a comment, whatever its state.
    pub async fn comment(&self, id: CommentId) -> Result<Comment> {
        self.comments_by_ids(&[id]).await?.pop().ok_or(StoreError::NotFound)
    }

    /// Lists comments, whatever their state, in the order asked.
    pub async fn comments_by_ids(&self, ids: &[CommentId]) -> Result<Vec<Comment>> {
        let text = select_comments!("select id from comment where id in {list $1}");
        let mut comments = self.comment_rows(text, args![list(ids)]).await?;
        comments.sort_by_key(|comment| ids.iter().position(|&id| id == comment.id));
        Ok(comments)
    }

    /// Lists what was published last of a discussion, newest first, wherever in its threads.
    pub async fn newest_comments(&self, subject: Subject, limit: i64) -> Result<Vec<Comment>> {
        let (kind, subject) = codes_of(subject);
        let text = select_comments!(
            "select id from comment where kind = $1 and subject = $2 and state = 0 order by id desc {limit $3}"
        );
        self.newest_first(text, args![kind, subject, limit]).await
    }

    /// Lists what a reader wrote, newest first, whatever its state.
    pub async fn comments_of(&self, reader: ReaderId, before: Option<CommentId>, limit: i64) -> Result<Vec<Comment>> {
        let text =
            select_comments!("select id from comment where reader_id = $1 and id < $2 order by id desc {limit $3}");
        self.newest_first(text, args![reader, before.unwrap_or(CommentId(i64::MAX)), limit]).await
    }

    /// Lists a reader's comments on a subject that wait for a moderator, oldest first.
    pub async fn own_waiting(&self, reader: ReaderId, subject: Subject, limit: i64) -> Result<Vec<Comment>> {
        let (kind, subject) = codes_of(subject);
        // The plus keeps SQLite from the discussion's index, which may be long.
        let text = select_comments!(
            "select id from comment where reader_id = $1 and state = 1 and +kind = $2 and +subject = $3
             order by id {limit $4}"
        );
        let mut waiting = self.comment_rows(text, args![reader, kind, subject, limit]).await?;
        waiting.sort_by_key(|comment| comment.id);
        Ok(waiting)
    }

    /// Lists comments that wait for a moderator, oldest first.
    pub async fn waiting_comments(&self, after: Option<CommentId>, limit: i64) -> Result<Vec<Comment>> {
        let text = select_comments!("select id from comment where state = 1 and id > $1 order by id {limit $2}");
        let mut waiting = self.comment_rows(text, args![after.unwrap_or(CommentId(0)), limit]).await?;
        waiting.sort_by_key(|comment| comment.id);
        Ok(waiting)
    }

    /// Lists comments that readers want a moderator to look at, oldest first.
    pub async fn flagged_comments(&self, after: Option<CommentId>, limit: i64) -> Result<Vec<Comment>> {
        let text = select_comments!("select id from comment where open_flags > 0 and id > $1 order by id {limit $2}");
        let mut flagged = self.comment_rows(text, args![after.unwrap_or(CommentId(0)), limit]).await?;
        flagged.sort_by_key(|comment| comment.id);
        Ok(flagged)
    }

    /// Lists how a comment stood before its author changed it, oldest first.
    pub async fn comment_versions(&self, comment: CommentId) -> Result<Vec<CommentVersion>> {
        let text = "select text, until_us from comment_version where comment_id = $1 order by id";
        read_all(&self.all(text, args![comment]).await?, |fields| {
            Ok(CommentVersion { text: fields.next()?, until: fields.next()? })
        })
    }

    async fn newest_first(&self, text: &'static str, arguments: AnyArguments) -> Result<Vec<Comment>> {
        let mut comments = self.comment_rows(text, arguments).await?;
        comments.sort_by_key(|comment| Reverse(comment.id));
        Ok(comments)
    }

    /// Reads what `select_comments!` selects, in no known order.
    async fn comment_rows(&self, text: &'static str, arguments: AnyArguments) -> Result<Vec<Comment>> {
        let row = self.one(text, arguments).await?;
        let rows: Vec<CommentColumns> = Fields::of(&row).json()?;
        Ok(rows.into_iter().map(CommentColumns::comment).collect())
    }
}
