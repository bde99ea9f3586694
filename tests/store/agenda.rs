//! View 2 and its counts against a naive model that groups, sorts and folds everything by the rule.

use chrono::NaiveTime;
use dondoc::domain::PersonId;
use dondoc::domain::change::Change;
use dondoc::domain::directive::{NewDirective, Urgency};
use dondoc::domain::query::{
    AgendaGroup, AgendaId, AgendaKey, AgendaLine, AgendaView, DirectiveFilter, From, Scope, Stage, TaskRow,
    agenda_group_of,
};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, State};
use proptest::prelude::*;

use crate::support::{Office, an, at, due, letter, office, task};
use crate::windows::{any_directive, today};

type Listed = (AgendaGroup, AgendaId);

fn id(line: &AgendaLine) -> Listed {
    (line.key.group, line.id())
}

/// What a group is in order of.
fn order(group: AgendaGroup, task: &TaskRow) -> (i64, NaiveTime, bool, i64) {
    let next = task.due_on.into_iter().chain(task.internal_on).min();
    let on = if group == AgendaGroup::Late { task.due_on } else { next };
    let hour = task.due_at.filter(|_| task.due_on == on);
    let number = |on: Option<chrono::NaiveDate>| on.map_or(0, |on| (on - today()).num_days());
    match group {
        AgendaGroup::Recent => (-number(task.progress.done_on), NaiveTime::MIN, false, -task.id.0),
        _ => (number(on), hour.unwrap_or(NaiveTime::MIN), hour.is_none(), task.id.0),
    }
}

fn model(tasks: &[&TaskRow], folded: &[AgendaGroup]) -> (Vec<Listed>, [i64; 7]) {
    let mut lines = Vec::new();
    let counts = AgendaGroup::ALL.map(|group| {
        let mut listed: Vec<_> =
            tasks.iter().filter(|task| agenda_group_of(task, today(), 7) == Some(group)).collect();
        listed.sort_by_key(|task| {
            let (on, hour, is_whole, id) = order(group, task);
            (on, is_whole, hour, id)
        });
        if !listed.is_empty() {
            lines.push((group, AgendaId::Group(group)));
        }
        let shown = listed.iter().filter(|_| !folded.contains(&group));
        lines.extend(shown.map(|task| (group, AgendaId::Task(task.id))));
        listed.len() as i64
    });
    (lines, counts)
}

fn check(office: &Office, view: &AgendaView, tasks: &[&TaskRow], limit: usize, skip: usize) {
    let (lines, counts) = model(tasks, &view.folded);
    let page = |from: &From<AgendaKey>, limit| office.store.agenda(view, from, limit, today()).unwrap();
    let ids =
        |from: &From<AgendaKey>, limit| -> Vec<Listed> { page(from, limit).lines.iter().map(id).collect() };
    let all = page(&From::Start, usize::MAX);
    assert_eq!(all.counts.map(|count| count.n), counts, "{view:?}");
    assert_eq!(all.lines.iter().map(id).collect::<Vec<_>>(), lines, "{view:?}");
    assert_eq!(ids(&From::End, limit), lines[lines.len() - limit.min(lines.len())..]);
    for (at, line) in all.lines.iter().enumerate() {
        let key = line.key.clone();
        let from = (at + skip).min(lines.len());
        let found = page(&From::At { key: key.clone(), skip }, limit);
        let expected = &lines[from..(from + limit).min(lines.len())];
        assert_eq!(found.lines.iter().map(id).collect::<Vec<_>>(), expected, "{view:?} at {at} + {skip}");
        for (group, _) in expected.iter().filter(|(_, id)| matches!(id, AgendaId::Group(_))) {
            assert_eq!(found.counts[*group as usize].n, counts[*group as usize], "{view:?} at {at} + {skip}");
        }
        assert_eq!(found.more_above, from > 0 && !expected.is_empty());
        assert_eq!(found.more_below, from + limit < lines.len() && !expected.is_empty());
        let to = at.saturating_sub(skip);
        assert_eq!(
            ids(&From::Before { key, skip }, limit),
            lines[to.saturating_sub(limit)..to],
            "{view:?} before {at} - {skip}"
        );
        let around = office.store.agenda_around(view, id(line).1, skip, limit, today()).unwrap();
        assert_eq!(around.lines.len(), limit.min(lines.len()), "a full window wherever there are lines");
        assert!(around.lines.contains(line), "{view:?}");
    }
    for group in AgendaGroup::ALL {
        let unfolded = AgendaView { folded: Vec::new(), ..view.clone() };
        let gathered = office.store.agenda_ids(&unfolded, group, today()).unwrap();
        let whole = model(tasks, &[]).0;
        let listed = whole.into_iter().filter_map(|line| match line {
            (of, AgendaId::Task(task)) if of == group => Some(task),
            _ => None,
        });
        assert_eq!(
            gathered.into_iter().map(|(task, _)| task).collect::<Vec<_>>(),
            listed.collect::<Vec<_>>()
        );
    }
}

