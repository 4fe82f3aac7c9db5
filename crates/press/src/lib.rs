//! A small world of invented publishers, served on loopback: the demo, the tests and the load generator.
//!
//! In: a start time and a speed. Out: over real HTTP, what publishers send (home pages, feeds of every kind, a
//! sitemap, article pages, a live blog, pictures, robots.txt), as far as the world's clock has come; in
//! [`load`], a thousand plain feeds for measuring; in [`traffic`], requests against a site and their latencies.
//!
//! It must never know the other stages: it is the outside world, and whatever reads it must come over HTTP.
//! The content is a function of the start time, the speed and the clock: no randomness. All people, parties,
//! companies, clubs and events are invented; all text lies in `world/`, that of the
//! live-blog layouts beside them, and was written for this project.

mod date;
mod events;
mod feeds;
mod live_layouts;
pub mod load;
mod pages;
mod picture;
mod publishers;
mod serve;
pub mod traffic;
mod world;

pub use live_layouts::{LaidPost, LiveLayout, late_layouts, live_layouts};
pub use publishers::{Look, Publisher, Tells};
pub use serve::{Press, PressOptions, Seed};
pub use world::{Article, LivePost, Piece, World};
