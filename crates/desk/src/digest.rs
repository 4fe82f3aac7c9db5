//! From a stored article to its place in a story.
//!
//! One batch at a time: enrich on all cores, place one after the other (order decides, so it is the order of ids),
//! then keep enrichments, placements and story rows in one transaction. The clusterer's window lives in memory and is
//! restored from the store at the start; after a failed save it is thrown away and restored again, so that memory
//! never runs ahead of the store.

use crate::story_rows::{self, Changes, Told};
use crate::{Desk, corrections, now, on_pool, wait};
use anyhow::{Context, Result};
use news::{ArticleId, Placement, StoryId, Timestamp};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{Batch, Derived, ToEnrich};
use stories::{Candidate, Clusterer};
use tokio::sync::watch;

/// The version of what is derived: raised when enrichments or placements would come out otherwise.
pub(crate) const VERSION: i64 = 1;

/// Articles digested in one transaction. More of them cost less each; fewer are seen sooner.
const BATCH: i64 = 400;
const LEASE_US: i64 = 5 * Timestamp::MINUTE;
/// A job that failed this often is set aside, visible to `doctor`.
const ATTEMPTS: i64 = 5;
/// How far back the clusterer looks.
pub(crate) const WINDOW_US: i64 = 7 * Timestamp::DAY;
/// How often what is older is let go.
const SWEEP_US: i64 = Timestamp::HOUR;
const WINDOW_PAGE: i64 = 2_000;

/// The clusterer, and the epoch of the data it was restored from.
pub(crate) struct Window {
    pub clusterer: Clusterer,
    epoch: i64,
    /// The arrival at which articles were last let go.
    swept: Option<Timestamp>,
}

impl Window {
    /// Lets go what has left the window by the time of an arrival. Arrivals are the window's clock: it slides over an
    /// archive that is read anew as it did when the articles came.
    fn slide_to(&mut self, arrived: Timestamp) {
        if self.swept.is_none_or(|swept| arrived.since_us(swept) > SWEEP_US) {
            self.clusterer.forget_before(arrived.plus_us(-WINDOW_US));
            self.swept = Some(arrived);
        }
    }
}

pub(crate) async fn keep_digesting(desk: Desk, mut stop: watch::Receiver<bool>) {
    loop {
        let worked = match digest_some(&desk).await {
            Ok(articles) => articles > 0,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "digesting failed; trying again");
                false
            }
        };
        if *stop.borrow() || (!worked && !wait(&desk.wake_digest, desk.options.idle, &mut stop).await) {
            return;
        }
    }
}

/// Digests the next batch of articles. Tells how many jobs it took.
pub(crate) async fn digest_some(desk: &Desk) -> Result<usize> {
    let jobs = desk.store.claim_jobs("enrich", now(), LEASE_US, BATCH).await?;
    if jobs.is_empty() {
        return Ok(0);
    }
    let taken = jobs.len();
    let mut window = desk.stories.lock().await;
    match digest_batch(desk, &mut window, &jobs).await {
        Ok(()) => {
            desk.wake_index.notify_one();
            desk.wake_reading.notify_one();
            Ok(taken)
        }
        Err(error) => {
            *window = None;
            let cause = format!("{error:#}");
            for job in &jobs {
                let retry = (job.attempts < ATTEMPTS).then(|| now().plus_us(job.attempts * Timestamp::MINUTE));
                desk.store.fail_job(job, &cause, retry).await?;
            }
            Err(error)
        }
    }
}

/// Takes articles out of the window that are no longer in the store, so that nothing new is placed with them.
pub(crate) async fn forget(desk: &Desk, articles: &[ArticleId]) {
    if let Some(window) = desk.stories.lock().await.as_mut() {
        articles.iter().for_each(|&article| window.clusterer.remove(article));
    }
}

