//! Source to Document to FeedItem.
//!
//! In: addresses and bytes from outside. Out: documents, feed items, and when to ask again. It must never know an
//! article, the database or another stage.

pub mod client;

pub use client::{Accept, Client, ClientOptions, FetchError, Fetched, Request};
