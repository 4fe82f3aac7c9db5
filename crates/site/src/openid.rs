//! Signing in by an OpenID provider (OpenID Connect Core 1.0): the authorization code flow with PKCE.
//!
//! In: what the owner configured, and the provider's answers. Out: who somebody is there. The way to the provider is
//! handed in ([`ProviderHttp`]): every byte from outside comes through the one client that checks it.

use crate::session;
use anyhow::{Context, bail, ensure};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use futures_util::future::BoxFuture;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::Role;
use tokio::sync::Mutex;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

/// How the site asks a provider.
pub trait ProviderHttp: Send + Sync {
    /// Gets a document.
    fn get(&self, url: String) -> BoxFuture<'static, anyhow::Result<Vec<u8>>>;
    /// Posts a form; gives the answer whatever its status.
    fn post(
        &self,
        url: String,
        authorization: Option<String>,
        form: String,
    ) -> BoxFuture<'static, anyhow::Result<Vec<u8>>>;
}

/// Who may make an account by coming from the provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenIdJoin {
    /// Whoever may make one by themselves: it depends on what the owner chose on the page of readers.
    #[default]
    Registration,
    Always,
    Never,
}

/// A provider, as the owner configured it.
#[derive(Clone)]
pub struct OpenIdOptions {
    /// Its address, to the letter as its documents give it.
    pub issuer: String,
    pub client_id: String,
    /// Empty for a public client.
    pub client_secret: String,
    /// What the button calls it.
    pub label: String,
    pub join: OpenIdJoin,
    /// The claim that tells roles, like `groups` or `realm_access.roles`; empty when the provider gives none.
    pub role_claim: String,
    /// Which value of it gives which role.
    pub roles: Vec<(String, Role)>,
    pub http: Arc<dyn ProviderHttp>,
}

impl fmt::Debug for OpenIdOptions {
    /// Leaves the secret out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenIdOptions").field("issuer", &self.issuer).field("client_id", &self.client_id).finish()
    }
}

/// The provider, and what it told of itself.
pub(crate) struct Provider {
    pub options: OpenIdOptions,
    told: Mutex<Option<Told>>,
    /// When an unknown key last made the documents be read again.
    asked_again: Mutex<Option<Instant>>,
}

#[derive(Clone)]
struct Told {
    endpoints: Endpoints,
    keys: Arc<JwkSet>,
    at: Instant,
}

#[derive(Clone, Deserialize)]
struct Endpoints {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// After so long the provider's documents are read again.
const TOLD_KEPT: Duration = Duration::from_secs(3600);
/// A key that is not known makes them be read again, but not more often than this.
const KEYS_APART: Duration = Duration::from_secs(30);
const LEEWAY_S: u64 = 60;
/// Signatures by a key that only the provider has.
const ALGORITHMS: [Algorithm; 6] =
    [Algorithm::RS256, Algorithm::RS512, Algorithm::PS256, Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA];

/// What was begun, and is kept until the browser comes back.
#[derive(Serialize, Deserialize)]
pub(crate) struct Begun {
    nonce: String,
    verifier: String,
    redirect: String,
    /// The page to go to afterwards.
    pub next: String,
}

/// Who somebody is at the provider.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub subject: String,
    /// What they are called there; may be empty.
    pub name: String,
    /// None where the provider gives no roles here.
    pub role: Option<Role>,
}

impl Provider {
    pub fn new(options: OpenIdOptions) -> Self {
        Self { options, told: Mutex::default(), asked_again: Mutex::default() }
    }

