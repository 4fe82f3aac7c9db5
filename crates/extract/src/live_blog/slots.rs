//! Where in a post its time stands: learned from all posts of a page, so that a time told in one post is not taken for
//! the time of that post.

use super::days::{Calendar, Shown};
use super::marks::{Mark, Voice};
use super::post::Entry;
use crate::moments::Day;
use crate::tree::{Tag, Tree};
use jiff::civil::Time;
use news::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The way down to a time is told apart by so many elements.
const MAX_LEVELS: usize = 12;

/// Where in a post its time stands, learned from all posts.
pub(crate) struct Slots {
    published: BTreeMap<Slot, f32>,
    /// Slots that hold the same time in every post: the page's own.
    constant: BTreeSet<Slot>,
}

/// The way from a post down to a mark, and how it speaks.
type Slot = (Vec<Tag>, Voice);

type Said = (Option<Day>, Option<Time>);

impl Slots {
    pub fn learn(tree: &Tree, marks: &[Mark], entries: &[&Entry]) -> Self {
        let mut counts: BTreeMap<Slot, usize> = BTreeMap::new();
        // The first value of each slot, and whether all others are the same.
        let mut values: BTreeMap<Slot, (Said, bool)> = BTreeMap::new();
        for entry in entries {
            let mut seen = BTreeSet::new();
            for index in entry.marks.iter().take(12) {
                let slot = slot_of(tree, entry, &marks[*index]);
                if !seen.insert(slot.clone()) {
                    continue;
                }
                *counts.entry(slot.clone()).or_default() += 1;
                let value = (marks[*index].stamp.day, marks[*index].stamp.clock);
                let known = values.entry(slot).or_insert((value, true));
                known.1 &= known.0 == value;
            }
        }
        let total = entries.len().max(1) as f32;
        let constant = counts
            .iter()
            .filter(|(slot, count)| {
                **count >= 3 && values.get(*slot).is_some_and(|((_, clock), is_same)| *is_same && clock.is_some())
            })
            .map(|(slot, _)| slot.clone())
            .collect();
        Self { published: counts.into_iter().map(|(slot, count)| (slot, count as f32 / total)).collect(), constant }
    }

    pub fn is_usual(&self, tree: &Tree, entry: &Entry, mark: &Mark) -> bool {
        self.published.get(&slot_of(tree, entry, mark)).is_some_and(|share| *share >= 0.4)
    }

    pub fn time_of(&self, tree: &Tree, marks: &[Mark], entry: &Entry) -> Shown {
        let best = entry
            .marks
            .iter()
            .map(|index| (*index, &marks[*index]))
            .filter(|(_, mark)| mark.stamp.clock.is_some() || mark.stamp.ago_s.is_some() || mark.exact.is_some())
            .max_by_key(|(index, mark)| {
                let slot = slot_of(tree, entry, mark);
                let is_usual = self.published.get(&slot).is_some_and(|share| *share >= 0.4);
                let is_constant = self.constant.contains(&slot) && self.constant.len() < self.published.len();
                (!is_constant, is_usual, !mark.stamp.is_change, quality(mark), std::cmp::Reverse(*index))
            });
        let Some((_, mark)) = best else { return Shown::default() };
        let mut stamp = mark.stamp.clone();
        let exact = mark.exact;
        if exact.is_none() && stamp.day.is_none() {
            // The day may stand beside the clock, on its own.
            let day = entry.marks.iter().map(|index| &marks[*index]).find(|other| {
                other.stamp.day.is_some() && other.stamp.clock.is_none() && other.node.abs_diff(mark.node) <= 6
            });
            stamp.day = day.and_then(|other| other.stamp.day);
        }
        if exact.is_none() && stamp.clock.is_some() && stamp.ago_s.is_none() {
            stamp.ago_s = entry
                .marks
                .iter()
                .filter(|index| !marks[**index].stamp.is_change)
                .find_map(|index| marks[*index].stamp.ago_s);
        }
        Shown { stamp, exact, ..Shown::default() }
    }

    pub fn change_of(
        &self,
        tree: &Tree,
        marks: &[Mark],
        entry: &Entry,
        published: Option<Timestamp>,
        calendar: &Calendar,
    ) -> Option<Timestamp> {
        let published = published?;
        let changes = entry.marks.iter().map(|index| &marks[*index]).filter(|mark| mark.stamp.is_change);
        let mark = changes
            .filter(|mark| self.is_usual(tree, entry, mark) || mark.stamp.is_change)
            .max_by_key(|mark| quality(mark))?;
        let moment = mark.exact.or_else(|| {
            let clock = mark.stamp.clock?;
            let date = match mark.stamp.day {
                Some(day) => calendar.date_of(day)?,
                None => calendar.local(published).date(),
            };
            calendar.moment(&mark.stamp, date.to_datetime(clock))
        })?;
        (moment > published).then_some(moment)
    }
}

fn quality(mark: &Mark) -> u8 {
    match (mark.exact, mark.stamp.day, mark.stamp.clock, mark.stamp.ago_s) {
        (Some(_), ..) => 5,
        (None, Some(_), Some(_), _) => 4,
        (None, None, Some(_), _) => 3,
        (None, None, None, Some(_)) => 2,
        _ => 1,
    }
}

fn slot_of(tree: &Tree, entry: &Entry, mark: &Mark) -> Slot {
    let root = entry.nodes.iter().rev().copied().find(|node| tree.contains(*node, mark.node)).unwrap_or(0);
    let mut path: Vec<Tag> = tree
        .ancestors(mark.node)
        .take_while(|outer| *outer >= root && *outer != 0)
        .take(MAX_LEVELS)
        .map(|outer| tree.tag(outer))
        .collect();
    path.insert(0, tree.tag(mark.node));
    if entry.is_run {
        path.push(tree.tag(root));
    }
    (path, mark.voice)
}
