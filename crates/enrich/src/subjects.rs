//! People, organisations and topics that editors everywhere write about, found under all their names.
//!
//! The list is `data/subjects.txt`. A form is a row of words, each known by its hash (Cyrillic ones by their root's), or a
//! run of characters in a script without spaces.

use crate::{
    reading::Reading,
    romanise::{cyrillic_root, is_cyrillic, is_cyrillic_adjective, key_of},
    runs::Runs,
    words::{ByHash, Shape, Token, hash_word, push_lower, tokenise},
};
use news::{Lang, han};
use std::{collections::HashMap, sync::LazyLock};

const LIST: &str = include_str!("../data/subjects.txt");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Person,
    Organisation,
    Topic,
}

/// A line of the list.
#[derive(Debug)]
pub(crate) struct Subject {
    pub label: &'static str,
    pub key: String,
    pub kind: Kind,
}

/// A place in the text where a subject is named: its tokens `start..end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sighting {
    pub subject: &'static Subject,
    pub start: usize,
    pub end: usize,
    /// Its bytes in the text: a part of one token in a script without spaces.
    pub from: usize,
    pub to: usize,
}

/// Finds all subjects in a text, in its order, the longest form where several begin; none overlaps another of its sort
/// (people and organisations, topics).
pub(crate) fn sight(reading: &Reading) -> Vec<Sighting> {
    let tokens = reading.tokens.as_slice();
    let book = &*BOOK;
    let mut sightings: Vec<Sighting> = Vec::new();
    let mut namesakes: Vec<&Subject> = Vec::new();
    let (mut names_from, mut topics_from) = (0, 0);
    for (at, token) in tokens.iter().enumerate() {
        if token.shape == Shape::Unspaced {
            let run = reading.plain(token);
            book.runs.for_each(run, |from, to, &number| {
                let start = token.start as usize;
                let subject = &book.subjects[usize::from(number)];
                sightings.push(Sighting { subject, start: at, end: at + 1, from: start + from, to: start + to });
            });
            continue;
        }
        let Some(forms) = book.by_first_word.get(&reading.word(token).name_hash) else { continue };
        // Longer forms come first.
        for form in forms {
            let subject = &book.subjects[usize::from(form.subject)];
            let is_topic = subject.kind == Kind::Topic;
            let end = at + 1 + form.rest.len();
            if end > tokens.len()
                || at < if is_topic { topics_from } else { names_from }
                || form.needs_capital && !token.shape.is_capitalised()
                || form.needs_capitals && token.shape != Shape::Upper
                || form.lang.is_some_and(|lang| lang != reading.lang)
                || !form.rest.iter().zip(&tokens[at + 1..]).all(|(hash, token)| reading.word(token).name_hash == *hash)
                || is_topic && !may_be_topic(reading, at, end)
            {
                continue;
            }
            if subject.kind == Kind::Person && end == at + 1 && is_somebody_elses(reading, at) {
                let is_first = |sighting: &Sighting| sighting.start < reading.title_end || sighting.is_not(subject);
                if at >= reading.title_end && sightings.iter().all(is_first) {
                    namesakes.push(subject);
                }
                continue;
            }
            let (from, to) = (token.start as usize, tokens[end - 1].end as usize);
            sightings.push(Sighting { subject, start: at, end, from, to });
            if is_topic {
                topics_from = end
            } else {
                names_from = end
            }
            break;
        }
    }
    // A text that brings in somebody else by the full name means that person by the surname.
    let is_in_full = |subject: &Subject| sightings.iter().any(|one| !one.is_not(subject) && one.end > one.start + 1);
    namesakes.retain(|subject| !is_in_full(subject));
    sightings.retain(|sighting| namesakes.iter().all(|subject| sighting.is_not(subject)));
    sightings
}

impl Sighting {
    fn is_not(&self, subject: &Subject) -> bool {
        !std::ptr::eq(self.subject, subject)
    }
}

/// Finds the subject that a label or a publisher's topic names.
pub(crate) fn named(label: &str, lang: Lang) -> Option<&'static Subject> {
    let book = &*BOOK;
    let tokens = tokenise(label);
    let first = tokens.first()?;
    if first.shape == Shape::Unspaced {
        return book.runs.get(&han::simplified(first.of(label))).map(|&number| &book.subjects[usize::from(number)]);
    }
    let rest: Vec<u64> = tokens[1..].iter().map(|token| name_hash(token, label)).collect();
    let forms = book.by_first_word.get(&name_hash(first, label))?;
    let form =
        forms.iter().find(|form| form.rest == rest && form.lang.is_none_or(|l| l == lang || lang.is_unknown()))?;
    Some(&book.subjects[usize::from(form.subject)])
}

