//! Whom the words that stand for a speaker mean: a name, where the text tells.
//!
//! A name in the words is looked for first ("Captain Maria Oakes", "Oakes"), then who a pronoun or a description ("she",
//! "the captain") was said of before. Nobody is better than the wrong person: two people who fit equally are None.

use super::{
    Attribution,
    lexicon::{Lexicon, class},
    text::{Kind, Text},
};
use crate::{
    lexicon as names_lexicon,
    romanise::key_of,
    stems::stem_lower,
    subjects,
    words::{hash_word, push_lower},
};
use news::{Lang, Mention, MentionKind, Speaker};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// How many paragraphs back a pronoun's person may stand.
const PARAGRAPHS_BACK: u32 = 2;
/// A description stands this near to the name it belongs to, in tokens.
const DESCRIPTION_TOKENS: usize = 6;
/// Letters at the end of a word that change with its case, and how many letters always stay.
const INFLECTED_LETTERS: usize = 3;
const STABLE_LETTERS: usize = 4;

/// A speaker by a name as written; the list of subjects knows who is one under many names.
pub(super) fn speaker_named(name: &str, kind: MentionKind, lang: Lang) -> Speaker {
    let key = match subjects::named(name, lang) {
        Some(subject) if subject.kind != subjects::Kind::Topic => subject.key.clone(),
        _ => key_of(name),
    };
    Speaker { key, name: name.to_owned(), kind }
}

/// Gives each attribution its speaker.
pub(crate) fn resolve(
    text: &Text,
    lexicon: &Lexicon,
    lang: Lang,
    mentions: &[Mention],
    attributions: &[Attribution],
) -> Vec<Option<Speaker>> {
    if attributions.is_empty() {
        return Vec::new();
    }
    let mut people = People::new(text, lexicon, lang, mentions, attributions);
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&index| attributions[index].source.as_ref().map_or(attributions[index].cue.start, |s| s.start));
    let mut speakers = vec![None; attributions.len()];
    for index in order {
        let name = people.speaker(&attributions[index]);
        if let Some(name) = name {
            people.spoken.push((attributions[index].cue.start, name));
            speakers[index] = Some(people.names[name].speaker.clone());
        }
    }
    speakers
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

struct Name {
    speaker: Speaker,
    /// Its words, as [`People::key`] makes them.
    keys: Vec<u64>,
    gender: Option<Gender>,
}

/// A name at tokens `from..to`.
struct Occurrence {
    from: usize,
    to: usize,
    name: usize,
}

struct People<'a> {
    text: &'a Text<'a>,
    lexicon: &'a Lexicon,
    lang: Lang,
    is_inflected: bool,
    names: Vec<Name>,
    /// In the order of the text.
    occurrences: Vec<Occurrence>,
    /// The cue token and the name of every speaker resolved so far.
    spoken: Vec<(usize, usize)>,
}

impl<'a> People<'a> {
    fn new(
        text: &'a Text<'a>,
        lexicon: &'a Lexicon,
        lang: Lang,
        mentions: &[Mention],
        attributions: &[Attribution],
    ) -> Self {
        let is_inflected = matches!(lang.as_str(), "ru" | "cs" | "uk" | "pl");
        let mut people = Self { text, lexicon, lang, is_inflected, names: vec![], occurrences: vec![], spoken: vec![] };
        for mention in mentions {
            people.add(speaker_named(&mention.name, mention.kind, lang));
        }
        for source in attributions.iter().filter_map(|attribution| attribution.source.clone()) {
            people.add_named_in(source);
        }
        people.find_occurrences();
        people.tell_genders();
        people
    }

    fn add(&mut self, speaker: Speaker) {
        let keys: Vec<u64> = super::text::words_of(&speaker.name).map(|word| self.key(word)).collect();
        if !keys.is_empty() && !self.names.iter().any(|name| name.keys == keys) {
            self.names.push(Name { speaker, keys, gender: None });
        }
    }

