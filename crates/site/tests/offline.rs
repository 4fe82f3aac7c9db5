//! What makes the site an app that reads without a network.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;
use site::FullText;
use visitor::{Visitor, form_token, visit};

#[tokio::test]
async fn every_file_that_the_app_names_is_there() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let front = visitor.get("/").await;
    assert!(front.text.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\">"));
    assert!(front.header(header::CONTENT_SECURITY_POLICY).contains("manifest-src 'self'"));
    let answer = visitor.get("/manifest.webmanifest").await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/manifest+json");
    let manifest: Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!((&manifest["start_url"], &manifest["display"]), (&"/".into(), &"standalone".into()));
    for icon in manifest["icons"].as_array().unwrap() {
        assert_eq!(picture(&mut visitor, icon["src"].as_str().unwrap()).await, icon["type"].as_str().unwrap());
    }

    let keeper = visitor.get("/keeper.js").await;
    assert_eq!(keeper.header(header::CONTENT_TYPE), "text/javascript; charset=utf-8");
    assert_eq!(keeper.header(header::CACHE_CONTROL), "no-store", "a new release is taken up at once");
    let files = keeper.text.split("SHELL_FILES = ").nth(1).unwrap().split(';').next().unwrap();
    let files: Vec<String> = serde_json::from_str(files).unwrap();
    assert!(files.contains(&"/offline".to_owned()) && files.len() > 3, "{files:?}");
    for file in files {
        assert_eq!(visitor.get(&file).await.status, StatusCode::OK, "{file}");
    }
}

/// The type of a picture that is there.
async fn picture(visitor: &mut Visitor, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(visitor.app.clone(), request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_kept_ahead_is_not_read_and_a_form_through_the_worker_is_led_back() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let is_read = async || {
        let states = world.store.read_states(news::ReaderId(1), &[news::ArticleId(3)]).await.unwrap();
        states.values().any(|state| state.is_read)
    };
    let ahead = Request::get("/article/3").header("purpose", "prefetch").body(Body::empty()).unwrap();
    assert_eq!(owner.send(ahead).await.status, StatusCode::OK);
    assert!(!is_read().await);
    let token = form_token(&owner.get("/article/3").await.text);
    assert!(is_read().await);

    for (accepted, expected) in [("text/html,*/*;q=0.8", StatusCode::SEE_OTHER), ("*/*", StatusCode::NO_CONTENT)] {
        let request = Request::post("/reading")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("sec-fetch-dest", "empty")
            .header(header::ACCEPT, accepted)
            .body(Body::from(format!("token={token}&what=save&article=3&back=%2Farticle%2F3")));
        assert_eq!(owner.send(request.unwrap()).await.status, expected, "{accepted}");
    }
}
