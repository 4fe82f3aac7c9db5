//! The support score: a logistic model over what a claim shares with its sources.

use super::likeness::FEATURES;

/// The weights of [`super::likeness::Comparison::features`], made by `cargo xtask fit claims`: without the model's vectors,
/// and with them.
const WEIGHTS: [[f32; FEATURES]; 2] = include!("weights.in");

/// 0 to 1: how surely the sources say what the claim says.
pub(crate) fn score(features: &[f32; FEATURES], has_vectors: bool) -> f32 {
    probability(&WEIGHTS[usize::from(has_vectors)].map(f64::from), features) as f32
}

pub(crate) fn probability(weights: &[f64; FEATURES], features: &[f32; FEATURES]) -> f64 {
    let sum: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * f64::from(*feature)).sum();
    1.0 / (1.0 + (-sum).exp())
}
