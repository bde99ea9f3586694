//! The journal in windows, what is new, the trash and what is taken out of it for good.

use chrono::TimeDelta;
use dondoc::domain::change::{Act, Change, Outcome};
use dondoc::domain::directive::{Citation, CitationKind, Doubt, DoubtKind, Finding, FindingKind};
use dondoc::domain::log::{LogFilter, LogKey, LogRow, LogTab, LogView, News, Visit};
use dondoc::domain::query::{From, HistoryLine, Scope, TaskRow};
use dondoc::domain::task::{
    Actual, Assignment, AssignmentRole, Comparator, NewTask, Progress, State, Step, Target,
};
use dondoc::domain::time::Now;
use dondoc::domain::{DirectiveId, TaskId};
use dondoc::error::Error;
use dondoc::store::{Mode, Reach, Store};
use proptest::prelude::*;

use crate::support::{Office, actor, an, at, binh, day, letter, mark, office, sound, task};

fn view(tab: LogTab, scope: Scope) -> LogView {
    LogView { tab, scope, filter: LogFilter::default(), visit: None }
}

fn rows(store: &Store, view: &LogView) -> Vec<LogRow> {
    store.log(view, &From::Start, 1_000).unwrap().rows
}

fn trash(store: &Store) -> Vec<(String, Option<String>, String)> {
    let rows = rows(store, &view(LogTab::Trash, Scope::Office)).into_iter();
    rows.map(|row| (row.line.reference, row.line.item, row.line.who)).collect()
}

fn trashed(directive: DirectiveId) -> Change {
    Change::DirectiveTrashed { directive, old: false, new: true }
}

fn purged(directive: DirectiveId, task: Option<TaskId>) -> Change {
    Change::Purged { directive, task, name: String::new() }
}

/// A letter with something in every table that hangs on a directive or a task.
fn full(reference: &str) -> dondoc::domain::directive::NewDirective {
    let mut first = task("1", Some("2020-12-29"));
    let role = AssignmentRole::Lead;
    first.assignments =
        vec![Assignment { unit: "Sở Y tế".into(), role, done_on: None, reply_document: None }];
    first.steps = vec![Step { text: "gọi điện".into(), done: false }];
    let actuals = vec![Actual { on: day("2020-12-15"), value: "28 %".into() }];
    first.targets = vec![Target {
        measure: "hồ sơ".into(),
        comparator: Comparator::AtLeast,
        value: "30%".into(),
        actuals,
    }];
    let below = NewTask { parent: Some("1".into()), ..task("1.a", None) };
    let mut record = letter(reference, vec![first, below, task("2", None)]);
    let (text, span) = ("số liệu còn thiếu".to_owned(), None);
    record.findings = vec![Finding { kind: FindingKind::Weakness, text, span, report: None }];
    let kind = CitationKind::Basis;
    record.citations = vec![Citation { reference: "77/BC".into(), on: None, kind }];
    record.doubts =
        vec![Doubt { kind: DoubtKind::RatioMismatch, text: "17/20".into(), expected: None, span: None }];
    record
}

/// Rows of every table that know this directive or its tasks, by a plain connection.
fn traces(office: &Office, directive: DirectiveId, tasks: &[TaskRow]) -> Vec<String> {
    let ids: Vec<String> = tasks.iter().map(|task| task.id.0.to_string()).collect();
    let (of, ids) = (format!("directive_id = {}", directive.0), format!("task_id IN ({})", ids.join(",")));
    let by_table = [
        ("task", of.clone()),
        ("finding", of.clone()),
        ("citation", of.clone()),
        ("doubt", of.clone()),
        ("listing", of.clone()),
        ("assignment", ids.clone()),
        ("step", ids.clone()),
        ("deadline", ids.clone()),
        ("target", ids),
        ("actual", "true".to_owned()),
        ("directive", format!("id = {}", directive.0)),
    ];
    let raw = office.raw();
    let has = |(table, of): &(&str, String)| {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {of})");
        raw.query_row(&sql, [], |row| row.get::<_, bool>(0)).unwrap()
    };
    by_table.iter().filter(|table| has(table)).map(|(table, _)| (*table).to_owned()).collect()
}

