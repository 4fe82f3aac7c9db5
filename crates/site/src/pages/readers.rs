//! The desk of accounts: who is here and may do what, who is invited, who may come by themselves.
//!
//! Moderators and editors keep readers out and let them in again; roles, invitations and registration are the owner's.

use super::join::Registration;
use super::{Paging, cut, id};
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session::{self, SignedIn};
use crate::time_words::{Clock, ExactTime};
use crate::tongue::Tongue;
use crate::{Site, words};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::{ReaderId, Timestamp};
use serde::Deserialize;
use std::collections::HashSet;
use store::{Invitation, Reader, Role, StoreError};

const READERS: i64 = 100;
const INVITATIONS: i64 = 100;
const INVITATION_US: i64 = 7 * Timestamp::DAY;
const NOTE_CHARS_MAX: usize = 100;
/// What an account can be made; there is one owner.
const GIVEN: [Role; 3] = [Role::Reader, Role::Moderator, Role::Editor];

#[derive(Template)]
#[template(path = "readers.html")]
struct ReadersPage {
    frame: Frame,
    token: String,
    is_owner: bool,
    /// Of an invitation just written: it is shown this once.
    link: Option<String>,
    /// What an invitation may make of its bearer.
    roles: Vec<RoleChoice>,
    registrations: Vec<RegistrationView>,
    invitations: Vec<InvitationView>,
    readers: Vec<ReaderView>,
    older: Option<String>,
}

struct RegistrationView {
    key: &'static str,
    words: &'static str,
    is_chosen: bool,
}

struct InvitationView {
    id: i64,
    words: String,
    until: ExactTime,
}

struct ReaderView {
    id: ReaderId,
    name: String,
    role_words: String,
    since: ExactTime,
    suspended: Option<ExactTime>,
    may_be_suspended: bool,
    /// For the owner: it can be taken off a reader who lost app and codes.
    has_second_step: bool,
    /// Empty when the role stays.
    roles: Vec<RoleChoice>,
}

struct RoleChoice {
    key: &'static str,
    words: String,
    is_chosen: bool,
}

impl RoleChoice {
    fn list(chosen: Role, tongue: Tongue) -> Vec<Self> {
        let choice =
            |role: Role| Self { key: role.as_str(), words: words::role(role, tongue), is_chosen: role == chosen };
        GIVEN.map(choice).into()
    }
}

#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    token: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    reader: String,
    #[serde(default)]
    invitation: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    registration: String,
}

pub async fn show(State(site): State<Site>, visit: Visit, Query(paging): Query<Paging>) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit, &paging, None)).await
}

async fn page(site: &Site, visit: &Visit, paging: &Paging, link: Option<String>) -> Result<Response, PageError> {
    let viewer = visit.moderator()?;
    let frame = Frame::new(site, visit, visit.tongue.readers_head(), "/readers").hidden_from_robots();
    let mut readers = site.store.readers(paging.cursor()?, READERS + 1).await?;
    let older = cut(&mut readers, READERS, |reader| reader.id);
    let is_owner = viewer.role == Role::Owner;
    let (invitations, chosen) = if is_owner {
        (site.store.invitations(visit.now, INVITATIONS).await?, Registration::of(site).await?)
    } else {
        (Vec::new(), Registration::Closed)
    };
    let ids: Vec<ReaderId> = readers.iter().map(|reader| reader.id).collect();
    let with_second_step = if is_owner { site.store.readers_with_second_step(&ids).await? } else { HashSet::new() };
    let registrations = Registration::ALL.map(|one| RegistrationView {
        key: one.as_str(),
        words: words::registration(one.as_str())(visit.tongue),
        is_chosen: one == chosen,
    });
    let page = ReadersPage {
        token: frame.form_token(),
        frame,
        is_owner,
        link,
        roles: RoleChoice::list(Role::Reader, visit.tongue),
        registrations: registrations.into(),
        invitations: invitations.into_iter().map(|invitation| invitation_view(invitation, visit.clock())).collect(),
        readers: readers
            .into_iter()
            .map(|reader| reader_view(reader, viewer, &with_second_step, visit.clock()))
            .collect(),
        older,
    };
    Ok(answer::html(StatusCode::OK, page.render()?))
}

