//! The words of view 2, of lists of tasks and of marked rows.

use super::{Lang, messages, say};
use crate::domain::query::AgendaGroup;

messages! {
    agenda_heading_today(name: &str, day: &str) { vi: "{name} {day}", en: "{name} {day}" }
    agenda_heading_to(name: &str, day: &str) { vi: "{name} đến {day}", en: "{name} to {day}" }
    agenda_official(day: &str) { vi: "(hạn {day})", en: "(due {day})" }
    agenda_done() { vi: "xong", en: "done" }
    agenda_done_late(amount: &str) { vi: "muộn {amount}", en: "{amount} late" }
    agenda_command(group: &str) { vi: "Lịch hạn: {group}", en: "Agenda: {group}" }
    agenda_empty() { vi: "Không có việc nào.", en: "No tasks." }
    agenda_filter_empty() { vi: "Không có việc nào khớp bộ lọc. Esc bỏ lọc", en: "No task passes the filter. Esc drops it" }
    agenda_empty_mine() { vi: "Không có việc nào của tôi.", en: "No tasks of mine." }
    agenda_group_empty() { vi: "Nhóm này không có việc nào", en: "This group has no tasks" }
    n_listed(n: usize) { vi: "{n} việc", en: "tasks: {n}" }
    n_marked(n: usize) { vi: "Đã chọn {n} việc · Esc bỏ chọn", en: "Marked: {n} · Esc drops the marks" }
    n_marked_of(directives: usize, tasks: usize) {
        vi: "Đã chọn {directives} văn bản, {tasks} việc chưa xong · Esc bỏ chọn",
        en: "Marked: {directives} directives, {tasks} open tasks · Esc drops the marks",
    }
    too_many_marked(most: usize) {
        vi: "Mỗi lần ghi nhiều nhất {most} việc. Bớt dòng đã chọn rồi làm lại",
        en: "{most} tasks at most are written at once. Mark fewer and try again",
    }
    hint_left_to_each() { vi: "Các việc đang khác nhau; để trống thì mỗi việc giữ nguyên", en: "The tasks differ here; left empty, each keeps its own" }
    form_several(what: &str, n: usize) { vi: "{what} · {n} việc đã chọn", en: "{what} · {n} marked tasks" }
    several_done(n: usize) { vi: "Đã xong {n} việc. Ctrl-Z hoàn tác", en: "Tasks done: {n}. Ctrl-Z undoes it" }
    several_open(n: usize) { vi: "Đã mở lại {n} việc. Ctrl-Z hoàn tác", en: "Tasks open again: {n}. Ctrl-Z undoes it" }
    several_saved(n: usize) { vi: "Đã lưu {n} việc. Ctrl-Z hoàn tác", en: "Tasks saved: {n}. Ctrl-Z undoes it" }
    several_outcome(n: usize, skipped: usize) { vi: "Xong {n} · bỏ qua {skipped}", en: "Done {n} · skipped {skipped}" }
    skipped_changed(by: &str, at: &str, now: &str) { vi: "{by} vừa sửa lúc {at}, nay là: {now}", en: "{by} changed it at {at}, now: {now}" }
    skipped_gone() { vi: "không còn trong danh sách", en: "no longer listed" }
}

impl Lang {
    /// `soon` is the calendar's.
    pub fn agenda_group(self, group: AgendaGroup, soon: i64) -> String {
        match group {
            AgendaGroup::Late => say! { self, vi: "TRỄ HẠN", en: "LATE" },
            AgendaGroup::Today => say! { self, vi: "HÔM NAY", en: "TODAY" },
            AgendaGroup::Soon => say! { self, vi: "{soon} NGÀY TỚI", en: "NEXT {soon} DAYS" },
            AgendaGroup::Next30 => say! { self, vi: "30 NGÀY TỚI", en: "NEXT 30 DAYS" },
            AgendaGroup::Later => say! { self, vi: "SAU", en: "LATER" },
            AgendaGroup::Undated => say! { self, vi: "KHÔNG THỜI HẠN", en: "NO DATE" },
            AgendaGroup::Recent => say! { self, vi: "MỚI XONG, 7 NGÀY QUA", en: "DONE WITHIN 7 DAYS" },
        }
    }
}
