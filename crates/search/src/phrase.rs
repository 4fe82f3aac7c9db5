//! Phrases as they were written.
//!
//! The index knows words by their stems, without accents: what it finds for "rising seas" may say "rising sea". So
//! whoever holds the article's text holds it against the question once more.

use crate::analysis::is_dense;
use crate::query::{Clause, Place, Query};

impl Query {
    /// Tells whether phrases must be held against the texts of hits with [`Query::phrases_stand_in`].
    pub fn has_phrases(&self) -> bool {
        self.phrases().next().is_some()
    }

    /// Tells whether each phrase stands word for word in one of an article's texts; the case of letters, and what
    /// stands between words, does not matter. A phrase of the title must stand in the title.
    pub fn phrases_stand_in(&self, title: &str, texts: &[&str]) -> bool {
        if !self.has_phrases() {
            return true;
        }
        let title = wording(title);
        let texts: Vec<String> = texts.iter().map(|text| wording(text)).collect();
        self.phrases().all(|clause| {
            let phrase = wording(&clause.text);
            // A script without spaces has no word's end to look for.
            let phrase = if phrase.chars().any(is_dense) { phrase.trim() } else { &phrase };
            title.contains(phrase) || clause.place == Place::Anywhere && texts.iter().any(|text| text.contains(phrase))
        })
    }

    fn phrases(&self) -> impl Iterator<Item = &Clause> {
        self.words().filter(|clause| clause.is_phrase)
    }
}

/// The words alone, in lower case, a space before, between and behind them: " the quay s edge ".
fn wording(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        if c.is_alphanumeric() || is_mark(c) {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// A vowel sign or an accent of its own belongs to its word.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use crate::parse_query;

    #[test]
    fn a_phrase_stands_as_it_was_written() {
        let check = |question: &str, text: &str, expected: bool| {
            assert_eq!(parse_query(question).phrases_stand_in("", &[text]), expected, "{question} in {text}");
        };
        check("\"rising seas\"", "The Rising Seas of the north", true);
        check("\"rising seas\"", "a rising sea", false);
        check("\"rising sea\"", "the rising seas", false);
        check("\"rising seas\"", "rising, seas", true);
        check("\"rising seas\"", "uprising seas", false);
        check("rising seas", "a rising sea", true);
        check("\"summits\"", "one summit", false);
        check("\"the quay's edge\"", "at the quay’s edge", true);
        check("\"café\"", "cafe", false);
        check("\"rising seas\" \"old wall\"", "rising seas and an old wall", true);
        check("\"rising seas\" \"old wall\"", "rising seas and a new wall", false);
        check("\"七号线\"", "江城地铁七号线今晨通车", true);
        check("\"八号线\"", "江城地铁七号线今晨通车", false);
        check("-\"rising seas\"", "rising seas", true);
    }

    #[test]
    fn a_phrase_of_the_title_stands_in_the_title() {
        let query = parse_query("title:\"old wall\"");
        assert!(query.phrases_stand_in("The Old Wall", &[]));
        assert!(!query.phrases_stand_in("A wall", &["the old wall"]));
        assert!(parse_query("\"old wall\"").phrases_stand_in("The Old Wall", &["no"]));
    }
}
