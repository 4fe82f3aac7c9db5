//! A question as the engine's queries.
//!
//! A question is asked once for each [`Family`] of languages in the index, as an article has one language and its
//! terms carry their family: so one word is one list, several words are an intersection of plain lists, and the
//! engine prunes them block by block.

use crate::SearchError;
use crate::analysis::{Family, Place as TermPlace, Stems, Terms};
use crate::index::Index;
use crate::query::{Clause, Place, Query};
use news::Lang;
use std::collections::BTreeMap;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as EngineQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// A lone character of a script without spaces stands for at most this many pairs that begin with it.
const PAIRS_MOST: usize = 64;
/// An unspaced run of more pairs than this need not stand together: it is several words.
const PAIRS_TOGETHER: usize = 3;
/// One of the engine's queries that together make the answer.
pub(crate) struct Plan {
    pub(crate) query: Box<dyn EngineQuery>,
    /// A cheaper query that finds more, for relevance: its hits are verified by `phrases`.
    pub(crate) wider: Option<Wider>,
    /// Whose articles it finds; None for all.
    pub(crate) family: Option<Family>,
}

/// A query in which phrases are replaced by their words. The engine prunes words block by block by their best
/// possible score, and phrases not at all: so only documents whose words score well enough have their positions read.
pub(crate) struct Wider {
    pub(crate) query: Box<dyn EngineQuery>,
    pub(crate) phrases: Vec<Box<dyn EngineQuery>>,
}

/// How strictly a question is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    Exact,
    /// The words of a phrase may stand anywhere: the wider query of [`Wider`].
    PhrasesAsWords,
    /// Two of three words suffice.
    MostWords,
}

impl Index {
    /// The engine's queries whose union is the answer; no article is found by two of them.
    pub(crate) fn plans(&self, searcher: &Searcher, query: &Query, reading: Reading) -> Result<Vec<Plan>, SearchError> {
        if query.clauses.is_empty() {
            return Ok(vec![Plan { query: self.plan(searcher, query, reading, None)?, wider: None, family: None }]);
        }
        let mut families: Vec<Family> = langs_in(searcher, self.fields.lang)?.keys().copied().map(Family::of).collect();
        if !query.langs.is_empty() {
            families.retain(|family| query.langs.iter().any(|lang| Family::of(*lang) == *family));
        }
        families.sort();
        families.dedup();
        let mut plans = Vec::with_capacity(families.len());
        for family in families {
            let phrases: Vec<_> = query.words().filter_map(|clause| self.phrase(clause, family)).collect();
            let wider = if phrases.is_empty() || reading != Reading::Exact {
                None
            } else {
                Some(Wider { query: self.plan(searcher, query, Reading::PhrasesAsWords, Some(family))?, phrases })
            };
            plans.push(Plan { query: self.plan(searcher, query, reading, Some(family))?, wider, family: Some(family) });
        }
        Ok(plans)
    }

