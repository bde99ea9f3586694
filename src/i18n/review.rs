//! The words of the review of a letter and of what stands before it: the paste, the offer, the draft.
//!
//! Border: words only.

use super::{Lang, messages, say};
use crate::domain::kin::Relation;

// A paste on a list.
messages! {
    empty_paste_key() { vi: "dán vào đây", en: "paste" }
    empty_paste() { vi: "nhập văn bản vừa sao chép (bấm chuột phải trong PuTTY)", en: "a copied letter (right button in PuTTY)" }
    paste_too_long() {
        vi: "Đoạn dán dài hơn 1 MB: không đọc. Nhập từ tệp: dondoc import TỆP",
        en: "What was pasted is over 1 MB and was not read. From a file: dondoc import FILE",
    }
    paste_secret(mark: &str) {
        vi: "Văn bản có dấu \"{mark}\": không nhập, không giữ lại gì",
        en: "The letter is marked as a state secret (\"{mark}\"): refused, nothing of it is kept",
    }
    paste_no_letter() {
        vi: "Không phải văn bản (không thấy số, ngày, kính gửi, nơi nhận): không làm gì",
        en: "No letter (no number, date, addressee, recipients were found): nothing done",
    }
    paste_answer_first() {
        vi: "Chưa nhận đoạn dán: hãy trả lời hoặc đóng phần đang mở trước (Esc)",
        en: "The paste was not taken: first answer or close what is open (Esc)",
    }
    paste_waits() {
        vi: "Văn bản vừa dán chờ sau bản nháp này. Enter: mở bản nháp, Esc: bỏ bản nháp",
        en: "The pasted letter waits behind this draft. Enter opens the draft, Esc drops it",
    }
    paste_reading() { vi: "Đang đọc văn bản…", en: "Reading the letter…" }
}

// Ctrl-O.
messages! {
    import_title() { vi: "Nhập văn bản từ tệp", en: "Letter from a file" }
    import_path() {
        vi: "Đường dẫn của tệp pdf, docx, odt hoặc txt; ~ là thư mục cá nhân",
        en: "Path of a pdf, docx, odt or txt file; ~ is your home folder",
    }
    import_keys() { vi: "Enter đọc  Esc đóng", en: "Enter read  Esc close" }
    import_there() {
        vi: "Tệp nằm ở máy khác. Chạy trên máy đó, thay thu.pdf bằng tên tệp:",
        en: "The file is on another machine. Run there, with its name for letter.pdf:",
    }
    import_by_hand() {
        vi: "Hoặc mở tệp, chép chữ, dán vào đây.",
        en: "Or open the file, copy the text, paste it here.",
    }
}

// The offer.
messages! {
    offer_letter_here(name: &str) {
        vi: "{name} đã có trong danh sách. Enter xem lại · Esc bỏ",
        en: "{name} is here already. Enter reviews it · Esc drops it",
    }
    offer_letter(name: &str, tasks: &str) {
        vi: "{name}, {tasks}. Enter xem lại · Esc bỏ",
        en: "{name}, {tasks}. Enter reviews it · Esc drops it",
    }
    offer_draft(name: &str) {
        vi: "Bản nháp chưa lưu: {name}. Enter mở · Esc bỏ",
        en: "An unsaved draft is here: {name}. Enter opens it · Esc drops it",
    }
    offer_dropped() { vi: "Đã bỏ, không lưu gì", en: "Dropped, nothing saved" }
    draft_of_letter(name: &str) { vi: "văn bản {name} đang kiểm tra", en: "letter {name} under review" }
}