    /// Two capitalised words or more that open a speaker's words are a name, though nothing else in the text tells.
    fn add_named_in(&mut self, source: Range<usize>) {
        let is_title = |at: usize| {
            let entry = names_lexicon::look_up(hash_word(self.text.of(at)));
            entry.is_title || entry.is_never_a_name || entry.is_demonym
        };
        let is_name_word = |at: usize| self.kind(at) == Kind::Capital && self.class(at) & class::DETERMINER == 0;
        let Some(from) = source.clone().find(|&at| is_name_word(at) && !is_title(at)) else { return };
        if source.clone().any(|at| at < from && self.kind(at) == Kind::Lower) {
            return;
        }
        let to = (from..source.end).find(|&at| !is_name_word(at)).unwrap_or(source.end);
        if to - from < 2 || to - from > 4 {
            return;
        }
        let is_organisation =
            (from..to).any(|at| names_lexicon::look_up(hash_word(self.text.of(at))).is_of_organisations);
        let kind = if is_organisation { MentionKind::Organisation } else { MentionKind::Person };
        let keys: Vec<u64> = (from..to).map(|at| self.key(self.text.of(at))).collect();
        let is_known = self.names.iter().any(|name| name.keys.ends_with(&keys) || keys.ends_with(&name.keys));
        if !is_known {
            let name = self.text.span(from..to).of(self.text.source);
            self.names.push(Name { speaker: speaker_named(name, kind, self.lang), keys, gender: None });
        }
    }

    /// What makes two forms of a word one: its lower-case letters, without those that change with the case.
    fn key(&self, word: &str) -> u64 {
        let mut lower = String::with_capacity(word.len());
        push_lower(word, &mut lower);
        if self.lang == Lang::RU {
            lower = stem_lower(self.lang, &lower);
        } else if self.is_inflected {
            let letters = lower.chars().count();
            let kept = letters.saturating_sub(INFLECTED_LETTERS).max(STABLE_LETTERS);
            lower = lower.chars().take(kept).collect();
        }
        xxh3_64(lower.as_bytes())
    }

    fn kind(&self, at: usize) -> Kind {
        self.text.tokens[at].kind
    }

    fn class(&self, at: usize) -> u16 {
        if self.kind(at).is_word() { self.lexicon.class(self.text.tokens[at].hash) } else { 0 }
    }

    fn find_occurrences(&mut self) {
        let tokens = &self.text.tokens;
        let mut at = 0;
        while at < tokens.len() {
            if self.kind(at) != Kind::Capital {
                at += 1;
                continue;
            }
            let key = self.key(self.text.of(at));
            let full = self
                .names
                .iter()
                .enumerate()
                .filter(|(_, name)| {
                    name.keys[0] == key
                        && at + name.keys.len() <= tokens.len()
                        && (1..name.keys.len()).all(|next| self.key(self.text.of(at + next)) == name.keys[next])
                })
                .max_by_key(|(_, name)| name.keys.len());
            let found =
                full.map(|(index, name)| (index, name.keys.len())).or_else(|| Some((self.by_last_word(key)?, 1)));
            let Some((name, length)) = found else {
                at += 1;
                continue;
            };
            self.occurrences.push(Occurrence { from: at, to: at + length, name });
            at += length;
        }
    }

