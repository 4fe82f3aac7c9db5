//! Whether a claim denies what its sources affirm, or affirms what they deny: by words of denial, and by opposites.

use super::{likeness::Likeness, passage::Passage};
use crate::{
    stems::Stems,
    timeline::days::pair_of,
    words::{ByHash, hash_word},
};
use news::Lang;
use std::{cmp::Ordering, collections::HashMap, ops::Range, sync::LazyLock};

/// Sentences that have less of the claim than this are about something else.
const SAME_MATTER: f32 = 0.5;
/// Of those that have more, the claim is a copy with few changes.
const NEARLY_COPIED: f32 = 0.75;
/// How far from a denial the word stands that is denied.
const REACH_TOKENS: usize = 5;
/// The same in characters of Chinese.
const HAN_REACH: usize = 8;

/// Finds the word by which a claim says the contrary of its sources.
pub(crate) fn contradicted(claim: &Passage, sources: &[Likeness]) -> Option<usize> {
    let denials = denials(claim, 0..claim.tokens.len(), true);
    denied_alone(claim, &denials, sources)
        .or_else(|| denied_more(claim, &denials, sources))
        .or_else(|| affirmed_alone(claim, &denials, sources))
        .or_else(|| opposite_put_in(claim, sources))
        .or_else(|| if denials.is_empty() { opposite(claim, sources) } else { None })
}

/// A denial in a claim in another language, where no source denies anything.
pub(crate) fn denied_abroad(claim: &Passage, sources: &[Likeness]) -> Option<usize> {
    let denies = |source: &Likeness| {
        !denials(source.passage, source.tokens.clone(), false).is_empty()
            || has_bad(source.passage, source.tokens.clone())
    };
    let denials = denials(claim, 0..claim.tokens.len(), false);
    denials.first().filter(|_| !sources.iter().any(denies)).map(|denial| denial.at)
}

/// A denial in the claim that no source has.
fn denied_alone(claim: &Passage, denials: &[Denial], sources: &[Likeness]) -> Option<usize> {
    let related = || sources.iter().filter(|source| source.is_related());
    let denies_anything = related().any(|source| {
        !self::denials(source.passage, source.tokens.clone(), false).is_empty()
            || has_bad(source.passage, source.tokens.clone())
    });
    for denial in denials {
        let mut found = Found::default();
        for source in related() {
            found.look(claim, denial, source);
        }
        if !found.is_denied && !found.is_affirmed && !claim.is_han(denial.at) {
            // "Did not meet": the sources have "met", which no stem joins, but whom and where.
            let around = denial.around(claim);
            for source in related().filter(|source| source.coverage >= SAME_MATTER && source.passage.lang == claim.lang)
            {
                let theirs = self::denials(source.passage, source.tokens.clone(), false);
                for at in source.tokens.clone().filter(|&at| around.contains(&source.passage.words[at].term)) {
                    found.is_denied |= theirs.iter().any(|denial| denial.at.abs_diff(at) <= REACH_TOKENS);
                    found.is_affirmed = true;
                }
            }
        }
        let may_be_told_otherwise =
            denies_anything && !found.is_affirmed_in_copy && (!found.is_affirmed || bad_near(sources));
        if !found.is_denied && !may_be_told_otherwise {
            return Some(denial.at);
        }
    }
    None
}

/// What the sources say of a word that the claim denies.
#[derive(Default)]
struct Found {
    is_denied: bool,
    is_affirmed: bool,
    /// By a sentence that the claim otherwise repeats.
    is_affirmed_in_copy: bool,
}

impl Found {
    fn look(&mut self, claim: &Passage, denial: &Denial, source: &Likeness) {
        let scope = denial.scope(claim);
        let theirs = denials(source.passage, source.tokens.clone(), false);
        let is_copy = source.coverage >= NEARLY_COPIED || source.contained >= NEARLY_COPIED;
        if source.passage.lang != claim.lang {
            self.is_denied |= !theirs.is_empty();
            return;
        }
        if claim.is_han(denial.at) {
            let shared = |within: Range<usize>| {
                let has = |term: &&u32| within.clone().any(|at| source.passage.words[at].term == **term);
                scope.iter().filter(has).count() * 2 >= scope.len()
            };
            self.is_denied |= theirs.iter().any(|their| shared(their.at..source.tokens.end.min(their.at + HAN_REACH)));
            let is_affirmed = shared(source.tokens.clone());
            self.is_affirmed |= is_affirmed;
            self.is_affirmed_in_copy |= is_affirmed && is_copy;
            return;
        }
        for at in source.tokens.clone().filter(|&at| scope.contains(&source.passage.words[at].term)) {
            let denies = |their: &Denial| {
                if is_copy {
                    their.scope_wide(source.passage, &source.tokens).contains(&at)
                } else {
                    their.at.abs_diff(at) <= REACH_TOKENS + 2
                }
            };
            if theirs.iter().any(denies) {
                self.is_denied = true;
            } else {
                self.is_affirmed = true;
                self.is_affirmed_in_copy |= is_copy;
            }
        }
    }
}

