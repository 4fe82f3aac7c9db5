//! API tokens on the real router: what they open, and what they never open.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fixture::World;
use news::Timestamp;
use serde_json::Value;
use site::FullText;
use store::{NewApiToken, Role, Scope};
use visitor::{Answer, Visitor, visit};

const TOKENS: &str = "/account/tokens";
const UNKNOWN: &str = "dateline_0000";

async fn make(visitor: &mut Visitor, fields: &[(&str, &str)]) -> Answer {
    let fields = [&[("what", "make"), ("name", "newsboat"), ("days", "30")], fields].concat();
    visitor.send_form(TOKENS, TOKENS, &fields).await
}

/// Makes a token of these scopes, and reads it off the page.
async fn token(visitor: &mut Visitor, scopes: &[&str]) -> String {
    let scopes: Vec<_> = scopes.iter().map(|scope| (*scope, "1")).collect();
    let page = make(visitor, &scopes).await.text;
    page.split("<code class=\"link\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// What a program gets that has no cookies.
async fn get(visitor: &Visitor, path: &str, authorization: &str) -> Answer {
    let request = Request::get(path).header(header::AUTHORIZATION, authorization).body(Body::empty());
    visitor.stranger().send(request.unwrap()).await
}

async fn get_with(visitor: &Visitor, path: &str, token: &str) -> Answer {
    get(visitor, path, &format!("Bearer {token}")).await
}

async fn keep_an_article(world: &World) {
    let owner = world.store.reader_by_name("owner").await.unwrap().unwrap().id;
    world.store.mark_saved(owner, &world.articles[8..9], Some(world.now)).await.unwrap();
}

#[tokio::test]
async fn a_token_opens_its_readers_feeds_and_nothing_else() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    keep_an_article(&world).await;
    let token = token(&mut owner, &["read"]).await;
    let page = owner.get(TOKENS).await.text;
    assert!(page.contains("newsboat") && page.contains("not used yet") && !page.contains(&token), "shown once");

    let feed = get_with(&owner, "/saved.atom", &token).await;
    assert_eq!((feed.status, feed.header(header::CACHE_CONTROL)), (StatusCode::OK, "private, no-cache"));
    assert!(feed.text.contains("A lake under the ice"), "{}", feed.text);
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("anybody:{token}")));
    let feed: Value = serde_json::from_str(&get(&owner, "/saved.json", &basic).await.text).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 1);
    for path in ["/following.atom", "/following.json", "/starred.atom", "/starred.json"] {
        assert_eq!(get_with(&owner, path, &token).await.status, StatusCode::OK, "{path}");
        assert_eq!(owner.get(path).await.status, StatusCode::OK, "{path} of who is signed in");
    }
    assert!(owner.get(TOKENS).await.text.contains("last used"));
    assert!(owner.get("/saved").await.text.contains("href=\"/saved.atom\""));

    // Pages and forms take sessions alone.
    assert_eq!(get_with(&owner, "/saved", &token).await.header(header::LOCATION), "/login?to=%2Fsaved");
    assert_eq!(get_with(&owner, "/account", &token).await.status, StatusCode::SEE_OTHER);
    let form = Request::post("/account/tokens")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("what=make&name=x&read=1&days=0"));
    assert_eq!(owner.stranger().send(form.unwrap()).await.status, StatusCode::FORBIDDEN);
    let lacks = get_with(&owner, "/account/export", &token).await;
    assert_eq!(lacks.status, StatusCode::FORBIDDEN);
    assert!(lacks.text.contains("lacks the scope “export”"), "{}", lacks.text);
    assert!(lacks.header(header::WWW_AUTHENTICATE).contains("insufficient_scope"));
    assert_eq!(get_with(&owner, "/metrics", &token).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_feed_of_one_reader_is_kept_for_no_other() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    keep_an_article(&world).await;
    let mut bo = owner.reader(&world, "Bo", Role::Reader).await;
    let (ours, theirs) = (token(&mut owner, &["read"]).await, token(&mut bo, &["read"]).await);
    for _ in 0..2 {
        assert!(get_with(&owner, "/saved.atom", &ours).await.text.contains("A lake under the ice"));
        assert!(!get_with(&owner, "/saved.atom", &theirs).await.text.contains("A lake under the ice"));
        let nobody = owner.stranger().get("/saved.atom").await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        assert!(nobody.header(header::WWW_AUTHENTICATE).starts_with("Bearer") && nobody.text.contains("sign in"));
    }
}

