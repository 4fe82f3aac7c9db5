//! The public log of corrections: who decided what about which story, when and why; editors take them back here.

use super::confirm::Confirm;
use super::{Asked, cut, id};
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::time_words::When;
use crate::{Site, session, words};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{StoryId, Timestamp};
use serde::Deserialize;
use store::{CorrectionRow, StoreError};

const CORRECTIONS: i64 = 50;

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionsPage {
    frame: Frame,
    corrections: Vec<CorrectionView>,
    may_undo: bool,
    older: Option<String>,
}

struct CorrectionView {
    id: i64,
    by: String,
    when: When,
    /// What was done: the words before the story, between, and behind.
    did: String,
    story: StoryId,
    headline: String,
    joint: &'static str,
    into: StoryId,
    into_headline: String,
    why: String,
    undone: Option<(When, String)>,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let mut rows = site.store.corrections(paging.cursor()?, CORRECTIONS + 1).await?;
    let older = cut(&mut rows, CORRECTIONS, |row| row.id);
    let page = CorrectionsPage {
        frame: Frame::new(site, visit, "Corrections", "/corrections"),
        corrections: rows.into_iter().map(|row| view(row, visit.now)).collect(),
        may_undo: visit.may_correct(),
        older,
    };
    Ok(page.render()?)
}

fn view(row: CorrectionRow, now: Timestamp) -> CorrectionView {
    let articles = words::count(row.article_count, "article", "articles");
    let (did, joint) = match row.kind.as_str() {
        "merge" => ("merged".to_owned(), "into"),
        "split" => (format!("split {articles} off"), "as"),
        "move" => (format!("moved {articles} from"), "to"),
        _ => ("renamed".to_owned(), "to"),
    };
    CorrectionView {
        id: row.id,
        by: row.by,
        when: When { at: row.at, now },
        did,
        joint,
        story: row.story,
        headline: row.headline,
        into: row.into,
        into_headline: row.into_headline,
        why: row.why,
        undone: row.undone.map(|(at, by)| (When { at, now }, by)),
    }
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
}

pub async fn ask_to_undo(State(site): State<Site>, visit: Visit, Path(correction): Path<String>) -> Response {
    let ask = async {
        visit.editor()?;
        let row = site.store.correction(id(&correction)?).await?;
        let path = format!("/corrections/{}/undo", row.id);
        let page = Confirm {
            frame: Frame::new(&site, &visit, "Take it back?", path).hidden_from_robots(),
            heading: "Take it back?".to_owned(),
            detail: format!("{}: {}", row.headline, row.why),
            meaning: "Every article stands again where it stood, and the name is as it was.",
            token: String::new(),
            action: "Take it back",
            back: "/corrections".to_owned(),
        };
        page.answer(&site, &visit)
    };
    answer::unkept(&site, &visit, ask).await
}

pub async fn undo(
    State(site): State<Site>,
    visit: Visit,
    Path(correction): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let undo = async {
        let editor = visit.editor()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let correction: i64 = id(&correction)?;
        match site.store.undo_correction(correction, &editor.name, visit.now).await {
            Ok(()) => {}
            Err(StoreError::Conflict(_)) => {
                return Err(PageError::BadRequest(
                    "This cannot be taken back any more: it was already, or a later correction stands on it. Take \
                     back the later one first.",
                ));
            }
            Err(error) => return Err(error.into()),
        }
        let story = site.store.correction(correction).await?.story;
        Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("/story/{story}")))
    };
    answer::unkept(&site, &visit, undo).await
}
