//! Standing: on time, late, overdue … computed from progress, deadline and today; never stored.
//!
//! The four official counts (DOMAIN §1.4) add up to the total: done on time, done late, open
//! within its time (tasks without a deadline among them), open overdue.

use chrono::{NaiveDate, NaiveTime};

use super::task::{Progress, State};
use super::time::Now;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Overdue,
    /// Due today or within the days that the office calls soon.
    DueSoon,
    OnTrack,
    NoDeadline,
    DoneOnTime,
    DoneLate,
    /// Its time stands still: never overdue, counted as open within its time.
    Paused,
    /// Withdrawn or superseded: in none of the four counts.
    Withdrawn,
    /// A recurring duty whose times are tasks of their own, which are counted instead.
    Recurring,
}

impl Standing {
    pub const ALL: [Standing; 9] = {
        use Standing::*;
        [Overdue, DueSoon, OnTrack, NoDeadline, DoneOnTime, DoneLate, Paused, Withdrawn, Recurring]
    };
}

/// What standing follows from: the task's own or its parent's deadline, and its progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Due {
    pub on: Option<NaiveDate>,
    /// Only where the letter names an hour.
    pub at: Option<NaiveTime>,
}

impl Due {
    /// Whole minutes from now to the hour named, negative when it is past; `None` where no hour is.
    /// Now is taken at its minute: the minute named is in time to its end, as a day named is, and a
    /// text changes when the clock on the wall does.
    pub(super) fn minutes_left(self, now: Now) -> Option<i64> {
        let due = self.on?.and_time(self.at?);
        Some((due - now.minute().local()).num_minutes())
    }

    /// Whether it is over: after 24:00 of the day, or after the hour where one is named.
    pub fn is_past(self, now: Now) -> bool {
        match (self.on, self.minutes_left(now)) {
            (_, Some(minutes)) => minutes < 0,
            (Some(day), None) => day < now.today(),
            (None, None) => false,
        }
    }
}

/// How a task stands. Done is judged by day, since nobody enters the hour of doing: a task done on
/// its due day is on time. Without a deadline nothing is ever late. `soon` is [`Calendar::soon`](super::calendar::Calendar::soon).
pub fn standing(progress: &Progress, due: Due, now: Now, soon: i64) -> Standing {
    match progress.state {
        State::Withdrawn | State::Superseded => Standing::Withdrawn,
        State::Paused => Standing::Paused,
        State::Done => {
            let late = progress.done_on.zip(due.on).is_some_and(|(done, due)| done > due);
            if late { Standing::DoneLate } else { Standing::DoneOnTime }
        }
        State::Open | State::Doing | State::Reported => open_standing(due, now, soon),
    }
}

fn open_standing(due: Due, now: Now, soon: i64) -> Standing {
    let Some(day) = due.on else { return Standing::NoDeadline };
    if due.is_past(now) {
        Standing::Overdue
    } else if (day - now.today()).num_days() <= soon {
        Standing::DueSoon
    } else {
        Standing::OnTrack
    }
}

/// Hoàn thành đúng hạn, quá hạn; chưa hoàn thành trong hạn, quá hạn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FourCounts {
    pub done_on_time: u64,
    pub done_late: u64,
    pub open_within: u64,
    pub open_overdue: u64,
}

impl FourCounts {
    pub fn total(&self) -> u64 {
        self.done_on_time + self.done_late + self.open_within + self.open_overdue
    }
}

/// One of the four official counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    DoneOnTime,
    DoneLate,
    OpenWithin,
    OpenOverdue,
}

impl Count {
    pub const ALL: [Count; 4] = [Count::DoneOnTime, Count::DoneLate, Count::OpenWithin, Count::OpenOverdue];

    /// Where a task that stands so is counted; `None` where it stands in no count.
    pub fn of(standing: Standing) -> Option<Self> {
        match standing {
            Standing::DoneOnTime => Some(Count::DoneOnTime),
            Standing::DoneLate => Some(Count::DoneLate),
            Standing::DueSoon | Standing::OnTrack | Standing::NoDeadline | Standing::Paused => {
                Some(Count::OpenWithin)
            }
            Standing::Overdue => Some(Count::OpenOverdue),
            Standing::Withdrawn | Standing::Recurring => None,
        }
    }
}

impl FourCounts {
    /// Counts a task. Returns where.
    pub fn add(&mut self, standing: Standing) -> Option<Count> {
        let count = Count::of(standing)?;
        *self.slot(count) += 1;
        Some(count)
    }

    pub fn of(mut self, count: Count) -> u64 {
        *self.slot(count)
    }

