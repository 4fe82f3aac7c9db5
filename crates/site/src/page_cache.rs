//! Rendered pages of the last moments, as everyone sees them, so that a page many ask for is made once.
//!
//! Invariant: a kept page is at most [`STALE_MAX`] behind what this process has seen of the outbox, never older than
//! [`AGE_MAX`], and all kept pages together stay under the bound given.

use crate::answer::Rendered;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// While articles keep coming in, a page is made anew this often.
const STALE_MAX: Duration = Duration::from_secs(1);
/// Its relative times would go wrong after that.
const AGE_MAX: Duration = Duration::from_secs(30);
/// Longer addresses are not worth keeping.
const ADDRESS_BYTES_MAX: usize = 256;

type Pages = HashMap<String, Arc<Rendered>>;

/// Two generations: what is asked for moves to the young one; when that is full, the old one is dropped whole.
pub struct PageCache {
    generation_bytes_max: usize,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: Pages,
    young_bytes: usize,
    old: Pages,
}

impl PageCache {
    /// Keeps at most about `bytes_max`; 0 keeps nothing.
    pub fn new(bytes_max: usize) -> Self {
        Self { generation_bytes_max: bytes_max / 2, generations: Mutex::default() }
    }

    /// Finds a page that is fresh at this position of the outbox.
    pub fn get(&self, address: &str, position: i64) -> Option<Arc<Rendered>> {
        if self.generation_bytes_max == 0 {
            return None;
        }
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |page: &Arc<Rendered>| {
            let age = page.made.elapsed();
            age < AGE_MAX && (page.position == position || age < STALE_MAX)
        };
        if let Some(page) = generations.young.get(address) {
            return Some(page.clone()).filter(fresh);
        }
        let page = generations.old.remove(address).filter(fresh)?;
        generations.put(address.to_owned(), page.clone(), self.generation_bytes_max);
        Some(page)
    }

    pub fn put(&self, address: &str, page: Arc<Rendered>) {
        if address.len() > ADDRESS_BYTES_MAX || page.size_bytes() > self.generation_bytes_max / 4 {
            return;
        }
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.put(address.to_owned(), page, self.generation_bytes_max);
    }
}

impl Generations {
    fn put(&mut self, key: String, page: Arc<Rendered>, bytes_max: usize) {
        // A page packed later grows by about a third.
        self.young_bytes += page.size_bytes() * 4 / 3;
        if let Some(former) = self.young.insert(key, page) {
            self.young_bytes = self.young_bytes.saturating_sub(former.size_bytes() * 4 / 3);
        }
        if self.young_bytes > bytes_max {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    fn page(bytes: usize, position: i64) -> Arc<Rendered> {
        Arc::new(Rendered::new(StatusCode::OK, "text/plain", "x".repeat(bytes), position))
    }

    #[test]
    fn pages_are_kept_by_address_within_the_bound() {
        let cache = PageCache::new(100_000);
        cache.put("/", page(100, 1));
        assert!(cache.get("/", 1).is_some());
        assert!(cache.get("/", 2).is_some(), "a second behind at most");
        for number in 0..100 {
            cache.put(&format!("/article/{number}"), page(10_000, 1));
        }
        assert!(cache.get("/", 1).is_none());
        assert!(cache.get("/article/99", 1).is_some());
        let generations = cache.generations.lock().unwrap();
        let kept: usize =
            generations.young.values().chain(generations.old.values()).map(|page| page.size_bytes()).sum();
        assert!(kept <= 100_000, "{kept}");
    }

    #[test]
    fn a_cache_of_no_size_keeps_nothing() {
        let cache = PageCache::new(0);
        cache.put("/", page(10, 1));
        assert!(cache.get("/", 1).is_none());
    }
}
