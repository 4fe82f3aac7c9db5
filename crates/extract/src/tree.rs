//! The page as a tree in one array, built leniently from html5gum's tokens.
//!
//! Invariants: nodes stand in document order, so the subtree of a node is the range `node..end(node)` and every walk
//! is a loop over numbers; nothing here recurses, in building, walking or dropping. Elements nest at most
//! [`MAX_DEPTH`] deep: what is nested deeper becomes a sibling, its text kept. What the HTML standard does with
//! misnested tags is followed where it changes which text belongs to which block, and not in its finer points.
//! One piece because the builder and the walks keep these invariants together; a third of it is tables of names.

use crate::pausing_reader::PausingReader;
use html5gum::{Tokenizer, emitters::callback::CallbackEmitter, emitters::callback::CallbackEvent};
use std::ops::Range;

pub(crate) type NodeId = u32;

const MAX_DEPTH: usize = 400;
/// Elements and texts kept. The largest of a thousand real pages has 20,000; each costs some 80 bytes until the page is
/// an article.
const MAX_NODES: usize = 150_000;
/// Attributes kept.
const MAX_ATTRIBUTES: usize = 400_000;
/// Longer values hold pictures or programs.
const MAX_VALUE_BYTES: usize = 256 * 1024;
/// Text kept outside scripts; a long novel has 2 MB.
const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;
/// Blocks reopened after a misnested formatting element is closed.
const MAX_REOPENED: usize = 8;

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $text:literal),* $(,)? } $($more:ident),*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum $type { $($variant),*, Other, $($more),* }
        impl $type {
            fn parse(name: &[u8]) -> Self {
                match std::str::from_utf8(name).unwrap_or_default() { $($text => Self::$variant,)* _ => Self::Other }
            }
        }
    };
}

names! {
    /// An element's name. `Text` stands for a text node, `Other` for a name without meaning here.
    Tag {
        A = "a", Abbr = "abbr", Address = "address", AmpImg = "amp-img", Article = "article", Aside = "aside",
        Audio = "audio", B = "b", Base = "base", Blockquote = "blockquote", Body = "body", Br = "br",
        Button = "button", Canvas = "canvas", Caption = "caption", Center = "center", Cite = "cite", Code = "code",
        Col = "col", Dd = "dd", Del = "del", Details = "details", Dialog = "dialog", Div = "div", Dl = "dl",
        Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
        Font = "font", Footer = "footer", Form = "form", Frame = "frame", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4",
        H5 = "h5", H6 = "h6", Head = "head", Header = "header", Hr = "hr", Html = "html", I = "i", Iframe = "iframe",
        Img = "img", Input = "input", Ins = "ins", Kbd = "kbd", Label = "label", Legend = "legend", Li = "li",
        Link = "link", Main = "main", Map = "map", Mark = "mark", Math = "math", Menu = "menu", Meta = "meta",
        Nav = "nav", Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup", Option = "option",
        P = "p", Param = "param", Picture = "picture", Pre = "pre", Q = "q", Rp = "rp", Rt = "rt", Ruby = "ruby",
        S = "s", Samp = "samp", Script = "script", Section = "section", Select = "select", Small = "small",
        Source = "source", Span = "span", Strike = "strike", Strong = "strong", Style = "style", Sub = "sub",
        Summary = "summary", Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td",
        Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time",
        Title = "title", Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video",
        Wbr = "wbr",
    }
    Text
}

names! {
    /// An attribute's name; `Other` ones are not kept. The last three stand for all `data-` attributes whose names say that
    /// they hold a moment, the moment of a change, or an id of the element's own.
    Attr {
        Alt = "alt", AriaHidden = "aria-hidden", AriaLabel = "aria-label", AriaModal = "aria-modal", Class = "class",
        Charset = "charset", Cite = "cite", Content = "content", DataComponent = "data-component",
        DataDuration = "data-duration", DataId = "data-id", DataPostId = "data-post-id", DataSrc = "data-src",
        DataLazySrc = "data-lazy-src", DataOriginal = "data-original", DataSrcset = "data-srcset",
        DataTestid = "data-testid", DataTime = "data-time", DataTimestamp = "data-timestamp", Datetime = "datetime",
        Headers = "headers", Height = "height", Hidden = "hidden", Href = "href", Hreflang = "hreflang",
        HttpEquiv = "http-equiv", Id = "id", Itemprop = "itemprop", Itemscope = "itemscope", Itemtype = "itemtype",
        Lang = "lang", Name = "name", Poster = "poster", Property = "property", Rel = "rel", Role = "role",
        Shadowrootmode = "shadowrootmode", Src = "src", Srcset = "srcset", Start = "start", Style = "style",
        Title = "title", Type = "type", Value = "value", Width = "width", XmlLang = "xml:lang",
    }
    DataMoment, DataChange, DataKey
}

