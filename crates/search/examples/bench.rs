//! Measures the index: what an article costs on disk, in memory and in CPU time, and how fast questions are answered.
//!
//! `cargo run --release -p search --example bench -- CORPUS.jsonl [COUNT] [BATCH]` reads JSON Lines with `title`,
//! `text` and `lang`, repeats them up to COUNT articles (30,000) with ids and times of their own, commits every BATCH
//! (1,000), and asks questions made of the corpus's words.
#![allow(clippy::print_stdout)]

use news::{ArticleId, Lang, OutboxId, PublisherId, Timestamp};
use search::{Index, IndexEntry, Query, Related, Sort, parse_query, snippet};
use serde::Deserialize;
use std::time::Instant;

#[derive(Deserialize)]
struct Row {
    title: Option<String>,
    text: String,
    lang: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let corpus = arguments.next().ok_or("name a corpus of JSON Lines")?;
    let count: usize = arguments.next().map_or(Ok(30_000), |count| count.parse())?;
    let batch: usize = arguments.next().map_or(Ok(1_000), |batch| batch.parse())?;
    let rows = std::fs::read_to_string(corpus)?.lines().map(serde_json::from_str).collect::<Result<Vec<Row>, _>>()?;
    let bytes: usize = (0..count).map(|at| rows[at % rows.len()].text.len()).sum();
    println!("{count} articles of {} bytes on average; {} MB before indexing", bytes / count, resident_mb());

    let dir = std::env::temp_dir().join(format!("search-bench-{}", std::process::id()));
    let index = Index::open(&dir)?;
    let now = Timestamp::from_unix_seconds(1_770_000_000);
    let (begun, begun_cpu) = (Instant::now(), cpu_ms());
    let mut writer = index.writer()?;
    let mut most_mb = 0;
    for at in 0..count {
        let row = &rows[at % rows.len()];
        let publisher = (at * 7919) % 500;
        let hashtags = [format!("tag{}", at % 3000), format!("tag{}", at % 97)];
        let byline = [format!("Writer {}", at % 700)];
        writer.put(IndexEntry {
            article: ArticleId(at as i64 + 1),
            story: None,
            publisher: PublisherId(publisher as i64),
            publisher_key: &format!("publisher-{publisher}"),
            lang: row.lang.as_deref().and_then(Lang::parse).unwrap_or_default(),
            published: now.plus_us(-((at * 104_729) as i64 % 90_000) * 60 * Timestamp::SECOND),
            title: row.title.as_deref().unwrap_or_default(),
            standfirst: "",
            text: &row.text,
            hashtags: &hashtags,
            section: Some(["politics", "business", "sports"][at % 3]),
            byline: &byline,
        })?;
        if (at + 1) % batch == 0 {
            writer.commit(OutboxId(at as i64))?;
            most_mb = most_mb.max(resident_mb());
        }
    }
    writer.commit(OutboxId(count as i64))?;
    drop(writer);
    let cpu_us = (cpu_ms() - begun_cpu) * 1000 / count as u64;
    println!(
        "indexing: {cpu_us} µs of CPU an article, {:.1} s in all, {} MB on disk, {} MB resident at most",
        begun.elapsed().as_secs_f32(),
        megabytes_in(&dir)?,
        most_mb.max(resident_mb())
    );

    drop(index);
    let begun = Instant::now();
    let index = Index::open(&dir)?;
    println!("opening: {} ms for {} articles", begun.elapsed().as_millis(), index.len());

