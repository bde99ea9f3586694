//! F6 on a task: into two at a sentence or dash of its wording, or one with the task before it.
//!
//! Border: no word is lost either way, items stay unique, and putting together what was just split gives
//! back the task as it was. What the parts say is read by `extract`.

use super::rows::{Cut, task_row};
use super::{Item, Mark, Pane, Pick, Review, Row};
use crate::app::Look;
use crate::domain::task::{AssignmentRole, NewTask, Span, TaskKind};
use crate::extract;
use crate::text;

/// Letters of the wording that a choice shows.
const SHOWN: usize = 60;
/// How far on in the original a letter of the wording is looked for: over an enumerator or a page's foot.
const NEAR: usize = 80;

impl Review {
    /// F6 has something to offer: a task, or a citation whose directive is here.
    pub(in crate::app) fn can_cut(&self) -> bool {
        let is_task = matches!(self.chosen().item, Item::Task(_));
        self.pane == Pane::Read && (is_task && !self.cuts().is_empty() || self.cited().is_some())
    }

    pub(super) fn cuts(&self) -> Vec<Pick> {
        let Item::Task(at) = self.chosen().item else { return Vec::new() };
        let words = &self.record.tasks[at].text;
        let shown = |from: usize| {
            let rest = text::slice(words, from, words.len()).split_whitespace().collect::<Vec<_>>().join(" ");
            Pick::Cut(from, rest.chars().take(SHOWN).collect())
        };
        let before = at.checked_sub(1).map(|before| Pick::Join(self.record.tasks[before].item.clone()));
        borders(words).into_iter().map(shown).chain(before).collect()
    }

