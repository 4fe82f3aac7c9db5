//! Who said what: in a story, and of one person. Newest articles first.

use super::card::{ArticleCard, ArticleCursor, select_cards};
use crate::compact::unpack_quotes;
use crate::pack::unpack;
use crate::sql::{args, list, read_all};
use crate::{Result, Store};
use news::{Article, ArticleId, Quote, StoryId};
use std::collections::HashMap;

/// What is said in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidIn {
    pub card: ArticleCard,
    /// In reading order; never empty.
    pub said: Vec<Said>,
}

/// A quote with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub quote: Quote,
    /// The words that stand for the speaker there: "the minister". Empty where there are none.
    pub speaker_words: String,
    /// A piece of text for each of the quote's content spans, quotation marks included.
    pub content: Vec<String>,
}

impl Store {
    /// Lists what is said in a story, by article, newest first, `limit` articles; copies and articles without quotes are
    /// left out. Go on with the cursor of the last card.
    pub async fn story_quotes(&self, story: StoryId, after: Option<ArticleCursor>, limit: i64) -> Result<Vec<SaidIn>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            "select l.article_id as id from placement l cross join said s
             where l.story_id = $4 and (l.published_us, l.article_id) < ($1, $2) and l.copy_of is null
             and s.article_id = l.article_id
             order by l.published_us desc, l.article_id desc {limit $3}"
        );
        let cards = self.newest_cards(text, args![after.published, after.id, limit, story]).await?;
        self.said_in(cards, |_| true).await
    }

    /// Lists what somebody says, by article, newest first, `limit` articles. The key is a speaker's; an unknown one gives an
    /// empty list.
    pub async fn speaker_quotes(&self, key: &str, after: Option<ArticleCursor>, limit: i64) -> Result<Vec<SaidIn>> {
        let after = after.unwrap_or(ArticleCursor::START);
        let text = select_cards!(
            "select s.article_id as id from speaker_article s
             where s.speaker = $4 and (s.published_us, s.article_id) < ($1, $2)
             order by s.published_us desc, s.article_id desc {limit $3}"
        );
        let cards = self.newest_cards(text, args![after.published, after.id, limit, key]).await?;
        self.said_in(cards, |quote| quote.speaker.as_ref().is_some_and(|speaker| speaker.key == key)).await
    }

    /// Adds to cards what is said in their articles.
    async fn said_in(&self, cards: Vec<ArticleCard>, is_wanted: impl Fn(&Quote) -> bool) -> Result<Vec<SaidIn>> {
        let ids: Vec<ArticleId> = cards.iter().map(|card| card.id).collect();
        let text = "select s.article_id, s.quotes, b.body from said s cross join article_body b
            where s.article_id in {list $1} and b.article_id = s.article_id";
        let rows = read_all(&self.all(text, args![list(&ids)]).await?, |fields| {
            let (id, quotes, body): (ArticleId, Vec<u8>, Vec<u8>) = (fields.next()?, fields.next()?, fields.next()?);
            let mut article = Article::default();
            unpack(&body)?.fill(&mut article);
            let (text_bytes, quotes) = unpack_quotes(&quotes)?;
            let text = article.text();
            // The article has changed since: its quotes come with its next reading.
            let quotes = if text.len() == text_bytes as usize { quotes } else { Vec::new() };
            let said = |quote: Quote| Said {
                speaker_words: quote.speaker_span.map(|span| span.of(&text).to_owned()).unwrap_or_default(),
                content: quote.content_spans.iter().map(|span| span.of(&text).to_owned()).collect(),
                quote,
            };
            Ok((id, quotes.into_iter().filter(&is_wanted).map(said).collect::<Vec<Said>>()))
        })?;
        let mut said: HashMap<ArticleId, Vec<Said>> = rows.into_iter().collect();
        let with_quotes = cards.into_iter().filter_map(|card| {
            let said = said.remove(&card.id).filter(|said| !said.is_empty())?;
            Some(SaidIn { card, said })
        });
        Ok(with_quotes.collect())
    }
}
