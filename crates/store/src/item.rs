//! Articles coming in: what is known already, what is new, what changed; pages and live blogs' posts.
//!
//! Invariant: an arrival is one transaction. What its feed claimed, the articles, the jobs that follow, the events
//! and the source's own row are all there after it or none is; and the same arrival twice is the same as once.

mod post;

pub use post::PostReport;
pub(crate) use post::read_post;

use crate::compact::byline_text;
use crate::database::Write;
use crate::outbox::EventKind;
use crate::pack::{Packed, is_same_text, pack, unpack};
use crate::publisher::PublisherRef;
use crate::source::FetchOutcome;
use crate::sql::{Fields, args, bind_row, joined, list, read_all};
use crate::{Result, Store, StoreError};
use news::{Access, Article, ArticleId, Lang, Notice, PublisherId, SourceId, Timestamp};
use std::collections::{HashMap, HashSet};

/// How many earlier versions of an article are kept.
const MAX_REVISIONS: i64 = 20;

/// Where the text of an article comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageState {
    /// The feed carries the whole text.
    #[default]
    Whole = 0,
    /// The page is to be fetched; until then there is what the feed told.
    Wanted = 1,
    Fetched = 2,
    /// The page could not be fetched; there is what the feed told.
    Failed = 3,
}

impl PageState {
    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Wanted,
            2 => Self::Fetched,
            3 => Self::Failed,
            _ => Self::Whole,
        }
    }
}

/// What is known of the items of a fetch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Items that this source has told of before.
    pub items: Vec<KnownItem>,
    /// Articles of any source with one of the URL keys, and articles that this source brought with one of the text
    /// keys.
    pub articles: Vec<KnownArticle>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownItem {
    pub guid_key: i64,
    /// The hash of all that the feed claimed last time.
    pub claim_key: i64,
    /// None when retention has removed the article: do not take it in again.
    pub article: Option<ArticleId>,
    /// When its article was published; None without one.
    pub published: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownArticle {
    pub id: ArticleId,
    pub source: SourceId,
    pub publisher: PublisherId,
    pub url_key: i64,
    pub text_key: i64,
    pub page: PageState,
    pub published: Timestamp,
}

/// An article that no key knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewArticle {
    /// The hash of what identifies the item in its feed.
    pub guid_key: i64,
    /// The hash of all that the feed claimed.
    pub claim_key: i64,
    /// The hash of the canonical address; one article has it.
    pub url_key: i64,
    /// The hash of title and text; 0 when there is too little text to know it again by.
    pub text_key: i64,
    /// Its time is clamped to now; without one it is now.
    pub article: Article,
    /// The date as the feed had it.
    pub published_raw: Option<String>,
    /// True for what lies beyond the newest few of a first fetch.
    pub arrived_read: bool,
    pub page: PageState,
}

/// A known article of which the feed claims something new.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedArticle {
    pub id: ArticleId,
    pub guid_key: i64,
    pub claim_key: i64,
    pub text_key: i64,
    pub article: Article,
    /// `Wanted` leaves the text as it is and asks for the page again.
    pub page: PageState,
}

/// An item that brings nothing new: known under another guid, from another source, or seen again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenItem {
    pub guid_key: i64,
    pub claim_key: i64,
    pub article: ArticleId,
}

/// All that one fetch brought.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    pub outcome: FetchOutcome,
    pub new: Vec<NewArticle>,
    pub changed: Vec<ChangedArticle>,
    pub seen: Vec<SeenItem>,
}

/// What an arrival did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngestReport {
    /// One per new article, in their order: just made, or there before under the same address.
    pub articles: Vec<ArticleId>,
    /// Those just made.
    pub added: Vec<ArticleId>,
    /// Those that really changed.
    pub changed: Vec<ArticleId>,
}

/// A page that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageWanted {
    pub article: ArticleId,
    pub publisher: PublisherRef,
    pub source: SourceId,
    pub url: String,
    pub published: Timestamp,
    pub lang: Lang,
}

/// An article's row as far as a change needs it.
struct Kept {
    id: ArticleId,
    created: Timestamp,
    page: PageState,
    title: String,
    standfirst: String,
    published: Timestamp,
    packed: Packed,
}

