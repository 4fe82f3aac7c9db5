//! The clusterer's memory: what it knew of each article inside its window, to go on from after a restart.
//!
//! Candidates are written by the batch and read all together, so a batch's stand in one compressed block: they share
//! their words, and take half of what a row each would. A candidate written again stands in a later block, and its
//! row names the one that counts; a block goes when no row names it any more.

use super::embedding::model_key;
use crate::database::Write;
use crate::sql::{Fields, args, bind_row, list, read_all};
use crate::{Result, Store, StoreError};
use news::{ArticleId, Embedding, Lang, PublisherId, StoryId, Timestamp};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const LEVEL: i32 = 3;
/// No block of ours unpacks to more; what claims to is damaged.
const MAX_BYTES: usize = 64 << 20;

/// An article of the clusterer's window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRow {
    pub article: ArticleId,
    pub publisher: PublisherId,
    pub lang: Lang,
    pub published: Timestamp,
    /// Later than `published` for an article from before the window that is remembered longer ([`super::Guest`]).
    pub as_of: Timestamp,
    pub story: StoryId,
    pub copy_of: Option<ArticleId>,
    pub candidate: Vec<u8>,
    /// By the model asked for; None when it has not read the article yet, or found nothing to read.
    pub embedding: Option<Embedding>,
}

/// A row of the window whose candidate is still in its block.
#[derive(Deserialize)]
struct Placed {
    article: ArticleId,
    publisher: PublisherId,
    lang: Lang,
    published_us: i64,
    as_of_us: i64,
    story: StoryId,
    copy_of: Option<ArticleId>,
    block: i64,
}

impl Store {
    /// Lists the clusterer's window by article id: articles published since a moment, or remembered longer, with where they were
    /// placed.
    /// Page with the last id of the answer; an empty one is the end.
    ///
    /// Embeddings are those of `model`; None reads none.
    pub async fn window(
        &self,
        since: Timestamp,
        model: Option<&str>,
        after: Option<ArticleId>,
        limit: i64,
    ) -> Result<Vec<WindowRow>> {
        let text = "select {rows k.article_id, k.publisher_id, k.lang, k.published_us, k.as_of_us, k.story_id,
                k.copy_of, k.block}
            from (
                select c.article_id, a.publisher_id, a.lang, l.published_us, c.published_us as as_of_us, l.story_id,
                    l.copy_of, c.block
                from candidate c cross join article a cross join placement l
                where c.article_id > $1 and c.published_us >= $2 and a.id = c.article_id
                    and l.article_id = c.article_id
                order by c.article_id {limit $3}
            ) as k";
        let row = self.one(text, args![after.unwrap_or(ArticleId(0)), since, limit]).await?;
        let mut placed: Vec<Placed> = Fields::of(&row).json()?;
        placed.sort_unstable_by_key(|one| one.article);

        let blocks: Vec<i64> = placed.iter().map(|one| one.block).collect::<BTreeSet<i64>>().into_iter().collect();
        let mut candidates: HashMap<(i64, ArticleId), Vec<u8>> = HashMap::with_capacity(placed.len());
        for row in self.all("select id, bytes from candidate_block where id in {list $1}", args![list(&blocks)]).await?
        {
            let mut fields = Fields::of(&row);
            let (block, bytes): (i64, Vec<u8>) = (fields.next()?, fields.next()?);
            candidates.extend(unpack(&bytes)?.into_iter().map(|(article, bytes)| ((block, article), bytes)));
        }
        let mut embeddings = match model {
            Some(model) => self.embeddings(model, &placed.iter().map(|one| one.article).collect::<Vec<_>>()).await?,
            None => BTreeMap::new(),
        };
        let finish = |one: Placed| {
            Some(WindowRow {
                candidate: candidates.remove(&(one.block, one.article))?,
                article: one.article,
                publisher: one.publisher,
                lang: one.lang,
                published: Timestamp(one.published_us),
                as_of: Timestamp(one.as_of_us),
                story: one.story,
                copy_of: one.copy_of,
                embedding: embeddings.remove(&one.article),
            })
        };
        Ok(placed.into_iter().filter_map(finish).collect())
    }

    /// Finds what a model read in articles, where it is still kept.
    pub async fn embeddings(&self, model: &str, ids: &[ArticleId]) -> Result<BTreeMap<ArticleId, Embedding>> {
        let text = "select article_id, vector from embedding where article_id in {list $1} and model = $2";
        let rows = self.all(text, args![list(ids), model_key(model)]).await?;
        let rows = read_all(&rows, |fields| Ok((fields.next::<ArticleId>()?, fields.next::<Vec<u8>>()?)))?;
        Ok(rows.into_iter().filter_map(|(id, bytes)| Some((id, Embedding::from_bytes(&bytes)?))).collect())
    }

    /// Removes the clusterer's memory of articles from before a moment; tells how many.
    pub async fn trim_candidates(&self, before: Timestamp, limit: i64) -> Result<u64> {
        let text = "delete from embedding where article_id in (
            select article_id from candidate where published_us < $1 order by article_id {limit $2})";
        self.run(text, args![before, limit]).await?;
        let text = "delete from candidate where article_id in (
            select article_id from candidate where published_us < $1 order by article_id {limit $2})";
        let gone = self.run(text, args![before, limit]).await?;
        let text = "delete from candidate_block where newest_us < $1 and id not in (select block from candidate)";
        self.run(text, args![before]).await?;
        Ok(gone)
    }
}

