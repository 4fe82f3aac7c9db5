//! The loopback press and the load generator, as `cargo xtask bench` runs them. Hidden from the help.

use super::{say, told_to_stop};
use crate::cli::{Press, PressWhat};
use crate::process;
use anyhow::{Context, Result};
use press::load::{LoadOptions, LoadServer};
use press::traffic::{Pace, TrafficOptions, drive};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

pub async fn measure(asked: Press) -> Result<ExitCode> {
    match asked.what {
        PressWhat::Load { bind, feeds, items } => load(&bind, feeds, items).await,
        PressWhat::Traffic { address, file, seconds, rate, connections } => {
            let pace = rate.map_or(Pace::Full, Pace::PerSecond);
            let report = drive(TrafficOptions {
                addr: address,
                host: address.to_string(),
                paths: paths(&file)?,
                headers: String::new(),
                connections,
                pace,
                duration: Duration::from_secs_f64(seconds),
            })
            .await?;
            say(serde_json::to_string(&report)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Serves the feeds until told to stop: first its address and the feeds, a line each; at the end what it used.
async fn load(bind: &str, feeds: usize, items: usize) -> Result<ExitCode> {
    let bind: SocketAddr = bind.parse().with_context(|| format!("{bind:?} is not an address and a port"))?;
    let server = LoadServer::start(LoadOptions { bind, feeds, items, ..LoadOptions::default() }).await?;
    for url in server.feed_urls() {
        say(url);
    }
    say("");
    told_to_stop().await;
    let (whole, unchanged) = server.answered();
    let usage = process::usage()?;
    say(serde_json::json!({"whole": whole, "unchanged": unchanged, "cpu_s": usage.cpu_s, "peak_mb": usage.peak_mb}));
    Ok(ExitCode::SUCCESS)
}

fn paths(file: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("could not read {}", file.display()))?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
