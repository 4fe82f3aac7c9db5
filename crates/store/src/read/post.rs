//! A live blog's posts, in pages.

use crate::item::read_post;
use crate::pack::unpack;
use crate::sql::{Fields, args, first_column, list, read_all};
use crate::{Result, Store, StoreError};
use news::{Article, ArticleId, Block, Post, PostId, Timestamp};
use std::fmt;
use std::str::FromStr;

/// A post with its id.
#[derive(Clone, Debug, PartialEq)]
pub struct PostRow {
    pub id: PostId,
    pub post: Post,
    /// How many earlier versions are kept of it.
    pub revision_count: i64,
}

/// What a post said before it was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct PostRevision {
    /// When it was replaced.
    pub at: Timestamp,
    pub title: String,
    pub body: Vec<Block>,
}

/// A post that its page shows no more: the trace of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedPost {
    pub id: PostId,
    pub published: Timestamp,
    /// When that was found.
    pub removed: Timestamp,
}

/// What an article says, and the posts of a live blog, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct TextAndPosts {
    pub article: ArticleId,
    pub text: String,
    pub posts: Vec<PostRow>,
}

impl PostRow {
    /// Where a page that ends (or begins) with this post goes on.
    pub fn cursor(&self) -> PostCursor {
        PostCursor { published: self.post.published.unwrap_or_default(), id: self.id }
    }
}

/// A place in a live blog. As text, it stands in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostCursor {
    pub published: Timestamp,
    pub id: PostId,
}

impl fmt::Display for PostCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.published.0, self.id)
    }
}

impl FromStr for PostCursor {
    type Err = StoreError;

    /// `NotFound` when the text is no cursor.
    fn from_str(text: &str) -> Result<Self> {
        let (published, id) = text.split_once('_').ok_or(StoreError::NotFound)?;
        match (published.parse(), id.parse()) {
            (Ok(published), Ok(id)) => Ok(Self { published: Timestamp(published), id }),
            _ => Err(StoreError::NotFound),
        }
    }
}

/// Which posts a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PostPage {
    #[default]
    Latest,
    /// Older than this one.
    Before(PostCursor),
    /// The first ones newer than this one.
    After(PostCursor),
}

impl Store {
    /// Lists a live blog's posts, newest first on every page; without the removed ones.
    pub async fn posts(&self, article: ArticleId, page: PostPage, limit: i64) -> Result<Vec<PostRow>> {
        let older = "select id, key, title, published_us, modified_us, author, url, body, revision_count
            from post where article_id = $1 and removed_us is null and (published_us, id) < ($2, $3) order by published_us desc, id desc {limit $4}";
        let newer = "select id, key, title, published_us, modified_us, author, url, body, revision_count
            from post where article_id = $1 and removed_us is null and (published_us, id) > ($2, $3) order by published_us, id {limit $4}";
        let start = PostCursor { published: Timestamp(i64::MAX), id: PostId(i64::MAX) };
        let (text, at) = match page {
            PostPage::Latest => (older, start),
            PostPage::Before(at) => (older, at),
            PostPage::After(at) => (newer, at),
        };
        let rows = self.all(text, args![article, at.published, at.id, limit]).await?;
        let mut posts = read_all(&rows, read_row)?;
        if matches!(page, PostPage::After(_)) {
            posts.reverse();
        }
        Ok(posts)
    }

