//! Structured data: the schema.org objects a page carries in `script type="application/ld+json"`, microdata aside.
//!
//! Lenient: broken JSON is mended where the mend is certain (raw line breaks in strings, trailing commas, comment
//! marks around the whole), else left out with a notice.

use crate::blocks::clean_line;
use crate::tree::Tree;
use news::Notice;
use serde_json::Value;
use std::collections::BTreeMap;

/// Kinds of objects that are the article, best first.
#[rustfmt::skip]
const ARTICLE_TYPES: &[&str] = &[
    "LiveBlogPosting", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "SatiricalArticle",
    "AdvertiserContentArticle", "Article", "BlogPosting", "TechArticle", "ScholarlyArticle",
    "MedicalScholarlyArticle", "Report", "SocialMediaPosting", "DiscussionForumPosting", "Review", "Recipe", "HowTo",
    "FAQPage", "Blog", "ImageGallery", "MediaGallery", "VideoObject", "AudioObject", "PodcastEpisode", "ItemPage",
    "WebPage", "CreativeWork",
];
/// From here on a kind only fills gaps: it is the page, or something on it.
const FIRST_WEAK_TYPE: &str = "ImageGallery";
const MAX_OBJECTS: usize = 2000;
/// Read from all scripts of a page together.
const MAX_SCRIPT_BYTES: usize = 4 * 1024 * 1024;
/// Values in them, each of which costs some hundred bytes.
const MAX_VALUES: usize = 100_000;

/// All objects of a page, flat, in document order.
#[derive(Default)]
pub(crate) struct JsonLd {
    roots: Vec<Value>,
}

/// A page's objects with the article among them chosen.
pub(crate) struct Objects<'a> {
    all: Vec<&'a Value>,
    by_id: BTreeMap<&'a str, &'a Value>,
    /// The article, best first; a second object may know what the first leaves out.
    pub articles: Vec<&'a Value>,
}

impl JsonLd {
    pub fn read(tree: &Tree, notices: &mut Vec<Notice>) -> Self {
        let mut roots = Vec::new();
        let (mut bytes_left, mut values_left) = (MAX_SCRIPT_BYTES, MAX_VALUES);
        for node in 1..tree.len() {
            if !tree.is_json_ld(node) {
                continue;
            }
            let text = tree.raw_text(node);
            if text.trim().is_empty() {
                continue;
            }
            let values = text.bytes().filter(|byte| *byte == b',').count() + 1;
            if text.len() > bytes_left || values > values_left {
                notices.push(Notice::new("page.truncated", "The page has more structured data than are read."));
                break;
            }
            bytes_left -= text.len();
            values_left -= values;
            match parse(&text) {
                Some((value, was_mended)) => {
                    if was_mended {
                        notices.push(Notice::new(
                            "page.json_ld_mended",
                            "The page's structured data are broken JSON and were mended.",
                        ));
                    }
                    roots.extend(value);
                }
                None => notices.push(Notice::new(
                    "page.json_ld_unreadable",
                    "The page's structured data are broken JSON and were left out.",
                )),
            }
        }
        Self { roots }
    }

    /// Flattens the objects and chooses the article: of the best kind, and about this page where several are.
    pub fn objects(&self, page_key: Option<&str>) -> Objects<'_> {
        let mut all = Vec::new();
        let mut queue: Vec<&Value> = self.roots.iter().rev().collect();
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(values) => queue.extend(values.iter().rev()),
                Value::Object(map) if all.len() < MAX_OBJECTS => {
                    if map.contains_key("@type") || map.contains_key("@id") {
                        all.push(value);
                    }
                    for key in ["hasPart", "video", "associatedMedia", "mainEntity", "mainEntityOfPage", "@graph"] {
                        if let Some(inner) = map.get(key).filter(|inner| inner.is_object() || inner.is_array()) {
                            queue.push(inner);
                        }
                    }
                }
                _ => {}
            }
        }
        let mut by_id = BTreeMap::new();
        for value in &all {
            if let Some(id) = value.get("@id").and_then(Value::as_str)
                && value.as_object().is_some_and(|map| map.len() > 1)
            {
                by_id.entry(id).or_insert(*value);
            }
        }
        let mut articles: Vec<(bool, usize, usize, &Value)> = Vec::new();
        for (place, value) in all.iter().enumerate() {
            let Some(rank) = rank_of(value) else { continue };
            let is_other = page_key.is_some_and(|key| about(value).is_some_and(|about| about != key));
            articles.push((is_other, rank, place, value));
        }
        articles.sort_by_key(|(is_other, rank, place, _)| (*is_other && *rank < weak_rank(), *rank, *place));
        let articles = articles.into_iter().map(|(_, _, _, value)| value).take(6).collect();
        Objects { all, by_id, articles }
    }
}

fn weak_rank() -> usize {
    ARTICLE_TYPES.iter().position(|kind| *kind == FIRST_WEAK_TYPE).unwrap_or(ARTICLE_TYPES.len())
}

fn rank_of(value: &Value) -> Option<usize> {
    types_of(value).filter_map(|kind| ARTICLE_TYPES.iter().position(|known| *known == kind)).min()
}

fn about(value: &Value) -> Option<String> {
    let page = value.get("mainEntityOfPage");
    let address = page
        .and_then(|page| page.as_str().or_else(|| page.get("@id").and_then(Value::as_str)))
        .or_else(|| value.get("url").and_then(Value::as_str))?;
    crate::address::url_key(address)
}

