//! Runs labelled sets through `enrich` and `stories` and prints predictions as JSON Lines, for the scoring program.
//!
//!     measure stories ROWS.jsonl             {id, title?, text, lang?, date?} → {id, story}
//!     measure pairs ROWS.jsonl [ARTICLES]    {id, a, b}, a and b articles or ids of them → {id, score}
//!     measure enrich ROWS.jsonl              rows as for stories → {id, enrichment}, without hashes
//!     measure tags TEXTS_DIR LANG            files ID.txt → {id, hashtags}
//!     measure time ROWS.jsonl COUNT          CPU time of enrich and place over COUNT articles made from the rows
//!     measure memory ROWS.jsonl COUNT        bytes that the clusterer and the store take for each of COUNT articles
//!
//! A row may carry its `embedding`, a list of numbers. Settings come as NAME=VALUE after the files: join, merge, split,
//! background, far, always, half_life, taken, closest, copy.

use enrich::enrich;
use news::{Article, ArticleId, Block, Embedding, Enrichment, Lang, PublisherId, RichText, StoryId, Timestamp};
use serde_json::{Value, json};
use std::{collections::BTreeMap, error::Error, fs};
use stories::{Candidate, Clusterer, Options, batch};

type Outcome = Result<(), Box<dyn Error>>;

/// Articles placed between two repairs, as in a batch.
const REPAIR_EVERY: usize = 64;

#[allow(clippy::print_stdout)]
fn main() -> Outcome {
    let (settings, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.contains('='));
    let options = read_options(&settings)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let lines = match words.as_slice() {
        ["stories", rows] => stories(&read(rows)?, options),
        ["pairs", rows] => pairs(&read(rows)?, &[], &options),
        ["pairs", rows, articles] => pairs(&read(rows)?, &read(articles)?, &options),
        ["enrich", rows] => read(rows)?.iter().map(|row| json!({"id": row["id"], "enrichment": shown(row)})).collect(),
        ["tags", folder, lang] => tags(folder, lang)?,
        ["memory", rows, count] => memory(&read(rows)?, count.parse()?, options)?,
        ["time", rows, count] => time(&read(rows)?, count.parse()?, options)?,
        _ => return Err("see the head of this file for its usage".into()),
    };
    for line in lines {
        println!("{line}");
    }
    Ok(())
}

fn read_options(settings: &[String]) -> Result<Options, Box<dyn Error>> {
    let mut options = Options::default();
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or("a setting is NAME=VALUE")?;
        let value: f32 = value.parse()?;
        match name {
            "join" => options.join_at = value,
            "merge" => options.merge_at = value,
            "split" => options.split_at = value,
            "background" => options.background_share = value,
            "far" => options.far = value,
            "always" => options.always_at = value,
            "copy" => options.copy_at = value,
            "closest" => options.closest_share = value,
            "taken" => options.weights.most_taken_by_time = value,
            "half_life" => options.weights.half_life_h = value,
            _ => return Err(format!("no setting is named {name}").into()),
        }
    }
    Ok(options)
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn article_of(row: &Value) -> Article {
    let text = |key: &str| row[key].as_str().unwrap_or_default();
    let lang = Lang::parse(text("lang")).unwrap_or_default();
    Article {
        title: text("title").into(),
        lang,
        body: text("text").split('\n').map(|line| Block::Paragraph(RichText::plain(line))).collect(),
        published: moment(row),
        ..Article::default()
    }
}

fn moment(row: &Value) -> Option<Timestamp> {
    let date = row["date"].as_str().or_else(|| row["published"].as_str())?;
    let date = date.replace(' ', "T");
    Timestamp::parse_rfc3339(&date)
        .or_else(|| Timestamp::parse_rfc3339(&format!("{date}Z")))
        .or_else(|| Timestamp::parse_rfc3339(&format!("{date}T12:00:00Z")))
}

fn candidate(number: usize, row: &Value) -> Candidate {
    let article = article_of(row);
    let at = article.published.unwrap_or_default();
    let candidate = Candidate::new(ArticleId(number as i64 + 1), PublisherId(1), at, &enrich(&article));
    Candidate { embedding: embedding(row), ..candidate }
}

fn embedding(row: &Value) -> Option<Embedding> {
    let components = row["embedding"].as_array()?.iter().map(|value| value.as_f64().map(|value| value as f32));
    Embedding::from_f32(&components.collect::<Option<Vec<f32>>>()?)
}

/// In order of time; rows of one moment in the order of a hash of their ids, since files are often sorted by story.
fn stories(rows: &[Value], options: Options) -> Vec<Value> {
    let mut order: Vec<&Value> = rows.iter().collect();
    order.sort_by_key(|row| (moment(row), hash(row["id"].as_str().unwrap_or_default())));
    let candidates = order.iter().enumerate().map(|(number, row)| candidate(number, row)).collect();
    let stories = batch::cluster_with(candidates, options);
    order.iter().zip(stories).map(|(row, story)| json!({"id": row["id"], "story": story})).collect()
}

fn hash(id: &str) -> u64 {
    id.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        .rotate_left(29)
}

