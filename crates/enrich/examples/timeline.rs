//! Prints timelines of stories to read by eye, and what they cost: `timeline < ROWS`.
//!
//! A row has `story`, `title`, `text`, `date` (RFC 3339 or a day), and may have `publisher` and `lang`.
#![allow(clippy::print_stdout, reason = "texts and figures are what it is asked for")]

use enrich::{
    Telling,
    timeline::{Precision, of_story},
};
use news::{ArticleId, Lang, PublisherId, Timestamp};
use serde_json::Value;
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut stories: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in std::io::stdin().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        stories.entry(row["story"].to_string()).or_default().push(row);
    }
    for (story, rows) in stories {
        let text = |row: &'_ Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let rows: Vec<[String; 5]> = rows
            .iter()
            .map(|row| ["title", "text", "date", "publisher", "lang"].map(|field| text(row, field)))
            .collect();
        let tellings: Vec<Telling> = rows
            .iter()
            .zip(1..)
            .map(|([title, text, date, publisher, lang], number)| Telling {
                article: ArticleId(number),
                publisher: PublisherId(
                    publisher.bytes().fold(7, |hash: i64, byte| hash * 31 % 1_000_003 + i64::from(byte)),
                ),
                published: moment(date),
                lang: Lang::parse(lang).unwrap_or(Lang::EN),
                utc_offset_minutes: 0,
                copy_of: None,
                title,
                text,
                posts: &[],
            })
            .collect();
        let begun_ms = cpu_ms()?;
        let events = of_story(&tellings);
        println!("\n== {story}: {} articles, {:.1} ms", rows.len(), cpu_ms()? - begun_ms);
        for event in events {
            let at = event.at.to_string();
            let when = if event.precision == Precision::Day { &at[..10] } else { &at[..16] };
            println!("{when} [{} of {}] {}", event.publishers, event.told_by.len(), event.passage.sentence);
        }
    }
    Ok(())
}

/// Milliseconds that this process's one thread ran.
fn cpu_ms() -> Result<f64, Box<dyn std::error::Error>> {
    let said = std::fs::read_to_string("/proc/self/schedstat")?;
    Ok(said.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e6)
}

fn moment(text: &str) -> Timestamp {
    let text = text.replace(' ', "T");
    Timestamp::parse_rfc3339(&text)
        .or_else(|| Timestamp::parse_rfc3339(&format!("{text}Z")))
        .or_else(|| Timestamp::parse_rfc3339(&format!("{text}T12:00:00Z")))
        .unwrap_or_default()
}
