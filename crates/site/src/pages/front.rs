//! The front page: the stories that matter most, what is live, what came in last.

use super::{Asked, cut};
use crate::Site;
use crate::answer::{self, PageError};
use crate::cards::{Card, Story, Telling};
use crate::frame::Frame;
use crate::time_words::When;
use askama::Template;
use axum::response::Response;
use news::Timestamp;
use store::{HashtagView, PostPage, RiverFilter, StoryCard, StoryFilter};

const STORIES: i64 = 26;
const SECOND: usize = 6;
const LATEST: usize = 10;
/// Copies are folded: so many are asked for to show [`LATEST`].
const LATEST_ASKED: i64 = 16;
const LIVE: i64 = 4;
const TRENDING: i64 = 12;
/// A live blog without a post for so long is live no more.
const SILENT_US: i64 = Timestamp::DAY;

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

/// A live blog on the strip, with its newest post.
struct LiveNow {
    card: Card,
    post: String,
    when: When,
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
    let (live, trending) = if is_first {
        let since = visit.now.plus_us(-2 * Timestamp::DAY);
        (live_now(site, visit.now).await?, site.store.trending_hashtags(since, TRENDING).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let mut stories = Story::list(cards, visit.now).into_iter();
    let mut frame = Frame::new(site, visit, "", "/").current("front");
    frame.watches_news = is_first;
    frame.position = position;
    let page = Front {
        frame,
        live,
        lead: stories.next(),
        second: stories.by_ref().take(SECOND).collect(),
        rest: stories.collect(),
        latest: Telling::list(latest, visit.now).into_iter().take(LATEST).collect(),
        trending,
        older,
    };
    Ok(page.render()?)
}

/// Lists the live blogs that are still written.
async fn live_now(site: &Site, now: Timestamp) -> Result<Vec<LiveNow>, PageError> {
    let mut live = Vec::new();
    for card in site.store.live_blogs(LIVE).await? {
        let newest = site.store.posts(card.id, PostPage::Latest, 1).await?.pop();
        let at = newest.as_ref().and_then(|row| row.post.published).unwrap_or(card.published);
        if now.since_us(at) < SILENT_US {
            let post = newest.map_or_else(String::new, |row| row.post.title);
            live.push(LiveNow { post, when: When { at, now }, card: Card::new(card, now) });
        }
    }
    Ok(live)
}
