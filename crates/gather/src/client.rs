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
mod decode;
mod error;
mod headers;
mod network;
mod slots;

pub use error::FetchError;
pub use headers::Links;

use address::AllowList;
use decode::Decoder;
use error::{AddressRefused, LookupFailed, UNREACHABLE};
use network::OwnNetwork;
use news::{Document, FetchFault, Notice, Timestamp};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Response, StatusCode};
use slots::{Slot, Slots};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::{Host, Url};

/// Longer addresses are refused: no publisher means them.
const MAX_URL_BYTES: usize = 8 << 10;
/// Lookups that run at once; each keeps a thread while the system's resolver waits.
const MAX_LOOKUPS: usize = 32;
/// A page may set many cookies; a header bomb has more lines than that.
const MAX_HEADERS: usize = 200;
const MAX_HTTP2_HEADER_BYTES: u32 = 128 << 10;

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
    /// How long a connection is kept for another request.
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
            pool_idle_timeout: Duration::from_secs(10),
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
    fn header(self) -> HeaderValue {
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

/// The one outbound client. Cheap to clone; connections, places and the TLS setup are shared by the clones.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    options: ClientOptions,
    user_agent: HeaderValue,
    allow: Arc<AllowList>,
    /// Connects to the public internet and to names that resolve into ranges the owner allows.
    public: reqwest::Client,
    /// Connects anywhere, and is given only hosts that the owner allows; None when there are none.
    allowed: Option<reqwest::Client>,
    slots: Arc<Slots>,
    network: OwnNetwork,
}

impl Client {
    pub fn new(options: ClientOptions) -> Result<Self, ClientError> {
        let allow = Arc::new(AllowList::parse(&options.allow_hosts).map_err(ClientError::AllowHosts)?);
        let user_agent = HeaderValue::from_str(&options.user_agent)
            .map_err(|_| ClientError::UserAgent(options.user_agent.clone()))?;
        let lookups = Arc::new(Semaphore::new(MAX_LOOKUPS));
        let connect = |reach| {
            let resolver = || GuardedResolver { reach, allow: allow.clone(), lookups: lookups.clone() };
            let client = connect_with(resolver(), &options).build().or_else(|error| {
                // A bare container has no certificates of its own.
                tracing::warn!(error = full_text(&error), "no system certificates; using Mozilla's that are built in");
                connect_with(resolver(), &options).tls_certs_only(built_in_roots()?).build()
            });
            client.map_err(|error| ClientError::Tls(full_text(&error)))
        };
        let public = connect(Reach::Public)?;
        let allowed = if allow.is_empty() { None } else { Some(connect(Reach::Anywhere)?) };
        let slots = Slots::new(options.per_host, options.total);
        Ok(Self {
            inner: Arc::new(Inner {
                options,
                user_agent,
                allow,
                public,
                allowed,
                slots,
                network: OwnNetwork::default(),
            }),
        })
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

/// Where the redirects have led so far.
struct Trail {
    /// The address asked for, with its credentials.
    asked: Url,
    /// The hop at hand, without credentials.
    at: Url,
    visited: Vec<Url>,
    /// Where the permanent redirects at the head of the chain led.
    permanent: Option<Url>,
    all_permanent: bool,
    notices: Vec<Notice>,
}

/// What one request gave.
enum Hop {
    Done(Fetched),
    Redirect { location: String, permanent: bool },
}

impl Trail {
    fn new(asked: Url) -> Self {
        let at = without_credentials(&asked);
        let visited = vec![at.clone()];
        Self { asked, at, visited, permanent: None, all_permanent: true, notices: Vec::new() }
    }

    fn follow(&mut self, location: &str, permanent: bool, max_redirects: usize) -> Result<(), FetchError> {
        let circles = "The publisher's server sends us in circles.";
        let next = self.at.join(location).map_err(|error| {
            let cause = format!("a redirect from {} to {location:?}, which is no address: {error}", self.at);
            FetchError::new(
                FetchFault::Theirs,
                "fetch.redirect_nowhere",
                cause,
                "The publisher's server sends us to an address that is none.",
            )
        })?;
        check_scheme(&next).map_err(|scheme| {
            let cause = format!("a redirect from {} to a {scheme} address", self.at);
            FetchError::new(
                FetchFault::Refused,
                "fetch.scheme_refused",
                cause,
                "The publisher's server sends us to an address that is not a web page.",
            )
        })?;
        let next = without_credentials(&next);
        if self.visited.contains(&next) {
            let cause = format!("a redirect loop: {} leads back to {next}", self.at);
            return Err(FetchError::new(FetchFault::Theirs, "fetch.redirect_loop", cause, circles));
        }
        if self.visited.len() > max_redirects {
            let cause = format!("more than {max_redirects} redirects, the last to {next}");
            return Err(FetchError::new(FetchFault::Theirs, "fetch.redirect_many", cause, circles));
        }
        if self.at.scheme() == "https" && next.scheme() == "http" {
            let text = format!("{} redirects to {next}, which is not encrypted", self.at);
            self.notices.push(Notice::new("fetch.downgraded", text));
        }
        self.all_permanent &= permanent;
        if self.all_permanent {
            self.permanent = Some(next.clone());
        }
        self.visited.push(next.clone());
        self.at = next;
        Ok(())
    }

    /// The address to send the next request to: with the credentials when it is their origin.
    fn request_url(&self) -> Url {
        self.with_credentials(&self.at)
    }

    fn permanent_url(&self) -> Option<String> {
        self.permanent.as_ref().map(|url| self.with_credentials(url).into())
    }

    fn with_credentials(&self, url: &Url) -> Url {
        let mut url = url.clone();
        if url.origin() == self.asked.origin() {
            url.set_username(self.asked.username()).expect("http addresses take a user name");
            url.set_password(self.asked.password()).expect("http addresses take a password");
        }
        url
    }
}

impl Inner {
    async fn follow(&self, request: &Request, trail: &mut Trail) -> Result<Fetched, FetchError> {
        let mut time_left = self.options.total_timeout;
        loop {
            let client = self.client_for(&trail.at)?;
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
        document.body = read_body(response, caps, idle_timeout).await?;
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
        let client = self.client_for(&url)?;
        let _slot = self.take_slot(&url).await?;
        let total = post.timeout.unwrap_or(self.options.total_timeout);
        let idle = post.timeout.unwrap_or(self.options.idle_timeout);
        let caps = self.caps(post.max_body_bytes);
        let mut headers = HeaderMap::with_capacity(4 + post.headers.len());
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(decode::ACCEPT_ENCODING));
        let content_type = [("content-type".to_owned(), post.content_type)];
        for (name, value) in content_type.into_iter().chain(post.headers) {
            let pair = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value));
            let (Ok(name), Ok(mut value)) = pair else {
                let cause = format!("the header {name:?} or its value cannot be sent");
                let message = "The address is not set up rightly.";
                return Err(FetchError::new(FetchFault::Ours, "fetch.header", cause, message));
            };
            value.set_sensitive(name == header::AUTHORIZATION);
            headers.insert(name, value);
        }
        let outgoing = client.post(url.clone()).headers(headers).body(post.body);
        let exchange = async {
            let response = self.send(outgoing, &url).await?;
            let answer = PostAnswer {
                status: response.status().as_u16(),
                content_type: text_of(response.headers(), header::CONTENT_TYPE),
                retry_after_s: headers::retry_after_s(response.headers(), SystemTime::now()),
                body: Vec::new(),
            };
            let body = read_body(response, caps, idle).await?;
            Ok(PostAnswer { body, ..answer })
        };
        let late = || FetchError::timeout(&format!("no complete answer within {} s", total.as_secs_f32()));
        timeout(total, exchange).await.unwrap_or_else(|_| Err(late()))
    }

