//! What the articles of a story tell together: the story in short, and how it unfolded. Each sentence is one of an article,
//! with where it stands.
//!
//! Reading the articles takes some milliseconds, so what came of it is kept until the story changes ([`kept`]), for all
//! visitors: what depends on one of them (relative times, the page's language) is made for each page.

mod kept;

pub use kept::KeptTold;

use crate::Site;
use crate::answer::PageError;
use crate::frame::{LangMark, Markup};
use crate::time_words::{CalendarDay, Clock, ExactTime, When};
use enrich::summary::{self, Length};
use enrich::timeline::{self, Precision};
use enrich::{Passage, Telling};
use news::{ArticleId, Lang, Post, StoryId, TextSpan, Timestamp};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use store::{ArticleCard, TextAndPosts};

/// Sentences of a story in short: of a few articles, and of more.
const SHORT: usize = 3;
const LONGER: usize = 5;
/// From so many articles on.
const MANY_ARTICLES: usize = 5;
/// So much of the text around a sentence is shown with it.
const PASSAGE_BYTES: usize = 420;

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

/// A sentence, and where it stands.
#[derive(Debug)]
struct Cited {
    sentence: String,
    lang: Lang,
    /// The article, or the post of a live blog.
    path: String,
    publisher: String,
    published: Timestamp,
    /// Its paragraph, cut where that is long, and where the sentence stands in it.
    paragraph: String,
    place: Range<usize>,
}

/// A sentence as a page shows it.
pub struct CitedView {
    pub sentence: String,
    pub lang: LangMark,
    pub path: String,
    pub publisher: String,
    pub when: When,
    /// How many publishers tell the same, when it is not one alone.
    pub told_by: Option<String>,
    /// The sentence in its place, marked.
    pub passage: Markup,
}

/// What happened, as a story's page tells it.
pub struct EventView {
    pub day: Option<CalendarDay>,
    pub minute: Option<ExactTime>,
    pub cited: CitedView,
}

impl Told {
    /// Reads the articles of a story, given newest first; `lead_lang` is the language of the one that leads it. What was read
    /// before and has not changed is not read again.
    pub async fn of(
        site: &Site,
        story: StoryId,
        cards: Vec<ArticleCard>,
        lead_lang: Lang,
        clock: Clock,
    ) -> Result<Arc<Self>, PageError> {
        let cards: Vec<ArticleCard> = cards.into_iter().filter(|card| card.copy_of.is_none()).collect();
        if cards.len() < 2 {
            return Ok(Arc::default());
        }
        let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
        let langs = [clock.tongue.lang(), lead_lang];
        let state = kept::State::of(&cards, site.store.revisions_of(&ids).await?, clock.now);
        if let Some(told) = site.told.get(story, langs, &state) {
            return Ok(told);
        }
        let texts = site.store.texts_and_posts(&ids).await?;
        let read = tokio::task::spawn_blocking(move || Self::read(&cards, &texts, langs));
        let told = Arc::new(read.await.map_err(anyhow::Error::from)?);
        site.told.put(story, langs, state, told.clone());
        Ok(told)
    }

    fn read(cards: &[ArticleCard], texts: &[TextAndPosts], langs: [Lang; 2]) -> Self {
        let library = Library { cards: cards.iter().map(|card| (card.id, card)).collect(), texts };
        let posts: Vec<Vec<Post>> =
            texts.iter().map(|text| text.posts.iter().map(|row| row.post.clone()).collect()).collect();
        let tellings: Vec<Telling> = texts
            .iter()
            .zip(&posts)
            .filter_map(|(text, posts)| {
                let card = library.cards.get(&text.article)?;
                Some(Telling {
                    article: card.id,
                    publisher: card.publisher.id,
                    published: card.published,
                    posts,
                    ..Telling::alone(&card.title, &text.text, card.lang)
                })
            })
            .collect();
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
    pub fn in_short(&self, clock: Clock) -> Vec<CitedView> {
        let points = if self.points.len() < 2 { &[][..] } else { &self.points };
        points.iter().map(|(cited, publishers)| cited.view(*publishers, clock)).collect()
    }

    /// How the story unfolded.
    pub fn events(&self, clock: Clock) -> Vec<EventView> {
        let view = |event: &Event| EventView {
            day: (event.precision == Precision::Day).then_some(clock.day(event.at)),
            minute: (event.precision == Precision::Minute).then_some(clock.exact(event.at)),
            cited: event.cited.view(event.publishers, clock),
        };
        self.events.iter().map(view).collect()
    }
}

impl Cited {
    fn view(&self, publishers: usize, clock: Clock) -> CitedView {
        CitedView {
            sentence: self.sentence.clone(),
            lang: LangMark::of(self.lang, clock.tongue),
            path: self.path.clone(),
            publisher: self.publisher.clone(),
            when: clock.when(self.published),
            told_by: (publishers > 1).then(|| clock.tongue.story_told_by(publishers as i64)),
            passage: Markup::highlighted(&self.paragraph, &[(self.place.start, self.place.end)]),
        }
    }
}

/// The articles that sentences are cited from.
struct Library<'a> {
    cards: HashMap<ArticleId, &'a ArticleCard>,
    texts: &'a [TextAndPosts],
}

