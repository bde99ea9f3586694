//! The words of search, palette, filter and sort.
//!
//! Border: words only; the choices themselves stand in the tables of `app`.

use super::{Lang, messages, say};
use crate::domain::query::{Sort, Stage};

// Search and palette.
messages! {
    search_title() { vi: "Tìm kiếm", en: "Search" }
    search_hint() { vi: "Nhập từ khóa, không cần gõ dấu", en: "Type words; marks may be left out" }
    search_where() {
        vi: "Tìm trong số, trích yếu, nhiệm vụ, đơn vị, người, ghi chú và toàn văn",
        en: "Looks in numbers, subjects, tasks, units, people, notes and full texts",
    }
    n_found(n: &str) { vi: "{n} kết quả", en: "{n} found" }
    searching() { vi: "Đang tìm…", en: "Searching…" }
    command_barred(command: &str) { vi: "\"{command}\" không dùng cho dòng đang chọn", en: "\"{command}\" is not for the selected row" }
    nothing_found(words: &str) { vi: "Không có kết quả phù hợp với \"{words}\"", en: "Nothing matches \"{words}\"" }
    words_too_long(limit: usize) { vi: "Không dán: ở đây nhận nhiều nhất {limit} ký tự", en: "Not pasted: this takes {limit} characters at most" }
    palette_title() { vi: "Lệnh", en: "Commands" }
    palette_keys(up_down: &str) { vi: "{up_down} chọn  Enter chạy, mở  Esc đóng", en: "{up_down} choose  Enter run, open  Esc close" }
    due_by_command(echo: &str) { vi: "Lọc: hạn đến {echo}", en: "Filter: due by {echo}" }
    due_by(day: &str) { vi: "hạn đến {day}", en: "due by {day}" }
}

// Filter and sort.
messages! {
    filter_title() { vi: "Lọc", en: "Filter" }
    order_title() { vi: "Sắp xếp", en: "Sort" }
    filter_command(what: &str) { vi: "Lọc: {what}", en: "Filter: {what}" }
    sort_command(what: &str) { vi: "Sắp xếp: {what}", en: "Sort: {what}" }
    filtered_by(what: &str) { vi: "lọc: {what}", en: "filter: {what}" }
    ordered_by(what: &str) { vi: "xếp theo {what}", en: "by {what}" }
    group_stage() { vi: "Tình trạng", en: "State" }
    group_urgency() { vi: "Độ khẩn", en: "Urgency" }
    group_scope() { vi: "Phạm vi", en: "Whose" }
    group_person() { vi: "Người theo dõi", en: "Follower" }
    group_unit() { vi: "Đơn vị", en: "Unit" }
    choose_name() { vi: "chọn tên…", en: "choose a name…" }
    followed_by(name: &str) { vi: "{name} theo dõi", en: "followed by {name}" }
    chosen() { vi: "đang chọn", en: "chosen" }
    no_names() { vi: "Chưa có tên nào.", en: "No names yet." }
    menu_keys(up_down: &str) { vi: "{up_down} chọn  Enter dùng  Esc đóng", en: "{up_down} choose  Enter use  Esc close" }
    filter_empty() { vi: "Không có văn bản nào khớp bộ lọc. Esc bỏ lọc", en: "No directive passes the filter. Esc drops it" }
    act_clear_filter() { vi: "bỏ lọc", en: "drop filter" }
    act_clear_filter_help() { vi: "bỏ lọc, xem lại cả danh sách", en: "drop the filter, list everything again" }
}

impl Lang {
    /// How a directive stands as a whole.
    pub fn stage(self, stage: Stage) -> String {
        match stage {
            Stage::Late => say! { self, vi: "trễ hạn", en: "late" },
            Stage::Soon => say! { self, vi: "sắp đến hạn", en: "due soon" },
            Stage::Undated => say! { self, vi: "không thời hạn", en: "no date" },
            Stage::Open => say! { self, vi: "chưa xong", en: "not finished" },
            Stage::Finished => say! { self, vi: "đã xong", en: "finished" },
            Stage::NoReply => say! { self, vi: "xong, chưa có văn bản trả lời", en: "done without a reply" },
            Stage::Extended => say! { self, vi: "đã gia hạn", en: "extended" },
            Stage::Reported => say! { self, vi: "chờ xác nhận", en: "to be confirmed" },
        }
    }

    /// What an order goes by.
    pub fn order(self, sort: Sort) -> String {
        match sort {
            Sort::Due => say! { self, vi: "hạn", en: "next date" },
            Sort::Issued => say! { self, vi: "ngày ban hành, mới trước", en: "day of issue, newest first" },
            Sort::Reference => say! { self, vi: "số, ký hiệu", en: "number" },
            Sort::Subject => say! { self, vi: "trích yếu", en: "subject" },
            Sort::Follower => say! { self, vi: "người theo dõi", en: "follower" },
        }
    }
}
