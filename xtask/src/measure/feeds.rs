//! Feeds as Python's feedparser and other libraries read them.

use super::{Bench, Figure};
use crate::run::{output, run, target_folder};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compares and holds the exceptions; its head says what agrees with what.
const SCRIPT: &str = "xtask/compare_feeds.py";
const FEEDPARSER: &str = "feedparser==6.0.14";

pub fn feeds(bench: &Bench) -> Result<Vec<Figure>> {
    let folder = bench.data("feeds")?;
    let python = python_with_feedparser()?;
    let rows = bench.folder.join("feed.rows.jsonl");
    std::fs::write(&rows, output(Command::new(&python).args([SCRIPT, "rows"]).arg(&folder))?)?;
    let answers = bench.pipe_file("feed", &rows, &[])?;
    let wrong = bench.folder.join("wrong.txt");
    let said = output(Command::new(&python).args([SCRIPT, "score"]).arg(&folder).arg(&answers.path).arg(&wrong))?;
    let counts: Value = serde_json::from_str(said.trim())?;
    let mut figures = Vec::new();
    for (name, count) in counts.as_object().context("an object of counts")? {
        let share = count[0].as_f64().unwrap_or(0.0) / count[1].as_f64().unwrap_or(1.0);
        let shown = format!("{name} ({})", count[1]);
        figures.push(match name.as_str() {
            "feedparser: files with entries" | "feedparser: as many entries" => Figure::at_least(shown, share, 1.0),
            _ if name.starts_with("feedparser:") => Figure::at_least(shown, share, 0.95),
            _ => Figure::new(shown, share),
        });
    }
    figures.extend(answers.usage());
    Ok(figures)
}

/// A Python of its own in the target folder, so that nothing of the system's is touched.
fn python_with_feedparser() -> Result<PathBuf> {
    let folder = target_folder().join("tools/python");
    let python = folder.join("bin/python");
    let ready =
        |python: &Path| python.is_file() && output(Command::new(python).args(["-c", "import feedparser"])).is_ok();
    if !ready(&python) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))
            .context("Python's venv is missing (Debian: apt-get install python3-venv)")?;
        run(Command::new(&python).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            FEEDPARSER,
        ]))?;
    }
    Ok(python)
}
