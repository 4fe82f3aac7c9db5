//! Rules on the real router: tried, made, what they hide, and what they do not; followed searches.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::StatusCode;
use site::FullText;
use store::Role;
use visitor::{Answer, Visitor, visit};

const WALL: &str = "Sea wall at Norham holds";
const RAIL: &str = "Parliament passes rail bill";
const SHOP: &str = "Auental verliert sein letztes Kaufhaus";

async fn make(visitor: &mut Visitor, query: &str, deed: &str) -> Answer {
    visitor.send_form("/rules", "/rules", &[("what", "make"), ("q", query), ("deed", deed)]).await
}

async fn check_pages(visitor: &mut Visitor, headline: &str, expected: &[(&str, bool)]) {
    for (path, is_there) in expected {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.text.contains(headline), *is_there, "{headline} on {path}");
    }
}

#[tokio::test]
async fn what_a_rule_hides_is_hidden_where_the_site_chooses_and_from_its_reader_alone() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let mut other = owner.reader(&world, "Bo", Role::Reader).await;
    check_pages(&mut owner, WALL, &[("/", true), ("/latest", true), ("/unread", true)]).await;
    for query in ["wall -zeppelin", "#stormsurge", "title:\"sea wall\""] {
        assert_eq!(make(&mut owner, query, "hide").await.status, StatusCode::SEE_OTHER);
        let hidden =
            [("/", false), ("/latest", false), ("/unread", false), ("/search?q=tide", true), ("/tag/norham", true)];
        check_pages(&mut owner, WALL, &hidden).await;
        check_pages(&mut owner, RAIL, &[("/", true), ("/latest", true)]).await;
        check_pages(&mut other, WALL, &[("/", true), ("/latest", true)]).await;
        assert!(owner.get("/latest").await.text.contains("hidden by your rules."), "{query}");
        let rule = world.store.rules(news::ReaderId(1)).await.unwrap()[0].id.to_string();
        owner.send_form("/rules", "/rules", &[("what", "drop"), ("rule", &rule)]).await;
        check_pages(&mut owner, WALL, &[("/", true), ("/latest", true)]).await;
    }
    assert!(!owner.get("/latest").await.text.contains("hidden by your rules"));
}

#[tokio::test]
async fn a_story_goes_on_without_a_hidden_publisher() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let publisher = world.store.article(news::ArticleId(1)).await.unwrap().card.publisher.key;
    make(&mut owner, &format!("publisher:{publisher}"), "hide").await;
    let front = owner.get("/").await.text;
    assert!(!front.contains(WALL), "its telling is hidden");
    assert!(front.contains("Norham evacuation lifted"), "another leads the story");
    make(&mut owner, "-lang:en", "hide").await;
    check_pages(&mut owner, SHOP, &[("/", false), ("/latest", false), ("/tag/auental", true)]).await;
    make(&mut owner, "lang:en", "hide").await;
    let front = owner.get("/").await.text;
    assert!(front.contains("Your rules leave nothing on this page.") && !front.contains("Nothing has come in"));
}

#[tokio::test]
async fn a_rule_is_tried_before_it_is_made() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    let answer = owner.get("/rules").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "a stranger signs in first");
    owner.set_up(&world).await;
    assert!(owner.get("/rules").await.text.contains("None yet."));
    let tried = owner.get("/rules?q=rail+bill&deed=star").await.text;
    assert!(tried.contains(RAIL) && tried.contains("it would have met 2 articles"), "{tried}");
    assert!(tried.contains("value=\"star\" checked"));
    let tried = owner.get("/rules?q=zeppelin").await.text;
    assert!(tried.contains("it would have met no article"), "{tried}");
    assert!(world.store.rules(news::ReaderId(1)).await.unwrap().is_empty(), "trying makes nothing");

    let refused = make(&mut owner, "  ", "star").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Say what the rule looks for."));
    assert_eq!(make(&mut owner, "rail", "burn").await.status, StatusCode::BAD_REQUEST);
    let mut stranger = owner.stranger();
    let sent = stranger.post("/rules", &[("what", "make"), ("q", "rail"), ("deed", "hide")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    for number in 0..50 {
        assert_eq!(make(&mut owner, &format!("word{number}"), "star").await.status, StatusCode::SEE_OTHER);
    }
    let refused = make(&mut owner, "one more", "star").await;
    assert!(refused.text.contains("You have 50 rules") && refused.text.contains("value=\"one more\""));
    let of_another = world.store.rules(news::ReaderId(1)).await.unwrap()[0].id.to_string();
    let mut other = owner.reader(&world, "Bo", Role::Reader).await;
    let answer = other.send_form("/rules", "/rules", &[("what", "drop"), ("rule", &of_another)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_followed_search_brings_what_it_finds() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    assert!(!owner.stranger().get("/search?q=rail").await.text.contains("value=\"follow\""));
    let follow = |what, subject| [("what", what), ("kind", "search"), ("subject", subject), ("back", "/following")];
    for question in ["\"rail bill\" -zeppelin", "#stormsurge"] {
        assert_eq!(
            owner.send_form("/search?q=a", "/following", &follow("follow", question)).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let page = owner.get("/following").await.text;
    for expected in [RAIL, WALL, "Rail bill passes 171 to 167", "href=\"/search?q=%23stormsurge\""] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains(SHOP));
    assert!(owner.get("/search?q=%23stormsurge").await.text.contains("value=\"unfollow\""));
    owner.send_form("/following", "/following", &follow("unfollow", "#stormsurge")).await;
    check_pages(&mut owner, WALL, &[("/following", false)]).await;
    let answer = owner.send_form("/following", "/following", &follow("follow", " - ")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_reader_is_told_what_a_rule_has_found() {
    let (_folder, world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    make(&mut owner, "rail bill", "notify").await;
    let rule = world.store.rules(news::ReaderId(1)).await.unwrap().remove(0);
    let article = news::ArticleId(7);
    let title = world.store.article(article).await.unwrap().card.title;
    world.store.follow_rules(&[(&rule, article), (&rule, article)], world.now).await.unwrap();
    let page = owner.get("/notices").await.text;
    assert_eq!(page.matches("Found by your rule: rail bill").count(), 1);
    assert!(page.contains(&title) && page.contains("href=\"/article/7\""), "{page}");
    world.store.drop_rule(rule.reader, rule.id, world.now).await.unwrap();
    assert!(owner.get("/notices").await.text.contains(&title), "it was told, whatever became of the rule");
}
