//! The tasks of a directive as rows: box, item, title, lead unit, deadline.

use ratatui::style::Style;

use crate::app::App;
use crate::app::checklist::Checklist;
use crate::app::due::{self, TaskDue};
use crate::app::layout::Area;
use crate::app::wrap;
use crate::domain::countdown::Countdown;
use crate::domain::query::TaskRow;
use crate::domain::task::TaskKind;
use crate::i18n::countdown::day_month;
use crate::text;

use super::canvas::{Canvas, inside};
use super::glyphs;

/// The pane of view 1: it names the directive it shows, which for a moment may not be the one under
/// the moving cursor.
/// Returns the rows of the screen that the tasks take.
pub fn draw_framed(app: &App, list: &Checklist, area: Area, has_keys: bool, canvas: &mut Canvas<'_>) -> u16 {
    canvas.frame(area, &title(app, list, usize::from(area.width.saturating_sub(5)), canvas));
    let inner = inside(area);
    let (shown, _) = list.shown();
    canvas.more(area, shown.start > 0, shown.end < list.rows().len());
    draw_rows(app, list, inner, has_keys, canvas)
}

/// "1792/UBND-NC · 0/5 xong · báo cáo T3 29/12, còn 8 ngày (6 ngày làm việc)", in fewer words where
/// that has no room.
fn title(app: &App, list: &Checklist, cells: usize, canvas: &Canvas<'_>) -> String {
    if list.of.is_none() {
        return String::new();
    }
    let (done, total) = list.counts();
    let lang = canvas.lang;
    let start = format!("{} · {}", lang.reference_or_none(&list.reference), lang.n_done_of(done, total));
    longest(&start, &next_date(app, list, canvas), cells)
}

/// With the most words about the date that have room.
fn longest(start: &str, dates: &[String], cells: usize) -> String {
    let titles: Vec<String> = dates.iter().map(|date| format!("{start} · {date}")).collect();
    let fits = titles.iter().find(|title| text::width(title) <= cells).or(titles.last());
    fits.map_or_else(|| start.to_owned(), String::clone)
}

/// "1792/UBND-NC 0/5 · b/c 29/12 còn 8".
pub fn short_title(app: &App, list: &Checklist, cells: usize, canvas: &Canvas<'_>) -> String {
    let (done, total) = list.counts();
    let start = format!("{} {done}/{total}", canvas.lang.reference_or_none(&list.reference));
    longest(&start, &next_date(app, list, canvas), cells)
}

/// The report's date, else the nearest deadline of an open task, in fewer and fewer words.
fn next_date(app: &App, list: &Checklist, canvas: &Canvas<'_>) -> Vec<String> {
    let lang = canvas.lang;
    let open = list.rows().iter().filter(|row| row.progress.state.is_open());
    let nearest = open.filter(|row| row.due_on.is_some()).min_by_key(|row| row.due_on);
    let duty = list.report_duty().filter(|row| row.due_on.is_some());
    let Some((row, on)) = duty.or(nearest).and_then(|row| Some((row, row.due_on?))) else {
        return Vec::new();
    };
    let countdown = due::count(app.now(), on, row.due_at, &app.setup().calendar);
    let day = day_month(on);
    let long = format!("{} {day}, {}", lang.weekday(on), lang.countdown_long(&countdown));
    let short = format!("{day} {}", lang.countdown_short(&countdown));
    let tiny = format!("{day} {}", lang.countdown_tiny(&countdown));
    match duty {
        Some(_) => vec![lang.report_due(&long), lang.report_due_short(&short), lang.report_due_short(&tiny)],
        None => vec![lang.next_due(&long), lang.next_due(&short), lang.next_due(&tiny)],
    }
}

/// Cursor, box and a space stand before the item.
const LEAD_IN: usize = 5;

/// Cells of item, title, lead unit and deadline; 0: the column is left out.
fn columns(cells: usize, list: &Checklist) -> [usize; 4] {
    let items = list.rows().iter().map(|row| text::width(&row.item));
    let item = items.max().unwrap_or(0).clamp(2, 6);
    let room = cells.saturating_sub(LEAD_IN + item + 1);
    match cells {
        100.. => [item, room - 45, 26, 17],
        70.. => [item, room - 34, 16, 16],
        44.. => [item, room - 17, 0, 16],
        34.. => [item, room - 13, 0, 12],
        _ => [item, room, 0, 0],
    }
}

