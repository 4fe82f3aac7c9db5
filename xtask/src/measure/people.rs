//! Who said what, and whether a claim is supported by its sources.

use super::{Bench, Figure, article, read_rows};
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

/// The set that the score's weights were fitted to is this one: what it reaches on claims held out is told by
/// `cargo xtask fit claims`.
pub fn wice(bench: &Bench) -> Result<Vec<Figure>> {
    let file = "summaries/wice/entailment_retrieval/claim/dev.jsonl";
    let rows: Vec<Value> = bench
        .gold(file)?
        .iter()
        .enumerate()
        .map(|(number, row)| json!({"id": number, "claim": row["claim"], "evidence": row["evidence"]}))
        .collect();
    let answers = bench.pipe("claims", &rows)?;
    let scores = bench.score("claims", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![scores.at_least("auc_supported", 0.80)?, scores.plain("best_f1")?];
    figures.extend(answers.usage());
    Ok(figures)
}

/// Sentences of machine summaries, each part of the set by itself.
pub fn qags(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.gold("summaries/qags.jsonl")?;
    let mut figures = Vec::new();
    for part in ["cnndm", "xsum"] {
        let gold: Vec<Value> = gold.iter().filter(|row| row["set"] == part).cloned().collect();
        let rows: Vec<Value> = gold
            .iter()
            .map(|row| json!({"id": row["id"], "claim": row["sentence"], "evidence": [row["article"]], "lang": "en"}))
            .collect();
        let answers = bench.pipe("claims", &rows)?;
        let told: Vec<Value> = read_rows(&answers.path)?
            .iter()
            .map(|answer| json!({"id": answer["id"], "score": answer["support"]}))
            .collect();
        let told = bench.write(&format!("{part}.told.jsonl"), &told)?;
        let gold = bench.write(&format!("{part}.gold.jsonl"), &gold)?;
        let area = bench.score("pairs", &gold, &told)?.get("auc")?;
        figures.push(Figure::at_least(format!("{part}: auc"), area, 0.75));
        figures.extend(answers.usage());
    }
    Ok(figures)
}
