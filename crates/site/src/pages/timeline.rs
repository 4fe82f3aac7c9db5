//! How a story unfolded: dated events in order, each a sentence of an article, with where it stands.

use crate::Site;
use crate::answer::PageError;
use crate::frame::{LangMark, Markup};
use crate::time_words::{CalendarDay, Clock, ExactTime, When};
use enrich::timeline::{self, Event, Precision};
use enrich::{Passage, Telling};
use news::{ArticleId, Post, TextSpan};
use std::collections::HashMap;
use std::ops::Range;
use store::{ArticleCard, TextAndPosts};

/// So much of the text around the sentence is shown with it.
const PASSAGE_BYTES: usize = 420;

/// What happened, as a story's page tells it.
pub(super) struct EventView {
    pub day: Option<CalendarDay>,
    pub minute: Option<ExactTime>,
    pub sentence: String,
    pub lang: LangMark,
    /// Where it stands: the article, or the post of a live blog.
    pub path: String,
    pub publisher: String,
    pub when: When,
    pub told_by: Option<String>,
    /// The sentence in its place, marked.
    pub passage: Markup,
}

/// Reads the articles of a story and tells how it unfolded; empty when nothing did.
pub(super) async fn of(site: &Site, cards: Vec<ArticleCard>, clock: Clock) -> Result<Vec<EventView>, PageError> {
    let ids: Vec<ArticleId> = cards.iter().filter(|card| card.copy_of.is_none()).map(|card| card.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let texts = site.store.texts_and_posts(&ids).await?;
    let views = tokio::task::spawn_blocking(move || views(&cards, &texts, clock));
    Ok(views.await.map_err(anyhow::Error::from)?)
}

fn views(cards: &[ArticleCard], texts: &[TextAndPosts], clock: Clock) -> Vec<EventView> {
    let cards: HashMap<ArticleId, &ArticleCard> = cards.iter().map(|card| (card.id, card)).collect();
    let posts: Vec<Vec<Post>> =
        texts.iter().map(|text| text.posts.iter().map(|row| row.post.clone()).collect()).collect();
    let tellings = texts.iter().zip(&posts).filter_map(|(text, posts)| {
        let card = cards.get(&text.article)?;
        Some(Telling {
            article: card.id,
            publisher: card.publisher.id,
            published: card.published,
            lang: card.lang,
            utc_offset_minutes: 0,
            copy_of: None,
            title: &card.title,
            text: &text.text,
            posts,
        })
    });
    let events = timeline::of_story(&tellings.collect::<Vec<_>>());
    events.iter().filter_map(|event| view(event, &cards, texts, clock)).collect()
}

fn view(
    event: &Event,
    cards: &HashMap<ArticleId, &ArticleCard>,
    texts: &[TextAndPosts],
    clock: Clock,
) -> Option<EventView> {
    let Passage { article, post, span, sentence } = &event.passage;
    let card = cards.get(article)?;
    let source = texts.iter().find(|text| text.article == *article)?;
    let (text, path, at) = match post {
        None => (source.text.clone(), format!("/article/{article}"), card.published),
        Some(key) => {
            let row = source.posts.iter().find(|row| row.post.key == *key)?;
            let at = row.cursor().published;
            // The page that begins with the post.
            let path = format!("/article/{article}?before={}_0#post-{}", at.0 + 1, row.id);
            (news::article::text_of(&row.post.body), path, at)
        }
    };
    Some(EventView {
        day: (event.precision == Precision::Day).then_some(clock.day(event.at)),
        minute: (event.precision == Precision::Minute).then_some(clock.exact(event.at)),
        sentence: sentence.clone(),
        lang: LangMark::of(card.lang, clock.tongue),
        path,
        publisher: card.publisher.name.clone(),
        when: clock.when(at),
        told_by: (event.publishers > 1).then(|| clock.tongue.story_told_by(event.publishers as i64)),
        passage: in_its_place(&text, *span),
    })
}

/// The paragraph of a sentence with the sentence marked, cut between words when it is long.
fn in_its_place(text: &str, span: TextSpan) -> Markup {
    let sentence = span.start as usize..span.end as usize;
    if text.get(sentence.clone()).is_none() {
        return Markup::highlighted("", &[]);
    }
    let around = window(text, &sentence);
    let (before, after) = (if around.start > 0 { "… " } else { "" }, if around.end < text.len() { " …" } else { "" });
    let shown = format!("{before}{}{after}", &text[around.clone()]);
    let offset = before.len();
    Markup::highlighted(&shown, &[(sentence.start - around.start + offset, sentence.end - around.start + offset)])
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

    #[test]
    fn a_sentence_is_shown_in_its_paragraph() {
        let check = |text: &str, sentence: &str, expected: &str| {
            let start = text.find(sentence).unwrap();
            let span = TextSpan { start: start as u32, end: (start + sentence.len()) as u32 };
            assert_eq!(in_its_place(text, span).to_string(), expected);
        };
        check("The wall held.", "The wall held.", "<mark>The wall held.</mark>");
        check(
            "Night.\nBefore. The wall held. After.\nMorning.",
            "The wall held.",
            "… Before. <mark>The wall held.</mark> After. …",
        );
        let long = format!("{} The wall held. {}", "größer ".repeat(99).trim(), "water ".repeat(99).trim());
        let start = long.find("The").unwrap();
        let shown = in_its_place(&long, TextSpan { start: start as u32, end: start as u32 + 14 }).to_string();
        assert!(shown.len() < PASSAGE_BYTES + 40, "{shown}");
        assert!(shown.starts_with("… größer größer") && shown.ends_with("water water …"), "{shown}");
        assert_eq!(in_its_place("other", TextSpan { start: 3, end: 99 }).to_string(), "");
    }
}