fn invitation_view(invitation: Invitation, clock: Clock) -> InvitationView {
    let role = invitation.role.as_str();
    let words = match invitation.note.as_str() {
        "" => clock.tongue.readers_invitation(role),
        note => clock.tongue.readers_invitation_note(note, role),
    };
    InvitationView { id: invitation.id, words, until: clock.exact(invitation.expires) }
}

fn reader_view(reader: Reader, viewer: &SignedIn, with_second_step: &HashSet<ReaderId>, clock: Clock) -> ReaderView {
    ReaderView {
        has_second_step: reader.role != Role::Owner && with_second_step.contains(&reader.id),
        may_be_suspended: may_suspend(viewer, &reader),
        roles: if viewer.role == Role::Owner && reader.role != Role::Owner {
            RoleChoice::list(reader.role, clock.tongue)
        } else {
            Vec::new()
        },
        id: reader.id,
        name: reader.name,
        role_words: words::role(reader.role, clock.tongue),
        since: clock.exact(reader.created),
        suspended: reader.suspended.map(|at| clock.exact(at)),
    }
}

/// The owner keeps out whom they like; moderators and editors those who are neither.
fn may_suspend(viewer: &SignedIn, reader: &Reader) -> bool {
    match viewer.role {
        Role::Owner => reader.role != Role::Owner,
        Role::Editor | Role::Moderator => reader.role == Role::Reader,
        Role::Reader => false,
    }
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        let viewer = visit.moderator()?;
        session::check_form_token(&site, &visit, &sent.token)?;
        match sent.what.as_str() {
            what @ ("suspend" | "admit") => {
                let reader = site.store.reader(id(&sent.reader)?).await?;
                if !may_suspend(viewer, &reader) {
                    return Err(PageError::Forbidden(Tongue::readers_not_yours));
                }
                site.store.suspend(reader.id, (what == "suspend").then_some(visit.now)).await?;
                site.sessions.forget_reader(reader.id);
            }
            "role" => {
                visit.owner()?;
                let reader: ReaderId = id(&sent.reader)?;
                match site.store.set_role(reader, given_role(&sent.role)?).await {
                    Err(StoreError::NotFound) => return Err(PageError::BadRequest(Tongue::readers_role_stays)),
                    done => done?,
                }
                site.sessions.forget_reader(reader);
            }
            "end-second-step" => {
                let owner = visit.owner()?;
                let reader: ReaderId = id(&sent.reader)?;
                if site.store.end_second_step(reader).await? {
                    tracing::info!(reader.id = reader.0, by.id = owner.id.0, "second step taken off an account");
                }
            }
            "invite" => return invite(&site, &visit, &sent).await,
            "withdraw" => {
                visit.owner()?;
                site.store.withdraw_invitation(id(&sent.invitation)?).await?;
            }
            "registration" => {
                visit.owner()?;
                let chosen = Registration::parse(&sent.registration);
                chosen.ok_or(PageError::BadRequest(Tongue::readers_choose))?.choose(&site).await?;
            }
            _ => return Err(answer::NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, "/readers"))
    };
    answer::unkept(&site, &visit, change).await
}

async fn invite(site: &Site, visit: &Visit, sent: &Sent) -> Result<Response, PageError> {
    let owner = visit.owner()?;
    let role = given_role(&sent.role)?;
    let note: String = sent.note.trim().chars().filter(|c| !c.is_control()).take(NOTE_CHARS_MAX).collect();
    let (secret, key) = session::create_secret()?;
    let expires = visit.now.plus_us(INVITATION_US);
    site.store.invite(&key, role, &note, &owner.name, visit.now, expires).await?;
    let link = format!("{}/invited/{secret}", crate::feeds::home(site, visit));
    page(site, visit, &Paging::default(), Some(link)).await
}

fn given_role(text: &str) -> Result<Role, PageError> {
    let role = Role::parse(text).filter(|role| GIVEN.contains(role));
    role.ok_or(PageError::BadRequest(Tongue::readers_no_role))
}
