//! The public log of corrections: who decided what about which story, when and why; editors take them back here.

use super::confirm::Confirm;
use super::{Asked, cut, id};
use crate::answer::{self, PageError, Visit};
use crate::frame::{Frame, LangMark, Markup};
use crate::time_words::{Clock, When};
use crate::tongue::Tongue;
use crate::{Site, session};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::StoryId;
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
    /// Who did what to which story.
    what: Markup,
    when: When,
    why: String,
    /// Who took it back, and when.
    undone: Option<Markup>,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let mut rows = site.store.corrections(paging.cursor()?, CORRECTIONS + 1).await?;
    let older = cut(&mut rows, CORRECTIONS, |row| row.id);
    let page = CorrectionsPage {
        frame: Frame::new(site, visit, visit.tongue.corrections_head(), "/corrections"),
        corrections: rows.into_iter().map(|row| view(row, visit.clock())).collect(),
        may_undo: visit.may_correct(),
        older,
    };
    Ok(page.render()?)
}

fn view(row: CorrectionRow, clock: Clock) -> CorrectionView {
    let say = clock.tongue;
    let link =
        |story: StoryId, headline: &str| Markup::link(&format!("/story/{story}"), LangMark::unknown(say), headline);
    let by = Markup::strong(&row.by);
    let (story, into) = (link(row.story, &row.headline), link(row.into, &row.into_headline));
    let what = match row.kind.as_str() {
        "merge" => say.correction_merged(by, into, story),
        "split" => say.correction_split(by, row.article_count, into, story),
        "move" => say.correction_moved(by, row.article_count, into, story),
        _ => say.correction_renamed(by, into, story),
    };
    CorrectionView {
        id: row.id,
        what,
        when: clock.when(row.at),
        why: row.why,
        undone: row.undone.map(|(at, by)| say.correction_taken_back(&by, clock.when(at))),
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
            frame: Frame::new(&site, &visit, visit.tongue.correction_undo_head(), path).hidden_from_robots(),
            heading: visit.tongue.correction_undo_head().to_owned(),
            detail: format!("{}: {}", row.headline, row.why),
            meaning: visit.tongue.correction_undo_meaning(),
            token: String::new(),
            action: visit.tongue.take_back(),
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
                return Err(PageError::BadRequest(Tongue::correction_cannot_undo));
            }
            Err(error) => return Err(error.into()),
        }
        let story = site.store.correction(correction).await?.story;
        Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("/story/{story}")))
    };
    answer::unkept(&site, &visit, undo).await
}
