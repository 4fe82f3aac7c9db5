//! Signing in and out.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session::{self, FormToken};
use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::net::SocketAddr;
use std::time::Instant;

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
}

/// The peer's address, where the server knows it.
pub type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

pub async fn ask(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, async { login_form(&site, &visit, StatusCode::OK, "", None) }).await
}

fn login_form(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    name: &str,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let page = Account {
        frame: Frame::new(site, visit, "Sign in", "/login").hidden_from_robots(),
        heading: "Sign in",
        note: String::new(),
        problem,
        token: String::new(),
        name: name.to_owned(),
        asks_password: true,
        sets_password: false,
        action: "Sign in",
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
            Some(reader) => {
                site.attempts.succeeded(address);
                session::sign_in(&site, &visit, reader.id).await
            }
            None => {
                tracing::info!("sign-in refused");
                let problem = Some("The name or the password is not right.");
                login_form(&site, &visit, StatusCode::UNPROCESSABLE_ENTITY, name, problem)
            }
        }
    };
    answer::unkept(&site, &visit, enter).await
}

pub async fn ask_to_leave(State(site): State<Site>, visit: Visit) -> Response {
    let ask = async {
        let Some(reader) = &visit.reader else { return Ok(answer::redirect(StatusCode::SEE_OTHER, "/")) };
        let page = Account {
            frame: Frame::new(&site, &visit, "Sign out", "/logout").hidden_from_robots(),
            heading: "Sign out",
            note: format!("You are signed in as {}.", reader.name),
            problem: None,
            token: String::new(),
            name: String::new(),
            asks_password: false,
            sets_password: false,
            action: "Sign out",
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
