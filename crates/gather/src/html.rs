//! An HTML page as a flat list of nodes, for discovery and listings: html5ever's tokens with as much of a tree as
//! these need. Invariants: a node's descendants follow it directly, up to its `end`; the number of nodes, the depth
//! and the bytes of text are bounded, and what lies beyond is left.

use html5ever::LocalName;
use html5ever::local_name;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;
use std::ops::Range;

const MAX_NODES: usize = 200_000;
const MAX_DEPTH: usize = 256;
const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;
/// An attribute's value beyond this is of no use to us.
const MAX_ATTRIBUTE_BYTES: usize = 4096;

/// A page as a list of nodes in document order.
#[derive(Debug, Default)]
pub(crate) struct Page {
    nodes: Vec<Node>,
    text: String,
}

#[derive(Debug)]
pub(crate) struct Node {
    /// None for the roots.
    pub parent: Option<usize>,
    /// The node after the last descendant.
    end: usize,
    pub kind: NodeKind,
}

#[derive(Debug)]
pub(crate) enum NodeKind {
    Element {
        name: LocalName,
        attributes: Vec<(LocalName, String)>,
    },
    /// Where in the page's text it stands.
    Text(Range<usize>),
}

impl Page {
    /// Reads HTML of any quality.
    pub fn parse(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        let mut builder = tokenizer.sink.0.into_inner();
        let end = builder.page.nodes.len();
        for index in builder.open {
            builder.page.nodes[index].end = end;
        }
        builder.page
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All elements in document order, with their indexes.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &LocalName)> {
        self.elements_in(0..self.nodes.len())
    }

    pub fn elements_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &LocalName)> {
        range.filter_map(|index| Some((index, self.name(index)?)))
    }

    /// The descendants of a node, in document order.
    pub fn inside(&self, index: usize) -> Range<usize> {
        index + 1..self.nodes[index].end
    }

    pub fn parent(&self, index: usize) -> Option<usize> {
        self.nodes[index].parent
    }

    /// The element's name; None for a text.
    pub fn name(&self, index: usize) -> Option<&LocalName> {
        match &self.nodes[index].kind {
            NodeKind::Element { name, .. } => Some(name),
            NodeKind::Text(_) => None,
        }
    }

    pub fn attribute(&self, index: usize, wanted: &str) -> Option<&str> {
        match &self.nodes[index].kind {
            NodeKind::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| &**name == wanted).map(|(_, value)| value.as_str())
            }
            NodeKind::Text(_) => None,
        }
    }

    /// The text of a node's descendants, one space between pieces, white space collapsed.
    pub fn text(&self, index: usize) -> String {
        let mut text = String::new();
        for inner in self.inside(index) {
            match &self.nodes[inner].kind {
                NodeKind::Text(range) => text.push_str(&self.text[range.clone()]),
                NodeKind::Element { name, .. } if !is_inline(name) => text.push(' '),
                NodeKind::Element { .. } => {}
            }
        }
        crate::text::collapse_white_space(&text)
    }

    /// The text of a script of data, as it stands.
    pub fn raw_text(&self, index: usize) -> &str {
        match self.nodes.get(index + 1).map(|node| &node.kind) {
            Some(NodeKind::Text(range)) if self.nodes[index].end > index + 1 => &self.text[range.clone()],
            _ => "",
        }
    }
}

struct Sink(RefCell<Builder>);

#[derive(Default)]
struct Builder {
    page: Page,
    /// Indexes of the open elements.
    open: Vec<usize>,
    /// Set while the text of a program or style is passed over.
    is_skipping: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return builder.start(tag),
            Token::TagToken(tag) => builder.end(&tag.name),
            Token::CharacterTokens(text) => builder.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Builder {
    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let raw = raw_kind(&tag.name);
        let is_data = tag.name == local_name!("script")
            && tag.attrs.iter().any(|a| a.name.local == local_name!("type") && a.value.contains("ld+json"));
        self.is_skipping = matches!(raw, Some(RawKind::ScriptData | RawKind::Rawtext)) && !is_data;
        self.close_implied(&tag.name);
        let is_void = is_void(&tag.name);
        if self.page.nodes.len() < MAX_NODES {
            let attributes = tag.attrs.into_iter().filter(|attribute| is_kept(&attribute.name.local));
            let attributes = attributes.map(|attribute| {
                let value = &attribute.value[..attribute.value.floor_char_boundary(MAX_ATTRIBUTE_BYTES)];
                (attribute.name.local, value.to_owned())
            });
            let kind = NodeKind::Element { name: tag.name, attributes: attributes.collect() };
            let index = self.push(kind);
            if !is_void && self.open.len() < MAX_DEPTH {
                self.open.push(index);
            }
        }
        match raw {
            Some(kind) => TokenSinkResult::RawData(kind),
            None => TokenSinkResult::Continue,
        }
    }

