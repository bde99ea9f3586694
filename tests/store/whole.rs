//! Export and load, and what `check` finds.

use dondoc::domain::change::{Change, Role};
use dondoc::domain::directive::NewDirective;
use dondoc::domain::query::CheckSubject;
use dondoc::domain::task::{Actual, Assignment, AssignmentRole, Comparator, NewTask, Step, Target};
use dondoc::error::{BadRecord, Error, Part, Reason};
use dondoc::store::{Mode, Reach, Store};

use crate::support::{Office, actor, an, at, binh, day, letter, mark, office, task};

/// A file with something in every table that is written so far.
fn full() -> Office {
    let mut office = office();
    let mut first = task("1", Some("2020-12-29"));
    let part = |unit: &str, role| Assignment { unit: unit.into(), role, done_on: None, reply_document: None };
    first.assignments =
        vec![part("Sở Nội vụ", AssignmentRole::Lead), part("các sở", AssignmentRole::Support)];
    first.steps = vec![Step { text: "gọi điện".into(), done: true }];
    first.targets = vec![Target {
        measure: "hồ sơ".into(),
        comparator: Comparator::AtLeast,
        value: "30%".into(),
        actuals: vec![Actual { on: day("2020-12-15"), value: "28,5 %".into() }],
    }];
    first.internal_due = Some(day("2020-12-23"));
    let child = NewTask { parent: Some("1".into()), follower: Some("chi".into()), ..task("1.a", None) };
    let record = NewDirective { follower: Some("binh".into()), ..letter("1792/UBND-NC", vec![first, child]) };
    let id = office.add(record);
    office.add(letter("2/QĐ", vec![task("1", None)]));
    office.add(letter("3/QĐ", vec![]));
    office.store.undo(&an(), at(9), Reach::Run).unwrap();
    let tasks = office.store.checklist(id).unwrap();
    mark(&mut office.store, &binh(), &tasks[0]).unwrap();
    let raw = office.raw();
    raw.execute("INSERT INTO day VALUES ('2021-02-10', 'off', 'Tết', '1234/TB', 1)", []).unwrap();
    raw.execute("UPDATE unit SET kind = 'sở', valid_to = '2025-02-28', successor_id = 2 WHERE id = 1", [])
        .unwrap();
    office
}

fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_restored_file_exports_the_same_bytes() {
    let office = full();
    let first = export(&office.store);
    assert_eq!(first, export(&office.store), "the order is fixed");
    let folder = tempfile::tempdir().unwrap();
    let mut restored = Store::open(&folder.path().join("y.db"), Mode::Create).unwrap();
    let loaded = restored.load(&actor("zung", "z"), at(12), first.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!((loaded.directives, loaded.tasks, loaded.restored), (3, 3, true));
    assert_eq!(export(&restored), first);
    assert_eq!(restored.person("an").unwrap().map(|person| person.fields.role), Some(Role::Admin));
    assert!(restored.check(at(12)).unwrap().iter().all(|result| {
        result.ok
            || matches!(
                result.subject,
                CheckSubject::FreeSpace | CheckSubject::CalendarCoverage | CheckSubject::Backup
            )
    }));
    let who_and_when = |path: std::path::PathBuf| {
        let raw = rusqlite::Connection::open(path).unwrap();
        let sql = "SELECT (SELECT group_concat(set_by || set_at) FROM deadline), (SELECT max(deleted_at) FROM directive)";
        raw.query_row(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap()
    };
    assert_eq!(who_and_when(folder.path().join("y.db")), who_and_when(office.path()));
    // Undo goes on where it was.
    restored.undo(&binh(), at(12), Reach::Run).unwrap();
    assert_eq!(restored.undo(&actor("zung", "z"), at(12), Reach::Person), Err(Error::NothingToUndo));
}

#[test]
fn into_a_file_in_use_records_get_new_numbers_and_a_journal_of_their_own() {
    let exported = export(&full().store);
    let mut office = office();
    office.add(letter("9/A", vec![task("1", None)]));
    let loaded = office.store.load(&an(), at(12), exported.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(
        (loaded.directives, loaded.tasks, loaded.restored),
        (2, 3, false),
        "what was in the trash stays out"
    );
    assert_eq!(office.store.history(None, 50).unwrap().len(), 3);
    office.store.undo(&an(), at(12), Reach::Run).unwrap();
    assert_eq!(
        office.store.tasks(&Default::default(), at(12)).unwrap().len(),
        1,
        "the load is undone as one"
    );
}

#[test]
fn a_load_by_an_officer_appoints_nobody() {
    let exported = export(&full().store).replace("\"login\":\"an\"", "\"login\":\"eve\"");
    let mut office = office();
    office.add(letter("9/A", vec![task("1", None)]));
    let shown = office.store.tasks(&Default::default(), at(9)).unwrap();
    mark(&mut office.store, &binh(), &shown[0]).unwrap();
    office.store.load(&binh(), at(12), exported.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(office.store.person("eve").unwrap().map(|person| person.fields.role), Some(Role::Officer));
}

#[test]
fn progress_is_heard_every_hundred() {
    let mut json = String::from("{\"dondoc\":1,\"directives\":[");
    for n in 0..250 {
        let comma = if n == 0 { "" } else { "," };
        json += &format!("{comma}{}", serde_json::to_string(&letter(&format!("{n}/A"), vec![])).unwrap());
    }
    json += "]}";
    let mut office = office();
    let mut heard = Vec::new();
    let loaded = office.store.load(&an(), at(9), json.as_bytes(), &mut |n| heard.push(n)).unwrap();
    assert_eq!((heard, loaded.directives, loaded.restored), (vec![100, 200], 250, true));
    assert_eq!(
        office.store.history(None, 1000).unwrap().len(),
        250,
        "without a journal, history begins here"
    );
    for reach in [Reach::Run, Reach::Person] {
        assert_eq!(office.store.undo(&an(), at(9), reach), Err(Error::NothingToUndo), "and undo after it");
    }
}

#[test]
fn bad_input_is_named_record_by_record_and_nothing_of_it_is_kept() {
    let good = serde_json::to_string(&letter("1/A", vec![task("1", None)])).unwrap();
    let orphan = NewTask { parent: Some("7".into()), ..task("1", None) };
    let orphan = serde_json::to_string(&letter("2/A", vec![orphan])).unwrap();
    let dayless = good.replace("\"state\":\"open\"", "\"state\":\"done\"").replace("1/A", "3/A");
    let early = good.replace("2020-12-12", "1020-12-12").replace("1/A", "4/A");
    let list = |records: &[&str]| format!("{{\"dondoc\":1,\"directives\":[{}]}}", records.join(","));
    let many = vec!["7"; 30];
    let kindless = good.replace("\"kind\":\"công văn\",", "").replace("1/A", "5/A");
    let odd = good.replace("\"state\":\"open\"", "\"state\":\"shut\"").replace("1/A", "6/A");
    let here = |number, name: &str, reason| BadRecord {
        place: Some((Part::Directives, number)),
        name: name.into(),
        reason,
    };
    let whole = |reason| BadRecord { place: None, name: String::new(), reason };
    let against = |fields: &str| Reason::Contradiction(fields.into());
    let cases: [(String, Vec<BadRecord>); 12] = [
        (list(&[&good, &good]), vec![here(2, "1/A", Reason::Twice)]),
        (
            list(&[&orphan, &good, "7"]),
            vec![here(1, "2/A", against("parent 7 (1)")), here(3, "", Reason::Form)],
        ),
        (list(&[&dayless]), vec![here(1, "3/A", against("done_on (1)"))]),
        (list(&[&early]), vec![here(1, "4/A", Reason::Unknown("1020-12-12".into()))]),
        (list(&[&kindless]), vec![here(1, "5/A", Reason::Missing("kind".into()))]),
        (list(&[&odd]), vec![here(1, "6/A", Reason::Unknown("shut".into()))]),
        (list(&[&good]).replace(":1,", ":2,"), vec![whole(Reason::Version("2".into()))]),
        (list(&[&good]).replace("\"dondoc\":1,", ""), vec![whole(Reason::Missing("dondoc".into()))]),
        (list(&[&good]).replace("]}", ""), vec![whole(Reason::NotJson(1))]),
        (list(&[&good]) + "x", vec![whole(Reason::NotJson(1))]),
        ("[]".into(), vec![whole(Reason::Form)]),
        (list(&many), (1..=20).map(|n| here(n, "", Reason::Form)).collect()),
    ];
    for (json, expected) in cases {
        let mut office = office();
        let loaded = office.store.load(&an(), at(9), json.as_bytes(), &mut |_| ());
        assert_eq!(loaded, Err(Error::BadRecords(expected)), "{json}");
        assert_eq!(
            export(&office.store),
            "{\"dondoc\":1,\n\"people\":[\n],\n\"days\":[\n],\n\"units\":[\n],\n\"directives\":[\n],\n\"journal\":[\n]}\n"
        );
    }
}

#[test]
fn check_finds_what_was_changed_by_hand() {
    let cases = [
        ("UPDATE directive SET n_done = n_done + 1 WHERE id = 1", CheckSubject::KeptColumns),
        ("UPDATE task SET due_on = '2021-01-01' WHERE id = 1", CheckSubject::KeptColumns),
        ("UPDATE task SET item_folded = 'x' WHERE id = 1", CheckSubject::KeptColumns),
        ("DELETE FROM record_text WHERE rowid = (1 << 16) + 65535", CheckSubject::KeptColumns),
        ("DELETE FROM listing WHERE directive_id = 2", CheckSubject::KeptColumns),
        ("UPDATE tally SET n_open = 0", CheckSubject::KeptColumns),
        ("UPDATE day_count SET n = n + 1", CheckSubject::KeptColumns),
        ("DELETE FROM letter_text WHERE rowid = 1", CheckSubject::KeptColumns),
        ("UPDATE directive SET original = original || ' ' WHERE id = 1", CheckSubject::KeptColumns),
        (
            "DROP TRIGGER journal_is_append_only_delete; DELETE FROM journal WHERE seq = 2",
            CheckSubject::Journal,
        ),
        (
            "INSERT INTO journal VALUES (90, 90, 'do', NULL, '2020-12-21T00:00:00Z', 'an', 'r', 1, '{}', 1, NULL)",
            CheckSubject::Journal,
        ),
        ("UPDATE task SET text = 'a' || char(27) WHERE id = 1", CheckSubject::Text),
        ("PRAGMA foreign_keys = OFF; UPDATE task SET parent_id = 99 WHERE id = 1", CheckSubject::ForeignKeys),
    ];
    for (sql, subject) in cases {
        let office = full();
        let sound = office.store.check(at(12)).unwrap();
        office.raw().execute_batch(sql).unwrap();
        let found = office.store.check(at(12)).unwrap();
        let is_new = |found: &&dondoc::domain::query::CheckResult| {
            !found.ok && sound.iter().any(|s| s.subject == found.subject && s.ok)
        };
        let broken: Vec<_> = found.iter().filter(is_new).map(|result| result.subject).collect();
        assert!(broken.contains(&subject), "{sql}: {found:?}");
    }
}

#[test]
fn check_sees_a_clock_that_runs_behind_the_journal_and_open_modes() {
    let office = full();
    let of = |subject, hour| {
        let results = office.store.check(at(hour)).unwrap();
        results.into_iter().find(|result| result.subject == subject).unwrap()
    };
    assert!(of(CheckSubject::Clock, 9).ok && of(CheckSubject::FileModes, 9).ok);
    assert_eq!(of(CheckSubject::Clock, 6).facts, ["21/12/2020 09:00"]);
    let open = <std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o644);
    std::fs::set_permissions(office.path(), open).unwrap();
    assert!(!of(CheckSubject::FileModes, 9).ok);
}

#[test]
fn the_journal_refuses_to_be_rewritten() {
    let office = full();
    let raw = office.raw();
    for sql in ["UPDATE journal SET actor = 'x'", "DELETE FROM journal"] {
        let error = raw.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    let change =
        Change::DirectiveTrashed { directive: dondoc::domain::DirectiveId(1), old: false, new: true };
    assert_eq!(change.inverse().unwrap().inverse(), Some(change));
}
