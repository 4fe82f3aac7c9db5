//! The articles of the window, and which of them are alike.
//!
//! Every language has a vocabulary of its own. An article is found by its most telling terms (an inverted index) and by
//! bands of its signature; what is found is compared in full. Invariant: a term's count of articles is the number of
//! articles in the window that hold it, so that weights follow the news as the window slides.

use crate::{
    by_hash::ByHash,
    candidate::{Candidate, MOST_TERMS},
    evidence::{Evidence, Weights},
    vocabulary::{Vocabulary, Weighted},
};
use news::{ArticleId, Lang, Timestamp};
use std::collections::BTreeMap;

/// Terms by which an article is found.
const FINDING_TERMS: usize = 24;
/// Of a term that more articles hold, only the latest of them are looked at.
const MOST_FOUND_BY_TERM: usize = 200;
/// Articles compared in full.
const MOST_COMPARED: usize = 32;
/// A term's weight grows with the logarithm of its count.
fn dampened(count: f32) -> f32 {
    (1.0 + count).ln()
}

/// Where one text stands in another, their words are at least so alike: two reports by one formula share long runs of words,
/// but not what tells them apart.
const COPIES_SHARE_WORDS: f32 = 0.5;
/// Fewer equal values of two signatures are chance.
const FEWEST_EQUAL_VALUES: usize = 7;
const BANDS: usize = 8;
const BAND_ROWS: usize = 4;

/// An article in the window.
#[derive(Debug)]
pub(crate) struct Member {
    pub article: ArticleId,
    pub lang: Lang,
    pub at: Timestamp,
    is_dated: bool,
    pub words: u32,
    /// Terms with dampened counts, ordered by number, and the length of that vector when rarities are applied.
    terms: Box<[Weighted]>,
    terms_length: f32,
    names: Box<[Weighted]>,
    names_length: f32,
    /// Term numbers of the title; the terms are among `terms`, which keeps the numbers valid.
    title: Box<[u32]>,
    title_length: f32,
    /// The low halves of the signature's values: enough to count equal ones.
    signature: Box<[u16]>,
    /// The terms by which it is found, as indices of `terms`.
    found_by: Box<[u8]>,
}

impl Member {
    fn finding_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.found_by.iter().map(|&index| self.terms[usize::from(index)].number())
    }

    fn measure(&mut self, language: &Language) {
        self.terms_length = length(&self.terms, &language.terms);
        self.names_length = length(&self.names, &language.names);
        self.title_length = title_length(&self.title, &language.terms);
    }
}

/// A found article with what speaks for its telling the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbour {
    pub slot: u32,
    pub evidence: Evidence,
    /// The evidence, weighed.
    pub closeness: f32,
}

#[derive(Debug, Default)]
struct Language {
    terms: Vocabulary,
    names: Vocabulary,
    /// The latest article with such a band of its signature.
    bands: ByHash<u32>,
    labels: ByHash<Label>,
    /// When this many articles are in, the lengths of all vectors are computed anew: rarities have moved.
    next_measuring: u32,
}

#[derive(Debug)]
struct Label {
    text: Box<str>,
    articles: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Window {
    members: Vec<Option<Member>>,
    free: Vec<u32>,
    languages: BTreeMap<Lang, Language>,
    scratch: Scratch,
}

/// Vectors spread out by number, for comparing one article with many; zero between uses.
#[derive(Debug, Default)]
struct Scratch {
    terms: Vec<f32>,
    names: Vec<f32>,
    found: Vec<f32>,
}

impl Window {
    pub fn member(&self, slot: u32) -> &Member {
        self.members[slot as usize].as_ref().expect("a slot is used only while its article is in the window")
    }

