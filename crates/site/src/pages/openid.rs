//! To the OpenID provider and back: to sign in, or to connect an account with who one is there.

use super::login::{self, Peer};
use super::{join::Registration, login_code, own_account};
use crate::answer::{self, NOTHING_ASKED, PageError, Visit};
use crate::frame::Frame;
use crate::openid::{Begun, Known, OpenIdJoin, Provider};
use crate::session::{self, FormToken};
use crate::tongue::{Message, Tongue};
use crate::{Site, feeds};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{ReaderId, Timestamp};
use serde::Deserialize;
use std::time::Instant;
use store::{NewIdentity, Reader, Role, StoreError, WayIn};

/// So long somebody may take at the provider's.
const AWAY_US: i64 = 15 * Timestamp::MINUTE;
/// A name that is taken gets a number.
const NAMESAKES_MAX: usize = 50;

const AWAY: Message = Tongue::openid_away;
const TOO_LONG: Message = Tongue::openid_too_long;
const TAKEN: Message = Tongue::openid_taken;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Came {
    to: String,
    code: String,
    state: String,
    error: String,
    iss: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    token: String,
    what: String,
    provider: String,
    subject: String,
}

fn provider(site: &Site) -> Result<&Provider, PageError> {
    site.openid.as_ref().ok_or(PageError::NotFound)
}

fn ceremony(state: &str) -> String {
    format!("openid {state}")
}

/// Leads to the provider, to sign in.
pub async fn begin_login(State(site): State<Site>, visit: Visit, peer: Peer, Query(came): Query<Came>) -> Response {
    let begin = async {
        provider(&site)?;
        match begin(&site, &visit, &peer, None, &came.to).await? {
            Some((page, browser)) => {
                let mut response = answer::redirect(StatusCode::SEE_OTHER, &page);
                browser.attach(&site, &mut response);
                Ok(response)
            }
            None => {
                login::login_form(&site, &visit, StatusCode::BAD_GATEWAY, "", &came.to, Some(AWAY(visit.tongue))).await
            }
        }
    };
    answer::unkept(&site, &visit, begin).await
}

/// None when the provider cannot be asked.
async fn begin(
    site: &Site,
    visit: &Visit,
    peer: &Peer,
    reader: Option<ReaderId>,
    next: &str,
) -> Result<Option<(String, FormToken)>, PageError> {
    let address = session::client_address(site, peer.as_deref(), &visit.headers);
    site.beginnings.attempt(address, &address.to_string(), Instant::now())?;
    let redirect = format!("{}/login/openid/return", feeds::home(site, visit));
    let (page, state, begun) = match provider(site)?.begin(redirect, next.to_owned()).await {
        Ok(begun) => begun,
        Err(error) => {
            tracing::warn!(error = &*error as &dyn std::error::Error, "the OpenID provider cannot be asked");
            return Ok(None);
        }
    };
    let browser = FormToken::of(site, visit)?;
    let kept = serde_json::to_vec(&begun).map_err(anyhow::Error::from)?;
    let key = browser.ceremony_key(&ceremony(&state));
    site.store.begin_ceremony(&key, reader, &kept, visit.now.plus_us(AWAY_US)).await?;
    Ok(Some((page.into(), browser)))
}

/// Where the provider leads back to.
pub async fn come_back(State(site): State<Site>, visit: Visit, peer: Peer, Query(came): Query<Came>) -> Response {
    let come_back = async {
        let provider = provider(&site)?;
        let address = session::client_address(&site, peer.as_deref(), &visit.headers);
        site.attempts.attempt(address, &format!("openid from {address}"), Instant::now())?;
        let key = FormToken::of(&site, &visit)?.ceremony_key(&ceremony(&came.state));
        let taken = site.store.take_ceremony(&key, visit.now).await?;
        let begun = taken.and_then(|(reader, kept)| Some((reader, serde_json::from_slice::<Begun>(&kept).ok()?)));
        let Some((connecting, begun)) = begun else { return refuse(&site, &visit, "", TOO_LONG).await };
        if !came.error.is_empty() {
            tracing::info!(error = came.error, "the OpenID provider lets somebody not in");
            return refuse(&site, &visit, &begun.next, Tongue::openid_not_let_in).await;
        }
        if !came.iss.is_empty() && came.iss != provider.options.issuer {
            tracing::warn!(iss = came.iss, "an answer that is another provider's");
            return refuse(&site, &visit, &begun.next, AWAY).await;
        }
        let known = provider.end(&begun, &came.code).await.inspect_err(|error| {
            tracing::warn!(error = &**error as &dyn std::error::Error, "the OpenID provider's answer does not hold");
        });
        let Ok(known) = known else { return refuse(&site, &visit, &begun.next, AWAY).await };
        match connecting {
            Some(reader) => connect(&site, &visit, reader, &known).await,
            None => {
                site.attempts.succeeded(address);
                sign_in(&site, &visit, &known, &begun.next).await
            }
        }
    };
    answer::unkept(&site, &visit, come_back).await
}

