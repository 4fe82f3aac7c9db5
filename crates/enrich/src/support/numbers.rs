//! Numbers as sentences write them, in digits and in words, with what they measure, and whether one stands in another text.
//!
//! "1.5 million", "1,500,000", "eineinhalb" and "150万" are numbers of one value; where a mark may separate thousands or
//! decimals, the language decides. A number may have several values: in "5 to 10 million" the first is 5 or 5,000,000.

use super::{
    likeness::Likeness,
    number_words::{Leeway, Step, Unit, Vocabulary, han_times},
    passage::Passage,
};
use crate::{quotes::text::Kind, words::hash_word};
use news::Lang;
use std::ops::Range;

/// A number with what it measures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// The tokens that write it, its unit not among them.
    pub tokens: Range<usize>,
    /// Every value it may have.
    pub values: Vec<f64>,
    pub unit: Option<Unit>,
    /// How far from it the true number may be, by its own words.
    pub leeway: Leeway,
    /// The last digit it tells is worth so much: of "1.5 million" 100,000. None when every digit is told.
    pub step: Option<f64>,
}

/// Finds the numbers of a text, in its order.
pub(crate) fn find(passage: &Passage) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let vocabulary = Vocabulary::of(passage.lang);
    let mut at = 0;
    while at < passage.tokens.len() {
        let read = match passage.tokens[at].kind {
            Kind::Number => in_digits(passage, vocabulary, at, &mut found),
            Kind::Lower | Kind::Capital if passage.is_han(at) => in_han(passage, at).map(|(value, end)| {
                found.push(Quantity::exact(at..end, value));
                end
            }),
            Kind::Lower if passage.of(at).starts_with(JOINED) && passage.of(at).contains(char::is_numeric) => {
                in_digits(passage, vocabulary, at, &mut found)
            }
            Kind::Lower | Kind::Capital => in_words(passage, vocabulary, at, &mut found),
            _ => None,
        };
        let Some(end) = read else {
            at += 1;
            continue;
        };
        at = end.max(at + 1);
        if let Some(quantity) = found.last_mut() {
            quantity.leeway = leeway_before(passage, vocabulary, quantity.tokens.start);
            if quantity.unit.is_none()
                && let Some((unit, end)) = unit_beside(passage, vocabulary, quantity.tokens.clone())
            {
                quantity.unit = Some(unit);
                at = at.max(end);
            }
        }
    }
    share_in_ranges(passage, &mut found);
    found
}

impl Quantity {
    fn exact(tokens: Range<usize>, value: f64) -> Self {
        Self { tokens, values: vec![value], unit: None, leeway: Leeway::None, step: None }
    }

    /// Tells whether a source that says `other` says this too.
    pub fn is_told_by(&self, other: &Self) -> bool {
        self.unit_agrees(other) && self.value_agrees(other)
    }

    /// Tells that it may say no more than that there are two: "both", "ambos", and "one", which languages write as an article
    /// or not at all.
    pub fn may_be_dual(&self, passage: &Passage) -> bool {
        let is_in_words = self.tokens.clone().all(|at| passage.tokens[at].kind != Kind::Number);
        is_in_words && self.unit.is_none() && self.values.iter().all(|value| *value == 1.0 || *value == 2.0)
    }

    pub fn value_agrees(&self, other: &Self) -> bool {
        self.values.iter().any(|&said| other.values.iter().any(|&told| self.value_is(said, told)))
    }

    fn value_is(&self, said: f64, told: f64) -> bool {
        /// "About", "nearly" and "more than" go with numbers this near.
        const NEAR: f64 = 0.1;
        const FAR: f64 = 0.25;
        let away = said - told;
        if away.abs() <= 1e-6 * told.abs().max(1.0) {
            return true;
        }
        let is_rounded = self.step.is_some_and(|step| away.abs() <= step * 0.5 + 1e-6 && told.abs() >= step);
        is_rounded
            || match self.leeway {
                Leeway::None => false,
                Leeway::About => away.abs() <= NEAR * told.abs(),
                Leeway::Over => away < 0.0 && -away <= FAR * told.abs(),
                Leeway::Under => away > 0.0 && away <= FAR * told.abs(),
            }
    }

