//! What the keyboard does. The script shows the same list over any page.

use super::Asked;
use crate::answer;
use crate::frame::Frame;
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    frame: Frame,
}

pub async fn show(asked: Asked) -> Response {
    let make = async {
        Ok(KeysPage { frame: Frame::new(&asked.site, &asked.visit, asked.visit.tongue.keys_head(), "/keys") }
            .render()?)
    };
    answer::page(&asked.site, &asked.visit, make).await
}
