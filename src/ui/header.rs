//! The first line: the views, whose, and the day; on a narrow screen what the list is.

use crate::app::{App, Focus, Screen};
use crate::domain::query::Scope;
use crate::i18n::Lang;
use crate::i18n::countdown::{day_month, full_date};
use crate::text;

use super::canvas::Canvas;
use super::{checklist, log};

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let lang = canvas.lang;
    let (left, right) =
        if app.layout().is_framed() { framed_header(app, canvas) } else { narrow_header(app, canvas) };
    let right_end = app.layout().columns.saturating_sub(1);
    let mut begins = canvas.put_right(right_end, 0, &right, canvas.theme.plain);
    if !app.can_write() {
        let before = begins.saturating_sub(u16::from(!right.is_empty()) * 3);
        begins = canvas.put_right(before, 0, &lang.read_only(), canvas.theme.warning);
    }
    let room = usize::from(begins.saturating_sub(1));
    let left = if text::width(&left) > room { left.replace("  ", " ") } else { left };
    canvas.put(0, 0, room, &left, canvas.theme.heading);
}

/// The weekday, and then the year, gives way where the names of the views would be cut.
fn framed_header(app: &App, canvas: &Canvas<'_>) -> (String, String) {
    let (lang, on, columns) = (canvas.lang, app.today(), usize::from(app.layout().columns));
    let read_only = if app.can_write() { 0 } else { text::width(&lang.read_only()) + 3 };
    let (left, scope) = (views(app, lang), scope_name(app, canvas));
    let taken = text::width(&left.replace("  ", " ")) + read_only + 2;
    let days = [lang.weekday_date(on), full_date(on), day_month(on)].map(|day| format!("{scope} · {day}"));
    let [.., shortest] = &days;
    let fits = days.iter().find(|right| taken + text::width(right) <= columns);
    let right = fits.unwrap_or(shortest).clone();
    (left, right)
}

/// "[1 Văn bản]  2 Lịch hạn  3 Thống kê  4 Nhật ký".
fn views(app: &App, lang: Lang) -> String {
    let names = [
        (Screen::Directives, lang.view_directives()),
        (Screen::Agenda, lang.view_agenda()),
        (Screen::Figures, lang.view_figures()),
        (Screen::Log, lang.view_log()),
    ];
    let names = names.into_iter().enumerate().map(|(at, (screen, name))| {
        let [before, after] = if screen == app.screen() { ["[", "]"] } else { [" ", " "] };
        format!("{before}{} {name}{after}", at + 1)
    });
    format!(" {}", names.collect::<Vec<_>>().join("  "))
}

fn scope_name(app: &App, canvas: &Canvas<'_>) -> String {
    match app.board().view.scope {
        Scope::Mine(_) => canvas.lang.scope_mine(),
        Scope::Office => canvas.lang.scope_office(),
    }
}

/// Without its list on the screen the checklist is named here; that nothing can be written is more
/// than the date.
fn narrow_header(app: &App, canvas: &Canvas<'_>) -> (String, String) {
    let (lang, board) = (canvas.lang, app.board());
    let today = format!("{} {}", lang.weekday(app.today()), day_month(app.today()));
    if app.screen() == Screen::Log {
        return (format!(" {} · {}", log::title(app, lang), scope_name(app, canvas)), today);
    }
    let view = match app.screen() {
        Screen::Directives | Screen::Log => None,
        Screen::Agenda => Some(lang.view_agenda()),
        Screen::Figures => Some(lang.view_figures()),
    };
    if let Some(view) = view {
        let filter = app.filter_words();
        let narrowed = if filter.is_empty() { scope_name(app, canvas) } else { lang.filtered_by(&filter) };
        return (format!(" {view} · {narrowed}"), today);
    }
    match board.focus {
        Focus::Checklist => (
            format!(
                " {}",
                checklist::short_title(app, &board.checklist, usize::from(app.layout().columns) - 2, canvas)
            ),
            String::new(),
        ),
        Focus::Directives => {
            let has_room = app.can_write() && app.layout().columns >= 40;
            let n_open = board.window.page().map_or(0, |held| held.n_open);
            let words = app.filter_words();
            let counted = if words.is_empty() { lang.n_followed(n_open) } else { lang.filtered_by(&words) };
            if has_room {
                (format!(" {} · {counted}", scope_name(app, canvas)), today)
            } else {
                (format!(" {counted}"), String::new())
            }
        }
    }
}
