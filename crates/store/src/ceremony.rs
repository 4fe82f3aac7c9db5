//! What a browser has begun and a later request of it ends: a sign-in that waits for its code, a challenge to a passkey.
//!
//! Each stands under the hash of a secret that the browser alone has, and holds for minutes. Any process of the site can
//! end what another began.

use crate::sql::{Fields, args};
use crate::{Result, Store};
use news::{ReaderId, Timestamp};

impl Store {
    /// Begins one; an earlier one under the same key no longer counts. `reader` is None while nobody knows who it is.
    pub async fn begin_ceremony(
        &self,
        key_hash: &[u8],
        reader: Option<ReaderId>,
        state: &[u8],
        expires: Timestamp,
    ) -> Result<()> {
        let text = "insert into ceremony (key_hash, reader_id, state, expires_us) values ($1, $2, $3, $4)
            on conflict (key_hash) do update set
                reader_id = excluded.reader_id, state = excluded.state, expires_us = excluded.expires_us";
        self.run(text, args![key_hash, reader.unwrap_or(ReaderId(0)), state, expires]).await?;
        Ok(())
    }

    /// Looks at one that is not over, and leaves it.
    pub async fn ceremony(&self, key_hash: &[u8], now: Timestamp) -> Result<Option<(Option<ReaderId>, Vec<u8>)>> {
        let text = "select reader_id, state from ceremony where key_hash = $1 and expires_us > $2";
        let row = self.optional(text, args![key_hash, now]).await?;
        row.map(|row| read_ceremony(&mut Fields::of(&row))).transpose()
    }

    /// Ends one: who takes it is the only one to get it.
    pub async fn take_ceremony(&self, key_hash: &[u8], now: Timestamp) -> Result<Option<(Option<ReaderId>, Vec<u8>)>> {
        let mut write = self.write().await?;
        let text = "delete from ceremony where key_hash = $1 and expires_us > $2 returning reader_id, state";
        let row = write.optional(text, args![key_hash, now]).await?;
        write.commit(now).await?;
        row.map(|row| read_ceremony(&mut Fields::of(&row))).transpose()
    }
}

fn read_ceremony(fields: &mut Fields) -> Result<(Option<ReaderId>, Vec<u8>)> {
    let reader: ReaderId = fields.next()?;
    Ok(((reader.0 != 0).then_some(reader), fields.next()?))
}
