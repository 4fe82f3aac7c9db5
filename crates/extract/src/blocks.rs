//! From a part of the tree to the blocks of an article. This is the sanitiser: what leaves here is plain text,
//! marks, and absolute http, https or mailto addresses; no markup passes.
//!
//! One loop over the nodes in document order. `Builder::open` holds what is open around the place, each with the
//! node at which it ends; text gathers in one run until a block begins or ends, and is put down as what it stands in.
//! One piece because it is one machine: every kind of block meets every other in `flush` and `put`.

use crate::address::{resolve, resolve_link};
use crate::dates::parse_duration_s;
use crate::pictures::{is_decoration, is_embed_host, picture_address, watch_address};
use crate::tree::{Attr, NodeId, Tag, Tree, is_refused};
use news::{Block, Mark, MarkKind, RichText};
use url::Url;

/// Longest text of a table's cell on average for the table to count as data.
const MAX_MEAN_CELL_CHARS: usize = 220;
const MIN_PICTURE_SIDE_PX: u32 = 60;

/// A block with the node its text begins in.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub node: NodeId,
    pub block: Block,
    /// Share of the text that is inside links, 0 to 1.
    pub link_share: f32,
}

/// Builds the blocks of `root`'s subtree; `skip` names nodes left out with all inside them.
pub(crate) fn build(tree: &Tree, root: NodeId, base: Option<&Url>, skip: &dyn Fn(NodeId) -> bool) -> Vec<Placed> {
    let mut builder =
        Builder { tree, base, out: Vec::new(), open: Vec::new(), run: Run::default(), picture_seen: None };
    let mut node = root;
    while node < tree.end(root) {
        builder.close_ended(node);
        node = if skip(node) { tree.end(node) } else { builder.enter(node) };
    }
    builder.close_ended(NodeId::MAX);
    builder.flush();
    builder.out
}

enum Kind {
    Inline,
    Block,
    Heading(u8),
    Quote(Vec<RichText>),
    List { ordered: bool, items: Vec<RichText>, fresh: bool, nested: bool },
    Item,
    Table { rows: Vec<Vec<RichText>>, header: bool },
    Cell,
    Caption,
    Figure { first_block: usize, caption: RichText },
    Preformatted,
}

struct Open {
    end: NodeId,
    kind: Kind,
}

/// The text gathered since the last block boundary.
#[derive(Default)]
struct Run {
    text: String,
    marks: Vec<Mark>,
    open_marks: Vec<(MarkKind, u32)>,
    start: Option<NodeId>,
    link_bytes: usize,
}

struct Builder<'t> {
    tree: &'t Tree,
    base: Option<&'t Url>,
    out: Vec<Placed>,
    open: Vec<Open>,
    run: Run,
    /// The address of the last picture, to leave out its repetition.
    picture_seen: Option<String>,
}

