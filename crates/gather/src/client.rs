//! The one outbound HTTP client: every byte from outside comes through here.
//!
//! Invariants:
//! - Only `http` and `https`. Every hop's address is judged when it is connected to: a name by what it resolves to,
//!   in the same lookup that the connection uses (so no second answer can slip in), a literal before the hop. What
//!   is not public is refused unless the owner allows that host; allowed hosts have a connection pool of their own,
//!   so a refused address is never reached through a pooled connection either.
//! - Redirects are followed here, one by one, never by the library. Proxies from the environment are not used.
//! - Bytes, decompressed bytes, time, silence, redirects, header size and the wait for a place are all capped.
//! - Credentials of the address asked for go to its own origin alone and stand in no message.

pub mod address;
mod connect;
mod decode;
mod error;
mod headers;
mod message;
mod network;
mod reply;
mod slots;
mod trail;

pub use error::FetchError;
pub use headers::Links;
pub use message::{Accept, Fetched, FetchedDocument, NotModified, Post, PostAnswer, Request};
pub use reply::{Call, Reply};

use connect::Connections;
use decode::Decoder;
use error::UNREACHABLE;
use network::OwnNetwork;
use news::{Document, FetchFault, Timestamp};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Response, StatusCode};
use slots::{Slot, Slots};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use trail::{Trail, parse_url};
use url::Url;

/// Bodies that grow beyond this take turns, so that many large ones at once do not fill the memory.
const LARGE_BODY_BYTES: usize = 4 << 20;
/// How many large bodies are read at once.
const LARGE_AT_ONCE: usize = 6;
/// Pieces in which a body is decoded, so that a bomb is noticed before it has grown far.
const DECODED_AT_ONCE_BYTES: usize = 4 << 10;

/// How the client behaves. The default has no user agent of use: put the operator's contact in it.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Honest, with a way to reach the operator.
    pub user_agent: String,
    /// Hosts beyond the public internet that the owner allows; the entries are those of [`AllowList`].
    pub allow_hosts: Vec<String>,
    /// Bytes of a body as they come over the wire.
    pub max_body_bytes: u64,
    pub max_decompressed_bytes: u64,
    /// For lookup, connection and TLS handshake together.
    pub connect_timeout: Duration,
    /// For one fetch with all its redirects; waiting for a place not counted.
    pub total_timeout: Duration,
    /// Between two pieces of a body.
    pub idle_timeout: Duration,
    /// For the wait for a place at a host, and among all.
    pub queue_timeout: Duration,
    /// How long a connection is kept for another request: its buffers are, too, some 25 KB for each host asked lately.
    pub pool_idle_timeout: Duration,
    pub max_redirects: usize,
    /// Requests at once to one host.
    pub per_host: usize,
    /// Requests at once in all.
    pub total: usize,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            user_agent: concat!("Dateline/", env!("CARGO_PKG_VERSION")).to_owned(),
            allow_hosts: Vec::new(),
            max_body_bytes: 32 << 20,
            max_decompressed_bytes: 64 << 20,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(10),
            queue_timeout: Duration::from_secs(600),
            pool_idle_timeout: Duration::from_secs(2),
            max_redirects: 10,
            per_host: 2,
            total: 64,
        }
    }
}

/// Why no client could be made: the owner's configuration is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("allow_hosts: {0}")]
    AllowHosts(String),
    #[error("the user agent cannot stand in a header: {0:?}")]
    UserAgent(String),
    #[error("the TLS library could not be set up: {0}")]
    Tls(String),
}

/// The one outbound client. Cheap to clone; connections, places and the TLS setup are shared by the clones.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    options: ClientOptions,
    user_agent: HeaderValue,
    connections: Connections,
    slots: Arc<Slots>,
    large_bodies: Semaphore,
    network: OwnNetwork,
}

