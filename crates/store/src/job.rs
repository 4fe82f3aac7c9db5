//! The queue. A job is a kind and the id it is about, never a payload; it may run twice.
//!
//! Invariant: a job is there until the claim that did it finishes it. Asked for again while it is being worked on, it
//! loses its claim's mark, so that finishing leaves it to run once more.

use crate::database::Write;
use crate::sql::{Fields, args, bind_row, joined, list, read_all};
use crate::{Result, Store, StoreError};
use news::Timestamp;
use std::collections::BTreeMap;

/// A job as claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub kind: String,
    /// The id of what it is about.
    pub subject: i64,
    /// Counting this one.
    pub attempts: i64,
    /// Marks the claim; only it can finish or fail the job.
    pub claim: i64,
}

/// How many jobs of a kind there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobCount {
    pub kind: String,
    /// Waiting or being worked on.
    pub waiting: i64,
    pub dead: i64,
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    pub kind: String,
    pub subject: i64,
    pub attempts: i64,
    pub error: String,
}

impl Store {
    /// Asks for jobs, once per kind and subject. One that waits runs at the earlier time; one that is being worked on
    /// runs again; a dead one lives again.
    pub async fn enqueue(&self, kind: &str, subjects: &[i64], run_at: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        write.enqueue(kind, subjects, run_at).await?;
        write.commit(run_at).await
    }

