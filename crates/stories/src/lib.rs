//! Enrichments in, placements out: near-duplicates, streaming story clustering, importance, the lead of a story.
//!
//! In: a [`Candidate`] for each article, made from its Enrichment. Out: a [`news::Placement`], and [`Change`]s as stories grow
//! together or an embedding says better. It must never know a clock, the store, or an article's text: the same calls in the same order always give the
//! same answers.

pub mod batch;
mod by_hash;
mod candidate;
mod clusterer;
mod compact;
mod evidence;
mod fitted;
pub mod importance;
mod lead;
mod meaning;
mod reopen;
mod repair;
mod vocabulary;
mod window;

pub use batch::similarity;
pub use candidate::{Candidate, MOST_NAMES, MOST_TERMS, Name};
pub use clusterer::{Change, Clusterer, Merge, Options, Related};
pub use evidence::{Evidence, Weights};
pub use importance::{Importance, Reason, Report, importance};
pub use lead::{LeadCandidate, choose_lead};
pub use reopen::{LONGEST_REST_US, Likeness, OldStory, likeliest, worth_reading};
