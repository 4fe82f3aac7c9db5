//! What is derived from articles: enrichments, hashtags, placements, stories. All of it can be made anew.
//!
//! Invariant: a batch is one transaction together with the jobs that asked for it, so that a job is gone only when
//! its result is there; and what a person decided (a placement, a headline) is never overwritten.

mod embedding;
mod hashtag;
mod older;
mod place;
mod quote;
mod save;
mod second_reading;
mod window;

pub use older::{Founder, Guest, OlderArticle, OwnHashtag};
pub use second_reading::{ReadAgain, SecondReading, ToRead};
pub use window::WindowRow;

use crate::compact::{parse_byline, parse_reason};
use crate::item::access_from_code;
use crate::outbox::EventKind;
use crate::pack::unpack;
use crate::publisher::PublisherRef;
use crate::sql::{Fields, args, first_column, list, read_all};
use crate::{Job, Result, Store};
use news::{
    Access, Article, ArticleId, Country, Enrichment, Lang, PlacementReason, PublisherId, SourceId, StoryId, Timestamp,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// An article as enrichment needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToEnrich {
    pub id: ArticleId,
    pub publisher: PublisherRef,
    /// As its feed declared it.
    pub publisher_country: Option<Country>,
    /// How many articles its publisher published in the hours up to it, itself among them; at most a hundred.
    pub pace: i64,
    pub source: SourceId,
    pub published: Timestamp,
    pub arrived: Timestamp,
    /// Whole, with the publisher's claim of the language; without posts.
    pub article: Article,
    /// Where it stands already; None for an article that is new to the stories.
    pub placed: Option<Placed>,
}

/// The columns of an article to enrich, as JSON brings them; its body comes apart.
#[derive(Deserialize)]
struct ToEnrichColumns {
    id: ArticleId,
    publisher: PublisherId,
    publisher_key: String,
    publisher_name: String,
    publisher_country: Option<Country>,
    pace: i64,
    source: SourceId,
    published_us: i64,
    created_us: i64,
    url: String,
    title: String,
    standfirst: String,
    byline: String,
    modified_us: Option<i64>,
    image_url: Option<String>,
    access: i64,
    is_live_blog: i64,
    story: Option<StoryId>,
    copy_of: Option<ArticleId>,
    score: Option<f32>,
    reason: Option<String>,
}

impl ToEnrichColumns {
    fn read(self) -> Result<ToEnrich> {
        let placed = match (self.story, self.reason) {
            (Some(story), Some(reason)) => Some(Placed {
                story,
                copy_of: self.copy_of,
                score: self.score.unwrap_or_default(),
                reason: parse_reason(&reason)?,
            }),
            _ => None,
        };
        Ok(ToEnrich {
            id: self.id,
            publisher: PublisherRef { id: self.publisher, key: self.publisher_key, name: self.publisher_name },
            publisher_country: self.publisher_country,
            pace: self.pace,
            source: self.source,
            published: Timestamp(self.published_us),
            arrived: Timestamp(self.created_us),
            article: Article {
                published: Some(Timestamp(self.published_us)),
                url: self.url,
                title: self.title,
                standfirst: self.standfirst,
                authors: parse_byline(&self.byline)?,
                modified: self.modified_us.map(Timestamp),
                image_url: self.image_url,
                access: access_from_code(self.access),
                is_live_blog: self.is_live_blog != 0,
                ..Article::default()
            },
            placed,
        })
    }
}

/// Where an article stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub story: StoryId,
    pub copy_of: Option<ArticleId>,
    pub score: f32,
    pub reason: PlacementReason,
}

/// What was derived from one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    pub article: ArticleId,
    /// The article's time as [`ToEnrich`] gave it.
    pub published: Timestamp,
    /// Signature and terms are not kept apart: what the clusterer needs of them is in `candidate`.
    pub enrichment: Enrichment,
    /// As [`ToEnrich`] gave it.
    pub pace: i64,
    /// The clusterer's own compact form.
    pub candidate: Vec<u8>,
    pub story: StoryId,
    pub copy_of: Option<ArticleId>,
    pub score: f32,
    pub reason: PlacementReason,
}