    /// Claims jobs that are due, the longest due first, until `now` + `lease_us`. A worker that dies leaves them to
    /// be claimed again after that.
    pub async fn claim_jobs(&self, kind: &str, now: Timestamp, lease_us: i64, limit: i64) -> Result<Vec<Job>> {
        // Look before writing: a worker that finds nothing must not wait for the writer.
        let due = self
            .optional("select 1 from job where kind = $1 and dead = 0 and run_at_us <= $2 limit 1", args![kind, now]);
        if due.await?.is_none() {
            return Ok(Vec::new());
        }
        let until = now.plus_us(lease_us);
        let mut write = self.write().await?;
        let text = "select {joined subject || ' ' || attempts} from (
                select subject, attempts from job where kind = $1 and dead = 0 and run_at_us <= $2
                order by run_at_us {limit $3} {skip_locked}
            ) as due";
        let row = write.optional(text, args![kind, now, limit]).await?.ok_or(StoreError::NotFound)?;
        let mut due = joined::<2>(&row)?;
        due.sort_unstable();
        let subjects: Vec<i64> = due.iter().map(|&[subject, _]| subject).collect();
        let text = "update job set run_at_us = $2, claim = $2, attempts = attempts + 1
            where kind = $1 and subject in {list $3}";
        write.run(text, args![kind, until, list(&subjects)]).await?;
        write.commit(now).await?;
        let job = |[subject, attempts]: [i64; 2]| Job {
            kind: kind.to_owned(),
            subject,
            attempts: attempts + 1,
            claim: until.0,
        };
        Ok(due.into_iter().map(job).collect())
    }

    /// Lets every claimed job and letter be claimed again at once; tells how many. Only for whoever knows that no other worker is
    /// alive: it shortens the wait for the leases of one that was killed.
    pub async fn release_claims(&self, now: Timestamp) -> Result<u64> {
        let text = "update job set run_at_us = $1, claim = 0 where claim > 0 and dead = 0 and run_at_us > $1";
        let letters = "update brief_mail set due_us = $1, claim = 0 where claim > 0 and due_us > $1";
        Ok(self.run(text, args![now]).await? + self.run(letters, args![now]).await?)
    }

    /// Removes jobs that are done.
    pub async fn finish_jobs(&self, jobs: &[Job]) -> Result<()> {
        let mut write = self.write().await?;
        write.finish_jobs(jobs).await?;
        write.commit(Timestamp(0)).await
    }

    /// Keeps a job's error and tries again at a time, or gives it up and keeps it visible.
    pub async fn fail_job(&self, job: &Job, error: &str, retry_at: Option<Timestamp>) -> Result<()> {
        let text = "update job set last_error = $4, dead = $5, run_at_us = $6, claim = 0
            where kind = $1 and subject = $2 and claim = $3";
        let (dead, run_at) = (retry_at.is_none(), retry_at.unwrap_or(Timestamp(0)));
        self.run(text, args![job.kind.as_str(), job.subject, job.claim, error, dead, run_at]).await?;
        Ok(())
    }

    /// Gives a claimed job back until a time, as if it had not been tried.
    pub async fn postpone_job(&self, job: &Job, until: Timestamp) -> Result<()> {
        let text = "update job set run_at_us = $4, attempts = attempts - 1, claim = 0
            where kind = $1 and subject = $2 and claim = $3";
        self.run(text, args![job.kind.as_str(), job.subject, job.claim, until]).await?;
        Ok(())
    }

    /// Counts jobs by kind.
    pub async fn job_counts(&self) -> Result<Vec<JobCount>> {
        let text = "select kind, sum(case when dead = 0 then 1 else 0 end), sum(case when dead = 1 then 1 else 0 end)
            from job group by kind order by kind";
        read_all(&self.all(text, args![]).await?, |fields| {
            Ok(JobCount { kind: fields.next()?, waiting: fields.next()?, dead: fields.next()? })
        })
    }

    /// Lists jobs that were given up.
    pub async fn dead_jobs(&self, limit: i64) -> Result<Vec<DeadJob>> {
        let text = "select kind, subject, attempts, coalesce(last_error, '') from job
            where dead = 1 order by kind, subject {limit $1}";
        read_all(&self.all(text, args![limit]).await?, |fields| {
            Ok(DeadJob {
                kind: fields.next()?,
                subject: fields.next()?,
                attempts: fields.next()?,
                error: fields.next()?,
            })
        })
    }

    /// Lets the dead jobs of a kind run again; tells how many.
    pub async fn revive_jobs(&self, kind: &str, now: Timestamp) -> Result<u64> {
        let text = "update job set dead = 0, attempts = 0, run_at_us = $2 where kind = $1 and dead = 1";
        self.run(text, args![kind, now]).await
    }

    /// Tells when the next job of a kind is due.
    pub async fn next_job_at(&self, kind: &str) -> Result<Option<Timestamp>> {
        let text = "select run_at_us from job where kind = $1 and dead = 0 order by run_at_us limit 1";
        self.optional(text, args![kind]).await?.map(|row| Fields::of(&row).next()).transpose()
    }
}

impl Write<'_> {
    pub(crate) async fn enqueue(&mut self, kind: &str, subjects: &[i64], run_at: Timestamp) -> Result<()> {
        let text = "insert into job (kind, subject, run_at_us) {values}
            on conflict (kind, subject) do update set claim = 0, attempts = 0, dead = 0,
            run_at_us = case when job.claim = 0 and job.dead = 0 and job.run_at_us < excluded.run_at_us
                then job.run_at_us else excluded.run_at_us end";
        let mut subjects = subjects.to_vec();
        subjects.sort_unstable();
        subjects.dedup();
        self.run_rows(text, subjects.into_iter(), |subject, arguments| bind_row!(arguments; kind, subject, run_at))
            .await?;
        Ok(())
    }

    pub(crate) async fn finish_jobs(&mut self, jobs: &[Job]) -> Result<()> {
        let mut by_claim: BTreeMap<(&str, i64), Vec<i64>> = BTreeMap::new();
        for job in jobs {
            by_claim.entry((&job.kind, job.claim)).or_default().push(job.subject);
        }
        for ((kind, claim), subjects) in by_claim {
            let text = "delete from job where kind = $1 and claim = $2 and subject in {list $3}";
            self.run(text, args![kind, claim, list(&subjects)]).await?;
        }
        Ok(())
    }
}
