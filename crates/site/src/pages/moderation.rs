//! The desk of those who keep order among readers: what waits, what was flagged, appeals, and what was decided lately.

use super::comment::may_ban;
use super::{Paging, cut, id};
use crate::answer::{self, PageError, Visit};
use crate::discussion::{self, About, Premoderation, body};
use crate::frame::{Frame, Markup};
use crate::session::{self, SignedIn};
use crate::time_words::{Clock, When};
use crate::tongue::{Message, Tongue};
use crate::{Site, words};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::comment::cleaned;
use news::{CommentId, ReaderId, Subject, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;
use store::{Comment, Decision, DecisionKind, Flag, Moderator, Role, StoreError, Verdict};

const COMMENTS: i64 = 20;
const APPEALS: i64 = 20;
const DECISIONS: i64 = 20;
const WHY_CHARS_MAX: usize = 300;
pub const ANSWER_CHARS_MAX: usize = 1_000;
/// For how many days one is banned; 0 is for good.
const BAN_DAYS: [i64; 4] = [1, 7, 30, 0];

#[derive(Template)]
#[template(path = "moderation.html")]
struct Desk {
    frame: Frame,
    token: String,
    problem: Option<&'static str>,
    appeals: Vec<AppealView>,
    flagged: Vec<Waiting>,
    waiting: Vec<Waiting>,
    /// Where the list of those that wait goes on.
    more: Option<String>,
    decisions: Vec<DecisionView>,
    /// The owner's choice.
    premoderation: Vec<Choice>,
}

/// A comment about which something has to be decided.
struct Waiting {
    id: CommentId,
    author: String,
    when: When,
    body: Markup,
    about: String,
    flags: Vec<FlagView>,
    /// The author, who may be banned.
    banned: Option<i64>,
}

struct FlagView {
    words: &'static str,
    said: String,
    by: String,
}

struct AppealView {
    id: i64,
    what: String,
    why: String,
    text: Option<Markup>,
    words: String,
    when: When,
    may_answer: bool,
}

struct DecisionView {
    id: i64,
    what: String,
    by: String,
    when: When,
    is_undone: bool,
}

struct Choice {
    key: &'static str,
    words: &'static str,
    is_chosen: bool,
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(paging): Query<Paging>) -> Response {
    answer::unkept(&site, &visit, desk(&site, &visit, &paging, StatusCode::OK, None)).await
}

async fn desk(
    site: &Site,
    visit: &Visit,
    paging: &Paging,
    status: StatusCode,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let viewer = visit.moderator()?;
    let after: Option<i64> = paging.cursor()?;
    let mut waiting = site.store.waiting_comments(after.map(CommentId), COMMENTS + 1).await?;
    let more = cut(&mut waiting, COMMENTS, |comment| comment.id);
    let flagged = site.store.flagged_comments(None, COMMENTS).await?;
    let flags = site.store.open_flags(&discussion::ids_of(flagged.iter())).await?;
    let appeals = site.store.open_appeals(APPEALS).await?;
    let decisions = site.store.decisions_made(None, DECISIONS).await?;
    let subjects = flagged.iter().chain(&waiting).map(|comment| comment.subject);
    let abouts = discussion::about(site, visit.tongue, subjects).await?;
    let has_others = site.store.any_other_moderator(viewer.id).await?;
    let frame = Frame::new(site, visit, visit.tongue.moderation_head(), "/moderation").hidden_from_robots();
    let chosen = Premoderation::of(site).await?;
    let choices = Premoderation::ALL.map(|one| Choice {
        key: one.as_str(),
        words: words::premoderation(one.as_str())(visit.tongue),
        is_chosen: one == chosen,
    });
    let page = Desk {
        token: frame.form_token(),
        frame,
        problem,
        appeals: appeals.into_iter().map(|one| appeal_view(one, viewer, has_others, visit.clock())).collect(),
        flagged: waiting_views(flagged, flags, &abouts, viewer, visit.clock()),
        waiting: waiting_views(waiting, Vec::new(), &abouts, viewer, visit.clock()),
        more,
        decisions: decisions.into_iter().map(|one| decision_view(&one, visit.clock())).collect(),
        premoderation: if viewer.role == Role::Owner { choices.into() } else { Vec::new() },
    };
    Ok(answer::html(status, page.render()?))
}

fn waiting_views(
    comments: Vec<Comment>,
    flags: Vec<Flag>,
    abouts: &HashMap<Subject, About>,
    viewer: &SignedIn,
    clock: Clock,
) -> Vec<Waiting> {
    let view = |comment: Comment| {
        let flags = flags.iter().filter(|flag| flag.comment == comment.id).map(|flag| FlagView {
            words: words::flag_short(flag.reason)(clock.tongue),
            said: flag.words.clone(),
            by: flag.by.clone().unwrap_or_else(|| clock.tongue.former_reader().to_owned()),
        });
        let author = comment.author.as_ref();
        Waiting {
            id: comment.id,
            flags: flags.collect(),
            when: clock.when(comment.at),
            body: body(&comment.text),
            about: abouts.get(&comment.subject).map_or_else(String::new, |about| about.title.clone()),
            banned: author.filter(|one| one.id != viewer.id && may_ban(viewer.role, one.role)).map(|one| one.id.0),
            author: author.map_or_else(|| clock.tongue.former_reader().to_owned(), |one| one.name.clone()),
        }
    };
    comments.into_iter().map(view).collect()
}

fn appeal_view(decision: Decision, viewer: &SignedIn, has_others: bool, clock: Clock) -> AppealView {
    let appeal = decision.appeal.clone();
    let (said, at) = appeal.map_or_else(|| (String::new(), decision.at), |appeal| (appeal.words, appeal.at));
    AppealView {
        id: decision.id,
        what: words::decision(&decision, clock.tongue),
        text: Some(&decision.text).filter(|text| !text.is_empty()).map(|text| body(text)),
        words: said,
        when: clock.when(at),
        may_answer: decision.by != viewer.id || !has_others,
        why: decision.why,
    }
}

fn decision_view(decision: &Decision, clock: Clock) -> DecisionView {
    DecisionView {
        id: decision.id,
        what: words::decision(decision, clock.tongue),
        by: words::role(decision.by_role, clock.tongue),
        when: clock.when(decision.at),
        is_undone: decision.undone.is_some(),
    }
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    comment: String,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    premoderation: String,
    #[serde(default)]
    back: String,
}

pub fn moderator(viewer: &SignedIn) -> Moderator {
    Moderator { id: viewer.id, role: viewer.role }
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let viewer = visit.moderator()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let by = moderator(viewer);
        let why = cleaned(&sent.why);
        let problem = |problem: Message| {
            let problem = Some(problem(visit.tongue));
            let (site, visit) = (&site, &visit);
            async move { desk(site, visit, &Paging::default(), StatusCode::UNPROCESSABLE_ENTITY, problem).await }
        };
        let done = match sent.what.as_str() {
            "approve" => site.store.decide(id(&sent.comment)?, Verdict::Approve, by, visit.now).await.map(drop),
            "keep" => site.store.decide(id(&sent.comment)?, Verdict::Keep, by, visit.now).await.map(drop),
            "remove" => {
                if let Some(what) = problem_with_why(&why) {
                    return problem(what).await;
                }
                let verdict = Verdict::Remove { why: &why };
                site.store.decide(id(&sent.comment)?, verdict, by, visit.now).await.map(drop)
            }
            "grant" | "refuse" => {
                if why.is_empty() || why.chars().count() > ANSWER_CHARS_MAX {
                    return problem(Tongue::moderation_answer_length).await;
                }
                let is_granted = sent.what == "grant";
                site.store.answer_appeal(id(&sent.decision)?, by, &why, is_granted, visit.now).await
            }
            "premoderation" => {
                visit.owner()?;
                let chosen = Premoderation::parse(&sent.premoderation);
                chosen.ok_or(PageError::BadRequest(Tongue::premoderation_choose))?.choose(&site).await?;
                Ok(())
            }
            _ => return Err(answer::NOTHING_ASKED),
        };
        match done {
            Err(StoreError::Conflict(_)) => {
                return problem(Tongue::moderation_decided_meanwhile).await;
            }
            done => done?,
        }
        site.sessions.forget_reader(viewer.id);
        let back = if sent.back.is_empty() { "/moderation" } else { session::local_path(&sent.back) };
        Ok(answer::redirect(StatusCode::SEE_OTHER, back))
    };
    answer::unkept(&site, &visit, change).await
}

