//! The stages that know more than one article at a time: `stories`, `similarity`, `nearest`. All but `stories --follow`
//! read every row before they write: what a word tells hangs on how rare it is among all.

use super::{Outcome, Reader, article_row, article_row::Compared, read_portion, rows::Row};
use anyhow::{Context, Result};
use news::StoryId;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{BufRead, Write},
};
use stories::{Candidate, Change, Clusterer, Options, Weights, batch};

type ReadRow<T> = Result<(Value, T), (Value, String)>;

/// Articles placed between two repairs when placements are followed.
const REPAIR_EVERY: usize = 64;
/// Other articles that `nearest` names.
const MOST_NEAREST: usize = 20;

/// Groups all rows into stories.
pub fn group(mut reader: Reader, input: impl BufRead, output: impl Write) -> Result<Outcome> {
    let mut rows = read_all(input, article_row::compared)?;
    reader.read(rows.iter_mut().flatten().map(|(_, article)| article).collect())?;
    let mut placed = batch::cluster(candidates(&rows)).into_iter();
    write_all(output, rows, |_| {
        let story = placed.next().context("the stage answers every article")?;
        Ok(json!({"story": story.0.to_string()}))
    })
}

/// Places each row as it comes, and says what changed since.
pub fn follow(mut reader: Reader, mut input: impl BufRead, mut output: impl Write) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut clusterer = Clusterer::new(Options::default());
    let mut ids: Vec<Value> = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        let is_end = input.read_until(b'\n', &mut line).context("could not read standard input")? == 0;
        if !line.iter().all(u8::is_ascii_whitespace) {
            let row = read_row(outcome.rows, &line, |value, _| article_row::compared(value, ids.len()));
            write_row(&mut output, &mut outcome, row, |id, mut article| {
                reader.read(vec![&mut article])?;
                let placement = clusterer.place(article.candidate, StoryId(ids.len() as i64 + 1));
                ids.push(id.clone());
                Ok(shown(&placement, &ids))
            })?;
        }
        if is_end || outcome.rows % REPAIR_EVERY == 0 {
            // Stories are numbered by their founding articles: what is split off is numbered downwards from nought.
            let mut spare = (1..).map(|number| StoryId(-(ids.len() as i64) * 1_000 - number));
            for change in clusterer.repair(&mut spare) {
                let line = match change {
                    Change::Merged(merge) => json!({
                        "merged": merge.from.0.to_string(), "into": merge.into.0.to_string(), "similarity": merge.closeness,
                    }),
                    Change::Moved { placement, from } => {
                        let mut line = shown(&placement, &ids);
                        line["moved"] = id_of(&ids, placement.article);
                        line["from"] = json!(from.0.to_string());
                        line
                    }
                };
                writeln!(output, "{line}").context("could not write to standard output")?;
            }
        }
        output.flush()?;
        if is_end {
            return Ok(outcome);
        }
    }
}

fn shown(placement: &news::Placement, ids: &[Value]) -> Value {
    let reason = &placement.reason;
    json!({
        "story": placement.story.map(|story| story.0.to_string()),
        "copy_of": placement.copy_of.map(|article| id_of(ids, article)),
        "score": placement.score,
        "kind": reason.kind,
        "similarity": reason.similarity,
        "shared": reason.shared,
        "minutes_apart": reason.minutes_apart,
    })
}

fn id_of(ids: &[Value], article: news::ArticleId) -> Value {
    ids.get(article.0 as usize - 1).cloned().unwrap_or_default()
}

