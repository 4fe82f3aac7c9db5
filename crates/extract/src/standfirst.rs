//! The sentence or two between headline and text.

use crate::blocks::Placed;
use crate::main_text::{Survey, squeeze};
use crate::tree::{NodeId, Tag, Tree};
use news::Block;

const MAX_CHARS: usize = 700;
const MIN_CHARS: usize = 20;
/// A line under the heading that nothing names must be at least as long as this.
const MIN_UNNAMED_CHARS: usize = 50;
/// Letters compared when two texts are taken for the same.
const HEAD_LETTERS: usize = 60;
/// Nodes above the heading in which a standfirst is still looked for.
const NODES_ABOVE_HEADING: u32 = 60;

/// Where the standfirst may stand and what it may say.
pub(crate) struct Place<'a> {
    pub container: NodeId,
    pub heading: Option<NodeId>,
    /// The page's descriptions of itself.
    pub descriptions: &'a [String],
    pub title: &'a str,
}

/// Finds the standfirst and takes it out of the blocks. It is what the page shows as such: named so, or a
/// description shown between heading and text. A page with hardly any text is given its description.
pub(crate) fn take(tree: &Tree, survey: &Survey, blocks: &mut Vec<Placed>, place: &Place<'_>) -> String {
    let wanted: Vec<String> = place
        .descriptions
        .iter()
        .map(|text| squeeze(text, HEAD_LETTERS))
        .filter(|head| head.chars().count() >= MIN_CHARS)
        .collect();
    if let Some(text) = inside(tree, survey, blocks, place, &wanted) {
        return text;
    }
    if let Some(text) = outside(tree, survey, blocks, place, &wanted) {
        return text;
    }
    let body: usize = blocks.iter().filter_map(|placed| line_of(&placed.block)).map(str::len).sum();
    let description = place.descriptions.first().filter(|text| body < 120 && text.chars().count() >= MIN_CHARS);
    description.cloned().unwrap_or_default()
}

/// Among the first blocks of the text: named so, or a description whole.
fn inside(
    tree: &Tree,
    survey: &Survey,
    blocks: &mut Vec<Placed>,
    place: &Place<'_>,
    wanted: &[String],
) -> Option<String> {
    if blocks.len() < 2 {
        return None;
    }
    for index in 0..blocks.len().min(4) {
        let Some(text) = line_of(&blocks[index].block) else { continue };
        if !(MIN_CHARS..=MAX_CHARS).contains(&text.chars().count()) {
            continue;
        }
        let node = blocks[index].node;
        let around = std::iter::once(node).chain(tree.ancestors(node).take(4));
        let is_named = around
            .take_while(|outer| *outer != place.container)
            .any(|outer| survey.hints[outer as usize].is_standfirst);
        let letters = squeeze(text, MAX_CHARS);
        let is_description = index == 0
            && blocks.len() > 2
            && wanted.contains(&squeeze(text, HEAD_LETTERS))
            && place.descriptions.iter().any(|description| squeeze(description, MAX_CHARS) == letters);
        if is_named || is_description {
            let text = text.to_owned();
            blocks.remove(index);
            return Some(text);
        }
    }
    None
}

/// Outside the container: between the heading and the text.
fn outside(tree: &Tree, survey: &Survey, blocks: &[Placed], place: &Place<'_>, wanted: &[String]) -> Option<String> {
    let first = blocks.first().map_or(place.container, |placed| placed.node.max(place.container)).min(tree.len());
    let already: String =
        blocks.iter().take(6).filter_map(|placed| line_of(&placed.block)).map(|text| squeeze(text, 2000)).collect();
    let heading = place.heading.filter(|heading| *heading < first);
    let mut unnamed = None;
    let mut node = heading.map_or(1, |heading| heading.saturating_sub(NODES_ABOVE_HEADING).max(1));
    while node < first {
        let tag = tree.tag(node);
        if tag.is_invisible() || heading == Some(node) {
            node = tree.end(node);
            continue;
        }
        let holds_more =
            tree.contains(node, place.container) || heading.is_some_and(|heading| tree.contains(node, heading));
        let hints = survey.hints[node as usize];
        if tag.is_block() && !holds_more && !hints.is_byline && !hints.is_caption {
            let text = tree.text_within(node, 4 * MAX_CHARS);
            let chars = text.chars().count();
            let letters = squeeze(&text, HEAD_LETTERS);
            let is_new = !already.contains(&letters) && letters != squeeze(place.title, HEAD_LETTERS);
            let is_caption = crate::noise::is_credit(&text, chars.min(200));
            if (MIN_CHARS..=MAX_CHARS).contains(&chars) && is_new && !is_caption {
                if wanted.contains(&letters) {
                    return Some(text);
                }
                let is_below = heading.is_some_and(|heading| node > heading) && !survey.is_pruned(node);
                if is_below && hints.is_standfirst && text.contains(' ') {
                    return Some(text);
                }
                if is_below && unnamed.is_none() && chars >= MIN_UNNAMED_CHARS && is_line(tree, node) {
                    unnamed = Some(text);
                }
            }
        }
        node += 1;
    }
    unnamed
}

/// A block of text without blocks inside: a sentence, or long enough to be one, and no link.
fn is_line(tree: &Tree, node: NodeId) -> bool {
    let is_leaf = !tree.descendants(node).any(|inner| tree.tag(inner).is_block() || tree.tag(inner) == Tag::A);
    let text = tree.text_within(node, 2 * MAX_CHARS);
    let ends = text.ends_with(['.', '?', '!', '。', '»', '"', '”', '“']);
    let in_figure = tree.ancestors(node).take(6).any(|outer| matches!(tree.tag(outer), Tag::Figure | Tag::Figcaption));
    is_leaf
        && !in_figure
        && matches!(tree.tag(node), Tag::P | Tag::H2 | Tag::Div)
        && (ends || text.chars().count() >= 90)
}

fn line_of(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Some(&text.text),
        _ => None,
    }
}
