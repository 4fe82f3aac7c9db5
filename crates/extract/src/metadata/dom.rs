//! Facts as the page shows them: heading, standfirst, byline, times.

use super::heading::{self, Heading};
use super::times::VisibleTimes;
use super::title::Claims;
use crate::byline;
use crate::dates::{parse_field, parse_visible};
use crate::main_text::Survey;
use crate::tree::{Attr, NodeId, Tag, Tree};
use news::{Author, Lang};

/// What was found on the page.
pub(crate) struct Shown {
    pub heading: Option<Heading>,
    pub authors: Vec<Author>,
    pub times: VisibleTimes,
}

const MAX_BYLINE_CHARS: usize = 200;

/// Reads the page's visible facts.
pub(crate) fn read(tree: &Tree, survey: &Survey, claims: &Claims, lang: Lang) -> Shown {
    let heading = heading::find(tree, survey, &claims.keys());
    let node = heading.as_ref().map(|heading| heading.node);
    Shown { heading, authors: authors(tree, survey, node, lang), times: times(tree, survey, node, lang) }
}

fn authors(tree: &Tree, survey: &Survey, heading: Option<NodeId>, lang: Lang) -> Vec<Author> {
    let mut linked: Vec<Vec<Author>> = Vec::new();
    let mut named: Vec<Vec<Author>> = Vec::new();
    let mut lines: Vec<(u32, Vec<Author>)> = Vec::new();
    let mut node: NodeId = 1;
    while node < tree.len() {
        if survey.is_pruned(node) {
            node = tree.end(node);
            continue;
        }
        let is_linked = tree.attribute(node, Attr::Rel).is_some_and(|rel| rel.split(' ').any(|word| word == "author"))
            && tree.tag(node) == Tag::A;
        let itemprop = tree.attribute(node, Attr::Itemprop).unwrap_or_default();
        if is_linked {
            linked.push(byline::parse(&tree.text_within(node, MAX_BYLINE_CHARS), lang));
        } else if itemprop == "author" {
            let name = tree.descendants(node).find(|inner| tree.attribute(*inner, Attr::Itemprop) == Some("name"));
            let source = name.unwrap_or(node);
            let text = tree
                .attribute(source, Attr::Content)
                .map(str::to_owned)
                .unwrap_or_else(|| tree.text_within(source, MAX_BYLINE_CHARS + 1));
            named.push(byline::parse(&text, lang));
        } else if tree.tag(node) != Tag::Text
            && (survey.hints[node as usize].is_byline || is_near(node, heading) && is_short(tree, node))
            && !matches!(tree.tag(node), Tag::Body | Tag::Article | Tag::Main | Tag::A)
            && !tree.tag(node).is_heading()
        {
            let text = tree.text_within(node, MAX_BYLINE_CHARS + 1);
            if !text.is_empty() && text.chars().count() <= MAX_BYLINE_CHARS && says_byline(tree, node, &text) {
                let found = byline::parse(&text, lang);
                if !found.is_empty() {
                    let distance = heading
                        .map_or(node, |heading| if node > heading { node - heading } else { 2 * (heading - node) });
                    lines.push((distance, found));
                }
            }
        }
        node += 1;
    }
    let nearest = lines.into_iter().min_by_key(|(distance, _)| *distance).map(|(_, found)| found).unwrap_or_default();
    let linked = byline::merge(linked);
    if (1..=6).contains(&linked.len()) {
        // The line tells the places the links leave out.
        return byline::merge([
            linked.clone(),
            nearest
                .into_iter()
                .filter(|author| linked.iter().any(|known| byline::key_of(&known.name) == byline::key_of(&author.name)))
                .collect(),
        ]);
    }
    let named = byline::merge(named.into_iter().take(8));
    if !named.is_empty() { named } else { nearest }
}

/// Nodes below the heading among which a line that begins like a byline is one.
const NEAR_NODES: u32 = 120;

fn is_near(node: NodeId, heading: Option<NodeId>) -> bool {
    heading.is_some_and(|heading| (heading..heading + NEAR_NODES).contains(&node))
}

/// A line is a byline when its name or its text says author, not only date.
fn says_byline(tree: &Tree, node: NodeId, text: &str) -> bool {
    let names = [Attr::Class, Attr::Id, Attr::DataTestid, Attr::DataComponent]
        .iter()
        .filter_map(|name| tree.attribute(node, *name))
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_lowercase();
    let by_name = ["byline", "author", "autor", "redakt"].iter().any(|word| names.contains(word));
    let lower = text.to_lowercase();
    let by_text =
        ["by ", "by:", "von ", "von:", "par ", "par:", "por ", "por:", "автор", "作者", "记者", "di ", "door "]
            .iter()
            .any(|head| lower.starts_with(head));
    by_name || by_text
}

fn times(tree: &Tree, survey: &Survey, heading: Option<NodeId>, lang: Lang) -> VisibleTimes {
    let mut times = VisibleTimes::default();
    let mut near: Vec<(u32, crate::dates::WrittenTime)> = Vec::new();
    let mut node: NodeId = 1;
    while node < tree.len() {
        let itemprop = tree.attribute(node, Attr::Itemprop).unwrap_or_default();
        let tag = tree.tag(node);
        let value = || {
            let machine = [Attr::Datetime, Attr::Content, Attr::DataTimestamp, Attr::DataTime]
                .iter()
                .find_map(|name| tree.attribute(node, *name).and_then(|text| parse_field(text, lang)));
            let shown = parse_visible(&tree.text_within(node, 200), lang);
            match (machine, shown) {
                // A machine's day with a clock beside it for people.
                (Some(machine), Some(shown))
                    if !machine.has_clock && shown.has_clock && shown.local.date() == machine.local.date() =>
                {
                    Some(shown)
                }
                (machine, shown) => machine.or(shown),
            }
        };
        if itemprop.contains("datePublished") {
            times.published.extend(value());
        } else if itemprop.contains("dateModified") {
            times.modified.extend(value());
        } else if survey.is_pruned(node) && tag != Tag::Footer {
            node = tree.end(node);
            continue;
        } else if tag == Tag::Time || tag != Tag::Text && is_short(tree, node) && survey.hints[node as usize].is_byline
        {
            let names = tree.attribute(node, Attr::Class).unwrap_or_default().to_ascii_lowercase();
            let text = tree.text_within(node, 60).to_lowercase();
            let is_change =
                ["update", "modif", "aktualis"].iter().any(|word| names.contains(word) || text.starts_with(word))
                    || text.starts_with("stand:");
            if let Some(time) = value() {
                if is_change {
                    times.modified.push(time);
                } else {
                    let distance = heading
                        .map_or(node, |heading| if node > heading { node - heading } else { 3 * (heading - node) });
                    near.push((distance, time));
                }
            }
        }
        node += 1;
    }
    near.sort_by_key(|(distance, _)| *distance);
    times.published.extend(near.into_iter().take(4).map(|(_, time)| time));
    times
}

fn is_short(tree: &Tree, node: NodeId) -> bool {
    tree.end(node) - node <= 30 && tree.text_within(node, 201).len() <= 200
}
