//! The journal in words: what each change did, from its old and new values.

use super::countdown::full_date;
use super::{Lang, messages, say};
use crate::domain::change::{Act, Change, JournalEntry};
use crate::domain::task::{Progress, State};

impl Lang {
    /// A journal entry: its change, and whether it took something back or brought it back.
    pub fn journal_entry(self, entry: &JournalEntry) -> String {
        let change = self.journal_change(&entry.change);
        match entry.act {
            Act::Do => change,
            Act::Undo => self.journal_undo(&change),
            Act::Redo => self.journal_redo(&change),
        }
    }

    /// What a change did, old value before new.
    pub fn journal_change(self, change: &Change) -> String {
        match change {
            Change::DirectiveAdded { record, .. } => self.journal_added(record.tasks.len()),
            Change::DirectiveTrashed { new: true, .. } => self.journal_trashed(),
            Change::DirectiveTrashed { new: false, .. } => self.journal_restored(),
            Change::TaskProgress { old, new, .. } => self.journal_progress(old, new),
            Change::DirectiveEdited { .. }
            | Change::TaskAdded { .. }
            | Change::TaskTrashed { .. }
            | Change::TaskEdited { .. }
            | Change::DeadlineSet { .. }
            | Change::StepsSet { .. } => self.journal_unchanged(),
        }
    }

    fn journal_progress(self, old: &Progress, new: &Progress) -> String {
        let mut parts = Vec::new();
        if (old.state, old.done_on) != (new.state, new.done_on) {
            parts.push(format!("{} → {}", self.journal_standing_of(old), self.journal_standing_of(new)));
        }
        let texts = [
            (self.journal_reply(), &old.reply_document, &new.reply_document),
            (self.journal_note(), &old.note, &new.note),
        ];
        for (label, old, new) in texts.iter().filter(|(_, old, new)| old != new) {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| self.journal_nothing());
            parts.push(format!("{label}: {} → {}", shown(old), shown(new)));
        }
        if parts.is_empty() { self.journal_unchanged() } else { parts.join("; ") }
    }

    fn journal_standing_of(self, progress: &Progress) -> String {
        let state = self.journal_state(progress.state);
        match progress.done_on {
            Some(on) => format!("{state} {}", full_date(on)),
            None => state,
        }
    }

    /// A task's state in lower case.
    pub fn journal_state(self, state: State) -> String {
        match state {
            State::Open => say! { self, vi: "chưa làm", en: "open" },
            State::Doing => say! { self, vi: "đang làm", en: "in progress" },
            State::Reported => say! { self, vi: "đã báo cáo", en: "reported" },
            State::Done => say! { self, vi: "đã xong", en: "done" },
            State::Paused => say! { self, vi: "tạm dừng", en: "paused" },
            State::Withdrawn => say! { self, vi: "đã thu hồi", en: "withdrawn" },
            State::Superseded => say! { self, vi: "được thay thế", en: "superseded" },
        }
    }
}

messages! {
    journal_added(n: usize) { vi: "thêm văn bản, {n} nhiệm vụ", en: "directive added, tasks: {n}" }
    journal_trashed() { vi: "chuyển vào thùng rác", en: "moved to the trash" }
    journal_restored() { vi: "khôi phục từ thùng rác", en: "restored from the trash" }
    journal_undo(change: &str) { vi: "hoàn tác: {change}", en: "undo: {change}" }
    journal_redo(change: &str) { vi: "làm lại: {change}", en: "redo: {change}" }
    journal_reply() { vi: "văn bản trả lời", en: "reply document" }
    journal_note() { vi: "ghi chú", en: "note" }
    journal_nothing() { vi: "(trống)", en: "(none)" }
    journal_unchanged() { vi: "không đổi", en: "unchanged" }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::time::Now;
    use crate::domain::{DirectiveId, GroupId, TaskId};

    fn on() -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 12, 21).unwrap()
    }

    #[test]
    fn progress_shows_old_and_new() {
        let open = Progress::default();
        let noted = Progress { note: Some("chờ số liệu".into()), ..open.clone() };
        let cases = [
            (open.clone(), Progress::done(on()), "chưa làm → đã xong 21/12/2020"),
            (Progress::done(on()), open.clone(), "đã xong 21/12/2020 → chưa làm"),
            (open.clone(), noted.clone(), "ghi chú: (trống) → chờ số liệu"),
            (noted, open.clone(), "ghi chú: chờ số liệu → (trống)"),
            (open.clone(), open, "không đổi"),
        ];
        for (old, new, words) in cases {
            let change = Change::TaskProgress { task: TaskId(1), old, new };
            assert_eq!(Lang::Vi.journal_change(&change), words);
        }
    }

    #[test]
    fn an_entry_says_whether_it_took_something_back() {
        let change = Change::DirectiveTrashed { directive: DirectiveId(1), old: false, new: true };
        let entry = |act| JournalEntry {
            seq: 1,
            group: GroupId(1),
            act,
            undo_of: None,
            at: Now::from_local(on().and_hms_opt(8, 0, 0).unwrap()),
            actor: "an".into(),
            run: "1".into(),
            change: change.clone(),
        };
        assert_eq!(Lang::Vi.journal_entry(&entry(Act::Do)), "chuyển vào thùng rác");
        assert_eq!(Lang::Vi.journal_entry(&entry(Act::Undo)), "hoàn tác: chuyển vào thùng rác");
        assert_eq!(Lang::En.journal_entry(&entry(Act::Redo)), "redo: moved to the trash");
    }
}
