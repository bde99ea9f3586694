//! What is kept beside the records because it follows from them: effective deadlines, the place of a
//! directive in view 1, its counts, and the counters that do not grow with the data.
//!
//! [`derive`] is the one definition. A change reads it before and after, and [`write`] stores the
//! difference; `check` holds the tables against it. Nothing here depends on today.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, params};

use super::value::{Col, opt};
use crate::domain::task::{State, TaskKind};

/// Stands for the whole office among the people.
pub(super) const OFFICE: i64 = 0;
/// Stands for "no day" in `day_count`.
pub(super) const NO_DAY: &str = "9999-12-31";
pub(super) const UNDATED: &str = "~1";
pub(super) const FINISHED: &str = "~2";

/// The records of one directive, as far as anything kept follows from them.
pub(super) struct Facts {
    trashed: bool,
    urgency: i64,
    follower: Option<i64>,
    /// Parents before their children.
    tasks: Vec<TaskFacts>,
}

struct TaskFacts {
    id: i64,
    parent: Option<i64>,
    kind: TaskKind,
    state: State,
    internal: Option<NaiveDate>,
    follower: Option<i64>,
    /// Its own deadline in force, which stands even where no day follows from its words.
    own: Option<Due>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Due {
    pub(super) on: Option<NaiveDate>,
    pub(super) at: Option<NaiveTime>,
    pub(super) unverified: bool,
}

/// Everything kept about one directive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Kept {
    pub(super) row: Row,
    /// The effective deadline of each task.
    pub(super) dues: BTreeMap<i64, Due>,
    /// In whose lists it stands; empty in the trash.
    pub(super) listed: BTreeSet<i64>,
    /// (who, agenda day, official day) → open tasks, report duties among them.
    pub(super) counts: BTreeMap<(i64, String, String), (i64, i64)>,
}

/// The kept columns of `directive`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    pub(super) due_key: String,
    pub(super) urgency: i64,
    pub(super) next_official_on: Option<NaiveDate>,
    pub(super) next_at: Option<NaiveTime>,
    pub(super) report_on: Option<NaiveDate>,
    pub(super) n_done: i64,
    pub(super) n_total: i64,
}

/// Reads and derives; a directive that is not there has nothing kept.
pub(super) fn derived(conn: &Connection, directive: i64) -> rusqlite::Result<Kept> {
    Ok(facts(conn, directive)?.map(|facts| derive(&facts)).unwrap_or_default())
}

