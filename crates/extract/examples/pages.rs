//! Reads JSON Lines `{id, path or html, url?}` and prints one line a page with what was extracted, for measuring:
//!
//!     cargo run --release -p extract --example pages < rows.jsonl > pages.jsonl
//!
//! A path that ends in `.gz` is decompressed. The CPU time spent on extracting alone goes to standard error.
#![allow(clippy::print_stdout, reason = "a command")]

use extract::{PageInput, extract_page, text_with_standfirst};
use serde_json::{Value, json};
use std::io::{BufRead, Read, Write};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut pages, mut spent) = (0u32, Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let html = html_of(&row)?;
        let started = Instant::now();
        let article = extract_page(&PageInput { url: row["url"].as_str(), html: &html, ..PageInput::default() });
        spent += started.elapsed();
        pages += 1;
        let text = text_with_standfirst(&article);
        let names: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
        let places: Vec<&str> = article.authors.iter().filter_map(|author| author.place.as_deref()).collect();
        let told = json!({
            "id": row["id"], "url": article.url, "title": article.title, "standfirst": article.standfirst, "authors": names, "places": places,
            "published": article.published, "modified": article.modified, "lang": article.lang,
            "section": article.section, "image": article.image_url, "media": article.media,
            "access": article.access, "publisher": article.publisher, "topics": article.topics,
            "posts": article.posts, "text": text, "blocks": article.body, "notices": article.notices,
        });
        writeln!(out, "{told}")?;
    }
    eprintln!("{pages} pages, {:.0} a second", f64::from(pages) / spent.as_secs_f64());
    Ok(())
}

fn html_of(row: &Value) -> std::io::Result<Vec<u8>> {
    let Some(path) = row["path"].as_str() else {
        return Ok(row["html"].as_str().unwrap_or_default().as_bytes().to_vec());
    };
    let bytes = std::fs::read(path)?;
    if !path.ends_with(".gz") {
        return Ok(bytes);
    }
    let mut html = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut html)?;
    Ok(html)
}
