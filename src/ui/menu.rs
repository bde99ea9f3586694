//! Filter and sort: a short list over the screen.

use ratatui::style::Style;

use crate::app::App;
use crate::app::menu::{Choice, Menu, Of};
use crate::app::review::Pick;
use crate::text;

use super::canvas::Canvas;

/// Cells of the column that says what a choice is about.
const GROUPS: usize = 15;

pub fn draw(app: &App, menu: &Menu, canvas: &mut Canvas<'_>) {
    let lang = canvas.lang;
    let choices = menu.choices.as_deref().unwrap_or_default();
    let area = app.layout().menu(choices.len().max(1));
    let title = match menu.of {
        Of::Filter => lang.filter_title(),
        Of::Order => lang.order_title(),
        Of::Papers | Of::Formats => lang.print_title(),
        Of::People => format!("{} · {}", lang.filter_title(), lang.group_person()),
        Of::Doers => format!("{} · {}", lang.filter_title(), lang.group_doer()),
        Of::Figures => lang.filter_title(),
        Of::FigureOrder => lang.order_title(),
        Of::Behind => lang.figures_behind(&app.figures_name(app.figures().selected())),
        Of::Review => lang.review_menu_title(matches!(choices, [Choice::Review(Pick::Relation(_)), ..])),
        Of::Units => format!("{} · {}", lang.filter_title(), lang.group_unit()),
    };
    let inner = canvas.popup_with_keys(area, &title, &lang.menu_keys(canvas.glyphs.up_down()));
    let cells = usize::from(inner.width.saturating_sub(2));
    if choices.is_empty() {
        let line = if menu.choices.is_some() { lang.no_names() } else { lang.reading() };
        canvas.put(inner.x + 3, inner.y, cells.saturating_sub(2), &line, canvas.theme.muted);
    }
    let has_groups = matches!(menu.of, Of::Filter | Of::Figures) && app.layout().columns >= 50;
    let shown = menu.place.shown(choices.len());
    for (y, index) in (inner.y..).zip(shown.clone()) {
        let choice = &choices[index];
        let group = choice.group(lang);
        let (text, begin) = if has_groups {
            let is_first = index == shown.start || choices[index - 1].group(lang) != group;
            if is_first {
                canvas.put(inner.x + 2, y, GROUPS, &group, canvas.theme.muted);
            }
            (choice.name(lang), GROUPS as u16)
        } else {
            (if menu.of == Of::Filter { choice.short(lang) } else { choice.name(lang) }, 0)
        };
        let chosen = if app.is_chosen(choice) { lang.chosen() } else { String::new() };
        let cells = cells.saturating_sub(usize::from(begin));
        put_line((inner.x + begin, y), cells, &text, &chosen, canvas.theme.key, canvas);
        if index == menu.place.cursor {
            canvas.select(inner.x, y, inner.width);
        }
    }
}

/// A row of a list in a box, with a word at its right end.
pub fn put_line(
    (x, y): (u16, u16),
    cells: usize,
    text: &str,
    right: &str,
    style: Style,
    canvas: &mut Canvas<'_>,
) {
    let room = cells.saturating_sub(text::width(right) + 2);
    canvas.put(x + 2, y, room, text, canvas.theme.plain);
    canvas.put_right(x + 1 + cells as u16, y, right, style);
}
