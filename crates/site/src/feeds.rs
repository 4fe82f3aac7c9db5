//! The front page and the river as feeds: Atom (RFC 4287) and JSON Feed 1.1.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::time_words::machine;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use news::{Lang, Timestamp};
use serde::Serialize;
use store::{ArticleCard, RiverFilter, StoryCard, StoryFilter};

const ENTRIES: i64 = 40;

#[derive(Template)]
#[template(path = "feed.xml")]
struct AtomFeed {
    title: String,
    home: String,
    path: &'static str,
    page_path: &'static str,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    path: String,
    title: String,
    lang: Lang,
    published: String,
    updated: String,
    publisher: String,
    summary: String,
}

const ATOM: &str = "application/atom+xml; charset=utf-8";
const JSON: &str = "application/feed+json";

pub async fn stories_atom(State(site): State<Site>, visit: Visit) -> Response {
    let make = async {
        let entries = story_entries(&site).await?;
        atom(&site, &visit, "top stories", "/feed.atom", "/", entries)
    };
    feed(&site, &visit, ATOM, make).await
}

pub async fn articles_atom(State(site): State<Site>, visit: Visit) -> Response {
    let make = async {
        let entries = article_entries(&site).await?;
        atom(&site, &visit, "latest articles", "/latest.atom", "/latest", entries)
    };
    feed(&site, &visit, ATOM, make).await
}

pub async fn stories_json(State(site): State<Site>, visit: Visit) -> Response {
    let make = async {
        let entries = story_entries(&site).await?;
        json(&site, &visit, "top stories", "/feed.json", "/", entries)
    };
    feed(&site, &visit, JSON, make).await
}

pub async fn articles_json(State(site): State<Site>, visit: Visit) -> Response {
    let make = async {
        let entries = article_entries(&site).await?;
        json(&site, &visit, "latest articles", "/latest.json", "/latest", entries)
    };
    feed(&site, &visit, JSON, make).await
}

/// Answers with a feed. It names the site's own address, which may be what this visitor called it: another visitor
/// must not get a feed with that.
async fn feed(
    site: &Site,
    visit: &Visit,
    mime: &'static str,
    make: impl Future<Output = Result<String, PageError>>,
) -> Response {
    let address = format!("{}{}", home(site, visit), visit.path_and_query);
    answer::document(site, visit, &address, mime, make).await
}

/// The site's own address for places where a relative one will not do: as configured, or as this visitor reached it.
pub fn home(site: &Site, visit: &Visit) -> String {
    if let Some(base_url) = &site.face.base_url {
        return base_url.clone();
    }
    let host = visit.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
}

async fn story_entries(site: &Site) -> Result<Vec<Entry>, PageError> {
    let cards = site.store.stories_front(&StoryFilter::default(), None, ENTRIES).await?;
    Ok(cards.into_iter().map(Entry::from).collect())
}

async fn article_entries(site: &Site) -> Result<Vec<Entry>, PageError> {
    let cards = site.store.river(&RiverFilter::default(), None, ENTRIES).await?;
    Ok(cards.into_iter().map(Entry::from).collect())
}

impl From<StoryCard> for Entry {
    fn from(card: StoryCard) -> Self {
        Self {
            path: format!("/story/{}", card.id),
            title: xml_text(&card.headline),
            lang: card.lang,
            published: machine(card.first),
            updated: machine(card.last),
            publisher: xml_text(&card.lead.publisher.name),
            summary: xml_text(&card.lead.standfirst),
        }
    }
}

impl From<ArticleCard> for Entry {
    fn from(card: ArticleCard) -> Self {
        Self {
            path: format!("/article/{}", card.id),
            title: xml_text(&card.title),
            lang: card.lang,
            published: machine(card.published),
            updated: machine(card.published),
            publisher: xml_text(&card.publisher.name),
            summary: xml_text(&card.standfirst),
        }
    }
}

/// Leaves out what XML cannot hold (XML 1.0, section 2.2).
fn xml_text(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)).collect()
}

fn atom(
    site: &Site,
    visit: &Visit,
    what: &str,
    path: &'static str,
    page_path: &'static str,
    entries: Vec<Entry>,
) -> Result<String, PageError> {
    let updated = entries.iter().map(|entry| entry.updated.clone()).max().unwrap_or_else(|| machine(Timestamp(0)));
    let title = format!("{}: {what}", site.face.title);
    Ok(AtomFeed { title, home: home(site, visit), path, page_path, updated, entries }.render()?)
}

#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_text: String,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "is_unknown")]
    language: Lang,
    authors: [JsonAuthor; 1],
}

/// Serde asks by reference.
fn is_unknown(lang: &Lang) -> bool {
    lang.is_unknown()
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}

fn json(
    site: &Site,
    visit: &Visit,
    what: &str,
    path: &'static str,
    page_path: &'static str,
    entries: Vec<Entry>,
) -> Result<String, PageError> {
    let home = home(site, visit);
    let items = entries.into_iter().map(|entry| JsonItem {
        id: format!("{home}{}", entry.path),
        url: format!("{home}{}", entry.path),
        content_text: if entry.summary.is_empty() { entry.title.clone() } else { entry.summary },
        title: entry.title,
        date_published: entry.published,
        date_modified: entry.updated,
        language: entry.lang,
        authors: [JsonAuthor { name: entry.publisher }],
    });
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: format!("{}: {what}", site.face.title),
        home_page_url: format!("{home}{page_path}"),
        feed_url: format!("{home}{path}"),
        items: items.collect(),
    };
    Ok(serde_json::to_string(&feed).map_err(anyhow::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(xml_text("a\u{0}b\u{1b}c\nd\u{ffff}é😀"), "abc\ndé😀");
    }
}
