//! Status, cache policy and headers of every answer, in one place; and the visit that asks.

use crate::pages::message;
use crate::preferences::{self, Preferences};
use crate::session::SignedIn;
use crate::time_words::Clock;
use crate::tongue::{Message, Tongue};
use crate::{FullText, Site, assets};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use news::Timestamp;
use std::sync::Arc;
use std::sync::{LazyLock, OnceLock};
use std::time::Instant;
use store::{Role, StoreError};

/// How long an answer may be kept by anyone. Pages have a rule of their own: see [`Rendered`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Kept by nobody: forms, errors, whatever holds a token.
    Never,
    Day,
    /// The address changes with the content.
    Forever,
}

/// Who asks, when, and what the asking browser understands.
pub struct Visit {
    pub now: Timestamp,
    /// In which language the site speaks to them.
    pub tongue: Tongue,
    pub reader: Option<SignedIn>,
    pub preferences: Preferences,
    pub path_and_query: String,
    pub headers: HeaderMap,
}

impl Visit {
    pub fn clock(&self) -> Clock {
        Clock { now: self.now, tongue: self.tongue }
    }

    /// Tells whether the owner lets this visitor read whole texts.
    pub fn reads_whole_texts(&self, site: &Site) -> bool {
        site.options.full_text == FullText::Everyone || self.reader.is_some()
    }

    /// Tells whether a browser asks before anybody wants to see the page, which nobody has read then.
    pub fn only_looks_ahead(&self) -> bool {
        self.headers.contains_key("sec-purpose") || self.headers.get("purpose").is_some_and(|why| why == "prefetch")
    }

    /// The reader, whoever it is. A page for readers leads others to sign in and back.
    pub fn reader(&self) -> Result<&SignedIn, PageError> {
        self.reader.as_ref().ok_or(PageError::SignIn)
    }

    /// The reader, when the sign-in was lately: how one signs in is changed by nobody who found a browser open.
    /// Others are led to sign in again, and from there to `page`.
    pub fn fresh_reader(&self, page: &'static str) -> Result<&SignedIn, PageError> {
        let reader = self.reader()?;
        if reader.is_fresh(self.now) { Ok(reader) } else { Err(PageError::SignInAgain(page)) }
    }

    /// The reader, when it is one who keeps order among readers.
    pub fn moderator(&self) -> Result<&SignedIn, PageError> {
        let moderator = self.reader.as_ref().filter(|reader| reader.role != Role::Reader);
        moderator.ok_or(PageError::Forbidden(Tongue::error_moderators_only))
    }

    pub fn may_correct(&self) -> bool {
        self.editor().is_ok()
    }

    /// The reader, when it is the owner.
    pub fn owner(&self) -> Result<&SignedIn, PageError> {
        let owner = self.reader.as_ref().filter(|reader| reader.role == Role::Owner);
        owner.ok_or(PageError::Forbidden(Tongue::error_owner_only))
    }

    /// The reader, when it is one who corrects stories.
    pub fn editor(&self) -> Result<&SignedIn, PageError> {
        let editor = self.reader.as_ref().filter(|reader| matches!(reader.role, Role::Editor | Role::Owner));
        editor.ok_or(PageError::Forbidden(Tongue::error_editors_only))
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let now = site.now();
        let reader = crate::session::reader_of(site, &parts.headers, now).await;
        let path_and_query = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let headers = parts.headers.clone();
        let preferences = Preferences::default();
        let tongue = asked_tongue(site, &headers);
        let mut visit = Self { now, tongue, reader, preferences, path_and_query, headers };
        visit.preferences = preferences::of(site, &visit);
        visit.tongue = visit.preferences.tongue().unwrap_or(tongue);
        Ok(visit)
    }
}

/// The language the browser asks for, or else the one that the owner chose.
pub fn asked_tongue(site: &Site, headers: &HeaderMap) -> Tongue {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|languages| languages.to_str().ok());
    asked.and_then(Tongue::accepted).unwrap_or(site.options.tongue)
}

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error("not found")]
    NotFound,
    /// It was here and has been taken away for good.
    #[error("gone")]
    Gone(Message),
    #[error("moved to {0}")]
    Moved(String),
    /// The address makes no sense; the words are for the reader.
    #[error("bad request: {}", .0(Tongue::English))]
    BadRequest(Message),
    #[error("forbidden: {}", .0(Tongue::English))]
    Forbidden(Message),
    /// It is for those who are signed in.
    #[error("not signed in")]
    SignIn,
    /// It is for those who signed in lately; then it goes on at this page.
    #[error("signed in too long ago")]
    SignInAgain(&'static str),
    #[error("too many attempts")]
    TooMany { retry_after_s: u64 },
    #[error(transparent)]
    Store(StoreError),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

/// For a form that names no deed of its page.
pub const NOTHING_ASKED: PageError = PageError::BadRequest(Tongue::error_nothing_asked);

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Other(error.into())
    }
}

