//! Hashtags: their pages, and what is talked about.

use super::card::{ArticleCard, ArticleCursor, select_card};
use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store};
use news::{HashtagId, Timestamp};
use std::collections::HashMap;

/// A hashtag of something, with how much that is about it.
#[derive(Clone, Debug, PartialEq)]
pub struct HashtagRef {
    /// What addresses use.
    pub key: String,
    /// As shown, without `#`.
    pub label: String,
    /// 0 to 1.
    pub weight: f32,
}

/// A hashtag with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashtagView {
    pub id: HashtagId,
    pub key: String,
    pub label: String,
    pub article_count: i64,
    /// When its newest article was published.
    pub last: Timestamp,
}

fn read_hashtag(fields: &mut Fields) -> Result<HashtagView> {
    Ok(HashtagView {
        id: fields.next()?,
        key: fields.next()?,
        label: fields.next()?,
        article_count: fields.next()?,
        last: fields.next()?,
    })
}

impl Store {
    /// Finds a hashtag by its key. `NotFound` when no article has it.
    pub async fn hashtag(&self, key: &str) -> Result<HashtagView> {
        let text = "select id, key, label, article_count, last_us from hashtag where key = $1 and article_count > 0";
        read_hashtag(&mut Fields::of(&self.one(text, args![key]).await?))
    }

    /// Lists a hashtag's articles, newest first.
    pub async fn hashtag_articles(
        &self,
        key: &str,
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        let hashtag = self.hashtag(key).await?.id;
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_card!(
            "",
            "article_hashtag h cross join article a cross join publisher p left join placement l on l.article_id = a.id",
            "where h.hashtag_id = $4 and (h.published_us, h.article_id) < ($1, $2)
             and a.id = h.article_id and p.id = a.publisher_id
             order by h.published_us desc, h.article_id desc limit $3"
        );
        read_all(&self.all(text, args![after.published, after.id, limit, hashtag]).await?, ArticleCard::read)
    }

    /// Lists the hashtags that are talked about, hottest first: each article counts half of one a day younger. Only
    /// those with an article since a moment, and with more than one.
    pub async fn trending_hashtags(&self, since: Timestamp, limit: i64) -> Result<Vec<HashtagView>> {
        let text = "select id, key, label, article_count, last_us from hashtag
            where article_count > 1 and last_us >= $1 order by heat desc limit $2";
        read_all(&self.all(text, args![since, limit]).await?, read_hashtag)
    }

    /// Names hashtags given by id and weight in thousandths, in the order given.
    pub(crate) async fn hashtag_refs(&self, weights: &[(i64, i64)]) -> Result<Vec<HashtagRef>> {
        let names = self.hashtag_names(weights.iter().map(|&(id, _)| id).collect()).await?;
        Ok(refs(weights, &names))
    }

    pub(crate) async fn hashtag_names(&self, mut ids: Vec<i64>) -> Result<HashMap<i64, (String, String)>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        ids.sort_unstable();
        ids.dedup();
        let rows = self.all("select id, key, label from hashtag where id in {list $1}", args![list(&ids)]).await?;
        let names = read_all(&rows, |fields| Ok((fields.next()?, (fields.next()?, fields.next()?))))?;
        Ok(names.into_iter().collect())
    }
}

/// Joins weights with names; hashtags without a name are left out.
pub(crate) fn refs(weights: &[(i64, i64)], names: &HashMap<i64, (String, String)>) -> Vec<HashtagRef> {
    weights
        .iter()
        .filter_map(|(id, weight)| {
            let (key, label) = names.get(id)?.clone();
            Some(HashtagRef { key, label, weight: *weight as f32 / 1000.0 })
        })
        .collect()
}