impl<'a> Objects<'a> {
    /// The object a reference points to, or the value itself.
    pub fn resolved(&self, value: &'a Value) -> &'a Value {
        let Some(map) = value.as_object() else { return value };
        match map.get("@id").and_then(Value::as_str) {
            Some(id) if map.len() <= 2 => self.by_id.get(id).copied().unwrap_or(value),
            _ => value,
        }
    }

    /// True article objects, not the page or the films on it.
    pub fn strong(&self) -> impl Iterator<Item = &'a Value> + '_ {
        let weak = weak_rank();
        self.articles.iter().copied().filter(move |value| rank_of(value).is_some_and(|rank| rank < weak))
    }

    pub fn of_type(&self, kind: &'static str) -> impl Iterator<Item = &'a Value> + '_ {
        self.all.iter().copied().filter(move |value| types_of(value).any(|found| found == kind))
    }

    /// The first value of a property among the article objects.
    pub fn property(&self, name: &str) -> Option<&'a Value> {
        self.articles.iter().find_map(|article| article.get(name).filter(|value| !is_empty(value)))
    }

    /// The names of things: strings as they are, objects by their name; references followed.
    pub fn names(&self, value: &'a Value) -> Vec<String> {
        let mut names = Vec::new();
        let mut queue = vec![value];
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(values) => queue.extend(values.iter().rev()),
                Value::String(_) => names.extend(text_of(value)),
                Value::Object(_) => {
                    let thing = self.resolved(value);
                    match thing.get("name") {
                        Some(Value::Array(parts)) => names.extend(parts.iter().filter_map(text_of)),
                        Some(name) => names.extend(text_of(name)),
                        None => {
                            let part = |key| thing.get(key).and_then(text_of).unwrap_or_default();
                            let name = format!("{} {}", part("givenName"), part("familyName"));
                            names.push(name.trim().to_owned());
                        }
                    }
                }
                _ => {}
            }
            if names.len() > 64 {
                break;
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn types_of(value: &Value) -> impl Iterator<Item = &str> {
    let kinds = value.get("@type");
    let one = kinds.and_then(Value::as_str);
    let many = kinds.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

/// A text property on one line; markup and entities, which do not belong there, resolved.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => return values.iter().find_map(text_of),
        Value::Object(map) => return map.get("@value").or(map.get("name")).and_then(text_of),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Text out of a field that may hold HTML, on one line.
pub(crate) fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return clean_line(text);
    }
    let tree = Tree::parse(text);
    let once = tree.text_within(0, text.len());
    // Escaped twice is common.
    if once.contains('&') && once.contains(';') {
        let again = Tree::parse(&once);
        return clean_line(&again.text_within(0, once.len()));
    }
    clean_line(&once)
}

/// An address out of a string, an object or an array of them.
pub(crate) fn address_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(address_of),
        Value::Object(map) => ["url", "contentUrl", "@id"].iter().find_map(|key| map.get(*key).and_then(address_of)),
        _ => None,
    }
}

/// Parses one script: its values, and whether they had to be mended.
fn parse(text: &str) -> Option<(Vec<Value>, bool)> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Some((vec![value], false));
    }
    let mended = mend(text);
    let values: Vec<Value> =
        serde_json::Deserializer::from_str(&mended).into_iter::<Value>().map_while(Result::ok).collect();
    (!values.is_empty()).then_some((values, true))
}

/// Takes off what stands around the JSON, escapes control characters and quotation marks in strings, drops commas before
/// a closing bracket and backslashes that escape nothing.
fn mend(text: &str) -> String {
    let text = &text.replace("<![CDATA[", "").replace("]]>", "");
    let start = text.find(['{', '[']).unwrap_or(0);
    let end = text.rfind(['}', ']']).map_or(text.len(), |at| at + 1);
    let text = text.get(start..end).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    let mut in_string = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if in_string => {
                let escaped =
                    characters.next_if(|next| matches!(next, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'));
                if let Some(escaped) = escaped {
                    out.extend(['\\', escaped]);
                }
            }
            '"' => {
                let rest = || characters.clone().find(|next| !next.is_whitespace());
                if in_string && !matches!(rest(), Some(',' | ':' | '}' | ']') | None) {
                    // A quotation mark of the text itself.
                    out.push_str("\\\"");
                } else {
                    in_string = !in_string;
                    out.push('"');
                }
            }
            '\n' | '\r' | '\t' if in_string => out.push(' '),
            control if in_string && control.is_control() => {}
            ',' if !in_string => {
                let rest = characters.clone().find(|next| !next.is_whitespace());
                if !matches!(rest, Some('}' | ']' | ',')) {
                    out.push(',');
                }
            }
            ';' if !in_string => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_is_mended_where_certain() {
        let check = |text: &str, expected: Option<&str>| {
            let got = parse(text).and_then(|(values, _)| values[0].get("headline").and_then(text_of));
            assert_eq!(got.as_deref(), expected, "{text}");
        };
        check(r#"{"headline": "A"}"#, Some("A"));
        check("{\"headline\": \"A\nB\",}", Some("A B"));
        check(r#"<!-- {"headline": "A &amp; B"} -->"#, Some("A & B"));
        check(r#"{"headline": "The "last" ferry", "x": 1,}"#, Some("The \"last\" ferry"));
        check("//<![CDATA[\n{\"headline\": \"A\"}\n//]]>", Some("A"));
        check(r#"{"headline": "It\'s"};"#, Some("It's"));
        check("{\"headline\": ", None);
    }
}
