//! The press as an HTTP server: one port, a host name for each publisher, answers as far as the clock has come.

use crate::publishers::{Publisher, Tells};
use crate::world::World;
use crate::{date, feeds, pages, picture};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Request, Response, StatusCode};
use flate2::{Compression, write::GzEncoder};
use news::Timestamp;
use std::collections::HashMap;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use xxhash_rust::xxh3::xxh3_64;

/// Texts shorter than this are not worth compressing.
const GZIP_FROM_BYTES: usize = 1024;

/// Where and when the demo begins.
#[derive(Clone, Copy, Debug)]
pub struct PressOptions {
    pub bind: SocketAddr,
    /// "Now" at which the demo begins: the three days of the world end there.
    pub start: Timestamp,
    /// World seconds per real second for what arrives afterwards.
    pub speed: f64,
}

impl Default for PressOptions {
    /// Any free port of 127.0.0.1, from the present moment, thirty times as fast: the next world day takes 48 minutes.
    fn default() -> Self {
        PressOptions {
            bind: SocketAddr::from(([127, 0, 0, 1], 0)),
            start: Timestamp::from_jiff(jiff::Timestamp::now()),
            speed: 30.0,
        }
    }
}

/// The running press. Dropping it stops it too, without waiting.
pub struct Press {
    house: Arc<House>,
    addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
}

/// What an owner would type to follow a publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed {
    /// A home page, feed, sitemap or live-blog address.
    pub url: String,
    pub title: String,
}

struct House {
    world: World,
    clock: Clock,
    pictures: Mutex<HashMap<u64, Arc<Vec<u8>>>>,
}

struct Clock {
    start: Timestamp,
    started: Instant,
    speed: f64,
    advanced_us: AtomicI64,
}

impl Clock {
    fn now(&self) -> Timestamp {
        let run_us = self.started.elapsed().as_secs_f64() * self.speed * Timestamp::SECOND as f64;
        self.start.plus_us(run_us as i64).plus_us(self.advanced_us.load(Ordering::Relaxed))
    }
}

impl Press {
    /// Starts serving. Fails when the address cannot be bound.
    pub async fn start(options: PressOptions) -> std::io::Result<Press> {
        let listener = TcpListener::bind(options.bind).await?;
        let addr = listener.local_addr()?;
        let house = Arc::new(House {
            world: World::new(options.start, options.speed, addr.port()),
            clock: Clock {
                start: options.start,
                started: Instant::now(),
                speed: options.speed,
                advanced_us: AtomicI64::new(0),
            },
            pictures: Mutex::default(),
        });
        let router = Router::new().fallback(answer).with_state(house.clone());
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(async move {
            let until_stopped = async {
                let _ = stopped.await;
            };
            // An error of one connection stays in it; the listener itself is ours until the end.
            let _ = axum::serve(listener, router).with_graceful_shutdown(until_stopped).await;
        });
        Ok(Press { house, addr, stop: Some(stop), server })
    }

    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    pub fn world(&self) -> &World {
        &self.house.world
    }

    /// The present moment on the world's clock.
    pub fn now(&self) -> Timestamp {
        self.house.clock.now()
    }

    /// What to follow: an address for each publisher (for some the home page, for some the feed), then the live blogs.
    pub fn seeds(&self) -> Vec<Seed> {
        let world = &self.house.world;
        let publishers = world.publishers.iter().enumerate().map(|(index, publisher)| {
            let path = match publisher.tells {
                Tells::Rdf | Tells::Sitemap => publisher.feed_path().unwrap_or("/"),
                Tells::RssFull if publisher.agency => "/feed/",
                _ => "/",
            };
            Seed { url: format!("{}{path}", world.root(index)), title: publisher.title.clone() }
        });
        let start = world.start();
        let live_blogs = world.published(start).iter().filter(|article| article.posts.is_some());
        publishers
            .chain(live_blogs.map(|article| Seed { url: world.url(article), title: article.title.clone() }))
            .collect()
    }

    /// Moves the world's clock on.
    pub fn advance(&self, seconds: i64) {
        self.house.clock.advanced_us.fetch_add(seconds.saturating_mul(Timestamp::SECOND), Ordering::Relaxed);
    }

