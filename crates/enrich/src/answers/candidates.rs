//! The sentences that may answer, with what can be seen of each.

use super::{
    question::{Question, Wanted},
    sought::{self, Sought},
};
use crate::{
    quotes::text::Text,
    sentences::{Standing, cut},
    support::{likeness, passage::Passage},
    telling::Telling,
};
use ai::{AiError, Embedder};
use jiff::tz::TimeZone;
use news::{TextSpan, article::text_of};
use std::ops::Range;

/// What is read of an article.
const READ_BYTES: usize = 12 * 1024;
/// Of each article, these sentences are compared even where no word tells anything, as in another language.
const OPENING: usize = 3;
/// A sentence with fewer words says too little.
const LEAST_WORDS: usize = 3;

pub(super) struct Candidate<'a> {
    pub telling: usize,
    pub post: Option<&'a str>,
    pub span: TextSpan,
    pub sentence: String,
    pub seen: Seen,
    /// How much the words alone speak for it.
    pub by_words: f32,
    pub score: f32,
}

/// What is seen of a sentence, by which it is judged.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// The cosine with the question, once compared.
    pub closeness: f32,
    pub is_own_language: bool,
    /// The share of the question's words that it has, rare ones weighing more.
    pub covered: f32,
    /// The same with its article's title and the sentence before.
    pub covered_around: f32,
    /// The share of the question's names that it or its surroundings have.
    pub named: f32,
    /// The rarest word of the question that neither has: its weight among all of them.
    pub missing: f32,
    /// The share of the question's other words, but for what is counted, that it has itself: what was done.
    pub deed: f32,
    pub asks_for_kind: bool,
    pub fit: f32,
    /// How near the thing sought stands to a word of the question, 0 to 1.
    pub nearness: f32,
    pub words: usize,
    pub position: usize,
    pub quoted: f32,
}

impl Candidate<'_> {
    pub fn order(&self) -> (usize, u32) {
        (self.telling, self.span.start)
    }
}

/// Reads the sentences of all articles, the likeliest first by words alone.
pub(super) fn read<'a>(question: &Question, tellings: &[Telling<'a>]) -> Vec<Candidate<'a>> {
    let mut all: Vec<(Candidate, Matches)> = Vec::new();
    for (index, telling) in tellings.iter().enumerate() {
        let title = match_words(question, &passage_of(telling.title, telling), None);
        read_text(question, index, telling, telling.text, None, &title, &mut all);
        for post in telling.posts {
            read_text(question, index, telling, &text_of(&post.body), Some(&post.key), &title, &mut all);
        }
    }
    let rarity = Rarity::of(question, &all);
    let mut candidates: Vec<Candidate> =
        all.into_iter().map(|(candidate, matches)| rarity.weigh(candidate, &matches)).collect();
    candidates.sort_by(|a, b| b.by_words.total_cmp(&a.by_words).then(a.order().cmp(&b.order())));
    candidates
}

/// Which words of the question a text has, and how surely, in the question's order.
struct Matches {
    inside: Vec<f32>,
    around: Vec<f32>,
}

fn passage_of<'a>(text: &'a str, telling: &Telling) -> Passage<'a> {
    let published = telling.published.to_jiff().to_zoned(TimeZone::UTC).date();
    Passage::new(text, telling.lang, Some(published))
}

fn read_text<'a>(
    question: &Question,
    index: usize,
    telling: &Telling<'a>,
    source: &str,
    post: Option<&'a str>,
    title: &[f32],
    all: &mut Vec<(Candidate<'a>, Matches)>,
) {
    let source = &source[..source.floor_char_boundary(READ_BYTES)];
    let text = Text::new(source);
    let mut before = vec![0.0; question.words.len()];
    for (position, tokens) in cut(&text).into_iter().enumerate() {
        let Some(standing) = Standing::of(&text, tokens.clone(), telling.lang) else { continue };
        let span = text.span(tokens);
        let sentence = span.of(source);
        let passage = passage_of(sentence, telling);
        let mut places = Vec::new();
        let inside = match_words(question, &passage, Some(&mut places));
        if standing.words >= LEAST_WORDS && !standing.asks && standing.is_whole {
            // What the title or the sentence before spoke of, this one may mean by "it".
            let around = inside.iter().zip(title).zip(&before).map(|((a, b), c)| a.max(*b).max(*c)).collect();
            let evidence = sought::look(question, &passage, 0..passage.tokens.len());
            let seen = Seen {
                is_own_language: telling.lang == question.lang(),
                asks_for_kind: question.sought != Sought::Open,
                fit: evidence.fit,
                nearness: nearness(&evidence.places, &places),
                words: standing.words,
                quoted: standing.quoted as f32 / standing.words as f32,
                position,
                ..Seen::default()
            };
            let candidate = Candidate {
                telling: index,
                post,
                span,
                sentence: sentence.to_owned(),
                seen,
                by_words: 0.0,
                score: 0.0,
            };
            all.push((candidate, Matches { inside: inside.clone(), around }));
        }
        before = inside;
    }
}

