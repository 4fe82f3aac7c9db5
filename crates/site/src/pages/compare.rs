//! How the publishers of a story differ.

use super::{Asked, id};
use crate::answer::{self, PageError};
use crate::cards::Story;
use crate::frame::Frame;
use crate::told::{Compared, ComparedView, Viewer};
use askama::Template;
use axum::response::Response;
use news::StoryId;
use store::Found;

/// So many of the newest articles are compared.
const COMPARED: i64 = 100;

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    frame: Frame,
    story: Story,
    compared: ComparedView,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, .. }: &Asked) -> Result<String, PageError> {
    let story_id: StoryId = id(key)?;
    let position = site.live.position();
    let card = match site.store.story(story_id).await? {
        Found::Here(card) => card,
        Found::Moved(target) => return Err(PageError::Moved(format!("/story/{target}/compare"))),
    };
    let cards = site.store.coverage(story_id, None, COMPARED).await?.into_iter().map(|row| row.card).collect();
    let compared = Compared::of(site, story_id, cards, visit.clock()).await?.view(Viewer::of(site, visit));
    let title = visit.tongue.compare_title(&card.headline);
    let mut frame = Frame::new(site, visit, &title, format!("/story/{story_id}/compare"))
        .current(card.section.as_deref().unwrap_or_default());
    frame.position = position;
    Ok(ComparePage { frame, story: Story::new(card, visit.clock()), compared }.render()?)
}