#[test]
fn what_is_purged_is_gone_and_the_journal_stays() {
    let mut office = office();
    office.add(letter("1/A", vec![task("1", None)]));
    let id = office.add(full("2/A"));
    let tasks = office.store.checklist(id).unwrap();
    mark(&mut office.store, &binh(), &tasks[2]).unwrap();
    assert_eq!(traces(&office, id, &tasks).len(), 11, "the letter has something everywhere");
    let store = &mut office.store;
    let refused = store.apply(&an(), at(10), &[purged(id, None)]);
    assert!(matches!(refused, Err(Error::Changed { .. })), "not in the trash: {refused:?}");
    store.apply(&binh(), at(10), &[trashed(id)]).unwrap();
    assert_eq!(trash(store), [("2/A".to_owned(), None, "binh".to_owned())]);
    assert_eq!(store.apply(&binh(), at(11), &[purged(id, None)]), Err(Error::NotPermitted));
    let applied = store.apply(&an(), at(11), &[purged(id, None)]).unwrap();
    assert!(
        matches!(&applied.outcomes[..], [Outcome::Applied(Change::Purged { name, .. })] if name == "2/A")
    );
    assert_eq!(trash(store), []);
    let gone = store.apply(&an(), at(11), &[purged(id, None)]);
    assert_eq!(gone, Err(Error::NoSuchRecord(id.0.to_string())));
    sound(&office.store);
    assert_eq!(traces(&office, id, &tasks), Vec::<String>::new());
    let journal = rows(&office.store, &view(LogTab::Journal, Scope::Office));
    let said: Vec<_> = journal.iter().map(|row| (row.line.title.as_str(), row.line.directive)).collect();
    assert_eq!(said[..4], [("2/A", None); 4], "entries about it say what it was called");
    // Its number is nobody else's: history and undo go by it.
    let next = office.add(letter("3/A", vec![]));
    assert!(next > id, "{next:?} after {id:?}");
}

#[test]
fn a_task_is_purged_alone_and_what_stands_below_it_moves_up() {
    let mut office = office();
    let id = office.add(full("2/A"));
    let tasks = office.store.checklist(id).unwrap();
    let trash_task = |task| Change::TaskTrashed { task, old: false, new: true };
    office.store.apply(&an(), at(9), &[trash_task(tasks[0].id), trash_task(tasks[2].id)]).unwrap();
    assert_eq!(trash(&office.store).len(), 2);
    office.store.apply(&an(), at(9), &[purged(id, Some(tasks[0].id))]).unwrap();
    office.store.apply(&an(), at(9), &[purged(id, Some(tasks[2].id))]).unwrap();
    sound(&office.store);
    let left = office.store.detail(id).unwrap().unwrap().record.tasks;
    assert_eq!((left.len(), left[0].item.as_str(), &left[0].parent), (1, "1.a", &None));
    let new = Change::TaskAdded { id: None, directive: id, task: Box::new(task("9", None)) };
    let added = office.store.apply(&an(), at(10), &[new]).unwrap();
    let Outcome::Applied(Change::TaskAdded { id: Some(new), .. }) = &added.outcomes[0] else { panic!() };
    assert!(*new > tasks[2].id, "the number of a purged task is not given again");
    sound(&office.store);
}

