//! Dates as feeds write them: RFC 3339 and W3C's profile, RFC 822 with all its bad variants, ISO 8601's ordinal and
//! week dates, asctime, Unix seconds, and prose with month names in many languages.
//!
//! One scanner cuts the text into numbers, words and signs, and what they are follows from where they stand. No clock
//! and no locale: the same text always gives the same moment. A text without a zone is taken for UTC.

use jiff::civil;
use news::Timestamp;

/// Longer texts are no dates.
const MAX_DATE_BYTES: usize = 200;

/// Reads a date. None when the text gives no whole day that exists.
pub fn parse_date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_DATE_BYTES {
        return None;
    }
    if let Some(moment) = unix_time(text) {
        return Some(moment);
    }
    let lower = text.to_lowercase();
    let tokens = scan(&lower);
    Reading::of(&tokens).moment()
}

/// Ten digits are Unix seconds, thirteen are milliseconds.
fn unix_time(text: &str) -> Option<Timestamp> {
    if !matches!(text.len(), 10 | 13) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    Some(if text.len() == 10 { Timestamp::from_unix_seconds(number) } else { Timestamp(number.saturating_mul(1000)) })
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Number { value: i64, digits: usize },
    Word(&'a str),
    Sign(char),
    Space,
}

fn scan(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(24);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |belongs: &dyn Fn(char) -> bool| rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = run(&|c| c.is_ascii_digit());
            tokens.push(Token::Number { value: rest[..length].parse().unwrap_or(i64::MAX), digits: length });
            length
        } else if let Some(sign) = east_asian_sign(first) {
            tokens.push(Token::Sign(sign));
            first.len_utf8()
        } else if first.is_alphabetic() {
            let length = run(&|c| (c.is_alphabetic() || is_mark(c)) && east_asian_sign(c).is_none());
            tokens.push(Token::Word(&rest[..length]));
            length
        } else if first.is_whitespace() {
            tokens.push(Token::Space);
            run(&char::is_whitespace)
        } else {
            // Every dash and minus is one sign.
            let sign = if matches!(first, '\u{2010}'..='\u{2014}' | '\u{2212}') { '-' } else { first };
            tokens.push(Token::Sign(sign));
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}' | '\u{e31}'..='\u{e4e}')
}

/// Units that stand after a number in Chinese, Japanese and Korean dates, as the signs of an ISO date.
fn east_asian_sign(c: char) -> Option<char> {
    match c {
        '年' | '년' | '月' | '월' => Some('-'),
        '日' | '일' => Some(','),
        '時' | '时' | '시' | '分' | '분' | '点' | '點' => Some(':'),
        '秒' | '초' => Some(','),
        _ => None,
    }
}

/// What the tokens were found to say.
#[derive(Default)]
struct Reading {
    /// Numbers of the date in order, with their digits.
    numbers: Vec<(i64, usize)>,
    /// The month by name, and how many numbers came before it.
    month: Option<(i8, usize)>,
    /// The sign between the first two numbers.
    separator: Option<char>,
    is_week: bool,
    time: Option<(i64, i64, i64)>,
    subsec_us: i64,
    is_afternoon: Option<bool>,
    offset_min: Option<i64>,
}

impl Reading {
    fn of(tokens: &[Token<'_>]) -> Self {
        let mut reading = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            at += reading.take(&tokens[at..], at.checked_sub(1).map(|before| tokens[before]));
        }
        reading
    }