/// The tasks a view is about, by what their rows and directives say.
fn narrowed<'a>(
    all: &'a [(NewDirective, Vec<TaskRow>)],
    login: Option<&str>,
    filter: &DirectiveFilter,
) -> Vec<&'a TaskRow> {
    let mut tasks = Vec::new();
    for (directive, rows) in all {
        for (task, row) in directive.tasks.iter().zip(rows) {
            let follower = task.follower.as_ref().or(directive.follower.as_ref());
            let is =
                |wanted: Option<&str>| wanted.is_none_or(|wanted| follower.is_some_and(|is| is == wanted));
            let next = row.due_on.into_iter().chain(row.internal_on).min();
            let passes = is(login)
                && is(filter.person.as_deref())
                && filter.urgency.is_none_or(|urgency| urgency == directive.urgency)
                && filter.unit.as_ref().is_none_or(|unit| row.leads.contains(unit))
                && filter.due_by.is_none_or(|by| next.is_some_and(|on| on <= by))
                && (filter.stage != Some(Stage::Reported) || row.progress.state == State::Reported)
                && (filter.stage != Some(Stage::Extended) || row.extensions > 0);
            tasks.extend(passes.then_some(row));
        }
    }
    tasks
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_the_agenda_agree_with_grouping_and_sorting_everything(
        mut directives in proptest::collection::vec(any_directive(), 0..8),
        folded in proptest::sample::subsequence(AgendaGroup::ALL.to_vec(), 0..4),
        limit in 1usize..6,
        skip in 0usize..9,
    ) {
        let mut office = office();
        let mut all = Vec::new();
        for (number, record) in directives.iter_mut().enumerate() {
            record.reference = Some(format!("{}/UBND", number + 1));
            let rows = office.add(record.clone());
            all.push((record.clone(), office.store.checklist(rows).unwrap()));
        }
        let none = DirectiveFilter::default;
        let filters = [
            none(),
            DirectiveFilter { person: Some("binh".into()), ..none() },
            DirectiveFilter { unit: Some("Sở Y tế".into()), ..none() },
            DirectiveFilter { urgency: Some(Urgency::Express), due_by: Some(today()), ..none() },
            DirectiveFilter { stage: Some(Stage::Reported), ..none() },
        ];
        for login in [None, Some("an")] {
            let person = login.map(|login| office.store.person(login).unwrap().and_then(|person| person.id));
            let scope = person.map_or(Scope::Office, |person| Scope::Mine(person.unwrap_or(PersonId(99))));
            for filter in &filters {
                let view = AgendaView { scope, filter: filter.clone(), folded: folded.clone() };
                check(&office, &view, &narrowed(&all, login, filter), limit, skip);
            }
            let strip = office.store.strip(scope, today()).unwrap();
            let view = AgendaView { scope, filter: none(), folded: Vec::new() };
            let counts = office.store.agenda(&view, &From::Start, usize::MAX, today()).unwrap().counts;
            for (group, count) in AgendaGroup::ALL.into_iter().zip(counts) {
                prop_assert!(group == AgendaGroup::Recent || strip.of(group) == count.n, "{group:?}");
            }
        }
    }
}

/// More tasks than are gathered beforehand are walked, and give the same lines.
#[test]
fn a_filter_that_many_pass_gives_what_stands_without_it() {
    let mut office = office();
    let led = |item: usize| {
        let lead = Assignment {
            unit: "Sở Y tế".into(),
            role: AssignmentRole::Lead,
            done_on: None,
            reply_document: None,
        };
        let on = format!("2020-12-{:02}", item % 28 + 1);
        NewTask { assignments: vec![lead], ..task(&item.to_string(), Some(&on)) }
    };
    let id = office.add(letter("1/UBND", (1..=1_050).map(led).collect()));
    let view = |unit: Option<&str>| AgendaView {
        scope: Scope::Office,
        filter: DirectiveFilter { unit: unit.map(str::to_owned), ..DirectiveFilter::default() },
        folded: Vec::new(),
    };
    let page = |unit| office.store.agenda(&view(unit), &From::Start, usize::MAX, today()).unwrap();
    let (all, of_unit) = (page(None), page(Some("Sở Y tế")));
    assert_eq!((all.lines, 100), (of_unit.lines, of_unit.counts[0].n));
    let nobody = page(Some("Sở Y"));
    assert_eq!((nobody.lines.len(), nobody.more_below), (0, false));
    // An extension is a consent to a later day, here as in every other count.
    let rows = office.store.checklist(id).unwrap();
    let put_off = |row: &TaskRow, document: Option<&str>| Change::DeadlineSet {
        task: row.id,
        old: Some(due(&row.due_on.unwrap().to_string())),
        new: Some(due("2021-03-01")),
        document: document.map(str::to_owned),
        reason: None,
    };
    let changes = [put_off(&rows[0], Some("2/UBND")), put_off(&rows[1], None)];
    office.store.apply(&an(), at(9), &changes).unwrap();
    let filter = DirectiveFilter { stage: Some(Stage::Extended), ..DirectiveFilter::default() };
    let extended = AgendaView { filter, ..view(None) };
    let page = office.store.agenda(&extended, &From::Start, 50, today()).unwrap();
    let ids: Vec<AgendaId> = page.lines.iter().map(AgendaLine::id).collect();
    assert_eq!(ids, [AgendaId::Group(AgendaGroup::Later), AgendaId::Task(rows[0].id)]);
}
