//! Removing old articles. What a reader starred or saved stays, and what readers talk about; what a feed told of is remembered without its text.

use crate::database::Write;
use crate::outbox::EventKind;
use crate::sql::{args, bind_row, first_column, list, read_all};
use crate::{Result, Store};
use news::{ArticleId, Timestamp};
use std::collections::BTreeMap;

impl Store {
    /// Removes at most `limit` articles published before a moment, the oldest first; tells which. Call until none goes,
    /// then [`Store::shrink`].
    pub async fn remove_articles_before(
        &self,
        before: Timestamp,
        limit: i64,
        now: Timestamp,
    ) -> Result<Vec<ArticleId>> {
        let mut write = self.write().await?;
        let text = "select a.id from article a where a.published_us < $1
            and not exists (select 1 from read_state r where r.article_id = a.id and r.starred_us is not null)
            and not exists (select 1 from read_state r where r.article_id = a.id and r.saved_us is not null)
            and a.comment_count = 0
            and not exists (select 1 from placement l join story s on s.id = l.story_id
                where l.article_id = a.id and s.lead_article = a.id and s.comment_count > 0)
            order by a.published_us, a.id {limit $2}";
        let rows = write.all(text, args![before, limit]).await?;
        let ids: Vec<ArticleId> = first_column(&rows)?;
        write.remove_articles(&ids).await?;
        write.commit(now).await?;
        Ok(ids)
    }

    /// Removes the oldest articles, at most `n`; tells which.
    pub async fn remove_oldest_articles(&self, n: i64, now: Timestamp) -> Result<Vec<ArticleId>> {
        self.remove_articles_before(Timestamp(i64::MAX), n, now).await
    }

    /// Forgets items that their feeds have not told of since a moment and whose articles are gone; tells how many.
    /// Reads all items: once a week is enough.
    pub async fn trim_tombstones(&self, unseen_since: Timestamp) -> Result<u64> {
        let text = "delete from feed_item where last_seen_us < $1
            and not exists (select 1 from article a where a.id = feed_item.article_id)";
        self.run(text, args![unseen_since]).await
    }
}

impl Write<'_> {
    async fn remove_articles(&mut self, ids: &[ArticleId]) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        self.drop_hashtags(ids).await?;
        self.drop_quotes(ids).await?;
        self.drop_places(ids).await?;
        self.drop_writings(ids).await?;
        self.drop_live_follows(ids).await?;
        self.leave_stories(ids).await?;
        let rows = self.all("select publisher_id from article where id in {list $1}", args![list(ids)]).await?;
        let mut publishers: BTreeMap<i64, i64> = BTreeMap::new();
        for publisher in first_column(&rows)? {
            *publishers.entry(publisher).or_default() += 1;
        }
        let text = "update publisher set article_count = publisher.article_count - v.column2
            from ({values}) as v where publisher.id = v.column1";
        self.run_rows(text, publishers.into_iter(), |(id, count), arguments| bind_row!(arguments; id, count)).await?;
        let text = "delete from post_revision where post_id in
            (select id from post where article_id in {list $1} and revision_count > 0)";
        self.run(text, args![list(ids)]).await?;
        let removed = "delete from post where article_id in {list $1} and removed_us is not null";
        self.run(removed, args![list(ids)]).await?;
        let posts = self.run("delete from post where article_id in {list $1}", args![list(ids)]).await?;
        self.count("posts", -(posts as i64)).await?;
        for text in [
            "delete from article_body where article_id in {list $1}",
            "delete from revision where article_id in {list $1}",
            "delete from enrichment where article_id in {list $1}",
            "delete from candidate where article_id in {list $1}",
            "delete from embedding where article_id in {list $1}",
            "delete from to_read where article_id in {list $1}",
            "delete from rule_found where article_id in {list $1}",
            "delete from job where kind = 'enrich' and subject in {list $1}",
            "delete from job where kind = 'page' and subject in {list $1}",
            "delete from article where id in {list $1}",
        ] {
            self.run(text, args![list(ids)]).await?;
        }
        self.count("articles", -(ids.len() as i64)).await?;
        for id in ids {
            self.event(EventKind::ArticleRemoved, id.0);
        }
        Ok(())
    }

    /// Takes articles out of their stories. A story that loses its lead is led by its newest article; one that loses
    /// all goes, with the redirects to it.
    async fn leave_stories(&mut self, ids: &[ArticleId]) -> Result<()> {
        let text =
            "select story_id, case when copy_of is null then 0 else 1 end from placement where article_id in {list $1}";
        let rows = self.all(text, args![list(ids)]).await?;
        let mut leaving: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for (story, copies) in read_all(&rows, |fields| Ok((fields.next::<i64>()?, fields.next::<i64>()?)))? {
            let counts = leaving.entry(story).or_default();
            counts.0 += 1;
            counts.1 += copies;
        }
        let stories: Vec<i64> = leaving.keys().copied().collect();
        self.run("delete from placement where article_id in {list $1}", args![list(ids)]).await?;
        let text = "update story set article_count = story.article_count - v.column2,
                copy_count = story.copy_count - v.column3
            from ({values}) as v where story.id = v.column1";
        self.run_rows(text, leaving.into_iter(), |(story, (articles, copies)), arguments| {
            bind_row!(arguments; story, articles, copies);
        })
        .await?;
        let text = "update story set lead_article = (select l.article_id from placement l where l.story_id = story.id
                order by l.published_us desc limit 1)
            where id in {list $1} and lead_article in {list $2}
            and exists (select 1 from placement l where l.story_id = story.id)";
        self.run(text, args![list(&stories), list(ids)]).await?;
        let text = "delete from story where id in {list $1}
            and not exists (select 1 from placement l where l.story_id = story.id) returning id";
        let rows = self.all(text, args![list(&stories)]).await?;
        let gone: Vec<i64> = first_column(&rows)?;
        self.run("delete from story where redirect_to in {list $1}", args![list(&gone)]).await?;
        self.drop_writings_of_stories(&gone).await?;
        self.run("delete from story_look where story_id in {list $1}", args![list(&gone)]).await?;
        self.count("stories", -(gone.len() as i64)).await?;
        for story in stories {
            self.event(EventKind::StoryChanged, story);
        }
        Ok(())
    }
}
