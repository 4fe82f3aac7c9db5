//! The river: every article, newest first. Publishers and hashtags show theirs with the same template.

use super::{Paging, cut};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::cards::Card;
use crate::frame::{Frame, LangMark};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use news::{Lang, PublisherId};
use store::{ArticleCard, RiverFilter};

pub(super) const ARTICLES: i64 = 40;

#[derive(Template)]
#[template(path = "river.html")]
pub(super) struct River {
    pub frame: Frame,
    pub heading: String,
    pub heading_lang: LangMark,
    pub icon: Option<PublisherId>,
    pub note: String,
    pub home_url: Option<String>,
    pub empty: &'static str,
    pub cards: Vec<Card>,
    pub older: Option<String>,
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(paging): Query<Paging>) -> Response {
    answer::page(&site, &visit, make(&site, &visit, &paging)).await
}

async fn make(site: &Site, visit: &Visit, paging: &Paging) -> Result<String, PageError> {
    let after = paging.cursor()?;
    let mut frame = Frame::new(site, visit, "Latest", "/latest").current("latest");
    frame.watches_news = after.is_none();
    frame.position = site.live.position();
    let mut cards = site.store.river(&RiverFilter::default(), after, ARTICLES + 1).await?;
    let older = cut(&mut cards, ARTICLES, ArticleCard::cursor);
    let page = River {
        frame,
        heading: "Latest".to_owned(),
        heading_lang: LangMark(Lang::EN),
        icon: None,
        note: String::new(),
        home_url: None,
        empty: "Nothing has come in yet.",
        cards: Card::list(cards, visit.now),
        older,
    };
    Ok(page.render()?)
}
