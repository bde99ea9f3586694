//! What `dondoc load` says of the office's own list.

use super::{Lang, messages, say};
use crate::domain::table::{Field, Place, Why};

messages! {
    table_headings(place: &str) { vi: "Tiêu đề: {place}. Các cột hiểu là:", en: "Headings: {place}. Columns are taken for:" }
    table_left_aside() { vi: "(không dùng)", en: "(not used)" }
    table_new(n: usize, directives: usize) { vi: "Thêm mới: {n} nhiệm vụ, trong đó {directives} văn bản mới.", en: "New tasks: {n}, with {directives} new directives." }
    table_changed(n: usize) { vi: "Thay đổi: {n} ô.", en: "Changed cells: {n}." }
    table_unchanged(n: usize) { vi: "Giữ nguyên: {n} dòng.", en: "Rows that change nothing: {n}." }
    table_vanished(n: usize) { vi: "Lần trước có, nay không còn trong bảng: {n} nhiệm vụ (ở đây không xóa).", en: "In the table last time, not now: {n} tasks (not deleted here)." }
    table_passed_over(n: usize) { vi: "Bỏ qua {n} dòng đề mục, dòng cộng.", en: "Rows of headings and sums, passed over: {n}." }
    table_doubts(n: usize) { vi: "Cần xem, chưa nhận: {n}.", en: "Doubtful and not taken: {n}." }
    table_nothing_changed() { vi: "Không có gì thay đổi.", en: "Nothing was changed." }
    table_loaded(new: usize, changed: usize) {
        vi: "Đã nạp: thêm {new} nhiệm vụ, sửa {changed} ô. Hoàn tác: dondoc undo",
        en: "Loaded: {new} tasks added, {changed} cells changed. To take it back: dondoc undo",
    }
}

// Each entry stays on its line.
#[rustfmt::skip]
impl Lang {
    pub fn table_field(self, field: Field) -> String {
        match field {
            Field::Reference => say! { self, vi: "số, ký hiệu", en: "number" },
            Field::Symbol => say! { self, vi: "ký hiệu", en: "symbol" },
            Field::IssuedOn => say! { self, vi: "ngày ban hành", en: "issued" },
            Field::Issuer => say! { self, vi: "cơ quan ban hành", en: "issuer" },
            Field::Kind => say! { self, vi: "tên loại", en: "kind" },
            Field::Subject => say! { self, vi: "trích yếu", en: "subject" },
            Field::ReceivedOn => say! { self, vi: "ngày đến", en: "received" },
            Field::Inbound => say! { self, vi: "số đến", en: "inbound number" },
            Field::Urgency => say! { self, vi: "độ khẩn", en: "urgency" },
            Field::Secrecy => say! { self, vi: "độ mật", en: "secrecy" },
            Field::Item => say! { self, vi: "mục số", en: "item" },
            Field::Work => say! { self, vi: "nội dung nhiệm vụ", en: "task" },
            Field::Lead => say! { self, vi: "chủ trì", en: "lead" },
            Field::Support => say! { self, vi: "phối hợp", en: "support" },
            Field::Due => say! { self, vi: "thời hạn", en: "deadline" },
            Field::State => say! { self, vi: "tiến độ", en: "progress" },
            Field::DoneOn => say! { self, vi: "ngày hoàn thành", en: "done on" },
            Field::Outcome => say! { self, vi: "kết quả", en: "outcome" },
            Field::Reply => say! { self, vi: "văn bản trả lời", en: "reply" },
            Field::Follower => say! { self, vi: "người theo dõi", en: "follower" },
            Field::Note => say! { self, vi: "ghi chú", en: "note" },
        }
    }

    /// A value as it is compared (`domain::table::value`), for people.
    pub fn table_value(self, field: Field, value: &str) -> String {
        match field {
            _ if value.is_empty() => say! { self, vi: "(trống)", en: "(empty)" },
            Field::State => self.held(value),
            _ => value.to_owned(),
        }
    }

    /// "Trang1!C12", or the row alone.
    pub fn table_place(self, place: &Place) -> String {
        let sheet = if place.sheet.is_empty() { String::new() } else { format!("{}!", place.sheet) };
        let row = place.row;
        match &place.column {
            Some(column) => format!("{sheet}{column}{row}"),
            None => say! { self, vi: "{sheet}dòng {row}", en: "{sheet}row {row}" },
        }
    }

    pub fn table_why(self, why: &Why, it: &str) -> String {
        match why {
            Why::UnreadableDate => say! { self, vi: "\"{it}\" không phải ngày đầy đủ (ví dụ 29/12/2020), để trống", en: "\"{it}\" is no full date (such as 29/12/2020), left empty" },
            Why::UnreadableDeadline => say! { self, vi: "không đọc được thời hạn \"{it}\", để trống", en: "the deadline \"{it}\" cannot be read, left empty" },
            Why::UnknownState => say! { self, vi: "không rõ tiến độ \"{it}\", giữ như cũ", en: "progress \"{it}\" is not clear, left as it is" },
            Why::UnknownUrgency => say! { self, vi: "không rõ độ khẩn \"{it}\"", en: "urgency \"{it}\" is not clear" },
            Why::DoneWithoutDay => say! { self, vi: "\"{it}\" nhưng không có ngày hoàn thành, giữ như cũ", en: "\"{it}\" without a day of completion, left as it is" },
            Why::Formula => say! { self, vi: "công thức chưa có kết quả hoặc báo lỗi: {it}", en: "a formula without a result, or with an error: {it}" },
            Why::Secret => say! { self, vi: "văn bản có độ mật, không nhận và không lưu gì của dòng này", en: "marked secret: nothing of this row is taken or kept" },
            Why::NoReference => say! { self, vi: "không có số, ký hiệu văn bản: \"{it}\", không nhận dòng này", en: "no number of a directive: \"{it}\", row not taken" },
            Why::SeveralReferences => say! { self, vi: "nhiều số, ký hiệu trong một ô: \"{it}\", không nhận dòng này", en: "several numbers in one cell: \"{it}\", row not taken" },
            Why::Twice => say! { self, vi: "trùng với dòng trên: \"{it}\", không nhận dòng này", en: "stands above already: \"{it}\", row not taken" },
            Why::Ambiguous => say! { self, vi: "ở đây có nhiều bản ghi ứng với \"{it}\", không nhận dòng này", en: "several records here answer to \"{it}\", row not taken" },
            Why::DeletedHere => say! { self, vi: "\"{it}\" đã bị xóa ở đây, không thêm lại; muốn có lại thì lấy từ thùng rác", en: "\"{it}\" was deleted here and is not added again; the trash has it" },
            Why::UnknownPerson => say! { self, vi: "không có ai tên \"{it}\", để trống người theo dõi", en: "nobody is named \"{it}\", follower left empty" },
            Why::Differs(field, here) => {
                let (name, here, it) = (self.table_field(*field), self.table_value(*field, here), self.table_value(*field, it));
                say! { self, vi: "{name}: ở đây là {here}, trong bảng là {it}; giữ theo ở đây", en: "{name}: here {here}, in the table {it}; kept as here" }
            }
        }
    }
}
