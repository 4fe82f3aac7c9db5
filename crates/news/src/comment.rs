//! What readers say to each other: the words of a discussion.

use crate::{ArticleId, StoryId};
use std::fmt;
use std::str::FromStr;

/// What a discussion is about. A live blog is an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Article(ArticleId),
    Story(StoryId),
}

impl fmt::Display for Subject {
    /// Writes it as it stands in addresses: `article-7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(id) => write!(f, "article-{id}"),
            Self::Story(id) => write!(f, "story-{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('-') {
            Some(("article", id)) => Ok(Self::Article(id.parse()?)),
            Some(("story", id)) => Ok(Self::Story(id.parse()?)),
            _ => "no number".parse().map(Self::Article),
        }
    }
}

/// Whether a comment stands on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentState {
    Published,
    /// Nobody sees it but its author and the moderators, who have not looked at it yet.
    #[default]
    Waiting,
    Removed,
    /// By its author.
    Deleted,
}

/// Why a reader wants a moderator to look at a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagReason {
    Spam,
    Abuse,
    OffTopic,
    /// Said in words.
    Other,
}

impl FlagReason {
    pub const ALL: [Self; 4] = [Self::Spam, Self::Abuse, Self::OffTopic, Self::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Abuse => "abuse",
            Self::OffTopic => "off-topic",
            Self::Other => "other",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// The most characters of a comment.
pub const COMMENT_CHARS_MAX: usize = 4_000;

/// Takes out of what a reader wrote what no text needs: control characters, the marks that turn the direction of
/// writing around for all that follows, and space at its end.
pub fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_text = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(c));
    let text: String = text.chars().filter(is_text).collect();
    // Leading spaces may mean code, leading lines mean nothing.
    text.trim_start_matches('\n').trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_back_what_it_prints() {
        for subject in [Subject::Article(ArticleId(7)), Subject::Story(StoryId(8))] {
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
        for text in ["", "article", "article-", "publisher-7", "story-x"] {
            assert!(text.parse::<Subject>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_taken_out() {
        let check = |text: &str, expected: &str| assert_eq!(cleaned(text), expected);
        check("one\r\n\r\ntwo \n", "one\n\ntwo");
        check("\n    code", "    code");
        check("\u{202e}gnp.exe\u{202c} a\u{0}b\u{1b}", "gnp.exe ab");
        check("\u{200f}שלום \u{2066}a\u{2069}", "\u{200f}שלום \u{2066}a\u{2069}");
        check(" \n\t", "");
    }
}
