//! Times of each kind of period, what is entered below a duty, and what goes with its day.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").expect("a date")
}

fn days(times: &[Instance]) -> Vec<String> {
    times.iter().map(|time| time.on.format("%d/%m/%Y").to_string()).collect()
}

/// The times due from one day to another, both inclusive.
fn instances(recurrence: &Recurrence, from: NaiveDate, to: NaiveDate) -> Vec<Instance> {
    recurrence.since(from).take_while(|time| time.on <= to).collect()
}

#[test]
fn the_times_of_each_period() {
    use Every::{HalfYear, Month, NineMonths, Quarter, Week, Year};
    for (every, month, on, from, to, times) in [
        (Week, 0, 5, "01/01/2026", "20/01/2026", "02/01/2026 09/01/2026 16/01/2026"),
        (Week, 0, 7, "21/12/2020", "03/01/2021", "27/12/2020 03/01/2021"),
        (Month, 1, 20, "20/01/2026", "19/04/2026", "20/01/2026 20/02/2026 20/03/2026"),
        (Month, 1, 30, "01/02/2024", "30/03/2024", "29/02/2024 30/03/2024"),
        (Month, 1, 30, "01/02/2026", "30/03/2026", "28/02/2026 30/03/2026"),
        // "Ngày 30 của tháng tiếp sau": of December in January, of January in February.
        (Month, 2, 30, "01/01/2026", "28/02/2026", "30/01/2026 28/02/2026"),
        (Quarter, 3, 15, "01/01/2026", "31/12/2026", "15/03/2026 15/06/2026 15/09/2026 15/12/2026"),
        (Quarter, 4, 10, "01/01/2026", "30/06/2026", "10/01/2026 10/04/2026"),
        (HalfYear, 6, 31, "01/01/2026", "31/12/2026", "30/06/2026 31/12/2026"),
        (HalfYear, 7, 5, "01/01/2026", "31/12/2026", "05/01/2026 05/07/2026"),
        (NineMonths, 9, 31, "01/01/2026", "31/12/2027", "30/09/2026 30/09/2027"),
        (Year, 12, 25, "26/12/2026", "31/12/2028", "25/12/2027 25/12/2028"),
        (Year, 13, 31, "01/01/2026", "31/12/2026", "31/01/2026"),
        (Year, 2, 30, "01/01/2027", "31/12/2028", "28/02/2027 29/02/2028"),
    ] {
        let recurrence = Recurrence { every, month, day: on };
        assert_eq!(days(&instances(&recurrence, day(from), day(to))).join(" "), times, "{recurrence:?}");
    }
}

#[test]
fn a_time_is_named_by_its_period() {
    let next_month = Recurrence { every: Every::Month, month: 2, day: 5 };
    let times = instances(&next_month, day("05/01/2026"), day("05/01/2026"));
    assert_eq!(times, [Instance { begins: day("01/12/2025"), on: day("05/01/2026") }]);
    let end = Recurrence::at_the_end(Every::Quarter);
    assert_eq!(days(&instances(&end, day("01/01/2026"), day("30/04/2026"))), ["31/03/2026"]);
}

fn label(every: Every, begins: NaiveDate) -> String {
    format!("{every:?} {begins}")
}

fn duty(item: &str, every: Every, month: u8, on: u8) -> NewTask {
    let recurrence = Recurrence { every, month, day: on };
    let deadline = Deadline {
        phrase: Some("hằng kỳ".into()),
        class: DeadlineClass::Recurring,
        on: None,
        at: None,
        rule: Rule::None,
        unverified: false,
        terms: Some(Terms::Every(recurrence)),
    };
    NewTask { deadline: Some(deadline), ..NewTask::new(item, "Tổng hợp") }
}

#[test]
fn a_record_gets_the_times_below_its_duties() {
    use TaskKind::{Ordinary, Periodic, ReportDuty};
    let below = NewTask { parent: Some("1".into()), ..NewTask::new("1.1", "Số liệu") };
    let mut report = duty("BC", Every::Year, 12, 10);
    report.kind = ReportDuty;
    let tasks = vec![duty("1", Every::Quarter, 3, 31), below, NewTask::new("2", "x"), report];
    let record = NewDirective { tasks, issued_on: Some(day("01/02/2026")), ..NewDirective::default() };
    let whole = with_instances(record.clone(), day("01/01/2020"), &label);
    let items: Vec<_> = whole.tasks.iter().map(|task| (task.item.as_str(), task.kind)).collect();
    let quarters = ["1.2", "1.3", "1.4", "1.5"].map(|item| (item, Ordinary));
    let reports = ["BC.1", "BC.2", "BC.3"].map(|item| (item, ReportDuty));
    let expected = [
        &[("1", Periodic)][..],
        &quarters,
        &[("1.1", Ordinary), ("2", Ordinary), ("BC", Periodic)],
        &reports,
    ];
    assert_eq!(items, expected.concat());
    let first = &whole.tasks[1];
    assert_eq!(first.title, "Tổng hợp (Quarter 2026-01-01)");
    assert_eq!((first.parent.as_deref(), first.text.as_str()), (Some("1"), "Tổng hợp"));
    let due = first.deadline.as_ref().expect("each has its own");
    assert_eq!((due.on, due.rule, due.terms), (Some(day("31/03/2026")), Rule::NamedDay, None));
    let late = with_instances(record, day("01/11/2026"), &label);
    let days: Vec<_> = late.tasks[1..4].iter().filter_map(|task| task.deadline.as_ref()?.on).collect();
    assert_eq!(days, ["31/12/2026", "31/03/2027", "30/06/2027"].map(day), "at least three");
}