    /// The one name that ends with a word; None when two do.
    fn by_last_word(&self, key: u64) -> Option<usize> {
        let mut found = (0..self.names.len()).filter(|&index| {
            let name = &self.names[index];
            name.keys.len() > 1 && name.keys.last() == Some(&key) && name.speaker.kind != MentionKind::Place
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Tells men from women by forms of address, by first names, and by the endings of Russian and Czech surnames.
    fn tell_genders(&mut self) {
        for occurrence in &self.occurrences {
            if self.names[occurrence.name].gender.is_some() {
                continue;
            }
            let by_title = occurrence.from.checked_sub(1).and_then(|mut before| {
                // "Mr. Smith"
                if self.kind(before) == Kind::Stop && before > 0 {
                    before -= 1;
                }
                gender_of_title(self.text.of(before))
            });
            let gender = by_title.or_else(|| {
                (occurrence.to - occurrence.from > 1)
                    .then(|| gender_of_first_name(self.text.of(occurrence.from)))
                    .flatten()
            });
            let gender = gender
                .or_else(|| self.is_inflected.then(|| gender_of_surname(self.text.of(occurrence.to - 1))).flatten());
            self.names[occurrence.name].gender = gender;
        }
    }

    fn speaker(&self, attribution: &Attribution) -> Option<usize> {
        let Some(source) = attribution.source.clone() else {
            // A language that drops its pronouns goes on with who spoke last.
            return self.lexicon.drops_pronouns.then(|| self.spoke_last(attribution.cue.start)).flatten();
        };
        if let Some(named) = self.named_in(source.clone()) {
            return named;
        }
        if let [at] = source.clone().collect::<Vec<_>>()[..] {
            if is_relative(self.text.of(at)) {
                return self.named_before(at);
            }
            let bits = self.class(at) & (class::HE | class::SHE | class::THEY | class::ME);
            if bits != 0 {
                return self.of_pronoun(at, bits, attribution);
            }
        }
        self.of_description(source)
    }

    /// The name in a speaker's words. The outer None: there is no name. The inner: names are in it, but not the speaker's
    /// ("a lawyer for Oakes") or two at once.
    fn named_in(&self, source: Range<usize>) -> Option<Option<usize>> {
        let inside: Vec<&Occurrence> =
            self.occurrences.iter().filter(|o| o.from >= source.start && o.to <= source.end).collect();
        if inside.is_empty() {
            return None;
        }
        let mut heads: Vec<&Occurrence> = Vec::new();
        for occurrence in inside {
            // Back to where the phrase begins: a comma, or the one whose it is.
            let start = (source.start..occurrence.from)
                .rev()
                .find(|&at| {
                    matches!(self.kind(at), Kind::Comma | Kind::Genitive | Kind::Dash)
                        || self.class(at) & class::JOINT != 0
                })
                .map_or(source.start, |at| at + 1);
            let is_governed = (start..occurrence.from).any(|at| {
                self.class(at) & class::PREPOSITION != 0 && self.kind(at) == Kind::Lower || is_of(self.text.of(at))
            });
            // "Oakes's lawyer", "Oakes supporters"
            let owns = occurrence.to < source.end
                && (self.kind(occurrence.to) == Kind::Genitive
                    || self.kind(occurrence.to) == Kind::Lower && self.class(occurrence.to) & !class::CUE == 0);
            if is_governed || owns {
                continue;
            }
            let is_new_phrase = heads.last().is_some_and(|head| {
                (head.to..occurrence.from).any(|at| matches!(self.kind(at), Kind::Comma | Kind::Dash))
            });
            if is_new_phrase {
                break;
            }
            heads.push(occurrence);
        }
        let is_joined = heads.windows(2).any(|pair| {
            pair[0].name != pair[1].name && (pair[0].to..pair[1].from).any(|at| self.class(at) & class::JOINT != 0)
        });
        if is_joined {
            return Some(None);
        }
        let person = heads.iter().rev().find(|head| self.names[head.name].speaker.kind == MentionKind::Person);
        Some(person.or(heads.first()).map(|head| head.name))
    }

    /// "Oakes, who said": the name that ends right before.
    fn named_before(&self, at: usize) -> Option<usize> {
        let end = if at > 0 && self.kind(at - 1) == Kind::Comma { at - 1 } else { at };
        self.occurrences.iter().find(|occurrence| occurrence.to == end).map(|occurrence| occurrence.name)
    }

    fn may_be(&self, name: usize, gender: Option<Gender>) -> bool {
        let name = &self.names[name];
        let is_person = match name.speaker.kind {
            MentionKind::Person => true,
            MentionKind::Other => name.keys.len() > 1 || name.gender.is_some(),
            MentionKind::Organisation | MentionKind::Place => false,
        };
        is_person && (gender.is_none() || name.gender.is_none() || name.gender == gender)
    }

    fn spoke_last(&self, before: usize) -> Option<usize> {
        let &(at, name) = self.spoken.iter().rev().find(|(at, _)| *at < before)?;
        (self.text.tokens[at].paragraph + 1 >= self.text.tokens[before].paragraph).then_some(name)
    }

    fn of_pronoun(&self, at: usize, bits: u16, attribution: &Attribution) -> Option<usize> {
        let is_quoted = self.text.tokens[at].quoted != 0;
        if bits & class::ME != 0 && bits & (class::HE | class::SHE) == 0 || is_quoted {
            return None;
        }
        let is_plural = bits & class::THEY != 0
            && bits & class::HE == 0
            && (bits & class::SHE == 0 || self.text.of(attribution.cue.end - 1).ends_with("en"));
        if is_plural {
            return None;
        }
        let gender = match (bits & class::HE != 0, bits & class::SHE != 0) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        let paragraph = self.text.tokens[at].paragraph;
        let mut sentence = self.text.tokens[at].sentence;
        loop {
            let first = self.text.sentence(sentence).start;
            if self.text.tokens[first].paragraph + PARAGRAPHS_BACK < paragraph {
                return None;
            }
            match self.person_in(self.text.sentence(sentence), at, gender) {
                Found::One(name) => return Some(name),
                Found::Several => return None,
                Found::Nobody => sentence = sentence.checked_sub(1)?,
            }
        }
    }

    /// Who of a sentence a later pronoun means: its only person, or of several its subject.
    fn person_in(&self, sentence: Range<usize>, before: usize, gender: Option<Gender>) -> Found {
        let spoken = self.spoken.iter().filter(|(at, _)| sentence.contains(at) && *at < before);
        let mut people: Vec<(usize, usize)> = spoken.map(|&(at, name)| (at, name)).collect();
        let from = self.occurrences.partition_point(|occurrence| occurrence.from < sentence.start);
        let named = self.occurrences[from..]
            .iter()
            .take_while(|occurrence| occurrence.from < sentence.end.min(before))
            .filter(|occurrence| self.text.tokens[occurrence.from].quoted == 0)
            .map(|occurrence| (occurrence.from, occurrence.name));
        let has_spoken = !people.is_empty();
        people.extend(named);
        people.retain(|&(_, name)| self.may_be(name, gender));
        let Some(&(at, first)) = people.first() else { return Found::Nobody };
        if people.iter().all(|&(_, name)| name == first) {
            return Found::One(first);
        }
        // Those whose forms of address or first names agree with the pronoun come before the others.
        let mut sure = people.iter().filter(|&&(_, name)| gender.is_some() && self.names[name].gender == gender);
        if let Some(&(_, one)) = sure.next()
            && sure.all(|&(_, name)| name == one)
        {
            return Found::One(one);
        }
        let is_subject = has_spoken || at <= sentence.start + 3;
        if is_subject { Found::One(first) } else { Found::Several }
    }

    /// "The captain" is the one person who was called captain before.
    fn of_description(&self, source: Range<usize>) -> Option<usize> {
        let is_definite = is_definite(self.text.of(source.start)) && source.len() > 1
            || self.lexicon.has_no_articles && source.len() == 1 && self.kind(source.start) == Kind::Lower;
        if !is_definite {
            return None;
        }
        let end = source
            .clone()
            .skip(1)
            .find(|&at| !self.kind(at).is_word() || self.class(at) & class::PREPOSITION != 0 || is_of(self.text.of(at)))
            .unwrap_or(source.end);
        let noun = self.key(self.text.of(end.checked_sub(1)?));
        let mut found: Option<usize> = None;
        for occurrence in self.occurrences.iter().take_while(|occurrence| occurrence.from < source.start) {
            let is_one = matches!(self.names[occurrence.name].speaker.kind, MentionKind::Person | MentionKind::Other)
                && self.is_described(occurrence, noun);
            if !is_one {
                continue;
            }
            if found.is_some_and(|known| known != occurrence.name) {
                return None;
            }
            found = Some(occurrence.name);
        }
        found
    }

    /// Tells whether a noun stands right before a name, or after it between commas.
    fn is_described(&self, occurrence: &Occurrence, noun: u64) -> bool {
        let is_noun = |at: usize| self.kind(at).is_word() && self.key(self.text.of(at)) == noun;
        let before = (occurrence.from.saturating_sub(DESCRIPTION_TOKENS)..occurrence.from)
            .rev()
            .take_while(|&at| self.kind(at).is_word() && self.class(at) & (class::CUE | class::JOINT) == 0)
            .any(is_noun);
        let follows = occurrence.to < self.text.tokens.len() && self.kind(occurrence.to) == Kind::Comma;
        let limit = (occurrence.to + 1 + DESCRIPTION_TOKENS).min(self.text.tokens.len());
        before
            || follows
                && (occurrence.to + 1..limit)
                    .take_while(|&at| self.kind(at).is_word() || self.kind(at) == Kind::Genitive)
                    .any(is_noun)
    }
}

enum Found {
    Nobody,
    One(usize),
    Several,
}

/// Words that make what follows somebody else's: "of", "von", "de".
fn is_of(word: &str) -> bool {
    matches!(word, "of" | "for" | "von" | "vom" | "des" | "de" | "del" | "du" | "d’" | "d'" | "für" | "para" | "pour")
}

fn is_definite(word: &str) -> bool {
    const DEFINITE: &str =
        " the this that der die das dieser diese el la le l' l’ ce cet cette этот эта ten ta tento tato ";
    is_among(DEFINITE, word)
}

fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "which" | "qui" | "quien" | "который" | "которая" | "který" | "která" | "der" | "die")
}

/// Looks for a word in a list with a space on either side of each.
fn is_among(list: &str, word: &str) -> bool {
    let mut lower = String::from(" ");
    push_lower(word, &mut lower);
    lower.push(' ');
    list.contains(&lower)
}

fn gender_of_title(word: &str) -> Option<Gender> {
    match word {
        "Mr" | "Sir" | "Lord" | "Herr" | "Herrn" | "Señor" | "señor" | "Don" | "don" | "M" | "Monsieur" | "King"
        | "Prince" | "Congressman" | "Chairman" | "Councilman" | "spokesman" | "господин" | "pan" => {
            Some(Gender::Male)
        }
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Frau" | "Señora" | "señora" | "doña" | "Mme" | "Madame"
        | "Queen" | "Princess" | "Congresswoman" | "Chairwoman" | "Councilwoman" | "spokeswoman" | "госпожа"
        | "paní" => Some(Gender::Female),
        // German words for women end alike: "Ministerin", "Sprecherin", "Präsidentin".
        _ if word.len() > 8 && word.ends_with("erin") || word.ends_with("ntin") || word.ends_with("nzlerin") => {
            Some(Gender::Female)
        }
        _ => None,
    }
}

fn gender_of_surname(surname: &str) -> Option<Gender> {
    const FEMALE: [&str; 8] = ["ова", "ева", "ёва", "ина", "ская", "цкая", "ová", "ská"];
    const MALE: [&str; 8] = ["ов", "ев", "ёв", "ин", "ский", "цкий", "ský", "енко"];
    if surname.chars().count() < 5 {
        return None;
    }
    if FEMALE.iter().any(|ending| surname.ends_with(ending)) {
        return Some(Gender::Female);
    }
    MALE.iter().take(7).any(|ending| surname.ends_with(ending)).then_some(Gender::Male)
}

fn gender_of_first_name(name: &str) -> Option<Gender> {
    const MEN: &str = " james john robert michael william david richard joseph thomas charles christopher daniel matthew \
        anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan \
        jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander \
        raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan \
        jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe \
        jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah \
        louis bobby philip johnny bill bob jim tom tim mike dave steve chris dan matt tony ted jeb marco bernie barack mitt rand \
        ben greg jeff ken ron rick jon nick luis carlos pedro pablo javier miguel antonio manuel francisco fernando \
        alejandro jorge hans klaus jürgen wolfgang heinz günter uwe stefan andreas thomas matthias markus martin olaf \
        friedrich karl otto max felix lukas jean pierre michel françois jacques emmanuel nicolas laurent olivier philippe \
        alain bernard bruno didier éric владимир дмитрий сергей александр алексей андрей михаил николай иван пётр петр \
        игорь олег юрий павел виктор евгений максим борис ахмед jan petr jiří josef pavel martin tomáš jaroslav miroslav \
        václav ahmed mohammed ali hassan ibrahim omar ";
    const WOMEN: &str = " mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret \
        sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura \
        cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel \
        carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan \
        evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice \
        jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana \
        natalie brittany charlotte marie kayla alexis lori hillary hilary jane kate anne carly elena claire nikki ivanka melania \
        maría carmen ana isabel laura cristina marta lucía elena pilar rosa ursula sabine petra monika claudia birgit heike \
        katrin susanne annalena ricarda saskia renate gisela ingrid brigitte nathalie isabelle sylvie valérie élisabeth \
        christiane ségolène martine françoise anne мария анна елена ольга наталья наталия татьяна ирина светлана юлия \
        екатерина марина людмила галина валентина надежда любовь вера jana eva hana věra alena lenka kateřina lucie \
        fatima aisha ";
    // Names borne by both are in both lists and tell nothing.
    match (is_among(MEN, name), is_among(WOMEN, name)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
