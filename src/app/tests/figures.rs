//! View 3: which figures are asked for, and what the keys do with those that came.

use super::office::{Desk, monday, morning, setup};
use chrono::TimeDelta;

use crate::app::figures::{Chosen, Counted, Pick, Wanted};
use crate::app::key::Key;
use crate::app::menu::{Choice, Menu};
use crate::app::message::{CountId, Effect, Msg};
use crate::app::{Popup, Screen, Setup};
use crate::domain::office::Settings;
use crate::domain::period::Span;
use crate::domain::query::Scope;
use crate::domain::standing::{FourCounts, Standing};
use crate::domain::stats::{Attribution, Figures, GroupBy, Stats, StatsRow};
use crate::domain::time::Now;
use crate::error::Error;

/// On time, late, within, overdue.
pub(crate) fn figures([done_on_time, done_late, open_within, open_overdue]: [u64; 4]) -> Figures {
    let counts = FourCounts { done_on_time, done_late, open_within, open_overdue };
    Figures {
        counts,
        undated: open_within.min(1),
        late: [done_late, open_overdue, 0, 0],
        days_late: 9,
        ..Figures::default()
    }
}

/// What the reading thread answers: five rows, the last of nobody.
pub(crate) fn stats() -> Stats {
    let row =
        |id: Option<i64>, name: &str, counts| StatsRow { id, name: name.into(), figures: figures(counts) };
    let rows = vec![
        row(Some(1), "Phòng Cải cách hành chính", [17, 2, 4, 1]),
        row(Some(2), "Phòng Tổ chức biên chế", [18, 5, 5, 3]),
        row(Some(3), "Sở Lao động - Thương binh và Xã hội", [2, 0, 3, 0]),
        row(Some(4), "Văn phòng Sở", [10, 3, 4, 1]),
        row(None, "", [0, 0, 1, 0]),
    ];
    Stats { rows, total: figures([47, 10, 17, 5]) }
}

impl Desk {
    /// The counts asked for and not answered yet.
    fn asked(&self) -> Vec<(CountId, Wanted)> {
        let asked = self.effects.iter().filter_map(|effect| match effect {
            Effect::Count(id, wanted) => Some((*id, *wanted)),
            _ => None,
        });
        asked.collect()
    }

    /// Answers the last count asked for.
    pub(crate) fn count(&mut self, stats: Stats) -> Wanted {
        let (id, wanted) = *self.asked().last().expect("a count was asked for");
        self.effects.clear();
        let (period, query) = wanted.query(&Settings::default(), self.app.today());
        self.send(Msg::Counted(id, Ok(Box::new(Counted { period, query, stats, until: None }))));
        self.settle();
        wanted
    }

    pub(crate) fn in_figures(setup: Setup) -> Desk {
        let mut desk = Desk::new(morning(), setup);
        desk.press(&[Key::Char('3')]);
        desk.count(stats());
        desk
    }

    fn rows(&self) -> Vec<(usize, String)> {
        let (rows, _, _) = self.app.figures().shown();
        rows.into_iter().map(|(rank, row)| (rank, row.name.clone())).collect()
    }

    fn menu(&self) -> &Menu {
        match self.app.popups().last() {
            Some(Popup::Menu(menu)) => menu,
            other => panic!("{other:?}"),
        }
    }
}

fn name(desk: &Desk) -> String {
    desk.app.figures_name(desk.app.figures().selected())
}

#[test]
fn the_view_counts_when_it_opens_and_when_something_changes() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Down]);
    assert_eq!(desk.asked(), [], "nothing is counted for another view");
    desk.press(&[Key::Char('3')]);
    let scope = desk.app.board().view.scope;
    let wanted = Wanted {
        scope,
        by: GroupBy::Unit,
        attribution: Attribution::Assigned,
        chosen: Chosen::Around(Span::Quarter, 0),
        rolls_up: None,
    };
    assert_eq!(desk.count(stats()), wanted);
    desk.press(&[Key::Left, Key::Left]);
    assert_eq!(desk.count(stats()), Wanted { chosen: Chosen::Around(Span::Quarter, -2), ..wanted });
    desk.press(&[Key::Tab]);
    assert_eq!(desk.count(stats()).by, GroupBy::Person);
    desk.press(&[Key::Char('m')]);
    assert_ne!(desk.count(stats()).scope, scope);
    desk.send(Msg::DataChanged);
    assert_eq!(desk.asked().len(), 1);
    desk.count(stats());
    // Esc gives the period back that it opened with.
    desk.press(&[Key::Esc]);
    assert_eq!(desk.count(stats()).chosen, wanted.chosen);
    desk.press(&[Key::Esc]);
    assert_eq!(desk.asked(), []);
    assert!(!desk.app.offers(crate::app::action::Action::ClearFilter));
}

