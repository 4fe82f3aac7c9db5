//! What can be followed behind an address: the address itself, or what its page leads to.
//!
//! Tried in this order, each only when the one before gave nothing: the address is a feed or sitemap; its page
//! declares or links feeds; publishers' usual places; the sitemaps that page and robots.txt name; the page lists
//! articles. A live blog is found before the feeds around it. Nothing is given unverified: every feed and sitemap was
//! fetched and read.

use crate::client::{Accept, Client, FetchError, FetchedDocument};
use crate::discover::{Discovered, discover_in_page, sitemaps_in_robots};
use crate::listing::parse_listing;
use crate::parse_feed;
use futures_util::{StreamExt, stream};
use news::{Document, FetchFault, Lang, ParsedFeed, SourceKind};
use url::Url;

/// Requests at once; most go to one host, where the client has its own limit.
const AT_ONCE: usize = 4;
const MAX_FEEDS: usize = 8;
const MAX_GUESSES: usize = 16;
const MAX_SITEMAPS: usize = 6;
/// A page that lists fewer articles is not taken for a list.
const LEAST_LISTED: usize = 5;

/// Something to follow.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundSource {
    /// The address to follow, permanent redirects resolved.
    pub url: String,
    pub kind: SourceKind,
    /// As the feed or page has it; empty when it has none.
    pub title: String,
    /// The publisher's page that it belongs to.
    pub home_url: Option<String>,
    /// The publisher's name, when it is known apart from the title.
    pub publisher: Option<String>,
    pub lang: Option<Lang>,
    /// How many items it holds now.
    pub items: usize,
}

impl Default for FoundSource {
    fn default() -> Self {
        Self {
            url: String::new(),
            kind: SourceKind::Feed,
            title: String::new(),
            home_url: None,
            publisher: None,
            lang: None,
            items: 0,
        }
    }
}

/// Finds what can be followed behind an address as a person types it (`gazette.example` will do), best first and
/// never empty. The error is the fetch's own, or says that nothing was found.
pub async fn find_sources(client: &Client, address: &str) -> Result<Vec<FoundSource>, FetchError> {
    find_sources_with(client, address, async |_| false).await
}

/// As [`find_sources`]; `shows_posts` tells whether a page without a word of it in its data is a live blog all the same. It
/// is asked once at most, and never about a site's front page, which may well show a ticker.
pub async fn find_sources_with(
    client: &Client,
    address: &str,
    shows_posts: impl AsyncFnOnce(&Document) -> bool,
) -> Result<Vec<FoundSource>, FetchError> {
    let fetched = fetch_typed(client, address).await?;
    if let Some(source) = read_source(&fetched, None) {
        return Ok(vec![source]);
    }
    let document = &fetched.document;
    let page_url = document.final_url.as_str();
    let page = discover_in_page(&document.body, document.content_type.as_deref(), page_url);

    let mut found = Vec::new();
    let is_front = Url::parse(page_url).is_ok_and(|url| url.path() == "/");
    if page.is_live_blog || !is_front && shows_posts(document).await {
        found.push(page_source(&fetched, &page, SourceKind::LiveBlog, 0));
    }
    let declared = page.feeds.iter().map(|feed| feed.url.clone()).take(MAX_FEEDS).collect();
    found.extend(verify(client, declared, page_url, usize::MAX).await);
    if found.is_empty() {
        let guesses = page.guesses.iter().take(MAX_GUESSES).cloned().collect();
        found.extend(verify(client, guesses, page_url, 1).await);
    }
    if found.is_empty() {
        found.extend(find_sitemap(client, &page, page_url).await);
    }
    if found.is_empty() {
        let listed = parse_listing(&document.body, document.content_type.as_deref(), page_url).items.len();
        if listed >= LEAST_LISTED {
            found.push(page_source(&fetched, &page, SourceKind::Page, listed));
        }
    }
    if found.is_empty() {
        let cause = format!("no feed, sitemap, live blog or list of articles was found at {page_url}");
        let message = "There is nothing to follow at this address.";
        return Err(FetchError::new(FetchFault::Theirs, "find.nothing", cause, message));
    }
    Ok(found)
}

/// Fetches an address that may lack its scheme: encrypted first, then in the clear.
async fn fetch_typed(client: &Client, address: &str) -> Result<FetchedDocument, FetchError> {
    let address = address.trim();
    if address.contains("://") {
        return client.fetch_document(address, Accept::Page).await;
    }
    match client.fetch_document(&format!("https://{address}"), Accept::Page).await {
        Err(error) if matches!(error.code, "fetch.connect" | "fetch.tls" | "fetch.timeout") => {
            client.fetch_document(&format!("http://{address}"), Accept::Page).await.map_err(|_| error)
        }
        answer => answer,
    }
}

