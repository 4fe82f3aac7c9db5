//! Articles and stories as they stand in lists.

use crate::frame::{LangMark, Markup};
use crate::time_words::{Clock, When};
use crate::tongue::Tongue;
use crate::words;
use news::{ArticleId, Timestamp};
use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use store::{ArticleCard, ReadState, StoryCard};

/// One article in a list.
pub struct Card {
    card: ArticleCard,
    pub when: When,
    /// Not where the discussion of its story is told of.
    tells_comments: bool,
    /// What the visitor did with it, if signed in.
    pub state: ReadState,
}

impl Card {
    pub fn new(card: ArticleCard, clock: Clock) -> Self {
        let when = clock.when(card.published);
        Self { card, when, tells_comments: true, state: ReadState::default() }
    }

    pub fn list(cards: Vec<ArticleCard>, clock: Clock) -> Vec<Self> {
        cards.into_iter().map(|card| Self::new(card, clock)).collect()
    }

    pub fn lang_mark(&self) -> LangMark {
        LangMark::of(self.card.lang, self.tongue())
    }

    fn tongue(&self) -> Tongue {
        self.when.clock.tongue
    }

    /// "3 comments"; None without.
    pub fn comment_words(&self) -> Option<String> {
        comment_words(self.card.comment_count, self.tongue()).filter(|_| self.tells_comments)
    }

    pub fn access_words(&self) -> Option<&'static str> {
        words::access(self.card.access, self.tongue())
    }
}

impl Deref for Card {
    type Target = ArticleCard;
    fn deref(&self) -> &ArticleCard {
        &self.card
    }
}

/// One article in a list, with its near-copies folded under it.
pub struct Telling {
    pub card: Card,
    pub copies: Vec<Card>,
}

impl Deref for Telling {
    type Target = Card;
    fn deref(&self) -> &Card {
        &self.card
    }
}

impl Telling {
    /// One without copies.
    pub fn alone(card: ArticleCard, clock: Clock) -> Self {
        Self { card: Card::new(card, clock), copies: Vec::new() }
    }

    /// Folds near-copies: of those that stand on this list, the original is shown, or else the first. The list keeps
    /// its order.
    pub fn list(cards: Vec<ArticleCard>, clock: Clock) -> Vec<Self> {
        let mut tellings: Vec<Self> = Vec::with_capacity(cards.len());
        let mut place_of: HashMap<ArticleId, usize> = HashMap::with_capacity(cards.len());
        for card in cards {
            let text = told_in(&card);
            let card = Card::new(card, clock);
            match place_of.get(&text) {
                Some(&at) if card.copy_of.is_none() => {
                    let copy = std::mem::replace(&mut tellings[at].card, card);
                    tellings[at].copies.insert(0, copy);
                }
                Some(&at) => tellings[at].copies.push(card),
                None => {
                    place_of.insert(text, tellings.len());
                    tellings.push(Self { card, copies: Vec::new() });
                }
            }
        }
        tellings
    }
}

fn comment_words(count: i64, tongue: Tongue) -> Option<String> {
    (count > 0).then(|| tongue.comments(count))
}

/// Says which publishers print the same text, each a link to its article.
pub fn also_in(tongue: Tongue, copies: &[Card]) -> Markup {
    let link =
        |copy: &Card| Markup::link(&format!("/article/{}", copy.id), LangMark::unknown(tongue), &copy.publisher.name);
    let links: Vec<Markup> = copies.iter().map(link).collect();
    tongue.card_also_in(Markup::joined(&links, tongue.list_comma()))
}

/// The article whose text it tells: its own, or that of which it is a near-copy.
fn told_in(card: &ArticleCard) -> ArticleId {
    card.copy_of.unwrap_or(card.id)
}

/// One story in a list, or at the head of its page.
pub struct Story {
    pub id: news::StoryId,
    pub headline: String,
    pub lang: news::Lang,
    pub section: Option<(&'static str, &'static str)>,
    pub lead: Card,
    /// Without near-copies of the lead or of each other.
    pub others: Vec<Card>,
    pub article_count: i64,
    pub copy_count: i64,
    pub publisher_count: i64,
    pub first: Timestamp,
    pub last: Timestamp,
    /// Why it stands where it does: how many tell it, where, and what else counts.
    told_by: i64,
    pub spread: Option<String>,
    pub reasons: Vec<String>,
    /// On the story itself.
    pub comment_count: i64,
    /// A live blog of it is being written.
    pub is_live: bool,
    clock: Clock,
}

