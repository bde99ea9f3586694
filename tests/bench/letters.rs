//! Files of letters: a letter of two pages from its bytes to the draft, the process with limits included.

use std::path::Path;

use divan::{Bencher, black_box};
use dondoc::extract;
use dondoc::import::{Ways, read_file};

const FORMS: [&str; 4] =
    ["own/1-chi-thi.txt", "forms/1-chi-thi.docx", "forms/1-chi-thi.odt", "forms/1-chi-thi.pdf"];

#[divan::bench(args = FORMS)]
fn read_letter_file(bencher: Bencher<'_, '_>, form: &str) {
    let ways = Ways { program: env!("CARGO_BIN_EXE_dondoc").into(), pdftotext: false };
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/letters")).join(form);
    bencher.bench(|| extract::read(&read_file(black_box(&ways), &path).expect("the letter is readable")));
}