impl Attr {
    fn of_name(name: &[u8]) -> Self {
        match Self::parse(name) {
            Self::Other if name.starts_with(b"data-") => Self::of_data_name(&name[5..]),
            known => known,
        }
    }

    fn of_data_name(name: &[u8]) -> Self {
        let says = |words: &[&[u8]]| {
            name.iter()
                .enumerate()
                .any(|(at, first)| words.iter().any(|word| *first == word[0] && name[at..].starts_with(word)))
        };
        if says(&[b"time", b"date", b"publish", b"created"]) {
            let is_change = says(&[b"modif", b"update-", b"updated", b"updatet", b"edit", b"last", b"change"]);
            if is_change { Self::DataChange } else { Self::DataMoment }
        } else if name.ends_with(b"-id")
            && says(&[b"post", b"entry", b"block", b"event", b"update", b"live", b"message"])
        {
            Self::DataKey
        } else {
            Self::Other
        }
    }
}

#[derive(Clone, Copy)]
struct Node {
    tag: Tag,
    parent: NodeId,
    /// One past the last node of the subtree.
    end: NodeId,
    /// An element's attributes or a text node's bytes.
    from: u32,
    to: u32,
}

/// A parsed page.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(Attr, Range<u32>)>,
    /// All text and all attribute values.
    text: String,
    /// True when the page had more nodes, attributes or text than are kept.
    pub truncated: bool,
    /// True when elements were nested deeper than is kept.
    pub flattened: bool,
}

impl Tree {
    /// Builds the tree; node 0 is a root above everything. Costs time and memory in proportion to the input.
    pub fn parse(html: &str) -> Self {
        let mut builder = Builder::new(html.len());
        let mut in_end_tag = true;
        let mut emitter = CallbackEmitter::<_, ()>::new(|event: CallbackEvent<'_>, _span: html5gum::Span<()>| {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    builder.open(Tag::parse(name));
                    in_end_tag = false;
                }
                CallbackEvent::AttributeName { name } => {
                    builder.attribute = if in_end_tag { Attr::Other } else { Attr::of_name(name) };
                    builder.add_attribute(b"");
                }
                CallbackEvent::AttributeValue { value } => builder.set_attribute_value(value),
                CallbackEvent::CloseStartTag { self_closing } => {
                    builder.finish_start_tag(self_closing);
                    in_end_tag = true;
                }
                CallbackEvent::EndTag { name } => builder.close(Tag::parse(name)),
                CallbackEvent::String { value } => builder.add_text(value),
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
            }
            None
        });
        emitter.naively_switch_states(true);
        // A pause is an item of its own; the next one goes on where it was.
        for _ in Tokenizer::new_with_emitter(PausingReader::new(html), emitter) {}
        builder.finish()
    }

    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    pub fn tag(&self, node: NodeId) -> Tag {
        self.nodes[node as usize].tag
    }

    /// The root is its own parent.
    pub fn parent(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].parent
    }

    pub fn end(&self, node: NodeId) -> NodeId {
        self.nodes[node as usize].end
    }

    /// The node's subtree without the node itself, in document order.
    pub fn descendants(&self, node: NodeId) -> Range<NodeId> {
        node + 1..self.end(node)
    }

    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.end(node);
        let mut next = node + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.end(child);
                child
            })
        })
    }

    /// From the parent up to the root.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = node;
        std::iter::from_fn(move || {
            (at != 0).then(|| {
                at = self.parent(at);
                at
            })
        })
    }

    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        (outer..self.end(outer)).contains(&inner)
    }

    /// The text of a text node, as it stands in the page with entities resolved; empty for elements.
    pub fn text(&self, node: NodeId) -> &str {
        let Node { tag, from, to, .. } = self.nodes[node as usize];
        if tag == Tag::Text { &self.text[from as usize..to as usize] } else { "" }
    }

    /// An element's attributes in the order of the page.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = (Attr, &str)> {
        let Node { tag, from, to, .. } = self.nodes[node as usize];
        let kept = if tag == Tag::Text { &[] } else { &self.attributes[from as usize..to as usize] };
        kept.iter().map(|(name, value)| (*name, &self.text[value.start as usize..value.end as usize]))
    }

    pub fn attribute(&self, node: NodeId, name: Attr) -> Option<&str> {
        let Node { tag, from, to, .. } = self.nodes[node as usize];
        if tag == Tag::Text {
            return None;
        }
        let (_, value) = self.attributes[from as usize..to as usize].iter().find(|(kept, _)| *kept == name)?;
        Some(&self.text[value.start as usize..value.end as usize])
    }

    /// All text of a subtree with whitespace collapsed, scripts and styles left out. Stops after about `limit` bytes.
    pub fn text_within(&self, node: NodeId, limit: usize) -> String {
        let mut out = String::new();
        let mut at = node;
        let end = self.end(node);
        while at < end && out.len() < limit {
            match self.tag(at) {
                Tag::Text => push_collapsed(&mut out, self.text(at)),
                tag if tag.is_invisible() => {
                    at = self.end(at);
                    continue;
                }
                Tag::Br => push_collapsed(&mut out, " "),
                tag if tag.is_block() => push_collapsed(&mut out, " "),
                _ => {}
            }
            at += 1;
        }
        let kept = out.trim_end().len();
        out.truncate(kept);
        out
    }

    /// Tells whether a node is a script that holds structured data; the text of no other script is kept.
    pub fn is_json_ld(&self, node: NodeId) -> bool {
        self.tag(node) == Tag::Script
            && self.attribute(node, Attr::Type).is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
    }

    /// The raw text directly inside an element, as of a script.
    pub fn raw_text(&self, node: NodeId) -> String {
        self.descendants(node).map(|child| self.text(child)).collect()
    }
}

