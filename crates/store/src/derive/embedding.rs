//! Embeddings of the articles in the clusterer's window: made when nothing else waits, each for a model by its name.

use crate::database::Write;
use crate::sql::{Fields, args, bind_row, first_column, list};
use crate::{Result, Store};
use news::{ArticleId, Embedding, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

/// What a model made of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct EmbeddingRow {
    pub article: ArticleId,
    /// None when it has no text to read.
    pub embedding: Option<Embedding>,
}

impl Store {
    /// Lists articles that are placed, were published since a moment and have no embedding by this model, newest first,
    /// below an id. Passes over those that have one.
    pub async fn articles_to_embed(
        &self,
        model: &str,
        since: Timestamp,
        below: ArticleId,
        limit: i64,
    ) -> Result<Vec<ArticleId>> {
        let text = "select c.article_id from candidate c where c.article_id < $1 and c.published_us >= $2
            and not exists (select 1 from embedding e where e.article_id = c.article_id and e.model = $3)
            order by c.article_id desc {limit $4}";
        first_column(&self.all(text, args![below, since, model_key(model), limit]).await?)
    }

    /// Tells the newest article that is placed; None when none is.
    pub async fn newest_placed(&self) -> Result<Option<ArticleId>> {
        let text = "select article_id from candidate order by article_id desc limit 1";
        self.optional(text, args![]).await?.map(|row| Fields::of(&row).next()).transpose()
    }

    /// Counts the embeddings of a model.
    pub async fn count_embeddings(&self, model: &str) -> Result<i64> {
        let row = self.one("select count(*) from embedding where model = $1", args![model_key(model)]).await?;
        Fields::of(&row).next()
    }
}

impl Write<'_> {
    /// Keeps embeddings of articles that are still there.
    pub(crate) async fn save_embeddings(&mut self, model: &str, rows: &[EmbeddingRow]) -> Result<()> {
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.article).collect();
        let text = "select article_id from candidate where article_id in {list $1}";
        let there: Vec<ArticleId> = first_column(&self.all(text, args![list(&ids)]).await?)?;
        let rows: Vec<&EmbeddingRow> = rows.iter().filter(|row| there.contains(&row.article)).collect();
        let text = "insert into embedding (article_id, model, vector) {values}
            on conflict (article_id) do update set model = excluded.model, vector = excluded.vector";
        let key = model_key(model);
        self.run_rows(text, rows.into_iter(), |row, arguments| {
            bind_row!(arguments; row.article, key, row.embedding.as_ref().map(Embedding::to_bytes).unwrap_or_default());
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
