//! The fields that forms are made of: names, labels, hints, what each takes; and one as it is filled in.
//!
//! Border: a field by itself. How values reach a record, and what they must agree with, is in
//! [`super::values`].

use serde::{Deserialize, Serialize};

use crate::app::field::Field;
use crate::app::key::Key;
use crate::domain::calendar::DayKind;
use crate::domain::change::Role;
use crate::domain::directive::Urgency;
use crate::domain::reminder::Channel;
use crate::i18n::Lang;

/// What can be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Line,
    /// One line, wrapped into as many as are shown.
    Wrapped(u16),
    /// Several lines, of which so many are shown.
    Lines(u16),
    /// A day that has been: without a year the last such one.
    Passed,
    /// A day to come.
    Coming,
    /// The same, or the words of a deadline: "trước 15/12", "5lv từ ngày đến", "hằng tháng 20".
    Deadline,
    /// Any day.
    Day,
    /// One of a few words, chosen with the arrows; its text is its number among them.
    Choice(Choice),
    Unit,
    /// Units with `;` between them.
    Units,
    Person,
    Kind,
    Issuer,
    /// One of the task's targets.
    Target,
    /// The number of a directive, which may be looked for by any of its words.
    Directive,
}

/// What can be chosen with the arrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Urgency,
    Channel,
    DayKind,
    Role,
    YesNo,
}

/// How a unit was pressed, as the arrows go through it.
pub const CHANNELS: [Channel; 5] =
    [Channel::Phone, Channel::Letter, Channel::Meeting, Channel::Message, Channel::Other];

/// Kinds of special days, as the arrows go through them.
pub const DAY_KINDS: [DayKind; 2] = [DayKind::Off, DayKind::Worked];

/// Roles, as the arrows go through them.
pub const ROLES: [Role; 3] = [Role::Viewer, Role::Officer, Role::Admin];

impl Choice {
    /// Its words, in order.
    pub fn words(self, lang: Lang) -> Vec<String> {
        match self {
            Choice::Urgency => URGENCIES.iter().map(|urgency| lang.urgency_or_normal(*urgency)).collect(),
            Choice::Channel => CHANNELS.iter().map(|channel| lang.channel(*channel)).collect(),
            Choice::DayKind => DAY_KINDS.iter().map(|kind| lang.day_kind(*kind)).collect(),
            Choice::Role => ROLES.iter().map(|role| lang.role(*role)).collect(),
            Choice::YesNo => vec![lang.no(), lang.yes()],
        }
    }

    fn len(self) -> usize {
        match self {
            Choice::Urgency => URGENCIES.len(),
            Choice::Channel => CHANNELS.len(),
            Choice::DayKind => DAY_KINDS.len(),
            Choice::Role => ROLES.len(),
            Choice::YesNo => 2,
        }
    }
}

impl Takes {
    pub fn is_day(self) -> bool {
        matches!(self, Takes::Passed | Takes::Coming | Takes::Deadline | Takes::Day)
    }

    /// Names are offered under it.
    pub fn offers(self) -> bool {
        matches!(
            self,
            Takes::Unit
                | Takes::Units
                | Takes::Person
                | Takes::Kind
                | Takes::Issuer
                | Takes::Target
                | Takes::Directive
        )
    }
}

pub struct Spec {
    pub name: Name,
    pub takes: Takes,
    /// Most letters.
    limit: usize,
    pub is_required: bool,
    pub label: fn(Lang) -> String,
    pub hint: Option<fn(Lang) -> String>,
}

macro_rules! fields {
    ($(($name:ident, $takes:expr, $limit:literal, $label:ident $(, $hint:ident)? $(; $required:ident)?),)*) => {
        /// A field's name, in drafts too.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Name {
            $($name),*
        }

        const SPECS: &[Spec] = &[$(Spec {
            name: Name::$name,
            takes: $takes,
            limit: $limit,
            is_required: !stringify!($($required)?).is_empty(),
            label: Lang::$label,
            hint: [$(Some(Lang::$hint as fn(Lang) -> String),)? None][0],
        }),*];
    };
}

