//! A small office for tests of the screens: rows in memory that answer reads as the store does.

use chrono::{NaiveDate, TimeDelta};

use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::message::{Among, Answer, Ask, Effect, Gather, Msg, WriteId};
use crate::app::office::Page;
use crate::app::{App, Setup};
use crate::domain::calendar::Calendar;
use crate::domain::change::{Act, Applied, Change, JournalEntry, Outcome, Role};
use crate::domain::deadline::{Deadline, DeadlineClass, Rule, Terms};
use crate::domain::directive::{
    Citation, CitationKind, DocKind, Doubt, DoubtKind, Finding, FindingKind, NewDirective,
};
use crate::domain::fields::DirectiveFields;
use crate::domain::kin::{Cited, Kin, OfLetter};
use crate::domain::log::{LogPage, News};
use crate::domain::office::{OfficeRead, UnitRow};
use crate::domain::people::{Person, PersonFields};
use crate::domain::query::{
    AgendaCount, AgendaGroup, AgendaKey, AgendaLine, AgendaPage, AgendaView, Board, DirectiveDetail,
    DirectiveKey, DirectiveRow, Found, From, HistoryLine, Hit, Names, Scope, Sort, Stage, StripCounts,
    TaskFilter, TaskRecord, TaskRow, View, agenda_group, agenda_group_of,
};
use crate::domain::task::{
    Actual, Assignment, AssignmentRole, Comparator, NewTask, Span, State, Target, TaskKind,
};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, GroupId, PersonId, TaskId, UnitId};
use crate::error::Error;
use crate::i18n::Lang;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Now {
    Now::from_local(text.parse().unwrap())
}

/// Eight in the morning of Monday 21/12/2020.
pub(crate) fn monday() -> Now {
    at("2020-12-21T08:00:00")
}

/// One directive with its tasks; `mine`: the person of the tests follows it.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub id: DirectiveId,
    pub mine: bool,
    pub record: NewDirective,
    pub history: Vec<HistoryLine>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Office {
    pub records: Vec<Record>,
    pub names: Names,
    pub units: Vec<UnitRow>,
    /// Who is not among them may do all.
    pub people: Vec<Person>,
    /// Of every list of view 4.
    pub log: LogPage,
    pub n_reads: usize,
    /// Every read fails with this.
    pub fails: Option<Error>,
}

fn units(task: &NewTask, role: AssignmentRole) -> Vec<String> {
    task.assignments.iter().filter(|part| part.role == role).map(|part| part.unit.clone()).collect()
}

fn task_id(directive: DirectiveId, index: usize) -> TaskId {
    TaskId(directive.0 * 100 + index as i64)
}

impl Record {
    pub fn new(id: i64, reference: &str, subject: &str) -> Self {
        let mut record = NewDirective::new(DocKind::OfficialLetter, subject);
        record.reference = Some(reference.to_owned()).filter(|reference| !reference.is_empty());
        record.issued_on = Some(day("2020-12-01"));
        Self { id: DirectiveId(id), mine: true, record, history: Vec::new() }
    }

    /// Adds a task; "" has no deadline.
    pub fn task(mut self, item: &str, title: &str, lead: &str, due: &str) -> Self {
        let mut task = NewTask::new(item, title);
        let role = AssignmentRole::Lead;
        task.assignments.push(Assignment { unit: lead.into(), role, done_on: None, reply_document: None });
        task.kind = if item == "BC" { TaskKind::ReportDuty } else { TaskKind::Ordinary };
        if !due.is_empty() {
            task.deadline = Some(deadline(due));
        }
        self.record.tasks.push(task);
        self
    }

    /// Marks the last task done.
    pub fn done(mut self, on: &str) -> Self {
        let task = self.record.tasks.last_mut().unwrap();
        (task.progress.state, task.progress.done_on) = (State::Done, Some(day(on)));
        self
    }

