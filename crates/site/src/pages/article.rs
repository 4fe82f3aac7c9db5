//! An article: the publisher's words where the policy allows, the beginning and the way there otherwise.

use super::place::{self, PlaceLink};
use super::publisher::is_web_address;
use super::written::Panel;
use super::{BAD_CURSOR, id};
use crate::answer::{self, PageError, Visit};
use crate::cards::{Card, Telling};
use crate::discussion::Discussion;
use crate::frame::{Frame, LangMark, Markup};
use crate::time_words::{ExactTime, When, duration_words, machine};
use crate::tongue::Tongue;
use crate::written::About;
use crate::{Site, hiding, reading, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use news::{Access, ArticleId, Block, MediaKind, PostId, Subject, Timestamp, html};
use serde::Deserialize;
use serde_json::json;
use std::cmp::Reverse;
use store::{ArticleView, ArticleWithNeighbours, HashtagRef, PostPage, PostRevision, PostRow, RemovedPost, StoryBrief};

const RELATED: usize = 8;
const SAME_STORY: usize = 5;
const POSTS: i64 = 30;
/// An article of fewer characters is read as quickly as a summary of it.
const LONG_CHARS: usize = 1200;
/// Those who may not read the whole text get its first paragraphs up to about this many characters.
const EXCERPT_CHARS: usize = 400;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    frame: Frame,
    card: Card,
    standfirst: String,
    byline: Option<Markup>,
    published: ExactTime,
    modified: Option<When>,
    revision_count: i64,
    access_notice: Option<String>,
    body: Option<Markup>,
    media: Vec<MediaView>,
    outward: Option<String>,
    outward_words: String,
    posts: Vec<PostView>,
    older_posts: Option<String>,
    hashtags: Vec<HashtagRef>,
    places: Vec<PlaceLink>,
    story: Option<StoryBrief>,
    same_story: Vec<Telling>,
    related: Vec<RelatedView>,
    discussion: Discussion,
    /// It is long enough, and the visitor may read all of it.
    can_be_short: bool,
    /// What a model may be asked.
    panel: Option<Panel>,
    /// It was fetched before the reader wanted to see it: the script tells when it is shown.
    is_ahead: bool,
    /// For the signed-in reader's buttons.
    form_token: Option<String>,
}

struct MediaView {
    kind: &'static str,
    duration: Option<String>,
    caption: String,
}

struct RelatedView {
    card: Card,
    why: String,
}

/// One post of a live blog.
struct PostView {
    id: PostId,
    title: String,
    author: Option<String>,
    when: Option<When>,
    /// The word for it, when it was changed after it was posted.
    changed: Option<&'static str>,
    /// Where one reads what it said before.
    versions: Option<String>,
    lang: LangMark,
    body: Option<Markup>,
    /// Its publisher removed it: of all else only the time is left.
    is_gone: bool,
}

#[derive(Deserialize)]
pub struct PostPaging {
    before: Option<String>,
}

pub async fn show(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Query(paging): Query<PostPaging>,
) -> Response {
    answer::page(&site, &visit, make(&site, &visit, &article, &paging)).await
}

async fn make(site: &Site, visit: &Visit, article: &str, paging: &PostPaging) -> Result<String, PageError> {
    let article: ArticleId = id(article)?;
    let position = site.live.position();
    let mut found = site.store.article_with_neighbours(article, SAME_STORY, RELATED).await?;
    let (posts, older_posts) = if found.view.card.is_live_blog {
        posts_of(site, visit, &found.view, paging).await?
    } else {
        (Vec::new(), None)
    };
    let card = &found.view.card;
    let mut frame = Frame::new(site, visit, &card.title, format!("/article/{}", card.id)).described(&card.standfirst);
    (frame.kind, frame.position) = ("article", position);
    let subject = Subject::Article(article);
    let discussion = Discussion::begin(site, visit, &mut frame, subject, card.comment_count).await?;
    hiding::leave_out(site, visit, &mut found.related, |related| &related.card).await?;
    let panel = Panel::of(site, visit, About::Article(article), card.lang, card.published).await?;
    let mut page = article_page(site, visit, found, frame, discussion);
    page.panel = panel;
    note_read(site, visit, &mut page.card).await?;
    (page.posts, page.older_posts) = (posts, older_posts);
    Ok(page.render()?)
}

