//! Times as a live blog shows them beside its posts: a clock alone, a day without its year, "5 minutes ago", in the
//! languages of its readers. What is read here is no moment yet: [`crate::live_blog`] knows the day, the zone, and when
//! the page was fetched.

mod ago;
mod words;

use crate::dates::{self, Token};
use ago::ago;
use jiff::civil::{Date, Time};
use news::Lang;
use std::collections::HashSet;
use std::sync::LazyLock;
use words::*;

/// What one place of a page says about a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stamp {
    pub day: Option<Day>,
    pub clock: Option<Time>,
    /// The zone as written: "BST".
    pub zone: Option<String>,
    /// Seconds east of UTC, where a number says so.
    pub offset_s: Option<i32>,
    /// How long before the fetch, in seconds.
    pub ago_s: Option<i64>,
    /// True when the words around it say that it is the time of a change.
    pub is_change: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Day {
    Full(Date),
    /// Month and day; the year is that of the page.
    OfYear(i8, i8),
    /// Two numbers of which either may be the month.
    Pair(i8, i8),
    /// Days before the fetch: 0 is today.
    Back(i64),
}

/// A stamp found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub stamp: Stamp,
    /// True when the text says nothing else.
    pub is_whole: bool,
    /// The byte after the stamp and the marks that part it from what follows.
    pub end: usize,
    /// What stands in the line beside the time, parted by a mark: mostly who wrote it.
    pub beside: String,
}

/// Longer texts are read only where they begin with a clock.
const MAX_WHOLE_CHARS: usize = 64;

/// Reads a text that is a time and nothing else but labels, or that begins with a clock time.
pub(crate) fn read(text: &str, lang: Lang) -> Option<Reading> {
    let mut limit = text.len().min(160);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &text[..limit];
    if text.len() <= 4 * MAX_WHOLE_CHARS
        && text.chars().count() <= MAX_WHOLE_CHARS
        && let Some((stamp, end)) = read_pieces(head, lang, true)
    {
        return Some(Reading { stamp, is_whole: true, end, beside: String::new() });
    }
    let (stamp, end) = read_pieces(head, lang, false)?;
    let rest = &text[end..];
    let after = rest.trim_start_matches([' ', '\u{a0}', '\t', '\n']);
    let parted = after
        .trim_start_matches([':', '：', '-', '–', '—', '|', '·', '•', ')', ']', '»', '.', ',', '،', '／', '/', '】']);
    let parted = parted.trim_start();
    // A clock that is only followed by a space may be part of a sentence, unless it stands apart by a mark or a word.
    let is_set_off = parted.len() < after.len()
        || rest.starts_with("\n")
        || head[..end].ends_with(|last: char| last.is_alphabetic());
    let is_alone = after.chars().next().is_some_and(|next| next.is_uppercase() || !next.is_ascii() || next == '"');
    (stamp.clock.is_some() && !parted.is_empty() && (is_set_off || is_alone)).then(|| Reading {
        stamp,
        is_whole: false,
        end: text.len() - parted.len(),
        beside: String::new(),
    })
}

/// Reads a line of which one part is a time, and the others are short and no sentences: "Ada Quill | 14:05".
pub(crate) fn read_line(text: &str, lang: Lang) -> Option<Reading> {
    const MAX_BESIDE_CHARS: usize = 40;
    if let Some(reading) = read(text, lang).filter(|reading| reading.is_whole) {
        return Some(reading);
    }
    if text.chars().count() > MAX_WHOLE_CHARS || text.ends_with(['.', '!', '?', '…', '。']) && !text.ends_with(".m.")
    {
        return None;
    }
    for mark in ["|", "·", "•", " – ", " — ", " - ", "/", ",", "，", "\u{a0}\u{a0}"] {
        let Some((first, last)) = text.split_once(mark).map(|(first, _)| (first, text.rsplit_once(mark))) else {
            continue;
        };
        let (before, after) = last.unwrap_or((first, ""));
        let rest = &text[first.len() + mark.len()..];
        // The time is the last part, or all but the first, or the first.
        for (time, beside) in [(after, before), (rest, first), (first, rest)] {
            let is_short = beside.chars().count() <= MAX_BESIDE_CHARS && beside.split_whitespace().count() <= 6;
            if let Some(reading) = read(time, lang)
                && reading.is_whole
                && (reading.stamp.clock.is_some() || reading.stamp.ago_s.is_some())
                && is_short
                && !beside.contains(['.', '!', '?'])
            {
                return Some(Reading { end: text.len(), beside: beside.trim().to_owned(), ..reading });
            }
        }
    }
    None
}

