//! What a publisher tells of its articles: RSS 2.0, RSS 1.0, Atom, JSON Feed, a news sitemap.

use crate::date;
use crate::pages::body_html;
use crate::publishers::{Publisher, Tells};
use crate::world::{Article, World};
use news::Timestamp;
use news::html::escape;
use serde_json::json;
use std::fmt::Write as _;

/// The newest articles that a feed holds.
const FEED_ITEMS: usize = 60;

/// A feed's bytes, its media type, and the newest date in it.
pub struct Feed {
    pub body: String,
    pub content_type: &'static str,
    pub modified: Timestamp,
}

/// Writes a publisher's feed or sitemap as it is at `now`; None when it has neither.
pub fn write_feed(world: &World, publisher: usize, now: Timestamp) -> Option<Feed> {
    let articles: Vec<&Article> = world.published_by(publisher, now).take(FEED_ITEMS).collect();
    let channel = Channel { world, root: world.root(publisher), publisher: &world.publishers[publisher], now };
    let modified = articles.iter().map(|article| channel.modified(article)).max().unwrap_or(world.start());
    let (content_type, body) = match channel.publisher.tells {
        Tells::Rss => ("application/rss+xml; charset=utf-8", channel.rss(&articles, false)),
        Tells::RssFull => ("application/rss+xml; charset=utf-8", channel.rss(&articles, true)),
        Tells::Atom => ("application/atom+xml; charset=utf-8", channel.atom(&articles, modified)),
        Tells::Json => ("application/feed+json", channel.json(&articles)),
        Tells::Rdf => ("application/rdf+xml", channel.rdf(&articles)),
        Tells::Sitemap => ("application/xml; charset=utf-8", channel.sitemap(&articles)),
        Tells::None => return None,
    };
    Some(Feed { body, content_type, modified })
}

struct Channel<'a> {
    world: &'a World,
    publisher: &'a Publisher,
    root: String,
    now: Timestamp,
}

