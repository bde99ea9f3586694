//! What rows, the chosen task and a form say of deadlines of each kind.

use super::*;
use crate::domain::deadline::{Deadline, DeadlineClass, Event, Every, Recurrence, Rule, Terms};
use crate::domain::recurrence;
use crate::domain::task::NewTask;
use crate::i18n::deadlines::period_name;

fn of(class: DeadlineClass, rule: Rule, terms: Option<Terms>) -> Option<Deadline> {
    Some(Deadline { phrase: None, class, on: None, at: None, rule, unverified: false, terms })
}

/// A monthly report, a day counted from an unknown receipt, a standing duty with a review date.
fn office() -> Office {
    let monthly = Terms::Every(Recurrence { every: Every::Month, month: 1, day: 10 });
    let counted = Terms::Counted { n: 5, from: Event::Receipt };
    let task = |item: &str, title: &str, deadline| NewTask { deadline, ..NewTask::new(item, title) };
    let mut record = Record::new(1, "15/UBND-TH", "Chế độ báo cáo");
    record.record.tasks = vec![
        task("1", "Báo cáo số liệu", of(DeadlineClass::Recurring, Rule::None, Some(monthly))),
        task("2", "Trả lời", of(DeadlineClass::Relative, Rule::WorkingDays, Some(counted))),
        NewTask {
            kind: TaskKind::Standing,
            internal_due: "2021-01-15".parse().ok(),
            ..task("3", "Công khai", of(DeadlineClass::Ongoing, Rule::None, None))
        },
    ];
    record.record = recurrence::with_instances(record.record, monday().today(), &period_name);
    Office { records: vec![record], ..Office::default() }
}

#[test]
fn each_kind_says_what_it_waits_for() {
    for (columns, rows, words) in [
        (80, 24, ["kỳ cuối 10/03", "chưa có ngày đến", "rà soát 15/01"]),
        (40, 12, ["đến 10/03", "chưa có ngày", "nội bộ 15/01"]),
    ] {
        let mut desk = Desk::new(office(), setup(columns, rows));
        desk.press(&[Key::Tab]);
        let screen = screen(&desk.app);
        for words in words {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
    }
    let mut desk = Desk::new(office(), setup(120, 40));
    desk.press(&[Key::Tab]);
    assert!(screen(&desk.app).contains("định kỳ · kỳ cuối T4 10/03/2021"), "{}", screen(&desk.app));
    assert!(screen(&desk.app).contains("hằng tháng, ngày 10"), "{}", screen(&desk.app));
    desk.press(&[Key::Down; 4]);
    assert!(screen(&desk.app).contains("chưa có ngày đến: F4 ghi ngày đến"), "{}", screen(&desk.app));
}

#[test]
fn a_duty_whose_times_run_out_asks_for_more() {
    let mut office = office();
    office.records[0].record.tasks.retain(|task| !["1.2", "1.3"].contains(&task.item.as_str()));
    let mut desk = Desk::new(office, setup(120, 40));
    desk.press(&[Key::Tab]);
    let screen = screen(&desk.app);
    assert!(screen.contains("kỳ cuối 10/01 !"), "{screen}");
    assert!(screen.contains("sắp hết kỳ: kỳ cuối CN 10/01"), "{screen}");
}
