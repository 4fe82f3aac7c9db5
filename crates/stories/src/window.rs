//! The articles of the window, and which of them are alike.
//!
//! Every language has a vocabulary of its own; names have one for all. An article is found by its most telling terms (an
//! inverted index), and in any language by its meaning; what is found is compared in full. Copies share these terms, so
//! their signatures need no index. Invariant: a term's count of articles is the number of articles in the window that hold it, so that weights follow
//! the news as the window slides.

use crate::{
    by_hash::ByHash,
    candidate::{Candidate, MOST_NAMES, MOST_SIGNATURE_BYTES, MOST_TERMS, is_known_in_every_script},
    evidence::{Evidence, Weights},
    meaning::{Cells, Meaning, Means},
    vocabulary::{Vocabulary, Weighted},
};
use news::{ArticleId, Embedding, Lang, Timestamp};
use std::collections::BTreeMap;

/// Terms by which an article is found.
const FINDING_TERMS: usize = 24;
/// Articles compared in full: found by their terms, and by their meaning.
const MOST_COMPARED: usize = 28;
const MOST_COMPARED_BY_MEANING: usize = 16;
/// Where one text stands in another, their words are at least so alike: two reports by one formula share long runs of words,
/// but not what tells them apart.
const COPIES_SHARE_WORDS: f32 = 0.35;
/// How rare a word is shows slowly: from so many articles of a language on they are looked at again whenever there are twice as
/// many, until there are so many.
const FIRST_OUTGROWN: u32 = 64;
const SETTLED_ARTICLES: u32 = 2_048;
/// Fewer equal values of two signatures are chance.
const FEWEST_EQUAL_VALUES: usize = 7;

/// An article in the window.
#[derive(Debug)]
pub(crate) struct Member {
    pub article: ArticleId,
    pub lang: Lang,
    pub at: Timestamp,
    is_dated: bool,
    pub words: u32,
    /// The length of the terms' vector when rarities were last applied.
    length: f32,
    meaning: Option<Meaning>,
    cell: Option<u8>,
    /// Terms, then names, with dampened counts; each ordered by number.
    weighted: Box<[Weighted]>,
    terms_end: u8,
    /// The terms by which it is found: a bit for each of its terms.
    found_by: u64,
    signature: [u8; MOST_SIGNATURE_BYTES],
    signature_end: u8,
}

const _: () = assert!(MOST_TERMS <= u64::BITS as usize);

impl Member {
    fn keep_meaning(&mut self, slot: u32, meaning: Option<Meaning>, cells: &mut Cells) {
        if let Some(cell) = self.cell.take() {
            cells.remove(cell, slot);
        }
        self.cell = meaning.as_ref().and_then(|meaning| cells.file(meaning, slot));
        self.meaning = meaning;
    }

    fn terms(&self) -> &[Weighted] {
        &self.weighted[..usize::from(self.terms_end)]
    }

    fn names(&self) -> &[Weighted] {
        &self.weighted[usize::from(self.terms_end)..]
    }

    fn signature(&self) -> &[u8] {
        &self.signature[..usize::from(self.signature_end)]
    }

    fn finding_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        let finds = |at: usize| self.found_by >> at & 1 == 1;
        self.terms().iter().enumerate().filter(move |&(at, _)| finds(at)).map(|(_, term)| term.number())
    }
}

/// A found article with what speaks for its telling the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbour {
    pub slot: u32,
    pub evidence: Evidence,
    /// The evidence, weighed.
    pub log_odds: f32,
}

#[derive(Debug)]
struct Language {
    terms: Vocabulary,
    /// Names as this language writes them.
    labels: ByHash<Label>,
    /// At so many articles they are looked at again.
    outgrown_at: u32,
}

impl Default for Language {
    fn default() -> Self {
        Self { terms: Vocabulary::default(), labels: ByHash::default(), outgrown_at: FIRST_OUTGROWN }
    }
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
    /// Names of all languages: one name has one hash in each.
    names: Vocabulary,
    means: Means,
    cells: Cells,
    /// Scores by slot; zero between uses.
    scores: Vec<f32>,
}

