//! Articles and stories as they stand in lists.

use crate::frame::LangMark;
use crate::time_words::When;
use crate::words;
use news::Timestamp;
use std::ops::Deref;
use store::{ArticleCard, StoryCard};

/// One article in a list.
pub struct Card {
    card: ArticleCard,
    pub when: When,
}

impl Card {
    pub fn new(card: ArticleCard, now: Timestamp) -> Self {
        let when = When { at: card.published, now };
        Self { card, when }
    }

    pub fn list(cards: Vec<ArticleCard>, now: Timestamp) -> Vec<Self> {
        cards.into_iter().map(|card| Self::new(card, now)).collect()
    }

    pub fn lang_mark(&self) -> LangMark {
        LangMark(self.card.lang)
    }

    pub fn access_words(&self) -> Option<&'static str> {
        words::access(self.card.access)
    }
}

impl Deref for Card {
    type Target = ArticleCard;
    fn deref(&self) -> &ArticleCard {
        &self.card
    }
}

/// One story in a list, or at the head of its page.
pub struct Story {
    pub id: news::StoryId,
    pub headline: String,
    pub lang: news::Lang,
    pub section: Option<(&'static str, &'static str)>,
    pub lead: Card,
    pub others: Vec<Card>,
    pub article_count: i64,
    pub copy_count: i64,
    pub publisher_count: i64,
    pub first: Timestamp,
    pub last: Timestamp,
    pub reasons: Vec<String>,
    now: Timestamp,
}

impl Story {
    pub fn new(card: StoryCard, now: Timestamp) -> Self {
        Self {
            id: card.id,
            headline: card.headline,
            lang: card.lang,
            section: card.section.as_deref().and_then(words::section),
            lead: Card::new(card.lead, now),
            others: Card::list(card.others, now),
            article_count: card.article_count,
            copy_count: card.copy_count,
            publisher_count: card.publisher_count,
            first: card.first,
            last: card.last,
            reasons: card.reasons.iter().filter_map(words::importance).collect(),
            now,
        }
    }

    pub fn list(cards: Vec<StoryCard>, now: Timestamp) -> Vec<Self> {
        cards.into_iter().map(|card| Self::new(card, now)).collect()
    }

    /// A story of one article leads straight to it.
    pub fn href(&self) -> String {
        if self.article_count > 1 { format!("/story/{}", self.id) } else { format!("/article/{}", self.lead.id) }
    }

    pub fn lang_mark(&self) -> LangMark {
        LangMark(self.lang)
    }

    pub fn coverage_words(&self) -> String {
        let articles = words::count(self.article_count, "article", "articles");
        match self.publisher_count {
            ..=1 => articles,
            publishers => format!("{articles} by {} publishers", words::grouped(publishers)),
        }
    }

    /// The reasons that the count of articles and publishers does not say already.
    pub fn further_reasons(&self) -> &[String] {
        let is_counted = self.reasons.first().is_some_and(|first| *first == words::told_by(self.publisher_count));
        &self.reasons[usize::from(is_counted)..]
    }

    pub fn first_when(&self) -> When {
        When { at: self.first, now: self.now }
    }

    pub fn last_when(&self) -> When {
        When { at: self.last, now: self.now }
    }
}
