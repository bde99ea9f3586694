//! A form: labels at the left, fields, under them what a date means and what is wrong; names offered.

use ratatui::style::Style;

use crate::app::due;
use crate::app::form::{Base, Form, Kind, Name, Row, Takes};
use crate::app::layout::Area;
use crate::app::pages::asked;
use crate::app::wrap;
use crate::app::{App, Popup};
use crate::domain::task::NewTask;
use crate::domain::task::share;
use crate::text;

use super::canvas::Canvas;
use super::field;

/// Cells of a field for a date and of one for a choice.
const DATE: usize = 11;
const CHOICE: usize = 14;

/// A row of the form with the lines under it.
struct Block<'a> {
    row: &'a Row,
    /// Of the field.
    cells: usize,
    rows: u16,
    /// The first letter typed replaces it.
    is_whole: bool,
    /// What the text is understood as, beside the field.
    echo: String,
    /// Lines under it; `true` where they begin under the label.
    notes: Vec<(String, Style, bool)>,
}

impl Block<'_> {
    fn height(&self) -> u16 {
        self.rows + self.notes.len() as u16
    }
}

pub fn draw(app: &App, form: &Form, canvas: &mut Canvas<'_>) {
    let (label, cells) = app.layout().field_cells(form.longest_label(canvas.lang));
    let blocks: Vec<Block<'_>> =
        (0..form.rows.len()).map(|at| block(app, form, at, (label, cells), canvas)).collect();
    let head = due_now(app, form, canvas);
    let heads = u16::from(head.is_some());
    let height: u16 = blocks.iter().map(Block::height).sum();
    let area = app.layout().form(height + heads + 1);
    let inner = canvas.popup(area, &form.title(canvas.lang));
    let x = inner.x + 1;
    let wide = usize::from(inner.width.saturating_sub(2));
    if let Some(head) = head.filter(|_| inner.height > 2) {
        canvas.put(x, inner.y, wide, &head, canvas.theme.muted);
    }
    let last = inner.y + inner.height.saturating_sub(1);
    let room = if inner.height > 2 {
        Area { y: inner.y + heads, height: inner.height - heads - 1, ..inner }
    } else {
        Area { height: 1, ..inner }
    };
    let top = first_shown(&blocks, form.at, room.height);
    let mut y = room.y;
    let mut field_at = room.y;
    for (at, block) in blocks.iter().enumerate().skip(top) {
        if at == form.at {
            field_at = y;
        }
        y +=
            draw_block(block, (x, y), label, at == form.at, (room.y + room.height).saturating_sub(y), canvas);
    }
    let hidden = blocks.iter().skip(top).map(Block::height).sum::<u16>() > room.height;
    canvas.more(area, top > 0, hidden);
    canvas.put(x, last, wide, &form.hint(canvas.lang), canvas.theme.muted);
    draw_offers(app, form, (x + label as u16 + 1, field_at), cells, canvas);
}

