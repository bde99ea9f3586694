//! The screens of the office over a file: what a day moves, what a form says when somebody was quicker,
//! what the reorganisation enters.
#![expect(clippy::unwrap_used, reason = "a failure to build the case is a failure of the test")]

use dondoc::app::key::Key;
use dondoc::app::message::{Effect, Msg};
use dondoc::app::{App, Setup};
use dondoc::domain::TaskId;
use dondoc::domain::calendar::{Day, DayKind};
use dondoc::domain::change::{Actor, Change};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Event, Rule, Terms};
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::office::OfficeRead;
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask};
use dondoc::domain::time::Now;
use dondoc::i18n::Lang;
use dondoc::store::{Mode, Reach, Store};
use dondoc::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::session::settle;

struct Desk {
    app: App,
    store: Store,
    _folder: tempfile::TempDir,
}

fn morning() -> Now {
    Now::from_local("2026-11-23T08:00:00".parse::<chrono::NaiveDateTime>().unwrap())
}

fn actor(login: &str) -> Actor {
    Actor { login: login.into(), run: login.into() }
}

/// Two tasks: five working days from Friday 20/11/2026 over 24/11, and a named day.
fn letter() -> NewDirective {
    let counted = Deadline {
        phrase: Some("trong 5 ngày làm việc".into()),
        class: DeadlineClass::Relative,
        on: "2026-11-30".parse().ok(),
        at: None,
        rule: Rule::WorkingDays,
        unverified: true,
        terms: Some(Terms::Counted { n: 5, from: Event::Issue }),
    };
    let named = Deadline {
        class: DeadlineClass::Date,
        rule: Rule::NamedDay,
        unverified: false,
        terms: None,
        ..counted.clone()
    };
    let part = |unit: &str| {
        let role = AssignmentRole::Lead;
        vec![Assignment { unit: unit.into(), role, done_on: None, reply_document: None }]
    };
    let tasks = vec![
        NewTask {
            deadline: Some(counted), assignments: part("Sở LĐTBXH"), ..NewTask::new("1", "Báo cáo")
        },
        NewTask {
            deadline: Some(named), assignments: part("Sở Nội vụ"), ..NewTask::new("2", "Rà soát")
        },
    ];
    NewDirective {
        reference: Some("15/UBND-NC".into()),
        issued_on: "2026-11-20".parse().ok(),
        tasks,
        ..NewDirective::new(DocKind::OfficialLetter, "việc thử")
    }
}

impl Desk {
    /// The file with the letter, and one of the office's screens opened by a word of its help.
    fn on(words: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("x.db"), Mode::Create).unwrap();
        let add = Change::DirectiveAdded { id: None, record: Box::new(letter()) };
        store.apply(&actor("an"), morning(), &[add]).unwrap();
        let setup = Setup {
            lang: Lang::Vi,
            ascii: false,
            colour: true,
            can_write: true,
            me: None,
            login: "an".into(),
            opens_on_mine: false,
            calendar: store.calendar().unwrap(),
            now: morning(),
            columns: 80,
            rows: 24,
            visit: None,
            sends_by: None,
            draft: None,
        };
        let mut app = App::new(setup);
        settle(&mut app, &store, morning(), None);
        let mut desk = Desk { app, store, _folder: folder };
        desk.press(&[Key::F(2)]);
        desk.write(words);
        desk.press(&[Key::Enter]);
        desk
    }

    fn press(&mut self, keys: &[Key]) {
        for key in keys {
            let effects = self.app.update(morning(), Msg::Key(*key));
            for effect in effects {
                let (id, outcome) = match effect {
                    Effect::Write(id, changes) => (id, self.store.apply(&actor("an"), morning(), &changes)),
                    Effect::Undo(id) => (id, self.store.undo(&actor("an"), morning(), Reach::Run)),
                    _ => continue,
                };
                self.app.update(morning(), Msg::Written(id, outcome));
            }
            settle(&mut self.app, &self.store, morning(), None);
        }
    }

    fn write(&mut self, text: &str) {
        let keys: Vec<Key> = text.chars().map(Key::Char).collect();
        self.press(&keys);
    }

    /// Each text into a field, from the one with the cursor on.
    fn fill(&mut self, texts: &[&str]) {
        for text in texts {
            self.write(text);
            self.press(&[Key::Tab]);
        }
    }

    fn screen(&self) -> String {
        let size = (self.app.layout().columns, self.app.layout().rows);
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, frame)).unwrap();
        let buffer = terminal.backend().buffer().clone();
        let rows = buffer.content.chunks(usize::from(size.0));
        rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>() + "\n").collect()
    }

    #[track_caller]
    fn shows(&self, words: &[&str]) {
        let screen = self.screen();
        for words in words {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
    }

    fn deadline(&self) -> (String, bool) {
        let directive = self.store.task(TaskId(1)).unwrap().unwrap().directive;
        let detail = self.store.detail(directive).unwrap().unwrap();
        let deadline = detail.deadlines[0].clone().unwrap();
        (deadline.on.unwrap().to_string(), deadline.unverified)
    }
}

