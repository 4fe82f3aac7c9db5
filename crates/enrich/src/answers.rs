//! Answers in the words of the articles: the sentences that hold what was asked, or the word that none does.
//!
//! In: a question, and articles. Out: passages, the likeliest to answer first, and whether the first surely does. Nothing is
//! made up: a question that the articles do not answer gets what is nearest, and is told so.
//!
//! Sentences are found by the question's words, by names in any script, and by having the kind of thing that is asked for
//! ([`sought`]: a day for "when", an amount of money for "what does it cost"). The model then compares the best of them with
//! the question, which works across languages, and weights fitted to questions of our own ([`score`]) decide.

mod candidates;
pub mod fit;
mod question;
mod score;
mod sought;

pub use question::Question;

use crate::telling::{Passage, Telling};
use ai::{AiError, Embedder};
use candidates::Candidate;

/// What the articles say to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The likeliest first, none twice.
    pub found: Vec<Found>,
    /// The first one answers the question. Otherwise the articles do not say, and these are only near it.
    pub is_sure: bool,
}

/// A passage that may answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub passage: Passage,
    /// How likely it answers, 0 to 1.
    pub score: f32,
}

/// Passages that are given.
const MOST_FOUND: usize = 4;
/// Sentences that the model compares: it takes some milliseconds for each.
const COMPARED: usize = 20;
/// What is worth less than this share of the best answers nothing beside it.
const NEAR_BEST: f32 = 0.5;

/// Finds the sentences that answer. Without a model words alone decide, and nothing is sure.
pub fn find(question: &Question, tellings: &[Telling], model: Option<&dyn Embedder>) -> Result<Answer, AiError> {
    let candidates = ranked(question, tellings, model)?;
    let is_sure = model.is_some() && score::is_sure(&candidates);
    let mut found: Vec<Found> = Vec::new();
    for candidate in candidates {
        let is_said = |known: &Found| known.passage.sentence == candidate.sentence;
        let is_near = model.is_none() || found.first().is_none_or(|best| candidate.score >= best.score * NEAR_BEST);
        if found.len() < MOST_FOUND && is_near && !found.iter().any(is_said) {
            found.push(Found { score: candidate.score, passage: passage(candidate, tellings) });
        }
    }
    Ok(Answer { found, is_sure })
}

/// Finds the sentences that whoever answers in words of their own should read, the nearest to the question first.
pub fn to_read(
    question: &Question,
    tellings: &[Telling],
    model: Option<&dyn Embedder>,
) -> Result<Vec<Passage>, AiError> {
    let candidates = ranked(question, tellings, model)?;
    Ok(candidates.into_iter().map(|candidate| passage(candidate, tellings)).collect())
}

/// The sentences that may answer, the likeliest first.
fn ranked<'t>(
    question: &Question,
    tellings: &[Telling<'t>],
    model: Option<&dyn Embedder>,
) -> Result<Vec<Candidate<'t>>, AiError> {
    let mut candidates = candidates::read(question, tellings);
    candidates.truncate(COMPARED);
    match model {
        Some(model) => {
            candidates::compare(question, &mut candidates, model)?;
            score::rank(&mut candidates);
        }
        None => candidates.iter_mut().for_each(|candidate| candidate.score = candidate.by_words.min(1.0)),
    }
    Ok(candidates)
}

fn passage(candidate: Candidate, tellings: &[Telling]) -> Passage {
    let Candidate { telling, post, span, sentence, .. } = candidate;
    Passage { article: tellings[telling].article, post: post.map(str::to_owned), span, sentence }
}
