//! What was fetched and what it claimed.

use crate::{Country, Lang, Timestamp};
use serde::{Deserialize, Serialize};

/// Bytes as fetched, decompressed, with what the answer said of them.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The address asked for.
    pub url: String,
    /// The address that answered, after redirects.
    pub final_url: String,
    pub status: u16,
    /// The Content-Type header, whole.
    pub content_type: Option<String>,
    /// Byte-exact validators for the next conditional request (RFC 9110, section 8.8).
    pub etag: Option<Vec<u8>>,
    pub last_modified: Option<Vec<u8>>,
    pub body: Vec<u8>,
    pub fetched: Timestamp,
}

/// Something odd in the input that a person may want to know; the parse went on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A stable word for programs, like `feed.date_unreadable`.
    pub code: String,
    /// One sentence for the operator.
    pub text: String,
}

impl Notice {
    pub fn new(code: &str, text: impl Into<String>) -> Self {
        Self { code: code.to_owned(), text: text.into() }
    }
}

/// A feed, sitemap or listing page as parsed: items in document order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ParsedFeed {
    /// `rss`, `rdf`, `atom`, `json`, `sitemap`, `sitemap_index` or `page`; empty when nothing was recognised.
    pub format: String,
    pub title: Option<String>,
    pub description: Option<String>,
    /// The publisher's page this feed belongs to.
    pub home_url: Option<String>,
    /// The feed's own address as it names it.
    pub self_url: Option<String>,
    pub icon_url: Option<String>,
    pub lang: Option<Lang>,
    /// The country its language tag names: Austria of "de-AT".
    pub country: Option<Country>,
    pub updated: Option<Timestamp>,
    /// WebSub hubs, in order (W3C WebSub, section 4).
    pub hubs: Vec<String>,
    /// The next pages of a paged feed (RFC 5005) or the sitemaps of an index.
    pub more: Vec<String>,
    /// How long a reader may keep the feed before asking again, in seconds: `ttl`, `sy:updatePeriod`.
    pub min_interval_s: Option<i64>,
    pub items: Vec<FeedItem>,
    pub notices: Vec<Notice>,
}

/// What a feed claimed about one article. Nothing here is trusted: HTML is raw, addresses are resolved but unchecked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeedItem {
    /// The feed's own id of the item, as it stands there.
    pub guid: Option<String>,
    /// The article's address, absolute.
    pub url: Option<String>,
    /// Plain text; markup and entities resolved.
    pub title: Option<String>,
    /// Raw HTML of the teaser.
    pub summary_html: Option<String>,
    /// Raw HTML of the whole text, when the feed carries it.
    pub content_html: Option<String>,
    /// Names, in order, without roles.
    pub authors: Vec<String>,
    /// As published, or None when the feed gives no readable date. Never clamped here.
    pub published: Option<Timestamp>,
    /// The date's text as the feed had it.
    pub published_raw: Option<String>,
    pub updated: Option<Timestamp>,
    pub lang: Option<Lang>,
    /// Topics as the feed names them, in order.
    pub categories: Vec<String>,
    pub image_url: Option<String>,
    pub enclosures: Vec<Enclosure>,
    /// The publisher's comments page.
    pub comments_url: Option<String>,
    /// What the feed says of the original publisher, when the item is quoted from another.
    pub source_title: Option<String>,
    pub source_url: Option<String>,
}

/// A file that comes with an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    pub url: String,
    pub mime: Option<String>,
    pub length_bytes: Option<u64>,
    pub duration_s: Option<u32>,
    pub title: Option<String>,
}
