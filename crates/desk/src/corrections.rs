//! What people decided about stories, brought into the clusterer and into what is kept of stories.
//!
//! The store keeps a correction in one transaction, so that its pages are right at once. What is computed follows here:
//! counts, leads and ranks of the stories it touched. The clusterer's window is let go and read from the store again with
//! the next batch of articles, as at a start; that costs a few microseconds an article, and corrections are rare.

use crate::story_rows::{self, Changes};
use crate::{Desk, digest, now, wait};
use anyhow::Result;
use news::Timestamp;
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Batch, CORRECTION_JOB, Store};
use stories::Clusterer;
use tokio::sync::{Notify, watch};

/// Whoever corrected looks at the story at once.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const LEASE_US: i64 = Timestamp::MINUTE;
const AT_ONCE: i64 = 20;

/// Carries corrections out until `stop`.
pub(crate) async fn keep_correcting(desk: Desk, mut stop: watch::Receiver<bool>) {
    let never = Notify::new();
    loop {
        if let Err(error) = carry_out(&desk).await {
            tracing::error!(error = format!("{error:#}"), "a correction could not be carried out; trying again");
        }
        if !wait(&never, LOOK_EVERY, &mut stop).await {
            return;
        }
    }
}

/// Carries out every correction that waits.
pub(crate) async fn carry_out(desk: &Desk) -> Result<()> {
    loop {
        // Under the window's lock: a batch that was placed before the correction is saved by now.
        let mut window = desk.stories.lock().await;
        let jobs = desk.store.claim_jobs(CORRECTION_JOB, now(), LEASE_US, AT_ONCE).await?;
        if jobs.is_empty() {
            return Ok(());
        }
        *window = None;
        let mut touched = Vec::new();
        for job in &jobs {
            touched.extend(desk.store.settle_correction(job.subject, now()).await?);
        }
        touched.sort_unstable();
        touched.dedup();
        let facts = desk.store.story_facts(&touched).await?;
        let stories = story_rows::story_rows(facts, BTreeMap::new(), &Changes::default());
        desk.store.save_batch(now(), &Batch { version: digest::VERSION, stories, jobs, ..Batch::default() }).await?;
        desk.wake_index.notify_one();
    }
}

/// Tells a clusterer what people decided.
pub(crate) async fn bring_in(store: &Store, clusterer: &mut Clusterer) -> Result<()> {
    let decisions = store.decisions().await?;
    for (article, story) in decisions.held {
        clusterer.pin(article, story);
    }
    for (story, other) in decisions.apart {
        clusterer.keep_apart(story, other);
    }
    Ok(())
}
