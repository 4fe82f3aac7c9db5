//! What repeats across a publisher's pages and so belongs to none of them.

use news::{Block, RichText};
use serde::{Deserialize, Serialize};

/// Texts kept at most; those seen on most pages stay.
const MAX_TEXTS: usize = 384;
/// Pages a text must have been seen on, and its share of the pages since it was first seen.
const MIN_PAGES: u16 = 3;
const MIN_SHARE: f32 = 0.15;
/// Longer texts do not repeat by accident; shorter ones say nothing ("Yes.").
const MIN_CHARS: usize = 3;

/// The texts that repeat across a publisher's pages, learned page by page. Holds hashes and counts only, at most
/// [`MAX_TEXTS`] of them (about 6 KB); what it tells depends on the pages and their order alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boilerplate {
    /// Pages learned from.
    #[serde(rename = "n")]
    pages: u32,
    /// Sorted by hash: the hash, the pages it was seen on, the page it was first seen on.
    #[serde(rename = "t")]
    texts: Vec<(u64, u16, u32)>,
}

impl Boilerplate {
    /// Learns one article's blocks. Give it each article once, and blocks that were extracted without it.
    pub fn learn(&mut self, blocks: &[Block]) {
        self.pages += 1;
        let mut hashes: Vec<u64> = blocks.iter().filter_map(hash_of).collect();
        hashes.sort_unstable();
        hashes.dedup();
        for hash in hashes {
            match self.texts.binary_search_by_key(&hash, |text| text.0) {
                Ok(at) => self.texts[at].1 = self.texts[at].1.saturating_add(1),
                Err(at) => self.texts.insert(at, (hash, 1, self.pages)),
            }
        }
        self.forget();
    }

    /// Tells whether a block repeats across the publisher's pages.
    pub fn is_boilerplate(&self, block: &Block) -> bool {
        let Some(hash) = hash_of(block) else { return false };
        let Ok(at) = self.texts.binary_search_by_key(&hash, |text| text.0) else { return false };
        let (_, seen, since) = self.texts[at];
        seen >= MIN_PAGES && f32::from(seen) >= MIN_SHARE * (self.pages.saturating_sub(since) + 1) as f32
    }

    /// Tells how many pages were learned.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Keeps the bound: what was seen least and longest ago goes first.
    fn forget(&mut self) {
        if self.texts.len() <= MAX_TEXTS {
            return;
        }
        let mut ranked: Vec<(u16, u32, u64)> =
            self.texts.iter().map(|(hash, seen, since)| (*seen, *since, *hash)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        ranked.truncate(MAX_TEXTS * 3 / 4);
        self.texts = ranked.into_iter().map(|(seen, since, hash)| (hash, seen, since)).collect();
        self.texts.sort_unstable();
    }
}

/// The hash of a block's letters; numbers count as one, so that dates and counters do not tell texts apart.
fn hash_of(block: &Block) -> Option<u64> {
    let mut letters = String::new();
    let take = |letters: &mut String, text: &RichText| {
        for character in text.text.chars() {
            if character.is_numeric() {
                if !letters.ends_with('0') {
                    letters.push('0');
                }
            } else if character.is_alphanumeric() {
                letters.extend(character.to_lowercase());
            }
        }
    };
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => take(&mut letters, text),
        Block::List { items, .. } => items.iter().for_each(|item| take(&mut letters, item)),
        Block::Quote { paragraphs } => paragraphs.iter().for_each(|text| take(&mut letters, text)),
        Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| take(&mut letters, cell)),
        Block::Image { caption, url, .. } => {
            letters.push_str(url);
            take(&mut letters, caption);
        }
        Block::Embed { url, .. } => letters.push_str(url),
        Block::Preformatted { .. } | Block::Rule => return None,
    }
    (letters.chars().count() >= MIN_CHARS).then(|| xxhash_rust::xxh3::xxh3_64(letters.as_bytes()))
}
