//! What a source is, and whose fault a failed fetch was.

use serde::{Deserialize, Serialize};

/// How a source tells of its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// RSS, RDF, Atom or JSON Feed.
    Feed,
    /// A news sitemap, or an index of them.
    Sitemap,
    /// An HTML page that lists articles.
    Page,
    /// A live-blog page, fetched again for its posts.
    LiveBlog,
}

impl SourceKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Sitemap => "sitemap",
            Self::Page => "page",
            Self::LiveBlog => "live_blog",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Feed, Self::Sitemap, Self::Page, Self::LiveBlog].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Whose fault a failed fetch was, and so whether trying again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchFault {
    /// The network, or the publisher for the moment (time-out, 5xx, 429): try again later.
    Passing,
    /// The publisher's answer is wrong and stays so until someone there mends it (404, broken XML).
    Theirs,
    /// The source is gone for good (410): stop asking.
    Gone,
    /// We refuse: a private address, a cap exceeded, robots.txt.
    Refused,
    /// The owner's configuration is wrong: an address that is none.
    Ours,
}
