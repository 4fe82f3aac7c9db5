//! The river: every article, newest first. Publishers and hashtags show theirs with the same template.

use super::follows::FollowButton;
use super::{Asked, cut};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::cards::Telling;
use crate::edition::EditionLine;
use crate::frame::{Frame, LangMark};
use crate::hiding::{self, Hidden, Sifted};
use crate::reading;
use crate::time_words::When;
use askama::Template;
use axum::response::Response;
use news::{ArticleId, PublisherId, Timestamp};
use store::ArticleCard;

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
    /// Pages of ours that stand beside it: path and name.
    pub beside: Vec<(String, String)>,
    /// The publisher's own front page, with its name.
    pub home: Option<(String, String)>,
    pub empty: &'static str,
    pub cards: Vec<Telling>,
    pub hidden: Hidden,
    pub older: Option<String>,
    pub follow: Option<FollowButton>,
    pub marks: Option<Marks>,
    /// Where the list is that of an edition.
    pub edition: Option<EditionLine>,
}

/// For a signed-in reader: everything up to now can be marked read, and unmarked again.
pub(super) struct Marks {
    token: String,
    newest: ArticleId,
    /// Only what is unread stands on the page.
    is_unread: bool,
    /// When all was marked read, if lately.
    undo: Option<When>,
}

/// The last mark can be taken back for so long.
const UNDO_US: i64 = Timestamp::HOUR;

impl Marks {
    async fn of(site: &Site, visit: &Visit, frame: &Frame, newest: ArticleId) -> Result<Option<Self>, PageError> {
        let (Some(reader), Some(face)) = (&visit.reader, &frame.reader) else { return Ok(None) };
        let last = site.store.last_mark(reader.id).await?;
        let undo = last.map(|mark| mark.at).filter(|at| visit.now.since_us(*at) < UNDO_US);
        let undo = undo.map(|at| visit.clock().when(at));
        Ok(Some(Self { token: face.token.clone(), newest, is_unread: false, undo }))
    }
}

impl River {
    /// A page of [`ASKED`] articles under a heading; the rest is for the caller to say.
    pub fn new(frame: Frame, heading: String, mut cards: Vec<ArticleCard>, visit: &Visit) -> Self {
        let older = cut(&mut cards, ARTICLES, ArticleCard::cursor);
        Self {
            frame,
            heading,
            heading_lang: LangMark::none(visit.tongue),
            icon: None,
            note: String::new(),
            beside: Vec::new(),
            home: None,
            empty: "",
            cards: Telling::list(cards, visit.clock()),
            hidden: Hidden::default(),
            older,
            follow: None,
            marks: None,
            edition: None,
        }
    }

    fn is_narrow(&self) -> bool {
        self.edition.as_ref().is_some_and(|edition| edition.is_narrow)
    }

    /// Renders it, with what the visitor did with its articles.
    pub async fn show(mut self, site: &Site, visit: &Visit) -> Result<String, PageError> {
        reading::mark(site, visit, self.cards.iter_mut().map(|telling| &mut telling.card)).await?;
        Ok(self.render()?)
    }
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let after = paging.cursor()?;
    let mut frame = Frame::new(site, visit, visit.tongue.river_head(), "/latest").current("latest");
    frame.watches_news = after.is_none();
    frame.position = site.live.position();
    // Before the list is read: what comes in meanwhile is not marked read unseen.
    let newest = site.store.newest_article().await?;
    let marks = Marks::of(site, visit, &frame, newest).await?;
    let cards = site.store.river(&visit.preferences.edition.river(), after, hiding::asked(visit, ARTICLES)).await?;
    let Sifted { shown, older, hidden } = hiding::articles(site, visit, cards, ARTICLES).await?;
    let river = River::new(frame, visit.tongue.river_head().to_owned(), shown, visit);
    let edition = Some(EditionLine::of(visit));
    River { empty: visit.tongue.river_empty(), marks, older, hidden, edition, ..river }.show(site, visit).await
}

pub async fn show_unread(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make_unread(&asked)).await
}

async fn make_unread(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let reader = visit.reader()?;
    let mut frame =
        Frame::new(site, visit, visit.tongue.river_unread(), "/unread").current("latest").hidden_from_robots();
    frame.position = site.live.position();
    let newest = site.store.newest_article().await?;
    let marks = Marks::of(site, visit, &frame, newest).await?.map(|marks| Marks { is_unread: true, ..marks });
    let mut page = site.store.unread(reader.id, paging.cursor()?, ARTICLES as usize).await?;
    page.articles.retain(|card| visit.preferences.edition.shows(card.lang));
    let older = page.next.map(|cursor| cursor.to_string());
    let Sifted { shown, hidden, .. } = hiding::articles(site, visit, page.articles, ARTICLES).await?;
    let river = River::new(frame, visit.tongue.river_unread().to_owned(), shown, visit);
    let edition = Some(EditionLine::of(visit));
    River { empty: visit.tongue.river_unread_empty(), marks, older, hidden, edition, ..river }.show(site, visit).await
}
