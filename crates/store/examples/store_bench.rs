//! What the store costs: taking in and deriving 30,000 articles, and the reading of pages at 200,000.
//!
//! `cargo run --release -p store --example store_bench [ADDRESS]`: SQLite in a temporary folder, or the database at the
//! address. In the environment: `BENCH_SMALL=1` stops before the reading, `BENCH_READ=1` only reads what an address
//! holds, `BENCH_BATCH=480` derives so many articles at a time.

#![allow(clippy::print_stdout, reason = "prints its figures")]
#![allow(clippy::unwrap_used, reason = "a measurement may stop at any fault")]

use news::*;
use std::time::{Duration, Instant};
use store::*;

const NOW: i64 = 1_772_625_600_000_000;
const FEEDS: i64 = 1000;
const ITEMS: i64 = 30;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("dateline-store-bench-{}", std::process::id()));
    let argument = std::env::args().nth(1);
    let url = argument.unwrap_or_else(|| format!("sqlite://{}", folder.join("dateline.db").display()));
    let store = Store::open(&url, StoreOptions::default()).await?;
    if std::env::var_os("BENCH_READ").is_some() {
        return read(&store).await;
    }
    let words = Words::new();
    let batch_size = std::env::var("BENCH_BATCH").map_or(240, |size| size.parse().unwrap());

    let mut sources = Vec::new();
    for feed in 0..FEEDS {
        sources.push(store.follow(source(feed)).await?.0);
    }
    let start = Usage::now();
    while !store.claim_due_sources(Timestamp(NOW), Timestamp::MINUTE, 64).await?.is_empty() {}
    start.print("claim, per source", FEEDS);

    let arrivals: Vec<Arrival> = (0..FEEDS).map(|feed| arrival(&words, sources[feed as usize], feed, ITEMS)).collect();
    let start = Usage::now();
    for arrival in &arrivals {
        let keys = |key: fn(&NewArticle) -> i64| arrival.new.iter().map(key).collect::<Vec<_>>();
        store
            .known_items(
                arrival.outcome.source,
                &keys(|new| new.guid_key),
                &keys(|new| new.url_key),
                &keys(|new| new.text_key),
            )
            .await?;
    }
    start.print("known_items, per item", FEEDS * ITEMS);
    let start = Usage::now();
    for arrival in &arrivals[..arrivals.len() / 2] {
        store.ingest(Timestamp(NOW), arrival).await?;
    }
    start.print("ingest, per item", FEEDS * ITEMS / 2);
    let start = Usage::now();
    for arrivals in arrivals[arrivals.len() / 2..].chunks(8) {
        store.ingest_all(Timestamp(NOW), arrivals).await?;
    }
    start.print("ingest_all by 8, per item", FEEDS * ITEMS / 2);
    drop(arrivals);
    derive_all(&store, &words, batch_size).await?;
    println!("bytes on disk, per item: {}", store.database_size().await? / (FEEDS * ITEMS));

    let outcomes: Vec<FetchOutcome> = sources.iter().map(|&source| outcome(source)).collect();
    let start = Usage::now();
    for outcomes in outcomes.chunks(100) {
        store.finish_fetches(outcomes).await?;
    }
    start.print("finish_fetches, per source", FEEDS);

    if std::env::var_os("BENCH_SMALL").is_none() {
        for round in 1..7 {
            for feed in 0..FEEDS {
                store
                    .ingest(Timestamp(NOW), &arrival(&words, sources[feed as usize], feed + round * FEEDS, ITEMS))
                    .await?;
            }
            derive_all(&store, &words, batch_size).await?;
        }
        store.optimize().await?;
        read(&store).await?;
    }
    store.close().await;
    std::fs::remove_dir_all(folder).ok();
    Ok(())
}

async fn derive_all(store: &Store, words: &Words, size: i64) -> Result<()> {
    let (mut loaded, mut saved, mut claimed) = (Usage::zero(), Usage::zero(), Usage::zero());
    let mut count = 0;
    loop {
        let start = Usage::now();
        let jobs = store.claim_jobs("enrich", Timestamp(NOW), Timestamp::MINUTE, size).await?;
        claimed.add(&start);
        if jobs.is_empty() {
            break;
        }
        let ids: Vec<ArticleId> = jobs.iter().map(|job| ArticleId(job.subject)).collect();
        let start = Usage::now();
        let articles = store.articles_to_enrich(&ids, 10 * Timestamp::HOUR).await?;
        loaded.add(&start);
        count += ids.len() as i64;
        let batch = batch(words, &articles, jobs);
        let start = Usage::now();
        store.save_batch(Timestamp(NOW), &batch).await?;
        saved.add(&start);
    }
    claimed.show("claim_jobs, per item", count);
    loaded.show("articles_to_enrich, per item", count);
    saved.show("save_batch, per item", count);
    Ok(())
}

