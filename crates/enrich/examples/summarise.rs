//! Summarises rows of JSON Lines: `summarise < ROWS > ROWS`, for measuring without the whole program.
//!
//! A row has `id`, `text`, and may have `title`, `lang`, and `words` or `sentences`. What it cost goes to standard error.
//! `summarise --stories N < ROWS` takes so many rows at a time as the articles of a story, and compares them, too.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "texts and figures are what it is asked for")]

use enrich::{
    Telling, coverage,
    summary::{Length, of_article, of_story},
};
use news::{ArticleId, Lang, PublisherId, Timestamp};
use serde_json::{Value, json};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, option, number] = arguments.as_slice()
        && option == "--stories"
    {
        return stories(number.parse()?);
    }
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

fn stories(articles: usize) -> Result<(), Box<dyn std::error::Error>> {
    let rows: Vec<Value> = std::io::stdin()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, std::io::Error>>()?;
    let (mut told, mut compared, mut stories) = (0, 0, 0);
    for story in rows.chunks_exact(articles) {
        let text = |row: &'_ Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let texts: Vec<[String; 2]> = story.iter().map(|row| [text(row, "title"), text(row, "text")]).collect();
        let tellings: Vec<Telling> = texts
            .iter()
            .zip(1..)
            .map(|([title, text], number)| Telling {
                article: ArticleId(number),
                publisher: PublisherId(number),
                published: Timestamp(number * Timestamp::HOUR),
                ..Telling::alone(title, text, Lang::EN)
            })
            .collect();
        let begun = Instant::now();
        let points = of_story(&tellings, &[Lang::EN], Length::Sentences(5));
        told += begun.elapsed().as_micros();
        let begun = Instant::now();
        let comparison = coverage::compare(&tellings);
        compared += begun.elapsed().as_micros();
        stories += 1;
        println!(
            "{}",
            json!({"told": points.len(), "differ": comparison.differ.len(), "alone": comparison.alone.len()})
        );
    }
    let each = |sum: u128| sum as f64 / 1e3 / f64::from(stories.max(1));
    eprintln!(
        "{stories} stories of {articles} articles: {:.1} ms in short, {:.1} ms compared",
        each(told),
        each(compared)
    );
    Ok(())
}
