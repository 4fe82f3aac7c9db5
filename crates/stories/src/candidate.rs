//! What clustering needs to know of an article.

use news::{ArticleId, Embedding, Enrichment, Lang, PublisherId, Timestamp};

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
    /// The words of the names in it, at most [`MOST_NAMES`], sorted by hash, unique.
    pub names: Vec<Name>,
    /// The low bytes of MinHash values, at most [`MOST_SIGNATURE_BYTES`]: enough to count equal ones; empty for a text too
    /// short to compare.
    pub signature: Vec<u8>,
    /// The text's length in words.
    pub words: u32,
    /// None until the model has read the article: then words and names alone speak, within one language.
    pub embedding: Option<Embedding>,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub hash: u32,
    pub weight: f32,
    /// As shown to a reader who asks why.
    pub label: Box<str>,
}

pub const MOST_TERMS: usize = 64;
pub const MOST_NAMES: usize = 14;
pub const MOST_SIGNATURE_BYTES: usize = 64;
/// A longer word is no name.
const LONGEST_NAME_BYTES: usize = 60;

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
    for mention in &enrichment.mentions {
        for word in mention.name.split(|c: char| !c.is_alphanumeric()) {
            if names.len() == MOST_NAMES {
                break;
            }
            if word.len() > LONGEST_NAME_BYTES || word.chars().nth(1).is_none() {
                continue;
            }
            let hash = name_hash(word);
            match names.iter_mut().find(|name| name.hash == hash) {
                Some(name) => name.weight += mention.count as f32,
                None => names.push(Name { hash, weight: mention.count as f32, label: word.into() }),
            }
        }
    }
    names.sort_unstable_by_key(|name| name.hash);
    names
}

/// Hashes a name's word without its case and, in Cyrillic, without what inflection changes (FNV-1a, so that the hash
/// never depends on a library's version).
pub(crate) fn name_hash(word: &str) -> u32 {
    const CYRILLIC_STEM: usize = 5;
    let lower = word.to_lowercase();
    let is_cyrillic = lower.chars().all(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let end = if is_cyrillic {
        lower.char_indices().nth(CYRILLIC_STEM).map_or(lower.len(), |(at, _)| at)
    } else {
        lower.len()
    };
    lower[..end].bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
