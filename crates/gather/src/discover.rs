//! What a page says about its publisher's sources: feeds, sitemaps, icons, hubs; and where to look when it says
//! nothing. Pure: the fetching is the caller's.

use crate::charset;
use crate::feed::{is_web_address, parse_feed, resolve};
use crate::html::Page;
use news::{Lang, SourceKind};
use url::Url;

/// Of each kind more are not kept.
const MAX_FOUND: usize = 50;
/// Data scripts beyond this size are not read.
const MAX_DATA_BYTES: usize = 4 * 1024 * 1024;

/// A source that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSource {
    /// Absolute.
    pub url: String,
    /// Empty when the page gives none.
    pub title: String,
    pub kind: SourceKind,
}

/// What a page says about sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// Declared ones first, then those that are linked; feeds of comments last.
    pub feeds: Vec<NamedSource>,
    pub sitemaps: Vec<String>,
    /// Best first; the root's `favicon.ico` is always the last.
    pub icons: Vec<String>,
    /// WebSub hubs (W3C WebSub, section 4).
    pub hubs: Vec<String>,
    /// True when the page is a live blog itself.
    pub is_live_blog: bool,
    /// Addresses where publishers often keep feeds and news sitemaps, likeliest first. Unchecked.
    pub guesses: Vec<String>,
    pub title: Option<String>,
    pub lang: Option<Lang>,
}

/// Reads what a page says about sources. A body that is itself a feed or sitemap is found as its only source.
pub fn discover_in_page(html: &[u8], content_type: Option<&str>, url: &str) -> Discovered {
    let feed = parse_feed(html, content_type, Some(url));
    if !feed.format.is_empty() {
        let kind = if feed.format.starts_with("sitemap") { SourceKind::Sitemap } else { SourceKind::Feed };
        let found = NamedSource { url: url.to_owned(), title: feed.title.clone().unwrap_or_default(), kind };
        return Discovered {
            feeds: vec![found],
            icons: feed.icon_url.into_iter().collect(),
            hubs: feed.hubs,
            title: feed.title,
            lang: feed.lang,
            ..Discovered::default()
        };
    }
    let decoded = charset::decode(html, content_type);
    let page = Page::parse(&decoded.text);
    let document = Url::parse(url).ok();
    let mut finder =
        Finder { base: base_of(&page, document.as_ref()), page, found: Discovered::default(), icons: vec![] };
    finder.read_head();
    finder.read_links();
    finder.found.is_live_blog = finder.is_live_blog();
    let mut found = finder.found;
    let is_of_comments =
        |feed: &NamedSource| feed.url.contains("/comments/") || feed.title.to_lowercase().contains("comment");
    found.feeds.sort_by_key(is_of_comments);
    finder.icons.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.icons = finder.icons.into_iter().map(|(_, url)| url).collect();
    found.icons.dedup();
    if let Some(document) = &document {
        found.icons.extend(document.join("/favicon.ico").map(String::from));
        found.guesses = guesses(document);
    }
    found
}

/// The address that a page's relative ones count from.
pub(crate) fn base_of(page: &Page, document: Option<&Url>) -> Option<Url> {
    let declared = page
        .elements()
        .filter(|(_, name)| &***name == "base")
        .find_map(|(index, _)| page.attribute(index, "href"))
        .and_then(|href| match document {
            Some(document) => document.join(href).ok(),
            None => Url::parse(href).ok(),
        });
    declared.or_else(|| document.cloned())
}

struct Finder {
    page: Page,
    base: Option<Url>,
    found: Discovered,
    /// With their score.
    icons: Vec<(u32, String)>,
}

impl Finder {
    fn address(&self, index: usize) -> Option<String> {
        resolve(self.base.as_ref(), self.page.attribute(index, "href")?).filter(|url| is_web_address(url))
    }

    fn read_head(&mut self) {
        let heads: Vec<_> = self.page.elements().map(|(index, name)| (index, name.to_string())).collect();
        for (index, name) in heads {
            match name.as_str() {
                "html" => self.found.lang = self.page.attribute(index, "lang").and_then(Lang::parse),
                "title" if self.found.title.is_none() => {
                    self.found.title = Some(self.page.text(index)).filter(|title| !title.is_empty());
                }
                "link" => self.read_link(index),
                _ => {}
            }
        }
    }

    fn read_link(&mut self, index: usize) {
        let Some(url) = self.address(index) else { return };
        let rels = self.page.attribute(index, "rel").unwrap_or("").to_ascii_lowercase();
        let mime = self.page.attribute(index, "type").unwrap_or("").trim().to_ascii_lowercase();
        let title = self.page.attribute(index, "title").unwrap_or("").trim().to_owned();
        for rel in rels.split_ascii_whitespace() {
            match rel {
                "alternate" if is_feed_type(&mime, &url) => self.add_feed(url.clone(), &title),
                "feed" => self.add_feed(url.clone(), &title),
                "hub" if self.found.hubs.len() < MAX_FOUND => self.found.hubs.push(url.clone()),
                "sitemap" if self.found.sitemaps.len() < MAX_FOUND => self.found.sitemaps.push(url.clone()),
                "icon" | "apple-touch-icon" | "apple-touch-icon-precomposed" if self.icons.len() < MAX_FOUND => {
                    let sizes = self.page.attribute(index, "sizes").unwrap_or("");
                    self.icons.push((icon_score(rel, sizes, &mime), url.clone()));
                }
                _ => {}
            }
        }
    }