/// The weights of one article's terms by their numbers, to compare it with many others: few enough places to stay in the
/// processor's nearest cache.
struct OwnTerms {
    places: [(u32, f32); PLACES],
}

/// Four times as many as there are terms, so that most are found at once.
const PLACES: usize = 4 * MOST_TERMS;
const EMPTY: u32 = u32::MAX;

impl OwnTerms {
    fn new(weights: impl Iterator<Item = (u32, f32)>) -> Self {
        let mut own = Self { places: [(EMPTY, 0.0); PLACES] };
        for weight in weights.take(MOST_TERMS) {
            let place = own.place_of(weight.0);
            own.places[place] = weight;
        }
        own
    }

    /// The weight of a term, 0 when it is not among them.
    fn weight(&self, number: u32) -> f32 {
        self.places[self.place_of(number)].1
    }

    /// Where a number stands, or would.
    fn place_of(&self, number: u32) -> usize {
        let mut place = number.wrapping_mul(0x9e37_79b9) as usize >> (u32::BITS - PLACES.ilog2());
        while self.places[place].0 != number && self.places[place].0 != EMPTY {
            place = (place + 1) % PLACES;
        }
        place
    }
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
        let names_numbered = number_all(&mut self.names, names.clone().map(|name| (name.hash, name.weight)));
        for name in names {
            let label =
                language.labels.entry(name.hash).or_insert_with(|| Label { text: name.label.clone(), articles: 0 });
            label.articles += 1;
        }
        let mut found_by = 0;
        for index in most_telling(&terms, &language.terms) {
            language.terms.let_find(terms[usize::from(index)].number(), slot);
            found_by |= 1 << index;
        }
        let signature_end = candidate.signature.len().min(MOST_SIGNATURE_BYTES);
        let mut signature = [0; MOST_SIGNATURE_BYTES];
        signature[..signature_end].copy_from_slice(&candidate.signature[..signature_end]);
        let member = Member {
            article: candidate.article,
            lang: candidate.lang,
            at: candidate.at,
            is_dated: candidate.is_dated,
            words: candidate.words,
            length: length(&terms, &language.terms),
            meaning: None,
            cell: None,
            terms_end: terms.len() as u8,
            found_by,
            signature,
            signature_end: signature_end as u8,
            weighted: [terms, names_numbered].concat().into(),
        };
        self.members[slot as usize] = Some(member);
        if let Some(embedding) = &candidate.embedding {
            self.set_embedding(slot, embedding);
        }
        slot
    }

    /// Counts what the model read in an article into its language's mean. Tells the articles that are compared by another
    /// mean from now on.
    pub fn learn(&mut self, lang: Lang, embedding: &Embedding) -> Vec<ArticleId> {
        let Some(before) = self.means.learn(lang, embedding) else { return Vec::new() };
        let mut changed = Vec::new();
        for (slot, member) in (0..).zip(&mut self.members) {
            let Some(member) = member.as_mut().filter(|member| member.lang == lang) else { continue };
            let Some(meaning) = &member.meaning else { continue };
            let meaning = self.means.centre_again(lang, &before, meaning);
            member.keep_meaning(slot, meaning, &mut self.cells);
            changed.push(member.article);
        }
        changed
    }

    /// Tells, each time a language's articles have doubled, that its words are counted in enough more to be weighed anew. Not
    /// beyond [`SETTLED_ARTICLES`].
    pub fn has_outgrown_its_words(&mut self, lang: Lang) -> bool {
        let Some(language) = self.languages.get_mut(&lang) else { return false };
        let articles = language.terms.articles();
        let has = articles >= language.outgrown_at && articles <= SETTLED_ARTICLES;
        if has {
            language.outgrown_at = 2 * articles;
        }
        has
    }

    /// Keeps what the model read in an article, and lets it be found by that.
    pub fn set_embedding(&mut self, slot: u32, embedding: &Embedding) {
        let Some(member) = self.members[slot as usize].as_mut() else { return };
        let meaning = self.means.centre(member.lang, embedding);
        member.keep_meaning(slot, meaning, &mut self.cells);
    }

    /// Lets an article go.
    pub fn remove(&mut self, slot: u32) {
        let Some(member) = self.members[slot as usize].take() else { return };
        if let Some(cell) = member.cell {
            self.cells.remove(cell, slot);
        }
        let Some(language) = self.languages.get_mut(&member.lang) else { return };
        for number in member.finding_numbers() {
            language.terms.let_not_find(number, slot);
        }
        for name in member.names() {
            let hash = self.names.hash_of(name.number());
            if let Some(label) = language.labels.get_mut(&hash) {
                label.articles -= 1;
                if label.articles == 0 {
                    language.labels.remove(&hash);
                }
            }
        }
        language.terms.forget_article(member.terms().iter().map(|term| term.number()));
        self.names.forget_article(member.names().iter().map(|name| name.number()));
        self.free.push(slot);
    }

    /// Finds the articles most like the one in `slot`, the closest first; its own slot is not among them.
    pub fn neighbours(&mut self, slot: u32, weights: &Weights) -> Vec<Neighbour> {
        let found = self.find(slot);
        let mut neighbours = self.compare(slot, &found, weights);
        neighbours.sort_unstable_by(|a, b| {
            let by_age = || self.member(a.slot).article.cmp(&self.member(b.slot).article);
            b.log_odds.total_cmp(&a.log_odds).then_with(by_age)
        });
        neighbours
    }

    /// Slots that share telling terms with the one in `slot`, or its meaning.
    fn find(&mut self, slot: u32) -> Vec<u32> {
        let mut found = self.find_by_terms(slot);
        if let Some(meaning) = self.member(slot).meaning.as_ref() {
            let by_meaning = self.cells.find(meaning, MOST_COMPARED_BY_MEANING + 1);
            let known = found.len();
            found.extend(by_meaning.into_iter().filter(|&other| other != slot));
            found = without_doubles(found, known);
        }
        found
    }

    fn find_by_terms(&mut self, slot: u32) -> Vec<u32> {
        let Self { members, languages, scores, .. } = self;
        let Some(member) = members[slot as usize].as_ref() else { return Vec::new() };
        let Some(language) = languages.get(&member.lang) else { return Vec::new() };
        scores.resize(members.len(), 0.0);
        let mut touched: Vec<u32> = Vec::new();
        for number in member.finding_numbers() {
            let rarity = language.terms.rarity(number);
            for &other in language.terms.found_by(number) {
                let score = &mut scores[other as usize];
                if *score == 0.0 {
                    touched.push(other);
                }
                *score += rarity;
            }
        }
        let mut found: Vec<(f32, u32)> = touched
            .into_iter()
            .map(|other| (std::mem::take(&mut scores[other as usize]), other))
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

    /// Applies the rarities of this moment to articles: a growing story makes its own words common.
    pub fn measure(&mut self, slots: &[u32]) {
        for &slot in slots {
            let Some(member) = self.members[slot as usize].as_mut() else { continue };
            if let Some(language) = self.languages.get(&member.lang) {
                member.length = length(member.terms(), &language.terms);
            }
        }
    }

    /// Compares the article in `slot` with others, in their order.
    pub fn compare(&self, slot: u32, others: &[u32], weights: &Weights) -> Vec<Neighbour> {
        let Self { members, languages, names, .. } = self;
        let Some(member) = members[slot as usize].as_ref() else { return Vec::new() };
        let Some(language) = languages.get(&member.lang) else { return Vec::new() };
        let weight = |term: &Weighted| term.weight() * language.terms.rarity(term.number()).powi(2);
        let own = OwnTerms::new(member.terms().iter().map(|term| (term.number(), weight(term))));
        let meaning = member.meaning.as_ref().map(Meaning::spread);
        others
            .iter()
            .filter_map(|&other_slot| {
                let other = members[other_slot as usize].as_ref()?;
                let is_across_languages = other.lang != member.lang;
                let words = if is_across_languages {
                    0.0
                } else {
                    let shared = other.terms().iter();
                    let dot = shared.map(|term| own.weight(term.number()) * term.weight()).sum();
                    cosine(dot, member.length, other.length)
                };
                let evidence = Evidence {
                    words,
                    meaning: meaning.as_ref().zip(other.meaning.as_ref()).map(|(own, other)| other.cosine(own)),
                    is_across_languages,
                    is_across_scripts: is_across_languages && other.lang.script() != member.lang.script(),
                    names: names_shared(member, other, names),
                    hours_apart: (member.is_dated && other.is_dated)
                        .then(|| member.at.since_us(other.at).abs() as f32 / Timestamp::HOUR as f32),
                    copied: if words >= COPIES_SHARE_WORDS { copied_share(member, other) } else { 0.0 },
                };
                Some(Neighbour { slot: other_slot, evidence, log_odds: evidence.log_odds(weights) })
            })
            .collect()
    }

    /// Names that both articles hold, the most telling first, at most `most`.
    pub fn shared_names(&self, a: u32, b: u32, most: usize) -> Vec<String> {
        let (a, b) = (self.member(a), self.member(b));
        let Some(own) = self.languages.get(&a.lang) else { return Vec::new() };
        let mut shared: Vec<(f32, u32)> = a
            .names()
            .iter()
            .filter_map(|name| {
                let at = b.names().binary_search_by_key(&name.number(), |other| other.number()).ok()?;
                let weight = name.weight().min(b.names()[at].weight());
                Some((weight * self.names.rarity(name.number()), name.number()))
            })
            .collect();
        shared.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        shared
            .iter()
            .take(most)
            .filter_map(|&(_, number)| own.labels.get(&self.names.hash_of(number)))
            .map(|label| label.text.to_string())
            .collect()
    }
}