    pub fn rows(&self) -> Vec<TaskRow> {
        let due = |task: &NewTask| task.deadline.as_ref().and_then(|deadline| deadline.on);
        let report = self.record.tasks.iter().find(|task| task.kind == TaskKind::ReportDuty).and_then(due);
        let tasks = &self.record.tasks;
        let below = |rule: &NewTask| {
            let item = Some(rule.item.clone());
            tasks.iter().filter(move |task| task.parent == item)
        };
        let row = |(index, task): (usize, &NewTask)| TaskRow {
            id: task_id(self.id, index),
            directive: self.id,
            reference: self.record.reference.clone().unwrap_or_default(),
            item: task.item.clone(),
            title: task.title.clone(),
            kind: task.kind,
            progress: task.progress.clone(),
            leads: units(task, AssignmentRole::Lead),
            due_on: due(task),
            due_at: task.deadline.as_ref().and_then(|deadline| deadline.at),
            internal_on: task.internal_due,
            report_on: report,
            unverified: false,
            follower: self.record.follower.clone(),
            extensions: 0,
            reminders: 0,
            reminded_on: None,
            leads_done: 0,
            is_rule: task.kind == TaskKind::Periodic && below(task).next().is_some(),
            last_on: below(task).filter_map(due).max(),
            awaits: task.deadline.as_ref().filter(|due| due.on.is_none()).and_then(|due| match due.terms {
                Some(Terms::Counted { from, .. }) => Some(from),
                _ => None,
            }),
        };
        self.record.tasks.iter().enumerate().map(row).collect()
    }

    pub fn row(&self) -> DirectiveRow {
        let rows = self.rows();
        let open: Vec<&TaskRow> = rows.iter().filter(|row| row.progress.state.is_open()).collect();
        let next = |row: &&&TaskRow| row.due_on.into_iter().chain(row.internal_on).min();
        let nearest = open.iter().filter(|row| next(row).is_some()).min_by_key(next);
        let next_on = nearest.and_then(|row| next(&row));
        let due = match next_on {
            Some(on) => on.to_string(),
            None if open.is_empty() => "~2".to_owned(),
            None => "~1".to_owned(),
        };
        DirectiveRow {
            key: DirectiveKey { due, urgency: 0, id: self.id },
            reference: self.record.reference.clone().unwrap_or_default(),
            issued_on: self.record.issued_on,
            subject: self.record.subject.clone(),
            urgency: self.record.urgency,
            n_done: (rows.len() - open.len()) as i64,
            n_total: rows.len() as i64,
            next_on,
            next_official_on: nearest.and_then(|row| row.due_on),
            next_at: nearest.and_then(|row| row.due_at),
            is_paused: false,
        }
    }

    fn detail(&self) -> DirectiveDetail {
        DirectiveDetail {
            first_due: vec![None; self.record.tasks.len()],
            reminders: Vec::new(),
            many_extensions: 3,
            answers: vec![Vec::new(); self.record.findings.len()],
            row: self.row(),
            record: self.record.clone(),
            tasks: self.rows(),
            deadlines: self.record.tasks.iter().map(|task| task.deadline.clone()).collect(),
            cited: self
                .record
                .citations
                .iter()
                .map(|c| (c.reference == "77/BC-ĐKT").then_some(DirectiveId(2)))
                .collect(),
            follower: self.record.follower.clone(),
            history: self.history.clone(),
            trashed: false,
        }
    }
}

fn deadline(due: &str) -> Deadline {
    let (on, time) = due.split_once(' ').unwrap_or((due, ""));
    let rule = Rule::NamedDay;
    Deadline {
        phrase: None,
        class: DeadlineClass::Date,
        on: Some(day(on)),
        at: time.parse().ok(),
        rule,
        unverified: false,
        terms: None,
    }
}

impl Office {
    /// Stage (late, finished or open), person and unit narrow; by subject the key is the folded one.
    fn rows(&self, view: &View, today: NaiveDate) -> Vec<DirectiveRow> {
        let passes = |record: &&Record| {
            let (row, filter) = (record.row(), &view.filter);
            let is_late = record
                .rows()
                .iter()
                .any(|task| task.progress.state.is_open() && task.due_on.is_some_and(|due| due < today));
            let stage = match filter.stage {
                None => true,
                Some(Stage::Late) => is_late,
                Some(Stage::Finished) => row.is_finished(),
                Some(_) => !row.is_finished(),
            };
            let leads = |unit: &String| record.rows().iter().any(|task| task.leads.contains(unit));
            (view.scope == Scope::Office || record.mine)
                && stage
                && filter.unit.as_ref().is_none_or(leads)
                && (filter.person.is_none() || filter.person == record.record.follower)
                && filter.due_by.is_none_or(|by| row.next_on.is_some_and(|on| on <= by))
        };
        let mut rows: Vec<DirectiveRow> = self.records.iter().filter(passes).map(Record::row).collect();
        if view.sort == Sort::Subject {
            for row in &mut rows {
                row.key.due = crate::text::sort_key(&row.subject);
            }
        }
        rows.sort_by(|one, other| one.key.cmp(&other.key));
        rows
    }

