//! A task before it is put into words: tokens still stand for their places.
//!
//! Border: the values and the path of its enumerators; how it is read from points is above.

use std::collections::HashSet;

use super::super::dates::day_at;
use super::super::deadlines::{Due, Origin, stages};
use super::super::draft::{Certainty, DraftTask, Read};
use super::super::points::{Mark, Point, label};
use super::super::source::Source;
use super::super::token::{Token, join, phrase_at, span_of};
use super::super::units::Unit;
use super::super::words::EVERY;
use super::fields::field;
use crate::domain::deadline::{Deadline, DeadlineClass};
use crate::domain::task::{Target, TaskKind};

/// One task as read.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Order {
    pub item: String,
    pub reports: bool,
    pub title: String,
    /// Its paragraphs, without enumerators.
    pub text: Vec<Vec<Token>>,
    pub leads: Vec<Unit>,
    /// The units stand in the order itself, not in what is above it.
    pub named: bool,
    /// Where their names end is beyond doubt; the same of those who support.
    pub certain: bool,
    pub clear: bool,
    pub supports: Vec<Unit>,
    /// Every deadline it states; which one governs is settled at the end.
    pub dues: Vec<Due>,
    pub targets: Vec<Read<Target>>,
    pub certainty: Certainty,
}

impl Order {
    /// The deadline that governs and the others, which are milestones: the latest day, be it named or the
    /// end of a period, before what has none (corpus/SCHEMA "Deadline").
    pub fn due(&self) -> (Option<Due>, Vec<Due>) {
        let ends = |due: &Due| {
            due.on.filter(|_| matches!(due.class, DeadlineClass::Date | DeadlineClass::PeriodEnd))
        };
        // "trong đó đợt 1 trước ngày 30/6" speaks of a part only.
        let parts = self.text.iter().flat_map(|p| p.split(|t| t.is(";") || t.is(",")));
        let parts = parts.filter(|clause| phrase_at(clause, 0, "trong đó").is_some());
        let parts: HashSet<usize> = parts.flatten().map(|t| t.from).collect();
        let part = |due: &Due| due.words.first().is_some_and(|t| parts.contains(&t.from));
        let best = |due: &Due| (!part(due), ends(due), due.precedence(), due.on);
        // "… nhu cầu đến năm 2030; xong trước ngày 10/10": how far the work looks ahead.
        let dated = self.dues.iter().any(|due| due.class == DeadlineClass::Date && due.on.is_some());
        let horizon = |due: &Due| {
            dated && due.class == DeadlineClass::PeriodEnd && phrase_at(&due.words, 0, "đến năm").is_some()
        };
        let said = (0..self.dues.len()).filter(|&at| !self.is_restated(at) && !horizon(&self.dues[at]));
        let said: Vec<Due> = said.map(|at| self.dues[at].clone()).collect();
        // Of equals the first one printed.
        let Some(mut chosen) = said.iter().rev().max_by_key(|due| best(due)).cloned() else {
            return (None, Vec::new());
        };
        let mut rest = said;
        rest.retain(|due| {
            due.class != DeadlineClass::Ongoing && (due.class, due.on) != (chosen.class, chosen.on)
        });
        chosen.doubtful |= self.is_doubtful(&chosen);
        (Some(chosen), rest)
    }

    /// The times of its parts, where the whole has one.
    pub fn add_stages(&mut self, text: &[Vec<Token>], origin: Origin) {
        if self.dues.is_empty() {
            return;
        }
        let known: HashSet<_> = self.dues.iter().map(|due| (due.precedence(), due.on)).collect();
        let parts = text.iter().flat_map(|paragraph| stages(paragraph, origin));
        self.dues.extend(parts.filter(|due| !known.contains(&(due.precedence(), due.on))));
    }