async fn read(store: &Store) -> Result<()> {
    println!("reading {} articles, {} stories", store.stats().await?.articles, store.stats().await?.stories);
    let articles = store.stats().await?.articles;
    let ids: Vec<i64> = (0..400).map(|n| 1 + n * 517 % articles).collect();
    let front = StoryFilter::default();
    let section = StoryFilter { section: Some("politics".to_owned()), langs: vec![Lang::EN] };
    let river = RiverFilter::default();
    let river_english = RiverFilter { langs: vec![Lang::EN] };
    let deep = store.stories_front(&front, None, 2000).await?.pop().map(|card| card.cursor());
    macro_rules! time {
        ($name:literal, |$id:ident| $call:expr) => {{
            let mut times = Vec::new();
            for &$id in &ids {
                let start = Instant::now();
                let answer = $call.await;
                times.push(start.elapsed());
                assert!(answer.is_ok() || matches!(answer, Err(StoreError::NotFound)));
            }
            report($name, times);
        }};
    }
    time!("front page of 30", |_id| store.stories_front(&front, None, 30));
    time!("front page of 30, page 67", |_id| store.stories_front(&front, deep, 30));
    time!("section of 30", |_id| store.stories_front(&section, None, 30));
    time!("river of 50", |_id| store.river(&river, None, 50));
    time!("river of 50 by section", |_id| store.river(&river_english, None, 50));
    time!("story", |id| store.story(StoryId(id / 3 + 1)));
    time!("coverage of 50", |id| store.coverage(StoryId(id / 3 + 1), None, 50));
    time!("story_hashtags", |id| store.story_hashtags(StoryId(id / 3 + 1), 8));
    time!("article", |id| store.article(ArticleId(id)));
    time!("article_with_neighbours", |id| store.article_with_neighbours(ArticleId(id), 5, 8));
    time!("publisher_articles of 50", |id| store.publisher_articles(&format!("p{}.example", id % 300), None, 50));
    time!("hashtag_articles of 50", |id| store.hashtag_articles(&format!("word{}", id % 500), None, 50));
    time!("trending_hashtags", |_id| store.trending_hashtags(Timestamp(NOW - Timestamp::DAY), 20));
    time!("articles_by_ids of 30", |id| {
        let wanted: Vec<ArticleId> = (0..30).map(|n| ArticleId(1 + (id * 31 + n * 977) % articles)).collect();
        async move { store.articles_by_ids(&wanted).await }
    });
    time!("stats", |_id| store.stats());
    Ok(())
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("{name:28} p50 {:6.3} ms   p99 {:6.3} ms", at(0.5), at(0.99));
}

fn source(feed: i64) -> NewSource {
    let publisher = feed % 300;
    NewSource {
        publisher: NewPublisher {
            key: format!("p{publisher}.example"),
            name: format!("Publisher {publisher}"),
            home_url: None,
            lang: Lang::EN,
        },
        kind: SourceKind::Feed,
        url: format!("https://p{publisher}.example/feed/{feed}"),
        title: format!("Feed {feed}"),
        home_url: None,
        folder: None,
        pages: PagePolicy::Auto,
        next_fetch: Timestamp(NOW - 1),
        created: Timestamp(NOW - 1),
    }
}

fn outcome(source: SourceId) -> FetchOutcome {
    FetchOutcome {
        source,
        at: Timestamp(NOW),
        status: Some(200),
        next_fetch: Timestamp(NOW + Timestamp::HOUR),
        validators: Some(Validators { etag: Some(b"\"abcdef\"".to_vec()), ..Validators::default() }),
        ..FetchOutcome::default()
    }
}

fn arrival(words: &Words, source: SourceId, feed: i64, items: i64) -> Arrival {
    let new = (0..items).map(|item| {
        let n = feed * items + item;
        let mut random = Random(n as u64 + 1);
        let article = Article {
            url: format!(
                "https://p{}.example/2026/03/04/{}-{n}",
                feed % 300,
                words.text(&mut random, 40).replace(' ', "-")
            ),
            title: words.text(&mut random, 70),
            standfirst: words.text(&mut random, 140),
            authors: vec![Author { name: words.text(&mut random, 12), place: None }],
            published: Some(Timestamp(NOW - n * 20 * Timestamp::SECOND)),
            lang: Lang::EN,
            topics: vec!["world".to_owned()],
            image_url: Some(format!("https://p{}.example/images/{n}.jpg", feed % 300)),
            body: (0..5).map(|_| Block::Paragraph(RichText::plain(words.text(&mut random, 300)))).collect(),
            ..Article::default()
        };
        let key = |salt: u64| Random(n as u64 * 8 + salt).next().cast_signed();
        NewArticle {
            guid_key: key(1),
            claim_key: key(2),
            url_key: key(3),
            text_key: key(4),
            article,
            ..NewArticle::default()
        }
    });
    Arrival { outcome: outcome(source), new: new.collect(), ..Arrival::default() }
}