/// Appends text with every run of whitespace made one space; no space at the start or after a space, and nothing
/// that is no text.
pub(crate) fn push_collapsed(out: &mut String, text: &str) {
    let mut at_space = out.is_empty() || out.ends_with([' ', '\n']);
    for character in text.chars() {
        if character.is_whitespace() {
            if !at_space {
                out.push(' ');
            }
            at_space = true;
        } else if !is_refused(character) {
            out.push(character);
            at_space = false;
        }
    }
}

/// Characters that are no text: controls, and marks that turn the direction of what follows.
pub(crate) fn is_refused(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffc}')
}

impl Tag {
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Base | Br | Col | Embed | Frame | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Elements whose text nobody sees.
    pub fn is_invisible(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Canvas
                | Frame
                | Head
                | Iframe
                | Math
                | Noscript
                | Object
                | Option
                | Script
                | Select
                | Style
                | Svg
                | Template
                | Textarea
                | Title
        )
    }

    /// Elements that begin a new line.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Head
                | Header
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Optgroup
                | Option
                | P
                | Pre
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }

    pub fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    fn is_formatting(self) -> bool {
        use Tag::*;
        matches!(self, A | B | Code | Em | Font | I | S | Small | Strike | Strong | Tt | U)
    }

    fn closes_paragraph(self) -> bool {
        use Tag::*;
        self.is_block()
            && !matches!(
                self,
                Body | Caption | Head | Html | Legend | Optgroup | Option | Tbody | Td | Tfoot | Th | Thead | Tr
            )
    }

    /// Elements no ordinary end tag reaches across (the standard's "scope").
    fn is_scope(self) -> bool {
        use Tag::*;
        matches!(self, Caption | Html | Object | Table | Td | Template | Th | Svg)
    }
}

struct Builder {
    tree: Tree,
    open: Vec<NodeId>,
    /// How many elements of each name are open: most searches end before they begin.
    open_by_tag: [u16; Tag::Text as usize + 1],
    /// Elements opened beyond the depth limit and not yet closed.
    too_deep: u32,
    /// Bytes of text kept so far, scripts left out.
    text_bytes: usize,
    attribute: Attr,
    has_body: bool,
    skipping_tag: bool,
}

