//! Pages that a browser fetches before anybody wants to see them: which it may, and that nothing follows from it.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;
use site::FullText;
use visitor::{Answer, Visitor, visit};

async fn look_ahead(visitor: &mut Visitor, path: &str) -> Answer {
    visitor.send(Request::get(path).header("sec-purpose", "prefetch").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn pages_say_what_may_be_fetched_ahead() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let page = visitor.get("/latest").await;
    let address = page.headers["speculation-rules"].to_str().unwrap().trim_matches('"').to_owned();
    let rules = visitor.get(&address).await;
    assert_eq!(rules.header(header::CONTENT_TYPE), "application/speculationrules+json");
    assert!(rules.header(header::CACHE_CONTROL).contains("immutable"));
    let rules: Value = serde_json::from_str(&rules.text).unwrap();
    let paths = rules["prefetch"][0]["where"]["href_matches"].as_array().unwrap();
    for path in paths.iter().map(|path| path.as_str().unwrap()) {
        let shows = ["/article/:id", "/story/:id", "/latest", ":key"];
        assert!(shows.iter().any(|known| path.ends_with(known)), "{path} may do something when it is asked for");
    }
    assert_eq!(rules["prefetch"][0]["eagerness"], "moderate");
    for path in ["/latest.atom", "/robots.txt", "/healthz"] {
        assert!(!visitor.get(path).await.headers.contains_key("speculation-rules"), "{path}");
    }
}

#[tokio::test]
async fn what_is_fetched_ahead_is_not_read_until_it_is_shown() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    let path = format!("/article/{}", world.articles[0]);
    assert!(!look_ahead(&mut owner, &path).await.text.contains("data-ahead"), "a stranger's page is everybody's");
    owner.set_up(&world).await;
    let page = look_ahead(&mut owner, &path).await.text;
    assert!(page.contains("data-ahead") && !page.contains("data-read"), "{page}");
    assert!(!owner.get("/history").await.text.contains(&path));
    // The script says that it is shown.
    let article = world.articles[0].to_string();
    let answer = owner.send_form("/latest", "/reading", &[("what", "read"), ("article", &article)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(owner.get("/history").await.text.contains(&path));
    let page = owner.get(&path).await.text;
    assert!(!page.contains("data-ahead") && page.contains("data-read"), "{page}");
}
