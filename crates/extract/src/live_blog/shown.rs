//! Posts from a page's structure alone: repeated blocks with a time each.
//!
//! Every place that shows a time says, for each element around it, "here might be a post". Elements of one shape that
//! stand in lists of one shape are candidates together; the candidates with most prose in most pieces are the posts.
//! Where nothing encloses a post, it goes from one time to the next. No name of any site, no rule for one.

use super::days::{self, Calendar, Shown};
use super::marks::{self, Mark};
use super::post::{self, Entry};
use super::slots::Slots;
use crate::main_text::{Survey, weigh_chars};
use crate::moments::Day;
use crate::tree::{Attr, NodeId, Tag, Tree};
use news::{Lang, Post, PostLayout, PostPattern};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// A page with what is known of it.
pub(crate) struct Page<'a> {
    pub tree: &'a Tree,
    pub survey: &'a Survey,
    pub base: Option<&'a Url>,
    pub lang: Lang,
    pub heading: Option<NodeId>,
    pub calendar: Calendar,
    /// True when the page calls itself a live blog.
    pub is_announced: bool,
    /// Where the posts stood last time.
    pub pattern: Option<&'a PostPattern>,
}

/// The posts found, in the order of the page, and how.
pub(crate) struct Found {
    pub posts: Vec<Post>,
    pub pattern: PostPattern,
}

const MAX_POSTS: usize = 10_000;
/// A post is sought so many levels above its time.
const MAX_LEVELS: usize = 12;
/// Timed entries that make a list of posts on a page that calls itself a live blog.
const MIN_POSTS: usize = 3;
/// And on one that does not.
const MIN_POSTS_UNANNOUNCED: usize = 8;
/// Less prose than this is no post.
const MIN_PROSE: u32 = 12;

/// Finds the posts of a page; None when it shows none.
pub(crate) fn find(page: &Page<'_>) -> Option<Found> {
    let is_expected = page.is_announced || page.pattern.is_some();
    if !is_expected && !marks::are_many(page.tree, MIN_POSTS_UNANNOUNCED) {
        return None;
    }
    let marks = marks::find(page.tree, page.survey, page.lang);
    let clocks = marks.iter().filter(|mark| mark.stamp.clock.is_some()).count();
    if !is_expected && clocks < MIN_POSTS_UNANNOUNCED {
        return None;
    }
    if marks.len() < if page.pattern.is_some() { 1 } else { MIN_POSTS - 1 } {
        return None;
    }
    let prose = Prose::count(page.tree);
    let mut groups = groups(page, &marks, &prose);
    if let Some(known) = page.pattern {
        // The pattern of last time holds as long as something stands there that is not dwarfed by another.
        let best = groups.iter().map(|group| group.score).fold(0.0, f32::max);
        let fits = |group: &&Group| {
            group.pattern.list == known.list
                && group.pattern.entry == known.entry
                && group.pattern.layout == known.layout
        };
        if let Some(group) = groups.iter().find(fits).filter(|group| group.score >= 0.5 * best)
            && let Some(found) = read(page, &marks, &prose, group, 1)
        {
            return Some(found);
        }
    }
    groups.sort_by(|a, b| b.score.total_cmp(&a.score));
    groups.iter().take(3).find_map(|group| {
        let is_named = page.is_announced || names_live(page.tree, group);
        read(page, &marks, &prose, group, if is_named { MIN_POSTS } else { MIN_POSTS_UNANNOUNCED })
            .filter(|found| is_named || speaks_for_itself(page, group, found, &prose))
    })
}

/// Characters of text before each node: all of it, and what is no link.
pub(crate) struct Prose {
    all: Vec<u32>,
    unlinked: Vec<u32>,
}

impl Prose {
    fn count(tree: &Tree) -> Self {
        let count = tree.len() as usize + 1;
        let (mut all, mut unlinked) = (vec![0u32; count], vec![0u32; count]);
        let (mut link_end, mut hidden_end) = (0, 0);
        for node in 0..tree.len() {
            let at = node as usize;
            let tag = tree.tag(node);
            if tag == Tag::A {
                link_end = link_end.max(tree.end(node));
            }
            if tag.is_invisible() && tag != Tag::Template || tag == Tag::Nav || tag == Tag::Button {
                hidden_end = hidden_end.max(tree.end(node));
            }
            let chars = if tag == Tag::Text && node >= hidden_end { weigh_chars(tree.text(node)) } else { 0 };
            all[at + 1] = all[at] + chars;
            unlinked[at + 1] = unlinked[at] + if node >= link_end { chars } else { 0 };
        }
        Self { all, unlinked }
    }

