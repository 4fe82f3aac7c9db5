//! Of what an answer is made: how many of its articles come from which publisher, language and section.
//!
//! Invariant: looks at no more than [`COUNTED_MOST`] articles, however many match.

use crate::index::{Index, column};
use crate::plan::Reading;
use crate::query::Query;
use crate::{SearchError, ranking};
use news::{Lang, PublisherId, Timestamp};
use std::collections::BTreeMap;
use tantivy::columnar::StrColumn;
use tantivy::query::EnableScoring;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

const COUNTED_MOST: usize = 20_000;

/// The parts of an answer, those with most articles first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub publishers: Vec<(PublisherId, usize)>,
    pub langs: Vec<(Lang, usize)>,
    /// By key.
    pub sections: Vec<(String, usize)>,
    /// False: only a part of the articles was counted.
    pub is_exact: bool,
}

/// Counts under way.
#[derive(Default)]
struct Counts {
    publishers: BTreeMap<i64, usize>,
    langs: BTreeMap<String, usize>,
    sections: BTreeMap<String, usize>,
    counted: usize,
}

impl Index {
    /// Counts what a question finds, all pages together, by publisher, language and section. The phrases of a question
    /// are taken as the index knows them, without regard to endings. CPU work of a millisecond or so.
    pub fn facets(&self, query: &Query) -> Result<Facets, SearchError> {
        ranking::unless_damaged(|| self.count_facets(query))
    }

    fn count_facets(&self, query: &Query) -> Result<Facets, SearchError> {
        if query.is_empty() {
            return Ok(Facets { is_exact: true, ..Facets::default() });
        }
        let searcher = self.reader.searcher();
        let mut counts = Counts::default();
        for plan in self.plans(&searcher, query, Reading::Exact)? {
            let weight = plan.query.weight(EnableScoring::disabled_from_searcher(&searcher))?;
            for segment in searcher.segment_readers() {
                let mut scorer = weight.scorer(segment, 1.0)?;
                counts.add(segment, query, scorer.as_mut())?;
            }
        }
        let langs = ordered(counts.langs).into_iter().filter_map(|(tag, count)| Some((Lang::parse(&tag)?, count)));
        Ok(Facets {
            publishers: ordered(counts.publishers).into_iter().map(|(id, count)| (PublisherId(id), count)).collect(),
            langs: langs.collect(),
            sections: ordered(counts.sections),
            is_exact: counts.counted < COUNTED_MOST,
        })
    }
}

impl Counts {
    fn add(&mut self, segment: &SegmentReader, query: &Query, found: &mut dyn DocSet) -> Result<(), SearchError> {
        let fast = segment.fast_fields();
        let (publishers, published) = (fast.i64(column::PUBLISHER)?, fast.i64(column::PUBLISHED)?);
        let mut langs = Ordinals::of(fast.str(column::LANG)?);
        let mut sections = Ordinals::of(fast.str(column::SECTION)?);
        let alive = segment.alive_bitset();
        let mut doc = found.doc();
        while doc != TERMINATED && self.counted < COUNTED_MOST {
            let at = Timestamp(published.first(doc).unwrap_or(i64::MIN));
            let is_in_time =
                query.after.is_none_or(|after| at >= after) && query.before.is_none_or(|before| at < before);
            if is_in_time && alive.is_none_or(|alive| alive.is_alive(doc)) {
                self.counted += 1;
                if let Some(publisher) = publishers.first(doc) {
                    *self.publishers.entry(publisher).or_default() += 1;
                }
                langs.count(doc);
                sections.count(doc);
            }
            doc = found.advance();
        }
        langs.add_to(&mut self.langs)?;
        sections.add_to(&mut self.sections)
    }
}

/// How often each value of a column was met, by its place among the segment's values.
struct Ordinals {
    column: Option<StrColumn>,
    counts: Vec<usize>,
}

impl Ordinals {
    fn of(column: Option<StrColumn>) -> Self {
        let values = column.as_ref().map_or(0, |column| column.num_terms());
        Self { column, counts: vec![0; values] }
    }

    fn count(&mut self, doc: DocId) {
        if let Some(ordinal) = self.column.as_ref().and_then(|column| column.ords().first(doc)) {
            self.counts[ordinal as usize] += 1;
        }
    }

    fn add_to(self, all: &mut BTreeMap<String, usize>) -> Result<(), SearchError> {
        let Some(column) = self.column else { return Ok(()) };
        let mut value = String::new();
        for (ordinal, count) in (0..).zip(self.counts).filter(|(_, count)| *count > 0) {
            value.clear();
            if column.ord_to_str(ordinal, &mut value)? {
                *all.entry(value.clone()).or_default() += count;
            }
        }
        Ok(())
    }
}

/// Those with most first; of as many, in the order of their keys.
fn ordered<K: Ord>(counts: BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