/// More denials than in the sentence that the claim otherwise repeats.
fn denied_more(claim: &Passage, denials: &[Denial], sources: &[Likeness]) -> Option<usize> {
    let is_copy = |source: &&Likeness| source.coverage >= NEARLY_COPIED && source.passage.lang == claim.lang;
    let best = sources.iter().filter(is_copy).max_by(|a, b| a.coverage.total_cmp(&b.coverage))?;
    let theirs: usize = sources
        .iter()
        .filter(|source| std::ptr::eq(*source, best) || source.contained >= SAME_MATTER)
        .map(|source| self::denials(source.passage, source.tokens.clone(), false).len())
        .sum();
    denials.last().filter(|_| denials.len() > theirs && theirs > 0).map(|denial| denial.at)
}

fn bad_near(sources: &[Likeness]) -> bool {
    sources
        .iter()
        .filter(|source| source.coverage >= SAME_MATTER)
        .any(|source| has_bad(source.passage, source.tokens.clone()))
}

/// A denial in a source whose words the claim says without it.
fn affirmed_alone(claim: &Passage, denials: &[Denial], sources: &[Likeness]) -> Option<usize> {
    const NEARLY_ALL: f32 = 0.6;
    let denies = !denials.is_empty() || has_bad(claim, 0..claim.tokens.len());
    let least = if denies { NEARLY_COPIED } else { NEARLY_ALL };
    let best = sources.iter().filter(|source| source.coverage >= least && source.passage.lang == claim.lang);
    for source in best {
        for denial in self::denials(source.passage, source.tokens.clone(), true) {
            let scope = denial.scope_within(source.passage, &source.tokens);
            let said: Vec<usize> = (0..claim.tokens.len())
                .filter(|&at| claim.is_content(at) && claim.tokens[at].quoted == 0)
                .filter(|&at| scope.contains(&claim.words[at].term))
                .collect();
            let reach = if claim.lang == Lang::ZH { HAN_REACH } else { REACH_TOKENS };
            let is_denied = said.iter().any(|at| denials.iter().any(|ours| ours.at.abs_diff(*at) <= reach));
            if said.is_empty() || said.len() < scope.len() || is_denied {
                continue;
            }
            let affirmed_elsewhere = sources.iter().any(|other| {
                other.coverage >= source.coverage - 0.2
                    && other.tokens.clone().any(|at| scope.contains(&other.passage.words[at].term))
                    && self::denials(other.passage, other.tokens.clone(), false).is_empty()
            });
            if !affirmed_elsewhere {
                return said.first().copied();
            }
        }
    }
    None
}

/// A word that a copy of a source's sentence has oftener than that, while it has the opposite less often.
fn opposite_put_in(claim: &Passage, sources: &[Likeness]) -> Option<usize> {
    let vocabulary = Vocabulary::of(claim.lang)?;
    let is_copy = |source: &&Likeness| source.coverage >= NEARLY_COPIED - 0.05 && source.passage.lang == claim.lang;
    let best = sources.iter().filter(is_copy).max_by(|a, b| a.coverage.total_cmp(&b.coverage))?;
    let sides = |passage: &Passage, within: Range<usize>| -> Vec<(usize, Side)> {
        within.flat_map(|at| vocabulary.sides(passage, at).into_iter().map(move |side| (at, side))).collect()
    };
    let theirs = sides(best.passage, best.tokens.clone());
    let ours = sides(claim, 0..claim.tokens.len());
    let count = |at: usize, from: &Passage, passage: &Passage, within: Range<usize>| {
        let is_same = |other: &usize| {
            passage.words[*other].term == from.words[at].term
                && (!from.is_han(at) || passage.from(*other).chars().take(2).eq(from.from(at).chars().take(2)))
        };
        within.filter(is_same).count()
    };
    let gains = |at: usize, from: &Passage| {
        let ours = count(at, from, claim, 0..claim.tokens.len());
        ours.cmp(&count(at, from, best.passage, best.tokens.clone()))
    };
    let is_put_in = |(at, side): &&(usize, Side)| {
        let is_lost = |(other, their_side): &(usize, Side)| {
            *their_side == side.other() && gains(*other, best.passage) == Ordering::Less
        };
        claim.tokens[*at].quoted == 0 && gains(*at, claim) == Ordering::Greater && theirs.iter().any(is_lost)
    };
    ours.iter().find(is_put_in).map(|(at, _)| *at)
}