/// Finds the subjects named in a run of characters without spaces.
pub(crate) fn for_each_in_run(run: &str, mut each: impl FnMut(&'static Subject)) {
    let book = &*BOOK;
    book.runs.for_each(run, |_, _, &number| each(&book.subjects[usize::from(number)]));
}

/// Tells what kind of subject a label is of.
pub(crate) fn kind_of_label(label: &str) -> Option<Kind> {
    BOOK.by_label.get(label).copied()
}

/// What words of forms are compared by: the hash of the word, or of its root when it is Cyrillic.
pub(crate) fn name_hash(token: &Token, text: &str) -> u64 {
    let word = token.of(text);
    if !word.starts_with(is_cyrillic) {
        return token.hash;
    }
    let mut lower = String::with_capacity(word.len());
    push_lower(word, &mut lower);
    hash_word(cyrillic_root(&lower)) ^ u64::from(is_cyrillic_adjective(&lower))
}

/// A function word is no topic, nor is a word inside a name: "Music" in "Apple Music".
fn may_be_topic(reading: &Reading, start: usize, end: usize) -> bool {
    let tokens = &reading.tokens;
    if end - start > 1 {
        return true;
    }
    if reading.word(&tokens[start]).is_function_word {
        return false;
    }
    let capitals_tell = !(reading.nouns_are_capitalised() || reading.title_in_capitals && start < reading.title_end);
    let is_capital = |token: &Token| matches!(token.shape, Shape::Capital | Shape::Upper);
    let joins = |token: &Token| token.gap == crate::words::Gap::Space;
    !capitals_tell
        || !is_capital(&tokens[start])
        || tokens[start].shape == Shape::Upper
        || !(start > 0 && joins(&tokens[start]) && is_capital(&tokens[start - 1])
            || tokens.get(end).is_some_and(|next| joins(next) && is_capital(next)))
}

/// A surname after another given name than the subject's, which a longer form would have had: "Melania Trump".
fn is_somebody_elses(reading: &Reading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &reading.tokens[before]) else { return false };
    if reading.tokens[at].gap != crate::words::Gap::Space || before.shape != Shape::Capital {
        return false;
    }
    let word = reading.word(before);
    let is_ordinary = word.is_function_word
        || word.in_lower_case
        || word.entry.is_title
        || word.entry.is_usual
        || word.entry.is_demonym
        || word.entry.is_never_a_name
        || word.entry.is_of_organisations;
    let capitals_say_nothing =
        reading.nouns_are_capitalised() || before.opens_sentence || reading.title_in_capitals && at < reading.title_end;
    word.entry.is_given_name || !capitals_say_nothing && !is_ordinary
}

struct Form {
    /// The words after the first.
    rest: Vec<u64>,
    subject: u16,
    needs_capital: bool,
    /// It is a short abbreviation, a word of some language when written small: "UN", "un".
    needs_capitals: bool,
    lang: Option<Lang>,
}

struct Book {
    subjects: Vec<Subject>,
    by_label: HashMap<&'static str, Kind>,
    by_first_word: ByHash<Vec<Form>>,
    runs: Runs<u16>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut book = Book {
        subjects: Vec::new(),
        by_label: HashMap::new(),
        by_first_word: ByHash::default(),
        runs: Runs::default(),
    };
    for line in LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut forms = line.split('|').map(str::trim);
        let Some((label, kind)) = forms.next().and_then(|head| head.split_once(' ')) else { continue };
        let kind = match kind {
            "P" => Kind::Person,
            "O" => Kind::Organisation,
            _ => Kind::Topic,
        };
        let (label, is_form) = label.strip_suffix('-').map_or((label, true), |label| (label, false));
        let number = book.subjects.len() as u16;
        book.by_label.insert(label, kind);
        book.subjects.push(Subject { label, key: key_of(label), kind });
        if is_form {
            let words = words_of_label(label);
            let lang = (kind == Kind::Topic).then_some(Lang::EN);
            enter(&mut book, &if kind == Kind::Topic { words.to_lowercase() } else { words }, number, lang);
        }
        for form in forms {
            match form.split_once(':').and_then(|(tag, form)| Some((Lang::parse(tag)?, form))) {
                Some((lang, form)) => enter(&mut book, form, number, Some(lang)),
                None => enter(&mut book, form, number, None),
            }
        }
    }
    for forms in book.by_first_word.values_mut() {
        forms.sort_by_key(|form| usize::MAX - form.rest.len());
    }
    book
});

