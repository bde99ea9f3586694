//! The block of fields of a directive: over its tabs, and beside the list on a wide screen.

use crate::app::App;
use crate::app::due;
use crate::app::layout::Area;
use crate::app::wrap;
use crate::domain::query::DirectiveDetail;
use crate::domain::task::TaskKind;
use crate::i18n::countdown::full_date;
use crate::text;

use super::canvas::{Canvas, inside};

/// The frame with number, date and issuer, the subject in so many lines, the fields.
pub fn draw_head(app: &App, detail: &DirectiveDetail, area: Area, lines: usize, canvas: &mut Canvas<'_>) {
    canvas.frame(area, &title(detail, canvas));
    let inner = inside(area);
    let (x, cells) = (inner.x + 1, usize::from(inner.width.saturating_sub(2)));
    let subject = wrap::lines(&text::clean_line(&detail.record.subject), cells.max(1));
    let rows = rows_of_fields(app, detail, cells, canvas);
    let free = usize::from(inner.height).saturating_sub(rows.len());
    let shown = subject.len().min(lines.max(free));
    let mut y = inner.y;
    for (index, line) in subject.iter().take(shown).enumerate() {
        let is_cut = index + 1 == shown && subject.len() > shown;
        let line = if is_cut { format!("{line}{}", canvas.glyphs.ellipsis) } else { line.clone() };
        canvas.put(x, y, cells, &line, canvas.theme.plain);
        y += 1;
    }
    let free = usize::from(inner.y + inner.height - y).saturating_sub(rows.len());
    for line in whole_where_free(rows, free, cells) {
        if y >= inner.y + inner.height {
            break;
        }
        let mut x = x;
        for (label, value, width) in line {
            canvas.put(x, y, LABEL, &label, canvas.theme.muted);
            canvas.put(x + LABEL as u16, y, width.saturating_sub(LABEL), &value, canvas.theme.plain);
            x += width as u16 + 1;
        }
        y += 1;
    }
}

/// Cells of a field's name.
const LABEL: usize = 11;

fn title(detail: &DirectiveDetail, canvas: &Canvas<'_>) -> String {
    let lang = canvas.lang;
    let mut parts = vec![lang.reference_or_none(&detail.row.reference)];
    parts.extend(detail.record.issued_on.map(full_date));
    parts.extend(detail.record.issuer.clone());
    if detail.trashed {
        parts.push(lang.in_trash());
    }
    parts.join(" · ")
}

/// Label, value, cells of both.
type Field = (String, String, usize);

/// Fields that say something: two in a row where there is room, else one under the other, wrapped.
fn rows_of_fields(app: &App, detail: &DirectiveDetail, cells: usize, canvas: &Canvas<'_>) -> Vec<Vec<Field>> {
    let (lang, record) = (canvas.lang, &detail.record);
    let signer: Vec<&str> = record.signer.iter().chain(&record.signer_title).map(String::as_str).collect();
    let addressees = (lang.field_addressees(), record.addressees.join("; "));
    let signer = (lang.field_signer(), signer.join(", "));
    let note = (lang.field_note(), record.handling_note.clone().unwrap_or_default());
    let follower = (lang.field_follower(), detail.follower.clone().unwrap_or_default());
    let report = (lang.field_report(), report(app, detail, canvas));
    let nothing = (String::new(), String::new());
    let mut rows = Vec::new();
    if cells < 60 {
        for (label, value) in [report, follower, note, addressees, signer] {
            rows.extend(wrapped(label, &value, cells));
        }
        return rows;
    }
    for pair in [[report, nothing], [addressees, signer], [note, follower]] {
        let said: Vec<_> = pair.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let width = if said.len() > 1 { (cells - 1) / 2 } else { cells };
        let field = |(label, value)| (label, value, width);
        rows.extend((!said.is_empty()).then(|| said.into_iter().map(field).collect()));
    }
    rows
}

/// Gives the rows that are free to the first fields that would be cut.
fn whole_where_free(rows: Vec<Vec<Field>>, mut free: usize, cells: usize) -> Vec<Vec<Field>> {
    let whole = |row: Vec<Field>| {
        let is_cut = row.iter().any(|(_, value, width)| text::width(value) + LABEL > *width);
        let each = row.iter().flat_map(|(label, value, _)| wrapped(label.clone(), value, cells));
        let whole: Vec<_> = if is_cut { each.collect() } else { Vec::new() };
        if whole.is_empty() || whole.len() > 1 + free {
            return vec![row];
        }
        free -= whole.len() - 1;
        whole
    };
    rows.into_iter().flat_map(whole).collect()
}

fn wrapped(label: String, value: &str, cells: usize) -> Vec<Vec<Field>> {
    if value.is_empty() {
        return Vec::new();
    }
    let lines = wrap::lines(&text::clean_line(value), cells.saturating_sub(LABEL).max(1));
    let labels = std::iter::once(label).chain(std::iter::repeat(String::new()));
    labels.zip(lines).map(|(label, line)| vec![(label, line, cells)]).collect()
}

/// "T3 29/12/2020, còn 8 ngày (6 ngày làm việc) · về UBND tỉnh, qua Sở Nội vụ": what one looks for
/// stands first, so that it is the last to be cut.
fn report(app: &App, detail: &DirectiveDetail, canvas: &Canvas<'_>) -> String {
    let (lang, record) = (canvas.lang, &detail.record);
    let to = record.report_to.as_ref().map(|to| lang.report_to(to));
    let via = record.report_via.as_ref().map(|via| lang.report_via(via));
    let way: Vec<String> = to.into_iter().chain(via).collect();
    let duty = record.tasks.iter().find(|task| task.kind == TaskKind::ReportDuty);
    let due = duty.and_then(|task| {
        let deadline = task.deadline.as_ref()?;
        let on = deadline.on?;
        let countdown = due::count(app.now(), on, deadline.at, &app.setup().calendar);
        let is_open = task.progress.state.is_open();
        let left = if is_open { lang.countdown_long(&countdown) } else { lang.finished() };
        Some(format!("{}, {left}", lang.weekday_date(on)))
    });
    let way = Some(way.join(", ")).filter(|way| !way.is_empty());
    due.into_iter().chain(way).collect::<Vec<_>>().join(" · ")
}
