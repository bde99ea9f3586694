//! The reader of letters finds in every letter of the sample data what was entered by hand.

use dondoc::domain::directive::{NewDirective, Urgency};
use dondoc::extract;
use serde_json::{Value, json};

use crate::demo::demo;

fn letters() -> impl Iterator<Item = NewDirective> {
    demo().directives.into_iter().map(|exported| exported.record)
}

/// What both sides know, in the form that `import --dry-run --json` prints.
fn entered(letter: &NewDirective) -> Value {
    let urgency = match letter.urgency {
        Urgency::Express => json!("hỏa tốc"),
        Urgency::VeryUrgent => json!("thượng khẩn"),
        Urgency::Urgent => json!("khẩn"),
        Urgency::Normal => Value::Null,
    };
    let tasks: Vec<_> = letter
        .tasks
        .iter()
        .map(|task| json!([task.item, task.deadline.as_ref().and_then(|deadline| deadline.on)]))
        .collect();
    let cites: Vec<_> = letter.citations.iter().map(|citation| &citation.reference).collect();
    json!({
        "number": letter.reference,
        "kind": letter.kind.name(),
        "place": letter.place,
        "issued": letter.issued_on,
        "urgency": urgency,
        "addressees": letter.addressees,
        "signer": letter.signer,
        "signer_title": letter.signer_title,
        "cites": cites,
        "tasks": tasks,
    })
}

fn read(letter: &NewDirective) -> Value {
    let mut read = extract::read(&letter.original).schema_json();
    let tasks = read["tasks"].as_array().cloned().unwrap_or_default();
    read["tasks"] = tasks.iter().map(|task| json!([task["ref"], task["deadline"]["date"]])).collect();
    let known = entered(letter);
    let fields = known.as_object().expect("an object").keys();
    fields.map(|field| (field.clone(), read[field].clone())).collect()
}

#[test]
fn it_finds_what_was_entered() {
    for letter in letters() {
        assert_eq!(read(&letter), entered(&letter), "{:?}", letter.reference);
    }
}

#[test]
fn it_sees_the_doubt_of_the_model_letter() {
    let model = letters().find(|letter| letter.reference.as_deref() == Some("1792/UBND-NC"));
    let draft = extract::read(&model.expect("the model letter is there").original).schema_json();
    assert_eq!(draft["warnings"][0]["kind"], "ratio_mismatch");
    assert_eq!(draft["warnings"][0]["expected"], "85%");
    assert_eq!(draft["report_via"], "Sở Nội vụ");
}
