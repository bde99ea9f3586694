//! View 1: header, strip, directives, message and footer, in its widths.

use crate::app::action::{self, Action, Context, Entry};
use crate::app::due::{self, NextDue};
use crate::app::layout::Area;
use crate::app::pages;
use crate::app::{App, Focus, Popup, Screen, Weight};
use crate::domain::query::{DirectiveRow, Scope, Sort};
use crate::domain::standing::Standing;
use crate::domain::task::TaskKind;

use crate::i18n::countdown::day_month;
use crate::text;

use super::canvas::{Canvas, inside};
use super::detail::draw_under_tasks;
use super::{checklist, fields, glyphs, header, log, strip};

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.layout();
    let in_checklist = app.board().focus == Focus::Checklist;
    draw_top(app, canvas);
    if layout.is_framed() {
        draw_framed(app, canvas);
    } else if in_checklist {
        checklist::draw_rows(app, &app.board().checklist, layout.body(), true, canvas);
    } else if app.board().window.is_empty() {
        draw_empty(app, layout.body(), canvas);
    } else {
        draw_rows(app, layout.body(), canvas);
    }
}

/// The line of views and the strip, where there is room for them.
pub fn draw_top(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.layout();
    if layout.is_framed() || !layout.is_low() {
        header::draw(app, canvas);
        strip::draw(app, canvas);
    }
}

fn draw_framed(app: &App, canvas: &mut Canvas<'_>) {
    let (layout, board) = (app.layout(), app.board());
    let (list, lang) = (layout.list(), canvas.lang);
    let Some(held) = board.window.page().filter(|held| !held.rows.is_empty()) else {
        // Nothing to show at the side either: the list takes it all.
        let whole = layout.body();
        canvas.frame(whole, &title(app, None, canvas));
        return draw_empty(app, inside(whole), canvas);
    };
    canvas.frame(list, &title(app, Some(held.n_open), canvas));
    let (above, below) = board.window.has_more();
    canvas.more(list.below(1), above, below);
    let inner = inside(list);
    draw_heading(app, inner, canvas);
    draw_rows(app, inner.below(1), canvas);
    let (area, has_keys) = (layout.checklist(), board.focus == Focus::Checklist);
    let used = checklist::draw_framed(app, &board.checklist, area, has_keys, canvas);
    let Some(above) = layout.summary() else {
        return;
    };
    let Some(data) = &board.beside else {
        return canvas.frame(above, "");
    };
    fields::draw_head(app, data, above, 3, canvas);
    if board.checklist.of == Some(data.row.id()) {
        let under = inside(area).below(used);
        let doubts = pages::doubts(data, board.checklist.rows(), lang, usize::from(under.width) - 2);
        draw_under_tasks(app, data, &board.checklist, &doubts, under, canvas);
    }
}

/// What is listed: how many where nothing narrows the list, else by what; and in which order.
fn title(app: &App, n_open: Option<i64>, canvas: &Canvas<'_>) -> String {
    let (lang, filter) = (canvas.lang, app.filter_words());
    let mut title = vec![lang.directives_title()];
    if filter.is_empty() {
        title.extend(n_open.map(|n_open| lang.n_followed(n_open)));
    } else {
        title.push(lang.filtered_by(&filter));
    }
    title.extend(n_open.map(|_| lang.ordered_by(&lang.order(app.board().view.sort))));
    title.join(" · ")
}

/// Cursor, marker and a space stand before the first column.
const LEAD_IN: usize = 3;

/// Cells of number, subject, tasks done, date and countdown in a row of so many, with a space after
/// each; 0: the column is left out.
fn columns(cells: usize) -> [usize; 5] {
    let room = cells.saturating_sub(LEAD_IN);
    match room {
        90.. => [20, room - 48, 5, 5, 14],
        66.. => [18, room - 45, 5, 5, 13],
        // The date is in the checklist's title and beside each task.
        53.. => [15, room - 36, 5, 0, 13],
        34.. => [room - 22, 0, 5, 5, 9],
        26.. => [room - 16, 0, 5, 0, 9],
        _ => [room.saturating_sub(8), 0, 0, 0, 7],
    }
}

fn draw_heading(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let (lang, muted) = (canvas.lang, canvas.theme.muted);
    let columns = columns(usize::from(area.width) - 2);
    let mut names =
        [lang.col_reference(), lang.col_subject(), lang.col_done(), lang.col_due(), lang.col_left()];
    let ordering = match app.board().view.sort {
        Sort::Reference => Some(0),
        Sort::Subject => Some(1),
        // Where the date has no column, what is left of it has.
        Sort::Due => Some(if columns[3] > 0 { 3 } else { 4 }),
        Sort::Issued | Sort::Follower => None,
    };
    if let Some(column) = ordering {
        names[column] = format!("{} {}", names[column], canvas.glyphs.more_above);
    }
    let cells = names.map(|name| (name, muted));
    canvas.put_columns(area.x + 1 + LEAD_IN as u16, area.y, &columns, &cells);
}

