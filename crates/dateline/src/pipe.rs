//! `dateline pipe STAGE`: JSON Lines in, JSON Lines out, in input order, on all cores.
//!
//! Rows are read in bounded portions, worked on in parallel and written in their order: memory does not grow with the
//! input (except for `stories`, which must see every row). A row that cannot be read gives `{"id", "error"}`.

mod article_row;
mod rows;

use crate::cli::Stage;
use anyhow::{Context, Result};
use rayon::prelude::*;
use rows::Row;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// How much is read before it is worked on: enough to keep all cores busy, little enough to stay small.
const PORTION_ROWS: usize = 256;
const PORTION_BYTES: usize = 8 << 20;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub rows: usize,
    pub errors: usize,
}

/// Runs one stage over `input`. Errors only when reading or writing itself fails.
pub fn run(stage: Stage, input: impl BufRead, output: impl Write) -> Result<Outcome> {
    match stage {
        Stage::Feed => each(input, output, rows::feed),
        Stage::Extract => each(input, output, rows::extract),
        Stage::Enrich => each(input, output, rows::enrich),
        Stage::Similarity => each(input, output, rows::similarity),
        Stage::Stories => stories(input, output),
        Stage::Quotes => each(input, output, rows::quotes),
        Stage::Claims | Stage::Summary => {
            each(input, output, |_| Err("this stage is not part of this version yet".to_owned()))
        }
    }
}

/// Applies `work` to every row; rows are independent.
fn each(mut input: impl BufRead, mut output: impl Write, work: fn(&Row) -> Result<Value, String>) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    loop {
        let portion = read_portion(&mut input, outcome.rows)?;
        if portion.is_empty() {
            output.flush()?;
            return Ok(outcome);
        }
        let answers: Vec<(bool, String)> = portion
            .par_iter()
            .map(|(number, line)| {
                let answer = Row::parse(*number, line).and_then(|row| {
                    work(&row)
                        .map(|mut value| {
                            value["id"] = row.id.clone();
                            value
                        })
                        .map_err(|error| (row.id.clone(), error))
                });
                match answer {
                    Ok(value) => (true, value.to_string()),
                    Err((id, error)) => (false, json!({"id": id, "error": error}).to_string()),
                }
            })
            .collect();
        for (good, answer) in answers {
            outcome.rows += 1;
            outcome.errors += usize::from(!good);
            writeln!(output, "{answer}").context("could not write to standard output")?;
        }
    }
}

/// Groups all rows into stories.
fn stories(mut input: impl BufRead, mut output: impl Write) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut kept: Vec<Result<(Value, stories::Candidate), (Value, String)>> = Vec::new();
    loop {
        let portion = read_portion(&mut input, kept.len())?;
        if portion.is_empty() {
            break;
        }
        kept.par_extend(portion.par_iter().map(|(number, line)| {
            let row = Row::parse(*number, line)?;
            match article_row::candidate(&row.value, *number) {
                Ok(candidate) => Ok((row.id, candidate)),
                Err(error) => Err((row.id, error)),
            }
        }));
    }
    let candidates = kept.iter().filter_map(|row| row.as_ref().ok()).map(|(_, candidate)| candidate.clone()).collect();
    let mut placed = stories::batch::cluster(candidates).into_iter();
    for row in &kept {
        outcome.rows += 1;
        let answer = match row {
            Ok((id, _)) => {
                let story = placed.next().context("the stage answers every article")?;
                json!({"id": id, "story": story.0.to_string()})
            }
            Err((id, error)) => {
                outcome.errors += 1;
                json!({"id": id, "error": error})
            }
        };
        writeln!(output, "{answer}").context("could not write to standard output")?;
    }
    output.flush()?;
    Ok(outcome)
}

/// Reads the next rows with their numbers from 0; blank lines are skipped. Empty at the end of input.
fn read_portion(input: &mut impl BufRead, first: usize) -> Result<Vec<(usize, Vec<u8>)>> {
    let mut portion = Vec::new();
    let mut bytes = 0;
    while portion.len() < PORTION_ROWS && bytes < PORTION_BYTES {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).context("could not read standard input")? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        bytes += line.len();
        portion.push((first + portion.len(), line));
    }
    Ok(portion)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stage: Stage, input: &str, expected: Outcome) -> Vec<Value> {
        let mut output = Vec::new();
        assert_eq!(run(stage, input.as_bytes(), &mut output).unwrap(), expected);
        String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn rows_come_out_in_order_and_a_bad_row_does_not_end_the_run() {
        let mut input = String::new();
        for id in 0..600 {
            input.push_str(&match id % 3 {
                0 => format!("{{\"id\": {id}, \"html\": \"<h1>Title {id}</h1><p>Some text.</p>\"}}\n"),
                1 => format!("{{\"id\": {id}, \"path\": \"no/such/file.html\"}}\n\n"),
                _ => "{not json\n".to_owned(),
            });
        }
        let answers = check(Stage::Extract, &input, Outcome { rows: 600, errors: 400 });
        assert_eq!(answers[3]["id"], 3);
        assert_eq!(answers[3]["title"], "Title 3");
        assert!(answers[4]["error"].as_str().unwrap().contains("no/such/file.html"));
        assert_eq!(answers[5]["id"], 5, "a row that is no JSON is named by its number");
    }

    #[test]
    fn a_feed_in_a_row_gives_its_items() {
        let answers = check(
            Stage::Feed,
            r#"{"id": "a", "body": "<rss version='2.0'><channel><title>T</title><item><title>One</title><link>https://example.org/1</link></item></channel></rss>"}"#,
            Outcome { rows: 1, errors: 0 },
        );
        assert_eq!(answers[0]["items"][0]["title"], "One");
        assert_eq!(answers[0]["items"][0]["url"], "https://example.org/1");
    }

    #[test]
    fn a_stage_of_later_says_so() {
        let answers = check(Stage::Summary, "{\"id\": 1}\n", Outcome { rows: 1, errors: 1 });
        assert!(answers[0]["error"].as_str().unwrap().contains("not part of this version"));
    }
}
