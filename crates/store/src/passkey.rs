//! Passkeys: the public half of what a reader's device or password manager holds.

use crate::sql::{Fields, args, read_all};
use crate::{Result, Store, StoreError};
use news::{ReaderId, Timestamp};

/// A reader has at most so many.
pub const PASSKEYS_MAX: i64 = 20;

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    pub id: i64,
    pub credential_id: Vec<u8>,
    pub reader: ReaderId,
    /// In the words of its reader.
    pub name: String,
    /// As the site wrote it.
    pub public_key: Vec<u8>,
    /// As the site wrote it when the passkey was last used.
    pub counter: Vec<u8>,
    pub created: Timestamp,
    pub used: Option<Timestamp>,
}

/// A passkey to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    pub credential_id: &'a [u8],
    pub name: &'a str,
    pub public_key: &'a [u8],
    pub counter: &'a [u8],
}

impl Store {
    /// Tells by what a reader's passkeys name the reader; keeps `new` as that when there is nothing yet.
    pub async fn passkey_handle(&self, reader: ReaderId, new: &[u8]) -> Result<Vec<u8>> {
        let text = "insert into passkey_handle (reader_id, handle) values ($1, $2) on conflict (reader_id) do nothing";
        self.run(text, args![reader, new]).await?;
        let row = self.one("select handle from passkey_handle where reader_id = $1", args![reader]).await?;
        Fields::of(&row).next()
    }

    /// Keeps a passkey. `Conflict` when it is known already, or the reader has as many as one can.
    pub async fn add_passkey(&self, reader: ReaderId, new: &NewPasskey<'_>, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update reader set name = name where id = $1";
        if write.run(text, args![reader]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        let row = write.all("select count(*) from passkey where reader_id = $1", args![reader]).await?;
        if row.first().map_or(Ok(0), |row| Fields::of(row).next::<i64>())? >= PASSKEYS_MAX {
            return Err(StoreError::Conflict("as many passkeys as one can have".to_owned()));
        }
        let text = "insert into passkey (credential_id, reader_id, name, public_key, counter, created_us)
            values ($1, $2, $3, $4, $5, $6)";
        write.run(text, args![new.credential_id, reader, new.name, new.public_key, new.counter, now]).await?;
        write.commit(now).await
    }

    /// Lists a reader's passkeys, the oldest first.
    pub async fn passkeys(&self, reader: ReaderId) -> Result<Vec<Passkey>> {
        let text = "select id, credential_id, reader_id, name, public_key, counter, created_us, used_us from passkey
            where reader_id = $1 order by id {limit $2}";
        read_all(&self.all(text, args![reader, PASSKEYS_MAX]).await?, read_passkey)
    }

    /// Finds a passkey by what its device calls it, with the handle of its reader.
    pub async fn passkey_by_credential(&self, credential_id: &[u8]) -> Result<Option<(Passkey, Vec<u8>)>> {
        let text =
            "select p.id, p.credential_id, p.reader_id, p.name, p.public_key, p.counter, p.created_us, p.used_us,
                h.handle
            from passkey p join passkey_handle h on h.reader_id = p.reader_id where p.credential_id = $1";
        let Some(row) = self.optional(text, args![credential_id]).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        Ok(Some((read_passkey(&mut fields)?, fields.next()?)))
    }

    /// Notes that a passkey was used; false when somebody used it since it was read, or removed it.
    pub async fn use_passkey(&self, read: &Passkey, counter: &[u8], now: Timestamp) -> Result<bool> {
        let text = "update passkey set counter = $3, used_us = $4 where id = $1 and counter = $2";
        Ok(self.run(text, args![read.id, read.counter.as_slice(), counter, now]).await? > 0)
    }

    /// Gives a reader's passkey another name. `NotFound` when it is not the reader's.
    pub async fn rename_passkey(&self, reader: ReaderId, id: i64, name: &str) -> Result<()> {
        let text = "update passkey set name = $3 where id = $2 and reader_id = $1";
        found(self.run(text, args![reader, id, name]).await?)
    }

    /// Removes a reader's passkey. `NotFound` when it is not the reader's.
    pub async fn remove_passkey(&self, reader: ReaderId, id: i64) -> Result<()> {
        found(self.run("delete from passkey where id = $2 and reader_id = $1", args![reader, id]).await?)
    }
}

fn found(rows: u64) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn read_passkey(fields: &mut Fields) -> Result<Passkey> {
    Ok(Passkey {
        id: fields.next()?,
        credential_id: fields.next()?,
        reader: fields.next()?,
        name: fields.next()?,
        public_key: fields.next()?,
        counter: fields.next()?,
        created: fields.next()?,
        used: fields.next()?,
    })
}
