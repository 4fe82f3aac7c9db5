//! Fits the model of English quotes to labelled texts.
//!
//! Deterministic: the same texts give the same weights.

use super::{
    lexicon::Lexicon,
    model::{self, CONTENT, CUE, Model, NO_ROLE, ROLES, SOURCE, Weights},
    rules,
    text::Text,
    units::Units,
};
use crate::words::ByHash;
use news::{Lang, TextSpan};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// A text with the attributions that people marked in it.
pub struct Labelled {
    pub text: String,
    pub attributions: Vec<LabelledAttribution>,
}

/// Spans are bytes of the text.
pub struct LabelledAttribution {
    pub source: Vec<TextSpan>,
    pub cue: Vec<TextSpan>,
    pub content: Vec<TextSpan>,
}

const CUE_ROUNDS: usize = 5;
const ROLE_ROUNDS: usize = 10;

struct Example {
    units: Units,
    /// Cue units with the labelled attribution of each.
    cues: Vec<(usize, usize)>,
    /// For each labelled attribution the role of every unit it covers.
    roles: Vec<Vec<(usize, u8)>>,
}

/// Weights while they are fitted.
struct Fitted {
    cue_bias: f32,
    cue: Vec<f32>,
    role: Vec<[f32; ROLES]>,
}

impl Weights for Fitted {
    fn cue_bias(&self) -> f32 {
        self.cue_bias
    }

    fn cue(&self, slot: u32) -> f32 {
        self.cue[slot as usize]
    }

    fn role(&self, slot: u32) -> [f32; ROLES] {
        self.role[slot as usize]
    }
}

/// Fits the model to texts: the same texts give the same model.
pub fn fit(labelled: &[Labelled]) -> Model {
    let lexicon = Lexicon::of(Lang::EN).expect("English has a lexicon");
    let mut examples: Vec<Example> = labelled.iter().map(|labelled| example(labelled, lexicon)).collect();
    choose_heads(&mut examples, labelled);
    let mut weights =
        Fitted { cue_bias: 0.0, cue: vec![0.0; model::CUE_SLOTS], role: vec![[0.0; ROLES]; model::ROLE_SLOTS] };
    fit_cues(&examples, &mut weights);
    fit_roles(&examples, &mut weights);
    Model::round(weights.cue_bias, &weights.cue, &weights.role)
}

fn example(labelled: &Labelled, lexicon: &Lexicon) -> Example {
    let text = Text::new(&labelled.text);
    let units = Units::new(&text, lexicon, &rules::attributions(&text, lexicon));
    let covered = |span: &TextSpan| -> Range<usize> {
        let first = units.units.partition_point(|unit| text.tokens[unit.to as usize - 1].end <= span.start);
        let end = units.units.partition_point(|unit| text.tokens[unit.from as usize].start < span.end);
        first..end.max(first)
    };
    // A quoted part belongs to a span that covers half of it or more.
    let is_in = |at: usize, span: &TextSpan| {
        let unit = text.span(units.units[at].from as usize..units.units[at].to as usize);
        let common = unit.end.min(span.end).saturating_sub(unit.start.max(span.start));
        common * 2 >= unit.end - unit.start
    };
    let roles = labelled
        .attributions
        .iter()
        .map(|attribution| {
            let mut roles: Vec<(usize, u8)> = Vec::new();
            for (spans, role) in
                [(&attribution.content, CONTENT), (&attribution.source, SOURCE), (&attribution.cue, CUE)]
            {
                for span in spans {
                    roles.extend(covered(span).filter(|&at| is_in(at, span)).map(|at| (at, role as u8)));
                }
            }
            roles
        })
        .collect();
    Example { units, cues: Vec::new(), roles }
}

