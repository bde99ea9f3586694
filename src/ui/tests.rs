//! Whole screens, named by situation, and what must hold on all of them.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::app::key::Key;
use crate::app::message::Msg;
use crate::app::tests::office::{Desk, Office, Record, letter, many, monday, morning, setup};
use crate::app::{App, Setup};
use crate::domain::task::{AssignmentRole, State, TaskKind};
use crate::error::Error;
use crate::i18n::Lang;

fn drawn(app: &App) -> Buffer {
    let layout = app.layout();
    let mut terminal = Terminal::new(TestBackend::new(layout.columns, layout.rows)).unwrap();
    terminal.draw(|frame| super::draw(app, frame)).unwrap().buffer.clone()
}

/// The screen as lines of text; the second half of a wide character is left out.
fn screen(app: &App) -> String {
    let buffer = drawn(app);
    let mut lines = Vec::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += crate::text::width(symbol).max(1) as u16;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// On the model letter, as in the office's morning after four Downs.
fn on_the_letter(setup: Setup) -> Desk {
    let mut desk = Desk::new(morning(), setup);
    desk.press(&[Key::Down; 4]);
    desk
}

macro_rules! look {
    ($name:literal, $app:expr) => {
        insta::assert_snapshot!($name, screen(&$app))
    };
}

#[test]
fn view_3_in_its_widths() {
    look!("view_3_80x24", Desk::in_figures(setup(80, 24)).app);
    look!("view_3_120x40", Desk::in_figures(Setup { ascii: true, ..setup(120, 40) }).app);
    look!("view_3_40x12", Desk::in_figures(setup(40, 12)).app);
    let behind = |columns, rows| {
        let mut desk = Desk::in_figures(setup(columns, rows));
        desk.press(&[Key::Enter, Key::Enter]);
        desk.commit();
        desk.settle();
        desk.app
    };
    look!("tasks_behind_a_figure_80x24", behind(80, 24));
    look!("tasks_behind_a_figure_40x12", behind(40, 12));
    let mut english = Desk::in_figures(Setup { lang: Lang::En, ..setup(80, 24) });
    english.press(&[Key::End, Key::Left]);
    english.count(crate::domain::stats::Stats::default());
    look!("view_3_empty_english", english.app);
}

#[test]
fn view_1_in_its_widths() {
    look!("view_1_80x24", on_the_letter(setup(80, 24)).app);
    look!("view_1_120x40", on_the_letter(setup(120, 40)).app);
    look!("view_1_40x12", on_the_letter(setup(40, 12)).app);
    look!("view_1_20x5", on_the_letter(setup(20, 5)).app);
    look!("view_1_ascii", on_the_letter(Setup { ascii: true, ..setup(80, 24) }).app);
    look!("view_1_english", on_the_letter(Setup { lang: Lang::En, ..setup(80, 24) }).app);
}

#[test]
fn the_checklist_with_the_keys() {
    let mut desk = on_the_letter(setup(80, 24));
    desk.press(&[Key::Tab, Key::Down, Key::Char(' ')]);
    desk.commit();
    desk.press(&[Key::End, Key::Char(' ')]);
    desk.wait(400);
    look!("checklist_one_done_one_being_written", desk.app);
    desk.send(Msg::Resized { columns: 40, rows: 12 });
    desk.settle();
    look!("checklist_40x12", desk.app);
}

#[test]
fn view_2_in_its_widths() {
    let agenda = |setup: Setup| {
        let mut desk = Desk::new(morning(), setup);
        desk.press(&[Key::Char('2'), Key::Insert, Key::End, Key::Enter, Key::Home, Key::Down, Key::Down]);
        desk
    };
    look!("view_2_80x24", agenda(setup(80, 24)).app);
    look!("view_2_120x40", agenda(setup(120, 40)).app);
    look!("view_2_40x12", agenda(setup(40, 12)).app);
    look!("view_2_ascii_english", agenda(Setup { ascii: true, lang: Lang::En, ..setup(80, 24) }).app);
}

#[test]
fn an_empty_file_says_what_to_do() {
    look!("empty_file", Desk::new(Office::default(), Setup { opens_on_mine: false, ..setup(80, 24) }).app);
}

#[test]
fn nothing_of_mine_is_another_thing_than_an_empty_file() {
    let mut office = morning();
    office.records.iter_mut().for_each(|record| record.mine = false);
    look!("mine_empty", Desk::new(office, setup(80, 24)).app);
}

#[test]
fn a_read_only_file() {
    let mut desk = on_the_letter(Setup { can_write: false, ..setup(80, 24) });
    desk.press(&[Key::Tab, Key::Char(' ')]);
    look!("read_only_after_space", desk.app);
}

#[test]
fn the_data_file_is_gone() {
    let mut desk = on_the_letter(setup(80, 24));
    desk.send(Msg::FileGone(Error::FileGone("x".into())));
    let buffer = drawn(&desk.app);
    assert_eq!(buffer[(1, 0)].bg, Color::Red);
    assert!(screen(&desk.app).starts_with(" TỆP DỮ LIỆU ĐÃ BỊ XÓA"));
}

#[test]
fn help_over_the_list() {
    let mut desk = on_the_letter(setup(80, 24));
    desk.press(&[Key::F(1)]);
    look!("help", desk.app);
    for letter in "trang".chars() {
        desk.press(&[Key::Char(letter)]);
    }
    look!("help_narrowed", desk.app);
}

#[test]
fn an_opened_directive() {
    let mut desk = on_the_letter(setup(80, 24));
    desk.press(&[Key::Enter, Key::Down, Key::Down, Key::Down]);
    look!("detail_tasks", desk.app);
    desk.press(&[Key::Enter]);
    look!("detail_full_text_at_the_passage", desk.app);
    let mut tabs = Vec::new();
    for _ in 0..5 {
        desk.press(&[Key::Right]);
        let lines: Vec<String> = screen(&desk.app).lines().skip(8).take(8).map(ToOwned::to_owned).collect();
        tabs.push(lines.join("\n"));
    }
    insta::assert_snapshot!("detail_other_tabs", tabs.join("\n\n"));
    let mut desk = on_the_letter(setup(40, 12));
    desk.press(&[Key::Enter]);
    look!("detail_40x12", desk.app);
    let mut desk = on_the_letter(setup(120, 40));
    desk.press(&[Key::Enter, Key::End]);
    look!("detail_120x40", desk.app);
}

/// In the morning's office with names to offer.
fn with_names(setup: Setup) -> Desk {
    let mut office = morning();
    office.names.units =
        ["Phòng Cải cách hành chính", "Phòng Tổ chức biên chế", "Sở Nội vụ"].map(Into::into).into();
    office.names.people = vec![("ntttrng".into(), "Nguyễn Thị Trang".into())];
    let mut desk = Desk::new(office, setup);
    desk.press(&[Key::Down; 4]);
    desk
}

#[test]
fn forms_in_their_widths() {
    let mut desk = with_names(setup(80, 24));
    desk.press(&[Key::F(4)]);
    look!("form_directive", desk.app);
    for (columns, rows, name) in
        [(80, 24, "form_task"), (120, 40, "form_task_120x40"), (40, 12, "form_task_40x12")]
    {
        let mut desk = with_names(setup(columns, rows));
        desk.press(&[Key::Tab, Key::F(7)]);
        desk.type_text("Tổng hợp TTHC mức độ 3, 4");
        desk.press(&[Key::Tab]);
        desk.type_text("ph");
        if columns == 80 {
            look!("form_task_names_offered", desk.app);
        }
        desk.press(&[Key::Tab, Key::Tab, Key::Tab]);
        desk.type_text("+5lv");
        desk.press(&[Key::Tab]);
        desk.type_text("31/02");
        desk.press(&[Key::F(2)]);
        insta::assert_snapshot!(name, screen(&desk.app));
    }
    let mut desk = with_names(setup(80, 24));
    desk.press(&[Key::F(6)]);
    desk.type_text("15/1/2021");
    look!("form_deadline", desk.app);
    desk.press(&[Key::Esc]);
    look!("form_question", desk.app);
}

#[test]
fn names_that_are_offered_leave_their_field_in_sight() {
    for (columns, rows) in [(30, 6), (40, 8), (40, 12), (60, 20), (80, 24)] {
        let mut desk = with_names(setup(columns, rows));
        desk.office.names.units = (0..9).map(|n| format!("Phòng {n}")).collect();
        desk.press(&[Key::Tab, Key::F(7), Key::Tab, Key::Tab]);
        desk.type_text("ph");
        desk.press(&[Key::Down; 9]);
        let drawn = screen(&desk.app);
        assert!(drawn.contains("[ph") && drawn.contains("Phòng 8"), "{columns}×{rows}\n{drawn}");
    }
}

#[test]
fn steps_as_a_list() {
    let mut office = morning();
    let step = |text: &str, done| crate::domain::task::Step { text: text.into(), done };
    office.records[0].record.tasks[0].steps =
        vec![step("Xin số liệu ba phòng", true), step("Viết báo cáo", false)];
    let mut desk = Desk::new(office, setup(80, 24));
    desk.press(&[Key::Down; 4]);
    desk.press(&[Key::Tab, Key::Ctrl('l'), Key::Down]);
    look!("steps", desk.app);
    desk.press(&[Key::Esc, Key::Enter, Key::Left]);
    desk.press(&[Key::Down, Key::Ctrl('l')]);
    assert!(screen(&desk.app).contains("Chưa có bước nào. F7 thêm bước."), "{}", screen(&desk.app));
}

#[test]
fn a_task_that_is_done_is_not_late() {
    let mut desk = Desk::new(morning(), setup(120, 40));
    assert!(screen(&desk.app).contains("Việc 1: T5 10/12/2020, xong muộn 2 ngày"), "{}", screen(&desk.app));
    desk.press(&[Key::Tab, Key::Down]);
    assert!(screen(&desk.app).contains("Việc 2: T6 11/12/2020, xong 11/12"), "{}", screen(&desk.app));
}

#[test]
fn help_on_a_narrow_screen_is_not_cut() {
    let mut desk = on_the_letter(setup(40, 12));
    desk.press(&[Key::Enter, Key::F(1)]);
    look!("help_40x12", desk.app);
    desk.press(&[Key::End]);
    let rest = screen(&desk.app);
    assert!(
        rest.contains("trang trước, trang sau")
            && !rest.lines().skip(1).take(10).any(|line| line.contains('…')),
        "{rest}"
    );
}

#[test]
fn fields_take_the_rows_that_are_free() {
    let mut office = morning();
    office.records[0].record.subject = "Khắc phục hạn chế".into();
    let mut desk = Desk::new(office, setup(80, 24));
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Enter]);
    assert!(screen(&desk.app).contains("│            Sở Nội vụ "), "{}", screen(&desk.app));
}

