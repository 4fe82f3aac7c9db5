//! Fits the weights of the evidence to labelled data, and tells how they hold on sets they were not fitted to.
//!
//!     fit DATA VECTORS OUT
//!
//! DATA holds `stories/` and `related/`; VECTORS a file NAME.jsonl of {id, embedding} for each set (sides of pairs are
//! "ID/a" and "ID/b"), and declaration.jsonl of {id, lang, embedding}, the articles of the Universal Declaration of Human
//! Rights in as many languages as there are; OUT is `crates/stories`: `src/fitted.rs`, `data/meaning.bin` and
//! `data/languages.bin` are written anew. Every set weighs the same, and in each set the pairs that tell one event weigh what the others do: the constants are log-odds where half
//! of all pairs do. The same data give the same files.

use enrich::enrich;
use news::{Article, ArticleId, Block, Embedding, Lang, PublisherId, RichText, Timestamp};
use serde_json::Value;
use std::{collections::BTreeMap, error::Error, fmt::Write as _, fs, path::Path};
use stories::{Candidate, Evidence, batch};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// One pair as the fit sees it.
struct Pair {
    evidence: Evidence,
    is_one_event: bool,
}

struct Set {
    name: &'static str,
    pairs: Vec<Pair>,
}

/// What is weighed of a pair; None for one that the weights are not for.
type Features = fn(&Evidence) -> Option<Vec<f64>>;

/// Taken from the constant across languages. An article has many more neighbours in all other languages than in its own,
/// and one wrong join there costs a story its language; without it stories of mmds reach F1 .916 in place of .937.
const STRICTER_ACROSS: f64 = 0.3;

const GROUPS: [(&str, Features); 3] = [
    ("READ", |e| (!e.is_across_languages).then(|| Some(vec![1.0, f64::from(e.wording()), f64::from(e.meaning?)]))?),
    ("UNREAD", |e| (!e.is_across_languages).then(|| vec![1.0, f64::from(e.words).sqrt()])),
    ("ACROSS", |e| {
        e.is_across_languages.then(|| {
            Some(vec![
                1.0,
                f64::from(e.meaning?),
                f64::from(e.names.unwrap_or_default()),
                f64::from(u8::from(e.is_across_scripts)),
            ])
        })?
    }),
];

