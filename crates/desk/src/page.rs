//! From a teaser to the whole article: the publisher's page, where robots.txt allows it.
//!
//! An article whose page cannot be had goes on with what the feed brought: its job `enrich` follows in any case.

use crate::fetch::{self, Permission, Wait};
use crate::{Desk, now, on_pool, wait};
use anyhow::Result;
use extract::{Boilerplate, PageInput};
use futures_util::{StreamExt, stream};
use gather::Accept;
use news::{Article, ArticleId, Document, FetchFault, Timestamp};
use std::sync::atomic::Ordering;
use store::{Job, PageWanted};
use tokio::sync::watch;

const LEASE_US: i64 = 5 * Timestamp::MINUTE;
const BATCH: i64 = 64;
/// Passing troubles are waited out so often; then the teaser has to do.
const ATTEMPTS: i64 = 3;
/// A live blog whose newest post is older than this is not followed by itself any more.
const LIVE_US: i64 = 6 * Timestamp::HOUR;
/// One that is followed is asked for again after this.
const LIVE_AGAIN_US: i64 = Timestamp::MINUTE;
/// So many live blogs of a publisher are followed by themselves at once.
const MOST_LIVE: i64 = 4;
/// What is learned is kept page by page at first, then once in so many pages.
const LEARNED_AT_ONCE: u32 = 20;

pub(crate) async fn keep_completing(desk: Desk, mut stop: watch::Receiver<bool>) {
    loop {
        let worked = match complete_some(&desk).await {
            Ok(pages) => pages > 0,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "completing articles failed; trying again");
                false
            }
        };
        if *stop.borrow() || (!worked && !wait(&desk.wake_pages, desk.options.idle, &mut stop).await) {
            return;
        }
    }
}

/// Completes every article whose page is wanted now.
pub(crate) async fn complete_waiting(desk: &Desk) -> Result<()> {
    while complete_some(desk).await? > 0 {}
    Ok(())
}

/// Completes some articles. Tells how many jobs it took.
async fn complete_some(desk: &Desk) -> Result<usize> {
    let jobs = desk.store.claim_jobs("page", now(), LEASE_US, BATCH).await?;
    let ids: Vec<ArticleId> = jobs.iter().map(|job| ArticleId(job.subject)).collect();
    let wanted = desk.store.pages_wanted(&ids).await?;
    let taken = jobs.len();
    let gone: Vec<Job> =
        jobs.iter().filter(|job| !wanted.iter().any(|page| page.article.0 == job.subject)).cloned().collect();
    desk.store.finish_jobs(&gone).await?;
    let pairs = wanted
        .into_iter()
        .filter_map(|page| Some((jobs.iter().find(|job| job.subject == page.article.0)?.clone(), page)));
    stream::iter(pairs)
        .for_each_concurrent(desk.options.concurrent_pages, |(job, page)| async move {
            if let Err(error) = complete(desk, &job, &page).await {
                tracing::error!(
                    article.url = page.url,
                    error = format!("{error:#}"),
                    "an article could not be completed"
                );
            }
            desk.wake_digest.notify_one();
        })
        .await;
    Ok(taken)
}

async fn complete(desk: &Desk, job: &Job, page: &PageWanted) -> Result<()> {
    if !desk.store.followed_live(&[page.article]).await?.is_empty() {
        // Its source asks for the page already, and more often.
        return Ok(desk.store.finish_jobs(std::slice::from_ref(job)).await?);
    }
    if let Wait::Until(moment) = fetch::may_ask(desk, &page.url) {
        return Ok(desk.store.postpone_job(job, moment).await?);
    }
    match fetch::robots_permission(desk, &page.url).await? {
        Permission::Given => {}
        Permission::Unknown if desk.offline.load(Ordering::Relaxed) => {
            return Ok(desk.store.postpone_job(job, now().plus_us(fetch::OFFLINE_US)).await?);
        }
        refused => {
            let reason = if refused == Permission::Refused {
                "robots.txt asks not to fetch the page"
            } else {
                "robots.txt could not be read"
            };
            desk.store.page_failed(page.article, now(), reason).await?;
            return Ok(desk.store.finish_jobs(std::slice::from_ref(job)).await?);
        }
    }
    match desk.client.fetch_document(&page.url, Accept::Page).await {
        Ok(fetched) => {
            fetch::note_success(desk, &page.url);
            let learned = boilerplate(desk, page).await?;
            let document = fetched.document;
            let (article, learned) = on_pool(move || read_page(&document, learned)).await?;
            if learned.pages() < LEARNED_AT_ONCE || learned.pages() % LEARNED_AT_ONCE == 0 {
                desk.store.set_boilerplate(page.publisher.id, &serde_json::to_string(&learned)?).await?;
            }
            if article.text().is_empty() && article.posts.is_empty() {
                desk.store.page_failed(page.article, now(), "the page holds no article text").await?;
            } else {
                let is_live = is_live_now(&article, now());
                let (article, posts) = fetch::part_posts(article);
                let text_key = fetch::text_key(&article);
                desk.store.put_posts(page.article, now(), &posts).await?;
                desk.store.put_page(page.article, now(), &article, text_key).await?;
                if is_live {
                    let due = now().plus_us(LIVE_AGAIN_US);
                    desk.store.follow_live_blog(page.article, now(), due, MOST_LIVE).await?;
                }
            }
            Ok(desk.store.finish_jobs(std::slice::from_ref(job)).await?)
        }
        Err(error) => {
            fetch::note_failure(desk, &page.url, &error);
            if error.is_offline() {
                return Ok(desk.store.postpone_job(job, now().plus_us(fetch::OFFLINE_US)).await?);
            }
            if let Some(moment) = fetch::pause_asked(desk, &page.url, &error) {
                return Ok(desk.store.postpone_job(job, moment).await?);
            }
            if error.fault == FetchFault::Passing && job.attempts < ATTEMPTS {
                let pause_us = error.retry_after_s.unwrap_or(60 * job.attempts) * Timestamp::SECOND;
                return Ok(desk.store.fail_job(job, &error.cause, Some(now().plus_us(pause_us))).await?);
            }
            desk.store.page_failed(page.article, now(), &error.cause).await?;
            Ok(desk.store.finish_jobs(std::slice::from_ref(job)).await?)
        }
    }
}

/// Tells whether a page is a live blog that goes on: its publisher has not ended it, and its newest post is of today.
fn is_live_now(article: &Article, at: Timestamp) -> bool {
    let newest = article.posts.iter().filter_map(|post| post.published).max();
    article.is_live_blog && newest.is_some_and(|newest| at.since_us(newest) < LIVE_US) && !fetch::has_ended(article, at)
}

/// Extracts the article, learns what repeats across the publisher's pages, and leaves that out.
fn read_page(document: &Document, mut learned: Boilerplate) -> (Article, Boilerplate) {
    let mut article = extract::extract_page(&PageInput {
        url: Some(&document.final_url),
        html: &document.body,
        content_type: document.content_type.as_deref(),
        fetched: Some(document.fetched),
        ..PageInput::default()
    });
    learned.learn(&article.body);
    article.body.retain(|block| !learned.is_boilerplate(block));
    (article, learned)
}

/// What was learned of a publisher; what another version wrote is learned anew.
async fn boilerplate(desk: &Desk, page: &PageWanted) -> Result<Boilerplate> {
    let kept = desk.store.boilerplate(page.publisher.id).await?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
