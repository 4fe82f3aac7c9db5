//! Nothing that a page sends can act on ours: whatever goes in, what `news::html::render` makes of the blocks holds
//! only the tags, attributes and addresses we allow. The judge is html5ever's tokenizer, not our own.

use extract::{PageInput, blocks_of_fragment, extract_page};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use proptest::prelude::*;
use std::cell::RefCell;

const TAGS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "ul",
    "ol",
    "li",
    "pre",
    "figure",
    "figcaption",
    "img",
    "a",
    "span",
    "div",
    "table",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "strong",
    "em",
    "code",
    "sup",
    "sub",
    "s",
];
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["rel", "href"]),
    ("img", &["loading", "decoding", "src", "alt", "width", "height"]),
    ("p", &["class"]),
    ("span", &["class"]),
    ("div", &["class", "tabindex"]),
];

/// Collects what breaks the rules.
#[derive(Default)]
struct Judge(RefCell<Vec<String>>);

impl TokenSink for Judge {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut faults = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name = &*tag.name;
                if !TAGS.contains(&name) {
                    faults.push(format!("tag {name}"));
                }
                let allowed = ATTRIBUTES.iter().find(|(owner, _)| *owner == name).map_or(&[][..], |(_, names)| names);
                for attribute in &tag.attrs {
                    let (key, value) = (&*attribute.name.local, &*attribute.value);
                    let is_sound = match key {
                        "href" => ["http://", "https://", "mailto:"].iter().any(|scheme| value.starts_with(scheme)),
                        "src" => value.starts_with("/image/"),
                        _ => true,
                    };
                    if !allowed.contains(&key) || !is_sound {
                        faults.push(format!("attribute {key}={value}"));
                    }
                }
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => faults.push("comment or doctype".to_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn faults_of(html: &str) -> Vec<String> {
    let blocks = blocks_of_fragment(html, Some("https://news.example/a"));
    let page = news::html::render(&blocks, |url| Some(format!("/image/{}", url.len())));
    let queue = BufferQueue::default();
    queue.push_back(page.as_str().into());
    let tokenizer = Tokenizer::new(Judge::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

fn check(html: &str) {
    assert_eq!(faults_of(html), Vec::<String>::new(), "{html}");
}

#[test]
fn payloads_do_nothing() {
    for payload in [
        "<script>steal()</script>after",
        "<p onclick=steal()>text</p>",
        "<a href=javascript:steal()>a</a><a href='java\tscript:steal()'>b</a><a href=' data:text/html,x'>c</a>",
        "<img src=x onerror=steal()><img src='javascript:steal()'><img src=\"a\" alt='\"><script>steal()</script>'>",
        "<svg><script>steal()</script><a xlink:href='javascript:steal()'><text>t</text></a></svg>",
        "<math><mtext></p><style><img src=x onerror=steal()></style></mtext></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=steal()>\"></noscript>",
        "<p>&lt;script&gt;steal()&lt;/script&gt;</p>",
        "<iframe srcdoc='<script>steal()</script>'></iframe><object data='data:text/html,x'></object>",
        "<a href=\"https://a.example/&quot; onmouseover=&quot;steal()\">x</a>",
        "<textarea><p></textarea><img src=x onerror=steal()>",
        "<table><td background='javascript:steal()'><a href='vbscript:x'>x</a></td></table>",
        "<a href='https://a.example/\u{0}x'>nul\u{0}</a><b\u{0}>y</b\u{0}>",
        "<video poster='javascript:x' src='javascript:y'></video><embed src='data:x'>",
        "<p>\u{202e}reversed</p><!-- <img src=x onerror=steal()> --!><img src=x onerror=steal()>",
    ] {
        check(payload);
    }
}

/// Pieces that are dangerous together in orders nobody thought of.
fn piece() -> impl Strategy<Value = String> {
    let markup = prop::sample::select(vec![
        "<",
        ">",
        "\"",
        "'",
        "=",
        "/",
        "&",
        "&lt;",
        "&quot;",
        "&#x3c;",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "\0",
        "\n",
        " ",
        "<p>",
        "</p>",
        "<a href=",
        "</a>",
        "<b>",
        "</i>",
        "<svg>",
        "</svg>",
        "<math>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<noscript>",
        "</noscript>",
        "<table>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "<pre>",
        "<br>",
        "<blockquote>",
        "<figure>",
        "<img src=",
        "<iframe src=",
        "<template>",
        "<textarea>",
        "<plaintext>",
        "<xmp>",
        "<figcaption>",
        "javascript:",
        "data:text/html,",
        "https://a.example/",
        "mailto:",
        "//b.example",
        " onerror=",
        " style=",
        "steal()",
        "word ",
        "ä",
        "\u{202e}",
        "\u{feff}",
        "🙂",
    ]);
    prop_oneof![9 => markup.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_pieces_does_anything(pieces in prop::collection::vec(piece(), 0..60)) {
        let html = pieces.concat();
        prop_assert_eq!(faults_of(&html), Vec::<String>::new());
    }

    #[test]
    fn any_bytes_give_an_article(bytes in prop::collection::vec(any::<u8>(), 0..400), pieces in prop::collection::vec(piece(), 0..40)) {
        let mut html = pieces.concat().into_bytes();
        html.extend(&bytes);
        html.extend(pieces.concat().bytes().rev());
        let input = PageInput { html: &html, url: Some("https://news.example/a"), ..PageInput::default() };
        let article = extract_page(&input);
        prop_assert_eq!(&article, &extract_page(&input));
        for block in &article.body {
            if let news::Block::Paragraph(text) = block {
                for mark in &text.marks {
                    prop_assert!(text.text.get(mark.start as usize..mark.end as usize).is_some_and(|marked| !marked.is_empty()));
                }
            }
        }
    }
}
