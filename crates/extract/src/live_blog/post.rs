//! One post out of the nodes that hold it: headline, author, body, key.

use super::marks::{Mark, Voice};
use super::shown::{Page, Prose};
use super::slots::Slots;
use crate::blocks::{self, Placed, build};
use crate::byline;
use crate::hints::{self, Hints};
use crate::moments;
use crate::noise;
use crate::tree::{Attr, NodeId, Tag, Tree};
use news::{Block, MarkKind, Post, RichText, Timestamp};
use std::collections::BTreeMap;

/// The nodes of a post: its element, or the run of siblings that it is.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub nodes: Vec<NodeId>,
    pub is_run: bool,
    /// Indexes of the marks inside.
    pub marks: Vec<usize>,
}

/// A post before its key is known to be good for all.
pub(crate) struct Draft {
    post: Post,
    own_key: Option<String>,
    /// True when the time is only known by how long ago it was.
    is_rough: bool,
}

const MAX_TITLE_CHARS: usize = 300;
const MAX_META_CHARS: usize = 140;

/// Reads a post; None when it says nothing.
pub(crate) fn read(
    page: &Page<'_>,
    marks: &[Mark],
    prose: &Prose,
    entry: &Entry,
    slots: &Slots,
    published: Option<Timestamp>,
    modified: Option<Timestamp>,
) -> Option<Draft> {
    let tree = page.tree;
    let own: u32 = entry.nodes.iter().map(|node| prose.within(tree, *node)).sum();
    let mut left_out = Vec::new();
    let mut author = None;
    let mut is_key = says(tree, entry, KEY_WORDS);
    // What the line of the time says beside names and labels: a headline that no element marks as one.
    let mut line_title = String::new();
    for index in &entry.marks {
        let mark = &marks[*index];
        if mark.voice == Voice::Lead || mark.voice != Voice::Text && mark.node == entry.nodes[0] {
            continue;
        }
        if !slots.is_usual(tree, entry, mark) && !mark.stamp.is_change {
            continue;
        }
        if mark.voice == Voice::Text || tree.tag(mark.node) == Tag::Time {
            left_out.push(mark.node);
        }
        is_key |= KEY_LABELS.contains(&mark.beside.to_lowercase().as_str());
        author = author.or_else(|| name_after_by(&mark.beside, page.lang).or_else(|| bare_name(&mark.beside)));
        // The line of the time: who wrote it, a label, links to share it.
        let line = tree.parent(mark.node);
        let is_line = !entry.nodes.contains(&mark.node)
            && entry.nodes.iter().any(|node| tree.contains(*node, line) && (*node != line || entry.is_run))
            && !tree.tag(line).is_heading()
            && !matches!(tree.tag(line), Tag::Dt | Tag::Summary)
            && (tree.tag(line) != Tag::P || prose.within(tree, line) < 40)
            && tree.text_within(line, MAX_META_CHARS + 1).chars().count() <= MAX_META_CHARS
            && !tree
                .descendants(line)
                .any(|inner| tree.tag(inner).is_heading() || matches!(tree.tag(inner), Tag::P | Tag::Img))
            && prose.within(tree, line) * 3 < own * 2;
        if is_line {
            let beside = read_line(page, line, mark.node);
            author = author.or(beside.name);
            is_key |= beside.says_key;
            if line_title.is_empty() {
                line_title = beside.rest;
            }
            left_out.push(line);
        }
    }
    author = author.or_else(|| named_author(page, entry, &mut left_out));
    let heading = heading_of(page, entry, prose, &left_out);
    let title_node = heading.filter(|node| !left_out.contains(node));
    left_out.extend(title_node);
    let skip = |node: NodeId| {
        left_out.contains(&node)
            || tree.tag(node) != Tag::Text && !entry.nodes.contains(&node) && is_furniture(tree, node, prose, own)
    };
    let mut placed: Vec<Placed> = Vec::new();
    for node in &entry.nodes {
        placed.extend(build(tree, *node, page.base, &skip));
    }
    let links_only = placed.len() == 1;
    placed.retain(|placed| links_only || is_text(placed));
    let mut body: Vec<Block> = placed.into_iter().map(|placed| placed.block).collect();
    if author.is_none()
        && let Some(Block::Paragraph(text)) = body.first()
        && text.text.chars().count() <= 60
        && body.len() > 1
        && let Some(name) = name_after_by(&text.text, page.lang)
    {
        author = Some(name);
        body.remove(0);
    }
    let mut title = title_node
        .map(|node| without_lead(&tree.text_within(node, 4 * MAX_TITLE_CHARS), page.lang))
        .unwrap_or_default();
    let lead = entry.marks.iter().any(|index| marks[*index].voice == Voice::Lead);
    trim_start(&mut body, lead && title_node.is_none_or(|node| !has_lead(tree, node, page)), page.lang);
    if title.is_empty() {
        title = take_title(&mut body);
    }
    if title.is_empty() {
        title = line_title;
    }
    while matches!(body.last(), Some(Block::Rule)) {
        body.pop();
    }
    while matches!(body.first(), Some(Block::Rule)) {
        body.remove(0);
    }
    if title.chars().count() > MAX_TITLE_CHARS {
        body.insert(0, Block::Paragraph(RichText::plain(std::mem::take(&mut title))));
    }
    if title.is_empty() && body.is_empty() {
        return None;
    }
    let is_rough = entry.marks.iter().all(|index| marks[*index].stamp.clock.is_none() && marks[*index].exact.is_none());
    let (own_key, url) = key_and_url(page, marks, entry);
    Some(Draft {
        post: Post { key: String::new(), title, published, modified, author, body, url, is_key },
        own_key,
        is_rough,
    })
}

