//! From the outbox into the search index.
//!
//! Invariant: the index's commit carries the id of the last event it holds. Whatever happens between two commits
//! happens again after a restart; an article that is put twice replaces itself, and a rule acts on it once.

use crate::{Desk, on_pool, rules, wait};
use anyhow::{Context, Result};
use news::{ArticleId, OutboxId, PostId};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use store::EventKind;
use tokio::sync::watch;

/// Events read at once, and the articles fetched from the store at once.
const EVENTS: i64 = 4_000;
const ARTICLES: usize = 256;
/// A commit costs milliseconds whatever it holds: while articles stream in, it waits for more of them this long.
const GATHER: Duration = Duration::from_millis(800);

pub(crate) async fn keep_indexing(desk: Desk, mut stop: watch::Receiver<bool>) {
    loop {
        let worked = match index_some(&desk).await {
            Ok(events) => events > 0,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "indexing failed; trying again");
                false
            }
        };
        if worked {
            // More is likely on its way: gather it for one commit.
            let quiet = tokio::sync::Notify::new();
            if !wait(&quiet, GATHER, &mut stop).await {
                return;
            }
        } else if !wait(&desk.wake_index, desk.options.idle, &mut stop).await {
            return;
        }
    }
}

/// Indexes until the last event.
pub(crate) async fn index_all(desk: &Desk) -> Result<()> {
    while index_some(desk).await? > 0 {}
    Ok(())
}

/// Takes the next events into the index and commits. Tells how many events it took.
pub(crate) async fn index_some(desk: &Desk) -> Result<usize> {
    if is_stale(desk).await? {
        rebuild_index(desk, |_| {}).await?;
    }
    let position = desk.index.position().unwrap_or(OutboxId(0));
    let events = desk.store.events_after(position, EVENTS).await?;
    let Some(last) = events.last().map(|event| event.id) else { return Ok(0) };
    let mut put = BTreeSet::new();
    let mut removed = BTreeSet::new();
    let mut posts = Vec::new();
    for event in &events {
        match event.kind {
            EventKind::ArticlePlaced => {
                put.insert(ArticleId(event.subject));
            }
            EventKind::ArticleRemoved => {
                removed.insert(ArticleId(event.subject));
            }
            EventKind::PostAdded | EventKind::PostChanged | EventKind::PostRemoved | EventKind::PostRestored => {
                posts.push(PostId(event.subject));
            }
            _ => {}
        }
    }
    // What a post says is found as its live blog.
    if !posts.is_empty() {
        put.extend(desk.store.live_blogs_of(&posts).await?);
    }
    let mut place = desk.writer.lock().await;
    let mut writer = take_writer(desk, &mut place)?;
    for article in &removed {
        writer.remove(*article);
    }
    let put: Vec<ArticleId> = put.difference(&removed).copied().collect();
    for ids in put.chunks(ARTICLES) {
        writer = put_articles(desk, writer, ids).await?;
    }
    *place = Some(commit(writer, last).await?);
    desk.store.set_outbox_floor("index", last).await?;
    Ok(events.len())
}

/// Takes the writer out of its place. It lives over many commits, because letting go of one waits for the merging of
/// its segments; an error on the way loses it, and what it had not committed is taken again.
fn take_writer(desk: &Desk, place: &mut Option<search::Writer>) -> Result<search::Writer> {
    match place.take() {
        Some(writer) => Ok(writer),
        None => Ok(desk.index.writer()?),
    }
}

async fn commit(mut writer: search::Writer, position: OutboxId) -> Result<search::Writer> {
    on_pool(move || writer.commit(position).map(|()| writer)).await?.map_err(Into::into)
}

async fn put_articles(desk: &Desk, mut writer: search::Writer, ids: &[ArticleId]) -> Result<search::Writer> {
    let rows = Arc::new(desk.store.articles_to_index(ids).await?);
    rules::follow(desk, &rows).await?;
    on_pool(move || {
        for row in rows.iter() {
            let byline: Vec<String> = row.card.byline.iter().map(|author| author.name.clone()).collect();
            let hashtags: Vec<String> = row.hashtags.iter().map(|hashtag| hashtag.key.clone()).collect();
            writer.put(search::IndexEntry {
                article: row.card.id,
                story: row.card.story,
                publisher: row.card.publisher.id,
                publisher_key: &row.card.publisher.key,
                lang: row.card.lang,
                published: row.card.published,
                title: &row.card.title,
                standfirst: &row.card.standfirst,
                text: &row.text,
                hashtags: &hashtags,
                section: row.card.section.as_deref(),
                byline: &byline,
            })?;
        }
        Ok(writer)
    })
    .await?
}

/// Tells whether the index was built for other data than the store holds now: after a restore, or made anew.
async fn is_stale(desk: &Desk) -> Result<bool> {
    if desk.index.needs_rebuild() {
        return Ok(true);
    }
    Ok(indexed_epoch(desk)? != Some(desk.store.epoch().await?))
}

fn indexed_epoch(desk: &Desk) -> Result<Option<i64>> {
    let Some(folder) = &desk.options.index_folder else { return Ok(None) };
    match std::fs::read_to_string(folder.join("epoch")) {
        Ok(text) => Ok(text.trim().parse().ok()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("could not read the index's epoch"),
    }
}

/// Builds the whole index anew from the stored articles. `progress` hears how many are done.
pub(crate) async fn rebuild_index(desk: &Desk, mut progress: impl FnMut(u64)) -> Result<()> {
    let epoch = desk.store.epoch().await?;
    let position = desk.store.last_event_id().await?;
    let mut place = desk.writer.lock().await;
    let mut writer = take_writer(desk, &mut place)?;
    writer.clear()?;
    let mut done = 0;
    let mut after = None;
    loop {
        let ids = desk.store.articles_after(after, ARTICLES as i64).await?;
        let Some(last) = ids.last() else { break };
        after = Some(*last);
        done += ids.len() as u64;
        writer = put_articles(desk, writer, &ids).await?;
        progress(done);
    }
    *place = Some(commit(writer, position).await?);
    if let Some(folder) = &desk.options.index_folder {
        std::fs::write(folder.join("epoch"), epoch.to_string()).context("could not write the index's epoch")?;
    }
    Ok(())
}
