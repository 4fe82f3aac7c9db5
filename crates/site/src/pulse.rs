//! How fresh the site is and what waits: the figures of `/metrics` and of the owner's desk.

use crate::Site;
use crate::answer::PageError;
use news::Timestamp;
use store::{FetchCounts, JobCount, Stats};

/// All of it at one moment. Each figure is kept, or found by an index.
pub struct Pulse {
    pub stats: Stats,
    pub database_bytes: i64,
    pub index_articles: i64,
    pub index_bytes: i64,
    /// Events of the outbox that the search index lacks.
    pub index_behind: i64,
    /// Articles that wait for their second reading.
    pub to_read: i64,
    pub newest_arrival: Option<Timestamp>,
    /// Since when the source that is due longest has waited; in the future when none is due.
    pub next_due: Option<Timestamp>,
    pub failing_sources: i64,
    pub fetches: FetchCounts,
    /// By kind, each with the time from which the next of them may run.
    pub jobs: Vec<(JobCount, Option<Timestamp>)>,
}

impl Pulse {
    pub async fn take(site: &Site) -> Result<Self, PageError> {
        let store = &site.store;
        let stats = store.stats().await?;
        let mut jobs = Vec::new();
        for count in store.job_counts().await? {
            let next = store.next_job_at(&count.kind).await?;
            jobs.push((count, next));
        }
        Ok(Self {
            database_bytes: store.database_size().await?,
            index_articles: site.index.len() as i64,
            index_bytes: site.index.size_bytes() as i64,
            index_behind: site
                .index
                .position()
                .map_or(stats.last_event.0, |position| stats.last_event.0 - position.0)
                .max(0),
            to_read: store.count_to_read().await?,
            newest_arrival: store.newest_arrival().await?,
            next_due: store.next_due_at().await?,
            failing_sources: store.count_failing_sources().await?,
            fetches: store.fetch_counts().await?,
            jobs,
            stats,
        })
    }
}
