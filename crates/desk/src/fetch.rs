//! From a source that is due to stored articles.
//!
//! Whatever an answer holds, the source's row ends with what happened and when it is asked next; a source that fails
//! never holds up another. Fetches that bring nothing new are kept many at a time.

mod arrival;
mod manners;

pub use arrival::url_key;
pub(crate) use arrival::{has_ended, part_posts, text_key};
pub(crate) use manners::{
    OFFLINE_US, Permission, RobotsCache, Wait, load_budgets, may_ask, note_failure, note_success, pause_asked,
    robots_permission, save_budgets,
};

use crate::{Desk, now, on_pool, wait, websub};
use anyhow::Result;
use extract::PageInput;
use futures_util::{StreamExt, stream};
use gather::client::FetchedDocument;
use gather::schedule::{Next, PauseReason};
use gather::{Accept, FetchError, Fetched, Request};
use manners::{Seen, next_after_failure, next_after_success};
use news::{Document, Notice, ParsedFeed, PostPattern, SourceKind, Timestamp};
use std::time::{Duration, Instant};
use store::{DueSource, FetchOutcome, SourceState, Validators};
use tokio::sync::{Semaphore, mpsc, watch};

/// A claim that is not fulfilled in this time falls back: the source is due again.
const LEASE_US: i64 = 3 * Timestamp::MINUTE;
/// Outcomes without articles are kept together: so many, or after so long.
const QUIET_OUTCOMES: usize = 200;
const QUIET_WAIT: Duration = Duration::from_millis(200);
/// Sitemaps of an index, and further pages, that are followed in one fetch.
const MORE_DOCUMENTS: usize = 4;
/// A document that belongs to a fetch is waited for this long, when its domain wants to be asked less often.
const PATIENCE_US: i64 = 20 * Timestamp::SECOND;

/// What happened to one source in a round.
#[derive(Clone, Debug, Default)]
pub struct SourceReport {
    pub url: String,
    /// Answered as the last time, or told so by its validators.
    pub unchanged: bool,
    pub items: usize,
    pub new: usize,
    pub changed: usize,
    /// The cause, for the operator.
    pub error: Option<String>,
    pub notices: Vec<Notice>,
}

/// What one source came to: something to keep with others, or kept already.
enum Done {
    Quiet(SourceReport, Box<FetchOutcome>),
    Kept(SourceReport),
}

pub(crate) async fn keep_fetching(desk: Desk, mut stop: watch::Receiver<bool>) {
    let places = std::sync::Arc::new(Semaphore::new(desk.options.concurrent_sources));
    let (quiet, outcomes) = mpsc::channel(QUIET_OUTCOMES);
    let keeper = tokio::spawn(keep_quiet_outcomes(desk.clone(), outcomes));
    let never = tokio::sync::Notify::new();
    let mut running = tokio::task::JoinSet::new();
    loop {
        while running.try_join_next().is_some() {}
        let free = places.available_permits();
        let due = if free == 0 {
            Vec::new()
        } else {
            desk.store.claim_due_sources(now(), LEASE_US, free as i64).await.unwrap_or_else(|error| {
                tracing::error!(%error, "due sources could not be claimed; trying again");
                Vec::new()
            })
        };
        let claimed = due.len();
        for source in due {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let (desk, quiet) = (desk.clone(), quiet.clone());
            running.spawn(async move {
                match fetch_source(&desk, &source).await {
                    Ok(Done::Quiet(_, outcome)) => {
                        let _ = quiet.send(*outcome).await;
                    }
                    Ok(Done::Kept(_)) => {}
                    Err(error) => tracing::error!(
                        source.id = source.id.0,
                        error = format!("{error:#}"),
                        "a fetch could not be kept"
                    ),
                }
                drop(place);
            });
        }
        // When every place is taken, look again as soon as one could be free.
        let pause = if claimed > 0 || free == 0 {
            Duration::from_millis(100)
        } else {
            desk.options.idle.min(Duration::from_secs(1))
        };
        if !wait(&never, pause, &mut stop).await {
            break;
        }
    }
    // What runs has at most the client's total timeout left.
    while running.join_next().await.is_some() {}
    drop(quiet);
    if let Err(error) = keeper.await {
        tracing::error!(%error, "the last fetches could not be kept");
    }
}

