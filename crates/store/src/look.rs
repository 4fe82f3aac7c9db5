//! When a reader looked at a story, and what has come in since.

use crate::read::ArticleCard;
use crate::sql::{Fields, args, first_column, list, read_all};
use crate::{Result, Store};
use news::{ArticleId, PostId, ReaderId, StoryId, Timestamp};
use std::collections::HashMap;

/// A story looked at again after so long is another visit: until then, what was new stays so.
const VISIT_US: i64 = 30 * Timestamp::MINUTE;
/// A look is noted again after so long at the earliest.
const NOTED_US: i64 = 5 * Timestamp::MINUTE;
/// A live blog's newest posts that are told from those known.
const POSTS: i64 = 40;
/// New articles of a story are counted among so many of its newest.
const ARTICLES: i64 = 100;

/// What of a story a reader has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryLook {
    pub at: Timestamp,
    /// Its articles up to this id were there.
    pub article: ArticleId,
    /// And its live blogs' posts.
    pub post: PostId,
}

impl Store {
    /// Tells what the reader saw of a story on the visit before this one; None on a first visit.
    pub async fn story_look(&self, reader: ReaderId, story: StoryId, now: Timestamp) -> Result<Option<StoryLook>> {
        Ok(self.looks(reader, story).await?.and_then(|looks| looks.before(now)))
    }

    /// Notes that the reader looks at a story that has come this far (`seen`), and tells the same as [`Store::story_look`].
    /// Writes once in five minutes at most.
    pub async fn look_at_story(&self, reader: ReaderId, story: StoryId, seen: StoryLook) -> Result<Option<StoryLook>> {
        let known = self.looks(reader, story).await?;
        let before = known.and_then(|looks| looks.before(seen.at));
        if known.is_some_and(|looks| looks.story == story && seen.at.since_us(looks.seen.at) < NOTED_US) {
            return Ok(before);
        }
        let text = "insert into story_look (reader_id, story_id, seen_article, seen_post, seen_us,
                looked_article, looked_post, looked_us) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (reader_id, story_id) do update set seen_article = excluded.seen_article,
                seen_post = excluded.seen_post, seen_us = excluded.seen_us, looked_article = excluded.looked_article,
                looked_post = excluded.looked_post, looked_us = excluded.looked_us";
        let (article, post) = (before.map(|look| look.article), before.map(|look| look.post));
        let at = before.map(|look| look.at);
        self.run(text, args![reader, story, seen.article, seen.post, seen.at, article, post, at]).await?;
        Ok(before)
    }

    /// The newest posts' ids of a live blog.
    pub async fn newest_posts(&self, article: ArticleId) -> Result<Vec<PostId>> {
        let text = "select id from post where article_id = $1 and removed_us is null
            order by published_us desc, id desc {limit $2}";
        first_column(&self.all(text, args![article, POSTS]).await?)
    }

    /// Counts the articles that came to each story the reader follows since the last look at it, a hundred at most; by the id
    /// under which it is followed. A story that was never looked at is left out.
    pub async fn new_in_followed_stories(&self, reader: ReaderId) -> Result<HashMap<String, i64>> {
        let text = "select f.subject, (select count(*) from (
                select l.article_id from placement l where l.story_id = k.story_id
                order by l.published_us desc, l.article_id desc {limit $2}) as n where n.article_id > k.seen_article)
            from follow f cross join story s cross join story_look k
            where f.reader_id = $1 and f.kind = 'story'
                and s.id = case when f.kind = 'story' then cast(f.subject as bigint) end
                and k.reader_id = f.reader_id and k.story_id = coalesce(s.redirect_to, s.id)";
        let rows = self.all(text, args![reader, ARTICLES]).await?;
        let counts: Vec<(String, i64)> = read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?;
        Ok(counts.into_iter().filter(|(_, new)| *new > 0).collect())
    }

    /// Tells when the reader last looked at each of some stories; those never looked at are left out.
    pub async fn last_looks(&self, reader: ReaderId, stories: &[StoryId]) -> Result<HashMap<StoryId, Timestamp>> {
        let text = "select story_id, seen_us from story_look where reader_id = $1 and story_id in {list $2}";
        let rows = self.all(text, args![reader, list(stories)]).await?;
        Ok(read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?.into_iter().collect())
    }

    /// Forgets looks of before a moment; tells how many.
    pub async fn trim_story_looks(&self, before: Timestamp) -> Result<u64> {
        self.run("delete from story_look where seen_us < $1", args![before]).await
    }

    /// The last look at a story, or at one that has merged into it.
    async fn looks(&self, reader: ReaderId, story: StoryId) -> Result<Option<Looks>> {
        let text = "select story_id, seen_us, seen_article, seen_post, looked_us, looked_article, looked_post
            from story_look where reader_id = $1
            and story_id in (select cast($2 as bigint) union all select id from story where redirect_to = $2)";
        let looks = read_all(&self.all(text, args![reader, story]).await?, Looks::read)?;
        Ok(looks.into_iter().max_by_key(|looks| looks.seen.at))
    }
}

impl StoryLook {
    /// What those see who look at these articles and posts.
    pub fn of(cards: &[ArticleCard], posts: &[PostId], at: Timestamp) -> Self {
        let article = cards.iter().map(|card| card.id).max().unwrap_or(ArticleId(0));
        Self { at, article, post: posts.iter().copied().max().unwrap_or(PostId(0)) }
    }
}

#[derive(Clone, Copy)]
struct Looks {
    story: StoryId,
    seen: StoryLook,
    looked: Option<StoryLook>,
}

impl Looks {
    fn read(fields: &mut Fields) -> Result<Self> {
        let story = fields.next()?;
        let seen = StoryLook { at: fields.next()?, article: fields.next()?, post: fields.next()? };
        let looked: (Option<i64>, Option<i64>, Option<i64>) = (fields.next()?, fields.next()?, fields.next()?);
        let looked = match looked {
            (Some(at), Some(article), Some(post)) => {
                Some(StoryLook { at: Timestamp(at), article: ArticleId(article), post: PostId(post) })
            }
            _ => None,
        };
        Ok(Self { story, seen, looked })
    }

    /// The look of the visit before the one that is going on, or begins.
    fn before(self, now: Timestamp) -> Option<StoryLook> {
        if now.since_us(self.seen.at) > VISIT_US { Some(self.seen) } else { self.looked }
    }
}
