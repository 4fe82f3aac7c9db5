//! A discussion on a page of its own, in the order asked and page by page; and where comments are sent.

use super::{BAD_CURSOR, id};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::discussion::{self, AskedFor, Composer, DEFAULT_SORT, Discussion, Part};
use crate::frame::Frame;
use crate::session::{self, SignedIn};
use crate::tongue::Tongue;
use crate::words;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::comment::{COMMENT_CHARS_MAX, cleaned};
use news::{CommentId, CommentState, Subject};
use serde::Deserialize;
use store::{CommentSort, NewComment, Posted, StoreError};

#[derive(Template)]
#[template(path = "discussion.html")]
struct DiscussionPage {
    frame: Frame,
    title: String,
    discussion: Discussion,
}

/// A comment that could not be taken, with every word of it.
#[derive(Template)]
#[template(path = "compose.html")]
pub struct Compose {
    pub frame: Frame,
    pub heading: &'static str,
    /// Where it would stand.
    pub about: String,
    pub about_path: String,
    pub part: Part,
    /// What was written by who may not send it.
    pub unsent: String,
}

#[derive(Deserialize)]
pub struct Order {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    pub token: String,
    #[serde(default)]
    pub text: String,
}

pub async fn of_article(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Query(order): Query<Order>,
) -> Response {
    answer::page(&site, &visit, async { make(&site, &visit, Subject::Article(id(&article)?), &order).await }).await
}

pub async fn of_story(
    State(site): State<Site>,
    visit: Visit,
    Path(story): Path<String>,
    Query(order): Query<Order>,
) -> Response {
    answer::page(&site, &visit, async { make(&site, &visit, Subject::Story(id(&story)?), &order).await }).await
}

async fn make(site: &Site, visit: &Visit, subject: Subject, order: &Order) -> Result<String, PageError> {
    let position = site.live.position();
    let (title, count) = discussion::find(site, subject).await?;
    let sort = match order.sort.as_str() {
        "" => DEFAULT_SORT,
        text => CommentSort::parse(text).ok_or(BAD_CURSOR)?,
    };
    let after = match order.after.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| BAD_CURSOR)?),
    };
    let page = discussion::path_of(subject);
    let mut frame = Frame::new(site, visit, &title, format!("{page}/discussion"));
    frame.position = position;
    let here = visit.path_and_query.clone();
    let asked = AskedFor { subject, page: &page, count, sort, after, here };
    let discussion = Discussion::read(site, visit, &mut frame, asked).await?;
    frame.title = visit.tongue.feed_comments(&title);
    Ok(DiscussionPage { frame, title, discussion }.render()?)
}

pub async fn post_on_article(
    State(site): State<Site>,
    visit: Visit,
    Path(article): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let post = async { post(&site, &visit, Subject::Article(id(&article)?), None, sent).await };
    answer::unkept(&site, &visit, post).await
}

pub async fn post_on_story(
    State(site): State<Site>,
    visit: Visit,
    Path(story): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let post = async { post(&site, &visit, Subject::Story(id(&story)?), None, sent).await };
    answer::unkept(&site, &visit, post).await
}

/// Takes a comment in and leads to where it stands. What cannot be taken is shown again, with the reason.
pub async fn post(
    site: &Site,
    visit: &Visit,
    subject: Subject,
    parent: Option<CommentId>,
    sent: Sent,
) -> Result<Response, PageError> {
    let (text, say) = (cleaned(&sent.text), visit.tongue);
    let refused = |status, problem: String| refuse(site, visit, subject, parent, status, problem, sent.text.clone());
    let Some(reader) = &visit.reader else {
        let problem = say.compose_not_signed_in().to_owned();
        return refused(StatusCode::FORBIDDEN, problem).await;
    };
    if session::check_form_token(site, visit, &sent.token).is_err() {
        return refused(StatusCode::FORBIDDEN, say.compose_old_form().to_owned()).await;
    }
    if let Some(ban) = site.store.ban_of(reader.id, visit.now).await? {
        return refused(StatusCode::FORBIDDEN, discussion::ban_words(&ban, visit.tongue)).await;
    }
    if let Some(problem) = problem_with(&text, say) {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, problem).await;
    }
    let waits = discussion::waits(site, reader).await?;
    let new = NewComment { subject, parent, reader: reader.id, text: &text, waits };
    match site.store.post_comment(&new, visit.now).await {
        Ok(Posted::New(comment) | Posted::Again(comment)) => {
            let path = place_of(site, reader, comment).await?;
            Ok(answer::redirect(StatusCode::SEE_OTHER, &path))
        }
        Ok(Posted::TooMany) => refused(StatusCode::TOO_MANY_REQUESTS, words::too_many_comments(say)).await,
        Err(StoreError::Conflict(_)) => {
            let problem = say.compose_parent_gone().to_owned();
            refused(StatusCode::CONFLICT, problem).await
        }
        Err(StoreError::Busy) => {
            let problem = say.compose_busy().to_owned();
            refused(StatusCode::SERVICE_UNAVAILABLE, problem).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Says what is wrong with a comment.
pub fn problem_with(text: &str, tongue: Tongue) -> Option<String> {
    let chars = text.chars().count();
    match chars {
        0 => Some(tongue.compose_empty().to_owned()),
        1..=COMMENT_CHARS_MAX => None,
        _ => Some(tongue.compose_too_long(chars as i64, COMMENT_CHARS_MAX as i64)),
    }
}

/// Where a comment that was just written stands, as its author sees it.
async fn place_of(site: &Site, reader: &SignedIn, id: CommentId) -> Result<String, PageError> {
    let comment = site.store.comment(id).await?;
    debug_assert!(comment.is_by(reader.id), "it is the author who is led there");
    let page = discussion::path_of(comment.subject);
    Ok(match (comment.state, comment.parent) {
        (CommentState::Waiting, _) | (_, None) => format!("{page}#comment-{id}"),
        (_, Some(_)) => format!("/comment/{id}"),
    })
}

async fn refuse(
    site: &Site,
    visit: &Visit,
    subject: Subject,
    parent: Option<CommentId>,
    status: StatusCode,
    problem: String,
    text: String,
) -> Result<Response, PageError> {
    let (title, _) = discussion::find(site, subject).await?;
    let (heading, action) = match parent {
        None => (visit.tongue.composer_comment(), format!("{}/discussion", discussion::path_of(subject))),
        Some(parent) => (visit.tongue.composer_reply_head(), format!("/comment/{parent}")),
    };
    let about_path = parent.map_or_else(|| discussion::path_of(subject), |parent| format!("/comment/{parent}"));
    let frame = Frame::new(site, visit, heading, action.clone()).hidden_from_robots();
    let part = match discussion::part_of(site, visit, &frame, action).await? {
        Part::Write(composer) => {
            let what = if parent.is_some() { "reply" } else { "comment" };
            Part::Write(Composer { text: text.clone(), problem: Some(problem), what, ..composer })
        }
        Part::SignIn(_) => {
            let to: String = url::form_urlencoded::byte_serialize(about_path.as_bytes()).collect();
            Part::SignIn(format!("/login?to={to}"))
        }
        banned => banned,
    };
    let page = Compose { frame, heading, about: title, about_path, part, unsent: text };
    Ok(answer::html(status, page.render()?))
}
