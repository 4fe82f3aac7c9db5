//! Articles of other stories that an article's reader may want next.
//!
//! Bounded by construction: the article's four most telling hashtags, the newest forty articles of each (the statement
//! stands in `article.rs`: it is one with the article's own). What two share counts by both weights; an hour apart costs little, three days half.

use super::article::ArticleView;
use super::card::ArticleCard;
use super::hashtag::HashtagRef;
use news::{ArticleId, HashtagId, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;

/// An article's own story is told from the others by so many of its articles without looking them up one by one.
pub(super) const OWN_STORY_MOST: i64 = 64;
/// So many candidates for each article asked for are looked at first, and so many where those were copies or several of
/// one story.
pub(super) const FIRST_LOOK: usize = 2;
pub(super) const SECOND_LOOK: usize = 8;
const HALF_LIFE_US: f64 = 3.0 * Timestamp::DAY as f64;

/// A related article, with what it shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub card: ArticleCard,
    /// The hashtags both have, most telling first.
    pub shared: Vec<HashtagRef>,
}

/// An article that may be shown.
pub(super) struct Candidate {
    pub id: ArticleId,
    score: f64,
    /// Places in the article's hashtags, and the lower of both weights.
    shared: Vec<(usize, f32)>,
}

impl Candidate {
    /// Takes its card from those read; None when it has gone meanwhile.
    pub fn with_card(mut self, cards: &mut HashMap<ArticleId, ArticleCard>, article: &ArticleView) -> Option<Related> {
        self.shared.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let hashtag = |(at, weight): (usize, f32)| HashtagRef { weight, ..article.hashtags[at].clone() };
        Some(Related { card: cards.remove(&self.id)?, shared: self.shared.into_iter().map(hashtag).collect() })
    }
}

/// An article with one of the hashtags.
#[derive(Deserialize)]
pub(super) struct Tagged {
    hashtag: HashtagId,
    article: ArticleId,
    published_us: i64,
    /// In thousandths.
    weight: i64,
}

/// Scores what has hashtags of an article and is not known to be of its story, the best first. Among them are still
/// several of one story, and copies.
pub(super) fn rank(article: &ArticleView, tagged: Vec<Tagged>, own_story: &[ArticleId]) -> Vec<Candidate> {
    let own = &article.hashtags;
    let mut candidates: HashMap<ArticleId, Candidate> = HashMap::with_capacity(tagged.len());
    for one in tagged {
        if one.article == article.card.id || own_story.contains(&one.article) {
            continue;
        }
        let Some(at) = own.iter().position(|hashtag| hashtag.id == one.hashtag) else { continue };
        let (own_weight, weight) = (own[at].weight, one.weight as f32 / 1000.0);
        let apart_us = article.card.published.since_us(Timestamp(one.published_us)).unsigned_abs();
        let age = (apart_us as f64 / HALF_LIFE_US).exp2();
        let candidate = candidates.entry(one.article).or_insert_with(|| Candidate {
            id: one.article,
            score: 0.0,
            shared: Vec::new(),
        });
        candidate.score += f64::from(own_weight * weight) / age;
        candidate.shared.push((at, own_weight.min(weight)));
    }
    let mut ranked: Vec<Candidate> = candidates.into_values().collect();
    ranked.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
    ranked
}
