//! A section: its stories, most important first.

use super::Asked;
use super::live_now::{live_now, mark_live};
use crate::answer::{self, PageError};
use crate::cards::Story;
use crate::edition::EditionLine;
use crate::frame::{Frame, PageFeed};
use crate::hiding::{self, Hidden, Sifted};
use crate::reading;
use crate::words;
use askama::Template;
use axum::response::Response;

const STORIES: i64 = 24;

#[derive(Template)]
#[template(path = "stories.html")]
struct Section {
    frame: Frame,
    heading: &'static str,
    empty: &'static str,
    stories: Vec<Story>,
    hidden: Hidden,
    edition: EditionLine,
    older: Option<String>,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let (key, name) = words::section(key).ok_or(PageError::NotFound)?;
    let heading = name(visit.tongue);
    let filter = visit.preferences.edition.stories(Some(key));
    let cards = site.store.stories_front(&filter, paging.cursor()?, hiding::asked(visit, STORIES)).await?;
    let Sifted { shown, older, hidden } = hiding::stories(site, visit, cards, STORIES).await?;
    let mut stories = Story::list(shown, visit.clock());
    reading::mark(site, visit, stories.iter_mut().flat_map(Story::cards_mut)).await?;
    mark_live(&mut stories, &live_now(site, visit.clock()).await?);
    let path = format!("/section/{key}");
    let mut frame = Frame::new(site, visit, heading, &path).current(key);
    frame.feed = Some(PageFeed::of_list(heading, &path));
    let page = Section {
        frame,
        heading,
        empty: visit.tongue.section_empty(),
        stories,
        hidden,
        edition: EditionLine::of(visit),
        older,
    };
    Ok(page.render()?)
}
