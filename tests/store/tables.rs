//! The office's own list taken in again and again.

use dondoc::domain::change::Change;
use dondoc::domain::query::TaskRow;
use dondoc::domain::reference::{DirectiveName, TaskName};
use dondoc::domain::table::{Field, Plan, Why};
use dondoc::domain::task::{Progress, State};
use dondoc::extract::register::{self, Mapping};
use dondoc::store::{Mode, Reach, Store, Table};
use proptest::prelude::*;

use super::support::{Office, an, at, day, letter, office, sound, task};

const HEADINGS: &str =
    "TT|Số, ký hiệu, ngày văn bản giao|Nội dung nhiệm vụ|Đơn vị chủ trì|Thời hạn|Tiến độ|Ghi chú";
const WEEK: [&str; 4] = [
    "1|311/UBND-TH ngày 05/11/2020 của UBND tỉnh|Rà soát biên chế|Sở Nội vụ|29/12/2020|Chưa thực hiện|",
    "2||Rà soát biên chế|Sở Tài chính|29/12/2020|Đang thực hiện|chậm",
    "3||Báo cáo kết quả|Sở Nội vụ|31/12/2020||",
    "4|42/KH-UBND ngày 07/11/2020|Tuyên truyền|Sở Tư pháp|Thường xuyên|Hoàn thành ngày 20/11/2020|",
];

