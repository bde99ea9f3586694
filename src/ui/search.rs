//! Search: the field and what it found, over the whole screen.

use ratatui::style::Style;

use crate::app::App;
use crate::app::due::{self, Marker};
use crate::app::search::{Finder, Search};
use crate::domain::query::Hit;
use crate::domain::task::State;
use crate::i18n::countdown::day_month;
use crate::text;
use crate::text::find::Query;

use super::canvas::{Canvas, inside};
use super::{field, glyphs};

pub fn draw(app: &App, search: &Search, canvas: &mut Canvas<'_>) {
    let (layout, lang) = (app.layout(), canvas.lang);
    let right = if layout.is_framed() { format!("Esc {}", lang.act_back()) } else { String::new() };
    let begins = canvas.put_right(layout.columns.saturating_sub(1), 0, &right, canvas.theme.plain);
    let n_found = n_found(search, canvas);
    let mut area = layout.search();
    if layout.is_framed() {
        let crumbs = format!(" {} › {}", lang.view_directives(), lang.search_title());
        canvas.put(0, 0, usize::from(begins), &crumbs, canvas.theme.heading);
        canvas.frame(area, &n_found);
        let (shown, _) = search.shown();
        canvas.more(area.below(1), shown.start > 0, shown.end < search.hits.len());
        area = inside(area);
    } else {
        let title = [lang.search_title(), n_found].into_iter().filter(|part| !part.is_empty());
        let title = title.collect::<Vec<_>>().join(" · ");
        canvas.put(1, 0, usize::from(layout.columns) - 1, &title, canvas.theme.heading);
    }
    let cells = usize::from(area.width.saturating_sub(2));
    draw_field((area.x + 1, area.y), cells, &search.finder, canvas);
    let list = area.below(1);
    let lines = match (search.finder.typed().is_empty(), search.finder.is_complete()) {
        _ if !search.hits.is_empty() => Vec::new(),
        (true, _) => vec![lang.search_hint(), lang.search_where()],
        (false, true) => vec![lang.nothing_found(&search.finder.words)],
        (false, false) => vec![lang.searching()],
    };
    for (line, y) in lines.iter().zip(list.y + 1..list.y + list.height) {
        canvas.put(list.x + 3, y, cells.saturating_sub(2), line, canvas.theme.muted);
    }
    draw_hits(app, search, (list.x, list.y), cells, canvas);
}

/// The field to type words into.
pub fn draw_field((x, y): (u16, u16), cells: usize, finder: &Finder, canvas: &mut Canvas<'_>) {
    canvas.put(x, y, 1, ">", canvas.theme.plain);
    field::draw(canvas, (x + 2, y), (cells.saturating_sub(2), 1), &finder.field, true);
}

/// "30+ kết quả"; nothing where there is none.
fn n_found(search: &Search, canvas: &Canvas<'_>) -> String {
    let more = if search.has_more() { "+" } else { "" };
    let n_found = format!("{}{more}", search.hits.len());
    if search.hits.is_empty() { String::new() } else { canvas.lang.n_found(&n_found) }
}

fn draw_hits(app: &App, search: &Search, (x, mut y): (u16, u16), cells: usize, canvas: &mut Canvas<'_>) {
    let columns = columns(cells);
    let (shown, cursor) = search.shown();
    for index in shown {
        let hit = &search.hits[index];
        draw_hit(app, hit, &search.finder.query, (x, y), &columns, canvas);
        if index == cursor {
            canvas.put(x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            canvas.restyle(x + LEAD_IN, y, (columns[0] + columns[1] + 1) as u16, canvas.theme.selected);
        }
        if let Some(passage) = hit.passage.as_ref().filter(|_| search.lines(hit) == 2) {
            let (x, cells) = (x + LEAD_IN + 2, cells.saturating_sub(usize::from(LEAD_IN) + 2));
            put_marked((x, y + 1), cells, passage, canvas.theme.muted, &search.finder.query, canvas);
        }
        y += search.lines(hit) as u16;
    }
}

/// Cursor, marker and a space stand before the reference.
const LEAD_IN: u16 = 3;

/// Cells of reference, title and what stands at the right.
pub fn columns(cells: usize) -> [usize; 3] {
    let room = cells.saturating_sub(usize::from(LEAD_IN));
    match room {
        90.. => [20, room - 40, 18],
        53.. => [18, room - 33, 13],
        34.. => [14, room - 23, 7],
        _ => [room.min(12), room.saturating_sub(13), 0],
    }
}

/// A record that was found: marker, reference, title, what is left or the state.
pub fn draw_hit(
    app: &App,
    hit: &Hit,
    query: &Query,
    (x, y): (u16, u16),
    columns: &[usize; 3],
    canvas: &mut Canvas<'_>,
) {
    let (marker, right, right_style) = due_text(app, hit, columns[2], canvas);
    let is_over = hit.state.is_some_and(|state| !state.is_open());
    let style = if is_over { canvas.theme.muted } else { canvas.theme.plain };
    canvas.put(x + 1, y, 1, glyphs::marker(marker), right_style);
    let x = x + LEAD_IN;
    put_marked((x, y), columns[0], &canvas.lang.reference_or_none(&hit.reference), style, query, canvas);
    let x = x + columns[0] as u16 + 1;
    let title = match hit.state {
        Some(state) => format!("{} {} {}", glyphs::check_box(state), hit.item, hit.title),
        None => hit.title.clone(),
    };
    put_marked((x, y), columns[1], &title, style, query, canvas);
    canvas.put(x + columns[1] as u16 + 1, y, columns[2], &right, right_style);
}

/// What stands at the right of a hit.
fn due_text(app: &App, hit: &Hit, cells: usize, canvas: &Canvas<'_>) -> (Marker, String, Style) {
    let (lang, theme) = (canvas.lang, canvas.theme);
    match (hit.state, hit.due_on) {
        (Some(State::Done), _) => (Marker::None, lang.finished(), theme.muted),
        (Some(state), _) if !state.is_open() => (Marker::None, lang.journal_state(state), theme.muted),
        (_, None) => (Marker::None, String::new(), theme.plain),
        (_, Some(on)) => {
            let countdown = due::count(app.now(), on, None, &app.setup().calendar);
            let marker = due::marker(&countdown, &app.setup().calendar);
            let (day, short) = (day_month(on), lang.countdown_short(&countdown));
            let tiny = lang.countdown_tiny(&countdown);
            let words = [format!("{day} {short}"), format!("{day} {tiny}"), tiny, day];
            let fits = words.iter().find(|words| text::width(words) <= cells);
            (marker, fits.cloned().unwrap_or_default(), theme.of_marker(marker))
        }
    }
}

/// Writes text with the words that were found marked.
pub fn put_marked(
    (x, y): (u16, u16),
    cells: usize,
    text: &str,
    style: Style,
    query: &Query,
    canvas: &mut Canvas<'_>,
) {
    let text = canvas.glyphs.plain(text::clean_line(text));
    let taken = canvas.put(x, y, cells, &text, style);
    for (from, to) in query.marks(&text) {
        let before = text::width(text::slice(&text, 0, from));
        let marked = text::width(text::slice(&text, from, to)).min(taken.saturating_sub(before));
        canvas.restyle(x + before.min(taken) as u16, y, marked as u16, canvas.theme.found);
    }
}
