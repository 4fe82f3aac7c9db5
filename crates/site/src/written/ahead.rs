//! What is written before anybody asks: summaries of the stories that matter most, and of the new articles of some publishers.
//!
//! One process does it for all, one text after the other, so that a reader who asks meanwhile is not kept waiting, and from half of the
//! day's tokens, so that the rest is left for readers.

use super::{About, Material, Refused, Step, Subject, begin, cards};
use crate::Site;
use crate::answer::PageError;
use crate::tongue::Tongue;
use ai::Completer;
use enrich::writing::Task;
use news::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use store::{StoreError, StoryFilter, TokenLimits};

/// What the owner wants is read so often, and what is missing is written.
const EVERY: Duration = Duration::from_secs(10);
/// A model that gave nothing is asked again after so long.
const TRY_AGAIN: Duration = Duration::from_secs(600);
/// A story that goes on is written of anew after so long.
const ANEW_US: i64 = Timestamp::HOUR;
/// An article that is older when it is first seen is no news.
const FRESH_US: i64 = Timestamp::DAY;
/// The newest articles of a publisher that are looked at.
const ARTICLES: i64 = 5;
const LEASE: &str = "writing-ahead";
/// A process that died is followed by another after so long; a text takes less.
const LEASE_US: i64 = 15 * Timestamp::MINUTE;

/// Writes ahead until the site closes.
pub async fn keep_writing_ahead(site: Site) {
    let mut closing = site.live.closing();
    let work = async {
        let Some(holder) = holder() else { return };
        loop {
            let pause = match site.write_ahead(&holder).await {
                Ok(true) => EVERY,
                Ok(false) => TRY_AGAIN,
                Err(error) => {
                    tracing::warn!(?error, "nothing can be written ahead");
                    TRY_AGAIN
                }
            };
            tokio::time::sleep(pause).await;
        }
    };
    tokio::select! {
        () = work => {}
        _ = closing.wait_for(|closing| *closing) => {}
    }
}

fn holder() -> Option<String> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).ok()?;
    Some(format!("{:016x}", u64::from_le_bytes(bytes)))
}

impl Site {
    /// Writes what is wanted ahead and not there; false when the model gave nothing, or nothing more may be spent. `holder` names
    /// the process.
    pub async fn write_ahead(&self, holder: &str) -> Result<bool, PageError> {
        self.writers.read(&self.store).await?;
        let wish = self.writers.wish();
        let Some(model) = self.writers.writer() else { return Ok(true) };
        let is_wanted = wish.stories_ahead > 0 || !wish.publishers_ahead.is_empty();
        if !is_wanted || !self.store.lease(LEASE, holder, self.now(), LEASE_US).await? {
            return Ok(true);
        }
        let filter = StoryFilter::default();
        let stories = match wish.stories_ahead {
            0 => Vec::new(),
            count => self.store.stories_front(&filter, None, i64::from(count)).await?,
        };
        let mut wanted: Vec<(About, Timestamp)> =
            stories.iter().map(|story| (About::Story(story.id), story.last)).collect();
        for publisher in &wish.publishers_ahead {
            let articles = match self.store.publisher_articles(publisher, None, ARTICLES).await {
                // Its last source was removed.
                Err(StoreError::NotFound) => continue,
                articles => articles?,
            };
            let fresh = articles.iter().filter(|card| self.now().since_us(card.published) < FRESH_US);
            wanted.extend(fresh.map(|card| (About::Article(card.id), card.published)));
        }
        for (about, since) in wanted {
            if !self.is_due(about, since, model.model()).await? {
                continue;
            }
            if !self.write_one(about, &model).await? {
                return Ok(false);
            }
            if !self.store.lease(LEASE, holder, self.now(), LEASE_US).await? {
                return Ok(true);
            }
        }
        Ok(true)
    }

    /// Tells whether nothing was written since something came to it, or only long ago.
    async fn is_due(&self, about: About, since: Timestamp, model: &str) -> Result<bool, PageError> {
        let task = Task::Summary;
        let lang = self.options.tongue.lang();
        let written = self.store.tasks_written(about.kind(), about.id(), lang, model).await?;
        let written = written.iter().find(|(name, _)| name == task.name());
        Ok(written.is_none_or(|(_, written)| *written < since && self.now().since_us(*written) >= ANEW_US))
    }

    /// Writes a summary for nobody in particular; false when the model gave nothing, or may not be asked.
    async fn write_one(&self, about: About, model: &Arc<dyn Completer>) -> Result<bool, PageError> {
        let tongue: Tongue = self.options.tongue;
        let subject = match Subject::find(self, tongue, about, "").await {
            Ok(subject) => subject,
            // It went, or went into another, since it was listed.
            Err(PageError::Moved(_) | PageError::NotFound) => return Ok(true),
            Err(error) => return Err(error),
        };
        let cards = cards(self, &subject).await?;
        let (task, name) = (Task::Summary, model.model().to_owned());
        let material = Arc::new(Material::of(self, &subject, cards, task, tongue.lang(), name).await?);
        if material.sources.is_empty() || material.wanted.written(self).await?.is_some() {
            return Ok(true);
        }
        let limits = self.options.token_limits;
        let limits = TokenLimits { all: limits.all.map(|all| all / 2), reader: None };
        let mut begun = match begin(self, None, limits, material, model.clone()).await? {
            Ok(begun) => begun,
            Err(Refused::AllSpent | Refused::ReaderSpent) => return Ok(false),
        };
        while let Some(step) = begun.steps.recv().await {
            match step {
                Step::Sentence(_) => {}
                Step::End(written) => return Ok(written.says_nothing || !written.sentences.is_empty()),
                Step::Failed(_) => return Ok(false),
            }
        }
        Ok(false)
    }
}
