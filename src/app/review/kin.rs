//! What the file has that the letter is about: the same letter, what it cites, units it does not know.
//!
//! Border: what was read of the file becomes rows, and what was chosen in them changes of other records.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Item, Mark, Pick, Review, Row};
use crate::app::menu::Choice;
use crate::app::{App, Look, Popup};
use crate::domain::change::Change;
use crate::domain::directive::NewDirective;
use crate::domain::kin::{Cited, Kin, OfLetter, Relation};
use crate::domain::office::UnitFields;
use crate::domain::query::Names;
use crate::domain::task::Span;
use crate::domain::{DirectiveId, UnitId};
use crate::i18n::Lang;
use crate::text;

impl Review {
    /// What is to be read about it.
    pub(in crate::app) fn of_letter(&self) -> Box<OfLetter> {
        let record = &self.record;
        let units: BTreeSet<UnitId> = self.meant().map(|(_, unit)| unit).collect();
        Box::new(OfLetter {
            reference: record.reference.clone(),
            issued_on: record.issued_on,
            issuer: record.issuer.clone(),
            citations: record.citations.clone(),
            units: units.into_iter().collect(),
        })
    }

    /// The names that are said to mean a unit of the register.
    fn meant(&self) -> impl Iterator<Item = (&String, UnitId)> {
        self.rows.iter().filter_map(|row| match &row.item {
            Item::Unit(printed, Some((unit, _))) => Some((printed, *unit)),
            _ => None,
        })
    }

    /// The number, or that it has none.
    pub(super) fn name(&self, lang: Lang) -> String {
        lang.reference_or_none(self.record.reference.as_deref().unwrap_or_default())
    }

    /// The unit of the register that has this name.
    pub(super) fn unit_named(&self, name: &str) -> Option<UnitId> {
        self.register.as_ref()?.get(&text::fold(name)).copied()
    }

    /// A row for every name that the register does not know, each once; those of earlier as they were.
    pub(super) fn unit_rows(&self, old: Vec<Row>) -> Vec<Row> {
        if self.register.is_none() {
            return old;
        }
        let mut rows: Vec<Row> = Vec::new();
        for task in &self.record.tasks {
            for part in task.assignments.iter().filter(|part| self.unit_named(&part.unit).is_none()) {
                let item = Item::Unit(part.unit.clone(), None);
                if rows.iter().any(|row| row.item.is_same(&item)) {
                    continue;
                }
                let known = old.iter().find(|row| row.item.is_same(&item)).cloned();
                let original = &self.record.original;
                // "Sở N" does not stand in "Sở Nội vụ".
                let is_whole = |(at, _): &(usize, &str)| {
                    let behind = text::slice(original, at + part.unit.len(), original.len());
                    !behind.starts_with(char::is_alphanumeric)
                };
                let place = original.match_indices(&part.unit).find(is_whole).map(|(at, _)| at);
                let span = place.map(|from| Span { from, to: from + part.unit.len() }).or(task.span);
                rows.push(known.unwrap_or_else(|| Row::new(item, Mark::Check, span)));
            }
        }
        rows
    }

    /// The unit that was entered for the chosen name: one of the register, or a name better spelt.
    pub(super) fn put_unit(&mut self, entered: Option<String>) {
        let known = entered.as_ref().and_then(|name| self.unit_named(name));
        let row = &mut self.rows[self.place.cursor];
        let Item::Unit(printed, unit) = &mut row.item else { return };
        *unit = known.zip(entered.clone());
        if let (None, Some(name)) = (known, entered) {
            let tasks = self.record.tasks.iter_mut().flat_map(|task| &mut task.assignments);
            let folded = text::fold(printed);
            tasks
                .filter(|part| text::fold(&part.unit) == folded)
                .for_each(|part| part.unit.clone_from(&name));
            *printed = name;
        }
        self.is_stale = true;
    }

    /// The directive that the chosen citation names, where it is here.
    pub fn cited(&self) -> Option<&Cited> {
        let Item::Citation(at, _) = self.chosen().item else { return None };
        self.kin.cited.get(at)?.as_ref()
    }

    pub(in crate::app) fn has(&self, pick: &Pick) -> bool {
        matches!((&self.chosen().item, pick), (Item::Citation(_, one), Pick::Relation(other)) if one == other)
    }

    pub(super) fn relate(&mut self, relation: Relation, look: Look) {
        let Some(cited) = self.cited().map(|cited| cited.directive) else { return };
        // A letter is one thing to a directive, in however many ways it writes its number.
        for row in &mut self.rows {
            if let Item::Citation(at, old) = &mut row.item
                && self
                    .kin
                    .cited
                    .get(*at)
                    .is_some_and(|one| one.as_ref().is_some_and(|c| c.directive == cited))
            {
                *old = relation;
                row.settle(Mark::Edited);
            }
        }
        self.show_chosen(look);
    }

    /// What a menu over the chosen row offers.
    pub(in crate::app) fn choices(&self) -> Vec<Choice> {
        let of_citation = Relation::ALL.map(Pick::Relation).to_vec();
        let picks = if self.cited().is_some() { of_citation } else { self.cuts() };
        picks.into_iter().map(Choice::Review).collect()
    }

    /// What becomes of tasks of earlier directives.
    pub(super) fn changes_elsewhere(&self, lang: Lang, today: NaiveDate) -> Vec<Change> {
        let on = self.record.issued_on.map_or(today, |issued| issued.min(today));
        let letter = self.name(lang);
        let mut related: BTreeMap<DirectiveId, (Relation, &Cited)> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| !row.is_left) {
            if let Item::Citation(at, relation) = row.item
                && let Some(Some(cited)) = self.kin.cited.get(at)
            {
                // Of two numbers of one directive the one that says more.
                let known = related.entry(cited.directive).or_insert((relation, cited));
                known.0 = known.0.max(relation);
            }
        }
        related.into_values().flat_map(|(relation, cited)| cited.changes(relation, &letter, on)).collect()
    }
}

/// The names that the record prints, remembered as spellings of the units they were said to mean.
pub(super) fn unit_changes(review: &Review, record: &NewDirective) -> Vec<Change> {
    let is_printed =
        |name: &String| record.tasks.iter().flat_map(|task| &task.assignments).any(|part| part.unit == *name);
    let change = |(id, old): &(UnitId, UnitFields)| {
        let mut new = old.clone();
        let meant = review.meant().filter(|(printed, unit)| unit == id && is_printed(printed));
        new.names.extend(meant.map(|(printed, _)| printed.clone()));
        let (old, new) = (Box::new(old.clone()), Box::new(new.with_names_settled()));
        (old != new).then_some(Change::UnitSet { unit: Some(*id), old: Some(old), new: Some(new) })
    };
    review.kin.units.iter().filter_map(change).collect()
}

impl App {
    /// The names of the register were read.
    pub(in crate::app) fn review_takes(&mut self, names: &Names) {
        let look = self.look();
        for popup in &mut self.over {
            if let Popup::Review(review) = popup {
                let units =
                    names.units.iter().map(|name| text::fold(name)).zip(names.unit_ids.iter().copied());
                review.register = Some(units.collect());
                review.refresh(look);
            }
        }
    }

    /// What the file has that the letter is about was read.
    pub(in crate::app) fn take_kin(&mut self, kin: Kin) {
        let look = self.look();
        if let Some(Popup::Review(review)) = self.over.last_mut() {
            (review.kin, review.is_stale) = (kin, false);
            review.refresh(look);
        }
    }
}
