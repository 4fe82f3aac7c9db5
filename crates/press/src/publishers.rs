//! The publishers of the world and the words around their articles, read from `world/`.

use news::{Access, Lang, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

/// An invented publisher.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The first label of its host: `harbour` is served at `harbour.localhost`.
    pub name: String,
    pub title: String,
    pub motto: String,
    /// A whole language tag: `en-GB`.
    #[serde(rename = "lang")]
    pub lang_tag: String,
    /// Its clock's distance from UTC; the world knows no summer time.
    pub hours_east: f64,
    #[serde(rename = "feed")]
    pub tells: Tells,
    pub look: Look,
    /// How its addresses are built, of `{section}`, `{y}`, `{m}`, `{d}`, `{id}` and `{slug}`.
    pub path: String,
    pub colour: String,
    #[serde(default)]
    pub access: Access,
    /// Tells whether others copy its texts.
    #[serde(default)]
    pub agency: bool,
    /// Tells whether it cuts the last paragraph of what it copies.
    #[serde(default)]
    pub trims_copies: bool,
    pub staff: Vec<String>,
}

/// How a publisher tells the world of its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tells {
    /// RSS 2.0 with teasers.
    Rss,
    /// RSS 2.0 with the whole text in `content:encoded`.
    RssFull,
    Atom,
    /// JSON Feed 1.1.
    Json,
    /// RSS 1.0.
    Rdf,
    /// A news sitemap alone.
    Sitemap,
    /// Its home page alone.
    None,
}

/// The template of a publisher's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    Broadsheet,
    Littered,
    Modern,
    Wire,
    Magazine,
    Blog,
    Classic,
    Portal,
}

impl Publisher {
    pub fn lang(&self) -> Lang {
        Lang::parse(&self.lang_tag).unwrap_or_default()
    }

    /// The path of its feed or sitemap; None when it has neither.
    pub fn feed_path(&self) -> Option<&'static str> {
        match self.tells {
            Tells::Rss => Some("/rss.xml"),
            Tells::RssFull => Some("/feed/"),
            Tells::Atom => Some("/atom.xml"),
            Tells::Json => Some("/feed.json"),
            Tells::Rdf => Some("/index.rdf"),
            Tells::Sitemap => Some("/news-sitemap.xml"),
            Tells::None => None,
        }
    }

    /// Converts a moment to the publisher's wall clock.
    pub fn local(&self, moment: Timestamp) -> jiff::Zoned {
        let seconds = (self.hours_east * 3600.0) as i32;
        let offset = jiff::tz::Offset::from_seconds(seconds).unwrap_or(jiff::tz::Offset::UTC);
        moment.to_jiff().to_zoned(jiff::tz::TimeZone::fixed(offset))
    }

    pub fn words(&self) -> &'static Words {
        words_of(self.lang())
    }
}

/// The words around an article in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub by: String,
    pub place_join: String,
    pub and: String,
    pub advert: String,
    pub subscribe: String,
    pub subscribe_pitch: String,
    pub metered: String,
    pub newsletter: String,
    pub app: String,
    pub related: String,
    pub most_read: String,
    pub cookies: String,
    pub accept: String,
    pub share: String,
    pub video: String,
    pub photo: String,
    pub home: String,
    pub updated: String,
    pub published: String,
    pub live: String,
    pub source: String,
    pub comments: String,
    pub rights: String,
    pub topics: String,
    /// From Monday.
    pub days: [String; 7],
    /// From January, in the case that follows a day's number.
    pub months: [String; 12],
    /// By the sections' keys.
    pub sections: BTreeMap<String, String>,
}

impl Words {
    pub fn section<'a>(&'a self, key: &'a str) -> &'a str {
        self.sections.get(key).map_or(key, String::as_str)
    }
}

/// Reads the publishers, in the order of their file.
pub fn read_publishers() -> Vec<Publisher> {
    #[derive(Deserialize)]
    struct File {
        publisher: Vec<Publisher>,
    }
    let file: File = toml::from_str(include_str!("../world/publishers.toml")).expect("a test reads this file");
    file.publisher
}

fn words_of(lang: Lang) -> &'static Words {
    static WORDS: std::sync::LazyLock<BTreeMap<String, Words>> = std::sync::LazyLock::new(|| {
        toml::from_str(include_str!("../world/words.toml")).expect("a test reads this file")
    });
    WORDS.get(lang.as_str()).unwrap_or(&WORDS["en"])
}
