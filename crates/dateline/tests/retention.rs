//! What the owner no longer wants to keep goes: from the store, the file, the index and the stories, and stays away.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use news::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Store, StoreOptions};
use support::{Installation, Served, get, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One item for each of so many days, today's first.
const ITEMS: usize = 400;

/// A feed whose items are a day apart; each answer differs a little from the one before.
struct Feed {
    address: String,
    asked: Arc<AtomicUsize>,
}

impl Feed {
    async fn serve() -> Self {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://diary.localhost:{}/feed.xml", server.local_addr().unwrap().port());
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = asked.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = server.accept().await {
                tokio::spawn(answer(stream, counter.clone()));
            }
        });
        Self { address, asked }
    }
}

async fn answer(mut stream: TcpStream, asked: Arc<AtomicUsize>) {
    let mut head = [0; 4096];
    let read = stream.read(&mut head).await.unwrap_or(0);
    let is_feed = String::from_utf8_lossy(&head[..read]).starts_with("GET /feed.xml");
    let (status, body) = match is_feed {
        true => ("200 OK", feed(asked.fetch_add(1, Ordering::Relaxed))),
        false => ("404 Not Found", String::new()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
}

fn feed(edition: usize) -> String {
    let now = Timestamp::from_jiff(jiff::Timestamp::now());
    let items: String = (0..ITEMS)
        .map(|day| {
            let at = now.plus_us(-(day as i64) * Timestamp::DAY - Timestamp::HOUR);
            // Words that no other day has and that do not pack, so that they take room and are stories of their own.
            let word = |n: u64| (day as u64 * 1_000 + n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31);
            let words: String = (0..600).map(|n| format!("{:x} ", word(n).wrapping_mul(0xbf58_476d_1ce4_e5b9))).collect();
            format!("<entry><id>{day}</id><title>Page{day} of the diary</title><link href='http://diary.localhost/{day}'/><updated>{at}</updated><content>{words}</content></entry>")
        })
        .collect();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Diary, edition {edition}</title>{items}</feed>")
}

fn serve_with(home: &Installation, key: &str, value: &str) -> Served {
    let mut command = home.dateline(&["serve", "--bind", "127.0.0.1:0"]);
    command.env(key, value);
    Installation::start(command)
}

async fn finds(site: &Served, word: &str) -> bool {
    get(&site.address, &format!("/search?q={word}")).await.1.contains("/article/")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_old_or_too_much_goes_and_stays_away() {
    let feed = Feed::serve().await;
    let home = Installation::new();
    home.say(&["follow", &feed.address]);
    home.say(&["fetch", "--all"]);
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let full = store.stats().await.unwrap();
    assert_eq!(full.articles, ITEMS as i64);
    store.optimize().await.unwrap();
    let full_bytes = store.database_size().await.unwrap();

    // By age.
    let site = serve_with(&home, "DATELINE_RETENTION_DAYS", "300");
    until("old articles to go", async || (store.stats().await.unwrap().articles == 300).then_some(())).await;
    until("the index to follow", async || (!finds(&site, "Page399").await).then_some(())).await;
    assert!(finds(&site, "Page299").await);
    let kept = store.stats().await.unwrap();
    assert!(kept.stories <= full.stories - 100, "{} stories of {}", kept.stories, full.stories);
    until("the file to shrink", async || (store.database_size().await.unwrap() < full_bytes * 9 / 10).then_some(()))
        .await;

    // The feed still shows them all, and says that it changed.
    let asked = feed.asked.load(Ordering::Relaxed);
    home.say(&["fetch", "--all"]);
    assert!(feed.asked.load(Ordering::Relaxed) > asked);
    assert_eq!(store.stats().await.unwrap().articles, 300, "what has gone does not come back");
    // What the second reading writes makes the file grow again until the next look at it, a minute later.
    until("all to be read", async || (store.count_to_read().await.unwrap() == 0).then_some(())).await;
    assert!(site.end());

    // By size. Empty tables and indexes alone take .6 MB.
    let site = serve_with(&home, "DATELINE_RETENTION_MAX_MB", "2");
    until("the file to be as small as asked", async || (store.database_size().await.unwrap() <= 2 << 20).then_some(()))
        .await;
    let left = store.stats().await.unwrap().articles;
    assert!((40..300).contains(&left), "{left} articles");
    until("the index to follow", async || (!finds(&site, "Page299").await).then_some(())).await;
    assert!(site.end());
    assert_eq!(store.integrity_check().await.unwrap(), Vec::<String>::new());
}
