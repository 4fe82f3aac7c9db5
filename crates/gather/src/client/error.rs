//! What went wrong with a fetch, said twice: to the operator with the cause, to a reader in plain words.

use super::decode::DecodeError;
use super::network::may_be_ours;
use news::FetchFault;
use std::error::Error;
use std::io;

/// No route, or a resolver that is silent: the publisher's network, or ours.
pub(crate) const UNREACHABLE: &str = "fetch.unreachable";
const OFFLINE: &str = "fetch.offline";

/// A fetch that gave nothing to read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct FetchError {
    /// Whose fault it was, and so whether trying again can help.
    pub fault: FetchFault,
    /// A stable word for programs, like `fetch.tls`.
    pub code: &'static str,
    /// The HTTP status, when an answer came.
    pub status: Option<u16>,
    /// How long the server asks us to stay away.
    pub retry_after_s: Option<i64>,
    /// For the operator: the real HTTP, TLS or DNS error. Free of credentials.
    pub cause: String,
    /// For the reader of a page.
    pub message: String,
    /// Where permanent redirects led before it failed.
    pub permanent_url: Option<String>,
}

impl FetchError {
    pub fn new(fault: FetchFault, code: &'static str, cause: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            fault,
            code,
            status: None,
            retry_after_s: None,
            cause: cause.into(),
            message: message.into(),
            permanent_url: None,
        }
    }

    /// Makes the error for an answer that came and cannot be read as what it should be.
    pub fn unreadable(cause: impl Into<String>) -> Self {
        let message = "The publisher's server sends something that we cannot read.";
        Self::new(FetchFault::Theirs, "fetch.unreadable", cause, message)
    }

    /// Tells whether the whole host is unwell or overrun, so that its other addresses should be left alone too.
    pub fn blames_host(&self) -> bool {
        matches!(self.status, Some(429 | 503))
            || matches!(self.code, "fetch.dns" | "fetch.connect" | "fetch.tls" | "fetch.timeout" | UNREACHABLE)
    }

    /// Tells whether our own network is down, so that the failure says nothing of the source: it should count for
    /// nothing, and the source be asked again in a few minutes.
    pub fn is_offline(&self) -> bool {
        self.code == OFFLINE
    }

    /// The same failure when it is our own network's.
    pub(crate) fn offline(self) -> Self {
        let cause = format!("our own network seems to be down: {}", self.cause);
        Self {
            code: OFFLINE,
            cause,
            message: "We have no connection to the internet at the moment.".to_owned(),
            ..self
        }
    }

    pub(crate) fn of_status(status: u16, reason: &str, retry_after_s: Option<i64>) -> Self {
        let (fault, message) = match status {
            410 => (FetchFault::Gone, "The publisher has withdrawn this address for good."),
            404 => (FetchFault::Theirs, "The publisher no longer has anything at this address."),
            401 | 402 | 403 | 407 => (FetchFault::Theirs, "The publisher does not let us read this address."),
            451 => (FetchFault::Theirs, "This address is blocked for legal reasons."),
            408 | 425 | 429 => (FetchFault::Passing, "The publisher asks us to come back later."),
            501 | 505 => (FetchFault::Theirs, "The publisher's server cannot serve this address."),
            500.. => (FetchFault::Passing, "The publisher's server has trouble at the moment."),
            _ => (FetchFault::Theirs, "The publisher's server gave an answer that makes no sense here."),
        };
        let cause = format!("HTTP {status} {reason}");
        Self { status: Some(status), retry_after_s, ..Self::new(fault, "fetch.status", cause.trim_end(), message) }
    }

    pub(crate) fn address_refused(what: &str) -> Self {
        Self::new(
            FetchFault::Refused,
            "fetch.address_refused",
            format!("{what} is not on the public internet; allow the host in the configuration if it is meant"),
            "This address is not on the public internet, so we do not fetch it.",
        )
    }

    pub(crate) fn timeout(what: &str) -> Self {
        Self::new(FetchFault::Passing, "fetch.timeout", what, "The publisher's server did not answer in time.")
    }

    pub(crate) fn too_large(cause: String) -> Self {
        Self::new(FetchFault::Refused, "fetch.too_large", cause, "The answer is too large for us to read.")
    }

    pub(crate) fn of_decoding(error: &DecodeError) -> Self {
        match error {
            DecodeError::TooLarge(_) => Self::too_large(error.to_string()),
            DecodeError::Unknown(_) | DecodeError::Broken(..) => Self::new(
                FetchFault::Theirs,
                "fetch.encoding",
                error.to_string(),
                "The publisher's server sent an answer that cannot be unpacked.",
            ),
        }
    }

    /// Finds out of the library's chain of errors what really happened.
    pub(crate) fn of_transport(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let mut chain: Vec<&(dyn Error + 'static)> = vec![&error];
        while let Some(source) = chain.last().copied().and_then(inner_error) {
            chain.push(source);
        }
        if let Some(refused) = chain.iter().find_map(|link| link.downcast_ref::<AddressRefused>()) {
            return Self::address_refused(&refused.0);
        }
        // The innermost errors tell it best; the outer ones say "error sending request".
        let mut cause = String::new();
        for link in &chain[1.min(chain.len() - 1)..] {
            let text = link.to_string();
            if !text.starts_with("client error (") && !cause.contains(&text) {
                cause = if cause.is_empty() { text } else { format!("{cause}: {text}") };
            }
        }
        if let Some(lookup) = chain.iter().find_map(|link| link.downcast_ref::<LookupFailed>()) {
            let code = if may_be_ours(&lookup.error) { UNREACHABLE } else { "fetch.dns" };
            let message = "The publisher's server cannot be found on the internet.";
            return Self::new(FetchFault::Passing, code, lookup.to_string(), message);
        }
        if error.is_timeout() {
            return Self::timeout(&cause);
        }
        let io_error = chain.iter().filter_map(|link| link.downcast_ref::<io::Error>()).next_back();
        let io_kind = io_error.map(io::Error::kind);
        if error.is_connect() {
            if io_error.is_some_and(may_be_ours) {
                let message = "The publisher's server cannot be reached.";
                return Self::new(FetchFault::Passing, UNREACHABLE, cause, message);
            }
            // The TLS library reports a handshake that fails as invalid data.
            if io_kind == Some(io::ErrorKind::InvalidData) {
                let message = "The publisher's server could not prove its identity.";
                return Self::new(FetchFault::Theirs, "fetch.tls", cause, message);
            }
            let message = "The publisher's server cannot be reached.";
            return Self::new(FetchFault::Passing, "fetch.connect", cause, message);
        }
        if io_kind.is_some() || cause.contains("closed before") || error.is_body() {
            let message = "The connection to the publisher's server broke off.";
            return Self::new(FetchFault::Passing, "fetch.broken_off", cause, message);
        }
        let message = "The publisher's server gave an answer that is not HTTP.";
        Self::new(FetchFault::Theirs, "fetch.protocol", cause, message)
    }
}

/// What an error wraps. An `io::Error` passes over the error it was made of when asked for its source.
fn inner_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// The resolver found addresses, and none that may be connected to.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not on the public internet")]
pub(crate) struct AddressRefused(pub String);

/// The resolver found no address.
#[derive(Debug, thiserror::Error)]
#[error("looking up {name}: {error}")]
pub(crate) struct LookupFailed {
    pub name: String,
    pub error: io::Error,
}
