//! The names in a claim, and whether its sources know them.
//!
//! A name is found by its letters in Latin script, so that cases and scripts do not matter; a place or somebody whom editors
//! everywhere write about by the list too, under all names. A surname is enough, and so is a full name where the source
//! gives the surname alone; another given name before that surname is not.

use super::passage::{Passage, hash_of_key};
use crate::{gazetteer, german, han_names, lexicon, quotes::text::Kind, subjects, words::hash_word};
use news::{Lang, romanise::key_of};
use std::{collections::HashSet, ops::Range};

/// What the sources name.
#[derive(Default)]
pub(crate) struct Known {
    keys: HashSet<u64>,
    /// Capitalised words, in Latin letters.
    capitals: Vec<(String, bool)>,
    /// Two capitalised words beside each other.
    pairs: HashSet<(u64, u64)>,
    /// Words that another capitalised word stands before.
    preceded: HashSet<u64>,
    /// Words that none stands before.
    alone: HashSet<u64>,
    places: Vec<gazetteer::Place>,
    subjects: Vec<&'static str>,
    text: String,
    has_han: bool,
}

impl Known {
    pub fn read(&mut self, passage: &Passage) {
        self.text.push_str(&passage.source);
        self.text.push('\n');
        let mut before: Option<usize> = None;
        for (at, token) in passage.tokens.iter().enumerate() {
            if passage.is_han(at) {
                self.has_han = true;
                continue;
            }
            if !token.kind.is_word() {
                before = None;
                continue;
            }
            let key = passage.words[at].key;
            self.keys.insert(key);
            for part in passage.of(at).split(['-', '–', '\'', '’', '/']).filter(|part| part.len() > 1) {
                self.keys.insert(hash_of_key(&part.to_lowercase()));
            }
            if token.kind == Kind::Capital {
                self.capitals.push((key_of(passage.of(at)), is_latin(passage.of(at))));
                match before.filter(|&before| is_given(passage, before)) {
                    Some(before) => {
                        self.pairs.insert((passage.words[before].key, key));
                        self.preceded.insert(key);
                    }
                    None => {
                        self.alone.insert(key);
                    }
                }
                before = Some(at);
            } else {
                before = None;
            }
        }
        self.capitals.sort_unstable();
        self.capitals.dedup();
        listed(passage, 0..passage.tokens.len(), &mut self.places, &mut self.subjects);
    }

    /// Tells whether a word of a name is known: by its letters, a case of it, or the spelling of another script.
    fn has_word(&self, word: &str, key: u64, lang: Lang) -> bool {
        if self.keys.contains(&key) || self.keys.contains(&hash_word(&key_of(word))) {
            return true;
        }
        let lower = word.to_lowercase();
        let without_genitive = lower.strip_suffix('s').map(hash_of_key);
        if without_genitive.is_some_and(|key| self.keys.contains(&key))
            || self.keys.contains(&hash_of_key(&format!("{lower}s")))
        {
            return true;
        }
        let (written, latin) = (key_of(word), is_latin(word));
        self.capitals.iter().any(|(known, known_latin)| {
            if *known_latin == latin { is_case_of(&written, known, lang) } else { sounds_alike(&written, known) }
        })
    }

    /// Tells whether a word of a name may be a known one as another language writes it.
    fn has_form_of(&self, word: &str) -> bool {
        let written = key_of(word);
        self.capitals.iter().any(|(known, _)| sounds_alike(&written, known))
    }

    fn has_pair(&self, first: u64, second: u64) -> bool {
        self.pairs.contains(&(first, second))
    }
}

fn is_latin(word: &str) -> bool {
    word.chars().next().is_some_and(|c| (c as u32) < 0x250)
}

/// A capitalised word that may be somebody's first name, not "President" or "The".
fn is_given(passage: &Passage, at: usize) -> bool {
    let entry = lexicon::look_up(passage.tokens[at].hash);
    let is_ordinary = passage.words[at].is_function
        || entry.is_title
        || entry.is_usual
        || entry.is_demonym
        || entry.is_never_a_name
        || passage.opens_sentence(at);
    entry.is_given_name || !is_ordinary
}

/// Cases and plurals: the words share all but a few of their last letters.
fn is_case_of(a: &str, b: &str, lang: Lang) -> bool {
    let most_letters = match lang.as_str() {
        "ru" | "uk" | "be" | "pl" | "cs" | "sk" | "sr" | "hr" | "bg" | "fi" | "hu" | "tr" | "lt" | "lv" => 4,
        _ => 2,
    };
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longest = a.chars().count().max(b.chars().count());
    common >= 4 && longest - common <= most_letters && (longest != a.chars().count() || a.len() != b.len())
}

