//! What speaks for two articles telling one event, and how it is weighed.

/// Measured likenesses of two articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Cosine of their terms, rare ones weighing more: 0 to 1.
    pub words: f32,
    /// Cosine of their names' words; None when either names nobody.
    pub names: Option<f32>,
    /// Cosine of their titles' terms; None when either has none.
    pub titles: Option<f32>,
    /// None when the time of either is unknown.
    pub hours_apart: Option<f32>,
    /// The share of the shorter text that stands in the other: 0 to 1, an estimate.
    pub copied: f32,
}

/// Names and titles count up to so many times what all words say: one place in common, or one word of two headlines,
/// makes no common event.
const NAMES_PER_WORDS: f32 = 2.0;

/// How evidence is weighed; the defaults were fitted on development data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// The share of names against words: 0 to 1.
    pub names: f32,
    /// What equal titles add.
    pub titles_add: f32,
    /// After so many hours half of what time can take is taken.
    pub half_life_h: f32,
    /// What time can take of the closeness at most: 0 to 1.
    pub most_taken_by_time: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { names: 0.1, titles_add: 0.15, half_life_h: 72.0, most_taken_by_time: 0.15 }
    }
}

impl Evidence {
    /// Weighs the evidence: 0 (nothing in common) to 1 (the same text).
    pub fn closeness(&self, weights: &Weights) -> f32 {
        let alike = match self.names {
            Some(names) => self.words * (1.0 - weights.names) + names.min(self.words * NAMES_PER_WORDS) * weights.names,
            None => self.words,
        };
        let alike =
            (alike + self.titles.unwrap_or(0.0).min(self.words * NAMES_PER_WORDS) * weights.titles_add).min(1.0);
        let taken = self.hours_apart.map_or(0.0, |hours| 1.0 - 0.5_f32.powf(hours / weights.half_life_h));
        alike * (1.0 - weights.most_taken_by_time * taken)
    }
}
