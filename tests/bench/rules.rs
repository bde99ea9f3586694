//! Pure rules: reading a letter, folding, ordering, counting days.

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use dondoc::domain::calendar::Calendar;
use dondoc::domain::countdown;
use dondoc::{extract, text};

/// The model letter of the sample data.
fn letter() -> String {
    let demo: serde_json::Value =
        serde_json::from_str(include_str!("../../data/demo/demo.json")).expect("the sample data is JSON");
    let directives = demo["directives"].as_array().expect("it has directives");
    let model =
        directives.iter().find(|d| d["reference"] == "1792/UBND-NC").expect("it has the model letter");
    model["original"].as_str().expect("it has its text").to_owned()
}

#[divan::bench]
fn read_letter(bencher: Bencher<'_, '_>) {
    let letter = letter();
    bencher.bench(|| extract::read(black_box(&letter)));
}

#[divan::bench]
fn fold(bencher: Bencher<'_, '_>) {
    let letter = letter();
    bencher
        .counter(divan::counter::BytesCount::of_str(letter.as_str()))
        .bench(|| text::fold(black_box(&letter)));
}

#[divan::bench]
fn sort_key() -> String {
    text::sort_key(black_box("Sở Lao động - Thương binh và Xã hội"))
}

/// From the last working day before the longest run of days off to the day after it.
#[divan::bench]
fn countdown_over_tet(bencher: Bencher<'_, '_>) {
    let calendar = Calendar::built_in();
    let day = |month, day| NaiveDate::from_ymd_opt(2021, month, day).expect("a day of the calendar");
    bencher.bench(|| countdown::to_day(black_box(day(2, 9)), black_box(day(12, 31)), &calendar));
}