/// The first row shown, so that the one with the cursor is in sight as a whole.
fn first_shown(blocks: &[Block<'_>], at: usize, room: u16) -> usize {
    let fits = |top: &usize| blocks[*top..=at].iter().map(Block::height).sum::<u16>() <= room;
    (0..=at).find(fits).unwrap_or(at)
}

/// "Hạn hiện nay: T3 29/12/2020, còn 8 ngày (6 ngày làm việc)" over a new one.
fn due_now(app: &App, form: &Form, canvas: &Canvas<'_>) -> Option<String> {
    let lang = canvas.lang;
    let deadline = form.base.record.deadline.as_ref();
    let on = deadline.and_then(|deadline| Some((deadline.on?, deadline.at)));
    let words = on.map(|(on, at)| {
        let left = lang.countdown_long(&due::count(app.now(), on, at, &app.setup().calendar));
        lang.due_now(&format!("{}, {left}", lang.weekday_date(on)))
    });
    let phrase = || deadline.and_then(|deadline| deadline.phrase.clone()).map(|phrase| lang.due_now(&phrase));
    // Of several tasks each has its own.
    (form.base.kind == Kind::Deadline && form.base.others.is_empty())
        .then(|| words.or_else(phrase).unwrap_or_else(|| lang.due_now_none()))
}

fn block<'a>(
    app: &App,
    form: &'a Form,
    at: usize,
    (label, wide): (usize, usize),
    canvas: &Canvas<'_>,
) -> Block<'a> {
    let whole = label + wide + 1;
    let (row, theme) = (&form.rows[at], canvas.theme);
    let (rows, cells) = match row.spec().takes {
        Takes::Lines(rows) | Takes::Wrapped(rows) => (rows, wide),
        Takes::Passed | Takes::Coming | Takes::Day => (1, wide.min(DATE)),
        // As wide as its words.
        Takes::Deadline => (1, wide.min(DATE.max(text::width(&row.text()) + 1))),
        Takes::Choice(_) => (1, wide.min(CHOICE)),
        Takes::Person => (1, wide.min(2 * CHOICE)),
        _ => (1, wide),
    };
    let (mut echo, wrong) = match understood(app, &form.base, row) {
        Ok(echo) => (echo, None),
        // While it is typed a date is not finished, so it is not wrong yet.
        Err(wrong) => (String::new(), Some(wrong).filter(|_| at != form.at)),
    };
    let mut notes = Vec::new();
    let mut note = |words: &str, style| {
        let lines = wrap::lines(words, whole);
        // Words that are longer than the field begin under its label.
        let is_long = lines.iter().any(|line| text::width(line) > wide);
        notes.extend(lines.into_iter().map(|line| (line, style, is_long)));
    };
    if !echo.is_empty() && text::width(&echo) + cells + 3 > wide + 2 {
        note(&std::mem::take(&mut echo), theme.plain);
    }
    if let Some(error) = row.error.clone().or(wrong) {
        note(&format!("! {error}"), theme.warning);
    }
    if let Some(theirs) = &row.theirs {
        note(&format!("? {theirs}"), theme.doubt);
    }
    Block { row, cells, rows, is_whole: form.is_whole && at == form.at, echo, notes }
}

/// "→ T3 29/12/2020, còn 8 ngày (6 ngày làm việc)"; a login's name; empty where there is nothing to say.
fn understood(app: &App, base: &Base, row: &Row) -> Result<String, String> {
    let (reader, text) = (app.reader(), row.text());
    Ok(match row.spec().takes {
        // The words of a letter, where they give no day, say what they mean themselves.
        Takes::Deadline if row.name() == Name::Due && !row.is_changed() && base.due().is_none() => {
            String::new()
        }
        Takes::Deadline => match reader.deadline(row, &base.head)? {
            Some((deadline, echo)) => {
                let task = NewTask { deadline: Some(deadline.clone()), ..base.record.clone() };
                let times = base.times(&task, &reader);
                let times: Vec<_> = times.iter().filter_map(|time| time.deadline.as_ref()?.on).collect();
                reader.lang.deadline_echo(&deadline, echo.as_ref(), &times, reader.calendar)
            }
            None => String::new(),
        },
        Takes::Coming => reader.echo(row)?.map_or_else(String::new, |echo| reader.lang.typed_echo(&echo)),
        Takes::Passed | Takes::Day => reader
            .echo(row)?
            .map_or_else(String::new, |echo| format!("→ {}", reader.lang.weekday_date(echo.on))),
        Takes::Person => {
            let known = app.names().and_then(|names| names.people.iter().find(|(login, _)| *login == text));
            known.map_or_else(String::new, |(_, name)| format!("→ {name}"))
        }
        Takes::Line if row.name() == Name::Reached => reached(app, &text),
        _ => String::new(),
    })
}

