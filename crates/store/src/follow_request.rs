//! Following from the site: a reader asks, the desk looks what there is, the reader chooses.
//!
//! The desk hears of a request by a job of kind [`FollowRequest::JOB`]; what it finds is kept ready to be followed, so
//! that a choice needs nobody but the store.

use crate::source::NewSource;
use crate::sql::{Fields, args, json};
use crate::{Job, Result, Store, StoreError};
use news::{ReaderId, SourceId, Timestamp};

/// What became of a reader's wish to follow an address.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowRequest {
    pub id: i64,
    /// As typed.
    pub address: String,
    pub asked: Timestamp,
    pub state: FollowState,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FollowState {
    /// The desk has not looked yet.
    Looking,
    /// What can be followed, best first; never empty.
    Found(Vec<NewSource>),
    Nothing(NothingFound),
    /// The sources that were chosen.
    Followed(Vec<SourceId>),
}

/// Why there is nothing to follow at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingFound {
    /// For the reader.
    pub message: String,
    /// For the operator.
    pub cause: String,
}

impl FollowRequest {
    /// The kind of job by which the desk hears of it; its subject is the request's id.
    pub const JOB: &'static str = "find";
}

impl Store {
    /// Keeps a request and asks the desk to look. Tells its id.
    pub async fn ask_to_follow(&self, reader: ReaderId, address: &str, now: Timestamp) -> Result<i64> {
        let mut write = self.write().await?;
        let text = "insert into follow_request (address, reader_id, asked_us) values ($1, $2, $3) returning id";
        let row = write.optional(text, args![address, reader, now]).await?.ok_or(StoreError::NotFound)?;
        let id = Fields::of(&row).next()?;
        write.enqueue(FollowRequest::JOB, &[id], now).await?;
        write.commit(now).await?;
        Ok(id)
    }

    /// Finds a request.
    pub async fn follow_request(&self, id: i64) -> Result<FollowRequest> {
        let text = "select address, asked_us, found, followed, message, cause from follow_request where id = $1";
        let row = self.one(text, args![id]).await?;
        let mut fields = Fields::of(&row);
        let (address, asked) = (fields.next()?, fields.next()?);
        let (found, followed) = (fields.json::<Option<Vec<NewSource>>>()?, fields.json::<Option<Vec<i64>>>()?);
        let (message, cause): (Option<String>, Option<String>) = (fields.next()?, fields.next()?);
        let state = match (followed, found, message) {
            (Some(followed), _, _) => FollowState::Followed(followed.into_iter().map(SourceId).collect()),
            (None, Some(found), _) => FollowState::Found(found),
            (None, None, Some(message)) => {
                FollowState::Nothing(NothingFound { message, cause: cause.unwrap_or_default() })
            }
            (None, None, None) => FollowState::Looking,
        };
        Ok(FollowRequest { id, address, asked, state })
    }

    /// Keeps what the desk found, and finishes its job.
    pub async fn answer_follow_request(
        &self,
        job: &Job,
        answer: &std::result::Result<Vec<NewSource>, NothingFound>,
    ) -> Result<()> {
        let (found, nothing) = match answer {
            Ok(found) => (Some(json(found)?), None),
            Err(nothing) => (None, Some(nothing.clone())),
        };
        let (message, cause) = nothing.map(|nothing| (nothing.message, nothing.cause)).unzip();
        let mut write = self.write().await?;
        let text = "update follow_request set found = $2, message = $3, cause = $4 where id = $1";
        write.run(text, args![job.subject, found, message, cause]).await?;
        write.finish_jobs(std::slice::from_ref(job)).await?;
        write.commit(Timestamp(0)).await
    }

    /// Follows what was chosen of what was found, by its place there; each is due at once. Chosen twice, followed once.
    /// `Conflict` when nothing was found, `NotFound` when no such request is kept.
    pub async fn follow_found(&self, id: i64, chosen: &[usize], now: Timestamp) -> Result<Vec<SourceId>> {
        let found = match self.follow_request(id).await?.state {
            FollowState::Found(found) => found,
            FollowState::Followed(followed) => return Ok(followed),
            FollowState::Looking | FollowState::Nothing(_) => {
                return Err(StoreError::Conflict("nothing to choose from".to_owned()));
            }
        };
        let mut followed = Vec::new();
        for new in chosen.iter().filter_map(|&at| found.get(at)) {
            followed.push(self.follow(NewSource { created: now, next_fetch: now, ..new.clone() }).await?.0);
        }
        let ids: Vec<i64> = followed.iter().map(|source| source.0).collect();
        self.run("update follow_request set followed = $2 where id = $1", args![id, json(&ids)?]).await?;
        Ok(followed)
    }

    /// Forgets requests made before a moment; tells how many.
    pub async fn trim_follow_requests(&self, before: Timestamp) -> Result<u64> {
        self.run("delete from follow_request where asked_us < $1", args![before]).await
    }
}
