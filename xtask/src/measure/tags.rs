//! What an article is about: its section and its hashtags.

use super::{Answers, Bench, Figure, Scores, article, extraction, read_rows};
use crate::run::run;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Sections of 445 articles, English and Russian. The set knows no politics apart from society.
pub fn sections(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.gold("tags/categories_tgcontest.jsonl")?;
    let answers = bench.pipe("enrich", &gold.iter().map(article).collect::<Vec<_>>())?;
    let told: BTreeMap<String, Option<String>> = read_rows(&answers.path)?
        .into_iter()
        .map(|row| (row["id"].to_string(), row["section"].as_str().map(str::to_owned)))
        .collect();
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in &gold {
        let label = row["label"].as_str().unwrap_or_default();
        let section = told.get(&row["id"].to_string()).cloned().flatten();
        let hit = usize::from(label_of(section.as_deref()) == label);
        for name in ["all", label] {
            let count = right.entry(name).or_default();
            *count = (count.0 + hit, count.1 + 1);
        }
    }
    let share = |name: &str| right.get(name).map_or(0.0, |(hits, all)| *hits as f64 / *all as f64);
    let mut figures = vec![Figure::at_least("accuracy", share("all"), 0.80)];
    figures.extend(
        right.keys().filter(|name| **name != "all").map(|name| Figure::new(format!("recall {name}"), share(name))),
    );
    figures.extend(answers.usage());
    Ok(figures)
}

/// The set's word for a section of ours.
fn label_of(section: Option<&str>) -> &str {
    match section {
        Some("politics" | "society") => "society",
        Some("business") => "economy",
        Some("culture") => "entertainment",
        Some(same) => same,
        None => "other",
    }
}

/// Keyphrases that people chose, in three languages.
pub fn keyphrases(bench: &Bench) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (archive, lang) in [("500N-KPCrowd-v1.1", "en"), ("WikiNews", "fr"), ("110-PT-BN-KP", "pt")] {
        let folder = bench.folder.join(lang);
        let packed = bench.data(&format!("tags/keyphrases/{archive}.zip"))?;
        run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(packed).arg(&folder))?;
        let find = |name: &str| {
            let folders =
                std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path().join(name));
            folders
                .chain([folder.join(name)])
                .find(|path| path.is_dir())
                .with_context(|| format!("no {name} in {archive}"))
        };
        let (texts, keys) = (find("docsutf8")?, find("keys")?);
        let answers = bench.pipe("enrich", &texts_of(&texts, lang)?)?;
        let scores = bench.score("tags", &keys, &answers.path)?;
        let goal = (lang == "en").then_some(0.20);
        figures.extend(tag_figures(&scores, lang, goal)?);
    }
    Ok(figures)
}

/// The first line of a text is its headline.
fn texts_of(folder: &Path, lang: &str) -> Result<Vec<Value>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
            let (title, body) =
                text.trim_start_matches('\u{feff}').trim_start().split_once('\n').unwrap_or((&text, ""));
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            Ok(json!({"id": id, "title": title, "text": body, "lang": lang}))
        })
        .collect()
}

/// The topics of publishers' articles: what the page names, and what the hashtags make of it with and without them.
pub fn publishers(bench: &Bench) -> Result<Vec<Figure>> {
    let gold: Vec<Value> = bench
        .gold("extraction/publishers/expected.jsonl")?
        .into_iter()
        .filter(|page| page["topics"].as_array().is_some_and(|topics| !topics.is_empty()))
        .collect();
    let keys = bench.folder.join("keys");
    std::fs::create_dir_all(&keys)?;
    let name_of = |html: &str| html.replace('/', "_");
    for page in &gold {
        let topics: Vec<&str> = page["topics"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let name = name_of(page["html"].as_str().unwrap_or_default());
        std::fs::write(keys.join(format!("{name}.key")), topics.join("\n"))?;
    }
    let extracted = bench.pipe("extract", &extraction::publisher_pages(bench, &gold)?)?;
    let pages = read_rows(&extracted.path)?;
    let scored = |answers: &[Value], name: &str| -> Result<Scores> {
        bench.score("tags", &keys, &bench.write(&format!("{name}.jsonl"), answers)?)
    };
    let topics: Vec<Value> = pages
        .iter()
        .map(|page| json!({"id": name_of(page["id"].as_str().unwrap_or_default()), "hashtags": page["topics"]}))
        .collect();
    let mut figures = tag_figures(&scored(&topics, "topics")?, "topics of the page", None)?;
    let mut enriched = |fields: &[&str], name: &str| -> Result<()> {
        let rows: Vec<Value> = pages
            .iter()
            .map(|page| {
                let mut row = json!({"id": name_of(page["id"].as_str().unwrap_or_default())});
                fields.iter().for_each(|field| row[*field] = page[*field].clone());
                row
            })
            .collect();
        let answers: Answers = bench.pipe("enrich", &rows)?;
        figures.extend(tag_figures(&scored(&read_rows(&answers.path)?, "hashtags")?, name, None)?);
        Ok(())
    };
    enriched(&["title", "text", "lang", "section", "topics"], "hashtags")?;
    enriched(&["title", "text", "lang"], "hashtags of the text alone")?;
    Ok(figures)
}

fn tag_figures(scores: &Scores, name: &str, goal: Option<f64>) -> Result<Vec<Figure>> {
    let f1 = scores.get("f1_at_10")?;
    Ok(vec![
        goal.map_or(Figure::new(format!("{name}: f1"), f1), |goal| Figure::at_least(format!("{name}: f1"), f1, goal)),
        Figure::new(format!("{name}: precision"), scores.get("precision_at_10")?),
        Figure::new(format!("{name}: recall"), scores.get("recall_at_10")?),
    ])
}
