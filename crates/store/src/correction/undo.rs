//! What it takes to take a correction back, as one text.

use crate::Result;
use crate::sql::json;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Undo {
    /// Of the corrected story.
    pub headline: String,
    pub by_person: bool,
    /// Every article that was held or moved, as it stood.
    pub stood: Vec<Stood>,
    pub moved: Vec<i64>,
    /// The stories that led to the corrected one when it went into another.
    pub led_here: Vec<i64>,
}

/// Where an article stood, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Stood {
    pub article: i64,
    pub story: i64,
    pub by_person: bool,
    pub score: f64,
    pub reason: String,
}

impl Undo {
    pub fn to_text(&self) -> Result<String> {
        json(self)
    }

    pub fn parse(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text)?)
    }
}
