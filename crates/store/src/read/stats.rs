//! How much there is: read from kept counters.

use crate::sql::{Fields, args, read_all};
use crate::{Result, Store};
use news::{OutboxId, Timestamp};
use std::collections::HashMap;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    pub articles: i64,
    /// Without those merged into others.
    pub stories: i64,
    pub sources: i64,
    pub publishers: i64,
    pub hashtags: i64,
    pub posts: i64,
    /// Jobs that wait or are being worked on.
    pub jobs_waiting: i64,
    pub last_event: OutboxId,
}

/// How fetches of sources went since the installation began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FetchCounts {
    /// Brought new articles.
    pub new: i64,
    /// Went well and brought none.
    pub unchanged: i64,
    pub failed: i64,
}

impl Store {
    /// Tells how much there is.
    pub async fn stats(&self) -> Result<Stats> {
        let counts = self.counts().await?;
        let count = |name: &str| counts.get(name).copied().unwrap_or(0);
        Ok(Stats {
            articles: count("articles"),
            stories: count("stories"),
            sources: count("sources"),
            publishers: count("publishers"),
            hashtags: count("hashtags"),
            posts: count("posts"),
            jobs_waiting: self.job_counts().await?.iter().map(|count| count.waiting).sum(),
            last_event: OutboxId(count("outbox_id")),
        })
    }

    /// Tells how fetches went.
    pub async fn fetch_counts(&self) -> Result<FetchCounts> {
        let counts = self.counts().await?;
        let count = |name: &str| counts.get(name).copied().unwrap_or(0);
        Ok(FetchCounts {
            new: count("fetches_new"),
            unchanged: count("fetches_unchanged"),
            failed: count("fetches_failed"),
        })
    }

    async fn counts(&self) -> Result<HashMap<String, i64>> {
        let rows = self.all("select name, value from counter", args![]).await?;
        Ok(read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?.into_iter().collect())
    }

    /// Tells when the newest article came in; None when none is kept.
    pub async fn newest_arrival(&self) -> Result<Option<Timestamp>> {
        let text = "select created_us from article order by id desc limit 1";
        self.optional(text, args![]).await?.map(|row| Fields::of(&row).next()).transpose()
    }
}
