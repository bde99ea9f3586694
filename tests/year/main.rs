//! A made-up year of an office: every figure and list of the program equals a recount of the journal alone,
//! which is `recount.sql` and nothing more.
#![expect(clippy::unwrap_used, reason = "a failure to build the case is a failure of the test")]

mod made;

use std::collections::BTreeMap;

use assert_cmd::Command;
use chrono::{Datelike, Months, NaiveDate, NaiveTime};
use dondoc::domain::query::{AgendaGroup, AgendaView, DirectiveFilter, From, Scope, TaskFilter, View};
use dondoc::domain::standing::{Count, Standing};
use dondoc::domain::stats::{Attribution, Figures, GroupBy, Stats, StatsQuery, Window};
use dondoc::domain::time::Now;
use dondoc::domain::{PersonId, log::Visit};
use made::{PEOPLE, Year};
use rusqlite::Connection;
use serde_json::Value;

const RECOUNT: &str = include_str!("recount.sql");

/// The journal's own account of the office, and nothing else of the file.
struct Recount(Connection);

impl Recount {
    fn of(year: &Year) -> Self {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute("ATTACH ?1 AS year", [year.path().to_str()]).unwrap();
        conn.execute_batch("CREATE TEMP TABLE journal AS SELECT * FROM year.journal; DETACH year;").unwrap();
        let moment = "CREATE TEMP TABLE moment (today TEXT, since TEXT, until TEXT, era TEXT, mine TEXT, visit INTEGER,
            visitor TEXT); INSERT INTO moment VALUES ('', '', '', NULL, NULL, 0, '')";
        conn.execute_batch(moment).unwrap();
        conn.execute_batch(RECOUNT).unwrap();
        Self(conn)
    }

    fn set(&self, what: &str) {
        self.0.execute(&format!("UPDATE moment SET {what}"), []).unwrap();
    }

    fn ids(&self, wanted: &str) -> Vec<i64> {
        let mut ids = self.0.prepare(&format!("SELECT id FROM {wanted} ORDER BY id")).unwrap();
        ids.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    fn number(&self, wanted: &str) -> i64 {
        self.0.query_row(&format!("SELECT count(*) FROM {wanted}"), [], |row| row.get(0)).unwrap()
    }

    /// The figures of each row by its name, of the total by none.
    fn figures(&self, whose: &str) -> Rows {
        let mut rows = self.0.prepare("SELECT * FROM figures WHERE whose = ?1").unwrap();
        let row = |row: &rusqlite::Row<'_>| {
            let name: Option<String> = row.get(1)?;
            let numbers =
                (2..15).map(|at| Ok(row.get::<_, f64>(at)? as u64)).collect::<rusqlite::Result<_>>()?;
            Ok((name.unwrap_or_default(), numbers))
        };
        rows.query_map([whose], row).unwrap().map(Result::unwrap).collect()
    }
}

type Rows = BTreeMap<String, Vec<u64>>;

fn numbers(of: &Figures) -> Vec<u64> {
    let counts = &of.counts;
    let four = [counts.done_on_time, counts.done_late, counts.open_within, counts.open_overdue];
    let late = [of.undated].into_iter().chain(of.late);
    let more = late.chain([of.days_late, of.extensions, of.extended]);
    [counts.total()].into_iter().chain(four).chain(more).collect()
}

fn json_numbers(of: &Value) -> Vec<u64> {
    let of_json = |name: &&str| match &of[*name] {
        Value::Array(late) => late.iter().map(|n| n.as_u64().unwrap()).collect(),
        n => vec![n.as_u64().unwrap()],
    };
    let counts = ["total", "done_on_time", "done_late", "open_within", "open_overdue", "undated"];
    counts.iter().chain(&["late", "days_late", "extensions", "extended"]).flat_map(of_json).collect()
}

fn morning(day: NaiveDate) -> Now {
    Now::from_local(day.and_time(NaiveTime::from_hms_opt(8, 0, 0).unwrap()))
}

fn gathered(year: &Year, filters: &[TaskFilter], now: Now) -> Vec<i64> {
    let mut ids: Vec<i64> = year.store.gather(filters, now).unwrap().iter().map(|(task, _)| task.0).collect();
    ids.sort_unstable();
    ids
}