async fn keep_quiet_outcomes(desk: Desk, mut outcomes: mpsc::Receiver<FetchOutcome>) {
    let mut gathered = Vec::new();
    while outcomes.recv_many(&mut gathered, QUIET_OUTCOMES).await > 0 {
        let deadline = tokio::time::Instant::now() + QUIET_WAIT;
        while gathered.len() < QUIET_OUTCOMES {
            match tokio::time::timeout_at(deadline, outcomes.recv()).await {
                Ok(Some(outcome)) => gathered.push(outcome),
                _ => break,
            }
        }
        if let Err(error) = desk.store.finish_fetches(&gathered).await {
            tracing::error!(%error, sources = gathered.len(), "fetches could not be kept; their sources are asked again");
        }
        gathered.clear();
    }
}

/// Fetches each source once; `progress` hears of each as it is done.
pub(crate) async fn fetch_all(
    desk: &Desk,
    sources: Vec<DueSource>,
    progress: &mut impl FnMut(&SourceReport),
) -> Result<()> {
    let mut quiet = Vec::new();
    let mut answers = stream::iter(sources)
        .map(|source| async move { fetch_source(desk, &source).await })
        .buffer_unordered(desk.options.concurrent_sources);
    while let Some(answer) = answers.next().await {
        match answer? {
            Done::Kept(report) => progress(&report),
            Done::Quiet(report, outcome) => {
                progress(&report);
                quiet.push(*outcome);
                if quiet.len() >= QUIET_OUTCOMES {
                    desk.store.finish_fetches(&std::mem::take(&mut quiet)).await?;
                }
            }
        }
    }
    Ok(desk.store.finish_fetches(&quiet).await?)
}

async fn fetch_source(desk: &Desk, source: &DueSource) -> Result<Done> {
    let report = SourceReport { url: source.url.clone(), ..SourceReport::default() };
    if let Wait::Until(moment) = may_ask(desk, &source.url) {
        return put_off(desk, source, moment, "its publisher asked for a pause, or answered with errors", report).await;
    }
    // What nobody asked us to follow is asked for as any article's page is: where robots.txt allows it.
    if source.live_article.is_some() && robots_permission(desk, &source.url).await? == Permission::Refused {
        desk.store.end_live_follow(source.id, now()).await?;
        return Ok(Done::Kept(SourceReport { unchanged: true, ..report }));
    }
    let begun = Instant::now();
    let request = Request {
        etag: source.etag.clone(),
        last_modified: source.last_modified.clone(),
        accept: if matches!(source.kind, SourceKind::Feed | SourceKind::Sitemap) { Accept::Feed } else { Accept::Page },
        ..Request::new(source.url.clone(), Accept::Feed)
    };
    let fetched = desk.client.fetch(request).await;
    let duration_ms = begun.elapsed().as_millis() as i64;
    match fetched {
        Err(error) => {
            note_failure(desk, &source.url, &error);
            not_had(desk, source, error, duration_ms, report).await
        }
        Ok(Fetched::NotModified(same)) => {
            note_success(desk, &source.url);
            let outcome = FetchOutcome {
                duration_ms,
                status: Some(304),
                permanent_url: same.permanent_url,
                ..unchanged(desk, source, same.fresh_for_s)
            };
            Ok(Done::Quiet(SourceReport { unchanged: true, ..report }, outcome.into()))
        }
        Ok(Fetched::Document(fetched)) => {
            note_success(desk, &source.url);
            let done = take(desk, source, *fetched, duration_ms, report).await?;
            Ok(done)
        }
    }
}

