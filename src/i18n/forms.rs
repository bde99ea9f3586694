//! The words of forms, steps and questions: labels, hints, what is wrong with a field, titles, messages.
//!
//! Border: words only; which fields a form has stands in its table. A typed date is worded in
//! [`super::dates`].

use super::{Lang, messages, say};
use crate::domain::calendar::DayKind;
use crate::domain::directive::Urgency;
use crate::domain::reminder::Channel;

// Labels.
messages! {
    form_issued() { vi: "Ngày ban hành", en: "Issued on" }
    form_kind() { vi: "Tên loại", en: "Kind" }
    form_urgency_normal() { vi: "Thường", en: "Normal" }
    form_received() { vi: "Ngày đến", en: "Received" }
    form_inbound() { vi: "Số đến", en: "Inbound no." }
    form_report_to() { vi: "Báo cáo về", en: "Report to" }
    form_report_via() { vi: "Báo cáo qua", en: "Through" }
    form_title() { vi: "Nội dung", en: "Task" }
    form_internal() { vi: "Hạn nội bộ", en: "Own date" }
    form_measure() { vi: "Chỉ tiêu", en: "Target" }
    form_value() { vi: "Mức đạt", en: "To reach" }
    form_item() { vi: "Mục", en: "Item" }
    form_done_on() { vi: "Ngày xong", en: "Done on" }
    form_reply() { vi: "VB trả lời", en: "Reply" }
    form_note() { vi: "Ghi chú", en: "Note" }
    form_new_due() { vi: "Hạn mới", en: "New date" }
    form_consent() { vi: "Theo văn bản", en: "Agreed in" }
    form_reason() { vi: "Lý do", en: "Reason" }
    form_step() { vi: "Bước", en: "Step" }
}

// One line under the fields, for the one with the cursor.
messages! {
    hint_reference() { vi: "Ghi như trên văn bản: 1792/UBND-NC", en: "As on the letter: 1792/UBND-NC" }
    hint_passed() { vi: "Ngày: 12/12 · 12/12/2020 · hn · -2 · để trống nếu không rõ", en: "Date: 12/12 · 12/12/2020 · today · -2 · empty if unknown" }
    hint_due() { vi: "29/12 · <15/12 · quý IV · hằng tháng 20 · 5lv từ ngày đến · thường xuyên", en: "29/12 · <15/12 · quý IV · hằng tháng 20 · 5lv từ ngày đến · empty: none" }
    hint_new_due() { vi: "29/12 · <15/12 · quý IV · hằng tháng 20 · 5lv từ ngày đến · - bỏ hạn", en: "29/12 · <15/12 · quý IV · hằng tháng 20 · 5lv từ ngày đến · -: none" }
    hint_internal() { vi: "Ngày cơ quan tự đặt, không sau hạn", en: "The office's own date, not after the deadline" }
    hint_pick() { vi: "Gõ để lọc · ↓ danh sách · Enter chọn", en: "Type to narrow · ↓ list · Enter takes" }
    hint_directive() { vi: "Số, ký hiệu; gõ số hoặc trích yếu để tìm · ↓ danh sách · Enter chọn", en: "Its number; type number or subject to find it · ↓ list · Enter takes" }
    hint_picks() { vi: "Gõ để lọc · ↓ danh sách · Enter chọn · nhiều đơn vị cách nhau bằng ;", en: "Type to narrow · ↓ list · Enter takes · ; between several" }
    hint_choice() { vi: "←→ hoặc Space để chọn", en: "←→ or Space to choose" }
    hint_several() { vi: "Nhiều nơi cách nhau bằng dấu ;", en: "; between several" }
    hint_lines() { vi: "Enter xuống dòng · Tab sang ô sau", en: "Enter for a new line · Tab to the next field" }
    hint_measure() { vi: "Đo cái gì: tỷ lệ hồ sơ trực tuyến", en: "What is measured: share of online files" }
    hint_value() { vi: "Mức phải đạt: >= 30% · <= 5 ngày · 100%", en: "What to reach: >= 30% · <= 5 days · 100%" }
    hint_item(next: &str) { vi: "Để trống là số tiếp theo: {next}", en: "Empty for the next number: {next}" }
    hint_reply() { vi: "Số, ký hiệu văn bản trả lời: 215/BC-SNV", en: "Number of the reply: 215/BC-SNV" }
    hint_consent() { vi: "Số, ký hiệu văn bản đồng ý gia hạn: 1801/UBND-NC", en: "Number of the letter that agrees: 1801/UBND-NC" }
    hint_why_done() { vi: "Bắt buộc khi ngày xong không phải hôm nay", en: "Required where the day is not today" }
    hint_required() { vi: "Bắt buộc", en: "Required" }
    due_now(date: &str) { vi: "Hạn hiện nay: {date}", en: "Due now: {date}" }
    due_now_none() { vi: "Hiện không có thời hạn", en: "No deadline now" }
}

