//! Articles of other stories that an article's reader may want next.
//!
//! Bounded by construction: the article's four most telling hashtags, the newest forty articles of each. What two
//! share counts by both weights; an hour apart costs little, three days half.

use super::card::ArticleCard;
use super::hashtag::{HashtagRef, refs};
use crate::sql::{Fields, args};
use crate::{Result, Store};
use news::{ArticleId, StoryId, Timestamp};
use std::collections::HashMap;

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
    story: Option<StoryId>,
    score: f64,
    shared: Vec<(i64, i64)>,
}

impl Store {
    /// Lists related articles, the most related first: other stories only, each story once, no copies.
    pub async fn related_articles(&self, article: ArticleId, limit: usize) -> Result<Vec<Related>> {
        let text = "select a.published_us, l.story_id, e.hashtags from article a
            left join placement l on l.article_id = a.id left join enrichment e on e.article_id = a.id where a.id = $1";
        let row = self.one(text, args![article]).await?;
        let mut fields = Fields::of(&row);
        let (published, story): (Timestamp, Option<StoryId>) = (fields.next()?, fields.next()?);
        let mut own: Vec<(i64, i64)> = fields.json()?;
        own.truncate(TOP_HASHTAGS);

        let candidates = self.candidates(article, published, &own).await?;
        let mut ranked: Vec<(ArticleId, Candidate)> =
            candidates.into_iter().filter(|(_, candidate)| story.is_none() || candidate.story != story).collect();
        ranked.sort_by(|(id, a), (other, b)| b.score.total_cmp(&a.score).then(other.cmp(id)));
        let mut stories = Vec::new();
        ranked.retain(|(_, candidate)| match candidate.story {
            Some(story) if stories.contains(&story) => false,
            Some(story) => {
                stories.push(story);
                true
            }
            None => true,
        });
        ranked.truncate(limit);

        let ids: Vec<ArticleId> = ranked.iter().map(|(id, _)| *id).collect();
        let mut cards = self.cards(&ids).await?;
        let names = self.hashtag_names(own.iter().map(|&(hashtag, _)| hashtag).collect()).await?;
        let finish = |(id, mut candidate): (ArticleId, Candidate)| {
            candidate.shared.sort_by_key(|&(_, weight)| -weight);
            Some(Related { card: cards.remove(&id)?, shared: refs(&candidate.shared, &names) })
        };
        Ok(ranked.into_iter().filter_map(finish).collect())
    }

    /// Collects the newest articles of each hashtag, scored.
    async fn candidates(
        &self,
        article: ArticleId,
        published: Timestamp,
        own: &[(i64, i64)],
    ) -> Result<HashMap<ArticleId, Candidate>> {
        // Four in one statement; a hashtag that is not there lists nothing.
        let text = "select h.hashtag_id, h.article_id, h.published_us, h.weight, l.story_id, l.copy_of from (
                select * from (select * from article_hashtag where hashtag_id = $1 order by published_us desc limit 40) as h1
                union all
                select * from (select * from article_hashtag where hashtag_id = $2 order by published_us desc limit 40) as h2
                union all
                select * from (select * from article_hashtag where hashtag_id = $3 order by published_us desc limit 40) as h3
                union all
                select * from (select * from article_hashtag where hashtag_id = $4 order by published_us desc limit 40) as h4
            ) as h left join placement l on l.article_id = h.article_id";
        let id = |index: usize| own.get(index).map_or(0, |&(hashtag, _)| hashtag);
        let mut candidates: HashMap<ArticleId, Candidate> = HashMap::new();
        if own.is_empty() {
            return Ok(candidates);
        }
        let rows = self.all(text, args![id(0), id(1), id(2), id(3)]).await?;
        for row in &rows {
            let mut fields = Fields::of(row);
            let (hashtag, other): (i64, ArticleId) = (fields.next()?, fields.next()?);
            let (at, weight): (Timestamp, i64) = (fields.next()?, fields.next()?);
            let (story, copy_of): (Option<StoryId>, Option<ArticleId>) = (fields.next()?, fields.next()?);
            if other == article || copy_of.is_some() {
                continue;
            }
            let own_weight = own.iter().find(|(id, _)| *id == hashtag).map_or(0, |&(_, weight)| weight);
            let age = (published.since_us(at).unsigned_abs() as f64 / HALF_LIFE_US).exp2();
            let candidate = candidates.entry(other).or_insert(Candidate { story, score: 0.0, shared: Vec::new() });
            candidate.score += own_weight as f64 * weight as f64 / age;
            candidate.shared.push((hashtag, own_weight.min(weight)));
        }
        Ok(candidates)
    }
}
