//! Pausing, resuming and unfollowing a source, each with a question first.

use super::confirm::Confirm;
use super::id;
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::tongue::{Message, Tongue};
use crate::{Site, session};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::SourceId;
use serde::Deserialize;
use store::Source;

/// What can be done with a source.
#[derive(Clone, Copy)]
enum Change {
    Pause,
    Resume,
    Unfollow,
}

impl Change {
    fn parse(text: &str) -> Result<Self, PageError> {
        match text {
            "pause" => Ok(Self::Pause),
            "resume" => Ok(Self::Resume),
            "unfollow" => Ok(Self::Unfollow),
            _ => Err(PageError::NotFound),
        }
    }

    /// As it stands in the address.
    fn as_str(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Unfollow => "unfollow",
        }
    }

    fn word(self) -> Message {
        match self {
            Self::Pause => Tongue::source_pause,
            Self::Resume => Tongue::source_resume,
            Self::Unfollow => Tongue::source_unfollow,
        }
    }

    fn question(self, source: &str, tongue: Tongue) -> String {
        match self {
            Self::Pause => tongue.source_pause_head(source),
            Self::Resume => tongue.source_resume_head(source),
            Self::Unfollow => tongue.source_unfollow_head(source),
        }
    }

    fn meaning(self) -> Message {
        match self {
            Self::Pause => Tongue::source_pause_meaning,
            Self::Resume => Tongue::source_resume_meaning,
            Self::Unfollow => Tongue::source_unfollow_meaning,
        }
    }
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
}

pub async fn ask(State(site): State<Site>, visit: Visit, Path((source, change)): Path<(String, String)>) -> Response {
    let ask = async {
        visit.owner()?;
        let change = Change::parse(&change)?;
        let source = site.store.source(id::<SourceId>(&source)?).await?;
        let path = format!("/sources/{}/{}", source.id, change.as_str());
        let heading = change.question(name(&source), visit.tongue);
        let page = Confirm {
            frame: Frame::new(&site, &visit, &heading, path).hidden_from_robots(),
            heading,
            detail: source.url,
            meaning: change.meaning()(visit.tongue),
            token: String::new(),
            action: change.word()(visit.tongue),
            back: "/sources".to_owned(),
        };
        page.answer(&site, &visit)
    };
    answer::unkept(&site, &visit, ask).await
}

pub async fn make(
    State(site): State<Site>,
    visit: Visit,
    Path((source, change)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Response {
    let make = async {
        let owner = visit.owner()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let source: SourceId = id(&source)?;
        match Change::parse(&change)? {
            Change::Pause => site.store.pause(source, visit.now, &format!("paused by {}", owner.name)).await?,
            Change::Resume => site.store.resume(source, visit.now).await?,
            Change::Unfollow => site.store.unfollow(source, visit.now).await?,
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/sources"))
    };
    answer::unkept(&site, &visit, make).await
}

fn name(source: &Source) -> &str {
    if source.title.is_empty() { &source.publisher.name } else { &source.title }
}
