//! Following an address from the site: asked by the owner, looked at by the desk, chosen by the owner.
//!
//! The page of a request loads itself again while something is under way, so it needs no script.

use super::id;
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::frame::{Frame, Markup};
use crate::session::{self, FormToken};
use crate::time_words::{Clock, When};
use crate::tongue::Tongue;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{SourceId, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{FollowState, NewSource, NothingFound, PublisherRef, Source, StoreError};

pub const ADDRESS_CHARS_MAX: usize = 500;
/// After this long without an answer the page says that nobody seems to work at the desk.
const PATIENCE_US: i64 = 30 * Timestamp::SECOND;

#[derive(Template)]
#[template(path = "following.html")]
struct FollowingPage {
    frame: Frame,
    heading: &'static str,
    address: String,
    token: String,
    problem: Option<&'static str>,
    is_looking: bool,
    is_late: bool,
    nothing: Option<NothingFound>,
    choices: Vec<Choice>,
    followed: Vec<Followed>,
}

/// Something that can be followed.
struct Choice {
    at: usize,
    /// Its title, and the publisher's name where that is another.
    name: Markup,
    /// What it is, and its address.
    kind: String,
    is_followed: bool,
    is_proposed: bool,
}

/// A source that was chosen, and how its first fetch went.
struct Followed {
    publisher: PublisherRef,
    title: String,
    last_fetch: Option<When>,
    problem: Option<String>,
    item_words: String,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    token: String,
    #[serde(default)]
    address: String,
}

/// Takes the owner's wish, and leads to its page.
pub async fn ask(State(site): State<Site>, visit: Visit, Form(sent): Form<Asked>) -> Response {
    let ask = async {
        let owner = visit.owner()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let address = sent.address.trim();
        if address.is_empty() || address.chars().count() > ADDRESS_CHARS_MAX || address.chars().any(char::is_control) {
            return Err(PageError::BadRequest(Tongue::following_bad_address));
        }
        let request = site.store.ask_to_follow(owner.id, address, visit.now).await?;
        Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("/sources/follow/{request}")))
    };
    answer::unkept(&site, &visit, ask).await
}

pub async fn show(State(site): State<Site>, visit: Visit, Path(request): Path<String>) -> Response {
    answer::unkept(&site, &visit, async { page(&site, &visit, id(&request)?, None).await }).await
}

/// Follows what was chosen: fields `s0`, `s1` and so on name the places of the list.
pub async fn choose(
    State(site): State<Site>,
    visit: Visit,
    Path(request): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Response {
    let choose = async {
        visit.owner()?;
        session::check_form_token(&site, &visit, sent.get("token").map_or("", String::as_str))?;
        let request: i64 = id(&request)?;
        let chosen: Vec<usize> = sent.keys().filter_map(|name| name.strip_prefix('s')?.parse().ok()).collect();
        if chosen.is_empty() {
            return page(&site, &visit, request, Some(visit.tongue.following_choose())).await;
        }
        match site.store.follow_found(request, &chosen, visit.now).await {
            // Its page says how far it is.
            Ok(_) | Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("/sources/follow/{request}")))
    };
    answer::unkept(&site, &visit, choose).await
}

async fn page(site: &Site, visit: &Visit, request: i64, problem: Option<&'static str>) -> Result<Response, PageError> {
    visit.owner()?;
    let request = site.store.follow_request(request).await?;
    let token = FormToken::of(site, visit)?;
    let mut page = FollowingPage {
        frame: Frame::new(site, visit, visit.tongue.following_title(), format!("/sources/follow/{}", request.id))
            .hidden_from_robots(),
        heading: "",
        address: request.address,
        token: token.token.clone(),
        problem,
        is_looking: false,
        is_late: false,
        nothing: None,
        choices: Vec::new(),
        followed: Vec::new(),
    };
    match request.state {
        FollowState::Looking => {
            page.heading = visit.tongue.following_looking();
            page.is_looking = true;
            page.is_late = visit.now.since_us(request.asked) > PATIENCE_US;
            page.frame.reload_s = Some(if page.is_late { 10 } else { 2 });
        }
        FollowState::Nothing(nothing) => {
            page.heading = visit.tongue.following_nothing();
            page.nothing = Some(nothing);
        }
        FollowState::Found(found) => {
            page.heading = visit.tongue.following_found();
            page.choices = choices(site, visit.tongue, found).await?;
        }
        FollowState::Followed(sources) => {
            page.heading = visit.tongue.following_followed();
            page.followed = followed(site, visit.clock(), sources).await?;
            let is_waiting = page.followed.iter().any(|source| source.last_fetch.is_none());
            page.frame.reload_s = is_waiting.then_some(2);
        }
    }
    let mut response = answer::html(StatusCode::OK, page.render()?);
    token.attach(site, &mut response);
    Ok(response)
}

/// The first that is not followed yet is proposed.
async fn choices(site: &Site, tongue: Tongue, found: Vec<NewSource>) -> Result<Vec<Choice>, PageError> {
    let mut choices: Vec<Choice> = Vec::with_capacity(found.len());
    for (at, source) in found.into_iter().enumerate() {
        let is_followed = site.store.source_by_url(&source.url).await?.is_some();
        choices.push(Choice {
            at,
            is_followed,
            is_proposed: !is_followed && !choices.iter().any(|choice| choice.is_proposed),
            kind: tongue.following_kind(source.kind.as_str(), &source.url),
            name: match source.publisher.name {
                publisher if publisher != source.title => {
                    tongue.following_by(&publisher, Markup::strong(&source.title))
                }
                _ => Markup::strong(&source.title),
            },
        });
    }
    Ok(choices)
}

async fn followed(site: &Site, clock: Clock, sources: Vec<SourceId>) -> Result<Vec<Followed>, PageError> {
    let mut followed = Vec::with_capacity(sources.len());
    for source in sources {
        match site.store.source(source).await {
            Ok(source) => followed.push(followed_view(source, clock)),
            // Unfollowed again since.
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(followed)
}

fn followed_view(source: Source, clock: Clock) -> Followed {
    Followed {
        publisher: source.publisher,
        title: source.title,
        last_fetch: source.last_fetch.map(|at| clock.when(at)),
        problem: source.last_error,
        item_words: clock.tongue.articles(source.item_count),
    }
}
