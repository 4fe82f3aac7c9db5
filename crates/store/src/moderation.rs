//! Order among readers: what moderators decide about comments and their authors, why, and how it is taken back.
//!
//! Every decision is a row that says by which role, when and why, and holds what it takes to undo it. Removals and
//! bans stand in the log that everyone reads, without a removed word and without a name; whom they concern may appeal
//! once, and where there is another moderator, another one answers.

mod readers;

pub use readers::{Flag, OwnFlag};

use crate::comment::{Standing, code_of_state, state_of_code, subject_of};
use crate::database::Write;
use crate::notice::NoticeKind;
use crate::outbox::EventKind;
use crate::people::Role;
use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store, StoreError};
use news::{CommentId, CommentState, ReaderId, Subject, Timestamp};

/// Who decides.
#[derive(Clone, Copy, Debug)]
pub struct Moderator {
    pub id: ReaderId,
    pub role: Role,
}

/// What a moderator decides about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'t> {
    /// What waits is published.
    Approve,
    /// What was flagged stays.
    Keep,
    Remove {
        why: &'t str,
    },
}

/// Which decision it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    Approve,
    Keep,
    Remove,
    Ban,
}

impl DecisionKind {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Approve, "approve"), (Self::Keep, "keep"), (Self::Remove, "remove"), (Self::Ban, "ban")];

    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|entry| entry.0 == self).expect("every kind is listed").1
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|entry| entry.1 == text).map(|entry| entry.0)
    }
}

/// A decision of a moderator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub id: i64,
    pub at: Timestamp,
    pub by: ReaderId,
    /// As it was then.
    pub by_role: Role,
    pub kind: DecisionKind,
    pub comment: Option<CommentId>,
    /// Whose comment it was, or who was banned; None once the account is gone.
    pub reader: Option<ReaderId>,
    /// What the comment is on.
    pub subject: Option<Subject>,
    pub why: String,
    /// Of a ban; None is for good.
    pub until: Option<Timestamp>,
    /// What was removed: for moderators and its author.
    pub text: String,
    /// Of the comment, before.
    pub former: CommentState,
    pub undone: Option<(Timestamp, Role)>,
    pub appeal: Option<Appeal>,
}

/// What somebody says against a decision, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    pub words: String,
    pub at: Timestamp,
    pub answer: Option<AppealAnswer>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealAnswer {
    pub words: String,
    pub at: Timestamp,
    pub by_role: Role,
    /// The decision was taken back.
    pub is_granted: bool,
}

/// Why a reader may not write for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ban {
    pub decision: i64,
    pub why: String,
    /// None is for good.
    pub until: Option<Timestamp>,
}

/// A decision as it is written down.
struct NewDecision<'t> {
    kind: DecisionKind,
    /// 0 for a ban.
    comment: CommentId,
    reader: ReaderId,
    /// Kind and id; 0 for a ban.
    subject: (i64, i64),
    why: &'t str,
    until: Option<Timestamp>,
    former: CommentState,
    text: &'t str,
}

macro_rules! select_decision {
    ($tail:literal) => {
        concat!(
            "select id, at_us, by_reader, by_role, kind, comment_id, reader_id, subject_kind, subject, why, until_us,
             text, former_state, undone_us, undone_role, appeal, appealed_us, answer, answered_us, answered_role, is_granted
             from moderation ",
            $tail
        )
    };
}

