//! Streaming clustering: each article is placed as it comes, in the story it belongs to or in a new one.
//!
//! An article joins the story to whose members it is close on average, not the one with a single close member: stories do
//! not chain from event to event. Closeness is in log-odds that two articles tell one event, seen in the crowd around them: of
//! reports by one formula all are close. Invariants: an article stands in one story at most; what a person decided (a pin,
//! an exclusion, two stories kept apart) holds over everything computed; the same calls in the same order give the same
//! placements.

use crate::{
    candidate::Candidate,
    evidence::{MOST_LOG_ODDS, Weights, probability},
    repair::FEWEST_TO_SPLIT,
    vocabulary::Slots,
    window::{Neighbour, Window},
};
use news::{ArticleId, Embedding, Lang, Placement, PlacementReason, StoryId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How a [`Clusterer`] decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    pub weights: Weights,
    /// An article joins a story from these log-odds on.
    pub join_at: f32,
    /// Two stories are joined from these average log-odds of their members on.
    pub merge_at: f32,
    /// What part of a story is further from the rest than this is split off.
    pub split_at: f32,
    /// An embedding that comes late moves an article only to what is so much closer.
    pub move_for: f32,
    /// What reports by one formula have in common says nothing of their events: so much of the crowd around two articles is
    /// taken from their log-odds when they share no names.
    pub crowd_share: f32,
    /// What is further than this from an article is no part of the crowd around it.
    pub far: f32,
    /// A story whose articles have left the window is taken up from these log-odds on. Wrongly taken up is worse than missed.
    pub reopen_at: f32,
    /// The share of the shorter text that must stand in the other for a copy.
    pub copy_at: f32,
    /// The weight of the closest member against the average of all: 0 to 1.
    pub closest_share: f32,
    /// Articles older than this, seen from the latest, are let go by [`Clusterer::forget_before`]'s caller.
    pub window_us: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            weights: Weights::default(),
            join_at: 0.5,
            merge_at: 0.1,
            split_at: -0.5,
            move_for: 0.3,
            crowd_share: 1.75,
            far: -2.0,
            reopen_at: 1.5,
            copy_at: 0.7,
            closest_share: 0.15,
            window_us: 7 * Timestamp::DAY,
        }
    }
}

/// Two stories that tell one event: the articles of `from` now stand in `into`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    pub from: StoryId,
    pub into: StoryId,
    /// The average closeness of their members, 0 to 1.
    pub closeness: f32,
}

/// What became of articles that stood in stories already; to be applied in the order told.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Merged(Merge),
    /// One article stands elsewhere now: the placement says where and why.
    Moved {
        placement: Placement,
        from: StoryId,
    },
}

/// A story a reader may want next.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub story: StoryId,
    /// 0 to 1.
    pub closeness: f32,
    /// Names both tell of, the most telling first.
    pub shared: Vec<String>,
}

/// Members of a story that a newcomer is compared with.
const MOST_MEMBERS_ASKED: usize = 16;
/// Stories that are asked.
const MOST_STORIES_ASKED: usize = 6;
const MOST_NAMES_SHOWN: usize = 5;
/// A copy's names are no stranger to its original's than this.
const COPIES_STRANGENESS: f32 = 0.8;
/// The story of an article that stands in none: half the memory of an Option.
const NOWHERE: StoryId = StoryId(i64::MIN);
/// The least log-odds of a related story.
const RELATED_AT: f32 = -2.5;

/// All languages' stories within the window.
#[derive(Debug, Default)]
pub struct Clusterer {
    pub(crate) options: Options,
    pub(crate) window: Window,
    pub(crate) slot_of: BTreeMap<ArticleId, u32>,
    /// The story of each slot's article, or [`NOWHERE`].
    story_at: Vec<StoryId>,
    pub(crate) original_of: BTreeMap<ArticleId, ArticleId>,
    /// Slots by story, in order of arrival.
    pub(crate) stories: BTreeMap<StoryId, Slots>,
    /// Stories that changed since the last repair.
    pub(crate) changed: BTreeSet<StoryId>,
    /// Stories that an article of each lies between, both ways round.
    pub(crate) near: BTreeSet<(StoryId, StoryId)>,
    /// The crowd around each slot's article when it was last looked around it, 0 before.
    crowd_at: Vec<f32>,
    /// Articles placed since the last repair, and those placed before it: they are looked at once more.
    pub(crate) new: Vec<ArticleId>,
    pub(crate) to_look_at_again: Vec<ArticleId>,
    pub(crate) pinned: BTreeMap<ArticleId, StoryId>,
    excluded: BTreeSet<(ArticleId, StoryId)>,
    kept_apart: BTreeSet<(StoryId, StoryId)>,
    /// Articles from before the window that stand in a story that was taken up again, each with the moment until which it
    /// stays.
    pub(crate) guests: BTreeMap<ArticleId, Timestamp>,
}

