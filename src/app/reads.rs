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
use crate::domain::query::{DirectiveDetail, DirectiveRow, From, TaskRow};
use crate::domain::time::Now;
use crate::error::Error;

use super::message::{Answer, Ask, AskId, Effect};
use super::window::Aim;
use super::{App, Focus, Popup};

pub const REST: TimeDelta = TimeDelta::milliseconds(150);

/// Moves closer than this came together, held up on the line or in a burst: they are one jump, which
/// shows its checklist at once. No finger and no keyboard repeats that fast.
const TOGETHER: TimeDelta = TimeDelta::milliseconds(5);

#[derive(Debug, Default)]
pub struct Reads {
    last_id: u64,
    /// The read that was asked for and not answered yet; it may be waiting for a lock.
    out: Option<(AskId, Asked, Ask)>,
    board: Option<BoardRead>,
    /// The checklist is to be read even if it is the right one.
    checklist_is_stale: bool,
    /// Whose full record stands beside the list, were it still there when it was read.
    beside_of: Option<DirectiveId>,
    /// The opened directive is to be read again.
    detail_is_stale: bool,
    /// When the cursor was moved last.
    moved_at: Option<Now>,
    /// Until when the checklist waits for the cursor to rest.
    rest_until: Option<Now>,
}

/// A window that is wanted for another reason than a jump of the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
enum BoardRead {
    Start,
    /// The rows around the first of these that is still here.
    Around(Vec<DirectiveId>),
}

/// What the answer that is awaited is for.
#[derive(Debug, Clone)]
enum Asked {
    Start,
    Around(DirectiveId),
    Jump(Aim),
    Checklist,
    Detail,
}

impl Reads {
    pub fn first() -> Self {
        Self { board: Some(BoardRead::Start), ..Self::default() }
    }
}

impl App {
    /// The read to run before the next frame. `None` when the screen has what it needs, or waits for
    /// it already; answer each with [`super::message::Msg::Answer`] and ask again.
    pub fn next_ask(&mut self) -> Option<(AskId, Ask)> {
        let (asked, ask) = self.next_need()?;
        if self.reads.out.as_ref().is_some_and(|(_, _, out)| *out == ask) {
            return None;
        }
        self.reads.last_id += 1;
        let id = AskId(self.reads.last_id);
        self.reads.out = Some((id, asked, ask.clone()));
        Some((id, ask))
    }

    fn next_need(&self) -> Option<(Asked, Ask)> {
        if let Some(need) = self.board_need() {
            return Some(need);
        }
        if let (Some(Popup::Detail(detail)), true) = (self.over.last(), self.reads.detail_is_stale) {
            return Some((Asked::Detail, Ask::Detail(detail.id)));
        }
        let id = self.board.window.selected()?.id();
        let rests = self.reads.rest_until.is_none_or(|until| until <= self.now);
        if !rests || !self.needs_checklist(id) {
            return None;
        }
        let ask = if self.is_wide() { Ask::Detail(id) } else { Ask::Checklist(id) };
        Some((Asked::Checklist, ask))
    }

    fn board_need(&self) -> Option<(Asked, Ask)> {
        let (scope, window) = (self.board.scope, &self.board.window);
        let limit = window.limit();
        if let Some((from, aim)) = window.jump_read() {
            return Some((Asked::Jump(aim), Ask::Board { scope, from, limit }));
        }
        match self.reads.board.as_ref()? {
            BoardRead::Around(candidates) if !candidates.is_empty() => {
                let (id, above) = (candidates[0], window.rows_above());
                // Enough below for a cursor on the last line of the screen and a page to scroll into.
                Some((Asked::Around(id), Ask::BoardAround { scope, id, above, limit: above + limit }))
            }
            _ => Some((Asked::Start, Ask::Board { scope, from: From::Start, limit })),
        }
    }

    fn needs_checklist(&self, id: DirectiveId) -> bool {
        let misses_beside = self.is_wide() && self.reads.beside_of != Some(id);
        self.reads.checklist_is_stale || self.board.checklist.of != Some(id) || misses_beside
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
        self.reads.out = None;
        if !self.board.window.is_jumping() {
            let nearest = self.board.window.nearest();
            let read = if nearest.is_empty() { BoardRead::Start } else { BoardRead::Around(nearest) };
            self.reads.board = Some(read);
        }
        self.reads.checklist_is_stale = true;
        self.reads.detail_is_stale = true;
    }

    /// Reads another list from its start.
    pub(super) fn reload_from_start(&mut self) {
        self.reload();
        self.reads.board = Some(BoardRead::Start);
        self.reads.rest_until = None;
    }

    pub(super) fn read_detail(&mut self) {
        self.reads.detail_is_stale = true;
        self.dirty = true;
    }

