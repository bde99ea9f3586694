//! From rows and records to changes: which task a row speaks of, and what it may change there.
//!
//! Border: a value goes in where nobody entered another since the table said one last; everything else is
//! a doubt.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    CellDoubt, ChangedCell, Field, HEAD, Known, Listed, NewLine, Owner, Place, Plan, Said, TASK, Why, name,
    put, value,
};
use crate::domain::change::Change;
use crate::domain::directive::NewDirective;
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::task::{NewTask, State};
use crate::text;

/// Rows by the directive they are about: folded reference, and the year where both say one.
pub fn by_directive(rows: Vec<Listed>) -> Vec<Vec<Listed>> {
    let mut groups: Vec<Vec<Listed>> = Vec::new();
    let mut of_reference: HashMap<String, Vec<usize>> = HashMap::new();
    for row in rows {
        let known = of_reference.entry(reference(&row.head)).or_default();
        let same = |other: &Listed| {
            row.head.issued_on.zip(other.head.issued_on).is_none_or(|(a, b)| a == b)
                && is_alike(row.head.issuer.as_deref(), other.head.issuer.as_deref())
        };
        match known.iter().find(|at| groups[**at].iter().all(same)) {
            Some(at) => groups[*at].push(row),
            None => {
                known.push(groups.len());
                groups.push(vec![row]);
            }
        }
    }
    groups
}

fn reference(head: &NewDirective) -> String {
    text::fold(head.reference.as_deref().unwrap_or_default()).split_whitespace().collect()
}

/// One body in two spellings: "UBND tỉnh" and "Ủy ban nhân dân tỉnh An Giang". Who is not named may be any.
fn is_alike(one: Option<&str>, other: Option<&str>) -> bool {
    let plain = |name: &str| text::fold(name).replace("uy ban nhan dan", "ubnd");
    let [Some(one), Some(other)] = [one, other].map(|name| name.map(plain)) else { return true };
    one.starts_with(&other) || other.starts_with(&one)
}

impl Plan {
    /// Where there is no data file yet.
    pub fn of_rows(rows: &[Listed]) -> Self {
        let mut plan = Self::default();
        by_directive(rows.to_vec()).into_iter().for_each(|rows| plan.take(rows, Vec::new(), &[]));
        plan
    }

    /// Takes the rows of one directive in; `found` are those here that have its reference and year.
    /// `people` are login and shown name of everybody.
    pub fn take(&mut self, rows: Vec<Listed>, found: Vec<Known>, people: &[(String, String)]) {
        let rows = self.distinct(rows, people);
        let Some(first) = rows.first() else { return };
        let issuer = first.head.issuer.as_deref();
        // One that other rows of this table were found to speak of is another one.
        let is_free = |known: &Known| {
            is_alike(issuer, known.record.issuer.as_deref()) && !self.taken.contains(&known.id)
        };
        let mut found: Vec<Known> = found.into_iter().filter(is_free).collect();
        if found.iter().any(|known| !known.trashed) {
            found.retain(|known| !known.trashed);
        }
        match (found.pop(), found.is_empty()) {
            (None, _) => self.add(rows),
            (Some(known), _) if known.trashed => {
                rows.iter().for_each(|row| self.doubt(row, Field::Reference, Why::DeletedHere));
            }
            (Some(known), true) => {
                self.taken.insert(known.id);
                self.bring_up(rows, known);
            }
            _ => rows.iter().for_each(|row| self.doubt(row, Field::Reference, Why::Ambiguous)),
        }
    }

    fn doubt(&mut self, row: &Listed, field: Field, why: Why) {
        let column = row.said.get(&field).cloned();
        let said = value(field, &row.head, &row.task);
        self.doubts.push(CellDoubt { place: Place { column, ..row.place.clone() }, text: said, why });
    }

    /// The rows without those that stand twice, with followers by their logins.
    fn distinct(&mut self, rows: Vec<Listed>, people: &[(String, String)]) -> Vec<Listed> {
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for mut row in rows {
            let words =
                [Field::Item, Field::Work, Field::Lead].map(|f| text::fold(&value(f, &row.head, &row.task)));
            let [item, work, lead] = words;
            if !seen.insert(if item.is_empty() { [work, lead] } else { [item, String::new()] }) {
                self.doubt(&row, Field::Work, Why::Twice);
                continue;
            }
            if let Some(printed) = &row.task.follower {
                let named = text::fold(printed);
                let is_named =
                    |(login, name): &&(String, String)| [login, name].iter().any(|n| text::fold(n) == named);
                let mut named = people.iter().filter(is_named);
                let (login, more) = (named.next().map(|(login, _)| login.clone()), named.next());
                if login.is_none() || more.is_some() {
                    self.doubt(&row, Field::Follower, Why::UnknownPerson);
                    row.said.remove(&Field::Follower);
                }
                row.task.follower = login.filter(|_| more.is_none());
            }
            kept.push(row);
        }
        kept
    }

