//! Names, numbers or days of a claim that have changed places: "A beat B" where the source says that B beat A.
//!
//! A claim and a sentence of its source are read as rows of signs, a name, a number or a day being one. If the row fits the
//! source markedly better with two of its signs exchanged, the claim tells somebody else's part.

use super::{days, likeness::Likeness, names, numbers, passage::Passage};
use crate::quotes::text::Kind;
use news::Lang;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// What a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Name,
    Number,
    Day,
    Word,
}

#[derive(Clone, Copy, Debug)]
struct Sign {
    value: u64,
    sort: Sort,
    token: usize,
    follows_agent_mark: bool,
}

/// By so many signs the exchanged row must fit better: of two neighbours joined by "and" one sign changes.
const LEAST_GAIN: usize = 2;
/// Sentences that have less of the claim than this tell something else.
const SAME_MATTER: f32 = 0.5;
/// Of the others only those that have nearly as much of it as the best.
const NEAR_BEST: f32 = 0.75;
const MOST_SENTENCES: usize = 3;
const MOST_SIGNS: usize = 120;
const MOST_EXCHANGED: usize = 14;

/// Finds two things that a claim exchanges: the first token of the one that comes first.
pub(crate) fn exchanged(claim: &Passage, sources: &[Likeness]) -> Option<usize> {
    let mut sources: Vec<&Likeness> =
        sources.iter().filter(|source| source.coverage >= SAME_MATTER && source.passage.lang == claim.lang).collect();
    sources.sort_by(|a, b| b.coverage.total_cmp(&a.coverage));
    sources.truncate(MOST_SENTENCES);
    let best = sources.first()?.coverage;
    sources.retain(|source| source.coverage >= best * NEAR_BEST);
    let said = signs(claim, 0..claim.tokens.len());
    let rows: Vec<(usize, Vec<Sign>)> = sources
        .iter()
        .map(|source| signs(source.passage, source.tokens.clone()))
        .map(|row| (fit(&said, &row), row))
        .collect();
    let mut movable: Vec<Sign> = Vec::new();
    for sign in said.iter().filter(|sign| sign.sort != Sort::Word && claim.tokens[sign.token].quoted == 0) {
        if movable.len() < MOST_EXCHANGED && !movable.iter().any(|known| known.value == sign.value) {
            movable.push(*sign);
        }
    }
    for (index, first) in movable.iter().enumerate() {
        for second in &movable[index + 1..] {
            if first.sort != second.sort {
                continue;
            }
            let exchanged: Vec<Sign> = said
                .iter()
                .map(|sign| match sign.value {
                    value if value == first.value => Sign { value: second.value, ..*sign },
                    value if value == second.value => Sign { value: first.value, ..*sign },
                    _ => *sign,
                })
                .collect();
            let holding = || rows.iter().filter(|(_, row)| has(row, first) && has(row, second));
            let is_as_told = holding().any(|(as_said, row)| as_said + LEAST_GAIN > fit(&exchanged, row));
            let is_turned = holding().any(|(_, row)| is_turned(first, row) != is_turned(second, row));
            if !is_as_told && !is_turned && holding().next().is_some() {
                return Some(first.token);
            }
        }
    }
    None
}

fn has(row: &[Sign], sign: &Sign) -> bool {
    row.iter().any(|other| other.value == sign.value)
}

/// "By A" in one and "A" in the other: active and passive.
fn is_turned(sign: &Sign, row: &[Sign]) -> bool {
    row.iter()
        .find(|other| other.value == sign.value)
        .is_some_and(|other| other.follows_agent_mark != sign.follows_agent_mark)
}

/// The longest row of signs that both have in their order.
fn fit(one: &[Sign], other: &[Sign]) -> usize {
    let mut lengths = vec![0_usize; other.len() + 1];
    for a in one {
        let mut diagonal = 0;
        for (at, b) in other.iter().enumerate() {
            let above = lengths[at + 1];
            lengths[at + 1] = if a.value == b.value { diagonal + 1 } else { above.max(lengths[at]) };
            diagonal = above;
        }
    }
    lengths[other.len()]
}

/// Words, marks left out; a row of capitalised words is known by its last, a number by its value.
fn signs(passage: &Passage, within: Range<usize>) -> Vec<Sign> {
    let within = within.start..within.end.min(within.start + MOST_SIGNS * 2);
    let days = days::find(passage, false);
    let quantities = numbers::find(passage);
    let named = names::find(passage);
    let han_names = if passage.lang == Lang::ZH { names::in_han(passage) } else { Vec::new() };
    let mut row: Vec<Sign> = Vec::new();
    let mut at = within.start;
    while at < within.end && row.len() < MOST_SIGNS {
        let follows_agent_mark = at > 0 && is_agent_mark(passage, at - 1);
        let mut push = |value: u64, sort: Sort, token: usize| {
            row.push(Sign { value, sort, token, follows_agent_mark });
        };
        if let Some(day) = days.iter().find(|day| day.tokens.start == at) {
            let parts = [day.month, day.day, day.weekday, day.near].map(|part| part.map_or(0xff, |part| part as u8));
            push(xxh3_64(&parts), Sort::Day, at);
            at = day.tokens.end;
        } else if let Some(quantity) = quantities.iter().rfind(|quantity| quantity.tokens.start == at) {
            let value = quantity.values.last().copied().unwrap_or(0.0);
            push(xxh3_64(&value.to_le_bytes()), Sort::Number, at);
            at = quantity.tokens.end.max(at + 1);
        } else if let Some(name) = named.iter().find(|name| name.tokens.start == at) {
            push(passage.words[name.tokens.end - 1].key, Sort::Name, at);
            at = name.tokens.end;
        } else if let Some(name) = han_names.iter().find(|name| name.start == at) {
            push(xxh3_64(passage.text_of(name.clone()).as_bytes()), Sort::Name, at);
            at = name.end;
        } else {
            if passage.tokens[at].kind.is_word() {
                let is_capital = passage.tokens[at].kind == Kind::Capital;
                let value = if is_capital { passage.words[at].key } else { u64::from(passage.words[at].term) };
                // Every noun has a capital in German: that two of them changed places says as much.
                let sort = if is_capital && passage.lang == Lang::DE { Sort::Name } else { Sort::Word };
                push(value, sort, at);
            }
            at += 1;
        }
    }
    row
}

/// Words that stand before the doer of a passive verb.
fn is_agent_mark(passage: &Passage, at: usize) -> bool {
    matches!(
        passage.of(at),
        "by" | "von"
            | "vom"
            | "durch"
            | "par"
            | "por"
            | "da"
            | "dal"
            | "dalla"
            | "door"
            | "przez"
            | "被"
            | "由"
            | "av"
            | "af"
    )
}
