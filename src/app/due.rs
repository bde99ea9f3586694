//! What a row says about its deadline: which date counts, how long is left, and the marker.
//!
//! Border: chooses and counts; the words are in `i18n`, the cells in `ui`.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::calendar::Calendar;
use crate::domain::countdown::{self, Countdown};
use crate::domain::deadline::Event;
use crate::domain::query::{DirectiveRow, TaskRow};
use crate::domain::task::{State, TaskKind};
use crate::domain::time::Now;

/// The sign in front of a row; a word always stands in the row as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    Late,
    Today,
    /// Within the days that the office calls soon.
    Soon,
    None,
}

/// Days to the last time of a duty within which more are to be entered.
const RUNS_OUT: i64 = 30;

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
    let is_internal = row.is_internal();
    let countdown = count(now, on, row.next_at.filter(|_| !is_internal), calendar);
    let marker = match marker(&countdown, calendar) {
        // Late is what the official date says; late only by its own date is work for today.
        Marker::Late if is_internal && row.next_official_on.is_none_or(|on| on >= now.today()) => {
            Marker::Today
        }
        marker => marker,
    };
    Some(NextDue { on, countdown, marker, is_internal })
}

/// What the last column of a checklist says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskDue {
    /// Done on a day, so many days after its deadline (0: in time, or without one).
    Done { on: NaiveDate, late_by: i64 },
    /// Paused, withdrawn or superseded.
    Off(State),
    /// Its own deadline or its parent's.
    Own { on: NaiveDate, countdown: Countdown, in_doubt: bool },
    /// The office's own date, which is the nearer one.
    Internal { on: NaiveDate, countdown: Countdown },
    /// No deadline; the report on it is due that day.
    Report(NaiveDate),
    /// A duty that comes again: the day of its last time, and whether that is near.
    Rule { last: Option<NaiveDate>, runs_out: bool },
    /// Counted from a day that is not known.
    Awaits(Event),
    /// No date at all; what kind of task it is may say why.
    Undated(TaskKind),
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
    if row.is_rule {
        let runs_out = row.last_on.is_none_or(|last| (last - now.today()).num_days() < RUNS_OUT);
        return TaskDue::Rule { last: row.last_on, runs_out };
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
        (None, _) if let Some(event) = row.awaits => TaskDue::Awaits(event),
        (None, _) => match row.report_on.filter(|_| row.kind != TaskKind::ReportDuty) {
            Some(on) => TaskDue::Report(on),
            None => TaskDue::Undated(row.kind),
        },
    }
}

/// How long is left to a day, or to an hour on it where the letter names one.
pub fn count(now: Now, on: NaiveDate, at: Option<NaiveTime>, calendar: &Calendar) -> Countdown {
    countdown::to(now, on, at, calendar)
}

/// The sign for how long is left.
pub fn marker(countdown: &Countdown, calendar: &Calendar) -> Marker {
    match *countdown {
        Countdown::Late { .. } | Countdown::MinutesLate { .. } => Marker::Late,
        Countdown::Today | Countdown::Minutes { .. } => Marker::Today,
        Countdown::Left { days, .. } if days <= calendar.soon() => Marker::Soon,
        Countdown::Left { .. } => Marker::None,
    }
}