    let words = telling_words(&rows);
    let word = |n: usize| words[(n * 7919) % words.len()].as_str();
    let from_one = |n: usize, count: usize| {
        let row = &rows[(n * 6007) % rows.len()];
        let words: Vec<&str> = row.text.split_whitespace().skip(n % 20).take(count).collect();
        words.join(" ")
    };
    let kinds: &[(&str, &dyn Fn(usize) -> Query)] = &[
        ("one word", &|n| parse_query(word(n))),
        ("two words", &|n| parse_query(&format!("{} {}", word(n), word(n + 1)))),
        ("three words of one article", &|n| parse_query(&from_one(n, 3))),
        ("six words of one article", &|n| parse_query(&from_one(n, 6))),
        ("a phrase of three", &|n| parse_query(&format!("\"{}\"", from_one(n, 3)))),
        ("word and publisher", &|n| parse_query(&format!("{} publisher:publisher-{}", word(n), n % 500))),
        ("word and not word", &|n| parse_query(&format!("{} -{}", word(n), word(n + 1)))),
        ("hashtag", &|n| parse_query(&format!("#tag{}", n % 97))),
        ("word, newest", &|n| parse_query(word(n)).sorted(Sort::Newest)),
        ("the commonest words", &|n| parse_query(["the", "said", "of the", "in the year"][n % 4])),
        ("title", &|n| parse_query(&format!("title:{}", word(n)))),
    ];
    let mut all = Vec::new();
    for (name, kind) in kinds {
        let mut times_us = Vec::new();
        let mut found = 0;
        for n in 0..300 {
            let query = kind(n);
            found += usize::from(!index.search(&query, now)?.hits.is_empty());
            times_us.push(least_us(|| index.search(&query, now).is_ok()));
        }
        all.extend_from_slice(&times_us);
        println!("{name:28} {} ({found} of 300 found something)", percentiles(&mut times_us));
    }
    println!("{:28} {}", "all", percentiles(&mut all));

    let mut times_us = Vec::new();
    for n in 0..300 {
        let row = &rows[(n * 6007) % rows.len()];
        let like = Related {
            article: ArticleId((n * 6007 % rows.len()) as i64 + 1),
            lang: row.lang.as_deref().and_then(Lang::parse).unwrap_or_default(),
            title: row.title.as_deref().unwrap_or_default(),
            standfirst: "",
            text: &row.text,
            after: None,
            before: None,
        };
        times_us.push(least_us(|| index.related(&like, 6, now).is_ok()));
    }
    println!("{:28} {}", "related", percentiles(&mut times_us));

    let mut times_us = Vec::new();
    for n in 0..300 {
        let row = &rows[(n * 6007) % rows.len()];
        let query = parse_query(&from_one(n, 2));
        let lang = row.lang.as_deref().and_then(Lang::parse).unwrap_or_default();
        times_us.push(least_us(|| snippet(&row.text, &query, lang, 200)));
    }
    println!("{:28} {}", "snippet", percentiles(&mut times_us));
    println!("{} MB resident at the end", resident_mb());
    std::fs::remove_dir_all(dir)?;
    Ok(())
}

/// Words of the corpus as readers might type them, frequent and rare.
fn telling_words(rows: &[Row]) -> Vec<String> {
    let mut words: Vec<String> = rows
        .iter()
        .flat_map(|row| row.text.split_whitespace())
        .filter(|word| word.chars().count() > 4 && word.chars().all(char::is_alphabetic))
        .step_by(37)
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// The least time of three: what the work takes when nothing else runs on the machine.
fn least_us<T>(mut work: impl FnMut() -> T) -> u64 {
    let mut least = u64::MAX;
    for _ in 0..3 {
        let begun = Instant::now();
        std::hint::black_box(work());
        least = least.min(begun.elapsed().as_micros() as u64);
    }
    least
}

fn percentiles(times_us: &mut [u64]) -> String {
    times_us.sort();
    let at = |share: f32| times_us[((times_us.len() - 1) as f32 * share) as usize];
    format!("p50 {:5} µs  p90 {:5} µs  p99 {:5} µs  most {:5} µs", at(0.5), at(0.9), at(0.99), at(1.0))
}

fn megabytes_in(dir: &std::path::Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(dir)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes / 1_000_000)
}

/// The process's CPU time, user and system; Linux only, 0 elsewhere.
fn cpu_ms() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}

fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
