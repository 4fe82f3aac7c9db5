//! One comment with what is below it, on a page of its own: where its address leads, one answers, and long threads go
//! on; and what its author and other readers do with it.

use super::discussion::{Compose, Sent as SentText, post, problem_with};
use super::{BAD_CURSOR, confirm::Confirm, id, message};
use crate::Site;
use crate::answer::{self, PageError, Visit};
use crate::discussion::{self, Composer, Part, Viewer, body};
use crate::frame::{Frame, Markup};
use crate::session;
use crate::time_words::When;
use crate::tongue::Tongue;
use crate::words;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::comment::cleaned;
use news::{CommentId, CommentState, FlagReason};
use serde::Deserialize;
use store::{Comment, Decision, Role, StoreError};

const REPLIES: i64 = 20;
const REPLIES_BELOW: i64 = 3;
const FLAG_CHARS_MAX: usize = 500;
const GONE: PageError = PageError::Gone(Tongue::comment_gone);

#[derive(Template)]
#[template(path = "comment.html")]
struct CommentPage {
    frame: Frame,
    /// On what, and where the other comments are.
    place: Markup,
    subject: news::Subject,
    comment: discussion::CommentView,
    parent: Option<discussion::CommentView>,
    waits: bool,
    more: Option<String>,
    part: Option<Part>,
    /// Why a moderator removed it, for its author.
    removal: Option<Removal>,
    moderation: Option<ModerationView>,
    /// Whether the visitor has its author blocked; None where that makes no sense.
    is_blocked: Option<bool>,
}

struct Removal {
    why: String,
    body: Markup,
    decision: i64,
    may_appeal: bool,
}

/// What moderators see beside it.
struct ModerationView {
    versions: Vec<(Markup, When)>,
    may_remove: bool,
    /// The author, who may be banned.
    banned: Option<i64>,
}

#[derive(Deserialize)]
pub struct Replies {
    #[serde(default)]
    after: String,
}

pub async fn show(
    State(site): State<Site>,
    visit: Visit,
    Path(comment): Path<String>,
    Query(replies): Query<Replies>,
) -> Response {
    answer::page(&site, &visit, async { make(&site, &visit, id(&comment)?, &replies).await }).await
}

/// Finds a comment that this visitor may see the place of.
async fn find(site: &Site, visit: &Visit, comment: CommentId) -> Result<Comment, PageError> {
    let comment = site.store.comment(comment).await?;
    let is_own = visit.reader.as_ref().is_some_and(|reader| comment.is_by(reader.id));
    let is_trusted = is_own || visit.moderator().is_ok();
    match comment.state {
        CommentState::Published => Ok(comment),
        CommentState::Waiting if is_trusted || comment.replies > 0 => Ok(comment),
        CommentState::Waiting => Err(PageError::NotFound),
        _ if comment.replies > 0 => Ok(comment),
        CommentState::Removed if is_trusted => Ok(comment),
        _ => Err(GONE),
    }
}

async fn make(site: &Site, visit: &Visit, comment: CommentId, replies: &Replies) -> Result<String, PageError> {
    let position = site.live.position();
    let comment = find(site, visit, comment).await?;
    let after_nth = match replies.after.as_str() {
        "" => 0,
        text => text.parse().map_err(|_| BAD_CURSOR)?,
    };
    let about = discussion::about(site, visit.tongue, std::iter::once(comment.subject)).await?;
    let about = about.into_values().next().ok_or(PageError::NotFound)?;
    let mut answers = site.store.replies(comment.id, after_nth, REPLIES + 1).await?;
    let more = super::cut(&mut answers, REPLIES, |reply| reply.nth);
    let mut below = discussion::replies_below(site, &answers, REPLIES_BELOW).await?;
    let parent = match comment.parent {
        Some(parent) => Some(site.store.comment(parent).await?),
        None => None,
    };
    let author =
        comment.author.as_ref().map_or_else(|| visit.tongue.former_reader().to_owned(), |author| author.name.clone());
    let title = visit.tongue.comment_title(&author, &about.title);
    let path = format!("/comment/{}", comment.id);
    let mut frame = Frame::new(site, visit, title, &path);
    frame.position = position;
    if comment.state != CommentState::Published {
        frame = frame.hidden_from_robots();
    }
    let part = match comment.state {
        CommentState::Published => Some(reply_part(site, visit, &frame, &path, &author).await?),
        _ => None,
    };
    let shown = answers.iter().chain([&comment]).chain(&parent).chain(below.values().flatten());
    let ids = discussion::ids_of(shown);
    let may_write = matches!(part, Some(Part::Write(_)));
    let viewer = Viewer::of(site, visit, &frame, path, &ids, may_write).await?;
    let left = comment.replies;
    below.insert(comment.id, answers);
    let page = CommentPage {
        removal: removal_of(site, visit, &comment).await?,
        moderation: moderation_of(site, visit, &comment).await?,
        is_blocked: is_blocked(site, visit, &comment).await?,
        waits: comment.state == CommentState::Waiting,
        place: visit.tongue.comment_place(
            Markup::quiet_link(&format!("{}/discussion", about.path), visit.tongue.comment_all()),
            Markup::quiet_link(&about.path, &about.title),
        ),
        subject: comment.subject,
        parent: parent.map(|parent| viewer.alone(parent)),
        comment: discussion::CommentView { more: None, ..viewer.view(comment, &mut below) },
        more: more.filter(|_| left > 0),
        part,
        frame,
    };
    Ok(page.render()?)
}

