//! How one becomes a reader: by an invitation, or by oneself where the owner lets everyone in.

use super::login::{Account, Credentials, Peer, form};
use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::tongue::{Message, Tongue};
use crate::{Site, session};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::time::Instant;
use store::{Invitation, StoreError, WayIn};

const SETTING: &str = "registration";
const USED: PageError = PageError::Gone(Tongue::join_used);
const CLOSED: PageError = PageError::Forbidden(Tongue::join_closed);

/// Who may make an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Registration {
    /// Nobody; invitations that are still open do not count either.
    Closed,
    Invited,
    Open,
}

impl Registration {
    pub const ALL: [Self; 3] = [Self::Closed, Self::Invited, Self::Open];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Invited => "invited",
            Self::Open => "open",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// Reads what the owner chose; by invitation when nothing was chosen yet.
    pub async fn of(site: &Site) -> Result<Self, PageError> {
        let chosen = site.store.setting(SETTING).await?;
        Ok(chosen.as_deref().and_then(Self::parse).unwrap_or(Self::Invited))
    }

    pub async fn choose(self, site: &Site) -> Result<(), PageError> {
        Ok(site.store.set_setting(SETTING, self.as_str()).await?)
    }
}

/// What lets a visitor make an account.
enum Way {
    Open,
    Invited { secret: String, invitation: Invitation },
}

impl Way {
    async fn open(site: &Site) -> Result<Self, PageError> {
        if Registration::of(site).await? == Registration::Open { Ok(Self::Open) } else { Err(CLOSED) }
    }

    async fn invited(site: &Site, visit: &Visit, secret: String) -> Result<Self, PageError> {
        if Registration::of(site).await? == Registration::Closed {
            return Err(PageError::Forbidden(Tongue::join_none));
        }
        let invitation = site.store.invitation(&session::hash(&secret), visit.now).await?.ok_or(USED)?;
        Ok(Self::Invited { secret, invitation })
    }

    fn path(&self) -> String {
        match self {
            Self::Open => "/join".to_owned(),
            Self::Invited { secret, .. } => format!("/invited/{}", super::publisher::in_path(secret)),
        }
    }

    fn note(&self, tongue: Tongue) -> String {
        match self {
            Self::Open => tongue.join_note().to_owned(),
            Self::Invited { invitation, .. } => tongue.join_invited(&invitation.by, invitation.role.as_str()),
        }
    }
}

pub async fn ask(State(site): State<Site>, visit: Visit) -> Response {
    let ask = async { join_form(&site, &visit, &Way::open(&site).await?, StatusCode::OK, "", None) };
    answer::unkept(&site, &visit, ask).await
}

pub async fn ask_invited(State(site): State<Site>, visit: Visit, Path(secret): Path<String>) -> Response {
    let ask = async {
        let way = Way::invited(&site, &visit, secret).await?;
        join_form(&site, &visit, &way, StatusCode::OK, "", None)
    };
    answer::unkept(&site, &visit, ask).await
}

fn join_form(
    site: &Site,
    visit: &Visit,
    way: &Way,
    status: StatusCode,
    name: &str,
    problem: Option<Message>,
) -> Result<Response, PageError> {
    let frame = Frame::new(site, visit, visit.tongue.join_head(), way.path());
    let page = Account {
        heading: visit.tongue.join_head(),
        note: way.note(visit.tongue),
        elsewhere: Some(("/login".to_owned(), visit.tongue.join_instead())),
        ..Account::of_a_new_reader(
            frame,
            visit.tongue.join_create(),
            name,
            problem.map(|problem| problem(visit.tongue)),
        )
    };
    form(site, visit, status, page)
}

pub async fn create(State(site): State<Site>, visit: Visit, peer: Peer, Form(sent): Form<Credentials>) -> Response {
    let create = async {
        let way = Way::open(&site).await?;
        make(&site, &visit, &peer, way, sent).await
    };
    answer::unkept(&site, &visit, create).await
}

pub async fn accept(
    State(site): State<Site>,
    visit: Visit,
    Path(secret): Path<String>,
    peer: Peer,
    Form(sent): Form<Credentials>,
) -> Response {
    let accept = async {
        let way = Way::invited(&site, &visit, secret).await?;
        make(&site, &visit, &peer, way, sent).await
    };
    answer::unkept(&site, &visit, accept).await
}

async fn make(site: &Site, visit: &Visit, peer: &Peer, way: Way, sent: Credentials) -> Result<Response, PageError> {
    session::check_form_token(site, visit, &sent.token)?;
    let address = session::client_address(site, peer.as_deref(), &visit.headers);
    site.attempts.attempt(address, "join", Instant::now())?;
    let name = sent.name.trim();
    let refused =
        |problem: Message| join_form(site, visit, &way, StatusCode::UNPROCESSABLE_ENTITY, name, Some(problem));
    if let Some(problem) = session::problem_with(name, &sent.password) {
        return refused(problem);
    }
    let password_hash = session::hash_password(site, sent.password).await?;
    let made = match &way {
        Way::Open => site.store.create_reader(name, &password_hash, visit.now).await,
        Way::Invited { secret, .. } => {
            site.store.accept_invitation(&session::hash(secret), name, &password_hash, visit.now).await
        }
    };
    match made {
        Ok(reader) => {
            tracing::info!("account created");
            session::sign_in(site, visit, reader, WayIn::Password, "/").await
        }
        Err(StoreError::Conflict(_)) => refused(Tongue::join_taken),
        Err(StoreError::NotFound) => Err(USED),
        Err(error) => Err(error.into()),
    }
}
