//! A reader's Markdown as blocks of plain text with marks: the part of it that a conversation needs.
//!
//! What is no such part is not lost but said in another way: a heading becomes a bold line, HTML and a picture's words
//! are text, lists and quotations inside others are laid flat. Nothing here makes markup; `news::html` does, of blocks.

use news::{Block, Mark, MarkKind, RichText};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::cmp::Reverse;

/// Reads a comment.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        reading.take(event);
    }
    reading.end_text();
    reading.leave_outer();
    reading.blocks
}

/// Where the text goes that is being read: the outermost quotation or list.
#[derive(Default)]
enum Outer {
    #[default]
    Page,
    Quote(Vec<RichText>),
    List {
        ordered: bool,
        items: Vec<RichText>,
        begins_item: bool,
    },
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    outer: Outer,
    /// How many quotations and lists are open.
    depth: usize,
    text: String,
    marks: Vec<Mark>,
    open: Vec<(usize, Option<MarkKind>)>,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text.push_str(&text),
            Event::Code(text) => {
                let start = self.text.len();
                self.text.push_str(&text);
                self.mark(start, MarkKind::Code);
            }
            // A line is a line, as it was typed.
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule if self.depth == 0 => self.blocks.push(Block::Rule),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.enter(Outer::Quote(Vec::new())),
            Tag::List(first) => {
                self.end_text();
                self.enter(Outer::List { ordered: first.is_some(), items: Vec::new(), begins_item: true });
            }
            Tag::Item => {
                self.end_text();
                if let Outer::List { begins_item, .. } = &mut self.outer {
                    *begins_item = true;
                }
            }
            Tag::Heading { .. } | Tag::Strong => self.open.push((self.text.len(), Some(MarkKind::Strong))),
            Tag::Emphasis => self.open.push((self.text.len(), Some(MarkKind::Emphasis))),
            Tag::Strikethrough => self.open.push((self.text.len(), Some(MarkKind::Strike))),
            Tag::Link { dest_url, .. } => {
                self.open.push((self.text.len(), Some(MarkKind::Link(dest_url.into_string()))))
            }
            Tag::Image { .. } => self.open.push((self.text.len(), None)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.end_text();
                self.depth -= 1;
                if self.depth == 0 {
                    self.leave_outer();
                }
            }
            TagEnd::Heading(_) => {
                self.close_mark();
                self.end_text();
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.close_mark();
            }
            TagEnd::CodeBlock if self.depth == 0 => {
                self.marks.clear();
                let text = std::mem::take(&mut self.text);
                self.blocks.push(Block::Preformatted { text: text.trim_end_matches('\n').to_owned() });
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::Item => self.end_text(),
            _ => {}
        }
    }

    fn enter(&mut self, outer: Outer) {
        if self.depth == 0 {
            self.outer = outer;
        }
        self.depth += 1;
    }

    fn close_mark(&mut self) {
        if let Some((start, Some(kind))) = self.open.pop() {
            self.mark(start, kind);
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        if start < self.text.len() {
            self.marks.push(Mark { start: start as u32, end: self.text.len() as u32, kind });
        }
    }

    /// Ends the running text and puts it where it belongs.
    fn end_text(&mut self) {
        self.open.clear();
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        let marks = std::mem::take(&mut self.marks).into_iter();
        let marks =
            marks.map(|mark| Mark { end: mark.end.min(end as u32), ..mark }).filter(|mark| mark.start < mark.end);
        let mut text = RichText { text: std::mem::take(&mut self.text), marks: marks.collect() };
        if text.is_empty() {
            return;
        }
        link_addresses(&mut text);
        text.marks.sort_by_key(|mark| (mark.start, Reverse(mark.end)));
        match &mut self.outer {
            Outer::Page => self.blocks.push(Block::Paragraph(text)),
            Outer::Quote(paragraphs) => paragraphs.push(text),
            Outer::List { items, begins_item, .. } => match items.last_mut().filter(|_| !*begins_item) {
                Some(item) => append(item, text),
                None => {
                    items.push(text);
                    *begins_item = false;
                }
            },
        }
    }

    fn leave_outer(&mut self) {
        match std::mem::take(&mut self.outer) {
            Outer::Quote(paragraphs) if !paragraphs.is_empty() => self.blocks.push(Block::Quote { paragraphs }),
            Outer::List { ordered, items, .. } if !items.is_empty() => self.blocks.push(Block::List { ordered, items }),
            _ => {}
        }
    }
}

/// Another paragraph of the same item.
fn append(item: &mut RichText, text: RichText) {
    item.text.push('\n');
    let shift = item.text.len() as u32;
    item.text.push_str(&text.text);
    let moved = |mark: Mark| Mark { start: mark.start + shift, end: mark.end + shift, ..mark };
    item.marks.extend(text.marks.into_iter().map(moved));
}

