//! The publishers' pages: home, article, live blog, each in the look of its publisher, with the furniture that real
//! pages have and a reader must not get.

mod looks;
mod metadata;

use crate::date;
use crate::publishers::{Look, Publisher, Words};
use crate::world::{Article, Piece, World};
use news::html::escape;
use news::{Access, Timestamp};
use std::fmt::Write as _;

/// The articles a home page lists.
const FRONT_ITEMS: usize = 60;
/// The paragraphs left of a text behind a paywall.
const FREE_PARAGRAPHS: usize = 2;

/// Writes an article's or a live blog's page as it is at `now`.
pub fn article_page(world: &World, article: &Article, now: Timestamp) -> String {
    let page = Page::new(world, article.publisher, now);
    let mut out = page.head(&article.title, |out| metadata::of_article(out, &page, article));
    page.masthead(&mut out);
    if let Some(posts) = &article.posts {
        looks::live_blog(&mut out, &page, article, posts);
    } else {
        looks::article(&mut out, &page, article);
    }
    page.foot(&mut out);
    out
}

/// Writes a publisher's home page, or one section of it.
pub fn front_page(world: &World, publisher: usize, section: Option<&str>, now: Timestamp) -> String {
    let page = Page::new(world, publisher, now);
    let title = format!("{} – {}", page.publisher.title, page.publisher.motto);
    let mut out = page.head(&title, |_| {});
    page.masthead(&mut out);
    let articles = world
        .published_by(publisher, now)
        .filter(|article| section.is_none_or(|section| article.section == section))
        .take(FRONT_ITEMS);
    looks::listing(&mut out, &page, articles);
    page.foot(&mut out);
    out
}

/// The text as HTML, for feeds: the free part of it.
pub fn body_html(article: &Article, now: Timestamp) -> String {
    let mut out = String::new();
    for piece in shown_pieces(article, now) {
        piece_html(&mut out, &piece);
    }
    for post in article.posts.iter().flatten().rev().filter(|post| post.appears <= now) {
        let _ = write!(out, "<h3>{}</h3>", escaped(&post.title));
        for paragraph in &post.text {
            let _ = write!(out, "<p>{}</p>", escaped(paragraph));
        }
    }
    out
}

/// What a page is written with.
struct Page<'a> {
    world: &'a World,
    publisher: &'a Publisher,
    publisher_index: usize,
    words: &'static Words,
    root: String,
    now: Timestamp,
}

impl<'a> Page<'a> {
    fn new(world: &'a World, publisher_index: usize, now: Timestamp) -> Self {
        let publisher = &world.publishers[publisher_index];
        Page { world, publisher, publisher_index, words: publisher.words(), root: world.root(publisher_index), now }
    }

    fn head(&self, title: &str, metadata: impl FnOnce(&mut String)) -> String {
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{} | {}</title>\n\
             <link rel=\"icon\" type=\"image/png\" sizes=\"64x64\" href=\"/favicon.png\">\n",
            self.publisher.lang_tag,
            escaped(title),
            escaped(&self.publisher.title),
        );
        if let Some(path) = self.publisher.feed_path() {
            use crate::publishers::Tells;
            let media_type = match self.publisher.tells {
                Tells::Rss | Tells::RssFull => Some("application/rss+xml"),
                Tells::Rdf => Some("application/rdf+xml"),
                Tells::Atom => Some("application/atom+xml"),
                Tells::Json => Some("application/feed+json"),
                Tells::Sitemap | Tells::None => None,
            };
            if let Some(media_type) = media_type {
                let title = escaped(&self.publisher.title);
                let _ =
                    writeln!(out, "<link rel=\"alternate\" type=\"{media_type}\" title=\"{title}\" href=\"{path}\">");
            }
        }
        metadata(&mut out);
        let _ = writeln!(out, "<style>{}</style>\n</head>", looks::style(self.publisher));
        out
    }

    fn masthead(&self, out: &mut String) {
        let _ = write!(
            out,
            "<body class=\"{:?}\">\n<header class=\"masthead\"><a class=\"logo\" href=\"/\">{}</a><span class=\"motto\">{}</span>\
             <nav><ul><li><a href=\"/\">{}</a></li>",
            self.publisher.look,
            escaped(&self.publisher.title),
            escaped(&self.publisher.motto),
            escaped(&self.words.home),
        );
        for (key, name) in &self.words.sections {
            let _ = write!(out, "<li><a href=\"/s/{key}\">{}</a></li>", escaped(name));
        }
        out.push_str("</ul></nav></header>\n");
        if self.publisher.look == Look::Littered {
            let _ = writeln!(
                out,
                "<div id=\"cookie-banner\" class=\"consent\" role=\"dialog\"><p>{}</p><button>{}</button></div>",
                escaped(&self.words.cookies),
                escaped(&self.words.accept)
            );
        }
    }

    fn foot(&self, out: &mut String) {
        let year = self.publisher.local(self.now).year();
        let _ = write!(
            out,
            "<footer class=\"site-footer\"><p>© {year} {}. {}</p></footer>\n</body>\n</html>\n",
            escaped(&self.publisher.title),
            escaped(&self.words.rights)
        );
    }

    /// The byline: "By Maren Holt in Anchorage and Idris Bellamy".
    fn byline(&self, article: &Article) -> String {
        let mut line = self.words.by.clone();
        let count = article.authors.len();
        for (index, author) in article.authors.iter().enumerate() {
            if index > 0 {
                line.push_str(if index + 1 == count { self.words.and.as_str() } else { ", " });
            }
            line.push_str(&author.name);
            if let Some(place) = &author.place {
                line.push_str(&self.words.place_join);
                line.push_str(place);
            }
        }
        line
    }

    fn image_path(&self, article: &Article) -> String {
        format!("/img/{}.png", article.id)
    }

    /// The newest other articles of this publisher; with the same event first.
    fn related(&self, article: &Article, count: usize) -> Vec<&'a Article> {
        let mut others: Vec<&Article> =
            self.world.published_by(self.publisher_index, self.now).filter(|other| other.id != article.id).collect();
        others.sort_by_key(|other| other.event != article.event);
        others.truncate(count);
        others
    }

    fn shown_date(&self, moment: Timestamp) -> String {
        escaped(&date::shown(self.publisher, moment))
    }

    fn machine_date(&self, moment: Timestamp) -> String {
        date::rfc3339(self.publisher, moment)
    }
}

/// The text as far as the publisher gives it away, with a later paragraph once it has come.
fn shown_pieces(article: &Article, now: Timestamp) -> Vec<Piece> {
    let mut pieces = article.body.clone();
    if let Some((_, _, text)) = article.update.as_ref().filter(|update| update.0 <= now) {
        pieces.push(Piece::Paragraph(text.clone()));
    }
    if is_cut(article) {
        pieces.truncate(FREE_PARAGRAPHS);
    }
    pieces
}

fn is_cut(article: &Article) -> bool {
    article.access == Access::Subscribers || (article.access == Access::Metered && article.id.is_multiple_of(2))
}

fn piece_html(out: &mut String, piece: &Piece) {
    let _ = match piece {
        Piece::Paragraph(text) => writeln!(out, "<p>{}</p>", escaped(text)),
        Piece::Heading(text) => writeln!(out, "<h2>{}</h2>", escaped(text)),
        Piece::Quote(text) => writeln!(out, "<blockquote><p>{}</p></blockquote>", escaped(text)),
    };
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(&mut out, text);
    out
}
