//! Manners towards publishers: pauses, robots.txt, and when to come again.

use crate::{Desk, now};
use anyhow::Result;
use gather::FetchError;
use gather::budget::{Budgets, HostBudget, Pace, registrable_domain};
use gather::robots::{Robots, RobotsAnswer, RobotsRecord, fetch_robots, robots_origin};
use gather::schedule::{self, Failing, Next, Past};
use news::{SourceKind, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{DueSource, Store};

/// Whether a publisher may be asked.
pub(crate) enum Wait {
    No,
    Until(Timestamp),
}

pub(crate) async fn load_budgets(store: &Store) -> Result<Budgets> {
    // A row that cannot be read is from another version: the domain begins anew.
    let rows = store
        .budgets()
        .await?
        .into_iter()
        .filter_map(|(_, state)| serde_json::from_str::<HostBudget>(&state).ok())
        .collect();
    Ok(Budgets::load(rows, Pace::default()))
}

/// Keeps what changed since the last time, for the next start.
pub(crate) async fn save_budgets(desk: &Desk) -> Result<()> {
    let rows: Vec<(String, String)> = desk
        .budgets
        .take_changed()
        .into_iter()
        .map(|row| Ok((row.domain.clone(), serde_json::to_string(&row)?)))
        .collect::<Result<_>>()?;
    if rows.is_empty() { Ok(()) } else { Ok(desk.store.save_budgets(&rows).await?) }
}

/// Takes a request out of the budget of the address's domain.
pub(crate) fn may_ask(desk: &Desk, url: &str) -> Wait {
    // An address without a domain fails in the client, which says why.
    let Some(domain) = registrable_domain(url) else { return Wait::No };
    match desk.budgets.take(&domain, now()) {
        Ok(()) => Wait::No,
        Err(until) => Wait::Until(until),
    }
}

/// Until when a publisher asks not to be asked again, when that is what its answer says: 429, or 503 with a time.
pub(crate) fn pause_asked(desk: &Desk, url: &str, error: &FetchError) -> Option<Timestamp> {
    let asks = error.status == Some(429) || (error.status == Some(503) && error.retry_after_s.is_some());
    if !asks {
        return None;
    }
    let asked_s = error.retry_after_s.unwrap_or(0).clamp(0, LONGEST_PAUSE_S);
    let asked = now().plus_us(asked_s.max(SHORTEST_PAUSE_S) * Timestamp::SECOND);
    // The domain's account knows how often it has asked already.
    Some(match may_ask(desk, url) {
        Wait::Until(moment) => moment.max(asked),
        Wait::No => asked,
    })
}

const SHORTEST_PAUSE_S: i64 = 60;
const LONGEST_PAUSE_S: i64 = 7 * 24 * 3600;

pub(crate) fn note_success(desk: &Desk, url: &str) {
    if desk.offline.swap(false, Ordering::Relaxed) {
        tracing::info!("our own network is back");
    }
    if let Some(domain) = registrable_domain(url) {
        desk.budgets.succeeded(&domain, now());
    }
}

/// Notes a failure on its domain's account; our own network's is on nobody's, and told once for all.
pub(crate) fn note_failure(desk: &Desk, url: &str, error: &FetchError) {
    if error.is_offline() {
        if !desk.offline.swap(true, Ordering::Relaxed) {
            tracing::warn!(error = error.cause, "our own network is down; whatever is due waits for it");
        }
        return;
    }
    if let Some(domain) = registrable_domain(url) {
        desk.budgets.failed(&domain, error, now());
    }
}

/// While our own network is down, what is due is tried again after this long.
pub(crate) const OFFLINE_US: i64 = 5 * Timestamp::MINUTE;

/// The rules of the origins asked lately, so that a page costs no look into the store. Each origin has a lock of its
/// own: who waits for its robots.txt holds up nobody else.
pub(crate) type RobotsCache = HashMap<String, Arc<tokio::sync::Mutex<Option<(RobotsRecord, Robots)>>>>;

/// Past so many origins the cache begins anew.
const MOST_ORIGINS: usize = 1_000;

/// Whether robots.txt lets a page be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    Given,
    Refused,
    /// The file could not be read, and nothing was known of it: that is no permission.
    Unknown,
}

