//! The headline a reader sees above the text.
//!
//! Most often it is the `h1`. But some pages give the `h1` to the last step of their breadcrumb, worded for search
//! engines, and print the headline as an `h2`; some give it to the site's name; and many set a kicker ("Storm in the
//! north") inside the heading's own element. What the page's metadata call its title tells these apart.

use crate::byline::key_of;
use crate::main_text::Survey;
use crate::tree::{Attr, NodeId, Tag, Tree, push_collapsed};

/// Shorter headings are rather a section's or a site's name.
const MIN_CHARS: usize = 15;
const MAX_BYTES: usize = 1000;
/// Pages of a hundred thousand headings are looked at no further.
const MAX_HEADINGS: usize = 64;
/// A paragraph of this length is text: no headline comes after it.
const MIN_PROSE_CHARS: usize = 100;

/// Names of the line that stands above or before a headline.
#[rustfmt::skip]
const KICKERS: &[&str] = &[
    "overline", "kicker", "topline", "toptitle", "roofline", "dachzeile", "spitzmarke", "catchline", "eyebrow",
    "titleheader", "pretitle", "preheadline", "supertitle", "suptitle", "uptitle", "volanta", "antetitulo", "surtitre",
    "occhiello", "stikktittel", "vignett",
];

/// A heading as the page shows it.
pub(crate) struct Heading {
    pub node: NodeId,
    /// Without a kicker.
    pub text: String,
    /// With everything shown in its element.
    pub whole: String,
    /// One run of text: nothing sets parts of it apart.
    pub is_plain: bool,
    /// False when it counts only if the metadata confirm it.
    pub is_sure: bool,
}

/// Finds the article's heading. `claimed` are the titles in the page's metadata, as keys of [`key_of`].
pub(crate) fn find(tree: &Tree, survey: &Survey, claimed: &[String]) -> Option<Heading> {
    let (crumbs, headings): (Vec<NodeId>, Vec<NodeId>) = (1..tree.len())
        .filter(|node| tree.tag(*node) == Tag::H1 && !text_of(tree, *node).is_empty())
        .take(MAX_HEADINGS)
        .partition(|node| is_crumb(tree, *node));
    let is_claimed = |node: NodeId| claimed.contains(&key_of(&text_of(tree, node)));
    let chars = |node: NodeId| text_of(tree, node).chars().count();
    let candidates = || headings.iter().copied();
    let sure = candidates()
        .find(|node| is_claimed(*node) && !survey.is_pruned(*node))
        .or_else(|| candidates().find(|node| survey.hints[*node as usize].is_title && !survey.is_pruned(*node)))
        .or_else(|| candidates().find(|node| !is_logo(tree, survey, *node) && chars(*node) >= MIN_CHARS));
    if let Some(node) = sure {
        return Some(read(tree, survey, node, claimed, true));
    }
    let below = crumbs.first().and_then(|crumb| below_crumb(tree, survey, *crumb, claimed));
    let longest = || {
        let rest = if headings.is_empty() { &crumbs } else { &headings };
        rest.iter().copied().max_by_key(|node| (chars(*node), std::cmp::Reverse(*node)))
    };
    below.or_else(longest).map(|node| read(tree, survey, node, claimed, false))
}

fn text_of(tree: &Tree, node: NodeId) -> String {
    tree.text_within(node, MAX_BYTES)
}

fn is_logo(tree: &Tree, survey: &Survey, node: NodeId) -> bool {
    tree.ancestors(node).any(|outer| survey.is_pruned(outer))
        || tree.ancestors(node).any(|outer| tree.tag(outer) == Tag::Header)
            && !tree.ancestors(node).any(|outer| matches!(tree.tag(outer), Tag::Article | Tag::Main))
}