    /// An item like this one that no task has.
    pub(super) fn free_item(&self, item: &str) -> String {
        let is_free = |item: &String| self.record.tasks.iter().all(|task| task.item != *item);
        let numbered = (2..).map(|nth| format!("{item}.{nth}"));
        std::iter::once(item.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// A task with its row at a place among the tasks; the cursor goes to it.
    pub(super) fn insert(&mut self, at: usize, task: NewTask, row: Row, look: Look) {
        for row in &mut self.rows {
            if let Item::Task(of) = &mut row.item {
                *of += usize::from(*of >= at);
            }
        }
        self.record.tasks.insert(at, task);
        self.is_made_over = true;
        let below =
            |row: &Row| matches!(row.item, Item::Tasks) || matches!(row.item, Item::Task(of) if of < at);
        let place = self.rows.iter().rposition(below).map_or(0, |last| last + 1);
        self.rows.insert(place, Row { item: Item::Task(at), ..row });
        self.refresh(look);
        let place = self.row_of(at);
        self.show(place, look);
    }

    fn row_of(&self, task: usize) -> usize {
        self.rows.iter().position(|row| row.item == Item::Task(task)).unwrap_or(0)
    }

    /// The chosen task ends at a byte of its wording, and another one goes on from there.
    pub(in crate::app) fn cut(&mut self, from: usize, look: Look) {
        let Item::Task(at) = self.chosen().item else { return };
        let whole = self.record.tasks[at].clone();
        let (one, other) =
            (text::slice(&whole.text, 0, from), text::slice(&whole.text, from, whole.text.len()));
        let [one, other] = [one, other].map(str::trim).map(|words| self.part(&whole, words));
        let (Some((mut first, first_row)), Some((mut second, second_row))) = (one, other) else { return };
        let keeps = |part: &NewTask| part.deadline == whole.deadline;
        if whole.deadline.is_some() && !keeps(&first) && !keeps(&second) {
            (first.deadline, second.deadline) = (whole.deadline.clone(), whole.deadline.clone());
            (first.kind, second.kind) = (whole.kind, whole.kind);
        }
        let spans = whole.span.map(|span| halves(&self.record.original, span, &whole.text, from));
        (first.span, second.span) = spans.unzip();
        let targets = whole.targets.iter().cloned();
        (first.targets, second.targets) = targets.partition(|target| first.text.contains(&target.value));
        second.item = self.free_item(&whole.item);
        first = with_own(first, whole.clone());
        second = NewTask { parent: whole.parent.clone(), ..second };
        let place = self.row_of(at);
        let old = std::mem::replace(
            &mut self.rows[place],
            Row { item: Item::Task(at), span: first.span, ..first_row },
        );
        self.rows[place].is_left = old.is_left;
        let is_left = old.is_left;
        let parts = [first.clone(), second.clone()];
        self.record.tasks[at] = first;
        let cut = Some(Box::new(Cut { row: old, whole, parts }));
        let row = Row { span: second.span, is_left, cut, ..second_row };
        self.insert(at + 1, second, row, look);
    }

    /// What words of a task say by themselves; where they name no unit, the task's own.
    fn part(&self, whole: &NewTask, words: &str) -> Option<(NewTask, Row)> {
        let named = |role| {
            let parts = whole.assignments.iter().filter(move |part| part.role == role);
            parts.map(|part| part.unit.clone()).collect::<Vec<_>>()
        };
        let leads = named(AssignmentRole::Lead);
        let mut read = extract::task_in(words, &self.record.kind, self.record.issued_on, &leads)?;
        if read.leads.value == leads && read.supports.value.is_empty() {
            read.supports.value = named(AssignmentRole::Support);
        }
        words.clone_into(&mut read.text.value);
        if whole.kind == TaskKind::ReportDuty {
            read.kind = whole.kind;
        }
        let row = Row { read: Mark::Check, ..task_row(0, &read) };
        Some((read.into_task(), row))
    }

    /// The chosen task goes to the one before it.
    pub(in crate::app) fn join(&mut self, look: Look) {
        let Item::Task(at) = self.chosen().item else { return };
        let Some(before) = at.checked_sub(1) else { return };
        let (first, second) = (self.record.tasks[before].clone(), self.record.tasks.remove(at));
        let (place, second_place) = (self.row_of(before), self.row_of(at));
        let row = self.rows.remove(second_place);
        self.is_made_over = true;
        match row.cut {
            Some(cut) if cut.parts[0] == first && cut.parts[1] == second => {
                self.record.tasks[before] = cut.whole;
                self.rows[place] = Row { item: Item::Task(before), ..cut.row };
            }
            _ => {
                let is_left = row.is_left && self.rows[place].is_left;
                for task in
                    self.record.tasks.iter_mut().filter(|task| task.parent.as_ref() == Some(&second.item))
                {
                    task.parent = Some(first.item.clone());
                }
                let joined = joined(first, second);
                let row = &mut self.rows[place];
                row.span = joined.span;
                row.cut = None;
                row.settle(Mark::Edited);
                row.is_left = is_left;
                self.record.tasks[before] = joined;
            }
        }
        for row in &mut self.rows {
            if let Item::Task(of) = &mut row.item {
                *of -= usize::from(*of > at);
            }
        }
        self.show(place, look);
        self.refresh(look);
    }
}

/// The first part is the task it was, but for what is said in the other one.
fn with_own(part: NewTask, own: NewTask) -> NewTask {
    NewTask {
        title: part.title,
        text: part.text,
        span: part.span,
        kind: part.kind,
        deadline: part.deadline,
        assignments: part.assignments,
        targets: part.targets,
        ..own
    }
}

/// Of two deadlines the later one counts, as where a letter states both in one task.
fn joined(mut first: NewTask, second: NewTask) -> NewTask {
    first.text = format!("{}\n{}", first.text, second.text);
    first.span = first
        .span
        .zip(second.span)
        .map(|(one, other)| Span { from: one.from.min(other.from), to: one.to.max(other.to) });
    let day = |task: &NewTask| task.deadline.as_ref().map(|due| due.on);
    if day(&second) > day(&first) {
        (first.deadline, first.kind) = (second.deadline, second.kind);
    }
    for part in second.assignments {
        if first.assignments.iter().all(|known| known.unit != part.unit) {
            first.assignments.push(part);
        }
    }
    first.targets.extend(second.targets);
    first.steps.extend(second.steps);
    first
}

/// The bytes at which a sentence, a clause or a dash of a wording begins behind its first words.
fn borders(words: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut ends, mut is_dash) = (false, false);
    let base = words.as_ptr() as usize;
    for word in words.split_whitespace() {
        let at = word.as_ptr() as usize - base;
        let begins = word.starts_with(char::is_uppercase) || !word.starts_with(char::is_alphanumeric);
        let gap = text::slice(words, 0, at).ends_with('\n');
        let is_sign = matches!(word, "-" | "–" | "+" | "•");
        if at > 0
            && !is_dash
            && (gap || is_sign || ends && begins || text::slice(words, 0, at).trim_end().ends_with(';'))
        {
            found.push(at);
        }
        ends = word.ends_with(['.', '!', '?']);
        is_dash = is_sign;
    }
    // What has no letters is no task.
    let has_words = |at: &usize| {
        let sides = [text::slice(words, 0, *at), text::slice(words, *at, words.len())];
        sides.iter().all(|side| side.chars().any(char::is_alphanumeric))
    };
    found.retain(has_words);
    found
}

/// The places in the original of a wording's words before and from a byte on. Its letters follow each
/// other there with enumerators, line ends and marks of their own between them.
fn halves(original: &str, span: Span, words: &str, from: usize) -> (Span, Span) {
    let passage = text::slice(original, span.from, span.to);
    let letters = |text: &str| -> Vec<(usize, usize, String)> {
        let letter = |(at, c): (usize, char)| (at, at + c.len_utf8(), text::fold(c.encode_utf8(&mut [0; 4])));
        text.char_indices().map(letter).filter(|(.., folded)| !folded.trim().is_empty()).collect()
    };
    let there = letters(passage);
    let (mut next, mut end, mut begin) = (0, 0, None);
    for (at, _, letter) in letters(words) {
        let near = there.iter().enumerate().skip(next).take(NEAR);
        let Some((nth, (start, stop, _))) = near.into_iter().find(|(_, (.., folded))| *folded == letter)
        else {
            continue;
        };
        next = nth + 1;
        if at >= from {
            begin = Some(*start);
            break;
        }
        end = *stop;
    }
    match begin {
        Some(begin) => {
            (Span { from: span.from, to: span.from + end }, Span { from: span.from + begin, to: span.to })
        }
        None => (span, span),
    }
}
