//! Papers of figures: the summary by unit or person, and the one page for the Monday meeting.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::list::{assigned_by, due, progress};
use super::page::{Cell, Column, Foot, Page, Table};
use crate::domain::paper::{Matter, Printed};
use crate::domain::query::AgendaGroup;
use crate::domain::stats::{Figures, GroupBy, StatsRow};
use crate::i18n::Lang;
use crate::text;

/// Days back that count as new.
const NEW: TimeDelta = TimeDelta::days(7);

/// The briefing's tables: late, due soon, new, units. Rows of each that its page always has room for, and
/// the lines that a row may take. What one leaves free the next one uses.
const ROWS: [(usize, usize); 4] = [(5, 2), (3, 2), (2, 1), (4, 1)];
/// The cells of a text that takes two lines there, and one.
const TWO_LINES: usize = 56;
const ONE_LINE: usize = 26;

pub fn summary(matter: &Matter, lang: Lang) -> Page {
    let stats = &matter.stats;
    let ranks = ranks(&stats.rows);
    let row = |(n, (row, rank)): (u64, (&StatsRow, &Option<usize>))| {
        let name = if row.id.is_none() { lang.report_nobody() } else { row.name.clone() };
        let rank = rank.map(|rank| lang.report_rank(rank)).unwrap_or_default();
        line(Cell::Number(n), name, &row.figures, rank, lang)
    };
    let mut rows: Vec<Vec<Cell>> = (1..).zip(stats.rows.iter().zip(&ranks)).map(row).collect();
    rows.push(line(String::new().into(), lang.report_sum(), &stats.total, String::new(), lang));
    let table = Table { columns: columns(matter.query.by, lang), rows, has_sum: true, ..Table::default() };
    let mut page = Page::headed(matter, lang);
    let [a, b, c, d] = stats.total.late;
    page.closing.splice(
        0..0,
        [lang.report_all_rates(&stats.total), lang.report_buckets(a, b, c, d), lang.report_base()],
    );
    if matter.query.by == GroupBy::Unit {
        page.closing.insert(3, lang.report_several_leads());
    }
    Page { tables: vec![table], is_landscape: true, foot: Foot::of(matter, None), ..page }
}

fn columns(by: GroupBy, lang: Lang) -> Vec<Column> {
    let (done, open) = (lang.report_done(), lang.report_open());
    vec![
        Column::new(lang.report_no(), 11).centred(),
        Column::new(lang.report_grouped_by(by), 61),
        Column::new(lang.report_total(), 28).centred(),
        Column::new(lang.report_on_time(), 22).below(done.clone()).centred(),
        Column::new(lang.report_late(), 22).below(done).centred(),
        Column::new(lang.report_within(), 22).below(open.clone()).centred(),
        Column::new(lang.report_late(), 22).below(open).centred(),
        Column::new(lang.report_done_rate(), 24).centred(),
        Column::new(lang.report_overdue_rate(), 20).centred(),
        Column::new(lang.report_notes(), 25),
    ]
}

fn line(number: Cell, name: String, of: &Figures, notes: String, lang: Lang) -> Vec<Cell> {
    let counts = &of.counts;
    // The heading says "%", the cell does not say it again.
    let share = |of| Cell::Text(lang.rate(of).trim_end_matches('%').to_owned());
    vec![
        number,
        name.into(),
        Cell::Number(counts.total()),
        Cell::Number(counts.done_on_time),
        Cell::Number(counts.done_late),
        Cell::Number(counts.open_within),
        Cell::Number(counts.open_overdue),
        share(of.done_of_due()),
        share(of.overdue_of_due()),
        notes.into(),
    ]
}

/// The place of each row by the share done of what was due, from 1; equal shares share a place and the next
/// one is left out. `None` where nothing was due, or no name stands.
pub fn ranks(rows: &[StatsRow]) -> Vec<Option<usize>> {
    let share = |row: &StatsRow| row.id.and_then(|_| row.figures.done_of_due().hundredths());
    let place = |row: &StatsRow| {
        let own = share(row)?;
        Some(1 + rows.iter().filter_map(share).filter(|other| *other > own).count())
    };
    rows.iter().map(place).collect()
}

/// One page: what is late, due within a week, new, and how the units stand, the worst first; rows beyond the
/// page are counted.
pub fn briefing(matter: &Matter, lang: Lang) -> Page {
    let of = |groups: &[AgendaGroup]| -> Vec<&Printed> {
        matter
            .tasks
            .iter()
            .filter(|task| groups.contains(&task.group(matter.now, matter.calendar.soon())))
            .collect()
    };
    let late = of(&[AgendaGroup::Late]);
    let soon = of(&[AgendaGroup::Today, AgendaGroup::Soon]);
    let (new, units) = (arrivals(matter), standings(matter));
    let most = room([late.len(), soon.len(), new.len(), units.len()]);
    let figures = &matter.stats.total;
    Page {
        opening: vec![lang.report_all_rates(figures)],
        tables: vec![
            tasks(matter, lang, (1, lang.report_is_late()), &late, most[0]),
            tasks(matter, lang, (2, lang.report_soon(matter.settings.soon_days)), &soon, most[1]),
            arrivals_table(lang, &new, most[2]),
            units_table(lang, &units, most[3]),
        ],
        ..Page::headed(matter, lang)
    }
}

