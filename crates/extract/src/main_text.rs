//! Which part of the page is the article.
//!
//! Three steps, each linear in the number of nodes. *Prune*: leave out what cannot be text by its element, its names
//! or because nobody sees it. *Choose*: every block with text of its own is worth points, prose for and links
//! against; the container is the node whose subtree is worth most. Since menus and lists of links count against
//! it, the sum falls as soon as a node takes in more than the article. *Filter*: inside the container, leave out
//! what is worth nothing, and short lines that are known not to be text (see [`crate::noise`]).
//! One piece because the three weigh the same features of the same nodes.

use crate::blocks::{Placed, build};
use crate::boilerplate::Boilerplate;
use crate::hints::{self, Hints};
use crate::noise;
use crate::tree::{Attr, NodeId, Tag, Tree};
use news::{Block, MarkKind, RichText};
use std::collections::BTreeMap;
use url::Url;

/// What is known of the article before its text is found.
#[derive(Default)]
pub(crate) struct Known<'a> {
    pub title: &'a str,
    /// The text as structured data give it, when they do.
    pub declared_text: &'a str,
    /// The names the site goes by, as keys of [`crate::byline::key_of`].
    pub sites: &'a [String],
    pub boilerplate: Option<&'a Boilerplate>,
}

/// The blocks of the article with the container they were found in.
pub(crate) struct MainText {
    pub blocks: Vec<Placed>,
    pub container: NodeId,
    /// A name that stands alone and set off at the start or the end of the text; empty when there is none.
    pub signature: String,
}

/// Facts about every node, in arrays as long as the tree.
pub(crate) struct Survey {
    pub hints: Vec<Hints>,
    pruned: Vec<bool>,
    /// Characters of visible text in the subtree, pruned parts left out.
    chars: Vec<u32>,
    link_chars: Vec<u32>,
    /// Worth of the subtree.
    worth: Vec<f32>,
    /// Worth of the block's own text.
    own_worth: Vec<f32>,
}

impl Survey {
    pub fn is_pruned(&self, node: NodeId) -> bool {
        self.pruned[node as usize]
    }
}

/// Looks at every node once.
pub(crate) fn survey(tree: &Tree, known: &Known<'_>) -> Survey {
    let count = tree.len() as usize;
    let mut survey = Survey {
        hints: vec![Hints::default(); count],
        pruned: vec![false; count],
        chars: vec![0; count],
        link_chars: vec![0; count],
        worth: vec![0.0; count],
        own_worth: vec![0.0; count],
    };
    let prose = Prose::count(tree);
    let protected = protected_nodes(tree);
    prune(tree, &mut survey, &prose, &protected);
    mark_teaser_lists(tree, &mut survey, &prose, &protected);
    let own = own_texts(tree, &mut survey);
    let declared = Declared::new(known.declared_text);
    for node in (1..tree.len()).rev() {
        let at = node as usize;
        if survey.pruned[at] {
            continue;
        }
        if own[at].chars > 0 {
            survey.own_worth[at] = worth_of(tree, node, own[at], &declared);
            survey.worth[at] += survey.own_worth[at];
        }
        let parent = tree.parent(node) as usize;
        survey.chars[parent] += survey.chars[at];
        survey.link_chars[parent] += survey.link_chars[at];
        survey.worth[parent] += survey.worth[at];
    }
    survey
}

/// Counts the text of every block that is not pruned; what is inside a pruned node is marked pruned too.
fn own_texts(tree: &Tree, survey: &mut Survey) -> Vec<Own> {
    let count = tree.len() as usize;
    let mut own = vec![Own::default(); count];
    // The block and the link each node is in.
    let mut block_of: Vec<NodeId> = vec![0; count];
    let mut in_link = vec![false; count];
    let mut node: NodeId = 1;
    while node < tree.len() {
        let at = node as usize;
        if survey.pruned[at] {
            survey.pruned[at..tree.end(node) as usize].fill(true);
            node = tree.end(node);
            continue;
        }
        let parent = tree.parent(node) as usize;
        let tag = tree.tag(node);
        block_of[at] = if tag.is_block() { node } else { block_of[parent] };
        in_link[at] = in_link[parent] || tag == Tag::A && tree.attribute(node, Attr::Href).is_some();
        if tag == Tag::Text {
            let text = tree.text(node);
            let chars = weigh_chars(text);
            if chars > 0 {
                let block = &mut own[block_of[at] as usize];
                block.chars += chars;
                block.commas += commas(text);
                survey.chars[at] = chars;
                if in_link[at] {
                    block.link_chars += chars;
                    survey.link_chars[at] = chars;
                }
                if block.first_text == 0 {
                    block.first_text = node;
                }
            }
        }
        node += 1;
    }
    own
}

