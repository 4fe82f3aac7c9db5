//! The front page: the stories that matter most, what is live, what came in last.

use super::live_now::{LiveNow, live_now, mark_live};
use super::{Asked, cut};
use crate::answer::{self, PageError};
use crate::cards::{Story, Telling};
use crate::frame::Frame;
use askama::Template;
use axum::response::Response;
use news::Timestamp;
use store::{HashtagView, RiverFilter, StoryCard, StoryFilter};

const STORIES: i64 = 26;
const SECOND: usize = 6;
const LATEST: usize = 10;
/// Copies are folded: so many are asked for to show [`LATEST`].
const LATEST_ASKED: i64 = 16;
const TRENDING: i64 = 12;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    live: Vec<LiveNow>,
    lead: Option<Story>,
    second: Vec<Story>,
    rest: Vec<Story>,
    latest: Vec<Telling>,
    trending: Vec<HashtagView>,
    older: Option<String>,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let after = paging.cursor()?;
    let is_first = after.is_none();
    // Before the queries: what comes in meanwhile is announced rather than missed.
    let position = site.live.position();
    let mut cards = site.store.stories_front(&StoryFilter::default(), after, STORIES + 1).await?;
    let older = cut(&mut cards, STORIES, StoryCard::cursor);
    let latest = site.store.river(&RiverFilter::default(), None, LATEST_ASKED).await?;
    let live = live_now(site, visit.now).await?;
    let since = visit.now.plus_us(-2 * Timestamp::DAY);
    let trending = if is_first { site.store.trending_hashtags(since, TRENDING).await? } else { Vec::new() };
    let mut stories = Story::list(cards, visit.now);
    mark_live(&mut stories, &live);
    let mut stories = stories.into_iter();
    let mut frame = Frame::new(site, visit, "", "/").current("front");
    frame.watches_news = is_first;
    frame.position = position;
    let page = Front {
        frame,
        live: if is_first { live } else { Vec::new() },
        lead: stories.next(),
        second: stories.by_ref().take(SECOND).collect(),
        rest: stories.collect(),
        latest: Telling::list(latest, visit.now).into_iter().take(LATEST).collect(),
        trending,
        older,
    };
    Ok(page.render()?)
}