/// A rendered page, kept here for the next visitor. Browsers keep it too, ask again each time, and are told 304 when it
/// is unchanged. What a signed-in reader sees is kept by that reader's browser alone: it may hold what is theirs.
pub struct Rendered {
    status: StatusCode,
    mime: &'static str,
    body: Bytes,
    etag: HeaderValue,
    gzip: OnceLock<Bytes>,
    pub(crate) made: Instant,
    pub(crate) position: i64,
}

impl Rendered {
    pub(crate) fn new(status: StatusCode, mime: &'static str, body: String, position: i64) -> Self {
        let hash = xxhash_rust::xxh3::xxh3_64(body.as_bytes());
        let etag = HeaderValue::from_str(&format!("W/\"{hash:016x}\"")).expect("hexadecimal is a header's text");
        Self { status, mime, body: body.into(), etag, gzip: OnceLock::new(), made: Instant::now(), position }
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.body.len() + self.gzip.get().map_or(0, Bytes::len) + 256
    }

    /// Builds the answer. A page is packed once, for the first who understands it.
    fn respond(&self, visit: &Visit) -> Response {
        let mut response = if visit.headers.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &self.etag)) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if accepts_gzip(&visit.headers) {
            let packed = self.gzip.get_or_init(|| assets::gzip(&self.body, PACKED_LEVEL).into());
            let mut response = (self.status, Body::from(packed.clone())).into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response
        } else {
            (self.status, Body::from(self.body.clone())).into_response()
        };
        let cache = if visit.reader.is_some() { "private, no-cache" } else { "public, no-cache" };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.mime));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-language, accept-encoding"));
        headers.insert(header::ETAG, self.etag.clone());
        response
    }
}

/// Higher levels would hold the async thread for more than half a millisecond, for a page smaller by a tenth.
const PACKED_LEVEL: u32 = 2;

pub const HTML: &str = "text/html; charset=utf-8";

/// Answers with a page that may be kept: from the cache, or made by `make`, which is only run when needed.
pub async fn page(site: &Site, visit: &Visit, make: impl Future<Output = Result<String, PageError>>) -> Response {
    document(site, visit, &visit.path_and_query, HTML, make).await
}

/// The same for any text. `address` is what the text depends on besides who asks, and how they like to read.
pub async fn document(
    site: &Site,
    visit: &Visit,
    address: &str,
    mime: &'static str,
    make: impl Future<Output = Result<String, PageError>>,
) -> Response {
    let position = site.live.position();
    let is_shared = visit.reader.is_none();
    let looks = visit.preferences;
    let address = format!("{} {address} {looks}", visit.tongue.as_str());
    if is_shared && let Some(kept) = site.pages.get(&address, position) {
        return kept.respond(visit);
    }
    match make.await {
        Ok(body) => {
            let rendered = Arc::new(Rendered::new(StatusCode::OK, mime, body, position));
            if is_shared {
                site.pages.put(&address, rendered.clone());
            }
            rendered.respond(visit)
        }
        Err(error) => failure(site, visit, error),
    }
}

/// The same for a text that hardly anybody else asks for: it is made for each who asks.
pub async fn unshared_document(
    site: &Site,
    visit: &Visit,
    mime: &'static str,
    make: impl Future<Output = Result<String, PageError>>,
) -> Response {
    match make.await {
        Ok(body) => Rendered::new(StatusCode::OK, mime, body, 0).respond(visit),
        Err(error) => failure(site, visit, error),
    }
}

