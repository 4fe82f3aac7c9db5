//! Articles of other stories that an article's reader may want next.
//!
//! Bounded by construction: the article's four most telling hashtags, the newest forty articles of each. What two
//! share counts by both weights; an hour apart costs little, three days half.

use super::article::ArticleView;
use super::card::ArticleCard;
use super::hashtag::HashtagRef;
use crate::sql::{Fields, args};
use crate::{Result, Store};
use news::{ArticleId, HashtagId, StoryId, Timestamp};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const TOP_HASHTAGS: usize = 4;
const HALF_LIFE_US: f64 = 3.0 * Timestamp::DAY as f64;

/// A related article, with what it shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub card: ArticleCard,
    /// The hashtags both have, most telling first.
    pub shared: Vec<HashtagRef>,
}

struct Candidate {
    id: ArticleId,
    story: Option<StoryId>,
    score: f64,
    /// Places in the article's hashtags, and the lower of both weights.
    shared: Vec<(usize, f32)>,
}

/// An article with one of the hashtags.
#[derive(Deserialize)]
struct Tagged {
    hashtag: HashtagId,
    article: ArticleId,
    published_us: i64,
    /// In thousandths.
    weight: i64,
    story: Option<StoryId>,
}

impl Store {
    /// Lists articles related to one as [`Store::article`] read it, the most related first: other stories only, each
    /// story once, no copies.
    pub async fn related_articles(&self, article: &ArticleView, limit: usize) -> Result<Vec<Related>> {
        let own = &article.hashtags[..article.hashtags.len().min(TOP_HASHTAGS)];
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let story = article.card.story;
        let tagged = self.tagged(own).await?.into_iter();
        let tagged = tagged.filter(|one| one.article != article.card.id && (story.is_none() || one.story != story));
        let mut ranked = rank(article.card.published, own, tagged);
        ranked.truncate(limit);

        let ids: Vec<ArticleId> = ranked.iter().map(|candidate| candidate.id).collect();
        let mut cards = self.cards(&ids).await?;
        let finish = |mut candidate: Candidate| {
            candidate.shared.sort_by(|(_, a), (_, b)| b.total_cmp(a));
            let shared = candidate.shared.iter().map(|&(at, weight)| HashtagRef { weight, ..own[at].clone() });
            Some(Related { card: cards.remove(&candidate.id)?, shared: shared.collect() })
        };
        Ok(ranked.into_iter().filter_map(finish).collect())
    }

    /// Lists the newest articles of each hashtag, without copies.
    async fn tagged(&self, hashtags: &[HashtagRef]) -> Result<Vec<Tagged>> {
        // Four in one statement; a hashtag that is not there lists nothing.
        let text = "select {rows h.hashtag_id, h.article_id, h.published_us, h.weight, l.story_id} from (
                select * from (select * from article_hashtag where hashtag_id = $1 order by published_us desc limit 40) as h1
                union all
                select * from (select * from article_hashtag where hashtag_id = $2 order by published_us desc limit 40) as h2
                union all
                select * from (select * from article_hashtag where hashtag_id = $3 order by published_us desc limit 40) as h3
                union all
                select * from (select * from article_hashtag where hashtag_id = $4 order by published_us desc limit 40) as h4
            ) as h left join placement l on l.article_id = h.article_id where l.copy_of is null";
        let id = |index: usize| hashtags.get(index).map_or(HashtagId(0), |hashtag| hashtag.id);
        Fields::of(&self.one(text, args![id(0), id(1), id(2), id(3)]).await?).json()
    }
}

/// Scores what has the hashtags, the best first, the best of each story only.
fn rank(published: Timestamp, own: &[HashtagRef], tagged: impl Iterator<Item = Tagged>) -> Vec<Candidate> {
    let mut candidates: HashMap<ArticleId, Candidate> = HashMap::new();
    for one in tagged {
        let Some(at) = own.iter().position(|hashtag| hashtag.id == one.hashtag) else { continue };
        let (own_weight, weight) = (own[at].weight, one.weight as f32 / 1000.0);
        let age = (published.since_us(Timestamp(one.published_us)).unsigned_abs() as f64 / HALF_LIFE_US).exp2();
        let candidate = candidates.entry(one.article).or_insert_with(|| Candidate {
            id: one.article,
            story: one.story,
            score: 0.0,
            shared: Vec::new(),
        });
        candidate.score += f64::from(own_weight * weight) / age;
        candidate.shared.push((at, own_weight.min(weight)));
    }
    let mut ranked: Vec<Candidate> = candidates.into_values().collect();
    ranked.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
    let mut stories = HashSet::new();
    ranked.retain(|candidate| candidate.story.is_none_or(|story| stories.insert(story)));
    ranked
}
