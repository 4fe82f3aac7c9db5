//! The ways to sign in beside the password: where their pages are, and the part of a reader's account that lists them.

use super::{api_tokens, login_code, openid, passkeys, second_step};
use crate::Site;
use crate::answer::{PageError, Visit};
use crate::time_words::{ExactTime, When};
use axum::Router;
use axum::routing::{get, post};
use news::ReaderId;

/// The routes of all of them.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/account/second-step", get(second_step::show).post(second_step::change))
        .route("/account/passkeys", post(passkeys::change))
        .route("/account/passkeys/begin", post(passkeys::begin_adding))
        .route("/account/tokens", get(api_tokens::show).post(api_tokens::change))
        .route("/login/passkey", post(passkeys::enter))
        .route("/login/passkey/begin", post(passkeys::begin_login))
        .route("/account/openid", post(openid::change))
        .route("/login/openid", get(openid::begin_login))
        .route("/login/openid/return", get(openid::come_back))
        .route("/login/code", get(login_code::ask).post(login_code::enter))
}

/// The view model of `ways_in.html`.
pub(super) struct WaysIn {
    /// Who came by a proxy or a provider has none.
    pub has_password: bool,
    /// Since when a second step is asked for.
    pub second_step: Option<ExactTime>,
    pub recovery_codes: i64,
    /// How many API tokens there are.
    pub tokens: i64,
    pub passkeys: Vec<PasskeyView>,
    pub identities: Vec<IdentityView>,
    /// What the OpenID provider is called, where there is one.
    pub openid: Option<String>,
    /// Why none can be added at the address at hand; empty when they can.
    pub no_passkeys: String,
}

/// Who the reader is elsewhere.
pub(super) struct IdentityView {
    pub provider: String,
    pub subject: String,
    /// What the provider is called.
    pub label: String,
    pub name_there: String,
    pub since: ExactTime,
    pub used: When,
}

pub(super) struct PasskeyView {
    pub id: i64,
    pub name: String,
    pub created: ExactTime,
    pub used: Option<When>,
}

impl WaysIn {
    pub async fn of(site: &Site, visit: &Visit, reader: ReaderId) -> Result<Self, PageError> {
        let step = site.store.second_step(reader).await?;
        let passkeys = site.store.passkeys(reader).await?.into_iter().map(|passkey| PasskeyView {
            id: passkey.id,
            name: passkey.name,
            created: visit.clock().exact(passkey.created),
            used: passkey.used.map(|at| visit.clock().when(at)),
        });
        let openid = site.openid.as_ref().map(|provider| &provider.options);
        let label_of = |provider: &str| match openid.filter(|options| options.issuer == provider) {
            Some(options) => options.label.clone(),
            None if provider == crate::proxy_login::PROVIDER => visit.tongue.openid_proxy().to_owned(),
            None => provider.to_owned(),
        };
        let identities = site.store.identities(reader).await?.into_iter().map(|identity| IdentityView {
            label: label_of(&identity.provider),
            provider: identity.provider,
            subject: identity.subject,
            name_there: identity.label,
            since: visit.clock().exact(identity.created),
            used: visit.clock().when(identity.used),
        });
        let tokens = i64::try_from(site.store.api_tokens(reader).await?.len()).unwrap_or(i64::MAX);
        Ok(Self {
            identities: identities.collect(),
            openid: openid.map(|options| options.label.clone()),
            has_password: !site.store.reader(reader).await?.password_hash.is_empty(),
            tokens,
            passkeys: passkeys.collect(),
            no_passkeys: passkeys::why_not(site, visit),
            second_step: step.as_ref().and_then(|step| step.since).map(|since| visit.clock().exact(since)),
            recovery_codes: step.map_or(0, |step| step.recovery_codes),
        })
    }
}
