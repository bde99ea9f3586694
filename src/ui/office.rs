//! Twin of [`crate::app::office`]: the rows of a screen of the office, and lines about the chosen one.

use ratatui::style::Style;

use crate::app::App;
use crate::app::layout::Area;
use crate::app::office::{Office, Page, panes};
use crate::app::wrap;
use crate::domain::calendar::Day;
use crate::domain::office::{Settings, UnitRow};
use crate::domain::people::Person;
use crate::i18n::countdown::{day_month, full_date};
use crate::text;

use super::canvas::Canvas;

/// Cursor, marker and a space stand before the first column.
const LEAD_IN: u16 = 3;

/// A row: its sign, and the cells of its columns.
type Cells = (&'static str, Vec<(String, Style)>);

pub fn draw(app: &App, office: &Office, canvas: &mut Canvas<'_>) {
    let (layout, lang) = (app.layout(), canvas.lang);
    let (list, about) = panes(layout);
    let title = title(app, office, canvas);
    let mut y = list.y;
    let widths = columns(office.page, usize::from(list.width.saturating_sub(LEAD_IN + 1)));
    if layout.is_framed() {
        let right = format!("Esc {}", lang.act_back());
        let begins = canvas.put_right(layout.columns.saturating_sub(1), 0, &right, canvas.theme.plain);
        let crumbs = format!(" {} › {}", lang.view_directives(), name(office, canvas));
        canvas.put(0, 0, usize::from(begins), &crumbs, canvas.theme.heading);
        canvas.frame(layout.search(), &title);
        let muted = canvas.theme.muted;
        let heads: Vec<_> = heads(office.page, canvas).into_iter().map(|head| (head, muted)).collect();
        canvas.put_columns(list.x + LEAD_IN, y, &widths, &heads);
        y += 1;
    } else {
        canvas.put(1, 0, usize::from(layout.columns) - 1, &title, canvas.theme.heading);
    }
    let shown = office.place.shown(office.n_rows());
    if layout.is_framed() {
        let sides = Area { width: list.width + 1, height: list.height + 1, ..list };
        canvas.more(sides, shown.start > 0, shown.end < office.n_rows());
    }
    let none = match office.page {
        _ if office.data.is_none() => lang.reading(),
        Page::Days => lang.days_none(office.year),
        Page::People => lang.people_none(),
        _ => lang.units_none(),
    };
    if office.n_rows() == 0 {
        canvas.put(list.x + LEAD_IN, y, usize::from(list.width), &none, canvas.theme.muted);
    }
    for (y, at) in (y..list.y + list.height).zip(shown) {
        let (sign, cells) = row(app, office, at, &widths, canvas);
        canvas.put(list.x + 1, y, 1, sign, canvas.theme.doubt);
        canvas.put_columns(list.x + LEAD_IN, y, &widths, &cells);
        if at == office.place.cursor {
            canvas.put(list.x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            canvas.restyle(list.x + LEAD_IN, y, widths[0] as u16, canvas.theme.selected);
        }
    }
    let cells = usize::from(about.width.saturating_sub(LEAD_IN)).max(1);
    let lines = lines(app, office, canvas);
    let lines = lines
        .iter()
        .flat_map(|(line, style)| wrap::lines(line, cells).into_iter().map(move |line| (line, *style)));
    // A blank line keeps them apart from the rows, where there is room for one.
    let below = about.below(u16::from(layout.is_framed()));
    for (y, (line, style)) in (below.y..below.y + below.height).zip(lines) {
        canvas.put(below.x + 1, y, cells, &line, style);
    }
}

fn name(office: &Office, canvas: &Canvas<'_>) -> String {
    match office.page {
        Page::Units => canvas.lang.units_title(),
        Page::Days => canvas.lang.days_title(office.year),
        Page::Settings => canvas.lang.settings_title(),
        Page::People => canvas.lang.people_title(),
    }
}

/// The screen's name, and how many days are to be checked.
fn title(app: &App, office: &Office, canvas: &Canvas<'_>) -> String {
    let calendar = &app.setup().calendar;
    let unsure = office.days.iter().filter(|day| !calendar.is_verified(day.on)).count();
    match office.page {
        Page::Units | Page::People => format!("{} · {}", name(office, canvas), office.n_rows()),
        Page::Days if unsure > 0 => format!("{} · {}", name(office, canvas), canvas.lang.n_to_verify(unsure)),
        _ => name(office, canvas),
    }
}

fn heads(page: Page, canvas: &Canvas<'_>) -> Vec<String> {
    let lang = canvas.lang;
    match page {
        Page::Units => {
            vec![
                lang.group_unit(),
                lang.col_open(),
                lang.col_kind(),
                lang.col_validity(),
                lang.col_successor(),
            ]
        }
        Page::Days => vec![lang.col_day(), lang.col_kind(), lang.col_day_name(), lang.col_state()],
        Page::Settings => vec![lang.col_setting(), lang.col_value()],
        Page::People => {
            vec![lang.col_person_name(), lang.col_login(), lang.col_role(), lang.col_keys(), lang.col_state()]
        }
    }
}

/// Cells of each column in a row of so many; 0: the column is left out.
fn columns(page: Page, cells: usize) -> Vec<usize> {
    match (page, cells) {
        (Page::Units, 100..) => vec![cells - 75, 9, 10, 29, 23],
        (Page::Units, 60..) => vec![cells - 46, 9, 6, 14, 14],
        (Page::Units, _) => vec![cells.saturating_sub(5), 4, 0, 0, 0],
        (Page::Days, 60..) => vec![8, 8, cells - 44, 25],
        (Page::Days, _) => vec![8, 8, cells.saturating_sub(18), 0],
        (Page::People, 60..) => vec![cells - 48, 16, 13, 5, 10],
        (Page::People, _) => vec![cells.saturating_sub(9), 0, 8, 0, 0],
        (Page::Settings, 60..) => vec![34, cells - 35],
        (Page::Settings, _) => vec![cells * 3 / 5, cells - cells * 3 / 5 - 1],
    }
}

fn row(app: &App, office: &Office, at: usize, widths: &[usize], canvas: &Canvas<'_>) -> Cells {
    match office.page {
        Page::Units => (" ", unit(office, &office.units()[at], widths[1], canvas)),
        Page::Days => day(app, office, &office.days[at], canvas),
        Page::Settings => (" ", setting(office, Settings::NAMES[at], canvas)),
        Page::People => (" ", person(&office.people()[at], widths[4] == 0, canvas)),
    }
}

fn unit(office: &Office, unit: &UnitRow, cells: usize, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let (lang, theme, fields) = (canvas.lang, canvas.theme, &unit.fields);
    let style = if fields.successor.is_some() { theme.muted } else { theme.plain };
    let open = match unit.open + unit.inherited {
        0 => String::new(),
        open => format!("{open:>cells$}"),
    };
    // What is over says more than when it began.
    let validity = match fields.valid_to {
        Some(to) => lang.unit_to(&full_date(to)),
        None => lang.validity(fields),
    };
    let after = office.unit_name(fields).map_or_else(String::new, |name| format!("→ {name}"));
    let kind = fields.kind.clone().unwrap_or_default();
    [fields.name.clone(), open, kind, validity, after].map(|text| (text, style)).into()
}

fn day(app: &App, office: &Office, day: &Day, canvas: &Canvas<'_>) -> Cells {
    let (lang, theme) = (canvas.lang, canvas.theme);
    // A holiday on a weekend needs no notice.
    let is_sure = app.setup().calendar.is_verified(day.on);
    let mut state = match (day.verified, is_sure) {
        (true, _) => lang.day_checked(),
        (false, true) => lang.day_weekend(),
        (false, false) => lang.day_unchecked(),
    };
    if office.is_corrected(day) {
        state = format!("{state}, {}", lang.day_corrected());
    }
    let on = format!("{} {}", lang.weekday(day.on), day_month(day.on));
    let style = if is_sure { theme.plain } else { theme.doubt };
    let cells = vec![
        (on, theme.plain),
        (lang.day_kind(day.kind), theme.plain),
        (day.name.clone(), theme.plain),
        (state, style),
    ];
    (if is_sure { " " } else { "?" }, cells)
}

fn setting(office: &Office, name: &str, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let (lang, theme) = (canvas.lang, canvas.theme);
    let value = match office.setting(name) {
        Some(value) => (lang.setting_value(name, value), theme.plain),
        None => {
            let value = lang.setting_value(name, &Settings::default().get(name));
            let words = if value.is_empty() { lang.setting_empty() } else { lang.setting_default() };
            (format!("{value} {words}").trim().to_owned(), theme.muted)
        }
    };
    vec![(lang.setting_name(name), theme.plain), value]
}

/// Where states have no column of their own, that somebody left is said in place of the role.
fn person(person: &Person, is_narrow: bool, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let (lang, theme, fields) = (canvas.lang, canvas.theme, &person.fields);
    let style = if fields.disabled { theme.muted } else { theme.plain };
    let keys = match fields.keys.len() {
        0 => String::new(),
        n => n.to_string(),
    };
    let (name, state) = (fields.name.clone(), lang.person_state(fields));
    let role = if is_narrow && fields.disabled { state.clone() } else { lang.role(fields.role) };
    [name, person.login.clone(), role, keys, state].map(|text| (text, style)).into()
}

/// About the chosen row, and what the year's calendar lacks.
fn lines(app: &App, office: &Office, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let (lang, theme, at) = (canvas.lang, canvas.theme, office.place.cursor);
    let mut lines = Vec::new();
    match office.page {
        Page::Units => {
            let Some(unit) = office.units().get(at) else { return lines };
            lines.push((lang.unit_names(&unit.fields.names.join("; ")), theme.plain));
            lines.extend(office.unit_name(&unit.fields).map(|name| (lang.unit_after(name), theme.plain)));
            let validity = lang.validity(&unit.fields);
            lines.extend(
                (!validity.is_empty())
                    .then(|| (text::with_first(&validity, char::to_uppercase), theme.plain)),
            );
            lines.extend((unit.inherited > 0).then(|| (lang.unit_inherited(unit.inherited), theme.muted)));
        }
        Page::Days => {
            let day = office.days.get(at);
            lines.extend(
                day.map(|day| (format!("{}. {}", day.name, lang.source_of(&day.source)), theme.plain)),
            );
            if office.data.is_some() && !app.setup().calendar.has_schedule(office.year) {
                lines.push((lang.no_schedule(office.year), theme.doubt));
            }
            let unsure: Vec<String> = office
                .unsure()
                .map(|held| {
                    let on = held.deadline.on.map_or_else(String::new, day_month);
                    format!("{}#{} {on}", lang.reference_or_none(&held.reference), held.item)
                })
                .collect();
            if !unsure.is_empty() {
                lines.push((lang.unsure_deadlines(unsure.len(), &unsure.join(", ")), theme.doubt));
            }
        }
        Page::Settings => {
            lines.extend(Settings::NAMES.get(at).map(|name| (lang.setting_rule(name), theme.plain)));
        }
        Page::People => {
            let keys = office.people().get(at).map_or(&[][..], |person| &person.fields.keys);
            if office.n_rows() > 0 && keys.is_empty() {
                lines.push((lang.person_no_keys(), theme.muted));
            }
            lines.extend(keys.iter().map(|key| {
                let note = key.note.as_deref().unwrap_or_default();
                (format!("{} {} {note}", key.kind(), key.fingerprint()), theme.plain)
            }));
        }
    }
    lines
}
