//! robots.txt (RFC 9309): whether a page may be fetched, how slowly, and which sitemaps a site names.
//!
//! Asked for pages that a feed or a listing led to; a feed or sitemap that the owner named is fetched without.
//! Matching is our own: the crate at hand compiles each foreign pattern to a regular expression and stands still
//! since 2022; the RFC's matching is a walk with one step back. It takes time in proportion to pattern and path
//! multiplied at worst, both of which are capped.

use crate::client::{Accept, Client, FetchError, Request};
use news::{FetchFault, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

/// RFC 9309, section 2.5, asks for at least 500 KiB; what stands behind the cap is not read.
pub const MAX_ROBOTS_BYTES: usize = 512 << 10;
/// A longer crawl delay than this is taken for this.
pub const LONGEST_CRAWL_DELAY_US: i64 = 30 * Timestamp::SECOND;
/// The word by which a robots.txt means us.
pub const PRODUCT_TOKEN: &str = "dateline";

const KEPT_US: i64 = Timestamp::DAY;
/// How soon a site whose robots.txt could not be read is asked for it again.
const UNREACHABLE_KEPT_US: i64 = Timestamp::HOUR;
/// After so long without an answer the rules last seen, or none, hold (RFC 9309, section 2.3.1.4).
const UNREACHABLE_LONG_US: i64 = 30 * Timestamp::DAY;
const MAX_RULES: usize = 5000;
const MAX_PATTERN_BYTES: usize = 2048;

/// What an origin's robots.txt said when it was asked for. A plain row for the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RobotsRecord {
    /// The scheme, host and port that it holds for, as `https://gazette.example`.
    pub origin: String,
    pub answer: RobotsAnswer,
    /// When this row was made.
    pub checked: Timestamp,
    /// Since when the file cannot be reached; None when it can.
    pub unreachable_since: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RobotsAnswer {
    /// The text, cut at the cap.
    Text(String),
    /// There is none (4xx): everything is allowed.
    Absent,
    /// It could not be read (5xx, network): nothing is allowed.
    Unreachable,
}

impl RobotsRecord {
    /// Tells whether the row may still be used, or the file must be asked for again.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        let kept_us = if self.unreachable_since.is_some() { UNREACHABLE_KEPT_US } else { KEPT_US };
        (0..kept_us).contains(&now.since_us(self.checked))
    }

    /// Reads the rules that hold for us.
    pub fn rules(&self) -> Robots {
        match &self.answer {
            RobotsAnswer::Text(text) => Robots::parse(text, PRODUCT_TOKEN),
            RobotsAnswer::Absent => Robots::default(),
            RobotsAnswer::Unreachable => {
                let everything = Rule { allow: false, pattern: b"/".to_vec() };
                Robots { rules: vec![everything], ..Robots::default() }
            }
        }
    }
}

/// Gives the origin whose robots.txt holds for an address. None when it is no address on the web.
pub fn robots_origin(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(url.origin().ascii_serialization())
}

/// Fetches an origin's robots.txt. A site that cannot be reached keeps the rules it had, for a month.
pub async fn fetch_robots(client: &Client, origin: &str, last: Option<&RobotsRecord>) -> RobotsRecord {
    let request = Request::new(format!("{origin}/robots.txt"), Accept::Text);
    let answer = client.fetch(request).await.map(|fetched| match fetched {
        crate::Fetched::Document(fetched) => fetched.document.body,
        crate::Fetched::NotModified(_) => unreachable!("no validators were sent"),
    });
    record(origin, answer, last, crate::client::now())
}

