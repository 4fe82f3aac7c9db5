//! Live blogs: posts from structured data, else from what the page shows as repeating timed entries.

use crate::address;
use crate::blocks::{self, build};
use crate::byline::key_of;
use crate::dates::{WrittenTime, parse_field, parse_visible};
use crate::main_text::Survey;
use crate::metadata::json_ld::{Objects, address_of, text_of};
use crate::tree::{Attr, NodeId, Tag, Tree};
use news::{Block, Lang, Post, Timestamp};
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

const MAX_POSTS: usize = 2000;
/// Timed entries that make a list of posts.
const MIN_POSTS: usize = 3;

/// The posts that structured data give, newest first; None when the page is no live blog by them.
pub(crate) fn declared_posts(objects: &Objects<'_>, base: Option<&Url>, lang: Lang) -> Option<Vec<Post>> {
    let blog = objects.of_type("LiveBlogPosting").next()?;
    let updates = match blog.get("liveBlogUpdate") {
        Some(Value::Array(updates)) => updates.iter().collect(),
        Some(update @ Value::Object(_)) => vec![update],
        _ => Vec::new(),
    };
    let mut posts = Vec::new();
    for update in updates.into_iter().take(MAX_POSTS) {
        let update = objects.resolved(update);
        let field = |name: &str| update.get(name).and_then(text_of);
        let time = |name: &str| field(name).and_then(|text| parse_field(&text, lang)).map(WrittenTime::moment);
        let raw_url = update.get("url").or(update.get("mainEntityOfPage")).or(update.get("@id")).and_then(address_of);
        let url = raw_url.and_then(|address| address::resolve(base, address));
        let body_html = ["articleBody", "text", "description"]
            .iter()
            .find_map(|name| update.get(*name).and_then(Value::as_str))
            .unwrap_or_default();
        let published = time("datePublished").or_else(|| time("dateCreated")).or_else(|| time("uploadDate"));
        let title = field("headline").or_else(|| field("name")).unwrap_or_default();
        let own_key = url.as_deref().and_then(fragment_of).or_else(|| update.get("identifier").and_then(text_of));
        let body = body_of(body_html, base);
        if title.is_empty() && body.is_empty() {
            continue;
        }
        let author = update.get("author").map(|author| objects.names(author)).unwrap_or_default().into_iter().next();
        posts.push(Post {
            key: own_key.unwrap_or_else(|| hashed_key(published, &title, &body)),
            title,
            published,
            modified: time("dateModified").filter(|modified| published.is_none_or(|published| *modified > published)),
            author,
            body,
            url,
        });
    }
    Some(in_order(posts))
}

fn body_of(html: &str, base: Option<&Url>) -> Vec<Block> {
    crate::blocks_of_text_or_html(html, base)
}

/// The part of an address that names a post on its page: the fragment.
fn fragment_of(url: &str) -> Option<String> {
    url.split_once('#')
        .map(|(_, fragment)| fragment.trim_matches('/').to_owned())
        .filter(|fragment| !fragment.is_empty())
}

fn hashed_key(published: Option<Timestamp>, title: &str, body: &[Block]) -> String {
    let name = if title.is_empty() { news::article::text_of(body) } else { title.to_owned() };
    let seconds = published.map_or(0, Timestamp::unix_seconds);
    let name: String = key_of(&name).chars().take(120).collect();
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(format!("{seconds} {name}").as_bytes()))
}

/// Newest first, in a stable order; a key stands once.
fn in_order(mut posts: Vec<Post>) -> Vec<Post> {
    posts.sort_by_key(|post| std::cmp::Reverse(post.published));
    let mut seen = BTreeMap::new();
    posts.retain(|post| seen.insert(post.key.clone(), ()).is_none());
    posts
}

/// Tells whether a page calls itself a live blog.
pub(crate) fn is_announced(title: &str, url: Option<&str>, names: &str) -> bool {
    let words: Vec<String> =
        title.to_lowercase().split(|character: char| !character.is_alphanumeric()).map(str::to_owned).collect();
    let in_title = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "liveblog" | "liveticker" | "newsblog" | "newsticker" | "minutto" | "онлайн" | "liveblogg"
        )
    }) || title.contains("直播")
        || words.windows(2).any(|pair| {
            matches!(
                (pair[0].as_str(), pair[1].as_str()),
                ("live", "updates" | "blog" | "ticker" | "blogg")
                    | ("en", "direct" | "direkt")
                    | ("en", "vivo")
                    | ("news", "ticker" | "blog")
                    | ("as", "it")
                    | ("minuto", "a")
                    | ("ao", "vivo")
            )
        })
        || title.contains("LIVE:")
        || title.contains("LIVE ");
    let in_url = url.is_some_and(|url| {
        let url = url.to_lowercase();
        ["/live/", "live-blog", "liveblog", "liveticker", "live-updates", "newsticker", "/live-"]
            .iter()
            .any(|part| url.contains(part))
    });
    in_title || in_url || names.contains("liveblog") || names.contains("live-blog") || names.contains("liveticker")
}