#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, vectors, out] = arguments.as_slice() else {
        return Err("fit DATA VECTORS OUT: see the head of this file".into());
    };
    let (data, vectors, out) = (Path::new(data), Path::new(vectors), Path::new(out));
    let mut meanings = Vec::new();
    let mut sets = Vec::new();
    for name in ["mmds_dev", "ecbplus", "giveme5w1h", "meantime_4lang"] {
        let folder = if name == "meantime_4lang" { "related" } else { "stories" };
        let rows = read(&data.join(folder).join(format!("{name}.jsonl")))?;
        let candidates = candidates(rows.iter(), &vectors_of(vectors, name)?);
        let clusters: Vec<&Value> = rows.iter().map(|row| &row["cluster"]).collect();
        let indices: Vec<(usize, usize)> = (0..rows.len()).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        sets.push(set(name, &candidates, &indices, |at| clusters[indices[at].0] == clusters[indices[at].1]));
        meanings.extend(candidates);
    }
    for (name, file) in
        [("pairs_tgcontest", "stories/pairs_tgcontest"), ("pairs_semeval_dev", "related/pairs_semeval_dev")]
    {
        let rows = read(&data.join(format!("{file}.jsonl")))?;
        let sides = rows.iter().flat_map(|row| ["a", "b"].map(|side| (row, side)));
        let sides: Vec<Value> = sides
            .map(|(row, side)| {
                let mut article = row[side].clone();
                article["id"] = format!("{}/{side}", row["id"].as_str().unwrap_or_default()).into();
                article
            })
            .collect();
        let candidates = candidates(sides.iter(), &vectors_of(vectors, name)?);
        let indices: Vec<(usize, usize)> = (0..rows.len()).map(|at| (at * 2, at * 2 + 1)).collect();
        sets.push(set(name, &candidates, &indices, |at| match rows[at]["overall"].as_f64() {
            Some(overall) => overall <= 2.0,
            None => rows[at]["label"].as_i64() == Some(1),
        }));
        meanings.extend(candidates);
    }
    let articles = read(&data.join("related/articles_news_story_chains.jsonl"))?;
    let chained = candidates(articles.iter(), &vectors_of(vectors, "articles_news_story_chains")?);
    let number: BTreeMap<&str, usize> =
        articles.iter().enumerate().filter_map(|(at, row)| Some((row["id"].as_str()?, at))).collect();
    let rows = read(&data.join("related/pairs_news_story_chains.jsonl"))?;
    let side = |row: &Value, side: &str| row[side].as_str().and_then(|id| number.get(id)).copied();
    let indices: Vec<(usize, usize)> = rows.iter().filter_map(|row| Some((side(row, "a")?, side(row, "b")?))).collect();
    sets.push(set("news_story_chains", &chained, &indices, |at| rows[at]["label"].as_i64() == Some(1)));
    meanings.extend(chained);

    let mut fitted = String::from("//! Weights of the evidence, written by `cargo xtask fit stories`.\n\n");
    for (group, features) in GROUPS {
        report(group, &sets, features);
        let mut weights = regress(sets.iter(), features);
        if group == "ACROSS" {
            weights[0] -= STRICTER_ACROSS;
        }
        let shown: Vec<String> = weights.iter().map(|weight| format!("{weight:.3}")).collect();
        writeln!(fitted, "pub(crate) const {group}: [f32; {}] = [{}];", weights.len(), shown.join(", "))?;
    }
    println!("{fitted}");
    fs::write(out.join("src/fitted.rs"), fitted)?;
    let texts: Vec<(Lang, Vec<f32>)> = meanings.iter().filter_map(text_of).collect();
    let of_news = means_of(&texts);
    fs::write(out.join("data/meaning.bin"), centres(&texts, &of_news))?;
    fs::write(out.join("data/languages.bin"), languages(&of_news, &read(&vectors.join("declaration.jsonl"))?))?;
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<Value>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().filter(|line| !line.is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn vectors_of(folder: &Path, name: &str) -> Outcome<BTreeMap<String, Embedding>> {
    let rows = read(&folder.join(format!("{name}.jsonl")))?;
    let vector = |row: &Value| {
        let components = row["embedding"].as_array()?.iter().map(|value| Some(value.as_f64()? as f32));
        Some((row["id"].as_str()?.to_owned(), Embedding::from_f32(&components.collect::<Option<Vec<f32>>>()?)?))
    };
    Ok(rows.iter().filter_map(vector).collect())
}

fn candidates<'a>(rows: impl Iterator<Item = &'a Value>, vectors: &BTreeMap<String, Embedding>) -> Vec<Candidate> {
    rows.enumerate()
        .map(|(number, row)| {
            let text = |field: &str| row[field].as_str().unwrap_or_default();
            let article = Article {
                title: text("title").into(),
                lang: Lang::parse(text("lang")).unwrap_or_default(),
                body: text("text").split('\n').map(|line| Block::Paragraph(RichText::plain(line))).collect(),
                ..Article::default()
            };
            let candidate =
                Candidate::new(ArticleId(number as i64), PublisherId(0), Timestamp::default(), &enrich(&article));
            Candidate { embedding: vectors.get(text("id")).cloned(), ..candidate }
        })
        .collect()
}

fn set(
    name: &'static str,
    candidates: &[Candidate],
    indices: &[(usize, usize)],
    is_one_event: impl Fn(usize) -> bool,
) -> Set {
    let evidence = batch::compare(candidates, indices);
    let pairs = evidence.into_iter().enumerate();
    let pairs = pairs.map(|(at, evidence)| Pair { evidence, is_one_event: is_one_event(at) }).collect();
    Set { name, pairs }
}

/// The pairs of a set that a group of weights is for, weighed so that each set and each answer weighs the same; none when
/// one answer is missing.
fn examples(set: &Set, features: Features) -> Vec<(Vec<f64>, &Pair, f64)> {
    let told: Vec<_> = set.pairs.iter().filter_map(|pair| Some((features(&pair.evidence)?, pair))).collect();
    let same = told.iter().filter(|(_, pair)| pair.is_one_event).count();
    if same == 0 || same == told.len() {
        return Vec::new();
    }
    let others = told.len() - same;
    let weight = |pair: &Pair| 500.0 / if pair.is_one_event { same } else { others } as f64;
    told.into_iter().map(|(features, pair)| (features, pair, weight(pair))).collect()
}