fn draw_rows(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let margin = u16::from(app.layout().is_framed());
    let columns = columns(usize::from(area.width.saturating_sub(2 * margin)));
    let (rows, cursor) = app.board().window.shown();
    let x = area.x + margin;
    for (y, (index, row)) in (area.y..area.y + area.height).zip(rows.iter().enumerate()) {
        draw_row(app, row, (x, y), &columns, canvas);
        if index == cursor {
            canvas.put(x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            if app.context() == Context::Directives {
                // Number and subject, not the markers and the countdown, which keep their colours: the
                // rest of the row would only be bytes with every Down.
                let bar = columns[0] + columns[1] + usize::from(columns[1] > 0);
                canvas.restyle(x + LEAD_IN as u16, y, bar as u16, canvas.theme.selected);
            }
        }
    }
}

fn draw_row(
    app: &App,
    row: &DirectiveRow,
    (x, y): (u16, u16),
    columns: &[usize; 5],
    canvas: &mut Canvas<'_>,
) {
    let lang = canvas.lang;
    let next = due::of_directive(row, app.now(), &app.setup().calendar);
    let style = if row.is_finished() { canvas.theme.muted } else { canvas.theme.plain };
    let (sign, left_style) = match next {
        Some(next) => (glyphs::marker(next.marker), canvas.theme.of_marker(next.marker)),
        None => (" ", style),
    };
    canvas.put(x + 1, y, 1, sign, left_style);
    if app.is_directive_marked(row.id()) {
        canvas.put(x + 2, y, 1, canvas.glyphs.marked, canvas.theme.key);
    }
    let cells = [
        (lang.reference_or_none(&row.reference), style),
        (row.subject.clone(), style),
        (format!("{}/{}", row.n_done, row.n_total), style),
        (next.map_or_else(|| "—".to_owned(), |next| day_month(next.on)), style),
        (left_text(row, next, columns[4], canvas), left_style),
    ];
    canvas.put_columns(x + LEAD_IN as u16, y, columns, &cells);
}

fn left_text(row: &DirectiveRow, next: Option<NextDue>, cells: usize, canvas: &Canvas<'_>) -> String {
    let lang = canvas.lang;
    match next {
        Some(next) if next.is_internal => lang.countdown_internal(&next.countdown),
        Some(next) if cells < 12 => lang.countdown_tiny(&next.countdown),
        Some(next) => lang.countdown_within(&next.countdown, cells),
        None if row.is_finished() => lang.finished(),
        None if row.is_paused => lang.standing(Standing::Paused),
        None => lang.no_date(TaskKind::Ordinary, cells < 14),
    }
}

fn draw_empty(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let (lang, board) = (canvas.lang, app.board());
    let x = area.x + if area.width >= 40 { 4 } else { 1 };
    let y = area.y + if area.height >= 14 { 4 } else { 0 };
    let width = usize::from(area.width.saturating_sub(x - area.x));
    if board.window.page().is_none() {
        canvas.put(x, y, width, &lang.reading(), canvas.theme.plain);
        return;
    }
    if !board.view.filter.is_empty() {
        canvas.put(x, y, width, &lang.filter_empty(), canvas.theme.plain);
        return;
    }
    let (what, ways_out) = match board.view.scope {
        Scope::Mine(_) => (lang.empty_mine(), vec![("m".to_owned(), lang.empty_mine_key())]),
        Scope::Office if app.can_write() => {
            (lang.empty_file(), vec![(lang.empty_paste_key(), lang.empty_paste())])
        }
        Scope::Office => (lang.empty_file(), Vec::new()),
    };
    let keys = action::commands(Context::Directives)
        .filter(|entry| matches!(entry.action, Action::Import | Action::Add | Action::Help | Action::Quit))
        .filter(|entry| app.offers(entry.action))
        .map(|entry| {
            let label = match entry.action {
                Action::Add => lang.empty_add(),
                Action::Import => lang.empty_import(),
                _ => (entry.label)(lang),
            };
            (shown(entry, canvas), label)
        });
    let lines: Vec<(String, String)> = ways_out.into_iter().chain(keys).collect();
    canvas.put(x, y, width, &what, canvas.theme.plain);
    let column = lines.iter().map(|(key, _)| text::width(key)).max().unwrap_or(0) + 2;
    for (index, (key, label)) in lines.iter().enumerate() {
        let y = y + 2 + index as u16;
        if y < area.y + area.height {
            canvas.put(x, y, width, key, canvas.theme.key);
            canvas.put(x + column as u16, y, width.saturating_sub(column), label, canvas.theme.plain);
        }
    }
}

/// The message line and the keys under it; on a low screen one line for both.
pub fn draw_bottom(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.layout();
    let (last, cells) = (layout.rows.saturating_sub(1), usize::from(layout.columns.saturating_sub(1)));
    if let Some(notice) = app.notice() {
        let style = match notice.weight {
            Weight::Plain | Weight::Hint => canvas.theme.plain,
            Weight::Warning => canvas.theme.warning,
        };
        canvas.put(1, last - u16::from(!layout.is_low()), cells, &notice.text, style);
        if layout.is_low() {
            return;
        }
    } else if !layout.is_framed() && !layout.is_low() {
        canvas.put(1, last - 1, cells, &cut_short(app), canvas.theme.muted);
    }
    draw_footer(app, last, canvas);
}

/// What a narrow screen has no column for: the subject, in the checklist the chosen task's title.
fn cut_short(app: &App) -> String {
    let board = app.board();
    if app.popups().is_empty() && app.screen() == Screen::Log {
        return log::in_one_line(app);
    }
    let text = match (app.popups().last(), board.focus) {
        (Some(Popup::Detail(detail)), _) => detail.data.as_ref().map(|data| &data.row.subject),
        (Some(Popup::Search(search)), _) => {
            search.selected().map(|hit| hit.passage.as_ref().unwrap_or(&hit.title))
        }
        (Some(Popup::Tasks(tasks)), _) => tasks.selected().map(|task| &task.title),
        (Some(_), _) => None,
        (None, _) if app.screen() == Screen::Figures => app.figures().selected().map(|row| &row.name),
        (None, _) if app.screen() == Screen::Agenda => app.agenda().task().map(|task| &task.title),
        (None, Focus::Directives) => board.window.selected().map(|row| &row.subject),
        (None, Focus::Checklist) => board.checklist.selected().map(|task| &task.title),
    };
    text.cloned().unwrap_or_default()
}

/// The keys of this place, as many as fit; help is always among them where it can be asked for.
fn draw_footer(app: &App, y: u16, canvas: &mut Canvas<'_>) {
    let entries = action::commands(app.context())
        .filter(|entry| entry.in_footer && app.offers(entry.action))
        .map(|entry| (entry.action, shown(entry, canvas), (entry.label)(canvas.lang)));
    let entries: Vec<(Action, String, String)> = entries.collect();
    let width = |key: &str, label: &str| text::width(key) + text::width(label) + 3;
    let is_help = |action: Action| action == Action::Help;
    let help = entries.iter().find(|entry| is_help(entry.0)).map_or(0, |(_, key, label)| width(key, label));
    let mut room = (usize::from(app.layout().columns) + 1).saturating_sub(help);
    let mut x = 1;
    for (action, key, label) in &entries {
        let needed = if is_help(*action) { 0 } else { width(key, label) };
        if needed <= room {
            room -= needed;
            x += canvas.put(x, y, 20, key, canvas.theme.key) as u16 + 1;
            x += canvas.put(x, y, 40, label, canvas.theme.plain) as u16 + 2;
        }
    }
}

fn shown(entry: &Entry, canvas: &Canvas<'_>) -> String {
    entry.shown_key().map_or_else(String::new, |key| canvas.glyphs.key(key))
}

/// Below 20×5: what matters most, in one line.
pub fn draw_line(app: &App, canvas: &mut Canvas<'_>) {
    let cells = usize::from(app.layout().columns);
    let text = match (app.notice(), app.board().window.selected()) {
        (Some(notice), _) => notice.text,
        (None, Some(row)) => {
            let next = due::of_directive(row, app.now(), &app.setup().calendar);
            let left = next.map(|next| canvas.lang.countdown_tiny(&next.countdown)).unwrap_or_default();
            format!("{left} {}", row.reference)
        }
        (None, None) => canvas.lang.screen_too_small(),
    };
    canvas.put(0, 0, cells, text.trim(), canvas.theme.plain);
}

/// The data file is no longer there: said on the first line of every screen until the end.
pub fn draw_banner(app: &App, canvas: &mut Canvas<'_>) {
    let (layout, lang) = (app.layout(), canvas.lang);
    let text = if layout.columns >= 80 { lang.file_gone_banner() } else { lang.file_gone_banner_short() };
    let y = if layout.is_low() { layout.rows.saturating_sub(1) } else { 0 };
    canvas.clear(Area { x: 0, y, width: layout.columns, height: 1 });
    canvas.put(1, y, usize::from(layout.columns.saturating_sub(1)), &text, canvas.theme.banner);
    canvas.restyle(0, y, layout.columns, canvas.theme.banner);
}