/// How many rows of each table stand on the page.
fn room(all: [usize; 4]) -> [usize; 4] {
    let mut most = [0, 1, 2, 3].map(|at| all[at].min(ROWS[at].0));
    let lines =
        |most: &[usize; 4]| most.iter().zip(ROWS).map(|(rows, (_, lines))| rows * lines).sum::<usize>();
    let page = lines(&ROWS.map(|(rows, _)| rows));
    for at in 0..ROWS.len() {
        let free = page.saturating_sub(lines(&most)) / ROWS[at].1;
        most[at] += free.min(all[at] - most[at]);
    }
    most
}

fn tasks(matter: &Matter, lang: Lang, name: (usize, String), tasks: &[&Printed], most: usize) -> Table {
    let columns = vec![
        Column::new(lang.report_task(), 68),
        Column::new(lang.report_lead(), 42),
        Column::new(lang.report_due_on(), 25).centred(),
        Column::new(lang.report_progress(), 30),
    ];
    let row = |task: &&Printed| {
        let reference = format!(" ({})", reference(task));
        let room = TWO_LINES.saturating_sub(text::width(&reference));
        let title = text::truncate(&task.row.title, room, "…");
        vec![
            format!("{title}{reference}").into(),
            text::truncate(&task.row.leads.join("; "), ONE_LINE, "…").into(),
            due(task, lang),
            progress(matter, task, lang).into(),
        ]
    };
    let shown = if tasks.is_empty() { Vec::new() } else { columns };
    cut(
        lang,
        name,
        tasks.len(),
        Table { columns: shown, rows: tasks.iter().take(most).map(row).collect(), ..Table::default() },
    )
}

fn reference(task: &Printed) -> String {
    if task.row.reference.is_empty() { assigned_by(task) } else { task.row.reference.clone() }
}

fn cut(lang: Lang, (n, name): (usize, String), all: usize, table: Table) -> Table {
    let rest = all - table.rows.len();
    let rest = if rest > 0 { lang.report_more(rest) } else { String::new() };
    Table { caption: Some(lang.report_caption(n, &name, all) + &rest), ..table }
}

/// Directives of the last days that have open tasks, each once.
fn arrivals(matter: &Matter) -> Vec<&Printed> {
    let since = matter.now.today() - NEW;
    let mut seen = BTreeSet::new();
    let is_new = |task: &&Printed| task.received_on.or(task.issued_on).is_some_and(|on| on >= since);
    matter.tasks.iter().filter(is_new).filter(|t| seen.insert(t.row.directive)).collect()
}

fn arrivals_table(lang: Lang, new: &[&Printed], most: usize) -> Table {
    let columns = vec![Column::new(lang.report_assigned(), 80), Column::new(lang.col_subject(), 85)];
    let row = |task: &&Printed| {
        vec![assigned_by(task).into(), text::truncate(&task.subject, ONE_LINE + 8, "…").into()]
    };
    let shown = if new.is_empty() { Vec::new() } else { columns };
    let table = Table { columns: shown, rows: new.iter().take(most).map(row).collect(), ..Table::default() };
    cut(lang, (3, lang.report_new()), new.len(), table)
}

/// Units by what is overdue, the most first.
fn standings(matter: &Matter) -> Vec<&StatsRow> {
    let mut rows: Vec<&StatsRow> = matter.stats.rows.iter().filter(|row| row.id.is_some()).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.figures.counts.open_overdue));
    rows
}

fn units_table(lang: Lang, rows: &[&StatsRow], most: usize) -> Table {
    let columns = vec![
        Column::new(lang.report_unit(), 62),
        Column::new(lang.report_sum(), 20).centred(),
        Column::new(lang.report_done(), 24).centred(),
        Column::new(lang.report_within(), 20).centred(),
        Column::new(lang.report_late(), 15).centred(),
        Column::new(lang.report_done_share(), 24).centred(),
    ];
    let row = |row: &&StatsRow| {
        let counts = &row.figures.counts;
        vec![
            text::truncate(&row.name, ONE_LINE, "…").into(),
            Cell::Number(counts.total()),
            Cell::Number(row.figures.done()),
            Cell::Number(counts.open_within),
            Cell::Number(counts.open_overdue),
            lang.rate(row.figures.done_of_due()).trim_end_matches('%').to_owned().into(),
        ]
    };
    let table = Table { columns, rows: rows.iter().take(most).map(row).collect(), ..Table::default() };
    cut(lang, (4, lang.report_by_unit()), rows.len(), table)
}
