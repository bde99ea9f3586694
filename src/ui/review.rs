//! The review of a letter: values at the left, the passage of the chosen one at the right.

use ratatui::style::Style;

use crate::app::App;
use crate::app::layout::Area;
use crate::app::place::Place;
use crate::app::review::{Item, Mark, Pane, Review, Row};
use crate::domain::directive::NewDirective;
use crate::domain::task::{AssignmentRole, NewTask};
use crate::i18n::Lang;
use crate::i18n::countdown::{day_month, full_date};
use crate::text;

use super::canvas::{Canvas, inside};
use super::detail::draw_lines;

/// Cells of a field's name.
const LABEL: usize = 10;
/// Cells of a unit's name where a task's title has room beside it.
const UNIT: usize = 20;

pub fn draw(app: &App, review: &Review, canvas: &mut Canvas<'_>) {
    let (lang, layout) = (canvas.lang, app.layout());
    let panes = layout.review();
    let esc = if panes.is_split { lang.review_esc() } else { String::new() };
    let begins = canvas.put_right(layout.columns.saturating_sub(1), 0, &esc, canvas.theme.plain);
    canvas.put(0, 0, usize::from(begins), &format!(" {}", lang.review_title()), canvas.theme.heading);
    if panes.is_split || review.pane == Pane::Read {
        let inner = framed(panes.read, panes.is_split, &lang.review_read(), canvas);
        draw_rows(review, inner, canvas);
        if panes.is_split {
            more(panes.read, review.place, review.rows.len(), canvas);
        }
    }
    if panes.is_split || review.pane == Pane::Letter {
        let title =
            review.chosen_line().map_or_else(|| lang.review_full_text(), |line| lang.review_line(line));
        let inner = framed(panes.letter, panes.is_split, &title, canvas);
        draw_letter(review, inner, canvas);
        if panes.is_split && review.pane == Pane::Letter {
            more(panes.letter, review.letter_place, review.letter.lines.len(), canvas);
        }
    }
}

fn more(area: Area, place: Place, len: usize, canvas: &mut Canvas<'_>) {
    canvas.more(area, place.top > 0, place.shown(len).end < len);
}

/// Draws a frame where there is one; returns what is inside.
fn framed(area: Area, has_frame: bool, title: &str, canvas: &mut Canvas<'_>) -> Area {
    if has_frame {
        canvas.frame(area, title);
        inside(area)
    } else {
        area
    }
}

fn draw_rows(review: &Review, area: Area, canvas: &mut Canvas<'_>) {
    let shown = review.place.shown(review.rows.len());
    let items = review.record.tasks.iter().map(|task| text::width(&task.item)).max().unwrap_or(0).clamp(2, 6);
    for (nth, row) in review.rows[shown].iter().enumerate() {
        let line =
            Area { y: area.y + nth as u16, x: area.x + 1, width: area.width.saturating_sub(2), height: 1 };
        let cells = usize::from(line.width);
        match &row.item {
            Item::Tasks | Item::Task(_) | Item::Doubt(_) | Item::Blank => {}
            item => draw_field(review, row, item, line, canvas),
        }
        match &row.item {
            Item::Tasks => {
                canvas.put(line.x, line.y, cells, &tasks_title(review, canvas.lang), canvas.theme.heading);
            }
            Item::Task(at) => draw_task(row, &review.record, &review.record.tasks[*at], items, line, canvas),
            Item::Doubt(sentence) => {
                canvas.put(line.x, line.y, cells, &format!("? {sentence}"), canvas.theme.doubt);
            }
            _ => {}
        }
        if nth == review.place.on_screen() {
            canvas.put(area.x, line.y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            if review.pane == Pane::Read {
                canvas.restyle(line.x, line.y, line.width, canvas.theme.selected);
            }
        }
    }
}

fn tasks_title(review: &Review, lang: Lang) -> String {
    match review.n_tasks() {
        (_, 0) => lang.review_no_tasks(),
        (taken, all) if taken == all => lang.review_tasks(all),
        (taken, all) => lang.review_tasks_taken(taken, all),
    }
}

/// Cells of the longest word for it.
fn mark_cells(lang: Lang) -> usize {
    text::width(&lang.review_mark_decide())
}

/// How sure a value is, or what was said of it.
fn word(mark: Mark, canvas: &Canvas<'_>) -> (String, Style) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    match mark {
        Mark::Sure => (lang.review_mark_sure(), theme.muted),
        Mark::Check => (lang.review_mark_check(), theme.doubt),
        Mark::Decide => (lang.review_mark_decide(), theme.warning),
        Mark::Taken => (lang.review_mark_taken(), theme.plain),
        Mark::Edited => (lang.review_mark_edited(), theme.plain),
        Mark::Left => (lang.review_mark_left(), theme.muted),
    }
}

