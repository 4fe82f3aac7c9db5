//! Who is signed in; passwords, form tokens, the same-origin check, and the bound on guessing.
//!
//! The browser holds a random token in a cookie no script can read; the store holds its hash. A form carries a second
//! token derived from the cookie, so that another site can neither read nor guess it.

use crate::answer::{PageError, Visit};
use crate::preferences::Preferences;
use crate::tongue::{Message, Tongue};
use crate::{Site, answer, proxy_login};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use news::{ReaderId, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use store::{Deed, NewSession, Reader, Role, Store, WayIn};

/// The fewest characters of a password.
pub const PASSWORD_CHARS_MIN: usize = 10;
const PASSWORD_BYTES_MAX: usize = 512;
const NAME_CHARS_MAX: usize = 64;
const SESSION_US: i64 = 60 * Timestamp::DAY;
/// Nobody needs to know of more that waits for moderators.
const UNDECIDED_MAX: i64 = 99;
const SETUP_US: i64 = Timestamp::DAY;
/// How one signs in is changed by whom signed in this long ago at most.
const FRESH_US: i64 = Timestamp::HOUR;

/// A reader whose session holds.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub id: ReaderId,
    pub name: String,
    pub role: Role,
    /// Of what the site tells the reader; some seconds old.
    pub unread_notices: i64,
    /// What waits for moderators, for those who are; some seconds old.
    pub undecided: i64,
    pub preferences: Preferences,
    /// What the reader's rules hide.
    pub hides: Arc<[search::Query]>,
    /// When the session began.
    pub since: Timestamp,
    pub way: WayIn,
}

impl SignedIn {
    /// A reader who asks without a browser's session: a program, or the first request for which a proxy vouches. It is
    /// told of nothing, and sees pages as they are made.
    pub(crate) async fn without_session(site: &Site, reader: Reader, since: Timestamp, way: WayIn) -> Self {
        Self {
            hides: hidden_from(site, reader.id).await,
            id: reader.id,
            name: reader.name,
            role: reader.role,
            unread_notices: 0,
            undecided: 0,
            preferences: Preferences::default(),
            since,
            way,
        }
    }

    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        // The proxy vouches for its users each time anew.
        self.way == WayIn::Proxy || now.since_us(self.since) < FRESH_US
    }
}

/// Creates the secret of a one-time link, and what the store keeps of it.
pub(crate) fn create_secret() -> anyhow::Result<(String, [u8; 32])> {
    let secret = random_token()?;
    let key = hash(&secret);
    Ok((secret, key))
}

/// Creates the secret of a one-time setup link, good for a day: `BASE/setup/SECRET` creates the owner.
pub async fn create_setup_secret(store: &Store, now: Timestamp) -> anyhow::Result<String> {
    let secret = random_token()?;
    store.create_setup_token(&hash(&secret), now.plus_us(SETUP_US)).await?;
    Ok(secret)
}

/// Finds the reader behind a request: whom the proxy names, or else whose session it is.
pub(crate) async fn reader_of(site: &Site, headers: &HeaderMap, now: Timestamp) -> Option<SignedIn> {
    let by_cookie = reader_of_session(site, headers, now).await;
    let Some(name) = proxy_login::named(site, headers) else {
        // What a proxy began ends when the proxy no longer says so.
        return by_cookie.filter(|reader| reader.way != WayIn::Proxy);
    };
    match proxy_login::reader_named(site, &name, now).await {
        Some(named) => by_cookie.filter(|reader| reader.id == named.id).or(Some(named)),
        None => by_cookie.filter(|reader| reader.way != WayIn::Proxy),
    }
}

