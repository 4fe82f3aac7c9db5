//! Source to Document to FeedItem.
//!
//! In: addresses and bytes from outside. Out: documents, feed items, and when to ask again. It must never know an
//! article, the database or another stage.

pub mod budget;
pub mod charset;
pub mod client;
pub mod date;
pub mod feed;
pub mod identity;
pub mod opml;
pub mod robots;
pub mod schedule;
mod sitemap;
mod text;

pub use client::{Accept, Client, ClientOptions, FetchError, Fetched, Request};
pub use feed::parse_feed;
pub use opml::{OpmlEntry, OpmlError, parse_opml, write_opml};
