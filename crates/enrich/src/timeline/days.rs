//! The words of a sentence that tell a day: its date, its name, or how far it is from the day of publishing.
//!
//! A weekday or a date without a year is the last such day up to the day of publishing, unless words before it point ahead
//! ("will", "next"). What stands in quotation marks was said at a time that nobody knows, and is passed over; so are days
//! that something lasts from or until.

use crate::{
    quotes::text::{Kind, Text, is_han},
    romanise::cyrillic_root,
    words::{ByHash, hash_word},
};
use jiff::{ToSpan, civil::Date};
use news::{Lang, TextSpan};
use std::{collections::HashMap, ops::Range, sync::LazyLock};

/// When a sentence says that something was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Told {
    /// The day, and the words that tell it.
    Day(Date, TextSpan),
    /// What it tells of lies ahead.
    Ahead,
    Nothing,
}

/// Tells the day of a sentence, which was published on the day `published`.
pub(crate) fn told(text: &Text, sentence: Range<usize>, lang: Lang, published: Date) -> Told {
    let mut answer = Told::Nothing;
    let mut points_ahead = false;
    let words = BY_LANGUAGE.get(lang.as_str());
    let mut at = sentence.start;
    while at < sentence.end {
        let token = &text.tokens[at];
        if token.quoted != 0 {
            at += 1;
            continue;
        }
        let found = if is_written_unspaced(lang) {
            points_ahead |= text.source[token.start as usize..].starts_with('将');
            unspaced(text, at, &sentence, published)
        } else {
            words.and_then(|words| {
                points_ahead |= words.get(&token.hash) == Some(&Word::Ahead);
                spaced(text, at, &sentence, words, published, points_ahead)
            })
        };
        let Some((day, tokens)) = found else {
            at += 1;
            continue;
        };
        at = tokens.end.max(at + 1);
        match day {
            Some(day) if day <= published => return Told::Day(day, text.span(tokens)),
            _ => answer = Told::Ahead,
        }
    }
    answer
}

fn is_written_unspaced(lang: Lang) -> bool {
    matches!(lang.as_str(), "zh" | "ja")
}

/// A day that words tell, None when it lies ahead, and the tokens that tell it.
type Found = (Option<Date>, Range<usize>);

fn spaced(
    text: &Text,
    at: usize,
    sentence: &Range<usize>,
    words: &ByHash<Word>,
    published: Date,
    points_ahead: bool,
) -> Option<Found> {
    let word =
        |at: usize| sentence.contains(&at).then(|| text.tokens[at].hash).and_then(|hash| words.get(&hash)).copied();
    let before = at.checked_sub(1).and_then(word);
    if is_bounded(text, at, &word) {
        return None;
    }
    if text.tokens[at].kind == Kind::Number {
        return written_in_full(text.of(at), lang_puts_month_first(words)).map(|day| (Some(day), at..at + 1));
    }
    let pair = (at + 1 < sentence.end).then(|| pair_of(text.tokens[at].hash, text.tokens[at + 1].hash));
    match (word(at), pair.and_then(|pair| words.get(&pair))) {
        (_, Some(&Word::Near(days))) => Some((near(published, days), at..at + 2)),
        (Some(Word::Near(days)), _) => Some((near(published, days), at..at + 1)),
        (Some(Word::Weekday(weekday)), _) => {
            let after = word(at + 1);
            if before == Some(Word::Next) || after == Some(Word::Next) || points_ahead {
                return Some((None, at..at + 1));
            }
            let is_last = before == Some(Word::Last) || after == Some(Word::Last);
            let back = (published.weekday().to_monday_zero_offset() - weekday).rem_euclid(7);
            if back == NEXT_DAY && !is_last {
                return Some((None, at..at + 1));
            }
            let back = if back == 0 && is_last { 7 } else { back };
            Some((published.checked_sub(i32::from(back).days()).ok(), at..at + 1))
        }
        (Some(Word::Month(month)), _) => beside_month(text, at, sentence, month, published, points_ahead, &word),
        _ => None,
    }
}

/// The day after that of publishing is six days ago, too; but then reports say "last".
const NEXT_DAY: i8 = 6;