/// Gives every post its key: the page's own where it is good, else a hash of what the post says. In the order of the page.
pub(crate) fn finish(drafts: Vec<Draft>, newest_first: bool) -> Vec<Post> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in drafts.iter().filter_map(|draft| draft.own_key.as_deref()) {
        *counts.entry(key).or_default() += 1;
    }
    // "post-1" for the first on the page is another post tomorrow.
    let numbers: Vec<Option<i64>> = drafts.iter().map(|draft| number_at_end(draft.own_key.as_deref()?)).collect();
    let is_counted = newest_first
        && drafts.len() >= 2
        && numbers.first().copied().flatten().is_some_and(|first| first <= 1)
        && numbers.windows(2).all(|pair| matches!((pair[0], pair[1]), (Some(one), Some(other)) if other == one + 1));
    let bad: Vec<bool> = drafts
        .iter()
        .map(|draft| is_counted || draft.own_key.as_deref().is_none_or(|key| counts.get(key).copied().unwrap_or(0) > 1))
        .collect();
    drafts
        .into_iter()
        .zip(bad)
        .map(|(mut draft, is_bad)| {
            draft.post.key = match draft.own_key {
                Some(key) if !is_bad => key,
                _ => {
                    let published = draft.post.published.filter(|_| !draft.is_rough);
                    super::hashed_key(published, &draft.post.title, &draft.post.body)
                }
            };
            if is_bad {
                draft.post.url = None;
            }
            draft.post
        })
        .collect()
}

fn number_at_end(key: &str) -> Option<i64> {
    let digits = key.len() - key.trim_end_matches(|last: char| last.is_ascii_digit()).len();
    (1..=6).contains(&digits).then(|| key[key.len() - digits..].parse().ok()).flatten()
}

/// Tells whether the entries are a list of other articles: headlines that lead away, with little text of their own.
pub(crate) fn lead_elsewhere(page: &Page<'_>, entries: &[&Entry], prose: &Prose) -> bool {
    let tree = page.tree;
    let here = page.base.map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
    let mut away = 0;
    let mut own = 0u32;
    for entry in entries {
        let heading =
            entry.nodes.iter().flat_map(|node| *node..tree.end(*node)).find(|inner| tree.tag(*inner).is_heading());
        let link = heading.and_then(|heading| {
            tree.descendants(heading)
                .chain(tree.ancestors(heading).take_while(|outer| *outer >= entry.nodes[0]))
                .find(|node| tree.tag(*node) == Tag::A)
        });
        let target = link.and_then(|link| tree.attribute(link, Attr::Href));
        let leads_away = target.is_some_and(|target| {
            !target.starts_with('#')
                && crate::address::resolve_url(page.base, target).is_none_or(|url| {
                    let path = url.path().trim_end_matches('/');
                    // A permalink is the page itself, or below it.
                    here.is_empty()
                        || !(path == here
                            || path.starts_with(&here) && url.fragment().is_some()
                            || url.fragment().is_some() && here.starts_with(path))
                })
        });
        away += usize::from(leads_away);
        own += entry.nodes.iter().map(|node| prose.unlinked(tree, *node)).sum::<u32>();
    }
    2 * away > entries.len() && own < 250 * entries.len() as u32
}

pub(crate) fn is_pinned(tree: &Tree, entry: &Entry) -> bool {
    says(tree, entry, &["pinned", "pin", "sticky", "angepinnt", "epingle", "fijado", "fixado", "featured", "stickied"])
}

