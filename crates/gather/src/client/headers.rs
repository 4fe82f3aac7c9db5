//! What the headers of an answer say: how long it stays fresh, when to come back, where its hub is.

use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName, LINK, RETRY_AFTER};
use std::time::SystemTime;
use url::Url;

/// No answer keeps us away for longer than this on its word alone.
const MAX_SECONDS: i64 = 366 * 86_400;

/// Addresses from the Link header (RFC 8288) that WebSub needs, absolute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    pub hubs: Vec<String>,
    pub self_url: Option<String>,
}

/// Reads the seconds to wait from Retry-After, given as a number or as a date (RFC 9110, section 10.2.3).
pub fn retry_after_s(headers: &HeaderMap, now: SystemTime) -> Option<i64> {
    let text = text(headers, RETRY_AFTER)?;
    if let Some(seconds) = delta_seconds(text) {
        return Some(seconds);
    }
    Some(seconds_between(now, httpdate::parse_http_date(text).ok()?).clamp(0, MAX_SECONDS))
}

/// Tells for how many seconds from now the answer stays fresh (RFC 9111, section 4.2): `max-age` or else `Expires`,
/// less its age. Zero when it must always be asked for again; None when it says nothing.
pub fn fresh_for_s(headers: &HeaderMap, now: SystemTime) -> Option<i64> {
    let mut max_age = None;
    for value in headers.get_all(CACHE_CONTROL) {
        for directive in value.to_str().unwrap_or_default().split(',') {
            let (name, argument) = directive.split_once('=').unwrap_or((directive, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-cache" | "no-store" => return Some(0),
                "max-age" => max_age = delta_seconds(argument.trim().trim_matches('"')).or(max_age),
                _ => {}
            }
        }
    }
    let age = text(headers, AGE).and_then(delta_seconds).unwrap_or(0);
    if let Some(max_age) = max_age {
        return Some((max_age - age).max(0));
    }
    let expires = text(headers, EXPIRES)?;
    // A date that is none, above all "0", means: stale already.
    let Ok(expires) = httpdate::parse_http_date(expires) else { return Some(0) };
    let date = text(headers, DATE).and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
    Some((seconds_between(date, expires).min(MAX_SECONDS) - age).max(0))
}

/// Reads the hubs and the feed's own address from the Link headers; `base` is the address that answered.
pub fn links(headers: &HeaderMap, base: &Url) -> Links {
    let mut links = Links::default();
    for value in headers.get_all(LINK) {
        let value = String::from_utf8_lossy(value.as_bytes());
        for (target, parameters) in link_values(&value) {
            let Ok(url) = base.join(target) else { continue };
            // The first `rel` counts (RFC 8288, section 3.3).
            let Some(relations) = parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case("rel")) else {
                continue;
            };
            for relation in relations.1.split_ascii_whitespace() {
                if relation.eq_ignore_ascii_case("hub") && !links.hubs.iter().any(|hub| hub == url.as_str()) {
                    links.hubs.push(url.to_string());
                } else if relation.eq_ignore_ascii_case("self") && links.self_url.is_none() {
                    links.self_url = Some(url.to_string());
                }
            }
        }
    }
    links
}

/// A target in angle brackets, and its parameters.
type LinkValue<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// Splits a Link header into its values; what is not understood ends the reading.
fn link_values(mut rest: &str) -> Vec<LinkValue<'_>> {
    let mut values = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let Some((target, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) else { return values };
        let mut parameters = Vec::new();
        rest = after.trim_start();
        while let Some(parameter) = rest.strip_prefix(';') {
            let parameter = parameter.trim_start();
            let name_end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
            let name = parameter[..name_end].trim_end();
            rest = &parameter[name_end..];
            let Some(value) = rest.strip_prefix('=') else { continue };
            let value = value.trim_start();
            let (value, after) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => value.split_at(value.find([';', ',']).unwrap_or(value.len())),
            };
            parameters.push((name, value.trim_end()));
            rest = after.trim_start();
        }
        values.push((target, parameters));
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn delta_seconds(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Too many digits is a very long time, not an error (RFC 9111, section 1.2.2).
    Some(text.parse().unwrap_or(MAX_SECONDS).min(MAX_SECONDS))
}

