//! Prints the load's articles as JSON Lines, with the event each tells of: `load_rows [FEEDS] [ITEMS]`.
//!
//! {id, cluster, title, text, lang, date}, in order of time.

use news::Timestamp;
use press::load::{LoadOptions, item_of};
use serde_json::json;
use std::error::Error;
use std::io::{Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<usize>());
    let mut options = LoadOptions { newest: Timestamp(20_000 * Timestamp::DAY), ..LoadOptions::default() };
    options.feeds = numbers.next().transpose()?.unwrap_or(options.feeds);
    options.items = numbers.next().transpose()?.unwrap_or(options.items);
    let mut rows: Vec<_> = (0..options.feeds)
        .flat_map(|feed| (0..options.items).map(move |item| (feed, item)))
        .map(|(feed, item)| (item_of(&options, feed, item), feed, item))
        .collect();
    rows.sort_by_key(|(told, feed, item)| (told.published, *feed, *item));
    let mut out = stdout().lock();
    for (told, feed, item) in rows {
        let row = json!({
            "id": format!("f{feed}/{item}"), "cluster": format!("{:x}", told.event), "title": told.title,
            "text": told.text, "lang": "en", "date": told.published.to_jiff().to_string(),
        });
        writeln!(out, "{row}")?;
    }
    Ok(())
}
