//! The posts of a live blog, in pages: as they stand, what is left of removed ones, and what changed ones said before.

use super::article::excerpt;
use super::{BAD_CURSOR, id};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::{Frame, LangMark, Markup};
use crate::time_words::When;
use crate::tongue::Tongue;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use news::{ArticleId, Block, Lang, PostId, Timestamp, html};
use serde::Deserialize;
use std::cmp::Reverse;
use store::{ArticleCard, PostPage, PostRevision, PostRow, RemovedPost};

const POSTS: i64 = 30;

/// One post of a live blog.
pub struct PostView {
    pub id: PostId,
    pub title: String,
    pub author: Option<String>,
    pub when: Option<When>,
    /// The word for it, when it was changed after it was posted.
    pub changed: Option<&'static str>,
    /// Where one reads what it said before.
    pub versions: Option<String>,
    pub lang: LangMark,
    pub body: Option<Markup>,
    /// Its publisher removed it: of all else only the time is left.
    pub is_gone: bool,
}

#[derive(Deserialize)]
pub struct PostPaging {
    before: Option<String>,
}

/// Lists a page of a live blog's posts, and where older ones go on.
pub async fn posts_of(
    site: &Site,
    visit: &Visit,
    blog: &ArticleCard,
    paging: &PostPaging,
) -> Result<(Vec<PostView>, Option<String>), PageError> {
    let page = match paging.before.as_deref() {
        None | Some("") => PostPage::Latest,
        Some(text) => PostPage::Before(text.parse().map_err(|_| BAD_CURSOR)?),
    };
    let mut rows = site.store.posts(blog.id, page, POSTS + 1).await?;
    let older = super::cut(&mut rows, POSTS, PostRow::cursor);
    let until = match page {
        PostPage::Before(at) | PostPage::After(at) => at.published,
        PostPage::Latest => Timestamp(i64::MAX),
    };
    // Further down than the last post of the page, traces are for the next page.
    let from = older.as_ref().and(rows.last()).and_then(|row| row.post.published).unwrap_or(Timestamp(0));
    let gone = site.store.removed_posts(blog.id, from, until, POSTS).await?;
    let mut posts = post_views(site, visit, blog.id, rows, blog.lang);
    posts.extend(gone.into_iter().map(|gone| trace(visit, gone)));
    posts.sort_by_key(|post| Reverse(post.when.as_ref().map(|when| when.at)));
    Ok((posts, older))
}

/// What is left of a post that its publisher removed.
fn trace(visit: &Visit, gone: RemovedPost) -> PostView {
    PostView {
        id: gone.id,
        title: String::new(),
        author: None,
        when: Some(visit.clock().when(gone.published)),
        changed: None,
        versions: None,
        lang: LangMark::of(visit.tongue.lang(), visit.tongue),
        body: None,
        is_gone: true,
    }
}

fn post_views(site: &Site, visit: &Visit, blog: ArticleId, rows: Vec<PostRow>, lang: Lang) -> Vec<PostView> {
    let views = rows.into_iter().map(|row| {
        let post = row.post;
        let is_later = |(modified, published): (Timestamp, Timestamp)| modified.since_us(published) > Timestamp::MINUTE;
        let is_changed = row.revision_count > 0 || post.modified.zip(post.published).is_some_and(is_later);
        PostView {
            id: row.id,
            title: post.title,
            author: post.author,
            when: post.published.map(|at| visit.clock().when(at)),
            changed: is_changed.then(|| visit.tongue.card_updated()),
            versions: (row.revision_count > 0).then(|| format!("/article/{blog}/posts/{}", row.id)),
            lang: LangMark::of(lang, visit.tongue),
            body: body_of(site, visit, post.body),
            is_gone: false,
        }
    });
    views.collect()
}

/// What a visitor reads of a post.
fn body_of(site: &Site, visit: &Visit, body: Vec<Block>) -> Option<Markup> {
    let body = html::render(&if visit.reads_whole_texts(site) { body } else { excerpt(body) }, |_| None);
    Some(body).filter(|body| !body.as_str().is_empty()).map(Markup::from)
}

#[derive(Template)]
#[template(path = "post_versions.html")]
struct PostVersions {
    frame: Frame,
    article: Card,
    post: PostView,
    versions: Vec<VersionView>,
}

/// What a post said until a moment.
struct VersionView {
    until: When,
    title: String,
    body: Option<Markup>,
}

/// What a post says, and what it said before.
pub async fn post_versions(
    State(site): State<Site>,
    visit: Visit,
    Path((article, post)): Path<(String, String)>,
) -> Response {
    let make = async {
        let (article, post): (ArticleId, PostId) = (id(&article)?, id(&post)?);
        let card = site.store.articles_by_ids(&[article]).await?.pop().ok_or(PageError::NotFound)?;
        let mut found = site.store.posts_by_ids(&[post]).await?;
        found.retain(|(blog, _)| *blog == article);
        let rows: Vec<PostRow> = found.into_iter().map(|(_, row)| row).collect();
        let lang = card.lang;
        let shown = post_views(&site, &visit, article, rows, lang).pop().ok_or(PageError::NotFound)?;
        let view = |before: PostRevision| VersionView {
            until: visit.clock().when(before.at),
            title: before.title,
            body: body_of(&site, &visit, before.body),
        };
        let versions = site.store.post_revisions(post).await?.into_iter().map(view).collect();
        let path = format!("/article/{article}/posts/{post}");
        let frame = Frame::new(&site, &visit, visit.tongue.article_post_versions(), path).hidden_from_robots();
        Ok(PostVersions { frame, article: Card::new(card, visit.clock()), post: shown, versions }.render()?)
    };
    answer::page(&site, &visit, make).await
}

#[derive(Template)]
#[template(path = "posts.html")]
struct NewPosts {
    tongue: Tongue,
    posts: Vec<PostView>,
}

/// Which posts a page that shows some asks for. It also names the outbox position it has heard of, so that no answer
/// kept from before is taken for it.
#[derive(Deserialize)]
pub struct WatchedPosts {
    /// Ids of changed posts that may not be among the newest, parted by commas.
    #[serde(default)]
    also: String,
}

/// The newest posts alone, for the script that watches a live blog: it puts in what it does not show yet.
pub async fn new_posts(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Query(watched): Query<WatchedPosts>,
) -> Response {
    let make = async {
        let article: ArticleId = id(&article)?;
        let card = site.store.articles_by_ids(&[article]).await?.pop().ok_or(PageError::NotFound)?;
        let mut rows = site.store.posts(article, PostPage::Latest, POSTS).await?;
        let is_missing = |id: &PostId| rows.iter().all(|row| row.id != *id);
        let also = watched.also.split(',').filter_map(|id| id.parse().ok().map(PostId)).filter(is_missing);
        let also: Vec<PostId> = also.take(POSTS as usize).collect();
        let mut gone = Vec::new();
        if !also.is_empty() {
            let older = site.store.posts_by_ids(&also).await?;
            rows.extend(older.into_iter().filter(|(blog, _)| *blog == article).map(|(_, row)| row));
            gone = site.store.removed_posts_by_ids(&also).await?;
            gone.retain(|(blog, _)| *blog == article);
        }
        let mut posts = post_views(&site, &visit, article, rows, card.lang);
        posts.extend(gone.into_iter().map(|(_, gone)| trace(&visit, gone)));
        Ok(NewPosts { tongue: visit.tongue, posts }.render()?)
    };
    answer::page(&site, &visit, make).await
}
