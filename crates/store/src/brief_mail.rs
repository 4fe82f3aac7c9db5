//! Whom the brief of the day is sent by mail, and how far that is.
//!
//! Invariant: a letter goes once. It is marked as on its way before the mail server gets it; a mark that is found by a later
//! claim says that nobody knows what came of it, and it is not sent again.

use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store, StoreError};
use news::{ReaderId, Timestamp};

/// An address that was just given cannot be changed for another at once: strangers would be written to.
const ASKED_AGAIN_US: i64 = 10 * Timestamp::MINUTE;

/// What a reader wants by mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefMailWish {
    pub reader: ReaderId,
    pub address: String,
    /// The code of the language.
    pub tongue: String,
    pub is_long: bool,
    /// Of the day, 0 to 23, in the zone.
    pub hour: i8,
    /// By its IANA name.
    pub zone: String,
}

/// The same, with how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefMail {
    pub wish: BriefMailWish,
    /// When the owner of the address said that letters are wanted; None before.
    pub confirmed: Option<Timestamp>,
    /// Of the letter that is due, counting this one.
    pub attempts: i64,
    /// Marks the claim; only it can finish the letter.
    pub claim: i64,
    /// The letter that was being handed over when somebody stopped: nobody knows what came of it.
    pub on_its_way: Option<String>,
    /// The last day whose letter was handed over.
    pub sent_day: Option<String>,
    pub sent: Option<Timestamp>,
    /// What went wrong with the last letter.
    pub problem: Option<String>,
    /// Since when the address takes no mail: nothing goes there until it is given anew.
    pub refused: Option<Timestamp>,
}

/// What came of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterEnd<'a> {
    /// Handed over, or nothing to tell, or nobody knows (`problem`); the next is due at a time, if any.
    Done { day: &'a str, problem: Option<&'a str>, next: Option<Timestamp> },
    /// The mail server did not take it; it is tried again.
    Failed { problem: &'a str, again: Timestamp },
    /// The address takes no mail.
    Refused { problem: &'a str },
    /// It is not the time yet.
    Early { next: Timestamp },
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select reader_id, address, tongue, is_long, hour, zone, confirmed_us, attempts, claim, on_its_way,
             sent_day, sent_us, problem, refused_us from brief_mail ",
            $rest
        )
    };
}

impl Store {
    /// Tells what a reader gets by mail; None for nothing.
    pub async fn brief_mail(&self, reader: ReaderId) -> Result<Option<BriefMail>> {
        let row = self.optional(select!("where reader_id = $1"), args![reader]).await?;
        row.map(|row| read(&mut Fields::of(&row))).transpose()
    }

    /// Keeps what a reader wants. An address that was confirmed stays so, and its next letter is due at `next`; to any other a
    /// letter that asks is due at once. `Conflict` when another address was given in the last ten minutes.
    pub async fn ask_for_brief_mail(&self, wish: &BriefMailWish, now: Timestamp, next: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let text = "select address, asked_us, confirmed_us, refused_us from brief_mail where reader_id = $1";
        let known = write.optional(text, args![wish.reader]).await?;
        let known: Option<(String, Timestamp, Option<Timestamp>, Option<Timestamp>)> = match &known {
            Some(row) => {
                let mut fields = Fields::of(row);
                Some((fields.next()?, fields.next()?, fields.next()?, fields.next()?))
            }
            None => None,
        };
        let (mut asked, mut confirmed, mut due) = (now, None, now);
        if let Some((address, asked_before, confirmed_before, refused)) = known {
            let is_same = address == wish.address && refused.is_none();
            if is_same && confirmed_before.is_some() {
                (asked, confirmed, due) = (asked_before, confirmed_before, next);
            } else if now.since_us(asked_before) < ASKED_AGAIN_US {
                return Err(StoreError::Conflict("an address was given a moment ago".to_owned()));
            }
        }
        let text = "insert into brief_mail
                (reader_id, address, tongue, is_long, hour, zone, asked_us, confirmed_us, due_us)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (reader_id) do update set address = excluded.address, tongue = excluded.tongue,
                is_long = excluded.is_long, hour = excluded.hour, zone = excluded.zone, asked_us = excluded.asked_us,
                confirmed_us = excluded.confirmed_us, due_us = excluded.due_us, attempts = 0, claim = 0,
                on_its_way = null, problem = null, problem_us = null, refused_us = null";
        let arguments = args![
            wish.reader,
            wish.address.as_str(),
            wish.tongue.as_str(),
            wish.is_long,
            i64::from(wish.hour),
            wish.zone.as_str(),
            asked,
            confirmed,
            due
        ];
        write.run(text, arguments).await?;
        write.commit(now).await
    }

