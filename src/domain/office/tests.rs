//! Settings that fit and that do not, duties that roll up, deadlines that a day moves.

use super::*;
use crate::domain::calendar::DayKind;
use crate::domain::deadline::{DeadlineClass, Event, Rule, Terms};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn each_setting_takes_what_fits_and_gives_it_back() {
    let mut settings = Settings::default();
    for name in Settings::NAMES {
        let value = match name {
            "soon_days" | "many_extensions" => "5",
            "period_starts_on" => "15",
            "rolls_up" => "false",
            "before_is_safe" => "true",
            _ => "Sở X",
        };
        assert!(settings.set(name, value), "{name}");
        assert_eq!(settings.get(name), value, "{name}");
        assert_ne!(Settings::default().get(name), value, "{name}");
    }
    for (name, value) in [
        ("soon_days", "30"),
        ("many_extensions", "0"),
        ("many_extensions", "nhiều"),
        ("period_starts_on", "29"),
        ("period_starts_on", "0"),
        ("rolls_up", "có"),
        ("fold_version", "2"),
    ] {
        let before = settings.clone();
        assert!(!settings.set(name, value), "{name} = {value}");
        assert_eq!(settings, before);
    }
    let stored = [("office", "SỞ Y TẾ"), ("rolls_up", "?"), ("fold_version", "1")];
    let stored = stored.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(Settings::of(stored), Settings { office: "SỞ Y TẾ".into(), ..Settings::default() });
}

#[test]
fn open_tasks_roll_up_to_the_last_successor() {
    let unit = |id, successor: Option<i64>, open| UnitRow {
        id: UnitId(id),
        fields: UnitFields { successor: successor.map(UnitId), ..UnitFields::default() },
        open,
        inherited: 0,
    };
    // 1 → 2 → 3; 4 → 3; 5 → one that is not here; 6 and 7 each other, which the store refuses.
    let mut units = vec![
        unit(1, Some(2), 1),
        unit(2, Some(3), 2),
        unit(3, None, 4),
        unit(4, Some(3), 8),
        unit(5, Some(99), 16),
        unit(6, Some(7), 0),
        unit(7, Some(6), 0),
    ];
    roll_up(&mut units);
    let inherited: Vec<i64> = units.iter().map(|unit| unit.inherited).collect();
    assert_eq!(inherited, [0, 0, 11, 0, 0, 0, 0]);
}

#[test]
fn a_day_moves_the_deadlines_that_count_over_it_and_no_others() {
    let held = |n, rule, from, on: &str, unverified| Held {
        task: TaskId(1),
        reference: String::new(),
        item: "1".into(),
        deadline: Deadline {
            phrase: None,
            class: DeadlineClass::Relative,
            on: Some(day(on)),
            at: None,
            rule,
            unverified,
            terms: Some(Terms::Counted { n, from }),
        },
        issued_on: Some(day("2026-11-20")),
        received_on: None,
    };
    let all = [
        held(5, Rule::WorkingDays, Event::Issue, "2026-11-30", true),
        held(4, Rule::Days, Event::Issue, "2026-11-25", true),
        held(3, Rule::Days, Event::Issue, "2026-11-23", false),
        held(1, Rule::Months, Event::Issue, "2026-12-21", false),
        // The day of receipt is not known, and a named day is not counted.
        held(5, Rule::WorkingDays, Event::Receipt, "2026-11-30", true),
        held(5, Rule::NamedDay, Event::Issue, "2026-11-30", true),
    ];
    assert_eq!(moved(&all, &Calendar::built_in()), []);
    let on = day("2026-11-24");
    let at = |index: usize| &all[index];
    let to = |held: &Held, on: &str, unverified| Deadline {
        on: Some(day(on)),
        unverified,
        ..held.deadline.clone()
    };
    let kind = DayKind::Off;
    let off = Day { on, kind, name: "Ngày Văn hóa".into(), source: "x".into(), verified: true };
    // Confirmed: the same days, sure now.
    let sure = Calendar::new([off.clone()]);
    let expected = vec![(at(0), to(at(0), "2026-11-30", false)), (at(1), to(at(1), "2026-11-25", false))];
    assert_eq!(moved(&all, &sure), expected);
    let worked = Calendar::new([Day { kind: DayKind::Worked, ..off }]);
    let expected = vec![(at(0), to(at(0), "2026-11-27", false)), (at(1), to(at(1), "2026-11-24", false))];
    assert_eq!(moved(&all, &worked), expected);
}
