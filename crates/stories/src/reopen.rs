//! Older stories that a new one takes up again: a trial that goes on, an inquiry that reports weeks later.
//!
//! The articles of such a story have left the window. Whoever keeps them names those that share hashtags or words with the
//! founder of a new story; [`likeliest`] chooses few of them, and the clusterer compares ([`Clusterer::take_up`]). A new story that goes
//! on with an older one becomes part of it, and some of the old articles come back into the window as its guests, so that
//! what follows finds the story by them, too.
//!
//! Invariants: a story that was torn apart from another, or that a person put together, is never taken into it; guests
//! are moved by nothing, split from nothing, and leave the window with the founder that brought them; what is done for
//! one founder is bounded by [`MOST_STORIES`] and [`MOST_OF_EACH`].

use crate::{
    batch::compare,
    candidate::Candidate,
    clusterer::{Change, Clusterer, Merge},
    evidence::{Evidence, probability},
};
use news::{ArticleId, Placement, PlacementReason, StoryId, Timestamp};
use std::collections::BTreeMap;

/// Stories that are compared for one founder, and articles of each.
const MOST_STORIES: usize = 6;
const MOST_OF_EACH: usize = 3;
/// What is most alike in words counts as much as sharing a hashtag that one in four hundred articles has.
const MOST_BY_WORDS: f32 = 6.0;
/// Who goes on with what another told uses at least so many of its words, all held equally rare.
const LEAST_WORDS_SHARED: f32 = 0.2;
/// Of these stories, so many are read by a model.
const MOST_READ: usize = 3;
/// A story that was told this long ago is as old as one gets that is taken up. What comes once in a quarter by one formula
/// is further apart.
pub const LONGEST_REST_US: i64 = 60 * Timestamp::DAY;
/// Names have at least so much in common: what goes on is about the same people and places.
const LEAST_NAMES_SHARED: f32 = 0.25;
/// Weeks later nobody tells the same in the same words, but a report by one formula does: of a week's figures, of another
/// day's balance.
const MOST_WORDS_SHARED: f32 = 0.7;
const MOST_TEXT_SHARED: f32 = 0.4;
/// What other old story comes so close to the closest says that many are alike.
const CLEARLY_CLOSEST: f32 = 0.5;

/// An article from before the window that has something in common with the founder of a new story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    pub story: StoryId,
    pub article: ArticleId,
    /// How much it speaks for one story; several of an article add up.
    pub weight: f32,
}

impl Likeness {
    /// By a hashtag that both have, of the lower of its weights in them, and that one in so many articles has.
    pub fn by_hashtag(story: StoryId, article: ArticleId, weight: f32, one_in: f32) -> Self {
        Self { story, article, weight: weight * one_in.max(1.0).ln_1p() }
    }

    /// By words that both have, as a share of the most that any has in common with the founder.
    pub fn by_words(story: StoryId, article: ArticleId, share: f32) -> Self {
        Self { story, article, weight: share * MOST_BY_WORDS }
    }
}

/// A story from before the window, with a few of its articles.
#[derive(Clone, Debug, PartialEq)]
pub struct OldStory {
    pub story: StoryId,
    /// Its latest article's time before the founder's.
    pub last: Timestamp,
    pub members: Vec<Candidate>,
}

/// Chooses the stories that a founder likeliest takes up, the likeliest first, and of each the articles that have most in
/// common with it.
pub fn likeliest(alike: &[Likeness]) -> Vec<(StoryId, Vec<ArticleId>)> {
    let mut weight_of: BTreeMap<(StoryId, ArticleId), f32> = BTreeMap::new();
    for one in alike {
        *weight_of.entry((one.story, one.article)).or_default() += one.weight;
    }
    let mut articles: Vec<((StoryId, ArticleId), f32)> = weight_of.into_iter().collect();
    articles.sort_by(|(a, a_weight), (b, b_weight)| b_weight.total_cmp(a_weight).then(b.1.cmp(&a.1)));
    let mut chosen: Vec<(StoryId, Vec<ArticleId>)> = Vec::new();
    for ((story, article), _) in articles {
        match chosen.iter().position(|(known, _)| *known == story) {
            Some(at) if chosen[at].1.len() < MOST_OF_EACH => chosen[at].1.push(article),
            None if chosen.len() < MOST_STORIES => chosen.push((story, vec![article])),
            _ => {}
        }
    }
    chosen
}