    fn add(&mut self, rows: Vec<Listed>) {
        let mut record = NewDirective::default();
        let taken: HashSet<String> = rows.iter().map(|row| row.task.item.clone()).collect();
        let mut free = (1u32..).map(|n| n.to_string()).filter(|item| !taken.contains(item));
        let change = self.changes.len();
        for row in rows {
            let Listed { head, mut task, said, .. } = row;
            self.memory
                .push((Owner::Added { change, task: record.tasks.len() }, remembered(&said, &head, &task)));
            if task.item.is_empty() {
                task.item = free.next().unwrap_or_default();
            }
            if record.tasks.is_empty() {
                record = head;
            } else {
                let is_new =
                    |field: &&Field| value(**field, &record, &task).is_empty() && said.contains_key(*field);
                let more: Vec<Field> = HEAD.iter().filter(is_new).copied().collect();
                more.into_iter()
                    .for_each(|field| put(field, (&head, &task), &mut record, &mut NewTask::default()));
            }
            titled(&record, &mut task);
            let name = format!("{}#{}", record.reference.as_deref().unwrap_or_default(), task.item);
            self.new.push(NewLine { name, title: task.title.clone() });
            record.tasks.push(task);
        }
        if record.subject.is_empty() {
            record.subject = record.tasks.first().map(|task| task.title.clone()).unwrap_or_default();
        }
        self.new_directives += 1;
        self.changes.push(Change::DirectiveAdded { id: None, record: Box::new(record) });
    }

    fn bring_up(&mut self, rows: Vec<Listed>, known: Known) {
        let owners = self.owners(&rows, &known);
        let mut head = known.record.clone();
        let mut base = Said::new();
        known.remembered.values().for_each(|said| base.extend(said.clone()));
        for row in &rows {
            self.merge(row, &HEAD, &base, &mut head, &mut NewTask::default());
        }
        let [old, new] = [&known.record, &head].map(|record| Box::new(DirectiveFields::of(record)));
        if old != new {
            self.changes.push(Change::DirectiveEdited { directive: known.id, old, new });
        }
        for (mut row, owner) in rows.into_iter().zip(owners) {
            match owner {
                Match::Task(at) => self.bring_up_task(&row, &known, at),
                Match::Head => self.unchanged += 1,
                Match::None if was_deleted(&row, &known) => self.doubt(&row, Field::Work, Why::DeletedHere),
                Match::None => {
                    let owner = Owner::Added { change: self.changes.len(), task: 0 };
                    self.memory.push((owner, remembered(&row.said, &row.head, &row.task)));
                    titled(&known.record, &mut row.task);
                    let name = row.head.reference.clone().unwrap_or_default();
                    self.new.push(NewLine { name, title: row.task.title.clone() });
                    let task = Box::new(row.task);
                    self.changes.push(Change::TaskAdded { id: None, directive: known.id, task });
                }
                Match::Several => self.doubt(&row, Field::Work, Why::Ambiguous),
            }
        }
    }

