//! What came before a story, or an article.

use super::{Asked, id};
use crate::answer::{self, PageError};
use crate::background::{self, Earlier};
use crate::frame::{Frame, LangMark};
use askama::Template;
use axum::response::Response;
use news::{ArticleId, StoryId};
use store::Found;

const HASHTAGS: usize = 6;

#[derive(Template)]
#[template(path = "background.html")]
struct BackgroundPage {
    frame: Frame,
    /// Of what it is the background.
    headline: String,
    lang: LangMark,
    href: String,
    earlier: Vec<Earlier>,
}

pub async fn of_story(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make_of_story(&asked)).await
}

async fn make_of_story(Asked { site, visit, key, .. }: &Asked) -> Result<String, PageError> {
    let story: StoryId = id(key)?;
    let card = match site.store.story(story).await? {
        Found::Here(card) => card,
        Found::Moved(target) => return Err(PageError::Moved(format!("/story/{target}/background"))),
    };
    let hashtags = site.store.story_hashtags(story, HASHTAGS).await?;
    let earlier = background::of(site, visit, story, &hashtags, card.first).await?;
    let title = visit.tongue.background_title(&card.headline);
    let page = BackgroundPage {
        frame: Frame::new(site, visit, &title, format!("/story/{story}/background")),
        lang: LangMark::of(card.lang, visit.tongue),
        headline: card.headline,
        href: format!("/story/{story}"),
        earlier,
    };
    Ok(page.render()?)
}

pub async fn of_article(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make_of_article(&asked)).await
}

async fn make_of_article(Asked { site, visit, key, .. }: &Asked) -> Result<String, PageError> {
    let article: ArticleId = id(key)?;
    let view = site.store.article(article).await?;
    let story = view.story.map_or(StoryId(0), |story| story.id);
    let earlier = background::of(site, visit, story, &view.hashtags, view.card.published).await?;
    let title = visit.tongue.background_title(&view.card.title);
    let page = BackgroundPage {
        frame: Frame::new(site, visit, &title, format!("/article/{article}/background")),
        lang: LangMark::of(view.card.lang, visit.tongue),
        headline: view.card.title,
        href: format!("/article/{article}"),
        earlier,
    };
    Ok(page.render()?)
}