#[test]
fn saving_it_again_adds_the_times_of_the_next_year() {
    let monthly = duty("3", Every::Month, 1, 20);
    let first = missing(&monthly, [].iter(), (day("21/10/2026"), false), &label);
    assert_eq!(first.len(), 3, "November, December and one more");
    let again = missing(&monthly, first.iter(), (day("21/12/2026"), true), &label);
    assert_eq!(again.first().map(|task| task.item.as_str()), Some("3.4"));
    assert_eq!(again.first().and_then(|task| task.deadline.as_ref()?.on), Some(day("20/02/2027")));
    assert_eq!(again.last().and_then(|task| task.deadline.as_ref()?.on), Some(day("20/12/2027")));
    let all: Vec<NewTask> = first.into_iter().chain(again).collect();
    assert!(missing(&monthly, all.iter(), (day("21/12/2026"), true), &label).is_empty());
    let weekly = missing(&duty("1", Every::Week, 0, 5), [].iter(), (day("01/01/2026"), true), &label);
    assert_eq!(weekly.len(), MOST);
}

#[test]
fn open_times_go_with_the_day_of_the_duty() {
    let (old, new) = (duty("3", Every::Month, 1, 20), duty("3", Every::Month, 1, 25));
    let mut times = missing(&old, [].iter(), (day("01/09/2026"), false), &label);
    times[0].progress = Progress::done(day("19/09/2026"));
    // Put off to the end of the month, so it stays there.
    times[1].deadline.as_mut().expect("a deadline").on = Some(day("31/10/2026"));
    let ids = |times: &[NewTask]| (1..=times.len() as i64).map(TaskId).collect::<Vec<_>>();
    let below = || ids(&times).into_iter().zip(&times);
    let changes = moved(old.deadline.as_ref(), &new, below(), day("01/09/2026"), &label);
    let moves: Vec<_> = changes
        .iter()
        .map(|change| match change {
            Change::DeadlineSet { task, new: Some(new), .. } => (task.0, new.on),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(moves, [(3, Some(day("25/11/2026"))), (4, Some(day("25/12/2026")))]);
    assert!(moved(old.deadline.as_ref(), &old, below(), day("01/09/2026"), &label).is_empty());
}

#[test]
fn open_times_to_come_end_with_the_duty() {
    let monthly = duty("3", Every::Month, 1, 20);
    let mut times = missing(&monthly, [].iter(), (day("01/09/2026"), false), &label);
    times[1].progress = Progress::done(day("19/10/2026"));
    times.push(NewTask { title: "Số liệu".into(), ..times[2].clone() });
    let from = |from: &str, new: &NewTask| {
        let below = (1..).map(TaskId).zip(&times);
        let changes = ended(monthly.deadline.as_ref(), new, below, day(from), &label);
        let gone = changes.into_iter().map(|change| match change {
            Change::TaskTrashed { task, old: false, new: true } => task.0,
            other => panic!("{other:?}"),
        });
        gone.collect::<Vec<_>>()
    };
    let never = NewTask { deadline: None, ..monthly.clone() };
    assert_eq!(from("01/09/2026", &never), [1, 3, 4], "not the one done, nor what is no time of it");
    assert_eq!(from("20/09/2026", &never), [1, 3, 4]);
    assert_eq!(from("21/09/2026", &duty("3", Every::Quarter, 3, 20)), [3, 4], "what was due stays");
    assert_eq!(
        from("01/09/2026", &duty("3", Every::Month, 1, 25)),
        Vec::<i64>::new(),
        "another day is the same duty"
    );
}

fn any_recurrence() -> impl Strategy<Value = Recurrence> {
    use Every::{HalfYear, Month, NineMonths, Quarter, Week, Year};
    let every = prop::sample::select(vec![Week, Month, Quarter, HalfYear, NineMonths, Year]);
    (every, 0u8..=12, 1u8..=31).prop_map(|(every, month, day)| {
        let (month, day) = match every {
            Week => (0, (day - 1) % 7 + 1),
            every => (month % (every.months() + 1) + 1, day),
        };
        Recurrence { every, month, day }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn times_ascend_lie_within_and_are_clamped(
        recurrence in any_recurrence(), start in 0u64..5000, span in 0u64..2000,
    ) {
        let from = day("01/01/2019") + Days::new(start);
        let to = from + Days::new(span);
        let times = instances(&recurrence, from, to);
        prop_assert!(times.is_sorted_by(|a, b| a.on < b.on && a.begins < b.begins));
        for time in &times {
            prop_assert!((from..=to).contains(&time.on));
            let last = time.on.num_days_in_month();
            let wanted = match recurrence.every {
                Every::Week => time.on.weekday().number_from_monday() as u8,
                _ => time.on.day() as u8,
            };
            prop_assert!(wanted == recurrence.day || wanted == last && recurrence.day > last);
        }
        // None is left out: each period in which a day lies has one.
        let least = match recurrence.every { Every::Week => span / 7, Every::NineMonths => span / 366, every => span / (31 * u64::from(every.months())) };
        prop_assert!(times.len() as u64 >= least.saturating_sub(1));
    }
}
