//! Parses feeds given as JSON Lines on stdin (`{id, path | body, url?, content_type?, kind?}`), one result a line on
//! stdout: the parsed feed's fields with the id, or `{id, error}`. `kind` is `feed`, or `listing` for an HTML page that
//! lists articles. With `--bench DIR` it parses every file below a folder ten
//! times and prints megabytes a second.

use serde::{Deserialize, Serialize};
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Deserialize)]
struct Row {
    id: serde_json::Value,
    path: Option<PathBuf>,
    body: Option<String>,
    url: Option<String>,
    content_type: Option<String>,
    kind: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    #[serde(flatten)]
    feed: Option<news::ParsedFeed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("--bench") {
        return bench(Path::new(&arguments.next().unwrap_or_else(|| ".".into())));
    }
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = answer(&line?);
        serde_json::to_writer(&mut out, &answer)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn answer(line: &str) -> Answer {
    let row: Row = match serde_json::from_str(line) {
        Ok(row) => row,
        Err(fault) => return Answer { id: serde_json::Value::Null, feed: None, error: Some(fault.to_string()) },
    };
    let body = match (row.body, row.path) {
        (Some(body), _) => Ok(body.into_bytes()),
        (None, Some(path)) => std::fs::read(path),
        (None, None) => Ok(Vec::new()),
    };
    match body {
        Ok(body) => {
            let content_type = row.content_type.as_deref();
            let feed = match row.kind.as_deref() {
                Some("listing") => gather::parse_listing(&body, content_type, row.url.as_deref().unwrap_or("")),
                _ => gather::parse_feed(&body, content_type, row.url.as_deref()),
            };
            Answer { id: row.id, feed: Some(feed), error: None }
        }
        Err(fault) => Answer { id: row.id, feed: None, error: Some(fault.to_string()) },
    }
}

fn bench(folder: &Path) -> std::io::Result<()> {
    let mut bodies = Vec::new();
    collect(folder, &mut bodies)?;
    let bytes: usize = bodies.iter().map(Vec::len).sum();
    let begin = Instant::now();
    let mut items = 0;
    const ROUNDS: usize = 10;
    for _ in 0..ROUNDS {
        items = bodies.iter().map(|body| gather::parse_feed(body, None, None).items.len()).sum();
    }
    let seconds = begin.elapsed().as_secs_f64();
    let megabytes_per_s = (bytes * ROUNDS) as f64 / 1e6 / seconds;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} files, {bytes} bytes, {items} items: {megabytes_per_s:.0} MB/s", bodies.len())
}

fn collect(folder: &Path, bodies: &mut Vec<Vec<u8>>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, bodies)?;
        } else {
            bodies.push(std::fs::read(path)?);
        }
    }
    Ok(())
}
