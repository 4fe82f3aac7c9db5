//! An article: the publisher's words where the policy allows, the beginning and the way there otherwise.

use super::id;
use super::place::{self, PlaceLink};
use super::posts::{self, PostPaging, PostView};
use super::publisher::is_web_address;
use super::written::Panel;
use crate::answer::{self, PageError, Visit};
use crate::cards::{Card, Telling};
use crate::discussion::Discussion;
use crate::frame::{Frame, LangMark, Markup};
use crate::time_words::{ExactTime, When, duration_words, machine};
use crate::written::About;
use crate::{Site, hiding, reading, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use news::{Access, ArticleId, Block, MediaKind, Subject, html};
use serde_json::json;
use store::{ArticleView, ArticleWithNeighbours, HashtagRef, StoryBrief};

const RELATED: usize = 8;
const SAME_STORY: usize = 5;
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
        posts::posts_of(site, visit, &found.view.card, paging).await?
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
pub fn excerpt(body: Vec<Block>) -> Vec<Block> {
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