/// Names of two scripts whose consonants are nearly the same.
fn sounds_alike(a: &str, b: &str) -> bool {
    let (a, b) = (consonants(a), consonants(b));
    if a.len().min(b.len()) < 2 {
        return false;
    }
    if a == b {
        return true;
    }
    let common = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let longest = a.len().max(b.len());
    longest >= 4 && common + tail + 1 >= longest
}

fn consonants(word: &str) -> Vec<char> {
    let word = word
        .replace("sch", "s")
        .replace("tsch", "s")
        .replace("sh", "s")
        .replace("ch", "s")
        .replace("kh", "h")
        .replace("ts", "s");
    let mut sounds: Vec<char> = Vec::new();
    for character in word.chars() {
        let sound = match character {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => continue,
            'c' | 'q' | 'k' | 'g' | 'x' => 'k',
            's' | 'z' => 's',
            'v' | 'w' | 'f' | 'p' | 'b' => 'f',
            'd' | 't' => 't',
            other => other,
        };
        if sounds.last() != Some(&sound) {
            sounds.push(sound);
        }
    }
    sounds
}

/// Finds the names of a claim that the sources do not know: the tokens of each.
/// Where the claim is in another language, a name may have another form there: "Elba" is the Elbe.
pub(crate) fn unknown(claim: &Passage, known: &Known, is_foreign: bool) -> Vec<Range<usize>> {
    let mut faults = Vec::new();
    let has_form = |name: &Name| name.tokens.clone().all(|at| known.has_form_of(claim.of(at)));
    for name in find(claim) {
        let is_told = is_known(claim, &name, known) || is_foreign && has_form(&name);
        if !is_told {
            faults.push(name.tokens);
        }
    }
    faults.extend(places_without_capitals(claim, known));
    if claim.lang == Lang::ZH && known.has_han {
        faults.extend(han_unknown(claim, known));
    }
    faults
}

/// Finds the words with digits in them that the sources do not have: "Masters-1000", "ESPN3", "CO2".
pub(crate) fn unknown_with_digits(claim: &Passage, known: &Known) -> Vec<usize> {
    let is_unknown = |at: &usize| {
        let (token, written) = (&claim.tokens[*at], claim.of(*at));
        matches!(token.kind, Kind::Capital | Kind::Lower)
            && token.quoted == 0
            && written.starts_with(char::is_alphabetic)
            && is_latin(written)
            && written.contains(|c: char| c.is_ascii_digit())
            && !known.has_word(written, claim.words[*at].key, claim.lang)
    };
    (0..claim.tokens.len()).filter(is_unknown).collect()
}

/// A row of capitalised words.
pub(crate) struct Name {
    pub tokens: Range<usize>,
    /// Its first word may be an ordinary one.
    pub has_unsure_start: bool,
}

/// Finds the names of a text outside its quotations.
pub(crate) fn find(passage: &Passage) -> Vec<Name> {
    let nouns_are_capitalised = matches!(passage.lang.as_str(), "de" | "lb");
    let mut names = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        if passage.tokens[at].kind != Kind::Capital || passage.tokens[at].quoted != 0 {
            at += 1;
            continue;
        }
        let start = at;
        while at < passage.tokens.len()
            && passage.tokens[at].kind == Kind::Capital
            && passage.tokens[at].sentence == passage.tokens[start].sentence
            && passage.tokens[at].quoted == 0
        {
            at += 1;
        }
        let (mut from, mut to) = (start, at);
        while from < to && is_no_name(passage, from, nouns_are_capitalised) {
            from += 1;
        }
        while to > from && is_no_name(passage, to - 1, nouns_are_capitalised) {
            to -= 1;
        }
        if from == to {
            continue;
        }
        let has_unsure_start = passage.opens_sentence(from);
        let hash = passage.tokens[from].hash;
        let is_listed = || {
            let (mut places, mut subjects) = (Vec::new(), Vec::new());
            listed(passage, from..to, &mut places, &mut subjects);
            !places.is_empty() || !subjects.is_empty()
        };
        if to - from == 1 && (has_unsure_start || nouns_are_capitalised) {
            let is_sure = lexicon::look_up(hash).is_given_name || is_listed();
            if !is_sure {
                continue;
            }
        }
        names.push(Name { tokens: from..to, has_unsure_start });
    }
    names
}

