//! A question before something is done: what will happen, a button, and the way back.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session::FormToken;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

#[derive(Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// Its path is where the button sends to.
    pub frame: Frame,
    pub heading: String,
    pub detail: String,
    pub meaning: &'static str,
    pub token: String,
    pub action: &'static str,
    pub back: String,
}

impl Confirm {
    /// Renders it with this visitor's token.
    pub fn answer(mut self, site: &Site, visit: &Visit) -> Result<Response, PageError> {
        let token = FormToken::of(site, visit)?;
        self.token.clone_from(&token.token);
        let mut response = answer::html(StatusCode::OK, self.render()?);
        token.attach(site, &mut response);
        Ok(response)
    }
}
