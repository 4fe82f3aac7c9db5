//! Stories and their coverage.

use super::card::{ArticleCard, ArticleCursor, select_card};
use super::hashtag::HashtagRef;
use crate::compact::read_reason;
use crate::derive::RankReason;
use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store, StoreError};
use news::{ArticleId, Lang, PlacementReason, StoryId, Timestamp};
use std::fmt;
use std::str::FromStr;

/// A story as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryCard {
    pub id: StoryId,
    pub lang: Lang,
    pub section: Option<String>,
    pub headline: String,
    /// The article that stands for it: its standfirst and picture are the story's.
    pub lead: ArticleCard,
    /// At most four, other publishers first.
    pub others: Vec<ArticleCard>,
    pub article_count: i64,
    pub copy_count: i64,
    pub publisher_count: i64,
    pub first: Timestamp,
    pub last: Timestamp,
    pub rank: f64,
    pub reasons: Vec<RankReason>,
}

impl StoryCard {
    /// Where a list that ends with this story goes on.
    pub fn cursor(&self) -> StoryCursor {
        StoryCursor { rank: self.rank, id: self.id }
    }
}

/// A place in a list of stories, highest rank first. As text, it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoryCursor {
    pub rank: f64,
    pub id: StoryId,
}

impl StoryCursor {
    /// Before the highest.
    const START: Self = Self { rank: f64::INFINITY, id: StoryId(i64::MAX) };
}

impl fmt::Display for StoryCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.rank, self.id)
    }
}

impl FromStr for StoryCursor {
    type Err = StoreError;

    /// `NotFound` when the text is no cursor.
    fn from_str(text: &str) -> Result<Self> {
        let (rank, id) = text.split_once('_').ok_or(StoreError::NotFound)?;
        match (rank.parse::<f64>(), id.parse()) {
            (Ok(rank), Ok(id)) if rank.is_finite() => Ok(Self { rank, id }),
            _ => Err(StoreError::NotFound),
        }
    }
}

/// Which stories the front page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryFilter {
    pub section: Option<String>,
    pub lang: Option<Lang>,
}

/// A thing that may have moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<T> {
    Here(T),
    /// Merged into this story: send the reader there.
    Moved(StoryId),
}

/// An article of a story, with why it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageRow {
    pub card: ArticleCard,
    /// 0 to 1, how surely it belongs.
    pub score: f32,
    pub reason: PlacementReason,
}

/// A story's row; its cards are read apart.
struct StoryLine {
    id: StoryId,
    lang: Lang,
    section: Option<String>,
    headline: String,
    lead: ArticleId,
    others: Vec<ArticleId>,
    article_count: i64,
    copy_count: i64,
    publisher_count: i64,
    first: Timestamp,
    last: Timestamp,
    rank: f64,
    reasons: Vec<RankReason>,
}

macro_rules! select_story {
    ($tail:literal) => {
        concat!(
            "select id, lang, section, headline, lead_article, others, article_count, copy_count, publisher_count,
             first_us, last_us, rank, reasons from story ",
            $tail
        )
    };
}

impl Store {
    /// Lists stories by rank, in two queries.
    pub async fn stories_front(
        &self,
        filter: &StoryFilter,
        after: Option<StoryCursor>,
        limit: i64,
    ) -> Result<Vec<StoryCard>> {
        let after = after.unwrap_or(StoryCursor::START);
        let rows = match (&filter.section, filter.lang) {
            (None, None) => {
                let text = select_story!(
                    "where redirect_to is null and (rank, id) < ($1, $2) order by rank desc, id desc limit $3"
                );
                self.all(text, args![after.rank, after.id, limit]).await?
            }
            (None, Some(lang)) => {
                let text = select_story!(
                    "where redirect_to is null and lang = $4 and (rank, id) < ($1, $2)
                     order by rank desc, id desc limit $3"
                );
                self.all(text, args![after.rank, after.id, limit, lang]).await?
            }
            (Some(section), lang) => {
                let text = select_story!(
                    "where redirect_to is null and section = $4 and ($5 is null or lang = $5)
                     and (rank, id) < ($1, $2) order by rank desc, id desc limit $3"
                );
                let lang = lang.map(|lang| lang.as_str().to_owned());
                self.all(text, args![after.rank, after.id, limit, section.as_str(), lang]).await?
            }
        };
        self.story_cards(read_all(&rows, read_line)?).await
    }

    /// Lists stories in the order asked; those that are gone or merged are left out.
    pub async fn stories_by_ids(&self, ids: &[StoryId]) -> Result<Vec<StoryCard>> {
        let rows = self.all(select_story!("where redirect_to is null and id in {list $1}"), args![list(ids)]).await?;
        let mut cards = self.story_cards(read_all(&rows, read_line)?).await?;
        cards.sort_by_key(|card| ids.iter().position(|&id| id == card.id));
        Ok(cards)
    }

