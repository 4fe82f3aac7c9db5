//! WebSub (W3C Recommendation of 2018): a hub tells us of news, so that we need not ask.
//!
//! Pure but for [`ask_hub`]. The caller keeps the subscription's row, serves the callback address, and hands us what
//! arrives there: first the hub's question whether we meant it, then the content, signed with our secret.

use crate::client::{Client, FetchError, Post};
use hmac::{Hmac, KeyInit, Mac};
use news::{FetchFault, Timestamp};
use url::form_urlencoded;
use xxhash_rust::xxh3::xxh3_64;

/// What we ask for; hubs grant what they like.
pub const WANTED_LEASE_S: i64 = 10 * 86_400;
const SHORTEST_LEASE_S: i64 = 300;
const LONGEST_LEASE_S: i64 = 90 * 86_400;
/// The specification's limit of a secret.
const MAX_SECRET_BYTES: usize = 199;
const MAX_HUB_ANSWER_BYTES: u64 = 64 << 10;

/// What we ask a hub for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Subscribe,
    Unsubscribe,
}

impl Mode {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subscribe => "subscribe",
            Self::Unsubscribe => "unsubscribe",
        }
    }
}

/// A subscription as asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    pub hub: String,
    /// The feed's address as the feed itself names it (`rel=self`).
    pub topic: String,
    /// Our address for this subscription alone; hard to guess.
    pub callback: String,
    /// Random and at most 199 bytes; the hub signs with it.
    pub secret: String,
}

/// Writes the form that asks the hub (section 5.1).
pub fn request_form(subscription: &Subscription, mode: Mode) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("hub.mode", mode.as_str());
    form.append_pair("hub.topic", &subscription.topic);
    form.append_pair("hub.callback", &subscription.callback);
    if mode == Mode::Subscribe {
        form.append_pair("hub.lease_seconds", &WANTED_LEASE_S.to_string());
        if (1..=MAX_SECRET_BYTES).contains(&subscription.secret.len()) {
            form.append_pair("hub.secret", &subscription.secret);
        }
    }
    form.finish()
}

/// Asks the hub. Its consent is only that it will ask back at the callback address.
pub async fn ask_hub(client: &Client, subscription: &Subscription, mode: Mode) -> Result<(), FetchError> {
    let post = Post {
        url: subscription.hub.clone(),
        content_type: "application/x-www-form-urlencoded".to_owned(),
        body: request_form(subscription, mode).into_bytes(),
        max_body_bytes: Some(MAX_HUB_ANSWER_BYTES),
        ..Post::default()
    };
    let answer = client.post(post).await?;
    if (200..300).contains(&answer.status) {
        return Ok(());
    }
    let passing = answer.status >= 500 || matches!(answer.status, 408 | 425 | 429);
    let fault = if passing { FetchFault::Passing } else { FetchFault::Theirs };
    let reason: String = String::from_utf8_lossy(&answer.body).chars().take(200).collect();
    let cause = format!("the hub answered HTTP {}: {}", answer.status, reason.trim());
    let error = FetchError::new(fault, "websub.refused", cause, "The publisher's push service did not accept us.");
    Err(FetchError { status: Some(answer.status), retry_after_s: answer.retry_after_s, ..error })
}

/// What a hub said at the callback address with a GET (section 5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubSays {
    /// Answer 200 with the challenge as the whole body. For a subscription the lease runs from now.
    Confirm { challenge: String, lease_s: i64 },
    /// The hub declines, or ends the subscription; answer 200.
    Denied { reason: Option<String> },
    /// It is about something we did not ask for: answer 404.
    NotOurs,
}

/// Reads the hub's question. `wanted` is what the row at this callback address waits for; a subscription that runs
/// already counts as wanted, for hubs ask again.
pub fn read_hub_question(query: &str, topic: &str, wanted: Mode) -> HubSays {
    let value = |name: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if value("hub.topic").as_deref() != Some(topic) {
        return HubSays::NotOurs;
    }
    match value("hub.mode").as_deref() {
        Some("denied") => HubSays::Denied { reason: value("hub.reason") },
        Some(mode) if mode == wanted.as_str() => match value("hub.challenge") {
            Some(challenge) if !challenge.is_empty() => {
                let lease_s = value("hub.lease_seconds").and_then(|seconds| seconds.trim().parse().ok());
                let lease_s = lease_s.unwrap_or(WANTED_LEASE_S).clamp(SHORTEST_LEASE_S, LONGEST_LEASE_S);
                HubSays::Confirm { challenge, lease_s }
            }
            _ => HubSays::NotOurs,
        },
        _ => HubSays::NotOurs,
    }
}

/// Tells whether content that arrived at the callback address was signed with the secret (section 7.1), by its
/// `X-Hub-Signature` header. Content that was not must be dropped, and answered with 202 all the same, so that
/// nobody learns whether a guess was right.
pub fn is_signed(secret: &str, signature: Option<&str>, body: &[u8]) -> bool {
    let Some((method, hex)) = signature.and_then(|signature| signature.trim().split_once('=')) else { return false };
    let Some(claimed) = unhex(hex.trim()) else { return false };
    match method.trim().to_ascii_lowercase().as_str() {
        "sha1" => signs::<Hmac<sha1::Sha1>>(secret, &claimed, body),
        "sha256" => signs::<Hmac<sha2::Sha256>>(secret, &claimed, body),
        "sha384" => signs::<Hmac<sha2::Sha384>>(secret, &claimed, body),
        "sha512" => signs::<Hmac<sha2::Sha512>>(secret, &claimed, body),
        _ => false,
    }
}

