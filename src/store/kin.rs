//! What the file has that a letter under review is about.

use super::{Store, detail, find, office, tasks};
use crate::domain::DirectiveId;
use crate::domain::kin::{Cited, Kin, OfLetter};
use crate::error::Result;

impl Store {
    /// The same letter, the directives it cites with their tasks, and the units that are asked for.
    pub fn kin(&self, of: &OfLetter) -> Result<Kin> {
        self.read(|conn| {
            let reference = of.reference.as_deref().unwrap_or_default();
            let same = find::same_letter(conn, reference, of.issued_on, of.issuer.as_deref())?;
            let cited = of.citations.iter().map(|citation| {
                let Some(directive) = detail::cited(conn, citation, same.unwrap_or(DirectiveId(0)))? else {
                    return Ok(None);
                };
                let tasks = tasks::of_directive(conn, directive)?.into_iter();
                Ok(Some(Cited { directive, tasks: tasks.map(|task| (task.id, task.progress)).collect() }))
            });
            let cited = cited.collect::<rusqlite::Result<_>>()?;
            let units = of.units.iter().filter_map(|id| {
                let unit = office::live_unit(conn, *id).transpose()?;
                Some(unit.map(|unit| (*id, unit)))
            });
            Ok(Kin { same, cited, units: units.collect::<rusqlite::Result<_>>()? })
        })
    }
}
