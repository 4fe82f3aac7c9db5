//! Every fixture through the parser, as a snapshot; and mutated fixtures, which must never make it panic.

#![allow(clippy::unwrap_used)] // The lint does not see that helpers of tests are tests.

use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

const URL: &str = "https://www.example.org/dir/page";

static FIXTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/feeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read =
        |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap());
    paths.into_iter().map(read).collect()
});

fn parse(name: &str, body: &[u8]) -> news::ParsedFeed {
    if name.starts_with("listing") {
        gather::parse_listing(body, Some("text/html"), URL)
    } else {
        gather::parse_feed(body, None, Some(URL))
    }
}

/// One line for each value that is there.
fn render(feed: &news::ParsedFeed) -> String {
    let mut out = format!("{}\n", if feed.format.is_empty() { "(not recognised)" } else { &feed.format });
    let mut tree = serde_json::to_value(feed).unwrap();
    let feed_fields = tree.as_object_mut().unwrap();
    feed_fields.remove("format");
    let items = feed_fields.remove("items").unwrap();
    let notices = feed_fields.remove("notices").unwrap();
    render_fields(&mut out, "", &tree);
    for item in items.as_array().unwrap() {
        out.push_str("item\n");
        render_fields(&mut out, "  ", item);
    }
    for notice in notices.as_array().unwrap() {
        writeln!(out, "! {}: {}", notice["code"].as_str().unwrap(), notice["text"].as_str().unwrap()).unwrap();
    }
    out
}

fn render_fields(out: &mut String, indent: &str, fields: &serde_json::Value) {
    for (name, value) in fields.as_object().unwrap() {
        let is_there = !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
        if is_there {
            writeln!(out, "{indent}{name}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                .unwrap();
        }
    }
}

#[test]
fn each_fixture_parses_as_its_snapshot_shows() {
    for (name, body) in FIXTURES.iter() {
        insta::assert_snapshot!(name.as_str(), render(&parse(name, body)));
    }
}

#[test]
fn a_packed_feed_and_other_encodings_are_read() {
    let text = "<rss><channel><title>Größe</title></channel></rss>";
    let title = |body: &[u8]| gather::parse_feed(body, None, None).title;
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(title(&utf16).as_deref(), Some("Größe"));
    let latin1: Vec<u8> = text.chars().map(|c| c as u8).collect();
    assert_eq!(gather::parse_feed(&latin1, Some("text/xml; charset=latin1"), None).title.as_deref(), Some("Größe"));
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, text.as_bytes()).unwrap();
    assert_eq!(title(&packer.finish().unwrap()).as_deref(), Some("Größe"));
}

#[test]
fn a_feed_of_too_many_items_is_cut_with_a_notice() {
    let items = "<item><title>One</title></item>".repeat(gather::feed::MAX_ITEMS + 1);
    let feed = gather::parse_feed(format!("<rss><channel>{items}").as_bytes(), None, None);
    assert_eq!(feed.items.len(), gather::feed::MAX_ITEMS);
    assert_eq!(feed.notices[0].code, "feed.too_many_items");
}

#[test]
fn hostile_nesting_and_open_markup_end_quickly() {
    for piece in
        ["<div>", "<", "<a ", "<a \"", "<!--", "<![CDATA[", "<?x", "&a", "</b>", "&lt;a href=&quot;x", "&lt;!-- >"]
    {
        for start in ["<rss>", "<rss><channel><item><title>", "<rss><channel><item><description>"] {
            let feed = gather::parse_feed(format!("{start}{}", piece.repeat(20_000)).as_bytes(), None, Some(URL));
            assert_eq!(feed.format, "rss", "{start}{piece}");
        }
    }
    gather::parse_listing("<div><a href=x>".repeat(20_000).as_bytes(), None, URL);
    gather::discover_in_page("<div><a href=x>".repeat(20_000).as_bytes(), None, URL);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_fixtures_never_make_it_panic(
        which in 0..1000_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, prop::collection::vec(any::<u8>(), 0..8)), 1..6),
    ) {
        let (name, mut body) = FIXTURES[which % FIXTURES.len()].clone();
        for (at, length, inserted) in cuts {
            let start = at.index(body.len() + 1);
            let end = (start + length).min(body.len());
            body.splice(start..end, inserted);
        }
        parse(&name, &body);
        gather::discover_in_page(&body, None, URL);
        let _ = gather::parse_opml(&body);
    }
}
