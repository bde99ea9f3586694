//! How domain values stand in columns: days, hours, instants, spans, and the names of enumerations.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::domain::calendar::DayKind;
use crate::domain::change::{Act, Role};
use crate::domain::deadline::{DeadlineClass, Rule};
use crate::domain::directive::{CitationKind, DoubtKind, FindingKind, Urgency};
use crate::domain::task::{AssignmentRole, Comparator, Span, State, TaskKind};
use crate::domain::time::Now;

/// A domain value on its way into or out of a column.
pub(super) struct Col<T>(pub(super) T);

/// An enumeration that is kept by name. The names are those of its JSON form.
pub(super) trait Named: Copy + PartialEq + 'static {
    const NAMES: &'static [(&'static str, Self)];

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, value)| *value == self).map_or("", |(name, _)| name)
    }
}

macro_rules! named {
    ($($type:ident { $($name:literal $variant:ident),+ $(,)? })+) => {$(
        impl Named for $type {
            const NAMES: &'static [(&'static str, Self)] = &[$(($name, $type::$variant)),+];
        }
        impl ToSql for Col<$type> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.name().into())
            }
        }
        impl FromSql for Col<$type> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                let known = $type::NAMES.iter().find(|(name, _)| *name == text);
                known.map(|(_, value)| Col(*value)).ok_or_else(|| unreadable(text))
            }
        }
    )+};
}

named! {
    State {
        "open" Open, "doing" Doing, "reported" Reported, "done" Done, "paused" Paused,
        "withdrawn" Withdrawn, "superseded" Superseded,
    }
    TaskKind { "ordinary" Ordinary, "report_duty" ReportDuty, "standing" Standing, "periodic" Periodic }
    AssignmentRole { "lead" Lead, "support" Support, "informed" Informed }
    Comparator { "at_least" AtLeast, "at_most" AtMost, "exactly" Exactly }
    DeadlineClass {
        "date" Date, "period_end" PeriodEnd, "relative" Relative, "recurring" Recurring, "ongoing" Ongoing,
    }
    Rule {
        "named_day" NamedDay, "before_day" BeforeDay, "period_end" PeriodEnd, "days" Days,
        "working_days" WorkingDays, "months" Months, "decided" Decided, "none" None,
    }
    CitationKind { "basis" Basis, "mention" Mention }
    FindingKind { "strength" Strength, "weakness" Weakness }
    DoubtKind {
        "ratio_mismatch" RatioMismatch, "sum_mismatch" SumMismatch, "date_impossible" DateImpossible,
        "deadline_before_issue" DeadlineBeforeIssue, "weekday_mismatch" WeekdayMismatch,
    }
    Role { "viewer" Viewer, "officer" Officer, "admin" Admin }
    Act { "do" Do, "undo" Undo, "redo" Redo }
    DayKind { "off" Off, "worked" Worked }
}

/// Urgency is kept by rank, because rows are ordered by it.
const URGENCIES: [Urgency; 4] = [Urgency::Express, Urgency::VeryUrgent, Urgency::Urgent, Urgency::Normal];

pub(super) fn rank(urgency: Urgency) -> i64 {
    URGENCIES.iter().position(|known| *known == urgency).map_or(3, |rank| rank as i64)
}

impl FromSql for Col<Urgency> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let rank = value.as_i64()?;
        let known = usize::try_from(rank).ok().and_then(|rank| URGENCIES.get(rank));
        known.map(|urgency| Col(*urgency)).ok_or(FromSqlError::OutOfRange(rank))
    }
}

impl ToSql for Col<NaiveDate> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Col<NaiveDate> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Col).map_err(|_| unreadable(text))
    }
}

impl ToSql for Col<NaiveTime> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.format("%H:%M:%S").to_string().into())
    }
}

impl FromSql for Col<NaiveTime> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Col).map_err(|_| unreadable(text))
    }
}

impl ToSql for Col<Now> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.at().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true).into())
    }
}

impl FromSql for Col<Now> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let at = text.parse::<DateTime<Utc>>();
        at.map(|at| Col(Now::new(at))).map_err(|_| unreadable(text))
    }
}

fn unreadable(text: &str) -> FromSqlError {
    FromSqlError::Other(format!("unreadable column: {text}").into())
}

/// Takes an optional column out of its wrapper.
pub(super) fn opt<T>(column: Option<Col<T>>) -> Option<T> {
    column.map(|column| column.0)
}

/// The two columns of a span, `NULL` where there is none.
pub(super) fn span_columns(span: Option<Span>) -> (Option<i64>, Option<i64>) {
    let number = |n: usize| i64::try_from(n).ok();
    (span.and_then(|span| number(span.from)), span.and_then(|span| number(span.to)))
}

pub(super) fn span(from: Option<i64>, to: Option<i64>) -> Option<Span> {
    Some(Span { from: usize::try_from(from?).ok()?, to: usize::try_from(to?).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_as_json<T: Named + serde::Serialize>() {
        for (name, value) in T::NAMES {
            assert_eq!(serde_json::to_value(value).unwrap(), *name);
            assert_eq!(value.name(), *name);
        }
    }

    #[test]
    fn columns_and_json_use_the_same_names() {
        same_as_json::<State>();
        same_as_json::<TaskKind>();
        same_as_json::<AssignmentRole>();
        same_as_json::<Comparator>();
        same_as_json::<DeadlineClass>();
        same_as_json::<Rule>();
        same_as_json::<CitationKind>();
        same_as_json::<FindingKind>();
        same_as_json::<DoubtKind>();
        same_as_json::<Role>();
        same_as_json::<Act>();
        same_as_json::<DayKind>();
    }

    #[test]
    fn urgency_ranks_as_it_orders() {
        for pair in URGENCIES.windows(2) {
            assert!(pair[0] < pair[1] && rank(pair[0]) < rank(pair[1]));
        }
    }
}
