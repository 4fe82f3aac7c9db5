//! An article in short: some of its own sentences, for those who may read it whole.

use super::id;
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::Frame;
use crate::told::{self, CitedView};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use news::ArticleId;

#[derive(Template)]
#[template(path = "article_short.html")]
struct ArticleShortPage {
    frame: Frame,
    card: Card,
    in_short: Vec<CitedView>,
}

pub async fn show(State(site): State<Site>, visit: Visit, Path(article): Path<String>) -> Response {
    answer::page(&site, &visit, make(&site, &visit, &article)).await
}

async fn make(site: &Site, visit: &Visit, article: &str) -> Result<String, PageError> {
    let article: ArticleId = id(article)?;
    let card = site.store.articles_by_ids(&[article]).await?.pop().ok_or(PageError::NotFound)?;
    let in_short = match visit.reads_whole_texts(site) {
        true => told::article_in_short(site, &card, visit).await?,
        false => Vec::new(),
    };
    let frame = Frame::new(site, visit, &card.title, format!("/article/{article}/short")).hidden_from_robots();
    Ok(ArticleShortPage { frame, card: Card::new(card, visit.clock()), in_short }.render()?)
}
