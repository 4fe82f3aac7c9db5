//! A publisher's icon: the one it shows, or a page in a colour of its own.

use super::id;
use crate::Site;
use crate::answer::{self, PageError, Policy, Visit};
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use news::PublisherId;

/// What is passed on as it came; anything else gets the page. An icon never runs: see the header below.
const MIMES: &[&str] = &[
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/x-icon",
    "image/vnd.microsoft.icon",
    "image/svg+xml",
];

pub async fn show(State(site): State<Site>, visit: Visit, Path(publisher): Path<String>) -> Response {
    let make = async {
        let publisher: PublisherId = id(&publisher)?;
        let icon = site.store.icon(publisher).await?;
        let known = icon.and_then(|icon| {
            let mime = MIMES.iter().find(|mime| icon.mime.split(';').next().map(str::trim) == Some(**mime))?;
            Some(answer::bytes(mime, Policy::Day, icon.bytes))
        });
        let mut response = known.unwrap_or_else(|| answer::bytes("image/svg+xml", Policy::Day, blank(publisher)));
        // Opened by itself, an SVG is a document: it may do nothing here.
        response.headers_mut().insert(
            HeaderName::from_static("content-security-policy"),
            HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        );
        Ok::<_, PageError>(response)
    };
    answer::unkept(&site, &visit, make).await
}

/// Three bars, as of a page, in a colour that the id decides.
fn blank(publisher: PublisherId) -> String {
    let hue = publisher.0.wrapping_mul(137).rem_euclid(360);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">\
         <rect width=\"16\" height=\"16\" rx=\"3\" fill=\"hsl({hue} 26% 46%)\"/>\
         <path d=\"M4 5h8M4 8h8M4 11h5\" stroke=\"#fff\" stroke-width=\"1.4\"/></svg>"
    )
}
