//! What is said of the chosen row, over the letter: the whole value, what it rests on, how sure it is.

use super::{Item, Mark, Review};
use crate::app::pages::{Line, Tone, hanging};
use crate::domain::calendar::Calendar;
use crate::domain::task::AssignmentRole::{Lead, Support};
use crate::domain::task::NewTask;
use crate::i18n::Lang;

impl Review {
    pub(super) fn about_chosen(&self, lang: Lang) -> Vec<Line> {
        let row = self.chosen();
        let mut lines = match &row.item {
            Item::Head(field) => {
                let value = field.value(&self.record, lang);
                let value = if value.is_empty() { lang.review_not_seen() } else { value };
                hanging("", &value, Tone::Heading, self.cells)
            }
            Item::Task(at) => self.about_task(&self.record.tasks[*at], lang),
            Item::Doubt(sentence) => hanging("? ", sentence, Tone::Doubt, self.cells),
            Item::Tasks | Item::Blank => Vec::new(),
        };
        let said = match (row.mark(), &row.item, row.span) {
            (_, Item::Doubt(_), _) => None,
            (Mark::Left, ..) => Some(lang.review_left()),
            (Mark::Edited, ..) => Some(lang.review_entered()),
            (Mark::Decide, Item::Head(field), _) if !field.can_be_left() => Some(lang.review_to_edit()),
            (Mark::Decide, ..) => Some(lang.review_to_decide()),
            (_, Item::Head(field), None) if !field.value(&self.record, lang).is_empty() => {
                Some(field.origin(lang))
            }
            (Mark::Check, ..) => Some(lang.review_to_check()),
            _ => None,
        };
        lines.extend(said.into_iter().flat_map(|said| hanging("", &said, Tone::Muted, self.cells)));
        lines
    }

    fn about_task(&self, task: &NewTask, lang: Lang) -> Vec<Line> {
        let mut lines = hanging("", &task.title, Tone::Heading, self.cells);
        let mut add = |label: String, value: &str, tone| {
            lines.extend(hanging("", &format!("{label}: {value}"), tone, self.cells));
        };
        let tone = |unsure: bool| if unsure { Tone::Doubt } else { Tone::Plain };
        let [unsure_units, unsure_due, unsure_targets] = self.chosen().unsure;
        let mark = |unsure: bool| if unsure { " ?" } else { "" };
        for (label, role) in [(lang.field_lead(), Lead), (lang.cli_support(), Support)] {
            let units = task.assignments.iter().filter(|part| part.role == role);
            let units: Vec<&str> = units.map(|part| part.unit.as_str()).collect();
            if !units.is_empty() {
                add(label, &format!("{}{}", units.join("; "), mark(unsure_units)), tone(unsure_units));
            }
        }
        if let Some(deadline) = &task.deadline {
            let on = deadline.on.map(|on| lang.weekday_date(on));
            let phrase = deadline.phrase.as_ref().map(|phrase| format!("\"{phrase}\""));
            // What is made of words without a day is told; no day of the calendar stands in that.
            let terms = deadline.terms.map(|_| lang.deadline_rule(deadline, &Calendar::built_in()));
            let due: Vec<String> = on.into_iter().chain(phrase).chain(terms).collect();
            add(lang.col_due(), &format!("{}{}", due.join(" · "), mark(unsure_due)), tone(unsure_due));
        }
        for target in &task.targets {
            let asked = format!("{} {}{}", target.measure, target.value, mark(unsure_targets));
            add(lang.tab_targets(), &asked, tone(unsure_targets));
        }
        lines
    }
}
