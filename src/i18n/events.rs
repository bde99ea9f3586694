//! The words of events: their forms, their entries in the journal, their messages.

use super::countdown::{day_month, full_date};
use super::{Lang, messages, say};
use crate::domain::change::Change;
use crate::domain::reminder::{LoggedReminder, Reminder};
use crate::domain::task::{Actual, Part, Progress, State};

messages! {
    event_channel() { vi: "Hình thức", en: "Channel" }
    event_document() { vi: "Văn bản", en: "Document" }
    event_spoken_to() { vi: "Người nhận", en: "Spoken to" }
    event_promised() { vi: "Hẹn ngày", en: "Promised" }
    event_newer() { vi: "Thay bằng", en: "Replaced by" }
    event_reached() { vi: "Kết quả", en: "Reached" }
    hint_document() { vi: "Số, ký hiệu văn bản: 1801/UBND-NC", en: "Number of the document: 1801/UBND-NC" }
    hint_promised() { vi: "Ngày đơn vị hẹn: 23/12 · +3 · t6 · để trống nếu không hẹn", en: "The day the unit promised: 23/12 · +3 · t6 · empty if none" }
    hint_reached() { vi: "17/20 · 28,5 % · hoặc bằng chữ", en: "17/20 · 28.5 % · or in words" }
    wrong_reason() { vi: "Cần ghi lý do.", en: "A reason is needed." }
    form_remind(item: &str, reference: &str) { vi: "Đôn đốc việc {item} của {reference}", en: "Remind of task {item} of {reference}" }
    form_done_on_title(item: &str, reference: &str) { vi: "Xong việc {item} của {reference}", en: "Task {item} of {reference} done" }
    form_reopen(item: &str, reference: &str) { vi: "Mở lại việc {item} của {reference}", en: "Open task {item} of {reference} again" }
    form_reported(item: &str, reference: &str) { vi: "Đơn vị báo xong việc {item} của {reference}", en: "Task {item} of {reference} reported done" }
    form_pause(item: &str, reference: &str) { vi: "Tạm dừng việc {item} của {reference}", en: "Pause task {item} of {reference}" }
    form_withdraw(item: &str, reference: &str) { vi: "Thu hồi việc {item} của {reference}", en: "Withdraw task {item} of {reference}" }
    form_supersede(item: &str, reference: &str) { vi: "Việc {item} của {reference} bị thay thế", en: "Task {item} of {reference} superseded" }
    form_hand_over(item: &str, reference: &str) { vi: "Bàn giao việc {item} của {reference}", en: "Hand over task {item} of {reference}" }
    form_actual(item: &str, measure: &str) { vi: "Kết quả việc {item}: {measure}", en: "Value of task {item}: {measure}" }
    form_actual_of(item: &str, reference: &str) { vi: "Kết quả việc {item} của {reference}", en: "Value of task {item} of {reference}" }
    form_part(item: &str, unit: &str) { vi: "Phần của {unit} trong việc {item}", en: "Part of {unit} in task {item}" }
    reminded(n: u32) { vi: "Đã ghi đôn đốc lần {n}. Ctrl-Z hoàn tác", en: "Reminder {n} logged. Ctrl-Z undoes it" }
    event_choose_task() { vi: "Chọn một nhiệm vụ trước (Tab sang khung nhiệm vụ)", en: "Choose a task first (Tab to the tasks)" }
    event_choose_row() { vi: "Chọn một dòng nhiệm vụ trước (↑ ↓)", en: "Choose the row of a task first (↑ ↓)" }
    hint_event_on() { vi: "Ngày đã qua hoặc hôm nay: 12/12 · 12/12/2020 · hn · -2", en: "Today or a day before: 12/12 · 12/12/2020 · today · -2" }
    event_not_now(what: &str) { vi: "Việc này đang ở trạng thái không dùng được lệnh \"{what}\"", en: "The task is not in a state for \"{what}\"" }
    event_no_target() { vi: "Việc này không có chỉ tiêu", en: "The task has no target" }
    event_no_finding() { vi: "Văn bản này không nêu tồn tại nào", en: "The directive names no weakness" }
    parts_title(item: &str, reference: &str) { vi: "Các đơn vị chủ trì việc {item} của {reference}", en: "Lead units of task {item} of {reference}" }
    answers_title(item: &str, reference: &str) { vi: "Tồn tại mà việc {item} của {reference} khắc phục", en: "Weaknesses answered by task {item} of {reference}" }
    parts_first() { vi: "Nhiều đơn vị cùng chủ trì: Space đánh dấu từng đơn vị, xong hết là xong việc", en: "Several units lead: Space ticks each; the last one closes the task" }
    tab_reminders() { vi: "Đôn đốc", en: "Reminders" }
    no_reminders() { vi: "Chưa đôn đốc lần nào. F9 ghi một lần.", en: "No reminders yet. F9 logs one." }
    answered_by(items: &str) { vi: "→ việc {items}", en: "→ tasks {items}" }
    first_due(on: &str, n: u32) { vi: "hạn gốc {on}; gia hạn {n} lần", en: "first due {on}; extended {n} times" }
    many_extensions() { vi: "gia hạn nhiều lần", en: "extended many times" }
    reminded_times(n: u32, on: &str) { vi: "đôn đốc {n} lần, gần nhất {on}", en: "reminded {n} times, last {on}" }
    reported_waiting(on: &str) { vi: "đơn vị báo xong {on}, chờ xác nhận", en: "unit reported it done {on}, to be confirmed" }
    state_since(state: &str, on: &str) { vi: "{state} từ {on}", en: "{state} since {on}" }
    share_is(share: &str, asked: &str) { vi: "→ {share} %, mục tiêu {asked}", en: "→ {share} %, target {asked}" }
    share_doubtful(share: &str) { vi: "? tính ra {share} %, khác số đã ghi", en: "? comes to {share} %, not what is written" }
    journal_reminded(what: &str) { vi: "đôn đốc: {what}", en: "reminder: {what}" }
    journal_reminder_trashed() { vi: "bỏ lần đôn đốc", en: "reminder taken back" }
    journal_reminder_restored() { vi: "ghi lại lần đôn đốc", en: "reminder brought back" }
    journal_part(unit: &str, what: &str) { vi: "phần của {unit}: {what}", en: "part of {unit}: {what}" }
    journal_actuals(what: &str) { vi: "kết quả chỉ tiêu: {what}", en: "value reached: {what}" }
    journal_answered(n: usize, what: &str) { vi: "tồn tại {n}: {what} việc khắc phục", en: "weakness {n}: {what} tasks answer it" }
    journal_since() { vi: "từ ngày", en: "since" }
    journal_reported_on() { vi: "đơn vị báo xong", en: "reported done" }
    journal_document() { vi: "văn bản", en: "document" }
    journal_why() { vi: "lý do", en: "reason" }
    promised(on: &str) { vi: "hẹn {on}", en: "promised {on}" }
}

