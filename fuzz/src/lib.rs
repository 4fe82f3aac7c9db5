//! What must hold whatever the web sends: the assertions that the fuzz targets share.

// The file itself: the site around it would be built with everything it needs, for a function that needs none of it.
#[path = "../../crates/site/src/markdown.rs"]
mod markdown;

use news::{Article, Block, FeedItem, MarkKind, ParsedFeed, RichText};

/// Checks a parsed feed: something is said of every body, and nothing points anywhere but to the web.
pub fn check_feed(feed: &ParsedFeed) {
    assert!(!feed.format.is_empty() || !feed.notices.is_empty(), "a body that is no feed must be said to be none");
    assert!(feed.items.len() <= gather::feed::MAX_ITEMS);
    feed.items.iter().for_each(check_item);
}

fn check_item(item: &FeedItem) {
    let addresses = item.url.iter().chain(&item.image_url).chain(item.enclosures.iter().map(|file| &file.url));
    for address in addresses {
        assert!(!address.trim_start().to_ascii_lowercase().starts_with("javascript:"), "{address:?}");
    }
}

/// Checks a stream of events: where it is cut changes nothing, and nothing is made up. A byte that is no text is shown by a
/// character of three.
pub fn check_event_stream(bytes: &[u8], cut: usize) {
    let events_of = |pieces: &[&[u8]]| {
        let (mut stream, mut events) = (ai::EventStream::default(), Vec::new());
        pieces.iter().for_each(|piece| stream.push(piece, &mut events));
        stream.finish(&mut events);
        events
    };
    let (begin, end) = bytes.split_at(cut.min(bytes.len()));
    let events = events_of(&[bytes]);
    assert_eq!(events_of(&[begin, end]), events);
    assert!(events.iter().map(String::len).sum::<usize>() <= 3 * bytes.len());
}

/// Checks a reader's Markdown: marks lie where they may, it renders to nothing but our own markup, and loads nothing.
pub fn check_comment(words: &str) {
    let blocks = markdown::blocks(words);
    assert_eq!(blocks, markdown::blocks(words), "a comment is a function of its words");
    let is_talk = |block: &Block| !matches!(block, Block::Image { .. } | Block::Embed { .. } | Block::Table { .. });
    assert!(blocks.iter().all(is_talk), "{blocks:?}");
    check_blocks(&blocks);
    check_markup(news::html::render_comment(&blocks).as_str());
}

/// Checks an article: marks lie where they may, and its body renders to nothing but our own markup.
pub fn check_article(article: &Article) {
    check_blocks(&article.body);
    article.posts.iter().for_each(|post| check_blocks(&post.body));
}

/// Checks a body as [`check_article`] does.
pub fn check_blocks(blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => check_marks(text),
            Block::Image { caption, .. } => check_marks(caption),
            Block::Quote { paragraphs: texts } | Block::List { items: texts, .. } => texts.iter().for_each(check_marks),
            Block::Table { rows, .. } => rows.iter().flatten().for_each(check_marks),
            Block::Preformatted { .. } | Block::Embed { .. } | Block::Rule => {}
        }
    }
    let html = news::html::render(blocks, |_| Some("/image/1".to_owned()));
    check_markup(html.as_str());
}

fn check_marks(rich: &RichText) {
    let mut last_start = 0;
    for mark in &rich.marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        assert!(last_start <= start && start <= end && end <= rich.text.len(), "{rich:?}");
        assert!(rich.text.is_char_boundary(start) && rich.text.is_char_boundary(end), "{rich:?}");
        if let MarkKind::Link(address) = &mark.kind {
            assert!(news::html::is_link_address(address), "{address:?}");
        }
        last_start = start;
    }
}

/// Checks that HTML consists of our own tags in their exact spelling, properly nested, and of escaped text. Stricter
/// than any browser: what passes has no way to act.
pub fn check_markup(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '&', '"', '\'', '\0']) {
        rest = &rest[at..];
        if let Some(after) = escape_taken(rest) {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').unwrap_or_else(|| panic!("an end tag is open: {rest}"));
            assert_eq!(open.pop(), Some(name), "tags must nest: {html}");
            rest = after;
        } else if let Some((name, after)) = start_tag_taken(rest) {
            if !matches!(name, "br" | "hr" | "img") {
                open.push(name);
            }
            rest = after;
        } else {
            panic!("neither text nor a tag of ours: {rest}");
        }
    }
    assert!(open.is_empty(), "tags stay open: {open:?} in {html}");
}

