//! Articles out of an HTML page that lists them, for publishers without a feed.
//!
//! Links that stand in the same surroundings (the same elements and classes around them) form a group; a list of
//! articles is a group of several links to different pages of the site, with texts as long as headlines. The smallest
//! part of the page that holds one article's links and no other's is its card: there are its date, teaser and picture.

use crate::charset;
use crate::date::parse_date;
use crate::discover::base_of;
use crate::feed::{is_web_address, resolve};
use crate::html::Page;
use crate::text::escape_html;
use news::{Country, FeedItem, Lang, Notice, ParsedFeed};
use std::collections::HashMap;
use url::Url;
use xxhash_rust::xxh3::Xxh3;

/// Items beyond these are left: a page shows its newest on top.
const MAX_LISTED: usize = 200;
const MAX_LINKS: usize = 5000;
/// A text beside a headline is no date when it is longer.
const MAX_DATE_BYTES: usize = 48;
/// How many elements around a link make its surroundings.
const SURROUNDINGS: usize = 4;
/// A list has at least this many articles.
const MIN_GROUP: usize = 3;

/// Finds the articles that a page lists: `format` is `page`; without items when it lists none.
pub fn parse_listing(html: &[u8], content_type: Option<&str>, url: &str) -> ParsedFeed {
    let decoded = charset::decode(html, content_type);
    let page = Page::parse(&decoded.text);
    let document = Url::parse(url).ok();
    let mut feed = ParsedFeed { format: "page".into(), home_url: Some(url.to_owned()), ..ParsedFeed::default() };
    feed.notices = decoded.notices;
    for (index, name) in page.elements() {
        match &**name {
            "html" => {
                let tag = page.attribute(index, "lang");
                feed.lang = tag.and_then(Lang::parse);
                feed.country = tag.and_then(Country::of_tag);
            }
            "title" if feed.title.is_none() => feed.title = Some(page.text(index)).filter(|title| !title.is_empty()),
            _ => {}
        }
    }
    let base = base_of(&page, document.as_ref());
    let listing = Listing { links: links(&page, base.as_ref(), document.as_ref()), page, base };
    feed.items = listing.items();
    if feed.items.is_empty() {
        feed.notices.push(Notice::new("feed.no_list", "No list of articles was found on the page."));
    }
    feed
}

#[derive(Debug)]
struct Link {
    index: usize,
    url: String,
    /// The text of the link, or of the heading around it.
    title: String,
    /// The link's text, when that is a date.
    date: Option<String>,
    surroundings: u64,
    score: i32,
}

struct Listing {
    page: Page,
    base: Option<Url>,
    links: Vec<Link>,
}

/// The links to other pages of the same site, in document order.
fn links(page: &Page, base: Option<&Url>, document: Option<&Url>) -> Vec<Link> {
    let mut links = Vec::new();
    let mut prose = Prose::default();
    for (index, name) in page.elements() {
        if &**name != "a" || links.len() == MAX_LINKS {
            continue;
        }
        let Some(mut url) = page.attribute(index, "href").and_then(|href| resolve(base, href)) else { continue };
        if let Some(fragment) = url.find('#') {
            url.truncate(fragment);
        }
        let Some(target) = Url::parse(&url).ok().filter(|_| is_web_address(&url)) else { continue };
        if !is_same_site(document, &target) || document.is_some_and(|page| same_page(page, &target)) {
            continue;
        }
        if is_navigation(page, index) {
            continue;
        }
        let mut title = title_of(page, index);
        if prose.holds(page, index, &title) {
            continue;
        }
        // A date that links to its article is no headline.
        let date = Some(&title).filter(|title| is_date(title)).cloned();
        if date.is_some() {
            title.clear();
        }
        let score = article_score(&target, &title) + i32::from(date.is_some());
        links.push(Link { index, url, title, date, surroundings: surroundings(page, index), score });
    }
    links
}