fn enter(book: &mut Book, form: &str, subject: u16, lang: Option<Lang>) {
    let tokens = tokenise(form);
    let Some(first) = tokens.first() else { return };
    if first.shape == Shape::Unspaced {
        // Japanese keeps the characters that Chinese simplifies.
        book.runs.enter(first.of(form), subject);
        book.runs.enter(&han::simplified(first.of(form)), subject);
        return;
    }
    book.by_first_word.entry(name_hash(first, form)).or_default().push(Form {
        rest: tokens[1..].iter().map(|token| name_hash(token, form)).collect(),
        subject,
        needs_capital: form.starts_with(char::is_uppercase),
        needs_capitals: first.shape == Shape::Upper && first.of(form).chars().count() <= 3,
        lang,
    });
}

/// "ClimateChange" is "Climate Change"; "NATO", "OpenAI" and "G20" are one word.
pub(crate) fn words_of_label(label: &str) -> String {
    let characters: Vec<char> = label.chars().collect();
    let mut words = String::with_capacity(label.len() + 4);
    for (index, &character) in characters.iter().enumerate() {
        let is_after_small = index > 0 && characters[index - 1].is_lowercase();
        let is_before_small = characters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && is_after_small && is_before_small {
            words.push(' ');
        }
        words.push(character);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use news::Article;

    fn labels(text: &str) -> Vec<&'static str> {
        let reading = Reading::new(&Article { title: text.into(), ..Article::default() });
        sight(&reading).into_iter().map(|sighting| sighting.subject.label).collect()
    }

    #[test]
    fn one_subject_is_found_under_all_its_names() {
        let check = |text: &str, expected: &[&str]| assert_eq!(labels(text), expected, "{text}");
        check("The leaders met Vladimir Putin in the morning and they talked with him.", &["Putin"]);
        check("Президент сказал, что он не говорил с Владимиром Путиным о санкциях.", &["Putin", "Sanctions"]);
        check("普京与欧盟领导人会面", &["Putin", "EU"]);
        check(
            "Die Europäische Union und der Klimawandel sind das Thema, sagte der Minister.",
            &["EU", "ClimateChange"],
        );
        check("Лидеры ЕС не договорились, сообщили в Евросоюзе на этой неделе.", &["EU", "EU"]);
        check("It was war, and the wars were not the last that they would see.", &["War"]);
        check("Es war nicht so, wie wir dachten, und es war auch nicht der erste Versuch.", &[]);
        check("The speech of Teodor Vance was heard by Melania Trump and by the president.", &[]);
        check("On Monday Senator Vance met President Trump in the house of the senator.", &["JDVance", "Trump"]);
        check("They listened to Apple Music while the trump card was on the table.", &["Apple"]);
    }

    #[test]
    fn a_surname_means_whom_the_text_brought_in_with_it() {
        let check = |body: &str, expected: &[&str]| {
            let body = vec![news::Block::Paragraph(news::RichText::plain(body))];
            let reading =
                Reading::new(&Article { title: "Vance signs in the harbour".into(), body, ..Article::default() });
            let labels: Vec<_> = sight(&reading).into_iter().map(|sighting| sighting.subject.label).collect();
            assert_eq!(labels, expected, "{reading:?}", reading = reading.text);
        };
        check("The president of Valmora, Teodor Vance, came by boat. Vance signed, and the boats left.", &[]);
        check("The senator came by boat. Vance signed, and so did his uncle Teodor Vance.", &["JDVance", "JDVance"]);
        check("His uncle Teodor Vance came by boat with JD Vance, and Vance signed.", &["JDVance"; 3]);
    }

    #[test]
    fn the_list_is_well_formed() {
        let mut keys: Vec<&str> = BOOK.subjects.iter().map(|subject| subject.key.as_str()).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "a label stands twice");
        assert!(BOOK.subjects.len() > 400);
    }
}