#[test]
fn an_export_after_a_purge_restores_to_the_same_bytes() {
    let mut office = office();
    let kept = office.add(full("1/A"));
    let id = office.add(full("2/A"));
    let tasks = [office.store.checklist(kept).unwrap(), office.store.checklist(id).unwrap()];
    for tasks in &tasks {
        mark(&mut office.store, &binh(), &tasks[1]).unwrap();
    }
    let trash_task = Change::TaskTrashed { task: tasks[0][1].id, old: false, new: true };
    office.store.apply(&an(), at(10), &[trash_task, trashed(id)]).unwrap();
    office.store.apply(&an(), at(10), &[purged(kept, Some(tasks[0][1].id)), purged(id, None)]).unwrap();
    let export = |store: &Store| {
        let mut out = Vec::new();
        store.export(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let first = export(&office.store);
    let folder = tempfile::tempdir().unwrap();
    let mut restored = Store::open(&folder.path().join("y.db"), Mode::Create).unwrap();
    restored.load(&actor("zung", "z"), at(12), first.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(export(&restored), first);
    sound(&restored);
    let all = view(LogTab::Journal, Scope::Office);
    assert_eq!(rows(&restored, &all), rows(&office.store, &all));
    assert!(crate::support::add(&mut restored, letter("3/A", vec![])) > id);
}

#[test]
fn undo_passes_over_a_purge_and_says_what_is_gone() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    let other = office.add(letter("2/A", vec![task("1", None)]));
    let store = &mut office.store;
    store.apply(&an(), at(9), &[trashed(other)]).unwrap();
    store.apply(&an(), at(9), &[purged(other, None)]).unwrap();
    assert_eq!(store.undo(&an(), at(10), Reach::Run), Err(Error::Purged("2/A".into())));
    let shown = store.checklist(id).unwrap().remove(0);
    mark(store, &an(), &shown).unwrap();
    store.undo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(store.checklist(id).unwrap()[0].progress.state, State::Open);
    sound(store);
}

#[test]
fn new_is_what_others_did_since_the_last_visit() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None), task("2", None), task("3", None)]));
    let newest = office.store.history(None, 1).unwrap()[0].entry.seq;
    let visit = Visit { login: "an".into(), since: newest };
    let tasks = office.store.checklist(id).unwrap();
    let store = &mut office.store;
    let seen = |store: &Store| store.news(Scope::Office, &visit).unwrap();
    assert_eq!(seen(store), News { n_tasks: 0, newest });
    mark(store, &an(), &tasks[0]).unwrap();
    assert_eq!(seen(store).n_tasks, 0, "one's own work is not new");
    mark(store, &binh(), &tasks[1]).unwrap();
    store.undo(&binh(), at(10), Reach::Run).unwrap();
    assert_eq!(seen(store).n_tasks, 1, "a task that was changed twice is one");
    let added = Change::DirectiveAdded {
        id: None,
        record: Box::new(letter("2/A", vec![task("1", None), task("2", None)])),
    };
    store.apply(&binh(), at(11), &[added]).unwrap();
    let fresh = store.tasks(&Default::default(), at(11)).unwrap();
    let fresh = fresh.iter().find(|row| row.reference == "2/A").unwrap().clone();
    mark(store, &binh(), &fresh).unwrap();
    assert_eq!(seen(store).n_tasks, 3, "and both tasks of a new letter, one of them changed since");
    let day = Change::DirectiveTrashed { directive: id, old: false, new: true };
    let news = LogView { visit: Some(visit.clone()), ..view(LogTab::News, Scope::Office) };
    let listed = rows(store, &news);
    let said: Vec<_> = listed.iter().map(|row| (row.line.reference.as_str(), row.n, row.n_tasks)).collect();
    assert_eq!(said, [("2/A", 2, 2), ("1/A", 2, 1)]);
    store.apply(&binh(), at(12), &[day]).unwrap();
    assert_eq!(seen(store).n_tasks, 2, "what is in the trash is in no list");
    let later = Visit { since: seen(store).newest, ..visit };
    assert_eq!(store.news(Scope::Office, &later).unwrap().n_tasks, 0);
}

#[test]
fn what_is_about_the_office_stands_in_the_journal_and_is_nobodys_own() {
    let mut office = office();
    office.add(letter("1/A", vec![]));
    let raw = office.raw();
    for seq in [2, 3] {
        raw.execute(
            "INSERT INTO journal VALUES (?1, ?1, 'do', NULL, '2020-12-21T02:00:00Z', 'binh', 'b', 1,
             '{\"change\":\"setting_set\",\"name\":\"office\",\"old\":null,\"new\":\"Sở Y tế\"}', 0, NULL)",
            [seq],
        )
        .unwrap();
    }
    let store = &office.store;
    let me = store.person("an").unwrap().unwrap().id.unwrap();
    let listed = rows(store, &view(LogTab::Journal, Scope::Office));
    let said: Vec<_> =
        listed.iter().map(|row| (row.key.id, row.line.directive, row.line.title.as_str())).collect();
    assert_eq!(said, [(3, None, ""), (2, None, ""), (1, Some(DirectiveId(1)), "tiếp tục chỉ đạo 1/A")]);
    let visit = Some(Visit { login: "an".into(), since: 1 });
    let news = rows(store, &LogView { visit, ..view(LogTab::News, Scope::Office) });
    assert_eq!(news.iter().map(|row| (row.n, row.n_tasks)).collect::<Vec<_>>(), [(2, 0)]);
    assert_eq!(rows(store, &view(LogTab::Journal, Scope::Mine(me))), []);
}