/// The posts a page shows: the siblings of one parent that each carry a time and text. Newest first, with the node
/// of their parent.
pub(crate) fn shown_posts(
    tree: &Tree,
    survey: &Survey,
    base: Option<&Url>,
    lang: Lang,
    page_day: Option<Timestamp>,
) -> Option<(Vec<Post>, NodeId)> {
    let mut entries: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for node in 1..tree.len() {
        if !is_time(tree, survey, node) {
            continue;
        }
        // Every ancestor within reach may be the entry; the parent with most entries decides.
        let mut inner = node;
        for outer in tree.ancestors(node).take(8) {
            let children = entries.entry(outer).or_default();
            if children.last() != Some(&inner) {
                children.push(inner);
            }
            inner = outer;
        }
    }
    let is_entry = |node: &NodeId| !survey.is_pruned(*node) && tree.text_within(*node, 60).chars().count() >= 40;
    let (parent, nodes) = entries
        .into_iter()
        .map(|(parent, nodes)| (parent, nodes.into_iter().filter(is_entry).collect::<Vec<_>>()))
        .filter(|(_, nodes)| nodes.len() >= MIN_POSTS)
        .max_by_key(|(parent, nodes)| (nodes.len(), std::cmp::Reverse(*parent)))?;
    let posts: Vec<Post> = nodes
        .into_iter()
        .take(MAX_POSTS)
        .filter_map(|node| shown_post(tree, survey, node, base, lang, page_day))
        .collect();
    (posts.len() >= MIN_POSTS).then(|| (in_order(posts), parent))
}

fn is_time(tree: &Tree, survey: &Survey, node: NodeId) -> bool {
    if tree.tag(node) == Tag::Time {
        return true;
    }
    let class = tree.attribute(node, Attr::Class).unwrap_or_default();
    tree.tag(node) != Tag::Text
        && !survey.is_pruned(node)
        && (class.contains("time") || class.contains("date") || class.contains("zeit"))
        && tree.end(node) - node < 12
        && {
            let text = tree.text_within(node, 60);
            text.contains(|character: char| character.is_ascii_digit())
        }
}

fn shown_post(
    tree: &Tree,
    survey: &Survey,
    node: NodeId,
    base: Option<&Url>,
    lang: Lang,
    page_day: Option<Timestamp>,
) -> Option<Post> {
    let time_node = (node..tree.end(node)).find(|inner| is_time(tree, survey, *inner))?;
    let machine = [Attr::Datetime, Attr::DataTimestamp, Attr::DataTime]
        .iter()
        .find_map(|name| tree.attribute(time_node, *name).and_then(|text| parse_field(text, lang)));
    let text = tree.text_within(time_node, 80);
    let published =
        machine.or_else(|| parse_visible(&text, lang)).map(WrittenTime::moment).or_else(|| clock_on(&text, page_day));
    let skip = |inner: NodeId| survey.is_pruned(inner) || inner == time_node;
    let mut body = build(tree, node, base, &skip);
    crate::noise::remove(&mut body, "", &[], None);
    let mut title = String::new();
    if let Some(Block::Heading { text, .. }) = body.first().map(|placed| &placed.block) {
        title = text.text.clone();
        body.remove(0);
    }
    let body: Vec<Block> = body.into_iter().map(|placed: blocks::Placed| placed.block).collect();
    if body.is_empty() && title.is_empty() {
        return None;
    }
    let own_key = [Attr::DataPostId, Attr::DataId, Attr::Id]
        .iter()
        .find_map(|name| tree.attribute(node, *name))
        .filter(|key| !key.is_empty());
    let url = own_key.filter(|_| tree.attribute(node, Attr::Id).is_some()).and(base).map(|base| {
        let mut url = base.clone();
        url.set_fragment(tree.attribute(node, Attr::Id));
        url.to_string()
    });
    let key = own_key.map_or_else(|| hashed_key(published, &title, &body), str::to_owned);
    Some(Post { key, title, published, modified: None, author: None, body, url })
}

/// A clock time alone is of the page's day.
fn clock_on(text: &str, page_day: Option<Timestamp>) -> Option<Timestamp> {
    let day = page_day?.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date();
    parse_visible(&format!("{day} {text}"), Lang::default()).filter(|time| time.has_clock).map(WrittenTime::moment)
}