    /// Two units that are both told must be one; per cent and money are no bare numbers.
    fn unit_agrees(&self, other: &Self) -> bool {
        match (self.unit, other.unit) {
            (Some(one), Some(another)) => one == another,
            (Some(unit), None) | (None, Some(unit)) => !unit.is_strict(),
            (None, None) => true,
        }
    }
}

/// "1,200", "$5m", "20-year-old", "2-1", "3rd". Gives the token after it.
fn in_digits(passage: &Passage, vocabulary: &Vocabulary, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let narrow: String = passage.of(at).chars().map(narrow_digit).collect();
    let written = narrow.trim_start_matches(['$', '€', '£']).trim_start_matches(JOINED);
    let digits = digits_of(written);
    if digits.is_empty() {
        return None;
    }
    let rest = &written[digits.len()..];
    let (mut values, decimals) = values_of(digits, passage.lang);
    let mut end = at + 1;
    // "1 200 000": groups of three digits apart.
    if rest.is_empty() && digits.len() <= 3 && groups_by_space(passage.lang) {
        while let Some(group) = passage.tokens.get(end).filter(|next| {
            next.kind == Kind::Number && next.end - next.start == 3 && passage.tokens[end - 1].end + 3 >= next.start
        }) {
            let between = &passage.source[passage.tokens[end - 1].end as usize..group.start as usize];
            let Ok(group) = passage.of(end).parse::<f64>() else { break };
            if !matches!(between, " " | "\u{a0}" | "\u{2009}" | "\u{202f}") {
                break;
            }
            values.iter_mut().for_each(|value| *value = *value * 1000.0 + group);
            end += 1;
        }
    }
    let mut quantity = Quantity { tokens: at..end, values, unit: None, leeway: Leeway::None, step: None };
    if let Some(sign) = narrow.chars().next().filter(|c| matches!(c, '$' | '€' | '£')) {
        quantity.unit = vocabulary.units.get(&hash_word(sign.encode_utf8(&mut [0; 4]))).copied();
    }
    let mut second = None;
    let mut multiplier = 1.0;
    let mut parts = rest.split(['-', '–', '‑', '/']);
    let glued = parts.next().unwrap_or_default().trim_matches('.');
    if !glued.is_empty() {
        if let Some(times) = vocabulary.times.get(&hash_word(glued)).filter(|_| glued != "m" || quantity.unit.is_some())
        {
            multiplier *= times;
        } else if let Some(unit) = vocabulary.units.get(&hash_word(glued)) {
            quantity.unit = Some(*unit);
        } else if glued == "m" {
            quantity.values.extend(quantity.values.clone().iter().map(|value| value * 1e6));
        }
    }
    for part in parts {
        let digits = digits_of(part);
        if !digits.is_empty() && second.is_none() && found.len() < usize::MAX {
            let (values, _) = values_of(digits, passage.lang);
            second = Some(Quantity { values, ..Quantity::exact(at..end, 0.0) });
        } else if quantity.unit.is_none() {
            quantity.unit = vocabulary.units.get(&hash_word(part)).copied();
        }
    }
    while let Some(times) = passage.tokens.get(end).and_then(|next| vocabulary.times_of(passage, end, next.hash)) {
        multiplier *= times;
        end += 1;
    }
    if multiplier != 1.0 {
        quantity.step = Some(multiplier / 10_f64.powi(decimals)).filter(|_| multiplier >= 1000.0);
        quantity.values.iter_mut().for_each(|value| *value *= multiplier);
    }
    // "1亿2000万", "3万5000".
    if multiplier >= 10_000.0
        && passage.tokens.get(end).is_some_and(|next| next.kind == Kind::Number)
        && passage.tokens[end].start == passage.tokens[end - 1].end
    {
        let mut more = Vec::new();
        let after = in_digits(passage, vocabulary, end, &mut more);
        if let (Some(after), [more]) = (after, &more[..]) {
            quantity.values.iter_mut().for_each(|value| *value += more.values.first().copied().unwrap_or(0.0));
            end = after;
        }
    }
    quantity.tokens.end = end;
    let is_afternoon =
        passage.tokens.get(end).is_some_and(|_| passage.of(end).starts_with("pm") || passage.of(end) == "p.m")
            || glued == "pm";
    if is_afternoon {
        quantity.values.extend(quantity.values.clone().iter().map(|hour| hour + 12.0));
    }
    if let Some(second) = second {
        found.push(Quantity { tokens: at..end, unit: quantity.unit, ..second });
    }
    found.push(quantity);
    Some(end)
}

