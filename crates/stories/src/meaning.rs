//! What the model read in an article, kept small, and the places where articles of one meaning lie in all languages.
//!
//! Vectors of one language share a direction that says nothing but the language: it is learned as the language's mean and
//! taken away. What is left is kept in four bits a component. An article is filed in the cell whose centre is nearest;
//! the latest of a cell are found by comparing signs. Invariants: a cell files at most [`MOST_IN_CELL`]; what is filed and
//! found depends on the calls alone.

use news::{Embedding, Lang};
use std::{collections::BTreeMap, sync::LazyLock};

/// Components of the model whose cells and mean are known.
const COMPONENTS: usize = 384;
/// The mean of all texts and then the centres of cells, made by `cargo xtask fit stories`: 8 bits a component.
static KNOWN: &[u8] = include_bytes!("../data/meaning.bin");
/// So many texts of a language are imagined to have the mean of all texts.
const IMAGINED_TEXTS: f32 = 50.0;
/// Four bits span so many standard deviations to each side.
const SPAN: f32 = 2.6;
const MOST_STEPS: f32 = 7.0;
const ZERO: i8 = 8;
const MOST_IN_CELL: usize = 256;
/// Cells that are searched for one article.
const CELLS_SEARCHED: usize = 8;
const SIGN_WORDS: usize = COMPONENTS / 64;

struct Centre {
    components: Vec<i16>,
    length: f32,
}

static CENTRES: LazyLock<Vec<Centre>> = LazyLock::new(|| {
    let centre = |bytes: &[u8]| {
        let components: Vec<i16> = bytes.iter().map(|&byte| i16::from(byte as i8)).collect();
        let squares: f32 = components.iter().map(|&value| f32::from(value).powi(2)).sum();
        Centre { components, length: squares.sqrt() }
    };
    KNOWN.chunks_exact(COMPONENTS).skip(1).map(centre).collect()
});

/// The mean of unit vectors of all languages; the last four bytes of the data say how long it is.
static MEAN: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let length = KNOWN.last_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
    let direction = unit(KNOWN[..COMPONENTS].iter().map(|&byte| f32::from(byte as i8)).collect());
    direction.into_iter().map(|value| value * length).collect()
});

/// A direction in four bits a component: the first half of the components in the low, the second in the high bits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meaning {
    halves: Box<[u8]>,
    length: f32,
}

/// A meaning spread out to be compared with many.
pub(crate) struct Spread {
    low: Vec<i16>,
    high: Vec<i16>,
    sum: i32,
    length: f32,
}

impl Meaning {
    fn new(vector: &[f32]) -> Option<Self> {
        let deviation = (vector.iter().map(|value| value * value).sum::<f32>() / vector.len().max(1) as f32).sqrt();
        if deviation <= f32::EPSILON {
            return None;
        }
        let step = deviation * SPAN / MOST_STEPS;
        let steps = |value: f32| (value / step).round().clamp(-MOST_STEPS, MOST_STEPS) as i8;
        let half = vector.len().div_ceil(2);
        let mut squares = 0;
        let mut bits = |value: Option<&f32>| {
            let steps = steps(value.copied().unwrap_or_default());
            squares += i32::from(steps).pow(2);
            (steps + ZERO) as u8
        };
        let halves = (0..half).map(|at| bits(vector.get(at)) | bits(vector.get(half + at)) << 4).collect();
        Some(Self { halves, length: (squares as f32).sqrt() })
    }

    pub fn spread(&self) -> Spread {
        let low: Vec<i16> = self.halves.iter().map(|byte| i16::from(byte & 15) - i16::from(ZERO)).collect();
        let high: Vec<i16> = self.halves.iter().map(|byte| i16::from(byte >> 4) - i16::from(ZERO)).collect();
        let sum = low.iter().chain(&high).map(|&value| i32::from(value)).sum();
        Spread { low, high, sum, length: self.length }
    }

    /// The cosine of the angle to another, -1 to 1; 0 for vectors of another model.
    pub fn cosine(&self, to: &Spread) -> f32 {
        if self.halves.len() != to.low.len() {
            return 0.0;
        }
        let sides = self.halves.iter().zip(to.low.iter().zip(&to.high));
        let dot: i32 = sides
            .map(|(&byte, (&low, &high))| {
                i32::from(i16::from(byte & 15) * low) + i32::from(i16::from(byte >> 4) * high)
            })
            .sum();
        (dot - i32::from(ZERO) * to.sum) as f32 / (self.length * to.length)
    }