fn escape_taken(text: &str) -> Option<&str> {
    ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().find_map(|escape| text.strip_prefix(escape))
}

const PLAIN_TAGS: [&str; 25] = [
    "p",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "ol",
    "ul",
    "li",
    "pre",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "th",
    "hr",
    "br",
    "strong",
    "em",
    "code",
    "sup",
    "sub",
    "s",
    "div",
    "span",
];

/// Tells the name of the tag at the beginning of the text, if it is one of ours, and what follows it.
fn start_tag_taken(text: &str) -> Option<(&'static str, &str)> {
    let inside = text.strip_prefix('<')?;
    for name in PLAIN_TAGS {
        if let Some(after) = inside.strip_prefix(name).and_then(|after| after.strip_prefix('>')) {
            return Some((name, after));
        }
    }
    for (spelling, name) in [
        ("p class=\"embed\">", "p"),
        ("span class=\"duration\">", "span"),
        ("div class=\"table\" tabindex=\"0\">", "div"),
    ] {
        if let Some(after) = inside.strip_prefix(spelling) {
            return Some((name, after));
        }
    }
    if let Some(after) = inside.strip_prefix("a rel=\"noopener noreferrer nofollow\" href=\"") {
        let (address, after) = value_taken(after)?;
        let address = address.to_ascii_lowercase();
        let is_ours = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
        return is_ours.then_some(("a", after.strip_prefix('>')?));
    }
    let after = inside.strip_prefix("img loading=\"lazy\" decoding=\"async\" src=\"/image/1\" alt=\"")?;
    let (_, mut after) = value_taken(after)?;
    for attribute in [" width=\"", " height=\""] {
        if let Some(number) = after.strip_prefix(attribute) {
            let (number, rest) = value_taken(number)?;
            number.parse::<u32>().ok()?;
            after = rest;
        }
    }
    Some(("img", after.strip_prefix('>')?))
}

/// Takes an attribute's value with its closing quotation mark. Inside, everything dangerous must be escaped.
fn value_taken(text: &str) -> Option<(&str, &str)> {
    let (value, after) = text.split_once('"')?;
    (!value.contains(['<', '>', '\'', '\0'])).then_some((value, after))
}

#[cfg(test)]
mod tests {
    use super::{check_event_stream, check_markup};

    #[test]
    fn streams_of_any_shape_pass() {
        for bytes in [&b"data: a\n\n: b\r\n{\"c\":1}\ndata: d"[..], b"\xff\xfe\ndata: \xff\n\n", b""] {
            (0..=bytes.len()).for_each(|cut| check_event_stream(bytes, cut));
        }
    }

    #[test]
    fn our_markup_passes_and_any_other_does_not() {
        let passes = |html: &'static str| std::panic::catch_unwind(|| check_markup(html)).is_ok();
        for ours in [
            "",
            "plain text &amp; more",
            "<p>a <strong>b</strong><br>c</p>\n<hr>\n",
            "<p><a rel=\"noopener noreferrer nofollow\" href=\"https://example.org/?a=1&amp;b=2\">x</a></p>",
            "<figure><img loading=\"lazy\" decoding=\"async\" src=\"/image/1\" alt=\"a &quot;cat&quot;\" width=\"2\" \
             height=\"1\"></figure>",
            "<div class=\"table\" tabindex=\"0\"><table><tr><th>a</th></tr></table></div>",
        ] {
            assert!(passes(ours), "{ours}");
        }
        for foreign in [
            "<script>",
            "<p onclick=\"x\">a</p>",
            "<p>a",
            "<p><em>a</p></em>",
            "a & b",
            "a > b",
            "say \"it\"",
            "<a rel=\"noopener noreferrer nofollow\" href=\"javascript:alert(1)\">x</a>",
            "<a href=\"https://example.org/\">x</a>",
            "<img loading=\"lazy\" decoding=\"async\" src=\"https://example.org/x\" alt=\"\">",
            "<br/>",
            "<!-- -->",
        ] {
            assert!(!passes(foreign), "{foreign}");
        }
    }
}
