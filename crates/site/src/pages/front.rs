//! The front page: the stories that matter most, what is live, what came in last.

use super::Asked;
use super::live_now::{LiveNow, live_now, mark_live};
use crate::answer::{self, PageError, Visit};
use crate::cards::{Story, Telling};
use crate::edition::{self, EditionLine, HomeNews};
use crate::frame::{Frame, Markup};
use crate::hiding::{self, Hidden, Sifted};
use crate::{Site, reading};
use askama::Template;
use axum::response::Response;
use news::{PublisherId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use store::HashtagView;

const STORIES: i64 = 26;
const SECOND: usize = 6;
const LATEST: usize = 10;
/// Of one publisher, where others are followed too.
const LATEST_OF_ONE: usize = 3;
/// Copies are folded, and what one publisher has too many of is passed over: so many are asked for to show [`LATEST`].
const LATEST_ASKED: i64 = 32;
const TRENDING: i64 = 12;
const MOVED_ON: i64 = 3;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    edition: EditionLine,
    home: Option<HomeNews>,
    live: Vec<LiveNow>,
    since: Option<Markup>,
    lead: Option<Story>,
    second: Vec<Story>,
    rest: Vec<Story>,
    latest: Vec<Telling>,
    trending: Vec<HashtagView>,
    hidden: Hidden,
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
    let edition = visit.preferences.edition;
    let cards = site.store.stories_front(&edition.stories(None), after, hiding::asked(visit, STORIES)).await?;
    let Sifted { mut shown, older, hidden } = hiding::stories(site, visit, cards, STORIES).await?;
    let mut home = if is_first { edition::home_news(site, visit).await? } else { None };
    if let Some(home) = &home {
        home.taken_out_of(&mut shown);
    }
    let mut latest = site.store.river(&edition.river(), None, LATEST_ASKED).await?;
    hiding::leave_out(site, visit, &mut latest, |card| card).await?;
    let mut live = live_now(site, visit.clock()).await?;
    live.retain(|blog| edition.shows(blog.card.lang));
    hiding::leave_out(site, visit, &mut live, |blog| &blog.card).await?;
    let since = visit.now.plus_us(-2 * Timestamp::DAY);
    let trending = if is_first { site.store.trending_hashtags(since, TRENDING).await? } else { Vec::new() };
    let mut stories = Story::list(shown, visit.clock());
    mark_live(&mut stories, &live);
    let publishers = stories.iter_mut().flat_map(Story::cards_mut).map(|card| card.publisher.id).collect();
    let mut latest = newest(Telling::list(latest, visit.clock()), publishers);
    let cards = stories.iter_mut().flat_map(Story::cards_mut).chain(latest.iter_mut().map(|one| &mut one.card));
    let of_home = home.iter_mut().flat_map(|home| &mut home.stories).flat_map(Story::cards_mut);
    reading::mark(site, visit, cards.chain(of_home)).await?;
    let mut stories = stories.into_iter();
    let mut frame = Frame::new(site, visit, "", "/").current("front");
    frame.watches_news = is_first;
    frame.position = position;
    let page = Front {
        frame,
        since: if is_first { since_looked(site, visit).await? } else { None },
        live: if is_first { live } else { Vec::new() },
        edition: EditionLine::of(visit),
        home,
        lead: stories.next(),
        second: stories.by_ref().take(SECOND).collect(),
        rest: stories.collect(),
        latest,
        trending,
        hidden,
        older,
    };
    Ok(page.render()?)
}

/// Takes the newest, of no publisher too many unless it is the only one on the page; `publishers` are those of its stories.
fn newest(tellings: Vec<Telling>, mut publishers: BTreeSet<PublisherId>) -> Vec<Telling> {
    publishers.extend(tellings.iter().map(|one| one.card.publisher.id));
    let most = if publishers.len() > 1 { LATEST_OF_ONE } else { LATEST };
    let mut taken: BTreeMap<PublisherId, usize> = BTreeMap::new();
    let has_room = |one: &Telling| {
        let taken = taken.entry(one.card.publisher.id).or_default();
        *taken += 1;
        *taken <= most
    };
    tellings.into_iter().filter(has_room).take(LATEST).collect()
}

/// Notes that the reader looks, and tells what has come in since the visit before this one; None for a stranger, on a first visit, and when nothing is.
async fn since_looked(site: &Site, visit: &Visit) -> Result<Option<Markup>, PageError> {
    let Some(reader) = &visit.reader else { return Ok(None) };
    if visit.only_looks_ahead() {
        return Ok(None);
    }
    let since = site.store.look(reader.id, visit.now, MOVED_ON).await?;
    let Some(since) = since.filter(|since| since.articles > 0) else { return Ok(None) };
    let stories: Vec<_> = since.stories.iter().filter(|(_, fresh)| *fresh > 1).map(|(id, _)| *id).collect();
    let (say, looked) = (visit.tongue, visit.clock().when(since.looked));
    let stories = Story::list(site.store.stories_by_ids(&stories).await?, visit.clock());
    let links = stories.iter().map(|story| Markup::link(&story.href(), story.lang_mark(), &story.headline));
    let links: Vec<Markup> = links.collect();
    Ok(Some(match links.as_slice() {
        [] => say.front_since_new(since.articles, looked),
        links => say.front_since_about(since.articles, looked, Markup::joined(links, say.front_headline_comma())),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::tests::bare_card;
    use crate::time_words::Clock;
    use crate::tongue::Tongue;
    use store::{ArticleCard, PublisherRef};

    #[test]
    fn one_publisher_cannot_flood_the_latest() {
        let clock = Clock { now: Timestamp(0), tongue: Tongue::English };
        let check = |publishers: &[i64], of_stories: &[i64], expected: &[i64]| {
            let card = |(id, publisher): (i64, &i64)| {
                let bare = bare_card(id);
                ArticleCard {
                    publisher: PublisherRef { id: PublisherId(*publisher), ..bare.publisher.clone() },
                    ..bare
                }
            };
            let tellings = Telling::list((1..).zip(publishers).map(card).collect(), clock);
            let of_stories = of_stories.iter().copied().map(PublisherId).collect();
            let found: Vec<i64> = newest(tellings, of_stories).iter().map(|one| one.card.id.0).collect();
            assert_eq!(found, expected, "{publishers:?}");
        };
        check(&[7, 7, 7, 7, 7, 2, 7, 3], &[7], &[1, 2, 3, 6, 8]);
        check(&[7, 7, 7, 7, 7], &[7, 2], &[1, 2, 3]);
        check(&[7, 7, 7, 7, 7], &[7], &[1, 2, 3, 4, 5]);
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], &[], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
}