impl Store {
    /// Tells what is known of the items of a fetch, in two queries.
    pub async fn known_items(
        &self,
        source: SourceId,
        guid_keys: &[i64],
        url_keys: &[i64],
        text_keys: &[i64],
    ) -> Result<Known> {
        let text = "select {joined i.guid_key || ' ' || i.claim_key || ' ' || coalesce(a.id, 0)
                || ' ' || coalesce(a.published_us, 0)}
            from feed_item i left join article a on a.id = i.article_id
            where i.source_id = $1 and i.guid_key in {list $2}";
        let row = self.one(text, args![source, list(guid_keys)]).await?;
        let item = |[guid_key, claim_key, id, published_us]: [i64; 4]| KnownItem {
            guid_key,
            claim_key,
            article: (id != 0).then_some(ArticleId(id)),
            published: (id != 0).then_some(Timestamp(published_us)),
        };
        let items = joined(&row)?.into_iter().map(item).collect();
        let text_keys: Vec<i64> = text_keys.iter().copied().filter(|&key| key != 0).collect();
        let text = "select id, source_id, publisher_id, url_key, text_key, page_state, published_us from article
            where url_key in {list $1}
            union all
            select a.id, a.source_id, a.publisher_id, a.url_key, a.text_key, a.page_state, a.published_us from article a
            where a.source_id = $3 and a.text_key <> 0 and a.text_key in {list $2} and a.url_key not in {list $1}";
        let rows = self.all(text, args![list(url_keys), list(&text_keys), source]).await?;
        let articles = read_all(&rows, |fields| {
            Ok(KnownArticle {
                id: fields.next()?,
                source: fields.next()?,
                publisher: fields.next()?,
                url_key: fields.next()?,
                text_key: fields.next()?,
                page: PageState::from_code(fields.next()?),
                published: fields.next()?,
            })
        })?;
        Ok(Known { items, articles })
    }

    /// Takes in what a fetch brought, and how it went. New articles get a job "enrich", or "page" when the page is
    /// wanted first. `NotFound` when the source is followed no longer.
    pub async fn ingest(&self, now: Timestamp, arrival: &Arrival) -> Result<IngestReport> {
        let mut reports = self.ingest_all(now, std::slice::from_ref(arrival)).await?;
        reports.pop().flatten().ok_or(StoreError::NotFound)
    }

    /// Takes in what several fetches brought, in one transaction: cheaper than one each, as they share pages. A report
    /// per arrival, in their order; None when its source is followed no longer.
    pub async fn ingest_all(&self, now: Timestamp, arrivals: &[Arrival]) -> Result<Vec<Option<IngestReport>>> {
        let mut write = self.write().await?;
        let mut reports = Vec::with_capacity(arrivals.len());
        for arrival in arrivals {
            reports.push(write.take_in(now, arrival).await?);
        }
        let done = arrivals.iter().zip(&reports).filter_map(|(arrival, report)| {
            report.as_ref().map(|report| (&arrival.outcome, report.added.len() as i64))
        });
        write.finish_fetches(done.collect::<Vec<_>>().into_iter()).await?;
        write.commit(now).await?;
        Ok(reports)
    }

    /// Keeps what an article's page says; tells whether it changed anything. A page that completes what the feed told
    /// makes no revision; one fetched again does, when title, standfirst or text differ.
    pub async fn put_page(&self, id: ArticleId, now: Timestamp, article: &Article, text_key: i64) -> Result<bool> {
        let mut write = self.write().await?;
        let kept = write.kept_articles(&[id]).await?.pop().ok_or(StoreError::NotFound)?;
        let completes = kept.page != PageState::Fetched;
        let page = PageState::Fetched;
        let changed = write.change_article(now, &kept, article, text_key, page, !completes).await?;
        write.put_posts(id, now, &article.posts).await?;
        if changed || completes {
            write.enqueue("enrich", &[id.0], now).await?;
        }
        write.commit(now).await?;
        Ok(changed)
    }

    /// Keeps that an article's page could not be fetched; the article goes on with what the feed told.
    pub async fn page_failed(&self, id: ArticleId, now: Timestamp, reason: &str) -> Result<()> {
        let mut write = self.write().await?;
        let mut kept = write.kept_articles(&[id]).await?.pop().ok_or(StoreError::NotFound)?;
        kept.packed.notices.retain(|notice| notice.code != "page.failed");
        kept.packed.notices.push(Notice::new("page.failed", reason));
        let body = pack(&kept.packed)?;
        write.run("update article_body set body = $2 where article_id = $1", args![id, body]).await?;
        if kept.page != PageState::Fetched {
            let text = "update article set page_state = $2 where id = $1";
            write.run(text, args![id, PageState::Failed as i64]).await?;
        }
        write.enqueue("enrich", &[id.0], now).await?;
        write.commit(now).await
    }

    /// Tells what is needed to fetch articles' pages; those that are gone are left out.
    pub async fn pages_wanted(&self, ids: &[ArticleId]) -> Result<Vec<PageWanted>> {
        let text = "select a.id, p.id, p.key, p.name, a.source_id, a.url, a.published_us, a.lang
            from article a join publisher p on p.id = a.publisher_id where a.id in {list $1} order by a.id";
        read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            Ok(PageWanted {
                article: fields.next()?,
                publisher: PublisherRef::read(fields)?,
                source: fields.next()?,
                url: fields.next()?,
                published: fields.next()?,
                lang: fields.next()?,
            })
        })
    }
}

