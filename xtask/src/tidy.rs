//! What no compiler checks: the arrows between crates, where SQL stands, how long a file is, what texts may say.

use crate::run::{cargo, output};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which crates of the workspace a crate may depend on. The table of ARCHITECTURE.md; `dateline` may know all.
const ARROWS: [(&str, &[&str]); 12] = [
    ("news", &[]),
    ("gather", &["news"]),
    ("extract", &["news"]),
    ("ai", &["news"]),
    ("enrich", &["news", "ai"]),
    ("stories", &["news"]),
    ("search", &["news"]),
    ("store", &["news"]),
    ("desk", &["news", "gather", "extract", "ai", "enrich", "stories", "search", "store"]),
    ("site", &["news", "store", "search", "ai", "enrich"]),
    ("press", &["news"]),
    ("dateline", &["news", "gather", "extract", "ai", "enrich", "stories", "search", "store", "desk", "site", "press"]),
];

/// A library, and the only crates that may use it: the invariants of ARCHITECTURE.md as dependencies.
const OWNED_LIBRARIES: [(&str, &[&str]); 5] = [
    ("sqlx", &["store"]),
    ("tantivy", &["search"]),
    ("reqwest", &["gather"]),
    ("html5ever", &["extract", "gather"]),
    ("lettre", &["desk"]),
];

/// Pure crates: no runtime, no network.
const PURE: [&str; 4] = ["news", "extract", "stories", "enrich"];

/// A file longer than this says in its header why it is one piece.
const LONG_FILE_LINES: usize = 600;
const LONG_FILE_WORDS: &str = "One piece because";

/// Runs every check and lists all findings.
pub fn tidy() -> Result<()> {
    let mut findings = Vec::new();
    check_arrows(&metadata()?, &mut findings);
    let files = tracked_files()?;
    for path in &files {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        check_file(path, &text, &mut findings);
    }
    if findings.is_empty() {
        eprintln!("tidy: {} files, nothing to say", files.len());
        return Ok(());
    }
    for finding in &findings {
        eprintln!("tidy: {finding}");
    }
    bail!("{} findings", findings.len())
}

/// The normal dependencies of each workspace crate, by name.
fn metadata() -> Result<BTreeMap<String, Vec<String>>> {
    let text = output(&mut cargo(&["metadata", "--format-version", "1", "--no-deps", "--locked"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let name_of = |value: &serde_json::Value| value["name"].as_str().unwrap_or_default().to_owned();
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    Ok(list(&metadata["packages"])
        .iter()
        .map(|package| {
            let normal = list(&package["dependencies"])
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(name_of)
                .collect();
            (name_of(package), normal)
        })
        .collect())
}

fn check_arrows(packages: &BTreeMap<String, Vec<String>>, findings: &mut Vec<String>) {
    for (name, dependencies) in packages {
        if name == "xtask" {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| room == name) else {
            findings.push(format!("crate `{name}` is not in the table of rooms (ARCHITECTURE.md, xtask/src/tidy.rs)"));
            continue;
        };
        for dependency in dependencies {
            if ARROWS.iter().any(|(room, _)| room == dependency) && !allowed.contains(&dependency.as_str()) {
                findings.push(format!("crate `{name}` must not know `{dependency}`"));
            }
            if let Some((library, owners)) = OWNED_LIBRARIES.iter().find(|(library, _)| library == dependency)
                && !owners.contains(&name.as_str())
            {
                findings.push(format!("only {owners:?} may use `{library}`, but `{name}` does"));
            }
            if PURE.contains(&name.as_str()) && ["tokio", "reqwest", "sqlx"].contains(&dependency.as_str()) {
                findings.push(format!("crate `{name}` is pure and must not use `{dependency}`"));
            }
        }
    }
}

fn tracked_files() -> Result<Vec<PathBuf>> {
    let listed =
        output(std::process::Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    Ok(listed.lines().map(PathBuf::from).collect())
}

fn check_file(path: &Path, text: &str, findings: &mut Vec<String>) {
    let shown = path.display();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ending == "rs" {
        let lines = text.lines().count();
        let header = text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join(" ");
        if header.is_empty() && !shown.to_string().contains("/examples/") {
            findings.push(format!("{shown}: has no header saying what it is for"));
        }
        if lines > LONG_FILE_LINES && !header.contains(LONG_FILE_WORDS) {
            findings.push(format!("{shown}: {lines} lines, and its header does not say why (\"{LONG_FILE_WORDS} …\")"));
        }
        let forgotten = ["TO", "DO"].concat();
        if text.contains(&format!("{forgotten}:")) || text.contains(&format!("// {forgotten}")) {
            findings.push(format!("{shown}: a {forgotten} is left; do it, or assert the wrong behaviour with a FIXME"));
        }
    }
    let is_prose_or_code = ["rs", "md", "toml", "html", "css", "js", "sql", "sh"].contains(&ending);
    if is_prose_or_code {
        for (number, line) in text.lines().enumerate() {
            if names_a_home_folder(line) {
                findings.push(format!("{shown}:{}: names a path of a machine", number + 1));
            }
        }
    }
}

/// Finds paths that exist on one machine only.
fn names_a_home_folder(line: &str) -> bool {
    ["/ro~ot/", "/ho~me/", "/wo~rk/", "/Us~ers/"].iter().map(|path| path.replace('~', "")).any(|path| {
        line.match_indices(&path)
            .any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-/}".contains(before)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings_of(name: &str, text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        check_file(Path::new(name), text, &mut findings);
        findings
    }

    #[test]
    fn a_file_is_judged_by_its_header_its_length_and_its_words() {
        let long = "fn f() {}\n".repeat(LONG_FILE_LINES + 1);
        assert_eq!(findings_of("a.rs", "//! Says what it is.\n").len(), 0);
        assert_eq!(findings_of("a.rs", "fn f() {}\n").len(), 1);
        assert_eq!(findings_of("a.rs", &format!("//! Says what it is.\n{long}")).len(), 1);
        assert_eq!(findings_of("a.rs", &format!("//! {LONG_FILE_WORDS} it is a table.\n{long}")).len(), 0);
        assert_eq!(findings_of("a.md", &format!("see {}ro{}ot/notes", "/", "")).len(), 1);
        assert_eq!(findings_of("a.md", "see https://example.org/work/notes").len(), 0);
    }

    #[test]
    fn an_arrow_outside_the_table_is_found() {
        let mut findings = Vec::new();
        let packages = BTreeMap::from([
            ("news".to_owned(), vec!["store".to_owned()]),
            ("site".to_owned(), vec!["sqlx".to_owned(), "store".to_owned()]),
            ("pantry".to_owned(), vec![]),
        ]);
        check_arrows(&packages, &mut findings);
        assert_eq!(findings.len(), 3, "{findings:?}");
    }
}
