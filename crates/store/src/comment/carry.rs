//! Comments carried from one installation to another: all of them out, one after the other in, each once.

use super::{NewComment, Standing};
use crate::database::Write;
use crate::sql::{Fields, args, list};
use crate::{Result, Store, StoreError};
use news::{ArticleId, CommentId, CommentState, ReaderId, Subject, Timestamp};
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};

/// A comment as it comes from another installation.
#[derive(Clone, Copy, Debug)]
pub struct CarriedComment<'a> {
    /// What the other installation calls itself, and the comment.
    pub origin: &'a str,
    pub origin_id: &'a str,
    /// What it answers, as it is called there.
    pub answers: Option<&'a str>,
    pub subject: Subject,
    /// None for an account that is gone.
    pub author: Option<ReaderId>,
    pub state: CommentState,
    pub text: &'a str,
    pub at: Timestamp,
    pub edited: Option<Timestamp>,
    pub votes: i64,
}

/// What became of a comment that was to be carried in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    New(CommentId),
    /// It was carried in before, or comes from here.
    Known(CommentId),
    /// What it answers is not here (yet).
    AnswerMissing,
}

impl Store {
    /// Tells what this installation calls itself where its comments go; made at random when it is first asked for.
    pub async fn origin(&self) -> Result<String> {
        let new = format!("{:016x}", RandomState::new().hash_one(self.database() as u8));
        let text = "insert into setting (key, value) values ('origin', $1) on conflict (key) do nothing";
        self.run(text, args![new.as_str()]).await?;
        self.setting("origin").await?.ok_or(StoreError::NotFound)
    }

    /// Finds articles by the hashes of their addresses.
    pub async fn articles_by_address(&self, keys: &[i64]) -> Result<HashMap<i64, ArticleId>> {
        let text = "select url_key, id from article where url_key in {list $1}";
        let rows = self.all(text, args![list(keys)]).await?;
        Ok(crate::sql::read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?.into_iter().collect())
    }

    /// Takes a comment in as it stood elsewhere: its state, its time, its votes. Nobody is told of it. `NotFound` when its
    /// subject is not here.
    pub async fn carry_in(&self, carried: &CarriedComment<'_>, now: Timestamp) -> Result<Carried> {
        let own = self.origin().await?;
        let mut write = self.write().await?;
        if let Some(known) = write.carried(&own, carried.origin, carried.origin_id).await? {
            return Ok(Carried::Known(known));
        }
        let parent = match carried.answers {
            Some(answers) => match write.carried(&own, carried.origin, answers).await? {
                Some(parent) => Some(write.standing(parent).await?),
                None => return Ok(Carried::AnswerMissing),
            },
            None => None,
        };
        let place = match &parent {
            Some(parent) => (parent.kind, parent.subject),
            None => write.subject_now(carried.subject).await?,
        };
        let new = NewComment {
            subject: carried.subject,
            parent: parent.as_ref().map(|parent| parent.id),
            reader: carried.author.unwrap_or(ReaderId(0)),
            text: carried.text,
            waits: true,
        };
        let id = write.add_comment(&new, place, parent.as_ref(), carried.at).await?;
        let text = "update comment set edited_us = $2, votes = $3 where id = $1";
        write.run(text, args![id, carried.edited.map(|at| at.0), carried.votes.max(0)]).await?;
        let text = "insert into carried_comment (origin, origin_id, comment_id) values ($1, $2, $3)";
        write.run(text, args![carried.origin, carried.origin_id, id]).await?;
        if carried.state != CommentState::Waiting {
            let standing: Standing = write.standing(id).await?;
            write.enter_state(&standing, carried.state, now).await?;
            write.withdraw_reply_notices(id).await?;
        }
        write.commit(now).await?;
        Ok(Carried::New(id))
    }
}

impl Write<'_> {
    /// Finds a comment by what it is called elsewhere, or here.
    async fn carried(&mut self, own: &str, origin: &str, origin_id: &str) -> Result<Option<CommentId>> {
        let text = "select comment_id from carried_comment where origin = $1 and origin_id = $2";
        if let Some(row) = self.optional(text, args![origin, origin_id]).await? {
            return Ok(Some(Fields::of(&row).next()?));
        }
        let Some(id) = origin_id.parse::<i64>().ok().filter(|_| origin == own) else { return Ok(None) };
        let row = self.optional("select id from comment where id = $1", args![id]).await?;
        row.map(|row| Fields::of(&row).next()).transpose()
    }
}
