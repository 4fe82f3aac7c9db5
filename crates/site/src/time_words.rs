//! Times as a reader says them: "an hour ago". The script says the same words (assets/site.js), so that a page does
//! not change its wording when a minute passes.

use crate::tongue::Tongue;
use jiff::tz::TimeZone;
use news::Timestamp;
use std::fmt;

/// When a page is made, and the language in which it tells of times.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub now: Timestamp,
    pub tongue: Tongue,
}

impl Clock {
    pub fn when(self, at: Timestamp) -> When {
        When { at, clock: self }
    }

    pub fn exact(self, at: Timestamp) -> ExactTime {
        ExactTime(at, self.tongue)
    }

    pub fn day(self, at: Timestamp) -> CalendarDay {
        CalendarDay(at, self.tongue)
    }

    /// How long until a moment: "in 12 minutes"; "now" when it has come.
    pub fn until(self, at: Timestamp) -> String {
        let minutes = at.since_us(self.now).div_euclid(Timestamp::MINUTE);
        match minutes {
            i64::MIN..1 => self.tongue.until_now().to_owned(),
            1..60 => self.tongue.until_minutes(minutes),
            60..2880 => self.tongue.until_hours(minutes / 60),
            _ => self.tongue.until_days(minutes / 1440),
        }
    }

    /// The date of the masthead: "Sunday, 22 November 2026".
    pub fn masthead_date(self) -> String {
        let date = self.now.to_jiff().to_zoned(TimeZone::UTC);
        self.tongue
            .date_masthead(&day(self.now, self.tongue), self.tongue.weekday(date.weekday().to_monday_one_offset()))
    }
}

/// A moment as it stands on a page: relative words, the exact time for machines and on hovering.
#[derive(Clone, Copy, Debug)]
pub struct When {
    pub at: Timestamp,
    pub clock: Clock,
}

impl fmt::Display for When {
    /// Writes a whole `time` element; everything in it is made here.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tongue = self.clock.tongue;
        let age = age(self.at, self.clock.now);
        let mark = if age.is_some() { " data-age" } else { "" };
        write!(f, "<time datetime=\"{}\" title=\"{}\"{mark}>", machine(self.at), exact(self.at, tongue))?;
        match age {
            Some(age) => f.write_str(&age.said_in(tongue))?,
            None => f.write_str(&day(self.at, tongue))?,
        }
        f.write_str("</time>")
    }
}

impl askama::filters::HtmlSafe for When {}

/// A moment to the minute, as a `time` element: "22 November 2026, 20:15 UTC".
#[derive(Clone, Copy, Debug)]
pub struct ExactTime(Timestamp, Tongue);

impl fmt::Display for ExactTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<time datetime=\"{}\">{}</time>", machine(self.0), exact(self.0, self.1))
    }
}

impl askama::filters::HtmlSafe for ExactTime {}

/// A calendar day, whatever the reader's zone, as a `time` element: "22 November 2026".
#[derive(Clone, Copy, Debug)]
pub struct CalendarDay(Timestamp, Tongue);

impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0.to_jiff().to_zoned(TimeZone::UTC).date();
        write!(f, "<time datetime=\"{date}\">{}</time>", day(self.0, self.1))
    }
}

impl askama::filters::HtmlSafe for CalendarDay {}

/// How long ago something was, as far as one says it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    JustNow,
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

/// Tells an age under a week; None when a date says it better, or when the moment lies ahead.
fn age(at: Timestamp, now: Timestamp) -> Option<Age> {
    let seconds = now.since_us(at).div_euclid(Timestamp::SECOND);
    if !(-60..7 * 86_400).contains(&seconds) {
        return None;
    }
    let minutes = seconds.max(0) / 60;
    Some(match minutes {
        0 => Age::JustNow,
        1..60 => Age::Minutes(minutes),
        60..1440 => Age::Hours(minutes / 60),
        _ => Age::Days(minutes / 1440),
    })
}

impl Age {
    fn said_in(self, tongue: Tongue) -> String {
        match self {
            Self::JustNow => tongue.age_now().to_owned(),
            Self::Minutes(minutes) => tongue.age_minutes(minutes),
            Self::Hours(hours) => tongue.age_hours(hours),
            Self::Days(days) => tongue.age_days(days),
        }
    }
}

