//! Fits the weights by which answers are found: `fit_answers DEV.txt [UNSEEN.txt]`, the lists in `tests/answers`.
//!
//! Prints how weights that have not seen an event answer its questions, which are answered wrongly, how the weights fitted to
//! all of the first list do on the second, and the weights as they stand in `src/answers/score.rs`.

#[path = "../tests/answers/press.rs"]
mod press_questions;

use enrich::answers::{
    Question,
    fit::{self, Example, Judged, SURE, Weights},
};
use press_questions::{Press, Remembering, Row, rows};
use std::{error::Error, fs, io::Write};

fn main() -> Result<(), Box<dyn Error>> {
    let (press, model) = (Press::new(), Remembering::new());
    let mut out = std::io::stdout().lock();
    let mut lists = Vec::new();
    for path in std::env::args().skip(1) {
        lists.push(fs::read_to_string(&path)?);
    }
    let read = |row: &Row| {
        let question = Question::read(row.question, row.lang);
        fit::example(row.event, &question, &row.accepted, &press.tellings(row.event), &model)
    };
    let mut fitted = None;
    for (number, list) in lists.iter().enumerate() {
        let rows = rows(list);
        let examples: Vec<Example> = rows.iter().map(read).collect::<Result<_, _>>()?;
        let all: Vec<&Example> = examples.iter().collect();
        let mut judged: Vec<(&Example, Judged)> = Vec::new();
        if number == 0 {
            for (others, part) in fit::parts(&all) {
                let weights = Weights::fit(&others);
                judged.extend(part.into_iter().filter_map(|example| Some((example, weights.judge(example)?))));
            }
        } else if let Some(weights) = &fitted {
            let of = |example| Some((example, Weights::judge(weights, example)?));
            judged.extend(all.iter().copied().filter_map(of));
        }
        for (example, judged) in &judged {
            let at = examples.iter().position(|other| std::ptr::eq(other, *example)).unwrap_or_default();
            let what = match (example.is_unanswered, judged.is_right, judged.likely >= SURE) {
                (true, _, true) => "made up",
                (false, false, true) => "wrong and sure",
                (false, false, false) => "wrong",
                (false, true, false) => "right, unsure",
                _ => continue,
            };
            writeln!(out, "{what} {:.2} | {} | {}", judged.likely, rows[at].question, judged.first)?;
        }
        report(&judged, &mut out)?;
        fitted.get_or_insert_with(|| Weights::fit(&all));
    }
    writeln!(out, "{}", fitted.map(|weights| weights.to_source()).unwrap_or_default())?;
    Ok(())
}

fn report(judged: &[(&Example, Judged)], out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let answered = || judged.iter().filter(|(example, _)| !example.is_unanswered);
    let right = answered().filter(|(_, judged)| judged.is_right).count();
    let unanswered = judged.len() - answered().count();
    writeln!(out, "{right} of {} right at the first place; {unanswered} that nothing answers", answered().count())?;
    for sure in [0.5, 0.6, SURE, 0.75, 0.8] {
        let is_sure = |judged: &Judged| judged.likely >= sure;
        let of = |is_right| answered().filter(|(_, j)| is_sure(j) && j.is_right == is_right).count();
        let made_up = judged.iter().filter(|(example, j)| example.is_unanswered && is_sure(j)).count();
        writeln!(out, "from {sure} on: {} right and sure, {} wrong and sure, {made_up} made up", of(true), of(false))?;
    }
    Ok(())
}
