//! The reader of letters finds in every letter of the sample data what was entered by hand.

use dondoc::domain::directive::{NewDirective, Urgency};
use dondoc::domain::whole::ExportedDirective;
use dondoc::extract;
use serde_json::{Value, json};

fn letters() -> Vec<NewDirective> {
    let whole: Value = serde_json::from_str(include_str!("../data/demo/demo.json")).expect("it is JSON");
    let directives: Vec<ExportedDirective> =
        serde_json::from_value(whole["directives"].clone()).expect("it is the exported form");
    directives.into_iter().map(|exported| exported.record).collect()
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
    let letters = letters();
    let model = letters.iter().find(|letter| letter.reference.as_deref() == Some("1792/UBND-NC"));
    let draft = extract::read(&model.expect("the model letter is there").original).schema_json();
    assert_eq!(draft["warnings"][0]["kind"], "ratio_mismatch");
    assert_eq!(draft["warnings"][0]["expected"], "85%");
    assert_eq!(draft["report_via"], "Sở Nội vụ");
}
