//! The whole check, step by step, with the time each step took.

use crate::postgres::Cluster;
use crate::run::{cargo, install_debian, on_path, run, target_folder};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::Instant;

type Step = fn() -> Result<()>;

const STEPS: [(&str, Step); 7] = [
    ("tools", tools),
    ("format", format),
    ("tidy", crate::tidy::tidy),
    ("clippy", clippy),
    ("deny", deny),
    ("fuzz", fuzz),
    ("tests", tests),
];

/// Runs the steps named in `only`, or all of them. The first failing step ends the run.
pub fn test(only: &[String]) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|(step, _)| step == name)) {
        bail!("no step is called {unknown:?}; there are: {}", STEPS.map(|(name, _)| name).join(", "));
    }
    for (name, step) in STEPS {
        if !only.is_empty() && !only.iter().any(|wanted| wanted == name) {
            continue;
        }
        eprintln!("── {name}");
        let begun = Instant::now();
        step().with_context(|| format!("step {name:?}"))?;
        eprintln!("── {name}: {:.0} s", begun.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Installs what the tests start: Chromium for the journeys. PostgreSQL comes with its cluster.
fn tools() -> Result<()> {
    if !on_path("chromium") || !on_path("chromedriver") {
        install_debian(&["chromium", "chromium-driver", "fonts-noto-core", "fonts-noto-cjk"])?;
    }
    Ok(())
}

fn format() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

/// Checks licences, sources and banned crates. The advisory database is not asked: it is no part of the registry.
fn deny() -> Result<()> {
    let program = match std::env::var_os("CARGO_DENY") {
        Some(program) => PathBuf::from(program),
        None if on_path("cargo-deny") => PathBuf::from("cargo-deny"),
        None => {
            let tools = target_folder().join("tools");
            let program = tools.join("bin/cargo-deny");
            if !program.is_file() {
                // Unoptimised: it runs for a second, and optimising it would take minutes.
                run(cargo(&["install", "cargo-deny", "--locked", "--debug", "--quiet", "--root"]).arg(&tools))?;
            }
            program
        }
    };
    run(std::process::Command::new(program).args([
        "--offline",
        "check",
        "licenses",
        "bans",
        "sources",
        "--hide-inclusion-graph",
    ]))
}

/// Builds the fuzz targets, so that they stay true; they are run by hand (fuzz/README.md).
fn fuzz() -> Result<()> {
    run(&mut cargo(&["build", "--quiet", "--manifest-path", "fuzz/Cargo.toml"]))
}

/// Runs all tests, the store's suite on both databases.
fn tests() -> Result<()> {
    let cluster = Cluster::start()?;
    let arguments: &[&str] = if on_path("cargo-nextest") {
        &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--locked", "--no-fail-fast"]
    };
    run(cargo(arguments).env("DATELINE_TEST_POSTGRES", cluster.url()).env("DATELINE_TEST_REQUIRE_POSTGRES", "1"))
}
