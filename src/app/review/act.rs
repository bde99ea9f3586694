//! What the keys of a review do, and what becomes of F2.
//!
//! Border: which key does what; how the rows follow is in the modules beside this one.

use super::kin::unit_changes;
use super::{Item, Mark, Pane, Pick, Review};
use crate::app::action::Action;
use crate::app::confirm::Then;
use crate::app::detail::Detail;
use crate::app::menu::Of;
use crate::app::message::Effect;
use crate::app::run::way;
use crate::app::writes::What;
use crate::app::{App, Popup};
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::query::{Scope, View};
use crate::domain::recurrence;
use crate::error::Error;
use crate::i18n::deadlines::period_name;

impl App {
    pub(in crate::app) fn act_in_review(&mut self, action: Action) -> Vec<Effect> {
        let look = self.look();
        let is_sure = self.is_sure;
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        match (action, review.pane) {
            (Action::Save, _) => return self.save_review(),
            (Action::Back, Pane::Letter) if review.picked.is_some() => review.picked = None,
            (Action::Back, Pane::Letter) => review.pane = Pane::Read,
            (Action::Back, Pane::Read) => return self.leave_review(),
            (Action::Take, Pane::Letter) => {
                way(Action::PageDown).into_iter().for_each(|way| review.go(way, look));
            }
            (Action::Take, Pane::Read) => match review.toggle(look) {
                Ok(()) => return self.keep_review(),
                Err(why) => self.warn(why),
            },
            (Action::Undecided, _) => review.go_to_open(look),
            (Action::Palette, _) => self.open_palette(),
            (Action::Edit, _) => self.edit_chosen(),
            (Action::OtherPane, Pane::Letter) => review.pane = Pane::Read,
            (Action::OtherPane, Pane::Read) => review.pane = Pane::Letter,
            (Action::Mark, Pane::Letter) => review.pick_line(),
            (Action::Open | Action::Add, Pane::Letter) if !is_sure => self.hint(),
            (Action::Open | Action::Add, Pane::Letter) => return self.add_passage(),
            (Action::Add | Action::Mark, Pane::Read) => {
                review.pane = Pane::Letter;
            }
            (Action::Open, Pane::Read) => return self.open_value(),
            (Action::Cut, _) if !review.can_cut() => self.say(look.lang.review_cut_what()),
            (Action::Cut, _) => {
                self.open_menu(Of::Review);
            }
            (action, _) => way(action).into_iter().for_each(|way| review.go(way, look)),
        }
        Vec::new()
    }

    /// Enter: what there is to open or to choose in a row, else its passage.
    fn open_value(&mut self) -> Vec<Effect> {
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        match (&review.chosen().item, review.kin.same) {
            (Item::Same, Some(id)) => self.open_detail(Detail::new(id, None)),
            (Item::Unit(..), _) => self.edit_chosen(),
            (Item::Citation(..), _) if review.can_cut() => self.open_menu(Of::Review),
            _ => review.pane = Pane::Letter,
        }
        Vec::new()
    }

    /// What a menu over the review was asked for.
    pub(in crate::app) fn choose_in_review(&mut self, pick: Pick) -> Vec<Effect> {
        if !self.is_sure {
            self.hint();
            return Vec::new();
        }
        self.over.pop();
        let look = self.look();
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        match pick {
            Pick::Cut(at, _) => review.cut(at, look),
            Pick::Join(_) => review.join(look),
            Pick::Relation(relation) => review.relate(relation, look),
        }
        self.keep_review()
    }

    pub(in crate::app) fn review(&self) -> Option<&Review> {
        self.over.iter().rev().find_map(|popup| match popup {
            Popup::Review(review) => Some(&**review),
            _ => None,
        })
    }

    fn save_review(&mut self) -> Vec<Effect> {
        let (lang, look, today) = (self.setup.lang, self.look(), self.today());
        if !self.may_write() || self.writes.is_under_way(What::Review) {
            return Vec::new();
        }
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        let open = review.marked(Mark::Decide);
        let refusal = match open.first() {
            _ if review.is_stale => lang.read_busy_here(),
            _ if review.kin.same.is_some() => {
                review.show(0, look);
                lang.review_already_here(&review.name(lang))
            }
            Some(at) => {
                review.show(*at, look);
                lang.review_decide_first(open.len())
            }
            None => String::new(),
        };
        if !refusal.is_empty() {
            self.warn(refusal);
            return Vec::new();
        }
        let record = recurrence::with_instances(review.to_save(), today, &period_name);
        let mut changes = unit_changes(review, &record);
        changes.push(Change::DirectiveAdded { id: None, record: Box::new(record) });
        changes.extend(review.changes_elsewhere(lang, today));
        vec![Effect::Write(self.writes.begin(What::Review, self.now), changes)]
    }

    /// Esc: asks only where work would be lost.
    fn leave_review(&mut self) -> Vec<Effect> {
        let lang = self.setup.lang;
        if self.review().is_some_and(Review::is_changed) {
            self.ask(lang.review_unsaved(), lang.review_stay(), lang.review_drop(), Then::DropReview);
            return Vec::new();
        }
        self.drop_review()
    }

    pub(in crate::app) fn drop_review(&mut self) -> Vec<Effect> {
        self.over.pop();
        self.say(self.setup.lang.offer_dropped());
        vec![Effect::KeepDraft(None)]
    }

    /// The letter is in the file, or was refused: then the review stays as it is.
    pub(in crate::app) fn review_written(&mut self, outcome: Result<Applied, Error>) -> Vec<Effect> {
        let lang = self.setup.lang;
        let Some(at) = self.over.iter().rposition(|popup| matches!(popup, Popup::Review(_))) else {
            return Vec::new();
        };
        let Some(review) = self.review() else {
            return Vec::new();
        };
        let here = lang.review_already_here(&review.name(lang));
        match outcome {
            Err(Error::AlreadyHere(_)) => self.warn(here),
            Err(error) => self.say_refused(What::Review, error),
            Ok(applied) => {
                let added = applied.outcomes.iter().find_map(|outcome| match outcome {
                    Outcome::Applied(Change::DirectiveAdded { id, .. }) => Some(*id),
                    _ => None,
                });
                let Some(id) = added else {
                    self.warn(here);
                    return Vec::new();
                };
                let tasks = lang.n_tasks(review.n_tasks().0);
                self.over.truncate(at);
                self.say(lang.review_saved(&tasks));
                // Nobody follows it yet, and no filter was asked about it.
                self.board.view = View { sort: self.board.view.sort, ..View::of(Scope::Office) };
                id.into_iter().for_each(|id| self.look_for(id));
                return vec![Effect::KeepDraft(None)];
            }
        }
        Vec::new()
    }
}
