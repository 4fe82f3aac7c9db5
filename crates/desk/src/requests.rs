//! What readers ask for on the site and the desk carries out: looking what there is to follow behind an address.

use crate::follow::{find, new_source};
use crate::{Desk, now, wait};
use anyhow::Result;
use gather::FetchError;
use news::Timestamp;
use std::time::Duration;
use store::{FollowRequest, NothingFound};
use tokio::sync::{Notify, watch};

/// A reader waits for the answer.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const LEASE_US: i64 = 2 * Timestamp::MINUTE;
const AT_ONCE: i64 = 4;

/// Carries requests out until `stop`.
pub(crate) async fn keep_answering(desk: Desk, mut stop: watch::Receiver<bool>) {
    let never = Notify::new();
    loop {
        if let Err(error) = answer_waiting(&desk).await {
            tracing::error!(error = format!("{error:#}"), "a reader's request failed; trying again");
        }
        if !wait(&never, LOOK_EVERY, &mut stop).await {
            return;
        }
    }
}

async fn answer_waiting(desk: &Desk) -> Result<()> {
    for job in desk.store.claim_jobs(FollowRequest::JOB, now(), LEASE_US, AT_ONCE).await? {
        let request = match desk.store.follow_request(job.subject).await {
            Ok(request) => request,
            Err(store::StoreError::NotFound) => {
                desk.store.finish_jobs(&[job]).await?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let answer = look(desk, &request.address).await;
        desk.store.answer_follow_request(&job, &answer).await?;
    }
    Ok(())
}

async fn look(desk: &Desk, address: &str) -> std::result::Result<Vec<store::NewSource>, NothingFound> {
    let found = find(&desk.client, address).await.map_err(|error| match error.downcast::<FetchError>() {
        Ok(error) => NothingFound { message: error.message, cause: error.cause },
        Err(other) => {
            NothingFound { message: "This is not an address that can be read.".to_owned(), cause: format!("{other:#}") }
        }
    })?;
    // What cannot be followed has no host to name its publisher by.
    Ok(found.iter().filter_map(|found| new_source(found, None).ok()).collect())
}
