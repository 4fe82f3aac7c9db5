//! Times as publishers write them: for machines (ISO 8601 and its many misspellings, RFC 2822, Unix time) and for
//! people, in many languages; and durations.

use jiff::civil::{Date, DateTime};
use news::{Lang, Timestamp};

/// A time as written: what the clock shows, and the offset when it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WrittenTime {
    pub local: DateTime,
    /// Seconds east of UTC.
    pub offset_s: Option<i32>,
    /// False when only the day is known.
    pub has_clock: bool,
}

impl WrittenTime {
    /// The moment; a time without an offset is taken as UTC.
    pub fn moment(self) -> Timestamp {
        let seconds = DateTime::new(1970, 1, 1, 0, 0, 0, 0)
            .ok()
            .and_then(|epoch| self.local.since((jiff::Unit::Second, epoch)).ok())
            .map_or(0, |span| span.get_seconds());
        Timestamp::from_unix_seconds(seconds - i64::from(self.offset_s.unwrap_or(0)))
            .plus_us(i64::from(self.local.subsec_nanosecond()) / 1000)
    }

    fn day(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1900..=2100).contains(&year) {
            return None;
        }
        let date = Date::new(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { local: date.to_datetime(jiff::civil::Time::midnight()), offset_s: None, has_clock: false })
    }

    fn with_clock(self, hour: i64, minute: i64, second: i64) -> Option<Self> {
        let (hour, next_day) = if hour == 24 && minute == 0 { (0, true) } else { (hour, false) };
        let date = if next_day { self.local.date().tomorrow().ok()? } else { self.local.date() };
        let second = if second == 60 { 59 } else { second };
        let time =
            jiff::civil::Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0)
                .ok()?;
        Some(Self { local: date.to_datetime(time), has_clock: true, ..self })
    }
}

/// Reads a time from an attribute or a field: ISO 8601, RFC 2822, Unix seconds or milliseconds; else as for people.
pub(crate) fn parse_field(text: &str, lang: Lang) -> Option<WrittenTime> {
    let text = text.trim().trim_matches(['"', '\'']);
    if text.len() < 4 || text.len() > 120 {
        return None;
    }
    parse_unix(text).or_else(|| parse_iso(text)).or_else(|| parse_visible(text, lang))
}

