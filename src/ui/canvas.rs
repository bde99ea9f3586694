//! The only way cells are written: cleaned, cut to their place, and never outside the screen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::Setup;
use crate::app::layout::Area;
use crate::i18n::Lang;
use crate::text;

use super::glyphs::{ASCII, Glyphs, WGL4};
use super::theme::Theme;

pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub glyphs: &'static Glyphs,
    pub theme: Theme,
    pub lang: Lang,
}

impl<'a> Canvas<'a> {
    pub fn new(setup: &Setup, buffer: &'a mut Buffer) -> Self {
        let glyphs = if setup.ascii { &ASCII } else { &WGL4 };
        Self { buffer, glyphs, theme: Theme::new(setup.colour), lang: setup.lang }
    }

    /// Writes text from a cell on, cut to at most so many cells. Returns the cells it took.
    pub fn put(&mut self, x: u16, y: u16, cells: usize, text: &str, style: Style) -> usize {
        let screen = self.buffer.area;
        if x >= screen.width || y >= screen.height {
            return 0;
        }
        let cells = cells.min(usize::from(screen.width - x));
        let text = self.glyphs.plain(text::clean_line(text));
        let text = text::truncate(&text, cells, self.glyphs.ellipsis);
        let (end, _) = self.buffer.set_stringn(x, y, &text, cells, style);
        usize::from(end.saturating_sub(x))
    }

    /// Writes a row of a table: a column of no cells is left out, every other has a space after it.
    pub fn put_columns(&mut self, mut x: u16, y: u16, widths: &[usize], cells: &[(String, Style)]) {
        for (width, (text, style)) in widths.iter().zip(cells).filter(|(width, _)| **width > 0) {
            self.put(x, y, *width, text, *style);
            x += *width as u16 + 1;
        }
    }

    /// Writes text so that it ends before column `right`. Returns where it begins.
    pub fn put_right(&mut self, right: u16, y: u16, text: &str, style: Style) -> u16 {
        let width = text::width(&self.glyphs.plain(text.to_owned()));
        let x = right.saturating_sub(u16::try_from(width).unwrap_or(right));
        self.put(x, y, usize::from(right - x), text, style);
        x
    }

    /// Gives cells that were written another look.
    pub fn restyle(&mut self, x: u16, y: u16, cells: u16, style: Style) {
        let area = ratatui::layout::Rect::new(x, y, cells, 1).intersection(self.buffer.area);
        self.buffer.set_style(area, style);
    }

    /// The cursor and the bar of the chosen row in a box; its first two cells are not part of the bar.
    pub fn select(&mut self, x: u16, y: u16, cells: u16) {
        self.put(x, y, 1, self.glyphs.cursor, self.theme.plain);
        self.restyle(x + 2, y, cells.saturating_sub(3), self.theme.selected);
    }

    /// A frame with a title in its upper side.
    pub fn frame(&mut self, area: Area, title: &str) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (g, plain) = (self.glyphs, self.theme.plain);
        let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        let side = g.horizontal.repeat(usize::from(area.width) - 2);
        for (y, [left_end, right_end]) in
            [(area.y, [g.corners[0], g.corners[1]]), (bottom, [g.corners[2], g.corners[3]])]
        {
            self.put(area.x, y, 1, left_end, plain);
            self.put(area.x + 1, y, side.len(), &side, plain);
            self.put(right, y, 1, right_end, plain);
        }
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, g.vertical, plain);
            self.put(right, y, 1, g.vertical, plain);
        }
        if !title.is_empty() && area.width > 6 {
            let room = usize::from(area.width) - 5;
            let taken = self.put(area.x + 2, area.y, room + 1, &format!(" {title}"), self.theme.heading);
            self.put(area.x + 2 + taken as u16, area.y, 1, " ", plain);
        }
    }

    /// Empties an area and puts a frame around it. Returns what is inside.
    pub fn popup(&mut self, area: Area, title: &str) -> Area {
        // With a cell at either side, so that no sign of the row behind stands against the frame.
        self.clear(Area { x: area.x.saturating_sub(1), width: area.width + 2, ..area });
        self.frame(area, title);
        inside(area)
    }

    /// The same of a list, with its keys in the last line.
    pub fn popup_with_keys(&mut self, area: Area, title: &str, keys: &str) -> Area {
        let inner = self.popup(area, title);
        let last = inner.y + inner.height.saturating_sub(1);
        self.put(inner.x + 1, last, usize::from(inner.width.saturating_sub(2)), keys, self.theme.muted);
        inner
    }

    /// Signs in the right side of a frame that rows exist above and below those shown.
    pub fn more(&mut self, area: Area, above: bool, below: bool) {
        let (x, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        if above {
            self.put(x, area.y + 1, 1, self.glyphs.more_above, self.theme.plain);
        }
        if below {
            self.put(x, bottom - 1, 1, self.glyphs.more_below, self.theme.plain);
        }
    }

    /// Empties an area for a popup. A wide character cut by its left side goes as a whole, because a
    /// terminal would draw its second half over the popup's frame.
    pub fn clear(&mut self, area: Area) {
        let screen = self.buffer.area;
        for y in area.y..(area.y + area.height).min(screen.height) {
            for x in area.x..(area.x + area.width).min(screen.width) {
                self.buffer[(x, y)].reset();
            }
            let Some(left) = area.x.checked_sub(1) else {
                continue;
            };
            if text::width(self.buffer[(left, y)].symbol()) > 1 {
                self.buffer[(left, y)].reset();
            }
        }
    }
}

/// The area inside a frame.
pub fn inside(area: Area) -> Area {
    Area {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}
