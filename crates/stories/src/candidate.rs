//! What clustering needs to know of an article.

use news::{ArticleId, Embedding, Enrichment, Lang, PublisherId, Timestamp, romanise};

/// An article as `stories` sees it: hashes and weights, no text.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub article: ArticleId,
    pub publisher: PublisherId,
    pub lang: Lang,
    /// When it was published, or found when the publisher does not say.
    pub at: Timestamp,
    /// False when nobody knows when it was published: then time says nothing of its story.
    pub is_dated: bool,
    /// Hashed terms with their weighted counts, the weightiest [`MOST_TERMS`], sorted by hash, unique.
    pub terms: Vec<(u32, f32)>,
    /// The names in it by their words, at most [`MOST_NAMES`], sorted by hash, unique.
    pub names: Vec<Name>,
    /// The low bytes of MinHash values, at most [`MOST_SIGNATURE_BYTES`]: enough to count equal ones; empty for a text too
    /// short to compare.
    pub signature: Vec<u8>,
    /// The text's length in words.
    pub words: u32,
    /// None until the model has read the article: then words and names alone speak, within one language.
    pub embedding: Option<Embedding>,
}

/// One word of a name, or the name of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The same for the name in every language, as far as that is known.
    pub hash: u32,
    pub weight: f32,
    /// As shown to a reader who asks why.
    pub label: Box<str>,
}

pub const MOST_TERMS: usize = 64;
pub const MOST_NAMES: usize = 14;
pub const MOST_SIGNATURE_BYTES: usize = 64;
/// A longer one is no name.
const LONGEST_NAME_BYTES: usize = 60;
/// Letters by which a name's word is known.
const LETTERS_OF_A_NAME: usize = 5;

impl Candidate {
    /// Takes from an enrichment what clustering needs. The start of 1970 as `at` means that nobody knows the time.
    pub fn new(article: ArticleId, publisher: PublisherId, at: Timestamp, enrichment: &Enrichment) -> Self {
        let terms = weightiest(&enrichment.terms);
        let signature = enrichment.signature.iter().take(MOST_SIGNATURE_BYTES).map(|&value| value as u8).collect();
        Self {
            article,
            publisher,
            lang: enrichment.lang,
            at,
            is_dated: at != Timestamp::default(),
            terms,
            names: name_words(enrichment),
            signature,
            words: enrichment.words,
            embedding: None,
        }
    }

    pub fn with_embedding(self, embedding: Embedding) -> Self {
        Self { embedding: Some(embedding), ..self }
    }
}

fn weightiest(terms: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut kept = terms.to_vec();
    if kept.len() > MOST_TERMS {
        kept.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        kept.truncate(MOST_TERMS);
    }
    kept.sort_unstable_by_key(|term| term.0);
    kept
}

fn name_words(enrichment: &Enrichment) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut count = |hash: u32, label: &str, weight: f32| match names.iter().position(|name| name.hash == hash) {
        Some(known) => names[known].weight += weight,
        None if names.len() < MOST_NAMES => names.push(Name { hash, weight, label: label.into() }),
        None => {}
    };
    for mention in &enrichment.mentions {
        let weight = mention.count as f32;
        if mention.name.len() > LONGEST_NAME_BYTES {
            continue;
        }
        if let Some(place) = &mention.place {
            count(name_hash(&place.name, usize::MAX), &mention.name, weight);
            continue;
        }
        // What no table turns into Latin letters is known elsewhere by its hashtag, if at all.
        let has_latin_key = romanise::key_of(&mention.name).is_ascii();
        let hashtag = enrichment.hashtags.iter().find(|hashtag| !has_latin_key && hashtag.spelling == mention.name);
        if let Some(hashtag) = hashtag {
            count(name_hash(&hashtag.label, LETTERS_OF_A_NAME), &mention.name, weight);
            continue;
        }
        for word in mention.name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some()) {
            count(name_hash(word, LETTERS_OF_A_NAME), word, weight);
        }
    }
    names.sort_unstable_by_key(|name| name.hash);
    names
}

/// Hashes a name by its first Latin letters: what follows is mostly what inflection and the writing of another language
/// change (FNV-1a, so that the hash never depends on a library's version). The lowest bit tells a name that has none.
fn name_hash(name: &str, letters: usize) -> u32 {
    let key = romanise::key_of(name);
    let hash = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let of_letters = key
        .chars()
        .take(letters)
        .fold(0x811c_9dc5_u32, |known, letter| letter.encode_utf8(&mut [0; 4]).bytes().fold(known, hash));
    of_letters & !1 | u32::from(!key.is_ascii())
}

/// Tells by its hash whether a name may be found in a text of another script: one in Han that no list knows is not.
pub(crate) fn is_known_in_every_script(hash: u32) -> bool {
    hash & 1 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::{Hashtag, Mention, MentionKind, Place};

    fn hashes(name: &str, place: &str, hashtag: &str) -> Vec<u32> {
        let country = Place { name: place.into(), country: String::new(), lat: 0.0, lon: 0.0 };
        let mention = Mention {
            name: name.into(),
            kind: MentionKind::Other,
            count: 2,
            place: (!place.is_empty()).then_some(country),
        };
        let hashtag = Hashtag { key: String::new(), label: hashtag.into(), spelling: name.into(), weight: 1.0 };
        let enrichment = Enrichment { mentions: vec![mention], hashtags: vec![hashtag], ..Enrichment::default() };
        name_words(&enrichment).into_iter().map(|name| name.hash).collect()
    }

    #[test]
    fn a_name_is_the_same_in_every_language_and_script() {
        let check = |a: &[u32], b: &[u32], expected: usize| {
            assert_eq!(a.iter().filter(|hash| b.contains(hash)).count(), expected);
        };
        let zhukov = hashes("Sergey Zhukov", "", "SergeyZhukov");
        check(&zhukov, &hashes("Сергея Жукова", "", ""), 2);
        check(&zhukov, &hashes("Maria Zhukova", "", ""), 1);
        check(&hashes("Deutschland", "Germany", ""), &hashes("德国", "Germany", ""), 1);
        check(&hashes("Putin", "", "Putin"), &hashes("普京", "", "Putin"), 1);
        check(&hashes("Germany", "Germany", ""), &hashes("Austria", "Austria", ""), 0);
    }
}
