//! Stories and their coverage.

use super::card::{ArticleCard, ArticleCursor, read_cards, select_cards};
use super::hashtag::HashtagRef;
use crate::compact::parse_reason;
use crate::derive::RankReason;
use crate::sql::{Fields, args, first_column, json, list};
use crate::{Result, Store, StoreError};
use news::{ArticleId, Lang, PlacementReason, StoryId, Timestamp};
use serde::Deserialize;
use sqlx::any::AnyArguments;
use std::cmp::Reverse;
use std::collections::HashMap;
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
    /// Published ones, on the story itself.
    pub comment_count: i64,
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
    /// Empty for all.
    pub langs: Vec<Lang>,
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

/// A story's row, in the order of its columns, as JSON brings them; its cards are read apart.
#[derive(Deserialize)]
struct StoryLine {
    id: StoryId,
    lang: Lang,
    section: Option<String>,
    headline: String,
    lead: ArticleId,
    /// JSON of ids.
    others: String,
    article_count: i64,
    copy_count: i64,
    publisher_count: i64,
    first_us: i64,
    last_us: i64,
    /// In millionths.
    rank: i64,
    /// JSON.
    reasons: String,
    redirect_to: Option<StoryId>,
    comment_count: i64,
}

/// The lines of all stories whose ids `$keys` selects, in one row.
macro_rules! select_stories {
    ($keys:literal) => {
        concat!(
            "select {rows s.id, s.lang, s.section, s.headline, s.lead_article, s.others, s.article_count, s.copy_count,
             s.publisher_count, s.first_us, s.last_us, s.rank, s.reasons, s.redirect_to, s.comment_count} from (",
            $keys,
            ") as k cross join story s where s.id = k.id"
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
        let rank = millionths(after.rank);
        let mut lines = match (filter.section.as_deref(), filter.langs.is_empty()) {
            (None, true) => {
                let text = select_stories!(
                    "select id from story where redirect_to is null and (rank, id) < ($1, $2)
                     order by rank desc, id desc {limit $3}"
                );
                self.story_lines(text, args![rank, after.id, limit]).await?
            }
            (Some(section), true) => {
                let text = select_stories!(
                    "select id from story where redirect_to is null and section = $4
                     and (rank, id) < ($1, $2) order by rank desc, id desc {limit $3}"
                );
                self.story_lines(text, args![rank, after.id, limit, section]).await?
            }
            (section, false) => {
                let ids = self.story_ids_in(section, &filter.langs, (rank, after.id), limit).await?;
                let text = select_stories!("select id from story where redirect_to is null and id in {list $1}");
                self.story_lines(text, args![list(&ids)]).await?
            }
        };
        lines.sort_unstable_by_key(|line| Reverse((line.rank, line.id)));
        self.story_cards(lines).await
    }

    /// Lists stories in the order asked; those that are gone or merged are left out.
    pub async fn stories_by_ids(&self, ids: &[StoryId]) -> Result<Vec<StoryCard>> {
        let text = select_stories!("select id from story where redirect_to is null and id in {list $1}");
        let lines = self.story_lines(text, args![list(ids)]).await?;
        let mut cards = self.story_cards(lines).await?;
        cards.sort_by_key(|card| ids.iter().position(|&id| id == card.id));
        Ok(cards)
    }

    /// Lists the stories that most publishers told between two moments, near-copies not counted; then those with most articles.
    /// Looks at twenty thousand of the articles at most, the newest.
    pub async fn stories_told_between(&self, from: Timestamp, until: Timestamp, limit: i64) -> Result<Vec<StoryId>> {
        let text = "select l.story_id, count(distinct a.publisher_id) as publishers, count(*) as articles from (
                select id, publisher_id from article where published_us >= $1 and published_us < $2
                order by published_us desc, id desc {limit $3}) as a
            cross join placement l where l.article_id = a.id and l.copy_of is null
            group by l.story_id order by publishers desc, articles desc, l.story_id desc {limit $4}";
        first_column(&self.all(text, args![from, until, TOLD_BETWEEN, limit]).await?)
    }

    /// Finds a story, or where it has merged to.
    pub async fn story(&self, id: StoryId) -> Result<Found<StoryCard>> {
        let lines = self.story_lines(select_stories!("select id from story where id = $1"), args![id]).await?;
        if let Some(to) = lines.first().ok_or(StoreError::NotFound)?.redirect_to {
            return Ok(Found::Moved(to));
        }
        self.story_cards(lines).await?.pop().map(Found::Here).ok_or(StoreError::NotFound)
    }

    /// Lists a story's articles, newest first.
    pub async fn coverage(&self, story: StoryId, after: Option<ArticleCursor>, limit: i64) -> Result<Vec<CoverageRow>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            ", {rows l.article_id, l.score, l.reason}",
            "select article_id as id from placement
             where story_id = $4 and (published_us, article_id) < ($1, $2)
             order by published_us desc, article_id desc {limit $3}"
        );
        let row = self.one(text, args![after.published, after.id, limit, story]).await?;
        let mut fields = Fields::of(&row);
        let mut cards = read_cards(&mut fields)?;
        cards.sort_unstable_by_key(|card| Reverse((card.published, card.id)));
        let places: Vec<(ArticleId, f32, String)> = fields.json()?;
        let mut places: HashMap<ArticleId, (f32, String)> =
            places.into_iter().map(|(id, score, reason)| (id, (score, reason))).collect();
        let finish = |card: ArticleCard| {
            let (score, reason) = places.remove(&card.id)?;
            Some(parse_reason(&reason).map(|reason| CoverageRow { card, score, reason }))
        };
        cards.into_iter().filter_map(finish).collect()
    }

    /// Lists what a story's newest articles are about: hashtags by their summed weight, 0 to 1 of the most telling.
    pub async fn story_hashtags(&self, story: StoryId, limit: usize) -> Result<Vec<HashtagRef>> {
        let text = "select {joined e.hashtags} from (
                select article_id from placement where story_id = $1 order by published_us desc, article_id desc limit 50
            ) as l join enrichment e on e.article_id = l.article_id";
        let lines = Fields::of(&self.one(text, args![story]).await?).next::<Option<String>>()?.unwrap_or_default();
        let mut sums: Vec<(i64, i64)> = Vec::new();
        for line in lines.lines() {
            for (hashtag, weight) in serde_json::from_str::<Vec<(i64, i64)>>(line)? {
                match sums.iter_mut().find(|(known, _)| *known == hashtag) {
                    Some((_, sum)) => *sum += weight,
                    None => sums.push((hashtag, weight)),
                }
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

    /// The first stories by rank in any of these languages: the head of each language's own list is read by an index.
    async fn story_ids_in(
        &self,
        section: Option<&str>,
        langs: &[Lang],
        (rank, id): (i64, StoryId),
        limit: i64,
    ) -> Result<Vec<StoryId>> {
        let langs = json(&langs)?;
        let ids = match section {
            None => {
                let text = "select (select {rows n.rank, n.id} from (
                        select rank, id from story where redirect_to is null and lang = w.word
                        and (rank, id) < ($1, $2) order by rank desc, id desc {limit $3}) as n) from {words $4} as w";
                self.first_of_lists(text, args![rank, id, limit, langs], limit).await?
            }
            Some(section) => {
                let text = "select (select {rows n.rank, n.id} from (
                        select rank, id from story where redirect_to is null and section = $5 and lang = w.word
                        and (rank, id) < ($1, $2) order by rank desc, id desc {limit $3}) as n) from {words $4} as w";
                self.first_of_lists(text, args![rank, id, limit, langs, section], limit).await?
            }
        };
        Ok(ids.into_iter().map(StoryId).collect())
    }

    async fn story_lines(&self, text: &'static str, arguments: AnyArguments) -> Result<Vec<StoryLine>> {
        Fields::of(&self.one(text, arguments).await?).json()
    }

    /// Adds the cards to stories' lines. A story whose lead is gone is led by the first other; one without any left
    /// is left out.
    async fn story_cards(&self, lines: Vec<StoryLine>) -> Result<Vec<StoryCard>> {
        let mut articles: Vec<Vec<ArticleId>> = Vec::with_capacity(lines.len());
        for line in &lines {
            let others: Vec<ArticleId> = serde_json::from_str(&line.others)?;
            articles.push(std::iter::once(line.lead).chain(others).collect());
        }
        let cards = self.cards(&articles.concat()).await?;
        let mut stories = Vec::with_capacity(lines.len());
        for (line, articles) in lines.into_iter().zip(articles) {
            let mut articles = articles.iter().filter_map(|id| cards.get(id)).cloned();
            let Some(lead) = articles.next() else { continue };
            stories.push(StoryCard {
                lead,
                others: articles.collect(),
                id: line.id,
                lang: line.lang,
                section: line.section,
                headline: line.headline,
                article_count: line.article_count,
                copy_count: line.copy_count,
                publisher_count: line.publisher_count,
                first: Timestamp(line.first_us),
                last: Timestamp(line.last_us),
                rank: line.rank as f64 / MILLION,
                reasons: serde_json::from_str(&line.reasons)?,
                comment_count: line.comment_count,
            });
        }
        Ok(stories)
    }
}

/// Articles of a day that are looked at for its stories.
const TOLD_BETWEEN: i64 = 20_000;

const MILLION: f64 = 1e6;

/// A rank as it is kept: a whole number is the same in JSON, in an address and in an index.
pub(crate) fn millionths(rank: f64) -> i64 {
    (rank * MILLION).round() as i64
}
