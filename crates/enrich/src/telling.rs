//! What a story's articles are read as, and where in them a sentence stands.

use news::{ArticleId, Lang, Post, PublisherId, TextSpan, Timestamp};

/// One article of a story.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    pub article: ArticleId,
    pub publisher: PublisherId,
    pub published: Timestamp,
    pub lang: Lang,
    /// How far the publisher's clock is ahead of UTC; 0 where that is not known.
    pub utc_offset_minutes: i32,
    /// The article it is a near-copy of: it is not read then.
    pub copy_of: Option<ArticleId>,
    pub title: &'a str,
    /// What [`news::Article::text`] gives.
    pub text: &'a str,
    /// The posts of a live blog. Those with a title are key posts, the others are not read.
    pub posts: &'a [Post],
}

impl<'a> Telling<'a> {
    /// An article by itself, of which nothing else need be known.
    pub fn alone(title: &'a str, text: &'a str, lang: Lang) -> Self {
        Self {
            article: ArticleId(0),
            publisher: PublisherId(0),
            published: Timestamp::default(),
            lang,
            utc_offset_minutes: 0,
            copy_of: None,
            title,
            text,
            posts: &[],
        }
    }
}

/// Where a sentence stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub article: ArticleId,
    /// The key of the live blog's post, in whose text ([`news::article::text_of`] its body) the span counts then.
    pub post: Option<String>,
    pub span: TextSpan,
    /// The words of the span.
    pub sentence: String,
}