impl Store {
    /// Decides about a comment. `Conflict` when somebody else has decided meanwhile, or its author deleted it.
    pub async fn decide(&self, id: CommentId, verdict: Verdict<'_>, by: Moderator, now: Timestamp) -> Result<i64> {
        let mut write = self.write().await?;
        let standing = write.standing(id).await?;
        let (kind, why, fits) = match verdict {
            Verdict::Approve => (DecisionKind::Approve, "", standing.state == CommentState::Waiting),
            Verdict::Keep => {
                (DecisionKind::Keep, "", standing.state == CommentState::Published && standing.open_flags > 0)
            }
            Verdict::Remove { why } => {
                let is_there = matches!(standing.state, CommentState::Waiting | CommentState::Published);
                (DecisionKind::Remove, why, is_there)
            }
        };
        if !fits {
            return Err(conflict("decided already"));
        }
        let decision = NewDecision {
            kind,
            comment: id,
            reader: standing.reader,
            subject: (standing.kind, standing.subject),
            why,
            until: None,
            former: standing.state,
            text: if kind == DecisionKind::Remove { &standing.text } else { "" },
        };
        let decision = write.add_decision(decision, by, now).await?;
        let answered = "update comment_flag set closed_by = $2 where comment_id = $1 and closed_by is null";
        write.run(answered, args![id, decision]).await?;
        write.run("update comment set open_flags = 0 where id = $1", args![id]).await?;
        match kind {
            DecisionKind::Approve => {
                write.enter_state(&standing, CommentState::Published, now).await?;
                write.tell_reader(standing.reader, NoticeKind::Approved, id, decision, now).await?;
            }
            DecisionKind::Remove => {
                write.run("update comment set text = '' where id = $1", args![id]).await?;
                write.enter_state(&standing, CommentState::Removed, now).await?;
                write.tell_reader(standing.reader, NoticeKind::Removed, id, decision, now).await?;
            }
            DecisionKind::Keep | DecisionKind::Ban => {}
        }
        write.commit(now).await?;
        Ok(decision)
    }

    /// Keeps a reader from writing, until a moment or for good.
    pub async fn ban(
        &self,
        reader: ReaderId,
        why: &str,
        until: Option<Timestamp>,
        by: Moderator,
        now: Timestamp,
    ) -> Result<i64> {
        let mut write = self.write().await?;
        let ban = NewDecision {
            kind: DecisionKind::Ban,
            comment: CommentId(0),
            reader,
            subject: (0, 0),
            why,
            until,
            former: CommentState::Waiting,
            text: "",
        };
        let decision = write.add_decision(ban, by, now).await?;
        write.tell_reader(reader, NoticeKind::Banned, CommentId(0), decision, now).await?;
        write.commit(now).await?;
        Ok(decision)
    }

    /// Tells whether a reader is banned, by the latest ban that holds.
    pub async fn ban_of(&self, reader: ReaderId, now: Timestamp) -> Result<Option<Ban>> {
        let text =
            "select id, why, until_us from moderation where reader_id = $1 and kind = 'ban' and undone_us is null
            and (until_us is null or until_us > $2) order by id desc {limit $3}";
        let row = self.optional(text, args![reader, now, 1i64]).await?;
        row.map(|row| {
            let mut fields = Fields::of(&row);
            Ok(Ban { decision: fields.next()?, why: fields.next()?, until: fields.next()? })
        })
        .transpose()
    }

    /// Takes a decision back: what was removed stands there again, what was published waits, flags are open again, a
    /// banned reader may write. `Conflict` when that was done before, or the comment has changed since.
    pub async fn undo_decision(&self, id: i64, by: Moderator, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        write.undo_decision(id, by, now).await?;
        write.commit(now).await
    }

    pub async fn decision(&self, id: i64) -> Result<Decision> {
        let row = self.one(select_decision!("where id = $1"), args![id]).await?;
        read_decision(&mut Fields::of(&row))
    }

    /// Lists decisions by id, in no known order.
    pub async fn decisions_by_ids(&self, ids: &[i64]) -> Result<Vec<Decision>> {
        let text = select_decision!("where id in {list $1}");
        read_all(&self.all(text, args![list(ids)]).await?, read_decision)
    }

    /// Lists the decisions that everyone may read of, newest first.
    pub async fn public_decisions(&self, before: Option<i64>, limit: i64) -> Result<Vec<Decision>> {
        let text = select_decision!("where is_public = 1 and id < $1 order by id desc {limit $2}");
        read_all(&self.all(text, args![before.unwrap_or(i64::MAX), limit]).await?, read_decision)
    }

    /// Lists all decisions, newest first.
    pub async fn decisions_made(&self, before: Option<i64>, limit: i64) -> Result<Vec<Decision>> {
        let text = select_decision!("where id < $1 order by id desc {limit $2}");
        read_all(&self.all(text, args![before.unwrap_or(i64::MAX), limit]).await?, read_decision)
    }

    /// Lists what was decided about a reader and the reader's comments, newest first.
    pub async fn decisions_about(&self, reader: ReaderId, before: Option<i64>, limit: i64) -> Result<Vec<Decision>> {
        let text = select_decision!("where reader_id = $1 and id < $2 order by id desc {limit $3}");
        read_all(&self.all(text, args![reader, before.unwrap_or(i64::MAX), limit]).await?, read_decision)
    }

