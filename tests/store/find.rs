//! Records by the names people type, and the links between directives.

use dondoc::domain::change::Change;
use dondoc::domain::directive::{Citation, CitationKind, NewDirective};
use dondoc::domain::reference::{DirectiveName, TaskName};
use dondoc::domain::task::NewTask;
use dondoc::error::Error;

use crate::support::{an, at, day, letter, office, task};

#[test]
fn by_reference_year_item_and_number() {
    let mut office = office();
    let old =
        NewDirective { issued_on: Some(day("2019-03-01")), ..letter("1792/UBND-NC", vec![task("1", None)]) };
    let old = office.add(old);
    let twins = vec![task("1", None), task("2.a", None), NewTask::new("3", "một"), NewTask::new("3", "hai")];
    let new = office.add(letter("1792/UBND-NC", twins));
    let trashed = office.add(letter("5/QĐ-UBND", vec![task("1", None)]));
    let gone = office.store.checklist(trashed).unwrap()[0].id;
    let trash = Change::DirectiveTrashed { directive: trashed, old: false, new: true };
    office.store.apply(&an(), at(9), &[trash]).unwrap();
    let directive = |typed: &str| office.store.find_directive(&DirectiveName::parse(typed));
    assert_eq!(directive(" 1792/ubnd-nc@2020"), Ok(new));
    assert_eq!(directive("1792 / UBND-NC@2019"), Ok(old));
    for missing in ["1792/UBND-NC@2018", "1793/UBND-NC", "5/QĐ-UBND", ""] {
        assert_eq!(directive(missing), Err(Error::NoSuchRecord(missing.into())));
    }
    let candidates = ["1792/UBND-NC@2019 (Ủy ban nhân dân tỉnh)", "1792/UBND-NC@2020 (Ủy ban nhân dân tỉnh)"]
        .map(String::from);
    let name = "1792/UBND-NC".to_owned();
    assert_eq!(directive(&name), Err(Error::Ambiguous { name, candidates: candidates.into() }));
    let find = |typed: &str| office.store.find_task(&TaskName::parse(typed).unwrap());
    let found = find("1792/UBND-NC@2020#2.A").unwrap();
    assert_eq!((found.directive, found.item.as_str()), (new, "2.a"));
    assert_eq!(find(&found.id.0.to_string()), Ok(found));
    assert!(
        matches!(find("1792/UBND-NC@2020#3"), Err(Error::Ambiguous { candidates, .. }) if candidates.len() == 2)
    );
    for missing in ["1792/UBND-NC@2020#9", "999", &gone.0.to_string()] {
        assert!(matches!(find(missing), Err(Error::NoSuchRecord(_))), "{missing}");
    }
}

#[test]
fn citations_lead_to_directives_that_are_here() {
    let mut office = office();
    let cite = |reference: &str, on: Option<&str>| Citation {
        reference: reference.into(),
        on: on.map(day),
        kind: CitationKind::Mention,
    };
    let cites = [
        cite("284/BC-ĐKT", Some("2020-12-12")),
        cite("284 / bc-đkt", None),
        cite("284/BC-ĐKT", Some("2019-12-12")),
        cite("17/NQ-CP", None),
        cite("1792/UBND-NC", None),
    ];
    let id = office.add(NewDirective { citations: cites.into(), ..letter("1792/UBND-NC", vec![]) });
    let cited = |office: &crate::support::Office| office.store.detail(id).unwrap().unwrap().cited;
    assert_eq!(cited(&office), [None; 5], "not here yet, and never itself");
    let report = office.add(letter("284/BC-ĐKT", vec![]));
    assert_eq!(cited(&office), [Some(report), Some(report), None, None, None]);
}