#[test]
fn all_tabs_have_a_name_in_sight() {
    for columns in [72, 80, 110] {
        let mut desk = on_the_letter(setup(columns, 24));
        desk.press(&[Key::Enter]);
        for name in ["Nhiệm vụ", "Toàn văn", "Dẫn chiếu", "Chỉ tiêu", "Nhận xét", "Nơi nhận", "Lịch sử"]
        {
            let tabs = screen(&desk.app).lines().nth(8).unwrap().to_owned();
            assert!(tabs.contains(name) && tabs.contains('['), "{tabs}");
            desk.press(&[Key::Right]);
        }
    }
}

#[test]
fn an_hour_is_not_cut_off_its_unit() {
    let mut office = morning();
    office.records[0].record.doubts[0].text = "17/20 ... 70%".into();
    let task = office.records[0].record.tasks[3].deadline.as_mut().unwrap();
    (task.on, task.at) = (Some(monday().today()), "08:45:00".parse().ok());
    office.records.truncate(1);
    for (columns, rows, said) in
        [(80, 24, "  còn 45 phút"), (40, 12, " còn 45 phút"), (120, 40, "còn 45 phút")]
    {
        let mut desk = Desk::new(office.clone(), setup(columns, rows));
        desk.press(&[Key::Enter]);
        let screen = screen(&desk.app);
        assert!(screen.contains(said) && screen.contains("17/20 … 70%"), "{screen}");
    }
}