    /// Notes that letters are wanted at an address; the first is due at `next`. False when it is not the one that was given.
    pub async fn confirm_brief_mail(
        &self,
        reader: ReaderId,
        address: &str,
        now: Timestamp,
        next: Timestamp,
    ) -> Result<bool> {
        let text = "update brief_mail set due_us = case when confirmed_us is null then $4 else due_us end,
                confirmed_us = coalesce(confirmed_us, $3), attempts = 0, claim = 0
            where reader_id = $1 and address = $2 and refused_us is null";
        Ok(self.run(text, args![reader, address, now, next]).await? > 0)
    }

    /// Sends a reader nothing any more, and forgets the address.
    pub async fn end_brief_mail(&self, reader: ReaderId) -> Result<()> {
        self.run("delete from brief_mail where reader_id = $1", args![reader]).await?;
        Ok(())
    }

    /// Claims letters that are due until `now` + `lease_us`, the longest due first. Who dies leaves them to be claimed again after
    /// that.
    pub async fn claim_brief_mails(&self, now: Timestamp, lease_us: i64, limit: i64) -> Result<Vec<BriefMail>> {
        let due = "select reader_id from brief_mail where due_us is not null and due_us <= $1 limit 1";
        if self.optional(due, args![now]).await?.is_none() {
            return Ok(Vec::new());
        }
        let until = now.plus_us(lease_us);
        let mut write = self.write().await?;
        let text = "select reader_id from brief_mail where due_us is not null and due_us <= $1
            order by due_us {limit $2} {skip_locked}";
        let readers: Vec<ReaderId> = crate::sql::first_column(&write.all(text, args![now, limit]).await?)?;
        let text =
            "update brief_mail set due_us = $1, claim = $1, attempts = attempts + 1 where reader_id in {list $2}";
        write.run(text, args![until, list(&readers)]).await?;
        let rows = write.all(select!("where reader_id in {list $1} order by reader_id"), args![list(&readers)]).await?;
        let claimed = read_all(&rows, read)?;
        write.commit(now).await?;
        Ok(claimed)
    }

    /// Marks a claimed letter as on its way, before the mail server gets it; false when somebody else has it by now, or nobody
    /// wants it any more.
    pub async fn begin_letter(&self, mail: &BriefMail, day: &str) -> Result<bool> {
        let text = "update brief_mail set on_its_way = $3 where reader_id = $1 and claim = $2 and on_its_way is null";
        Ok(self.run(text, args![mail.wish.reader, mail.claim, day]).await? > 0)
    }

    /// Keeps what came of a claimed letter.
    pub async fn end_letter(&self, mail: &BriefMail, end: LetterEnd<'_>, now: Timestamp) -> Result<()> {
        let (reader, claim) = (mail.wish.reader, mail.claim);
        match end {
            LetterEnd::Done { day, problem, next } => {
                let text =
                    "update brief_mail set sent_day = $3, sent_us = $4, problem = $5, problem_us = $6, due_us = $7,
                    on_its_way = null, attempts = 0, claim = 0 where reader_id = $1 and claim = $2";
                let problem_at = problem.map(|_| now);
                self.run(text, args![reader, claim, day, now, problem, problem_at, next]).await?;
            }
            LetterEnd::Failed { problem, again } => {
                let text =
                    "update brief_mail set problem = $3, problem_us = $4, due_us = $5, on_its_way = null, claim = 0
                    where reader_id = $1 and claim = $2";
                self.run(text, args![reader, claim, problem, now, again]).await?;
            }
            LetterEnd::Refused { problem } => {
                let text = "update brief_mail set problem = $3, problem_us = $4, refused_us = $4, due_us = null,
                    on_its_way = null, claim = 0 where reader_id = $1 and claim = $2";
                self.run(text, args![reader, claim, problem, now]).await?;
            }
            LetterEnd::Early { next } => {
                let text = "update brief_mail set due_us = $3, attempts = 0, claim = 0
                    where reader_id = $1 and claim = $2";
                self.run(text, args![reader, claim, next]).await?;
            }
        }
        Ok(())
    }

    /// Lists the letters that went wrong lately, the latest first.
    pub async fn brief_mail_problems(&self, limit: i64) -> Result<Vec<BriefMail>> {
        let text = select!("where problem_us is not null order by problem_us desc {limit $1}");
        read_all(&self.all(text, args![limit]).await?, read)
    }
}

fn read(fields: &mut Fields) -> Result<BriefMail> {
    let wish = BriefMailWish {
        reader: fields.next()?,
        address: fields.next()?,
        tongue: fields.next()?,
        is_long: fields.next()?,
        hour: i8::try_from(fields.next::<i64>()?).unwrap_or_default(),
        zone: fields.next()?,
    };
    Ok(BriefMail {
        wish,
        confirmed: fields.next()?,
        attempts: fields.next()?,
        claim: fields.next()?,
        on_its_way: fields.next()?,
        sent_day: fields.next()?,
        sent: fields.next()?,
        problem: fields.next()?,
        refused: fields.next()?,
    })
}
