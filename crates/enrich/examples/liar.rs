//! Lies in every second sentence of articles, and says what the check made of it: `liar MOST ROWS.jsonl ...`. Of each file as
//! many articles are read as MOST says, spread over all of it. What went wrong is written to standard output.

#[path = "../tests/liar/lies.rs"]
mod lies;

use lies::{Told, examine};
use news::{Article, Block, Lang, RichText};
use serde_json::Value;
use std::{error::Error, fs, io::Write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let most: usize = arguments.next().ok_or("usage: liar MOST ROWS.jsonl ...")?.parse()?;
    let mut told = Vec::new();
    for path in arguments {
        let text = fs::read_to_string(&path)?;
        let rows: Vec<&str> = text.lines().collect();
        for row in rows.iter().step_by((rows.len() / most).max(1)).take(most) {
            told.push(Told::read(&article(&serde_json::from_str(row)?)));
        }
    }
    let report = examine(&told);
    let mut out = std::io::stdout().lock();
    for wrong in &report.wrong {
        writeln!(out, "{wrong}")?;
    }
    writeln!(out, "{} articles\n{}", told.len(), report.shown())?;
    Ok(())
}

fn article(row: &Value) -> Article {
    let text = |field: &str| row[field].as_str().unwrap_or_default();
    Article {
        title: text("title").to_owned(),
        lang: Lang::parse(text("lang")).unwrap_or_default(),
        published: news::Timestamp::parse_rfc3339(&format!("{}T12:00:00Z", text("date").get(..10).unwrap_or(""))),
        body: text("text")
            .split("\n\n")
            .map(|line| Block::Paragraph(RichText::plain(line.replace('\n', " "))))
            .collect(),
        ..Article::default()
    }
}
