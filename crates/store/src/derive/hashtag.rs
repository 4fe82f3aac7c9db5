//! Hashtags of articles, their counts, and their heat.
//!
//! A hashtag's heat is log2 of the sum of 2^(age in days, counted from 2020) over its articles: each article weighs
//! half of one a day younger. As a sum it only grows, so an old value is never computed again; an index on it lists
//! what is talked about now.

use super::Derived;
use crate::compact::mentions_text;
use crate::database::Write;
use crate::sql::{Fields, args, bind_row, json, list};
use crate::{Result, StoreError};
use news::{ArticleId, HashtagId, Timestamp};
use std::collections::{BTreeMap, HashMap};

/// 2020-01-01: keeps the exponents small and exact.
const HEAT_EPOCH: Timestamp = Timestamp(1_577_836_800 * Timestamp::SECOND);

/// Longer ones are no names.
const SPELLING_BYTES_MAX: usize = 120;

/// What a batch adds to a hashtag.
struct Addition<'d> {
    label: &'d str,
    articles: i64,
    last: Timestamp,
    heat: f64,
}

impl Write<'_> {
    /// Keeps the enrichments and their hashtags; an article enriched before loses the hashtags it had.
    pub(crate) async fn save_hashtags(&mut self, version: i64, derived: &[&Derived]) -> Result<()> {
        let articles: Vec<ArticleId> = derived.iter().map(|one| one.article).collect();
        self.drop_hashtags(&articles).await?;

        let mut additions: BTreeMap<&str, Addition> = BTreeMap::new();
        for one in derived {
            for hashtag in one.enrichment.hashtags.iter().filter(|hashtag| is_key(&hashtag.key)) {
                let heat = one.published.since_us(HEAT_EPOCH) as f64 / Timestamp::DAY as f64;
                additions
                    .entry(&hashtag.key)
                    .and_modify(|addition| {
                        addition.articles += 1;
                        addition.last = addition.last.max(one.published);
                        addition.heat = log2_sum(addition.heat, heat);
                    })
                    .or_insert(Addition { label: &hashtag.label, articles: 1, last: one.published, heat });
            }
        }
        let ids = self.add_to_hashtags(&additions).await?;

        let mut rows = Vec::new();
        let mut spellings: BTreeMap<(HashtagId, &str), i64> = BTreeMap::new();
        let mut enrichments = Vec::with_capacity(derived.len());
        for one in derived {
            let mut kept: Vec<(i64, i64)> = Vec::with_capacity(one.enrichment.hashtags.len());
            for hashtag in &one.enrichment.hashtags {
                let Some(&id) = ids.get(&hashtag.key) else { continue };
                if kept.iter().all(|&(other, _)| other != id.0) {
                    let weight = (hashtag.weight.clamp(0.0, 1.0) * 1000.0).round() as i64;
                    kept.push((id.0, weight));
                    rows.push((id, one.published, one.article, weight));
                    if is_another_spelling(&hashtag.spelling, &hashtag.key) {
                        *spellings.entry((id, hashtag.spelling.as_str())).or_default() += 1;
                    }
                }
            }
            enrichments.push((one.article, mentions_text(&one.enrichment.mentions)?, json(&kept)?));
        }
        // In the order of the primary key, so that neighbours share pages.
        rows.sort_unstable();
        let text = "insert into article_hashtag (hashtag_id, published_us, article_id, weight) {values}
            on conflict (hashtag_id, published_us, article_id) do update set weight = excluded.weight";
        self.run_rows(text, rows.into_iter(), |(hashtag, published, article, weight), arguments| {
            bind_row!(arguments; hashtag, published, article, weight);
        })
        .await?;
        let text = "insert into hashtag_spelling (hashtag_id, spelling, article_count) {values}
            on conflict (hashtag_id, spelling) do update set
                article_count = hashtag_spelling.article_count + excluded.article_count";
        self.run_rows(text, spellings.into_iter(), |((hashtag, spelling), count), arguments| {
            bind_row!(arguments; hashtag, spelling, count);
        })
        .await?;
        let text = "insert into enrichment (article_id, version, mentions, hashtags) {values}
            on conflict (article_id) do update set version = excluded.version, mentions = excluded.mentions,
                hashtags = excluded.hashtags";
        self.run_rows(text, enrichments.into_iter(), |(article, mentions, hashtags), arguments| {
            bind_row!(arguments; article, version, mentions, hashtags);
        })
        .await?;
        Ok(())
    }

    /// Takes hashtags off articles, and the articles off their counts. Heat stays: it cools by itself.
    pub(crate) async fn drop_hashtags(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text =
            "select e.article_id, a.published_us, e.hashtags from enrichment e join article a on a.id = e.article_id
            where e.article_id in {list $1}";
        let rows = self.all(text, args![list(articles)]).await?;
        let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
        for row in &rows {
            let mut fields = Fields::of(row);
            let (article, published): (ArticleId, Timestamp) = (fields.next()?, fields.next()?);
            let hashtags: Vec<(i64, i64)> = fields.json()?;
            let ids: Vec<i64> = hashtags.iter().map(|&(hashtag, _)| hashtag).collect();
            let text =
                "delete from article_hashtag where hashtag_id in {list $1} and published_us = $2 and article_id = $3";
            self.run(text, args![list(&ids), published, article]).await?;
            for id in ids {
                *counts.entry(id).or_default() += 1;
            }
        }
        let text = "update hashtag set article_count = hashtag.article_count - v.column2
            from ({values}) as v where hashtag.id = v.column1";
        self.run_rows(text, counts.into_iter(), |(hashtag, count), arguments| bind_row!(arguments; hashtag, count))
            .await?;
        Ok(())
    }

    /// Counts a batch's articles in; tells every hashtag's id. Keys come sorted, so that neighbours share pages.
    ///
    /// Ids are taken before looking which hashtags are there: whoever takes some holds the counter until its commit,
    /// so no other writer makes the same hashtag in between.
    async fn add_to_hashtags(
        &mut self,
        additions: &BTreeMap<&str, Addition<'_>>,
    ) -> Result<HashMap<String, HashtagId>> {
        if additions.is_empty() {
            return Ok(HashMap::new());
        }
        let mut next = self.reserve("hashtag_id", additions.len() as i64).await?;
        let keys: Vec<&str> = additions.keys().copied().collect();
        let text = "select {joined id || ' ' || cast(heat * 1000000 as bigint) || ' ' || key} from hashtag
            where key in {texts $1}";
        let row = self.optional(text, args![json(&keys)?]).await?.ok_or(StoreError::NotFound)?;
        let lines = Fields::of(&row).next::<Option<String>>()?.unwrap_or_default();
        let known: HashMap<&str, (i64, f64)> = lines.lines().filter_map(parse_line).collect();

        let mut ids = HashMap::with_capacity(additions.len());
        let mut rows = Vec::with_capacity(additions.len());
        for (&key, addition) in additions {
            let (id, heat) = match known.get(key) {
                Some(&(id, heat)) => (id, log2_sum(heat, addition.heat)),
                None => {
                    next += 1;
                    (next - 1, addition.heat)
                }
            };
            ids.insert(key.to_owned(), HashtagId(id));
            rows.push((id, key, addition, heat));
        }
        let text = "insert into hashtag (id, key, label, article_count, last_us, heat) {values}
            on conflict (key) do update set article_count = hashtag.article_count + excluded.article_count,
                last_us = case when excluded.last_us > hashtag.last_us then excluded.last_us else hashtag.last_us end,
                heat = excluded.heat";
        self.run_rows(text, rows.into_iter(), |(id, key, addition, heat), arguments| {
            bind_row!(arguments; id, key, addition.label, addition.articles, addition.last, heat);
        })
        .await?;
        self.count("hashtags", (additions.len() - known.len()) as i64).await?;
        Ok(ids)
    }
}

/// A key is letters and digits; whatever else comes is no hashtag.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(char::is_alphanumeric)
}

/// A spelling tells something where its letters are not the key's; most are, and cost nothing.
fn is_another_spelling(spelling: &str, key: &str) -> bool {
    spelling.len() <= SPELLING_BYTES_MAX
        && spelling.chars().any(char::is_alphanumeric)
        && !spelling.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).eq(key.chars())
}

/// Reads `id heat-in-millionths key`.
fn parse_line(line: &str) -> Option<(&str, (i64, f64))> {
    let mut parts = line.splitn(3, ' ');
    let (id, heat) = (parts.next()?.parse().ok()?, parts.next()?.parse::<i64>().ok()?);
    Some((parts.next()?, (id, heat as f64 / 1e6)))
}

/// log2(2^a + 2^b).
fn log2_sum(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    high + (low - high).exp2().ln_1p() / std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::log2_sum;

    #[test]
    fn heats_add_up() {
        let check = |a: f64, b: f64, expected: f64| assert!((log2_sum(a, b) - expected).abs() < 1e-9, "{a} {b}");
        check(10.0, 10.0, 11.0);
        check(3.0, 2.0, 12f64.log2());
        check(2500.0, 0.0, 2500.0);
    }
}
