//! The world's content: which article appears where and when.
//!
//! Invariant: everything here is a function of [`World::new`]'s arguments. An event's file tells at which hour of the
//! script an article appears, before or after the start; a copy of an agency's text is an article of its own.

use crate::date;
use crate::events::EVENTS;
use crate::publishers::{Publisher, read_publishers};
use news::{Access, Author, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// The publishers and everything they publish, before and after the start.
#[derive(Debug)]
pub struct World {
    pub publishers: Vec<Publisher>,
    /// By the time they appear, oldest first.
    pub articles: Vec<Article>,
    by_path: HashMap<(usize, String), usize>,
    start: Timestamp,
    port: u16,
}

/// An article of the world, as its publisher prints it.
#[derive(Clone, Debug)]
pub struct Article {
    /// An index into [`World::publishers`].
    pub publisher: usize,
    /// The event it tells of: the truth that clustering is measured by.
    pub event: &'static str,
    /// When it appears, on the world's clock.
    pub appears: Timestamp,
    /// The date printed on it; see [`World::new`].
    pub published: Timestamp,
    /// A later paragraph: when it appears on the world's clock, the date printed, the text.
    pub update: Option<(Timestamp, Timestamp, String)>,
    pub title: String,
    pub lead: String,
    pub body: Vec<Piece>,
    pub authors: Vec<Author>,
    pub section: String,
    pub topics: Vec<String>,
    pub access: Access,
    /// From the root: "/politics/2026/03/04/title".
    pub path: String,
    /// A number that addresses and guids are made of.
    pub id: u64,
    /// The kind of picture to paint.
    pub scene: String,
    pub caption: String,
    /// A film's title and its running time in seconds.
    pub video: Option<(String, u32)>,
    /// The publisher whose text this is a copy of.
    pub copied_from: Option<usize>,
    /// A live blog's posts, oldest first; None for an article.
    pub posts: Option<Vec<LivePost>>,
}

impl Article {
    /// The printed date of the last change visible at `now` on the world's clock; None while there is none.
    pub fn modified(&self, now: Timestamp) -> Option<Timestamp> {
        let update = self.update.iter().filter(|update| update.0 <= now).map(|update| update.1);
        let posts = self.posts.iter().flatten().filter(|post| post.appears <= now).map(|post| post.published);
        update.chain(posts).max()
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Paragraph(String),
    Heading(String),
    Quote(String),
}

#[derive(Clone, Debug)]
pub struct LivePost {
    pub appears: Timestamp,
    pub published: Timestamp,
    pub title: String,
    pub text: Vec<String>,
    pub author: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    section: String,
    scene: String,
    #[serde(default)]
    topics: HashMap<String, Vec<String>>,
    #[serde(default)]
    captions: HashMap<String, String>,
    article: Vec<ArticleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleEntry {
    by: String,
    /// Hours after the start; negative before.
    at: f64,
    title: String,
    lead: String,
    /// "Name in Place; Name": None lets the publisher's staff sign.
    author: Option<String>,
    #[serde(default)]
    text: String,
    /// Publisher, hours later, headline (empty: the same).
    #[serde(default)]
    copies: Vec<(String, f64, String)>,
    /// Hours after publication, and the paragraph that is added then.
    update: Option<(f64, String)>,
    video: Option<(String, u32)>,
    #[serde(default)]
    premium: bool,
    #[serde(default)]
    post: Vec<PostEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostEntry {
    /// Minutes after the start; negative before.
    at: f64,
    title: String,
    author: String,
    text: String,
}

impl World {
    /// Lays out the world around `start`. The script's hours before it are kept as they are; what appears later is
    /// dated at the real moment of its appearing when the clock runs `speed` times as fast, so that no date lies in
    /// the future of who reads along.
    pub fn new(start: Timestamp, speed: f64, port: u16) -> World {
        let publishers = read_publishers();
        let mut world = World { publishers, articles: Vec::new(), by_path: HashMap::new(), start, port };
        let layout = Layout { start, speed };
        for &(event, text) in EVENTS {
            let file: EventFile = toml::from_str(text).unwrap_or_else(|error| panic!("world/events/{event}: {error}"));
            for (number, entry) in file.article.iter().enumerate() {
                world.add(&layout, event, &file, entry, number);
            }
        }
        world.articles.sort_by_key(|article| (article.appears, article.id));
        world.by_path = world
            .articles
            .iter()
            .enumerate()
            .map(|(index, article)| ((article.publisher, article.path.clone()), index))
            .collect();
        world
    }

    /// The moment at which the world's clock starts.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// The articles that have appeared by `now` on the world's clock, oldest first.
    pub fn published(&self, now: Timestamp) -> &[Article] {
        &self.articles[..self.articles.partition_point(|article| article.appears <= now)]
    }

    /// One publisher's articles by `now`, newest first.
    pub fn published_by(&self, publisher: usize, now: Timestamp) -> impl Iterator<Item = &Article> {
        self.published(now).iter().rev().filter(move |article| article.publisher == publisher)
    }

    /// Finds an article by its path; None when there is none or it has not appeared.
    pub fn find(&self, publisher: usize, path: &str, now: Timestamp) -> Option<&Article> {
        let index = *self.by_path.get(&(publisher, path.to_owned()))?;
        Some(&self.articles[index]).filter(|article| article.appears <= now)
    }

    /// The root of a publisher's site: "http://harbour.localhost:8000".
    pub fn root(&self, publisher: usize) -> String {
        format!("http://{}.localhost:{}", self.publishers[publisher].name, self.port)
    }

    /// An article's canonical address.
    pub fn url(&self, article: &Article) -> String {
        format!("{}{}", self.root(article.publisher), article.path)
    }

    pub fn publisher(&self, article: &Article) -> &Publisher {
        &self.publishers[article.publisher]
    }

    /// For each article that ever appears its address and the event it tells of.
    pub fn truth(&self) -> Vec<(String, String)> {
        self.articles.iter().map(|article| (self.url(article), article.event.to_owned())).collect()
    }

    fn add(&mut self, layout: &Layout, event: &'static str, file: &EventFile, entry: &ArticleEntry, number: usize) {
        let owner = self.index_of(&entry.by);
        let original = self.lay_out(layout, event, file, entry, number, owner);
        for (copier, hours_later, headline) in &entry.copies {
            let mut copy = original.clone();
            copy.publisher = self.index_of(copier);
            copy.copied_from = Some(owner);
            (copy.appears, copy.published) = layout.moment((entry.at + hours_later) * 3600.0);
            copy.update = None;
            if self.publishers[copy.publisher].trims_copies && copy.body.len() > 3 {
                copy.body.pop();
            }
            if !headline.is_empty() {
                copy.title.clone_from(headline);
            }
            copy.id = id_of(event, number, copier);
            copy.access = access_of(&self.publishers[copy.publisher], entry.premium, copy.id);
            copy.authors = vec![Author { name: self.publishers[owner].title.clone(), place: None }];
            copy.path = self.path_of(&copy, number);
            self.articles.push(copy);
        }
        self.articles.push(original);
    }

    fn lay_out(
        &self,
        layout: &Layout,
        event: &'static str,
        file: &EventFile,
        entry: &ArticleEntry,
        number: usize,
        owner: usize,
    ) -> Article {
        let publisher = &self.publishers[owner];
        let (appears, published) = layout.moment(entry.at * 3600.0);
        let say = |text: &str| with_weekdays(text.trim(), publisher, published);
        let id = id_of(event, number, &entry.by);
        let lang = publisher.lang();
        let posts = (!entry.post.is_empty()).then(|| {
            let mut posts: Vec<LivePost> = entry.post.iter().map(|post| layout.post(post, publisher)).collect();
            posts.sort_by_key(|post| post.appears);
            posts
        });
        let mut article = Article {
            publisher: owner,
            event,
            appears,
            published,
            update: entry.update.as_ref().map(|(hours, text)| {
                let (appears, printed) = layout.moment((entry.at + hours) * 3600.0);
                (appears, printed, say(text))
            }),
            title: say(&entry.title),
            lead: say(&entry.lead),
            body: pieces_of(&say(&entry.text)),
            authors: entry.author.as_deref().map_or_else(|| signed_by(publisher, id), authors_of),
            section: file.section.clone(),
            topics: file.topics.get(lang.as_str()).cloned().unwrap_or_default(),
            access: access_of(publisher, entry.premium, id),
            path: String::new(),
            id,
            scene: file.scene.clone(),
            caption: file.captions.get(lang.as_str()).cloned().unwrap_or_default(),
            video: entry.video.clone(),
            copied_from: None,
            posts,
        };
        article.path = self.path_of(&article, number);
        article
    }

    fn index_of(&self, name: &str) -> usize {
        self.publishers
            .iter()
            .position(|publisher| publisher.name == name)
            .unwrap_or_else(|| panic!("world/events names the publisher {name:?}, which is not in publishers.toml"))
    }

    fn path_of(&self, article: &Article, number: usize) -> String {
        let publisher = &self.publishers[article.publisher];
        let local = publisher.local(article.published);
        let mut slug = slug_of(&article.title);
        if slug.len() < 12 {
            slug = format!("{}-{}", article.event, number + 1);
        }
        publisher
            .path
            .replace("{section}", if article.posts.is_some() { "live" } else { &article.section })
            .replace("{y}", &local.strftime("%Y").to_string())
            .replace("{m}", &local.strftime("%m").to_string())
            .replace("{d}", &local.strftime("%d").to_string())
            .replace("{id}", &article.id.to_string())
            .replace("{slug}", &slug)
    }
}

/// Turns seconds of the script into moments.
struct Layout {
    start: Timestamp,
    speed: f64,
}

impl Layout {
    /// When it appears on the world's clock, and the date printed.
    fn moment(&self, script_s: f64) -> (Timestamp, Timestamp) {
        let us = |seconds: f64| (seconds * Timestamp::SECOND as f64) as i64;
        let printed_s = if script_s > 0.0 && self.speed > 1.0 { script_s / self.speed } else { script_s };
        // Publishers print whole seconds.
        let printed = Timestamp::from_unix_seconds(self.start.plus_us(us(printed_s)).unix_seconds());
        (self.start.plus_us(us(script_s)), printed)
    }

    fn post(&self, entry: &PostEntry, publisher: &Publisher) -> LivePost {
        let (appears, published) = self.moment(entry.at * 60.0);
        LivePost {
            appears,
            published,
            title: entry.title.clone(),
            text: paragraphs_of(&with_weekdays(entry.text.trim(), publisher, published)),
            author: entry.author.clone(),
        }
    }
}

/// A subscribers' publisher closes two articles of three, a metered one counts all; `premium` closes in any case.
fn access_of(publisher: &Publisher, premium: bool, id: u64) -> Access {
    match publisher.access {
        _ if premium => Access::Subscribers,
        Access::Subscribers if id.is_multiple_of(3) => Access::Free,
        Access::Unknown => Access::Free,
        access => access,
    }
}

/// A stable number of seven digits.
fn id_of(event: &str, number: usize, publisher: &str) -> u64 {
    1_000_000 + xxh3_64(format!("{event}/{number}/{publisher}").as_bytes()) % 9_000_000
}

fn signed_by(publisher: &Publisher, id: u64) -> Vec<Author> {
    let index = (id / 7) as usize % publisher.staff.len().max(1);
    publisher.staff.get(index).map(|name| Author { name: name.clone(), place: None }).into_iter().collect()
}

/// Reads "Name in Place; Name".
fn authors_of(byline: &str) -> Vec<Author> {
    let author = |text: &str| match text.split_once(" in ") {
        Some((name, place)) => Author { name: name.trim().to_owned(), place: Some(place.trim().to_owned()) },
        None => Author { name: text.trim().to_owned(), place: None },
    };
    byline.split(';').map(author).collect()
}

fn paragraphs_of(text: &str) -> Vec<String> {
    text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn pieces_of(text: &str) -> Vec<Piece> {
    paragraphs_of(text)
        .into_iter()
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| {
            if let Some(heading) = paragraph.strip_prefix("## ") {
                Piece::Heading(heading.to_owned())
            } else if let Some(quote) = paragraph.strip_prefix("> ") {
                Piece::Quote(quote.to_owned())
            } else {
                Piece::Paragraph(paragraph)
            }
        })
        .collect()
}

/// Puts weekdays for `{D}`, `{D-1}` and so on, as the publisher's readers say them ("в среду" in Russian).
fn with_weekdays(text: &str, publisher: &Publisher, published: Timestamp) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{D") {
        let Some(length) = rest[open..].find('}') else { break };
        let days = rest[open + 2..open + length].parse().unwrap_or(0);
        out.push_str(&rest[..open]);
        out.push_str(date::weekday(publisher, published, days));
        rest = &rest[open + length + 1..];
    }
    out + rest
}

/// Makes the words of an address: lower-case ASCII letters and digits, at most nine words.
fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for character in title.to_lowercase().chars() {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'á' | 'à' => slug.push('a'),
            'é' | 'è' => slug.push('e'),
            'í' => slug.push('i'),
            'ó' => slug.push('o'),
            'ú' => slug.push('u'),
            'ñ' => slug.push('n'),
            '\'' | '’' => {}
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').split('-').take(9).collect::<Vec<_>>().join("-")
}