/// How surely each word of the question stands in a text; notes where.
fn match_words(question: &Question, passage: &Passage, mut places: Option<&mut Vec<usize>>) -> Vec<f32> {
    let mut matched = vec![0.0_f32; question.words.len()];
    for (at, item) in likeness::items(passage) {
        for (wanted, matched) in question.words.iter().zip(&mut matched) {
            let sureness = sureness(wanted, &item, passage.words[at].key);
            if sureness > 0.0 {
                *matched = matched.max(sureness);
                if let Some(places) = &mut places {
                    places.push(at);
                }
            }
        }
    }
    matched
}

fn sureness(wanted: &Wanted, item: &likeness::Item, key: u64) -> f32 {
    const KIN: f32 = 0.7;
    if wanted.item.term == item.term || wanted.key != 0 && wanted.key == key {
        1.0
    } else if wanted.item.is_kin_of(item) {
        KIN
    } else {
        0.0
    }
}

/// How near the surest of the things sought stands to a word of the question: 1 beside it, less with each word between.
fn nearness(sought: &[(Range<usize>, f32)], words: &[usize]) -> f32 {
    const HALF_TOKENS: f32 = 6.0;
    let distance = |tokens: &Range<usize>, at: usize| {
        if at < tokens.start { tokens.start - at } else { (at + 1).saturating_sub(tokens.end) }
    };
    let of = |(tokens, fit): &(Range<usize>, f32)| {
        let nearest = words.iter().map(|&at| distance(tokens, at)).filter(|distance| *distance > 0).min();
        nearest.map_or(0.0, |distance| fit * HALF_TOKENS / (HALF_TOKENS + distance as f32 - 1.0))
    };
    sought.iter().map(of).fold(0.0, f32::max)
}

/// How much each word of the question tells: most, where hardly any sentence has it.
struct Rarity<'q> {
    question: &'q Question,
    weights: Vec<f32>,
}

impl<'q> Rarity<'q> {
    fn of(question: &'q Question, all: &[(Candidate, Matches)]) -> Self {
        const UNSEEN: f32 = 0.5;
        let weight = |index: usize| {
            let having: f32 = all.iter().map(|(_, matches)| matches.inside[index]).sum();
            (1.0 + all.len() as f32 / having.max(UNSEEN)).ln()
        };
        Self { question, weights: (0..question.words.len()).map(weight).collect() }
    }

    fn weigh<'a>(&self, mut candidate: Candidate<'a>, matches: &Matches) -> Candidate<'a> {
        let total = self.weights.iter().sum::<f32>().max(1e-6);
        let share =
            |found: &[f32]| found.iter().zip(&self.weights).map(|(found, weight)| found * weight).sum::<f32>() / total;
        let seen = &mut candidate.seen;
        seen.covered = share(&matches.inside);
        seen.covered_around = share(&matches.around);
        let lacks = |(found, weight): (&f32, &f32)| (1.0 - found) * weight;
        seen.missing = matches.around.iter().zip(&self.weights).map(lacks).fold(0.0, f32::max) / total;
        let words = || self.question.words.iter().zip(&self.weights);
        let names = words().zip(&matches.around).filter(|((word, _), _)| word.item.sort != likeness::Sort::Word);
        seen.named = mean(names.map(|(_, found)| (*found, 1.0))).unwrap_or(0.0);
        let is_deed = |word: &Wanted| word.item.sort == likeness::Sort::Word && !self.question.is_counted(word);
        let deeds = words().zip(&matches.inside).filter(|((word, _), _)| is_deed(word));
        seen.deed = mean(deeds.map(|((_, weight), found)| (*found, *weight))).unwrap_or(0.5);
        let kind = if seen.asks_for_kind { 0.5 + seen.fit } else { 1.0 };
        let opens = if seen.position < OPENING { 0.05 } else { 0.0 };
        candidate.by_words = (0.05 + seen.covered + 0.3 * seen.covered_around) * kind + opens;
        candidate
    }
}

/// The mean of figures with their weights; None where there are none.
fn mean(figures: impl Iterator<Item = (f32, f32)>) -> Option<f32> {
    let (sum, weights) = figures.fold((0.0, 0.0), |(sum, all), (figure, weight)| (sum + figure * weight, all + weight));
    (weights > 0.0).then(|| sum / weights)
}

/// Has the model compare the sentences with the question.
pub(super) fn compare(question: &Question, candidates: &mut [Candidate], model: &dyn Embedder) -> Result<(), AiError> {
    let mut texts: Vec<&str> = vec![question.text()];
    texts.extend(candidates.iter().map(|candidate| candidate.sentence.as_str()));
    let vectors = model.embed(&texts)?;
    let Some((asked, told)) = vectors.split_first() else { return Ok(()) };
    for (candidate, vector) in candidates.iter_mut().zip(told) {
        candidate.seen.closeness = asked.iter().zip(vector).map(|(a, b)| a * b).sum();
    }
    Ok(())
}
