//! The second step of signing in: the secret that a reader's app shares with the site, and recovery codes.
//!
//! Invariant: a code is taken once, whichever process takes it: every change says in its own statement what it needs to
//! find.

use crate::sql::{Fields, args, bind_row, first_column, list};
use crate::{Result, Store, StoreError};
use news::{ReaderId, Timestamp};
use std::collections::HashSet;

/// A reader's second step, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondStep {
    /// What the app makes its codes from.
    pub secret: Vec<u8>,
    /// Since when it is asked for; None while no code has shown that the app has the secret.
    pub since: Option<Timestamp>,
    /// Wrong codes in a row.
    pub missed: i64,
    /// When the last of these was.
    pub missed_at: Timestamp,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
}

impl Store {
    /// Finds a reader's second step; None when it was never begun, or was switched off.
    pub async fn second_step(&self, reader: ReaderId) -> Result<Option<SecondStep>> {
        let text = "select secret, since_us, missed, missed_us,
                (select count(*) from recovery_code c where c.reader_id = $1)
            from second_step where reader_id = $1";
        let Some(row) = self.optional(text, args![reader]).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        Ok(Some(SecondStep {
            secret: fields.next()?,
            since: fields.next()?,
            missed: fields.next()?,
            missed_at: fields.next()?,
            recovery_codes: fields.next()?,
        }))
    }

    /// Tells which of these readers are asked for a second step.
    pub async fn readers_with_second_step(&self, readers: &[ReaderId]) -> Result<HashSet<ReaderId>> {
        let text = "select reader_id from second_step where reader_id in {list $1} and since_us is not null";
        Ok(first_column(&self.all(text, args![list(readers)]).await?)?.into_iter().collect())
    }

    /// Keeps a secret to be confirmed. `Conflict` when the second step is asked for already.
    pub async fn begin_second_step(&self, reader: ReaderId, secret: &[u8]) -> Result<()> {
        let text = "insert into second_step (reader_id, secret) values ($1, $2)
            on conflict (reader_id) do update set secret = excluded.secret where second_step.since_us is null";
        match self.run(text, args![reader, secret]).await? {
            0 => Err(StoreError::Conflict("a second step".to_owned())),
            _ => Ok(()),
        }
    }

    /// Asks for the second step from now on. `period` is the half minute of the code that confirmed the secret.
    /// `NotFound` when there is no secret to be confirmed.
    pub async fn confirm_second_step(
        &self,
        reader: ReaderId,
        period: i64,
        recovery_hashes: &[[u8; 32]],
        now: Timestamp,
    ) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update second_step set since_us = $2, last_period = $3, missed = 0
            where reader_id = $1 and since_us is null";
        if write.run(text, args![reader, now, period]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        write.put_recovery_codes(reader, recovery_hashes).await?;
        write.commit(now).await
    }

    /// Takes the code of a half minute; false when it, or a later one, was taken before.
    pub async fn take_code(&self, reader: ReaderId, period: i64) -> Result<bool> {
        let text = "update second_step set last_period = $2, missed = 0
            where reader_id = $1 and since_us is not null and last_period < $2";
        Ok(self.run(text, args![reader, period]).await? > 0)
    }

    /// Takes a recovery code; false when it is none, or was taken before.
    pub async fn take_recovery_code(&self, reader: ReaderId, code_hash: &[u8]) -> Result<bool> {
        let mut write = self.write().await?;
        let text = "delete from recovery_code where reader_id = $1 and code_hash = $2";
        let is_taken = write.run(text, args![reader, code_hash]).await? > 0;
        if is_taken {
            write.run("update second_step set missed = 0 where reader_id = $1", args![reader]).await?;
        }
        write.commit(Timestamp(0)).await?;
        Ok(is_taken)
    }

    /// Counts a wrong code.
    pub async fn miss_code(&self, reader: ReaderId, now: Timestamp) -> Result<()> {
        let text = "update second_step set missed = missed + 1, missed_us = $2 where reader_id = $1";
        self.run(text, args![reader, now]).await?;
        Ok(())
    }

    /// Puts new recovery codes in the place of those left. `NotFound` when no second step is asked for.
    pub async fn renew_recovery_codes(&self, reader: ReaderId, recovery_hashes: &[[u8; 32]]) -> Result<()> {
        let mut write = self.write().await?;
        let text = "select reader_id from second_step where reader_id = $1 and since_us is not null";
        write.optional(text, args![reader]).await?.ok_or(StoreError::NotFound)?;
        write.put_recovery_codes(reader, recovery_hashes).await?;
        write.commit(Timestamp(0)).await
    }

    /// Asks for no second step any more; false when none was asked for.
    pub async fn end_second_step(&self, reader: ReaderId) -> Result<bool> {
        let mut write = self.write().await?;
        write.run("delete from recovery_code where reader_id = $1", args![reader]).await?;
        let is_ended = write.run("delete from second_step where reader_id = $1", args![reader]).await? > 0;
        write.commit(Timestamp(0)).await?;
        Ok(is_ended)
    }
}

impl crate::database::Write<'_> {
    async fn put_recovery_codes(&mut self, reader: ReaderId, hashes: &[[u8; 32]]) -> Result<()> {
        self.run("delete from recovery_code where reader_id = $1", args![reader]).await?;
        let text = "insert into recovery_code (reader_id, code_hash) {values}";
        self.run_rows(text, hashes.iter(), |hash, arguments| {
            bind_row!(arguments; reader, hash.as_slice());
        })
        .await
        .map(|_| ())
    }
}