/// Leaves out what stands twice; the first `known` are different from each other.
fn without_doubles(mut slots: Vec<u32>, known: usize) -> Vec<u32> {
    let more = slots.split_off(known);
    let new: Vec<u32> = more.into_iter().filter(|slot| !slots.contains(slot)).collect();
    slots.extend(new);
    slots
}

/// Counts an article's terms; tells them by number, in order.
fn number_all(vocabulary: &mut Vocabulary, counted: impl Iterator<Item = (u32, f32)> + Clone) -> Vec<Weighted> {
    let numbers = vocabulary.count_article(counted.clone().map(|(hash, _)| hash));
    let mut numbered: Vec<Weighted> =
        numbers.into_iter().zip(counted).map(|(number, (_, count))| Weighted::new(number, count)).collect();
    numbered.sort_unstable();
    numbered
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

fn cosine(dot: f32, a: f32, b: f32) -> f32 {
    if a > 0.0 && b > 0.0 { (dot / (a * b)).min(1.0) } else { 0.0 }
}

/// The cosine of two articles' names, rare ones weighing more. None when one has no names.
fn names_shared(a: &Member, b: &Member, names: &Vocabulary) -> Option<f32> {
    if a.names().is_empty() || b.names().is_empty() {
        return None;
    }
    let are_in_two_scripts = a.lang != b.lang && a.lang.script() != b.lang.script();
    // Within a language what is taken for a name by mistake stands in every report of a formula: what is rare weighs more.
    let weight = |name: &Weighted| {
        if are_in_two_scripts && !is_known_in_every_script(names.hash_of(name.number())) {
            return 0.0;
        }
        let rarity = names.rarity(name.number());
        name.weight() * rarity * if a.lang == b.lang { rarity.sqrt() } else { 1.0 }
    };
    let square = |of: &[Weighted]| of.iter().map(|name| weight(name).powi(2)).sum::<f32>();
    let mut theirs = b.names().iter().peekable();
    let mut dot = 0.0;
    for own in a.names() {
        while theirs.next_if(|other| other.number() < own.number()).is_some() {}
        dot += theirs.next_if(|other| other.number() == own.number()).map_or(0.0, |other| weight(own) * weight(other));
    }
    Some(if dot > 0.0 { cosine(dot, square(a.names()).sqrt(), square(b.names()).sqrt()) } else { 0.0 })
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
