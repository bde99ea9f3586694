//! The words of events: their forms, their entries in the journal, their messages.

use super::Lang;
use crate::domain::change::Change;

impl Lang {
    /// What an event did.
    pub(super) fn journal_event(self, change: &Change) -> String {
        let _ = change;
        String::new()
    }
}