    fn strip(&self, scope: Scope, today: NaiveDate) -> StripCounts {
        let mut strip = StripCounts::default();
        let in_scope = |record: &&Record| scope == Scope::Office || record.mine;
        for row in self.records.iter().filter(in_scope).flat_map(Record::rows) {
            if !row.progress.state.is_open() {
                continue;
            }
            strip.reports += i64::from(row.kind == TaskKind::ReportDuty);
            strip.add(agenda_group(row.due_on, row.internal_on, today, 7), 1, 0);
        }
        strip
    }

    fn window(&self, view: &View, from: usize, to: usize, today: NaiveDate) -> Board {
        let rows = self.rows(view, today);
        let n_open = rows.iter().filter(|row| !row.is_finished()).count() as i64;
        let (from, to) = (from.min(rows.len()), to.min(rows.len()));
        Board {
            more_above: from > 0,
            more_below: to < rows.len(),
            strip: self.strip(view.scope, today),
            n_open,
            n_total: rows.len() as i64,
            rows: rows[from..to].to_vec(),
        }
    }

    fn board(&self, view: &View, from: &From<DirectiveKey>, limit: usize, today: NaiveDate) -> Board {
        let rows = self.rows(view, today);
        let before = |key: &DirectiveKey| rows.iter().filter(|row| row.key < *key).count();
        let (from, to) = match from {
            From::Start => (0, limit),
            From::End => (rows.len().saturating_sub(limit), rows.len()),
            From::At { key, skip } => (before(key) + skip, before(key) + skip + limit),
            From::Before { key, skip } => {
                let end = before(key).saturating_sub(*skip);
                (end.saturating_sub(limit), end)
            }
        };
        self.window(view, from, to, today)
    }

    fn task_row(&self, id: TaskId) -> Option<TaskRow> {
        self.records.iter().flat_map(Record::rows).find(|row| row.id == id)
    }

    /// By group and day; filters are the store's.
    fn agenda_lines(&self, view: &AgendaView, today: NaiveDate) -> Vec<AgendaLine> {
        let in_scope = |record: &&Record| view.scope == Scope::Office || record.mine;
        let rows: Vec<TaskRow> = self.records.iter().filter(in_scope).flat_map(Record::rows).collect();
        let mut lines = Vec::new();
        for group in AgendaGroup::ALL {
            let mut tasks: Vec<&TaskRow> =
                rows.iter().filter(|row| agenda_group_of(row, today, 7) == Some(group)).collect();
            tasks.sort_by_key(|row| (row.due_on.into_iter().chain(row.internal_on).min(), row.id));
            let line = |task: Option<&TaskRow>| AgendaLine {
                key: AgendaKey { group, task: task.map(|task| (String::new(), task.id)) },
                task: task.cloned().map(Box::new),
            };
            lines.extend((!tasks.is_empty()).then(|| line(None)));
            lines.extend(
                tasks.into_iter().filter(|_| !view.folded.contains(&group)).map(|task| line(Some(task))),
            );
        }
        lines
    }

    fn agenda_page(&self, view: &AgendaView, from: usize, to: usize, today: NaiveDate) -> AgendaPage {
        let unfolded = self.agenda_lines(&AgendaView { folded: Vec::new(), ..view.clone() }, today);
        let counts = AgendaGroup::ALL.map(|group| {
            let tasks = unfolded.iter().filter(|line| line.key.group == group && line.task.is_some());
            AgendaCount { n: tasks.count() as i64, or_more: false }
        });
        let lines = self.agenda_lines(view, today);
        let (from, to) = (from.min(lines.len()), to.min(lines.len()));
        let (more_above, more_below) = (from > 0, to < lines.len());
        AgendaPage { lines: lines[from..to].to_vec(), more_above, more_below, counts }
    }

    fn kin(&self, of: &OfLetter) -> Kin {
        let named = |reference: &str| {
            let is_it = |record: &&Record| record.record.reference.as_deref() == Some(reference);
            self.records.iter().find(is_it)
        };
        let cited = |record: &Record| Cited {
            directive: record.id,
            tasks: record.rows().into_iter().map(|task| (task.id, task.progress)).collect(),
        };
        let units = self.units.iter().filter(|unit| of.units.contains(&unit.id));
        Kin {
            same: of.reference.as_deref().and_then(named).map(|record| record.id),
            cited: of.citations.iter().map(|citation| named(&citation.reference).map(cited)).collect(),
            units: units.map(|unit| (unit.id, unit.fields.clone())).collect(),
        }
    }