// What is wrong with a field, under it.
messages! {
    wrong_empty() { vi: "Chưa nhập ô này.", en: "This is required." }
    wrong_too_long(limit: usize) { vi: "Dài quá {limit} ký tự, cần bớt lại.", en: "Longer than {limit} characters." }
    wrong_future() { vi: "Ngày này chưa đến.", en: "This day has not come yet." }
    wrong_before_issue() { vi: "Trước ngày ban hành.", en: "Before the day of issue." }
    wrong_due_before_issue() { vi: "Hạn xử lý trước ngày ban hành.", en: "Due before the day of issue." }
    wrong_internal_late() { vi: "Hạn nội bộ sau hạn xử lý.", en: "The own date is after the deadline." }
    wrong_person() { vi: "Không có người này. Chọn trong danh sách hoặc ghi tên đăng nhập.", en: "Nobody of this name. Choose from the list or write a login." }
    wrong_value() { vi: "Chưa nhập mức đạt.", en: "What is to be reached is missing." }
    wrong_targets() { vi: "Việc có nhiều chỉ tiêu nên không bỏ trống được.", en: "One of several targets cannot be left out." }
    wrong_target() { vi: "Không có chỉ tiêu này. ↓ mở danh sách để chọn.", en: "No such target. ↓ opens the list." }
    wrong_same_due() { vi: "Trùng với hạn hiện nay.", en: "This is the date already." }
    theirs_by(who: &str, value: &str) { vi: "{who} vừa ghi: {value}", en: "{who} wrote: {value}" }
    theirs_now(value: &str) { vi: "Hiện là: {value}", en: "It is now: {value}" }
    theirs_empty() { vi: "(trống)", en: "(empty)" }
}

