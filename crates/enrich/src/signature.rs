//! The near-duplicate signature: MinHash by one permutation.
//!
//! Shingles (four words, or five characters of a script without spaces) fall by their hash into one of 64 bins; a bin keeps
//! its smallest value. An empty bin borrows from the next filled one to its right, mixed with the distance, so that the
//! share of equal bins stays an estimate of the Jaccard similarity of two sets of shingles, also of short texts.
//! One hash a shingle makes it some fifty times cheaper than 64 permutations.

use crate::{reading::Reading, words::Shape};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

const BINS: usize = 64;
const WORDS_A_SHINGLE: usize = 4;
const CHARACTERS_A_SHINGLE: usize = 5;
/// Fewer shingles than this say nothing of a copy.
const FEWEST_SHINGLES: usize = 8;

/// Makes the signature of a text after its title (a new headline makes no new article): 64 values, or none for a text too
/// short to compare.
pub(crate) fn sign(reading: &Reading) -> Vec<u32> {
    let mut bins = [u32::MAX; BINS];
    let mut shingles = 0;
    let mut add = |hash: u64| {
        shingles += 1;
        let bin = &mut bins[(hash >> 58) as usize];
        *bin = (*bin).min(hash as u32);
    };
    let mut recent = [0_u64; WORDS_A_SHINGLE];
    let mut words = 0;
    for token in &reading.tokens[reading.title_end..] {
        if token.shape == Shape::Unspaced {
            words = 0;
            for_each_window(reading.plain(token), CHARACTERS_A_SHINGLE, |window| add(xxh3_64(window.as_bytes())));
            continue;
        }
        recent.rotate_left(1);
        recent[WORDS_A_SHINGLE - 1] = token.hash;
        words += 1;
        if words >= WORDS_A_SHINGLE {
            add(mix(recent));
        }
    }
    if shingles < FEWEST_SHINGLES {
        return Vec::new();
    }
    fill_empty(&mut bins);
    bins.to_vec()
}

fn mix(hashes: [u64; WORDS_A_SHINGLE]) -> u64 {
    let mut mixed = 0x9e37_79b9_7f4a_7c15_u64;
    for hash in hashes {
        mixed = (mixed ^ hash).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^= mixed >> 32;
    }
    mixed
}

fn for_each_window(run: &str, length: usize, mut each: impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    for bounds in starts.windows(length + 1) {
        each(&run[bounds[0]..bounds[length]]);
    }
}

fn fill_empty(bins: &mut [u32; BINS]) {
    let filled = *bins;
    for (index, bin) in bins.iter_mut().enumerate() {
        if *bin != u32::MAX {
            continue;
        }
        let lender = (1..BINS).map(|step| (step, filled[(index + step) % BINS])).find(|(_, value)| *value != u32::MAX);
        if let Some((step, value)) = lender {
            *bin = xxh3_64_with_seed(&value.to_le_bytes(), step as u64) as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::{Article, Block, RichText};

    fn sign_text(text: &str) -> Vec<u32> {
        let body = vec![Block::Paragraph(RichText::plain(text))];
        sign(&Reading::new(&Article { body, ..Article::default() }))
    }

    fn agreement(a: &str, b: &str) -> f32 {
        let (a, b) = (sign_text(a), sign_text(b));
        a.iter().zip(&b).filter(|(x, y)| x == y).count() as f32 / BINS as f32
    }

    const HARBOUR: &str = "The harbour of Lindwick was closed on Tuesday after a crane fell onto the northern quay. Nobody \
        was hurt, the harbour master said, but two ferries had to turn back. Divers will look at the quay wall in the \
        morning, and the first ferry may sail at noon if they find no damage.";

    #[test]
    fn copies_agree_and_other_texts_do_not() {
        assert_eq!(agreement(HARBOUR, &HARBOUR.to_uppercase()), 1.0);
        let cut = &HARBOUR[..HARBOUR.len() * 4 / 5];
        assert!(agreement(HARBOUR, cut) > 0.6, "{}", agreement(HARBOUR, cut));
        let other = "A choir of four hundred children opened the song week in Oberau on Saturday. The oldest singer was \
            fourteen, the youngest six, and the hall was sold out an hour before the doors were opened to the public.";
        assert!(agreement(HARBOUR, other) < 0.1);
        let zh = "林德维克港周二因一台起重机倒在北码头上而关闭。港务长说，没有人受伤，但两艘渡轮不得不返航。";
        assert!(agreement(zh, &format!("{zh}潜水员将在早上检查码头墙。")) > 0.5);
    }

    #[test]
    fn a_text_too_short_has_no_signature() {
        assert_eq!(sign_text("Harbour closed"), Vec::<u32>::new());
        assert_eq!(sign_text("港口关闭"), Vec::<u32>::new());
    }
}