    fn person(&self, login: &str) -> Person {
        let known = self.people.iter().find(|person| person.login == login);
        let fields = PersonFields { role: Role::Admin, ..PersonFields::default() };
        let anybody = Person { id: Some(PersonId(1)), login: login.to_owned(), fields };
        known.cloned().unwrap_or(anybody)
    }

    fn kept(&self, page: Page) -> OfficeRead {
        match page {
            Page::Units => OfficeRead::Units(self.units.clone(), UnitId(99)),
            Page::Days => OfficeRead::Days(Vec::new(), Vec::new()),
            Page::Settings => OfficeRead::Settings(Vec::new()),
            Page::People => OfficeRead::People(self.people.clone()),
        }
    }

    pub fn answer(&mut self, ask: &Ask, today: NaiveDate) -> Result<Answer, Error> {
        self.n_reads += 1;
        self.fails.clone().map_or(Ok(()), Err)?;
        let record = |id: &DirectiveId| self.records.iter().find(|record| record.id == *id);
        Ok(match ask {
            Ask::Board { view, from, limit } => Answer::Board(self.board(view, from, *limit, today)),
            Ask::BoardAround { view, id, above, limit } => {
                let index = self.rows(view, today).iter().position(|row| row.id() == *id);
                let from = index.ok_or(Error::NoSuchRecord(id.0.to_string()))?.saturating_sub(*above);
                Answer::Board(self.window(view, from, from + limit, today))
            }
            Ask::Agenda { view, from, limit } => {
                let lines = self.agenda_lines(view, today);
                let at = |key: &AgendaKey| lines.iter().position(|line| line.key == *key).unwrap_or(0);
                let (from, to) = match from {
                    From::Start => (0, *limit),
                    From::End => (lines.len().saturating_sub(*limit), lines.len()),
                    From::At { key, skip } => (at(key) + skip, at(key) + skip + limit),
                    From::Before { key, skip } => {
                        let end = at(key).saturating_sub(*skip);
                        (end.saturating_sub(*limit), end)
                    }
                };
                Answer::Agenda(self.agenda_page(view, from, to, today))
            }
            Ask::AgendaAround { view, id, above, limit } => {
                let lines = self.agenda_lines(view, today);
                let index = lines.iter().position(|line| line.id() == *id);
                let from = index.ok_or(Error::NoSuchRecord("?".into()))?.saturating_sub(*above);
                Answer::Agenda(self.agenda_page(view, from, from + limit, today))
            }
            Ask::Tasks(ids) => Answer::Tasks(ids.iter().filter_map(|id| self.task_row(*id)).collect()),
            Ask::Records(ids) => {
                let record = |id: &TaskId| {
                    let record = self.records.iter().find(|record| record.id.0 == id.0 / 100)?;
                    Some(TaskRecord {
                        directive: record.id,
                        task: *id,
                        head: DirectiveFields::of(&record.record),
                        record: record.record.tasks.get((id.0 % 100) as usize)?.clone(),
                    })
                };
                Answer::Records(ids.iter().filter_map(record).collect())
            }
            Ask::Checklist(id) => Answer::Checklist(*id, record(id).map(Record::rows).unwrap_or_default()),
            Ask::Detail(id) => Answer::Detail(*id, record(id).map(|record| Box::new(record.detail()))),
            Ask::Calendar => Answer::Calendar(Calendar::built_in()),
            Ask::Kin(of) => Answer::Kin(Box::new(self.kin(of))),
            Ask::Person(login) => Answer::Person(Box::new(self.person(login))),
            Ask::Office(page) => Answer::Office(*page, Box::new(self.kept(*page))),
            Ask::Names => Answer::Names(Box::new(self.names.clone())),
            // What needs the journal is looked at on a real file.
            Ask::Log { .. } => Answer::Log(self.log.clone()),
            Ask::News(..) => Answer::News(News::default()),
        })
    }

    /// Of filters, all open tasks.
    fn gathered(&self, gather: &Gather, today: NaiveDate) -> Vec<(TaskId, DirectiveId)> {
        let rows = match gather {
            Gather::Group(view, group) => {
                let lines = self.agenda_lines(&AgendaView { folded: Vec::new(), ..view.clone() }, today);
                let of_group = lines.into_iter().filter(|line| line.key.group == *group);
                of_group.filter_map(|line| line.task.map(|task| *task)).collect()
            }
            Gather::View(view) => {
                let listed: Vec<_> = self.rows(view, today).iter().map(DirectiveRow::id).collect();
                let records = self.records.iter().filter(|record| listed.contains(&record.id));
                records.flat_map(Record::rows).collect()
            }
            Gather::Tasks(_) => self.records.iter().flat_map(Record::rows).collect::<Vec<_>>(),
        };
        let open = rows.iter().filter(|row| row.progress.state.is_open());
        open.map(|row| (row.id, row.directive)).collect()
    }