    fn plan(
        &self,
        searcher: &Searcher,
        query: &Query,
        reading: Reading,
        family: Option<Family>,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        let fields = &self.fields;
        let mut all: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        if let Some(family) = family {
            let mut wanted = Vec::new();
            for clause in query.words() {
                let words = self.words(searcher, clause, reading, family)?;
                match reading {
                    Reading::MostWords => wanted.push((Occur::Should, conjunction(words))),
                    _ => all.extend(words.into_iter().map(|word| (Occur::Must, word))),
                }
            }
            if reading == Reading::MostWords {
                let least = (wanted.len() * 2).div_ceil(3);
                all.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(wanted, least))));
            }
            for clause in query.clauses.iter().filter(|clause| clause.is_negated) {
                let words = self.words(searcher, clause, reading, family)?;
                all.push((Occur::MustNot, steady(conjunction(words))));
            }
        }
        let has_words = all.iter().any(|(occur, _)| *occur == Occur::Must);
        match family {
            // Words of a family that is one language find only that language, and any family's words only its own.
            Some(family) if has_words && (family.is_one_language() || query.langs.is_empty()) => {}
            // Exclusions alone do not: what one family takes out another must not show.
            Some(family) => {
                let mut langs: Vec<Lang> = langs_in(searcher, fields.lang)?.into_keys().collect();
                langs.retain(|lang| Family::of(*lang) == family);
                langs.retain(|lang| query.langs.is_empty() || query.langs.contains(lang));
                let langs: Vec<&str> = langs.iter().map(Lang::as_str).collect();
                all.push(self.any_of(fields.lang, &langs).unwrap_or((Occur::Must, Box::new(EmptyQuery))));
            }
            None => all.extend(self.any_of(fields.lang, &query.langs.iter().map(Lang::as_str).collect::<Vec<_>>())),
        }
        all.extend(self.any_of(fields.publisher_key, &query.publishers));
        all.extend(self.any_of(fields.section, &query.sections));
        for key in &query.hashtags {
            all.extend(self.any_of(fields.hashtag, &[key]));
        }
        let not = |field, key: &String| (Occur::MustNot, self.key(field, key));
        all.extend(query.not_publishers.iter().map(|key| not(fields.publisher_key, key)));
        all.extend(query.not_hashtags.iter().map(|key| not(fields.hashtag, key)));
        all.extend(query.not_langs.iter().map(|lang| (Occur::MustNot, self.key(fields.lang, lang.as_str()))));
        if !all.iter().any(|(occur, _)| *occur == Occur::Must) {
            all.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(match all.len() {
            1 if all[0].0 == Occur::Must => all.remove(0).1,
            _ => Box::new(BooleanQuery::new(all)),
        })
    }

    /// What a clause asks for in one family: all of it must hold.
    fn words(
        &self,
        searcher: &Searcher,
        clause: &Clause,
        reading: Reading,
        family: Family,
    ) -> Result<Vec<Box<dyn EngineQuery>>, SearchError> {
        let field = self.field(clause);
        let terms = terms_of(&clause.text, family);
        if let [(term, place)] = terms.as_slice()
            && place.is_dense
            && clause.text[place.bytes.clone()].chars().nth(1).is_none()
        {
            return Ok(vec![self.pairs(searcher, field, term)?]);
        }
        Ok(match self.phrase(clause, family) {
            Some(phrase) if reading != Reading::PhrasesAsWords || clause.is_negated => vec![phrase],
            _ if terms.is_empty() => vec![Box::new(EmptyQuery)],
            _ => terms.iter().map(|(term, _)| self.term(field, term)).collect(),
        })
    }

    /// The phrase that a clause means; None for a plain word.
    fn phrase(&self, clause: &Clause, family: Family) -> Option<Box<dyn EngineQuery>> {
        let field = self.field(clause);
        let terms = terms_of(&clause.text, family);
        if !is_phrase_of(clause, &terms) {
            return None;
        }
        let terms = terms.iter().map(|(term, _)| Term::from_field_text(field, term)).collect();
        Some(Box::new(PhraseQuery::new(terms)))
    }

    fn field(&self, clause: &Clause) -> Field {
        match clause.place {
            Place::Anywhere => self.fields.body,
            Place::Title => self.fields.title,
        }
    }

    /// Articles with any pair that begins with this character, or with the character alone.
    fn pairs(&self, searcher: &Searcher, field: Field, term: &str) -> Result<Box<dyn EngineQuery>, SearchError> {
        let mut frequencies: BTreeMap<String, u32> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(term).into_stream()?;
            while terms.advance() {
                let Ok(key) = std::str::from_utf8(terms.key()) else { continue };
                if !key.starts_with(term) {
                    break;
                }
                *frequencies.entry(key.to_owned()).or_default() += terms.value().doc_freq;
            }
        }
        let mut pairs: Vec<(u32, String)> = frequencies.into_iter().map(|(key, count)| (count, key)).collect();
        pairs.sort_by(|a, b| b.cmp(a));
        pairs.truncate(PAIRS_MOST);
        let any = pairs.iter().map(|(_, key)| (Occur::Should, self.term(field, key))).collect();
        Ok(Box::new(BooleanQuery::new(any)))
    }

    pub(crate) fn term(&self, field: Field, term: &str) -> Box<dyn EngineQuery> {
        Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs))
    }

    fn key(&self, field: Field, key: &str) -> Box<dyn EngineQuery> {
        Box::new(TermQuery::new(Term::from_field_text(field, key), IndexRecordOption::Basic))
    }

    /// A filter that adds nothing to the score; none when there are no keys.
    fn any_of<S: AsRef<str>>(&self, field: Field, keys: &[S]) -> Option<(Occur, Box<dyn EngineQuery>)> {
        let query: Box<dyn EngineQuery> = match keys {
            [] => return None,
            [key] => self.key(field, key.as_ref()),
            _ => Box::new(BooleanQuery::union(keys.iter().map(|key| self.key(field, key.as_ref())).collect())),
        };
        Some((Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))))
    }
}

fn conjunction(mut all: Vec<Box<dyn EngineQuery>>) -> Box<dyn EngineQuery> {
    match all.len() {
        1 => all.remove(0),
        _ => Box::new(BooleanQuery::intersection(all)),
    }
}

/// Makes a query fit for exclusion, by a union with itself. The engine asks an excluded query about documents it has
/// already passed, which a bare phrase takes badly (tantivy 0.27: an assertion in debug builds) and a union well.
fn steady(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    if query.is::<PhraseQuery>() { Box::new(BooleanQuery::union(vec![query.box_clone(), query])) } else { query }
}

/// Tells whether the terms of a clause must follow each other: they do in quotation marks, in "covid-19", and in a word
/// of a script without spaces unless it is so long that it must be several.
pub(crate) fn is_phrase_of(clause: &Clause, terms: &[(String, TermPlace)]) -> bool {
    let is_run = terms.len() > PAIRS_TOGETHER && terms.iter().all(|(_, place)| place.is_dense);
    terms.len() >= 2 && (!is_run || clause.is_phrase || clause.is_negated)
}

/// All terms of a text.
pub(crate) fn terms_of(text: &str, family: Family) -> Vec<(String, TermPlace)> {
    let mut terms = Terms::of(text, family);
    let (mut stems, mut term, mut all) = (Stems::default(), String::new(), Vec::new());
    while let Some(place) = terms.next(&mut stems, &mut term) {
        all.push((term.clone(), place));
    }
    all
}

/// The languages in the index with the number of their articles (deleted ones may still count).
pub(crate) fn langs_in(searcher: &Searcher, field: Field) -> Result<BTreeMap<Lang, u64>, SearchError> {
    let mut langs = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            if let Some(lang) = std::str::from_utf8(terms.key()).ok().and_then(Lang::parse) {
                *langs.entry(lang).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    Ok(langs)
}
