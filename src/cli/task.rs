//! One task as a row of text and as JSON, the same in every command that lists tasks.
//!
//! JSON of a task: the keys of `domain::query::TaskRow` (dates ISO; `state`, `done_on`,
//! `reply_document` and `note` beside the others) with `task`, the name that `done` takes;
//! `standing`; `countdown`, `{kind, days, working_days, left, late, text}` with what applies, null
//! for a task without own deadline and for one that is not open; `doubt`, "due_after_report" or null.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::out::{Out, with};
use super::table::{self, Column};
use crate::domain::calendar::Calendar;
use crate::domain::countdown::{self, Countdown};
use crate::domain::query::{AgendaGroup, TaskRow, agenda_group};
use crate::domain::standing::Standing;
use crate::domain::task::{NewTask, State, TaskKind};
use crate::domain::time::Now;
use crate::i18n::Lang;
use crate::i18n::countdown::{day_month, full_date};

/// Cells from which a line has room for the long wordings.
pub const ROOMY: usize = 120;

/// What a task's text depends on beside the task.
pub struct View<'a> {
    pub lang: Lang,
    pub now: Now,
    pub calendar: &'a Calendar,
}

/// The name by which `done` takes the task: `REF#ITEM`, or its number where there is no reference.
pub fn name(row: &TaskRow) -> String {
    if row.reference.is_empty() { row.id.0.to_string() } else { format!("{}#{}", row.reference, row.item) }
}

impl View<'_> {
    /// To the official deadline; only while the task is open.
    fn countdown(&self, row: &TaskRow) -> Option<Countdown> {
        let on = row.due_on.filter(|_| row.progress.state.is_open())?;
        Some(countdown::to(self.now, on, row.due_at, self.calendar))
    }

    pub fn json(&self, row: &TaskRow) -> Value {
        let worded =
            |countdown| with(json!(countdown), json!({"text": self.lang.countdown_long(&countdown)}));
        let more = json!({
            "task": name(row),
            "standing": row.standing(self.now, self.calendar.soon()),
            "countdown": self.countdown(row).map(worded),
            "doubt": row.is_due_after_report().then_some("due_after_report"),
        });
        with(json!(row), more)
    }

    /// `!` late, `=` today, `-` soon, as the agenda groups them; `[ ]` still to be done.
    fn marks(&self, row: &TaskRow) -> &'static str {
        if row.progress.state == State::Done {
            return "  [x]";
        }
        if !row.progress.state.is_open() {
            return "  [-]";
        }
        match agenda_group(row.due_on, row.internal_on, self.now.today(), self.calendar.soon()) {
            AgendaGroup::Late => "! [ ]",
            AgendaGroup::Today => "= [ ]",
            AgendaGroup::Soon => "- [ ]",
            _ => "  [ ]",
        }
    }

    /// The office's own date, where it is the one that an open task is now reckoned by.
    fn internal(&self, row: &TaskRow) -> Option<NaiveDate> {
        let internal = row.internal_on.filter(|_| row.progress.state.is_open())?;
        row.due_on.is_none_or(|due| internal < due && due >= self.now.today()).then_some(internal)
    }

    /// The due day as printed; with the office's own date where there is one, and room for it. Without
    /// a day, the letter's words for it, where they are known.
    fn due(&self, row: &TaskRow, words: Option<&str>, is_short: bool) -> String {
        let lang = self.lang;
        let doubt = if row.is_due_after_report() || row.unverified { " ?" } else { "" };
        let due = match (row.due_on, self.internal(row), row.report_on) {
            _ if let (true, Some(last)) = (row.is_rule, row.last_on) => {
                lang.last_time(words.unwrap_or(&lang.cli_periodic()), &full_date(last))
            }
            (None, Some(on), _) if row.kind == TaskKind::Standing => lang.review_on(&full_date(on)),
            (None, None, _) if let Some(event) = row.awaits => lang.awaits(event),
            (Some(due), Some(internal), _) if !is_short => lang.cli_own_date(internal, due),
            (Some(due), _, _) => full_date(due),
            (None, Some(internal), _) => lang.internal_date(&full_date(internal)),
            (None, None, _) if words.is_some() => words.unwrap_or_default().to_owned(),
            (None, None, _) if row.kind == TaskKind::Periodic => lang.cli_periodic(),
            (None, None, _) if row.kind == TaskKind::Standing => lang.cli_ongoing(),
            (None, None, Some(report)) if is_short => lang.by_report_date(&day_month(report)),
            (None, None, Some(report)) => lang.by_report_date_long(&day_month(report)),
            (None, None, None) => lang.standing(Standing::NoDeadline),
        };
        format!("{due}{doubt}")
    }

    /// What is left to the nearer date, named where it is the office's own; or what it came to.
    fn left(&self, row: &TaskRow, is_short: bool) -> String {
        let lang = self.lang;
        if let Some(internal) = self.internal(row) {
            let left = countdown::to_day(self.now.today(), internal, self.calendar);
            return lang.internal_date(&lang.countdown_short(&left));
        }
        match (self.countdown(row), row.progress.done_on, row.due_on) {
            (Some(countdown), ..) if is_short => lang.countdown_short(&countdown),
            (Some(countdown), ..) => lang.countdown_long(&countdown),
            (None, Some(done), Some(due)) if done > due => {
                lang.done_late_by(&lang.days((done - due).num_days()))
            }
            (None, Some(done), _) => lang.done_on_day(&full_date(done)),
            (None, None, _) if row.progress.state.is_open() => String::new(),
            (None, None, _) => lang.standing(row.standing(self.now, self.calendar.soon())),
        }
    }

    /// The line that stands over a task's words where one directive is shown.
    pub fn head(&self, row: &TaskRow, record: &NewTask) -> String {
        let words = record.deadline.as_ref().and_then(|deadline| deadline.phrase.as_deref());
        format!(
            "{} {:4} {}  {}",
            self.marks(row),
            row.item,
            self.due(row, words, false),
            self.left(row, false)
        )
    }

    /// A table of tasks.
    pub fn print(&self, out: &mut Out, rows: &[TaskRow]) {
        let lang = self.lang;
        let is_short = out.width < ROOMY;
        let columns = [
            Column::new(String::new(), 5),
            Column::new(lang.tab_tasks(), 26),
            Column::giving(lang.cli_heading_title()),
            Column::new(lang.field_lead(), out.width / 6).optional(),
            Column::new(lang.col_due(), 27),
            Column::new(lang.col_left(), 34),
        ];
        let cells = |row: &TaskRow| {
            [
                self.marks(row).to_owned(),
                name(row),
                row.title.clone(),
                row.leads.join("; "),
                self.due(row, None, is_short),
                self.left(row, is_short),
            ]
        };
        table::print(out, &columns, rows.iter().map(cells));
    }
}
