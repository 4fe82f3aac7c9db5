//! What models used: counted for each reader and day, and kept within budgets.
//!
//! Invariant: what is used and what is reserved together never pass a limit, however many ask at once. Tokens are
//! reserved before a call, and the reservation gives way to what was used after it. A call whose end nobody told counts
//! as if it had used all it reserved: it may have.

use crate::database::Write;
use crate::sql::{Fields, args, read_all};
use crate::{Result, Store};
use news::{ReaderId, Timestamp};

/// How many tokens may be used in a day (UTC); None for no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenLimits {
    /// By all, the site itself included.
    pub all: Option<i64>,
    /// By one reader.
    pub reader: Option<i64>,
}

/// Whether a model may be asked.
#[derive(Debug, PartialEq, Eq)]
pub enum Reservation {
    /// It may. The call has to be settled, however it ends.
    Granted(ModelCall),
    /// The day's tokens are used up, or what is left is reserved by calls under way.
    AllSpent,
    /// The reader's are.
    ReaderSpent,
}

/// A call under way.
#[derive(Debug, PartialEq, Eq)]
pub struct ModelCall {
    id: i64,
    reader: ReaderId,
    day: i64,
}

/// What was used on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ModelUse {
    /// Days since 1970, UTC.
    pub day: i64,
    pub calls: i64,
    pub tokens_in: i64,
    pub tokens_out: i64,
    /// In millionths of the owner's currency.
    pub cost: i64,
    /// Tokens that calls under way may use.
    pub reserved: i64,
}

/// A call of which nothing was heard for so long was lost with its process.
pub const CALL_LOST_US: i64 = 2 * Timestamp::HOUR;
/// Under this number stands what all used together.
const ALL: ReaderId = ReaderId(0);

impl Store {
    /// Reserves tokens for one call by a reader, or by the site itself.
    pub async fn reserve_tokens(
        &self,
        reader: Option<ReaderId>,
        tokens: i64,
        limits: TokenLimits,
        now: Timestamp,
    ) -> Result<Reservation> {
        let day = day_of(now);
        let mut write = self.write().await?;
        // The row of all comes first for everyone, so nobody waits for somebody who waits for them.
        if !write.reserve_for(ALL, day, tokens, limits.all).await? {
            return Ok(Reservation::AllSpent);
        }
        if let Some(reader) = reader
            && !write.reserve_for(reader, day, tokens, limits.reader).await?
        {
            return Ok(Reservation::ReaderSpent);
        }
        let reader = reader.unwrap_or(ALL);
        let text = "insert into model_call (reader_id, day, reserved, begun_us) values ($1, $2, $3, $4) returning id";
        let row = write.optional(text, args![reader, day, tokens, now]).await?.ok_or(crate::StoreError::NotFound)?;
        let id = Fields::of(&row).next()?;
        write.commit(now).await?;
        Ok(Reservation::Granted(ModelCall { id, reader, day }))
    }

    /// Puts what a call used in the place of what it reserved. What was used counts even where it is more.
    pub async fn settle_call(&self, call: ModelCall, tokens_in: i64, tokens_out: i64, cost: i64) -> Result<()> {
        let mut write = self.write().await?;
        let row = write.optional("delete from model_call where id = $1 returning reserved", args![call.id]).await?;
        // Lost calls were counted as used: what they used is told twice rather than not at all.
        let reserved = row.map_or(Ok(0), |row| Fields::of(&row).next::<i64>())?;
        write.settle(&call, reserved, (tokens_in, tokens_out, cost)).await?;
        write.commit(Timestamp(0)).await
    }

    /// Counts calls that were lost with their process as used; tells how many. At most a hundred at a time.
    pub async fn settle_lost_calls(&self, now: Timestamp) -> Result<usize> {
        let mut write = self.write().await?;
        let text =
            "select id, reader_id, day, reserved from model_call where begun_us < $1 order by begun_us limit 100";
        let rows = write.all(text, args![now.plus_us(-CALL_LOST_US)]).await?;
        let lost = read_all(&rows, |fields: &mut Fields| {
            let call = ModelCall { id: fields.next()?, reader: fields.next()?, day: fields.next()? };
            Ok((call, fields.next::<i64>()?))
        })?;
        let mut settled = 0;
        for (call, reserved) in lost {
            if write.run("delete from model_call where id = $1", args![call.id]).await? > 0 {
                write.settle(&call, reserved, (reserved, 0, 0)).await?;
                settled += 1;
            }
        }
        write.commit(now).await?;
        Ok(settled)
    }

