//! The way to an endpoint: what is sent, and what comes back while it comes.

use futures_util::{future::BoxFuture, stream::BoxStream};
use std::fmt;

/// Carries requests to an endpoint. Whoever wires the program hands one in, and with it the rules of the network: which
/// hosts may be reached, how long a connection may take. Dropping the future or the body must end the exchange.
pub trait Transport: Send + Sync {
    /// Sends a request and gives the head of the answer, of any status, with its body still to come.
    fn send(&self, request: ModelRequest) -> BoxFuture<'static, Result<ModelAnswer, Undelivered>>;
}

/// A request: a POST with a body of JSON, or a GET without one.
#[derive(Clone, PartialEq, Eq)]
pub struct ModelRequest {
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Vec<u8>>,
}

/// Headers carry the key, and so are never shown.
impl fmt::Debug for ModelRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = self.body.as_deref().map(String::from_utf8_lossy);
        f.debug_struct("ModelRequest").field("url", &self.url).field("body", &body).finish_non_exhaustive()
    }
}

/// The head of an answer, and its body as it comes, not compressed.
pub struct ModelAnswer {
    pub status: u16,
    /// Empty when the endpoint does not say.
    pub content_type: String,
    /// For how long the endpoint asks to be left alone.
    pub retry_after_s: Option<u32>,
    pub body: BoxStream<'static, Result<Vec<u8>, Undelivered>>,
}

/// Why nothing came, or nothing more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct Undelivered {
    /// Free of credentials.
    pub cause: String,
    /// Whether trying again can help.
    pub is_passing: bool,
}
