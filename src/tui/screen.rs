//! Where frames go: ratatui's backend over standard output, one write a frame and none for a
//! frame that changes nothing.
//!
//! crossterm words the sequences. Its own backend flushes at every cursor call, asks the terminal
//! where the cursor is, and colours an empty frame; this one does none of it.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::guard::write_all;

/// A full frame of a large window fits without growing.
const USUAL_FRAME: usize = 64 << 10;

/// How crossterm's wording ends a frame, and the one sequence that says the same: on a slow line fifteen
/// bytes a frame are felt.
const RESETS: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m";
const RESET: &[u8] = b"\x1b[0m";

pub(super) struct Screen {
    /// The frame being made.
    frame: Vec<u8>,
    size: Size,
}

impl Screen {
    pub(super) fn new((columns, rows): (u16, u16)) -> Self {
        Self { frame: Vec::with_capacity(USUAL_FRAME), size: Size::new(columns, rows) }
    }

    /// The size the next frame is made for: the one the state machine was told, so that the two
    /// never differ in the middle of a resize.
    pub(super) fn set_size(&mut self, (columns, rows): (u16, u16)) {
        self.size = Size::new(columns, rows);
    }
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        CrosstermBackend::new(&mut self.frame).draw(content)?;
        if self.frame.ends_with(RESETS) {
            self.frame.truncate(self.frame.len() - RESETS.len());
            self.frame.extend_from_slice(RESET);
        }
        Ok(())
    }

    // No screen has a place to type yet, so the cursor stays as the guard leaves it: hidden.
    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> io::Result<()> {
        Ok(())
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
