//! The ways to sign in beside the password: where their pages are, and the part of a reader's account that lists them.

use super::{login_code, second_step};
use crate::answer::PageError;
use crate::time_words::ExactTime;
use crate::{Site, words};
use axum::Router;
use axum::routing::get;
use news::ReaderId;

/// The routes of all of them.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/account/second-step", get(second_step::show).post(second_step::change))
        .route("/login/code", get(login_code::ask).post(login_code::enter))
}

/// The view model of `ways_in.html`.
pub(super) struct WaysIn {
    /// Since when a second step is asked for.
    pub second_step: Option<ExactTime>,
    pub recovery_codes: String,
}

impl WaysIn {
    pub async fn of(site: &Site, reader: ReaderId) -> Result<Self, PageError> {
        let step = site.store.second_step(reader).await?;
        Ok(Self {
            second_step: step.as_ref().and_then(|step| step.since).map(ExactTime),
            recovery_codes: words::recovery_codes(step.map_or(0, |step| step.recovery_codes)),
        })
    }
}
