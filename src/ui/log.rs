//! View 4: the lists, a row for each entry, and the chosen one in full under them.

use crate::app::App;
use crate::app::layout::Area;
use crate::app::wrap;
use crate::domain::log::{LogRow, LogTab};
use crate::i18n::Lang;
use crate::text;

use super::canvas::{Canvas, inside};
use super::strip::many;

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let (layout, lang, log) = (app.layout(), canvas.lang, app.log());
    let body = layout.body();
    if !layout.is_framed() {
        return draw_list(app, body, canvas);
    }
    canvas.frame(body, &title(app, lang));
    let inner = inside(body);
    draw_tabs(app, inner, canvas);
    let list = Area { height: layout.log_rows() as u16, ..inner.below(2) };
    draw_heading(log.tab, inner.below(1), canvas);
    draw_list(app, list, canvas);
    let (above, below) = log.window.has_more();
    canvas.more(Area { y: list.y - 1, height: list.height + 2, ..body }, above, below);
    if let Some(row) = log.window.selected() {
        draw_chosen(row, inner.below(2 + list.height), canvas);
    }
}

/// What is listed, and how far it is narrowed.
pub fn title(app: &App, lang: Lang) -> String {
    let log = app.log();
    let narrowed = log.is_narrowed().then(|| lang.filtered_by(&log.filter_words(lang)));
    match log.tab {
        LogTab::News => lang.news_title(&many(log.n_new())),
        tab => std::iter::once(lang.log_tab(tab)).chain(narrowed).collect::<Vec<_>>().join(" · "),
    }
}

fn draw_tabs(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let mut x = area.x;
    for tab in LogTab::ALL {
        let name = canvas.lang.log_tab(tab);
        let (label, style) = match tab == app.log().tab {
            true => (format!("[{name}]"), canvas.theme.heading),
            false => (format!(" {name} "), canvas.theme.plain),
        };
        x += canvas.put(x, area.y, usize::from(area.width), &label, style) as u16;
    }
}

/// Cursor, the sign of a group and a space stand before the first column.
const LEAD_IN: usize = 3;

/// Cells of when, who, about what, its name and what was done, with a space after each; 0: left out.
fn columns(tab: LogTab, cells: usize) -> [usize; 5] {
    let room = cells.saturating_sub(LEAD_IN + 1);
    match (tab, room) {
        (LogTab::Trash, 100..) => [11, 22, 24, room - 60, 0],
        (LogTab::Trash, 66..) => [11, 16, 18, room - 48, 0],
        (LogTab::Trash, _) => [11, 0, room.saturating_sub(12), 0, 0],
        (_, 100..) => [11, 20, 24, 24, room.saturating_sub(83)],
        (_, 66..) => [11, 14, 18, 0, room - 46],
        (_, 45..) => [11, 0, 14, 0, room - 27],
        _ => [5, 0, 0, 0, room.saturating_sub(6)],
    }
}

fn draw_heading(tab: LogTab, area: Area, canvas: &mut Canvas<'_>) {
    let (lang, muted) = (canvas.lang, canvas.theme.muted);
    let names = [lang.col_when(), lang.col_who(), lang.col_about(), lang.col_name(), lang.col_what()];
    let cells = names.map(|name| (name, muted));
    canvas.put_columns(area.x + LEAD_IN as u16, area.y, &columns(tab, usize::from(area.width)), &cells);
}

