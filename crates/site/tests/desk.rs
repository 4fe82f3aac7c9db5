//! The owner's desk on the real router: its figures, and that it is the owner's.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use ai::{ModelRole, Models, ScriptedCompleter};
use axum::http::StatusCode;
use site::{FullText, Retention, SiteOptions};
use std::sync::Arc;
use store::{Reservation, Role, TokenLimits};
use visitor::{visit, visit_with};

#[tokio::test]
async fn the_desk_shows_what_waits_who_is_here_and_what_it_takes() {
    let retention = Retention { keep_days: Some(30), keep_bytes: Some(2048 << 20) };
    let (_folder, world, mut owner) = visit_with(SiteOptions { retention, ..SiteOptions::default() }).await;
    owner.set_up(&world).await;
    owner.reader(&world, "Bo", Role::Reader).await;
    world.store.enqueue("page", &[1, 2], world.now.plus_us(-news::Timestamp::MINUTE)).await.unwrap();
    let page = owner.get("/desk").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "Pages to be fetched</td>\n<td data-label=\"Waiting\">2</td>",
        "Articles to be read a second time</td>\n<td data-label=\"Waiting\">19</td>",
        "1 source fails.",
        "Der Rheinbote",
        "503 Service Unavailable",
        "19 articles came in within the last 24 hours.",
        "<li>Owners: 1</li>",
        "<li>Readers: 1</li>",
        "2 of them were here within the last week.",
        "<dt>Articles</dt><dd>19</dd>",
        "Articles are removed after 30 days.",
        "grows beyond 2,048 MB",
        "No model is switched on",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(owner.get("/").await.text.contains("href=\"/desk\""));
}

#[tokio::test]
async fn the_desk_tells_what_models_were_used_today() {
    let writer = Arc::new(ScriptedCompleter::new([]));
    let options = SiteOptions {
        models: Models::default().with(ModelRole::Large, writer),
        token_limits: TokenLimits { all: Some(20_000), reader: None },
        ..SiteOptions::default()
    };
    let (_folder, world, mut owner) = visit_with(options.clone()).await;
    owner.set_up(&world).await;
    let reserved = world.store.reserve_tokens(None, 3_000, options.token_limits, world.now).await;
    let Reservation::Granted(call) = reserved.unwrap() else {
        panic!("there are tokens left");
    };
    world.store.settle_call(call, 1_200, 300, 450_000).await.unwrap();
    let page = owner.get("/desk").await.text;
    for text in ["For briefs and answers</dt><dd><bdi>scripted<", "<bdi>1,500 of 20,000<", "<bdi>0.45<"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("No model is switched on") && !page.contains("For short tasks"));
}

#[tokio::test]
async fn the_desk_is_the_owners() {
    let (_folder, world, mut visitor) = visit(FullText::SignedIn).await;
    assert_eq!(visitor.get("/desk").await.status, StatusCode::FORBIDDEN);
    for (name, role) in [("Bo", Role::Reader), ("Cem", Role::Moderator), ("Eda", Role::Editor)] {
        let mut reader = visitor.reader(&world, name, role).await;
        assert_eq!(reader.get("/desk").await.status, StatusCode::FORBIDDEN, "{role:?}");
        assert!(!reader.get("/").await.text.contains("href=\"/desk\""), "{role:?}");
    }
}
