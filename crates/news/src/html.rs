//! HTML made of blocks. The only way from an article to markup.
//!
//! Invariant: the output is a function of plain text and marks; every text is escaped here, every address is http,
//! https or mailto. No tag or attribute from outside has a way in.

use crate::{Block, Mark, MarkKind, RichText};
use std::fmt::Write as _;

/// HTML that may be printed raw: made here from blocks, never from a string out of the web.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl std::fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Renders a body. `image_address` turns a picture's address into the one the page shall load (the own proxy);
/// None leaves the picture out and keeps its caption.
pub fn render(blocks: &[Block], image_address: impl Fn(&str) -> Option<String>) -> SafeHtml {
    let manner = Manner { image_address: &image_address, link_rel: "noopener noreferrer nofollow" };
    let mut out = String::with_capacity(1024);
    for block in blocks {
        render_block(&mut out, block, &manner);
    }
    SafeHtml(out)
}

/// Renders what a reader wrote: its links are said to be a reader's, and no picture is shown.
pub fn render_comment(blocks: &[Block]) -> SafeHtml {
    let manner = Manner { image_address: &|_| None, link_rel: "noopener noreferrer nofollow ugc" };
    let mut out = String::with_capacity(256);
    for block in blocks {
        render_block(&mut out, block, &manner);
    }
    SafeHtml(out)
}

/// What pages do differently from each other.
struct Manner<'a> {
    image_address: &'a dyn Fn(&str) -> Option<String>,
    link_rel: &'static str,
}

fn render_block(out: &mut String, block: &Block, manner: &Manner<'_>) {
    let element = |out: &mut String, tag: &str, text: &RichText| element(out, tag, text, manner);
    match block {
        Block::Paragraph(text) => element(out, "p", text),
        Block::Heading { level, text } => element(out, ["h2", "h3", "h4"][usize::from((*level).clamp(2, 4)) - 2], text),
        Block::Quote { paragraphs } => {
            out.push_str("<blockquote>");
            paragraphs.iter().for_each(|text| element(out, "p", text));
            out.push_str("</blockquote>\n");
        }
        Block::List { ordered, items } => {
            let tag = if *ordered { "ol" } else { "ul" };
            let _ = write!(out, "<{tag}>");
            items.iter().for_each(|text| element(out, "li", text));
            let _ = writeln!(out, "</{tag}>");
        }
        Block::Preformatted { text } => {
            out.push_str("<pre>");
            escape(out, text);
            out.push_str("</pre>\n");
        }
        Block::Image { url, alt, caption, width, height } => {
            let address = (manner.image_address)(url).filter(|address| is_image_address(address));
            if address.is_none() && caption.is_empty() {
                return;
            }
            out.push_str("<figure>");
            if let Some(address) = address {
                out.push_str("<img loading=\"lazy\" decoding=\"async\" src=\"");
                escape(out, &address);
                out.push_str("\" alt=\"");
                escape(out, alt);
                out.push('"');
                if let (Some(width), Some(height)) = (width, height) {
                    let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
                }
                out.push('>');
            }
            if !caption.is_empty() {
                element(out, "figcaption", caption);
            }
            out.push_str("</figure>\n");
        }
        Block::Embed { url, title, duration_s } => {
            if !is_link_address(url) {
                return;
            }
            out.push_str("<p class=\"embed\"><a rel=\"noopener noreferrer nofollow\" href=\"");
            escape(out, url);
            out.push_str("\">");
            escape(out, if title.is_empty() { url } else { title });
            out.push_str("</a>");
            if let Some(seconds) = duration_s {
                let _ = write!(out, " <span class=\"duration\">{}:{:02}</span>", seconds / 60, seconds % 60);
            }
            out.push_str("</p>\n");
        }
        Block::Table { header, rows } => {
            out.push_str("<div class=\"table\" tabindex=\"0\"><table>");
            for (index, row) in rows.iter().enumerate() {
                out.push_str("<tr>");
                let tag = if *header && index == 0 { "th" } else { "td" };
                row.iter().for_each(|cell| element(out, tag, cell));
                out.push_str("</tr>");
            }
            out.push_str("</table></div>\n");
        }
        Block::Rule => out.push_str("<hr>\n"),
    }
}

fn element(out: &mut String, tag: &str, text: &RichText, manner: &Manner<'_>) {
    let _ = write!(out, "<{tag}>");
    render_text(out, text, manner);
    let _ = writeln!(out, "</{tag}>");
}