/// An article that goes to another story.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub article: ArticleId,
    pub story: StoryId,
    pub copy_of: Option<ArticleId>,
    pub score: f32,
    pub reason: PlacementReason,
}

/// Why a story is as important as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RankReason {
    /// A stable word: `publishers`, `articles`, `speed`.
    pub kind: String,
    pub amount: f64,
}

/// A story as it stands after a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryRow {
    pub id: StoryId,
    pub lang: Lang,
    pub section: Option<String>,
    /// Kept as it was when a person wrote it.
    pub headline: String,
    pub lead: ArticleId,
    /// For the front page's card: at most four, other publishers first.
    pub others: Vec<ArticleId>,
    pub first: Timestamp,
    pub last: Timestamp,
    pub article_count: i64,
    pub copy_count: i64,
    pub publisher_count: i64,
    /// Log of its weight plus its time over the half-life, so that it need not be computed again for age.
    pub rank: f64,
    pub reasons: Vec<RankReason>,
}

/// What one turn of the pipeline derived.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Of the code that derived it.
    pub version: i64,
    pub derived: Vec<Derived>,
    /// What was found in articles that were placed before.
    pub read: Option<SecondReading>,
    pub moved: Vec<Moved>,
    /// Articles that the clusterer is to remember longer.
    pub guests: Vec<Guest>,
    /// Every story that the batch touched.
    pub stories: Vec<StoryRow>,
    /// Stories that merged into others: from, to.
    pub redirects: Vec<(StoryId, StoryId)>,
    /// The jobs that asked for this.
    pub jobs: Vec<Job>,
}

/// What the choice of headline, lead and importance of a story needs.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryFacts {
    pub id: StoryId,
    pub lang: Lang,
    pub headline: String,
    pub headline_by_person: bool,
    /// By time.
    pub members: Vec<Member>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub article: ArticleId,
    pub publisher: PublisherId,
    pub published: Timestamp,
    pub copy_of: Option<ArticleId>,
    pub title: String,
    pub section: Option<String>,
    pub lang: Lang,
    pub score: f32,
    pub has_image: bool,
    pub access: Access,
    pub is_live_blog: bool,
    pub words: i64,
    /// Where its publisher is at home.
    pub country: Option<Country>,
    /// As [`ToEnrich::pace`] was when it was derived; 0 where that was never.
    pub pace: i64,
}

