//! What readers report of what models wrote, and how they rate the models: for the owner.

use super::kept::JudgedView;
use super::{Asked, cut, id};
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::{Site, session};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::{ModelRating, StoreError};

const REPORTS: i64 = 10;

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    frame: Frame,
    ratings: Vec<ModelRating>,
    reports: Vec<Report>,
    token: String,
    older: Option<String>,
}

struct Report {
    /// Who sent it; None when the account is gone.
    reader: Option<String>,
    what: String,
    writing: JudgedView,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    visit.owner()?;
    let mut rows = site.store.reported_writings(paging.cursor()?, REPORTS + 1).await?;
    let older = cut(&mut rows, REPORTS, |writing| writing.id);
    let mut reports = Vec::new();
    for row in &rows {
        let reader = match site.store.reader(row.reader).await {
            Ok(reader) => Some(reader.name),
            Err(StoreError::NotFound) => None,
            Err(error) => return Err(error.into()),
        };
        let what = row.report.clone().unwrap_or_default();
        reports.push(Report { reader, what, writing: JudgedView::of(row, visit) });
    }
    let page = ReportsPage {
        frame: Frame::new(site, visit, visit.tongue.reports_head(), "/desk/reports")
            .current("desk")
            .hidden_from_robots(),
        ratings: site.store.model_ratings().await?,
        reports,
        token: session::FormToken::of(site, visit)?.token,
        older,
    };
    Ok(page.render()?)
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    writing: String,
    #[serde(default)]
    what: String,
}

/// Settles a report: what was written stays, or goes and is written anew for whoever asks next.
pub async fn settle(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let deed = async {
        visit.owner()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let removes = match sent.what.as_str() {
            "settle" => false,
            "remove" => true,
            _ => return Err(answer::NOTHING_ASKED),
        };
        site.store.settle_report(id(&sent.writing)?, removes, visit.now).await?;
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/desk/reports"))
    };
    answer::unkept(&site, &visit, deed).await
}
