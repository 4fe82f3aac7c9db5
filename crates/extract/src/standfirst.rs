//! The sentence or two between headline and text.

use crate::blocks::Placed;
use crate::main_text::{Survey, squeeze};
use crate::tree::{NodeId, Tag, Tree};
use news::Block;

const MAX_CHARS: usize = 600;
const MIN_CHARS: usize = 20;

/// Finds the standfirst and takes it out of the blocks. It is what the page shows as such: named so, or the
/// description shown between heading and text. A page with hardly any text is given its description.
pub(crate) fn take(
    tree: &Tree,
    survey: &Survey,
    blocks: &mut Vec<Placed>,
    container: NodeId,
    heading: Option<NodeId>,
    description: &str,
    title: &str,
) -> String {
    let wanted = squeeze(description, 60);
    // Among the first blocks: named so, or equal to the description.
    for index in 0..blocks.len().min(4) {
        let Some(text) = line_of(&blocks[index].block) else { continue };
        let chars = text.chars().count();
        if !(MIN_CHARS..=MAX_CHARS).contains(&chars) {
            continue;
        }
        let node = blocks[index].node;
        let named = std::iter::once(node)
            .chain(tree.ancestors(node).take(4))
            .take_while(|outer| *outer != container)
            .any(|outer| survey.hints[outer as usize].is_standfirst);
        let is_description = index == 0
            && blocks.len() > 2
            && wanted.chars().count() >= 20
            && squeeze(text, MAX_CHARS) == squeeze(description, MAX_CHARS);
        if named && blocks.len() > 1 || is_description {
            let text = text.to_owned();
            blocks.remove(index);
            return text;
        }
    }
    // Outside the container: between the heading and the text.
    let text = outside(tree, survey, container, heading, &wanted, blocks);
    if let Some(text) = text.filter(|text| squeeze(text, 400) != squeeze(title, 400)) {
        return text;
    }
    let body: usize = blocks.iter().filter_map(|placed| line_of(&placed.block)).map(str::len).sum();
    if body < 120 && description.chars().count() >= MIN_CHARS { description.to_owned() } else { String::new() }
}

fn outside(
    tree: &Tree,
    survey: &Survey,
    container: NodeId,
    heading: Option<NodeId>,
    wanted: &str,
    blocks: &[Placed],
) -> Option<String> {
    let first = blocks.first().map_or(container, |placed| placed.node.max(container));
    let already: String =
        blocks.iter().take(6).filter_map(|placed| line_of(&placed.block)).map(|text| squeeze(text, 2000)).collect();
    let start = heading.map_or(1, |heading| heading.saturating_sub(60).max(1));
    let mut node = start;
    while node < first.min(tree.len()) {
        if survey.is_pruned(node) || heading == Some(node) {
            node = tree.end(node);
            continue;
        }
        let tag = tree.tag(node);
        let hints = survey.hints[node as usize];
        let is_line = tag.is_block()
            && !matches!(tag, Tag::Body | Tag::Html | Tag::Article | Tag::Main)
            && !tree.contains(node, container)
            && heading.is_none_or(|heading| !tree.contains(node, heading));
        if is_line && !hints.is_byline && !hints.is_caption {
            let text = tree.text_within(node, MAX_CHARS * 4);
            let chars = text.chars().count();
            if (MIN_CHARS..=MAX_CHARS).contains(&chars) && !already.contains(&squeeze(&text, 60)) {
                let is_description = wanted.chars().count() >= 20 && squeeze(&text, 60) == wanted;
                let is_named =
                    hints.is_standfirst && heading.is_some_and(|heading| node > heading) && text.contains(' ');
                let after_heading = heading.is_some_and(|heading| node > heading)
                    && (matches!(tag, Tag::P | Tag::H2)
                        || tag == Tag::Div && !tree.descendants(node).any(|inner| tree.tag(inner).is_block()))
                    && chars >= 50
                    && text.ends_with(['.', '?', '!', '。', '»', '"', '”']);
                if is_description || is_named || after_heading {
                    return Some(text);
                }
            }
        }
        node += 1;
    }
    None
}

fn line_of(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => Some(&text.text),
        _ => None,
    }
}
