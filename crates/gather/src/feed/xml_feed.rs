//! RSS of every version, RDF, Atom and CDF, in one pass over the tokens.
//!
//! A stack of open elements says where a token stands; [`super::element`] says what it means there. The text of an
//! element that means something is captured until its end tag; markup inside a capture is kept as written. Invariants:
//! the stack and the number of items are bounded, an end tag closes the nearest open element of its name and all that
//! were left open inside it, and an end tag without a start is dropped.

mod fields;

use super::MAX_ITEMS;
use super::address::{Bases, is_web_address, resolve_in_tag};
use super::draft::{Dated, ItemDraft, Ranked};
use super::element::{Field, Reading, in_channel, in_item};
use super::namespace::{Namespace, Namespaces};
use super::xml::{Tag, Token, Tokens};
use crate::text::{collapse_white_space, escape_html, plain_line};
use news::{Country, Lang, Notice, ParsedFeed};
use std::borrow::Cow;

/// Elements nested deeper are counted, not read.
const MAX_DEPTH: usize = 256;
/// A captured text ends here.
const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;
/// Of an item's categories, enclosures and authors more are not kept.
const MAX_LIST: usize = 200;
/// Authors of the feed that an entry without its own is given.
const MAX_INHERITED: usize = 10;
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
            Token::CData(text) => reader.text(text),
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
        let declared = attribute(attributes, "xml:lang").and_then(Country::of_tag);
        self.feed.country = self.feed.country.or(declared);
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
            for name in self.authors.iter().take(MAX_INHERITED) {
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

/// HTML elements without an end tag.
fn is_void(name: &str) -> bool {
    const VOID: [&str; 14] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void))
}
