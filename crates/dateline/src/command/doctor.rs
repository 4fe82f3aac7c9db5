//! `doctor`: what is wrong with the installation and with each source, and what to do about it.

use super::say;
use crate::installation::Installation;
use crate::models;
use anyhow::Result;
use news::Timestamp;
use std::process::ExitCode;
use store::{SourceState, Store};

/// Findings that call for somebody to act make the exit code 1.
struct Findings {
    wrong: usize,
}

impl Findings {
    fn good(&self, text: impl std::fmt::Display) {
        say(format!("  ok     {text}"));
    }

    fn wrong(&mut self, text: impl std::fmt::Display) {
        self.wrong += 1;
        say(format!("  WRONG  {text}"));
    }
}

pub async fn doctor(installation: Installation) -> Result<ExitCode> {
    let mut findings = Findings { wrong: 0 };
    say("Installation");
    findings.good(format!("data in {}", installation.folder.display()));
    let store = installation.store().await?;
    check_database(&store, &mut findings).await?;
    check_index(&installation, &store, &mut findings).await?;
    check_jobs(&store, &mut findings).await?;
    if installation.config.fetch.contact.is_empty() {
        findings.wrong("no `contact` in [fetch]: publishers cannot reach you, and some refuse those they cannot reach");
    }
    if !store.any_reader().await? {
        findings.wrong("no owner yet: `dateline serve` prints the link that creates one");
    }
    check_mail(&installation, &store, &mut findings).await?;
    check_models(&installation, &mut findings).await;
    say("Sources");
    check_sources(&store, &mut findings).await?;
    if findings.wrong == 0 {
        say("All is well.");
        return Ok(ExitCode::SUCCESS);
    }
    say(format!("{} things to look at.", findings.wrong));
    Ok(ExitCode::FAILURE)
}

async fn check_database(store: &Store, findings: &mut Findings) -> Result<()> {
    let damage = store.integrity_check().await?;
    for line in &damage {
        findings.wrong(format!("database: {line} (restore a backup: dateline restore FILE)"));
    }
    let stats = store.stats().await?;
    if damage.is_empty() {
        let size = store.database_size().await?;
        findings.good(format!(
            "database sound: {} articles in {} stories, {:.1} MB",
            stats.articles,
            stats.stories,
            size as f64 / 1e6
        ));
    }
    Ok(())
}

async fn check_index(installation: &Installation, store: &Store, findings: &mut Findings) -> Result<()> {
    match installation.index() {
        Ok(index) if index.needs_rebuild() && store.stats().await?.articles > 0 => {
            findings.wrong(
                "search index is empty or of another version: it is made anew by `serve`, or now by `dateline rebuild`",
            );
        }
        Ok(_) => findings.good("search index readable"),
        Err(error) => findings.wrong(format!("{error:#}")),
    }
    Ok(())
}

async fn check_jobs(store: &Store, findings: &mut Findings) -> Result<()> {
    for count in store.job_counts().await? {
        if count.waiting > 10_000 {
            findings.wrong(format!("{} jobs `{}` are waiting: is `serve` running?", count.waiting, count.kind));
        }
    }
    let unread = store.count_to_read().await?;
    if unread > 0 {
        findings
            .good(format!("{unread} articles wait to be read for quotes and by the model, once nothing else is to do"));
    }
    for job in store.dead_jobs(20).await? {
        findings.wrong(format!(
            "job `{}` of {} was given up after {} tries: {}",
            job.kind, job.subject, job.attempts, job.error
        ));
    }
    Ok(())
}

/// Letters that went wrong are listed so far.
const LETTERS_SHOWN: i64 = 10;

async fn check_mail(installation: &Installation, store: &Store, findings: &mut Findings) -> Result<()> {
    let mailer = match installation.config.mail.mailer() {
        Ok(None) => return Ok(()),
        Ok(Some(mailer)) => mailer,
        Err(error) => {
            findings.wrong(format!("mail: {error:#}"));
            return Ok(());
        }
    };
    match mailer.greet().await {
        Ok(()) => findings.good(format!("mail server {} lets us in", installation.config.mail.server)),
        Err(error) => findings.wrong(format!("mail: {error:#}")),
    }
    for mail in store.brief_mail_problems(LETTERS_SHOWN).await? {
        let reader = store.reader(mail.wish.reader).await?.name;
        findings.wrong(format!("last letter to {reader}: {}", mail.problem.unwrap_or_default()));
    }
    Ok(())
}

/// What an endpoint has is listed so far.
const MODELS_SHOWN: usize = 12;

async fn check_models(installation: &Installation, findings: &mut Findings) {
    let config = &installation.config;
    if config.ai.endpoint.is_empty() {
        return;
    }
    say("Models");
    if config.ai.writing != "on" {
        findings.good("switched off (`writing` in [ai]); asked all the same");
    }
    for described in &config.ai.endpoint {
        let name = &described.name;
        let endpoint = match models::endpoint(config, described) {
            Ok(endpoint) => endpoint,
            Err(error) => {
                findings.wrong(format!("{error:#}"));
                continue;
            }
        };
        match endpoint.look().await {
            Ok(seen) if seen.has_model => {
                findings.good(format!("{name} answers and has {}", described.model));
            }
            Ok(seen) => {
                let mut listed = seen.models[..seen.models.len().min(MODELS_SHOWN)].join(", ");
                if seen.models.len() > MODELS_SHOWN {
                    listed.push_str(", …");
                }
                findings.wrong(format!("{name} answers and has no model {:?}; it has: {listed}", described.model));
            }
            Err(error) => findings.wrong(error),
        }
    }
}

async fn check_sources(store: &Store, findings: &mut Findings) -> Result<()> {
    let now = Timestamp::from_jiff(jiff::Timestamp::now());
    let mut after = None;
    let mut sound = 0;
    loop {
        let page = store.sources(after, 500).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.source.id);
        for health in &page {
            let source = &health.source;
            let reason = source.state_reason.as_deref().unwrap_or("no reason given");
            match (source.state, &source.last_error) {
                (SourceState::Gone, _) => {
                    findings.wrong(format!("{} is gone: {reason}. `dateline unfollow {}`", source.title, source.url))
                }
                (SourceState::Paused, _) => findings.wrong(format!("{} is paused: {reason}", source.title)),
                (SourceState::Active, Some(error)) => findings.wrong(format!(
                    "{} {}: {error} ({} failures in a row, last success {})",
                    source.title,
                    source.url,
                    source.failures,
                    source.last_ok.map_or("never".to_owned(), |time| days_ago(now, time)),
                )),
                (SourceState::Active, None) => sound += 1,
            }
            for text in source.notices.iter().map(|notice| &notice.text).chain(&source.postponed) {
                say(format!("         {}: {text}", source.title));
            }
        }
    }
    findings.good(format!("{sound} sources without an error"));
    Ok(())
}

fn days_ago(now: Timestamp, time: Timestamp) -> String {
    match now.since_us(time) / Timestamp::DAY {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}