    /// Finds a story, or where it has merged to.
    pub async fn story(&self, id: StoryId) -> Result<Found<StoryCard>> {
        let row = self.one("select redirect_to from story where id = $1", args![id]).await?;
        if let Some(to) = Fields::of(&row).next()? {
            return Ok(Found::Moved(to));
        }
        self.stories_by_ids(&[id]).await?.pop().map(Found::Here).ok_or(StoreError::NotFound)
    }

    /// Lists a story's articles, newest first.
    pub async fn coverage(&self, story: StoryId, after: Option<ArticleCursor>, limit: i64) -> Result<Vec<CoverageRow>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_card!(
            ", l.score, l.reason",
            "placement l cross join article a cross join publisher p",
            "where l.story_id = $4 and (l.published_us, l.article_id) < ($1, $2)
             and a.id = l.article_id and p.id = a.publisher_id
             order by l.published_us desc, l.article_id desc limit $3"
        );
        let rows = self.all(text, args![after.published, after.id, limit, story]).await?;
        read_all(&rows, |fields| {
            Ok(CoverageRow {
                card: ArticleCard::read(fields)?,
                score: fields.next::<f64>()? as f32,
                reason: read_reason(fields)?,
            })
        })
    }

    /// Lists what a story's newest articles are about: hashtags by their summed weight, 0 to 1 of the most telling.
    pub async fn story_hashtags(&self, story: StoryId, limit: usize) -> Result<Vec<HashtagRef>> {
        let text = "select e.hashtags from (
                select article_id from placement where story_id = $1 order by published_us desc, article_id desc limit 50
            ) as l join enrichment e on e.article_id = l.article_id";
        let rows = self.all(text, args![story]).await?;
        let mut sums: Vec<(i64, i64)> = Vec::new();
        for (hashtag, weight) in read_all(&rows, |fields| fields.json::<Vec<(i64, i64)>>())?.into_iter().flatten() {
            match sums.iter_mut().find(|(known, _)| *known == hashtag) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((hashtag, weight)),
            }
        }
        sums.sort_by_key(|&(hashtag, sum)| (-sum, hashtag));
        sums.truncate(limit);
        let highest = sums.first().map_or(1, |&(_, sum)| sum.max(1));
        for (_, sum) in &mut sums {
            *sum = *sum * 1000 / highest;
        }
        self.hashtag_refs(&sums).await
    }

    /// Lists other articles of an article's story, newest first.
    pub async fn same_story(&self, article: ArticleId, limit: i64) -> Result<Vec<ArticleCard>> {
        let text = select_card!(
            "",
            "placement o cross join placement l cross join article a cross join publisher p",
            "where o.article_id = $1 and l.story_id = o.story_id and l.article_id <> $1
             and a.id = l.article_id and p.id = a.publisher_id
             order by l.published_us desc, l.article_id desc limit $2"
        );
        read_all(&self.all(text, args![article, limit]).await?, ArticleCard::read)
    }

    /// Adds the cards to stories' lines. A story whose lead is gone is led by the first other; one without any left
    /// is left out.
    async fn story_cards(&self, lines: Vec<StoryLine>) -> Result<Vec<StoryCard>> {
        let ids: Vec<ArticleId> =
            lines.iter().flat_map(|line| std::iter::once(line.lead).chain(line.others.iter().copied())).collect();
        let cards = self.cards(&ids).await?;
        let finish = |line: StoryLine| {
            let mut articles = std::iter::once(line.lead).chain(line.others).filter_map(|id| cards.get(&id)).cloned();
            Some(StoryCard {
                lead: articles.next()?,
                others: articles.collect(),
                id: line.id,
                lang: line.lang,
                section: line.section,
                headline: line.headline,
                article_count: line.article_count,
                copy_count: line.copy_count,
                publisher_count: line.publisher_count,
                first: line.first,
                last: line.last,
                rank: line.rank,
                reasons: line.reasons,
            })
        };
        Ok(lines.into_iter().filter_map(finish).collect())
    }
}

fn read_line(fields: &mut Fields) -> Result<StoryLine> {
    Ok(StoryLine {
        id: fields.next()?,
        lang: fields.next()?,
        section: fields.next()?,
        headline: fields.next()?,
        lead: fields.next()?,
        others: fields.json::<Vec<i64>>()?.into_iter().map(ArticleId).collect(),
        article_count: fields.next()?,
        copy_count: fields.next()?,
        publisher_count: fields.next()?,
        first: fields.next()?,
        last: fields.next()?,
        rank: fields.next()?,
        reasons: fields.json()?,
    })
}
