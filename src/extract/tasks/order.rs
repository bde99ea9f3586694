//! A task before it is put into words: tokens still stand for their places.
//!
//! Border: the values and the path of its enumerators; how it is read from points is above.

use std::collections::HashSet;

use super::super::dates::day_at;
use super::super::deadlines::Due;
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
    /// The deadline that governs and the others, which are milestones: a day goes before a period,
    /// a period before what has no day, the latest before the others (corpus/SCHEMA "Deadline"). A later
    /// period is that of the same work only within the clause: "trong tuần tới (trước 14/6)".
    pub fn due(&self) -> (Option<Due>, Vec<Due>) {
        let clauses = self.clauses();
        let clause = |due: &Due| {
            let from = due.words.first()?.from;
            let clause = clauses.get(clauses.partition_point(|c| c.from <= from).checked_sub(1)?);
            clause.filter(|c| from < c.to)
        };
        let part = |due: &Due| clause(due).is_some_and(|c| c.is_part);
        let best = |due: &Due| (!part(due), due.precedence(), due.on);
        // Of equals the first one printed.
        let Some(first) = self.dues.iter().rev().max_by_key(|due| best(due)) else {
            return (None, Vec::new());
        };
        let start = |due: &Due| due.words.first().map(|t| t.from);
        let limit = clause(first).map(|c| c.to).or(start(first));
        let behind = |due: &&Due| due.on > first.on && start(due) >= limit && !part(due);
        let later = self.dues.iter().rev().filter(behind).max_by_key(|due| due.on);
        let mut chosen = later.filter(|_| first.on.is_some()).unwrap_or(first).clone();
        let mut rest = self.dues.clone();
        rest.retain(|due| {
            due.class != DeadlineClass::Ongoing && (due.class, due.on) != (chosen.class, chosen.on)
        });
        chosen.doubtful |= self.is_doubtful(&chosen);
        (Some(chosen), rest)
    }

    /// The clauses of the text in its order.
    fn clauses(&self) -> Vec<Clause> {
        let clauses = self.text.iter().flat_map(|p| p.split(|t| t.is(";") || t.is(",")));
        let clause = |c: &[Token]| {
            let is_part = phrase_at(c, 0, "trong đó").is_some();
            c.first().zip(c.last()).map(|(first, last)| Clause { from: first.from, to: last.to, is_part })
        };
        let mut clauses: Vec<Clause> = clauses.filter_map(clause).collect();
        clauses.sort_by_key(|clause| clause.from);
        clauses
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

/// Bytes of a clause.
struct Clause {
    from: usize,
    to: usize,
    /// "trong đó đợt 1 trước ngày 30/6" speaks of a part only.
    is_part: bool,
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
