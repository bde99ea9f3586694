//! F4 in a review: the chosen value in a form of its own, which hands back what was entered.

use super::{HeadField, Item, Review};
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
            HeadField::Kind => &[Name::Kind],
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
        let names = match review.chosen().item {
            Item::Head(field) => Some(field.names()),
            Item::Task(at) => {
                base.kind = Kind::Task;
                base.record = review.record.tasks[at].clone();
                None
            }
            _ => return self.say(self.setup.lang.review_doubt_stays()),
        };
        self.open_form(Form::lent(base, names));
    }

    /// What the form over the review was filled in with.
    pub(in crate::app) fn value_entered(&mut self, new: Base) -> Vec<Effect> {
        let look = self.look();
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        let record = std::mem::take(&mut review.record);
        review.record = new.head.put_into(record);
        if let Item::Task(at) = review.chosen().item {
            review.put_task(at, new.record);
        }
        review.rows[review.place.cursor].set_edited();
        review.add_doubts(look);
        self.keep_review()
    }
}
