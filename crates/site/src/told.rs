//! What the articles of a story tell together: the story in short, how it unfolded, and how its publishers differ
//! ([`compared`]), what is new since a reader looked ([`since`]). Each sentence is one of an article, with where it stands ([`cited`]).
//!
//! Reading the articles takes some milliseconds, so what came of it is kept until the story changes ([`kept`]), for all
//! visitors: what depends on one of them (relative times, the page's language) is made for each page.

mod cited;
mod compared;
mod kept;
mod since;

pub use cited::{CitedView, Library};
pub use compared::{Compared, ComparedView};
pub use kept::Kept;
pub use since::{Looked, Since, SinceKey};

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::time_words::{CalendarDay, Clock, ExactTime};
use cited::Cited;
use enrich::summary::{self, Length};
use enrich::timeline::{self, Precision};
use news::{ArticleId, Lang, StoryId, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use store::{ArticleCard, TextAndPosts};

/// So many of a story's newest articles are read.
pub const ARTICLES_READ: i64 = 200;
/// Sentences of a story in short: of a few articles, and of more.
const SHORT: usize = 3;
const LONGER: usize = 5;
/// From so many characters on, more sentences tell an article in short.
const LONG_ARTICLE_CHARS: usize = 5000;
/// From so many articles on.
const MANY_ARTICLES: usize = 5;

/// For whom a page is made.
#[derive(Clone, Copy)]
pub struct Viewer {
    clock: Clock,
    reads_whole_texts: bool,
}

impl Viewer {
    pub fn of(site: &Site, visit: &Visit) -> Self {
        Self { clock: visit.clock(), reads_whole_texts: visit.reads_whole_texts(site) }
    }
}

/// What a story's articles tell.
#[derive(Debug, Default)]
pub struct Told {
    points: Vec<(Cited, usize)>,
    events: Vec<Event>,
}

#[derive(Debug)]
struct Event {
    at: Timestamp,
    precision: Precision,
    cited: Cited,
    publishers: usize,
}

/// What happened, as a story's page tells it.
pub struct EventView {
    pub day: Option<CalendarDay>,
    pub minute: Option<ExactTime>,
    pub cited: CitedView,
}

impl Told {
    /// Reads the articles of a story, given newest first, of which only those until a moment are told (or all, until the end of
    /// time); `lead_lang` is the language of the one that leads it.
    pub async fn of(
        site: &Site,
        story: StoryId,
        until: Timestamp,
        cards: Vec<ArticleCard>,
        lead_lang: Lang,
        clock: Clock,
    ) -> Result<Arc<Self>, PageError> {
        let langs = [clock.tongue.lang(), lead_lang];
        let read = move |cards: &[ArticleCard], texts: &[TextAndPosts]| Self::read(cards, texts, langs);
        read_or_known(site, &site.told, (story, until, langs), cards, clock, read).await
    }

    fn read(cards: &[ArticleCard], texts: &[TextAndPosts], langs: [Lang; 2]) -> Self {
        let library = Library::new(cards, texts);
        let tellings = library.tellings();
        let length = Length::Sentences(if tellings.len() < MANY_ARTICLES { SHORT } else { LONGER });
        let points = summary::of_story(&tellings, &langs, length).into_iter();
        let events = timeline::of_story(&tellings).into_iter();
        Self {
            points: points.filter_map(|point| Some((library.cited(&point.passage)?, point.publishers))).collect(),
            events: events
                .filter_map(|event| {
                    let cited = library.cited(&event.passage)?;
                    Some(Event { at: event.at, precision: event.precision, cited, publishers: event.publishers })
                })
                .collect(),
        }
    }

    /// The story in short; empty where one sentence would be all.
    pub fn in_short(&self, viewer: Viewer) -> Vec<CitedView> {
        let points = if self.points.len() < 2 { &[][..] } else { &self.points };
        points.iter().map(|(cited, publishers)| cited.view(*publishers, viewer)).collect()
    }

    /// How the story unfolded.
    pub fn events(&self, viewer: Viewer) -> Vec<EventView> {
        let view = |event: &Event| EventView {
            day: (event.precision == Precision::Day).then_some(viewer.clock.day(event.at)),
            minute: (event.precision == Precision::Minute).then_some(viewer.clock.exact(event.at)),
            cited: event.cited.view(event.publishers, viewer),
        };
        self.events.iter().map(view).collect()
    }
}

/// Tells one article in short, in the order of its text; the newest posts of a live blog.
pub async fn article_in_short(site: &Site, card: &ArticleCard, visit: &Visit) -> Result<Vec<CitedView>, PageError> {
    let texts = site.store.texts_and_posts(&[card.id]).await?;
    let cards = vec![card.clone()];
    let read = tokio::task::spawn_blocking(move || {
        let library = Library::new(&cards, &texts);
        let chars: usize = texts.iter().map(|text| text.text.chars().count()).sum();
        let length = Length::Sentences(if chars < LONG_ARTICLE_CHARS { SHORT } else { LONGER });
        let mut points = summary::of_story(&library.tellings(), &[], length);
        if points.iter().all(|point| point.passage.post.is_none()) {
            points.sort_by_key(|point| point.passage.span.start);
        }
        points.iter().filter_map(|point| library.cited(&point.passage)).collect::<Vec<Cited>>()
    });
    let cited = read.await.map_err(anyhow::Error::from)?;
    Ok(cited.iter().map(|cited| cited.view(1, Viewer::of(site, visit))).collect())
}

/// Tells each of some articles in one sentence; those without one are left out.
pub async fn one_sentence_of_each(
    site: &Site,
    cards: &[ArticleCard],
    visit: &Visit,
) -> Result<HashMap<ArticleId, CitedView>, PageError> {
    let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
    let texts = site.store.texts_and_posts(&ids).await?;
    let cards = cards.to_vec();
    let read = tokio::task::spawn_blocking(move || {
        let library = Library::new(&cards, &texts);
        let first = |telling: &enrich::Telling| {
            let point = summary::of_story(std::slice::from_ref(telling), &[], Length::Sentences(1)).pop()?;
            Some((telling.article, library.cited(&point.passage)?))
        };
        library.tellings().iter().filter_map(first).collect::<Vec<(ArticleId, Cited)>>()
    });
    let cited = read.await.map_err(anyhow::Error::from)?;
    Ok(cited.into_iter().map(|(article, cited)| (article, cited.view(1, Viewer::of(site, visit)))).collect())
}

/// Takes what is known of a story in its present state, or reads its articles, near-copies left out. What has no second article
/// tells nothing together.
async fn read_or_known<K, T>(
    site: &Site,
    kept: &Kept<K, T>,
    key: K,
    cards: Vec<ArticleCard>,
    clock: Clock,
    read: impl FnOnce(&[ArticleCard], &[TextAndPosts]) -> T + Send + 'static,
) -> Result<Arc<T>, PageError>
where
    K: std::hash::Hash + Eq + Copy,
    T: Default + Send + 'static,
{
    let cards: Vec<ArticleCard> = cards.into_iter().filter(|card| card.copy_of.is_none()).collect();
    if cards.len() < 2 {
        return Ok(Arc::default());
    }
    let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
    let state = kept::State::of(&cards, site.store.revisions_of(&ids).await?, clock.now);
    if let Some(known) = kept.get(key, &state) {
        return Ok(known);
    }
    let texts = site.store.texts_and_posts(&ids).await?;
    let made = tokio::task::spawn_blocking(move || read(&cards, &texts));
    let made = Arc::new(made.await.map_err(anyhow::Error::from)?);
    kept.put(key, state, made.clone());
    Ok(made)
}
