//! What stands in the file after one edit: numbers of tasks, units and targets that stay, former deadlines,
//! what is below a task in the trash, cleaned words, names.

use dondoc::domain::DirectiveId;
use dondoc::domain::change::{Actor, Change, Outcome};
use dondoc::domain::deadline::Deadline;
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::fields::{DirectiveFields, TaskFields};
use dondoc::domain::query::{From, Scope, View};
use dondoc::domain::task::{Actual, Assignment, AssignmentRole, NewTask, Target};
use dondoc::error::Error;
use dondoc::store::{Mode, Reach, Store};

use crate::edits::{mark_progress, one, part, record, rich, step, target};
use crate::support::{Office, an, at, binh, day, due, letter, mark, office, sound, task};

#[test]
fn an_added_task_stands_last_and_is_numbered_after_the_highest() {
    // (items there are, item asked for, item it gets)
    let cases: [(&[&str], &str, &str); 7] = [
        (&[], "", "1"),
        (&["1", "2", "5"], "", "6"),
        (&["2.a", "BC"], "", "1"),
        (&["1", "2.a", "BC", "3"], "", "4"),
        (&["1"], "BC", "BC"),
        (&["1"], "1.b", "1.b"),
        (&["1"], "  ", "2"),
    ];
    for (items, asked, item) in cases {
        let mut office = office();
        let id = office.add(letter("1/A", items.iter().map(|item| task(item, None)).collect()));
        let new = NewTask {
            parent: items.first().map(|item| (*item).to_owned()),
            assignments: vec![part("Sở mới", AssignmentRole::Lead)],
            steps: vec![step("một", false)],
            deadline: Some(due("2020-12-22")),
            follower: Some("chi".into()),
            ..task(asked.trim(), None)
        };
        let asked = NewTask { item: asked.into(), ..new.clone() };
        let add = Change::TaskAdded { id: None, directive: id, task: Box::new(asked) };
        let applied = office.store.apply(&an(), at(9), &[add]).unwrap();
        let [Outcome::Applied(Change::TaskAdded { id: Some(added), task, .. })] = &applied.outcomes[..]
        else {
            panic!("{applied:?}");
        };
        let found = record(&office.store, id);
        assert_eq!(found.tasks.last(), Some(&**task));
        assert_eq!(**task, NewTask { item: item.into(), ..new });
        let rows = office.store.checklist(id).unwrap();
        assert_eq!((rows.len(), rows.last().unwrap().id), (items.len() + 1, *added));
        assert_eq!(office.store.history(None, 1).unwrap()[0].item.as_deref(), Some(item));
        let mine = office.store.person("chi").unwrap().unwrap().id.unwrap();
        assert_eq!(office.store.strip(Scope::Mine(mine), at(9).today()).unwrap().soon, 1);

        office.store.undo(&an(), at(10), Reach::Run).unwrap();
        assert_eq!(office.store.checklist(id).unwrap().len(), items.len());
        sound(&office.store);
        office.store.redo(&an(), at(10), Reach::Run).unwrap();
        assert_eq!(record(&office.store, id), found, "the same task is back");
        assert_eq!(office.store.checklist(id).unwrap(), rows);
        mark(&mut office.store, &binh(), rows.last().unwrap()).unwrap();
        assert!(
            matches!(office.store.undo(&an(), at(11), Reach::Run), Err(Error::Changed { by, .. }) if by == "binh")
        );
    }
    let mut office = office();
    let id = office.add(letter("1/A", vec![]));
    let orphan = NewTask { parent: Some("9".into()), ..task("", None) };
    let add = |directive, task| Change::TaskAdded { id: None, directive, task: Box::new(task) };
    assert!(matches!(office.store.apply(&an(), at(9), &[add(id, orphan)]), Err(Error::Usage(_))));
    let nowhere = office.store.apply(&an(), at(9), &[add(DirectiveId(9), task("", None))]);
    assert_eq!(nowhere, Err(Error::NoSuchRecord("9".into())));
}