pub fn marker_of_task(due: &TaskDue, calendar: &Calendar) -> Marker {
    match due {
        TaskDue::Own { countdown, .. } => marker(countdown, calendar),
        TaskDue::Internal { countdown, .. } => match marker(countdown, calendar) {
            Marker::Late => Marker::Today,
            marker => marker,
        },
        TaskDue::Rule { runs_out: true, .. } => Marker::Soon,
        _ => Marker::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::office::{Record, at, day, monday};
    use crate::domain::query::TaskRow;

    fn row(due: &str, change: impl FnOnce(&mut TaskRow)) -> TaskRow {
        let mut row = Record::new(1, "1/UBND", "x").task("1", "x", "Sở", due).rows().remove(0);
        change(&mut row);
        row
    }

    fn left(days: i64, working_days: i64) -> Countdown {
        Countdown::Left { days, working_days }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table of cases")]
    fn a_task_counts_to_the_date_that_comes_first() {
        let late = Countdown::Late { days: 3 };
        let (to_28, to_25) = (left(7, 5), left(4, 4));
        let none = |_: &mut TaskRow| {};
        let every = |last: &str| {
            let last = day(last);
            row("", |row| (row.is_rule, row.last_on, row.kind) = (true, Some(last), TaskKind::Periodic))
        };
        let rule = |last, runs_out| TaskDue::Rule { last: Some(day(last)), runs_out };
        let cases: [(TaskRow, TaskDue, Marker); 13] = [
            (every("2021-01-20"), rule("2021-01-20", false), Marker::None),
            (every("2021-01-19"), rule("2021-01-19", true), Marker::Soon),
            (
                row("", |row| (row.awaits, row.report_on) = (Some(Event::Receipt), Some(day("2020-12-29")))),
                TaskDue::Awaits(Event::Receipt),
                Marker::None,
            ),
            (row("", none), TaskDue::Undated(TaskKind::Ordinary), Marker::None),
            (
                row("", |row| row.kind = TaskKind::Periodic),
                TaskDue::Undated(TaskKind::Periodic),
                Marker::None,
            ),
            (
                row("", |row| row.kind = TaskKind::Standing),
                TaskDue::Undated(TaskKind::Standing),
                Marker::None,
            ),
            (
                row("", |row| row.report_on = Some(day("2020-12-29"))),
                TaskDue::Report(day("2020-12-29")),
                Marker::None,
            ),
            (
                row("2020-12-28", none),
                TaskDue::Own { on: day("2020-12-28"), countdown: to_28, in_doubt: false },
                Marker::Soon,
            ),
            (
                row("2020-12-28", |row| row.internal_on = Some(day("2020-12-25"))),
                TaskDue::Internal { on: day("2020-12-25"), countdown: to_25 },
                Marker::Soon,
            ),
            (
                row("2020-12-28", |row| row.internal_on = Some(day("2020-12-18"))),
                TaskDue::Internal { on: day("2020-12-18"), countdown: late },
                Marker::Today,
            ),
            (
                row("2020-12-18", |row| row.internal_on = Some(day("2020-12-10"))),
                TaskDue::Own { on: day("2020-12-18"), countdown: late, in_doubt: false },
                Marker::Late,
            ),
            (
                row("2020-12-28", |row| row.report_on = Some(day("2020-12-25"))),
                TaskDue::Own { on: day("2020-12-28"), countdown: to_28, in_doubt: true },
                Marker::Soon,
            ),
            (
                row("2020-12-28", |row| row.progress.state = State::Paused),
                TaskDue::Off(State::Paused),
                Marker::None,
            ),
        ];
        for (row, expected, marker) in cases {
            let due = of_task(&row, monday(), &Calendar::built_in());
            assert_eq!((due, marker_of_task(&due, &Calendar::built_in())), (expected, marker));
        }
    }

    #[test]
    fn what_is_done_says_when_and_how_late() {
        for (done, late_by) in [("2020-12-17", 0), ("2020-12-18", 0), ("2020-12-20", 2)] {
            let record = Record::new(1, "1/UBND", "x").task("1", "x", "Sở", "2020-12-18").done(done);
            let due = of_task(&record.rows()[0], monday(), &Calendar::built_in());
            assert_eq!(due, TaskDue::Done { on: day(done), late_by });
        }
    }

    #[test]
    fn an_hour_counts_only_where_the_letter_names_one() {
        let now = at("2020-12-21T16:15:00");
        let with_hour = row("2020-12-21 17:00:00", |_| {});
        let due = of_task(&with_hour, now, &Calendar::built_in());
        assert!(matches!(due, TaskDue::Own { countdown: Countdown::Minutes { left: 45 }, .. }));
        let past = of_task(&with_hour, at("2020-12-21T17:30:00"), &Calendar::built_in());
        assert_eq!(marker_of_task(&past, &Calendar::built_in()), Marker::Late);
        let due = of_task(&row("2020-12-21", |_| {}), now, &Calendar::built_in());
        assert!(matches!(due, TaskDue::Own { countdown: Countdown::Today, .. }));
    }

    #[test]
    fn a_directive_late_only_by_its_own_date_is_work_for_today() {
        let mut record = Record::new(1, "1/UBND", "x").task("1", "x", "Sở", "2020-12-28");
        record.record.tasks[0].internal_due = Some(day("2020-12-18"));
        let due = of_directive(&record.row(), monday(), &Calendar::built_in()).unwrap();
        assert_eq!((due.marker, due.is_internal, due.on), (Marker::Today, true, day("2020-12-18")));
        record.record.tasks[0].deadline.as_mut().unwrap().on = Some(day("2020-12-19"));
        let due = of_directive(&record.row(), monday(), &Calendar::built_in()).unwrap();
        assert_eq!(due.marker, Marker::Late);
        record.record.tasks[0].deadline = None;
        let due = of_directive(&record.row(), monday(), &Calendar::built_in()).unwrap();
        assert_eq!((due.marker, due.is_internal), (Marker::Today, true), "no official date to be late by");
    }
}
