//! Article to Enrichment: language, section, mentions, hashtags, near-duplicate signature and terms.
//!
//! In: one [`Article`]. Out: what can be derived from it alone, and derived again: [`enrich`] is a function of its input.
//! It must never know other articles, a clock, the store or the network; what needs other articles is for `stories`.

mod hashtags;
mod language;
mod lexicon;
mod mentions;
mod places;
mod section;
mod signature;
mod terms;
mod words;

use news::{Article, Enrichment};
use terms::Zones;

/// Bytes of a text that are read: the rest of a long piece or live blog changes nothing that is derived here.
const LONGEST_TEXT_BYTES: usize = 16 * 1024;
/// The lead is the standfirst and the first tokens of the body.
const LEAD_TOKENS: usize = 60;

/// Derives what one article tells by itself.
///
/// The article's own language is taken as the publisher's claim. The embedding stays empty: it comes from a model.
pub fn enrich(article: &Article) -> Enrichment {
    let (text, title_bytes) = text_to_read(article);
    let tokens = words::tokenise(&text);
    let title_end = tokens.partition_point(|token| (token.start as usize) < title_bytes);
    let zones = Zones { title_end, lead_end: (title_end + LEAD_TOKENS).min(tokens.len()) };
    let lang = language::detect(&text, &tokens, article.lang);
    let named = mentions::find(&text, &tokens, zones, lang);
    Enrichment {
        lang,
        section: section::guess(article),
        hashtags: hashtags::choose(article, &named, &text, &tokens, zones, lang),
        signature: signature::sign(&text[title_bytes..], &words_after(&tokens, title_end, title_bytes)),
        terms: terms::weigh(&text, &tokens, zones, lang),
        words: count_words(&text, &tokens),
        mentions: named.into_iter().map(|named| named.mention).collect(),
        embedding: Vec::new(),
    }
}

/// Title, standfirst and body, a line each, and the length of the title's line.
fn text_to_read(article: &Article) -> (String, usize) {
    let mut text = String::with_capacity(2048);
    text.push_str(article.title.trim());
    text.push('\n');
    let title_bytes = text.len();
    let body = article.text();
    let standfirst = article.standfirst.trim();
    if !body.trim_start().starts_with(standfirst) {
        text.push_str(standfirst);
        text.push('\n');
    }
    text.push_str(&body);
    text.truncate(text.floor_char_boundary(LONGEST_TEXT_BYTES));
    (text, title_bytes)
}

/// The tokens after the title, counted from the text after it: a new headline makes no new article.
fn words_after(tokens: &[words::Token], title_end: usize, title_bytes: usize) -> Vec<words::Token> {
    let shift = title_bytes as u32;
    tokens[title_end..]
        .iter()
        .map(|token| words::Token { start: token.start - shift, end: token.end - shift, ..*token })
        .collect()
}

fn count_words(text: &str, tokens: &[words::Token]) -> u32 {
    tokens
        .iter()
        .map(|token| if token.shape == words::Shape::Unspaced { token.of(text).chars().count() as u32 } else { 1 })
        .sum()
}
