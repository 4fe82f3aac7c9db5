//! From a placed article to what a second reading finds in it: who said what, which places it is about, and where it
//! belongs by what a model reads.
//!
//! Placing goes by words and names at once; quotes take as long as all that together, the multilingual model a hundred
//! times as long. Both run when nothing waits to be digested: newest articles first, on one thread of low priority, which
//! rests most of the time while pages are asked for. The clusterer is told what the model read, and what moves then moves
//! as any other: through the store, with redirects and events.
//!
//! Invariant: what was found in an article, the moves it caused and the article's leaving the list of those that wait are
//! one transaction. So a killed process or a rebuild leave nothing to mend.

use crate::digest::{self, WINDOW_US, Window};
use crate::story_rows::{self, Changes};
use crate::{Desk, now, on_pool, reopening, reopening::Doubt, wait};
use ai::Embedder;
use anyhow::{Context, Result};
use news::{Article, ArticleId, Embedding, StoryId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use store::{Batch, ReadAgain, SecondReading, StoryFacts, ToRead};
use thread_priority::{ThreadPriority, set_current_thread_priority};
use tokio::sync::{Notify, watch};

/// Articles read in one go: a quarter of a second or so with a model, so that news waits no longer for the core.
const BATCH: i64 = 16;
/// While pages are asked for, each article is followed by a rest so many times as long as it took: readers hardly notice
/// the reading, and a site that is never left alone is read all the same.
const RESTS: u32 = 9;
/// Without a model they cost little more than their transaction.
const BATCH_WITHOUT_MODEL: i64 = 128;
/// Numbers for stories that are founded by an article that moves out, or split off.
const SPARE_STORIES: i64 = 2 * BATCH;
/// How much of an article the model reads beside its title.
const LEAD_CHARS: usize = 600;

/// Where the walk from the newest waiting article to the oldest stands. What fails is passed over, and tried again by the
/// next walk.
struct Walk {
    /// The newest article when it began.
    newest: Option<ArticleId>,
    below: ArticleId,
    has_failed: bool,
    /// How many requests the site had been sent when this last gave way to them.
    requests: u64,
}

impl Walk {
    fn new() -> Self {
        Self { newest: None, below: ArticleId(i64::MAX), has_failed: false, requests: 0 }
    }

    /// Begins anew where newer articles wait; also at its end, unless that would only fail again.
    fn go_on(&mut self, newest: ArticleId, is_at_end: bool) {
        if self.newest.is_none_or(|known| newest > known) || is_at_end && !self.has_failed {
            *self = Self { newest: Some(newest), requests: self.requests, ..Self::new() };
        }
    }

    /// Rests from an article that took so long, when pages were asked for since the last look.
    async fn rest_from(&mut self, desk: &Desk, took: Duration, stop: &mut watch::Receiver<bool>) {
        let requests = desk.requests.load(Ordering::Relaxed);
        if std::mem::replace(&mut self.requests, requests) != requests {
            wait(&Notify::new(), took * RESTS, stop).await;
        }
    }
}

/// Reads what waits until `stop`, whenever nothing else does.
pub(crate) async fn keep_reading(desk: Desk, mut stop: watch::Receiver<bool>) {
    let mut walk = Walk::new();
    let mut has_asked = false;
    loop {
        if !has_asked {
            has_asked = ask_for_the_model(&desk).await.inspect_err(complain).is_ok();
        }
        let read = read_some(&desk, &mut walk, &mut stop).await.inspect_err(complain).unwrap_or_default();
        if *stop.borrow() || (read == 0 && !wait(&desk.wake_reading, desk.options.idle, &mut stop).await) {
            return;
        }
    }
}

fn complain(error: &anyhow::Error) {
    tracing::error!(error = format!("{error:#}"), "the second reading failed; trying again");
}

/// Reads at most so many of the articles that wait, newest first. Tells how many it was.
pub(crate) async fn read_waiting(desk: &Desk, most: usize) -> Result<usize> {
    ask_for_the_model(desk).await?;
    let mut walk = Walk::new();
    let (_goes_on, mut stop) = watch::channel(false);
    let mut done = 0;
    while done < most {
        match read_some(desk, &mut walk, &mut stop).await? {
            0 => break,
            articles => done += articles,
        }
    }
    Ok(done)
}

/// Has the articles of the window wait that were read without this model.
async fn ask_for_the_model(desk: &Desk) -> Result<()> {
    if let Some(embedder) = &desk.embedder {
        desk.store.read_by_another_model(embedder.model(), since()).await?;
    }
    Ok(())
}

/// The moment from which on the clusterer knows articles.
fn since() -> Timestamp {
    now().plus_us(-WINDOW_US)
}

/// Reads the next few articles. Tells how many; 0 also while something waits to be digested.
async fn read_some(desk: &Desk, walk: &mut Walk, stop: &mut watch::Receiver<bool>) -> Result<usize> {
    if desk.store.next_job_at("enrich").await?.is_some_and(|due| due <= now()) {
        return Ok(0);
    }
    let newest = desk.store.waiting_to_be_read(ArticleId(i64::MAX), 1).await?;
    let Some(&newest) = newest.first() else { return Ok(0) };
    walk.go_on(newest, false);
    let most = if desk.embedder.is_some() { BATCH } else { BATCH_WITHOUT_MODEL };
    let taken_at = now();
    let taken = desk.store.waiting_to_be_read(walk.below, most).await?;
    let Some(&oldest) = taken.iter().min() else {
        walk.go_on(newest, true);
        return Ok(0);
    };
    walk.below = oldest;
    let articles = taken.len();
    let read = read_these(desk, taken, taken_at, walk, stop).await;
    walk.has_failed |= read.is_err();
    read.map(|()| articles)
}

async fn read_these(
    desk: &Desk,
    taken: Vec<ArticleId>,
    taken_at: Timestamp,
    walk: &mut Walk,
    stop: &mut watch::Receiver<bool>,
) -> Result<()> {
    let articles = desk.store.articles_to_read(&taken).await?;
    let mut found = Vec::with_capacity(articles.len());
    for article in articles {
        let model = desk.embedder.clone();
        let began = Instant::now();
        found.push(at_leisure(move || read(model.as_deref(), &article)).await??);
        walk.rest_from(desk, began.elapsed(), stop).await;
    }
    let mut doubts = Vec::new();
    for founder in desk.store.founders(&taken).await? {
        let began = Instant::now();
        if let Some(row) = found.iter().find(|row| row.article == founder.article) {
            doubts.extend(reopening::look_up(desk, &founder, row).await?);
        }
        walk.rest_from(desk, began.elapsed(), stop).await;
    }
    // Storing and indexing need memory of their own.
    desk.embedder.iter().for_each(|embedder| embedder.rest());
    let model = desk.embedder.as_ref().map(|embedder| embedder.model().to_owned());
    keep(desk, SecondReading { taken, taken_at, model, found }, doubts).await?;
    desk.wake_index.notify_one();
    Ok(())
}

/// Runs CPU work on a thread of its own that goes after everything else.
pub(crate) async fn at_leisure<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::Builder::new().name("second reading".to_owned()).spawn(move || {
        // Where it is refused, the work is done all the same.
        let _ = set_current_thread_priority(ThreadPriority::Min);
        let _ = sender.send(work());
    })?;
    Ok(receiver.await?)
}