    /// Begins: gives the provider's page, the state in its address, and what is to be kept.
    pub async fn begin(&self, redirect: String, next: String) -> anyhow::Result<(Url, String, Begun)> {
        let endpoints = self.told().await?.endpoints;
        let random = || session::random_bytes::<32>().map(|bytes| BASE64_URL_SAFE_NO_PAD.encode(bytes));
        let (state, begun) = (random()?, Begun { nonce: random()?, verifier: random()?, redirect, next });
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&begun.verifier));
        let mut page = Url::parse(&endpoints.authorization_endpoint).context("the provider's page has no address")?;
        page.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", &self.options.client_id),
            ("redirect_uri", &begun.redirect),
            ("scope", "openid profile email"),
            ("state", &state),
            ("nonce", &begun.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        Ok((page, state, begun))
    }

    /// Ends: changes the code for a token, and reads who it speaks of.
    pub async fn end(&self, begun: &Begun, code: &str) -> anyhow::Result<Known> {
        let told = self.told().await?;
        let (authorization, form) = self.ask_for_token(&told.endpoints, begun, code);
        let answer = self.options.http.post(told.endpoints.token_endpoint.clone(), authorization, form).await?;
        #[derive(Deserialize)]
        struct Answer {
            id_token: Option<String>,
            error: Option<String>,
        }
        let answer: Answer = serde_json::from_slice(&answer).context("the provider's answer is no token")?;
        if let Some(error) = answer.error {
            bail!("the provider gives no token: {error}");
        }
        let token = answer.id_token.context("the provider's answer has no ID token")?;
        self.read(&token, &begun.nonce).await
    }

    /// The request for a token: who we are in its head, or else in its form.
    fn ask_for_token(&self, endpoints: &Endpoints, begun: &Begun, code: &str) -> (Option<String>, String) {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code").append_pair("code", code);
        form.append_pair("redirect_uri", &begun.redirect).append_pair("code_verifier", &begun.verifier);
        let (id, secret) = (&self.options.client_id, &self.options.client_secret);
        let takes = |method: &str| endpoints.token_endpoint_auth_methods_supported.iter().any(|known| known == method);
        if !secret.is_empty() && (takes("client_secret_basic") || !takes("client_secret_post")) {
            // Each part is encoded as in a form first (RFC 6749, section 2.3.1).
            let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", encoded(id), encoded(secret));
            return (Some(format!("Basic {}", BASE64_STANDARD.encode(pair))), form.finish());
        }
        form.append_pair("client_id", id);
        if !secret.is_empty() {
            form.append_pair("client_secret", secret);
        }
        (None, form.finish())
    }

    /// Reads an ID token (Core 1.0, section 3.1.3.7).
    async fn read(&self, token: &str, nonce: &str) -> anyhow::Result<Known> {
        let header = jsonwebtoken::decode_header(token).context("the ID token's head is unreadable")?;
        ensure!(ALGORITHMS.contains(&header.alg), "the ID token is signed by {:?}", header.alg);
        let told = self.told().await?;
        let key = match key_of(&told.keys, header.kid.as_deref()) {
            Some(key) => key.clone(),
            // Keys are exchanged now and then.
            None => {
                let told = self.told_again().await?;
                key_of(&told.keys, header.kid.as_deref()).context("the ID token's key is not the provider's")?.clone()
            }
        };
        let mut validation = Validation::new(header.alg);
        validation.leeway = LEEWAY_S;
        validation.set_issuer(&[&self.options.issuer]);
        validation.set_audience(&[&self.options.client_id]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let claims = jsonwebtoken::decode::<Value>(token, &DecodingKey::from_jwk(&key)?, &validation)?.claims;
        let text = |name: &str| claims[name].as_str().unwrap_or_default();
        ensure!(
            session::same_bytes(text("nonce").as_bytes(), nonce.as_bytes()),
            "the ID token answers another question"
        );
        let is_ours = claims["azp"].is_null() || text("azp") == self.options.client_id;
        ensure!(is_ours, "the ID token was given to another program");
        ensure!(!text("sub").is_empty(), "the ID token names nobody");
        let mailbox = text("email").split('@').next().unwrap_or_default();
        let name = [text("preferred_username"), text("name"), mailbox].into_iter().find(|name| !name.trim().is_empty());
        Ok(Known {
            subject: text("sub").to_owned(),
            name: name.unwrap_or_default().trim().to_owned(),
            role: self.role_of(&claims),
        })
    }

    /// The mightiest role that the claim gives; a reader, where it gives none.
    fn role_of(&self, claims: &Value) -> Option<Role> {
        if self.options.role_claim.is_empty() {
            return None;
        }
        let value = self.options.role_claim.split('.').fold(claims, |value, part| &value[part]);
        let has = |wanted: &str| match value {
            Value::Array(values) => values.iter().any(|value| value.as_str() == Some(wanted)),
            Value::String(text) => text.split([' ', ',']).any(|word| word == wanted),
            _ => false,
        };
        let given = |role: &Role| self.options.roles.iter().any(|(value, gives)| gives == role && has(value));
        Some([Role::Editor, Role::Moderator].into_iter().find(given).unwrap_or(Role::Reader))
    }

    /// What the provider tells of itself, an hour old at most.
    async fn told(&self) -> anyhow::Result<Told> {
        let mut told = self.told.lock().await;
        if let Some(told) = told.as_ref().filter(|told| told.at.elapsed() < TOLD_KEPT) {
            return Ok(told.clone());
        }
        let new = self.ask().await?;
        *told = Some(new.clone());
        Ok(new)
    }

    /// The same, asked now: not more often than tokens with unknown keys may make us.
    async fn told_again(&self) -> anyhow::Result<Told> {
        let mut asked_again = self.asked_again.lock().await;
        ensure!(asked_again.is_none_or(|at| at.elapsed() > KEYS_APART), "another unknown key");
        *asked_again = Some(Instant::now());
        let new = self.ask().await?;
        *self.told.lock().await = Some(new.clone());
        Ok(new)
    }

    async fn ask(&self) -> anyhow::Result<Told> {
        let issuer = &self.options.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let http = &self.options.http;
        let document = http.get(address).await?;
        let endpoints: Endpoints =
            serde_json::from_slice(&document).context("the provider's document is unreadable")?;
        ensure!(endpoints.issuer == *issuer, "the provider calls itself {:?}, not {issuer:?}", endpoints.issuer);
        let keys = http.get(endpoints.jwks_uri.clone()).await?;
        Ok(Told { endpoints, keys: Arc::new(read_keys(&keys)?), at: Instant::now() })
    }
}

/// Leaves out keys of kinds that are not known here.
fn read_keys(document: &[u8]) -> anyhow::Result<JwkSet> {
    let document: Value = serde_json::from_slice(document).context("the provider's keys are unreadable")?;
    let keys = document["keys"].as_array().context("the provider has no keys")?;
    let keys = keys.iter().filter(|key| key["use"].as_str().is_none_or(|what| what == "sig"));
    Ok(JwkSet { keys: keys.filter_map(|key| serde_json::from_value(key.clone()).ok()).collect() })
}

/// A token that names no key is signed by the only one.
fn key_of<'k>(keys: &'k JwkSet, id: Option<&str>) -> Option<&'k Jwk> {
    match (id, keys.keys.as_slice()) {
        (Some(id), _) => keys.find(id),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}