fn article_page(
    site: &Site,
    visit: &Visit,
    found: ArticleWithNeighbours,
    frame: Frame,
    discussion: Discussion,
) -> ArticlePage {
    let ArticleWithNeighbours { view, same_story, related } = found;
    let frame = Frame { data: Some(described(&frame, &view)), ..frame };
    let ArticleView { card, article, revision_count, hashtags, mentions, story, .. } = view;
    let places = place::links(&article, &mentions, LangMark::of(card.lang, visit.tongue), visit.tongue);
    let reads_all = visit.reads_whole_texts(site);
    let chars = body_chars(&article.body);
    let text_is_whole = reads_all || chars <= EXCERPT_CHARS;
    let can_be_short = reads_all && (card.is_live_blog || chars >= LONG_CHARS);
    let body = if reads_all { article.body } else { excerpt(article.body) };
    let body = html::render(&body, |_| None);
    let say = visit.tongue;
    let outward_words = match (card.is_live_blog, text_is_whole) {
        (true, _) => say.article_follow_at(&card.publisher.name),
        (false, true) => say.article_see_at(&card.publisher.name),
        (false, false) => say.article_whole_at(&card.publisher.name),
    };
    let story = story.filter(|story| story.article_count > 1);
    let authors = article.authors.iter().map(|author| match &author.place {
        Some(place) => say.author_in(Markup::strong(&author.name), place),
        None => Markup::strong(&author.name),
    });
    let authors: Vec<Markup> = authors.collect();
    let byline = (!authors.is_empty()).then(|| say.article_by(Markup::list(&authors, say)));
    // A picture's caption stands in the body; a list of pictures that are not shown would say it twice.
    let films = article.media.into_iter().filter(|media| media.kind != MediaKind::Image);
    let media = films.map(|media| MediaView {
        kind: words::media(media.kind)(say),
        duration: media.duration_s.map(duration_words),
        caption: media.caption,
    });
    let related = related.into_iter().map(|related| RelatedView {
        why: words::also_about(&related.shared, say),
        card: Card::new(related.card, visit.clock()),
    });
    ArticlePage {
        standfirst: article.standfirst,
        byline,
        published: visit.clock().exact(card.published),
        modified: article.modified.map(|at| visit.clock().when(at)),
        revision_count,
        access_notice: words::access_notice(card.access, &card.publisher.name, say),
        body: Some(body).filter(|body| !body.as_str().is_empty()).map(Markup::from),
        // A caption without a running time says the same as the picture's place in the text.
        media: media.filter(|media| media.duration.is_some() || !media.caption.is_empty()).collect(),
        outward: Some(card.url.clone()).filter(|url| is_web_address(url)),
        outward_words,
        posts: Vec::new(),
        older_posts: None,
        hashtags,
        places,
        story,
        same_story: Telling::list(same_story, visit.clock()),
        related: related.collect(),
        card: Card::new(card, visit.clock()),
        is_ahead: visit.reader.is_some() && visit.only_looks_ahead(),
        discussion,
        can_be_short,
        panel: None,
        form_token: frame.reader.as_ref().map(|reader| reader.token.clone()),
        frame,
    }
}

