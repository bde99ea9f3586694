//! What is said of the chosen row, over the letter: the whole value, what it rests on, how sure it is.

use chrono::NaiveDate;

use super::{Item, Mark, Review};
use crate::app::pages::{Line, Tone, hanging};
use crate::domain::calendar::Calendar;
use crate::domain::kin::Relation;
use crate::domain::task::AssignmentRole::{Lead, Support};
use crate::domain::task::NewTask;
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;

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
            Item::Same => hanging("", &lang.review_already_here(&self.name(lang)), Tone::Doubt, self.cells),
            Item::Citation(at, relation) => self.about_citation(*at, *relation, lang),
            Item::Unit(name, _) => hanging("", name, Tone::Heading, self.cells),
            Item::Tasks | Item::Blank => Vec::new(),
        };
        let said = match (row.mark(), &row.item, row.span) {
            (_, Item::Doubt(_), _) => None,
            (_, Item::Unit(_, Some((_, unit))), _) => Some(lang.review_unit_means(unit)),
            (_, Item::Unit(..), _) => Some(lang.review_unit_new()),
            (Mark::Left, ..) => Some(lang.review_left()),
            (Mark::Edited, ..) => Some(lang.review_entered()),
            (Mark::Taken, ..) => Some(lang.review_taken()),
            (Mark::Decide, Item::Head(field), _) if field.value(&self.record, lang).is_empty() => {
                Some(if field.can_be_left() { lang.review_to_fill() } else { lang.review_to_edit() })
            }
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

    fn about_citation(&self, at: usize, relation: Relation, lang: Lang) -> Vec<Line> {
        let cited = &self.record.citations[at];
        let on = cited.on.map(full_date);
        let named: Vec<String> =
            [cited.reference.clone(), lang.citation_kind(cited.kind)].into_iter().chain(on).collect();
        let mut lines = hanging("", &named.join(" · "), Tone::Heading, self.cells);
        if let Some(here) = self.kin.cited.get(at).and_then(Option::as_ref) {
            let n = here.changes(relation, "", NaiveDate::MIN).len();
            let does = lang.review_relation(relation, n);
            lines.extend(hanging("", &does, Tone::Plain, self.cells));
        }
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
