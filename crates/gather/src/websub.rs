//! WebSub (W3C Recommendation of 2018): a hub tells us of news, so that we need not ask.
//!
//! Only how a hub is asked. The caller keeps the subscription's row; what arrives at the callback address is `site`'s.

use crate::client::{Client, FetchError, Post};
use news::FetchFault;
use url::form_urlencoded;

/// What we ask for; hubs grant what they like.
pub const WANTED_LEASE_S: i64 = 10 * 86_400;
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
    /// At most 199 bytes; the hub signs with it. Empty asks for no signatures.
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
}
