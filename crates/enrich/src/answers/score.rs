//! How likely a sentence answers, and whether the likeliest surely does.
//!
//! Two steps, each a logistic regression fitted by `examples/fit_answers.rs` to questions over the invented press: one ranks
//! the sentences, the other looks at the best of them and tells whether it may stand as the answer.

use super::candidates::{Candidate, Seen};

/// What the ranking is made of, in the order of [`features`].
pub(super) const FEATURES: usize = 17;
/// What the second step is made of, in the order of [`features_of_best`].
pub(super) const FEATURES_OF_BEST: usize = 11;

/// From this likelihood on, the best sentence is shown as the answer. Chosen on questions about events that the weights were
/// not fitted to: of those that nothing answers, one in thirty is above it (docs/quality.md).
pub(super) const SURE: f32 = 0.7;

/// Cosines of the model lie around this one.
const MIDDLE: f32 = 0.84;
/// A sentence of usual length.
const USUAL_WORDS: f32 = 18.0;
const FEW_WORDS: usize = 6;
const HARDLY_FITS: f32 = 0.2;

/// Orders the sentences by how likely they answer.
pub(super) fn rank(candidates: &mut [Candidate]) {
    let closest = closest(candidates.iter().map(|candidate| &candidate.seen));
    for candidate in candidates.iter_mut() {
        candidate.score = probability(&RANKING, &features(&candidate.seen, closest));
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.order().cmp(&b.order())));
}

/// Tells whether the first of the ranked sentences answers.
pub(super) fn is_sure(ranked: &[Candidate]) -> bool {
    let Some((best, others)) = ranked.split_first() else { return false };
    // The same sentence in a second article takes nothing from the first.
    let next = others.iter().find(|other| other.sentence != best.sentence).map_or(0.0, |other| other.score);
    likelihood(&SURENESS, &best.seen, best.score, next) >= SURE
}

/// How likely the best sentence answers. It must say something of the question beside what is counted, as far as its language
/// can be compared: that people were treated tells nothing of how many died.
pub(super) fn likelihood(weights: &[f32; FEATURES_OF_BEST], best: &Seen, score: f32, next: f32) -> f32 {
    let says_nothing = best.is_own_language && best.deed == 0.0 && best.named == 0.0;
    if says_nothing { 0.0 } else { probability(weights, &features_of_best(best, score, next)) }
}

pub(super) fn closest<'a>(seen: impl Iterator<Item = &'a Seen>) -> f32 {
    seen.map(|seen| seen.closeness).fold(0.0, f32::max)
}

pub(super) fn features(seen: &Seen, closest: f32) -> [f32; FEATURES] {
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let (own, foreign) = (flag(seen.is_own_language), flag(!seen.is_own_language));
    let close = (seen.closeness - MIDDLE) * 10.0;
    [
        1.0,
        close,
        (seen.closeness - closest) * 20.0,
        close * own,
        own,
        // Another language has other words: there the names alone are found again.
        seen.covered * own,
        (seen.covered_around - seen.covered) * own,
        seen.missing * own,
        seen.named * foreign,
        seen.covered * foreign,
        if seen.asks_for_kind { seen.fit - 0.5 } else { 0.0 },
        flag(seen.asks_for_kind && seen.fit < HARDLY_FITS),
        seen.fit * seen.nearness,
        (seen.words as f32 / USUAL_WORDS).ln(),
        flag(seen.words < FEW_WORDS),
        seen.quoted,
        seen.deed * own,
    ]
}

pub(super) fn features_of_best(best: &Seen, score: f32, next: f32) -> [f32; FEATURES_OF_BEST] {
    let own = if best.is_own_language { 1.0 } else { 0.0 };
    let score = score.clamp(1e-4, 1.0 - 1e-4);
    [
        1.0,
        (score / (1.0 - score)).ln(),
        (best.closeness - MIDDLE) * 10.0,
        best.missing * own,
        best.covered * own + best.named * (1.0 - own),
        if best.asks_for_kind { best.fit - 0.5 } else { 0.0 },
        best.fit * best.nearness,
        score - next,
        if best.asks_for_kind { 1.0 } else { 0.0 },
        own,
        best.deed * own,
    ]
}

pub(super) fn probability<const N: usize>(weights: &[f32; N], features: &[f32; N]) -> f32 {
    let sum: f32 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
    1.0 / (1.0 + (-sum).exp())
}

pub(super) const RANKING: [f32; FEATURES] = [
    0.1887, 3.2530, 0.3581, -0.1170, -1.7869, 1.3164, 1.6061, 0.1106, -0.1856, -1.8280, 2.2193, -0.6359, 1.0431,
    0.1845, -0.0266, -0.4925, 1.2179,
];

pub(super) const SURENESS: [f32; FEATURES_OF_BEST] =
    [-0.7997, 0.8398, 0.6217, -0.2377, -0.2740, 0.3037, 0.5651, 1.9120, -0.0127, -0.1822, 0.7335];
