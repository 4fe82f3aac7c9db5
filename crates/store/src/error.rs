//! What can go wrong with a store, as far as a caller branches on it.

/// Why a method of the store did not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The row asked for is not there.
    #[error("not found")]
    NotFound,
    /// Something of this name is there already; the text says what.
    #[error("already there: {0}")]
    Conflict(String),
    /// Another process holds the database, or every connection is in use: try again.
    #[error("the database is busy")]
    Busy,
    /// Two transactions waited for each other, and PostgreSQL gave this one up: nothing of it was kept, try again.
    #[error("given up for another transaction")]
    GivenUp,
    /// The file or what stands in it is no database of ours, or is broken.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// This database cannot do that; the text says what to do instead.
    #[error("{0}")]
    Unsupported(&'static str),
    /// Anything else, for the operator to read.
    #[error(transparent)]
    Other(Box<dyn std::error::Error + Send + Sync>),
}

/// What every method of the store returns.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Database(cause) if cause.is_unique_violation() => Self::Conflict(cause.message().to_owned()),
            sqlx::Error::Database(cause) => match cause.code().as_deref().map(primary_code) {
                // SQLite: busy, locked. PostgreSQL: lock not available.
                Some("5" | "6" | "55P03") => Self::Busy,
                // PostgreSQL: serialization failure, deadlock.
                Some("40001" | "40P01") => Self::GivenUp,
                // SQLite: corrupt, not a database.
                Some("11" | "26") => Self::Damaged(cause.message().to_owned()),
                _ => Self::Other(error.into()),
            },
            _ => Self::Other(error.into()),
        }
    }
}

/// Takes SQLite's extended result codes (517: busy, snapshot) back to the primary one in their low byte.
fn primary_code(code: &str) -> &str {
    match code {
        "261" | "517" | "773" => "5",
        "262" | "518" => "6",
        "267" | "523" | "779" => "11",
        other => other,
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(format!("unreadable JSON in a row: {error}"))
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.into())
    }
}