/// Keeps that a source could not be had. When it is our own network that is down, or the publisher asks for a pause,
/// that is no failure: the source is asked again then, as if it had not been its turn.
async fn not_had(
    desk: &Desk,
    source: &DueSource,
    error: FetchError,
    duration_ms: i64,
    report: SourceReport,
) -> Result<Done> {
    if error.is_offline() {
        let report = SourceReport { error: Some(error.cause.clone()), ..report };
        return put_off(desk, source, now().plus_us(OFFLINE_US), "our own network is down", report).await;
    }
    if let Some(moment) = pause_asked(desk, &source.url, &error) {
        return put_off(desk, source, moment, &format!("its publisher asks for a pause ({})", error.cause), report)
            .await;
    }
    let report = SourceReport { error: Some(error.cause.clone()), ..report };
    let outcome = FetchOutcome { duration_ms, ..failed(source, &error) };
    Ok(Done::Quiet(report, outcome.into()))
}

/// Puts a source off without a mark on its health; a notice says until when and why.
async fn put_off(
    desk: &Desk,
    source: &DueSource,
    until: Timestamp,
    reason: &str,
    mut report: SourceReport,
) -> Result<Done> {
    let text = format!("Asked again at {until}: {reason}.");
    desk.store.postpone(source.id, until, &text).await?;
    report.unchanged = true;
    report.notices.push(Notice::new("fetch.postponed", text));
    Ok(Done::Kept(report))
}

/// Takes a fresh document: reads it, stores what is new.
async fn take(
    desk: &Desk,
    source: &DueSource,
    fetched: FetchedDocument,
    duration_ms: i64,
    report: SourceReport,
) -> Result<Done> {
    let body_hash = arrival::bytes_key(&fetched.document.body);
    let outcome = FetchOutcome {
        duration_ms,
        status: Some(fetched.document.status),
        bytes: fetched.document.body.len() as i64,
        permanent_url: fetched.permanent_url.clone(),
        validators: Some(Validators {
            etag: fetched.document.etag.clone(),
            last_modified: fetched.document.last_modified.clone(),
            body_hash: Some(body_hash),
        }),
        ..unchanged(desk, source, fetched.fresh_for_s)
    };
    if source.body_hash == Some(body_hash) {
        return Ok(Done::Quiet(SourceReport { unchanged: true, ..report }, outcome.into()));
    }
    let fresh_for_s = fetched.fresh_for_s;
    let links = fetched.links.clone();
    let read = match read_document(desk, source, fetched).await? {
        Ok(read) => read,
        Err(error) => {
            let outcome = FetchOutcome {
                // The old ones were about another document.
                notices: Some(Vec::new()),
                duration_ms,
                status: outcome.status,
                bytes: outcome.bytes,
                ..failed(source, &error)
            };
            return Ok(Done::Quiet(SourceReport { error: Some(error.cause), ..report }, outcome.into()));
        }
    };
    if let Err(error) = websub::note_hub(desk, source, &read.feed, &links).await {
        tracing::warn!(source.id = source.id.0, error = format!("{error:#}"), "the feed's hub could not be noted");
    }
    let report = SourceReport { items: read.feed.items.len(), notices: read.feed.notices.clone(), ..report };
    let outcome = FetchOutcome { validators: validators_for(&read, outcome.validators.clone()), ..outcome };
    let kept = arrival::store(desk, source, read, outcome, fresh_for_s).await?;
    if kept.pages_wanted {
        desk.wake_pages.notify_one();
    }
    if kept.new + kept.changed > 0 {
        desk.wake_digest.notify_one();
    }
    Ok(Done::Kept(SourceReport { new: kept.new, changed: kept.changed, ..report }))
}

/// A document as read: what it lists, and for a live blog its article.
pub(crate) struct Read {
    pub feed: ParsedFeed,
    pub live_blog: Option<news::Article>,
}

