//! How much of a claim each sentence of its sources has, and all of them together: the evidence of the score.

use super::{numbers, passage::Passage};
use crate::{
    lexicon,
    quotes::text::Kind,
    stems::fold,
    words::{ByHash, hash_word},
};
use news::Embedding;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// A sentence of a source, and how much of the claim's words it has.
pub(crate) struct Likeness<'a, 'b> {
    pub passage: &'a Passage<'b>,
    pub tokens: Range<usize>,
    /// 0 to 1: rare words weigh more.
    pub coverage: f32,
    /// The share of its own words that the claim has.
    pub contained: f32,
}

impl Likeness<'_, '_> {
    /// Tells whether the claim may be about what the sentence tells, all of it or a part.
    pub fn is_related(&self) -> bool {
        const RELATED: f32 = 0.25;
        const PART: f32 = 0.6;
        self.coverage >= RELATED || self.contained >= PART
    }
}

/// A word of content as it is compared: a stem, a number by its value, or two characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Item {
    pub term: u32,
    pub sort: Sort,
    /// The hash of its first letters.
    head: u32,
    is_usual: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    /// Capitalised where no sentence begins.
    Name,
    Number,
}

impl Item {
    /// Tells whether two words begin alike, as kin mostly do: "smuggle", "smugglers".
    pub fn is_kin_of(&self, other: &Self) -> bool {
        self.head == other.head && self.sort != Sort::Number && other.sort != Sort::Number
    }
}

/// The items of a sentence of a source.
pub(crate) struct Sentence {
    /// The index of its passage.
    pub passage: usize,
    pub tokens: Range<usize>,
    /// In their order.
    pub terms: Vec<u32>,
    sorted: Vec<u32>,
    /// The first letters of its words.
    heads: Vec<u32>,
}

impl Sentence {
    fn has_head(&self, head: u32) -> bool {
        self.heads.binary_search(&head).is_ok()
    }

    fn has(&self, term: u32) -> bool {
        self.sorted.binary_search(&term).is_ok()
    }
}

/// Reads the sentences of a passage.
pub(crate) fn sentences_of(passage: &Passage, index: usize) -> Vec<Sentence> {
    let items = items(passage);
    passage
        .sentences()
        .map(|tokens| {
            let inside = || items.iter().filter(|(at, _)| tokens.contains(at)).map(|(_, item)| item);
            let terms: Vec<u32> = inside().map(|item| item.term).collect();
            let once = |mut row: Vec<u32>| {
                row.sort_unstable();
                row.dedup();
                row
            };
            let (sorted, heads) = (once(terms.clone()), once(inside().map(|item| item.head).collect()));
            Sentence { passage: index, tokens, terms, sorted, heads }
        })
        .collect()
}

/// The items of a text with their tokens, in its order.
pub(crate) fn items(passage: &Passage) -> Vec<(usize, Item)> {
    let mut found = Vec::new();
    let quantities = numbers::find(passage);
    let mut quantities = quantities.iter().peekable();
    let mut number_end = 0;
    for at in 0..passage.tokens.len() {
        while quantities.next_if(|quantity| quantity.tokens.start < at).is_some() {}
        if let Some(quantity) = quantities.peek().filter(|quantity| quantity.tokens.start == at) {
            let value = quantity.values.last().copied().unwrap_or(0.0);
            number_end = quantity.tokens.end;
            let term = fold(xxh3_64(&value.to_le_bytes()));
            found.push((at, Item { term, sort: Sort::Number, head: term, is_usual: false }));
            continue;
        }
        if at < number_end || !passage.is_content(at) {
            continue;
        }
        let token = &passage.tokens[at];
        if passage.is_han(at) {
            let joins = at + 1 < passage.tokens.len()
                && passage.is_han(at + 1)
                && passage.is_content(at + 1)
                && !passage.tokens[at + 1].is_after_space;
            if joins {
                let term = fold(hash_word(passage.text_of(at..at + 2)));
                found.push((at, Item { term, sort: Sort::Word, head: term, is_usual: false }));
            }
            continue;
        }
        let entry = lexicon::look_up(token.hash);
        let is_name = token.kind == Kind::Capital && !passage.opens_sentence(at) && !entry.is_usual;
        let sort = if is_name { Sort::Name } else { Sort::Word };
        let head = fold(hash_word(head_of(passage.of(at))));
        found.push((at, Item { term: passage.words[at].term, sort, head, is_usual: entry.is_usual }));
    }
    found
}

/// The first letters of a word, which its kin mostly share: "smuggle", "smugglers".
fn head_of(word: &str) -> &str {
    const LETTERS: usize = 5;
    word.char_indices().nth(LETTERS).map_or(word, |(end, _)| &word[..end])
}

