//! One text of SQL for two databases: the words that differ, binding, reading, and rows in batches.
//!
//! Words in braces become, on SQLite and on PostgreSQL:
//! - `{list $1}`, `{texts $1}`: a subquery over the JSON array in a text argument, as bigint or text. One argument of
//!   any length keeps one prepared statement, where a row of placeholders would need one per length;
//! - `{words $1}`: the texts of such an array as rows with a column `word`;
//! - `{numbered $1}`: the same with the place of each: columns `id` and `at`;
//! - `{joined x}`: the values of x over all rows in one text, a line each. Every row that comes out of SQLite wakes
//!   the waiting task, which costs more than the row itself; one row of a hundred lines costs one;
//! - `{rows a, b}`: all rows in one JSON array of arrays, for the same reason; the order is not kept;
//! - `{row a, b}`: a row's values in one JSON array: a value of its own costs more than its bytes;
//! - `{firsts x}`: a subquery over the first numbers of the JSON arrays in a JSON array, as bigint;
//! - `{first_of 0 x}`: the first number of one of these arrays, as bigint, null when there is no such array;
//! - `{values}`: `values (…), (…)` for a batch of rows. SQLite looks numbered parameters up by name, in time that
//!   grows with their square, so it gets plain `?` there;
//! - `{limit $1}`: the limit. SQLite prepares a statement anew each time a bare `limit $1` is bound, for a better plan;
//!   behind a plus it does not look, and the statement runs at once;
//! - `{skip_locked}`: the row lock of a claim, nothing on SQLite, where one connection writes;
//! - in migrations `{id}`, `{key}` (primary keys given by the database or by us), `{blob}`, `{without_rowid}`.

use crate::{Database, Result, StoreError};
use news::{
    ArticleId, CommentId, HashtagId, Lang, OutboxId, PostId, PublisherId, ReaderId, SourceId, StoryId, Timestamp,
};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Arguments as _, AssertSqlSafe, Row as _, SqlSafeStr as _, SqlStr, ValueRef as _};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows go in batches of these sizes, the largest that fits first, so that few statements stay prepared.
const BATCH_SHAPES: [usize; 5] = [120, 30, 8, 2, 1];

/// Translates and remembers the texts of one database.
pub(crate) struct Dialect {
    pub(crate) database: Database,
    known: Mutex<HashMap<(&'static str, usize), Arc<str>>>,
}

impl Dialect {
    pub(crate) fn new(database: Database) -> Self {
        Self { database, known: Mutex::default() }
    }

    pub(crate) fn translate(&self, text: &'static str) -> SqlStr {
        if text.contains('{') { self.translate_rows(text, 0, 0) } else { text.into_sql_str() }
    }

    fn translate_rows(&self, text: &'static str, columns: usize, rows: usize) -> SqlStr {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let sql = known.entry((text, rows)).or_insert_with(|| expand(self.database, text, columns, rows).into());
        AssertSqlSafe(sql.clone()).into_sql_str()
    }

