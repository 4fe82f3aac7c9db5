//! The passages that a model is given, and what was written from exactly these.

use super::{About, Citation, Subject, Wanted};
use crate::Site;
use crate::answer::PageError;
use crate::told::{ARTICLES_READ, Library};
use ai::{Completer, ModelRole, Prompt};
use enrich::writing::{self, Source, Task};
use news::{Lang, TextSpan, Timestamp};
use std::sync::Arc;
use store::{ArticleCard, TextAndPosts};

/// What there is to write from.
pub struct Material {
    pub wanted: Wanted,
    /// Empty where nothing can be written from it.
    pub sources: Vec<Source>,
    pub prompt: Prompt,
    cards: Vec<ArticleCard>,
    texts: Vec<TextAndPosts>,
}

impl Material {
    /// Reads what a task about a subject needs, to be written in a language by a model of this name.
    pub async fn of(site: &Site, subject: &Subject, task: Task, into: Lang, model: String) -> Result<Self, PageError> {
        let cards = match (subject.about, &subject.article) {
            (About::Story(id), _) => {
                let rows = site.store.coverage(id, None, ARTICLES_READ).await?;
                rows.into_iter().map(|row| row.card).filter(|card| card.copy_of.is_none()).collect()
            }
            (About::Article(_), card) => card.iter().cloned().collect::<Vec<_>>(),
        };
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        let texts = site.store.texts_and_posts(&ids).await?;
        let (about, lang) = (subject.about, subject.lang);
        let read = tokio::task::spawn_blocking(move || {
            let sources = sources(about, &task, &cards, &texts, [into, lang]);
            let prompt = writing::prompt(&task, &sources, into);
            let fingerprint = fingerprint(&prompt.material);
            Self { wanted: Wanted { about, task, into, model, fingerprint }, sources, prompt, cards, texts }
        });
        Ok(read.await.map_err(anyhow::Error::from)?)
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

/// The model that writes, if the owner has one.
pub fn writer(site: &Site) -> Option<&Arc<dyn Completer>> {
    let roles = [ModelRole::Large, ModelRole::Small];
    roles.into_iter().find_map(|role| site.options.models.of(role))
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
