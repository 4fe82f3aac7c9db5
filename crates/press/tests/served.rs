//! The press over real HTTP: seeds answer, feeds are well-formed, the clock brings news, validators hold.
#![allow(clippy::unwrap_used)]

use news::Timestamp;
use press::{Press, PressOptions};
use std::collections::HashMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const START: Timestamp = Timestamp(1_773_144_000 * Timestamp::SECOND);

struct Got {
    status: u16,
    headers: HashMap<String, String>,
    body: String,
}

async fn press() -> Press {
    // A clock that stands still unless it is advanced.
    let options = PressOptions { start: START, speed: 0.0, ..PressOptions::default() };
    Press::start(options).await.unwrap()
}

/// Asks for an absolute address of the press.
async fn get(press: &Press, url: &str, extra_headers: &str) -> Got {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(press.addr()).await.unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{extra_headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let headers = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Got { status: head[9..12].parse().unwrap(), headers, body: body.to_owned() }
}

#[tokio::test]
async fn every_seed_answers() {
    let press = press().await;
    for seed in press.seeds() {
        let got = get(&press, &seed.url, "").await;
        assert_eq!(got.status, 200, "{}", seed.url);
        assert!(got.body.len() > 300, "{}", seed.url);
    }
    press.stop().await;
}

#[tokio::test]
async fn every_article_and_its_picture_answer_where_the_truth_says() {
    let press = press().await;
    press.advance(3 * 24 * 3600);
    for (url, event) in press.world().truth() {
        let got = get(&press, &url, "").await;
        assert_eq!(got.status, 200, "{event}: {url}");
    }
    let article = &press.world().articles[0];
    let picture = format!("{}/img/{}.png", press.world().root(article.publisher), article.id);
    let got = get(&press, &picture, "").await;
    assert_eq!((got.status, got.headers["content-type"].as_str()), (200, "image/png"));
    press.stop().await;
}

#[tokio::test]
async fn every_feed_is_well_formed_and_tells_of_what_is_published() {
    let press = press().await;
    for (index, publisher) in press.world().publishers.iter().enumerate() {
        let Some(path) = publisher.feed_path() else { continue };
        let got = get(&press, &format!("{}{path}", press.world().root(index)), "").await;
        let expected = press.world().published_by(index, START).count().min(60);
        let counted = if path.ends_with(".json") {
            let feed: serde_json::Value = serde_json::from_str(&got.body).unwrap();
            feed["items"].as_array().unwrap().len()
        } else {
            count_items(&got.body)
        };
        assert_eq!(counted, expected, "{}", publisher.name);
    }
    press.stop().await;
}

/// Reads XML to its end and counts what tells of an article.
fn count_items(xml: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut items = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(start) => {
                items += usize::from(matches!(start.local_name().as_ref(), "item" | "entry" | "url"));
            }
            quick_xml::events::Event::Eof => return items,
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_clock_brings_articles() {
    let press = press().await;
    let count = |press: &Press| press.world().published(press.now()).len();
    let before = count(&press);
    let late = press.world().articles.last().unwrap().clone();
    let url = press.world().url(&late);
    assert_eq!(get(&press, &url, "").await.status, 404);
    press.advance(late.appears.since_us(START) / Timestamp::SECOND);
    assert_eq!(get(&press, &url, "").await.status, 200);
    assert!(count(&press) > before);
    press.stop().await;
}

#[tokio::test]
async fn a_client_that_has_it_gets_304_until_something_new_comes() {
    let press = press().await;
    let url = format!("{}/feed/", press.world().root(0));
    let first = get(&press, &url, "").await;
    let by_tag = format!("If-None-Match: {}\r\n", first.headers["etag"]);
    let by_date = format!("If-Modified-Since: {}\r\n", first.headers["last-modified"]);
    for validator in [&by_tag, &by_date] {
        let second = get(&press, &url, validator).await;
        assert_eq!((second.status, second.body.as_str()), (304, ""));
    }
    press.advance(3 * 24 * 3600);
    assert_eq!(get(&press, &url, &by_tag).await.status, 200);
    press.stop().await;
}

#[tokio::test]
async fn texts_come_compressed_to_who_takes_it() {
    let press = press().await;
    let url = format!("{}/", press.world().root(0));
    let length_of = |got: &Got| got.headers["content-length"].parse::<usize>().unwrap();
    let plain = get(&press, &url, "").await;
    let small = get(&press, &url, "Accept-Encoding: gzip, br\r\n").await;
    assert_eq!(small.headers["content-encoding"], "gzip");
    assert!(length_of(&small) < length_of(&plain) / 2);
    press.stop().await;
}

#[tokio::test]
async fn the_live_blog_gains_posts_with_the_clock() {
    let press = press().await;
    let live = press.seeds().pop().unwrap();
    let mut counts = Vec::new();
    for _ in 0..3 {
        let page = get(&press, &live.url, "").await.body;
        let (_, json) = page.split_once("<script type=\"application/ld+json\">").unwrap();
        let (json, _) = json.split_once("</script>").unwrap();
        let posting: serde_json::Value = serde_json::from_str(json).unwrap();
        let updates = posting["liveBlogUpdate"].as_array().unwrap().len();
        assert_eq!(page.matches("class=\"live-post\"").count(), updates);
        counts.push(updates);
        press.advance(15 * 60);
    }
    assert_eq!(counts, [12, 18, 23], "posts at the start and after each quarter of an hour");
    press.stop().await;
}

#[tokio::test]
async fn a_wall_cuts_the_text_and_says_so() {
    let press = press().await;
    let world = press.world();
    let walled = |article: &&press::Article| article.access == news::Access::Subscribers && article.body.len() > 3;
    let article = world.published(START).iter().find(walled).unwrap();
    let page = get(&press, &world.url(article), "").await.body;
    assert!(page.contains("\"isAccessibleForFree\":false") && page.contains("class=\"paywall\""));
    let press::Piece::Paragraph(last) = article.body.last().unwrap() else { panic!("a text ends with a paragraph") };
    assert!(!page.contains(&last[..20]));
    press.stop().await;
}
