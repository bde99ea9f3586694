//! View 4 over the sample data, with a colleague at work on the same file.

use std::path::Path;

use dondoc::app::key::Key;
use dondoc::app::message::{Effect, Msg};
use dondoc::app::{App, Setup};
use dondoc::domain::change::{Actor, Change};
use dondoc::domain::log::{LogRow, LogTab, Visit};
use dondoc::domain::query::{Scope, TaskRow};
use dondoc::domain::task::Progress;
use dondoc::domain::time::Now;
use dondoc::i18n::Lang;
use dondoc::store::{Mode, Reach, Store};
use dondoc::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::session::settle;
use crate::{DEMO, loaded, morning};

/// A session of the office's administrator, and a colleague's.
struct Desk {
    _folder: tempfile::TempDir,
    app: App,
    store: Store,
    other: Store,
}

fn actor(login: &str) -> Actor {
    Actor { login: login.into(), run: login.into() }
}

/// Later than what is in the journal already.
fn now() -> Now {
    Now::from_local("2020-12-21T09:30:00".parse().expect("a date and time"))
}

impl Desk {
    fn new(columns: u16, rows: u16) -> Self {
        let (folder, store) = loaded(DEMO.as_bytes());
        let login = "vqbao".to_owned();
        let mut visit = Visit { login: login.clone(), since: i64::MAX };
        visit.since = store.news(Scope::Office, &visit).expect("a readable file").newest;
        let setup = Setup {
            lang: Lang::Vi,
            ascii: false,
            colour: true,
            can_write: true,
            me: store.person(&login).expect("a readable file").and_then(|person| person.id),
            login,
            opens_on_mine: false,
            calendar: store.calendar().expect("the calendar"),
            now: morning(),
            columns,
            rows,
            visit: Some(visit),
            sends_by: None,
            draft: None,
        };
        let mut app = App::new(setup);
        settle(&mut app, &store, now(), None);
        let other = again(store.path());
        Desk { _folder: folder, app, store, other }
    }

    fn send(&mut self, msg: Msg) {
        for effect in self.app.update(now(), msg) {
            let written = match effect {
                Effect::Write(id, changes) => (id, self.store.apply(&actor("vqbao"), now(), &changes)),
                Effect::Undo(id) => (id, self.store.undo(&actor("vqbao"), now(), Reach::Run)),
                _ => continue,
            };
            self.send(Msg::Written(written.0, written.1));
        }
        settle(&mut self.app, &self.store, now(), None);
    }

    fn press(&mut self, keys: &[Key]) {
        keys.iter().for_each(|key| self.send(Msg::Key(*key)));
    }

    fn type_words(&mut self, words: &str) {
        words.chars().for_each(|letter| self.send(Msg::Key(Key::Char(letter))));
    }

    /// The colleague marks an open task done; the session hears of it.
    fn colleague_marks(&mut self) -> TaskRow {
        let open = self.other.tasks(&Default::default(), now()).expect("a readable file").remove(0);
        let change = Change::done(open.id, &open.progress, now().today());
        self.other.apply(&actor("lvhung"), now(), &[change]).expect("it is open");
        self.send(Msg::DataChanged);
        open
    }

    fn rows(&self) -> Vec<LogRow> {
        self.app.log().window.shown().0.to_vec()
    }

    fn selected(&self) -> i64 {
        self.app.log().window.selected().map_or(0, |row| row.key.id)
    }

    fn screen(&self) -> String {
        let layout = self.app.layout();
        let mut terminal = Terminal::new(TestBackend::new(layout.columns, layout.rows)).expect("a buffer");
        terminal.draw(|frame| ui::draw(&self.app, frame)).expect("a buffer takes every frame");
        let cells = terminal.backend().buffer().content().chunks(usize::from(layout.columns));
        let line = |row: &[ratatui::buffer::Cell]| {
            row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
        };
        cells.map(line).collect::<Vec<_>>().join("\n")
    }

    fn notice(&self) -> String {
        self.app.notice().map(|notice| notice.text).unwrap_or_default()
    }
}

