//! What the web sends on a bad day: each source's health says what is wrong, and the good one goes on.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod support;

use flate2::{Compress, Compression, FlushCompress};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use store::{Store, StoreOptions};
use support::{Installation, get, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const GOOD: &str = "<rss version='2.0'><channel><title>Good</title><item><title>One</title><link>http://good.localhost/1</link><guid>1</guid><description>Text.</description></item></channel></rss>";

/// Each bad publisher: its name, and a word that its source's health must hold (empty: no error is due).
const CASES: [(&str, &str); 16] = [
    ("good", ""),
    ("dead", "refused"),
    ("slow-loris", "no complete answer"),
    ("error-page", "an HTML page titled \"Error\""),
    ("not-found", "404"),
    ("broken-server", "500"),
    ("wrong-charset", ""),
    ("broken-xml", ""),
    ("huge-body", "is announced; the cap is"),
    ("gzip-bomb", "large"),
    ("redirect-loop", "redirect"),
    ("to-metadata", "169.254.169.254"),
    ("to-loopback", "::1"),
    ("entity-bomb", ""),
    ("empty-feed", ""),
    ("many-items", ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_trouble_is_told_on_its_source_and_the_rest_goes_on() {
    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = server.local_addr().unwrap().port();
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = server.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    let home = Installation::new();
    let dead_port = free_port().await;
    let address = |name: &str| match name {
        "dead" => format!("http://dead.localhost:{dead_port}/feed.xml"),
        _ => format!("http://{name}.localhost:{port}/feed.xml"),
    };
    let outlines: String = CASES
        .iter()
        .map(|(name, _)| format!("<outline type='rss' text='{name}' xmlUrl='{}'/>", address(name)))
        .collect();
    let file = home.folder.path().join("bad.opml");
    std::fs::write(&file, format!("<opml version='2.0'><body>{outlines}</body></opml>")).unwrap();
    // The ten thousand articles of one feed need not be in stories before the others are looked at.
    let site = home.serve(&[]);
    home.say(&["import", file.to_str().unwrap()]);
    let store = Store::open(&home.database(), StoreOptions::default()).await.unwrap();
    let healths = until("every source to be fetched", async || {
        let healths = store.sources(None, 100).await.unwrap();
        let is_done = |health: &store::SourceHealth| health.source.last_fetch.is_some();
        (healths.len() == CASES.len() && healths.iter().all(is_done)).then_some(healths)
    })
    .await;
    let by_name: BTreeMap<&str, &store::SourceHealth> = CASES
        .iter()
        .map(|(name, _)| {
            (
                *name,
                healths
                    .iter()
                    .find(|health| health.source.url == address(name))
                    .unwrap_or_else(|| panic!("{name} is followed")),
            )
        })
        .collect();
    for (name, word) in CASES {
        let source = &by_name[name].source;
        let error = source.last_error.clone().unwrap_or_default();
        if word.is_empty() {
            assert_eq!(error, "", "{name}");
        } else {
            assert!(error.to_lowercase().contains(&word.to_lowercase()), "{name}: {error:?} does not say {word:?}");
        }
    }
    for name in ["broken-xml", "entity-bomb", "many-items"] {
        assert!(!by_name[name].source.notices.is_empty(), "{name} has a notice");
    }
    assert_eq!(by_name["good"].source.item_count, 1);
    assert!(by_name["many-items"].source.item_count >= 1_000);
    let titles: Vec<String> = store
        .source_articles(by_name["wrong-charset"].source.id, None, 10)
        .await
        .unwrap()
        .into_iter()
        .map(|card| card.title)
        .collect();
    assert_eq!(titles, ["Größe"]);

    // The doctor names each of them.
    let doctor = home.run(&["doctor"]);
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    for (name, _) in CASES.iter().filter(|(_, word)| !word.is_empty()) {
        assert!(said.contains(&address(name)), "the doctor does not name {name}:\n{said}");
    }
    let good = store.source_articles(by_name["good"].source.id, None, 1).await.unwrap().remove(0);
    assert_eq!(get(&site.address, &format!("/article/{}", good.id)).await.0, 200);

    let other = Installation::new();
    std::fs::write(
        &file,
        format!("<opml version='2.0'><body><outline type='rss' xmlUrl='{}'/></body></opml>", address("not-found")),
    )
    .unwrap();
    other.say(&["import", file.to_str().unwrap()]);
    assert_eq!(other.run(&["fetch"]).status.code(), Some(1), "failures are told by the exit code");
    serving.abort();
}

/// 200 MB of zeros in 200 KB: one packed piece that refers to nothing before it, over and over. To pack all of them
/// takes a debug build a quarter of a minute.
fn gzip_bomb() -> Vec<u8> {
    let mut packer = Compress::new(Compression::fast(), false);
    let mut piece = Vec::with_capacity(1 << 16);
    packer.compress_vec(&vec![0; 1 << 20], &mut piece, FlushCompress::Full).unwrap();
    assert_eq!(packer.total_in(), 1 << 20);
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    [&head[..], &piece.repeat(200)].concat()
}

/// A port on which nobody listens.
async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

async fn answer(mut stream: TcpStream) {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(read) => head.extend_from_slice(&buffer[..read]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let host =
        head.lines().find_map(|line| line.strip_prefix("host: ").or(line.strip_prefix("Host: "))).unwrap_or_default();
    let name = host.split('.').next().unwrap_or_default().to_owned();
    // A client that hangs up in the middle is part of the test.
    let _ = answer_as(&name, &mut stream).await;
}

async fn answer_as(name: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let peer: SocketAddr = stream.peer_addr()?;
    let items = |count: usize| -> String {
        (0..count)
            .map(|n| {
                format!("<item><guid>{n}</guid><title>Item {n}</title><link>http://many.localhost/{n}</link></item>")
            })
            .collect()
    };
    match name {
        "slow-loris" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 100000\r\n\r\n").await?;
            // A byte now and then, until the client has had enough.
            loop {
                stream.write_all(b" ").await?;
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
        }
        "huge-body" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 2147483648\r\n\r\n").await?;
            let piece = [b'x'; 65536];
            for _ in 0..2_147_483_648_u64 / 65536 {
                stream.write_all(&piece).await?;
            }
            Ok(())
        }
        "gzip-bomb" => {
            send(stream, "200 OK", "application/rss+xml", "Content-Encoding: gzip\r\n", &gzip_bomb()).await
        }
        "error-page" => send(stream, "200 OK", "text/html", "", b"<!doctype html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>").await,
        "not-found" => send(stream, "404 Not Found", "text/plain", "", b"no").await,
        "broken-server" => send(stream, "500 Internal Server Error", "text/plain", "", b"no").await,
        "wrong-charset" => {
            let feed = b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>T</title><item><title>Gr\xf6\xdfe</title><link>http://w.localhost/1</link></item></channel></rss>";
            send(stream, "200 OK", "application/rss+xml; charset=utf-8", "", feed).await
        }
        "broken-xml" => send(stream, "200 OK", "application/rss+xml", "", b"<rss version='2.0'><channel><title>A & B</title><item><title>One</title><link>http://b.localhost/1</link></itm></channel>").await,
        "redirect-loop" => redirect(stream, "/feed.xml?again").await,
        "to-metadata" => redirect(stream, "http://169.254.169.254/latest/meta-data/").await,
        "to-loopback" => redirect(stream, &format!("http://[::1]:{}/", peer.port())).await,
        "entity-bomb" => {
            let mut entities = String::from("<!ENTITY a0 'ha'>");
            for n in 1..30 {
                entities.push_str(&format!("<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1));
            }
            let feed = format!("<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss version='2.0'><channel><title>T</title><item><title>&a29;</title><link>http://e.localhost/1</link></item></channel></rss>");
            send(stream, "200 OK", "application/rss+xml", "", feed.as_bytes()).await
        }
        "empty-feed" => send(stream, "200 OK", "application/rss+xml", "", b"<rss version='2.0'><channel><title>Empty</title></channel></rss>").await,
        "many-items" => {
            let feed = format!("<rss version='2.0'><channel><title>Many</title>{}</channel></rss>", items(100_000));
            send(stream, "200 OK", "application/rss+xml", "", feed.as_bytes()).await
        }
        _ => send(stream, "200 OK", "application/rss+xml", "", GOOD.as_bytes()).await,
    }
}

async fn redirect(stream: &mut TcpStream, to: &str) -> std::io::Result<()> {
    send(stream, "302 Found", "text/plain", &format!("Location: {to}\r\n"), b"").await
}

async fn send(stream: &mut TcpStream, status: &str, kind: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await
}
