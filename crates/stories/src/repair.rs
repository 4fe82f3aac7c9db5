//! What is mended after articles were placed: stories that grew together are joined, an article is looked at once more
//! when its neighbours are known, and what does not hold together is split.
//!
//! Invariants: work is bounded by what changed since the last repair; a person's decisions are never undone.

use crate::{
    clusterer::{Change, Clusterer, Merge},
    evidence::probability,
    vocabulary::Slots,
    window::Neighbour,
};
use news::{ArticleId, Placement, PlacementReason, StoryId};
use std::collections::BTreeSet;

/// Members of each of two stories that are compared when they may be one.
const MOST_MEMBERS_ASKING: usize = 8;
/// Other stories that an article remembers to be near, and the log-odds below the merging ones that are near.
const MOST_STORIES_NEAR: usize = 3;
const NEAR: f32 = 0.75;
/// Pairs of stories that are looked at for one story in one repair.
const MOST_PAIRS_LOOKED_AT: usize = 6;
/// Stories with fewer members are never split, and of larger ones so many are compared.
pub(crate) const FEWEST_TO_SPLIT: usize = 3;
const MOST_TO_SPLIT: usize = 16;

impl Clusterer {
    /// Joins stories that have grown to tell one event, splits what does not hold together, and looks once more at the
    /// articles placed before the last repair. Tells the changes in the order they were made: a story that took in
    /// another may itself go into a third. `spare` gives numbers for stories that are split off; when it has none left
    /// nothing is split off.
    pub fn repair(&mut self, spare: &mut impl Iterator<Item = StoryId>) -> Vec<Change> {
        let mut changes = Vec::new();
        let new = std::mem::take(&mut self.new);
        for article in std::mem::replace(&mut self.to_look_at_again, new) {
            let slot = self.slot_of.get(&article).copied();
            changes.extend(slot.into_iter().flat_map(|slot| self.look_again(slot, spare)));
        }
        // What was split is not joined again in the same repair, which would never end.
        let mut parts: BTreeSet<StoryId> = BTreeSet::new();
        while let Some(story) = self.changed.pop_first() {
            // What took in another has changed, and is looked at again.
            if let Some(merge) = self.closest_story(story, &parts) {
                self.merge(merge.from, merge.into);
                changes.push(Change::Merged(merge));
            } else if let Some(part) = self.split(story, spare, &mut changes) {
                parts.extend([story, part]);
            }
        }
        changes
    }

    /// Places an article again among what is known now, and its copies with it. Without `spare` it founds no story. A story
    /// that loses all it had is told as merged, so that its address leads on.
    pub(crate) fn look_again(&mut self, slot: u32, spare: &mut impl Iterator<Item = StoryId>) -> Vec<Change> {
        let article = self.window.member(slot).article;
        let Some(from) = self.story_at(slot) else { return Vec::new() };
        let is_guest = self.guests.contains_key(&article);
        if is_guest || self.pinned.contains_key(&article) || self.original_of.contains_key(&article) {
            return Vec::new();
        }
        let neighbours = self.look_around(slot);
        let mut leaving = vec![slot];
        leaving.extend(self.copies_in(from, article));
        leaving.iter().for_each(|&slot| self.take_from_story(slot));
        let was_alone = !self.stories.contains_key(&from);
        let placement = self.decide(slot, &neighbours, None, from);
        let into = match placement.story.filter(|&into| into != from) {
            Some(into) if self.may_move(slot, from, into, was_alone) => into,
            None if !was_alone && self.closeness_to_story(slot, from) < self.options.split_at => {
                spare.next().unwrap_or(from)
            }
            _ => from,
        };
        leaving.iter().for_each(|&slot| self.put(slot, into));
        self.remember_near(into, &neighbours);
        if into == from {
            return Vec::new();
        }
        if was_alone {
            self.follow_decisions(from, into);
            // The older number stays: most of an old story may stand outside the window.
            let (from, into) = (from.max(into), from.min(into));
            self.merge(from, into);
            return vec![Change::Merged(Merge { from, into, closeness: placement.reason.similarity })];
        }
        let moved = |slot: u32| {
            let article = self.window.member(slot).article;
            let copy_of = self.original_of.get(&article).copied();
            Change::Moved { placement: Placement { article, story: Some(into), copy_of, ..placement.clone() }, from }
        };
        leaving.into_iter().map(moved).collect()
    }