/// "chắc  Số       1792/UBND-NC".
fn draw_field(review: &Review, row: &Row, item: &Item, line: Area, canvas: &mut Canvas<'_>) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let (word, marked) = word(row.mark(), canvas);
    let (label, value) = match item {
        Item::Head(field) => (field.label(lang), field.value(&review.record, lang)),
        Item::Same => {
            let said = format!("! {}", lang.review_same_what());
            canvas.put(line.x, line.y, usize::from(line.width), &said, theme.warning);
            return;
        }
        Item::Citation(at, relation) => {
            let is_here = review.kin.cited.get(*at).is_some_and(Option::is_some);
            let label = if is_here { lang.relation(*relation) } else { lang.review_cites() };
            (text::with_first(&label, char::to_uppercase), review.record.citations[*at].reference.clone())
        }
        Item::Unit(name, Some((_, unit))) => (lang.review_new_unit(), format!("{name} = {unit}")),
        Item::Unit(name, None) => (lang.review_new_unit(), format!("+ {name}")),
        _ => return,
    };
    let value = if value.is_empty() { "—".to_owned() } else { value };
    let style = if row.is_left { theme.muted } else { theme.plain };
    let cells = [(word, marked), (label, theme.muted), (value, style)];
    let mark = mark_cells(lang);
    let rest = usize::from(line.width).saturating_sub(mark + 1 + LABEL);
    canvas.put_columns(line.x, line.y, &[mark, LABEL - 1, rest], &cells);
}

/// `xem   4  Sở LĐ-TB&XH ?            31/12 ? 30%`.
fn draw_task(
    row: &Row,
    record: &NewDirective,
    task: &NewTask,
    items: usize,
    line: Area,
    canvas: &mut Canvas<'_>,
) {
    let theme = canvas.theme;
    let style = if row.is_left { theme.muted } else { theme.plain };
    let [unsure_unit, unsure_due, unsure_target] = row.unsure;
    let mark = |unsure: bool| if unsure { " ?" } else { "" };
    let due = task.deadline.as_ref().and_then(|deadline| deadline.on).map(|on| {
        let same_year =
            record.issued_on.is_none_or(|issued| full_date(issued).ends_with(&on.format("%Y").to_string()));
        let day = if same_year { day_month(on) } else { full_date(on) };
        format!("{day}{}", mark(unsure_due))
    });
    let target = task.targets.first().map(|target| format!("{}{}", target.value, mark(unsure_target)));
    let right: Vec<String> = due.into_iter().chain(target).collect();
    let right_at = canvas.put_right(line.x + line.width, line.y, &right.join(" "), style);
    let (word, marked) = word(row.mark(), canvas);
    let mark_cells = mark_cells(canvas.lang);
    canvas.put(line.x, line.y, mark_cells, &word, marked);
    let x = line.x + mark_cells as u16 + 1;
    canvas.put(x, line.y, items, &task.item, style);
    let x = x + items as u16 + 1;
    let room = usize::from(right_at.saturating_sub(x + 1));
    let leads = task.assignments.iter().filter(|part| part.role == AssignmentRole::Lead);
    let leads: Vec<&str> = leads.map(|part| part.unit.as_str()).collect();
    let has_room = room >= UNIT + 10 && !leads.is_empty();
    let unit = if leads.is_empty() { task.title.clone() } else { leads.join("; ") };
    // What is not sure of a task and has no place of its own is its wording.
    let mark = mark(unsure_unit || row.unsure == [false; 3] && row.mark() != Mark::Sure && !row.is_left);
    let cells = if has_room { UNIT } else { room };
    let unit = text::truncate(&unit, cells.saturating_sub(mark.len()), canvas.glyphs.ellipsis);
    canvas.put(x, line.y, cells, &format!("{unit}{mark}"), style);
    if has_room {
        let x = x + UNIT as u16 + 1;
        canvas.put(x, line.y, room - UNIT - 1, &task.title, if row.is_left { style } else { theme.muted });
    }
}

/// What is said of the chosen value, a line, and the letter around its passage.
fn draw_letter(review: &Review, area: Area, canvas: &mut Canvas<'_>) {
    draw_lines(&review.about, area, canvas);
    let about = review.about.len() as u16;
    let side = canvas.glyphs.horizontal.repeat(usize::from(area.width.saturating_sub(2)));
    canvas.put(area.x + 1, area.y + about, side.len(), &side, canvas.theme.muted);
    let shown = review.letter_place.shown(review.letter.lines.len());
    let (first, below) = (shown.start, area.below(about + 1));
    draw_lines(&review.letter.lines[shown.clone()], below, canvas);
    let picked = review.picked.map_or(0..0, |(first, last)| review.letter.rows_of(first, last));
    for row in shown {
        let y = below.y + (row - first) as u16;
        if picked.contains(&row) {
            canvas.put(area.x, y, 1, "*", canvas.theme.key);
        }
        if review.pane == Pane::Letter && row == review.letter_place.cursor {
            canvas.restyle(area.x, y, area.width, canvas.theme.selected);
        }
    }
}
