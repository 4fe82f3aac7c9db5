//! The places of a page that show a time: the seeds from which posts are found.

use crate::dates::{self, WrittenTime};
use crate::hints::Hints;
use crate::main_text::Survey;
use crate::moments::{self, Day, Stamp};
use crate::tree::{Attr, NodeId, Tag, Tree};
use news::{Lang, Timestamp};

/// A place that shows a time.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// The outermost element that says nothing else; for a leading time the text node.
    pub node: NodeId,
    pub voice: Voice,
    pub stamp: Stamp,
    pub exact: Option<Timestamp>,
    /// What else its line says.
    pub beside: String,
}

/// How a mark says its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    Attribute(Attr),
    Text,
    /// The text begins with it and goes on.
    Lead,
}

/// More than any page of a live blog has.
const MAX_MARKS: usize = 20_000;
const MAX_TIME_CHARS: usize = 80;

/// Finds the marks of a page in document order. Those of readers' comments, quotations, forms and menus are left out.
pub(crate) fn find(tree: &Tree, survey: &Survey, lang: Lang) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut node: NodeId = 1;
    while node < tree.len() && marks.len() < MAX_MARKS {
        let tag = tree.tag(node);
        if tag == Tag::Text {
            read_text(tree, node, lang, &mut marks);
            node += 1;
            continue;
        }
        if is_foreign(tree, node, tag, survey.hints[node as usize]) {
            node = tree.end(node);
            continue;
        }
        read_attributes(tree, node, tag, lang, &mut marks);
        if (tag == Tag::Time || is_named_time(tree, node) || is_cut_clock(tree, node)) && tree.end(node) - node <= 14 {
            let text = tree.text_within(node, MAX_TIME_CHARS + 1);
            if text.len() <= MAX_TIME_CHARS
                && let Some(reading) = moments::read_line(&text, lang)
            {
                marks.push(Mark {
                    node,
                    voice: Voice::Text,
                    stamp: reading.stamp,
                    exact: None,
                    beside: reading.beside,
                });
                node = tree.end(node);
                continue;
            }
        }
        node += 1;
    }
    marks
}

/// Tells whether a page shows at least so many clocks, at a glance: spares the reading of nearly all pages.
pub(crate) fn are_many(tree: &Tree, least: usize) -> bool {
    let mut clocks = 0;
    for node in 1..tree.len() {
        clocks += usize::from(tree.tag(node) == Tag::Text && has_clock(tree.text(node)));
        if clocks >= least {
            return true;
        }
    }
    false
}

/// "14:05", "2.05", "14h05" near the beginning of a text.
fn has_clock(text: &str) -> bool {
    const MAX_BYTES: usize = 32;
    let head = &text.as_bytes()[..text.len().min(MAX_BYTES)];
    head.windows(4).any(|bytes| {
        bytes[0].is_ascii_digit()
            && matches!(bytes[1], b':' | b'.' | b'h')
            && bytes[2].is_ascii_digit()
            && bytes[3].is_ascii_digit()
    })
}

fn is_foreign(tree: &Tree, node: NodeId, tag: Tag, hints: Hints) -> bool {
    match tag {
        Tag::Nav | Tag::Form | Tag::Blockquote | Tag::Select | Tag::Figure => true,
        Tag::Template => tree.attribute(node, Attr::Shadowrootmode).is_none(),
        Tag::Noscript | Tag::Head | Tag::Html | Tag::Body => tag == Tag::Head,
        _ => tag.is_invisible() || hints.is_comments && !hints.is_body,
    }
}

/// Tells whether an element shows a clock that is cut into several texts: `<b>14</b>:<b>05</b>`.
fn is_cut_clock(tree: &Tree, node: NodeId) -> bool {
    let size = tree.end(node) - node;
    (4..=10).contains(&size)
        && tree
            .descendants(node)
            .find(|inner| tree.tag(*inner) == Tag::Text)
            .is_some_and(|first| tree.text(first).len() <= 8)
        && {
            let text = tree.text_within(node, 16);
            text.len() <= 10 && has_clock(&text.replace(' ', ""))
        }
}

fn is_named_time(tree: &Tree, node: NodeId) -> bool {
    let class = tree.attribute(node, Attr::Class).unwrap_or_default();
    ["time", "date", "zeit", "datum", "hora", "heure", "clock", "stamp", "fecha", "uhr"]
        .iter()
        .any(|word| class.contains(word))
}

