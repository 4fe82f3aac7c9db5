//! How much there is: read from kept counters.

use crate::database::Write;
use crate::sql::{Fields, args, read_all};
use crate::{Result, Store};
use news::{OutboxId, SourceId, Timestamp};
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

/// Articles that came in within one hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourOfArrivals {
    /// Its beginning.
    pub from: Timestamp,
    pub articles: i64,
}

/// A source whose last fetches failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingSource {
    pub id: SourceId,
    pub publisher: String,
    pub title: String,
    /// In a row.
    pub failures: i64,
    /// As the fetch told it, for the operator.
    pub error: String,
}

/// Who has an account, by the word of the role, and how many of all were here since a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    pub by_role: Vec<(String, i64)>,
    pub seen: i64,
}

/// Hours of arrivals are kept for a week.
const HOURS_KEPT: i64 = 7 * 24;

fn hour_of(at: Timestamp) -> i64 {
    at.0.div_euclid(Timestamp::HOUR)
}

impl Store {
    /// Tells how many articles came in within each of the last hours, the running one last.
    pub async fn arrivals_by_hour(&self, now: Timestamp, hours: i64) -> Result<Vec<HourOfArrivals>> {
        let last = hour_of(now);
        let text = "select hour, articles from arrival_hour where hour > $1 and hour <= $2";
        let rows = self.all(text, args![last - hours, last]).await?;
        let counts: HashMap<i64, i64> =
            read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?.into_iter().collect();
        let hour = |hour: i64| HourOfArrivals {
            from: Timestamp(hour * Timestamp::HOUR),
            articles: counts.get(&hour).copied().unwrap_or(0),
        };
        Ok((last - hours + 1..=last).map(hour).collect())
    }

    /// Forgets the hours of arrivals of more than a week ago.
    pub async fn trim_arrivals(&self, now: Timestamp) -> Result<u64> {
        self.run("delete from arrival_hour where hour <= $1", args![hour_of(now) - HOURS_KEPT]).await
    }

    /// Counts the sources that are asked and whose last fetch failed.
    pub async fn count_failing_sources(&self) -> Result<i64> {
        let text = "select count(*) from source where state = 'active' and failures > 0";
        Fields::of(&self.one(text, args![]).await?).next()
    }

    /// Lists the sources whose fetches have failed longest, most failures first.
    pub async fn failing_sources(&self, limit: i64) -> Result<Vec<FailingSource>> {
        let text = "select s.id, p.name, s.title, s.failures, coalesce(s.last_error, '') from (
                select id from source where state = 'active' and failures > 0
                order by failures desc, id desc {limit $1}
            ) as k cross join source s cross join publisher p where s.id = k.id and p.id = s.publisher_id";
        let mut failing = read_all(&self.all(text, args![limit]).await?, |fields| {
            Ok(FailingSource {
                id: fields.next()?,
                publisher: fields.next()?,
                title: fields.next()?,
                failures: fields.next()?,
                error: fields.next()?,
            })
        })?;
        failing.sort_by_key(|source| std::cmp::Reverse((source.failures, source.id)));
        Ok(failing)
    }

    /// Tells who has an account. Reads all accounts and sessions: for the owner, now and then.
    pub async fn accounts(&self, seen_since: Timestamp) -> Result<Accounts> {
        let rows = self.all("select role, count(*) from reader group by role order by role", args![]).await?;
        let by_role = read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?;
        let text = "select count(distinct reader_id) from session where seen_us >= $1";
        let seen = Fields::of(&self.one(text, args![seen_since]).await?).next()?;
        Ok(Accounts { by_role, seen })
    }

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

impl Write<'_> {
    pub(crate) async fn count_arrivals(&mut self, now: Timestamp, articles: i64) -> Result<()> {
        let text = "insert into arrival_hour (hour, articles) values ($1, $2)
            on conflict (hour) do update set articles = arrival_hour.articles + excluded.articles";
        self.run(text, args![hour_of(now), articles]).await?;
        Ok(())
    }
}