fn record(
    origin: &str,
    answer: Result<Vec<u8>, FetchError>,
    last: Option<&RobotsRecord>,
    now: Timestamp,
) -> RobotsRecord {
    let known = |answer| RobotsRecord { origin: origin.to_owned(), answer, checked: now, unreachable_since: None };
    let error = match answer {
        Ok(mut body) => {
            body.truncate(MAX_ROBOTS_BYTES);
            return known(RobotsAnswer::Text(String::from_utf8_lossy(&body).into_owned()));
        }
        Err(error) => error,
    };
    // Being sent in circles is as good as having none (section 2.3.1.2). "Too many requests" is not a missing file.
    let absent = matches!(error.status, Some(status) if (400..500).contains(&status) && status != 429)
        || matches!(error.code, "fetch.redirect_loop" | "fetch.redirect_many");
    if absent {
        return known(RobotsAnswer::Absent);
    }
    let since = last.and_then(|last| last.unreachable_since).unwrap_or(now);
    let for_long = now.since_us(since) >= UNREACHABLE_LONG_US;
    let answer = match last.map(|last| &last.answer) {
        Some(RobotsAnswer::Text(text)) => RobotsAnswer::Text(text.clone()),
        Some(RobotsAnswer::Absent) => RobotsAnswer::Absent,
        _ if for_long => RobotsAnswer::Absent,
        _ => RobotsAnswer::Unreachable,
    };
    RobotsRecord { unreachable_since: Some(since), ..known(answer) }
}

/// The rules of a robots.txt that hold for one crawler.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause between two requests, when one is asked for; capped.
    pub crawl_delay_us: Option<i64>,
    /// Every sitemap that the file names, in order; they hold for everyone.
    pub sitemaps: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allow: bool,
    /// With percent-encoding normalised; `*` and a `$` at the end are special.
    pattern: Vec<u8>,
}

/// The rules of the groups that name us, and of those that name everyone.
#[derive(Default)]
struct Group {
    named: bool,
    rules: Vec<Rule>,
    crawl_delay_us: Option<i64>,
}

