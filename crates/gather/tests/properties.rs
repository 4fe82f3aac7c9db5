//! What holds for every input: no panic, no cap exceeded, no item claimed twice.

#[cfg(test)]
mod properties {
    use gather::budget::{HostBudget, registrable_domain};
    use gather::client::address::AllowList;
    use gather::identity::{ItemKeys, ItemMatch, KnownItem, match_items};
    use gather::robots::Robots;
    use gather::schedule::{Failing, LIVE_LEAST_US, LONGEST_FAILING_US, Next, Past, next_fetch};
    use news::{FetchFault, Timestamp};
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// Matches as the RFC words it, in exponential time.
    fn matches_slowly(pattern: &[u8], path: &[u8]) -> bool {
        match pattern {
            [] => true,
            b"$" => path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|from| matches_slowly(rest, &path[from..])),
            [byte, rest @ ..] => path.first() == Some(byte) && matches_slowly(rest, &path[1..]),
        }
    }

    fn keys() -> impl Strategy<Value = ItemKeys> {
        let key = || proptest::option::of(0..4i64);
        (key(), key(), key()).prop_map(|(guid, url, text)| ItemKeys { guid, url, text, published: None })
    }

    fn past() -> impl Strategy<Value = Past> {
        let fault = prop_oneof![Just(FetchFault::Passing), Just(FetchFault::Theirs), Just(FetchFault::Refused)];
        let failing = (fault, any::<u32>(), any::<i64>()).prop_map(|(fault, times, since)| Failing {
            fault,
            times,
            since: Timestamp(since),
        });
        (
            any::<i64>(),
            proptest::collection::vec(any::<i64>(), 0..30),
            any::<Option<i64>>(),
            any::<Option<i64>>(),
            any::<(Option<i64>, Option<i64>)>(),
            any::<(bool, bool)>(),
            proptest::option::of(failing),
        )
            .prop_map(
                |(
                    source,
                    times,
                    min_interval_s,
                    fresh_for_s,
                    (last_change, retry_after_s),
                    (pushed, live),
                    failing,
                )| {
                    Past {
                        source,
                        item_times: times.into_iter().map(Timestamp).collect(),
                        min_interval_s,
                        fresh_for_s,
                        retry_after_s,
                        last_change: last_change.map(Timestamp),
                        pushed,
                        live,
                        interval_s: min_interval_s.map(|seconds| seconds / 2),
                        failing,
                    }
                },
            )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn robots_patterns_match_as_the_rfc_words_it(pattern in "/[ab*]{0,8}\\$?", path in "/[ab]{0,10}") {
            let robots = Robots::parse(&format!("user-agent: *\ndisallow: {pattern}"), "dateline");
            let allowed = robots.allows(&format!("https://gazette.example{path}"));
            prop_assert_eq!(allowed, !matches_slowly(pattern.as_bytes(), path.as_bytes()));
        }

        #[test]
        fn any_text_is_a_robots_txt(text in ".{0,300}", url in ".{0,60}") {
            let robots = Robots::parse(&format!("user-agent: *\ndisallow: {text}\n{text}"), "dateline");
            robots.allows(&url);
            robots.allows(&format!("https://a.example/{url}"));
        }

        #[test]
        fn no_known_item_is_claimed_twice(
            items in proptest::collection::vec(keys(), 0..8),
            known in proptest::collection::vec(keys(), 0..8),
        ) {
            let known: Vec<_> = known.iter().zip(1..).map(|(keys, id)| KnownItem { id, keys: *keys }).collect();
            let matches = match_items(&items, &known);
            prop_assert_eq!(matches.len(), items.len());
            let mut claimed = HashSet::new();
            for (place, found) in matches.iter().enumerate() {
                match found {
                    ItemMatch::Known { id, .. } => prop_assert!(claimed.insert(*id)),
                    ItemMatch::RepeatOf(earlier) => {
                        prop_assert!(*earlier < place && !matches!(matches[*earlier], ItemMatch::RepeatOf(_)));
                    }
                    ItemMatch::New => {}
                }
            }
        }

        #[test]
        fn what_was_stored_is_found_again(items in proptest::collection::vec(keys(), 0..8)) {
            let known: Vec<_> = match_items(&items, &[])
                .iter()
                .zip(&items)
                .zip(1..)
                .filter(|((found, _), _)| **found == ItemMatch::New)
                .map(|((_, keys), id)| KnownItem { id, keys: *keys })
                .collect();
            for (found, keys) in match_items(&items, &known).iter().zip(&items) {
                let nameless = keys.text.is_none();
                prop_assert!(*found != ItemMatch::New || nameless, "{items:?}");
            }
        }

        #[test]
        fn the_next_fetch_lies_between_a_minute_and_a_week(past in past(), now in 0..4_000_000_000_000_000i64) {
            if let Next::At(at) = next_fetch(&past, Timestamp(now)) {
                let interval_us = at.0 - now;
                prop_assert!((LIVE_LEAST_US..=LONGEST_FAILING_US / 10 * 11).contains(&interval_us), "{interval_us}");
            }
        }

        #[test]
        fn a_pause_is_at_most_a_day(failures in any::<u32>(), asked in any::<Option<i64>>(), now in any::<i64>()) {
            let row = HostBudget { failures, ..HostBudget::new("a.example") };
            let next = row.after_failure(Timestamp(now), asked);
            prop_assert!(next.not_before_us <= now.max(0).saturating_add(Timestamp::DAY));
        }

        #[test]
        fn foreign_text_never_panics(text in ".{0,200}") {
            registrable_domain(&text);
            let _ = AllowList::parse(&[&text]);
        }
    }
}