// The review.
messages! {
    review_title() { vi: "Nhập văn bản · kiểm tra", en: "Take in a letter · review" }
    review_esc() { vi: "Esc bỏ, không lưu gì", en: "Esc drops it, nothing saved" }
    review_read() { vi: "Đọc được", en: "What was read" }
    review_line(n: usize) { vi: "Toàn văn (Tab) · dòng {n}", en: "Full text (Tab) · line {n}" }
    review_full_text() { vi: "Toàn văn (Tab)", en: "Full text (Tab)" }
    review_tasks(n: usize) { vi: "Nhiệm vụ {n}", en: "Tasks {n}" }
    review_tasks_taken(taken: usize, n: usize) { vi: "Nhiệm vụ: lấy {taken}/{n}", en: "Tasks: {taken} of {n} taken" }
    review_no_tasks() { vi: "Không thấy nhiệm vụ nào", en: "No tasks were found" }
    review_field_number() { vi: "Số", en: "Number" }
    review_field_date() { vi: "Ngày", en: "Date" }
    review_field_issuer() { vi: "Cơ quan", en: "Issuer" }
    review_field_urgency() { vi: "Độ khẩn", en: "Urgency" }
    review_not_seen() { vi: "Không thấy trong văn bản.", en: "Not seen in the letter." }
    review_inferred_number() {
        vi: "Không thấy trong văn bản, suy ra từ số, ký hiệu.",
        en: "Not seen in the letter, inferred from the number and symbol.",
    }
    review_inferred_form() {
        vi: "Không ghi thành dòng riêng, suy ra từ số, ký hiệu và thể thức.",
        en: "Not on a line of its own, inferred from the symbol and the form.",
    }
    review_inferred() {
        vi: "Không thấy nguyên văn, suy ra từ nội dung.",
        en: "Not in these words, inferred from the text.",
    }
    review_entered() { vi: "Đã sửa khi kiểm tra.", en: "Edited in this review." }
    review_left() { vi: "Bỏ, không lưu mục này. Space lấy lại.", en: "Left out, not saved. Space takes it again." }
    review_to_check() { vi: "Nên xem lại.", en: "Worth a look." }
    review_to_decide() {
        vi: "Cần quyết: Space lấy như đã đọc, F4 sửa.",
        en: "To be decided: Space takes it as read, F4 edits it.",
    }
    review_to_fill() { vi: "Cần quyết: F4 nhập, Space để trống.", en: "To be decided: F4 enters it, Space leaves it empty." }
    review_taken() { vi: "Lấy như đã đọc.", en: "Taken as read." }
    review_decide_first(n: usize) {
        vi: "Chưa lưu: còn {n} mục cần quyết. Space lấy như đã đọc · F4 sửa",
        en: "Not saved: {n} still to decide. Space takes it as read · F4 edits it",
    }
    review_to_edit() { vi: "Cần quyết: F4 sửa.", en: "To be decided: F4 edits it." }
    review_none_open() { vi: "Không còn mục nào phải xem. F2 lưu", en: "Nothing left to look at. F2 saves" }
    review_n_check(n: usize, names: &str) {
        vi: "Không còn mục cần quyết; {n} mục nên xem ({names})",
        en: "Nothing to decide; {n} worth a look ({names})",
    }
    review_n_decide(n: usize, names: &str) {
        vi: "Còn {n} mục cần quyết ({names})",
        en: "{n} to decide ({names})",
    }
    review_n_both(n: usize, names: &str, check: usize) {
        vi: "Còn {n} mục cần quyết ({names}); {check} mục nên xem",
        en: "{n} to decide ({names}); {check} worth a look",
    }
    review_and_more(names: &str) { vi: "{names}, …", en: "{names}, …" }
    review_task(item: &str) { vi: "việc {item}", en: "task {item}" }
    review_must_stay(name: &str) {
        vi: "{name} phải có, không bỏ được. F4 sửa",
        en: "{name} has to be there and cannot be left out. F4 edits it",
    }
    review_nothing_there(name: &str) { vi: "{name} đang trống. F4 nhập", en: "{name} is empty. F4 enters it" }
    review_saved(tasks: &str) {
        vi: "Đã nhập {tasks} từ văn bản. Ctrl-Z hoàn tác",
        en: "Taken in: {tasks}. Ctrl-Z undoes it",
    }
    review_already_here(name: &str) {
        vi: "{name} đã có trong danh sách: không lưu thêm. Enter mở, F4 sửa số, Esc bỏ",
        en: "{name} is in the list already: nothing is added. Enter opens it, F4 edits the number, Esc drops this",
    }
    review_doubt_stays() {
        vi: "Nghi vấn không sửa ở đây: sửa nhiệm vụ hoặc mục có liên quan",
        en: "A doubt is not edited by itself: edit the task or the value it is about",
    }
    review_unsaved() { vi: "Bỏ văn bản này? Những gì đã sửa sẽ mất.", en: "Drop this letter? What was edited is lost." }
    review_stay() { vi: "Ở lại", en: "Stay" }
    review_drop() { vi: "Bỏ văn bản", en: "Drop it" }
    review_mark_sure() { vi: "chắc", en: "sure" }
    review_mark_check() { vi: "xem", en: "check" }
    review_mark_decide() { vi: "quyết", en: "decide" }
    review_mark_edited() { vi: "sửa", en: "edited" }
    review_mark_left() { vi: "bỏ", en: "left" }
    review_mark_taken() { vi: "lấy", en: "taken" }
}

