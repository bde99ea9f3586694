//! The part of the list of directives that is held: about three pages of rows, found by key.
//!
//! Border: no reading here. Moves inside the window need no read; a move beyond it is added up as a
//! [`Jump`], which one read resolves after the whole burst of keys, so that a held Down on a list of
//! 100 000 costs as much as on one of 100.

use crate::domain::DirectiveId;
use crate::domain::query::{Board, DirectiveKey, DirectiveRow, From};

#[derive(Debug, Default)]
pub struct Window {
    rows: Vec<DirectiveRow>,
    more_above: bool,
    more_below: bool,
    cursor: usize,
    /// Index of the first row shown.
    top: usize,
    /// Rows shown at once, at least 1.
    height: usize,
    jump: Option<Jump>,
}

/// A move whose target is not held yet.
#[derive(Debug, Clone, Copy)]
struct Jump {
    from: Base,
    /// Rows from there: down is positive.
    by: i64,
    /// Where on the screen the target is to stand, counted from the first row shown.
    screen_row: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    Cursor,
    Start,
    End,
}

/// Where the target of a jump stands in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Index from the first row.
    Front(usize),
    /// This many rows from the end; 1 is the last row.
    Back(usize),
}

impl Window {
    pub fn new(height: usize) -> Self {
        Self { height, ..Self::default() }
    }

    /// The rows shown now, and the index of the cursor among them.
    pub fn shown(&self) -> (&[DirectiveRow], usize) {
        let end = (self.top + self.height).min(self.rows.len());
        (&self.rows[self.top.min(end)..end], self.cursor.saturating_sub(self.top))
    }

    pub fn selected(&self) -> Option<&DirectiveRow> {
        self.rows.get(self.cursor)
    }