fn is_no_name(passage: &Passage, at: usize, nouns_are_capitalised: bool) -> bool {
    let entry = lexicon::look_up(passage.tokens[at].hash);
    let written = passage.of(at);
    passage.words[at].is_function && written.chars().count() < 6 && written.chars().any(char::is_lowercase)
        || entry.is_never_a_name && !entry.is_given_name
        || entry.is_title
        || entry.is_usual
        || entry.is_demonym
        || entry.is_department
        || written.chars().count() < 2
        || crate::timeline::days::is_month(passage.tokens[at].hash)
        || crate::timeline::days::word_of(passage.lang, passage.tokens[at].hash).is_some()
        || nouns_are_capitalised && german::is_noun(&written.to_lowercase(), passage.tokens[at].hash)
}

/// Tells whether the sources know a name.
pub(crate) fn is_known(claim: &Passage, name: &Name, known: &Known) -> bool {
    let has = |at: usize| {
        let written = claim.of(at);
        known.has_word(written, claim.words[at].key, claim.lang)
            || written.contains(['-', '–', '\'', '’'])
                && written
                    .split(['-', '–', '\'', '’'])
                    .filter(|part| part.len() > 1)
                    .all(|part| known.has_word(part, hash_of_key(&part.to_lowercase()), claim.lang))
    };
    let missing: Vec<usize> = name.tokens.clone().filter(|&at| !has(at)).collect();
    if missing.is_empty() {
        return true;
    }
    // Under another name, with all the words that are missing.
    let missing_to = missing.last().map_or(name.tokens.end, |last| last + 1);
    let (mut places, mut subjects) = (Vec::new(), Vec::new());
    for from in name.tokens.start..=missing[0] {
        for to in missing_to..=name.tokens.end {
            listed_as(claim, from..to, &mut places, &mut subjects);
        }
    }
    if places.iter().any(|place| known.places.contains(place))
        || subjects.iter().any(|subject| known.subjects.contains(subject))
    {
        return true;
    }
    // A script that the sources do not write in, and that no table reads, unless it is of a place as theirs are.
    if known.has_han && claim.lang != Lang::ZH && known.capitals.is_empty() {
        return known.places.is_empty() || places.iter().all(|place| place.size() < LARGE);
    }
    let last = name.tokens.end - 1;
    let is_person_like = name.tokens.len() == 2 && has(last);
    if is_person_like {
        let (first, surname) = (claim.words[name.tokens.start].key, claim.words[last].key);
        let is_with_another = known.preceded.contains(&surname) && !known.alone.contains(&surname);
        let may_be_no_name =
            name.has_unsure_start && !lexicon::look_up(claim.tokens[name.tokens.start].hash).is_given_name;
        return known.has_pair(first, surname)
            || !known.preceded.contains(&surname)
            || may_be_no_name && !is_with_another;
    }
    // "Yesterday Holm": the first word of a sentence may be any.
    name.has_unsure_start && missing == [name.tokens.start] && name.tokens.len() > 1
}

/// The places and subjects that are named within some tokens.
fn listed(
    passage: &Passage,
    within: Range<usize>,
    places: &mut Vec<gazetteer::Place>,
    subjects_found: &mut Vec<&'static str>,
) {
    const LONGEST_TOKENS: usize = 4;
    let mut at = within.start;
    while at < within.end {
        if passage.is_han(at) {
            let end = (at..within.end).find(|&next| !passage.is_han(next)).unwrap_or(within.end);
            let run = passage.text_of(at..end);
            gazetteer::for_each_in_run(run, |_, _, candidates| {
                places.extend(candidates.iter().map(|candidate| candidate.place))
            });
            subjects::for_each_in_run(run, |subject| {
                if subject.kind != subjects::Kind::Topic {
                    subjects_found.push(subject.label);
                }
            });
            at = end;
            continue;
        }
        let may_be_named = passage.tokens[at].kind == Kind::Capital
            || passage
                .of(at)
                .starts_with(|c: char| matches!(c as u32, 0x590..=0x6ff | 0x900..=0xdff | 0xac00..=0xd7af));
        if may_be_named {
            for end in (at + 1..=(at + LONGEST_TOKENS).min(within.end)).rev() {
                listed_as(passage, at..end, places, subjects_found);
            }
        }
        at += 1;
    }
}

