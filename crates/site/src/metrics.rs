//! What the operator's monitoring asks: how fresh the site is, what waits, how fetches went, how fast pages are.
//!
//! `/metrics` speaks Prometheus' text format (OpenMetrics). It is for the owner: a signed-in one, or a program with the
//! token of the configuration or one of the owner's; anybody else is told that there is nothing here.

use crate::answer::{self, PageError, Policy, Visit};
use crate::pages::login::Peer;
use crate::pulse::Pulse;
use crate::session::same_bytes;
use crate::{Site, api_tokens, session};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use news::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::atomic::Ordering;
use std::time::Instant;
use store::Scope;

/// In seconds: most pages take less than one thousandth, none should take a tenth.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.125, 0.5, 2.0, 8.0];

const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Labels = [(&'static str, String); 1];

/// How long pages took this process since its start, from the request to the answer's head.
pub struct PagesServed(Family<PageLabels, Histogram, fn() -> Histogram>);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PageLabels {
    /// The pattern of the address, not the address.
    route: String,
    /// `2xx`, `3xx`, `4xx`, `5xx`.
    status: &'static str,
}

impl Default for PagesServed {
    fn default() -> Self {
        Self(Family::new_with_constructor(|| Histogram::new(BUCKETS)))
    }
}

/// Counts a request and its answer.
pub async fn count(State(site): State<Site>, request: Request, next: Next) -> Response {
    site.requests.fetch_add(1, Ordering::Relaxed);
    let begun = Instant::now();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let status = match response.status().as_u16() {
        ..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        500.. => "5xx",
    };
    site.served.0.get_or_create(&PageLabels { route, status }).observe(begun.elapsed().as_secs_f64());
    response
}

pub async fn show(State(site): State<Site>, mut visit: Visit, peer: Peer) -> Response {
    if api_tokens::shows_one(&visit.headers) {
        let client = session::client_address(&site, peer.as_deref(), &visit.headers);
        visit = match api_tokens::admit(&site, visit, client, Scope::Metrics).await {
            Ok(visit) => visit,
            Err(refusal) => return refusal,
        };
    }
    let show = async {
        if !may_see(&site, &visit) {
            return Err(PageError::NotFound);
        }
        Ok(answer::bytes(FORMAT, Policy::Never, measure(&site, visit.now).await?))
    };
    answer::unkept(&site, &visit, show).await
}

fn may_see(site: &Site, visit: &Visit) -> bool {
    let bearer =
        visit.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let knows_token = site.options.metrics_token.as_ref().zip(bearer);
    visit.owner().is_ok()
        || knows_token.is_some_and(|(token, sent)| same_bytes(token.as_bytes(), sent.trim().as_bytes()))
}

async fn measure(site: &Site, now: Timestamp) -> Result<String, PageError> {
    let pulse = Pulse::take(site).await?;
    let stats = pulse.stats;
    let seconds_since = |at: Option<Timestamp>| at.map_or(0, |at| (now.since_us(at) / Timestamp::SECOND).max(0));
    let mut registry = Registry::with_prefix("dateline");
    registry.register("page_seconds", "Time from a page's request to its answer", site.served.0.clone());

    for (name, help, value) in [
        ("articles", "Articles kept", stats.articles),
        ("stories", "Stories kept", stats.stories),
        ("sources", "Sources followed", stats.sources),
        ("publishers", "Publishers", stats.publishers),
        ("posts", "Posts of live blogs", stats.posts),
        ("database_bytes", "Size of the database", pulse.database_bytes),
        ("index_articles", "Articles that can be found by search", pulse.index_articles),
        ("index_bytes", "Size of the search index", pulse.index_bytes),
        ("index_events_behind", "Events of the outbox that the search index lacks", pulse.index_behind),
        ("articles_to_read", "Articles that wait for their second reading", pulse.to_read),
        ("newest_article_seconds", "How long ago the newest article came in", seconds_since(pulse.newest_arrival)),
        (
            "source_overdue_seconds",
            "How long the source that is due longest has been waiting to be read",
            seconds_since(pulse.next_due),
        ),
        ("sources_failing", "Sources that are asked and whose last fetch failed", pulse.failing_sources),
        ("live_listeners", "Browsers that listen to live events", site.live.listeners_now() as i64),
    ] {
        registry.register(name, help, gauge(value));
    }

    let jobs = Family::<[(&str, String); 2], Gauge>::default();
    let oldest = Family::<Labels, Gauge>::default();
    for (count, next) in pulse.jobs {
        let labels = |state: &str| [("kind", count.kind.clone()), ("state", state.to_owned())];
        jobs.get_or_create(&labels("waiting")).set(count.waiting);
        jobs.get_or_create(&labels("dead")).set(count.dead);
        let waits_s = seconds_since(next);
        oldest.get_or_create(&[("kind", count.kind.clone())]).set(waits_s);
    }
    registry.register("jobs", "Jobs that wait or are worked on, and jobs that were given up", jobs);
    registry.register("job_waiting_seconds", "How long the job that is due longest has been waiting", oldest);

    let fetches = Family::<Labels, Counter>::default();
    let counts = pulse.fetches;
    for (outcome, count) in [("new", counts.new), ("unchanged", counts.unchanged), ("failed", counts.failed)] {
        fetches.get_or_create(&[("outcome", outcome.to_owned())]).inc_by(count.unsigned_abs());
    }
    registry.register("fetches", "Fetches of sources since the installation began", fetches);

    let mut text = String::with_capacity(16 * 1024);
    encode(&mut text, &registry).map_err(anyhow::Error::from)?;
    Ok(text)
}

fn gauge(value: i64) -> Gauge {
    let gauge = Gauge::default();
    gauge.set(value);
    gauge
}
