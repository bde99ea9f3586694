//! An opened directive: where one is, its fields, the tabs, the chosen tab.

use crate::app::App;
use crate::app::checklist::Checklist;
use crate::app::detail::{Detail, Tab};
use crate::app::layout::Area;
use crate::app::pages::{Line, Tone};
use crate::domain::query::DirectiveDetail;
use crate::i18n::Lang;
use crate::text;

use super::about::about_task;
use super::canvas::{Canvas, inside};
use super::{checklist, fields};

pub fn draw(app: &App, detail: &Detail, canvas: &mut Canvas<'_>) {
    let layout = app.layout();
    draw_crumbs(app, detail, canvas);
    let body = layout.detail_body();
    let Some(data) = &detail.data else {
        let text = canvas.lang.reading();
        canvas.put(2, body.y, usize::from(body.width.saturating_sub(2)), &text, canvas.theme.plain);
        return;
    };
    if let Some(head) = layout.detail_head() {
        fields::draw_head(app, data, head, 2, canvas);
        draw_tabs(detail, data, head.y + head.height, layout.columns, canvas);
        canvas.frame(body, &tab_title(detail, canvas));
        let below = detail.place().shown(detail.lines.len()).end < detail.lines.len();
        if detail.tab != Tab::Tasks {
            canvas.more(body, detail.place().top > 0, below);
        }
        draw_tab(app, detail, data, inside(body), canvas);
    } else {
        draw_tab(app, detail, data, body, canvas);
    }
}

/// "Văn bản › 1792/UBND-NC"; on a narrow screen the tab instead of the way.
fn draw_crumbs(app: &App, detail: &Detail, canvas: &mut Canvas<'_>) {
    let (lang, layout) = (canvas.lang, app.layout());
    let reference = lang.reference_or_none(&detail.tasks.reference);
    let esc = format!("Esc {}", lang.act_back());
    let (left, right) = if layout.is_framed() {
        (format!(" {} › {reference}", lang.view_directives()), esc)
    } else {
        (format!(" {reference} › {}", tab_name(detail.tab, lang)), String::new())
    };
    let begins = canvas.put_right(layout.columns.saturating_sub(1), 0, &right, canvas.theme.plain);
    let taken = canvas.put(0, 0, usize::from(begins), &left, canvas.theme.heading);
    if !app.can_write() {
        let room = usize::from(begins).saturating_sub(taken + 1);
        canvas.put(taken as u16 + 1, 0, room, &lang.read_only(), canvas.theme.warning);
    }
}

fn tab_name(tab: Tab, lang: Lang) -> String {
    match tab {
        Tab::Tasks => lang.tab_tasks(),
        Tab::FullText => lang.tab_full_text(),
        Tab::Citations => lang.tab_citations(),
        Tab::Targets => lang.tab_targets(),
        Tab::Findings => lang.tab_findings(),
        Tab::Recipients => lang.tab_recipients(),
        Tab::History => lang.tab_history(),
        Tab::Reminders => lang.tab_reminders(),
    }
}

/// How many things a tab holds; `None` where that says nothing.
fn count(tab: Tab, detail: &Detail, data: &DirectiveDetail) -> Option<usize> {
    let record = &data.record;
    match tab {
        Tab::Tasks => Some(detail.tasks.counts().1),
        Tab::FullText | Tab::History => None,
        Tab::Citations => Some(record.citations.len()),
        Tab::Targets => Some(record.tasks.iter().map(|task| task.targets.len()).sum()),
        Tab::Findings => Some(record.findings.len()),
        Tab::Recipients => Some(record.recipients.len()),
        Tab::Reminders => Some(data.reminders.len()),
    }
}

/// Columns from which tabs say how many they hold, even where the last ones are cut off.
const ROOMY: usize = 70;

