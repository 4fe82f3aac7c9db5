//! The brief of the day by mail: who is due gets a letter, each day's once.
//!
//! The store says who is due and holds the claim; `site` writes the letter (it is handed in: rooms meet in `dateline`); the
//! owner's server takes it. What a killed process was just handing over is not sent again (`store::brief_mail` says why).

use crate::mail::{Letter, MailError, Mailer};
use crate::{Desk, now, wait};
use anyhow::Result;
use futures_util::future::BoxFuture;
use jiff::tz::TimeZone;
use news::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use store::{BriefMail, LetterEnd};
use tokio::sync::{Notify, watch};

/// How often is looked for letters that are due.
const ROUND: Duration = Duration::from_secs(20);
/// More than a letter takes at the longest.
const LEASE_US: i64 = 15 * Timestamp::MINUTE;
/// Claimed at once: the last of them must be sent within the lease.
const AT_ONCE: i64 = 4;
const FIRST_PAUSE_US: i64 = 5 * Timestamp::MINUTE;
const LONGEST_PAUSE_US: i64 = 2 * Timestamp::HOUR;
/// A letter that asks whether letters are wanted is given up after so many tries.
const ASKED_MOST: i64 = 8;
/// The "day" of that letter.
const CONFIRMATION: &str = "confirmation";

/// Writes the letters.
pub trait LetterWriter: Send + Sync {
    /// The letter that asks the owner of an address whether letters are wanted there.
    fn confirmation(&self, mail: BriefMail) -> BoxFuture<'static, Result<Letter>>;

    /// The brief of the last 24 hours; None when there is nothing to tell.
    fn brief(&self, mail: BriefMail) -> BoxFuture<'static, Result<Option<Letter>>>;
}

/// What it takes to send letters.
#[derive(Clone)]
pub(crate) struct PostOffice {
    pub mailer: Mailer,
    pub writer: Arc<dyn LetterWriter>,
}

pub(crate) async fn keep_sending(desk: Desk, mut stop: watch::Receiver<bool>) {
    let Some(office) = desk.post_office.clone() else { return };
    let never = Notify::new();
    let mut pause = desk.options.idle;
    while wait(&never, pause, &mut stop).await {
        pause = match send_due(&desk, &office, now()).await {
            Ok(0) => ROUND,
            Ok(_) => desk.options.idle,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "letters failed; trying again");
                ROUND
            }
        };
    }
}

/// Sends what is due, and tells how many letters were looked at.
pub(crate) async fn send_due(desk: &Desk, office: &PostOffice, now: Timestamp) -> Result<usize> {
    let due = desk.store.claim_brief_mails(now, LEASE_US, AT_ONCE).await?;
    for mail in &due {
        send(desk, office, mail, now).await?;
    }
    Ok(due.len())
}

async fn send(desk: &Desk, office: &PostOffice, mail: &BriefMail, now: Timestamp) -> Result<()> {
    let zone = TimeZone::get(&mail.wish.zone).unwrap_or(TimeZone::UTC);
    let next = mail.confirmed.map(|_| now.next_hour(mail.wish.hour, &zone));
    let end = |end| desk.store.end_letter(mail, end, now);
    if let Some(day) = &mail.on_its_way {
        let problem = Some("this machine stopped while the letter was handed over: it may not have arrived");
        return Ok(end(LetterEnd::Done { day, problem, next }).await?);
    }
    let day = match mail.confirmed {
        None => CONFIRMATION.to_owned(),
        Some(_) => now.day_in(&zone).to_string(),
    };
    if let Some(next) = next
        && (mail.sent_day.as_deref() == Some(&day) || next.day_in(&zone) == now.day_in(&zone))
    {
        // Sent, or not the hour yet: the letter of yesterday went too late.
        return Ok(end(LetterEnd::Early { next }).await?);
    }
    let letter = match mail.confirmed {
        None => office.writer.confirmation(mail.clone()).await.map(Some),
        Some(_) => office.writer.brief(mail.clone()).await,
    };
    let pause_us = FIRST_PAUSE_US.saturating_mul(1 << mail.attempts.clamp(1, 8)) / 2;
    let again = now.plus_us(pause_us.min(LONGEST_PAUSE_US));
    let letter = match letter {
        Ok(Some(letter)) => letter,
        Ok(None) => return Ok(end(LetterEnd::Done { day: &day, problem: None, next }).await?),
        Err(error) => {
            let problem = format!("{error:#}");
            tracing::error!(reader.id = mail.wish.reader.0, error = problem, "letter could not be written");
            return Ok(end(LetterEnd::Failed { problem: "it could not be written", again }).await?);
        }
    };
    let key = format!("{day}.{}.{}", mail.wish.reader, mail.confirmed.map_or(now.0, |at| at.0));
    let on_its_way = async { Ok(desk.store.begin_letter(mail, &day).await?) };
    let sent = office.mailer.hand_over(&letter, &mail.wish.address, &key, on_its_way).await;
    if let Err(error) = &sent {
        tracing::warn!(reader.id = mail.wish.reader.0, mail.attempts = mail.attempts, %error, "letter not handed over");
    }
    let outcome = match &sent {
        Ok(()) => LetterEnd::Done { day: &day, problem: None, next },
        Err(MailError::Taken) => return Ok(()),
        Err(MailError::AddressRefused(problem)) => LetterEnd::Refused { problem },
        Err(MailError::NotNow(problem)) if mail.confirmed.is_none() && mail.attempts >= ASKED_MOST => {
            LetterEnd::Refused { problem }
        }
        Err(MailError::NotNow(problem)) => LetterEnd::Failed { problem, again },
        Err(MailError::LetterRefused(problem) | MailError::Unknown(problem)) => {
            LetterEnd::Done { day: &day, problem: Some(problem), next }
        }
    };
    Ok(end(outcome).await?)
}
