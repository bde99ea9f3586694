//! View 2, and the row of a task wherever tasks are listed by time.

use chrono::{NaiveDate, TimeDelta};
use ratatui::style::Style;

use crate::app::App;
use crate::app::due::{self, TaskDue};
use crate::domain::query::{AgendaCount, AgendaGroup, Scope, TaskRow};
use crate::i18n::Lang;
use crate::i18n::countdown::day_month;
use crate::text;

use super::canvas::{Canvas, inside};
use super::glyphs;

/// Cursor, sign and a space (or the mark) stand before the first column.
const LEAD_IN: usize = 3;

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let (layout, lang, window) = (app.layout(), canvas.lang, &app.agenda().window);
    let mut area = layout.body();
    let (lines, cursor) = window.shown();
    if layout.is_framed() {
        let filter = app.filter_words();
        let narrowed = (!filter.is_empty()).then(|| lang.filtered_by(&filter));
        let title: Vec<String> = [lang.view_agenda()].into_iter().chain(narrowed).collect();
        canvas.frame(area, &title.join(" · "));
        let (above, below) = window.has_more();
        canvas.more(area, above, below);
        area = inside(area);
    }
    let margin = u16::from(layout.is_framed());
    let (x, cells) = (area.x + margin, usize::from(area.width.saturating_sub(2 * margin)));
    if lines.is_empty() {
        let text = match (window.page(), app.board().view.scope) {
            (None, _) => lang.reading(),
            _ if !app.filter().is_empty() => lang.agenda_filter_empty(),
            (_, Scope::Mine(_)) => format!("{}  m {}", lang.agenda_empty_mine(), lang.empty_mine_key()),
            _ if app.has_nothing() => lang.empty_how("F7"),
            _ => lang.agenda_empty(),
        };
        canvas.put(x + 2, area.y + margin, cells.saturating_sub(2), &text, canvas.theme.plain);
    }
    let counts = window.page().map(|page| page.counts).unwrap_or_default();
    for (y, (index, line)) in (area.y..area.y + area.height).zip(lines.iter().enumerate()) {
        let is_chosen = index == cursor;
        match &line.task {
            Some(task) => draw_row(app, task, (x, y), cells, is_chosen, canvas),
            None => {
                let count = counts[line.key.group as usize];
                draw_heading(app, line.key.group, count, (x, y, cells), is_chosen, canvas);
            }
        }
    }
}

/// "▼ 7 NGÀY TỚI đến 28/12 (2)".
fn draw_heading(
    app: &App,
    group: AgendaGroup,
    count: AgendaCount,
    (x, y, cells): (u16, u16, usize),
    is_chosen: bool,
    canvas: &mut Canvas<'_>,
) {
    let (lang, theme, today) = (canvas.lang, canvas.theme, app.today());
    let is_folded = app.agenda().folded.contains(&group);
    let soon = app.setup().calendar.soon();
    let (name, on) = (lang.agenda_group(group, soon), |days| day_month(today + TimeDelta::days(days)));
    let (name, style) = match group {
        AgendaGroup::Late => (name, theme.late),
        AgendaGroup::Today => {
            let day = format!("{} {}", lang.weekday(today), on(0));
            (lang.agenda_heading_today(&name, &day), theme.today)
        }
        AgendaGroup::Soon => (lang.agenda_heading_to(&name, &on(soon)), theme.soon),
        AgendaGroup::Next30 => (lang.agenda_heading_to(&name, &on(30)), theme.heading),
        _ => (name, theme.heading),
    };
    let sign = if is_folded { canvas.glyphs.folded } else { canvas.glyphs.more_below };
    let n = if count.or_more { format!("{}+", count.n - 1) } else { count.n.to_string() };
    let taken = canvas.put(x + 1, y, cells.saturating_sub(1), &format!("{sign} {name} ({n})"), style);
    if is_chosen {
        canvas.put(x, y, 1, canvas.glyphs.cursor, theme.plain);
        canvas.restyle(x + 3, y, taken.saturating_sub(2) as u16, theme.selected);
    }
}

/// Cells of the countdown where there is room.
const LEFT: usize = 14;

