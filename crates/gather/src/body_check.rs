//! A 200 is no feed: says clearly what came instead.

use crate::client::FetchError;
use news::{Document, FetchFault, ParsedFeed};

/// Longer titles of a page are cut in a message.
const MAX_TITLE_CHARS: usize = 80;

/// Gives the feed on when something was recognised in the document, or else the error that names what came: an HTML
/// page with its title (an error page, a login, a test for humans), nothing at all, or what it calls itself.
pub fn require_feed(document: &Document, feed: ParsedFeed) -> Result<ParsedFeed, FetchError> {
    if !feed.format.is_empty() {
        return Ok(feed);
    }
    let what = what_came(document).unwrap_or_else(|| {
        let notice = feed.notices.first().map(|notice| format!(": {}", notice.text)).unwrap_or_default();
        let kind = document.content_type.as_deref().unwrap_or("no content type");
        format!("something of {} bytes ({kind}){notice}", document.body.len())
    });
    let cause = format!("HTTP {} with {what} where a feed was expected", document.status);
    let error = FetchError::new(
        FetchFault::Theirs,
        "fetch.not_a_feed",
        cause,
        "The publisher's server sends something else than its feed.",
    );
    Err(FetchError { status: Some(document.status), ..error })
}

fn what_came(document: &Document) -> Option<String> {
    if document.body.iter().all(u8::is_ascii_whitespace) {
        return Some("an empty body".to_owned());
    }
    // Enough to meet the title; markup is ASCII in every encoding that pages use for their errors.
    let head = String::from_utf8_lossy(&document.body[..document.body.len().min(16 << 10)]);
    let lower = head.to_ascii_lowercase();
    let start = lower.trim_start_matches('\u{feff}').trim_start();
    let is_page = start.starts_with("<!doctype html") || lower.contains("<html") || lower.contains("<head");
    if !is_page {
        return None;
    }
    let title = lower.find("<title").and_then(|at| {
        let text_at = at + lower[at..].find('>')? + 1;
        let end = text_at + lower[text_at..].find('<')?;
        let words: Vec<_> = head[text_at..end].split_whitespace().collect();
        Some(words.join(" ").chars().take(MAX_TITLE_CHARS).collect::<String>())
    });
    match title.filter(|title| !title.is_empty()) {
        Some(title) => Some(format!("an HTML page titled \"{title}\"")),
        None => Some("an HTML page".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let document = Document {
            status: 200,
            content_type: Some("text/x".to_owned()),
            body: body.as_bytes().to_vec(),
            ..Document::default()
        };
        let error = require_feed(&document, ParsedFeed::default()).unwrap_err();
        assert_eq!(error.fault, FetchFault::Theirs);
        assert_eq!(error.cause, format!("HTTP 200 with {expected} where a feed was expected"), "{body}");
    }

    #[test]
    fn the_error_says_what_came() {
        check("", "an empty body");
        check(" \n", "an empty body");
        check(
            "<!DOCTYPE html><html><head><TITLE lang=en>Just a\n moment…</title>",
            "an HTML page titled \"Just a moment…\"",
        );
        check("<html><body>Error</body></html>", "an HTML page");
        check("<html><title></title>", "an HTML page");
        check("<html><title>never closed", "an HTML page");
        check("Service unavailable", "something of 19 bytes (text/x)");
    }

    #[test]
    fn a_feed_is_given_on() {
        let feed = ParsedFeed { format: "rss".to_owned(), ..ParsedFeed::default() };
        assert_eq!(require_feed(&Document::default(), feed.clone()), Ok(feed));
    }
}
