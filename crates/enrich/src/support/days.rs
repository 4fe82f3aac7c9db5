//! Days, months and years as sentences name them, and whether a source names the same.
//!
//! A date without a year, a weekday and "yesterday" are read against the day of publishing.

use super::passage::Passage;
use crate::{
    quotes::text::Kind,
    timeline::days::{
        Word, is_ordinal_ending, leading_number, month_by_root, pair_of, wide_number, word_of, written_in_full,
    },
};
use jiff::{ToSpan, civil::Date};
use std::ops::Range;

/// A day, a month or a year of a month, as far as it is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Day {
    pub tokens: Range<usize>,
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// Days after Monday.
    pub weekday: Option<i8>,
    /// Days after the day of publishing.
    pub near: Option<i8>,
    pub published: Option<Date>,
}

/// Finds the days that a text names, in its order. What stands between quotation marks is passed over if `outside_quotes`.
pub(crate) fn find(passage: &Passage, outside_quotes: bool) -> Vec<Day> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        let token = &passage.tokens[at];
        if !token.kind.is_word() || outside_quotes && token.quoted != 0 {
            at += 1;
            continue;
        }
        let is_unspaced = matches!(passage.lang.as_str(), "zh" | "ja");
        let day = if is_unspaced { unspaced(passage, at) } else { spaced(passage, at) };
        match day {
            Some(day) => {
                at = day.tokens.end.max(at + 1);
                found.push(Day { published: passage.published, ..day });
            }
            None => at += 1,
        }
    }
    found
}

impl Day {
    /// Tells whether a source that names `told` names this: nothing that both tell differs, and what this tells can be known
    /// from the other.
    pub fn is_told_by(&self, told: &Self) -> bool {
        if self.near.is_some() && told.near.is_some() {
            return self.date().zip(told.date()).map_or(self.near == told.near, |(one, another)| one == another);
        }
        if let Some(weekday) = self.weekday {
            let same = told.weekday == Some(weekday);
            let agrees = same || told.dates().iter().any(|date| date.weekday().to_monday_zero_offset() == weekday);
            return agrees && (self.day.is_none() || self.month_and_day_agree(told));
        }
        if self.near.is_some() {
            return self.date().is_none_or(|date| told.dates().contains(&date) || told.is_partly(date));
        }
        self.month_and_day_agree(told)
    }

    fn month_and_day_agree(&self, told: &Self) -> bool {
        let agrees = |date: &Date| {
            self.month.is_none_or(|month| month == date.month())
                && self.day.is_none_or(|day| day == date.day())
                && self.year.is_none_or(|year| year == date.year())
        };
        if told.month.is_some() || told.day.is_some() {
            let year = told.year.or(told.published.map(|published| published.year()));
            return (self.month.is_none()
                || self.month == told.month
                || told.month.is_none() && told.dates().iter().any(agrees))
                && (self.day.is_none() || self.day == told.day)
                && (self.year.is_none()
                    || year.is_none()
                    || self.year == year
                    || self.year == year.map(|year| year - 1) && told.year.is_none());
        }
        told.dates().iter().any(agrees)
    }

    fn is_partly(&self, date: Date) -> bool {
        self.month == Some(date.month()) && self.day.is_none_or(|day| day == date.day())
    }

    /// The day itself, where it is told or follows from the day of publishing.
    pub fn date(&self) -> Option<Date> {
        if let Some(near) = self.near {
            return self.published?.checked_add(i32::from(near).days()).ok();
        }
        let year = self.year.or(self.published.map(|published| published.year()))?;
        Date::new(year, self.month?, self.day?).ok()
    }