/// What Arabic writes together with the number after it: "and", "by", "for".
const JOINED: [char; 3] = ['و', 'ب', 'ل'];

/// The digits that a word begins with, and the marks between them.
fn digits_of(word: &str) -> &str {
    let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’'))).unwrap_or(word.len());
    word[..end].trim_end_matches(['.', ',', '\'', '’'])
}

fn narrow_digit(character: char) -> char {
    let digit = match character as u32 {
        code @ 0xff10..=0xff19 => code - 0xff10,
        code @ 0x660..=0x669 => code - 0x660,
        code @ 0x6f0..=0x6f9 => code - 0x6f0,
        code @ 0x966..=0x96f => code - 0x966,
        0x66b => return '.',
        0x66c => return ',',
        _ => return character,
    };
    char::from_u32(digit + 0x30).unwrap_or(character)
}

/// The values that digits may have, and how many decimals they tell.
fn values_of(digits: &str, lang: Lang) -> (Vec<f64>, i32) {
    let plain = |decimal: Option<char>| -> Option<f64> {
        let kept = digits.chars().filter(|c| c.is_ascii_digit() || Some(*c) == decimal);
        kept.map(|c| if c.is_ascii_digit() { c } else { '.' }).collect::<String>().parse().ok()
    };
    let marks: Vec<(usize, char)> = digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some(&(last_at, last)) = marks.last() else { return (plain(None).into_iter().collect(), 0) };
    let after_last = digits[last_at + last.len_utf8()..].len();
    let as_decimal = || (plain(Some(last)).into_iter().collect(), after_last as i32);
    let as_whole = || (plain(None).into_iter().collect(), 0);
    if marks.iter().any(|(_, mark)| *mark != last) {
        return as_decimal();
    }
    if marks.len() > 1 || matches!(last, '\'' | '’') {
        return as_whole();
    }
    if after_last != 3 || last_at > 3 || digits.starts_with('0') {
        return as_decimal();
    }
    match (last, has_decimal_comma(lang)) {
        (',', false) | ('.', true) => as_whole(),
        _ => as_decimal(),
    }
}

fn has_decimal_comma(lang: Lang) -> bool {
    !matches!(lang.as_str(), "en" | "zh" | "ja" | "ko" | "he" | "hi" | "th" | "ar" | "ms" | "und")
}

fn groups_by_space(lang: Lang) -> bool {
    has_decimal_comma(lang)
}

/// "Two hundred and twelve", "zweihundertzwölf", "treinta y cinco", "двадцать пять". Gives the token after it.
fn in_words(passage: &Passage, vocabulary: &Vocabulary, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let hash = passage.tokens[at].hash;
    let rank = vocabulary.ranks.get(&hash).copied();
    let part = vocabulary.parts.get(&hash).copied();
    if rank.is_some() || part.is_some() {
        let values = rank.into_iter().chain(part).collect();
        found.push(Quantity { values, ..Quantity::exact(at..at + 1, 0.0) });
        return Some(at + 1);
    }
    let mut sum = Sum::default();
    let mut end = at;
    while end < passage.tokens.len() {
        let here = if end == at || vocabulary.ands.contains(&passage.tokens[end].hash) { end } else { usize::MAX };
        let next = if here == end && end > at { end + 1 } else { end };
        if next >= passage.tokens.len() || !matches!(passage.tokens[next].kind, Kind::Lower | Kind::Capital) {
            break;
        }
        let Some(steps) = vocabulary.steps_of(passage.of(next), passage.tokens[next].hash) else { break };
        let mut tried = sum;
        let follows_and = next > end || passage.of(next).starts_with('و');
        if !steps.iter().all(|step| tried.take(*step, follows_and)) {
            break;
        }
        sum = tried;
        end = next + 1;
    }
    // "A third of two million" and "hundreds of": a multiplier alone tells no exact number.
    if end == at || sum.is_only_multiplier && end == at + 1 && passage.of(at).ends_with('s') {
        return None;
    }
    found.push(Quantity::exact(at..end, sum.value()));
    Some(end)
}

