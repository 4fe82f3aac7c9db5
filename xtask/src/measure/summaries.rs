//! Summaries by the sentences of an article, against references of the same kind and length.

use super::{Bench, Figure, article, read_rows};
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

pub fn summaries(bench: &Bench) -> Result<Vec<Figure>> {
    let gold = bench.gold("summaries/bbc_extractive.jsonl")?;
    let references: Vec<Vec<String>> = gold.iter().map(|row| reference(&row["summary"])).collect();
    let ask = |(row, reference): (&Value, &Vec<String>)| {
        let mut asked = article(row);
        asked["words"] = json!(reference.len());
        asked
    };
    let answers = bench.pipe("summary", &gold.iter().zip(&references).map(ask).collect::<Vec<_>>())?;
    let (mut one, mut two, mut length, mut redundant) = (0.0, 0.0, 0.0, 0.0);
    for (row, reference) in read_rows(&answers.path)?.iter().zip(&references) {
        let sentences = row["sentences"].as_array().map(Vec::as_slice).unwrap_or_default();
        let sentences: Vec<Vec<String>> =
            sentences.iter().map(|one| words(one["text"].as_str().unwrap_or(""))).collect();
        let all = sentences.concat();
        one += rouge(reference, &all, 1);
        two += rouge(reference, &all, 2);
        length += all.len() as f64 / reference.len().max(1) as f64;
        redundant += f64::from(u8::from(is_redundant(&sentences)));
    }
    let of_all = |sum: f64| sum / gold.len().max(1) as f64;
    let mut figures = vec![
        Figure::at_least("ROUGE-1 F", of_all(one), 0.70),
        Figure::at_least("ROUGE-2 F", of_all(two), 0.60),
        Figure::new("words for each of the reference", of_all(length)),
        Figure::at_most("summaries that say something twice", redundant, 0.0),
    ];
    figures.extend(answers.usage());
    Ok(figures)
}

/// The words of a reference, whose sentences stand side by side without a space.
fn reference(summary: &Value) -> Vec<String> {
    words(&summary.as_str().unwrap_or_default().replace('.', ". "))
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The F-measure of shared runs of `n` words (Lin 2004).
fn rouge(reference: &[String], answer: &[String], n: usize) -> f64 {
    let mut left: HashMap<&[String], usize> = HashMap::new();
    for run in reference.windows(n) {
        *left.entry(run).or_default() += 1;
    }
    let mut shared = 0.0;
    for run in answer.windows(n) {
        if let Some(count) = left.get_mut(run).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1.0;
        }
    }
    let runs = |words: &[String]| (words.len() + 1).saturating_sub(n) as f64;
    2.0 * shared / (runs(reference) + runs(answer)).max(1.0)
}

/// Two sentences share more than half of all their words.
fn is_redundant(sentences: &[Vec<String>]) -> bool {
    let sets: Vec<HashSet<&String>> = sentences.iter().map(|sentence| sentence.iter().collect()).collect();
    sets.iter()
        .enumerate()
        .any(|(at, a)| sets[..at].iter().any(|b| a.intersection(b).count() as f64 > 0.5 * a.union(b).count() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rouge_counts_shared_runs() {
        let check = |reference: &str, answer: &str, n: usize, expected: f64| {
            assert!((rouge(&words(reference), &words(answer), n) - expected).abs() < 1e-9, "{reference} {answer}");
        };
        check("the wall held", "The wall held.", 2, 1.0);
        check("the wall held", "the wall fell", 1, 2.0 / 3.0);
        check("the wall held", "the wall fell", 2, 0.5);
        check("the wall", "the the the the", 1, 2.0 / 6.0);
        check("", "", 1, 0.0);
    }
}
