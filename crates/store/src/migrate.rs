//! Brings the tables up to date. Migrations are only ever added.

use crate::database::Write;
use crate::sql::{Fields, args, expand};
use crate::{Database, Result, Store, StoreError};
use news::Timestamp;
use xxhash_rust::xxh3::xxh3_64;

/// In the order in which they run.
pub(crate) const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_house", include_str!("../migrations/0001_house.sql")),
    ("0002_postponed", include_str!("../migrations/0002_postponed.sql")),
    ("0003_requests", include_str!("../migrations/0003_requests.sql")),
    ("0004_corrections", include_str!("../migrations/0004_corrections.sql")),
    ("0005_embeddings", include_str!("../migrations/0005_embeddings.sql")),
    ("0006_quotes", include_str!("../migrations/0006_quotes.sql")),
    ("0007_spellings", include_str!("../migrations/0007_spellings.sql")),
    ("0008_second_reading", include_str!("../migrations/0008_second_reading.sql")),
    ("0009_accounts", include_str!("../migrations/0009_accounts.sql")),
    ("0010_reading", include_str!("../migrations/0010_reading.sql")),
    ("0011_importance", include_str!("../migrations/0011_importance.sql")),
    ("0012_comments", include_str!("../migrations/0012_comments.sql")),
    ("0013_preferences", include_str!("../migrations/0013_preferences.sql")),
    ("0014_second_step", include_str!("../migrations/0014_second_step.sql")),
    ("0015_rules", include_str!("../migrations/0015_rules.sql")),
    ("0016_passkeys", include_str!("../migrations/0016_passkeys.sql")),
    ("0017_api_tokens", include_str!("../migrations/0017_api_tokens.sql")),
    ("0018_identities", include_str!("../migrations/0018_identities.sql")),
    ("0019_places", include_str!("../migrations/0019_places.sql")),
    ("0020_editions", include_str!("../migrations/0020_editions.sql")),
    ("0021_desk", include_str!("../migrations/0021_desk.sql")),
    ("0022_models", include_str!("../migrations/0022_models.sql")),
    ("0023_carried", include_str!("../migrations/0023_carried.sql")),
    ("0025_morning", include_str!("../migrations/0025_morning.sql")),
    ("0026_judged", include_str!("../migrations/0026_judged.sql")),
    ("0028_live", include_str!("../migrations/0028_live.sql")),
];

/// Runs what has not run yet, all in one transaction.
///
/// `Damaged` when the database holds a migration that this program does not know, or knows otherwise.
pub(crate) async fn run(store: &Store) -> Result<()> {
    let mut write = store.write().await?;
    if write.database() == Database::Postgres {
        // Two processes that start at once: the second waits here, then finds the work done.
        write.run_script("select pg_advisory_xact_lock(4419620612)".to_owned()).await?;
    }
    let table = "create table if not exists migration (name text not null primary key, hash bigint not null)";
    write.run_script(table.to_owned()).await?;
    let done = applied(&mut write).await?;
    check_known(&done)?;
    for (name, text) in &MIGRATIONS[done.len()..] {
        let database = write.database();
        write.run_script(expand(database, text, 0, 0)).await?;
        write.run("insert into migration (name, hash) values ($1, $2)", args![*name, hash(text)]).await?;
        tracing::info!(migration.name = name, "tables brought up to date");
    }
    write.commit(Timestamp(0)).await
}

async fn applied(write: &mut Write<'_>) -> Result<Vec<(String, i64)>> {
    let rows = write.all("select name, hash from migration order by name", args![]).await?;
    crate::sql::read_all(&rows, |fields: &mut Fields| Ok((fields.next()?, fields.next()?)))
}

/// Checks that what a database went through is the beginning of what this program knows.
pub(crate) fn check_known(done: &[(String, i64)]) -> Result<()> {
    if done.len() > MIGRATIONS.len() {
        return Err(StoreError::Damaged("a later version of Dateline wrote this database".to_owned()));
    }
    for ((name, hash_there), (known, text)) in done.iter().zip(MIGRATIONS) {
        if name != known || *hash_there != hash(text) {
            return Err(StoreError::Damaged(format!("its migration {name} is not the one this program knows")));
        }
    }
    Ok(())
}

fn hash(text: &str) -> i64 {
    xxh3_64(text.as_bytes()).cast_signed()
}
