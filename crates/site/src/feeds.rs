//! The front page and the river as feeds: Atom (RFC 4287) and JSON Feed 1.1.

use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::time_words::machine;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use axum::routing::get;
use news::{Lang, Timestamp};
use serde::Serialize;
use store::{ArticleCard, RiverFilter, StoryCard, StoryFilter};

const ENTRIES: i64 = 40;

/// A list of the site as a feed.
#[derive(Clone, Copy)]
pub struct Feed {
    what: What,
    form: Form,
    path: &'static str,
}

#[derive(Clone, Copy)]
enum What {
    Stories,
    Articles,
}

#[derive(Clone, Copy)]
enum Form {
    Atom,
    Json,
}

/// Every feed there is.
pub const FEEDS: [Feed; 4] = [
    Feed { what: What::Stories, form: Form::Atom, path: "/feed.atom" },
    Feed { what: What::Stories, form: Form::Json, path: "/feed.json" },
    Feed { what: What::Articles, form: Form::Atom, path: "/latest.atom" },
    Feed { what: What::Articles, form: Form::Json, path: "/latest.json" },
];

/// Adds the address of every feed.
pub fn routes() -> Router<Site> {
    FEEDS.into_iter().fold(Router::new(), |router, feed| {
        router.route(feed.path, get(move |State(site): State<Site>, visit: Visit| show(site, visit, feed)))
    })
}

/// Answers with a feed. It names the site's own address, which may be what this visitor called it: another visitor
/// must not get a feed with that.
async fn show(site: Site, visit: Visit, feed: Feed) -> Response {
    let home = home(&site, &visit);
    let address = format!("{home}{}", visit.path_and_query);
    let mime = match feed.form {
        Form::Atom => "application/atom+xml; charset=utf-8",
        Form::Json => "application/feed+json",
    };
    answer::document(&site, &visit, &address, mime, make(&site, &home, feed)).await
}

async fn make(site: &Site, home: &str, feed: Feed) -> Result<String, PageError> {
    let (what, page_path, entries): (_, _, Vec<Entry>) = match feed.what {
        What::Stories => {
            let cards = site.store.stories_front(&StoryFilter::default(), None, ENTRIES).await?;
            ("top stories", "/", cards.into_iter().map(Entry::from).collect())
        }
        What::Articles => {
            let cards = site.store.river(&RiverFilter::default(), None, ENTRIES).await?;
            ("latest articles", "/latest", cards.into_iter().map(Entry::from).collect())
        }
    };
    let title = format!("{}: {what}", site.face.title);
    match feed.form {
        Form::Atom => {
            let updated = entries.iter().map(|entry| entry.updated.as_str()).max();
            let updated = updated.map_or_else(|| machine(Timestamp(0)), str::to_owned);
            Ok(AtomFeed { title, home, path: feed.path, page_path, updated, entries }.render()?)
        }
        Form::Json => json(title, home, feed.path, page_path, entries),
    }
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct AtomFeed<'a> {
    title: String,
    home: &'a str,
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

/// The site's own address for places where a relative one will not do: as configured, or as this visitor reached it.
pub fn home(site: &Site, visit: &Visit) -> String {
    if let Some(base_url) = &site.face.base_url {
        return base_url.clone();
    }
    let host = visit.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
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

fn json(title: String, home: &str, path: &str, page_path: &str, entries: Vec<Entry>) -> Result<String, PageError> {
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
        title,
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
