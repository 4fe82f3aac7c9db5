//! What the model read in an article, kept small, and the places where articles of one meaning lie in all languages.
//!
//! Vectors of one language share a direction that says nothing but the language: the language's mean, known roughly beforehand
//! and learned as articles come, is taken away. What is left is kept in four bits a component. An article is filed in the cell whose centre is nearest;
//! the latest of a cell are found by comparing signs. Invariants: a cell files at most [`MOST_IN_CELL`]; what is filed and
//! found depends on the calls alone.

use news::{Embedding, Lang};
use std::{collections::BTreeMap, sync::LazyLock};

/// Components of the model whose cells and means are known.
const COMPONENTS: usize = 384;
/// The centres of cells, made by `cargo xtask fit stories`: 8 bits a component.
static CELLS: &[u8] = include_bytes!("../data/meaning.bin");
/// The means of languages in news, made by `cargo xtask fit stories`: a step in four bytes, then tag and mean of each in 8
/// bits a component. A new installation knows few articles of a language, too few to learn from.
static LANGUAGES: &[u8] = include_bytes!("../data/languages.bin");
/// So many texts of a language are imagined to have its known mean.
const IMAGINED_TEXTS: f32 = 16.0;
/// From so many texts on a language's mean stays.
const SETTLED_TEXTS: f32 = 2_048.0;
/// Four bits span so many standard deviations to each side.
const SPAN: f32 = 2.6;
const MOST_STEPS: f32 = 7.0;
const ZERO: i8 = 8;
const MOST_IN_CELL: usize = 256;
/// Cells are searched for one article, the nearest first, until it was compared with so many.
const MOST_SEARCHED: usize = 8 * MOST_IN_CELL;
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
    CELLS.chunks_exact(COMPONENTS).map(centre).collect()
});