fn parse_unix(text: &str) -> Option<WrittenTime> {
    let whole = text.split('.').next()?;
    if !(whole.len() == 10 || whole.len() == 13) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let milliseconds = if whole.len() == 13 { number } else { number * 1000 };
    let local = jiff::Timestamp::from_millisecond(milliseconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    Some(WrittenTime { local, offset_s: Some(0), has_clock: true })
}

/// ISO 8601 in its wider use: `2024-05-02`, `2024-5-2 9:05`, `20240502T0905`, `2024/05/02 09:05:01.123 +0200`.
fn parse_iso(text: &str) -> Option<WrittenTime> {
    let mut scan = Scan::new(text);
    let year_digits = scan.digits(8)?;
    let mut day = if year_digits.len() == 8 {
        let number: i64 = year_digits.parse().ok()?;
        WrittenTime::day(number / 10000, number / 100 % 100, number % 100)?
    } else if year_digits.len() == 4 {
        let year = year_digits.parse().ok()?;
        scan.one_of("-/.")?;
        let month = scan.number(2)?;
        scan.one_of("-/.")?;
        WrittenTime::day(year, month, scan.number(2)?)?
    } else {
        return None;
    };
    scan.one_of("Tt, _");
    scan.spaces();
    // Some add a weekday or a dash before the clock.
    scan.one_of("-|");
    scan.spaces();
    let Some(hour_digits) = scan.digits(6) else { return Some(day) };
    let (hour, minute, second) = match hour_digits.len() {
        1 | 2 => {
            if scan.one_of(":.").is_none() {
                return Some(day);
            }
            let minute = scan.number(2)?;
            let second = if scan.one_of(":.").is_some() { scan.number(2).unwrap_or(0) } else { 0 };
            (hour_digits.parse().ok()?, minute, second)
        }
        4 | 6 => {
            let number: i64 = format!("{hour_digits:0<6}").parse().ok()?;
            (number / 10000, number / 100 % 100, number % 100)
        }
        _ => return Some(day),
    };
    let mut nanosecond = 0;
    if scan.one_of(".,").is_some() {
        let digits = scan.digits(12)?;
        nanosecond = format!("{digits:0<9}").get(..9)?.parse().unwrap_or(0);
    }
    scan.spaces();
    let hour = scan.half_of_day(hour);
    day = day.with_clock(hour, minute, second)?;
    day.local = day.local.with().subsec_nanosecond(nanosecond).build().ok()?;
    scan.spaces();
    day.offset_s = scan.offset(day.local);
    Some(day)
}

/// Reads digits, words and marks one after the other.
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.trim_start() }
    }

    fn digits(&mut self, most: usize) -> Option<&'a str> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        if length == 0 {
            return None;
        }
        self.rest = rest;
        Some(digits)
    }

    fn number(&mut self, most: usize) -> Option<i64> {
        self.digits(most)?.parse().ok()
    }

    fn one_of(&mut self, marks: &str) -> Option<char> {
        let mark = self.rest.chars().next().filter(|mark| marks.contains(*mark))?;
        self.rest = &self.rest[mark.len_utf8()..];
        Some(mark)
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Applies a following "am" or "pm".
    fn half_of_day(&mut self, hour: i64) -> i64 {
        let letters: String =
            self.rest.chars().filter(|mark| *mark != '.').take(2).collect::<String>().to_ascii_lowercase();
        let is_pm = match letters.as_str() {
            "am" => false,
            "pm" => true,
            _ => return hour,
        };
        let length = if self.rest.as_bytes().get(1) == Some(&b'.') { 4 } else { 2 };
        self.rest = self.rest.get(length..).unwrap_or_default().trim_start_matches('.');
        match (hour, is_pm) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        }
    }

    /// Reads `Z`, `+02:00`, `+0200`, `GMT+2`, `CEST`...
    fn offset(&mut self, local: DateTime) -> Option<i32> {
        self.rest = self.rest.trim_start_matches(['(', ' ']);
        let word_length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = self.rest.split_at(word_length);
        let named = zone_offset(word, local);
        if named.is_none() && word_length > 0 {
            return None;
        }
        self.rest = rest;
        let sign = match self.rest.chars().next() {
            Some('+') => 1,
            Some('-' | '−' | '–') => -1,
            _ => return named,
        };
        self.rest = &self.rest[self.rest.chars().next().map_or(0, char::len_utf8)..];
        let Some(digits) = self.digits(4) else { return named };
        let (hours, minutes) = match digits.len() {
            3 | 4 => {
                let number: i32 = digits.parse().ok()?;
                (number / 100, number % 100)
            }
            _ => {
                let minutes = if self.one_of(":").is_some() { self.number(2).unwrap_or(0) as i32 } else { 0 };
                (digits.parse().ok()?, minutes)
            }
        };
        (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

/// Offsets of zone names seen in bylines, in seconds east of UTC.
pub(crate) fn zone_offset(name: &str, local: DateTime) -> Option<i32> {
    let hours = |hours: f32| Some((hours * 3600.0) as i32);
    match name.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "WET" => hours(0.0),
        "BST" | "WEST" | "CET" | "MEZ" | "WAT" => hours(1.0),
        "CEST" | "MESZ" | "EET" | "SAST" | "CAT" => hours(2.0),
        "EEST" | "MSK" | "EAT" | "TRT" => hours(3.0),
        "GST" => hours(4.0),
        "PKT" => hours(5.0),
        "IST" => hours(5.5),
        "WIB" | "ICT" => hours(7.0),
        "SGT" | "HKT" | "MYT" | "PHT" | "AWST" | "WITA" => hours(8.0),
        "JST" | "KST" => hours(9.0),
        "ACST" => hours(9.5),
        "AEST" => hours(10.0),
        "AEDT" => hours(11.0),
        "NZST" => hours(12.0),
        "NZDT" => hours(13.0),
        "EST" => hours(-5.0),
        "EDT" => hours(-4.0),
        "CST" => hours(-6.0),
        "CDT" => hours(-5.0),
        "MST" => hours(-7.0),
        "MDT" => hours(-6.0),
        "PST" => hours(-8.0),
        "PDT" => hours(-7.0),
        "BRT" | "ART" => hours(-3.0),
        "ET" => hours(if is_us_summer(local) { -4.0 } else { -5.0 }),
        "CT" => hours(if is_us_summer(local) { -5.0 } else { -6.0 }),
        "MT" => hours(if is_us_summer(local) { -6.0 } else { -7.0 }),
        "PT" => hours(if is_us_summer(local) { -7.0 } else { -8.0 }),
        _ => None,
    }
}

/// From the second Sunday of March to the first of November, to the day.
fn is_us_summer(local: DateTime) -> bool {
    let sunday_on_or_after = |month: i8, first: i8| {
        let date = Date::new(local.year(), month, first).ok();
        date.map_or(first, |date| first + (7 - date.weekday().to_sunday_zero_offset()) % 7)
    };
    let day = (local.month(), local.day());
    day >= (3, sunday_on_or_after(3, 8)) && day < (11, sunday_on_or_after(11, 1))
}

/// The beginnings of month names, lower case, enough to tell them apart; a text's word must begin so.
/// Languages: en, de, nl, sv, da, no, fr, es, pt, it, ro, ca, pl, cs, sk, hr, fi, hu, tr, id, ms, ru, uk, bg, el, vi.
#[rustfmt::skip]
const MONTHS: &[(&str, i64)] = &[
    // Germanic and English.
    ("jan", 1), ("jän", 1), ("feb", 2), ("mar", 3), ("mär", 3), ("mrz", 3), ("maa", 3), ("apr", 4), ("may", 5),
    ("mai", 5), ("maj", 5), ("mei", 5), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9), ("oct", 10), ("okt", 10),
    ("nov", 11), ("dec", 12), ("dez", 12), ("des", 12),
    // Romance.
    ("janv", 1), ("ene", 1), ("gen", 1), ("ian", 1), ("fév", 2), ("fev", 2), ("avr", 4), ("abr", 4), ("avril", 4),
    ("mag", 5), ("juin", 6), ("giu", 6), ("iun", 6), ("juil", 7), ("lug", 7), ("iul", 7), ("août", 8), ("aout", 8),
    ("ago", 8), ("set", 9), ("out", 10), ("ott", 10), ("déc", 12), ("dic", 12), ("maio", 5), ("mayo", 5), ("març", 3),
    // Slavic, Latin script.
    ("sty", 1), ("led", 1), ("sij", 1), ("lut", 2), ("úno", 2), ("vel", 2), ("bře", 3), ("ožu", 3), ("kwi", 4),
    ("dub", 4), ("tra", 4), ("kvě", 5), ("svi", 5), ("cze", 6), ("červen", 6), ("června", 6), ("lip", 7),
    ("červenec", 7), ("července", 7), ("sie", 8), ("srp", 8), ("kol", 8), ("wrz", 9), ("zář", 9), ("ruj", 9),
    ("paź", 10), ("říj", 10), ("lis", 11), ("gru", 12), ("pro", 12),
    // Finnish, Hungarian, Turkish, Indonesian, Icelandic.
    ("tam", 1), ("hel", 2), ("maalis", 3), ("huh", 4), ("tou", 5), ("kes", 6), ("hei", 7), ("elo", 8), ("syy", 9),
    ("lok", 10), ("mar", 3), ("marras", 11), ("jou", 12), ("már", 3), ("ápr", 4), ("máj", 5), ("jún", 6), ("júl", 7),
    ("sze", 9), ("oca", 1), ("şub", 2), ("nis", 4), ("haz", 6), ("tem", 7), ("ağu", 8), ("eyl", 9), ("eki", 10),
    ("kas", 11), ("ara", 12), ("agu", 8), ("ágú", 8), ("nóv", 11),
    // Cyrillic.
    ("янв", 1), ("фев", 2), ("мар", 3), ("апр", 4), ("мая", 5), ("май", 5), ("июн", 6), ("июл", 7), ("авг", 8),
    ("сен", 9), ("окт", 10), ("ноя", 11), ("дек", 12), ("січ", 1), ("лют", 2), ("бер", 3), ("кві", 4), ("тра", 5),
    ("чер", 6), ("лип", 7), ("сер", 8), ("вер", 9), ("жов", 10), ("лис", 11), ("гру", 12), ("юни", 6), ("юли", 7),
    // Greek.
    ("ιαν", 1), ("φεβ", 2), ("μαρ", 3), ("απρ", 4), ("μαΐ", 5), ("μαι", 5), ("ιουν", 6), ("ιούν", 6), ("ιουλ", 7),
    ("ιούλ", 7), ("αυγ", 8), ("αύγ", 8), ("σεπ", 9), ("οκτ", 10), ("νοε", 11), ("νοέ", 11), ("δεκ", 12),
];

