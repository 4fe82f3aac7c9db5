//! A hub's question, and its rings (W3C WebSub, sections 5.3 and 7).
//!
//! `desk` asks hubs to ring at `/websub/SOURCE/TOKEN`; the token is hard to guess, and its source's row knows it. What
//! a ring brings is not read, it only makes the source due: `docs/decisions/0002-a-push-is-only-a-bell.md`.

use crate::answer::{self, Policy};
use crate::{Site, session};
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use futures_util::StreamExt;
use news::{SourceId, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Source, StoreError, WebSub};
use url::form_urlencoded;

/// The lease of a hub that states none is what `desk` asks for.
const USUAL_LEASE_S: i64 = 10 * 86_400;
const SHORTEST_LEASE_S: i64 = 300;
const LONGEST_LEASE_S: i64 = 90 * 86_400;
/// A hub that declined is asked again after this long.
const DENIED_US: i64 = 7 * Timestamp::DAY;
const CHALLENGE_BYTES_MAX: usize = 4 << 10;
const REASON_CHARS_MAX: usize = 200;
/// So much of what a ring brings is taken off the line, so that the hub can finish; then the line is cut.
const CONTENT_BYTES_MAX: usize = 64 << 10;
/// However often a hub rings, its source is not made due more often than this.
const RINGS_APART_US: i64 = Timestamp::MINUTE;

/// The routes for hubs.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/websub/{source}/{token}", get(answer_question).post(hear_ring))
        .layer(Extension(Arc::new(Rings::default())))
}

