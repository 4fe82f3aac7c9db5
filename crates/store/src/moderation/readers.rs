//! What readers do with each other's comments: recommend and flag them, and block who writes them; and how an account
//! ends.

use crate::comment::Standing;
use crate::database::Write;
use crate::outbox::EventKind;
use crate::sql::{args, first_column, list, read_all};
use crate::{Result, Store, StoreError};
use news::{CommentId, CommentState, FlagReason, ReaderId, Timestamp};
use std::collections::HashSet;

/// So many comments a reader flags within an hour.
const FLAGS_MAX: i64 = 20;
/// More than these a reader cannot block.
const BLOCKS_MAX: i64 = 500;
/// Comments of an account that ends are erased so many at a time.
const ERASED_AT_ONCE: i64 = 100;

/// Why a reader wants a moderator to look at a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    pub comment: CommentId,
    /// None once the account is gone.
    pub by: Option<String>,
    pub reason: FlagReason,
    pub words: String,
    pub at: Timestamp,
}

/// A flag as who set it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFlag {
    pub comment: CommentId,
    pub reason: FlagReason,
    pub words: String,
    pub at: Timestamp,
}

impl Store {
    /// Recommends a comment, or no longer. `Conflict` for one's own, and for what is not published.
    pub async fn vote(&self, id: CommentId, reader: ReaderId, is_for: bool, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        write.published_by_another(id, reader).await?;
        let (text, more) = if is_for {
            let text = "insert into comment_vote (reader_id, comment_id) values ($1, $2)
                on conflict (reader_id, comment_id) do nothing";
            (text, 1i64)
        } else {
            ("delete from comment_vote where reader_id = $1 and comment_id = $2", -1)
        };
        if write.run(text, args![reader, id]).await? > 0 {
            write.run("update comment set votes = votes + $2 where id = $1", args![id, more]).await?;
        }
        write.commit(now).await
    }

    /// Tells which of these comments a reader recommends.
    pub async fn votes_of(&self, reader: ReaderId, comments: &[CommentId]) -> Result<HashSet<CommentId>> {
        let text = "select comment_id from comment_vote where reader_id = $1 and comment_id in {list $2}";
        Ok(first_column(&self.all(text, args![reader, list(comments)]).await?)?.into_iter().collect())
    }

    /// Asks moderators to look at a comment; once for each reader. False when the reader has flagged [`FLAGS_MAX`] within
    /// an hour. `Conflict` for one's own, and for what is not published.
    pub async fn flag_comment(
        &self,
        id: CommentId,
        reader: ReaderId,
        reason: FlagReason,
        words: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let mut write = self.write().await?;
        write.published_by_another(id, reader).await?;
        let text = "select comment_id from comment_flag where reader_id = $1 and at_us > $2 {limit $3}";
        let lately = write.all(text, args![reader, now.plus_us(-Timestamp::HOUR), FLAGS_MAX]).await?;
        if lately.len() as i64 >= FLAGS_MAX {
            return Ok(false);
        }
        let text = "insert into comment_flag (comment_id, reader_id, reason, words, at_us) values ($1, $2, $3, $4, $5)
            on conflict (comment_id, reader_id) do nothing";
        if write.run(text, args![id, reader, reason.as_str(), words, now]).await? > 0 {
            write.run("update comment set open_flags = open_flags + 1 where id = $1", args![id]).await?;
        }
        write.commit(now).await?;
        Ok(true)
    }

    /// Lists the flags of these comments that nobody has answered, the oldest of each first.
    pub async fn open_flags(&self, comments: &[CommentId]) -> Result<Vec<Flag>> {
        let text = "select f.comment_id, r.name, f.reason, f.words, f.at_us from comment_flag f
            left join reader r on r.id = f.reader_id
            where f.comment_id in {list $1} and f.closed_by is null";
        let mut flags = read_all(&self.all(text, args![list(comments)]).await?, |fields| {
            let (comment, by) = (fields.next()?, fields.next()?);
            let reason = FlagReason::parse(&fields.next::<String>()?).unwrap_or(FlagReason::Other);
            Ok(Flag { comment, by, reason, words: fields.next()?, at: fields.next()? })
        })?;
        flags.sort_by_key(|flag| (flag.comment, flag.at));
        Ok(flags)
    }

    /// Lists a reader's own flags by comment, after one.
    pub async fn flags_of(&self, reader: ReaderId, after: Option<CommentId>, limit: i64) -> Result<Vec<OwnFlag>> {
        let text = "select comment_id, reason, words, at_us from comment_flag
            where reader_id = $1 and comment_id > $2 order by comment_id {limit $3}";
        let rows = self.all(text, args![reader, after.unwrap_or(CommentId(0)), limit]).await?;
        read_all(&rows, |fields| {
            let comment = fields.next()?;
            let reason = FlagReason::parse(&fields.next::<String>()?).unwrap_or(FlagReason::Other);
            Ok(OwnFlag { comment, reason, words: fields.next()?, at: fields.next()? })
        })
    }

