//! Feeds of every kind out of bytes. In: a body with what the answer said of it. Out: [`ParsedFeed`], always.

mod address;
mod draft;
mod element;
mod json;
mod namespace;
mod xml;
mod xml_feed;

pub(crate) use address::{is_web_address, resolve};
pub(crate) use namespace::{Namespace, Namespaces};
pub(crate) use xml::{Tag, Token, Tokens};

use crate::{charset, sitemap};
use news::{Notice, ParsedFeed};
use std::borrow::Cow;
use std::io::Read as _;

/// Items beyond these are left.
pub const MAX_ITEMS: usize = 10_000;
/// A body that is itself gzip (sitemaps are) is unpacked up to this size.
const MAX_UNPACKED_BYTES: u64 = 32 * 1024 * 1024;

/// Parses whatever feed or sitemap a body holds, in whatever encoding and state: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and
/// 1.0, CDF, JSON Feed, sitemaps and indexes of them. Total: what cannot be read leaves a notice, and a body in which
/// nothing was recognised gives an empty `format`. `url` is the base of relative addresses.
pub fn parse_feed(body: &[u8], content_type: Option<&str>, url: Option<&str>) -> ParsedFeed {
    let mut notices = Vec::new();
    let body = unpacked(body, &mut notices);
    let decoded = charset::decode(&body, content_type);
    notices.extend(decoded.notices);
    let text = decoded.text.trim_start_matches(['\u{feff}', '\0']).trim_start();
    let mut feed = match kind_of(text) {
        Kind::Empty => not_recognised("feed.empty", "The body is empty."),
        Kind::Json => json::parse(text, url),
        Kind::Sitemap => sitemap::parse(text, url),
        Kind::Page => not_recognised("feed.html_page", "The address answers with an HTML page, not with a feed."),
        Kind::Feed => xml_feed::parse(text, url),
    };
    if feed.format.is_empty() && feed.notices.is_empty() {
        feed = not_recognised("feed.not_recognised", "The body is no feed of any known kind.");
    }
    notices.append(&mut feed.notices);
    feed.notices = notices;
    feed
}

enum Kind {
    Empty,
    Json,
    Sitemap,
    Page,
    Feed,
}

/// Tells from a text's first element what it is; what is unknown is tried as a feed.
fn kind_of(text: &str) -> Kind {
    if text.trim().is_empty() {
        return Kind::Empty;
    }
    if text.starts_with('{') {
        return Kind::Json;
    }
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next() {
        if let Token::Start(tag) = token {
            let local = tag.name.rsplit(':').next().unwrap_or(tag.name).to_ascii_lowercase();
            return match local.as_str() {
                "urlset" | "sitemapindex" => Kind::Sitemap,
                "html" | "head" | "body" | "meta" | "script" | "div" | "p" | "h1" | "center" => Kind::Page,
                _ => Kind::Feed,
            };
        }
    }
    Kind::Feed
}

fn not_recognised(code: &str, text: &str) -> ParsedFeed {
    ParsedFeed { notices: vec![Notice::new(code, text)], ..ParsedFeed::default() }
}

/// Unpacks a body that is gzip in itself; a broken one gives what could be read.
pub(crate) fn unpacked<'a>(body: &'a [u8], notices: &mut Vec<Notice>) -> Cow<'a, [u8]> {
    if !body.starts_with(&[0x1f, 0x8b]) {
        return Cow::Borrowed(body);
    }
    let mut out = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(body).take(MAX_UNPACKED_BYTES + 1).read_to_end(&mut out);
    if read.is_err() {
        notices.push(Notice::new("feed.gzip_broken", "The packed body ends early or is damaged."));
    }
    if out.len() as u64 > MAX_UNPACKED_BYTES {
        out.truncate(MAX_UNPACKED_BYTES as usize);
        notices.push(Notice::new("feed.too_large", "The unpacked body is too large; its end was left."));
    }
    Cow::Owned(out)
}