/// Tells whether something lasts from the day at a token, or until it: "since the", "seit dem".
fn is_bounded(text: &Text, at: usize, word: &impl Fn(usize) -> Option<Word>) -> bool {
    const LONGEST_ARTICLE_BYTES: usize = 6;
    let is_bound = |at: Option<usize>| at.and_then(word) == Some(Word::Bound);
    let is_article = |at: usize| text.tokens[at].kind == Kind::Lower && text.of(at).len() <= LONGEST_ARTICLE_BYTES;
    let before = at.checked_sub(1);
    is_bound(before) || before.is_some_and(is_article) && is_bound(at.checked_sub(2))
}

/// "3 March", "March 3rd, 2026", "3. März", "3 de marzo de 2026".
fn beside_month(
    text: &Text,
    at: usize,
    sentence: &Range<usize>,
    month: i8,
    published: Date,
    points_ahead: bool,
    word: &impl Fn(usize) -> Option<Word>,
) -> Option<Found> {
    let number = |at: usize| {
        (sentence.contains(&at) && text.tokens[at].kind == Kind::Number).then(|| text.of(at)).and_then(leading_number)
    };
    let day_at = |at: usize| number(at).filter(|(day, rest)| (1..=31).contains(day) && is_ordinal_ending(rest));
    // Of "3 de marzo" and "3. März" one token stands between.
    let skips = |at: usize| {
        sentence.contains(&at) && matches!(text.of(at), "." | "of" | "de" | "del" | "d'" | "do" | "van" | "the")
    };
    let back = |steps: usize| at.checked_sub(steps);
    let (day, mut tokens) = if let Some((from, (day, _))) = back(1).and_then(|from| Some((from, day_at(from)?))) {
        (day, from..at + 1)
    } else if let Some((from, (day, _))) =
        back(2).filter(|from| skips(from + 1)).and_then(|from| Some((from, day_at(from)?)))
    {
        (day, from..at + 1)
    } else if let Some((day, _)) = day_at(at + 1) {
        (day, at..at + 2)
    } else {
        return None;
    };
    if is_bounded(text, tokens.start, word) {
        return None;
    }
    let year_at = |at: usize| number(at).filter(|(year, rest)| (1900..2100).contains(year) && rest.is_empty());
    let comma = |at: usize| sentence.contains(&at) && (text.tokens[at].kind == Kind::Comma || skips(at));
    let end = tokens.end;
    let year = [end, end + 1].into_iter().find_map(|at| {
        let (year, _) = year_at(at).filter(|_| at == end || comma(end))?;
        Some((year, at))
    });
    let day = i8::try_from(day).ok()?;
    if let Some((year, at)) = year {
        tokens.end = at + 1;
        return Some((Date::new(year as i16, month, day).ok(), tokens));
    }
    Some((last_such_day(published, month, day, points_ahead), tokens))
}

/// A day of the year without its year: at most this far ahead it is meant to come.
const COMES_WITHIN_DAYS: i32 = 60;

fn last_such_day(published: Date, month: i8, day: i8, points_ahead: bool) -> Option<Date> {
    let years = [1, 0, -1].map(|years| published.year().saturating_add(years));
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    let latest = published.checked_add(COMES_WITHIN_DAYS.days()).ok()?;
    let found = days.into_iter().find(|day| *day <= latest)?;
    (found <= published && !points_ahead).then_some(found).or((found > published).then_some(found))
}

/// "2026-03-04", "04.03.2026", and "04/03/2026" where no other reading is.
pub(crate) fn written_in_full(number: &str, month_first: bool) -> Option<Date> {
    let parts: Vec<&str> = number.split(['-', '.', '/']).collect();
    let [a, b, c] = parts[..] else { return None };
    let parse = |part: &str| part.parse::<i16>().ok();
    let date = |year: &str, month: &str, day: &str| {
        Date::new(parse(year)?, i8::try_from(parse(month)?).ok()?, i8::try_from(parse(day)?).ok()?).ok()
    };
    match (a.len(), c.len()) {
        (4, 1..=2) => date(a, b, c),
        (1..=2, 4) if number.contains('/') && month_first => {
            if parse(b)? > 12 {
                date(c, a, b)
            } else {
                (parse(a)? > 12).then(|| date(c, b, a)).flatten()
            }
        }
        (1..=2, 4) => date(c, b, a),
        _ => None,
    }
}

