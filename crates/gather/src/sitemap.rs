//! Sitemaps (sitemaps.org 0.9) with Google's news and image extensions, and indexes of them.

use crate::date::parse_date;
use crate::feed::{MAX_ITEMS, Namespace, Namespaces, Tag, Token, Tokens, resolve};
use crate::text::{collapse_white_space, plain_line};
use news::{FeedItem, Lang, Notice, ParsedFeed};
use url::Url;

/// Sitemaps of an index beyond these are left.
const MAX_SITEMAPS: usize = 1000;
/// Elements nested deeper are not told apart.
const MAX_DEPTH: usize = 32;
/// A text of a sitemap is never this long.
const MAX_TEXT_BYTES: usize = 16 * 1024;

/// Reads a sitemap or an index. Articles come as items, an index's sitemaps as `more`, newest first where they are
/// dated.
pub(crate) fn parse(source: &str, url: Option<&str>) -> ParsedFeed {
    let base = url.and_then(|url| Url::parse(url).ok());
    let mut reader = SitemapReader::default();
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => {
                reader.open(tag);
                if tag.is_empty {
                    reader.close(base.as_ref());
                }
            }
            Token::End(name) => reader.close_named(name, base.as_ref()),
            Token::Text(text) => reader.text(&text),
            Token::CData(text) => reader.text(text),
        }
        if reader.feed.items.len() == MAX_ITEMS {
            let text = format!("The sitemap has more than {MAX_ITEMS} addresses; the rest was left.");
            reader.feed.notices.push(Notice::new("feed.too_many_items", text));
            break;
        }
    }
    if tokens.mended.truncated {
        reader.feed.notices.push(Notice::new("feed.truncated", "The sitemap ends before its last element is closed."));
    }
    reader.sitemaps.sort_by_key(|(modified, _)| std::cmp::Reverse(*modified));
    reader.feed.more = reader.sitemaps.into_iter().map(|(_, url)| url).collect();
    reader.feed
}

/// The elements that say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    UrlSet,
    Index,
    Url,
    Sitemap,
    Loc,
    LastModified,
    ImageLoc,
    ArticleTitle,
    ArticleDate,
    Publication,
    ArticleLanguage,
    ArticleKeywords,
    Other,
}

impl Name {
    fn of((namespace, local): (Namespace, &str)) -> Self {
        use Namespace as N;
        match (namespace, local.to_ascii_lowercase().as_str()) {
            (N::Core, "urlset") => Self::UrlSet,
            (N::Core, "sitemapindex") => Self::Index,
            (N::Core, "url") => Self::Url,
            (N::Core, "sitemap") => Self::Sitemap,
            (N::Core, "loc") => Self::Loc,
            (N::Core, "lastmod") => Self::LastModified,
            (N::SitemapImage, "loc") => Self::ImageLoc,
            (N::SitemapNews, "title") => Self::ArticleTitle,
            (N::SitemapNews, "publication_date") => Self::ArticleDate,
            (N::SitemapNews, "name") => Self::Publication,
            (N::SitemapNews, "language") => Self::ArticleLanguage,
            (N::SitemapNews, "keywords") => Self::ArticleKeywords,
            _ => Self::Other,
        }
    }
}

#[derive(Default)]
struct SitemapReader<'a> {
    feed: ParsedFeed,
    sitemaps: Vec<(Option<news::Timestamp>, String)>,
    namespaces: Namespaces<'a>,
    open: Vec<Name>,
    /// Open elements beyond [`MAX_DEPTH`].
    uncounted: usize,
    text: String,
    item: FeedItem,
}

impl<'a> SitemapReader<'a> {
    fn open(&mut self, tag: Tag<'a>) {
        if self.open.len() == MAX_DEPTH {
            self.uncounted += 1;
            return;
        }
        if tag.has_attributes() {
            for (name, value) in tag.attributes() {
                self.namespaces.declare(name, &value, self.open.is_empty());
            }
        }
        let name = Name::of(self.namespaces.resolve(tag.name));
        match name {
            Name::UrlSet if self.feed.format.is_empty() => "sitemap".clone_into(&mut self.feed.format),
            Name::Index => "sitemap_index".clone_into(&mut self.feed.format),
            Name::Url | Name::Sitemap => self.item = FeedItem::default(),
            _ => {}
        }
        self.text.clear();
        self.open.push(name);
    }

    fn text(&mut self, text: &str) {
        if self.text.len() + text.len() <= MAX_TEXT_BYTES {
            self.text.push_str(text);
        }
    }

    /// Closes the nearest open element of a name, with what was left open inside it; an end tag without a start is
    /// dropped.
    fn close_named(&mut self, name: &str, base: Option<&Url>) {
        if self.uncounted > 0 {
            self.close(base);
            return;
        }
        let name = Name::of(self.namespaces.resolve(name));
        if let Some(at) = self.open.iter().rposition(|open| *open == name) {
            while self.open.len() > at {
                self.close(base);
            }
        }
    }

    fn close(&mut self, base: Option<&Url>) {
        if self.uncounted > 0 {
            self.uncounted -= 1;
            return;
        }
        let Some(name) = self.open.pop() else { return };
        let text = std::mem::take(&mut self.text);
        let resolved = || resolve(base, &text);
        match name {
            Name::Loc => self.item.url = self.item.url.take().or_else(resolved),
            Name::ImageLoc => self.item.image_url = self.item.image_url.take().or_else(resolved),
            Name::LastModified => self.item.updated = parse_date(&text),
            Name::ArticleDate => {
                let raw = collapse_white_space(&text);
                self.item.published = parse_date(&raw);
                self.item.published_raw = Some(raw).filter(|raw| !raw.is_empty());
            }
            Name::ArticleTitle => self.item.title = Some(plain_line(&text)).filter(|title| !title.is_empty()),
            Name::ArticleLanguage => self.item.lang = Lang::parse(&text),
            Name::Publication => {
                let publisher = Some(plain_line(&text)).filter(|name| !name.is_empty());
                self.feed.title = self.feed.title.take().or(publisher);
            }
            Name::ArticleKeywords => {
                let words = text.split(',').map(plain_line).filter(|word| !word.is_empty());
                self.item.categories.extend(words.take(50));
            }
            Name::Url => {
                let mut item = std::mem::take(&mut self.item);
                if item.url.is_none() {
                    return;
                }
                item.guid.clone_from(&item.url);
                if item.published.is_none() {
                    item.published = item.updated;
                }
                self.feed.items.push(item);
            }
            Name::Sitemap => {
                let item = std::mem::take(&mut self.item);
                if let Some(url) = item.url
                    && self.sitemaps.len() < MAX_SITEMAPS
                {
                    self.sitemaps.push((item.updated, url));
                }
            }
            Name::UrlSet | Name::Index | Name::Other => {}
        }
    }
}