/// What a claim shares with its sources.
pub(crate) struct Comparison<'s> {
    sentences: &'s [Sentence],
    /// The claim's items, each once, in their order, with their weights.
    items: Vec<(Item, f32)>,
    /// All of them, repeated ones too.
    row: Vec<u32>,
    /// For each sentence how much of the claim it has, 0 to 1.
    pub coverages: Vec<f32>,
}

/// How many numbers tell of a claim.
pub(crate) const FEATURES: usize = 24;

impl<'s> Comparison<'s> {
    pub fn new(claim: &Passage, sentences: &'s [Sentence]) -> Self {
        let all = items(claim);
        let row: Vec<u32> = all.iter().map(|(_, item)| item.term).collect();
        let mut frequency: ByHash<u32> = ByHash::default();
        let mut items: Vec<(Item, f32)> = Vec::new();
        for (_, item) in all {
            if !items.iter().any(|(known, _)| known.term == item.term) {
                let count = sentences.iter().filter(|sentence| sentence.has(item.term)).count();
                frequency.insert(u64::from(item.term), count as u32);
                items.push((item, 0.0));
            }
        }
        for (item, weight) in &mut items {
            let count = frequency.get(&u64::from(item.term)).copied().unwrap_or(0) as f32;
            let rarity = ((sentences.len() as f32 + 2.0) / (count.max(1.0) + 0.5)).ln().max(0.2);
            *weight = if item.is_usual { rarity * USUAL_SHARE } else { rarity };
        }
        let total: f32 = items.iter().map(|(_, weight)| weight).sum();
        let coverages = sentences
            .iter()
            .map(|sentence| {
                let shared: f32 =
                    items.iter().filter(|(item, _)| sentence.has(item.term)).map(|(_, weight)| weight).sum();
                if total > 0.0 { shared / total } else { 0.0 }
            })
            .collect();
        Self { sentences, items, row, coverages }
    }

    /// The share of a sentence's items that the claim has.
    pub fn contained(&self, sentence: usize) -> f32 {
        let terms = &self.sentences[sentence].sorted;
        let shared = terms.iter().filter(|term| self.row.contains(term)).count();
        shared as f32 / terms.len().max(1) as f32
    }

    /// The share of the claim's items, by weight, that stand in any of some sentences; of one sort if so asked. 1 when the
    /// claim has none.
    fn covered(&self, sentences: &[usize], sort: Option<Sort>) -> f32 {
        let mut total = 0.0;
        let mut shared = 0.0;
        for (item, weight) in self.items.iter().filter(|(item, _)| sort.is_none_or(|sort| sort == item.sort)) {
            total += weight;
            if sentences.iter().any(|&sentence| self.sentences[sentence].has(item.term)) {
                shared += weight;
            }
        }
        if total > 0.0 { shared / total } else { 1.0 }
    }

    /// The weights of all words that no sentence has.
    fn missing_weight(&self) -> f32 {
        let missing = |item: &&(Item, f32)| !self.sentences.iter().any(|sentence| sentence.has(item.0.term));
        self.items.iter().filter(missing).map(|(_, weight)| weight).sum()
    }

    /// The share of the claim's items of which the sources have a word that begins alike.
    fn covered_loosely(&self) -> f32 {
        let alike = |item: &&(Item, f32)| self.sentences.iter().any(|sentence| sentence.has_head(item.0.head));
        let shared = self.items.iter().filter(alike).count();
        shared as f32 / self.items.len().max(1) as f32
    }

    fn count_missing(&self, sentences: &[usize], sort: Sort) -> f32 {
        let missing = |item: &&(Item, f32)| {
            item.0.sort == sort && !sentences.iter().any(|&sentence| self.sentences[sentence].has(item.0.term))
        };
        self.items.iter().filter(missing).count() as f32
    }

    /// The sentence that has most of the claim, then those that add most to it.
    pub fn carriers(&self) -> Vec<usize> {
        const MOST: usize = 3;
        /// The share of the claim that a further sentence must add.
        const LEAST_ADDED: f32 = 0.08;
        let mut chosen: Vec<usize> = Vec::new();
        let mut covered = 0.0;
        while chosen.len() < MOST {
            let mut best: Option<(f32, usize)> = None;
            for candidate in 0..self.sentences.len() {
                if self.coverages[candidate] + covered <= best.map_or(covered, |(most, _)| most)
                    || chosen.contains(&candidate)
                {
                    continue;
                }
                chosen.push(candidate);
                let with = self.covered(&chosen, None);
                chosen.pop();
                if best.is_none_or(|(most, _)| with > most) {
                    best = Some((with, candidate));
                }
            }
            let Some((with, candidate)) = best.filter(|(with, _)| *with >= covered + LEAST_ADDED) else { break };
            covered = with;
            chosen.push(candidate);
        }
        chosen
    }