impl Lang {
    /// What an event did.
    pub(super) fn journal_event(self, change: &Change) -> String {
        match change {
            Change::PartProgress { unit, old, new, .. } => {
                let part = |part: &Part| {
                    let on = part.done_on.map(full_date);
                    let both: Vec<_> = on.into_iter().chain(part.reply_document.clone()).collect();
                    both.join(", ")
                };
                self.journal_part(unit, &self.old_to_new(&part(old), &part(new)))
            }
            Change::ReminderAdded { reminder, .. } => self.journal_reminded(&self.reminder(reminder)),
            Change::ReminderTrashed { new: true, .. } => self.journal_reminder_trashed(),
            Change::ReminderTrashed { new: false, .. } => self.journal_reminder_restored(),
            Change::ActualsSet { old, new, .. } => {
                let last = |of: &[Actual]| of.last().map(|it| it.value.clone()).unwrap_or_default();
                self.journal_actuals(&self.old_to_new(&last(old), &last(new)))
            }
            Change::FindingAnswered { finding, old, new, .. } => {
                self.journal_answered(finding + 1, &format!("{} → {}", old.len(), new.len()))
            }
            _ => String::new(),
        }
    }

    /// "điện thoại, Sở Nội vụ, ông An, 12/SNV-VP, hẹn 23/12/2020 (chờ số liệu)"
    pub fn reminder(self, reminder: &Reminder) -> String {
        let mut parts = vec![self.channel(reminder.channel)];
        let texts = [&reminder.unit, &reminder.spoken_to, &reminder.document];
        parts.extend(texts.into_iter().flatten().cloned());
        parts.extend(reminder.promised_on.map(|on| self.promised(&full_date(on))));
        let note = reminder.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{}{note}", parts.join(", "))
    }

