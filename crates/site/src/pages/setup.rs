//! The first start: the one-time link of the terminal creates the owner.

use super::login::{Account, Credentials, Peer, form};
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::tongue::{Message, Tongue};
use crate::{Site, session};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::time::Instant;
use store::{StoreError, WayIn};

const OVER: PageError = PageError::Gone(Tongue::setup_over);
const EXPIRED: PageError = PageError::Gone(Tongue::setup_expired);

pub async fn ask(State(site): State<Site>, visit: Visit, Path(secret): Path<String>) -> Response {
    let ask = async {
        if site.store.any_reader().await? {
            return Err(OVER);
        }
        setup_form(&site, &visit, &secret, StatusCode::OK, "", None)
    };
    answer::unkept(&site, &visit, ask).await
}

fn setup_form(
    site: &Site,
    visit: &Visit,
    secret: &str,
    status: StatusCode,
    name: &str,
    problem: Option<Message>,
) -> Result<Response, PageError> {
    let path = format!("/setup/{}", super::publisher::in_path(secret));
    let page = Account {
        heading: visit.tongue.setup_head(),
        note: visit.tongue.setup_note().to_owned(),
        ..Account::of_a_new_reader(
            Frame::new(site, visit, visit.tongue.setup_head(), path),
            visit.tongue.setup_begin(),
            name,
            problem.map(|problem| problem(visit.tongue)),
        )
    };
    form(site, visit, status, page)
}

pub async fn create(
    State(site): State<Site>,
    visit: Visit,
    Path(secret): Path<String>,
    peer: Peer,
    Form(sent): Form<Credentials>,
) -> Response {
    let create = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let address = session::client_address(&site, peer.as_deref(), &visit.headers);
        site.attempts.attempt(address, "setup", Instant::now())?;
        if site.store.any_reader().await? {
            return Err(OVER);
        }
        let name = sent.name.trim();
        if let Some(problem) = session::problem_with(name, &sent.password) {
            return setup_form(&site, &visit, &secret, StatusCode::UNPROCESSABLE_ENTITY, name, Some(problem));
        }
        // The link is spent last, so that a mistake in the form does not cost it.
        let password_hash = session::hash_password(&site, sent.password).await?;
        if !site.store.take_setup_token(&session::hash(&secret), visit.now).await? {
            return Err(EXPIRED);
        }
        let owner = match site.store.create_owner(name, &password_hash, visit.now).await {
            Ok(owner) => owner,
            Err(StoreError::Conflict(_)) => return Err(OVER),
            Err(error) => return Err(error.into()),
        };
        tracing::info!("owner created");
        session::sign_in(&site, &visit, owner, WayIn::Password, "/").await
    };
    answer::unkept(&site, &visit, create).await
}
