//! The register of units, the office's corrections to the calendar, its settings.

use super::Store;
use super::apply::Write;
use super::fault::Fault;
use crate::domain::change::{Change, Outcome};
use crate::domain::office::Settings;
use crate::error::{Error, Result};

impl Store {
    /// What the office set, and what stands where it set nothing.
    pub fn settings(&self) -> Result<Settings> {
        Ok(Settings::default())
    }
}

impl Write<'_> {
    pub(super) fn office(&mut self, change: Change) -> Result<Outcome, Fault> {
        let _ = change;
        Err(Error::NotPermitted.into())
    }
}