/// Everyone reads the reason, so there must be one.
fn problem_with_why(why: &str) -> Option<Message> {
    match why.chars().count() {
        0 => Some(Tongue::moderation_say_why),
        1..=WHY_CHARS_MAX => None,
        _ => Some(Tongue::moderation_why_length),
    }
}

#[derive(Template)]
#[template(path = "ban.html")]
struct BanPage {
    frame: Frame,
    token: String,
    name: String,
    days: Vec<(i64, String)>,
    why: String,
    problem: Option<&'static str>,
}

#[derive(Default, Deserialize)]
pub struct SentBan {
    #[serde(default)]
    token: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    why: String,
}

pub async fn ask_ban(State(site): State<Site>, visit: Visit, Path(reader): Path<String>) -> Response {
    let ask = async { ban_form(&site, &visit, id(&reader)?, StatusCode::OK, "", None).await };
    answer::unkept(&site, &visit, ask).await
}

async fn ban_form(
    site: &Site,
    visit: &Visit,
    reader: ReaderId,
    status: StatusCode,
    why: &str,
    problem: Option<Message>,
) -> Result<Response, PageError> {
    let reader = banned(site, visit, reader).await?;
    let frame = Frame::new(site, visit, visit.tongue.ban_title(), format!("/moderation/ban/{}", reader.id))
        .hidden_from_robots();
    let page = BanPage {
        token: frame.form_token(),
        frame,
        name: reader.name,
        days: BAN_DAYS.map(|days| (days, words::ban_days(days, visit.tongue))).into(),
        why: why.to_owned(),
        problem: problem.map(|problem| problem(visit.tongue)),
    };
    Ok(answer::html(status, page.render()?))
}