#[test]
fn a_day_that_moves_deadlines_says_so_first_and_takes_them_along() {
    let mut desk = Desk::on("lịch nghỉ");
    desk.shows(&[
        "Lịch nghỉ 2026",
        "1 ngày cần kiểm tra",
        "1 hạn dựa vào ngày cần kiểm tra: 15/UBND-NC#1 30/11",
    ]);
    desk.press(&[Key::F(7)]);
    desk.fill(&["27/11/2026", "", "Nghỉ tránh bão", "12/CĐ-UBND"]);
    desk.press(&[Key::F(2)]);
    desk.shows(&["1 hạn sẽ chuyển:", "15/UBND-NC#1: 30/11/2026 → 01/12/2026"]);
    // The button that keeps all as it is has the cursor.
    desk.press(&[Key::Enter]);
    assert_eq!(desk.deadline(), ("2026-11-30".into(), true));
    desk.shows(&["Thêm ngày nghỉ", "Nghỉ tránh bão"]);
    desk.press(&[Key::F(2), Key::Right, Key::Enter]);
    assert_eq!(desk.deadline(), ("2026-12-01".into(), true));
    desk.shows(&["T6 27/11 nghỉ", "cơ quan sửa", "Đã lưu", "Nghỉ tránh bão. Nguồn: 12/CĐ-UBND"]);
    assert!(!desk.app.setup().calendar.is_working("2026-11-27".parse().unwrap()));
    // One act, one undo.
    desk.press(&[Key::Ctrl('z')]);
    assert_eq!(desk.deadline(), ("2026-11-30".into(), true));
    assert!(desk.app.setup().calendar.is_working("2026-11-27".parse().unwrap()));
    assert!(!desk.screen().contains("27/11"), "{}", desk.screen());
}

#[test]
fn a_day_is_checked_taken_back_and_swapped() {
    let mut desk = Desk::on("lịch nghỉ");
    desk.press(&[Key::End, Key::Up, Key::Down]);
    desk.shows(&["T3 24/11"]);
    // It moves nothing, so nothing is asked; the deadline is sure from then on.
    desk.press(&[Key::Char(' ')]);
    assert_eq!(desk.deadline(), ("2026-11-30".into(), false));
    assert!(!desk.screen().contains("1 hạn dựa vào"), "{}", desk.screen());
    desk.press(&[Key::Char(' ')]);
    desk.shows(&["Ngày này đã kiểm tra rồi"]);
    desk.press(&[Key::F(8)]);
    assert_eq!(desk.deadline(), ("2026-11-30".into(), true));
    desk.press(&[Key::F(8)]);
    desk.shows(&["cơ quan chưa sửa gì"]);
    desk.press(&[Key::F(6)]);
    desk.fill(&["25/11/2026", "27/11/2026", "12/CĐ-UBND"]);
    desk.press(&[Key::F(2)]);
    desk.shows(&["Chỉ làm bù vào thứ Bảy, Chủ nhật."]);
    desk.press(&[Key::BackTab, Key::Tab]);
    desk.write("28/11/2026");
    desk.press(&[Key::F(2)]);
    // 23, 26, 27, the worked Saturday, 30: the deadline stays, and nothing is asked.
    desk.shows(&["Nghỉ hoán đổi với ngày 28/11"]);
    desk.press(&[Key::Down]);
    desk.shows(&["Làm bù ngày 25/11/2026. Nguồn: 12/CĐ-UBND", "làm việc"]);
    let history = desk.store.history(None, 2).unwrap();
    assert_eq!(history[0].entry.group, history[1].entry.group);
    desk.press(&[Key::Right]);
    desk.shows(&["Lịch nghỉ 2027", "Năm 2027 chưa có lịch nghỉ chính thức"]);
}

