//! A visitor of the site, through the real router.

#![allow(clippy::unwrap_used, dead_code, reason = "each test file uses its part")]

use crate::fixture::{self, World};
use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, Request, StatusCode, header};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use site::{FullText, Site, SiteOptions};
use store::{NewSession, Role, WayIn};
use tower::ServiceExt;

/// A visitor with cookies, and the site visited.
pub struct Visitor {
    pub app: Router,
    pub cookies: Vec<(String, String)>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Visitor {
    /// Gets a page, following where it leads.
    pub async fn follow(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        let to = answer.header(header::LOCATION).to_owned();
        if to.is_empty() { answer } else { self.get(&to).await }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "site.example")
            .header(header::ORIGIN, "http://site.example")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = axum::body::to_bytes(body, 1 << 22).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// Signs in as the owner by way of the setup link.
    pub async fn set_up(&mut self, world: &World) -> Answer {
        let secret = site::create_setup_secret(&world.store, world.now).await.unwrap();
        let path = format!("/setup/{secret}");
        let token = form_token(&self.get(&path).await.text);
        self.post(&path, &[("token", &token), ("name", "owner"), ("password", "a long pass phrase")]).await
    }
}

/// The token of a page's forms; a signed-in reader's stands on every page.
pub fn form_token(page: &str) -> String {
    let of = |before: &str| page.split(before).nth(1).and_then(|rest| rest.split('"').next());
    of("name=\"form-token\" content=\"")
        .or_else(|| of("name=\"token\" value=\""))
        .expect("the page has a form")
        .to_owned()
}

impl Answer {
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Reads events until one of this name.
pub async fn next_event(stream: &mut BodyDataStream, name: &str) -> String {
    let mut seen = String::new();
    while let Some(chunk) = stream.next().await {
        seen.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        if let Some(event) = seen.split("\n\n").find(|event| event.contains(&format!("event: {name}"))) {
            return event.to_owned();
        }
    }
    panic!("the stream ended: {seen}");
}

pub async fn visit(full_text: FullText) -> (tempfile::TempDir, World, Visitor) {
    visit_with(SiteOptions { full_text, ..SiteOptions::default() }).await
}

/// A site whose pages are made anew for each visitor.
pub async fn visit_uncached() -> (tempfile::TempDir, World, Visitor) {
    visit_with(SiteOptions { page_cache_bytes: 0, ..SiteOptions::default() }).await
}

pub async fn visit_with(options: SiteOptions) -> (tempfile::TempDir, World, Visitor) {
    let folder = tempfile::tempdir().unwrap();
    let world = fixture::build(folder.path()).await;
    let site = Site::open(world.store.clone(), world.index.clone(), options).await.unwrap();
    (folder, world, Visitor { app: site::router(site), cookies: Vec::new() })
}

impl Visitor {
    /// Another visitor of the same site, with no cookies yet.
    pub fn stranger(&self) -> Self {
        Self { app: self.app.clone(), cookies: Vec::new() }
    }

    /// Another visitor, signed in as a new reader of this name and role.
    pub async fn reader(&self, world: &World, name: &str, role: Role) -> Self {
        let store = &world.store;
        let reader = match role {
            Role::Owner => store.create_owner(name, "no password", world.now).await.unwrap(),
            _ => store.create_reader(name, "no password", world.now).await.unwrap(),
        };
        if matches!(role, Role::Moderator | Role::Editor) {
            store.set_role(reader, role).await.unwrap();
        }
        let token = format!("token-of-{reader}");
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let expires = world.now.plus_us(news::Timestamp::DAY);
        let new = NewSession { token_hash: &hash, reader, way: WayIn::Password, expires, user_agent: "a test" };
        store.open_session(&new, world.now).await.unwrap();
        Self { app: self.app.clone(), cookies: vec![("dateline".to_owned(), token)] }
    }

    /// Sends a form with the token of the page it stands on.
    pub async fn send_form(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        let token = form_token(&self.get(page).await.text);
        self.post(to, &[&[("token", token.as_str())], fields].concat()).await
    }
}
