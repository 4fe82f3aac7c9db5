//! A copy of the database in one file, made and taken back while everything runs. SQLite only: PostgreSQL has its own.

use crate::database::sqlite_address;
use crate::outbox::EventKind;
use crate::sql::{Fields, args, first_column, read_all};
use crate::{Result, Store, StoreError, StoreOptions, migrate};
use news::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use std::path::Path;

/// Tables that stay as they are: what runs now (events, leases) and what the program brings (migrations).
const KEPT_TABLES: [&str; 4] = ["outbox", "lease", "migration", "counter"];

/// What a restore brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    pub articles: i64,
}

impl Store {
    /// Writes a copy of the database as it stands at this moment into a new file; others go on reading and writing.
    /// `Conflict` when the file is there already.
    pub async fn backup_to(&self, path: &Path) -> Result<()> {
        let Some(database) = &self.inner.path else {
            return Err(StoreError::Unsupported("PostgreSQL makes its own backups: use pg_dump"));
        };
        if path.exists() {
            return Err(StoreError::Conflict(path.display().to_string()));
        }
        copy_database(database, path).await
    }

    /// Replaces the content by that of a backup, while others read on: they see the old until it is done, then the
    /// new. Ids given since the backup are not given again, and a new epoch starts. `Damaged` when the file is
    /// broken, is none of ours, or was written by a later version.
    pub async fn restore_from(&self, path: &Path, now: Timestamp) -> Result<Restored> {
        let Some(database) = &self.inner.path else {
            return Err(StoreError::Unsupported("PostgreSQL takes its own backups back: use pg_restore"));
        };
        if !path.is_file() {
            return Err(StoreError::NotFound);
        }
        check_backup(path).await?;
        // Brought up to date as a copy, so that the backup stays as it is.
        let copy = database.with_extension("restoring");
        remove_database(&copy);
        let restored = self.restore_through(path, &copy, now).await;
        remove_database(&copy);
        restored
    }

    async fn restore_through(&self, path: &Path, copy: &Path, now: Timestamp) -> Result<Restored> {
        copy_database(path, copy).await?;
        let options = StoreOptions { readers: 1, ..StoreOptions::default() };
        Self::open(&format!("sqlite:{}", copy.display()), options).await?.close().await;

        // A database can only be attached outside a transaction, so on the connection before it.
        let attach = format!("attach database {} as backup", quoted(copy));
        let mut connection = self.inner.writer.acquire().await?;
        sqlx::raw_sql(AssertSqlSafe(attach)).execute(&mut *connection).await?;
        drop(connection);
        let restored = self.copy_tables(now).await;
        sqlx::raw_sql("detach database backup").execute(&self.inner.writer).await?;
        restored
    }

    /// Copies every table from the attached backup, in one transaction.
    async fn copy_tables(&self, now: Timestamp) -> Result<Restored> {
        let mut write = self.write().await?;
        let text =
            "select name from backup.sqlite_master where type = 'table' and name not like 'sqlite_%' order by name";
        let rows = write.all(text, args![]).await?;
        let tables: Vec<String> = first_column(&rows)?;
        let epoch = write.optional("select value from main.setting where key = 'epoch'", args![]).await?;
        let epoch = epoch.map(|row| Fields::of(&row).next::<String>()).transpose()?;
        for table in tables.iter().filter(|table| !KEPT_TABLES.contains(&table.as_str())) {
            write.run_script(format!("delete from main.{table}")).await?;
            write.run_script(format!("insert into main.{table} select * from backup.{table}")).await?;
        }
        for text in [
            "update counter set value = case when name like '%_id'
                then max(value, (select b.value from backup.counter b where b.name = counter.name))
                else (select b.value from backup.counter b where b.name = counter.name) end
            where name in (select b.name from backup.counter b)",
            "update sqlite_sequence set seq = max(seq,
                coalesce((select b.seq from backup.sqlite_sequence b where b.name = sqlite_sequence.name), 0))",
            "delete from setting where key like 'outbox_floor.%'",
            "delete from setting where key = 'epoch'",
        ] {
            write.run(text, args![]).await?;
        }
        write.run("update job set claim = 0, run_at_us = min(run_at_us, $1)", args![now]).await?;
        if let Some(epoch) = epoch {
            write.run("insert into setting (key, value) values ('epoch', $1)", args![epoch]).await?;
        }
        write.start_epoch().await?;
        let row = write.optional("select value from counter where name = 'articles'", args![]).await?;
        let articles = Fields::of(&row.ok_or(StoreError::NotFound)?).next()?;
        write.event(EventKind::StoryChanged, 0);
        write.commit(now).await?;
        Ok(Restored { articles })
    }
}

/// Checks that a file is sound and one of ours that this program understands.
async fn check_backup(path: &Path) -> Result<()> {
    let mut connection = AnyConnection::connect(&sqlite_address(path, "ro")).await?;
    let rows = sqlx::raw_sql("pragma integrity_check(1)").fetch_all(&mut connection).await?;
    let findings: Vec<String> = first_column(&rows)?;
    if findings != ["ok"] {
        return Err(StoreError::Damaged(findings.join("; ")));
    }
    let rows = sqlx::raw_sql("select name, hash from migration order by name").fetch_all(&mut connection).await;
    let rows = rows.map_err(|_| StoreError::Damaged("not a database of Dateline".to_owned()))?;
    migrate::check_known(&read_all(&rows, |fields| Ok((fields.next()?, fields.next()?)))?)?;
    Ok(connection.close().await?)
}

/// Copies a database as it stands at one moment, on a connection of its own that only reads.
async fn copy_database(from: &Path, to: &Path) -> Result<()> {
    let mut connection = AnyConnection::connect(&sqlite_address(from, "rw")).await?;
    let text = AssertSqlSafe(format!("vacuum into {}", quoted(to)));
    sqlx::raw_sql(text).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

fn remove_database(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        std::fs::remove_file(file).ok();
    }
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "''"))
}
