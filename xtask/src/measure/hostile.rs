//! Input that means harm: every file of the feed and security sets, every script-injection payload, and bodies made to
//! exhaust. Each goes through `pipe feed` and `pipe extract` in a process of its own, so that a crash, a hang or a peak
//! of memory is known by the input that caused it.

use super::{Bench, Figure};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// No input may grow a process by more.
const MOST_MB: f64 = 64.0;
/// An input that takes longer hangs.
const MOST_SECONDS: &str = "60";
const STAGES: [&str; 2] = ["feed", "extract"];
const PROCESSES: usize = 2;

/// What one input cost one stage.
struct Cost {
    stage: &'static str,
    input: String,
    made: bool,
    grown_mb: f64,
    cpu_s: f64,
    /// Why there is no answer; None when there is one.
    fault: Option<String>,
}

pub fn hostile(bench: &Bench) -> Result<Vec<Figure>> {
    let mut inputs: Vec<(String, Value)> = Vec::new();
    for folder in ["feeds", "security"] {
        for path in files(&bench.data(folder)?)? {
            inputs.push((path.display().to_string(), json!({"path": path})));
        }
    }
    inputs.extend(payloads(bench)?);
    let given = inputs.len();
    for (name, body) in made() {
        let path = bench.folder.join(name.replace([' ', ','], "_"));
        std::fs::write(&path, body)?;
        inputs.push((name.to_owned(), json!({"path": path})));
    }
    let costs = cost_of_all(bench, &inputs, given)?;
    let mut file = std::fs::File::create(bench.folder.join("costs.txt"))?;
    for cost in &costs {
        let fault = cost.fault.as_deref().unwrap_or_default();
        writeln!(file, "{:8.1} MB {:6.2} s  {:8} {} {fault}", cost.grown_mb, cost.cpu_s, cost.stage, cost.input)?;
    }
    let mut figures = Vec::new();
    for stage in STAGES {
        for (kind, made) in [("given", false), ("made", true)] {
            let of_kind: Vec<&Cost> = costs.iter().filter(|cost| cost.stage == stage && cost.made == made).collect();
            let most = |value: fn(&Cost) -> f64| of_kind.iter().map(|cost| value(cost)).fold(0.0, f64::max);
            figures.push(Figure::new(format!("{stage}: inputs {kind}"), of_kind.len() as f64));
            figures.push(Figure::at_most(
                format!("{stage}: {kind}, most MB grown"),
                most(|cost| cost.grown_mb),
                MOST_MB,
            ));
            figures.push(Figure::new(format!("{stage}: {kind}, longest CPU ms"), most(|cost| cost.cpu_s) * 1e3));
        }
        let faults = costs.iter().filter(|cost| cost.stage == stage && cost.fault.is_some()).count();
        figures.push(Figure::at_most(format!("{stage}: crashes and hangs"), faults as f64, 0.0));
    }
    Ok(figures)
}

/// The payloads of the security set, as pages of their own and as what a feed says.
fn payloads(bench: &Bench) -> Result<Vec<(String, Value)>> {
    let mut inputs = Vec::new();
    for name in ["security/xss_filter_evasion.json", "security/xss_payloads.json"] {
        let listed: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(bench.data(name)?)?)?;
        for (number, entry) in listed.iter().enumerate() {
            let payload = entry.as_str().or(entry["payload"].as_str()).context("a payload is text")?;
            let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": payload,
                "items": [{"id": payload, "url": payload, "title": payload, "content_html": payload}]});
            inputs.push((format!("{name} {number}"), json!({"html": payload, "body": feed.to_string()})));
        }
    }
    Ok(inputs)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Every input through every stage, a few processes at a time; in the order of the inputs.