// Titles and messages.
messages! {
    form_add_directive() { vi: "Thêm văn bản", en: "Add a directive" }
    form_edit_directive(reference: &str) { vi: "Sửa văn bản {reference}", en: "Edit {reference}" }
    form_add_task(reference: &str) { vi: "Thêm việc cho {reference}", en: "Add a task to {reference}" }
    form_edit_task(item: &str, reference: &str) { vi: "Sửa việc {item} của {reference}", en: "Edit task {item} of {reference}" }
    form_deadline(item: &str, reference: &str) { vi: "Hạn việc {item} của {reference}", en: "Deadline of task {item} of {reference}" }
    form_task_note(item: &str, reference: &str) { vi: "Ghi chú việc {item} của {reference}", en: "Note on task {item} of {reference}" }
    form_directive_note(reference: &str) { vi: "Bút phê {reference}", en: "Handling note of {reference}" }
    form_add_step(item: &str, reference: &str) { vi: "Thêm bước, việc {item} của {reference}", en: "Add a step to task {item} of {reference}" }
    form_edit_step(item: &str, reference: &str) { vi: "Sửa bước, việc {item} của {reference}", en: "Edit a step of task {item} of {reference}" }
    form_saved() { vi: "Đã lưu. Ctrl-Z hoàn tác", en: "Saved. Ctrl-Z undoes it" }
    form_saved_times(n: usize) { vi: "Đã lưu, thêm {n} kỳ. Ctrl-Z hoàn tác", en: "Saved, times added: {n}. Ctrl-Z undoes it" }
    form_saved_dropped(n: usize) { vi: "Đã lưu, bỏ {n} kỳ chưa đến hạn. Ctrl-Z hoàn tác", en: "Saved, times to come taken out: {n}. Ctrl-Z undoes it" }
    form_saved_other_times(added: usize, n: usize) { vi: "Đã lưu, thêm {added} kỳ, bỏ {n} kỳ chưa đến hạn. Ctrl-Z hoàn tác", en: "Saved, times added: {added}, taken out: {n}. Ctrl-Z undoes it" }
    form_has_errors(n: usize) { vi: "Chưa lưu: {n} ô cần sửa", en: "Not saved: fields to correct: {n}" }
    form_press_save() { vi: "F2 lưu", en: "F2 saves" }
    form_save_again() { vi: "Chưa lưu: bộ gõ còn đang gửi chữ. Bấm F2 lần nữa", en: "Not saved: the input method was still sending. Press F2 once more" }
    form_full(limit: usize) { vi: "Ô này nhận nhiều nhất {limit} ký tự", en: "This takes {limit} characters at most" }
    form_paste_too_long(n: usize, limit: usize) { vi: "Không dán: đoạn vừa dán có {n} ký tự, ô này nhận nhiều nhất {limit}", en: "Not pasted: {n} characters, and this takes {limit} at most" }
    form_record_gone() { vi: "Chưa lưu: mục này đã bị xóa. Chữ vừa nhập vẫn ở đây; Esc để thoát", en: "Not saved: this was deleted. What was typed is still here; Esc leaves" }
    form_changed(by: &str, at: &str) { vi: "Chưa lưu: {by} vừa sửa lúc {at}. F2 lần nữa: ghi bản của mình", en: "Not saved: {by} changed it at {at}. F2 again: keep what is typed here" }
    form_unsaved() { vi: "Có thay đổi chưa lưu.", en: "There are changes not saved." }
    form_stay() { vi: "Ở lại sửa", en: "Go on editing" }
    form_drop() { vi: "Bỏ thay đổi", en: "Drop them" }
    trashed(name: &str) { vi: "Đã chuyển vào thùng rác: {name}. Ctrl-Z hoàn tác", en: "In the trash: {name}. Ctrl-Z brings it back" }
}

// Steps.
messages! {
    steps_title(item: &str, reference: &str) { vi: "Các bước việc {item} của {reference}", en: "Steps of task {item} of {reference}" }
    steps_none() { vi: "Chưa có bước nào. F7 thêm bước.", en: "No steps yet. F7 adds one." }
    n_steps(done: usize, total: usize) { vi: "{done}/{total} bước", en: "{done}/{total} steps" }
}

impl Lang {
    pub fn urgency_or_normal(self, urgency: Urgency) -> String {
        match urgency {
            Urgency::Normal => self.form_urgency_normal(),
            urgency => self.urgency(urgency),
        }
    }

    pub fn channel(self, channel: Channel) -> String {
        match channel {
            Channel::Letter => say! { self, vi: "công văn", en: "letter" },
            Channel::Phone => say! { self, vi: "điện thoại", en: "phone" },
            Channel::Meeting => say! { self, vi: "họp", en: "meeting" },
            Channel::Message => say! { self, vi: "tin nhắn", en: "message" },
            Channel::Other => say! { self, vi: "khác", en: "other" },
        }
    }

    pub fn day_kind(self, kind: DayKind) -> String {
        match kind {
            DayKind::Off => say! { self, vi: "nghỉ", en: "off" },
            DayKind::Worked => say! { self, vi: "làm việc", en: "worked" },
        }
    }
}