    pub fn within(&self, tree: &Tree, node: NodeId) -> u32 {
        self.all[tree.end(node) as usize] - self.all[node as usize]
    }

    pub fn unlinked(&self, tree: &Tree, node: NodeId) -> u32 {
        self.unlinked[tree.end(node) as usize] - self.unlinked[node as usize]
    }
}

/// Candidates that belong together.
struct Group {
    pattern: PostPattern,
    entries: Vec<Entry>,
    score: f32,
}

/// A candidate: a child of a list with the first time in it.
#[derive(Clone, Copy)]
struct Child {
    list: NodeId,
    node: NodeId,
    mark: usize,
}

fn groups(page: &Page<'_>, marks: &[Mark], prose: &Prose) -> Vec<Group> {
    let tree = page.tree;
    // Lists of one shape at one depth, inside what has one shape, hold one blog: a section for each day.
    let mut lists: BTreeMap<(usize, String, String), Vec<Child>> = BTreeMap::new();
    let mut keys: BTreeMap<NodeId, (usize, String, String)> = BTreeMap::new();
    for (index, mark) in marks.iter().enumerate() {
        let mut inner = mark.node;
        for list in tree.ancestors(mark.node).take(MAX_LEVELS) {
            if matches!(tree.tag(list), Tag::Html) || list == 0 && tree.tag(inner) == Tag::Html {
                break;
            }
            let key = keys
                .entry(list)
                .or_insert_with(|| (tree.ancestors(list).count(), shape(tree, list), shape(tree, tree.parent(list))));
            let children = match lists.get_mut(key) {
                Some(children) => children,
                None => lists.entry(key.clone()).or_default(),
            };
            if children.last().is_none_or(|child| child.node != inner) {
                children.push(Child { list, node: inner, mark: index });
            }
            inner = list;
        }
    }
    let mut groups = Vec::new();
    for ((_, list, _), mut children) in lists {
        children.sort_by_key(|child| (child.node, child.mark));
        children.dedup_by_key(|child| child.node);
        if page.pattern.is_none() && children.len() < MIN_POSTS - 1 {
            continue;
        }
        let mut tags: BTreeMap<Tag, u32> = BTreeMap::new();
        for child in &children {
            *tags.entry(tree.tag(child.node)).or_default() += 1;
        }
        for tag in tags.into_keys() {
            let alike: Vec<Child> = children.iter().copied().filter(|child| tree.tag(child.node) == tag).collect();
            let entry = most_common_class(tree, &alike);
            let members = members(page, marks, alike, entry.as_deref());
            let name = format!("{tag:?}").to_lowercase();
            let entry = entry.map_or(name.clone(), |class| format!("{name}.{class}"));
            groups.extend(group(page, marks, prose, &members, list.clone(), entry));
        }
    }
    groups
}

/// An element's name and its first class without numbers.
fn shape(tree: &Tree, node: NodeId) -> String {
    let name = format!("{:?}", tree.tag(node)).to_lowercase();
    let class = tree.attribute(node, Attr::Class).unwrap_or_default();
    match class.split_ascii_whitespace().next() {
        Some(class) => format!("{name}.{}", class.trim_end_matches(|last: char| last.is_ascii_digit())),
        None => name,
    }
}

fn classes(tree: &Tree, node: NodeId) -> impl Iterator<Item = &str> {
    let class = tree.attribute(node, Attr::Class).unwrap_or_default();
    class.split_ascii_whitespace().take(12).map(|class| class.trim_end_matches(|last: char| last.is_ascii_digit()))
}

/// The class that most children have, when at least half have it.
fn most_common_class(tree: &Tree, children: &[Child]) -> Option<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for child in children {
        for (place, class) in classes(tree, child.node).enumerate() {
            let entry = counts.entry(class).or_insert((0, place));
            entry.0 += 1;
        }
    }
    let (class, (count, _)) =
        counts.into_iter().max_by_key(|(_, (count, place))| (*count, std::cmp::Reverse(*place)))?;
    (2 * count >= children.len() && !class.is_empty()).then(|| class.to_owned())
}

