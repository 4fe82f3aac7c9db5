//! An invented publisher on loopback whose pages change as a test says.

#![allow(clippy::unwrap_used, dead_code, reason = "each test file uses its part, and ends where something is wrong")]

use news::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

pub struct Pages {
    port: u16,
    bodies: Arc<Mutex<HashMap<String, String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Pages {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (bodies, asked) = (Arc::<Mutex<HashMap<String, String>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (its_bodies, its_asked) = (bodies.clone(), asked.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, its_bodies.clone(), its_asked.clone()));
            }
        });
        Self { port, bodies, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn put(&self, path: &str, body: &str) {
        self.bodies.lock().unwrap().insert(path.to_owned(), body.to_owned());
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }
}

/// Answers one request and closes.
async fn answer(
    stream: TcpStream,
    bodies: Arc<Mutex<HashMap<String, String>>>,
    asked: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let request = lines.next_line().await.ok()??;
    while !lines.next_line().await.ok()??.is_empty() {}
    let path = request.split(' ').nth(1)?.to_owned();
    let body = bodies.lock().unwrap().get(&path).cloned();
    asked.lock().unwrap().push(path);
    let (status, body) = body.map_or(("404 Not Found", String::new()), |body| ("200 OK", body));
    let kind = if body.starts_with("<?xml") { "application/rss+xml" } else { "text/html; charset=utf-8" };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    write.write_all(head.as_bytes()).await.ok()?;
    write.write_all(body.as_bytes()).await.ok()
}

/// A page with an introduction and whatever else stands on it.
pub fn page(title: &str, head: &str, main: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title><meta property=og:title content=\"{title}\">{head}\
         </head><body><header><a href=/>Home</a></header><main><h1>{title}</h1>\
         <p>Our reporters tell from the harbour and the upper town what the storm does.</p>{main}</main>\
         <footer>All rights reserved</footer></body></html>"
    )
}

/// Posts in a list, newest first and ten minutes apart; each says something and a line more.
pub fn posts_in(list: &str, entry: &str, newest: Timestamp, sayings: &[&str]) -> String {
    let posts: String = sayings
        .iter()
        .enumerate()
        .map(|(place, words)| {
            let at = newest.plus_us(-10 * (place as i64 + 1) * Timestamp::MINUTE);
            format!(
                "<div class={entry}><time datetime=\"{at}\">then</time><p>{words}.</p><p>Our reporter stands by and will \
                 tell more about it when there is more to tell; {words}, that is what people say here.</p></div>"
            )
        })
        .collect();
    format!("<div class={list}>{posts}</div>")
}

/// An RSS item.
pub fn item(url: &str, title: &str, at: Timestamp, summary: &str) -> String {
    let date = jiff::fmt::rfc2822::to_string(&at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC)).unwrap();
    format!(
        "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{date}</pubDate>\
         <description>{summary}</description></item>"
    )
}

/// A feed of items.
pub fn feed(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Harbour Gazette</title>\
         <link>http://127.0.0.1/</link><description>News</description>{items}</channel></rss>"
    )
}