/// The article as search engines read it (schema.org): whose it is, and where it stands.
fn described(frame: &Frame, view: &ArticleView) -> Markup {
    let ArticleView { card, article, .. } = view;
    let authors = article.authors.iter().map(|author| json!({ "@type": "Person", "name": author.name }));
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": if card.is_live_blog { "LiveBlogPosting" } else { "NewsArticle" },
        "url": frame.canonical(),
        "headline": card.title,
        "datePublished": machine(card.published),
        "author": authors.collect::<Vec<_>>(),
        "publisher": { "@type": "NewsMediaOrganization", "name": card.publisher.name },
        "isBasedOn": card.url,
    });
    if let Some(modified) = article.modified {
        data["dateModified"] = machine(modified).into();
    }
    if !card.lang.is_unknown() {
        data["inLanguage"] = card.lang.as_str().into();
    }
    if matches!(card.access, Access::Free | Access::Subscribers) {
        data["isAccessibleForFree"] = (card.access == Access::Free).into();
    }
    Markup::data(&data)
}

/// Shows what the reader did with the article, which is read now that it is opened: unless the browser only looks ahead.
async fn note_read(site: &Site, visit: &Visit, card: &mut Card) -> Result<(), PageError> {
    let Some(reader) = &visit.reader else { return Ok(()) };
    reading::mark(site, visit, std::iter::once(&mut *card)).await?;
    if !visit.only_looks_ahead() {
        site.store.mark_read(reader.id, &[card.id], visit.now).await?;
        card.state.is_read = true;
    }
    Ok(())
}

fn body_chars(body: &[Block]) -> usize {
    news::article::text_of(body).chars().count()
}

/// The first paragraphs, up to about [`EXCERPT_CHARS`]; a first paragraph longer than that is cut between words.
fn excerpt(body: Vec<Block>) -> Vec<Block> {
    let mut kept = Vec::new();
    let mut room = EXCERPT_CHARS;
    for block in body {
        let Block::Paragraph(mut text) = block else { continue };
        let chars = text.text.chars().count();
        if chars <= room {
            room -= chars;
            kept.push(Block::Paragraph(text));
            continue;
        }
        if kept.is_empty() {
            let end = text.text.char_indices().nth(room).map_or(text.text.len(), |(at, _)| at);
            let end = text.text[..end].rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
            text.text.truncate(end);
            text.marks.retain(|mark| mark.end as usize <= end);
            text.text.push_str(" …");
            kept.push(Block::Paragraph(text));
        }
        break;
    }
    kept
}

async fn posts_of(
    site: &Site,
    visit: &Visit,
    view: &ArticleView,
    paging: &PostPaging,
) -> Result<(Vec<PostView>, Option<String>), PageError> {
    let page = match paging.before.as_deref() {
        None | Some("") => PostPage::Latest,
        Some(text) => PostPage::Before(text.parse().map_err(|_| BAD_CURSOR)?),
    };
    let mut rows = site.store.posts(view.card.id, page, POSTS + 1).await?;
    let older = super::cut(&mut rows, POSTS, PostRow::cursor);
    let until = match page {
        PostPage::Before(at) | PostPage::After(at) => at.published,
        PostPage::Latest => Timestamp(i64::MAX),
    };
    // Further down than the last post of the page, traces are for the next page.
    let from = older.as_ref().and(rows.last()).and_then(|row| row.post.published).unwrap_or(Timestamp(0));
    let gone = site.store.removed_posts(view.card.id, from, until, POSTS).await?;
    let mut posts = post_views(site, visit, view.card.id, rows, view.card.lang);
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

fn post_views(site: &Site, visit: &Visit, blog: ArticleId, rows: Vec<PostRow>, lang: news::Lang) -> Vec<PostView> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use news::RichText;

    #[test]
    fn an_excerpt_is_the_beginning_of_the_text() {
        let check = |body: &[&str], expected: &[usize]| {
            let body = body.iter().map(|text| Block::Paragraph(RichText::plain(*text))).collect();
            let chars = |block: &Block| body_chars(std::slice::from_ref(block));
            assert_eq!(excerpt(body).iter().map(chars).collect::<Vec<_>>(), expected);
        };
        let long = "word ".repeat(200);
        check(&[], &[]);
        check(&["one", "two"], &[3, 3]);
        check(&[&long], &[401]);
        check(&["one", &long, "three"], &[3]);
    }
}