/// The children that are alike: of the class, or named much like it, or without names and built like it.
fn members(page: &Page<'_>, marks: &[Mark], children: Vec<Child>, class: Option<&str>) -> Vec<Child> {
    let tree = page.tree;
    let path = |child: &Child| -> Vec<Tag> {
        let mark = marks[child.mark].node;
        let mut path: Vec<Tag> =
            tree.ancestors(mark).take_while(|outer| *outer > child.node).map(|outer| tree.tag(outer)).collect();
        path.insert(0, tree.tag(mark));
        path
    };
    let words = |name: &str| -> BTreeSet<String> {
        name.split(|mark: char| !mark.is_ascii_alphabetic())
            .filter(|word| word.len() >= 3)
            .map(str::to_lowercase)
            .collect()
    };
    let own = class.map(words).unwrap_or_default();
    let mut paths: BTreeMap<Vec<Tag>, usize> = BTreeMap::new();
    for child in &children {
        *paths.entry(path(child)).or_default() += 1;
    }
    let usual = paths.into_iter().max_by_key(|(_, count)| *count).map(|(path, _)| path);
    children
        .into_iter()
        .filter(|child| {
            // The page's own heading stands in no post, nor is the page's own byline one.
            if page.heading.is_some_and(|heading| tree.contains(child.node, heading)) {
                return false;
            }
            let Some(class) = class else { return true };
            if classes(tree, child.node).any(|own| own == class) {
                return true;
            }
            let is_built_alike = || usual.as_ref() == Some(&path(child));
            let named = tree.attribute(child.node, Attr::Class).unwrap_or_default();
            if named.is_empty() { is_built_alike() } else { !own.is_disjoint(&words(named)) && is_built_alike() }
        })
        .collect()
}

/// Makes the candidates of a list's children: enclosed ones, or runs of siblings where the prose stands between.
fn group(
    page: &Page<'_>,
    marks: &[Mark],
    prose: &Prose,
    members: &[Child],
    list: String,
    entry: String,
) -> Option<Group> {
    let tree = page.tree;
    let least = if page.pattern.is_some() { 1 } else { MIN_POSTS - 1 };
    if members.len() < least {
        return None;
    }
    let layout = layout_of(page, prose, members);
    let entries: Vec<Entry> = match layout {
        PostLayout::Enclosed => members
            .iter()
            .map(|child| Entry {
                nodes: vec![child.node],
                is_run: false,
                marks: marks_in(marks, child.node, tree.end(child.node)),
            })
            .collect(),
        _ => runs(page, marks, members, layout),
    };
    let mut score = 0.0f32;
    let mut with_prose = 0;
    for entry in &entries {
        let own: u32 = entry.nodes.iter().map(|node| prose.unlinked(tree, *node)).sum();
        // The time itself is no prose.
        let own = own.saturating_sub(MIN_PROSE);
        with_prose += usize::from(own > 8);
        score += (own.min(4000) as f32).sqrt();
    }
    if with_prose < least {
        return None;
    }
    let first = members[0].list;
    if page.survey.is_pruned(first) {
        score *= 0.6;
    }
    if layout == PostLayout::Enclosed {
        score *= 1.02;
    } else if 2 * lists_of(members).len() > members.len() {
        // A list for each post is the post.
        score *= 0.8;
    }
    let pattern = PostPattern { list, entry, layout, newest_first: true };
    Some(Group { pattern, entries, score })
}

fn marks_in(marks: &[Mark], from: NodeId, to: NodeId) -> Vec<usize> {
    let start = marks.partition_point(|mark| mark.node < from);
    let end = marks.partition_point(|mark| mark.node < to);
    (start..end).collect()
}