impl Write<'_> {
    pub(crate) async fn save_candidates(&mut self, candidates: &[(ArticleId, Timestamp, &[u8])]) -> Result<()> {
        let Some(newest) = candidates.iter().map(|(_, at, _)| *at).max() else { return Ok(()) };
        let bytes = pack(candidates.iter().map(|(article, _, bytes)| (*article, *bytes)))?;
        let text = "insert into candidate_block (newest_us, bytes) values ($1, $2) returning id";
        let row = self.optional(text, args![newest, bytes]).await?.ok_or(StoreError::NotFound)?;
        let block: i64 = Fields::of(&row).next()?;
        let text = "insert into candidate (article_id, published_us, block) {values}
            on conflict (article_id) do update set published_us = excluded.published_us, block = excluded.block";
        self.run_rows(text, candidates.iter(), |&(article, at, _), arguments| {
            bind_row!(arguments; article, at, block);
        })
        .await?;
        Ok(())
    }
}

/// Packs candidates: id, length and bytes of each, little end first, all compressed together.
fn pack<'c>(candidates: impl Iterator<Item = (ArticleId, &'c [u8])>) -> Result<Vec<u8>> {
    let mut plain = Vec::new();
    for (article, bytes) in candidates {
        plain.extend(article.0.to_le_bytes());
        plain.extend((bytes.len() as u32).to_le_bytes());
        plain.extend(bytes);
    }
    Ok(zstd::bulk::compress(&plain, LEVEL)?)
}

fn unpack(block: &[u8]) -> Result<Vec<(ArticleId, Vec<u8>)>> {
    let damaged = || StoreError::Damaged("a block of candidates".to_owned());
    let length = zstd::zstd_safe::get_frame_content_size(block).ok().flatten().ok_or_else(damaged)?;
    let length = usize::try_from(length).ok().filter(|&length| length <= MAX_BYTES).ok_or_else(damaged)?;
    let plain = zstd::bulk::decompress(block, length).map_err(|_| damaged())?;
    let mut rest = plain.as_slice();
    let mut candidates = Vec::new();
    while let Some((article, tail)) = rest.split_first_chunk::<8>() {
        let (length, tail) = tail.split_first_chunk::<4>().ok_or_else(damaged)?;
        let (bytes, tail) = tail.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
        candidates.push((ArticleId(i64::from_le_bytes(*article)), bytes.to_vec()));
        rest = tail;
    }
    Ok(candidates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_unpacks_to_what_was_packed() {
        let check = |candidates: &[(i64, &[u8])]| {
            let block = pack(candidates.iter().map(|&(id, bytes)| (ArticleId(id), bytes))).unwrap();
            let expected: Vec<_> = candidates.iter().map(|&(id, bytes)| (ArticleId(id), bytes.to_vec())).collect();
            assert_eq!(unpack(&block).unwrap(), expected);
            assert!(matches!(unpack(&block[..block.len() / 2]), Err(StoreError::Damaged(_))), "cut short");
        };
        check(&[]);
        check(&[(7, b"")]);
        check(&[(1, b"bridge"), (900_000, &[3; 900])]);
    }
}
