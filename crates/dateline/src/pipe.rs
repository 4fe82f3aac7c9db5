//! `dateline pipe STAGE`: JSON Lines in, JSON Lines out, in input order, on all cores.
//!
//! Rows are read in bounded portions, worked on in parallel and written in their order: memory does not grow with the
//! input (except for the stages that compare articles, which must see every row). A row that cannot be read gives `{"id", "error"}`.

mod article_row;
mod claims;
mod reader;
mod rows;
mod stories;
mod summary;

use crate::cli::Stage;
use anyhow::{Context, Result};
use rayon::prelude::*;
pub use reader::Reader;
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

/// Runs one stage over `input`; `follow` writes placements as they happen. `reader` reads for `enrich` and for the
/// stages that compare articles. Errors only when reading or writing itself fails.
pub fn run(stage: Stage, follow: bool, reader: Reader, input: impl BufRead, output: impl Write) -> Result<Outcome> {
    match stage {
        Stage::Feed => each(input, output, rows::feed),
        Stage::Extract => each(input, output, rows::extract),
        Stage::Enrich => each(input, output, |row| rows::enrich(row, &reader)),
        Stage::Similarity => stories::similarity(reader, input, output),
        Stage::Nearest => stories::nearest(reader, input, output),
        Stage::Stories if follow => stories::follow(reader, input, output),
        Stage::Stories => stories::group(reader, input, output),
        Stage::Quotes => each(input, output, rows::quotes),
        Stage::Summary => each(input, output, summary::summary),
        Stage::Claims => each(input, output, |row| claims::claims(row, &reader)),
    }
}

