//! Fits the support score to labelled claims, and says how well it does on claims it was not fitted to.
//!
//! Deterministic: the same claims give the same weights. Logistic regression by Newton's method, with a small penalty on large
//! weights.

use super::{Cited, Claim, Evidence, likeness::FEATURES, score::probability};
use news::{Embedding, Lang};

/// A claim with the sentences it cites, labelled by people.
pub struct Labelled {
    pub claim: String,
    pub evidence: Vec<String>,
    pub lang: Lang,
    pub is_supported: bool,
    /// Claims of one article belong together: one is never judged by what was fitted to another.
    pub article: String,
    /// What it weighs when weights are fitted.
    pub weight: f64,
}

/// A claim as the model sees it, without the vectors of its texts and with them.
pub struct Example {
    features: [[f32; FEATURES]; 2],
    pub is_supported: bool,
    pub article: String,
    pub weight: f64,
}

/// So many passages of a claim are read by the model.
pub const MOST_READ: usize = 5;

/// Reads a labelled claim. `embed` gives the vector of a text.
pub fn example(labelled: &Labelled, embed: &mut impl FnMut(&str) -> Option<Embedding>) -> Example {
    let cited: Vec<Cited> =
        labelled.evidence.iter().map(|text| Cited { text, lang: labelled.lang, ..Cited::default() }).collect();
    let mut evidence = Evidence::read(&cited);
    let mut claim = Claim { text: &labelled.claim, lang: labelled.lang, ..Claim::default() };
    let without = evidence.features(&claim);
    let chosen = evidence.worth_reading(&claim, MOST_READ);
    let vectors: Vec<(usize, Option<Embedding>)> =
        chosen.into_iter().map(|passage| (passage, embed(cited[passage].text))).collect();
    for (passage, vector) in &vectors {
        if let Some(vector) = vector {
            evidence.set_vector(*passage, vector);
        }
    }
    let vector = embed(&labelled.claim);
    claim.vector = vector.as_ref();
    Example {
        features: [without, evidence.features(&claim)],
        is_supported: labelled.is_supported,
        article: labelled.article.clone(),
        weight: labelled.weight,
    }
}

/// The weights of the score, in the order of its features.
pub struct Weights {
    weights: [f64; FEATURES],
    with_vectors: bool,
}

impl Weights {
    /// Fits them to examples.
    pub fn fit(examples: &[&Example], with_vectors: bool, penalty: f64) -> Self {
        const ROUNDS: usize = 12;
        let mut weights = [0.0; FEATURES];
        for _ in 0..ROUNDS {
            let mut gradient = [0.0; FEATURES];
            let mut curvature = [[0.0; FEATURES]; FEATURES];
            for example in examples {
                let features = &example.features[usize::from(with_vectors)];
                let likely = probability(&weights, features);
                let error = (f64::from(u8::from(example.is_supported)) - likely) * example.weight;
                let slope = (likely * (1.0 - likely)).max(1e-6) * example.weight;
                for one in 0..FEATURES {
                    let feature = f64::from(features[one]);
                    gradient[one] += error * feature;
                    for other in 0..FEATURES {
                        curvature[one][other] += slope * feature * f64::from(features[other]);
                    }
                }
            }
            for one in 0..FEATURES {
                let penalty = if one == 0 { 1e-6 } else { penalty };
                gradient[one] -= penalty * weights[one];
                curvature[one][one] += penalty;
            }
            let step = solve(curvature, gradient);
            (0..FEATURES).for_each(|one| weights[one] += step[one]);
        }
        Self { weights, with_vectors }
    }

    pub fn score(&self, example: &Example) -> f64 {
        probability(&self.weights, &example.features[usize::from(self.with_vectors)])
    }

    /// As the source of the array that the crate includes.
    pub fn to_source(&self) -> String {
        let rows: Vec<String> = self.weights.iter().map(|weight| format!("        {weight:.4},\n")).collect();
        format!("    [\n{}    ],\n", rows.concat())
    }
}

/// Solves a system of equations by elimination.
pub(crate) fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for column in 0..N {
        let pivot =
            (column..N).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs())).unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        if matrix[column][column].abs() < 1e-12 {
            continue;
        }
        for row in column + 1..N {
            let factor = matrix[row][column] / matrix[column][column];
            let above = matrix[column];
            for (value, above) in matrix[row].iter_mut().zip(above).skip(column) {
                *value -= factor * above;
            }
            right[row] -= factor * right[column];
        }
    }
    let mut solution = [0.0; N];
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|column| matrix[row][column] * solution[column]).sum();
        if matrix[row][row].abs() >= 1e-12 {
            solution[row] = (right[row] - known) / matrix[row][row];
        }
    }
    solution
}

/// The area under the curve of true over false positives: how often a supported claim scores more than another.
pub fn area(scores: &[(f64, bool)]) -> f64 {
    let of = |supported: bool| scores.iter().filter(move |(_, is)| *is == supported).map(|(score, _)| *score);
    let mut above = 0.0;
    for yes in of(true) {
        for no in of(false) {
            above += if yes > no {
                1.0
            } else if yes == no {
                0.5
            } else {
                0.0
            };
        }
    }
    above / (of(true).count() * of(false).count()).max(1) as f64
}
