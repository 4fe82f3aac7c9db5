//! Older stories that a new one may take up: articles from before the clusterer's window, found by the hashtags of the
//! article that founded the new story, and what the clusterer is to remember of them.
//!
//! Bounded by construction: an article has eight hashtags at most, and of each the latest few articles before a moment are
//! read along the index, however many there are.

use super::embedding::model_key;
use crate::database::Write;
use crate::sql::{Fields, args, bind_row, first_column, list, read_all};
use crate::{Result, Store};
use news::{ArticleId, Embedding, HashtagId, Lang, StoryId, Timestamp};
use std::collections::HashMap;

/// Articles that are looked at for one hashtag.
const MOST_OF_A_HASHTAG: i64 = 32;

/// The first article of a story, where no person decided on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Founder {
    pub article: ArticleId,
    pub story: StoryId,
    pub published: Timestamp,
    pub lang: Lang,
    /// Most telling first.
    pub hashtags: Vec<OwnHashtag>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnHashtag {
    pub id: HashtagId,
    /// 0 to 1.
    pub weight: f32,
    /// Of how many articles one has it.
    pub one_in: f32,
}

/// An older article that shares a hashtag with a founder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OlderArticle {
    pub article: ArticleId,
    pub story: StoryId,
    pub hashtag: OwnHashtag,
    /// Of the hashtag in the older article, 0 to 1.
    pub weight: f32,
}

/// An article from before the window that the clusterer remembers as if it had been published at a later moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    pub article: ArticleId,
    pub as_of: Timestamp,
    /// The clusterer's own compact form.
    pub candidate: Vec<u8>,
    /// By the model of the reading that brought it.
    pub embedding: Option<Embedding>,
}

impl Store {
    /// Tells which of these articles are the first of their stories, by id: those that a person placed, and copies, are
    /// left out.
    pub async fn founders(&self, articles: &[ArticleId]) -> Result<Vec<Founder>> {
        let text = "select l.article_id, l.story_id, l.published_us, a.lang, e.hashtags
            from placement l join article a on a.id = l.article_id join enrichment e on e.article_id = l.article_id
            where l.article_id in {list $1} and l.by_person = 0 and l.copy_of is null
                and not exists (select 1 from placement o where o.story_id = l.story_id
                    and (o.published_us, o.article_id) < (l.published_us, l.article_id))
            order by l.article_id";
        let rows: Vec<(Founder, Vec<(i64, i64)>)> =
            read_all(&self.all(text, args![list(articles)]).await?, |fields| {
                let (article, story, published, lang) =
                    (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
                Ok((Founder { article, story, published, lang, hashtags: Vec::new() }, fields.json()?))
            })?;
        let mut ids: Vec<i64> = rows.iter().flat_map(|(_, hashtags)| hashtags).map(|&(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        let text = "select id, article_count from hashtag where id in {list $1}";
        let counts: HashMap<i64, i64> =
            read_all(&self.all(text, args![list(&ids)]).await?, |fields| Ok((fields.next()?, fields.next()?)))?
                .into_iter()
                .collect();
        let row = self.one("select value from counter where name = 'articles'", args![]).await?;
        let all: i64 = Fields::of(&row).next()?;
        let with_hashtags = |(founder, hashtags): (Founder, Vec<(i64, i64)>)| {
            let own = |(id, weight): (i64, i64)| {
                let one_in = all as f32 / counts.get(&id).copied().unwrap_or(1).max(1) as f32;
                OwnHashtag { id: HashtagId(id), weight: weight as f32 / 1000.0, one_in }
            };
            Founder { hashtags: hashtags.into_iter().map(own).collect(), ..founder }
        };
        Ok(rows.into_iter().map(with_hashtags).collect())
    }

    /// Lists articles of other stories published from `since` to before `before` that have a hashtag of a founder's, the
    /// latest of each; one that shares several comes several times. Copies are left out.
    pub async fn older_articles(
        &self,
        founder: &Founder,
        since: Timestamp,
        before: Timestamp,
    ) -> Result<Vec<OlderArticle>> {
        let text = "select l.story_id, h.article_id, h.weight from (
                select article_id, weight from article_hashtag
                where hashtag_id = $1 and published_us >= $2 and published_us < $3
                order by published_us desc, article_id desc {limit $4}
            ) as h cross join placement l
            where l.article_id = h.article_id and l.story_id <> $5 and l.copy_of is null";
        let mut older = Vec::new();
        for &hashtag in &founder.hashtags {
            let rows = self.all(text, args![hashtag.id, since, before, MOST_OF_A_HASHTAG, founder.story]).await?;
            older.extend(read_all(&rows, |fields| {
                let (story, article, weight): (_, _, i64) = (fields.next()?, fields.next()?, fields.next()?);
                Ok(OlderArticle { article, story, hashtag, weight: weight as f32 / 1000.0 })
            })?);
        }
        Ok(older)
    }

    /// Tells in which stories articles stand; copies and what stands nowhere are left out.
    pub async fn stories_of(&self, articles: &[ArticleId]) -> Result<Vec<(ArticleId, StoryId)>> {
        let text = "select article_id, story_id from placement where article_id in {list $1} and copy_of is null
            order by article_id";
        read_all(&self.all(text, args![list(articles)]).await?, |fields| Ok((fields.next()?, fields.next()?)))
    }

    /// Tells when a story was last told before a moment; None when it was not.
    pub async fn last_told(&self, story: StoryId, before: Timestamp) -> Result<Option<Timestamp>> {
        let text = "select published_us from placement where story_id = $1 and published_us < $2
            order by published_us desc limit 1";
        Ok(first_column(&self.all(text, args![story, before]).await?)?.into_iter().next())
    }
}

impl Write<'_> {
    /// Lets the clusterer remember articles longer; those that are gone are left out.
    pub(super) async fn save_guests(&mut self, guests: &[Guest], model: Option<&str>) -> Result<()> {
        let ids: Vec<ArticleId> = guests.iter().map(|guest| guest.article).collect();
        let there: Vec<ArticleId> =
            first_column(&self.all("select id from article where id in {list $1}", args![list(&ids)]).await?)?;
        let guests: Vec<&Guest> = guests.iter().filter(|guest| there.contains(&guest.article)).collect();
        let candidates: Vec<_> =
            guests.iter().map(|guest| (guest.article, guest.as_of, guest.candidate.as_slice())).collect();
        self.save_candidates(&candidates).await?;
        let Some(key) = model.map(model_key) else { return Ok(()) };
        let read: Vec<(ArticleId, Vec<u8>)> =
            guests.iter().filter_map(|guest| Some((guest.article, guest.embedding.as_ref()?.to_bytes()))).collect();
        let text = "insert into embedding (article_id, model, vector) {values}
            on conflict (article_id) do update set model = excluded.model, vector = excluded.vector";
        self.run_rows(text, read.into_iter(), |(article, vector), arguments| {
            bind_row!(arguments; article, key, vector);
        })
        .await?;
        Ok(())
    }
}
