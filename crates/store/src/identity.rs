//! Who readers are elsewhere: to a reverse proxy that names its users, to an OpenID provider.
//!
//! Invariant: an identity leads to one account, and is connected to it by nothing but its own word and the account's.

use crate::people::read_reader;
use crate::sql::{Fields, args, read_all};
use crate::{Reader, Result, Role, Store, StoreError};
use news::{ReaderId, Timestamp};

/// An identity, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub provider: String,
    pub subject: String,
    /// What the user was called there when it was connected.
    pub label: String,
    pub created: Timestamp,
    /// To the hour.
    pub used: Timestamp,
}

/// An identity to be connected.
#[derive(Clone, Copy, Debug)]
pub struct NewIdentity<'a> {
    pub provider: &'a str,
    pub subject: &'a str,
    pub label: &'a str,
}

impl Store {
    /// Finds the account of an identity. Notes that it was used, once an hour.
    pub async fn reader_by_identity(&self, provider: &str, subject: &str, now: Timestamp) -> Result<Option<Reader>> {
        let text = "select r.id, r.name, r.role, r.password_hash, r.created_us, r.suspended_us, i.used_us
            from identity i join reader r on r.id = i.reader_id where i.provider = $1 and i.subject = $2";
        let Some(row) = self.optional(text, args![provider, subject]).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        let reader = read_reader(&mut fields)?;
        if now.since_us(fields.next()?) > Timestamp::HOUR {
            let text = "update identity set used_us = $3 where provider = $1 and subject = $2";
            self.run(text, args![provider, subject, now]).await?;
        }
        Ok(Some(reader))
    }

    /// Connects an identity with an account. `Conflict` when it leads to another one.
    pub async fn connect_identity(&self, reader: ReaderId, new: &NewIdentity<'_>, now: Timestamp) -> Result<()> {
        let text = "insert into identity (provider, subject, reader_id, label, created_us, used_us)
            values ($1, $2, $3, $4, $5, $5)
            on conflict (provider, subject) do update set label = excluded.label
            where identity.reader_id = excluded.reader_id";
        match self.run(text, args![new.provider, new.subject, reader, new.label, now]).await? {
            0 => Err(StoreError::Conflict("connected with another account".to_owned())),
            _ => Ok(()),
        }
    }

    /// Creates the account of somebody known elsewhere, who has no password here. `Conflict` when the name is taken, or
    /// there is an owner already and this would be another.
    pub async fn create_reader_of(
        &self,
        name: &str,
        role: Role,
        new: &NewIdentity<'_>,
        now: Timestamp,
    ) -> Result<ReaderId> {
        let mut write = self.write().await?;
        let owner = "select id from reader where role = 'owner' limit 1";
        if role == Role::Owner && write.optional(owner, args![]).await?.is_some() {
            return Err(StoreError::Conflict("an owner".to_owned()));
        }
        let reader = write.add_reader(name, "", role, now).await?;
        let text = "insert into identity (provider, subject, reader_id, label, created_us, used_us)
            values ($1, $2, $3, $4, $5, $5)";
        write.run(text, args![new.provider, new.subject, reader, new.label, now]).await?;
        write.commit(now).await?;
        Ok(reader)
    }

    /// Finds the owner.
    pub async fn owner(&self) -> Result<Option<Reader>> {
        let text = "select id, name, role, password_hash, created_us, suspended_us from reader where role = 'owner'";
        self.optional(text, args![]).await?.map(|row| read_reader(&mut Fields::of(&row))).transpose()
    }

    /// Lists who a reader is elsewhere.
    pub async fn identities(&self, reader: ReaderId) -> Result<Vec<Identity>> {
        let text = "select provider, subject, label, created_us, used_us from identity
            where reader_id = $1 order by provider, subject {limit $2}";
        read_all(&self.all(text, args![reader, 50i64]).await?, |fields| {
            Ok(Identity {
                provider: fields.next()?,
                subject: fields.next()?,
                label: fields.next()?,
                created: fields.next()?,
                used: fields.next()?,
            })
        })
    }

    /// Parts an identity from a reader's account. `NotFound` when it is not the reader's.
    pub async fn part_identity(&self, reader: ReaderId, provider: &str, subject: &str) -> Result<()> {
        let text = "delete from identity where reader_id = $1 and provider = $2 and subject = $3";
        match self.run(text, args![reader, provider, subject]).await? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}
