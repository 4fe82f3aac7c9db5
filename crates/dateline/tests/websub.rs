//! WebSub with a real hub on loopback: the feed names it, it asks back, it rings, and the news are fetched at once.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use store::{Source, Store, StoreOptions};
use support::{Installation, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A publisher at `gazette.localhost` and its hub at `hub.localhost`, on one port.
#[derive(Default)]
struct World {
    port: u16,
    items: Mutex<usize>,
    /// How often the feed was asked for.
    fetches: Mutex<usize>,
    /// The forms that came to the hub.
    asked: Mutex<Vec<HashMap<String, String>>>,
    /// The hub fails with a 500 so often before it works.
    troubles: Mutex<usize>,
}

impl World {
    async fn start() -> Arc<Self> {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let world = Arc::new(Self { port: server.local_addr().unwrap().port(), ..Self::default() });
        let serving = world.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = server.accept().await {
                let world = serving.clone();
                tokio::spawn(async move { world.answer(stream).await });
            }
        });
        world
    }

    fn topic(&self) -> String {
        format!("http://gazette.localhost:{}/feed.xml", self.port)
    }

    fn hub(&self) -> String {
        format!("http://hub.localhost:{}/", self.port)
    }

    fn feed(&self) -> String {
        let items: String = (0..*self.items.lock().unwrap())
            .map(|n| {
                format!(
                    "<item><guid isPermaLink='false'>g{n}</guid><title>The ferry's day {n}</title>\
                     <link>http://gazette.localhost/{n}</link><description>It crossed the sound {n} times.</description></item>"
                )
            })
            .collect();
        format!(
            "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Gazette</title>\
             <atom:link rel='hub' href='{}'/><atom:link rel='self' href='{}'/>{items}</channel></rss>",
            self.hub(),
            self.topic()
        )
    }

    async fn answer(&self, mut stream: TcpStream) {
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        let (head, body) = loop {
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(read) => request.extend_from_slice(&buffer[..read]),
            }
            let text = String::from_utf8_lossy(&request).to_lowercase();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            if body.len() >= length.parse().unwrap() {
                let body_at = head.len() + 4;
                break (head.to_owned(), request[body_at..].to_vec());
            }
        };
        let (status, answer) = if head.contains("host: hub.localhost") {
            (self.ask(&body), String::new())
        } else if head.starts_with("get /feed.xml ") {
            *self.fetches.lock().unwrap() += 1;
            ("200 OK", self.feed())
        } else {
            ("404 Not Found", String::new())
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            answer.len()
        );
        let _ = stream.write_all(format!("{head}{answer}").as_bytes()).await;
    }

    /// Takes a request to the hub.
    fn ask(&self, form: &[u8]) -> &'static str {
        self.asked.lock().unwrap().push(url::form_urlencoded::parse(form).into_owned().collect());
        let mut troubles = self.troubles.lock().unwrap();
        if *troubles > 0 {
            *troubles -= 1;
            return "500 Internal Server Error";
        }
        "202 Accepted"
    }

    /// The newest request to the hub, once there have been so many.
    async fn asked(&self, times: usize) -> HashMap<String, String> {
        until("a request to the hub", async || {
            let asked = self.asked.lock().unwrap();
            (asked.len() >= times).then(|| asked.last().unwrap().clone())
        })
        .await
    }
}