/// Tells whether the members enclose their posts, or only begin or end them.
fn layout_of(page: &Page<'_>, prose: &Prose, members: &[Child]) -> PostLayout {
    let tree = page.tree;
    let (mut inside, mut between) = (0u32, 0u32);
    let (mut followed, mut gaps, mut headed) = (0usize, 0usize, 0usize);
    let (mut before_first, mut after_last) = (0u32, 0u32);
    for list in lists_of(members) {
        let own: Vec<NodeId> = members.iter().filter(|child| child.list == list.0).map(|child| child.node).collect();
        let mut next = 0;
        let mut gap = 0u32;
        let mut last_sibling: Option<NodeId> = None;
        for child in tree.children(list.0) {
            if next < own.len() && child == own[next] {
                if next == 0 {
                    before_first += gap;
                } else {
                    between += gap;
                    followed += usize::from(gap > MIN_PROSE);
                }
                gaps += usize::from(next > 0);
                headed += usize::from(last_sibling.is_some_and(|sibling| is_heading_line(tree, prose, sibling)));
                inside += body_prose(tree, prose, child);
                gap = 0;
                last_sibling = None;
                next += 1;
            } else if tree.tag(child) != Tag::Text || !tree.text(child).trim().is_empty() {
                let hints = page.survey.hints[child as usize];
                if !hints.is_foreign && !hints.is_comments {
                    gap += prose.unlinked(tree, child);
                    last_sibling = Some(child);
                }
            }
        }
        after_last += gap;
        followed += usize::from(gap > MIN_PROSE);
        gaps += 1;
    }
    // A paragraph encloses nothing: what follows it without a time goes on with it.
    let tag = tree.tag(members[0].node);
    let is_line = tag.is_heading() || matches!(tag, Tag::P | Tag::Dt | Tag::Time | Tag::Span | Tag::B | Tag::Strong);
    let is_run = is_line && between > 0
        || 2 * between + 2 * after_last.min(between) > 3 * inside && 10 * followed >= 6 * gaps && between > 0;
    if !is_run {
        return PostLayout::Enclosed;
    }
    if 10 * headed >= 8 * members.len() {
        return PostLayout::HeadingFirst;
    }
    if after_last <= MIN_PROSE && before_first > MIN_PROSE { PostLayout::TimeLast } else { PostLayout::TimeFirst }
}

/// The lists of the members, each once, in the order of the page.
fn lists_of(members: &[Child]) -> Vec<(NodeId, usize)> {
    let mut lists: Vec<(NodeId, usize)> = Vec::new();
    for child in members {
        match lists.iter_mut().find(|(list, _)| *list == child.list) {
            Some((_, count)) => *count += 1,
            None => lists.push((child.list, 1)),
        }
    }
    lists
}

/// Prose of an element, its headings left out.
fn body_prose(tree: &Tree, prose: &Prose, node: NodeId) -> u32 {
    if tree.tag(node).is_heading() || tree.tag(node) == Tag::Dt {
        return 0;
    }
    let headings: u32 = tree
        .descendants(node)
        .filter(|inner| tree.tag(*inner).is_heading())
        .map(|inner| prose.unlinked(tree, inner))
        .sum();
    prose.unlinked(tree, node).saturating_sub(headings)
}

fn is_heading_line(tree: &Tree, prose: &Prose, node: NodeId) -> bool {
    tree.tag(node).is_heading()
        || prose.within(tree, node) <= 200
            && tree.descendants(node).next().is_some_and(|first| {
                let tag = tree.tag(first);
                (tag.is_heading() || matches!(tag, Tag::Strong | Tag::B)) && tree.end(first) >= tree.end(node)
            })
}