fn read_attributes(tree: &Tree, node: NodeId, tag: Tag, lang: Lang, marks: &mut Vec<Mark>) {
    for (name, value) in tree.attributes(node) {
        let is_change = match name {
            Attr::Datetime | Attr::DataTime | Attr::DataTimestamp | Attr::DataMoment => false,
            Attr::DataChange => true,
            Attr::Title if tag != Tag::Img && value.len() <= 60 && value.contains(':') => false,
            Attr::Content => match tree.attribute(node, Attr::Itemprop) {
                Some("datePublished" | "dateCreated") => false,
                Some("dateModified") => true,
                _ => continue,
            },
            _ => continue,
        };
        let inherits_change = tree.attribute(node, Attr::Itemprop) == Some("dateModified");
        if let Some((mut stamp, exact)) = read_field(value, name, lang) {
            stamp.is_change = is_change || inherits_change;
            marks.push(Mark { node, voice: Voice::Attribute(name), stamp, exact, beside: String::new() });
        }
    }
}

/// Reads an attribute: a moment, or a day and a clock without a zone, or one of them.
fn read_field(value: &str, name: Attr, lang: Lang) -> Option<(Stamp, Option<Timestamp>)> {
    if !value.bytes().any(|byte| byte.is_ascii_digit()) || value.len() > 60 {
        return None;
    }
    match dates::parse_field(value, lang) {
        Some(WrittenTime { local, offset_s, has_clock }) if local.year() >= 1995 => {
            if name == Attr::Title && !has_clock {
                return None;
            }
            let stamp = Stamp {
                day: Some(Day::Full(local.date())),
                clock: has_clock.then(|| local.time()),
                offset_s,
                ..Stamp::default()
            };
            let exact = WrittenTime { local, offset_s, has_clock };
            Some((stamp, (offset_s.is_some() && has_clock).then(|| exact.moment())))
        }
        Some(_) => None,
        None if name == Attr::Title => None,
        None => {
            let stamp = moments::read(value, lang).filter(|reading| reading.is_whole)?.stamp;
            stamp.clock.is_some().then_some((stamp, None))
        }
    }
}

fn read_text(tree: &Tree, node: NodeId, lang: Lang, marks: &mut Vec<Mark>) {
    let text = tree.text(node).trim();
    if text.is_empty() || !may_be_time(text) {
        return;
    }
    // In a heading the words behind a time are the headline, elsewhere a short line's are of who wrote it.
    let block = tree.ancestors(node).find(|outer| tree.tag(*outer).is_block()).unwrap_or(0);
    let is_title = tree.tag(block).is_heading() || matches!(tree.tag(block), Tag::Dt | Tag::Summary);
    let reading = if is_title {
        moments::read(text, lang).filter(|reading| reading.is_whole)
    } else {
        moments::read_line(text, lang)
    };
    if let Some(reading) = reading {
        let node = lifted(tree, node);
        marks.push(Mark { node, voice: Voice::Text, stamp: reading.stamp, exact: None, beside: reading.beside });
    } else if is_first_of_block(tree, node)
        && let Some(reading) = moments::read(text, lang)
    {
        marks.push(Mark { node, voice: Voice::Lead, stamp: reading.stamp, exact: None, beside: String::new() });
    }
}

/// A look at a text that spares the reading of nearly all.
fn may_be_time(text: &str) -> bool {
    const MAX_BYTES: usize = 160;
    const MAX_LEAD_BYTES: usize = 12;
    let mut end = text.len().min(if text.len() <= MAX_BYTES { MAX_BYTES } else { MAX_LEAD_BYTES });
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].chars().any(char::is_numeric) || moments::may_be_worded(text)
}

/// The outermost element that holds nothing but this text.
fn lifted(tree: &Tree, text: NodeId) -> NodeId {
    let mut node = text;
    for outer in tree.ancestors(text).take(4) {
        let is_large = tree.end(outer) - outer > 16;
        let holds_more = is_large
            || tree.descendants(outer).any(|inner| {
                tree.tag(inner) == Tag::Text && inner != text && !tree.text(inner).trim().is_empty()
                    || matches!(tree.tag(inner), Tag::Img | Tag::Picture | Tag::Video)
            });
        if holds_more
            || matches!(
                tree.tag(outer),
                Tag::Body | Tag::Html | Tag::Main | Tag::Article | Tag::Section | Tag::Tr | Tag::Ul | Tag::Ol
            )
        {
            break;
        }
        node = outer;
    }
    node
}

/// Tells whether no text stands before a text in its block.
fn is_first_of_block(tree: &Tree, text: NodeId) -> bool {
    let block = tree.ancestors(text).find(|outer| tree.tag(*outer).is_block()).unwrap_or(0);
    text - block <= 40 && (block + 1..text).all(|before| tree.text(before).trim().is_empty())
}
