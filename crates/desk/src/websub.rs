//! WebSub: a hub rings when a publisher has news, so that we need not ask as often.
//!
//! A fetch only notes which hub its feed names; asking the hub is a step of its own, so that a slow or broken one is
//! never in the way of fetching. The hub's question and its rings arrive at `site`, which finds the subscription in
//! the store. Why a ring's content is not read: `docs/decisions/0002-a-push-is-only-a-bell.md`.

use crate::{Desk, now, wait};
use anyhow::{Result, anyhow};
use futures_util::{StreamExt, stream};
use gather::FetchError;
use gather::client::Links;
use gather::client::address::AllowList;
use gather::websub::{Mode, Subscription, ask_hub};
use news::{FetchFault, ParsedFeed, SourceKind, Timestamp};
use std::time::Duration;
use store::{DueSource, Source, SourceState, WebSub};
use tokio::sync::watch;
use url::Url;

/// How often leases are looked at when no fetch finds a new hub.
const ROUND: Duration = Duration::from_secs(60);
/// Subscriptions asked for in one round, and at once.
const ASKED_IN_A_ROUND: i64 = 50;
const ASKED_AT_ONCE: usize = 4;
/// A hub that was asked and never asked back is asked again after this long.
const UNANSWERED_US: i64 = 6 * Timestamp::HOUR;
/// A hub in passing trouble is asked again after this long when it does not say itself; any other after a day.
const TROUBLED_US: i64 = Timestamp::HOUR;
const REFUSED_US: i64 = Timestamp::DAY;
/// Longer addresses are nobody's hub.
const ADDRESS_BYTES_MAX: usize = 2_000;

/// Keeps subscriptions asked for and renewed until `stop`. Does nothing on a site without an address of its own.
pub(crate) async fn keep_subscribed(desk: Desk, mut stop: watch::Receiver<bool>) {
    let Some(base) = desk.options.callback_base.clone() else { return };
    loop {
        if let Err(error) = ask_due(&desk, &base).await {
            tracing::error!(error = format!("{error:#}"), "subscriptions could not be looked after; trying again");
        }
        if !wait(&desk.wake_hubs, ROUND, &mut stop).await {
            return;
        }
    }
}

/// Notes the hub that a fetched feed names, to be asked soon; forgets the one that it names no more.
pub(crate) async fn note_hub(desk: &Desk, source: &DueSource, feed: &ParsedFeed, links: &Links) -> Result<()> {
    if desk.options.callback_base.is_none() || source.kind != SourceKind::Feed {
        return Ok(());
    }
    let allowed = AllowList::parse(&desk.client.options().allow_hosts).unwrap_or_default();
    let named = named_hub(&source.url, feed, links, &allowed);
    let kept = source.websub.as_ref().map(|kept| (kept.hub.as_str(), kept.topic.as_str()));
    if named.as_ref().map(|(hub, topic)| (hub.as_str(), topic.as_str())) == kept {
        return Ok(());
    }
    let wanted = match named {
        Some((hub, topic)) => {
            Some(WebSub { hub, topic, secret: random_token()?, state: "wanted".to_owned(), expires: Some(now()) })
        }
        None => None,
    };
    desk.store.set_websub(source.id, wanted.as_ref()).await?;
    desk.wake_hubs.notify_one();
    Ok(())
}

/// The hub and the topic that a feed names; the answer's Link headers come before the feed's own words (W3C WebSub,
/// section 4). A hub is asked over TLS, or on a host that the owner allows.
fn named_hub(asked: &str, feed: &ParsedFeed, links: &Links, allowed: &AllowList) -> Option<(String, String)> {
    let is_fit = |address: &&String| {
        address.len() <= ADDRESS_BYTES_MAX
            && Url::parse(address).is_ok_and(|url| {
                url.scheme() == "https" && url.has_host() || url.scheme() == "http" && allowed.allows_url(&url)
            })
    };
    let hub = links.hubs.iter().chain(&feed.hubs).find(is_fit)?;
    let topic = links.self_url.as_deref().or(feed.self_url.as_deref()).unwrap_or(asked);
    (topic.len() <= ADDRESS_BYTES_MAX).then(|| (hub.clone(), topic.to_owned()))
}

/// Asks the hubs of subscriptions that are new, unanswered, failed a while ago, or soon at their end.
async fn ask_due(desk: &Desk, base: &str) -> Result<()> {
    let due = desk.store.websub_due(now(), ASKED_IN_A_ROUND).await?;
    stream::iter(due)
        .for_each_concurrent(ASKED_AT_ONCE, |source| async move {
            if let Err(error) = ask(desk, base, &source).await {
                tracing::warn!(
                    source.id = source.id.0,
                    error = format!("{error:#}"),
                    "a subscription could not be kept"
                );
            }
        })
        .await;
    Ok(())
}

