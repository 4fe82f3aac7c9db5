//! Source to Document to FeedItem.
//!
//! In: addresses and bytes from outside. Out: documents, feed items, and when to ask again. It must never know an
//! article, the database or another stage.

pub mod body_check;
pub mod budget;
pub mod charset;
pub mod client;
pub mod date;
pub mod discover;
pub mod favicon;
pub mod feed;
pub mod find;
mod html;
pub mod identity;
pub mod listing;
pub mod opml;
pub mod robots;
pub mod schedule;
mod sitemap;
mod text;
pub mod websub;

pub use body_check::require_feed;
pub use budget::{Budgets, HostBudget, Pace, registrable_domain};
pub use client::{
    Accept, Call, Client, ClientOptions, FetchError, Fetched, FetchedDocument, NotModified, Post, PostAnswer, Reply,
    Request,
};
pub use discover::{Discovered, NamedSource, discover_in_page, sitemaps_in_robots};
pub use favicon::{Icon, fetch_icon};
pub use feed::parse_feed;
pub use find::{FoundSource, find_sources, find_sources_with};
pub use identity::{ItemKeys, ItemMatch, KnownItem, MatchedBy, clamp_published, item_keys, match_items};
pub use listing::parse_listing;
pub use opml::{OpmlEntry, OpmlError, parse_opml, write_opml};
pub use robots::{Robots, RobotsRecord, fetch_robots, robots_origin};
pub use schedule::{Failing, Next, Past, PauseReason, next_fetch};
