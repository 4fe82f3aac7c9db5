//! What a model writes about an article or a story because a reader asks for it: from passages ([`material`]), under the
//! reader's eyes ([`under_way`]) or before anybody asks ([`ahead`]), each sentence with what bears it out.
//!
//! Invariant: no sentence is in a [`Written`] that [`enrich::writing::check`] did not find borne out by the passages kept with
//! it. What was written is kept by what was read, so that nobody pays twice for the same.

mod ahead;
mod material;
mod under_way;
mod wanted;

pub use ahead::keep_writing_ahead;
pub use material::{Material, cards, cards_for_question};
pub use under_way::{Begun, Refused, Step, begin};
pub use wanted::{Subject, Wanted};

use crate::frame::{LangMark, Markup};
use crate::time_words::{Clock, When};
use news::{ArticleId, Lang, StoryId, Timestamp};
use serde::{Deserialize, Serialize};

/// What is written about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Article(ArticleId),
    Story(StoryId),
    /// A question to all articles.
    Archive,
}

impl About {
    pub fn kind(self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Story(_) => "story",
            Self::Archive => "archive",
        }
    }

    pub fn id(self) -> i64 {
        match self {
            Self::Article(id) => id.0,
            Self::Story(id) => id.0,
            Self::Archive => 0,
        }
    }

    pub fn path(self) -> String {
        match self {
            Self::Archive => "/ask".to_owned(),
            _ => format!("/{}/{}", self.kind(), self.id()),
        }
    }

    /// Where questions about it are asked.
    pub fn ask_path(self) -> String {
        match self {
            Self::Archive => self.path(),
            _ => format!("{}/ask", self.path()),
        }
    }

    /// Reads what a store keeps it by. None for what nothing is written about.
    pub fn parse(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "article" => Some(Self::Article(ArticleId(id))),
            "story" => Some(Self::Story(StoryId(id))),
            "archive" => Some(Self::Archive),
            _ => None,
        }
    }
}

/// What was written, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Written {
    pub sentences: Vec<Sentence>,
    /// Sentences that nothing bore out.
    pub dropped: usize,
    /// Passages that were read.
    pub read: usize,
    /// The model came to its limit before the end.
    pub is_cut: bool,
    /// The model found no answer in the passages.
    pub says_nothing: bool,
}

/// A sentence that is borne out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    pub text: String,
    pub lang: Lang,
    /// The best first; none for a title.
    pub cites: Vec<Citation>,
    /// It translates the title.
    pub is_title: bool,
    /// No translation of it was borne out, so these are its own words.
    pub is_original: bool,
}

/// A passage that bears a sentence out, with its own words: it is shown as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    pub publisher: String,
    pub published: Timestamp,
    pub path: String,
    pub passage: String,
    pub lang: Lang,
    /// The bytes of the passage that say it.
    pub marked: (usize, usize),
}

/// A sentence as a page shows it.
pub struct SentenceView {
    pub text: String,
    pub lang: LangMark,
    pub is_title: bool,
    pub is_original: bool,
    pub cites: Vec<CitationView>,
}

pub struct CitationView {
    pub publisher: String,
    pub when: When,
    pub path: String,
    pub passage: Markup,
    pub lang: LangMark,
}

impl Sentence {
    pub fn view(&self, clock: Clock) -> SentenceView {
        let cite = |cite: &Citation| CitationView {
            publisher: cite.publisher.clone(),
            when: clock.when(cite.published),
            path: cite.path.clone(),
            passage: Markup::highlighted(&cite.passage, &[cite.marked]),
            lang: LangMark::of(cite.lang, clock.tongue),
        };
        SentenceView {
            text: self.text.clone(),
            lang: LangMark::of(self.lang, clock.tongue),
            is_title: self.is_title,
            is_original: self.is_original,
            cites: self.cites.iter().map(cite).collect(),
        }
    }
}