    /// Takes what stands at the front; returns how many tokens that was.
    fn take(&mut self, tokens: &[Token<'_>], before: Option<Token<'_>>) -> usize {
        match tokens[0] {
            Token::Sign('(') => {
                // A remark, most often the zone's name again or a weekday.
                tokens.iter().position(|token| *token == Token::Sign(')')).map_or(1, |end| end + 1)
            }
            Token::Number { value, digits } => {
                if self.time.is_none() {
                    if let Some(taken) = self.take_time(tokens) {
                        return taken;
                    }
                    if before == Some(Token::Word("t"))
                        && !self.numbers.is_empty()
                        && self.take_compact_time(value, digits)
                    {
                        return 1;
                    }
                }
                self.take_number(value, digits, before)
            }
            Token::Sign(sign @ ('+' | '-')) if self.time.is_some() && self.offset_min.unwrap_or(0) == 0 => {
                match offset(&tokens[1..]) {
                    Some((minutes, taken)) if before != Some(Token::Sign('-')) => {
                        self.offset_min = Some(if sign == '-' { -minutes } else { minutes });
                        taken + 1
                    }
                    _ => 1,
                }
            }
            Token::Word(word) => {
                self.take_word(word, before);
                1
            }
            Token::Sign(_) | Token::Space => 1,
        }
    }

    fn take_number(&mut self, value: i64, digits: usize, before: Option<Token<'_>>) -> usize {
        match digits {
            14 => {
                self.numbers.extend([(value / 10_i64.pow(10), 4), (value / 10_i64.pow(8) % 100, 2)]);
                self.numbers.push((value / 1_000_000 % 100, 2));
                self.time = Some((value / 10_000 % 100, value / 100 % 100, value % 100));
            }
            8 => self.numbers.extend([(value / 10_000, 4), (value / 100 % 100, 2), (value % 100, 2)]),
            7 => self.numbers.extend([(value / 1000, 4), (value % 1000, 3)]),
            _ if self.numbers.len() < 4 => {
                if let (1, Some(Token::Sign(sign))) = (self.numbers.len(), before) {
                    self.separator = Some(sign);
                }
                self.numbers.push((value, digits));
            }
            _ => {}
        }
        1
    }

    /// `10:14`, `10:14:55.123`, `9h30`: a time at the front.
    fn take_time(&mut self, tokens: &[Token<'_>]) -> Option<usize> {
        let number = |at: usize| match tokens.get(at) {
            Some(Token::Number { value, digits: 1..=4 }) => Some(*value),
            _ => None,
        };
        let hour = number(0)?;
        match tokens.get(1)? {
            Token::Sign(':') => {}
            Token::Word("h") if number(2).is_some() => {}
            _ => return None,
        }
        let skip_space = |at: usize| at + usize::from(tokens.get(at) == Some(&Token::Space));
        let minute_at = skip_space(2);
        let Some(minute) = number(minute_at) else {
            self.time = Some((hour, 0, 0));
            return Some(2);
        };
        let mut taken = minute_at + 1;
        let mut second = 0;
        if tokens.get(taken) == Some(&Token::Sign(':')) {
            taken += 1;
            let second_at = skip_space(taken);
            if let Some(value) = number(second_at) {
                second = value;
                taken = second_at + 1;
                if let (Some(Token::Sign('.' | ',')), Some(Token::Number { value, digits })) =
                    (tokens.get(taken), tokens.get(taken + 1))
                {
                    self.subsec_us = microseconds(*value, *digits);
                    taken += 2;
                }
            }
        }
        self.time = Some((hour, minute, second));
        Some(taken)
    }

    /// `T10`, `T1014`, `T101455`.
    fn take_compact_time(&mut self, value: i64, digits: usize) -> bool {
        self.time = match digits {
            1 | 2 => Some((value, 0, 0)),
            4 => Some((value / 100, value % 100, 0)),
            6 => Some((value / 10_000, value / 100 % 100, value % 100)),
            _ => return false,
        };
        true
    }

    fn take_word(&mut self, word: &str, before: Option<Token<'_>>) {
        match word {
            "am" if self.time.is_some() && self.offset_min.is_none() => self.is_afternoon = Some(false),
            "pm" => self.is_afternoon = Some(true),
            "오전" | "上午" | "午前" => self.is_afternoon = Some(false),
            "오후" | "下午" | "午後" => self.is_afternoon = Some(true),
            "w" if self.numbers.len() == 1 && self.month.is_none() => self.is_week = true,
            "t" | "st" | "nd" | "rd" | "th" => {}
            _ => {
                let after_number = matches!(before, Some(Token::Number { .. }));
                if (self.time.is_some() || (after_number && word == "z"))
                    && self.offset_min.is_none()
                    && let Some(minutes) = zone_offset(word)
                {
                    self.offset_min = Some(minutes);
                    return;
                }
                if self.month.is_none()
                    && let Some(month) = month_of(word)
                {
                    self.month = Some((month, self.numbers.len()));
                }
            }
        }
    }

    fn moment(&self) -> Option<Timestamp> {
        let date = self.date()?;
        let (hour, minute, second) = self.time.unwrap_or((0, 0, 0));
        let hour = match self.is_afternoon {
            Some(true) if (1..12).contains(&hour) => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        if hour > 24 || minute > 59 || (hour == 24 && minute > 0) {
            return None;
        }
        let days = date.duration_since(civil::date(1970, 1, 1)).as_secs() / 86_400;
        let minutes = hour * 60 + minute - self.offset_min.unwrap_or(0);
        // A leap second, and the nonsense past it, is the minute's last.
        let seconds = days * 86_400 + minutes * 60 + second.min(59);
        Some(Timestamp::from_unix_seconds(seconds).plus_us(self.subsec_us))
    }

    fn date(&self) -> Option<civil::Date> {
        let numbers = &self.numbers;
        let at = |index: usize| numbers.get(index).copied();
        if let Some((month, before)) = self.month {
            let (first, second) = (at(0)?, at(1));
            let (year, day) = match (second, before) {
                // "March 2026": a month without a day begins on its first.
                (None, _) if first.1 == 4 => (first, (1, 1)),
                (None, _) => return None,
                (Some(second), _) if first.1 >= 3 || first.0 > 31 => (first, second),
                (Some(second), _) => (second, first),
            };
            return ymd(full_year(year)?, i64::from(month), day.0);
        }
        let first = at(0)?;
        if self.is_week {
            return week_date(first.0, at(1)?, at(2));
        }
        match (first, at(1), at(2)) {
            ((year, 4), None, _) => ymd(year, 1, 1),
            ((year, 4), Some((day, 3)), None) => {
                let date = ymd(year, 1, 1)?.checked_add(jiff::Span::new().try_days(day - 1).ok()?).ok()?;
                (day >= 1 && i64::from(date.year()) == year).then_some(date)
            }
            ((year, 4), Some((month, _)), day) => ymd(year, month, day.map_or(1, |(day, _)| day)),
            (_, None, _) | (_, _, None) => None,
            ((day, _), Some((month, _)), Some(year)) => {
                // 3.4.2026 is April; 3/4/2026 is March where the month can be told by nothing else.
                let month_first = (self.separator == Some('/') && day <= 12) || month > 12;
                let (day, month) = if month_first { (month, day) } else { (day, month) };
                ymd(full_year(year)?, month, day)
            }
        }
    }
}

fn microseconds(value: i64, digits: usize) -> i64 {
    match digits {
        0..=6 => value * 10_i64.pow(6 - digits as u32),
        7..=18 => value / 10_i64.pow(digits as u32 - 6),
        _ => 0,
    }
}

/// The minutes of an offset without its sign, and the tokens it takes: `0200`, `02:00`, `2`, `5:30`.
fn offset(tokens: &[Token<'_>]) -> Option<(i64, usize)> {
    let Some(Token::Number { value, digits }) = tokens.first() else { return None };
    let (minutes, taken) = match (digits, tokens.get(1), tokens.get(2)) {
        (1 | 2, Some(Token::Sign(':')), Some(Token::Number { value: minutes, digits: 1 | 2 })) => {
            (value * 60 + minutes, 3)
        }
        (1 | 2, _, _) => (value * 60, 1),
        (3 | 4, _, _) => (value / 100 * 60 + value % 100, 1),
        _ => return None,
    };
    (minutes < 24 * 60).then_some((minutes, taken))
}

/// A year of two digits lies between 1970 and 2069.
fn full_year((year, digits): (i64, usize)) -> Option<i64> {
    match digits {
        4 => Some(year),
        // "2004" written "104" by programs that count from 1900.
        3 if year >= 100 => Some(1900 + year),
        1 | 2 if year < 70 => Some(2000 + year),
        1 | 2 => Some(1900 + year),
        _ => None,
    }
}

fn ymd(year: i64, month: i64, day: i64) -> Option<civil::Date> {
    civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `2026-W10-3` and `2026W103`; the week's Monday when there is no day.
fn week_date(year: i64, week: (i64, usize), day: Option<(i64, usize)>) -> Option<civil::Date> {
    let (week, day) = match (week, day) {
        ((both, 3), None) => (both / 10, both % 10),
        ((week, _), day) => (week, day.map_or(1, |(day, _)| day)),
    };
    let weekday = civil::Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?;
    let date = civil::ISOWeekDate::new(i16::try_from(year).ok()?, i8::try_from(week).ok()?, weekday).ok()?;
    Some(date.date())
}

/// Minutes east of Greenwich of a zone's name; the military letters but Z mean nothing (RFC 5322, section 4.3).
fn zone_offset(name: &str) -> Option<i64> {
    Some(match name {
        "z" | "ut" | "utc" | "gmt" | "wet" | "zulu" => 0,
        "bst" | "west" | "cet" | "met" | "mez" | "wat" => 60,
        "cest" | "mest" | "mesz" | "eet" | "cat" | "sast" => 120,
        "eest" | "msk" | "eat" | "trt" => 180,
        "msd" | "gst" => 240,
        "pkt" => 300,
        "ist" => 330,
        "npt" => 345,
        "ict" | "wib" => 420,
        "sgt" | "hkt" | "awst" | "wita" | "pht" | "myt" => 480,
        "jst" | "kst" | "wit" => 540,
        "acst" => 570,
        "aest" => 600,
        "acdt" => 630,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        "nst" => -210,
        "ndt" => -150,
        "brt" | "art" | "clst" | "adt" => -180,
        "ast" | "edt" | "clt" => -240,
        "est" | "et" | "cot" | "pet" => -300,
        "cst" | "ct" => -360,
        "cdt" => -300,
        "mst" | "mt" => -420,
        "mdt" => -360,
        "pst" | "pt" => -480,
        "pdt" => -420,
        "akst" => -540,
        "akdt" => -480,
        "hst" => -600,
        _ => return None,
    })
}

/// Beginnings of month names, lower case; the longest that fits a word decides.
const MONTHS: [(i8, &str); 12] = [
    (1, "jan jän gen ene ian янв січ sty led oca tammi sij led saus ιαν јан ян ינואר يناير janv มกรา जन"),
    (2, "feb fév fev fév úno feb şub helmi velj vas лют фев φεβ פברואר فبراير شباط febr กุมภา फ़र फर"),
    (3, "mar mär maa mrz már bře ožu kov бер мар μάρ μαρ μάώ μαώ מרץ مارس آذار maerz maart maalis mac มีนา मार्च"),
    (4, "apr avr abr ápr dub nis huhti tra kwi бал кві апр απρ אפריל أبريل نيسان ápr avril เมษา अप्रै"),
    (5, "may mai maj maí mei mag máj kvě touko svi май мая тра μάι μαϊ μαι μάϊ מאי مايو أيار พฤษภา मई"),
    (6, "jun jún juin giu iun haz kesä cze čvn červn июн чер ιούν ιουν ιον יוני يونيو حزيران มิถุนา जून"),
    (
        7,
        "jul júl juil lug iul tem heinä lip čvc červenec července srpanj srpnja июл лип ιούλ ιουλ ιολ יולי يوليو تموز กรกฎา जुल",
    ),
    (8, "aug aoû aou ago ağu elo srp sie avg agu agt ags авг сер αύγ αυγ אוגוסט أغسطس آب สิงหา अग"),
    (9, "sep set szep wrz zář eyl syys ruj сен вер σεπ ספטמבר سبتمبر أيلول กันยา सित"),
    (10, "oct okt out ott eki loka říj paź жов окт οκτ אוקטובר أكتوبر ตุลา अक्टू"),
    (11, "nov noi lis kas marras stu лис ноя ное νοέ νοε נובמבר نوفمبر พฤศจิกา नव"),
    (12, "dec déc dez dic des dek ara joulu pro gru гру дек δεκ דצמבר ديسمبر ธันวา दिस"),
];

/// The number of a month by its name in many languages.
fn month_of(word: &str) -> Option<i8> {
    if word.chars().count() < 3 {
        return None;
    }
    let mut best: Option<(usize, i8)> = None;
    for (month, names) in MONTHS {
        for name in names.split(' ') {
            if word.starts_with(name) && best.is_none_or(|(length, _)| name.len() > length) {
                best = Some((name.len(), month));
            }
        }
    }
    best.map(|(_, month)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = parse_date(text).map(|moment| moment.to_string()).unwrap_or_default();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn rfc_822_and_its_bad_variants() {
        check("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        check("Wed, 4 Mar 26 05:06 +0200", "2026-03-04T03:06:00Z");
        check("4 Mar 1999 05:06:07 EST", "1999-03-04T10:06:07Z");
        check("Wed, 04 Mar 2026 05:06:07 GMT+2", "2026-03-04T03:06:07Z");
        check("Wednesday, 04-Mar-2026 05:06:07 PDT", "2026-03-04T12:06:07Z");
        check("Mar 4, 2026 5:06 PM", "2026-03-04T17:06:00Z");
        check("Wed, 04 Mar 2026 24:00:00 +0000", "2026-03-05T00:00:00Z");
        check("Wed Mar  4 05:06:07 2026", "2026-03-04T05:06:07Z");
        check("Wed Mar  4 05:06:07 CET 2026", "2026-03-04T04:06:07Z");
        check("Wed, 04 Mar 2026 05:06:07 +0100 (CET)", "2026-03-04T04:06:07Z");
        check("Wed, 31 Jun 2026 05:06:07 GMT", "");
    }

    #[test]
    fn iso_8601_in_its_forms() {
        check("2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z");
        check("2026-03-04T05:06:07.123456789-05:30", "2026-03-04T10:36:07.123456Z");
        check("2026-03-04t05:06+0100", "2026-03-04T04:06:00Z");
        check("2026-03-04 05:06:07", "2026-03-04T05:06:07Z");
        check("20260304T050607Z", "2026-03-04T05:06:07Z");
        check("20260304", "2026-03-04T00:00:00Z");
        check("2026-03", "2026-03-01T00:00:00Z");
        check("2026", "2026-01-01T00:00:00Z");
        check("2026-063", "2026-03-04T00:00:00Z");
        check("2026-W10-3T10Z", "2026-03-04T10:00:00Z");
        check("2026/03/04 05:06", "2026-03-04T05:06:00Z");
        check("1772600767", "2026-03-04T05:06:07Z");
    }

    #[test]
    fn other_languages() {
        check("Mi, 4. März 2026, 17:06 Uhr", "2026-03-04T17:06:00Z");
        check("mer., 04 févr. 2026 05:06:07 +0100", "2026-02-04T04:06:07Z");
        check("4 de agosto de 2026", "2026-08-04T00:00:00Z");
        check("Ср, 04 мая 2026 05:06:07 +0300", "2026-05-04T02:06:07Z");
        check("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z");
        check("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z");
        check("2004년 05월 28일 오후 11:31:58", "2004-05-28T23:31:58Z");
        check("2026年3月4日 15时06分", "2026-03-04T15:06:00Z");
        check("14 lipca 2026", "2026-07-14T00:00:00Z");
        check("14 listopada 2026", "2026-11-14T00:00:00Z");
    }

    #[test]
    fn no_date_is_no_date() {
        for text in ["", "yesterday", "12", "Thu, GMT", "32 Mar 2026", "99999999999999999999", "2026-13-01"] {
            check(text, "");
        }
    }
}
