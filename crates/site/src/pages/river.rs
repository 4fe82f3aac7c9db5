//! The river: every article, newest first. Publishers and hashtags show theirs with the same template.

use super::{Asked, cut};
use crate::answer::{self, PageError, Visit};
use crate::cards::Telling;
use crate::frame::{Frame, LangMark};
use askama::Template;
use axum::response::Response;
use news::{Lang, PublisherId};
use store::{ArticleCard, RiverFilter};

const ARTICLES: i64 = 40;
/// What a page asks of the store: one more than it shows tells whether there is a next page.
pub(super) const ASKED: i64 = ARTICLES + 1;

#[derive(Template)]
#[template(path = "river.html")]
pub(super) struct River {
    pub frame: Frame,
    pub heading: String,
    pub heading_lang: LangMark,
    pub icon: Option<PublisherId>,
    pub note: String,
    /// The publisher's own front page, with its name.
    pub home: Option<(String, String)>,
    pub empty: &'static str,
    pub cards: Vec<Telling>,
    pub older: Option<String>,
}

impl River {
    /// A page of [`ASKED`] articles under a heading; the rest is for the caller to say.
    pub fn new(frame: Frame, heading: String, mut cards: Vec<ArticleCard>, visit: &Visit) -> Self {
        let older = cut(&mut cards, ARTICLES, ArticleCard::cursor);
        Self {
            frame,
            heading,
            heading_lang: LangMark(Lang::EN),
            icon: None,
            note: String::new(),
            home: None,
            empty: "",
            cards: Telling::list(cards, visit.now),
            older,
        }
    }
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let after = paging.cursor()?;
    let mut frame = Frame::new(site, visit, "Latest", "/latest").current("latest");
    frame.watches_news = after.is_none();
    frame.position = site.live.position();
    let cards = site.store.river(&RiverFilter::default(), after, ASKED).await?;
    let river = River::new(frame, "Latest".to_owned(), cards, visit);
    Ok(River { empty: "Nothing has come in yet.", ..river }.render()?)
}