/// English is written in countries that put the month first.
fn lang_puts_month_first(words: &ByHash<Word>) -> bool {
    words.contains_key(&hash_word("yesterday"))
}

fn near(published: Date, days: i8) -> Option<Date> {
    published.checked_add(i32::from(days).days()).ok()
}

pub(crate) fn leading_number(word: &str) -> Option<(i32, &str)> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    Some((word[..end].parse().ok()?, &word[end..]))
}

pub(crate) fn is_ordinal_ending(rest: &str) -> bool {
    matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°" | "-го" | "-е" | "-го.")
}

/// Chinese and Japanese: "3月4日", "4日", "周三", "星期三", "水曜", "昨天".
fn unspaced(text: &Text, at: usize, sentence: &Range<usize>, published: Date) -> Option<Found> {
    let here = &text.source[text.tokens[at].start as usize..];
    let tokens_of = |characters: usize| at..(at + characters).min(sentence.end);
    if text.tokens[at].kind == Kind::Number {
        return numbered(text, at, sentence, published);
    }
    let mut characters = here.chars();
    let (first, second, third) = (characters.next()?, characters.next()?, characters.next());
    if !is_han(first) {
        return None;
    }
    let days_back = match (first, second) {
        ('前', '天') | ('一', '昨') => Some(2),
        ('昨', '天' | '日' | '晚' | '夜') => Some(1),
        ('今', '天' | '日' | '早' | '晨' | '晚') => Some(0),
        _ => None,
    };
    if let Some(days) = days_back {
        return Some((near(published, -days), tokens_of(2)));
    }
    if matches!((first, second), ('明', '天' | '日')) {
        return Some((None, tokens_of(2)));
    }
    let weekday_of =
        |character: char| "一二三四五六日".chars().position(|c| c == character).or((character == '天').then_some(6));
    let (weekday, length) = match (first, second, third) {
        ('星' | '礼' | '禮', '期' | '拜', Some(day)) => (weekday_of(day)?, 3),
        ('周' | '週', day, _) => (weekday_of(day)?, 2),
        (day, '曜', _) => ("月火水木金土日".chars().position(|c| c == day)?, 2),
        _ => return None,
    };
    let before = text.source[sentence_start(text, sentence)..text.tokens[at].start as usize].chars().next_back();
    let today = published.weekday().to_monday_zero_offset();
    let weekday = weekday as i8;
    let back = match before {
        Some('上') => today - weekday + 7,
        Some('下') => return Some((None, tokens_of(length))),
        Some('每') => return None,
        // "This Friday" may be to come.
        Some('本' | '这' | '這') => today - weekday,
        _ => (today - weekday).rem_euclid(7),
    };
    Some((near(published, -back), tokens_of(length)))
}

fn sentence_start(text: &Text, sentence: &Range<usize>) -> usize {
    text.tokens[sentence.start].start as usize
}