/// Returns the rows of the screen that the tasks take.
pub fn draw_rows(app: &App, list: &Checklist, area: Area, has_keys: bool, canvas: &mut Canvas<'_>) -> u16 {
    if list.of.is_some() && list.rows().is_empty() {
        let lang = canvas.lang;
        let text = if has_keys { lang.no_tasks_here() } else { lang.no_tasks() };
        canvas.put(area.x + 1, area.y, usize::from(area.width).saturating_sub(1), &text, canvas.theme.muted);
    }
    let cells = usize::from(area.width.saturating_sub(u16::from(app.layout().is_framed())));
    let columns = columns(cells, list);
    // A second line under each task, for the rest of its title and its lead unit.
    let is_tall = columns[2] == 0 && columns[3] == 16 && list.rows().len() * 2 <= usize::from(area.height);
    let height = 1 + u16::from(is_tall);
    let (shown, cursor) = list.shown();
    let mut y = area.y;
    for (index, row) in list.rows()[shown].iter().enumerate().take(usize::from(area.height)) {
        draw_row(app, row, (area.x, y), &columns, is_tall, canvas);
        if has_keys && index == cursor {
            canvas.put(area.x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            let bar = LEAD_IN + columns[0] + 1 + columns[1];
            canvas.restyle(area.x, y, bar as u16, canvas.theme.selected);
        }
        y += height;
    }
    y - area.y
}

fn draw_row(
    app: &App,
    row: &TaskRow,
    (x, y): (u16, u16),
    columns: &[usize; 4],
    is_tall: bool,
    canvas: &mut Canvas<'_>,
) {
    let is_open = row.progress.state.is_open();
    let style = if is_open { canvas.theme.plain } else { canvas.theme.muted };
    canvas.put(x + 1, y, 3, glyphs::check_box(row.progress.state), style);
    if app.is_marked(row.id) {
        canvas.put(x + 4, y, 1, canvas.glyphs.marked, canvas.theme.key);
    }
    let (leads, mut title) = (row.leads.join(", "), text::clean_line(&row.title));
    if is_tall {
        let first = wrap::wrap(&title, columns[1]).first().map_or(0, |(_, end)| *end);
        let rest = title.split_off(first);
        let (x, room) = (x + (LEAD_IN + columns[0] + 1) as u16, columns[1] + columns[3]);
        let taken = canvas.put(x, y + 1, room, rest.trim_start(), style);
        let gap = if taken > 0 && !leads.is_empty() { " · " } else { "" };
        canvas.put(x + taken as u16, y + 1, room - taken, &format!("{gap}{leads}"), canvas.theme.muted);
    }
    let due = due_text(app, row, columns[3], canvas);
    let cells = [(row.item.clone(), style), (title, style), (leads, style), due];
    canvas.put_columns(x + LEAD_IN as u16, y, columns, &cells);
}

/// The last column, so many cells wide, and its look.
fn due_text(app: &App, row: &TaskRow, cells: usize, canvas: &Canvas<'_>) -> (String, Style) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    if app.is_writing(row.id) {
        return (lang.writing(), theme.warning);
    }
    let due = due::of_task(row, app.now(), &app.setup().calendar);
    let style = theme.of_marker(due::marker_of_task(&due, &app.setup().calendar));
    match due {
        TaskDue::Done { on, late_by: 0 } => (lang.done_on_day(&day_month(on)), theme.muted),
        TaskDue::Done { late_by, .. } => (lang.done_late_by(&lang.days(late_by)), theme.muted),
        TaskDue::Off(state) => (lang.journal_state(state), theme.muted),
        TaskDue::Own { on, countdown, in_doubt } => {
            let mark = if in_doubt { " ?" } else { "" };
            let (day, left) = (day_month(on), lang.countdown_tiny(&countdown));
            let both = format!("{day}{mark} {left}");
            let is_today = matches!(countdown, Countdown::Minutes { .. } | Countdown::MinutesLate { .. });
            match text::width(&both) <= cells {
                true => (both, style),
                // Hours and minutes say which day it is.
                false if is_today => (format!("{left}{mark}"), style),
                false => (format!("{day}{mark}"), style),
            }
        }
        TaskDue::Internal { on, .. } if row.kind == TaskKind::Standing && cells > 12 => {
            (lang.review_on(&day_month(on)), style)
        }
        TaskDue::Rule { last: Some(on), runs_out } => {
            let day = lang.day_or_month(on, app.now().today());
            let long = lang.last_time_short(&day);
            let words = if text::width(&long) + 2 > cells { lang.last_time_tiny(&day) } else { long };
            (format!("{words}{}", if runs_out { " !" } else { "" }), style)
        }
        TaskDue::Awaits(event) => {
            let long = lang.awaits(event);
            let fits = text::width(&long) <= cells;
            (if fits { long } else { lang.awaits_short() }, theme.doubt)
        }
        TaskDue::Rule { last: None, .. } => (lang.no_date(row.kind, cells < 16), style),
        TaskDue::Internal { on, .. } => (lang.internal_date(&day_month(on)), style),
        TaskDue::Report(on) => (lang.by_report_date(&day_month(on)), theme.muted),
        TaskDue::Undated(kind) => (lang.no_date(kind, cells < 16), theme.muted),
    }
}
