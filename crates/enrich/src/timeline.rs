//! The timeline of a story: dated key events from its articles, a sentence of theirs for each.
//!
//! In: the articles of a story. Out: at most [`MOST_EVENTS`] events in the order of time. No sentence is made: each is cited
//! where it stands, and dated by its own words or, where it opens a report, by the time of publishing.
//!
//! Sentences are compared by their words, numbers and names; those that tell one event on one day are one group. What several
//! publishers tell comes first, near-copies are not read, and what was told on an earlier day is not told again.

pub(crate) mod days;
mod statements;

use crate::{
    sentences::{Feature, Rarity, cosine, spread},
    telling::{Passage, Telling},
    words::ByHash,
};
pub(crate) use days::is_month;
use jiff::civil::Date;
use news::{ArticleId, Lang, PublisherId, TextSpan, Timestamp, article::text_of};
use statements::{Statement, read};
use std::collections::{BTreeSet, HashMap};

/// Events of a timeline.
pub const MOST_EVENTS: usize = 12;
/// A timeline of fewer is none.
const FEWEST_EVENTS: usize = 2;

/// What happened, in the words of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The midnight in UTC of the day when [`Precision::Day`]: to be shown as a date, whatever the reader's zone.
    pub at: Timestamp,
    pub precision: Precision,
    pub passage: Passage,
    /// The words that tell the day, in the same text as the passage. None when it is the time of publishing.
    pub dated_by: Option<TextSpan>,
    /// The articles that say it, the cited one first, then by time; near-copies are not among them.
    pub told_by: Vec<ArticleId>,
    /// How many publishers those articles have.
    pub publishers: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    Day,
    Minute,
}

/// Chooses the key events of a story from its articles, in any order; the oldest event comes first. Empty when there are fewer than
/// two.
pub fn of_story(tellings: &[Telling]) -> Vec<Event> {
    let mut order: Vec<usize> = (0..tellings.len()).filter(|&index| tellings[index].copy_of.is_none()).collect();
    order.sort_by_key(|&index| (tellings[index].published, tellings[index].article));
    let mut statements: Vec<Statement> = Vec::new();
    for index in order {
        read(index, &tellings[index], &mut statements);
    }
    let groups = group(weigh(statements), tellings);
    let chosen = choose(groups, tellings);
    if chosen.len() < FEWEST_EVENTS {
        return Vec::new();
    }
    let mut events: Vec<(i64, Event)> =
        chosen.iter().map(|group| (group.time_us(tellings), group.event(tellings))).collect();
    events.sort_by_key(|(time_us, event)| (*time_us, event.passage.article, event.passage.span));
    events.into_iter().map(|(_, event)| event).collect()
}

/// Weighs features by how rare they are among the sentences of the story; sentences whose features other articles have are
/// the fitter for it.
fn weigh(mut statements: Vec<Statement>) -> Vec<Statement> {
    let rarity = Rarity::of(statements.iter().map(|statement| (statement.telling, statement.features.as_slice())));
    for statement in &mut statements {
        statement.fitness *= 0.3 + rarity.shared(&statement.features);
        statement.of_names = rarity.weigh(&mut statement.features);
    }
    statements
}

/// Statements of one event.
struct Group<'a> {
    /// By time of publishing; never empty.
    statements: Vec<Statement<'a>>,
    publishers: BTreeSet<PublisherId>,
    /// What a timeline gains by it.
    worth: f32,
}

/// From this cosine on two sentences of one day tell the same: in one language, and in two, of names and numbers alone.
const SAME: f32 = 0.34;
const SAME_ACROSS: f32 = 0.55;

