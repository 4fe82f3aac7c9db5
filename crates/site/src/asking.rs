//! Questions that articles answer in their own words: of one article, of a story, of the whole archive.
//!
//! The archive is searched for the question's words first; what [`enrich::answers`] then reads are a few articles.

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::told::{CitedView, Library, Viewer};
use ai::Embedder;
use enrich::answers::{self, Answer, Question};
use news::{ArticleId, Lang, Timestamp};
use search::{Index, Related};
use std::sync::Arc;
use store::{ArticleCard, Store, StoreError, TextAndPosts};

/// Articles of the archive that are read: those that share the question's rarer words, and those that a search finds.
const ALIKE: usize = 12;
const SEARCHED: usize = 6;

/// Articles with the passages in them that answer.
pub struct Answered {
    pub cards: Vec<ArticleCard>,
    pub texts: Vec<TextAndPosts>,
    pub answer: Answer,
}

/// Why a question stays unanswered.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Search(#[from] search::SearchError),
    #[error(transparent)]
    Model(#[from] ai::AiError),
    #[error("the reading was given up")]
    GivenUp(#[from] tokio::task::JoinError),
}

impl From<AskError> for PageError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Store(error) => error.into(),
            other => Self::Other(other.into()),
        }
    }
}

/// Asks the whole archive. `usual` is the language of who asks, unless the question is in another.
pub async fn ask_archive(
    store: &Store,
    index: &Arc<Index>,
    model: Option<Arc<dyn Embedder>>,
    question: &str,
    usual: Lang,
    now: Timestamp,
) -> Result<Answered, AskError> {
    let cards = likely_articles(store, index, question, usual, now).await?;
    ask_articles(store, model, question, usual, cards).await
}

/// Finds the articles of the archive that may answer, the likeliest first.
pub async fn likely_articles(
    store: &Store,
    index: &Arc<Index>,
    question: &str,
    usual: Lang,
    now: Timestamp,
) -> Result<Vec<ArticleCard>, AskError> {
    let (index, text) = (index.clone(), question.to_owned());
    let search = tokio::task::spawn_blocking(move || {
        let lang = Question::of_visitor(&text, usual).lang();
        let like =
            Related { article: ArticleId(0), lang, title: &text, standfirst: "", text: "", after: None, before: None };
        let mut ids: Vec<ArticleId> = index.related(&like, ALIKE, now)?.into_iter().map(|hit| hit.article).collect();
        // What a search finds is in any language: names are the same there.
        let words: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let found = index.search(&search::parse_query(&words).limited(SEARCHED), now)?;
        for hit in found.hits {
            if !ids.contains(&hit.article) {
                ids.push(hit.article);
            }
        }
        Ok::<_, search::SearchError>(ids)
    });
    Ok(store.articles_by_ids(&search.await??).await?)
}

/// Asks these articles, near-copies left out.
pub async fn ask_articles(
    store: &Store,
    model: Option<Arc<dyn Embedder>>,
    question: &str,
    usual: Lang,
    mut cards: Vec<ArticleCard>,
) -> Result<Answered, AskError> {
    if cards.len() > 1 {
        cards.retain(|card| card.copy_of.is_none());
    }
    let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
    let texts = store.texts_and_posts(&ids).await?;
    let question = question.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        let question = Question::of_visitor(&question, usual);
        let library = Library::new(&cards, &texts);
        let answer = answers::find(&question, &library.tellings(), model.as_deref())?;
        Ok::<_, ai::AiError>(Answered { answer, cards, texts })
    });
    Ok(read.await??)
}

/// An answer as a page shows it.
pub struct AnswerView {
    /// The passage that answers; None where the articles do not surely say.
    pub first: Option<CitedView>,
    /// What else is near the question, the nearest first.
    pub near: Vec<CitedView>,
}

impl Answered {
    pub fn view(&self, site: &Site, visit: &Visit) -> AnswerView {
        let library = Library::new(&self.cards, &self.texts);
        let cited = self.answer.found.iter().filter_map(|found| library.cited(&found.passage));
        let mut views = cited.map(|cited| cited.view(1, Viewer::of(site, visit)));
        let first = if self.answer.is_sure { views.next() } else { None };
        AnswerView { first, near: views.collect() }
    }
}
