//! When to ask a source again. Pure: the same past gives the same moment.
//!
//! The plan, in this order:
//! 1. A source that publishes is asked about twice per article: half the usual gap between its recent items, and
//!    less often the longer it has been silent.
//! 2. What the publisher states (`ttl`, `sy:updatePeriod`, `max-age`) is the least. It alone may bring the
//!    interval under ten minutes, and never under one.
//! 3. A hub that pushes makes asking a safety net.
//! 4. A live blog is asked as often as it moves, every half minute at the most, and ever less often in silence.
//! 5. Failures double the interval, to a day, and for what fails for long to a week; then the source is paused.
//! 6. A spread of a tenth, by a hash of the source, keeps sources from moving in step.

use news::{FetchFault, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

pub const USUAL_LEAST_US: i64 = 10 * Timestamp::MINUTE;
pub const STATED_LEAST_US: i64 = Timestamp::MINUTE;
pub const LONGEST_US: i64 = Timestamp::DAY;
pub const LONGEST_FAILING_US: i64 = 7 * Timestamp::DAY;
/// A source about which nothing is known yet.
const UNKNOWN_US: i64 = Timestamp::HOUR;
/// A source whose hub pushes.
const PUSHED_LEAST_US: i64 = 6 * Timestamp::HOUR;
/// A live blog that has not ended is asked so often when nothing says how fast it moves.
const LIVE_US: i64 = Timestamp::MINUTE;
/// And within these as long as it moves.
pub const LIVE_LEAST_US: i64 = 30 * Timestamp::SECOND;
const LIVE_LONGEST_US: i64 = 5 * Timestamp::MINUTE;
/// A live blog is asked that many times during a silence as long as the one before.
const ASKED_IN_SILENCE: i64 = 20;
/// Failing in a row for this long, and so often, is failing for long.
const LONG_FAILING_US: i64 = 7 * Timestamp::DAY;
const LONG_FAILING_TIMES: u32 = 10;
/// What was wrong at the publisher's for so long will not mend itself.
const DEAD_AFTER_US: i64 = 30 * Timestamp::DAY;
const DEAD_AFTER_TIMES: u32 = 20;
/// How many of the newest items the rate is taken from.
const RECENT_ITEMS: usize = 20;

/// What is known of a source after a fetch.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Any steady number of the source; it decides the spread.
    pub source: i64,
    /// When its recent items were published, in any order; future ones are passed over.
    pub item_times: Vec<Timestamp>,
    /// `ParsedFeed::min_interval_s`: `ttl`, `sy:updatePeriod`.
    pub min_interval_s: Option<i64>,
    /// How long the answer stays fresh, by its headers.
    pub fresh_for_s: Option<i64>,
    /// How long the server asked us to stay away; a week at most is heeded.
    pub retry_after_s: Option<i64>,
    /// When it last brought anything new.
    pub last_change: Option<Timestamp>,
    /// A WebSub subscription is verified and its lease runs.
    pub pushed: bool,
    /// It is a live blog, and has not ended; `item_times` are its posts'.
    pub live: bool,
    /// The interval before this fetch.
    pub interval_s: Option<i64>,
    pub failing: Option<Failing>,
}

/// A row of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// Whose fault the newest failure was.
    pub fault: FetchFault,
    /// How many failures in a row, at least one.
    pub times: u32,
    /// When the row began.
    pub since: Timestamp,
}

/// What to do with a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    At(Timestamp),
    /// Stop asking until a person looks at it.
    Paused(PauseReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseReason {
    /// The publisher said that it is gone for good (410).
    Gone,
    /// The publisher's answers have been wrong for a month.
    Dead,
    /// The address or the configuration must be mended first.
    Misconfigured,
}

impl PauseReason {
    /// A word for the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Dead => "dead",
            Self::Misconfigured => "misconfigured",
        }
    }

    /// A sentence for the source's health page.
    pub fn message(self) -> &'static str {
        match self {
            Self::Gone => "The publisher has withdrawn this source for good; it is no longer asked.",
            Self::Dead => "This source has failed for a month; it is no longer asked until someone looks at it.",
            Self::Misconfigured => "The address of this source cannot be fetched as it stands.",
        }
    }
}

