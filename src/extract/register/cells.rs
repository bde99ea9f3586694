//! One row of the office's list: each cell as the value its column asks for.
//!
//! Border: reads with what reads letters (references, days, units, deadlines); a cell that does not read
//! is named and leaves its field empty.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};

use super::super::dates::day_at;
use super::super::deadlines::{self, Origin};
use super::super::refs::named;
use super::super::sentences::title;
use super::super::source::Source;
use super::super::tasks::order::deadline;
use super::super::token::{Kind, Token, any_at, find_phrase, join, push_tokens};
use super::super::words::{
    NO_TIME, SECRET, STATE_DOING, STATE_DONE, STATE_OPEN, STATE_PAUSED, STATE_REPORTED, STATE_STILL,
    STATE_WITHDRAWN,
};
use super::super::{kinds, units};
use super::own::{is_printed, numbered, printed_item};
use super::{doubt, letter};
use crate::domain::deadline::{Deadline, DeadlineClass, Rule};
use crate::domain::directive::{DocKind, NewDirective, Urgency};
use crate::domain::table::{CellDoubt, Field, Listed, Place, Why};
use crate::domain::task::{Assignment, AssignmentRole, NewTask, Progress, State};
use crate::text;

pub(super) struct Row<'a> {
    pub cells: &'a [String],
    pub columns: &'a HashMap<Field, usize>,
    pub place: Place,
    pub doubts: &'a mut Vec<CellDoubt>,
}

/// The words of a cell.
struct Words {
    source: Source,
    tokens: Vec<Token>,
}

impl Words {
    fn of(cell: &str) -> Self {
        let source = Source::new(cell);
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        Self { source, tokens }
    }
}

