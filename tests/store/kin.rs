//! A letter and what the file has of it: found, and changed with it as one group.

use dondoc::domain::UnitId;
use dondoc::domain::change::{Change, Outcome};
use dondoc::domain::directive::{Citation, CitationKind};
use dondoc::domain::kin::{OfLetter, Relation};
use dondoc::domain::office::OfficeRead;
use dondoc::domain::task::{Assignment, AssignmentRole, State};
use dondoc::store::Reach;

use crate::support::{an, at, day, letter, office, progress, task};

fn cite(reference: &str) -> Citation {
    Citation { reference: reference.into(), on: None, kind: CitationKind::Mention }
}

#[test]
fn the_same_letter_what_it_cites_and_the_units_asked_for() {
    let mut office = office();
    let old = office.add(letter("1/UBND-NC", vec![task("1", None), task("2", None)]));
    let record = office.store.detail(old).unwrap().unwrap().record;
    let of = |reference: &str| OfLetter {
        reference: Some(reference.to_owned()),
        issued_on: record.issued_on,
        issuer: record.issuer.clone(),
        citations: vec![cite("9/TB"), cite("01/ubnd - nc"), cite("1/UBND-NC")],
        units: vec![UnitId(999)],
    };
    let kin = office.store.kin(&of("1/ubnd-nc")).unwrap();
    assert_eq!((kin.same, kin.units.len()), (Some(old), 0));
    assert!(kin.cited.iter().all(Option::is_none), "a letter is no kin of itself");
    let kin = office.store.kin(&of("2/UBND-NC")).unwrap();
    assert_eq!(kin.same, None);
    assert!(kin.cited[0].is_none());
    assert_eq!(kin.cited[2].as_ref().map(|cited| (cited.directive, cited.tasks.len())), Some((old, 2)));
    // Without a number nothing is the same.
    office.add(letter("", Vec::new()));
    assert_eq!(office.store.kin(&OfLetter { reference: None, ..of("") }).unwrap().same, None);
}

#[test]
fn a_spelling_a_letter_and_what_it_replaces_are_one_group() {
    let mut office = office();
    let part = |unit: &str| Assignment {
        unit: unit.into(),
        role: AssignmentRole::Lead,
        done_on: None,
        reply_document: None,
    };
    let mut first = task("1", None);
    first.assignments = vec![part("Sở Y tế")];
    let old = office.add(letter("1/UBND", vec![first]));
    let OfficeRead::Units(units, _) = office.store.units().unwrap() else { panic!("units") };
    let (id, fields) = (units[0].id, units[0].fields.clone());
    let mut spelt = fields.clone();
    spelt.names.push("SYT".into());
    let mut second = task("1", None);
    second.assignments = vec![part("SYT")];
    let added = letter("2/UBND", vec![second]);
    let of = OfLetter { citations: vec![cite("1/UBND")], units: vec![id], ..OfLetter::default() };
    let kin = office.store.kin(&of).unwrap();
    assert_eq!(kin.units, [(id, fields.clone())]);
    let mut changes = vec![
        Change::UnitSet { unit: Some(id), old: Some(Box::new(fields)), new: Some(Box::new(spelt)) },
        Change::DirectiveAdded { id: None, record: Box::new(added) },
    ];
    let cited = kin.cited[0].as_ref().unwrap();
    changes.extend(cited.changes(Relation::Replaces, "2/UBND", day("2020-12-20")));
    assert_eq!(changes.len(), 3);
    let applied = office.store.apply(&an(), at(9), &changes).unwrap();
    assert!(applied.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Applied(_))));
    let n_units = |office: &crate::support::Office| match office.store.units().unwrap() {
        OfficeRead::Units(units, _) => units.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(n_units(&office), 1, "the spelling is no unit of its own");
    let (replaced, _) = cited.tasks[0].clone();
    let now = progress(&office.store, replaced);
    assert_eq!((now.state, now.document.as_deref()), (State::Superseded, Some("2/UBND")));
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(progress(&office.store, replaced).state, State::Open);
    assert_eq!(office.store.kin(&OfLetter { units: vec![id], ..of }).unwrap().units[0].1.names, ["Sở Y tế"]);
    assert_eq!(office.store.checklist(old).unwrap().len(), 1);
}
