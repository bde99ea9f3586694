//! The sample data: it loads as the exported form, points into its letters rightly, and shows on
//! 21 December 2020 something of every standing. Reckons with plain dates, not with the program's rules.

use chrono::NaiveDate;
use dondoc::domain::change::Role;
use dondoc::domain::deadline::DeadlineClass;
use dondoc::domain::directive::{DoubtKind, NewDirective, Urgency};
use dondoc::domain::people::Person;
use dondoc::domain::task::{NewTask, Span, State, TaskKind};
use dondoc::domain::whole::{ExportedDirective, FORMAT};
use dondoc::text;

use crate::DEMO;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    dondoc: u32,
    people: Vec<Person>,
    days: Vec<serde_json::Value>,
    units: Vec<serde_json::Value>,
    pub directives: Vec<ExportedDirective>,
    journal: Vec<serde_json::Value>,
}

pub fn demo() -> Whole {
    serde_json::from_str(DEMO).expect("the sample data is in the exported form")
}

fn today() -> NaiveDate {
    date("2020-12-21")
}

fn date(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO date")
}

fn find<'a>(whole: &'a Whole, reference: &str) -> &'a NewDirective {
    let found = whole.directives.iter().find(|d| d.record.reference.as_deref() == Some(reference));
    &found.unwrap_or_else(|| panic!("{reference} is not in the sample data")).record
}

fn official(task: &NewTask) -> Option<NaiveDate> {
    task.deadline.as_ref().and_then(|deadline| deadline.on)
}

/// Fails where the program would drop something that the file says, such as a misspelt field.
fn assert_kept(said: &serde_json::Value, kept: &serde_json::Value, at: &str) {
    use serde_json::Value::{Array, Object};
    match (said, kept) {
        (Object(said), Object(kept)) => {
            for (name, value) in said {
                let other = kept.get(name).unwrap_or_else(|| panic!("{at}.{name} is lost"));
                assert_kept(value, other, &format!("{at}.{name}"));
            }
        }
        (Array(said), Array(kept)) => {
            assert_eq!(said.len(), kept.len(), "{at}");
            for (i, (said, kept)) in said.iter().zip(kept).enumerate() {
                assert_kept(said, kept, &format!("{at}[{i}]"));
            }
        }
        _ => assert_eq!(said, kept, "{at}"),
    }
}

#[test]
fn nothing_in_it_is_dropped() {
    let said: serde_json::Value = serde_json::from_str(DEMO).unwrap();
    let kept = serde_json::to_value(demo().directives).unwrap();
    assert_kept(&said["directives"], &kept, "directives");
}

/// All tasks with their directive.
fn tasks(whole: &Whole) -> impl Iterator<Item = (&NewDirective, &NewTask)> {
    whole.directives.iter().flat_map(|d| d.record.tasks.iter().map(move |task| (&d.record, task)))
}

#[test]
fn it_is_the_exported_form() {
    let whole = demo();
    assert_eq!(whole.dondoc, FORMAT);
    assert!(whole.days.is_empty() && whole.units.is_empty() && whole.journal.is_empty());
    assert!((13..=16).contains(&whole.directives.len()), "{} directives", whole.directives.len());
    let mut names: Vec<_> =
        whole.directives.iter().map(|d| (&d.record.issuer, &d.record.reference)).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), whole.directives.len(), "two directives have one reference");
    for (directive, task) in tasks(&whole) {
        let at = format!("{:?} {}", directive.reference, task.item);
        assert_eq!(task.progress.done_on.is_some(), task.progress.state == State::Done, "{at}");
        assert!(task.progress.done_on.is_none_or(|on| on <= today()), "{at} is done in the future");
        assert!(task.title.chars().count() <= 60, "{at}: a title is one short line");
        let twice = directive.tasks.iter().filter(|other| other.item == task.item).count();
        assert_eq!(twice, 1, "{at} stands twice");
    }
}