#[rustfmt::skip]
const KEY_WORDS: &[&str] = &[
    "key", "keyevent", "keymoment", "highlight", "highlighted", "important", "breaking", "wichtig", "milestone", "destacado", "importante", "important",
    "topmeldung", "eilmeldung", "keypost", "major",
];

/// Labels that stand beside the time of a main event.
#[rustfmt::skip]
const KEY_LABELS: &[&str] = &[
    "key event", "key moment", "key update", "breaking", "breaking news", "important", "wichtig", "eilmeldung", "top-meldung", "lo más importante", "destacado",
    "clave", "l'essentiel", "importante", "重要", "突发", "重磅", "关键", "عاجل", "مهم", "важно", "срочно", "速報",
];

fn says(tree: &Tree, entry: &Entry, words: &[&str]) -> bool {
    let named = |node: NodeId| {
        [Attr::Class, Attr::DataComponent]
            .iter()
            .filter_map(|name| tree.attribute(node, *name))
            .flat_map(|names| names.split(|mark: char| !mark.is_ascii_alphabetic()))
            .any(|word| words.contains(&word.to_lowercase().as_str()))
    };
    let first = entry.nodes[0];
    named(first)
        || tree.children(first).next().is_some_and(|inner| tree.end(inner) + 2 >= tree.end(first) && named(inner))
}

/// What stands in the line of a time.
#[derive(Default)]
struct Beside {
    name: Option<String>,
    says_key: bool,
    rest: String,
}

/// Reads what stands beside the time: a name, a label of a main event, a headline.
fn read_line(page: &Page<'_>, line: NodeId, time: NodeId) -> Beside {
    const MIN_TITLE_CHARS: usize = 6;
    let tree = page.tree;
    let mut beside = Beside::default();
    let mut node = line + 1;
    while node < tree.end(line) {
        if node == time || tree.tag(node) == Tag::Button {
            node = tree.end(node);
            continue;
        }
        if tree.tag(node) == Tag::Text {
            let text = blocks::clean_line(tree.text(node));
            let text = text.trim_matches(['|', '·', '•', '-', '–', '—', ',', ':', '/', ' ']);
            let says_key = KEY_LABELS.contains(&text.to_lowercase().as_str());
            beside.says_key |= says_key;
            if !text.is_empty() && !says_key && moments::read(text, page.lang).is_none() {
                let around = std::iter::once(tree.parent(node)).chain(tree.ancestors(tree.parent(node)));
                let is_named = around.take_while(|outer| *outer > line).any(|outer| is_author_node(tree, outer));
                let name = if is_named {
                    field_name(text, page.lang)
                } else {
                    name_after_by(text, page.lang).or_else(|| bare_name(text))
                };
                let is_title = !is_named
                    && name.is_none()
                    && crate::main_text::weigh_chars(text) as usize >= MIN_TITLE_CHARS
                    && !noise::is_noise(text, 0.0)
                    && hints::read(tree, tree.parent(node)) == Hints::default()
                    && tree.parent(node) == line;
                beside.name = beside.name.or(name);
                if is_title && beside.rest.is_empty() {
                    text.clone_into(&mut beside.rest);
                }
            }
        }
        node += 1;
    }
    beside
}

fn is_author_node(tree: &Tree, node: NodeId) -> bool {
    if tree.tag(node) == Tag::Text {
        return false;
    }
    let names = |name: Attr| tree.attribute(node, name).unwrap_or_default();
    if names(Attr::Itemprop).contains("author") || names(Attr::Rel).split(' ').any(|word| word == "author") {
        return true;
    }
    let class = names(Attr::Class).to_lowercase();
    class.split(|mark: char| !mark.is_ascii_alphabetic()).any(|word| {
        matches!(
            word,
            "author"
                | "authors"
                | "byline"
                | "autor"
                | "autoren"
                | "auteur"
                | "autore"
                | "reporter"
                | "contributor"
                | "writer"
                | "journalist"
                | "redakteur"
                | "kuerzel"
                | "firma"
        )
    })
}

fn field_name(text: &str, lang: news::Lang) -> Option<String> {
    byline::parse_field(text, lang).into_iter().next().map(|author| author.name)
}

/// A name behind "By" or its like.
fn name_after_by(text: &str, lang: news::Lang) -> Option<String> {
    let lower = text.to_lowercase();
    let begins = [
        "by ",
        "von ",
        "por ",
        "par ",
        "di ",
        "door ",
        "av ",
        "af ",
        "автор",
        "بقلم",
        "记者",
        "文/",
        "記者",
        "od ",
        "oleh ",
        "reported by ",
        "posted by ",
    ];
    if !begins.iter().any(|begin| lower.starts_with(begin)) {
        return None;
    }
    byline::parse(text, lang).into_iter().next().map(|author| author.name)
}

