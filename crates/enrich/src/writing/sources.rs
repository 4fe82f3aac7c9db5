//! The passages that a model is given of articles.

use super::{Task, machines::speaks_to_machines};
use crate::{
    sentences,
    summary::{self, Length},
    telling::{Passage, Telling},
};
use news::{Lang, PublisherId, TextSpan, Timestamp, article::text_of};

/// A passage that a model may write from, and cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Some sentences that follow each other. Without a span, the article's title.
    pub passage: Passage,
    pub is_title: bool,
    pub lang: Lang,
    pub published: Timestamp,
    /// The publisher's name.
    pub publisher: String,
}

/// Sentences of one paragraph are one passage up to so many bytes: names and what is said of them stay together.
const PASSAGE_BYTES: usize = 400;
/// What is read of one article.
const ARTICLE_BYTES: usize = 24 * 1024;
/// The sentences of a story whose passages are read.
const OF_STORY: usize = 40;

/// The passages of one article, in the order of its text. For a translation each is one sentence, and the first the title.
pub fn of_article(task: &Task, telling: &Telling, publisher: &str) -> Vec<Source> {
    let source = |passage: Passage, is_title: bool| Source {
        passage,
        is_title,
        lang: telling.lang,
        published: telling.published,
        publisher: publisher.to_owned(),
    };
    let of_text = |text: &str, post: Option<&str>| -> Vec<Source> {
        let read = &text[..text.floor_char_boundary(ARTICLE_BYTES)];
        let mut spans = if *task == Task::Translation { sentences::spans(read) } else { pieces(read) };
        spans.retain(|span| !speaks_to_machines(paragraph_of(read, *span)));
        let passage = |span: TextSpan| Passage {
            article: telling.article,
            post: post.map(str::to_owned),
            span,
            sentence: span.of(read).to_owned(),
        };
        spans.into_iter().map(|span| source(passage(span), false)).collect()
    };
    let mut sources = of_text(telling.text, None);
    let mut bytes: usize = telling.text.len();
    for post in telling.posts {
        let text = text_of(&post.body);
        bytes += text.len();
        if bytes > ARTICLE_BYTES {
            break;
        }
        sources.extend(of_text(&text, Some(&post.key)));
    }
    if *task == Task::Translation && !telling.title.is_empty() && !speaks_to_machines(telling.title) {
        let span = TextSpan { start: 0, end: 0 };
        let title = Passage { article: telling.article, post: None, span, sentence: telling.title.to_owned() };
        sources.insert(0, source(title, true));
    }
    sources
}

/// The passages that hold what a story's articles tell most of, by time of publishing.
pub fn of_story(tellings: &[Telling], langs: &[Lang], name: impl Fn(PublisherId) -> String) -> Vec<Source> {
    let points = summary::of_story(tellings, langs, Length::Sentences(OF_STORY));
    around(points.into_iter().map(|point| point.passage), tellings, name)
}

/// The passages around sentences that may answer a question, by time of publishing.
pub fn of_question(sentences: Vec<Passage>, tellings: &[Telling], name: impl Fn(PublisherId) -> String) -> Vec<Source> {
    around(sentences.into_iter(), tellings, name)
}

fn around(
    sentences: impl Iterator<Item = Passage>,
    tellings: &[Telling],
    name: impl Fn(PublisherId) -> String,
) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for sentence in sentences {
        let Some(telling) = tellings.iter().find(|telling| telling.article == sentence.article) else { continue };
        let post = sentence.post.as_deref().map(|key| telling.posts.iter().find(|post| post.key == key));
        let text = match post {
            None => telling.text.to_owned(),
            Some(Some(post)) => text_of(&post.body),
            Some(None) => continue,
        };
        let at = sentence.span.start;
        let Some(span) = pieces(&text).into_iter().find(|span| span.start <= at && at < span.end) else { continue };
        let passage = Passage { span, sentence: span.of(&text).to_owned(), ..sentence };
        let is_there = sources.iter().any(|source| source.passage == passage);
        if is_there || speaks_to_machines(paragraph_of(&text, span)) {
            continue;
        }
        let (lang, published) = (telling.lang, telling.published);
        sources.push(Source { passage, is_title: false, lang, published, publisher: name(telling.publisher) });
    }
    sources.sort_by(|a, b| {
        let place = |source: &Source| (source.published, source.passage.article, source.passage.span.start);
        place(a).cmp(&place(b))
    });
    sources
}

/// The paragraph that a span begins in: an order in one of its sentences is about the next.
fn paragraph_of(text: &str, span: TextSpan) -> &str {
    let at = span.start as usize;
    let begins = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let ends = text[at..].find('\n').map_or(text.len(), |end| at + end);
    &text[begins..ends]
}

/// Runs of sentences of one paragraph, each of about [`PASSAGE_BYTES`] at most.
fn pieces(text: &str) -> Vec<TextSpan> {
    let mut pieces: Vec<TextSpan> = Vec::new();
    for span in sentences::spans(text) {
        if let Some(last) = pieces.last_mut() {
            let between = &text[last.end as usize..span.start as usize];
            if !between.contains('\n') && (span.end - last.start) as usize <= PASSAGE_BYTES {
                last.end = span.end;
                continue;
            }
        }
        pieces.push(span);
    }
    pieces
}
