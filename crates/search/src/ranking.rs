//! A question to ranked hits.
//!
//! Within a family of languages a word's rarity is measured among that family's articles, so that a name is not worth
//! more only because few articles are in that language.
//!
//! Relevance is BM25 (title and standfirst count more by being indexed repeatedly) times a freshness between
//! [`FRESHNESS_LEAST`] and 1. As freshness never exceeds 1, a document whose plain score does not pass the threshold
//! of the best hits so far cannot become one: the engine's block-wise pruning stays exact.

use crate::analysis::Family;
use crate::index::{Index, column};
use crate::plan::{Plan, Reading, langs_in, terms_of};
use crate::query::{Cursor, Query, Rank, Sort};
use crate::{IndexEntry, SearchError};
use news::{ArticleId, Lang, PublisherId, StoryId, Timestamp};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use tantivy::columnar::Column;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, EnableScoring, Occur, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Searcher, SeekDangerResult, SegmentReader, TERMINATED, Term};

/// What is left of the score of an article of any age.
const FRESHNESS_LEAST: f32 = 0.5;
/// After this time an article has lost half of what it can lose.
const FRESHNESS_HALF_US: i64 = 10 * Timestamp::DAY;
const LIMIT_DEFAULT: usize = 20;
const LIMIT_MOST: usize = 200;
/// Hits are counted up to here; nobody reads on.
const COUNT_MOST: usize = 1_000;
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
    /// True: no article has all the words; these have most of them. Such an answer has one page.
    pub is_relaxed: bool,
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
    /// Only what was published at this moment or later.
    pub after: Option<Timestamp>,
    /// Only what was published before this moment.
    pub before: Option<Timestamp>,
}

impl<'a> From<IndexEntry<'a>> for Related<'a> {
    fn from(entry: IndexEntry<'a>) -> Self {
        let IndexEntry { article, lang, title, standfirst, text, .. } = entry;
        Self { article, lang, title, standfirst, text, after: None, before: None }
    }
}

impl Index {
    /// Finds a page of hits. `now` is what freshness is measured from; a page after the first keeps the first's.
    /// CPU work of a millisecond or so: call it from a pool, not from an async task. A question that asks for
    /// nothing finds nothing.
    pub fn search(&self, query: &Query, now: Timestamp) -> Result<Hits, SearchError> {
        unless_damaged(|| self.answer(query, now))
    }

    fn answer(&self, query: &Query, now: Timestamp) -> Result<Hits, SearchError> {
        if query.is_empty() {
            return Ok(Hits::default());
        }
        let sort = if query.words().next().is_some() { query.sort } else { Sort::Newest };
        let limit = if query.limit == 0 { LIMIT_DEFAULT } else { query.limit.min(LIMIT_MOST) };
        let now = query.cursor.map_or(now, |cursor| cursor.now);
        let searcher = self.reader.searcher();
        let mut hits = self.page(&searcher, query, Reading::Exact, sort, limit, now)?;
        if hits.hits.is_empty() && query.cursor.is_none() && query.words().count() > 2 {
            hits = self.page(&searcher, query, Reading::MostWords, sort, limit, now)?;
            hits.is_relaxed = !hits.hits.is_empty();
            hits.next = None;
        }
        Ok(hits)
    }

    fn page(
        &self,
        searcher: &Searcher,
        query: &Query,
        reading: Reading,
        sort: Sort,
        limit: usize,
        now: Timestamp,
    ) -> Result<Hits, SearchError> {
        let plans = self.plans(searcher, query, reading)?;
        // One more than asked for tells whether another page follows.
        let mut search = Search::new(query, sort, now, limit + 1);
        for plan in &plans {
            match sort {
                Sort::Relevance => search.by_relevance(searcher, &self.statistics(searcher, plan.family)?, plan)?,
                Sort::Newest => search.by_time(searcher, plan)?,
            }
        }
        let total = match (query.cursor, sort) {
            (Some(_), _) => None,
            (None, Sort::Relevance) if search.is_full() => Some(count(searcher, query, &plans)?),
            (None, _) => Some(Total { count: search.seen, is_exact: true }),
        };
        Ok(Hits { total, ..search.into_hits(searcher, limit)? })
    }