#[test]
fn what_recurs_and_who_helps_is_said() {
    let mut record = Record::new(1, "1/UBND-NC", "x").task("1", "a", "Sở A", "").task("2", "b", "Sở A", "");
    let mut helper = record.record.tasks[0].assignments[0].clone();
    (helper.role, helper.unit) = (AssignmentRole::Support, "Ban B".into());
    record.record.tasks[0].assignments.push(helper);
    record.record.tasks[0].kind = TaskKind::Periodic;
    record.record.tasks[1].kind = TaskKind::Standing;
    let mut desk = Desk::new(Office { records: vec![record], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::Enter]);
    let screen = screen(&desk.app);
    let said = [
        "Sở A             định kỳ",
        "Sở A             thường xuyên",
        "Việc 1: định kỳ",
        "Chủ trì: Sở A · Phối hợp: Ban B",
    ];
    for words in said {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn counts_are_the_same_at_every_width() {
    let mut office = morning();
    office.records[0].record.tasks[0].progress.state = State::Withdrawn;
    for (columns, rows) in [(120, 40), (80, 24), (40, 12), (30, 12)] {
        let mut desk = on_the_letter(setup(columns, rows));
        assert!(screen(&desk.app).contains("đang theo dõi 6"), "{}", screen(&desk.app));
        desk = Desk::new(office.clone(), setup(columns, rows));
        desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Enter]);
        let screen = screen(&desk.app);
        assert!(columns < 60 || screen.contains("[Nhiệm vụ 4]") && screen.contains("0/4 xong"), "{screen}");
    }
}