    /// Tells what a reader used on the day of a moment, or all together.
    pub async fn model_use(&self, reader: Option<ReaderId>, now: Timestamp) -> Result<ModelUse> {
        let text = "select day, calls, tokens_in, tokens_out, cost, reserved from model_use
            where reader_id = $1 and day = $2";
        let day = day_of(now);
        let row = self.optional(text, args![reader.unwrap_or(ALL), day]).await?;
        row.map_or(Ok(ModelUse { day, ..ModelUse::default() }), |row| read_use(&mut Fields::of(&row)))
    }

    /// Lists the days on which a reader used something, or anyone did, the newest first.
    pub async fn model_use_by_day(&self, reader: Option<ReaderId>, limit: i64) -> Result<Vec<ModelUse>> {
        let text = "select day, calls, tokens_in, tokens_out, cost, reserved from model_use
            where reader_id = $1 order by day desc {limit $2}";
        read_all(&self.all(text, args![reader.unwrap_or(ALL), limit]).await?, read_use)
    }

    /// Lists the readers who used most on the day of a moment, with what they used; the site itself is not among them.
    pub async fn model_use_by_reader(&self, now: Timestamp, limit: i64) -> Result<Vec<(ReaderId, ModelUse)>> {
        // A day has a row for each reader who asked on it, of whom there are few: they are sorted.
        let text = "select reader_id, day, calls, tokens_in, tokens_out, cost, reserved from model_use
            where day = $1 and reader_id > 0 order by tokens_in + tokens_out desc, reader_id {limit $2}";
        let rows = self.all(text, args![day_of(now), limit]).await?;
        read_all(&rows, |fields: &mut Fields| Ok((fields.next()?, read_use(fields)?)))
    }

    /// Forgets the days before a moment; tells how many rows went.
    pub async fn trim_model_use(&self, before: Timestamp) -> Result<u64> {
        self.run("delete from model_use where day < $1", args![day_of(before)]).await
    }
}

impl Write<'_> {
    /// Adds to what is reserved, unless that would pass the limit.
    async fn reserve_for(&mut self, reader: ReaderId, day: i64, tokens: i64, limit: Option<i64>) -> Result<bool> {
        let limit = limit.unwrap_or(i64::MAX);
        if tokens > limit {
            return Ok(false);
        }
        let text = "insert into model_use (reader_id, day, reserved) values ($1, $2, $3)
            on conflict (reader_id, day) do update set reserved = model_use.reserved + excluded.reserved
            where model_use.tokens_in + model_use.tokens_out + model_use.reserved <= $4";
        Ok(self.run(text, args![reader, day, tokens, limit - tokens]).await? > 0)
    }

    async fn settle(&mut self, call: &ModelCall, reserved: i64, used: (i64, i64, i64)) -> Result<()> {
        let (tokens_in, tokens_out, cost) = used;
        let text = "update model_use set calls = calls + 1, tokens_in = tokens_in + $3, tokens_out = tokens_out + $4,
                cost = cost + $5, reserved = reserved - $6
            where reader_id = $1 and day = $2";
        let both = if call.reader == ALL { vec![ALL] } else { vec![ALL, call.reader] };
        for reader in both {
            self.run(text, args![reader, call.day, tokens_in, tokens_out, cost, reserved]).await?;
        }
        Ok(())
    }
}

fn day_of(now: Timestamp) -> i64 {
    now.0.div_euclid(Timestamp::DAY)
}

fn read_use(fields: &mut Fields) -> Result<ModelUse> {
    Ok(ModelUse {
        day: fields.next()?,
        calls: fields.next()?,
        tokens_in: fields.next()?,
        tokens_out: fields.next()?,
        cost: fields.next()?,
        reserved: fields.next()?,
    })
}