/// Compares in constant time.
fn signs<M: Mac + KeyInit>(secret: &str, claimed: &[u8], body: &[u8]) -> bool {
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(claimed).is_ok()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// Tells when to ask for a new lease: after two thirds of it, spread by a tenth so that leases taken together are
/// not renewed together.
pub fn renew_at(confirmed: Timestamp, lease_s: i64, source: i64) -> Timestamp {
    let lease_us = lease_s.clamp(SHORTEST_LEASE_S, LONGEST_LEASE_S) * Timestamp::SECOND;
    let share = (xxh3_64(&source.to_le_bytes()) % 1000) as i64;
    confirmed.plus_us(lease_us / 3 * 2 + lease_us / 10_000 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscription() -> Subscription {
        Subscription {
            hub: "https://hub.example/".to_owned(),
            topic: "https://gazette.example/feed?a=1&b=2".to_owned(),
            callback: "https://reader.example/websub/abc".to_owned(),
            secret: "s e c".to_owned(),
        }
    }

    #[test]
    fn the_form_says_what_is_wanted() {
        assert_eq!(
            request_form(&subscription(), Mode::Subscribe),
            "hub.mode=subscribe&hub.topic=https%3A%2F%2Fgazette.example%2Ffeed%3Fa%3D1%26b%3D2\
             &hub.callback=https%3A%2F%2Freader.example%2Fwebsub%2Fabc&hub.lease_seconds=864000&hub.secret=s+e+c"
        );
        assert!(request_form(&subscription(), Mode::Unsubscribe).ends_with("%2Fabc"));
        let long = Subscription { secret: "x".repeat(200), ..subscription() };
        assert!(!request_form(&long, Mode::Subscribe).contains("secret"));
    }

    #[test]
    fn the_hubs_question_is_answered_only_when_it_is_about_us() {
        let topic = "https://gazette.example/feed";
        let check = |query: &str, wanted: Mode, expected: HubSays| {
            assert_eq!(read_hub_question(query, topic, wanted), expected, "{query}")
        };
        let about = "hub.topic=https%3A%2F%2Fgazette.example%2Ffeed";
        let confirm = |lease_s| HubSays::Confirm { challenge: "c&1".to_owned(), lease_s };
        check(
            &format!("hub.mode=subscribe&{about}&hub.challenge=c%261&hub.lease_seconds=3600"),
            Mode::Subscribe,
            confirm(3600),
        );
        check(&format!("hub.mode=subscribe&{about}&hub.challenge=c%261"), Mode::Subscribe, confirm(WANTED_LEASE_S));
        check(
            &format!("hub.mode=subscribe&{about}&hub.challenge=c%261&hub.lease_seconds=1"),
            Mode::Subscribe,
            confirm(300),
        );
        check(&format!("hub.mode=unsubscribe&{about}&hub.challenge=c%261"), Mode::Unsubscribe, confirm(WANTED_LEASE_S));
        check(&format!("hub.mode=unsubscribe&{about}&hub.challenge=c%261"), Mode::Subscribe, HubSays::NotOurs);
        check(&format!("hub.mode=subscribe&{about}"), Mode::Subscribe, HubSays::NotOurs);
        check("hub.mode=subscribe&hub.topic=https://other.example/&hub.challenge=c", Mode::Subscribe, HubSays::NotOurs);
        check("", Mode::Subscribe, HubSays::NotOurs);
        let denied = HubSays::Denied { reason: Some("no such feed".to_owned()) };
        check(&format!("hub.mode=denied&{about}&hub.reason=no+such+feed"), Mode::Subscribe, denied);
    }

    /// The first of RFC 4231's and RFC 2202's cases with a text for a key.
    #[test]
    fn only_content_signed_with_our_secret_counts() {
        let body = b"what do ya want for nothing?";
        let check = |signature: &str, expected: bool| {
            assert_eq!(is_signed("Jefe", Some(signature), body), expected, "{signature}")
        };
        check("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", true);
        check("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", true);
        check("SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", true);
        check("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3842", false);
        check("sha256=5bdcc146bf60754e6a042426089575c7", false);
        check("sha256=", false);
        check("sha256=zz", false);
        check("sha1=+fffcdf6ae5eb2fa2d27416d5f184df9c259a7c79", false);
        check("md5=750c783e6ab0b503eaa86e310a5db738", false);
        check("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", false);
        assert!(!is_signed("Jefe", None, body));
        assert!(!is_signed("Other", Some("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"), body));
    }

    #[test]
    fn a_lease_is_renewed_in_good_time() {
        let start = Timestamp(0);
        for source in 0..50 {
            let at_s = renew_at(start, 3000, source).0 / Timestamp::SECOND;
            assert!((2000..2300).contains(&at_s), "{at_s}");
        }
        assert!(renew_at(start, i64::MAX, 1).0 < 90 * Timestamp::DAY);
    }
}
