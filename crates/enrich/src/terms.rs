//! The words of an article as weighted, hashed terms: what `stories` compares.

use crate::{
    lexicon,
    words::{Shape, Token},
};
use news::Lang;
use rust_stemmers::{Algorithm, Stemmer};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};
use xxhash_rust::xxh3::xxh3_64;

/// Where title and lead end, as token indices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zones {
    pub title_end: usize,
    pub lead_end: usize,
}

/// What an occurrence weighs: news tells the event first and the background last.
const TITLE_WEIGHT: f32 = 3.0;
const LEAD_WEIGHT: f32 = 1.6;
/// In the body an occurrence loses half its weight over so many tokens.
const BODY_HALF_TOKENS: f32 = 350.0;
/// What words that any report may contain keep of their weight.
const USUAL_SHARE: f32 = 0.3;
/// Terms an article keeps, by weight.
const MOST_TERMS: usize = 160;

/// A map keyed by hashes, which need no second hashing.
pub(crate) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

#[derive(Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Hashed, stemmed terms with their weighted counts, sorted by hash, unique.
pub(crate) fn weigh(text: &str, tokens: &[Token], zones: Zones, lang: Lang) -> Vec<(u32, f32)> {
    let own_language = lexicon::language_bit(lang);
    let mut words: ByHash<(usize, f32)> = ByHash::default();
    let mut terms: Vec<(u32, f32)> = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let weight = occurrence_weight(index, zones);
        if token.shape == Shape::Unspaced {
            push_unspaced(token.of(text), weight, &mut terms);
            continue;
        }
        words.entry(token.hash).or_insert((index, 0.0)).1 += weight;
    }
    let stemmer = stemmer_of(lang);
    let mut lower = String::new();
    for (hash, (index, weight)) in words {
        let token = &tokens[index];
        let languages = lexicon::function_word_languages(hash);
        let is_function_word = languages & own_language != 0 || own_language == 0 && languages != 0;
        if is_function_word || matches!(token.shape, Shape::Initial) {
            continue;
        }
        let word = token.of(text);
        if word.len() < 2 || word.len() > 60 {
            continue;
        }
        let share = if lexicon::is_usual(hash) { USUAL_SHARE } else { 1.0 };
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let term = match &stemmer {
            Some(stemmer) if token.shape != Shape::Number => hash_term(&stemmer.stem(&lower)),
            _ => hash_term(&lower),
        };
        terms.push((term, weight * share));
    }
    merge(terms)
}

/// Hashes a term as [`weigh`] does, given its stemmed lower-case form.
fn hash_term(stem: &str) -> u32 {
    xxh3_64(stem.as_bytes()) as u32
}

fn occurrence_weight(index: usize, zones: Zones) -> f32 {
    if index < zones.title_end {
        TITLE_WEIGHT
    } else if index < zones.lead_end {
        LEAD_WEIGHT
    } else {
        1.0 / (1.0 + (index - zones.lead_end) as f32 / BODY_HALF_TOKENS)
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
        terms.push((hash_term(&run[start..end]), weight));
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
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(MOST_TERMS);
        terms.sort_unstable_by_key(|term| term.0);
    }
    terms
}

pub(crate) fn stemmer_of(lang: Lang) -> Option<Stemmer> {
    let algorithm = match lang.as_str() {
        "en" => Algorithm::English,
        "de" => Algorithm::German,
        "es" => Algorithm::Spanish,
        "fr" => Algorithm::French,
        "it" => Algorithm::Italian,
        "pt" => Algorithm::Portuguese,
        "ru" => Algorithm::Russian,
        "nl" => Algorithm::Dutch,
        "sv" => Algorithm::Swedish,
        "da" => Algorithm::Danish,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "fi" => Algorithm::Finnish,
        "hu" => Algorithm::Hungarian,
        "ro" => Algorithm::Romanian,
        "tr" => Algorithm::Turkish,
        "ar" => Algorithm::Arabic,
        "el" => Algorithm::Greek,
        "ta" => Algorithm::Tamil,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}