/// Asks back at the callback address as a hub does; gives status and body.
async fn ask_back(callback: &str, topic: &str, mode: &str) -> (u16, String) {
    let mut url = url::Url::parse(callback).unwrap();
    url.query_pairs_mut().extend_pairs([
        ("hub.mode", mode),
        ("hub.topic", topic),
        ("hub.challenge", "prove <it>"),
        ("hub.lease_seconds", "3600"),
    ]);
    let answer = reqwest::get(url).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn ring(callback: &str, content: Vec<u8>) -> u16 {
    let request = reqwest::Client::new().post(callback).header("content-type", "application/rss+xml").body(content);
    request.send().await.unwrap().status().as_u16()
}

async fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

async fn only_source(store: &Store) -> Source {
    store.sources(None, 2).await.unwrap().remove(0).source
}

async fn follow(home: &Installation, world: &World) -> Store {
    let file = home.folder.path().join("gazette.opml");
    let outline = format!("<outline type='rss' text='Gazette' xmlUrl='{}'/>", world.topic());
    std::fs::write(&file, format!("<opml version='2.0'><body>{outline}</body></opml>")).unwrap();
    home.say(&["import", file.to_str().unwrap()]);
    Store::open(&home.database(), StoreOptions::default()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ring_brings_the_news_before_their_time() {
    let world = World::start().await;
    *world.items.lock().unwrap() = 1;
    let home = Installation::new();
    let store = follow(&home, &world).await;
    let site = home.serve_at(free_address().await);

    let form = world.asked(1).await;
    assert_eq!((form["hub.mode"].as_str(), &form["hub.topic"]), ("subscribe", &world.topic()));
    assert!(!form.contains_key("hub.secret"), "nothing is signed, for no content is read");
    let callback = form["hub.callback"].clone();
    assert!(callback.starts_with(&format!("{}/websub/", site.address)), "{callback}");

    // Only the right question at the right address is answered.
    assert_eq!(ask_back(&callback, "http://other.localhost/feed.xml", "subscribe").await.0, 404);
    assert_eq!(ask_back(&callback, &world.topic(), "unsubscribe").await.0, 404);
    assert_eq!(ask_back(&format!("{callback}0"), &world.topic(), "subscribe").await.0, 404);
    assert!(!only_source(&store).await.websub.unwrap().is_verified());
    assert_eq!(ask_back(&callback, &world.topic(), "subscribe").await, (200, "prove <it>".to_owned()));
    assert!(only_source(&store).await.websub.unwrap().is_verified());

    // The first fetch is kept, and its source is not due for long.
    let before =
        until("the first fetch", async || Some(only_source(&store).await).filter(|source| source.item_count == 1))
            .await;
    assert!(before.next_fetch.since_us(before.last_fetch.unwrap()) > 5 * 60 * 1_000_000);
    assert_eq!(*world.fetches.lock().unwrap(), 1);

    *world.items.lock().unwrap() = 2;
    assert_eq!(ring(&format!("{callback}0"), Vec::new()).await, 410);
    assert_eq!(ring(&callback, world.feed().into_bytes()).await, 202);
    let after =
        until("the news", async || Some(only_source(&store).await).filter(|source| source.item_count == 2)).await;
    assert!(after.last_fetch > before.last_fetch);

    // A second ring within the minute waits its turn.
    assert_eq!(ring(&callback, vec![b' '; 10_000]).await, 202);
    let waiting = only_source(&store).await.next_fetch.since_us(after.last_fetch.unwrap());
    assert!((30..=60).contains(&(waiting / 1_000_000)), "{waiting}");
    assert_eq!(*world.fetches.lock().unwrap(), 2);

    // Who follows no longer says so to the hub.
    store.unfollow(after.id, after.next_fetch).await.unwrap();
    assert_eq!(ring(&callback, Vec::new()).await, 410);
    assert!(site.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_in_trouble_is_asked_again_later_and_the_news_come_without_it() {
    let world = World::start().await;
    *world.items.lock().unwrap() = 1;
    *world.troubles.lock().unwrap() = 1;
    let home = Installation::new();
    let store = follow(&home, &world).await;
    let site = home.serve_at(free_address().await);
    let first = world.asked(1).await;
    let websub = until("the trouble's note", async || {
        only_source(&store).await.websub.filter(|websub| websub.state.contains("500"))
    })
    .await;
    let source =
        until("the first fetch", async || Some(only_source(&store).await).filter(|source| source.item_count == 1))
            .await;
    assert_eq!(source.last_error, None, "the hub's trouble is not the source's");
    assert!(websub.expires.unwrap().since_us(source.last_fetch.unwrap()) > 50 * 60 * 1_000_000);
    assert!(site.end());

    // An hour later (the store says so), after a new start: the same address, and now the hub is well.
    store.set_websub(source.id, Some(&store::WebSub { expires: source.last_fetch, ..websub })).await.unwrap();
    let site = home.serve_at(free_address().await);
    let second = world.asked(2).await;
    let path = |form: &HashMap<String, String>| url::Url::parse(&form["hub.callback"]).unwrap().path().to_owned();
    assert_eq!(path(&first), path(&second));
    assert_eq!(ask_back(&second["hub.callback"], &world.topic(), "subscribe").await.0, 200);
    assert!(only_source(&store).await.websub.unwrap().is_verified());

    // The hub may also decline.
    assert_eq!(ask_back(&second["hub.callback"], &world.topic(), "denied").await.0, 200);
    assert!(only_source(&store).await.websub.unwrap().state.starts_with("denied"));
    assert!(site.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_without_an_address_subscribes_to_nothing() {
    let world = World::start().await;
    *world.items.lock().unwrap() = 1;
    let home = Installation::new();
    let store = follow(&home, &world).await;
    home.say(&["fetch"]);
    let source = only_source(&store).await;
    assert_eq!((source.item_count, source.websub), (1, None));
    assert!(world.asked.lock().unwrap().is_empty());
}
