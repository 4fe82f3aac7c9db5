//! Claims in another language than all of their sources: words say nothing there, names, numbers and days say something, and
//! the model's vectors nearly all.

use super::{days, names, numbers, passage::Passage};
use news::{Embedding, Lang, Script};
use std::ops::Range;

/// The support of a claim, 0 to 1, and the passages that carry it, the best first.
pub(crate) fn support(
    claim: &Passage,
    passages: &[Passage],
    (vector, vectors): (Option<&Embedding>, &[Option<&Embedding>]),
) -> (f32, Vec<usize>) {
    let by_vector =
        |index: usize| Some(of_cosine(vector?.cosine(vectors[index]?), even(claim.lang, passages[index].lang)));
    let anchors = Anchors::of(claim);
    let worth = |index: usize| by_vector(index).unwrap_or_else(|| anchors.told_by(claim, &passages[index]));
    let mut ranked: Vec<(usize, f32)> = (0..passages.len()).map(|index| (index, worth(index))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let Some(&(_, best)) = ranked.first() else { return (0.0, Vec::new()) };
    const MOST: usize = 3;
    const NEAR_BEST: f32 = 0.8;
    let carries = ranked.iter().filter(|(_, worth)| *worth > 0.0 && *worth >= best * NEAR_BEST);
    (best, carries.map(|(index, _)| *index).take(MOST).collect())
}

fn of_cosine(cosine: f32, even: f32) -> f32 {
    const STEEPNESS: f32 = 60.0;
    1.0 / (1.0 + ((even - cosine) * STEEPNESS).exp())
}

/// The cosine at which it is even whether two sentences tell the same. Those that do have .91 and more, of others one in a
/// hundred has .87; with Chinese or Arabic on one side all lie lower (docs/quality.md).
fn even(one: Lang, other: Lang) -> f32 {
    let is_far = |lang: Lang| !matches!(lang.script(), Script::Latin | Script::Cyrillic);
    if is_far(one) != is_far(other) { 0.855 } else { 0.885 }
}

/// What of a claim is the same in any language.
struct Anchors {
    names: Vec<names::Name>,
    han_names: Vec<Range<usize>>,
    numbers: Vec<numbers::Quantity>,
    days: Vec<days::Day>,
}

impl Anchors {
    fn of(claim: &Passage) -> Self {
        Self {
            names: names::find(claim),
            han_names: if claim.lang == Lang::ZH { names::in_han(claim) } else { Vec::new() },
            numbers: numbers::find(claim),
            days: days::find(claim, true),
        }
    }

    /// How surely a passage says the claim, by what it shares of this: never very surely.
    fn told_by(&self, claim: &Passage, passage: &Passage) -> f32 {
        const FEWEST: usize = 2;
        const MOST_SURE: f32 = 0.6;
        let mut known = names::Known::default();
        known.read(passage);
        let (told_numbers, told_days) = (numbers::find(passage), days::find(passage, false));
        let names = self.names.iter().filter(|name| names::is_known(claim, name, &known)).count()
            + self.han_names.iter().filter(|name| names::is_listed_in(claim, (*name).clone(), &known)).count();
        let numbers = self.numbers.iter().filter(|said| told_numbers.iter().any(|told| said.is_told_by(told))).count();
        let days = self.days.iter().filter(|said| told_days.iter().any(|told| said.is_told_by(told))).count();
        let all = self.names.len() + self.han_names.len() + self.numbers.len() + self.days.len();
        if all < FEWEST { 0.0 } else { MOST_SURE * (names + numbers + days) as f32 / all as f32 }
    }
}
