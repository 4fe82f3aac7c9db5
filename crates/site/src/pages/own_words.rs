//! What a reader wrote: on a page, in one file, and what becomes of it when the account ends.

use super::login::Peer;
use super::{Asked, cut, message};
use crate::answer::{self, PageError, Visit};
use crate::discussion::{self, Viewer};
use crate::frame::{Frame, Markup};
use crate::session;
use crate::time_words::machine;
use crate::tongue::Tongue;
use crate::written::{About, Written};
use crate::{Site, api_tokens, words};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use news::{CommentId, CommentState};
use serde::{Deserialize, Serialize};
use std::time::Instant;
use store::{ApiToken, Comment, Identity, JudgedWriting, Passkey, Role, Scope};

const COMMENTS: i64 = 30;
const AT_ONCE: i64 = 500;

#[derive(Template)]
#[template(path = "own_words.html")]
struct OwnWords {
    frame: Frame,
    comments: Vec<OwnComment>,
    blocked: Vec<String>,
    older: Option<String>,
}

struct OwnComment {
    comment: discussion::CommentView,
    on: Markup,
    /// Empty for what is published.
    state: &'static str,
}

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, paging, .. }: &Asked) -> Result<String, PageError> {
    let reader = visit.reader()?;
    let before: Option<i64> = paging.cursor()?;
    let mut comments = site.store.comments_of(reader.id, before.map(CommentId), COMMENTS + 1).await?;
    let older = cut(&mut comments, COMMENTS, |comment| comment.id);
    let abouts = discussion::about(site, visit.tongue, comments.iter().map(|comment| comment.subject)).await?;
    let frame = Frame::new(site, visit, visit.tongue.own_words_head(), "/account/comments")
        .current("account")
        .hidden_from_robots();
    let viewer = Viewer::of(site, visit, &frame, frame.path.clone(), &[], false).await?;
    let view = |comment: Comment| OwnComment {
        on: visit.tongue.own_words_on(Markup::quiet_link(
            &format!("/comment/{}", comment.id),
            abouts.get(&comment.subject).map_or("", |about| &about.title),
        )),
        state: words::comment_gone(comment.state, visit.tongue),
        comment: viewer.alone(comment),
    };
    let comments = comments.into_iter().map(view).collect();
    let blocked = site.store.blocked_by(reader.id).await?.into_iter().map(|(_, name)| name).collect();
    Ok(OwnWords { frame, comments, blocked, older }.render()?)
}

/// Everything a reader wrote.
#[derive(Serialize)]
struct Export {
    name: String,
    exported: String,
    comments: Vec<ExportedComment>,
    flags: Vec<ExportedFlag>,
    appeals: Vec<ExportedAppeal>,
    judged_writings: Vec<ExportedWriting>,
    second_step_since: Option<String>,
    passkeys: Vec<ExportedPasskey>,
    api_tokens: Vec<ExportedToken>,
    known_elsewhere: Vec<ExportedIdentity>,
}

/// What a reader calls it; its key is of no use elsewhere.
#[derive(Serialize)]
struct ExportedPasskey {
    name: String,
    added: String,
    last_used: Option<String>,
}

#[derive(Serialize)]
struct ExportedComment {
    id: CommentId,
    on: String,
    in_answer_to: Option<CommentId>,
    posted: String,
    changed: Option<String>,
    state: &'static str,
    markdown: String,
    earlier_versions: Vec<String>,
}

#[derive(Serialize)]
struct ExportedFlag {
    comment: CommentId,
    reason: &'static str,
    words: String,
    at: String,
}

#[derive(Serialize)]
struct ExportedAppeal {
    decision: i64,
    words: String,
    at: String,
}

/// What a model wrote, and what the reader thought of it.
#[derive(Serialize)]
struct ExportedWriting {
    on: String,
    title: String,
    asked_for: String,
    model: String,
    is_kept: bool,
    is_good: Option<bool>,
    report: Option<String>,
    at: String,
    /// As it was read, sentence by sentence.
    sentences: Vec<String>,
}

pub async fn export(State(site): State<Site>, visit: Visit, peer: Peer) -> Response {
    let client = session::client_address(&site, peer.as_deref(), &visit.headers);
    let visit = match api_tokens::admit(&site, visit, client, Scope::Export).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let export = async {
        let reader = visit.reader()?;
        let store = &site.store;
        let mut export = Export {
            name: reader.name.clone(),
            exported: machine(visit.now),
            comments: Vec::new(),
            flags: Vec::new(),
            appeals: Vec::new(),
            judged_writings: Vec::new(),
            second_step_since: store.second_step(reader.id).await?.and_then(|step| step.since).map(machine),
            passkeys: store.passkeys(reader.id).await?.into_iter().map(exported_passkey).collect(),
            known_elsewhere: store.identities(reader.id).await?.into_iter().map(exported_identity).collect(),
            api_tokens: store.api_tokens(reader.id).await?.into_iter().map(exported_token).collect(),
        };
        let mut before = None;
        loop {
            let comments = store.comments_of(reader.id, before, AT_ONCE).await?;
            let Some(last) = comments.last() else { break };
            before = Some(last.id);
            for comment in comments {
                export.comments.push(exported(&site, comment).await?);
            }
        }
        let mut after = None;
        loop {
            let flags = store.flags_of(reader.id, after, AT_ONCE).await?;
            let Some(last) = flags.last() else { break };
            after = Some(last.comment);
            export.flags.extend(flags.into_iter().map(|flag| ExportedFlag {
                comment: flag.comment,
                reason: flag.reason.as_str(),
                words: flag.words,
                at: machine(flag.at),
            }));
        }
        let mut before = None;
        loop {
            let decisions = store.decisions_about(reader.id, before, AT_ONCE).await?;
            let Some(last) = decisions.last() else { break };
            before = Some(last.id);
            export.appeals.extend(decisions.into_iter().filter_map(|decision| {
                let appeal = decision.appeal?;
                Some(ExportedAppeal { decision: decision.id, words: appeal.words, at: machine(appeal.at) })
            }));
        }
        let mut before = None;
        loop {
            let judged = store.judged_writings(reader.id, before, AT_ONCE).await?;
            let Some(last) = judged.last() else { break };
            before = Some(last.id);
            export.judged_writings.extend(judged.into_iter().map(exported_writing));
        }
        let text = serde_json::to_string_pretty(&export).map_err(anyhow::Error::from)?;
        let mut response = answer::bytes("application/json", answer::Policy::Never, text);
        let disposition = HeaderValue::from_static("attachment; filename=\"comments.json\"");
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        Ok(response)
    };
    answer::unkept(&site, &visit, export).await
}

