//! What sentences state that another may contradict: how many of what, which day, who.

use super::DifferenceKind;
use crate::{
    quotes::text::Kind,
    stated::Stated,
    support::{days, names, numbers, passage::Passage},
    telling::Telling,
};
use jiff::{ToSpan, civil::Date, tz::TimeZone};

/// One thing that a sentence states.
pub(super) struct Fact {
    /// The number of the sentence.
    pub stated: usize,
    /// As the sentence writes it, with what it counts.
    pub words: String,
    value: Value,
    /// The other numbers of the sentence.
    beside: Vec<numbers::Quantity>,
}

enum Value {
    /// With the stem of what is counted.
    Number(numbers::Quantity, u32),
    /// With the weekday that told it, counted from Monday.
    Day(Date, Option<i8>),
    /// A name in Latin letters, and the word before it.
    Name(String, u64),
}

impl Fact {
    /// Tells whether the two can be of one thing.
    pub fn may_be(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Number(one, counted), Value::Number(another, of_another)) => {
                one.unit == another.unit && counted == of_another
            }
            (Value::Name(_, before), Value::Name(_, before_other)) => before == before_other,
            (Value::Day(..), Value::Day(..)) => true,
            _ => false,
        }
    }

    /// Tells whether the sentence gives the other's number, too: "36 workers instead of nine".
    pub fn explains(&self, other: &Self) -> bool {
        match &other.value {
            Value::Number(number, _) => self.beside.iter().any(|own| own.value_agrees(number)),
            _ => false,
        }
    }

    pub fn agrees(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Number(one, _), Value::Number(another, _)) => {
                one.value_agrees(another) || another.value_agrees(one)
            }
            // Of a weekday nobody knows whether it is the last one or the next.
            (Value::Day(_, Some(one)), Value::Day(_, Some(another))) => one == another,
            (Value::Day(one, _), Value::Day(another, _)) => one == another,
            (Value::Name(one, _), Value::Name(another, _)) => {
                // A surname alone, or another spelling of it.
                let surname = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
                one == another || surname(one) == surname(another) || one.contains(another) || another.contains(one)
            }
            _ => true,
        }
    }
}

/// Reads the facts of all sentences, by kind.
pub(super) fn read(all: &[Stated], tellings: &[Telling]) -> [(DifferenceKind, Vec<Fact>); 3] {
    let (mut numbers, mut days, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for (at, stated) in all.iter().enumerate() {
        let telling = &tellings[stated.telling];
        let published = telling.published.to_jiff().to_zoned(TimeZone::UTC).date();
        let passage = Passage::new(&stated.sentence, telling.lang, Some(published));
        let told = days::find(&passage, true);
        read_numbers(at, &passage, &told, &mut numbers);
        // Where several days are told, nobody knows which is of what.
        if let [day] = &told[..]
            && let Some(date) = day.date().or_else(|| last(day.weekday?, published))
        {
            let words = passage.text_of(day.tokens.clone()).to_owned();
            days.push(Fact { stated: at, words, value: Value::Day(date, day.weekday), beside: Vec::new() });
        }
        read_names(at, &passage, &mut names);
    }
    [(DifferenceKind::Number, numbers), (DifferenceKind::Day, days), (DifferenceKind::Name, names)]
}

/// The last such weekday up to a day.
fn last(weekday: i8, published: Date) -> Option<Date> {
    let back = (published.weekday().to_monday_zero_offset() - weekday).rem_euclid(7);
    published.checked_sub(i32::from(back).days()).ok()
}

/// Tokens after a number among which stands what it counts.
const COUNTED_WITHIN: usize = 3;

fn read_numbers(stated: usize, passage: &Passage, days: &[days::Day], facts: &mut Vec<Fact>) {
    let all = numbers::find(passage);
    for quantity in &all {
        let tokens = quantity.tokens.clone();
        let tells_day = days.iter().any(|day| day.tokens.start < tokens.end && tokens.start < day.tokens.end);
        let is_quoted = passage.tokens[tokens.start].quoted != 0;
        let is_digits = passage.text_of(tokens.clone()).contains(char::is_numeric);
        // "One" and "two" are often no count.
        let is_count = is_digits || quantity.values.iter().all(|value| *value > 2.0) || quantity.unit.is_some();
        if tells_day || is_quoted || !is_count {
            continue;
        }
        let after = tokens.end..(tokens.end + COUNTED_WITHIN).min(passage.tokens.len());
        let counted =
            after.clone().take_while(|&at| passage.tokens[at].kind.is_word()).find(|&at| passage.is_content(at));
        let (end, term) = match (counted, quantity.unit) {
            (Some(at), _) => (at + 1, passage.words[at].term),
            (None, Some(_)) => (tokens.end, 0),
            (None, None) => continue,
        };
        let words = passage.text_of(tokens.start..end).to_owned();
        let beside = all.iter().filter(|other| other.tokens != quantity.tokens).cloned().collect();
        facts.push(Fact { stated, words, value: Value::Number(quantity.clone(), term), beside });
    }
}

/// A name behind a word that says who it is: "Captain Maria Oakes", "the mayor, Jon Tal".
fn read_names(stated: usize, passage: &Passage, facts: &mut Vec<Fact>) {
    for name in names::find(passage) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        // A title in capitals is part of the row: "Captain Maria Oakes".
        let (title, start) = if end - start >= 3 { (Some(start), start + 1) } else { (start.checked_sub(1), start) };
        let Some(title) = title.filter(|&at| passage.is_content(at) && passage.tokens[at].kind != Kind::Number) else {
            continue;
        };
        if end - start < 2 {
            continue;
        }
        let words = passage.text_of(start..end).to_owned();
        let value = Value::Name(news::romanise::key_of(&words), passage.tokens[title].hash);
        facts.push(Fact { stated, words, value, beside: Vec::new() });
    }
}