fn with<T>(lines: &[&str], take: impl FnOnce(Table<'_>) -> T) -> T {
    let rows = [HEADINGS].iter().chain(lines).map(|line| line.split('|').map(str::to_owned).collect());
    let read = register::read(&[(String::new(), rows.collect())], |_| Mapping::new());
    assert_eq!(read.doubts, []);
    take(Table {
        heading: &read.sheets[0].key(),
        list: &read.sheets[0].key(),
        mapping: &[],
        rows: &read.rows,
    })
}

fn load(office: &mut Office, lines: &[&str]) -> Plan {
    with(lines, |table| {
        let before = office.store.plan_table(table).unwrap();
        let plan = office.store.load_table(&an(), at(9), table).unwrap();
        assert_eq!(before, plan, "what is shown is what is saved");
        plan
    })
}

/// The week's rows with one cell of one row replaced.
fn changed(row: usize, from: &str, to: &str) -> Vec<String> {
    let mut lines = WEEK.map(str::to_owned).to_vec();
    assert!(lines[row].contains(from));
    lines[row] = lines[row].replacen(from, to, 1);
    lines
}

fn load_changed(office: &mut Office, row: usize, from: &str, to: &str) -> Plan {
    let lines = changed(row, from, to);
    load(office, &lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn cells(plan: &Plan) -> Vec<(&str, Field, &str, &str)> {
    let cells = plan.changed.iter();
    cells.map(|cell| (cell.name.as_str(), cell.field, cell.old.as_str(), cell.new.as_str())).collect()
}

fn whys(plan: &Plan) -> Vec<&Why> {
    plan.doubts.iter().map(|doubt| &doubt.why).collect()
}

fn here(office: &Office, name: &str) -> TaskRow {
    office.store.find_task(&TaskName::parse(name).unwrap()).unwrap()
}

fn entries(store: &Store) -> usize {
    store.history(None, 1000).unwrap().len()
}

#[test]
fn a_list_is_added_and_a_second_load_changes_nothing() {
    let mut office = office();
    let plan = load(&mut office, &WEEK);
    assert_eq!((plan.new_directives, plan.new.len(), plan.doubts.len()), (2, 4, 0));
    let task = here(&office, "311/UBND-TH#2");
    assert_eq!((task.title.as_str(), task.progress.state), ("Rà soát biên chế", State::Doing));
    let done = here(&office, "42/KH-UBND#1");
    assert_eq!(done.progress.done_on, Some(day("2020-11-20")));
    let n = entries(&office.store);
    let again = load(&mut office, &WEEK);
    assert_eq!((again.changes.len(), again.unchanged, again.memory.len(), again.doubts.len()), (0, 4, 0, 0));
    assert_eq!(entries(&office.store), n);
    sound(&office.store);
}

#[test]
fn a_weekly_load_updates_with_the_old_values() {
    let mut office = office();
    load(&mut office, &WEEK);
    let plan =
        load_changed(&mut office, 0, "29/12/2020|Chưa thực hiện", "15/01/2021|Hoàn thành ngày 30/12/2020");
    let wanted = [
        ("311/UBND-TH#1", Field::Due, "29/12/2020", "15/01/2021"),
        ("311/UBND-TH#1", Field::State, "open", "done 30/12/2020"),
    ];
    assert_eq!(cells(&plan), wanted);
    assert!(matches!(plan.changes[0], Change::DeadlineSet { old: Some(_), .. }));
    // One group: one undo takes it back, with what was remembered of it.
    office.store.undo(&an(), at(10), Reach::Person).unwrap();
    assert_eq!(here(&office, "311/UBND-TH#1").progress, Progress::default());
    let again =
        load_changed(&mut office, 0, "29/12/2020|Chưa thực hiện", "15/01/2021|Hoàn thành ngày 30/12/2020");
    assert_eq!((cells(&again), again.doubts.len()), (wanted.to_vec(), 0));
}

#[test]
fn one_undo_takes_a_first_load_back() {
    let mut office = office();
    load(&mut office, &WEEK);
    office.store.undo(&an(), at(10), Reach::Person).unwrap();
    assert!(office.store.find_directive(&DirectiveName::parse("42/KH-UBND")).is_err());
    assert_eq!(load(&mut office, &WEEK).new.len(), 4);
}

#[test]
fn what_was_edited_here_by_hand_is_kept_and_said() {
    let mut office = office();
    load(&mut office, &WEEK);
    let task = here(&office, "311/UBND-TH#1");
    office.store.apply(&an(), at(10), &[Change::done(task.id, &task.progress, day("2020-12-01"))]).unwrap();
    // The table says what it said before; then something third.
    for to in ["Chưa thực hiện", "Đang thực hiện"] {
        let plan = load_changed(&mut office, 0, "Chưa thực hiện", to);
        assert_eq!(plan.changes, []);
        assert_eq!(whys(&plan), [&Why::Differs(Field::State, "done 01/12/2020".into())]);
        assert_eq!(plan.doubts[0].place.column.as_deref(), Some("F"));
    }
    let plan = load_changed(&mut office, 0, "Chưa thực hiện", "Hoàn thành ngày 01/12/2020");
    assert_eq!((plan.changes.len(), plan.doubts.len()), (0, 0));
    // From here on it follows the table again.
    let plan = load_changed(&mut office, 0, "Chưa thực hiện", "Hoàn thành ngày 02/12/2020");
    assert_eq!(cells(&plan), [("311/UBND-TH#1", Field::State, "done 01/12/2020", "done 02/12/2020")]);
}

#[test]
fn what_vanished_is_listed_once_and_stays() {
    let mut office = office();
    load(&mut office, &WEEK);
    let gone = load(&mut office, &[WEEK[0], WEEK[1], WEEK[3]]);
    let names: Vec<_> = gone.vanished.iter().map(|(_, line)| line.name.as_str()).collect();
    assert_eq!((names, gone.changes.len()), (vec!["311/UBND-TH#3"], 0));
    assert_eq!(here(&office, "311/UBND-TH#3").title, "Báo cáo kết quả");
    assert_eq!(load(&mut office, &[WEEK[0], WEEK[1], WEEK[3]]).vanished, []);
    assert_eq!(load(&mut office, &WEEK).changes, []);
    assert_eq!(load(&mut office, &[WEEK[0], WEEK[1], WEEK[3]]).vanished.len(), 1);
}

#[test]
fn what_was_deleted_here_by_hand_does_not_come_back() {
    let mut office = office();
    load(&mut office, &WEEK);
    let (task, tuyen) = (here(&office, "311/UBND-TH#3"), here(&office, "42/KH-UBND#1"));
    let trashed = [
        Change::TaskTrashed { task: task.id, old: false, new: true },
        Change::DirectiveTrashed { directive: tuyen.directive, old: false, new: true },
    ];
    office.store.apply(&an(), at(10), &trashed).unwrap();
    for _ in 0..2 {
        let plan = load(&mut office, &WEEK);
        assert_eq!((whys(&plan), plan.changes.len()), (vec![&Why::DeletedHere; 2], 0));
    }
    office.store.undo(&an(), at(11), Reach::Person).unwrap();
    assert_eq!(load(&mut office, &WEEK).unchanged, 4);
}

#[test]
fn tasks_are_told_apart_by_words_and_lead() {
    let mut office = office();
    load(&mut office, &[WEEK[0]]);
    // A second unit with the same words is a second task, whichever row stands first.
    let second = "1|311/UBND-TH|Rà soát biên chế|Sở Tài chính|30/12/2020||";
    let first = "2||RÀ SOÁT  biên chế|Sở Nội vụ|29/12/2020||";
    let plan = load(&mut office, &[second, first]);
    assert_eq!((plan.new.len(), plan.unchanged, plan.changed.len()), (1, 1, 0));
    // A task whose lead changed in the table alone stays itself.
    let plan = load(&mut office, &[WEEK[3]]);
    assert_eq!(plan.new.len(), 1);
    let plan = load(&mut office, &[&WEEK[3].replace("Sở Tư pháp", "Sở Nội vụ")]);
    assert_eq!(cells(&plan), [("42/KH-UBND#1", Field::Lead, "Sở Tư pháp", "Sở Nội vụ")]);
    let plan = load(&mut office, &[WEEK[3], WEEK[3]]);
    assert_eq!(whys(&plan), [&Why::Twice]);
}

#[test]
fn a_letter_that_is_here_is_matched_and_filled_not_doubled() {
    let mut office = office();
    let mut record = letter("311/UBND-TH", vec![task("1", None)]);
    record.issuer = Some("Ủy ban nhân dân tỉnh An Giang".into());
    record.issued_on = Some(day("2020-11-05"));
    record.tasks[0].text = "Rà soát biên chế".into();
    office.add(record);
    let plan = load(&mut office, &[WEEK[0]]);
    assert_eq!((plan.new.len(), plan.doubts.len()), (0, 0));
    let wanted =
        [("311/UBND-TH#1", Field::Lead, "", "Sở Nội vụ"), ("311/UBND-TH#1", Field::Due, "", "29/12/2020")];
    assert_eq!(cells(&plan), wanted);
    // Another body's letter of the same number is another, and so is another year's.
    let other = WEEK[0].replace("UBND tỉnh", "Sở Tài chính");
    assert_eq!(load(&mut office, &[&other]).new_directives, 1);
    assert_eq!(load(&mut office, &[&WEEK[0].replace("2020 của", "2021 của")]).new_directives, 1);
    // Without year and body it may be any of them.
    let plan = load(&mut office, &["1|311/UBND-TH|Rà soát biên chế||||"]);
    assert_eq!((whys(&plan), plan.changes.len()), (vec![&Why::Ambiguous], 0));
}

#[test]
fn a_follower_must_be_somebody_here() {
    let mut office = office();
    let headings = "Số, ký hiệu|Nội dung nhiệm vụ|Người theo dõi";
    let sheet = |who: &str| {
        let rows = [headings.to_owned(), format!("311/UBND-TH|Rà soát|{who}")];
        vec![(String::new(), rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect())]
    };
    load(&mut office, &[WEEK[3]]);
    for (who, doubts) in [("AN", 0), ("Bình", 1)] {
        let read = register::read(&sheet(who), |_| Mapping::new());
        let plan =
            office.store.plan_table(Table { heading: "", list: "", mapping: &[], rows: &read.rows }).unwrap();
        assert_eq!(plan.doubts.len(), doubts, "{who}");
    }
}

#[test]
fn a_register_of_letters_has_one_row_for_each() {
    let rows = |lines: [&str; 3]| {
        vec![(String::new(), lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect())]
    };
    let read = register::read(
        &rows([
            "Số đến|Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản|Đơn vị hoặc người nhận|Thời hạn giải quyết|Tiến độ giải quyết|Số, ký hiệu văn bản trả lời|Ghi chú",
            "12|Công văn số 311/UBND-TH ngày 05/11/2020 của UBND tỉnh|Phòng CCHC|29/12/2020|Chưa giải quyết||",
            "13|Kế hoạch số 42/KH-UBND ngày 07/11/2020 của UBND tỉnh|Phòng CCHC||1/3||",
        ]),
        |_| Mapping::new(),
    );
    assert_eq!(read.doubts, []);
    let mut office = office();
    load(&mut office, &[WEEK[3], "2||Tập huấn|Sở Nội vụ|||"]);
    let table = Table { heading: "x", list: "x", mapping: &[], rows: &read.rows };
    let plan = office.store.load_table(&an(), at(9), table).unwrap();
    assert_eq!((plan.new_directives, plan.new.len(), plan.doubts.len()), (1, 1, 0));
    // The letter that has its tasks here already only gets its number of arrival.
    assert!(cells(&plan).contains(&("42/KH-UBND", Field::Inbound, "", "13")), "{:?}", plan.changed);
    let again = office.store.load_table(&an(), at(9), table).unwrap();
    assert_eq!((again.changes.len(), again.memory.len(), again.unchanged), (0, 0, 2));
}

#[test]
fn what_was_said_of_the_headings_is_remembered() {
    let mut office = office();
    let mapping = vec![("Mốc".to_owned(), Some(Field::Due)), ("Ghi chú".to_owned(), None)];
    let table = Table { heading: "so|moc", list: "so|moc", mapping: &mapping, rows: &[] };
    office.store.load_table(&an(), at(9), table).unwrap();
    assert_eq!(office.store.table_mapping("so|moc").unwrap(), mapping);
    assert_eq!(office.store.table_mapping("so").unwrap(), []);
    let reader = Store::open(&office.path(), Mode::ReadOnly).unwrap();
    assert_eq!(reader.table_mapping("so|moc").unwrap(), mapping);
    // The last word on a heading takes the place of the one before.
    let word = [("Mốc".to_owned(), Some(Field::Note))];
    for _ in 0..2 {
        office.store.load_table(&an(), at(9), Table { mapping: &word, ..table }).unwrap();
    }
    let known = [mapping[1].clone(), word[0].clone()];
    assert_eq!(office.store.table_mapping("so|moc").unwrap(), known);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a table says, and however it changed since, loading it again changes nothing more.
    #[test]
    fn twice_is_once(weeks in prop::collection::vec(prop::collection::vec(any_row(), 1..9), 1..4)) {
        let mut office = office();
        for lines in weeks {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let rows = [HEADINGS].iter().chain(&lines).map(|line| line.split('|').map(str::to_owned).collect());
            let read = register::read(&[(String::new(), rows.collect())], |_| Mapping::new());
            let Some(sheet) = read.sheets.first() else { continue };
            let (heading, mapping) = (sheet.key(), []);
            let table = Table { heading: &heading, list: &heading, mapping: &mapping, rows: &read.rows };
            let first = office.store.load_table(&an(), at(9), table).unwrap();
            let n_rows = first.new.len() + first.unchanged + first.changed.len() + first.doubts.len();
            prop_assert!(n_rows >= read.rows.len(), "no row goes unsaid");
            let second = office.store.load_table(&an(), at(9), table).unwrap();
            prop_assert_eq!(&second.changes, &Vec::new());
            prop_assert_eq!(second.memory.len(), 0);
            prop_assert_eq!(second.vanished, Vec::new());
        }
        sound(&office.store);
    }
}

fn any_row() -> impl Strategy<Value = String> {
    let of = |cells: &'static [&'static str]| prop::sample::select(cells.to_vec());
    (
        of(&[
            "311/UBND-TH ngày 05/11/2020",
            "311/UBND-TH",
            "42/KH-UBND",
            "311/UBND-TH ngày 05/11/2021 của Sở Y tế",
            "",
        ]),
        of(&["Rà soát", "Báo cáo", "Rà  SOÁT", ""]),
        of(&["Sở Nội vụ", "Sở Tài chính; Sở Y tế", ""]),
        of(&["29/12/2020", "Quý I/2021", "sớm", "thường xuyên", ""]),
        of(&["Chưa thực hiện", "Đang làm", "Hoàn thành ngày 20/11/2020", "Trễ 3 ngày", "?", ""]),
        of(&["", "gấp"]),
    )
        .prop_map(|(reference, work, lead, due, state, note)| {
            format!("1|{reference}|{work}|{lead}|{due}|{state}|{note}")
        })
}
