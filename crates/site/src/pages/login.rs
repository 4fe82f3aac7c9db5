//! Signing in and out.

use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::passkeys::Party;
use crate::session::{self, FormToken};
use crate::tongue::Tongue;
use crate::{Site, proxy_login};
use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::net::SocketAddr;
use std::time::Instant;
use store::WayIn;

/// Said to those alone who have shown that the account is theirs.
pub(super) const SUSPENDED: PageError = PageError::Forbidden(Tongue::login_suspended);

/// A form of somebody's name, mostly with a password.
#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct Account {
    pub frame: Frame,
    pub heading: &'static str,
    pub note: String,
    pub problem: Option<&'static str>,
    pub token: String,
    pub name: String,
    pub asks_password: bool,
    pub sets_password: bool,
    pub action: &'static str,
    /// Where it leads afterwards; empty for the front page.
    pub next: String,
    /// Another page for those who are wrong here: its path, and what the link says.
    pub elsewhere: Option<(String, &'static str)>,
    /// Whether a passkey does as well.
    pub takes_passkeys: bool,
    /// What the OpenID provider is called, where there is one; then `next` is encoded for the address of its button.
    pub openid: Option<(String, String)>,
}

impl Account {
    /// A form that asks for nothing but to be sent; what else it asks for is filled in beside `..`.
    pub fn new(frame: Frame, action: &'static str) -> Self {
        Self {
            frame: frame.hidden_from_robots(),
            heading: action,
            note: String::new(),
            problem: None,
            token: String::new(),
            name: String::new(),
            asks_password: false,
            sets_password: false,
            action,
            next: String::new(),
            elsewhere: None,
            takes_passkeys: false,
            openid: None,
        }
    }

    /// A form in which a new reader chooses name and password; `problem` is what was wrong with the last ones.
    pub fn of_a_new_reader(frame: Frame, action: &'static str, name: &str, problem: Option<&'static str>) -> Self {
        Self { name: name.to_owned(), asks_password: true, sets_password: true, problem, ..Self::new(frame, action) }
    }
}

/// What a form of this page sends.
#[derive(Deserialize)]
pub struct Credentials {
    #[serde(default)]
    pub(super) token: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) password: String,
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
pub struct Came {
    #[serde(default)]
    to: String,
    /// Not empty when one is signed in, for too long.
    #[serde(default)]
    again: String,
}

/// The peer's address, where the server knows it.
pub type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

pub async fn ask(State(site): State<Site>, visit: Visit, Query(came): Query<Came>) -> Response {
    let ask = async {
        let known = visit.reader.as_ref().filter(|_| !came.again.is_empty());
        let problem = known.map(|_| visit.tongue.login_again());
        let name = known.map_or("", |reader| reader.name.as_str());
        login_form(&site, &visit, StatusCode::OK, name, &came.to, problem).await
    };
    answer::unkept(&site, &visit, ask).await
}

pub(super) async fn login_form(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    name: &str,
    next: &str,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let is_open = super::join::Registration::of(site).await? == super::join::Registration::Open;
    let next = if next.is_empty() { "" } else { session::local_path(next) };
    let page = Account {
        note: match proxy_login::named(site, &visit.headers) {
            Some(known) if visit.reader.is_none() => visit.tongue.proxy_known(&known),
            _ if next.is_empty() => String::new(),
            _ => visit.tongue.login_note().to_owned(),
        },
        problem,
        name: name.to_owned(),
        asks_password: true,
        next: next.to_owned(),
        elsewhere: is_open.then(|| ("/join".to_owned(), visit.tongue.join_head())),
        takes_passkeys: Party::of(site, visit).is_ok(),
        openid: site.openid.as_ref().map(|provider| {
            let to: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            (provider.options.label.clone(), to)
        }),
        ..Account::new(Frame::new(site, visit, visit.tongue.sign_in(), "/login"), visit.tongue.sign_in())
    };
    form(site, visit, status, page)
}

/// Renders a form with this visitor's token.
pub(super) fn form(site: &Site, visit: &Visit, status: StatusCode, page: Account) -> Result<Response, PageError> {
    let token = FormToken::of(site, visit)?;
    let page = Account { token: token.token.clone(), ..page };
    let mut response = answer::html(status, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

pub async fn enter(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Credentials>) -> Response {
    let enter = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let address = session::client_address(&site, peer.as_deref(), &visit.headers);
        let name = sent.name.trim();
        site.attempts.attempt(address, name, Instant::now())?;
        let reader = site.store.reader_by_name(name).await?;
        let hash = reader.as_ref().map(|reader| reader.password_hash.clone());
        let is_known = session::verify_password(&site, sent.password, hash).await?;
        match reader.filter(|_| is_known) {
            Some(reader) if reader.suspended.is_some() => Err(SUSPENDED),
            Some(reader) => {
                site.attempts.succeeded(address);
                super::login_code::ask_or_sign_in(&site, &visit, reader.id, WayIn::Password, &sent.to).await
            }
            None => {
                tracing::info!("sign-in refused");
                let problem = Some(visit.tongue.login_wrong());
                login_form(&site, &visit, StatusCode::UNPROCESSABLE_ENTITY, name, &sent.to, problem).await
            }
        }
    };
    answer::unkept(&site, &visit, enter).await
}

pub async fn ask_to_leave(State(site): State<Site>, visit: Visit) -> Response {
    let ask = async {
        let Some(reader) = &visit.reader else { return Ok(answer::redirect(StatusCode::SEE_OTHER, "/")) };
        if reader.way == WayIn::Proxy {
            return Ok(answer::html(StatusCode::OK, proxy_login::leaving(&site, &visit)?));
        }
        let page = Account {
            note: visit.tongue.logout_as(&reader.name),
            ..Account::new(Frame::new(&site, &visit, visit.tongue.logout(), "/logout"), visit.tongue.logout())
        };
        form(&site, &visit, StatusCode::OK, page)
    };
    answer::unkept(&site, &visit, ask).await
}

pub async fn leave(State(site): State<Site>, visit: Visit, Form(sent): Form<Credentials>) -> Response {
    let leave = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        session::sign_out(&site, &visit).await
    };
    answer::unkept(&site, &visit, leave).await
}
