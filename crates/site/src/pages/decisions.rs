//! The public log of what moderators decided: what, why, when and by which role, without names and without a removed
//! word. Here decisions are taken back, and here one appeals.

use super::confirm::Confirm;
use super::moderation::{ANSWER_CHARS_MAX, is_public, moderator};
use super::{Asked, cut, id};
use crate::answer::{self, PageError, Visit};
use crate::discussion::{self, About, body};
use crate::frame::{Frame, Markup};
use crate::time_words::{Clock, When};
use crate::tongue::Tongue;
use crate::{Site, session, words};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::comment::cleaned;
use news::{ReaderId, Subject};
use serde::Deserialize;
use std::collections::HashMap;
use store::{Decision, StoreError};

const DECISIONS: i64 = 50;

#[derive(Template)]
#[template(path = "decisions.html")]
struct Log {
    frame: Frame,
    decisions: Vec<DecisionView>,
    may_undo: bool,
    older: Option<String>,
}

pub struct DecisionView {
    pub id: i64,
    pub what: String,
    /// What the comment was on.
    pub about: Option<Markup>,
    pub why: String,
    pub by: String,
    pub when: When,
    /// Who took it back, and when.
    pub undone: Option<Markup>,
    /// What came of an appeal.
    pub appeal: Option<String>,
    pub may_appeal: bool,
}

impl DecisionView {
    pub fn new(decision: Decision, abouts: &HashMap<Subject, About>, viewer: Option<ReaderId>, clock: Clock) -> Self {
        let say = clock.tongue;
        let about = decision.subject.and_then(|subject| abouts.get(&subject));
        Self {
            id: decision.id,
            what: words::decision(&decision, say),
            about: about.map(|about| Markup::quiet_link(&about.path, &about.title)),
            by: say.decision_by(decision.by_role.as_str()),
            when: clock.when(decision.at),
            appeal: decision.appeal.as_ref().map(|appeal| words::appeal(appeal, say)),
            may_appeal: viewer.is_some() && decision.reader == viewer && may_appeal(&decision),
            undone: decision.undone.map(|(at, role)| say.decision_taken_back(role.as_str(), clock.when(at))),
            why: decision.why,
        }
    }
}

fn may_appeal(decision: &Decision) -> bool {
    is_public(decision) && decision.undone.is_none() && decision.appeal.is_none()
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let mut rows = site.store.public_decisions(paging.cursor()?, DECISIONS + 1).await?;
    let older = cut(&mut rows, DECISIONS, |row| row.id);
    let abouts = discussion::about(site, visit.tongue, rows.iter().filter_map(|row| row.subject)).await?;
    let viewer = visit.reader.as_ref().map(|reader| reader.id);
    let page = Log {
        frame: Frame::new(site, visit, visit.tongue.decisions_head(), "/moderation/log"),
        decisions: rows.into_iter().map(|row| DecisionView::new(row, &abouts, viewer, visit.clock())).collect(),
        may_undo: visit.moderator().is_ok(),
        older,
    };
    Ok(page.render()?)
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    words: String,
}

pub async fn ask_to_undo(State(site): State<Site>, visit: Visit, Path(decision): Path<String>) -> Response {
    let ask = async {
        visit.moderator()?;
        let decision = site.store.decision(id(&decision)?).await?;
        let path = format!("/moderation/{}/undo", decision.id);
        let page = Confirm {
            frame: Frame::new(&site, &visit, visit.tongue.decision_undo_head(), path).hidden_from_robots(),
            heading: visit.tongue.decision_undo_head().to_owned(),
            detail: format!("{} {}", words::decision(&decision, visit.tongue), decision.why),
            meaning: words::undoing(decision.kind)(visit.tongue),
            token: String::new(),
            action: visit.tongue.take_back(),
            back: "/moderation".to_owned(),
        };
        page.answer(&site, &visit)
    };
    answer::unkept(&site, &visit, ask).await
}

pub async fn undo(
    State(site): State<Site>,
    visit: Visit,
    Path(decision): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let undo = async {
        let by = moderator(visit.moderator()?);
        session::check_form_token(&site, &visit, &sent.token)?;
        match site.store.undo_decision(id(&decision)?, by, visit.now).await {
            Err(StoreError::Conflict(_)) => Err(PageError::BadRequest(Tongue::decision_cannot_undo)),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(answer::redirect(StatusCode::SEE_OTHER, "/moderation")),
        }
    };
    answer::unkept(&site, &visit, undo).await
}

#[derive(Template)]
#[template(path = "appeal.html")]
struct AppealPage {
    frame: Frame,
    token: String,
    what: String,
    why: String,
    text: Option<Markup>,
    words: String,
    problem: Option<&'static str>,
}

/// A decision about the visitor, who may still say something against it.
async fn own(site: &Site, visit: &Visit, decision: &str) -> Result<Decision, PageError> {
    let reader = visit.reader()?.id;
    let decision = site.store.decision(id(decision)?).await?;
    if decision.reader != Some(reader) {
        return Err(PageError::NotFound);
    }
    if !may_appeal(&decision) {
        return Err(PageError::BadRequest(Tongue::appeal_not_possible));
    }
    Ok(decision)
}

pub async fn ask_appeal(State(site): State<Site>, visit: Visit, Path(decision): Path<String>) -> Response {
    let ask = async {
        let decision = own(&site, &visit, &decision).await?;
        appeal_form(&site, &visit, &decision, StatusCode::OK, "", None)
    };
    answer::unkept(&site, &visit, ask).await
}

fn appeal_form(
    site: &Site,
    visit: &Visit,
    decision: &Decision,
    status: StatusCode,
    said: &str,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let path = format!("/moderation/{}/appeal", decision.id);
    let frame = Frame::new(site, visit, visit.tongue.appeal_head(), path).hidden_from_robots();
    let page = AppealPage {
        token: frame.form_token(),
        frame,
        what: words::decision(decision, visit.tongue),
        why: decision.why.clone(),
        text: Some(&decision.text).filter(|text| !text.is_empty()).map(|text| body(text)),
        words: said.to_owned(),
        problem,
    };
    Ok(answer::html(status, page.render()?))
}

pub async fn appeal(
    State(site): State<Site>,
    visit: Visit,
    Path(decision): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let appeal = async {
        let decision = own(&site, &visit, &decision).await?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let said = cleaned(&sent.words);
        if said.is_empty() || said.chars().count() > ANSWER_CHARS_MAX {
            let problem = Some(visit.tongue.appeal_length());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return appeal_form(&site, &visit, &decision, status, &sent.words, problem);
        }
        match site.store.appeal(decision.id, visit.reader()?.id, &said, visit.now).await {
            Err(StoreError::Conflict(_)) => Err(PageError::BadRequest(Tongue::appeal_already)),
            Err(error) => Err(error.into()),
            Ok(()) => {
                let text = visit.tongue.appeal_thanks();
                Ok(answer::html(
                    StatusCode::OK,
                    super::message::render(&site, &visit, visit.tongue.appeal_thanks_head(), text),
                ))
            }
        }
    };
    answer::unkept(&site, &visit, appeal).await
}