fn seconds_between(earlier: SystemTime, later: SystemTime) -> i64 {
    let whole = |span: std::time::Duration| i64::try_from(span.as_secs()).unwrap_or(MAX_SECONDS);
    match later.duration_since(earlier) {
        Ok(span) => whole(span),
        Err(error) => -whole(error.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> SystemTime {
        httpdate::parse_http_date("Wed, 04 Mar 2026 05:06:07 GMT").unwrap()
    }

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in lines {
            map.append(*name, value.parse().unwrap());
        }
        map
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let check = |value: &str, expected: Option<i64>| {
            assert_eq!(retry_after_s(&headers(&[("retry-after", value)]), now()), expected, "{value}")
        };
        check("120", Some(120));
        check("0", Some(0));
        check("Wed, 04 Mar 2026 05:16:07 GMT", Some(600));
        check("Wednesday, 04-Mar-26 05:06:17 GMT", Some(10));
        check("Wed, 04 Mar 2026 04:00:00 GMT", Some(0));
        check("99999999999999999999", Some(MAX_SECONDS));
        check("-5", None);
        check("soon", None);
        assert_eq!(retry_after_s(&HeaderMap::new(), now()), None);
    }

    #[test]
    fn freshness_is_max_age_then_expires_less_the_age() {
        let check = |lines: &[(&'static str, &str)], expected: Option<i64>| {
            assert_eq!(fresh_for_s(&headers(lines), now()), expected, "{lines:?}")
        };
        check(&[], None);
        check(&[("cache-control", "max-age=600")], Some(600));
        check(&[("cache-control", "public, Max-Age=\"600\", s-maxage=5"), ("age", "100")], Some(500));
        check(&[("cache-control", "max-age=60"), ("age", "100")], Some(0));
        check(&[("cache-control", "max-age=600, no-cache")], Some(0));
        check(&[("cache-control", "private"), ("cache-control", "no-store")], Some(0));
        check(&[("cache-control", "max-age=oops")], None);
        check(&[("expires", "Wed, 04 Mar 2026 06:06:07 GMT")], Some(3600));
        check(&[("expires", "Wed, 04 Mar 2026 06:06:07 GMT"), ("date", "Wed, 04 Mar 2026 06:00:07 GMT")], Some(360));
        check(&[("expires", "Wed, 04 Mar 2026 06:06:07 GMT"), ("cache-control", "max-age=5")], Some(5));
        check(&[("expires", "0")], Some(0));
    }

    #[test]
    fn the_link_header_names_hubs_and_the_feed_itself() {
        let base = Url::parse("https://gazette.example/feeds/all").unwrap();
        let check = |lines: &[&str], hubs: &[&str], self_url: Option<&str>| {
            let lines: Vec<_> = lines.iter().map(|line| ("link", *line)).collect();
            let found = links(&headers(&lines), &base);
            assert_eq!(found.hubs, hubs, "{lines:?}");
            assert_eq!(found.self_url.as_deref(), self_url, "{lines:?}");
        };
        check(
            &["<https://hub.example/>; rel=\"hub\", <https://gazette.example/feed>; rel=\"self\""],
            &["https://hub.example/"],
            Some("https://gazette.example/feed"),
        );
        check(
            &["</hub>;rel=hub", "<feed,x>; title=\"a, b; c\"; REL=Self"],
            &["https://gazette.example/hub"],
            Some("https://gazette.example/feeds/feed,x"),
        );
        check(&["<a>; rel=\"preload hub\"; crossorigin, <a>; rel=hub"], &["https://gazette.example/feeds/a"], None);
        check(
            &["<a>; rel=next; rel=hub", "nonsense", "<unclosed", "<a>; rel=\"hub"],
            &["https://gazette.example/feeds/a"],
            None,
        );
    }

    proptest::proptest! {
        #[test]
        fn any_header_is_borne(value in "[ -~]{0,80}", link in "[<>;,=\" a-c]{0,60}") {
            let base = Url::parse("https://gazette.example/").unwrap();
            for name in ["retry-after", "cache-control", "age", "expires", "date", "link"] {
                for value in [&value, &link] {
                    let headers = headers(&[(name, value), ("cache-control", "max-age=60"), ("expires", value)]);
                    retry_after_s(&headers, now());
                    assert!(fresh_for_s(&headers, now()).is_none_or(|seconds| (0..=MAX_SECONDS).contains(&seconds)));
                    links(&headers, &base);
                }
            }
        }
    }
}