    /// The copies of an article that stand in a story and that no person decided on.
    fn copies_in(&self, story: StoryId, article: ArticleId) -> Vec<u32> {
        let slots = self.stories.get(&story).map_or(&[][..], Slots::as_slice);
        let is_copy = |slot: &u32| {
            let copy = self.window.member(*slot).article;
            self.original_of.get(&copy) == Some(&article) && !self.is_decided(copy)
        };
        slots.iter().copied().filter(is_copy).collect()
    }

    /// An article leaves others only for what is clearly closer.
    fn may_move(&mut self, slot: u32, from: StoryId, into: StoryId, was_alone: bool) -> bool {
        if was_alone {
            return !self.must_stay_apart(from, into);
        }
        self.closeness_to_story(slot, into) > self.closeness_to_story(slot, from) + self.options.move_for
    }

    /// Remembers which other stories an article of `story` is near. Tells whether there is any.
    pub(crate) fn remember_near(&mut self, story: StoryId, neighbours: &[Neighbour]) -> bool {
        let mut near: Vec<StoryId> = Vec::new();
        for neighbour in neighbours.iter().take_while(|other| other.log_odds >= self.options.merge_at - NEAR) {
            let other = self.story_at(neighbour.slot).filter(|&other| other != story && !near.contains(&other));
            near.extend(other);
            if near.len() == MOST_STORIES_NEAR {
                break;
            }
        }
        near.iter().for_each(|&other| self.near_each_other(story, other));
        !near.is_empty()
    }

    /// The story that `story` should be one with, if any: the older number stays. What is far is no longer looked at.
    /// `parts` were split off each other just now.
    fn closest_story(&mut self, story: StoryId, parts: &BTreeSet<StoryId>) -> Option<Merge> {
        if parts.contains(&story) {
            return None;
        }
        let mut best: Option<(StoryId, f32)> = None;
        for other in self.stories_near(story).into_iter().rev().take(MOST_PAIRS_LOOKED_AT) {
            if parts.contains(&other) || self.must_stay_apart(story, other) {
                continue;
            }
            let Some(closeness) = self.closeness_of_stories(story, other) else { continue };
            if closeness < self.options.merge_at - NEAR {
                self.far_apart(story, other);
            }
            if closeness >= self.options.merge_at {
                best = best.filter(|(_, known)| *known >= closeness).or(Some((other, closeness)));
            }
        }
        let (other, closeness) = best?;
        Some(Merge { from: story.max(other), into: story.min(other), closeness: probability(closeness) })
    }

    /// The average closeness of two stories' members, as far as anything is known of it. None while nothing is.
    fn closeness_of_stories(&mut self, a: StoryId, b: StoryId) -> Option<f32> {
        let [asking, asked] = [a, b].map(|story| {
            let mut members = self.members_to_ask(story);
            members.truncate(MOST_MEMBERS_ASKING);
            members
        });
        self.window.measure(&asking);
        self.window.measure(&asked);
        let (mut sum, mut pairs) = (0.0, 0);
        for &slot in &asking {
            let compared = self.window.compare(slot, &asked, &self.options.weights);
            for pair in compared.iter().filter(|pair| pair.evidence.says_something()) {
                sum += self.log_odds_in_crowd(slot, pair);
                pairs += 1;
            }
        }
        (pairs > 0).then(|| sum / pairs as f32)
    }

    /// The stories near a story, the oldest first.
    pub(crate) fn stories_near(&self, story: StoryId) -> Vec<StoryId> {
        let all = (story, StoryId(i64::MIN))..=(story, StoryId(i64::MAX));
        self.near.range(all).map(|&(_, other)| other).collect()
    }

    pub(crate) fn near_each_other(&mut self, a: StoryId, b: StoryId) {
        self.near.extend([(a, b), (b, a)]);
    }

