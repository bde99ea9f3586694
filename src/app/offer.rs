//! What may come of a paste on a list, of a file named, and of a draft from earlier: an offer to take it up.
//!
//! Border: a text is read elsewhere; here it is asked for, waited for and offered. Nothing of it
//! is kept before it is taken up, and nothing at all of a secret document.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::domain::time::Now;
use crate::error::Error;
use crate::extract::Draft;
use crate::i18n::Lang;

use super::action::{Action, SCREENS};
use super::field::Field;
use super::form::{self, Form};
use super::message::{Effect, LetterId};
use super::review::{KeptReview, Review};
use super::{App, Notice, Popup, Weight};

/// Pasted text of more bytes is not read; the decoder hands over no more than the beginning of it.
const LIMIT: usize = 1 << 20;

/// Most letters of a path.
const LONGEST: usize = 1000;

/// How long a text may be read before the screen mentions it.
const SLOW: TimeDelta = TimeDelta::milliseconds(300);

/// Something to take up with Enter or to drop with Esc.
#[derive(Debug)]
pub enum Offer {
    /// A pasted letter, as read; whether it is in the file already.
    Letter(Box<Draft>, bool),
    /// A letter that was under review when the program ended.
    Review(Box<KeptReview>),
    /// A form that was open then.
    Form(Box<Form>),
}

/// A draft of whatever kind, as text.
#[derive(Serialize, Deserialize)]
struct Kept {
    review: KeptReview,
}

/// The text that is being read.
#[derive(Debug, Default)]
pub struct Letters {
    last_id: u64,
    waiting: Option<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    id: LetterId,
    slow_from: Now,
}

impl Letters {
    fn begin(&mut self, since: Now) -> LetterId {
        self.last_id += 1;
        let id = LetterId(self.last_id);
        self.waiting = Some(Waiting { id, slow_from: Now::new(since.at() + SLOW) });
        id
    }

    /// When the screen will mention that a text is being read.
    pub fn mentioned_at(&self, now: Now) -> Option<Now> {
        self.waiting.as_ref().map(|waiting| waiting.slow_from).filter(|at| *at > now)
    }

    fn is_slow(&self, now: Now) -> bool {
        self.waiting.as_ref().is_some_and(|waiting| waiting.slow_from <= now)
    }
}

impl Offer {
    /// What is offered, in the line over the footer.
    pub fn line(&self, lang: Lang) -> String {
        match self {
            Offer::Letter(draft, is_here) => {
                let name = lang.reference_or_none(draft.number.value.as_deref().unwrap_or_default());
                if *is_here {
                    return lang.offer_letter_here(&name);
                }
                lang.offer_letter(&name, &lang.n_tasks(draft.tasks.len()))
            }
            Offer::Review(kept) => {
                let name = lang.reference_or_none(kept.record.reference.as_deref().unwrap_or_default());
                lang.offer_draft(&lang.draft_of_letter(&name))
            }
            Offer::Form(form) => lang.offer_draft(&form.title(lang)),
        }
    }
}

impl App {
    pub(super) fn paste(&mut self, pasted: String) -> Vec<Effect> {
        self.dirty = true;
        if self.opening.take().is_some() | self.forget_action() {
            self.warn(self.setup.lang.read_busy());
            return Vec::new();
        }
        match self.over.last_mut() {
            Some(Popup::Help(help)) => help.type_text(&pasted),
            Some(Popup::Form(_)) => self.form_paste(&pasted),
            Some(Popup::Path(field)) => {
                if !field.paste(&pasted) {
                    self.warn(self.setup.lang.words_too_long(LONGEST));
                }
            }
            Some(Popup::Search(_) | Popup::Palette(_)) => self.finder_paste(&pasted),
            _ => return self.paste_letter(pasted),
        }
        Vec::new()
    }

    /// A paste on a list: a letter is offered for review, anything else is explained.
    pub(super) fn paste_letter(&mut self, pasted: String) -> Vec<Effect> {
        let lang = self.setup.lang;
        let is_list = SCREENS.contains(&self.context());
        let is_offer = matches!(self.over.last(), Some(Popup::Offer(_)));
        if !is_list && !is_offer || self.review().is_some() {
            self.warn(lang.paste_answer_first());
        } else if pasted.len() > LIMIT {
            self.warn(lang.paste_too_long());
        } else if self.may_write() {
            return vec![Effect::ReadLetter(self.letters.begin(self.now), pasted)];
        }
        Vec::new()
    }

    /// What a pasted text turned out to be. One that is not waited for any more is dropped.
    pub(super) fn letter_read(&mut self, id: LetterId, draft: Box<Draft>, is_here: bool) -> Vec<Effect> {
        let lang = self.setup.lang;
        if self.letters.waiting.take_if(|waiting| waiting.id == id).is_none() {
            return Vec::new();
        }
        (self.dirty, self.notice) = (true, None);
        let is_letter = |offer: &Offer| matches!(offer, Offer::Letter(..));
        self.over.retain(|popup| !matches!(popup, Popup::Offer(offer) if is_letter(offer)));
        if let Some(secrecy) = draft.secrecy {
            self.warn(lang.paste_secret(secrecy.name()));
        } else if !draft.is_letter() {
            self.warn(lang.paste_no_letter());
        } else {
            self.over.retain(|popup| !matches!(popup, Popup::Path(_)));
            // What is being typed over a list keeps the keys; the offer waits below it.
            let at = self.over.iter().rposition(|popup| matches!(popup, Popup::Detail(_) | Popup::Tasks(_)));
            let offer = Popup::Offer(Box::new(Offer::Letter(draft, is_here)));
            self.over.insert(at.map_or(0, |at| at + 1), offer);
            // A kept draft is answered first: there is room for one.
            if matches!(self.over.last(), Some(Popup::Offer(offer)) if !is_letter(offer)) {
                self.say(lang.paste_waits());
            }
        }
        Vec::new()
    }

