//! Who said what, kept apart from the enrichment, and in which articles somebody speaks.

use super::second_reading::ReadAgain;
use crate::Result;
use crate::compact::{pack_quotes, unpack_quotes};
use crate::database::Write;
use crate::sql::{Fields, args, bind_row, list};
use news::{ArticleId, Quote, QuoteKind, Timestamp};
use std::collections::BTreeSet;

/// More quotes of one article are not kept.
const MOST_QUOTES: usize = 60;
const LONGEST_KEY_BYTES: usize = 80;

impl Write<'_> {
    /// Keeps the quotes of articles. What nobody by name says, and in no words of its own, is not kept.
    pub(super) async fn save_quotes(&mut self, read: &[&ReadAgain]) -> Result<()> {
        let articles: Vec<ArticleId> = read.iter().map(|one| one.article).collect();
        self.drop_quotes(&articles).await?;
        let mut speakers: BTreeSet<(&str, Timestamp, ArticleId)> = BTreeSet::new();
        let mut rows = Vec::new();
        for one in read {
            let quotes: Vec<&Quote> = one
                .quotes
                .iter()
                .filter(|quote| quote.speaker.is_some() || quote.kind == QuoteKind::Direct)
                .take(MOST_QUOTES)
                .collect();
            let keys = quotes.iter().filter_map(|quote| quote.speaker.as_ref()).map(|speaker| speaker.key.as_str());
            speakers.extend(keys.filter(|key| is_key(key)).map(|key| (key, one.published, one.article)));
            if !quotes.is_empty() {
                rows.push((one.article, pack_quotes(one.text_bytes, &quotes)?));
            }
        }
        let text = "insert into said (article_id, quotes) {values}";
        self.run_rows(text, rows.into_iter(), |(article, quotes), arguments| bind_row!(arguments; article, quotes))
            .await?;
        let text = "insert into speaker_article (speaker, published_us, article_id) {values} on conflict do nothing";
        self.run_rows(text, speakers.into_iter(), |(speaker, published, article), arguments| {
            bind_row!(arguments; speaker, published, article);
        })
        .await?;
        Ok(())
    }

    /// Takes the quotes off articles, and the articles off their speakers.
    pub(crate) async fn drop_quotes(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text = "select s.article_id, a.published_us, s.quotes from said s join article a on a.id = s.article_id
            where s.article_id in {list $1}";
        for row in &self.all(text, args![list(articles)]).await? {
            let mut fields = Fields::of(row);
            let (article, published): (ArticleId, Timestamp) = (fields.next()?, fields.next()?);
            let (_, quotes) = unpack_quotes(&fields.next::<Vec<u8>>()?)?;
            let keys: BTreeSet<String> = quotes.into_iter().filter_map(|quote| Some(quote.speaker?.key)).collect();
            for key in keys {
                let text = "delete from speaker_article where speaker = $1 and published_us = $2 and article_id = $3";
                self.run(text, args![key, published, article]).await?;
            }
        }
        self.run("delete from said where article_id in {list $1}", args![list(articles)]).await?;
        Ok(())
    }
}

/// A key is letters and digits, and stands in addresses.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST_KEY_BYTES && key.chars().all(char::is_alphanumeric)
}
