//! A question and its two buttons.

use crate::app::App;
use crate::app::confirm::Confirm;
use crate::text;

use super::canvas::Canvas;

pub fn draw(app: &App, confirm: &Confirm, canvas: &mut Canvas<'_>) {
    let buttons = confirm.buttons.each_ref().map(|button| format!("[ {button} ]"));
    let both = text::width(&buttons[0]) + text::width(&buttons[1]) + 2;
    let shown = confirm.place.shown(confirm.lines.len());
    let mut area = app.layout().form(if shown.is_empty() { 3 } else { shown.len() as u16 + 4 });
    let widest = confirm.lines.iter().map(|line| text::width(line)).max().unwrap_or(0);
    let width = (text::width(&confirm.question).max(both).max(widest) as u16 + 4).min(area.width);
    area.x += (area.width - width) / 2;
    area.width = width;
    let inner = canvas.popup(area, "");
    let (mut x, cells) = (inner.x + 1, usize::from(inner.width.saturating_sub(2)));
    canvas.put(x, inner.y, cells, &confirm.question, canvas.theme.plain);
    canvas.more(area, shown.start > 0, shown.end < confirm.lines.len());
    for (y, line) in (inner.y + 2..).zip(&confirm.lines[shown]) {
        canvas.put(x, y, cells, line, canvas.theme.plain);
    }
    let (y, right) = (inner.y + inner.height.saturating_sub(1), x + cells as u16);
    let some = buttons.iter().zip(&confirm.buttons).filter(|(_, name)| !name.is_empty());
    for (index, (button, _)) in some.enumerate() {
        let taken = canvas.put(x, y, usize::from(right.saturating_sub(x)), button, canvas.theme.plain) as u16;
        if (index == 1) == confirm.is_other {
            canvas.restyle(x, y, taken, canvas.theme.selected);
        }
        x += taken + 2;
    }
}
