//! Which reads the screen needs before the next frame, and what becomes of their answers.
//!
//! Border: says what to read; `tui` reads. One read is out at a time, and an answer to any other is
//! dropped, so that a late one cannot fill a screen that has moved on.
//!
//! The rest rule: the bar of the list moves at once, but when moves follow each other within
//! [`REST`] the checklist below is read and drawn only when the cursor has rested that long. A
//! checklist is about a kilobyte on the line, a bar a hundred bytes: at 9 600 bit/s, ten Downs would
//! otherwise take ten seconds. A single Down, the common case, shows its checklist at once.

use chrono::TimeDelta;

use crate::domain::DirectiveId;
use crate::domain::query::{DirectiveDetail, DirectiveRow, TaskRow};
use crate::domain::time::Now;
use crate::error::Error;

use super::message::{Answer, Ask, AskId, Effect};
use super::{App, Focus, Popup, Screen};

pub const REST: TimeDelta = TimeDelta::milliseconds(150);

/// Moves closer than this came together, held up on the line or in a burst: they are one jump, which
/// shows its checklist when its first move alone would have. No keyboard repeats that fast.
const TOGETHER: TimeDelta = TimeDelta::milliseconds(20);

#[derive(Debug, Default)]
pub struct Reads {
    last_id: u64,
    /// The read that was asked for and not answered yet; it may be waiting for a lock.
    out: Option<(AskId, Ask)>,
    /// The rows around the first of these that is still here are wanted.
    around: Vec<DirectiveId>,
    /// The checklist is to be read even if it is the right one.
    checklist_is_stale: bool,
    /// Somebody may have corrected the calendar.
    days_are_stale: bool,
    /// Somebody may have given the person at the keys another role.
    person_is_stale: bool,
    /// A read failed: nothing more is asked for by itself.
    gave_up: bool,
    /// When the cursor was moved last.
    moved_at: Option<Now>,
    /// Until when the checklist waits for the cursor to rest.
    rest_until: Option<Now>,
}

impl App {
    /// The read to run before the next frame. `None` when the screen has what it needs, or waits for
    /// it already; answer each with [`super::message::Msg::Answer`] and ask again.
    pub fn next_ask(&mut self) -> Option<(AskId, Ask)> {
        let ask = self.next_need().filter(|_| !self.reads.gave_up)?;
        if self.reads.out.as_ref().is_some_and(|(_, out)| *out == ask) {
            return None;
        }
        self.reads.last_id += 1;
        let id = AskId(self.reads.last_id);
        self.reads.out = Some((id, ask.clone()));
        Some((id, ask))
    }

    fn next_need(&self) -> Option<Ask> {
        let (view, window) = (&self.board.view, &self.board.window);
        let limit = window.limit();
        if let Some(from) = window.jump_read() {
            return Some(Ask::Board { view: view.clone(), from, limit });
        }
        if let Some(id) = self.reads.around.first() {
            // Enough below for a cursor on the last line of the screen and a page to scroll into.
            let above = window.rows_above();
            return Some(Ask::BoardAround { view: view.clone(), id: *id, above, limit: above + limit });
        }
        if let Some(opening) = &self.opening {
            return Some(Ask::Detail(opening.directive));
        }
        if let Some(office) = self.office().filter(|office| office.is_stale) {
            return Some(Ask::Office(office.page));
        }
        if self.reads.days_are_stale {
            return Some(Ask::Calendar);
        }
        if self.reads.person_is_stale {
            return Some(Ask::Person(self.setup.login.clone()));
        }
        if let Some(ids) = self.marked_for_action() {
            return Some(Ask::Records(ids));
        }
        match self.over.last() {
            Some(Popup::Tasks(tasks)) if tasks.need().is_some() => return tasks.need(),
            Some(Popup::Detail(detail)) if detail.is_stale => return Some(Ask::Detail(detail.id)),
            Some(Popup::Review(review)) if review.is_stale => return Some(Ask::Kin(review.of_letter())),
            Some(Popup::Ticks(ticks)) if ticks.is_stale => return Some(Ask::Detail(ticks.directive)),
            _ => {}
        }
        let has_filter = self.filter().person.is_some();
        if self.lacks_names() || has_filter && self.names.is_none() {
            return Some(Ask::Names);
        }
        if let Some(ask) = self.log.need_news(self.board.view.scope, self.setup.visit.as_ref()) {
            return Some(ask);
        }
        match self.screen {
            Screen::Directives => {}
            Screen::Agenda => return self.agenda.need(self.board.view.scope),
            // Its figures are counted on another thread.
            Screen::Figures => return None,
            Screen::Log => return self.log.need(self.board.view.scope, self.setup.visit.as_ref()),
        }
        let id = window.selected()?.id();
        let rests = self.reads.rest_until.is_none_or(|until| until <= self.now);
        let ask = if self.is_wide() { Ask::Detail(id) } else { Ask::Checklist(id) };
        (rests && self.needs_checklist(id)).then_some(ask)
    }

