//! Small answers for programs.

use crate::Site;
use crate::answer::{self, Policy, Visit};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

pub async fn robots() -> Response {
    let text = "User-agent: *\nDisallow: /search\nDisallow: /ask\nDisallow: /*/ask\nDisallow: /login\nDisallow: /setup/\nDisallow: /invited/\nDisallow: /events\n";
    answer::bytes("text/plain; charset=utf-8", Policy::Day, text)
}

/// Answers when the store does.
pub async fn health(State(site): State<Site>) -> Response {
    match site.store.last_event_id().await {
        Ok(_) => answer::plain(StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "health check failed");
            answer::plain(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}

#[derive(Template)]
#[template(
    ext = "xml",
    source = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\"><ShortName>{{ title }}</ShortName>
<Description>{{ description }}</Description><InputEncoding>UTF-8</InputEncoding>
<Url type=\"text/html\" template=\"{{ home }}/search?q={searchTerms}\"/></OpenSearchDescription>
"
)]
struct OpenSearch<'a> {
    title: &'a str,
    description: String,
    home: String,
}

pub async fn opensearch(State(site): State<Site>, visit: Visit) -> Response {
    let make = async {
        let home = crate::feeds::home(&site, &visit);
        Ok(answer::bytes(
            "application/opensearchdescription+xml",
            Policy::Never,
            OpenSearch {
                title: &site.face.title,
                description: visit.tongue.search_description(&site.face.title),
                home,
            }
            .render()?,
        ))
    };
    answer::unkept(&site, &visit, make).await
}
