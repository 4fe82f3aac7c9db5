//! A question to ranked hits.
//!
//! A question is asked once for each [`Family`] of languages in the index, as an article has one language and its
//! terms carry their family. Within a family a word's rarity is measured among that family's articles, so that a
//! name is not worth more only because few articles are in that language.
//!
//! Relevance is BM25 (title and standfirst count more by being indexed repeatedly) times a freshness between
//! [`FRESHNESS_LEAST`] and 1. As freshness never exceeds 1, a document whose plain score does not pass the threshold
//! of the best hits so far cannot become one: the engine's block-wise pruning stays exact.

use crate::analysis::{Family, Place as TermPlace, Stems, Terms};
use crate::index::{Index, column};
use crate::query::{Clause, Cursor, Place, Query, Rank, Sort};
use crate::{IndexEntry, SearchError};
use news::{ArticleId, Lang, PublisherId, StoryId, Timestamp};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, ConstScoreQuery, EmptyQuery, EnableScoring, Occur, PhraseQuery,
    Query as EngineQuery, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// What is left of the score of an article of any age.
const FRESHNESS_LEAST: f32 = 0.5;
/// After this time an article has lost half of what it can lose.
const FRESHNESS_HALF_US: i64 = 10 * Timestamp::DAY;
const LIMIT_DEFAULT: usize = 20;
const LIMIT_MOST: usize = 200;
/// Hits are counted up to here; nobody reads on.
const COUNT_MOST: usize = 1_000;
/// A lone character of a script without spaces stands for at most this many pairs that begin with it.
const PAIRS_MOST: usize = 64;
/// An unspaced run of more pairs than this need not stand together: it is several words.
const PAIRS_TOGETHER: usize = 3;
/// So many of an article's most telling terms are looked for in others.
const RELATED_TERMS: usize = 12;

/// One article found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub article: ArticleId,
    /// Its story when it was indexed; it may have moved since.
    pub story: Option<StoryId>,
    pub publisher: PublisherId,
    pub published: Timestamp,
    /// Comparable within one answer only; 0 when sorted by time.
    pub score: f32,
}

/// A page of hits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Best (or newest) first.
    pub hits: Vec<Hit>,
    /// Where the next page begins; None on the last page.
    pub next: Option<Cursor>,
    /// On the first page only.
    pub total: Option<Total>,
}

/// How many articles match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    pub count: usize,
    /// False: there are at least `count`.
    pub is_exact: bool,
}

/// Whose like is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Related<'a> {
    /// Left out of the answer.
    pub article: ArticleId,
    pub lang: Lang,
    pub title: &'a str,
    pub standfirst: &'a str,
    pub text: &'a str,
}

impl<'a> From<IndexEntry<'a>> for Related<'a> {
    fn from(entry: IndexEntry<'a>) -> Self {
        let IndexEntry { article, lang, title, standfirst, text, .. } = entry;
        Self { article, lang, title, standfirst, text }
    }
}

impl Index {
    /// Finds a page of hits. `now` is what freshness is measured from; a page after the first keeps the first's.
    /// CPU work of a millisecond or so: call it from a pool, not from an async task. A question that asks for
    /// nothing finds nothing.
    pub fn search(&self, query: &Query, now: Timestamp) -> Result<Hits, SearchError> {
        if query.is_empty() {
            return Ok(Hits::default());
        }
        let sort = if query.has_words() { query.sort } else { Sort::Newest };
        let limit = if query.limit == 0 { LIMIT_DEFAULT } else { query.limit.min(LIMIT_MOST) };
        let now = query.cursor.map_or(now, |cursor| cursor.now);
        let searcher = self.reader.searcher();
        let plans = self.plans(&searcher, query)?;
        // One more than asked for tells whether another page follows.
        let mut search = Search::new(query, sort, now, limit + 1);
        for plan in &plans {
            search.run(&searcher, self.weight(&searcher, plan, sort)?.as_ref())?;
        }
        let total = match (query.cursor, sort) {
            (Some(_), _) => None,
            (None, Sort::Relevance) if search.is_full() => Some(count(&searcher, query, &plans)?),
            (None, _) => Some(Total { count: search.seen, is_exact: true }),
        };
        Ok(Hits { total, ..search.into_hits(&searcher, limit)? })
    }