impl Write<'_> {
    async fn take_in(&mut self, now: Timestamp, arrival: &Arrival) -> Result<Option<IngestReport>> {
        let source = arrival.outcome.source;
        let row = self.optional("select publisher_id from source where id = $1", args![source]).await?;
        let Some(row) = row else { return Ok(None) };
        let publisher: PublisherId = Fields::of(&row).next()?;

        let (articles, added) = self.add_articles(source, publisher, now, &arrival.new).await?;
        let mut changed = Vec::new();
        self.change_articles(now, &arrival.changed, &mut changed).await?;

        let mut items: Vec<SeenItem> = Vec::with_capacity(articles.len() + arrival.changed.len() + arrival.seen.len());
        items.extend(arrival.new.iter().zip(&articles).map(|(new, &article)| SeenItem {
            guid_key: new.guid_key,
            claim_key: new.claim_key,
            article,
        }));
        items.extend(arrival.changed.iter().map(|change| SeenItem {
            guid_key: change.guid_key,
            claim_key: change.claim_key,
            article: change.id,
        }));
        items.extend(&arrival.seen);
        self.remember_items(source, now, items).await?;
        Ok(Some(IngestReport { articles, added, changed }))
    }

    /// Makes articles that no address knows. Tells every one's id in order, and which were made.
    async fn add_articles(
        &mut self,
        source: SourceId,
        publisher: PublisherId,
        now: Timestamp,
        new: &[NewArticle],
    ) -> Result<(Vec<ArticleId>, Vec<ArticleId>)> {
        if new.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        // Ids first: whoever takes some holds the counter until its commit. So ids grow in the order of commits, and
        // no other writer makes the same article between the look for it and the insert.
        let mut next = self.reserve("article_id", new.len() as i64).await?;
        let keys: Vec<i64> = new.iter().map(|new| new.url_key).collect();
        let text = "select {joined url_key || ' ' || id} from article where url_key in {list $1}";
        let row = self.optional(text, args![list(&keys)]).await?.ok_or(StoreError::NotFound)?;
        let mut ids: HashMap<i64, ArticleId> =
            joined::<2>(&row)?.into_iter().map(|[key, id]| (key, ArticleId(id))).collect();
        let mut articles = Vec::with_capacity(new.len());
        let mut made: Vec<(&NewArticle, ArticleId)> = Vec::with_capacity(new.len());
        for new in new {
            // An address given twice in one feed is one article.
            let id = *ids.entry(new.url_key).or_insert_with(|| {
                next += 1;
                made.push((new, ArticleId(next - 1)));
                ArticleId(next - 1)
            });
            articles.push(id);
        }
        let text =
            "insert into article (id, publisher_id, source_id, url, url_key, text_key, title, standfirst, byline,
                published_us, published_raw, modified_us, created_us, lang, image_url, access, is_live_blog,
                arrived_read, page_state) {values}";
        self.run_rows(text, made.iter(), |(new, id), arguments| {
            let article = &new.article;
            bind_row!(arguments;
                *id,
                publisher,
                source,
                article.url.as_str(),
                new.url_key,
                new.text_key,
                article.title.as_str(),
                article.standfirst.as_str(),
                byline_text(&article.authors).unwrap_or_default(),
                clamped(article.published, now),
                new.published_raw.as_deref(),
                article.modified,
                now,
                article.lang,
                article.image_url.as_deref(),
                access_code(article.access),
                article.is_live_blog,
                new.arrived_read,
                new.page as i64,
            );
        })
        .await?;
        self.complete_articles(publisher, now, &made).await?;
        Ok((articles, made.into_iter().map(|(_, id)| id).collect()))
    }

    /// Adds what goes with new rows of `article`: bodies, posts, jobs, events, counts.
    async fn complete_articles(
        &mut self,
        publisher: PublisherId,
        now: Timestamp,
        made: &[(&NewArticle, ArticleId)],
    ) -> Result<()> {
        if made.is_empty() {
            return Ok(());
        }
        let mut bodies = Vec::with_capacity(made.len());
        for (new, id) in made {
            bodies.push((*id, pack(&packed(&new.article))?));
        }
        let text = "insert into article_body (article_id, body) {values}";
        self.run_rows(text, bodies.into_iter(), |(id, body), arguments| bind_row!(arguments; id, body)).await?;
        for (kind, wanted) in [("page", true), ("enrich", false)] {
            let subjects: Vec<i64> =
                made.iter().filter(|(new, _)| (new.page == PageState::Wanted) == wanted).map(|(_, id)| id.0).collect();
            self.enqueue(kind, &subjects, now).await?;
        }
        let newest = made.iter().map(|(new, _)| clamped(new.article.published, now)).max();
        let text = "update publisher set article_count = article_count + $2,
            last_us = case when last_us is null or last_us < $3 then $3 else last_us end where id = $1";
        self.run(text, args![publisher, made.len() as i64, newest]).await?;
        self.count("articles", made.len() as i64).await?;
        self.count_arrivals(now, made.len() as i64).await?;
        for (new, id) in made {
            self.event(EventKind::ArticleAdded, id.0);
            if !new.article.posts.is_empty() {
                self.put_posts(*id, now, &new.article.posts).await?;
            }
        }
        Ok(())
    }

    async fn change_articles(
        &mut self,
        now: Timestamp,
        changes: &[ChangedArticle],
        changed: &mut Vec<ArticleId>,
    ) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let ids: Vec<ArticleId> = changes.iter().map(|change| change.id).collect();
        let kept = self.kept_articles(&ids).await?;
        let mut pages = Vec::new();
        for change in changes {
            let Some(kept) = kept.iter().find(|kept| kept.id == change.id) else { continue };
            if change.page == PageState::Wanted {
                pages.push(change.id.0);
                continue;
            }
            if self.change_article(now, kept, &change.article, change.text_key, change.page, true).await? {
                changed.push(change.id);
            }
            self.put_posts(change.id, now, &change.article.posts).await?;
        }
        self.enqueue("page", &pages, now).await?;
        let subjects: Vec<i64> = changed.iter().map(|id| id.0).collect();
        self.enqueue("enrich", &subjects, now).await
    }

    async fn kept_articles(&mut self, ids: &[ArticleId]) -> Result<Vec<Kept>> {
        let text = "select a.id, a.created_us, a.page_state, a.title, a.standfirst, a.published_us, b.body
            from article a join article_body b on b.article_id = a.id where a.id in {list $1} order by a.id";
        read_all(&self.all(text, args![list(ids)]).await?, |fields| {
            Ok(Kept {
                id: fields.next()?,
                created: fields.next()?,
                page: PageState::from_code(fields.next()?),
                title: fields.next()?,
                standfirst: fields.next()?,
                published: fields.next()?,
                packed: unpack(&fields.next::<Vec<u8>>()?)?,
            })
        })
    }

    /// Writes what an article says now; keeps what it said before when asked and when a reader would see the
    /// difference. Tells whether anything differs.
    async fn change_article(
        &mut self,
        now: Timestamp,
        kept: &Kept,
        article: &Article,
        text_key: i64,
        page: PageState,
        keep_revision: bool,
    ) -> Result<bool> {
        let new_packed = packed(article);
        let reads_same = kept.title == article.title
            && kept.standfirst == article.standfirst
            && is_same_text(&kept.packed.body, &new_packed.body);
        let is_same = reads_same && kept.packed == new_packed;
        let revise = keep_revision && !reads_same;
        if revise {
            let old = Packed { body: kept.packed.body.clone(), ..Packed::default() };
            let text = "insert into revision (article_id, at_us, title, standfirst, body) values ($1, $2, $3, $4, $5)";
            let arguments = args![kept.id, now, kept.title.as_str(), kept.standfirst.as_str(), pack(&old)?];
            self.run(text, arguments).await?;
            let text = "delete from revision where article_id = $1 and id <= (
                select id from revision where article_id = $1 order by id desc limit 1 offset $2)";
            self.run(text, args![kept.id, MAX_REVISIONS]).await?;
        }
        let published = article.published.map_or(kept.published, |published| published.min(kept.created));
        let text = "update article set text_key = $2, title = $3, standfirst = $4, byline = $5, published_us = $6,
                modified_us = coalesce($7, modified_us), lang = case when $8 = 'und' then lang else $8 end,
                image_url = $9, access = $10, is_live_blog = $11, page_state = $12,
                revision_count = revision_count + $13
            where id = $1";
        let arguments = args![
            kept.id,
            text_key,
            article.title.as_str(),
            article.standfirst.as_str(),
            byline_text(&article.authors)?,
            published,
            article.modified,
            article.lang,
            article.image_url.as_deref(),
            access_code(article.access),
            article.is_live_blog,
            page as i64,
            revise
        ];
        self.run(text, arguments).await?;
        if published != kept.published {
            self.move_in_time(kept.id, kept.published, published).await?;
        }
        if !is_same {
            let body = pack(&new_packed)?;
            self.run("update article_body set body = $2 where article_id = $1", args![kept.id, body]).await?;
            self.event(EventKind::ArticleChanged, kept.id.0);
        }
        Ok(!is_same)
    }

    /// Moves the rows that repeat an article's time.
    async fn move_in_time(&mut self, id: ArticleId, from: Timestamp, to: Timestamp) -> Result<()> {
        self.run("update placement set published_us = $2 where article_id = $1", args![id, to]).await?;
        self.run("update candidate set published_us = $2 where article_id = $1", args![id, to]).await?;
        let row = self.optional("select hashtags from enrichment where article_id = $1", args![id]).await?;
        if let Some(row) = row {
            let hashtags: Vec<(i64, i64)> = Fields::of(&row).json()?;
            let ids: Vec<i64> = hashtags.into_iter().map(|(hashtag, _)| hashtag).collect();
            let text = "update article_hashtag set published_us = $4
                where hashtag_id in {list $1} and published_us = $2 and article_id = $3";
            self.run(text, args![list(&ids), from, id, to]).await?;
        }
        Ok(())
    }

    async fn remember_items(&mut self, source: SourceId, now: Timestamp, items: Vec<SeenItem>) -> Result<()> {
        let mut known = HashSet::with_capacity(items.len());
        let items: Vec<SeenItem> = items.into_iter().filter(|item| known.insert(item.guid_key)).collect();
        let text = "insert into feed_item (source_id, guid_key, claim_key, article_id, last_seen_us) {values}
            on conflict (source_id, guid_key) do update set claim_key = excluded.claim_key,
                article_id = excluded.article_id, last_seen_us = excluded.last_seen_us";
        self.run_rows(text, items.into_iter(), |item, arguments| {
            bind_row!(arguments; source, item.guid_key, item.claim_key, item.article, now);
        })
        .await?;
        Ok(())
    }
}

/// An article cannot have been published after we saw it.
fn clamped(published: Option<Timestamp>, now: Timestamp) -> Timestamp {
    published.map_or(now, |published| published.min(now))
}

fn packed(article: &Article) -> Packed {
    Packed {
        body: article.body.clone(),
        lang: article.lang,
        section: article.section.clone(),
        topics: article.topics.clone(),
        publisher: article.publisher.clone(),
        media: article.media.clone(),
        notices: article.notices.clone(),
        is_key: false,
    }
}

pub(crate) fn access_code(access: Access) -> i64 {
    match access {
        Access::Unknown => 0,
        Access::Free => 1,
        Access::Metered => 2,
        Access::Subscribers => 3,
    }
}

pub(crate) fn access_from_code(code: i64) -> Access {
    match code {
        1 => Access::Free,
        2 => Access::Metered,
        3 => Access::Subscribers,
        _ => Access::Unknown,
    }
}
