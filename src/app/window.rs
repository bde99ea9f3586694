//! The part of a long list that is held: about three pages of rows, found by key.
//!
//! Border: no reading here. Moves inside the window need no read; moves beyond it are added up as a
//! [`Jump`], which one read resolves after the whole burst of keys, so that a held Down on a list of
//! 100 000 costs as much as on one of 100.

use crate::domain::DirectiveId;
use crate::domain::log::{LogKey, LogPage, LogRow};
use crate::domain::query::{
    AgendaId, AgendaKey, AgendaLine, AgendaPage, Board, DirectiveKey, DirectiveRow, From,
};

use super::place::{Move, Place, within};

/// Rows that were read at once.
pub trait Page {
    type Row;
    /// Where a row stands.
    type Key: Clone;
    /// What it is, wherever it stands.
    type Id: Copy + PartialEq;

    fn rows(&self) -> &[Self::Row];
    /// There are rows before the first, after the last.
    fn more(&self) -> (bool, bool);
    fn key(row: &Self::Row) -> Self::Key;
    fn id(row: &Self::Row) -> Self::Id;
}

macro_rules! page {
    ($page:ty, $row:ty, $key:ty, $id:ty, $rows:ident, $id_of:expr) => {
        impl Page for $page {
            type Row = $row;
            type Key = $key;
            type Id = $id;

            fn rows(&self) -> &[$row] {
                &self.$rows
            }

            fn more(&self) -> (bool, bool) {
                (self.more_above, self.more_below)
            }

            fn key(row: &$row) -> $key {
                row.key.clone()
            }

            fn id(row: &$row) -> $id {
                $id_of(row)
            }
        }
    };
}

page!(Board, DirectiveRow, DirectiveKey, DirectiveId, rows, DirectiveRow::id);
page!(LogPage, LogRow, LogKey, i64, rows, |row: &LogRow| row.key.id);
page!(AgendaPage, AgendaLine, AgendaKey, AgendaId, lines, AgendaLine::id);

#[derive(Debug)]
pub struct Window<P> {
    /// What was read last; `None` before the first answer.
    page: Option<P>,
    place: Place,
    jump: Option<Jump>,
}

/// A move whose target is not held yet.
#[derive(Debug, Clone, Copy)]
enum Jump {
    Start,
    End,
    /// So many rows down (or up, where negative) from the cursor, to stand on this row of the screen.
    By {
        by: i64,
        on_screen: usize,
    },
}

impl<P: Page> Window<P> {
    /// Waits for the first rows.
    pub fn new(height: usize) -> Self {
        Self { page: None, place: Place::new(height), jump: Some(Jump::Start) }
    }

    /// What was read last.
    pub fn page(&self) -> Option<&P> {
        self.page.as_ref()
    }

    fn rows(&self) -> &[P::Row] {
        self.page.as_ref().map_or(&[], P::rows)
    }

    /// The rows shown now, and the index of the cursor among them.
    pub fn shown(&self) -> (&[P::Row], usize) {
        (&self.rows()[self.place.shown(self.rows().len())], self.place.on_screen())
    }

    pub fn selected(&self) -> Option<&P::Row> {
        self.rows().get(self.place.cursor)
    }

    pub fn row(&self, id: P::Id) -> Option<&P::Row> {
        self.rows().iter().find(|row| P::id(row) == id)
    }

    pub fn is_empty(&self) -> bool {
        self.rows().is_empty()
    }

    fn more(&self) -> (bool, bool) {
        self.page.as_ref().map_or((false, false), P::more)
    }

    /// Rows exist above the first one shown, below the last one shown.
    pub fn has_more(&self) -> (bool, bool) {
        let (above, below) = self.more();
        let shown = self.place.shown(self.rows().len());
        (above || shown.start > 0, below || shown.end < self.rows().len())
    }

    /// Rows to ask for at once: a page either side of the one shown.
    pub fn limit(&self) -> usize {
        self.place.height * 3
    }

    /// Rows to ask for above the cursor so that it can keep its place on the screen.
    pub fn rows_above(&self) -> usize {
        self.place.on_screen() + self.place.height
    }

    /// A target outside the window waits for a read.
    pub fn is_jumping(&self) -> bool {
        self.jump.is_some()
    }

    /// The read for it failed: the cursor stays where it is.
    pub fn forget_jump(&mut self) {
        self.jump = None;
    }

    /// The move can be reckoned now: no jump waits, or one the same way.
    pub fn can_go(&self, way: Move) -> bool {
        match (self.jump, way) {
            (None, _) => true,
            (Some(Jump::By { by, .. }), Move::Rows(n) | Move::Pages(n)) => by.signum() == n.signum(),
            (Some(_), Move::Rows(_) | Move::Pages(_)) => false,
            (Some(_), Move::First | Move::Last) => true,
        }
    }

    /// Moves the cursor. By rows the list scrolls only as far as it must; by pages the cursor and
    /// what is shown go together. What leads beyond the rows held begins a jump, or goes further
    /// with the one that waits.
    pub fn go(&mut self, way: Move) {
        let Place { cursor, height, .. } = self.place;
        let target = way.target(cursor, height);
        let (jump, page) = match way {
            Move::First => (Jump::Start, None),
            Move::Last => (Jump::End, None),
            Move::Rows(by) => (Jump::By { by, on_screen: if by < 0 { 0 } else { height - 1 } }, None),
            Move::Pages(pages) => {
                let on_screen = self.place.on_screen();
                (Jump::By { by: pages * height as i64, on_screen }, Some(on_screen))
            }
        };
        self.jump = match (self.jump, jump) {
            (Some(Jump::By { by, on_screen }), Jump::By { by: further, .. }) => {
                Some(Jump::By { by: by + further, on_screen })
            }
            (None, _) if self.are_held(target, page) => {
                let len = self.rows().len();
                match page {
                    Some(on_screen) => self.place.choose_at(within(target, len), on_screen, len),
                    None => self.place.choose(within(target, len), len),
                }
                None
            }
            (_, jump) => Some(jump),
        };
    }

