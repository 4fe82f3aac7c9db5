//! How much there is: read from kept counters.

use crate::sql::{args, read_all};
use crate::{Result, Store};
use news::OutboxId;
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

impl Store {
    /// Tells how much there is.
    pub async fn stats(&self) -> Result<Stats> {
        let rows = self.all("select name, value from counter", args![]).await?;
        let counts: HashMap<String, i64> =
            read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?.into_iter().collect();
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
}
