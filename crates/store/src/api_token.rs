//! API tokens: what a reader lets programs do in their name.
//!
//! Invariant: a token is found while it holds and its reader may come in, and only by its hash.

use crate::sql::{Fields, args, read_all};
use crate::{Reader, Result, Store, StoreError};
use news::{ReaderId, Timestamp};

/// A reader has at most so many.
pub const API_TOKENS_MAX: i64 = 50;
/// Tokens that have expired are shown to their readers for so long.
const EXPIRED_KEPT_US: i64 = 30 * Timestamp::DAY;

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The reader's own feeds and lists.
    Read,
    /// Everything the reader wrote, and the account's facts.
    Export,
    /// The installation's measurements; only the owner's tokens.
    Metrics,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::Read, Self::Export, Self::Metrics];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Export => "export",
            Self::Metrics => "metrics",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// A token, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    pub id: i64,
    /// In the words of its reader.
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created: Timestamp,
    /// None: it holds until it is revoked.
    pub expires: Option<Timestamp>,
    /// To the minute.
    pub used: Option<Timestamp>,
}

/// A token to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewApiToken<'a> {
    pub token_hash: &'a [u8],
    pub name: &'a str,
    pub scopes: &'a [Scope],
    pub expires: Option<Timestamp>,
}

impl Store {
    /// Keeps a token. `Conflict` when the reader has as many as one can.
    pub async fn add_api_token(&self, reader: ReaderId, new: &NewApiToken<'_>, now: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        // Holds the reader's row, so that two at once count each other.
        if write.run("update reader set name = name where id = $1", args![reader]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        let rows = write.all("select count(*) from api_token where reader_id = $1", args![reader]).await?;
        if rows.first().map_or(Ok(0), |row| Fields::of(row).next::<i64>())? >= API_TOKENS_MAX {
            return Err(StoreError::Conflict("as many tokens as one can have".to_owned()));
        }
        let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
        let text = "insert into api_token (token_hash, reader_id, name, scopes, created_us, expires_us)
            values ($1, $2, $3, $4, $5, $6)";
        write.run(text, args![new.token_hash, reader, new.name, scopes.join(" "), now, new.expires]).await?;
        write.commit(now).await
    }

    /// Lists a reader's tokens, the newest first, those that have expired among them.
    pub async fn api_tokens(&self, reader: ReaderId) -> Result<Vec<ApiToken>> {
        let text = "select id, name, scopes, created_us, expires_us, used_us from api_token
            where reader_id = $1 order by id desc {limit $2}";
        read_all(&self.all(text, args![reader, API_TOKENS_MAX]).await?, read_api_token)
    }

    /// Finds a token that holds, and whose it is. Notes that it was used, once a minute.
    pub async fn api_token(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<(ApiToken, Reader)>> {
        let text = "select t.id, t.name, t.scopes, t.created_us, t.expires_us, t.used_us,
                r.id, r.name, r.role, r.password_hash, r.created_us, r.suspended_us
            from api_token t join reader r on r.id = t.reader_id
            where t.token_hash = $1 and (t.expires_us is null or t.expires_us > $2) and r.suspended_us is null";
        let Some(row) = self.optional(text, args![token_hash, now]).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        let found = (read_api_token(&mut fields)?, crate::people::read_reader(&mut fields)?);
        if found.0.used.is_none_or(|used| now.since_us(used) > Timestamp::MINUTE) {
            self.run("update api_token set used_us = $2 where id = $1", args![found.0.id, now]).await?;
        }
        Ok(Some(found))
    }

    /// Ends a reader's token. `NotFound` when it is not the reader's.
    pub async fn revoke_api_token(&self, reader: ReaderId, id: i64) -> Result<()> {
        match self.run("delete from api_token where id = $2 and reader_id = $1", args![reader, id]).await? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Removes tokens that expired long ago.
    pub(crate) async fn trim_api_tokens(&self, now: Timestamp) -> Result<u64> {
        self.run("delete from api_token where expires_us <= $1", args![now.plus_us(-EXPIRED_KEPT_US)]).await
    }
}

fn read_api_token(fields: &mut Fields) -> Result<ApiToken> {
    Ok(ApiToken {
        id: fields.next()?,
        name: fields.next()?,
        scopes: fields.next::<String>()?.split(' ').filter_map(Scope::parse).collect(),
        created: fields.next()?,
        expires: fields.next()?,
        used: fields.next()?,
    })
}