    /// "trong tuần tới (trước 14/6)", "trong tuần đầu tháng 8, chậm nhất 07/8": the day beside the period
    /// that is the `at`th says which.
    fn is_restated(&self, at: usize) -> bool {
        let ends = |due: &Due| Some((due.words.first()?.from, due.words.last()?.to));
        let due = &self.dues[at];
        // A comma or a bracket and a blank between.
        let beside = |other: &&Due| {
            let (Some((from, to)), Some((start, end))) = (ends(due), ends(other)) else { return false };
            (to..to + 3).contains(&start) || (end..end + 3).contains(&from)
        };
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|i| self.dues.get(i));
        due.class == DeadlineClass::PeriodEnd
            && near.filter(beside).any(|other| other.class == DeadlineClass::Date)
    }

    /// Whether something else the order says could be its time: one of another kind, a later day
    /// that was not taken, a word for what comes again.
    fn is_doubtful(&self, chosen: &Due) -> bool {
        let other = |due: &Due| due.class != chosen.class && due.class != DeadlineClass::Ongoing;
        let words: HashSet<usize> = self.dues.iter().flat_map(|due| &due.words).map(|t| t.from).collect();
        let taken = |t: &Token| words.contains(&t.from);
        let again = chosen.class != DeadlineClass::Recurring;
        let loose = |p: &Vec<Token>| {
            (0..p.len()).filter(|&i| !taken(&p[i])).any(|i| {
                let day = day_at(p, i).and_then(|day| day.in_year(day.year?));
                let later = day.zip(chosen.on).is_some_and(|(day, on)| day > on);
                later || again && EVERY.at(p, i).is_some()
            })
        };
        self.dues.iter().any(other) || self.text.iter().any(loose)
    }

    pub fn into_task(self, source: &Source) -> DraftTask {
        let (due, milestones) = self.due();
        let kind = match due.as_ref().map(|due| due.class) {
            _ if self.reports => TaskKind::ReportDuty,
            Some(DeadlineClass::Ongoing) => TaskKind::Standing,
            Some(DeadlineClass::Recurring) => TaskKind::Periodic,
            _ => TaskKind::Ordinary,
        };
        let text = self.text.iter().map(|paragraph| join(source, paragraph)).collect::<Vec<_>>().join("\n");
        let sure = if self.named && self.certain { self.certainty } else { Certainty::Check };
        let beside = if self.clear { sure } else { Certainty::Check };
        let units = |units: &[Unit], sure: Certainty| {
            let span = units.first().map(|unit| source.span(unit.from, unit.to));
            Read::new(units.iter().map(|unit| unit.name.clone()).collect(), span, sure)
        };
        DraftTask {
            item: self.item,
            title: self.title,
            text: Read::new(text, span_of(source, self.text.iter().flatten()), self.certainty),
            kind,
            leads: units(&self.leads, sure),
            supports: units(&self.supports, beside),
            deadline: due.map(|due| deadline(source, &due)),
            milestones: milestones.into_iter().map(|due| deadline(source, &due)).collect(),
            targets: self.targets,
        }
    }
}

pub(in crate::extract) fn deadline(source: &Source, due: &Due) -> Read<Deadline> {
    let certainty = match due.class {
        _ if due.impossible => Certainty::Decide,
        DeadlineClass::Relative if due.on.is_none() => Certainty::Decide,
        DeadlineClass::Date | DeadlineClass::Recurring if !due.unverified && !due.doubtful => Certainty::Sure,
        _ => Certainty::Check,
    };
    Read::new(due.deadline(source), span_of(source, &due.words), certainty)
}

/// The words of everything below a point.
pub(in crate::extract) fn collect(children: &[Point], text: &mut Vec<Vec<Token>>) {
    for child in children {
        text.push(child.tokens.clone());
        text.extend(child.more.iter().cloned());
        collect(&child.children, text);
    }
}

/// Points side by side, each with how many bullets of its kind there are up to it, labelled lines apart.
pub(in crate::extract) fn counted(points: &[Point]) -> impl Iterator<Item = (&Point, usize)> {
    let mut n_of = [0; 2];
    points.iter().map(move |point| {
        let n = &mut n_of[usize::from(point.mark == Mark::Plus)];
        *n += usize::from(point.mark.is_bullet() && field(&point.tokens).is_none());
        (point, *n)
    })
}

/// "II.1" and "1.2" → "II.1.2"; the second dash under "2" → "2.-2".
pub(super) fn path_of(above: &[String], mark: &Mark, nth: usize) -> Vec<String> {
    let mut path = above.to_vec();
    if let Mark::Arabic(numbers) = mark {
        // "1.2" under "1" says the "1" again.
        let heads = (1..numbers.len()).map(|depth| label(&Mark::Arabic(numbers[..depth].to_vec())));
        if heads.into_iter().any(|head| path.last() == Some(&head)) {
            path.pop();
        }
    }
    path.push(if mark.is_bullet() { format!("{}{nth}", label(mark)) } else { label(mark) });
    path
}
