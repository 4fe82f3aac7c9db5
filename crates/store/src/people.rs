//! Readers' accounts, their sessions, and what they have read.
//!
//! Invariant: tokens stand here as hashes only, passwords as their hash; nothing here can be used to sign in.

use crate::sql::{Fields, args, bind_row, list, read_all};
use crate::{Result, Store, StoreError};
use news::{ArticleId, ReaderId, Timestamp};

/// What a reader may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything.
    Owner,
    /// Corrects stories, writes live blogs, moderates.
    Editor,
    #[default]
    Reader,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Reader => "reader",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Owner, Self::Editor, Self::Reader].into_iter().find(|role| role.as_str() == text)
    }
}

/// A reader's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub id: ReaderId,
    pub name: String,
    pub role: Role,
    /// In the PHC string format.
    pub password_hash: String,
    pub created: Timestamp,
}

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub reader: Reader,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// What a reader did with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadState {
    pub article: ArticleId,
    pub read: Option<Timestamp>,
    pub starred: Option<Timestamp>,
}

impl Store {
    /// Keeps the hash of a one-time token that lets its bearer create the owner; earlier ones no longer count.
    pub async fn create_setup_token(&self, token_hash: &[u8], expires: Timestamp) -> Result<()> {
        let mut write = self.write().await?;
        write.run("delete from setup_token", args![]).await?;
        let text = "insert into setup_token (token_hash, expires_us) values ($1, $2)";
        write.run(text, args![token_hash, expires]).await?;
        write.commit(expires).await
    }

    /// Uses a one-time token up; false when it is not, or no longer, one.
    pub async fn take_setup_token(&self, token_hash: &[u8], now: Timestamp) -> Result<bool> {
        let text = "delete from setup_token where token_hash = $1 and expires_us > $2";
        Ok(self.run(text, args![token_hash, now]).await? > 0)
    }

    /// Tells whether any account exists.
    pub async fn any_reader(&self) -> Result<bool> {
        Ok(self.optional("select id from reader limit 1", args![]).await?.is_some())
    }

    /// Creates the owner's account. `Conflict` when there is an owner already, or the name is taken.
    pub async fn create_owner(&self, name: &str, password_hash: &str, now: Timestamp) -> Result<ReaderId> {
        let mut write = self.write().await?;
        if write.optional("select id from reader where role = 'owner' limit 1", args![]).await?.is_some() {
            return Err(StoreError::Conflict("an owner".to_owned()));
        }
        let text = "insert into reader (name, name_key, password_hash, role, created_us) values ($1, $2, $3, $4, $5)
            returning id";
        let arguments = args![name, name.to_lowercase(), password_hash, Role::Owner.as_str(), now];
        let row = write.optional(text, arguments).await?.ok_or(StoreError::NotFound)?;
        write.commit(now).await?;
        Fields::of(&row).next()
    }

    /// Finds an account by its name, whatever its case.
    pub async fn reader_by_name(&self, name: &str) -> Result<Option<Reader>> {
        let text = "select id, name, role, password_hash, created_us from reader where name_key = $1";
        let row = self.optional(text, args![name.to_lowercase()]).await?;
        row.map(|row| read_reader(&mut Fields::of(&row))).transpose()
    }

    /// Changes a password; every session of the account ends.
    pub async fn set_password(&self, reader: ReaderId, password_hash: &str) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update reader set password_hash = $2 where id = $1";
        if write.run(text, args![reader, password_hash]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        write.run("delete from session where reader_id = $1", args![reader]).await?;
        write.commit(Timestamp(0)).await
    }

    /// Opens a session under the hash of its token.
    pub async fn open_session(
        &self,
        token_hash: &[u8],
        reader: ReaderId,
        now: Timestamp,
        expires: Timestamp,
        user_agent: &str,
    ) -> Result<()> {
        let text = "insert into session (token_hash, reader_id, created_us, seen_us, expires_us, user_agent)
            values ($1, $2, $3, $3, $4, $5)";
        self.run(text, args![token_hash, reader, now, expires, user_agent]).await?;
        Ok(())
    }

    /// Finds an open session. Notes that it was seen, once an hour.
    pub async fn session(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<Session>> {
        let text = "select r.id, r.name, r.role, r.password_hash, r.created_us, s.created_us, s.expires_us, s.seen_us
            from session s join reader r on r.id = s.reader_id where s.token_hash = $1 and s.expires_us > $2";
        let Some(row) = self.optional(text, args![token_hash, now]).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        let session = Session { reader: read_reader(&mut fields)?, created: fields.next()?, expires: fields.next()? };
        if now.since_us(fields.next()?) > Timestamp::HOUR {
            self.run("update session set seen_us = $2 where token_hash = $1", args![token_hash, now]).await?;
        }
        Ok(Some(session))
    }

    /// Ends a session.
    pub async fn close_session(&self, token_hash: &[u8]) -> Result<()> {
        self.run("delete from session where token_hash = $1", args![token_hash]).await?;
        Ok(())
    }

    /// Removes sessions and one-time tokens that are over.
    pub async fn trim_sessions(&self, now: Timestamp) -> Result<u64> {
        self.run("delete from setup_token where expires_us <= $1", args![now]).await?;
        self.run("delete from session where expires_us <= $1", args![now]).await
    }

    /// Marks articles read at a time, or unread.
    pub async fn mark_read(&self, reader: ReaderId, articles: &[ArticleId], read: Option<Timestamp>) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, read_us) {values}
            on conflict (reader_id, article_id) do update set read_us = excluded.read_us";
        self.mark(reader, articles, read, text).await
    }

    /// Stars articles at a time, or takes the star off.
    pub async fn mark_starred(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        starred: Option<Timestamp>,
    ) -> Result<()> {
        let text = "insert into read_state (reader_id, article_id, starred_us) {values}
            on conflict (reader_id, article_id) do update set starred_us = excluded.starred_us";
        self.mark(reader, articles, starred, text).await
    }

    async fn mark(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        at: Option<Timestamp>,
        text: &'static str,
    ) -> Result<()> {
        let mut articles = articles.to_vec();
        articles.sort_unstable();
        articles.dedup();
        let mut write = self.write().await?;
        write
            .run_rows(text, articles.into_iter(), |article, arguments| bind_row!(arguments; reader, article, at))
            .await?;
        write.commit(at.unwrap_or_default()).await
    }

    /// Tells what a reader did with articles; those untouched are left out.
    pub async fn read_states(&self, reader: ReaderId, articles: &[ArticleId]) -> Result<Vec<ReadState>> {
        let text = "select article_id, read_us, starred_us from read_state
            where reader_id = $1 and article_id in {list $2} order by article_id";
        read_all(&self.all(text, args![reader, list(articles)]).await?, |fields| {
            Ok(ReadState { article: fields.next()?, read: fields.next()?, starred: fields.next()? })
        })
    }
}

fn read_reader(fields: &mut Fields) -> Result<Reader> {
    Ok(Reader {
        id: fields.next()?,
        name: fields.next()?,
        role: Role::parse(&fields.next::<String>()?).unwrap_or_default(),
        password_hash: fields.next()?,
        created: fields.next()?,
    })
}