    fn read_links(&mut self) {
        let links: Vec<usize> =
            self.page.elements().filter(|(_, name)| &***name == "a").map(|(index, _)| index).collect();
        for index in links {
            let Some(url) = self.address(index).filter(|url| looks_like_feed(url)) else { continue };
            let title = self.page.attribute(index, "title").map_or_else(|| self.page.text(index), str::to_owned);
            self.add_feed(url, &title);
        }
    }

    fn add_feed(&mut self, url: String, title: &str) {
        if self.found.feeds.len() < MAX_FOUND && !self.found.feeds.iter().any(|known| known.url == url) {
            self.found.feeds.push(NamedSource { url, title: title.trim().to_owned(), kind: SourceKind::Feed });
        }
    }

    /// A page is a live blog when its own data says so (schema.org's LiveBlogPosting); a front page that merely lists
    /// one is not.
    fn is_live_blog(&self) -> bool {
        self.page.elements().any(|(index, name)| match &**name {
            "script" => says_live_blog(self.page.raw_text(index)),
            "article" | "main" | "div" | "section" | "body" | "html" => {
                self.page.attribute(index, "itemtype").is_some_and(|kind| kind.ends_with("schema.org/LiveBlogPosting"))
            }
            _ => false,
        })
    }
}

fn says_live_blog(data: &str) -> bool {
    if data.len() > MAX_DATA_BYTES || !data.contains("LiveBlogPosting") {
        return false;
    }
    let is_one = |value: &serde_json::Value| match &value["@type"] {
        serde_json::Value::String(kind) => kind == "LiveBlogPosting",
        serde_json::Value::Array(kinds) => kinds.iter().any(|kind| kind == "LiveBlogPosting"),
        _ => false,
    };
    match serde_json::from_str::<serde_json::Value>(data) {
        Ok(serde_json::Value::Array(values)) => values.iter().any(is_one),
        Ok(value) => is_one(&value) || value["@graph"].as_array().is_some_and(|graph| graph.iter().any(is_one)),
        // Publishers break their JSON with raw line breaks; its updates are then the better sign.
        Err(_) => data.contains("liveBlogUpdate"),
    }
}

fn is_feed_type(mime: &str, url: &str) -> bool {
    match mime.split(';').next().unwrap_or("").trim() {
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/feed+json" => true,
        "application/xml" | "text/xml" => true,
        // WordPress offers its programming interface under this type.
        "application/json" => !url.contains("wp-json") && !url.contains("oembed"),
        _ => false,
    }
}

/// Tells from an address alone that a feed is likely behind it.
fn looks_like_feed(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let path = url.path().to_ascii_lowercase();
    let path = path.trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or("");
    let host = url.host_str().unwrap_or("");
    matches!(last, "feed" | "rss" | "atom" | "feed.json" | "index.xml" | "feed.xml" | "rss.xml" | "atom.xml" | "rss2")
        || [".rss", ".atom", ".rdf"].iter().any(|end| last.ends_with(end))
        || (last.ends_with(".xml") && (path.contains("rss") || path.contains("feed") || path.contains("atom")))
        || matches!(host, "feeds.feedburner.com" | "rss.feedburner.com")
        || ((host.starts_with("feeds.") || host.starts_with("rss.")) && path.len() > 1)
        || url.query_pairs().any(|(name, value)| name == "feed" && (value.starts_with("rss") || value == "atom"))
}

/// Higher is better: large enough for every use, drawn rather than painted, not the oldest kind.
fn icon_score(rel: &str, sizes: &str, mime: &str) -> u32 {
    let side =
        sizes.split_ascii_whitespace().filter_map(|size| size.split(['x', 'X']).next()?.parse::<u32>().ok()).max();
    let is_drawn = mime.contains("svg") || sizes.eq_ignore_ascii_case("any");
    match side {
        _ if is_drawn => 1000,
        Some(side) => side.min(512),
        None if rel.starts_with("apple") => 180,
        None => 32,
    }
}