    fn signs(&self) -> Option<Signs> {
        let mut signs = [0_u64; SIGN_WORDS];
        if self.halves.len() * 2 != COMPONENTS {
            return None;
        }
        for (at, byte) in self.halves.iter().enumerate() {
            let (low, high) = (at, at + COMPONENTS / 2);
            signs[low / 64] |= u64::from(byte & 15 > ZERO as u8) << (low % 64);
            signs[high / 64] |= u64::from(byte >> 4 > ZERO as u8) << (high % 64);
        }
        Some(signs)
    }
}

type Signs = [u64; SIGN_WORDS];

/// The means of the languages, learned as articles come.
#[derive(Debug, Default)]
pub(crate) struct Means {
    by_lang: BTreeMap<Lang, Mean>,
}

#[derive(Debug)]
struct Mean {
    sum: Vec<f32>,
    texts: f32,
}

impl Means {
    /// Counts a vector into its language's mean.
    pub fn learn(&mut self, lang: Lang, embedding: &Embedding) {
        let vector = unit_of(embedding);
        let mean = self.by_lang.entry(lang).or_insert_with(|| Mean::imagined(vector.len()));
        if mean.sum.len() == vector.len() {
            mean.sum.iter_mut().zip(&vector).for_each(|(sum, value)| *sum += value);
            mean.texts += 1.0;
        }
    }

    /// Takes its language's mean from a vector. None when nothing is left.
    pub fn centre(&self, lang: Lang, embedding: &Embedding) -> Option<Meaning> {
        let mut vector = unit_of(embedding);
        let imagined = Mean::imagined(vector.len());
        let mean = self.by_lang.get(&lang).filter(|mean| mean.sum.len() == vector.len()).unwrap_or(&imagined);
        vector.iter_mut().zip(&mean.sum).for_each(|(value, sum)| *value -= sum / mean.texts);
        Meaning::new(&vector)
    }
}

impl Mean {
    fn imagined(components: usize) -> Self {
        let sum = if components == COMPONENTS {
            MEAN.iter().map(|value| value * IMAGINED_TEXTS).collect()
        } else {
            vec![0.0; components]
        };
        Self { sum, texts: IMAGINED_TEXTS }
    }
}

/// Finds articles of like meaning, whatever their language.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    cells: Vec<Vec<Filed>>,
}

#[derive(Debug)]
struct Filed {
    signs: Signs,
    slot: u32,
}

impl Cells {
    /// Files an article; tells its cell. None for a vector of another model.
    pub fn file(&mut self, meaning: &Meaning, slot: u32) -> Option<u8> {
        let signs = meaning.signs()?;
        let cell = *nearest_centres(meaning, 1).first()?;
        self.cells.resize_with(CENTRES.len(), Vec::new);
        let filed = &mut self.cells[usize::from(cell)];
        if filed.len() >= 2 * MOST_IN_CELL {
            filed.drain(..filed.len() - MOST_IN_CELL);
        }
        filed.push(Filed { signs, slot });
        Some(cell)
    }

    pub fn remove(&mut self, cell: u8, slot: u32) {
        if let Some(filed) = self.cells.get_mut(usize::from(cell)) {
            filed.retain(|filed| filed.slot != slot);
        }
    }

    /// Finds up to `most` slots whose signs agree best with an article's, the best first; among equals the latest filed.
    pub fn find(&self, meaning: &Meaning, most: usize) -> Vec<u32> {
        let Some(signs) = meaning.signs() else { return Vec::new() };
        let mut found: Vec<(u32, u32)> = Vec::new();
        for cell in nearest_centres(meaning, CELLS_SEARCHED) {
            let Some(filed) = self.cells.get(usize::from(cell)) else { continue };
            let latest = &filed[filed.len().saturating_sub(MOST_IN_CELL)..];
            found.extend(latest.iter().rev().map(|filed| (differing(&signs, &filed.signs), filed.slot)));
        }
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, slot)| slot).collect()
    }
}

/// Counts differing signs. Three words at a time in four bits each: the portable count of single words takes twice as long
/// where the processor's own may not be used.
fn differing(a: &Signs, b: &Signs) -> u32 {
    const TWOS: u64 = 0x3333_3333_3333_3333;
    let by_fours = |x: u64| {
        let by_twos = x - ((x >> 1) & 0x5555_5555_5555_5555);
        (by_twos & TWOS) + ((by_twos >> 2) & TWOS)
    };
    let three = |at: usize| {
        let fours: u64 = (at..at + 3).map(|word| by_fours(a[word] ^ b[word])).sum();
        (fours & 0x0f0f_0f0f_0f0f_0f0f) + ((fours >> 4) & 0x0f0f_0f0f_0f0f_0f0f)
    };
    const { assert!(SIGN_WORDS == 6) };
    const BYTES: u64 = 0x00ff_00ff_00ff_00ff;
    let eights = three(0) + three(3);
    let sixteens = (eights & BYTES) + ((eights >> 8) & BYTES);
    (sixteens.wrapping_mul(0x0001_0001_0001_0001) >> 48) as u32
}