    /// Splits rows into batches of the fixed shapes; each comes with its statement and arguments.
    pub(crate) fn batches<R>(
        &self,
        text: &'static str,
        rows: impl ExactSizeIterator<Item = R>,
        bind: impl Fn(R, &mut AnyArguments),
    ) -> Vec<(SqlStr, AnyArguments)> {
        let mut rows = rows;
        let mut batches = Vec::new();
        while rows.len() > 0 {
            let left = rows.len();
            let size = BATCH_SHAPES.into_iter().find(|&size| size <= left).unwrap_or(1);
            let mut arguments = AnyArguments::default();
            for row in rows.by_ref().take(size) {
                bind(row, &mut arguments);
            }
            let columns = arguments.len() / size;
            batches.push((self.translate_rows(text, columns, size), arguments));
        }
        batches
    }
}

/// Replaces the words in braces.
pub(crate) fn expand(database: Database, text: &str, columns: usize, rows: usize) -> String {
    let mut out = String::with_capacity(text.len() + rows * columns * 3);
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let end = start + rest[start..].find('}').expect("every brace in our SQL is closed");
        out.push_str(&rest[..start]);
        let word = &rest[start + 1..end];
        let (name, argument) = word.split_once(' ').unwrap_or((word, ""));
        match (name, database) {
            ("list" | "texts", Database::Sqlite) => out.push_str(&format!("(select value from json_each({argument}))")),
            ("list", Database::Postgres) => {
                out.push_str(&format!("(select jsonb_array_elements_text({argument}::text::jsonb)::bigint)"));
            }
            ("texts", Database::Postgres) => {
                out.push_str(&format!("(select jsonb_array_elements_text({argument}::text::jsonb))"));
            }
            ("words", Database::Sqlite) => out.push_str(&format!("(select value as word from json_each({argument}))")),
            ("words", Database::Postgres) => {
                out.push_str(&format!("(select jsonb_array_elements_text({argument}::text::jsonb) as word)"));
            }
            ("numbered", Database::Sqlite) => {
                out.push_str(&format!("(select value as id, key as at from json_each({argument}))"));
            }
            ("numbered", Database::Postgres) => out.push_str(&format!(
                "(select value::bigint as id, at from jsonb_array_elements_text({argument}::text::jsonb) \
                 with ordinality as each (value, at))"
            )),
            ("firsts", Database::Sqlite) => {
                out.push_str(&format!("(select json_extract(value, '$[0]') from json_each({argument}))"));
            }
            ("firsts", Database::Postgres) => {
                out.push_str(&format!("(select (jsonb_array_elements({argument}::jsonb) ->> 0)::bigint)"));
            }
            ("first_of", _) => {
                let (at, json) = argument.split_once(' ').expect("a place in an array, then the array");
                match database {
                    Database::Sqlite => out.push_str(&format!("json_extract({json}, '$[{at}][0]')")),
                    Database::Postgres => out.push_str(&format!("({json}::jsonb -> {at} ->> 0)::bigint")),
                }
            }
            ("joined", Database::Sqlite) => out.push_str(&format!("group_concat({argument}, char(10))")),
            ("joined", Database::Postgres) => out.push_str(&format!("string_agg({argument}, chr(10))")),
            ("rows", Database::Sqlite) => out.push_str(&format!("json_group_array(json_array({argument}))")),
            ("rows", Database::Postgres) => {
                out.push_str(&format!("cast(json_agg(json_build_array({argument})) as text)"));
            }
            ("limit", Database::Sqlite) => out.push_str(&format!("limit +{argument}")),
            ("limit", Database::Postgres) => out.push_str(&format!("limit {argument}")),
            ("row", Database::Sqlite) => out.push_str(&format!("json_array({argument})")),
            ("row", Database::Postgres) => out.push_str(&format!("cast(json_build_array({argument}) as text)")),
            ("values", _) => push_values(&mut out, database, columns, rows),
            ("skip_locked", Database::Sqlite) | ("without_rowid", Database::Postgres) => {}
            ("skip_locked", Database::Postgres) => out.push_str("for update skip locked"),
            ("without_rowid", Database::Sqlite) => out.push_str("without rowid"),
            ("id", Database::Sqlite) => out.push_str("integer primary key autoincrement"),
            ("id", Database::Postgres) => out.push_str("bigint generated by default as identity primary key"),
            ("key", Database::Sqlite) => out.push_str("integer primary key"),
            ("key", Database::Postgres) => out.push_str("bigint primary key"),
            ("blob", Database::Sqlite) => out.push_str("blob"),
            ("blob", Database::Postgres) => out.push_str("bytea"),
            _ => unreachable!("our SQL knows no word {word:?}"),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

fn push_values(out: &mut String, database: Database, columns: usize, rows: usize) {
    out.push_str("values ");
    for row in 0..rows {
        out.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..columns {
            if column > 0 {
                out.push(',');
            }
            match database {
                Database::Sqlite => out.push('?'),
                Database::Postgres => out.push_str(&format!("${}", row * columns + column + 1)),
            }
        }
        out.push(')');
    }
}

/// A value that can stand in a statement. Text loses its NULs: PostgreSQL's text cannot hold them.
pub(crate) trait Bind {
    fn bind(self, arguments: &mut AnyArguments);
}

fn add<'t, T>(arguments: &mut AnyArguments, value: T)
where
    T: sqlx::Encode<'t, sqlx::Any> + sqlx::Type<sqlx::Any>,
{
    arguments.add(value).expect("plain numbers, texts and bytes always encode");
}

macro_rules! bind_plainly {
    ($($kind:ty),+) => {$(
        impl Bind for $kind {
            fn bind(self, arguments: &mut AnyArguments) {
                add(arguments, self);
            }
        }
    )+};
}
bind_plainly!(i64, f64, Vec<u8>, Option<i64>, Option<Vec<u8>>);

impl Bind for String {
    fn bind(self, arguments: &mut AnyArguments) {
        add(arguments, if self.contains('\0') { self.replace('\0', "") } else { self });
    }
}

impl Bind for &str {
    fn bind(self, arguments: &mut AnyArguments) {
        self.to_owned().bind(arguments);
    }
}

impl Bind for &[u8] {
    fn bind(self, arguments: &mut AnyArguments) {
        add(arguments, self.to_vec());
    }
}

impl Bind for Option<String> {
    fn bind(self, arguments: &mut AnyArguments) {
        add(arguments, self.map(|text| if text.contains('\0') { text.replace('\0', "") } else { text }));
    }
}

impl Bind for Option<&str> {
    fn bind(self, arguments: &mut AnyArguments) {
        self.map(str::to_owned).bind(arguments);
    }
}

impl Bind for bool {
    fn bind(self, arguments: &mut AnyArguments) {
        add(arguments, i64::from(self));
    }
}

impl Bind for Lang {
    fn bind(self, arguments: &mut AnyArguments) {
        add(arguments, self.as_str().to_owned());
    }
}

/// A value read from a row.
pub(crate) trait Column: Sized {
    fn read(row: &AnyRow, at: usize) -> Result<Self>;
}

macro_rules! read_plainly {
    ($($kind:ty),+) => {$(
        impl Column for $kind {
            fn read(row: &AnyRow, at: usize) -> Result<Self> {
                Ok(row.try_get(at)?)
            }
        }
    )+};
}
read_plainly!(i64, f64, String, Vec<u8>);

impl<T: Column> Column for Option<T> {
    fn read(row: &AnyRow, at: usize) -> Result<Self> {
        if row.try_get_raw(at)?.is_null() { Ok(None) } else { T::read(row, at).map(Some) }
    }
}

impl Column for bool {
    fn read(row: &AnyRow, at: usize) -> Result<Self> {
        Ok(i64::read(row, at)? != 0)
    }
}

impl Column for u16 {
    fn read(row: &AnyRow, at: usize) -> Result<Self> {
        Ok(u16::try_from(i64::read(row, at)?).unwrap_or_default())
    }
}

impl Column for Lang {
    fn read(row: &AnyRow, at: usize) -> Result<Self> {
        Ok(Lang::parse(&String::read(row, at)?).unwrap_or_default())
    }
}

macro_rules! numbers {
    ($($kind:ident),+) => {$(
        impl Bind for $kind {
            fn bind(self, arguments: &mut AnyArguments) {
                add(arguments, self.0);
            }
        }
        impl Bind for Option<$kind> {
            fn bind(self, arguments: &mut AnyArguments) {
                add(arguments, self.map(|value| value.0));
            }
        }
        impl Column for $kind {
            fn read(row: &AnyRow, at: usize) -> Result<Self> {
                i64::read(row, at).map($kind)
            }
        }
        impl Number for $kind {
            fn number(self) -> i64 {
                self.0
            }
        }
    )+};
}
numbers!(ArticleId, CommentId, HashtagId, OutboxId, PostId, PublisherId, ReaderId, SourceId, StoryId, Timestamp);

/// What can stand in a `{list}`.
pub(crate) trait Number: Copy {
    fn number(self) -> i64;
}

impl Number for i64 {
    fn number(self) -> i64 {
        self
    }
}

/// Writes numbers as the JSON array that `{list}` reads.
pub(crate) fn list<N: Number>(numbers: &[N]) -> String {
    let mut out = String::with_capacity(2 + numbers.len() * 8);
    out.push('[');
    for (index, number) in numbers.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&number.number().to_string());
    }
    out.push(']');
    out
}

/// Reads a row's values in the order of its columns.
pub(crate) struct Fields<'r> {
    row: &'r AnyRow,
    at: usize,
}

