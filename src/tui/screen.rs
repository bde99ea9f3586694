//! Where frames go: ratatui's backend over standard output, one write a frame and none for a
//! frame that changes nothing.
//!
//! crossterm words the sequences. Its own backend flushes at every cursor call, asks the terminal
//! where the cursor is, and colours an empty frame; this one does neither.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::queue;
use ratatui::layout::{Position, Size};

use super::guard::write_all;

/// A full frame of a large window fits without growing.
const USUAL_FRAME: usize = 64 << 10;

pub(super) struct Screen {
    /// The frame being made.
    frame: Vec<u8>,
    size: Size,
    /// Where the last frame left the cursor, and whether it is shown; the guard hides it.
    cursor: Position,
    cursor_shown: bool,
}

impl Screen {
    pub(super) fn new((columns, rows): (u16, u16)) -> Self {
        Self {
            frame: Vec::with_capacity(USUAL_FRAME),
            size: Size::new(columns, rows),
            cursor: Position::ORIGIN,
            cursor_shown: false,
        }
    }

    /// The size the next frame is made for: the one the state machine was told, so that the two
    /// never differ in the middle of a resize.
    pub(super) fn set_size(&mut self, (columns, rows): (u16, u16)) {
        self.size = Size::new(columns, rows);
    }

    /// The guard has hidden the cursor again.
    pub(super) fn cursor_was_hidden(&mut self) {
        self.cursor_shown = false;
    }
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        match content.peek() {
            Some(_) => CrosstermBackend::new(&mut self.frame).draw(content),
            None => Ok(()),
        }
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.cursor_shown, false) {
            true => queue!(self.frame, Hide),
            false => Ok(()),
        }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.cursor_shown, true) {
            true => Ok(()),
            false => queue!(self.frame, Show),
        }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        // An empty frame has left the cursor where it was.
        if self.frame.is_empty() && position == self.cursor {
            return Ok(());
        }
        self.cursor = position;
        queue!(self.frame, MoveTo(position.x, position.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        CrosstermBackend::new(&mut self.frame).clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let written = write_all(rustix::stdio::stdout(), &self.frame);
        self.frame.clear();
        written
    }
}
