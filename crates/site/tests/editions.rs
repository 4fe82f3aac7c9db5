//! Editions on the real router: languages and a home country, chosen by a stranger and by a reader, and shown to nobody else.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::{StatusCode, header};
use site::FullText;
use visitor::{Answer, Visitor, visit};

const WALL: &str = "Sea wall at Norham holds";
const SHOP: &str = "Auental verliert sein letztes Kaufhaus";
const METRO: &str = "江城地铁七号线今晨通车";

async fn choose(visitor: &mut Visitor, choices: &[(&str, &str)]) -> Answer {
    visitor.send_form("/edition", "/edition", &[&[("what", "keep"), ("back", "/latest")], choices].concat()).await
}

async fn check(visitor: &mut Visitor, path: &str, expected: &[(&str, bool)]) {
    let page = visitor.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    for (text, is_there) in expected {
        assert_eq!(page.text.contains(text), *is_there, "{text} on {path}: {}", page.text);
    }
}

#[tokio::test]
async fn a_visitor_sees_the_languages_they_chose_and_nobody_else_does() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let mut other = visitor.stranger();
    check(&mut visitor, "/", &[("Edition: all languages", true), (WALL, true), (SHOP, true)]).await;
    check(&mut visitor, "/edition", &[("<bdi lang=\"de\">Deutsch</bdi>", true), ("Français", false)]).await;
    let answer = choose(&mut visitor, &[("langs", "zh"), ("langs", "de"), ("langs", "tlh"), ("home", "ZZ")]).await;
    assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/latest"));
    for path in ["/", "/latest"] {
        let shown = [(WALL, false), (SHOP, true), (METRO, true), ("Edition: Deutsch, 中文", true)];
        check(&mut visitor, path, &shown).await;
        check(&mut other, path, &[(WALL, true), (SHOP, true), (METRO, true)]).await;
    }
    check(&mut visitor, "/section/society", &[(WALL, false), (METRO, true)]).await;
    check(&mut visitor, "/section/science", &[("Nothing of this edition has come in yet", true)]).await;
    check(&mut other, "/section/science", &[("Edition:", false), ("A lake under the ice", true)]).await;
    // What is asked for by name is shown in whatever language.
    check(&mut visitor, "/tag/norham", &[(WALL, true)]).await;
    check(&mut visitor, "/search?q=norham", &[("<mark>Norham</mark>", true)]).await;

    // Choosing looks keeps the edition, and the other way round.
    visitor.send_form("/settings", "/settings", &[("what", "keep"), ("theme", "dark"), ("back", "/")]).await;
    check(&mut visitor, "/", &[(WALL, false), ("data-theme=\"dark\"", true)]).await;
    check(&mut visitor, "/edition", &[("value=\"de\" checked", true), ("value=\"en\" checked", false)]).await;
    visitor.send_form("/edition", "/edition", &[("what", "forget"), ("back", "/")]).await;
    check(&mut visitor, "/", &[(WALL, true), ("data-theme=\"dark\"", true)]).await;
}

#[tokio::test]
async fn a_list_of_two_languages_pages_on() {
    let (_folder, mut world, mut visitor) = visit(FullText::SignedIn).await;
    world.ingest(&vec![fixture::LATE; 50]).await;
    choose(&mut visitor, &[("langs", "en"), ("langs", "de")]).await;
    let first = visitor.get("/latest").await.text;
    let older = first.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let second = visitor.get(older.split('"').next().unwrap()).await.text;
    assert!(!first.contains(METRO) && !second.contains(METRO));
    assert!(!first.contains(SHOP) && second.contains(SHOP) && second.contains(WALL), "{second}");
}

#[tokio::test]
async fn what_is_told_of_the_home_country_stands_first() {
    let (_folder, mut world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    check(&mut owner, "/edition", &[(">Norway</option>", false)]).await;
    let ids = world.ingest(&[fixture::OF_BERGEN]).await;
    world.read_again(&ids).await;
    check(&mut owner, "/edition", &[("<option value=\"NO\">Norway</option>", true), (">Sweden</option>", false)]).await;
    choose(&mut owner, &[("home", "NO")]).await;
    let front = owner.get("/").await.text;
    let (strip, rest) = front.split_once("class=\"home-news\"").unwrap().1.split_once("</section>").unwrap();
    let link = format!("<a href=\"/article/{}\"", ids[0]);
    assert!(strip.contains(&link) && strip.contains("href=\"/place/norway\""), "{strip}");
    let stories = rest.split("id=\"latest-head\"").next().unwrap();
    assert!(!stories.contains(&link) && stories.contains(WALL), "a story stands on the page once: {stories}");
    check(&mut owner, "/", &[("Edition: all languages \u{b7} Norway", true)]).await;
    check(&mut owner.stranger(), "/", &[("home-news", false)]).await;
    // In German, nothing is told of it, and the page goes on without.
    choose(&mut owner, &[("home", "NO"), ("langs", "de")]).await;
    check(&mut owner, "/", &[("home-news", false), (SHOP, true)]).await;
    // A country whose news are gone can still be seen to be chosen.
    choose(&mut owner, &[("home", "SE")]).await;
    check(&mut owner, "/edition", &[("<option value=\"SE\" selected>Sweden</option>", true)]).await;
}

#[tokio::test]
async fn an_edition_is_not_chosen_without_a_token() {
    let (_folder, _world, mut visitor) = visit(FullText::SignedIn).await;
    let answer = visitor.post("/edition", &[("what", "keep"), ("langs", "zh")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = visitor.send_form("/edition", "/edition", &[("what", "")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    check(&mut visitor, "/", &[(WALL, true)]).await;
}