fn again(path: &Path) -> Store {
    Store::open(path, Mode::ReadWrite).expect("the file is there")
}

#[test]
fn new_entries_come_without_moving_the_cursor() {
    let mut desk = Desk::new(80, 24);
    desk.press(&[Key::Char('4')]);
    let first = desk.selected();
    desk.colleague_marks();
    assert_eq!(desk.selected(), first);
    assert_eq!(desk.rows()[0].key.id, first + 1, "at the start of the list what is new is in sight");
    desk.press(&[Key::End]);
    let (last, rows) = (desk.selected(), desk.rows());
    assert_eq!((last, rows.len()), (1, desk.app.layout().log_rows()));
    desk.colleague_marks();
    assert_eq!((desk.selected(), desk.rows()), (last, rows), "further down nothing moves");
    desk.press(&[Key::Home]);
    assert_eq!(desk.selected(), first + 2);
    // More than the pages that are held.
    let task = desk.other.tasks(&Default::default(), now()).expect("a readable file").remove(0);
    let noted = |n: usize| Progress { note: Some(format!("lần {n}")), ..task.progress.clone() };
    let change = |n| {
        let old = if n == 0 { task.progress.clone() } else { noted(n - 1) };
        Change::TaskProgress { task: task.id, old, new: noted(n) }
    };
    desk.other
        .apply(&actor("lvhung"), now(), &(0..100).map(change).collect::<Vec<_>>())
        .expect("one after another");
    desk.send(Msg::DataChanged);
    assert_eq!(desk.selected(), first + 2);
    desk.press(&[Key::Up]);
    assert_eq!(desk.selected(), first + 3);
}

#[test]
fn the_strip_counts_the_tasks_that_the_list_of_news_shows() {
    let mut desk = Desk::new(80, 24);
    assert!(!desk.screen().contains("MỚI"), "nothing is new:\n{}", desk.screen());
    let marked = desk.colleague_marks();
    desk.other.undo(&actor("lvhung"), now(), Reach::Run).expect("just done");
    desk.send(Msg::DataChanged);
    assert!(desk.screen().contains("CHỜ BÁO CÁO 2 · MỚI 1 (n xem)"), "{}", desk.screen());
    desk.press(&[Key::Char('n')]);
    assert_eq!(desk.app.log().tab, LogTab::News);
    let rows = desk.rows();
    let said: Vec<_> = rows.iter().map(|row| (row.task, row.n, row.n_tasks)).collect();
    assert_eq!(said, [(Some(marked.id), 2, 1)]);
    let screen = desk.screen();
    assert!(
        screen.contains("Mới · 1 nhiệm vụ") && screen.contains("2 thay đổi, mới nhất: hoàn tác"),
        "{screen}"
    );
    assert_eq!(desk.app.log().seen(), Some(desk.store.history(None, 1).expect("readable")[0].entry.seq));
    desk.press(&[Key::Enter]);
    let opened = format!("{:?}", desk.app.popups().last());
    assert!(opened.contains(&format!("id: {:?}", marked.directive)), "{opened}");
}