/// A number in words, as far as it was read.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: f64,
    current: f64,
    is_begun: bool,
    is_only_multiplier: bool,
}

impl Sum {
    /// Takes a word into the number; false when it begins another.
    fn take(&mut self, step: Step, follows_and: bool) -> bool {
        match step {
            Step::Times(times) => {
                self.is_only_multiplier = !self.is_begun;
                let head = if self.current == 0.0 && !self.is_begun { 1.0 } else { self.current };
                if self.is_begun && head == 0.0 && (self.total == 0.0 || times < 1000.0) {
                    return false;
                }
                if times < 1000.0 {
                    self.current = head * times;
                } else if self.current == 0.0 && self.total > 0.0 {
                    // "Tres mil millones".
                    self.total *= times;
                } else {
                    self.total += head * times;
                    self.current = 0.0;
                }
            }
            Step::Add(value) => {
                let current = self.current;
                let fits = if !self.is_begun || current == 0.0 {
                    true
                } else if value >= 100.0 {
                    false
                } else if current % 100.0 == 0.0 {
                    true
                } else if current % 100.0 < 10.0 {
                    // Five and twenty.
                    follows_and && value >= 20.0 && value % 10.0 == 0.0
                } else if current % 10.0 == 0.0 && current % 100.0 >= 20.0 {
                    // Sixty and eleven is French.
                    value < 10.0 || value < 20.0 && matches!((current % 100.0) as u32, 60 | 80)
                } else {
                    false
                };
                // One alone is a pronoun as often.
                if !fits || value == 1.0 && (!self.is_begun || current % 100.0 < 20.0 && current % 100.0 != 0.0) {
                    return false;
                }
                self.current += value;
                self.is_only_multiplier = false;
            }
        }
        self.is_begun = true;
        true
    }

    fn value(&self) -> f64 {
        self.total + self.current
    }
}

/// Characters for numbers: "二百一十二", "三千", "十五".
fn in_han(passage: &Passage, at: usize) -> Option<(f64, usize)> {
    if passage.from(at).starts_with("百分") {
        return None;
    }
    let mut end = at;
    let (mut total, mut section, mut digit) = (0.0, 0.0, None);
    while end < passage.tokens.len() && passage.is_han(end) {
        let Some(character) = passage.of(end).chars().next() else { break };
        if let Some(value) = "〇一二三四五六七八九".chars().position(|c| c == character).or(match character {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        }) {
            digit = Some(digit.unwrap_or(0.0) * 10.0 + value as f64);
        } else if let Some(power) = "十百千".chars().position(|c| c == character) {
            section += digit.take().unwrap_or(1.0) * 10_f64.powi(power as i32 + 1);
        } else if let Some(large) = han_times(character).filter(|_| end > at) {
            total += (section + digit.take().unwrap_or(0.0)).max(1.0) * large;
            section = 0.0;
        } else {
            break;
        }
        end += 1;
    }
    let value = total + section + digit.unwrap_or(0.0);
    let is_counted = end < passage.tokens.len() && passage.from(end).starts_with(|c| COUNTED.contains(c));
    let is_number = end > at && value > 1.0 && (end - at > 1 || is_counted);
    (is_number && !(end == at + 1 && passage.of(at) == "十" && passage.from(end).starts_with('分')))
        .then_some((value, end))
}

/// What stands after a number in Chinese and Japanese.
const COUNTED: &str = "个名人年月日天小周岁次家万亿元美米公吨辆艘位所项件座场点分秒倍成名度口头匹只条份起";