impl Builder {
    fn new(bytes: usize) -> Self {
        let root = Node { tag: Tag::Other, parent: 0, end: 1, from: 0, to: 0 };
        let mut nodes = Vec::with_capacity((bytes / 24 + 16).min(MAX_NODES));
        nodes.push(root);
        let attributes = Vec::with_capacity((bytes / 64).min(MAX_ATTRIBUTES));
        // Scripts, styles and the markup itself are not kept: half of a page is more than most need.
        let text = String::with_capacity(bytes / 2);
        let tree = Tree { nodes, attributes, text, truncated: false, flattened: false };
        Self {
            tree,
            open: vec![0],
            open_by_tag: [0; Tag::Text as usize + 1],
            too_deep: 0,
            text_bytes: 0,
            attribute: Attr::Other,
            has_body: false,
            skipping_tag: false,
        }
    }

    fn current(&self) -> NodeId {
        *self.open.last().expect("the root is never closed")
    }

    fn tag_at(&self, position: usize) -> Tag {
        self.tree.tag(self.open[position])
    }

    fn open(&mut self, tag: Tag) {
        self.skipping_tag = self.tree.nodes.len() >= MAX_NODES
            || tag == Tag::Html && self.open.len() > 1
            || tag == Tag::Body && self.has_body;
        if self.skipping_tag {
            self.tree.truncated |= self.tree.nodes.len() >= MAX_NODES;
            return;
        }
        self.close_implied(tag);
        let parent = self.current();
        let attributes = self.tree.attributes.len() as u32;
        let id = self.tree.len();
        self.tree.nodes.push(Node { tag, parent, end: id + 1, from: attributes, to: attributes });
    }

    /// Closes what a start tag closes without an end tag.
    fn close_implied(&mut self, tag: Tag) {
        use Tag::*;
        if self.open.len() > 1 && self.tree.tag(self.current()) == Head && !is_head_content(tag) {
            self.pop_to(self.open.len() - 1);
        }
        if tag == Body {
            self.has_body = true;
            if let Some(position) = self.find(Head, |_| false) {
                self.pop_to(position);
            }
        }
        if tag.closes_paragraph()
            && let Some(position) = self.find(P, |tag| tag.is_scope() || tag == Button)
        {
            self.pop_to(position);
        }
        match tag {
            Li => self.close_nearest(&[Li], |tag| tag.is_scope() || matches!(tag, Ul | Ol | Menu)),
            Dd | Dt => self.close_nearest(&[Dd, Dt], |tag| tag.is_scope() || tag == Dl),
            Option | Optgroup => self.close_nearest(&[Option], |tag| tag != Option),
            A => self.close_nearest(&[A], |tag| tag.is_scope() || tag.is_block()),
            Td | Th => self.close_nearest(&[Td, Th, Caption], |tag| matches!(tag, Table | Tr)),
            Tr => {
                self.close_nearest(&[Tr, Caption], |tag| tag == Table);
            }
            Tbody | Thead | Tfoot => self.close_nearest(&[Tbody, Thead, Tfoot, Caption], |tag| tag == Table),
            tag if tag.is_heading() && self.tree.tag(self.current()).is_heading() => self.pop_to(self.open.len() - 1),
            _ => {}
        }
    }

    /// The position of the nearest open `tag` that no barrier hides.
    fn find(&self, tag: Tag, is_barrier: impl Fn(Tag) -> bool) -> Option<usize> {
        if self.open_by_tag[tag as usize] == 0 {
            return None;
        }
        for position in (1..self.open.len()).rev() {
            let open = self.tag_at(position);
            if open == tag {
                return Some(position);
            }
            if is_barrier(open) {
                return None;
            }
        }
        None
    }

    fn close_nearest(&mut self, tags: &[Tag], is_barrier: impl Fn(Tag) -> bool) {
        if tags.iter().all(|tag| self.open_by_tag[*tag as usize] == 0) {
            return;
        }
        for position in (1..self.open.len()).rev() {
            let open = self.tag_at(position);
            if tags.contains(&open) {
                return self.pop_to(position);
            }
            if is_barrier(open) {
                return;
            }
        }
    }

    /// Closes the element at `position` of the open ones, and all inside it.
    fn pop_to(&mut self, position: usize) {
        let end = self.tree.len();
        for node in self.open.drain(position..) {
            let node = &mut self.tree.nodes[node as usize];
            node.end = end;
            self.open_by_tag[node.tag as usize] = self.open_by_tag[node.tag as usize].saturating_sub(1);
        }
    }