#[test]
fn only_the_newest_count_is_shown_and_a_slow_one_is_mentioned() {
    let mut desk = Desk::in_figures(setup(80, 24));
    desk.burst(&[Key::Left, Key::Left]);
    let asked = desk.asked();
    assert_eq!(asked.len(), 2);
    let (period, query) = asked[0].1.query(&Settings::default(), desk.app.today());
    let late = Counted { period, query, stats: Stats::default(), until: None };
    desk.send(Msg::Counted(asked[0].0, Ok(Box::new(late))));
    assert_eq!(desk.rows().len(), 5, "the answer to what is no longer asked is dropped");
    assert!(!desk.app.figures().is_slow(desk.app.now()));
    let wakes_at = desk.app.wakes_at().expect("a text will change");
    assert_eq!((wakes_at.at() - desk.now.at()).num_milliseconds(), 300);
    desk.wait(300);
    assert!(desk.app.figures().is_slow(desk.app.now()));
    desk.send(Msg::Counted(asked[1].0, Err(Error::Busy)));
    assert!(desk.app.notice().is_some() && !desk.app.figures().is_slow(desk.app.now()));
    assert_eq!(desk.rows().len(), 5);
    desk.effects.clear();
    desk.press(&[Key::F(5)]);
    assert_eq!(desk.asked().len(), 1);
}

#[test]
fn the_cursor_goes_down_to_the_total_and_stays_on_its_row() {
    let mut desk = Desk::in_figures(setup(80, 24));
    assert_eq!(name(&desk), "Phòng Cải cách hành chính");
    desk.press(&[Key::End]);
    assert_eq!(name(&desk), "Cộng");
    desk.press(&[Key::Down, Key::Up]);
    assert_eq!(name(&desk), "(chưa giao đơn vị)");
    desk.press(&[Key::Home, Key::Down, Key::Down, Key::Down]);
    assert_eq!(name(&desk), "Văn phòng Sở");
    desk.press(&[Key::Left]);
    let mut fewer = stats();
    fewer.rows.remove(0);
    desk.count(fewer);
    assert_eq!(name(&desk), "Văn phòng Sở");
    desk.press(&[Key::Left]);
    desk.count(Stats::default());
    assert_eq!((desk.rows().len(), desk.app.figures().selected()), (0, None));
    desk.press(&[Key::Down, Key::Up, Key::Enter]);
    assert!(desk.app.popups().is_empty(), "there is nothing to list");
}