impl Library<'_> {
    fn cited(&self, passage: &Passage) -> Option<Cited> {
        let Passage { article, post, span, sentence } = passage;
        let card = self.cards.get(article)?;
        let source = self.texts.iter().find(|text| text.article == *article)?;
        let (text, path, published) = match post {
            None => (source.text.clone(), format!("/article/{article}"), card.published),
            Some(key) => {
                let row = source.posts.iter().find(|row| row.post.key == *key)?;
                let at = row.cursor().published;
                // The page that begins with the post.
                let path = format!("/article/{article}?before={}_0#post-{}", at.0 + 1, row.id);
                (news::article::text_of(&row.post.body), path, at)
            }
        };
        let (paragraph, place) = in_its_place(&text, *span)?;
        let (lang, publisher) = (card.lang, card.publisher.name.clone());
        Some(Cited { sentence: sentence.clone(), lang, path, publisher, published, paragraph, place })
    }
}

/// The paragraph of a sentence, cut between words when it is long, and where in it the sentence stands. None where the text is
/// another one.
fn in_its_place(text: &str, span: TextSpan) -> Option<(String, Range<usize>)> {
    let sentence = span.start as usize..span.end as usize;
    text.get(sentence.clone())?;
    let around = window(text, &sentence);
    let (before, after) = (if around.start > 0 { "… " } else { "" }, if around.end < text.len() { " …" } else { "" });
    let shown = format!("{before}{}{after}", &text[around.clone()]);
    let start = sentence.start - around.start + before.len();
    Some((shown, start..start + sentence.len()))
}

/// The part of the sentence's paragraph that fits into about [`PASSAGE_BYTES`]; the sentence is always in it.
fn window(text: &str, sentence: &Range<usize>) -> Range<usize> {
    let room = PASSAGE_BYTES.saturating_sub(sentence.len()) / 2;
    let begins = text[..sentence.start].rfind('\n').map_or(0, |at| at + 1);
    let ends = text[sentence.end..].find('\n').map_or(text.len(), |at| sentence.end + at);
    let from = if sentence.start - begins <= room {
        begins
    } else {
        let at = text.ceil_char_boundary(sentence.start - room);
        text[at..sentence.start].find(' ').map_or(at, |space| at + space + 1)
    };
    let until = if ends - sentence.end <= room {
        ends
    } else {
        let at = text.floor_char_boundary(sentence.end + room);
        text[sentence.end..at].rfind(' ').map_or(at, |space| sentence.end + space)
    };
    from..until
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, span: TextSpan) -> String {
        let (shown, place) = in_its_place(text, span).unwrap();
        Markup::highlighted(&shown, &[(place.start, place.end)]).to_string()
    }

    #[test]
    fn a_sentence_is_shown_in_its_paragraph() {
        let check = |text: &str, sentence: &str, expected: &str| {
            let start = text.find(sentence).unwrap();
            let span = TextSpan { start: start as u32, end: (start + sentence.len()) as u32 };
            assert_eq!(marked(text, span), expected);
        };
        check("The wall held.", "The wall held.", "<mark>The wall held.</mark>");
        check(
            "Night.\nBefore. The wall held. After.\nMorning.",
            "The wall held.",
            "… Before. <mark>The wall held.</mark> After. …",
        );
        let long = format!("{} The wall held. {}", "größer ".repeat(99).trim(), "water ".repeat(99).trim());
        let start = long.find("The").unwrap();
        let shown = marked(&long, TextSpan { start: start as u32, end: start as u32 + 14 });
        assert!(shown.len() < PASSAGE_BYTES + 40, "{shown}");
        assert!(shown.starts_with("… größer größer") && shown.ends_with("water water …"), "{shown}");
        assert_eq!(in_its_place("other", TextSpan { start: 3, end: 99 }), None);
    }
}
