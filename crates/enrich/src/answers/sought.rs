//! What kind of thing a question asks for, and whether a sentence has such a thing.

use super::question::{Asking, Question};
use crate::{
    gazetteer, han_names, lexicon,
    sentences::is_unspaced,
    support::{
        days, names,
        number_words::Unit,
        numbers::{self, Quantity},
        passage::Passage,
    },
};
use std::ops::Range;

/// What kind of thing answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    Who,
    When,
    Where,
    Why,
    /// A number of these.
    Many(Option<Counted>),
    /// An amount of whatever.
    Much,
    Money,
    Length,
    Weight,
    Age,
    Lasting,
    Share,
    Degree,
    Speed,
    /// Nothing that can be told by its form.
    Open,
}

/// What is counted, as other languages and cases have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub term: u32,
    pub key: u64,
    pub written: String,
}

/// How well a sentence has what is sought.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// 0 to 1.
    pub fit: f32,
    /// The tokens that may answer, each with how well.
    pub places: Vec<(Range<usize>, f32)>,
}

impl Sought {
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|sought| sought.name() == name).cloned()
    }

    const ALL: [Self; 14] = [
        Self::Who,
        Self::When,
        Self::Where,
        Self::Why,
        Self::Many(None),
        Self::Much,
        Self::Money,
        Self::Length,
        Self::Weight,
        Self::Age,
        Self::Lasting,
        Self::Share,
        Self::Degree,
        Self::Speed,
    ];

    pub fn name(&self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::When => "when",
            Self::Where => "where",
            Self::Why => "why",
            Self::Many(_) => "many",
            Self::Much => "much",
            Self::Money => "money",
            Self::Length => "length",
            Self::Weight => "weight",
            Self::Age => "age",
            Self::Lasting => "lasting",
            Self::Share => "share",
            Self::Degree => "degree",
            Self::Speed => "speed",
            Self::Open => "open",
        }
    }

    /// It is told in a unit.
    pub fn is_measure(&self) -> bool {
        !self.units().is_empty()
    }

    fn units(&self) -> &'static [&'static str] {
        match self {
            Self::Money => &[
                "dollar", "euro", "pound", "yen", "yuan", "rouble", "rupee", "lira", "crown", "franc", "hryvnia",
                "zloty",
            ],
            Self::Length => &[
                "metre",
                "kilometre",
                "mile",
                "centimetre",
                "millimetre",
                "foot",
                "inch",
                "hectare",
                "acre",
                "square_metre",
                "square_kilometre",
            ],
            Self::Weight => &["kilogram", "gram", "tonne", "pound"],
            Self::Age => &["year", "month", "week", "day"],
            Self::Lasting => &["year", "month", "week", "day", "hour", "minute", "second"],
            Self::Share => &["percent"],
            Self::Degree => &["degree"],
            Self::Speed => &["kmh"],
            _ => &[],
        }
    }

    fn is_of(&self, unit: Option<Unit>) -> bool {
        unit.is_some() && self.units().iter().any(|name| unit == Unit::named(name))
    }
}

/// Looks in a sentence for what a question seeks, beside what the question says itself.
pub(super) fn look(question: &Question, passage: &Passage, tokens: Range<usize>) -> Evidence {
    let is_said = |at: usize| {
        let word = &passage.words[at];
        let is_same = |wanted: &super::question::Wanted| {
            wanted.item.term == word.term || wanted.key != 0 && wanted.key == word.key
        };
        question.words.iter().any(is_same)
    };
    let places = match &question.sought {
        Sought::Open => Vec::new(),
        Sought::Who => people(passage, is_said),
        Sought::Where => places(passage, is_said),
        Sought::When => moments(passage),
        Sought::Why => Asking::of(passage.lang).because(passage).map(|at| (at..at + 1, 1.0)).into_iter().collect(),
        sought => amounts(sought, passage, question.lang() == passage.lang, is_said),
    };
    let places: Vec<(Range<usize>, f32)> = places.into_iter().filter(|(at, _)| tokens.contains(&at.start)).collect();
    let fit = places.iter().map(|(_, fit)| *fit).fold(0.0, f32::max);
    Evidence { fit, places }
}

/// Names that the question does not have, surest those of people.
fn people(passage: &Passage, is_said: impl Fn(usize) -> bool) -> Vec<(Range<usize>, f32)> {
    if is_unspaced(passage.lang) {
        return han_people(passage);
    }
    let fit = |name: names::Name| {
        let own = || name.tokens.clone().filter(|&at| !is_said(at));
        own().next()?;
        let before = name.tokens.start.checked_sub(1).map(|at| lexicon::look_up(passage.tokens[at].hash));
        let is_person = name.tokens.clone().any(|at| lexicon::look_up(passage.tokens[at].hash).is_given_name)
            || before.is_some_and(|entry| entry.is_title);
        let is_place = name.tokens.len() == 1 && gazetteer::of_name(passage.text_of(name.tokens.clone())).is_some();
        let fit = match (is_person, is_place) {
            (true, _) => 1.0,
            (_, true) => 0.3,
            _ if name.tokens.len() > 1 => 0.9,
            _ => 0.6,
        };
        Some((name.tokens, fit))
    };
    names::find(passage).into_iter().filter_map(fit).collect()
}

