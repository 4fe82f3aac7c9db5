//! Which item of a feed is one we know: by guid, then by canonical address, then by text.
//!
//! Pure. Feeds break each of the three: they change all guids at a redesign, give one guid or one address to all
//! items, reuse a guid for a changed article, repeat an item. The rules of [`match_items`] hold two invariants: no
//! known item is claimed by two items of a fetch, and an item whose old self is still in the feed is another item.

use news::{FeedItem, Timestamp};
use std::collections::{HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

/// Text shorter than this many letters and digits is no identity: "Weather forecast" comes every day.
const LEAST_TEXT_CHARS: usize = 60;
const MOST_TEXT_CHARS: usize = 600;
/// Equal texts further apart than this are two editions of a regular notice.
const SAME_TEXT_WITHIN_US: i64 = 2 * Timestamp::DAY;
/// A guid that comes back with another address, another text and a date further off than this names another article.
const REUSED_AFTER_US: i64 = Timestamp::DAY;
/// Clocks of publishers run ahead by this much without being wrong.
const CLOCK_SKEW_US: i64 = 10 * Timestamp::MINUTE;

/// By what an item can be known again, as 64-bit hashes fit for a bigint column. Keys mean something within one
/// source only: a feed could claim another publisher's guids and addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemKeys {
    pub guid: Option<i64>,
    pub url: Option<i64>,
    pub text: Option<i64>,
    pub published: Option<Timestamp>,
}

/// An item that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownItem {
    pub id: i64,
    pub keys: ItemKeys,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    Guid,
    Url,
    Text,
}

/// What an item of a fetch turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMatch {
    New,
    /// A stored item, perhaps changed.
    Known {
        id: i64,
        by: MatchedBy,
    },
    /// The same as an earlier item of this fetch, by its place.
    RepeatOf(usize),
}

/// Makes an item's keys. `canonical_url` is the item's address in canonical form, without trackers.
pub fn item_keys(item: &FeedItem, canonical_url: Option<&str>) -> ItemKeys {
    let text = plain_text(item);
    ItemKeys {
        guid: item.guid.as_deref().map(str::trim).filter(|guid| !guid.is_empty()).map(key),
        url: canonical_url.filter(|url| names_a_page(url)).map(key),
        text: (text.chars().count() >= LEAST_TEXT_CHARS).then(|| key(&text)),
        published: item.published,
    }
}

/// Finds each item of a fetch among the known ones; the answers are in the order of `items`.
///
/// `known` must hold every stored item of the source that shares a key with one of `items`; more does no harm. A
/// later one of `known` wins over an earlier one with the same key. A key of it that none of `items` has may be None.
pub fn match_items(items: &[ItemKeys], known: &[KnownItem]) -> Vec<ItemMatch> {
    let items = without_shared_keys(items);
    let mut matches = mark_repeats(&items);
    let guids_present: HashSet<i64> = items.iter().filter_map(|item| item.guid).collect();
    let mut claimed = HashSet::new();
    for by in [MatchedBy::Guid, MatchedBy::Url, MatchedBy::Text] {
        let by_key: HashMap<i64, &KnownItem> =
            known.iter().filter_map(|known| Some((key_of(&known.keys, by)?, known))).collect();
        for (item, found) in items.iter().zip(&mut matches) {
            if *found != ItemMatch::New {
                continue;
            }
            let Some(known) = key_of(item, by).and_then(|key| by_key.get(&key)) else { continue };
            let other_is_here = item.guid.is_some()
                && known.keys.guid != item.guid
                && known.keys.guid.is_some_and(|guid| guids_present.contains(&guid));
            let another_edition = by == MatchedBy::Text && !same_time(item, &known.keys, SAME_TEXT_WITHIN_US);
            let reused = by == MatchedBy::Guid && is_reused(item, &known.keys);
            if other_is_here || another_edition || reused || !claimed.insert(known.id) {
                continue;
            }
            *found = ItemMatch::Known { id: known.id, by };
        }
    }
    matches
}