    /// What a search among records finds: each word stands in number, item or title, marks apart.
    pub fn search(&self, words: &str) -> Found {
        let words = crate::text::fold(words);
        let fits = |hit: &Hit| {
            let said = crate::text::fold(&format!("{} {} {}", hit.reference, hit.item, hit.title));
            words.split_whitespace().all(|word| said.contains(word))
        };
        let hits = self.records.iter().flat_map(|record| {
            let row = record.row();
            let directive = Hit {
                directive: record.id,
                task: None,
                reference: row.reference,
                item: String::new(),
                title: row.subject,
                passage: None,
                state: None,
                due_on: row.next_on,
            };
            let task = |row: TaskRow| Hit {
                task: Some(row.id),
                item: row.item,
                title: row.title,
                state: Some(row.progress.state),
                due_on: row.due_on,
                ..directive.clone()
            };
            let tasks: Vec<Hit> = record.rows().into_iter().map(task).collect();
            std::iter::once(directive).chain(tasks)
        });
        Found { hits: hits.filter(fits).collect(), more: false }
    }

    fn record(&mut self, id: i64) -> &mut NewDirective {
        &mut self.records.iter_mut().find(|record| record.id.0 == id).unwrap().record
    }

    fn task(&mut self, id: TaskId) -> &mut NewTask {
        &mut self.record(id.0 / 100).tasks[(id.0 % 100) as usize]
    }

    /// Without asking whether the old values are right.
    fn apply_one(&mut self, mut change: Change) -> Change {
        match &mut change {
            Change::TaskProgress { task, new, .. } => self.task(*task).progress = new.clone(),
            Change::DeadlineSet { task, new, .. } => self.task(*task).deadline.clone_from(new),
            Change::StepsSet { task, new, .. } => self.task(*task).steps.clone_from(new),
            Change::TaskEdited { task, new, .. } => {
                let task = self.task(*task);
                *task = (**new).clone().put_into(std::mem::take(task));
            }
            Change::DirectiveEdited { directive, new, .. } => {
                let record = self.record(directive.0);
                *record = (**new).clone().put_into(std::mem::take(record));
            }
            Change::TaskAdded { id, directive, task } => {
                let tasks = &mut self.record(directive.0).tasks;
                *id = Some(TaskId(directive.0 * 100 + tasks.len() as i64));
                tasks.push((**task).clone());
            }
            Change::DirectiveAdded { id, record } => {
                let new = DirectiveId(self.records.len() as i64 + 1);
                *id = Some(new);
                let record = (**record).clone();
                self.records.push(Record { id: new, mine: true, record, history: Vec::new() });
            }
            Change::DirectiveTrashed { directive, .. } => {
                self.records.retain(|record| record.id != *directive);
            }
            Change::TaskTrashed { task, .. } => {
                self.record(task.0 / 100).tasks.remove((task.0 % 100) as usize);
            }
            // What follows from the others is looked at on a real file.
            _ => {}
        }
        change
    }

    pub fn apply(&mut self, changes: &[Change]) -> Applied {
        let mut applied = Vec::new();
        for change in changes {
            applied.push(self.apply_one(change.clone()));
        }
        Applied { group: Some(GroupId(1)), outcomes: applied.into_iter().map(Outcome::Applied).collect() }
    }
}

/// An app at work on an office, with a clock that stands until it is moved.
pub(crate) struct Desk {
    pub app: App,
    pub office: Office,
    pub now: Now,
    pub effects: Vec<Effect>,
}

pub(crate) fn setup(columns: u16, rows: u16) -> Setup {
    Setup {
        lang: Lang::Vi,
        ascii: false,
        colour: true,
        can_write: true,
        me: Some(PersonId(1)),
        login: "ntttrng".to_owned(),
        opens_on_mine: true,
        calendar: Calendar::built_in(),
        now: monday(),
        columns,
        rows,
        visit: None,
        sends_by: None,
        draft: None,
    }
}

impl Desk {
    pub fn new(office: Office, setup: Setup) -> Self {
        let now = setup.now;
        let mut desk = Desk { app: App::new(setup), office, now, effects: Vec::new() };
        desk.settle();
        desk
    }

