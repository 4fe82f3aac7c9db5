//! `backup`, `restore` and `rebuild`.

use super::say;
use crate::installation::Installation;
use anyhow::{Context, Result, bail};
use news::Timestamp;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

pub async fn backup(installation: Installation, file: PathBuf) -> Result<ExitCode> {
    let store = installation.store().await?;
    store.backup_to(&file).await.with_context(|| format!("could not write {}", file.display()))?;
    let size = std::fs::metadata(&file).map_or(0, |file| file.len());
    say(format!("{} written, {:.1} MB", file.display(), size as f64 / 1e6));
    Ok(ExitCode::SUCCESS)
}

pub async fn restore(installation: Installation, file: PathBuf, yes: bool) -> Result<ExitCode> {
    let store = installation.store().await?;
    let stats = store.stats().await?;
    if !yes && stats.articles > 0 && !confirmed(stats.articles)? {
        bail!("nothing was changed");
    }
    let restored = store
        .restore_from(&file, Timestamp::from_jiff(jiff::Timestamp::now()))
        .await
        .with_context(|| format!("could not restore {}; nothing was changed", file.display()))?;
    say(format!(
        "{} articles restored. The search index follows by itself with the next `serve` or `fetch`.",
        restored.articles
    ));
    Ok(ExitCode::SUCCESS)
}

fn confirmed(articles: i64) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        bail!("{articles} articles would be replaced; say --yes to do so");
    }
    eprint!("{articles} articles and everything that belongs to them will be replaced. Go on? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

pub async fn rebuild(installation: Installation) -> Result<ExitCode> {
    let store = installation.store().await?;
    let total = store.stats().await?.articles;
    let Some((desk, _place)) = installation.desk(store.clone(), installation.index()?).await? else {
        bail!("another process works at this desk: stop `dateline serve` (or `fetch`) first");
    };
    let mut shown = 0;
    desk.rebuild(|done| {
        if done >= shown + 1_000 {
            shown = done;
            eprintln!("{done} of {total} articles");
        }
    })
    .await?;
    store.close().await;
    say(format!("{total} articles: enrichments, stories and index are new"));
    Ok(ExitCode::SUCCESS)
}