/// Finds the reader behind the request's cookie. A store that cannot answer leaves the visitor signed out.
pub(crate) async fn reader_of_session(site: &Site, headers: &HeaderMap, now: Timestamp) -> Option<SignedIn> {
    let token = cookie(headers, site.session_cookie())?;
    let key = hash(token);
    if let Some(known) = site.sessions.get(&key) {
        return Some(known);
    }
    match site.store.session(&key, now).await {
        Ok(session) => {
            let session = session?;
            let (reader, unread_notices) = (session.reader, session.unread_notices);
            let (since, way) = (session.created, session.way);
            let undecided = match reader.role {
                Role::Reader => 0,
                _ => site.store.count_undecided(UNDECIDED_MAX).await.unwrap_or_default(),
            };
            let preferences = Preferences::parse(&session.preferences);
            let hides = hidden_from(site, reader.id).await;
            let (id, name, role) = (reader.id, reader.name, reader.role);
            let reader = SignedIn { id, name, role, unread_notices, undecided, preferences, hides, since, way };
            site.sessions.put(key, reader.clone());
            Some(reader)
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "session unreadable");
            None
        }
    }
}

/// What a reader's rules hide. A store that cannot answer lets everything be seen, for some seconds.
async fn hidden_from(site: &Site, reader: ReaderId) -> Arc<[search::Query]> {
    let rules = site.store.rules(reader).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "rules unreadable");
        Vec::new()
    });
    let hides = rules.iter().filter(|rule| rule.deed == Deed::Hide).map(|rule| search::parse_query(&rule.query));
    hides.collect()
}

/// The way to sign in, and back to a page.
pub(crate) fn sign_in_path(page: &str) -> String {
    let to: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("/login?to={to}")
}

/// The path to go to next, as a form or an address names it: one of ours, or else the front page.
pub(crate) fn local_path(path: &str) -> &str {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours { path } else { "/" }
}

/// The hash under which the store keeps the visitor's session.
pub(crate) fn session_key(site: &Site, visit: &Visit) -> Option<[u8; 32]> {
    cookie(&visit.headers, site.session_cookie()).map(hash)
}

/// Opens a session and answers with the way to `next` and the cookie. The session that the visitor had ends.
pub(crate) async fn sign_in(
    site: &Site,
    visit: &Visit,
    reader: ReaderId,
    way: WayIn,
    next: &str,
) -> Result<Response, PageError> {
    if let Some(former) = session_key(site, visit) {
        site.sessions.forget(&former);
        site.store.close_session(&former).await?;
    }
    proxy_login::connect(site, visit, reader).await?;
    let token = open_session(site, &visit.headers, reader, way, visit.now).await?;
    let mut response = answer::redirect(StatusCode::SEE_OTHER, local_path(next));
    set_session(site, &mut response, &token);
    Ok(response)
}

/// Opens a session and gives its token.
pub(crate) async fn open_session(
    site: &Site,
    headers: &HeaderMap,
    reader: ReaderId,
    way: WayIn,
    now: Timestamp,
) -> Result<String, PageError> {
    let token = random_token()?;
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let agent: String = agent.chars().take(200).collect();
    let expires = now.plus_us(SESSION_US);
    let new = NewSession { token_hash: &hash(&token), reader, way, expires, user_agent: &agent };
    site.store.open_session(&new, now).await?;
    tracing::info!(reader.id = reader.0, way = way.as_str(), "signed in");
    Ok(token)
}

/// Gives the browser a session's token to keep.
pub(crate) fn set_session(site: &Site, response: &mut Response, token: &str) {
    set_cookie(site, response, site.session_cookie(), token, SESSION_US / Timestamp::SECOND);
}

/// Closes the visitor's session.
pub(crate) async fn sign_out(site: &Site, visit: &Visit) -> Result<Response, PageError> {
    if let Some(token) = cookie(&visit.headers, site.session_cookie()) {
        let key = hash(token);
        site.sessions.forget(&key);
        site.store.close_session(&key).await?;
    }
    let mut response = answer::redirect(StatusCode::SEE_OTHER, "/");
    set_cookie(site, &mut response, site.session_cookie(), "", 0);
    Ok(response)
}

/// Says what is wrong with a name or a password that shall be set; None when nothing is.
pub(crate) fn problem_with(name: &str, password: &str) -> Option<Message> {
    problem_with_name(name).or_else(|| problem_with_password(name, password))
}

