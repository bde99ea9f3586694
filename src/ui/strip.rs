//! The strip: open tasks in the agenda's groups, and what is new.

use crate::app::{App, Screen};
use crate::domain::log::LogTab;
use crate::text;

use super::canvas::Canvas;

/// More than this is as many as one reads.
const MANY: i64 = 99;

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let (lang, layout, theme) = (canvas.lang, app.layout(), canvas.theme);
    let Some(held) = app.board().window.page().filter(|held| held.n_total > 0) else {
        return;
    };
    let (late, today, soon) = (held.strip.late, held.strip.today, held.strip.soon);
    let days = app.setup().calendar.soon();
    let [says_late, says_today, says_soon] = if layout.is_framed() {
        [lang.strip_late(late), lang.strip_today(today), lang.strip_soon(days, soon)]
    } else {
        [lang.strip_late_short(late), lang.strip_today_short(today), lang.strip_soon_short(days, soon)]
    };
    let mut parts =
        vec![(says_late, late, theme.late), (says_today, today, theme.today), (says_soon, soon, theme.soon)];
    if layout.columns >= 60 {
        parts.push((lang.strip_reports(held.strip.reports), 0, theme.plain));
    }
    let n_new = app.log().n_new();
    if n_new > 0 {
        parts.push((lang.strip_news(&many(n_new)), n_new, theme.heading));
    }
    let mut x = 1;
    for (index, (text, n, style)) in parts.iter().enumerate() {
        if index > 0 {
            x += canvas.put(x, 1, 3, " · ", theme.plain) as u16;
        }
        let style = if *n > 0 { *style } else { theme.plain };
        x += canvas.put(x, 1, usize::from(layout.columns.saturating_sub(x)), text, style) as u16;
    }
    let key = lang.strip_news_key();
    let is_shown = app.screen() == Screen::Log && app.log().tab == LogTab::News;
    let has_room = usize::from(x) + text::width(&key) < usize::from(layout.columns);
    if n_new > 0 && !is_shown && has_room {
        canvas.put(x, 1, text::width(&key), &key, theme.muted);
    }
}

pub fn many(n: i64) -> String {
    if n > MANY { format!("{MANY}+") } else { n.to_string() }
}