mod find;
mod kinds;
mod people;

/// Titles that terminals and tables trip over.
fn hard_texts() -> Office {
    let nfd = "Tiê\u{301}p tu\u{323}c chi\u{309} đa\u{323}o đâ\u{309}y ma\u{323}nh ca\u{309}i ca\u{301}ch ha\u{300}nh chi\u{301}nh";
    let long = "Về việc tăng cường rà soát, đôn đốc, kiểm tra, ".repeat(40);
    let record = |id: i64, reference: &str, text: &str| {
        Record::new(id, reference, text).task("1", text, text, "2020-12-24").task("2.a", text, "Sở", "")
    };
    Office {
        records: vec![
            record(1, "1/UBND-NC", nfd),
            record(2, "2/UBND-NC", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"),
            record(3, "3/UBND-NC", "✅ xong 👩‍👩‍👧 gia đình 🇻🇳 ⚠️ chú ý ✅✅✅✅✅✅✅✅✅✅✅✅"),
            record(4, "4/UBND-NC", &long),
            record(5, "5/UBND-NC", "a\u{1b}[31mđỏ\u{7}\u{202e}ngược\tcột\nhai"),
            record(6, "", ""),
            record(7, &"78901234567890/QĐ-UBND-THẬT-DÀI".repeat(3), "số dài"),
        ],
        ..Office::default()
    }
}

#[test]
fn hard_texts_stay_in_their_columns() {
    let mut desk = Desk::new(hard_texts(), setup(80, 24));
    look!("hard_texts", desk.app);
    desk.press(&[Key::Down, Key::Down]);
    look!("hard_texts_third", desk.app);
}

/// Where a frame is drawn, its right side is straight.
fn assert_straight(app: &App, what: &str) {
    let buffer = drawn(app);
    let right = buffer.area.width - 1;
    let in_frame = |y: u16| matches!(buffer[(0, y)].symbol(), "│" | "┌" | "└");
    for y in (0..buffer.area.height).filter(|y| in_frame(*y)) {
        let end = buffer[(right, y)].symbol();
        assert!(matches!(end, "│" | "┐" | "┘" | "▲" | "▼"), "{what}, line {y}: {end:?}\n{}", screen(app));
    }
    let cells = buffer.content();
    for (cell, next) in cells.iter().zip(cells.iter().skip(1)) {
        // A terminal draws the second half of a wide character over whatever stands there.
        let is_whole = crate::text::width(cell.symbol()) < 2 || next.symbol() == " ";
        assert!(is_whole, "{what}: {:?} under {:?}", cell.symbol(), next.symbol());
        assert!(!cell.symbol().contains(char::is_control), "{what}: {:?}", cell.symbol());
    }
}

#[test]
fn every_screen_at_every_size_draws() {
    let ways: [&[Key]; 16] = [
        &[],
        &[Key::F(3), Key::Char('a')],
        &[Key::F(2), Key::Char('a')],
        &[Key::Char('f'), Key::End],
        &[Key::Tab],
        &[Key::Enter],
        &[Key::Enter, Key::Down, Key::Enter],
        &[Key::F(1)],
        &[Key::Enter, Key::F(1), Key::Char('z'), Key::Char('z')],
        &[Key::F(4), Key::End, Key::Char('漢'), Key::Tab, Key::Char('x'), Key::F(2)],
        &[Key::Tab, Key::F(4), Key::BackTab],
        &[Key::F(7), Key::Tab, Key::Tab, Key::Down],
        &[Key::F(6), Key::Char('3'), Key::Tab],
        &[Key::Char('.'), Key::Enter, Key::Enter, Key::Char('x'), Key::Esc],
        &[Key::Tab, Key::Ctrl('l')],
        &[Key::Tab, Key::Ctrl('l'), Key::F(7), Key::F(2)],
    ];
    let mut offices = [morning(), hard_texts(), Office::default(), many(200)];
    offices[1].records.push(letter());
    offices[1].records.last_mut().unwrap().id = crate::domain::DirectiveId(8);
    // Texts matter on every screen; an empty and a long list only where there is a list.
    let all = [(0, &ways[..]), (1, &ways[..]), (2, &ways[..4]), (3, &ways[..2])];
    let cases = all.into_iter().flat_map(|(office, ways)| ways.iter().map(move |way| (office, *way)));
    for (office, way) in cases {
        let mut desk = Desk::new(offices[office].clone(), setup(80, 24));
        desk.press(way);
        for columns in [1, 2, 5, 19, 20, 33, 40, 59, 60, 75, 80, 109, 110, 130] {
            for rows in [1, 2, 4, 5, 9, 10, 12, 19, 20, 24, 45] {
                desk.send(Msg::Resized { columns, rows });
                desk.settle();
                assert_straight(&desk.app, &format!("{way:?} at {columns}×{rows}"));
            }
        }
    }
}

#[test]
fn a_frame_smaller_than_was_told_only_cuts() {
    let desk = on_the_letter(setup(120, 40));
    let mut terminal = Terminal::new(TestBackend::new(30, 7)).unwrap();
    terminal.draw(|frame| super::draw(&desk.app, frame)).unwrap();
}

#[test]
fn without_colour_nothing_is_coloured() {
    for way in [&[][..], &[Key::Tab], &[Key::Enter], &[Key::F(1)], &[Key::F(6), Key::Char('x'), Key::F(2)]] {
        let mut desk = on_the_letter(Setup { colour: false, ..setup(80, 24) });
        desk.press(way);
        desk.send(Msg::FileGone(Error::FileGone("x".into())));
        for cell in drawn(&desk.app).content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{way:?}");
        }
    }
}

