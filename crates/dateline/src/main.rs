//! The binary: reads the command line and the configuration, wires the rooms together, tells how it went.
//!
//! In: arguments, environment, a configuration file. Out: exit codes (see `cli`). What a room does stays there; here
//! stands only who meets whom.

mod cli;
mod command;
mod config;
mod courier;
mod installation;
mod letters;
mod models;
mod pipe;
mod process;

use clap::Parser;
use std::process::ExitCode;

/// Long-lived articles of the clusterer's window are allocated between the short-lived parts of the pipeline. The C
/// library's allocator keeps the pages that both share; jemalloc keeps sizes apart and gives free pages back.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match command::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(if error.is::<installation::Unusable>() { 3 } else { 1 })
        }
    }
}