impl Robots {
    /// Reads the groups for `product_token`, or else those for `*`; several groups of one name are one group.
    pub fn parse(text: &str, product_token: &str) -> Self {
        let (mut ours, mut everyones) = (Group::default(), Group::default());
        let mut sitemaps = Vec::new();
        // Which groups the lines at hand belong to, and whether the agent lines are still being read.
        let (mut for_us, mut for_everyone, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines().flat_map(|line| line.split('\r')) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !naming {
                        (for_us, for_everyone, naming) = (false, false, true);
                    }
                    // Only the token counts: "Dateline/1.0" and "Dateline (bot)" mean the same crawler.
                    let token = value.split(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_'))).next();
                    for_us |= token.is_some_and(|token| token.eq_ignore_ascii_case(product_token));
                    for_everyone |= value.starts_with('*');
                    ours.named |= for_us;
                    everyones.named |= for_everyone;
                    continue;
                }
                kind @ ("allow" | "disallow") => {
                    // An empty rule forbids nothing and allows nothing.
                    if !value.is_empty() && value.len() <= MAX_PATTERN_BYTES {
                        let rule = Rule { allow: kind == "allow", pattern: normalised(value) };
                        for (applies, group) in [(for_us, &mut ours), (for_everyone, &mut everyones)] {
                            if applies && group.rules.len() < MAX_RULES {
                                group.rules.push(rule.clone());
                            }
                        }
                    }
                }
                "crawl-delay" => {
                    let delay_us = crawl_delay_us(value);
                    for (applies, group) in [(for_us, &mut ours), (for_everyone, &mut everyones)] {
                        if applies {
                            group.crawl_delay_us = delay_us.or(group.crawl_delay_us);
                        }
                    }
                }
                // Belongs to no group and does not end the naming of one (section 2.2.4).
                "sitemap" => {
                    if !value.is_empty() && !sitemaps.iter().any(|known| known == value) && sitemaps.len() < 1000 {
                        sitemaps.push(value.to_owned());
                    }
                    continue;
                }
                _ => continue,
            }
            naming = false;
        }
        let group = if ours.named { ours } else { everyones };
        Self { rules: group.rules, crawl_delay_us: group.crawl_delay_us, sitemaps }
    }

    /// Tells whether an address may be fetched: the longest rule that matches decides, and of two as long the one
    /// that allows (section 2.2.2). An address that cannot be read may not.
    pub fn allows(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        if url.path() == "/robots.txt" {
            return true;
        }
        let mut path = url.path().to_owned();
        if let Some(query) = url.query() {
            path.push('?');
            path.push_str(query);
        }
        let path = normalised(&path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// Makes the error for a page that may not be fetched.
    pub fn refusal(url: &str) -> FetchError {
        let cause = format!("robots.txt does not allow {url}");
        FetchError::new(
            FetchFault::Refused,
            "fetch.robots",
            cause,
            "The publisher does not want this page read by programs.",
        )
    }
}

fn crawl_delay_us(value: &str) -> Option<i64> {
    let seconds: f64 = value.parse().ok()?;
    let delay_us = seconds * Timestamp::SECOND as f64;
    // A conversion from float saturates, and makes nothing of what is not a number.
    (seconds > 0.0).then_some((delay_us as i64).min(LONGEST_CRAWL_DELAY_US))
}

/// Brings a path or pattern to one spelling: letters outside ASCII are encoded, hexadecimal digits in upper case, and
/// what needs no encoding is decoded (section 2.2.2).
fn normalised(text: &str) -> Vec<u8> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let encoded = match bytes.get(at..at + 3) {
            Some([b'%', high, low]) => hex_value(*high).zip(hex_value(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        let (byte, taken) = encoded.map_or((bytes[at], 1), |byte| (byte, 3));
        at += taken;
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if plain || (taken == 1 && byte.is_ascii_graphic()) {
            out.push(byte);
        } else {
            out.extend_from_slice(&[b'%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    out
}

fn hex_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Matches a pattern against the start of a path; `*` is any run of bytes, `$` at the pattern's end the path's end.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let (mut p, mut s) = (0, 0);
    // Where to go on when the bytes after the last `*` do not fit: the star takes one byte more.
    let mut star: Option<(usize, usize)> = None;
    loop {
        if p == pattern.len() && (!to_the_end || s == path.len()) {
            return true;
        }
        if p < pattern.len() && pattern[p] == b'*' {
            star = Some((p + 1, s));
            p += 1;
        } else if p < pattern.len() && s < path.len() && pattern[p] == path[s] {
            (p, s) = (p + 1, s + 1);
        } else if let Some((after_star, taken)) = star.filter(|(_, taken)| *taken < path.len()) {
            star = Some((after_star, taken + 1));
            (p, s) = (after_star, taken + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(robots: &str, path: &str, expected: bool) {
        let rules = Robots::parse(robots, PRODUCT_TOKEN);
        assert_eq!(rules.allows(&format!("https://gazette.example{path}")), expected, "{path} by\n{robots}");
    }

    #[test]
    fn the_longest_rule_decides_and_of_equals_the_one_that_allows() {
        let robots = "user-agent: *\ndisallow: /private\nallow: /private/open\nallow: /page\ndisallow: /page\n";
        check(robots, "/", true);
        check(robots, "/private", false);
        check(robots, "/private-parts", false);
        check(robots, "/private/open/x", true);
        check(robots, "/page", true);
        check("user-agent: *\ndisallow: /\n", "/robots.txt", true);
        check("user-agent: *\ndisallow:\n", "/x", true);
        check("", "/x", true);
    }

    #[test]
    fn stars_and_ends_are_understood() {
        let robots = "user-agent: *\ndisallow: /*.pdf$\ndisallow: /*?print=\ndisallow: *ads*banner\ndisallow: /end$\n";
        check(robots, "/a/b.pdf", false);
        check(robots, "/a/b.pdf?x", true);
        check(robots, "/a?print=1", false);
        check(robots, "/a?x=1&print=1", true);
        check(robots, "/x/ads/y/banner.png", false);
        check(robots, "/end", false);
        check(robots, "/ending", true);
        check("user-agent: *\ndisallow: /$\n", "/", false);
        check("user-agent: *\ndisallow: /$\n", "/x", true);
        check("user-agent: *\ndisallow: /a*b*c*d\n", &format!("/{}", "ab".repeat(3000)), true);
    }

    #[test]
    fn spelling_does_not_matter() {
        check("user-agent: *\ndisallow: /caf\u{e9}\n", "/caf%c3%a9/menu", false);
        check("user-agent: *\ndisallow: /caf%C3%A9\n", "/caf\u{e9}", false);
        check("user-agent: *\ndisallow: /%7Eann\n", "/~ann", false);
        check("user-agent: *\ndisallow: /a%2Fb\n", "/a/b", true);
        check("user-agent: *\ndisallow: /A\n", "/a", true);
        check("user-agent: *\ndisallow: /%+A%\n", "/%+A%", false);
        check("\u{feff}USER-AGENT : * # all\r\nDisallow\t:\t/x # no\r\n", "/x", false);
        check("user-agent: *\rdisallow: /x\r", "/x", false);
    }

    #[test]
    fn the_group_that_names_us_counts_alone() {
        let robots = "user-agent: *\ndisallow: /\n\nUser-Agent: Dateline/2.0\nallow: /news\ndisallow: /shop\n";
        check(robots, "/news", true);
        check(robots, "/other", true);
        check(robots, "/shop", false);
        check("user-agent: dateliner\ndisallow: /\n", "/x", true);
        check("user-agent: other\nuser-agent: dateline\nsitemap: /s\nuser-agent: more\ndisallow: /x\n", "/x", false);
        check(
            "user-agent: dateline\ndisallow: /x\nuser-agent: other\ndisallow: /y\nuser-agent: dateline\ndisallow: /z",
            "/z",
            false,
        );
        check("user-agent: dateline\ndisallow: /x\nuser-agent: other\ndisallow: /y\n", "/y", true);
        check("user-agent: dateline\n\nuser-agent: *\ndisallow: /\n", "/x", false);
        check("user-agent: dateline\ncrawl-delay: 1\nuser-agent: *\ndisallow: /\n", "/x", true);
        check("disallow: /\n", "/x", true);
    }

    #[test]
    fn delays_and_sitemaps_are_told() {
        let robots = Robots::parse(
            "Sitemap: https://gazette.example/news.xml\nuser-agent: *\ncrawl-delay: 2.5\nsitemap: /b.xml\nsitemap: /b.xml",
            PRODUCT_TOKEN,
        );
        assert_eq!(robots.crawl_delay_us, Some(2_500_000));
        assert_eq!(robots.sitemaps, ["https://gazette.example/news.xml", "/b.xml"]);
        for (value, expected) in [
            ("86400", Some(LONGEST_CRAWL_DELAY_US)),
            ("0", None),
            ("-1", None),
            ("NaN", None),
            ("inf", Some(LONGEST_CRAWL_DELAY_US)),
            ("soon", None),
        ] {
            let robots = Robots::parse(&format!("user-agent: *\ncrawl-delay: {value}"), PRODUCT_TOKEN);
            assert_eq!(robots.crawl_delay_us, expected, "{value}");
        }
    }

    #[test]
    fn an_answer_is_kept_for_a_day_and_silence_forbids() {
        let now = Timestamp(1_772_600_000_000_000);
        let status = |status| Err(FetchError::of_status(status, "", None));
        let allowed = |record: &RobotsRecord| record.rules().allows("https://gazette.example/x");
        let origin = "https://gazette.example";

        let text = record(origin, Ok(b"user-agent: *\ndisallow: /x".to_vec()), None, now);
        assert!(!allowed(&text) && text.is_fresh(now.plus_us(KEPT_US - 1)) && !text.is_fresh(now.plus_us(KEPT_US)));
        for absent in [400, 401, 403, 404, 410] {
            assert!(allowed(&record(origin, status(absent), Some(&text), now)), "{absent}");
        }
        for unreachable in [429, 500, 503] {
            let answer = record(origin, status(unreachable), None, now);
            assert!(!allowed(&answer) && !answer.is_fresh(now.plus_us(UNREACHABLE_KEPT_US)), "{unreachable}");
        }
        assert!(!allowed(&record(origin, Err(FetchError::timeout("late")), None, now)));

        // What was known before stays known; a month of silence is as good as none.
        let kept = record(origin, status(503), Some(&text), now);
        assert_eq!((&kept.answer, kept.unreachable_since), (&text.answer, Some(now)));
        let silent = record(origin, status(503), None, now);
        let month = now.plus_us(UNREACHABLE_LONG_US);
        assert!(!allowed(&record(origin, status(503), Some(&silent), month.plus_us(-1))));
        assert!(allowed(&record(origin, status(503), Some(&silent), month)));
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert_eq!(robots_origin("https://ann:pw@gazette.example:443/a?b").as_deref(), Some("https://gazette.example"));
        assert_eq!(robots_origin("http://a.localhost:81/x").as_deref(), Some("http://a.localhost:81"));
        assert_eq!(robots_origin("mailto:x"), None);
    }
}