/// The last step of a breadcrumb: named so, in a list beside links, or on one line with them.
fn is_crumb(tree: &Tree, node: NodeId) -> bool {
    const LEVELS: usize = 4;
    let is_named = |node: NodeId| {
        [Attr::Class, Attr::Id, Attr::Itemtype]
            .iter()
            .filter_map(|name| tree.attribute(node, *name))
            .any(|name| name.to_ascii_lowercase().contains("crumb"))
    };
    let links_beside = |node: NodeId| {
        tree.children(tree.parent(node))
            .take_while(move |beside| *beside < node)
            .filter(|beside| tree.tag(*beside) == Tag::A)
    };
    let is_link = |node: NodeId| tree.descendants(node).any(|inner| tree.tag(inner) == Tag::A);
    is_named(node)
        || links_beside(node).count() >= 2
        || tree.ancestors(node).take(LEVELS).any(|outer| match tree.tag(outer) {
            Tag::Nav => true,
            Tag::Li => tree.children(tree.parent(outer)).any(|item| item < outer && is_link(item)),
            _ => is_named(outer),
        })
}

/// The headline of a page whose `h1` is a breadcrumb's: the first heading before the text.
fn below_crumb(tree: &Tree, survey: &Survey, crumb: NodeId, claimed: &[String]) -> Option<NodeId> {
    let mut node = tree.end(crumb);
    while node < tree.len() {
        let tag = tree.tag(node);
        if tag.is_invisible() {
            node = tree.end(node);
            continue;
        }
        if matches!(tag, Tag::H1 | Tag::H2) {
            let text = text_of(tree, node);
            if claimed.contains(&key_of(&text)) || !survey.is_pruned(node) && text.chars().count() >= MIN_CHARS {
                return Some(node);
            }
        }
        if tag == Tag::P && !survey.is_pruned(node) && text_of(tree, node).chars().count() >= MIN_PROSE_CHARS {
            return None;
        }
        node += 1;
    }
    None
}

fn read(tree: &Tree, survey: &Survey, node: NodeId, claimed: &[String], is_sure: bool) -> Heading {
    let whole = shown_text(tree, survey, node);
    let text = headline_within(tree, node, &whole, claimed).unwrap_or_else(|| whole.clone());
    let is_plain = tree.descendants(node).all(|part| matches!(tree.tag(part), Tag::Text | Tag::Br));
    Heading { node, text, whole, is_plain, is_sure }
}

/// The text of a heading without what is written for screen readers only.
fn shown_text(tree: &Tree, survey: &Survey, heading: NodeId) -> String {
    let mut shown = String::new();
    let mut node = heading + 1;
    while node < tree.end(heading) && shown.len() < MAX_BYTES {
        if survey.hints[node as usize].is_hidden || tree.tag(node).is_invisible() {
            node = tree.end(node);
            continue;
        }
        match tree.tag(node) {
            Tag::Text => push_collapsed(&mut shown, tree.text(node)),
            tag if tag.is_block() || tag == Tag::Br => push_collapsed(&mut shown, " "),
            _ => {}
        }
        node += 1;
    }
    let shown = shown.trim_end().to_owned();
    if shown.is_empty() { text_of(tree, heading) } else { shown }
}

/// The part of a heading that is the headline: the metadata know it, or what stands before it is named a kicker.
fn headline_within(tree: &Tree, heading: NodeId, whole: &str, claimed: &[String]) -> Option<String> {
    let parts = || tree.descendants(heading).filter(|part| tree.tag(*part) != Tag::Text);
    let known = parts()
        .map(|part| text_of(tree, part))
        .find(|text| text.chars().count() >= MIN_CHARS && text.len() < whole.len() && claimed.contains(&key_of(text)));
    if known.is_some() {
        return known;
    }
    let is_kicker = |part: NodeId| {
        [Attr::Class, Attr::Id, Attr::DataTestid]
            .iter()
            .filter_map(|name| tree.attribute(part, *name))
            .map(str::to_ascii_lowercase)
            .any(|name| KICKERS.iter().any(|kicker| name.contains(kicker)))
    };
    let kicker = text_of(tree, parts().find(|part| is_kicker(*part))?);
    let is_mark = |mark: char| mark.is_whitespace() || matches!(mark, ':' | '-' | '–' | '—' | '|' | '/');
    let rest = whole.strip_prefix(kicker.as_str())?.trim_start_matches(is_mark);
    (rest.chars().count() >= MIN_CHARS).then(|| rest.to_owned())
}
