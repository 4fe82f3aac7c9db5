//! Names in scripts without spaces, found wherever they stand in a run of characters.

use crate::words::ByHash;
use xxhash_rust::xxh3::xxh3_64;

const LONGEST_CHARACTERS: usize = 14;
/// Bits that tell whether any name begins with two characters: most pairs of a text need no look-up.
const PAIR_BITS: usize = 1 << 16;

/// Names with what they stand for.
pub(crate) struct Runs<T> {
    by_name: ByHash<T>,
    pairs: Vec<u64>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { by_name: ByHash::default(), pairs: vec![0; PAIR_BITS / 64] }
    }
}

impl<T> Runs<T> {
    /// Enters a name of at least two characters; the first to enter it keeps it.
    pub fn enter(&mut self, name: &str, what: T) {
        let mut characters = name.chars();
        if let (Some(first), Some(second)) = (characters.next(), characters.next())
            && name.chars().count() <= LONGEST_CHARACTERS
        {
            let bit = bit_of(first, second) % PAIR_BITS;
            self.pairs[bit / 64] |= 1 << (bit % 64);
            self.by_name.entry(xxh3_64(name.as_bytes())).or_insert(what);
        }
    }

    pub fn get(&self, name: &str) -> Option<&T> {
        self.by_name.get(&xxh3_64(name.as_bytes()))
    }

    /// Calls `each` with the bytes of every name in the run, from left to right, the longest where several begin.
    pub fn for_each(&self, run: &str, each: impl FnMut(usize, usize, &T)) {
        let may_begin = |first, second| {
            let bit = bit_of(first, second) % PAIR_BITS;
            self.pairs[bit / 64] >> (bit % 64) & 1 == 1
        };
        for_each_name(run, may_begin, |name| self.get(name), each);
    }
}

/// Calls `each` with the bytes of every name in the run, from left to right, the longest where several begin. `may_begin`
/// tells whether any name begins with two characters, `get` what a name stands for.
pub(crate) fn for_each_name<T>(
    run: &str,
    may_begin: impl Fn(char, char) -> bool,
    get: impl Fn(&str) -> Option<T>,
    mut each: impl FnMut(usize, usize, T),
) {
    let longest = |run: &str| {
        let ends = run.char_indices().map(|(at, character)| at + character.len_utf8());
        ends.take(LONGEST_CHARACTERS).skip(1).filter_map(|end| Some((end, get(&run[..end])?))).last()
    };
    let mut from = 0;
    while let Some(first) = run[from..].chars().next() {
        let next = from + first.len_utf8();
        let Some(second) = run[next..].chars().next() else { break };
        if may_begin(first, second)
            && let Some((to, what)) = longest(&run[from..])
            && !cuts_a_word(run, from, from + to)
        {
            each(from, from + to, what);
            from += to;
        } else {
            from = next;
        }
    }
}

/// Katakana is written in words without marks between them: "テスラ" is no part of "プテスラノ".
pub(crate) fn cuts_a_word(run: &str, from: usize, to: usize) -> bool {
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let joins = |a: Option<char>, b: Option<char>| a.is_some_and(is_katakana) && b.is_some_and(is_katakana);
    joins(run[..from].chars().next_back(), run[from..].chars().next())
        || joins(run[..to].chars().next_back(), run[to..].chars().next())
}

/// Spreads two characters over the bits of a set.
pub(crate) fn bit_of(first: char, second: char) -> usize {
    (first as usize).wrapping_mul(0x9e37_79b1).wrapping_add((second as usize).wrapping_mul(0x85eb_ca6b)) >> 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_and_none_inside_it() {
        let mut runs = Runs::default();
        runs.enter("法国", 1);
        runs.enter("德国", 2);
        runs.enter("德国总理", 3);
        let mut found = Vec::new();
        runs.for_each("在德国总理访问法国后", |from, to, &what| found.push((from, to, what)));
        assert_eq!(found, [(3, 15, 3), (21, 27, 1)]);
        runs.enter("テスラ", 4);
        runs.for_each("プテスラノ", |_, _, _| unreachable!());
        runs.for_each("", |_, _, _| unreachable!());
        runs.for_each("德", |_, _, _| unreachable!());
    }
}