/// Reads a document as its source's kind; the inner error says what came instead.
async fn read_document(desk: &Desk, source: &DueSource, fetched: FetchedDocument) -> Result<Result<Read, FetchError>> {
    let (kind, pattern) = (source.kind, source.post_pattern.clone());
    let headers = fetched.notices;
    let document = fetched.document;
    let mut read = on_pool(move || parse(kind, &document, pattern.as_ref())).await?;
    if let Ok(read) = &mut read {
        read.feed.notices.splice(0..0, headers);
        if source.kind == SourceKind::Sitemap && !read.feed.more.is_empty() {
            read_more(desk, &mut read.feed).await?;
        }
    }
    Ok(read)
}

/// `pattern` is where a live blog's posts stood last time.
fn parse(kind: SourceKind, document: &Document, pattern: Option<&PostPattern>) -> Result<Read, FetchError> {
    let content_type = document.content_type.as_deref();
    let url = document.final_url.as_str();
    match kind {
        SourceKind::Feed | SourceKind::Sitemap => {
            let feed = gather::parse_feed(&document.body, content_type, Some(url));
            Ok(Read { feed: gather::require_feed(document, feed)?, live_blog: None })
        }
        SourceKind::Page => {
            Ok(Read { feed: gather::parse_listing(&document.body, content_type, url), live_blog: None })
        }
        SourceKind::LiveBlog => {
            let article = extract::extract_page(&PageInput {
                url: Some(url),
                html: &document.body,
                content_type,
                fetched: Some(document.fetched),
                pattern,
                ..PageInput::default()
            });
            if article.title.is_empty() {
                return Err(FetchError::unreadable("the page has no headline, so it is no live blog"));
            }
            let feed = ParsedFeed {
                format: "live_blog".to_owned(),
                notices: article.notices.clone(),
                ..ParsedFeed::default()
            };
            Ok(Read { feed, live_blog: Some(article) })
        }
    }
}

/// Reads the newest sitemaps of an index into one list.
async fn read_more(desk: &Desk, feed: &mut ParsedFeed) -> Result<()> {
    for url in feed.more.iter().take(MORE_DOCUMENTS).cloned().collect::<Vec<_>>() {
        if let Some(moment) = wait_for_turn(desk, &url).await {
            feed.notices.push(Notice::new("sitemap.part_postponed", format!("{url}: not before {moment}")));
            continue;
        }
        match desk.client.fetch_document(&url, Accept::Feed).await {
            Ok(fetched) => {
                let part = on_pool(move || {
                    let document = fetched.document;
                    gather::parse_feed(&document.body, document.content_type.as_deref(), Some(&document.final_url))
                })
                .await?;
                feed.items.extend(part.items);
                feed.notices.extend(part.notices);
            }
            Err(error) => feed.notices.push(Notice::new("sitemap.part_failed", format!("{url}: {}", error.cause))),
        }
    }
    Ok(())
}

/// Waits until the address's domain may be asked again, where that is soon; else tells the moment.
async fn wait_for_turn(desk: &Desk, url: &str) -> Option<Timestamp> {
    loop {
        let Wait::Until(moment) = may_ask(desk, url) else { return None };
        let wait_us = moment.since_us(now());
        if wait_us > PATIENCE_US {
            return Some(moment);
        }
        tokio::time::sleep(Duration::from_micros(wait_us.max(1).unsigned_abs())).await;
    }
}

/// What the next request may say that it has. Of an index nothing: it stays the same while the sitemaps that it names
/// change.
fn validators_for(read: &Read, of_document: Option<Validators>) -> Option<Validators> {
    if read.feed.format == "sitemap_index" { Some(Validators::default()) } else { of_document }
}