/// Makes links of addresses that stand in the text as they are.
fn link_addresses(text: &mut RichText) {
    let mut at = 0;
    while let Some(found) = text.text[at..].find("http") {
        let start = at + found;
        at = start + 4;
        let rest = &text.text[start..];
        let begins_word = !text.text[..start].ends_with(|before: char| before.is_alphanumeric());
        if !begins_word || !(rest.starts_with("https://") || rest.starts_with("http://")) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || "<>\"“”".contains(c)).unwrap_or(rest.len());
        let end = start + rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', ']', '*', '_']).len();
        if end <= start + "https://".len() {
            continue;
        }
        let (from, until) = (start as u32, end as u32);
        let is_free = |mark: &Mark| {
            let is_apart = mark.end <= from || mark.start >= until;
            let is_around = mark.start <= from && mark.end >= until;
            is_apart || (is_around && !matches!(mark.kind, MarkKind::Link(_) | MarkKind::Code))
        };
        if text.marks.iter().all(is_free) {
            let kind = MarkKind::Link(text.text[start..end].to_owned());
            text.marks.push(Mark { start: from, end: until, kind });
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::html::render_comment;

    const REL: &str = "rel=\"noopener noreferrer nofollow ugc\"";

    fn shown(markdown: &str) -> String {
        render_comment(&blocks(markdown)).into_string().replace('\n', "")
    }

    #[test]
    fn what_a_conversation_needs_is_shown() {
        let check = |markdown: &str, expected: &str| {
            assert_eq!(shown(markdown), expected.replace("REL", REL), "{markdown}");
        };
        check("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>");
        check("*a* **b** ~~c~~ `d*`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d*</code></p>");
        check("***both***", "<p><strong><em>both</em></strong></p>");
        check("# Head", "<p><strong>Head</strong></p>");
        check("> said\n\nanswered", "<blockquote><p>said</p></blockquote><p>answered</p>");
        check("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>");
        check("- a\n\n  more\n- b\n  - c", "<ul><li>a<br>more</li><li>b</li><li>c</li></ul>");
        check("> - a\n> - b", "<blockquote><p>a</p><p>b</p></blockquote>");
        check("```\n<b>\n  x\n```", "<pre>&lt;b&gt;  x</pre>");
        check("[here](https://a.example/?q=1&r=2)", "<p><a REL href=\"https://a.example/?q=1&amp;r=2\">here</a></p>");
        check(
            "(see https://a.example/x.) and *https://b.example*",
            "<p>(see <a REL href=\"https://a.example/x\">https://a.example/x</a>.) and \
             <em><a REL href=\"https://b.example\">https://b.example</a></em></p>",
        );
        check("`https://a.example`", "<p><code>https://a.example</code></p>");
        check("*open **never", "<p>*open **never</p>");
        check("", "");
    }

    #[test]
    fn markup_of_others_is_text_and_dangerous_addresses_are_none() {
        let check = |markdown: &str, expected: &str| assert_eq!(shown(markdown), expected, "{markdown}");
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        check("a <img src=x onerror=alert(1)> b", "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>");
        check("![alt](https://evil.example/pixel.gif)", "<p>alt</p>");
        check("[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x)", "<p>a b c</p>");
        check("[a](JaVaScRiPt:alert(1)) [b](java&#10;script:alert(1))", "<p>a b</p>");
        check("<javascript:alert(1)>", "<p>javascript:alert(1)</p>");
        check("[a](//evil.example) [b](/account)", "<p>a b</p>");
        check(
            "[\"><b>](https://a.example)",
            &format!("<p><a {REL} href=\"https://a.example\">&quot;&gt;&lt;b&gt;</a></p>"),
        );
        check(
            "[x](https://a.example/\"onmouseover=alert(1))",
            &format!("<p><a {REL} href=\"https://a.example/&quot;onmouseover=alert(1)\">x</a></p>"),
        );
        check("&lt;script&gt;", "<p>&lt;script&gt;</p>");
        check("[ref]\n\n[ref]: javascript:alert(1)", "<p>ref</p>");
    }

    /// Whatever one types, marks lie in their text, and only our own tags come out.
    #[test]
    fn whatever_is_typed_only_our_tags_come_out() {
        let parts = [
            "*",
            "**",
            "_",
            "`",
            "```",
            "[",
            "](",
            ")",
            "<",
            ">",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "    ",
            "#",
            "~~",
            "!",
            "a",
            "é",
            "字",
            "\u{202e}",
            "https://a.example/",
            "javascript:",
            "<b>",
            "</p>",
            "&lt;",
            "\\",
            "|",
            "---",
            "\"",
        ];
        let tags = [
            "p",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "ul",
            "ol",
            "li",
            "pre",
            "hr",
            "strong",
            "em",
            "code",
            "s",
            "br",
            "a",
        ];
        let mut state = 7u64;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..24 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[(state >> 33) as usize % parts.len()]);
            }
            let html = shown(&text);
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
                assert!(tags.contains(&name), "{text:?}: {html}");
                assert!(!tag.contains("href") || tag.contains("href=\"https://a.example/"), "{text:?}: {html}");
            }
        }
    }

    #[test]
    fn nothing_is_too_deep() {
        for (unit, times) in [
            (">", 100_000),
            ("- ", 50_000),
            ("*", 100_000),
            ("[", 100_000),
            ("<", 100_000),
            ("`a", 50_000),
            ("1. ", 30_000),
        ] {
            let _ = shown(&format!("{}x", unit.repeat(times)));
            let _ = shown(&format!("{}x", format!("{unit}\n").repeat(times / 10)));
        }
    }
}
