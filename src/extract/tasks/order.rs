//! A task before it is put into words: tokens still stand for their places.
//!
//! Border: the values and the path of its enumerators; how it is read from points is above.

use super::super::dates::day_at;
use super::super::deadlines::Due;
use super::super::draft::{Certainty, DraftTask, Read};
use super::super::points::{Mark, Point, label};
use super::super::source::Source;
use super::super::token::{Token, join, span_of};
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
        let best = |due: &Due| (due.precedence(), due.on);
        // Of equals the first one printed.
        let Some(first) = self.dues.iter().rev().max_by_key(|due| best(due)) else {
            return (None, Vec::new());
        };
        let start = |due: &Due| due.words.first().map(|t| t.from);
        let behind = |due: &&Due| due.on > first.on && start(due) > start(first);
        let later = self.dues.iter().rev().filter(|due| behind(due) && !self.is_same_clause(first, due));
        let mut chosen =
            later.max_by_key(|due| due.on).filter(|_| first.on.is_some()).unwrap_or(first).clone();
        let mut rest = self.dues.clone();
        rest.retain(|due| {
            due.class != DeadlineClass::Ongoing && (due.class, due.on) != (chosen.class, chosen.on)
        });
        chosen.doubtful |= self.is_doubtful(&chosen);
        (Some(chosen), rest)
    }

    fn is_same_clause(&self, one: &Due, other: &Due) -> bool {
        let holds = |clause: &[Token], due: &Due| {
            clause.iter().any(|t| due.words.first().is_some_and(|first| first.from == t.from))
        };
        let clauses = self.text.iter().flat_map(|p| p.split(|t| t.is(";") || t.is(",")));
        clauses.into_iter().any(|clause| holds(clause, one) && holds(clause, other))
    }

    /// Whether something else the order says could be its time: one of another kind, a later day
    /// that was not taken, a word for what comes again.
    fn is_doubtful(&self, chosen: &Due) -> bool {
        let other = |due: &Due| due.class != chosen.class && due.class != DeadlineClass::Ongoing;
        let taken = |t: &Token| self.dues.iter().flat_map(|due| &due.words).any(|word| word.from == t.from);
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
