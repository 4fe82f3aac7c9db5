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

#[tokio::test]
async fn an_article_that_turns_out_to_be_a_live_blog_is_followed_by_itself() {
    let test = TestStore::sqlite().await;
    let store = &test.store;
    let server = Pages::open().await;
    let desk = open_desk(store).await;
    let live = |sayings: &[&str], head: &str| {
        pages::page("Storm: live updates", head, &posts_in("entries", "entry", now(), sayings))
    };
    server.put("/storm", &live(&["The ferry waits", "Rain sets in", "A rope tore"], ""));
    server.put("/report", &pages::page("The quay", "", &"<p>The quay was swept clean by many hands.</p>".repeat(9)));
    let items = [("/storm", "Storm: live updates"), ("/report", "The quay")];
    let items = items.map(|(path, title)| pages::item(&server.url(path), title, now(), "A storm comes."));
    server.put("/feed", &pages::feed(&items.concat()));
    let found = desk::find(&client(), &server.url("/feed")).await.unwrap().remove(0);
    desk::follow(store, &found, None).await.unwrap();
    fetch(&desk, store).await;
    let article = only_live_blog(store).await;
    let sources = store.active_sources(None, 9).await.unwrap();
    assert_eq!(sources.iter().filter_map(|source| source.live_article).collect::<Vec<_>>(), [article]);
    let articles = store.stats().await.unwrap().articles;
    assert_eq!((articles, sources.len()), (2, 2));

    // It moves on as the same article, though its page names another address by now; its feed asks for no page more.
    let canonical = format!("<link rel=canonical href=\"{}\">", server.url("/storm-live-day-one"));
    server.put("/storm", &live(&["The pier is closed", "The ferry waits", "Rain sets in", "A rope tore"], &canonical));
    server.put("/feed", &pages::feed(&items.concat().replace("A storm", "The storm")));
    fetch(&desk, store).await;
    assert_eq!(told(store, article).await.len(), 4);
    assert_eq!((store.stats().await.unwrap().articles, server.asked("/storm")), (articles, 2));

    // Its publisher ends it, and it is followed no longer.
    let day_ago = now().plus_us(-Timestamp::DAY);
    let ended = format!(
        "<script type=application/ld+json>{{\"@type\":\"LiveBlogPosting\",\"coverageEndTime\":\"{day_ago}\",\
         \"liveBlogUpdate\":[{{\"@type\":\"BlogPosting\",\"headline\":\"It is over\",\"datePublished\":\"{day_ago}\",\
         \"articleBody\":\"The storm has gone out to sea.\"}}]}}</script>"
    );
    server.put("/storm", &pages::page("Storm: as it happened", &ended, ""));
    fetch(&desk, store).await;
    assert_eq!(store.active_sources(None, 9).await.unwrap().len(), 1);
    assert_eq!(told(store, article).await.len(), 5, "its posts stay");
    test.remove().await;
}
