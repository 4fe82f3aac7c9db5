//! RSS of every version, RDF, Atom and CDF, in one pass over the tokens.
//!
//! A stack of open elements says where a token stands; [`super::element`] says what it means there. The text of an
//! element that means something is captured until its end tag; markup inside a capture is kept as written. Invariants:
//! the stack and the number of items are bounded, an end tag closes the nearest open element of its name and all that
//! were left open inside it, and an end tag without a start is dropped.

use super::MAX_ITEMS;
use super::address::{Bases, has_relative_address, is_web_address, resolve_in_html, resolve_in_tag};
use super::draft::{Dated, ItemDraft, Ranked, name_of_person, parse_duration};
use super::element::{Field, Reading, in_channel, in_item};
use super::namespace::{Namespace, Namespaces};
use super::xml::{Tag, Token, Tokens};
use crate::date::parse_date;
use crate::text::{collapse_white_space, decode_references, escape_html, looks_like_html, plain_line, unscrambled};
use base64::Engine as _;
use news::{Enclosure, FeedItem, Lang, Notice, ParsedFeed};
use std::borrow::Cow;
use url::Url;

/// Elements nested deeper are counted, not read.
const MAX_DEPTH: usize = 256;
/// A captured text ends here.
const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;
/// Of an item's categories, enclosures and authors more are not kept.
const MAX_LIST: usize = 200;
/// A name or an address is never this long.
const MAX_LINE_BYTES: usize = 16 * 1024;

/// Reads a feed's text. `format` is empty in the result when no feed was found in it.
pub(crate) fn parse(source: &str, url: Option<&str>) -> ParsedFeed {
    let mut tokens = Tokens::new(source);
    let mut reader = FeedReader::new(url);
    while !reader.is_full {
        let Some(token) = tokens.next() else { break };
        match token {
            Token::Start(tag) => {
                reader.open(tag);
                if tag.is_empty {
                    reader.close(tag.name);
                }
            }
            Token::End(name) => reader.close(name),
            Token::Text(text) => reader.text(&text),
            Token::CData(text) => reader.cdata(text),
        }
    }
    let unclosed = !reader.frames.is_empty() && !reader.is_full;
    let mut feed = reader.finish();
    if feed.format.is_empty() {
        return feed;
    }
    if tokens.mended.truncated || unclosed {
        feed.notices.push(Notice::new("feed.truncated", "The feed ends before its last element is closed."));
    }
    if tokens.mended.stray_markup {
        feed.notices.push(Notice::new("feed.ill_formed", "The feed is not well-formed XML; it was read leniently."));
    }
    if tokens.mended.unknown_entity {
        feed.notices.push(Notice::new("feed.unknown_entity", "The feed uses an entity that nobody defines."));
    }
    feed
}

/// Where an open element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Above the feed.
    Outside,
    Channel,
    Item,
    Ignored,
    /// The element whose text is captured.
    Captured,
    /// Markup inside it.
    Inside,
}

#[derive(Debug)]
struct Frame<'a> {
    name: &'a str,
    place: Place,
    /// Namespace declarations in force outside.
    namespaces: usize,
    /// True for the element that began the item.
    begins_item: bool,
}

/// How the text of a captured element becomes HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// Plain text, though many feeds put HTML there.
    Plain,
    /// HTML, escaped once; markup among it is HTML too.
    Html,
    /// HTML, escaped once or as markup: nobody said which.
    Loose,
    /// Markup as it stands.
    Markup,
    Base64,
}

#[derive(Debug)]
struct Capture<'a> {
    field: Field,
    kind: TextKind,
    in_item: bool,
    attributes: Vec<(&'a str, Cow<'a, str>)>,
    text: String,
    /// The text of the element open inside, where the field is not markup.
    child_text: String,
    /// What elements inside said: an author's name, a picture's address.
    child_name: Option<String>,
    child_url: Option<String>,
    lang: Option<Lang>,
}

impl Capture<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        attribute(&self.attributes, name)
    }

    /// Tells whether elements inside are part of the text; otherwise they are parts of a record, or strays.
    fn is_markup(&self) -> bool {
        matches!(self.field, Field::Title(_) | Field::Summary(_) | Field::Content(_))
    }
}