    fn weight(&self, searcher: &Searcher, plan: &Plan, sort: Sort) -> Result<Box<dyn Weight>, SearchError> {
        if sort == Sort::Newest {
            return Ok(plan.query.weight(EnableScoring::disabled_from_searcher(searcher))?);
        }
        let statistics = Statistics::of(searcher, self.fields.lang, plan.family)?;
        Ok(plan.query.weight(EnableScoring::enabled_from_statistics_provider(&statistics, searcher))?)
    }

    /// Finds the articles of the same language that share the most telling words with this one, best first.
    pub fn related(&self, like: &Related<'_>, limit: usize, now: Timestamp) -> Result<Vec<Hit>, SearchError> {
        let searcher = self.reader.searcher();
        let family = Family::of(like.lang);
        let statistics = Statistics::of(&searcher, self.fields.lang, Some(family))?;
        let mut counts: HashMap<String, f32> = HashMap::new();
        for (text, weight) in [(like.title, 3.0), (like.standfirst, 2.0), (like.text, 1.0)] {
            let text = &text[..text.floor_char_boundary(8_000)];
            for (term, _) in terms_of(text, family) {
                *counts.entry(term).or_default() += weight;
            }
        }
        let mut telling = Vec::with_capacity(counts.len());
        for (term, count) in counts.into_iter().filter(|(term, _)| term.len() > 3) {
            let frequency = statistics.doc_freq(&Term::from_field_text(self.fields.body, &term))?;
            // In no other article, or in too many to tell anything.
            if frequency >= 2 && frequency * 5 < statistics.documents.max(50) {
                let rarity = (statistics.documents as f32 / frequency as f32).ln();
                telling.push((rarity * count / (count + 1.5), term));
            }
        }
        telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        telling.truncate(RELATED_TERMS);
        let any = telling.iter().map(|(_, term)| (Occur::Should, self.term(self.fields.body, term))).collect();
        let plan = Plan { query: Box::new(BooleanQuery::new(any)), family: Some(family) };
        let query = Query::default();
        let mut search = Search::new(&query, Sort::Relevance, now, limit + 1);
        search.run(&searcher, self.weight(&searcher, &plan, Sort::Relevance)?.as_ref())?;
        let mut hits = search.into_hits(&searcher, limit + 1)?.hits;
        hits.retain(|hit| hit.article != like.article);
        hits.truncate(limit);
        Ok(hits)
    }

    /// The engine's queries whose union is the answer; no article is found by two of them.
    fn plans(&self, searcher: &Searcher, query: &Query) -> Result<Vec<Plan>, SearchError> {
        if query.clauses.is_empty() {
            let query = self.plan(searcher, query, None)?;
            return Ok(vec![Plan { query, family: None }]);
        }
        let mut families: Vec<Family> = langs_in(searcher, self.fields.lang)?.keys().copied().map(Family::of).collect();
        if !query.langs.is_empty() {
            families.retain(|family| query.langs.iter().any(|lang| Family::of(*lang) == *family));
        }
        families.sort();
        families.dedup();
        families
            .into_iter()
            .map(|family| Ok(Plan { query: self.plan(searcher, query, Some(family))?, family: Some(family) }))
            .collect()
    }

