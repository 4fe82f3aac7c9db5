//! Keeping what one turn of the pipeline derived.

use super::{Batch, Derived, Moved, StoryRow};
use crate::compact::reason_text;
use crate::database::Write;
use crate::outbox::EventKind;
use crate::read::millionths;
use crate::sql::{Fields, args, bind_row, first_column, joined, json, list};
use crate::{Result, Store, StoreError};
use news::{ArticleId, StoryId, Timestamp};
use std::collections::HashSet;

impl Store {
    /// Keeps what was derived, finishes its jobs and tells of it, in one transaction. A hundred articles at a time
    /// cost least.
    pub async fn save_batch(&self, now: Timestamp, batch: &Batch) -> Result<()> {
        let mut write = self.write().await?;
        // Articles that retention removed since they were read leave nothing.
        let ids: Vec<ArticleId> = batch.derived.iter().map(|derived| derived.article).collect();
        let text = "select {joined id || ''} from article where id in {list $1}";
        let row = write.optional(text, args![list(&ids)]).await?.ok_or(StoreError::NotFound)?;
        let there: HashSet<ArticleId> = joined::<1>(&row)?.into_iter().map(|[id]| ArticleId(id)).collect();
        let derived: Vec<&Derived> = batch.derived.iter().filter(|one| there.contains(&one.article)).collect();

        write.save_facts(&derived).await?;
        write.save_hashtags(batch.version, &derived).await?;
        let candidates: Vec<_> =
            derived.iter().map(|one| (one.article, one.published, one.candidate.as_slice())).collect();
        write.save_candidates(&candidates).await?;
        // What was read before is of another text, or of none.
        write.forget_embeddings(&ids).await?;
        let there: Vec<ArticleId> = derived.iter().map(|one| one.article).collect();
        write.ask_to_read(now, &there).await?;
        if let Some(reading) = &batch.read {
            write.save_second_reading(reading).await?;
        }
        write.save_guests(&batch.guests, batch.read.as_ref().and_then(|reading| reading.model.as_deref())).await?;
        write.save_placements(&derived).await?;
        write.move_articles(&batch.moved).await?;
        write.save_stories(now, &batch.stories).await?;
        write.redirect_stories(&batch.redirects).await?;
        write.finish_jobs(&batch.jobs).await?;
        write.commit(now).await
    }
}

impl Write<'_> {
    async fn save_facts(&mut self, derived: &[&Derived]) -> Result<()> {
        let text = "update article set lang = v.column2, section = v.column3, words = v.column4, pace = v.column5
            from ({values}) as v where article.id = v.column1";
        self.run_rows(text, derived.iter(), |one, arguments| {
            let enrichment = &one.enrichment;
            bind_row!(arguments;
                one.article,
                enrichment.lang,
                enrichment.section.as_deref(),
                i64::from(enrichment.words),
                one.pace,
            );
        })
        .await?;
        Ok(())
    }

    async fn save_placements(&mut self, derived: &[&Derived]) -> Result<()> {
        let text = "insert into placement (article_id, story_id, published_us, copy_of, score, reason) {values}
            on conflict (article_id) do update set story_id = excluded.story_id, published_us = excluded.published_us,
                copy_of = excluded.copy_of, score = excluded.score, reason = excluded.reason
            where placement.by_person = 0";
        self.run_rows(text, derived.iter(), |one, arguments| {
            bind_row!(arguments;
                one.article,
                one.story,
                one.published,
                one.copy_of,
                f64::from(one.score),
                reason_text(&one.reason).unwrap_or_default(),
            );
        })
        .await?;
        for one in derived {
            self.event(EventKind::ArticlePlaced, one.article.0);
        }
        Ok(())
    }

    async fn move_articles(&mut self, moved: &[Moved]) -> Result<()> {
        let text =
            "update placement set story_id = v.column2, copy_of = v.column3, score = v.column4, reason = v.column5
            from ({values}) as v where placement.article_id = v.column1 and placement.by_person = 0";
        self.run_rows(text, moved.iter(), |one, arguments| {
            bind_row!(arguments;
                one.article,
                one.story,
                one.copy_of,
                f64::from(one.score),
                reason_text(&one.reason).unwrap_or_default(),
            );
        })
        .await?;
        for one in moved {
            self.event(EventKind::ArticlePlaced, one.article.0);
        }
        Ok(())
    }

    async fn save_stories(&mut self, now: Timestamp, stories: &[StoryRow]) -> Result<()> {
        let ids: Vec<StoryId> = stories.iter().map(|story| story.id).collect();
        let row = self.optional("select count(*) from story where id in {list $1}", args![list(&ids)]).await?;
        let known: i64 = Fields::of(&row.ok_or(StoreError::NotFound)?).next()?;
        let text = "insert into story (id, lang, section, headline, lead_article, others, first_us, last_us,
                article_count, copy_count, publisher_count, rank, reasons, updated_us) {values}
            on conflict (id) do update set lang = excluded.lang, section = excluded.section,
                headline = case when story.headline_by_person = 1 then story.headline else excluded.headline end,
                lead_article = excluded.lead_article, others = excluded.others, first_us = excluded.first_us,
                last_us = excluded.last_us, article_count = excluded.article_count,
                copy_count = excluded.copy_count, publisher_count = excluded.publisher_count, rank = excluded.rank,
                reasons = excluded.reasons, updated_us = excluded.updated_us";
        self.run_rows(text, stories.iter(), |story, arguments| {
            bind_row!(arguments;
                story.id,
                story.lang,
                story.section.as_deref(),
                story.headline.as_str(),
                story.lead,
                list(&story.others),
                story.first,
                story.last,
                story.article_count,
                story.copy_count,
                story.publisher_count,
                millionths(story.rank),
                json(&story.reasons).unwrap_or_default(),
                now,
            );
        })
        .await?;
        self.count("stories", stories.len() as i64 - known).await?;
        for story in stories {
            self.event(EventKind::StoryChanged, story.id.0);
        }
        Ok(())
    }

    /// Leaves redirects where stories merged; articles that are still there go along. Chains are kept short: what
    /// led to a story leads on to its new place.
    async fn redirect_stories(&mut self, redirects: &[(StoryId, StoryId)]) -> Result<()> {
        for &(from, to) in redirects.iter().filter(|(from, to)| from != to) {
            let text = "update story set redirect_to = $2, article_count = 0 where id = $1 and redirect_to is null";
            if self.run(text, args![from, to]).await? > 0 {
                self.count("stories", -1).await?;
            }
            let text = "update placement set story_id = $2 where story_id = $1 returning article_id";
            for article in first_column::<i64>(&self.all(text, args![from, to]).await?)? {
                self.event(EventKind::ArticlePlaced, article);
            }
            self.run("update story set redirect_to = $2 where redirect_to = $1 and id <> $2", args![from, to]).await?;
            self.move_discussion(from, to).await?;
            self.event(EventKind::StoryChanged, from.0);
        }
        Ok(())
    }
}
