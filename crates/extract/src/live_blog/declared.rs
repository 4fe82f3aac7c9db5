//! Posts and coverage as structured data give them.

use super::{MAX_POSTS, hashed_key, in_order};
use crate::address;
use crate::byline::key_of;
use crate::dates::{WrittenTime, parse_field};
use crate::metadata::json_ld::{Objects, address_of, text_of};
use news::{Block, Coverage, Lang, Post, Timestamp};
use serde_json::Value;
use url::Url;

/// What structured data say of a live blog.
pub(crate) struct Declared {
    /// Newest first.
    pub posts: Vec<Post>,
    pub coverage: Coverage,
    /// True when all posts carry one and the same time: that of the page.
    pub is_undated: bool,
}

/// Reads the live blog that structured data give; None when the page is none by them.
pub(crate) fn read(objects: &Objects<'_>, base: Option<&Url>, lang: Lang) -> Option<Declared> {
    let blog = objects.of_type("LiveBlogPosting").next()?;
    let updates = match blog.get("liveBlogUpdate") {
        Some(Value::Array(updates)) => updates.iter().collect(),
        Some(update @ Value::Object(_)) => vec![update],
        _ => Vec::new(),
    };
    let time = |of: &Value, name: &str| {
        of.get(name).and_then(text_of).and_then(|text| parse_field(&text, lang)).map(WrittenTime::moment)
    };
    let coverage = Coverage {
        started: time(blog, "coverageStartTime"),
        ended: time(blog, "coverageEndTime"),
        ..Coverage::default()
    };
    let own_headline = blog.get("headline").or(blog.get("name")).and_then(text_of).unwrap_or_default();
    let mut posts = Vec::new();
    for update in updates.into_iter().take(MAX_POSTS) {
        let update = objects.resolved(update);
        let field = |name: &str| update.get(name).and_then(text_of);
        let raw_url = update.get("url").or(update.get("mainEntityOfPage")).or(update.get("@id")).and_then(address_of);
        let url = raw_url.and_then(|address| address::resolve(base, address));
        let body_html = ["articleBody", "text", "description"]
            .iter()
            .find_map(|name| update.get(*name).and_then(Value::as_str))
            .unwrap_or_default();
        let published = ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|name| time(update, name));
        // Some repeat the page's headline in every post.
        let title =
            field("headline").or_else(|| field("name")).filter(|title| *title != own_headline).unwrap_or_default();
        // An id that is no address is the publisher's own.
        let bare_id = || field("@id").filter(|id| !id.contains([':', '/', '#']));
        let own_key = url.as_deref().and_then(fragment_of).or_else(|| field("identifier")).or_else(bare_id);
        let body = with_pictures(crate::blocks_of_text_or_html(body_html, base), update, base);
        if title.is_empty() && !body.iter().any(|block| !matches!(block, Block::Image { .. })) {
            continue;
        }
        let author = update.get("author").map(|author| objects.names(author)).unwrap_or_default().into_iter().next();
        let kind = field("articleSection").or_else(|| field("additionalType")).unwrap_or_default();
        posts.push(Post {
            key: own_key.unwrap_or_else(|| hashed_key(published, &title, &body)),
            title,
            published,
            modified: time(update, "dateModified").filter(|time| published.is_none_or(|published| *time > published)),
            author,
            body,
            url,
            is_key: matches!(key_of(&kind).as_str(), "keyevent" | "keymoment" | "breakingnews"),
        });
    }
    let first: Option<Timestamp> = posts.first().and_then(|post| post.published);
    let is_undated = posts.len() >= 3 && posts.iter().all(|post| post.published == first);
    Some(Declared { posts: in_order(posts), coverage, is_undated })
}

/// Puts the pictures and films that a post declares below its text, unless they stand in it.
fn with_pictures(mut body: Vec<Block>, update: &Value, base: Option<&Url>) -> Vec<Block> {
    let shows = |body: &[Block]| body.iter().any(|block| matches!(block, Block::Image { .. } | Block::Embed { .. }));
    if !shows(&body)
        && let Some(video) =
            update.get("video").and_then(address_of).and_then(|address| address::resolve(base, address))
    {
        let title = update.get("video").and_then(|video| video.get("name")).and_then(text_of).unwrap_or_default();
        body.push(Block::Embed { url: video, title, duration_s: None });
    }
    body
}

/// The part of an address that names a post on its page: the fragment.
fn fragment_of(url: &str) -> Option<String> {
    url.split_once('#')
        .map(|(_, fragment)| fragment.trim_matches('/').to_owned())
        .filter(|fragment| !fragment.is_empty())
}
