//! `follow`, `unfollow`, `import` and `export`: what is followed.

use super::{print, say};
use crate::cli::Follow;
use crate::installation::Installation;
use anyhow::{Context, Result};
use news::Timestamp;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub async fn follow(installation: Installation, asked: Follow) -> Result<ExitCode> {
    let store = installation.store().await?;
    let client = installation.client()?;
    let mut failed = false;
    for url in &asked.urls {
        match desk::find(&client, url).await {
            Ok(found) if found.is_empty() => {
                failed = true;
                eprintln!("{url}: no feed, sitemap, live blog or list of articles was found there");
            }
            Ok(found) => {
                let wanted = if asked.every { found.len() } else { 1 };
                for source in &found[..wanted] {
                    if asked.dry_run {
                        say(format!("{} would be followed: {} ({})", source.url, source.title, source.kind.as_str()));
                        continue;
                    }
                    let followed = desk::follow(&store, source, asked.folder.as_deref()).await?;
                    let word = if followed.new { "is followed now" } else { "was followed already" };
                    say(format!("{} {word}: {} ({})", source.url, source.title, source.kind.as_str()));
                }
                for other in &found[wanted..] {
                    say(format!("  also there: {} {} ({})", other.url, other.title, other.kind.as_str()));
                }
            }
            Err(error) => {
                failed = true;
                eprintln!("{url}: {error:#}");
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

pub async fn unfollow(installation: Installation, urls: Vec<String>) -> Result<ExitCode> {
    let store = installation.store().await?;
    let mut failed = false;
    for url in &urls {
        match store.source_by_url(url).await? {
            Some(source) => {
                store.unfollow(source.id, Timestamp::from_jiff(jiff::Timestamp::now())).await?;
                say(format!("{url} is no longer followed; its articles stay"));
            }
            None => {
                failed = true;
                eprintln!("{url}: no such source");
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

pub async fn import(installation: Installation, file: PathBuf) -> Result<ExitCode> {
    let store = installation.store().await?;
    let text = read(&file)?;
    let imported =
        desk::import_opml(&store, &text).await.with_context(|| format!("could not import {}", file.display()))?;
    for (url, reason) in &imported.refused {
        eprintln!("{url}: {reason}");
    }
    say(format!("{} sources are followed now, {} were already", imported.new, imported.known));
    Ok(if imported.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub async fn export(installation: Installation) -> Result<ExitCode> {
    let store = installation.store().await?;
    print(&desk::sources_as_opml(&store, &installation.config.site.title).await?)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("could not read standard input")?;
        return Ok(bytes);
    }
    std::fs::read(file).with_context(|| format!("could not read {}", file.display()))
}
