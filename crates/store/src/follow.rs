//! What readers follow for themselves: stories, hashtags, people, places, publishers, searches.

use crate::read::{ArticleCard, ArticleCursor};
use crate::sql::{Fields, args, read_all};
use crate::{Result, Store, StoreError};
use news::{ArticleId, ReaderId, Timestamp};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A reader follows no more: the page of what is followed asks for each.
pub const FOLLOWS_MAX: i64 = 200;

/// What can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FollowKind {
    Story,
    Hashtag,
    Person,
    /// Its subject is a key of the gazetteer.
    Place,
    Publisher,
    /// Its subject is a question as typed. What answers it is for the index to say.
    Search,
}

impl FollowKind {
    pub const ALL: [Self; 6] = [Self::Story, Self::Hashtag, Self::Person, Self::Place, Self::Publisher, Self::Search];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Hashtag => "hashtag",
            Self::Person => "person",
            Self::Place => "place",
            Self::Publisher => "publisher",
            Self::Search => "search",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Something that a reader follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    pub kind: FollowKind,
    /// Its key, as in addresses; of a story its id.
    pub subject: String,
    /// As it was called when following began.
    pub label: String,
    pub since: Timestamp,
}

/// An article of something followed, with the places of what brought it in the list of follows.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowedArticle {
    pub card: ArticleCard,
    pub brought_by: Vec<usize>,
}

impl Store {
    /// Lets a reader follow something. `Conflict` when the reader follows [`FOLLOWS_MAX`] things already.
    pub async fn begin_following(&self, reader: ReaderId, follow: &Follow) -> Result<()> {
        let mut write = self.write().await?;
        let text = "select count(*) from follow where reader_id = $1";
        let row = write.optional(text, args![reader]).await?.ok_or(StoreError::NotFound)?;
        if Fields::of(&row).next::<i64>()? >= FOLLOWS_MAX {
            return Err(StoreError::Conflict(format!("{FOLLOWS_MAX} follows")));
        }
        let text = "insert into follow (reader_id, kind, subject, label, since_us) values ($1, $2, $3, $4, $5)
            on conflict (reader_id, kind, subject) do nothing";
        let arguments =
            args![reader, follow.kind.as_str(), follow.subject.as_str(), follow.label.as_str(), follow.since];
        write.run(text, arguments).await?;
        write.commit(follow.since).await
    }

    /// Lets a reader follow something no more.
    pub async fn end_following(&self, reader: ReaderId, kind: FollowKind, subject: &str) -> Result<()> {
        let text = "delete from follow where reader_id = $1 and kind = $2 and subject = $3";
        self.run(text, args![reader, kind.as_str(), subject]).await?;
        Ok(())
    }

    /// Tells whether a reader follows something.
    pub async fn is_following(&self, reader: ReaderId, kind: FollowKind, subject: &str) -> Result<bool> {
        let text = "select since_us from follow where reader_id = $1 and kind = $2 and subject = $3";
        Ok(self.optional(text, args![reader, kind.as_str(), subject]).await?.is_some())
    }

    /// Lists what a reader follows, by kind and key.
    pub async fn follows(&self, reader: ReaderId) -> Result<Vec<Follow>> {
        let text = "select kind, subject, label, since_us from follow where reader_id = $1 order by kind, subject";
        read_all(&self.all(text, args![reader]).await?, |fields| {
            let kind = fields.next::<String>()?;
            let kind =
                FollowKind::parse(&kind).ok_or_else(|| StoreError::Damaged(format!("a follow of a {kind:?}")))?;
            Ok(Follow { kind, subject: fields.next()?, label: fields.next()?, since: fields.next()? })
        })
    }