async fn digest_batch(desk: &Desk, window: &mut Option<Window>, jobs: &[store::Job]) -> Result<()> {
    let ids: Vec<ArticleId> = jobs.iter().map(|job| ArticleId(job.subject)).collect();
    let rows = desk.store.articles_to_enrich(&ids, stories::importance::HALF_LIFE_US).await?;
    let mut state = fresh_window(desk, window.take()).await?;
    let first_new = desk.store.reserve_story_ids(rows.len() as i64).await?;
    let (state_back, placed) = on_pool(move || {
        let placed = derive(&mut state, rows, first_new);
        (state, placed)
    })
    .await?;
    *window = Some(state_back);

    let Placed { derived, told, changes } = placed;
    let touched: BTreeSet<StoryId> = derived.iter().map(|row| row.story).chain(changes.stories()).collect();
    let facts = desk.store.story_facts(&touched.into_iter().collect::<Vec<_>>()).await?;
    let (stories, moved, redirects) = on_pool(move || {
        let moved = story_rows::moved(&facts, &told, &changes);
        let redirects = changes.redirects();
        (story_rows::story_rows(facts, told, &changes), moved, redirects)
    })
    .await?;
    let jobs = jobs.to_vec();
    let batch = Batch { version: VERSION, derived, moved, stories, redirects, jobs, ..Batch::default() };
    desk.store.save_batch(now(), &batch).await.context("could not save what was derived")
}

/// Makes sure of a window that belongs to the data the store holds now.
pub(crate) async fn fresh_window(desk: &Desk, window: Option<Window>) -> Result<Window> {
    let epoch = desk.store.epoch().await?;
    if let Some(window) = window.filter(|window| window.epoch == epoch) {
        return Ok(window);
    }
    let since = now().plus_us(-WINDOW_US);
    let model = desk.embedder.as_ref().map(|embedder| embedder.model());
    let mut clusterer = Clusterer::new(stories::Options::default());
    let mut after = None;
    loop {
        let rows = desk.store.window(since, model, after, WINDOW_PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.article);
        clusterer = on_pool(move || {
            for row in rows {
                // What another version wrote cannot be read and is left out: `rebuild` makes it anew.
                if let Some(candidate) = Candidate::from_bytes(&row.candidate) {
                    let candidate = Candidate { embedding: row.embedding, ..candidate };
                    if row.published < since {
                        clusterer.restore_guest(&candidate, row.story, row.as_of);
                    } else {
                        clusterer.restore(candidate, row.story, row.copy_of);
                    }
                }
            }
            clusterer
        })
        .await?;
    }
    corrections::bring_in(&desk.store, &mut clusterer).await?;
    Ok(Window { clusterer, epoch, swept: None })
}

struct Placed {
    derived: Vec<Derived>,
    /// What the store cannot know yet of the articles in this batch.
    told: BTreeMap<ArticleId, Told>,
    changes: Changes,
}

/// Enriches all rows on all cores, places them in order, then joins stories that grew together.
fn derive(window: &mut Window, rows: Vec<ToEnrich>, first_new: StoryId) -> Placed {
    let enrichments: Vec<_> = rows.par_iter().map(|row| enrich::enrich(&row.article)).collect();
    let mut derived = Vec::with_capacity(rows.len());
    let mut told = BTreeMap::new();
    for (index, (row, enrichment)) in rows.into_iter().zip(enrichments).enumerate() {
        let own = StoryId(first_new.0 + index as i64);
        let candidate = Candidate::new(row.id, row.publisher.id, row.published, &enrichment);
        let bytes = candidate.to_bytes();
        window.slide_to(row.arrived);
        // A correction of its text does not move an article.
        let placement = match &row.placed {
            Some(placed) => {
                window.clusterer.restore(candidate, placed.story, placed.copy_of);
                Placement {
                    article: row.id,
                    story: Some(placed.story),
                    copy_of: placed.copy_of,
                    score: placed.score,
                    reason: placed.reason.clone(),
                }
            }
            None => window.clusterer.place(candidate, own),
        };
        let story = placement.story.unwrap_or(own);
        told.insert(row.id, Told::new(&row, &enrichment, story, placement.copy_of, placement.score));
        derived.push(Derived {
            article: row.id,
            published: row.published,
            enrichment,
            pace: row.pace,
            candidate: bytes,
            story,
            copy_of: placement.copy_of,
            score: placement.score,
            reason: placement.reason,
        });
    }
    // Without spare numbers nothing is split off: stories only grow together.
    let changes = Changes::new(window.clusterer.repair(&mut std::iter::empty()));
    for row in &mut derived {
        row.story = changes.story_of(row.article, row.story);
    }
    Placed { derived, told, changes }
}
