//! Duties that come again: their times, each with its period and day, and the tasks these are counted as.
//!
//! Border: which period and day is in the deadline's terms; names of periods are handed in by the caller,
//! because words are not made here. A time's day is a named day: it is not moved for days off.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::TaskId;
use super::change::Change;
use super::deadline::{Deadline, DeadlineClass, Every, Recurrence, Rule, Terms};
use super::directive::NewDirective;
use super::task::{Assignment, NewTask, Progress, TaskKind};
use crate::text;

/// One time of a duty that comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instance {
    /// The first day of its period, which with [`Every`] names it.
    pub begins: NaiveDate,
    /// When it is due.
    pub on: NaiveDate,
}

/// Names the period that begins on a day: "tháng 01/2026".
pub type Label<'a> = &'a dyn Fn(Every, NaiveDate) -> String;

impl Every {
    /// Months that a period covers; 0 for a week.
    pub fn months(self) -> u8 {
        match self {
            Every::Week => 0,
            Every::Month => 1,
            Every::Quarter => 3,
            Every::HalfYear => 6,
            Every::NineMonths => 9,
            Every::Year => 12,
        }
    }

    /// Months from one period to the next.
    fn step(self) -> u32 {
        if self == Every::NineMonths { 12 } else { self.months().into() }
    }
}

impl Recurrence {
    /// Of a period without a named day: its last (Civil Code 2015, Art. 146 and 148).
    pub fn at_the_end(every: Every) -> Self {
        let day = if every == Every::Week { 7 } else { 31 };
        Self { every, month: every.months(), day }
    }

    /// The time of the period that begins on this day. `None` beyond the calendar's end.
    fn instance(&self, begins: NaiveDate) -> Option<Instance> {
        if self.every == Every::Week {
            let after = u64::from(self.day.clamp(1, 7)) - 1;
            return Some(Instance { begins, on: begins.checked_add_days(Days::new(after))? });
        }
        let first = begins.checked_add_months(Months::new(u32::from(self.month.max(1)) - 1))?;
        // 30/02 is the month's last day.
        let day = u32::from(self.day).clamp(1, first.num_days_in_month().into());
        Some(Instance { begins, on: first.with_day(day)? })
    }

    /// The first day of the period around a day.
    fn period_of(&self, on: NaiveDate) -> Option<NaiveDate> {
        if self.every == Every::Week {
            return Some(on.week(Weekday::Mon).first_day());
        }
        let months = self.every.step();
        NaiveDate::from_ymd_opt(on.year(), on.month0() / months * months + 1, 1)
    }

    fn next_period(&self, begins: NaiveDate) -> Option<NaiveDate> {
        match self.every {
            Every::Week => begins.checked_add_days(Days::new(7)),
            every => begins.checked_add_months(Months::new(every.step())),
        }
    }

    /// Times from a day on, in order.
    fn since(self, from: NaiveDate) -> impl Iterator<Item = Instance> {
        // The time of a period may lie behind it, at most by as much as a month's number can say.
        let early = from.checked_sub_months(Months::new(u32::from(self.month) + 1)).unwrap_or(from);
        let periods = std::iter::successors(self.period_of(early), move |begins| self.next_period(*begins));
        periods.map_while(move |begins| self.instance(begins)).skip_while(move |time| time.on < from)
    }
}

/// At least so many times are entered ahead, and no more than there are weeks in a year.
const LEAST: usize = 3;
const MOST: usize = 53;

fn ahead(recurrence: Recurrence, from: NaiveDate, is_again: bool) -> Vec<Instance> {
    let year = from.year() + i32::from(is_again);
    let times = recurrence.since(from).enumerate();
    let wanted = times.take_while(|(nth, time)| *nth < LEAST || time.on.year() <= year);
    wanted.map(|(_, time)| time).collect()
}

fn terms(deadline: Option<&Deadline>) -> Option<Recurrence> {
    match deadline?.terms? {
        Terms::Every(recurrence) => Some(recurrence),
        Terms::Counted { .. } => None,
    }
}

