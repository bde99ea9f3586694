//! A year of an office, made up at random: directives as they come, and what becomes of their tasks.

use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use dondoc::domain::calendar::{Day, DayKind};
use dondoc::domain::change::{Actor, Change};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Event, Every, Recurrence, Rule, Terms};
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::fields::{DirectiveFields, TaskFields};
use dondoc::domain::office::{OfficeRead, UnitFields, moved};
use dondoc::domain::query::DirectiveDetail;
use dondoc::domain::recurrence;
use dondoc::domain::reminder::{Channel, Reminder};
use dondoc::domain::task::{
    Actual, Assignment, AssignmentRole, Comparator, NewTask, Part, Progress, State, Target, TaskKind,
};
use dondoc::domain::time::Now;
use dondoc::domain::{DirectiveId, TaskId, workdays};
use dondoc::i18n::deadlines::period_name;
use dondoc::store::{Mode, Reach, Store};

pub const PEOPLE: [&str; 4] = ["an", "binh", "chi", "dung"];
pub const UNITS: [&str; 7] = [
    "Phòng Cải cách hành chính",
    "Phòng Tổ chức, biên chế",
    "Văn phòng Sở",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Nội vụ",
    "Sở Thông tin và Truyền thông",
    "Sở Khoa học và Công nghệ",
];

/// Numbers that are the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn is(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub struct Year {
    folder: tempfile::TempDir,
    pub store: Store,
    pub dice: Dice,
    today: NaiveDate,
    /// So that two acts of a day have an order.
    minute: u32,
    tasks: Vec<(DirectiveId, TaskId)>,
    directives: Vec<DirectiveId>,
}