    pub fn row(&self, id: DirectiveId) -> Option<&DirectiveRow> {
        self.rows.iter().find(|row| row.id() == id)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows exist above the first one shown, below the last one shown.
    pub fn has_more(&self) -> (bool, bool) {
        let below = self.more_below || self.top + self.height < self.rows.len();
        (self.more_above || self.top > 0, below)
    }

    /// Rows to ask for at once: a page either side of the one shown.
    pub fn limit(&self) -> usize {
        self.height * 3
    }

    fn screen_row(&self) -> usize {
        self.cursor.saturating_sub(self.top)
    }

    /// A target outside the window waits for a read.
    pub fn is_jumping(&self) -> bool {
        self.jump.is_some()
    }

    /// The read for it failed: the cursor stays where it is.
    pub fn forget_jump(&mut self) {
        self.jump = None;
    }

    /// A move this way would turn back on a waiting jump, whose end is not known before it is read.
    pub fn would_turn_back(&self, by: i64) -> bool {
        self.jump.is_some_and(|jump| jump.by.signum() * by.signum() < 0)
    }

    /// The cursor goes up or down by rows; the list scrolls only as far as it must.
    pub fn step(&mut self, by: i64) {
        let screen_row = if by < 0 { 0 } else { self.height - 1 };
        if self.extend_jump(by) {
            return;
        }
        match self.reach(by) {
            Some(target) => {
                self.cursor = target;
                self.show_cursor();
            }
            None => self.jump = Some(Jump { from: Base::Cursor, by, screen_row }),
        }
    }

    /// The cursor and what is shown go up or down together by whole pages.
    pub fn page(&mut self, pages: i64) {
        let by = pages * self.height as i64;
        if self.extend_jump(by) {
            return;
        }
        let screen_row = self.screen_row();
        match self.reach(by) {
            Some(target) if self.page_is_held(target, screen_row) => {
                self.cursor = target;
                self.place(screen_row);
            }
            _ => self.jump = Some(Jump { from: Base::Cursor, by, screen_row }),
        }
    }

    /// The rows around a target, were it put on this row of the screen, are all here.
    fn page_is_held(&self, target: usize, screen_row: usize) -> bool {
        let above = target >= screen_row || !self.more_above;
        let below = target + self.height - screen_row <= self.rows.len() || !self.more_below;
        above && below
    }

    pub fn first(&mut self) {
        self.jump = None;
        if self.more_above {
            self.jump = Some(Jump { from: Base::Start, by: 0, screen_row: 0 });
        } else {
            self.cursor = 0;
            self.show_cursor();
        }
    }

    pub fn last(&mut self) {
        self.jump = None;
        if self.more_below {
            self.jump = Some(Jump { from: Base::End, by: 0, screen_row: self.height - 1 });
        } else {
            self.cursor = self.rows.len().saturating_sub(1);
            self.show_cursor();
        }
    }

    fn extend_jump(&mut self, by: i64) -> bool {
        if let Some(jump) = &mut self.jump {
            jump.by += by;
        }
        self.jump.is_some()
    }

    /// The index reached from the cursor, stopping at the list's ends; `None` where it is not held.
    fn reach(&self, by: i64) -> Option<usize> {
        let target = self.cursor as i64 + by;
        let last = self.rows.len().saturating_sub(1) as i64;
        let beyond = target < 0 && self.more_above || target > last && self.more_below;
        (!beyond).then(|| target.clamp(0, last) as usize)
    }

    /// The read that resolves the waiting jump: rows around the target, and where it is in them.
    pub fn jump_read(&self) -> Option<(From<DirectiveKey>, Aim)> {
        let jump = self.jump?;
        let key = |index: usize| self.rows.get(index).map(|row| row.key.clone());
        let (len, page) = (self.rows.len() as i64, self.height as i64);
        match jump.from {
            Base::Start => Some((From::Start, Aim::Front(0))),
            Base::End => Some((From::End, Aim::Back(1))),
            Base::Cursor if jump.by > 0 => {
                // A page above the target is asked for as well, for the rows that stay in sight.
                let start = (self.cursor as i64 + jump.by - page).max(0);
                let skip = (start - (len - 1)).max(0);
                let front = self.cursor as i64 + jump.by - start;
                Some((
                    From::At { key: key((start - skip) as usize)?, skip: skip as usize },
                    Aim::Front(front as usize),
                ))
            }
            Base::Cursor => {
                // `end` is the row after the last one asked for: a page from the target on.
                let target = self.cursor as i64 + jump.by;
                let end = (target + page).min(len - 1);
                let skip = (-end).max(0);
                Some((
                    From::Before { key: key(end.max(0) as usize)?, skip: skip as usize },
                    Aim::Back((end - target) as usize),
                ))
            }
        }
    }

    /// Takes the rows that were asked for by [`Self::jump_read`]. May leave a further jump waiting.
    pub fn land(&mut self, board: &mut Board, aim: Aim) {
        let Some(jump) = self.jump.take() else {
            return;
        };
        let down = jump.by > 0;
        let too_few = board.rows.len() < self.height && (board.more_above || board.more_below);
        let ran_out = board.rows.is_empty() || too_few;
        if jump.from == Base::Cursor && ran_out {
            // The list ended before the target: its last (or first) page is what is wanted.
            let (from, screen_row) = if down { (Base::End, self.height - 1) } else { (Base::Start, 0) };
            self.jump = Some(Jump { from, by: 0, screen_row });
            return;
        }
        self.take_rows(board);
        let last = self.rows.len().saturating_sub(1);
        self.cursor = match aim {
            Aim::Front(index) => index.min(last),
            Aim::Back(rows) => self.rows.len().saturating_sub(rows).min(last),
        };
        self.place(jump.screen_row);
        if jump.from != Base::Cursor && jump.by != 0 {
            self.step(jump.by);
        }
    }

    /// The first rows of a list, with the cursor on the first.
    pub fn start(&mut self, board: &mut Board) {
        self.take_rows(board);
        self.jump = None;
        (self.cursor, self.top) = (0, 0);
    }

    /// Takes freshly read rows with the cursor on a directive, wherever it now stands.
    /// `false` where it is not among them: nothing is taken.
    pub fn take_around(&mut self, id: DirectiveId, board: &mut Board) -> bool {
        let Some(index) = board.rows.iter().position(|row| row.id() == id) else {
            return false;
        };
        let screen_row = self.screen_row();
        self.take_rows(board);
        self.cursor = index;
        self.place(screen_row);
        true
    }

    /// The selected directive and those beside it, nearest first: where the cursor goes when the
    /// first of them are gone.
    pub fn nearest(&self) -> Vec<DirectiveId> {
        let below = self.rows.iter().skip(self.cursor).take(3);
        let above = self.rows.iter().take(self.cursor).rev().take(2);
        below.chain(above).map(DirectiveRow::id).collect()
    }

    /// Rows to ask for above the cursor so that it can keep its place on the screen.
    pub fn rows_above(&self) -> usize {
        self.screen_row() + self.height
    }

    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.show_cursor();
    }

    fn take_rows(&mut self, board: &mut Board) {
        self.rows = std::mem::take(&mut board.rows);
        self.more_above = board.more_above;
        self.more_below = board.more_below;
    }

    /// Puts the cursor on a row of the screen, as far as the rows held allow.
    fn place(&mut self, screen_row: usize) {
        let lowest = self.rows.len().saturating_sub(self.height);
        self.top = self.cursor.saturating_sub(screen_row).min(lowest);
        self.show_cursor();
    }

    fn show_cursor(&mut self) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        let lowest = self.rows.len().saturating_sub(self.height);
        self.top = self.top.min(lowest).clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
    }
}