#[tokio::test]
async fn what_is_no_token_any_more_is_refused() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let refused = async |owner: &Visitor, token: &str| {
        let answer = get_with(owner, "/saved.atom", token).await;
        assert!(answer.text.contains("not known here"), "{}", answer.text);
        assert!(answer.header(header::WWW_AUTHENTICATE).contains("invalid_token"));
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    };
    refused(&owner, UNKNOWN).await;
    let token = token(&mut owner, &["read", "export", "metrics"]).await;
    assert_eq!(get_with(&owner, "/metrics", &token).await.status, StatusCode::OK);
    let export: Value = serde_json::from_str(&get_with(&owner, "/account/export", &token).await.text).unwrap();
    assert_eq!(export["api_tokens"][0]["name"], "newsboat");
    assert!(!export.to_string().contains(&token));
    let mut bo = owner.reader(&world, "Bo", Role::Reader).await;
    let revoke = [("what", "revoke"), ("id", "1")];
    assert_eq!(bo.send_form(TOKENS, TOKENS, &revoke).await.status, StatusCode::NOT_FOUND, "not Bo's");
    owner.send_form(TOKENS, TOKENS, &revoke).await;
    refused(&owner, &token).await;

    let old = NewApiToken {
        token_hash: &<[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest("dateline_old")),
        name: "old",
        scopes: &[Scope::Read],
        expires: Some(world.now),
    };
    let id = world.store.reader_by_name("Bo").await.unwrap().unwrap().id;
    world.store.add_api_token(id, &old, world.now.plus_us(-Timestamp::DAY)).await.unwrap();
    refused(&owner, "dateline_old").await;
    assert!(bo.get(TOKENS).await.text.contains("expired"));

    // The door of a proxy is not ours.
    let proxys = format!("Basic {}", BASE64_STANDARD.encode("ada:secret"));
    let request = Request::get("/saved.atom").header(header::AUTHORIZATION, proxys).body(Body::empty()).unwrap();
    assert_eq!(owner.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_is_made_with_a_name_and_for_something() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let problem = async |visitor: &mut Visitor, fields: &[(&str, &str)]| {
        let fields = [&[("what", "make")], fields].concat();
        let answer = visitor.send_form(TOKENS, TOKENS, &fields).await;
        (answer.status, answer.text)
    };
    let (status, text) = problem(&mut owner, &[("name", " "), ("read", "1"), ("days", "30")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("Give the token a name"), "{text}");
    let (status, text) = problem(&mut owner, &[("name", "x"), ("days", "30")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("what the token is good for"), "{text}");
    assert_eq!(problem(&mut owner, &[("name", "x"), ("read", "1"), ("days", "3")]).await.0, StatusCode::BAD_REQUEST);
    let mut bo = owner.reader(&world, "Bo", Role::Reader).await;
    assert!(!bo.get(TOKENS).await.text.contains("metrics"));
    assert_eq!(make(&mut bo, &[("metrics", "1")]).await.status, StatusCode::FORBIDDEN);

    // A token of a former time's owner reads nothing that is the owner's.
    let id = world.store.reader_by_name("Bo").await.unwrap().unwrap().id;
    let forged = NewApiToken {
        token_hash: &<[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest("dateline_m")),
        name: "m",
        scopes: &[Scope::Metrics],
        expires: None,
    };
    world.store.add_api_token(id, &forged, world.now).await.unwrap();
    assert_eq!(get_with(&owner, "/metrics", "dateline_m").await.status, StatusCode::NOT_FOUND);
}