fn pairs(rows: &[Value], articles: &[Value], options: &Options) -> Vec<Value> {
    let mut candidates: Vec<Candidate> =
        articles.iter().enumerate().map(|(number, row)| candidate(number, row)).collect();
    let index_of: BTreeMap<&str, usize> =
        articles.iter().enumerate().filter_map(|(index, row)| Some((row["id"].as_str()?, index))).collect();
    let mut index = |side: &Value| match side.as_str() {
        Some(id) => index_of[id],
        None => {
            candidates.push(candidate(candidates.len(), side));
            candidates.len() - 1
        }
    };
    let indices: Vec<(usize, usize)> = rows.iter().map(|row| (index(&row["a"]), index(&row["b"]))).collect();
    let evidence = batch::compare(&candidates, &indices);
    rows.iter()
        .zip(evidence.iter().zip(&indices))
        .map(|(row, (evidence, &(a, b)))| {
            let alone = if articles.is_empty() { stories::similarity(&candidates[a], &candidates[b]) } else { 0.0 };
            json!({
                "id": row["id"], "score": evidence.closeness(&options.weights), "alone": alone, "words": evidence.words,
                "meaning": evidence.meaning, "copied": evidence.copied, "hours": evidence.hours_apart,
            })
        })
        .collect()
}

fn tags(folder: &str, lang: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    let mut lines = Vec::new();
    for path in paths {
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let (title, body) = text.trim_start_matches('\u{feff}').trim_start().split_once('\n').unwrap_or((&text, ""));
        let enriched = enrich(&article_of(&json!({"title": title, "text": body, "lang": lang})));
        let hashtags: Vec<&str> = enriched.hashtags.iter().map(|hashtag| hashtag.label.as_str()).collect();
        lines.push(json!({"id": path.file_stem().and_then(|stem| stem.to_str()), "hashtags": hashtags}));
    }
    Ok(lines)
}

fn shown(row: &Value) -> Enrichment {
    Enrichment { terms: Vec::new(), title_terms: Vec::new(), signature: Vec::new(), ..enrich(&article_of(row)) }
}

/// The rows over and over, twenty seconds apart; each round with words of its own, so that it makes stories of its own.
fn time(rows: &[Value], count: usize, options: Options) -> Result<Vec<Value>, Box<dyn Error>> {
    let articles: Vec<Article> = rows.iter().map(article_of).collect();
    let bytes: usize = articles.iter().map(|article| article.text().len()).sum();
    let start = cpu_us()?;
    let enriched: Vec<Enrichment> = (0..count).map(|number| enrich(&articles[number % articles.len()])).collect();
    let enrich_us = cpu_us()? - start;
    let candidates: Vec<Candidate> = enriched
        .iter()
        .enumerate()
        .map(|(number, enriched)| timed_candidate(number, enriched, articles.len()))
        .collect();
    drop(enriched);
    let mut clusterer = Clusterer::new(options);
    let (mut founded, mut merges) = (0, 0);
    let (mut place_us, mut repair_us) = (0.0, 0.0);
    let mut start = cpu_us()?;
    for (number, candidate) in candidates.into_iter().enumerate() {
        let new_story = StoryId(number as i64);
        founded += usize::from(clusterer.place(candidate, new_story).story == Some(new_story));
        if number % REPAIR_EVERY == REPAIR_EVERY - 1 || number + 1 == count {
            let placed = cpu_us()?;
            place_us += placed - start;
            merges += clusterer.repair(&mut std::iter::empty()).len();
            start = cpu_us()?;
            repair_us += start - placed;
        }
    }
    let each = |us: f64| us / count as f64;
    Ok(vec![json!({
        "articles": count, "bytes_each": bytes / articles.len(), "stories": founded, "merges": merges,
        "enrich_us": each(enrich_us), "place_us": each(place_us), "repair_us": each(repair_us),
    })])
}

fn memory(rows: &[Value], count: usize, options: Options) -> Result<Vec<Value>, Box<dyn Error>> {
    let articles: Vec<Article> = rows.iter().map(article_of).collect();
    let mut clusterer = Clusterer::new(options);
    enrich(&articles[0]);
    let before = resident_kb()?;
    let mut kept_bytes = 0;
    for number in 0..count {
        let candidate = timed_candidate(number, &enrich(&articles[number % articles.len()]), articles.len());
        kept_bytes += candidate.to_bytes().len();
        clusterer.place(candidate, StoryId(number as i64));
        if number % REPAIR_EVERY == REPAIR_EVERY - 1 {
            clusterer.repair(&mut std::iter::empty());
        }
    }
    let bytes_each = (resident_kb()? - before) * 1024.0 / count as f64;
    Ok(vec![json!({"articles": clusterer.len(), "bytes_each": bytes_each, "kept_bytes_each": kept_bytes / count})])
}

fn resident_kb() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?)
}

fn timed_candidate(number: usize, enriched: &Enrichment, rows: usize) -> Candidate {
    let at = Timestamp(number as i64 * 20 * Timestamp::SECOND);
    let mut candidate = Candidate::new(ArticleId(number as i64), PublisherId(1), at, enriched);
    let round = (number / rows) as u32;
    candidate.signature.iter_mut().for_each(|value| *value ^= round as u8);
    for (index, term) in candidate.terms.iter_mut().enumerate() {
        term.0 ^= if index % 3 == 0 { 0 } else { round.wrapping_mul(0x9e37_79b9) };
    }
    candidate.terms.sort_unstable_by_key(|term| term.0);
    candidate
}

/// CPU time of this thread, which other programs on the machine do not disturb much.
fn cpu_us() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(stat.split_whitespace().next().ok_or("schedstat is empty")?.parse::<f64>()? / 1e3)
}