/// Logistic regression by Newton's method, a little drawn towards nought.
fn regress<'a>(sets: impl Iterator<Item = &'a Set>, features: Features) -> Vec<f64> {
    const DRAWN: f64 = 1.0;
    const ROUNDS: usize = 25;
    let examples: Vec<_> = sets.flat_map(|set| examples(set, features)).collect();
    let size = examples.first().map_or(0, |(features, ..)| features.len());
    let mut weights = vec![0.0; size];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -DRAWN * weight).collect();
        let mut curve = vec![vec![0.0; size]; size];
        for (features, pair, weight) in &examples {
            let told = probability(dot(features, &weights));
            let miss = f64::from(u8::from(pair.is_one_event)) - told;
            for (row, &value) in features.iter().enumerate() {
                slope[row] += weight * miss * value;
                for (column, &other) in features.iter().enumerate() {
                    curve[row][column] += weight * told * (1.0 - told) * value * other;
                }
            }
        }
        (0..size).for_each(|at| curve[at][at] += DRAWN);
        let step = solve(curve, slope);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights
}

/// Solves a small system of linear equations by elimination; the matrix is symmetric and positive.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        for row in 0..size {
            if row != pivot {
                let times = matrix[row][pivot] / matrix[pivot][pivot];
                let pivot_row = matrix[pivot].clone();
                matrix[row].iter_mut().zip(pivot_row).for_each(|(value, above)| *value -= times * above);
                right[row] -= times * right[pivot];
            }
        }
    }
    (0..size).map(|at| right[at] / matrix[at][at]).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Fits to all sets but one and tells how the weights do on that one; then how often what they hold likely is so.
#[allow(clippy::print_stdout)]
fn report(group: &str, sets: &[Set], features: Features) {
    const BINS: usize = 10;
    let mut bins = [(0.0, 0.0, 0.0); BINS];
    println!("{group}, each set by weights fitted to the others");
    for (held_out, set) in sets.iter().enumerate() {
        let examples = examples(set, features);
        if examples.is_empty() {
            continue;
        }
        let others = sets.iter().enumerate().filter(|(at, _)| *at != held_out).map(|(_, set)| set);
        let weights = regress(others, features);
        let mut told: Vec<(f64, bool)> = Vec::new();
        for (features, pair, weight) in &examples {
            let sure = probability(dot(features, &weights));
            let bin = &mut bins[((sure * BINS as f64) as usize).min(BINS - 1)];
            bin.0 += weight;
            bin.1 += weight * sure;
            bin.2 += if pair.is_one_event { *weight } else { 0.0 };
            told.push((sure, pair.is_one_event));
        }
        let (area, best) = area_and_best_f1(told);
        println!("  {:<20} {:>7} pairs, AUC {area:.3}, best F1 {best:.3}", set.name, examples.len());
    }
    println!("  held likely → is so");
    for (weight, sure, same) in bins.into_iter().filter(|bin| bin.0 > 0.0) {
        println!("  {:.2} → {:.2}", sure / weight, same / weight);
    }
}

fn area_and_best_f1(mut told: Vec<(f64, bool)>) -> (f64, f64) {
    told.sort_by(|a, b| b.0.total_cmp(&a.0));
    let same = told.iter().filter(|(_, same)| *same).count() as f64;
    let (mut found, mut above, mut best) = (0.0, 0.0, 0.0_f64);
    for (at, (_, is_one_event)) in told.iter().enumerate() {
        if *is_one_event {
            found += 1.0;
        } else {
            above += found;
        }
        best = best.max(2.0 * found / (at as f64 + 1.0 + same));
    }
    (above / (same * (told.len() as f64 - same)), best)
}

fn text_of(candidate: &Candidate) -> Option<(Lang, Vec<f32>)> {
    let components = candidate.embedding.as_ref()?.components().iter().map(|&value| f32::from(value));
    Some((candidate.lang, unit(components.collect())))
}

/// The mean of each language that has texts enough.
fn means_of(texts: &[(Lang, Vec<f32>)]) -> BTreeMap<Lang, Vec<f32>> {
    const FEWEST_TEXTS: usize = 25;
    let mut of_lang: BTreeMap<Lang, Vec<&Vec<f32>>> = BTreeMap::new();
    texts.iter().for_each(|(lang, vector)| of_lang.entry(*lang).or_default().push(vector));
    of_lang.retain(|_, vectors| vectors.len() >= FEWEST_TEXTS);
    of_lang.into_iter().map(|(lang, vectors)| (lang, mean_of(vectors.into_iter()))).collect()
}