impl Client {
    pub fn new(options: ClientOptions) -> Result<Self, ClientError> {
        let user_agent = HeaderValue::from_str(&options.user_agent)
            .map_err(|_| ClientError::UserAgent(options.user_agent.clone()))?;
        let connections = Connections::new(&options)?;
        let slots = Slots::new(options.per_host, options.total);
        let large_bodies = Semaphore::new(LARGE_AT_ONCE);
        let network = OwnNetwork::default();
        Ok(Self { inner: Arc::new(Inner { options, user_agent, connections, slots, large_bodies, network }) })
    }

    /// Fetches an address, following redirects. An answer other than 2xx or a 304 that was asked for is an error.
    pub async fn fetch(&self, request: Request) -> Result<Fetched, FetchError> {
        let mut trail = Trail::new(parse_url(&request.url)?);
        match self.inner.follow(&request, &mut trail).await {
            Ok(fetched) => Ok(fetched),
            Err(error) => Err(FetchError { permanent_url: trail.permanent_url(), ..error }),
        }
    }

    /// Fetches an address that has no validators yet and gives the document.
    pub async fn fetch_document(&self, url: &str, accept: Accept) -> Result<FetchedDocument, FetchError> {
        match self.fetch(Request::new(url, accept)).await? {
            Fetched::Document(fetched) => Ok(*fetched),
            Fetched::NotModified(_) => unreachable!("a 304 to an unconditional request is an error"),
        }
    }

    /// Sends a POST and gives the answer of any status.
    pub async fn post(&self, post: Post) -> Result<PostAnswer, FetchError> {
        self.inner.post(post).await
    }

    pub fn options(&self) -> &ClientOptions {
        &self.inner.options
    }
}

/// What one request gave.
enum Hop {
    Done(Fetched),
    Redirect { location: String, permanent: bool },
}

impl Inner {
    async fn follow(&self, request: &Request, trail: &mut Trail) -> Result<Fetched, FetchError> {
        let mut time_left = self.options.total_timeout;
        loop {
            let client = self.connections.to(&trail.at)?;
            let slot = self.take_slot(&trail.at).await?;
            let begun = Instant::now();
            let hop = timeout(time_left, self.hop(client, request, trail)).await;
            time_left = time_left.saturating_sub(begun.elapsed());
            drop(slot);
            let hop = hop.unwrap_or_else(|_| {
                let seconds = self.options.total_timeout.as_secs_f32();
                Err(FetchError::timeout(&format!("no complete answer within {seconds} s")))
            });
            match hop? {
                Hop::Done(fetched) => return Ok(fetched),
                Hop::Redirect { location, permanent } => {
                    trail.follow(&location, permanent, self.options.max_redirects)?;
                }
            }
        }
    }

    async fn hop(&self, client: &reqwest::Client, request: &Request, trail: &mut Trail) -> Result<Hop, FetchError> {
        let outgoing = client.get(trail.request_url()).headers(self.headers_of(request));
        let response = self.send(outgoing, &trail.at).await?;
        let now = SystemTime::now();
        let status = response.status();
        let conditional = request.etag.is_some() || request.last_modified.is_some();
        match status.as_u16() {
            301 | 302 | 303 | 307 | 308 => {
                let Some(location) = response.headers().get(header::LOCATION) else {
                    let cause = format!("HTTP {} without a Location", status.as_u16());
                    let message = "The publisher's server sends us elsewhere and does not say where.";
                    let error = FetchError::new(FetchFault::Theirs, "fetch.redirect_nowhere", cause, message);
                    return Err(FetchError { status: Some(status.as_u16()), ..error });
                };
                let location = String::from_utf8_lossy(location.as_bytes()).into_owned();
                Ok(Hop::Redirect { location, permanent: matches!(status.as_u16(), 301 | 308) })
            }
            304 if conditional => Ok(Hop::Done(Fetched::NotModified(NotModified {
                permanent_url: trail.permanent_url(),
                fresh_for_s: headers::fresh_for_s(response.headers(), now),
                etag: bytes_of(response.headers(), header::ETAG),
                last_modified: bytes_of(response.headers(), header::LAST_MODIFIED),
                fetched: timestamp(now),
            }))),
            200..=299 => self.read_document(response, request, trail, now).await.map(Hop::Done),
            _ => Err(status_error(status, response.headers(), now)),
        }
    }

