//! From a fetched page, or from what a feed claimed, to an [`Article`].
//!
//! In: bytes and the headers that came with them. Out: the article, its body as blocks of plain text with marks, and
//! notices about what was odd. Everything here is a function of its input: no clock, no network, no order of
//! hash maps. It must never know the store, the other stages, or any one site's name.
//!
//! The way: bytes are decoded ([`charset`]), parsed into an array ([`tree`]), surveyed once ([`main_text`]); facts come
//! from [`metadata`], the body from [`blocks`], which is also the sanitiser.

mod access;
mod address;
mod blocks;
mod boilerplate;
mod byline;
mod charset;
mod dates;
mod hints;
mod live_blog;
mod main_text;
mod metadata;
mod moments;
mod noise;
mod pausing_reader;
mod pictures;
mod standfirst;
mod tree;

pub use address::{canonical_url, url_key};
pub use boilerplate::Boilerplate;

use main_text::Known;
use metadata::json_ld::{JsonLd, text_of};
use metadata::meta::Meta;
use news::{
    Access, Article, Author, Block, Coverage, FeedItem, Lang, Media, MediaKind, Notice, PostPattern, RichText,
    Timestamp,
};
use serde_json::Value;
use tree::Tree;
use url::Url;

/// Pages are read up to here; the rest is left out with a notice.
const MAX_HTML_BYTES: usize = 12 * 1024 * 1024;
/// A body with fewer characters than this is no article's.
const MIN_BODY_CHARS: usize = 140;

/// What is known of a page before it is read.
#[derive(Clone, Copy, Default)]
pub struct PageInput<'a> {
    /// The address that answered, after redirects.
    pub url: Option<&'a str>,
    /// The body as fetched, decompressed.
    pub html: &'a [u8],
    /// The Content-Type header, whole.
    pub content_type: Option<&'a str>,
    /// What a feed claimed about the article; fills what the page leaves out.
    pub item: Option<&'a FeedItem>,
    /// When the page was fetched: a publication time later than this by more than a day is not believed, and "5 minutes
    /// ago" is counted from it.
    pub fetched: Option<Timestamp>,
    /// Where the page's live posts stood last time; None when it is not known as a live blog.
    pub pattern: Option<&'a PostPattern>,
    /// What repeats across the publisher's pages.
    pub boilerplate: Option<&'a Boilerplate>,
}

/// Extracts an article from a page. Total: whatever the bytes are, there is an article, perhaps an empty one, and
/// `notices` say what was odd: `page.empty`, `page.error`, `page.consent_wall`, `page.truncated`, ...
pub fn extract_page(input: &PageInput<'_>) -> Article {
    let mut notices = Vec::new();
    let bytes = if input.html.len() > MAX_HTML_BYTES {
        notices.push(Notice::new("page.truncated", "The page is larger than is read; its end was left out."));
        &input.html[..MAX_HTML_BYTES]
    } else {
        input.html
    };
    let html = charset::decode(bytes, input.content_type, &mut notices);
    if html.trim_start().starts_with('{')
        && let Ok(document) = serde_json::from_str(&html)
    {
        return Article { notices, ..article_of_json(&document, input) };
    }
    let tree = Tree::parse(&html);
    if tree.truncated {
        notices.push(Notice::new("page.truncated", "The page has more in it than is read; the rest was left out."));
    }
    if tree.flattened {
        notices.push(Notice::new(
            "page.flattened",
            "The page nests elements hundreds deep; what is deeper was read as if it stood side by side.",
        ));
    }
    let mut article = article_of_tree(&tree, input, &mut notices);
    if let Some(item) = input.item {
        fill_from_item(&mut article, item);
    }
    distrust_future(&mut article, input.fetched);
    article.notices = notices;
    article
}

/// Reads a publisher's JSON in place of a page: its headline, and the posts of a live blog.
fn article_of_json(document: &Value, input: &PageInput<'_>) -> Article {
    let field = |names: &[&str]| names.iter().find_map(|name| document.get(*name).and_then(text_of));
    let base = input.url.and_then(|url| Url::parse(url).ok());
    let lang = field(&["lang", "language", "inLanguage"]).and_then(|tag| Lang::parse(&tag)).unwrap_or_default();
    let posts = live_blog::records::read(document, base.as_ref(), lang);
    let mut article = Article {
        url: input.url.and_then(canonical_url).unwrap_or_default(),
        title: field(&["headline", "title", "webTitle", "name"]).unwrap_or_default(),
        lang,
        is_live_blog: !posts.is_empty(),
        posts,
        ..Article::default()
    };
    if let Some(item) = input.item {
        fill_from_item(&mut article, item);
    }
    article
}

