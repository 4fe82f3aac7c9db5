//! Which articles tell one event: stories, pairs, and the same article in other languages.

use super::{Bench, Figure, article};
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn mmds_dev(bench: &Bench) -> Result<Vec<Figure>> {
    stories(bench, "stories/mmds_dev.jsonl", 0.88, Some(0.70))
}

pub fn ecbplus(bench: &Bench) -> Result<Vec<Figure>> {
    stories(bench, "stories/ecbplus.jsonl", 0.88, None)
}

pub fn giveme5w1h(bench: &Bench) -> Result<Vec<Figure>> {
    stories(bench, "stories/giveme5w1h.jsonl", 0.95, None)
}

/// B-cubed over rows in order of time; rows of one moment in an order that says nothing, since files are often sorted
/// by story.
fn stories(bench: &Bench, file: &str, f1: f64, across_languages: Option<f64>) -> Result<Vec<Figure>> {
    let mut gold = bench.gold(file)?;
    gold.sort_by_cached_key(|row| (row["date"].as_str().map(str::to_owned), scattered(row)));
    let answers = bench.pipe("stories", &gold.iter().map(article).collect::<Vec<_>>())?;
    let scores = bench.score("stories", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![scores.at_least("f1", f1)?, scores.plain("precision")?, scores.plain("recall")?];
    if let Some(goal) = across_languages {
        figures.push(scores.at_least("cross_language_pair_recall", goal)?);
    }
    figures.extend([scores.plain("stories")?, scores.plain("gold_stories")?]);
    figures.extend(answers.usage());
    Ok(figures)
}

/// A number that scatters rows by their ids (FNV-1a).
fn scattered(row: &Value) -> u64 {
    row["id"]
        .as_str()
        .unwrap_or_default()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        .rotate_left(29)
}

pub fn tgcontest(bench: &Bench) -> Result<Vec<Figure>> {
    let file = "stories/pairs_tgcontest.jsonl";
    let gold = bench.gold(file)?;
    let rows: Vec<Value> = gold.iter().map(|row| pair(&row["id"], &row["a"], &row["b"], &row["lang"])).collect();
    let answers = bench.pipe("similarity", &rows)?;
    let scores = bench.score("pairs", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![scores.at_least("auc", 0.95)?, scores.plain("best_f1")?];
    figures.extend(answers.usage());
    Ok(figures)
}

/// A row of `similarity`; a side that names no language has that of the pair.
fn pair(id: &Value, a: &Value, b: &Value, lang: &Value) -> Value {
    let side = |row: &Value| {
        let mut side = article(row);
        if side["lang"].is_null() && lang.as_str().is_some_and(|lang| !lang.contains('-')) {
            side["lang"] = lang.clone();
        }
        side
    };
    json!({"id": id, "a": side(a), "b": side(b)})
}

/// Similarity as people judged it; languages of 40 pairs or more are looked at by themselves.
pub fn semeval_dev(bench: &Bench) -> Result<Vec<Figure>> {
    const ENOUGH_PAIRS: usize = 40;
    let file = "related/pairs_semeval_dev.jsonl";
    let gold = bench.gold(file)?;
    let rows: Vec<Value> = gold.iter().map(|row| pair(&row["id"], &row["a"], &row["b"], &Value::Null)).collect();
    let answers = bench.pipe("similarity", &rows)?;
    let scores = bench.score("pairs", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![scores.at_least("pearson", 0.78)?];
    let mut pairs_of: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &gold {
        *pairs_of.entry(row["lang"].as_str().unwrap_or("?")).or_default() += 1;
    }
    for (lang, _) in pairs_of.iter().filter(|(_, pairs)| **pairs >= ENOUGH_PAIRS) {
        figures.push(scores.at_least(&format!("pearson {lang}"), 0.55)?);
    }
    figures.extend(answers.usage());
    Ok(figures)
}

/// All pairs of 100 articles on shipping and hydrogen.
pub fn news_story_chains(bench: &Bench) -> Result<Vec<Figure>> {
    let articles: BTreeMap<String, Value> = bench
        .gold("related/articles_news_story_chains.jsonl")?
        .into_iter()
        .map(|row| (row["id"].as_str().unwrap_or_default().to_owned(), row))
        .collect();
    let mut gold = Vec::new();
    let mut rows = Vec::new();
    for labelled in bench.gold("related/pairs_news_story_chains.jsonl")? {
        let side = |name: &str| labelled[name].as_str().and_then(|id| articles.get(id)).unwrap_or(&Value::Null);
        let id = json!(format!("{} {}", labelled["a"], labelled["b"]).replace('"', ""));
        rows.push(pair(&id, side("a"), side("b"), &Value::Null));
        gold.push(json!({"id": id, "label": labelled["label"]}));
    }
    let gold = bench.write("gold.jsonl", &gold)?;
    let answers = bench.pipe("similarity", &rows)?;
    let scores = bench.score("pairs", &gold, &answers.path)?;
    let mut figures = vec![scores.at_least("best_f1", 0.95)?, scores.plain("auc")?];
    figures.extend(answers.usage());
    Ok(figures)
}

/// 120 articles, each in four languages: is the nearest article of another language the same one?
pub fn meantime(bench: &Bench) -> Result<Vec<Figure>> {
    let file = "related/meantime_4lang.jsonl";
    let gold = bench.gold(file)?;
    let answers = bench.pipe("nearest", &gold.iter().map(article).collect::<Vec<_>>())?;
    let scores = bench.score("matches", &bench.data(file)?, &answers.path)?;
    let mut figures = vec![scores.at_least("precision_at_1", 0.95)?];
    figures.extend(answers.usage());
    Ok(figures)
}