async fn reply_part(site: &Site, visit: &Visit, frame: &Frame, path: &str, author: &str) -> Result<Part, PageError> {
    Ok(match discussion::part_of(site, visit, frame, path.to_owned()).await? {
        Part::Write(composer) => Part::Write(Composer {
            what: "reply",
            label: visit.tongue.composer_reply_to(author),
            button: visit.tongue.composer_reply(),
            ..composer
        }),
        other => other,
    })
}

/// Tells an author, and moderators, what became of it.
async fn removal_of(site: &Site, visit: &Visit, comment: &Comment) -> Result<Option<Removal>, PageError> {
    let Some(reader) = visit.reader.as_ref().filter(|_| comment.state == CommentState::Removed) else {
        return Ok(None);
    };
    if !comment.is_by(reader.id) && visit.moderator().is_err() {
        return Ok(None);
    }
    let removal = site.store.removal_of(comment.id).await?;
    let may_appeal = |decision: &Decision| decision.appeal.is_none() && decision.reader == Some(reader.id);
    Ok(removal.map(|decision| Removal {
        may_appeal: may_appeal(&decision),
        body: body(&decision.text),
        why: decision.why,
        decision: decision.id,
    }))
}

async fn moderation_of(site: &Site, visit: &Visit, comment: &Comment) -> Result<Option<ModerationView>, PageError> {
    let Ok(moderator) = visit.moderator() else { return Ok(None) };
    let versions = site.store.comment_versions(comment.id).await?;
    let author = comment.author.as_ref().filter(|author| may_ban(moderator.role, author.role));
    Ok(Some(ModerationView {
        versions: versions.iter().map(|one| (body(&one.text), visit.clock().when(one.until))).collect(),
        may_remove: matches!(comment.state, CommentState::Published | CommentState::Waiting),
        banned: author.filter(|author| author.id != moderator.id).map(|author| author.id.0),
    }))
}

/// The owner bans whom they like; moderators and editors those who are neither.
pub fn may_ban(moderator: Role, reader: Role) -> bool {
    match moderator {
        Role::Owner => reader != Role::Owner,
        Role::Editor | Role::Moderator => reader == Role::Reader,
        Role::Reader => false,
    }
}

async fn is_blocked(site: &Site, visit: &Visit, comment: &Comment) -> Result<Option<bool>, PageError> {
    let (Some(reader), Some(author)) = (&visit.reader, &comment.author) else { return Ok(None) };
    if author.id == reader.id {
        return Ok(None);
    }
    let blocked = site.store.blocked_by(reader.id).await?;
    Ok(Some(blocked.iter().any(|(blocked, _)| *blocked == author.id)))
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    back: String,
}

/// Answers a comment, recommends it, or folds what its author writes.
pub async fn change(
    State(site): State<Site>,
    visit: Visit,
    Path(comment): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let change = async {
        let comment: CommentId = id(&comment)?;
        let what = sent.what.as_str();
        if what == "reply" {
            let parent = site.store.comment(comment).await?;
            let sent = SentText { token: sent.token, text: sent.text };
            return post(&site, &visit, parent.subject, Some(comment), sent).await;
        }
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        match what {
            "vote" | "unvote" => {
                refuse_banned(&site, &visit).await?;
                match site.store.vote(comment, reader, what == "vote", visit.now).await {
                    Err(StoreError::Conflict(_)) => {
                        return Err(PageError::BadRequest(Tongue::comment_cannot_vote));
                    }
                    done => done?,
                }
            }
            "block" | "unblock" => {
                let author = find(&site, &visit, comment).await?.author.ok_or(PageError::NotFound)?;
                match site.store.block(reader, author.id, what == "block", visit.now).await {
                    Err(StoreError::Conflict(_)) => {
                        return Err(PageError::BadRequest(Tongue::comment_cannot_block));
                    }
                    done => done?,
                }
            }
            _ => return Err(answer::NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, session::local_path(&sent.back)))
    };
    answer::unkept(&site, &visit, change).await
}