impl Row<'_> {
    /// `None` where the row is not taken, which is then a doubt. `above` is the directive that rows without
    /// a reference belong to; none do below a row that was not taken.
    pub(super) fn read(mut self, above: &mut Option<NewDirective>) -> Option<Listed> {
        let mut row = Listed { place: self.place.clone(), ..Listed::default() };
        let is_named = self.filled(Field::Reference).is_some();
        if is_named {
            *above = None;
        }
        if self.is_secret() {
            self.doubts.push(doubt(&self.place, None, "", Why::Secret));
            return None;
        }
        if is_named {
            self.head(&mut row)?;
            *above = Some(row.head.clone());
        } else if let Some(head) = above {
            row.head = head.clone();
        } else {
            self.doubt(Field::Reference, "", Why::NoReference);
            return None;
        }
        self.task(&mut row);
        Some(row)
    }

    /// The cell of a field, clean, where something stands in it that can be read.
    fn filled(&self, field: Field) -> Option<String> {
        let cell = text::clean_text(self.cells.get(*self.columns.get(&field)?)?);
        let cell = cell.trim();
        (!cell.is_empty() && !["-", "–", "…", "..."].contains(&cell)).then(|| cell.to_owned())
    }

    /// The same, or nothing and a doubt where a spreadsheet did not reckon it.
    fn cell(&mut self, field: Field) -> Option<String> {
        let cell = self.filled(field)?;
        let is_error = cell.starts_with('#') && cell.ends_with(['!', '?', 'A']) && !cell.contains(' ');
        if cell.starts_with('=') || is_error {
            self.doubt(field, &cell, Why::Formula);
            return None;
        }
        Some(cell)
    }

    fn doubt(&mut self, field: Field, cell: &str, why: Why) {
        self.doubts.push(doubt(&self.place, self.columns.get(&field).copied(), cell, why));
    }

    fn say(&self, row: &mut Listed, field: Field, at: Field) {
        row.said.insert(field, self.columns.get(&at).copied().map(letter).unwrap_or_default());
    }

    /// By a cell of its own, whatever its column is called, or by the mark beside the number.
    fn is_secret(&self) -> bool {
        let columns =
            [Field::Secrecy, Field::Reference, Field::Kind].map(|field| self.columns.get(&field).copied());
        self.cells.iter().enumerate().any(|(at, cell)| {
            let tokens = Words::of(cell).tokens;
            let marked =
                |at: &usize| SECRET.at(&tokens, *at).is_some() && (*at == 0 || !tokens[at - 1].is("bí"));
            let is_alone = || SECRET.at(&tokens, 0) == Some(tokens.len());
            is_alone() || columns.contains(&Some(at)) && (0..tokens.len()).any(|at| marked(&at))
        })
    }

    fn head(&mut self, row: &mut Listed) -> Option<()> {
        let cell = self.cell(Field::Reference)?;
        let symbol = self.cell(Field::Symbol);
        let is_number =
            cell.chars().all(|c| c.is_ascii_alphanumeric()) && cell.starts_with(|c: char| c.is_ascii_digit());
        let cell = match symbol {
            Some(symbol) if is_number => format!("{cell}/{}", symbol.trim_start_matches('/')),
            _ => cell,
        };
        let words = Words::of(&cell);
        let named = named(&words.source, &words.tokens);
        let [one] = named.as_slice() else {
            let why = if named.is_empty() { Why::NoReference } else { Why::SeveralReferences };
            self.doubt(Field::Reference, &cell, why);
            return None;
        };
        row.head.reference = Some(one.reference.clone());
        self.say(row, Field::Reference, Field::Reference);
        if let Some(name) = kinds::by_symbol(&one.reference) {
            row.head.kind = DocKind::from(name.to_owned());
        }
        self.beside(row, &cell, &words, one.at.end);
        for (field, to) in [(Field::IssuedOn, 0), (Field::ReceivedOn, 1)] {
            if let Some(on) = self.day(field) {
                *[&mut row.head.issued_on, &mut row.head.received_on][to] = Some(on);
                self.say(row, field, field);
            }
        }
        self.plain(row, Field::Issuer, |row, cell| row.head.issuer = Some(cell));
        self.plain(row, Field::Subject, |row, cell| row.head.subject = cell);
        self.plain(row, Field::Inbound, |row, cell| row.head.inbound_number = Some(cell));
        self.plain(row, Field::Kind, |row, cell| row.head.kind = DocKind::from(cell.to_lowercase()));
        self.urgency(row);
        Some(())
    }

    fn plain(&mut self, row: &mut Listed, field: Field, set: impl Fn(&mut Listed, String)) {
        if let Some(cell) = self.cell(field) {
            set(row, text::clean_line(&cell));
            self.say(row, field, field);
        }
    }

    /// What stands beside the number in its cell: "ngày 12/12/2020 của UBND tỉnh về việc …".
    fn beside(&mut self, row: &mut Listed, cell: &str, words: &Words, from: usize) {
        let tokens = &words.tokens;
        let subject = ["về việc", "v / v", "về"].iter().find_map(|about| find_phrase(tokens, from, about));
        let end = subject.as_ref().map_or(tokens.len(), |found| found.start);
        let day = (from..end).find_map(|at| day_at(tokens, at).filter(|_| tokens[at].kind == Kind::Number));
        if let Some(printed) = &day {
            match printed.year.and_then(|year| printed.in_year(year)).filter(is_plausible) {
                Some(on) => {
                    row.head.issued_on = Some(on);
                    self.say(row, Field::IssuedOn, Field::Reference);
                }
                None => self.doubt(Field::Reference, cell, Why::UnreadableDate),
            }
        }
        let from = day.map_or(from, |day| day.at.end);
        let issuer =
            find_phrase(tokens, from, "của").map(|of| of.end).or_else(|| any_at(tokens, from, &[","]));
        if let Some(at) = issuer.filter(|at| *at < end) {
            let (found, _) = units::list_behind(&words.source, tokens, at);
            if let [body] = found.as_slice() {
                row.head.issuer = Some(body.name.clone());
                self.say(row, Field::Issuer, Field::Reference);
            }
        }
        if let Some(about) = subject {
            row.head.subject = join(&words.source, &tokens[about.end..]);
            self.say(row, Field::Subject, Field::Reference);
        }
    }

    fn urgency(&mut self, row: &mut Listed) {
        let Some(cell) = self.cell(Field::Urgency) else { return };
        let named = match text::fold(&cell).as_str() {
            "hoa toc" => Urgency::Express,
            "thuong khan" => Urgency::VeryUrgent,
            "khan" => Urgency::Urgent,
            "thuong" | "binh thuong" | "khong" => Urgency::Normal,
            _ => return self.doubt(Field::Urgency, &cell, Why::UnknownUrgency),
        };
        row.head.urgency = named;
        self.say(row, Field::Urgency, Field::Urgency);
    }

    fn task(&mut self, row: &mut Listed) {
        self.plain(row, Field::Item, |row, cell| row.task.item = cell.trim_end_matches('.').to_owned());
        if let Some(mut cell) = self.cell(Field::Work) {
            if let Some((item, work)) = numbered(&cell).filter(|_| row.task.item.is_empty()) {
                (row.task.item, cell) = (item.to_owned(), work.to_owned());
            }
            let words = Words::of(&cell);
            row.task = NewTask {
                text: cell,
                title: title(&words.source, &words.tokens),
                ..std::mem::take(&mut row.task)
            };
            self.say(row, Field::Work, Field::Work);
        }
        for (field, role) in [(Field::Lead, AssignmentRole::Lead), (Field::Support, AssignmentRole::Support)]
        {
            let Some(cell) = self.cell(field) else { continue };
            // A line of its own begins another unit, unless it goes on in small letters.
            let lines = cell.replace("\n-", ";").split('\n').fold(String::new(), |all, line| {
                let is_next = line.starts_with(char::is_uppercase) && !all.is_empty();
                format!("{all}{}{line}", if is_next { "; " } else { " " })
            });
            let words = Words::of(&lines);
            let units = units::cell(&words.source, &words.tokens).into_iter();
            row.task.assignments.extend(units.map(|unit| Assignment {
                unit: unit.name,
                role,
                done_on: None,
                reply_document: None,
            }));
            self.say(row, field, field);
        }
        self.due(row);
        self.plain(row, Field::Reply, |row, cell| row.task.progress.reply_document = Some(cell));
        self.plain(row, Field::Follower, |row, cell| row.task.follower = Some(cell));
        self.note(row);
        self.progress(row);
    }

    /// A note without what the program's own papers say before it.
    fn note(&mut self, row: &mut Listed) {
        let Some(cell) = self.cell(Field::Note).map(|cell| text::clean_line(&cell)) else { return };
        let mut rest = cell.as_str();
        while !rest.is_empty() {
            let (part, behind) = rest.split_once("; ").unwrap_or((rest, ""));
            match printed_item(part) {
                Some(item) if ["", item].contains(&&*row.task.item) => row.task.item = item.to_owned(),
                None if is_printed(part) => {}
                _ => break,
            }
            rest = behind;
        }
        if !rest.is_empty() {
            row.task.progress.note = Some(rest.to_owned());
            self.say(row, Field::Note, Field::Note);
        }
    }

    /// A day alone in its cell.
    fn day(&mut self, field: Field) -> Option<NaiveDate> {
        let cell = self.cell(field)?;
        let on = numeric(&cell).or_else(|| written(&cell));
        if on.is_none() {
            self.doubt(field, &cell, Why::UnreadableDate);
        }
        on
    }

    fn due(&mut self, row: &mut Listed) {
        let Some(cell) = self.cell(Field::Due) else { return };
        let words = Words::of(&cell);
        if NO_TIME.at(&words.tokens, 0) == Some(words.tokens.len()) {
            return;
        }
        let named = |on| Deadline {
            phrase: None,
            class: DeadlineClass::Date,
            on: Some(on),
            at: None,
            rule: Rule::NamedDay,
            unverified: false,
            terms: None,
        };
        let issued = row.head.issued_on;
        let origin = Origin { issued, year: issued.map(|on| on.year()), kind: None };
        // "17 giờ ngày 29/12" reads behind the words that letters have before it.
        let read = |cell: &str| {
            let words = Words::of(cell);
            let [due] = <[_; 1]>::try_from(deadlines::stated(&words.tokens, origin)).ok()?;
            // Another number beside it may be another day.
            let is_whole =
                words.tokens.iter().enumerate().all(|(at, t)| t.kind != Kind::Number || due.at.contains(&at));
            let has_day = due.on.is_some_and(|on| is_plausible(&on))
                || due.class != DeadlineClass::Date && due.on.is_none();
            (is_whole && has_day && !due.impossible).then(|| deadline(&words.source, &due).value)
        };
        let read = || read(&cell).or_else(|| read(&format!("chậm nhất {cell}")));
        match numeric(&cell).map(named).or_else(read) {
            Some(deadline) => {
                let phrase = Some(text::clean_line(&cell));
                row.task.deadline = Some(Deadline { phrase, ..deadline });
                self.say(row, Field::Due, Field::Due);
            }
            None => self.doubt(Field::Due, &cell, Why::UnreadableDeadline),
        }
    }

    /// State and day, from the column of the state, of the day, or of the outcome.
    fn progress(&mut self, row: &mut Listed) {
        let done_on = self.day(Field::DoneOn);
        let mut state = None;
        for field in [Field::State, Field::Outcome] {
            let Some(cell) = self.cell(field) else { continue };
            match read_state(&cell) {
                Some(read) if state.is_none() => state = Some((field, cell, read)),
                Some(_) => {}
                None if field == Field::Outcome => {
                    row.task.progress.note.get_or_insert(cell);
                    self.say(row, Field::Note, Field::Outcome);
                }
                None => self.doubt(field, &cell, Why::UnknownState),
            }
        }
        let (at, cell, read) = match (state, done_on) {
            (Some(state), _) => state,
            (None, Some(_)) => (Field::DoneOn, String::new(), Stated::Is(State::Done, None)),
            (None, None) => return,
        };
        let progress = match read {
            Stated::Nothing => return,
            Stated::Is(State::Done, on) => match done_on.or(on) {
                Some(on) => Progress::done(on),
                None => return self.doubt(at, &cell, Why::DoneWithoutDay),
            },
            Stated::Is(state, _) if done_on.is_none() => Progress { state, ..Progress::default() },
            // "Đang thực hiện" beside a day of completion.
            Stated::Is(..) => return self.doubt(at, &cell, Why::UnknownState),
        };
        (row.task.progress.state, row.task.progress.done_on) = (progress.state, progress.done_on);
        self.say(row, Field::State, at);
    }
}

