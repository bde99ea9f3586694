//! Why a record of an export is refused.
//!
//! Border: names the record's fault; whether reading goes on is `load.rs`.

use rusqlite::ErrorCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::fault::Fault;
use crate::error::{BadRecord, Error, Reason, Result};

pub(super) fn whole(reason: Reason) -> BadRecord {
    BadRecord { place: None, name: String::new(), reason }
}

/// A record whose fields are not what they should be is named by the field, where that is known.
pub(super) fn parsed<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|error| {
        let error = error.to_string();
        let quoted = error.split('`').nth(1).unwrap_or_default().to_owned();
        let reason = match error.split(' ').next() {
            Some("missing") => Reason::Missing(quoted),
            Some("unknown") => Reason::Unknown(quoted),
            _ => Reason::Form,
        };
        Error::BadRecords(vec![whole(reason)]).into()
    })
}

/// Why a record is refused; a failure of the file stays one.
pub(super) fn reason(fault: Fault) -> Result<Reason, Fault> {
    Ok(match fault {
        Fault::Refused(Error::BadRecords(mut bad)) if bad.len() == 1 => bad.remove(0).reason,
        Fault::Refused(Error::Usage(fields)) => Reason::Contradiction(fields),
        Fault::Refused(Error::AlreadyHere(_)) => Reason::Twice,
        Fault::Refused(Error::PersonRefused { login, .. }) => Reason::Contradiction(login),
        Fault::Refused(Error::KeyRefused(_)) => Reason::Contradiction("keys".into()),
        Fault::Refused(Error::BadDate(day)) => Reason::Unknown(day),
        // "UNIQUE constraint failed: task.id"
        Fault::Sql(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            let error = error.to_string();
            Reason::Contradiction(error.rsplit(": ").next().unwrap_or_default().to_owned())
        }
        fault => return Err(fault),
    })
}
