//! The words of one language in the window: their numbers, and in how many articles they stand.

use crate::by_hash::spread;
use hashbrown::HashTable;
use std::sync::LazyLock;

/// Articles the vocabulary pretends to have seen, so that the first real ones are weighed soberly.
const IMAGINED_ARTICLES: f32 = 300.0;

/// A term finds only the latest articles that it tells most of.
const MOST_FOUND_BY_TERM: usize = 64;

/// Logarithms of counts plus a half: most terms stand in few articles.
static LOGARITHMS: LazyLock<Vec<f32>> = LazyLock::new(|| (0..4096).map(|count| (count as f32 + 0.5).ln()).collect());

/// Slots in order of arrival. Most terms find few articles, and most stories have few: they need no list. The box keeps the
/// many small at the cost of the few.
#[derive(Debug)]
pub(crate) enum Slots {
    Few {
        count: u8,
        slots: [u32; MOST_FEW],
    },
    #[allow(clippy::box_collection)]
    Many(Box<Vec<u32>>),
}

/// As many as take no more than the box and the mark of which it is.
const MOST_FEW: usize = 3;
const _: () = assert!(size_of::<Slots>() == 16);

impl Default for Slots {
    fn default() -> Self {
        Self::Few { count: 0, slots: [0; MOST_FEW] }
    }
}

impl Slots {
    pub fn as_slice(&self) -> &[u32] {
        match self {
            Self::Few { count, slots } => &slots[..usize::from(*count)],
            Self::Many(slots) => slots,
        }
    }

    pub fn push(&mut self, slot: u32) {
        match self {
            Self::Few { count, slots } if usize::from(*count) < MOST_FEW => {
                slots[usize::from(*count)] = slot;
                *count += 1;
            }
            Self::Few { slots, .. } => {
                let mut many = Vec::with_capacity(2 * MOST_FEW);
                many.extend(*slots);
                many.push(slot);
                *self = Self::Many(Box::new(many));
            }
            Self::Many(slots) => {
                // Twice the room each time would leave a quarter of all of it empty.
                if slots.len() == slots.capacity() {
                    slots.reserve_exact(slots.len() / 2);
                }
                slots.push(slot);
            }
        }
    }

    /// Lets the oldest go, so that `most` stay, whenever there are half as many more.
    pub fn keep_latest(&mut self, most: usize) {
        if let Self::Many(slots) = self
            && slots.len() >= most + most / 2
        {
            slots.drain(..slots.len() - most);
        }
    }

    pub fn remove(&mut self, slot: u32) {
        match self {
            Self::Few { count, slots } => {
                let known = usize::from(*count);
                if let Some(at) = slots[..known].iter().position(|&other| other == slot) {
                    slots.copy_within(at + 1..known, at);
                    *count -= 1;
                }
            }
            Self::Many(slots) => slots.retain(|&other| other != slot),
        }
    }
}

/// A term's number and weight in four bytes: weights in steps of [`WEIGHT_STEP`], too fine to change a placement. Ordered
/// by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Weighted(u32);

const WEIGHT_STEP: f32 = 1.0 / 48.0;

/// Tells a count's weight in steps: it grows with the logarithm. Counts above 200 weigh the same.
pub(crate) fn steps_of(count: f32) -> u8 {
    (count.ln_1p() / WEIGHT_STEP).round().clamp(1.0, 255.0) as u8
}

/// Tells a count that has a weight of so many steps.
pub(crate) fn count_of(steps: u8) -> f32 {
    (f32::from(steps) * WEIGHT_STEP).exp_m1()
}

const MOST_NUMBERS: usize = 1 << 24;

impl Weighted {
    pub fn new(number: u32, count: f32) -> Self {
        Self(number << 8 | u32::from(steps_of(count)))
    }

    pub fn number(self) -> u32 {
        self.0 >> 8
    }

    pub fn weight(self) -> f32 {
        (self.0 & 0xff) as f32 * WEIGHT_STEP
    }
}