    fn statistics<'s>(&self, searcher: &'s Searcher, family: Option<Family>) -> Result<Statistics<'s>, SearchError> {
        Statistics::of(searcher, self.fields.lang, family)
    }

    /// Finds the articles of the same language that share the most telling words with this one, best first.
    pub fn related(&self, like: &Related<'_>, limit: usize, now: Timestamp) -> Result<Vec<Hit>, SearchError> {
        unless_damaged(|| self.alike(like, limit, now))
    }

    fn alike(&self, like: &Related<'_>, limit: usize, now: Timestamp) -> Result<Vec<Hit>, SearchError> {
        let searcher = self.reader.searcher();
        let family = Family::of(like.lang);
        let statistics = self.statistics(&searcher, Some(family))?;
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
        if telling.is_empty() {
            return Ok(Vec::new());
        }
        let any = telling.iter().map(|(_, term)| (Occur::Should, self.term(self.fields.body, term))).collect();
        let plan = Plan { query: Box::new(BooleanQuery::new(any)), wider: None, family: Some(family) };
        let query = Query { after: like.after, before: like.before, ..Query::default() };
        let mut search = Search::new(&query, Sort::Relevance, now, limit + 1);
        search.by_relevance(&searcher, &statistics, &plan)?;
        let mut hits = search.into_hits(&searcher, limit + 1)?.hits;
        hits.retain(|hit| hit.article != like.article);
        hits.truncate(limit);
        Ok(hits)
    }
}

/// The engine trusts its files. One that is damaged under the running process may make it panic: that is an error of
/// this question alone, and opening the index again finds the damage.
pub(crate) fn unless_damaged<T>(work: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(SearchError::Damaged("reading it failed".to_owned())))
}

/// A phrase asked about single documents, in their order.
struct Verifier {
    scorer: Box<dyn Scorer>,
    /// No document before this one matches. The scorer may be asked about this and later ones only.
    earliest: DocId,
}

impl Verifier {
    fn new(phrase: &dyn Weight, segment: &SegmentReader) -> Result<Self, SearchError> {
        let scorer = phrase.scorer(segment, 1.0)?;
        Ok(Self { earliest: scorer.doc(), scorer })
    }

    fn holds(&mut self, doc: DocId) -> bool {
        if doc < self.earliest {
            return false;
        }
        match self.scorer.seek_danger(doc) {
            SeekDangerResult::Found => true,
            SeekDangerResult::SeekLowerBound(earliest) => {
                self.earliest = earliest;
                false
            }
        }
    }
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
    /// Matching articles offered: by time all of them, by relevance all as long as the heap is not full.
    seen: usize,
}

impl<'a> Search<'a> {
    fn new(query: &'a Query, sort: Sort, now: Timestamp, most: usize) -> Self {
        // A cursor of the other order means nothing here: the first page is given.
        let is_of_this_order = |cursor: &Cursor| matches!(cursor.rank, Rank::Score(_)) == (sort == Sort::Relevance);
        let previous = query.cursor.filter(is_of_this_order).map(|cursor| (cursor.rank.to_ordered(), cursor.article));
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
        self.seen += 1;
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

    fn by_relevance(
        &mut self,
        searcher: &Searcher,
        statistics: &Statistics<'_>,
        plan: &Plan,
    ) -> Result<(), SearchError> {
        let query = plan.wider.as_ref().map_or(&plan.query, |wider| &wider.query);
        let weight = query.weight(EnableScoring::enabled_from_statistics_provider(statistics, searcher))?;
        let phrases = plan.wider.iter().flat_map(|wider| &wider.phrases);
        let phrases: Vec<Box<dyn Weight>> = phrases
            .map(|phrase| phrase.weight(EnableScoring::disabled_from_searcher(searcher)))
            .collect::<Result<_, _>>()?;
        for (ord, segment) in searcher.segment_readers().iter().enumerate() {
            let columns = Columns::of(segment)?;
            let alive = segment.alive_bitset();
            let mut phrases: Vec<Verifier> =
                phrases.iter().map(|phrase| Verifier::new(phrase.as_ref(), segment)).collect::<Result<_, _>>()?;
            weight.for_each_pruning(self.score_threshold(), segment, &mut |doc, score| {
                let published = columns.published(doc);
                let rank = Rank::Score(score * freshness(published, self.now)).to_ordered();
                if rank >= self.least_rank()
                    && self.is_in_time(published)
                    && alive.is_none_or(|alive| alive.is_alive(doc))
                    && phrases.iter_mut().all(|phrase| phrase.holds(doc))
                {
                    self.offer(rank, ord, doc, &columns);
                }
                self.score_threshold()
            })?;
        }
        Ok(())
    }

    fn by_time(&mut self, searcher: &Searcher, plan: &Plan) -> Result<(), SearchError> {
        let weight = plan.query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        for (ord, segment) in searcher.segment_readers().iter().enumerate() {
            let columns = Columns::of(segment)?;
            let alive = segment.alive_bitset();
            weight.for_each_no_score(segment, &mut |docs| {
                for &doc in docs {
                    let published = columns.published(doc);
                    if self.is_in_time(published) && alive.is_none_or(|alive| alive.is_alive(doc)) {
                        self.offer(Rank::Time(published).to_ordered(), ord, doc, &columns);
                    }
                }
            })?;
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
        Ok(Hits { hits, next, total: None, is_relaxed: false })
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
