//! Learns the weights of sections, as `cargo xtask fit sections` runs it:
//! `fit_sections OUT HEAD VECTORS HEADLINES.txt DATA.jsonl... [--unseen DATA.jsonl...]`.
//!
//! A row has `title`, `text`, `url` and a `label`, `category` or `section`; a line of HEADLINES a section and a headline. Two sets of weights are learned: those of words and subjects
//! (OUT), and on top of them those of the model's vector (HEAD). Both are multinomial logistic regressions by stochastic gradients
//! with a fixed order: the same data give the same files. Before it writes them it reports what weights from one half say of
//! the other, and what the weights say of the unseen sets, which are measured only. VECTORS keeps what the model read for the next run.

use ai::{Embedder, LocalModel, title_and_lead};
use enrich::section::{BUCKETS, HEAD_INPUTS, STEP, features, head_inputs};
use news::{Article, Block, Embedding, RichText, enrichment::SECTIONS};
use serde_json::Value;

const CLASSES: usize = SECTIONS.len();
const ROUNDS: usize = 30;
const PACE: f32 = 0.5;
/// What keeps weights small: each round takes this share away.
const DECAY: f32 = 0.02;
/// What a vote adds, as in `section`.
const VOTE: f32 = 0.55;
/// The same of the head, whose inputs are many and small.
const HEAD_ROUNDS: usize = 40;
const HEAD_PACE: f32 = 0.02;
const HEAD_DECAY: f32 = 0.005;
/// A set of more rows counts as one of so many.
const LARGE_SET: f32 = 450.0;
/// Parts of the rows, each of which words are read by weights of the others, so that the head learns how far to trust them.
const PARTS: usize = 4;
/// Texts that the model reads at once.
const READ_AT_ONCE: usize = 64;
/// How much of an article the model reads beside its title, as in `desk`.
const LEAD_CHARS: usize = 600;

struct Row {
    features: Vec<(u32, f32)>,
    votes: [f32; CLASSES],
    vector: Vec<f32>,
    text: String,
    /// The number of its file.
    file: usize,
    /// What it counts in fitting.
    weight: f32,
    /// The sections that are right: news of public life is politics or society. Empty for none of ours.
    right: Vec<usize>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let (out, head_out, vectors) = (argument("OUT")?, argument("HEAD")?, argument("VECTORS")?);
    let mut rows = Vec::new();
    let mut files: Vec<String> = arguments.collect();
    let fitted_to = files.iter().position(|file| file == "--unseen").unwrap_or(files.len());
    files.retain(|file| file != "--unseen");
    for (number, file) in files.iter().enumerate() {
        let values: Vec<Value> = std::fs::read_to_string(file)?
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| match line.split_once(' ') {
                Some((section, headline)) if !line.starts_with('{') => {
                    Ok(serde_json::json!({"label": section, "title": headline}))
                }
                _ => serde_json::from_str(line),
            })
            .collect::<Result<_, _>>()?;
        let of_file: Vec<Row> = values.iter().filter_map(|value| row(number, value)).collect();
        let weight = (LARGE_SET / of_file.len() as f32).min(1.0);
        rows.extend(of_file.into_iter().map(|row| Row { weight, ..row }));
    }
    read_vectors(&mut rows, &vectors)?;
    let (rows, unseen): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.file < fitted_to);
    let one: Vec<&Row> = rows.iter().copied().step_by(2).collect();
    let other: Vec<&Row> = rows.iter().copied().skip(1).step_by(2).collect();
    for (fitted, measured) in [(&one, &other), (&other, &one)] {
        let learned = Learned::from(fitted);
        for (number, file) in files[..fitted_to].iter().enumerate() {
            let of_file = measured.iter().copied().filter(|row| row.file == number).collect::<Vec<_>>();
            learned.report("half", file, &of_file);
        }
    }
    let learned = Learned::from(&rows);
    for (number, file) in files.iter().enumerate().skip(fitted_to) {
        let of_file = unseen.iter().copied().filter(|row| row.file == number).collect::<Vec<_>>();
        learned.report("unseen", file, &of_file);
    }
    let bytes: Vec<u8> =
        learned.words.iter().map(|weight| (weight / STEP).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    std::fs::write(&out, bytes)?;
    std::fs::write(&head_out, learned.head_bytes())?;
    eprintln!("{} rows, weights written to {out} and {head_out}", rows.len());
    Ok(())
}