/// "2026年3月4日", "3月4日", and "4日" of the month of publishing.
fn numbered(text: &Text, at: usize, sentence: &Range<usize>, published: Date) -> Option<Found> {
    let mut numbers = Vec::new();
    let mut next = at;
    while next + 1 < sentence.end && numbers.len() < 3 {
        let Some(number) = wide_number(text.of(next)) else { break };
        let unit = text.of(next + 1);
        numbers.push((number, unit));
        next += 2;
        if matches!(unit, "日" | "号" | "號") {
            break;
        }
    }
    let is_day = |unit: &str| matches!(unit, "日" | "号" | "號");
    let date = |year: i32, month: i32, day: i32| {
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let day = match numbers[..] {
        [(year, "年"), (month, "月"), (day, unit)] if is_day(unit) => date(year, month, day),
        [(month, "月"), (day, unit)] if is_day(unit) => {
            last_such_day(published, i8::try_from(month).ok()?, i8::try_from(day).ok()?, false)
        }
        // "4日间", "4日内" are how long something lasts.
        [(day, "日")] if (1..=31).contains(&day) => {
            let after = (next < sentence.end).then(|| text.of(next));
            if matches!(after, Some("间" | "間" | "内" | "内に" | "後" | "后" | "游" | "連" | "连")) {
                return None;
            }
            let month_before = published.first_of_month().yesterday().ok()?;
            date(published.year().into(), published.month().into(), day)
                .filter(|date| *date <= published)
                .or_else(|| date(month_before.year().into(), month_before.month().into(), day))
        }
        _ => return None,
    };
    Some((day, at..next))
}

/// A number in digits, of full width too.
pub(crate) fn wide_number(word: &str) -> Option<i32> {
    let narrow = |c: char| match c as u32 {
        0xff10..=0xff19 => char::from_u32(c as u32 - 0xff10 + 0x30),
        _ => c.is_ascii_digit().then_some(c),
    };
    word.chars().map(narrow).collect::<Option<String>>()?.parse().ok()
}

/// Tells whether a word names a month in any language.
pub(crate) fn is_month(hash: u64) -> bool {
    BY_LANGUAGE.values().any(|words| matches!(words.get(&hash), Some(Word::Month(_))))
}

/// What a word tells of days in a language; None when it tells nothing. Two words are asked for by [`pair_of`] their hashes.
pub(crate) fn word_of(lang: Lang, hash: u64) -> Option<Word> {
    BY_LANGUAGE.get(lang.as_str())?.get(&hash).copied()
}

/// Tells which month a Cyrillic word names in whatever case.
pub(crate) fn month_by_root(lang: Lang, lower: &str) -> Option<i8> {
    static ROOTS: LazyLock<HashMap<(&str, &str), i8>> = LazyLock::new(|| {
        let mut roots = HashMap::new();
        let mut lang = "";
        for line in LIST.lines() {
            if let Some(tag) = line.strip_prefix("= ") {
                lang = tag;
            } else if let Some(months) = line.strip_prefix("months ").filter(|_| matches!(lang, "ru" | "uk")) {
                for (form, month) in months.split(" | ").zip(1..) {
                    roots.insert((lang, cyrillic_root(form)), month);
                }
            }
        }
        roots
    });
    ROOTS.get(&(lang.as_str(), cyrillic_root(lower))).copied()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Word {
    /// Days after Monday.
    Weekday(i8),
    Month(i8),
    /// Days after the day of publishing.
    Near(i8),
    Last,
    Next,
    Bound,
    Ahead,
}

const LIST: &str = include_str!("../../data/days.txt");

static BY_LANGUAGE: LazyLock<HashMap<&'static str, ByHash<Word>>> = LazyLock::new(|| read(LIST));

fn read(list: &'static str) -> HashMap<&'static str, ByHash<Word>> {
    let mut languages = HashMap::new();
    let mut lang = "";
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Some((what, forms)) = line.split_once(' ') else { continue };
        if what == "=" {
            lang = forms;
            continue;
        }
        let words: &mut ByHash<Word> = languages.entry(lang).or_default();
        for (forms, offset) in forms.split('|').zip(0..) {
            let word = match what {
                "weekdays" => Word::Weekday(offset),
                "months" => Word::Month(offset + 1),
                "near" => Word::Near(offset - 2),
                "last" => Word::Last,
                "next" => Word::Next,
                "bounds" => Word::Bound,
                "ahead" => Word::Ahead,
                _ => panic!("days.txt: no line of a language begins with {what}"),
            };
            for form in forms.split_whitespace() {
                words.entry(hash_of(form)).or_insert(word);
                if lang == "de" && what == "weekdays" {
                    for part in GERMAN_PARTS_OF_A_DAY {
                        words.entry(hash_word(&format!("{form}{part}"))).or_insert(word);
                    }
                }
            }
        }
    }
    languages
}

const GERMAN_PARTS_OF_A_DAY: [&str; 7] = ["morgen", "früh", "vormittag", "mittag", "nachmittag", "abend", "nacht"];

fn hash_of(form: &str) -> u64 {
    form.split_once('_').map_or_else(|| hash_word(form), |(a, b)| pair_of(hash_word(a), hash_word(b)))
}

pub(crate) fn pair_of(first: u64, second: u64) -> u64 {
    first.rotate_left(17) ^ second
}
