//! A thousand feeds for measuring: RSS with whole texts, cheap to make, the same in every run.
//!
//! Most items tell of an event of their own; a fifth tell of one that several feeds tell in other words within a few
//! hours. A feed is written when it is asked for and never kept, so the server's memory stays small; a client that
//! has it is answered without writing it. The server reads bare HTTP/1.1, because its CPU counts in the measure.

mod prose;

use crate::date;
use news::Timestamp;
use prose::{Dice, Subject};
use std::fmt::Write as _;
use std::io::Result;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request head longer than this is refused.
const MAX_HEAD_BYTES: usize = 16 * 1024;
/// One item in so many tells of an event that other feeds tell of too.
const SHARED_ONE_IN: u64 = 5;
/// How many tell of such an event, on average.
const TELLERS: usize = 6;
/// The time over which a feed's items are spread.
const SPREAD_US: i64 = 3 * Timestamp::DAY;

#[derive(Clone, Copy, Debug)]
pub struct LoadOptions {
    pub bind: SocketAddr,
    pub feeds: usize,
    /// Items in each feed.
    pub items: usize,
    /// The length of an item's text, on average; each lies within a sixth of it.
    pub text_bytes: usize,
    /// The newest item's date; a feed's items lie in the three days before.
    pub newest: Timestamp,
}

impl Default for LoadOptions {
    fn default() -> Self {
        LoadOptions {
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            feeds: 1000,
            items: 30,
            text_bytes: 1400,
            newest: Timestamp::from_jiff(jiff::Timestamp::now()),
        }
    }
}

/// Serves the feeds until the future is dropped. A feed's address is `http://f17.localhost:PORT/feed.xml`.
pub async fn serve_load(options: LoadOptions) -> Result<()> {
    let mut server = LoadServer::start(options).await?;
    (&mut server.accepting).await.map_err(std::io::Error::other)
}

/// The running load server. Dropping it stops it.
pub struct LoadServer {
    addr: SocketAddr,
    shelf: Arc<Shelf>,
    accepting: JoinHandle<()>,
}

impl LoadServer {
    pub async fn start(options: LoadOptions) -> Result<LoadServer> {
        let listener = TcpListener::bind(options.bind).await?;
        let addr = listener.local_addr()?;
        let shelf =
            Arc::new(Shelf { options, port: addr.port(), whole: AtomicU64::new(0), unchanged: AtomicU64::new(0) });
        let accepting = tokio::spawn(accept(listener, shelf.clone()));
        Ok(LoadServer { addr, shelf, accepting })
    }

    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The feeds' addresses, in order.
    pub fn feed_urls(&self) -> Vec<String> {
        feed_urls(self.addr.port(), self.shelf.options.feeds)
    }

    /// How many feeds were sent whole, and how many requests answered with 304.
    pub fn answered(&self) -> (u64, u64) {
        (self.shelf.whole.load(Ordering::Relaxed), self.shelf.unchanged.load(Ordering::Relaxed))
    }
}

impl Drop for LoadServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// The addresses of the first `feeds` feeds of a load server at `port`.
pub fn feed_urls(port: u16, feeds: usize) -> Vec<String> {
    (0..feeds).map(|feed| format!("http://f{feed}.localhost:{port}/feed.xml")).collect()
}

struct Shelf {
    options: LoadOptions,
    port: u16,
    whole: AtomicU64,
    unchanged: AtomicU64,
}

async fn accept(listener: TcpListener, shelf: Arc<Shelf>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let shelf = shelf.clone();
                // A connection that breaks is the client's affair.
                tokio::spawn(async move {
                    let _ = converse(stream, &shelf).await;
                });
            }
            // Out of file descriptors: some will be given back.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
        }
    }
}

async fn converse(mut stream: TcpStream, shelf: &Shelf) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(1024);
    loop {
        let head_bytes = loop {
            if let Some(position) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break position + 4;
            }
            if buffer.len() > MAX_HEAD_BYTES || stream.read_buf(&mut buffer).await? == 0 {
                return Ok(());
            }
        };
        let answer = shelf.answer(&String::from_utf8_lossy(&buffer[..head_bytes]));
        buffer.drain(..head_bytes);
        stream.write_all(&answer).await?;
    }
}

