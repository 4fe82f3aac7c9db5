//! What makes the site an app of its own on a phone or a desktop: its manifest, its icons, the worker that keeps pages
//! in the browser, and the page it shows when there is neither a network nor a kept page.

use crate::answer::{self, Policy, Visit};
use crate::frame::Frame;
use crate::pages::Asked;
use crate::{Site, assets};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;

static ICON_192: &[u8] = include_bytes!("../assets/icon-192.png");
static ICON_512: &[u8] = include_bytes!("../assets/icon-512.png");
const KEEPER: &str = include_str!("../assets/keeper.js");

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/manifest.webmanifest", get(manifest))
        .route("/keeper.js", get(keeper))
        .route("/offline", get(page))
        .route("/icon-192.png", get(|| async { answer::bytes("image/png", Policy::Day, ICON_192) }))
        .route("/icon-512.png", get(|| async { answer::bytes("image/png", Policy::Day, ICON_512) }))
}

/// The web app manifest (W3C).
async fn manifest(State(site): State<Site>, visit: Visit) -> Response {
    let say = visit.tongue;
    let icon = |path: &str, size: &str, kind: &str| json!({"src": path, "sizes": size, "type": kind});
    let maskable =
        |path: &str, size: &str| json!({"src": path, "sizes": size, "type": "image/png", "purpose": "maskable"});
    let manifest = json!({
        "name": site.face.title,
        "lang": say.tag(),
        "dir": if say.is_right_to_left() { "rtl" } else { "ltr" },
        "short_name": site.face.title,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fcfbf7",
        "theme_color": "#fcfbf7",
        "icons": [
            icon("/favicon.svg", "any", "image/svg+xml"),
            icon("/icon-192.png", "192x192", "image/png"),
            icon("/icon-512.png", "512x512", "image/png"),
            maskable("/icon-512.png", "512x512"),
        ],
        "shortcuts": [
            {"name": say.nav_latest(), "url": "/latest"},
            {"name": say.nav_following(), "url": "/following"},
            {"name": say.layout_saved(), "url": "/saved"},
        ],
    });
    let mut response = answer::bytes("application/manifest+json", Policy::Day, manifest.to_string());
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie, accept-language"));
    response
}

/// The service worker. It stands at the root, as it may look after no more than what is below it.
async fn keeper() -> Response {
    let files = ["/offline".to_owned(), assets::STYLE.address(), assets::SCRIPT.address(), "/favicon.svg".to_owned()];
    let shell = format!("shell {:016x}", xxhash_rust::xxh3::xxh3_64(files.join(" ").as_bytes()));
    let text = format!("const SHELL = {}, SHELL_FILES = {};\n{KEEPER}", json!(shell), json!(files));
    answer::bytes("text/javascript; charset=utf-8", Policy::Never, text)
}

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage {
    frame: Frame,
}

/// What is shown where nothing can be. The script lists what is kept.
async fn page(asked: Asked) -> Response {
    let frame =
        Frame::new(&asked.site, &asked.visit, asked.visit.tongue.offline_head(), "/offline").hidden_from_robots();
    answer::page(&asked.site, &asked.visit, async { Ok(OfflinePage { frame }.render()?) }).await
}
