//! Where one is in a list: the chosen row, and the rows in sight.

use std::ops::Range;

/// A way through a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Down is positive.
    Rows(i64),
    Pages(i64),
    First,
    Last,
}

impl Move {
    /// The row it leads to from another one, perhaps beyond the list's ends.
    pub fn target(self, from: usize, page: usize) -> i64 {
        match self {
            Move::Rows(rows) => from as i64 + rows,
            Move::Pages(pages) => from as i64 + pages * page as i64,
            Move::First => i64::MIN,
            Move::Last => i64::MAX,
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// Rows shown at once, at least 1.
    pub height: usize,
}

impl Place {
    pub fn new(height: usize) -> Self {
        Self { cursor: 0, top: 0, height: height.max(1) }
    }

    /// The rows shown of a list of so many.
    pub fn shown(self, len: usize) -> Range<usize> {
        let end = (self.top + self.height).min(len);
        self.top.min(end)..end
    }

    /// Which of the rows shown is the chosen one.
    pub fn on_screen(self) -> usize {
        self.cursor.saturating_sub(self.top)
    }

    /// The cursor moves as far as the list goes; the list scrolls only as far as it must.
    pub fn go(&mut self, way: Move, len: usize) {
        self.choose(within(way.target(self.cursor, self.height), len), len);
    }

    pub fn choose(&mut self, row: usize, len: usize) {
        self.cursor = row.min(len.saturating_sub(1));
        let lowest = len.saturating_sub(self.height);
        self.top = self.top.min(lowest).clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
    }

    /// The same with the chosen row on a row of the screen, as far as the list allows.
    pub fn choose_at(&mut self, row: usize, on_screen: usize, len: usize) {
        self.top = row.saturating_sub(on_screen);
        self.choose(row, len);
    }

    /// Moves what is shown of a text, where no line is chosen.
    pub fn scroll(&mut self, way: Move, len: usize) {
        self.top = within(way.target(self.top, self.height), (len + 1).saturating_sub(self.height));
    }

    pub fn resize(&mut self, height: usize, len: usize) {
        self.height = height.max(1);
        self.choose(self.cursor, len);
    }
}

/// The row of a list of so many that is nearest to a target.
pub fn within(target: i64, len: usize) -> usize {
    target.clamp(0, len.saturating_sub(1) as i64) as usize
}