impl Story {
    pub fn new(card: StoryCard, clock: Clock) -> Self {
        let tongue = clock.tongue;
        let section = card.section.as_deref().and_then(words::section);
        let mut texts = HashSet::from([told_in(&card.lead)]);
        let mut others = card.others;
        others.retain(|other| texts.insert(told_in(other)));
        Self {
            id: card.id,
            headline: card.headline,
            lang: card.lang,
            section: section.map(|(key, name)| (key, name(tongue))),
            lead: Card { tells_comments: card.article_count <= 1, ..Card::new(card.lead, clock) },
            others: Card::list(others, clock),
            article_count: card.article_count,
            copy_count: card.copy_count,
            publisher_count: card.publisher_count,
            first: card.first,
            last: card.last,
            told_by: words::told_by(&card.reasons),
            spread: words::spread(&card.reasons, tongue),
            reasons: words::importance(&card.reasons, tongue),
            comment_count: card.comment_count,
            is_live: false,
            clock,
        }
    }

    pub fn list(cards: Vec<StoryCard>, clock: Clock) -> Vec<Self> {
        cards.into_iter().map(|card| Self::new(card, clock)).collect()
    }

    /// A story of one article leads straight to it.
    pub fn href(&self) -> String {
        if self.article_count > 1 { format!("/story/{}", self.id) } else { format!("/article/{}", self.lead.id) }
    }

    /// Its articles as this list shows them.
    pub fn cards_mut(&mut self) -> impl Iterator<Item = &mut Card> {
        std::iter::once(&mut self.lead).chain(&mut self.others)
    }

    pub fn lang_mark(&self) -> LangMark {
        LangMark::of(self.lang, self.clock.tongue)
    }

    pub fn coverage_words(&self) -> String {
        match self.publisher_count {
            ..=1 => self.clock.tongue.articles(self.article_count),
            publishers => self.clock.tongue.coverage(self.article_count, publishers),
        }
    }

    /// The first of the reasons why it ranks where it does.
    pub fn rank_words(&self) -> Markup {
        let tongue = self.clock.tongue;
        match &self.spread {
            Some(spread) => tongue.story_rank_spread(self.told_by, spread, self.first_when()),
            None => tongue.story_rank(self.told_by, self.first_when()),
        }
    }

    /// "3 comments"; None without.
    pub fn comment_words(&self) -> Option<String> {
        comment_words(self.comment_count, self.clock.tongue)
    }

    /// Which day of the story it is, from the second on.
    pub fn day(&self) -> Option<i64> {
        let days = self.last.since_us(self.first) / Timestamp::DAY + 1;
        (days > 1).then_some(days)
    }

    /// Tells whether anything stands above the headline.
    pub fn has_kicker(&self) -> bool {
        self.section.is_some() || self.day().is_some() || self.is_live
    }

    pub fn first_when(&self) -> When {
        self.clock.when(self.first)
    }

    pub fn last_when(&self) -> When {
        self.clock.when(self.last)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use news::{Access, Lang, PublisherId};
    use store::PublisherRef;

    /// An article of which nothing is known but its number and its publisher's, which is the same.
    pub(crate) fn bare_card(id: i64) -> ArticleCard {
        ArticleCard {
            id: ArticleId(id),
            title: String::new(),
            standfirst: String::new(),
            url: String::new(),
            publisher: PublisherRef { id: PublisherId(id), key: String::new(), name: String::new() },
            published: Timestamp(0),
            lang: Lang::EN,
            access: Access::Unknown,
            image_url: None,
            section: None,
            is_live_blog: false,
            story: None,
            copy_of: None,
            byline: Vec::new(),
            comment_count: 0,
        }
    }

    #[test]
    fn near_copies_are_folded_under_their_original() {
        let check = |cards: &[(i64, Option<i64>)], expected: &[(i64, &[i64])]| {
            let card =
                |&(id, copy_of): &(i64, Option<i64>)| ArticleCard { copy_of: copy_of.map(ArticleId), ..bare_card(id) };
            let cards = cards.iter().map(card).collect();
            let tellings = Telling::list(cards, Clock { now: Timestamp(0), tongue: Tongue::English });
            let ids = |cards: &[Card]| cards.iter().map(|card| card.id.0).collect::<Vec<_>>();
            let found: Vec<_> = tellings.iter().map(|one| (one.card.id.0, ids(&one.copies))).collect();
            let expected: Vec<_> = expected.iter().map(|(id, copies)| (*id, copies.to_vec())).collect();
            assert_eq!(found, expected);
        };
        check(&[(3, None), (2, None)], &[(3, &[]), (2, &[])]);
        check(&[(5, Some(2)), (4, None), (3, Some(2)), (2, None)], &[(2, &[5, 3]), (4, &[])]);
        check(&[(5, Some(1)), (4, None), (3, Some(1))], &[(5, &[3]), (4, &[])]);
    }
}
