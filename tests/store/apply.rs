//! Changes: written once, journalled, refused where they would overwrite somebody.

use chrono::NaiveDate;
use dondoc::domain::change::{Change, Outcome, Role};
use dondoc::domain::query::{From, Scope, TaskFilter, View};
use dondoc::domain::task::{Progress, State};
use dondoc::domain::{DirectiveId, TaskId};
use dondoc::error::Error;

use crate::support::{actor, add, an, at, binh, day, letter, mark, office, progress, task};

fn today() -> NaiveDate {
    at(8).today()
}

#[test]
fn an_added_directive_is_read_back_as_it_was_written() {
    let mut office = office();
    let mut record = letter("1792/UBND-NC", vec![task("1", None), task("2", Some("2020-12-29"))]);
    // NFD and a control character go; the original stays as it came.
    record.subject = "kie\u{302}\u{309}m\u{1b}[31m tra".into();
    record.original = "Ti\u{1ebf}p tu\u{323}c\r\n".into();
    let id = office.add(record.clone());
    let detail = office.store.detail(id).unwrap().unwrap();
    assert!(detail.record.subject.starts_with("kiểm") && !detail.record.subject.contains('\u{1b}'));
    assert_eq!(detail.record.original, record.original);
    assert_eq!(detail.record.tasks, record.tasks);
    assert_eq!(detail.deadlines[1], record.tasks[1].deadline);
    assert_eq!(detail.history.len(), 1);
    assert!(matches!(&detail.history[0].entry.change,
        Change::DirectiveAdded { id: Some(added), record } if *added == id && record.original.is_empty()));
    let board = office.store.board(&View::of(Scope::Office), &From::Start, 10, today()).unwrap();
    assert_eq!((board.n_open, board.n_total, board.rows.len()), (1, 1, 1));
    assert_eq!(board.rows[0].next_on, Some(day("2020-12-29")));
    assert_eq!((board.strip.undated, board.strip.next_30), (1, 1));
}

#[test]
fn the_same_letter_twice_is_refused_and_one_in_the_trash_is_not_in_the_way() {
    let mut office = office();
    let id = office.add(letter("1792/UBND-NC", vec![]));
    let again =
        |reference: &str| Change::DirectiveAdded { id: None, record: Box::new(letter(reference, vec![])) };
    for twice in ["1792/UBND-NC", "1792 / ubnd-nc"] {
        assert_eq!(
            office.store.apply(&an(), at(9), &[again(twice)]),
            Err(Error::AlreadyHere(dondoc::text::clean_line(twice)))
        );
    }
    let trash = Change::DirectiveTrashed { directive: id, old: false, new: true };
    office.store.apply(&an(), at(9), std::slice::from_ref(&trash)).unwrap();
    let second = add(&mut office.store, letter("1792/UBND-NC", vec![]));
    assert_ne!(second, id);
    let back = trash.inverse().unwrap();
    assert!(matches!(office.store.apply(&an(), at(9), &[back]), Err(Error::AlreadyHere(_))));
}

#[test]
fn a_batch_is_all_or_nothing() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    let first = office.store.checklist(id).unwrap().remove(0);
    let done = Change::done(first.id, &first.progress, today());
    let missing = Change::done(TaskId(99), &Progress::default(), today());
    assert_eq!(office.store.apply(&an(), at(9), &[done, missing]), Err(Error::NoSuchRecord("99".into())));
    assert_eq!(progress(&office.store, first.id).state, State::Open);
    assert_eq!(office.store.history(None, 10).unwrap().len(), 1);
}

