//! Places: how many articles are about one, which, and how it is written.

use super::card::{ArticleCard, ArticleCursor, select_cards};
use crate::sql::{Fields, args, first_column, json};
use crate::{Result, Store};
use news::Lang;

impl Store {
    /// Tells how many articles are about a place, by its key; 0 for one that is not known.
    pub async fn count_place_articles(&self, key: &str) -> Result<i64> {
        let row = self.optional("select article_count from place where key = $1", args![key]).await?;
        row.map_or(Ok(0), |row| Fields::of(&row).next())
    }

    /// Tells which of these places any article is about.
    pub async fn places_written_about(&self, keys: &[String]) -> Result<Vec<String>> {
        let text = "select key from place where article_count > 0 and key in {texts $1}";
        first_column(&self.all(text, args![json(&keys)?]).await?)
    }

    /// Lists the articles about a place, newest first.
    pub async fn place_articles(
        &self,
        key: &str,
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            "select l.article_id as id from place_article l
             where l.place = $4 and (l.published_us, l.article_id) < ($1, $2)
             order by l.published_us desc, l.article_id desc {limit $3}"
        );
        self.newest_cards(text, args![after.published, after.id, limit, key]).await
    }

    /// Tells how most articles of a language write a place; None when there are none.
    pub async fn place_spelling(&self, key: &str, lang: Lang) -> Result<Option<String>> {
        let text = "select spelling from place_spelling where place = $1 and lang = $2
            order by article_count desc, spelling limit 1";
        let row = self.optional(text, args![key, lang]).await?;
        row.map(|row| Fields::of(&row).next()).transpose()
    }
}