impl Permission {
    fn of(record: &RobotsRecord, rules: &Robots, url: &str) -> Self {
        match (&record.answer, rules.allows(url)) {
            (RobotsAnswer::Unreachable, _) => Self::Unknown,
            (_, true) => Self::Given,
            (_, false) => Self::Refused,
        }
    }
}

/// Tells whether robots.txt lets a page be fetched; asks for the file when ours is old.
pub(crate) async fn robots_permission(desk: &Desk, url: &str) -> Result<Permission> {
    let Some(origin) = robots_origin(url) else { return Ok(Permission::Refused) };
    let cached = {
        let mut cache = desk.robots.lock().await;
        if cache.len() >= MOST_ORIGINS && !cache.contains_key(&origin) {
            cache.clear();
        }
        cache.entry(origin.clone()).or_default().clone()
    };
    let mut cached = cached.lock().await;
    let at = now();
    if let Some((record, rules)) = cached.as_ref().filter(|(record, _)| record.is_fresh(at)) {
        return Ok(Permission::of(record, rules, url));
    }
    let kept = desk.store.robots(&origin).await?.and_then(|row| serde_json::from_str::<RobotsRecord>(&row.body).ok());
    let (record, delay_before_us) = match kept {
        Some(record) if record.is_fresh(at) => (record, None),
        last => {
            let record = fetch_robots(&desk.client, &origin, last.as_ref()).await;
            let row = store::Robots {
                body: serde_json::to_string(&record)?,
                fetched: at,
                expires: at.plus_us(Timestamp::DAY),
            };
            desk.store.set_robots(&origin, &row).await?;
            (record, last.and_then(|last| last.rules().crawl_delay_us))
        }
    };
    let rules = record.rules();
    // A domain has other origins too: one that never named a delay does not lift theirs.
    let delay_us = rules.crawl_delay_us.or(delay_before_us.map(|_| 0));
    if let (Some(domain), Some(delay_us)) = (registrable_domain(url), delay_us) {
        desk.budgets.set_crawl_delay(&domain, delay_us);
    }
    let permission = Permission::of(&record, &rules, url);
    *cached = Some((record, rules));
    Ok(permission)
}

/// After a ring the source is asked once more: a cache may still have served the old feed, and a ring that came during
/// the fetch is not heard.
const AFTER_A_RING_US: i64 = 3 * Timestamp::MINUTE;

/// What the schedule is told of a fetch that went well.
#[derive(Default)]
pub(crate) struct Seen<'a> {
    pub item_times: &'a [Timestamp],
    pub min_interval_s: Option<i64>,
    pub fresh_for_s: Option<i64>,
    /// It is a live blog whose publisher has ended it.
    pub ended: bool,
    pub changed: bool,
}

/// When the source is asked again after a fetch that went well, with the interval in seconds.
pub(crate) fn next_after_success(desk: &Desk, source: &DueSource, seen: &Seen<'_>) -> (Timestamp, i64) {
    let at = now();
    let past = Past {
        source: source.id.0,
        item_times: seen.item_times.to_vec(),
        min_interval_s: seen.min_interval_s,
        fresh_for_s: seen.fresh_for_s,
        last_change: if seen.changed { Some(at) } else { source.last_new },
        pushed: is_pushed(source, at),
        live: source.kind == SourceKind::LiveBlog && !seen.ended,
        interval_s: Some(source.interval_s),
        ..Past::default()
    };
    let mut next = match schedule::next_fetch(&past, at) {
        Next::At(next) => next,
        // Only failures pause.
        Next::Paused(_) => at.plus_us(Timestamp::DAY),
    };
    // An answer without items says nothing of the rate: the one learned before holds.
    if seen.item_times.is_empty() && source.interval_s > 0 && !past.live {
        next = next.max(at.plus_us(source.interval_s * Timestamp::SECOND));
    }
    if past.pushed && is_rung(source, at) {
        next = next.min(at.plus_us(AFTER_A_RING_US));
    }
    if let Some(fastest) = desk.options.fastest_interval_s {
        next = next.min(at.plus_us(fastest * Timestamp::SECOND));
    }
    (next, next.since_us(at) / Timestamp::SECOND)
}