/// A word of the claim whose opposite the sources have in its place.
fn opposite(claim: &Passage, sources: &[Likeness]) -> Option<usize> {
    let vocabulary = Vocabulary::of(claim.lang)?;
    let sides_of = |passage: &Passage, tokens: Range<usize>, unquoted: bool| -> Vec<(usize, Side)> {
        tokens
            .filter(|&at| !unquoted || passage.tokens[at].quoted == 0)
            .flat_map(|at| vocabulary.sides(passage, at).into_iter().map(move |side| (at, side)))
            .collect()
    };
    let said = sides_of(claim, 0..claim.tokens.len(), true);
    let alike: Vec<(f32, Vec<(usize, Side)>)> = sources
        .iter()
        .filter(|source| source.is_related() && source.passage.lang == claim.lang)
        .map(|source| (source.coverage, sides_of(source.passage, source.tokens.clone(), false)))
        .collect();
    let has = |sides: &[(usize, Side)], side: Side| sides.iter().any(|(_, other)| *other == side);
    said.iter()
        .find(|(_, side)| {
            let contrary = side.other();
            !has(&said, contrary)
                && alike.iter().any(|(coverage, sides)| *coverage >= SAME_MATTER && has(sides, contrary))
                && !alike.iter().any(|(_, sides)| has(sides, *side))
        })
        .map(|(at, _)| *at)
}

/// A word that denies.
struct Denial {
    at: usize,
}

impl Denial {
    /// The terms that may be what is denied: the next word of content and the one before.
    fn scope(&self, passage: &Passage) -> Vec<u32> {
        self.scope_within(passage, &(0..passage.tokens.len()))
    }

    /// The tokens of what is denied, in a wider sense: two words of content after it, and one before.
    fn scope_wide(&self, passage: &Passage, within: &Range<usize>) -> Vec<usize> {
        let is_said = |at: &usize| passage.is_content(*at);
        let after = (self.at + 1..within.end).filter(is_said).take(2);
        let before = (within.start..self.at).rev().filter(is_said).take(1);
        after.chain(before).collect()
    }

    /// The terms of the nearest words of content on both sides.
    fn around(&self, passage: &Passage) -> Vec<u32> {
        const WORDS: usize = 3;
        let is_said = |at: &usize| passage.is_content(*at);
        let after = (self.at + 1..passage.tokens.len()).filter(is_said).take(WORDS);
        let before = (0..self.at).rev().filter(is_said).take(WORDS);
        after.chain(before).map(|at| passage.words[at].term).collect()
    }

    fn scope_within(&self, passage: &Passage, within: &Range<usize>) -> Vec<u32> {
        let is_said = |at: &usize| passage.is_content(*at);
        if passage.is_han(self.at) {
            let after = (self.at + 1..within.end.min(self.at + HAN_REACH)).take_while(|&at| passage.is_han(at));
            let is_said = |at: &usize| passage.is_content(*at) && passage.of(*at) != "有";
            return after.filter(is_said).map(|at| passage.words[at].term).collect();
        }
        let after = (self.at + 1..within.end.min(self.at + 1 + REACH_TOKENS)).find(is_said);
        let before = (within.start.max(self.at.saturating_sub(REACH_TOKENS))..self.at).rev().find(is_said);
        let stands_behind = matches!(passage.lang.as_str(), "de" | "nl" | "tr" | "ja" | "fr" | "en");
        let before = before.filter(|_| stands_behind && after.is_none() || passage.lang == Lang::DE);
        after.into_iter().chain(before).map(|at| passage.words[at].term).collect()
    }
}

/// The words of denial in a sentence, outside quotations if so asked.
fn denials(passage: &Passage, within: Range<usize>, outside_quotes: bool) -> Vec<Denial> {
    let Some(vocabulary) = Vocabulary::of(passage.lang) else { return Vec::new() };
    let mut found: Vec<Denial> = Vec::new();
    for at in within {
        let token = &passage.tokens[at];
        if !token.kind.is_word() || outside_quotes && token.quoted != 0 {
            continue;
        }
        let denies = if passage.is_han(at) {
            vocabulary.han_nots.iter().any(|not| passage.from(at).starts_with(not))
                && !vocabulary.han_buts.iter().any(|but| is_inside(passage, at, but))
        } else {
            let is_but =
                |next: usize| passage.tokens.get(next).is_some_and(|next| vocabulary.buts.contains_key(&next.hash));
            (vocabulary.nots.contains_key(&token.hash)
                || passage.of(at).ends_with("n't")
                || passage.of(at).ends_with("n’t"))
                && !is_but(at + 1)
        };
        if denies {
            found.push(Denial { at });
        }
    }
    found
}