/// Leaves those that share enough names with a founder, and words where they share its language, to be worth reading by a
/// model, and of these the nearest.
pub fn worth_reading(founder: &Candidate, older: Vec<OldStory>) -> Vec<OldStory> {
    let mut worth: Vec<(f32, OldStory)> = Vec::new();
    for old in older.into_iter().filter(|old| !old.members.is_empty()) {
        let mean = |of: &dyn Fn(&Candidate) -> f32| old.members.iter().map(of).sum::<f32>() / old.members.len() as f32;
        let names = mean(&|member| names_shared(founder, member));
        let words = mean(&|member| if member.lang == founder.lang { words_shared(founder, member) } else { 1.0 });
        if names >= LEAST_NAMES_SHARED && words >= LEAST_WORDS_SHARED {
            worth.push((names, old));
        }
    }
    worth.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    worth.into_iter().map(|(_, old)| old).take(MOST_READ).collect()
}

/// The cosine of the words in two articles, all equally rare.
fn words_shared(a: &Candidate, b: &Candidate) -> f32 {
    compare(&[a.clone(), b.clone()], &[(0, 1)])[0].words
}

/// The cosine of the names in two articles, all equally rare.
fn names_shared(a: &Candidate, b: &Candidate) -> f32 {
    let length = |of: &Candidate| of.names.iter().map(|name| name.weight.powi(2)).sum::<f32>().sqrt();
    let of_b = |hash: u32| b.names.iter().find(|name| name.hash == hash).map_or(0.0, |name| name.weight);
    let dot: f32 = a.names.iter().map(|name| name.weight * of_b(name.hash)).sum();
    if dot > 0.0 { dot / (length(a) * length(b)) } else { 0.0 }
}

impl Clusterer {
    /// Takes a new story into the older one with which its founder goes on, if there is one: tells what changed.
    ///
    /// The founder need not be in the window. Nothing changes when it is and stands in another story than `own` by now.
    pub fn take_up(&mut self, founder: &Candidate, own: StoryId, older: &[OldStory]) -> Vec<Change> {
        let now_in = self.story_of(founder.article);
        let is_held = self.is_decided(founder.article) || self.pinned.values().any(|story| *story == own);
        if is_held || now_in.is_some_and(|story| story != own) {
            return Vec::new();
        }
        let mut visitors: Vec<ArticleId> = Vec::new();
        let slot = self.let_visit(founder, &mut visitors);
        let mut compared: Vec<(&OldStory, Vec<u32>)> = Vec::new();
        for old in older {
            if old.story == own || self.must_stay_apart(own, old.story) {
                continue;
            }
            let slots = old.members.iter().map(|member| self.let_visit(member, &mut visitors)).collect();
            compared.push((old, slots));
        }
        let mut changes = Vec::new();
        if let Some((old, slots, log_odds)) = self.clearly_closest(slot, &compared) {
            let placement = self.resumed(slot, old, slots, log_odds);
            if now_in.is_some() {
                for &slot in slots {
                    let article = self.window.member(slot).article;
                    if visitors.contains(&article) {
                        visitors.retain(|visitor| *visitor != article);
                        self.seat(slot, old.story, founder.at);
                    }
                }
            }
            self.merge(own, old.story);
            let merge = Merge { from: own, into: old.story, closeness: placement.score };
            changes = vec![Change::Moved { placement, from: own }, Change::Merged(merge)];
        }
        visitors.into_iter().for_each(|visitor| self.remove(visitor));
        changes
    }