    /// Runs a command, as the palette does.
    pub fn act(&mut self, action: Action) {
        let effects = self.app.act(action);
        self.effects.extend(effects);
        self.settle();
    }

    /// Lists the tasks of a filter, as behind a figure.
    pub fn open_tasks(&mut self, filter: TaskFilter) {
        self.app.open_tasks("Quá hạn".into(), vec![filter]);
        self.wait(1);
        self.commit();
    }

    /// Runs every read that the next frame needs.
    pub fn settle(&mut self) {
        for _ in 0..50 {
            let Some((id, ask)) = self.app.next_ask() else {
                return;
            };
            let answer = self.office.answer(&ask, self.app.today());
            self.effects.extend(self.app.update(self.now, Msg::Answer(id, answer)));
        }
        panic!("the screen never has what it needs");
    }

    pub fn send(&mut self, msg: Msg) {
        if self.app.must_settle_before(&msg) {
            self.settle();
        }
        self.effects.extend(self.app.update(self.now, msg));
    }

    /// Keys that come in one burst, then the reads before the frame.
    pub fn burst(&mut self, keys: &[Key]) {
        for key in keys {
            self.send(Msg::Key(*key));
        }
        self.settle();
    }

    /// Keys with time between them.
    pub fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.wait(1_000);
            self.burst(&[*key]);
        }
    }

    pub fn wait(&mut self, milliseconds: i64) {
        self.now = Now::new(self.now.at() + TimeDelta::milliseconds(milliseconds));
        self.send(Msg::Woke);
        self.settle();
    }

    /// Carries out the write that was asked for, as the worker does.
    pub fn commit(&mut self) {
        for effect in std::mem::take(&mut self.effects) {
            match effect {
                Effect::Write(id, changes) => {
                    let applied = self.office.apply(&changes);
                    self.written(id, Ok(applied));
                }
                Effect::WriteEach(id, batch) => {
                    let applied = self.office.apply(&batch.concat());
                    self.written(id, Ok(applied));
                }
                Effect::Gather(id, gather) => {
                    let gathered = self.office.gathered(&gather, self.app.today());
                    self.send(Msg::Gathered(id, Ok(gathered)));
                    self.settle();
                }
                _ => {}
            }
        }
    }

    /// Answers the last search that was sent, as the worker does: records, then nothing in letters.
    pub fn search(&mut self) {
        let searches = std::mem::take(&mut self.effects).into_iter();
        let last = searches.filter_map(|effect| match effect {
            Effect::Search(id, words) => Some((id, words)),
            _ => None,
        });
        if let Some((id, words)) = last.reduce(|_, last| last) {
            self.send(Msg::Found(id, Among::Records, Ok(self.office.search(&words))));
            self.send(Msg::Found(id, Among::Letters, Ok(Found::default())));
            self.settle();
        }
    }

    /// Types words and answers the search.
    pub fn type_words(&mut self, words: &str) {
        for c in words.chars() {
            self.send(Msg::Key(Key::Char(c)));
        }
        self.search();
    }

    pub fn written(&mut self, id: WriteId, outcome: Result<Applied, Error>) {
        self.send(Msg::Written(id, outcome));
        self.settle();
    }

    /// Keys of a text, one after the other in one burst.
    pub fn type_text(&mut self, text: &str) {
        self.wait(1_000);
        self.burst(&text.chars().map(Key::Char).collect::<Vec<_>>());
    }

    /// What is asked to be written now, which is not carried out.
    pub fn changes(&self) -> Vec<Change> {
        let writes = self.effects.iter().filter_map(|effect| match effect {
            Effect::Write(_, changes) => Some(changes.clone()),
            _ => None,
        });
        writes.flatten().collect()
    }

    /// The reference under the cursor of the list.
    pub fn selected(&self) -> &str {
        self.app.board().window.selected().map_or("", |row| row.reference.as_str())
    }

    pub fn notice(&self) -> String {
        self.app.notice().map(|notice| notice.text).unwrap_or_default()
    }
}

/// The text of the letter with five points, in words of our own.
pub(crate) const ORIGINAL: &str = "Số: 1792/UBND-NC

Kiên Giang, ngày 12 tháng 12 năm 2020

Kính gửi: Giám đốc Sở Lao động - Thương binh và Xã hội.

Sau đợt kiểm tra, Sở đã làm được 17/20 việc, đạt 70% kế hoạch năm.

