//! The tabs of an opened directive as lines of text: what stands in each and in which words.
//!
//! Border: no drawing and no cursor. Lines are made when a directive is read or a tab is opened, so
//! that scrolling knows how many there are and drawing only copies the ones in sight.

use crate::domain::directive::FindingKind;
use crate::domain::query::{DirectiveDetail, HistoryLine, TaskRow};
use crate::domain::reminder::LoggedReminder;
use crate::domain::task::{Comparator, Span, Target, share};
use crate::domain::time::Now;
use crate::i18n::Lang;
use crate::i18n::countdown::{day_month, full_date};
use crate::text;

use super::detail::Tab;
use super::letter::LetterText;
use super::{Look, wrap};

/// What a line is, for the drawing to choose its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Heading,
    Muted,
    Doubt,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub tone: Tone,
    /// Bytes of `text` that belong to the chosen task's passage.
    pub passage: Option<(usize, usize)>,
}

impl Line {
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, passage: None }
    }
}

/// The lines of a tab; on the first one those under the tasks.
pub fn of(
    tab: Tab,
    data: &DirectiveDetail,
    tasks: &[TaskRow],
    passage: Option<Span>,
    look: Look,
) -> Vec<Line> {
    let (lang, cells) = (look.lang, look.layout.detail_width().max(1));
    let (lines, nothing) = match tab {
        Tab::Tasks => return doubts(data, tasks, lang, cells),
        Tab::FullText => (full_text(&data.record.original, passage, cells), lang.no_original_text()),
        Tab::Citations => (citations(data, lang, cells), lang.no_citations()),
        Tab::Targets => (targets(data, lang, cells), lang.no_targets()),
        Tab::Reminders => (reminders(data, lang, cells), lang.no_reminders()),
        Tab::Findings => (findings(data, tasks, lang, cells), lang.no_findings()),
        Tab::Recipients => (recipients(data, cells), lang.no_recipients()),
        Tab::History => (history(data, look, cells), lang.no_history()),
    };
    if lines.is_empty() { vec![Line::new(nothing, Tone::Muted)] } else { lines }
}

/// A paragraph with a hanging sign, wrapped.
pub fn hanging(sign: &str, paragraph: &str, tone: Tone, cells: usize) -> Vec<Line> {
    let indent = text::width(sign);
    let lines = wrap::lines(&text::clean_line(paragraph), cells.saturating_sub(indent).max(1));
    let with_sign = |(index, line): (usize, String)| {
        let sign = if index == 0 { sign.to_owned() } else { " ".repeat(indent) };
        Line::new(sign + &line, tone)
    };
    lines.into_iter().enumerate().map(with_sign).collect()
}

/// The letter as it came, line by line, with a task's passage marked.
fn full_text(original: &str, passage: Option<Span>, cells: usize) -> Vec<Line> {
    let mut letter = LetterText::new(original, cells);
    letter.mark(original, passage);
    letter.lines
}

/// The documents the letter names, one a line; the ones in this file can be opened.
fn citations(data: &DirectiveDetail, lang: Lang, cells: usize) -> Vec<Line> {
    let each = data.record.citations.iter().zip(&data.cited).map(|(citation, here)| {
        let on = citation.on.map_or_else(String::new, full_date);
        let kind = lang.citation_kind(citation.kind);
        let reference = text::fit(&text::clean_line(&citation.reference), 20, "");
        let mark = here.map_or_else(String::new, |_| lang.cited_here());
        let line = format!("{reference} {on:<11} {kind}  {mark}");
        let tone = if here.is_some() { Tone::Plain } else { Tone::Muted };
        Line::new(text::truncate(line.trim_end(), cells, ""), tone)
    });
    each.collect()
}

/// The measurable results asked for, task by task.
fn targets(data: &DirectiveDetail, lang: Lang, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for task in &data.record.tasks {
        for target in &task.targets {
            lines.extend(hanging(&format!("{:<4}", task.item), &target.measure, Tone::Plain, cells));
            lines.extend(hanging("    ", &target_line(target, lang), Tone::Heading, cells));
        }
    }
    lines
}

/// "≥ 30%"
pub fn asked(target: &Target) -> String {
    let sign = match target.comparator {
        Comparator::AtLeast => "≥ ",
        Comparator::AtMost => "≤ ",
        Comparator::Exactly => "",
    };
    format!("{sign}{}", target.value)
}

/// Cells of a bar.
const BAR: i64 = 10;

