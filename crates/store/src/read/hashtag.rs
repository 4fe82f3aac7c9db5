//! Hashtags: their pages, and what is talked about.

use super::card::{ArticleCard, ArticleCursor, select_cards};
use crate::sql::{Fields, args, first_column, list, read_all};
use crate::{Result, Store};
use news::{ArticleId, HashtagId, Timestamp};
use std::collections::HashMap;

/// A hashtag of something, with how much that is about it.
#[derive(Clone, Debug, PartialEq)]
pub struct HashtagRef {
    pub id: HashtagId,
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

    /// Lists how articles write what a hashtag names, the commonest first, where that is not its label.
    pub async fn hashtag_spellings(&self, hashtag: HashtagId, limit: i64) -> Result<Vec<String>> {
        let text = "select spelling from hashtag_spelling where hashtag_id = $1
            order by article_count desc, spelling {limit $2}";
        first_column(&self.all(text, args![hashtag, limit]).await?)
    }

    /// Lists a hashtag's articles, newest first. `NotFound` when no article has it.
    pub async fn hashtag_articles(
        &self,
        key: &str,
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            "select h.article_id as id from article_hashtag h
             where h.hashtag_id = (select id from hashtag where key = $4 and article_count > 0)
             and (h.published_us, h.article_id) < ($1, $2)
             order by h.published_us desc, h.article_id desc {limit $3}"
        );
        let cards = self.newest_cards(text, args![after.published, after.id, limit, key]).await?;
        if cards.is_empty() {
            self.hashtag(key).await?;
        }
        Ok(cards)
    }

    /// Lists the hashtags that are talked about, hottest first: each article counts half of one a day younger. Only
    /// those with an article since a moment, and with more than one.
    pub async fn trending_hashtags(&self, since: Timestamp, limit: i64) -> Result<Vec<HashtagView>> {
        let text = "select id, key, label, article_count, last_us from hashtag
            where article_count > 1 and last_us >= $1 order by heat desc {limit $2}";
        read_all(&self.all(text, args![since, limit]).await?, read_hashtag)
    }

    /// Names hashtags given by id and weight in thousandths, in the order given.
    pub(crate) async fn hashtag_refs(&self, weights: &[(i64, i64)]) -> Result<Vec<HashtagRef>> {
        let names = self.hashtag_names(weights.iter().map(|&(id, _)| id).collect()).await?;
        Ok(refs(weights, &names))
    }

    /// Tells the hashtags of articles by their keys; an article without may be left out.
    pub async fn hashtag_keys(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Vec<String>>> {
        let text = "select article_id, hashtags from enrichment where article_id in {list $1}";
        let rows = read_all(&self.all(text, args![list(articles)]).await?, |fields| {
            Ok((fields.next::<ArticleId>()?, fields.json::<Vec<(i64, i64)>>()?))
        })?;
        let names =
            self.hashtag_names(rows.iter().flat_map(|(_, tags)| tags.iter().map(|tag| tag.0)).collect()).await?;
        let keys = |tags: Vec<(i64, i64)>| tags.iter().filter_map(|tag| Some(names.get(&tag.0)?.0.clone())).collect();
        Ok(rows.into_iter().map(|(id, tags)| (id, keys(tags))).collect())
    }

    pub(crate) async fn hashtag_names(&self, mut ids: Vec<i64>) -> Result<HashtagNames> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        ids.sort_unstable();
        ids.dedup();
        let text = "select {rows id, key, label} from hashtag where id in {list $1}";
        read_names(&mut Fields::of(&self.one(text, args![list(&ids)]).await?))
    }
}

/// Keys and labels by id.
pub(crate) type HashtagNames = HashMap<i64, (String, String)>;

/// Reads `{rows id, key, label}`.
pub(crate) fn read_names(fields: &mut Fields) -> Result<HashtagNames> {
    let names: Vec<(i64, String, String)> = fields.json()?;
    Ok(names.into_iter().map(|(id, key, label)| (id, (key, label))).collect())
}

/// Joins weights with names; hashtags without a name are left out.
pub(crate) fn refs(weights: &[(i64, i64)], names: &HashtagNames) -> Vec<HashtagRef> {
    weights
        .iter()
        .filter_map(|&(id, weight)| {
            let (key, label) = names.get(&id)?.clone();
            Some(HashtagRef { id: HashtagId(id), key, label, weight: weight as f32 / 1000.0 })
        })
        .collect()
}
