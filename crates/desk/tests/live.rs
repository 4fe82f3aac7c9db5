//! Following a live blog: a page on loopback that changes, a real desk that asks for it.

#![allow(clippy::unwrap_used, reason = "a test ends where something is wrong")]

mod pages;

use desk::{Desk, DeskOptions};
use news::{ArticleId, Timestamp};
use pages::{Pages, posts_in};
use std::sync::Arc;
use store::testing::TestStore;
use store::{EventKind, PostPage, Store};

async fn open_desk(store: &Store) -> Desk {
    let index = Arc::new(search::Index::open_in_memory().unwrap());
    Desk::open(store.clone(), client(), index, DeskOptions::default()).await.unwrap()
}

fn client() -> gather::Client {
    let options = gather::ClientOptions { allow_hosts: vec!["127.0.0.1".to_owned()], ..Default::default() };
    gather::Client::new(options).unwrap()
}

/// Asks every source once.
async fn fetch(desk: &Desk, store: &Store) {
    let sources = store.active_sources(None, 100).await.unwrap();
    desk.round(sources, |report| assert_eq!(report.error, None, "{}", report.url)).await.unwrap();
}

async fn only_live_blog(store: &Store) -> ArticleId {
    let live = store.live_blogs(9).await.unwrap();
    assert_eq!(live.len(), 1, "{live:?}");
    live[0].id
}

/// The posts' first lines, newest first.
async fn told(store: &Store, article: ArticleId) -> Vec<String> {
    let rows = store.posts(article, PostPage::Latest, 100).await.unwrap();
    rows.into_iter().map(|row| news::article::text_of(&row.post.body).lines().next().unwrap_or("").to_owned()).collect()
}

fn now() -> Timestamp {
    Timestamp::from_jiff(jiff::Timestamp::now())
}

#[tokio::test]
async fn a_page_that_could_be_read_two_ways_is_read_as_before() {
    let test = TestStore::sqlite().await;
    let store = &test.store;
    let server = Pages::open().await;
    let desk = open_desk(store).await;
    let page = |lists: &str| pages::page("Storm: live updates", "", lists);
    let entries =
        posts_in("entries", "entry", now(), &["The pier is closed", "The ferry waits", "Rain sets in", "A rope tore"]);
    let notes = |count: usize| {
        let words: Vec<String> = (0..count).map(|note| format!("From the archive, part {note}")).collect();
        posts_in("notes", "note", now(), &words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    server.put("/live/storm", &page(&format!("{entries}{}", notes(2))));
    follow_as_live(store, &server.url("/live/storm")).await;
    fetch(&desk, store).await;
    let article = only_live_blog(store).await;
    let first = told(store, article).await;
    assert_eq!(first.len(), 4, "{first:?}");

    let ambiguous = page(&format!("{entries}{}", notes(6)));
    let unlearned = extract::extract_page(&extract::PageInput { html: ambiguous.as_bytes(), ..Default::default() });
    assert_eq!(unlearned.posts.len(), 6, "without the pattern the notes are the posts");
    server.put("/live/storm", &ambiguous);
    fetch(&desk, store).await;
    assert_eq!(told(store, article).await, first);

    // A new look: learned anew, and no post comes twice.
    let event = store.last_event_id().await.unwrap();
    server.put("/live/storm", &page(&entries.replace("entries", "stream").replace("entry", "update")));
    fetch(&desk, store).await;
    assert_eq!(told(store, article).await, first);
    let events = store.events_after(event, 100).await.unwrap();
    let of_posts = [EventKind::PostAdded, EventKind::PostChanged, EventKind::PostRemoved];
    assert!(!events.iter().any(|event| of_posts.contains(&event.kind)), "{events:?}");
    let source = store.active_sources(None, 9).await.unwrap().remove(0);
    assert_eq!(source.post_pattern.unwrap().list, "div.stream");
    test.remove().await;
}

/// Follows a page as a live blog, whatever it looks like now.
async fn follow_as_live(store: &Store, address: &str) {
    let found = gather::FoundSource {
        url: address.to_owned(),
        title: "Storm".to_owned(),
        kind: news::SourceKind::LiveBlog,
        ..Default::default()
    };
    desk::follow(store, &found, None).await.unwrap();
}

#[tokio::test]
async fn a_live_blog_is_found_by_what_its_page_shows() {
    let server = Pages::open().await;
    let posts = posts_in("entries", "entry", now(), &["The pier is closed", "The ferry waits", "Rain sets in"]);
    let feed_link = "<link rel=alternate type=application/rss+xml href=/feed>";
    server.put("/feed", &pages::feed(&pages::item(&server.url("/1"), "A storm comes", now(), "It comes tonight.")));
    let check = async |path: &str, page: String, expected: &str| {
        server.put(path, &page);
        let found = desk::find(&client(), &server.url(path)).await.unwrap();
        let kinds: Vec<&str> = found.iter().map(|found| found.kind.as_str()).collect();
        assert_eq!(kinds.join(" "), expected, "{path}");
    };
    check("/storm", pages::page("Storm: live updates", feed_link, &posts), "live_blog feed").await;
    check("/", pages::page("Gazette: live updates", feed_link, &posts), "feed").await;
    check("/report", pages::page("The storm", feed_link, "<p>The pier is closed since noon.</p>"), "feed").await;
}