    /// Takes an article in; tells its slot.
    pub fn insert(&mut self, candidate: &Candidate) -> u32 {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.members.push(None);
            self.members.len() as u32 - 1
        });
        let language = self.languages.entry(candidate.lang).or_default();
        let counted = &candidate.terms[..candidate.terms.len().min(MOST_TERMS)];
        let numbers = language.terms.count_article(counted.iter().map(|term| term.0));
        let mut terms: Vec<Weighted> =
            numbers.into_iter().zip(counted).map(|(number, term)| Weighted::new(number, dampened(term.1))).collect();
        terms.sort_unstable();
        let numbers = language.names.count_article(candidate.names.iter().map(|name| name.hash));
        let mut names: Vec<Weighted> = numbers
            .into_iter()
            .zip(&candidate.names)
            .map(|(number, name)| Weighted::new(number, dampened(name.weight)))
            .collect();
        names.sort_unstable();
        for name in &candidate.names {
            let label =
                language.labels.entry(name.hash).or_insert_with(|| Label { text: name.label.clone(), articles: 0 });
            label.articles += 1;
        }
        let title: Box<[u32]> = candidate
            .title_terms
            .iter()
            .filter(|hash| candidate.terms.binary_search_by_key(*hash, |term| term.0).is_ok())
            .filter_map(|&hash| language.terms.number_of(hash))
            .collect();
        let mut by_weight: Vec<(u8, f32)> = (0_u8..)
            .zip(&terms)
            .map(|(index, term)| (index, term.weight() * language.terms.rarity(term.number())))
            .collect();
        by_weight.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        by_weight.truncate(FINDING_TERMS);
        for &(index, _) in &by_weight {
            language.terms.let_find(terms[usize::from(index)].number(), slot);
        }
        let signature: Box<[u16]> = candidate.signature.iter().map(|&value| value as u16).collect();
        for band in bands(&signature) {
            language.bands.insert(band, slot);
        }
        let member = Member {
            article: candidate.article,
            lang: candidate.lang,
            at: candidate.at,
            is_dated: candidate.is_dated,
            words: candidate.words,
            terms_length: length(&terms, &language.terms),
            names_length: length(&names, &language.names),
            title_length: title_length(&title, &language.terms),
            title,
            terms: terms.into(),
            names: names.into(),
            signature,
            found_by: by_weight.into_iter().map(|(index, _)| index).collect(),
        };
        self.members[slot as usize] = Some(member);
        self.measure_again(candidate.lang);
        slot
    }

    /// Lets an article go.
    pub fn remove(&mut self, slot: u32) {
        let Some(member) = self.members[slot as usize].take() else { return };
        let Some(language) = self.languages.get_mut(&member.lang) else { return };
        for number in member.finding_numbers() {
            language.terms.let_not_find(number, slot);
        }
        for name in &member.names {
            let hash = language.names.hash_of(name.number());
            if let Some(label) = language.labels.get_mut(&hash) {
                label.articles -= 1;
                if label.articles == 0 {
                    language.labels.remove(&hash);
                }
            }
        }
        language.terms.forget_article(member.terms.iter().map(|term| term.number()));
        language.names.forget_article(member.names.iter().map(|name| name.number()));
        for band in bands(&member.signature) {
            if language.bands.get(&band) == Some(&slot) {
                language.bands.remove(&band);
            }
        }
        self.free.push(slot);
    }

    /// Computes the lengths of all vectors of a language anew whenever its articles have grown by a half.
    fn measure_again(&mut self, lang: Lang) {
        let Some(language) = self.languages.get_mut(&lang) else { return };
        let articles = language.terms.articles();
        if articles < language.next_measuring {
            return;
        }
        language.next_measuring = (articles + articles / 2).max(16);
        for member in self.members.iter_mut().flatten().filter(|member| member.lang == lang) {
            member.measure(language);
        }
    }

    /// Computes the lengths of all vectors anew.
    pub fn measure_all(&mut self) {
        for member in self.members.iter_mut().flatten() {
            if let Some(language) = self.languages.get(&member.lang) {
                member.measure(language);
            }
        }
    }

    /// Finds the articles most like the one in `slot`, the closest first; its own slot is not among them.
    pub fn neighbours(&mut self, slot: u32, weights: &Weights) -> Vec<Neighbour> {
        let found = self.find(slot);
        let mut neighbours = self.compare(slot, &found, weights);
        neighbours.sort_unstable_by(|a, b| {
            let by_age = || self.member(a.slot).article.cmp(&self.member(b.slot).article);
            b.closeness.total_cmp(&a.closeness).then_with(by_age)
        });
        neighbours
    }

    /// Slots that share telling terms or a band with the one in `slot`, at most [`MOST_COMPARED`].
    fn find(&mut self, slot: u32) -> Vec<u32> {
        let Self { members, languages, scratch, .. } = self;
        let Some(member) = members[slot as usize].as_ref() else { return Vec::new() };
        let Some(language) = languages.get(&member.lang) else { return Vec::new() };
        scratch.found.resize(members.len(), 0.0);
        let mut touched: Vec<u32> = Vec::new();
        for number in member.finding_numbers() {
            let rarity = language.terms.rarity(number);
            let others = language.terms.found_by(number);
            for &other in &others[others.len().saturating_sub(MOST_FOUND_BY_TERM)..] {
                let score = &mut scratch.found[other as usize];
                if *score == 0.0 {
                    touched.push(other);
                }
                *score += rarity;
            }
        }
        for band in bands(&member.signature) {
            if let Some(&other) = language.bands.get(&band) {
                let score = &mut scratch.found[other as usize];
                if *score == 0.0 {
                    touched.push(other);
                }
                *score += 1000.0;
            }
        }
        let mut found: Vec<(f32, u32)> = touched
            .into_iter()
            .map(|other| (std::mem::take(&mut scratch.found[other as usize]), other))
            .filter(|&(_, other)| other != slot)
            .collect();
        let by_score = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1));
        if found.len() > MOST_COMPARED {
            found.select_nth_unstable_by(MOST_COMPARED, by_score);
            found.truncate(MOST_COMPARED);
        }
        found.sort_unstable_by(by_score);
        found.into_iter().map(|(_, other)| other).collect()
    }

    /// Compares the article in `slot` with others, in their order; those of another language are left out.
    pub fn compare(&mut self, slot: u32, others: &[u32], weights: &Weights) -> Vec<Neighbour> {
        let Self { members, languages, scratch, .. } = self;
        let Some(member) = members[slot as usize].as_ref() else { return Vec::new() };
        let Some(language) = languages.get(&member.lang) else { return Vec::new() };
        scratch.terms.resize(scratch.terms.len().max(language.terms.len()), 0.0);
        scratch.names.resize(scratch.names.len().max(language.names.len()), 0.0);
        for term in &member.terms {
            scratch.terms[term.number() as usize] = term.weight() * language.terms.rarity(term.number()).powi(2);
        }
        for name in &member.names {
            scratch.names[name.number() as usize] = name.weight() * language.names.rarity(name.number()).powi(2);
        }
        let dot = |spread: &[f32], vector: &[Weighted]| -> f32 {
            vector.iter().map(|term| spread[term.number() as usize] * term.weight()).sum()
        };
        let neighbours = others
            .iter()
            .filter_map(|&other_slot| {
                let other = members[other_slot as usize].as_ref().filter(|other| other.lang == member.lang)?;
                let words = cosine(dot(&scratch.terms, &other.terms), member.terms_length, other.terms_length);
                let evidence = Evidence {
                    words,
                    names: (!member.names.is_empty() && !other.names.is_empty())
                        .then(|| cosine(dot(&scratch.names, &other.names), member.names_length, other.names_length)),
                    titles: (!member.title.is_empty() && !other.title.is_empty()).then(|| {
                        cosine(title_dot(member, other, &language.terms), member.title_length, other.title_length)
                    }),
                    hours_apart: (member.is_dated && other.is_dated)
                        .then(|| member.at.since_us(other.at).abs() as f32 / Timestamp::HOUR as f32),
                    copied: if words >= COPIES_SHARE_WORDS { copied_share(member, other) } else { 0.0 },
                };
                Some(Neighbour { slot: other_slot, evidence, closeness: evidence.closeness(weights) })
            })
            .collect();
        member.terms.iter().for_each(|term| scratch.terms[term.number() as usize] = 0.0);
        member.names.iter().for_each(|name| scratch.names[name.number() as usize] = 0.0);
        neighbours
    }

    /// Names that both articles hold, the most telling first, at most `most`.
    pub fn shared_names(&self, a: u32, b: u32, most: usize) -> Vec<String> {
        let (a, b) = (self.member(a), self.member(b));
        let Some(language) = self.languages.get(&a.lang).filter(|_| a.lang == b.lang) else { return Vec::new() };
        let mut shared: Vec<(f32, u32)> = a
            .names
            .iter()
            .filter_map(|name| {
                let at = b.names.binary_search_by_key(&name.number(), |other| other.number()).ok()?;
                let weight = name.weight().min(b.names[at].weight());
                Some((weight * language.names.rarity(name.number()), name.number()))
            })
            .collect();
        shared.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        shared
            .iter()
            .take(most)
            .filter_map(|&(_, number)| language.labels.get(&language.names.hash_of(number)))
            .map(|label| label.text.to_string())
            .collect()
    }
}

