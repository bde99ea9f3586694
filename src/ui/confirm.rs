//! A question and its two buttons.

use crate::app::App;
use crate::app::confirm::Confirm;
use crate::app::wrap;
use crate::text;

use super::canvas::Canvas;

pub fn draw(app: &App, confirm: &Confirm, canvas: &mut Canvas<'_>) {
    let buttons = confirm.buttons.each_ref().map(|button| format!("[ {button} ]"));
    let both = text::width(&buttons[0]) + text::width(&buttons[1]) + 2;
    let most = usize::from(app.layout().form(3).width).saturating_sub(4);
    let question: Vec<String> = confirm.question.lines().flat_map(|line| wrap::lines(line, most)).collect();
    let (asked, shown) = (question.len() as u16, confirm.place.shown(confirm.lines.len()));
    let under = if shown.is_empty() { 0 } else { shown.len() as u16 + 1 };
    let mut area = app.layout().form(asked + 2 + under);
    let widest = question.iter().chain(&confirm.lines).map(|line| text::width(line)).max().unwrap_or(0);
    let width = (widest.max(both) as u16 + 4).min(area.width);
    area.x += (area.width - width) / 2;
    area.width = width;
    let inner = canvas.popup(area, "");
    let (mut x, cells) = (inner.x + 1, usize::from(inner.width.saturating_sub(2)));
    let room = usize::from(inner.height).saturating_sub(1).max(1);
    for (y, line) in (inner.y..).zip(question.iter().take(room)) {
        canvas.put(x, y, cells, line, canvas.theme.plain);
    }
    canvas.more(area, shown.start > 0, shown.end < confirm.lines.len());
    for (y, line) in (inner.y + asked + 1..).zip(&confirm.lines[shown]) {
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
