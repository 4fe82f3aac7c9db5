//! Signing in by an OpenID provider on the real router. The provider is the other end of the flow, made from the
//! specifications: it checks what it is sent, and signs with a real key, which it can exchange.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use anyhow::bail;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use axum::http::{StatusCode, header};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64};
use fixture::World;
use futures_util::future::BoxFuture;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use site::{OpenIdJoin, OpenIdOptions, ProviderHttp, SiteOptions};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};
use store::Role;
use visitor::{Answer, Visitor, visit_with};

/// The key of a provider that signs by RSA, as most do.
static RSA_KEY: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate(KeySize::Rsa2048).unwrap());

const ISSUER: &str = "https://login.example/realms/news";
const SECRET: &str = "a secret: of & both";

/// What the provider is about to do, and what it has seen.
#[derive(Clone)]
struct Provider(Arc<Mutex<State>>);

struct State {
    is_away: bool,
    key: u8,
    /// Added to, or put in the place of, what an honest token says.
    claims: Value,
    algorithm: &'static str,
    /// By RSA; its other key is for the curve P-256.
    signs_by_rsa: bool,
    /// By code: the nonce and the challenge of its beginning.
    codes: HashMap<String, (String, String, String)>,
}

fn pairs(form: &str) -> HashMap<String, String> {
    url::form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

impl Provider {
    fn new() -> Self {
        let claims = json!({"sub": "user-1", "preferred_username": "Ada"});
        let state =
            State { is_away: false, key: 1, claims, algorithm: "ES256", signs_by_rsa: false, codes: HashMap::new() };
        Self(Arc::new(Mutex::new(state)))
    }

    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap());
    }

    /// Its page: somebody signs in there. Gives the way back.
    fn let_in(&self, address: &str) -> String {
        let (page, query) = address.split_once('?').unwrap();
        assert_eq!(page, "https://login.example/authorize");
        let asked = pairs(query);
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", "news"));
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut state = self.0.lock().unwrap();
        let code = format!("code-{}", state.codes.len());
        let begun = (asked["nonce"].clone(), asked["code_challenge"].clone(), asked["redirect_uri"].clone());
        state.codes.insert(code.clone(), begun);
        let back = asked["redirect_uri"].strip_prefix("https://news.example").unwrap();
        format!("{back}?code={code}&state={}&iss={}", asked["state"], ISSUER.replace('/', "%2F").replace(':', "%3A"))
    }

    fn document(&self, url: &str) -> anyhow::Result<Vec<u8>> {
        let state = self.0.lock().unwrap();
        if state.is_away {
            bail!("connection refused");
        }
        let point = SigningKey::from_slice(&[state.key; 32])?.verifying_key().to_encoded_point(false);
        let document = match url.strip_prefix("https://login.example/").unwrap() {
            "realms/news/.well-known/openid-configuration" => json!({
                "issuer": ISSUER,
                "authorization_endpoint": "https://login.example/authorize",
                "token_endpoint": "https://login.example/token",
                "jwks_uri": "https://login.example/keys",
            }),
            "keys" if state.signs_by_rsa => {
                let key = RSA_KEY.public_key();
                let [n, e] = [key.modulus(), key.exponent()].map(|number| number.big_endian_without_leading_zero());
                json!({"keys": [{
                    "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "rsa",
                    "n": BASE64.encode(n), "e": BASE64.encode(e),
                }]})
            }
            "keys" => json!({"keys": [
                {"kty": "of tomorrow", "kid": "x"},
                {
                    "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": state.key.to_string(),
                    "x": BASE64.encode(point.x().unwrap()), "y": BASE64.encode(point.y().unwrap()),
                },
            ]}),
            other => bail!("nothing at {other}"),
        };
        Ok(document.to_string().into_bytes())
    }

    fn token(&self, authorization: &str, form: &str) -> anyhow::Result<Vec<u8>> {
        let form = pairs(form);
        let secret: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
        assert_eq!(authorization, format!("Basic {}", BASE64_STANDARD.encode(format!("news:{secret}"))));
        assert_eq!(form["grant_type"], "authorization_code");
        let mut state = self.0.lock().unwrap();
        let Some((nonce, challenge, redirect)) = state.codes.remove(&form["code"]) else {
            return Ok(json!({"error": "invalid_grant"}).to_string().into_bytes());
        };
        assert_eq!(BASE64.encode(Sha256::digest(&form["code_verifier"])), challenge, "PKCE");
        assert_eq!(form["redirect_uri"], redirect);
        let now = jiff::Timestamp::now().as_second();
        let mut claims = json!({"iss": ISSUER, "aud": "news", "iat": now, "exp": now + 300, "nonce": nonce});
        claims.as_object_mut().unwrap().extend(state.claims.as_object().unwrap().clone());
        let kid = if state.signs_by_rsa { "rsa".to_owned() } else { state.key.to_string() };
        let head = json!({"alg": state.algorithm, "kid": kid});
        let signed = format!("{}.{}", BASE64.encode(head.to_string()), BASE64.encode(claims.to_string()));
        let signature = if state.signs_by_rsa {
            let mut signature = vec![0; RSA_KEY.public_modulus_len()];
            RSA_KEY.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)?;
            signature
        } else {
            let signature: Signature = SigningKey::from_slice(&[state.key; 32])?.sign(signed.as_bytes());
            signature.to_bytes().to_vec()
        };
        let token = format!("{signed}.{}", BASE64.encode(signature));
        Ok(json!({"access_token": "x", "token_type": "Bearer", "id_token": token}).to_string().into_bytes())
    }
}

