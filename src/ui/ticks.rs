//! Twin of [`crate::app::ticks`]: a list to tick.

use crate::app::App;
use crate::app::ticks::{Of, Ticks};
use crate::domain::task::State;
use crate::i18n::countdown::day_month;

use super::canvas::Canvas;
use super::glyphs;

pub fn draw(app: &App, ticks: &Ticks, canvas: &mut Canvas<'_>) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let shown = ticks.place.shown(ticks.rows.len());
    let area = app.layout().form(shown.len().max(1) as u16 + 1);
    let reference = lang.reference_or_none(&ticks.reference);
    let title = match ticks.of {
        Of::Steps if ticks.rows.is_empty() => lang.steps_title(&ticks.item, &reference),
        Of::Steps => {
            let done = lang.n_steps(ticks.done(), ticks.rows.len());
            format!("{} · {done}", lang.steps_title(&ticks.item, &reference))
        }
        Of::Leads => lang.parts_title(&ticks.item, &reference),
        Of::Findings => lang.answers_title(&ticks.item, &reference),
    };
    let inner = canvas.popup(area, &title);
    let (x, cells) = (inner.x + 1, usize::from(inner.width.saturating_sub(2)));
    canvas.put(x, inner.y, cells, &ticks.title, theme.muted);
    let (list, bottom) = (inner.y + 1, inner.y + inner.height);
    if ticks.of == Of::Steps && ticks.rows.is_empty() && list < bottom {
        canvas.put(x, list, cells, &lang.steps_none(), theme.plain);
    }
    canvas.more(area, shown.start > 0, shown.end < ticks.rows.len());
    for (y, row) in (list..bottom).zip(&ticks.rows[shown]) {
        let style = if row.is_ticked { theme.muted } else { theme.plain };
        let state = if row.is_ticked { State::Done } else { State::Open };
        canvas.put(x, y, 3, glyphs::check_box(state), style);
        let more = row.more.as_ref().map(|(on, document)| {
            let document = document.as_ref().map(|it| format!(" · {it}")).unwrap_or_default();
            format!("{}{document}", lang.done_on_day(&day_month(*on)))
        });
        let end = x + cells as u16;
        let end = more.map_or(end, |more| canvas.put_right(end, y, &more, theme.muted).saturating_sub(1));
        let room = usize::from(end.saturating_sub(x + 4));
        let taken = canvas.put(x + 4, y, room, &row.text, style);
        if usize::from(y - list) == ticks.place.on_screen() {
            canvas.put(inner.x, y, 1, canvas.glyphs.cursor, theme.plain);
            canvas.restyle(x, y, taken as u16 + 4, theme.selected);
        }
    }
}
