//! What is kept of a source, what a fetch needs of it, and what a fetch tells.

use crate::publisher::PublisherRef;
use news::{ArticleId, Country, FetchFault, Lang, Notice, PostPattern, SourceId, SourceKind, Timestamp};
use serde::{Deserialize, Serialize};

/// Whether a source is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SourceState {
    #[default]
    Active,
    /// By the owner, or after too many failures; the reason says which.
    Paused,
    /// The publisher said that it is gone for good.
    Gone,
}

impl SourceState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Gone].into_iter().find(|state| state.as_str() == text)
    }
}

/// Whether the page behind a feed's item is fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PagePolicy {
    /// When the feed does not carry the text.
    #[default]
    Auto,
    Always,
    Never,
}

impl PagePolicy {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Auto, Self::Always, Self::Never].into_iter().find(|policy| policy.as_str() == text)
    }
}

/// Who stands behind a source that is to be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPublisher {
    /// Registrable domain or host.
    pub key: String,
    pub name: String,
    pub home_url: Option<String>,
    pub lang: Lang,
}

/// A source that is to be followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSource {
    pub publisher: NewPublisher,
    pub kind: SourceKind,
    pub url: String,
    pub title: String,
    pub home_url: Option<String>,
    pub folder: Option<String>,
    pub pages: PagePolicy,
    pub next_fetch: Timestamp,
    pub created: Timestamp,
}

/// A source as kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: SourceId,
    pub publisher: PublisherRef,
    pub kind: SourceKind,
    pub url: String,
    pub title: String,
    pub home_url: Option<String>,
    pub folder: Option<String>,
    pub state: SourceState,
    pub state_reason: Option<String>,
    pub pages: PagePolicy,
    pub created: Timestamp,
    /// While it is being fetched: when the claim ends.
    pub next_fetch: Timestamp,
    pub interval_s: i64,
    pub last_fetch: Option<Timestamp>,
    pub last_ok: Option<Timestamp>,
    /// When a fetch last brought something new.
    pub last_new: Option<Timestamp>,
    /// In a row.
    pub failures: i64,
    pub last_status: Option<u16>,
    pub last_error: Option<String>,
    pub last_fault: Option<FetchFault>,
    pub notices: Vec<Notice>,
    pub websub: Option<WebSub>,
    /// How many articles it has brought.
    pub item_count: i64,
    /// Why it waits until `next_fetch` though nothing is wrong with it; None when it keeps its own rhythm.
    pub postponed: Option<String>,
}

/// A WebSub subscription (W3C WebSub), as far as it has come.
///
/// `state` is `wanted`, `asked`, [`WebSub::VERIFIED`], or `denied` or `failed` with a colon and the reason. `expires`
/// is when the hub is asked next: at once, again after a failure, or for a new lease before the old one ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebSub {
    pub hub: String,
    pub topic: String,
    pub secret: String,
    pub state: String,
    pub expires: Option<Timestamp>,
}

impl WebSub {
    /// The hub has asked back: it rings until its lease ends.
    pub const VERIFIED: &'static str = "verified";

    pub fn is_verified(&self) -> bool {
        self.state == Self::VERIFIED
    }
}

/// A source with its last fetches, newest first, at most twenty.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceHealth {
    pub source: Source,
    pub log: Vec<FetchLogRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchLogRow {
    pub at: Timestamp,
    pub status: Option<u16>,
    pub new_items: i64,
    pub duration_ms: i64,
    pub bytes: i64,
    pub error: Option<String>,
}

/// Everything a fetch needs to know of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct DueSource {
    pub id: SourceId,
    pub publisher: PublisherRef,
    pub publisher_lang: Lang,
    /// As its feed declared it.
    pub publisher_country: Option<Country>,
    pub kind: SourceKind,
    pub url: String,
    pub title: String,
    pub home_url: Option<String>,
    pub pages: PagePolicy,
    pub created: Timestamp,
    pub interval_s: i64,
    pub last_fetch: Option<Timestamp>,
    pub last_ok: Option<Timestamp>,
    pub last_new: Option<Timestamp>,
    pub failures: i64,
    pub etag: Option<Vec<u8>>,
    pub last_modified: Option<Vec<u8>>,
    pub body_hash: Option<i64>,
    pub websub: Option<WebSub>,
    pub icon_checked: Option<Timestamp>,
    pub item_count: i64,
    /// As in [`Source`].
    pub postponed: Option<String>,
    /// Where a live blog's page keeps its posts, as last learned.
    pub post_pattern: Option<PostPattern>,
    /// The article whose page turned out to be this live blog; None for what the owner follows.
    pub live_article: Option<ArticleId>,
}

/// What lets the next fetch ask "only if changed", byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<Vec<u8>>,
    pub last_modified: Option<Vec<u8>>,
    pub body_hash: Option<i64>,
}

/// How a fetch went.
#[derive(Clone, Debug, PartialEq)]
pub struct FetchOutcome {
    pub source: SourceId,
    pub at: Timestamp,
    pub status: Option<u16>,
    /// None when the fetch went well; an answer "not modified" is well.
    pub error: Option<String>,
    pub fault: Option<FetchFault>,
    /// None keeps the old ones.
    pub notices: Option<Vec<Notice>>,
    /// None keeps the old ones.
    pub validators: Option<Validators>,
    pub next_fetch: Timestamp,
    pub interval_s: i64,
    /// The address the publisher has moved it to for good.
    pub permanent_url: Option<String>,
    /// None leaves it as it is.
    pub state: Option<(SourceState, String)>,
    /// Fills an empty title.
    pub title: Option<String>,
    /// Fills an empty home address.
    pub home_url: Option<String>,
    /// None keeps the old one.
    pub post_pattern: Option<PostPattern>,
    pub duration_ms: i64,
    pub bytes: i64,
}

impl Default for FetchOutcome {
    fn default() -> Self {
        Self {
            source: SourceId(0),
            at: Timestamp(0),
            status: None,
            error: None,
            fault: None,
            notices: None,
            validators: None,
            next_fetch: Timestamp(0),
            interval_s: 0,
            permanent_url: None,
            state: None,
            title: None,
            home_url: None,
            post_pattern: None,
            duration_ms: 0,
            bytes: 0,
        }
    }
}

/// What the owner changes about a source; None leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceEdit {
    pub title: Option<String>,
    pub folder: Option<Option<String>>,
    pub pages: Option<PagePolicy>,
    pub next_fetch: Option<Timestamp>,
}
