//! The line over the footer: what is said there, and how long it stays.
//!
//! Border: who says what is where it happens; the words are in `i18n`.

use super::key::Key;
use super::{App, Notice, Weight, action};
use crate::domain::time::Now;

impl App {
    /// What was said goes with the next key. The hint about input methods stays while the rest of the word
    /// comes, which does nothing.
    pub(super) fn drop_notice(&mut self, key: Key) {
        let is_rest = matches!(key, Key::Char(_) | Key::Backspace)
            && action::find(self.context(), key).is_none()
            && self.notice.as_ref().is_some_and(|notice| notice.weight == Weight::Hint);
        if !is_rest || self.context().takes_text() {
            self.dirty |= self.notice.take().is_some();
        }
    }

    /// Says, once, that what came was an input method's and does nothing in a list.
    pub(super) fn hint(&mut self) {
        if !std::mem::replace(&mut self.hinted, true) {
            self.notice = Some(Notice { text: self.setup.lang.input_method_hint(), weight: Weight::Hint });
            self.dirty = true;
        }
    }

    /// The office makes copies of its file, and the last one is of then.
    pub fn late_backup(&mut self, last: Now) {
        let days = self.today().signed_duration_since(last.today()).num_days();
        self.warn(self.setup.lang.backup_is_late(days));
    }

    pub(super) fn say(&mut self, text: String) {
        self.notice = Some(Notice { text, weight: Weight::Plain });
        self.dirty = true;
    }

    pub(super) fn warn(&mut self, text: String) {
        self.notice = Some(Notice { text, weight: Weight::Warning });
        self.dirty = true;
    }
}