/// Joins statements to groups of the same day, in their order: to that of the closest sentence that is close enough.
fn group<'a>(statements: Vec<Statement<'a>>, tellings: &[Telling]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    // For each statement so far its group, day, whether it is dated by its words, its language, and `of_names`.
    let mut places: Vec<(usize, Date, bool, Lang, f32)> = Vec::with_capacity(statements.len());
    let mut having: ByHash<Vec<Feature>> = ByHash::default();
    let mut closeness: Vec<f32> = vec![0.0; statements.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (number, statement) in statements.into_iter().enumerate() {
        for &(feature, weight) in &statement.features {
            let having = having.entry(spread(feature)).or_default();
            // What so many sentences share tells none from another.
            if having.len() < MOST_HAVING {
                for &(other, of_other) in having.iter() {
                    if closeness[other as usize] == 0.0 {
                        touched.push(other);
                    }
                    closeness[other as usize] += weight * of_other;
                }
                having.push((number as u32, weight));
            }
        }
        let (is_dated, lang) = (statement.dated_by.is_some(), tellings[statement.telling].lang);
        let mut best: Option<(f32, usize)> = None;
        for other in touched.drain(..) {
            let close = std::mem::take(&mut closeness[other as usize]);
            let (group, day, other_is_dated, other_lang, other_of_names) = places[other as usize];
            let same = if lang == other_lang { SAME } else { SAME_ACROSS * statement.of_names * other_of_names };
            // An opening without a date may report the day before.
            let may_join = day == statement.day || is_dated != other_is_dated && are_neighbours(day, statement.day);
            if may_join && close >= same && best.is_none_or(|(closest, _)| close > closest) {
                best = Some((close, group));
            }
        }
        let publisher = tellings[statement.telling].publisher;
        let group = best.map_or(groups.len(), |(_, group)| group);
        places.push((group, statement.day, is_dated, lang, statement.of_names));
        if group == groups.len() {
            groups.push(Group { publishers: BTreeSet::new(), statements: Vec::new(), worth: 0.0 });
        }
        groups[group].publishers.insert(publisher);
        groups[group].statements.push(statement);
    }
    for group in &mut groups {
        group.worth = group.worth_by(tellings);
    }
    groups
}

/// Sentences that a feature is looked up in.
const MOST_HAVING: usize = 120;

fn are_neighbours(a: Date, b: Date) -> bool {
    a.yesterday().ok() == Some(b) || a.tomorrow().ok() == Some(b)
}

impl<'a> Group<'a> {
    /// The statement that is cited: dated by its words if any is, the fittest of those; told at its time rather than looked back
    /// on.
    fn cited(&self) -> &Statement<'a> {
        let fitness = |statement: &Statement| {
            let is_dated = if statement.dated_by.is_some() { 2.0 } else { 1.0 };
            let is_of_its_time =
                if statement.day.until(statement.told).is_ok_and(|span| span.get_days() <= 1) { 1.5 } else { 1.0 };
            statement.fitness * is_dated * is_of_its_time
        };
        let best = self.statements.iter().reduce(|best, next| if fitness(next) > fitness(best) { next } else { best });
        best.expect("a group is never empty")
    }

    /// Each publisher counts by its best statement, the first fully and others less and less.
    fn worth_by(&self, tellings: &[Telling]) -> f32 {
        let mut best_of: HashMap<PublisherId, f32> = HashMap::new();
        for statement in &self.statements {
            let publisher = tellings[statement.telling].publisher;
            let best = best_of.entry(publisher).or_default();
            let is_key_post = if statement.post.is_some() { 1.5 } else { 1.0 };
            let is_dated = if statement.dated_by.is_some() { 1.3 } else { 1.0 };
            *best = best.max(statement.fitness * is_dated * is_key_post);
        }
        let mut shares: Vec<f32> = best_of.into_values().collect();
        shares.sort_by(|a, b| b.total_cmp(a));
        shares.iter().enumerate().map(|(rank, share)| share / (1.0 + rank as f32).sqrt()).sum()
    }

    fn day(&self) -> Date {
        self.cited().day
    }

    /// Where it belongs in the order of time: a day's event as early as it was reported that day.
    fn time_us(&self, tellings: &[Telling]) -> i64 {
        let cited = self.cited();
        let telling = &tellings[cited.telling];
        match cited.dated_by {
            None => self.moment(tellings).0,
            Some(_) => {
                let begin = midnight(cited.day).0 - i64::from(telling.utc_offset_minutes) * Timestamp::MINUTE;
                self.moment(tellings).0.clamp(begin, begin + Timestamp::DAY - 1)
            }
        }
    }

    /// When it was first told.
    fn moment(&self, tellings: &[Telling]) -> Timestamp {
        let moments = self.statements.iter().map(|one| one.moment.unwrap_or(tellings[one.telling].published));
        moments.min().unwrap_or_default()
    }

    fn event(&self, tellings: &[Telling]) -> Event {
        let cited = self.cited();
        let article = tellings[cited.telling].article;
        let mut told_by = vec![article];
        for statement in &self.statements {
            let article = tellings[statement.telling].article;
            if !told_by.contains(&article) {
                told_by.push(article);
            }
        }
        let (at, precision) = match cited.dated_by {
            Some(_) => (midnight(cited.day), Precision::Day),
            None => (self.moment(tellings), Precision::Minute),
        };
        Event {
            at,
            precision,
            passage: Passage {
                article,
                post: cited.post.map(|post| post.key.clone()),
                span: cited.span,
                sentence: match cited.post {
                    Some(post) => cited.span.of(&text_of(&post.body)).to_owned(),
                    None => cited.span.of(tellings[cited.telling].text).to_owned(),
                },
            },
            dated_by: cited.dated_by,
            told_by,
            publishers: self.publishers.len(),
        }
    }
}

