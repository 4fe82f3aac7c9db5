//! Readers' accounts, their sessions, and who is invited.
//!
//! Invariant: tokens stand here as hashes only, passwords as their hash; nothing here can be used to sign in. (The one
//! secret that must be kept as it is stands in `second_step`, and is of no use without the password.)

use crate::database::Write;
use crate::sql::{Fields, args, read_all};
use crate::{Result, Store, StoreError};
use news::{ReaderId, Timestamp};

/// What a reader may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything.
    Owner,
    /// Corrects stories, and keeps order among readers.
    Editor,
    /// Keeps order among readers.
    Moderator,
    #[default]
    Reader,
}

impl Role {
    /// All roles, the mightiest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Editor, Self::Moderator, Self::Reader];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Moderator => "moderator",
            Self::Reader => "reader",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A reader's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub id: ReaderId,
    pub name: String,
    pub role: Role,
    /// In the PHC string format; empty for those who have none.
    pub password_hash: String,
    pub created: Timestamp,
    /// Since when the account cannot be used.
    pub suspended: Option<Timestamp>,
}

/// How somebody signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WayIn {
    #[default]
    Password,
    /// With the password and a code of the second step.
    PasswordAndCode,
    Passkey,
    /// Named by a reverse proxy; the session holds while the proxy says so.
    Proxy,
    OpenId,
    /// By an OpenID provider and a code of the second step.
    OpenIdAndCode,
}

impl WayIn {
    pub const ALL: [Self; 6] =
        [Self::Password, Self::PasswordAndCode, Self::Passkey, Self::Proxy, Self::OpenId, Self::OpenIdAndCode];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::PasswordAndCode => "password-and-code",
            Self::Passkey => "passkey",
            Self::Proxy => "proxy",
            Self::OpenId => "openid",
            Self::OpenIdAndCode => "openid-and-code",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == text)
    }

    /// The same way, with a code of the second step after it.
    #[must_use]
    pub fn and_code(self) -> Self {
        match self {
            Self::Password => Self::PasswordAndCode,
            Self::OpenId => Self::OpenIdAndCode,
            other => other,
        }
    }
}

/// A session to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    pub reader: ReaderId,
    pub way: WayIn,
    pub expires: Timestamp,
    pub user_agent: &'a str,
}

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub reader: Reader,
    /// Of what the site tells the reader.
    pub unread_notices: i64,
    /// How the reader likes to read, in the site's own words.
    pub preferences: String,
    pub created: Timestamp,
    pub expires: Timestamp,
    pub way: WayIn,
}

/// A session as its reader sees it among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    pub token_hash: Vec<u8>,
    pub created: Timestamp,
    /// To the hour.
    pub seen: Timestamp,
    pub user_agent: String,
    pub way: WayIn,
}

