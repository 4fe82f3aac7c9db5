//! `fetch`: one round, said aloud.

use super::say;
use crate::installation::Installation;
use crate::process;
use anyhow::{Result, bail};
use desk::SourceReport;
use news::Timestamp;
use std::process::ExitCode;
use store::{DueSource, Store};

pub async fn fetch(installation: Installation, urls: Vec<String>, all: bool, usage: bool) -> Result<ExitCode> {
    let store = installation.store().await?;
    let due = chosen(&store, &urls, all).await?;
    if due.is_empty() {
        say("no source is due; `dateline fetch --all` asks every one");
        return Ok(ExitCode::SUCCESS);
    }
    let desk = installation.desk(store.clone(), installation.index()?).await?;
    let before = store.stats().await?;
    let total = due.len();
    let (mut done, mut failed, mut new) = (0, 0, 0);
    desk.round(due, |report| {
        done += 1;
        failed += usize::from(report.error.is_some());
        new += report.new;
        eprintln!("[{done}/{total}] {}", line(report));
    })
    .await?;
    let after = store.stats().await?;
    say(format!(
        "{total} sources asked, {failed} failed; {new} new articles; {} articles in {} stories now (before: {} in {})",
        after.articles, after.stories, before.articles, before.stories
    ));
    if usage {
        let used = process::usage()?;
        let database = store.database_size().await?;
        say(serde_json::json!({
            "sources": total, "failed": failed, "new": new, "articles": after.articles, "stories": after.stories,
            "cpu_s": used.cpu_s, "peak_mb": used.peak_mb, "database_bytes": database,
        }));
    }
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn chosen(store: &Store, urls: &[String], all: bool) -> Result<Vec<DueSource>> {
    let mut due = Vec::new();
    if all {
        loop {
            let page = store.active_sources(due.last().map(|source: &DueSource| source.id), 1_000).await?;
            if page.is_empty() {
                return Ok(due);
            }
            due.extend(page);
        }
    }
    if urls.is_empty() {
        let now = Timestamp::from_jiff(jiff::Timestamp::now());
        return Ok(store.claim_due_sources(now, 10 * Timestamp::MINUTE, 100_000).await?);
    }
    for url in urls {
        let Some(source) = store.source_by_url(url).await? else {
            bail!("{url} is not followed; `dateline export` lists what is");
        };
        due.push(store.due_source(source.id).await?);
    }
    Ok(due)
}

fn line(report: &SourceReport) -> String {
    let what = match (&report.error, report.unchanged) {
        (Some(error), _) => format!("failed: {error}"),
        (None, true) => "nothing new".to_owned(),
        (None, false) => format!("{} items, {} new, {} changed", report.items, report.new, report.changed),
    };
    let notices: String =
        report.notices.iter().map(|notice| format!("\n    {}: {}", notice.code, notice.text)).collect();
    format!("{} {what}{notices}", report.url)
}
