//! Articles out of pages: labelled segments, and whole articles of publishers in 30 countries.

use super::{Bench, Figure};
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Text that must and must not be there, in 650 pages.
pub fn segments(bench: &Bench) -> Result<Vec<Figure>> {
    let expected = bench.data("extraction/segments/expected.json")?;
    let folder = bench.data("extraction/segments/html")?;
    let pages: Value = serde_json::from_str(&std::fs::read_to_string(&expected)?)?;
    let rows: Vec<Value> = pages
        .as_object()
        .context("an object of pages by address")?
        .iter()
        .map(|(url, page)| {
            json!({"id": url, "url": url, "path": folder.join(page["file"].as_str().unwrap_or_default())})
        })
        .collect();
    let answers = bench.pipe("extract", &rows)?;
    let scores = bench.score("segments", &expected, &answers.path)?;
    let mut figures = vec![scores.at_least("f1", 0.94)?, scores.plain("precision")?, scores.plain("recall")?];
    figures.push(Figure::at_least("pages per CPU second", answers.rows as f64 / answers.cpu_s.max(0.01), 150.0));
    figures.push(Figure::new("peak MB", answers.peak_mb));
    Ok(figures)
}

/// Text, titles, authors, times and topics of 187 articles.
pub fn publishers(bench: &Bench) -> Result<Vec<Figure>> {
    let expected = bench.data("extraction/publishers/expected.jsonl")?;
    let gold = bench.gold("extraction/publishers/expected.jsonl")?;
    let answers = bench.pipe("extract", &publisher_pages(bench, &gold)?)?;
    let scores = bench.score("pages", &expected, &answers.path)?;
    let mut figures = vec![
        scores.at_least("f1", 0.96)?,
        scores.plain("precision")?,
        scores.plain("recall")?,
        scores.at_least("title", 0.95)?,
        scores.at_least("authors", 0.85)?,
        scores.at_least("published_exact", 0.85)?,
    ];
    figures.extend(answers.usage());
    Ok(figures)
}

/// The rows of the publishers' pages. Their addresses are not known.
pub fn publisher_pages(bench: &Bench, gold: &[Value]) -> Result<Vec<Value>> {
    let folder = bench.data("extraction/publishers")?;
    Ok(gold
        .iter()
        .filter_map(|page| page["html"].as_str())
        .map(|html| json!({"id": html, "path": folder.join(html)}))
        .collect())
}