/// Takes away the guids and addresses that several different items of a fetch share: they name the feed, not the item.
fn without_shared_keys(items: &[ItemKeys]) -> Vec<ItemKeys> {
    // Equal guids are one item twice when the address or the text is the same as well.
    let shared_guids = shared(items, |item| item.guid, |a, b| same(a.url, b.url) || same(a.text, b.text));
    // Equal addresses are one item twice when guids or texts say so, or nothing says otherwise.
    let shared_urls = shared(
        items,
        |item| item.url,
        |a, b| {
            let trusted = |item: &ItemKeys| item.guid.filter(|guid| !shared_guids.contains(guid));
            match (trusted(a), trusted(b)) {
                (Some(a_guid), Some(b_guid)) => a_guid == b_guid || same(a.text, b.text),
                _ => same(a.text, b.text) || a.text.is_none() || b.text.is_none(),
            }
        },
    );
    let trusted = |key: Option<i64>, shared: &HashSet<i64>| key.filter(|key| !shared.contains(key));
    items
        .iter()
        .map(|item| ItemKeys { guid: trusted(item.guid, &shared_guids), url: trusted(item.url, &shared_urls), ..*item })
        .collect()
}

fn shared(
    items: &[ItemKeys],
    key: impl Fn(&ItemKeys) -> Option<i64>,
    is_repeat: impl Fn(&ItemKeys, &ItemKeys) -> bool,
) -> HashSet<i64> {
    let mut first: HashMap<i64, &ItemKeys> = HashMap::with_capacity(items.len());
    let mut shared = HashSet::new();
    for item in items {
        let Some(key) = key(item) else { continue };
        let earlier = *first.entry(key).or_insert(item);
        if !std::ptr::eq(earlier, item) && !is_repeat(earlier, item) {
            shared.insert(key);
        }
    }
    shared
}

fn mark_repeats(items: &[ItemKeys]) -> Vec<ItemMatch> {
    let mut places: [HashMap<i64, usize>; 3] = Default::default();
    let mut matches = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let keys = [item.guid, item.url, item.text];
        let earlier = keys.iter().zip(&places).enumerate().find_map(|(kind, (key, places))| {
            let earlier = *places.get(key.as_ref()?)?;
            // Items with guids of their own are two items, however alike they read.
            let guids_differ = item.guid.is_some() && items[earlier].guid.is_some() && items[earlier].guid != item.guid;
            let two_notices = kind == 2 && (guids_differ || !same_time(item, &items[earlier], SAME_TEXT_WITHIN_US));
            (!two_notices).then_some(earlier)
        });
        for (key, places) in keys.iter().zip(&mut places) {
            if let Some(key) = key {
                places.entry(*key).or_insert(place);
            }
        }
        matches.push(earlier.map_or(ItemMatch::New, |earlier| match matches[earlier] {
            ItemMatch::RepeatOf(first) => ItemMatch::RepeatOf(first),
            _ => ItemMatch::RepeatOf(earlier),
        }));
    }
    matches
}

fn key_of(keys: &ItemKeys, by: MatchedBy) -> Option<i64> {
    match by {
        MatchedBy::Guid => keys.guid,
        MatchedBy::Url => keys.url,
        MatchedBy::Text => keys.text,
    }
}

fn same(a: Option<i64>, b: Option<i64>) -> bool {
    a.is_some() && a == b
}

/// Tells whether nothing but the guid speaks for the item's being the known one: feeds number their items anew, or name
/// a series by one guid.
fn is_reused(item: &ItemKeys, known: &ItemKeys) -> bool {
    let differs = |a: Option<i64>, b: Option<i64>| a.is_some() && a != b;
    differs(item.url, known.url) && differs(item.text, known.text) && !same_time(item, known, REUSED_AFTER_US)
}

fn same_time(a: &ItemKeys, b: &ItemKeys, within_us: i64) -> bool {
    match (a.published, b.published) {
        (Some(a), Some(b)) => a.since_us(b).abs() <= within_us,
        _ => true,
    }
}

fn key(text: &str) -> i64 {
    xxh3_64(text.as_bytes()) as i64
}

/// A site's front page names no item: feeds without item links put it on every item.
fn names_a_page(url: &str) -> bool {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.split_once('/').is_some_and(|(_, path)| !path.is_empty())
        || after_scheme.split_once('?').is_some_and(|(_, query)| !query.is_empty())
}

/// The letters and digits of title and text in lower case; markup, spacing and punctuation change too easily.
fn plain_text(item: &FeedItem) -> String {
    let body = item.content_html.as_deref().or(item.summary_html.as_deref()).unwrap_or_default();
    let mut inside_tag = false;
    let body = body.chars().filter(move |c| {
        let tag = inside_tag || *c == '<';
        inside_tag = tag && *c != '>';
        !tag
    });
    let title = item.title.as_deref().unwrap_or_default().chars();
    title.chain(body).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(MOST_TEXT_CHARS).collect()
}

