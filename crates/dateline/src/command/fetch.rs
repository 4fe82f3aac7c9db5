//! `fetch`: one round, said aloud.

use super::say;
use crate::installation::Installation;
use crate::process;
use anyhow::{Result, bail};
use desk::SourceReport;
use news::{Notice, SourceId, Timestamp};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use store::{DueSource, Store};

pub async fn fetch(
    installation: Installation,
    urls: Vec<String>,
    all: bool,
    read: Option<usize>,
    usage: bool,
) -> Result<ExitCode> {
    let store = installation.store().await?;
    let due = chosen(&store, &urls, all).await?;
    if due.is_empty() {
        say("no source is due; `dateline fetch --all` asks every one");
        return Ok(ExitCode::SUCCESS);
    }
    let before = store.stats().await?;
    let total = due.len();
    let (mut done, mut failed, mut new) = (0, 0, 0);
    let progress = |report: &SourceReport| {
        done += 1;
        failed += usize::from(report.error.is_some());
        new += report.new;
        eprintln!("[{done}/{total}] {}", line(report));
    };
    let desk = installation.desk(store.clone(), installation.index()?).await?;
    match &desk {
        Some((desk, _place)) => desk.round(due, progress).await?,
        None => ask_the_desk(&store, &due, progress).await?,
    }
    let after = store.stats().await?;
    say(format!(
        "{total} sources asked, {failed} failed; {new} new articles; {} articles in {} stories now (before: {} in {})",
        after.articles, after.stories, before.articles, before.stories
    ));
    let round = process::usage();
    let read = match (&desk, read) {
        (Some((desk, _place)), Some(most)) => Some((Instant::now(), desk.read_again(most).await?)),
        _ => None,
    };
    if let Some((begun, articles)) = &read {
        say(format!("{articles} articles read a second time in {:.1} s", begun.elapsed().as_secs_f64()));
    }
    if usage {
        let used = round?;
        let whole = process::usage()?;
        let database = store.database_size().await?;
        say(serde_json::json!({
            "sources": total, "failed": failed, "new": new, "articles": after.articles, "stories": after.stories,
            "cpu_s": used.cpu_s, "peak_mb": used.peak_mb, "pss_mb": used.pss_mb, "database_bytes": database,
            "read": read.map_or(0, |(_, articles)| articles), "reading_cpu_s": whole.cpu_s - used.cpu_s,
            "reading_peak_mb": whole.peak_mb,
        }));
    }
    store.close().await;
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// How long the process that works at the desk may take for a round before we stop looking on.
const LOOKING_ON: Duration = Duration::from_secs(600);

/// Has the process that works at the desk (`serve`) fetch the sources, and looks on until it has.
async fn ask_the_desk(store: &Store, due: &[DueSource], mut progress: impl FnMut(&SourceReport)) -> Result<()> {
    eprintln!("`dateline serve` works at this desk: it is asked to fetch now");
    let asked = Timestamp::from_jiff(jiff::Timestamp::now());
    let mut waiting: Vec<SourceId> = due.iter().map(|source| source.id).collect();
    for ids in waiting.chunks(1_000) {
        store.make_due(ids, asked).await?;
    }
    let deadline = Instant::now() + LOOKING_ON;
    while !waiting.is_empty() {
        if Instant::now() > deadline {
            bail!("{} sources were not fetched within {} minutes", waiting.len(), LOOKING_ON.as_secs() / 60);
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        let unfetched = unfetched_since(store, asked).await?;
        let (left, fetched): (Vec<SourceId>, Vec<SourceId>) =
            waiting.into_iter().partition(|id| unfetched.contains(id));
        for id in fetched {
            let source = store.source(id).await?;
            let postponed = source.postponed.map(|reason| Notice::new("fetch.postponed", reason));
            progress(&SourceReport {
                unchanged: source.last_new.is_none_or(|new| new < asked),
                url: source.url,
                error: source.last_error.filter(|_| postponed.is_none()),
                notices: source.notices.into_iter().chain(postponed).collect(),
                ..SourceReport::default()
            });
        }
        waiting = left;
    }
    Ok(())
}

/// The active sources that were neither fetched since a moment nor put off.
async fn unfetched_since(store: &Store, moment: Timestamp) -> Result<BTreeSet<SourceId>> {
    let mut unfetched = BTreeSet::new();
    let mut after = None;
    loop {
        let page = store.active_sources(after, 2_000).await?;
        let Some(last) = page.last() else { return Ok(unfetched) };
        after = Some(last.id);
        let is_late = |source: &&DueSource| {
            source.postponed.is_none() && source.last_fetch.is_none_or(|fetched| fetched < moment)
        };
        let late = page.iter().filter(is_late);
        unfetched.extend(late.map(|source| source.id));
    }
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
