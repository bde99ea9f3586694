//! The words of the register of units, the days off and the settings.

use super::Lang;
use crate::domain::change::Change;

impl Lang {
    /// What a change of the office did.
    pub(super) fn journal_office(self, change: &Change) -> String {
        let _ = change;
        String::new()
    }
}