/// The centres nearest to a meaning, the nearest first.
fn nearest_centres(meaning: &Meaning, most: usize) -> Vec<u8> {
    let Spread { low: mut vector, high, .. } = meaning.spread();
    vector.extend(high);
    let dot = |centre: &Centre| -> i32 {
        centre.components.iter().zip(&vector).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
    };
    let mut by_cosine: Vec<(f32, u8)> =
        CENTRES.iter().zip(0..).map(|(centre, number)| (dot(centre) as f32 / centre.length, number)).collect();
    by_cosine.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    by_cosine.truncate(most);
    by_cosine.into_iter().map(|(_, number)| number).collect()
}

fn unit_of(embedding: &Embedding) -> Vec<f32> {
    unit(embedding.components().iter().map(|&value| f32::from(value)).collect())
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::EPSILON);
    vector.iter_mut().for_each(|value| *value /= length);
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vector of pseudo-random components, the same for the same seed.
    fn vector(seed: u32) -> Vec<f32> {
        let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(97);
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..COMPONENTS).map(next).collect()
    }

    fn between(a: &[f32], b: &[f32], share: f32) -> Vec<f32> {
        a.iter().zip(b).map(|(a, b)| a * share + b * (1.0 - share)).collect()
    }

    fn cosine(a: &[f32], b: &[f32]) -> f32 {
        unit(a.to_vec()).iter().zip(unit(b.to_vec())).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn four_bits_keep_the_angle() {
        for share in [0.0, 0.3, 0.5, 0.8, 1.0] {
            let (a, b) = (vector(1), between(&vector(1), &vector(2), share));
            let told = Meaning::new(&b).unwrap().cosine(&Meaning::new(&a).unwrap().spread());
            assert!((told - cosine(&a, &b)).abs() < 0.03, "{told} for {}", cosine(&a, &b));
        }
        assert_eq!(Meaning::new(&[0.0; COMPONENTS]), None);
    }

    #[test]
    fn differing_signs_are_counted() {
        let signs = |seed: u64| -> Signs {
            std::array::from_fn(|word| (seed + word as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        };
        for (a, b) in [(signs(1), signs(9)), ([0; SIGN_WORDS], [u64::MAX; SIGN_WORDS]), (signs(3), signs(3))] {
            let expected: u32 = a.iter().zip(&b).map(|(a, b)| (a ^ b).count_ones()).sum();
            assert_eq!(differing(&a, &b), expected);
        }
    }

    #[test]
    fn what_is_said_in_two_languages_is_near_when_the_languages_are_taken_away() {
        let mut means = Means::default();
        let say = |event: u32, language: u32| {
            let vector: Vec<f32> = vector(event).iter().zip(vector(language)).map(|(a, b)| a + 3.0 * b).collect();
            Embedding::from_f32(&vector).unwrap()
        };
        let languages = [(Lang::EN, 1_001), (Lang::ZH, 1_002)];
        for event in 0..200 {
            languages.iter().for_each(|&(lang, voice)| means.learn(lang, &say(event, voice)));
        }
        let [en, zh] = languages.map(|(lang, voice)| means.centre(lang, &say(7, voice)).unwrap());
        let other = means.centre(Lang::ZH, &say(8, 1_002)).unwrap();
        assert!(zh.cosine(&en.spread()) > 0.8, "{}", zh.cosine(&en.spread()));
        assert!(other.cosine(&en.spread()) < 0.3, "{}", other.cosine(&en.spread()));
    }

    #[test]
    fn the_nearest_are_found_among_many_and_no_more_once_removed() {
        let mut cells = Cells::default();
        let meaning = |seed| Meaning::new(&vector(seed)).unwrap();
        let filed: Vec<Option<u8>> = (0..500).map(|seed| cells.file(&meaning(seed), seed)).collect();
        let near = Meaning::new(&between(&vector(77), &vector(900), 0.8)).unwrap();
        assert_eq!(cells.find(&near, 5)[0], 77);
        cells.remove(filed[77].unwrap(), 77);
        assert!(!cells.find(&near, 5).contains(&77));
        assert_eq!(cells.file(&Meaning::new(&[0.5, -0.5]).unwrap(), 9), None, "another model's vectors are not filed");
    }
}