/// What a number measures, by the words around it, and the token after them.
fn unit_beside(passage: &Passage, vocabulary: &Vocabulary, number: Range<usize>) -> Option<(Unit, usize)> {
    let after = number.end;
    if after < passage.tokens.len() {
        if let Some(unit) = passage.pair(after).and_then(|pair| vocabulary.units.get(&pair)) {
            return Some((*unit, after + 2));
        }
        if passage.is_han(after) {
            let rest = passage.from(after);
            let longest = vocabulary.han_units.iter().find(|(written, _)| rest.starts_with(*written));
            if let Some((_, unit)) = longest {
                return Some((*unit, after));
            }
        }
        let sign = (!passage.tokens[after].kind.is_word()).then(|| passage.of(after));
        let hash = sign.map_or(passage.tokens[after].hash, hash_word);
        if let Some(unit) = vocabulary.units.get(&hash) {
            return Some((*unit, after + 1));
        }
        // "Square kilometres", "metric tons".
        let next = (after + 1 < passage.tokens.len() && passage.tokens[after].kind == Kind::Lower)
            .then(|| vocabulary.units.get(&passage.tokens[after + 1].hash));
        if let Some(Some(unit)) = next {
            return Some((*unit, after + 2));
        }
    }
    let before = passage.before(number.start).trim_end();
    if before.ends_with("百分之") {
        return Unit::named("percent").map(|unit| (unit, after));
    }
    number.start.checked_sub(1).and_then(|before| {
        let hash = if passage.tokens[before].kind.is_word() {
            passage.tokens[before].hash
        } else {
            hash_word(passage.of(before))
        };
        vocabulary.units.get(&hash).filter(|unit| unit.stands_before(passage.lang)).map(|unit| (*unit, after))
    })
}

fn leeway_before(passage: &Passage, vocabulary: &Vocabulary, at: usize) -> Leeway {
    const REACH: usize = 3;
    for before in (at.saturating_sub(REACH)..at).rev() {
        let pair = passage.pair(before).filter(|_| before + 1 < at).and_then(|pair| vocabulary.leeways.get(&pair));
        if let Some(leeway) = pair.or_else(|| vocabulary.leeways.get(&passage.tokens[before].hash)) {
            return *leeway;
        }
    }
    if passage.tokens.get(at).is_some_and(|_| passage.is_han(at) || matches!(passage.lang.as_str(), "zh" | "ja")) {
        let before = passage.before(at);
        let found = vocabulary.han_leeways.iter().find(|(written, _)| before.ends_with(written.as_str()));
        return found.map_or(Leeway::None, |(_, leeway)| *leeway);
    }
    Leeway::None
}

/// Finds a unit put in the place of another, in a claim that otherwise repeats a sentence: "weeks" where that says "months".
pub(crate) fn exchanged_unit(claim: &Passage, sources: &[Likeness]) -> Option<usize> {
    const NEARLY_COPIED: f32 = 0.75;
    let is_copy = |source: &&Likeness| source.coverage >= NEARLY_COPIED && source.passage.lang == claim.lang;
    let best = sources.iter().filter(is_copy).max_by(|a, b| a.coverage.total_cmp(&b.coverage))?;
    let vocabulary = Vocabulary::of(claim.lang);
    let units = |passage: &Passage, within: Range<usize>| -> Vec<(usize, Unit)> {
        let unit = |at: usize| Some((at, *vocabulary.units.get(&passage.tokens[at].hash)?));
        within
            .filter(|&at| passage.tokens[at].kind.is_word() && passage.tokens[at].quoted == 0)
            .filter_map(unit)
            .collect()
    };
    let (ours, theirs) = (units(claim, 0..claim.tokens.len()), units(best.passage, best.tokens.clone()));
    let has = |units: &[(usize, Unit)], unit: Unit| units.iter().any(|(_, other)| *other == unit);
    let is_lost = theirs.iter().any(|(_, unit)| !has(&ours, *unit));
    ours.iter().find(|(_, unit)| is_lost && !has(&theirs, *unit)).map(|(at, _)| *at)
}

const RANGE_WORDS: [&str; 27] = [
    "to", "and", "or", "bis", "und", "oder", "a", "y", "o", "u", "à", "et", "ou", "e", "en", "tot", "до", "и", "или",
    "і", "do", "i", "lub", "至", "到", "~", "或",
];

