//! Filtered and sorted windows against a plain filter and sort of all records.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use dondoc::domain::directive::{NewDirective, Urgency};
use dondoc::domain::query::{Board, DirectiveFilter, DirectiveKey, From, Scope, Sort, Stage, View};
use dondoc::domain::task::State;
use dondoc::domain::{DirectiveId, PersonId, TaskId};
use dondoc::text;
use proptest::prelude::*;

use crate::support::{Office, office};
use crate::windows::{Seen, any_directive, is_mine, key, seen, today};

const SUBJECTS: [&str; 6] = ["bà ba", "ba bà", "Phòng 10", "phòng 2", "中", ""];
const SYMBOLS: [&str; 3] = ["UBND", "ĐKT", "UBND-NC"];
const STAGES: [Stage; 8] = [
    Stage::Late,
    Stage::Soon,
    Stage::Undated,
    Stage::Open,
    Stage::Finished,
    Stage::NoReply,
    Stage::Extended,
    Stage::Reported,
];
const SORTS: [Sort; 5] = [Sort::Due, Sort::Issued, Sort::Reference, Sort::Subject, Sort::Follower];

struct Record {
    id: DirectiveId,
    record: NewDirective,
    tasks: Vec<TaskId>,
    /// Its tasks whose deadline was put off with consent.
    extended: Vec<usize>,
}

/// Directives as they come, with numbers out of order, equal subjects, and former deadlines.
fn fill(office: &mut Office, directives: Vec<NewDirective>) -> Vec<Record> {
    let mut records = Vec::new();
    for (n, mut record) in directives.into_iter().enumerate() {
        record.reference = Some(format!("{}/{}", n * 37 % 100, SYMBOLS[n % 3])).filter(|_| n % 5 != 4);
        record.subject = SUBJECTS[n * 5 % 7 % 6].into();
        record.issued_on = record.issued_on.filter(|_| n % 4 != 3);
        for task in record.tasks.iter_mut().skip(1).filter(|task| task.progress.state == State::Done) {
            task.progress.reply_document = Some("1/BC".into());
        }
        let id = office.add(record.clone());
        let tasks: Vec<_> = office.store.checklist(id).unwrap().into_iter().map(|task| task.id).collect();
        let former: Vec<usize> = (0..tasks.len()).filter(|at| (n + at) % 4 == 0).collect();
        for at in &former {
            let sql = "INSERT INTO deadline (id, task_id, on_day, class, rule, article, unverified, set_by, set_at, replaced_at)
                       VALUES (-?1, ?1, '2000-01-01', 'date', 'decided', '', 0, 'an', '2020-12-01T00:00:00Z', '2020-12-02T00:00:00Z')";
            office.raw().execute(sql, [tasks[*at].0]).unwrap();
            let sql = "UPDATE deadline SET document = '1/A' WHERE task_id = ?1 AND replaced_at IS NULL";
            office.raw().execute(sql, [tasks[*at].0]).unwrap();
        }
        let extended = former
            .into_iter()
            .filter(|at| record.tasks[*at].deadline.as_ref().is_some_and(|due| due.on.is_some()))
            .collect();
        records.push(Record { id, record, tasks, extended });
    }
    records
}