/// A date as shown, and as claimed when that is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedDate {
    /// Never later than the fetch.
    pub shown: Timestamp,
    /// The feed's own date, when it could not be shown.
    pub claimed: Option<Timestamp>,
}

/// Makes a date that can be sorted by: one in the future, none at all or the first day of 1970 (a zero that someone
/// took for a date) becomes the moment of the fetch. A publisher's clock may run a little ahead.
pub fn clamp_published(published: Option<Timestamp>, fetched: Timestamp) -> PublishedDate {
    match published {
        Some(date) if date.0.abs() > Timestamp::DAY && date <= fetched => PublishedDate { shown: date, claimed: None },
        Some(date) if date > fetched && date.since_us(fetched) <= CLOCK_SKEW_US => {
            PublishedDate { shown: fetched, claimed: None }
        }
        claimed => PublishedDate { shown: fetched, claimed },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds keys of one letter each; `-` is none.
    fn keys(text: &str) -> ItemKeys {
        let mut letters = text.chars().map(|c| (c != '-').then_some(c as i64));
        let mut next = || letters.next().flatten();
        ItemKeys { guid: next(), url: next(), text: next(), published: None }
    }

    /// Each item as guid, url and text; the known ones get the ids 1, 2, 3 ...; the answers are written `n` for new,
    /// `g1` for known item 1 by guid, `=0` for the same as item 0.
    fn check(name: &str, known: &str, items: &str, expected: &str) {
        let known: Vec<_> = known.split_whitespace().map(keys).collect();
        let known: Vec<_> = known.iter().zip(1..).map(|(keys, id)| KnownItem { id, keys: *keys }).collect();
        let items: Vec<_> = items.split_whitespace().map(keys).collect();
        let found: Vec<_> = match_items(&items, &known)
            .iter()
            .map(|found| match found {
                ItemMatch::New => "n".to_owned(),
                ItemMatch::Known { id, by: MatchedBy::Guid } => format!("g{id}"),
                ItemMatch::Known { id, by: MatchedBy::Url } => format!("u{id}"),
                ItemMatch::Known { id, by: MatchedBy::Text } => format!("t{id}"),
                ItemMatch::RepeatOf(place) => format!("={place}"),
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{name}");
    }

    #[test]
    fn items_are_known_by_guid_then_address_then_text() {
        check("a first fetch", "", "aAx bBy", "n n");
        check("the same again", "aAx bBy", "aAx bBy", "g1 g2");
        check("one more", "aAx", "bBy aAx", "n g1");
        check("a guid reused for a changed article", "aAx", "aBy", "g1");
        check("a changed text", "aAx", "aAy", "g1");
        check("all guids changed", "aAx bBy", "cAx dBy", "u1 u2");
        check("all guids and texts changed", "aAx bBy", "cAz dBw", "u1 u2");
        check("all guids and addresses changed", "aAx bBy", "cCx dDy", "t1 t2");
        check("guids taken away", "aAx bBy", "-Ax -By", "u1 u2");
        check("nothing but text", "--x", "--x --y", "t1 n");
        check("nothing at all", "---", "--- ---", "n n");
    }

    #[test]
    fn shared_keys_name_no_item() {
        check("one guid for all", "", "aAx aBy aCz", "n n n");
        check("one guid for all, again", "aAx aBy", "aCz aAx aBy", "n u1 u2");
        check("one address for all", "", "aAx bAy cAz", "n n n");
        check("one address for all, again", "aAx bAy", "cAz aAx bAy", "n g1 g2");
        check("one guid and one address are one item", "aAx", "aAz aAx aAy", "g1 =0 =0");
        check("one address, no guids", "-Ax -Ay", "-Az -Ax -Ay", "n t1 t2");
    }

    #[test]
    fn an_item_whose_old_self_is_still_there_is_another() {
        check("a new item at a known address", "aAx", "bAy aAx", "n g1");
        check("two notices that read alike", "aAx", "bBx aAx", "n g1");
        check("swapped guids", "aAx bBy", "bAx aBy", "g2 g1");
        check("no known item twice", "aAx", "aBy cAx", "g1 n");
    }

    #[test]
    fn an_item_twice_in_a_feed_is_one() {
        check("word for word", "", "aAx aAx", "n =0");
        check("word for word, known", "aAx", "aAx aAx aAx", "g1 =0 =0");
        check("with a second text", "", "aAx aAy", "n =0");
        check("with a second guid", "", "aAx bAx", "n =0");
        check("without guids", "", "-Ax -Ax --x", "n =0 =0");
        check("two guids, two addresses, one text", "", "aAx bBx", "n n");
    }

    #[test]
    fn a_guid_that_names_another_article_days_later_is_reused() {
        let on = |day: i64, text: &str| ItemKeys { published: Some(Timestamp(day * Timestamp::DAY)), ..keys(text) };
        let known = [KnownItem { id: 1, keys: on(100, "aAx") }];
        let check = |item: ItemKeys, expected: ItemMatch| assert_eq!(match_items(&[item], &known), [expected]);
        let same = ItemMatch::Known { id: 1, by: MatchedBy::Guid };
        check(on(103, "aBy"), ItemMatch::New);
        check(on(101, "aBy"), same);
        check(on(103, "aAy"), same);
        check(on(103, "aBx"), same);
        check(on(103, "a-y"), same);
        check(keys("aBy"), same);
        // A store that looks for keys of this fetch alone does not know the others.
        let known = [KnownItem { id: 1, keys: on(100, "a--") }];
        assert_eq!(match_items(&[on(103, "aBy")], &known), [ItemMatch::New]);
    }

    #[test]
    fn a_regular_notice_is_new_each_time() {
        let day = |n: i64, keys: ItemKeys| ItemKeys { published: Some(Timestamp(n * Timestamp::DAY)), ..keys };
        let known = [KnownItem { id: 1, keys: day(100, keys("aAx")) }];
        assert_eq!(match_items(&[day(107, keys("bBx"))], &known), [ItemMatch::New]);
        let moved = ItemMatch::Known { id: 1, by: MatchedBy::Text };
        assert_eq!(match_items(&[day(101, keys("bBx"))], &known), [moved]);
    }

    #[test]
    fn keys_see_through_markup_and_past_what_names_nothing() {
        let item = |guid: &str, title: &str, html: &str| FeedItem {
            guid: Some(guid.to_owned()),
            title: Some(title.to_owned()),
            summary_html: Some(html.to_owned()),
            ..FeedItem::default()
        };
        let long = "The harbour council voted on Tuesday to keep the old lighthouse lit for ten more years.";
        let plain = item_keys(&item(" a ", "Lighthouse stays", long), Some("https://gazette.example/1"));
        let marked =
            format!("<p class='x'>{}</p>", long.to_uppercase().replace(' ', "&#32;").replace("&#32;", "  <b> </b>"));
        assert_eq!(plain, item_keys(&item("a", "LIGHTHOUSE stays!", &marked), Some("https://gazette.example/1")));
        assert!(plain.guid.is_some() && plain.url.is_some() && plain.text.is_some());
        let short = item_keys(&item("  ", "Weather", "Sunny."), Some("https://gazette.example/"));
        assert_eq!((short.guid, short.url, short.text), (None, None, None));
        assert_eq!(item_keys(&FeedItem::default(), Some("https://gazette.example")).url, None);
        assert!(item_keys(&FeedItem::default(), Some("https://gazette.example/?p=7")).url.is_some());
    }

    #[test]
    fn a_date_is_never_later_than_the_fetch_and_the_claim_is_kept() {
        let fetched = Timestamp(1_772_600_000_000_000);
        let check = |published: Option<i64>, shown: i64, claimed: Option<i64>| {
            let expected = PublishedDate { shown: Timestamp(shown), claimed: claimed.map(Timestamp) };
            assert_eq!(clamp_published(published.map(Timestamp), fetched), expected);
        };
        let (hour, now) = (Timestamp::HOUR, fetched.0);
        check(Some(now - hour), now - hour, None);
        check(Some(now), now, None);
        check(Some(now + Timestamp::MINUTE), now, None);
        check(Some(now + hour), now, Some(now + hour));
        check(Some(i64::MAX), now, Some(i64::MAX));
        check(None, now, None);
        check(Some(0), now, Some(0));
        check(Some(-400 * Timestamp::DAY), -400 * Timestamp::DAY, None);
    }
}
