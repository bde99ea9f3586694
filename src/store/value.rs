//! How domain values stand in columns: by their JSON text. Days are 'YYYY-MM-DD', hours 'HH:MM:SS',
//! instants RFC 3339 in UTC, enumerations the names of their variants.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

use crate::domain::directive::Urgency;

/// A domain value on its way into or out of a column.
pub(super) struct Col<T>(pub(super) T);

/// The text of a value that is text in JSON.
pub(super) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        other => unreachable!("only values that are text in JSON stand in columns: {other:?}"),
    }
}

impl<T: Serialize> ToSql for Col<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(name(&self.0).into())
    }
}

impl<T: DeserializeOwned> FromSql for Col<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let read = T::deserialize(StrDeserializer::<Error>::new(text));
        read.map(Col).map_err(|error| FromSqlError::Other(format!("{text}: {error}").into()))
    }
}

/// Takes an optional column out of its wrapper.
pub(super) fn opt<T>(column: Option<Col<T>>) -> Option<T> {
    column.map(|column| column.0)
}

/// Urgency is kept by its rank (`as i64`), because rows are ordered by it.
pub(super) fn urgency(rank: i64) -> Urgency {
    let by_rank = [Urgency::Express, Urgency::VeryUrgent, Urgency::Urgent];
    usize::try_from(rank).ok().and_then(|rank| by_rank.get(rank)).copied().unwrap_or(Urgency::Normal)
}

/// Reads a column that holds JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(column)?.as_str()?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}