fn length(vector: &[Weighted], vocabulary: &Vocabulary) -> f32 {
    vector.iter().map(|term| (term.weight() * vocabulary.rarity(term.number())).powi(2)).sum::<f32>().sqrt()
}

fn title_length(title: &[u32], vocabulary: &Vocabulary) -> f32 {
    title.iter().map(|&number| vocabulary.rarity(number).powi(2)).sum::<f32>().sqrt()
}

fn title_dot(a: &Member, b: &Member, vocabulary: &Vocabulary) -> f32 {
    let shared = a.title.iter().filter(|number| b.title.contains(number));
    shared.map(|&number| vocabulary.rarity(number).powi(2)).sum()
}

fn cosine(dot: f32, a: f32, b: f32) -> f32 {
    if a > 0.0 && b > 0.0 { (dot / (a * b)).min(1.0) } else { 0.0 }
}

/// The share of the shorter text that stands in the other, estimated from the signatures: agency text is found also
/// inside a longer piece.
fn copied_share(a: &Member, b: &Member) -> f32 {
    if a.signature.is_empty() || a.signature.len() != b.signature.len() {
        return 0.0;
    }
    let equal = a.signature.iter().zip(&*b.signature).filter(|(x, y)| x == y).count();
    if equal < FEWEST_EQUAL_VALUES {
        return 0.0;
    }
    let jaccard = equal as f32 / a.signature.len() as f32;
    let (shorter, longer) = (a.words.min(b.words).max(1) as f32, a.words.max(b.words) as f32);
    (jaccard / (1.0 + jaccard) * (shorter + longer) / shorter).min(1.0)
}

fn bands(signature: &[u16]) -> impl Iterator<Item = u32> + '_ {
    signature.chunks_exact(BAND_ROWS).take(BANDS).enumerate().map(|(band, rows)| {
        rows.iter().fold(band as u32 ^ 0x811c_9dc5, |hash, &row| {
            (hash ^ u32::from(row)).wrapping_mul(0x0100_0193).rotate_left(7)
        })
    })
}