#[test]
fn units_and_targets_that_stay_keep_what_was_entered_for_them() {
    let mut first = task("1", None);
    let done = Assignment {
        done_on: Some(day("2020-12-15")),
        reply_document: Some("15/BC".into()),
        ..part("Sở Y tế", AssignmentRole::Lead)
    };
    first.assignments = vec![part("Sở Nội vụ", AssignmentRole::Lead), done.clone()];
    let reached =
        Target { actuals: vec![Actual { on: day("2020-12-15"), value: "17/20".into() }], ..target("tủ") };
    first.targets = vec![target("hồ sơ"), reached.clone()];
    let mut office = office();
    let id = office.add(letter("1/A", vec![first]));
    let task = office.store.checklist(id).unwrap()[0].id;
    let edit = |office: &mut Office, leads: &[&str], targets: Vec<Target>| {
        let seen = TaskFields::of(&record(&office.store, id).tasks[0]);
        let leads = leads.iter().map(|unit| (*unit).to_owned()).collect();
        let new = TaskFields { leads, targets, ..seen.clone() };
        let change = Change::TaskEdited { task, old: Box::new(seen), new: Box::new(new) };
        office.store.apply(&an(), at(9), &[change]).unwrap();
        record(&office.store, id).tasks.remove(0)
    };
    let seen = edit(&mut office, &["Sở Y tế", "Sở Nội vụ", "sở mới"], vec![target("hồ sơ"), target("hộp")]);
    assert_eq!(seen.assignments[0], done, "in another place");
    assert_eq!(seen.targets[1], Target { measure: "hộp".into(), ..reached.clone() });
    let seen = edit(&mut office, &["Sở Nội vụ"], vec![target("hồ sơ")]);
    assert_eq!((seen.assignments.len(), seen.targets.len()), (1, 1));
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    let seen = record(&office.store, id).tasks.remove(0);
    assert_eq!(
        (&seen.assignments[0], &seen.targets[1].actuals),
        (&done, &reached.actuals),
        "undo brings it back"
    );
    edit(&mut office, &["Sở Nội vụ"], vec![target("hồ sơ")]);
    let seen = edit(&mut office, &["Sở Y tế"], vec![target("hồ sơ"), target("tủ")]);
    assert_eq!(seen.assignments[0], part("Sở Y tế", AssignmentRole::Lead), "named anew, begins anew");
    assert_eq!(seen.targets[1], target("tủ"));
    assert!(office.store.names().unwrap().units.contains(&"sở mới".to_owned()));
}

