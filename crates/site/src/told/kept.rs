//! What was read of stories lately, so that a story is read once for all who look at it.

use super::Told;
use news::{ArticleId, Lang, StoryId, Timestamp};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use store::ArticleCard;

/// Stories of a generation; two are kept, each story some kilobytes.
const STORIES: usize = 128;
/// What is live is read again this often: its posts change without the story.
const LIVE_US: i64 = 20 * Timestamp::SECOND;

/// In which state a story was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    articles: u64,
    /// While a live blog is among them, the part of the hour.
    moment: i64,
}

impl State {
    /// Takes the articles and how often they were changed in all.
    pub fn of(cards: &[ArticleCard], revisions: i64, now: Timestamp) -> Self {
        let mut hasher = DefaultHasher::new();
        let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
        (ids, revisions).hash(&mut hasher);
        let is_live = cards.iter().any(|card| card.is_live_blog);
        Self { articles: hasher.finish(), moment: if is_live { now.0 / LIVE_US } else { 0 } }
    }
}

type Stories = HashMap<(StoryId, [Lang; 2]), (State, Arc<Told>)>;

/// Two generations: what is asked for moves to the young one; when that is full, the old one is dropped whole.
#[derive(Default)]
pub struct KeptTold {
    generations: Mutex<(Stories, Stories)>,
}

impl KeptTold {
    pub fn get(&self, story: StoryId, langs: [Lang; 2], state: &State) -> Option<Arc<Told>> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let (young, old) = &mut *generations;
        let key = (story, langs);
        if let Some((known, told)) = young.get(&key) {
            return (known == state).then(|| told.clone());
        }
        let (known, told) = old.remove(&key)?;
        young.insert(key, (known, told.clone()));
        (known == *state).then_some(told)
    }

    pub fn put(&self, story: StoryId, langs: [Lang; 2], state: State, told: Arc<Told>) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let (young, old) = &mut *generations;
        if young.len() >= STORIES {
            *old = std::mem::take(young);
        }
        young.insert((story, langs), (state, told));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_kept_until_it_changes_or_many_others_were_read() {
        let kept = KeptTold::default();
        let langs = [Lang::EN, Lang::EN];
        let state = |articles| State { articles, moment: 0 };
        kept.put(StoryId(1), langs, state(7), Arc::default());
        assert!(kept.get(StoryId(1), langs, &state(7)).is_some());
        assert!(kept.get(StoryId(1), langs, &state(8)).is_none());
        assert!(kept.get(StoryId(1), [Lang::ZH, Lang::EN], &state(7)).is_none());
        for story in 2..STORIES as i64 + 3 {
            kept.put(StoryId(story), langs, state(7), Arc::default());
        }
        assert!(kept.get(StoryId(1), langs, &state(7)).is_some(), "asked for, it grows young again");
        for story in 2..2 * STORIES as i64 {
            kept.put(StoryId(story), langs, state(7), Arc::default());
        }
        kept.put(StoryId(-1), langs, state(7), Arc::default());
        assert!(kept.get(StoryId(1), langs, &state(7)).is_none());
    }
}