#[test]
fn the_journal_is_narrowed_by_person_day_and_record() {
    let mut desk = Desk::new(80, 24);
    let marked = desk.colleague_marks();
    desk.press(&[Key::Char('4')]);
    let all = desk.app.log().window.page().map_or(0, |page| page.rows.len());
    desk.press(&[Key::Char('f'), Key::Down, Key::Down, Key::Enter]);
    while !desk.screen().contains("►") || !desk.screen().lines().any(|line| line.contains("► Lê Văn Hùng"))
    {
        desk.press(&[Key::Down]);
    }
    desk.press(&[Key::Enter]);
    let screen = desk.screen();
    assert!(screen.contains("Nhật ký · lọc: Lê Văn Hùng"), "{screen}");
    assert_eq!(desk.rows().iter().map(|row| row.task).collect::<Vec<_>>(), [Some(marked.id)]);
    // Its own history, from the menu on its row; the entry of its directive is not about it.
    desk.press(&[Key::Char('f'), Key::End, Key::Up, Key::Enter]);
    assert!(desk.screen().contains(&format!("việc {} của {}", marked.item, marked.reference)));
    desk.press(&[Key::Esc]);
    assert_eq!(desk.app.log().window.page().map_or(0, |page| page.rows.len()), all);
    for (words, found) in [("nhat ky ngay 21/12", true), ("nhật ký ngày 20/12", false)] {
        desk.press(&[Key::Char('1'), Key::F(2)]);
        desk.type_words(words);
        desk.press(&[Key::Enter]);
        assert!(desk.screen().contains("lọc: ngày 2"), "{}", desk.screen());
        assert_eq!(!desk.rows().is_empty(), found, "{words}");
    }
    desk.press(&[Key::Esc, Key::Char('1'), Key::F(2)]);
    desk.type_words("nhat ky cua van ban");
    desk.press(&[Key::Enter]);
    let rows = desk.rows();
    assert!(
        rows.len() < all && rows.iter().all(|row| row.line.directive == rows[0].line.directive),
        "{rows:?}"
    );
}

#[test]
fn what_is_in_the_trash_comes_back_or_goes_for_good() {
    let mut desk = Desk::new(80, 24);
    let first = desk.app.board().window.selected().expect("a first row").clone();
    desk.press(&[Key::F(8), Key::Char('4'), Key::Left]);
    assert!(desk.screen().contains("F7 khôi phục  F8 xóa hẳn"), "{}", desk.screen());
    desk.press(&[Key::F(7)]);
    assert_eq!(desk.notice(), format!("Đã khôi phục {}. Ctrl-Z hoàn tác", first.reference));
    assert!(desk.rows().is_empty() && desk.screen().contains("Thùng rác trống."));
    desk.press(&[Key::Ctrl('z')]);
    assert_eq!(desk.rows().len(), 1, "undone: in the trash again");
    // Enter alone keeps it.
    desk.press(&[Key::F(8), Key::Enter]);
    assert_eq!((desk.rows().len(), desk.notice().as_str()), (1, ""));
    desk.press(&[Key::F(8), Key::Right, Key::Enter]);
    assert_eq!(desk.notice(), format!("Đã xóa hẳn {}", first.reference));
    assert!(desk.rows().is_empty());
    assert!(desk.store.detail(first.id()).expect("a readable file").is_none());
    desk.press(&[Key::Ctrl('z')]);
    assert!(desk.notice().contains("đã bị xóa hẳn"), "{}", desk.notice());
    desk.press(&[Key::Left, Key::Left]);
    assert!(desk.screen().contains(&format!("xóa hẳn {}", first.reference)), "{}", desk.screen());
    desk.press(&[Key::Enter]);
    assert_eq!(desk.notice(), "Mục này không có văn bản nào để mở");
}

#[test]
fn an_officer_restores_and_does_not_purge() {
    let mut desk = Desk::new(80, 24);
    let change = |row: &LogRow| row.line.entry.change.inverse().expect("a move to the trash");
    desk.press(&[Key::F(8), Key::Char('4'), Key::Left]);
    let row = desk.rows().remove(0);
    let directive = row.line.directive.expect("a directive");
    let purge = Change::Purged { directive, task: None, name: String::new() };
    assert!(desk.other.apply(&actor("lvhung"), now(), &[purge]).is_err());
    desk.other.apply(&actor("lvhung"), now(), &[change(&row)]).expect("an officer may");
    desk.press(&[Key::F(7)]);
    assert_eq!(desk.notice(), "Không có gì thay đổi");
}

#[test]
fn every_size_shows_the_chosen_entry() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20), (40, 12), (20, 5)] {
        let mut desk = Desk::new(columns, rows);
        let marked = desk.colleague_marks();
        for key in [Key::Char('4'), Key::Char('n')] {
            desk.press(&[key]);
            let screen = desk.screen();
            assert!(
                screen.contains('►') && screen.contains(marked.reference.split_at(8).0),
                "{columns}×{rows}\n{screen}"
            );
        }
    }
}
