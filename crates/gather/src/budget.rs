//! How often a publisher's domain may be asked, over all its hosts and sources: a steady pace in good days, and a
//! growing pause after failures, kept over restarts.
//!
//! Pure but for the lock: every function is given the time. The store keeps the rows of [`HostBudget`].

use crate::client::FetchError;
use news::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use url::{Host, Url};
use xxhash_rust::xxh3::xxh3_64;

const FIRST_PAUSE_US: i64 = Timestamp::MINUTE;
const LONGEST_PAUSE_US: i64 = Timestamp::DAY;

/// How a domain stands. A plain row for the store; a domain without one is well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostBudget {
    /// The registrable domain, as [`registrable_domain`] gives it.
    pub domain: String,
    /// No request goes out before this moment; zero when any may.
    pub not_before_us: i64,
    /// Failures in a row that the whole host was to blame for.
    pub failures: u32,
    /// The pause between two requests that robots.txt asks for, in microseconds.
    pub crawl_delay_us: i64,
}

impl HostBudget {
    pub fn new(domain: impl Into<String>) -> Self {
        Self { domain: domain.into(), ..Self::default() }
    }

    /// The state after an answer: the failures are forgotten.
    #[must_use]
    pub fn after_success(&self) -> Self {
        Self { not_before_us: 0, failures: 0, ..self.clone() }
    }

    /// The state after a failure: a minute's pause that doubles with each failure in a row, to a day at most, and
    /// never less than the server asked for (a day at most again). A spread of a quarter to either side, different
    /// for each domain and the same for each run, keeps domains that fell together from coming back together.
    ///
    /// What fails during a pause was under way when it began: twenty feeds of a domain that fail together are one
    /// failure, and only the server's word may lengthen the pause.
    #[must_use]
    pub fn after_failure(&self, now: Timestamp, retry_after_s: Option<i64>) -> Self {
        let asked = retry_after_s.unwrap_or(0).clamp(0, LONGEST_PAUSE_US / Timestamp::SECOND) * Timestamp::SECOND;
        if now.0 < self.not_before_us {
            return Self { not_before_us: self.not_before_us.max(now.plus_us(asked).0), ..self.clone() };
        }
        let failures = self.failures.saturating_add(1);
        let doubled = FIRST_PAUSE_US.saturating_mul(1 << (failures - 1).min(20));
        let hash = xxh3_64(format!("{}#{failures}", self.domain).as_bytes());
        let spread = 0.75 + 0.5 * (hash >> 11) as f64 / (1u64 << 53) as f64;
        let pause = ((doubled.min(LONGEST_PAUSE_US) as f64 * spread) as i64).min(LONGEST_PAUSE_US);
        Self { not_before_us: now.plus_us(pause.max(asked)).0, failures, ..self.clone() }
    }

    /// Tells whether the row says nothing, so that the store need not keep it.
    pub fn is_clear(&self) -> bool {
        self.not_before_us == 0 && self.failures == 0 && self.crawl_delay_us == 0
    }
}

/// The pace that every domain is held to.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two requests to one domain in the long run, in microseconds.
    pub interval_us: i64,
    /// How many requests may come at once after a rest.
    pub burst: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { interval_us: Timestamp::SECOND / 2, burst: 60 }
    }
}

/// The budgets of all domains in this process.
#[derive(Debug, Default)]
pub struct Budgets {
    pace: Pace,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rows: HashMap<String, HostBudget>,
    /// For each domain the moment at which its requests so far are paid for (generic cell rate algorithm).
    paid_until_us: HashMap<String, i64>,
    changed: HashSet<String>,
}

impl Budgets {
    /// Takes up the rows that the store kept.
    pub fn load(rows: Vec<HostBudget>, pace: Pace) -> Self {
        let rows = rows.into_iter().map(|row| (row.domain.clone(), row)).collect();
        Self { pace, state: Mutex::new(State { rows, ..State::default() }) }
    }

    /// Takes one request out of the domain's budget, or tells from when on there may be one.
    pub fn take(&self, domain: &str, now: Timestamp) -> Result<(), Timestamp> {
        let mut state = self.lock();
        let (not_before_us, crawl_delay_us) =
            state.rows.get(domain).map_or((0, 0), |row| (row.not_before_us, row.crawl_delay_us));
        // No pause is longer than this, unless the clock was set back.
        let not_before_us = not_before_us.min(now.0.saturating_add(LONGEST_PAUSE_US));
        if now.0 < not_before_us {
            return Err(Timestamp(not_before_us));
        }
        // A domain that names its own delay gets no bursts.
        let burst = if crawl_delay_us > 0 { 1 } else { i64::from(self.pace.burst.max(1)) };
        let interval_us = self.pace.interval_us.max(crawl_delay_us);
        let paid_until_us = state.paid_until_us.get(domain).copied().unwrap_or(0).max(now.0);
        let ready_us = paid_until_us.saturating_sub((burst - 1).saturating_mul(interval_us));
        if ready_us > now.0 {
            return Err(Timestamp(ready_us));
        }
        state.paid_until_us.insert(domain.to_owned(), paid_until_us.saturating_add(interval_us));
        // What is paid for is as good as never asked.
        if state.paid_until_us.len() > 4096 {
            state.paid_until_us.retain(|_, paid_until_us| *paid_until_us > now.0);
        }
        Ok(())
    }