    /// Puts an article of a story that was taken up back into the window, where it stays until articles from before `until`
    /// are let go. One that is in the window is left alone.
    pub fn restore_guest(&mut self, candidate: &Candidate, story: StoryId, until: Timestamp) {
        if !self.slot_of.contains_key(&candidate.article) {
            let slot = self.enter(candidate);
            self.seat(slot, story, until);
        }
    }

    /// Tells the guests that stand in a story, each with the moment until which it stays.
    pub fn guests_of(&self, story: StoryId) -> Vec<(ArticleId, Timestamp)> {
        let guests = self.articles_of(story).into_iter();
        guests.filter_map(|article| Some((article, *self.guests.get(&article)?))).collect()
    }

    fn let_visit(&mut self, candidate: &Candidate, visitors: &mut Vec<ArticleId>) -> u32 {
        if let Some(&slot) = self.slot_of.get(&candidate.article) {
            return slot;
        }
        visitors.push(candidate.article);
        self.enter(candidate)
    }

    fn seat(&mut self, slot: u32, story: StoryId, until: Timestamp) {
        self.guests.insert(self.window.member(slot).article, until);
        self.put(slot, story);
    }

    /// The old story that an article goes on with, its articles, and how close it is.
    fn clearly_closest<'o>(
        &mut self,
        slot: u32,
        compared: &'o [(&'o OldStory, Vec<u32>)],
    ) -> Option<(&'o OldStory, &'o [u32], f32)> {
        self.look_around(slot);
        let mut best: Option<(&OldStory, &[u32], f32)> = None;
        let mut second = f32::MIN;
        for (old, slots) in compared {
            if self.closeness_to(slot, slots) < self.options.reopen_at - CLEARLY_CLOSEST {
                continue;
            }
            // The crowd can only take from it.
            slots.iter().for_each(|&member| drop(self.look_around(member)));
            let log_odds = self.closeness_to(slot, slots);
            match best {
                Some((.., known)) if log_odds <= known => second = second.max(log_odds),
                _ if self.may_go_on(slot, slots) => {
                    second = best.map_or(second, |(.., known)| second.max(known));
                    best = Some((old, slots, log_odds));
                }
                _ => {}
            }
        }
        best.filter(|(.., log_odds)| *log_odds >= self.options.reopen_at.max(second + CLEARLY_CLOSEST))
    }

    /// Tells whether an article is about whom others were about, and not in their words.
    fn may_go_on(&self, slot: u32, others: &[u32]) -> bool {
        let compared = self.window.compare(slot, others, &self.options.weights);
        let mean = |of: fn(&Evidence) -> f32| {
            compared.iter().map(|pair| of(&pair.evidence)).sum::<f32>() / compared.len().max(1) as f32
        };
        mean(|pair| pair.names.unwrap_or_default()) >= LEAST_NAMES_SHARED
            && mean(|pair| pair.words) < MOST_WORDS_SHARED
            && mean(|pair| pair.copied) < MOST_TEXT_SHARED
    }

    /// The placement of an article by which a story goes on.
    fn resumed(&self, slot: u32, old: &OldStory, slots: &[u32], log_odds: f32) -> Placement {
        let member = self.window.member(slot);
        let compared = self.window.compare(slot, slots, &self.options.weights);
        let nearest = compared.iter().max_by(|a, b| a.log_odds.total_cmp(&b.log_odds));
        let similarity = probability(log_odds);
        Placement {
            article: member.article,
            story: Some(old.story),
            copy_of: None,
            score: similarity,
            reason: PlacementReason {
                kind: "resumed".into(),
                shared: nearest.map(|other| self.names_in_common(slot, other.slot)).unwrap_or_default(),
                similarity,
                minutes_apart: Some(member.at.since_us(old.last) / Timestamp::MINUTE),
            },
        }
    }
}