/// Finds the article's text in a surveyed page.
pub(crate) fn find(
    tree: &Tree,
    survey: &Survey,
    known: &Known<'_>,
    heading: Option<NodeId>,
    base: Option<&Url>,
) -> MainText {
    let container = first_article(tree, survey, with_siblings(tree, survey, choose(tree, survey)), heading);
    let skip = |node: NodeId| survey.pruned[node as usize] || is_unworthy(tree, survey, node, container);
    let mut blocks = build(tree, container, base, &skip);
    let signature = signature_of(&blocks);
    noise::remove(&mut blocks, known.title, known.sites, known.boilerplate);
    MainText { blocks, container, signature }
}

fn signature_of(blocks: &[Placed]) -> String {
    let is_signature = |text: &&RichText| {
        let whole = text.text.len() as u32;
        let is_set_off = text.marks.iter().any(|mark| {
            mark.start == 0 && mark.end == whole && matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis)
        });
        let words = || text.text.split_whitespace();
        is_set_off
            && (2..=5).contains(&words().count())
            && text
                .text
                .chars()
                .all(|character| character.is_alphabetic() || matches!(character, ' ' | '-' | '.' | '’' | '\''))
            && words().all(|word| word.chars().next().is_some_and(char::is_uppercase) || word == "and")
            && !text.text.ends_with('.')
    };
    let ends = blocks.iter().take(2).chain(blocks.iter().rev().take(2));
    let texts = ends.filter_map(|placed| match &placed.block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    texts.into_iter().find(is_signature).map(|text| text.text.clone()).unwrap_or_default()
}

#[derive(Clone, Copy, Default)]
struct Own {
    chars: u32,
    link_chars: u32,
    commas: u32,
    first_text: NodeId,
}

/// Counts characters that are not space; one of a script without spaces counts for two and a half.
pub(crate) fn weigh_chars(text: &str) -> u32 {
    let mut doubled = 0u32;
    for character in text.chars() {
        if character.is_ascii() {
            doubled += 2 * u32::from(!character.is_ascii_whitespace());
        } else if matches!(u32::from(character), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af) {
            doubled += 5;
        } else {
            doubled += 2 * u32::from(!character.is_whitespace());
        }
    }
    doubled / 2
}

fn commas(text: &str) -> u32 {
    text.chars().filter(|character| matches!(character, ',' | '，' | '、' | '،' | ';' | '।' | '。')).count() as u32
}

/// Where the page's text is: its characters outside links by subtree, and by names.
struct Prose<'t> {
    chars: Vec<u32>,
    by_class: BTreeMap<&'t str, u32>,
}

impl<'t> Prose<'t> {
    fn count(tree: &'t Tree) -> Self {
        let mut chars = vec![0u32; tree.len() as usize];
        for node in (1..tree.len()).rev() {
            let tag = tree.tag(node);
            if tag == Tag::Text {
                chars[node as usize] = weigh_chars(tree.text(node));
            } else if tag == Tag::A || tag.is_invisible() {
                chars[node as usize] = 0;
            }
            chars[tree.parent(node) as usize] += chars[node as usize];
        }
        let mut by_class = BTreeMap::new();
        for node in 1..tree.len() {
            if chars[node as usize] > 0
                && let Some(class) = tree.attribute(node, Attr::Class)
            {
                *by_class.entry(class).or_insert(0) += chars[node as usize];
            }
        }
        Self { chars, by_class }
    }

    fn of(&self, node: NodeId) -> f32 {
        self.chars[node as usize] as f32
    }

    /// The text in a subtree, or in all of the same names when more: a text may be cut into parts named alike.
    fn of_alike(&self, tree: &Tree, node: NodeId) -> f32 {
        if self.chars[node as usize] == 0 {
            return 0.0;
        }
        let alike = tree.attribute(node, Attr::Class).and_then(|class| self.by_class.get(class)).copied().unwrap_or(0);
        alike.max(self.chars[node as usize]) as f32
    }
}

/// What an element and its names say of its text.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Keep,
    /// Pruned whatever it holds.
    Prune,
    /// Pruned unless it holds this many times the text that is left without all of its like.
    PruneUnless(f32),
}

