//! Who said what: a quote with its places in the article.

use crate::MentionKind;
use serde::{Deserialize, Serialize};

/// What somebody is told to have said, written or thought.
///
/// All spans are bytes of [`crate::Article::text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Whom the text names as the speaker, wherever it does. None when the text does not tell: an unnamed source, a
    /// pronoun that could mean two people.
    pub speaker: Option<Speaker>,
    /// The words that stand for the speaker at this place: "she", "the minister", "Maria Oakes".
    pub speaker_span: Option<TextSpan>,
    /// The words that tell that something is said: "said", "according to". None for a bare quotation.
    pub cue_span: Option<TextSpan>,
    /// What is said, quotation marks included; in reading order, disjoint, never empty.
    pub content_spans: Vec<TextSpan>,
    pub kind: QuoteKind,
}

/// A speaker by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Lower-case letters and digits in Latin script: one for all spellings of a name that are known to be one.
    pub key: String,
    /// As written at its fullest mention.
    pub name: String,
    pub kind: MentionKind,
}

/// Whose words a quote's content is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// The speaker's own words throughout, in quotation marks.
    Direct,
    /// The writer's words.
    Indirect,
    /// The writer's words with some of the speaker's among them.
    Mixed,
}

impl QuoteKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Direct, Self::Indirect, Self::Mixed].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The bytes `start..end` of a text, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextSpan {
    pub start: u32,
    pub end: u32,
}

impl TextSpan {
    /// Gives the part of `text` that it covers; empty where `text` is another text and has no such part.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}