1. Văn phòng Sở soát lại các việc cải cách hành chính đã đăng ký trong năm.
2. Các phòng chuyên môn đưa thêm thủ tục lên mạng để tỷ lệ hồ sơ đạt 30%.
3. Văn phòng Sở chia lại các bước giải quyết thủ tục theo ISO 9001-2015.
4. Trong năm 2020, dịch vụ công mức độ 4 phải đạt 30% số thủ tục; hướng dẫn người dân nộp hồ sơ trực \
tuyến và qua bưu chính; làm mới trang thông tin điện tử của Sở.

Đề nghị báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) chậm nhất là ngày 29/12/2020.
";

/// How each task's passage begins and ends in [`ORIGINAL`].
const PASSAGES: [(&str, &str); 5] = [
    ("1. V", "trong năm."),
    ("2. C", "30%."),
    ("3. V", "2015."),
    ("4. T", "của Sở."),
    ("Đề nghị", "12/2020."),
];

fn passage((from, to): (&str, &str)) -> Option<Span> {
    let from = ORIGINAL.find(from)?;
    let to = ORIGINAL.match_indices(to).map(|(at, _)| at + to.len()).find(|end| *end > from)?;
    Some(Span { from, to })
}

/// The letter with five points: targets, a doubtful ratio, a report through another department, a
/// deadline after the report on it.
pub(crate) fn letter() -> Record {
    let mut letter = Record::new(
        1,
        "1792/UBND-NC",
        "Khắc phục hạn chế sau kiểm tra cải cách hành chính năm 2020 tại Sở Lao động - Thương binh và Xã hội",
    )
    .task("1", "Soát lại việc CCHC đã đăng ký năm 2020", "Văn phòng Sở", "")
    .task("2", "Thêm thủ tục trực tuyến mức độ 3, 4: 30%", "các phòng chuyên môn Sở", "")
    .task("3", "Chia lại các bước theo ISO 9001-2015", "Văn phòng Sở", "")
    .task("4", "Văn bản điện tử; mức độ 4 đạt 30%", "Sở LĐ-TB&XH", "2020-12-31")
    .task("BC", "Báo cáo kết quả về UBND tỉnh (qua SNV)", "Sở LĐ-TB&XH", "2020-12-29");
    let record = &mut letter.record;
    record.original = ORIGINAL.to_owned();
    for (task, ends) in record.tasks.iter_mut().zip(PASSAGES) {
        task.span = passage(ends);
    }
    let target = |measure: &str, actuals| {
        let (measure, value) = (measure.to_owned(), "30%".to_owned());
        Target { measure, comparator: Comparator::AtLeast, value, actuals }
    };
    record.tasks[1].targets.push(target("hồ sơ giải quyết trực tuyến mức độ 3, 4", Vec::new()));
    let actual = Actual { on: day("2020-12-18"), value: "28,5%".to_owned() };
    record.tasks[3].targets.push(target("dịch vụ công mức độ 4", vec![actual]));
    let year = record.tasks[3].deadline.as_mut().unwrap();
    (year.phrase, year.rule) = (Some("trong năm 2020".to_owned()), Rule::PeriodEnd);
    fill_in_head(record);
    fill_in_rest(record);
    letter.history = vec![history_line(&letter)];
    letter
}

fn fill_in_head(record: &mut NewDirective) {
    let text = |text: &str| Some(text.to_owned());
    record.issued_on = Some(day("2020-12-12"));
    record.issuer = text("UBND tỉnh Kiên Giang");
    record.addressees = vec!["Giám đốc Sở LĐ-TB&XH".to_owned()];
    record.signer = text("Lâm Minh Thành");
    record.signer_title = text("Chủ tịch");
    record.report_to = text("UBND tỉnh");
    record.report_via = text("Sở Nội vụ");
    record.handling_note = text("Văn phòng Sở đầu mối, trình 25/12");
    record.follower = text("ntttrng");
}

fn fill_in_rest(record: &mut NewDirective) {
    record.recipients =
        ["Như trên", "Các sở: Nội vụ; Tài chính", "Lưu: VT, SNV"].map(ToOwned::to_owned).to_vec();
    let cite =
        |reference: &str, on: &str, kind| Citation { reference: reference.into(), on: Some(day(on)), kind };
    record.citations = vec![
        cite("77/BC-ĐKT", "2020-11-30", CitationKind::Basis),
        cite("17/NQ-CP", "2019-03-07", CitationKind::Mention),
    ];
    let finding =
        |kind, text: &str| Finding { kind, text: text.into(), span: None, report: Some("77/BC-ĐKT".into()) };
    record.findings = vec![
        finding(FindingKind::Strength, "Ban hành đủ kế hoạch cải cách hành chính trong năm"),
        finding(FindingKind::Weakness, "Hồ sơ nộp qua mạng còn ít"),
    ];
    record.doubts = vec![Doubt {
        kind: DoubtKind::RatioMismatch,
        text: "17/20 việc, đạt 70%".to_owned(),
        expected: Some("85%".to_owned()),
        span: None,
    }];
}