    /// Folds what another reader writes, for one reader, or no longer. `Conflict` for oneself, and beyond a bound.
    pub async fn block(&self, reader: ReaderId, other: ReaderId, is_blocked: bool, now: Timestamp) -> Result<()> {
        if !is_blocked {
            self.run("delete from reader_block where reader_id = $1 and blocked_id = $2", args![reader, other]).await?;
            return Ok(());
        }
        if reader == other || self.blocked_by(reader).await?.len() as i64 >= BLOCKS_MAX {
            return Err(StoreError::Conflict("cannot be blocked".to_owned()));
        }
        let text = "insert into reader_block (reader_id, blocked_id, since_us)
            select $1, id, $3 from reader where id = $2 on conflict (reader_id, blocked_id) do nothing";
        self.run(text, args![reader, other, now]).await?;
        Ok(())
    }

    /// Lists whom a reader has blocked, with their names.
    pub async fn blocked_by(&self, reader: ReaderId) -> Result<Vec<(ReaderId, String)>> {
        let text = "select b.blocked_id, r.name from reader_block b join reader r on r.id = b.blocked_id
            where b.reader_id = $1 order by b.blocked_id";
        read_all(&self.all(text, args![reader]).await?, |fields| Ok((fields.next()?, fields.next()?)))
    }

    /// Ends an account: who it was is forgotten, and what the reader kept, followed, recommended and flagged goes. The
    /// comments stay without a name, or go as well, each leaving its place where replies stand below it. `NotFound` for
    /// the owner's, which cannot end.
    pub async fn end_account(&self, reader: ReaderId, keeps_comments: bool, now: Timestamp) -> Result<()> {
        let text = "select id from reader where id = $1 and role <> 'owner'";
        self.one(text, args![reader]).await?;
        while !keeps_comments && self.erase_some(reader, now).await? > 0 {}
        let mut write = self.write().await?;
        let flagged = "update comment set open_flags = open_flags - 1 where id in
            (select comment_id from comment_flag where reader_id = $1 and closed_by is null)";
        let voted = "update comment set votes = votes - 1 where id in
            (select comment_id from comment_vote where reader_id = $1)";
        for text in [
            flagged,
            voted,
            "delete from comment_flag where reader_id = $1",
            "delete from comment_vote where reader_id = $1",
            "delete from reader_block where reader_id = $1",
            "delete from reader_block where blocked_id = $1",
            "delete from reader_notice where reader_id = $1",
            "update moderation set reader_id = 0, appeal = null, appealed_us = null where reader_id = $1",
            "update comment set reader_id = 0 where reader_id = $1",
            "delete from read_state where reader_id = $1",
            "delete from reading_mark where reader_id = $1",
            "delete from story_look where reader_id = $1",
            "delete from brief_mail where reader_id = $1",
            "delete from follow where reader_id = $1",
            "delete from rule_found where rule_id in (select id from rule where reader_id = $1)",
            "delete from rule where reader_id = $1",
            "delete from session where reader_id = $1",
            "delete from ceremony where reader_id = $1",
            "delete from second_step where reader_id = $1",
            "delete from recovery_code where reader_id = $1",
            "delete from passkey where reader_id = $1",
            "delete from passkey_handle where reader_id = $1",
            "delete from api_token where reader_id = $1",
            "delete from identity where reader_id = $1",
            "delete from model_use where reader_id = $1",
            "delete from judged_writing where reader_id = $1",
            "delete from reader where id = $1 and role <> 'owner'",
        ] {
            write.run(text, args![reader]).await?;
        }
        // Their names stand on pages.
        write.event(EventKind::CommentChanged, 0);
        write.commit(now).await
    }

    async fn erase_some(&self, reader: ReaderId, now: Timestamp) -> Result<usize> {
        let mut write = self.write().await?;
        let text = "select id from comment where reader_id = $1 order by id {limit $2}";
        let ids: Vec<CommentId> = first_column(&write.all(text, args![reader, ERASED_AT_ONCE]).await?)?;
        for id in &ids {
            let standing = write.standing(*id).await?;
            write.erase_comment(&standing, now).await?;
            write.run("update comment set reader_id = 0 where id = $1", args![*id]).await?;
        }
        write.commit(now).await?;
        Ok(ids.len())
    }
}

impl Write<'_> {
    async fn published_by_another(&mut self, id: CommentId, reader: ReaderId) -> Result<Standing> {
        let standing = self.standing(id).await?;
        if standing.reader == reader || standing.state != CommentState::Published {
            return Err(StoreError::Conflict("not this comment".to_owned()));
        }
        Ok(standing)
    }
}
