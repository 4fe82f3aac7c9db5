//! The front page: the stories that matter most, what is live, what came in last.

use super::{Paging, cut};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::cards::{Card, Story};
use crate::frame::Frame;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use news::Timestamp;
use store::{HashtagView, RiverFilter, StoryCard, StoryFilter};

const STORIES: i64 = 26;
const SECOND: usize = 6;
const LATEST: i64 = 10;
const LIVE: i64 = 4;
const TRENDING: i64 = 12;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    live: Vec<Card>,
    lead: Option<Story>,
    second: Vec<Story>,
    rest: Vec<Story>,
    latest: Vec<Card>,
    trending: Vec<HashtagView>,
    older: Option<String>,
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(paging): Query<Paging>) -> Response {
    answer::page(&site, &visit, make(&site, &visit, &paging)).await
}

async fn make(site: &Site, visit: &Visit, paging: &Paging) -> Result<String, PageError> {
    let after = paging.cursor()?;
    let is_first = after.is_none();
    // Before the queries: what comes in meanwhile is announced rather than missed.
    let position = site.live.position();
    let mut cards = site.store.stories_front(&StoryFilter::default(), after, STORIES + 1).await?;
    let older = cut(&mut cards, STORIES, StoryCard::cursor);
    let latest = site.store.river(&RiverFilter::default(), None, LATEST).await?;
    let (live, trending) = if is_first {
        let since = visit.now.plus_us(-2 * Timestamp::DAY);
        (site.store.live_blogs(LIVE).await?, site.store.trending_hashtags(since, TRENDING).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    // A live blog that has been silent for a day is live no more.
    let live = live.into_iter().filter(|card| visit.now.since_us(card.published) < 2 * Timestamp::DAY).collect();
    let mut stories = Story::list(cards, visit.now).into_iter();
    let mut frame = Frame::new(site, visit, "", "/").current("front");
    frame.watches_news = is_first;
    frame.position = position;
    let page = Front {
        frame,
        live: Card::list(live, visit.now),
        lead: stories.next(),
        second: stories.by_ref().take(SECOND).collect(),
        rest: stories.collect(),
        latest: Card::list(latest, visit.now),
        trending,
        older,
    };
    Ok(page.render()?)
}