    /// A reminder in a list, without its day.
    pub fn logged_reminder(self, logged: &LoggedReminder) -> String {
        format!("{} · {} · {}", self.task_item(&logged.item), self.reminder(&logged.reminder), logged.who)
    }

    /// How a task stands that is neither open nor done, or waits to be confirmed: since when, by what, why.
    pub fn rest_words(self, progress: &Progress) -> Option<String> {
        let mut words = match (progress.state, progress.reported_on, progress.since) {
            (State::Reported, Some(on), _) => self.reported_waiting(&day_month(on)),
            (State::Paused | State::Withdrawn | State::Superseded, _, since) => {
                let state = self.journal_state(progress.state);
                since.map_or(state.clone(), |on| self.state_since(&state, &full_date(on)))
            }
            _ => return None,
        };
        let more = [
            progress.document.as_ref().map(|it| self.journal_by_document(it)),
            progress.reason.as_ref().map(|it| self.journal_reason(it)),
        ];
        for more in more.into_iter().flatten() {
            words = format!("{words}, {more}");
        }
        Some(words)
    }

    /// Help on the commands of events, and on their arguments; empty where there is none of this name.
    pub(super) fn help_event(self, name: &str) -> String {
        match name {
            "note" => say! { self, vi: "ghi chú tiến độ của nhiệm vụ", en: "the progress note of a task" },
            "extend" => {
                say! { self, vi: "ghi nhận gia hạn theo văn bản đồng ý", en: "record an extension with the letter that agrees" }
            }
            "remind" => say! { self, vi: "ghi một lần đôn đốc", en: "log a reminder" },
            "assign" => {
                say! { self, vi: "bàn giao: người theo dõi, đơn vị chủ trì", en: "hand over: follower, lead units" }
            }
            "task" => {
                say! { self, vi: "nhiệm vụ, ví dụ 1792/UBND-NC#2", en: "a task, such as 1792/UBND-NC#2" }
            }
            "note_text" => {
                say! { self, vi: "chữ của ghi chú, thay cho ghi chú cũ", en: "the note's words, in place of the old ones" }
            }
            "on" => {
                say! { self, vi: "ngày xong, ví dụ 18/12 (cùng với --reason)", en: "the day it was done, such as 18/12 (with --reason)" }
            }
            "reply" => say! { self, vi: "số, ký hiệu văn bản trả lời", en: "number of the reply document" },
            "reason" => say! { self, vi: "lý do", en: "the reason" },
            "to" => {
                say! { self, vi: "hạn mới, ví dụ 15/1/2021, +10, +5lv", en: "the new date, such as 15/1/2021, +10, +5lv" }
            }
            "doc" => say! { self, vi: "số, ký hiệu văn bản", en: "number of the document" },
            "to_unit" => {
                say! { self, vi: "đơn vị được đôn đốc, theo một tên đã có", en: "the unit reminded, by a name that is known" }
            }
            "channel" => {
                say! { self, vi: "phone điện thoại (nếu không ghi), letter công văn,\nmeeting họp, message tin nhắn, other khác", en: "phone (unless told), letter, meeting, message, other" }
            }
            "spoken_to" => say! { self, vi: "người nhận", en: "the person spoken to" },
            "promised" => say! { self, vi: "ngày đơn vị hẹn", en: "the day the unit promised" },
            "follower" => say! { self, vi: "người theo dõi: tên đăng nhập", en: "follower: login" },
            "lead" => {
                say! { self, vi: "đơn vị chủ trì; ghi nhiều lần khi có nhiều đơn vị", en: "a lead unit; once for each" }
            }
            name => self.help_person(name),
        }
    }

    /// "85" or "28,5": hundredths of a percent as people write them.
    pub fn share(self, hundredths: i64) -> String {
        let rest = format!("{:02}", hundredths % 100);
        let (whole, rest) = (hundredths / 100, rest.trim_end_matches('0'));
        match rest {
            "" => whole.to_string(),
            rest => say! { self, vi: "{whole},{rest}", en: "{whole}.{rest}" },
        }
    }
}
