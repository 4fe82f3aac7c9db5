//! Fits the model of English quotes: `fit_quotes LABELLED.jsonl OUT`. Rows are {text, attributions: [{source, cue, content}]},
//! spans {start, end} in code points.

use enrich::quotes::fit::{Labelled, LabelledAttribution, fit};
use news::TextSpan;
use serde_json::Value;
use std::{error::Error, fs, io::Write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(labelled), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: fit_quotes LABELLED.jsonl OUT".into());
    };
    let rows = fs::read_to_string(&labelled)?;
    let labelled = rows.lines().map(read_row).collect::<Result<Vec<Labelled>, _>>()?;
    let model = fit(&labelled).to_bytes();
    fs::write(&out, &model)?;
    writeln!(std::io::stderr(), "{} texts, {} bytes of weights", labelled.len(), model.len())?;
    Ok(())
}

fn read_row(line: &str) -> Result<Labelled, Box<dyn Error>> {
    let row: Value = serde_json::from_str(line)?;
    let text = row["text"].as_str().ok_or("a row has no text")?.to_owned();
    // Where each code point begins, and where the text ends.
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
    let byte = |place: &Value| {
        place
            .as_u64()
            .and_then(|place| starts.get(place as usize))
            .map(|&start| start as u32)
            .ok_or("a span is outside the text")
    };
    let spans = |value: &Value| -> Result<Vec<TextSpan>, Box<dyn Error>> {
        let spans = value.as_array().map(Vec::as_slice).unwrap_or_default();
        spans.iter().map(|span| Ok(TextSpan { start: byte(&span["start"])?, end: byte(&span["end"])? })).collect()
    };
    let attributions = row["attributions"].as_array().ok_or("a row has no attributions")?;
    let attributions = attributions
        .iter()
        .map(|row| {
            Ok(LabelledAttribution {
                source: spans(&row["source"])?,
                cue: spans(&row["cue"])?,
                content: spans(&row["content"])?,
            })
        })
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    Ok(Labelled { text, attributions })
}