/// The mean of news in each language, as `stories` reads it: what is common to all languages in news, and what of the same
/// text in one language differs from the others. News itself is at hand in few languages; where it is, this is
/// nearer to its mean (.10 to .17, Japanese .22) than the mean of the other languages is (.17 to .30). Topics of the same
/// language's news are as far apart.
fn languages(of_news: &BTreeMap<Lang, Vec<f32>>, declarations: &[Value]) -> Vec<u8> {
    /// So much of what the declarations say is so in news; fitted to the languages that have both, each by the others.
    const DECLARED: f32 = 0.8;
    let texts: Vec<(Lang, Vec<f32>)> = declarations.iter().filter_map(declared).collect();
    let declared = means_of(&texts);
    let common_news = mean_of(of_news.values());
    let common_declared = mean_of(declared.values());
    let mut means: BTreeMap<Lang, Vec<f32>> = declared
        .iter()
        .map(|(&lang, mean)| {
            let own = mean.iter().zip(&common_declared).map(|(value, common)| (value - common) * DECLARED);
            (lang, own.zip(&common_news).map(|(own, common)| own + common).collect())
        })
        .collect();
    means.insert(Lang::UNKNOWN, common_news);
    let step = means.values().flatten().fold(0.0_f32, |largest, value| largest.max(value.abs())) / 127.0;
    let mut bytes = step.to_le_bytes().to_vec();
    for (lang, mean) in means {
        let mut tag = lang.as_str().as_bytes().to_vec();
        tag.resize(3, 0);
        bytes.extend(tag);
        bytes.extend(mean.iter().map(|value| (value / step).round() as i8 as u8));
    }
    bytes
}

fn declared(row: &Value) -> Option<(Lang, Vec<f32>)> {
    let components = row["embedding"].as_array()?.iter().map(|value| Some(value.as_f64()? as f32));
    Some((Lang::parse(row["lang"].as_str()?)?, unit(components.collect::<Option<_>>()?)))
}

/// The centres of cells, as `stories` reads them.
fn centres(texts: &[(Lang, Vec<f32>)], of_news: &BTreeMap<Lang, Vec<f32>>) -> Vec<u8> {
    const CELLS: usize = 128;
    const ROUNDS: usize = 12;
    let centred: Vec<Vec<f32>> = texts
        .iter()
        .filter_map(|(lang, vector)| {
            Some(unit(vector.iter().zip(of_news.get(lang)?).map(|(value, mean)| value - mean).collect()))
        })
        .collect();
    let mut centres: Vec<Vec<f32>> =
        centred.iter().step_by((centred.len() / CELLS).max(1)).take(CELLS).cloned().collect();
    for _ in 0..ROUNDS {
        let mut members: Vec<Vec<&Vec<f32>>> = vec![Vec::new(); centres.len()];
        for vector in &centred {
            let cosine = |centre: &Vec<f32>| centre.iter().zip(vector).map(|(a, b)| a * b).sum::<f32>();
            let nearest = (0..centres.len()).map(|at| (cosine(&centres[at]), at)).max_by(|a, b| a.0.total_cmp(&b.0));
            members[nearest.map_or(0, |(_, at)| at)].push(vector);
        }
        for (centre, members) in centres.iter_mut().zip(members) {
            if !members.is_empty() {
                *centre = unit(mean_of(members.into_iter()));
            }
        }
    }
    let mut bytes = Vec::new();
    for centre in &centres {
        let largest = centre.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
        bytes.extend(centre.iter().map(|value| (value / largest * 127.0).round() as i8 as u8));
    }
    bytes
}

fn mean_of<'a>(vectors: impl Iterator<Item = &'a Vec<f32>>) -> Vec<f32> {
    let mut sum: Vec<f32> = Vec::new();
    let mut count = 0.0;
    for vector in vectors {
        sum.resize(vector.len(), 0.0);
        sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += value);
        count += 1.0;
    }
    sum.into_iter().map(|value| value / count).collect()
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::EPSILON);
    vector.iter_mut().for_each(|value| *value /= length);
    vector
}