/// An invitation that nobody has used yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: i64,
    pub role: Role,
    /// Whom it is for, in the words of who wrote it.
    pub note: String,
    pub by: String,
    pub created: Timestamp,
    pub expires: Timestamp,
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
        let owner = write.add_reader(name, password_hash, Role::Owner, now).await?;
        write.commit(now).await?;
        Ok(owner)
    }

    /// Creates the account of a reader who came without an invitation. `Conflict` when the name is taken.
    pub async fn create_reader(&self, name: &str, password_hash: &str, now: Timestamp) -> Result<ReaderId> {
        let mut write = self.write().await?;
        let reader = write.add_reader(name, password_hash, Role::Reader, now).await?;
        write.commit(now).await?;
        Ok(reader)
    }

    /// Lists accounts in the order in which they were made.
    pub async fn readers(&self, after: Option<ReaderId>, limit: i64) -> Result<Vec<Reader>> {
        let text = "select id, name, role, password_hash, created_us, suspended_us from reader
            where id > $1 order by id {limit $2}";
        read_all(&self.all(text, args![after.unwrap_or(ReaderId(0)), limit]).await?, read_reader)
    }

    /// Finds an account.
    pub async fn reader(&self, id: ReaderId) -> Result<Reader> {
        let text = "select id, name, role, password_hash, created_us, suspended_us from reader where id = $1";
        read_reader(&mut Fields::of(&self.one(text, args![id]).await?))
    }

    /// Tells how many comments of a reader are published.
    pub async fn comments_published(&self, id: ReaderId) -> Result<i64> {
        Fields::of(&self.one("select comment_count from reader where id = $1", args![id]).await?).next()
    }

    /// Gives an account another role. `NotFound` for the owner's, which stays as it is; nobody else becomes owner.
    pub async fn set_role(&self, reader: ReaderId, role: Role) -> Result<()> {
        let text = "update reader set role = $2 where id = $1 and role <> 'owner' and $2 <> 'owner'";
        match self.run(text, args![reader, role.as_str()]).await? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// Keeps an account out from a moment on, which ends its sessions, or lets it in again. `NotFound` for the
    /// owner's.
    pub async fn suspend(&self, reader: ReaderId, since: Option<Timestamp>) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update reader set suspended_us = $2 where id = $1 and role <> 'owner'";
        if write.run(text, args![reader, since]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        if since.is_some() {
            write.run("delete from session where reader_id = $1", args![reader]).await?;
        }
        write.commit(Timestamp(0)).await
    }

    /// Keeps the hash of a one-time token that lets its bearer create an account of this role.
    pub async fn invite(
        &self,
        token_hash: &[u8],
        role: Role,
        note: &str,
        by: &str,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        let text = "insert into invitation (token_hash, role, note, by_name, created_us, expires_us)
            values ($1, $2, $3, $4, $5, $6)";
        self.run(text, args![token_hash, role.as_str(), note, by, now, expires]).await?;
        Ok(())
    }

    /// Lists the invitations that can still be used, newest first.
    pub async fn invitations(&self, now: Timestamp, limit: i64) -> Result<Vec<Invitation>> {
        let text = "select id, role, note, by_name, created_us, expires_us from invitation
            where expires_us > $1 order by id desc {limit $2}";
        read_all(&self.all(text, args![now, limit]).await?, read_invitation)
    }

    /// Finds the invitation of a token; None when there is none, or none any more.
    pub async fn invitation(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<Invitation>> {
        let text = "select id, role, note, by_name, created_us, expires_us from invitation
            where token_hash = $1 and expires_us > $2";
        let row = self.optional(text, args![token_hash, now]).await?;
        row.map(|row| read_invitation(&mut Fields::of(&row))).transpose()
    }

    /// Uses an invitation up for an account. `NotFound` when it cannot be used any more; `Conflict` when the name is
    /// taken, which leaves the invitation as it was.
    pub async fn accept_invitation(
        &self,
        token_hash: &[u8],
        name: &str,
        password_hash: &str,
        now: Timestamp,
    ) -> Result<ReaderId> {
        let mut write = self.write().await?;
        let text = "delete from invitation where token_hash = $1 and expires_us > $2 returning role";
        let row = write.optional(text, args![token_hash, now]).await?.ok_or(StoreError::NotFound)?;
        let role = Role::parse(&Fields::of(&row).next::<String>()?).unwrap_or_default();
        let reader = write.add_reader(name, password_hash, role, now).await?;
        write.commit(now).await?;
        Ok(reader)
    }

    /// Takes an invitation back.
    pub async fn withdraw_invitation(&self, id: i64) -> Result<()> {
        self.run("delete from invitation where id = $1", args![id]).await?;
        Ok(())
    }

    /// Finds an account by its name, whatever its case.
    pub async fn reader_by_name(&self, name: &str) -> Result<Option<Reader>> {
        let text = "select id, name, role, password_hash, created_us, suspended_us from reader where name_key = $1";
        let row = self.optional(text, args![name.to_lowercase()]).await?;
        row.map(|row| read_reader(&mut Fields::of(&row))).transpose()
    }

    /// Changes a password; every session of the account ends, and every sign-in that waits for its second step.
    pub async fn set_password(&self, reader: ReaderId, password_hash: &str) -> Result<()> {
        let mut write = self.write().await?;
        let text = "update reader set password_hash = $2 where id = $1";
        if write.run(text, args![reader, password_hash]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        write.run("delete from session where reader_id = $1", args![reader]).await?;
        write.run("delete from ceremony where reader_id = $1", args![reader]).await?;
        write.commit(Timestamp(0)).await
    }

    /// Opens a session under the hash of its token.
    pub async fn open_session(&self, new: &NewSession<'_>, now: Timestamp) -> Result<()> {
        let text = "insert into session (token_hash, reader_id, created_us, seen_us, expires_us, user_agent, way)
            values ($1, $2, $3, $3, $4, $5, $6)";
        let arguments = args![new.token_hash, new.reader, now, new.expires, new.user_agent, new.way.as_str()];
        self.run(text, arguments).await?;
        Ok(())
    }

    /// Finds an open session. Notes that it was seen, once an hour.
    pub async fn session(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<Session>> {
        let text = "select r.id, r.name, r.role, r.password_hash, r.created_us, r.suspended_us,
                r.unread_notices, r.preferences, s.created_us, s.expires_us, s.way, s.seen_us
            from session s join reader r on r.id = s.reader_id
            where s.token_hash = $1 and s.expires_us > $2 and r.suspended_us is null";
        let Some(row) = self.optional(text, args![token_hash, now]).await? else { return Ok(None) };
        let mut fields = Fields::of(&row);
        let session = Session {
            reader: read_reader(&mut fields)?,
            unread_notices: fields.next()?,
            preferences: fields.next()?,
            created: fields.next()?,
            expires: fields.next()?,
            way: WayIn::parse(&fields.next::<String>()?).unwrap_or_default(),
        };
        if now.since_us(fields.next()?) > Timestamp::HOUR {
            self.run("update session set seen_us = $2 where token_hash = $1", args![token_hash, now]).await?;
        }
        Ok(Some(session))
    }

    /// Tells how a reader likes to read.
    pub async fn preferences(&self, reader: ReaderId) -> Result<String> {
        Fields::of(&self.one("select preferences from reader where id = $1", args![reader]).await?).next()
    }

    /// Keeps how a reader likes to read.
    pub async fn set_preferences(&self, reader: ReaderId, preferences: &str) -> Result<()> {
        let text = "update reader set preferences = $2 where id = $1";
        if self.run(text, args![reader, preferences]).await? == 0 {
            return Err(StoreError::NotFound);
        }
        Ok(())
    }

    /// Ends a session.
    pub async fn close_session(&self, token_hash: &[u8]) -> Result<()> {
        self.run("delete from session where token_hash = $1", args![token_hash]).await?;
        Ok(())
    }

    /// Lists a reader's open sessions, the latest seen first.
    pub async fn sessions(&self, reader: ReaderId, now: Timestamp, limit: i64) -> Result<Vec<OpenSession>> {
        let text = "select token_hash, created_us, seen_us, user_agent, way from session
            where reader_id = $1 and expires_us > $2 order by seen_us desc, created_us desc {limit $3}";
        read_all(&self.all(text, args![reader, now, limit]).await?, |fields| {
            Ok(OpenSession {
                token_hash: fields.next()?,
                created: fields.next()?,
                seen: fields.next()?,
                user_agent: fields.next()?,
                way: WayIn::parse(&fields.next::<String>()?).unwrap_or_default(),
            })
        })
    }

    /// Ends one of a reader's sessions.
    pub async fn close_session_of(&self, reader: ReaderId, token_hash: &[u8]) -> Result<()> {
        self.run("delete from session where reader_id = $1 and token_hash = $2", args![reader, token_hash]).await?;
        Ok(())
    }

    /// Ends a reader's sessions except one.
    pub async fn close_other_sessions(&self, reader: ReaderId, but: &[u8]) -> Result<()> {
        self.run("delete from session where reader_id = $1 and token_hash <> $2", args![reader, but]).await?;
        Ok(())
    }

    /// Removes sessions, one-time tokens, API tokens, invitations and what was begun in a browser, once they are over.
    pub async fn trim_sessions(&self, now: Timestamp) -> Result<u64> {
        self.run("delete from ceremony where expires_us <= $1", args![now]).await?;
        self.trim_api_tokens(now).await?;
        self.run("delete from invitation where expires_us <= $1", args![now]).await?;
        self.run("delete from setup_token where expires_us <= $1", args![now]).await?;
        self.run("delete from session where expires_us <= $1", args![now]).await
    }
}

impl Write<'_> {
    pub(crate) async fn add_reader(
        &mut self,
        name: &str,
        password_hash: &str,
        role: Role,
        now: Timestamp,
    ) -> Result<ReaderId> {
        let text = "insert into reader (name, name_key, password_hash, role, created_us) values ($1, $2, $3, $4, $5)
            returning id";
        let arguments = args![name, name.to_lowercase(), password_hash, role.as_str(), now];
        let row = self.optional(text, arguments).await?.ok_or(StoreError::NotFound)?;
        Fields::of(&row).next()
    }
}

fn read_invitation(fields: &mut Fields) -> Result<Invitation> {
    Ok(Invitation {
        id: fields.next()?,
        role: Role::parse(&fields.next::<String>()?).unwrap_or_default(),
        note: fields.next()?,
        by: fields.next()?,
        created: fields.next()?,
        expires: fields.next()?,
    })
}

pub(crate) fn read_reader(fields: &mut Fields) -> Result<Reader> {
    Ok(Reader {
        id: fields.next()?,
        name: fields.next()?,
        role: Role::parse(&fields.next::<String>()?).unwrap_or_default(),
        password_hash: fields.next()?,
        created: fields.next()?,
        suspended: fields.next()?,
    })
}
