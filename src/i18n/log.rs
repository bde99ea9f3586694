//! The words of view 4: the journal, what is new, the trash.

use super::{Lang, messages, say};
use crate::domain::log::LogTab;

messages! {
    log_empty() { vi: "Chưa có mục nào.", en: "No entries." }
    log_filter_empty() { vi: "Không có mục nào khớp bộ lọc. Esc bỏ lọc", en: "No entry passes the filter. Esc drops it" }
    news_empty() { vi: "Từ lần mở trước, chưa có ai khác thêm hay sửa gì.", en: "Nobody else has added or changed anything since last time." }
    trash_empty() { vi: "Thùng rác trống.", en: "The trash is empty." }
    strip_news(n: &str) { vi: "MỚI {n}", en: "NEW {n}" }
    strip_news_key() { vi: " (n xem)", en: " (n shows)" }
    news_title(n: &str) { vi: "Mới · {n} nhiệm vụ, từ lần mở trước", en: "New · {n} tasks since last time" }
    news_last(n: i64, what: &str) { vi: "{n} thay đổi, mới nhất: {what}", en: "{n} changes, last: {what}" }
    col_when() { vi: "Lúc", en: "When" }
    col_who() { vi: "Ai", en: "Who" }
    col_about() { vi: "Văn bản, việc", en: "About" }
    col_what() { vi: "Đã làm", en: "What" }
    col_name() { vi: "Nội dung", en: "Subject" }
    about_office() { vi: "(cơ quan)", en: "(office)" }
    group_doer() { vi: "Người làm", en: "By whom" }
    group_day() { vi: "Ngày làm", en: "Day" }
    group_record() { vi: "Về", en: "About" }
    log_of_day(day: &str) { vi: "Nhật ký ngày {day}", en: "Journal of {day}" }
    on_day(day: &str) { vi: "ngày {day}", en: "on {day}" }
    act_log_of() { vi: "lịch sử", en: "history" }
    act_log_of_help() { vi: "nhật ký của văn bản, nhiệm vụ đang chọn", en: "the journal of the chosen directive or task" }
    not_openable() { vi: "Mục này không có văn bản nào để mở", en: "There is no directive to open here" }
    restored(name: &str) { vi: "Đã khôi phục {name}. Ctrl-Z hoàn tác", en: "Restored: {name}. Ctrl-Z undoes it" }
    purged(name: &str) { vi: "Đã xóa hẳn {name}", en: "Deleted for good: {name}" }
    purge_question(name: &str) {
        vi: "Xóa hẳn {name}? Không khôi phục được; nhật ký vẫn còn.",
        en: "Delete {name} for good? It cannot be restored; the journal stays.",
    }
    purge_keep() { vi: "Giữ lại", en: "Keep" }
    purge_not_permitted() { vi: "Chỉ quản trị được xóa hẳn. Dữ liệu giữ nguyên", en: "Only administrators delete for good. Nothing was changed" }
    undo_of_purged(name: &str) { vi: "Không hoàn tác, làm lại được: {name} đã bị xóa hẳn", en: "Neither undone nor redone: {name} was deleted for good" }
    journal_purged(name: &str) { vi: "xóa hẳn {name}", en: "{name} deleted for good" }
}

impl Lang {
    pub fn log_tab(self, tab: LogTab) -> String {
        match tab {
            LogTab::Journal => self.view_log(),
            LogTab::News => say! { self, vi: "Mới", en: "New" },
            LogTab::Trash => say! { self, vi: "Thùng rác", en: "Trash" },
        }
    }
}