/// Where publishers often keep feeds and news sitemaps: below the page's own folder first, then at the root.
fn guesses(page: &Url) -> Vec<String> {
    const BESIDE: [&str; 4] = ["feed", "rss", "rss.xml", "feed.xml"];
    const AT_ROOT: [&str; 12] = [
        "/feed",
        "/rss",
        "/rss.xml",
        "/feed.xml",
        "/atom.xml",
        "/index.xml",
        "/feed.json",
        "/feeds/posts/default",
        "/?feed=rss2",
        "/news-sitemap.xml",
        "/sitemap-news.xml",
        "/sitemap_news.xml",
    ];
    let mut guesses: Vec<String> = Vec::new();
    let mut add = |guess: Result<Url, url::ParseError>| {
        if let Ok(guess) = guess {
            let guess = String::from(guess);
            if !guesses.contains(&guess) {
                guesses.push(guess);
            }
        }
    };
    let mut folder = page.clone();
    folder.set_query(None);
    folder.set_fragment(None);
    if !folder.path().ends_with('/') {
        folder.set_path(&format!("{}/", folder.path()));
    }
    if folder.path() != "/" {
        BESIDE.iter().for_each(|name| add(folder.join(name)));
    }
    AT_ROOT.iter().for_each(|path| add(page.join(path)));
    guesses
}

/// Lists the sitemaps that a robots.txt names, those for news first (sitemaps.org, "Specifying the Sitemap location").
pub fn sitemaps_in_robots(robots: &str, url: &str) -> Vec<String> {
    let base = Url::parse(url).ok();
    let mut sitemaps = Vec::new();
    for line in robots.lines().take(10_000) {
        let Some((name, value)) = line.split_once(':') else { continue };
        if !name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case("sitemap") {
            continue;
        }
        let value = value.split(" #").next().unwrap_or("");
        if let Some(sitemap) = resolve(base.as_ref(), value).filter(|sitemap| is_web_address(sitemap))
            && !sitemaps.contains(&sitemap)
            && sitemaps.len() < MAX_FOUND
        {
            sitemaps.push(sitemap);
        }
    }
    sitemaps.sort_by_key(|sitemap| !sitemap.to_ascii_lowercase().contains("news"));
    sitemaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn discover(html: &str) -> Discovered {
        discover_in_page(html.as_bytes(), Some("text/html"), "https://harbour.example/world/")
    }

    #[test]
    fn declared_feeds_come_before_linked_ones_and_comments_last() {
        let found = discover(
            "<html lang=en-GB><head><title>The Harbour</title>
             <link rel=alternate type=application/rss+xml href=/comments/feed title='Comments'>
             <link rel='alternate' type='application/json' href='/wp-json/wp/v2/pages/2'>
             <link rel=alternate type=application/feed+json href=/feed.json title=JSON>
             <link rel=hub href=https://hub.example/></head>
             <a href='sport/rss'>Sport</a> <a href=/about>About us</a>",
        );
        let feeds: Vec<_> = found.feeds.iter().map(|feed| (feed.url.as_str(), feed.title.as_str())).collect();
        assert_eq!(
            feeds,
            [
                ("https://harbour.example/feed.json", "JSON"),
                ("https://harbour.example/world/sport/rss", "Sport"),
                ("https://harbour.example/comments/feed", "Comments"),
            ]
        );
        assert_eq!(found.hubs, ["https://hub.example/"]);
        assert_eq!((found.title.as_deref(), found.lang), (Some("The Harbour"), Some(Lang::EN)));
        assert_eq!(found.guesses[0], "https://harbour.example/world/feed");
    }

    #[test]
    fn icons_are_sorted_by_use() {
        let found = discover(
            "<link rel='shortcut icon' href=/old.ico><link rel=apple-touch-icon href=/touch.png>
             <link rel=icon sizes=32x32 href=/32.png><link rel=icon type=image/svg+xml href=/drawn.svg>",
        );
        let names: Vec<_> = found.icons.iter().map(|icon| icon.rsplit('/').next().unwrap()).collect();
        assert_eq!(names, ["drawn.svg", "touch.png", "old.ico", "32.png", "favicon.ico"]);
    }

    #[test]
    fn a_live_blog_is_told_from_a_page_that_lists_one() {
        let check = |data: &str, expected: bool| {
            let html = format!("<script type='application/ld+json'>{data}</script>");
            assert_eq!(discover(&html).is_live_blog, expected, "{data}");
        };
        check(r#"{"@type":"LiveBlogPosting","liveBlogUpdate":[]}"#, true);
        check(r#"{"@graph":[{"@type":["Article","LiveBlogPosting"]}]}"#, true);
        check(r#"{"@type":"ItemList","itemListElement":[{"@type":"LiveBlogPosting"}]}"#, false);
        check(r#"{"@type":"NewsArticle"}"#, false);
    }

    #[test]
    fn a_feed_is_its_own_source() {
        let found = discover("<rss><channel><title>T</title></channel></rss>");
        assert_eq!(found.feeds[0].url, "https://harbour.example/world/");
    }

    #[test]
    fn robots_names_sitemaps() {
        let robots = "User-agent: *\nSitemap: https://a.example/sitemap.xml\nsitemap: /news.xml # daily\nSitemap:\n";
        assert_eq!(
            sitemaps_in_robots(robots, "https://a.example/robots.txt"),
            ["https://a.example/news.xml", "https://a.example/sitemap.xml"]
        );
    }
}