/// Reads the pieces of a time one after the other. With `whole`, None unless nothing else stands in the text; else
/// what stands at its beginning.
fn read_pieces(text: &str, lang: Lang, whole: bool) -> Option<(Stamp, usize)> {
    let (tokens, ends) = dates::tokens_with_ends(text);
    if tokens.len() > 40 {
        return if whole { None } else { read_tokens(&tokens[..24], &ends, lang, false) };
    }
    let mut found = read_tokens(&tokens, &ends, lang, whole);
    if whole && found.as_ref().is_none_or(|(stamp, _)| stamp.clock.is_none()) {
        let ago_s = ago(&tokens, text);
        if let Some(ago_s) = ago_s {
            let mut stamp = found.map(|(stamp, _)| stamp).unwrap_or_default();
            stamp.ago_s = Some(ago_s);
            found = Some((stamp, text.len()));
        }
    }
    found
}

fn read_tokens(tokens: &[Token<'_>], ends: &[usize], lang: Lang, whole: bool) -> Option<(Stamp, usize)> {
    let mut stamp = Stamp::default();
    let mut at = 0;
    let mut end = 0;
    // Words of a relative time that stands beside a clock: "21 mins ago 11:48".
    let mut beside = Vec::new();
    while at < tokens.len() {
        let rest = &tokens[at..];
        let (piece, length) = piece_at(rest, lang, whole, &stamp);
        match piece {
            Piece::Clock(clock) => stamp.clock = Some(clock),
            Piece::Day(day) => stamp.day = Some(day),
            Piece::Zone(name) => stamp.zone = Some(name),
            Piece::Offset(seconds) => stamp.offset_s = Some(seconds),
            Piece::Change => stamp.is_change = true,
            Piece::Label => {}
            Piece::Nothing if whole => {
                beside.push(rest[0]);
                if beside.len() > 6 {
                    return None;
                }
            }
            Piece::Nothing => break,
        }
        at += length;
        if !matches!(rest[0], Token::Mark(_)) || length > 1 {
            end = ends[at - 1];
        }
        if !whole && stamp.clock.is_some() && at < tokens.len() {
            // What follows a leading clock is text, but for a zone, a half of the day or "Uhr", which belong to it.
            let (next, _) = piece_at(&tokens[at..], lang, whole, &stamp);
            let goes_on = matches!(next, Piece::Zone(_) | Piece::Offset(_))
                || matches!(tokens[at], Token::Word(word) if CLOCK_WORDS.contains(&word.to_lowercase().as_str()));
            if !goes_on {
                break;
            }
        }
    }
    if stamp.clock.is_none() && stamp.day.is_none() {
        return None;
    }
    if !beside.is_empty() {
        let words: String = beside.iter().map(|token| token_text(token)).collect::<Vec<_>>().join(" ");
        let (rest_tokens, _) = dates::tokens_with_ends(&words);
        stamp.ago_s = Some(ago(&rest_tokens, &words)?);
    }
    Some((stamp, end))
}

fn token_text(token: &Token<'_>) -> String {
    match token {
        Token::Number(value, _) => value.to_string(),
        Token::Word(word) => (*word).to_owned(),
        Token::Mark(mark) => mark.to_string(),
    }
}

enum Piece {
    Clock(Time),
    Day(Day),
    Zone(String),
    Offset(i32),
    Change,
    Label,
    Nothing,
}

fn piece_at(tokens: &[Token<'_>], lang: Lang, whole: bool, known: &Stamp) -> (Piece, usize) {
    if known.day.is_none() {
        if let Some((day, length)) = dates::date_at(tokens, lang) {
            return (Piece::Day(Day::Full(day.local.date())), length.min(tokens.len()));
        }
        if let Some((day, length)) = short_day_at(tokens, lang) {
            return (Piece::Day(day), length);
        }
    }
    if known.clock.is_none()
        && let Some((clock, length)) = clock_at(tokens, whole)
    {
        return (Piece::Clock(clock), length);
    }
    match tokens {
        [Token::Word(word), ..] => {
            if known.clock.is_some()
                && let Some(length) = zone_at(tokens)
            {
                if let Some((seconds, more)) = offset_at(&tokens[length..]) {
                    return (Piece::Offset(seconds), length + more);
                }
                return (Piece::Zone(word.to_uppercase()), length);
            }
            let lower = word.to_lowercase();
            if CHANGE_WORDS.contains(&lower.as_str()) {
                return (Piece::Change, 1);
            }
            if known.day.is_none()
                && let Some((_, days)) = DAY_WORDS.iter().find(|(day, _)| *day == lower)
            {
                return (Piece::Day(Day::Back(*days)), 1);
            }
            if is_label(&lower) { (Piece::Label, 1) } else { (Piece::Nothing, 1) }
        }
        [Token::Mark('日' | '月' | '年' | '时' | '時' | '分' | '일'), ..] => (Piece::Nothing, 1),
        [Token::Mark(mark), ..] if !whole && matches!(mark, '"' | '“' | '„' | '«') => (Piece::Nothing, 1),
        [Token::Mark('+' | '-' | '−'), Token::Number(_, 2 | 4), ..]
            if known.clock.is_some() && known.offset_s.is_none() =>
        {
            offset_at(tokens).map_or((Piece::Label, 1), |(seconds, length)| (Piece::Offset(seconds), length))
        }
        [Token::Mark('%' | '€' | '$' | '£'), ..] => (Piece::Nothing, 1),
        [Token::Mark(_), ..] => (Piece::Label, 1),
        // Seconds and weeks of the year are nobody's time.
        _ => (Piece::Nothing, 1),
    }
}

fn zone_at(tokens: &[Token<'_>]) -> Option<usize> {
    let Token::Word(word) = tokens.first()? else { return None };
    let is_name = word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_name && dates::zone_offset(word, jiff::civil::date(2024, 1, 15).at(12, 0, 0, 0)).is_some()).then_some(1)
}

fn offset_at(tokens: &[Token<'_>]) -> Option<(i32, usize)> {
    let sign = match tokens.first()? {
        Token::Mark('+') => 1,
        Token::Mark('-' | '−') => -1,
        _ => return None,
    };
    let (minutes, length) = match tokens[1..] {
        [Token::Number(hours, 1..=2), Token::Mark(':'), Token::Number(minutes, 2), ..] => (hours * 60 + minutes, 4),
        [Token::Number(number, 4), ..] => (number / 100 * 60 + number % 100, 2),
        [Token::Number(hours, 1..=2), ..] => (hours * 60, 2),
        _ => return None,
    };
    (minutes <= 14 * 60).then_some((sign * minutes as i32 * 60, length))
}

/// A day without its year, or as a word.
fn short_day_at(tokens: &[Token<'_>], lang: Lang) -> Option<(Day, usize)> {
    use Token::{Mark, Number, Word};
    let of_year = |month: i64, day: i64| {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day::OfYear(month as i8, day as i8))
    };
    match *tokens {
        [Number(month, 1..=2), Mark('月' | '월'), Number(day, 1..=2), Mark('日' | '일'), ..] => {
            Some((of_year(month, day)?, 4))
        }
        [Number(day @ 1..=31, 1..=2), ref rest @ ..] => {
            let skipped = rest
                .iter()
                .take(2)
                .take_while(|token| {
                    matches!(token, Mark('.' | 'º' | '°') | Word("st" | "nd" | "rd" | "th" | "de" | "er"))
                })
                .count();
            if let Some(Word(month)) = rest.get(skipped)
                && let Some(month) = dates::month_of(month, lang)
            {
                return Some((of_year(month, day)?, skipped + 2));
            }
            match *rest {
                // 3.6. and 03.06., followed by a clock or the end.
                [Mark('.'), Number(month @ 1..=12, 1..=2), Mark('.'), ..] => Some((of_year(month, day)?, 4)),
                [Mark(mark @ ('/' | '-' | '.')), Number(other @ 1..=31, 2), ref after @ ..] if is_clock_next(after) => {
                    let day = if mark == '-' {
                        of_year(day, other).or_else(|| of_year(other, day))?
                    } else {
                        Day::Pair(day as i8, other as i8)
                    };
                    Some((day, 3))
                }
                [Mark('/'), Number(other @ 1..=31, 1..=2)] => Some((Day::Pair(day as i8, other as i8), 3)),
                _ => None,
            }
        }
        // "ago 11:48" is no eleventh of August.
        [Word(_), Number(..), Mark(':'), ..] => None,
        [Word(month), Number(day @ 1..=31, 1..=2), ..] => Some((of_year(dates::month_of(month, lang)?, day)?, 2)),
        [Word(month), Mark('.'), Number(day @ 1..=31, 1..=2), ..] => {
            Some((of_year(dates::month_of(month, lang)?, day)?, 3))
        }
        _ => None,
    }
}

fn is_clock_next(tokens: &[Token<'_>]) -> bool {
    let skipped = tokens.iter().take(2).take_while(|token| matches!(token, Token::Mark(',' | '-' | '|'))).count();
    clock_at(&tokens[skipped..], false).is_some()
}

/// A clock time at the start of the tokens; tells how many it took. A point between hour and minute counts only beside
/// a word that says so, unless nothing else stands there.
fn clock_at(tokens: &[Token<'_>], whole: bool) -> Option<(Time, usize)> {
    use Token::{Mark, Number, Word};
    if let [Word(half), ref rest @ ..] = *tokens
        && let Some(adds) = half_before(half)
    {
        let (clock, length) = plain_clock_at(rest, true)?;
        return Some((with_half(clock, adds)?, length + 1));
    }
    let (clock, length) = match *tokens {
        [Number(hour @ 0..=24, 1..=2), Mark('.' | '·'), Number(minute @ 0..=59, 2), ref rest @ ..] => {
            let is_said = matches!(rest.first(), Some(Word(word)) if CLOCK_WORDS.contains(&word.to_lowercase().as_str()) || half_after(rest).is_some());
            let is_alone = whole && !matches!(rest.first(), Some(Mark('.' | '%' | '€' | '$') | Number(..)));
            if !is_said && !is_alone && zone_at(rest).is_none() {
                return None;
            }
            (clock_of(hour, minute, 0)?, 3)
        }
        _ => plain_clock_at(tokens, whole)?,
    };
    if let Some((is_pm, more)) = half_after(&tokens[length..]) {
        return Some((with_half(clock, is_pm)?, length + more));
    }
    let more = usize::from(
        matches!(tokens.get(length), Some(Word(word)) if CLOCK_WORDS.contains(&word.to_lowercase().as_str())),
    );
    Some((clock, length + more))
}

fn plain_clock_at(tokens: &[Token<'_>], whole: bool) -> Option<(Time, usize)> {
    use Token::{Mark, Number, Word};
    match *tokens {
        [Number(hour, 1..=2), Mark(':' | '：'), Number(minute, 2), Mark(':' | '：'), Number(second, 2), ..] => {
            Some((clock_of(hour, minute, second)?, 5))
        }
        [Number(hour, 1..=2), Mark(':' | '：' | '∶'), Number(minute, 2), ..] => {
            Some((clock_of(hour, minute, 0)?, 3))
        }
        [
            Number(hour, 1..=2),
            Word("h" | "H" | "Uhr" | "uhr" | "u" | "г" | "ч" | "giờ" | "点" | "點"),
            Number(minute, 1..=2),
            Mark('分'),
            ..,
        ] => Some((clock_of(hour, minute, 0)?, 4)),
        [
            Number(hour, 1..=2),
            Word("h" | "H" | "Uhr" | "uhr" | "u" | "г" | "ч" | "giờ" | "点" | "點"),
            Number(minute, 2),
            ..,
        ] => Some((clock_of(hour, minute, 0)?, 3)),
        [Number(hour, 1..=2), Mark('时' | '時' | '시'), Number(minute, 1..=2), Mark('分' | '분'), ..] => {
            Some((clock_of(hour, minute, 0)?, 4))
        }
        [Number(hour, 1..=2), Mark('時' | '时' | '시'), ..]
            if whole && matches!(tokens.get(2), None | Some(Mark(_))) =>
        {
            Some((clock_of(hour, 0, 0)?, 2))
        }
        [Number(hour @ 1..=12, 1..=2), ref rest @ ..]
            if half_after(rest).is_some_and(|_| matches!(rest[0], Word(word) if word.is_ascii())) =>
        {
            Some((clock_of(hour, 0, 0)?, 1))
        }
        [Number(hour, 1..=2), Word("Uhr" | "uhr"), ..] => Some((clock_of(hour, 0, 0)?, 2)),
        _ => None,
    }
}

fn clock_of(hour: i64, minute: i64, second: i64) -> Option<Time> {
    let hour = if hour == 24 && minute == 0 { 0 } else { hour };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

fn with_half(clock: Time, is_pm: bool) -> Option<Time> {
    let hour = match (clock.hour(), is_pm) {
        (12, false) => 0,
        (hour @ 1..=11, true) => hour + 12,
        (hour, _) => hour,
    };
    Time::new(hour, clock.minute(), clock.second(), 0).ok()
}

/// The half of the day as a word before the clock; true for the second.
fn half_before(word: &str) -> Option<bool> {
    match word {
        "上午" | "凌晨" | "早上" | "清晨" | "오전" | "午前" | "朝" => Some(false),
        "下午" | "晚上" | "中午" | "傍晚" | "晚间" | "오후" | "午後" | "夜" => Some(true),
        _ => None,
    }
}

/// The half of the day behind the clock, and the tokens it takes.
fn half_after(tokens: &[Token<'_>]) -> Option<(bool, usize)> {
    use Token::{Mark, Word};
    match *tokens {
        [Word("am" | "AM" | "Am" | "ص" | "صباحا" | "صباحاً" | "صباحًا" | "पूर्वाह्न"), ..] => {
            Some((false, 1))
        }
        [Word("pm" | "PM" | "Pm" | "م" | "مساء" | "مساءً" | "अपराह्न" | "ظهرا" | "ظهراً"), ..] => {
            Some((true, 1))
        }
        [Word(first), Mark('.'), Word(second), ref rest @ ..] => {
            let is_pm = match (first.to_lowercase().as_str(), second.to_lowercase().as_str()) {
                ("a", "m") | ("π", "μ") => false,
                ("p", "m") | ("μ", "μ") => true,
                _ => return None,
            };
            Some((is_pm, 3 + usize::from(rest.first() == Some(&Mark('.')))))
        }
        _ => None,
    }
}

fn is_label(lower: &str) -> bool {
    static ALL: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let whole = LABELS.iter().chain(WEEKDAYS_WHOLE).chain(WEEKDAYS).map(|word| (*word).to_owned());
        let long = WEEKDAYS.iter().filter(|head| head.chars().count() >= 3);
        let weekdays = long.flat_map(|head| WEEKDAY_TAILS.iter().map(move |tail| format!("{head}{tail}")));
        whole.chain(weekdays).collect()
    });
    ALL.contains(lower)
}

/// Tells whether a text without a digit may be a time: "just now", "yesterday", "vor einer Stunde".
pub(crate) fn may_be_worded(text: &str) -> bool {
    static WHOLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let counted = COUNTED_AGO.iter().map(|(words, _)| *words);
        NOW_WORDS.iter().copied().chain(counted).chain(DAY_WORDS.iter().map(|(word, _)| *word)).collect()
    });
    static FIRST: LazyLock<HashSet<&str>> = LazyLock::new(|| ONE_WORDS.iter().chain(AGO_WORDS).copied().collect());
    const MAX_BYTES: usize = 40;
    if text.len() > MAX_BYTES {
        return false;
    }
    let lower = text.to_lowercase();
    WHOLE.contains(lower.as_str()) || lower.split_once(' ').is_some_and(|(first, _)| FIRST.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(stamp: &Stamp) -> String {
        let mut parts = Vec::new();
        match stamp.day {
            Some(Day::Full(date)) => parts.push(date.to_string()),
            Some(Day::OfYear(month, day)) => parts.push(format!("{month:02}-{day:02}")),
            Some(Day::Pair(a, b)) => parts.push(format!("{a}/{b}")),
            Some(Day::Back(days)) => parts.push(format!("-{days}d")),
            None => {}
        }
        parts.extend(stamp.clock.map(|clock| clock.strftime("%H:%M").to_string()));
        parts.extend(stamp.zone.clone());
        parts.extend(stamp.offset_s.map(|seconds| format!("{seconds:+}")));
        parts.extend(stamp.ago_s.map(|seconds| format!("{seconds}s ago")));
        parts.extend(stamp.is_change.then(|| "changed".to_owned()));
        parts.join(" ")
    }

    #[test]
    fn times_that_stand_alone() {
        let check = |text: &str, lang: &str, expected: &str| {
            let got = read(text, Lang::parse(lang).unwrap()).filter(|reading| reading.is_whole);
            assert_eq!(got.map(|reading| shown(&reading.stamp)).unwrap_or_default(), expected, "{text}");
        };
        check("14:05", "en", "14:05");
        check("2.05pm", "en", "14:05");
        check("2:05 p.m. ET", "en", "14:05 ET");
        check("12.05am BST", "en", "00:05 BST");
        check("Updated at 9.15 GMT", "en", "09:15 GMT changed");
        check("14.05 Uhr", "de", "14:05");
        check("Montag, 3. Juni, 14:05 Uhr", "de", "06-03 14:05");
        check("3.6., 14:05", "de", "06-03 14:05");
        check("03.06.2024 14:05", "de", "2024-06-03 14:05");
        check("14h05", "fr", "14:05");
        check("à 14 h 05", "fr", "14:05");
        check("kl. 14.05", "sv", "14:05");
        check("06-03 14:05", "zh", "06-03 14:05");
        check("下午2:05", "zh", "14:05");
        check("6月3日 14时05分", "zh", "06-03 14:05");
        check("오후 2시 5분", "ko", "14:05");
        check("١٤:٠٥", "ar", "14:05");
        check("2:05 م", "ar", "14:05");
        check("14:05 بتوقيت غرينتش", "ar", "14:05");
        check("vor 5 Minuten", "de", "300s ago");
        check("hace 3 horas", "es", "10800s ago");
        check("10分钟前", "zh", "600s ago");
        check("3小时前", "zh", "10800s ago");
        check("منذ ٥ دقائق", "ar", "300s ago");
        check("منذ ساعتين", "ar", "7200s ago");
        check("il y a 2 heures", "fr", "7200s ago");
        check("5 мин. назад", "ru", "300s ago");
        check("1 hr 5 mins ago", "en", "3900s ago");
        check("an hour ago", "en", "3600s ago");
        check("5m", "en", "300s ago");
        check("21 mins ago 11:48", "en", "11:48 1260s ago");
        check("yesterday, 23:50", "en", "-1d 23:50");
        check("gestern", "de", "-1d");
        check("3 June", "en", "06-03");
        check("Monday 3 June 2024", "en", "2024-06-03");
        check("just now", "en", "0s ago");
        check("14:05 CEST", "de", "14:05 CEST");
        check("14:05 +02:00", "de", "14:05 +7200");
        for text in [
            "2.05 million",
            "Market",
            "5 min read",
            "The match began at 14:05",
            "1-0",
            "2024",
            "Sunday",
            "14:05 people",
            "42",
            "100 m",
            "3:2 nach Verlängerung",
        ] {
            check(text, "en", "");
        }
    }

    #[test]
    fn times_that_lead_a_text() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let got = read(text, Lang::EN).filter(|reading| !reading.is_whole);
            let got = got.map(|reading| (shown(&reading.stamp), text[reading.end..].to_owned()));
            assert_eq!(got, expected.map(|(stamp, rest)| (stamp.to_owned(), rest.to_owned())), "{text}");
        };
        check(
            "14:05 – The minister speaks to the house, and the house listens for once.",
            Some(("14:05", "The minister speaks to the house, and the house listens for once.")),
        );
        check(
            "14.05 Uhr: Der Minister spricht im Parlament, und das Parlament hört ihm zu.",
            Some(("14:05", "Der Minister spricht im Parlament, und das Parlament hört ihm zu.")),
        );
        check("[14:05] The minister speaks", Some(("14:05", "The minister speaks")));
        check(
            "2.05pm BST The minister speaks to the house, and the house listens for once.",
            Some(("14:05 BST", "The minister speaks to the house, and the house listens for once.")),
        );
        check("2.05 million people have voted so far, says the commission in its first report.", None);
        check("14:05", None);
    }
}