    fn slot(&mut self, count: Count) -> &mut u64 {
        match count {
            Count::DoneOnTime => &mut self.done_on_time,
            Count::DoneLate => &mut self.done_late,
            Count::OpenWithin => &mut self.open_within,
            Count::OpenOverdue => &mut self.open_overdue,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn now(text: &str) -> Now {
        Now::from_local(text.parse().expect("a local time"))
    }

    fn open() -> Progress {
        Progress::default()
    }

    fn in_state(state: State) -> Progress {
        Progress { state, ..Progress::default() }
    }

    #[test]
    fn how_tasks_stand() {
        let due = Due { on: Some(day("2020-12-29")), at: None };
        let hour = Due { at: NaiveTime::from_hms_opt(17, 0, 0), ..due };
        let done = |on| Progress::done(day(on));
        for (progress, due, at, standing_then) in [
            (open(), due, "2020-12-21T08:00:00", Standing::OnTrack),
            (open(), due, "2020-12-22T00:00:00", Standing::DueSoon),
            (open(), due, "2020-12-21T23:59:59", Standing::OnTrack),
            (open(), due, "2020-12-29T00:00:00", Standing::DueSoon),
            (open(), due, "2020-12-29T23:59:59.999", Standing::DueSoon),
            (open(), due, "2020-12-30T00:00:00", Standing::Overdue),
            (in_state(State::Reported), due, "2020-12-30T00:00:00", Standing::Overdue),
            (in_state(State::Doing), due, "2020-12-29T08:00:00", Standing::DueSoon),
            (open(), hour, "2020-12-29T17:00:59.999", Standing::DueSoon),
            (open(), hour, "2020-12-29T17:01:00", Standing::Overdue),
            (open(), hour, "2020-12-29T16:59:00", Standing::DueSoon),
            (open(), hour, "2020-12-28T23:00:00", Standing::DueSoon),
            (open(), Due::default(), "2099-01-01T00:00:00", Standing::NoDeadline),
            (done("2020-12-28"), due, "2021-06-01T00:00:00", Standing::DoneOnTime),
            (done("2020-12-29"), due, "2021-06-01T00:00:00", Standing::DoneOnTime),
            (done("2020-12-30"), due, "2021-06-01T00:00:00", Standing::DoneLate),
            (done("2020-12-29"), hour, "2020-12-29T20:00:00", Standing::DoneOnTime),
            (done("2020-12-30"), Due::default(), "2021-06-01T00:00:00", Standing::DoneOnTime),
            (in_state(State::Paused), due, "2021-06-01T00:00:00", Standing::Paused),
            (in_state(State::Withdrawn), due, "2021-06-01T00:00:00", Standing::Withdrawn),
            (in_state(State::Superseded), due, "2021-06-01T00:00:00", Standing::Withdrawn),
        ] {
            assert_eq!(standing(&progress, due, now(at), 7), standing_then, "{progress:?} {due:?} at {at}");
        }
    }

    fn any_task() -> impl Strategy<Value = (Progress, Due)> {
        let near = || (0u64..60).prop_map(|n| day("2020-12-01") + chrono::Days::new(n));
        let state = prop::sample::select(vec![
            State::Open,
            State::Doing,
            State::Reported,
            State::Done,
            State::Paused,
            State::Withdrawn,
            State::Superseded,
        ]);
        let hour =
            prop::option::of((0u32..24).prop_filter_map("an hour", |h| NaiveTime::from_hms_opt(h, 30, 0)));
        (state, near(), prop::option::of(near()), hour).prop_map(|(state, done_on, on, at)| {
            let done_on = (state == State::Done).then_some(done_on);
            (Progress { state, done_on, ..Progress::default() }, Due { on, at: on.and(at) })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_four_counts_add_up(
            tasks in prop::collection::vec(any_task(), 0..40),
            minutes in 0i64..90_000,
        ) {
            let now = Now::new(now("2020-12-01T00:00:00").at() + TimeDelta::minutes(minutes));
            let mut counts = FourCounts::default();
            for (progress, due) in &tasks {
                counts.add(standing(progress, *due, now, 7));
            }
            let counted = |state| !matches!(state, State::Withdrawn | State::Superseded);
            let in_force = tasks.iter().filter(|(progress, _)| counted(progress.state)).count();
            let done = tasks.iter().filter(|(progress, _)| progress.state == State::Done).count();
            let past = |progress: &Progress, due: &Due| progress.state.is_open() && due.is_past(now);
            let overdue = tasks.iter().filter(|(progress, due)| past(progress, due)).count();
            prop_assert_eq!(counts.total(), in_force as u64);
            prop_assert_eq!(counts.done_on_time + counts.done_late, done as u64);
            prop_assert_eq!(counts.open_overdue, overdue as u64);
        }
    }
}