/// Finds an article's quotes and places; embeds it when it is in the clusterer's window, and tells its section anew.
fn read(model: Option<&dyn Embedder>, row: &ToRead) -> Result<ReadAgain> {
    let text_to_embed = text_to_embed(&row.article);
    let is_embedded = row.published >= since() && !text_to_embed.is_empty();
    let embedding = match model.filter(|_| is_embedded) {
        Some(model) => model.embed(&[&text_to_embed])?.first().and_then(|vector| Embedding::from_f32(vector)),
        None => None,
    };
    let text = row.article.text();
    Ok(ReadAgain {
        article: row.id,
        published: row.published,
        lang: row.lang,
        places: enrich::atlas::places_of(&row.article, &row.mentions),
        quotes: enrich::quotes::find(&text, row.lang, &row.mentions),
        text_bytes: text.len() as u32,
        section: match &embedding {
            Some(embedding) => enrich::section::with_embedding(&row.article, embedding),
            None => row.section.clone(),
        },
        embedding,
    })
}

/// Gives what of an article the model reads: the title and its lead, or the beginning of its text.
pub fn text_to_embed(article: &Article) -> String {
    let text = if article.standfirst.is_empty() { article.text() } else { article.standfirst.clone() };
    let lead: String = text.chars().take(LEAD_CHARS).collect();
    ai::title_and_lead(&article.title, &lead)
}