/// Of each labelled cue the word that most often is one in all texts.
fn choose_heads(examples: &mut [Example], labelled: &[Labelled]) {
    let mut counts: ByHash<(f32, f32)> = ByHash::default();
    for example in examples.iter() {
        for unit in &example.units.units {
            counts.entry(u64::from(unit.word)).or_default().1 += 1.0;
        }
        for (at, _) in example.roles.iter().flatten().filter(|(_, role)| usize::from(*role) == CUE) {
            counts.entry(u64::from(example.units.units[*at].word)).or_default().0 += 1.0;
        }
    }
    for (example, _) in examples.iter_mut().zip(labelled) {
        for (number, roles) in example.roles.iter().enumerate() {
            let share = |at: usize| {
                let (cue, all) = counts.get(&u64::from(example.units.units[at].word)).copied().unwrap_or_default();
                cue / (all + 3.0)
            };
            let head = roles
                .iter()
                .filter(|(at, role)| usize::from(*role) == CUE && model::may_be_cue(&example.units.units[*at]))
                .max_by(|a, b| share(a.0).total_cmp(&share(b.0)));
            if let Some(&(at, _)) = head
                && roles.iter().any(|(_, role)| usize::from(*role) == CONTENT)
            {
                example.cues.push((at, number));
            }
        }
        example.cues.sort_unstable();
    }
}

/// All examples in an order that is another in each round: texts of one publisher must not come in a row.
fn in_turn(examples: &[Example], round: usize) -> impl Iterator<Item = &Example> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    order.sort_by_key(|&index| xxh3_64(&[index.to_le_bytes(), round.to_le_bytes()].concat()));
    order.into_iter().map(|index| &examples[index])
}

/// Logistic regression with AdaGrad.
fn fit_cues(examples: &[Example], weights: &mut Fitted) {
    let mut squares = vec![1e-2_f32; model::CUE_SLOTS];
    let mut features = Vec::new();
    for round in 0..CUE_ROUNDS {
        for example in in_turn(examples, round) {
            let mut cues = example.cues.iter().map(|(at, _)| *at).peekable();
            for at in 0..example.units.units.len() {
                let mut is_cue = false;
                while cues.peek() == Some(&at) {
                    cues.next();
                    is_cue = true;
                }
                if !model::may_be_cue(&example.units.units[at]) {
                    continue;
                }
                model::cue_features(&example.units, at, &mut features);
                let score = model::score_cue(weights, &features);
                let error = f32::from(u8::from(is_cue)) - 1.0 / (1.0 + (-score).exp());
                if error.abs() < 0.005 {
                    continue;
                }
                weights.cue_bias += 0.01 * error;
                for &slot in &features {
                    let gradient = error - 2e-5 * weights.cue[slot as usize];
                    squares[slot as usize] += gradient * gradient;
                    weights.cue[slot as usize] += 0.12 * gradient / squares[slot as usize].sqrt();
                }
            }
        }
    }
}

/// An averaged structured perceptron.
fn fit_roles(examples: &[Example], weights: &mut Fitted) {
    let mut sums = vec![[0.0_f64; ROLES]; model::ROLE_SLOTS];
    let mut time = 1.0_f64;
    for round in 0..ROLE_ROUNDS {
        for example in in_turn(examples, round) {
            for &(cue, number) in &example.cues {
                time += 1.0;
                let reading = model::read_roles(weights, &example.units, cue);
                let mut wanted = vec![NO_ROLE as u8; reading.window.len()];
                // A cue wins over a speaker, a speaker over the content.
                for &(at, role) in example.roles[number].iter().filter(|(at, _)| reading.window.contains(at)) {
                    wanted[at - reading.window.start] = role;
                }
                wanted[cue - reading.window.start] = CUE as u8;
                if wanted == reading.roles {
                    continue;
                }
                let mut change = |slot: usize, role: u8, by: f32| {
                    weights.role[slot][usize::from(role)] += by;
                    sums[slot][usize::from(role)] += time * f64::from(by);
                };
                model::role_features(&example.units, cue, reading.window.clone(), |at, features| {
                    let place = at - reading.window.start;
                    let (want, got) = (wanted[place], reading.roles[place]);
                    if want != got {
                        for &slot in features {
                            change(slot as usize, want, 1.0);
                            change(slot as usize, got, -1.0);
                        }
                    }
                    if place > 0 {
                        let before = (wanted[place - 1], reading.roles[place - 1]);
                        if (before.0, want) != (before.1, got) {
                            for first in model::step_features(&example.units, cue, at) {
                                change(first as usize + usize::from(before.0), want, 1.0);
                                change(first as usize + usize::from(before.1), got, -1.0);
                            }
                        }
                    }
                });
            }
        }
    }
    for (row, sums) in weights.role.iter_mut().zip(&sums) {
        for (weight, sum) in row.iter_mut().zip(sums) {
            *weight -= (sum / time) as f32;
        }
    }
}
