//! Article to Enrichment: language, section, mentions, hashtags, near-duplicate signature and terms. And, for a second
//! reading, since they take as long again: its quotes, and the places it is about. [`support`] checks a sentence against
//! the passages it cites.
//!
//! In: one [`Article`]. Out: what can be derived from it alone, and derived again: [`enrich`] is a function of its input.
//! It must never know other articles, a clock, the store or the network; what needs other articles is for `stories`.

pub mod answers;
pub mod atlas;
mod cases;
pub mod coverage;
pub mod gazetteer;
mod german;
mod han_names;
mod hashtags;
mod language;
mod lexicon;
mod mentions;
mod places;
pub mod quotes;
mod reading;
mod romanise;
mod runs;
pub mod section;
pub mod sentences;
mod signature;
pub mod since;
mod stated;
mod stems;
mod subjects;
pub mod summary;
pub mod support;
pub mod telling;
mod terms;
pub mod timeline;
mod words;
pub mod writing;

pub use hashtags::{HashtagKind, kind_of_hashtag};
pub use telling::{Passage, Telling};

use news::{Article, Enrichment, Lang, Mention};
use reading::Reading;

/// Derives what one article tells by itself.
///
/// The article's own language is taken as the publisher's claim.
pub fn enrich(article: &Article) -> Enrichment {
    let reading = Reading::new(article);
    let sightings = subjects::sight(&reading);
    let named = mentions::find(article, &reading, &sightings);
    let hashtags = hashtags::choose(article, &named, &sightings, &reading);
    let mentions: Vec<Mention> = named.into_iter().map(|named| named.mention).collect();
    Enrichment {
        lang: reading.lang,
        section: section::guess(article, &reading, &sightings),
        hashtags,
        signature: signature::sign(&reading),
        terms: terms::weigh(&reading),
        title_terms: terms::of_title(&reading),
        words: count_words(&reading),
        mentions,
    }
}

/// Derives what the finding of quotes needs alone, for a text that is not the article's own.
pub fn language_and_mentions(article: &Article) -> (Lang, Vec<Mention>) {
    let reading = Reading::new(article);
    let named = mentions::find(article, &reading, &subjects::sight(&reading));
    (reading.lang, named.into_iter().map(|named| named.mention).collect())
}

fn count_words(reading: &Reading) -> u32 {
    let characters = |token| reading.of(token).chars().count() as u32;
    reading.tokens.iter().map(|token| if token.shape == words::Shape::Unspaced { characters(token) } else { 1 }).sum()
}
