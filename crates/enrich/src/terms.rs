//! The words of an article as weighted, hashed terms: what `stories` compares.

use crate::{
    reading::Reading,
    stems::fold,
    words::{Shape, Token},
};
use xxhash_rust::xxh3::xxh3_64;

/// What an occurrence weighs: news tells the event first and the background last.
const TITLE_WEIGHT: f32 = 3.0;
const LEAD_WEIGHT: f32 = 1.6;
/// In the body an occurrence loses half its weight over so many tokens.
const BODY_HALF_TOKENS: f32 = 350.0;
/// What words that any report may contain keep of their weight.
const USUAL_SHARE: f32 = 0.3;
/// Terms an article keeps, by weight.
const MOST_TERMS: usize = 160;
/// Longer words are addresses and codes.
const LONGEST_WORD_BYTES: u32 = 60;

/// Hashed, stemmed terms with their weighted counts, sorted by hash, unique.
pub(crate) fn weigh(reading: &Reading) -> Vec<(u32, f32)> {
    let mut weights = vec![0.0_f32; reading.words.len()];
    let mut terms: Vec<(u32, f32)> = Vec::with_capacity(reading.words.len());
    for (index, token) in reading.tokens.iter().enumerate() {
        let weight = occurrence_weight(index, reading);
        if token.shape == Shape::Unspaced {
            push_unspaced(reading.plain(token), weight, &mut terms);
        } else {
            weights[token.word as usize] += weight;
        }
    }
    for (word, weight) in reading.words.iter().zip(weights) {
        if word.term != 0 && is_telling(&reading.tokens[word.first_token as usize]) {
            terms.push((word.term, if word.entry.is_usual { weight * USUAL_SHARE } else { weight }));
        }
    }
    merge(terms)
}

/// Hashed, stemmed terms of the title without words that any report may contain, sorted, unique.
pub(crate) fn of_title(reading: &Reading) -> Vec<u32> {
    let mut terms: Vec<(u32, f32)> = Vec::new();
    for token in &reading.tokens[..reading.title_end] {
        let word = reading.word(token);
        match token.shape {
            Shape::Unspaced => push_unspaced(reading.plain(token), 1.0, &mut terms),
            Shape::Number => terms.push((word.term, 1.0)),
            _ if word.term != 0 && is_telling(token) && !word.entry.is_usual => terms.push((word.term, 1.0)),
            _ => {}
        }
    }
    let mut terms: Vec<u32> = terms.into_iter().map(|(term, _)| term).filter(|&term| term != 0).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn is_telling(token: &Token) -> bool {
    token.shape != Shape::Initial && (2..=LONGEST_WORD_BYTES).contains(&(token.end - token.start))
}

fn occurrence_weight(index: usize, reading: &Reading) -> f32 {
    if index < reading.title_end {
        TITLE_WEIGHT
    } else if index < reading.lead_end {
        LEAD_WEIGHT
    } else {
        1.0 / (1.0 + (index - reading.lead_end) as f32 / BODY_HALF_TOKENS)
    }
}

/// Pairs of characters; runs of katakana are words of their own, hiragana binds and says little.
fn push_unspaced(run: &str, weight: f32, terms: &mut Vec<(u32, f32)>) {
    let is_katakana = |c: char| matches!(c as u32, 0x30a1..=0x30ff);
    let is_hiragana = |c: char| matches!(c as u32, 0x3041..=0x309f);
    let mut characters = run.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if is_hiragana(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        if is_katakana(first) {
            while let Some(&(at, next)) = characters.peek().filter(|(_, next)| is_katakana(*next)) {
                end = at + next.len_utf8();
                characters.next();
            }
        } else if let Some(&(at, next)) = characters.peek().filter(|(_, c)| !is_hiragana(*c) && !is_katakana(*c)) {
            end = at + next.len_utf8();
        } else {
            continue;
        }
        terms.push((fold(xxh3_64(&run.as_bytes()[start..end])), weight));
    }
}

fn merge(mut terms: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    if terms.len() > MOST_TERMS {
        terms.select_nth_unstable_by(MOST_TERMS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(MOST_TERMS);
        terms.sort_unstable_by_key(|term| term.0);
    }
    terms
}
