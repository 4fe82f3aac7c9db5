//! The passages that a model is given, and what was written from exactly these.

use super::{About, Citation, Written, kept_name};
use crate::Site;
use crate::answer::PageError;
use crate::told::{ARTICLES_READ, Library};
use ai::{Completer, ModelRole, Prompt};
use enrich::writing::{self, PROMPT_VERSION, Source, Task};
use news::{Lang, TextSpan, Timestamp};
use std::sync::Arc;
use store::{ArticleCard, Found, StoreError, TextAndPosts, Writing, WritingKey};

/// What there is to write from.
pub struct Material {
    pub about: About,
    pub task: Task,
    pub into: Lang,
    /// Of the article or story, with its language.
    pub title: String,
    pub title_lang: Lang,
    /// Empty where nothing can be written from it.
    pub sources: Vec<Source>,
    pub prompt: Prompt,
    cards: Vec<ArticleCard>,
    texts: Vec<TextAndPosts>,
    fingerprint: i64,
}

impl Material {
    /// Reads what a task needs. A story that moved is `Moved` to `below` its new address.
    pub async fn of(site: &Site, about: About, task: Task, into: Lang, below: &str) -> Result<Self, PageError> {
        let (title, title_lang, cards) = match about {
            About::Article(id) => {
                let card = site.store.articles_by_ids(&[id]).await?.pop().ok_or(PageError::NotFound)?;
                (card.title.clone(), card.lang, vec![card])
            }
            About::Story(id) => {
                let story = match site.store.story(id).await? {
                    Found::Here(story) => story,
                    Found::Moved(target) => return Err(PageError::Moved(format!("/story/{target}{below}"))),
                };
                let rows = site.store.coverage(id, None, ARTICLES_READ).await?;
                let cards = rows.into_iter().map(|row| row.card).filter(|card| card.copy_of.is_none());
                (story.headline, story.lead.lang, cards.collect::<Vec<_>>())
            }
        };
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        let texts = site.store.texts_and_posts(&ids).await?;
        let read = tokio::task::spawn_blocking(move || {
            let sources = sources(about, &task, &cards, &texts, [into, title_lang]);
            let prompt = writing::prompt(&task, &sources, into);
            let fingerprint = fingerprint(&prompt.material);
            Self { about, task, into, title, title_lang, sources, prompt, cards, texts, fingerprint }
        });
        Ok(read.await.map_err(anyhow::Error::from)?)
    }

    /// The model that does the task, if the owner has one for it.
    pub fn model(&self, site: &Site) -> Option<Arc<dyn Completer>> {
        let roles = [ModelRole::Large, ModelRole::Small];
        roles.into_iter().find_map(|role| site.options.models.of(role)).cloned()
    }

    /// What was written from exactly these passages by a model.
    pub async fn written(&self, site: &Site, model: &str) -> Result<Option<Written>, PageError> {
        let Some(kept) = site.store.writing(&self.key(&kept_name(&self.task), model)).await? else { return Ok(None) };
        Ok(serde_json::from_str(&kept.body).ok())
    }

    /// Keeps what was written.
    pub async fn keep(&self, site: &Site, model: &str, written: &Written, spent: Spent) -> Result<(), StoreError> {
        let body = serde_json::to_string(written).unwrap_or_default();
        let Spent { tokens_in, tokens_out, cost, at } = spent;
        let writing = Writing { body, tokens_in, tokens_out, cost, written: at };
        site.store.keep_writing(&self.key(&kept_name(&self.task), model), &writing).await
    }

    /// Does something with the key under which it is kept.
    pub fn key<'a>(&self, task: &'a str, model: &'a str) -> WritingKey<'a> {
        WritingKey {
            subject_kind: self.about.kind(),
            subject_id: self.about.id(),
            task,
            lang: self.into,
            model,
            prompt_version: PROMPT_VERSION,
            fingerprint: self.fingerprint,
        }
    }

    pub fn kept_name(&self) -> String {
        kept_name(&self.task)
    }

    /// The passage of a source, with the sentence marked that says what `claim` says.
    pub fn citation(&self, source: &Source, claim: &str) -> Option<Citation> {
        let passage = &source.passage;
        let library = Library::new(&self.cards, &self.texts);
        let (path, published) = library.address_of(passage.article, passage.post.as_deref())?;
        let TextSpan { start, end } = writing::sentence_of(&passage.sentence, source.lang, claim);
        Some(Citation {
            publisher: source.publisher.clone(),
            published,
            path,
            passage: passage.sentence.clone(),
            lang: source.lang,
            marked: (start as usize, end as usize),
        })
    }
}

/// What a writing took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    pub tokens_in: i64,
    pub tokens_out: i64,
    pub cost: i64,
    pub at: Timestamp,
}

fn sources(about: About, task: &Task, cards: &[ArticleCard], texts: &[TextAndPosts], langs: [Lang; 2]) -> Vec<Source> {
    let library = Library::new(cards, texts);
    let tellings = library.tellings();
    let name = |id| library.publisher_name(id).unwrap_or_default().to_owned();
    match about {
        About::Article(_) => {
            let all = tellings.iter().map(|telling| writing::of_article(task, telling, &name(telling.publisher)));
            all.flatten().collect()
        }
        About::Story(_) => writing::of_story(&tellings, &langs, name),
    }
}

/// What was read; what was asked for stands in the rest of the key.
fn fingerprint(material: &[String]) -> i64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    for text in material {
        hash.update(text.as_bytes());
        hash.update(&[0]);
    }
    hash.digest().cast_signed()
}
