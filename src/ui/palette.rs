//! The palette over the screen.

use crate::app::App;
use crate::app::layout::Area;
use crate::app::palette::{Palette, Row};
use crate::text::with_first;

use super::canvas::Canvas;
use super::menu::put_line;
use super::search::{columns, draw_field, draw_hit};

pub fn draw(app: &App, palette: &Palette, canvas: &mut Canvas<'_>) {
    let (area, lang) = (app.layout().help(), canvas.lang);
    let (rows, cursor) = palette.shown();
    let all = palette.rows().len().max(1) as u16;
    let area = Area { height: area.height.min(all + 4), ..area };
    let keys = lang.palette_keys(canvas.glyphs.up_down());
    let inner = canvas.popup_with_keys(area, &lang.palette_title(), &keys);
    let cells = usize::from(inner.width.saturating_sub(2));
    draw_field((inner.x + 1, inner.y), cells, &palette.finder, canvas);
    let (above, below) = (palette.first() > 0, palette.first() + rows.len() < palette.rows().len());
    canvas.more(Area { y: area.y + 1, height: area.height.saturating_sub(2), ..area }, above, below);
    if rows.is_empty() {
        let line = match palette.barred(lang) {
            Some(command) => lang.command_barred(&command),
            None if palette.finder.is_complete() => lang.nothing_found(&palette.finder.typed()),
            None => lang.searching(),
        };
        canvas.put(inner.x + 3, inner.y + 1, cells.saturating_sub(2), &line, canvas.theme.muted);
    }
    for (index, row) in rows.iter().enumerate() {
        draw_row(app, palette, row, (inner.x, inner.y + 1 + index as u16), cells, canvas);
        if index == cursor {
            canvas.select(inner.x, inner.y + 1 + index as u16, inner.width);
        }
    }
}

fn draw_row(
    app: &App,
    palette: &Palette,
    row: &Row,
    (x, y): (u16, u16),
    cells: usize,
    canvas: &mut Canvas<'_>,
) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let (text, right) = match row {
        Row::Hit(hit) => {
            return draw_hit(app, hit, &palette.finder.query, (x, y), &columns(cells), canvas);
        }
        Row::Heading(is_task) => {
            let text = if *is_task { lang.context_checklist() } else { lang.context_directives() };
            canvas.put(x + 1, y, cells, &text, theme.heading);
            return;
        }
        Row::Day(echo) => {
            let echo = lang.typed_echo(echo);
            (lang.due_by_command(echo.trim_start_matches("→ ")), String::new())
        }
        Row::Choice(choice) => (choice.command(lang), String::new()),
        // As the choices beside it, it begins with a capital letter.
        Row::Command(entries) => (
            with_first(&(entries[0].help)(lang), char::to_uppercase),
            entries[0].shown_key().map_or_else(String::new, |key| canvas.glyphs.key(key)),
        ),
    };
    put_line((x, y), cells, &text, &right, theme.key, canvas);
}