/// Renders text with its marks. A mark that breaks the rules of [`RichText`] (outside the text, across a character,
/// overlapping) is left out, its text kept.
fn render_text(out: &mut String, rich: &RichText, manner: &Manner<'_>) {
    let text = rich.text.as_str();
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = 0;
    for mark in &rich.marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        if start >= end
            || start < at
            || !text.is_char_boundary(start)
            || !text.is_char_boundary(end)
            || end > text.len()
        {
            continue;
        }
        at = close_until(out, text, at, &mut open, start);
        if open.last().is_some_and(|outer| end > outer.end as usize) {
            continue;
        }
        if let MarkKind::Link(url) = &mark.kind
            && (!is_link_address(url) || open.iter().any(|outer| matches!(outer.kind, MarkKind::Link(_))))
        {
            continue;
        }
        escape_text(out, &text[at..start]);
        at = start;
        open_mark(out, mark, manner);
        open.push(mark);
    }
    at = close_until(out, text, at, &mut open, text.len());
    escape_text(out, &text[at..]);
}

/// Closes every open mark that ends at or before `until`; tells how far the text is written.
fn close_until(out: &mut String, text: &str, mut at: usize, open: &mut Vec<&Mark>, until: usize) -> usize {
    while let Some(mark) = open.last().filter(|mark| mark.end as usize <= until) {
        let end = mark.end as usize;
        escape_text(out, &text[at..end]);
        at = end;
        let _ = write!(out, "</{}>", tag_of(&mark.kind));
        open.pop();
    }
    at
}

fn open_mark(out: &mut String, mark: &Mark, manner: &Manner<'_>) {
    if let MarkKind::Link(url) = &mark.kind {
        let _ = write!(out, "<a rel=\"{}\" href=\"", manner.link_rel);
        escape(out, url);
        out.push_str("\">");
    } else {
        let _ = write!(out, "<{}>", tag_of(&mark.kind));
    }
}

fn tag_of(kind: &MarkKind) -> &'static str {
    match kind {
        MarkKind::Strong => "strong",
        MarkKind::Emphasis => "em",
        MarkKind::Code => "code",
        MarkKind::Superscript => "sup",
        MarkKind::Subscript => "sub",
        MarkKind::Strike => "s",
        MarkKind::Link(_) => "a",
    }
}

fn escape_text(out: &mut String, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("<br>");
        }
        escape(out, line);
    }
}

/// Appends text with the five characters of HTML escaped; safe in text and in quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => {}
            other => out.push(other),
        }
    }
}

/// Tells whether an address may stand in a link: http, https or mailto, without control characters.
pub fn is_link_address(url: &str) -> bool {
    !url.chars().any(char::is_control)
        && ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

/// Tells whether an address may stand in `src`: one of ours, from the root.
fn is_image_address(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !url.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rich: RichText, expected: &str) {
        assert_eq!(render(&[Block::Paragraph(rich)], |_| None).as_str().trim_end(), format!("<p>{expected}</p>"));
    }

    fn mark(start: u32, end: u32, kind: MarkKind) -> Mark {
        Mark { start, end, kind }
    }

    #[test]
    fn text_is_escaped_and_marks_nest() {
        check(RichText::plain("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;");
        check(RichText::plain("one\ntwo"), "one<br>two");
        check(
            RichText {
                text: "say it now".into(),
                marks: vec![mark(0, 10, MarkKind::Strong), mark(4, 6, MarkKind::Emphasis)],
            },
            "<strong>say <em>it</em> now</strong>",
        );
        check(
            RichText { text: "ab".into(), marks: vec![mark(0, 1, MarkKind::Strong), mark(1, 2, MarkKind::Emphasis)] },
            "<strong>a</strong><em>b</em>",
        );
    }

    #[test]
    fn a_mark_that_breaks_the_rules_loses_its_markup_and_keeps_its_text() {
        for bad in [
            mark(0, 99, MarkKind::Strong),
            mark(1, 2, MarkKind::Strong),
            mark(2, 2, MarkKind::Strong),
            mark(0, 2, MarkKind::Link("javascript:alert(1)".into())),
            mark(0, 2, MarkKind::Link("java\nscript:alert(1)".into())),
        ] {
            check(RichText { text: "éa".into(), marks: vec![bad] }, "éa");
        }
        check(
            RichText { text: "abcd".into(), marks: vec![mark(0, 3, MarkKind::Strong), mark(2, 4, MarkKind::Emphasis)] },
            "<strong>abc</strong>d",
        );
    }

    #[test]
    fn a_picture_comes_only_from_our_own_address() {
        let picture = Block::Image {
            url: "https://example.org/a.jpg".into(),
            alt: "a \"cat\"".into(),
            caption: RichText::default(),
            width: Some(2),
            height: Some(1),
        };
        let shown = |address: &str| render(std::slice::from_ref(&picture), |_| Some(address.to_owned())).into_string();
        assert!(shown("/image/1").contains("src=\"/image/1\" alt=\"a &quot;cat&quot;\" width=\"2\" height=\"1\""));
        assert_eq!(shown("https://example.org/a.jpg"), "");
        assert_eq!(shown("//example.org/a.jpg"), "");
    }
}