/// Fetches candidates, a few at a time, and gives those that are feeds or sitemaps with articles, in order; stops
/// after `enough`.
async fn verify(client: &Client, candidates: Vec<String>, page_url: &str, enough: usize) -> Vec<FoundSource> {
    let mut answers = stream::iter(candidates)
        .map(|url| async move { client.fetch_document(&url, Accept::Feed).await.ok() })
        .buffered(AT_ONCE);
    let mut found: Vec<FoundSource> = Vec::new();
    while let Some(fetched) = answers.next().await {
        let Some(source) = fetched.and_then(|fetched| read_source(&fetched, Some(page_url))) else { continue };
        if !found.iter().any(|known| known.url == source.url) {
            found.push(source);
        }
        if found.len() >= enough {
            break;
        }
    }
    found
}

/// Looks through the sitemaps that the page and robots.txt name, and into an index's for news.
async fn find_sitemap(client: &Client, page: &Discovered, page_url: &str) -> Option<FoundSource> {
    let mut candidates = page.sitemaps.clone();
    if let Ok(robots_url) = Url::parse(page_url).and_then(|url| url.join("/robots.txt"))
        && let Ok(robots) = client.fetch_document(robots_url.as_str(), Accept::Text).await
    {
        let text = String::from_utf8_lossy(&robots.document.body);
        candidates.extend(sitemaps_in_robots(&text, robots_url.as_str()));
    }
    let mut inner = Vec::new();
    for url in candidates.into_iter().take(MAX_SITEMAPS) {
        let Ok(fetched) = client.fetch_document(&url, Accept::Feed).await else { continue };
        let feed = parse(&fetched);
        if is_news(&feed) {
            return Some(feed_source(&fetched, feed, Some(page_url)));
        }
        inner.extend(feed.more.into_iter().filter(|url| url.to_ascii_lowercase().contains("news")));
    }
    for url in inner.into_iter().take(MAX_SITEMAPS) {
        let Ok(fetched) = client.fetch_document(&url, Accept::Feed).await else { continue };
        let feed = parse(&fetched);
        if is_news(&feed) {
            return Some(feed_source(&fetched, feed, Some(page_url)));
        }
    }
    None
}

/// Reads a document as a source; None when it is neither a feed nor a sitemap of articles.
fn read_source(fetched: &FetchedDocument, page_url: Option<&str>) -> Option<FoundSource> {
    let feed = parse(fetched);
    let is_source = match feed.format.as_str() {
        "" => false,
        // The owner who names a sitemap means it; one that was guessed must be of news.
        "sitemap" | "sitemap_index" => page_url.is_none() || is_news(&feed),
        _ => true,
    };
    is_source.then(|| feed_source(fetched, feed, page_url))
}

fn parse(fetched: &FetchedDocument) -> ParsedFeed {
    let document = &fetched.document;
    parse_feed(&document.body, document.content_type.as_deref(), Some(&document.final_url))
}

/// A sitemap of articles gives their titles; others list every page of a site.
fn is_news(feed: &ParsedFeed) -> bool {
    feed.items.iter().any(|item| item.title.is_some())
}

fn feed_source(fetched: &FetchedDocument, feed: ParsedFeed, page_url: Option<&str>) -> FoundSource {
    let kind = if feed.format.starts_with("sitemap") { SourceKind::Sitemap } else { SourceKind::Feed };
    FoundSource {
        url: lasting_url(fetched),
        kind,
        title: feed.title.unwrap_or_default(),
        home_url: feed.home_url.or_else(|| page_url.map(str::to_owned)),
        publisher: None,
        lang: feed.lang,
        items: feed.items.len(),
    }
}

fn page_source(fetched: &FetchedDocument, page: &Discovered, kind: SourceKind, items: usize) -> FoundSource {
    FoundSource {
        url: lasting_url(fetched),
        kind,
        title: page.title.clone().unwrap_or_default(),
        home_url: Some(fetched.document.final_url.clone()),
        lang: page.lang,
        items,
        ..FoundSource::default()
    }
}

/// The address to ask from now on: a passing redirect may lead elsewhere tomorrow.
fn lasting_url(fetched: &FetchedDocument) -> String {
    fetched.permanent_url.clone().unwrap_or_else(|| {
        let asked = Url::parse(fetched.document.url.trim());
        asked.map_or_else(
            |_| fetched.document.url.clone(),
            |mut url| {
                url.set_fragment(None);
                url.into()
            },
        )
    })
}
