//! Draws `&App`: theme, glyphs, panes. Nothing here changes state or decides what a key does.
//!
//! Border: every text goes through [`canvas::Canvas`], which cleans it and keeps it in its cells.

mod about;
mod board;
mod canvas;
mod checklist;
mod detail;
mod fields;
mod glyphs;
mod help;
mod theme;

use ratatui::Frame;

use crate::app::layout::Size;
use crate::app::{App, Popup};

use canvas::Canvas;

/// Draws the whole screen, for the size that `app` was told; a smaller frame only cuts it off.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let mut canvas = Canvas::new(app.setup(), frame.buffer_mut());
    if app.layout().size == Size::Line {
        return board::draw_line(app, &mut canvas);
    }
    // The lowest popup that hides everything under it: an opened directive does.
    let is_detail = |popup: &Popup| matches!(popup, Popup::Detail(_));
    match app.popups().iter().rev().find(|popup| is_detail(popup)) {
        Some(Popup::Detail(detail)) => detail::draw(app, detail, &mut canvas),
        _ => board::draw(app, &mut canvas),
    }
    board::draw_bottom(app, &mut canvas);
    if let Some(Popup::Help(help)) = app.popups().last() {
        help::draw(app, help, &mut canvas);
    }
    if app.file_is_gone() {
        board::draw_banner(app, &mut canvas);
    }
}

#[cfg(test)]
mod tests;