pub(crate) fn month_of(word: &str, lang: Lang) -> Option<i64> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 || word.chars().count() > 12 {
        return None;
    }
    // Words of two meanings.
    match (lang.as_str(), word.as_str()) {
        ("hr" | "sr" | "bs", "lipanj" | "lipnja") => return Some(6),
        ("hr", "srpanj" | "srpnja") => return Some(7),
        ("hr", "listopad" | "listopada") => return Some(10),
        ("cs", "listopad" | "listopadu") => return Some(11),
        ("hr", "travanj" | "travnja") => return Some(4),
        ("uk", "травня") => return Some(5),
        _ => {}
    }
    MONTHS.iter().filter(|(head, _)| word.starts_with(head)).max_by_key(|(head, _)| head.len()).map(|(_, month)| *month)
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    Number(i64, usize),
    Word(&'a str),
    Mark(char),
}

/// Finds the first date in text for people, with its clock time and zone when they stand near it.
pub(crate) fn parse_visible(text: &str, lang: Lang) -> Option<WrittenTime> {
    let mut end = text.len().min(400);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens_of(&text[..end]);
    let (day, _, after) = (0..tokens.len()).find_map(|at| {
        let (day, length) = date_at(&tokens[at..], lang)?;
        Some((day, at, at + length))
    })?;
    clock_in(&tokens[after..], day, 14).or_else(|| clock_in(&tokens, day, usize::MAX)).or(Some(day))
}