/// Answers with a page that nobody keeps: its content is this visitor's alone.
pub async fn unkept(site: &Site, visit: &Visit, make: impl Future<Output = Result<Response, PageError>>) -> Response {
    match make.await {
        Ok(mut response) => {
            let headers = response.headers_mut();
            headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => failure(site, visit, error),
    }
}

/// Answers with what went wrong: the cause into the log, a sentence to the reader.
pub fn failure(site: &Site, visit: &Visit, error: PageError) -> Response {
    let say = visit.tongue;
    let (status, heading, text) = match &error {
        PageError::Moved(path) => return redirect(StatusCode::PERMANENT_REDIRECT, path),
        PageError::SignIn => {
            return redirect(StatusCode::SEE_OTHER, &crate::session::sign_in_path(&visit.path_and_query));
        }
        PageError::SignInAgain(page) => {
            return redirect(StatusCode::SEE_OTHER, &format!("{}&again=1", crate::session::sign_in_path(page)));
        }
        PageError::NotFound => (StatusCode::NOT_FOUND, say.error_not_found_head(), say.error_not_found()),
        PageError::Gone(text) => (StatusCode::GONE, say.error_gone_head(), text(say)),
        PageError::BadRequest(text) => (StatusCode::BAD_REQUEST, say.error_bad_request_head(), text(say)),
        PageError::Forbidden(text) => (StatusCode::FORBIDDEN, say.error_forbidden_head(), text(say)),
        PageError::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, say.error_too_many_head(), say.error_too_many()),
        PageError::Store(StoreError::Busy | StoreError::GivenUp) => {
            (StatusCode::SERVICE_UNAVAILABLE, say.error_busy_head(), say.error_busy())
        }
        PageError::Store(_) | PageError::Other(_) => {
            tracing::error!(http.path = visit.path_and_query, error = &error as &dyn std::error::Error, "page failed");
            (StatusCode::INTERNAL_SERVER_ERROR, say.error_inside_head(), say.error_inside())
        }
    };
    let mut response = html(status, message::render(site, visit, heading, text));
    if let PageError::TooMany { retry_after_s } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
    }
    response
}

/// HTML that nobody keeps.
pub fn html(status: StatusCode, body: String) -> Response {
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// HTML of a question nobody else asks.
pub fn found(body: String) -> Response {
    bytes(HTML, Policy::Never, body)
}

pub fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = (status, text).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

pub fn bytes(mime: &'static str, policy: Policy, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    let cache = match policy {
        Policy::Never => "no-store",
        Policy::Day => "public, max-age=86400",
        Policy::Forever => "public, max-age=31536000, immutable",
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// `path` is one of ours: made of fixed words and ids.
pub fn redirect(status: StatusCode, path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    let cache = HeaderValue::from_static("no-store");
    (status, [(header::LOCATION, location), (header::CACHE_CONTROL, cache)]).into_response()
}

pub fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split(',').any(|part| {
            let mut parts = part.split(';').map(str::trim);
            let refused = |quality: &str| quality.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
            parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case("gzip")) && !parts.any(refused)
        })
    })
}

/// If-None-Match compares weakly (RFC 9110, section 13.1.2).
fn matches(known: &HeaderValue, etag: &HeaderValue) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let (Ok(known), Ok(etag)) = (known.to_str(), etag.to_str()) else { return false };
    known.trim() == "*" || known.split(',').any(|tag| bare(tag) == bare(etag))
}

/// Where a page's browser finds what it may fetch ahead: a string of structured fields (RFC 9651).
static LOOKS_AHEAD: LazyLock<HeaderValue> = LazyLock::new(|| {
    let address = format!("\"{}\"", assets::AHEAD.address());
    HeaderValue::from_str(&address).expect("an address of ours is a header's text")
});

/// The rules every answer carries: what a page may load, who may frame it, what it tells other hosts.
pub async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if headers.get(header::CONTENT_TYPE).is_some_and(|mime| mime == HTML) {
        headers.insert("speculation-rules", LOOKS_AHEAD.clone());
    }
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
             manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Browsers that follow "no-referrer" send forms with the origin "null", which the same-origin check refuses.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_accept_it() {
        let check = |value: &'static str, expected: bool| {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
            assert_eq!(accepts_gzip(&headers), expected, "{value}");
        };
        check("gzip, deflate, br", true);
        check("br;q=1.0, GZIP;q=0.5", true);
        check("gzip;q=0", false);
        check("identity", false);
        assert!(!accepts_gzip(&HeaderMap::new()));
    }

    #[test]
    fn a_known_version_is_recognised_among_several() {
        let check = |known: &'static str, expected: bool| {
            let etag = HeaderValue::from_static("W/\"12\"");
            assert_eq!(matches(&HeaderValue::from_static(known), &etag), expected, "{known}");
        };
        check("W/\"12\"", true);
        check("\"7\", \"12\"", true);
        check("*", true);
        check("\"1\"", false);
        check("", false);
    }
}