/// One act on the office: who, on which of the letters, which of its tasks, and how.
type Deed = (bool, usize, usize, u8);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec((any::<bool>(), 0usize..4, 0usize..3, 0u8..6), 1..40)
}

/// Letters 0 and 1 are followed by an, task 2 of letter 2 too; half an hour passes between two deeds.
fn worked(deeds: &[Deed]) -> (Office, Vec<DirectiveId>) {
    let mut office = office();
    let ids: Vec<_> = (0..4)
        .map(|n| {
            let mut record = letter(&format!("{n}/A"), (1..4).map(|i| task(&i.to_string(), None)).collect());
            record.follower = (n < 2).then(|| "an".to_owned());
            record.tasks[1].follower = (n == 2).then(|| "an".to_owned());
            office.add(record)
        })
        .collect();
    for (step, (is_an, letter, item, how)) in deeds.iter().enumerate() {
        let who = if *is_an { an() } else { binh() };
        let now = Now::new(at(9).at() + TimeDelta::minutes(30 * step as i64));
        let (id, store) = (ids[*letter], &mut office.store);
        let tasks = store.checklist(id).unwrap();
        let task = tasks.get(*item);
        let change = match (how, task) {
            (0, _) => Change::DirectiveTrashed { directive: id, old: false, new: true },
            (1, _) => Change::DirectiveTrashed { directive: id, old: true, new: false },
            (2, Some(task)) => Change::TaskTrashed { task: task.id, old: false, new: true },
            (_, Some(task)) => {
                let note = Some(format!("lần {step}"));
                let new = Progress { note, ..task.progress.clone() };
                Change::TaskProgress { task: task.id, old: task.progress.clone(), new }
            }
            _ => continue,
        };
        // What cannot be done in this state is left out.
        let _ = store.apply(&who, now, &[change]);
    }
    (office, ids)
}

fn naive(all: &[HistoryLine], mine: Option<&[DirectiveId]>, filter: &LogFilter, ids: &Ids<'_>) -> Vec<i64> {
    let about = |line: &HistoryLine| ids(line);
    let passes = |line: &&HistoryLine| {
        let (directive, task) = about(line);
        filter.person.as_ref().is_none_or(|login| line.entry.actor == *login)
            && filter.on.is_none_or(|on| line.entry.at.today() == on)
            && filter.directive.is_none_or(|id| directive == id)
            && filter.task.is_none_or(|id| task == Some(id))
            && mine.is_none_or(|mine| mine.contains(&directive))
    };
    all.iter().filter(passes).map(|line| line.entry.seq).collect()
}

