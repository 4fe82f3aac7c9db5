//! Articles as lists show them, newest first.
//!
//! A list comes in one row of JSON: a row that comes out of SQLite wakes the waiting task, which costs more than the row.

use crate::compact::{parse_byline, read_byline};
use crate::publisher::PublisherRef;
use crate::sql::{Fields, args, first_column, json, list, read_all};
use crate::{Result, Store};
use news::{Access, ArticleId, Author, Lang, PublisherId, SourceId, StoryId, Timestamp};
use sqlx::any::AnyArguments;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleCard {
    pub id: ArticleId,
    pub title: String,
    /// At most 300 characters.
    pub standfirst: String,
    pub url: String,
    pub publisher: PublisherRef,
    pub published: Timestamp,
    pub lang: Lang,
    pub access: Access,
    pub image_url: Option<String>,
    /// The site's section, once enriched.
    pub section: Option<String>,
    pub is_live_blog: bool,
    /// None until placed.
    pub story: Option<StoryId>,
    pub copy_of: Option<ArticleId>,
    pub byline: Vec<Author>,
    /// Published ones.
    pub comment_count: i64,
}

impl ArticleCard {
    /// Where a list that ends with this card goes on.
    pub fn cursor(&self) -> ArticleCursor {
        ArticleCursor { published: self.published, id: self.id }
    }

    /// Reads the columns of `select_card!`.
    pub(crate) fn read(fields: &mut Fields) -> Result<Self> {
        Ok(Self {
            id: fields.next()?,
            title: fields.next()?,
            standfirst: fields.next()?,
            url: fields.next()?,
            publisher: PublisherRef::read(fields)?,
            published: fields.next()?,
            lang: fields.next()?,
            access: crate::item::access_from_code(fields.next()?),
            image_url: fields.next()?,
            section: fields.next()?,
            is_live_blog: fields.next()?,
            story: fields.next()?,
            copy_of: fields.next()?,
            byline: read_byline(fields)?,
            comment_count: fields.next()?,
        })
    }
}

/// A card's columns, as JSON brings them.
#[derive(serde::Deserialize)]
pub(super) struct CardColumns(
    ArticleId,
    String,
    String,
    String,
    PublisherId,
    String,
    String,
    i64,
    Lang,
    i64,
    Option<String>,
    Option<String>,
    i64,
    Option<StoryId>,
    Option<ArticleId>,
    String,
    i64,
);

impl CardColumns {
    pub fn card(self) -> Result<ArticleCard> {
        Ok(ArticleCard {
            id: self.0,
            title: self.1,
            standfirst: self.2,
            url: self.3,
            publisher: PublisherRef { id: self.4, key: self.5, name: self.6 },
            published: Timestamp(self.7),
            lang: self.8,
            access: crate::item::access_from_code(self.9),
            image_url: self.10,
            section: self.11,
            is_live_blog: self.12 != 0,
            story: self.13,
            copy_of: self.14,
            byline: parse_byline(&self.15)?,
            comment_count: self.16,
        })
    }
}

/// A place in a list of articles, newest first. As text, it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleCursor {
    pub published: Timestamp,
    pub id: ArticleId,
}

impl ArticleCursor {
    /// Before the newest.
    pub(crate) const START: Self = Self { published: Timestamp(i64::MAX), id: ArticleId(i64::MAX) };
}

impl fmt::Display for ArticleCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.published.0, self.id)
    }
}

impl FromStr for ArticleCursor {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (published, id) = text.split_once('_').unwrap_or((text, ""));
        Ok(Self { published: Timestamp(published.parse()?), id: id.parse()? })
    }
}

/// Which articles the river carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiverFilter {
    /// Empty for all.
    pub langs: Vec<Lang>,
}

/// The columns of a card, of an article `a`, its publisher `p` and its placement `l`.
macro_rules! card_columns {
    () => {
        "a.id, a.title, substr(a.standfirst, 1, 300), a.url, p.id, p.key, p.name, a.published_us, a.lang,
         a.access, a.image_url, a.section, a.is_live_blog, l.story_id, l.copy_of, a.byline, a.comment_count"
    };
}
pub(crate) use card_columns;

/// A row for each card, with more columns, from what names the article `a`.
macro_rules! select_card {
    ($more:literal, $from:literal, $tail:literal) => {
        concat!("select ", $crate::read::card::card_columns!(), $more, " from ", $from, " ", $tail)
    };
}
pub(crate) use select_card;

/// All cards of a list in one row, with more columns; `$keys` selects the articles' `id`.
macro_rules! select_cards {
    ($more:literal, $keys:literal) => {
        concat!(
            "select {rows ",
            $crate::read::card::card_columns!(),
            "}",
            $more,
            " from (",
            $keys,
            ") as k cross join article a cross join publisher p left join placement l on l.article_id = a.id
             where a.id = k.id and p.id = a.publisher_id"
        )
    };
    ($keys:literal) => {
        $crate::read::card::select_cards!("", $keys)
    };
}
pub(crate) use select_cards;

