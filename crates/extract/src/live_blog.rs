//! Live blogs: posts from structured data, else from what the page shows as repeating timed entries.

mod days;
mod declared;
mod marks;
mod post;
pub(crate) mod records;
mod shown;
mod slots;

use crate::address;
use crate::byline::key_of;
use crate::dates::parse_field;
use crate::main_text::Survey;
use crate::metadata::json_ld::{Objects, text_of};
use crate::metadata::meta::Meta;
use crate::tree::{Attr, NodeId, Tag, Tree};
use jiff::tz::{Offset, TimeZone};
use news::{Block, Country, Coverage, Lang, Post, PostPattern, Timestamp};
use std::collections::BTreeSet;
use url::Url;

const MAX_POSTS: usize = 10_000;

/// What is known of a page when its posts are looked for.
pub(crate) struct Known<'a> {
    pub tree: &'a Tree,
    pub survey: &'a Survey,
    pub meta: &'a Meta<'a>,
    pub objects: &'a Objects<'a>,
    pub base: Option<&'a Url>,
    pub lang: Lang,
    pub title: &'a str,
    pub heading: Option<NodeId>,
    pub published: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    pub fetched: Option<Timestamp>,
    /// Where its posts stood last time; None for a page that was not known to be a live blog.
    pub pattern: Option<&'a PostPattern>,
}

/// A page's live blog: its posts, newest first.
pub(crate) struct LiveBlog {
    pub posts: Vec<Post>,
    pub coverage: Coverage,
}

/// Reads the live blog of a page; None when the page is none.
pub(crate) fn read(known: &Known<'_>) -> Option<LiveBlog> {
    let declared = declared::read(known.objects, known.base, known.lang);
    if let Some(declared) = declared.as_ref().filter(|declared| !declared.posts.is_empty() && !declared.is_undated) {
        let coverage = Coverage { older_url: older_url(known), ..declared.coverage.clone() };
        return Some(LiveBlog { posts: declared.posts.clone(), coverage });
    }
    let page = shown::Page {
        tree: known.tree,
        survey: known.survey,
        base: known.base,
        lang: known.lang,
        heading: known.heading,
        calendar: days::Calendar {
            published: known.published,
            modified: known.modified,
            fetched: known.fetched,
            zone: zone(known),
        },
        is_announced: declared.is_some() || is_announced(known.title, known.base.map(Url::as_str)),
        pattern: known.pattern,
    };
    let found = shown::find(&page);
    match (declared, found) {
        (Some(declared), Some(found)) if 2 * found.posts.len() >= declared.posts.len() => {
            let coverage = Coverage { older_url: older_url(known), pattern: Some(found.pattern), ..declared.coverage };
            Some(LiveBlog { posts: in_order(found.posts), coverage })
        }
        (Some(declared), _) => Some(LiveBlog { posts: declared.posts, coverage: declared.coverage }),
        (None, Some(found)) => {
            let coverage =
                Coverage { older_url: older_url(known), pattern: Some(found.pattern), ..Coverage::default() };
            Some(LiveBlog { posts: in_order(found.posts), coverage })
        }
        (None, None) => None,
    }
}

/// The zone of the clocks that the page shows: of its own stamps, else of its publisher's country; UTC when nothing tells.
fn zone(known: &Known<'_>) -> TimeZone {
    let names =
        ["article:published_time", "article:modified_time", "datepublished", "datemodified", "date", "og:updated_time"];
    let metas = names.iter().flat_map(|name| known.meta.all(name)).map(str::to_owned);
    let declared =
        ["datePublished", "dateModified"].iter().filter_map(|name| known.objects.property(name).and_then(text_of));
    let offset = metas
        .chain(declared)
        .filter_map(|text| parse_field(&text, known.lang)?.offset_s)
        // A zero is written by machines that know no zone.
        .find(|seconds| *seconds != 0);
    let host = known.base.and_then(Url::host_str).unwrap_or_default();
    let country = Country::home(host, known.meta.html_lang.and_then(Country::of_tag), known.lang).or_else(|| {
        LANGUAGES_OF_ONE_ZONE
            .iter()
            .find(|(lang, _)| *lang == known.lang.as_str())
            .and_then(|(_, country)| Country::parse(country))
    });
    let of_country = || country.and_then(days::zone_of);
    // A country knows its summers; an offset only the day on which it was written.
    of_country()
        .filter(|zone| offset.is_none_or(|offset| shares(zone, offset)))
        .or_else(|| offset.and_then(|seconds| Offset::from_seconds(seconds).ok()).map(TimeZone::fixed))
        .unwrap_or(TimeZone::UTC)
}