/// "→ 85 %, mục tiêu ≥ 30%"; a doubt where the words claim another figure.
fn reached(app: &App, text: &str) -> String {
    let lang = app.setup().lang;
    let form = app.popups().iter().rev().find_map(|popup| match popup {
        Popup::Form(form) => Some(form),
        _ => None,
    });
    let (Some(share), Some(form)) = (share(text), form) else {
        return String::new();
    };
    let percent = lang.share(share.hundredths);
    match form.target() {
        _ if share.is_doubtful => lang.share_doubtful(&percent),
        Some(target) => lang.share_is(&percent, &asked(target)),
        None => String::new(),
    }
}

/// Draws as much as there is room for; returns the rows taken.
fn draw_block(
    block: &Block<'_>,
    (x, y): (u16, u16),
    label: usize,
    has_keys: bool,
    room: u16,
    canvas: &mut Canvas<'_>,
) -> u16 {
    if room == 0 {
        return 0;
    }
    let theme = canvas.theme;
    let style = if has_keys { theme.heading } else { theme.plain };
    canvas.put(x, y, label, &(block.row.spec().label)(canvas.lang), style);
    if has_keys {
        canvas.put(x - 1, y, 1, canvas.glyphs.cursor, theme.plain);
    }
    let left = x + label as u16 + 1;
    let rows = block.rows.min(room);
    for y in y..y + rows {
        canvas.put(left, y, 1, "[", theme.muted);
        canvas.put(left + 1 + block.cells as u16, y, 1, "]", theme.muted);
    }
    if let Takes::Choice(choice) = block.row.spec().takes {
        let words = choice.words(canvas.lang);
        canvas.put(left + 1, y, block.cells, &words[block.row.choice()], theme.plain);
        if has_keys {
            canvas.restyle(left + 1, y, block.cells as u16, theme.selected);
        }
    } else {
        let field = &block.row.field;
        field::draw(canvas, (left + 1, y), (block.cells, usize::from(rows)), field, has_keys);
        if block.is_whole {
            let width = text::width(&block.row.text()).min(block.cells) as u16;
            canvas.restyle(left + 1, y, width, theme.selected);
        }
    }
    let beside = left + block.cells as u16 + 3;
    canvas.put(beside, y, text::width(&block.echo), &block.echo, theme.plain);
    let under = usize::from(room - rows);
    for (index, (words, style, is_long)) in block.notes.iter().take(under).enumerate() {
        let x = if *is_long { x + 2 } else { left + 1 };
        canvas.put(x, y + rows + index as u16, text::width(words), words, *style);
    }
    block.height().min(room)
}

/// The names under the field, or over it where that has more room for them.
fn draw_offers(app: &App, form: &Form, (x, y): (u16, u16), cells: usize, canvas: &mut Canvas<'_>) {
    let bottom = app.layout().rows.saturating_sub(2);
    let (below, above) = (bottom.saturating_sub(y + 1), y);
    let (names, chosen) = form.offers(app.names(), usize::from(below.max(above)));
    if names.is_empty() {
        return;
    }
    let height = names.len() as u16;
    let y = if height <= below { y + 1 } else { y - height };
    let widest = names.iter().map(|name| text::width(name)).max().unwrap_or(0);
    let width = (widest.max(20) + 2).min(cells + 2);
    canvas.clear(Area { x, y, width: width as u16, height });
    for (index, name) in names.iter().enumerate() {
        let y = y + index as u16;
        let is_chosen = chosen == Some(index);
        let sign = if is_chosen { canvas.glyphs.cursor } else { canvas.glyphs.vertical };
        canvas.put(x, y, 1, sign, canvas.theme.plain);
        canvas.put(x + 1, y, width - 2, name, canvas.theme.plain);
        canvas.put(x + width as u16 - 1, y, 1, canvas.glyphs.vertical, canvas.theme.plain);
        if is_chosen {
            canvas.restyle(x + 1, y, width as u16 - 2, canvas.theme.selected);
        }
    }
}