#[test]
fn people_have_roles_and_followers_are_people() {
    let whole = demo();
    assert_eq!(whole.people.len(), 5);
    assert!(whole.people[0].fields.role >= Role::Officer, "the person of the demo may mark tasks done");
    for role in [Role::Viewer, Role::Officer, Role::Admin] {
        assert!(whole.people.iter().any(|person| person.fields.role == role), "nobody is {role:?}");
    }
    let known = |login: &str| whole.people.iter().any(|person| person.login == login);
    for (directive, task) in tasks(&whole) {
        for login in directive.follower.iter().chain(&task.follower) {
            assert!(known(login), "{login} follows {:?} but is nobody", directive.reference);
        }
    }
    let me = whole.people[0].login.as_str();
    let mine = whole.directives.iter().filter(|d| d.record.follower.as_deref() == Some(me)).count();
    assert_eq!(mine, 7, "the first screen of the demo shows seven directives");
    let followers: std::collections::BTreeSet<_> =
        whole.directives.iter().filter_map(|d| d.record.follower.as_deref()).collect();
    assert!(followers.len() >= 3, "{followers:?}");
}

/// The words a span marks; fails where it leaves the text or cuts a letter in two.
fn marked(original: &str, span: Span, at: &str) -> String {
    original.get(span.from..span.to).unwrap_or_else(|| panic!("{at}: {span:?} is not a passage")).to_owned()
}

#[test]
fn spans_mark_the_words_they_belong_to() {
    for exported in &demo().directives {
        let record = &exported.record;
        let reference = record.reference.as_deref().unwrap_or_default();
        assert!(record.original.contains(reference), "{reference} is not in its own letter");
        let lines = record.original.lines().filter(|line| !line.trim().is_empty()).count();
        assert!((10..=45).contains(&lines), "{reference}: {lines} lines");
        for task in &record.tasks {
            let at = format!("{reference}#{}", task.item);
            let span = task.span.unwrap_or_else(|| panic!("{at} has no passage"));
            assert_eq!(marked(&record.original, span, &at), task.text, "{at}");
            if let Some(phrase) = task.deadline.as_ref().and_then(|deadline| deadline.phrase.as_deref()) {
                assert!(task.text.contains(phrase), "{at}: {phrase:?} is not in the task's words");
                let deadline = task.deadline.as_ref().filter(|d| d.class == DeadlineClass::Date);
                let printed = deadline.and_then(|d| d.on).map(|on| on.format("%-d/%-m/%Y").to_string());
                let plain = phrase.replace(" 0", " ").replace("/0", "/");
                assert!(printed.is_none_or(|day| plain.contains(&day)), "{at}: {phrase:?} is another day");
            }
        }
        for finding in &record.findings {
            let span = finding.span.expect("a finding of the sample data has its passage");
            assert_eq!(marked(&record.original, span, reference), finding.text);
        }
        for doubt in &record.doubts {
            let span = doubt.span.expect("a doubt of the sample data has its passage");
            let words = marked(&record.original, span, reference);
            for part in doubt.text.split("...") {
                assert!(words.contains(part.trim()), "{reference}: {part:?} is not in {words:?}");
            }
        }
    }
}

#[test]
fn all_text_is_nfc() {
    assert_eq!(text::nfc(DEMO), DEMO);
}

/// Done, all, next official or internal date of an open task, as view 1 shows them.
fn row(directive: &NewDirective) -> (usize, usize, Option<NaiveDate>) {
    let counted =
        directive.tasks.iter().filter(|t| !matches!(t.progress.state, State::Withdrawn | State::Superseded));
    let done = directive.tasks.iter().filter(|t| t.progress.state == State::Done).count();
    let open = directive.tasks.iter().filter(|t| t.progress.state.is_open());
    (done, counted.count(), open.flat_map(|t| official(t).into_iter().chain(t.internal_due)).min())
}

#[test]
fn the_first_screen_is_as_intended() {
    let whole = demo();
    let rows: &[(&str, usize, usize, Option<&str>)] = &[
        ("1655/UBND-NC", 2, 3, Some("2020-12-14")),
        ("09/CT-UBND", 0, 4, Some("2020-12-18")),
        ("210/TB-VP", 1, 2, Some("2020-12-21")),
        ("1788/UBND-NC", 0, 1, Some("2020-12-24")),
        ("1792/UBND-NC", 0, 5, Some("2020-12-29")),
        ("88/KH-UBND", 0, 3, Some("2021-01-31")),
        ("1701/UBND-TH", 5, 5, None),
    ];
    for &(reference, done, all, next) in rows {
        assert_eq!(row(find(&whole, reference)), (done, all, next.map(date)), "{reference}");
        assert_eq!(find(&whole, reference).follower.as_deref(), Some("tmhanh"), "{reference}");
    }
}

/// Whether a task is of some kind.
type Fact<'a> = dyn Fn(&NewTask) -> bool + 'a;

