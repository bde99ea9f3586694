//! Search, palette and menus as they are drawn.

use super::*;
use ratatui::style::Modifier;

use crate::app::message::{Among, Effect};
use crate::domain::query::{Found, Hit};

/// Types into a search, answered with records and one letter.
fn searched(setup: Setup, words: &str) -> Desk {
    let mut desk = on_the_letter(setup);
    desk.press(&[Key::F(3)]);
    for c in words.chars() {
        desk.send(Msg::Key(Key::Char(c)));
    }
    let Some(Effect::Search(id, _)) = desk.effects.pop() else {
        panic!("a search is sent");
    };
    let records = desk.office.search(words);
    let letter = Hit {
        task: None,
        state: None,
        item: String::new(),
        passage: Some("… trong năm 2020, dịch vụ công mức độ 4 phải đạt 30% số thủ tục; hướng dẫn …".into()),
        ..records.hits.first().cloned().unwrap_or(Hit {
            directive: crate::domain::DirectiveId(1),
            task: None,
            reference: "1792/UBND-NC".into(),
            item: String::new(),
            title: "Khắc phục hạn chế".into(),
            passage: None,
            state: None,
            due_on: None,
        })
    };
    let hits = if words == "zzzz" { Vec::new() } else { vec![letter] };
    desk.send(Msg::Found(id, Among::Records, Ok(records)));
    desk.send(Msg::Found(id, Among::Letters, Ok(Found { hits, more: true })));
    desk.settle();
    desk
}

#[test]
fn the_search() {
    let mut desk = on_the_letter(setup(80, 24));
    desk.press(&[Key::F(3)]);
    look!("search_empty", desk.app);
    look!("search_80x24", searched(setup(80, 24), "muc do").app);
    look!("search_120x40", searched(setup(120, 40), "van").app);
    look!("search_40x12", searched(setup(40, 12), "van").app);
    let nothing = screen(&searched(setup(80, 24), "zzzz").app);
    assert!(nothing.contains("Không có kết quả phù hợp với \"zzzz\""), "{nothing}");
}

#[test]
fn the_palette() {
    let typed = |setup: Setup, words: &str| {
        let mut desk = on_the_letter(setup);
        desk.press(&[Key::F(2)]);
        desk.type_words(words);
        desk
    };
    look!("palette_empty", typed(setup(80, 24), "").app);
    look!("palette_80x24", typed(setup(80, 24), "gia").app);
    look!("palette_40x12", typed(setup(40, 12), "gia").app);
    let nothing = screen(&typed(setup(80, 24), "zzzz").app);
    assert!(nothing.contains("Không có kết quả phù hợp với \"zzzz\""), "{nothing}");
    // A directive that of which nothing is paused cannot go on.
    let barred = screen(&typed(setup(80, 24), "lam tiep").app);
    assert!(barred.contains("không dùng cho dòng đang chọn"), "{barred}");
}

#[test]
fn the_menus() {
    let menu = |setup: Setup, keys: &[Key]| {
        let mut desk = on_the_letter(setup);
        desk.press(keys);
        desk
    };
    let (f, s) = (Key::Char('f'), Key::Char('s'));
    look!("menu_filter", menu(setup(80, 24), &[f, Key::Enter, f]).app);
    look!("menu_filter_40x12", menu(setup(40, 12), &[f, Key::End]).app);
    look!("menu_sort", menu(setup(80, 24), &[s]).app);
    let units = [f, Key::End, Key::Up, Key::Enter];
    look!("menu_units", menu(setup(80, 24), &units).app);
    let late_by_subject = [f, Key::Enter, s, Key::Home, Key::Down, Key::Down, Key::Down, Key::Enter];
    look!("filtered_80x24", menu(setup(80, 24), &late_by_subject).app);
    look!("filtered_120x40", menu(setup(120, 40), &late_by_subject).app);
    look!("filtered_40x12", menu(setup(40, 12), &late_by_subject).app);
    let ascii = menu(Setup { ascii: true, ..setup(80, 24) }, &late_by_subject);
    assert!(screen(&ascii.app).contains("Trích yếu ^"), "{}", screen(&ascii.app));
    let mut desk = menu(setup(80, 24), &[]);
    desk.office.records.retain(|record| record.record.tasks.len() > 5);
    desk.press(&[f, Key::Enter]);
    look!("filtered_to_nothing", desk.app);
}

/// What was found is underlined, with colour and without, and under the bar.
#[test]
fn words_that_were_found_are_marked() {
    for colour in [true, false] {
        let desk = searched(Setup { colour, ..setup(80, 24) }, "muc do");
        let buffer = drawn(&desk.app);
        let marked = |y: u16| {
            let cells = (0..80).map(|x| &buffer[(x, y)]);
            let cells = cells.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
            cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!((marked(3).as_str(), marked(4).as_str()), ("mứcđộ", "mứcđộ"));
        assert!(marked(6).contains("mứcđộ"), "in the passage: {}", marked(6));
    }
}

#[test]
fn what_was_found_draws_at_every_size() {
    for way in [Key::F(3), Key::F(2)] {
        let mut desk = Desk::new(hard_texts(), setup(80, 24));
        desk.press(&[way]);
        desk.type_words("a");
        desk.press(&[Key::PageDown]);
        for columns in [1, 5, 20, 33, 40, 60, 80, 110] {
            for rows in [1, 5, 9, 12, 20, 24] {
                desk.send(Msg::Resized { columns, rows });
                desk.settle();
                assert_straight(&desk.app, &format!("{way} at {columns}×{rows}"));
            }
        }
    }
}
