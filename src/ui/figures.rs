//! View 3: the table of figures, its total, and how the rates of the chosen row come about.

use ratatui::style::Style;

use crate::app::App;
use crate::app::figures::{Counted, Order, Pick};
use crate::app::layout::{Area, FIGURE_LINES};
use crate::domain::query::Scope;
use crate::domain::standing::FourCounts;
use crate::domain::stats::{Figures, GroupBy, Rate};
use crate::i18n::Lang;
use crate::i18n::figures::days_of;
use crate::text;

use super::canvas::{Canvas, inside};

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.layout();
    let (framed, body) = (layout.is_framed(), layout.body());
    draw_period(app, canvas);
    if framed {
        canvas.frame(body, &title(app, canvas.lang));
    }
    let area = if framed { inside(body) } else { body };
    match app.figures().counted() {
        None => {}
        Some(_) if !app.figures().has_tasks() => draw_empty(app, area, canvas),
        Some(counted) => draw_table(app, counted, area, canvas),
    }
}

/// With the order of the rows, where it is not by name.
fn title(app: &App, lang: Lang) -> String {
    match app.figures().order() {
        Order::Name => lang.figures_title(),
        order => {
            let order = lang.ordered_by(&Pick::Order(order).name(lang));
            format!("{} · {order}", lang.figures_title())
        }
    }
}

/// What is counted, in place of the strip: "Kỳ 01/10–31/12/2020 (quý IV/2020) · tính theo ngày giao …".
fn draw_period(app: &App, canvas: &mut Canvas<'_>) {
    let (layout, lang, view) = (app.layout(), canvas.lang, app.figures());
    if layout.is_low() {
        return;
    }
    canvas.clear(Area { x: 0, y: 1, width: layout.columns, height: 1 });
    let mut parts: Vec<String> = view.counted().map(|counted| said(app, counted, lang)).unwrap_or_default();
    if view.is_slow(app.now()) {
        parts.insert(0, lang.figures_counting());
    }
    let cells = usize::from(layout.columns.saturating_sub(2));
    // As much of it as there is room for, the most important first.
    while parts.len() > 1 && text::width(&parts.join(" · ")) > cells {
        parts.pop();
    }
    canvas.put(1, 1, cells, &parts.join(" · "), canvas.theme.plain);
}

fn said(app: &App, counted: &Counted, lang: Lang) -> Vec<String> {
    let query = &counted.query;
    let days = query.window.map(|window| days_of(window.from, window.to));
    let name = counted.period.map(|period| lang.period(period));
    let period = match (days, name) {
        (None, _) => text::with_first(&lang.figures_all_time(), char::to_uppercase),
        (Some(days), None) => lang.figures_period(&days),
        (Some(days), Some(name)) => format!("{} ({name})", lang.figures_period(&days)),
    };
    let mut parts = vec![period];
    parts.extend(query.window.map(|window| lang.figures_counted_by(&lang.attribution(window.by))));
    if app.layout().is_framed() {
        parts.extend((!query.rolls_up && query.by == GroupBy::Unit).then(|| lang.figures_old_names()));
        parts.extend(query.window.map(|_| lang.figures_turn()));
    }
    parts
}

fn draw_empty(app: &App, area: Area, canvas: &mut Canvas<'_>) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let (x, cells) = (area.x + 1, usize::from(area.width.saturating_sub(2)));
    let what = if app.has_nothing() { lang.empty_how("1, F7") } else { lang.figures_empty() };
    canvas.put(x, area.y + 1, cells, &what, theme.plain);
    let mut keys = vec![("←→", lang.figures_empty_turn()), ("f", lang.figures_empty_filter())];
    if matches!(app.board().view.scope, Scope::Mine(_)) {
        keys.push(("m", lang.empty_mine_key()));
    }
    for (y, (key, label)) in (area.y + 3..area.y + area.height).zip(keys) {
        let taken = canvas.put(x, y, 6, key, theme.key).max(2);
        canvas.put(x + taken as u16 + 2, y, cells.saturating_sub(taken + 2), &label, theme.plain);
    }
}

/// A column of numbers: its heading, its cells, what stands in it.
type Column = (fn(Lang) -> String, usize, fn(Lang, &Figures) -> String);

