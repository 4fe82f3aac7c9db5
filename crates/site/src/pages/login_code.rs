//! The second step of signing in: after the password, or the OpenID provider, a code.

use super::login::Peer;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session::{self, FormToken};
use crate::{Site, second_step};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{ReaderId, Timestamp};
use serde::Deserialize;
use std::time::Instant;
use store::WayIn;

const CEREMONY: &str = "code";
/// After the password, this long is left for the code.
const CODE_US: i64 = 10 * Timestamp::MINUTE;

#[derive(Template)]
#[template(path = "login_code.html")]
struct CodePage {
    frame: Frame,
    token: String,
    problem: Option<String>,
    next: String,
}

#[derive(Deserialize)]
pub struct Came {
    #[serde(default)]
    to: String,
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    to: String,
}

/// Signs in who has shown who they are, or asks for the second step first.
pub(super) async fn ask_or_sign_in(
    site: &Site,
    visit: &Visit,
    reader: ReaderId,
    way: WayIn,
    next: &str,
) -> Result<Response, PageError> {
    if site.store.second_step(reader).await?.is_none_or(|step| step.since.is_none()) {
        return session::sign_in(site, visit, reader, way, next).await;
    }
    let browser = FormToken::renewed(site, visit)?;
    let expires = visit.now.plus_us(CODE_US);
    site.store.begin_ceremony(&browser.ceremony_key(CEREMONY), Some(reader), way.as_str().as_bytes(), expires).await?;
    let mut response = answer::redirect(StatusCode::SEE_OTHER, &path("/login/code", next));
    browser.attach(site, &mut response);
    Ok(response)
}

fn path(page: &str, next: &str) -> String {
    let to: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    if to.is_empty() { page.to_owned() } else { format!("{page}?to={to}") }
}

pub async fn ask(State(site): State<Site>, visit: Visit, Query(came): Query<Came>) -> Response {
    let ask = async {
        let key = FormToken::of(&site, &visit)?.ceremony_key(CEREMONY);
        if site.store.ceremony(&key, visit.now).await?.is_none() {
            return Ok(answer::redirect(StatusCode::SEE_OTHER, &path("/login", &came.to)));
        }
        code_form(&site, &visit, StatusCode::OK, &came.to, None)
    };
    answer::unkept(&site, &visit, ask).await
}

fn code_form(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    next: &str,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let browser = FormToken::of(site, visit)?;
    let frame = Frame::new(site, visit, visit.tongue.second_step(), "/login/code").hidden_from_robots();
    let next = if next.is_empty() { "" } else { session::local_path(next) };
    let page = CodePage { frame, token: browser.token.clone(), problem, next: next.to_owned() };
    Ok(answer::html(status, page.render()?))
}

pub async fn enter(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let enter = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let key = FormToken::of(&site, &visit)?.ceremony_key(CEREMONY);
        let Some((Some(reader), way)) = site.store.ceremony(&key, visit.now).await? else {
            return Ok(answer::redirect(StatusCode::SEE_OTHER, &path("/login", &sent.to)));
        };
        let address = session::client_address(&site, peer.as_deref(), &visit.headers);
        site.attempts.attempt(address, &format!("code of {reader}"), Instant::now())?;
        // Switched off meanwhile, by its reader elsewhere or by the owner: the password was right.
        if let Some(step) = site.store.second_step(reader).await?.filter(|step| step.since.is_some()) {
            let verdict = second_step::take(&site, reader, &step, &sent.code, visit.now).await?;
            if let Some(problem) = second_step::problem_with(verdict, visit.clock()) {
                return code_form(&site, &visit, StatusCode::UNPROCESSABLE_ENTITY, &sent.to, Some(problem));
            }
        }
        site.store.take_ceremony(&key, visit.now).await?;
        site.attempts.succeeded(address);
        let way = std::str::from_utf8(&way).ok().and_then(WayIn::parse).unwrap_or_default();
        session::sign_in(&site, &visit, reader, way.and_code(), &sent.to).await
    };
    answer::unkept(&site, &visit, enter).await
}