#[test]
fn what_two_people_do_to_one_task() {
    let open = Progress::default();
    let done = Progress::done(day("2020-12-20"));
    let noted = Progress { note: Some("đã gọi".into()), ..open.clone() };
    let other = Progress { note: Some("chờ".into()), ..open.clone() };
    let later = Progress { done_on: Some(day("2020-12-21")), ..done.clone() };
    // (what the first wrote, what the second saw, what the second asks, what comes of it)
    let cases = [
        (&done, &open, &later, "already"),
        (&done, &open, &done, "already"),
        (&done, &done, &open, "applied"),
        (&noted, &open, &other, "changed"),
        (&noted, &open, &noted, "already"),
        (&noted, &open, &done, "changed"),
        (&done, &open, &noted, "changed"),
        (&done, &noted, &open, "changed"),
    ];
    for (first, saw, asks, expected) in cases {
        let mut office = office();
        let id = office.add(letter("1/A", vec![task("1", None)]));
        let task = office.store.checklist(id).unwrap().remove(0).id;
        let change = |old: &Progress, new: &Progress| Change::TaskProgress {
            task,
            old: old.clone(),
            new: new.clone(),
        };
        office.store.apply(&an(), at(9), &[change(&open, first)]).unwrap();
        let mut second = office.again();
        let outcome = match second.apply(&binh(), at(10), &[change(saw, asks)]) {
            Ok(applied) => match &applied.outcomes[..] {
                [Outcome::Applied(_)] => "applied",
                [Outcome::AlreadySo { by, at: when }] => {
                    assert_eq!((by.as_deref(), *when), (Some("an"), Some(at(9))));
                    assert_eq!(applied.group, None);
                    "already"
                }
                other => panic!("{other:?}"),
            },
            Err(Error::Changed { what, by, at, now }) => {
                assert_eq!((what.as_str(), by.as_str(), at.as_str()), ("1/A#1", "an", "21/12/2020 09:00"));
                assert!(
                    now.starts_with(if first == &done { "done 20/12/2020" } else { "open · đã gọi" }),
                    "{now}"
                );
                "changed"
            }
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(outcome, expected, "{first:?} {saw:?} {asks:?}");
        if expected != "applied" {
            assert_eq!(progress(&office.store, task), *first);
            assert_eq!(office.store.history(None, 10).unwrap().len(), 2);
        }
    }
}

#[test]
fn done_and_its_day_go_together() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    let shown = office.store.checklist(id).unwrap().remove(0);
    let dayless = Progress { state: State::Done, ..Progress::default() };
    let early = Progress::done(day("0099-01-01"));
    for new in [dayless, Progress { state: State::Open, ..Progress::done(today()) }, early] {
        let change = Change::TaskProgress { task: shown.id, old: shown.progress.clone(), new };
        assert!(matches!(
            office.store.apply(&an(), at(9), &[change]),
            Err(Error::Usage(_) | Error::BadDate(_))
        ));
    }
    assert_eq!(progress(&office.store, shown.id), Progress::default());
}

#[test]
fn the_first_person_administers_the_next_are_officers_and_viewers_only_look() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None), task("2", None)]));
    let tasks = office.store.checklist(id).unwrap();
    mark(&mut office.store, &binh(), &tasks[0]).unwrap();
    let role = |login: &str| office.store.person(login).unwrap().map(|person| person.fields.role);
    assert_eq!((role("an"), role("binh"), role("chi")), (Some(Role::Admin), Some(Role::Officer), None));
    office.raw().execute("UPDATE person SET role = 'viewer' WHERE login = 'binh'", []).unwrap();
    assert_eq!(mark(&mut office.store, &binh(), &tasks[1]), Err(Error::NotPermitted));
    office
        .raw()
        .execute("UPDATE person SET role = 'officer', disabled_at = 'x' WHERE login = 'binh'", [])
        .unwrap();
    assert_eq!(mark(&mut office.store, &binh(), &tasks[1]), Err(Error::NotPermitted));
    assert_eq!(progress(&office.store, tasks[1].id), Progress::default());
}

#[test]
fn what_is_not_there_or_in_the_trash_cannot_be_changed() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", Some("2020-12-01"))]));
    let shown = office.store.checklist(id).unwrap().remove(0);
    let trash = |directive, old, new| Change::DirectiveTrashed { directive, old, new };
    let nobody = office.store.apply(&an(), at(9), &[trash(DirectiveId(7), false, true)]);
    assert_eq!(nobody, Err(Error::NoSuchRecord("7".into())));
    office.store.apply(&an(), at(9), &[trash(id, false, true)]).unwrap();
    assert!(matches!(mark(&mut office.store, &an(), &shown), Err(Error::NoSuchRecord(_))));
    let board = office.store.board(&View::of(Scope::Office), &From::Start, 10, today()).unwrap();
    assert_eq!((board.n_total, board.rows.len(), board.strip), (0, 0, Default::default()));
    let twice = office.store.apply(&binh(), at(10), &[trash(id, false, true)]).unwrap();
    assert!(matches!(&twice.outcomes[..], [Outcome::AlreadySo { by: Some(by), .. }] if by == "an"));
    assert_eq!(office.store.person("binh").unwrap(), None, "asking for nothing new enters nobody");
    office.store.apply(&actor("chi", "c"), at(11), &[trash(id, true, false)]).unwrap();
    assert_eq!(office.store.strip(Scope::Office, today()).unwrap().late, 1);
}