/// Cuts a list's children into runs, one for each member.
fn runs(page: &Page<'_>, marks: &[Mark], members: &[Child], layout: PostLayout) -> Vec<Entry> {
    let tree = page.tree;
    let mut entries = Vec::new();
    for (list, _) in lists_of(members) {
        let starts: BTreeSet<NodeId> =
            members.iter().filter(|child| child.list == list).map(|child| child.node).collect();
        let first = starts.first().copied().unwrap_or(0);
        let is_below_heading = |tag: Tag| tree.tag(first).is_heading() && tag.is_heading() && tag < tree.tag(first);
        let mut run: Vec<NodeId> = Vec::new();
        let mut is_open = layout == PostLayout::TimeLast;
        let mut finish = |run: &mut Vec<NodeId>| {
            let nodes = std::mem::take(run);
            if nodes.iter().any(|node| starts.contains(node)) {
                let marks = nodes.iter().flat_map(|node| marks_in(marks, *node, tree.end(*node))).collect();
                entries.push(Entry { nodes, is_run: true, marks });
            }
        };
        for child in tree.children(list) {
            let tag = tree.tag(child);
            let is_member = starts.contains(&child);
            if is_member {
                match layout {
                    PostLayout::TimeLast => {
                        run.push(child);
                        finish(&mut run);
                        continue;
                    }
                    PostLayout::HeadingFirst => {
                        let heading = run.pop_if(|last| tree.tag(*last) != Tag::Text && !starts.contains(last));
                        finish(&mut run);
                        run.extend(heading);
                    }
                    _ => finish(&mut run),
                }
                run.push(child);
                is_open = true;
                continue;
            }
            let hints = page.survey.hints[child as usize];
            let ends = matches!(tag, Tag::Footer | Tag::Nav | Tag::Aside | Tag::Form | Tag::H1)
                || hints.is_comments
                || is_below_heading(tag)
                || is_day_heading(marks, child, tree.end(child));
            if ends {
                finish(&mut run);
                is_open = layout != PostLayout::TimeFirst;
            } else if is_open && !hints.is_foreign || layout == PostLayout::HeadingFirst {
                run.push(child);
            }
        }
        finish(&mut run);
    }
    entries
}

fn is_day_heading(marks: &[Mark], from: NodeId, to: NodeId) -> bool {
    let inside = marks_in(marks, from, to);
    inside.len() == 1
        && marks[inside[0]].stamp.day.is_some()
        && marks[inside[0]].stamp.clock.is_none()
        && marks[inside[0]].exact.is_none()
}

/// Reads a group's posts; None when they are fewer than `least` or are no posts.
fn read(page: &Page<'_>, marks: &[Mark], prose: &Prose, group: &Group, least: usize) -> Option<Found> {
    let tree = page.tree;
    let mut entries: Vec<&Entry> = group.entries.iter().take(MAX_POSTS).collect();
    entries.sort_by_key(|entry| entry.nodes[0]);
    let slots = Slots::learn(tree, marks, &entries);
    let headings = day_headings(tree, marks, &entries);
    let mut shown: Vec<Shown> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let mut post = slots.time_of(tree, marks, entry);
        post.heading = headings.iter().rev().find(|(node, _)| *node < entry.nodes[0]).map(|(_, day)| *day);
        post.is_pinned = post::is_pinned(tree, entry);
        shown.push(post);
    }
    let (moments, newest_first) = days::moments(&shown, &page.calendar);
    let mut drafts = Vec::new();
    for (entry, moment) in entries.iter().zip(&moments) {
        let changed = slots.change_of(tree, marks, entry, *moment, &page.calendar);
        if let Some(draft) = post::read(page, marks, prose, entry, &slots, *moment, changed) {
            drafts.push(draft);
        }
    }
    let posts = post::finish(drafts, newest_first);
    let timed = posts.iter().filter(|post| post.published.is_some()).count();
    let is_list_of_articles = post::lead_elsewhere(page, &entries, prose);
    if posts.len() < least || is_list_of_articles || 2 * timed < posts.len() && page.calendar.fetched.is_some() {
        return None;
    }
    Some(Found { posts, pattern: PostPattern { newest_first, ..group.pattern.clone() } })
}

/// Headings that name the day of the posts below them.
fn day_headings(tree: &Tree, marks: &[Mark], entries: &[&Entry]) -> Vec<(NodeId, Day)> {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Vec::new() };
    let end = last.nodes.last().map_or(0, |node| tree.end(*node));
    // The list may begin with a heading: up to the first element that holds all posts.
    let around = tree.ancestors(first.nodes[0]).find(|outer| tree.end(*outer) >= end).unwrap_or(0);
    let is_inside = |node: NodeId| {
        let at = entries.partition_point(|entry| entry.nodes[0] <= node);
        at > 0
            && entries[at - 1].nodes.last().is_some_and(|last| node < tree.end(*last))
            && entries[at - 1].nodes.iter().any(|inner| tree.contains(*inner, node))
    };
    let days: Vec<(NodeId, Day, String)> = marks
        .iter()
        .filter(|mark| {
            mark.node > around
                && mark.node < end
                && mark.stamp.clock.is_none()
                && mark.exact.is_none()
                && stands_alone(tree, mark.node)
                && !is_inside(mark.node)
        })
        .filter_map(|mark| Some((mark.node, mark.stamp.day?, shape(tree, mark.node))))
        .collect();
    let Some((_, _, kind)) = days.iter().find(|(node, ..)| *node > first.nodes[0]) else {
        // One heading alone counts when it stands right above the list.
        let near = days.iter().rev().find(|(node, ..)| *node < first.nodes[0] && first.nodes[0] - node <= 24);
        return near.map(|(node, day, _)| (*node, *day)).into_iter().collect();
    };
    let kind = kind.clone();
    days.into_iter().filter(|(.., shape)| *shape == kind).map(|(node, day, _)| (node, day)).collect()
}

