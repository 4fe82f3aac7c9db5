//! Passkeys: added, named and removed on a reader's account; one of them signs in.

use super::login::{self, Peer};
use super::own_account;
use crate::answer::{self, NOTHING_ASKED, PageError, Policy, Visit};
use crate::passkeys::{Answer, HANDLE_BYTES, Party, Unusable};
use crate::session::{self, FormToken};
use crate::tongue::{Message, Tongue};
use crate::{Site, words};
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use news::Timestamp;
use serde::Deserialize;
use std::time::Instant;
use store::{NewPasskey, PASSKEYS_MAX, StoreError, WayIn};

const ADDING: &str = "passkey to be added";
const SIGNING_IN: &str = "passkey to sign in with";
/// As long as the browser is given to answer.
const ANSWER_US: i64 = 5 * Timestamp::MINUTE;
const NAME_CHARS_MAX: usize = 60;

const NO_PARTY: PageError = PageError::BadRequest(Tongue::passkeys_no_https);

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    passkey: String,
    #[serde(default)]
    name: String,
    /// What the browser made, as JSON.
    #[serde(default)]
    credential: String,
    #[serde(default)]
    to: String,
}

pub async fn begin_adding(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let begin = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let reader = visit.fresh_reader("/account")?;
        bound(&site, &visit, &peer)?;
        let party = Party::of(&site, &visit).map_err(|_| NO_PARTY)?;
        let handle = site.store.passkey_handle(reader.id, &session::random_bytes::<HANDLE_BYTES>()?).await?;
        let known = site.store.passkeys(reader.id).await?;
        let challenge = party.ask_to_make(&handle, &reader.name, &known)?;
        let key = FormToken::of(&site, &visit)?.ceremony_key(ADDING);
        let expires = visit.now.plus_us(ANSWER_US);
        site.store.begin_ceremony(&key, Some(reader.id), &challenge.state, expires).await?;
        Ok(answer::bytes("application/json", Policy::Never, challenge.asked.to_string()))
    };
    answer::unkept(&site, &visit, begin).await
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let reader = visit.fresh_reader("/account")?;
        match sent.what.as_str() {
            "add" => return add(&site, &visit, &sent).await,
            "rename" => {
                let name = name_of(&sent.name, &visit);
                site.store.rename_passkey(reader.id, super::id(&sent.passkey)?, &name).await?;
            }
            "remove" => {
                let passkey: i64 = super::id(&sent.passkey)?;
                site.store.remove_passkey(reader.id, passkey).await?;
                tracing::info!(reader.id = reader.id.0, passkey.id = passkey, "passkey removed");
            }
            _ => return Err(NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/account"))
    };
    answer::unkept(&site, &visit, change).await
}

async fn add(site: &Site, visit: &Visit, sent: &Sent) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let refused = |problem: Message| own_account::page(site, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem));
    let party = Party::of(site, visit).map_err(|_| NO_PARTY)?;
    let key = FormToken::of(site, visit)?.ceremony_key(ADDING);
    let begun = site.store.take_ceremony(&key, visit.now).await?;
    let Some((_, state)) = begun.filter(|(begun_by, _)| *begun_by == Some(reader.id)) else {
        return refused(Tongue::passkeys_too_late).await;
    };
    let made = party.take_made(&state, &sent.credential).inspect_err(|error| {
        tracing::info!(reader.id = reader.id.0, error = &**error as &dyn std::error::Error, "passkey not taken");
    });
    let Ok(made) = made else {
        return refused(Tongue::passkeys_unusable).await;
    };
    let name = name_of(&sent.name, visit);
    let new = NewPasskey {
        credential_id: &made.credential_id,
        name: &name,
        public_key: &made.public_key,
        counter: &made.counter,
    };
    match site.store.add_passkey(reader.id, &new, visit.now).await {
        Err(StoreError::Conflict(_)) => {
            const _: () = assert!(PASSKEYS_MAX == 20, "said in `passkeys-too-many`");
            refused(Tongue::passkeys_too_many).await
        }
        done => {
            done?;
            tracing::info!(reader.id = reader.id.0, "passkey added");
            Ok(answer::redirect(StatusCode::SEE_OTHER, "/account"))
        }
    }
}

/// The name a reader gives, or that of the browser at hand.
fn name_of(given: &str, visit: &Visit) -> String {
    let name: String = given.trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect();
    if !name.is_empty() {
        return name;
    }
    let agent = visit.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    words::browser(agent.unwrap_or_default(), visit.tongue)
}

pub async fn begin_login(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let begin = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        bound(&site, &visit, &peer)?;
        let challenge = Party::of(&site, &visit).map_err(|_| NO_PARTY)?.ask_for_any()?;
        let key = FormToken::of(&site, &visit)?.ceremony_key(SIGNING_IN);
        site.store.begin_ceremony(&key, None, &challenge.state, visit.now.plus_us(ANSWER_US)).await?;
        Ok(answer::bytes("application/json", Policy::Never, challenge.asked.to_string()))
    };
    answer::unkept(&site, &visit, begin).await
}

/// Each beginning writes a row: nobody shall write many.
fn bound(site: &Site, visit: &Visit, peer: &Peer) -> Result<(), PageError> {
    let address = session::client_address(site, peer.as_deref(), &visit.headers);
    site.beginnings.attempt(address, &address.to_string(), Instant::now())
}

pub async fn enter(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let enter = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        let address = session::client_address(&site, peer.as_deref(), &visit.headers);
        site.attempts.attempt(address, &format!("passkey from {address}"), Instant::now())?;
        let refused =
            |problem| login::login_form(&site, &visit, StatusCode::UNPROCESSABLE_ENTITY, "", &sent.to, Some(problem));
        let party = Party::of(&site, &visit).map_err(|_| NO_PARTY)?;
        let key = FormToken::of(&site, &visit)?.ceremony_key(SIGNING_IN);
        let Some((_, state)) = site.store.take_ceremony(&key, visit.now).await? else {
            return refused(visit.tongue.passkey_too_late()).await;
        };
        let Ok(answer) = Answer::read(&sent.credential) else {
            return refused(visit.tongue.passkey_no_answer()).await;
        };
        let Some((passkey, handle)) = site.store.passkey_by_credential(answer.credential_id()).await? else {
            tracing::info!("sign-in by an unknown passkey refused");
            return refused(visit.tongue.passkey_unknown()).await;
        };
        let reader = site.store.reader(passkey.reader).await?;
        let counter = party.take_use(&state, &answer, &passkey, &handle).inspect_err(|error| {
            let error = &**error as &dyn std::error::Error;
            tracing::warn!(reader.id = reader.id.0, passkey.id = passkey.id, error, "sign-in by passkey refused");
        });
        let Ok(counter) = counter else {
            return refused(visit.tongue.passkey_wrong()).await;
        };
        if reader.suspended.is_some() {
            return Err(login::SUSPENDED);
        }
        if !site.store.use_passkey(&passkey, &counter, visit.now).await? {
            return refused(visit.tongue.passkey_twice()).await;
        }
        site.attempts.succeeded(address);
        session::sign_in(&site, &visit, reader.id, WayIn::Passkey, &sent.to).await
    };
    answer::unkept(&site, &visit, enter).await
}

/// Why passkeys cannot be used at the address at hand, in words; empty when they can.
pub(super) fn why_not(site: &Site, visit: &Visit) -> String {
    match Party::of(site, visit) {
        Ok(_) => String::new(),
        Err(Unusable::OnlyAt(address)) => visit.tongue.passkeys_only_at(&address),
        Err(Unusable::NoHttps) => visit.tongue.passkeys_nowhere().to_owned(),
    }
}