impl ProviderHttp for Provider {
    fn get(&self, url: String) -> BoxFuture<'static, anyhow::Result<Vec<u8>>> {
        let answer = self.document(&url);
        Box::pin(async { answer })
    }

    fn post(&self, url: String, head: Option<String>, form: String) -> BoxFuture<'static, anyhow::Result<Vec<u8>>> {
        assert_eq!(url, "https://login.example/token");
        let answer = self.token(&head.unwrap_or_default(), &form);
        Box::pin(async { answer })
    }
}

async fn visit(join: OpenIdJoin) -> (tempfile::TempDir, World, Visitor, Provider) {
    let provider = Provider::new();
    let openid = OpenIdOptions {
        issuer: ISSUER.to_owned(),
        client_id: "news".to_owned(),
        client_secret: SECRET.to_owned(),
        label: "Example Login".to_owned(),
        join,
        role_claim: "realm.groups".to_owned(),
        roles: vec![("editors".to_owned(), Role::Editor), ("order".to_owned(), Role::Moderator)],
        http: Arc::new(provider.clone()),
    };
    let base_url = Some("https://news.example".to_owned());
    let (folder, world, visitor) =
        visit_with(SiteOptions { base_url, openid: Some(openid), ..Default::default() }).await;
    (folder, world, visitor, provider)
}

/// To the provider, in there, and back.
async fn sign_in(visitor: &mut Visitor, provider: &Provider) -> Answer {
    visitor.get("/login").await;
    let led = visitor.get("/login/openid?to=%2Fsaved").await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.text);
    let back = provider.let_in(led.header(header::LOCATION));
    visitor.get(&back).await
}

#[track_caller]
fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(answer.text.contains(words), "{words}: {}", answer.text);
}