/// The places and the subject that some tokens together name.
fn listed_as(
    passage: &Passage,
    tokens: Range<usize>,
    places: &mut Vec<gazetteer::Place>,
    subjects_found: &mut Vec<&'static str>,
) {
    let written = passage.text_of(tokens);
    let subject = subjects::named(written, passage.lang).filter(|subject| subject.kind != subjects::Kind::Topic);
    subjects_found.extend(subject.map(|subject| subject.label));
    let bare = written.strip_prefix(['و', 'ب', 'ل', 'ف', 'ו', 'ב', 'ל', 'מ', 'ה']);
    for candidates in [Some(written), bare].into_iter().flatten().filter_map(gazetteer::of_name) {
        places.extend(candidates.iter().map(|candidate| candidate.place));
    }
}

/// The binary logarithm of its people, of a place that is no other word.
const LARGE: f32 = 18.0;

/// Places in scripts that know no capitals and write spaces, which no source names: only large ones, since small ones are
/// called by ordinary words.
fn places_without_capitals(claim: &Passage, known: &Known) -> Vec<Range<usize>> {
    let mut unknown = Vec::new();
    for (at, token) in claim.tokens.iter().enumerate() {
        let written = claim.of(at);
        if token.quoted != 0 || claim.words[at].is_function || !written.starts_with(is_caseless) {
            continue;
        }
        let bases = [Some(written), written.strip_prefix(['و', 'ب', 'ل', 'ف', 'ו', 'ב', 'ל', 'מ', 'ה'])];
        let bases = bases.into_iter().flatten().filter(|base| base.chars().count() >= 3);
        let named = bases.filter_map(gazetteer::of_name).next();
        let Some(first) = named.and_then(|candidates| candidates.first()) else { continue };
        let is_large = first.place.kind() != gazetteer::PlaceKind::City || first.place.size() >= LARGE;
        let is_told = named.is_some_and(|named| named.iter().any(|one| known.places.contains(&one.place)))
            || known.keys.contains(&claim.words[at].key)
            || known.text.contains(written.trim_start_matches(['و', 'ب', 'ل', 'ف']));
        if is_large && !is_told {
            unknown.push(at..at + 1);
        }
    }
    unknown
}

/// Letters of living scripts that know no capitals and write spaces: Hebrew, Arabic, those of India, Hangul.
fn is_caseless(character: char) -> bool {
    matches!(character as u32, 0x590..=0x6ff | 0x900..=0xdff | 0xac00..=0xd7af)
}

/// Chinese names that no source writes.
fn han_unknown(claim: &Passage, known: &Known) -> Vec<Range<usize>> {
    in_han(claim)
        .into_iter()
        .filter(|name| claim.tokens[name.start].quoted == 0 && !known.text.contains(claim.text_of(name.clone())))
        .filter(|name| !is_listed_in(claim, name.clone(), known))
        .collect()
}

/// Tells whether the sources name the place or the subject that some tokens name, in whatever script.
pub(crate) fn is_listed_in(claim: &Passage, name: Range<usize>, known: &Known) -> bool {
    let (mut places, mut subjects) = (Vec::new(), Vec::new());
    listed(claim, name, &mut places, &mut subjects);
    places.iter().any(|place| known.places.contains(place))
        || subjects.iter().any(|subject| known.subjects.contains(subject))
}

/// The people and places of a Chinese text, as tokens, in its order.
pub(crate) fn in_han(passage: &Passage) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        if !passage.is_han(at) {
            at += 1;
            continue;
        }
        let end = (at..passage.tokens.len())
            .find(|&next| !passage.is_han(next) || passage.tokens[next].is_after_space)
            .filter(|&end| end > at)
            .unwrap_or(passage.tokens.len());
        let start = passage.tokens[at].start as usize;
        let run = passage.text_of(at..end);
        gazetteer::for_each_in_run(run, |from, to, _| places.push(start + from..start + to));
        at = end;
    }
    let mut names: Vec<Range<usize>> =
        han_names::find(&passage.source, &[], &places).into_iter().map(|name| name.at).collect();
    names.extend(places);
    names.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let mut tokens: Vec<Range<usize>> = Vec::new();
    for name in names {
        let from = passage.tokens.partition_point(|token| token.end as usize <= name.start);
        let to = passage.tokens.partition_point(|token| (token.start as usize) < name.end);
        if from < to && tokens.last().is_none_or(|last| last.end <= from) {
            tokens.push(from..to);
        }
    }
    tokens
}