    /// What the score is made of; `faults` are the literal check's, `cosine` is that of the claim and its best sentence.
    pub fn features(&self, carriers: &[usize], faults: usize, cosine: Option<f32>) -> [f32; FEATURES] {
        let all: Vec<usize> = (0..self.sentences.len()).collect();
        let best = &carriers[..carriers.len().min(1)];
        let window = self.best_window();
        let (pairs, near) = (self.pairs(1), self.pairs(3));
        let items = self.items.len().max(1) as f32;
        let missing = |sort: Sort| self.count_missing(&all, sort);
        let missing_all = missing(Sort::Word) + missing(Sort::Name) + missing(Sort::Number);
        let plain = 1.0 - missing_all / items;
        [
            1.0,
            self.covered(&all, None),
            self.covered(best, None),
            self.covered(&window, None),
            self.covered(carriers, None),
            plain,
            self.paired(&pairs, &all, 1),
            self.paired(&pairs, carriers, 1),
            self.paired(&near, &all, 5),
            self.paired(&near, carriers, 5),
            best.first().map_or(0.0, |&best| self.in_order(best)),
            self.covered(&all, Some(Sort::Name)),
            self.covered(&window, Some(Sort::Name)),
            self.covered(&all, Some(Sort::Number)),
            self.covered(&window, Some(Sort::Number)),
            missing(Sort::Name).min(3.0),
            missing(Sort::Number).min(3.0),
            (1.0 + missing(Sort::Word)).ln(),
            items.ln(),
            (1.0 + self.sentences.len() as f32).ln(),
            (faults as f32).min(2.0),
            self.missing_weight().min(12.0) * 0.25,
            self.covered_loosely(),
            cosine.map_or(0.0, |cosine| cosine - USUAL_COSINE),
        ]
    }

    /// Neighbouring sentences that together have most of the claim.
    fn best_window(&self) -> Vec<usize> {
        const LENGTH: usize = 3;
        let windows = (0..self.sentences.len()).map(|from| (from..(from + LENGTH).min(self.sentences.len())).collect());
        let worth = |window: &Vec<usize>| self.covered(window, None);
        windows.max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b[0].cmp(&a[0]))).unwrap_or_default()
    }

    /// Items of the claim that stand at most so far apart.
    fn pairs(&self, reach: usize) -> Vec<(u32, u32)> {
        let row = &self.row;
        (0..row.len())
            .flat_map(|at| (at + 1..(at + 1 + reach).min(row.len())).map(move |next| (row[at], row[next])))
            .collect()
    }

    /// The share of pairs that stand in a sentence at most so far apart.
    fn paired(&self, pairs: &[(u32, u32)], sentences: &[usize], reach: usize) -> f32 {
        if pairs.is_empty() {
            return 1.0;
        }
        let stands = |(first, second): (u32, u32)| {
            sentences.iter().map(|&sentence| &self.sentences[sentence]).any(|sentence| {
                if !sentence.has(first) || !sentence.has(second) {
                    return false;
                }
                let terms = &sentence.terms;
                let places = |term: u32| terms.iter().enumerate().filter(move |(_, other)| **other == term);
                places(first).any(|(at, _)| {
                    places(second)
                        .any(|(other, _)| if reach == 1 { other == at + 1 } else { other.abs_diff(at) <= reach })
                })
            })
        };
        pairs.iter().filter(|pair| stands(**pair)).count() as f32 / pairs.len() as f32
    }

    /// The longest row of the claim's items that a sentence has in their order, as a share.
    fn in_order(&self, sentence: usize) -> f32 {
        let terms = &self.sentences[sentence].terms;
        let mut lengths = vec![0_usize; terms.len() + 1];
        for item in &self.row {
            let mut diagonal = 0;
            for (at, term) in terms.iter().enumerate() {
                let above = lengths[at + 1];
                lengths[at + 1] = if item == term { diagonal + 1 } else { above.max(lengths[at]) };
                diagonal = above;
            }
        }
        lengths[terms.len()] as f32 / self.row.len().max(1) as f32
    }

    /// The cosine of the claim and the passage likest to it.
    pub fn cosine(vector: Option<&Embedding>, vectors: &[Option<&Embedding>]) -> Option<f32> {
        let vector = vector?;
        vectors.iter().flatten().map(|other| vector.cosine(other)).max_by(f32::total_cmp)
    }
}

/// What words that any report may contain keep of their weight.
const USUAL_SHARE: f32 = 0.6;
/// The model's cosine of two sentences of one matter.
const USUAL_COSINE: f32 = 0.85;