/// The same for a name alone.
pub(crate) fn problem_with_name(name: &str) -> Option<Message> {
    let name_chars = name.chars().count();
    if name_chars == 0 || name_chars > NAME_CHARS_MAX || name.chars().any(char::is_control) {
        return Some(Tongue::problem_name_length);
    }
    if name.chars().any(is_unseen) {
        return Some(Tongue::problem_name_unseen);
    }
    None
}

fn problem_with_password(name: &str, password: &str) -> Option<Message> {
    if password.chars().count() < PASSWORD_CHARS_MIN {
        return Some(Tongue::problem_password_short);
    }
    if password.len() > PASSWORD_BYTES_MAX {
        return Some(Tongue::problem_password_long);
    }
    if password == name {
        return Some(Tongue::problem_password_name);
    }
    None
}

/// Spaces without width, soft hyphens, and marks of the direction of writing: with them two names look the same.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Hashes a password with Argon2id. Takes tens of milliseconds and 19 MB: one at a time, off the async threads.
pub(crate) async fn hash_password(site: &Site, password: String) -> Result<String, PageError> {
    let _turn = site.password_turns.acquire().await.map_err(anyhow::Error::from)?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    let hashed = hashed.await.map_err(anyhow::Error::from)?;
    Ok(hashed.map_err(|error| anyhow::anyhow!("password not hashed: {error}"))?)
}

/// Tells whether the password is the one. Without a hash it takes as long and says no, so that the time tells nobody
/// which names exist.
pub(crate) async fn verify_password(site: &Site, password: String, hash: Option<String>) -> Result<bool, PageError> {
    let Some(hash) = hash else {
        hash_password(site, password).await?;
        return Ok(false);
    };
    let _turn = site.password_turns.acquire().await.map_err(anyhow::Error::from)?;
    let verified = tokio::task::spawn_blocking(move || {
        PasswordVerifier::<str>::verify_password(&Argon2::default(), password.as_bytes(), &hash).is_ok()
    });
    Ok(verified.await.map_err(anyhow::Error::from)?)
}

/// The token of this visitor's forms, and the cookie to be set when the visitor has none yet.
pub(crate) struct FormToken {
    pub token: String,
    secret: String,
    is_new: bool,
}

impl FormToken {
    pub fn of(site: &Site, visit: &Visit) -> Result<Self, PageError> {
        match visitor_secret(site, &visit.headers) {
            Some(secret) => Ok(Self { token: form_token(secret), secret: secret.to_owned(), is_new: false }),
            None => Self::create(),
        }
    }

    /// One that no earlier page of a visitor without a session has had.
    pub fn renewed(site: &Site, visit: &Visit) -> Result<Self, PageError> {
        if cookie(&visit.headers, site.session_cookie()).is_some() { Self::of(site, visit) } else { Self::create() }
    }

    fn create() -> Result<Self, PageError> {
        let secret = random_token()?;
        Ok(Self { token: form_token(&secret), secret, is_new: true })
    }

    /// The key of a ceremony that this browser alone can end.
    pub fn ceremony_key(&self, what: &str) -> [u8; 32] {
        hash(&format!("{what} {}", self.secret))
    }

    pub fn attach(&self, site: &Site, response: &mut Response) {
        if self.is_new {
            set_cookie(site, response, site.form_cookie(), &self.secret, 86_400);
        }
    }
}

/// Refuses a form whose token is not this visitor's.
pub(crate) fn check_form_token(site: &Site, visit: &Visit, token: &str) -> Result<(), PageError> {
    let expected = visitor_secret(site, &visit.headers).map(form_token);
    match expected {
        Some(expected) if same_bytes(expected.as_bytes(), token.as_bytes()) => Ok(()),
        _ => Err(PageError::Forbidden(Tongue::error_old_form)),
    }
}

fn visitor_secret<'a>(site: &Site, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie(headers, site.session_cookie()).or_else(|| cookie(headers, site.form_cookie()))
}

fn form_token(secret: &str) -> String {
    hex(&hash(&format!("form {secret}")))
}

/// Compares in a time that does not tell where two texts differ.
pub(crate) fn same_bytes(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differences, (a, b)| differences | (a ^ b)) == 0
}

pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn random_token() -> anyhow::Result<String> {
    Ok(hex(&random_bytes::<32>()?))
}

