//! Fits what is learned from labelled data, and writes the weights to where the crates keep them.

use crate::run::{cargo, run, target_folder};
use anyhow::Result;
use clap::ValueEnum;
use std::path::Path;

#[derive(Clone, Copy, ValueEnum)]
pub enum What {
    /// Who said what in English: crates/enrich/src/quotes/english.weights.
    Quotes,
    /// How surely two articles tell one event: crates/stories/src/fitted.rs, data/meaning.bin and languages.bin. Reads the vectors of the
    /// articles from `vectors/` in the data folder.
    Stories,
    /// How surely sentences support a claim: crates/enrich/src/support/weights.in. What the model read is kept in the target
    /// folder for the next run.
    Claims,
    /// The section of an article, by its words and by the model's vector: crates/enrich/data/sections.weights and .head. What
    /// the model read is kept in the target folder for the next run.
    Sections,
}

/// Fits one model to the labelled data in `data`. The same data give the same file.
pub fn fit(what: What, data: &Path) -> Result<()> {
    match what {
        What::Quotes => run(cargo(&["run", "--release", "-p", "enrich", "--example", "fit_quotes", "--"])
            .arg(data.join("quotes/quotes_polnear_train.jsonl"))
            .arg("crates/enrich/src/quotes/english.weights")),
        What::Stories => run(cargo(&["run", "--release", "-p", "stories", "--example", "fit", "--"])
            .arg(data)
            .arg(data.join("vectors"))
            .arg("crates/stories")),
        What::Claims => run(cargo(&["run", "--release", "-p", "enrich", "--example", "fit_claims", "--"])
            .arg("crates/enrich/src/support/weights.in")
            .arg(target_folder().join("claims.vectors"))
            .arg(data.join("summaries/wice/entailment_retrieval/claim/dev.jsonl"))
            .arg(data.join("summaries/wice/non_supported_tokens/train.jsonl"))
            .arg(data.join("summaries/qags.jsonl"))),
        What::Sections => run(cargo(&["run", "--release", "-p", "enrich", "--example", "fit_sections", "--"])
            .args(["crates/enrich/data/sections.weights", "crates/enrich/data/sections.head"])
            .arg(target_folder().join("sections.vectors"))
            .arg("crates/enrich/data/headlines.txt")
            .arg(data.join("tags/categories_tgcontest.jsonl"))
            .arg(data.join("stories/giveme5w1h.jsonl"))
            // These may be measured with, but their licences forbid that what is learned from them is given away freely.
            .arg("--unseen")
            .arg(data.join("summaries/bbc_extractive.jsonl"))
            .arg(data.join("corpora/corpus_gnad10_de.jsonl"))),
    }
}
