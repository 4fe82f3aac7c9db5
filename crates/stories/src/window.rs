//! The articles of the window, and which of them are alike.
//!
//! Every language has a vocabulary of its own. An article is found by its most telling terms (an inverted index); what is
//! found is compared in full. Copies share these terms, so their signatures need no index. Invariant: a term's count of articles is the number of
//! articles in the window that hold it, so that weights follow the news as the window slides.

use crate::{
    by_hash::ByHash,
    candidate::{Candidate, MOST_NAMES, MOST_SIGNATURE_BYTES, MOST_TERMS, MOST_TITLE_TERMS},
    evidence::{Evidence, Weights},
    vocabulary::{Vocabulary, Weighted},
};
use news::{ArticleId, Embedding, Lang, Timestamp};
use std::collections::BTreeMap;

/// Terms by which an article is found.
const FINDING_TERMS: usize = 24;
/// Articles compared in full.
const MOST_COMPARED: usize = 28;
/// Where one text stands in another, their words are at least so alike: two reports by one formula share long runs of words,
/// but not what tells them apart.
const COPIES_SHARE_WORDS: f32 = 0.5;
/// Fewer equal values of two signatures are chance.
const FEWEST_EQUAL_VALUES: usize = 7;

/// An article in the window.
#[derive(Debug)]
pub(crate) struct Member {
    pub article: ArticleId,
    pub lang: Lang,
    pub at: Timestamp,
    is_dated: bool,
    pub embedding: Option<Embedding>,
    pub words: u32,
    lengths: Lengths,
    /// Terms, then names, with dampened counts; each ordered by number.
    weighted: Box<[Weighted]>,
    /// The signature, then the title's terms in order, then the terms by which it is found; both as indices of the terms.
    bytes: Box<[u8]>,
    terms_end: u8,
    signature_end: u8,
    title_end: u8,
}

/// The lengths of an article's vectors when rarities are applied.
#[derive(Clone, Copy, Debug, Default)]
struct Lengths {
    terms: f32,
    names: f32,
    title: f32,
}

impl Member {
    fn terms(&self) -> &[Weighted] {
        &self.weighted[..usize::from(self.terms_end)]
    }

    fn names(&self) -> &[Weighted] {
        &self.weighted[usize::from(self.terms_end)..]
    }

    fn signature(&self) -> &[u8] {
        &self.bytes[..usize::from(self.signature_end)]
    }

    fn title(&self) -> &[u8] {
        &self.bytes[usize::from(self.signature_end)..usize::from(self.title_end)]
    }