/// Tells when to ask the source next.
pub fn next_fetch(past: &Past, now: Timestamp) -> Next {
    let interval_us = match past.failing {
        Some(failing) => match pause(failing, now) {
            Some(reason) => return Next::Paused(reason),
            None => failing_interval_us(past, failing, now),
        },
        None => interval_us(past, now),
    };
    let asked_us = seconds_us(past.retry_after_s).unwrap_or(0).min(LONGEST_FAILING_US);
    Next::At(now.plus_us(spread_us(past.source, interval_us).max(asked_us)))
}

fn pause(failing: Failing, now: Timestamp) -> Option<PauseReason> {
    match failing.fault {
        FetchFault::Gone => Some(PauseReason::Gone),
        FetchFault::Ours => Some(PauseReason::Misconfigured),
        _ => {
            let dead = failing.times >= DEAD_AFTER_TIMES && now.since_us(failing.since) >= DEAD_AFTER_US;
            dead.then_some(PauseReason::Dead)
        }
    }
}

fn failing_interval_us(past: &Past, failing: Failing, now: Timestamp) -> i64 {
    let for_long = failing.times >= LONG_FAILING_TIMES && now.since_us(failing.since) >= LONG_FAILING_US;
    let longest_us = if for_long { LONGEST_FAILING_US } else { LONGEST_US };
    let usual_us = interval_us(past, now).max(USUAL_LEAST_US);
    // What passes is tried again soon; what is wrong at their end or refused here gives no reason to hurry.
    let steps = if failing.fault == FetchFault::Passing { failing.times.saturating_sub(1) } else { failing.times };
    usual_us.saturating_mul(1 << steps.min(20)).min(longest_us)
}

fn interval_us(past: &Past, now: Timestamp) -> i64 {
    let stated_us = stated_us(past);
    if past.live {
        return live_us(past, now).max(stated_us.unwrap_or(0).min(USUAL_LEAST_US)).min(LONGEST_US);
    }
    let least_us = match stated_us {
        Some(stated_us) => stated_us.max(STATED_LEAST_US),
        None => USUAL_LEAST_US,
    };
    let least_us = if past.pushed { least_us.max(PUSHED_LEAST_US) } else { least_us };
    rate_us(past, now).max(least_us).min(LONGEST_US)
}

/// A quarter of the usual gap between the newest posts; in silence a share of it, so that a blog that its publisher
/// forgot to end is soon asked no more often than any other page. An answer without news tells of no post: then the
/// interval grows by that share.
fn live_us(past: &Past, now: Timestamp) -> i64 {
    let mut times: Vec<i64> = past.item_times.iter().map(|time| time.0).filter(|time| *time <= now.0).collect();
    times.sort_unstable_by(|a, b| b.cmp(a));
    times.truncate(RECENT_ITEMS);
    let Some(newest) = times.first() else {
        let last_us = seconds_us(past.interval_s).filter(|us| *us > 0);
        return last_us.map_or(LIVE_US, |us| (us + us / ASKED_IN_SILENCE).max(LIVE_LEAST_US));
    };
    let mut gaps: Vec<i64> = times.windows(2).map(|pair| pair[0].saturating_sub(pair[1])).collect();
    gaps.sort_unstable();
    let usual_us = gaps.get(gaps.len() / 2).map_or(LIVE_US, |gap| (gap / 4).clamp(LIVE_LEAST_US, LIVE_LONGEST_US));
    usual_us.max(now.0.saturating_sub(*newest) / ASKED_IN_SILENCE)
}

/// The least interval by the publisher's own word. Freshness is a cache's setting more than a plan: where it is
/// short it may only lower the floor, and zero (`no-cache`) says nothing of how often there is news.
fn stated_us(past: &Past) -> Option<i64> {
    let positive = |seconds: Option<i64>| seconds_us(seconds).filter(|us| *us > 0);
    match (positive(past.min_interval_s), positive(past.fresh_for_s)) {
        (Some(feed_us), Some(fresh_us)) => Some(feed_us.max(fresh_us)),
        (feed_us, fresh_us) => feed_us.or(fresh_us),
    }
}

