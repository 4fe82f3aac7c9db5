//! A reader's second step: switched on with a code, its recovery codes, switched off.

use super::login::Peer;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session::{self, SignedIn};
use crate::time_words::ExactTime;
use crate::{Site, second_step};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::time::Instant;
use store::{SecondStep, StoreError};

const PATH: &str = "/account/second-step";
/// With fewer left one is told to make new ones.
const CODES_FEW: i64 = 3;

#[derive(Template)]
#[template(path = "second_step.html")]
struct SecondStepPage {
    frame: Frame,
    token: String,
    problem: Option<String>,
    stage: Stage,
}

enum Stage {
    Off,
    /// The secret waits for a code of the app.
    Begun {
        secret: String,
        address: String,
        qr_width: usize,
        qr_path: String,
    },
    On {
        since: ExactTime,
        recovery_codes: String,
        are_few: bool,
    },
    /// Recovery codes, shown this once.
    Codes {
        codes: Vec<String>,
    },
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    code: String,
    /// The password, or a code.
    #[serde(default)]
    proof: String,
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit, StatusCode::OK, None)).await
}

async fn page(site: &Site, visit: &Visit, status: StatusCode, problem: Option<String>) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let stage = match site.store.second_step(reader.id).await? {
        None => Stage::Off,
        Some(SecondStep { since: Some(since), recovery_codes, .. }) => {
            let are_few = recovery_codes < CODES_FEW;
            let recovery_codes = visit.tongue.recovery_codes_left(recovery_codes);
            Stage::On { since: visit.clock().exact(since), recovery_codes, are_few }
        }
        Some(begun) => {
            // Nobody but who signed in lately sees the secret.
            visit.fresh_reader(PATH)?;
            let address = second_step::app_address(&begun.secret, &site.face.title, &reader.name)?;
            let (qr_width, qr_path) = second_step::qr_path(&address)?;
            Stage::Begun { secret: second_step::in_groups(&begun.secret), address, qr_width, qr_path }
        }
    };
    render(site, visit, status, stage, problem)
}

fn render(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    stage: Stage,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let frame = Frame::new(site, visit, visit.tongue.second_step(), PATH).current("account").hidden_from_robots();
    let page = SecondStepPage { token: frame.form_token(), frame, problem, stage };
    Ok(answer::html(status, page.render()?))
}

pub async fn change(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let reader = visit.reader()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        match sent.what.as_str() {
            "begin" => {
                visit.fresh_reader(PATH)?;
                match site.store.begin_second_step(reader.id, &second_step::create_secret()?).await {
                    Ok(()) | Err(StoreError::Conflict(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            "give-up" => {
                let begun = site.store.second_step(reader.id).await?;
                if begun.is_some_and(|begun| begun.since.is_none()) {
                    site.store.end_second_step(reader.id).await?;
                }
            }
            "confirm" => return confirm(&site, &visit, &sent.code).await,
            "renew" | "end" => return change_with_proof(&site, &visit, &peer, sent).await,
            _ => return Err(answer::NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, PATH))
    };
    answer::unkept(&site, &visit, change).await
}

async fn confirm(site: &Site, visit: &Visit, code: &str) -> Result<Response, PageError> {
    let reader = visit.fresh_reader(PATH)?;
    let begun = site.store.second_step(reader.id).await?.filter(|step| step.since.is_none());
    let Some(begun) = begun else { return Ok(answer::redirect(StatusCode::SEE_OTHER, PATH)) };
    let Some(period) = second_step::period_of(&begun.secret, code, visit.now) else {
        let problem = visit.tongue.second_step_wrong_first();
        return page(site, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem.to_owned())).await;
    };
    let (codes, hashes) = second_step::create_recovery_codes()?;
    match site.store.confirm_second_step(reader.id, period, &hashes, visit.now).await {
        Err(StoreError::NotFound) => return Ok(answer::redirect(StatusCode::SEE_OTHER, PATH)),
        done => done?,
    }
    tracing::info!(reader.id = reader.id.0, "second step switched on");
    render(site, visit, StatusCode::OK, Stage::Codes { codes }, None)
}

/// Does what nobody may do who merely found a browser open.
async fn change_with_proof(site: &Site, visit: &Visit, peer: &Peer, sent: Sent) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let address = session::client_address(site, peer.as_deref(), &visit.headers);
    site.attempts.attempt(address, &reader.name, Instant::now())?;
    let step = site.store.second_step(reader.id).await?.filter(|step| step.since.is_some());
    let Some(step) = step else { return Ok(answer::redirect(StatusCode::SEE_OTHER, PATH)) };
    if let Some(problem) = problem_with_proof(site, visit, reader, &step, sent.proof).await? {
        return page(site, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem)).await;
    }
    if sent.what == "renew" {
        let (codes, hashes) = second_step::create_recovery_codes()?;
        site.store.renew_recovery_codes(reader.id, &hashes).await?;
        tracing::info!(reader.id = reader.id.0, "recovery codes renewed");
        return render(site, visit, StatusCode::OK, Stage::Codes { codes }, None);
    }
    site.store.end_second_step(reader.id).await?;
    tracing::info!(reader.id = reader.id.0, "second step switched off");
    Ok(answer::redirect(StatusCode::SEE_OTHER, PATH))
}

/// A code is told from a password by its form; one that is no code may still be a password of that form.
async fn problem_with_proof(
    site: &Site,
    visit: &Visit,
    reader: &SignedIn,
    step: &SecondStep,
    proof: String,
) -> Result<Option<String>, PageError> {
    let hash = site.store.reader(reader.id).await?.password_hash;
    if session::verify_password(site, proof.clone(), Some(hash)).await? {
        return Ok(None);
    }
    let verdict = second_step::take(site, reader.id, step, &proof, visit.now).await?;
    Ok(match verdict {
        second_step::Verdict::Wrong => Some(visit.tongue.second_step_wrong_proof().to_owned()),
        other => second_step::problem_with(other, visit.clock()),
    })
}
