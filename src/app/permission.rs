//! What the person at the keys may do, as the file has it by now.
//!
//! Border: what is offered and said. The store asks again inside every change, whatever is shown here.

use super::action::Action;
use super::office::Page;
use super::{App, Popup, Screen};
use crate::domain::change::Role;
use crate::domain::people::{Person, PersonFields};

impl App {
    /// Tells whose session it is, before anything is shown.
    pub fn introduce(&mut self, person: Person) {
        self.setup.me = person.id.or(self.setup.me);
        self.person = person.fields;
    }

    /// The file takes changes, and from this person.
    pub fn can_write(&self) -> bool {
        self.setup.can_write && self.person.may(Role::Officer)
    }

    /// The person was read again; another role is worth a word.
    pub(super) fn person_read(&mut self, person: Person) {
        let (lang, before) = (self.setup.lang, self.person.clone());
        self.introduce(person);
        let PersonFields { role, disabled, .. } = self.person;
        if disabled && !before.disabled {
            self.warn(lang.disabled_now());
        } else if (role, disabled) != (before.role, before.disabled) {
            self.warn(lang.role_now(&lang.role(role)));
        }
    }

    /// Says why nothing can be written, where that is so.
    pub(super) fn may_write(&mut self) -> bool {
        self.may(Role::Officer)
    }

    /// The same of what needs a role.
    pub(super) fn may(&mut self, needed: Role) -> bool {
        let lang = self.setup.lang;
        let why_not = match () {
            () if self.gone.is_some() => lang.file_gone_no_writing(),
            () if !self.setup.can_write => lang.looking_only(),
            () if !self.can_write() => lang.role_looks_only(),
            () if !self.person.may(needed) => lang.admins_only(),
            () => return true,
        };
        self.warn(why_not);
        false
    }

    /// An action that ends in a change is open to this person, in this place.
    pub(super) fn is_permitted(&self, action: Action) -> bool {
        let page = match self.over.last() {
            Some(Popup::Office(office)) => Some(office.page),
            Some(Popup::Form(form)) => form.base.desk.page(),
            _ => None,
        };
        let is_purge = action == Action::Purge && self.screen == Screen::Log;
        let needed = page.map_or(if is_purge { Role::Admin } else { Role::Officer }, Page::needed);
        let is_change = action.changes() || action.enters() || page.is_some() && action == Action::Open;
        !is_change || self.gone.is_none() && self.can_write() && self.person.may(needed)
    }
}
