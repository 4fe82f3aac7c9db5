//! What the site does so that nobody is kept out: its statement of conformance.

use super::Asked;
use crate::answer;
use crate::frame::{Frame, Markup};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
    done: [Markup; 5],
}

pub async fn show(asked: Asked) -> Response {
    let say = asked.visit.tongue;
    let page = AccessibilityPage {
        frame: Frame::new(&asked.site, &asked.visit, say.accessibility_head(), "/accessibility"),
        done: [
            Markup::text(say.accessibility_plain()),
            Markup::text(say.accessibility_marked()),
            Markup::text(say.accessibility_fingers()),
            Markup::text(say.accessibility_still()),
            say.accessibility_choose(Markup::quiet_link("/settings", say.settings_head())),
        ],
    };
    answer::page(&asked.site, &asked.visit, async { Ok(page.render()?) }).await
}
