//! Fits the weights of the score to questions that people answered, and says how well they do on others.
//!
//! Deterministic: the same questions give the same weights. Logistic regression by Newton's method.

use super::{
    COMPARED, Question, candidates,
    score::{self, FEATURES, FEATURES_OF_BEST, probability},
};
use crate::{support::fit::solve, telling::Telling};
use ai::{AiError, Embedder};

/// A question with the sentences that may answer it, of which people said whether they do.
pub struct Example {
    /// Questions about one event belong together: one is never judged by what was fitted to another.
    pub event: String,
    /// None of its articles answers it.
    pub is_unanswered: bool,
    sentences: Vec<Sentence>,
    closest: f32,
}

struct Sentence {
    seen: candidates::Seen,
    text: String,
    answers: bool,
}

/// What the weights make of an example.
pub struct Judged<'e> {
    /// The sentence at the first place.
    pub first: &'e str,
    pub is_right: bool,
    /// How likely it answers: the second step's figure.
    pub likely: f32,
}

/// Reads an example: a sentence answers when it has one of the accepted words.
pub fn example(
    event: &str,
    question: &Question,
    accepted: &[&str],
    tellings: &[Telling],
    model: &dyn Embedder,
) -> Result<Example, AiError> {
    let mut candidates = candidates::read(question, tellings);
    candidates.truncate(COMPARED);
    candidates::compare(question, &mut candidates, model)?;
    let sentence = |candidate: candidates::Candidate| Sentence {
        seen: candidate.seen,
        answers: accepted.iter().any(|word| candidate.sentence.contains(word)),
        text: candidate.sentence,
    };
    let sentences: Vec<Sentence> = candidates.into_iter().map(sentence).collect();
    let closest = score::closest(sentences.iter().map(|sentence| &sentence.seen));
    Ok(Example { event: event.to_owned(), is_unanswered: accepted.is_empty(), sentences, closest })
}

/// The weights of both steps.
pub struct Weights {
    ranking: [f32; FEATURES],
    sureness: [f32; FEATURES_OF_BEST],
}

/// Parts that examples are cut into, by events, so that none is judged by weights that have seen it.
pub const PARTS: usize = 8;

impl Weights {
    /// Fits the ranking to all sentences, and the second step to what a ranking that has not seen an event puts first.
    pub fn fit(examples: &[&Example]) -> Self {
        let mut rows = Vec::new();
        for (others, part) in parts(examples) {
            let ranking = fit_ranking(&others);
            for example in part {
                let Some(best) = Best::of(example, &ranking) else { continue };
                rows.push((best.features(), best.sentence.answers, 1.0));
            }
        }
        Self { ranking: fit_ranking(examples), sureness: fit(&rows, 1.0) }
    }

    /// The weights that the crate has.
    pub fn built_in() -> Self {
        Self { ranking: score::RANKING, sureness: score::SURENESS }
    }

    /// Judges an example; None where no sentence may answer.
    pub fn judge<'e>(&self, example: &'e Example) -> Option<Judged<'e>> {
        let best = Best::of(example, &self.ranking)?;
        let likely = score::likelihood(&self.sureness, &best.sentence.seen, best.score, best.next);
        Some(Judged { first: &best.sentence.text, is_right: best.sentence.answers, likely })
    }

    /// As the source of the constants that the crate has.
    pub fn to_source(&self) -> String {
        let rows = |weights: &[f32]| weights.iter().map(|weight| format!("    {weight:.4},\n")).collect::<String>();
        format!(
            "pub(super) const RANKING: [f32; FEATURES] = [\n{}];\n\npub(super) const SURENESS: [f32; FEATURES_OF_BEST] = [\n{}];\n",
            rows(&self.ranking),
            rows(&self.sureness)
        )
    }
}

/// From this likelihood on, an answer is sure.
pub const SURE: f32 = score::SURE;

/// Cuts examples by events: of each part the examples that are not in it, and those that are.
pub fn parts<'e>(examples: &[&'e Example]) -> Vec<(Vec<&'e Example>, Vec<&'e Example>)> {
    let mut events: Vec<&str> = examples.iter().map(|example| example.event.as_str()).collect();
    events.sort_unstable();
    events.dedup();
    let part_of = |example: &Example| events.iter().position(|event| *event == example.event).unwrap_or(0) % PARTS;
    (0..PARTS).map(|part| examples.iter().copied().partition(|example| part_of(example) != part)).collect()
}

/// The sentence that a ranking puts first.
struct Best<'e> {
    sentence: &'e Sentence,
    score: f32,
    next: f32,
}

impl<'e> Best<'e> {
    fn of(example: &'e Example, ranking: &[f32; FEATURES]) -> Option<Self> {
        let score = |sentence: &Sentence| probability(ranking, &score::features(&sentence.seen, example.closest));
        let mut ranked: Vec<(&Sentence, f32)> = example.sentences.iter().map(|one| (one, score(one))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (sentence, score) = *ranked.first()?;
        let next = ranked.iter().find(|(other, _)| other.text != sentence.text).map_or(0.0, |(_, score)| *score);
        Some(Self { sentence, score, next })
    }

    fn features(&self) -> [f32; FEATURES_OF_BEST] {
        score::features_of_best(&self.sentence.seen, self.score, self.next)
    }
}

/// Every question with an answer weighs the same, however many sentences give it.
fn fit_ranking(examples: &[&Example]) -> [f32; FEATURES] {
    const WEIGHT_OF_ANSWERS: f64 = 3.0;
    let mut rows = Vec::new();
    for example in examples {
        let answering = example.sentences.iter().filter(|sentence| sentence.answers).count().max(1) as f64;
        for Sentence { seen, answers, .. } in &example.sentences {
            let weight = if *answers { WEIGHT_OF_ANSWERS / answering } else { 1.0 };
            rows.push((score::features(seen, example.closest), *answers, weight));
        }
    }
    fit(&rows, 1.0)
}

fn fit<const N: usize>(rows: &[([f32; N], bool, f64)], penalty: f64) -> [f32; N] {
    const ROUNDS: usize = 15;
    let mut weights = [0.0_f64; N];
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; N];
        let mut curvature = [[0.0; N]; N];
        for (features, is_true, weight) in rows {
            let features = features.map(f64::from);
            let sum: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
            let likely = 1.0 / (1.0 + (-sum).exp());
            let error = (f64::from(u8::from(*is_true)) - likely) * weight;
            let slope = (likely * (1.0 - likely)).max(1e-6) * weight;
            for one in 0..N {
                gradient[one] += error * features[one];
                for other in 0..N {
                    curvature[one][other] += slope * features[one] * features[other];
                }
            }
        }
        for one in 0..N {
            let penalty = if one == 0 { 1e-6 } else { penalty };
            gradient[one] -= penalty * weights[one];
            curvature[one][one] += penalty;
        }
        let step = solve(curvature, gradient);
        (0..N).for_each(|one| weights[one] += step[one]);
    }
    weights.map(|weight| weight as f32)
}