impl Store {
    /// Lists the newest articles.
    pub async fn river(
        &self,
        filter: &RiverFilter,
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        let after = after.unwrap_or(ArticleCursor::START);
        if filter.langs.is_empty() {
            let text = select_cards!(
                "select id from article where (published_us, id) < ($1, $2)
                 order by published_us desc, id desc {limit $3}"
            );
            return self.newest_cards(text, args![after.published, after.id, limit]).await;
        }
        let text = "select (select {rows n.published_us, n.id} from (
                select published_us, id from article where lang = w.word and (published_us, id) < ($1, $2)
                order by published_us desc, id desc {limit $3}) as n) from {words $4} as w";
        let langs = json(&filter.langs)?;
        let ids = self.first_of_lists(text, args![after.published, after.id, limit, langs], limit).await?;
        self.articles_by_ids(&ids.into_iter().map(ArticleId).collect::<Vec<_>>()).await
    }

    /// Reads the heads of several lists, each a row of `{rows order, id}`: the highest first, `limit` of them together.
    pub(super) async fn first_of_lists(
        &self,
        text: &'static str,
        arguments: AnyArguments,
        limit: i64,
    ) -> Result<Vec<i64>> {
        let lists = read_all(&self.all(text, arguments).await?, |fields| fields.json::<Vec<(i64, i64)>>())?;
        let mut heads = lists.concat();
        heads.sort_unstable_by_key(|head| Reverse(*head));
        heads.truncate(usize::try_from(limit).unwrap_or_default());
        Ok(heads.into_iter().map(|(_, id)| id).collect())
    }

    /// Lists the languages that any article is in, by their codes: a step along an index for each.
    pub async fn languages(&self) -> Result<Vec<Lang>> {
        let text = "with recursive known_lang (lang) as (
                select min(lang) from article union all
                select (select a.lang from article a where a.lang > k.lang order by a.lang limit 1)
                from known_lang k where k.lang is not null
            ) select lang from known_lang where lang is not null";
        let langs: Vec<Lang> = first_column(&self.all(text, args![]).await?)?;
        Ok(langs.into_iter().filter(|lang| !lang.is_unknown()).collect())
    }

    /// Lists a publisher's newest articles, by its key. `NotFound` when there is no such publisher.
    pub async fn publisher_articles(
        &self,
        key: &str,
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            "select id from article where publisher_id = (select id from publisher where key = $4)
             and (published_us, id) < ($1, $2) order by published_us desc, id desc {limit $3}"
        );
        let cards = self.newest_cards(text, args![after.published, after.id, limit, key]).await?;
        if cards.is_empty() {
            self.publisher(key).await?;
        }
        Ok(cards)
    }

    /// Lists the newest articles that a source brought first.
    pub async fn source_articles(
        &self,
        source: SourceId,
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<ArticleCard>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            "select id from article where source_id = $4 and (published_us, id) < ($1, $2)
             order by published_us desc, id desc {limit $3}"
        );
        self.newest_cards(text, args![after.published, after.id, limit, source]).await
    }

    /// Lists the newest live blogs.
    pub async fn live_blogs(&self, limit: i64) -> Result<Vec<ArticleCard>> {
        let text = select_cards!(
            "select id from article where is_live_blog = 1 order by published_us desc, id desc {limit $1}"
        );
        self.newest_cards(text, args![limit]).await
    }

    /// Lists articles in the order asked; those that are gone are left out.
    pub async fn articles_by_ids(&self, ids: &[ArticleId]) -> Result<Vec<ArticleCard>> {
        let mut cards = self.cards(ids).await?;
        Ok(ids.iter().filter_map(|id| cards.remove(id)).collect())
    }

    pub(crate) async fn cards(&self, ids: &[ArticleId]) -> Result<HashMap<ArticleId, ArticleCard>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let text = concat!(
            "select {rows ",
            card_columns!(),
            "} from article a join publisher p on p.id = a.publisher_id left join placement l on l.article_id = a.id
             where a.id in {list $1}"
        );
        let row = self.one(text, args![list(ids)]).await?;
        Ok(read_cards(&mut Fields::of(&row))?.into_iter().map(|card| (card.id, card)).collect())
    }

    /// Reads a list with `select_cards!`, newest first.
    pub(crate) async fn newest_cards(&self, text: &'static str, arguments: AnyArguments) -> Result<Vec<ArticleCard>> {
        let row = self.one(text, arguments).await?;
        let mut cards = read_cards(&mut Fields::of(&row))?;
        cards.sort_unstable_by_key(|card| Reverse((card.published, card.id)));
        Ok(cards)
    }
}

/// Reads the cards of `select_cards!`, in no known order.
pub(crate) fn read_cards(fields: &mut Fields) -> Result<Vec<ArticleCard>> {
    fields.json::<Vec<CardColumns>>()?.into_iter().map(CardColumns::card).collect()
}