const OPEN: &str = "state IN ('open', 'doing', 'reported')";

/// Lists by standing, by person; the counts of each directive.
fn lists_agree(year: &Year, recount: &Recount, day: NaiveDate) {
    let now = morning(day);
    let stands = "stands WHERE whose = 'total' AND";
    for (status, wanted) in [
        (Standing::Overdue, format!("{stands} count = 'open_overdue'")),
        (Standing::DoneLate, format!("{stands} count = 'done_late'")),
        (Standing::DoneOnTime, format!("{stands} count = 'done_on_time'")),
        (Standing::DueSoon, format!("{stands} {OPEN} AND due BETWEEN today AND date(today, '+7 days')")),
        (Standing::OnTrack, format!("{stands} {OPEN} AND due > date(today, '+7 days')")),
        (Standing::Paused, format!("{stands} state = 'paused'")),
        (Standing::NoDeadline, format!("{stands} {OPEN} AND due IS NULL")),
        (Standing::Withdrawn, "tasks WHERE state IN ('withdrawn', 'superseded')".to_owned()),
        (Standing::Recurring, "tasks WHERE is_rule AND state NOT IN ('withdrawn', 'superseded')".to_owned()),
    ] {
        let filter = TaskFilter { status: Some(status), ..TaskFilter::default() };
        assert_eq!(
            gathered(year, std::slice::from_ref(&filter), now),
            recount.ids(&wanted),
            "{status:?} on {day}"
        );
        for who in PEOPLE {
            let filter = TaskFilter { person: Some(who.into()), ..filter.clone() };
            let wanted = format!("{wanted} AND who = '{who}'");
            assert_eq!(gathered(year, &[filter], now), recount.ids(&wanted), "{status:?} of {who} on {day}");
        }
    }
    let rows = year.store.board(&View::of(Scope::Office), &From::Start, 1000, day).unwrap().rows;
    for row in rows {
        let own = format!("stands WHERE whose = 'total' AND directive = {}", row.id().0);
        assert_eq!(row.n_total, recount.number(&own), "tasks of {:?}", row.id());
        assert_eq!(
            row.n_done,
            recount.number(&format!("{own} AND state = 'done'")),
            "done of {:?}",
            row.id()
        );
    }
}

/// The agenda with everything unfolded, its counts, and the strip.
fn agenda_agrees(year: &Year, recount: &Recount, day: NaiveDate, scope: Scope, who: &str) {
    let whose = if scope == Scope::Office { "1".to_owned() } else { format!("who = '{who}'") };
    let view = AgendaView { scope, filter: DirectiveFilter::default(), folded: Vec::new() };
    let page = year.store.agenda(&view, &From::Start, 100_000, day).unwrap();
    let strip = year.store.board(&View::of(scope), &From::Start, 1, day).unwrap().strip;
    for (group, count) in AgendaGroup::ALL.into_iter().zip(page.counts) {
        let lines = page.lines.iter().filter(|line| line.key.group == group);
        let mut ids: Vec<i64> = lines.filter_map(|line| line.task.as_ref()).map(|task| task.id.0).collect();
        ids.sort_unstable();
        let wanted = recount.ids(&format!("agenda WHERE part = '{group:?}' AND {whose}"));
        assert_eq!(ids, wanted, "{group:?} on {day} {who}");
        assert!(
            count.n == wanted.len() as i64 || count.or_more && count.n < wanted.len() as i64,
            "{count:?}"
        );
        assert!(
            group == AgendaGroup::Recent || strip.of(group) == wanted.len() as i64,
            "{strip:?} {group:?}"
        );
    }
    let reports = format!("agenda WHERE part <> 'Recent' AND kind = 'report_duty' AND {whose}");
    assert_eq!(strip.reports, recount.number(&reports), "reports on {day} {who}");
}

fn rows_agree(recount: &Recount, stats: &Stats, whose: &str) {
    let rows: Rows = stats.rows.iter().map(|row| (row.name.clone(), numbers(&row.figures))).collect();
    assert_eq!(rows, recount.figures(whose), "{whose}");
}