/// The reader, whom this moderator may ban.
async fn banned(site: &Site, visit: &Visit, reader: ReaderId) -> Result<store::Reader, PageError> {
    let viewer = visit.moderator()?;
    let reader = site.store.reader(reader).await?;
    if reader.id == viewer.id || !may_ban(viewer.role, reader.role) {
        return Err(PageError::Forbidden(Tongue::ban_not_yours));
    }
    Ok(reader)
}

pub async fn ban(
    State(site): State<Site>,
    visit: Visit,
    Path(reader): Path<String>,
    Form(sent): Form<SentBan>,
) -> Response {
    let ban = async {
        let reader = banned(&site, &visit, id(&reader)?).await?;
        session::check_form_token(&site, &visit, &sent.token)?;
        let why = cleaned(&sent.why);
        let days = sent.days.parse().ok().filter(|days| BAN_DAYS.contains(days));
        let problem = problem_with_why(&why).or(days.is_none().then_some(Tongue::ban_choose as Message));
        let (None, Some(days)) = (problem, days) else {
            return ban_form(&site, &visit, reader.id, StatusCode::UNPROCESSABLE_ENTITY, &sent.why, problem).await;
        };
        let until = (days > 0).then(|| visit.now.plus_us(days * Timestamp::DAY));
        site.store.ban(reader.id, &why, until, moderator(visit.moderator()?), visit.now).await?;
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/moderation"))
    };
    answer::unkept(&site, &visit, ban).await
}

/// Tells whether a decision is one that everyone may read of.
pub fn is_public(decision: &Decision) -> bool {
    matches!(decision.kind, DecisionKind::Remove | DecisionKind::Ban)
}