fn exported_writing(writing: JudgedWriting) -> ExportedWriting {
    let written: Written = serde_json::from_str(&writing.body).unwrap_or_default();
    ExportedWriting {
        on: About::parse(&writing.subject_kind, writing.subject_id).map(About::path).unwrap_or_default(),
        title: writing.title,
        asked_for: writing.task,
        model: writing.model,
        is_kept: writing.is_kept,
        is_good: writing.is_good,
        report: writing.report,
        at: machine(writing.judged),
        sentences: written.sentences.into_iter().map(|sentence| sentence.text).collect(),
    }
}

fn exported_passkey(passkey: Passkey) -> ExportedPasskey {
    ExportedPasskey { name: passkey.name, added: machine(passkey.created), last_used: passkey.used.map(machine) }
}

#[derive(Serialize)]
struct ExportedToken {
    name: String,
    scopes: Vec<&'static str>,
    made: String,
    expires: Option<String>,
    last_used: Option<String>,
}

#[derive(Serialize)]
struct ExportedIdentity {
    provider: String,
    name_there: String,
    connected: String,
}

fn exported_identity(identity: Identity) -> ExportedIdentity {
    ExportedIdentity { provider: identity.provider, name_there: identity.label, connected: machine(identity.created) }
}

fn exported_token(token: ApiToken) -> ExportedToken {
    ExportedToken {
        name: token.name,
        scopes: token.scopes.into_iter().map(Scope::as_str).collect(),
        made: machine(token.created),
        expires: token.expires.map(machine),
        last_used: token.used.map(machine),
    }
}

async fn exported(site: &Site, comment: Comment) -> Result<ExportedComment, PageError> {
    // What a moderator removed is still its author's.
    let removed = match comment.state {
        CommentState::Removed => site.store.removal_of(comment.id).await?.map(|removal| removal.text),
        _ => None,
    };
    let versions = match comment.edited {
        Some(_) => site.store.comment_versions(comment.id).await?,
        None => Vec::new(),
    };
    Ok(ExportedComment {
        id: comment.id,
        on: discussion::path_of(comment.subject),
        in_answer_to: comment.parent,
        posted: machine(comment.at),
        changed: comment.edited.map(machine),
        state: match comment.state {
            CommentState::Published => "published",
            CommentState::Waiting => "waiting",
            CommentState::Removed => "removed",
            CommentState::Deleted => "deleted",
        },
        markdown: removed.unwrap_or(comment.text),
        earlier_versions: versions.into_iter().map(|version| version.text).collect(),
    })
}

#[derive(Template)]
#[template(path = "end_account.html")]
struct EndPage {
    frame: Frame,
    token: String,
    problem: Option<&'static str>,
    has_password: bool,
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    comments: String,
}

pub async fn ask_to_end(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, end_form(&site, &visit, StatusCode::OK, None)).await
}

async fn end_form(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    if reader.role == Role::Owner {
        return Err(PageError::Forbidden(Tongue::end_owner));
    }
    let frame =
        Frame::new(site, visit, visit.tongue.end_head(), "/account/end").current("account").hidden_from_robots();
    let has_password = !site.store.reader(reader.id).await?.password_hash.is_empty();
    let page = EndPage { token: frame.form_token(), frame, problem, has_password };
    Ok(answer::html(status, page.render()?))
}

pub async fn end(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Sent>) -> Response {
    let end = async {
        let signed_in = visit.reader()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let address = session::client_address(&site, peer.as_deref(), &visit.headers);
        site.attempts.attempt(address, &signed_in.name, Instant::now())?;
        let refused = |problem| end_form(&site, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem));
        let keeps_comments = match sent.comments.as_str() {
            "keep" => true,
            "erase" => false,
            _ => return refused(visit.tongue.end_choose()).await,
        };
        let reader = site.store.reader(signed_in.id).await?;
        if reader.password_hash.is_empty() {
            visit.fresh_reader("/account/end")?;
        } else if !session::verify_password(&site, sent.password, Some(reader.password_hash)).await? {
            return refused(visit.tongue.end_wrong_password()).await;
        }
        site.store.end_account(reader.id, keeps_comments, visit.now).await?;
        site.sessions.forget_reader(reader.id);
        tracing::info!("account ended");
        let headers = visit.headers.clone();
        let stranger = Visit {
            now: visit.now,
            tongue: visit.tongue,
            reader: None,
            preferences: visit.preferences,
            path_and_query: "/".to_owned(),
            headers,
        };
        let (head, text) = (visit.tongue.end_gone_head(), visit.tongue.end_gone());
        Ok(answer::html(StatusCode::OK, message::render(&site, &stranger, head, text)))
    };
    answer::unkept(&site, &visit, end).await
}