/// All figures of a window, and the lists that they open.
fn figures_agree(year: &Year, recount: &Recount, now: Now, window: Option<Window>, scope: Scope) {
    for (by, rolls_up, whose) in
        [(GroupBy::Unit, false, "unit"), (GroupBy::Unit, true, "rolled"), (GroupBy::Person, false, "person")]
    {
        let query = StatsQuery { scope, by, window, rolls_up };
        let stats = year.store.stats(&query, now).unwrap();
        rows_agree(recount, &stats, whose);
        let total = recount.figures("total").remove("").unwrap_or_else(|| vec![0; 13]);
        assert_eq!(numbers(&stats.total), total, "{query:?}");
        for row in stats.rows.iter().map(Some).chain([None]) {
            let whose = if row.is_some() { whose } else { "total" };
            let name = row.and_then(|row| row.id.map(|_| format!("'{}'", row.name)));
            let name = name.unwrap_or_else(|| "NULL".into());
            for count in [Count::DoneOnTime, Count::DoneLate, Count::OpenWithin, Count::OpenOverdue] {
                let count_name = match count {
                    Count::DoneOnTime => "done_on_time",
                    Count::DoneLate => "done_late",
                    Count::OpenWithin => "open_within",
                    Count::OpenOverdue => "open_overdue",
                };
                let wanted =
                    format!("stands WHERE whose = '{whose}' AND name IS {name} AND count = '{count_name}'");
                let ids = gathered(year, &query.tasks(row, Some(count)), now);
                assert_eq!(ids, recount.ids(&wanted), "{query:?} {name} {count:?}");
            }
        }
    }
}

const NAMES: [(Attribution, &str); 3] =
    [(Attribution::Assigned, "assigned"), (Attribution::Due, "due"), (Attribution::Completed, "completed")];

fn of_windows(year: &Year, recount: &Recount, now: Now, me: (PersonId, &str)) {
    figures_agree(year, recount, now, None, Scope::Office);
    for (by, era) in NAMES {
        for (from, to) in [("2026-02-15", "2026-03-14"), ("2026-01-01", "2026-06-30")] {
            recount.set(&format!("since = '{from}', until = '{to}', era = '{era}'"));
            let window = Some(Window { by, from: from.parse().unwrap(), to: to.parse().unwrap() });
            figures_agree(year, recount, now, window, Scope::Office);
        }
        recount.set(&format!("mine = '{}'", me.1));
        let window = Window { by, from: "2026-01-01".parse().unwrap(), to: "2026-06-30".parse().unwrap() };
        figures_agree(year, recount, now, Some(window), Scope::Mine(me.0));
        recount.set("since = '', until = '', era = NULL, mine = NULL");
    }
}

/// The same through the commands.
#[expect(clippy::too_many_lines, reason = "a table of commands")]
fn commands_agree(year: &Year, recount: &Recount, day: NaiveDate) {
    let run = |line: &str| -> Value {
        let mut command = Command::cargo_bin("dondoc").unwrap();
        let at = format!("{day}T08:00");
        let output = command
            .env_clear()
            .arg("--db")
            .arg(year.path())
            .args(["--at", &at])
            .args(line.split(' '))
            .output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{line}: {error} {said}"))
    };
    let ids = |tasks: &Value| {
        let mut ids: Vec<i64> =
            tasks.as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
        ids.sort_unstable();
        ids
    };
    for (line, whose, era) in [
        ("report summary --json", "rolled", None),
        ("report summary --json --group person", "person", None),
        ("report summary --json --from 1/1/2026 --to 30/9/2026 --by completed", "rolled", Some("completed")),
        (
            "report summary --json --from 1/1/2026 --to 30/9/2026 --by due --group person",
            "person",
            Some("due"),
        ),
    ] {
        if let Some(era) = era {
            recount.set(&format!("since = '2026-01-01', until = '2026-09-30', era = '{era}'"));
        }
        let said = run(line);
        let rows = said["rows"].as_array().unwrap().iter();
        let rows: Rows =
            rows.map(|row| (row["name"].as_str().unwrap().to_owned(), json_numbers(row))).collect();
        assert_eq!(rows, recount.figures(whose), "{line}");
        assert_eq!(
            vec![json_numbers(&said["total"])],
            recount.figures("total").into_values().collect::<Vec<_>>()
        );
        recount.set("since = '', until = '', era = NULL");
    }
    let open = recount.ids("agenda WHERE part <> 'Recent'");
    assert_eq!(ids(&run("list --json")), open);
    assert_eq!(ids(&run("report list --json")["tasks"]), open);
    assert_eq!(ids(&run("list --json --overdue")), recount.ids("agenda WHERE part = 'Late'"));
    let today = run("today --json");
    for (key, part) in [
        ("late", "Late"),
        ("today", "Today"),
        ("next_7", "Soon"),
        ("next_30", "Next30"),
        ("later", "Later"),
        ("undated", "Undated"),
    ] {
        assert_eq!(today[key], recount.number(&format!("agenda WHERE part = '{part}'")), "{key}");
    }
    let listed = "agenda WHERE part IN ('Late', 'Today', 'Soon')";
    assert_eq!(ids(&today["tasks"]), recount.ids(listed));
}

