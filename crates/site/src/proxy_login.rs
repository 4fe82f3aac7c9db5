//! Signing in by a reverse proxy that knows its users and names them in a header.
//!
//! Invariant: only a request that comes from a trusted proxy has the header by the time anything else looks at it. The
//! first page that a named visitor asks for opens a session, so that forms work as they do for everyone; the session
//! holds only together with the header.

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::frame::Frame;
use crate::session::{self, SignedIn};
use askama::Template;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use news::{ReaderId, Timestamp};
use std::net::SocketAddr;
use store::{NewIdentity, Reader, Role, StoreError, WayIn};

/// As whose identities the store keeps these.
pub(crate) const PROVIDER: &str = "proxy";

/// How trusted proxies say which reader a visitor is.
#[derive(Clone, Debug)]
pub struct ProxyLogin {
    /// The header with the name, like `remote-user`.
    pub header: HeaderName,
    /// What those seen for the first time become. Not the owner.
    pub role: Role,
    /// Who of them is the owner; empty when none.
    pub owner: String,
    /// Where one signs out of the proxy, as an address or a path; empty when nowhere.
    pub sign_out: String,
}

/// Takes the header from whom it is not to be believed, and opens the session of whom it names.
pub(crate) async fn admit(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let Some(login) = &site.options.proxy_login else { return next.run(request).await };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    if !peer.is_some_and(|peer| site.options.trusted_proxies.trusts(peer)) {
        request.headers_mut().remove(&login.header);
        return next.run(request).await;
    }
    let token = if wants_a_page(&request) { open_session(&site, request.headers()).await } else { None };
    if let Some(token) = &token {
        let cookie = format!("{}={token}", site.session_cookie());
        let value = HeaderValue::from_str(&cookie).expect("names and tokens are ASCII letters and digits");
        // First of all cookies, so that it is the one that counts.
        let others: Vec<HeaderValue> = request.headers().get_all(header::COOKIE).iter().cloned().collect();
        request.headers_mut().insert(header::COOKIE, value);
        for other in others {
            request.headers_mut().append(header::COOKIE, other);
        }
    }
    let mut response = next.run(request).await;
    if let Some(token) = token {
        session::set_session(&site, &mut response, &token);
    }
    response
}

/// A browser that shows pages; programs keep no cookies, and would open a session each time.
fn wants_a_page(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    *request.method() == Method::GET && accept.is_some_and(|accept| accept.contains("text/html"))
}

/// None when the visitor is not named, or has the session already.
async fn open_session(site: &Site, headers: &HeaderMap) -> Option<String> {
    let now = site.now();
    let named = reader_named(site, &named(site, headers)?, now).await?;
    let by_cookie = session::reader_of_session(site, headers, now).await;
    if by_cookie.is_some_and(|reader| reader.id == named.id) {
        return None;
    }
    match session::open_session(site, headers, named.id, WayIn::Proxy, now).await {
        Ok(token) => Some(token),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "no session for whom the proxy names");
            None
        }
    }
}

/// Whom the proxy names; [`admit`] has seen to it that a proxy does. Two names are none.
pub(crate) fn named(site: &Site, headers: &HeaderMap) -> Option<String> {
    let login = site.options.proxy_login.as_ref()?;
    let mut values = headers.get_all(&login.header).iter();
    let name = std::str::from_utf8(values.next()?.as_bytes()).ok()?.trim();
    let is_fine = values.next().is_none() && session::problem_with_name(name).is_none();
    is_fine.then(|| name.to_owned())
}

/// Finds the account of whom the proxy names, and makes it at first sight. None when there is none to be had: it is
/// suspended, or another account has the name.
pub(crate) async fn reader_named(site: &Site, name: &str, now: Timestamp) -> Option<SignedIn> {
    let key = session::hash(&format!("proxy {name}"));
    if let Some(known) = site.sessions.get(&key) {
        return Some(known);
    }
    match account_of(site, name, now).await {
        Ok(reader) => {
            let reader = reader.filter(|reader| reader.suspended.is_none())?;
            let signed_in = SignedIn::without_session(site, reader, now, WayIn::Proxy).await;
            site.sessions.put(key, signed_in.clone());
            Some(signed_in)
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "no account for whom the proxy names");
            None
        }
    }
}

async fn account_of(site: &Site, name: &str, now: Timestamp) -> Result<Option<Reader>, StoreError> {
    let Some(login) = &site.options.proxy_login else { return Ok(None) };
    let subject = name.to_lowercase();
    if let Some(reader) = site.store.reader_by_identity(PROVIDER, &subject, now).await? {
        return Ok(Some(reader));
    }
    let new = NewIdentity { provider: PROVIDER, subject: &subject, label: name };
    let is_owner = !login.owner.is_empty() && subject == login.owner.to_lowercase();
    let role = if is_owner { Role::Owner } else { login.role };
    if is_owner && let Some(owner) = site.store.owner().await? {
        site.store.connect_identity(owner.id, &new, now).await?;
        tracing::info!(reader.id = owner.id.0, "the proxy's user is the owner");
        return Ok(Some(owner));
    }
    match site.store.create_reader_of(name, role, &new, now).await {
        Ok(reader) => {
            tracing::info!(reader.id = reader.0, role = role.as_str(), "account made for a user of the proxy");
            Ok(Some(site.store.reader(reader).await?))
        }
        // Whose account it is, its password must say: somebody may have taken the name before.
        Err(StoreError::Conflict(_)) => site.store.reader_by_identity(PROVIDER, &subject, now).await,
        Err(error) => Err(error),
    }
}

/// Connects whom the proxy names with the account of that name, to which somebody has just signed in.
pub(crate) async fn connect(site: &Site, visit: &Visit, reader: ReaderId) -> Result<(), PageError> {
    let Some(name) = named(site, &visit.headers) else { return Ok(()) };
    let (subject, account) = (name.to_lowercase(), site.store.reader(reader).await?);
    if account.name.to_lowercase() != subject {
        return Ok(());
    }
    match site
        .store
        .connect_identity(reader, &NewIdentity { provider: PROVIDER, subject: &subject, label: &name }, visit.now)
        .await
    {
        Ok(()) => tracing::info!(reader.id = reader.0, "account connected with a user of the proxy"),
        Err(StoreError::Conflict(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "proxy_leaving.html")]
struct Leaving {
    frame: Frame,
    name: String,
    sign_out: String,
}

/// Where whom the proxy names signs out: not here.
pub(crate) fn leaving(site: &Site, visit: &Visit) -> Result<String, PageError> {
    let frame = Frame::new(site, visit, visit.tongue.logout(), "/logout").hidden_from_robots();
    let sign_out = site.options.proxy_login.as_ref().map_or_else(String::new, |login| login.sign_out.clone());
    Ok(Leaving { frame, name: visit.reader()?.name.clone(), sign_out }.render()?)
}
