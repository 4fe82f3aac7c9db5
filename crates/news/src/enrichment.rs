//! What is derived from one article, and can be derived again.

use crate::Lang;
use serde::{Deserialize, Serialize};

/// Facts derived from one article by `enrich`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Enrichment {
    /// Detected from the text; the publisher's claim breaks ties on short texts.
    pub lang: Lang,
    /// One of [`SECTIONS`]; None when undecided.
    pub section: Option<String>,
    pub mentions: Vec<Mention>,
    /// Most telling first, at most eight, usually three to six.
    pub hashtags: Vec<Hashtag>,
    /// MinHash of word shingles, for near-duplicates: 64 values of 32 bits. Empty for texts too short to compare.
    pub signature: Vec<u32>,
    /// Hashed terms with their counts weighted by position (title, lead, body), sorted by term hash, unique.
    pub terms: Vec<(u32, f32)>,
    /// Hashed terms of the title, numbers of one digit too; sorted, unique.
    #[serde(default)]
    pub title_terms: Vec<u32>,
    /// The count of words (or of characters in scripts without spaces).
    pub words: u32,
}

/// The sections of the site, by their keys.
pub const SECTIONS: [&str; 8] =
    ["politics", "business", "science", "technology", "sports", "culture", "society", "not_news"];

/// A person, organisation or place named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// As written at its first and fullest mention.
    pub name: String,
    pub kind: MentionKind,
    /// How often it is named in title and body.
    pub count: u32,
    /// Of a place: where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A place that a name was found to mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The label of its hashtag: its English name without spaces.
    pub name: String,
    /// ISO 3166-1 alpha-2; empty for a continent or a sea.
    pub country: String,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

/// A place that an article is about: in its headline or lead, in its byline, or named more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOfArticle {
    /// Of the gazetteer; what addresses use: "lyon-fr", "france".
    pub key: String,
    /// As the article writes it; empty for a country in which such a place lies.
    pub spelling: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    Person,
    Organisation,
    Place,
    Other,
}

/// A label that joins articles, across spellings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hashtag {
    /// Lower-case, letters and digits only: what addresses use and what makes two spellings one.
    pub key: String,
    /// As shown, without `#`: "ClimateSummit".
    pub label: String,
    /// As the article itself writes it: "Владимир Путин" for the label "Putin".
    #[serde(default)]
    pub spelling: String,
    /// 0 to 1, how much the article is about it.
    pub weight: f32,
}
