//! Twin of [`crate::app::tasks`].

use crate::app::App;
use crate::app::tasks::Tasks;

use super::agenda;
use super::canvas::{Canvas, inside};

pub fn draw(app: &App, tasks: &Tasks, canvas: &mut Canvas<'_>) {
    let (layout, lang) = (app.layout(), canvas.lang);
    let right = if layout.is_framed() { format!("Esc {}", lang.act_back()) } else { String::new() };
    let begins = canvas.put_right(layout.columns.saturating_sub(1), 0, &right, canvas.theme.plain);
    let n = tasks.ids().map_or_else(|| lang.reading(), |ids| lang.n_listed(ids.len()));
    canvas.put(
        1,
        0,
        usize::from(begins.saturating_sub(2)),
        &format!("{} · {n}", tasks.title),
        canvas.theme.heading,
    );
    let (rows, cursor, (above, below)) = tasks.shown();
    let mut area = layout.search();
    if layout.is_framed() {
        canvas.frame(area, "");
        canvas.more(area, above, below);
        area = inside(area);
    }
    let margin = u16::from(layout.is_framed());
    let (x, cells) = (area.x + margin, usize::from(area.width.saturating_sub(2 * margin)));
    if rows.is_empty() && tasks.ids().is_some() {
        canvas.put(x + 2, area.y + margin, cells.saturating_sub(2), &lang.agenda_empty(), canvas.theme.plain);
    }
    for (y, (index, row)) in (area.y..area.y + area.height).zip(rows.into_iter().enumerate()) {
        if let Some(row) = row {
            agenda::draw_row(app, row, (x, y), cells, index == cursor, canvas);
        }
    }
}
