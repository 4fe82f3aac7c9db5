//! A reader's API tokens: made, shown once, listed, revoked.

use crate::answer::{self, PageError, Visit};
use crate::frame::Frame;
use crate::session;
use crate::time_words::{Clock, ExactTime, When};
use crate::tongue::{Message, Tongue};
use crate::{Site, api_tokens, words};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use news::Timestamp;
use serde::Deserialize;
use store::{API_TOKENS_MAX, ApiToken, NewApiToken, Role, Scope, StoreError};

const PATH: &str = "/account/tokens";
const NAME_CHARS_MAX: usize = 60;
/// For how many days; 0 is for good.
const DAYS: [i64; 4] = [30, 90, 365, 0];
const DAYS_USUAL: i64 = 365;

#[derive(Template)]
#[template(path = "api_tokens.html")]
struct TokensPage {
    frame: Frame,
    token: String,
    problem: Option<&'static str>,
    /// Just made: it is shown this once.
    made: Option<String>,
    tokens: Vec<TokenView>,
    scopes: Vec<Choice>,
    days: Vec<Choice>,
    /// Where the feeds are.
    home: String,
}

struct TokenView {
    id: i64,
    name: String,
    scopes: String,
    created: ExactTime,
    used: Option<When>,
    expires: Option<ExactTime>,
    has_expired: bool,
}

struct Choice {
    key: String,
    words: String,
    is_chosen: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    token: String,
    what: String,
    id: String,
    name: String,
    days: String,
    read: String,
    export: String,
    metrics: String,
}

impl Sent {
    fn scopes(&self) -> Vec<Scope> {
        let ticked = [(Scope::Read, &self.read), (Scope::Export, &self.export), (Scope::Metrics, &self.metrics)];
        ticked.into_iter().filter(|(_, value)| !value.is_empty()).map(|(scope, _)| scope).collect()
    }
}

pub async fn show(State(site): State<Site>, visit: Visit) -> Response {
    answer::unkept(&site, &visit, page(&site, &visit, StatusCode::OK, None, None)).await
}

async fn page(
    site: &Site,
    visit: &Visit,
    status: StatusCode,
    made: Option<String>,
    problem: Option<Message>,
) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let frame = Frame::new(site, visit, visit.tongue.tokens_head(), PATH).current("account").hidden_from_robots();
    let tokens = site.store.api_tokens(reader.id).await?.into_iter();
    let scope = |scope: Scope| Choice {
        key: scope.as_str().to_owned(),
        words: words::scope(scope)(visit.tongue).to_owned(),
        is_chosen: scope == Scope::Read,
    };
    let days = |days: i64| Choice {
        key: days.to_string(),
        words: words::token_days(days, visit.tongue),
        is_chosen: days == DAYS_USUAL,
    };
    let page = TokensPage {
        token: frame.form_token(),
        frame,
        problem: problem.map(|problem| problem(visit.tongue)),
        made,
        tokens: tokens.map(|token| token_view(token, visit.clock())).collect(),
        scopes: may_have(reader.role).map(scope).collect(),
        days: DAYS.map(days).into(),
        home: crate::feeds::home(site, visit),
    };
    Ok(answer::html(status, page.render()?))
}

/// Measurements are the owner's.
fn may_have(role: Role) -> impl Iterator<Item = Scope> {
    Scope::ALL.into_iter().filter(move |scope| *scope != Scope::Metrics || role == Role::Owner)
}

fn token_view(token: ApiToken, clock: Clock) -> TokenView {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    TokenView {
        id: token.id,
        name: token.name,
        scopes: scopes.join(", "),
        created: clock.exact(token.created),
        used: token.used.map(|at| clock.when(at)),
        has_expired: token.expires.is_some_and(|expires| expires <= clock.now),
        expires: token.expires.map(|at| clock.exact(at)),
    }
}

pub async fn change(State(site): State<Site>, visit: Visit, Form(sent): Form<Sent>) -> Response {
    let change = async {
        session::check_form_token(&site, &visit, &sent.token)?;
        match sent.what.as_str() {
            "make" => return make(&site, &visit, &sent).await,
            "revoke" => {
                let (reader, id) = (visit.reader()?.id, super::id(&sent.id)?);
                site.store.revoke_api_token(reader, id).await?;
                tracing::info!(reader.id = reader.0, api_token.id = id, "API token revoked");
            }
            _ => return Err(answer::NOTHING_ASKED),
        }
        Ok(answer::redirect(StatusCode::SEE_OTHER, PATH))
    };
    answer::unkept(&site, &visit, change).await
}

async fn make(site: &Site, visit: &Visit, sent: &Sent) -> Result<Response, PageError> {
    let reader = visit.fresh_reader(PATH)?;
    let refused = |problem: Message| page(site, visit, StatusCode::UNPROCESSABLE_ENTITY, None, Some(problem));
    let name: String = sent.name.trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect();
    if name.is_empty() {
        return refused(Tongue::tokens_no_name).await;
    }
    let scopes = sent.scopes();
    if scopes.is_empty() {
        return refused(Tongue::tokens_no_scope).await;
    }
    if scopes.contains(&Scope::Metrics) && reader.role != Role::Owner {
        return Err(PageError::Forbidden(Tongue::tokens_owner_only));
    }
    let days = sent.days.parse().ok().filter(|days| DAYS.contains(days));
    let days = days.ok_or(PageError::BadRequest(Tongue::tokens_no_days))?;
    let expires = (days > 0).then(|| visit.now.plus_us(days * Timestamp::DAY));
    let (token, token_hash) = api_tokens::create()?;
    let new = NewApiToken { token_hash: &token_hash, name: &name, scopes: &scopes, expires };
    match site.store.add_api_token(reader.id, &new, visit.now).await {
        Err(StoreError::Conflict(_)) => {
            const _: () = assert!(API_TOKENS_MAX == 50, "said in `tokens-too-many`");
            return refused(Tongue::tokens_too_many).await;
        }
        done => done?,
    }
    tracing::info!(reader.id = reader.id.0, "API token made");
    page(site, visit, StatusCode::OK, Some(token), None).await
}
