//! Embeddings of the articles in the clusterer's window: made when nothing else waits, each for a model by its name.

use super::second_reading::ReadAgain;
use crate::database::Write;
use crate::sql::{Fields, args, bind_row, first_column, list};
use crate::{Result, Store};
use news::{ArticleId, Embedding};
use xxhash_rust::xxh3::xxh3_64;

impl Store {
    /// Counts the embeddings of a model.
    pub async fn count_embeddings(&self, model: &str) -> Result<i64> {
        let row = self.one("select count(*) from embedding where model = $1", args![model_key(model)]).await?;
        Fields::of(&row).next()
    }
}

impl Write<'_> {
    /// Keeps what a model made of articles that the clusterer remembers; an empty row for one that has no text to read.
    pub(super) async fn save_embeddings(&mut self, model: &str, read: &[&ReadAgain]) -> Result<()> {
        let ids: Vec<ArticleId> = read.iter().map(|one| one.article).collect();
        let text = "select article_id from candidate where article_id in {list $1}";
        let there: Vec<ArticleId> = first_column(&self.all(text, args![list(&ids)]).await?)?;
        let rows: Vec<&&ReadAgain> = read.iter().filter(|one| there.contains(&one.article)).collect();
        let text = "insert into embedding (article_id, model, vector) {values}
            on conflict (article_id) do update set model = excluded.model, vector = excluded.vector";
        let key = model_key(model);
        self.run_rows(text, rows.into_iter(), |one, arguments| {
            bind_row!(arguments; one.article, key, one.embedding.as_ref().map(Embedding::to_bytes).unwrap_or_default());
        })
        .await?;
        Ok(())
    }

    /// Forgets the embeddings of articles whose text was read anew.
    pub(crate) async fn forget_embeddings(&mut self, articles: &[ArticleId]) -> Result<()> {
        self.run("delete from embedding where article_id in {list $1}", args![list(articles)]).await?;
        Ok(())
    }
}

/// How a model's name stands in a row.
pub(crate) fn model_key(model: &str) -> i64 {
    xxh3_64(model.as_bytes()).cast_signed()
}