// Tasks split, put together and made; what the file has already.
messages! {
    review_cut_title() { vi: "Tách hoặc gộp nhiệm vụ", en: "Split the task or join it" }
    review_cut(words: &str) { vi: "Tách từ: {words}", en: "Split at: {words}" }
    review_join(item: &str) { vi: "Gộp vào việc {item} ở trên", en: "Join to task {item} above" }
    review_cut_what() {
        vi: "F6 tách, gộp nhiệm vụ; ở văn bản dẫn chiếu đã có thì chọn quan hệ",
        en: "F6 splits or joins a task; on a cited document that is here it says how they relate",
    }
    review_choose_lines() {
        vi: "Ins chọn dòng đầu, dòng cuối · Enter thành một nhiệm vụ · Esc quay lại",
        en: "Ins chooses the first and the last line, Enter makes a task of them · Esc goes back",
    }
    review_no_words() { vi: "Dòng này không có chữ nào", en: "There are no words in this line" }
    review_added(item: &str) {
        vi: "Đã thêm việc {item} từ đoạn này. F4 sửa · Space bỏ",
        en: "Task {item} was made of this passage. F4 edits it · Space leaves it out",
    }
    review_same() { vi: "Đã có", en: "Here" }
    review_same_what() { vi: "văn bản này đã có: Enter mở", en: "this letter is here already: Enter opens it" }
    review_cites() { vi: "Dẫn", en: "Cites" }
    review_new_unit() { vi: "Đơn vị", en: "Unit" }
    review_unit_new() {
        vi: "Chưa có trong danh mục đơn vị: khi lưu sẽ thêm. Space đồng ý thêm, F4 chọn đơn vị đã có.",
        en: "Not in the register of units: saving adds it. Space agrees, F4 chooses one that is there.",
    }
    review_unit_means(unit: &str) {
        vi: "Là {unit}; tên này được ghi nhớ làm cách gọi khác.",
        en: "It is {unit}; this name is remembered as another spelling.",
    }
    review_relation_title() { vi: "Văn bản này đối với văn bản dẫn", en: "What this letter is to the one cited" }
}

impl Lang {
    /// Over what can be chosen of a citation, or of a task.
    pub fn review_menu_title(self, is_citation: bool) -> String {
        if is_citation { self.review_relation_title() } else { self.review_cut_title() }
    }

    /// What a letter is to one that it cites.
    pub fn relation(self, relation: Relation) -> String {
        match relation {
            Relation::Link => say! { self, vi: "liên quan", en: "related" },
            Relation::Answers => say! { self, vi: "trả lời", en: "answers it" },
            Relation::Replaces => say! { self, vi: "thay thế", en: "replaces it" },
        }
    }

    /// The same with what it does to so many tasks there.
    pub fn review_relation(self, relation: Relation, n: usize) -> String {
        let tasks = self.n_tasks(n);
        match relation {
            Relation::Link => say! { self,
                vi: "Văn bản này đã có trong danh sách. Enter chọn: liên quan, trả lời, thay thế.",
                en: "This document is in the list. Enter chooses: related, answers it, replaces it."
            },
            Relation::Answers => say! { self,
                vi: "Trả lời văn bản đã có: khi lưu, {tasks} ở đó chuyển sang chờ xác nhận.",
                en: "Answers it: when saved, {tasks} there will wait for confirmation."
            },
            Relation::Replaces => say! { self,
                vi: "Thay thế văn bản đã có: khi lưu, {tasks} ở đó được đánh dấu đã được thay thế.",
                en: "Replaces it: when saved, {tasks} there will be superseded."
            },
        }
    }

    /// "5 nhiệm vụ"; English has one and many.
    pub fn n_tasks(self, n: usize) -> String {
        match n {
            1 => say! { self, vi: "{n} nhiệm vụ", en: "{n} task" },
            _ => say! { self, vi: "{n} nhiệm vụ", en: "{n} tasks" },
        }
    }
}