fn cost_of_all(bench: &Bench, inputs: &[(String, Value)], given: usize) -> Result<Vec<Cost>> {
    let mut costs = Vec::new();
    for stage in STAGES {
        let base_mb = cost(bench.dateline, stage, &json!({"body": "<p>x", "html": "<p>x"}))?.0;
        let next = Mutex::new(inputs.iter().enumerate());
        let done = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..PROCESSES {
                scope.spawn(|| {
                    loop {
                        // Held for one step only; a thread that panicked left the iterator whole.
                        let taken = next.lock().unwrap_or_else(|broken| broken.into_inner()).next();
                        let Some((number, (input, row))) = taken else { return };
                        let (grown_mb, cpu_s, fault) = match cost(bench.dateline, stage, row) {
                            Ok((peak_mb, cpu_s)) => (peak_mb - base_mb, cpu_s, None),
                            Err(fault) => (0.0, 0.0, Some(format!("{fault:#}"))),
                        };
                        let made = number >= given;
                        let cost = Cost { stage, input: input.clone(), made, grown_mb, cpu_s, fault };
                        done.lock().unwrap_or_else(|broken| broken.into_inner()).push((number, cost));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(|broken| broken.into_inner());
        done.sort_by_key(|(number, _)| *number);
        costs.extend(done.into_iter().map(|(_, cost)| cost));
    }
    Ok(costs)
}

/// Peak memory in megabytes and CPU seconds of one process that works on one row. An error when it crashes or hangs.
fn cost(dateline: &Path, stage: &str, row: &Value) -> Result<(f64, f64)> {
    let mut child = Command::new("timeout")
        .arg(MOST_SECONDS)
        .arg(dateline)
        .args(["pipe", stage, "--threads", "1", "--usage"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    // A process that crashed does not read on: what counts is how it ended.
    let _ = writeln!(child.stdin.take().context("its input is piped")?, "{row}");
    let ended = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    match ended.status.code() {
        Some(0 | 1) => {}
        Some(124) => bail!("hangs: no answer after {MOST_SECONDS} s"),
        _ => bail!("crashes ({}): {said}", ended.status),
    }
    let usage: Value =
        said.lines().rev().find_map(|line| serde_json::from_str(line).ok()).context("no usage was said")?;
    Ok((usage["peak_mb"].as_f64().unwrap_or(0.0), usage["cpu_s"].as_f64().unwrap_or(0.0)))
}

/// Bodies that cost a careless reader memory or time.
fn made() -> Vec<(&'static str, String)> {
    let rss = |items: String| format!("<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>");
    let item = "<item><guid>g</guid><title>One of very many</title><link>https://example.org/1</link></item>";
    let deep = |open: &str, close: &str, depth: usize| format!("{}text{}", open.repeat(depth), close.repeat(depth));
    let entities: String =
        (1..30).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let title_of = |text: &str| rss(format!("<item><title>{text}</title></item>"));
    vec![
        ("feed of 100,000 items", rss(item.repeat(100_000))),
        ("feed, one text of 10 MB", title_of(&"word ".repeat(2_000_000))),
        ("feed, nested 100,000 deep", rss(deep("<a>", "</a>", 100_000))),
        ("feed, 1,000,000 open elements", rss("<item><x>".repeat(1_000_000))),
        ("feed, element of 200,000 attributes", rss(format!("<item {}/>", "a=\"b\" ".repeat(200_000)))),
        ("feed, attribute of 10 MB", rss(format!("<enclosure url=\"{}\"/>", "x".repeat(10_000_000)))),
        ("feed, unclosed CDATA of 10 MB", title_of(&format!("<![CDATA[{}", "<b>".repeat(3_000_000)))),
        ("feed, 100,000 unclosed comments", title_of(&"<!-- ".repeat(100_000))),
        ("feed, entities of entities", format!("<!DOCTYPE r [<!ENTITY e0 \"ha\">{entities}]>{}", title_of("&e29;"))),
        (
            "feed, one entity of 1 MB 10,000 times",
            format!("<!DOCTYPE r [<!ENTITY e \"{}\">]>{}", "a".repeat(1_000_000), title_of(&"&e;".repeat(10_000))),
        ),
        ("feed, 2,000,000 character references", title_of(&"&#8364;".repeat(2_000_000))),
        ("feed, 100,000 namespaces", rss((0..100_000).map(|n| format!("<x xmlns:n{n}=\"u{n}\"/>")).collect())),
        (
            "Atom, XHTML nested 100,000 deep",
            format!(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">{}</content></entry></feed>",
                deep("<div>", "</div>", 100_000)
            ),
        ),
        ("JSON nested 1,000,000 deep", "[".repeat(1_000_000)),
        (
            "JSON Feed of 100,000 items",
            format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{}]}}",
                vec!["{\"id\":\"1\",\"content_text\":\"one of very many\"}"; 100_000].join(",")
            ),
        ),
        (
            "sitemap of 200,000 addresses",
            format!("<urlset>{}</urlset>", "<url><loc>https://example.org/a</loc></url>".repeat(200_000)),
        ),
        ("HTML nested 100,000 deep", format!("<body>{}", deep("<div>", "</div>", 100_000))),
        ("HTML, 1,000,000 open elements", "<div>".repeat(1_000_000)),
        ("HTML, 100,000 open formats", "<p><b><i><a href=x>".repeat(100_000)),
        ("HTML, tables in tables", deep("<table><tr><td>", "</table>", 50_000)),
        ("HTML, 500,000 paragraphs", "<p>A bit of text, and one more.".repeat(500_000)),
        ("HTML, one text of 10 MB", format!("<article><p>{}", "word ".repeat(2_000_000))),
        ("HTML, element of 500,000 attributes", format!("<p {}>", "a=b ".repeat(500_000))),
        ("HTML, attribute of 10 MB", format!("<p title=\"{}\">text", "x".repeat(10_000_000))),
        ("HTML, 2,000,000 references", "&amp;".repeat(2_000_000)),
        ("HTML, JSON-LD nested 1,000,000 deep", format!("<script type=application/ld+json>{}", "[".repeat(1_000_000))),
        (
            "HTML, JSON-LD of 200,000 articles",
            format!(
                "<script type=application/ld+json>[{}]</script>",
                vec!["{\"@type\":\"NewsArticle\",\"headline\":\"x\"}"; 200_000].join(",")
            ),
        ),
        ("HTML, 200,000 templates", "<template><p>x".repeat(200_000)),
        ("HTML, SVG and MathML in turns", "<svg><foreignObject><math><mi>".repeat(100_000)),
        ("HTML, 170,000 links", "<a href=https://example.org/a>A headline of some words</a>".repeat(170_000)),
        ("NUL bytes, 10 MB", "\0".repeat(10_000_000)),
        ("less-than signs, 10 MB", "<".repeat(10_000_000)),
    ]
}