    /// Notes that the domain answered, were it with an error that only one of its addresses is to blame for. During a
    /// pause that is no news: the request was under way when the pause began.
    pub fn succeeded(&self, domain: &str, now: Timestamp) {
        let mut state = self.lock();
        let Some(row) = state.rows.get(domain) else { return };
        if now.0 >= row.not_before_us && (row.failures > 0 || row.not_before_us > 0) {
            let next = row.after_success();
            state.change(next);
        }
    }

    /// Notes a failed fetch: a failure of the whole host lengthens its pause, one of a single address shows that
    /// the host is well.
    pub fn failed(&self, domain: &str, error: &FetchError, now: Timestamp) {
        if !error.blames_host() {
            // What never reached the host says nothing about it.
            if error.status.is_some() {
                self.succeeded(domain, now);
            }
            return;
        }
        let mut state = self.lock();
        let next = state.row(domain).after_failure(now, error.retry_after_s);
        state.change(next);
    }

    /// Holds the domain to the delay that its robots.txt asks for; zero lifts it.
    pub fn set_crawl_delay(&self, domain: &str, delay_us: i64) {
        let mut state = self.lock();
        let row = state.row(domain);
        if row.crawl_delay_us != delay_us {
            state.change(HostBudget { crawl_delay_us: delay_us, ..row });
        }
    }