fn row(file: usize, value: &Value) -> Option<Row> {
    let text = |field: &str| value[field].as_str().unwrap_or_default();
    let label = ["label", "category", "section"].into_iter().map(text).find(|label| !label.is_empty())?;
    let right: &[&str] = match label {
        "society" if !value["text"].is_string() => &["society"],
        "society" | "world" | "International" | "Inland" => &["politics", "society"],
        "politics" => &["politics"],
        "Panorama" => &["society"],
        "economy" | "business" | "Wirtschaft" => &["business"],
        "entertainment" | "culture" | "Kultur" => &["culture"],
        "science" | "Wissenschaft" => &["science"],
        "technology" | "tech" | "Web" => &["technology"],
        "sports" | "sport" | "Sport" => &["sports"],
        "not_news" => &["not_news"],
        "other" => &[],
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
    let lead: String = article.text().chars().take(LEAD_CHARS).collect();
    let text = title_and_lead(&article.title, &lead);
    Some(Row { features, votes, vector: Vec::new(), text, file, weight: 1.0, right })
}

/// Has the model read all rows, or takes what it read in an earlier run over the same rows.
fn read_vectors(rows: &mut [Row], file: &str) -> Result<(), Box<dyn std::error::Error>> {
    let model = LocalModel::new();
    let length = model.dimensions();
    let mut kept = std::fs::read(file).unwrap_or_default();
    if kept.len() != rows.len() * length {
        kept.clear();
        for some in rows.chunks(READ_AT_ONCE) {
            let texts: Vec<&str> = some.iter().map(|row| row.text.as_str()).collect();
            for vector in model.embed(&texts)? {
                kept.extend(Embedding::from_f32(&vector).ok_or("a text without a vector")?.to_bytes());
            }
        }
        std::fs::write(file, &kept)?;
    }
    for (row, bytes) in rows.iter_mut().zip(kept.chunks(length)) {
        let embedding = Embedding::from_bytes(bytes).ok_or("a vector without a direction")?;
        row.vector = head_inputs(&embedding).ok_or("a vector of another model")?;
    }
    Ok(())
}

/// The weights of words, and of the head: for each section those of the vector, of the words' score, and what is added.
struct Learned {
    words: Vec<f32>,
    head: Vec<[f32; CLASSES]>,
    trust: f32,
    added: [f32; CLASSES],
}

impl Learned {
    fn from(rows: &[&Row]) -> Self {
        let rows: Vec<&Row> = rows.iter().copied().filter(|row| !row.right.is_empty()).collect();
        let mut by_words = vec![[0.0; CLASSES]; rows.len()];
        for part in 0..PARTS {
            let others: Vec<&Row> =
                rows.iter().enumerate().filter(|(index, _)| index % PARTS != part).map(|(_, row)| *row).collect();
            let weights = fit(&others);
            for (index, row) in rows.iter().enumerate().filter(|(index, _)| index % PARTS == part) {
                by_words[index] = scores(&weights, row);
            }
        }
        let mut learned =
            Self { words: fit(&rows), head: vec![[0.0; CLASSES]; HEAD_INPUTS], trust: 1.0, added: [0.0; CLASSES] };
        learned.fit_head(&rows, &by_words);
        learned
    }

    fn fit_head(&mut self, rows: &[&Row], by_words: &[[f32; CLASSES]]) {
        let inputs = rows.first().map_or(0, |row| row.vector.len());
        let mut mean = vec![0.0; inputs];
        for row in rows {
            mean.iter_mut().zip(&row.vector).for_each(|(mean, value)| *mean += value / rows.len() as f32);
        }
        for round in 0..HEAD_ROUNDS {
            let pace = HEAD_PACE * 10.0 / (10.0 + round as f32);
            for step in 0..rows.len() {
                let index = step * 7919 % rows.len();
                let (row, words) = (rows[index], &by_words[index]);
                let mut scores = self.added;
                for (class, score) in scores.iter_mut().enumerate() {
                    *score += self.trust * words[class];
                }
                for ((value, mean), weights) in row.vector.iter().zip(&mean).zip(&self.head) {
                    scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += (value - mean) * weight);
                }
                let errors = errors(shares(scores), &row.right).map(|error| error * row.weight * pace);
                for ((value, mean), weights) in row.vector.iter().zip(&mean).zip(&mut self.head) {
                    weights
                        .iter_mut()
                        .zip(errors)
                        .for_each(|(weight, error)| *weight += error * (value - mean) - *weight * pace * HEAD_DECAY);
                }
                self.added.iter_mut().zip(errors).for_each(|(added, error)| *added += error);
                self.trust += 0.05 * errors.iter().zip(words).map(|(error, word)| error * word).sum::<f32>();
            }
        }
        for (mean, weights) in mean.iter().zip(&self.head) {
            self.added.iter_mut().zip(weights).for_each(|(added, weight)| *added -= mean * weight);
        }
    }

    fn scores(&self, row: &Row) -> [f32; CLASSES] {
        let mut all = self.added;
        for (all, words) in all.iter_mut().zip(scores(&self.words, row)) {
            *all += self.trust * words;
        }
        for (value, weights) in row.vector.iter().zip(&self.head) {
            all.iter_mut().zip(weights).for_each(|(score, weight)| *score += value * weight);
        }
        all
    }

    fn report(&self, how: &str, file: &str, rows: &[&Row]) {
        let known: Vec<&Row> = rows.iter().copied().filter(|row| !row.right.is_empty()).collect();
        let by_words = share_right(&known, |row| scores(&self.words, row));
        let by_both = share_right(&known, |row| self.scores(row));
        let name = file.rsplit('/').next().unwrap_or(file);
        eprintln!(
            "{how}: of {} in {name} {by_words:.3} right by words, {by_both:.3} with the model (trust {:.2})",
            known.len(),
            self.trust
        );
    }

    /// What `section` reads: what is added to each section, the trust in words, the size of a step, then the steps.
    fn head_bytes(&self) -> Vec<u8> {
        let largest = self.head.iter().flatten().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
        let step = largest / 127.0;
        let mut bytes: Vec<u8> =
            self.added.iter().chain([&self.trust, &step]).flat_map(|value| value.to_le_bytes()).collect();
        bytes.extend(self.head.iter().flatten().map(|weight| (weight / step).round() as i8 as u8));
        bytes
    }
}

