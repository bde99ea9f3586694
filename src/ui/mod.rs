//! Draws `&App`: theme, glyphs, panes. Nothing here changes state or decides what a key does.
//!
//! Border: every text goes through [`canvas::Canvas`], which cleans it and keeps it in its cells.

mod about;
mod agenda;
mod board;
mod canvas;
mod checklist;
mod confirm;
mod detail;
mod field;
mod fields;
mod figures;
mod form;
mod glyphs;
mod header;
mod help;
mod log;
mod menu;
mod office;
mod palette;
mod path;
mod review;
mod search;
mod strip;
mod tasks;
mod theme;
mod ticks;

use ratatui::Frame;

use crate::app::layout::Size;
use crate::app::{App, Popup, Screen};

use canvas::Canvas;

/// Draws the whole screen, for the size that `app` was told; a smaller frame only cuts it off.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let mut canvas = Canvas::new(app.setup(), frame.buffer_mut());
    if app.layout().size == Size::Line {
        return board::draw_line(app, &mut canvas);
    }
    // The highest popup that hides everything under it, and what stands over that.
    let hides = |popup: &Popup| {
        matches!(
            popup,
            Popup::Detail(_) | Popup::Review(_) | Popup::Search(_) | Popup::Tasks(_) | Popup::Office(_)
        )
    };
    let from = app.popups().iter().rposition(hides);
    match from.map(|index| &app.popups()[index]) {
        Some(Popup::Detail(detail)) => detail::draw(app, detail, &mut canvas),
        Some(Popup::Review(review)) => review::draw(app, review, &mut canvas),
        Some(Popup::Search(search)) => search::draw(app, search, &mut canvas),
        Some(Popup::Tasks(tasks)) => tasks::draw(app, tasks, &mut canvas),
        Some(Popup::Office(office)) => office::draw(app, office, &mut canvas),
        _ if app.screen() != Screen::Directives => {
            board::draw_top(app, &mut canvas);
            match app.screen() {
                Screen::Agenda => agenda::draw(app, &mut canvas),
                Screen::Figures => figures::draw(app, &mut canvas),
                Screen::Log | Screen::Directives => log::draw(app, &mut canvas),
            }
        }
        _ => board::draw(app, &mut canvas),
    }
    board::draw_bottom(app, &mut canvas);
    let over = &app.popups()[from.map_or(0, |index| index + 1)..];
    for (index, popup) in over.iter().enumerate() {
        let is_last = index + 1 == over.len();
        match popup {
            Popup::Help(help) => help::draw(app, help, &mut canvas),
            Popup::Form(form) => form::draw(app, form, &mut canvas),
            Popup::Confirm(confirm) => confirm::draw(app, confirm, &mut canvas),
            Popup::Ticks(ticks) => ticks::draw(app, ticks, &mut canvas),
            Popup::Path(field) => path::draw(app, field, &mut canvas),
            Popup::Palette(palette) => palette::draw(app, palette, &mut canvas),
            // A list of names stands in the place of the menu it was opened from.
            Popup::Menu(menu) if is_last => menu::draw(app, menu, &mut canvas),
            Popup::Menu(_) | Popup::Detail(_) | Popup::Review(_) | Popup::Search(_) | Popup::Offer(_) => {}
            Popup::Tasks(_) | Popup::Office(_) => {}
        }
    }
    if app.file_is_gone() {
        board::draw_banner(app, &mut canvas);
    }
}

#[cfg(test)]
mod tests;