    fn needs_checklist(&self, id: DirectiveId) -> bool {
        self.reads.checklist_is_stale || self.board.checklist.of != Some(id)
    }

    /// The tasks shown are those of the directive under the cursor.
    pub(super) fn checklist_is_right(&self) -> bool {
        let selected = self.board.window.selected().map(DirectiveRow::id);
        !self.board.window.is_jumping() && self.board.checklist.of == selected
    }

    /// Reads all that is on the screen again; every cursor stays on its item.
    pub(super) fn reload(&mut self) {
        self.dirty = true;
        // An answer on its way is older than what is asked for now.
        (self.reads.out, self.reads.gave_up) = (None, false);
        self.reads.around = self.board.window.nearest();
        if self.reads.around.is_empty() {
            self.board.window.start_again();
        }
        self.reads.checklist_is_stale = true;
        for is_stale in [&mut self.agenda.is_stale, &mut self.figures.is_stale] {
            *is_stale = true;
        }
        self.log.reload();
        self.names = None;
        self.search_again();
        for popup in &mut self.over {
            match popup {
                Popup::Detail(detail) => detail.is_stale = true,
                Popup::Office(office) => office.is_stale = true,
                Popup::Tasks(tasks) => tasks.is_stale = true,
                Popup::Review(review) => review.is_stale = true,
                Popup::Ticks(ticks) => ticks.is_stale = true,
                _ => {}
            }
        }
    }

    /// The office's corrections to it are read again.
    pub(super) fn calendar_is_stale(&mut self) {
        self.reads.days_are_stale = true;
    }

    /// What the person at the keys may do is read again.
    pub(super) fn person_is_stale(&mut self) {
        self.reads.person_is_stale = true;
    }

    /// The cursor goes to a directive, where it is in the list.
    pub(super) fn look_for(&mut self, id: DirectiveId) {
        self.reads.around.insert(0, id);
    }

    /// Reads another list from its start.
    pub(super) fn reload_from_start(&mut self) {
        self.reload();
        self.board.window.start_again();
        self.agenda.start_again();
        self.reads.rest_until = None;
    }

    /// The cursor of the list was moved by a key: see the rest rule above.
    pub(super) fn cursor_moved(&mut self) {
        if self.board.window.is_jumping() {
            // Rows on their way are reckoned from where the cursor was.
            self.reads.out = None;
        }
        let before = self.reads.moved_at.replace(self.now);
        let since = before.map_or(REST, |before| self.now.at() - before.at());
        if since >= TOGETHER {
            self.reads.rest_until = (since < REST).then(|| Now::new(self.now.at() + REST));
        }
    }

    /// When the checklist that waits for the cursor to rest is to be read.
    pub(super) fn reads_wake_at(&self) -> Option<Now> {
        let id = self.board.window.selected()?.id();
        self.reads.rest_until.filter(|until| *until > self.now && self.needs_checklist(id))
    }

    /// A key was pressed: a read that failed may be tried once more.
    pub(super) fn try_reading_again(&mut self) {
        self.reads.gave_up = false;
    }

    /// An action needs the rows now.
    pub(super) fn read_now(&mut self) {
        (self.reads.gave_up, self.reads.rest_until) = (false, None);
    }