    /// Asks for the path of a letter; or says how a file comes here from where it is.
    pub(super) fn open_path(&mut self) {
        let lang = self.setup.lang;
        match self.setup.sends_by.clone() {
            _ if !self.may_write() => {}
            Some(command) => {
                let lines = [lang.import_there(), command, lang.import_by_hand()];
                self.tell(lang.import_title(), lines.into());
            }
            None => self.over.push(Popup::Path(Box::new(Field::new("", LONGEST)))),
        }
    }

    /// The path stays where it can be put right until the letter is there.
    pub(super) fn act_in_path(&mut self, action: Action) -> Vec<Effect> {
        let typed = match self.over.last() {
            Some(Popup::Path(field)) => field.text().trim().to_owned(),
            _ => return Vec::new(),
        };
        match action {
            Action::Open if !typed.is_empty() => {
                return vec![Effect::ReadFile(self.letters.begin(self.now), typed)];
            }
            Action::Back => {
                self.letters.waiting = None;
                self.back();
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn letter_unread(&mut self, id: LetterId, error: &Error) {
        if self.letters.waiting.take_if(|waiting| waiting.id == id).is_some() {
            let said = self.setup.lang.error(error);
            self.warn(format!("{}. {}", said.what, said.advice));
        }
    }

    pub(super) fn act_in_offer(&mut self, action: Action) -> Vec<Effect> {
        let (Action::Open | Action::Back, Some(Popup::Offer(_))) = (action, self.over.last()) else {
            return Vec::new();
        };
        let Some(Popup::Offer(offer)) = self.over.pop() else {
            return Vec::new();
        };
        if action == Action::Back {
            self.say(self.setup.lang.offer_dropped());
            let is_kept = !matches!(*offer, Offer::Letter(..));
            return is_kept.then_some(Effect::KeepDraft(None)).into_iter().collect();
        }
        match *offer {
            Offer::Letter(draft, _) => self.open_review(Review::new(*draft, self.look())),
            Offer::Form(form) => {
                self.take_up_draft(*form);
                self.draft_to_keep().into_iter().collect()
            }
            Offer::Review(kept) => self.open_review(Review::of_kept(*kept, self.look())),
        }
    }

    fn open_review(&mut self, review: Review) -> Vec<Effect> {
        self.over.push(Popup::Review(Box::new(review)));
        // Colleagues may have added some.
        self.names = None;
        self.keep_review()
    }

    /// A draft that was kept when the program ended is offered; what is no draft of ours is not.
    pub(super) fn offer_draft(&mut self, kept: &str) {
        let review = serde_json::from_str(kept).ok().filter(|Kept { review }| review.is_whole());
        let review = review.map(|Kept { review }| Offer::Review(Box::new(review)));
        let form = || form::restore(kept).map(|form| Offer::Form(Box::new(form)));
        let offer = review.or_else(form);
        self.over.extend(offer.map(|offer| Popup::Offer(Box::new(offer))));
    }

    /// The letter under review is kept as it is now.
    pub(super) fn keep_review(&self) -> Vec<Effect> {
        let kept = self.review().map(|review| Kept { review: review.to_keep() });
        let text = kept.and_then(|kept| serde_json::to_string(&kept).ok());
        text.map(|text| Effect::KeepDraft(Some(text))).into_iter().collect()
    }

    /// A moment asked for has come: what is shown changes, or what is being entered is to be kept.
    pub(super) fn woke(&mut self) -> Vec<Effect> {
        self.dirty = true;
        self.draft_to_keep().into_iter().collect()
    }

    /// What is to be kept of what is being entered, now that the program ends; `None` where that is
    /// what was kept last.
    pub fn last_draft(&mut self) -> Option<Option<String>> {
        match self.draft_to_keep()? {
            Effect::KeepDraft(draft) => Some(draft),
            _ => None,
        }
    }

    /// The line over the footer: what was said last, else that something is being written.
    pub fn notice(&self) -> Option<Notice> {
        let slow = || self.writes.is_slow(self.now);
        let writing = || slow().then(|| self.setup.lang.writing_now());
        let plain = |text| Notice { text, weight: Weight::Plain };
        self.notice.clone().or_else(|| writing().or_else(|| self.standing_line()).map(plain))
    }

    /// What the line over the footer says while nothing else was said: a text is being read, an offer
    /// waits, values of a review are open.
    pub(super) fn standing_line(&self) -> Option<String> {
        let lang = self.setup.lang;
        if self.letters.is_slow(self.now) {
            return Some(lang.paste_reading());
        }
        if let Some(marks) = self.marks_line() {
            return Some(marks);
        }
        match self.over.last()? {
            Popup::Offer(offer) => Some(offer.line(lang)),
            Popup::Review(review) => Some(review.standing(lang)),
            _ => None,
        }
    }
}
