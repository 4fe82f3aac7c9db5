//! The list of articles that wait to be read a second time, and what was found.
//!
//! An article is put on the list when it is placed or changes, and leaves it with what was found in it. So no reading is
//! lost, whoever is killed when; and a list of its own does not grow with the archive.

use crate::compact::{parse_mentions, read_byline};
use crate::database::Write;
use crate::derive::embedding::model_key;
use crate::outbox::EventKind;
use crate::pack::unpack;
use crate::sql::{Fields, args, bind_row, first_column, list, read_all};
use crate::{Result, Store};
use news::{Article, ArticleId, Embedding, Lang, Mention, PlaceOfArticle, Quote, Timestamp};

/// An article as the second reading needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToRead {
    pub id: ArticleId,
    pub published: Timestamp,
    /// As found in its text.
    pub lang: Lang,
    pub section: Option<String>,
    pub mentions: Vec<Mention>,
    /// Its address, title, standfirst, byline and body.
    pub article: Article,
}

/// What the second reading found in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadAgain {
    pub article: ArticleId,
    /// The article's time as [`ToRead`] gave it.
    pub published: Timestamp,
    /// As [`ToRead`] gave it.
    pub lang: Lang,
    /// The places it is about, each once.
    pub places: Vec<PlaceOfArticle>,
    /// Who said what, in reading order.
    pub quotes: Vec<Quote>,
    /// The length of the text in which the quotes' spans count: where it differs, they are of another version.
    pub text_bytes: u32,
    /// By the model of the reading; None when it has nothing to read there, or there is none.
    pub embedding: Option<Embedding>,
    /// The article's section from now on.
    pub section: Option<String>,
}

/// What one turn of the second reading found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecondReading {
    /// The articles it took from the list, and when: what changed since stays there.
    pub taken: Vec<ArticleId>,
    pub taken_at: Timestamp,
    /// By name; None when there is none.
    pub model: Option<String>,
    pub found: Vec<ReadAgain>,
}

impl Store {
    /// Lists articles that wait for their second reading, newest first, below an id.
    pub async fn waiting_to_be_read(&self, below: ArticleId, limit: i64) -> Result<Vec<ArticleId>> {
        let text = "select article_id from to_read where article_id < $1 order by article_id desc {limit $2}";
        first_column(&self.all(text, args![below, limit]).await?)
    }

    /// Counts the articles that wait for their second reading.
    pub async fn count_to_read(&self) -> Result<i64> {
        let row = self.one("select count(*) from to_read", args![]).await?;
        Fields::of(&row).next()
    }

    /// Puts those articles of the clusterer's window on the list that were published since a moment and have not been read
    /// by this model.
    pub async fn read_by_another_model(&self, model: &str, since: Timestamp) -> Result<u64> {
        let text = "insert into to_read (article_id, asked_us)
            select c.article_id, 0 from candidate c where c.published_us >= $1
            and not exists (select 1 from embedding e where e.article_id = c.article_id and e.model = $2)
            on conflict do nothing";
        self.run(text, args![since, model_key(model)]).await
    }

    /// Lists articles for their second reading, by id; those that are gone, or are enriched no longer, are left out.
    pub async fn articles_to_read(&self, ids: &[ArticleId]) -> Result<Vec<ToRead>> {
        let text = "select a.id, a.published_us, a.lang, a.section, e.mentions, a.url, a.title, a.standfirst,
                a.byline, b.body
            from article a join article_body b on b.article_id = a.id join enrichment e on e.article_id = a.id
            where a.id in {list $1} order by a.id";
        read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            let (id, published, lang, section) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let mentions = parse_mentions(fields.next::<Option<String>>()?.as_deref())?;
            let (url, title, standfirst) = (fields.next()?, fields.next()?, fields.next()?);
            let authors = read_byline(fields)?;
            let mut article = Article { url, title, standfirst, authors, ..Article::default() };
            unpack(&fields.next::<Vec<u8>>()?)?.fill(&mut article);
            Ok(ToRead { id, published, lang, section, mentions, article })
        })
    }
}

impl Write<'_> {
    /// Puts articles on the list.
    pub(super) async fn ask_to_read(&mut self, now: Timestamp, articles: &[ArticleId]) -> Result<()> {
        let text = "insert into to_read (article_id, asked_us) {values}
            on conflict (article_id) do update set asked_us = excluded.asked_us";
        self.run_rows(text, articles.iter(), |article, arguments| bind_row!(arguments; *article, now)).await?;
        Ok(())
    }

    /// Takes articles off the list and keeps what was found in them. What is gone, or was put on the list anew meanwhile,
    /// leaves nothing.
    pub(super) async fn save_second_reading(&mut self, reading: &SecondReading) -> Result<()> {
        let text = "delete from to_read where article_id in {list $1} and asked_us <= $2 returning article_id";
        let off: Vec<ArticleId> = first_column(&self.all(text, args![list(&reading.taken), reading.taken_at]).await?)?;
        let found: Vec<&ReadAgain> = reading.found.iter().filter(|one| off.contains(&one.article)).collect();
        self.save_quotes(&found).await?;
        self.save_places(&found).await?;
        self.save_sections(&found).await?;
        if let Some(model) = &reading.model {
            self.save_embeddings(model, &found).await?;
        }
        Ok(())
    }

    /// Puts articles into other sections, and tells of those that moved.
    async fn save_sections(&mut self, read: &[&ReadAgain]) -> Result<()> {
        let text = "update article set section = v.column2 from ({values}) as v
            where article.id = v.column1 and article.section is distinct from v.column2 returning article.id";
        let changed = self
            .all_rows(text, read.iter(), |one, arguments| {
                bind_row!(arguments; one.article, one.section.as_deref());
            })
            .await?;
        for article in first_column::<i64>(&changed)? {
            self.event(EventKind::ArticlePlaced, article);
        }
        Ok(())
    }
}