/// Who is banned reads; recommending and flagging are ways of speaking, too.
async fn refuse_banned(site: &Site, visit: &Visit) -> Result<(), PageError> {
    match site.store.ban_of(visit.reader()?.id, visit.now).await? {
        Some(_) => Err(PageError::Forbidden(Tongue::comment_banned)),
        None => Ok(()),
    }
}

/// The author's own comment, as it stands.
async fn own(site: &Site, visit: &Visit, comment: &str) -> Result<Comment, PageError> {
    let reader = visit.reader()?;
    let comment = site.store.comment(id(comment)?).await?;
    if comment.is_by(reader.id) { Ok(comment) } else { Err(PageError::NotFound) }
}

pub async fn ask_edit(State(site): State<Site>, visit: Visit, Path(comment): Path<String>) -> Response {
    let ask = async {
        let comment = own(&site, &visit, &comment).await?;
        if !discussion::may_edit(&comment, visit.now) {
            return Err(TOO_LATE);
        }
        edit_form(&site, &visit, &comment, StatusCode::OK, comment.text.clone(), None).await
    };
    answer::unkept(&site, &visit, ask).await
}

const TOO_LATE: PageError = PageError::Forbidden(Tongue::comment_too_late);

async fn edit_form(
    site: &Site,
    visit: &Visit,
    comment: &Comment,
    status: StatusCode,
    text: String,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let path = format!("/comment/{}/edit", comment.id);
    let about = discussion::about(site, visit.tongue, std::iter::once(comment.subject)).await?;
    let about = about.into_values().next().map_or_else(String::new, |about| about.title);
    let frame = Frame::new(site, visit, visit.tongue.composer_change_head(), path.clone()).hidden_from_robots();
    let part = match discussion::part_of(site, visit, &frame, path).await? {
        Part::Write(composer) => {
            Part::Write(Composer { what: "edit", button: visit.tongue.composer_change(), text, problem, ..composer })
        }
        other => other,
    };
    let about_path = format!("/comment/{}", comment.id);
    let heading = visit.tongue.composer_change_head();
    let page = Compose { frame, heading, about, about_path, part, unsent: String::new() };
    Ok(answer::html(status, page.render()?))
}

pub async fn edit(
    State(site): State<Site>,
    visit: Visit,
    Path(comment): Path<String>,
    Form(sent): Form<SentText>,
) -> Response {
    let edit = async {
        let comment = own(&site, &visit, &comment).await?;
        let text = cleaned(&sent.text);
        let again = |status, problem| edit_form(&site, &visit, &comment, status, sent.text.clone(), Some(problem));
        if session::check_form_token(&site, &visit, &sent.token).is_err() {
            return again(StatusCode::FORBIDDEN, visit.tongue.compose_old_form().to_owned()).await;
        }
        if let Some(ban) = site.store.ban_of(visit.reader()?.id, visit.now).await? {
            return again(StatusCode::FORBIDDEN, discussion::ban_words(&ban, visit.tongue)).await;
        }
        if let Some(problem) = problem_with(&text, visit.tongue) {
            return again(StatusCode::UNPROCESSABLE_ENTITY, problem).await;
        }
        let reader = visit.reader()?;
        let waits = discussion::waits(&site, reader).await?;
        match site.store.edit_comment(comment.id, reader.id, &text, waits, visit.now).await {
            Err(StoreError::Conflict(_)) => Err(TOO_LATE),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("/comment/{}", comment.id))),
        }
    };
    answer::unkept(&site, &visit, edit).await
}