enum Stated {
    Is(State, Option<NaiveDate>),
    /// Only how the deadline stands, which is reckoned here.
    Nothing,
}

/// The state that words begin with; what was not done goes first, for it holds the words of what was.
fn read_state(cell: &str) -> Option<Stated> {
    let words = Words::of(cell);
    let tokens = &words.tokens;
    let is_share = tokens.iter().any(|t| t.is("%") || t.is("/"))
        && tokens.first().is_some_and(|t| t.kind == Kind::Number);
    if is_share {
        return tokens.iter().all(|t| !t.is("%")).then_some(Stated::Nothing);
    }
    let on = (0..tokens.len()).find_map(|at| {
        let printed = day_at(tokens, at)?;
        printed.year.and_then(|year| printed.in_year(year)).filter(is_plausible)
    });
    let lists = [
        (&STATE_STILL, Stated::Nothing),
        (&STATE_OPEN, Stated::Is(State::Open, None)),
        (&STATE_DOING, Stated::Is(State::Doing, None)),
        (&STATE_REPORTED, Stated::Is(State::Reported, None)),
        (&STATE_PAUSED, Stated::Is(State::Paused, None)),
        (&STATE_WITHDRAWN, Stated::Is(State::Withdrawn, None)),
        (&STATE_DONE, Stated::Is(State::Done, on)),
    ];
    lists.into_iter().find(|(list, _)| list.at(tokens, 0).is_some()).map(|(_, stated)| stated)
}

/// `2020-12-29` of a spreadsheet, also with an hour behind it, or its count of days.
fn numeric(cell: &str) -> Option<NaiveDate> {
    let day = cell.split([' ', 'T']).next().unwrap_or_default();
    let iso = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok();
    let counted = || {
        // Day 1 is the first of 1900, which these programs take for a leap year.
        let n: u64 = cell.parse().ok().filter(|n| (32_874..=73_415).contains(n))?;
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(n))
    };
    iso.or_else(counted).filter(is_plausible)
}

/// "29/12/2020", "ngày 29 tháng 12 năm 2020", and nothing else.
fn written(cell: &str) -> Option<NaiveDate> {
    let words = Words::of(cell);
    let at = any_at(&words.tokens, 0, &["ngày"]).unwrap_or(0);
    let printed = day_at(&words.tokens, at).filter(|printed| printed.at.end == words.tokens.len())?;
    printed.year.and_then(|year| printed.in_year(year)).filter(is_plausible)
}

fn is_plausible(on: &NaiveDate) -> bool {
    (1990..=2100).contains(&on.year())
}
