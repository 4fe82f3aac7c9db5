//! Signing in by a trusted proxy on the real router.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Request, StatusCode, header};
use site::{ProxyLogin, SiteOptions, TrustedProxies};
use std::net::SocketAddr;
use store::Role;
use visitor::{Answer, Visitor, form_token, visit_with};

const PROXY: &str = "10.0.0.1:4711";
const OUTSIDE: &str = "192.0.2.7:4711";
const REMOTE_USER: HeaderName = HeaderName::from_static("remote-user");

fn options(owner: &str) -> SiteOptions {
    let login = ProxyLogin {
        header: REMOTE_USER,
        role: Role::Editor,
        owner: owner.to_owned(),
        sign_out: "https://auth.example/logout".to_owned(),
    };
    let trusted_proxies = TrustedProxies::parse(&["10.0.0.0/8"]).unwrap();
    SiteOptions { trusted_proxies, proxy_login: Some(login), ..SiteOptions::default() }
}

/// Asks for a page as a browser does that comes from a peer, named or not.
async fn get(visitor: &mut Visitor, path: &str, peer: &str, named: &[&str]) -> Answer {
    let mut request = Request::get(path).header(header::ACCEPT, "text/html,*/*;q=0.8").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    for name in named {
        request.headers_mut().append(REMOTE_USER, name.parse().unwrap());
    }
    visitor.send(request).await
}

async fn post(visitor: &mut Visitor, path: &str, named: &[&str], fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let mut request = request.body(Body::from(body)).unwrap();
    request.extensions_mut().insert(ConnectInfo(PROXY.parse::<SocketAddr>().unwrap()));
    for name in named {
        request.headers_mut().append(REMOTE_USER, name.parse().unwrap());
    }
    visitor.send(request).await
}

#[tokio::test]
async fn whom_the_proxy_names_is_signed_in_at_first_sight() {
    let (_folder, world, mut ada) = visit_with(options("")).await;
    let account = get(&mut ada, "/account", PROXY, &["Ada"]).await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(
        account.text.contains("You are an editor here") && account.text.contains("by the proxy"),
        "{}",
        account.text
    );
    assert_eq!(ada.cookies.len(), 1, "a session, for forms");
    let reader = world.store.reader_by_name("ada").await.unwrap().unwrap();
    assert_eq!((reader.name.as_str(), reader.role, reader.password_hash.as_str()), ("Ada", Role::Editor, ""));
    let again = get(&mut ada, "/account", PROXY, &["ada"]).await;
    assert_eq!(again.text.matches("Sign out there").count(), 0, "the same session: {}", again.text);

    // Forms work; nothing asks for a password that does not exist.
    let token = form_token(&again.text);
    let fields = [("token", token.as_str()), ("what", "password"), ("new_password", "a long pass phrase")];
    assert_eq!(post(&mut ada, "/account", &["ada"], &fields).await.status, StatusCode::SEE_OTHER);
    assert!(!world.store.reader(reader.id).await.unwrap().password_hash.is_empty());

    // Signing out is the proxy's.
    let leaving = get(&mut ada, "/logout", PROXY, &["ada"]).await;
    assert!(leaving.text.contains("href=\"https://auth.example/logout\""), "{}", leaving.text);
    assert_eq!(get(&mut ada, "/account", PROXY, &[]).await.status, StatusCode::SEE_OTHER, "signed out there");
    // Somebody else at the same browser.
    let other = get(&mut ada, "/account", PROXY, &["Bo"]).await;
    assert!(other.text.contains("<h1 dir=\"auto\">Bo</h1>"), "{}", other.text);
}

#[tokio::test]
async fn nobody_else_is_believed() {
    let (_folder, world, mut ada) = visit_with(options("ada")).await;
    for (peer, named) in
        [(OUTSIDE, vec!["ada"]), (PROXY, vec!["ada", "bo"]), (PROXY, vec![""]), (PROXY, vec!["a\u{200b}b"])]
    {
        let answer = get(&mut ada, "/account", peer, &named).await;
        assert_eq!(answer.header(header::LOCATION), "/login?to=%2Faccount", "{peer} {named:?}");
    }
    assert!(!world.store.any_reader().await.unwrap() && ada.cookies.is_empty());
    // Nor is a session of the proxy's good for anything past the proxy.
    get(&mut ada, "/account", PROXY, &["bo"]).await;
    assert_eq!(get(&mut ada, "/account", OUTSIDE, &["bo"]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(get(&mut ada, "/account", PROXY, &["bo"]).await.status, StatusCode::OK);
    let bo = world.store.reader_by_name("bo").await.unwrap().unwrap();
    world.store.suspend(bo.id, Some(world.now)).await.unwrap();
    let mut elsewhere = visit_with(options("")).await.2;
    elsewhere.cookies.clone_from(&ada.cookies);
    // Another process, which has not seen bo before.
    let app = site::Site::open(world.store.clone(), world.index.clone(), options("")).await.unwrap();
    elsewhere.app = site::router(app);
    assert_eq!(get(&mut elsewhere, "/account", PROXY, &["bo"]).await.status, StatusCode::SEE_OTHER, "suspended");
}

#[tokio::test]
async fn the_owner_is_who_the_configuration_names() {
    let (_folder, world, mut ada) = visit_with(options("Ada")).await;
    ada.set_up(&world).await;
    let mut there = ada.stranger();
    assert!(get(&mut there, "/account", PROXY, &["ada"]).await.text.contains("You are the owner here"));
    assert!(get(&mut there.stranger(), "/account", PROXY, &["bo"]).await.text.contains("You are an editor here"));
    let (_folder, _world, mut first) = visit_with(options("Ada")).await;
    let page = get(&mut first, "/account", PROXY, &["ada"]).await.text;
    assert!(page.contains("You are the owner here") && page.contains("You have none yet"), "{page}");
}

/// Somebody may have taken the name before the proxy's user came.
#[tokio::test]
async fn an_account_of_that_name_is_connected_by_its_password() {
    let (_folder, world, mut ada) = visit_with(options("")).await;
    ada.set_up(&world).await;
    let mut there = ada.stranger();
    let led = get(&mut there, "/account", PROXY, &["Owner"]).await;
    assert_eq!(led.header(header::LOCATION), "/login?to=%2Faccount");
    let form = get(&mut there, "/login?to=%2Faccount", PROXY, &["Owner"]).await.text;
    assert!(form.contains("The proxy in front of this site knows you as “Owner”"), "{form}");
    let token = form_token(&form);
    let fields = [("token", token.as_str()), ("name", "owner"), ("password", "a long pass phrase")];
    assert_eq!(post(&mut there, "/login", &["Owner"], &fields).await.status, StatusCode::SEE_OTHER);
    let mut elsewhere = ada.stranger();
    assert!(get(&mut elsewhere, "/account", PROXY, &["owner"]).await.text.contains("You are the owner here"));
}
