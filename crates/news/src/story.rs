//! Where an article belongs.

use crate::{ArticleId, StoryId};
use serde::{Deserialize, Serialize};

/// The decision of `stories` about one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    pub article: ArticleId,
    /// None founds a new story.
    pub story: Option<StoryId>,
    /// The article this one is a near-copy of.
    pub copy_of: Option<ArticleId>,
    /// 0 to 1, how surely it belongs; 1 for a founder.
    pub score: f32,
    pub reason: PlacementReason,
}

/// Why an article is in its story; said to the reader.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlacementReason {
    /// `founder`, `copy`, `similar`, `merged` and `split` with others, `resumed` (takes the story up after a rest),
    /// `person` (placed by a person's correction).
    pub kind: String,
    /// Names and words that the article shares with the story, most telling first, at most five.
    pub shared: Vec<String>,
    /// Similarity to the story, 0 to 1.
    pub similarity: f32,
    /// The distance in time to the story's nearest article, in minutes; of one that takes the story up, to its latest.
    pub minutes_apart: Option<i64>,
}