/// Applies `work` to every row; rows are independent.
fn each(
    mut input: impl BufRead,
    mut output: impl Write,
    work: impl Fn(&Row) -> Result<Value, String> + Sync,
) -> Result<Outcome> {
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

    fn by_words() -> Reader {
        Reader { model: None, most: 0 }
    }

    fn check(stage: Stage, input: &str, expected: Outcome) -> Vec<Value> {
        let mut output = Vec::new();
        assert_eq!(run(stage, false, by_words(), input.as_bytes(), &mut output).unwrap(), expected);
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
    fn placements_are_followed_as_they_happen() {
        let row =
            |id: &str, text: &str| json!({"id": id, "title": "Ferry aground off Lindwick", "text": text}).to_string();
        let text =
            "A ferry with 212 people ran aground off Lindwick in thick fog, Captain Maria Oakes said on Tuesday.";
        let input = format!("{}\n{{}}\n{}\n", row("a", text), row("b", &format!("{text} All were brought ashore.")));
        let mut output = Vec::new();
        let outcome = run(Stage::Stories, true, by_words(), input.as_bytes(), &mut output).unwrap();
        assert_eq!(outcome, Outcome { rows: 3, errors: 1 });
        let answers: Vec<Value> =
            String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&answers[0]["id"], &answers[0]["kind"]), (&json!("a"), &json!("founder")));
        assert!(answers[1]["error"].is_string());
        assert_eq!((&answers[2]["id"], &answers[2]["story"]), (&json!("b"), &answers[0]["story"]));
    }

    #[test]
    fn pairs_and_neighbours_are_told_by_id() {
        let ferry =
            json!({"title": "Ferry aground off Lindwick", "text": "A ferry ran aground off Lindwick in thick fog."});
        let choir = json!({"title": "Choir week opens", "text": "Four hundred children sang in Oberau on Saturday."});
        let input = format!(
            "{}\n{}\n{}\n",
            json!({"id": 1, "a": ferry, "b": ferry}),
            json!({"id": 2, "a": ferry, "b": choir}),
            json!({"id": 3, "a": ferry})
        );
        let answers = check(Stage::Similarity, &input, Outcome { rows: 3, errors: 1 });
        assert!(answers[0]["score"].as_f64() > Some(0.9) && answers[1]["score"].as_f64() < Some(0.1), "{answers:?}");
        assert!(answers[2]["error"].as_str().unwrap().contains("`b`"));
        let answers = check(Stage::Nearest, &format!("{ferry}\n{choir}\n{ferry}\n"), Outcome { rows: 3, errors: 0 });
        assert_eq!(answers[0]["nearest"][0], 2);
    }

    #[test]
    fn rows_without_a_vector_are_read_the_last_first_as_many_as_may_be() {
        let check = |most: usize, expected: Option<i64>| {
            let elsewhere: Vec<i32> = (0..384).map(|place| place % 3 - 1).collect();
            let rows = [
                json!({"lang": "en", "text": "Lindwick ferry aground"}),
                json!({"lang": "es", "text": "Lindwick ferry aground"}),
                json!({"lang": "en", "text": "Oberau choir week", "embedding": elsewhere}),
            ];
            let input: String = rows.iter().map(|row| format!("{row}\n")).collect();
            let reader = Reader { model: Some(Box::new(ai::ScriptedEmbedder::new(384))), most };
            let mut output = Vec::new();
            run(Stage::Nearest, false, reader, input.as_bytes(), &mut output).unwrap();
            let first: Value = serde_json::from_slice(output.split(|&byte| byte == b'\n').next().unwrap()).unwrap();
            assert_eq!(first["nearest"][0].as_i64(), expected, "{most} read: {first}");
        };
        check(2, Some(1));
        check(1, None);
        check(0, None);
    }

    #[test]
    fn sections_say_whether_the_model_told_them() {
        let row =
            json!({"title": "Ferry aground off Lindwick", "text": "A ferry ran aground off Lindwick in thick fog."});
        let told_by = |reader: Reader| -> Vec<String> {
            let mut output = Vec::new();
            run(Stage::Enrich, false, reader, format!("{row}\n{row}\n").as_bytes(), &mut output).unwrap();
            let rows = String::from_utf8(output).unwrap();
            let value =
                |line: &str| serde_json::from_str::<Value>(line).unwrap()["section_by"].as_str().map(str::to_owned);
            rows.lines().filter_map(value).collect()
        };
        assert_eq!(told_by(by_words()), ["words", "words"]);
        assert_eq!(
            told_by(Reader { model: Some(Box::new(ai::ScriptedEmbedder::new(384))), most: 1 }),
            ["model", "words"]
        );
    }

    #[test]
    fn a_summary_is_made_of_sentences_that_stand_in_its_texts() {
        let text = "Ünder fog, the ferry Aurelia ran aground off Lindwick on Monday. The soup was good. \
                    Coastguard boats brought everybody from the Aurelia ashore by midnight.";
        let rows = [
            json!({"id": "one", "text": text, "lang": "en", "sentences": 2}),
            json!({"id": "two", "lang": "en", "words": 12, "articles": [
                {"id": "a", "text": text, "lang": "en", "publisher": "Post", "date": "2026-03-02"},
                {"text": "The ferry Aurelia ran aground off Lindwick in fog.", "lang": "en", "publisher": "Mail"},
            ]}),
            json!({"id": "both", "text": text, "words": 1, "sentences": 1}),
            json!({"id": "none"}),
            json!({"id": "bad", "articles": [{"title": "no text"}]}),
            json!({"id": "strange", "text": text, "sentences": -1}),
        ];
        let input: String = rows.iter().map(|row| format!("{row}\n")).collect();
        let answers = check(Stage::Summary, &input, Outcome { rows: 6, errors: 4 });
        let sentences = answers[0]["sentences"].as_array().unwrap();
        assert_eq!(sentences.len(), 2);
        for sentence in sentences {
            let at = |field: &str| sentence[field].as_u64().unwrap() as usize;
            let span: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(sentence["text"], json!(span));
        }
        let told = &answers[1]["sentences"][0];
        assert_eq!(
            (&told["article"], &told["told_by"], &told["publishers"]),
            (&json!("a"), &json!(["a", 1]), &json!(2))
        );
        for (answer, cause) in answers[2..].iter().zip(["both", "neither", "article 0", "sentences"]) {
            assert!(answer["error"].as_str().unwrap().contains(cause), "{answer}");
        }
    }

    #[test]
    fn a_claim_is_supported_by_the_sentences_that_say_it() {
        let evidence = json!(["A choir sang.", "A ferry with 212 people ran aground off Lindwick on Tuesday."]);
        let rows = [
            json!({"id": "true", "claim": "On Tuesday a ferry with 212 people ran aground.", "evidence": evidence}),
            json!({"id": "false", "claim": "On Tuesday a ferry with 312 people ran aground.", "evidence": evidence, "lang": "en"}),
            json!({"id": "none", "claim": "The bank opened.", "evidence": []}),
            json!({"claim": "The bank opened."}),
            json!({"claim": "The bank opened.", "evidence": ["One.", 2]}),
            json!({"claim": " ", "evidence": ["One."]}),
            json!({"claim": "The bank opened.", "evidence": ["One."], "lang": 7}),
        ];
        let input: String = rows.iter().map(|row| format!("{row}\n")).collect();
        let answers = check(Stage::Claims, &input, Outcome { rows: 7, errors: 4 });
        assert_eq!((&answers[0]["sentences"], &answers[0]["faults"]), (&json!([1]), &json!([])), "{}", answers[0]);
        assert_eq!(answers[1]["faults"], json!([{"kind": "number", "text": "312"}]), "{}", answers[1]);
        assert!(answers[0]["support"].as_f64() > answers[1]["support"].as_f64());
        assert!(answers[2]["support"].as_f64() < Some(0.5) && answers[2]["sentences"] == json!([]), "{}", answers[2]);
        assert!(answers[3..].iter().all(|answer| answer["error"].is_string()));
    }
}