impl Year {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("year.db")
    }

    /// So many directives over 2026, with 3 to 8 tasks each, and so many events after each.
    pub fn make(seed: u64, directives: usize, events: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("year.db"), Mode::Create).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 1, 2).unwrap();
        let dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut year =
            Year { folder, store, dice, today, minute: 0, tasks: Vec::new(), directives: Vec::new() };
        for name in UNITS {
            let new = UnitFields { name: name.into(), names: vec![name.into()], ..UnitFields::default() };
            assert!(year.by_admin(&[Change::UnitSet { unit: None, old: None, new: Some(Box::new(new)) }]));
        }
        for n in 0..directives {
            let day = 1 + n * 360 / directives;
            year.today = NaiveDate::from_yo_opt(2026, day as u32 + 1).unwrap();
            year.minute = 0;
            year.receive(n);
            for _ in 0..events {
                year.happen();
            }
            // Once, in their month; the first merger is one of two in a chain.
            for (at, unit, by) in [(6, 3, 4), (6, 5, 6), (7, 2, 1), (9, 1, 0)] {
                if n == directives * at / 12 {
                    year.merge(UNITS[unit], UNITS[by]);
                }
            }
            if n % 5 == 4 {
                year.day_off();
            }
        }
        year
    }

    fn now(&mut self) -> Now {
        self.minute += 1;
        let time = NaiveTime::from_hms_opt(7 + self.minute / 60, self.minute % 60, 0).unwrap();
        Now::from_local(self.today.and_time(time))
    }

    fn actor(&mut self) -> Actor {
        let login = self.dice.one(&PEOPLE);
        Actor { login: login.into(), run: format!("{login}-{}", self.today.ordinal()) }
    }

    /// `false` where the file refused it.
    fn apply(&mut self, changes: &[Change]) -> bool {
        let (actor, now) = (self.actor(), self.now());
        self.store.apply(&actor, now, changes).is_ok()
    }

    /// The first who enters something in a file is its administrator.
    fn by_admin(&mut self, changes: &[Change]) -> bool {
        let now = self.now();
        self.store.apply(&Actor { login: "an".into(), run: "an-0".into() }, now, changes).is_ok()
    }

    fn merge(&mut self, unit: &str, by: &str) {
        let OfficeRead::Units(units, _) = self.store.units().unwrap() else { unreachable!() };
        let find = |name: &str| units.iter().find(|unit| unit.fields.name == name).unwrap();
        let (old, successor) = (find(unit), Some(find(by).id));
        let new = UnitFields { successor, valid_to: Some(self.today), ..old.fields.clone() };
        let (unit, old, new) = (Some(old.id), Some(Box::new(old.fields.clone())), Some(Box::new(new)));
        assert!(self.by_admin(&[Change::UnitSet { unit, old, new }]));
    }

    /// A day off is decided on, and moves the deadlines that were reckoned over it.
    fn day_off(&mut self) {
        let on = self.today + Days::new(3 + self.dice.below(9) as u64);
        let (name, source) = ("Nghỉ đột xuất".to_owned(), "Thông báo".to_owned());
        let new = Some(Box::new(Day { on, kind: DayKind::Off, name, source, verified: true }));
        assert!(self.by_admin(&[Change::DaySet { on, old: None, new }]));
        let OfficeRead::Days(_, held) = self.store.days().unwrap() else { unreachable!() };
        let calendar = self.store.calendar().unwrap();
        let set = moved(&held, &calendar).into_iter().map(|(held, new)| {
            let (task, old, new) = (held.task, Some(held.deadline.clone()), Some(new));
            Change::DeadlineSet { task, old, new, document: None, reason: Some("lịch".into()) }
        });
        let set: Vec<Change> = set.collect();
        assert!(set.is_empty() || self.by_admin(&set));
    }

    fn receive(&mut self, n: usize) {
        let mut record = NewDirective::new(DocKind::OfficialLetter, format!("Việc thứ {n}"));
        record.reference = Some(format!("{}/UBND-{}", n % 97 + 1, self.dice.one(&["NC", "TH", "KT"])));
        record.issuer = Some(format!("UBND tỉnh {}", n / 97));
        record.issued_on = Some(self.today - Days::new(self.dice.below(4) as u64)).filter(|_| n % 9 != 8);
        record.received_on = Some(self.today).filter(|_| !n.is_multiple_of(3));
        record.follower = Some(self.dice.one(&PEOPLE).to_owned()).filter(|_| !n.is_multiple_of(7));
        for item in 0..3 + self.dice.below(6) {
            let task = self.task(&format!("{}", item + 1), record.issued_on);
            record.tasks.push(task);
        }
        // The last hangs on the first and has its day.
        let parent = record.tasks[0].item.clone();
        record.tasks.push(NewTask { parent: Some(parent), ..NewTask::new("1.a", "Phần của việc 1") });
        if n % 4 == 1 {
            self.recurring(&mut record);
        }
        let id = DirectiveId(self.directives.len() as i64 + 1);
        assert!(self.apply(&[Change::DirectiveAdded { id: None, record: Box::new(record) }]));
        self.directives.push(id);
        let rows = self.store.checklist(id).unwrap();
        self.tasks.extend(rows.iter().map(|row| (id, row.id)));
    }

    /// A duty that comes again, with its next times.
    fn recurring(&mut self, record: &mut NewDirective) {
        let every = self.dice.one(&[Every::Week, Every::Month, Every::Quarter]);
        let terms = Some(Terms::Every(Recurrence { every, month: 1, day: 1 + self.dice.below(7) as u8 }));
        let class = DeadlineClass::Recurring;
        let phrase = Some("định kỳ".to_owned());
        let own = Deadline { phrase, class, on: None, at: None, rule: Rule::None, unverified: false, terms };
        let assignments = vec![lead(self.dice.one(&UNITS))];
        let duty =
            NewTask { deadline: Some(own), assignments, ..NewTask::new("P", "Báo cáo định kỳ") };
        record.tasks.push(duty);
        let before = record.tasks.len();
        *record = recurrence::with_instances(record.clone(), self.today, &period_name);
        // The others are entered later.
        record.tasks.truncate(before + 2);
    }

    /// The next times of a duty that are still missing.
    fn again(&mut self, directive: DirectiveId, detail: &DirectiveDetail) {
        let Some(rule) = detail.record.tasks.iter().find(|task| task.kind == TaskKind::Periodic) else {
            return;
        };
        let below = detail.record.tasks.iter().filter(|task| task.parent.as_ref() == Some(&rule.item));
        let times = recurrence::missing(rule, below, (self.today, true), &period_name).into_iter().take(2);
        let add = |task| Change::TaskAdded { id: None, directive, task: Box::new(task) };
        let add: Vec<Change> = times.map(add).collect();
        if self.apply(&add) {
            let rows = self.store.checklist(directive).unwrap();
            let known = |task: &TaskId| self.tasks.iter().any(|(_, known)| known == task);
            let new: Vec<_> = rows.iter().map(|row| row.id).filter(|id| !known(id)).collect();
            self.tasks.extend(new.into_iter().map(|task| (directive, task)));
        }
    }

    fn task(&mut self, item: &str, issued: Option<NaiveDate>) -> NewTask {
        let from = issued.unwrap_or(self.today);
        let calendar = self.store.calendar().unwrap();
        let n = 2 + self.dice.below(40) as u16;
        let deadline = match self.dice.below(10) {
            0 | 1 => None,
            2..5 => {
                let terms = Some(Terms::Counted { n, from: Event::Issue }).filter(|_| issued.is_some());
                let on = workdays::working_days_from(&calendar, from, n).on;
                Some(Deadline { terms, ..deadline(on, Rule::WorkingDays) })
            }
            5 => Some(deadline(workdays::months_from(&calendar, from, 1).on, Rule::Months)),
            _ => Some(deadline(from + Days::new(u64::from(n)), Rule::NamedDay)),
        };
        let mut units = vec![self.dice.one(&UNITS)];
        for _ in 0..2 {
            if self.dice.is(45) {
                units.push(self.dice.one(&UNITS));
            }
        }
        units.sort_unstable();
        units.dedup();
        units.retain(|_| item != "2" || !n.is_multiple_of(4));
        let kind = if self.dice.is(10) { TaskKind::ReportDuty } else { TaskKind::Ordinary };
        let internal_due = self.dice.is(15).then(|| from + Days::new(1 + self.dice.below(20) as u64));
        let follower = self.dice.is(20).then(|| self.dice.one(&PEOPLE).to_owned());
        let assignments = units.into_iter().map(lead).collect();
        let (measure, value) = ("hồ sơ".to_owned(), "30%".to_owned());
        let target = Target { measure, comparator: Comparator::AtLeast, value, actuals: Vec::new() };
        NewTask {
            targets: vec![target],
            deadline,
            assignments,
            kind,
            internal_due,
            follower,
            ..NewTask::new(item, format!("Nội dung {item}"))
        }
    }

    /// Something happens to a task, or is taken back; what the file refuses did not happen.
    fn happen(&mut self) {
        let at = self.tasks.len() - 1 - self.dice.below(self.tasks.len().min(150));
        let (directive, task) = self.tasks[at];
        let Some(detail) = self.store.detail(directive).unwrap().filter(|detail| !detail.trashed) else {
            if self.dice.is(50) {
                self.apply(&[Change::DirectiveTrashed { directive, old: true, new: false }]);
            } else if self.dice.is(20) && self.directives.last() != Some(&directive) {
                self.by_admin(&[Change::Purged { directive, task: None, name: String::new() }]);
            }
            return;
        };
        let Some(index) = detail.tasks.iter().position(|row| row.id == task) else {
            self.apply(&[Change::TaskTrashed { task, old: true, new: false }]);
            return;
        };
        let record = &detail.record.tasks[index];
        match self.dice.below(100) {
            0..36 => self.progress(task, &record.progress),
            36..48 => self.part(task, record),
            48..60 => self.put_off(task, &detail, index),
            60..68 => self.hand_over(task, record),
            68..71 => self.readdress(&detail, directive),
            71..74 => drop(self.apply(&[Change::TaskTrashed { task, old: false, new: true }])),
            74 => drop(self.apply(&[Change::DirectiveTrashed { directive, old: false, new: true }])),
            75..80 => self.again(directive, &detail),
            80..84 => self.remind(task),
            84..86 => self.reach(task, record),
            86..97 => {
                let (actor, now) = (self.actor(), self.now());
                // Where there is nothing to take back, or somebody went on from there, it stays.
                let _ = self.store.undo(&actor, now, Reach::Person);
                if self.dice.is(40) {
                    let now = self.now();
                    let _ = self.store.redo(&actor, now, Reach::Person);
                }
            }
            _ => self.purge(directive, task),
        }
    }

    fn part(&mut self, task: TaskId, record: &NewTask) {
        if record.assignments.is_empty() {
            return;
        }
        let lead = self.dice.one(&record.assignments.iter().collect::<Vec<_>>());
        let old = Part { done_on: lead.done_on, reply_document: lead.reply_document.clone() };
        let on = self.today - Days::new(self.dice.below(15) as u64);
        let new = Part { done_on: self.dice.is(85).then_some(on), reply_document: None };
        self.apply(&[Change::PartProgress { task, unit: lead.unit.clone(), old, new }]);
    }

    fn remind(&mut self, task: TaskId) {
        let (on, channel, promised_on) = (self.today, Channel::Phone, Some(self.today + Days::new(3)));
        let (unit, document, spoken_to, note) = (None, None, None, None);
        let reminder =
            Reminder { task: Some(task), unit, on, channel, document, spoken_to, promised_on, note };
        self.apply(&[Change::ReminderAdded { id: None, reminder: Box::new(reminder) }]);
    }

    fn reach(&mut self, task: TaskId, record: &NewTask) {
        let Some(target) = record.targets.first() else { return };
        let mut new = target.actuals.clone();
        new.push(Actual { on: self.today, value: format!("{}/40", new.len()) });
        self.apply(&[Change::ActualsSet { task, target: 0, old: target.actuals.clone(), new }]);
    }

    /// For good; but not of the newest directive, whose numbers are the last that were given.
    fn purge(&mut self, directive: DirectiveId, task: TaskId) {
        if self.directives.last() == Some(&directive) || self.tasks.last().is_none_or(|last| last.1 == task) {
            return;
        }
        if self.apply(&[Change::TaskTrashed { task, old: false, new: true }]) {
            let gone = Change::Purged { directive, task: Some(task), name: String::new() };
            assert!(self.by_admin(&[gone]));
            self.tasks.retain(|(_, known)| *known != task);
        }
    }

    fn progress(&mut self, task: TaskId, old: &Progress) {
        let on = self.today;
        let back = on - Days::new(self.dice.below(20) as u64);
        let (state, on) = match self.dice.below(20) {
            0..10 => (State::Done, Some(on)),
            10..13 => (State::Done, Some(back)),
            13 | 14 => (State::Open, None),
            15 => (State::Paused, Some(on)),
            16 => (State::Withdrawn, Some(on)),
            17 => (State::Superseded, Some(on)),
            18 => (State::Reported, None),
            _ => (State::Doing, None),
        };
        let mut new = old.clone().turned(state, on);
        new.reason = (state == State::Done && new.done_on < Some(self.today)).then(|| "ghi bù".to_owned());
        new.reported_on = (state == State::Reported).then_some(self.today);
        self.apply(&[Change::TaskProgress { task, old: old.clone(), new }]);
    }

    /// With the issuer's consent, or as a correction; seldom to an earlier day.
    fn put_off(&mut self, task: TaskId, detail: &DirectiveDetail, index: usize) {
        let old = detail.deadlines[index].clone();
        let from = old.as_ref().and_then(|old| old.on).unwrap_or(self.today);
        let days = 1 + self.dice.below(40) as u64;
        let on = if self.dice.is(80) { from + Days::new(days) } else { from - Days::new(days) };
        let document = self.dice.is(70).then(|| format!("{days}/UBND-NC"));
        let new = Some(deadline(on, Rule::Decided));
        self.apply(&[Change::DeadlineSet { task, old, new, document, reason: None }]);
    }

    fn hand_over(&mut self, task: TaskId, record: &NewTask) {
        let old = TaskFields::of(record);
        let follower = self.dice.is(80).then(|| self.dice.one(&PEOPLE).to_owned());
        let leads = if self.dice.is(50) { vec![self.dice.one(&UNITS).to_owned()] } else { old.leads.clone() };
        let new = TaskFields { follower, leads, ..old.clone() };
        self.apply(&[Change::TaskEdited { task, old: Box::new(old), new: Box::new(new) }]);
    }

    fn readdress(&mut self, detail: &DirectiveDetail, directive: DirectiveId) {
        let old = DirectiveFields::of(&detail.record);
        let issued_on = Some(self.today - Days::new(self.dice.below(30) as u64));
        let follower = self.dice.is(80).then(|| self.dice.one(&PEOPLE).to_owned());
        let new = DirectiveFields { issued_on, follower, ..old.clone() };
        self.apply(&[Change::DirectiveEdited { directive, old: Box::new(old), new: Box::new(new) }]);
    }
}

fn lead(unit: &str) -> Assignment {
    Assignment { unit: unit.into(), role: AssignmentRole::Lead, done_on: None, reply_document: None }
}

fn deadline(on: NaiveDate, rule: Rule) -> Deadline {
    let class = if rule == Rule::NamedDay { DeadlineClass::Date } else { DeadlineClass::Relative };
    Deadline { phrase: None, class, on: Some(on), at: None, rule, unverified: false, terms: None }
}