/// Scores how surely the two articles of each row tell of one event. An article that stands in many rows is read once.
pub fn similarity(mut reader: Reader, input: impl BufRead, output: impl Write) -> Result<Outcome> {
    let rows = read_all(input, |row, _| {
        let side = |name: &str| {
            let side = row.get(name).filter(|side| side.is_object());
            side.map(Value::to_string).ok_or_else(|| format!("the row has no article `{name}`"))
        };
        Ok([side("a")?, side("b")?])
    })?;
    let mut number_of: HashMap<&str, usize> = HashMap::new();
    let mut sides: Vec<&str> = Vec::new();
    for side in told(&rows).flatten() {
        number_of.entry(side).or_insert_with(|| {
            sides.push(side);
            sides.len() - 1
        });
    }
    let mut read: Vec<Result<Compared, String>> = sides
        .par_iter()
        .enumerate()
        .map(|(number, side)| {
            let value: Value = serde_json::from_str(side).map_err(|error| error.to_string())?;
            article_row::compared(&value, number)
        })
        .collect();
    reader.read(read.iter_mut().flatten().collect())?;
    let mut place = vec![None; read.len()];
    let mut candidates = Vec::new();
    for (number, article) in read.iter().enumerate() {
        if let Ok(article) = article {
            place[number] = Some(candidates.len());
            candidates.push(article.candidate.clone());
        }
    }
    let places = |sides: &[String; 2]| Some((place[number_of[&*sides[0]]]?, place[number_of[&*sides[1]]]?));
    let pairs: Vec<(usize, usize)> = told(&rows).filter_map(places).collect();
    let mut scores = batch::compare(&candidates, &pairs).into_iter();
    let rows: Vec<ReadRow<Option<f32>>> = rows
        .iter()
        .map(|row| {
            let (id, sides) = row.as_ref().map_err(Clone::clone)?;
            let unread = sides.iter().find_map(|side| read[number_of[side.as_str()]].as_ref().err());
            match unread {
                Some(error) => Err((id.clone(), error.clone())),
                None => Ok((id.clone(), scores.next().map(|evidence| evidence.closeness(&Weights::default())))),
            }
        })
        .collect();
    write_all(output, rows, |score| Ok(json!({"score": score})))
}

/// Names the other rows most likely to tell the same, the likeliest first.
pub fn nearest(mut reader: Reader, input: impl BufRead, output: impl Write) -> Result<Outcome> {
    let mut rows = read_all(input, article_row::compared)?;
    reader.read(rows.iter_mut().flatten().map(|(_, article)| article).collect())?;
    let ids: Vec<Value> = rows.iter().flatten().map(|(id, _)| id.clone()).collect();
    let mut nearest = batch::nearest(&candidates(&rows), MOST_NEAREST).into_iter();
    write_all(output, rows, |_| {
        let found = nearest.next().context("the stage answers every article")?;
        Ok(json!({"nearest": found.into_iter().map(|at| &ids[at]).collect::<Vec<_>>()}))
    })
}

fn candidates(rows: &[ReadRow<Compared>]) -> Vec<Candidate> {
    told(rows).map(|article| article.candidate.clone()).collect()
}

fn told<T>(rows: &[ReadRow<T>]) -> impl Iterator<Item = &T> {
    rows.iter().flatten().map(|(_, told)| told)
}

fn read_all<T: Send>(
    mut input: impl BufRead,
    read: impl Fn(&Value, usize) -> Result<T, String> + Sync,
) -> Result<Vec<ReadRow<T>>> {
    let mut kept = Vec::new();
    loop {
        let portion = read_portion(&mut input, kept.len())?;
        if portion.is_empty() {
            return Ok(kept);
        }
        kept.par_extend(portion.par_iter().map(|(number, line)| read_row(*number, line, &read)));
    }
}

fn read_row<T>(number: usize, line: &[u8], read: impl Fn(&Value, usize) -> Result<T, String>) -> ReadRow<T> {
    let row = Row::parse(number, line)?;
    match read(&row.value, number) {
        Ok(told) => Ok((row.id, told)),
        Err(error) => Err((row.id, error)),
    }
}

fn write_all<T>(
    mut output: impl Write,
    rows: Vec<ReadRow<T>>,
    mut answer: impl FnMut(T) -> Result<Value>,
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for row in rows {
        write_row(&mut output, &mut outcome, row, |_, told| answer(told))?;
    }
    output.flush()?;
    Ok(outcome)
}

fn write_row<T>(
    output: &mut impl Write,
    outcome: &mut Outcome,
    row: ReadRow<T>,
    answer: impl FnOnce(&Value, T) -> Result<Value>,
) -> Result<()> {
    outcome.rows += 1;
    let answer = match row {
        Ok((id, told)) => {
            let mut answer = answer(&id, told)?;
            answer["id"] = id;
            answer
        }
        Err((id, error)) => {
            outcome.errors += 1;
            json!({"id": id, "error": error})
        }
    };
    writeln!(output, "{answer}").context("could not write to standard output")
}
