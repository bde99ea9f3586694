//! Headings byte for byte, cells that stay cells, ranks, and what a page must hold.

use chrono::NaiveDate;

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::directive::DocKind;
use crate::domain::office::Settings;
use crate::domain::paper::Printed;
use crate::domain::query::{Scope, TaskRow};
use crate::domain::standing::FourCounts;
use crate::domain::stats::{Attribution, Figures, GroupBy, Stats, StatsQuery, StatsRow, Window};
use crate::domain::task::{Progress, State, TaskKind};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, TaskId};
use crate::text::{nfc, width};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn printed(id: i64, title: &str, due: Option<&str>) -> Printed {
    Printed {
        row: TaskRow {
            id: TaskId(id),
            directive: DirectiveId(id),
            reference: format!("{id}/UBND-KGVX"),
            item: "1".into(),
            title: title.into(),
            kind: TaskKind::Ordinary,
            progress: Progress::default(),
            leads: vec!["Sở Nông nghiệp và Phát triển nông thôn".into()],
            due_on: due.map(day),
            due_at: None,
            internal_on: None,
            report_on: None,
            unverified: false,
            follower: None,
            extensions: 0,
            reminders: 0,
            reminded_on: None,
            leads_done: 0,
            is_rule: false,
            last_on: None,
            awaits: None,
        },
        supports: vec!["Sở Tài chính".into()],
        kind: DocKind::OfficialLetter,
        subject: "Rà soát việc thực hiện nhiệm vụ được giao trong năm".into(),
        issuer: Some("Ủy ban nhân dân tỉnh".into()),
        issued_on: Some(day("2020-12-18")),
        received_on: None,
        inbound_number: Some(format!("{:03}", 100 - id)),
        entered_on: Some(day("2020-12-21")),
        entry_days: 1,
    }
}

fn figures(done_on_time: u64, done_late: u64, open_within: u64, open_overdue: u64) -> Figures {
    Figures {
        counts: FourCounts { done_on_time, done_late, open_within, open_overdue },
        ..Figures::default()
    }
}

fn unit(id: i64, figures: Figures) -> StatsRow {
    StatsRow { id: Some(id), name: format!("Đơn vị {id}"), figures }
}

fn matter(paper: Paper, tasks: Vec<Printed>) -> Matter {
    let rows = vec![unit(1, figures(3, 0, 9, 1)), unit(2, figures(1, 1, 0, 0)), unit(3, figures(0, 0, 4, 0))];
    Matter {
        paper,
        settings: Settings { place: "An Giang".into(), ..Settings::default() },
        calendar: Calendar::new(Vec::new()),
        tasks,
        query: StatsQuery { scope: Scope::Office, by: GroupBy::Unit, window: None, rolls_up: true },
        stats: Stats { rows, total: figures(4, 1, 13, 1) },
        unit: (paper == Paper::Reminder).then(|| "Sở Tài chính".into()),
        made_by: "Trần Mỹ Hạnh".into(),
        now: Now::from_local("2020-12-21T08:00:00".parse().expect("a time")),
    }
}

fn headings(paper: Paper) -> String {
    let page = page(&matter(paper, vec![printed(1, "Rà soát", Some("2020-12-29"))]), Lang::Vi);
    page.tables[0].columns.iter().map(Column::full_heading).collect::<Vec<_>>().join(" | ")
}

#[test]
fn headings_are_the_official_ones() {
    for (paper, official) in [
        (
            Paper::List,
            "TT | Số, ký hiệu, ngày văn bản giao | Nội dung nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | \
             Thời hạn | Tiến độ giải quyết | Số, ký hiệu văn bản trả lời | Ghi chú",
        ),
        (
            Paper::Summary,
            "TT | Đơn vị | Tổng số nhiệm vụ được giao | Hoàn thành: Đúng hạn | Hoàn thành: Quá hạn | \
             Chưa hoàn thành: Trong hạn | Chưa hoàn thành: Quá hạn | Tỷ lệ hoàn thành (%) | \
             Tỷ lệ quá hạn (%) | Ghi chú",
        ),
        (
            Paper::Register,
            "Số đến | Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản | \
             Đơn vị hoặc người nhận | Thời hạn giải quyết | Tiến độ giải quyết | \
             Số, ký hiệu văn bản trả lời | Ghi chú",
        ),
    ] {
        assert_eq!(headings(paper), nfc(official));
        assert_eq!(headings(paper), nfc(&headings(paper)));
    }
}