/// Tells whether a character stands in a word that holds it.
fn is_inside(passage: &Passage, at: usize, word: &str) -> bool {
    let start = passage.tokens[at].start as usize;
    let character = passage.of(at);
    word.match_indices(character).any(|(offset, _)| {
        start
            .checked_sub(offset)
            .is_some_and(|from| passage.source.get(from..).is_some_and(|rest| rest.starts_with(word)))
    })
}

/// Tells whether a sentence denies by what a word means: "refused", "ohne", "отказался".
fn has_bad(passage: &Passage, within: Range<usize>) -> bool {
    let Some(vocabulary) = Vocabulary::of(passage.lang) else { return true };
    within.clone().any(|at| {
        if passage.is_han(at) {
            return vocabulary.han_bads.iter().any(|bad| passage.from(at).starts_with(bad));
        }
        let token = &passage.tokens[at];
        let written = passage.of(at);
        vocabulary.bads.contains_key(&token.hash)
            || passage.pair(at).is_some_and(|pair| vocabulary.bads.contains_key(&pair))
            || passage.lang == Lang::EN && written.len() > 6 && (written.starts_with("un") || written.ends_with("less"))
            || passage.lang == Lang::DE && written.len() > 6 && (written.starts_with("un") || written.ends_with("los"))
    })
}

/// One side of a pair of opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Side {
    pair: u16,
    is_second: bool,
}

impl Side {
    fn other(self) -> Self {
        Self { is_second: !self.is_second, ..self }
    }
}

#[derive(Default)]
struct Vocabulary {
    nots: ByHash<()>,
    buts: ByHash<()>,
    bads: ByHash<()>,
    /// By the terms of words.
    sides: HashMap<u32, Vec<Side>>,
    han_nots: Vec<&'static str>,
    han_buts: Vec<&'static str>,
    han_bads: Vec<&'static str>,
    han_sides: Vec<(&'static str, Side)>,
}

impl Vocabulary {
    /// None for a language of which no words are listed.
    fn of(lang: Lang) -> Option<&'static Self> {
        VOCABULARIES.get(lang.as_str())
    }

    fn sides(&self, passage: &Passage, at: usize) -> Vec<Side> {
        if !passage.tokens[at].kind.is_word() {
            return Vec::new();
        }
        if passage.is_han(at) {
            let rest = passage.from(at);
            return self.han_sides.iter().filter(|(word, _)| rest.starts_with(word)).map(|(_, side)| *side).collect();
        }
        self.sides.get(&passage.words[at].term).cloned().unwrap_or_default()
    }
}

const LIST: &str = include_str!("../../data/polarity.txt");

static VOCABULARIES: LazyLock<HashMap<&'static str, Vocabulary>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Vocabulary> = HashMap::new();
    let mut tag = "";
    let mut pairs = 0;
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let Some((what, forms)) = line.split_once(' ') else { continue };
        if what == "=" {
            tag = forms;
            all.insert(tag, Vocabulary::default());
            continue;
        }
        let Some(vocabulary) = all.get_mut(tag) else { continue };
        let is_han = matches!(tag, "zh" | "ja");
        if what == "against" {
            let mut stems = Stems::new(Lang::parse(tag).unwrap_or_default());
            for (forms, is_second) in forms.split('|').zip([false, true]) {
                let side = Side { pair: pairs, is_second };
                for form in forms.split_whitespace() {
                    if is_han {
                        vocabulary.han_sides.push((form, side));
                    } else {
                        let sides = vocabulary.sides.entry(stems.term(hash_word(form), false, || form)).or_default();
                        if !sides.contains(&side) {
                            sides.push(side);
                        }
                    }
                }
            }
            pairs += 1;
            continue;
        }
        for form in forms.split_whitespace() {
            let hash =
                form.split_once('_').map_or_else(|| hash_word(form), |(a, b)| pair_of(hash_word(a), hash_word(b)));
            match (what, is_han) {
                ("not", false) => drop(vocabulary.nots.insert(hash, ())),
                ("but", false) => drop(vocabulary.buts.insert(hash, ())),
                (_, false) => drop(vocabulary.bads.insert(hash, ())),
                ("not", true) => vocabulary.han_nots.push(form),
                ("but", true) => vocabulary.han_buts.push(form),
                (_, true) => vocabulary.han_bads.push(form),
            }
        }
    }
    all
});
