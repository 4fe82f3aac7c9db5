//! Input that breaks naive parsers: depth, size, broken bytes. Bounded time and memory, no overflow of the stack.

use extract::{Boilerplate, PageInput, blocks_of_fragment, canonical_url, extract_item, extract_page};
use news::{Block, FeedItem, RichText, Timestamp};
use std::time::{Duration, Instant};

fn check(name: &str, html: &[u8]) -> news::Article {
    let started = Instant::now();
    let article = extract_page(&PageInput { html, url: Some("https://news.example/a"), ..PageInput::default() });
    // Generous: this guards against quadratic time, not against a slow machine.
    assert!(started.elapsed() < Duration::from_secs(20), "{name} took {:?}", started.elapsed());
    article
}

#[test]
fn depth_and_size_are_survived() {
    let text = "<p>The text is still there, however deep it stands in the page, and nobody has to wait for it.</p>";
    for tag in ["div", "b", "a href=x", "table", "ul><li", "blockquote", "span", "x-y"] {
        let name = tag.split([' ', '>']).next().unwrap();
        let depth = if tag == "div" { 100_000 } else { 10_000 };
        let deep = format!("{}{text}{}", format!("<{tag}>").repeat(depth), format!("</{name}>").repeat(depth));
        let article = check(name, deep.as_bytes());
        assert!(article.text().contains("still there") || name == "a", "{name}: {:?}", article.notices);
        let is_said = article.notices.iter().any(|notice| notice.code == "page.flattened");
        assert!(is_said || matches!(name, "a"), "{name}: {:?}", article.notices);
    }
    check("attributes", format!("<p {}>x</p>", "a=b ".repeat(50_000)).as_bytes());
    check("one class", format!("<p class=\"{}\">x</p>", "share ".repeat(50_000)).as_bytes());
    check("open tags", "<div <p <a ".repeat(20_000).as_bytes());
    check("ends only", "</div></b></a></p>".repeat(20_000).as_bytes());
    check("entities", "&lt;&amp;&#0;&bogus;&#xffffff;".repeat(10_000).as_bytes());
    check("json", format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000)).as_bytes());
    check("formatting", "<b><i><u><p>x".repeat(5_000).as_bytes());
    check("reopened", "<a><div>x</a>y".repeat(5_000).as_bytes());
    check("times", "<div><time datetime=2031-01-01>x</time></div>".repeat(5_000).as_bytes());
    check("paragraphs", "<p>Advertisement and a bit of text that is not so short, is it?".repeat(5_000).as_bytes());
}

#[test]
fn an_element_of_very_many_quoted_attributes_does_not_overflow_the_stack() {
    for attribute in ["a=\"b\" ", "a='b' ", "a=b ", "a=\"\"", "a=\"&amp;\" "] {
        let page = format!("<title>Still read</title><p {} title=\"last\">x</p>", attribute.repeat(50_000));
        assert_eq!(check(attribute, page.as_bytes()).title, "Still read");
    }
}

#[test]
fn odd_bytes_are_read() {
    assert!(check("nothing", b"").notices.iter().any(|notice| notice.code == "page.empty"));
    check("nul", &[0; 10_000]);
    check("broken utf-8", &[0xc3, 0x28, 0xff, 0xfe, 0xf0, 0x9f].repeat(5_000));
    let wide: Vec<u8> = "\u{feff}<title>Ä wide page</title>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(check("utf-16", &wide).title, "Ä wide page");
    let latin = b"<title>Gr\xfc\xdfe aus K\xf6ln</title><p>Sch\xf6ne Gr\xfc\xdfe aus dem sch\xf6nen K\xf6ln am Rhein w\xfcnscht die Redaktion.</p>";
    assert_eq!(check("undeclared", latin).title, "Grüße aus Köln");
    let article = check("large", "word ".repeat(3_000_000).as_bytes());
    assert!(article.notices.iter().any(|notice| notice.code == "page.truncated"));
}

