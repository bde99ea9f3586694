//! The screens without a terminal: answers what they ask of the data file, as the runner does.

use chrono::TimeDelta;
use dondoc::app::App;
use dondoc::app::message::{Answer, Ask, Msg};
use dondoc::domain::time::Now;
use dondoc::error::Result;
use dondoc::store::Store;

fn answer(store: &Store, ask: Ask, now: Now) -> Result<Answer> {
    let today = now.today();
    Ok(match ask {
        Ask::Board { scope, from, limit } => Answer::Board(store.board(scope, &from, limit, today)?),
        Ask::BoardAround { scope, id, above, limit } => {
            Answer::Board(store.board_around(scope, id, above, limit, today)?)
        }
        Ask::Checklist(id) => Answer::Checklist(id, store.checklist(id)?),
        Ask::Detail(id) => Answer::Detail(id, store.detail(id)?.map(Box::new)),
    })
}

/// Hands a message over and answers all it asks for, so that a frame may follow.
pub fn settle(app: &mut App, store: &Store, now: Now, msg: Option<Msg>) {
    if let Some(msg) = msg {
        app.update(now, msg);
    }
    while let Some((id, ask)) = app.next_ask() {
        let answer = answer(store, ask, now);
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
