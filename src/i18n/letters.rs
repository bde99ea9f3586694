//! The words of reading many letters at once.

use super::{Lang, messages};

messages! {
    letters_reading(n: usize, all: usize) { vi: "Đang đọc… {n}/{all} văn bản", en: "Reading… {n} of {all} letters" }
    letters_file() { vi: "Tệp", en: "File" }
    letters_tasks() { vi: "Nhiệm vụ", en: "Tasks" }
    letters_open() { vi: "Phải quyết, cần xem", en: "To decide, doubts" }
    letters_result() { vi: "Kết quả", en: "Result" }
    letters_decide(n: usize) { vi: "quyết {n}", en: "decide {n}" }
    letters_doubts(n: usize) { vi: "xem {n}", en: "doubts {n}" }
    letters_saved() { vi: "đã lưu", en: "saved" }
    letters_here() { vi: "đã có trong sổ", en: "here already" }
    letters_read() { vi: "đọc được, chưa lưu", en: "read, not saved" }
    letters_sum(read: usize, saved: usize, here: usize, others: usize) {
        vi: "Đọc được {read} văn bản: đã lưu {saved}, đã có trong sổ {here}. Không nhận: {others}.",
        en: "Letters read: {read}, saved: {saved}, here already: {here}. Not taken: {others}.",
    }
    letters_stopped(n: usize, all: usize) {
        vi: "Đã dừng sau {n}/{all} tệp; những văn bản đã lưu vẫn còn nguyên. Chạy lại để làm tiếp, văn bản đã có không lưu lần nữa.",
        en: "Stopped after {n} of {all} files; letters that were saved are kept. Run again to go on: what is here is not saved twice.",
    }
    letters_none(path: &str) { vi: "Thư mục không có tệp nào: {path}", en: "No files in the folder: {path}" }
}

impl Lang {
    /// Fields by their names in the JSON form and tasks as "#2.a", in words.
    pub(super) fn undecided(self, what: &[String]) -> String {
        let word = |name: &String| match name.as_str() {
            "number" => self.review_field_number(),
            "issued" => self.review_field_date(),
            "issuer" => self.review_field_issuer(),
            "subject" => self.col_subject(),
            "kind" => self.col_kind(),
            "urgency" => self.review_field_urgency(),
            "signer" => self.field_signer(),
            "report_via" => self.field_report(),
            "addressees" => self.field_addressees(),
            item => self.review_task(&super::errors::clean(item.trim_start_matches('#'))),
        };
        what.iter().map(word).collect::<Vec<_>>().join(", ").to_lowercase()
    }
}
