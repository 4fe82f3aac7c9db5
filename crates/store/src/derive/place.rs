//! Which places articles are about, the counts of places, and how they are written in each language.

use super::second_reading::ReadAgain;
use crate::Result;
use crate::database::Write;
use crate::sql::{args, bind_row, first_column, list};
use news::{ArticleId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Longer ones are no names.
const SPELLING_BYTES_MAX: usize = 120;

impl Write<'_> {
    /// Keeps the places of articles; those of an earlier reading go.
    pub(super) async fn save_places(&mut self, read: &[&ReadAgain]) -> Result<()> {
        let articles: Vec<ArticleId> = read.iter().map(|one| one.article).collect();
        self.drop_places(&articles).await?;
        let mut rows: BTreeSet<(&str, Timestamp, ArticleId)> = BTreeSet::new();
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        let mut spellings: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
        for one in read {
            for place in &one.places {
                if rows.insert((&place.key, one.published, one.article)) {
                    *counts.entry(&place.key).or_default() += 1;
                    if !place.spelling.is_empty() && place.spelling.len() <= SPELLING_BYTES_MAX {
                        *spellings.entry((&place.key, one.lang.as_str(), &place.spelling)).or_default() += 1;
                    }
                }
            }
        }
        let text = "insert into place (key, article_count) {values}
            on conflict (key) do update set article_count = place.article_count + excluded.article_count";
        self.run_rows(text, counts.into_iter(), |(key, count), arguments| bind_row!(arguments; key, count)).await?;
        let text = "insert into place_article (place, published_us, article_id) {values} on conflict do nothing";
        self.run_rows(text, rows.into_iter(), |(key, published, article), arguments| {
            bind_row!(arguments; key, published, article);
        })
        .await?;
        let text = "insert into place_spelling (place, lang, spelling, article_count) {values}
            on conflict (place, lang, spelling) do update set
                article_count = place_spelling.article_count + excluded.article_count";
        self.run_rows(text, spellings.into_iter(), |((key, lang, spelling), count), arguments| {
            bind_row!(arguments; key, lang, spelling, count);
        })
        .await?;
        Ok(())
    }

    /// Takes the places off articles, and the articles off their counts. How a place was written stays known.
    pub(crate) async fn drop_places(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text = "delete from place_article where article_id in {list $1} returning place";
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for key in first_column::<String>(&self.all(text, args![list(articles)]).await?)? {
            *counts.entry(key).or_default() += 1;
        }
        let text = "update place set article_count = place.article_count - v.column2
            from ({values}) as v where place.key = v.column1";
        self.run_rows(text, counts.into_iter(), |(key, count), arguments| bind_row!(arguments; key, count)).await?;
        Ok(())
    }
}