    /// Lists the newest articles of what a reader follows, each once. `follows` is all that the reader follows, from
    /// [`Store::follows`], and `found` what its searches have found behind `after`: the place of the search among the
    /// follows, and the article. Reads `limit` index entries of each at most.
    pub async fn followed_articles(
        &self,
        reader: ReaderId,
        follows: &[Follow],
        found: &[(usize, Timestamp, ArticleId)],
        after: Option<ArticleCursor>,
        limit: i64,
    ) -> Result<Vec<FollowedArticle>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let mut brought: BTreeMap<Reverse<(Timestamp, ArticleId)>, Vec<usize>> = BTreeMap::new();
        for &(by, published, article) in found {
            brought.entry(Reverse((published, article))).or_default().push(by);
        }
        for kind in FollowKind::ALL {
            let Some(newest) = newest_of(kind) else { continue };
            if !follows.iter().any(|follow| follow.kind == kind) {
                continue;
            }
            let arguments = args![reader, after.published, after.id, limit];
            for row in self.all(newest, arguments).await? {
                let mut fields = Fields::of(&row);
                let subject: String = fields.next()?;
                let by = follows.iter().position(|follow| follow.kind == kind && follow.subject == subject);
                for (published_us, article) in fields.json::<Vec<(i64, ArticleId)>>()? {
                    brought.entry(Reverse((Timestamp(published_us), article))).or_default().extend(by);
                }
            }
        }
        let newest: Vec<(ArticleId, Vec<usize>)> =
            brought.into_iter().take(limit.max(0) as usize).map(|(Reverse((_, id)), by)| (id, by)).collect();
        let mut cards = self.cards(&newest.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
        let finish = |(id, brought_by)| Some(FollowedArticle { card: cards.remove(&id)?, brought_by });
        Ok(newest.into_iter().filter_map(finish).collect())
    }
}

/// A row for each followed thing of a kind: its subject, and the newest articles of it, each found by an index. None
/// for what this store cannot find.
fn newest_of(kind: FollowKind) -> Option<&'static str> {
    Some(match kind {
        FollowKind::Search => return None,
        // A story that has merged is followed where it went.
        FollowKind::Story => {
            "select f.subject, (select {rows n.published_us, n.article_id} from (
                select l.published_us, l.article_id from placement l where l.story_id = coalesce(s.redirect_to, s.id)
                and (l.published_us, l.article_id) < ($2, $3)
                order by l.published_us desc, l.article_id desc {limit $4}) as n)
             from follow f cross join story s
             where f.reader_id = $1 and f.kind = 'story'
                and s.id = case when f.kind = 'story' then cast(f.subject as bigint) end"
        }
        FollowKind::Hashtag => {
            "select f.subject, (select {rows n.published_us, n.article_id} from (
                select l.published_us, l.article_id from article_hashtag l where l.hashtag_id = h.id
                and (l.published_us, l.article_id) < ($2, $3)
                order by l.published_us desc, l.article_id desc {limit $4}) as n)
             from follow f cross join hashtag h where f.reader_id = $1 and f.kind = 'hashtag' and h.key = f.subject"
        }
        FollowKind::Person => {
            "select f.subject, (select {rows n.published_us, n.article_id} from (
                select l.published_us, l.article_id from speaker_article l where l.speaker = f.subject
                and (l.published_us, l.article_id) < ($2, $3)
                order by l.published_us desc, l.article_id desc {limit $4}) as n)
             from follow f where f.reader_id = $1 and f.kind = 'person'"
        }
        FollowKind::Place => {
            "select f.subject, (select {rows n.published_us, n.article_id} from (
                select l.published_us, l.article_id from place_article l where l.place = f.subject
                and (l.published_us, l.article_id) < ($2, $3)
                order by l.published_us desc, l.article_id desc {limit $4}) as n)
             from follow f where f.reader_id = $1 and f.kind = 'place'"
        }
        FollowKind::Publisher => {
            "select f.subject, (select {rows n.published_us, n.id} from (
                select a.published_us, a.id from article a where a.publisher_id = p.id
                and (a.published_us, a.id) < ($2, $3)
                order by a.published_us desc, a.id desc {limit $4}) as n)
             from follow f cross join publisher p where f.reader_id = $1 and f.kind = 'publisher' and p.key = f.subject"
        }
    })
}