    /// Sends a request and gives the head of the answer.
    async fn send(&self, outgoing: reqwest::RequestBuilder, url: &Url) -> Result<Response, FetchError> {
        match outgoing.send().await {
            Ok(response) => {
                self.network.answered();
                Ok(response)
            }
            Err(error) => {
                let error = FetchError::of_transport(error);
                let host = url.host_str().unwrap_or_default();
                let is_ours = error.code == UNREACHABLE && self.network.is_ours(host);
                Err(if is_ours { error.offline() } else { error })
            }
        }
    }

    fn headers_of(&self, request: &Request) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        headers.insert(header::ACCEPT, request.accept.header());
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPT_ENCODING));
        // Bytes that cannot stand in a header never came out of one.
        let value = |bytes: &Option<Vec<u8>>| HeaderValue::from_bytes(bytes.as_deref()?).ok();
        if let Some(etag) = value(&request.etag) {
            headers.insert(header::IF_NONE_MATCH, etag);
        }
        if let Some(last_modified) = value(&request.last_modified) {
            headers.insert(header::IF_MODIFIED_SINCE, last_modified);
        }
        headers
    }

    async fn read_document(
        &self,
        response: Response,
        request: &Request,
        trail: &mut Trail,
        now: SystemTime,
    ) -> Result<Fetched, FetchError> {
        let headers = response.headers();
        let mut document = Document {
            url: request.url.clone(),
            final_url: trail.at.to_string(),
            status: response.status().as_u16(),
            content_type: text_of(headers, header::CONTENT_TYPE),
            etag: bytes_of(headers, header::ETAG),
            last_modified: bytes_of(headers, header::LAST_MODIFIED),
            body: Vec::new(),
            fetched: timestamp(now),
        };
        let fresh_for_s = headers::fresh_for_s(headers, now);
        let retry_after_s = headers::retry_after_s(headers, now);
        let links = headers::links(headers, &trail.at);
        let caps = self.caps(request.max_body_bytes);
        let idle_timeout = self.options.idle_timeout;
        document.body = self.read_body(response, caps, idle_timeout).await?;
        if request.accept != Accept::Image && decode::is_gzip(&document.body) {
            document.body = decode::gunzip(&document.body, caps.decompressed_bytes)
                .map_err(|error| FetchError::of_decoding(&error))?;
        }
        let notices = std::mem::take(&mut trail.notices);
        let permanent_url = trail.permanent_url();
        let fetched = FetchedDocument { document, permanent_url, fresh_for_s, retry_after_s, links, notices };
        Ok(Fetched::Document(Box::new(fetched)))
    }

    async fn post(&self, post: Post) -> Result<PostAnswer, FetchError> {
        let url = parse_url(&post.url)?;
        let client = self.connections.to(&url)?;
        let _slot = self.take_slot(&url).await?;
        let total = post.timeout.unwrap_or(self.options.total_timeout);
        let idle = post.timeout.unwrap_or(self.options.idle_timeout);
        let caps = self.caps(post.max_body_bytes);
        let mut headers = HeaderMap::with_capacity(4 + post.headers.len());
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPT_ENCODING));
        let content_type = Some(post.content_type).filter(|content_type| !content_type.is_empty());
        let content_type = content_type.map(|content_type| ("content-type".to_owned(), content_type));
        add_headers(&mut headers, content_type.into_iter().chain(post.headers))?;
        let outgoing = client.post(url.clone()).headers(headers).body(post.body);
        let exchange = async {
            let response = self.send(outgoing, &url).await?;
            let answer = PostAnswer {
                status: response.status().as_u16(),
                content_type: text_of(response.headers(), header::CONTENT_TYPE),
                retry_after_s: headers::retry_after_s(response.headers(), SystemTime::now()),
                body: Vec::new(),
            };
            let body = self.read_body(response, caps, idle).await?;
            Ok(PostAnswer { body, ..answer })
        };
        let late = || FetchError::timeout(&format!("no complete answer within {} s", total.as_secs_f32()));
        timeout(total, exchange).await.unwrap_or_else(|_| Err(late()))
    }

    /// Reads a body within the caps. A large one waits for its turn, within the caller's total timeout.
    async fn read_body(&self, mut response: Response, caps: Caps, idle: Duration) -> Result<Vec<u8>, FetchError> {
        let announced_bytes = response.content_length().unwrap_or(0);
        if announced_bytes > caps.body_bytes as u64 {
            let cause = format!("a body of {announced_bytes} bytes is announced; the cap is {}", caps.body_bytes);
            return Err(FetchError::too_large(cause));
        }
        let encodings: Vec<_> = response
            .headers()
            .get_all(header::CONTENT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        let broken = |error| FetchError::of_decoding(&error);
        let expected_bytes = usize::try_from(announced_bytes).unwrap_or(0);
        let mut decoder =
            Decoder::new(&encodings.join(","), caps.decompressed_bytes, expected_bytes).map_err(broken)?;
        let mut received_bytes = 0;
        let mut turn = None;
        loop {
            let chunk = timeout(idle, response.chunk())
                .await
                .map_err(|_| FetchError::timeout(&format!("the body stopped coming for {} s", idle.as_secs_f32())))?
                .map_err(FetchError::of_transport)?;
            let Some(chunk) = chunk else { return decoder.finish().map_err(broken) };
            received_bytes += chunk.len();
            if received_bytes > caps.body_bytes {
                return Err(FetchError::too_large(format!("the body is larger than {} bytes", caps.body_bytes)));
            }
            for piece in chunk.chunks(DECODED_AT_ONCE_BYTES) {
                decoder.push(piece).map_err(broken)?;
                if turn.is_none() && decoder.decoded_bytes() > LARGE_BODY_BYTES {
                    turn = Some(self.large_bodies.acquire().await.expect("the semaphore is never closed"));
                }
            }
        }
    }

    async fn take_slot(&self, url: &Url) -> Result<Slot, FetchError> {
        let host = url.host_str().unwrap_or_default();
        timeout(self.options.queue_timeout, self.slots.take(host)).await.map_err(|_| {
            let seconds = self.options.queue_timeout.as_secs_f32();
            let cause = format!("waited {seconds} s for a place among the requests to {host}");
            FetchError::new(
                FetchFault::Passing,
                "fetch.queue",
                cause,
                "We are busy with other addresses of this publisher.",
            )
        })
    }

    fn caps(&self, tighter: Option<u64>) -> Caps {
        let cap = |own: u64| usize::try_from(tighter.map_or(own, |tighter| own.min(tighter))).unwrap_or(usize::MAX);
        Caps {
            body_bytes: cap(self.options.max_body_bytes),
            decompressed_bytes: cap(self.options.max_decompressed_bytes),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Caps {
    body_bytes: usize,
    decompressed_bytes: usize,
}

/// Adds what the caller wants to say. What carries a key is shown by no debugging output.
fn add_headers(headers: &mut HeaderMap, further: impl IntoIterator<Item = (String, String)>) -> Result<(), FetchError> {
    for (name, value) in further {
        let pair = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value));
        let (Ok(name), Ok(mut value)) = pair else {
            let cause = format!("the header {name:?} or its value cannot be sent");
            let message = "The address is not set up rightly.";
            return Err(FetchError::new(FetchFault::Ours, "fetch.header", cause, message));
        };
        value.set_sensitive(name == header::AUTHORIZATION || name == "x-api-key");
        headers.insert(name, value);
    }
    Ok(())
}

fn status_error(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> FetchError {
    let reason = status.canonical_reason().unwrap_or_default();
    FetchError::of_status(status.as_u16(), reason, headers::retry_after_s(headers, now))
}

fn bytes_of(headers: &HeaderMap, name: HeaderName) -> Option<Vec<u8>> {
    headers.get(name).map(|value| value.as_bytes().to_vec()).filter(|bytes| !bytes.is_empty())
}

fn text_of(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The moment at hand, for what is made of an answer right away.
pub(crate) fn now() -> Timestamp {
    timestamp(SystemTime::now())
}

fn timestamp(moment: SystemTime) -> Timestamp {
    let since_1970 = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX))
}