#[test]
fn former_deadlines_are_those_that_were_in_force_and_not_taken_back() {
    let (mut office, id, task) = one();
    let rows = |office: &Office| -> Vec<String> {
        let raw = office.raw();
        let mut rows = raw
            .prepare(
                "SELECT on_day || ' ' || set_by || ifnull(' ' || document, '')
                   || CASE WHEN undone_at IS NOT NULL THEN ' undone' WHEN replaced_at IS NOT NULL THEN ' former' ELSE '' END
                 FROM deadline WHERE task_id = ?1 ORDER BY id",
            )
            .unwrap();
        rows.query_map([task.0], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let set = |office: &mut Office, who: &Actor, new: Option<Deadline>, document: &str| {
        let old = record(&office.store, id).tasks[0].deadline.clone();
        let document = Some(document.to_owned());
        let change = Change::DeadlineSet { task, old, new, document, reason: Some(" ".repeat(0)) };
        office.store.apply(who, at(9), &[change]).unwrap();
    };
    set(&mut office, &an(), Some(due("2021-01-15")), "18/UBND");
    assert_eq!(rows(&office), ["2020-12-29 an former", "2021-01-15 an 18/UBND"]);
    let row = office.store.task(task).unwrap().unwrap();
    assert_eq!(row.due_on, Some(day("2021-01-15")));
    let child = &office.store.checklist(id).unwrap()[1];
    assert_eq!(child.due_on, Some(day("2021-01-15")), "what stands below has it too");
    office.store.undo(&an(), at(9), Reach::Run).unwrap();
    assert_eq!(rows(&office), ["2020-12-29 an", "2021-01-15 an 18/UBND undone"]);
    office.store.redo(&an(), at(9), Reach::Run).unwrap();
    let again = ["2020-12-29 an former", "2021-01-15 an 18/UBND undone", "2021-01-15 an 18/UBND"];
    assert_eq!(rows(&office), again);
    // Back to the first day by a decision, and that taken back.
    set(&mut office, &binh(), Some(due("2020-12-29")), "19/UBND");
    assert_eq!(rows(&office)[2..], ["2021-01-15 an 18/UBND former", "2020-12-29 binh 19/UBND"]);
    office.store.undo(&binh(), at(9), Reach::Run).unwrap();
    assert_eq!(rows(&office)[2..], ["2021-01-15 an 18/UBND", "2020-12-29 binh 19/UBND undone"]);
    // The export says what is in force; what was before, its journal says.
    let mut json = Vec::new();
    office.store.export(&mut json).unwrap();
    let mut restored = crate::support::office();
    restored.store.load(&an(), at(12), &json[..], &mut |_| ()).unwrap();
    assert_eq!(rows(&restored), rows(&office));
    restored.store.undo(&an(), at(12), Reach::Run).unwrap();
    assert_eq!(rows(&restored)[..1], ["2020-12-29 an"]);
    assert_eq!(rows(&restored)[2..], ["2021-01-15 an 18/UBND undone", "2020-12-29 binh 19/UBND undone"]);
    sound(&restored.store);
    set(&mut office, &binh(), None, "20/UBND");
    assert_eq!(office.store.task(task).unwrap().unwrap().due_on, None);
    office.store.undo(&binh(), at(9), Reach::Run).unwrap();
    assert_eq!(rows(&office)[2..], ["2021-01-15 an 18/UBND", "2020-12-29 binh 19/UBND undone"]);
    sound(&office.store);
}

#[test]
fn a_task_in_the_trash_is_in_no_list_and_what_stands_below_counts_by_the_next_above() {
    let child = |item: &str, parent: &str, on| NewTask { parent: Some(parent.into()), ..task(item, on) };
    let tasks = vec![
        task("2", Some("2020-12-29")),
        child("2.a", "2", Some("2020-12-24")),
        child("2.a.i", "2.a", None),
    ];
    let mut office = office();
    let id = office.add(letter("1/A", tasks));
    let ids: Vec<_> = office.store.checklist(id).unwrap().iter().map(|row| row.id).collect();
    let trash = |office: &mut Office, at_place: usize, new: bool| {
        let change = Change::TaskTrashed { task: ids[at_place], old: !new, new };
        office.store.apply(&an(), at(9), &[change]).unwrap();
        sound(&office.store);
        let rows = office.store.checklist(id).unwrap();
        rows.iter()
            .map(|row| format!("{} {:?}", row.item, row.due_on.map(|on| on.to_string())))
            .collect::<Vec<_>>()
    };
    let all = ["2 Some(\"2020-12-29\")", "2.a Some(\"2020-12-24\")", "2.a.i Some(\"2020-12-24\")"];
    let [two, a, _] = all;
    assert_eq!(trash(&mut office, 1, true), [two, "2.a.i Some(\"2020-12-29\")"]);
    assert_eq!(record(&office.store, id).tasks[1].parent.as_deref(), Some("2"));
    let board = office.store.board(&View::of(Scope::Office), &From::Start, 9, at(9).today()).unwrap();
    assert_eq!((board.rows[0].n_total, board.strip.soon, board.strip.next_30), (2, 0, 2));
    assert_eq!(office.store.tasks(&Default::default(), at(9)).unwrap().len(), 2);
    assert_eq!(office.store.task(ids[1]).unwrap(), None);
    let gone = mark_progress(ids[1]);
    assert!(matches!(office.store.apply(&an(), at(9), &[gone]), Err(Error::NoSuchRecord(_))));

    let mut json = Vec::new();
    office.store.export(&mut json).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut restored = Store::open(&folder.path().join("y.db"), Mode::Create).unwrap();
    restored.load(&an(), at(12), &json[..], &mut |_| ()).unwrap();
    let mut same = Vec::new();
    restored.export(&mut same).unwrap();
    assert_eq!(String::from_utf8(same).unwrap(), String::from_utf8(json.clone()).unwrap());
    restored.undo(&an(), at(12), Reach::Person).unwrap();
    assert_eq!(restored.checklist(id).unwrap().len(), 3, "the trash was restored with the rest");
    let mut other = crate::support::office();
    other.add(letter("9/A", vec![]));
    other.store.load(&an(), at(12), &json[..], &mut |_| ()).unwrap();
    let added = record(&other.store, DirectiveId(2));
    assert_eq!(added.tasks.len(), 2);
    assert_eq!(added.tasks[1].parent.as_deref(), Some("2"));

    assert_eq!(trash(&mut office, 0, true), ["2.a.i None"]);
    assert_eq!(trash(&mut office, 1, false), [a, "2.a.i Some(\"2020-12-24\")"]);
    assert_eq!(trash(&mut office, 0, false), all);
}

#[test]
fn a_reference_that_is_here_already_is_refused_and_two_may_change_places() {
    let mut office = office();
    let first = office.add(letter("1/A", vec![]));
    let second = office.add(letter("2/A", vec![]));
    let third = office.add(NewDirective { issued_on: Some(day("2019-05-05")), ..letter("2/A", vec![]) });
    let edit = |office: &mut Office, id, reference: &str, on: &str| {
        let seen = DirectiveFields::of(&record(&office.store, id));
        let reference = Some(reference.to_owned());
        let new = DirectiveFields { reference, issued_on: Some(day(on)), ..seen.clone() };
        let change = Change::DirectiveEdited { directive: id, old: Box::new(seen), new: Box::new(new) };
        office.store.apply(&an(), at(9), &[change]).map(|_| ())
    };
    assert_eq!(edit(&mut office, first, "2 / a", "2020-12-12"), Err(Error::AlreadyHere("2 / a".into())));
    assert_eq!(record(&office.store, first).reference.as_deref(), Some("1/A"));
    // With its year alone it would be for a moment what the second is.
    assert_eq!(edit(&mut office, third, "3/A", "2020-12-12"), Ok(()));
    assert_eq!(edit(&mut office, second, "1/A", "2019-12-12"), Ok(()));
    assert_eq!(edit(&mut office, first, "1/A", "2019-12-12"), Err(Error::AlreadyHere("1/A".into())));
    let found = dondoc::domain::reference::DirectiveName::parse("1/A@2019");
    assert_eq!(office.store.find_directive(&found), Ok(second));
}

#[test]
fn what_is_written_is_clean_and_what_cannot_be_is_refused() {
    let (mut office, id, task) = one();
    let seen = record(&office.store, id);
    let head = DirectiveFields::of(&seen);
    let fields = TaskFields::of(&seen.tasks[0]);
    let dirty = DirectiveFields {
        subject: "kie\u{302}\u{309}m\u{1b}[31m tra".into(),
        signer: Some(String::new()),
        addressees: vec!["\u{7}".into(), "Sở A".into()],
        ..head.clone()
    };
    let of_task = TaskFields {
        title: "ra\u{300} soa\u{301}t\n".into(),
        leads: vec!["Sở A".into(), String::new(), "Sở A".into()],
        follower: Some(String::new()),
        ..fields.clone()
    };
    let head_to =
        |new| Change::DirectiveEdited { directive: id, old: Box::new(head.clone()), new: Box::new(new) };
    let task_to = |new| Change::TaskEdited { task, old: Box::new(fields.clone()), new: Box::new(new) };
    let steps_to = |new| Change::StepsSet { task, old: seen.tasks[0].steps.clone(), new };
    let due_to = |new| Change::DeadlineSet {
        task,
        old: seen.tasks[0].deadline.clone(),
        new: Some(new),
        document: Some(" ".into()),
        reason: None,
    };
    let refused = [
        head_to(DirectiveFields { received_on: Some(day("1020-01-01")), ..head.clone() }),
        head_to(DirectiveFields { kind: DocKind::Other(String::new()), ..head.clone() }),
        task_to(TaskFields { internal_due: Some(day("2201-01-01")), ..fields.clone() }),
        due_to(Deadline { on: Some(day("0999-01-01")), ..due("2020-12-29") }),
    ];
    for change in refused {
        let error = office.store.apply(&an(), at(9), std::slice::from_ref(&change)).unwrap_err();
        assert!(matches!(error, Error::BadDate(_) | Error::Usage(_)), "{change:?}: {error:?}");
    }
    let steps = steps_to(vec![step("", true), step("go\u{323}i", false)]);
    office.store.apply(&an(), at(9), &[head_to(dirty), task_to(of_task), steps]).unwrap();
    let found = record(&office.store, id);
    assert!(found.subject.starts_with("kiểm") && !found.subject.contains('\u{1b}'));
    assert_eq!((found.signer, found.addressees), (None, vec!["Sở A".to_owned()]));
    let fields = TaskFields::of(&found.tasks[0]);
    assert_eq!((fields.title.as_str(), fields.leads.len(), fields.follower), ("rà soát ", 1, None));
    assert_eq!(found.tasks[0].steps, [step("gọi", false)]);
    // Found by its new words alone.
    for (word, n) in [("kiem", 3), ("chi dao", 0)] {
        let filter = dondoc::domain::query::TaskFilter { text: Some(word.into()), ..Default::default() };
        assert_eq!(office.store.tasks(&filter, at(9)).unwrap().len(), n, "{word}");
    }
}

#[test]
fn names_are_those_in_use() {
    let mut office = office();
    let of = |reference: &str, issuer: &str, kind: &str| NewDirective {
        issuer: Some(issuer.into()),
        kind: DocKind::from(kind.to_owned()),
        ..letter(reference, vec![])
    };
    office.add(of("1/A", "Bộ Nội vụ", "hướng dẫn"));
    office.add(of("2/A", "UBND tỉnh", "biên bản"));
    office.add(of("3/A", "UBND tỉnh", "kế hoạch"));
    office.add(rich("4/A"));
    mark(&mut office.again(), &binh(), &office.store.tasks(&Default::default(), at(9)).unwrap()[0]).unwrap();
    let raw = office.raw();
    raw.execute_batch(
        "UPDATE person SET name = 'Trần Văn Ánh', sort_key = 'z' WHERE login = 'an';
         INSERT INTO person (login, name, role, disabled_at) VALUES ('cu', 'Cũ', 'officer', 'x');
         INSERT INTO unit (id, name, deleted_at) VALUES (90, 'Sở bỏ', 'x');
         INSERT INTO unit_name (unit_id, name) VALUES (90, 'Sở bỏ'), (1, 'SNV'), (2, 'SNV');",
    )
    .unwrap();
    let names = office.store.names().unwrap();
    assert_eq!(names.units, ["SNV", "Sở Nội vụ", "Sở Y tế", "Thanh tra tỉnh"]);
    let people =
        [("binh", "binh"), ("an", "Trần Văn Ánh")].map(|(login, name)| (login.to_owned(), name.to_owned()));
    assert_eq!(names.people, people);
    assert_eq!(names.kinds[..2], ["công văn", "chỉ thị"]);
    assert_eq!(names.kinds[8..], ["biên bản", "hướng dẫn"]);
    assert_eq!(names.issuers, ["UBND tỉnh", "Bộ Nội vụ", "Ủy ban nhân dân tỉnh"]);
}