impl Store {
    /// Lists articles for enrichment, by id, each with its publisher's pace over so much time; those that are gone are
    /// left out.
    pub async fn articles_to_enrich(&self, ids: &[ArticleId], pace_us: i64) -> Result<Vec<ToEnrich>> {
        let text = "select {row a.id, p.id, p.key, p.name, p.declared_country,
                (select count(*) from (select 1 from article o where o.publisher_id = a.publisher_id
                    and o.published_us > a.published_us - $2 and o.published_us <= a.published_us limit 100) as near),
                a.source_id, a.published_us, a.created_us, a.url, a.title,
                a.standfirst, a.byline, a.modified_us, a.image_url, a.access, a.is_live_blog,
                l.story_id, l.copy_of, l.score, l.reason}, b.body
            from article a join publisher p on p.id = a.publisher_id join article_body b on b.article_id = a.id
                left join placement l on l.article_id = a.id
            where a.id in {list $1} order by a.id";
        read_all(&self.all(text, args![list(ids), pace_us]).await?, |fields| {
            let mut row = fields.needed_json::<ToEnrichColumns>()?.read()?;
            unpack(&fields.next::<Vec<u8>>()?)?.fill(&mut row.article);
            Ok(row)
        })
    }

    /// Takes `n` story ids that were never used; tells the first.
    pub async fn reserve_story_ids(&self, n: i64) -> Result<StoryId> {
        let mut write = self.write().await?;
        let first = write.reserve("story_id", n).await?;
        write.commit(Timestamp(0)).await?;
        Ok(StoryId(first))
    }

    /// Tells what stories consist of, in the order asked; those that are gone are left out.
    pub async fn story_facts(&self, ids: &[StoryId]) -> Result<Vec<StoryFacts>> {
        let text = "select id, lang, headline, headline_by_person from story where id in {list $1}";
        let rows = self.all(text, args![list(ids)]).await?;
        let mut stories: HashMap<StoryId, StoryFacts> = read_all(&rows, |fields| {
            Ok(StoryFacts {
                id: fields.next()?,
                lang: fields.next()?,
                headline: fields.next()?,
                headline_by_person: fields.next()?,
                members: Vec::new(),
            })
        })?
        .into_iter()
        .map(|story| (story.id, story))
        .collect();
        let text =
            "select {rows l.story_id, a.id, a.publisher_id, l.published_us, l.copy_of, a.title, a.section, a.lang,
                l.score, case when a.image_url is null then 0 else 1 end, a.access, a.is_live_blog, a.words, a.pace,
                p.key, p.declared_country}
            from placement l cross join article a cross join publisher p
            where l.story_id in {list $1} and a.id = l.article_id and p.id = a.publisher_id";
        let row = self.one(text, args![list(ids)]).await?;
        for member in Fields::of(&row).json::<Vec<MemberColumns>>()? {
            if let Some(story) = stories.get_mut(&member.story) {
                story.members.push(member.read());
            }
        }
        for story in stories.values_mut() {
            story.members.sort_unstable_by_key(|member| (member.published, member.article));
        }
        Ok(ids.iter().filter_map(|id| stories.remove(id)).collect())
    }

    /// Lists ids of articles after one, in order: to enrich them all again.
    pub async fn articles_after(&self, after: Option<ArticleId>, limit: i64) -> Result<Vec<ArticleId>> {
        let text = "select id from article where id > $1 order by id {limit $2}";
        first_column(&self.all(text, args![after.unwrap_or(ArticleId(0)), limit]).await?)
    }

    /// Forgets everything derived, except what a person decided, and starts a new epoch.
    pub async fn clear_derived(&self, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        for text in [
            "delete from enrichment",
            "delete from candidate",
            "delete from candidate_block",
            "delete from embedding",
            "delete from said",
            "delete from to_read",
            "delete from article_hashtag",
            "delete from speaker_article",
            "delete from place",
            "delete from place_article",
            "delete from place_spelling",
            "delete from hashtag",
            "delete from hashtag_spelling",
            // A story that readers talk about keeps its address: its lead stays in it, and others gather around it.
            "update placement set by_person = 1 where exists (select 1 from story s where s.id = placement.story_id
                and s.lead_article = placement.article_id and s.comment_count > 0)",
            "delete from placement where by_person = 0",
            // What people corrected keeps its address, and so does what leads there.
            "delete from story where id not in (select story_id from placement where by_person = 1)
                and coalesce(redirect_to, 0) not in (select story_id from placement where by_person = 1)",
            "delete from writing where subject_kind = 'story' and subject_id not in (select id from story)",
            "update counter set value = 0 where name = 'hashtags'",
            "update counter set value = (select count(*) from story where redirect_to is null) where name = 'stories'",
        ] {
            write.run(text, args![]).await?;
        }
        write.start_epoch().await?;
        write.event(EventKind::StoryChanged, 0);
        write.commit(now).await
    }
}

/// The columns of a member, as JSON brings them.
#[derive(Deserialize)]
struct MemberColumns {
    story: StoryId,
    article: ArticleId,
    publisher: PublisherId,
    published_us: i64,
    copy_of: Option<ArticleId>,
    title: String,
    section: Option<String>,
    lang: Lang,
    score: f32,
    has_image: i64,
    access: i64,
    is_live_blog: i64,
    words: i64,
    pace: i64,
    publisher_key: String,
    publisher_country: Option<Country>,
}

impl MemberColumns {
    fn read(self) -> Member {
        Member {
            article: self.article,
            publisher: self.publisher,
            published: Timestamp(self.published_us),
            copy_of: self.copy_of,
            title: self.title,
            section: self.section,
            lang: self.lang,
            score: self.score,
            has_image: self.has_image != 0,
            access: access_from_code(self.access),
            is_live_blog: self.is_live_blog != 0,
            words: self.words,
            country: Country::home(&self.publisher_key, self.publisher_country, self.lang),
            pace: self.pace,
        }
    }
}