/// In "5 to 10 million" and "between 5 and 10 per cent" the first number takes what the second has.
fn share_in_ranges(passage: &Passage, found: &mut [Quantity]) {
    for second in 1..found.len() {
        let (head, tail) = found.split_at_mut(second);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let between = first.tokens.end..second.tokens.start;
        let joins = |at: usize| passage.tokens[at].kind == Kind::Dash || RANGE_WORDS.contains(&passage.of(at));
        if between.len() > 1 || !between.clone().all(joins) {
            continue;
        }
        first.unit = first.unit.or(second.unit);
        let times: Vec<f64> = (second.tokens.start + 1..second.tokens.end)
            .filter_map(|at| Vocabulary::of(passage.lang).times_of(passage, at, passage.tokens[at].hash))
            .filter(|times| *times >= 1000.0)
            .collect();
        if !times.is_empty() {
            let multiplier: f64 = times.iter().product();
            let more: Vec<f64> = first.values.iter().map(|value| value * multiplier).collect();
            first.values.extend(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lang: &str, text: &str, expected: &[&[f64]]) {
        let passage = Passage::new(text, Lang::parse(lang).unwrap(), None);
        let found: Vec<Vec<f64>> = find(&passage).into_iter().map(|quantity| quantity.values).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        check("en", "Some 1,200 people paid $1.5 million.", &[&[1200.0], &[1_500_000.0]]);
        check("en", "two hundred and twelve sailors, twenty-five ships", &[&[212.0], &[25.0]]);
        check("en", "one of a dozen, three dozen", &[&[12.0], &[36.0]]);
        check("en", "Lindwick won 2-1", &[&[1.0], &[2.0]]);
        check("en", "$5m and 5bn", &[&[5e6], &[5e9]]);
        check("en", "5 to 10 million", &[&[5.0, 5e6], &[1e7]]);
        check("en", "a third of voters", &[&[3.0, 0.3333]]);
        check("de", "1.200 Menschen, 3,5 Millionen Euro", &[&[1200.0], &[3.5e6]]);
        check("de", "zweihundertzwölf Seeleute und fünfundzwanzig Schiffe", &[&[212.0], &[25.0]]);
        check("fr", "quatre-vingt-dix-sept navires, 1 200 marins", &[&[97.0], &[1200.0]]);
        check("fr", "soixante et onze", &[&[71.0]]);
        check("es", "treinta y cinco barcos y doscientos doce marineros", &[&[35.0], &[212.0]]);
        check("ru", "двести двенадцать моряков, 1,5 млн рублей", &[&[212.0], &[1.5e6]]);
        check("zh", "150万人，二百一十二名船员，3万5000元", &[&[1.5e6], &[212.0], &[35000.0]]);
        check("ar", "خمسة وعشرون سفينة و٢١٢ بحارا", &[&[25.0], &[212.0]]);
        check("tr", "yirmi beş gemi", &[&[25.0]]);
    }

    #[test]
    fn a_number_is_told_by_its_value_and_unit() {
        let told = |lang: &str, claim: &str, source_lang: &str, source: &str| {
            let find_in = |lang: &str, text: &str| find(&Passage::new(text, Lang::parse(lang).unwrap(), None));
            let source = find_in(source_lang, source);
            find_in(lang, claim).iter().all(|said| source.iter().any(|told| said.is_told_by(told)))
        };
        assert!(told("en", "1.5 million people", "zh", "150万人"));
        assert!(told("en", "about 200 sailors", "en", "212 sailors"));
        assert!(!told("en", "200 sailors", "en", "212 sailors"));
        assert!(told("en", "more than 200 sailors", "en", "212 sailors"));
        assert!(told("de", "1,5 Millionen", "en", "1,487,000"));
        assert!(!told("en", "12 percent", "en", "12 people"));
        assert!(!told("en", "12 miles", "en", "12 kilometres"));
        assert!(told("de", "zwölf Kilometer", "en", "12 kilometres"));
        assert!(told("en", "5%", "zh", "百分之5"));
        assert!(!told("en", "3 million", "en", "3 billion"));
        assert!(told("en", "between 5 and 10 percent", "en", "5% to 10%"));
    }
}