pub(crate) fn random_bytes<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness from the system: {error}"))?;
    Ok(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads what [`hex`] wrote.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pairs = (0..text.len()).step_by(2).filter(|_| digits);
    let bytes: Vec<u8> = pairs.filter_map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect();
    (!bytes.is_empty()).then_some(bytes)
}

pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut values = pairs.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    values.find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

pub(crate) fn set_cookie(site: &Site, response: &mut Response, name: &str, value: &str, max_age_s: i64) {
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
    let text = HeaderValue::from_str(&text).expect("names and tokens are ASCII letters and digits");
    response.headers_mut().append(header::SET_COOKIE, text);
}

/// Refuses a request that may change something unless it comes from a page of this site, or from no page at all.
pub(crate) async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
        || is_same_origin(&site, request.headers())
    {
        return next.run(request).await;
    }
    tracing::info!(http.path = request.uri().path(), "cross-origin request refused");
    answer::plain(StatusCode::FORBIDDEN, answer::asked_tongue(&site, request.headers()).error_other_site())
}

/// Sec-Fetch-Site where the browser sends it; Origin against the host otherwise. A client that sends neither is no
/// browser, and has no cookies but its own.
fn is_same_origin(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(relation) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(relation, "same-origin" | "none");
    }
    if !headers.contains_key(header::ORIGIN) {
        return true;
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    if site.face.base_url.as_deref() == Some(origin) {
        return true;
    }
    let bare = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    bare.is_some() && bare == text(header::HOST)
}

/// The address that counts attempts: the peer's, or what a trusted proxy says of it.
pub(crate) fn client_address(site: &Site, peer: Option<&ConnectInfo<SocketAddr>>, headers: &HeaderMap) -> IpAddr {
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    site.options.trusted_proxies.client(peer, headers)
}

/// The bucket of a name, and how much it holds.
fn by_name(name: &str) -> (String, f64) {
    let name: String = name.to_lowercase().chars().take(NAME_CHARS_MAX).collect();
    (format!("n {name}"), NAME_ATTEMPTS)
}

/// Bounds guessing: so many attempts at once for an address and for a name, then one every so often.
pub struct AttemptLimiter {
    address_attempts: f64,
    refill: Duration,
    buckets: Mutex<HashMap<String, Bucket>>,
}

impl Default for AttemptLimiter {
    fn default() -> Self {
        Self::new(ADDRESS_ATTEMPTS, REFILL)
    }
}

struct Bucket {
    attempts: f64,
    since: Instant,
}

const ADDRESS_ATTEMPTS: f64 = 10.0;
/// A name has more, so that guessing from many addresses does not lock its owner out at once.
const NAME_ATTEMPTS: f64 = 30.0;
const REFILL: Duration = Duration::from_secs(60);
const BUCKETS_MAX: usize = 10_000;

impl AttemptLimiter {
    fn new(address_attempts: f64, refill: Duration) -> Self {
        Self { address_attempts, refill, buckets: Mutex::default() }
    }

    /// For what a page begins by itself each time it is opened.
    pub fn of_beginnings() -> Self {
        Self::new(NAME_ATTEMPTS, REFILL / 6)
    }

    /// For questions, which each take a part of a second of the machine: some at once, then ten a minute.
    pub fn of_questions() -> Self {
        Self::new(NAME_ATTEMPTS, REFILL / 10)
    }

    /// Counts an attempt; refuses it when there were too many.
    pub fn attempt(&self, address: IpAddr, name: &str, now: Instant) -> Result<(), PageError> {
        self.count(&[(format!("a {}", network(address)), self.address_attempts), by_name(name)], now)
    }

    /// Counts an attempt of somebody who is known, from wherever it comes; refuses it when there were too many.
    pub fn attempt_of(&self, name: &str, now: Instant) -> Result<(), PageError> {
        self.count(&[by_name(name)], now)
    }