    /// Term numbers of the title, in order.
    fn title_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.title().iter().map(|&index| self.weighted[usize::from(index)].number())
    }

    fn finding_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.bytes[usize::from(self.title_end)..].iter().map(|&index| self.weighted[usize::from(index)].number())
    }

    fn measure(&mut self, language: &Language) {
        let title = self.title_numbers().map(|number| language.terms.rarity(number).powi(2)).sum::<f32>().sqrt();
        self.lengths = Lengths {
            terms: length(self.terms(), &language.terms),
            names: length(self.names(), &language.names),
            title,
        };
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

    /// All articles, by slot.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().flatten()
    }

    /// Takes an article in; tells its slot.
    pub fn insert(&mut self, candidate: &Candidate) -> u32 {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.members.push(None);
            self.members.len() as u32 - 1
        });
        let language = self.languages.entry(candidate.lang).or_default();
        let terms = number_all(&mut language.terms, candidate.terms.iter().copied().take(MOST_TERMS));
        let names = candidate.names.iter().take(MOST_NAMES);
        let names_numbered = number_all(&mut language.names, names.clone().map(|name| (name.hash, name.weight)));
        for name in names {
            let label =
                language.labels.entry(name.hash).or_insert_with(|| Label { text: name.label.clone(), articles: 0 });
            label.articles += 1;
        }
        let signature = &candidate.signature[..candidate.signature.len().min(MOST_SIGNATURE_BYTES)];
        let mut bytes = signature.to_vec();
        let title_numbers = candidate.title_terms.iter().filter_map(|&hash| language.terms.number_of(hash));
        bytes.extend(title_numbers.filter_map(|number| position(&terms, number)).take(MOST_TITLE_TERMS));
        bytes[signature.len()..].sort_unstable();
        let title_end = bytes.len();
        for index in most_telling(&terms, &language.terms) {
            language.terms.let_find(terms[usize::from(index)].number(), slot);
            bytes.push(index);
        }
        let mut member = Member {
            article: candidate.article,
            lang: candidate.lang,
            at: candidate.at,
            is_dated: candidate.is_dated,
            embedding: candidate.embedding.clone(),
            words: candidate.words,
            lengths: Lengths::default(),
            terms_end: terms.len() as u8,
            signature_end: signature.len() as u8,
            title_end: title_end as u8,
            weighted: [terms, names_numbered].concat().into(),
            bytes: bytes.into(),
        };
        member.measure(language);
        self.members[slot as usize] = Some(member);
        self.measure_again(candidate.lang);
        slot
    }

    /// Keeps what the model read in an article.
    pub fn set_embedding(&mut self, slot: u32, embedding: Embedding) {
        if let Some(member) = self.members[slot as usize].as_mut() {
            member.embedding = Some(embedding);
        }
    }

    /// Lets an article go.
    pub fn remove(&mut self, slot: u32) {
        let Some(member) = self.members[slot as usize].take() else { return };
        let Some(language) = self.languages.get_mut(&member.lang) else { return };
        for number in member.finding_numbers() {
            language.terms.let_not_find(number, slot);
        }
        for name in member.names() {
            let hash = language.names.hash_of(name.number());
            if let Some(label) = language.labels.get_mut(&hash) {
                label.articles -= 1;
                if label.articles == 0 {
                    language.labels.remove(&hash);
                }
            }
        }
        language.terms.forget_article(member.terms().iter().map(|term| term.number()));
        language.names.forget_article(member.names().iter().map(|name| name.number()));
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

    /// Slots that share telling terms with the one in `slot`, at most [`MOST_COMPARED`].
    fn find(&mut self, slot: u32) -> Vec<u32> {
        let Self { members, languages, scratch, .. } = self;
        let Some(member) = members[slot as usize].as_ref() else { return Vec::new() };
        let Some(language) = languages.get(&member.lang) else { return Vec::new() };
        scratch.found.resize(members.len(), 0.0);
        let mut touched: Vec<u32> = Vec::new();
        for number in member.finding_numbers() {
            let rarity = language.terms.rarity(number);
            for &other in language.terms.found_by(number) {
                let score = &mut scratch.found[other as usize];
                if *score == 0.0 {
                    touched.push(other);
                }
                *score += rarity;
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
        for term in member.terms() {
            scratch.terms[term.number() as usize] = term.weight() * language.terms.rarity(term.number()).powi(2);
        }
        for name in member.names() {
            scratch.names[name.number() as usize] = name.weight() * language.names.rarity(name.number()).powi(2);
        }
        let dot = |spread: &[f32], vector: &[Weighted]| -> f32 {
            vector.iter().map(|term| spread[term.number() as usize] * term.weight()).sum()
        };
        let neighbours = others
            .iter()
            .filter_map(|&other_slot| {
                let other = members[other_slot as usize].as_ref().filter(|other| other.lang == member.lang)?;
                let words = cosine(dot(&scratch.terms, other.terms()), member.lengths.terms, other.lengths.terms);
                let evidence = Evidence {
                    words,
                    names: (!member.names().is_empty() && !other.names().is_empty())
                        .then(|| cosine(dot(&scratch.names, other.names()), member.lengths.names, other.lengths.names)),
                    titles: (!member.title().is_empty() && !other.title().is_empty()).then(|| {
                        cosine(title_dot(member, other, &language.terms), member.lengths.title, other.lengths.title)
                    }),
                    hours_apart: (member.is_dated && other.is_dated)
                        .then(|| member.at.since_us(other.at).abs() as f32 / Timestamp::HOUR as f32),
                    copied: if words >= COPIES_SHARE_WORDS { copied_share(member, other) } else { 0.0 },
                };
                Some(Neighbour { slot: other_slot, evidence, closeness: evidence.closeness(weights) })
            })
            .collect();
        member.terms().iter().for_each(|term| scratch.terms[term.number() as usize] = 0.0);
        member.names().iter().for_each(|name| scratch.names[name.number() as usize] = 0.0);
        neighbours
    }

    /// Names that both articles hold, the most telling first, at most `most`.
    pub fn shared_names(&self, a: u32, b: u32, most: usize) -> Vec<String> {
        let (a, b) = (self.member(a), self.member(b));
        let Some(language) = self.languages.get(&a.lang).filter(|_| a.lang == b.lang) else { return Vec::new() };
        let mut shared: Vec<(f32, u32)> = a
            .names()
            .iter()
            .filter_map(|name| {
                let at = b.names().binary_search_by_key(&name.number(), |other| other.number()).ok()?;
                let weight = name.weight().min(b.names()[at].weight());
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

/// Counts an article's terms; tells them by number, in order.
fn number_all(vocabulary: &mut Vocabulary, counted: impl Iterator<Item = (u32, f32)> + Clone) -> Vec<Weighted> {
    let numbers = vocabulary.count_article(counted.clone().map(|(hash, _)| hash));
    let mut numbered: Vec<Weighted> =
        numbers.into_iter().zip(counted).map(|(number, (_, count))| Weighted::new(number, count)).collect();
    numbered.sort_unstable();
    numbered
}

fn position(terms: &[Weighted], number: u32) -> Option<u8> {
    terms.binary_search_by_key(&number, |term| term.number()).ok().map(|at| at as u8)
}

/// Indices of the terms that tell an article from others, the most telling first.
fn most_telling(terms: &[Weighted], vocabulary: &Vocabulary) -> impl Iterator<Item = u8> + use<> {
    let mut by_weight: Vec<(u8, f32)> =
        (0_u8..).zip(terms).map(|(index, term)| (index, term.weight() * vocabulary.rarity(term.number()))).collect();
    by_weight.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    by_weight.truncate(FINDING_TERMS);
    by_weight.into_iter().map(|(index, _)| index)
}

fn length(vector: &[Weighted], vocabulary: &Vocabulary) -> f32 {
    vector.iter().map(|term| (term.weight() * vocabulary.rarity(term.number())).powi(2)).sum::<f32>().sqrt()
}

/// Both titles' terms are in order: one walk finds the shared.
fn title_dot(a: &Member, b: &Member, vocabulary: &Vocabulary) -> f32 {
    let mut others = b.title_numbers().peekable();
    a.title_numbers()
        .filter(|&number| {
            while others.next_if(|&other| other < number).is_some() {}
            others.peek() == Some(&number)
        })
        .map(|number| vocabulary.rarity(number).powi(2))
        .sum()
}

fn cosine(dot: f32, a: f32, b: f32) -> f32 {
    if a > 0.0 && b > 0.0 { (dot / (a * b)).min(1.0) } else { 0.0 }
}

/// The share of the shorter text that stands in the other, estimated from the signatures: agency text is found also
/// inside a longer piece.
fn copied_share(a: &Member, b: &Member) -> f32 {
    let (a_values, b_values) = (a.signature(), b.signature());
    if a_values.is_empty() || a_values.len() != b_values.len() {
        return 0.0;
    }
    let equal = a_values.iter().zip(b_values).filter(|(x, y)| x == y).count();
    if equal < FEWEST_EQUAL_VALUES {
        return 0.0;
    }
    let jaccard = equal as f32 / a_values.len() as f32;
    let (shorter, longer) = (a.words.min(b.words).max(1) as f32, a.words.max(b.words) as f32);
    (jaccard / (1.0 + jaccard) * (shorter + longer) / shorter).min(1.0)
}
