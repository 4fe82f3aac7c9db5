//! Stores for tests, each on a database of its own that goes with it.
//!
//! [`on_both_databases!`] writes a test once and runs it on both. PostgreSQL's address stands in the environment
//! variable `DATELINE_TEST_POSTGRES`; without it that half says that it was not run, and fails when
//! `DATELINE_TEST_REQUIRE_POSTGRES` is `1`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test that does not run says so")]

use crate::{Store, StoreOptions};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _, Row as _};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// A store for one test.
pub struct TestStore {
    pub store: Store,
    /// A folder for the test's files; on SQLite the database is in it.
    folder: TempDir,
    schema: Option<(String, String)>,
}

impl TestStore {
    /// Makes a store on SQLite, in a folder that goes with it.
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().expect("a test has a place for its files");
        let url = format!("sqlite://{}", folder.path().join("dateline.db").display());
        let store = Store::open(&url, StoreOptions::default()).await.expect("a fresh database opens");
        Self { store, folder, schema: None }
    }

    /// Makes a store in a schema of its own on the PostgreSQL that the environment names; None when it names none.
    pub async fn postgres() -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let Ok(url) = std::env::var("DATELINE_TEST_POSTGRES") else {
            let required = std::env::var("DATELINE_TEST_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
            assert!(!required, "DATELINE_TEST_POSTGRES names no PostgreSQL, and this run requires one");
            eprintln!("not run: DATELINE_TEST_POSTGRES names no PostgreSQL");
            return None;
        };
        sqlx::any::install_default_drivers();
        let schema = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        execute(&url, format!("create schema {schema}")).await;
        let separator = if url.contains('?') { '&' } else { '?' };
        let own_url = format!("{url}{separator}options[search_path]={schema}");
        let options = StoreOptions { connections: 4, ..StoreOptions::default() };
        let store = Store::open(&own_url, options).await.expect("a fresh schema opens");
        let folder = TempDir::new().expect("a test has a place for its files");
        Some(Self { store, folder, schema: Some((url, schema)) })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Tells how SQLite finds the rows of everything that `work` reads: a list of steps for each statement.
    pub async fn plans(&self, work: impl Future<Output = ()>) -> Vec<Vec<String>> {
        let collected =
            |next| std::mem::replace(&mut *self.store.inner.read_texts.lock().expect("no test panics in it"), next);
        collected(Some(Vec::new()));
        work.await;
        let mut plans = Vec::new();
        for text in collected(None).unwrap_or_default() {
            let text = AssertSqlSafe(format!("explain query plan {text}"));
            let rows = sqlx::query(text).fetch_all(&self.store.inner.reader).await.expect("what ran can be explained");
            plans.push(rows.iter().map(|row| row.get::<String, _>("detail")).collect());
        }
        plans
    }

    /// Closes the store and removes its database.
    pub async fn remove(self) {
        self.store.close().await;
        if let Some((url, schema)) = &self.schema {
            execute(url, format!("drop schema {schema} cascade")).await;
        }
    }
}

async fn execute(url: &str, text: String) {
    let mut connection = AnyConnection::connect(url).await.expect("the PostgreSQL of the tests answers");
    connection.execute(AssertSqlSafe(text)).await.expect("the PostgreSQL of the tests lets us make schemas");
    connection.close().await.ok();
}

/// Writes tests once and runs each on SQLite and on PostgreSQL.
///
/// ```text
/// store::on_both_databases! {
///     async fn a_source_is_followed_once(test: &TestStore) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$doc:meta])* async fn $name:ident($test:ident: &TestStore) $body:block)+) => {$(
        $(#[$doc])*
        #[cfg(test)]
        mod $name {
            #[allow(unused_imports, reason = "a test uses what it needs of its file")]
            use super::*;

            async fn run($test: &$crate::testing::TestStore) $body

            #[tokio::test]
            async fn sqlite() {
                let test = $crate::testing::TestStore::sqlite().await;
                run(&test).await;
                test.remove().await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(test) = $crate::testing::TestStore::postgres().await {
                    run(&test).await;
                    test.remove().await;
                }
            }
        }
    )+};
}