fn a_year_agrees(seed: u64, directives: usize, events: usize) {
    let year = Year::make(seed, directives, events);
    let bad: Vec<_> = year.store.check(morning("2027-01-04".parse().unwrap())).unwrap();
    let bad: Vec<_> = bad.into_iter().filter(|result| !result.ok).map(|result| result.subject).collect();
    let around = ["CalendarCoverage", "Backup"];
    assert!(bad.iter().all(|subject| around.contains(&format!("{subject:?}").as_str())), "{bad:?}");
    let recount = Recount::of(&year);
    let people = PEOPLE.map(|who| (year.store.person(who).unwrap().and_then(|person| person.id), who));
    let people: Vec<_> = people.into_iter().filter_map(|(id, who)| Some((id?, who))).collect();
    // Tết is on 17/02, the day of culture on 24/11.
    let days = ["2026-02-16", "2026-07-06", "2026-11-24", "2027-01-04"];
    for (nth, day) in days.into_iter().enumerate() {
        let day = day.parse().unwrap();
        recount.set(&format!("today = '{day}'"));
        lists_agree(&year, &recount, day);
        agenda_agrees(&year, &recount, day, Scope::Office, "");
        for (id, who) in &people {
            agenda_agrees(&year, &recount, day, Scope::Mine(*id), who);
        }
        // By turns, since both take their time.
        if (seed as usize + nth).is_multiple_of(2) {
            of_windows(&year, &recount, morning(day), people[0]);
        } else {
            commands_agree(&year, &recount, day);
        }
    }
    // Every edge of a week, and of a month.
    for day in NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().iter_days().take(365) {
        recount.set(&format!("today = '{day}'"));
        if day.ordinal() % 2 == 0 {
            agenda_agrees(&year, &recount, day, Scope::Office, "");
        }
        if day.day() == 1 {
            let to = day + Months::new(1);
            recount.set(&format!("since = '{day}', until = '{to}', era = 'completed'"));
            let window = Some(Window { by: Attribution::Completed, from: day, to });
            let query = StatsQuery { scope: Scope::Office, by: GroupBy::Unit, window, rolls_up: true };
            rows_agree(&recount, &year.store.stats(&query, morning(day)).unwrap(), "rolled");
            recount.set("since = '', until = '', era = NULL");
        }
    }
    let newest = recount.number("journal");
    for (back, who) in [(40, "an"), (300, "binh"), (900, "chi")] {
        let since = (newest - back).max(0);
        recount.set(&format!("visit = {since}, visitor = '{who}'"));
        let news = year.store.news(Scope::Office, &Visit { login: who.into(), since }).unwrap();
        assert_eq!((news.n_tasks, news.newest), (recount.number("fresh"), newest), "news of {who}");
    }
}

#[test]
fn a_small_year_equals_its_journal() {
    for seed in 1..=2 {
        a_year_agrees(seed, 12, 16);
    }
}

#[test]
#[ignore = "300 directives and 2 000 tasks a seed take minutes in a debug build"]
fn whole_years_equal_their_journals() {
    for seed in 11..=13 {
        a_year_agrees(seed, 300, 18);
    }
}

#[test]
fn the_recount_stays_small_enough_to_be_read() {
    assert!(RECOUNT.lines().count() <= 60);
}