// In the order in which forms have them. Limits are far above what occurs, and keep a slip of the mouse
// out of the file.
fields! {
    (Reference, Takes::Line, 60, col_reference, hint_reference),
    (IssuedOn, Takes::Passed, 30, form_issued, hint_passed),
    (Kind, Takes::Kind, 60, form_kind, hint_pick; required),
    (Issuer, Takes::Issuer, 200, cli_field_issuer, hint_pick),
    (Subject, Takes::Wrapped(2), 1000, col_subject, hint_required; required),
    (Urgency, Takes::Choice(Choice::Urgency), 1, cli_field_urgency, hint_choice),
    (Addressees, Takes::Line, 1000, field_addressees, hint_several),
    (Signer, Takes::Line, 120, field_signer),
    (ReceivedOn, Takes::Passed, 30, form_received, hint_passed),
    (Inbound, Takes::Line, 60, form_inbound),
    (ReportTo, Takes::Unit, 200, form_report_to, hint_pick),
    (ReportVia, Takes::Unit, 200, form_report_via, hint_pick),
    (Follower, Takes::Person, 80, field_follower, hint_pick),
    (HandlingNote, Takes::Lines(2), 2000, field_note, hint_lines),
    (Title, Takes::Wrapped(2), 1000, form_title, hint_required; required),
    (Leads, Takes::Units, 1000, field_lead, hint_picks),
    (Supports, Takes::Units, 1000, cli_support, hint_picks),
    (TaskFollower, Takes::Person, 80, field_follower, hint_pick),
    (Due, Takes::Deadline, 200, col_due, hint_due),
    (Internal, Takes::Coming, 30, form_internal, hint_internal),
    (Measure, Takes::Line, 200, form_measure, hint_measure),
    (Value, Takes::Line, 60, form_value, hint_value),
    (Item, Takes::Line, 20, form_item),
    (DoneOn, Takes::Passed, 30, form_done_on, hint_passed; required),
    (Reply, Takes::Line, 120, form_reply, hint_reply),
    (Note, Takes::Lines(3), 2000, form_note, hint_lines),
    (NewDue, Takes::Deadline, 200, form_new_due, hint_new_due),
    (Consent, Takes::Line, 120, form_consent, hint_consent),
    (Reason, Takes::Line, 500, form_reason),
    (Step, Takes::Line, 300, form_step; required),
    (UnitName, Takes::Line, 200, office_name, hint_required; required),
    (UnitKind, Takes::Line, 60, col_kind, hint_unit_kind),
    (Spellings, Takes::Wrapped(3), 2000, office_spellings, hint_spellings),
    (ValidFrom, Takes::Day, 30, office_valid_from, hint_day),
    (ValidTo, Takes::Day, 30, office_valid_to, hint_day),
    (Successor, Takes::Unit, 200, office_successor, hint_pick),
    (DayOn, Takes::Day, 30, col_day, hint_day; required),
    (DayKind, Takes::Choice(Choice::DayKind), 1, col_kind, hint_choice),
    (DayName, Takes::Line, 120, col_day_name, hint_required; required),
    (DaySource, Takes::Line, 200, office_source, hint_source; required),
    (Verified, Takes::Choice(Choice::YesNo), 1, office_verified, hint_verified),
    (OffOn, Takes::Day, 30, office_off_on, hint_day; required),
    (WorkedOn, Takes::Day, 30, office_worked_on, hint_day; required),
    (SwapSource, Takes::Line, 200, office_source, hint_source; required),
    (SettingValue, Takes::Line, 200, col_value),
    (SettingFlag, Takes::Choice(Choice::YesNo), 1, col_value, hint_choice),
    (Login, Takes::Line, 32, col_login, hint_login; required),
    (PersonName, Takes::Line, 120, col_person_name, hint_required; required),
    (PersonRole, Takes::Choice(Choice::Role), 1, col_role, hint_role),
    (Active, Takes::Choice(Choice::YesNo), 1, person_may_sign_in, hint_active),
    (Keys, Takes::Lines(4), 12000, person_keys, hint_keys),
    (EventOn, Takes::Passed, 30, col_day, hint_event_on; required),
    (Channel, Takes::Choice(Choice::Channel), 1, event_channel, hint_choice),
    (OfUnit, Takes::Unit, 200, group_unit, hint_pick),
    (EventReply, Takes::Line, 120, form_reply, hint_reply),
    (Newer, Takes::Directive, 120, event_newer, hint_directive; required),
    (Document, Takes::Line, 120, event_document, hint_document),
    (SpokenTo, Takes::Line, 120, event_spoken_to),
    (Promised, Takes::Coming, 30, event_promised, hint_promised),
    (OfTarget, Takes::Target, 300, form_measure, hint_pick; required),
    (Reached, Takes::Line, 60, event_reached, hint_reached; required),
    (EventNote, Takes::Lines(2), 2000, form_note, hint_lines),
    (Why, Takes::Line, 500, form_reason),
}

/// The fields from one to another, both included.
pub fn between(first: Name, last: Name) -> impl Iterator<Item = Name> {
    SPECS[first as usize..=last as usize].iter().map(|spec| spec.name)
}

/// From the least to the most urgent, as the arrows go through them.
pub const URGENCIES: [Urgency; 4] = [Urgency::Normal, Urgency::Urgent, Urgency::VeryUrgent, Urgency::Express];

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Row {
    spec: &'static Spec,
    /// Of a choice, the number of the chosen word.
    pub field: Field,
    /// What the record holds.
    pub initial: String,
    pub error: Option<String>,
    /// What somebody else wrote meanwhile, in words.
    pub theirs: Option<String>,
}

impl std::fmt::Debug for Spec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.name.fmt(f)
    }
}

impl Row {
    pub fn new(name: Name, text: &str) -> Self {
        let spec = &SPECS[name as usize];
        let mut row =
            Self { spec, field: Field::default(), initial: text.to_owned(), error: None, theirs: None };
        row.put(text);
        row
    }

    pub fn spec(&self) -> &'static Spec {
        self.spec
    }

    pub fn name(&self) -> Name {
        self.spec.name
    }

    /// Fills it in.
    pub fn put(&mut self, text: &str) {
        self.field = match self.spec.takes {
            Takes::Lines(_) | Takes::Wrapped(_) => Field::lines(text, self.spec.limit),
            _ => Field::new(text, self.spec.limit),
        };
    }

    /// What was entered, without the spaces around it.
    pub fn text(&self) -> String {
        self.field.text().trim().to_owned()
    }

    pub fn is_changed(&self) -> bool {
        self.text() != self.initial.trim()
    }

    /// The number of the chosen word, where words are chosen.
    pub fn choice(&self) -> usize {
        let Takes::Choice(choice) = self.spec.takes else { return 0 };
        self.text().parse().ok().filter(|at| *at < choice.len()).unwrap_or(0)
    }

    /// Takes a key that is typed. `false` where it means nothing here.
    pub fn key(&mut self, key: Key) -> bool {
        let Takes::Choice(choice) = self.spec.takes else { return self.field.key(key) };
        let count = choice.len();
        let to = match key {
            Key::Right | Key::Char(' ') => self.choice() + 1,
            Key::Left => self.choice() + count - 1,
            _ => return false,
        };
        self.put(&(to % count).to_string());
        true
    }
}