#[test]
fn rows_are_sorted_and_equal_ones_have_one_rank() {
    let mut desk = Desk::in_figures(setup(80, 24));
    let mut ranks = |downs: usize| {
        desk.press(&[Key::Char('s'), Key::Home]);
        desk.press(&vec![Key::Down; downs]);
        desk.press(&[Key::Enter]);
        desk.rows()
            .iter()
            .map(|(rank, name)| format!("{rank} {}", name.chars().take(9).collect::<String>()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ranks(1), ["1 Phòng Tổ ", "2 Phòng Cải", "3 Văn phòng", "4 Sở Lao độ", "5 "]);
    assert_eq!(ranks(2), ["1 Phòng Tổ ", "2 Phòng Cải", "2 Văn phòng", "4 Sở Lao độ", "4 "]);
    // 19/20, 23/26, 2/2, 13/14; nothing of the last was due.
    assert_eq!(ranks(3), ["1 Sở Lao độ", "2 Phòng Cải", "3 Văn phòng", "4 Phòng Tổ ", "5 "]);
    assert_eq!(ranks(0), ["1 Phòng Cải", "2 Phòng Tổ ", "3 Sở Lao độ", "4 Văn phòng", "5 "]);
}

#[test]
fn enter_offers_the_figures_of_the_row_and_each_its_tasks() {
    let mut desk = Desk::in_figures(setup(80, 24));
    desk.press(&[Key::Down, Key::Enter]);
    let choices = desk.menu().choices.clone().expect("figures");
    let names: Vec<String> = choices.iter().map(|choice| choice.name(desk.app.setup().lang)).collect();
    assert_eq!(
        names,
        [
            "tổng số: 31",
            "hoàn thành đúng hạn: 18",
            "hoàn thành quá hạn: 5",
            "chưa hoàn thành, trong hạn: 5",
            "chưa hoàn thành, quá hạn: 3",
            "không thời hạn: 1",
        ]
    );
    let Choice::Figures(Pick::Tasks { title, filters, .. }) = &choices[4] else { panic!("{choices:?}") };
    assert_eq!(title, "chưa hoàn thành, quá hạn · Phòng Tổ chức biên chế");
    let [filter] = &filters[..] else { panic!("{filters:?}") };
    assert_eq!(filter.status, Some(Standing::Overdue));
    assert_eq!(filter.lead.and_then(|lead| lead.unit).map(|unit| unit.0), Some(2));
    assert!(filter.window.is_some());
    // What it says is what it opens, though the figures change meanwhile.
    desk.send(Msg::DataChanged);
    desk.count(Stats::default());
    assert_eq!(desk.menu().choices.as_ref(), Some(&choices));
}

#[test]
fn the_filter_and_the_palette_choose_what_is_counted() {
    let mut desk = Desk::in_figures(setup(80, 24));
    // The third of the periods.
    desk.press(&[Key::Char('f'), Key::Home, Key::Down, Key::Down, Key::Enter]);
    assert_eq!(desk.count(stats()).chosen, Chosen::Around(Span::HalfYear, 0));
    assert!(desk.app.popups().is_empty());
    desk.press(&[Key::F(2)]);
    desk.type_words("hạn xử lý");
    desk.press(&[Key::Enter]);
    assert_eq!(desk.count(stats()).attribution, Attribution::Due);
    desk.press(&[Key::F(2)]);
    desk.type_words("01/01-25/12/2017");
    desk.press(&[Key::Enter]);
    let day = |text: &str| text.parse().expect("a date");
    assert_eq!(desk.count(stats()).chosen, Chosen::Days(day("2017-01-01"), day("2017-12-25")));
    desk.press(&[Key::Right]);
    assert_eq!(desk.count(stats()).chosen, Chosen::Days(day("2017-12-26"), day("2018-12-19")));
    // A filter of view 1 has no place here.
    desk.press(&[Key::F(2)]);
    desk.type_words("hỏa tốc");
    let Some(Popup::Palette(palette)) = desk.app.popups().last() else { panic!("no palette") };
    assert!(!palette.rows().iter().any(|row| matches!(row, crate::app::palette::Row::Choice(_))));
    assert_eq!((desk.app.screen(), desk.now > monday()), (Screen::Figures, true));
}

#[test]
fn periods_follow_the_offices_settings() {
    let wanted = Wanted {
        scope: Scope::Office,
        by: GroupBy::Unit,
        attribution: Attribution::Assigned,
        chosen: Chosen::Around(Span::Month, -1),
        rolls_up: None,
    };
    let fifteenth = Settings { period_starts_on: 15, rolls_up: false, ..Settings::default() };
    let (_, query) = wanted.query(&fifteenth, monday().today());
    let days = query.window.map(|window| (window.from.to_string(), window.to.to_string()));
    assert_eq!(days, Some(("2020-11-15".to_owned(), "2020-12-14".to_owned())));
    assert!(!query.rolls_up);
    let (_, query) = Wanted { rolls_up: Some(true), ..wanted }.query(&fifteenth, monday().today());
    assert!(query.rolls_up);
}

#[test]
fn a_deadline_whose_hour_passes_is_counted_again() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Char('3')]);
    let until = Now::new(desk.now.at() + TimeDelta::seconds(10));
    let (id, wanted) = *desk.asked().last().expect("a count was asked for");
    desk.effects.clear();
    let (period, query) = wanted.query(&Settings::default(), desk.app.today());
    let counted = Counted { period, query, stats: stats(), until: Some(until) };
    desk.send(Msg::Counted(id, Ok(Box::new(counted))));
    assert_eq!(desk.app.wakes_at(), Some(until));
    desk.wait(9_000);
    assert_eq!(desk.asked(), []);
    desk.wait(1_000);
    assert_eq!(desk.asked().len(), 1);
    desk.wait(1_000);
    assert_eq!(desk.asked().len(), 1, "and once");
}
