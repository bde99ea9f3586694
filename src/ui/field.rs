//! A field on the screen: what is seen of its text, and its cursor.

use crate::app::field::Field;
use crate::text;

use super::canvas::Canvas;

/// Draws so many rows of it, the cursor's among them. Without the keys no cursor is shown.
pub fn draw(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    (cells, rows): (usize, usize),
    field: &Field,
    focused: bool,
) {
    let shown = field.shown(cells.saturating_sub(1).max(1));
    let (line, cell) = shown.cursor;
    let top = if focused { (line + 1).saturating_sub(rows) } else { 0 };
    for (row, text) in shown.lines.iter().skip(top).take(rows).enumerate() {
        canvas.put(x, y + row as u16, cells, text, canvas.theme.plain);
    }
    if focused {
        let cell = cell.min(cells.saturating_sub(1));
        // A wide letter is under the cursor as a whole.
        let ends_at = |cells| text::width(&text::truncate(&shown.lines[line], cells, ""));
        let is_wide = ends_at(cell + 1) == cell && ends_at(cell + 2) == cell + 2;
        canvas.restyle(
            x + cell as u16,
            y + (line - top) as u16,
            1 + u16::from(is_wide),
            canvas.theme.selected,
        );
    }
}
