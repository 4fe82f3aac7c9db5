//! Summaries that say nothing of their own: the sentences of an article or a story that tell most of it.
//!
//! In: an article, or the articles of a story. Out: sentences with where each stands, who else tells the same, and in the
//! order in which they are best read. No sentence is made or shortened.
//!
//! A sentence is worth what it shares with all others (the degree in the graph of sentences, as in LexRank, Erkan and Radev
//! 2004), the more the earlier it stands and the closer it is to the headline, and the less it stands by itself. What was
//! chosen lowers the worth of what tells the same again (as in maximal marginal relevance, Carbonell and Goldstein 1998).

use crate::{
    sentences::{Feature, Standing, cosine, spread},
    stated::{self, Stated, share},
    telling::{Passage, Telling},
    words::ByHash,
};
use news::{ArticleId, Lang, PublisherId, TextSpan};
use std::collections::{BTreeSet, HashMap};

/// How much is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Sentences(usize),
    /// Words; in a script without spaces, characters. The last sentence may pass it by half of its own length.
    Words(usize),
}

/// One sentence of a summary.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub passage: Passage,
    /// The articles that tell the same, the cited one first; near-copies are not among them.
    pub told_by: Vec<ArticleId>,
    /// How many publishers those articles have.
    pub publishers: usize,
}

/// Chooses the sentences of one article, in the order of its text.
pub fn of_article(title: &str, text: &str, lang: Lang, length: Length) -> Vec<TextSpan> {
    let mut points = of_story(&[Telling::alone(title, text, lang)], &[], length);
    points.sort_by_key(|point| point.passage.span.start);
    points.into_iter().map(|point| point.passage.span).collect()
}

/// Chooses the sentences of a story's articles, in any order. Those in the first of `langs` in which the story tells enough
/// are preferred. The worthiest comes first; the others follow it by time of publishing and place in their text.
pub fn of_story(tellings: &[Telling], langs: &[Lang], length: Length) -> Vec<Point> {
    let mut order: Vec<usize> = (0..tellings.len()).filter(|&index| tellings[index].copy_of.is_none()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(tellings[index].published), tellings[index].article));
    order.truncate(MOST_ARTICLES);
    order.reverse();
    let most_bytes = if order.len() == 1 { READ_BYTES_ALONE } else { READ_BYTES };
    let candidates = weighed(stated::read(tellings, &order, most_bytes), tellings, langs);
    let mut among: Vec<usize> = (0..candidates.len()).collect();
    // Among sentences of other articles nobody knows whom "she" means; within one article much is read in its order.
    if order.len() > 1 && candidates.iter().any(|one| !one.stated.standing.points_back) {
        among.retain(|&index| !candidates[index].stated.standing.points_back);
    }
    points(&candidates, among, length, tellings)
}

/// Chooses among the candidates of these numbers; the worthiest comes first, the others in the order of the candidates.
pub(crate) fn points(candidates: &[Candidate], among: Vec<usize>, length: Length, tellings: &[Telling]) -> Vec<Point> {
    let mut chosen = choose(candidates, among, length);
    if let Some((_, rest)) = chosen.split_first_mut() {
        rest.sort_unstable();
    }
    chosen.into_iter().map(|index| point(candidates, index, tellings)).collect()
}

/// The newest articles of a story that are read: the whole must be quick, and a summary tells what is so now.
pub(crate) const MOST_ARTICLES: usize = 40;
/// What is read of an article that is one of several: reports tell first what happened.
const READ_BYTES: usize = 3 * 1024;
/// What is read of an article by itself.
const READ_BYTES_ALONE: usize = 32 * 1024;

/// A sentence that may be chosen.
pub(crate) struct Candidate<'a> {
    pub stated: Stated<'a>,
    worth: f32,
}

/// How much more the first sentence of a text is worth than one far down.
const OPENING: f32 = 0.5;
/// How much more a sentence is worth that says what the headline says.
const HEADLINE: f32 = 0.5;

/// How well a sentence stands by itself and where it does, about 1.
fn fitness(stated: &Stated) -> f32 {
    let Standing { points_back, speaks_of_itself, is_of_caption, .. } = stated.standing;
    let mut fitness = (1.0 + OPENING / (1.0 + stated.position as f32 / 3.0)) * (1.0 + HEADLINE * stated.in_headline);
    for (weakens, share) in [(points_back, 0.85), (speaks_of_itself, 0.8), (is_of_caption, 0.5)] {
        fitness *= if weakens { share } else { 1.0 };
    }
    fitness
}

/// What a sentence in another language is worth, where the story tells enough in the wanted one.
const FOREIGN: f32 = 0.3;
/// Sentences that are enough.
const ENOUGH: usize = 6;