/// What an entry is about, from its change alone.
type Ids<'a> = dyn Fn(&HistoryLine) -> (DirectiveId, Option<TaskId>) + 'a;

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn windows_are_slices_of_what_a_naive_filter_leaves(
        deeds in deeds(), person in 0u8..3, on in 0u8..3, record in 0u8..3, is_mine: bool,
        limit in 1usize..7, skip in 0usize..4, place in 0usize..50,
    ) {
        let (office, ids) = worked(&deeds);
        let store = &office.store;
        let me = store.person("an").unwrap().unwrap().id.unwrap();
        let all = store.history(None, 10_000).unwrap();
        let first = store.detail(ids[2]).unwrap().unwrap();
        let some_task = TaskId(first.tasks.first().map_or(7, |task| task.id.0));
        let filter = LogFilter {
            person: [None, Some("an".to_owned()), Some("binh".to_owned())][usize::from(person)].clone(),
            on: [None, Some(day("2020-12-21")), Some(day("2020-12-22"))][usize::from(on)],
            directive: (record > 0).then_some(ids[2]),
            task: (record > 1).then_some(some_task),
        };
        let about = |line: &HistoryLine| match &line.entry.change {
            Change::TaskProgress { task, .. } | Change::TaskTrashed { task, .. } => {
                (line.directive.unwrap(), Some(*task))
            }
            _ => (line.directive.unwrap(), None),
        };
        let scope = if is_mine { Scope::Mine(me) } else { Scope::Office };
        let expected = naive(&all, is_mine.then_some(&ids[..3]), &filter, &about);
        let view = LogView { filter, ..view(LogTab::Journal, scope) };
        let seqs = |rows: &[LogRow]| rows.iter().map(|row| row.key.id).collect::<Vec<_>>();
        prop_assert_eq!(seqs(&rows(store, &view)), expected.clone());
        let key = LogKey { at: String::new(), id: place as i64 };
        let begin = expected.iter().take_while(|seq| **seq > key.id).count();
        let (from, end) = (expected.len().min(begin + skip), begin.saturating_sub(skip));
        let cases = [
            (From::Start, 0, limit),
            (From::End, expected.len().saturating_sub(limit), expected.len()),
            (From::At { key: key.clone(), skip }, from, from + limit),
            (From::Before { key: key.clone(), skip }, end.saturating_sub(limit), end),
        ];
        for (window, from, to) in cases {
            let page = store.log(&view, &window, limit).unwrap();
            let to = to.min(expected.len());
            prop_assert_eq!(seqs(&page.rows), expected[from..to].to_vec(), "{:?}", window);
            let more = (from > 0 && from < to, to < expected.len() && from < to);
            prop_assert_eq!((page.more_above, page.more_below), more, "{:?}", window);
        }
    }

    #[test]
    fn news_and_trash_are_what_the_journal_says(deeds in deeds(), since in 4i64..30, is_mine: bool) {
        let (office, ids) = worked(&deeds);
        let store = &office.store;
        let me = store.person("an").unwrap().unwrap().id.unwrap();
        let scope = if is_mine { Scope::Mine(me) } else { Scope::Office };
        let all = store.history(None, 10_000).unwrap();
        let is_of_scope = |id: DirectiveId| !is_mine || ids[..3].contains(&id);
        let visit = Visit { login: "an".into(), since };
        let news = LogView { visit: Some(visit.clone()), ..view(LogTab::News, scope) };
        let listed = rows(store, &news);
        let mut expected: Vec<(DirectiveId, Option<String>, i64, i64)> = Vec::new();
        for line in all.iter().filter(|line| line.entry.seq > since && line.entry.actor != "an") {
            let (id, item) = (line.directive.unwrap(), line.item.clone());
            match expected.iter_mut().find(|(of, one, ..)| (*of, one.as_ref()) == (id, item.as_ref())) {
                Some((.., n)) => *n += 1,
                None if is_of_scope(id) => expected.push((id, item, line.entry.seq, 1)),
                None => {}
            }
        }
        let found: Vec<_> = listed
            .iter()
            .map(|row| (row.line.directive.unwrap(), row.line.item.clone(), row.key.id, row.n))
            .collect();
        prop_assert_eq!(found, expected);
        let n_tasks: i64 = listed.iter().map(|row| row.n_tasks).sum();
        prop_assert_eq!(store.news(scope, &visit).unwrap().n_tasks, n_tasks, "the figure is that of the list");
        let trash = rows(store, &view(LogTab::Trash, scope));
        let mut last = std::collections::HashMap::new();
        for line in all.iter().rev() {
            match line.entry.change {
                Change::DirectiveTrashed { new, .. } | Change::TaskTrashed { new, .. } => {
                    last.insert((line.directive.unwrap(), line.item.clone()), (new, line.entry.at));
                }
                _ => {}
            }
        }
        let is_there = |id: DirectiveId| last.get(&(id, None)).is_some_and(|(new, _)| *new);
        let mut expected: Vec<_> = last
            .iter()
            .filter(|((id, item), (new, _))| *new && is_of_scope(*id) && (item.is_none() || !is_there(*id)))
            .map(|((id, item), (_, at))| (*at, *id, item.clone()))
            .collect();
        expected.sort_by(|one, other| other.cmp(one));
        let found: Vec<_> =
            trash.iter().map(|row| (row.line.entry.at, row.line.directive.unwrap(), row.line.item.clone())).collect();
        prop_assert_eq!(found, expected);
        prop_assert!(trash.iter().all(|row| row.line.entry.act == Act::Do));
    }
}
