//! A reader's own account: the password, and where it is signed in.

use super::login::Peer;
use super::ways_in::WaysIn;
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session;
use crate::time_words::{ExactTime, When};
use crate::tongue::{Message, Tongue};
use crate::words;
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::time::Instant;

const SESSIONS: i64 = 50;

#[derive(Template)]
#[template(path = "own_account.html")]
struct OwnAccount {
    frame: Frame,
    note: String,
    token: String,
    problem: Option<&'static str>,
    sessions: Vec<SessionView>,
    ways: WaysIn,
}

struct SessionView {
    /// Names it in forms. Whoever knows it cannot sign in with it.
    key: String,
    browser: String,
    is_this: bool,
    way: &'static str,
    since: ExactTime,
    seen: When,
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    session: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit, StatusCode::OK, None)).await
}

pub(super) async fn page(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    problem: Option<Message>,
) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let own = session::session_key(site, visit).unwrap_or_default();
    let frame = Frame::new(site, visit, &reader.name, "/account").current("account").hidden_from_robots();
    let sessions = site.store.sessions(reader.id, visit.now, SESSIONS).await?;
    let sessions = sessions.into_iter().map(|session| SessionView {
        key: session::hex(&session.token_hash),
        browser: words::browser(&session.user_agent, visit.tongue),
        is_this: session.token_hash == own,
        way: words::way_in(session.way)(visit.tongue),
        since: visit.clock().exact(session.created),
        seen: visit.clock().when(session.seen),
    });
    let page = OwnAccount {
        note: visit.tongue.account_role(reader.role.as_str()),
        token: frame.form_token(),
        frame,
        problem: problem.map(|problem| problem(visit.tongue)),
        sessions: sessions.collect(),
        ways: WaysIn::of(site, visit, reader.id).await?,
    };
    Ok(answer::html(status, page.render()?))
}

pub async fn change(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let reader = visit.reader()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        match sent.what.as_str() {
            "end" => {
                let key = session::from_hex(&sent.session).ok_or(PageError::BadRequest(Tongue::account_no_session))?;
                site.store.close_session_of(reader.id, &key).await?;
            }
            "end-others" => {
                let own = session::session_key(&site, &visit).unwrap_or_default();
                site.store.close_other_sessions(reader.id, &own).await?;
            }
            "password" => return change_password(&site, &visit, &peer, sent).await,
            _ => return Err(answer::NOTHING_ASKED),
        }
        site.sessions.forget_reader(reader.id);
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/account"))
    };
    answer::unkept(&site, &visit, change).await
}

/// Every session ends with the old password, and this one begins anew.
async fn change_password(site: &Site, visit: &Visit, peer: &Peer, sent: Sent) -> Result<Response, PageError> {
    let signed_in = visit.reader()?;
    let address = session::client_address(site, peer.as_deref(), &visit.headers);
    site.attempts.attempt(address, &signed_in.name, Instant::now())?;
    let reader = site.store.reader(signed_in.id).await?;
    let refused = |problem: Message| page(site, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem));
    if reader.password_hash.is_empty() {
        visit.fresh_reader("/account")?;
    } else if !session::verify_password(site, sent.password, Some(reader.password_hash)).await? {
        return refused(Tongue::account_wrong_present_password).await;
    }
    if let Some(problem) = session::problem_with(&reader.name, &sent.new_password) {
        return refused(problem).await;
    }
    let password_hash = session::hash_password(site, sent.new_password).await?;
    site.store.set_password(reader.id, &password_hash).await?;
    site.sessions.forget_reader(reader.id);
    tracing::info!(reader.id = reader.id.0, "password changed");
    session::sign_in(site, visit, reader.id, signed_in.way, "/account").await
}