fn facts(conn: &Connection, directive: i64) -> rusqlite::Result<Option<Facts>> {
    let mut heads = conn
        .prepare_cached("SELECT deleted_at IS NOT NULL, urgency, follower_id FROM directive WHERE id = ?1")?;
    let head = heads.query_row([directive], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((trashed, urgency, follower)) = head else { return Ok(None) };
    let mut tasks = conn.prepare_cached(
        "SELECT t.id, t.parent_id, t.kind, t.state, t.internal_due, t.follower_id,
                dl.id IS NOT NULL, dl.on_day, dl.at_hour, ifnull(dl.unverified, 0)
         FROM task t LEFT JOIN deadline dl ON dl.task_id = t.id AND dl.replaced_at IS NULL
         WHERE t.directive_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position",
    )?;
    let tasks = tasks.query_map([directive], |row| {
        let due = Due { on: opt(row.get(7)?), at: opt(row.get(8)?), unverified: row.get(9)? };
        Ok(TaskFacts {
            id: row.get(0)?,
            parent: row.get(1)?,
            kind: row.get::<_, Col<_>>(2)?.0,
            state: row.get::<_, Col<_>>(3)?.0,
            internal: opt(row.get(4)?),
            follower: row.get(5)?,
            own: row.get::<_, bool>(6)?.then_some(due),
        })
    })?;
    Ok(Some(Facts { trashed, urgency, follower, tasks: tasks.collect::<rusqlite::Result<_>>()? }))
}

fn derive(facts: &Facts) -> Kept {
    let mut kept = Kept::default();
    for task in &facts.tasks {
        let inherited = || task.parent.and_then(|parent| kept.dues.get(&parent)).copied();
        let due = task.own.or_else(inherited).unwrap_or_default();
        kept.dues.insert(task.id, due);
    }
    kept.row = row(facts, &kept.dues);
    if facts.trashed {
        return kept;
    }
    kept.listed.insert(OFFICE);
    kept.listed.extend(facts.follower);
    kept.listed.extend(facts.tasks.iter().filter_map(|task| task.follower));
    for task in facts.tasks.iter().filter(|task| task.state.is_open()) {
        let due = kept.dues.get(&task.id).copied().unwrap_or_default();
        let day = |on: Option<NaiveDate>| on.map_or_else(|| NO_DAY.to_owned(), |on| on.to_string());
        let agenda = due.on.into_iter().chain(task.internal).min();
        let is_report = i64::from(task.kind == TaskKind::ReportDuty);
        for who in [Some(OFFICE), task.follower.or(facts.follower)].into_iter().flatten() {
            let count = kept.counts.entry((who, day(agenda), day(due.on))).or_default();
            count.0 += 1;
            count.1 += is_report;
        }
    }
    kept
}

fn row(facts: &Facts, dues: &BTreeMap<i64, Due>) -> Row {
    let due = |task: &TaskFacts| dues.get(&task.id).copied().unwrap_or_default();
    let counted = |state: State| !matches!(state, State::Withdrawn | State::Superseded);
    let n_total = facts.tasks.iter().filter(|task| counted(task.state)).count() as i64;
    let n_done = facts.tasks.iter().filter(|task| task.state == State::Done).count() as i64;
    let open = || facts.tasks.iter().filter(|task| task.state.is_open());
    // The nearest open task: by day, then by hour (the whole day counts as its end), then by number.
    let nearest = open()
        .filter_map(|task| {
            let due = due(task);
            let next = due.on.into_iter().chain(task.internal).min()?;
            let at = due.at.filter(|_| due.on == Some(next));
            Some((next, at.unwrap_or(LAST_MOMENT), task.id, at, due.on))
        })
        .min();
    let reports = || facts.tasks.iter().filter(|task| task.kind == TaskKind::ReportDuty);
    let open_report = reports().filter(|task| task.state.is_open()).filter_map(|task| due(task).on).min();
    let done_report =
        reports().filter(|task| task.state == State::Done).filter_map(|task| due(task).on).max();
    let due_key = match nearest {
        Some((next, ..)) => next.to_string(),
        None if n_total > 0 && n_done == n_total => FINISHED.to_owned(),
        None => UNDATED.to_owned(),
    };
    Row {
        due_key,
        urgency: facts.urgency,
        next_official_on: nearest.and_then(|(next, .., official)| official.filter(|on| *on != next)),
        next_at: nearest.and_then(|(_, _, _, at, _)| at),
        report_on: open_report.or(done_report),
        n_done,
        n_total,
    }
}

const LAST_MOMENT: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Stores what changed between `before` (read before the records changed) and now.
pub(super) fn write(conn: &Connection, directive: i64, before: &Kept) -> rusqlite::Result<()> {
    let after = derived(conn, directive)?;
    for (task, due) in &after.dues {
        if before.dues.get(task).copied().unwrap_or_default() != *due {
            conn.prepare_cached(
                "UPDATE task SET due_on = ?2, due_at = ?3, due_unverified = ?4 WHERE id = ?1",
            )?
            .execute(params![task, due.on.map(Col), due.at.map(Col), due.unverified])?;
        }
    }
    if after.row != before.row {
        let row = &after.row;
        conn.prepare_cached(
            "UPDATE directive SET due_key = ?2, next_official_on = ?3, next_at = ?4, report_on = ?5,
                    n_done = ?6, n_total = ?7 WHERE id = ?1",
        )?
        .execute(params![
            directive,
            row.due_key,
            row.next_official_on.map(Col),
            row.next_at.map(Col),
            row.report_on.map(Col),
            row.n_done,
            row.n_total
        ])?;
    }
    write_listing(conn, directive, before, &after)?;
    write_counts(conn, before, &after)
}

fn write_listing(conn: &Connection, directive: i64, before: &Kept, after: &Kept) -> rusqlite::Result<()> {
    let place = |kept: &Kept| (kept.row.due_key.clone(), kept.row.urgency);
    let moved = place(before) != place(after);
    let is_open = |kept: &Kept| i64::from(kept.row.due_key != FINISHED);
    for who in before.listed.union(&after.listed) {
        let (was, is) = (before.listed.contains(who), after.listed.contains(who));
        if was && (moved || !is) {
            conn.prepare_cached(
                "DELETE FROM listing
                 WHERE person_id = ?1 AND due_key = ?2 AND urgency = ?3 AND directive_id = ?4",
            )?
            .execute(params![who, before.row.due_key, before.row.urgency, directive])?;
        }
        if is && (moved || !was) {
            conn.prepare_cached("INSERT INTO listing VALUES (?1, ?2, ?3, ?4)")?.execute(params![
                who,
                after.row.due_key,
                after.row.urgency,
                directive
            ])?;
        }
        let total = i64::from(is) - i64::from(was);
        let open = i64::from(is) * is_open(after) - i64::from(was) * is_open(before);
        add_to_tally(conn, *who, total, open)?;
    }
    Ok(())
}

fn add_to_tally(conn: &Connection, who: i64, total: i64, open: i64) -> rusqlite::Result<()> {
    if (total, open) == (0, 0) {
        return Ok(());
    }
    conn.prepare_cached("INSERT INTO tally VALUES (?1, 0, 0) ON CONFLICT DO NOTHING")?.execute([who])?;
    conn.prepare_cached(
        "UPDATE tally SET n_total = n_total + ?2, n_open = n_open + ?3 WHERE person_id = ?1",
    )?
    .execute([who, total, open])?;
    Ok(())
}

fn write_counts(conn: &Connection, before: &Kept, after: &Kept) -> rusqlite::Result<()> {
    let keys: BTreeSet<_> = before.counts.keys().chain(after.counts.keys()).collect();
    for key in keys {
        let was = before.counts.get(key).copied().unwrap_or_default();
        let is = after.counts.get(key).copied().unwrap_or_default();
        if was == is {
            continue;
        }
        let (who, agenda, due) = key;
        let mut held = conn.prepare_cached(
            "SELECT n, n_reports FROM day_count WHERE person_id = ?1 AND agenda_on = ?2 AND due_on = ?3",
        )?;
        let held =
            held.query_row(params![who, agenda, due], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (had, had_reports): (i64, i64) = held.unwrap_or_default();
        let (n, n_reports) = (had + is.0 - was.0, had_reports + is.1 - was.1);
        // A day without open tasks has no row, so that old days do not pile up.
        if n == 0 {
            conn.prepare_cached(
                "DELETE FROM day_count WHERE person_id = ?1 AND agenda_on = ?2 AND due_on = ?3",
            )?
            .execute(params![who, agenda, due])?;
        } else {
            conn.prepare_cached("INSERT OR REPLACE INTO day_count VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![who, agenda, due, n, n_reports])?;
        }
    }
    Ok(())
}