/// A running time: "3:05", "1:02:09".
pub fn duration_words(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// RFC 3339 to the second, what `datetime` and feeds want.
pub fn machine(at: Timestamp) -> String {
    Timestamp::from_unix_seconds(at.unix_seconds()).to_string()
}

/// A moment to the minute in words: "22 November 2026, 20:15 UTC".
pub fn exact(at: Timestamp, tongue: Tongue) -> String {
    let date = at.to_jiff().to_zoned(TimeZone::UTC);
    let time = format!("{:02}:{:02}", date.hour(), date.minute());
    tongue.date_exact(&date.day().to_string(), tongue.month(date.month()), &time, &date.year().to_string())
}

/// "22 November 2026".
pub fn day(at: Timestamp, tongue: Tongue) -> String {
    let date = at.to_jiff().to_zoned(TimeZone::UTC);
    tongue.date_day(&date.day().to_string(), tongue.month(date.month()), &date.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T20:15:00Z";

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    fn clock(tongue: Tongue) -> Clock {
        Clock { now: moment(NOW), tongue }
    }

    #[test]
    fn an_age_is_said_in_words() {
        let check = |seconds_ago: i64, expected: Option<&str>| {
            let now = moment(NOW);
            let age = age(now.plus_us(-seconds_ago * Timestamp::SECOND), now);
            assert_eq!(age.map(|age| age.said_in(Tongue::English)).as_deref(), expected, "{seconds_ago} s");
        };
        check(-3600, None);
        check(-30, Some("just now"));
        check(59, Some("just now"));
        check(60, Some("a minute ago"));
        check(3 * 60, Some("3 minutes ago"));
        check(3600, Some("an hour ago"));
        check(7199, Some("an hour ago"));
        check(5 * 3600, Some("5 hours ago"));
        check(86_400, Some("yesterday"));
        check(6 * 86_400, Some("6 days ago"));
        check(7 * 86_400, None);
    }

    #[test]
    fn a_moment_is_a_time_element_with_its_exact_time() {
        let check = |tongue: Tongue, at: &str, expected: &str| {
            assert_eq!(clock(tongue).when(moment(at)).to_string(), expected);
        };
        let an_hour_before = "2026-11-22T19:10:00.5Z";
        check(
            Tongue::English,
            an_hour_before,
            "<time datetime=\"2026-11-22T19:10:00Z\" title=\"22 November 2026, 19:10 UTC\" data-age>an hour ago</time>",
        );
        check(
            Tongue::German,
            an_hour_before,
            "<time datetime=\"2026-11-22T19:10:00Z\" title=\"22. November 2026, 19:10 Uhr UTC\" data-age>vor einer Stunde</time>",
        );
        check(
            Tongue::English,
            "2025-01-02T03:04:05Z",
            "<time datetime=\"2025-01-02T03:04:05Z\" title=\"2 January 2025, 03:04 UTC\">2 January 2025</time>",
        );
        let day = clock(Tongue::English).day(moment("2026-11-02T00:00:00Z")).to_string();
        assert_eq!(day, "<time datetime=\"2026-11-02\">2 November 2026</time>");
    }

    #[test]
    fn the_masthead_has_the_date_of_each_language() {
        let check = |tongue: Tongue, expected: &str| {
            assert_eq!(clock(tongue).masthead_date().replace(['\u{2068}', '\u{2069}'], ""), expected)
        };
        check(Tongue::English, "Sunday, 22 November 2026");
        check(Tongue::German, "Sonntag, 22. November 2026");
        check(Tongue::Spanish, "domingo, 22 de noviembre de 2026");
        check(Tongue::Chinese, "2026年11月22日 星期日");
        check(Tongue::Arabic, "الأحد 22 نوفمبر 2026");
    }

    #[test]
    fn durations_and_waits() {
        assert_eq!(duration_words(185), "3:05");
        assert_eq!(duration_words(3729), "1:02:09");
        let check = |seconds: i64, expected: &str| {
            let clock = clock(Tongue::English);
            assert_eq!(clock.until(clock.now.plus_us(seconds * Timestamp::SECOND)), expected);
        };
        check(-5, "now");
        check(90, "in a minute");
        check(900, "in 15 minutes");
        check(5000, "in an hour");
        check(90_000, "in 25 hours");
        check(864_000, "in 10 days");
    }
}