    fn push(&mut self, kind: NodeKind) -> usize {
        let index = self.page.nodes.len();
        self.page.nodes.push(Node { parent: self.open.last().copied(), end: index + 1, kind });
        index
    }

    fn text(&mut self, text: &str) {
        let has_room = self.page.nodes.len() < MAX_NODES && self.page.text.len() + text.len() <= MAX_TEXT_BYTES;
        if self.is_skipping || !has_room {
            return;
        }
        let start = self.page.text.len();
        self.page.text.push_str(text);
        // Pieces of one text are one node.
        if let Some(Node { kind: NodeKind::Text(range), parent, .. }) = self.page.nodes.last_mut()
            && range.end == start
            && *parent == self.open.last().copied()
        {
            range.end = self.page.text.len();
            return;
        }
        self.push(NodeKind::Text(start..self.page.text.len()));
    }

    fn end(&mut self, name: &LocalName) {
        self.is_skipping = false;
        let found = self.open.iter().rposition(|index| self.page.name(*index) == Some(name));
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, length: usize) {
        let end = self.page.nodes.len();
        for index in self.open.drain(length..) {
            self.page.nodes[index].end = end;
        }
    }

    /// Closes what the start of an element closes: a list item the one before it, a block a paragraph.
    fn close_implied(&mut self, name: &LocalName) {
        let (same, within): (&[LocalName], &[LocalName]) = match *name {
            local_name!("li") => (&[local_name!("li")], &[local_name!("ul"), local_name!("ol")]),
            local_name!("tr") => (&[local_name!("tr")], &[local_name!("table")]),
            local_name!("td") | local_name!("th") => {
                (&[local_name!("td"), local_name!("th")], &[local_name!("tr"), local_name!("table")])
            }
            local_name!("dt") | local_name!("dd") => (&[local_name!("dt"), local_name!("dd")], &[local_name!("dl")]),
            local_name!("p")
            | local_name!("div")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("article")
            | local_name!("section") => (&[local_name!("p")], &[]),
            _ => return,
        };
        for at in (0..self.open.len()).rev() {
            let Some(open) = self.page.name(self.open[at]) else { return };
            if same.contains(open) {
                self.close_to(at);
                return;
            }
            if within.contains(open) || (within.is_empty() && !is_inline(open)) {
                return;
            }
        }
    }
}

fn raw_kind(name: &LocalName) -> Option<RawKind> {
    Some(match *name {
        local_name!("title") | local_name!("textarea") => RawKind::Rcdata,
        local_name!("style") | local_name!("xmp") | local_name!("iframe") | local_name!("noembed") => RawKind::Rawtext,
        local_name!("script") => RawKind::ScriptData,
        _ => return None,
    })
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

fn is_inline(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("b")
            | local_name!("cite")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("mark")
            | local_name!("q")
            | local_name!("s")
            | local_name!("small")
            | local_name!("span")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("u")
            | local_name!("wbr")
    )
}

fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "href"
            | "rel"
            | "type"
            | "title"
            | "class"
            | "content"
            | "property"
            | "name"
            | "lang"
            | "sizes"
            | "src"
            | "data-src"
            | "datetime"
            | "itemprop"
            | "itemtype"
            | "role"
            | "aria-label"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_any_quality_gives_texts_and_attributes() {
        let page = Page::parse(
            "<title>A &amp; B</title><ul><li><a href='/x'>One<li><a href=/y>Two</a></ul><script>var a='<li>'</script><p>end",
        );
        let texts: Vec<_> = page
            .elements()
            .filter(|(_, name)| matches!(&***name, "title" | "li" | "p"))
            .map(|(index, _)| page.text(index))
            .collect();
        assert_eq!(texts, ["A & B", "One", "Two", "end"]);
    }

    #[test]
    fn depth_is_bounded() {
        let page = Page::parse(&"<div>".repeat(100_000));
        assert!(page.elements().count() == 100_000);
    }
}