    /// Judges the host of a hop as far as its text tells, and gives the connections it may use.
    fn client_for(&self, url: &Url) -> Result<&reqwest::Client, FetchError> {
        if let Some(allowed) = self.allowed.as_ref().filter(|_| self.allow.allows_url(url)) {
            return Ok(allowed);
        }
        let public = match url.host() {
            Some(Host::Domain(name)) => !address::is_localhost(name),
            Some(Host::Ipv4(ip)) => address::is_public(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => address::is_public(IpAddr::V6(ip)),
            None => false,
        };
        if public { Ok(&self.public) } else { Err(FetchError::address_refused(url.host_str().unwrap_or_default())) }
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

async fn read_body(mut response: Response, caps: Caps, idle: Duration) -> Result<Vec<u8>, FetchError> {
    let announced_bytes = response.content_length().unwrap_or(0);
    if announced_bytes > caps.body_bytes as u64 {
        let cause = format!("a body of {announced_bytes} bytes is announced; the cap is {}", caps.body_bytes);
        return Err(FetchError::too_large(cause));
    }
    let encodings: Vec<_> =
        response.headers().get_all(header::CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
    let broken = |error| FetchError::of_decoding(&error);
    let expected_bytes = usize::try_from(announced_bytes).unwrap_or(0);
    let mut decoder = Decoder::new(&encodings.join(","), caps.decompressed_bytes, expected_bytes).map_err(broken)?;
    let mut received_bytes = 0;
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
        decoder.push(&chunk).map_err(broken)?;
    }
}

fn status_error(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> FetchError {
    let reason = status.canonical_reason().unwrap_or_default();
    FetchError::of_status(status.as_u16(), reason, headers::retry_after_s(headers, now))
}

fn parse_url(text: &str) -> Result<Url, FetchError> {
    let wrong = |cause: String| {
        Err(FetchError::new(FetchFault::Ours, "fetch.address_unreadable", cause, "This is not an address on the web."))
    };
    if text.len() > MAX_URL_BYTES {
        return wrong(format!("an address of {} bytes", text.len()));
    }
    // The text itself stays out of the cause: it may hold credentials.
    let mut url = match Url::parse(text.trim()) {
        Ok(url) => url,
        Err(error) => return wrong(format!("not an address: {error}")),
    };
    if let Err(scheme) = check_scheme(&url) {
        return wrong(format!("only http and https are fetched, not {scheme}"));
    }
    url.set_fragment(None);
    Ok(url)
}

fn check_scheme(url: &Url) -> Result<(), String> {
    if matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(()) } else { Err(url.scheme().to_owned()) }
}

fn without_credentials(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url.set_username("").expect("http addresses take a user name");
    url.set_password(None).expect("http addresses take a password");
    url
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

/// Joins an error's chain of sources into one line.
fn full_text(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    text
}

fn built_in_roots() -> reqwest::Result<Vec<reqwest::Certificate>> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| reqwest::Certificate::from_der(root)).collect()
}

fn connect_with(resolver: GuardedResolver, options: &ClientOptions) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .dns_resolver(resolver)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .connect_timeout(options.connect_timeout)
        .pool_idle_timeout(options.pool_idle_timeout)
        .pool_max_idle_per_host(options.per_host)
        // Connections are short and watched by our own timeouts; the kernel's need four calls to set up.
        .tcp_keepalive(None)
        .tcp_keepalive_interval(None)
        .tcp_keepalive_retries(None)
        .tcp_user_timeout(None)
        .http1_max_headers(MAX_HEADERS)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http2_max_header_list_size(MAX_HTTP2_HEADER_BYTES)
}

/// How far a resolver's connections may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The public internet, and ranges that the owner allows.
    Public,
    /// Anywhere: the host is allowed by name.
    Anywhere,
}

