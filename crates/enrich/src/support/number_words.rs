//! How languages write numbers in words, and what they measure in: the list `data/numbers.txt`.

use super::passage::Passage;
use crate::{
    timeline::days::pair_of,
    words::{ByHash, hash_word},
};
use news::Lang;
use std::{collections::HashMap, sync::LazyLock};

/// A unit, by its number in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Unit(u8);

impl Unit {
    pub fn named(name: &str) -> Option<Self> {
        UNITS.get(name).copied()
    }

    /// A number of it is no bare number.
    pub fn is_strict(self) -> bool {
        Some(self) == Self::named("percent")
    }

    /// "USD 5", "yüzde 5": other units before a number belong to another.
    pub fn stands_before(self, lang: Lang) -> bool {
        let is = |name: &str| Self::named(name) == Some(self);
        is("dollar") || is("euro") || is("pound") || is("yen") || is("yuan") || lang.as_str() == "tr" && is("percent")
    }
}

/// How far from a number the true one may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leeway {
    None,
    About,
    Over,
    Under,
}

/// What a word does to the number before it.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Add(f64),
    Times(f64),
}

/// The words of one language.
#[derive(Default)]
pub(crate) struct Vocabulary {
    pub numbers: ByHash<f64>,
    pub times: ByHash<f64>,
    pub ranks: ByHash<f64>,
    pub parts: ByHash<f64>,
    pub ands: Vec<u64>,
    pub leeways: ByHash<Leeway>,
    pub units: ByHash<Unit>,
    /// Of scripts without spaces, the longest first.
    pub han_units: Vec<(&'static str, Unit)>,
    pub han_leeways: Vec<(String, Leeway)>,
    /// What joins the parts of a number that is one word: "zweiundzwanzig".
    joints: &'static [&'static str],
}

impl Vocabulary {
    pub fn of(lang: Lang) -> &'static Self {
        let all = &*VOCABULARIES;
        all.get(lang.as_str()).unwrap_or(&all["en"])
    }

    pub fn times_of(&self, passage: &Passage, at: usize, hash: u64) -> Option<f64> {
        if passage.is_han(at) {
            let written = passage.from(at);
            let times = written.chars().next().and_then(han_times);
            return times
                .or_else(|| {
                    (written.starts_with('千') || written.starts_with('百'))
                        .then(|| if written.starts_with('千') { 1000.0 } else { 100.0 })
                })
                .filter(|_| !written.starts_with("百分"));
        }
        // "5 m" is metres.
        self.times.get(&hash).copied().filter(|_| passage.of(at) != "m" && passage.of(at) != "k")
    }

    /// What a word adds to a number: several steps when it is of several parts.
    pub fn steps_of(&self, word: &str, hash: u64) -> Option<Vec<Step>> {
        if let Some(step) = self.step(hash) {
            return Some(vec![step]);
        }
        if let Some(rest) = word.strip_prefix('و')
            && let Some(step) = self.step(hash_word(rest))
        {
            return Some(vec![step]);
        }
        let lower = word.to_lowercase();
        if word.contains('-') {
            // "Quatre-vingt-dix": two parts may be one word.
            let mut parts = lower.split('-').collect::<Vec<_>>().into_iter().peekable();
            let mut steps = Vec::new();
            while let Some(part) = parts.next() {
                let pair = parts.peek().map(|next| hash_word(&format!("{part}-{next}")));
                if let Some(step) = pair.and_then(|pair| self.step(pair)) {
                    parts.next();
                    steps.push(step);
                } else if !self.ands.contains(&hash_word(part)) {
                    steps.push(self.step(hash_word(part))?);
                }
            }
            return Some(steps).filter(|steps| !steps.is_empty());
        }
        self.compound(&lower)
            .map(|value| vec![Step::Add(value)])
            .filter(|_| lower.len() >= 6 && !self.joints.is_empty())
    }

    fn step(&self, hash: u64) -> Option<Step> {
        let times = self.times.get(&hash).map(|times| Step::Times(*times));
        times.or_else(|| self.numbers.get(&hash).map(|value| Step::Add(*value)))
    }

    /// "Zweihundertzwölf": a number in one word.
    fn compound(&self, word: &str) -> Option<f64> {
        if word.is_empty() {
            return None;
        }
        if let Some(value) = self.numbers.get(&hash_word(word)) {
            return Some(*value);
        }
        for (written, times) in [("tausend", 1000.0), ("duizend", 1000.0), ("hundert", 100.0), ("honderd", 100.0)] {
            if let Some((head, tail)) = word.split_once(written) {
                let head = if head.is_empty() { 1.0 } else { self.compound(head)? };
                let tail = tail.strip_prefix("und").unwrap_or(tail);
                return Some(head * times + if tail.is_empty() { 0.0 } else { self.compound(tail)? });
            }
        }
        self.joints.iter().find_map(|joint| {
            let (unit, tens) = word.split_once(joint)?;
            let unit = self.numbers.get(&hash_word(unit)).copied().filter(|unit| *unit < 10.0)?;
            let tens = self.numbers.get(&hash_word(tens)).copied().filter(|tens| *tens >= 20.0)?;
            Some(unit + tens)
        })
    }
}