fn article_of_tree(tree: &Tree, input: &PageInput<'_>, notices: &mut Vec<Notice>) -> Article {
    let meta = Meta::read(tree);
    let page_url = input.url.and_then(|url| Url::parse(url).ok());
    let declared_url = meta
        .canonical
        .or_else(|| meta.first(&["og:url"]))
        .and_then(|address| address::resolve_url(page_url.as_ref(), address));
    let base = meta
        .base
        .and_then(|address| address::resolve_url(page_url.as_ref(), address))
        .or_else(|| page_url.clone())
        .or_else(|| declared_url.clone());
    let base = base.as_ref();
    let url = canonical_of(page_url.as_ref(), declared_url.as_ref());

    let json_ld = JsonLd::read(tree, notices);
    let page_key = url.as_deref().and_then(url_key);
    let objects = json_ld.objects(page_key.as_deref());
    let lang = metadata::lang(&meta, &objects).unwrap_or_default();
    let publisher = metadata::publisher(&meta, &objects);
    let declared_text =
        objects.strong().find_map(|object| object.get("articleBody").and_then(text_of)).unwrap_or_default();

    let host = base.and_then(Url::host_str).unwrap_or_default();
    let sites = metadata::site_names(&meta, publisher.as_deref(), host);
    let known = Known { title: "", declared_text: &declared_text, sites: &sites, boilerplate: input.boilerplate };
    let survey = main_text::survey(tree, &known);
    let claims = metadata::title::Claims::read(&meta, &objects, publisher.as_deref(), host);
    let shown = metadata::dom::read(tree, &survey, &claims, lang);
    let heading = shown.heading.as_ref().map(|heading| heading.node);
    let title = claims.choose(shown.heading.as_ref());
    let known = Known { title: &title, ..known };
    let main = main_text::find(tree, &survey, &known, heading, base);
    let descriptions = metadata::descriptions(&meta, &objects);
    let mut placed = main.blocks;
    let place = standfirst::Place { container: main.container, heading, descriptions: &descriptions, title: &title };
    let standfirst = standfirst::take(tree, &survey, &mut placed, &place);
    let mut body: Vec<Block> = placed.into_iter().map(|placed| placed.block).collect();

    let body_chars = news::article::text_of(&body).chars().count();
    if declared_text.chars().count() > 2 * body_chars.max(MIN_BODY_CHARS) {
        // The page draws its text by script; structured data carry it.
        let raw =
            objects.strong().find_map(|object| object.get("articleBody").and_then(Value::as_str)).unwrap_or_default();
        body = blocks_of_text_or_html(raw, base);
    }

    let (published, modified) = metadata::times::choose(&meta, &objects, &shown.times, url.as_deref(), lang);
    let mut visible = shown.authors;
    visible.retain(|author| !sites.contains(&byline::key_of(&author.name)));
    if visible.is_empty() {
        visible = byline::parse(&main.signature, lang);
    }
    let mut authors = metadata::authors(&meta, &objects, visible, &sites, lang);
    place_from_dateline(&mut authors, &body);

    let live_blog = live_blog::read(&live_blog::Known {
        tree,
        survey: &survey,
        meta: &meta,
        objects: &objects,
        base,
        lang,
        title: &title,
        heading,
        published,
        modified,
        fetched: input.fetched,
        pattern: input.pattern,
    });
    let is_live_blog = live_blog.is_some();
    let (posts, coverage) = live_blog.map(|found| (found.posts, found.coverage)).unwrap_or_default();

    let media = media_of(metadata::declared_media(&objects, base), &body);
    let body_chars = main_text::weigh_chars(&news::article::text_of(&body)) as usize;
    let access = access::judge(tree, &survey, &meta, &objects, body_chars);
    note_oddities(&title, body_chars, is_live_blog, &body, notices);
    Article {
        url: url.unwrap_or_default(),
        title,
        standfirst,
        authors,
        published,
        modified,
        lang,
        section: metadata::section(&meta, &objects),
        topics: metadata::topics(&meta, &objects),
        publisher,
        image_url: metadata::image_url(&meta, &objects, base),
        media,
        access,
        body,
        is_live_blog,
        posts,
        coverage,
        notices: Vec::new(),
    }
}

/// The page's own word on its address counts when it stays with the site and does not point at the front page.
fn canonical_of(page: Option<&Url>, declared: Option<&Url>) -> Option<String> {
    let declared = declared.filter(|declared| match page {
        Some(page) => {
            let domain = |url: &Url| url.host_str().and_then(psl::domain_str).map(str::to_owned);
            domain(page) == domain(declared) && (declared.path() != "/" || page.path() == "/")
        }
        None => true,
    });
    declared.or(page).and_then(|url| canonical_url(url.as_str()))
}

