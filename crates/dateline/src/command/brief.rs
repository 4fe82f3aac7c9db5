//! `brief`: the day in short, in the terminal.

use super::say;
use super::serve::site_options;
use crate::cli::Brief;
use crate::installation::Installation;
use anyhow::{Context, Result};
use std::process::ExitCode;

pub async fn brief(installation: Installation, asked: Brief) -> Result<ExitCode> {
    let day = asked.day.as_deref().map(str::parse).transpose();
    let day = day.ok().with_context(|| format!("{:?} is no day: it is written 2026-11-21", asked.day))?;
    let (store, index) = (installation.store().await?, installation.index()?);
    let site = site::Site::open(store.clone(), index, site_options(&installation)?).await?;
    let brief = site.brief(asked.reader.as_deref(), day, asked.longer).await?;
    if asked.json {
        say(serde_json::to_string_pretty(&brief)?);
    } else {
        print(&brief);
    }
    drop(site);
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn print(brief: &site::BriefText) {
    say(&brief.heading);
    if brief.stories.is_empty() {
        say("\nNothing was told.");
    }
    for story in &brief.stories {
        say(format!("\n{}\n  {}", story.headline, story.path));
        for told in &story.sentences {
            say(format!("  - {} ({}, {})", told.sentence, told.publisher, told.path));
        }
        if !story.followed.is_empty() {
            say(format!("  followed: {}", story.followed.join(", ")));
        }
    }
}