#[tokio::test]
async fn one_joins_and_signs_in_by_the_provider() {
    let (_folder, world, mut ada, provider) = visit(OpenIdJoin::Always).await;
    assert!(ada.get("/login?to=%2Fsaved").await.text.contains("href=\"/login/openid?to=%2Fsaved\""));
    assert_eq!(sign_in(&mut ada, &provider).await.header(header::LOCATION), "/saved");
    let account = ada.get("/account").await.text;
    assert!(account.contains("<h1 dir=\"auto\">Ada</h1>") && account.contains("by OpenID"), "{account}");
    assert!(account.contains("Example Login") && account.contains("You have none yet"), "{account}");
    let id = world.store.reader_by_name("Ada").await.unwrap().unwrap().id;

    // The provider gives roles, and takes them.
    provider.set(|state| state.claims["realm"] = json!({"groups": ["order", "editors", "others"]}));
    sign_in(&mut ada.stranger(), &provider).await;
    assert_eq!(world.store.reader(id).await.unwrap().role, Role::Editor);
    provider.set(|state| state.claims["realm"] = json!({"groups": ["order"]}));
    sign_in(&mut ada.stranger(), &provider).await;
    assert_eq!(world.store.reader(id).await.unwrap().role, Role::Moderator);
    provider.set(|state| state.claims["realm"] = json!({}));
    sign_in(&mut ada.stranger(), &provider).await;
    assert_eq!(world.store.reader(id).await.unwrap().role, Role::Reader);

    // Whoever has the same name is somebody else.
    provider.set(|state| state.claims["sub"] = json!("user-2"));
    let mut other = ada.stranger();
    sign_in(&mut other, &provider).await;
    assert!(other.get("/account").await.text.contains("<h1 dir=\"auto\">Ada 2</h1>"));

    // The last way in stays.
    let part = [("what", "part"), ("provider", ISSUER), ("subject", "user-1")];
    refused(&ada.send_form("/account", "/account/openid", &part).await, "you could not sign in any more");
    let password = [("what", "password"), ("new_password", "a long pass phrase")];
    assert_eq!(ada.send_form("/account", "/account", &password).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ada.send_form("/account", "/account/openid", &part).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.store.identities(id).await.unwrap(), []);
}

#[tokio::test]
async fn who_is_not_known_joins_where_the_owner_lets_everyone() {
    let (_folder, world, mut owner, provider) = visit(OpenIdJoin::Registration).await;
    owner.set_up(&world).await;
    refused(&sign_in(&mut owner.stranger(), &provider).await, "Nobody here is known by that");
    owner.send_form("/readers", "/readers", &[("what", "registration"), ("registration", "open")]).await;
    assert_eq!(sign_in(&mut owner.stranger(), &provider).await.status, StatusCode::SEE_OTHER);
    let ada = world.store.reader_by_name("Ada").await.unwrap().unwrap();
    world.store.suspend(ada.id, Some(world.now)).await.unwrap();
    let suspended = sign_in(&mut owner.stranger(), &provider).await;
    assert!(suspended.status == StatusCode::FORBIDDEN && suspended.text.contains("suspended"));
    // A second step is asked for after the provider, too.
    world.store.suspend(ada.id, None).await.unwrap();
    world.store.begin_second_step(ada.id, &[7; 20]).await.unwrap();
    world.store.confirm_second_step(ada.id, 1, &[], world.now).await.unwrap();
    let asked = sign_in(&mut owner.stranger(), &provider).await;
    assert_eq!(asked.header(header::LOCATION), "/login/code?to=%2Fsaved");
}