    /// Stops accepting, lets the requests under way finish for a moment, and frees the port.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        // Clients keep idle connections open, and a graceful end would wait for them.
        let grace = std::time::Duration::from_millis(200);
        if tokio::time::timeout(grace, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// An answer before it is fitted to what the client has and accepts.
struct Answer {
    status: StatusCode,
    content_type: &'static str,
    modified: Timestamp,
    body: Vec<u8>,
}

impl Answer {
    fn ok(content_type: &'static str, modified: Timestamp, body: impl Into<Vec<u8>>) -> Self {
        Answer { status: StatusCode::OK, content_type, modified, body: body.into() }
    }

    fn missing() -> Self {
        let body = "<!doctype html><title>404</title><h1>404 Not Found</h1>".into();
        Answer { status: StatusCode::NOT_FOUND, content_type: HTML, modified: Timestamp(0), body }
    }
}

const HTML: &str = "text/html; charset=utf-8";

async fn answer(State(house): State<Arc<House>>, request: Request<Body>) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default().trim_end_matches(".localhost");
    let path = request.uri().path();
    let publisher = house.world.publishers.iter().position(|publisher| publisher.name == name);
    let answer = match publisher {
        Some(publisher) => house.answer(publisher, path),
        None => house.answer_without_publisher(path),
    };
    fit(answer, request.headers())
}

impl House {
    fn answer(&self, index: usize, path: &str) -> Answer {
        let (world, now) = (&self.world, self.clock.now());
        let publisher = &world.publishers[index];
        let newest = || world.published_by(index, now).next().map_or(world.start(), |article| article.published);
        match path {
            "/" => Answer::ok(HTML, newest(), pages::front_page(world, index, None, now)),
            "/robots.txt" => Answer::ok("text/plain", world.start(), robots(publisher, &world.root(index))),
            "/favicon.ico" | "/favicon.png" => {
                let icon = picture::icon(&publisher.colour, xxh3_64(publisher.name.as_bytes()));
                Answer::ok("image/png", world.start(), icon)
            }
            _ if Some(path) == publisher.feed_path() => match feeds::write_feed(world, index, now) {
                Some(feed) => Answer::ok(feed.content_type, feed.modified, feed.body),
                None => Answer::missing(),
            },
            _ => self.answer_deeper(index, path, now),
        }
    }

    fn answer_deeper(&self, index: usize, path: &str, now: Timestamp) -> Answer {
        let world = &self.world;
        if let Some(section) = path.strip_prefix("/s/") {
            let newest = world.published_by(index, now).next().map_or(world.start(), |article| article.published);
            return Answer::ok(HTML, newest, pages::front_page(world, index, Some(section), now));
        }
        if let Some(id) = path.strip_prefix("/img/").and_then(|name| name.strip_suffix(".png")) {
            return match id.parse().ok().and_then(|id: u64| self.picture(index, id)) {
                Some(picture) => Answer::ok("image/png", world.start(), picture.to_vec()),
                None => Answer::missing(),
            };
        }
        let Some(article) = world.find(index, path, now) else { return Answer::missing() };
        let modified = article.modified(now).unwrap_or(article.published);
        Answer::ok(HTML, modified, pages::article_page(world, article, now))
    }

    /// A directory of the world, for whoever opens the bare address.
    fn answer_without_publisher(&self, path: &str) -> Answer {
        if path != "/" {
            return Answer::missing();
        }
        let mut page = String::from("<!doctype html><meta charset=\"utf-8\"><title>The press</title><ul>");
        for (index, publisher) in self.world.publishers.iter().enumerate() {
            page.push_str(&format!("<li><a href=\"{}/\">{}</a></li>", self.world.root(index), publisher.title));
        }
        page.push_str("</ul>");
        Answer::ok(HTML, self.world.start(), page)
    }

    fn picture(&self, index: usize, id: u64) -> Option<Arc<Vec<u8>>> {
        let article = self.world.articles.iter().find(|article| article.publisher == index && article.id == id)?;
        let painted = self.pictures.lock().expect("no painter panics").get(&id).cloned();
        Some(painted.unwrap_or_else(|| {
            let picture = Arc::new(picture::paint(&article.scene, id));
            self.pictures.lock().expect("no painter panics").insert(id, picture.clone());
            picture
        }))
    }
}

fn robots(publisher: &Publisher, root: &str) -> String {
    let mut text = String::from("User-agent: *\nDisallow: /admin/\nDisallow: /search\nAllow: /\n");
    if publisher.tells == Tells::Sitemap {
        text.push_str(&format!("\nSitemap: {root}/news-sitemap.xml\n"));
    }
    text
}

/// Adds validators, answers 304 to a client that has it (RFC 9110, section 13), compresses for one that can.
fn fit(answer: Answer, asked: &HeaderMap) -> Response<Body> {
    let etag = format!("\"{:016x}\"", xxh3_64(&answer.body));
    let modified = date::http(answer.modified);
    let asked_text = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let has_it = match asked_text(header::IF_NONE_MATCH) {
        Some(tags) => tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*"),
        None => asked_text(header::IF_MODIFIED_SINCE) == Some(modified.as_str()),
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    if answer.status == StatusCode::OK {
        for (name, value) in [(header::ETAG, &etag), (header::LAST_MODIFIED, &modified)] {
            headers.insert(name, HeaderValue::from_str(value).expect("made of ASCII above"));
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=0, must-revalidate"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if has_it {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    let takes_gzip = asked_text(header::ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip"));
    let is_text = answer.content_type != "image/png";
    if takes_gzip && is_text && answer.body.len() >= GZIP_FROM_BYTES {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        *response.body_mut() = Body::from(gzip(&answer.body));
    } else {
        *response.body_mut() = Body::from(answer.body);
    }
    response
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder.write_all(bytes).expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}