    /// Reads articles' own texts as [`Article::text`] gives them, with the newest posts of live blogs; those that are gone
    /// are left out.
    pub async fn texts_and_posts(&self, ids: &[ArticleId]) -> Result<Vec<TextAndPosts>> {
        let text = "select b.article_id, b.body, a.is_live_blog from article_body b cross join article a
            where b.article_id in {list $1} and a.id = b.article_id";
        let rows = read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            let (article, body): (ArticleId, Vec<u8>) = (fields.next()?, fields.next()?);
            let mut whole = Article::default();
            unpack(&body)?.fill(&mut whole);
            Ok((article, whole.text(), fields.next::<bool>()?))
        })?;
        let mut texts = Vec::with_capacity(rows.len());
        for (article, text, is_live) in rows {
            let posts = if is_live { self.posts(article, PostPage::Latest, POSTS_TO_READ).await? } else { Vec::new() };
            texts.push(TextAndPosts { article, text, posts });
        }
        Ok(texts)
    }

    /// Counts how often these articles were changed in all.
    pub async fn revisions_of(&self, ids: &[ArticleId]) -> Result<i64> {
        let text = "select cast(coalesce(sum(revision_count), 0) as bigint) from article where id in {list $1}";
        Fields::of(&self.one(text, args![list(ids)]).await?).next()
    }

    /// Lists posts by id, newest first, with the live blog of each: for those who follow the outbox. Removed ones are left
    /// out.
    pub async fn posts_by_ids(&self, ids: &[PostId]) -> Result<Vec<(ArticleId, PostRow)>> {
        let text = "select article_id, id, key, title, published_us, modified_us, author, url, body, revision_count
            from post where id in {list $1} and removed_us is null order by published_us desc, id desc";
        let rows = self.all(text, args![list(ids)]).await?;
        read_all(&rows, |fields| Ok((fields.next()?, read_row(fields)?)))
    }

    /// Finds the traces of removed posts by id, with the live blog of each; others are left out.
    pub async fn removed_posts_by_ids(&self, ids: &[PostId]) -> Result<Vec<(ArticleId, RemovedPost)>> {
        let text = "select article_id, id, published_us, removed_us from post
            where id in {list $1} and removed_us is not null order by published_us desc, id desc";
        read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            let article = fields.next()?;
            Ok((article, RemovedPost { id: fields.next()?, published: fields.next()?, removed: fields.next()? }))
        })
    }

    /// Lists what a post said before, newest version first; at most twenty.
    pub async fn post_revisions(&self, post: PostId) -> Result<Vec<PostRevision>> {
        let text = "select at_us, title, body from post_revision where post_id = $1 order by id desc";
        read_all(&self.all(text, args![post]).await?, |fields| {
            let (at, title) = (fields.next()?, fields.next()?);
            Ok(PostRevision { at, title, body: unpack(&fields.next::<Vec<u8>>()?)?.body })
        })
    }

    /// Lists the traces of a live blog's removed posts that were published from one moment to another, newest first.
    pub async fn removed_posts(
        &self,
        article: ArticleId,
        from: Timestamp,
        to: Timestamp,
        limit: i64,
    ) -> Result<Vec<RemovedPost>> {
        let text = "select id, published_us, removed_us from post
            where article_id = $1 and removed_us is not null and published_us >= $2 and published_us <= $3
            order by published_us desc, id desc {limit $4}";
        read_all(&self.all(text, args![article, from, to, limit]).await?, |fields| {
            Ok(RemovedPost { id: fields.next()?, published: fields.next()?, removed: fields.next()? })
        })
    }

    /// Tells which live blogs these posts belong to, by id.
    pub async fn live_blogs_of(&self, posts: &[PostId]) -> Result<Vec<ArticleId>> {
        let text = "select distinct article_id from post where id in {list $1} order by article_id";
        first_column(&self.all(text, args![list(posts)]).await?)
    }

    /// Adds the words of live blogs' newest posts to their texts; other articles stay as they are.
    pub(crate) async fn add_posts(&self, texts: &mut [(ArticleId, &mut String)]) -> Result<()> {
        for (article, text) in texts {
            let rows = self.all(SELECT_WORDS, args![*article, WORDS_OF_POSTS]).await?;
            for (title, body) in read_all(&rows, |fields| Ok((fields.next()?, fields.next::<Vec<u8>>()?)))? {
                let body = news::article::text_of(&unpack(&body)?.body);
                for part in [title, body] {
                    if !part.is_empty() {
                        text.push_str("\n\n");
                        text.push_str(&part);
                    }
                }
            }
        }
        Ok(())
    }
}

/// So many posts of a live blog are read for what happened.
const POSTS_TO_READ: i64 = 300;
/// So many posts of a live blog are searched: those of a day or two.
const WORDS_OF_POSTS: i64 = 1_000;
const SELECT_WORDS: &str = "select title, body from post where article_id = $1 and removed_us is null
        order by published_us desc, id desc {limit $2}";

fn read_row(fields: &mut Fields) -> Result<PostRow> {
    let (id, post) = read_post(fields)?;
    Ok(PostRow { id, post, revision_count: fields.next()? })
}
