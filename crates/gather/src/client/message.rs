//! What is asked of the client, and what it answers.

use super::headers::Links;
use news::{Document, Notice, Timestamp};
use reqwest::header::HeaderValue;
use std::time::Duration;

/// What is hoped for at an address; it decides the Accept header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accept {
    #[default]
    Feed,
    Page,
    Image,
    Text,
}

impl Accept {
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                 application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
            }
            Self::Page => "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5",
            Self::Image => "image/png, image/webp, image/x-icon, image/*;q=0.8, */*;q=0.5",
            Self::Text => "text/plain, */*;q=0.5",
        })
    }
}

/// A conditional GET.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub url: String,
    /// Validators byte for byte as the last answer had them.
    pub etag: Option<Vec<u8>>,
    pub last_modified: Option<Vec<u8>>,
    pub accept: Accept,
    /// A tighter cap than the client's, on the wire and decompressed.
    pub max_body_bytes: Option<u64>,
}

impl Request {
    pub fn new(url: impl Into<String>, accept: Accept) -> Self {
        Self { url: url.into(), accept, ..Self::default() }
    }
}

/// What a fetch brought.
#[derive(Clone, Debug)]
pub enum Fetched {
    Document(Box<FetchedDocument>),
    NotModified(NotModified),
}

impl Fetched {
    pub fn permanent_url(&self) -> Option<&str> {
        match self {
            Self::Document(fetched) => fetched.permanent_url.as_deref(),
            Self::NotModified(same) => same.permanent_url.as_deref(),
        }
    }

    pub fn fresh_for_s(&self) -> Option<i64> {
        match self {
            Self::Document(fetched) => fetched.fresh_for_s,
            Self::NotModified(same) => same.fresh_for_s,
        }
    }
}

/// A document, and what its headers said for next time.
#[derive(Clone, Debug)]
pub struct FetchedDocument {
    /// Its body is decompressed; `final_url` carries no credentials.
    pub document: Document,
    /// Where the permanent redirects at the head of the chain lead: ask there from now on.
    pub permanent_url: Option<String>,
    /// For how long the answer stays fresh; zero when it must always be asked for again, None when it does not say.
    pub fresh_for_s: Option<i64>,
    /// How long the server asks us to stay away, though it answered.
    pub retry_after_s: Option<i64>,
    pub links: Links,
    pub notices: Vec<Notice>,
}

/// The document is still the one whose validators were sent.
#[derive(Clone, Debug)]
pub struct NotModified {
    pub permanent_url: Option<String>,
    pub fresh_for_s: Option<i64>,
    /// New validators, when the answer carried some.
    pub etag: Option<Vec<u8>>,
    pub last_modified: Option<Vec<u8>>,
    pub fetched: Timestamp,
}

/// A POST: to a WebSub hub, a webhook, an AI endpoint. No redirect is followed.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub url: String,
    /// Empty for none.
    pub content_type: String,
    /// Further headers, such as Authorization.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Instead of the client's total and idle timeouts: models think for long.
    pub timeout: Option<Duration>,
    pub max_body_bytes: Option<u64>,
}

/// What a POST was answered with, whatever the status.
#[derive(Clone, Debug, Default)]
pub struct PostAnswer {
    pub status: u16,
    pub content_type: Option<String>,
    pub retry_after_s: Option<i64>,
    pub body: Vec<u8>,
}
