//! What was read of stories lately, so that a story is read once for all who look at it.

use news::{ArticleId, Timestamp};
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

type Generation<K, T> = HashMap<K, (State, Arc<T>)>;

/// Two generations: what is asked for moves to the young one; when that is full, the old one is dropped whole.
pub struct Kept<K, T> {
    generations: Mutex<(Generation<K, T>, Generation<K, T>)>,
}

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self { generations: Mutex::default() }
    }
}

impl<K: Hash + Eq, T> Kept<K, T> {
    pub fn get(&self, key: K, state: &State) -> Option<Arc<T>> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let (young, old) = &mut *generations;
        if let Some((known, told)) = young.get(&key) {
            return (known == state).then(|| told.clone());
        }
        let (known, told) = old.remove(&key)?;
        young.insert(key, (known, told.clone()));
        (known == *state).then_some(told)
    }

    pub fn put(&self, key: K, state: State, told: Arc<T>) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let (young, old) = &mut *generations;
        if young.len() >= STORIES {
            *old = std::mem::take(young);
        }
        young.insert(key, (state, told));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_kept_until_it_changes_or_many_others_were_read() {
        let kept: Kept<usize, ()> = Kept::default();
        let state = |articles| State { articles, moment: 0 };
        kept.put(1, state(7), Arc::default());
        assert!(kept.get(1, &state(7)).is_some());
        assert!(kept.get(1, &state(8)).is_none());
        assert!(kept.get(2, &state(7)).is_none());
        for story in 2..STORIES + 3 {
            kept.put(story, state(7), Arc::default());
        }
        assert!(kept.get(1, &state(7)).is_some(), "asked for, it grows young again");
        for story in 2..3 * STORIES {
            kept.put(story, state(7), Arc::default());
        }
        assert!(kept.get(1, &state(7)).is_none());
    }
}