fn tokens_of(text: &str) -> Vec<Token<'_>> {
    tokens_with_ends(text).0
}

/// The tokens of a text, and for each the byte after it.
pub(crate) fn tokens_with_ends(text: &str) -> (Vec<Token<'_>>, Vec<usize>) {
    let mut tokens = Vec::new();
    let mut ends = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if let Some(digit) = digit_of(character) {
            let (mut value, mut length) = (digit, 1);
            while let Some(digit) = characters.peek().and_then(|(_, next)| digit_of(*next)) {
                value = (value * 10 + digit).min(1_000_000_000_000);
                length += 1;
                characters.next();
            }
            tokens.push(Token::Number(value, length));
        } else if is_dated_ideograph(character) {
            tokens.push(Token::Mark(character));
        } else if character.is_alphabetic() {
            let mut end = start + character.len_utf8();
            while let Some((at, next)) =
                characters.peek().filter(|(_, next)| next.is_alphabetic() && !is_dated_ideograph(*next))
            {
                end = at + next.len_utf8();
                characters.next();
            }
            tokens.push(Token::Word(&text[start..end]));
        } else if !character.is_whitespace() {
            tokens.push(Token::Mark(character));
        }
        if ends.len() < tokens.len() {
            ends.push(characters.peek().map_or(text.len(), |(next, _)| *next));
        }
    }
    (tokens, ends)
}