const LIST: &str = include_str!("../../data/numbers.txt");

/// "One" of many languages: only inside a longer number.
const ONES: &str = "one ein eine eins uno una un une um uma een één один одна одно одного bir واحد jeden";

static UNITS: LazyLock<HashMap<&'static str, Unit>> = LazyLock::new(|| {
    let mut units = HashMap::new();
    for line in LIST.lines() {
        if let Some(name) = line.strip_prefix("u ").and_then(|rest| rest.split(' ').next()) {
            let number = units.len() as u8;
            units.entry(name).or_insert(Unit(number));
        }
    }
    units
});

static VOCABULARIES: LazyLock<HashMap<&'static str, Vocabulary>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Vocabulary> = HashMap::new();
    let mut everywhere: ByHash<Unit> = ByHash::default();
    let mut lang = "";
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let Some((what, rest)) = line.split_once(' ') else { continue };
        if what == "=" {
            lang = rest;
            if lang != "*" {
                let joints: &'static [&'static str] = match lang {
                    "de" => &["und"],
                    "nl" => &["ën", "en"],
                    _ => &[],
                };
                let ones = ONES.split(' ').map(|one| (hash_word(one), 1.0)).collect();
                all.insert(lang, Vocabulary { units: everywhere.clone(), joints, numbers: ones, ..Default::default() });
            }
            continue;
        }
        let (head, forms) = match what {
            "n" | "m" | "o" | "f" | "u" => rest.split_once(' ').unwrap_or((rest, "")),
            _ => ("", rest),
        };
        if lang == "*" {
            everywhere.extend(forms.split(' ').map(|form| (hash_word(form), UNITS[head])));
            continue;
        }
        let Some(vocabulary) = all.get_mut(lang) else { continue };
        let value: f64 = head.parse().unwrap_or(0.0);
        for form in forms.split(' ') {
            let hash =
                form.split_once('_').map_or_else(|| hash_word(form), |(a, b)| pair_of(hash_word(a), hash_word(b)));
            match what {
                "n" => drop(vocabulary.numbers.insert(hash, value)),
                "m" => drop(vocabulary.times.insert(hash, value)),
                "o" => drop(vocabulary.ranks.insert(hash, value)),
                "f" => drop(vocabulary.parts.insert(hash, value)),
                "and" => vocabulary.ands.push(hash),
                "u" => {
                    vocabulary.units.insert(hash, UNITS[head]);
                    vocabulary.han_units.push((form, UNITS[head]));
                }
                _ => {
                    let leeway = match what {
                        "about" => Leeway::About,
                        "over" => Leeway::Over,
                        _ => Leeway::Under,
                    };
                    vocabulary.leeways.insert(hash, leeway);
                    vocabulary.han_leeways.push((form.to_owned(), leeway));
                }
            }
        }
    }
    for vocabulary in all.values_mut() {
        vocabulary.han_units.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    }
    all
});

/// What a character multiplies the number before it by.
pub(crate) fn han_times(character: char) -> Option<f64> {
    match character {
        '万' => Some(1e4),
        '亿' | '億' => Some(1e8),
        '兆' => Some(1e12),
        _ => None,
    }
}