    /// Finds the removal under which a comment is gone.
    pub async fn removal_of(&self, comment: CommentId) -> Result<Option<Decision>> {
        let text = select_decision!(
            "where comment_id = $1 and kind = 'remove' and undone_us is null order by id desc {limit $2}"
        );
        let row = self.optional(text, args![comment, 1i64]).await?;
        row.map(|row| read_decision(&mut Fields::of(&row))).transpose()
    }

    /// Counts what moderators have to decide: comments that wait or are flagged, and appeals; no further than `most` of each.
    pub async fn count_undecided(&self, most: i64) -> Result<i64> {
        let text = "select (select count(*) from (select id from comment where state = 1 {limit $1}) as k)
            + (select count(*) from (select id from comment where open_flags > 0 {limit $1}) as h)
            + (select count(*) from (select id from moderation where appealed_us is not null and answered_us is null
                {limit $1}) as n)";
        Fields::of(&self.one(text, args![most]).await?).next()
    }

    /// Lists the appeals that nobody has answered, oldest first.
    pub async fn open_appeals(&self, limit: i64) -> Result<Vec<Decision>> {
        let text = select_decision!("where appealed_us is not null and answered_us is null order by id {limit $1}");
        read_all(&self.all(text, args![limit]).await?, read_decision)
    }

    /// Says something against a decision: whom it concerns, once. `Conflict` when it cannot be said any more.
    pub async fn appeal(&self, id: i64, reader: ReaderId, words: &str, now: Timestamp) -> Result<()> {
        let text = "update moderation set appeal = $3, appealed_us = $4
            where id = $1 and reader_id = $2 and is_public = 1 and appealed_us is null and undone_us is null";
        match self.run(text, args![id, reader, words, now]).await? {
            0 => Err(conflict("no appeal possible")),
            _ => Ok(()),
        }
    }

    /// Answers an appeal; granted, the decision is taken back. `Conflict` when it is answered already, or when who
    /// decided would answer although there is another moderator.
    pub async fn answer_appeal(
        &self,
        id: i64,
        by: Moderator,
        words: &str,
        is_granted: bool,
        now: Timestamp,
    ) -> Result<()> {
        let mut write = self.write().await?;
        let decision = write.decision(id).await?;
        if decision.by == by.id && write.any_other_moderator(by.id).await? {
            return Err(conflict("another moderator answers"));
        }
        let text = "update moderation set answer = $2, answered_us = $3, answered_role = $4, is_granted = $5
            where id = $1 and appealed_us is not null and answered_us is null";
        if write.run(text, args![id, words, now, by.role.as_str(), is_granted]).await? == 0 {
            return Err(conflict("answered already"));
        }
        if is_granted && decision.undone.is_none() {
            write.undo_decision(id, by, now).await?;
        }
        let comment = decision.comment.unwrap_or(CommentId(0));
        write.tell_reader(decision.reader.unwrap_or(ReaderId(0)), NoticeKind::Appeal, comment, id, now).await?;
        write.commit(now).await
    }

    /// Tells whether anybody else keeps order here.
    pub async fn any_other_moderator(&self, than: ReaderId) -> Result<bool> {
        let text = "select id from reader where role <> 'reader' and suspended_us is null and id <> $1 limit 1";
        Ok(self.optional(text, args![than]).await?.is_some())
    }
}