/// Two to four words with capitals, as names have.
fn bare_name(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.clone().any(char::is_lowercase)
                && letters.all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'))
        })
        && !KEY_LABELS.contains(&text.to_lowercase().as_str());
    (is_name && !noise::is_noise(text, 0.0)).then(|| text.to_owned())
}

/// An author named by the element around it, anywhere in the post before or after its text.
fn named_author(page: &Page<'_>, entry: &Entry, left_out: &mut Vec<NodeId>) -> Option<String> {
    let tree = page.tree;
    for root in &entry.nodes {
        let mut node = *root;
        while node < tree.end(*root) {
            if matches!(tree.tag(node), Tag::Blockquote | Tag::Figure) {
                node = tree.end(node);
                continue;
            }
            if node != entry.nodes[0] && is_author_node(tree, node) {
                let text = tree.text_within(node, 100);
                if text.chars().count() <= 90 {
                    left_out.push(node);
                    let text = match moments::read(&text, page.lang) {
                        Some(_) => String::new(),
                        None => text,
                    };
                    let name = name_after_by(&text, page.lang).or_else(|| field_name(&text, page.lang));
                    if name.is_some() {
                        return name;
                    }
                }
            }
            node += 1;
        }
    }
    None
}

/// The headline's element: a heading, or what is named one, with no prose before it.
fn heading_of(page: &Page<'_>, entry: &Entry, prose: &Prose, left_out: &[NodeId]) -> Option<NodeId> {
    let tree = page.tree;
    let mut before = 0;
    for root in &entry.nodes {
        let mut node = *root;
        while node < tree.end(*root) {
            let tag = tree.tag(node);
            if tag == Tag::Text {
                before += crate::main_text::weigh_chars(tree.text(node));
                if before > 60 {
                    return None;
                }
                node += 1;
                continue;
            }
            let is_other = matches!(tag, Tag::Blockquote | Tag::Figure | Tag::Aside | Tag::Nav | Tag::Button);
            if left_out.contains(&node) || is_other {
                node = tree.end(node);
                continue;
            }
            let chars = prose.within(tree, node);
            let is_named = || {
                let class = tree.attribute(node, Attr::Class).unwrap_or_default();
                let itemprop = tree.attribute(node, Attr::Itemprop).unwrap_or_default();
                let named = hints::read(tree, node);
                (named.is_title && !class.is_empty()
                    || itemprop.contains("headline")
                    || tree.attribute(node, Attr::Role) == Some("heading"))
                    && !tree.descendants(node).any(|inner| matches!(tree.tag(inner), Tag::P | Tag::Div | Tag::Ul))
            };
            if chars > 0
                && chars as usize <= 2 * MAX_TITLE_CHARS
                && (tag.is_heading() || node != entry.nodes[0] && is_named())
            {
                return Some(node);
            }
            if (tag == Tag::Dt && entry.is_run || tag == Tag::Summary) && chars > 0 && chars <= 160 {
                return Some(node);
            }
            node += 1;
        }
    }
    None
}

fn is_furniture(tree: &Tree, node: NodeId, prose: &Prose, own: u32) -> bool {
    let tag = tree.tag(node);
    if matches!(
        tag,
        Tag::Nav | Tag::Button | Tag::Form | Tag::Menu | Tag::Dialog | Tag::Input | Tag::Label | Tag::Fieldset
    ) {
        return true;
    }
    let Hints { is_foreign, is_comments, is_hidden, is_aside, is_caption, .. } = hints::read(tree, node);
    let within = prose.within(tree, node);
    let is_small = 2 * within < own.max(1);
    if is_caption && tag != Tag::Figcaption && within < 400 {
        return !tree.ancestors(node).take(4).any(|outer| tree.tag(outer) == Tag::Figure);
    }
    (is_foreign || is_comments || is_hidden || is_aside || tag == Tag::Aside || tag == Tag::Footer && within < 80)
        && is_small
}

fn is_text(placed: &Placed) -> bool {
    match &placed.block {
        Block::Paragraph(text) => !noise::is_noise(&text.text, placed.link_share.min(0.85)),
        Block::Heading { text, .. } => !noise::is_noise(&text.text, 0.0),
        Block::List { items, .. } => placed.link_share < 0.9 || items.iter().any(|item| item.text.chars().count() > 40),
        _ => true,
    }
}

