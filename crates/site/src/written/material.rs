//! The passages that a model is given, and what was written from exactly these.

use super::{About, Citation, Subject, Wanted};
use crate::answer::{PageError, Visit};
use crate::told::{ARTICLES_READ, Library};
use crate::tongue::Tongue;
use crate::{Site, asking, hiding};
use ai::{Embedder, Prompt};
use enrich::answers::{self, Question};
use enrich::writing::{self, Source, Task};
use news::{Lang, TextSpan, Timestamp};
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
    /// Reads what a task about a subject needs from these articles, to be written in a language by a model of this name.
    pub async fn of(
        site: &Site,
        subject: &Subject,
        mut cards: Vec<ArticleCard>,
        task: Task,
        into: Lang,
        model: String,
    ) -> Result<Self, PageError> {
        if !matches!(subject.about, About::Article(_)) {
            cards.retain(|card| card.copy_of.is_none());
        }
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        let texts = site.store.texts_and_posts(&ids).await?;
        let (about, lang) = (subject.about, subject.lang);
        let embedder = site.options.models.embedder().cloned();
        // To find what answers takes a model's time, unlike the rest.
        let _turn = match task {
            Task::Answer(_) => Some(site.asking_turns.acquire().await.map_err(anyhow::Error::from)?),
            _ => None,
        };
        let read = tokio::task::spawn_blocking(move || {
            let library = Library::new(&cards, &texts);
            let sources = match &task {
                Task::Answer(question) => answering(question, &library, into, embedder.as_deref())?,
                task => sources(about, task, &library, [into, lang]),
            };
            let prompt = writing::prompt(&task, &sources, into);
            let fingerprint = fingerprint(&prompt.material);
            let wanted = Wanted { about, task, into, model, fingerprint };
            Ok::<_, ai::AiError>(Self { wanted, sources, prompt, cards, texts })
        });
        Ok(read.await.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?)
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

/// The articles that what is written about a subject is read from.
pub async fn cards(site: &Site, subject: &Subject) -> Result<Vec<ArticleCard>, PageError> {
    match subject.about {
        About::Article(_) => Ok(subject.article.iter().cloned().collect()),
        About::Story(id) => {
            let rows = site.store.coverage(id, None, ARTICLES_READ).await?;
            Ok(rows.into_iter().map(|row| row.card).collect())
        }
        About::Archive => Err(PageError::BadRequest(Tongue::written_no_such_task)),
    }
}

/// The articles that a question is answered from: nothing that the reader does not want to see, as on its page.
pub async fn cards_for_question(
    site: &Site,
    visit: &Visit,
    subject: &Subject,
    question: &str,
    into: Lang,
) -> Result<Vec<ArticleCard>, PageError> {
    let mut cards = match subject.about {
        About::Archive => asking::likely_articles(&site.store, &site.index, question, into, visit.now).await?,
        About::Article(_) | About::Story(_) => cards(site, subject).await?,
    };
    hiding::leave_out(site, visit, &mut cards, |card| card).await?;
    Ok(cards)
}

fn sources(about: About, task: &Task, library: &Library, langs: [Lang; 2]) -> Vec<Source> {
    let tellings = library.tellings();
    let name = |id| library.publisher_name(id).unwrap_or_default().to_owned();
    match about {
        About::Article(_) => {
            let all = tellings.iter().map(|telling| writing::of_article(task, telling, &name(telling.publisher)));
            all.flatten().collect()
        }
        About::Story(_) | About::Archive => writing::of_story(&tellings, &langs, name),
    }
}

/// The passages that are nearest to a question.
fn answering(
    question: &str,
    library: &Library,
    usual: Lang,
    embedder: Option<&dyn Embedder>,
) -> Result<Vec<Source>, ai::AiError> {
    let tellings = library.tellings();
    let name = |id| library.publisher_name(id).unwrap_or_default().to_owned();
    let near = answers::to_read(&Question::of_visitor(question, usual), &tellings, embedder)?;
    Ok(writing::of_question(near, &tellings, name))
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