/// Prunes in two passes: the first finds how much text is left when all that looks foreign is gone; the second
/// takes back what holds more than that, since it must be the text itself.
fn prune(tree: &Tree, survey: &mut Survey, prose: &Prose<'_>, protected: &[bool]) {
    let mut left = prose.of(0);
    let mut node: NodeId = 1;
    while node < tree.len() {
        if tree.tag(node) == Tag::Text {
            node += 1;
            continue;
        }
        let hints = hints::read(tree, node);
        survey.hints[node as usize] = hints;
        node = match verdict(tree, node, hints, protected) {
            Verdict::Keep => node + 1,
            Verdict::Prune | Verdict::PruneUnless(_) => {
                left -= prose.of(node);
                tree.end(node)
            }
        };
    }
    let left = left.max(MIN_TEXT_CHARS);
    // The text taken back around the place: its end and how much it holds.
    let mut around: Vec<(NodeId, f32)> = Vec::new();
    node = 1;
    while node < tree.len() {
        while around.last().is_some_and(|(end, _)| *end <= node) {
            around.pop();
        }
        if tree.tag(node) == Tag::Text {
            node += 1;
            continue;
        }
        if !around.is_empty() {
            survey.hints[node as usize] = hints::read(tree, node);
        }
        let is_pruned = match verdict(tree, node, survey.hints[node as usize], protected) {
            Verdict::Keep => false,
            Verdict::Prune => true,
            Verdict::PruneUnless(times) => {
                let is_text = match around.last() {
                    Some((_, outer)) => prose.of_alike(tree, node) >= 0.4 * outer,
                    None => prose.of_alike(tree, node) >= times * left,
                };
                if is_text {
                    around.push((tree.end(node), prose.of(node)));
                }
                !is_text
            }
        };
        if is_pruned {
            survey.pruned[node as usize] = true;
            node = tree.end(node);
        } else {
            node += 1;
        }
    }
}

/// Less text than this is no text at all.
const MIN_TEXT_CHARS: f32 = 60.0;

fn verdict(tree: &Tree, node: NodeId, hints: Hints, protected: &[bool]) -> Verdict {
    let tag = tree.tag(node);
    if tag.is_invisible() {
        let is_shown = matches!(tag, Tag::Iframe | Tag::Object)
            || tag == Tag::Template && tree.attribute(node, Attr::Shadowrootmode).is_some();
        return if is_shown { Verdict::Keep } else { Verdict::Prune };
    }
    if matches!(tag, Tag::Body | Tag::Html | Tag::Main) {
        return Verdict::Keep;
    }
    if matches!(tag, Tag::Nav | Tag::Button | Tag::Menu | Tag::Dialog | Tag::Input | Tag::Label | Tag::Fieldset) {
        return Verdict::Prune;
    }
    if protected[node as usize] {
        return Verdict::Keep;
    }
    if hints.is_comments {
        // A forum's page is all comments.
        return if hints.is_body { Verdict::Keep } else { Verdict::PruneUnless(15.0) };
    }
    if hints.is_hidden {
        return Verdict::PruneUnless(1.0);
    }
    if hints.is_foreign && !hints.is_body {
        return Verdict::PruneUnless(4.0);
    }
    if tag == Tag::Form {
        return Verdict::PruneUnless(0.4);
    }
    if tag.is_heading() || hints.is_standfirst && is_plain(tree, node) {
        return Verdict::Keep;
    }
    if hints.is_aside && !hints.is_body || matches!(tag, Tag::Footer | Tag::Aside) {
        return Verdict::PruneUnless(1.0);
    }
    Verdict::Keep
}

/// "teaser" and "lead" name a standfirst when it is nothing but text.
fn is_plain(tree: &Tree, node: NodeId) -> bool {
    const MAX_STANDFIRST_NODES: u32 = 10;
    tree.end(node) - node <= MAX_STANDFIRST_NODES
        && tree.descendants(node).all(|inner| {
            let tag = tree.tag(inner);
            !matches!(tag, Tag::A | Tag::Img | Tag::Picture) && !tag.is_heading()
        })
}

/// Marks nodes that hold the page's heading or its named body: their own names do not prune them.
fn protected_nodes(tree: &Tree) -> Vec<bool> {
    let mut protected = vec![false; tree.len() as usize];
    for node in 1..tree.len() {
        let is_anchor = matches!(tree.tag(node), Tag::H1 | Tag::Main)
            || tree.attribute(node, Attr::Itemprop).is_some_and(|itemprop| itemprop.contains("articleBody"));
        if is_anchor {
            for outer in tree.ancestors(node) {
                if std::mem::replace(&mut protected[outer as usize], true) {
                    break;
                }
            }
        }
    }
    protected
}