    /// The days that are meant, or may be.
    fn dates(&self) -> Vec<Date> {
        const WEEK: i8 = 7;
        if let Some(date) = self.date() {
            return vec![date];
        }
        match (self.weekday, self.published) {
            (Some(weekday), Some(published)) => {
                let ahead = (weekday - published.weekday().to_monday_zero_offset()).rem_euclid(WEEK);
                [ahead - WEEK, ahead, ahead - 2 * WEEK, ahead + WEEK]
                    .iter()
                    .filter_map(|days| published.checked_add(i32::from(*days).days()).ok())
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

fn spaced(passage: &Passage, at: usize) -> Option<Day> {
    let token = &passage.tokens[at];
    let lang = passage.lang;
    if token.kind == Kind::Number {
        let date = written_in_full(passage.of(at), lang.as_str() == "en")?;
        let (year, month, day) = (Some(date.year()), Some(date.month()), Some(date.day()));
        return Some(Day { tokens: at..at + 1, year, month, day, ..Day::default() });
    }
    let pair = passage.tokens.get(at + 1).and_then(|next| word_of(lang, pair_of(token.hash, next.hash)));
    if let Some(Word::Near(near)) = pair {
        return Some(Day { tokens: at..at + 2, near: Some(near), ..Day::default() });
    }
    let by_root = || month_by_root(lang, &passage.of(at).to_lowercase()).map(Word::Month);
    match word_of(lang, token.hash).or_else(by_root)? {
        // The name of a day in another sense is written small in English, and "heute" is never a name.
        Word::Weekday(_) | Word::Month(_) if lang.as_str() == "en" && token.kind != Kind::Capital => None,
        Word::Near(near) => Some(Day { tokens: at..at + 1, near: Some(near), ..Day::default() }),
        Word::Weekday(weekday) => {
            let mut day = Day { tokens: at..at + 1, weekday: Some(weekday), ..Day::default() };
            // "Tuesday, March 3": one day.
            let next = (at + 1..(at + 4).min(passage.tokens.len())).find_map(|next| beside_month_at(passage, next));
            if let Some(date) = next {
                day = Day { tokens: at..date.tokens.end, weekday: Some(weekday), ..date };
            }
            Some(day)
        }
        Word::Month(_) => beside_month_at(passage, at),
        _ => None,
    }
}

fn month_at(passage: &Passage, at: usize) -> Option<i8> {
    let token = passage.tokens.get(at).filter(|token| token.kind.is_word())?;
    match word_of(passage.lang, token.hash) {
        Some(Word::Month(month)) => Some(month),
        _ => month_by_root(passage.lang, &passage.of(at).to_lowercase()),
    }
}

/// "3 March 2026", "March 3rd, 2026", "3. März", "3 de marzo", "March 2026", "in March".
fn beside_month_at(passage: &Passage, at: usize) -> Option<Day> {
    let month = month_at(passage, at)?;
    let number = |at: usize| {
        passage.tokens.get(at).filter(|token| token.kind == Kind::Number).and_then(|_| leading_number(passage.of(at)))
    };
    let day_at = |at: Option<usize>| {
        at.and_then(number)
            .filter(|(day, rest)| (1..=31).contains(day) && is_ordinal_ending(rest))
            .map(|(day, _)| day as i8)
    };
    let skips = |at: usize| {
        passage
            .tokens
            .get(at)
            .is_some_and(|_| matches!(passage.of(at), "." | "of" | "de" | "del" | "d'" | "do" | "van" | "the" | ","))
    };
    let mut tokens = at..at + 1;
    let mut day = None;
    if let Some(before) = day_at(at.checked_sub(1)) {
        day = Some(before);
        tokens.start = at - 1;
    } else if let Some(before) = at.checked_sub(2).filter(|_| skips(at - 1)).and_then(|before| day_at(Some(before))) {
        day = Some(before);
        tokens.start = at - 2;
    } else if let Some(after) = day_at(Some(at + 1)) {
        day = Some(after);
        tokens.end = at + 2;
    }
    let year_at = |at: usize| {
        number(at).filter(|(year, rest)| (1800..2200).contains(year) && rest.len() <= 2).map(|(year, _)| year as i16)
    };
    let mut year = year_at(tokens.end);
    if year.is_some() {
        tokens.end += 1;
    } else if skips(tokens.end)
        && let Some(after) = year_at(tokens.end + 1)
    {
        year = Some(after);
        tokens.end += 2;
    }
    // "May" and "März" alone may be a verb or a name: a month stands after a word like "in".
    let is_bare = day.is_none() && year.is_none();
    let is_doubtful = matches!(
        passage.of(at),
        "May" | "March" | "mars" | "Mars" | "mart" | "Mart" | "ocak" | "may" | "march" | "set" | "ago"
    );
    let follows_word = at.checked_sub(1).is_some_and(|before| {
        passage.tokens[before].kind == Kind::Lower && passage.words[before].is_function
            || matches!(passage.of(before), "early" | "late" | "mid" | "last" | "next" | "this")
    });
    if is_bare && is_doubtful && !follows_word {
        return None;
    }
    Some(Day { tokens, year, month: Some(month), day, ..Day::default() })
}

/// Chinese and Japanese: "2026年3月4日", "3月", "星期三", "昨天".
fn unspaced(passage: &Passage, at: usize) -> Option<Day> {
    if passage.tokens[at].kind == Kind::Number {
        let mut day = Day { tokens: at..at, ..Day::default() };
        let mut next = at;
        while let Some(number) =
            passage.tokens.get(next).filter(|t| t.kind == Kind::Number).and_then(|_| wide_number(passage.of(next)))
        {
            let Some(unit) = passage.tokens.get(next + 1).map(|_| passage.of(next + 1)) else { break };
            let after = passage.tokens.get(next + 2).map(|_| passage.of(next + 2));
            let lasts = matches!(after, Some("间" | "間" | "内" | "後" | "后" | "连" | "前" | "来"));
            match unit {
                "年" if (1800..2200).contains(&number) => day.year = Some(number as i16),
                "月" if (1..=12).contains(&number) => day.month = Some(number as i8),
                "日" | "号" | "號" if (1..=31).contains(&number) && !lasts => day.day = Some(number as i8),
                _ => break,
            }
            next += 2;
            if day.day.is_some() {
                break;
            }
        }
        day.tokens.end = next;
        return (day.month.is_some() || day.day.is_some()).then_some(day);
    }
    let mut characters = passage.from(at).chars();
    let (first, second, third) = (characters.next()?, characters.next()?, characters.next());
    let near = match (first, second) {
        ('前', '天') | ('一', '昨') => Some(-2),
        ('昨', '天' | '日' | '晚' | '夜') => Some(-1),
        ('今', '天' | '日' | '早' | '晨' | '晚') => Some(0),
        ('明', '天' | '日') => Some(1),
        _ => None,
    };
    if near.is_some() {
        return Some(Day { tokens: at..at + 2, near, ..Day::default() });
    }
    if let Some((month, length)) = han_month(passage.from(at)) {
        return Some(Day { tokens: at..at + length, month: Some(month), ..Day::default() });
    }
    let of = |days: &str, day: char| days.chars().position(|c| c == day).map(|weekday| weekday as i8);
    let chinese = |day: char| of("一二三四五六日", day).or((day == '天').then_some(6));
    let (weekday, length) = match (first, second, third) {
        ('星' | '礼' | '禮', '期' | '拜', Some(day)) => (chinese(day)?, 3),
        ('周' | '週', day, _) => (chinese(day)?, 2),
        (day, '曜', _) => (of("月火水木金土日", day)?, 2),
        _ => return None,
    };
    Some(Day { tokens: at..at + length, weekday: Some(weekday), ..Day::default() })
}

/// "十月", "十二月": the month, and how many characters name it. How many months something takes has a 个 before it.
fn han_month(text: &str) -> Option<(i8, usize)> {
    const MONTHS: [&str; 12] =
        ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
    let found = MONTHS.iter().zip(1..).find(|(name, _)| text.starts_with(**name));
    found.map(|(name, month)| (month, name.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::Lang;

    fn days(lang: &str, text: &str, published: &str) -> Vec<Day> {
        find(&Passage::new(text, Lang::parse(lang).unwrap(), published.parse().ok()), false)
    }

    #[test]
    fn days_are_told_in_any_language_and_against_the_day_of_publishing() {
        // 4 March 2026 is a Wednesday.
        let check = |lang: &str, claim: &str, source_lang: &str, source: &str, expected: bool| {
            let said = days(lang, claim, "2026-03-04");
            let told = days(source_lang, source, "2026-03-04");
            assert!(!said.is_empty(), "{claim}");
            let all = said.iter().all(|said| told.iter().any(|told| said.is_told_by(told)));
            assert_eq!(all, expected, "{claim} | {source}: {said:?} {told:?}");
        };
        check("en", "on Tuesday", "en", "on Tuesday", true);
        check("en", "on Tuesday", "en", "on Monday", false);
        check("en", "on Tuesday", "en", "yesterday", true);
        check("en", "on 3 March", "en", "on Tuesday", true);
        check("en", "on March 3, 2026", "de", "am 3. März", true);
        check("en", "on March 5", "en", "on 3 March", false);
        check("de", "am Dienstag", "en", "on Tuesday", true);
        check("fr", "le 3 mars 2026", "zh", "3月3日", true);
        check("fr", "le 3 mars 2025", "en", "3 March 2026", false);
        check("ru", "в марте", "en", "on 3 March", true);
        check("ru", "в апреле", "en", "on 3 March", false);
        check("zh", "星期二", "zh", "周二", true);
        check("zh", "周三", "zh", "周二", false);
        check("zh", "十月", "en", "in October", true);
        check("zh", "十二月", "en", "in February", false);
        check("ar", "يوم الثلاثاء", "en", "Tuesday", true);
        check("es", "el 3 de marzo", "es", "ayer", true);
        check("en", "in May", "en", "It may rain in June", false);
    }
}