/// Cells of date, countdown, title, reference, lead unit and follower; 0: the column is left out.
fn columns(cells: usize, lang: Lang) -> [usize; 6] {
    // "T2 14/12", "Mon 14/12".
    let date = text::width(lang.weekday(NaiveDate::MIN)) + 6;
    let room = cells.saturating_sub(LEAD_IN);
    match room {
        100.. => [date, LEFT, room - date - 75, 18, 22, 16],
        66.. => [date, LEFT, room - date - 33, 16, 0, 0],
        34.. => [5, 11, room - 18, 0, 0, 0],
        _ => [0, 10, room.saturating_sub(11), 0, 0, 0],
    }
}

/// One task in a row of so many cells.
pub fn draw_row(
    app: &App,
    row: &TaskRow,
    (x, y): (u16, u16),
    cells: usize,
    is_chosen: bool,
    canvas: &mut Canvas<'_>,
) {
    let (theme, columns) = (canvas.theme, columns(cells, canvas.lang));
    let due = due::of_task(row, app.now(), &app.setup().calendar);
    let marker = due::marker_of_task(&due, &app.setup().calendar);
    let style = if row.progress.state.is_open() { theme.plain } else { theme.muted };
    canvas.put(x + 1, y, 1, glyphs::marker(marker), theme.of_marker(marker));
    let (date, left) = date_and_left(app, row, &due, columns[0] < 8, canvas);
    let left_style = if app.is_writing(row.id) { theme.warning } else { theme.of_marker(marker) };
    let title = text::clean_line(&row.title);
    let title = match (&due, row.due_on) {
        // The official day, which stands nowhere else in the row.
        (TaskDue::Internal { .. }, Some(on)) => {
            let official = canvas.lang.agenda_official(&day_month(on));
            let room = columns[2].saturating_sub(text::width(&official) + 1);
            format!("{} {official}", text::truncate(&title, room, canvas.glyphs.ellipsis))
        }
        _ => title,
    };
    let cells: [(String, Style); 6] = [
        (date, style),
        (left, if row.progress.state.is_open() { left_style } else { style }),
        (title, style),
        (canvas.lang.reference_or_none(&row.reference), style),
        (row.leads.join(", "), style),
        (row.follower.clone().unwrap_or_default(), style),
    ];
    canvas.put_columns(x + LEAD_IN as u16, y, &columns, &cells);
    if app.is_marked(row.id) {
        canvas.put(x + LEAD_IN as u16 - 1, y, 1, canvas.glyphs.marked, theme.key);
    }
    if is_chosen {
        canvas.put(x, y, 1, canvas.glyphs.cursor, theme.plain);
        // The title and what is before the countdown keeps its colour, as in view 1.
        let before: usize = columns[..2].iter().filter(|cells| **cells > 0).map(|cells| cells + 1).sum();
        canvas.restyle(x + (LEAD_IN + before) as u16, y, columns[2] as u16, theme.selected);
    }
}

/// "T2 14/12" and "trễ 7 ngày", in a narrow row "14/12" and "trễ 7".
fn date_and_left(
    app: &App,
    row: &TaskRow,
    due: &TaskDue,
    is_narrow: bool,
    canvas: &Canvas<'_>,
) -> (String, String) {
    let lang = canvas.lang;
    let day = |on| if is_narrow { day_month(on) } else { format!("{} {}", lang.weekday(on), day_month(on)) };
    let (date, left) = match *due {
        TaskDue::Own { on, ref countdown, .. } if is_narrow => (day(on), lang.countdown_tiny(countdown)),
        TaskDue::Own { on, ref countdown, in_doubt } => {
            let mark = if in_doubt { " ?" } else { "" };
            (day(on), format!("{}{mark}", lang.countdown_within(countdown, LEFT - mark.len())))
        }
        TaskDue::Internal { on, ref countdown } => (day(on), lang.countdown_internal(countdown)),
        TaskDue::Done { on, late_by: 0 } => (day(on), lang.agenda_done()),
        TaskDue::Done { on, late_by } => (day(on), lang.agenda_done_late(&lang.days(late_by))),
        TaskDue::Off(state) => (String::new(), lang.journal_state(state)),
        TaskDue::Awaits(_) => ("—".to_owned(), lang.awaits_short()),
        // Recurring duties stand in no group; their times do.
        TaskDue::Rule { .. } => ("—".to_owned(), lang.no_date(row.kind, true)),
        TaskDue::Report(on) => ("—".to_owned(), lang.by_report_date(&day_month(on))),
        TaskDue::Undated(kind) => ("—".to_owned(), lang.no_date(kind, true)),
    };
    (date, if app.is_writing(row.id) { lang.writing() } else { left })
}