impl Builder<'_> {
    /// Takes one node in; tells which node is next.
    fn enter(&mut self, node: NodeId) -> NodeId {
        use Tag::*;
        let tree = self.tree;
        let end = tree.end(node);
        let tag = tree.tag(node);
        match tag {
            Text => {
                self.add_text(node);
                return end;
            }
            Br => self.line_break(),
            Hr => {
                self.flush();
                self.put(node, Block::Rule, 0.0);
            }
            Img | AmpImg => {
                self.picture(node);
            }
            Picture => {
                self.picture_of_sources(node);
                return end;
            }
            Video | Audio => {
                self.film(node);
                return end;
            }
            Iframe | Embed | Object => {
                self.frame(node);
                return end;
            }
            Noscript if !tree.raw_text(node).is_empty() => return end,
            Template if tree.attribute(node, Attr::Shadowrootmode).is_some() => {}
            Svg | Math | Input | Button | Textarea | Select | Label if tag != Label => return end,
            tag if tag.is_invisible() && tag != Noscript => return end,
            H1 | H2 | H3 | H4 | H5 | H6 => {
                let level = match tag {
                    H1 | H2 => 2,
                    H3 => 3,
                    _ => 4,
                };
                self.open_block(end, Kind::Heading(level));
            }
            Blockquote => {
                if let Some((quote, card)) = self.social_post(node) {
                    self.flush();
                    self.put(node, quote, 0.0);
                    self.put(node, card, 0.0);
                    return end;
                }
                if !self.open.iter().any(|open| matches!(open.kind, Kind::Quote(_))) {
                    self.open_block(end, Kind::Quote(Vec::new()));
                } else {
                    self.open_block(end, Kind::Block);
                }
            }
            Ul | Ol | Menu => {
                let nested = self.open.iter().any(|open| matches!(open.kind, Kind::List { .. }));
                self.open_block(end, Kind::List { ordered: tag == Ol, items: Vec::new(), fresh: true, nested });
            }
            Li => {
                self.open_block(end, Kind::Item);
                if let Some(Kind::List { fresh, .. }) = self.innermost_list() {
                    *fresh = true;
                }
            }
            Table if self.is_data_table(node) => {
                self.open_block(end, Kind::Table { rows: Vec::new(), header: false });
            }
            Tr => {
                self.flush();
                let is_header = tree.children(node).any(|cell| tree.tag(cell) == Th);
                if let Some(Kind::Table { rows, header }) = self.innermost_table() {
                    *header |= rows.is_empty() && is_header;
                    rows.push(Vec::new());
                }
            }
            Td | Th => {
                self.open_block(end, Kind::Cell);
                if let Some(Kind::Table { rows, .. }) = self.innermost_table() {
                    match rows.last_mut() {
                        Some(row) => row.push(RichText::default()),
                        None => rows.push(vec![RichText::default()]),
                    }
                }
            }
            Figure => {
                let first_block = self.out.len();
                self.flush();
                let first_block = first_block.max(self.out.len());
                self.open_block(end, Kind::Figure { first_block, caption: RichText::default() });
            }
            // A reading is kept where the page brackets it; else it would run into the word.
            Rt if !tree.children(tree.parent(node)).any(|sibling| tree.tag(sibling) == Rp) => return end,
            Figcaption | Caption => self.open_block(end, Kind::Caption),
            Pre => self.open_block(end, Kind::Preformatted),
            tag if tag.is_block() => self.open_block(end, Kind::Block),
            _ => {
                // A mark in its like adds nothing, and a hundred of them would be copied into every paragraph.
                let is_open = |mark: &MarkKind| {
                    let like = std::mem::discriminant(mark);
                    self.run.open_marks.iter().any(|(open, _)| std::mem::discriminant(open) == like)
                };
                if let Some(mark) = self.mark_of(node).filter(|mark| !is_open(mark)) {
                    self.run.open_marks.push((mark, self.run.text.len() as u32));
                    self.open.push(Open { end, kind: Kind::Inline });
                }
            }
        }
        node + 1
    }

    fn open_block(&mut self, end: NodeId, kind: Kind) {
        self.flush();
        self.open.push(Open { end, kind });
    }

    fn innermost_list(&mut self) -> Option<&mut Kind> {
        self.open.iter_mut().rev().map(|open| &mut open.kind).find(|kind| matches!(kind, Kind::List { .. }))
    }

    fn innermost_table(&mut self) -> Option<&mut Kind> {
        self.open.iter_mut().rev().map(|open| &mut open.kind).find(|kind| matches!(kind, Kind::Table { .. }))
    }

    fn close_ended(&mut self, node: NodeId) {
        while self.open.last().is_some_and(|open| open.end <= node) {
            if !matches!(self.open.last(), Some(Open { kind: Kind::Inline, .. })) {
                self.flush();
            }
            let Some(open) = self.open.pop() else { return };
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        let node = open.end.saturating_sub(1);
        match open.kind {
            Kind::Inline => {
                if let Some((kind, start)) = self.run.open_marks.pop() {
                    self.run.put_mark(kind, start);
                }
            }
            Kind::Quote(paragraphs) if !paragraphs.is_empty() => self.put(node, Block::Quote { paragraphs }, 0.0),
            Kind::List { ordered, items, nested, .. } if !items.is_empty() => match self.innermost_list() {
                Some(Kind::List { items: outer, .. }) if nested => outer.extend(items),
                _ => {
                    let link_share = link_share_of(&items);
                    self.put(node, Block::List { ordered, items }, link_share);
                }
            },
            Kind::Table { mut rows, header } => {
                rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
                if !rows.is_empty() {
                    let cells: Vec<RichText> = rows.iter().flatten().cloned().collect();
                    self.put(node, Block::Table { header, rows }, link_share_of(&cells));
                }
            }
            Kind::Figure { first_block, caption } if !caption.is_empty() => {
                let picture = self.out.iter_mut().skip(first_block).rev().find_map(|placed| match &mut placed.block {
                    Block::Image { caption, .. } => Some(caption),
                    _ => None,
                });
                match picture {
                    Some(slot) => *slot = caption,
                    None => {
                        let film =
                            self.out.iter_mut().skip(first_block).rev().find_map(|placed| match &mut placed.block {
                                Block::Embed { title, .. } => Some(title),
                                _ => None,
                            });
                        if let Some(title) = film.filter(|title| title.is_empty()) {
                            *title = caption.text;
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn mark_of(&self, node: NodeId) -> Option<MarkKind> {
        use Tag::*;
        Some(match self.tree.tag(node) {
            B | Strong => MarkKind::Strong,
            I | Em | Var => MarkKind::Emphasis,
            Code | Kbd | Samp | Tt => MarkKind::Code,
            Sup => MarkKind::Superscript,
            Sub => MarkKind::Subscript,
            S | Strike | Del => MarkKind::Strike,
            A => MarkKind::Link(resolve_link(self.base, self.tree.attribute(node, Attr::Href)?)?),
            _ => return None,
        })
    }

    fn add_text(&mut self, node: NodeId) {
        let text = self.tree.text(node);
        let before = self.run.text.len();
        if self.open.iter().any(|open| matches!(open.kind, Kind::Preformatted)) {
            self.run.text.extend(text.chars().filter(|character| !is_refused(*character)));
        } else {
            let mut at_space = self.run.text.is_empty() || self.run.text.ends_with([' ', '\n']);
            for character in text.chars() {
                if character.is_whitespace() {
                    if !at_space {
                        self.run.text.push(' ');
                    }
                    at_space = true;
                } else if !is_refused(character) {
                    self.run.text.push(character);
                    at_space = false;
                }
            }
        }
        if self.run.start.is_none() && !self.run.text.trim().is_empty() {
            self.run.start = Some(node);
        }
        if self.run.open_marks.iter().any(|(kind, _)| matches!(kind, MarkKind::Link(_))) {
            self.run.link_bytes += self.run.text.len() - before;
        }
    }

    fn line_break(&mut self) {
        let kept = self.run.text.trim_end_matches(' ').len();
        if self.run.text[..kept].ends_with('\n') {
            return self.flush();
        }
        if kept > 0 {
            self.run.cut_to(kept);
            self.run.text.push('\n');
        }
    }

    /// Puts the gathered text down as what it stands in.
    fn flush(&mut self) {
        let start = self.run.start.unwrap_or(0);
        let Some((rich, link_share)) = self.run.take() else { return };
        for index in (0..self.open.len()).rev() {
            match &mut self.open[index].kind {
                Kind::Heading(level) => {
                    let level = *level;
                    return self.put(start, Block::Heading { level, text: rich }, link_share);
                }
                Kind::Preformatted => {
                    return self.put(start, Block::Preformatted { text: rich.text }, link_share);
                }
                Kind::Caption => {
                    let figure = self.open[..index].iter_mut().rev().find_map(|open| match &mut open.kind {
                        Kind::Figure { caption, .. } => Some(caption),
                        _ => None,
                    });
                    match figure {
                        Some(caption) => append(caption, rich, " "),
                        None => self.put(start, Block::Paragraph(rich), link_share),
                    }
                    return;
                }
                Kind::Quote(paragraphs) => {
                    paragraphs.push(rich);
                    return;
                }
                Kind::Cell => {
                    if let Some(Kind::Table { rows, .. }) = self.innermost_table()
                        && let Some(cell) = rows.last_mut().and_then(|row| row.last_mut())
                    {
                        append(cell, rich, "\n");
                        return;
                    }
                }
                Kind::Item | Kind::List { .. } => {
                    if let Some(Kind::List { items, fresh, .. }) = self.innermost_list() {
                        match items.last_mut().filter(|_| !*fresh) {
                            Some(item) => append(item, rich, "\n"),
                            None => items.push(rich),
                        }
                        *fresh = false;
                        return;
                    }
                }
                _ => {}
            }
        }
        self.put(start, Block::Paragraph(rich), link_share);
    }

    /// Puts a block down; what an open list, quote or table has gathered goes first, so that the order holds.
    fn put(&mut self, node: NodeId, block: Block, link_share: f32) {
        for index in 0..self.open.len() {
            let gathered = match &mut self.open[index].kind {
                Kind::List { ordered, items, fresh, .. } if !items.is_empty() => {
                    *fresh = true;
                    let items = std::mem::take(items);
                    let share = link_share_of(&items);
                    (Block::List { ordered: *ordered, items }, share)
                }
                Kind::Quote(paragraphs) if !paragraphs.is_empty() => {
                    (Block::Quote { paragraphs: std::mem::take(paragraphs) }, 0.0)
                }
                _ => continue,
            };
            self.out.push(Placed { node, block: gathered.0, link_share: gathered.1 });
        }
        self.out.push(Placed { node, block, link_share });
    }

    fn picture(&mut self, node: NodeId) -> bool {
        let Some(address) = picture_address(self.tree, node).and_then(|address| resolve(self.base, &address)) else {
            return false;
        };
        let side =
            |name| self.tree.attribute(node, name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
        let (width, height) = (side(Attr::Width), side(Attr::Height));
        let is_small = |side: Option<u32>| side.is_some_and(|side| side < MIN_PICTURE_SIDE_PX);
        if is_small(width)
            || is_small(height)
            || is_decoration(&address)
            || self.picture_seen.as_ref() == Some(&address)
        {
            return false;
        }
        // A picture inside a run of text is an icon or belongs after it; the sentence is not torn.
        let is_in_sentence = !self.run.text.trim().is_empty();
        let in_cell = self.open.iter().any(|open| matches!(open.kind, Kind::Table { .. }));
        if in_cell || is_in_sentence && width.is_none_or(|width| width < 200) {
            return false;
        }
        self.picture_seen = Some(address.clone());
        let alt = clean_line(self.tree.attribute(node, Attr::Alt).unwrap_or_default());
        self.put_picture(node, address, alt, width, height);
        true
    }

    fn put_picture(&mut self, node: NodeId, url: String, alt: String, width: Option<u32>, height: Option<u32>) {
        let block = Block::Image { url, alt, caption: RichText::default(), width, height };
        self.put(node, block, 0.0);
    }

    fn picture_of_sources(&mut self, node: NodeId) {
        let tree = self.tree;
        let images = tree.descendants(node).filter(|child| matches!(tree.tag(*child), Tag::Img | Tag::AmpImg));
        let mut alt = String::new();
        for image in images {
            if self.picture(image) {
                return;
            }
            alt = clean_line(tree.attribute(image, Attr::Alt).unwrap_or_default());
        }
        let address = tree
            .descendants(node)
            .filter(|child| tree.tag(*child) == Tag::Source)
            .find_map(|source| picture_address(tree, source))
            .and_then(|address| resolve(self.base, &address));
        if let Some(address) = address.filter(|address| self.picture_seen.as_ref() != Some(address))
            && self.run.text.trim().is_empty()
            && !is_decoration(&address)
        {
            self.picture_seen = Some(address.clone());
            self.put_picture(node, address, alt, None, None);
        }
    }

    fn film(&mut self, node: NodeId) {
        let tree = self.tree;
        let sources =
            std::iter::once(node).chain(tree.descendants(node).filter(|child| tree.tag(*child) == Tag::Source));
        let address = sources
            .filter_map(|source| tree.attribute(source, Attr::Src))
            .find_map(|address| resolve(self.base, address));
        let Some(url) = address else { return };
        let title = tree
            .attribute(node, Attr::Title)
            .or(tree.attribute(node, Attr::AriaLabel))
            .map(clean_line)
            .unwrap_or_default();
        let duration_s = tree.attribute(node, Attr::DataDuration).and_then(parse_duration_s);
        self.flush();
        self.put(node, Block::Embed { url, title, duration_s }, 0.0);
    }

    fn frame(&mut self, node: NodeId) {
        let tree = self.tree;
        let address = tree
            .attribute(node, Attr::Src)
            .filter(|address| !address.is_empty())
            .or(tree.attribute(node, Attr::DataSrc));
        let Some(url) = address.and_then(|address| resolve(self.base, address)).filter(|url| is_embed_host(url)) else {
            return;
        };
        let title = tree.attribute(node, Attr::Title).map(clean_line).unwrap_or_default();
        self.flush();
        self.put(node, Block::Embed { url: watch_address(&url), title, duration_s: None }, 0.0);
    }

    /// A quoted post of a social network: what it says, and a link card.
    fn social_post(&self, node: NodeId) -> Option<(Block, Block)> {
        let tree = self.tree;
        let class = tree.attribute(node, Attr::Class)?;
        let known = [
            "twitter-tweet",
            "twitter-video",
            "instagram-media",
            "tiktok-embed",
            "bluesky-embed",
            "reddit-embed",
            "mastodon-embed",
        ];
        if !class.split_ascii_whitespace().any(|name| known.contains(&name)) {
            return None;
        }
        let cited = tree.attribute(node, Attr::Cite).and_then(|address| resolve(self.base, address));
        let links = tree.descendants(node).filter(|child| tree.tag(*child) == Tag::A);
        let mut addresses =
            links.filter_map(|link| tree.attribute(link, Attr::Href)).filter_map(|address| resolve(self.base, address));
        let last = addresses.next_back();
        let said = tree.descendants(node).find(|child| tree.tag(*child) == Tag::P);
        let text = clean_line(&tree.text_within(said.unwrap_or(node), 2000));
        let title = text.chars().take(80).collect();
        if text.is_empty() {
            return None;
        }
        let card = Block::Embed { url: cited.or(last)?, title, duration_s: None };
        Some((Block::Quote { paragraphs: vec![RichText::plain(text)] }, card))
    }

    /// A table of data, not one that lays out a page.
    fn is_data_table(&self, table: NodeId) -> bool {
        let tree = self.tree;
        if matches!(tree.attribute(table, Attr::Role), Some("presentation" | "none")) {
            return false;
        }
        if self.open.iter().any(|open| matches!(open.kind, Kind::Table { .. } | Kind::List { .. })) {
            return false;
        }
        let (mut rows, mut cells, mut chars) = (0usize, 0usize, 0usize);
        for node in tree.descendants(table) {
            match tree.tag(node) {
                Tag::Table | Tag::Form | Tag::Iframe | Tag::H1 | Tag::H2 => return false,
                Tag::Tr => rows += 1,
                Tag::Td | Tag::Th => cells += 1,
                Tag::Text => chars += tree.text(node).trim().len(),
                _ => {}
            }
        }
        rows >= 2 && cells >= rows * 3 / 2 && chars <= cells * MAX_MEAN_CELL_CHARS
    }
}

impl Run {
    fn put_mark(&mut self, kind: MarkKind, start: u32) {
        let end = self.text.len() as u32;
        if start < end {
            self.marks.push(Mark { start, end, kind });
        }
    }

    fn cut_to(&mut self, length: usize) {
        self.text.truncate(length);
        for mark in &mut self.marks {
            mark.end = mark.end.min(length as u32);
        }
        for (_, start) in &mut self.open_marks {
            *start = (*start).min(length as u32);
        }
    }

    /// Takes the text with its marks, trimmed; what is still open goes on in the next run. None when there is none.
    fn take(&mut self) -> Option<(RichText, f32)> {
        for index in 0..self.open_marks.len() {
            let (kind, start) = self.open_marks[index].clone();
            self.put_mark(kind, start);
        }
        self.open_marks.iter_mut().for_each(|(_, start)| *start = 0);
        let mut text = std::mem::take(&mut self.text);
        let mut marks = std::mem::take(&mut self.marks);
        let link_bytes = std::mem::take(&mut self.link_bytes);
        self.start = None;
        let lead = text.len() - text.trim_start_matches([' ', '\n', '\r']).len();
        text.drain(..lead);
        let kept = text.trim_end().len();
        text.truncate(kept);
        if text.is_empty() {
            return None;
        }
        for mark in &mut marks {
            mark.start = mark.start.saturating_sub(lead as u32).min(kept as u32);
            mark.end = mark.end.saturating_sub(lead as u32).min(kept as u32);
            trim_mark(&text, mark);
        }
        marks.retain(|mark| mark.start < mark.end);
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        marks.dedup();
        let link_share = (link_bytes as f32 / text.len() as f32).min(1.0);
        Some((RichText { text, marks }, link_share))
    }
}

/// Moves a mark's ends off spaces.
fn trim_mark(text: &str, mark: &mut Mark) {
    let inside = &text[mark.start as usize..mark.end as usize];
    mark.start += (inside.len() - inside.trim_start().len()) as u32;
    mark.end -= (inside.len() - inside.trim_end().len()) as u32;
}

fn append(to: &mut RichText, more: RichText, between: &str) {
    if to.is_empty() {
        *to = more;
        return;
    }
    to.text.push_str(between);
    let offset = to.text.len() as u32;
    to.text.push_str(&more.text);
    to.marks.extend(more.marks.into_iter().map(|mark| Mark {
        start: mark.start + offset,
        end: mark.end + offset,
        ..mark
    }));
}

fn link_share_of(texts: &[RichText]) -> f32 {
    let all: usize = texts.iter().map(|text| text.text.len()).sum();
    let links: u32 = texts
        .iter()
        .flat_map(|text| &text.marks)
        .filter(|mark| matches!(mark.kind, MarkKind::Link(_)))
        .map(|mark| mark.end - mark.start)
        .sum();
    if all == 0 { 0.0 } else { links as f32 / all as f32 }
}

/// A text on one line, whitespace collapsed, without characters that are no text.
pub(crate) fn clean_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    crate::tree::push_collapsed(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}