const TOTAL: Column = (Lang::col_total, 6, |lang, figures| lang.number(figures.counts.total()));
const OVERDUE: Column = (Lang::col_open_overdue, 7, |lang, figures| lang.number(figures.counts.open_overdue));
const DONE_OF_DUE: Column = (Lang::col_done_of_due, 10, |lang, figures| lang.rate(figures.done_of_due()));

const NARROW: &[Column] = &[TOTAL, OVERDUE, (Lang::col_done_of_due_short, 8, DONE_OF_DUE.2)];
const NORMAL: &[Column] = &[
    TOTAL,
    (Lang::col_done_on_time, 7, |lang, figures| lang.number(figures.counts.done_on_time)),
    (Lang::col_done_late, 6, |lang, figures| lang.number(figures.counts.done_late)),
    (Lang::col_open_within, 9, |lang, figures| lang.number(figures.counts.open_within)),
    OVERDUE,
    DONE_OF_DUE,
];
const MORE: &[Column] = &[
    (Lang::col_done_of_all, 10, |lang, figures| lang.rate(figures.done_of_all())),
    (Lang::col_overdue_of_due, 10, |lang, figures| lang.rate(figures.overdue_of_due())),
    (Lang::col_mean_late, 9, |lang, figures| {
        figures.mean_late().map_or_else(|| "—".to_owned(), |days| lang.tenths(days))
    }),
];

/// The columns of a table so wide, and where each of them ends.
fn columns(area: Area) -> Vec<(Column, u16)> {
    let columns: Vec<Column> = match area.width {
        ..70 => NARROW.to_vec(),
        70..105 => NORMAL.to_vec(),
        _ => NORMAL.iter().chain(MORE).copied().collect(),
    };
    let mut right = area.x + area.width - 1;
    let mut ended: Vec<(Column, u16)> = Vec::new();
    for column in columns.into_iter().rev() {
        ended.push((column, right));
        right = right.saturating_sub(column.1 as u16 + 1);
    }
    ended.reverse();
    ended
}

/// Cells of the cursor and, where there is room for it, the rank, with a space after.
fn lead_in(area: Area) -> u16 {
    if area.width < 60 { 2 } else { 5 }
}

fn draw_table(app: &App, counted: &Counted, area: Area, canvas: &mut Canvas<'_>) {
    let (lang, theme, columns, lead_in) = (canvas.lang, canvas.theme, columns(area), lead_in(area));
    let first = columns.first().map_or(area.x, |((_, cells, _), right)| right - *cells as u16);
    let name_cells = usize::from(first.saturating_sub(area.x + lead_in + 1));
    let heading = match counted.query.by {
        GroupBy::Unit => lang.report_lead(),
        GroupBy::Person => lang.report_person(),
    };
    if lead_in > 2 {
        canvas.put_right(area.x + lead_in - 1, area.y, &lang.report_no(), theme.muted);
    }
    canvas.put(area.x + lead_in, area.y, name_cells, &heading, theme.muted);
    for ((heading, ..), right) in &columns {
        canvas.put_right(*right, area.y, &heading(lang), theme.muted);
    }
    let (rows, cursor, more) = app.figures().shown();
    let row_at = |y, name: &str, figures: &Figures, canvas: &mut Canvas<'_>| {
        canvas.put(area.x + lead_in, y, name_cells, name, theme.plain);
        for ((_, _, cell), right) in &columns {
            canvas.put_right(*right, y, &cell(lang, figures), theme.plain);
        }
    };
    let mut y = area.y + 1;
    for (index, (rank, row)) in rows.iter().enumerate() {
        if lead_in > 2 {
            canvas.put_right(area.x + lead_in - 1, y, &rank.to_string(), theme.plain);
        }
        row_at(y, &app.figures_name(Some(row)), &row.figures, canvas);
        if cursor == Some(index) {
            select(area, y, name_cells, canvas);
        }
        y += 1;
    }
    if app.layout().is_framed() {
        canvas.more(
            Area { y: area.y, height: y - area.y + 1, x: area.x - 1, width: area.width + 2 },
            more[0],
            more[1],
        );
        let line = canvas.glyphs.horizontal.repeat(usize::from(area.width) - 2);
        canvas.put(area.x + 1, y, line.len(), &line, theme.muted);
        y += 1;
    }
    row_at(y, &lang.figures_total(), &counted.stats.total, canvas);
    if cursor.is_none() {
        select(area, y, name_cells, canvas);
    }
    draw_formulas(app, counted, area.below(y + 1 - area.y), canvas);
}

