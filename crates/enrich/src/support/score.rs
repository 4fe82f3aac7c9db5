//! How much of a claim its sources say.

use super::{Fault, passage::Passage, polarity::Likeness};
use news::Embedding;
use std::collections::HashMap;

/// Every sentence of the sources with how much of the claim it has, in their order.
pub(crate) fn likenesses<'a, 'b>(claim: &Passage, sources: &'a [Passage<'b>]) -> Vec<Likeness<'a, 'b>> {
    let said: Vec<u32> = content(claim);
    let mut found = Vec::new();
    for passage in sources {
        for tokens in passage.sentences() {
            let has = |term: &&u32| tokens.clone().any(|at| passage.words[at].term == **term);
            let coverage =
                if said.is_empty() { 0.0 } else { said.iter().filter(has).count() as f32 / said.len() as f32 };
            found.push(Likeness { passage, tokens, coverage });
        }
    }
    found
}

fn content(claim: &Passage) -> Vec<u32> {
    let mut terms: Vec<u32> =
        (0..claim.tokens.len()).filter(|&at| claim.is_content(at)).map(|at| claim.words[at].term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The support of a claim, 0 to 1, and the passages that carry it.
pub(crate) fn support(
    claim: &Passage,
    sources: &[Passage],
    likenesses: &[Likeness],
    (vector, vectors): (Option<&Embedding>, &[Option<&Embedding>]),
    faults: &[Fault],
) -> (f32, Vec<usize>) {
    let said = content(claim);
    let mut by_passage: HashMap<usize, f32> = HashMap::new();
    for likeness in likenesses {
        let index = sources.iter().position(|source| std::ptr::eq(source, likeness.passage)).unwrap_or(0);
        let best = by_passage.entry(index).or_default();
        *best = best.max(likeness.coverage);
    }
    for (index, theirs) in vectors.iter().enumerate() {
        if let (Some(one), Some(other)) = (vector, theirs) {
            *by_passage.entry(index).or_default() += (one.cosine(other) - 0.75).max(0.0) * 2.0;
        }
    }
    let mut ranked: Vec<(usize, f32)> = by_passage.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let has = |term: &&u32| sources.iter().any(|source| source.words.iter().any(|word| word.term == **term));
    let covered = if said.is_empty() { 1.0 } else { said.iter().filter(has).count() as f32 / said.len() as f32 };
    let best = ranked.first().map_or(0.0, |(_, coverage)| *coverage);
    let sentences = ranked
        .iter()
        .filter(|(_, coverage)| *coverage >= best * 0.6 && *coverage > 0.0)
        .map(|(index, _)| *index)
        .take(3)
        .collect();
    let support = (0.5 * covered + 0.5 * best).min(1.0) * 0.5_f32.powi(faults.len() as i32);
    (support, sentences)
}