impl Channel<'_> {
    fn modified(&self, article: &Article) -> Timestamp {
        article.modified(self.now).unwrap_or(article.published)
    }

    /// The address as the feed gives it; teasing feeds add their tracker.
    fn link(&self, article: &Article) -> String {
        let tracker = if self.publisher.tells == Tells::Rss { "?utm_source=rss&utm_medium=feed" } else { "" };
        format!("{}{tracker}", self.world.url(article))
    }

    fn image_url(&self, article: &Article) -> String {
        format!("{}/img/{}.png", self.root, article.id)
    }

    fn author_names(&self, article: &Article) -> String {
        article.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn rss(&self, articles: &[&Article], whole: bool) -> String {
        let mut out = String::from(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" ",
            "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" ",
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ",
            "xmlns:media=\"http://search.yahoo.com/mrss/\" ",
            "xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n",
        ));
        element(&mut out, "title", &self.publisher.title);
        element(&mut out, "link", &format!("{}/", self.root));
        element(&mut out, "description", &self.publisher.motto);
        element(&mut out, "language", &self.publisher.lang_tag.to_lowercase());
        element(&mut out, "ttl", "10");
        let own = format!("{}{}", self.root, self.publisher.feed_path().unwrap_or_default());
        let _ = writeln!(out, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{own}\"/>");
        for article in articles {
            out.push_str("<item>\n");
            element(&mut out, "title", &article.title);
            element(&mut out, "link", &self.link(article));
            let _ = writeln!(out, "<guid isPermaLink=\"false\">{}:{}</guid>", self.publisher.name, article.id);
            element(&mut out, "pubDate", &date::rfc2822(self.publisher, article.published));
            element(&mut out, "dc:creator", &self.author_names(article));
            element(&mut out, "category", self.publisher.words().section(&article.section));
            for topic in &article.topics {
                element(&mut out, "category", topic);
            }
            element(&mut out, "description", &article.lead);
            if whole {
                let html = body_html(article, self.now);
                let _ = writeln!(out, "<content:encoded><![CDATA[{html}]]></content:encoded>");
                let image = self.image_url(article);
                let _ = writeln!(out, "<media:content url=\"{image}\" medium=\"image\" width=\"800\" height=\"450\"/>");
            } else {
                let image = self.image_url(article);
                let _ = writeln!(out, "<enclosure url=\"{image}\" type=\"image/png\" length=\"0\"/>");
            }
            out.push_str("</item>\n");
        }
        out.push_str("</channel>\n</rss>\n");
        out
    }

    fn atom(&self, articles: &[&Article], modified: Timestamp) -> String {
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            self.publisher.lang_tag
        );
        element(&mut out, "title", &self.publisher.title);
        element(&mut out, "subtitle", &self.publisher.motto);
        element(&mut out, "id", &format!("{}/", self.root));
        element(&mut out, "updated", &date::rfc3339(self.publisher, modified));
        let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}/\"/>", self.root);
        let _ = writeln!(out, "<link rel=\"self\" href=\"{}/atom.xml\"/>", self.root);
        for article in articles {
            out.push_str("<entry>\n");
            let mut title = String::new();
            escape(&mut title, &article.title);
            element(&mut out, "title type=\"html\"", &title);
            element(&mut out, "id", &format!("tag:{}.example,2020:{}", self.publisher.name, article.id));
            let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", self.link(article));
            element(&mut out, "published", &date::rfc3339(self.publisher, article.published));
            element(&mut out, "updated", &date::rfc3339(self.publisher, self.modified(article)));
            for author in &article.authors {
                let mut name = String::new();
                escape(&mut name, &author.name);
                let _ = writeln!(out, "<author><name>{name}</name></author>");
            }
            for term in std::iter::once(&article.section).chain(&article.topics) {
                let mut escaped = String::new();
                escape(&mut escaped, term);
                let _ = writeln!(out, "<category term=\"{escaped}\"/>");
            }
            element(&mut out, "summary", &article.lead);
            out.push_str("</entry>\n");
        }
        out.push_str("</feed>\n");
        out
    }

    fn json(&self, articles: &[&Article]) -> String {
        let items: Vec<_> = articles
            .iter()
            .map(|article| {
                let authors: Vec<_> = article.authors.iter().map(|author| json!({"name": author.name})).collect();
                let mut tags = vec![article.section.clone()];
                tags.extend(article.topics.iter().cloned());
                json!({
                    "id": article.id.to_string(),
                    "url": self.link(article),
                    "title": article.title,
                    "summary": article.lead,
                    "content_html": body_html(article, self.now),
                    "date_published": date::rfc3339(self.publisher, article.published),
                    "date_modified": date::rfc3339(self.publisher, self.modified(article)),
                    "authors": authors,
                    "tags": tags,
                    "image": self.image_url(article),
                    "language": self.publisher.lang_tag,
                })
            })
            .collect();
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.publisher.title,
            "description": self.publisher.motto,
            "home_page_url": format!("{}/", self.root),
            "feed_url": format!("{}/feed.json", self.root),
            "favicon": format!("{}/favicon.png", self.root),
            "language": self.publisher.lang_tag,
            "items": items,
        })
        .to_string()
    }

    fn rdf(&self, articles: &[&Article]) -> String {
        let mut out = String::from(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF ",
            "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" ",
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns=\"http://purl.org/rss/1.0/\">\n",
        ));
        let _ = writeln!(out, "<channel rdf:about=\"{}/index.rdf\">", self.root);
        element(&mut out, "title", &self.publisher.title);
        element(&mut out, "link", &format!("{}/", self.root));
        element(&mut out, "description", &self.publisher.motto);
        element(&mut out, "dc:language", &self.publisher.lang_tag);
        out.push_str("<items><rdf:Seq>\n");
        for article in articles {
            let _ = writeln!(out, "<rdf:li rdf:resource=\"{}\"/>", self.link(article));
        }
        out.push_str("</rdf:Seq></items>\n</channel>\n");
        for article in articles {
            let _ = writeln!(out, "<item rdf:about=\"{}\">", self.link(article));
            element(&mut out, "title", &article.title);
            element(&mut out, "link", &self.link(article));
            element(&mut out, "description", &article.lead);
            element(&mut out, "dc:creator", &self.author_names(article));
            element(&mut out, "dc:subject", self.publisher.words().section(&article.section));
            element(&mut out, "dc:date", &date::rfc3339(self.publisher, article.published));
            out.push_str("</item>\n");
        }
        out.push_str("</rdf:RDF>\n");
        out
    }

    fn sitemap(&self, articles: &[&Article]) -> String {
        let mut out = String::from(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" ",
            "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\" ",
            "xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n",
        ));
        for article in articles {
            out.push_str("<url>\n");
            element(&mut out, "loc", &self.link(article));
            element(&mut out, "lastmod", &date::rfc3339(self.publisher, self.modified(article)));
            out.push_str("<news:news>\n<news:publication>\n");
            element(&mut out, "news:name", &self.publisher.title);
            element(&mut out, "news:language", self.publisher.lang().as_str());
            out.push_str("</news:publication>\n");
            element(&mut out, "news:publication_date", &date::rfc3339(self.publisher, article.published));
            element(&mut out, "news:title", &article.title);
            out.push_str("</news:news>\n<image:image>");
            element(&mut out, "image:loc", &self.image_url(article));
            out.push_str("</image:image>\n</url>\n");
        }
        out.push_str("</urlset>\n");
        out
    }
}

/// Appends an element; `tag` may carry attributes.
fn element(out: &mut String, tag: &str, text: &str) {
    let name = tag.split(' ').next().unwrap_or(tag);
    let _ = write!(out, "<{tag}>");
    escape(out, text);
    let _ = writeln!(out, "</{name}>");
}
