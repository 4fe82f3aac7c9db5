//! Keeping the database small, sound and saved: retention, backup, restore, checks.

mod backup;
mod retention;

pub use backup::Restored;

use crate::database::Write;
use crate::sql::{Fields, args, first_column};
use crate::{Database, Result, Store, StoreError};

impl Store {
    /// Tells how many bytes the database takes, with what waits in SQLite's write-ahead log.
    pub async fn database_size(&self) -> Result<i64> {
        match &self.inner.path {
            Some(path) => {
                let mut log = path.clone().into_os_string();
                log.push("-wal");
                let log_bytes = std::fs::metadata(log).map_or(0, |file| file.len());
                Ok((std::fs::metadata(path)?.len() + log_bytes) as i64)
            }
            None => {
                let row = self.one("select pg_database_size(current_database())", args![]).await?;
                Fields::of(&row).next()
            }
        }
    }

    /// Gives at most so many free pages of the file back; tells the bytes given back. PostgreSQL does it by itself.
    pub async fn shrink(&self, pages: u32) -> Result<u64> {
        if self.database() == Database::Postgres {
            return Ok(0);
        }
        let before = self.page_count().await?;
        // The pragma frees one page each time it is stepped, so all of its rows are asked for.
        let text = sqlx::AssertSqlSafe(format!("pragma incremental_vacuum({pages})"));
        sqlx::raw_sql(text).fetch_all(&self.inner.writer).await?;
        sqlx::raw_sql("pragma wal_checkpoint(truncate)").fetch_all(&self.inner.writer).await?;
        Ok(u64::try_from(before - self.page_count().await?).unwrap_or(0) * 4096)
    }

    async fn page_count(&self) -> Result<i64> {
        let rows = sqlx::raw_sql("pragma page_count").fetch_all(&self.inner.writer).await?;
        Fields::of(rows.first().ok_or(StoreError::NotFound)?).next()
    }

    /// Looks for damage; each finding is a line, none means sound. On PostgreSQL the server does that.
    pub async fn integrity_check(&self) -> Result<Vec<String>> {
        if self.database() == Database::Postgres {
            return Ok(Vec::new());
        }
        let rows = sqlx::raw_sql("pragma integrity_check(20)").fetch_all(&self.inner.reader).await?;
        let findings: Vec<String> = first_column(&rows)?;
        Ok(findings.into_iter().filter(|finding| finding != "ok").collect())
    }

    /// Does what keeps reading fast; cheap, once a day. On SQLite it folds the write-ahead log into the file, and
    /// leaves the planner without statistics on purpose: our statements are written for their indexes, `tests/plans.rs`
    /// pins that, and statistics of a small table have been seen to choose whole scans for the time when it has grown.
    pub async fn optimize(&self) -> Result<()> {
        let text = match self.database() {
            Database::Sqlite => "pragma wal_checkpoint(truncate)",
            Database::Postgres => "analyze",
        };
        sqlx::raw_sql(text).execute(&self.inner.writer).await?;
        Ok(())
    }
}

impl Write<'_> {
    /// Tells every process that the whole content was replaced.
    pub(crate) async fn start_epoch(&mut self) -> Result<()> {
        let text = "insert into setting (key, value) values ('epoch', '1')
            on conflict (key) do update set value = cast(cast(setting.value as bigint) + 1 as text)";
        self.run(text, args![]).await?;
        Ok(())
    }
}