#[test]
fn a_table_for_other_programs_has_its_mark_days_twice_and_nothing_that_runs() {
    let titles = ["=1+1", "+84", "-x", "@a", "\ttab", "bình thường"];
    let mut tasks: Vec<Printed> = titles.iter().map(|title| printed(7, title, Some("2020-12-29"))).collect();
    for (task, title) in tasks.iter_mut().zip(titles) {
        task.row.progress.reply_document = Some(title.into());
        task.row.progress.note = Some("007".into());
    }
    let bytes = write(&matter(Paper::List, tasks), Format::Csv, Lang::En);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("the mark");
    assert!(text.starts_with("TT,\"Số, ký hiệu, ngày văn bản giao\""), "{text}");
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    for (row, title) in rows.iter().zip(titles) {
        let expected = if title == "bình thường" { title.to_owned() } else { format!("'{title}") };
        assert_eq!(
            (&row[5], &row[7], &row[8], &row[9]),
            ("29/12/2020", expected.as_str(), "007", "2020-12-29")
        );
    }
    assert!(text.contains("21/12/2020 08:00") && text.contains("Trần Mỹ Hạnh"), "{text}");
}

#[test]
fn equal_shares_share_a_rank_and_nothing_due_has_none() {
    let rows = [figures(1, 0, 0, 1), figures(2, 0, 5, 0), figures(0, 3, 0, 0), figures(0, 0, 3, 0)];
    let rows: Vec<StatsRow> = (1..).zip(rows).map(|(id, figures)| unit(id, figures)).collect();
    assert_eq!(summary::ranks(&rows), [Some(3), Some(1), Some(1), None]);
}

#[test]
fn a_summary_names_base_period_attribution_moment_and_maker() {
    let mut matter = matter(Paper::Summary, Vec::new());
    let (from, to) = (day("2020-01-01"), day("2020-12-25"));
    matter.query.window = Some(Window { by: Attribution::Assigned, from, to });
    let text = text::write(&page(&matter, Lang::Vi));
    for fact in [
        "Kỳ: từ 01/01/2020 đến 25/12/2020, tính theo ngày giao",
        "83,33% (5/6) trên số đến hạn",
        "26,32% (5/19) trên tổng số",
        "Số liệu lúc 21/12/2020 08:00; người lập: Trần Mỹ Hạnh.",
        "Xếp",
    ] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
    matter.query.scope = Scope::Mine(crate::domain::PersonId(1));
    assert!(page(&matter, Lang::En).title[1].ends_with("tasks that Trần Mỹ Hạnh follows"));
}

#[test]
fn plain_text_stays_within_a_hundred_cells() {
    let long = "nhiệm vụ rất dài ".repeat(12) + &"x".repeat(130);
    for paper in Paper::ALL {
        let tasks: Vec<_> = (1..40).map(|id| printed(id, &long, Some("2020-12-18"))).collect();
        for lang in [Lang::Vi, Lang::En] {
            let text = text::write(&page(&matter(paper, tasks.clone()), lang));
            assert!(text.lines().all(|line| width(line) <= 100), "{text}");
        }
    }
}

#[test]
fn a_briefing_says_how_much_it_leaves_out() {
    let tasks = (1..40).map(|id| printed(id, &"nội dung dài ".repeat(30), Some("2020-12-18"))).collect();
    let page = page(&matter(Paper::Briefing, tasks), Lang::Vi);
    let caption = page.tables[0].caption.as_deref();
    assert_eq!(caption, Some("1. Việc trễ hạn: 39, và 31 mục khác không ghi ở đây"));
    assert_eq!(page.tables[0].rows.len(), 8);
    assert!(page.tables[1].columns.is_empty(), "nothing is due soon");
}