    /// The task of each row: by item, by words and lead, by words alone.
    fn owners(&self, rows: &[Listed], known: &Known) -> Vec<Match> {
        let tasks = &known.record.tasks;
        let memory = |at: usize| known.task_ids.get(at).and_then(|id| known.remembered.get(id));
        let folded = |task: &NewTask, field| text::fold(&value(field, &known.record, task));
        let is_worded = |row: &Listed, at: usize| {
            let work = text::fold(&row.task.text);
            let then = memory(at).map(|said| text::fold(said.get(&Field::Work).map_or("", String::as_str)));
            then.as_ref() == Some(&work)
                || !work.is_empty()
                    && [&tasks[at].text, &tasks[at].title].iter().any(|own| text::fold(own) == work)
        };
        let is_led = |row: &Listed, at: usize| {
            let lead = folded(&row.task, Field::Lead);
            let then = memory(at).and_then(|said| said.get(&Field::Lead)).map(|lead| text::fold(lead));
            lead == folded(&tasks[at], Field::Lead) || Some(lead) == then
        };
        let has_item = |row: &Listed, at: usize| {
            !row.task.item.is_empty() && text::fold(&row.task.item) == text::fold(&tasks[at].item)
        };
        let passes: [Speaks<'_>; 3] =
            [&has_item, &|row, at| is_worded(row, at) && is_led(row, at), &is_worded];
        let mut owners: Vec<Match> = vec![Match::None; rows.len()];
        let mut free: Vec<usize> = (0..tasks.len()).collect();
        for is_it in passes {
            for (row, owner) in rows.iter().zip(&mut owners).filter(|(_, owner)| **owner == Match::None) {
                let mut fits = free.iter().copied().filter(|at| is_it(row, *at));
                *owner = match (fits.next(), fits.next()) {
                    (Some(at), None) => Match::Task(at),
                    (Some(_), Some(_)) => Match::Several,
                    (None, _) => Match::None,
                };
                free.retain(|at| *owner != Match::Task(*at));
            }
        }
        // A register has one row for a whole letter.
        for (row, owner) in rows.iter().zip(&mut owners) {
            if *owner == Match::None && row.task.text.is_empty() && row.task.item.is_empty() {
                *owner = if rows.len() == 1 && free == [0] { Match::Task(0) } else { Match::Head };
            }
        }
        owners
    }

    fn bring_up_task(&mut self, row: &Listed, known: &Known, at: usize) {
        let (Some(old), Some(id)) = (known.record.tasks.get(at), known.task_ids.get(at).copied()) else {
            return;
        };
        let before = known.remembered.get(&id);
        let none = Said::new();
        let mut new = old.clone();
        let n = self.changed.len();
        self.merge(row, &TASK, before.unwrap_or(&none), &mut known.record.clone(), &mut new);
        let [was, is] = [old, &new].map(|task| Box::new(TaskFields::of(task)));
        self.seen.insert(id);
        if self.changed.len() == n {
            self.unchanged += 1;
        }
        if was != is {
            self.changes.push(Change::TaskEdited { task: id, old: was, new: is });
        }
        if old.deadline != new.deadline {
            let (old, new) = (old.deadline.clone(), new.deadline.clone());
            self.changes.push(Change::DeadlineSet { task: id, old, new, document: None, reason: None });
        }
        if old.progress != new.progress {
            let (old, new) = (old.progress.clone(), new.progress);
            self.changes.push(Change::TaskProgress { task: id, old, new });
        }
        let mut said = before.cloned().unwrap_or_default();
        said.extend(remembered(&row.said, &row.head, &row.task));
        if before != Some(&said) {
            self.memory.push((Owner::Here(id), said));
        }
    }

    /// Puts what the row says where nobody entered anything else since it was said last.
    fn merge(
        &mut self,
        row: &Listed,
        fields: &[Field],
        base: &Said,
        head: &mut NewDirective,
        task: &mut NewTask,
    ) {
        for field in fields.iter().copied().filter(|field| row.said.contains_key(field)) {
            let (said, here) = (value(field, &row.head, &row.task), value(field, head, task));
            let (then, is_same) = (base.get(&field), |a: &str, b: &str| text::fold(a) == text::fold(b));
            let is_open = |progress: &str| progress == name(State::Open);
            let is_so = is_same(&said, &here)
                || field == Field::Issuer && !here.is_empty() && is_alike(Some(&said), Some(&here))
                || field == Field::State && is_open(&said) && task.progress.state.is_open()
                // What papers print: the short wording, the day without its hour, and one word for what
                // was withdrawn and what was replaced.
                || field == Field::Work && is_same(&said, &task.title)
                || field == Field::Due && here.ends_with(&format!(" {said}"))
                || field == Field::Due && is_the_same_without_day(&row.task, task)
                || field == Field::State
                    && said == name(State::Withdrawn)
                    && task.progress.state == State::Superseded;
            let is_empty = here.is_empty() || field == Field::State && is_open(&here);
            let is_untouched = then.map_or(is_empty, |then| is_same(then, &here));
            if is_so {
                continue;
            }
            if is_untouched {
                put(field, (&row.head, &row.task), head, task);
                let item = if fields == TASK { format!("#{}", task.item) } else { String::new() };
                let name = format!("{}{item}", head.reference.as_deref().unwrap_or_default());
                self.changed.push(ChangedCell { name, field, old: here, new: said });
            } else if !(field == Field::Work && then.is_some_and(|then| is_same(then, &said))) {
                // A wording that was chosen here, and that the table never followed, was said once.
                self.doubt(row, field, Why::Differs(field, here));
            }
        }
    }
}

/// "Thường xuyên" on paper, "24/24 giờ" in the letter.
fn is_the_same_without_day(said: &NewTask, here: &NewTask) -> bool {
    let class = |task: &NewTask| task.deadline.as_ref().filter(|due| due.on.is_none()).map(|due| due.class);
    class(said).is_some() && class(said) == class(here)
}

/// Whether a row speaks of a task that was taken in before and is in the trash now.
fn was_deleted(row: &Listed, known: &Known) -> bool {
    let is_same = |said: &Said, field: &Field| {
        let then = said.get(field).map_or("", String::as_str);
        text::fold(then) == text::fold(&value(*field, &row.head, &row.task))
    };
    let gone = known.remembered.iter().filter(|(id, _)| !known.task_ids.contains(id));
    gone.into_iter().any(|(_, said)| [Field::Work, Field::Lead].iter().all(|field| is_same(said, field)))
}

/// Whether a row speaks of the task at a place.
type Speaks<'a> = &'a dyn Fn(&Listed, usize) -> bool;

/// What a row was found to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    None,
    Task(usize),
    /// The directive as a whole.
    Head,
    Several,
}

/// A row without words of its own orders the letter to be dealt with.
fn titled(record: &NewDirective, task: &mut NewTask) {
    if task.title.is_empty() {
        let named = record.reference.clone().unwrap_or_default();
        task.title = if record.subject.is_empty() { named } else { record.subject.clone() };
        task.text.clone_from(&task.title);
    }
}

fn remembered(said: &BTreeMap<Field, String>, head: &NewDirective, task: &NewTask) -> Said {
    let fields = HEAD.iter().chain(&TASK).filter(|field| said.contains_key(field));
    fields.map(|field| (*field, value(*field, head, task))).collect()
}
