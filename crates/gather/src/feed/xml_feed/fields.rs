//! What a captured element says of its item or feed.

use super::super::address::{has_relative_address, is_web_address, resolve_in_html};
use super::super::draft::{Dated, ItemDraft, Ranked, name_of_person, parse_duration};
use super::super::element::Field;
use super::{Capture, FeedReader, MAX_LIST, TextKind, attribute};
use crate::date::parse_date;
use crate::text::{collapse_white_space, decode_references, escape_html, looks_like_html, plain_line, unscrambled};
use base64::Engine as _;
use news::{Country, Enclosure, FeedItem, Lang, Notice};
use std::borrow::Cow;
use url::Url;

impl<'a> FeedReader<'a> {
    /// Takes in what an element said, now that it is closed.
    pub(super) fn finish_capture(&mut self, mut capture: Capture<'a>) {
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
                if !guid.is_empty() {
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
                let has_first = draft.summary.rank() <= 1 && draft.summary.as_ref() != html.as_ref();
                let is_second = rank <= 1 && has_first;
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

    pub(super) fn media_content(&mut self, attributes: &[(&str, Cow<'_, str>)]) {
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
            Field::Language => {
                self.feed.lang = Lang::parse(&text).or(self.feed.lang);
                self.feed.country = Country::of_tag(&text).or(self.feed.country);
            }
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
    pub(super) fn dated(&mut self, text: &str) -> Option<Dated> {
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

    /// Makes what is still relative in an item's HTML absolute: RSS does not say against what, so against the article's
    /// page, the publisher's or the feed, whichever is known.
    pub(super) fn resolve_texts(&self, item: &mut FeedItem) {
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