pub async fn ask_delete(State(site): State<Site>, visit: Visit, Path(comment): Path<String>) -> Response {
    let ask = async {
        let comment = own(&site, &visit, &comment).await?;
        let page = Confirm {
            frame: Frame::new(
                &site,
                &visit,
                visit.tongue.comment_delete_title(),
                format!("/comment/{}/delete", comment.id),
            )
            .hidden_from_robots(),
            heading: visit.tongue.comment_delete_head().to_owned(),
            detail: discussion::plain(&comment.text).chars().take(200).collect(),
            meaning: visit.tongue.comment_delete_meaning(),
            token: String::new(),
            action: visit.tongue.comment_delete_it(),
            back: format!("/comment/{}", comment.id),
        };
        page.answer(&site, &visit)
    };
    answer::unkept(&site, &visit, ask).await
}

pub async fn delete(
    State(site): State<Site>,
    visit: Visit,
    Path(comment): Path<String>,
    Form(sent): Form<SentText>,
) -> Response {
    let delete = async {
        let comment = own(&site, &visit, &comment).await?;
        session::check_form_token(&site, &visit, &sent.token)?;
        site.store.delete_comment(comment.id, visit.reader()?.id, visit.now).await?;
        let page = discussion::path_of(comment.subject);
        Ok(answer::redirect(StatusCode::SEE_OTHER, &format!("{page}#discussion")))
    };
    answer::unkept(&site, &visit, delete).await
}

#[derive(Template)]
#[template(path = "flag.html")]
struct FlagPage {
    frame: Frame,
    token: String,
    comment: discussion::CommentView,
    reasons: Vec<(&'static str, &'static str)>,
    chosen: String,
    words: String,
    problem: Option<&'static str>,
}

#[derive(Deserialize)]
pub struct SentFlag {
    #[serde(default)]
    token: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    words: String,
}

pub async fn ask_flag(State(site): State<Site>, visit: Visit, Path(comment): Path<String>) -> Response {
    let ask = async {
        visit.reader()?;
        flag_form(&site, &visit, id(&comment)?, StatusCode::OK, &SentFlag::default(), None).await
    };
    answer::unkept(&site, &visit, ask).await
}

impl Default for SentFlag {
    fn default() -> Self {
        Self { token: String::new(), reason: FlagReason::Spam.as_str().to_owned(), words: String::new() }
    }
}

async fn flag_form(
    site: &Site,
    visit: &Visit,
    comment: CommentId,
    status: StatusCode,
    sent: &SentFlag,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let comment = find(site, visit, comment).await?;
    let path = format!("/comment/{}/flag", comment.id);
    let frame = Frame::new(site, visit, visit.tongue.flag_head(), path.clone()).hidden_from_robots();
    let viewer = Viewer::of(site, visit, &frame, path, &[], false).await?;
    let mut comment = viewer.alone(comment);
    comment.actions = None;
    let page = FlagPage {
        token: frame.form_token(),
        frame,
        comment,
        reasons: FlagReason::ALL.map(|reason| (reason.as_str(), words::flag(reason)(visit.tongue))).into(),
        chosen: sent.reason.clone(),
        words: sent.words.clone(),
        problem,
    };
    Ok(answer::html(status, page.render()?))
}

pub async fn flag(
    State(site): State<Site>,
    visit: Visit,
    Path(comment): Path<String>,
    Form(sent): Form<SentFlag>,
) -> Response {
    let flag = async {
        let reader = visit.reader()?.id;
        session::check_form_token(&site, &visit, &sent.token)?;
        let comment: CommentId = id(&comment)?;
        let again = |problem| flag_form(&site, &visit, comment, StatusCode::UNPROCESSABLE_ENTITY, &sent, Some(problem));
        let Some(reason) = FlagReason::parse(&sent.reason) else {
            return again(visit.tongue.flag_no_reason()).await;
        };
        let said = cleaned(&sent.words);
        if reason == FlagReason::Other && said.is_empty() {
            return again(visit.tongue.flag_no_words()).await;
        }
        if said.chars().count() > FLAG_CHARS_MAX {
            return again(visit.tongue.flag_too_long()).await;
        }
        refuse_banned(&site, &visit).await?;
        match site.store.flag_comment(comment, reader, reason, &said, visit.now).await {
            Err(StoreError::Conflict(_)) => {
                return again(visit.tongue.flag_cannot()).await;
            }
            Ok(false) => {
                return again(visit.tongue.flag_too_many()).await;
            }
            done => drop(done?),
        }
        let (head, thanks) = (visit.tongue.flag_thanks_head(), visit.tongue.flag_thanks());
        Ok(answer::html(StatusCode::OK, message::render(&site, &visit, head, thanks)))
    };
    answer::unkept(&site, &visit, flag).await
}
