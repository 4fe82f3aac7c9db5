//! The connections, and how statements run on them.

use crate::outbox::EventKind;
use crate::sql::{self, Dialect, args};
use crate::{Result, StoreError, migrate};
use news::{OutboxId, Timestamp};
use sqlx::any::{AnyArguments, AnyPoolOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Executor as _, Transaction};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Which database stands behind a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// The page cache of the connections that read an SQLite file, all together.
const READERS_CACHE_KB: u32 = 8_000;

/// How a store is opened.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// SQLite: how many connections read at the same time. More than there are cores only wait for each other; together
    /// they have a page cache of 8 MB.
    pub readers: u32,
    /// PostgreSQL: how many connections at most.
    pub connections: u32,
}

impl Default for StoreOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { readers: cores.clamp(2, 8) as u32, connections: 10 }
    }
}

/// The database, opened. Clones share the connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) dialect: Dialect,
    pub(crate) writer: AnyPool,
    pub(crate) reader: AnyPool,
    /// The file, on SQLite.
    pub(crate) path: Option<PathBuf>,
    changed: watch::Sender<()>,
    /// Where a test collects the texts of what is read.
    #[cfg(feature = "testing")]
    pub(crate) read_texts: std::sync::Mutex<Option<Vec<String>>>,
}

impl Store {
    /// Opens the database at `sqlite:///path/to/file.db` (made with its folder when absent) or `postgres://…`, and
    /// brings its tables up to date.
    ///
    /// `Damaged` when the file is no database of ours or a later version wrote it, `Busy` when another process is
    /// migrating it.
    pub async fn open(url: &str, options: StoreOptions) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let (database, writer, reader, path) = match url.strip_prefix("sqlite:") {
            Some(rest) => {
                let path = PathBuf::from(rest.strip_prefix("//").unwrap_or(rest));
                let (writer, reader) = open_sqlite(&path, &options).await?;
                (Database::Sqlite, writer, reader, Some(path))
            }
            None if url.starts_with("postgres:") || url.starts_with("postgresql:") => {
                let pool = AnyPoolOptions::new().max_connections(options.connections.max(1)).connect(url).await?;
                (Database::Postgres, pool.clone(), pool, None)
            }
            None => return Err(StoreError::Unsupported("the address of a database starts with sqlite: or postgres:")),
        };
        let inner = Inner {
            dialect: Dialect::new(database),
            writer,
            reader,
            path,
            changed: watch::channel(()).0,
            #[cfg(feature = "testing")]
            read_texts: std::sync::Mutex::default(),
        };
        let store = Self { inner: Arc::new(inner) };
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Tells which database this is.
    pub fn database(&self) -> Database {
        self.inner.dialect.database
    }

    /// Closes every connection, waiting for what they do; on SQLite this folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.inner.reader.close().await;
        self.inner.writer.close().await;
    }

    /// Wakes after each commit of this process that wrote to the outbox. Other processes' events are found by asking
    /// [`Store::last_event_id`].
    pub fn changed(&self) -> watch::Receiver<()> {
        self.inner.changed.subscribe()
    }

    pub(crate) async fn all(&self, text: &'static str, arguments: AnyArguments) -> Result<Vec<AnyRow>> {
        let sql = self.inner.dialect.translate(text);
        #[cfg(feature = "testing")]
        if let Ok(Some(texts)) = self.inner.read_texts.lock().as_deref_mut() {
            texts.push(sql.as_str().to_owned());
        }
        Ok(sqlx::query_with(sql, arguments).fetch_all(&self.inner.reader).await?)
    }

    pub(crate) async fn optional(&self, text: &'static str, arguments: AnyArguments) -> Result<Option<AnyRow>> {
        Ok(self.all(text, arguments).await?.into_iter().next())
    }

    pub(crate) async fn one(&self, text: &'static str, arguments: AnyArguments) -> Result<AnyRow> {
        self.optional(text, arguments).await?.ok_or(StoreError::NotFound)
    }

    /// Starts a transaction that writes; on SQLite it waits for the one before it.
    pub(crate) async fn write(&self) -> Result<Write<'_>> {
        let transaction = match self.database() {
            Database::Sqlite => self.inner.writer.begin_with("begin immediate").await?,
            Database::Postgres => self.inner.writer.begin().await?,
        };
        Ok(Write { inner: &self.inner, transaction, events: Vec::new() })
    }

    /// Runs one statement in a transaction of its own; tells how many rows it changed.
    pub(crate) async fn run(&self, text: &'static str, arguments: AnyArguments) -> Result<u64> {
        let sql = self.inner.dialect.translate(text);
        Ok(sqlx::query_with(sql, arguments).execute(&self.inner.writer).await?.rows_affected())
    }
}

/// A transaction that writes. Dropped without [`Write::commit`], it leaves nothing behind.
pub(crate) struct Write<'s> {
    inner: &'s Inner,
    transaction: Transaction<'static, Any>,
    events: Vec<(EventKind, i64)>,
}

