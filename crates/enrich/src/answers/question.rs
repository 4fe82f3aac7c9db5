//! A question: its words, and what it asks for, by the list `data/questions.txt`.

use super::sought::{Counted, Sought};
use crate::{
    support::{detect, likeness, passage::Passage},
    timeline::days::pair_of,
    words::{ByHash, hash_word},
};
use news::Lang;
use std::{collections::HashMap, sync::LazyLock};

/// A question as it was asked.
pub struct Question {
    text: String,
    pub(super) words: Vec<Wanted>,
    pub(super) sought: Sought,
    lang: Lang,
}

/// A word that an answer would have, too.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub item: likeness::Item,
    /// The hash of its letters in Latin script, for other languages; 0 where it has none.
    pub key: u64,
}

impl Question {
    /// Reads a question of somebody who mostly writes in one language, unless its words tell another.
    pub fn of_visitor(text: &str, usual: Lang) -> Self {
        Self::read(text, language_of(text, usual))
    }

    /// Reads a question in a language; unknown is found out.
    pub fn read(text: &str, lang: Lang) -> Self {
        let text = text.trim();
        let lang = if lang.is_unknown() { detect(text, Lang::UNKNOWN) } else { lang };
        let passage = Passage::new(text, lang, None);
        let asking = Asking::of(lang);
        let asked = asking.find(&passage);
        let mut words: Vec<Wanted> = Vec::new();
        for (at, item) in likeness::items(&passage) {
            let is_asking = asked.iter().any(|(tokens, _)| tokens.contains(&at));
            let is_idle = asking.idle.contains_key(&passage.tokens[at].hash)
                || passage.is_han(at) && asking.unspaced_idle.iter().any(|idle| passage.from(at).starts_with(idle));
            let is_known = words.iter().any(|word| word.item.term == item.term);
            if (!is_asking && !is_idle || item.sort == likeness::Sort::Name) && !is_known {
                words.push(Wanted { item, key: passage.words[at].key });
            }
        }
        let sought = sought(&passage, &asked);
        Self { text: text.to_owned(), words, sought, lang }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Tells whether a word is what "how many" counts.
    pub(super) fn is_counted(&self, word: &Wanted) -> bool {
        matches!(&self.sought, Sought::Many(Some(counted)) if counted.term == word.item.term)
    }

    /// Tells whether it has no word that could be found again.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The language in which most words of a question ask or only bind; the usual one, where others are no likelier.
fn language_of(text: &str, usual: Lang) -> Lang {
    let known = |lang: Lang| {
        let (passage, asking) = (Passage::new(text, lang, None), Asking::of(lang));
        let asked: usize = asking.find(&passage).iter().map(|(tokens, _)| tokens.len()).sum();
        let is_known = |at: &usize| {
            asking.idle.contains_key(&passage.tokens[*at].hash)
                || passage.words[*at].is_function && passage.tokens[*at].kind.is_word()
        };
        asked + (0..passage.tokens.len()).filter(is_known).count()
    };
    let mut best = (usual, if usual.is_unknown() { 0 } else { known(usual) });
    let mut langs: Vec<&str> = ASKING.keys().copied().collect();
    langs.sort_unstable();
    for lang in langs.into_iter().filter_map(Lang::parse) {
        let known = known(lang);
        if known > best.1 {
            best = (lang, known);
        }
    }
    if best.1 > 0 { best.0 } else { detect(text, usual) }
}

/// The most special of what the words ask for: "how much does it cost" asks for money.
fn sought(passage: &Passage, asked: &[(std::ops::Range<usize>, Sought)]) -> Sought {
    let of = |wanted: fn(&Sought) -> bool| asked.iter().find(|(_, sought)| wanted(sought));
    let special = of(|sought| sought.is_measure());
    let found = special.or_else(|| asked.first());
    match found {
        None => Sought::Open,
        Some((tokens, Sought::Many(_))) => Sought::Many(counted(passage, tokens.end)),
        // "What does he say about the price" asks for no amount, "what does it cost" does.
        Some((_, sought)) => sought.clone(),
    }
}

/// What is counted: the first word of content behind "how many".
fn counted(passage: &Passage, from: usize) -> Option<Counted> {
    let at = (from..passage.tokens.len()).find(|&at| passage.is_content(at))?;
    let word = passage.words[at];
    Some(Counted { term: word.term, key: word.key, written: passage.of(at).to_lowercase() })
}

/// How a language asks.
#[derive(Default)]
pub(super) struct Asking {
    words: ByHash<Sought>,
    pairs: ByHash<Sought>,
    /// The longest first.
    unspaced: Vec<(&'static str, Sought)>,
    idle: ByHash<()>,
    unspaced_idle: Vec<&'static str>,
    because: ByHash<()>,
    unspaced_because: Vec<&'static str>,
    free: ByHash<()>,
    unspaced_free: Vec<&'static str>,
    old: ByHash<()>,
    unspaced_old: Vec<&'static str>,
}

impl Asking {
    pub fn of(lang: Lang) -> &'static Self {
        ASKING.get(lang.as_str()).unwrap_or(&ASKING["en"])
    }

    fn find(&self, passage: &Passage) -> Vec<(std::ops::Range<usize>, Sought)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < passage.tokens.len() {
            let unspaced = || self.unspaced.iter().find(|(word, _)| passage.from(at).starts_with(word));
            let pair = passage.pair(at).and_then(|pair| self.pairs.get(&pair));
            let (length, sought) = match (pair, self.words.get(&passage.tokens[at].hash)) {
                (Some(sought), _) => (2, sought),
                (None, Some(sought)) => (1, sought),
                (None, None) => match unspaced() {
                    Some((word, sought)) => (word.chars().count(), sought),
                    None => {
                        at += 1;
                        continue;
                    }
                },
            };
            found.push((at..at + length, sought.clone()));
            at += length;
        }
        found
    }

    /// The first token that a reason follows.
    pub fn because(&self, passage: &Passage) -> Option<usize> {
        let unspaced = |at: usize| self.unspaced_because.iter().any(|word| passage.from(at).starts_with(word));
        (0..passage.tokens.len()).find(|&at| self.because.contains_key(&passage.tokens[at].hash) || unspaced(at))
    }

    /// Tells whether a word beside a number makes it an age.
    pub fn tells_age(&self, passage: &Passage, at: usize) -> bool {
        self.old.contains_key(&passage.tokens[at].hash)
            || self.unspaced_old.iter().any(|word| passage.from(at).starts_with(word))
            || passage.of(at).contains("year-old")
            || passage.of(at).contains("jährig")
    }

    /// The first token that tells that something costs nothing.
    pub fn free(&self, passage: &Passage) -> Option<usize> {
        let unspaced = |at: usize| self.unspaced_free.iter().any(|word| passage.from(at).starts_with(word));
        (0..passage.tokens.len()).find(|&at| self.free.contains_key(&passage.tokens[at].hash) || unspaced(at))
    }
}

const LIST: &str = include_str!("../../data/questions.txt");

static ASKING: LazyLock<HashMap<&'static str, Asking>> = LazyLock::new(|| read(LIST));

fn read(list: &'static str) -> HashMap<&'static str, Asking> {
    let mut languages: HashMap<&str, Asking> = HashMap::new();
    let (mut lang, mut what) = ("", "");
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        // A line that is indented goes on with the one before.
        let forms = match line.strip_prefix("    ") {
            Some(more) => more,
            None => {
                let Some((first, rest)) = line.split_once(' ') else { continue };
                what = first;
                rest
            }
        };
        if what == "=" {
            lang = forms;
            continue;
        }
        let asking = languages.entry(lang).or_default();
        for form in forms.split_whitespace() {
            enter(asking, what, form, matches!(lang, "zh" | "ja"));
        }
    }
    for asking in languages.values_mut() {
        asking.unspaced.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    languages
}

fn enter(asking: &mut Asking, what: &str, form: &'static str, is_unspaced: bool) {
    let (words, unspaced) = match what {
        "idle" => (&mut asking.idle, &mut asking.unspaced_idle),
        "because" => (&mut asking.because, &mut asking.unspaced_because),
        "old" => (&mut asking.old, &mut asking.unspaced_old),
        "free" => (&mut asking.free, &mut asking.unspaced_free),
        _ => {
            let Some(sought) = Sought::named(what) else {
                panic!("questions.txt: no line of a language begins with {what}")
            };
            match form.split_once('_') {
                _ if is_unspaced => asking.unspaced.push((form, sought)),
                Some((one, next)) => {
                    asking.pairs.insert(pair_of(hash_word(one), hash_word(next)), sought);
                }
                None => {
                    asking.words.entry(hash_word(form)).or_insert(sought);
                }
            }
            return;
        }
    };
    if is_unspaced {
        unspaced.push(form);
    } else {
        words.insert(hash_word(form), ());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_in_the_language_it_is_asked_in() {
        let check = |usual: &str, text: &str, expected: &str| {
            let question = Question::of_visitor(text, Lang::parse(usual).unwrap_or_default());
            assert_eq!(question.lang().as_str(), expected, "{text}");
        };
        check("en", "Who was the captain of the ship?", "en");
        check("de", "Who was the captain of the ship?", "en");
        check("en", "Wie alt ist die Kapitänin?", "de");
        check("en", "¿Quién ganó el premio?", "es");
        check("en", "Сколько стоит билет?", "ru");
        check("en", "谁发现了化石？", "zh");
        check("", "كم عدد المصابين في الحادث؟", "ar");
        check("en", "Bergen", "en");
    }

    #[test]
    fn a_question_tells_what_it_asks_for() {
        let check = |lang: &str, text: &str, expected: &str| {
            let question = Question::read(text, Lang::parse(lang).unwrap());
            assert_eq!(question.sought.name(), expected, "{text}");
        };
        check("en", "Who left the ship last?", "who");
        check("en", "How many people were on board?", "many");
        check("en", "How did the ferry run aground?", "open");
        check("en", "When did the probe land?", "when");
        check("en", "How old is the captain?", "age");
        check("en", "How much does a ride cost?", "money");
        check("de", "Wie viele Menschen waren an Bord?", "many");
        check("de", "Wo schlief die Luchsin?", "where");
        check("de", "Wie lange dauert das Verfahren?", "lasting");
        check("es", "¿Cuándo se firmó el acuerdo?", "when");
        check("es", "¿Por qué cerró la fábrica?", "why");
        check("ru", "Сколько человек спасли?", "many");
        check("ru", "Сколько лет мосту?", "age");
        check("zh", "船上有多少人？", "many");
        check("zh", "门票多少钱？", "money");
        check("zh", "谁发现了化石？", "who");
        assert!(Question::read("???", Lang::EN).is_empty());
        assert!(Question::read("who is it", Lang::EN).is_empty());
    }
}
