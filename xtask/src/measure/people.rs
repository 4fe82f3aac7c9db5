//! Who said what, and whether a claim is supported by its sources.

use super::{Bench, Figure, article};
use anyhow::Result;
use serde_json::{Value, json};

pub fn quotes(bench: &Bench) -> Result<Vec<Figure>> {
    let file = "quotes/quotes_polnear_dev.jsonl";
    let gold = bench.gold(file)?;
    let answers = bench.pipe("quotes", &gold.iter().map(article).collect::<Vec<_>>())?;
    let scores = bench.score("quotes", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![
        scores.at_least("f1", 0.82)?,
        scores.plain("precision")?,
        scores.plain("recall")?,
        scores.at_least("speaker_accuracy", 0.85)?,
        scores.at_least("with_speaker_f1", 0.70)?,
    ];
    figures.extend(answers.usage());
    Ok(figures)
}

pub fn claims(bench: &Bench) -> Result<Vec<Figure>> {
    let file = "summaries/wice/entailment_retrieval/claim/dev.jsonl";
    let rows: Vec<Value> = bench
        .gold(file)?
        .iter()
        .enumerate()
        .map(|(number, row)| json!({"id": number, "claim": row["claim"], "evidence": row["evidence"]}))
        .collect();
    let answers = bench.pipe("claims", &rows)?;
    let scores = bench.score("claims", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![scores.plain("auc_supported")?, scores.plain("best_f1")?];
    figures.extend(answers.usage());
    Ok(figures)
}
