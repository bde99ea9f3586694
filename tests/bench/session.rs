//! The screens without a terminal: answers what they ask of the data file, as the runner does.

use chrono::TimeDelta;
use dondoc::app::App;
use dondoc::app::message::Msg;
use dondoc::domain::time::Now;
use dondoc::store::Store;
use dondoc::tui;

/// Hands a message over and answers all it asks for, so that a frame may follow.
pub fn settle(app: &mut App, store: &Store, now: Now, msg: Option<Msg>) {
    if let Some(msg) = msg {
        app.update(now, msg);
    }
    while let Some((id, ask)) = app.next_ask() {
        let answer = tui::answer(store, &ask, now.today());
        app.update(now, Msg::Answer(id, answer));
    }
}

/// Lets the screen come to rest: hands over every moment it waits for within the next two seconds.
pub fn rest(app: &mut App, store: &Store, now: Now) {
    let soon = now.at() + TimeDelta::seconds(2);
    for _ in 0..5 {
        let Some(at) = app.wakes_at().filter(|at| at.at() <= soon) else { return };
        settle(app, store, at, Some(Msg::Woke));
    }
}
