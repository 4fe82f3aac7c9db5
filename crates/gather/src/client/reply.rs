//! An exchange whose answer is read while it comes: with a model that writes.
//!
//! How long each part may take is the caller's to say. Dropping the future or the reply closes the connection.

use super::slots::Slot;
use super::{Client, FetchError, headers, parse_url, text_of};
use reqwest::header::{self, HeaderMap, HeaderValue};
use std::time::SystemTime;

/// What is sent: a POST with a body, or a GET without one. No redirect is followed.
#[derive(Clone, Default)]
pub struct Call {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
}

/// An answer of any status; its body is still to come.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub content_type: Option<String>,
    pub retry_after_s: Option<i64>,
    response: reqwest::Response,
    left_bytes: u64,
    max_body_bytes: u64,
    _slot: Slot,
}

impl Client {
    /// Sends a call and gives the head of what is answered.
    pub async fn call(&self, call: Call) -> Result<Reply, FetchError> {
        let inner = &self.inner;
        let url = parse_url(&call.url)?;
        let client = inner.connections.to(&url)?;
        let slot = inner.take_slot(&url).await?;
        let mut headers = HeaderMap::with_capacity(2 + call.headers.len());
        headers.insert(header::USER_AGENT, inner.user_agent.clone());
        // What is packed comes in lumps.
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        super::add_headers(&mut headers, call.headers)?;
        let outgoing = match call.body {
            Some(body) => client.post(url.clone()).body(body),
            None => client.get(url.clone()),
        };
        let response = inner.send(outgoing.headers(headers), &url).await?;
        if let Some(encoding) = text_of(response.headers(), header::CONTENT_ENCODING).filter(|word| word != "identity")
        {
            return Err(FetchError::unreadable(format!("the answer came as {encoding}, which was not asked for")));
        }
        let max_body_bytes = inner.options.max_body_bytes;
        Ok(Reply {
            status: response.status().as_u16(),
            content_type: text_of(response.headers(), header::CONTENT_TYPE),
            retry_after_s: headers::retry_after_s(response.headers(), SystemTime::now()),
            response,
            left_bytes: max_body_bytes,
            max_body_bytes,
            _slot: slot,
        })
    }
}

impl Reply {
    /// Waits for the next piece of the body; None at its end.
    pub async fn piece(&mut self) -> Result<Option<Vec<u8>>, FetchError> {
        let Some(piece) = self.response.chunk().await.map_err(FetchError::of_transport)? else { return Ok(None) };
        let too_large = || FetchError::too_large(format!("the body is larger than {} bytes", self.max_body_bytes));
        self.left_bytes = self.left_bytes.checked_sub(piece.len() as u64).ok_or_else(too_large)?;
        Ok(Some(piece.to_vec()))
    }
}
