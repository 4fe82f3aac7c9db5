//! Whether one article answers a question, without an index: what rules ask.
//!
//! Invariant: an article that matches is one that the index finds for the same question, and the other way round, but
//! for runs of more than a few characters of a script without spaces, whose pairs the index may find apart.

use crate::analysis::{Family, is_dense};
use crate::plan::{is_phrase_of, terms_of};
use crate::query::{Clause, Place, Query};
use news::{Lang, Timestamp};

/// What a question may ask of an article.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub title: &'a str,
    /// Whatever else words may stand in: standfirst, text, names of authors.
    pub texts: &'a [&'a str],
    pub publisher_key: &'a str,
    pub lang: Lang,
    pub section: Option<&'a str>,
    /// Keys.
    pub hashtags: &'a [&'a str],
    pub published: Timestamp,
}

/// An article made ready to be held against several questions.
pub struct Matchable<'a> {
    facts: Facts<'a>,
    title: Vec<String>,
    texts: Vec<Vec<String>>,
}

impl<'a> Matchable<'a> {
    pub fn new(facts: Facts<'a>) -> Self {
        let family = Family::of(facts.lang);
        let terms = |text: &str| terms_of(text, family).into_iter().map(|(term, _)| term).collect();
        Self { title: terms(facts.title), texts: facts.texts.iter().map(|text| terms(text)).collect(), facts }
    }

    fn holds(&self, clause: &Clause) -> bool {
        let terms = terms_of(&clause.text, Family::of(self.facts.lang));
        let texts: &[Vec<String>] = match clause.place {
            Place::Anywhere => &self.texts,
            Place::Title => &[],
        };
        let anywhere = |found: &dyn Fn(&[String]) -> bool| found(&self.title) || texts.iter().any(|text| found(text));
        match terms.as_slice() {
            [] => false,
            // A lone character of a script without spaces stands for the pairs that begin with it.
            [(term, _)] if clause.text.chars().count() == 1 && clause.text.chars().all(is_dense) => {
                anywhere(&|text| text.iter().any(|known| known.starts_with(term.as_str())))
            }
            [(term, _)] => anywhere(&|text| text.contains(term)),
            _ if is_phrase_of(clause, &terms) => anywhere(&|text| {
                text.windows(terms.len()).any(|window| window.iter().eq(terms.iter().map(|one| &one.0)))
            }),
            _ => terms.iter().all(|(term, _)| anywhere(&|text| text.contains(term))),
        }
    }
}

impl Query {
    /// Tells whether an article answers the question. One that asks for nothing is answered by none.
    pub fn matches(&self, article: &Matchable<'_>) -> bool {
        let facts = &article.facts;
        let is_one_of = |wanted: &[String], given: &str| wanted.is_empty() || wanted.iter().any(|key| key == given);
        let has = |key: &String| facts.hashtags.contains(&key.as_str());
        !self.is_empty()
            && (self.langs.is_empty() || self.langs.contains(&facts.lang))
            && !self.not_langs.contains(&facts.lang)
            && is_one_of(&self.publishers, facts.publisher_key)
            && !self.not_publishers.iter().any(|key| key == facts.publisher_key)
            && (self.sections.is_empty() || facts.section.is_some_and(|section| is_one_of(&self.sections, section)))
            && self.hashtags.iter().all(has)
            && !self.not_hashtags.iter().any(has)
            && self.after.is_none_or(|after| facts.published >= after)
            && self.before.is_none_or(|before| facts.published < before)
            && self.clauses.iter().all(|clause| article.holds(clause) != clause.is_negated)
            && self.phrases_stand_in(facts.title, facts.texts)
    }
}
