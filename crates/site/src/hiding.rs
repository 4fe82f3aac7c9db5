//! What a reader's rules hide from the pages that choose for their reader: front page, latest, sections, related.
//!
//! Lists of what was asked for by name (a search, a publisher, a hashtag, a story, what one follows or keeps) hide
//! nothing. A rule looks at what a list shows of an article: headline, standfirst, authors, publisher, language,
//! section; and at its hashtags.

use crate::Site;
use crate::answer::{PageError, Visit};
use ::search::{Facts, Matchable, Query};
use news::ArticleId;
use std::collections::HashMap;
use store::{ArticleCard, StoryCard};

/// A page of a list, without what is hidden.
pub struct Sifted<T> {
    pub shown: Vec<T>,
    /// Where the list goes on, if it does.
    pub older: Option<String>,
    pub hidden: Hidden,
}

/// How much a page leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden(pub usize);

/// The rules of whoever asks.
pub fn of(visit: &Visit) -> &[Query] {
    visit.reader.as_ref().map_or(&[], |reader| &reader.hides)
}

/// How many rows a page asks for so that `shown` are left, and one to tell that there are more.
pub fn asked(visit: &Visit, shown: i64) -> i64 {
    if of(visit).is_empty() { shown + 1 } else { shown * 2 + 1 }
}

/// Leaves out what is hidden of rows that were [`asked`] for, and cuts what is left to `shown`.
pub async fn articles(
    site: &Site,
    visit: &Visit,
    rows: Vec<ArticleCard>,
    shown: i64,
) -> Result<Sifted<ArticleCard>, PageError> {
    let hides = Hides::load(site, of(visit), rows.iter().map(|card| card.id).collect()).await?;
    Ok(sift(rows, asked(visit, shown), shown, ArticleCard::cursor, |card| !hides.article(card)))
}

/// The same for stories. One whose leading article is hidden for its publisher is led by the next that is not; one that
/// is hidden for what it is about goes, whoever tells it.
pub async fn stories(
    site: &Site,
    visit: &Visit,
    rows: Vec<StoryCard>,
    shown: i64,
) -> Result<Sifted<StoryCard>, PageError> {
    let cards = rows.iter().flat_map(|story| std::iter::once(&story.lead).chain(&story.others));
    let hides = Hides::load(site, of(visit), cards.map(|card| card.id).collect()).await?;
    Ok(sift(rows, asked(visit, shown), shown, StoryCard::cursor, |story| hides.keep_of_story(story)))
}

/// Leaves out of a short list what is hidden, whatever it is a list of.
pub async fn leave_out<T>(
    site: &Site,
    visit: &Visit,
    rows: &mut Vec<T>,
    card: impl Fn(&T) -> &ArticleCard,
) -> Result<(), PageError> {
    let hides = Hides::load(site, of(visit), rows.iter().map(|row| card(row).id).collect()).await?;
    rows.retain(|row| !hides.article(card(row)));
    Ok(())
}

/// Those of some articles that one rule would hide.
pub async fn hidden_by(site: &Site, rule: &Query, cards: Vec<ArticleCard>) -> Result<Vec<ArticleCard>, PageError> {
    let ids = cards.iter().map(|card| card.id).collect();
    let hides = Hides::load(site, std::slice::from_ref(rule), ids).await?;
    Ok(cards.into_iter().filter(|card| hides.article(card)).collect())
}

fn sift<T, C: ToString>(
    rows: Vec<T>,
    asked: i64,
    shown: i64,
    cursor: impl Fn(&T) -> C,
    keep: impl Fn(&mut T) -> bool,
) -> Sifted<T> {
    let (asked, most) = (usize::try_from(asked).unwrap_or_default(), usize::try_from(shown).unwrap_or_default());
    let is_cut = rows.len() >= asked;
    let mut sifted = Sifted { shown: Vec::with_capacity(most), older: None, hidden: Hidden(0) };
    let mut last = None;
    for mut row in rows {
        if sifted.shown.len() == most {
            sifted.older = last.map(|cursor: C| cursor.to_string());
            return sifted;
        }
        last = Some(cursor(&row));
        if keep(&mut row) {
            sifted.shown.push(row);
        } else {
            sifted.hidden.0 += 1;
        }
    }
    // With fewer than a page left, the list goes on behind the last row that was looked at, unless that was all.
    sifted.older = last.filter(|_| is_cut).map(|cursor| cursor.to_string());
    sifted
}

