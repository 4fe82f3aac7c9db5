//! What the site tells a reader: replies, what moderators decided about the reader's comments, what rules have found.
//!
//! Invariant: a reader's `unread_notices` counts the notices without `read_us`. A reply is told of once it is
//! published, and no longer told of once it is not.

use crate::database::Write;
use crate::sql::{args, first_column, read_all};
use crate::{Result, Store};
use news::{ArticleId, CommentId, ReaderId, Timestamp};

/// What a reader is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Somebody answered.
    Reply,
    /// A comment that waited is published.
    Approved,
    Removed,
    /// A removal was taken back.
    Restored,
    Banned,
    /// An appeal was answered.
    Appeal,
    /// A rule has found an article.
    Found,
}

impl NoticeKind {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Reply, "reply"),
        (Self::Approved, "approved"),
        (Self::Removed, "removed"),
        (Self::Restored, "restored"),
        (Self::Banned, "banned"),
        (Self::Appeal, "appeal"),
        (Self::Found, "found"),
    ];

    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).expect("every kind is listed").1
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|entry| entry.1 == text).map(|entry| entry.0)
    }
}

/// Something a reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderNotice {
    pub id: i64,
    pub kind: NoticeKind,
    /// The reply, or the reader's own comment.
    pub comment: Option<CommentId>,
    /// What a moderator decided.
    pub decision: Option<i64>,
    /// What a rule has found.
    pub article: Option<ArticleId>,
    /// The rule that found it; it may be gone.
    pub rule: Option<i64>,
    pub at: Timestamp,
    pub is_read: bool,
}

impl Store {
    /// Removes notices that were read before a moment, at most `n`; tells how many went.
    pub async fn trim_notices(&self, read_before: Timestamp, n: i64) -> Result<u64> {
        let text = "delete from reader_notice where id in (
            select id from reader_notice where read_us < $1 order by read_us {limit $2})";
        self.run(text, args![read_before, n]).await
    }

    /// Lists what a reader is told, newest first: what came before an id, or the newest.
    pub async fn notices(&self, reader: ReaderId, before: Option<i64>, limit: i64) -> Result<Vec<ReaderNotice>> {
        let text = "select id, kind, comment_id, decision_id, article_id, rule_id, at_us, read_us
            from reader_notice
            where reader_id = $1 and id < $2 order by id desc {limit $3}";
        let rows = self.all(text, args![reader, before.unwrap_or(i64::MAX), limit]).await?;
        let notices = read_all(&rows, |fields| {
            let (id, kind) = (fields.next()?, fields.next::<String>()?);
            let (comment, decision): (i64, i64) = (fields.next()?, fields.next()?);
            let (article, rule): (i64, i64) = (fields.next()?, fields.next()?);
            let (at, read_us) = (fields.next()?, fields.next::<Option<i64>>()?);
            Ok(NoticeKind::parse(&kind).map(|kind| ReaderNotice {
                id,
                kind,
                comment: (comment != 0).then_some(CommentId(comment)),
                decision: (decision != 0).then_some(decision),
                article: (article != 0).then_some(ArticleId(article)),
                rule: (rule != 0).then_some(rule),
                at,
                is_read: read_us.is_some(),
            }))
        })?;
        Ok(notices.into_iter().flatten().collect())
    }

    /// Notes that a reader has seen everything up to a notice.
    pub async fn read_notices(&self, reader: ReaderId, until: i64, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update reader_notice set read_us = $3 where reader_id = $1 and read_us is null and id <= $2";
        let read = write.run(text, args![reader, until, now]).await?;
        write.count_unread(&[reader], -(read as i64)).await?;
        write.commit(now).await
    }
}

impl Write<'_> {
    /// Tells a reader something.
    pub(crate) async fn tell_reader(
        &mut self,
        reader: ReaderId,
        kind: NoticeKind,
        comment: CommentId,
        decision: i64,
        now: Timestamp,
    ) -> Result<()> {
        if reader.0 == 0 {
            return Ok(());
        }
        let text = "insert into reader_notice (reader_id, kind, comment_id, decision_id, at_us)
            values ($1, $2, $3, $4, $5)";
        self.run(text, args![reader, kind.as_str(), comment, decision, now]).await?;
        self.count_unread(&[reader], 1).await
    }

    /// Tells whom a comment answers, unless it is its own author, or has the author blocked.
    pub(crate) async fn tell_of_reply(&mut self, comment: CommentId, now: Timestamp) -> Result<()> {
        let text = "select p.reader_id from comment c join comment p on p.id = c.parent
            where c.id = $1 and p.reader_id <> c.reader_id and p.state <> 3
            and not exists (select 1 from reader_block b where b.reader_id = p.reader_id and b.blocked_id = c.reader_id)";
        for reader in first_column::<ReaderId>(&self.all(text, args![comment]).await?)? {
            self.tell_reader(reader, NoticeKind::Reply, comment, 0, now).await?;
        }
        Ok(())
    }

    /// Takes back that somebody was told of a comment.
    pub(crate) async fn withdraw_reply_notices(&mut self, comment: CommentId) -> Result<()> {
        let text = "delete from reader_notice where comment_id = $1 and kind = 'reply' returning reader_id, read_us";
        let told = read_all(&self.all(text, args![comment]).await?, |fields| {
            Ok((fields.next::<ReaderId>()?, fields.next::<Option<i64>>()?))
        })?;
        let unread: Vec<ReaderId> = told.into_iter().filter(|(_, read)| read.is_none()).map(|one| one.0).collect();
        self.count_unread(&unread, -1).await
    }

    pub(crate) async fn count_unread(&mut self, readers: &[ReaderId], by: i64) -> Result<()> {
        let text = "update reader set unread_notices = unread_notices + $2 where id = $1";
        for reader in readers.iter().filter(|_| by != 0) {
            self.run(text, args![*reader, by]).await?;
        }
        Ok(())
    }
}