fn han_people(passage: &Passage) -> Vec<(Range<usize>, f32)> {
    let names = han_names::find(&passage.source, &[], &[]);
    let place = |name: han_names::HanName| {
        let at = passage.tokens.iter().position(|token| token.start as usize >= name.at.start)?;
        let to = passage.tokens.iter().position(|token| token.start as usize >= name.at.end).unwrap_or(at + 1);
        let fit = if name.kind == han_names::NameKind::Person { 1.0 } else { 0.4 };
        Some((at..to.max(at + 1), fit))
    };
    names.into_iter().filter_map(place).collect()
}

fn places(passage: &Passage, is_said: impl Fn(usize) -> bool) -> Vec<(Range<usize>, f32)> {
    let mut found = Vec::new();
    for name in names::find(passage) {
        if name.tokens.clone().all(&is_said) {
            continue;
        }
        let is_listed = name.tokens.clone().any(|at| gazetteer::of_name(passage.of(at)).is_some())
            || gazetteer::of_name(passage.text_of(name.tokens.clone())).is_some();
        let is_after = |at: usize| lexicon::look_up(passage.tokens[at].hash).is_locative;
        let is_located = name.tokens.start.checked_sub(1).is_some_and(is_after);
        found.push((name.tokens, if is_listed || is_located { 1.0 } else { 0.4 }));
    }
    for at in 0..passage.tokens.len() {
        let is_unspaced_place = passage.is_han(at) && passage.from(at).starts_with(['在', '于']);
        if lexicon::look_up(passage.tokens[at].hash).is_locative || is_unspaced_place {
            found.push((at..at + 1, 0.7));
        }
    }
    found
}

fn moments(passage: &Passage) -> Vec<(Range<usize>, f32)> {
    let mut found: Vec<(Range<usize>, f32)> =
        days::find(passage, false).into_iter().map(|day| (day.tokens, 1.0)).collect();
    for quantity in numbers::find(passage) {
        let written = passage.text_of(quantity.tokens.clone());
        let value = quantity.values.last().copied().unwrap_or(0.0);
        let is_clock = written.contains(':');
        let is_year = quantity.unit.is_none() && written.len() == 4 && (1000.0..2100.0).contains(&value);
        let is_span = Sought::Lasting.is_of(quantity.unit);
        let fit = if is_clock || is_year {
            1.0
        } else if is_span {
            0.6
        } else {
            continue;
        };
        found.push((quantity.tokens, fit));
    }
    found
}

fn amounts(
    sought: &Sought,
    passage: &Passage,
    is_own_language: bool,
    is_said: impl Fn(usize) -> bool,
) -> Vec<(Range<usize>, f32)> {
    let mut found = Vec::new();
    if *sought == Sought::Money
        && let Some(at) = Asking::of(passage.lang).free(passage)
    {
        found.push((at..at + 1, 0.8));
    }
    let days = days::find(passage, false);
    for quantity in numbers::find(passage) {
        let is_of_day = days.iter().any(|day| day.tokens.contains(&quantity.tokens.start));
        if is_of_day || quantity.tokens.clone().all(&is_said) {
            continue;
        }
        let fit = match sought {
            Sought::Many(counted) => count_fit(counted.as_ref(), &quantity, passage, is_own_language),
            Sought::Much => {
                if quantity.unit.is_some() {
                    1.0
                } else {
                    0.6
                }
            }
            Sought::Age => age_fit(&quantity, passage),
            _ if sought.is_of(quantity.unit) => 1.0,
            _ if quantity.unit.is_some() => 0.1,
            _ => 0.3,
        };
        found.push((quantity.tokens, fit));
    }
    found
}

/// A number beside what is counted.
fn count_fit(counted: Option<&Counted>, quantity: &Quantity, passage: &Passage, is_own_language: bool) -> f32 {
    const NEAR_TOKENS: usize = 4;
    let Some(counted) = counted else { return 0.6 };
    let near = quantity.tokens.start..(quantity.tokens.end + NEAR_TOKENS).min(passage.tokens.len());
    let sentence = passage.tokens[quantity.tokens.start].sentence;
    let is_counted = |at: usize| {
        let word = &passage.words[at];
        passage.tokens[at].sentence == sentence
            && (word.term == counted.term && word.term != 0 || counted.key != 0 && word.key == counted.key)
    };
    let is_strict = quantity.unit.is_some();
    match near.into_iter().any(is_counted) {
        true => 1.0,
        false if is_strict => 0.15,
        false if is_own_language => 0.45,
        false => 0.6,
    }
}

/// "58-year-old", "aged 58", ", 58,".
fn age_fit(quantity: &Quantity, passage: &Passage) -> f32 {
    use crate::quotes::text::Kind;
    let is_comma = |at: Option<usize>| {
        at.and_then(|at| passage.tokens.get(at)).is_some_and(|token| {
            matches!(token.kind, Kind::Comma | Kind::Stop | Kind::OpenBracket | Kind::CloseBracket)
        })
    };
    let is_between_commas = is_comma(quantity.tokens.start.checked_sub(1)) && is_comma(Some(quantity.tokens.end));
    let is_of_a_life = quantity.values.iter().any(|value| (1.0..120.0).contains(value));
    let around = quantity.tokens.start.saturating_sub(2)..(quantity.tokens.end + 3).min(passage.tokens.len());
    let tells_age = around.into_iter().any(|at| Asking::of(passage.lang).tells_age(passage, at));
    match (is_between_commas && is_of_a_life, Sought::Age.is_of(quantity.unit), quantity.unit) {
        _ if tells_age => 1.0,
        (true, _, None) => 0.9,
        (_, true, _) => 0.5,
        (_, _, Some(_)) => 0.1,
        _ => 0.2,
    }
}