/// Terms by dense numbers. A term that no article holds any more gives its number back.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Numbers by their terms' hashes, which stand with the terms and not a second time here.
    numbers: HashTable<u32>,
    terms: Vec<Term>,
    free: Vec<u32>,
    articles: u32,
    /// The logarithm of all articles, the imagined ones too.
    log_articles: f32,
}

#[derive(Debug, Default)]
struct Term {
    hash: u32,
    articles: u32,
    /// Slots of the latest articles that are found by this term, in order of arrival.
    found_by: Slots,
}

impl Vocabulary {
    /// Tells how many articles are counted.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// Counts one article and the hashes in it; tells their numbers, in the order of the hashes.
    pub fn count_article(&mut self, hashes: impl Iterator<Item = u32>) -> Vec<u32> {
        self.set_articles(self.articles + 1);
        hashes.map(|hash| self.count_term(hash)).collect()
    }

    fn count_term(&mut self, hash: u32) -> u32 {
        let known = |number: &u32| self.terms[*number as usize].hash == hash;
        if let Some(&number) = self.numbers.find(spread(hash), known) {
            self.terms[number as usize].articles += 1;
            return number;
        }
        let term = Term { hash, articles: 1, found_by: Slots::default() };
        let number = match self.free.pop() {
            Some(number) => {
                self.terms[number as usize] = term;
                number
            }
            None => {
                assert!(self.terms.len() < MOST_NUMBERS, "a window holds far fewer than sixteen million terms");
                self.terms.push(term);
                self.terms.len() as u32 - 1
            }
        };
        let terms = &self.terms;
        self.numbers.insert_unique(spread(hash), number, |number| spread(terms[*number as usize].hash));
        number
    }

    /// Takes back what [`Self::count_article`] counted.
    pub fn forget_article(&mut self, numbers: impl Iterator<Item = u32>) {
        self.set_articles(self.articles - 1);
        for number in numbers {
            let term = &mut self.terms[number as usize];
            term.articles -= 1;
            if term.articles == 0 {
                if let Ok(entry) = self.numbers.find_entry(spread(term.hash), |other| *other == number) {
                    entry.remove();
                }
                term.found_by = Slots::default();
                self.free.push(number);
            }
        }
    }

    /// How much a term tells: falls with the share of articles that hold it; above 0.
    pub fn rarity(&self, number: u32) -> f32 {
        let articles = self.terms[number as usize].articles as usize;
        let log = LOGARITHMS.get(articles).copied().unwrap_or_else(|| (articles as f32 + 0.5).ln());
        self.log_articles - log
    }

    fn set_articles(&mut self, articles: u32) {
        self.articles = articles;
        self.log_articles = (articles as f32 + IMAGINED_ARTICLES).ln();
    }

    pub fn hash_of(&self, number: u32) -> u32 {
        self.terms[number as usize].hash
    }

    /// The latest articles that are found by a term, at most [`MOST_FOUND_BY_TERM`].
    pub fn found_by(&self, number: u32) -> &[u32] {
        let slots = self.terms[number as usize].found_by.as_slice();
        &slots[slots.len().saturating_sub(MOST_FOUND_BY_TERM)..]
    }

    pub fn let_find(&mut self, number: u32, slot: u32) {
        let found_by = &mut self.terms[number as usize].found_by;
        found_by.push(slot);
        found_by.keep_latest(MOST_FOUND_BY_TERM);
    }

    pub fn let_not_find(&mut self, number: u32, slot: u32) {
        self.terms[number as usize].found_by.remove(slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_keep_their_order_whether_few_or_many() {
        let mut slots = Slots::default();
        let mut expected: Vec<u32> = Vec::new();
        for slot in 0..8 {
            slots.push(slot);
            expected.push(slot);
            assert_eq!(slots.as_slice(), expected);
        }
        for slot in [9, 3, 0, 7, 5] {
            slots.remove(slot);
            expected.retain(|&other| other != slot);
            assert_eq!(slots.as_slice(), expected);
        }
        let mut few = Slots::default();
        [4, 5, 6].into_iter().for_each(|slot| few.push(slot));
        few.remove(5);
        few.push(7);
        assert_eq!(few.as_slice(), [4, 6, 7]);
    }
}
