//! What readers thought of what models wrote: kept, found good or bad, reported.

use crate::sql::{Fields, args, read_all};
use crate::{Result, Store, StoreError, WritingKey};
use news::{Lang, ReaderId, Timestamp};

/// What a reader does with a writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement<'a> {
    Keep(bool),
    /// Good, bad, or neither any more.
    Rate(Option<bool>),
    /// What is wrong with it.
    Report(&'a str),
}

/// A writing as a reader saw it, and what the reader thought of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedWriting {
    pub id: i64,
    pub reader: ReaderId,
    pub subject_kind: String,
    pub subject_id: i64,
    pub task: String,
    pub lang: Lang,
    pub model: String,
    /// Of the article or story.
    pub title: String,
    pub body: String,
    pub judged: Timestamp,
    pub is_kept: bool,
    pub is_good: Option<bool>,
    pub report: Option<String>,
}

/// How often what a model wrote was found good, and bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelRating {
    pub model: String,
    pub good: i64,
    pub bad: i64,
}

/// A statement that reads judged writings.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, reader_id, subject_kind, subject_id, task, lang, model, title, body, judged_us, is_kept, rating, \
             report from judged_writing ",
            $rest
        )
    };
}

impl Store {
    /// Notes what a reader thinks of what was written about a subject of this title. `NotFound` where no such writing is
    /// there any more.
    pub async fn judge_writing(
        &self,
        reader: ReaderId,
        key: &WritingKey<'_>,
        title: &str,
        judgement: Judgement<'_>,
        now: Timestamp,
    ) -> Result<()> {
        let writing = self.writing(key).await?.ok_or(StoreError::NotFound)?;
        let mut write = self.write().await?;
        let text = "insert into judged_writing
                (reader_id, subject_kind, subject_id, task, lang, model, fingerprint, title, body, judged_us)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (reader_id, subject_kind, subject_id, task, lang, model, fingerprint)
            do update set judged_us = excluded.judged_us, title = excluded.title returning id";
        let arguments = args![
            reader,
            key.subject_kind,
            key.subject_id,
            key.task,
            key.lang,
            key.model,
            key.fingerprint,
            title,
            writing.body.as_str(),
            now
        ];
        let row = write.optional(text, arguments).await?.ok_or(StoreError::NotFound)?;
        let id: i64 = Fields::of(&row).next()?;
        match judgement {
            Judgement::Keep(keeps) => {
                write.run("update judged_writing set is_kept = $2 where id = $1", args![id, i64::from(keeps)]).await?
            }
            Judgement::Rate(is_good) => {
                let rating = is_good.map_or(0, |is_good| if is_good { 1 } else { -1 });
                write.run("update judged_writing set rating = $2 where id = $1", args![id, rating]).await?
            }
            Judgement::Report(report) => {
                let text = "update judged_writing set report = $2, settled_us = null where id = $1";
                write.run(text, args![id, report]).await?
            }
        };
        write.commit(now).await
    }

    /// Tells what a reader thought of a writing.
    pub async fn judgement_of(&self, reader: ReaderId, key: &WritingKey<'_>) -> Result<Option<JudgedWriting>> {
        let text = select!(
            "where reader_id = $1 and subject_kind = $2 and subject_id = $3 and task = $4 and lang = $5 and model = $6
             and fingerprint = $7"
        );
        let arguments = args![reader, key.subject_kind, key.subject_id, key.task, key.lang, key.model, key.fingerprint];
        self.optional(text, arguments).await?.map(|row| read_judged(&mut Fields::of(&row))).transpose()
    }

    /// Lists what a reader keeps, the last first: those before an id.
    pub async fn kept_writings(&self, reader: ReaderId, before: Option<i64>, limit: i64) -> Result<Vec<JudgedWriting>> {
        let text = select!("where reader_id = $1 and is_kept = 1 and id < $2 order by id desc {limit $3}");
        read_all(&self.all(text, args![reader, before.unwrap_or(i64::MAX), limit]).await?, read_judged)
    }

    /// Lists all that a reader judged, the last first: those before an id.
    pub async fn judged_writings(
        &self,
        reader: ReaderId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<JudgedWriting>> {
        let text = select!("where reader_id = $1 and id < $2 order by id desc {limit $3}");
        read_all(&self.all(text, args![reader, before.unwrap_or(i64::MAX), limit]).await?, read_judged)
    }

    /// Takes a writing from those that a reader keeps.
    pub async fn stop_keeping(&self, reader: ReaderId, id: i64) -> Result<()> {
        self.run("update judged_writing set is_kept = 0 where id = $1 and reader_id = $2", args![id, reader]).await?;
        Ok(())
    }

    /// Lists what was reported and not settled, the last first: those before an id.
    pub async fn reported_writings(&self, before: Option<i64>, limit: i64) -> Result<Vec<JudgedWriting>> {
        let text = select!("where report is not null and settled_us is null and id < $1 order by id desc {limit $2}");
        read_all(&self.all(text, args![before.unwrap_or(i64::MAX), limit]).await?, read_judged)
    }

    /// Settles a report, and removes what it is about if nobody is to see it again: it is written anew when asked for.
    pub async fn settle_report(&self, id: i64, removes: bool, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        if removes {
            let text = "delete from writing where exists (select 1 from judged_writing j where j.id = $1
                and j.subject_kind = writing.subject_kind and j.subject_id = writing.subject_id
                and j.task = writing.task and j.lang = writing.lang and j.model = writing.model)";
            write.run(text, args![id]).await?;
        }
        write.run("update judged_writing set settled_us = $2 where id = $1", args![id, now]).await?;
        write.commit(now).await
    }

    /// Counts how models were rated; the most rated first. There are as many as the owner has tried.
    pub async fn model_ratings(&self) -> Result<Vec<ModelRating>> {
        let text = "select model, cast(sum(case when rating > 0 then 1 else 0 end) as bigint),
                cast(sum(case when rating < 0 then 1 else 0 end) as bigint)
            from judged_writing where rating <> 0 group by model order by count(*) desc, model {limit $1}";
        const MODELS: i64 = 50;
        read_all(&self.all(text, args![MODELS]).await?, |fields| {
            Ok(ModelRating { model: fields.next()?, good: fields.next()?, bad: fields.next()? })
        })
    }
}

fn read_judged(fields: &mut Fields) -> Result<JudgedWriting> {
    let (id, reader, subject_kind, subject_id) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let (task, lang, model, title, body) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let (judged, is_kept, rating): (Timestamp, i64, i64) = (fields.next()?, fields.next()?, fields.next()?);
    let is_good = (rating != 0).then_some(rating > 0);
    let report = fields.next()?;
    Ok(JudgedWriting {
        id,
        reader,
        subject_kind,
        subject_id,
        task,
        lang,
        model,
        title,
        body,
        judged,
        is_kept: is_kept != 0,
        is_good,
        report,
    })
}
