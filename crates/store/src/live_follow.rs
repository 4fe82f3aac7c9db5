//! Live blogs that are followed by themselves: an article's page turned out to be one.
//!
//! Invariant: such a source is the owner's as any other. Removed by the owner, it is never made again; ended, it goes, and
//! may come back when the article goes on.

use crate::database::Write;
use crate::outbox::EventKind;
use crate::sql::{Fields, args, first_column, list};
use crate::{Result, Store, StoreError};
use news::{ArticleId, SourceId, SourceKind, Timestamp};

impl Store {
    /// Follows an article's live blog as a source of its own, due at `due`. None, and nothing happens, when it is followed
    /// already or the owner removed it, when the source that brought the article is not active, or when as many of the
    /// publisher's live blogs as `most` are followed by themselves.
    pub async fn follow_live_blog(
        &self,
        article: ArticleId,
        now: Timestamp,
        due: Timestamp,
        most: i64,
    ) -> Result<Option<SourceId>> {
        let mut write = self.write().await?;
        let text = "select a.url from article a join source s on s.id = a.source_id
            where a.id = $1 and s.state = 'active'
                and not exists (select 1 from live_follow f where f.article_id = a.id and f.ended_us is null)
                and not exists (select 1 from source other where other.url = a.url)
                and $2 > (select count(*) from live_follow f join source o on o.id = f.source_id
                    where f.ended_us is null and o.publisher_id = a.publisher_id and o.state = 'active')";
        let Some(row) = write.optional(text, args![article, most]).await? else { return Ok(None) };
        let url: String = Fields::of(&row).next()?;
        let text =
            "insert into source (publisher_id, kind, url, title, home_url, folder, pages, created_us, next_fetch_us)
            select a.publisher_id, $2, a.url, a.title, a.url, s.folder, s.pages, $3, $4
            from article a join source s on s.id = a.source_id where a.id = $1 returning id";
        let row = write
            .optional(text, args![article, SourceKind::LiveBlog.as_str(), now, due])
            .await?
            .ok_or(StoreError::NotFound)?;
        let source: SourceId = Fields::of(&row).next()?;
        let text = "insert into live_follow (article_id, source_id, found_us) values ($1, $2, $3)
            on conflict (article_id) do update set source_id = excluded.source_id, found_us = excluded.found_us,
                ended_us = null";
        write.run(text, args![article, source, now]).await?;
        write.count("sources", 1).await?;
        write.event(EventKind::SourceChanged, source.0);
        write.commit(now).await?;
        tracing::info!(source.id = source.0, article.url = url, "a live blog is followed by itself");
        Ok(Some(source))
    }

    /// Tells which of these articles have a live blog that is followed by itself and asked.
    pub async fn followed_live(&self, articles: &[ArticleId]) -> Result<Vec<ArticleId>> {
        let text = "select f.article_id from live_follow f join source s on s.id = f.source_id
            where f.article_id in {list $1} and f.ended_us is null and s.state = 'active'";
        first_column(&self.all(text, args![list(articles)]).await?)
    }

    /// Ends a live blog that was followed by itself: its source goes, its article and posts stay. Nothing happens to any
    /// other source.
    pub async fn end_live_follow(&self, source: SourceId, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update live_follow set ended_us = $2 where source_id = $1 and ended_us is null";
        if write.run(text, args![source, now]).await? > 0 {
            write.remove_source(source).await?;
            write.commit(now).await?;
        }
        Ok(())
    }

    /// Lists the sources of live blogs that are followed by themselves and should not be any more: those that have had no
    /// post since a moment and were found before it, and those whose article's own source is followed no longer, or paused.
    pub async fn live_follows_to_end(&self, since: Timestamp) -> Result<Vec<SourceId>> {
        let text = "select f.source_id from live_follow f
            join source s on s.id = f.source_id
            join article a on a.id = f.article_id
            left join source own on own.id = a.source_id and own.state = 'active'
            where f.ended_us is null and (own.id is null or f.found_us < $1
                and not exists (select 1 from post p where p.article_id = f.article_id and p.published_us >= $1))";
        first_column(&self.all(text, args![since]).await?)
    }
}

impl Write<'_> {
    /// Forgets what was followed by itself of articles that go, with its sources.
    pub(crate) async fn drop_live_follows(&mut self, articles: &[ArticleId]) -> Result<()> {
        let text = "select f.source_id from live_follow f join source s on s.id = f.source_id
            where f.article_id in {list $1} and f.ended_us is null";
        let sources: Vec<SourceId> = first_column(&self.all(text, args![list(articles)]).await?)?;
        for source in sources {
            self.remove_source(source).await?;
        }
        self.run("delete from live_follow where article_id in {list $1}", args![list(articles)]).await?;
        Ok(())
    }
}