#[test]
fn the_ascii_set_draws_no_other_signs() {
    let signs = "─│┌┐└┘►▲▼…·—›≥↑↓←→";
    let forms = [&[Key::F(4), Key::Tab][..], &[Key::F(6), Key::Char('3')], &[Key::F(4), Key::Tab, Key::Tab]];
    let ways = [&[][..], &[Key::Tab], &[Key::Enter], &[Key::Enter, Key::Down, Key::Enter], &[Key::F(1)]];
    for way in ways.into_iter().chain(forms) {
        let mut desk = on_the_letter(Setup { ascii: true, ..setup(80, 24) });
        desk.press(way);
        let screen = screen(&desk.app);
        assert!(!screen.contains(|c| signs.contains(c)), "{way:?}\n{screen}");
    }
}

#[test]
fn the_bar_is_one_bar_over_muted_and_coloured_cells() {
    let mut office = morning();
    office.records[0].record.tasks[0].progress.state = State::Done;
    let mut desk = Desk::new(office, setup(80, 24));
    let bar = |desk: &Desk, x: u16, y: u16| {
        let buffer = drawn(&desk.app);
        (x..x + 35).all(|x| buffer[(x, y)].style() == buffer[(x + 1, y)].style())
    };
    assert!(bar(&desk, 5, 4) && !bar(&desk, 3, 4), "beside the marker of a late directive, which stays red");
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Tab]);
    assert!(bar(&desk, 1, 15), "over a task that is done\n{}", screen(&desk.app));
}