impl<'r> Fields<'r> {
    pub(crate) fn of(row: &'r AnyRow) -> Self {
        Self { row, at: 0 }
    }

    pub(crate) fn next<T: Column>(&mut self) -> Result<T> {
        self.at += 1;
        T::read(self.row, self.at - 1)
    }

    /// Reads JSON; no text, or an empty one, is the default.
    pub(crate) fn json<T: serde::de::DeserializeOwned + Default>(&mut self) -> Result<T> {
        json_or_default(self.next::<Option<String>>()?.as_deref())
    }

    /// Reads JSON that is always there.
    pub(crate) fn needed_json<T: serde::de::DeserializeOwned>(&mut self) -> Result<T> {
        Ok(serde_json::from_str(&self.next::<String>()?)?)
    }
}

/// Reads JSON; no text, or an empty one, is the default.
pub(crate) fn json_or_default<T: serde::de::DeserializeOwned + Default>(text: Option<&str>) -> Result<T> {
    match text {
        None | Some("") => Ok(T::default()),
        Some(text) => Ok(serde_json::from_str(text)?),
    }
}

/// Reads all rows with one function.
pub(crate) fn read_all<T>(rows: &[AnyRow], read: impl Fn(&mut Fields) -> Result<T>) -> Result<Vec<T>> {
    rows.iter().map(|row| read(&mut Fields::of(row))).collect()
}

