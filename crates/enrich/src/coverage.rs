//! How the publishers of a story differ: numbers, days and names that contradict each other, what one tells alone, and what
//! others leave out.
//!
//! In: the articles of a story. Out: passages, side by side. Words are compared within a language only, so a publisher is held
//! against those that write in its own. A publisher that corrects itself is taken at its last word.

mod facts;

use crate::{
    sentences::cosine,
    stated::{self, Stated, share},
    telling::{Passage, Telling},
};
use facts::Fact;
use news::{ArticleId, Lang, PublisherId};
use std::collections::{BTreeMap, BTreeSet};

/// What came of holding the publishers of a story against each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What most publishers tell of first.
    pub differ: Vec<Difference>,
    pub alone: Vec<Alone>,
    pub left_out: Vec<LeftOut>,
}

/// Publishers that contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub kind: DifferenceKind,
    /// Two or more, the one that was told last first.
    pub sides: Vec<Side>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    Number,
    Day,
    Name,
}

/// What some of the publishers say, each in one passage, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The words that differ, as the first passage has them: "212 people".
    pub words: String,
    pub passages: Vec<Passage>,
}

/// What one publisher tells and no other of its language, as far as words tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    pub publisher: PublisherId,
    pub lang: Lang,
    pub passages: Vec<Passage>,
}

/// What several publishers tell, and who does not.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    pub passage: Passage,
    pub told_by: Vec<PublisherId>,
    pub left_out_by: Vec<PublisherId>,
}

/// What is read of an article.
const READ_BYTES: usize = 4 * 1024;
/// The newest articles that are read.
const MOST_ARTICLES: usize = 40;
const MOST_DIFFERENCES: usize = 8;
const MOST_ALONE: usize = 3;
const MOST_LEFT_OUT: usize = 6;

/// Holds the publishers of a story against each other; the articles may come in any order.
pub fn compare(tellings: &[Telling]) -> Comparison {
    let mut order: Vec<usize> = (0..tellings.len()).filter(|&index| tellings[index].copy_of.is_none()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(tellings[index].published), tellings[index].article));
    order.truncate(MOST_ARTICLES);
    let publishers: BTreeSet<PublisherId> = order.iter().map(|&index| tellings[index].publisher).collect();
    if publishers.len() < 2 {
        return Comparison::default();
    }
    let all = stated::read(tellings, &order, READ_BYTES);
    Comparison {
        differ: differences(&all, tellings),
        alone: alone(&all, tellings, &order),
        left_out: left_out(&all, tellings, &order),
    }
}

/// So much must two sentences share, apart from numbers and names, to be of one thing: the cosine, and the share of words.
const OF_ONE_THING: f32 = 0.42;
const WORDS_OF_ONE_THING: f32 = 0.5;

fn are_of_one_thing(a: &Stated, b: &Stated) -> bool {
    let without_numbers = |stated: &Stated| -> Vec<u64> {
        stated.plain.iter().filter(|word| stated.numbers.binary_search(word).is_err()).copied().collect()
    };
    let (words, others) = (without_numbers(a), without_numbers(b));
    words.len().min(others.len()) >= 2
        && cosine(&a.features, &b.features) >= OF_ONE_THING
        && share(&words, &others) >= WORDS_OF_ONE_THING
}

fn differences(all: &[Stated], tellings: &[Telling]) -> Vec<Difference> {
    let mut found: Vec<(usize, Difference)> = Vec::new();
    for (kind, facts) in facts::read(all, tellings) {
        for group in joined(&facts, all, tellings) {
            let facts: Vec<&Fact> = group.iter().map(|&at| &facts[at]).collect();
            if let Some(difference) = difference(kind, &facts, all, tellings) {
                let told = difference.sides.iter().map(|side| side.passages.len()).sum();
                found.push((told, difference));
            }
        }
    }
    found.sort_by_key(|(told, difference)| (std::cmp::Reverse(*told), difference.kind));
    let mut differences: Vec<Difference> = Vec::new();
    for (_, difference) in found {
        // One pair of sentences that differ in two ways is shown once.
        let is_told = |passage: &Passage| differences.iter().any(|known| known.cites(passage));
        let news = difference.sides.iter().filter(|side| !side.passages.iter().all(is_told)).count();
        if news >= 2 {
            differences.push(difference);
        }
    }
    differences.truncate(MOST_DIFFERENCES);
    differences
}

