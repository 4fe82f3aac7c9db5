//! Learns the weights of sections, as `cargo xtask fit sections` runs it: `fit_sections OUT DATA.jsonl...`.
//!
//! A row has `title`, `text`, `url` and a `label` or `category`. The weights are those of a multinomial logistic regression
//! by stochastic gradients with a fixed order: the same data give the same file. Before it writes them it reports what weights
//! from one half say of the other.

use enrich::section::{BUCKETS, STEP, features};
use news::{Article, Block, RichText, enrichment::SECTIONS};
use serde_json::Value;

const CLASSES: usize = SECTIONS.len();
const ROUNDS: usize = 30;
const PACE: f32 = 0.5;
/// What keeps weights small: each round takes this share away.
const DECAY: f32 = 0.02;
/// What a vote adds, as in `section`.
const VOTE: f32 = 0.55;

struct Row {
    features: Vec<(u32, f32)>,
    votes: [f32; CLASSES],
    /// The number of its file.
    file: usize,
    /// The sections that are right: news of public life is politics or society.
    right: Vec<usize>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("where to write the weights")?;
    let mut rows = Vec::new();
    let files: Vec<String> = arguments.collect();
    for (number, file) in files.iter().enumerate() {
        for line in std::fs::read_to_string(file)?.lines() {
            rows.extend(row(number, &serde_json::from_str(line)?));
        }
    }
    let one: Vec<&Row> = rows.iter().step_by(2).collect();
    let other: Vec<&Row> = rows.iter().skip(1).step_by(2).collect();
    for (fitted, measured) in [(&one, &other), (&other, &one)] {
        let weights = fit(fitted);
        for (number, file) in files.iter().enumerate() {
            let measured: Vec<&Row> = measured.iter().copied().filter(|row| row.file == number).collect();
            let share = share_right(&weights, &measured);
            eprintln!("fitted on {} rows, {share:.3} of {} others of {file} are right", fitted.len(), measured.len());
        }
    }
    let weights = fit(&rows.iter().collect::<Vec<_>>());
    let bytes: Vec<u8> =
        weights.iter().map(|weight| (weight / STEP).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    std::fs::write(&out, bytes)?;
    eprintln!("{} rows, weights written to {out}", rows.len());
    Ok(())
}

fn row(file: usize, value: &Value) -> Option<Row> {
    let text = |field: &str| value[field].as_str().unwrap_or_default();
    let label = if text("label").is_empty() { text("category") } else { text("label") };
    let right: &[&str] = match label {
        "society" => &["politics", "society"],
        "world" => &["politics", "society"],
        "economy" | "business" => &["business"],
        "entertainment" => &["culture"],
        "science" => &["science"],
        "technology" => &["technology"],
        "sports" => &["sports"],
        "not_news" => &["not_news"],
        _ => return None,
    };
    let article = Article {
        title: text("title").to_owned(),
        url: text("url").to_owned(),
        body: text("text").lines().map(|line| Block::Paragraph(RichText::plain(line))).collect(),
        ..Article::default()
    };
    let (features, votes) = features(&article);
    let right = SECTIONS.iter().enumerate().filter(|(_, key)| right.contains(key)).map(|(index, _)| index).collect();
    Some(Row { features, votes, file, right })
}

fn fit(rows: &[&Row]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; BUCKETS * CLASSES];
    for round in 0..ROUNDS {
        let pace = PACE * 20.0 / (20.0 + round as f32);
        // A fixed walk that visits rows of all files in turn.
        for step in 0..rows.len() {
            let row = rows[step * 7919 % rows.len()];
            let shares = shares(&weights, row);
            let right: f32 = row.right.iter().map(|&class| shares[class]).sum();
            for class in 0..CLASSES {
                let wanted = if row.right.contains(&class) { shares[class] / right.max(1e-6) } else { 0.0 };
                let error = wanted - shares[class];
                for &(bucket, value) in &row.features {
                    weights[bucket as usize * CLASSES + class] += pace * 4.0 * error * value;
                }
            }
        }
        weights.iter_mut().for_each(|weight| *weight *= 1.0 - DECAY);
    }
    weights
}

fn scores(weights: &[f32], row: &Row) -> [f32; CLASSES] {
    let mut scores = row.votes.map(|votes| votes * VOTE);
    for &(bucket, value) in &row.features {
        for (class, score) in scores.iter_mut().enumerate() {
            *score += weights[bucket as usize * CLASSES + class] * value;
        }
    }
    scores
}

fn shares(weights: &[f32], row: &Row) -> [f32; CLASSES] {
    let scores = scores(weights, row);
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn share_right(weights: &[f32], rows: &[&Row]) -> f64 {
    let best = |row: &Row| {
        let scores = scores(weights, row);
        (0..CLASSES).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
    };
    rows.iter().filter(|row| row.right.contains(&best(row))).count() as f64 / rows.len() as f64
}
