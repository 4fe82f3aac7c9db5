//! Prints the items of the load as rows for `dateline pipe stories`, each with its event: `load_rows FEEDS ITEMS`.

#![allow(clippy::print_stdout, reason = "rows are what it is asked for")]

use press::load::{LoadOptions, item_of};
use serde_json::json;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let (Some(feeds), Some(items)) = (numbers.next(), numbers.next()) else {
        eprintln!("usage: load_rows FEEDS ITEMS");
        std::process::exit(2);
    };
    let options = LoadOptions { feeds, items, ..LoadOptions::default() };
    let mut told: Vec<_> = (0..feeds)
        .flat_map(|feed| (0..items).map(move |item| (feed, item)))
        .map(|(feed, item)| (feed, item, item_of(&options, feed, item)))
        .collect();
    told.sort_by_key(|(.., item)| item.published);
    for (feed, item, told) in told {
        println!(
            "{}",
            json!({"id": format!("{feed}-{item}"), "title": told.title, "text": told.text, "lang": "en",
                "published": told.published.to_string(), "story": told.event.to_string(), "publisher": feed.to_string()})
        );
    }
}
