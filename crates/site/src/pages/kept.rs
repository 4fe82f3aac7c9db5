//! What a reader keeps of what models wrote, with the words and sources as they stood.

use super::publisher::in_path;
use super::reading::{Tab, tabs};
use super::{Asked, cut, id, written};
use crate::answer::{self, PageError, Visit};
use crate::frame::{Frame, LangMark};
use crate::time_words::When;
use crate::written::{About, SentenceView, Written};
use crate::{Site, session};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::JudgedWriting;

const WRITINGS: i64 = 10;

#[derive(Template)]
#[template(path = "kept.html")]
struct KeptPage {
    frame: Frame,
    tabs: Vec<Tab>,
    writings: Vec<JudgedView>,
    token: String,
    older: Option<String>,
}

/// A writing as its reader saw it.
pub struct JudgedView {
    pub id: i64,
    /// What was asked for.
    pub name: String,
    /// Of the article or story it is about, or the question it answers; and where that is.
    pub title: String,
    pub path: String,
    pub lang: LangMark,
    pub sentences: Vec<SentenceView>,
    /// How it was made and what was left out.
    pub notes: Vec<String>,
    pub when: When,
}

impl JudgedView {
    pub fn of(writing: &JudgedWriting, visit: &Visit) -> Self {
        let clock = visit.clock();
        let written = serde_json::from_str::<Written>(&writing.body);
        let notes = match &written {
            Ok(written) => written::notes(visit.tongue, written, &writing.model),
            // Another release kept it in a form of its own.
            Err(_) => vec![visit.tongue.kept_unreadable().to_owned()],
        };
        let sentences = written.unwrap_or_default().sentences;
        let about = About::parse(&writing.subject_kind, writing.subject_id);
        Self {
            id: writing.id,
            name: written::task_name(visit.tongue, &writing.task, ""),
            title: writing.title.clone(),
            path: match (about, &*writing.task) {
                (Some(about), task) if task.starts_with("answer") => {
                    format!("{}?q={}", about.ask_path(), in_path(&writing.title))
                }
                (Some(about), _) => about.path(),
                (None, _) => String::new(),
            },
            lang: LangMark::of(writing.lang, visit.tongue),
            sentences: sentences.iter().map(|sentence| sentence.view(clock)).collect(),
            notes,
            when: clock.when(writing.judged),
        }
    }
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let reader = visit.reader()?;
    let mut writings = site.store.kept_writings(reader.id, paging.cursor()?, WRITINGS + 1).await?;
    let older = cut(&mut writings, WRITINGS, |writing| writing.id);
    let head = visit.tongue.kept_head();
    let page = KeptPage {
        frame: Frame::new(site, visit, head, "/kept").current("saved").hidden_from_robots(),
        tabs: tabs(site, visit.tongue, "/kept"),
        writings: writings.iter().map(|writing| JudgedView::of(writing, visit)).collect(),
        token: session::FormToken::of(site, visit)?.token,
        older,
    };
    Ok(page.render()?)
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    writing: String,
}

/// Keeps one no longer.
pub async fn let_go(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let deed = async {
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        site.store.stop_keeping(reader, id(&sent.writing)?).await?;
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/kept"))
    };
    answer::unkept(&site, &visit, deed).await
}