/// Keeps what was found, and what moves by it.
async fn keep(desk: &Desk, reading: SecondReading, doubts: Vec<Doubt>) -> Result<()> {
    if doubts.is_empty() && reading.found.iter().all(|one| one.embedding.is_none()) {
        let batch = Batch { version: digest::VERSION, read: Some(reading), ..Batch::default() };
        return desk.store.save_batch(now(), &batch).await.context("could not save what was read");
    }
    let mut window = desk.stories.lock().await;
    let placed = place_by(desk, &mut window, reading, doubts).await;
    if placed.is_err() {
        // Memory must not run ahead of the store.
        *window = None;
    }
    placed
}

/// Puts what was found into what the store knows of a story yet. Tells whether a section changed.
fn tell_sections(story: &mut StoryFacts, found: &[ReadAgain]) -> bool {
    let mut changed = false;
    for member in &mut story.members {
        if let Some(row) = found.iter().find(|row| row.article == member.article && row.section != member.section) {
            member.section.clone_from(&row.section);
            changed = true;
        }
    }
    changed
}

/// Tells the clusterer what the model read, and keeps it with what moved.
async fn place_by(desk: &Desk, window: &mut Option<Window>, reading: SecondReading, doubts: Vec<Doubt>) -> Result<()> {
    let mut state = digest::fresh_window(desk, window.take()).await?;
    let spare = desk.store.reserve_story_ids(SPARE_STORIES).await?;
    let (state, reading, changes, guests, grown, touched) = on_pool(move || {
        let mut spare = (spare.0..spare.0 + SPARE_STORIES).map(StoryId);
        let mut changes = Vec::new();
        for row in &reading.found {
            if let (Some(embedding), Some(own)) = (&row.embedding, spare.next()) {
                changes.extend(state.clusterer.embed(row.article, embedding.clone(), own));
            }
        }
        changes.extend(state.clusterer.repair(&mut spare));
        let (taken_up, guests) = reopening::decide(&mut state.clusterer, doubts);
        changes.extend(taken_up);
        let changes = Changes::new(changes);
        let grown: BTreeSet<StoryId> = changes.stories().collect();
        let read = reading.found.iter().filter_map(|row| state.clusterer.story_of(row.article));
        let touched: Vec<StoryId> = grown.iter().copied().chain(read).collect::<BTreeSet<_>>().into_iter().collect();
        (state, reading, changes, guests, grown, touched)
    })
    .await?;
    *window = Some(state);

    let mut facts = desk.store.story_facts(&touched).await?;
    facts.retain_mut(|story| tell_sections(story, &reading.found) || grown.contains(&story.id));
    let moved = story_rows::moved(&facts, &BTreeMap::new(), &changes);
    let batch = Batch {
        version: digest::VERSION,
        read: Some(reading),
        redirects: changes.redirects(),
        stories: story_rows::story_rows(facts, BTreeMap::new(), &changes),
        moved,
        guests,
        ..Batch::default()
    };
    desk.store.save_batch(now(), &batch).await.context("could not save what was read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::desk_and_source;
    use ai::ScriptedEmbedder;
    use news::{Article, Block, RichText};
    use std::sync::Arc;
    use std::sync::atomic::AtomicU64;
    use store::testing::TestStore;
    use store::{Arrival, FetchOutcome, NewArticle};

    /// A desk with so many articles that wait to be digested.
    async fn desk_with(test: &TestStore, articles: i64) -> Desk {
        let (desk, source) = desk_and_source(test).await;
        let new = |n: i64| NewArticle {
            guid_key: n,
            claim_key: n,
            url_key: n,
            article: Article {
                url: format!("https://gazette.example/{n}"),
                title: if n == 1 { String::new() } else { format!("Number {n} opens the bridge") },
                published: Some(now()),
                body: match n {
                    1 => Vec::new(),
                    _ => vec![Block::Paragraph(RichText::plain("\u{201c}Nobody fell in,\u{201d} said Ada Quill."))],
                },
                ..Article::default()
            },
            ..NewArticle::default()
        };
        let outcome = FetchOutcome { source, at: now(), next_fetch: now(), ..FetchOutcome::default() };
        let arrival = Arrival { outcome, new: (1..=articles).map(new).collect(), ..Arrival::default() };
        test.store.ingest(now(), &arrival).await.unwrap();
        desk.with_embedder(Arc::new(ScriptedEmbedder::new(8)))
    }

    #[tokio::test]
    async fn what_is_placed_is_read_again_when_nothing_else_waits() {
        let test = TestStore::sqlite().await;
        let desk = desk_with(&test, 40).await;
        let model = desk.embedder.as_ref().unwrap().model().to_owned();
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 0, "nothing is placed yet, and all waits to be digested");
        while digest::digest_some(&desk).await.unwrap() > 0 {}
        test.store.enqueue("enrich", &[3], now()).await.unwrap();
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 0, "news goes first");
        while digest::digest_some(&desk).await.unwrap() > 0 {}

        assert_eq!(read_waiting(&desk, 20).await.unwrap(), 32, "whole batches, until it is as many as asked");
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 8, "a new walk goes on where the last one ended");
        assert_eq!(test.store.count_embeddings(&model).await.unwrap(), 40, "one without text is not asked for again");
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 0);
        let before = test.store.stats().await.unwrap().articles;
        let window = test.store.window(now().plus_us(-WINDOW_US), Some(&model), None, 100).await.unwrap();
        assert_eq!(window.iter().filter(|row| row.embedding.is_some()).count(), 39);
        let facts = test.store.story_facts(&window.iter().map(|row| row.story).collect::<Vec<_>>()).await.unwrap();
        assert_eq!(facts.iter().map(|story| story.members.len() as i64).sum::<i64>(), before, "each in one story");

        // A text that changed is read again, and so is everything by another model.
        test.store.enqueue("enrich", &[3], now()).await.unwrap();
        while digest::digest_some(&desk).await.unwrap() > 0 {}
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 1);
        test.store.clear_derived(now()).await.unwrap();
        assert_eq!(test.store.count_embeddings(&model).await.unwrap(), 0, "a rebuild makes them anew");
        test.remove().await;
    }

    #[tokio::test]
    async fn the_reading_rests_while_pages_are_asked_for() {
        let test = TestStore::sqlite().await;
        let requests = Arc::new(AtomicU64::new(0));
        let desk = desk_with(&test, 1).await.giving_way_to(requests.clone());
        let (stops, mut stop) = watch::channel(false);
        let (mut walk, took) = (Walk::new(), Duration::from_millis(5));
        let mut rested = async |took| {
            let began = Instant::now();
            walk.rest_from(&desk, took, &mut stop).await;
            began.elapsed()
        };
        assert!(rested(Duration::MAX / RESTS).await < Duration::from_secs(60), "nobody asked");
        requests.store(2, Ordering::Relaxed);
        assert!(rested(took).await >= took * RESTS);
        assert!(rested(Duration::MAX / RESTS).await < Duration::from_secs(60), "nobody asked since");
        requests.store(3, Ordering::Relaxed);
        stops.send_replace(true);
        assert!(rested(Duration::MAX / RESTS).await < Duration::from_secs(60), "the end does not wait");
        test.remove().await;
    }

    #[tokio::test]
    async fn without_a_model_quotes_are_found_all_the_same() {
        let test = TestStore::sqlite().await;
        let desk = Desk { embedder: None, ..desk_with(&test, 3).await };
        while digest::digest_some(&desk).await.unwrap() > 0 {}
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 3);
        let said = test.store.speaker_quotes("adaquill", None, 9).await.unwrap();
        assert_eq!(said.len(), 2);
        assert_eq!(said[0].said[0].content, ["\u{201c}Nobody fell in,\u{201d}"]);
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 0);

        // A model that comes later reads what was read without it.
        let desk = desk.with_embedder(Arc::new(ScriptedEmbedder::new(8)));
        assert_eq!(read_waiting(&desk, 100).await.unwrap(), 3);
        assert_eq!(test.store.speaker_quotes("adaquill", None, 9).await.unwrap(), said);
        test.remove().await;
    }
}
