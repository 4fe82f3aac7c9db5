//! A publisher and its articles, newest first.

use super::Asked;
use super::follows::FollowButton;
use super::river::{ASKED, River};
use crate::answer::{self, PageError};
use crate::frame::{Frame, LangMark, PageFeed};
use axum::response::Response;
use store::FollowKind;

pub async fn show(asked: Asked) -> Response {
    answer::page(&asked.site, &asked.visit, make(&asked)).await
}

async fn make(Asked { site, visit, key, paging }: &Asked) -> Result<String, PageError> {
    let publisher = site.store.publisher(key).await?;
    let cards = site.store.publisher_articles(key, paging.cursor()?, ASKED).await?;
    let path = format!("/publisher/{}", in_path(&publisher.key));
    let mut frame = Frame::new(site, visit, &publisher.name, &path);
    frame.feed = Some(PageFeed::of_list(&publisher.name, &path));
    let follow = FollowButton::of(site, visit, &frame, FollowKind::Publisher, publisher.key.clone()).await?;
    let page = River {
        follow,
        heading_lang: LangMark::of(publisher.lang, visit.tongue),
        icon: Some(publisher.id),
        note: visit.tongue.publisher_kept(publisher.article_count),
        home: publisher.home_url.filter(|url| is_web_address(url)).map(|url| (url, publisher.key)),
        empty: visit.tongue.publisher_empty(),
        ..River::new(frame, publisher.name, cards, visit)
    };
    page.show(site, visit).await
}

/// Writes a key so that it is one segment of a path.
pub fn in_path(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Tells whether a link may lead there: what a publisher claims as its home may be anything.
pub(super) fn is_web_address(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_segment_of_a_path() {
        assert_eq!(in_path("example.org"), "example.org");
        assert_eq!(in_path("a/b?c"), "a%2Fb%3Fc");
        assert_eq!(in_path("климат"), "%D0%BA%D0%BB%D0%B8%D0%BC%D0%B0%D1%82");
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert!(is_web_address("https://example.org/a"));
        assert!(!is_web_address("javascript:alert(1)"));
        assert!(!is_web_address("/relative"));
    }
}