#[test]
fn a_form_of_the_office_goes_on_from_what_somebody_else_wrote() {
    let mut desk = Desk::on("cài đặt");
    let at = |name: &str| dondoc::domain::office::Settings::NAMES.iter().position(|n| *n == name).unwrap();
    desk.press(&vec![Key::Down; at("many_extensions")]);
    desk.press(&[Key::F(4), Key::Backspace]);
    desk.write("nhiều");
    desk.press(&[Key::F(2)]);
    desk.shows(&["Giá trị không hợp với mục này."]);
    desk.press(&[Key::Backspace; 5]);
    desk.write("4");
    let (name, new) = ("many_extensions".to_owned(), Some("5".to_owned()));
    desk.store.apply(&actor("an"), morning(), &[Change::SettingSet { name, old: None, new }]).unwrap();
    desk.press(&[Key::F(2)]);
    desk.shows(&["Hiện là: 5", "F2 lần nữa"]);
    desk.press(&[Key::F(2)]);
    assert_eq!(desk.store.settings().unwrap().many_extensions, 4);
    desk.press(&[Key::Down, Key::Down, Key::F(4), Key::Char(' '), Key::F(2)]);
    assert!(!desk.store.settings().unwrap().rolls_up);
}

#[test]
fn the_reorganisation_is_shown_before_it_is_entered() {
    let mut desk = Desk::on("sáp nhập");
    desk.shows(&["Đơn vị · 2", "Sở LĐTBXH"]);
    desk.press(&[Key::F(9)]);
    desk.shows(&[
        "Sắp xếp từ 01/07/2025",
        "? Sở LĐTBXH → Sở Nội vụ (hợp nhất, NĐ 150/2025/NĐ-CP, theo chức năng)",
    ]);
    desk.press(&[Key::Enter]);
    let OfficeRead::Units(before, _) = desk.store.units().unwrap() else { panic!() };
    assert!(before.iter().all(|unit| unit.fields.successor.is_none()));
    desk.press(&[Key::F(9), Key::Right, Key::Enter]);
    desk.shows(&["đến 30/06/2025", "→ Sở Nội vụ"]);
    desk.press(&[Key::Home, Key::Down]);
    desk.shows(&["Nhận từ đơn vị trước đây: 1 việc chưa xong"]);
    desk.press(&[Key::F(9)]);
    desk.shows(&["Không có đơn vị nào trong danh bạ cần ghi"]);
    // A unit is renamed; the name letters print stays a spelling. Its own name as successor is refused.
    desk.press(&[Key::Home, Key::F(4)]);
    desk.press(&[Key::Backspace; 9]);
    desk.write("Sở Lao động");
    desk.press(&[Key::F(2)]);
    desk.shows(&["Tên gọi: Sở Lao động; Sở LĐTBXH"]);
    desk.press(&[Key::F(8)]);
    desk.shows(&["Không bỏ được Sở Lao động"]);
}

#[test]
fn a_day_of_the_office_is_heard_of_when_another_session_commits() {
    let mut desk = Desk::on("cài đặt");
    let on = "2026-11-26".parse().unwrap();
    let (kind, name, source) = (DayKind::Off, "x".into(), "y".into());
    let new = Some(Box::new(Day { on, kind, name, source, verified: true }));
    desk.store.apply(&actor("an"), morning(), &[Change::DaySet { on, old: None, new }]).unwrap();
    assert!(desk.app.setup().calendar.is_working(on));
    settle(&mut desk.app, &desk.store, morning(), Some(Msg::DataChanged));
    assert!(!desk.app.setup().calendar.is_working(on));
}