/// Tells whether nothing else stands in the line of a mark.
fn stands_alone(tree: &Tree, mark: NodeId) -> bool {
    let line = std::iter::once(mark).chain(tree.ancestors(mark)).find(|outer| tree.tag(*outer).is_block()).unwrap_or(0);
    let chars = |node: NodeId| tree.text_within(node, 160).chars().count();
    chars(line) <= chars(mark) + 12
}

/// Tells whether the names around the posts say that they are live.
fn names_live(tree: &Tree, group: &Group) -> bool {
    let Some(entry) = group.entries.first() else { return false };
    let first = entry.nodes[0];
    std::iter::once(first).chain(tree.ancestors(first).take(5)).any(|node| {
        [Attr::Class, Attr::Id, Attr::DataComponent, Attr::DataTestid, Attr::Itemtype]
            .iter()
            .filter_map(|name| tree.attribute(node, *name))
            .any(|names| {
                let names = names.to_lowercase();
                let has = |word: &str| names.contains(word);
                has("liveblog")
                    || has("live-blog")
                    || has("live_blog")
                    || has("liveticker")
                    || has("live-ticker")
                    || has("newsblog")
                    || has("minute-by-minute")
                    || has("minuto-a-minuto")
                    || has("live")
                        && ["event", "update", "feed", "post", "entry", "coverage", "stream", "report"]
                            .iter()
                            .any(|word| has(word))
                        && !has("delivered")
                        && !has("alive")
            })
    })
}

/// Whether a page that does not call itself one is a live blog all the same: many posts of prose with clocks in order,
/// over hours and not weeks, which are most of what the page says.
fn speaks_for_itself(page: &Page<'_>, group: &Group, found: &Found, prose: &Prose) -> bool {
    let tree = page.tree;
    let times: Vec<_> = found.posts.iter().filter_map(|post| post.published).collect();
    let (Some(newest), Some(oldest)) = (times.iter().max(), times.iter().min()) else { return false };
    let in_order = times
        .windows(2)
        .filter(|pair| pair[0] >= pair[1])
        .count()
        .max(times.windows(2).filter(|pair| pair[0] <= pair[1]).count());
    let own: u32 = group.entries.iter().flat_map(|entry| &entry.nodes).map(|node| prose.unlinked(tree, *node)).sum();
    let days = newest.since_us(*oldest) / news::Timestamp::DAY;
    // Readers' comments stand below an article, and hardly anyone writes twice.
    let first = group.entries.iter().map(|entry| entry.nodes[0]).min().unwrap_or(0);
    let above = prose.unlinked[first as usize] - prose.unlinked[page.heading.unwrap_or(0) as usize];
    let authors: BTreeSet<&str> = found.posts.iter().filter_map(|post| post.author.as_deref()).collect();
    let titles = found.posts.iter().filter(|post| !post.title.is_empty()).count();
    let nicknames = found.posts.iter().filter(|post| !post.title.is_empty() && !post.title.contains(' ')).count();
    let are_comments =
        3 * above > own || 3 * authors.len() > found.posts.len() && authors.len() > 3 || 2 * nicknames > titles;
    let mean = own / group.entries.len().max(1) as u32;
    !are_comments
        && 10 * times.len() >= 9 * found.posts.len()
        && 10 * in_order >= 9 * times.len().saturating_sub(1)
        && days <= 4
        && newest.since_us(*oldest) >= 30 * news::Timestamp::MINUTE
        && mean >= 120
        && 10 * own >= 6 * prose.unlinked(tree, 0)
        && group.entries.iter().all(|entry| !page.survey.hints[entry.nodes[0] as usize].is_comments)
}
