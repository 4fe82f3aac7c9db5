//! The commands, one room each; this file says which command is which.

mod ai;
mod ask;
mod brief;
mod comments;
mod copies;
mod demo;
mod doctor;
mod fetch;
mod mail;
mod measure;
mod readers;
mod serve;
mod sources;

use crate::cli::{Arguments, Command};
use crate::config;
use crate::installation::Installation;
use crate::pipe;
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::io::Write;
use std::process::ExitCode;

/// Runs what the command line asks for. An error has not been shown yet.
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    let installation = || Installation::read(arguments.config.as_deref(), arguments.data.as_deref());
    match arguments.command {
        Command::Pipe(asked) => run_pipe(&asked),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut std::io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Config { markdown } => {
            let shown = || anyhow::Ok(toml::to_string_pretty(&installation()?.config.without_secrets())?);
            print(&if markdown { config::documentation() } else { shown()? })
        }
        Command::Demo(asked) => block_on(demo::demo(asked)),
        Command::Serve(asked) => block_on(serve::serve(installation()?, asked)),
        Command::Follow(asked) => block_on(sources::follow(installation()?, asked)),
        Command::Unfollow { urls } => block_on(sources::unfollow(installation()?, urls)),
        Command::Import { file } => block_on(sources::import(installation()?, file)),
        Command::Export => block_on(sources::export(installation()?)),
        Command::Fetch { urls, all, read, usage } => block_on(fetch::fetch(installation()?, urls, all, read, usage)),
        Command::Ask(asked) => block_on(ask::ask(installation()?, asked)),
        Command::Ai(asked) => block_on(ai::ai(installation()?, asked)),
        Command::Brief(asked) => block_on(brief::brief(installation()?, asked)),
        Command::Mail { what } => block_on(mail::mail(installation()?, what)),
        Command::Doctor => block_on(doctor::doctor(installation()?)),
        Command::Rebuild => block_on(copies::rebuild(installation()?)),
        Command::Backup { file } => block_on(copies::backup(installation()?, file)),
        Command::Restore { file, yes } => block_on(copies::restore(installation()?, file, yes)),
        Command::Comments { what } => block_on(comments::comments(installation()?, what)),
        Command::EndSecondStep { name } => block_on(readers::end_second_step(installation()?, &name)),
        Command::Press(asked) => block_on(measure::measure(asked)),
    }
}

fn block_on(command: impl Future<Output = Result<ExitCode>>) -> Result<ExitCode> {
    // CPU work runs on rayon's pool: the async threads only move bytes, and few of them do.
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8)))
        .enable_all()
        .build()
        .context("could not start the runtime")?
        .block_on(command)
}

fn run_pipe(asked: &crate::cli::Pipe) -> Result<ExitCode> {
    if let Some(threads) = asked.threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .context("could not set the number of threads")?;
    }
    let outcome = pipe::run(
        asked.stage,
        asked.follow,
        pipe::Reader::new(asked.embed),
        std::io::stdin().lock(),
        std::io::BufWriter::new(std::io::stdout().lock()),
    )?;
    if asked.usage {
        let used = crate::process::usage()?;
        eprintln!(
            "{}",
            serde_json::json!({"rows": outcome.rows, "errors": outcome.errors, "cpu_s": used.cpu_s, "peak_mb": used.peak_mb})
        );
    }
    if outcome.errors > 0 {
        eprintln!("dateline: {} of {} rows have an error", outcome.errors, outcome.rows);
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(text: &str) -> Result<ExitCode> {
    std::io::stdout().write_all(text.as_bytes()).context("could not write to standard output")?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a line to standard output; a closed pipe (`| head`) is no error.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Completes on Ctrl-C or a polite signal to end.
async fn told_to_stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::warn!(%error, "no signals can be heard; only Ctrl-C ends this process cleanly");
            let _ = tokio::signal::ctrl_c().await;
            return;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