/// "#########.  95% chỉ tiêu": how much of what is to be reached is reached, where both are shares.
fn bar(target: &Target, value: &str) -> Option<String> {
    let (reached, asked) = (share(value)?.hundredths, share(&target.value)?.hundredths);
    if target.comparator == Comparator::AtMost || asked == 0 {
        return None;
    }
    let percent = reached * 100 / asked;
    let full = (percent * BAR / 100).clamp(0, BAR);
    let cells: String = (0..BAR).map(|at| if at < full { '#' } else { '.' }).collect();
    Some(format!("   {cells} {percent}%"))
}

fn target_line(target: &Target, lang: Lang) -> String {
    let asked = asked(target);
    match target.actuals.iter().enumerate().max_by_key(|(at, actual)| (actual.on, *at)).map(|(_, it)| it) {
        Some(actual) => {
            let words = lang.target_with_actual(&asked, &actual.value, &day_month(actual.on));
            format!("{words}{}", bar(target, &actual.value).unwrap_or_default())
        }
        None => lang.target_without_actual(&asked),
    }
}

/// What the inspection found: strengths, then weaknesses.
fn findings(data: &DirectiveDetail, tasks: &[TaskRow], lang: Lang, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let groups =
        [(FindingKind::Strength, "+ ", lang.strengths()), (FindingKind::Weakness, "- ", lang.weaknesses())];
    for (kind, sign, heading) in groups {
        let found = data.record.findings.iter().zip(&data.answers);
        let mut found = found.filter(|(finding, _)| finding.kind == kind).peekable();
        if found.peek().is_some() {
            lines.push(Line::new(heading, Tone::Heading));
        }
        for (finding, answers) in found {
            let report = finding.report.as_ref().map_or_else(String::new, |report| format!(" ({report})"));
            lines.extend(hanging(sign, &format!("{}{report}", finding.text), Tone::Plain, cells));
            let items = tasks.iter().filter(|task| answers.contains(&task.id)).map(|task| task.item.as_str());
            let items: Vec<_> = items.collect();
            if !items.is_empty() {
                lines.extend(hanging("    ", &lang.answered_by(&items.join(", ")), Tone::Muted, cells));
            }
        }
    }
    lines
}

/// Each đôn đốc about a task of the directive.
fn reminders(data: &DirectiveDetail, lang: Lang, cells: usize) -> Vec<Line> {
    let each = data.reminders.iter();
    let line = |logged: &LoggedReminder| {
        let day = format!("{}  ", full_date(logged.reminder.on));
        hanging(&day, &lang.logged_reminder(logged), Tone::Plain, cells)
    };
    each.flat_map(line).collect()
}

fn recipients(data: &DirectiveDetail, cells: usize) -> Vec<Line> {
    data.record.recipients.iter().flat_map(|recipient| hanging("- ", recipient, Tone::Plain, cells)).collect()
}

/// Who did what, newest first.
fn history(data: &DirectiveDetail, look: Look, cells: usize) -> Vec<Line> {
    let each = |line: &HistoryLine| {
        let (at, words) = (moment(line.entry.at, look.now), history_words(line, look.lang));
        if cells < 60 {
            // No room for columns.
            return hanging("- ", &format!("{at} {}: {words}", line.who), Tone::Plain, cells);
        }
        let who = text::fit(&text::clean_line(&line.who), 14, "");
        hanging(&format!("{at}  {who}  "), &words, Tone::Plain, cells)
    };
    data.history.iter().flat_map(each).collect()
}

/// "18/12 15:22", with the year where it is another one.
fn moment(at: Now, now: Now) -> String {
    let local = at.local();
    let this_year = local.format("%Y").to_string() == now.local().format("%Y").to_string();
    local.format(if this_year { "%d/%m %H:%M" } else { "%d/%m/%Y %H:%M" }).to_string()
}

fn history_words(line: &HistoryLine, lang: Lang) -> String {
    let change = lang.journal_entry(&line.entry);
    match &line.item {
        Some(item) => format!("{} · {change}", lang.task_item(item)),
        None => change,
    }
}

/// What the letter contradicts, and deadlines after the report on them; under the tasks.
pub fn doubts(data: &DirectiveDetail, tasks: &[TaskRow], lang: Lang, cells: usize) -> Vec<Line> {
    let mut sentences: Vec<String> = Vec::new();
    for task in tasks {
        if let (true, Some(due), Some(report)) = (task.is_due_after_report(), task.due_on, task.report_on) {
            sentences.push(lang.doubt_after_report(&task.item, &day_month(due), &day_month(report)));
        }
        if let (true, Some(due)) = (task.unverified, task.due_on) {
            sentences.push(lang.doubt_unverified_day(&task.item, &day_month(due)));
        }
    }
    sentences.extend(data.record.doubts.iter().map(|doubt| lang.doubt(doubt).replace(" ... ", " … ")));
    sentences.iter().flat_map(|sentence| hanging("? ", sentence, Tone::Doubt, cells)).collect()
}