/// Every three articles make a story; one in fifty belongs to one of few large ones.
fn batch(words: &Words, articles: &[ToEnrich], jobs: Vec<Job>) -> Batch {
    let mut batch = Batch { version: 1, jobs, ..Batch::default() };
    for article in articles {
        let n = article.id.0;
        let mut random = Random(n as u64 * 977);
        let story = StoryId(if n % 50 == 0 { 1_000_000 + n / 3000 } else { n / 3 + 1 });
        let hashtags =
            [2000, 2000, 5000, 5000, 20000, 20000, 50000, 50000].into_iter().enumerate().map(|(rank, spread)| {
                // Few hashtags are frequent, as words are.
                let share = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
                let word = (share.powi(3) * spread as f64) as u64;
                Hashtag {
                    key: format!("word{word}"),
                    label: format!("Word{word}"),
                    spelling: String::new(),
                    weight: 0.9 - rank as f32 * 0.1,
                }
            });
        let hashtags = hashtags.collect();
        let candidate = candidate(&mut random);
        batch.derived.push(Derived {
            article: article.id,
            published: article.published,
            enrichment: Enrichment {
                lang: Lang::EN,
                section: Some(enrichment::SECTIONS[n as usize % 7].to_owned()),
                mentions: vec![Mention {
                    name: words.text(&mut random, 14),
                    kind: MentionKind::Person,
                    count: 2,
                    place: None,
                }],
                hashtags,
                words: 250,
                ..Enrichment::default()
            },
            pace: 1,
            candidate,
            story,
            copy_of: None,
            score: 0.8,
            reason: PlacementReason {
                kind: "similar".to_owned(),
                shared: vec![words.text(&mut random, 8)],
                similarity: 0.7,
                minutes_apart: Some(12),
            },
        });
        if batch.stories.iter().all(|known| known.id != story) {
            batch.stories.push(StoryRow {
                id: story,
                lang: Lang::EN,
                section: Some(enrichment::SECTIONS[n as usize % 7].to_owned()),
                headline: article.article.title.clone(),
                lead: article.id,
                others: (1..4).map(|back| ArticleId(n - back)).filter(|id| id.0 > 0).collect(),
                first: article.published,
                last: article.published,
                article_count: 3,
                copy_count: 0,
                publisher_count: 2,
                rank: random.next() as f64 / u64::MAX as f64 * 10.0,
                reasons: vec![RankReason { kind: "publishers".to_owned(), amount: 1.2 }],
            });
        }
    }
    batch
}

/// Hashes of 72 words with their weights, then a signature of even noise.
fn candidate(random: &mut Random) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(688);
    for _ in 0..72 {
        let share = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
        let word = (share.powi(4) * 8000.0) as u64;
        bytes.extend((Random(word).next() as u32).to_le_bytes());
        bytes.extend((64 + random.next() % 4 * 32).to_le_bytes()[..2].iter());
    }
    (0..64).for_each(|_| bytes.extend((random.next() as u32).to_le_bytes()));
    bytes
}

/// Made-up words with the length and spread of a language's.
struct Words(Vec<String>);

impl Words {
    fn new() -> Self {
        let syllables =
            ["ka", "re", "tion", "mo", "lis", "the", "in", "ber", "do", "sta", "ve", "nor", "qui", "al", "pre", "sh"];
        let mut random = Random(7);
        let word =
            |_| (0..1 + random.next() % 4).map(|_| syllables[random.next() as usize % syllables.len()]).collect();
        Self((0..8000).map(word).collect())
    }

    fn text(&self, random: &mut Random, length: usize) -> String {
        let mut text = String::with_capacity(length + 12);
        while text.len() < length {
            // Squared twice: few words are frequent.
            let share = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
            text.push_str(&self.0[(share.powi(4) * self.0.len() as f64) as usize]);
            text.push(' ');
        }
        text.trim_end().to_owned()
    }
}

/// A small generator of even noise (SplitMix64), so that every run measures the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// CPU time of this process, all threads, in µs from /proc, and the clock.
struct Usage {
    cpu: f64,
    clock: Duration,
    at: Instant,
}

impl Usage {
    fn now() -> Self {
        // All threads' nanoseconds on a CPU: the first number of each schedstat.
        let mut cpu = 0.0;
        if let Ok(threads) = std::fs::read_dir("/proc/self/task") {
            for thread in threads.flatten() {
                let text = std::fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
                cpu += text.split(' ').next().and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0) / 1e3;
            }
        }
        Self { cpu, clock: Duration::ZERO, at: Instant::now() }
    }

    fn zero() -> Self {
        Self { cpu: 0.0, clock: Duration::ZERO, at: Instant::now() }
    }

    fn add(&mut self, start: &Self) {
        self.cpu += Self::now().cpu - start.cpu;
        self.clock += start.at.elapsed();
    }

    fn print(&self, name: &str, count: i64) {
        let mut used = Self::zero();
        used.add(self);
        used.show(name, count);
    }

    fn show(&self, name: &str, count: i64) {
        let per = |us: f64| us / count as f64;
        println!(
            "{name:32} {:7.1} µs of CPU, {:7.1} µs of the clock",
            per(self.cpu),
            per(self.clock.as_secs_f64() * 1e6)
        );
    }
}
