//! What a reader does with articles, and the lists that come of it: saved, starred, history.

use super::{Asked, id};
use crate::answer::{self, PageError, Visit};
use crate::cards::Telling;
use crate::frame::{Frame, PageFeed};
use crate::tongue::Tongue;
use crate::{Site, reading, session};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use news::ArticleId;
use serde::Deserialize;
use store::{ReadingList, StoryLook};

const ARTICLES: i64 = 40;

#[derive(Template)]
#[template(path = "reading.html")]
struct ReadingPage {
    frame: Frame,
    heading: &'static str,
    empty: &'static str,
    tabs: Vec<Tab>,
    cards: Vec<Telling>,
    older: Option<String>,
}

/// One of the lists of what a reader keeps.
pub struct Tab {
    pub path: &'static str,
    pub name: &'static str,
    pub is_shown: bool,
}

/// The lists, of which one is shown. What models wrote is among them where any write.
pub fn tabs(site: &Site, say: Tongue, shown: &str) -> Vec<Tab> {
    let mut lists =
        vec![("/saved", say.saved_head()), ("/starred", say.starred_head()), ("/history", say.history_head())];
    if site.writers.writer().is_some() || shown == "/kept" {
        lists.push(("/kept", say.kept_head()));
    }
    lists.into_iter().map(|(path, name)| Tab { path, name, is_shown: path == shown }).collect()
}

pub async fn saved(asked: Asked) -> Response {
    show(asked, ReadingList::Saved).await
}

pub async fn starred(asked: Asked) -> Response {
    show(asked, ReadingList::Starred).await
}

pub async fn history(asked: Asked) -> Response {
    show(asked, ReadingList::History).await
}

async fn show(asked: Asked, which: ReadingList) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked, which)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked, which: ReadingList) -> Result<String, PageError> {
    let (reader, say) = (visit.reader()?, visit.tongue);
    let page = site.store.reading_list(reader.id, which, paging.cursor()?, ARTICLES).await?;
    let (path, heading, empty) = match which {
        ReadingList::Saved => ("/saved", say.saved_head(), say.saved_empty()),
        ReadingList::Starred => ("/starred", say.starred_head(), say.starred_empty()),
        ReadingList::History => ("/history", say.history_head(), say.history_empty()),
    };
    let cards = page.articles.into_iter().map(|(_, card)| card);
    let mut cards: Vec<Telling> = cards.map(|card| Telling::alone(card, visit.clock())).collect();
    reading::mark(site, visit, cards.iter_mut().map(|telling| &mut telling.card)).await?;
    let mut frame = Frame::new(site, visit, heading, path).current("saved").hidden_from_robots();
    if which != ReadingList::History {
        frame.feed = Some(PageFeed::new(heading, path));
    }
    let page = ReadingPage {
        frame,
        heading,
        empty,
        tabs: tabs(site, say, path),
        cards,
        older: page.next.map(|cursor| cursor.to_string()),
    };
    Ok(page.render()?)
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    article: String,
    /// Of a look at a story, which; its newest article and post are what the page showed.
    #[serde(default)]
    story: String,
    #[serde(default)]
    post: String,
    /// The page to go back to.
    #[serde(default)]
    back: String,
}

/// Does with an article what its reader asks for; a script is told that it is done, a form led back.
pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        let (store, now) = (&site.store, visit.now);
        let article: ArticleId = match sent.what.as_str() {
            "unmark-all" => ArticleId(0),
            _ => id(&sent.article)?,
        };
        match sent.what.as_str() {
            "read" => store.mark_read(reader, &[article], now).await?,
            "unread" => store.mark_unread(reader, &[article], now).await?,
            "star" => store.mark_starred(reader, &[article], Some(now)).await?,
            "unstar" => store.mark_starred(reader, &[article], None).await?,
            "save" => store.mark_saved(reader, &[article], Some(now)).await?,
            "unsave" => store.mark_saved(reader, &[article], None).await?,
            // The article is the newest that the page knew of.
            "mark-all" => store.mark_all_read(reader, article, now).await?,
            "look" => {
                let seen = StoryLook { at: now, article, post: id(&sent.post)? };
                store.look_at_story(reader, id(&sent.story)?, seen).await?;
            }
            "unmark-all" => store.unmark_all_read(reader).await?,
            _ => return Err(answer::NOTHING_ASKED),
        }
        if is_script(&visit) {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, session::local_path(&sent.back)))
    };
    answer::unkept(&site, &visit, change).await
}

/// Tells whether it is our script that asks, and shows by itself what came of it. A form that has gone through the
/// service worker asks for a page.
fn is_script(visit: &Visit) -> bool {
    let header = |name| visit.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    header("sec-fetch-dest") == "empty" && !header("accept").contains("text/html")
}