#[test]
fn one_record_that_cannot_be_changed_does_not_stop_the_others() {
    let mut office = office();
    let id =
        office.add(letter("1/A", vec![task("1", None), task("2", None), task("3", None), task("4", None)]));
    let rows = office.store.checklist(id).unwrap();
    let done = |at: usize| vec![Change::done(rows[at].id, &rows[at].progress, today())];
    let [first, second] = [0, 1].map(|at| rows[at].id);
    mark(&mut office.again(), &binh(), &rows[0]).unwrap();
    let reply = Progress { note: Some("đã gọi".into()), ..rows[1].progress.clone() };
    let noted = Change::TaskProgress { task: second, old: rows[1].progress.clone(), new: reply };
    office.store.apply(&binh(), at(9), &[noted]).unwrap();
    // The first change of the last record would go in, its second one is of a task that is not here.
    let half = [done(3), vec![Change::TaskTrashed { task: TaskId(99), old: false, new: true }]].concat();
    let before = office.store.history(None, 99).unwrap().len();
    let applied = office.store.apply_each(&an(), at(10), &[done(0), done(1), done(2), half]).unwrap();
    let [
        Outcome::AlreadySo { by: Some(by), .. },
        Outcome::Refused(Error::Changed { by: other, .. }),
        Outcome::Applied(_),
        Outcome::Refused(Error::NoSuchRecord(_)),
    ] = &applied.outcomes[..]
    else {
        panic!("{applied:?}");
    };
    assert_eq!((by.as_str(), other.as_str()), ("binh", "binh"));
    assert_eq!(
        office.store.history(None, 99).unwrap().len(),
        before + 1,
        "what was rolled back left no entry"
    );
    let states = |office: &crate::support::Office| {
        rows.iter().map(|row| progress(&office.store, row.id).state).collect::<Vec<_>>()
    };
    assert_eq!(states(&office), [State::Done, State::Open, State::Done, State::Open]);
    crate::support::sound(&office.store);
    office.store.undo(&an(), at(11), dondoc::store::Reach::Run).unwrap();
    assert_eq!(states(&office), [State::Done, State::Open, State::Open, State::Open]);
    assert_eq!(progress(&office.store, first).state, State::Done, "binh's own stays");
}

#[test]
fn several_records_are_one_undo_and_none_is_no_group() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None), task("2", None)]));
    let rows = office.store.checklist(id).unwrap();
    let batch: Vec<Vec<Change>> =
        rows.iter().map(|row| vec![Change::done(row.id, &row.progress, today())]).collect();
    office.store.apply_each(&an(), at(9), &batch).unwrap();
    assert_eq!(office.store.detail(id).unwrap().unwrap().row.n_done, 2);
    office.store.undo(&an(), at(10), dondoc::store::Reach::Run).unwrap();
    assert_eq!(office.store.detail(id).unwrap().unwrap().row.n_done, 0);
    let gone = vec![vec![Change::TaskTrashed { task: TaskId(99), old: false, new: true }]];
    assert_eq!(office.store.apply_each(&an(), at(11), &gone).unwrap().group, None);
}

#[test]
fn tasks_are_read_and_gathered_by_their_numbers() {
    let mut office = office();
    let first = office.add(letter("1/A", vec![task("1", Some("2020-12-18")), task("2", None)]));
    let second = office.add(letter("2/A", vec![task("1", Some("2020-12-10"))]));
    let ids: Vec<TaskId> = [second, first]
        .iter()
        .flat_map(|id| office.store.checklist(*id).unwrap())
        .map(|row| row.id)
        .collect();
    let rows = office.store.tasks_of(&ids).unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids, "in the order asked for");
    let records = office.store.records_of(&ids).unwrap();
    assert_eq!(
        records.iter().map(|record| (record.task, record.record.item.as_str())).collect::<Vec<_>>(),
        [(ids[0], "1"), (ids[1], "1"), (ids[2], "2")]
    );
    let overdue = TaskFilter { overdue: true, ..TaskFilter::default() };
    let gathered = office.store.gather(&[overdue, TaskFilter::default()], at(9)).unwrap();
    assert_eq!(gathered, [(ids[0], second), (ids[1], first), (ids[2], first)], "each once");
    let trash = Change::TaskTrashed { task: ids[1], old: false, new: true };
    office.store.apply(&an(), at(9), &[trash]).unwrap();
    assert_eq!(
        (office.store.tasks_of(&ids).unwrap().len(), office.store.records_of(&ids).unwrap().len()),
        (2, 2)
    );
}
