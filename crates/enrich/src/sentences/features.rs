//! What sentences are compared by, and how alike two of them are.

use super::source_of;
use crate::{
    lexicon,
    quotes::text::{Kind, Text, is_han},
    romanise::key_of,
    stems::{Stems, fold},
    words::{ByHash, hash_word, push_lower},
};
use news::{Lang, TextSpan};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// The hash of a word's stem, a number, a pair of Han characters or a name, with its mark and later its weight.
pub(crate) type Feature = (u32, f32);

/// Marks of features until they are weighed. A capitalised word has two features, its stem and its name.
pub(crate) const WORD: f32 = 1.0;
pub(crate) const NUMBER: f32 = 2.0;
pub(crate) const STEM_OF_NAME: f32 = 3.0;
pub(crate) const NAME: f32 = 4.0;

/// Gives the features of a sentence, sorted: stems, numbers, pairs of Han characters, and names in Latin letters for other
/// languages. The words that tell its day are none.
pub(crate) fn features(
    text: &Text,
    sentence: Range<usize>,
    day: Option<TextSpan>,
    lang: Lang,
    stems: &mut Stems,
) -> Vec<Feature> {
    const NAME_LETTERS: usize = 5;
    let own_language = lexicon::language_bit(lang);
    let mut features: Vec<Feature> = Vec::with_capacity(sentence.len());
    let mut buffer = String::new();
    for at in sentence.clone() {
        let token = &text.tokens[at];
        let tells_day = day.is_some_and(|day| day.start <= token.start && token.end <= day.end);
        if !token.kind.is_word() || tells_day {
            continue;
        }
        let word = text.of(at);
        if word.starts_with(is_han) {
            let pair = sentence.contains(&(at + 1)).then(|| &text.tokens[at + 1]);
            if let Some(next) = pair.filter(|next| next.start == token.end && source_of(text, next).starts_with(is_han))
            {
                let pair = &text.source.as_bytes()[token.start as usize..next.end as usize];
                features.push((fold(xxh3_64(pair)), WORD));
            }
            continue;
        }
        let is_number = token.kind == Kind::Number;
        let languages = lexicon::look_up(token.hash).function_word_in;
        if !is_number && (languages & own_language != 0 || own_language == 0 && languages != 0) {
            continue;
        }
        let stem = stems.term(token.hash, is_number, || {
            buffer.clear();
            push_lower(word, &mut buffer);
            buffer.as_str()
        });
        let is_capital = token.kind == Kind::Capital;
        features.push((
            stem,
            if is_number {
                NUMBER
            } else if is_capital {
                STEM_OF_NAME
            } else {
                WORD
            },
        ));
        if is_capital {
            // "W" and "v" are one in Cyrillic.
            let key = key_of(word).replace('w', "v");
            let head = key.char_indices().nth(NAME_LETTERS).map_or(key.as_str(), |(end, _)| &key[..end]);
            // The capital of a sentence's first word says nothing.
            let mark = if at == sentence.start { STEM_OF_NAME } else { NAME };
            features.push((fold(hash_word(head).rotate_left(9)), mark));
        }
    }
    features.sort_unstable_by_key(|feature| feature.0);
    features.dedup_by_key(|feature| feature.0);
    features
}

/// How rare features are among sentences, and which stand in several texts.
pub(crate) struct Rarity {
    counts: ByHash<Count>,
    sentences: f32,
}

struct Count {
    sentences: u32,
    texts: u32,
    last: usize,
}

/// How much more a feature weighs for being rare. What all is about stands in every text: it must not weigh too little.
const RARITY: f32 = 0.15;
/// What each of a name's two features weighs, so that both together weigh as much as a word.
const HALF_OF_NAME: f32 = 0.7;

impl Rarity {
    /// Counts the features of sentences, each with the number of its text; those of a text stand together.
    pub fn of<'a>(sentences: impl Iterator<Item = (usize, &'a [Feature])>) -> Self {
        let mut rarity = Self { counts: ByHash::default(), sentences: 0.0 };
        for (text, features) in sentences {
            rarity.sentences += 1.0;
            for (feature, _) in features {
                let count =
                    rarity.counts.entry(spread(*feature)).or_insert(Count { sentences: 0, texts: 0, last: usize::MAX });
                count.sentences += 1;
                count.texts += u32::from(count.last != text);
                count.last = text;
            }
        }
        rarity
    }

    /// The share of the features that other texts have, too.
    pub fn shared(&self, features: &[Feature]) -> f32 {
        let is_shared = |feature: &Feature| self.counts.get(&spread(feature.0)).is_some_and(|count| count.texts > 1);
        features.iter().filter(|feature| is_shared(feature)).count() as f32 / features.len().max(1) as f32
    }

    /// Puts weights in the place of marks, their length being one. Gives the length of those that other languages have, too:
    /// names and numbers.
    pub fn weigh(&self, features: &mut [Feature]) -> f32 {
        let mut of_names = 0.0;
        for (feature, weight) in features.iter_mut() {
            let is_name = *weight == NAME || *weight == NUMBER;
            let share = if *weight == NAME || *weight == STEM_OF_NAME { HALF_OF_NAME } else { 1.0 };
            let count = self.counts.get(&spread(*feature)).map_or(1, |count| count.sentences);
            *weight = share * (1.0 + RARITY * (self.sentences / count as f32).ln());
            of_names += if is_name { *weight * *weight } else { 0.0 };
        }
        let length = features.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-6);
        features.iter_mut().for_each(|(_, weight)| *weight /= length);
        of_names.sqrt() / length
    }
}

/// A key whose high bits tell as much as its low ones, as [`ByHash`] needs them.
pub(crate) fn spread(feature: u32) -> u64 {
    u64::from(feature).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The cosine of two rows of weighed features.
pub(crate) fn cosine(a: &[Feature], b: &[Feature]) -> f32 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some(&&(x, of_x)), Some(&&(y, of_y))) = (a.peek(), b.peek()) {
        if x == y {
            sum += of_x * of_y;
        }
        if x <= y {
            a.next();
        }
        if y <= x {
            b.next();
        }
    }
    sum
}
