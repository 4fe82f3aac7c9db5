//! Articles to an index, a reader's question to ranked hits.
//!
//! In: articles as [`IndexEntry`], questions as text. Out: article ids in order, with the facts needed to page
//! ([`Hits`]), and highlighted extracts of a text the caller holds ([`snippet`]). The index is derived: it stores
//! no text, says in [`Index::position`] up to which outbox event it is complete, and an unusable one is set aside
//! and made anew. This crate must never know SQL, HTTP, async or where articles are kept.
//!
//! How a word is found, whatever its language: `analysis`. What a question asks of the
//! engine: `plan`. What it asks of one article: `matching`. Of what an answer is made: `facets`. How hits are ranked: `ranking`.

mod analysis;
mod facets;
mod index;
mod matching;
mod phrase;
mod plan;
mod query;
mod queue;
mod ranking;
mod snippet;

pub use facets::Facets;
pub use index::{Index, IndexEntry, Options, Writer};
pub use matching::{Facts, Matchable};
pub use query::{Clause, Cursor, Note, Place, Query, Sort, parse_query};
pub use ranking::{Hit, Hits, Related, Total};
pub use snippet::{Snippet, snippet};

/// Why the index could not answer or take something.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process or another [`Writer`] is writing; try again when it is done.
    #[error("the search index is being written by someone else")]
    Busy,
    /// The files do not hold what they should; opening the index again sets it aside.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    #[error("the search index cannot be read or written: {0}")]
    Io(#[from] std::io::Error),
    #[error("the search index failed: {0}")]
    Engine(tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError as E;
        match error {
            E::LockFailure(..) => Self::Busy,
            E::IoError(error) => Self::Io(std::io::Error::new(error.kind(), error.to_string())),
            E::DataCorruption(_) | E::OpenReadError(_) | E::IncompatibleIndex(_) => Self::Damaged(error.to_string()),
            other => Self::Engine(other),
        }
    }
}