/// The mean of a language's unit vectors in news; of an unknown one the mean of all languages.
fn known_mean(lang: Lang) -> Vec<f32> {
    const TAG_BYTES: usize = 3;
    let Some((step, languages)) = LANGUAGES.split_first_chunk() else { return vec![0.0; COMPONENTS] };
    let step = f32::from_le_bytes(*step);
    let of = |tag: &str| {
        languages.chunks_exact(TAG_BYTES + COMPONENTS).find_map(|language| {
            let own = language[..TAG_BYTES].strip_prefix(tag.as_bytes())?;
            own.iter().all(|byte| *byte == 0).then_some(&language[TAG_BYTES..])
        })
    };
    let mean = of(lang.as_str()).or_else(|| of(Lang::UNKNOWN.as_str())).unwrap_or(&[0; COMPONENTS]);
    mean.iter().map(|&byte| f32::from(byte as i8) * step).collect()
}

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

    /// The unit vector that this was made of by taking `mean` from it. None for a mean of other length.
    fn unit_with(&self, mean: &[f32]) -> Option<Vec<f32>> {
        let Spread { low: mut steps, high, .. } = self.spread();
        steps.extend(high);
        if steps.len() != mean.len() {
            return None;
        }
        // How long a step was is what makes it a unit vector again.
        let dot: f32 = steps.iter().zip(mean).map(|(&steps, mean)| f32::from(steps) * mean).sum();
        let short = 1.0 - mean.iter().map(|value| value * value).sum::<f32>();
        let squares = self.length.powi(2);
        let step = ((dot * dot + squares * short).max(0.0).sqrt() - dot) / squares;
        Some(steps.iter().zip(mean).map(|(&steps, mean)| f32::from(steps) * step + mean).collect())
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

/// The means of the languages: known ones to begin with, and what is learned as articles come.
#[derive(Debug, Default)]
pub(crate) struct Means {
    by_lang: BTreeMap<Lang, Mean>,
}

#[derive(Debug)]
struct Mean {
    /// Of unit vectors, the imagined ones too.
    sum: Vec<f32>,
    texts: f32,
    /// What is taken from vectors: it follows the sum in leaps, so that all of a language are compared by one mean.
    applied: Vec<f32>,
    /// At so many texts it leaps again; None when it never will.
    leaps_at: Option<f32>,
}

impl Means {
    /// Counts a vector into its language's mean. Tells the mean that was applied until now when another is from now on.
    pub fn learn(&mut self, lang: Lang, embedding: &Embedding) -> Option<Vec<f32>> {
        let vector = unit_of(embedding);
        let mean = self.by_lang.entry(lang).or_insert_with(|| Mean::known(lang, vector.len()));
        mean.learn(&vector)
    }

    /// Takes its language's mean from a vector. None when nothing is left.
    pub fn centre(&mut self, lang: Lang, embedding: &Embedding) -> Option<Meaning> {
        let mut vector = unit_of(embedding);
        let mean = self.by_lang.entry(lang).or_insert_with(|| Mean::known(lang, vector.len()));
        if mean.applied.len() == vector.len() {
            vector.iter_mut().zip(&mean.applied).for_each(|(value, mean)| *value -= mean);
        }
        Meaning::new(&vector)
    }

    /// Takes its language's mean from what `before` was taken from.
    pub fn centre_again(&self, lang: Lang, before: &[f32], meaning: &Meaning) -> Option<Meaning> {
        let mut vector = meaning.unit_with(before)?;
        let mean = self.by_lang.get(&lang).filter(|mean| mean.applied.len() == vector.len())?;
        vector.iter_mut().zip(&mean.applied).for_each(|(value, mean)| *value -= mean);
        Meaning::new(&vector)
    }
}

impl Mean {
    fn known(lang: Lang, components: usize) -> Self {
        let applied = if components == COMPONENTS { known_mean(lang) } else { vec![0.0; components] };
        Self {
            sum: applied.iter().map(|value| value * IMAGINED_TEXTS).collect(),
            texts: IMAGINED_TEXTS,
            applied,
            leaps_at: Some(2.0 * IMAGINED_TEXTS),
        }
    }

    fn learn(&mut self, vector: &[f32]) -> Option<Vec<f32>> {
        if self.sum.len() != vector.len() {
            return None;
        }
        self.sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += value);
        self.texts += 1.0;
        if self.texts < self.leaps_at? {
            return None;
        }
        self.leaps_at = Some(2.0 * self.texts).filter(|at| *at <= SETTLED_TEXTS);
        let leapt = self.sum.iter().map(|sum| sum / self.texts).collect();
        Some(std::mem::replace(&mut self.applied, leapt))
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
        for cell in nearest_centres(meaning, CENTRES.len()) {
            if found.len() >= MOST_SEARCHED {
                break;
            }
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
            for (lang, voice) in languages {
                means.learn(lang, &say(event, voice));
            }
        }
        let [en, zh] = languages.map(|(lang, voice)| means.centre(lang, &say(7, voice)).unwrap());
        let other = means.centre(Lang::ZH, &say(8, 1_002)).unwrap();
        assert!(zh.cosine(&en.spread()) > 0.8, "{}", zh.cosine(&en.spread()));
        assert!(other.cosine(&en.spread()) < 0.3, "{}", other.cosine(&en.spread()));
    }

    #[test]
    fn what_was_centred_is_centred_again_as_if_it_had_not_been() {
        let (one, other) = (vector(1), vector(2));
        let mean = |seed| vector(seed).iter().map(|value| value * 0.04).collect::<Vec<f32>>();
        let (before, now) = (mean(3), mean(4));
        let centred = |vector: &[f32], mean: &[f32]| -> Meaning {
            Meaning::new(
                &unit(vector.to_vec()).iter().zip(mean).map(|(value, mean)| value - mean).collect::<Vec<f32>>(),
            )
            .unwrap()
        };
        let again = centred(&centred(&one, &before).unit_with(&before).unwrap(), &now);
        let told = again.cosine(&centred(&other, &now).spread());
        let expected = centred(&one, &now).cosine(&centred(&other, &now).spread());
        assert!((told - expected).abs() < 0.03, "{told} for {expected}");
        assert_eq!(centred(&one, &before).unit_with(&[0.0; 3]), None);
    }

    #[test]
    fn every_language_has_a_mean_to_begin_with() {
        let length = |lang| known_mean(lang).iter().map(|value| value * value).sum::<f32>().sqrt();
        for lang in ["en", "de", "zh", "ru", "sw", "xx"] {
            assert!((0.8..1.0).contains(&length(Lang::parse(lang).unwrap())), "{lang}");
        }
        assert_ne!(known_mean(Lang::ZH), known_mean(Lang::RU));
        assert_eq!(known_mean(Lang::parse("xx").unwrap()), known_mean(Lang::UNKNOWN));
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