/// Languages of several countries nearly all of whose press is in one zone.
const LANGUAGES_OF_ONE_ZONE: [(&str, &str); 7] =
    [("de", "DE"), ("fr", "FR"), ("it", "IT"), ("nl", "NL"), ("sv", "SE"), ("ru", "RU"), ("zh", "CN")];

/// Tells whether a zone has an offset in winter or in summer.
fn shares(zone: &TimeZone, offset_s: i32) -> bool {
    ["2024-01-15T12:00:00Z", "2024-07-15T12:00:00Z"]
        .iter()
        .filter_map(|moment| moment.parse::<jiff::Timestamp>().ok())
        .any(|moment| zone.to_offset(moment).seconds() == offset_s)
}

/// Where the page leads to older posts.
fn older_url(known: &Known<'_>) -> Option<String> {
    let tree = known.tree;
    let here = known.base?;
    let mut by_words = None;
    for node in 1..tree.len() {
        if !matches!(tree.tag(node), Tag::A | Tag::Link) {
            continue;
        }
        let Some(href) = tree.attribute(node, Attr::Href).filter(|href| !href.starts_with('#')) else { continue };
        let is_next = tree.attribute(node, Attr::Rel).is_some_and(|rel| rel.split(' ').any(|word| word == "next"));
        let is_older = || {
            tree.end(node) - node <= 8 && {
                let text = tree.text_within(node, 60).to_lowercase();
                text.len() <= 50 && OLDER_WORDS.iter().any(|words| text.contains(words))
            }
        };
        if !is_next && (by_words.is_some() || !is_older()) {
            continue;
        }
        let Some(url) =
            address::resolve_url(Some(here), href).filter(|url| url.host_str() == here.host_str() && *url != *here)
        else {
            continue;
        };
        let is_below = url.path().trim_end_matches('/').starts_with(here.path().trim_end_matches('/'));
        if is_next && is_below {
            return Some(url.to_string());
        }
        if is_below {
            by_words = Some(url.to_string());
        }
    }
    by_words
}

#[rustfmt::skip]
const OLDER_WORDS: &[&str] = &[
    "load more", "older", "show more", "more updates", "earlier posts", "earlier updates", "previous posts", "ältere", "mehr laden", "weitere beiträge", "mehr anzeigen", "frühere",
    "cargar más", "ver más", "más antiguas", "anteriores", "charger plus", "voir plus", "plus anciens", "afficher plus", "carica altri", "mostra altri", "precedenti", "carregar mais", "ver mais", "mais antigas",
    "meer laden", "oudere", "visa fler", "vis flere", "ladda fler", "äldre", "ældre", "eldre", "starsze", "więcej wpisów", "načíst další", "starší", "показать ещё", "показать еще", "загрузить ещё", "загрузить еще", "більше новин", "показати ще",
    "daha fazla", "加载更多", "查看更多", "更多内容", "載入更多", "もっと見る", "더보기", "المزيد", "تحميل المزيد", "أقدم",
];

fn hashed_key(published: Option<Timestamp>, title: &str, body: &[Block]) -> String {
    let name = if title.is_empty() { news::article::text_of(body) } else { title.to_owned() };
    let seconds = published.map_or(0, Timestamp::unix_seconds);
    let name: String = key_of(&name).chars().take(120).collect();
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(format!("{seconds} {name}").as_bytes()))
}

/// Newest first; posts of one minute, and those without a time, stay in the order of the page. A key stands once.
fn in_order(mut posts: Vec<Post>) -> Vec<Post> {
    posts.sort_by_key(|post| std::cmp::Reverse(post.published));
    let mut seen = BTreeSet::new();
    posts.retain(|post| seen.insert(post.key.clone()));
    posts
}

/// Tells whether a page calls itself a live blog.
pub(crate) fn is_announced(title: &str, url: Option<&str>) -> bool {
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
    in_title || in_url
}