    fn count(&self, keys: &[(String, f64)], now: Instant) -> Result<(), PageError> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS_MAX {
            buckets.retain(|_, bucket| bucket.level(now, self.refill) > 0.0);
            if buckets.len() >= BUCKETS_MAX {
                return Err(PageError::TooMany { retry_after_s: self.refill.as_secs() });
            }
        }
        for (key, most) in keys {
            let bucket = buckets.entry(key.clone()).or_insert(Bucket { attempts: 0.0, since: now });
            bucket.attempts = bucket.level(now, self.refill);
            bucket.since = now;
            if bucket.attempts + 1.0 > *most {
                return Err(PageError::TooMany { retry_after_s: self.refill.as_secs() });
            }
            bucket.attempts += 1.0;
        }
        Ok(())
    }

    /// Forgets the attempts of an address that has signed in.
    pub fn succeeded(&self, address: IpAddr) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.remove(&format!("a {}", network(address)));
    }
}

impl Bucket {
    fn level(&self, now: Instant, refill: Duration) -> f64 {
        (self.attempts - now.saturating_duration_since(self.since).as_secs_f64() / refill.as_secs_f64()).max(0.0)
    }
}

/// A household has a /64 of IPv6 to itself.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

/// Sessions seen in the last seconds, so that a page view does not ask the store who it is each time. A session closed
/// by another process is noticed within [`SESSION_KEPT`].
#[derive(Default)]
pub struct SessionCache(Mutex<HashMap<[u8; 32], (SignedIn, Instant)>>);

const SESSION_KEPT: Duration = Duration::from_secs(10);
const SESSIONS_MAX: usize = 2_000;

impl SessionCache {
    pub(crate) fn get(&self, key: &[u8; 32]) -> Option<SignedIn> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.get(key).filter(|(_, seen)| seen.elapsed() < SESSION_KEPT).map(|(reader, _)| reader.clone())
    }

    pub(crate) fn put(&self, key: [u8; 32], reader: SignedIn) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= SESSIONS_MAX {
            sessions.clear();
        }
        sessions.insert(key, (reader, Instant::now()));
    }

    /// Forgets all sessions of a reader: asked again, the store says what has become of them.
    pub(crate) fn forget_reader(&self, reader: ReaderId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, (known, _)| known.id != reader);
    }

    fn forget(&self, key: &[u8; 32]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_bounded_by_address_and_by_name() {
        let limiter = AttemptLimiter::default();
        let start = Instant::now();
        let address = |last: u8| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
        for _ in 0..10 {
            limiter.attempt(address(1), "ann", start).unwrap();
        }
        assert!(limiter.attempt(address(1), "bob", start).is_err());
        assert!(limiter.attempt(address(1), "bob", start + Duration::from_secs(61)).is_ok());
        for last in 2..22 {
            limiter.attempt(address(last), "Ann", start).unwrap();
        }
        assert!(limiter.attempt(address(99), "ann", start).is_err());
        assert!(limiter.attempt(address(99), "cem", start).is_ok());
    }

    #[test]
    fn the_next_page_is_one_of_ours() {
        let check = |path: &str, expected: &str| assert_eq!(local_path(path), expected, "{path}");
        check("/saved?after=1_2", "/saved?after=1_2");
        check("//evil.example/", "/");
        check("/\\evil.example/", "/");
        check("https://evil.example/", "/");
        check("/a\r\nset-cookie: x", "/");
        check("", "/");
    }

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1; dateline=xyz; b="))]);
        assert_eq!(cookie(&headers, "dateline"), Some("xyz"));
        assert_eq!(cookie(&headers, "b"), None);
        assert_eq!(cookie(&headers, "date"), None);
    }

    #[test]
    fn a_weak_password_is_refused_with_a_reason() {
        let check = |name: &str, password: &str, is_fine: bool| {
            assert_eq!(problem_with(name, password).is_none(), is_fine, "{name} {password}");
        };
        check("ann", "correct horse", true);
        check("ann", "short", false);
        check("", "correct horse", false);
        check("ann\n", "correct horse", false);
        check("an\u{200b}n", "correct horse", false);
        check("\u{202e}nna", "correct horse", false);
        check("Жанна 安", "correct horse", true);
        check("annannannann", "annannannann", false);
        check("ann", &"x".repeat(600), false);
    }
}
