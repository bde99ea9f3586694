//! Writing what the office's screens change, with what it brings along and the question about it: units that
//! become one, deadlines that days move.
//!
//! Border: what moves is reckoned by the rule in `domain`; here it is filled in, shown and agreed to.

use super::Office;
use crate::app::confirm::Then;
use crate::app::message::Effect;
use crate::app::writes::What;
use crate::app::{App, Popup};
use crate::domain::calendar::Calendar;
use crate::domain::change::Change;
use crate::domain::office::{UnitRow, moved};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::text;

impl App {
    /// Writes changes of the office. Deadlines that days move go with them, once that was seen and agreed to.
    pub(in crate::app) fn write_in_office(&mut self, mut changes: Vec<Change>) -> Vec<Effect> {
        let lang = self.setup.lang;
        let merged = self.with_merged(&mut changes);
        if !merged.is_empty() {
            let question = self.listed(lang.units_merge(), merged);
            self.ask_in_office(question, lang.units_merge_do(), changes);
            return Vec::new();
        }
        let lines = self.with_moved(&mut changes);
        if lines.is_empty() {
            return self.begin_in_office(changes);
        }
        let question = self.listed(lang.days_move(lines.len()), lines);
        self.ask_in_office(question, lang.days_save(), changes);
        Vec::new()
    }

    /// A unit that is given another's official name takes that unit in, with all its names; a line for each.
    fn with_merged(&self, changes: &mut [Change]) -> Vec<String> {
        let (lang, units) = (self.setup.lang, self.office().map_or(&[][..], Office::units));
        let mut lines = Vec::new();
        for change in changes {
            let Change::UnitSet { unit: Some(id), new: Some(new), .. } = change else { continue };
            let further = new.names.iter().filter(|name| text::fold(name) != text::fold(&new.name));
            let further: Vec<String> = further.map(|name| text::fold(name)).collect();
            let is_named = |row: &&UnitRow| row.id != *id && further.contains(&text::fold(&row.fields.name));
            for row in units.iter().filter(is_named) {
                new.names.extend(row.fields.names.iter().cloned());
                lines.push(lang.unit_merged(&row.fields.name, row.open));
            }
            **new = std::mem::take(&mut **new).with_names_settled();
        }
        lines
    }

    /// Fills in what the office had said of the days, adds the deadlines that are other ones then, and gives
    /// a line for each that goes to another day.
    fn with_moved(&self, changes: &mut Vec<Change>) -> Vec<String> {
        let Some(office) = self.office() else { return Vec::new() };
        let (corrections, held) = office.calendar_read();
        let mut days = corrections.to_vec();
        for change in changes.iter_mut() {
            if let Change::DaySet { on, old, new } = change {
                *old = days.iter().find(|day| day.on == *on).cloned().map(Box::new);
                days.retain(|day| day.on != *on);
                days.extend(new.as_deref().cloned());
            }
        }
        let mut lines = Vec::new();
        for (held, new) in moved(held, &Calendar::new(days)) {
            if let Some((from, to)) = held.deadline.on.zip(new.on).filter(|(from, to)| from != to) {
                let reference = self.setup.lang.reference_or_none(&held.reference);
                lines.push(format!("{reference}#{}: {} → {}", held.item, full_date(from), full_date(to)));
            }
            let (old, reason) = (Some(held.deadline.clone()), Some(Lang::Vi.days_reason()));
            changes.push(Change::DeadlineSet {
                task: held.task,
                old,
                new: Some(new),
                document: None,
                reason,
            });
        }
        lines
    }

    /// A question over the lines it is about; those without room, each perhaps of several rows, are counted.
    pub(super) fn listed(&self, question: String, lines: Vec<String>) -> String {
        let room = usize::from(self.layout.rows / 3).saturating_sub(3).clamp(1, 8);
        let more = lines.len().saturating_sub(room);
        let mut all = vec![question];
        all.extend(lines.into_iter().take(room));
        all.extend((more > 0).then(|| self.setup.lang.and_more(more)));
        all.join("\n")
    }

    pub(super) fn ask_in_office(&mut self, question: String, other: String, changes: Vec<Change>) {
        let keep = self.setup.lang.office_back();
        if let Some(office) = self.office_mut() {
            office.pending = changes;
        }
        self.ask(question, keep, other, Then::Office);
    }

    /// What was asked about is agreed to.
    pub(in crate::app) fn write_pending(&mut self) -> Vec<Effect> {
        let changes = self.office_mut().map(|office| std::mem::take(&mut office.pending));
        self.begin_in_office(changes.unwrap_or_default())
    }

    fn begin_in_office(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        let what = match self.over.last_mut() {
            Some(Popup::Form(form)) => {
                form.is_writing = true;
                What::Form
            }
            _ => What::Office,
        };
        vec![Effect::Write(self.writes.begin(what, self.now), changes)]
    }
}
