//! A story: who tells it, since when, and why each article belongs.

use super::follows::FollowButton;
use super::live_now::{live_now, mark_live};
use super::person::{self, Speaking};
use super::written::Panel;
use super::{Asked, cut, id};
use crate::answer::{self, PageError};
use crate::cards::{Card, Story};
use crate::discussion::Discussion;
use crate::frame::Frame;
use crate::time_words::Clock;
use crate::told::{ARTICLES_READ, CitedView, EventView, Looked, Told, Viewer};
use crate::written::About;
use crate::{reading, words};
use askama::Template;
use axum::response::Response;
use news::{ArticleId, Lang, StoryId, Subject, Timestamp};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::{ArticleCard, CoverageRow, FollowKind, Found, HashtagRef, PublisherRef, Related};

const ROWS: i64 = 100;
const HASHTAGS: usize = 10;
const RELATED: usize = 6;
/// The newest articles with quotes in which speakers are looked for.
const QUOTED: i64 = 24;

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    frame: Frame,
    story: Story,
    looked: Looked,
    in_short: Vec<CitedView>,
    /// What a model may be asked.
    panel: Option<Panel>,
    groups: Vec<ToldBy>,
    events: Vec<EventView>,
    hashtags: Vec<HashtagRef>,
    speakers: Vec<Speaking>,
    related: Vec<RelatedStory>,
    follow: Option<FollowButton>,
    discussion: Discussion,
    may_correct: bool,
    /// After how long it was last taken up again, if it ever rested.
    rested: Option<String>,
    older: Option<String>,
}

/// An article of another story, with why a reader may want it next.
struct RelatedStory {
    card: Card,
    href: String,
    why: String,
}

/// What one publisher tells of a story, newest first.
struct ToldBy {
    publisher: PublisherRef,
    rows: Vec<Row>,
}

/// One article with its near-copies folded under it.
struct Row {
    card: Card,
    shows_standfirst: bool,
    why: String,
    copies: Vec<Card>,
}

impl Row {
    fn publishers_of_copies(&self) -> i64 {
        let publishers: HashSet<_> = self.copies.iter().map(|copy| copy.publisher.id).collect();
        publishers.len() as i64
    }
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let story_id: StoryId = id(key)?;
    let after = paging.cursor()?;
    let position = site.live.position();
    let card = match site.store.story(story_id).await? {
        Found::Here(card) => card,
        Found::Moved(target) => return Err(PageError::Moved(format!("/story/{target}"))),
    };
    let (mut coverage, hashtags, said) = tokio::try_join!(
        site.store.coverage(story_id, after, ROWS + 1),
        site.store.story_hashtags(story_id, HASHTAGS),
        site.store.story_quotes(story_id, None, QUOTED),
    )?;
    let related = site.store.article_with_neighbours(card.lead.id, 0, RELATED).await?.related;
    // The pages further on are for those who look for an article.
    let (looked, told) = if after.is_none() {
        let all = match coverage.len() as i64 > ROWS {
            true => site.store.coverage(story_id, None, ARTICLES_READ).await?,
            false => coverage.clone(),
        };
        let cards: Vec<ArticleCard> = all.into_iter().map(|row| row.card).collect();
        let looked = Looked::at(site, visit, story_id, &cards, card.lead.lang).await?;
        (looked, Told::of(site, story_id, Timestamp(i64::MAX), cards, card.lead.lang, visit.clock()).await?)
    } else {
        (Looked::default(), Arc::default())
    };
    let older = cut(&mut coverage, ROWS, |row| row.card.cursor());
    let lead = card.lead.id;
    let mut frame = Frame::new(site, visit, &card.headline, format!("/story/{story_id}"))
        .current(card.section.as_deref().unwrap_or_default())
        .described(&card.lead.standfirst);
    frame.position = position;
    let discussion = Discussion::begin(site, visit, &mut frame, Subject::Story(story_id), card.comment_count).await?;
    let resumed = coverage.iter().find(|row| row.reason.kind == "resumed");
    let rested = resumed
        .and_then(|row| row.reason.minutes_apart)
        .map(|minutes| visit.tongue.story_rested(words::rested_days(minutes)));
    let mut groups = by_publisher(coverage, lead, visit.clock());
    reading::mark(site, visit, groups.iter_mut().flat_map(|group| &mut group.rows).map(|row| &mut row.card)).await?;
    let last = card.last;
    let mut story = Story::new(card, visit.clock());
    mark_live(std::slice::from_mut(&mut story), &live_now(site, visit.clock()).await?);
    let page = StoryPage {
        follow: FollowButton::of(site, visit, &frame, FollowKind::Story, story_id.to_string()).await?,
        frame,
        story,
        looked,
        panel: Panel::of(site, visit, About::Story(story_id), Lang::UNKNOWN, last).await?,
        in_short: told.in_short(Viewer::of(site, visit)),
        groups,
        events: told.events(Viewer::of(site, visit)),
        hashtags,
        speakers: person::speakers(said, visit.clock()),
        related: related.into_iter().map(|related| related_story(related, visit.clock())).collect(),
        discussion,
        may_correct: visit.may_correct(),
        rested,
        older,
    };
    Ok(page.render()?)
}

fn related_story(related: Related, clock: Clock) -> RelatedStory {
    let href =
        related.card.story.map_or_else(|| format!("/article/{}", related.card.id), |story| format!("/story/{story}"));
    RelatedStory { href, why: words::also_about(&related.shared, clock.tongue), card: Card::new(related.card, clock) }
}

/// Groups a page of coverage by publisher, in the order of each publisher's newest article. A near-copy is folded
/// under its original when that stands on the same page, so that nothing is ever hidden.
fn by_publisher(coverage: Vec<CoverageRow>, lead: ArticleId, clock: Clock) -> Vec<ToldBy> {
    let originals: HashSet<_> =
        coverage.iter().filter(|row| row.card.copy_of.is_none()).map(|row| row.card.id).collect();
    let (copies, tellings): (Vec<_>, Vec<_>) =
        coverage.into_iter().partition(|row| row.card.copy_of.is_some_and(|original| originals.contains(&original)));
    let mut copies_of: HashMap<ArticleId, Vec<Card>> = HashMap::new();
    for row in copies {
        if let Some(original) = row.card.copy_of {
            copies_of.entry(original).or_default().push(Card::new(row.card, clock));
        }
    }
    let mut groups: Vec<ToldBy> = Vec::new();
    let mut group_of = HashMap::new();
    for row in tellings {
        let at = *group_of.entry(row.card.publisher.id).or_insert_with(|| {
            groups.push(ToldBy { publisher: row.card.publisher.clone(), rows: Vec::new() });
            groups.len() - 1
        });
        let telling = Row {
            why: words::placement(&row.reason, clock.tongue),
            // The lead's standfirst stands at the head of the page.
            shows_standfirst: row.card.id != lead,
            copies: copies_of.remove(&row.card.id).unwrap_or_default(),
            card: Card::new(row.card, clock),
        };
        groups[at].rows.push(telling);
    }
    groups
}