/// The names of the tabs in one line, the chosen one in brackets; how many each holds is left out
/// where they would not all fit. Where even that is too long, the line begins further right, with the
/// sign for more text.
fn draw_tabs(detail: &Detail, data: &DirectiveDetail, y: u16, columns: u16, canvas: &mut Canvas<'_>) {
    let bare = |tab: &Tab| tab_name(*tab, canvas.lang);
    let counted =
        |tab: &Tab| count(*tab, detail, data).map_or_else(|| bare(tab), |n| format!("{} {n}", bare(tab)));
    let width = |names: &[String]| names.iter().map(|name| text::width(name) + 2).sum::<usize>();
    let mut names: Vec<String> = Tab::ALL.iter().map(counted).collect();
    let columns = usize::from(columns);
    if width(&names) >= columns && columns < ROOMY {
        names = Tab::ALL.iter().map(bare).collect();
    }
    let room = if width(&names) < columns { columns } else { columns.saturating_sub(4) };
    let chosen = detail.tab as usize;
    let first = (0..=chosen).find(|first| width(&names[*first..=chosen]) < room).unwrap_or(chosen);
    let mut x = 1;
    if first > 0 {
        x += canvas.put(x, y, 2, canvas.glyphs.ellipsis, canvas.theme.plain) as u16;
    }
    for (index, name) in names.iter().enumerate().skip(first) {
        if usize::from(x) + text::width(name) + 2 > room + 2 * first.min(1) {
            canvas.put(x, y, 2, canvas.glyphs.ellipsis, canvas.theme.plain);
            break;
        }
        let (label, style) = match index == chosen {
            true => (format!("[{name}]"), canvas.theme.heading),
            false => (format!(" {name} "), canvas.theme.plain),
        };
        x += canvas.put(x, y, columns, &label, style) as u16;
    }
}

fn tab_title(detail: &Detail, canvas: &Canvas<'_>) -> String {
    let lang = canvas.lang;
    let name = tab_name(detail.tab, lang);
    let more = match (detail.tab, detail.tasks.selected()) {
        (Tab::Tasks, _) => {
            let (done, total) = detail.tasks.counts();
            Some(lang.n_done_of(done, total))
        }
        (Tab::FullText, Some(task)) => Some(match detail.passage_line() {
            Some(line) => lang.passage_title(&task.item, line),
            None => lang.passage_unknown(&task.item),
        }),
        _ => None,
    };
    more.map_or(name.clone(), |more| format!("{name} · {more}"))
}

fn draw_tab(app: &App, detail: &Detail, data: &DirectiveDetail, area: Area, canvas: &mut Canvas<'_>) {
    if detail.tab == Tab::Tasks {
        let used = checklist::draw_rows(app, &detail.tasks, area, true, canvas);
        return draw_under_tasks(app, data, &detail.tasks, &detail.lines, area.below(used), canvas);
    }
    let place = detail.place();
    draw_lines(&detail.lines[place.shown(detail.lines.len())], area, canvas);
    if detail.tab == Tab::Citations && !data.record.citations.is_empty() {
        let y = area.y + place.on_screen() as u16;
        canvas.put(area.x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
    }
}

/// The doubts, then the chosen task in full, as far as there is room.
pub fn draw_under_tasks(
    app: &App,
    data: &DirectiveDetail,
    list: &Checklist,
    doubts: &[Line],
    area: Area,
    canvas: &mut Canvas<'_>,
) {
    let blank = || Line::new("", Tone::Plain);
    let mut lines = vec![blank()];
    lines.extend_from_slice(doubts);
    lines.extend((!doubts.is_empty()).then(blank));
    lines.extend(about_task(app, data, list, usize::from(area.width.saturating_sub(2))));
    draw_lines(&lines, area, canvas);
}

/// Lines from the first one on, as many as there is room for.
pub fn draw_lines(lines: &[Line], area: Area, canvas: &mut Canvas<'_>) {
    let (x, cells) = (area.x + 1, usize::from(area.width.saturating_sub(1)));
    for (index, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        let y = area.y + index as u16;
        let theme = canvas.theme;
        let style = match line.tone {
            Tone::Plain => theme.plain,
            Tone::Heading => theme.heading,
            Tone::Muted => theme.muted,
            Tone::Doubt => theme.doubt,
        };
        canvas.put(x, y, cells, &line.text, style);
        if let Some((from, to)) = line.passage {
            // A sign at the margin as well, for screens without colour and underline.
            canvas.put(area.x, y, 1, canvas.glyphs.passage, theme.passage);
            let before = text::width(text::slice(&line.text, 0, from));
            let width = text::width(text::slice(&line.text, from, to));
            let width = width.min(cells.saturating_sub(before));
            canvas.restyle(x + before as u16, y, width as u16, theme.passage);
        }
    }
}
