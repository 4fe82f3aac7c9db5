//! Summarises rows of JSON Lines: `summarise < ROWS > ROWS`, for measuring without the whole program.
//!
//! A row has `id`, `text`, and may have `title`, `lang`, and `words` or `sentences`. What it cost goes to standard error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "texts and figures are what it is asked for")]

use enrich::summary::{Length, of_article};
use news::Lang;
use serde_json::{Value, json};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut rows, mut spent) = (0_u32, std::time::Duration::ZERO);
    for line in std::io::stdin().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let length = match row["words"].as_u64() {
            Some(words) => Length::Words(words as usize),
            None => Length::Sentences(row["sentences"].as_u64().unwrap_or(3) as usize),
        };
        let lang = row["lang"].as_str().and_then(Lang::parse).unwrap_or(Lang::EN);
        let begun = Instant::now();
        let spans = of_article(row["title"].as_str().unwrap_or_default(), text, lang, length);
        spent += begun.elapsed();
        rows += 1;
        let sentences: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        println!("{}", json!({"id": row["id"], "sentences": sentences}));
    }
    eprintln!("{rows} rows, {:.0} us each", spent.as_micros() as f64 / f64::from(rows.max(1)));
    Ok(())
}