#[test]
fn every_standing_occurs() {
    let whole = demo();
    let count = |wanted: &Fact<'_>| tasks(&whole).filter(|(_, task)| wanted(task)).count();
    let open_due = |task: &NewTask| official(task).filter(|_| task.progress.state.is_open());
    let in_days = |task: &NewTask| open_due(task).map(|due| (due - today()).num_days());
    let done_late = |task: &NewTask| Some(task.progress.done_on? > official(task)?);
    let open = |task: &NewTask| task.progress.state.is_open();
    let facts: &[(&str, &Fact<'_>)] = &[
        ("late", &|t| in_days(t).is_some_and(|days| days < 0)),
        ("due today", &|t| in_days(t) == Some(0)),
        ("due at an hour today", &|t| {
            in_days(t) == Some(0) && t.deadline.as_ref().is_some_and(|deadline| deadline.at.is_some())
        }),
        ("due in 7 days", &|t| in_days(t).is_some_and(|days| (1..=7).contains(&days))),
        ("due in 30 days", &|t| in_days(t).is_some_and(|days| (8..=30).contains(&days))),
        ("due later", &|t| in_days(t).is_some_and(|days| days > 30)),
        ("undated", &|t| open(t) && official(t).is_none()),
        ("done on time", &|t| done_late(t) == Some(false)),
        ("done late", &|t| done_late(t) == Some(true)),
        ("internal date ahead", &|t| open(t) && t.internal_due.is_some_and(|on| on > today())),
        ("late by its internal date alone", &|t| {
            t.internal_due.is_some_and(|on| on < today()) && in_days(t).is_some_and(|days| days > 0)
        }),
        ("standing", &|t| t.kind == TaskKind::Standing),
        ("paused", &|t| t.progress.state == State::Paused),
        ("withdrawn", &|t| t.progress.state == State::Withdrawn),
        ("in several steps", &|t| t.steps.len() > 1),
        ("supported by another unit", &|t| t.assignments.len() > 1),
    ];
    for (name, wanted) in facts {
        assert!(count(wanted) >= 1, "nothing is {name}");
    }
    for urgency in [Urgency::Express, Urgency::Urgent, Urgency::Normal] {
        assert!(whole.directives.iter().any(|d| d.record.urgency == urgency), "nothing is {urgency:?}");
    }
    let kinds: std::collections::BTreeSet<_> =
        whole.directives.iter().map(|d| d.record.kind.name().to_owned()).collect();
    assert!(kinds.len() >= 6, "{kinds:?}");
    let units: std::collections::BTreeSet<_> =
        tasks(&whole).flat_map(|(_, task)| &task.assignments).map(|part| part.unit.as_str()).collect();
    assert!(units.len() >= 12, "{units:?}");
}

#[test]
fn the_model_letter_has_its_facts() {
    let whole = demo();
    let letter = find(&whole, "1792/UBND-NC");
    assert_eq!(letter.issued_on, Some(date("2020-12-12")));
    assert_eq!(letter.signer.as_deref(), Some("Lâm Minh Thành"));
    assert_eq!(letter.addressees, ["Giám đốc Sở Lao động - Thương binh và Xã hội"]);
    assert_eq!(letter.report_via.as_deref(), Some("Sở Nội vụ"));
    assert_eq!(letter.recipients.len(), 7);
    let cited: Vec<_> = letter.citations.iter().map(|c| (c.reference.as_str(), c.on)).collect();
    let expected = [("284/BC-ĐKT", "2020-11-30"), ("1181/QĐ-UBND", "2019-05-24"), ("17/NQ-CP", "2019-03-07")];
    assert_eq!(cited, expected.map(|(reference, on)| (reference, Some(date(on)))));
    let items: Vec<_> = letter.tasks.iter().map(|t| (t.item.as_str(), official(t))).collect();
    let due = |iso| Some(date(iso));
    let expected =
        [("1", None), ("2", None), ("3", None), ("4", due("2020-12-31")), ("BC", due("2020-12-29"))];
    assert_eq!(items, expected);
    let targets: Vec<_> = letter.tasks.iter().flat_map(|t| &t.targets).map(|t| t.value.as_str()).collect();
    assert_eq!(targets, ["30%", "30%"]);
    assert_eq!(letter.tasks[4].kind, TaskKind::ReportDuty);
    assert_eq!(letter.doubts[0].kind, DoubtKind::RatioMismatch);
    assert_eq!(letter.doubts[0].expected.as_deref(), Some("85%"));
}
