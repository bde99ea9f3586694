//! The steps of a task as a list to tick.

use crate::app::App;
use crate::app::steps::Steps;
use crate::domain::task::State;

use super::canvas::Canvas;
use super::glyphs;

pub fn draw(app: &App, steps: &Steps, canvas: &mut Canvas<'_>) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let shown = steps.place.shown(steps.steps.len());
    let area = app.layout().form(shown.len().max(1) as u16 + 1);
    let mut title = lang.steps_title(&steps.item, &lang.reference_or_none(&steps.reference));
    if !steps.steps.is_empty() {
        title = format!("{title} · {}", lang.n_steps(steps.done(), steps.steps.len()));
    }
    let inner = canvas.popup(area, &title);
    let (x, cells) = (inner.x + 1, usize::from(inner.width.saturating_sub(2)));
    canvas.put(x, inner.y, cells, &steps.title, theme.muted);
    let (list, bottom) = (inner.y + 1, inner.y + inner.height);
    if steps.steps.is_empty() && list < bottom {
        canvas.put(x, list, cells, &lang.steps_none(), theme.plain);
    }
    canvas.more(area, shown.start > 0, shown.end < steps.steps.len());
    for (y, step) in (list..bottom).zip(&steps.steps[shown]) {
        let style = if step.done { theme.muted } else { theme.plain };
        let state = if step.done { State::Done } else { State::Open };
        canvas.put(x, y, 3, glyphs::check_box(state), style);
        let taken = canvas.put(x + 4, y, cells.saturating_sub(4), &step.text, style);
        if usize::from(y - list) == steps.place.on_screen() {
            canvas.put(inner.x, y, 1, canvas.glyphs.cursor, theme.plain);
            canvas.restyle(x, y, taken as u16 + 4, theme.selected);
        }
    }
}
