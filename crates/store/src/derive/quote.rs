//! Who said what, kept with the enrichment, and in which articles somebody speaks.

use super::Derived;
use crate::Result;
use crate::compact::{parse_quotes, quotes_text};
use crate::database::Write;
use crate::sql::{Fields, args, bind_row, list};
use news::{ArticleId, Quote, QuoteKind, Timestamp};
use std::collections::BTreeSet;

/// More quotes of one article are not kept.
const MOST_QUOTES: usize = 60;
const LONGEST_KEY_BYTES: usize = 80;

impl Write<'_> {
    /// Keeps the quotes of articles whose enrichments are there already. What nobody by name says, and in no words of its
    /// own, is not kept.
    pub(super) async fn save_quotes(&mut self, derived: &[&Derived]) -> Result<()> {
        let articles: Vec<ArticleId> = derived.iter().map(|one| one.article).collect();
        self.drop_speakers(&articles).await?;
        let mut speakers: BTreeSet<(&str, Timestamp, ArticleId)> = BTreeSet::new();
        let mut rows = Vec::new();
        for one in derived {
            let quotes: Vec<&Quote> = one
                .enrichment
                .quotes
                .iter()
                .filter(|quote| quote.speaker.is_some() || quote.kind == QuoteKind::Direct)
                .take(MOST_QUOTES)
                .collect();
            let keys = quotes.iter().filter_map(|quote| quote.speaker.as_ref()).map(|speaker| speaker.key.as_str());
            speakers.extend(keys.filter(|key| is_key(key)).map(|key| (key, one.published, one.article)));
            if !quotes.is_empty() {
                rows.push((one.article, quotes_text(one.enrichment.text_bytes, &quotes)?));
            }
        }
        let text =
            "update enrichment set quotes = v.column2 from ({values}) as v where enrichment.article_id = v.column1";
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
    pub(crate) async fn drop_speakers(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text =
            "select e.article_id, a.published_us, e.quotes from enrichment e join article a on a.id = e.article_id
            where e.article_id in {list $1} and e.quotes <> ''";
        for row in &self.all(text, args![list(articles)]).await? {
            let mut fields = Fields::of(row);
            let (article, published): (ArticleId, Timestamp) = (fields.next()?, fields.next()?);
            let (_, quotes) = parse_quotes(&fields.next::<String>()?)?;
            let keys: BTreeSet<String> = quotes.into_iter().filter_map(|quote| Some(quote.speaker?.key)).collect();
            for key in keys {
                let text = "delete from speaker_article where speaker = $1 and published_us = $2 and article_id = $3";
                self.run(text, args![key, published, article]).await?;
            }
        }
        let text = "update enrichment set quotes = '' where article_id in {list $1} and quotes <> ''";
        self.run(text, args![list(articles)]).await?;
        Ok(())
    }
}

/// A key is letters and digits, and stands in addresses.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST_KEY_BYTES && key.chars().all(char::is_alphanumeric)
}
