//! The load server and the traffic generator, against each other.
#![allow(clippy::unwrap_used)]

use news::Timestamp;
use press::load::{LoadOptions, LoadServer};
use press::traffic::{Pace, TrafficOptions, drive};
use std::collections::HashSet;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn options() -> LoadOptions {
    LoadOptions { feeds: 40, newest: Timestamp(1_773_144_000 * Timestamp::SECOND), ..LoadOptions::default() }
}

async fn get(server: &LoadServer, host: &str, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(server.addr()).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n").as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test]
async fn feeds_hold_their_items_with_whole_and_varied_texts() {
    let server = LoadServer::start(options()).await.unwrap();
    let mut texts = HashSet::new();
    let mut bytes = 0;
    for feed in 0..40 {
        let answer = get(&server, &format!("f{feed}.localhost:1"), "/feed.xml", "").await;
        let xml = answer.split_once("\r\n\r\n").unwrap().1;
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut items = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(start) => items += u32::from(start.local_name().as_ref() == "item"),
                quick_xml::events::Event::CData(text) => {
                    let text = String::from_utf8_lossy(text.as_bytes()).into_owned();
                    assert!(!text.contains(['[', ']', '{', '}']), "a seam shows: {text}");
                    bytes += text.len();
                    assert!(texts.insert(text));
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(items, 30);
    }
    let average = bytes / texts.len();
    assert!((1200..1650).contains(&average), "{average} bytes a text");
}

#[tokio::test]
async fn who_has_a_feed_gets_304() {
    let server = LoadServer::start(options()).await.unwrap();
    let first = get(&server, "f3.localhost", "/feed.xml", "").await;
    let etag = first.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let second = get(&server, "f3.localhost", "/feed.xml", &format!("if-none-match: {etag}\r\n")).await;
    assert!(second.starts_with("HTTP/1.1 304"));
    assert_eq!(server.answered(), (1, 1));
}

#[tokio::test]
async fn traffic_counts_answers_and_failures() {
    let server = LoadServer::start(options()).await.unwrap();
    let report = drive(TrafficOptions {
        addr: server.addr(),
        host: "f1.localhost".to_owned(),
        paths: vec!["/feed.xml".to_owned(), "/a/2".to_owned(), "/nowhere".to_owned()],
        headers: String::new(),
        connections: 3,
        pace: Pace::PerSecond(400.0),
        duration: Duration::from_millis(75),
    })
    .await
    .unwrap();
    assert_eq!((report.answered, report.failed), (20, 10));
    assert!(report.p50_us > 0 && report.p50_us <= report.p99_us && report.p99_us <= report.max_us);
}
