//! F4 in a review: the chosen value in a form of its own, which hands back what was entered.

use super::{HeadField, Item, Mark, Review};
use crate::app::form::{Base, Form, Kind, Name};
use crate::app::message::Effect;
use crate::app::{App, Popup};
use crate::domain::fields::DirectiveFields;
use crate::domain::task::NewTask;

impl HeadField {
    /// The fields of the form.
    fn names(self) -> &'static [Name] {
        match self {
            HeadField::Number => &[Name::Reference],
            HeadField::Issued => &[Name::IssuedOn],
            HeadField::Issuer => &[Name::Issuer],
            HeadField::Subject => &[Name::Subject],
            HeadField::Addressees => &[Name::Addressees],
            HeadField::Signer => &[Name::Signer],
            HeadField::Report => &[Name::ReportTo, Name::ReportVia],
            HeadField::Urgency => &[Name::Urgency],
            HeadField::Kind => &[Name::Kind, Name::Urgency],
        }
    }
}

impl Review {
    /// Puts a task as it was entered in its place. Its parts go with it where its number is another one.
    fn put_task(&mut self, at: usize, new: NewTask) {
        let old = std::mem::replace(&mut self.record.tasks[at], new);
        let item = self.record.tasks[at].item.clone();
        let below = self.record.tasks.iter_mut().skip(at + 1);
        for part in below.filter(|task| task.parent.as_ref() == Some(&old.item)) {
            part.parent = Some(item.clone());
        }
    }
}

impl App {
    pub(super) fn edit_chosen(&mut self) {
        let Some(review) = self.review() else {
            return;
        };
        let mut base = Base::new(Kind::Directive, None, DirectiveFields::of(&review.record));
        let names = match &review.chosen().item {
            Item::Head(field) => Some(field.names()),
            Item::Same => Some(HeadField::Number.names()),
            Item::Task(at) => {
                base.kind = Kind::Task;
                base.record = review.record.tasks[*at].clone();
                None
            }
            Item::Citation(at, _) => {
                let cited = &review.record.citations[*at];
                (base.head.reference, base.head.issued_on) = (Some(cited.reference.clone()), cited.on);
                Some(&[Name::Reference, Name::IssuedOn][..])
            }
            Item::Unit(printed, unit) => {
                base.event.unit =
                    Some(unit.as_ref().map_or_else(|| printed.clone(), |(_, name)| name.clone()));
                Some(&[Name::OfUnit][..])
            }
            _ => return self.say(self.setup.lang.review_doubt_stays()),
        };
        self.open_form(Form::lent(base, names));
    }

    /// What the form over the review was filled in with. One that was saved as it stood takes the value where
    /// that is to be decided.
    pub(in crate::app) fn value_entered(&mut self, new: Base, is_changed: bool) -> Vec<Effect> {
        let look = self.look();
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        if !is_changed && review.chosen().mark() != Mark::Decide {
            return Vec::new();
        }
        let at = review.place.cursor;
        review.rows[at].settle(if is_changed { Mark::Edited } else { Mark::Taken });
        match review.rows[at].item {
            Item::Task(task) => review.put_task(task, new.record),
            Item::Citation(cited, _) => {
                let cited = &mut review.record.citations[cited];
                (cited.reference, cited.on) = (new.head.reference.unwrap_or_default(), new.head.issued_on);
                review.rows[at].is_left = cited.reference.is_empty();
            }
            Item::Unit(..) => review.put_unit(new.event.unit),
            _ => {
                let record = std::mem::take(&mut review.record);
                review.record = new.head.put_into(record);
            }
        }
        // By the number, day and issuer the file may have it; or what it cites.
        review.is_stale = true;
        review.refresh(look);
        self.keep_review()
    }
}
