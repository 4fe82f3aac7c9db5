//! From a placed article to its place by what a model reads in it.
//!
//! Placing goes by words and names at once; the multilingual model takes a hundred times as long and runs when nothing
//! waits to be digested: newest articles first, a few at a time, on one thread of low priority. The clusterer is told what
//! it read, and what moves then moves as any other: through the store, with redirects and events.
//!
//! Invariant: an embedding and the moves it caused are one transaction. Which articles wait is no list of its own: those
//! of the window that have no embedding by this model. So a killed process, a rebuild or another model leave nothing to
//! mend.

use crate::digest::{self, WINDOW_US, Window};
use crate::story_rows::{self, Changes};
use crate::{Desk, now, on_pool, wait};
use ai::Embedder;
use anyhow::{Context, Result};
use news::{Article, ArticleId, Embedding, StoryId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Batch, Embedded, EmbeddingRow, ToEnrich};
use thread_priority::{ThreadPriority, set_current_thread_priority};
use tokio::sync::watch;

/// Articles read in one go: a quarter of a second or so, so that news waits no longer for the core.
const BATCH: i64 = 16;
/// Numbers for stories that are founded by an article that moves out, or split off.
const SPARE_STORIES: i64 = 2 * BATCH;
/// How much of an article is read beside its title.
const LEAD_CHARS: usize = 600;

/// Where the walk from the newest article to the oldest stands.
struct Walk {
    /// The newest article when it began.
    newest: Option<ArticleId>,
    below: ArticleId,
}

impl Walk {
    fn new() -> Self {
        Self { newest: None, below: ArticleId(i64::MAX) }
    }
}

/// Embeds what waits until `stop`, whenever nothing else does. Does nothing without a model.
pub(crate) async fn keep_embedding(desk: Desk, mut stop: watch::Receiver<bool>) {
    let Some(embedder) = desk.embedder.clone() else { return };
    let mut walk = Walk::new();
    loop {
        let worked = match embed_some(&desk, &embedder, &mut walk).await {
            Ok(articles) => articles > 0,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "embedding failed; trying again");
                false
            }
        };
        if *stop.borrow() || (!worked && !wait(&desk.wake_embedding, desk.options.idle, &mut stop).await) {
            return;
        }
    }
}

/// Embeds at most so many of the articles that wait, newest first. Tells how many it was.
pub(crate) async fn embed_waiting(desk: &Desk, most: usize) -> Result<usize> {
    let Some(embedder) = desk.embedder.clone() else { return Ok(0) };
    let mut walk = Walk::new();
    let mut done = 0;
    while done < most {
        match embed_some(desk, &embedder, &mut walk).await? {
            0 => break,
            articles => done += articles,
        }
    }
    Ok(done)
}

/// Embeds the next few articles. Tells how many; 0 also while something waits to be digested.
async fn embed_some(desk: &Desk, embedder: &Arc<dyn Embedder>, walk: &mut Walk) -> Result<usize> {
    if desk.store.next_job_at("enrich").await?.is_some_and(|due| due <= now()) {
        return Ok(0);
    }
    let newest = desk.store.newest_placed().await?;
    if newest > walk.newest {
        *walk = Walk { newest, ..Walk::new() };
    }
    let since = now().plus_us(-WINDOW_US);
    let ids = desk.store.articles_to_embed(embedder.model(), since, walk.below, BATCH).await?;
    let Some(oldest) = ids.iter().min() else { return Ok(0) };
    // Whatever becomes of them, the walk goes on: what failed is tried again by the next one.
    walk.below = *oldest;
    let articles = desk.store.articles_to_enrich(&ids).await?;
    let model = embedder.clone();
    let rows = at_leisure(move || read(model.as_ref(), &articles)).await??;
    place_by(desk, embedder.model(), rows).await?;
    desk.wake_index.notify_one();
    Ok(ids.len())
}

/// Runs CPU work on a thread of its own that goes after everything else.
async fn at_leisure<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::Builder::new().name("embedding".to_owned()).spawn(move || {
        // Where it is refused, the work is done all the same.
        let _ = set_current_thread_priority(ThreadPriority::Min);
        let _ = sender.send(work());
    })?;
    Ok(receiver.await?)
}

fn read(model: &dyn Embedder, articles: &[ToEnrich]) -> Result<Vec<EmbeddingRow>> {
    let texts: Vec<String> = articles.iter().map(|row| text_to_embed(&row.article)).collect();
    let readable: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let mut vectors = model.embed(&readable)?.into_iter();
    let row = |(article, text): (&ToEnrich, &String)| EmbeddingRow {
        article: article.id,
        embedding: (!text.is_empty()).then(|| vectors.next()).flatten().and_then(|vector| Embedding::from_f32(&vector)),
    };
    Ok(articles.iter().zip(&texts).map(row).collect())
}

/// Gives what of an article the model reads: the title and its lead, or the beginning of its text.
pub fn text_to_embed(article: &Article) -> String {
    let text = if article.standfirst.is_empty() { article.text() } else { article.standfirst.clone() };
    let lead: String = text.chars().take(LEAD_CHARS).collect();
    ai::title_and_lead(&article.title, &lead)
}

