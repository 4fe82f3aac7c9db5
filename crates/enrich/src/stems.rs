//! Words to the hashes of their stems.

use news::Lang;
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;
use xxhash_rust::xxh3::xxh3_64;

/// Stems remembered by a thread: a power of two. News repeats its words, and stemming costs more than looking up.
const REMEMBERED: usize = 1 << 13;

thread_local! {
    /// What was stemmed last, by the low bits of word and language: a pure function's memory, never part of its result.
    static MEMORY: RefCell<Vec<(u64, u32)>> = RefCell::new(vec![(0, 0); REMEMBERED]);
}

/// Makes terms of one language's words.
pub(crate) struct Stems {
    stemmer: Option<Stemmer>,
    seed: u64,
}

impl Stems {
    pub fn new(lang: Lang) -> Self {
        Self { stemmer: stemmer_of(lang), seed: xxh3_64(lang.as_str().as_bytes()) }
    }

    /// The term of a word: never 0. `lower` gives its lower-case form when it must be looked at.
    pub fn term<'a>(&mut self, hash: u64, is_number: bool, lower: impl FnOnce() -> &'a str) -> u32 {
        if is_number {
            return fold(hash);
        }
        let key = hash ^ self.seed;
        let place = (key >> 20) as usize % REMEMBERED;
        MEMORY.with_borrow_mut(|memory| {
            let (known, term) = memory[place];
            if known == key {
                return term;
            }
            let lower = lower();
            let term = match &self.stemmer {
                Some(stemmer) => fold(xxh3_64(stemmer.stem(lower).as_bytes())),
                None => fold(xxh3_64(head_of(lower).as_bytes())),
            };
            memory[place] = (key, term);
            term
        })
    }
}

/// The first letters of a word: what is left of its stem when no stemmer knows the language.
fn head_of(word: &str) -> &str {
    const LETTERS: usize = 6;
    word.char_indices().nth(LETTERS).map_or(word, |(end, _)| &word[..end])
}

/// The term of a word or pair of characters that has no stem but itself.
pub(crate) fn fold(hash: u64) -> u32 {
    (hash as u32).max(1)
}

fn stemmer_of(lang: Lang) -> Option<Stemmer> {
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

/// Stems a lower-case word as its language's terms are stemmed.
pub(crate) fn stem_lower(lang: Lang, lower: &str) -> String {
    stemmer_of(lang).map_or_else(|| head_of(lower).to_owned(), |stemmer| stemmer.stem(lower).into_owned())
}
