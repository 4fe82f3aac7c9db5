//! Making everything derived anew: enrichments, hashtags, placements, stories, index.
//!
//! What people decided stays: the store keeps placements and headlines set by a person.

use crate::{Desk, digest, indexing, now};
use anyhow::Result;

const PAGE: i64 = 1_000;

/// Rebuilds in the order of ids, the order in which the articles came. `progress` hears how many are done.
pub(crate) async fn rebuild(desk: &Desk, mut progress: impl FnMut(u64)) -> Result<()> {
    desk.store.clear_derived(now()).await?;
    let mut after = None;
    let mut done = 0;
    loop {
        let ids = desk.store.articles_after(after, PAGE).await?;
        let Some(last) = ids.last() else { break };
        after = Some(*last);
        let subjects: Vec<i64> = ids.iter().map(|id| id.0).collect();
        desk.store.enqueue("enrich", &subjects, now()).await?;
        while digest::digest_some(desk).await? > 0 {}
        done += ids.len() as u64;
        progress(done);
    }
    indexing::rebuild_index(desk, |_| {}).await
}