/// Marks lists of teasers: neighbours that each are a linked headline with at most a sentence or two.
fn mark_teaser_lists(tree: &Tree, survey: &mut Survey, prose: &Prose<'_>, protected: &[bool]) {
    let mut node: NodeId = 1;
    while node < tree.len() {
        let at = node as usize;
        if survey.pruned[at] {
            node = tree.end(node);
            continue;
        }
        if tree.tag(node).is_block()
            && !matches!(tree.tag(node), Tag::P | Tag::Table)
            && !protected[at]
            && tree.end(node) - node > 12
        {
            let mut teasers = 0;
            let mut others = 0;
            for child in tree.children(node) {
                if tree.tag(child) == Tag::Text || survey.pruned[child as usize] {
                    continue;
                }
                if is_teaser(tree, child) {
                    teasers += 1;
                } else if prose.chars[child as usize] > 0 {
                    others += 1;
                }
            }
            if teasers >= 3 && others <= teasers / 3 && prose.chars[at] * 2 < prose.chars[0] {
                survey.pruned[at] = true;
                node = tree.end(node);
                continue;
            }
        }
        node += 1;
    }
}

const MAX_TEASER_NODES: u32 = 120;
const MAX_TEASER_CHARS: usize = 500;

fn is_teaser(tree: &Tree, node: NodeId) -> bool {
    if tree.end(node) - node > MAX_TEASER_NODES || tree.tag(node) == Tag::Text {
        return false;
    }
    let has_linked_heading = tree.descendants(node).any(|inner| {
        tree.tag(inner).is_heading()
            && (tree.descendants(inner).any(|link| tree.tag(link) == Tag::A)
                || tree.ancestors(inner).take_while(|outer| *outer >= node).any(|outer| tree.tag(outer) == Tag::A))
    });
    has_linked_heading && tree.text_within(node, MAX_TEASER_CHARS + 1).len() <= MAX_TEASER_CHARS
}

/// The worth of a block's own text: about its length in characters when it is prose, less the more of it is links.
fn worth_of(tree: &Tree, node: NodeId, own: Own, declared: &Declared) -> f32 {
    let chars = own.chars as f32;
    let link_share = own.link_chars as f32 / chars.max(1.0);
    let tag = tree.tag(node);
    if declared.contains(tree.text(own.first_text)) {
        return 2.0 * chars + 20.0;
    }
    if link_share > 0.6 {
        return -(6.0 + chars.min(100.0) * 0.3);
    }
    if tag.is_heading() {
        return if link_share > 0.3 { -10.0 } else { 5.0 };
    }
    let prose = chars * (1.0 - 1.6 * link_share) + 8.0 * own.commas as f32;
    let weight = match tag {
        Tag::P | Tag::Pre | Tag::Blockquote => 1.0,
        Tag::Td | Tag::Li | Tag::Dd => 0.6,
        Tag::Th | Tag::Dt | Tag::Figcaption | Tag::Caption | Tag::Summary | Tag::Legend => 0.2,
        Tag::Footer | Tag::Aside | Tag::Form | Tag::Address => 0.1,
        _ => 0.8,
    };
    if chars < 25.0 {
        // Cells and items are short by nature; a short line in a plain box is a label.
        return if matches!(tag, Tag::P | Tag::Td | Tag::Th | Tag::Li | Tag::Dt | Tag::Dd) { 0.0 } else { -4.0 };
    }
    (weight * prose).min(1200.0)
}

/// The text that structured data declare, as a set of beginnings.
struct Declared {
    text: String,
}

impl Declared {
    const HEAD_CHARS: usize = 48;
    /// Every block is looked for in it.
    const MAX_CHARS: usize = 400_000;

    fn new(text: &str) -> Self {
        Self { text: squeeze(text, Self::MAX_CHARS) }
    }

    fn contains(&self, text: &str) -> bool {
        if self.text.is_empty() {
            return false;
        }
        let head = squeeze(text, Self::HEAD_CHARS);
        head.chars().count() >= 20 && self.text.contains(&head)
    }
}

/// Letters and digits only, so that quotes and spaces do not matter.
pub(crate) fn squeeze(text: &str, most: usize) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).take(most).collect()
}