fn has_lead(tree: &Tree, node: NodeId, page: &Page<'_>) -> bool {
    let text = tree.text_within(node, 4 * MAX_TITLE_CHARS);
    moments::read(&text, page.lang).is_some()
}

/// A text without the time it begins with and the marks behind that.
fn without_lead(text: &str, lang: news::Lang) -> String {
    let text = text.trim_start_matches(SEPARATORS);
    match moments::read(text, lang) {
        Some(reading) if reading.is_whole => String::new(),
        Some(reading) => text[reading.end..].to_owned(),
        None => text.to_owned(),
    }
}

const SEPARATORS: &[char] = &[':', '：', '-', '–', '—', '|', '·', '•', ')', ']', ',', ' ', '\u{a0}', '\n'];

/// Takes the time off the first line, and the marks that parted it from the text.
fn trim_start(body: &mut Vec<Block>, has_lead: bool, lang: news::Lang) {
    let Some(Block::Paragraph(text) | Block::Heading { text, .. }) = body.first_mut() else { return };
    if has_lead && let Some(reading) = moments::read(&text.text, lang) {
        cut_start(text, if reading.is_whole { text.text.len() } else { reading.end });
    }
    let marks = text.text.len() - text.text.trim_start_matches(SEPARATORS).len();
    cut_start(text, marks);
    if text.text.is_empty() {
        body.remove(0);
    }
}

fn cut_start(text: &mut RichText, bytes: usize) {
    if bytes == 0 {
        return;
    }
    text.text.drain(..bytes);
    let bytes = bytes as u32;
    text.marks.retain(|mark| mark.end > bytes);
    for mark in &mut text.marks {
        mark.start = mark.start.saturating_sub(bytes);
        mark.end -= bytes;
    }
}

/// Takes a headline that is no heading's element: a first line set strong.
fn take_title(body: &mut Vec<Block>) -> String {
    if let Some(Block::Heading { text, .. }) = body.first() {
        let title = text.text.clone();
        body.remove(0);
        return title;
    }
    let follows = body.len() > 1;
    let Some(Block::Paragraph(text)) = body.first_mut() else { return String::new() };
    let Some(strong) = text.marks.iter().find(|mark| mark.kind == MarkKind::Strong && mark.start == 0) else {
        return String::new();
    };
    let end = strong.end as usize;
    let (head, rest) = text.text.split_at(end);
    let is_line = rest.is_empty() && follows || rest.starts_with('\n');
    if !is_line || head.chars().count() > 200 || head.contains('\n') {
        return String::new();
    }
    let title = head.trim_end_matches([':', ' ']).to_owned();
    if rest.is_empty() {
        body.remove(0);
    } else {
        cut_start(text, end + 1);
    }
    title
}

/// The page's own id of a post, and its address when the page can be opened there.
fn key_and_url(page: &Page<'_>, marks: &[Mark], entry: &Entry) -> (Option<String>, Option<String>) {
    let tree = page.tree;
    let first = entry.nodes[0];
    let with_fragment = |fragment: &str| {
        page.base.map(|base| {
            let mut url = base.clone();
            url.set_fragment(Some(fragment));
            url.to_string()
        })
    };
    // The post's own element first, then what it holds before its text.
    let near = tree.end(first).min(first + 12);
    let mut key = None;
    let mut anchor = None;
    for node in first..near {
        if tree.tag(node) == Tag::Text {
            if tree.text(node).trim().chars().count() > 60 {
                break;
            }
            continue;
        }
        let value = |name: Attr| {
            tree.attribute(node, name).map(str::trim).filter(|value| !value.is_empty() && value.len() <= 200)
        };
        let id = value(Attr::Id).or_else(|| value(Attr::Name).filter(|_| tree.tag(node) == Tag::A));
        anchor = anchor.or(id);
        let data = || value(Attr::DataPostId).or_else(|| value(Attr::DataId)).or_else(|| value(Attr::DataKey));
        key = key.or_else(|| if node == first { data().or(id) } else { id.or_else(data) });
    }
    // A link on the time leads to the post.
    let link = entry
        .marks
        .iter()
        .flat_map(|index| std::iter::once(marks[*index].node).chain(tree.ancestors(marks[*index].node).take(2)))
        .find(|node| tree.tag(*node) == Tag::A);
    let target = link.and_then(|link| tree.attribute(link, Attr::Href));
    let fragment = target
        .and_then(|target| target.split_once('#'))
        .map(|(_, fragment)| fragment.trim())
        .filter(|fragment| !fragment.is_empty());
    let url = anchor.or(fragment).and_then(with_fragment);
    (key.or(fragment).or(anchor).map(str::to_owned), url)
}
