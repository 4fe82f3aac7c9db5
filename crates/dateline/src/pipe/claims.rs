//! The rows of `claims`: a sentence and what it cites.

use super::Reader;
use super::rows::Row;
use enrich::sentences::spans;
use enrich::support::{Cited, Claim, Evidence, Fault};
use news::{Embedding, Lang, TextSpan};
use serde_json::{Value, json};

/// So many sentences of a row's evidence are read by the model, beside the claim.
const MOST_READ: usize = 5;

/// Tells how surely the evidence says what the claim says, by which of it, and what the literal check finds. The model reads the
/// claim and the likest sentences where `reader` may read.
pub fn claims(row: &Row, reader: &Reader) -> Result<Value, String> {
    let claim = row.value.get("claim").and_then(Value::as_str).ok_or("the row has no `claim`")?;
    if claim.trim().is_empty() {
        return Err("`claim` is empty".to_owned());
    }
    let evidence = evidence(&row.value)?;
    let lang = match row.value.get("lang") {
        None | Some(Value::Null) => Lang::UNKNOWN,
        Some(lang) => lang.as_str().and_then(Lang::parse).ok_or("`lang` is not a language tag")?,
    };
    // A piece of evidence may be a whole text: the model reads sentences.
    let sentences: Vec<(usize, &str)> = evidence
        .iter()
        .enumerate()
        .flat_map(|(index, text)| in_sentences(text).map(move |piece| (index, piece)))
        .collect();
    let cited: Vec<Cited> = sentences.iter().map(|(_, text)| Cited { text, lang, ..Cited::default() }).collect();
    let mut claim = Claim { text: claim, lang, ..Claim::default() };
    let mut read = Evidence::read(&cited);
    let chosen = read.worth_reading(&claim, MOST_READ);
    let embed = |text: &str| reader.read_row(row.number, text).map_err(|error| error.to_string());
    let vector = embed(claim.text)?;
    let vectors: Vec<(usize, Option<Embedding>)> =
        chosen.into_iter().map(|index| Ok((index, embed(cited[index].text)?))).collect::<Result<_, String>>()?;
    for (index, vector) in vectors.iter().filter_map(|(index, vector)| Some((*index, vector.as_ref()?))) {
        read.set_vector(index, vector);
    }
    claim.vector = vector.as_ref();
    let judgement = read.judge(&claim);
    let mut carrying: Vec<usize> = Vec::new();
    for index in judgement.sentences.iter().map(|&sentence| sentences[sentence].0) {
        if !carrying.contains(&index) {
            carrying.push(index);
        }
    }
    let faults = judgement.faults.iter().map(|fault| fault_value(fault, claim.text));
    Ok(json!({"support": judgement.support, "sentences": carrying, "faults": faults.collect::<Vec<_>>()}))
}

fn evidence(row: &Value) -> Result<Vec<&str>, String> {
    let wrong = || "`evidence` is not a list of sentences".to_owned();
    let listed = row.get("evidence").and_then(Value::as_array).ok_or_else(wrong)?;
    listed.iter().map(|sentence| sentence.as_str().ok_or_else(wrong)).collect()
}

fn in_sentences(text: &str) -> impl Iterator<Item = &str> {
    spans(text).into_iter().map(move |span: TextSpan| &text[span.start as usize..span.end as usize])
}

fn fault_value(fault: &Fault, claim: &str) -> Value {
    json!({"kind": fault.kind.name(), "text": fault.span.of(claim)})
}
