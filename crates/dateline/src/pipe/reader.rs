//! Has the model read the rows of `enrich` and of the stages that compare articles.

use super::article_row::Compared;
use ai::{AiError, Embedder};
use anyhow::Result;
use news::Embedding;
use rayon::prelude::*;

/// Texts that go through the model together.
const BATCH: usize = 16;

/// The model, and how much it may read: it takes a hundred times as long as everything else.
pub struct Reader {
    /// None in a binary without a model.
    pub model: Option<Box<dyn Embedder>>,
    /// So many rows at most, in one run.
    pub most: usize,
}

impl Reader {
    /// Takes the model inside the binary.
    pub fn new(most: usize) -> Self {
        #[cfg(feature = "model")]
        let model = Some(Box::new(ai::LocalModel::new()) as Box<dyn Embedder>);
        #[cfg(not(feature = "model"))]
        let model = None;
        Self { model, most }
    }

    /// Reads the article of a row by itself: None without a model, without words, and after as many rows as may be read.
    pub fn read_row(&self, number: usize, text: &str) -> Result<Option<Embedding>, AiError> {
        let Some(model) = self.model.as_deref().filter(|_| number < self.most && !text.is_empty()) else {
            return Ok(None);
        };
        Ok(model.embed(&[text])?.first().and_then(|vector| Embedding::from_f32(vector)))
    }

    /// Reads the last of the articles that bring no vector, on all cores, as many as may still be read.
    pub fn read(&mut self, mut articles: Vec<&mut Compared>) -> Result<()> {
        articles.retain(|article| !article.unread.is_empty());
        let mut latest = articles.split_off(articles.len().saturating_sub(self.most));
        let Some(model) = self.model.as_deref() else { return Ok(()) };
        self.most -= latest.len();
        latest.par_chunks_mut(BATCH).try_for_each(|batch| {
            let texts: Vec<&str> = batch.iter().map(|article| article.unread.as_str()).collect();
            let vectors = model.embed(&texts)?;
            for (article, vector) in batch.iter_mut().zip(vectors) {
                article.candidate.embedding = Embedding::from_f32(&vector);
            }
            Ok(())
        })
    }
}