/// Answers a hub that asks whether we meant our subscription.
async fn answer_question(
    State(site): State<Site>,
    Path((source, token)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let (source, websub) = match subscription(&site, SourceId(source), &token).await {
        Ok(Some(found)) => found,
        Ok(None) => return nothing_here(StatusCode::NOT_FOUND),
        Err(error) => return trouble(&error),
    };
    let now = site.now();
    let (kept, said) = match read_question(query.as_deref().unwrap_or_default(), &websub.topic) {
        Question::Subscribe { challenge, lease_s } => {
            // A new lease is asked for after two thirds of this one.
            let expires = Some(now.plus_us(lease_s * Timestamp::SECOND / 3 * 2));
            (WebSub { state: WebSub::VERIFIED.to_owned(), expires, ..websub }, challenge)
        }
        Question::Denied { reason } => {
            tracing::info!(source.id = source.id.0, hub = websub.hub, reason, "a hub declines to ring");
            let state = format!("denied: {reason}");
            (WebSub { state, expires: Some(now.plus_us(DENIED_US)), ..websub }, String::new())
        }
        Question::NotOurs => return nothing_here(StatusCode::NOT_FOUND),
    };
    match site.store.set_websub(source.id, Some(&kept)).await {
        Ok(()) => answer::bytes("text/plain; charset=utf-8", Policy::Never, said),
        Err(error) => trouble(&error),
    }
}

/// Makes the source due. Content and signature are not looked at.
async fn hear_ring(
    State(site): State<Site>,
    Extension(rings): Extension<Arc<Rings>>,
    Path((source, token)): Path<(i64, String)>,
    body: Body,
) -> Response {
    let source = match subscription(&site, SourceId(source), &token).await {
        Ok(Some((source, _))) => source,
        // Tells a hub to end a subscription that we no longer have.
        Ok(None) => return nothing_here(StatusCode::GONE),
        Err(error) => return trouble(&error),
    };
    if let Some(due) = rings.ring(source.id, site.now()).filter(|due| *due < source.next_fetch)
        && let Err(error) = site.store.make_due(&[source.id], due).await
    {
        return trouble(&error);
    }
    let mut content = body.into_data_stream();
    let mut taken_bytes = 0;
    while taken_bytes < CONTENT_BYTES_MAX {
        let Some(Ok(piece)) = content.next().await else { break };
        taken_bytes += piece.len();
    }
    StatusCode::ACCEPTED.into_response()
}

/// Finds the subscription behind a callback address; None when there is none, or the token is wrong.
async fn subscription(site: &Site, source: SourceId, token: &str) -> Result<Option<(Source, WebSub)>, StoreError> {
    let source = match site.store.source(source).await {
        Ok(source) => source,
        Err(StoreError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    // Hashes are compared, so that the time a wrong token takes tells nothing of the right one.
    let websub = source.websub.clone().filter(|websub| session::hash(&websub.secret) == session::hash(token));
    Ok(websub.map(|websub| (source, websub)))
}

#[derive(Debug, PartialEq, Eq)]
enum Question {
    Subscribe {
        challenge: String,
        lease_s: i64,
    },
    Denied {
        reason: String,
    },
    /// It is about something that we did not ask for.
    NotOurs,
}

fn read_question(query: &str, topic: &str) -> Question {
    let value = |name: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if value("hub.topic").as_deref() != Some(topic) {
        return Question::NotOurs;
    }
    match value("hub.mode").as_deref() {
        Some("denied") => {
            let reason = value("hub.reason").unwrap_or_default();
            Question::Denied { reason: reason.chars().take(REASON_CHARS_MAX).collect() }
        }
        Some("subscribe") => {
            let challenge = value("hub.challenge");
            let Some(challenge) = challenge.filter(|text| (1..=CHALLENGE_BYTES_MAX).contains(&text.len())) else {
                return Question::NotOurs;
            };
            let lease_s = value("hub.lease_seconds").and_then(|seconds| seconds.trim().parse().ok());
            let lease_s = lease_s.unwrap_or(USUAL_LEASE_S).clamp(SHORTEST_LEASE_S, LONGEST_LEASE_S);
            Question::Subscribe { challenge, lease_s }
        }
        _ => Question::NotOurs,
    }
}

/// For when each source was last made due by its hub. Only sources with a right token are in it.
#[derive(Default)]
struct Rings {
    due: Mutex<HashMap<SourceId, Timestamp>>,
}

impl Rings {
    /// Tells for when a ring makes its source due; None when a ring before it does so already.
    fn ring(&self, source: SourceId, now: Timestamp) -> Option<Timestamp> {
        let mut kept = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let due = match kept.get(&source) {
            Some(last) if *last > now => return None,
            Some(last) => now.max(last.plus_us(RINGS_APART_US)),
            None => now,
        };
        kept.insert(source, due);
        Some(due)
    }
}

fn nothing_here(status: StatusCode) -> Response {
    answer::plain(status, "There is no subscription here.\n")
}

fn trouble(error: &StoreError) -> Response {
    tracing::error!(error = error as &dyn std::error::Error, "a hub could not be answered");
    answer::plain(StatusCode::SERVICE_UNAVAILABLE, "Try again in a minute.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_question_about_our_topic_is_answered() {
        let about = "hub.topic=https%3A%2F%2Fgazette.example%2Ffeed";
        let check = |query: String, expected: Question| {
            assert_eq!(read_question(&query, "https://gazette.example/feed"), expected, "{query}");
        };
        let subscribe = |lease_s| Question::Subscribe { challenge: "c&1".to_owned(), lease_s };
        check(format!("hub.mode=subscribe&{about}&hub.challenge=c%261&hub.lease_seconds=3600"), subscribe(3600));
        check(format!("hub.mode=subscribe&{about}&hub.challenge=c%261"), subscribe(USUAL_LEASE_S));
        check(format!("hub.mode=subscribe&{about}&hub.challenge=c%261&hub.lease_seconds=1"), subscribe(300));
        check(format!("hub.mode=subscribe&{about}&hub.challenge={}", "x".repeat(5_000)), Question::NotOurs);
        check(format!("hub.mode=subscribe&{about}"), Question::NotOurs);
        check(format!("hub.mode=unsubscribe&{about}&hub.challenge=c"), Question::NotOurs);
        check("hub.mode=subscribe&hub.topic=https://other.example/&hub.challenge=c".to_owned(), Question::NotOurs);
        check(String::new(), Question::NotOurs);
        let denied = Question::Denied { reason: "no such feed".to_owned() };
        check(format!("hub.mode=denied&{about}&hub.reason=no+such+feed"), denied);
    }

    #[test]
    fn a_hub_that_rings_and_rings_is_heard_once_a_minute() {
        let rings = Rings::default();
        let check = |source: i64, second: i64, expected_s: Option<i64>| {
            let due = rings.ring(SourceId(source), Timestamp(second * Timestamp::SECOND));
            assert_eq!(due.map(|due| due.0 / Timestamp::SECOND), expected_s, "{source} at {second}");
        };
        check(1, 1_000, Some(1_000));
        check(1, 1_010, Some(1_060));
        check(1, 1_020, None);
        check(2, 1_020, Some(1_020));
        check(1, 1_060, Some(1_120));
        check(1, 5_000, Some(5_000));
    }
}