/// Bytes that a key sends down the line, escape sequences included.
fn bytes_of(desk: &mut Desk, act: impl Fn(&mut Desk)) -> usize {
    use ratatui::backend::{Backend, CrosstermBackend};
    let before = drawn(&desk.app);
    act(desk);
    let after = drawn(&desk.app);
    let mut sent = Vec::new();
    CrosstermBackend::new(&mut sent).draw(before.diff(&after).into_iter()).unwrap();
    sent.len()
}

#[test]
fn a_key_sends_few_bytes() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    for _ in 0..6 {
        let bytes = bytes_of(&mut desk, |desk| desk.press(&[Key::Down]));
        assert!(bytes <= 1500, "{bytes} bytes for a Down in the list");
    }
    let mut desk = Desk::new(many(500), setup(80, 24));
    desk.press(&[Key::Down]);
    let inside = bytes_of(&mut desk, |desk| desk.press(&[Key::Down]));
    assert!(inside <= 400, "{inside} bytes for a Down with a short checklist");
    let mut desk = on_the_letter(setup(80, 24));
    desk.wait(20);
    let bar = bytes_of(&mut desk, |desk| desk.burst(&[Key::Up]));
    assert!(bar <= 330, "{bar} bytes for the bar alone");
    let mut desk = on_the_letter(setup(80, 24));
    desk.press(&[Key::Tab]);
    let inside = bytes_of(&mut desk, |desk| desk.press(&[Key::Down]));
    assert!(inside <= 200, "{inside} bytes for a Down in the checklist");
}

#[test]
fn the_review_of_a_letter() {
    let mut desk = Desk::reviewing(80, 24);
    look!("review_80x24", desk.app);
    desk.press(&[Key::Char('!'), Key::Down, Key::Down, Key::Char(' ')]);
    look!("review_one_left_out", desk.app);
    let at_a_task = |columns, rows| {
        let mut desk = Desk::reviewing(columns, rows);
        desk.press(&[Key::Char('!'); 6]);
        desk
    };
    look!("review_120x40", at_a_task(120, 40).app);
    let mut desk = at_a_task(40, 12);
    look!("review_40x12", desk.app);
    desk.press(&[Key::Tab]);
    look!("review_40x12_letter", desk.app);
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.paste(crate::app::tests::review::LETTER);
    assert!(screen(&desk.app).contains("\n 2305/UBND-KGVX, 6 nhiệm vụ. Enter xem lại · Esc bỏ\n"));
}

#[test]
fn the_names_of_the_views_are_never_cut() {
    for can_write in [true, false] {
        for lang in [Lang::Vi, Lang::En] {
            let mut desk = Desk::new(morning(), Setup { lang, can_write, ..setup(80, 24) });
            desk.press(&[Key::Char('m')]);
            let header = screen(&desk.app).lines().next().unwrap_or_default().to_owned();
            assert!(header.contains(&format!("4 {} ", lang.view_log())), "{header}");
            assert!(header.contains("21/12"), "{header}");
        }
    }
}