/// The tasks still missing below a recurring one, of the times from a day on; `below` are those it has.
/// Up to the end of that day's year; of the next one where times were entered before.
pub fn missing<'a>(
    rule: &NewTask,
    below: impl Iterator<Item = &'a NewTask> + Clone,
    (from, is_again): (NaiveDate, bool),
    label: Label<'_>,
) -> Vec<NewTask> {
    let Some(recurrence) = terms(rule.deadline.as_ref()) else { return Vec::new() };
    let number = |task: &NewTask| task.item.strip_prefix(&rule.item)?.strip_prefix('.')?.parse::<u32>().ok();
    let highest = below.clone().filter_map(number).max().unwrap_or(0);
    let reports = rule.kind == TaskKind::ReportDuty
        || below.clone().any(|task| task.kind == TaskKind::ReportDuty)
        || text::fold(&rule.title).contains("bao cao");
    let kind = if reports { TaskKind::ReportDuty } else { TaskKind::Ordinary };
    let name = |time: &Instance| format!("({})", label(recurrence.every, time.begins));
    let is_here = |time: &Instance| below.clone().any(|task| task.title.ends_with(&name(time)));
    let mut times = ahead(recurrence, from, is_again);
    times.retain(|time| !is_here(time));
    let fresh = |part: &Assignment| Assignment { done_on: None, reply_document: None, ..part.clone() };
    let task = |(time, number): (Instance, u32)| NewTask {
        item: format!("{}.{number}", rule.item),
        parent: Some(rule.item.clone()),
        title: format!("{} {}", rule.title, name(&time)),
        kind,
        progress: Progress::default(),
        internal_due: None,
        deadline: Some(named(rule, time.on)),
        assignments: rule.assignments.iter().map(fresh).collect(),
        steps: Vec::new(),
        targets: Vec::new(),
        ..rule.clone()
    };
    times.into_iter().take(MOST).zip(highest.saturating_add(1)..).map(task).collect()
}

/// Whether a task to be added is one time of a recurring duty that stands among its directive's tasks already.
pub fn is_same_time(tasks: &[NewTask], here: &NewTask, added: &NewTask) -> bool {
    let is_rule =
        |task: &NewTask| Some(&task.item) == added.parent.as_ref() && task.kind == TaskKind::Periodic;
    here.parent == added.parent && here.title == added.title && tasks.iter().any(is_rule)
}

/// The deadline of one time; the words it rests on are those of the duty.
fn named(rule: &NewTask, on: NaiveDate) -> Deadline {
    Deadline {
        phrase: rule.deadline.as_ref().and_then(|deadline| deadline.phrase.clone()),
        class: DeadlineClass::Date,
        on: Some(on),
        at: None,
        rule: Rule::NamedDay,
        unverified: false,
        terms: None,
    }
}

/// Below a duty, its open times from a day on, each with the instance whose name it has.
fn to_come<'a>(
    old: Recurrence,
    below: impl Iterator<Item = (TaskId, &'a NewTask)>,
    from: NaiveDate,
    label: Label<'_>,
) -> impl Iterator<Item = (TaskId, &'a NewTask, Instance)> {
    below.filter_map(move |(task, time)| {
        let on = time.deadline.as_ref()?.on.filter(|on| *on >= from && time.progress.state.is_open())?;
        let was = old.since(on).next()?;
        time.title.ends_with(&format!("({})", label(old.every, was.begins))).then_some((task, time, was))
    })
}

/// Where a duty's day is another now: its open times from a day on that still stand on the old one.
pub fn moved<'a>(
    old: Option<&Deadline>,
    new: &NewTask,
    below: impl Iterator<Item = (TaskId, &'a NewTask)>,
    from: NaiveDate,
    label: Label<'_>,
) -> Vec<Change> {
    let (Some(old), Some(recurrence)) = (terms(old), terms(new.deadline.as_ref())) else {
        return Vec::new();
    };
    let move_it = |(task, time, was): (TaskId, &NewTask, Instance)| {
        let on = time.deadline.as_ref()?.on.filter(|on| was.on == *on && recurrence.every == old.every)?;
        let to = recurrence.instance(was.begins).filter(|to| to.on != on)?;
        let (old, new) = (time.deadline.clone(), Some(named(new, to.on)));
        Some(Change::DeadlineSet { task, old, new, document: None, reason: None })
    };
    to_come(old, below, from, label).filter_map(move_it).collect()
}

/// Where a duty comes again no more, or in other periods: its open times from a day on go to the trash with
/// the old rule. What was due before stays.
pub fn ended<'a>(
    old: Option<&Deadline>,
    new: &NewTask,
    below: impl Iterator<Item = (TaskId, &'a NewTask)>,
    from: NaiveDate,
    label: Label<'_>,
) -> Vec<Change> {
    let (old, new) = (terms(old), terms(new.deadline.as_ref()));
    let Some(old) = old.filter(|old| new.is_none_or(|new| new.every != old.every)) else { return Vec::new() };
    let gone = to_come(old, below, from, label);
    gone.map(|(task, ..)| Change::TaskTrashed { task, old: false, new: true }).collect()
}

/// A record as it is added: below each duty that comes again, its times due from a day on.
pub fn with_instances(record: NewDirective, from: NaiveDate, label: Label<'_>) -> NewDirective {
    let from = record.issued_on.map_or(from, |issued| issued.max(from));
    let mut tasks = Vec::with_capacity(record.tasks.len());
    for (at, mut task) in record.tasks.iter().cloned().enumerate() {
        let below = record.tasks[at + 1..].iter().filter(|below| below.parent.as_ref() == Some(&task.item));
        let times = missing(&task, below, (from, false), label);
        if !times.is_empty() {
            task.kind = TaskKind::Periodic;
        }
        tasks.push(task);
        tasks.extend(times);
    }
    NewDirective { tasks, ..record }
}

#[cfg(test)]
mod tests;