/// Looks names up and gives only addresses that may be connected to. The connection is made to one of these and to
/// nothing else, so a name that changes its mind between check and use gains nothing.
#[derive(Clone, Debug)]
struct GuardedResolver {
    reach: Reach,
    allow: Arc<AllowList>,
    lookups: Arc<Semaphore>,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move { resolver.look_up(name.as_str()).await })
    }
}

impl GuardedResolver {
    async fn look_up(&self, name: &str) -> Result<Addrs, Box<dyn Error + Send + Sync>> {
        if address::is_localhost(name) {
            return match self.reach {
                Reach::Anywhere => Ok(Box::new(std::iter::once(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))))),
                Reach::Public => Err(Box::new(AddressRefused(name.to_owned()))),
            };
        }
        let permit = self.lookups.clone().acquire_owned().await?;
        let asked = name.to_owned();
        // The permit stays with the thread, which may outlive our patience.
        let lookup = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            (asked.as_str(), 0).to_socket_addrs()
        });
        let found = lookup.await?.map_err(|error| LookupFailed { name: name.to_owned(), error })?;
        let found: Vec<SocketAddr> = found.collect();
        let permitted: Vec<SocketAddr> = found.iter().copied().filter(|address| self.permits(address.ip())).collect();
        if permitted.is_empty() {
            let Some(first) = found.first() else {
                let error = std::io::Error::new(std::io::ErrorKind::NotFound, "no addresses");
                return Err(Box::new(LookupFailed { name: name.to_owned(), error }));
            };
            return Err(Box::new(AddressRefused(format!("{name} ({})", first.ip()))));
        }
        Ok(Box::new(permitted.into_iter()))
    }

    fn permits(&self, ip: IpAddr) -> bool {
        self.reach == Reach::Anywhere || self.allow.allows_resolved(ip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_that_gives_up_encryption_is_noted_and_takes_no_credentials_along() {
        let mut trail = Trail::new(Url::parse("https://ann:pw@gazette.example/feed").unwrap());
        trail.follow("/moved", true, 10).unwrap();
        assert_eq!(trail.request_url().as_str(), "https://ann:pw@gazette.example/moved");
        assert!(trail.notices.is_empty());
        trail.follow("http://gazette.example/moved", true, 10).unwrap();
        assert_eq!(trail.request_url().as_str(), "http://gazette.example/moved");
        assert_eq!(trail.notices[0].code, "fetch.downgraded");
        trail.follow("https://bob:own@other.example/", false, 10).unwrap();
        assert_eq!(trail.request_url().as_str(), "https://other.example/", "a redirect's own credentials are dropped");
        assert_eq!(trail.permanent_url().as_deref(), Some("http://gazette.example/moved"));
    }

    /// A bare container has no certificates; the client must start all the same.
    #[test]
    fn the_built_in_certificates_make_a_client() {
        let roots = built_in_roots().unwrap();
        assert!(roots.len() > 50);
        let resolver =
            GuardedResolver { reach: Reach::Public, allow: Arc::default(), lookups: Arc::new(Semaphore::new(1)) };
        connect_with(resolver, &ClientOptions::default()).tls_certs_only(roots).build().unwrap();
    }
}