    /// The row is here, or beyond the end of the whole list; with a place on the screen: the page too
    /// that is seen with the row there.
    fn are_held(&self, target: i64, on_screen: Option<usize>) -> bool {
        let first = target - on_screen.unwrap_or(0) as i64;
        let end = target.saturating_add(on_screen.map_or(1, |above| (self.place.height - above) as i64));
        let (above, below) = self.more();
        (first >= 0 || !above) && (end <= self.rows().len() as i64 || !below)
    }

    /// The list is read from its start, whatever is held.
    pub fn start_again(&mut self) {
        self.jump = Some(Jump::Start);
    }

    /// The read that resolves the waiting jump.
    pub fn jump_read(&self) -> Option<From<P::Key>> {
        Some(match self.jump? {
            Jump::Start => From::Start,
            Jump::End => From::End,
            Jump::By { by, .. } => self.around(by)?.0,
        })
    }

    /// A read of the rows around a target outside the window, and where the target is in them:
    /// counted from the first row on the way down, from the end on the way up.
    fn around(&self, by: i64) -> Option<(From<P::Key>, usize)> {
        let (last, page) = (self.rows().len() as i64 - 1, self.place.height as i64);
        let target = self.place.cursor as i64 + by;
        let key = |index: i64| self.rows().get(index as usize).map(P::key);
        if by > 0 {
            // A page above the target is asked for as well, for the rows that stay in sight.
            let start = (target - page).max(0);
            let skip = (start - last).max(0);
            Some((From::At { key: key(start - skip)?, skip: skip as usize }, (target - start) as usize))
        } else {
            // `end` is the row after the last one asked for: a page from the target on.
            let end = (target + page).min(last);
            let skip = (-end).max(0);
            Some((From::Before { key: key(end.max(0))?, skip: skip as usize }, (end - target) as usize))
        }
    }

    /// Takes the rows that [`Self::jump_read`] asked for. May leave a further jump waiting.
    pub fn land(&mut self, page: P) {
        let len = page.rows().len();
        let ran_out = len == 0 || len < self.place.height && page.more() != (false, false);
        let (target, on_screen) = match self.jump.take() {
            None => return,
            Some(Jump::Start) => (0, 0),
            Some(Jump::End) => (len.saturating_sub(1), self.place.height - 1),
            // The list ended before the target: its last (or first) page is what is wanted.
            Some(Jump::By { by, .. }) if ran_out => {
                self.jump = Some(if by > 0 { Jump::End } else { Jump::Start });
                return;
            }
            Some(Jump::By { by, on_screen }) => {
                let rows = self.around(by).map_or(0, |(_, rows)| rows);
                (if by > 0 { rows } else { len.saturating_sub(rows) }, on_screen)
            }
        };
        self.page = Some(page);
        self.place.choose_at(target.min(len.saturating_sub(1)), on_screen, len);
    }

    /// Takes freshly read rows with the cursor on one of them, wherever it now stands.
    /// `false` where it is not among them: nothing is taken.
    pub fn take_around(&mut self, id: P::Id, page: P) -> bool {
        let Some(index) = page.rows().iter().position(|row| P::id(row) == id) else {
            return false;
        };
        self.place.choose_at(index, self.place.on_screen(), page.rows().len());
        self.page = Some(page);
        true
    }

    /// The selected row and those beside it, nearest first: where the cursor goes when the first of
    /// them are gone.
    pub fn nearest(&self) -> Vec<P::Id> {
        let below = self.rows().iter().skip(self.place.cursor).take(3);
        let above = self.rows().iter().take(self.place.cursor).rev().take(2);
        below.chain(above).map(P::id).collect()
    }

    pub fn resize(&mut self, height: usize) {
        self.place.resize(height, self.rows().len());
    }
}

impl Window<LogPage> {
    /// The read of the rows held. Where the list is shown from its start, what is new there is in sight.
    pub fn read_again(&self, from_start: bool) -> From<LogKey> {
        match self.rows().first() {
            Some(first) if self.has_more().0 || !from_start => From::At { key: first.key.clone(), skip: 0 },
            _ => From::Start,
        }
    }

    /// Takes them with the cursor on its row, or the next one below where that is gone. `false` where
    /// so much is new that it is not among them: nothing is taken.
    pub fn take_again(&mut self, from: &From<LogKey>, page: LogPage) -> bool {
        let key = self.selected().map(|row| row.key.clone());
        let index = page.rows.iter().position(|row| key.as_ref().is_none_or(|key| row.key <= *key));
        let (len, is_start) = (page.rows.len(), *from == From::Start);
        if index.is_none() && is_start && page.more_below {
            return false;
        }
        let index = index.unwrap_or(len.saturating_sub(1));
        self.place.choose_at(index, if is_start { index } else { self.place.on_screen() }, len);
        self.page = Some(page);
        true
    }
}