/// Chooses the node worth most. Names of bodies raise the worth, the page as a whole lowers it; of equals the
/// innermost wins.
fn choose(tree: &Tree, survey: &Survey) -> NodeId {
    let mut best = (f32::MIN, 0);
    let mut at: NodeId = 0;
    while at < tree.len() {
        if survey.pruned[at as usize] {
            at = tree.end(at);
            continue;
        }
        if tree.tag(at) != Tag::Text {
            let hints = survey.hints[at as usize];
            let factor = match tree.tag(at) {
                _ if hints.is_body => 1.6,
                Tag::Article => 1.3,
                Tag::Main => 1.15,
                Tag::Body | Tag::Html => 0.95,
                Tag::P | Tag::Ul | Tag::Ol | Tag::Li | Tag::Table | Tag::Tr | Tag::Td | Tag::Blockquote => 0.9,
                _ if hints.is_content => 1.1,
                _ if at == 0 => 0.9,
                _ => 1.0,
            };
            let worth = survey.worth[at as usize] * factor;
            if worth >= best.0 {
                best = (worth, at);
            }
        }
        at += 1;
    }
    best.1
}

/// Narrows a container of several whole articles, as pages that load the next one below do, to the one of the heading.
fn first_article(tree: &Tree, survey: &Survey, container: NodeId, heading: Option<NodeId>) -> NodeId {
    const MIN_WORTH: f32 = 300.0;
    let is_article = |node: &NodeId| {
        (tree.tag(*node) == Tag::Article || survey.hints[*node as usize].is_body)
            && survey.worth[*node as usize] >= MIN_WORTH
            && !survey.pruned[*node as usize]
    };
    let mut articles: Vec<NodeId> = Vec::new();
    let mut node = container + 1;
    while node < tree.end(container) {
        if is_article(&node) {
            articles.push(node);
            node = tree.end(node);
        } else {
            node += 1;
        }
    }
    let has_heading = |article: NodeId| {
        tree.descendants(article).any(|inner| tree.tag(inner) == Tag::H1 && !survey.pruned[inner as usize])
    };
    let whole = articles.iter().copied().filter(|article| has_heading(*article)).collect::<Vec<_>>();
    let own = heading.and_then(|heading| whole.iter().copied().find(|article| tree.contains(*article, heading)));
    match own.or(whole.first().copied()) {
        Some(article) if whole.len() >= 2 => article,
        _ => container,
    }
}

/// Takes in the parts of a text that is cut into several containers: goes up while what stands beside is prose too.
fn with_siblings(tree: &Tree, survey: &Survey, chosen: NodeId) -> NodeId {
    const LEVELS: usize = 3;
    const MIN_GAIN: f32 = 0.1;
    let mut best = chosen;
    let mut inner = chosen;
    for outer in tree.ancestors(chosen).take(LEVELS) {
        if matches!(tree.tag(outer), Tag::Body | Tag::Html) || outer == 0 {
            break;
        }
        let class = tree.attribute(inner, Attr::Class);
        let gain: f32 = tree
            .children(outer)
            .filter(|child| *child != inner && !survey.pruned[*child as usize])
            .filter(|child| tree.tag(*child) == tree.tag(inner) && tree.attribute(*child, Attr::Class) == class)
            .map(|child| survey.worth[child as usize])
            .filter(|worth| *worth > 60.0)
            .sum();
        if gain >= MIN_GAIN * survey.worth[inner as usize] {
            best = outer;
        }
        inner = outer;
    }
    best
}

/// The longest running time or credit inside a line.
const MAX_CREDIT_BYTES: usize = 80;

/// Tells whether a subtree inside the container is left out: links without prose.
fn is_unworthy(tree: &Tree, survey: &Survey, node: NodeId, container: NodeId) -> bool {
    if node == container {
        return false;
    }
    let at = node as usize;
    let tag = tree.tag(node);
    let (chars, links) = (survey.chars[at] as f32, survey.link_chars[at] as f32);
    let hints = survey.hints[at];
    if !tag.is_block() {
        // A running time or a credit in the middle of a sentence.
        return hints.is_caption
            && tag != Tag::A
            && !tree.ancestors(node).any(|outer| tree.tag(outer) == Tag::Figure)
            && tree.text_within(node, MAX_CREDIT_BYTES + 1).len() <= MAX_CREDIT_BYTES;
    }
    if chars == 0.0 {
        return false;
    }
    if hints.is_byline && chars < 300.0 && !hints.is_body && !hints.is_standfirst {
        return true;
    }
    if hints.is_caption && tag != Tag::Figcaption && chars < 400.0 {
        return !tree.ancestors(node).any(|outer| tree.tag(outer) == Tag::Figure);
    }
    match tag {
        Tag::Ul | Tag::Ol | Tag::Dl => links / chars > 0.6,
        Tag::P | Tag::Li | Tag::Td | Tag::Th | Tag::Tr => false,
        Tag::Div | Tag::Section | Tag::Table | Tag::Article | Tag::Header => {
            links / chars > 0.55 && survey.worth[at] < 0.0
        }
        _ => false,
    }
}