fn draw_list(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let (log, lang) = (app.log(), canvas.lang);
    let (rows, cursor) = log.window.shown();
    if rows.is_empty() {
        let text = match log.tab {
            _ if log.window.page().is_none() => lang.reading(),
            LogTab::Journal if log.is_narrowed() => lang.log_filter_empty(),
            LogTab::Journal if app.has_nothing() => lang.empty_how("1, F7"),
            LogTab::Journal => lang.log_empty(),
            LogTab::News => lang.news_empty(),
            LogTab::Trash => lang.trash_empty(),
        };
        canvas.put(area.x + 1, area.y, usize::from(area.width.saturating_sub(1)), &text, canvas.theme.muted);
        return;
    }
    let columns = columns(log.tab, usize::from(area.width));
    for (y, (index, row)) in (area.y..area.y + area.height).zip(rows.iter().enumerate()) {
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let in_group =
            |at: usize| rows.get(at).is_some_and(|other| other.line.entry.group == row.line.entry.group);
        if log.tab == LogTab::Journal && beside.into_iter().any(in_group) {
            canvas.put(area.x + 1, y, 1, canvas.glyphs.vertical, canvas.theme.muted);
        }
        draw_row(app, row, (area.x + LEAD_IN as u16, y), &columns, canvas);
        if index == cursor {
            canvas.put(area.x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            let bar = area.width.saturating_sub(LEAD_IN as u16);
            canvas.restyle(area.x + LEAD_IN as u16, y, bar, canvas.theme.selected);
        }
    }
}

fn draw_row(app: &App, row: &LogRow, (x, y): (u16, u16), columns: &[usize; 5], canvas: &mut Canvas<'_>) {
    let (lang, plain) = (canvas.lang, canvas.theme.plain);
    let at = row.line.entry.at.local();
    let is_this_year = at.format("%Y").to_string() == app.now().local().format("%Y").to_string();
    let when = match columns[0] {
        ..11 => at.format("%d/%m"),
        _ if is_this_year => at.format("%d/%m %H:%M"),
        _ => at.format("%d/%m/%Y"),
    };
    // Where there is no column for it, what is said begins with what it is about.
    let said =
        if columns[2] == 0 { format!("{} {}", about(row, lang), said(row, lang)) } else { said(row, lang) };
    let cells = [when.to_string(), row.line.who.clone(), about(row, lang), row.line.title.clone(), said];
    canvas.put_columns(x, y, columns, &cells.map(|cell| (cell, plain)));
}

/// "1792/UBND-NC#2".
fn about(row: &LogRow, lang: Lang) -> String {
    let line = &row.line;
    match (&line.item, line.directive) {
        (Some(item), _) => format!("{}#{item}", lang.reference_or_none(&line.reference)),
        (None, Some(_)) => lang.reference_or_none(&line.reference),
        (None, None) if line.title.is_empty() => lang.about_office(),
        // Taken out for good: what it was called.
        (None, None) => line.title.clone(),
    }
}

fn said(row: &LogRow, lang: Lang) -> String {
    let said = lang.journal_entry(&row.line.entry);
    if row.n > 1 { lang.news_last(row.n, &said) } else { said }
}

/// The chosen row in full under the list, which a narrow screen has no room for.
fn draw_chosen(row: &LogRow, area: Area, canvas: &mut Canvas<'_>) {
    let lang = canvas.lang;
    let cells = usize::from(area.width.saturating_sub(2));
    let rule = canvas.glyphs.horizontal.repeat(usize::from(area.width));
    canvas.put(area.x, area.y, usize::from(area.width), &rule, canvas.theme.muted);
    let title = Some(&row.line.title).filter(|_| row.line.directive.is_some());
    let head: Vec<_> =
        [Some(&about(row, lang)), title, Some(&row.line.who)].into_iter().flatten().cloned().collect();
    canvas.put(area.x + 1, area.y + 1, cells, &head.join(" · "), canvas.theme.heading);
    let lines = wrap::lines(&text::clean_line(&said(row, lang)), cells.max(1));
    for (y, line) in (area.y + 2..area.y + area.height).zip(lines) {
        canvas.put(area.x + 1, y, cells, &line, canvas.theme.plain);
    }
}

/// The same in one line, for the line of messages of a narrow screen.
pub fn in_one_line(app: &App) -> String {
    let row = app.log().window.selected();
    row.map_or_else(String::new, |row| format!("{}: {}", row.line.who, row.line.title))
}
