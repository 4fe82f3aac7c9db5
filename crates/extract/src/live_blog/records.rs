//! Posts of a document that is JSON: what publishers' own interfaces send in place of a page. As in a page, posts are what
//! repeats with a time and a text each; no publisher's names for them are known here.

use super::{hashed_key, in_order};
use crate::dates::{WrittenTime, parse_field};
use crate::metadata::json_ld::text_of;
use news::{Block, Lang, Post, Timestamp};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use url::Url;

const MIN_POSTS: usize = 3;
const MAX_LISTS: usize = 16;
const MAX_VALUES: usize = 200_000;
/// A post's text may lie so deep in it.
const MAX_DEPTH: usize = 4;

/// Finds the posts of a document, newest first; empty when it holds none.
pub(crate) fn read(document: &Value, base: Option<&Url>, lang: Lang) -> Vec<Post> {
    // Lists of posts, each with the names of its fields: the main events may be told a second time.
    let mut lists: Vec<(usize, BTreeSet<&String>, Vec<Post>)> = Vec::new();
    let mut queue = vec![document];
    let mut looked_at = 0;
    while let Some(value) = queue.pop() {
        looked_at += 1;
        if looked_at > MAX_VALUES {
            break;
        }
        match value {
            Value::Array(values) => {
                let posts: Vec<Post> =
                    values.iter().filter_map(|value| post_of(value.as_object()?, base, lang)).collect();
                if posts.len() >= MIN_POSTS && 2 * posts.len() > values.len() && lists.len() < MAX_LISTS {
                    let weight = posts.iter().map(|post| news::article::text_of(&post.body).len()).sum();
                    let fields = values.iter().filter_map(Value::as_object).next().map(|map| map.keys().collect());
                    lists.push((weight, fields.unwrap_or_default(), posts));
                }
                queue.extend(values.iter().filter(|value| value.is_array() || value.is_object()));
            }
            Value::Object(map) => queue.extend(map.values().filter(|value| value.is_array() || value.is_object())),
            _ => {}
        }
    }
    lists.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
    let Some(fields) = lists.first().map(|(_, fields, _)| fields.clone()) else { return Vec::new() };
    let alike = lists
        .into_iter()
        .filter(|(_, other, _)| 10 * fields.intersection(other).count() >= 7 * fields.union(other).count());
    in_order(alike.flat_map(|(_, _, posts)| posts).collect())
}

fn post_of(map: &Map<String, Value>, base: Option<&Url>, lang: Lang) -> Option<Post> {
    let published = ["publish", "creat", "posted", "timestamp", "date", "time"]
        .iter()
        .find_map(|word| moment_of(map, lang, |name| name.contains(word) && !is_change(name)))?;
    let modified = moment_of(map, lang, is_change).filter(|modified| *modified > published);
    let title = ["title", "headline"].iter().find_map(|name| map.get(*name).and_then(text_of)).unwrap_or_default();
    let mut html = String::new();
    gather_html(&Value::Object(map.clone()), 0, &mut html);
    let body = crate::blocks_of_text_or_html(&html, base);
    if !body.iter().any(|block| !matches!(block, Block::Image { .. } | Block::Rule)) && title.is_empty() {
        return None;
    }
    let id = ["id", "_id", "uuid", "guid", "key"].iter().find_map(|name| map.get(*name).and_then(text_of));
    let people =
        ["contributors", "authors", "author", "byline"].iter().find_map(|name| map.get(*name).and_then(text_of));
    let is_key = map
        .iter()
        .chain(map.get("attributes").and_then(Value::as_object).into_iter().flatten())
        .any(|(name, value)| name.to_lowercase().contains("keyevent") && *value == Value::Bool(true));
    Some(Post {
        key: id.unwrap_or_else(|| hashed_key(Some(published), &title, &body)),
        title,
        published: Some(published),
        modified,
        author: people,
        body,
        url: None,
        is_key,
    })
}

fn is_change(name: &str) -> bool {
    ["updat", "modif", "edit", "changed"].iter().any(|word| name.contains(word))
}

/// The first field of such a name that holds a moment; what is made for reading ("19.42 GMT") does not.
fn moment_of(map: &Map<String, Value>, lang: Lang, is_named: impl Fn(&str) -> bool) -> Option<Timestamp> {
    map.iter().filter(|(name, _)| is_named(&name.to_lowercase())).find_map(|(_, value)| {
        let text = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.clone(),
            _ => return None,
        };
        let written =
            parse_field(&text, lang).filter(|written: &WrittenTime| written.has_clock && written.offset_s.is_some())?;
        Some(written.moment())
    })
}

/// Joins the texts of a post in the order of the document.
fn gather_html(value: &Value, depth: usize, out: &mut String) {
    const NAMES: [&str; 7] = ["html", "body", "bodyhtml", "content", "text", "articlebody", "description"];
    match value {
        Value::Object(map) => {
            let named = NAMES.iter().find_map(|wanted| {
                let (_, value) = map.iter().find(|(name, _)| name.to_lowercase() == *wanted)?;
                value.as_str().filter(|text| !text.trim().is_empty())
            });
            match named {
                Some(text) => {
                    out.push_str(text);
                    out.push('\n');
                }
                None if depth < MAX_DEPTH => {
                    for value in map.values().filter(|value| value.is_array()) {
                        gather_html(value, depth + 1, out);
                    }
                }
                None => {}
            }
        }
        Value::Array(values) => {
            for value in values.iter().filter(|value| value.is_object()) {
                gather_html(value, depth + 1, out);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_with_a_time_and_a_text_is_a_post() {
        let document = serde_json::json!({
            "headline": "Bridge closed", "menu": [{"title": "City"}, {"title": "Sport"}, {"title": "Weather"}],
            "entries": [
                {"id": "e3", "heading": "", "firstPublished": 1_938_250_000_000i64, "lastUpdated": 1_938_250_060_000i64,
                 "attributes": {"keyEvent": true}, "parts": [{"html": "<p>The pier has a crack.</p>"}, {"html": "<p>Divers went down.</p>"}]},
                {"id": "e2", "title": "Ferries", "firstPublished": 1_938_240_000_000i64, "parts": [{"html": "<p>Full.</p>"}]},
                {"id": "e1", "title": "Start", "firstPublished": "2031-06-03T05:00:00Z", "parts": [{"html": "<p>Closed.</p>"}]},
                {"id": "e0", "title": "", "firstPublished": "2031-06-03T04:00:00Z", "parts": [{"image": "a.jpg"}]}
            ]
        });
        let posts = read(&document, None, Lang::EN);
        let shown: Vec<String> = posts
            .iter()
            .map(|post| format!("{} {} {} {:?}", post.key, post.is_key, post.title, news::article::text_of(&post.body)))
            .collect();
        assert_eq!(
            shown,
            [
                "e3 true  \"The pier has a crack.\\n\\nDivers went down.\"",
                "e2 false Ferries \"Full.\"",
                "e1 false Start \"Closed.\""
            ]
        );
        assert!(posts[0].modified > posts[0].published);
        assert!(read(&serde_json::json!([1, 2, {"date": 3}]), None, Lang::EN).is_empty());
    }
}