/// The outcome of an answer without news.
fn unchanged(desk: &Desk, source: &DueSource, fresh_for_s: Option<i64>) -> FetchOutcome {
    let (next_fetch, interval_s) = next_after_success(desk, source, &Seen { fresh_for_s, ..Seen::default() });
    FetchOutcome { source: source.id, at: now(), interval_s, next_fetch, ..FetchOutcome::default() }
}

/// The outcome of a fetch that failed: the interval grows, and a source that is gone or long dead is left alone.
fn failed(source: &DueSource, error: &FetchError) -> FetchOutcome {
    let at = now();
    let (next_fetch, state) = match next_after_failure(source, error) {
        Next::At(next) => (next, None),
        Next::Paused(reason) => {
            let state = if reason == PauseReason::Gone { SourceState::Gone } else { SourceState::Paused };
            (at.plus_us(Timestamp::DAY), Some((state, reason.message().to_owned())))
        }
    };
    FetchOutcome {
        source: source.id,
        at,
        status: error.status,
        error: Some(error.cause.clone()),
        fault: Some(error.fault),
        interval_s: next_fetch.since_us(at) / Timestamp::SECOND,
        next_fetch,
        permanent_url: error.permanent_url.clone(),
        state,
        ..FetchOutcome::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::desk_and_source;
    use news::FetchFault;
    use std::sync::atomic::Ordering;
    use store::testing::TestStore;

    /// A desk with one source, as it is when just claimed.
    async fn desk_and_claimed(test: &TestStore) -> (Desk, DueSource) {
        let (desk, _) = desk_and_source(test).await;
        let source = test.store.claim_due_sources(now(), LEASE_US, 1).await.unwrap().remove(0);
        (desk, source)
    }

    fn unreached(code: &'static str) -> FetchError {
        FetchError::new(FetchFault::Passing, code, "no route", "It cannot be reached.")
    }

    #[tokio::test]
    async fn our_own_network_is_no_failure_of_the_source() {
        let test = TestStore::sqlite().await;
        let (desk, source) = desk_and_claimed(&test).await;
        let offline = unreached("fetch.offline");
        assert!(offline.is_offline());
        let begun = now();
        note_failure(&desk, &source.url, &offline);
        assert!(desk.offline.load(Ordering::Relaxed));
        assert!(matches!(may_ask(&desk, &source.url), Wait::No), "the publisher's account is clean");
        let done = not_had(&desk, &source, offline, 1, SourceReport::default()).await.unwrap();
        assert!(matches!(done, Done::Kept(report) if report.error.is_some()));
        let kept = test.store.source(source.id).await.unwrap();
        assert_eq!((kept.failures, kept.last_error, kept.last_fetch), (0, None, None));
        assert!((OFFLINE_US..OFFLINE_US + Timestamp::MINUTE).contains(&kept.next_fetch.since_us(begun)));
        note_success(&desk, &source.url);
        assert!(!desk.offline.load(Ordering::Relaxed));
        test.remove().await;
    }

    #[tokio::test]
    async fn a_source_that_cannot_be_reached_fails() {
        let test = TestStore::sqlite().await;
        let (desk, source) = desk_and_claimed(&test).await;
        let error = unreached("fetch.unreachable");
        let Done::Quiet(_, outcome) = not_had(&desk, &source, error, 1, SourceReport::default()).await.unwrap() else {
            panic!("a failure is kept with others");
        };
        test.store.finish_fetches(&[*outcome]).await.unwrap();
        let kept = test.store.source(source.id).await.unwrap();
        assert_eq!((kept.failures, kept.last_error.as_deref()), (1, Some("no route")));
        test.remove().await;
    }

    #[tokio::test]
    async fn a_pause_is_no_failure_of_the_source() {
        let test = TestStore::sqlite().await;
        let (desk, source) = desk_and_claimed(&test).await;
        let begun = now();
        let busy = |status: u16, retry_after_s: Option<i64>| FetchError {
            status: Some(status),
            retry_after_s,
            ..FetchError::new(FetchFault::Passing, "fetch.status", "429 Too Many Requests", "It asks for a pause.")
        };
        // The answer that asks for the pause, then a fetch that the pause does not let out, then a plain failure.
        let error = busy(429, Some(3600));
        note_failure(&desk, &source.url, &error);
        let done = not_had(&desk, &source, error, 1, SourceReport::default()).await.unwrap();
        assert!(matches!(done, Done::Kept(report) if report.error.is_none() && report.notices.len() == 1));
        let check = async |word: &str| {
            let kept = test.store.source(source.id).await.unwrap();
            assert_eq!((kept.failures, kept.last_error, kept.last_fetch), (0, None, None));
            assert!((3600..3660).contains(&(kept.next_fetch.since_us(begun) / Timestamp::SECOND)));
            let postponed = kept.postponed.unwrap_or_default();
            assert!(postponed.contains(word) && postponed.contains(&kept.next_fetch.to_string()), "{postponed}");
        };
        check("Too Many").await;
        fetch_source(&desk, &source).await.unwrap();
        check("asked for a pause").await;
        assert!(pause_asked(&desk, &source.url, &busy(503, None)).is_none(), "an error without a time is a failure");

        test.store.finish_fetches(&[unchanged(&desk, &source, None)]).await.unwrap();
        assert_eq!(test.store.source(source.id).await.unwrap().postponed, None, "asked again, it waits no more");
        test.remove().await;
    }

    #[test]
    fn an_index_is_read_anew_though_it_stays_the_same() {
        let check = |body: &str, kept: bool| {
            let document = Document { status: 200, body: body.as_bytes().to_vec(), ..Document::default() };
            let read = parse(SourceKind::Sitemap, &document, None).unwrap();
            let validators = Validators { body_hash: Some(1), etag: Some(b"\"1\"".to_vec()), ..Validators::default() };
            let told = validators_for(&read, Some(validators.clone()));
            assert_eq!(told, Some(if kept { validators } else { Validators::default() }), "{body}");
        };
        let loc = "<loc>https://gazette.example/news.xml</loc>";
        check(&format!("<sitemapindex><sitemap>{loc}</sitemap></sitemapindex>"), false);
        check(&format!("<urlset><url>{loc}</url></urlset>"), true);
    }

    #[tokio::test]
    async fn a_wait_of_seconds_is_waited_and_a_longer_one_told() {
        let test = TestStore::sqlite().await;
        let (desk, source) = desk_and_claimed(&test).await;
        desk.budgets.set_crawl_delay("gazette.example", 20_000);
        assert_eq!(wait_for_turn(&desk, &source.url).await, None);
        let begun = Instant::now();
        assert_eq!(wait_for_turn(&desk, &source.url).await, None);
        assert!(begun.elapsed() >= Duration::from_millis(15));
        desk.budgets.set_crawl_delay("gazette.example", 2 * PATIENCE_US);
        assert_eq!(wait_for_turn(&desk, &source.url).await, None, "the last request has been paid for");
        assert!(wait_for_turn(&desk, &source.url).await.is_some());
        test.remove().await;
    }

    #[test]
    fn what_is_no_feed_is_named() {
        let check = |kind: SourceKind, body: &str, expected: &str| {
            let document = Document { status: 200, body: body.as_bytes().to_vec(), ..Document::default() };
            let cause = parse(kind, &document, None).err().map(|error| error.cause).unwrap_or_default();
            assert!(cause.contains(expected), "{cause:?} does not say {expected:?}");
        };
        let login = "<!doctype html><html><head><title>Please sign in</title></head><body></body></html>";
        check(SourceKind::Feed, login, "an HTML page titled \"Please sign in\"");
        check(SourceKind::Feed, "", "an empty body");
        check(SourceKind::Sitemap, login, "titled \"Please sign in\"");
        check(SourceKind::LiveBlog, "<html><body></body></html>", "no live blog");
    }
}