    fn add_attribute(&mut self, value: &[u8]) {
        if self.attribute == Attr::Other || self.skipping_tag {
            return;
        }
        if self.tree.attributes.len() >= MAX_ATTRIBUTES {
            self.attribute = Attr::Other;
            self.tree.truncated = true;
            return;
        }
        let node = self.tree.nodes.len() - 1;
        let (from, to) = (self.tree.nodes[node].from as usize, self.tree.nodes[node].to as usize);
        if self.tree.attributes[from..to].iter().any(|(name, _)| *name == self.attribute) {
            self.attribute = Attr::Other;
            return;
        }
        let start = self.tree.text.len() as u32;
        self.push_bytes(value);
        self.tree.attributes.push((self.attribute, start..self.tree.text.len() as u32));
        self.tree.nodes[node].to += 1;
    }

    fn set_attribute_value(&mut self, value: &[u8]) {
        if self.attribute == Attr::Other || self.skipping_tag || value.len() > MAX_VALUE_BYTES {
            return;
        }
        let start = self.tree.text.len() as u32;
        self.push_bytes(value);
        let end = self.tree.text.len() as u32;
        if let Some((_, range)) = self.tree.attributes.last_mut() {
            *range = start..end;
        }
    }

    fn push_bytes(&mut self, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.tree.text.push_str(text),
            Err(_) => self.tree.text.push_str(&String::from_utf8_lossy(bytes)),
        }
    }

    fn finish_start_tag(&mut self, self_closing: bool) {
        if self.skipping_tag {
            return;
        }
        let id = self.tree.len() - 1;
        let tag = self.tree.tag(id);
        let is_foreign = self_closing && (tag == Tag::Svg || self.find(Tag::Svg, |_| false).is_some());
        if tag.is_void() || is_foreign {
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            self.tree.flattened = true;
            return;
        }
        self.open_by_tag[tag as usize] += 1;
        self.open.push(id);
    }

    fn close(&mut self, tag: Tag) {
        use Tag::*;
        if tag == Br {
            // "</br>" is a line break, says the standard.
            return self.open(Br);
        }
        if tag.is_void() || matches!(tag, Html | Body) {
            return;
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let position = match tag {
            Table => self.find(Table, |_| false),
            Tr | Td | Th | Tbody | Thead | Tfoot | Caption => self.find(tag, |open| open == Table),
            Li => self.find(Li, |open| open.is_scope() || matches!(open, Ul | Ol | Menu)),
            // Any heading's end closes the open heading, whatever its rank.
            H1 | H2 | H3 | H4 | H5 | H6 => (1..self.open.len())
                .rev()
                .take_while(|position| !self.tag_at(*position).is_scope())
                .find(|position| self.tag_at(*position).is_heading()),
            // Unknown names are not kept apart, so an unknown end closes only the innermost.
            Other => (self.open.len() > 1 && self.tree.tag(self.current()) == Other).then(|| self.open.len() - 1),
            _ => self.find(tag, Tag::is_scope),
        };
        let Some(position) = position else { return };
        if !tag.is_formatting() {
            return self.pop_to(position);
        }
        // "<a><div>one</a>two</div>": close both, then go on in a copy of the block.
        let blocks: Vec<NodeId> =
            self.open[position + 1..].iter().copied().filter(|open| self.tree.tag(*open).is_block()).collect();
        self.pop_to(position);
        for block in blocks.into_iter().take(MAX_REOPENED) {
            let copy = Node { parent: self.current(), end: self.tree.len() + 1, ..self.tree.nodes[block as usize] };
            self.open_by_tag[copy.tag as usize] += 1;
            self.open.push(self.tree.len());
            self.tree.nodes.push(copy);
        }
    }

    fn add_text(&mut self, value: &[u8]) {
        let is_data = match self.tree.tag(self.current()) {
            Tag::Style => return,
            Tag::Script if !self.tree.is_json_ld(self.current()) => return,
            Tag::Script => true,
            _ => false,
        };
        if self.tree.nodes.len() >= MAX_NODES || !is_data && self.text_bytes + value.len() > MAX_TEXT_BYTES {
            self.tree.truncated = true;
            return;
        }
        if !is_data {
            self.text_bytes += value.len();
        }
        let from = self.tree.text.len() as u32;
        self.push_bytes(value);
        let parent = self.current();
        let id = self.tree.len();
        self.tree.nodes.push(Node { tag: Tag::Text, parent, end: id + 1, from, to: self.tree.text.len() as u32 });
    }

    fn finish(mut self) -> Tree {
        self.pop_to(0);
        self.tree
    }
}

fn is_head_content(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Base | Head | Link | Meta | Noscript | Script | Style | Template | Title | Html | Other)
}