fn place_from_dateline(authors: &mut [Author], body: &[Block]) {
    if authors.iter().any(|author| author.place.is_some()) {
        return;
    }
    let first = body.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(&text.text),
        _ => None,
    });
    // A line for the byline may stand above it.
    let place = first.and_then(|text| text.lines().take(2).find_map(byline::dateline_place));
    if let Some(place) = place
        && let Some(author) = authors.first_mut()
    {
        author.place = Some(place);
    }
}

/// The declared films and sounds, then what the body shows; each address once.
fn media_of(declared: Vec<Media>, body: &[Block]) -> Vec<Media> {
    let mut media = declared;
    for block in body {
        let found = match block {
            Block::Image { url, caption, .. } => {
                Media { kind: MediaKind::Image, url: url.clone(), caption: caption.text.clone(), duration_s: None }
            }
            Block::Embed { url, title, duration_s } => {
                Media { kind: MediaKind::Video, url: url.clone(), caption: title.clone(), duration_s: *duration_s }
            }
            _ => continue,
        };
        if !media.iter().any(|known| known.url == found.url) && media.len() < 100 {
            media.push(found);
        }
    }
    media
}

fn note_oddities(title: &str, body_chars: usize, is_live_blog: bool, body: &[Block], notices: &mut Vec<Notice>) {
    let lower = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if body_chars < 1200
        && says(&[
            "404",
            "not found",
            "nicht gefunden",
            "page introuvable",
            "no encontrada",
            "403 forbidden",
            "access denied",
            "error 5",
            "502 bad gateway",
            "service unavailable",
            "不存在",
            "не найдена",
        ])
    {
        notices.push(Notice::new("page.error", "The page is an error page, not an article."));
    } else if body_chars < 1500
        && (says(&["just a moment", "are you a robot", "attention required", "captcha", "checking your browser"])
            || is_consent(body))
    {
        notices.push(Notice::new(
            "page.consent_wall",
            "The page asks for consent or proof of being human before it shows anything.",
        ));
    } else if body_chars < MIN_BODY_CHARS && !is_live_blog {
        notices.push(Notice::new(
            "page.empty",
            "The page shows hardly any text; it may be drawn by script or stand behind a wall.",
        ));
    }
}

fn is_consent(body: &[Block]) -> bool {
    let text = news::article::text_of(body).to_lowercase();
    let words = ["cookie", "consent", "einwilligung", "datenschutz", "personenbezogen", "privacy policy", "tracking"];
    words.iter().map(|word| text.matches(word).count()).sum::<usize>() >= 4
}

/// Fills what the page leaves out with what the feed claimed.
fn fill_from_item(article: &mut Article, item: &FeedItem) {
    if article.title.is_empty() {
        article.title = item.title.clone().unwrap_or_default();
    }
    if article.url.is_empty() {
        article.url = item.url.as_deref().and_then(canonical_url).unwrap_or_default();
    }
    if article.authors.is_empty() {
        article.authors = byline::merge(item.authors.iter().map(|name| byline::parse_field(name, article.lang)));
    }
    if article.published.is_none() {
        article.published = item.published;
    }
    if article.lang.is_unknown() {
        article.lang = item.lang.unwrap_or_default();
    }
    if article.topics.is_empty() {
        article.topics = item.categories.clone();
    }
    if article.image_url.is_none() {
        article.image_url = item.image_url.as_deref().and_then(|url| address::resolve(None, url));
    }
    add_enclosures(&mut article.media, item);
    let base = Url::parse(&article.url).ok();
    let claimed = item.content_html.as_deref().or(item.summary_html.as_deref()).unwrap_or_default();
    let have = news::article::text_of(&article.body).chars().count();
    if have < MIN_BODY_CHARS && !claimed.is_empty() {
        let claimed = blocks_of_text_or_html(claimed, base.as_ref());
        if news::article::text_of(&claimed).chars().count() > have {
            article.body = claimed;
        }
    }
}

fn add_enclosures(media: &mut Vec<Media>, item: &FeedItem) {
    for enclosure in &item.enclosures {
        let mime = enclosure.mime.as_deref().unwrap_or_default();
        let kind = match mime.split('/').next() {
            Some("audio") => MediaKind::Audio,
            Some("video") => MediaKind::Video,
            Some("image") => MediaKind::Image,
            _ => continue,
        };
        let Some(url) = address::resolve(None, &enclosure.url) else { continue };
        if !media.iter().any(|known| known.url == url) {
            media.push(Media {
                kind,
                url,
                caption: enclosure.title.clone().unwrap_or_default(),
                duration_s: enclosure.duration_s,
            });
        }
    }
}

fn distrust_future(article: &mut Article, fetched: Option<Timestamp>) {
    let Some(fetched) = fetched else { return };
    let latest = fetched.plus_us(Timestamp::DAY);
    article.modified = article.modified.filter(|time| *time <= latest);
    article.published = article.published.filter(|time| *time <= latest);
}

/// Tells whether an article's title or address says that it is a live blog.
pub fn announces_live_blog(title: &str, url: &str) -> bool {
    live_blog::is_announced(title, Some(url))
}

