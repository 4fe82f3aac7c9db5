//! Moments: UTC microseconds since 1970, as they stand in the database.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z. Serialises as RFC 3339.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    pub const SECOND: i64 = 1_000_000;
    pub const MINUTE: i64 = 60 * Self::SECOND;
    pub const HOUR: i64 = 60 * Self::MINUTE;
    pub const DAY: i64 = 24 * Self::HOUR;

    /// Builds the moment `seconds` after 1970; saturates at the ends of the range.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(Self::SECOND))
    }

    /// Tells the whole seconds since 1970, rounded down.
    pub fn unix_seconds(self) -> i64 {
        self.0.div_euclid(Self::SECOND)
    }

    /// Moves by a number of microseconds; saturates.
    #[must_use]
    pub fn plus_us(self, us: i64) -> Self {
        Self(self.0.saturating_add(us))
    }

    /// Tells how far `self` lies after `earlier`, in microseconds; negative when before.
    pub fn since_us(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Converts to jiff's moment; a value outside jiff's years (−9999 to 9999) is clamped to its ends.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    pub fn from_jiff(moment: jiff::Timestamp) -> Self {
        Self(moment.as_microsecond())
    }

    /// Tells which day it is in a zone.
    pub fn day_in(self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        self.to_jiff().to_zoned(zone.clone()).date()
    }

    /// Tells when it is `hour` o'clock (0 to 23) next in a zone, after this moment. Where clocks jump over the hour, it is the
    /// moment they jump to.
    #[must_use]
    pub fn next_hour(self, hour: i8, zone: &jiff::tz::TimeZone) -> Self {
        let today = self.day_in(zone);
        let at = |day: jiff::civil::Date| day.at(hour.clamp(0, 23), 0, 0, 0).to_zoned(zone.clone());
        let days = [Ok(today), today.tomorrow()].into_iter().filter_map(Result::ok);
        let moments = days.filter_map(|day| at(day).ok()).map(|zoned| Self::from_jiff(zoned.timestamp()));
        moments.into_iter().find(|moment| *moment > self).unwrap_or(self.plus_us(Self::DAY))
    }

    /// Parses RFC 3339 ("2026-03-04T05:06:07Z", any offset). None when the text is anything else.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        text.trim().parse::<jiff::Timestamp>().ok().map(Self::from_jiff)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.to_jiff().fmt(f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).ok_or_else(|| serde::de::Error::custom("not an RFC 3339 time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back_what_it_prints() {
        for text in ["1970-01-01T00:00:00Z", "2026-03-04T05:06:07.123456Z", "1969-12-31T23:59:59Z"] {
            assert_eq!(Timestamp::parse_rfc3339(text).unwrap().to_string(), text);
        }
        assert_eq!(Timestamp::parse_rfc3339("2026-03-04T05:06:07+02:00").unwrap().to_string(), "2026-03-04T03:06:07Z");
        assert_eq!(Timestamp::parse_rfc3339("yesterday"), None);
        assert_eq!(Timestamp(i64::MAX).to_jiff(), jiff::Timestamp::MAX);
    }

    #[test]
    fn the_next_hour_is_found_in_its_zone() {
        let check = |now: &str, hour: i8, zone: &str, expected: &str| {
            let zone = jiff::tz::TimeZone::get(zone).unwrap();
            let next = Timestamp::parse_rfc3339(now).unwrap().next_hour(hour, &zone);
            assert_eq!(next.to_string(), expected, "{now} {hour}");
        };
        check("2026-11-22T05:59:00Z", 7, "Europe/Vienna", "2026-11-22T06:00:00Z");
        check("2026-11-22T06:00:00Z", 7, "Europe/Vienna", "2026-11-23T06:00:00Z");
        check("2026-11-22T23:30:00Z", 0, "Asia/Shanghai", "2026-11-23T16:00:00Z");
        // The clocks jump from two to three, and fall back from three to two.
        check("2026-03-28T12:00:00Z", 2, "Europe/Vienna", "2026-03-29T01:00:00Z");
        check("2026-10-24T12:00:00Z", 2, "Europe/Vienna", "2026-10-25T00:00:00Z");
    }
}
