//! How visitors like to read.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::{StatusCode, header};
use site::FullText;
use visitor::{Answer, Visitor, visit};

/// What the root of a page says of its looks.
fn looks(page: &str) -> &str {
    let root = page.split("<html lang=\"en\"").nth(1).unwrap();
    root.split('>').next().unwrap()
}

async fn choose(visitor: &mut Visitor, choices: &[(&str, &str)]) -> Answer {
    visitor.send_form("/settings", "/settings", &[&[("back", "/latest")], choices].concat()).await
}

#[tokio::test]
async fn what_a_visitor_chooses_is_kept_in_the_browser_and_shown_to_nobody_else() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let mut other = visitor.stranger();
    assert_eq!(looks(&visitor.get("/").await.text), "");
    let choices = [("what", "keep"), ("theme", "dark"), ("size", "large"), ("width", "<b>")];
    let answer = choose(&mut visitor, &choices).await;
    assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/latest"));
    for path in ["/", "/latest", "/settings"] {
        assert_eq!(looks(&visitor.get(path).await.text), " data-theme=\"dark\" data-size=\"large\"", "{path}");
        assert_eq!(looks(&other.get(path).await.text), "", "{path}");
    }
    let page = visitor.get("/settings").await.text;
    assert!(page.contains("value=\"dark\" checked") && page.contains("value=\"medium\" checked"), "{page}");
    choose(&mut visitor, &[("what", "forget")]).await;
    assert_eq!(looks(&visitor.get("/").await.text), "");
}

#[tokio::test]
async fn what_a_reader_chooses_follows_to_every_browser() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    choose(&mut owner, &[("what", "keep"), ("room", "dense"), ("typeface", "sans")]).await;
    assert_eq!(looks(&owner.get("/").await.text), " data-typeface=\"sans\" data-room=\"dense\"");
    let mut elsewhere = owner.stranger();
    assert_eq!(looks(&elsewhere.get("/").await.text), "");
    let credentials = [("name", "owner"), ("password", "a long pass phrase")];
    elsewhere.send_form("/login", "/login", &credentials).await;
    assert_eq!(looks(&elsewhere.get("/").await.text), " data-typeface=\"sans\" data-room=\"dense\"");
}

#[tokio::test]
async fn choices_without_a_token_change_nothing() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let answer = visitor.post("/settings", &[("what", "keep"), ("theme", "dark")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(choose(&mut visitor, &[("what", "")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(looks(&visitor.get("/").await.text), "");
}
