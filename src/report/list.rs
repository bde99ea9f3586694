//! Papers with a row for each task: the list in nine columns, the register, the letter that presses a unit.

use std::collections::BTreeSet;

use super::page::{Cell, Column, Foot, Letter, Page, Table};
use crate::domain::countdown;
use crate::domain::paper::{Matter, Printed};
use crate::domain::query::AgendaGroup;
use crate::domain::standing::Standing;
use crate::domain::task::State;
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::i18n::report::letter_date;
use crate::text;

/// What a column has of a task, the n-th of its table.
type Of<'a> = &'a dyn Fn(u64, &Printed) -> Cell;

fn table<'a, const N: usize>(
    columns: [(Column, Of<'_>); N],
    tasks: impl Iterator<Item = &'a Printed>,
) -> Table {
    let row = |(n, task)| columns.iter().map(|(_, cell)| cell(n, task)).collect();
    let rows = (1..).zip(tasks).map(row).collect();
    Table { rows, columns: columns.into_iter().map(|(column, _)| column).collect(), ..Table::default() }
}

fn number(n: u64, _: &Printed) -> Cell {
    Cell::Number(n)
}

fn assigned(_: u64, task: &Printed) -> Cell {
    assigned_by(task).into()
}

fn work(_: u64, task: &Printed) -> Cell {
    format!("{}. {}", task.row.item, task.row.title).into()
}

fn reply(_: u64, task: &Printed) -> Cell {
    task.row.progress.reply_document.clone().unwrap_or_default().into()
}

pub fn tasks(matter: &Matter, lang: Lang) -> Page {
    let columns: [(Column, Of<'_>); 9] = [
        (Column::new(lang.report_no(), 12).centred(), &number),
        (Column::new(lang.report_assigned(), 36), &assigned),
        (Column::new(lang.report_task(), 50), &work),
        (Column::new(lang.report_lead(), 30), &|_, task| task.row.leads.join("; ").into()),
        (Column::new(lang.report_support(), 22), &|_, task| task.supports.join("; ").into()),
        (Column::new(lang.report_due_on(), 26).centred(), &|_, task| due(task, lang)),
        (Column::new(lang.report_progress(), 26), &|_, task| progress(matter, task, lang).into()),
        (Column::new(lang.report_reply(), 22), &reply),
        (Column::new(lang.report_notes(), 28), &|_, task| notes(matter, task, lang).into()),
    ];
    wide(matter, lang, table(columns, matter.tasks.iter()))
}

/// Decree 30/2020/NĐ-CP, appendix IV; a document with several tasks has a row for each, in the order of
/// arrival.
pub fn register(matter: &Matter, lang: Lang) -> Page {
    let noted = |_, task: &Printed| {
        let item = Some(task.row.item.as_str()).filter(|item| !item.is_empty());
        let late = task.entered_after(&matter.calendar).map(|days| lang.report_entered_late(days));
        let item = item.map(|item| lang.report_item(item));
        joined(item.into_iter().chain(late).chain([notes(matter, task, lang)])).into()
    };
    let inbound = |_, task: &Printed| task.inbound_number.clone().unwrap_or_default().into();
    let columns: [(Column, Of<'_>); 7] = [
        (Column::new(lang.report_inbound(), 16).centred(), &inbound),
        (Column::new(lang.report_document(), 66), &|_, task| document(task).into()),
        (Column::new(lang.report_receiver(), 42), &|_, task| receiver(task).into()),
        (Column::new(lang.report_handling_due(), 26).centred(), &|_, task| due(task, lang)),
        (Column::new(lang.report_progress(), 40), &|_, task| progress(matter, task, lang).into()),
        (Column::new(lang.report_reply(), 30), &reply),
        (Column::new(lang.report_notes(), 37), &noted),
    ];
    let mut tasks: Vec<&Printed> = matter.tasks.iter().collect();
    let arrival = |task: &Printed| {
        let on = task.received_on.or(task.issued_on);
        let number = task.inbound_number.as_deref().and_then(|number| number.trim().parse::<u64>().ok());
        (on.is_none(), on, number, task.row.directive, task.row.id)
    };
    tasks.sort_by_key(|task| arrival(task));
    let late = tasks.iter().filter(|task| task.entered_after(&matter.calendar).is_some());
    let late: BTreeSet<_> = late.map(|task| task.row.directive).collect();
    let mut page = wide(matter, lang, table(columns, tasks.into_iter()));
    if !late.is_empty() {
        page.closing.insert(0, lang.report_entered_late_all(late.len()));
    }
    page
}

fn wide(matter: &Matter, lang: Lang, table: Table) -> Page {
    Page { tables: vec![table], is_landscape: true, ..Page::headed(matter, lang) }
}

/// A letter without a type line. Units stand in the table by the names of the letters' time; the number is
/// left to whoever numbers it, and so is the day.
pub fn reminder(matter: &Matter) -> Page {
    let (lang, settings) = (Lang::Vi, &matter.settings);
    let is_late = |task: &&Printed| task.group(matter.now, matter.calendar.soon()) == AgendaGroup::Late;
    let (all, late) = (matter.tasks.len(), matter.tasks.iter().filter(is_late).count());
    let columns: [(Column, Of<'_>); 5] = [
        (Column::new(lang.report_no(), 11).centred(), &number),
        (Column::new(lang.report_assigned(), 34), &assigned),
        (Column::new(lang.report_task(), 62), &work),
        (Column::new(lang.report_due_on(), 27).centred(), &|_, task| due(task, lang)),
        (Column::new(lang.report_progress(), 31), &|_, task| progress(matter, task, lang).into()),
    ];
    Page {
        number: lang.letter_number(&settings.symbol),
        place_and_date: letter_date(&settings.place, None),
        title: Vec::new(),
        letter: Some(Letter {
            subject: lang.letter_subject(),
            to: lang.letter_to(matter.unit.as_deref().unwrap_or_default()),
        }),
        foot: Foot::of(matter, Some(lang.letter_as_above())),
        opening: vec![match late {
            0 => lang.letter_all_soon(all),
            late if late == all => lang.letter_all_late(all),
            late => lang.letter_late(all, late, all - late),
        }],
        tables: vec![table(columns, matter.tasks.iter())],
        closing: vec![lang.letter_ask(), lang.letter_close()],
        ..Page::headed(matter, lang)
    }
}

/// "1792/UBND-NC ngày 12/12/2020"
pub fn assigned_by(task: &Printed) -> String {
    let day = task.issued_on.map(|on| format!("ngày {}", full_date(on)));
    [Some(task.row.reference.clone()), day]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

fn document(task: &Printed) -> String {
    let kind = text::with_first(task.kind.name(), char::to_uppercase);
    let issuer = task.issuer.as_ref().map(|issuer| format!(" của {issuer}")).unwrap_or_default();
    format!("{kind} {}{issuer}", assigned_by(task))
}

fn receiver(task: &Printed) -> String {
    if task.row.leads.is_empty() {
        return task.row.follower.clone().unwrap_or_default();
    }
    task.row.leads.join("; ")
}

/// The official day, or the words for its absence.
pub fn due(task: &Printed, lang: Lang) -> Cell {
    task.row.due_on.map_or_else(|| lang.no_date(task.row.kind, false).into(), Cell::Day)
}

/// "quá hạn, trễ 5 ngày", "hoàn thành đúng hạn 12/12/2020".
pub fn progress(matter: &Matter, task: &Printed, lang: Lang) -> String {
    let standing = task.row.standing(matter.now, matter.calendar.soon());
    if task.row.progress.state == State::Reported {
        return lang.report_reported();
    }
    match (standing, task.row.due_on, task.row.progress.done_on) {
        (Standing::Overdue, Some(due), _) => {
            let left = countdown::to(matter.now, due, task.row.due_at, &matter.calendar);
            lang.report_late_and(&lang.countdown_short(&left))
        }
        (_, _, Some(done)) => format!("{} {}", lang.standing(standing), full_date(done)),
        _ => lang.standing(standing),
    }
}

/// Extensions, reminders, and what was noted.
fn notes(matter: &Matter, task: &Printed, lang: Lang) -> String {
    let row = &task.row;
    let extensions = match row.extensions {
        0 => None,
        n if n >= matter.settings.many_extensions => Some(lang.report_extended_often(n)),
        n => Some(lang.report_extensions(n)),
    };
    let reminders = row.reminded_on.map(|on| lang.report_reminders(row.reminders, &full_date(on)));
    joined([extensions, reminders, row.progress.note.clone()].into_iter().flatten())
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
