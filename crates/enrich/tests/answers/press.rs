//! Questions over the events of the invented press, for the test and for the fitting.

use ai::{AiError, Embedder, LocalModel};
use enrich::Telling;
use news::{ArticleId, Lang, Timestamp};
use press::{Piece, World};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// A row of a list: event, language, question, accepted words.
pub struct Row<'l> {
    pub event: &'l str,
    pub lang: Lang,
    pub question: &'l str,
    pub accepted: Vec<&'l str>,
}

pub fn rows(list: &str) -> Vec<Row<'_>> {
    let row = |line| {
        let mut fields = str::split(line, '|');
        let mut next = || fields.next().expect("four fields");
        let (event, lang, question) = (next(), Lang::parse(next()).expect("a language"), next());
        Row { event, lang, question, accepted: next().split(';').filter(|word| !word.is_empty()).collect() }
    };
    list.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

/// The articles of the press, copies left out.
pub struct Press {
    world: World,
    texts: Vec<String>,
}

impl Press {
    pub fn new() -> Self {
        let world = World::new(Timestamp(1_773_144_000 * Timestamp::SECOND), 1.0, 8000);
        let paragraph = |piece: &Piece| match piece {
            Piece::Paragraph(text) | Piece::Heading(text) | Piece::Quote(text) => text.clone(),
        };
        let text = |article: &press::Article| article.body.iter().map(paragraph).collect::<Vec<_>>().join("\n");
        Self { texts: world.articles.iter().map(text).collect(), world }
    }

    pub fn tellings(&self, event: &str) -> Vec<Telling<'_>> {
        let articles = self.world.articles.iter().zip(&self.texts).enumerate();
        let tellings: Vec<Telling<'_>> = articles
            .filter(|(_, (article, _))| article.event == event && article.copied_from.is_none())
            .map(|(index, (article, text))| Telling {
                article: ArticleId(index as i64 + 1),
                published: article.published,
                ..Telling::alone(&article.title, text, self.world.publishers[article.publisher].lang())
            })
            .collect();
        assert!(!tellings.is_empty(), "the press tells nothing of {event}");
        tellings
    }
}

/// The model, which reads no sentence twice.
pub struct Remembering {
    model: LocalModel,
    known: Mutex<HashMap<String, Vec<f32>>>,
}

impl Remembering {
    pub fn new() -> Self {
        Self { model: LocalModel::new(), known: Mutex::default() }
    }
}

impl Embedder for Remembering {
    fn model(&self) -> &str {
        self.model.model()
    }

    fn dimensions(&self) -> usize {
        self.model.dimensions()
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, AiError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for text in texts {
            if !known.contains_key(*text) {
                known.insert((*text).to_owned(), self.model.embed(&[text])?.remove(0));
            }
        }
        Ok(texts.iter().map(|text| known[*text].clone()).collect())
    }
}
