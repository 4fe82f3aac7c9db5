//! The article as it is kept: facts about it, and its body as blocks of plain text with marks.
//!
//! A body holds no markup from outside. What a publisher's HTML meant (a paragraph, a link, emphasis) is kept as
//! data; [`crate::html::render`] makes HTML of it again. So nothing that a page sends can ever act on ours, and a
//! position in the text is a position in the article.

use crate::{Lang, Notice, Timestamp};
use serde::{Deserialize, Serialize};

/// What is kept of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The canonical address, absolute, without trackers or fragment.
    pub url: String,
    pub title: String,
    /// The sentence or two between headline and text. Empty when there is none.
    pub standfirst: String,
    /// In the order of the byline.
    pub authors: Vec<Author>,
    pub published: Option<Timestamp>,
    /// Only when later than `published`.
    pub modified: Option<Timestamp>,
    pub lang: Lang,
    /// The section as the publisher names it.
    pub section: Option<String>,
    /// Topics as the publisher names them, in order.
    pub topics: Vec<String>,
    /// The publisher's name as the page gives it.
    pub publisher: Option<String>,
    pub image_url: Option<String>,
    pub media: Vec<Media>,
    pub access: Access,
    pub body: Vec<Block>,
    /// True for a live blog, even while it has no posts.
    pub is_live_blog: bool,
    /// A live blog's posts, newest first.
    pub posts: Vec<Post>,
    /// What the page says of the live blog as a whole; empty for other articles.
    #[serde(default)]
    pub coverage: Coverage,
    pub notices: Vec<Notice>,
}

impl Article {
    /// The body as plain text: its blocks' texts joined by one empty line. Offsets of quotes and citations count
    /// in this text.
    pub fn text(&self) -> String {
        text_of(&self.body)
    }
}

/// Joins the blocks' texts by one empty line; blocks without text leave nothing.
pub fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        block.append_text(&mut text);
    }
    text
}

/// A person (or desk) of the byline, with the place the piece is reported from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub name: String,
    /// The place as written: "Anchorage".
    pub place: Option<String>,
}

/// Who may read the whole text at the publisher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    Free,
    /// A number of articles is free.
    Metered,
    Subscribers,
    #[default]
    Unknown,
}

impl Access {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Metered => "metered",
            Self::Subscribers => "subscribers",
            Self::Unknown => "unknown",
        }
    }

    pub fn parse(text: &str) -> Self {
        [Self::Free, Self::Metered, Self::Subscribers]
            .into_iter()
            .find(|access| access.as_str() == text)
            .unwrap_or_default()
    }
}

/// A picture, film or sound that belongs to an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Media {
    pub kind: MediaKind,
    pub url: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_s: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Image,
    Video,
    Audio,
}

/// A post of a live blog.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// The publisher's id of the post, or a hash of its time and title where there is none: stable over fetches.
    pub key: String,
    pub title: String,
    pub published: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    pub author: Option<String>,
    pub body: Vec<Block>,
    pub url: Option<String>,
    /// True when the publisher marks it as one of the main events.
    #[serde(default)]
    pub is_key: bool,
}

/// What a page says of its live blog beside the posts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coverage {
    pub started: Option<Timestamp>,
    /// When the publisher ended it, or will.
    pub ended: Option<Timestamp>,
    /// Where older posts are, when the page shows only the newest.
    pub older_url: Option<String>,
    /// Where the posts stood on the page, to find them there again; None when structured data gave them.
    pub pattern: Option<PostPattern>,
}

/// Where a page keeps its live posts, as learned from one fetch. On the next it is tried first, and learned anew when
/// nothing stands there any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostPattern {
    /// What holds the posts: its element and first class, as "div.entries".
    pub list: String,
    /// A post's outermost element or, when nothing encloses a post, the element that begins it.
    pub entry: String,
    pub layout: PostLayout,
    pub newest_first: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostLayout {
    /// Each post is one element.
    #[default]
    Enclosed,
    /// A post goes from the element with its time to the next such element.
    TimeFirst,
    /// As before, and the heading above the time belongs to it.
    HeadingFirst,
    /// A post goes up to the element with its time.
    TimeLast,
}

/// One piece of a body, in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum Block {
    Paragraph(RichText),
    /// `level` is 2 to 4; the article's title is 1.
    Heading {
        level: u8,
        #[serde(flatten)]
        text: RichText,
    },
    /// A quotation set apart; its paragraphs.
    Quote {
        paragraphs: Vec<RichText>,
    },
    List {
        ordered: bool,
        items: Vec<RichText>,
    },
    /// Text whose line breaks count.
    Preformatted {
        text: String,
    },
    Image {
        url: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        alt: String,
        #[serde(default, skip_serializing_if = "RichText::is_empty")]
        caption: RichText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        width: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        height: Option<u32>,
    },
    /// A film, a sound or a post on another site: shown as a link card, never framed.
    Embed {
        url: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duration_s: Option<u32>,
    },
    /// Rows of cells; `header` tells whether the first row names the columns.
    Table {
        header: bool,
        rows: Vec<Vec<RichText>>,
    },
    Rule,
}

impl Block {
    fn append_text(&self, out: &mut String) {
        let mut put = |text: &str| {
            if !text.is_empty() {
                if !out.is_empty() {
                    out.push_str("\n\n");
                }
                out.push_str(text);
            }
        };
        match self {
            Self::Paragraph(text) | Self::Heading { text, .. } => put(&text.text),
            Self::Quote { paragraphs } => paragraphs.iter().for_each(|text| put(&text.text)),
            Self::List { items, .. } => items.iter().for_each(|text| put(&text.text)),
            Self::Preformatted { text } => put(text),
            Self::Table { rows, .. } => {
                for row in rows {
                    put(&row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | "));
                }
            }
            Self::Image { .. } | Self::Embed { .. } | Self::Rule => {}
        }
    }
}

/// Plain text with marks on ranges of it. A line break inside is `\n`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RichText {
    pub text: String,
    /// Ordered by start; ranges lie on character boundaries, may nest, and never overlap otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

impl RichText {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A mark on the bytes `start..end` of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    #[serde(rename = "s")]
    pub start: u32,
    #[serde(rename = "e")]
    pub end: u32,
    #[serde(rename = "k")]
    pub kind: MarkKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Strong,
    Emphasis,
    Code,
    Superscript,
    Subscript,
    Strike,
    /// An absolute http, https or mailto address.
    Link(String),
}