fn stands(stage: Stage, record: &Record, tasks: &[Seen<'_>]) -> bool {
    let due = key(record.id, &record.record, tasks).due;
    let in_a_week = (today() + Days::new(7)).to_string();
    let any = |wanted: &dyn Fn(&Seen<'_>) -> bool| tasks.iter().any(wanted);
    match stage {
        Stage::Late => {
            any(&|task| task.task.progress.state.is_open() && task.due.on.is_some_and(|on| on < today()))
        }
        Stage::Soon => (today().to_string()..=in_a_week).contains(&due),
        Stage::Undated => due == "~1",
        Stage::Open => due != "~2",
        Stage::Finished => due == "~2",
        Stage::NoReply => any(&|task| {
            task.task.progress.state == State::Done && task.task.progress.reply_document.is_none()
        }),
        Stage::Extended => !record.extended.is_empty(),
        Stage::Reported => any(&|task| task.task.progress.state == State::Reported),
    }
}

fn passes(filter: &DirectiveFilter, record: &Record, tasks: &[Seen<'_>]) -> bool {
    let due: Option<NaiveDate> = key(record.id, &record.record, tasks).due.parse().ok();
    let is_of_unit = |unit: &String| {
        let parts = record.record.tasks.iter().flat_map(|task| &task.assignments);
        parts.into_iter().any(|part| text::fold(&part.unit) == text::fold(unit))
    };
    filter.stage.is_none_or(|stage| stands(stage, record, tasks))
        && filter.unit.as_ref().is_none_or(is_of_unit)
        && filter.person.as_ref().is_none_or(|login| is_mine(&record.record, login))
        && filter.urgency.is_none_or(|urgency| record.record.urgency == urgency)
        && filter.due_by.is_none_or(|day| due.is_some_and(|due| due <= day))
}

/// What a sort compares; numbers break ties.
fn place(sort: Sort, record: &Record, tasks: &[Seen<'_>]) -> (bool, Reverse<Option<NaiveDate>>, String, i64) {
    let NewDirective { reference, subject, follower, issued_on, .. } = &record.record;
    let by = |text: Option<String>| (text.is_none(), Reverse(None), text.unwrap_or_default(), 0);
    match sort {
        Sort::Due => {
            let DirectiveKey { due, urgency, .. } = key(record.id, &record.record, tasks);
            (false, Reverse(None), due, urgency)
        }
        Sort::Issued => (issued_on.is_none(), Reverse(*issued_on), String::new(), 0),
        Sort::Reference => by(reference.as_deref().map(text::sort_key)),
        Sort::Subject => by(Some(text::sort_key(subject))),
        Sort::Follower => by(follower.as_deref().map(text::person_key)),
    }
}

fn ids(board: &Board) -> Vec<DirectiveId> {
    board.rows.iter().map(|row| row.key.id).collect()
}

fn check(office: &Office, view: &View, expected: &[DirectiveId], limit: usize, skip: usize) {
    let board = |from: &From<DirectiveKey>, limit| office.store.board(view, from, limit, today()).unwrap();
    let all = board(&From::Start, usize::MAX);
    assert_eq!(ids(&all), expected, "{view:?}");
    let n = expected.len();
    let whole = office.store.board(&View::of(view.scope), &From::Start, 1, today()).unwrap();
    assert_eq!((all.n_total, all.n_open, all.strip), (whole.n_total, whole.n_open, whole.strip));
    assert_eq!(ids(&board(&From::Start, limit)), expected[..limit.min(n)]);
    assert_eq!(ids(&board(&From::End, limit)), expected[n - limit.min(n)..]);
    for (at, row) in all.rows.iter().enumerate() {
        let key = row.key.clone();
        let from = (at + skip).min(n);
        let slice = &expected[from..(from + limit).min(n)];
        let found = board(&From::At { key: key.clone(), skip }, limit);
        assert_eq!(ids(&found), slice, "{view:?}");
        let is_within = !slice.is_empty();
        let more = (found.more_above, found.more_below);
        assert_eq!(more, (is_within && from > 0, is_within && from + limit < n), "{view:?}");
        let to = at.saturating_sub(skip);
        let found = board(&From::Before { key: key.clone(), skip }, limit);
        assert_eq!(ids(&found), expected[to.saturating_sub(limit)..to], "{view:?}");
        let around = office.store.board_around(view, key.id, skip, limit, today()).unwrap();
        assert!(around.rows.len() == limit.min(n) && ids(&around).contains(&key.id), "{view:?}");
    }
}

/// Most filters empty or of one field.
fn filter() -> impl Strategy<Value = DirectiveFilter> {
    use proptest::option::weighted;
    use proptest::sample::select;
    let stage = weighted(0.5, select(STAGES.to_vec()));
    let unit = weighted(0.3, select(vec!["sở  nội vụ".to_owned(), "SO Y TE".into(), "Sở Nội".into()]));
    let person = weighted(0.3, select(vec!["an".to_owned(), "binh".into(), "nobody".into()]));
    let urgency = weighted(0.2, select(vec![Urgency::Normal, Urgency::Express]));
    let due_by = weighted(0.2, (0u64..30).prop_map(|days| today() + Days::new(days)));
    (stage, unit, person, urgency, due_by).prop_map(|(stage, unit, person, urgency, due_by)| {
        DirectiveFilter { stage, unit, person, urgency, due_by }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn windows_of_any_view_are_slices_of_the_whole_list(
        directives in proptest::collection::vec(any_directive(), 0..14),
        filters in proptest::collection::vec(filter(), 6),
        limit in 1usize..6,
        skip in 0usize..4,
    ) {
        let mut office = office();
        let records = fill(&mut office, directives);
        let scopes = [None, Some("an")].map(|login| {
            let person = login.and_then(|login| office.store.person(login).unwrap()).and_then(|person| person.id);
            let mine = Scope::Mine(person.unwrap_or(PersonId(99)));
            (if login.is_some() { mine } else { Scope::Office }, login)
        });
        for (n, filter) in filters.into_iter().enumerate() {
            for sort in SORTS {
                let (scope, login) = scopes[n % 2];
                let view = View { scope, filter: filter.clone(), sort };
                let mut listed: Vec<_> = records
                    .iter()
                    .map(|record| (record, seen(&record.record, &record.tasks)))
                    .filter(|(record, _)| login.is_none_or(|login| is_mine(&record.record, login)))
                    .filter(|(record, tasks)| passes(&filter, record, tasks))
                    .collect();
                listed.sort_by_cached_key(|(record, tasks)| (place(sort, record, tasks), record.id));
                let expected: Vec<_> = listed.into_iter().map(|(record, _)| record.id).collect();
                check(&office, &view, &expected, limit, skip);
            }
        }
    }
}
