//! JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: a field of the wrong type is a field that is not there.

use super::draft::name_of_person;
use super::{MAX_ITEMS, is_web_address, resolve};
use crate::date::parse_date;
use crate::text::{collapse_white_space, escape_html, plain_line};
use news::{Country, Enclosure, FeedItem, Lang, Notice, ParsedFeed};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use url::Url;

/// Elements of a list that are kept.
const MAX_LIST: usize = 200;
/// Authors of the feed that an item without its own is given.
const MAX_INHERITED: usize = 10;

/// Reads a JSON Feed. `format` is empty in the result when the text is none.
pub(crate) fn parse(text: &str, url: Option<&str>) -> ParsedFeed {
    let mut reader = serde_json::Deserializer::from_str(text);
    let raw = match JsonFeed::deserialize(&mut reader) {
        Ok(raw) => raw,
        Err(fault) => {
            let notice = Notice::new("feed.json_broken", format!("The body is not valid JSON: {fault}."));
            return ParsedFeed { notices: vec![notice], ..ParsedFeed::default() };
        }
    };
    let is_feed = raw.version.0.as_deref().is_some_and(|version| version.contains("jsonfeed"));
    if !is_feed && !raw.items.is_there {
        return ParsedFeed::default();
    }
    let base = url.and_then(|url| Url::parse(url).ok());
    let resolved = |text: Text| text.0.and_then(|address| resolve(base.as_ref(), &address));
    let mut feed_authors = authors_of(raw.authors, raw.author);
    feed_authors.truncate(MAX_INHERITED);
    let mut feed = ParsedFeed {
        format: "json".to_owned(),
        title: raw.title.line(),
        description: raw.description.line(),
        home_url: resolved(raw.home_page_url),
        self_url: resolved(raw.feed_url),
        icon_url: resolved(raw.icon).or(resolved(raw.favicon)),
        lang: raw.language.0.as_deref().and_then(Lang::parse),
        country: raw.language.0.as_deref().and_then(Country::of_tag),
        hubs: raw.hubs.items.into_iter().filter_map(|hub| resolved(hub.url)).collect(),
        more: resolved(raw.next_url).into_iter().collect(),
        ..ParsedFeed::default()
    };
    if raw.items.has_more {
        let text = format!("The feed has more than {MAX_ITEMS} items; the rest was left.");
        feed.notices.push(Notice::new("feed.too_many_items", text));
    }
    let mut unreadable = None;
    let items = raw.items.items.into_iter().filter(JsonItem::says_something);
    feed.items = items.map(|item| item_of(item, base.as_ref(), &feed_authors, &mut unreadable)).collect();
    if let Some(raw) = unreadable {
        feed.notices.push(Notice::new("feed.date_unreadable", format!("A date of the feed cannot be read: {raw:?}.")));
    }
    feed
}

fn item_of(raw: JsonItem, base: Option<&Url>, feed_authors: &[String], unreadable: &mut Option<String>) -> FeedItem {
    let resolved = |text: Text| text.0.and_then(|address| resolve(base, &address));
    let mut date = |text: Option<&String>| {
        let moment = text.and_then(|raw| parse_date(raw));
        if let (Some(raw), None) = (text, moment) {
            unreadable.get_or_insert_with(|| raw.chars().take(60).collect());
        }
        moment
    };
    let published = date(raw.date_published.0.as_ref());
    let updated = date(raw.date_modified.0.as_ref());
    let as_html = |text: String| {
        let mut html = String::with_capacity(text.len());
        escape_html(&mut html, &text);
        html
    };
    let guid = raw.id.0.filter(|id| !id.trim().is_empty());
    let url = resolved(raw.url).or(resolved(raw.external_url));
    let mut authors = authors_of(raw.authors, raw.author);
    if authors.is_empty() {
        authors = feed_authors.to_vec();
    }
    FeedItem {
        url: url.or_else(|| guid.clone().filter(|id| is_web_address(id))),
        guid,
        title: raw.title.line(),
        summary_html: raw.summary.0.filter(|text| !text.trim().is_empty()).map(as_html),
        content_html: raw.content_html.0.filter(|html| !html.trim().is_empty()).or(raw
            .content_text
            .0
            .filter(|text| !text.trim().is_empty())
            .map(as_html)),
        authors,
        published: published.or(updated),
        published_raw: raw.date_published.0.or_else(|| raw.date_modified.0.clone()),
        updated,
        lang: raw.language.0.and_then(|tag| Lang::parse(&tag)),
        categories: raw.tags.items.into_iter().filter_map(|tag| tag.line()).collect(),
        image_url: resolved(raw.image).or(resolved(raw.banner_image)),
        enclosures: raw
            .attachments
            .items
            .into_iter()
            .filter_map(|file| {
                Some(Enclosure {
                    url: resolve(base, &file.url.0?)?,
                    mime: file.mime_type.0.filter(|mime| !mime.trim().is_empty()),
                    length_bytes: file
                        .size_in_bytes
                        .0
                        .and_then(|size| size.parse::<f64>().ok())
                        .map(|size| size as u64),
                    duration_s: file
                        .duration_in_seconds
                        .0
                        .and_then(|seconds| seconds.parse::<f64>().ok())
                        .map(|seconds| seconds as u32),
                    title: file.title.line(),
                })
            })
            .collect(),
        ..FeedItem::default()
    }
}