impl Write<'_> {
    pub(crate) fn database(&self) -> Database {
        self.inner.dialect.database
    }

    pub(crate) async fn all(&mut self, text: &'static str, arguments: AnyArguments) -> Result<Vec<AnyRow>> {
        let sql = self.inner.dialect.translate(text);
        Ok(sqlx::query_with(sql, arguments).fetch_all(&mut *self.transaction).await?)
    }

    pub(crate) async fn optional(&mut self, text: &'static str, arguments: AnyArguments) -> Result<Option<AnyRow>> {
        Ok(self.all(text, arguments).await?.into_iter().next())
    }

    pub(crate) async fn run(&mut self, text: &'static str, arguments: AnyArguments) -> Result<u64> {
        let sql = self.inner.dialect.translate(text);
        Ok(sqlx::query_with(sql, arguments).execute(&mut *self.transaction).await?.rows_affected())
    }

    /// Runs a statement with `{values}` over all rows, in batches.
    pub(crate) async fn run_rows<R>(
        &mut self,
        text: &'static str,
        rows: impl ExactSizeIterator<Item = R>,
        bind: impl Fn(R, &mut AnyArguments),
    ) -> Result<u64> {
        let mut changed = 0;
        for (sql, arguments) in self.inner.dialect.batches(text, rows, bind) {
            changed += sqlx::query_with(sql, arguments).execute(&mut *self.transaction).await?.rows_affected();
        }
        Ok(changed)
    }

    /// Runs a statement with `{values}` and `returning` over all rows, in batches; answers come in no known order.
    pub(crate) async fn all_rows<R>(
        &mut self,
        text: &'static str,
        rows: impl ExactSizeIterator<Item = R>,
        bind: impl Fn(R, &mut AnyArguments),
    ) -> Result<Vec<AnyRow>> {
        let mut answers = Vec::with_capacity(rows.len());
        for (sql, arguments) in self.inner.dialect.batches(text, rows, bind) {
            answers.extend(sqlx::query_with(sql, arguments).fetch_all(&mut *self.transaction).await?);
        }
        Ok(answers)
    }

    /// Runs a text that is not one of ours word for word: migrations and pragmas.
    pub(crate) async fn run_script(&mut self, text: String) -> Result<()> {
        self.transaction.execute(sqlx::AssertSqlSafe(text)).await?;
        Ok(())
    }

    /// Notes an event; it is written when the transaction commits.
    pub(crate) fn event(&mut self, kind: EventKind, subject: i64) {
        self.events.push((kind, subject));
    }

    /// Adds to a kept counter.
    pub(crate) async fn count(&mut self, name: &'static str, by: i64) -> Result<()> {
        if by != 0 {
            self.run("update counter set value = value + $2 where name = $1", args![name, by]).await?;
        }
        Ok(())
    }

    /// Takes `n` numbers from a kept counter and tells the first.
    pub(crate) async fn reserve(&mut self, name: &'static str, n: i64) -> Result<i64> {
        let text = "update counter set value = value + $2 where name = $1 returning value - $2";
        let row = self.optional(text, args![name, n]).await?.ok_or(StoreError::NotFound)?;
        Ok(sql::Fields::of(&row).next::<i64>()? + 1)
    }

    /// Writes the events and commits.
    ///
    /// Events get their ids from a counter, last of all: whoever takes numbers holds the counter's row until its
    /// commit, so ids grow in the order of commits and a reader that follows them misses none.
    pub(crate) async fn commit(mut self, now: Timestamp) -> Result<()> {
        let events = std::mem::take(&mut self.events);
        if !events.is_empty() {
            let first = self.reserve("outbox_id", events.len() as i64).await?;
            let rows = events.iter().enumerate();
            self.run_rows(
                "insert into outbox (id, kind, subject, at_us) {values}",
                rows,
                |(index, event), arguments| {
                    sql::bind_row!(arguments; OutboxId(first + index as i64), event.0.code(), event.1, now);
                },
            )
            .await?;
        }
        self.transaction.commit().await?;
        if !events.is_empty() {
            self.inner.changed.send_replace(());
        }
        Ok(())
    }
}

/// Opens the connection that writes and those that read.
async fn open_sqlite(path: &Path, options: &StoreOptions) -> Result<(AnyPool, AnyPool)> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    // A pool tries again and again to connect; what is no database must be said at once.
    let mut first = AnyConnection::connect(&sqlite_address(path, "rwc")).await?;
    first.execute("pragma schema_version").await?;
    first.close().await?;
    // `auto_vacuum` only takes before the first table stands.
    let writer = sqlite_pool(
        path,
        1,
        "pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = normal;
         pragma cache_size = -8000; pragma busy_timeout = 10000; pragma wal_autocheckpoint = 2000;
         pragma journal_size_limit = 8388608; pragma temp_store = memory"
            .to_owned(),
    )
    .await?;
    let readers = options.readers.max(1);
    let pragmas = format!(
        "pragma query_only = on; pragma cache_size = -{}; pragma busy_timeout = 10000; pragma temp_store = memory",
        READERS_CACHE_KB / readers
    );
    let reader = sqlite_pool(path, readers, pragmas).await?;
    Ok((writer, reader))
}

async fn sqlite_pool(path: &Path, connections: u32, pragmas: String) -> Result<AnyPool> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(60))
        .after_connect(move |connection, _| {
            let pragmas = sqlx::AssertSqlSafe(pragmas.clone());
            Box::pin(async move {
                connection.execute(pragmas).await?;
                Ok(())
            })
        });
    Ok(pool.connect(&sqlite_address(path, "rwc")).await?)
}

/// Writes the address of a database file; `mode` is `ro`, `rw` or `rwc` (made when absent).
pub(crate) fn sqlite_address(path: &Path, mode: &str) -> String {
    let file = path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{file}?mode={mode}")
}
