//! Times as a reader says them: "an hour ago". The script says the same words (assets/site.js), so that a page does
//! not change its wording when a minute passes.

use jiff::tz::TimeZone;
use news::Timestamp;
use std::fmt;

/// A moment as it stands on a page: relative words, the exact time for machines and on hovering.
#[derive(Clone, Copy, Debug)]
pub struct When {
    pub at: Timestamp,
    pub now: Timestamp,
}

impl fmt::Display for When {
    /// Writes a whole `time` element; everything in it is made here.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relative = relative_words(self.at, self.now);
        let age = if relative.is_some() { " data-age" } else { "" };
        write!(f, "<time datetime=\"{}\" title=\"{}\"{age}>", machine(self.at), Exact(self.at))?;
        match relative {
            Some(words) => words.fmt(f)?,
            None => Day(self.at).fmt(f)?,
        }
        f.write_str("</time>")
    }
}

impl askama::filters::HtmlSafe for When {}

/// A moment to the minute, as a `time` element: "22 November 2026, 20:15 UTC".
#[derive(Clone, Copy, Debug)]
pub struct ExactTime(pub Timestamp);

impl fmt::Display for ExactTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<time datetime=\"{}\">{}</time>", machine(self.0), Exact(self.0))
    }
}

impl askama::filters::HtmlSafe for ExactTime {}

/// A calendar day, whatever the reader's zone, as a `time` element: "22 November 2026".
#[derive(Clone, Copy, Debug)]
pub struct CalendarDay(pub Timestamp);

impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0.to_jiff().to_zoned(TimeZone::UTC).date();
        write!(f, "<time datetime=\"{date}\">{}</time>", Day(self.0))
    }
}

impl askama::filters::HtmlSafe for CalendarDay {}

/// The words for an age under a week; None when a date says it better, or when the moment lies ahead.
pub fn relative_words(at: Timestamp, now: Timestamp) -> Option<RelativeWords> {
    let seconds = now.since_us(at).div_euclid(Timestamp::SECOND);
    if !(-60..7 * 86_400).contains(&seconds) {
        return None;
    }
    let minutes = seconds.max(0) / 60;
    Some(match minutes {
        0 => RelativeWords::JustNow,
        1..60 => RelativeWords::Minutes(minutes),
        60..1440 => RelativeWords::Hours(minutes / 60),
        _ => RelativeWords::Days(minutes / 1440),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelativeWords {
    JustNow,
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

impl fmt::Display for RelativeWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::JustNow => f.write_str("just now"),
            Self::Minutes(1) => f.write_str("a minute ago"),
            Self::Minutes(n) => write!(f, "{n} minutes ago"),
            Self::Hours(1) => f.write_str("an hour ago"),
            Self::Hours(n) => write!(f, "{n} hours ago"),
            Self::Days(1) => f.write_str("yesterday"),
            Self::Days(n) => write!(f, "{n} days ago"),
        }
    }
}

/// How long until a moment: "in 12 minutes"; "now" when it has come.
pub fn until_words(at: Timestamp, now: Timestamp) -> String {
    let minutes = at.since_us(now).div_euclid(Timestamp::MINUTE);
    match minutes {
        i64::MIN..1 => "now".to_owned(),
        1 => "in a minute".to_owned(),
        2..60 => format!("in {minutes} minutes"),
        60..120 => "in an hour".to_owned(),
        120..2880 => format!("in {} hours", minutes / 60),
        _ => format!("in {} days", minutes / 1440),
    }
}

/// A running time: "3:05", "1:02:09".
pub fn duration_words(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// The date of the masthead: "Sunday, 22 November 2026".
pub fn masthead_date(now: Timestamp) -> String {
    let date = now.to_jiff().to_zoned(TimeZone::UTC);
    format!("{}, {}", WEEKDAYS[date.weekday().to_monday_zero_offset() as usize % 7], Day(now))
}

/// RFC 3339 to the second, what `datetime` and feeds want.
pub fn machine(at: Timestamp) -> String {
    Timestamp::from_unix_seconds(at.unix_seconds()).to_string()
}

/// A moment to the minute in words: "22 November 2026, 20:15 UTC".
pub fn exact(at: Timestamp) -> String {
    Exact(at).to_string()
}

struct Day(Timestamp);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0.to_jiff().to_zoned(TimeZone::UTC);
        write!(f, "{} {} {}", date.day(), MONTHS[date.month().unsigned_abs() as usize % 13], date.year())
    }
}

struct Exact(Timestamp);

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0.to_jiff().to_zoned(TimeZone::UTC);
        write!(f, "{}, {:02}:{:02} UTC", Day(self.0), date.hour(), date.minute())
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// By number; the year starts with 1.
const MONTHS: [&str; 13] = [
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T20:15:00Z";

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn an_age_is_said_in_words() {
        let check = |seconds_ago: i64, expected: Option<&str>| {
            let now = moment(NOW);
            let words = relative_words(now.plus_us(-seconds_ago * Timestamp::SECOND), now);
            assert_eq!(words.map(|words| words.to_string()).as_deref(), expected, "{seconds_ago} s");
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
        let check = |at: &str, expected: &str| {
            assert_eq!(When { at: moment(at), now: moment(NOW) }.to_string(), expected);
        };
        check(
            "2026-11-22T19:10:00.5Z",
            "<time datetime=\"2026-11-22T19:10:00Z\" title=\"22 November 2026, 19:10 UTC\" data-age>an hour ago</time>",
        );
        check(
            "2025-01-02T03:04:05Z",
            "<time datetime=\"2025-01-02T03:04:05Z\" title=\"2 January 2025, 03:04 UTC\">2 January 2025</time>",
        );
        assert_eq!(masthead_date(moment(NOW)), "Sunday, 22 November 2026");
        let day = CalendarDay(moment("2026-11-02T00:00:00Z")).to_string();
        assert_eq!(day, "<time datetime=\"2026-11-02\">2 November 2026</time>");
    }

    #[test]
    fn durations_and_waits() {
        assert_eq!(duration_words(185), "3:05");
        assert_eq!(duration_words(3729), "1:02:09");
        let now = moment(NOW);
        let check = |seconds: i64, expected: &str| {
            assert_eq!(until_words(now.plus_us(seconds * Timestamp::SECOND), now), expected);
        };
        check(-5, "now");
        check(90, "in a minute");
        check(900, "in 15 minutes");
        check(5000, "in an hour");
        check(90_000, "in 25 hours");
        check(864_000, "in 10 days");
    }
}