    pub(super) fn answer(&mut self, id: AskId, answer: Result<Answer, Error>) -> Vec<Effect> {
        let Some((_, ask)) = self.reads.out.take_if(|(awaited, _)| *awaited == id) else {
            return Vec::new();
        };
        self.dirty = true;
        match (ask, answer) {
            (Ask::BoardAround { .. }, Err(Error::NoSuchRecord(_))) => self.try_next_candidate(),
            (Ask::AgendaAround { id, .. }, Err(Error::NoSuchRecord(_))) => self.take_agenda_around(id, None),
            (_, Err(error)) => self.read_failed(&error),
            (Ask::BoardAround { id, .. }, Ok(Answer::Board(board))) => {
                if self.board.window.take_around(id, board) {
                    self.reads.around.clear();
                } else {
                    self.try_next_candidate();
                }
            }
            (_, Ok(Answer::Board(board))) => {
                self.reads.around.clear();
                self.board.window.land(board);
                self.leave_empty_panes();
            }
            (Ask::AgendaAround { id, .. }, Ok(Answer::Agenda(page))) => {
                self.take_agenda_around(id, Some(page));
            }
            (_, Ok(Answer::Agenda(page))) => self.agenda.land(page),
            (Ask::Tasks(asked), Ok(Answer::Tasks(rows))) => {
                if let Some(Popup::Tasks(tasks)) = self.over.last_mut() {
                    tasks.take(&asked, rows);
                }
            }
            (Ask::Records(asked), Ok(Answer::Records(records))) => return self.records_read(&asked, records),
            (_, Ok(Answer::Tasks(_) | Answer::Records(_))) => {}
            (_, Ok(Answer::Checklist(id, rows))) => {
                self.board.beside = None;
                self.take_checklist(id, rows);
            }
            (_, Ok(Answer::Detail(id, data))) => self.take_detail(id, data),
            (_, Ok(Answer::Names(names))) => self.take_names(names),
            (_, Ok(Answer::Kin(kin))) => self.take_kin(*kin),
            (ask, Ok(Answer::Log(page))) => self.log.take(&ask, page),
            (_, Ok(Answer::News(news))) => self.log.take_news(news),
            (_, Ok(Answer::Calendar(calendar))) => {
                self.reads.days_are_stale = false;
                self.setup.calendar = calendar;
            }
            (_, Ok(Answer::Person(person))) => {
                self.reads.person_is_stale = false;
                self.person_read(*person);
            }
            (_, Ok(Answer::Office(page, read))) => self.take_office(page, *read),
        }
        Vec::new()
    }

    /// The directive under the cursor is gone from this list: the nearest one that is still here.
    fn try_next_candidate(&mut self) {
        self.reads.around.remove(0);
        if self.reads.around.is_empty() {
            self.board.window.start_again();
        }
    }

    /// Nothing is asked for again by itself; the next move or F5 tries again.
    fn read_failed(&mut self, error: &Error) {
        self.reads.gave_up = true;
        self.board.window.forget_jump();
        self.agenda.window.forget_jump();
        self.log.window.forget_jump();
        self.forget_action();
        self.warn(self.read_trouble(error));
    }

    /// What to say of a read or a search that failed.
    pub(super) fn read_trouble(&self, error: &Error) -> String {
        match error {
            // There F5 is no key.
            Error::Busy if self.review().is_some() => self.setup.lang.read_busy_here(),
            Error::Busy => self.setup.lang.read_busy(),
            error => self.setup.lang.read_failed(&self.setup.lang.error(error).what),
        }
    }

    fn leave_empty_panes(&mut self) {
        if self.board.window.is_empty() {
            self.board.checklist.clear();
            self.board.beside = None;
            self.board.focus = Focus::Directives;
        }
    }

    fn take_checklist(&mut self, id: DirectiveId, rows: Vec<TaskRow>) {
        let reference = self.board.window.row(id).map(|row| row.reference.clone());
        self.board.checklist.take(id, reference.unwrap_or_default(), rows);
        self.reads.checklist_is_stale = false;
        self.reads.rest_until = None;
    }

    /// For the opened directive, where it waits for it; else for the pane beside the list.
    fn take_detail(&mut self, id: DirectiveId, data: Option<Box<DirectiveDetail>>) {
        if let Some(opening) = self.opening.take_if(|opening| opening.directive == id) {
            return self.opened(opening, data.as_deref());
        }
        let look = self.look();
        match (self.over.last_mut(), data) {
            (Some(Popup::Ticks(ticks)), data) if ticks.is_stale && ticks.directive == id => {
                if !data.is_some_and(|data| ticks.take(&data)) {
                    self.over.pop();
                    self.warn(look.lang.record_gone(&look.lang.some_task()));
                }
            }
            (Some(Popup::Detail(detail)), Some(data)) if detail.is_stale && detail.id == id => {
                detail.take(data, look);
            }
            (Some(Popup::Detail(detail)), None) if detail.is_stale && detail.id == id => {
                self.over.pop();
                self.warn(look.lang.directive_gone());
            }
            (_, mut data) => {
                let rows = data.as_mut().map(|data| std::mem::take(&mut data.tasks));
                self.board.beside = data;
                self.take_checklist(id, rows.unwrap_or_default());
            }
        }
    }
}
