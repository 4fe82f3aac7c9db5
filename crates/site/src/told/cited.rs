//! A sentence of an article with where it stands, so that a reader can see for himself.

use crate::frame::{LangMark, Markup};
use crate::time_words::{Clock, When};
use enrich::{Passage, Telling};
use news::{ArticleId, Lang, Post, PublisherId, TextSpan, Timestamp};
use std::collections::HashMap;
use std::ops::Range;
use store::{ArticleCard, TextAndPosts};

/// So much of the text around a sentence is shown with it.
const PASSAGE_BYTES: usize = 420;

/// A sentence, and where it stands.
#[derive(Debug)]
pub struct Cited {
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

impl Cited {
    pub fn view(&self, publishers: usize, clock: Clock) -> CitedView {
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
pub struct Library<'a> {
    cards: HashMap<ArticleId, &'a ArticleCard>,
    texts: &'a [TextAndPosts],
    posts: Vec<Vec<Post>>,
}

impl<'a> Library<'a> {
    pub fn new(cards: &'a [ArticleCard], texts: &'a [TextAndPosts]) -> Self {
        let posts = |text: &TextAndPosts| text.posts.iter().map(|row| row.post.clone()).collect();
        let cards = cards.iter().map(|card| (card.id, card)).collect();
        Self { cards, texts, posts: texts.iter().map(posts).collect() }
    }

    /// The articles as they are read together.
    pub fn tellings(&self) -> Vec<Telling<'_>> {
        let telling = |(text, posts)| -> Option<Telling<'_>> {
            let text: &TextAndPosts = text;
            let card = self.cards.get(&text.article)?;
            Some(Telling {
                article: card.id,
                publisher: card.publisher.id,
                published: card.published,
                posts,
                ..Telling::alone(&card.title, &text.text, card.lang)
            })
        };
        self.texts.iter().zip(self.posts.iter().map(Vec::as_slice)).filter_map(telling).collect()
    }

    pub fn publisher_name(&self, id: PublisherId) -> Option<&str> {
        self.cards.values().find(|card| card.publisher.id == id).map(|card| card.publisher.name.as_str())
    }

    pub fn cited(&self, passage: &Passage) -> Option<Cited> {
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