pub(crate) fn history_line(of: &Record) -> HistoryLine {
    HistoryLine {
        entry: JournalEntry {
            seq: 1,
            group: GroupId(1),
            act: Act::Do,
            undo_of: None,
            at: at("2020-12-14T08:05:00"),
            actor: "lvhung".to_owned(),
            run: "1".to_owned(),
            change: Change::DirectiveAdded { id: Some(of.id), record: Box::new(of.record.clone()) },
        },
        who: "Lê Văn Hùng".to_owned(),
        directive: Some(of.id),
        reference: of.record.reference.clone().unwrap_or_default(),
        item: None,
        title: of.record.subject.clone(),
    }
}

/// Seven directives: late, due today, soon, later, finished.
pub(crate) fn morning() -> Office {
    let records = vec![
        letter(),
        Record::new(2, "1655/UBND-NC", "Rà soát vị trí việc làm năm 2021 của các cơ quan, đơn vị")
            .task("1", "Lập danh mục vị trí việc làm", "Phòng TCBC", "2020-12-10")
            .done("2020-12-12")
            .task("2", "Thẩm định danh mục", "Phòng TCBC", "2020-12-11")
            .done("2020-12-11")
            .task("3", "Nộp danh mục vị trí việc làm", "Phòng TCBC", "2020-12-14"),
        Record::new(3, "09/CT-UBND", "Siết chặt kỷ luật, kỷ cương hành chính dịp cuối năm")
            .task("1", "Báo cáo kết quả tự chấn chỉnh", "Văn phòng Sở", "2020-12-18")
            .task("2", "Gửi danh sách vi phạm giờ làm việc", "Thanh tra Sở", "2020-12-18")
            .task("3", "Kiểm tra đột xuất ba đơn vị", "Thanh tra Sở", "")
            .task("4", "Họp kiểm điểm", "Văn phòng Sở", ""),
        Record::new(4, "210/TB-VP", "Kết luận họp giao ban tháng 12")
            .task("1", "Gửi lịch trực Tết", "Văn phòng Sở", "2020-12-18")
            .done("2020-12-18")
            .task("2", "Trả lời kết luận giao ban", "Văn phòng Sở", "2020-12-21"),
        Record::new(5, "1788/UBND-NC", "Góp ý đề án tinh giản biên chế").task(
            "1",
            "Góp ý đề án",
            "Phòng TCBC",
            "2020-12-24",
        ),
        Record::new(6, "88/KH-UBND", "Kế hoạch tuyên truyền CCHC 2021")
            .task("1", "Lập kế hoạch", "Phòng CCHC", "2021-01-31")
            .task("2", "Mở chuyên mục trên báo", "Phòng CCHC", "")
            .task("BC", "Báo cáo năm", "Phòng CCHC", "2021-12-15"),
        Record::new(7, "1701/UBND-TH", "Báo cáo tự kiểm tra quý III")
            .task("1", "Báo cáo tự kiểm tra", "Thanh tra Sở", "2020-10-15")
            .done("2020-10-14"),
    ];
    Office { records, names: names(), ..Office::default() }
}

fn names() -> Names {
    let person = |login: &str, name: &str| (login.to_owned(), name.to_owned());
    Names {
        units: ["Phòng CCHC", "Phòng TCBC", "Thanh tra Sở", "Văn phòng Sở"].map(ToOwned::to_owned).to_vec(),
        people: vec![person("lvhung", "Lê Văn Hùng"), person("ntttrng", "Nguyễn Thị Thu Trang")],
        ..Names::default()
    }
}

/// So many directives of one task each, a day apart.
pub(crate) fn many(count: i64) -> Office {
    let record = |id: i64| {
        let due = day("2020-12-01") + TimeDelta::days(id);
        Record::new(id, &format!("{id}/UBND-NC"), "Việc thường kỳ").task(
            "1",
            "Làm",
            "Văn phòng Sở",
            &due.to_string(),
        )
    };
    Office { records: (1..=count).map(record).collect(), ..Office::default() }
}