async fn refuse(site: &Site, visit: &Visit, next: &str, problem: Message) -> Result<Response, PageError> {
    match visit.reader {
        Some(_) => own_account::page(site, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem)).await,
        None => {
            login::login_form(site, visit, StatusCode::UNPROCESSABLE_ENTITY, "", next, Some(problem(visit.tongue)))
                .await
        }
    }
}

async fn sign_in(site: &Site, visit: &Visit, known: &Known, next: &str) -> Result<Response, PageError> {
    let issuer = &provider(site)?.options.issuer;
    let reader = match site.store.reader_by_identity(issuer, &known.subject, visit.now).await? {
        Some(reader) => reader,
        None if may_join(site).await? => make_account(site, visit, known).await?,
        None => {
            tracing::info!("sign-in by an unknown user of the OpenID provider refused");
            return refuse(site, visit, next, Tongue::openid_unknown).await;
        }
    };
    if reader.suspended.is_some() {
        return Err(login::SUSPENDED);
    }
    // What the provider gives it takes, too. The owner stays the owner.
    if let Some(role) = known.role.filter(|role| *role != reader.role && reader.role != Role::Owner) {
        site.store.set_role(reader.id, role).await?;
        site.sessions.forget_reader(reader.id);
        tracing::info!(reader.id = reader.id.0, role = role.as_str(), "role given by the OpenID provider");
    }
    login_code::ask_or_sign_in(site, visit, reader.id, WayIn::OpenId, next).await
}

async fn may_join(site: &Site) -> Result<bool, PageError> {
    Ok(match provider(site)?.options.join {
        OpenIdJoin::Always => true,
        OpenIdJoin::Never => false,
        OpenIdJoin::Registration => Registration::of(site).await? == Registration::Open,
    })
}

/// Never by e-mail, nor by name: who has the same name here may be somebody else.
async fn make_account(site: &Site, visit: &Visit, known: &Known) -> Result<Reader, PageError> {
    let issuer = &provider(site)?.options.issuer;
    let new = NewIdentity { provider: issuer, subject: &known.subject, label: &known.name };
    let name = if session::problem_with_name(&known.name).is_none() { known.name.as_str() } else { "reader" };
    for number in 1..=NAMESAKES_MAX {
        let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        match site.store.create_reader_of(&name, known.role.unwrap_or_default(), &new, visit.now).await {
            Ok(reader) => {
                tracing::info!(reader.id = reader.0, "account made for somebody known to the OpenID provider");
                return Ok(site.store.reader(reader).await?);
            }
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(PageError::Forbidden(Tongue::openid_namesakes))
}

async fn connect(site: &Site, visit: &Visit, reader: ReaderId, known: &Known) -> Result<Response, PageError> {
    // Begun by somebody who has signed out since, or is somebody else now.
    if visit.reader()?.id != reader {
        return refuse(site, visit, "", TOO_LONG).await;
    }
    let issuer = &provider(site)?.options.issuer;
    let new = NewIdentity { provider: issuer, subject: &known.subject, label: &known.name };
    match site.store.connect_identity(reader, &new, visit.now).await {
        Err(StoreError::Conflict(_)) => refuse(site, visit, "", TAKEN).await,
        done => {
            done?;
            tracing::info!(reader.id = reader.0, "account connected with the OpenID provider");
            Ok(answer::redirect(StatusCode::SEE_OTHER, "/account"))
        }
    }
}

#[derive(Template)]
#[template(path = "openid_connect.html")]
struct ConnectPage {
    frame: Frame,
    label: String,
    page: String,
}

/// Connects an account with the provider, or parts them. A form of ours cannot lead to another site, so that a link does
/// the last step.
pub async fn change(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let change = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let reader = visit.fresh_reader("/account")?;
        match sent.what.as_str() {
            "connect" => {
                let label = provider(&site)?.options.label.clone();
                let Some((page, _)) = begin(&site, &visit, &peer, Some(reader.id), "/account").await? else {
                    return refuse(&site, &visit, "", AWAY).await;
                };
                let frame = Frame::new(&site, &visit, visit.tongue.openid_connect_title(), "/account")
                    .current("account")
                    .hidden_from_robots();
                Ok(answer::html(StatusCode::OK, ConnectPage { frame, label, page }.render()?))
            }
            "part" => {
                let (account, others) = (site.store.reader(reader.id).await?, site.store.identities(reader.id).await?);
                let is_last = account.password_hash.is_empty() && others.len() < 2;
                if is_last && site.store.passkeys(reader.id).await?.is_empty() {
                    return refuse(&site, &visit, "", Tongue::openid_last_way).await;
                }
                site.store.part_identity(reader.id, &sent.provider, &sent.subject).await?;
                tracing::info!(reader.id = reader.id.0, "account parted from a provider");
                Ok(answer::redirect(StatusCode::SEE_OTHER, "/account"))
            }
            _ => Err(NOTHING_ASKED),
        }
    };
    answer::unkept(&site, &visit, change).await
}
