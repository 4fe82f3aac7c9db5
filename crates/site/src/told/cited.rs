//! A sentence of an article with where it stands, so that a reader can see for himself.

use super::Viewer;
use crate::frame::{LangMark, Markup};
use crate::time_words::When;
use enrich::{Passage, Telling};
use news::{ArticleId, Lang, Post, PublisherId, Timestamp};
use std::collections::HashMap;
use std::ops::Range;
use store::{ArticleCard, TextAndPosts};

/// So much of a text is shown with a sentence in it, to those who may read it whole.
const PASSAGE_BYTES: usize = 420;
/// To others so much on either side: the sentences of a story together must not be its articles.
const PEEK_BYTES: usize = 60;

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
    pub fn view(&self, publishers: usize, viewer: Viewer) -> CitedView {
        let clock = viewer.clock;
        let passage = match viewer.reads_whole_texts {
            true => Markup::highlighted(&self.paragraph, &[(self.place.start, self.place.end)]),
            false => {
                let (peek, place) = in_its_place(&self.paragraph, &self.place, PEEK_BYTES);
                Markup::highlighted(&peek, &[(place.start, place.end)])
            }
        };
        CitedView {
            sentence: self.sentence.clone(),
            lang: LangMark::of(self.lang, clock.tongue),
            path: self.path.clone(),
            publisher: self.publisher.clone(),
            when: clock.when(self.published),
            told_by: (publishers > 1).then(|| clock.tongue.story_told_by(publishers as i64)),
            passage,
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

    /// Where an article, or a post of it, is read, and when it was published.
    pub fn address_of(&self, article: ArticleId, post: Option<&str>) -> Option<(String, Timestamp)> {
        let card = self.cards.get(&article)?;
        let Some(key) = post else { return Some((format!("/article/{article}"), card.published)) };
        let source = self.texts.iter().find(|text| text.article == article)?;
        let row = source.posts.iter().find(|row| row.post.key == key)?;
        let at = row.cursor().published;
        // The page that begins with the post.
        Some((format!("/article/{article}?before={}_0#post-{}", at.0 + 1, row.id), at))
    }

    pub fn cited(&self, passage: &Passage) -> Option<Cited> {
        let Passage { article, post, span, sentence } = passage;
        let card = self.cards.get(article)?;
        let source = self.texts.iter().find(|text| text.article == *article)?;
        let text = match post {
            None => source.text.clone(),
            Some(key) => news::article::text_of(&source.posts.iter().find(|row| row.post.key == *key)?.post.body),
        };
        let (path, published) = self.address_of(*article, post.as_deref())?;
        let place = span.start as usize..span.end as usize;
        text.get(place.clone())?;
        let (paragraph, place) = in_its_place(&text, &place, PASSAGE_BYTES.saturating_sub(place.len()) / 2);
        let (lang, publisher) = (card.lang, card.publisher.name.clone());
        Some(Cited { sentence: sentence.clone(), lang, path, publisher, published, paragraph, place })
    }
}

/// The paragraph of a sentence, cut between words where it goes on for longer than `room` bytes on a side, and where in it the
/// sentence stands.
fn in_its_place(text: &str, sentence: &Range<usize>, room: usize) -> (String, Range<usize>) {
    let around = window(text, sentence, room);
    let (before, after) = (if around.start > 0 { "… " } else { "" }, if around.end < text.len() { " …" } else { "" });
    let shown = format!("{before}{}{after}", &text[around.clone()]);
    let start = sentence.start - around.start + before.len();
    (shown, start..start + sentence.len())
}

/// The part of the sentence's paragraph with so much room on either side; the sentence is always in it.
fn window(text: &str, sentence: &Range<usize>, room: usize) -> Range<usize> {
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
    use crate::time_words::Clock;
    use crate::tongue::Tongue;

    fn marked(text: &str, sentence: &str, room: usize) -> String {
        let start = text.find(sentence).unwrap();
        let (shown, place) = in_its_place(text, &(start..start + sentence.len()), room);
        Markup::highlighted(&shown, &[(place.start, place.end)]).to_string()
    }

    #[test]
    fn a_sentence_is_shown_in_its_paragraph() {
        let check = |text: &str, expected: &str| assert_eq!(marked(text, "The wall held.", 200), expected);
        check("The wall held.", "<mark>The wall held.</mark>");
        check("Night.\nBefore. The wall held. After.\nMorning.", "… Before. <mark>The wall held.</mark> After. …");
        let long = format!("{} The wall held. {}", "größer ".repeat(99).trim(), "water ".repeat(99).trim());
        let shown = marked(&long, "The wall held.", 200);
        assert!(shown.len() < 450, "{shown}");
        assert!(shown.starts_with("… größer größer") && shown.ends_with("water water …"), "{shown}");
    }

    #[test]
    fn who_may_not_read_the_whole_sees_little_beside_the_sentence() {
        let check = |paragraph: &str, reads_whole_texts: bool, expected: &str| {
            let start = paragraph.find("The wall held.").unwrap();
            let cited = Cited {
                sentence: "The wall held.".to_owned(),
                lang: Lang::EN,
                path: String::new(),
                publisher: String::new(),
                published: Timestamp(0),
                paragraph: paragraph.to_owned(),
                place: start..start + 14,
            };
            let clock = Clock { now: Timestamp(0), tongue: Tongue::English };
            assert_eq!(cited.view(1, Viewer { clock, reads_whole_texts }).passage.to_string(), expected);
        };
        let long = "… Engineers had thirty centimetres to spare when the water came. The wall held. The county must now decide \
            whether a second line of defence is wanted behind it. …";
        check(long, true, &long.replace("The wall held.", "<mark>The wall held.</mark>"));
        let peek = "… had thirty centimetres to spare when the water came. <mark>The wall held.</mark> The county must now decide \
            whether a second line of …";
        check(long, false, peek);
        check("The wall held.", false, "<mark>The wall held.</mark>");
        check("… The wall held. …", false, "… <mark>The wall held.</mark> …");
    }
}