impl Difference {
    fn cites(&self, passage: &Passage) -> bool {
        self.sides.iter().any(|side| side.passages.contains(passage))
    }
}

/// Groups facts that are told of one thing, whatever they say of it.
fn joined(facts: &[Fact], all: &[Stated], tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..facts.len()).collect();
    for later in 0..facts.len() {
        for earlier in 0..later {
            if group_of[later] == group_of[earlier] {
                continue;
            }
            let (a, b) = (&all[facts[later].stated], &all[facts[earlier].stated]);
            let is_one_language = tellings[a.telling].lang == tellings[b.telling].lang;
            if is_one_language && facts[later].may_be(&facts[earlier]) && are_of_one_thing(a, b) {
                let (from, to) = (group_of[later], group_of[earlier]);
                group_of.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (fact, group) in group_of.into_iter().enumerate() {
        groups.entry(group).or_default().push(fact);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Takes each publisher at its last word; None when they agree.
fn difference(kind: DifferenceKind, facts: &[&Fact], all: &[Stated], tellings: &[Telling]) -> Option<Difference> {
    let telling = |fact: &Fact| &tellings[all[fact.stated].telling];
    let mut last: BTreeMap<PublisherId, &Fact> = BTreeMap::new();
    for fact in facts {
        let known = last.entry(telling(fact).publisher).or_insert(fact);
        let is_later = (telling(fact).published, fact.stated) > (telling(known).published, known.stated);
        // Of an article that gives both, nobody knows which it holds to.
        if is_later && telling(fact).article != telling(known).article {
            *known = fact;
        }
    }
    let gives_both = |article: ArticleId| {
        let of: Vec<&&Fact> = facts.iter().filter(|fact| telling(fact).article == article).collect();
        of.iter().any(|a| of.iter().any(|b| !a.agrees(b)))
    };
    let is_explained = |fact: &&Fact| facts.iter().any(|other| !fact.agrees(other) && fact.explains(other));
    if facts.iter().any(is_explained) {
        return None;
    }
    let mut told: Vec<&Fact> = last.into_values().filter(|fact| !gives_both(telling(fact).article)).collect();
    told.sort_by_key(|fact| (std::cmp::Reverse(telling(fact).published), fact.stated));
    let mut sides: Vec<(&Fact, Side)> = Vec::new();
    for fact in told {
        let passage = all[fact.stated].passage(tellings);
        match sides.iter_mut().find(|(first, _)| first.agrees(fact)) {
            Some((_, side)) => side.passages.push(passage),
            None => sides.push((fact, Side { words: fact.words.clone(), passages: vec![passage] })),
        }
    }
    let sides: Vec<Side> = sides.into_iter().map(|(_, side)| side).collect();
    (sides.len() > 1).then_some(Difference { kind, sides })
}

/// A sentence that no other publisher's comes nearer than this tells something of its own: the cosine, and the share of words.
const OWN: f32 = 0.22;
const OWN_WORDS: f32 = 0.3;
const OWN_ACROSS: f32 = 0.2;
/// Publishers of a language that must tell the story before one of them tells something alone.
const FEWEST: usize = 3;
/// An article of fewer characters may be the beginning of one.
const WHOLE_CHARS: usize = 500;

/// The articles that are whole, by language and publisher.
fn whole<'a>(tellings: &'a [Telling], order: &[usize]) -> BTreeMap<&'a str, BTreeMap<PublisherId, Vec<usize>>> {
    let mut by_lang: BTreeMap<&str, BTreeMap<PublisherId, Vec<usize>>> = BTreeMap::new();
    for &index in order {
        let telling = &tellings[index];
        if !telling.posts.is_empty() || telling.text.chars().count() >= WHOLE_CHARS {
            by_lang.entry(telling.lang.as_str()).or_default().entry(telling.publisher).or_default().push(index);
        }
    }
    by_lang
}

fn alone(all: &[Stated], tellings: &[Telling], order: &[usize]) -> Vec<Alone> {
    let mut found = Vec::new();
    for publishers in whole(tellings, order).values().filter(|publishers| publishers.len() >= FEWEST) {
        for (publisher, articles) in publishers {
            let Some(lang) = articles.first().map(|&index| tellings[index].lang) else { continue };
            let others: Vec<&Stated> =
                all.iter().filter(|other| tellings[other.telling].publisher != *publisher).collect();
            let tells_alone = |stated: &&Stated| {
                articles.contains(&stated.telling)
                    && may_stand_alone(stated)
                    && others.iter().all(|other| is_other(stated, other, tellings[other.telling].lang == lang))
            };
            let mut own: Vec<&Stated> = all.iter().filter(tells_alone).collect();
            // What stands early and close to the headline matters most.
            own.sort_by(|a, b| worth_alone(b).total_cmp(&worth_alone(a)));
            own.truncate(MOST_ALONE);
            if !own.is_empty() {
                let passages = own.into_iter().map(|stated| stated.passage(tellings)).collect();
                found.push(Alone { publisher: *publisher, lang, passages });
            }
        }
    }
    found
}

/// Tells whether two sentences tell different things. In another language, names and numbers alone can say so.
fn is_other(stated: &Stated, other: &Stated, is_one_language: bool) -> bool {
    let close = cosine(&stated.features, &other.features);
    if is_one_language {
        return close < OWN && share(&stated.plain, &other.plain) < OWN_WORDS;
    }
    let shares_number = stated.numbers.iter().any(|number| other.numbers.binary_search(number).is_ok());
    close < OWN_ACROSS && !shares_number
}

fn may_stand_alone(stated: &Stated) -> bool {
    let standing = &stated.standing;
    standing.has_name
        && !standing.points_back
        && !standing.speaks_of_itself
        && !standing.is_of_caption
        && standing.quoted * 2 <= standing.words
        && stated.content.len() >= 5
}

fn worth_alone(stated: &Stated) -> f32 {
    (0.3 + stated.in_headline) / (1.0 + stated.position as f32 / 8.0)
}

/// So many publishers must tell it before another one can leave it out.
const MANY: usize = 3;
/// A publisher whose sentences all stay under this leaves it out.
const UNTOLD: f32 = 0.18;
const UNTOLD_WORDS: f32 = 0.34;

fn left_out(all: &[Stated], tellings: &[Telling], order: &[usize]) -> Vec<LeftOut> {
    let mut found: Vec<(usize, LeftOut)> = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for publishers in whole(tellings, order).values().filter(|publishers| publishers.len() > MANY) {
        let of_them = |stated: &Stated| {
            let telling = &tellings[stated.telling];
            publishers.get(&telling.publisher).is_some_and(|articles| articles.contains(&stated.telling))
        };
        let candidates: Vec<usize> = (0..all.len()).filter(|&at| of_them(&all[at])).collect();
        for &at in candidates.iter().filter(|&&at| may_stand_alone(&all[at])) {
            let group: Vec<usize> = candidates
                .iter()
                .filter(|&&other| other == at || all[at].tells_what(&all[other], true))
                .copied()
                .collect();
            let told_by: BTreeSet<PublisherId> =
                group.iter().map(|&member| tellings[all[member].telling].publisher).collect();
            let is_told_already = group.iter().any(|member| told.contains(member));
            if told_by.len() < MANY || told_by.len() * 2 < publishers.len() || is_told_already {
                continue;
            }
            let first = group.iter().map(|&member| tellings[all[member].telling].published).min().unwrap_or_default();
            let leaves_out = |(publisher, articles): &(&PublisherId, &Vec<usize>)| {
                let is_later = articles.iter().any(|&index| tellings[index].published > first);
                !told_by.contains(publisher)
                    && is_later
                    && all.iter().filter(|stated| tellings[stated.telling].publisher == **publisher).all(|stated| {
                        group.iter().all(|&member| {
                            cosine(&stated.features, &all[member].features) < UNTOLD
                                || share(&stated.plain, &all[member].plain) < UNTOLD_WORDS
                        })
                    })
            };
            let left_out_by: Vec<PublisherId> = publishers.iter().filter(leaves_out).map(|(id, _)| *id).collect();
            if left_out_by.is_empty() || left_out_by.len() >= told_by.len() {
                continue;
            }
            told.extend(&group);
            let passage = all[at].passage(tellings);
            found.push((told_by.len(), LeftOut { passage, told_by: told_by.into_iter().collect(), left_out_by }));
        }
    }
    found.sort_by_key(|(told_by, _)| std::cmp::Reverse(*told_by));
    found.truncate(MOST_LEFT_OUT);
    found.into_iter().map(|(_, left_out)| left_out).collect()
}

#[cfg(test)]
mod tests;