fn authors_of(authors: List<JsonAuthor>, author: JsonAuthor) -> Vec<String> {
    let mut names = Vec::new();
    for author in authors.items.into_iter().chain([author]) {
        let name = author.name.line().map(|name| name_of_person(&name)).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Declares a struct whose fields are read by name and skipped when of another type.
macro_rules! lenient {
    ($(struct $name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {$(
        #[derive(Default)]
        struct $name { $($field: $kind),+ }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> Visitor<'de> for Fields {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an object")
                    }
                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        let mut value = $name::default();
                        while let Some(key) = map.next_key::<Text>()? {
                            match key.0.as_deref() {
                                $(Some(stringify!($field)) => value.$field = map.next_value()?,)+
                                _ => { map.next_value::<IgnoredAny>()?; }
                            }
                        }
                        Ok(value)
                    }
                    lenient!(@scalars $name);
                    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<$name, A::Error> {
                        while seq.next_element::<IgnoredAny>()?.is_some() {}
                        Ok($name::default())
                    }
                }
                deserializer.deserialize_any(Fields)
            }
        }
    )+};
    (@scalars $name:ident) => {
        fn visit_bool<E>(self, _: bool) -> Result<$name, E> { Ok($name::default()) }
        fn visit_i64<E>(self, _: i64) -> Result<$name, E> { Ok($name::default()) }
        fn visit_u64<E>(self, _: u64) -> Result<$name, E> { Ok($name::default()) }
        fn visit_f64<E>(self, _: f64) -> Result<$name, E> { Ok($name::default()) }
        fn visit_str<E>(self, _: &str) -> Result<$name, E> { Ok($name::default()) }
        fn visit_unit<E>(self) -> Result<$name, E> { Ok($name::default()) }
    };
}

lenient! {
    struct JsonFeed {
        version: Text,
        title: Text,
        description: Text,
        home_page_url: Text,
        feed_url: Text,
        next_url: Text,
        icon: Text,
        favicon: Text,
        language: Text,
        author: JsonAuthor,
        authors: List<JsonAuthor>,
        hubs: List<JsonHub>,
        items: List<JsonItem, MAX_ITEMS>,
    }
    struct JsonAuthor { name: Text }
    struct JsonHub { url: Text }
    struct JsonItem {
        id: Text,
        url: Text,
        external_url: Text,
        title: Text,
        content_html: Text,
        content_text: Text,
        summary: Text,
        image: Text,
        banner_image: Text,
        date_published: Text,
        date_modified: Text,
        author: JsonAuthor,
        authors: List<JsonAuthor>,
        tags: List<Text>,
        language: Text,
        attachments: List<JsonFile>,
    }
    struct JsonFile {
        url: Text,
        mime_type: Text,
        title: Text,
        size_in_bytes: Text,
        duration_in_seconds: Text,
    }
}

impl JsonItem {
    /// Anything but an object becomes an item without a word.
    fn says_something(&self) -> bool {
        [&self.id, &self.url, &self.external_url, &self.title, &self.content_html, &self.content_text]
            .into_iter()
            .any(|text| text.0.is_some())
    }
}

/// A string, or a number as one; None for anything else.
#[derive(Default)]
struct Text(Option<String>);

impl Text {
    fn line(self) -> Option<String> {
        let text = self.0?;
        let line = if crate::text::looks_like_html(&text) { plain_line(&text) } else { collapse_white_space(&text) };
        Some(line).filter(|line| !line.is_empty())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyText;
        impl<'de> Visitor<'de> for AnyText {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(Some(text.to_owned())))
            }
            fn visit_string<E>(self, text: String) -> Result<Text, E> {
                Ok(Text(Some(text)))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Text, E> {
                Ok(Text(None))
            }
            fn visit_unit<E>(self) -> Result<Text, E> {
                Ok(Text(None))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Text(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Text(None))
            }
        }
        deserializer.deserialize_any(AnyText)
    }
}

/// The first `MAX` elements of a list; empty for anything else.
struct List<T, const MAX: usize = MAX_LIST> {
    items: Vec<T>,
    is_there: bool,
    has_more: bool,
}

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self { items: Vec::new(), is_there: false, has_more: false }
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements<T, const MAX: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Elements<T, MAX> {
            type Value = List<T, MAX>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = List { items: Vec::new(), is_there: true, has_more: false };
                while list.items.len() < MAX {
                    let Some(item) = seq.next_element()? else { return Ok(list) };
                    list.items.push(item);
                }
                while seq.next_element::<IgnoredAny>()?.is_some() {
                    list.has_more = true;
                }
                Ok(list)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(List::default())
            }
            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(List::default())
            }
            fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
                Ok(List::default())
            }
            fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
                Ok(List::default())
            }
            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(List::default())
            }
            fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
                Ok(List::default())
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(List::default())
            }
        }
        deserializer.deserialize_any(Elements(PhantomData))
    }
}