/// A reader's rules, and what they need to know of the articles of a page.
struct Hides<'v> {
    rules: &'v [Query],
    hashtags: HashMap<ArticleId, Vec<String>>,
}

impl<'v> Hides<'v> {
    async fn load(site: &Site, rules: &'v [Query], articles: Vec<ArticleId>) -> Result<Self, PageError> {
        let ask_for_hashtags = rules.iter().any(|rule| !rule.hashtags.is_empty() || !rule.not_hashtags.is_empty());
        let hashtags = if ask_for_hashtags { site.store.hashtag_keys(&articles).await? } else { HashMap::new() };
        Ok(Self { rules, hashtags })
    }

    fn article(&self, card: &ArticleCard) -> bool {
        self.any(card, |_| true)
    }

    /// Takes what is hidden out of a story; false when nothing is left that may be shown.
    fn keep_of_story(&self, story: &mut StoryCard) -> bool {
        if self.rules.is_empty() {
            return true;
        }
        let is_about_more_than_who = |rule: &Query| rule.publishers.is_empty() && rule.not_publishers.is_empty();
        if self.any(&story.lead, is_about_more_than_who) {
            return false;
        }
        story.others.retain(|card| !self.article(card));
        if !self.article(&story.lead) {
            return true;
        }
        if story.others.is_empty() {
            return false;
        }
        let next = story.others.remove(0);
        if story.headline == story.lead.title {
            story.headline.clone_from(&next.title);
            story.lang = next.lang;
        }
        story.lead = next;
        true
    }

    fn any(&self, card: &ArticleCard, counts: impl Fn(&Query) -> bool) -> bool {
        if self.rules.is_empty() {
            return false;
        }
        let mut texts = vec![card.standfirst.as_str()];
        texts.extend(card.byline.iter().map(|author| author.name.as_str()));
        let hashtags = self.hashtags.get(&card.id).map_or(&[][..], Vec::as_slice);
        let hashtags: Vec<&str> = hashtags.iter().map(String::as_str).collect();
        let matchable = Matchable::new(Facts {
            title: &card.title,
            texts: &texts,
            publisher_key: &card.publisher.key,
            lang: card.lang,
            section: card.section.as_deref(),
            hashtags: &hashtags,
            published: card.published,
        });
        self.rules.iter().any(|rule| counts(rule) && rule.matches(&matchable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_on_behind_what_was_looked_at() {
        // Odd numbers are hidden; a page shows two of at most five that are asked for.
        let check = |rows: &[i64], expected: &[i64], older: Option<i64>, hidden: usize| {
            let sifted = sift(rows.to_vec(), 5, 2, |row| *row, |row| *row % 2 == 0);
            assert_eq!(sifted.shown, expected, "{rows:?}");
            assert_eq!(sifted.older, older.map(|cursor| cursor.to_string()), "{rows:?}");
            assert_eq!(sifted.hidden, Hidden(hidden), "{rows:?}");
        };
        check(&[], &[], None, 0);
        check(&[2, 4], &[2, 4], None, 0);
        check(&[2, 4, 6], &[2, 4], Some(4), 0);
        check(&[1, 3, 5, 7, 9], &[], Some(9), 5);
        check(&[1, 2, 3, 5, 7], &[2], Some(7), 4);
        check(&[1, 2, 3], &[2], None, 2);
        check(&[1, 2, 4, 6, 8], &[2, 4], Some(4), 1);
    }
}