impl Clusterer {
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Tells the number of articles in the window.
    pub fn len(&self) -> usize {
        self.slot_of.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slot_of.is_empty()
    }

    /// Counts a vector into its language's mean, which is taken from every vector before two are compared. Placed articles
    /// are counted by themselves; who knows others beforehand compares the first ones better.
    pub fn learn(&mut self, lang: Lang, embedding: &Embedding) {
        let compared_otherwise = self.window.learn(lang, embedding);
        self.new.extend(compared_otherwise);
    }

    /// Puts an article back where the store says it stands. An article that is in the window already is left alone.
    pub fn restore(&mut self, candidate: Candidate, story: StoryId, copy_of: Option<ArticleId>) {
        if self.slot_of.contains_key(&candidate.article) {
            return;
        }
        let slot = self.take_in(&candidate);
        self.put(slot, story);
        if let Some(original) = copy_of {
            self.original_of.insert(candidate.article, original);
        }
    }

    /// Places an article. When it founds a story that story is `new_story`; otherwise the number stays unused.
    ///
    /// An article already in the window is taken out first: it may have changed.
    pub fn place(&mut self, candidate: Candidate, new_story: StoryId) -> Placement {
        let article = candidate.article;
        self.remove(article);
        let slot = self.take_in(&candidate);
        if self.window.has_outgrown_its_words(candidate.lang) {
            self.doubt_stories_in(candidate.lang);
        }
        let neighbours = self.look_around(slot);
        let original = self.original(&neighbours);
        let placement = self.decide(slot, &neighbours, original, new_story);
        if let Some(story) = placement.story {
            self.put(slot, story);
            // What comes later and is near finds this article by itself: only what is undecided is looked at once more.
            if self.remember_near(story, &neighbours) {
                self.new.push(article);
            }
        }
        if let Some(original) = placement.copy_of {
            self.original_of.insert(article, original);
        }
        placement
    }

    /// Takes in what the model read in an article that was placed by words alone, and corrects its place, and that of its
    /// copies. Nothing changes when it stands where it should, or is not in the window. `spare` numbers the story it founds if it
    /// belongs to none; otherwise the number stays unused. A story that loses all it had is told as merged, so that its
    /// address leads on.
    pub fn embed(&mut self, article: ArticleId, embedding: Embedding, spare: StoryId) -> Vec<Change> {
        let Some(&slot) = self.slot_of.get(&article) else { return Vec::new() };
        self.learn(self.window.member(slot).lang, &embedding);
        self.window.set_embedding(slot, &embedding);
        self.look_again(slot, &mut std::iter::once(spare))
    }

    /// Lets the articles from before a moment go. Their stories keep their numbers as long as a younger article stands in
    /// them. Looks at every article of the window: for now and then, not for each newcomer.
    pub fn forget_before(&mut self, moment: Timestamp) {
        let mut old: Vec<(Timestamp, ArticleId)> = self
            .window
            .members()
            .filter(|member| self.guests.get(&member.article).copied().unwrap_or(member.at) < moment)
            .map(|member| (member.at, member.article))
            .collect();
        old.sort_unstable();
        old.into_iter().for_each(|(_, article)| self.remove(article));
    }

    /// Takes an article out, as when it was deleted.
    pub fn remove(&mut self, article: ArticleId) {
        let Some(slot) = self.slot_of.remove(&article) else { return };
        self.take_from_story(slot);
        self.original_of.remove(&article);
        self.guests.remove(&article);
        self.window.remove(slot);
    }

    /// Holds an article in a story, now and whenever it is placed again: a person said so.
    pub fn pin(&mut self, article: ArticleId, story: StoryId) {
        self.excluded.remove(&(article, story));
        self.pinned.insert(article, story);
        if let Some(&slot) = self.slot_of.get(&article) {
            self.take_from_story(slot);
            self.put(slot, story);
        }
    }

