//! Many articles at once: the stories of a finished set, and the likeness of pairs.

use crate::{
    candidate::Candidate,
    clusterer::{Clusterer, Options},
    evidence::{Evidence, Weights},
    window::Window,
};
use news::{ArticleId, StoryId};

/// Groups articles into stories, as the stream would have after its last repair.
///
/// Candidates come in order of time; their article numbers must differ. The answer has one story for each candidate, in
/// their order; stories are numbered from 1 by their first article.
pub fn cluster(candidates: Vec<Candidate>) -> Vec<StoryId> {
    cluster_with(candidates, Options::default())
}

/// Groups articles as [`cluster`] does, with other options.
pub fn cluster_with(candidates: Vec<Candidate>, options: Options) -> Vec<StoryId> {
    const REPAIR_EVERY: usize = 256;
    let articles: Vec<ArticleId> = candidates.iter().map(|candidate| candidate.article).collect();
    let mut spare = (candidates.len() as i64 + 1..).map(StoryId);
    let mut clusterer = Clusterer::new(options);
    for candidate in &candidates {
        if let Some(embedding) = &candidate.embedding {
            clusterer.learn(candidate.lang, embedding);
        }
    }
    for (index, candidate) in candidates.into_iter().enumerate() {
        clusterer.place(candidate, StoryId(index as i64 + 1));
        if index % REPAIR_EVERY == REPAIR_EVERY - 1 {
            clusterer.repair(&mut spare);
        }
    }
    // Twice, so that the last ones too are looked at once more.
    clusterer.repair(&mut spare);
    clusterer.repair(&mut spare);
    articles
        .iter()
        .map(|&article| clusterer.story_of(article).expect("a batch forgets nothing, so every article has its story"))
        .collect()
}

/// Compares candidates by pairs of their indices; words are weighed by how rare they are among all candidates.
///
/// The answer is in the order of the pairs.
pub fn compare(candidates: &[Candidate], pairs: &[(usize, usize)]) -> Vec<Evidence> {
    let mut window = Window::default();
    learn_all(candidates, &mut window);
    let slots: Vec<u32> = candidates.iter().map(|candidate| window.insert(candidate)).collect();
    window.measure(&slots);
    pairs
        .iter()
        .map(|&(a, b)| {
            let compared = window.compare(slots[a], &[slots[b]], &Weights::default());
            compared.first().map_or_else(Evidence::default, |neighbour| neighbour.evidence)
        })
        .collect()
}

/// Finds for each candidate up to `most` others that likeliest tell the same, the likeliest first, by their indices.
pub fn nearest(candidates: &[Candidate], most: usize) -> Vec<Vec<usize>> {
    let mut window = Window::default();
    learn_all(candidates, &mut window);
    let slots: Vec<u32> = candidates.iter().map(|candidate| window.insert(candidate)).collect();
    window.measure(&slots);
    let near = slots.iter().map(|&slot| window.neighbours(slot, &Weights::default()));
    // A window that nothing leaves numbers its slots in order.
    near.map(|near| near.into_iter().take(most).map(|other| other.slot as usize).collect()).collect()
}

/// Learns the languages' means from all, so that the first are compared as the last.
fn learn_all(candidates: &[Candidate], window: &mut Window) {
    for candidate in candidates {
        if let Some(embedding) = &candidate.embedding {
            window.learn(candidate.lang, embedding);
        }
    }
}

/// Tells how alike two articles are, 0 to 1, without knowing others: every word weighs as if it were equally rare.
pub fn similarity(a: &Candidate, b: &Candidate) -> f32 {
    compare(&[a.clone(), b.clone()], &[(0, 1)])[0].closeness(&Weights::default())
}
