//! What speaks for two articles telling one event, and how it is weighed.

use crate::fitted;

/// Measured likenesses of two articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Cosine of their terms, rare ones weighing more: 0 to 1; 0 across languages.
    pub words: f32,
    /// Cosine of what the model read in them, their languages taken away: -1 to 1; None when it has not read both.
    pub meaning: Option<f32>,
    pub is_across_languages: bool,
    /// Their languages are written in different scripts: not even names and units look alike to the model.
    pub is_across_scripts: bool,
    /// Cosine of the names in them, rare ones weighing more: 0 to 1. None when one of them has no names.
    pub names: Option<f32>,
    /// None when the time of either is unknown.
    pub hours_apart: Option<f32>,
    /// The share of the shorter text that stands in the other: 0 to 1, an estimate.
    pub copied: f32,
}

/// How evidence is weighed; the defaults were fitted on development data (`cargo xtask fit stories`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Within a language, when the model has read both: a constant, [`Evidence::wording`], `meaning`.
    pub read: [f32; 3],
    /// Within a language, by words alone: a constant, the root of `words`.
    pub unread: [f32; 2],
    /// Across languages: a constant, `meaning`, `names`, what is added across scripts.
    pub across: [f32; 4],
    /// What time takes of the log-odds at most.
    pub most_taken_by_time: f32,
    /// After so many hours half of it is taken.
    pub half_life_h: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            read: fitted::READ,
            unread: fitted::UNREAD,
            across: fitted::ACROSS,
            most_taken_by_time: 0.8,
            half_life_h: 72.0,
        }
    }
}

/// Nothing is surer than this, for or against.
pub(crate) const MOST_LOG_ODDS: f32 = 6.0;

/// Beside the model, words that are more alike than this say no more: reports by one formula share as many as two
/// reports of one event.
const MOST_WORDS: f32 = 0.4;

/// Reports of one event mostly have so many names in common, reports by one formula hardly ever.
const NAMES_OF_ONE_EVENT: f32 = 0.5;
/// How strange two are held to be to each other when one has no names.
const STRANGENESS_WITHOUT_NAMES: f32 = 0.3;

/// Two that name nobody and nothing alike are no closer than this by their words: what they share is a formula.
const MOST_WORDS_OF_STRANGERS: f32 = 0.2;

impl Evidence {
    /// What the words tell beside the model: the root of their cosine, which grows no more where they are much alike.
    pub fn wording(&self) -> f32 {
        self.telling_words().min(MOST_WORDS).sqrt()
    }

    /// What of the words' cosine tells of the event.
    pub fn telling_words(&self) -> f32 {
        if self.names == Some(0.0) { self.words.min(MOST_WORDS_OF_STRANGERS) } else { self.words }
    }

    /// Weighs the evidence: the logarithm of the odds that both tell one event, where half of all pairs do.
    pub fn log_odds(&self, weights: &Weights) -> f32 {
        let taken = self.hours_apart.map_or(0.0, |hours| 1.0 - 0.5_f32.powf(hours / weights.half_life_h));
        let alike = match (self.is_across_languages, self.meaning) {
            (true, None) => -MOST_LOG_ODDS,
            (true, Some(meaning)) => {
                let across_scripts = if self.is_across_scripts { weights.across[3] } else { 0.0 };
                let names = weights.across[2] * self.names.unwrap_or_default();
                weights.across[0] + weights.across[1] * meaning + names + across_scripts
            }
            (false, Some(meaning)) => weights.read[0] + weights.read[1] * self.wording() + weights.read[2] * meaning,
            (false, None) => weights.unread[0] + weights.unread[1] * self.telling_words().sqrt(),
        };
        (alike - weights.most_taken_by_time * taken).clamp(-MOST_LOG_ODDS, MOST_LOG_ODDS)
    }

    /// False when nothing is known of the two: told in two languages, and the model has not read both.
    pub(crate) fn says_something(&self) -> bool {
        !self.is_across_languages || self.meaning.is_some()
    }

    /// How little their names have in common: 0 to 1. A formula keeps its words and changes its names, whereas what tells
    /// the same event in parts shares them. 0 across languages: no formula is written in two.
    pub(crate) fn strangeness(&self) -> f32 {
        match self.names {
            _ if self.is_across_languages => 0.0,
            None => STRANGENESS_WITHOUT_NAMES,
            Some(names) => (1.0 - names / NAMES_OF_ONE_EVENT).max(0.0),
        }
    }

    /// Tells how surely both tell one event, where half of all pairs do: 0 to 1.
    pub fn closeness(&self, weights: &Weights) -> f32 {
        probability(self.log_odds(weights))
    }
}

pub(crate) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