impl Write<'_> {
    async fn add_decision(&mut self, new: NewDecision<'_>, by: Moderator, now: Timestamp) -> Result<i64> {
        let is_public = matches!(new.kind, DecisionKind::Remove | DecisionKind::Ban);
        let statement = "insert into moderation (at_us, by_reader, by_role, kind, is_public, comment_id, reader_id,
                subject_kind, subject, why, until_us, former_state, text)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id";
        let (subject_kind, subject) = new.subject;
        let arguments = args![
            now,
            by.id,
            by.role.as_str(),
            new.kind.as_str(),
            is_public,
            new.comment,
            new.reader,
            subject_kind,
            subject,
            new.why,
            new.until,
            code_of_state(new.former),
            new.text
        ];
        Fields::of(&self.optional(statement, arguments).await?.ok_or(StoreError::NotFound)?).next()
    }

    async fn decision(&mut self, id: i64) -> Result<Decision> {
        let row = self.optional(select_decision!("where id = $1"), args![id]).await?.ok_or(StoreError::NotFound)?;
        read_decision(&mut Fields::of(&row))
    }

    async fn any_other_moderator(&mut self, than: ReaderId) -> Result<bool> {
        let text = "select id from reader where role <> 'reader' and suspended_us is null and id <> $1 limit 1";
        Ok(self.optional(text, args![than]).await?.is_some())
    }

    async fn undo_decision(&mut self, id: i64, by: Moderator, now: Timestamp) -> Result<()> {
        let text = "update moderation set undone_us = $2, undone_role = $3 where id = $1 and undone_us is null";
        if self.run(text, args![id, now, by.role.as_str()]).await? == 0 {
            return Err(conflict("taken back already"));
        }
        let decision = self.decision(id).await?;
        let Some(comment) = decision.comment else { return Ok(()) };
        let standing = self.standing(comment).await?;
        let must_be = match decision.kind {
            DecisionKind::Remove => CommentState::Removed,
            _ => CommentState::Published,
        };
        if standing.state != must_be {
            return Err(conflict("the comment has changed since"));
        }
        match decision.kind {
            DecisionKind::Approve => self.enter_state(&standing, CommentState::Waiting, now).await,
            DecisionKind::Keep => self.open_flags_again(comment, id).await,
            DecisionKind::Remove => self.restore_comment(&standing, &decision, now).await,
            DecisionKind::Ban => Ok(()),
        }
    }

    async fn open_flags_again(&mut self, comment: CommentId, decision: i64) -> Result<()> {
        let text = "update comment_flag set closed_by = null where comment_id = $1 and closed_by = $2";
        let flags = self.run(text, args![comment, decision]).await?;
        let text = "update comment set open_flags = open_flags + $2 where id = $1";
        self.run(text, args![comment, flags as i64]).await?;
        Ok(())
    }

    async fn restore_comment(&mut self, standing: &Standing, decision: &Decision, now: Timestamp) -> Result<()> {
        self.run("update comment set text = $2 where id = $1", args![standing.id, decision.text.as_str()]).await?;
        self.run("update moderation set text = '' where id = $1", args![decision.id]).await?;
        self.enter_state(standing, decision.former, now).await?;
        self.event(EventKind::CommentChanged, standing.id.0);
        self.tell_reader(standing.reader, NoticeKind::Restored, standing.id, decision.id, now).await
    }
}

fn conflict(what: &str) -> StoreError {
    StoreError::Conflict(what.to_owned())
}

fn role_of(text: Option<String>) -> Role {
    text.as_deref().and_then(Role::parse).unwrap_or_default()
}

fn read_decision(fields: &mut Fields) -> Result<Decision> {
    let (id, at, by) = (fields.next()?, fields.next()?, fields.next()?);
    let by_role = role_of(fields.next()?);
    let kind = DecisionKind::parse(&fields.next::<String>()?).unwrap_or(DecisionKind::Keep);
    let (comment, reader): (i64, i64) = (fields.next()?, fields.next()?);
    let (subject_kind, subject): (i64, i64) = (fields.next()?, fields.next()?);
    let (why, until, text) = (fields.next()?, fields.next()?, fields.next()?);
    let former = state_of_code(fields.next()?);
    let undone = {
        let (at, role) = (fields.next::<Option<Timestamp>>()?, role_of(fields.next()?));
        at.map(|at| (at, role))
    };
    let (words, appealed): (Option<String>, Option<Timestamp>) = (fields.next()?, fields.next()?);
    let (answer, answered): (Option<String>, Option<Timestamp>) = (fields.next()?, fields.next()?);
    let by_answering = role_of(fields.next()?);
    let is_granted = fields.next::<Option<i64>>()? == Some(1);
    let answer = answer.zip(answered).map(|(words, at)| AppealAnswer { words, at, by_role: by_answering, is_granted });
    Ok(Decision {
        id,
        at,
        by,
        by_role,
        kind,
        comment: (comment != 0).then_some(CommentId(comment)),
        reader: (reader != 0).then_some(ReaderId(reader)),
        subject: (subject_kind != 0).then(|| subject_of(subject_kind, subject)),
        why,
        until,
        text,
        former,
        undone,
        appeal: words.zip(appealed).map(|(words, at)| Appeal { words, at, answer }),
    })
}