#[test]
fn what_one_table_of_a_briefing_leaves_free_the_next_one_uses() {
    for (late, soon, rows) in [(40, 40, [5, 3]), (40, 0, [8, 0]), (2, 40, [2, 6]), (0, 1, [0, 1])] {
        let of = |from: i64, n: i64, due: &'static str| {
            (from..from + n).map(move |id| printed(id, "Rà soát", Some(due)))
        };
        let tasks = of(1, late, "2020-12-18").chain(of(100, soon, "2020-12-23")).collect();
        let page = page(&matter(Paper::Briefing, tasks), Lang::Vi);
        assert_eq!([0, 1].map(|at: usize| page.tables[at].rows.len()), rows, "{late} late, {soon} soon");
        assert!(page.foot.is_none(), "for a meeting of the office itself");
    }
}

#[test]
fn what_was_entered_late_is_said_and_counted_in_the_register() {
    let entered = |id, on, days| Printed {
        entered_on: Some(day(on)),
        entry_days: days,
        ..printed(id, "Rà soát", None)
    };
    let tasks = vec![entered(1, "2020-12-21", 1), entered(2, "2020-12-22", 1), entered(3, "2020-12-22", 2)];
    let page = page(&matter(Paper::Register, tasks), Lang::Vi);
    let notes: Vec<String> = page.tables[0].rows.iter().map(|row| row[6].text()).collect();
    assert_eq!(notes, ["Mục 1", "Mục 1; Vào sổ sau 2 ngày làm việc", "Mục 1"], "issued on a Friday");
    assert!(page.closing[0].starts_with("Văn bản vào sổ chậm: 1 ("), "{}", page.closing[0]);
}

#[test]
fn a_summary_leaves_the_office_signed() {
    let foot = page(&matter(Paper::Summary, Vec::new()), Lang::Vi).foot.expect("a signature");
    assert_eq!((foot.signer_title.as_str(), foot.recipients.len()), ("GIÁM ĐỐC", 2));
}

#[test]
fn the_register_is_in_the_order_of_arrival() {
    let tasks = (1..4).map(|id| printed(id, "Rà soát", None)).collect();
    let page = page(&matter(Paper::Register, tasks), Lang::Vi);
    let numbers: Vec<String> = page.tables[0].rows.iter().map(|row| row[0].text()).collect();
    assert_eq!(numbers, ["097", "098", "099"]);
    let document = "Công văn 3/UBND-KGVX ngày 18/12/2020 của Ủy ban nhân dân tỉnh";
    assert_eq!(page.tables[0].rows[0][1], Cell::Text(document.into()));
}

#[test]
fn a_letter_has_no_number_no_day_and_an_end() {
    let tasks = vec![printed(1, "Rà soát", Some("2020-12-18")), printed(2, "Báo cáo", Some("2020-12-23"))];
    let page = page(&matter(Paper::Reminder, tasks), Lang::En);
    let letter = page.letter.as_ref().expect("a letter");
    assert_eq!((page.number.as_str(), page.title.len()), ("Số:        /SNV-VP", 0));
    assert_eq!(page.place_and_date, "An Giang, ngày       tháng       năm ");
    assert_eq!(letter.to, "Kính gửi: Sở Tài chính");
    assert!(page.opening[0].contains("2 nhiệm vụ") && page.opening[0].contains("1 nhiệm vụ đã quá hạn"));
    assert!(page.closing.last().is_some_and(|last| last.ends_with("./.")));
    assert!(!page.closing.concat().contains("Hạnh"), "who made it is not in the letter");
}

#[test]
fn progress_is_told_by_standing_and_report() {
    let matter = matter(Paper::List, Vec::new());
    let mut task = printed(1, "Rà soát", Some("2020-12-18"));
    assert_eq!(list::progress(&matter, &task, Lang::Vi), "quá hạn, trễ 3 ngày");
    task.row.progress.state = State::Reported;
    assert_eq!(list::progress(&matter, &task, Lang::Vi), "đơn vị báo đã xong, chờ xác nhận");
    task.row.progress = Progress::done(day("2020-12-19"));
    assert_eq!(list::progress(&matter, &task, Lang::Vi), "hoàn thành quá hạn 19/12/2020");
}