    /// Keeps an article out of a story, now and later: a person said so. An article that stands in it is to be placed
    /// again by the caller.
    pub fn exclude(&mut self, article: ArticleId, story: StoryId) {
        if self.pinned.get(&article) == Some(&story) {
            self.pinned.remove(&article);
        }
        self.excluded.insert((article, story));
    }

    /// Never merges two stories: a person said so.
    pub fn keep_apart(&mut self, a: StoryId, b: StoryId) {
        self.kept_apart.insert((a.min(b), a.max(b)));
    }

    /// Tells the story an article of the window stands in.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        self.slot_of.get(&article).and_then(|&slot| self.story_at(slot))
    }

    /// Tells a story's articles in the window, in order of arrival.
    pub fn articles_of(&self, story: StoryId) -> Vec<ArticleId> {
        let slots = self.stories.get(&story).map_or(&[][..], Slots::as_slice);
        slots.iter().map(|&slot| self.window.member(slot).article).collect()
    }

    /// Finds up to `most` other stories close to an article's, the closest first.
    pub fn related(&mut self, article: ArticleId, most: usize) -> Vec<Related> {
        let Some(&slot) = self.slot_of.get(&article) else { return Vec::new() };
        let own = self.story_of(article);
        // Time tells little here: what led to an event is related to it.
        let weights = Weights { most_taken_by_time: 0.0, ..self.options.weights };
        let mut related: Vec<Related> = Vec::new();
        for neighbour in self.window.neighbours(slot, &weights) {
            let Some(story) = self.story_at(neighbour.slot) else { continue };
            if neighbour.log_odds < RELATED_AT || related.len() == most {
                break;
            }
            if Some(story) == own || related.iter().any(|known| known.story == story) {
                continue;
            }
            related.push(Related {
                story,
                closeness: probability(neighbour.log_odds),
                shared: self.window.shared_names(slot, neighbour.slot, MOST_NAMES_SHOWN),
            });
        }
        related
    }

    /// Puts all articles of a story into another.
    pub fn merge(&mut self, from: StoryId, into: StoryId) {
        if from == into {
            return;
        }
        for &slot in self.stories.remove(&from).unwrap_or_default().as_slice() {
            self.put(slot, into);
        }
        self.follow_decisions(from, into);
    }

    /// What holds for a story that went holds for the one it went into.
    pub(crate) fn follow_decisions(&mut self, from: StoryId, into: StoryId) {
        self.changed.remove(&from);
        for other in self.stories_near(from) {
            self.far_apart(from, other);
            if other != into {
                self.near_each_other(into, other);
            }
        }
        let old: Vec<_> = self.kept_apart.iter().copied().filter(|&(a, b)| a == from || b == from).collect();
        for (a, b) in old {
            self.kept_apart.remove(&(a, b));
            let other = if a == from { b } else { a };
            self.keep_apart(into, other);
        }
        self.pinned.values_mut().filter(|story| **story == from).for_each(|story| *story = into);
    }

    /// Has a language's articles looked at once more that stand with others: what they share is not as rare as it was.
    fn doubt_stories_in(&mut self, lang: Lang) {
        let stories = self.stories.values().map(Slots::as_slice).filter(|slots| slots.len() >= FEWEST_TO_SPLIT);
        let members = stories.flatten().map(|&slot| self.window.member(slot)).filter(|member| member.lang == lang);
        self.new.extend(members.map(|member| member.article));
    }

    /// Tells whether a person said where an article stands, or where it does not.
    pub(crate) fn is_decided(&self, article: ArticleId) -> bool {
        let all = (article, StoryId(i64::MIN))..=(article, StoryId(i64::MAX));
        self.pinned.contains_key(&article) || self.excluded.range(all).next().is_some()
    }

    fn take_in(&mut self, candidate: &Candidate) -> u32 {
        if let Some(embedding) = &candidate.embedding {
            self.learn(candidate.lang, embedding);
        }
        self.enter(candidate)
    }

    /// Takes an article in without counting what the model read in it.
    pub(crate) fn enter(&mut self, candidate: &Candidate) -> u32 {
        let slot = self.window.insert(candidate);
        self.slot_of.insert(candidate.article, slot);
        let slots = self.story_at.len().max(slot as usize + 1);
        self.story_at.resize(slots, NOWHERE);
        self.crowd_at.resize(slots, 0.0);
        self.crowd_at[slot as usize] = 0.0;
        slot
    }

    pub(crate) fn put(&mut self, slot: u32, story: StoryId) {
        self.story_at[slot as usize] = story;
        self.stories.entry(story).or_default().push(slot);
        self.changed.insert(story);
    }

    pub(crate) fn take_from_story(&mut self, slot: u32) {
        let Some(story) = self.story_at(slot) else { return };
        self.story_at[slot as usize] = NOWHERE;
        if let Some(slots) = self.stories.get_mut(&story) {
            slots.remove(slot);
            if slots.as_slice().is_empty() {
                self.stories.remove(&story);
                self.changed.remove(&story);
                self.stories_near(story).into_iter().for_each(|other| self.far_apart(story, other));
            }
        }
    }

    /// The article that a newcomer copies: the first in a chain of copies.
    fn original(&self, neighbours: &[Neighbour]) -> Option<ArticleId> {
        // A report by one formula has most of another's text, but hardly any of its names.
        let is_copy = |Neighbour { evidence, .. }: &&Neighbour| {
            evidence.copied >= self.options.copy_at && evidence.strangeness() <= COPIES_STRANGENESS
        };
        let copied = neighbours.iter().filter(is_copy).max_by(|a, b| {
            let article = |neighbour: &Neighbour| self.window.member(neighbour.slot).article;
            a.evidence.copied.total_cmp(&b.evidence.copied).then(article(b).cmp(&article(a)))
        })?;
        let article = self.window.member(copied.slot).article;
        Some(self.original_of.get(&article).copied().unwrap_or(article))
    }

    pub(crate) fn decide(
        &mut self,
        slot: u32,
        neighbours: &[Neighbour],
        original: Option<ArticleId>,
        new_story: StoryId,
    ) -> Placement {
        let article = self.window.member(slot).article;
        let place = |story, score, reason| Placement { article, story: Some(story), copy_of: original, score, reason };
        if let Some(&story) = self.pinned.get(&article) {
            let reason = PlacementReason { kind: "person".into(), ..PlacementReason::default() };
            return place(story, 1.0, reason);
        }
        if let Some(story) = original.and_then(|original| self.story_of(original))
            && !self.excluded.contains(&(article, story))
        {
            return place(story, 1.0, self.reason("copy", slot, story, neighbours, 1.0));
        }
        match self.closest(slot, neighbours) {
            Some((story, closeness)) if closeness >= self.options.join_at => {
                let closeness = probability(closeness);
                place(story, closeness, self.reason("similar", slot, story, neighbours, closeness))
            }
            _ => {
                let reason = PlacementReason { kind: "founder".into(), ..PlacementReason::default() };
                place(new_story, 1.0, reason)
            }
        }
    }

    /// The story an article is closest to, by its members' average and its closest member.
    fn closest(&mut self, slot: u32, neighbours: &[Neighbour]) -> Option<(StoryId, f32)> {
        let article = self.window.member(slot).article;
        let mut asked: Vec<StoryId> = Vec::new();
        // No story is closer than its closest member, and what was not found is further than what was.
        for neighbour in neighbours.iter().take_while(|neighbour| neighbour.log_odds >= self.options.join_at) {
            if let Some(story) = self.story_at(neighbour.slot)
                && !asked.contains(&story)
                && !self.excluded.contains(&(article, story))
            {
                asked.push(story);
                if asked.len() == MOST_STORIES_ASKED {
                    break;
                }
            }
        }
        let mut best: Option<(StoryId, f32)> = None;
        for story in asked {
            let closeness = self.closeness_to_story(slot, story);
            if best.is_none_or(|(_, known)| closeness > known) {
                best = Some((story, closeness));
            }
        }
        best
    }

    /// Finds the articles most like the one in `slot`, the closest first, and remembers the crowd around it.
    pub(crate) fn look_around(&mut self, slot: u32) -> Vec<Neighbour> {
        let neighbours = self.window.neighbours(slot, &self.options.weights);
        self.crowd_at[slot as usize] = self.crowd(&neighbours);
        neighbours
    }

    /// How close an article's language comes to it with other names: how far that lies over `far`, on average over the further
    /// half of what was found. What the nearer half tells may be the event itself.
    fn crowd(&self, neighbours: &[Neighbour]) -> f32 {
        let own: Vec<&Neighbour> = neighbours.iter().filter(|other| !other.evidence.is_across_languages).collect();
        let further = &own[own.len() / 2..];
        let over = |other: &&Neighbour| (other.log_odds - self.options.far).max(0.0) * other.evidence.strangeness();
        further.iter().map(over).sum::<f32>() / further.len().max(1) as f32
    }

    /// The log-odds of a pair, less what the crowd around the two takes from them.
    pub(crate) fn log_odds_in_crowd(&self, slot: u32, pair: &Neighbour) -> f32 {
        let crowd = self.crowd_at[slot as usize].max(self.crowd_at[pair.slot as usize]);
        (pair.log_odds - self.options.crowd_share * crowd * pair.evidence.strangeness()).max(-MOST_LOG_ODDS)
    }

    pub(crate) fn story_at(&self, slot: u32) -> Option<StoryId> {
        self.story_at.get(slot as usize).copied().filter(|&story| story != NOWHERE)
    }

    /// How close an article is to a story's members. Its guests may make it closer, never further, and tell as much less as it
    /// takes more to take up an old story.
    pub(crate) fn closeness_to_story(&mut self, slot: u32, story: StoryId) -> f32 {
        let members = self.members_to_ask(story);
        let closeness = self.closeness_to(slot, &members);
        let guests = self.guests_in(story);
        if guests.is_empty() {
            return closeness;
        }
        closeness.max(self.closeness_to(slot, &guests) + self.options.join_at - self.options.reopen_at)
    }

    /// How close an article is to others, by their average and the closest one.
    pub(crate) fn closeness_to(&mut self, slot: u32, members: &[u32]) -> f32 {
        self.window.measure(members);
        let compared = self.window.compare(slot, members, &self.options.weights);
        let told = compared.iter().filter(|neighbour| neighbour.evidence.says_something());
        let told: Vec<f32> = told.map(|neighbour| self.log_odds_in_crowd(slot, neighbour)).collect();
        let closest = told.iter().copied().fold(-MOST_LOG_ODDS, f32::max);
        let average = if told.is_empty() { -MOST_LOG_ODDS } else { told.iter().sum::<f32>() / told.len() as f32 };
        average * (1.0 - self.options.closest_share) + closest * self.options.closest_share
    }

    fn guests_in(&self, story: StoryId) -> Vec<u32> {
        if self.guests.is_empty() {
            return Vec::new();
        }
        let slots = self.stories.get(&story).map_or(&[][..], Slots::as_slice);
        slots.iter().copied().filter(|&slot| self.guests.contains_key(&self.window.member(slot).article)).collect()
    }

    /// A story's founder and its latest members; copies speak once, guests not at all.
    pub(crate) fn members_to_ask(&self, story: StoryId) -> Vec<u32> {
        let slots = self.stories.get(&story).map_or(&[][..], Slots::as_slice);
        let speaks = |slot: &&u32| {
            let article = self.window.member(**slot).article;
            !self.guests.contains_key(&article)
                && self.original_of.get(&article).is_none_or(|&original| self.story_of(original) != Some(story))
        };
        let mut asked: Vec<u32> = slots.iter().rev().filter(speaks).take(MOST_MEMBERS_ASKED).copied().collect();
        if let Some(founder) = slots.iter().find(speaks)
            && !asked.contains(founder)
        {
            asked.pop();
            asked.push(*founder);
        }
        asked
    }

    fn reason(
        &self,
        kind: &str,
        slot: u32,
        story: StoryId,
        neighbours: &[Neighbour],
        similarity: f32,
    ) -> PlacementReason {
        let nearest = neighbours.iter().find(|neighbour| self.story_at(neighbour.slot) == Some(story));
        PlacementReason {
            kind: kind.into(),
            shared: nearest.map(|nearest| self.names_in_common(slot, nearest.slot)).unwrap_or_default(),
            similarity,
            minutes_apart: nearest
                .and_then(|nearest| nearest.evidence.hours_apart)
                .map(|hours| (hours * 60.0).round() as i64),
        }
    }

    /// Names that two articles share, as a reader is shown.
    pub(crate) fn names_in_common(&self, a: u32, b: u32) -> Vec<String> {
        self.window.shared_names(a, b, MOST_NAMES_SHOWN)
    }

    pub(crate) fn must_stay_apart(&self, a: StoryId, b: StoryId) -> bool {
        let decided = |story: StoryId, other: StoryId| {
            self.stories.get(&story).is_some_and(|slots| {
                slots.as_slice().iter().any(|&slot| {
                    let article = self.window.member(slot).article;
                    self.excluded.contains(&(article, other)) || self.pinned.contains_key(&article) && story > other
                })
            })
        };
        self.kept_apart.contains(&(a.min(b), a.max(b))) || decided(a, b) || decided(b, a)
    }
}
