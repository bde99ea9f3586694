//! What a row says about its deadline: which date counts, how long is left, and the marker.
//!
//! Border: chooses and counts; the words are in `i18n`, the cells in `ui`.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::calendar::Calendar;
use crate::domain::countdown::{self, Countdown};
use crate::domain::query::{DirectiveRow, TaskRow};
use crate::domain::standing::Due;
use crate::domain::task::{State, TaskKind};
use crate::domain::time::Now;

/// The sign in front of a row; a word always stands in the row as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    Late,
    Today,
    /// Within the next seven days.
    Soon,
    None,
}

/// Days ahead that are "soon".
const SOON: i64 = 7;

/// The next date of a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextDue {
    pub on: NaiveDate,
    pub countdown: Countdown,
    pub marker: Marker,
    /// The office's own date; the official one is another.
    pub is_internal: bool,
}

/// `None` where the directive is finished or nothing in it has a date.
pub fn of_directive(row: &DirectiveRow, now: Now, calendar: &Calendar) -> Option<NextDue> {
    let on = row.next_on?;
    let is_internal = row.next_official_on.is_some();
    let countdown = count(now, on, row.next_at.filter(|_| !is_internal), calendar);
    let marker = match marker(&countdown) {
        // Late is what the official date says; late only by its own date is work for today.
        Marker::Late if is_internal && row.next_official_on >= Some(now.today()) => Marker::Today,
        marker => marker,
    };
    Some(NextDue { on, countdown, marker, is_internal })
}

/// What the last column of a checklist says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskDue {
    /// Done on a day, so many days after its deadline (0: in time, or without one).
    Done {
        on: NaiveDate,
        late_by: i64,
    },
    /// Paused, withdrawn or superseded.
    Off(State),
    /// Its own deadline or its parent's.
    Own {
        on: NaiveDate,
        countdown: Countdown,
        in_doubt: bool,
    },
    /// The office's own date, which is the nearer one.
    Internal {
        on: NaiveDate,
        countdown: Countdown,
    },
    /// No deadline; the report on it is due that day.
    Report(NaiveDate),
    Undated,
}

pub fn of_task(row: &TaskRow, now: Now, calendar: &Calendar) -> TaskDue {
    let state = row.progress.state;
    if state == State::Done {
        let on = row.progress.done_on.unwrap_or(now.today());
        let late_by = row.due_on.map_or(0, |due| (on - due).num_days().max(0));
        return TaskDue::Done { on, late_by };
    }
    if !state.is_open() {
        return TaskDue::Off(state);
    }
    match (row.due_on, row.internal_on) {
        (due, Some(on)) if due.is_none_or(|due| on < due) && due.is_none_or(|due| due >= now.today()) => {
            TaskDue::Internal { on, countdown: count(now, on, None, calendar) }
        }
        (Some(on), _) => TaskDue::Own {
            on,
            countdown: count(now, on, row.due_at, calendar),
            in_doubt: row.is_due_after_report() || row.unverified,
        },
        (None, _) => match row.report_on.filter(|_| row.kind != TaskKind::ReportDuty) {
            Some(on) => TaskDue::Report(on),
            None => TaskDue::Undated,
        },
    }
}

/// How long is left to a day, or to an hour on it where the letter names one.
pub fn count(now: Now, on: NaiveDate, at: Option<NaiveTime>, calendar: &Calendar) -> Countdown {
    let due = Due { on: Some(on), at };
    countdown::to_due(now, due, calendar).unwrap_or_else(|| countdown::to_day(now.today(), on, calendar))
}

fn marker(countdown: &Countdown) -> Marker {
    match *countdown {
        Countdown::Late { .. } | Countdown::MinutesLate { .. } => Marker::Late,
        Countdown::Today | Countdown::Minutes { .. } => Marker::Today,
        Countdown::Left { days, .. } if days <= SOON => Marker::Soon,
        Countdown::Left { .. } => Marker::None,
    }
}

pub fn marker_of_task(due: &TaskDue) -> Marker {
    match due {
        TaskDue::Own { countdown, .. } => marker(countdown),
        TaskDue::Internal { countdown, .. } => match marker(countdown) {
            Marker::Late => Marker::Today,
            marker => marker,
        },
        _ => Marker::None,
    }
}