pub(crate) fn weighed<'a>(all: Vec<Stated<'a>>, tellings: &[Telling], langs: &[Lang]) -> Vec<Candidate<'a>> {
    let degrees = degrees(&all, tellings);
    let lang_of = |stated: &Stated| tellings[stated.telling].lang;
    let has_enough = |lang: &&Lang| all.iter().filter(|one| lang_of(one) == **lang).count() >= ENOUGH;
    let wanted = langs.iter().find(has_enough).copied();
    let recency = recency(tellings);
    let weigh = |(stated, degree): (Stated<'a>, f32)| {
        let in_language = if wanted.is_none_or(|wanted| lang_of(&stated) == wanted) { 1.0 } else { FOREIGN };
        let worth = degree * fitness(&stated) * in_language * (1.0 + RECENT * recency[stated.telling]);
        Candidate { stated, worth }
    };
    all.into_iter().zip(degrees).map(weigh).collect()
}

/// How much more the newest article of a story is worth than its first: a reader wants to know how things stand.
const RECENT: f32 = 0.4;

/// Where in the time of the story each article stands, 0 to 1.
fn recency(tellings: &[Telling]) -> Vec<f32> {
    let times = || tellings.iter().map(|telling| telling.published);
    let (Some(first), Some(last)) = (times().min(), times().max()) else { return Vec::new() };
    let whole = last.since_us(first).max(1) as f32;
    times().map(|time| time.since_us(first) as f32 / whole).collect()
}

/// What a sentence shares with those in other languages counts this much: names alone tell whom it is about, not what.
const ACROSS: f32 = 0.25;

/// What each sentence shares with all others: the sum of their cosines, found feature by feature.
fn degrees(all: &[Stated], tellings: &[Telling]) -> Vec<f32> {
    let mut sums: ByHash<f32> = ByHash::default();
    let mut sums_by_lang: HashMap<Lang, ByHash<f32>> = HashMap::new();
    for stated in all {
        let own = sums_by_lang.entry(tellings[stated.telling].lang).or_default();
        for (feature, weight) in &stated.features {
            *sums.entry(spread(*feature)).or_default() += weight;
            *own.entry(spread(*feature)).or_default() += weight;
        }
    }
    let degree = |stated: &Stated| {
        let own = &sums_by_lang[&tellings[stated.telling].lang];
        let shared = |(feature, weight): &Feature| {
            let (with_own, with_all) = (own[&spread(*feature)], sums[&spread(*feature)]);
            weight * (with_own + ACROSS * (with_all - with_own))
        };
        // Less itself, and a little so that the only sentence of a text is worth something.
        (stated.features.iter().map(shared).sum::<f32>() - 1.0).max(0.0) + 0.1
    };
    all.iter().map(degree).collect()
}

/// From this cosine with one sentence chosen before it, or when one of the two has so much of the other's words, a sentence
/// tells nothing new.
const TOLD_ALREADY: f32 = 0.5;
const SAID_ALREADY: f32 = 0.5;
/// How much less a sentence is worth for what it shares with one that was chosen.
const RETOLD: f32 = 0.5;

fn choose(candidates: &[Candidate], mut left: Vec<usize>, length: Length) -> Vec<usize> {
    let mut nearest = vec![0.0_f32; candidates.len()];
    let (mut chosen, mut words) = (Vec::new(), 0);
    while !left.is_empty() {
        let is_full = match length {
            Length::Sentences(most) => chosen.len() >= most,
            Length::Words(most) => words >= most,
        };
        if is_full {
            break;
        }
        let worth = |index: usize| candidates[index].worth * (1.0 - RETOLD * nearest[index]);
        let best = (0..left.len()).reduce(|a, b| if worth(left[b]) > worth(left[a]) { b } else { a });
        let Some(best) = best.map(|at| left.swap_remove(at)) else { break };
        let taken = &candidates[best].stated;
        if let Length::Words(most) = length
            && words + taken.standing.words / 2 > most
        {
            continue;
        }
        words += taken.standing.words;
        chosen.push(best);
        left.retain(|&other| {
            let stated = &candidates[other].stated;
            let close = cosine(&stated.features, &taken.features);
            nearest[other] = nearest[other].max(close);
            close < TOLD_ALREADY && share(&stated.content, &taken.content) < SAID_ALREADY
        });
        left.sort_unstable();
    }
    chosen
}

fn point(candidates: &[Candidate], index: usize, tellings: &[Telling]) -> Point {
    let cited = &candidates[index].stated;
    let of = &tellings[cited.telling];
    let mut told_by = vec![of.article];
    let mut publishers: BTreeSet<PublisherId> = BTreeSet::from([of.publisher]);
    for Candidate { stated: other, .. } in candidates {
        let telling = &tellings[other.telling];
        if !told_by.contains(&telling.article) && cited.tells_what(other, telling.lang == of.lang) {
            told_by.push(telling.article);
            publishers.insert(telling.publisher);
        }
    }
    Point { passage: cited.passage(tellings), told_by, publishers: publishers.len() }
}

#[cfg(test)]
mod tests;