/// Makes an article of what a feed claimed, from the feed's own HTML. Fast for items of plain text.
pub fn extract_item(item: &FeedItem, feed_url: &str, feed_lang: Option<Lang>) -> Article {
    let url = item.url.as_deref().and_then(canonical_url).unwrap_or_default();
    let base = Url::parse(if url.is_empty() { feed_url } else { &url }).ok();
    let lang = item.lang.or(feed_lang).unwrap_or_default();
    let title = item.title.as_deref().map(metadata::json_ld::plain).unwrap_or_default();
    let content = item.content_html.as_deref().filter(|html| !html.trim().is_empty());
    let summary = item.summary_html.as_deref().filter(|html| !html.trim().is_empty());
    let (mut body, standfirst) = match (content, summary) {
        (Some(content), Some(summary)) => {
            let body = blocks_of_text_or_html(content, base.as_ref());
            let teaser = news::article::text_of(&blocks_of_text_or_html(summary, base.as_ref()));
            let is_own = !teaser.is_empty() && teaser.chars().count() <= 400 && !begins_alike(&body, &teaser);
            (body, if is_own { teaser.replace("\n\n", " ") } else { String::new() })
        }
        (Some(html), None) | (None, Some(html)) => (blocks_of_text_or_html(html, base.as_ref()), String::new()),
        (None, None) => (Vec::new(), String::new()),
    };
    let mut placed: Vec<blocks::Placed> =
        body.into_iter().map(|block| blocks::Placed { node: 0, link_share: 0.0, block }).collect();
    noise::remove(&mut placed, &title, &[], None);
    body = placed.into_iter().map(|placed| placed.block).collect();
    let mut authors = byline::merge(item.authors.iter().map(|name| byline::parse_field(name, lang)));
    place_from_dateline(&mut authors, &body);
    let mut media = media_of(Vec::new(), &body);
    add_enclosures(&mut media, item);
    let first_image = media.iter().find(|media| media.kind == MediaKind::Image).map(|media| media.url.clone());
    Article {
        url,
        title,
        standfirst,
        authors,
        published: item.published.or(item.updated),
        modified: item.updated.filter(|updated| item.published.is_some_and(|published| *updated > published)),
        lang,
        section: None,
        topics: item.categories.clone(),
        publisher: item.source_title.clone(),
        image_url: item.image_url.as_deref().and_then(|url| address::resolve(base.as_ref(), url)).or(first_image),
        media,
        access: Access::Unknown,
        body,
        is_live_blog: false,
        posts: Vec::new(),
        coverage: Coverage::default(),
        notices: Vec::new(),
    }
}

fn begins_alike(body: &[Block], teaser: &str) -> bool {
    let head = main_text::squeeze(teaser, 60);
    main_text::squeeze(&news::article::text_of(body), 2000).contains(&head)
}

/// Turns foreign HTML into blocks of plain text with marks: the sanitiser. What comes out holds no markup, and only
/// absolute http, https and mailto addresses; relative ones are resolved against `base_url` or left out.
pub fn blocks_of_fragment(html: &str, base_url: Option<&str>) -> Vec<Block> {
    let base = base_url.and_then(|url| Url::parse(url).ok());
    blocks_of_text_or_html(html, base.as_ref())
}

/// As [`blocks_of_fragment`]; plain text takes a short way, its empty lines part paragraphs.
pub(crate) fn blocks_of_text_or_html(html: &str, base: Option<&Url>) -> Vec<Block> {
    if html.contains('<') {
        let html = if html.len() > MAX_HTML_BYTES { tree_prefix(html) } else { html };
        let tree = Tree::parse(html);
        return blocks::build(&tree, 0, base, &|_| false).into_iter().map(|placed| placed.block).collect();
    }
    let resolved;
    let text = if html.contains('&') {
        let tree = Tree::parse(html);
        resolved = tree.raw_text(0);
        resolved.as_str()
    } else {
        html
    };
    let mut paragraphs: Vec<Block> = Vec::new();
    for part in text.split("\n\n").flat_map(|part| part.split("\r\n\r\n")) {
        let line = blocks::clean_line(part);
        if !line.is_empty() {
            paragraphs.push(Block::Paragraph(RichText::plain(line)));
        }
    }
    paragraphs
}

fn tree_prefix(html: &str) -> &str {
    let mut end = MAX_HTML_BYTES;
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    &html[..end]
}

/// The text a reader sees below the headline: the standfirst, then the body.
pub fn text_with_standfirst(article: &Article) -> String {
    let text = article.text();
    match (article.standfirst.is_empty(), text.is_empty()) {
        (true, _) => text,
        (_, true) => article.standfirst.clone(),
        _ => format!("{}\n\n{text}", article.standfirst),
    }
}