/// Reads the only column of all rows.
pub(crate) fn first_column<T: Column>(rows: &[AnyRow]) -> Result<Vec<T>> {
    rows.iter().map(|row| T::read(row, 0)).collect()
}

/// Reads what `{joined}` joined, in the first column: lines of numbers parted by spaces.
pub(crate) fn joined<const N: usize>(row: &AnyRow) -> Result<Vec<[i64; N]>> {
    joined_text(Option::read(row, 0)?)
}

/// Reads what `{joined}` joined; None, of no row, is no line.
pub(crate) fn joined_text<const N: usize>(text: Option<String>) -> Result<Vec<[i64; N]>> {
    let lines = text.unwrap_or_default();
    lines
        .lines()
        .map(|line| {
            let mut numbers = [0; N];
            let mut parts = line.split(' ');
            for number in &mut numbers {
                *number = parts
                    .next()
                    .and_then(|part| part.parse().ok())
                    .ok_or_else(|| StoreError::Damaged(format!("not a line of numbers: {line:?}")))?;
            }
            Ok(numbers)
        })
        .collect()
}

/// Writes what is kept as JSON text.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Other(error.into()))
}

/// Collects a statement's arguments, in the order of their numbers.
macro_rules! args {
    ($($value:expr),* $(,)?) => {{
        #[allow(unused_mut, reason = "a statement may have no arguments")]
        let mut arguments = sqlx::any::AnyArguments::default();
        $($crate::sql::Bind::bind($value, &mut arguments);)*
        arguments
    }};
}
pub(crate) use args;

/// Adds a row's arguments to those of its batch.
macro_rules! bind_row {
    ($arguments:expr; $($value:expr),+ $(,)?) => {{
        $($crate::sql::Bind::bind($value, $arguments);)+
    }};
}
pub(crate) use bind_row;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_braces_become_what_each_database_speaks() {
        let check = |text: &str, sqlite: &str, postgres: &str| {
            assert_eq!(expand(Database::Sqlite, text, 2, 2), sqlite);
            assert_eq!(expand(Database::Postgres, text, 2, 2), postgres);
        };
        check("insert into t {values}", "insert into t values (?,?),(?,?)", "insert into t values ($1,$2),($3,$4)");
        check(
            "id in {list $1}",
            "id in (select value from json_each($1))",
            "id in (select jsonb_array_elements_text($1::text::jsonb)::bigint)",
        );
        check(
            "select {rows a, b} from t",
            "select json_group_array(json_array(a, b)) from t",
            "select cast(json_agg(json_build_array(a, b)) as text) from t",
        );
        check("{row a, b}", "json_array(a, b)", "cast(json_build_array(a, b) as text)");
        check(
            "id in {firsts x}",
            "id in (select json_extract(value, '$[0]') from json_each(x))",
            "id in (select (jsonb_array_elements(x::jsonb) ->> 0)::bigint)",
        );
        check("{first_of 2 x}", "json_extract(x, '$[2][0]')", "(x::jsonb -> 2 ->> 0)::bigint");
        check("{limit $1} {skip_locked}", "limit +$1 ", "limit $1 for update skip locked");
    }

    /// SQLite would prepare it anew each time: see `{limit $1}` above.
    #[test]
    fn no_statement_binds_a_bare_limit() {
        fn check(folder: &std::path::Path) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    check(&path);
                } else {
                    let bare = [" limit", "$"].join(" ");
                    assert!(!std::fs::read_to_string(&path).unwrap().contains(&bare), "{}", path.display());
                }
            }
        }
        check(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    }

    #[test]
    fn a_batch_of_any_size_is_cut_into_the_fixed_shapes() {
        let dialect = Dialect::new(Database::Sqlite);
        let check = |rows: i64, expected: &[usize]| {
            let batches = dialect.batches("insert into t {values}", 0..rows as usize, |row, arguments| {
                bind_row!(arguments; row as i64, 0i64);
            });
            let sizes: Vec<usize> = batches.iter().map(|(_, arguments)| arguments.len() / 2).collect();
            assert_eq!(sizes, expected, "{rows} rows");
        };
        check(0, &[]);
        check(1, &[1]);
        check(30, &[30]);
        check(171, &[120, 30, 8, 8, 2, 2, 1]);
    }
}