    /// The cursor of the list was moved by a key: see the rest rule above.
    pub(super) fn cursor_moved(&mut self) {
        let before = self.reads.moved_at.replace(self.now);
        let is_quick = before.is_some_and(|before| (TOGETHER..REST).contains(&(self.now.at() - before.at())));
        self.reads.rest_until = is_quick.then(|| Now::new(self.now.at() + REST));
        self.dirty = true;
    }

    /// When the checklist that waits for the cursor to rest is to be read.
    pub(super) fn reads_wake_at(&self) -> Option<Now> {
        let id = self.board.window.selected()?.id();
        self.reads.rest_until.filter(|until| *until > self.now && self.needs_checklist(id))
    }

    /// An action needs the checklist now.
    pub(super) fn stop_resting(&mut self) {
        self.reads.rest_until = None;
    }

    pub(super) fn answer(&mut self, id: AskId, answer: Result<Answer, Error>) -> Vec<Effect> {
        match self.reads.out.take() {
            Some((awaited, asked, _)) if awaited == id => self.take_answer(asked, answer),
            other => {
                self.reads.out = other;
                return Vec::new();
            }
        }
        self.dirty = true;
        match self.deferred {
            Some(action) if self.is_ready(action) => {
                self.deferred = None;
                self.act(action)
            }
            _ => Vec::new(),
        }
    }

    fn take_answer(&mut self, asked: Asked, answer: Result<Answer, Error>) {
        match (asked, answer) {
            (Asked::Around(_), Err(Error::NoSuchRecord(_))) => self.try_next_candidate(),
            (_, Err(error)) => self.read_failed(&error),
            (asked, Ok(Answer::Board(mut board))) => {
                self.board.strip = board.strip;
                (self.board.n_open, self.board.n_total) = (board.n_open, board.n_total);
                self.board.is_read = true;
                match asked {
                    Asked::Around(id) if !self.board.window.take_around(id, &mut board) => {
                        return self.try_next_candidate();
                    }
                    Asked::Jump(aim) => self.board.window.land(&mut board, aim),
                    Asked::Start => self.board.window.start(&mut board),
                    _ => {}
                }
                self.reads.board = None;
                self.leave_empty_panes();
            }
            (_, Ok(Answer::Checklist(id, rows))) => self.take_checklist(id, rows),
            (Asked::Detail, Ok(Answer::Detail(id, detail))) => self.take_detail(id, detail),
            (_, Ok(Answer::Detail(id, detail))) => self.take_beside(id, detail),
        }
    }

    /// The directive under the cursor is gone from this list: the nearest one that is still here.
    fn try_next_candidate(&mut self) {
        if let Some(BoardRead::Around(candidates)) = &mut self.reads.board {
            candidates.remove(0);
        }
    }

    /// Nothing is asked for again by itself; F5 is the way to try again.
    fn read_failed(&mut self, error: &Error) {
        self.reads = Reads { last_id: self.reads.last_id, ..Reads::default() };
        self.board.window.forget_jump();
        self.deferred = None;
        // Without this the missing checklist would be asked for before every frame.
        let selected = self.board.window.selected().map(DirectiveRow::id);
        (self.board.checklist.of, self.reads.beside_of) = (selected, selected);
        let text = match error {
            Error::Busy => self.setup.lang.read_busy(),
            error => self.setup.lang.read_failed(&self.setup.lang.error(error).what),
        };
        self.warn(text);
    }

    fn leave_empty_panes(&mut self) {
        if self.board.window.is_empty() {
            self.board.checklist.clear();
            self.board.beside = None;
            self.board.focus = Focus::Directives;
            self.reads.checklist_is_stale = false;
        }
    }

    fn take_checklist(&mut self, id: DirectiveId, rows: Vec<TaskRow>) {
        let reference = self.board.window.row(id).map(|row| row.reference.clone());
        self.board.checklist.take(id, reference.unwrap_or_default(), rows);
        self.reads.checklist_is_stale = false;
        self.reads.rest_until = None;
    }

    fn take_beside(&mut self, id: DirectiveId, detail: Option<Box<DirectiveDetail>>) {
        let rows = detail.as_ref().map(|detail| detail.tasks.clone()).unwrap_or_default();
        self.board.beside = detail;
        self.reads.beside_of = Some(id);
        self.take_checklist(id, rows);
    }

    fn take_detail(&mut self, id: DirectiveId, data: Option<Box<DirectiveDetail>>) {
        self.reads.detail_is_stale = false;
        let (lang, now, layout) = (self.setup.lang, self.now, self.layout);
        let Some(Popup::Detail(detail)) = self.over.last_mut() else {
            return;
        };
        match data {
            Some(data) if detail.id == id => detail.take(data, lang, now, layout),
            Some(_) => {}
            None => {
                self.over.pop();
                self.warn(lang.directive_gone());
            }
        }
    }
}
