//! What names a writing: about what, which task, in which language, from what state of the articles.

use super::material::Spent;
use super::{About, Written};
use crate::Site;
use crate::answer::PageError;
use crate::tongue::Tongue;
use enrich::writing::{PROMPT_VERSION, Task};
use news::{Lang, ReaderId, Timestamp};
use store::{ArticleCard, Found, JudgedWriting, Judgement, StoreError, Writing, WritingKey};

/// What something is written about.
pub struct Subject {
    pub about: About,
    pub title: String,
    pub lang: Lang,
    /// Of an article alone.
    pub article: Option<ArticleCard>,
}

impl Subject {
    /// Finds it. A story that moved is `Moved` to `below` its new address.
    pub async fn find(site: &Site, say: Tongue, about: About, below: &str) -> Result<Self, PageError> {
        match about {
            About::Archive => Ok(Self { about, title: say.ask_archive().to_owned(), lang: say.lang(), article: None }),
            About::Article(id) => {
                let card = site.store.articles_by_ids(&[id]).await?.pop().ok_or(PageError::NotFound)?;
                Ok(Self { about, title: card.title.clone(), lang: card.lang, article: Some(card) })
            }
            About::Story(id) => match site.store.story(id).await? {
                Found::Here(story) => Ok(Self { about, title: story.headline, lang: story.lead.lang, article: None }),
                Found::Moved(target) => Err(PageError::Moved(format!("/story/{target}{below}"))),
            },
        }
    }
}

/// Something that is written by a model, or was: the same again is the same text.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub about: About,
    pub task: Task,
    pub into: Lang,
    /// The model's name.
    pub model: String,
    /// A hash of the passages that are read.
    pub fingerprint: i64,
}

impl Wanted {
    /// What was written from exactly this.
    pub async fn written(&self, site: &Site) -> Result<Option<Written>, PageError> {
        let kept = site.store.writing(&self.key(&kept_name(&self.task))).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept.body).ok()))
    }

    /// Keeps what was written.
    pub async fn keep(&self, site: &Site, written: &Written, spent: Spent) -> Result<(), StoreError> {
        let body = serde_json::to_string(written).unwrap_or_default();
        let Spent { tokens_in, tokens_out, cost, at } = spent;
        let writing = Writing { body, tokens_in, tokens_out, cost, written: at };
        site.store.keep_writing(&self.key(&kept_name(&self.task)), &writing).await
    }

    /// What a reader thought of it.
    pub async fn judged(&self, site: &Site, reader: ReaderId) -> Result<Option<JudgedWriting>, StoreError> {
        site.store.judgement_of(reader, &self.key(&kept_name(&self.task))).await
    }

    /// Notes what a reader thinks of it. `NotFound` when it has been written anew since.
    pub async fn judge(
        &self,
        site: &Site,
        reader: ReaderId,
        title: &str,
        judgement: Judgement<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        site.store.judge_writing(reader, &self.key(&kept_name(&self.task)), title, judgement, now).await
    }

    fn key<'a>(&'a self, task: &'a str) -> WritingKey<'a> {
        WritingKey {
            subject_kind: self.about.kind(),
            subject_id: self.about.id(),
            task,
            lang: self.into,
            model: &self.model,
            prompt_version: PROMPT_VERSION,
            fingerprint: self.fingerprint,
        }
    }
}

/// The name under which a task is kept: of a question, with the question's hash.
fn kept_name(task: &Task) -> String {
    match task {
        Task::Answer(question) => {
            format!("answer-{:016x}", xxhash_rust::xxh3::xxh3_64(question.trim().to_lowercase().as_bytes()))
        }
        task => task.name().to_owned(),
    }
}