#[test]
fn plain_text_of_a_feed_keeps_its_paragraphs() {
    let texts = |html: &str| -> Vec<String> {
        blocks_of_fragment(html, None)
            .into_iter()
            .map(|block| news::article::text_of(std::slice::from_ref(&block)))
            .collect()
    };
    assert_eq!(texts("one\n\ntwo &amp; three"), ["one", "two & three"]);
    assert_eq!(texts("a < b"), ["a < b"]);
    assert_eq!(texts("<p>one<p>two"), ["one", "two"]);
    assert_eq!(texts("<a><div>one</a>two</div>three"), ["one", "two", "three"]);
}

#[test]
fn an_item_becomes_an_article() {
    let item = FeedItem {
        url: Some("https://news.example/a?utm_source=rss".into()),
        title: Some("Harbour &amp; sea".into()),
        summary_html: Some("A short teaser that says something else.".into()),
        content_html: Some(
            "<p>PORT WEXLEY (HN) — The boats are back.</p><p>Advertisement</p><p><img src=/b.jpg></p>".into(),
        ),
        authors: vec!["By Ann Lee".into()],
        published: Some(Timestamp::from_unix_seconds(1)),
        ..FeedItem::default()
    };
    let article = extract_item(&item, "https://news.example/feed", None);
    assert_eq!(article.url, "https://news.example/a");
    assert_eq!(article.title, "Harbour & sea");
    assert_eq!(article.standfirst, "A short teaser that says something else.");
    assert_eq!(
        (article.authors[0].name.as_str(), article.authors[0].place.as_deref()),
        ("Ann Lee", Some("Port Wexley"))
    );
    assert_eq!(article.text(), "PORT WEXLEY (HN) — The boats are back.");
    assert_eq!(article.image_url.as_deref(), Some("https://news.example/b.jpg"));
    assert_eq!(canonical_url(&article.url), Some(article.url));
}

#[test]
fn what_repeats_across_pages_is_learned() {
    let paragraph = |text: String| Block::Paragraph(RichText::plain(text));
    let repeated = paragraph("Write to us: desk@news.example, 12 March".into());
    let mut known = Boilerplate::default();
    for page in 0..400 {
        assert_eq!(known.is_boilerplate(&repeated), page >= 3, "page {page}");
        let own = (0..10).map(|line| paragraph(format!("{}{}", "x".repeat(page + 1), "y".repeat(line))));
        known.learn(&own.chain([repeated.clone()]).collect::<Vec<_>>());
    }
    // Another day makes no other text.
    assert!(known.is_boilerplate(&paragraph("Write to us: desk@news.example, 3 March".into())));
    assert!(!known.is_boilerplate(&paragraph("A sentence of its own.".into())));
    let kept = serde_json::to_string(&known).unwrap();
    assert!(kept.len() < 16_000, "{}", kept.len());
    assert_eq!(serde_json::from_str::<Boilerplate>(&kept).unwrap(), known);
}

#[test]
fn live_blogs_of_any_size_are_read_in_bounded_time() {
    let page = |posts: String| format!("<title>Live updates</title><h1>Live updates</h1><div>{posts}</div>");
    let post = "<article><time>14:05</time><p>A sentence about what has happened since the last one.</p></article>";
    assert_eq!(check("posts", page(post.repeat(10_000)).as_bytes()).posts.len(), 1);
    check("empty posts", page("<div><time>14:05</time></div>".repeat(10_000)).as_bytes());
    check("flat", page("<h3>14:05 Title</h3><p>Text of a post that says something.</p>".repeat(4_000)).as_bytes());
    check("clocks", page("<p>14:05".repeat(100_000)).as_bytes());
    check(
        "many times in a post",
        page(format!("<article>{}</article>", "<time>14:05</time> x ".repeat(10_000))).as_bytes(),
    );
    check("nested", page(format!("{}text{}", "<div><time>14:05</time>".repeat(300), "</div>".repeat(300))).as_bytes());
    check(
        "classes",
        page(format!("<div class=\"{}\"><i>14:05</i> x</div>", "a1 b2 ".repeat(200)).repeat(2_000)).as_bytes(),
    );
    check("days", page("<h2>Monday 3 June</h2><p><b>14:05</b> Something was said.</p>".repeat(4_000)).as_bytes());
    check("ids", page("<p id=x name=y data-post-id=1><b>14:05</b> Something was said.</p>".repeat(4_000)).as_bytes());
}
