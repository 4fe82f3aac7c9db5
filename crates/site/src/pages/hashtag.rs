//! A hashtag and its articles, newest first.

use super::publisher::in_path;
use super::river::{ARTICLES, River};
use super::{Paging, cut};
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::{Frame, LangMark};
use crate::{Site, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use news::Lang;
use store::ArticleCard;

pub async fn show(
    State(site): State<Site>,
    visit: Visit,
    Path(key): Path<String>,
    Query(paging): Query<Paging>,
) -> Response {
    answer::page(&site, &visit, make(&site, &visit, &key, &paging)).await
}

async fn make(site: &Site, visit: &Visit, key: &str, paging: &Paging) -> Result<String, PageError> {
    let hashtag = site.store.hashtag(key).await?;
    let mut cards = site.store.hashtag_articles(key, paging.cursor()?, ARTICLES + 1).await?;
    let older = cut(&mut cards, ARTICLES, ArticleCard::cursor);
    let heading = format!("#{}", hashtag.label);
    let page = River {
        frame: Frame::new(site, visit, &heading, format!("/tag/{}", in_path(&hashtag.key))),
        heading,
        heading_lang: LangMark(Lang::UNKNOWN),
        icon: None,
        note: words::count(hashtag.article_count, "article", "articles"),
        home_url: None,
        empty: "No article with this hashtag is kept.",
        cards: Card::list(cards, visit.now),
        older,
    };
    Ok(page.render()?)
}