/// Tells the clusterer what was read, and keeps it with what moved.
async fn place_by(desk: &Desk, model: &str, rows: Vec<EmbeddingRow>) -> Result<()> {
    let mut window = desk.stories.lock().await;
    let placed = try_place_by(desk, &mut window, model, rows).await;
    if placed.is_err() {
        // Memory must not run ahead of the store.
        *window = None;
    }
    placed
}

async fn try_place_by(desk: &Desk, window: &mut Option<Window>, model: &str, rows: Vec<EmbeddingRow>) -> Result<()> {
    let mut state = digest::fresh_window(desk, window.take()).await?;
    let spare = desk.store.reserve_story_ids(SPARE_STORIES).await?;
    let (state, rows, changes) = on_pool(move || {
        let mut spare = (spare.0..spare.0 + SPARE_STORIES).map(StoryId);
        let mut changes = Vec::new();
        for row in &rows {
            if let (Some(embedding), Some(own)) = (&row.embedding, spare.next()) {
                changes.extend(state.clusterer.embed(row.article, embedding.clone(), own));
            }
        }
        changes.extend(state.clusterer.repair(&mut spare));
        (state, rows, Changes::new(changes))
    })
    .await?;
    *window = Some(state);

    let touched: Vec<StoryId> = changes.stories().collect::<BTreeSet<_>>().into_iter().collect();
    let facts = desk.store.story_facts(&touched).await?;
    let moved = story_rows::moved(&facts, &BTreeMap::new(), &changes);
    let batch = Batch {
        version: digest::VERSION,
        embedded: Some(Embedded { model: model.to_owned(), rows }),
        redirects: changes.redirects(),
        stories: story_rows::story_rows(facts, BTreeMap::new(), &changes),
        moved,
        ..Batch::default()
    };
    desk.store.save_batch(now(), &batch).await.context("could not save what was embedded")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeskOptions;
    use ai::ScriptedEmbedder;
    use news::{Article, Lang, SourceKind};
    use store::testing::TestStore;
    use store::{Arrival, FetchOutcome, NewArticle, NewPublisher, NewSource, PagePolicy};

    /// A desk with so many articles that wait to be digested.
    async fn desk_with(test: &TestStore, articles: i64) -> Desk {
        let client = gather::Client::new(gather::ClientOptions::default()).unwrap();
        let index = Arc::new(search::Index::open_in_memory().unwrap());
        let desk = Desk::open(test.store.clone(), client, index, DeskOptions::default()).await.unwrap();
        let publisher = NewPublisher { key: "gazette.example".to_owned(), lang: Lang::EN, ..NewPublisher::default() };
        let source = NewSource {
            publisher,
            kind: SourceKind::Feed,
            url: "https://gazette.example/feed".to_owned(),
            title: "Gazette".to_owned(),
            home_url: None,
            folder: None,
            pages: PagePolicy::Never,
            next_fetch: now(),
            created: now(),
        };
        let (source, _) = test.store.follow(source).await.unwrap();
        let new = |n: i64| NewArticle {
            guid_key: n,
            claim_key: n,
            url_key: n,
            article: Article {
                url: format!("https://gazette.example/{n}"),
                title: if n == 1 { String::new() } else { format!("Number {n} opens the bridge") },
                published: Some(now()),
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
    async fn what_is_placed_is_embedded_when_nothing_else_waits() {
        let test = TestStore::sqlite().await;
        let desk = desk_with(&test, 40).await;
        let model = desk.embedder.as_ref().unwrap().model().to_owned();
        assert_eq!(embed_waiting(&desk, 100).await.unwrap(), 0, "nothing is placed yet, and all waits to be digested");
        while digest::digest_some(&desk).await.unwrap() > 0 {}
        test.store.enqueue("enrich", &[3], now()).await.unwrap();
        assert_eq!(embed_waiting(&desk, 100).await.unwrap(), 0, "news goes first");
        while digest::digest_some(&desk).await.unwrap() > 0 {}

        assert_eq!(embed_waiting(&desk, 20).await.unwrap(), 32, "whole batches, until it is as many as asked");
        assert_eq!(embed_waiting(&desk, 100).await.unwrap(), 8, "a new walk goes on where the last one ended");
        assert_eq!(test.store.count_embeddings(&model).await.unwrap(), 40, "one without text is not asked for again");
        assert_eq!(embed_waiting(&desk, 100).await.unwrap(), 0);
        let before = test.store.stats().await.unwrap().articles;
        let window = test.store.window(now().plus_us(-WINDOW_US), Some(&model), None, 100).await.unwrap();
        assert_eq!(window.iter().filter(|row| row.embedding.is_some()).count(), 39);
        let facts = test.store.story_facts(&window.iter().map(|row| row.story).collect::<Vec<_>>()).await.unwrap();
        assert_eq!(facts.iter().map(|story| story.members.len() as i64).sum::<i64>(), before, "each in one story");

        // A text that changed is read again, and so is everything by another model.
        test.store.enqueue("enrich", &[3], now()).await.unwrap();
        while digest::digest_some(&desk).await.unwrap() > 0 {}
        assert_eq!(embed_waiting(&desk, 100).await.unwrap(), 1);
        test.store.clear_derived(now()).await.unwrap();
        assert_eq!(test.store.count_embeddings(&model).await.unwrap(), 0, "a rebuild makes them anew");
        test.remove().await;
    }
}