    /// Gives the rows that changed since the last call, by domain; a clear row may be deleted.
    pub fn take_changed(&self) -> Vec<HostBudget> {
        let mut state = self.lock();
        let mut domains: Vec<_> = std::mem::take(&mut state.changed).into_iter().collect();
        domains.sort_unstable();
        let changed = domains.into_iter().map(|domain| state.row(&domain)).collect();
        state.rows.retain(|_, row| !row.is_clear());
        changed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn row(&self, domain: &str) -> HostBudget {
        self.rows.get(domain).cloned().unwrap_or_else(|| HostBudget::new(domain))
    }

    fn change(&mut self, row: HostBudget) {
        self.changed.insert(row.domain.clone());
        self.rows.insert(row.domain.clone(), row);
    }
}

/// Gives the domain that a publisher registers (`news.gazette.co.uk` → `gazette.co.uk`), by the public suffix list.
/// An address, a name without a dot and a name under `localhost` stand for themselves. None when it is no address
/// on the web.
pub fn registrable_domain(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    match url.host()? {
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            if crate::client::address::is_localhost(name) {
                return Some(name.to_owned());
            }
            Some(psl::domain_str(name).unwrap_or(name).to_owned())
        }
        address => Some(address.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::FetchFault;

    const NOW: Timestamp = Timestamp(1_000_000_000_000_000);

    fn overrun(retry_after_s: Option<i64>) -> FetchError {
        FetchError::of_status(429, "Too Many Requests", retry_after_s)
    }

    #[test]
    fn a_domain_is_what_was_registered() {
        for (url, expected) in [
            ("https://news.gazette.co.uk/feed", Some("gazette.co.uk")),
            ("https://gazette.example./", Some("gazette.example")),
            ("http://reporter.github.io/feed.xml", Some("reporter.github.io")),
            ("http://harbour.localhost:8080/", Some("harbour.localhost")),
            ("http://127.0.0.1:8080/", Some("127.0.0.1")),
            ("http://[::1]/", Some("[::1]")),
            ("http://intranet/", Some("intranet")),
            ("https://co.uk/", Some("co.uk")),
            ("mailto:a@gazette.example", None),
            ("nonsense", None),
        ] {
            assert_eq!(registrable_domain(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn pauses_double_to_a_day_with_a_steady_spread() {
        let mut row = HostBudget::new("gazette.example");
        let mut before_us = 0;
        for failures in 1..=40 {
            let next = HostBudget { not_before_us: 0, ..row.clone() }.after_failure(NOW, None);
            assert_eq!(next, HostBudget { not_before_us: 0, ..row.clone() }.after_failure(NOW, None));
            let pause_us = next.not_before_us - NOW.0;
            let middle_us = (Timestamp::MINUTE << (failures - 1).min(20)).min(Timestamp::DAY);
            assert!((middle_us * 3 / 4..=Timestamp::DAY.min(middle_us * 5 / 4)).contains(&pause_us), "{failures}");
            assert!(failures > 10 || pause_us > before_us);
            before_us = pause_us;
            row = next;
        }
        assert_eq!(row.failures, 40);
        assert!(row.after_success().is_clear());
        assert_ne!(
            HostBudget::new("a.example").after_failure(NOW, None).not_before_us,
            HostBudget::new("b.example").after_failure(NOW, None).not_before_us,
        );
    }

    #[test]
    fn the_server_may_ask_for_a_longer_pause_and_no_shorter_one() {
        let pause_s =
            |asked| (HostBudget::new("a.example").after_failure(NOW, asked).not_before_us - NOW.0) / Timestamp::SECOND;
        assert_eq!(pause_s(Some(3600)), 3600);
        assert_eq!(pause_s(Some(1)), pause_s(None));
        assert_eq!(pause_s(Some(-5)), pause_s(None));
        assert_eq!(pause_s(Some(i64::MAX)), 86_400);
        // A later, shorter word does not shorten an earlier, longer one.
        let long = HostBudget::new("a.example").after_failure(NOW, Some(7200));
        assert_eq!(long.after_failure(NOW.plus_us(1), Some(5)).not_before_us, long.not_before_us);
    }

    #[test]
    fn what_fails_together_is_one_failure() {
        let first = HostBudget::new("a.example").after_failure(NOW, None);
        let second = first.after_failure(NOW.plus_us(5), None);
        assert_eq!(second, first);
        let told = first.after_failure(NOW.plus_us(5), Some(600));
        assert_eq!((told.failures, told.not_before_us), (1, NOW.0 + 5 + 600 * Timestamp::SECOND));
        assert_eq!(first.after_failure(Timestamp(first.not_before_us), None).failures, 2);
    }

    #[test]
    fn a_burst_passes_and_then_a_steady_pace() {
        let budgets = Budgets::load(Vec::new(), Pace { interval_us: 10, burst: 3 });
        for _ in 0..3 {
            assert_eq!(budgets.take("a", NOW), Ok(()));
        }
        assert_eq!(budgets.take("a", NOW), Err(NOW.plus_us(10)));
        assert_eq!(budgets.take("b", NOW), Ok(()));
        assert_eq!(budgets.take("a", NOW.plus_us(10)), Ok(()));
        assert_eq!(budgets.take("a", NOW.plus_us(10)), Err(NOW.plus_us(20)));
        assert!(budgets.take_changed().is_empty(), "the pace is not kept over restarts");
    }

    #[test]
    fn a_crawl_delay_allows_no_burst() {
        let budgets = Budgets::load(Vec::new(), Pace { interval_us: 10, burst: 3 });
        budgets.set_crawl_delay("a", 50);
        assert_eq!(budgets.take("a", NOW), Ok(()));
        assert_eq!(budgets.take("a", NOW), Err(NOW.plus_us(50)));
        budgets.set_crawl_delay("a", 50);
        assert_eq!(budgets.take_changed().len(), 1);
        assert!(budgets.take_changed().is_empty());
    }

    #[test]
    fn what_the_host_is_to_blame_for_pauses_it_over_a_restart() {
        let budgets = Budgets::load(Vec::new(), Pace::default());
        budgets.failed("a", &overrun(Some(600)), NOW);
        let ready = NOW.plus_us(600 * Timestamp::SECOND);
        assert_eq!(budgets.take("a", NOW), Err(ready));
        let rows = budgets.take_changed();
        assert_eq!((rows.len(), rows[0].failures), (1, 1));

        let budgets = Budgets::load(rows, Pace::default());
        assert_eq!(budgets.take("a", NOW), Err(ready));
        assert_eq!(budgets.take("a", ready), Ok(()));
        budgets.succeeded("a", ready.plus_us(-1));
        assert!(budgets.take_changed().is_empty(), "an answer during the pause ends nothing");
        budgets.succeeded("a", ready);
        let rows = budgets.take_changed();
        assert!(rows.len() == 1 && rows[0].is_clear());
        budgets.succeeded("a", ready);
        assert!(budgets.take_changed().is_empty());
    }

    #[test]
    fn one_lost_page_shows_that_the_host_is_well() {
        let budgets = Budgets::load(Vec::new(), Pace::default());
        budgets.failed("a", &overrun(None), NOW);
        let later = NOW.plus_us(Timestamp::HOUR);
        budgets.take_changed();
        budgets.failed("a", &FetchError::new(FetchFault::Refused, "fetch.robots", "", ""), later);
        assert!(budgets.take_changed().is_empty(), "a refusal of ours says nothing");
        budgets.failed("a", &FetchError::of_status(404, "Not Found", None), later);
        assert!(budgets.take_changed()[0].is_clear());
    }
}
