//! What models wrote, kept by what they read.

use crate::database::Write;
use crate::sql::{Fields, args, list, read_all};
use crate::{Result, Store};
use news::{ArticleId, Lang, Timestamp};

/// What something was written about and how: the same again is the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WritingKey<'a> {
    /// `article`, `story`, or a word of the caller's. What is about an article or a story goes with it.
    pub subject_kind: &'a str,
    pub subject_id: i64,
    /// A word for what was asked for; for questions, with a hash of the question.
    pub task: &'a str,
    pub lang: Lang,
    pub model: &'a str,
    /// Counts up whenever the words of the prompt change.
    pub prompt_version: i64,
    /// A hash of what was read: the article's revision, the story's articles.
    pub fingerprint: i64,
}

/// What was written, and what it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// In whatever form its task keeps it.
    pub body: String,
    pub tokens_in: i64,
    pub tokens_out: i64,
    /// In millionths of the owner's currency.
    pub cost: i64,
    pub written: Timestamp,
}

impl Store {
    /// Finds what was written of exactly this; None when it was not, or of something else since.
    pub async fn writing(&self, key: &WritingKey<'_>) -> Result<Option<Writing>> {
        let text = "select body, tokens_in, tokens_out, cost, written_us from writing
            where subject_kind = $1 and subject_id = $2 and task = $3 and lang = $4 and model = $5
            and prompt_version = $6 and fingerprint = $7";
        let arguments =
            args![key.subject_kind, key.subject_id, key.task, key.lang, key.model, key.prompt_version, key.fingerprint];
        let Some(row) = self.optional(text, arguments).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        Ok(Some(Writing {
            body: fields.next()?,
            tokens_in: fields.next()?,
            tokens_out: fields.next()?,
            cost: fields.next()?,
            written: fields.next()?,
        }))
    }

    /// Tells which tasks about a subject were written in a language by a model, and when, from whatever state.
    pub async fn tasks_written(
        &self,
        kind: &str,
        id: i64,
        lang: Lang,
        model: &str,
    ) -> Result<Vec<(String, Timestamp)>> {
        let text = "select task, written_us from writing
            where subject_kind = $1 and subject_id = $2 and task in ('summary', 'points', 'simply') and lang = $3
            and model = $4";
        let rows = self.all(text, args![kind, id, lang, model]).await?;
        read_all(&rows, |fields: &mut Fields| Ok((fields.next()?, fields.next()?)))
    }

    /// Keeps what was written, in the place of what was written of an earlier state.
    pub async fn keep_writing(&self, key: &WritingKey<'_>, writing: &Writing) -> Result<()> {
        let text = "insert into writing (subject_kind, subject_id, task, lang, model, prompt_version, fingerprint,
                body, tokens_in, tokens_out, cost, written_us)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (subject_kind, subject_id, task, lang, model) do update set
                prompt_version = excluded.prompt_version, fingerprint = excluded.fingerprint, body = excluded.body,
                tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out, cost = excluded.cost,
                written_us = excluded.written_us";
        let arguments = args![
            key.subject_kind,
            key.subject_id,
            key.task,
            key.lang,
            key.model,
            key.prompt_version,
            key.fingerprint,
            writing.body.as_str(),
            writing.tokens_in,
            writing.tokens_out,
            writing.cost,
            writing.written
        ];
        self.run(text, arguments).await?;
        Ok(())
    }

    /// Removes at most `limit` of what was written before a moment, the oldest first; tells how many.
    pub async fn trim_writings(&self, before: Timestamp, limit: i64) -> Result<u64> {
        // A deletion has no limit of its own in either database; many may share the last moment.
        let text = "delete from writing where written_us <=
            (select coalesce(max(w.written_us), -1) from
                (select written_us from writing where written_us < $1 order by written_us {limit $2}) w)";
        self.run(text, args![before, limit]).await
    }
}

impl Write<'_> {
    /// Removes what was written about articles that go.
    pub(crate) async fn drop_writings(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text = "delete from writing where subject_kind = 'article' and subject_id in {list $1}";
        self.run(text, args![list(articles)]).await?;
        Ok(())
    }

    /// Removes what was written about stories that go.
    pub(crate) async fn drop_writings_of_stories(&mut self, stories: &[i64]) -> Result<()> {
        let text = "delete from writing where subject_kind = 'story' and subject_id in {list $1}";
        self.run(text, args![list(stories)]).await?;
        Ok(())
    }
}