    fn plan(
        &self,
        searcher: &Searcher,
        query: &Query,
        family: Option<Family>,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        let fields = &self.fields;
        let mut all: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        for clause in &query.clauses {
            let Some(family) = family else { break };
            let occur = if clause.is_negated { Occur::MustNot } else { Occur::Must };
            let words = self.words(searcher, clause, family)?;
            all.extend(words.into_iter().map(|word| (occur, word)));
        }
        let has_words = all.iter().any(|(occur, _)| *occur == Occur::Must);
        let langs: Vec<&str> = query.langs.iter().map(Lang::as_str).collect();
        // Words of a family that is one language find only that language.
        if !(has_words && matches!(family, Some(family) if family != Family::Neutral && family != Family::Norwegian)) {
            all.extend(self.any_of(fields.lang, &langs));
        }
        all.extend(self.any_of(fields.publisher_key, &query.publishers));
        all.extend(self.any_of(fields.section, &query.sections));
        for key in &query.hashtags {
            all.extend(self.any_of(fields.hashtag, &[key]));
        }
        let not = |field, key: &String| (Occur::MustNot, self.key(field, key));
        all.extend(query.not_publishers.iter().map(|key| not(fields.publisher_key, key)));
        all.extend(query.not_hashtags.iter().map(|key| not(fields.hashtag, key)));
        if !all.iter().any(|(occur, _)| *occur == Occur::Must) {
            // A family's exclusions must not show what another family's exclusions took out.
            match family {
                Some(family) => {
                    let langs: Vec<Lang> = langs_in(searcher, fields.lang)?.into_keys().collect();
                    let langs: Vec<&str> =
                        langs.iter().filter(|lang| Family::of(**lang) == family).map(Lang::as_str).collect();
                    all.extend(self.any_of(fields.lang, &langs));
                }
                None => all.push((Occur::Must, Box::new(AllQuery))),
            }
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
        family: Family,
    ) -> Result<Vec<Box<dyn EngineQuery>>, SearchError> {
        let field = match clause.place {
            Place::Anywhere => self.fields.body,
            Place::Title => self.fields.title,
        };
        let terms = terms_of(&clause.text, family);
        let is_lone_character =
            |place: &TermPlace| place.is_dense && clause.text[place.bytes.clone()].chars().nth(1).is_none();
        Ok(match terms.as_slice() {
            [] => vec![Box::new(EmptyQuery)],
            [(term, place)] if is_lone_character(place) => vec![self.pairs(searcher, field, term)?],
            [(term, _)] => vec![self.term(field, term)],
            several => {
                let is_run = several.iter().all(|(_, place)| place.is_dense);
                if is_run && !clause.is_phrase && several.len() > PAIRS_TOGETHER && !clause.is_negated {
                    several.iter().map(|(term, _)| self.term(field, term)).collect()
                } else {
                    let terms = several.iter().map(|(term, _)| Term::from_field_text(field, term)).collect();
                    let phrase: Box<dyn EngineQuery> = Box::new(PhraseQuery::new(terms));
                    vec![if clause.is_negated { steady(phrase) } else { phrase }]
                }
            }
        })
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

    fn term(&self, field: Field, term: &str) -> Box<dyn EngineQuery> {
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

/// Makes a phrase fit for exclusion, by a union with itself. The engine asks an excluded query about documents it has
/// already passed, which a bare phrase takes badly (tantivy 0.27: an assertion in debug builds) and a union well.
fn steady(phrase: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    Box::new(BooleanQuery::union(vec![phrase.box_clone(), phrase]))
}

/// One of the engine's queries that together make the answer.
struct Plan {
    query: Box<dyn EngineQuery>,
    /// Whose articles it finds; None for all.
    family: Option<Family>,
}

fn terms_of(text: &str, family: Family) -> Vec<(String, TermPlace)> {
    let mut terms = Terms::of(text, family);
    let (mut stems, mut term, mut all) = (Stems::default(), String::new(), Vec::new());
    while let Some(place) = terms.next(&mut stems, &mut term) {
        all.push((term.clone(), place));
    }
    all
}

/// The languages in the index with the number of their articles (deleted ones may still count).
fn langs_in(searcher: &Searcher, field: Field) -> Result<BTreeMap<Lang, u64>, SearchError> {
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

/// What BM25 must know of the collection, taken within one family.
struct Statistics<'a> {
    searcher: &'a Searcher,
    documents: u64,
    /// The family's part of all documents.
    share: f64,
}

impl<'a> Statistics<'a> {
    fn of(searcher: &'a Searcher, lang: Field, family: Option<Family>) -> Result<Self, SearchError> {
        let all = searcher.total_num_docs()?.max(1);
        let documents = match family {
            Some(family) => {
                langs_in(searcher, lang)?.iter().filter(|(lang, _)| Family::of(**lang) == family).map(|(_, n)| n).sum()
            }
            None => all,
        };
        let documents = u64::clamp(documents, 1, all);
        Ok(Self { searcher, documents, share: documents as f64 / all as f64 })
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok((self.searcher.total_num_tokens(field)? as f64 * self.share) as u64)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // A key (a publisher, a tag) may be in more articles than the family has; its rarity is not used.
        Ok(Bm25StatisticsProvider::doc_freq(self.searcher, term)?.min(self.documents))
    }
}

/// The columns of one segment that ranking reads.
struct Columns {
    article: Column<i64>,
    published: Column<i64>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self, SearchError> {
        let fast = segment.fast_fields();
        Ok(Self { article: fast.i64(column::ARTICLE)?, published: fast.i64(column::PUBLISHED)? })
    }

    fn published(&self, doc: DocId) -> Timestamp {
        Timestamp(self.published.first(doc).unwrap_or(i64::MIN))
    }

    fn article(&self, doc: DocId) -> ArticleId {
        ArticleId(self.article.first(doc).unwrap_or(0))
    }
}

/// A hit while it competes: larger is better. The rank is a score or a time, made an integer of the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    rank: u64,
    article: ArticleId,
    segment: usize,
    doc: DocId,
}

impl Rank {
    fn to_ordered(self) -> u64 {
        match self {
            // The bits of floats that are not negative order as the floats do.
            Self::Score(score) => u64::from(score.max(0.0).to_bits()),
            Self::Time(time) => (time.0 as u64) ^ (1 << 63),
        }
    }

    fn from_ordered(sort: Sort, ordered: u64) -> Self {
        match sort {
            Sort::Relevance => Self::Score(f32::from_bits(ordered as u32)),
            Sort::Newest => Self::Time(Timestamp((ordered ^ (1 << 63)) as i64)),
        }
    }
}

/// A search under way: the best candidates so far, the worst of them on top of the heap.
struct Search<'a> {
    query: &'a Query,
    sort: Sort,
    now: Timestamp,
    most: usize,
    best: BinaryHeap<Reverse<Candidate>>,
    /// What the page before ended with; only worse candidates count.
    previous: Option<(u64, ArticleId)>,
    /// Matching articles met; all of them as long as the heap is not full.
    seen: usize,
}

impl<'a> Search<'a> {
    fn new(query: &'a Query, sort: Sort, now: Timestamp, most: usize) -> Self {
        let previous = query.cursor.map(|cursor| (cursor.rank.to_ordered(), cursor.article));
        Self { query, sort, now, most, best: BinaryHeap::with_capacity(most + 1), previous, seen: 0 }
    }

    fn is_full(&self) -> bool {
        self.best.len() >= self.most
    }

    /// The least rank that can still enter.
    fn least_rank(&self) -> u64 {
        match self.best.peek() {
            Some(Reverse(worst)) if self.is_full() => worst.rank,
            _ => 0,
        }
    }

    /// The score that a document must exceed for the engine to show it.
    fn score_threshold(&self) -> f32 {
        if self.is_full() { f32::from_bits(self.least_rank() as u32).next_down() } else { f32::MIN }
    }

    fn offer(&mut self, rank: u64, segment: usize, doc: DocId, columns: &Columns) {
        // The id is read last: most documents fail by rank alone.
        if rank < self.least_rank() {
            return;
        }
        let candidate = Candidate { rank, article: columns.article(doc), segment, doc };
        if self.previous.is_some_and(|previous| (rank, candidate.article) >= previous) {
            return;
        }
        self.best.push(Reverse(candidate));
        if self.best.len() > self.most {
            self.best.pop();
        }
    }

    fn is_in_time(&self, published: Timestamp) -> bool {
        self.query.after.is_none_or(|after| published >= after)
            && self.query.before.is_none_or(|before| published < before)
    }

    fn run(&mut self, searcher: &Searcher, weight: &dyn Weight) -> Result<(), SearchError> {
        for (ord, segment) in searcher.segment_readers().iter().enumerate() {
            let columns = Columns::of(segment)?;
            let alive = segment.alive_bitset();
            let is_deleted = |doc| alive.is_some_and(|alive| alive.is_deleted(doc));
            match self.sort {
                Sort::Relevance => weight.for_each_pruning(self.score_threshold(), segment, &mut |doc, score| {
                    let published = columns.published(doc);
                    if !is_deleted(doc) && self.is_in_time(published) {
                        self.seen += 1;
                        let score = score * freshness(published, self.now);
                        self.offer(Rank::Score(score).to_ordered(), ord, doc, &columns);
                    }
                    self.score_threshold()
                })?,
                Sort::Newest => weight.for_each_no_score(segment, &mut |docs| {
                    for &doc in docs {
                        let published = columns.published(doc);
                        if self.is_in_time(published) && !is_deleted(doc) {
                            self.seen += 1;
                            self.offer(Rank::Time(published).to_ordered(), ord, doc, &columns);
                        }
                    }
                })?,
            }
        }
        Ok(())
    }

    fn into_hits(self, searcher: &Searcher, limit: usize) -> Result<Hits, SearchError> {
        let mut best: Vec<Candidate> = self.best.into_iter().map(|Reverse(candidate)| candidate).collect();
        best.sort_by(|a, b| b.cmp(a));
        let has_more = best.len() > limit;
        best.truncate(limit);
        let next = best.last().filter(|_| has_more).map(|last| Cursor {
            rank: Rank::from_ordered(self.sort, last.rank),
            article: last.article,
            now: self.now,
        });
        let mut hits = Vec::with_capacity(best.len());
        for candidate in best {
            let fast = searcher.segment_reader(candidate.segment as u32).fast_fields();
            hits.push(Hit {
                article: candidate.article,
                story: fast.i64(column::STORY)?.first(candidate.doc).map(StoryId),
                publisher: PublisherId(fast.i64(column::PUBLISHER)?.first(candidate.doc).unwrap_or(0)),
                published: Timestamp(fast.i64(column::PUBLISHED)?.first(candidate.doc).unwrap_or(0)),
                score: match Rank::from_ordered(self.sort, candidate.rank) {
                    Rank::Score(score) => score,
                    Rank::Time(_) => 0.0,
                },
            });
        }
        Ok(Hits { hits, next, total: None })
    }
}

/// Counts matches, up to [`COUNT_MOST`] in all.
fn count(searcher: &Searcher, query: &Query, plans: &[Plan]) -> Result<Total, SearchError> {
    let search = Search::new(query, Sort::Newest, Timestamp(0), 0);
    let mut count = 0;
    for plan in plans {
        let weight = plan.query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        for segment in searcher.segment_readers() {
            let columns = Columns::of(segment)?;
            let alive = segment.alive_bitset();
            let mut docs = weight.scorer(segment, 1.0)?;
            let mut doc = docs.doc();
            while doc != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(doc)) && search.is_in_time(columns.published(doc)) {
                    if count == COUNT_MOST {
                        return Ok(Total { count, is_exact: false });
                    }
                    count += 1;
                }
                doc = docs.advance();
            }
        }
    }
    Ok(Total { count, is_exact: true })
}

/// Between [`FRESHNESS_LEAST`] and 1; 1 for what is new or dated in the future.
fn freshness(published: Timestamp, now: Timestamp) -> f32 {
    let age = now.since_us(published).max(0) as f32 / FRESHNESS_HALF_US as f32;
    FRESHNESS_LEAST + (1.0 - FRESHNESS_LEAST) / (1.0 + age)
}
