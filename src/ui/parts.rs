//! Twin of [`crate::app::events`]: lead units or findings as a list to tick.

use crate::app::App;
use crate::app::events::{Of, Parts};
use crate::domain::task::State;
use crate::i18n::countdown::day_month;

use super::canvas::Canvas;
use super::glyphs;

pub fn draw(app: &App, parts: &Parts, canvas: &mut Canvas<'_>) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let shown = parts.place.shown(parts.rows.len());
    let area = app.layout().form(shown.len().max(1) as u16 + 1);
    let reference = lang.reference_or_none(&parts.reference);
    let title = match parts.of {
        Of::Leads => lang.parts_title(&parts.item, &reference),
        Of::Findings => lang.answers_title(&parts.item, &reference),
    };
    let inner = canvas.popup(area, &title);
    let (x, cells) = (inner.x + 1, usize::from(inner.width.saturating_sub(2)));
    canvas.put(x, inner.y, cells, &parts.title, theme.muted);
    let (list, bottom) = (inner.y + 1, inner.y + inner.height);
    canvas.more(area, shown.start > 0, shown.end < parts.rows.len());
    for (y, row) in (list..bottom).zip(&parts.rows[shown]) {
        let style = if row.is_ticked { theme.muted } else { theme.plain };
        let state = if row.is_ticked { State::Done } else { State::Open };
        canvas.put(x, y, 3, glyphs::check_box(state), style);
        let more = row.more.as_ref().map(|(on, document)| {
            let document = document.as_ref().map(|it| format!(" · {it}")).unwrap_or_default();
            format!("{}{document}", lang.done_on_day(&day_month(*on)))
        });
        let end = canvas.put_right(x + cells as u16, y, &more.unwrap_or_default(), theme.muted);
        let room = usize::from(end.saturating_sub(x + 5));
        let taken = canvas.put(x + 4, y, room, &row.text, style);
        if usize::from(y - list) == parts.place.on_screen() {
            canvas.put(inner.x, y, 1, canvas.glyphs.cursor, theme.plain);
            canvas.restyle(x, y, taken as u16 + 4, theme.selected);
        }
    }
}
