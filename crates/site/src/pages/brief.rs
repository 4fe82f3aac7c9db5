//! The day in short: the stories that matter most, each told by a few sentences of its publishers.

use super::Asked;
use crate::answer::{self, PageError};
use crate::cards::Story;
use crate::frame::Frame;
use crate::told::{CitedView, Told};
use crate::{Site, answer::Visit, hiding};
use askama::Template;
use axum::response::Response;
use news::Timestamp;
use store::StoryCard;

const STORIES: usize = 10;
/// So many of the highest ranked are looked at for stories of the day: what ranks high is young.
const ASKED: i64 = 30;
const SENTENCES: usize = 2;
const DAY_US: i64 = Timestamp::DAY;
/// So many of a story's newest articles are read, as for its own page.
const READ: i64 = 200;

#[derive(Template)]
#[template(path = "brief.html")]
struct BriefPage {
    frame: Frame,
    stories: Vec<InShort>,
}

struct InShort {
    story: Story,
    /// Empty where one article alone tells it: its standfirst stands for it.
    sentences: Vec<CitedView>,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, .. }: &Asked) -> Result<String, PageError> {
    let position = site.live.position();
    let edition = visit.preferences.edition;
    let cards = site.store.stories_front(&edition.stories(None), None, hiding::asked(visit, ASKED)).await?;
    let mut shown = hiding::stories(site, visit, cards, ASKED).await?.shown;
    shown.retain(|card| card.last >= visit.now.plus_us(-DAY_US));
    shown.truncate(STORIES);
    let mut stories = Vec::with_capacity(shown.len());
    for card in shown {
        stories.push(in_short(site, visit, card).await?);
    }
    let mut frame = Frame::new(site, visit, visit.tongue.brief_head(), "/brief").described(visit.tongue.brief_note());
    frame.position = position;
    Ok(BriefPage { frame, stories }.render()?)
}

async fn in_short(site: &Site, visit: &Visit, card: StoryCard) -> Result<InShort, PageError> {
    let mut sentences = Vec::new();
    if card.article_count > card.copy_count + 1 {
        let coverage = site.store.coverage(card.id, None, READ).await?.into_iter().map(|row| row.card).collect();
        let told = Told::of(site, card.id, coverage, card.lead.lang, visit.clock()).await?;
        sentences = told.in_short(visit.clock());
        sentences.truncate(SENTENCES);
    }
    Ok(InShort { story: Story::new(card, visit.clock()), sentences })
}