/// Half the median gap between recent items, and a tenth of the silence since the newest, whichever is longer.
fn rate_us(past: &Past, now: Timestamp) -> i64 {
    let mut times: Vec<i64> = past.item_times.iter().map(|time| time.0).filter(|time| *time <= now.0).collect();
    times.sort_unstable_by(|a, b| b.cmp(a));
    times.truncate(RECENT_ITEMS);
    let newest = times.first().copied().max(past.last_change.map(|change| change.0));
    let silence_us = newest.map_or(0, |newest| now.0.saturating_sub(newest)) / 10;
    let mut gaps: Vec<i64> = times.windows(2).map(|pair| pair[0] - pair[1]).collect();
    if gaps.is_empty() {
        return silence_us.max(UNKNOWN_US);
    }
    gaps.sort_unstable();
    silence_us.max(gaps[gaps.len() / 2] / 2)
}

/// Moves an interval by up to a tenth upwards, always by the same for one source.
fn spread_us(source: i64, interval_us: i64) -> i64 {
    let share = (xxh3_64(&source.to_le_bytes()) % 1000) as i64;
    interval_us.saturating_add(interval_us / 10_000 * share)
}

/// Microseconds of a span the outside named; a year at most, so that nothing overflows.
fn seconds_us(seconds: Option<i64>) -> Option<i64> {
    seconds.map(|seconds| seconds.clamp(0, 366 * 86_400) * Timestamp::SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_772_600_000_000_000);
    const MINUTE: i64 = Timestamp::MINUTE;
    const HOUR: i64 = Timestamp::HOUR;
    const DAY: i64 = Timestamp::DAY;

    /// A feed whose items came `gap_us` apart, the newest one gap ago.
    fn every(gap_us: i64) -> Past {
        let item_times = (1..=10).map(|n| NOW.plus_us(-n * gap_us)).collect();
        Past { item_times, ..Past::default() }
    }

    fn failing(fault: FetchFault, times: u32, since_us: i64) -> Past {
        let failing = Failing { fault, times, since: NOW.plus_us(-since_us) };
        Past { failing: Some(failing), ..every(HOUR) }
    }

    /// Checks the interval before the spread.
    fn check(name: &str, past: Past, expected_us: i64) {
        let Next::At(at) = next_fetch(&past, NOW) else { panic!("{name}: paused") };
        let interval_us = at.since_us(NOW);
        assert!(
            (expected_us..=expected_us / 10 * 11).contains(&interval_us),
            "{name}: {} s, expected {} s",
            interval_us / Timestamp::SECOND,
            expected_us / Timestamp::SECOND
        );
    }

    #[test]
    fn the_rate_decides_between_ten_minutes_and_a_day() {
        check("nothing known", Past::default(), HOUR);
        check("one item an hour ago", Past { item_times: vec![NOW.plus_us(-HOUR)], ..Past::default() }, HOUR);
        check("every minute", every(MINUTE), 10 * MINUTE);
        check("every half an hour", every(30 * MINUTE), 15 * MINUTE);
        check("every four hours", every(4 * HOUR), 2 * HOUR);
        check("every week", every(7 * DAY), DAY);
        let silent = Past {
            item_times: every(HOUR).item_times.iter().map(|t| t.plus_us(-5 * DAY)).collect(),
            ..Past::default()
        };
        check("hourly, silent for five days", silent.clone(), 12 * HOUR);
        check("without dates, but changed now", Past { last_change: Some(NOW), ..silent }, 30 * MINUTE);
        let mut future = every(HOUR);
        future.item_times.push(NOW.plus_us(300 * DAY));
        check("a date in the future", future, 30 * MINUTE);
        check("all at the same moment", Past { item_times: vec![NOW; 30], ..Past::default() }, 10 * MINUTE);
    }

    #[test]
    fn the_publishers_word_is_the_least_and_may_be_short() {
        let feed = |seconds| Past { min_interval_s: Some(seconds), ..every(MINUTE) };
        check("ttl of an hour", feed(3600), HOUR);
        check("ttl of five minutes", feed(300), 5 * MINUTE);
        check("ttl of a second", feed(1), MINUTE);
        check("ttl of nothing", feed(0), 10 * MINUTE);
        check("ttl of a month", feed(30 * 86_400), DAY);
        check("ttl beyond all numbers", feed(i64::MAX), DAY);
        let fresh = |seconds| Past { fresh_for_s: Some(seconds), ..every(MINUTE) };
        check("max-age of two minutes", fresh(120), 2 * MINUTE);
        check("no-cache", fresh(0), 10 * MINUTE);
        check("max-age of two hours", fresh(7200), 2 * HOUR);
        check("both", Past { min_interval_s: Some(1800), ..fresh(60) }, 30 * MINUTE);
        check("a slow feed with a short max-age", Past { fresh_for_s: Some(60), ..every(4 * HOUR) }, 2 * HOUR);
    }

    #[test]
    fn a_hub_makes_asking_a_safety_net_and_a_live_blog_is_asked_often() {
        check("pushed", Past { pushed: true, ..every(MINUTE) }, 6 * HOUR);
        check("pushed and slow", Past { pushed: true, ..every(7 * DAY) }, DAY);
        let live = |past: Past| Past { live: true, ..past };
        check("live, nothing known", live(Past::default()), MINUTE);
        check("live, a post a minute", live(every(MINUTE)), LIVE_LEAST_US);
        check("live, a post in eight minutes", live(every(8 * MINUTE)), 2 * MINUTE);
        check("live, a post an hour", live(every(HOUR)), 5 * MINUTE);
        let silent = |for_us: i64| {
            let item_times = every(MINUTE).item_times.iter().map(|time| time.plus_us(MINUTE - for_us)).collect();
            live(Past { item_times, ..Past::default() })
        };
        check("live, silent for an hour", silent(HOUR), 3 * MINUTE);
        check("live, silent for ten hours", silent(10 * HOUR), 30 * MINUTE);
        check("live, silent for a year", silent(365 * DAY), DAY);
        check("live, no news", live(Past { interval_s: Some(100), ..Past::default() }), 105 * Timestamp::SECOND);
        check(
            "live, cached for two minutes",
            Past { live: true, fresh_for_s: Some(120), ..Past::default() },
            2 * MINUTE,
        );
        check("live, cached for hours", Past { live: true, fresh_for_s: Some(9999), ..Past::default() }, 10 * MINUTE);
    }

    #[test]
    fn failures_double_to_a_day_and_then_to_a_week() {
        check("passing once", failing(FetchFault::Passing, 1, 0), 30 * MINUTE);
        check("passing twice", failing(FetchFault::Passing, 2, HOUR), HOUR);
        check("passing often", failing(FetchFault::Passing, 9, DAY), DAY);
        check("passing very often, of late", failing(FetchFault::Passing, 500, DAY), DAY);
        check("passing for ten days", failing(FetchFault::Passing, 12, 10 * DAY), 7 * DAY);
        check("wrong once", failing(FetchFault::Theirs, 1, 0), HOUR);
        check("refused thrice", failing(FetchFault::Refused, 3, DAY), 4 * HOUR);
        let asked = Past { retry_after_s: Some(6 * 3600), ..failing(FetchFault::Passing, 1, 0) };
        check("told to wait", asked, 6 * HOUR);
        let never = Past { retry_after_s: Some(i64::MAX), ..every(HOUR) };
        check("told to wait for ever", never, 7 * DAY);
        let short = Past { min_interval_s: Some(60), ..failing(FetchFault::Passing, 1, 0) };
        check("never in haste", Past { item_times: every(MINUTE).item_times, ..short }, 10 * MINUTE);
    }

    #[test]
    fn what_is_gone_dead_or_wrongly_set_up_is_paused() {
        let check = |past: Past, expected| assert_eq!(next_fetch(&past, NOW), Next::Paused(expected));
        check(failing(FetchFault::Gone, 1, 0), PauseReason::Gone);
        check(failing(FetchFault::Ours, 1, 0), PauseReason::Misconfigured);
        check(failing(FetchFault::Theirs, 20, 31 * DAY), PauseReason::Dead);
        check(failing(FetchFault::Passing, 25, 60 * DAY), PauseReason::Dead);
        assert!(matches!(next_fetch(&failing(FetchFault::Theirs, 19, 31 * DAY), NOW), Next::At(_)));
        assert!(matches!(next_fetch(&failing(FetchFault::Theirs, 99, 29 * DAY), NOW), Next::At(_)));
    }

    #[test]
    fn sources_are_spread_each_in_its_own_place() {
        let at = |source| next_fetch(&Past { source, ..every(HOUR) }, NOW);
        assert_eq!(at(7), at(7));
        let distinct: std::collections::HashSet<_> = (0..100).map(|n| format!("{:?}", at(n))).collect();
        assert!(distinct.len() > 90, "{}", distinct.len());
    }
}