    pub(crate) fn far_apart(&mut self, a: StoryId, b: StoryId) {
        self.near.remove(&(a, b));
        self.near.remove(&(b, a));
    }

    /// Splits a story whose members fall into two parts that are far from each other; the part without the founder moves
    /// to a story of its own, which is told.
    fn split(
        &mut self,
        story: StoryId,
        spare: &mut impl Iterator<Item = StoryId>,
        changes: &mut Vec<Change>,
    ) -> Option<StoryId> {
        let members = self.members_to_ask(story);
        let all = self.stories.get(&story).map_or(0, |slots| slots.as_slice().len());
        if !(FEWEST_TO_SPLIT..=MOST_TO_SPLIT).contains(&members.len()) || all > 2 * MOST_TO_SPLIT {
            return None;
        }
        let closeness: Vec<Vec<f32>> = members
            .iter()
            .map(|&slot| {
                let compared = self.window.compare(slot, &members, &self.options.weights);
                let known = |pair: &Neighbour| pair.evidence.says_something();
                let told = |pair| if known(pair) { self.log_odds_in_crowd(slot, pair) } else { 0.0 };
                compared.iter().map(told).collect()
            })
            .collect();
        let (parts, between) = two_parts(&closeness);
        if between >= self.options.split_at {
            return None;
        }
        let founder = members.iter().enumerate().min_by_key(|&(_, &slot)| self.window.member(slot).article);
        let stays = founder.map_or(0, |(at, _)| parts[at]);
        let leaving: Vec<ArticleId> = (0..members.len())
            .filter(|&at| parts[at] != stays)
            .map(|at| self.window.member(members[at]).article)
            .collect();
        if leaving.iter().any(|article| self.pinned.contains_key(article)) {
            return None;
        }
        let own = spare.next()?;
        // Copies go with their originals.
        let slots = self.stories.get(&story).map(|slots| slots.as_slice().to_vec()).unwrap_or_default();
        for slot in slots {
            let article = self.window.member(slot).article;
            let copy_of = self.original_of.get(&article).copied();
            if !leaving.contains(&article) && !copy_of.is_some_and(|original| leaving.contains(&original))
                || self.pinned.contains_key(&article)
            {
                continue;
            }
            self.take_from_story(slot);
            self.put(slot, own);
            let reason = PlacementReason { kind: "split".into(), ..PlacementReason::default() };
            let score = 1.0 - probability(between);
            let placement = Placement { article, story: Some(own), copy_of, score, reason };
            changes.push(Change::Moved { placement, from: story });
        }
        // What was near the whole is near one part, perhaps: each is looked at anew.
        self.stories_near(story).into_iter().for_each(|other| self.far_apart(story, other));
        for slot in members {
            let neighbours = self.look_around(slot);
            if let Some(part) = self.story_at(slot) {
                self.remember_near(part, &neighbours);
            }
        }
        self.changed.extend([story, own]);
        Some(own)
    }
}

/// Joins what is closest on average until two parts are left; tells the part of each and how close the two are.
fn two_parts(closeness: &[Vec<f32>]) -> (Vec<usize>, f32) {
    let mut parts: Vec<Vec<usize>> = (0..closeness.len()).map(|at| vec![at]).collect();
    let between = |a: &[usize], b: &[usize]| {
        let sum: f32 = a.iter().flat_map(|&one| b.iter().map(move |&other| closeness[one][other])).sum();
        sum / (a.len() * b.len()) as f32
    };
    while parts.len() > 2 {
        let mut closest = (f32::MIN, 0, 1);
        for (b, part) in parts.iter().enumerate() {
            for (a, earlier) in parts[..b].iter().enumerate() {
                let close = between(earlier, part);
                if close > closest.0 {
                    closest = (close, a, b);
                }
            }
        }
        let joined = parts.remove(closest.2);
        parts[closest.1].extend(joined);
    }
    let mut part_of = vec![0; closeness.len()];
    parts.get(1).into_iter().flatten().for_each(|&at| part_of[at] = 1);
    let close = parts.get(1).map_or(f32::MAX, |other| between(&parts[0], other));
    (part_of, close)
}
