//! The journal in words: what each change did, from its old and new values.

use chrono::NaiveDate;

use super::countdown::full_date;
use super::{Lang, messages, say};
use crate::domain::change::{Act, Change, JournalEntry};
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::task::{Progress, State, Step, TaskKind};
use crate::text;

/// Label and value of a field; an empty value is none.
pub(super) type Field = (String, String);

/// Cells of a value; longer ones are cut.
const LONG: usize = 60;

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
            Change::DirectiveEdited { old, new, .. } => {
                self.journal_edited(&self.directive_fields(old), &self.directive_fields(new))
            }
            Change::TaskAdded { task, .. } => self.journal_task_added(&task.item),
            Change::TaskTrashed { new: true, .. } => self.journal_task_trashed(),
            Change::TaskTrashed { new: false, .. } => self.journal_task_restored(),
            Change::TaskEdited { old, new, .. } => {
                self.journal_edited(&self.task_fields(old), &self.task_fields(new))
            }
            Change::DeadlineSet { old, new, document, reason, .. } => {
                let document = document.as_deref().map(|it| self.journal_by_document(it));
                let reason = reason.as_deref().map(|it| self.journal_reason(it));
                let consent: Vec<_> = document.into_iter().chain(reason).collect();
                let days = self.journal_deadlines(old.as_ref(), new.as_ref());
                if consent.is_empty() { days } else { format!("{days} ({})", consent.join("; ")) }
            }
            Change::StepsSet { old, new, .. } => self.journal_steps(old, new),
            Change::UnitSet { .. } | Change::DaySet { .. } | Change::SettingSet { .. } => {
                self.journal_office(change)
            }
            Change::PartProgress { .. }
            | Change::ReminderAdded { .. }
            | Change::ReminderTrashed { .. }
            | Change::ActualsSet { .. }
            | Change::FindingAnswered { .. } => self.journal_event(change),
            Change::Purged { name, .. } => self.journal_purged(name),
            Change::PersonSet { .. } => self.journal_person(change),
        }
    }

    pub(super) fn journal_edited<const N: usize>(self, old: &[Field; N], new: &[Field; N]) -> String {
        let changed = old.iter().zip(new).filter(|(old, new)| old.1 != new.1);
        let parts: Vec<_> =
            changed.map(|(old, new)| format!("{}: {}", old.0, self.old_to_new(&old.1, &new.1))).collect();
        if parts.is_empty() { self.journal_unchanged() } else { self.journal_edit(&parts.join("; ")) }
    }

    /// "A → B" on one line; of long texts that begin alike, from the word on in which they differ.
    pub(super) fn old_to_new(self, old: &str, new: &str) -> String {
        let (old, new) = (text::clean_line(old), text::clean_line(new));
        let alike = old.char_indices().zip(new.chars()).take_while(|((_, a), b)| a == b);
        let alike = alike.filter(|((_, a), _)| *a == ' ').last().map_or(0, |((at, _), _)| at);
        let is_long = text::width(&old).max(text::width(&new)) > LONG;
        let shown = |value: &str| match value {
            "" => self.journal_nothing(),
            value if is_long && alike > 0 => {
                text::truncate(&format!("…{}", text::slice(value, alike, value.len())), LONG, "…")
            }
            value => text::truncate(value, LONG, "…"),
        };
        format!("{} → {}", shown(&old), shown(&new))
    }

    fn directive_fields(self, fields: &DirectiveFields) -> [Field; 14] {
        let day = |on: Option<NaiveDate>| on.map(full_date).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            (self.journal_reference(), text(&fields.reference)),
            (self.journal_kind(), fields.kind.name().to_owned()),
            (self.journal_issued(), day(fields.issued_on)),
            (self.journal_issuer(), text(&fields.issuer)),
            (self.journal_subject(), fields.subject.clone()),
            (self.journal_urgency(), self.urgency(fields.urgency).to_lowercase()),
            (self.journal_addressees(), fields.addressees.join("; ")),
            (self.journal_signer(), text(&fields.signer)),
            (self.journal_received(), day(fields.received_on)),
            (self.journal_inbound(), text(&fields.inbound_number)),
            (self.journal_report_to(), text(&fields.report_to)),
            (self.journal_report_via(), text(&fields.report_via)),
            (self.journal_handling(), text(&fields.handling_note)),
            (self.journal_follower(), text(&fields.follower)),
        ]
    }

    fn task_fields(self, fields: &TaskFields) -> [Field; 9] {
        let targets: Vec<_> = fields.targets.iter().map(|target| self.target(target)).collect();
        [
            (self.journal_item(), fields.item.clone()),
            (self.journal_title(), fields.title.clone()),
            (self.journal_text(), fields.text.clone()),
            (self.journal_kind_of_task(), self.task_kind(fields.kind)),
            (self.journal_leads(), fields.leads.join("; ")),
            (self.journal_supports(), fields.supports.join("; ")),
            (self.journal_follower(), fields.follower.clone().unwrap_or_default()),
            (self.journal_internal(), fields.internal_due.map(full_date).unwrap_or_default()),
            (self.journal_targets(), targets.join("; ")),
        ]
    }

    /// What kind of task, in lower case.
    pub fn task_kind(self, kind: TaskKind) -> String {
        match kind {
            TaskKind::Ordinary => say! { self, vi: "thông thường", en: "ordinary" },
            TaskKind::ReportDuty => say! { self, vi: "báo cáo", en: "report" },
            TaskKind::Standing => say! { self, vi: "thường xuyên", en: "standing" },
            TaskKind::Periodic => say! { self, vi: "định kỳ", en: "periodic" },
        }
    }

    /// How many are ticked; which one differs where that is the same.
    fn journal_steps(self, old: &[Step], new: &[Step]) -> String {
        let ticked = |steps: &[Step]| match steps.len() {
            0 => String::new(),
            n => format!("{}/{n}", steps.iter().filter(|step| step.done).count()),
        };
        let (from, to) = (ticked(old), ticked(new));
        if from != to {
            return self.journal_steps_done(&self.old_to_new(&from, &to));
        }
        let texts =
            |steps: &[Step]| steps.iter().map(|step| step.text.as_str()).collect::<Vec<_>>().join("; ");
        self.journal_steps_worded(&self.old_to_new(&texts(old), &texts(new)))
    }

    fn journal_progress(self, old: &Progress, new: &Progress) -> String {
        let mut parts = Vec::new();
        if (old.state, old.done_on) != (new.state, new.done_on) {
            parts.push(format!("{} → {}", self.journal_standing_of(old), self.journal_standing_of(new)));
        }
        let texts = [
            (self.journal_reply(), &old.reply_document, &new.reply_document),
            (self.journal_note(), &old.note, &new.note),
            (self.journal_document(), &old.document, &new.document),
            (self.journal_why(), &old.reason, &new.reason),
        ];
        let days = [
            (self.journal_reported_on(), old.reported_on, new.reported_on),
            (self.journal_since(), old.since, new.since),
        ];
        for (label, old, new) in days.iter().filter(|(_, old, new)| old != new) {
            let [old, new] = [old, new].map(|on| on.map(full_date).unwrap_or_default());
            parts.push(format!("{label}: {}", self.old_to_new(&old, &new)));
        }
        for (label, old, new) in texts.iter().filter(|(_, old, new)| old != new) {
            let [old, new] = [old, new].map(|value| value.as_deref().unwrap_or_default());
            parts.push(format!("{label}: {}", self.old_to_new(old, new)));
        }
        if parts.is_empty() { self.journal_unchanged() } else { parts.join("; ") }
    }

    fn journal_standing_of(self, progress: &Progress) -> String {
        let on = progress.done_on.map(|on| format!(" {}", full_date(on))).unwrap_or_default();
        format!("{}{on}", self.journal_state(progress.state))
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
    journal_edit(what: &str) { vi: "sửa: {what}", en: "edited: {what}" }
    journal_task_added(item: &str) { vi: "thêm việc {item}", en: "task {item} added" }
    journal_task_trashed() { vi: "việc vào thùng rác", en: "task moved to the trash" }
    journal_task_restored() { vi: "việc khôi phục từ thùng rác", en: "task restored from the trash" }
    journal_deadline(days: &str) { vi: "hạn: {days}", en: "deadline: {days}" }
    journal_by_document(document: &str) { vi: "theo {document}", en: "by {document}" }
    journal_reason(reason: &str) { vi: "lý do: {reason}", en: "reason: {reason}" }
    journal_steps_done(n: &str) { vi: "bước: {n} xong", en: "steps: {n} done" }
    journal_steps_worded(what: &str) { vi: "bước: {what}", en: "steps: {what}" }
    journal_reference() { vi: "số, ký hiệu", en: "reference" }
    journal_kind() { vi: "loại văn bản", en: "kind of document" }
    journal_issued() { vi: "ngày ban hành", en: "issued on" }
    journal_issuer() { vi: "cơ quan ban hành", en: "issuer" }
    journal_subject() { vi: "trích yếu", en: "subject" }
    journal_urgency() { vi: "độ khẩn", en: "urgency" }
    journal_addressees() { vi: "kính gửi", en: "addressed to" }
    journal_signer() { vi: "người ký", en: "signer" }
    journal_received() { vi: "ngày đến", en: "received on" }
    journal_inbound() { vi: "số đến", en: "inbound number" }
    journal_report_to() { vi: "báo cáo về", en: "report to" }
    journal_report_via() { vi: "báo cáo qua", en: "report through" }
    journal_handling() { vi: "bút phê", en: "handling note" }
    journal_follower() { vi: "người theo dõi", en: "follower" }
    journal_item() { vi: "mục", en: "item" }
    journal_title() { vi: "tên việc", en: "title" }
    journal_text() { vi: "nội dung", en: "text" }
    journal_kind_of_task() { vi: "loại việc", en: "kind of task" }
    journal_leads() { vi: "chủ trì", en: "lead" }
    journal_supports() { vi: "phối hợp", en: "support" }
    journal_internal() { vi: "hạn nội bộ", en: "own date" }
    journal_targets() { vi: "chỉ tiêu", en: "targets" }
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
    use crate::domain::deadline::{Deadline, DeadlineClass, Rule};
    use crate::domain::task::NewTask;
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
    #[expect(clippy::too_many_lines, reason = "a table of cases")]
    fn edits_show_the_fields_that_changed_and_no_other() {
        let due = |on: u32, hour: Option<&str>| Deadline {
            phrase: Some(format!("trước ngày {on}/12")),
            class: DeadlineClass::Date,
            on: NaiveDate::from_ymd_opt(2020, 12, on),
            at: hour.map(|hour| hour.parse().unwrap()),
            rule: Rule::NamedDay,
            unverified: false,
            terms: None,
        };
        let set = |old, new, document: Option<&str>, reason: Option<&str>| Change::DeadlineSet {
            task: TaskId(1),
            old,
            new,
            document: document.map(str::to_owned),
            reason: reason.map(str::to_owned),
        };
        let head = DirectiveFields { subject: "A".into(), ..DirectiveFields::default() };
        let edited = DirectiveFields { subject: "B".into(), follower: Some("lvhung".into()), ..head.clone() };
        let task = TaskFields {
            leads: vec!["Sở A".into()],
            text: "chỉ đạo ".repeat(20).trim_end().into(),
            ..TaskFields::default()
        };
        let longer = TaskFields { leads: vec![], text: format!("{} ngay", task.text), ..task.clone() };
        let steps = |done: &[bool]| -> Vec<Step> {
            done.iter().map(|done| Step { text: "gọi".into(), done: *done }).collect()
        };
        let one = |text: &str| vec![Step { text: text.into(), done: true }];
        let (id, task_id) = (DirectiveId(1), TaskId(1));
        let of_task = |old: &TaskFields, new: &TaskFields| Change::TaskEdited {
            task: task_id,
            old: Box::new(old.clone()),
            new: Box::new(new.clone()),
        };
        let cases = [
            (
                Change::DirectiveEdited { directive: id, old: Box::new(head), new: Box::new(edited) },
                "sửa: trích yếu: A → B; người theo dõi: (trống) → lvhung",
                "edited: subject: A → B; follower: (none) → lvhung",
            ),
            (
                of_task(&task, &longer),
                "sửa: nội dung: … đạo → … đạo ngay; chủ trì: Sở A → (trống)",
                "edited: text: … đạo → … đạo ngay; lead: Sở A → (none)",
            ),
            (of_task(&task, &task), "không đổi", "unchanged"),
            (
                Change::TaskAdded { id: None, directive: id, task: Box::new(NewTask::new("6", "x")) },
                "thêm việc 6",
                "task 6 added",
            ),
            (
                Change::TaskTrashed { task: task_id, old: true, new: false },
                "việc khôi phục từ thùng rác",
                "task restored from the trash",
            ),
            (
                set(Some(due(29, None)), Some(due(31, None)), Some("1801/UBND-NC"), Some("chờ số liệu")),
                "hạn: 29/12/2020 → 31/12/2020 (theo 1801/UBND-NC; lý do: chờ số liệu)",
                "deadline: 29/12/2020 → 31/12/2020 (by 1801/UBND-NC; reason: chờ số liệu)",
            ),
            (
                set(None, Some(due(31, Some("10:00:00"))), None, None),
                "hạn: (trống) → 10:00 31/12/2020",
                "deadline: (none) → 10:00 31/12/2020",
            ),
            (
                set(Some(due(29, None)), Some(Deadline { phrase: None, ..due(29, None) }), None, None),
                "hạn: trước ngày 29/12 → (trống)",
                "deadline: trước ngày 29/12 → (none)",
            ),
            (
                Change::StepsSet {
                    task: task_id,
                    old: steps(&[true, false]),
                    new: steps(&[true, true, false]),
                },
                "bước: 1/2 → 2/3 xong",
                "steps: 1/2 → 2/3 done",
            ),
            (
                Change::StepsSet { task: task_id, old: one("gọi"), new: one("gọi lại") },
                "bước: gọi → gọi lại",
                "steps: gọi → gọi lại",
            ),
        ];
        for (change, vi, en) in cases {
            assert_eq!(Lang::Vi.journal_change(&change), vi);
            assert_eq!(Lang::En.journal_change(&change), en);
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