/// Tells whether a hub has agreed to ring for the source, and its lease runs.
fn is_pushed(source: &DueSource, at: Timestamp) -> bool {
    source.websub.as_ref().is_some_and(|websub| websub.is_verified() && websub.expires.is_some_and(|end| end > at))
}

/// Tells whether the source is asked before its time: its hub rang.
fn is_rung(source: &DueSource, at: Timestamp) -> bool {
    source.last_fetch.is_some_and(|last| at.since_us(last) < source.interval_s.saturating_mul(Timestamp::SECOND))
}

/// What becomes of a source after a failure: the next try, or a pause with its reason.
pub(crate) fn next_after_failure(source: &DueSource, error: &FetchError) -> Next {
    let past = Past {
        source: source.id.0,
        retry_after_s: error.retry_after_s,
        last_change: source.last_new,
        live: source.kind == SourceKind::LiveBlog,
        failing: Some(Failing {
            fault: error.fault,
            times: u32::try_from(source.failures + 1).unwrap_or(u32::MAX),
            since: source.last_ok.unwrap_or(source.created),
        }),
        ..Past::default()
    };
    schedule::next_fetch(&past, now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::WebSub;

    #[test]
    fn a_hub_counts_once_it_has_asked_back_and_while_its_lease_runs() {
        let check = |state: &str, expires: i64, expected: bool| {
            let websub = WebSub { state: state.to_owned(), expires: Some(Timestamp(expires)), ..WebSub::default() };
            let source = DueSource { websub: Some(websub), ..source() };
            assert_eq!(is_pushed(&source, Timestamp(1_000)), expected, "{state} {expires}");
        };
        check(WebSub::VERIFIED, 1_001, true);
        check(WebSub::VERIFIED, 1_000, false);
        check("asked", 1_001, false);
        assert!(!is_pushed(&source(), Timestamp(1_000)));
    }

    #[test]
    fn a_fetch_before_its_time_was_rung_for() {
        let check = |last_fetch: Option<i64>, at_s: i64, expected: bool| {
            let last_fetch = last_fetch.map(|second| Timestamp(second * Timestamp::SECOND));
            let source = DueSource { last_fetch, interval_s: 600, ..source() };
            assert_eq!(is_rung(&source, Timestamp(at_s * Timestamp::SECOND)), expected, "{last_fetch:?} {at_s}");
        };
        check(Some(0), 10, true);
        check(Some(0), 600, false);
        check(None, 10, false);
    }

    fn source() -> DueSource {
        DueSource {
            id: news::SourceId(1),
            publisher: store::PublisherRef { id: news::PublisherId(1), key: String::new(), name: String::new() },
            publisher_lang: news::Lang::EN,
            publisher_country: None,
            kind: SourceKind::Feed,
            url: "https://gazette.example/feed".to_owned(),
            title: String::new(),
            home_url: None,
            pages: store::PagePolicy::Auto,
            created: Timestamp(0),
            interval_s: 0,
            last_fetch: None,
            last_ok: None,
            last_new: None,
            failures: 0,
            etag: None,
            last_modified: None,
            body_hash: None,
            websub: None,
            icon_checked: None,
            item_count: 0,
            postponed: None,
            post_pattern: None,
            live_article: None,
        }
    }
}