impl Shelf {
    fn answer(&self, head: &str) -> Vec<u8> {
        let mut lines = head.lines();
        let path = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or("/");
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.trim())
            })
        };
        let host = header("host").unwrap_or_default();
        let feed = host.strip_prefix('f').and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
        match (path, feed.filter(|&feed| feed < self.options.feeds)) {
            ("/feed.xml", Some(feed)) => self.answer_feed(feed, header("if-none-match"), header("if-modified-since")),
            ("/", Some(feed)) => {
                let page = format!(
                    "<!doctype html><title>{}</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\">",
                    title_of(feed)
                );
                respond("200 OK", "text/html; charset=utf-8", "", page.as_bytes())
            }
            ("/robots.txt", _) => respond("200 OK", "text/plain", "", b"User-agent: *\nAllow: /\n"),
            ("/feeds.txt", _) => {
                let list = feed_urls(self.port, self.options.feeds).join("\n");
                respond("200 OK", "text/plain", "", list.as_bytes())
            }
            (path, Some(feed)) => match path.strip_prefix("/a/").and_then(|number| number.parse().ok()) {
                Some(item) if item < self.options.items => self.answer_page(feed, item),
                _ => respond("404 Not Found", "text/plain", "", b"not here"),
            },
            _ => respond("404 Not Found", "text/plain", "", b"not here"),
        }
    }

    fn answer_feed(&self, feed: usize, has_tag: Option<&str>, has_date: Option<&str>) -> Vec<u8> {
        let LoadOptions { items, text_bytes, newest, .. } = self.options;
        let etag = format!("\"f{feed}-{items}-{text_bytes}-{}\"", newest.unix_seconds());
        let modified = date::http(newest);
        let validators = format!("ETag: {etag}\r\nLast-Modified: {modified}\r\n");
        let has_it = has_tag.map_or(has_date == Some(modified.as_str()), |tag| tag == etag);
        if has_it {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return format!("HTTP/1.1 304 Not Modified\r\n{validators}\r\n").into_bytes();
        }
        self.whole.fetch_add(1, Ordering::Relaxed);
        respond("200 OK", "application/rss+xml; charset=utf-8", &validators, self.write_feed(feed).as_bytes())
    }

    fn answer_page(&self, feed: usize, item: usize) -> Vec<u8> {
        let told = self.tell(feed, item);
        let page = format!(
            "<!doctype html><html lang=\"en\"><title>{0}</title><article><h1>{0}</h1>{1}</article></html>",
            told.title, told.html
        );
        respond("200 OK", "text/html; charset=utf-8", "", page.as_bytes())
    }

    fn write_feed(&self, feed: usize) -> String {
        let LoadOptions { items, text_bytes, .. } = self.options;
        let mut out = String::with_capacity(items * (text_bytes + 900) + 600);
        let root = format!("http://f{feed}.localhost:{}", self.port);
        let title = title_of(feed);
        let _ = write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <channel>\n<title>{title}</title>\n<link>{root}/</link>\n<description>News from {title}</description>\n\
             <language>en</language>\n"
        );
        for item in 0..items {
            let told = self.tell(feed, item);
            let date = told.published.to_jiff().strftime("%a, %d %b %Y %H:%M:%S +0000");
            let _ = write!(
                out,
                "<item>\n<title>{}</title>\n<link>{root}/a/{item}</link>\n<guid isPermaLink=\"true\">{root}/a/{item}</guid>\n\
                 <pubDate>{date}</pubDate>\n<dc:creator>{}</dc:creator>\n<category>{}</category>\n\
                 <description>{}</description>\n<content:encoded><![CDATA[{}]]></content:encoded>\n</item>\n",
                told.title, told.author, told.section, told.lead, told.html
            );
        }
        out.push_str("</channel>\n</rss>\n");
        out
    }

    fn tell(&self, feed: usize, item: usize) -> prose::Told {
        tell(&self.options, feed, item).1
    }
}

/// One item as its feed serves it, with what the reader of the feed is not told.
#[derive(Clone, Debug)]
pub struct LoadItem {
    /// Items of one number tell of one event.
    pub event: u64,
    pub title: String,
    /// Plain text, a paragraph a line.
    pub text: String,
    pub published: Timestamp,
}

/// Tells an item without serving it, for measuring how well events are found again.
pub fn item_of(options: &LoadOptions, feed: usize, item: usize) -> LoadItem {
    let (event, told) = tell(options, feed, item);
    let text = told.html.replace("<p>", "").replace("</p>", "");
    LoadItem { event, title: told.title, text, published: told.published }
}

/// Tells one item and its event; the words hang on feed and item, the facts on the event.
fn tell(options: &LoadOptions, feed: usize, item: usize) -> (u64, prose::Told) {
    let &LoadOptions { feeds, items, text_bytes, newest, .. } = options;
    let mut dice = Dice::new((feed as u64) << 32 | item as u64);
    let slot_us = SPREAD_US / items.max(1) as i64;
    let published = newest.plus_us(-(slot_us * item as i64) - dice.below(slot_us.max(1) as u64) as i64);
    let events_a_slot = (feeds / (SHARED_ONE_IN as usize * TELLERS)).max(1) as u64;
    let event = if dice.below(SHARED_ONE_IN) == 0 {
        item as u64 * events_a_slot + dice.below(events_a_slot)
    } else {
        1 << 60 | (feed as u64) << 20 | item as u64
    };
    let length = text_bytes * 5 / 6 + dice.below((text_bytes / 3).max(1) as u64) as usize;
    (event, Subject::of(event).tell(&mut dice, length, published))
}

fn title_of(feed: usize) -> String {
    let mut dice = Dice::new(feed as u64 ^ 0xfeed);
    let kind = ["Gazette", "Observer", "Chronicle", "Herald", "Examiner", "Dispatch", "Record", "Bulletin"];
    format!("{} {} {feed}", prose::place(&mut dice), dice.pick(&kind))
}

fn respond(status: &str, content_type: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = Vec::with_capacity(body.len() + 300);
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    answer.extend_from_slice(head.as_bytes());
    answer.extend_from_slice(body);
    answer
}
