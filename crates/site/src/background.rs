//! From the archive: earlier stories on the same people, places and subjects, each in one sentence.
//!
//! Bounded by construction: the most telling hashtags, of each the latest articles before a moment, as the desk asks when it looks
//! for the older story that a new one goes on with.

use crate::Site;
use crate::answer::{PageError, Visit};
use crate::cards::Card;
use crate::told::{self, CitedView};
use news::{ArticleId, Lang, StoryId, Timestamp};
use std::cmp::Reverse;
use std::collections::HashMap;
use store::{Founder, HashtagRef, OlderArticle, OwnHashtag};

const HASHTAGS: usize = 6;
const MOST: usize = 5;
/// One shared hashtag says enough when it is this telling of both, and this rare: one article in so many has it.
const TELLING: f32 = 0.45;
const RARE: f32 = 200.0;

/// Something that was told before.
pub struct Earlier {
    pub card: Card,
    pub href: String,
    /// What it shares: "also about #Norham".
    pub why: String,
    pub sentence: Option<CitedView>,
}

/// An earlier story, and how near it is.
struct Near {
    article: ArticleId,
    score: f32,
    shared: Vec<OwnHashtag>,
}

/// Finds what was told before a moment of what these hashtags name, in other stories than one; the latest first.
pub async fn of(
    site: &Site,
    visit: &Visit,
    story: StoryId,
    hashtags: &[HashtagRef],
    before: Timestamp,
) -> Result<Vec<Earlier>, PageError> {
    let all = site.store.stats().await?.articles as f32;
    let mut own = Vec::new();
    for hashtag in hashtags.iter().take(HASHTAGS) {
        let count = site.store.hashtag(&hashtag.key).await?.article_count.max(1) as f32;
        own.push(OwnHashtag { id: hashtag.id, weight: hashtag.weight, one_in: all / count });
    }
    let founder = Founder { article: ArticleId(0), story, published: before, lang: Lang::UNKNOWN, hashtags: own };
    let older = site.store.older_articles(&founder, Timestamp(i64::MIN), before).await?;
    let near = nearest(older);
    let ids: Vec<ArticleId> = near.iter().map(|one| one.article).collect();
    let cards = site.store.articles_by_ids(&ids).await?;
    let mut sentences = told::one_sentence_of_each(site, &cards, visit).await?;
    let clock = visit.clock();
    let mut earlier: Vec<Earlier> = Vec::new();
    for card in cards {
        let Some(one) = near.iter().find(|one| one.article == card.id) else { continue };
        let shares = |tag: &&HashtagRef| one.shared.iter().any(|shared| shared.id == tag.id);
        let shared: Vec<HashtagRef> = hashtags.iter().filter(shares).cloned().collect();
        earlier.push(Earlier {
            href: format!("/article/{}", card.id),
            why: crate::words::also_about(&shared, clock.tongue),
            sentence: sentences.remove(&card.id),
            card: Card::new(card, clock),
        });
    }
    earlier.sort_by_key(|one| Reverse((one.card.published, one.card.id)));
    Ok(earlier)
}

/// Chooses the stories that share most, each by the article that does.
fn nearest(older: Vec<OlderArticle>) -> Vec<Near> {
    let mut articles: HashMap<ArticleId, (StoryId, Near)> = HashMap::new();
    for one in older {
        let near = Near { article: one.article, score: 0.0, shared: Vec::new() };
        let (_, near) = articles.entry(one.article).or_insert((one.story, near));
        near.score += one.hashtag.weight.min(one.weight) * one.hashtag.one_in.max(1.0).ln();
        let says_enough = one.hashtag.weight.min(one.weight) >= TELLING && one.hashtag.one_in >= RARE;
        near.shared.push(one.hashtag);
        if says_enough {
            near.score += 100.0;
        }
    }
    let mut best: HashMap<StoryId, Near> = HashMap::new();
    for (story, near) in articles.into_values().filter(|(_, near)| near.shared.len() > 1 || near.score >= 100.0) {
        let is_better = |known: &Near| (near.score, near.article) > (known.score, known.article);
        if best.get(&story).is_none_or(is_better) {
            best.insert(story, near);
        }
    }
    let mut nearest: Vec<Near> = best.into_values().collect();
    nearest.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.article.cmp(&a.article)));
    nearest.truncate(MOST);
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::HashtagId;

    #[test]
    fn an_earlier_story_shares_two_things_or_one_that_says_enough() {
        let check = |shared: &[(i64, i64, i64, f32, f32)], expected: &[i64]| {
            let older = shared.iter().map(|&(story, article, hashtag, weight, one_in)| OlderArticle {
                article: ArticleId(article),
                story: StoryId(story),
                hashtag: OwnHashtag { id: HashtagId(hashtag), weight: 0.9, one_in },
                weight,
            });
            let found: Vec<i64> = nearest(older.collect()).iter().map(|one| one.article.0).collect();
            assert_eq!(found, expected, "{shared:?}");
        };
        check(&[], &[]);
        check(&[(1, 10, 1, 0.9, 4.0)], &[]);
        check(&[(1, 10, 1, 0.9, 900.0)], &[10]);
        check(&[(1, 10, 1, 0.2, 900.0)], &[]);
        check(&[(1, 10, 1, 0.2, 40.0), (1, 10, 2, 0.2, 40.0)], &[10]);
        // Of a story the article that shares most, and the nearest story first.
        check(&[(1, 10, 1, 0.5, 900.0), (1, 11, 1, 0.9, 900.0), (2, 20, 1, 0.6, 900.0)], &[11, 20]);
    }
}