fn attribute<'v>(attributes: &'v [(&str, Cow<'_, str>)], name: &str) -> Option<&'v str> {
    let found = attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).or_else(|| {
        attributes
            .iter()
            .find(|(known, _)| known.split_once(':').is_some_and(|(_, local)| local.eq_ignore_ascii_case(name)))
    });
    found.map(|(_, value)| value.as_ref())
}

struct FeedReader<'a> {
    feed: ParsedFeed,
    title: Ranked<String>,
    description: Ranked<String>,
    icon: Ranked<String>,
    home: Ranked<String>,
    updated: Ranked<Dated>,
    authors: Vec<String>,
    update_period_s: Option<i64>,
    update_frequency: i64,
    item: Option<ItemDraft>,
    frames: Vec<Frame<'a>>,
    /// Open elements beyond [`MAX_DEPTH`].
    uncounted: usize,
    namespaces: Namespaces<'a>,
    bases: Bases,
    capture: Option<Capture<'a>>,
    unreadable_dates: usize,
    is_full: bool,
}

impl<'a> FeedReader<'a> {
    fn new(url: Option<&str>) -> Self {
        Self {
            feed: ParsedFeed::default(),
            title: Ranked::default(),
            description: Ranked::default(),
            icon: Ranked::default(),
            home: Ranked::default(),
            updated: Ranked::default(),
            authors: Vec::new(),
            update_period_s: None,
            update_frequency: 1,
            item: None,
            frames: Vec::new(),
            uncounted: 0,
            namespaces: Namespaces::default(),
            bases: Bases::new(url),
            capture: None,
            unreadable_dates: 0,
            is_full: false,
        }
    }

    fn open(&mut self, tag: Tag<'a>) {
        if self.frames.len() == MAX_DEPTH {
            self.uncounted += 1;
            if self.capture.is_some() {
                self.markup(tag);
            }
            return;
        }
        let outside = self.namespaces.len();
        let attributes: Vec<(&'a str, Cow<'a, str>)> =
            if tag.has_attributes() { tag.attributes().collect() } else { Vec::new() };
        for (name, value) in &attributes {
            self.namespaces.declare(name, value, self.frames.is_empty());
        }
        let (namespace, local) = self.namespaces.resolve(tag.name);
        let local = lower_case(local);

        if self.capture.is_some() {
            let begins_item = namespace.is_core() && matches!(&*local, "item" | "entry");
            if !begins_item || self.capture.as_ref().is_some_and(|capture| capture.field == Field::Source) {
                self.open_inside(tag, &local, &attributes);
                self.frames.push(Frame {
                    name: tag.name,
                    place: Place::Inside,
                    namespaces: outside,
                    begins_item: false,
                });
                return;
            }
            // An item inside a text: the text's end tag is missing.
            self.close_capture();
        }

        let place = self.frames.last().map_or(Place::Outside, |frame| frame.place);
        let reading = match place {
            Place::Outside => self.at_root(namespace, &local),
            Place::Channel => in_channel(namespace, &local),
            Place::Item => in_item(namespace, &local),
            // An item in an unknown wrapper of the feed.
            Place::Ignored if self.item.is_none() && namespace.is_core() && matches!(&*local, "item" | "entry") => {
                Reading::Item
            }
            _ => Reading::Ignored,
        };
        if reading == Reading::Item && self.item.is_some() {
            self.end_item();
        }
        let depth = self.frames.len();
        let mut lang = None;
        for (name, value) in &attributes {
            match *name {
                "xml:base" => self.bases.push(depth, value),
                "xml:lang" => lang = Lang::parse(value),
                name if name.eq_ignore_ascii_case("base") && local == "channel" => self.bases.push(depth, value),
                _ => {}
            }
        }
        let place = match reading {
            Reading::Channel => {
                self.begin_channel(&attributes, lang);
                Place::Channel
            }
            Reading::Item => {
                self.begin_item(&attributes, lang);
                Place::Item
            }
            Reading::Transparent => place,
            Reading::Ignored if place == Place::Outside => Place::Outside,
            Reading::Ignored => Place::Ignored,
            Reading::Field(Field::MediaContent) => {
                self.media_content(&attributes);
                Place::Item
            }
            Reading::Field(field) => {
                self.capture = Some(Capture {
                    field,
                    kind: text_kind(field, self.is_atom(namespace), namespace, &attributes),
                    in_item: place == Place::Item,
                    attributes,
                    text: String::new(),
                    child_text: String::new(),
                    child_name: None,
                    child_url: None,
                    lang,
                });
                Place::Captured
            }
        };
        let begins_item = reading == Reading::Item;
        self.frames.push(Frame { name: tag.name, place, namespaces: outside, begins_item });
    }

