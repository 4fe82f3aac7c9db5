//! Who asks, when a program asks: a token in the request's head, in the place of a session.
//!
//! Only what says so takes tokens: a reader's own feeds, the export, the measurements. No form does.

use crate::Site;
use crate::answer::{self, Visit};
use crate::session::{self, SignedIn};
use crate::tongue::Tongue;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use news::Timestamp;
use std::net::IpAddr;
use std::time::Instant;
use store::{Scope, WayIn};

/// By this one knows a token of ours, in a log or in a leak.
const PREFIX: &str = "dateline_";

/// Creates a token, and what the store keeps of it.
pub(crate) fn create() -> anyhow::Result<(String, [u8; 32])> {
    let token = format!("{PREFIX}{}", session::hex(&session::random_bytes::<32>()?));
    let hash = session::hash(&token);
    Ok((token, hash))
}

/// Makes the visit that of the token's reader, where there is a token. The answer instead says what is wrong with it.
pub(crate) async fn admit(site: &Site, visit: Visit, client: IpAddr, scope: Scope) -> Result<Visit, Response> {
    let Some(token) = token_of(&visit.headers) else { return Ok(visit) };
    let found = match site.store.api_token(&session::hash(&token), visit.now).await {
        Ok(found) => found,
        Err(error) => return Err(answer::failure(site, &visit, error.into())),
    };
    let Some((token, reader)) = found else {
        if let Err(error) = site.beginnings.attempt(client, &client.to_string(), Instant::now()) {
            return Err(answer::failure(site, &visit, error));
        }
        tracing::info!(http.path = visit.path_and_query, "API token refused");
        let text = visit.tongue.token_unknown().to_owned();
        return Err(refusal(StatusCode::UNAUTHORIZED, "invalid_token", text));
    };
    if !token.scopes.contains(&scope) {
        let scope = scope.as_str();
        tracing::info!(reader.id = reader.id.0, api_token.id = token.id, scope, "API token lacks a scope");
        let text = visit.tongue.token_lacks_scope(scope);
        return Err(refusal(StatusCode::FORBIDDEN, "insufficient_scope", text));
    }
    // A token is no sign-in: what asks for a fresh one must not take it for that.
    let reader = SignedIn::without_session(site, reader, Timestamp(0), WayIn::Password).await;
    Ok(Visit { reader: Some(reader), ..visit })
}

/// Tells whether the request shows a token of ours.
pub(crate) fn shows_one(headers: &HeaderMap) -> bool {
    token_of(headers).is_some_and(|token| token.starts_with(PREFIX))
}

/// `Bearer TOKEN` (RFC 6750), or the password of `Basic`, which is what feed readers can send.
fn token_of(headers: &HeaderMap) -> Option<String> {
    let (kind, value) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if kind.eq_ignore_ascii_case("bearer") {
        return Some(value.trim().to_owned());
    }
    if !kind.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(BASE64_STANDARD.decode(value.trim()).ok()?).ok()?;
    // A proxy in front of the site may ask for names and passwords of its own, which browsers then send everywhere.
    pair.split_once(':').map(|(_, password)| password.to_owned()).filter(|password| password.starts_with(PREFIX))
}

/// What a program is told that has to show a token and shows none.
pub(crate) fn none_shown(tongue: Tongue) -> Response {
    let mut response = answer::plain(StatusCode::UNAUTHORIZED, tongue.token_none());
    let ways =
        [r#"Bearer realm="Dateline""#, r#"Basic realm="Dateline: an API token as the password", charset="UTF-8""#];
    for way in ways {
        response.headers_mut().append(header::WWW_AUTHENTICATE, HeaderValue::from_static(way));
    }
    response
}

fn refusal(status: StatusCode, error: &str, text: String) -> Response {
    let mut response = (status, text).into_response();
    let way = HeaderValue::from_str(&format!(r#"Bearer realm="Dateline", error="{error}""#));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(way) = way {
        headers.insert(header::WWW_AUTHENTICATE, way);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_where_programs_can_put_it() {
        let check = |value: &'static str, expected: Option<&str>| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))]);
            assert_eq!(token_of(&headers).as_deref(), expected, "{value}");
        };
        check("Bearer dateline_1", Some("dateline_1"));
        check("bearer  dateline_1 ", Some("dateline_1"));
        check("Basic YWRhOmRhdGVsaW5lXzE=", Some("dateline_1"));
        check("Basic OmRhdGVsaW5lXzE=", Some("dateline_1"));
        check("Basic YWRhOnNlY3JldA==", None);
        check("Basic YWRh", None);
        check("Basic !", None);
        check("Digest x", None);
        check("dateline_1", None);
    }
}
