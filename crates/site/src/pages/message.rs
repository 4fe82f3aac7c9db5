//! A page that says one thing: an error, mostly.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::Response;

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    frame: Frame,
    heading: &'a str,
    text: &'a str,
}

/// Renders it; never fails, for there is nothing left to say then.
pub fn render(site: &Site, visit: &Visit, heading: &str, text: &str) -> String {
    let frame = Frame::new(site, visit, heading, "/").hidden_from_robots();
    Message { frame, heading, text }.render().unwrap_or_else(|_| text.to_owned())
}

pub async fn nothing_here(State(site): State<Site>, visit: Visit) -> Response {
    // An address with a slash too many is one of ours all the same.
    let (path, query) = visit.path_and_query.split_once('?').unwrap_or((&visit.path_and_query, ""));
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() < path.len() && trimmed.len() > 1 && !trimmed.starts_with("//") {
        let target = if query.is_empty() { trimmed.to_owned() } else { format!("{trimmed}?{query}") };
        return answer::redirect(StatusCode::PERMANENT_REDIRECT, &target);
    }
    answer::failure(&site, &visit, PageError::NotFound)
}

pub async fn wrong_method(State(site): State<Site>, visit: Visit) -> Response {
    let text = render(&site, &visit, visit.tongue.error_method_head(), visit.tongue.error_method());
    let mut response = answer::html(StatusCode::METHOD_NOT_ALLOWED, text);
    response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
    response
}