    fn is_atom(&self, namespace: Namespace) -> bool {
        namespace == Namespace::Atom || (namespace == Namespace::Core && self.feed.format == "atom")
    }

    fn at_root(&mut self, namespace: Namespace, name: &str) -> Reading {
        let format = match (namespace, name) {
            (Namespace::Rdf, "rdf") => "rdf",
            (_, "rss") => "rss",
            (_, "feed") if namespace.is_core() => "atom",
            (_, "channel") if namespace.is_core() => "rss",
            (_, "item") if namespace.is_core() => "rss",
            (_, "entry") if namespace.is_core() => "atom",
            _ => return Reading::Ignored,
        };
        if self.feed.format.is_empty() {
            format.clone_into(&mut self.feed.format);
        }
        if matches!(name, "item" | "entry") { Reading::Item } else { Reading::Channel }
    }

    fn begin_channel(&mut self, attributes: &[(&str, Cow<'_, str>)], lang: Option<Lang>) {
        self.feed.lang = self.feed.lang.or(lang);
        // CDF says it in attributes.
        if let Some(address) = attribute(attributes, "href") {
            self.home.offer_some(1, self.bases.resolve(address));
        }
        if let Some(date) = attribute(attributes, "lastmod") {
            let date = self.dated(date);
            self.updated.offer_some(1, date);
        }
    }

    fn begin_item(&mut self, attributes: &[(&str, Cow<'_, str>)], lang: Option<Lang>) {
        let mut draft = ItemDraft::default();
        draft.item.lang = lang;
        if let Some(about) = attribute(attributes, "about") {
            draft.item.guid = Some(about.trim().to_owned()).filter(|about| !about.is_empty());
            draft.url.offer_some(4, self.bases.resolve(about).filter(|url| is_web_address(url)));
        }
        if let Some(address) = attribute(attributes, "href") {
            draft.url.offer_some(1, self.bases.resolve(address));
        }
        if let Some(date) = attribute(attributes, "lastmod") {
            let date = self.dated(date);
            draft.published.offer_some(1, date);
        }
        self.item = Some(draft);
    }

    fn end_item(&mut self) {
        let Some(mut draft) = self.item.take() else { return };
        if draft.authors.is_empty() && self.feed.format == "atom" {
            // RFC 4287, section 4.2.1: an entry without an author has the feed's.
            for name in &self.authors {
                draft.add_author(0, name.clone());
            }
        }
        let mut item = draft.finish();
        self.resolve_texts(&mut item);
        self.feed.items.push(item);
        if self.feed.items.len() == MAX_ITEMS {
            self.is_full = true;
            let text = format!("The feed has more than {MAX_ITEMS} items; the rest was left.");
            self.feed.notices.push(Notice::new("feed.too_many_items", text));
        }
    }

    /// Makes what is still relative in an item's HTML absolute: RSS does not say against what, so against the article's
    /// page, the publisher's or the feed, whichever is known.
    fn resolve_texts(&self, item: &mut FeedItem) {
        let page = [item.url.as_deref(), self.home.as_ref().map(String::as_str)];
        let mut base = None;
        for html in [&mut item.summary_html, &mut item.content_html].into_iter().flatten() {
            if has_relative_address(html) {
                let base = base.get_or_insert_with(|| {
                    page.into_iter().flatten().find_map(|page| Url::parse(page).ok()).or(self.bases.current().cloned())
                });
                if let Some(base) = base {
                    *html = resolve_in_html(html, base).into_owned();
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        if self.uncounted > 0 {
            self.uncounted -= 1;
            self.end_markup(name);
            return;
        }
        let Some(at) = self
            .frames
            .iter()
            .rposition(|frame| frame.name == name)
            .or_else(|| self.frames.iter().rposition(|frame| frame.name.eq_ignore_ascii_case(name)))
        else {
            // An end tag without a start; inside a text HTML will do with it what it does.
            self.end_markup(name);
            return;
        };
        while self.frames.len() > at {
            let is_own = self.frames.len() == at + 1;
            self.close_last(is_own);
        }
    }

    fn close_last(&mut self, has_end_tag: bool) {
        let Some(frame) = self.frames.pop() else { return };
        match frame.place {
            Place::Inside => self.close_inside(frame.name, has_end_tag),
            Place::Captured => {
                if let Some(capture) = self.capture.take() {
                    self.finish_capture(capture);
                }
            }
            Place::Item if frame.begins_item => self.end_item(),
            _ => {}
        }
        self.namespaces.truncate(frame.namespaces);
        self.bases.leave(self.frames.len());
    }

    /// Closes the captured element, with what is open inside it.
    fn close_capture(&mut self) {
        while self.capture.is_some() && !self.frames.is_empty() {
            self.close_last(false);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(capture) = &mut self.capture else { return };
        if !capture.is_markup() && self.frames.last().is_some_and(|frame| frame.place == Place::Inside) {
            if capture.child_text.len() + text.len() <= MAX_LINE_BYTES {
                capture.child_text.push_str(text);
            }
            return;
        }
        let room = MAX_TEXT_BYTES.saturating_sub(capture.text.len());
        let text = if text.len() > room { &text[..text.floor_char_boundary(room)] } else { text };
        if capture.kind == TextKind::Markup {
            escape_html(&mut capture.text, text);
        } else {
            capture.text.push_str(text);
        }
    }

    fn cdata(&mut self, text: &str) {
        self.text(text);
    }

    fn open_inside(&mut self, tag: Tag<'a>, local: &str, attributes: &[(&'a str, Cow<'a, str>)]) {
        if let Some((_, base)) = attributes.iter().find(|(name, _)| *name == "xml:base") {
            self.bases.push(self.frames.len(), base);
        }
        let Some(capture) = &mut self.capture else { return };
        if capture.is_markup() {
            self.markup(tag);
            return;
        }
        let is_child = self.frames.last().is_some_and(|frame| frame.place == Place::Captured);
        if is_child && local == "link" && capture.field == Field::Source {
            let is_page = attribute(attributes, "rel").is_none_or(|rel| rel == "alternate");
            if let Some(address) = attribute(attributes, "href").filter(|_| is_page) {
                let address = self.bases.resolve(address);
                capture.child_url = capture.child_url.take().or(address);
            }
        }
        if local == "category"
            && capture.field == Field::Category
            && let Some(draft) = &mut self.item
            && let Some(label) = attribute(&capture.attributes, "text")
        {
            // iTunes nests its categories; the outer comes first.
            draft.add_category(plain_line(label));
            capture.attributes = attributes.iter().map(|(name, value)| (*name, value.clone())).collect();
        }
        capture.child_text.clear();
    }

    fn close_inside(&mut self, name: &str, has_end_tag: bool) {
        let is_child = self.frames.last().is_some_and(|frame| frame.place == Place::Captured);
        let Some(capture) = &mut self.capture else { return };
        if capture.is_markup() {
            if has_end_tag {
                self.end_markup(name);
            }
            return;
        }
        let text = std::mem::take(&mut capture.child_text);
        if !is_child || text.trim().is_empty() {
            return;
        }
        let (_, local) = self.namespaces.resolve(name);
        match (capture.field, &*lower_case(local)) {
            (Field::Author(_), "name") => capture.child_name = Some(collapse_white_space(&text)),
            (Field::Author(_), "email") if capture.child_name.is_none() => {
                capture.child_url = Some(collapse_white_space(&text));
            }
            (Field::Source, "title") => capture.child_name = Some(plain_line(&text)),
            (Field::Image(_), "url") => capture.child_url = self.bases.resolve(&text),
            _ => {}
        }
    }

    /// Writes a start tag into the captured text.
    fn markup(&mut self, tag: Tag<'a>) {
        let (_, local) = self.namespaces.resolve(tag.name);
        let Some(capture) = &mut self.capture else { return };
        if !capture.is_markup() || capture.text.len() + tag.inner.len() > MAX_TEXT_BYTES {
            return;
        }
        let is_unsaid = matches!(capture.kind, TextKind::Plain | TextKind::Loose);
        if is_unsaid && !capture.text.contains('<') {
            // Markup where escaped markup or text was promised.
            let before = std::mem::take(&mut capture.text);
            escape_html(&mut capture.text, &before);
            capture.kind = TextKind::Markup;
        }
        capture.text.push('<');
        match self.bases.for_html(self.feed.format == "atom") {
            Some(base) => resolve_in_tag(&mut capture.text, &tag.inner[tag.name.len() - local.len()..], base),
            None => capture.text.push_str(&tag.inner[tag.name.len() - local.len()..]),
        }
        capture.text.push_str(if tag.is_empty && is_void(local) { " />" } else { ">" });
    }

    fn end_markup(&mut self, name: &str) {
        let (_, local) = self.namespaces.resolve(name);
        let Some(capture) = &mut self.capture else { return };
        if !capture.is_markup() || is_void(local) || capture.text.len() > MAX_TEXT_BYTES {
            return;
        }
        capture.text.push_str("</");
        capture.text.push_str(local);
        capture.text.push('>');
    }

    fn finish_capture(&mut self, mut capture: Capture<'a>) {
        if capture.kind == TextKind::Base64 {
            capture.text = decode_base64(capture.text);
            capture.kind = TextKind::Html;
        }
        if let Some(mended) = unscrambled(&capture.text) {
            capture.text = mended;
        }
        if capture.in_item {
            self.item_field(capture);
        } else {
            self.feed_field(capture);
        }
    }

    fn item_field(&mut self, mut capture: Capture<'a>) {
        let Some(mut draft) = self.item.take() else { return };
        let text = std::mem::take(&mut capture.text);
        match capture.field {
            Field::Title(rank) => {
                draft.item.lang = draft.item.lang.or(capture.lang);
                draft.title.offer_some(rank, title_of(&text, capture.kind));
            }
            Field::Link => self.item_link(&mut draft, &capture, &text),
            Field::OriginalLink => draft.url.offer_some(0, self.bases.resolve(&text)),
            Field::Guid => {
                let guid = text.trim();
                if !guid.is_empty() && draft.item.guid.as_deref().is_none_or(|known| known != guid) {
                    draft.item.guid = Some(guid.to_owned());
                }
                let permalink = capture.attribute("ispermalink").map(|value| value.trim().to_ascii_lowercase());
                if permalink.as_deref() != Some("false") && self.feed.format != "atom" {
                    let explicit = permalink.as_deref() == Some("true");
                    let url =
                        self.bases.resolve(guid).filter(|url| explicit || is_web_address(guid) && is_web_address(url));
                    draft.url.offer_some(3, url);
                }
            }
            Field::Published(rank) => {
                if let Some(date) = self.dated(&text) {
                    offer_date(&mut draft.published, rank, date);
                }
            }
            Field::Updated(rank) => {
                if let Some(date) = self.dated(&text) {
                    offer_date(&mut draft.updated, rank, date);
                }
            }
            Field::Author(rank) => {
                if draft.authors.len() < MAX_LIST {
                    draft.add_author(rank, author_of(&capture, &text));
                }
            }
            Field::Summary(rank) => {
                draft.item.lang = draft.item.lang.or(capture.lang);
                let html = self.html_value(&text, capture.kind);
                let is_second = rank <= 1 && draft.summary.as_ref().is_some_and(|first| html.as_ref() != Some(first));
                if is_second && self.feed.format != "atom" {
                    // RSS with both `description` and `summary`: the second is the text.
                    draft.content.offer_some(3, html);
                } else {
                    draft.summary.offer_some(rank, html);
                }
            }
            Field::Content(rank) => {
                draft.item.lang = draft.item.lang.or(capture.lang);
                if let Some(address) = capture.attribute("src") {
                    draft.url.offer_some(6, self.bases.resolve(address));
                }
                draft.content.offer_some(rank, self.html_value(&text, capture.kind));
            }
            Field::Category => {
                if draft.item.categories.len() < MAX_LIST {
                    draft.add_category(category_of(&capture, &text));
                }
            }
            Field::Keywords => {
                for word in text.split(',').take(MAX_LIST) {
                    draft.add_category(plain_line(word));
                }
            }
            Field::Comments => draft.item.comments_url = self.bases.resolve(&text),
            Field::Source => {
                let title = capture.child_name.clone().or_else(|| Some(plain_line(&text)).filter(|t| !t.is_empty()));
                let url = capture.attribute("url").and_then(|url| self.bases.resolve(url));
                let url = url.or(capture.child_url.clone());
                if is_web_address(text.trim()) {
                    draft.item.source_url = draft.item.source_url.or(self.bases.resolve(&text));
                } else {
                    draft.item.source_title = draft.item.source_title.or(title);
                    draft.item.source_url = draft.item.source_url.or(url);
                }
            }
            Field::Image(rank) => {
                let url = self.image_address(&capture, &text);
                draft.offer_image(rank, url, area_of(&capture.attributes));
            }
            Field::Duration => draft.duration_s = draft.duration_s.or(parse_duration(&text)),
            Field::Language => draft.item.lang = Lang::parse(&text).or(draft.item.lang),
            Field::Enclosure => {
                let address = capture.attribute("url").or(capture.attribute("href")).unwrap_or(&text);
                self.enclosure(&mut draft, &capture.attributes, address);
            }
            Field::Ttl | Field::UpdatePeriod | Field::UpdateFrequency | Field::MediaContent => {}
        }
        self.item = Some(draft);
    }

    fn item_link(&mut self, draft: &mut ItemDraft, capture: &Capture<'a>, text: &str) {
        let address = capture.attribute("href").unwrap_or(text);
        let mime = capture.attribute("type").unwrap_or("");
        match relation(capture.attribute("rel")) {
            "alternate" => {
                let is_page = mime.is_empty() || mime.contains("html");
                draft.url.offer_some(if is_page { 1 } else { 2 }, self.bases.resolve(address));
            }
            "enclosure" => self.enclosure(draft, &capture.attributes, address),
            "replies" if mime.is_empty() || mime.contains("html") => {
                draft.item.comments_url = draft.item.comments_url.take().or(self.bases.resolve(address));
            }
            "self" | "http://schemas.google.com/g/2005#feed" => draft.url.offer_some(7, self.bases.resolve(address)),
            _ => {}
        }
    }

    fn enclosure(&mut self, draft: &mut ItemDraft, attributes: &[(&str, Cow<'_, str>)], address: &str) {
        let Some(url) = self.bases.resolve(address) else { return };
        if draft.item.enclosures.len() == MAX_LIST {
            return;
        }
        let length = attribute(attributes, "length").or(attribute(attributes, "filesize"));
        draft.add_enclosure(Enclosure {
            url,
            mime: attribute(attributes, "type").map(str::trim).filter(|mime| !mime.is_empty()).map(str::to_owned),
            length_bytes: length.and_then(|length| length.trim().parse().ok()),
            duration_s: attribute(attributes, "duration").and_then(parse_duration),
            title: attribute(attributes, "title").map(plain_line).filter(|title| !title.is_empty()),
        });
    }

    fn media_content(&mut self, attributes: &[(&str, Cow<'_, str>)]) {
        let Some(mut draft) = self.item.take() else { return };
        let says = |name: &str, value: &str| attribute(attributes, name).is_some_and(|text| text.starts_with(value));
        if says("medium", "image") || says("type", "image/") {
            let url = attribute(attributes, "url").and_then(|url| self.bases.resolve(url));
            draft.offer_image(0, url, area_of(attributes));
        } else {
            self.enclosure(&mut draft, attributes, attribute(attributes, "url").unwrap_or(""));
        }
        self.item = Some(draft);
    }

    fn feed_field(&mut self, mut capture: Capture<'a>) {
        let text = std::mem::take(&mut capture.text);
        match capture.field {
            Field::Title(rank) => self.title.offer_some(rank, title_of(&text, capture.kind)),
            Field::Summary(rank) => self.description.offer_some(rank, title_of(&text, capture.kind)),
            Field::Link => self.feed_link(&capture, &text),
            Field::Updated(rank) => {
                let date = self.dated(&text);
                self.updated.offer_some(rank, date);
            }
            Field::Language => self.feed.lang = Lang::parse(&text).or(self.feed.lang),
            Field::Image(rank) => {
                let url = self.image_address(&capture, &text);
                self.icon.offer_some(rank, url);
            }
            Field::Author(_) => {
                let name = author_of(&capture, &text);
                if !name.is_empty() && self.authors.len() < MAX_LIST {
                    self.authors.push(name);
                }
            }
            Field::Ttl => {
                let minutes = text.trim().parse::<i64>().ok().filter(|minutes| *minutes > 0);
                self.feed.min_interval_s = minutes.map(|minutes| minutes.saturating_mul(60));
            }
            Field::UpdatePeriod => self.update_period_s = seconds_of_period(&text),
            Field::UpdateFrequency => self.update_frequency = text.trim().parse().unwrap_or(1).max(1),
            _ => {}
        }
    }

    fn feed_link(&mut self, capture: &Capture<'a>, text: &str) {
        let Some(address) = capture.attribute("href") else {
            self.home.offer_some(1, self.bases.resolve(text));
            return;
        };
        let Some(url) = self.bases.resolve(address) else { return };
        let mime = capture.attribute("type").unwrap_or("");
        for rel in relation(capture.attribute("rel")).split_ascii_whitespace() {
            match rel {
                "alternate" => {
                    self.home.offer(if mime.is_empty() || mime.contains("html") { 1 } else { 2 }, url.clone())
                }
                "self" => self.feed.self_url = self.feed.self_url.take().or(Some(url.clone())),
                "hub" if self.feed.hubs.len() < MAX_LIST => self.feed.hubs.push(url.clone()),
                "next" | "prev-archive" if self.feed.more.len() < MAX_LIST => self.feed.more.push(url.clone()),
                _ => {}
            }
        }
    }

    fn image_address(&self, capture: &Capture<'a>, text: &str) -> Option<String> {
        let attribute = ["href", "url", "src", "resource"].iter().find_map(|name| capture.attribute(name));
        capture.child_url.clone().or_else(|| self.bases.resolve(attribute.unwrap_or(text)))
    }

    /// Makes a field's HTML of its text; relative addresses in it are resolved where the feed says against what.
    fn html_value(&self, text: &str, kind: TextKind) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match kind {
            TextKind::Plain if !looks_like_html(text) => {
                let mut html = String::with_capacity(text.len());
                escape_html(&mut html, text);
                Some(html)
            }
            // Its addresses were resolved tag by tag.
            TextKind::Markup => Some(without_wrapper(text).to_owned()).filter(|html| !html.is_empty()),
            _ => Some(match self.bases.for_html(self.feed.format == "atom") {
                Some(base) => resolve_in_html(text, base).into_owned(),
                None => text.to_owned(),
            }),
        }
    }

    /// Reads a date; one that cannot be read keeps its text.
    fn dated(&mut self, text: &str) -> Option<Dated> {
        let raw = collapse_white_space(text);
        if raw.is_empty() {
            return None;
        }
        let moment = parse_date(&raw);
        if moment.is_none() {
            self.unreadable_dates += 1;
            if self.unreadable_dates == 1 {
                let start: String = raw.chars().take(60).collect();
                let text = format!("A date of the feed cannot be read: {start:?}.");
                self.feed.notices.push(Notice::new("feed.date_unreadable", text));
            }
        }
        Some(Dated { moment, raw })
    }

    fn finish(mut self) -> ParsedFeed {
        while !self.frames.is_empty() {
            self.close_last(false);
        }
        let mut feed = self.feed;
        feed.title = self.title.into_value();
        feed.description = self.description.into_value();
        feed.home_url = self.home.into_value();
        feed.icon_url = self.icon.into_value();
        feed.updated = self.updated.into_value().and_then(|date| date.moment);
        if let Some(period) = self.update_period_s
            && feed.min_interval_s.is_none()
        {
            feed.min_interval_s = Some((period / self.update_frequency).max(60));
        }
        feed
    }
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Tells how the text of a field is written: Atom says so in attributes, everyone else means HTML.
fn text_kind(field: Field, is_atom: bool, namespace: Namespace, attributes: &[(&str, Cow<'_, str>)]) -> TextKind {
    if !matches!(field, Field::Title(_) | Field::Summary(_) | Field::Content(_)) {
        return TextKind::Plain;
    }
    if namespace == Namespace::Xhtml {
        return TextKind::Markup;
    }
    let mode = attribute(attributes, "mode").map(str::to_ascii_lowercase);
    let kind = attribute(attributes, "type").map(|kind| kind.trim().to_ascii_lowercase());
    let kind = kind.as_deref().map(|kind| kind.split(';').next().unwrap_or("").trim());
    match (mode.as_deref(), kind) {
        (Some("base64"), _) => TextKind::Base64,
        (Some("escaped"), Some("text" | "text/plain")) => TextKind::Plain,
        (Some("escaped"), _) => TextKind::Html,
        (Some("xml"), Some("text" | "text/plain")) => TextKind::Plain,
        (Some("xml"), Some(_)) => TextKind::Markup,
        (_, Some("html" | "text/html")) => TextKind::Html,
        (_, Some("xhtml")) => TextKind::Markup,
        (_, Some("text" | "text/plain" | "plain")) => TextKind::Plain,
        (_, Some(kind)) if kind.ends_with("+xml") || kind.ends_with("/xml") => TextKind::Markup,
        (_, Some(kind)) if is_atom && kind.contains('/') && !kind.starts_with("text/") => TextKind::Base64,
        _ if is_atom => TextKind::Plain,
        _ => TextKind::Loose,
    }
}

fn decode_base64(text: String) -> String {
    let packed: String = text.split_whitespace().collect();
    match base64::engine::general_purpose::STANDARD.decode(&packed).map(String::from_utf8) {
        Ok(Ok(decoded)) => decoded,
        // A picture, or no base64 at all.
        Ok(Err(_)) => String::new(),
        Err(_) => text,
    }
}

/// Of equals the last readable date is kept.
fn offer_date(dates: &mut Ranked<Dated>, rank: u8, date: Dated) {
    match (date.moment, dates.as_ref().and_then(|known| known.moment)) {
        (Some(_), None) => *dates = Ranked::of(rank, date),
        (Some(_), Some(_)) => dates.offer_last(rank, date),
        (None, _) => dates.offer(u8::MAX, date),
    }
}

fn title_of(text: &str, kind: TextKind) -> Option<String> {
    let line = match kind {
        TextKind::Plain if !looks_like_html(text) => collapse_white_space(&decode_references(text)),
        _ => plain_line(text),
    };
    Some(line).filter(|line| !line.is_empty())
}

fn author_of(capture: &Capture<'_>, text: &str) -> String {
    let name = capture.child_name.clone().or_else(|| Some(text.to_owned()).filter(|text| !text.trim().is_empty()));
    let name = name.or(capture.child_url.clone()).unwrap_or_default();
    name_of_person(&plain_line(&name))
}

fn category_of(capture: &Capture<'_>, text: &str) -> String {
    let said = |name: &str| capture.attribute(name).map(plain_line);
    [said("label"), Some(plain_line(text)), said("term"), said("text")]
        .into_iter()
        .flatten()
        .find(|label| !label.is_empty())
        .unwrap_or_default()
}

fn area_of(attributes: &[(&str, Cow<'_, str>)]) -> u64 {
    let side = |name: &str| attribute(attributes, name).and_then(|text| text.trim().parse::<u32>().ok()).unwrap_or(0);
    u64::from(side("width").max(1)) * u64::from(side("height").max(1))
}

/// The relation without the registry's address before it; `alternate` when there is none.
fn relation(rel: Option<&str>) -> &str {
    let rel = rel.map(str::trim).filter(|rel| !rel.is_empty()).unwrap_or("alternate");
    let registry = ["http://www.iana.org/assignments/relation/", "http://www.iana.org/assignments/link-relations/"];
    registry.iter().find_map(|prefix| rel.strip_prefix(prefix)).unwrap_or(rel)
}

fn seconds_of_period(text: &str) -> Option<i64> {
    const HOUR: i64 = 3600;
    Some(match text.trim().to_ascii_lowercase().as_str() {
        "hourly" => HOUR,
        "daily" => 24 * HOUR,
        "weekly" => 7 * 24 * HOUR,
        "monthly" => 30 * 24 * HOUR,
        "yearly" => 365 * 24 * HOUR,
        _ => return None,
    })
}

/// HTML elements without an end tag.
fn is_void(name: &str) -> bool {
    const VOID: [&str; 14] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void))
}

/// Takes off the one `div` that Atom puts around XHTML (RFC 4287, section 3.1.1.3).
fn without_wrapper(html: &str) -> &str {
    let Some(inner) = html.strip_prefix("<div").and_then(|rest| rest.strip_suffix("</div>")) else { return html };
    if !inner.starts_with(['>', ' ', '\n', '\t', '\r']) {
        return html;
    }
    let Some((_, inside)) = inner.split_once('>') else { return html };
    let opened = inside.matches("<div").count();
    let closed = inside.matches("</div").count();
    let first_close = inside.find("</div").unwrap_or(usize::MAX);
    let first_open = inside.find("<div").unwrap_or(usize::MAX);
    if opened == closed && first_open <= first_close { inside.trim() } else { html }
}