fn fit(rows: &[&Row]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; BUCKETS * CLASSES];
    for round in 0..ROUNDS {
        let pace = PACE * 20.0 / (20.0 + round as f32);
        // A fixed walk that visits rows of all files in turn.
        for step in 0..rows.len() {
            let row = rows[step * 7919 % rows.len()];
            let errors = errors(shares(scores(&weights, row)), &row.right).map(|error| error * row.weight * pace * 4.0);
            for &(bucket, value) in &row.features {
                let weights = &mut weights[bucket as usize * CLASSES..][..CLASSES];
                weights.iter_mut().zip(errors).for_each(|(weight, error)| *weight += error * value);
            }
        }
        weights.iter_mut().for_each(|weight| *weight *= 1.0 - DECAY);
    }
    weights
}

/// How far each share is from what is right; of several right sections each keeps its part.
fn errors(shares: [f32; CLASSES], right: &[usize]) -> [f32; CLASSES] {
    let sum: f32 = right.iter().map(|&class| shares[class]).sum();
    std::array::from_fn(|class| {
        let wanted = if right.contains(&class) { shares[class] / sum.max(1e-6) } else { 0.0 };
        wanted - shares[class]
    })
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

fn shares(scores: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn share_right(rows: &[&Row], scores: impl Fn(&Row) -> [f32; CLASSES]) -> f64 {
    let best = |row: &Row| {
        let scores = scores(row);
        (0..CLASSES).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
    };
    rows.iter().filter(|row| row.right.contains(&best(row))).count() as f64 / rows.len() as f64
}