impl Listing {
    fn items(&self) -> Vec<FeedItem> {
        let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, link) in self.links.iter().enumerate() {
            groups.entry(link.surroundings).or_default().push(at);
        }
        let mut chosen: Vec<&str> = Vec::new();
        for at in 0..self.links.len() {
            let link = &self.links[at];
            if link.score > 0 && self.is_list(&groups[&link.surroundings]) && !chosen.contains(&link.url.as_str()) {
                chosen.push(&link.url);
            }
            if chosen.len() == MAX_LISTED {
                break;
            }
        }
        let owners = self.owners(&chosen);
        chosen.iter().enumerate().map(|(id, url)| self.item(id, url, &owners)).collect()
    }

    /// Tells whether a group of links is a list of articles: several pages, and most of them look like articles.
    fn is_list(&self, group: &[usize]) -> bool {
        let mut urls: Vec<&str> = group.iter().map(|at| self.links[*at].url.as_str()).collect();
        urls.sort_unstable();
        urls.dedup();
        let good = group.iter().filter(|at| self.links[**at].score > 0).count();
        urls.len() >= MIN_GROUP && good * 2 >= group.len() || group.iter().any(|at| self.links[*at].score >= 4)
    }

    /// For each node, the one article whose links stand below it; None where there are none or several.
    fn owners(&self, chosen: &[&str]) -> Vec<Owner> {
        let ids: HashMap<&str, usize> = chosen.iter().enumerate().map(|(id, url)| (*url, id)).collect();
        let mut owners = vec![Owner::Nobody; self.page.len()];
        for link in &self.links {
            let Some(&id) = ids.get(link.url.as_str()) else { continue };
            let mut at = Some(link.index);
            while let Some(node) = at {
                let next = match owners[node] {
                    Owner::Nobody => Owner::One(id),
                    Owner::One(other) if other == id => break,
                    Owner::One(_) => Owner::Several,
                    Owner::Several => break,
                };
                owners[node] = next;
                at = self.page.parent(node);
            }
        }
        owners
    }

    fn item(&self, id: usize, url: &str, owners: &[Owner]) -> FeedItem {
        let mine = || self.links.iter().filter(|link| link.url == url);
        // A card's picture, headline and "read more" link to the same page: the headline is the best of their texts.
        let title = mine().max_by_key(|link| (link.score, link.title.len().min(120))).map(|link| link.title.clone());
        let mut item = FeedItem { guid: Some(url.to_owned()), url: Some(url.to_owned()), ..FeedItem::default() };
        let Some(first) = mine().next() else { return item };
        let mut card = first.index;
        while let Some(parent) = self.page.parent(card)
            && owners[parent] == Owner::One(id)
            && !matches!(self.page.name(parent).map(|name| &**name), Some("body" | "html" | "main"))
        {
            card = parent;
        }
        let title = title.filter(|title| !title.is_empty()).or_else(|| self.heading(card));
        item.published_raw = mine().find_map(|link| link.date.clone());
        item.published = item.published_raw.as_deref().and_then(parse_date);
        self.read_card(card, title.as_deref().unwrap_or(""), &mut item);
        item.title = title;
        item
    }

    /// The longest heading of a card whose links have no text.
    fn heading(&self, card: usize) -> Option<String> {
        let headings = self.page.elements_in(self.page.inside(card)).filter(|(_, name)| is_heading(name));
        let texts = headings.map(|(index, _)| self.page.text(index)).filter(|text| !text.is_empty() && !is_date(text));
        texts.max_by_key(String::len)
    }

    fn read_card(&self, card: usize, title: &str, item: &mut FeedItem) {
        let page = &self.page;
        let mut teaser = String::new();
        for (index, name) in page.elements_in(page.inside(card)) {
            match &**name {
                "time" if item.published.is_none() => {
                    let raw = page.attribute(index, "datetime").map_or_else(|| page.text(index), str::to_owned);
                    item.published = parse_date(&raw);
                    item.published_raw = Some(raw).filter(|raw| !raw.is_empty());
                }
                "img" if item.image_url.is_none() => {
                    let source = page.attribute(index, "data-src").or(page.attribute(index, "src"));
                    let source = source.filter(|source| !source.starts_with("data:"));
                    item.image_url = source.and_then(|source| resolve(self.base.as_ref(), source));
                }
                "p" | "div" | "span" => {
                    let is_block_of_text = &**name == "p" || names_teaser(page.attribute(index, "class"));
                    if item.published.is_none() && names_date(page.attribute(index, "class")) {
                        let raw = page.text(index);
                        item.published = parse_date(&raw);
                        item.published_raw = item.published.map(|_| raw);
                    } else if is_block_of_text {
                        let text = page.text(index);
                        if text.len() > teaser.len() && text != title && text.len() > 40 && text.len() < 2000 {
                            teaser = text;
                        }
                    }
                }
                _ => {}
            }
        }
        if item.published.is_none() {
            // In plain lists the date stands bare beside the link.
            let beside = page.text(card).replace(title, " ");
            let beside = beside.trim().trim_matches(['(', ')', '-', '|', '·', ' ']);
            item.published = Some(beside).filter(|text| is_date(text)).and_then(parse_date);
            item.published_raw = item.published.map(|_| beside.to_owned());
        }
        if !teaser.is_empty() {
            let mut html = String::with_capacity(teaser.len());
            escape_html(&mut html, &teaser);
            item.summary_html = Some(html);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Nobody,
    One(usize),
    Several,
}

/// Hosts are of one site when one is the other without `www.` or a name below it.
fn is_same_site(document: Option<&Url>, target: &Url) -> bool {
    let Some(own) = document.and_then(Url::host_str) else { return true };
    let Some(host) = target.host_str() else { return false };
    let own = own.trim_start_matches("www.");
    let host = host.trim_start_matches("www.");
    let below = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    own == host || below(host, own) || below(own, host)
}

fn same_page(page: &Url, target: &Url) -> bool {
    page.path().trim_end_matches('/') == target.path().trim_end_matches('/') && page.query() == target.query()
}

fn is_navigation(page: &Page, index: usize) -> bool {
    let mut at = page.parent(index);
    while let Some(node) = at {
        match page.name(node).map(|name| &**name) {
            Some("nav" | "footer" | "form") => return true,
            // A header inside an article holds its headline.
            Some("article" | "main") => return false,
            _ if page.attribute(node, "role") == Some("navigation") => return true,
            _ => at = page.parent(node),
        }
    }
    false
}

/// Knows of the last paragraph asked about, so that a long one is read once.
#[derive(Default)]
struct Prose {
    paragraph: Option<usize>,
    bytes: usize,
}

impl Prose {
    /// Tells whether a link stands in the middle of a text: its paragraph says much more than the link.
    fn holds(&mut self, page: &Page, link: usize, title: &str) -> bool {
        let mut at = page.parent(link);
        while let Some(node) = at {
            match page.name(node).map(|name| &**name) {
                Some("p" | "blockquote") => {
                    if self.paragraph != Some(node) {
                        *self = Self { paragraph: Some(node), bytes: page.text(node).len() };
                    }
                    return self.bytes > title.len() * 3 + 40;
                }
                Some("span" | "em" | "strong" | "b" | "i" | "cite") => at = page.parent(node),
                _ => return false,
            }
        }
        false
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Tells whether a text is a date and nothing more than a word besides.
fn is_date(text: &str) -> bool {
    let is_number = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let long_words = words.iter().filter(|word| !is_number(word) && word.chars().count() > 3).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= MAX_DATE_BYTES && digits >= 5 && numbers > 0 && long_words <= 2 && parse_date(text).is_some()
}

/// A heading in the link, a heading around it, or the link's own text.
fn title_of(page: &Page, index: usize) -> String {
    let inside = page.elements_in(page.inside(index)).find(|(_, name)| is_heading(name)).map(|(heading, _)| heading);
    if let Some(heading) = inside {
        return page.text(heading);
    }
    let text = page.text(index);
    if text.is_empty() {
        return page.attribute(index, "aria-label").or(page.attribute(index, "title")).unwrap_or("").trim().to_owned();
    }
    text
}

/// How much a link looks like one to an article; 0 and less is none.
fn article_score(target: &Url, title: &str) -> i32 {
    let path = target.path().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or("");
    let letters = title.chars().count();
    let words = title.split_whitespace().count();
    // Scripts without spaces say as much in fewer letters.
    let is_dense = title.chars().filter(|c| *c as u32 > 0x2e80).count() * 2 > letters;
    let mut score = match letters {
        _ if is_dense && letters >= 10 => 2,
        25.. if words >= 4 => 2,
        15.. if words >= 3 => 1,
        1..8 => -1,
        _ => 0,
    };
    let digits = path.bytes().filter(u8::is_ascii_digit).count();
    let has_year =
        path.split(['/', '-']).any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    if last.matches('-').count() >= 3 || last.matches('_').count() >= 3 {
        score += 2;
    }
    if digits >= 5 || (has_year && digits >= 4) {
        score += 1;
    }
    const NEVER: [&str; 16] = [
        "/tag/",
        "/tags/",
        "/category/",
        "/author/",
        "/authors/",
        "/login",
        "/register",
        "/privacy",
        "/about",
        "/contact",
        "/subscribe",
        "/topic/",
        "/search",
        "/page/",
        "/terms",
        "/impressum",
    ];
    let with_slash = format!("{path}/");
    if path.is_empty() || NEVER.iter().any(|part| with_slash.contains(part)) {
        score -= 3;
    }
    score
}

/// A hash of the elements around a link, with their first classes.
fn surroundings(page: &Page, index: usize) -> u64 {
    let mut hasher = Xxh3::new();
    let mut at = Some(index);
    for _ in 0..=SURROUNDINGS {
        let Some(node) = at else { break };
        if let Some(name) = page.name(node) {
            hasher.update(name.as_bytes());
            let class = page.attribute(node, "class").and_then(|class| class.split_ascii_whitespace().next());
            // Numbered classes name one card, not its kind.
            hasher.update(class.filter(|class| !class.bytes().any(|b| b.is_ascii_digit())).unwrap_or("").as_bytes());
            hasher.update(b"/");
        }
        at = page.parent(node);
    }
    hasher.digest()
}

fn names_date(class: Option<&str>) -> bool {
    class.is_some_and(|class| ["date", "time", "published", "timestamp"].iter().any(|word| class.contains(word)))
}

fn names_teaser(class: Option<&str>) -> bool {
    class.is_some_and(|class| {
        ["teaser", "summary", "excerpt", "standfirst", "description", "dek", "intro"].iter().any(|w| class.contains(w))
    })
}