async fn ask(desk: &Desk, base: &str, source: &Source) -> Result<()> {
    let Some(websub) = source.websub.clone().filter(|_| source.state == SourceState::Active) else {
        return Ok(desk.store.set_websub(source.id, None).await?);
    };
    let subscription = Subscription {
        hub: websub.hub.clone(),
        topic: websub.topic.clone(),
        callback: format!("{base}/websub/{}/{}", source.id.0, websub.secret),
        // Nothing is signed, for no content is read.
        secret: String::new(),
    };
    // Kept first: a hub may ask back before it answers.
    let asked = WebSub { state: "asked".to_owned(), expires: Some(now().plus_us(UNANSWERED_US)), ..websub.clone() };
    desk.store.set_websub(source.id, Some(&asked)).await?;
    if let Err(error) = ask_hub(&desk.client, &subscription, Mode::Subscribe).await {
        tracing::info!(source.id = source.id.0, hub = websub.hub, error = error.cause, "a hub did not take us");
        let expires = Some(now().plus_us(pause_us(&error)));
        let failed = WebSub { state: format!("failed: {}", error.cause), expires, ..websub };
        desk.store.set_websub(source.id, Some(&failed)).await?;
    }
    Ok(())
}

/// How long a hub that failed is left alone.
fn pause_us(error: &FetchError) -> i64 {
    let usual_us = if error.fault == FetchFault::Passing { TROUBLED_US } else { REFUSED_US };
    let asked_us = error.retry_after_s.map_or(0, |seconds| seconds.saturating_mul(Timestamp::SECOND));
    usual_us.max(asked_us.min(7 * Timestamp::DAY))
}

/// What makes a callback address hard to guess.
fn random_token() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no randomness from the system: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hub_that_may_be_asked_is_named() {
        let allowed = AllowList::parse(&["*.localhost"]).unwrap();
        let feed = |hubs: &[&str], self_url: Option<&str>| ParsedFeed {
            hubs: hubs.iter().map(|&hub| hub.to_owned()).collect(),
            self_url: self_url.map(str::to_owned),
            ..ParsedFeed::default()
        };
        let check = |feed: ParsedFeed, links: Links, expected: Option<(&str, &str)>| {
            let named = named_hub("https://a.example/feed", &feed, &links, &allowed);
            assert_eq!(
                named.as_ref().map(|(hub, topic)| (hub.as_str(), topic.as_str())),
                expected,
                "{feed:?} {links:?}"
            );
        };
        let own = "https://a.example/feed";
        check(feed(&[], None), Links::default(), None);
        check(feed(&["https://hub.example/"], None), Links::default(), Some(("https://hub.example/", own)));
        check(feed(&["http://hub.example/"], None), Links::default(), None);
        check(feed(&["ftp://hub.localhost/", "mailto:a@b"], None), Links::default(), None);
        check(
            feed(&["http://hub.example/", "http://hub.localhost/"], Some("https://a.example/self")),
            Links::default(),
            Some(("http://hub.localhost/", "https://a.example/self")),
        );
        let links = Links {
            hubs: vec!["https://head.example/".to_owned()],
            self_url: Some("https://a.example/head".to_owned()),
        };
        check(
            feed(&["https://hub.example/"], Some("https://a.example/self")),
            links,
            Some(("https://head.example/", "https://a.example/head")),
        );
        check(feed(&["https://hub.example/"], Some(&"x".repeat(2_001))), Links::default(), None);
    }

    #[test]
    fn a_hub_that_failed_is_left_alone_for_a_while() {
        let check = |fault: FetchFault, retry_after_s: Option<i64>, expected_us: i64| {
            let error = FetchError { retry_after_s, ..FetchError::new(fault, "websub.refused", "", "") };
            assert_eq!(pause_us(&error), expected_us, "{fault:?} {retry_after_s:?}");
        };
        check(FetchFault::Passing, None, Timestamp::HOUR);
        check(FetchFault::Passing, Some(2 * 3600), 2 * Timestamp::HOUR);
        check(FetchFault::Passing, Some(i64::MAX), 7 * Timestamp::DAY);
        check(FetchFault::Theirs, Some(1), Timestamp::DAY);
    }

    #[test]
    fn tokens_differ() {
        let (one, other) = (random_token().unwrap(), random_token().unwrap());
        assert!(one.len() == 32 && one != other);
    }
}
