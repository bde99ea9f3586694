//! The box that asks for a file's path.

use crate::app::App;
use crate::app::field::Field;

use super::canvas::Canvas;
use super::field;

pub fn draw(app: &App, path: &Field, canvas: &mut Canvas<'_>) {
    let lang = canvas.lang;
    let inner = canvas.popup_with_keys(app.layout().form(3), &lang.import_title(), &lang.import_keys());
    let cells = usize::from(inner.width.saturating_sub(2));
    canvas.put(inner.x + 1, inner.y, cells, &lang.import_path(), canvas.theme.muted);
    canvas.put(inner.x + 1, inner.y + 1, 1, ">", canvas.theme.plain);
    field::draw(canvas, (inner.x + 3, inner.y + 1), (cells.saturating_sub(2), 1), path, true);
}
