//! From a key to the finished frame, with the reads it asks for, the checklist among them, without
//! a terminal.

use divan::Bencher;
use dondoc::app::key::Key;
use dondoc::app::message::Msg;
use dondoc::app::{App, Setup};
use dondoc::i18n::Lang;
use dondoc::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::lists;
use super::session::{rest, settle};

/// One key and its frame; `keys` are pressed in turn, so that the cursor stays where there are rows.
fn bench_keys(bencher: Bencher<'_, '_>, tasks: usize, keys: [Key; 2]) {
    let (store, now) = (lists::open(tasks), lists::now());
    let setup = Setup {
        lang: Lang::Vi,
        ascii: false,
        colour: true,
        can_write: true,
        me: None,
        login: "bench".into(),
        opens_on_mine: false,
        calendar: store.calendar().expect("the calendar"),
        now,
        columns: 80,
        rows: 24,
        visit: None,
        sends_by: None,
        draft: None,
    };
    let mut app = App::new(setup);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a buffer");
    settle(&mut app, &store, now, None);
    let mut turn = keys.into_iter().cycle();
    bencher.bench_local(|| {
        settle(&mut app, &store, now, turn.next().map(Msg::Key));
        rest(&mut app, &store, now);
        terminal.draw(|frame| ui::draw(&app, frame)).expect("a buffer takes every frame");
    });
}

#[divan::bench(args = lists::SIZES)]
fn down(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_keys(bencher, tasks, [Key::Down, Key::Up]);
}

#[divan::bench(args = lists::SIZES)]
fn page_down(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_keys(bencher, tasks, [Key::PageDown, Key::PageUp]);
}

#[divan::bench(args = lists::SIZES)]
fn end(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_keys(bencher, tasks, [Key::End, Key::Home]);
}