fn select(area: Area, y: u16, name_cells: usize, canvas: &mut Canvas<'_>) {
    let lead_in = lead_in(area);
    canvas.put(area.x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
    canvas.restyle(area.x + lead_in, y, name_cells as u16, canvas.theme.selected);
}

/// How the figures of the chosen row come about, each rate with its base.
fn draw_formulas(app: &App, counted: &Counted, area: Area, canvas: &mut Canvas<'_>) {
    let figures = app.figures().selected().map_or(counted.stats.total, |row| row.figures);
    let cells = usize::from(area.width.saturating_sub(2));
    let is_framed = app.layout().is_framed();
    let lines = if is_framed {
        lines(app, counted, &figures, canvas)
    } else {
        let mut lines = of_due(&figures, canvas.lang).to_vec();
        lines.dedup();
        lines.into_iter().map(|line| (line, canvas.theme.plain)).collect()
    };
    let skip = u16::from(is_framed && area.height >= FIGURE_LINES);
    for (y, (line, style)) in (area.y + skip..area.y + area.height).zip(&lines) {
        canvas.put(area.x + 1, y, cells, line, *style);
    }
}

fn lines(app: &App, counted: &Counted, figures: &Figures, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let counts = &figures.counts;
    let n = |n: u64| lang.number(n);
    let of_all = |rate: Rate| format!("{}/{}", n(rate.part), n(rate.base));
    let name = app.figures_name(app.figures().selected());
    let extended = lang.figures_extended(&n(figures.extensions), &n(figures.extended));
    let late = figures.late.map(n);
    let mean = figures
        .mean_late()
        .map_or_else(|| lang.figures_none_late(), |days| lang.figures_mean(&lang.tenths(days)));
    let (done, overdue) = (figures.done_of_all(), figures.overdue_of_all());
    let [done_of_due, overdue_of_due] = of_due(figures, lang);
    let done_of_all = lang.figures_done_of_all(&of_all(done), &lang.rate(done));
    let overdue_of_all = lang.figures_overdue_of_all(&of_all(overdue), &lang.rate(overdue));
    let second = match done_of_due == overdue_of_due {
        true => overdue_of_all,
        false => format!("{overdue_of_due}   {overdue_of_all}"),
    };
    let mut lines = vec![
        (lang.figures_of(&name, &n(counts.total()), &n(figures.undated)), theme.heading),
        (format!("{done_of_due}   {done_of_all}"), theme.plain),
        (second, theme.plain),
        (lang.figures_late(&late[0], &late[1], &late[2], &late[3]), theme.plain),
        (format!("{mean} · {extended}"), theme.plain),
    ];
    let in_rows = counted.stats.rows.iter().map(|row| row.figures.counts.total());
    if in_rows.sum::<u64>() != counted.stats.total.counts.total() {
        lines.push((lang.figures_several_leads(), theme.muted));
    }
    lines
}

/// The rates on what was due, with their sums; where nothing was, that.
fn of_due(figures: &Figures, lang: Lang) -> [String; 2] {
    let n = |n: u64| lang.number(n);
    let FourCounts { done_on_time, done_late, open_overdue, .. } = figures.counts;
    let (done, overdue) = (figures.done_of_due(), figures.overdue_of_due());
    if done.base == 0 {
        return [lang.figures_none_due(), lang.figures_none_due()];
    }
    let sum = format!("({}+{})", n(done_on_time), n(done_late));
    let base = format!("({}+{}+{})", n(done_on_time), n(done_late), n(open_overdue));
    [
        lang.figures_done_of_due(&format!("{sum}/{base}"), &lang.rate(done)),
        lang.figures_overdue_of_due(&format!("{}/{}", n(overdue.part), n(overdue.base)), &lang.rate(overdue)),
    ]
}