fn midnight(day: Date) -> Timestamp {
    day.to_zoned(jiff::tz::TimeZone::UTC).map_or(Timestamp::default(), |day| Timestamp::from_jiff(day.timestamp()))
}

/// From this cosine on an event is what another one of the timeline tells already: on the same day, on the day before or after,
/// on another.
const RETOLD: f32 = 0.24;
const RETOLD_IN_OPENING: f32 = 0.16;
const RETOLD_NEXT_DAY: f32 = 0.28;
const RETOLD_LATER: f32 = 0.36;
/// So long after each other two openings of one day may tell two events.
const OTHER_NEWS_US: i64 = 6 * Timestamp::HOUR;
/// Statements of a group that are compared.
const COMPARED: usize = 5;
/// What each event of a day leaves of the worth of that day's next one, so that the timeline spans the story.
const NEXT_OF_DAY: f32 = 0.6;
/// What is worth less than so many roots of the worthiest is left out: where many publishers tell, one alone must tell more.
const LEAST_WORTH: f32 = 0.22;

/// Takes the worthiest groups that tell something of their own.
fn choose<'a>(mut groups: Vec<Group<'a>>, tellings: &[Telling]) -> Vec<Group<'a>> {
    let mut chosen: Vec<Group> = Vec::new();
    while chosen.len() < MOST_EVENTS {
        let worth = |group: &Group| {
            let same_day = chosen.iter().filter(|other| other.day() == group.day()).count();
            group.worth * NEXT_OF_DAY.powi(same_day as i32)
        };
        let best = (0..groups.len()).reduce(|a, b| if worth(&groups[b]) > worth(&groups[a]) { b } else { a });
        let Some(best) = best else { break };
        if worth(&groups[best]) < LEAST_WORTH * chosen.first().map_or(0.0, |first: &Group| first.worth).sqrt() {
            break;
        }
        let group = groups.swap_remove(best);
        chosen.push(group);
        let taken = chosen.last().expect("it was put there just now");
        groups.retain(|group| !tells_again(group, taken, tellings));
    }
    chosen
}

fn tells_again(group: &Group, taken: &Group, tellings: &[Telling]) -> bool {
    let cited = group.cited();
    let others = std::iter::once(taken.cited()).chain(taken.statements.iter().take(COMPARED));
    let closest = others.map(|other| cosine(&cited.features, &other.features)).fold(0.0, f32::max);
    let is_undated = cited.dated_by.is_none() && cited.post.is_none();
    let apart_us = group.moment(tellings).since_us(taken.moment(tellings)).abs();
    let enough = if group.day() == taken.day() && is_undated {
        // How one publisher opens its report of that day is the same in other words, or leads to it from afar.
        if group.publishers.len() == 1 && apart_us < OTHER_NEWS_US { 0.0 } else { RETOLD_IN_OPENING }
    } else if group.day() == taken.day() {
        RETOLD
    } else if are_neighbours(group.day(), taken.day()) {
        if is_undated { RETOLD_IN_OPENING } else { RETOLD_NEXT_DAY }
    } else {
        RETOLD_LATER
    };
    closest >= enough
}

#[cfg(test)]
mod tests;
