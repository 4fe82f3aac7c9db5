//! Places on the real router: their pages, their feeds, the way there, and following one; the feeds of other lists.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[allow(dead_code, reason = "the pages show more of that world")]
mod fixture;
mod visitor;

use axum::http::{StatusCode, header};
use site::FullText;
use visitor::visit;

const TRAM: &str = "Bergen lets its trams run all night";

#[tokio::test]
async fn a_place_has_a_page_with_the_articles_about_it() {
    let (_folder, mut world, mut visitor) = visit(FullText::SignedIn).await;
    let ids = world.ingest(&[fixture::OF_BERGEN]).await;
    world.read_again(&ids).await;
    for (path, expected) in [
        (
            "/place/bergen-no",
            &[
                "<h1>Bergen</h1>",
                "City; 1 article",
                "href=\"/place/norway\"",
                ">Norway</a>",
                TRAM,
                "href=\"/place/bergen-no/feed.atom\"",
                "<link rel=\"canonical\" href=\"/place/bergen-no\">",
                "\"@type\":\"City\",\"containedInPlace\":",
            ][..],
        ),
        ("/place/norway", &["<h1>Norway</h1>", "Country; 1 article", TRAM]),
        ("/place/lisbon-pt", &["<h1>Lisbon</h1>", "No article about this place is kept", "content=\"noindex\""]),
        (
            &format!("/article/{}", ids[0]),
            &["<a class=\"quiet\" href=\"/place/oslo-no\">Oslo</a>", ">Norway</a>", "\"@type\":\"NewsArticle\""],
        ),
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for text in expected {
            assert!(page.text.contains(text), "{path} lacks {text}:\n{}", page.text);
        }
    }
    for path in ["/place/atlantis", "/place/bergen", "/place/bergen-no/feed", "/place/atlantis/feed.atom"] {
        assert_eq!(visitor.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(visitor.get("/place/bergen-no?after=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_place_is_called_as_the_language_of_the_page_writes_it() {
    let (_folder, mut world, mut visitor) = visit(FullText::SignedIn).await;
    let ids = world.ingest(&[fixture::OF_BERGEN]).await;
    world.read_again(&ids).await;
    visitor.post("/language", &[("tongue", "de"), ("back", "/")]).await;
    for (path, heading) in [("/place/norway", "<h1>Norwegen</h1>"), ("/place/bergen-no", "<h1 lang=\"en\">Bergen</h1>")]
    {
        let page = visitor.get(path).await.text;
        assert!(page.contains(heading), "{path}: {page}");
    }
}

#[tokio::test]
async fn a_place_is_followed() {
    let (_folder, mut world, mut owner) = visit(FullText::SignedIn).await;
    owner.set_up(&world).await;
    let ids = world.ingest(&[fixture::OF_BERGEN]).await;
    world.read_again(&ids).await;
    let place = "/place/norway";
    let follow = [("what", "follow"), ("kind", "place"), ("subject", "norway"), ("back", place)];
    assert_eq!(owner.send_form(place, "/following", &follow).await.status, StatusCode::SEE_OTHER);
    let page = owner.get("/following").await.text;
    assert!(page.contains(TRAM) && page.contains("<a href=\"/place/norway\" dir=\"auto\">Norway</a>"), "{page}");
    assert!(owner.get(place).await.text.contains("value=\"unfollow\""));
    let nowhere = [("what", "follow"), ("kind", "place"), ("subject", "atlantis"), ("back", place)];
    assert_eq!(owner.send_form(place, "/following", &nowhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_list_is_a_feed_as_well() {
    let (_folder, mut world, mut visitor) = visit(FullText::SignedIn).await;
    let ids = world.ingest(&[fixture::OF_BERGEN]).await;
    world.read_again(&ids).await;
    for (page, feed, title, entry) in [
        ("/place/bergen-no", "/place/bergen-no/feed", "Bergen · Dateline", TRAM),
        ("/tag/norham", "/tag/norham/feed", "#Norham · Dateline", "Sea wall at Norham holds"),
        (
            "/publisher/meridian.example",
            "/publisher/meridian.example/feed",
            "Meridian Wire · Dateline",
            "Rail bill passes",
        ),
        ("/section/science", "/section/science/feed", "Science · Dateline", "A lake under the ice"),
        ("/search?q=%23norham", "/search?q=%23norham", "#norham: search · Dateline", "Norham told to pack"),
    ] {
        for (ending, mime) in [("atom", "application/atom+xml; charset=utf-8"), ("json", "application/feed+json")] {
            let (path, query) = feed.split_once('?').map_or((feed, String::new()), |(path, q)| (path, format!("?{q}")));
            let address = format!("{path}.{ending}{query}");
            let shown = visitor.get(page).await.text;
            assert!(shown.contains(&format!("href=\"{address}\"")), "{page} tells of {address}: {shown}");
            let answer = visitor.get(&address).await;
            assert_eq!((answer.status, answer.header(header::CONTENT_TYPE)), (StatusCode::OK, mime), "{address}");
            assert!(answer.text.contains(title) && answer.text.contains(entry), "{address}: {}", answer.text);
            assert!(answer.text.contains(&format!("http://localhost{page}")), "{address}: {}", answer.text);
        }
    }
    // Words that nothing holds together, and none at all, find nothing: that is no error to a reader app.
    for address in ["/search.atom?q=norham+zeppelin", "/search.atom"] {
        let answer = visitor.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(!answer.text.contains("<entry>"), "{address}: {}", answer.text);
    }
}