#[tokio::test]
async fn an_account_is_connected_by_its_reader_alone() {
    let (_folder, world, mut owner, provider) = visit(OpenIdJoin::Never).await;
    owner.set_up(&world).await;
    // The provider's user has the owner's name and address: that says nothing.
    provider.set(|state| state.claims = json!({"sub": "o", "name": "owner", "email": "owner@news.example"}));
    refused(&sign_in(&mut owner.stranger(), &provider).await, "Nobody here is known by that");
    let page = owner.send_form("/account", "/account/openid", &[("what", "connect")]).await.text;
    let address = page.split("<a class=\"button\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let back = provider.let_in(&address.replace("&#38;", "&"));
    refused(&owner.stranger().get(&back).await, "begun in another browser");
    assert_eq!(owner.get(&back).await.header(header::LOCATION), "/account");
    let mut there = owner.stranger();
    assert_eq!(sign_in(&mut there, &provider).await.header(header::LOCATION), "/saved");
    assert!(there.get("/account").await.text.contains("You are the owner here"), "whatever the claims say");
    let without = owner.post("/account/openid", &[("what", "connect")]).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_answer_that_does_not_hold_is_refused() {
    let (_folder, _world, visitor, provider) = visit(OpenIdJoin::Always).await;
    let honest = json!({"sub": "user-1", "preferred_username": "Ada"});
    let past = jiff::Timestamp::now().as_second() - 600;
    for (what, wrong) in [
        ("of another provider", json!({"iss": "https://login.evil.example"})),
        ("for another program", json!({"aud": "mail"})),
        ("given to another program", json!({"aud": ["news", "mail"], "azp": "mail"})),
        ("too old", json!({"exp": past})),
        ("of another question", json!({"nonce": "n"})),
        ("without a question", json!({"nonce": null})),
        ("of nobody", json!({"sub": ""})),
    ] {
        let mut claims = honest.clone();
        claims.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        provider.set(|state| state.claims = claims);
        let answer = sign_in(&mut visitor.stranger(), &provider).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(answer.text.contains("no answer that holds"), "{what}: {}", answer.text);
    }
    provider.set(|state| state.claims = honest);
    for algorithm in ["none", "HS256", "RS256"] {
        provider.set(|state| state.algorithm = algorithm);
        refused(&sign_in(&mut visitor.stranger(), &provider).await, "no answer that holds");
    }
}

#[tokio::test]
async fn a_provider_may_sign_by_rsa() {
    let (_folder, world, mut ada, provider) = visit(OpenIdJoin::Always).await;
    provider.set(|state| (state.signs_by_rsa, state.algorithm) = (true, "RS256"));
    assert_eq!(sign_in(&mut ada, &provider).await.header(header::LOCATION), "/saved");
    assert!(world.store.reader_by_name("Ada").await.unwrap().is_some());
    // A key is good for the algorithm it is for, whatever a token says of itself.
    for algorithm in ["PS256", "RS512", "ES256", "HS256", "none"] {
        provider.set(|state| state.algorithm = algorithm);
        refused(&sign_in(&mut ada.stranger(), &provider).await, "no answer that holds");
    }
}

#[tokio::test]
async fn what_was_begun_is_ended_once_and_where_it_was_begun() {
    let (_folder, _world, mut visitor, provider) = visit(OpenIdJoin::Always).await;
    refused(&visitor.get("/login/openid/return?code=x&state=y").await, "took too long");
    let led = visitor.get("/login/openid?to=%2F").await;
    let back = provider.let_in(led.header(header::LOCATION));
    refused(&visitor.stranger().get(&back).await, "begun in another browser");
    let others = back.replace("login.example", "login.evil.example");
    refused(&visitor.get(&others).await, "no answer that holds");
    refused(&visitor.get(&back).await, "took too long");
    let led = visitor.get("/login/openid").await;
    let state = pairs(led.header(header::LOCATION))["state"].clone();
    let denied = visitor.get(&format!("/login/openid/return?error=access_denied&state={state}")).await;
    refused(&denied, "did not let you in");
    assert_eq!(sign_in(&mut visitor, &provider).await.header(header::LOCATION), "/saved");
}

#[tokio::test]
async fn a_provider_that_is_away_or_exchanges_its_key() {
    let (_folder, _world, visitor, provider) = visit(OpenIdJoin::Always).await;
    provider.set(|state| state.is_away = true);
    let away = visitor.stranger().get("/login/openid").await;
    assert_eq!(away.status, StatusCode::BAD_GATEWAY);
    assert!(away.text.contains("cannot be reached") && away.text.contains("name=\"password\""), "{}", away.text);
    provider.set(|state| state.is_away = false);
    let mut ada = visitor.stranger();
    assert_eq!(sign_in(&mut ada, &provider).await.status, StatusCode::SEE_OTHER);
    provider.set(|state| state.key = 2);
    assert_eq!(sign_in(&mut visitor.stranger(), &provider).await.status, StatusCode::SEE_OTHER);
    // Every half minute at most: nobody makes us ask without end.
    provider.set(|state| state.key = 3);
    refused(&sign_in(&mut visitor.stranger(), &provider).await, "no answer that holds");
}
