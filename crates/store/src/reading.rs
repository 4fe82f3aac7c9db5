//! What readers do with articles: read, star, save for later, mark all read, and come back to.
//!
//! Ids of articles grow in the order in which they come in, so "everything up to a moment" is one number: what comes
//! in later, however old it says it is, is not marked unseen.

use crate::read::{ArticleCard, ArticleCursor, RiverFilter};
use crate::sql::{Fields, args, bind_row, list, read_all};
use crate::{Result, Store};
use news::{ArticleId, ReaderId, StoryId, Timestamp};
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// A front page looked at again after so long begins another visit.
const VISIT_US: i64 = 30 * Timestamp::MINUTE;
/// More new articles than these are not counted.
const NEW_MAX: i64 = 2_000;
/// What is unread is looked for in windows of so many articles, and in so many of them at once.
const UNREAD_WINDOW: i64 = 100;
const UNREAD_WINDOWS: usize = 10;

/// What a reader did with an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadState {
    pub is_read: bool,
    pub is_starred: bool,
    /// Kept for later.
    pub is_saved: bool,
}

/// A reader's lists of articles, the latest put there first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingList {
    /// Opened, one by one.
    History,
    Starred,
    Saved,
}

/// A place in a reader's list. As text, it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListCursor {
    at: Timestamp,
    article: ArticleId,
}

impl fmt::Display for ListCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.at.0, self.article)
    }
}

impl FromStr for ListCursor {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, article) = text.split_once('_').unwrap_or((text, ""));
        Ok(Self { at: Timestamp(at.parse()?), article: article.parse()? })
    }
}

/// A page of a reader's list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// With when each was put there; articles that are no longer kept are left out.
    pub articles: Vec<(Timestamp, ArticleCard)>,
    /// None at the end.
    pub next: Option<ListCursor>,
}

/// A page of what a reader has not read, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct UnreadPage {
    pub articles: Vec<ArticleCard>,
    /// None at the end.
    pub next: Option<ArticleCursor>,
}

/// A mark up to which everything counts as read, as long as it can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMark {
    pub at: Timestamp,
    pub until: ArticleId,
}

/// What has come in since a reader's visit before this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SinceLooked {
    pub looked: Timestamp,
    /// At most [`NEW_MAX`].
    pub articles: i64,
    /// The stories with most new articles, and how many.
    pub stories: Vec<(StoryId, i64)>,
}

