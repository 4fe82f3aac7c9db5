//! What the clock asks for: retention, icons, outbox, budgets.

use crate::{Desk, digest, fetch, now, wait};
use anyhow::Result;
use news::Timestamp;
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// How often the round is made.
const ROUND: Duration = Duration::from_secs(60);
/// Articles removed in one transaction, so that nobody waits long for the writer.
const REMOVED_AT_ONCE: i64 = 500;
const PAGES_AT_ONCE: u32 = 2_000;
/// Where the file is larger than it may be, this part of what it may be is left free.
const ROOM: i64 = 20;
/// Events are kept this long for readers whose connection broke.
const OUTBOX_US: i64 = 3 * Timestamp::DAY;
const OUTBOX_EVENTS: i64 = 20_000;
/// An item that no feed has shown for so long does not come back.
const TOMBSTONES_US: i64 = 90 * Timestamp::DAY;
/// What was asked on the site is forgotten after that.
const REQUESTS_US: i64 = 30 * Timestamp::DAY;
/// A live blog that was followed by itself is over when it says nothing for so long: more than a night.
const SILENCE_US: i64 = Timestamp::DAY;
/// A notice that was read is kept for so long.
const NOTICES_US: i64 = 90 * Timestamp::DAY;
const NOTICES_AT_ONCE: i64 = 1_000;
/// When a reader looked at a story is forgotten after that.
const STORY_LOOKS_US: i64 = 60 * Timestamp::DAY;
/// What a model wrote is written again after that, should anybody ask.
const WRITINGS_US: i64 = 60 * Timestamp::DAY;
/// The owner sees what was used for so long.
const MODEL_USE_US: i64 = 400 * Timestamp::DAY;
const ICON_AGE_US: i64 = 7 * Timestamp::DAY;
const ICONS_AT_ONCE: i64 = 20;

pub(crate) async fn keep_up(desk: Desk, mut stop: watch::Receiver<bool>) {
    let never = Notify::new();
    // Let the first articles arrive before anything else is asked of the machine.
    let mut pause = desk.options.idle;
    while wait(&never, pause, &mut stop).await {
        if let Err(error) = look_after(&desk).await {
            tracing::error!(error = format!("{error:#}"), "upkeep failed; trying again");
        }
        pause = ROUND;
    }
}

async fn look_after(desk: &Desk) -> Result<()> {
    fetch::save_budgets(desk).await?;
    remove_old(desk).await?;
    desk.store.trim_candidates(now().plus_us(-2 * digest::WINDOW_US), REMOVED_AT_ONCE).await?;
    desk.store.trim_tombstones(now().plus_us(-TOMBSTONES_US)).await?;
    desk.store.trim_outbox(now().plus_us(-OUTBOX_US), OUTBOX_EVENTS).await?;
    desk.store.trim_sessions(now()).await?;
    desk.store.trim_arrivals(now()).await?;
    desk.store.trim_notices(now().plus_us(-NOTICES_US), NOTICES_AT_ONCE).await?;
    desk.store.trim_story_looks(now().plus_us(-STORY_LOOKS_US)).await?;
    desk.store.trim_follow_requests(now().plus_us(-REQUESTS_US)).await?;
    desk.store.trim_writings(now().plus_us(-WRITINGS_US), REMOVED_AT_ONCE).await?;
    for source in desk.store.live_follows_to_end(now().plus_us(-SILENCE_US)).await? {
        desk.store.end_live_follow(source, now()).await?;
    }
    desk.store.settle_lost_calls(now()).await?;
    desk.store.trim_model_use(now().plus_us(-MODEL_USE_US)).await?;
    fetch_icons(desk).await?;
    Ok(desk.store.optimize().await?)
}

/// Removes what is older or more than the owner wants to keep, and gives the room back to the disk.
async fn remove_old(desk: &Desk) -> Result<()> {
    let mut removed = 0;
    if let Some(days) = desk.options.keep_days {
        let before = now().plus_us(-i64::try_from(days)?.saturating_mul(Timestamp::DAY));
        loop {
            let gone = desk.store.remove_articles_before(before, REMOVED_AT_ONCE, now()).await?;
            if gone.is_empty() {
                break;
            }
            removed += gone.len();
            digest::forget(desk, &gone).await;
        }
    }
    if removed > 0 {
        shrink(desk).await?;
    }
    if let Some(bytes) = desk.options.keep_bytes {
        removed += remove_surplus(desk, i64::try_from(bytes)?).await?;
    }
    if removed > 0 {
        tracing::info!(articles = removed, "old articles are removed");
        desk.wake_index.notify_one();
    }
    Ok(())
}

/// Removes the oldest articles of a database that is larger than `most` bytes. Tells how many.
async fn remove_surplus(desk: &Desk, most: i64) -> Result<usize> {
    if desk.store.database_size().await? > most {
        // What waits in the write-ahead log is counted, though most of it takes the place of older pages.
        desk.store.optimize().await?;
    }
    let mut size = desk.store.database_size().await?;
    // What is written until the next look must find room, too.
    let enough = if size > most { most - most / ROOM } else { most };
    let mut removed = 0;
    while size > enough {
        // Not all bytes are of articles that can go: less than their share at a time, and a look in between.
        let share = (size - enough) as f64 / size as f64;
        let surplus = (desk.store.stats().await?.articles as f64 * share * 0.7) as i64;
        let gone = desk.store.remove_oldest_articles(surplus.clamp(10, REMOVED_AT_ONCE), now()).await?;
        if gone.is_empty() {
            tracing::warn!("the database is larger than `max_mb` allows, and nothing is left to remove");
            break;
        }
        removed += gone.len();
        digest::forget(desk, &gone).await;
        shrink(desk).await?;
        size = desk.store.database_size().await?;
    }
    Ok(removed)
}

async fn shrink(desk: &Desk) -> Result<()> {
    while desk.store.shrink(PAGES_AT_ONCE).await? > 0 {}
    Ok(())
}

/// Fetches the icons of publishers that have none, or an old one; at most weekly each, whatever the answer.
async fn fetch_icons(desk: &Desk) -> Result<()> {
    for publisher in desk.store.publishers_without_fresh_icon(now().plus_us(-ICON_AGE_US), ICONS_AT_ONCE).await? {
        let icon = match &publisher.home_url {
            Some(home) => gather::favicon::fetch_icon(&desk.client, home).await,
            None => None,
        };
        let icon = icon.as_ref().map(|icon| (icon.mime, icon.bytes.as_slice()));
        desk.store.set_icon(publisher.id, now(), icon).await?;
    }
    Ok(())
}