/// Digits of the scripts dates are written in.
fn digit_of(character: char) -> Option<i64> {
    let value = u32::from(character);
    [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10]
        .into_iter()
        .find_map(|zero| (zero..zero + 10).contains(&value).then(|| i64::from(value - zero)))
}

fn is_dated_ideograph(character: char) -> bool {
    matches!(character, '年' | '月' | '日' | '时' | '時' | '分' | '년' | '월' | '일' | '시' | '분')
}

/// Reads a date at the start of the tokens; tells how many it took.
pub(crate) fn date_at(tokens: &[Token<'_>], lang: Lang) -> Option<(WrittenTime, usize)> {
    use Token::{Mark, Number, Word};
    match *tokens {
        [Number(year, 4), Mark('年' | '년'), Number(month, _), Mark('月' | '월'), Number(day, _), ..] => {
            Some((WrittenTime::day(year, month, day)?, 6.min(tokens.len())))
        }
        [Number(year, 4), Mark('-' | '/' | '.'), Number(month, _), Mark('-' | '/' | '.'), Number(day, 1..=2), ..] => {
            Some((WrittenTime::day(year, month, day)?, 5))
        }
        // Hungarian: 2024. május 2.
        [Number(year, 4), Mark('.'), Word(month), Number(day, 1..=2), ..] => {
            Some((WrittenTime::day(year, month_of(month, lang)?, day)?, 4))
        }
        [Number(a, 1..=2), Mark(first), Number(b, 1..=2), Mark(second), Number(year, digits @ (2 | 4)), ..]
            if first == second && matches!(first, '/' | '.' | '-') =>
        {
            let year = if digits == 2 { 2000 + year } else { year };
            let month_first = b > 12 || (first == '/' && lang == Lang::EN && a <= 12);
            let (day, month) = if month_first { (b, a) } else { (a, b) };
            Some((WrittenTime::day(year, month, day)?, 5))
        }
        [Number(day, 1..=2), ref rest @ ..] => {
            let skipped = rest
                .iter()
                .take_while(|token| {
                    matches!(token, Mark('.' | ',' | '-' | '/' | 'º' | '°'))
                        || matches!(token, Word("st" | "nd" | "rd" | "th" | "de" | "d" | "of" | "er"))
                })
                .count();
            let Word(month) = *rest.get(skipped)? else { return None };
            let month = month_of(month, lang)?;
            let mut at = skipped + 1;
            while matches!(rest.get(at), Some(Mark('.' | ',' | '-' | '/') | Word("de" | "del" | "of" | "d"))) {
                at += 1;
            }
            match *rest.get(at)? {
                Number(year, 4) => Some((WrittenTime::day(year, month, day)?, at + 2)),
                Mark('\'' | '’') => match *rest.get(at + 1)? {
                    Number(year, 2) => Some((WrittenTime::day(2000 + year, month, day)?, at + 3)),
                    _ => None,
                },
                _ => None,
            }
        }
        [Word(month), ref rest @ ..] => {
            let month = month_of(month, lang)?;
            let mut at = usize::from(matches!(rest.first(), Some(Mark('.' | ','))));
            let Number(day, 1..=2) = *rest.get(at)? else { return None };
            at += 1;
            while matches!(rest.get(at), Some(Mark('.' | ',') | Word("st" | "nd" | "rd" | "th" | "de" | "at"))) {
                at += 1;
            }
            match *rest.get(at)? {
                Number(year, 4) => Some((WrittenTime::day(year, month, day)?, at + 2)),
                // Date.toString(): Tue May 02 09:05:01 +0000 2024.
                _ => rest[at..].iter().take(10).find_map(|token| match token {
                    Number(year @ 1990..=2100, 4) => Some((WrittenTime::day(*year, month, day)?, at)),
                    _ => None,
                }),
            }
        }
        _ => None,
    }
}

/// Looks for a clock time among the first tokens and puts it on the day.
fn clock_in(tokens: &[Token<'_>], day: WrittenTime, within: usize) -> Option<WrittenTime> {
    use Token::{Mark, Number, Word};
    for at in 0..tokens.len().min(within) {
        let (hour, minute, mut next) = match tokens[at..] {
            [Number(hour, 1..=2), Mark(':' | '：'), Number(minute, 2), ..] => (hour, minute, at + 3),
            [Number(hour, 1..=2), Mark('.'), Number(minute, 2), Word(mark), ..]
                if matches!(mark.to_lowercase().as_str(), "uhr" | "am" | "pm" | "h" | "klo" | "wib" | "p" | "a") =>
            {
                (hour, minute, at + 3)
            }
            [Number(hour, 1..=2), Word("h" | "H" | "Uhr" | "u"), Number(minute, 2), ..] => (hour, minute, at + 3),
            [Number(hour, 1..=2), Mark('时' | '時' | '시'), Number(minute, 1..=2), ..] => (hour, minute, at + 3),
            [Number(hour, 1..=2), Word(mark), ..] if matches!(mark.to_lowercase().as_str(), "am" | "pm" | "uhr") => {
                (hour, 0, at + 1)
            }
            _ => continue,
        };
        if hour > 24 || minute > 59 {
            continue;
        }
        let mut second = 0;
        if let [Mark(':'), Number(value @ 0..=59, 2), ..] = tokens[next..] {
            second = value;
            next += 2;
        }
        let mut rest = String::new();
        for token in tokens[next..].iter().take(8) {
            match token {
                Number(value, length) => rest.push_str(&format!("{value:0length$}")),
                Word(word) => {
                    if rest.ends_with(char::is_alphanumeric) {
                        rest.push(' ');
                    }
                    rest.push_str(word);
                }
                Mark(mark) if !matches!(mark, ',' | '|' | ')') => rest.push(*mark),
                Mark(_) => {}
            }
        }
        let mut scan = Scan::new(&rest);
        let hour = scan.half_of_day(hour);
        let mut time = day.with_clock(hour, minute, second)?;
        scan.spaces();
        time.offset_s = scan.offset(time.local);
        return Some(time);
    }
    None
}

/// Reads a duration in seconds: ISO 8601 ("PT1H2M3S", "P0DT0H1M"), a clock ("1:02:03", "2:05"), or plain seconds.
pub(crate) fn parse_duration_s(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['P', 'p']) {
        return parse_iso_duration(rest);
    }
    if text.contains(':') {
        return parse_clock_duration(text);
    }
    let seconds: f64 = text.trim_end_matches(['s', 'S']).parse().ok()?;
    (seconds > 0.0 && seconds < 86_400.0 * 7.0).then_some(seconds as u32)
}

fn parse_iso_duration(text: &str) -> Option<u32> {
    let (mut total, mut number, mut in_time, mut found) = (0f64, String::new(), false, false);
    for character in text.chars() {
        match character.to_ascii_uppercase() {
            'T' => in_time = true,
            digit @ ('0'..='9' | '.' | ',') => number.push(if digit == ',' { '.' } else { digit }),
            unit => {
                let value: f64 = number.parse().ok()?;
                number.clear();
                let seconds = match (unit, in_time) {
                    ('D', _) => 86_400.0,
                    ('H', _) => 3600.0,
                    ('M', true) => 60.0,
                    ('S', _) => 1.0,
                    ('Y' | 'M' | 'W', _) if value == 0.0 => 0.0,
                    ('W', _) => 604_800.0,
                    _ => return None,
                };
                total += value * seconds;
                found = true;
            }
        }
    }
    // Zero says "not known" in practice.
    (found && total > 0.0 && total < 86_400.0 * 30.0).then_some(total as u32)
}

/// "2:05", "1:02:03"; nothing else may stand in the text.
pub(crate) fn parse_clock_duration(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut total = 0u32;
    for (index, part) in parts.iter().enumerate() {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let value: u32 = part.parse().ok().filter(|_| is_number)?;
        if index > 0 && (value > 59 || part.len() != 2) {
            return None;
        }
        total = total * 60 + value;
    }
    (total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lang: &str, expected: Option<&str>) {
        let got = parse_field(text, Lang::parse(lang).unwrap_or_default()).map(|time| time.moment().to_string());
        assert_eq!(got.as_deref(), expected, "{text}");
    }

    #[test]
    fn fields_for_machines() {
        check("2024-05-02T20:53:56+02:00", "en", Some("2024-05-02T18:53:56Z"));
        check("2024-05-02T20:53:56.123Z", "en", Some("2024-05-02T20:53:56.123Z"));
        check("2024-05-02 20:53", "en", Some("2024-05-02T20:53:00Z"));
        check("2024-05-02T20:53:56+0200", "en", Some("2024-05-02T18:53:56Z"));
        check("20240502T205356Z", "en", Some("2024-05-02T20:53:56Z"));
        check("2024-05-02", "en", Some("2024-05-02T00:00:00Z"));
        check("1714683236", "en", Some("2024-05-02T20:53:56Z"));
        check("1714683236000", "en", Some("2024-05-02T20:53:56Z"));
        check("Thu, 02 May 2024 20:53:56 GMT", "en", Some("2024-05-02T20:53:56Z"));
        check("Thu May 02 20:53:56 +0200 2024", "en", Some("2024-05-02T18:53:56Z"));
        check("2024-05-02 08:53 PM", "en", Some("2024-05-02T20:53:00Z"));
        check("2024-13-02", "en", None);
        check("yesterday", "en", None);
    }

    #[test]
    fn dates_for_people() {
        check("Published 2 May 2024 at 4:05 p.m. ET", "en", Some("2024-05-02T20:05:00Z"));
        check("May 2, 2024 | 16:05 GMT", "en", Some("2024-05-02T16:05:00Z"));
        check("05/02/2024 4:05 PM EST", "en", Some("2024-05-02T21:05:00Z"));
        check("02.05.2024, 16.05 Uhr", "de", Some("2024-05-02T16:05:00Z"));
        check("Stand: 2. Mai 2024, 16:05 Uhr", "de", Some("2024-05-02T16:05:00Z"));
        check("Publié le 2 août 2024 à 16h05", "fr", Some("2024-08-02T16:05:00Z"));
        check("2 de mayo de 2024 16:05", "es", Some("2024-05-02T16:05:00Z"));
        check("2024年5月2日 16:05", "zh", Some("2024-05-02T16:05:00Z"));
        check("2024년 5월 2일 16시 05분", "ko", Some("2024-05-02T16:05:00Z"));
        check("2 мая 2024, 16:05", "ru", Some("2024-05-02T16:05:00Z"));
        check("2 травня 2024, 16:05", "uk", Some("2024-05-02T16:05:00Z"));
        check("16:05, 2 czerwca 2024", "pl", Some("2024-06-02T16:05:00Z"));
        check("२ 2024-05-02", "hi", Some("2024-05-02T00:00:00Z"));
    }

    #[test]
    fn durations() {
        let check = |text: &str, expected: Option<u32>| assert_eq!(parse_duration_s(text), expected, "{text}");
        check("PT1H2M3S", Some(3723));
        check("P0DT0H1M30.5S", Some(90));
        check("2:05", Some(125));
        check("1:02:03", Some(3723));
        check("95", Some(95));
        check("PT0S", None);
        check("4:5", None);
        check("soon", None);
    }
}