impl Store {
    /// Marks an article read. Once read, it keeps the time at which it was.
    pub async fn mark_read(&self, reader: ReaderId, articles: &[ArticleId], now: Timestamp) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, read_us) {values}
            on conflict (reader_id, article_id) do update set
                read_us = coalesce(read_state.read_us, excluded.read_us), unread_us = null";
        self.touch(reader, articles, Some(now), text).await
    }

    /// Marks articles unread, which outlasts what was marked read in one go before.
    pub async fn mark_unread(&self, reader: ReaderId, articles: &[ArticleId], now: Timestamp) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, unread_us) {values}
            on conflict (reader_id, article_id) do update set read_us = null, unread_us = excluded.unread_us";
        self.touch(reader, articles, Some(now), text).await
    }

    /// Stars articles at a time, or takes the star off.
    pub async fn mark_starred(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        starred: Option<Timestamp>,
    ) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, starred_us) {values}
            on conflict (reader_id, article_id) do update set starred_us = excluded.starred_us";
        self.touch(reader, articles, starred, text).await
    }

    /// Saves articles for later at a time, or no longer.
    pub async fn mark_saved(&self, reader: ReaderId, articles: &[ArticleId], saved: Option<Timestamp>) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, saved_us) {values}
            on conflict (reader_id, article_id) do update set saved_us = excluded.saved_us";
        self.touch(reader, articles, saved, text).await
    }

    async fn touch(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        at: Option<Timestamp>,
        text: &'static str,
    ) -> Result<()> {
        let mut articles = articles.to_vec();
        articles.sort_unstable();
        articles.dedup();
        let mut write = self.write().await?;
        write
            .run_rows(text, articles.into_iter(), |article, arguments| bind_row!(arguments; reader, article, at))
            .await?;
        write.commit(at.unwrap_or_default()).await
    }

    /// Tells what a reader did with articles; those neither read, starred nor saved may be left out.
    pub async fn read_states(&self, reader: ReaderId, articles: &[ArticleId]) -> Result<HashMap<ArticleId, ReadState>> {
        let text = "select (select {row read_until, marked_us} from reading_mark where reader_id = $1),
                {rows article_id, read_us, unread_us, starred_us, saved_us}
            from read_state where reader_id = $1 and article_id in {list $2}";
        let row = self.one(text, args![reader, list(articles)]).await?;
        let mut fields = Fields::of(&row);
        let (until, marked_us): (i64, i64) = fields.json()?;
        let in_one_go = |id: &ArticleId| id.0 <= until;
        let read = |id: &ArticleId| (*id, ReadState { is_read: true, ..ReadState::default() });
        let mut states: HashMap<ArticleId, ReadState> = articles.iter().filter(|id| in_one_go(id)).map(read).collect();
        type Row = (ArticleId, Option<i64>, Option<i64>, Option<i64>, Option<i64>);
        for (article, read, unread, starred, saved) in fields.json::<Vec<Row>>()? {
            let is_marked = in_one_go(&article) && unread.is_none_or(|unread_us| unread_us < marked_us);
            let is_read = read.is_some() || is_marked;
            states.insert(article, ReadState { is_read, is_starred: starred.is_some(), is_saved: saved.is_some() });
        }
        Ok(states)
    }

    /// Lists the newest articles that a reader has not read. Looks through a thousand at most: go on with the page's
    /// cursor, even where nothing was found among them.
    pub async fn unread(&self, reader: ReaderId, after: Option<ArticleCursor>, limit: usize) -> Result<UnreadPage> {
        let mut page = UnreadPage { articles: Vec::new(), next: after };
        for _ in 0..UNREAD_WINDOWS {
            let cards = self.river(&RiverFilter::default(), page.next, UNREAD_WINDOW).await?;
            let states = self.read_states(reader, &cards.iter().map(|card| card.id).collect::<Vec<_>>()).await?;
            let is_end = (cards.len() as i64) < UNREAD_WINDOW;
            for card in cards {
                if page.articles.len() == limit {
                    return Ok(page);
                }
                page.next = Some(card.cursor());
                if !states.get(&card.id).is_some_and(|state| state.is_read) {
                    page.articles.push(card);
                }
            }
            if is_end {
                return Ok(UnreadPage { next: None, ..page });
            }
        }
        Ok(page)
    }

    /// Lists what a reader has starred, saved or opened.
    pub async fn reading_list(
        &self,
        reader: ReaderId,
        which: ReadingList,
        after: Option<ListCursor>,
        limit: i64,
    ) -> Result<ListPage> {
        let text = match which {
            ReadingList::History => {
                "select read_us, article_id from read_state where reader_id = $1 and read_us is not null
                 and (read_us, article_id) < ($2, $3) order by read_us desc, article_id desc {limit $4}"
            }
            ReadingList::Starred => {
                "select starred_us, article_id from read_state where reader_id = $1 and starred_us is not null
                 and (starred_us, article_id) < ($2, $3) order by starred_us desc, article_id desc {limit $4}"
            }
            ReadingList::Saved => {
                "select saved_us, article_id from read_state where reader_id = $1 and saved_us is not null
                 and (saved_us, article_id) < ($2, $3) order by saved_us desc, article_id desc {limit $4}"
            }
        };
        let after = after.unwrap_or(ListCursor { at: Timestamp(i64::MAX), article: ArticleId(i64::MAX) });
        let rows = self.all(text, args![reader, after.at, after.article, limit + 1]).await?;
        let mut places = read_all(&rows, |fields| Ok(ListCursor { at: fields.next()?, article: fields.next()? }))?;
        let next = match usize::try_from(limit) {
            Ok(limit) if places.len() > limit => {
                places.truncate(limit);
                places.last().copied()
            }
            _ => None,
        };
        let mut cards = self.cards(&places.iter().map(|place| place.article).collect::<Vec<_>>()).await?;
        let articles = places.into_iter().filter_map(|place| Some((place.at, cards.remove(&place.article)?)));
        Ok(ListPage { articles: articles.collect(), next })
    }

    /// Tells the newest article: everything that has come in has this id or a lower one. 0 when nothing has.
    pub async fn newest_article(&self) -> Result<ArticleId> {
        let row = self.optional("select id from article order by id desc limit 1", args![]).await?;
        row.map_or(Ok(ArticleId(0)), |row| Fields::of(&row).next())
    }

    /// Tells whether any article is kept that was published before a moment.
    pub async fn any_article_before(&self, moment: Timestamp) -> Result<bool> {
        let text = "select id from article where published_us < $1 limit 1";
        Ok(self.optional(text, args![moment]).await?.is_some())
    }

    /// Counts everything up to an article as read. Can be taken back until it is done again.
    pub async fn mark_all_read(&self, reader: ReaderId, until: ArticleId, now: Timestamp) -> Result<()> {
        let text = "insert into reading_mark (reader_id, read_until, marked_us, former_until, former_marked_us)
            values ($1, $2, $3, 0, 0)
            on conflict (reader_id) do update set read_until = excluded.read_until, marked_us = excluded.marked_us,
                former_until = reading_mark.read_until, former_marked_us = reading_mark.marked_us";
        self.run(text, args![reader, until, now]).await?;
        Ok(())
    }

    /// Takes the last mark back: what was unread before it is again.
    pub async fn unmark_all_read(&self, reader: ReaderId) -> Result<()> {
        let text = "update reading_mark set read_until = former_until, marked_us = former_marked_us,
                former_until = null, former_marked_us = null
            where reader_id = $1 and former_until is not null";
        self.run(text, args![reader]).await?;
        Ok(())
    }

    /// Tells the last mark that can be taken back.
    pub async fn last_mark(&self, reader: ReaderId) -> Result<Option<LastMark>> {
        let text = "select marked_us, read_until from reading_mark where reader_id = $1 and former_until is not null";
        let row = self.optional(text, args![reader]).await?;
        row.map(|row| {
            let mut fields = Fields::of(&row);
            Ok(LastMark { at: fields.next()?, until: fields.next()? })
        })
        .transpose()
    }

    /// Notes that a reader looks at the front page, and tells what has come in since the visit before this one; None
    /// on a first visit. A visit lasts until nothing was looked at for half an hour.
    pub async fn look(&self, reader: ReaderId, now: Timestamp, stories: i64) -> Result<Option<SinceLooked>> {
        let newest = self.newest_article().await?;
        let text = "insert into reading_mark (reader_id, seen_article, seen_us) values ($1, $2, $3)
            on conflict (reader_id) do update set
                looked_article = case when reading_mark.seen_us < $4
                    then reading_mark.seen_article else reading_mark.looked_article end,
                looked_us = case when reading_mark.seen_us < $4
                    then reading_mark.seen_us else reading_mark.looked_us end,
                seen_article = excluded.seen_article, seen_us = excluded.seen_us
            returning looked_article, looked_us";
        let mut write = self.write().await?;
        let row = write.optional(text, args![reader, newest, now, now.plus_us(-VISIT_US)]).await?;
        write.commit(now).await?;
        let Some(row) = row else { return Ok(None) };
        let mut fields = Fields::of(&row);
        let (article, looked): (ArticleId, Timestamp) = (fields.next()?, fields.next()?);
        if looked.0 == 0 {
            return Ok(None);
        }
        let after = article.max(ArticleId(newest.0 - NEW_MAX));
        let text = "select count(*) from article where id > $1";
        let articles = Fields::of(&self.one(text, args![after]).await?).next()?;
        let text = "select story_id, count(*) as fresh from placement where article_id > $1
            group by story_id order by fresh desc, story_id desc {limit $2}";
        let stories =
            read_all(&self.all(text, args![after, stories]).await?, |fields| Ok((fields.next()?, fields.next()?)))?;
        Ok(Some(SinceLooked { looked, articles, stories }))
    }
}
