//! Search: words typed into a field, what they find below it.

use super::App;
use super::action::Action;
use super::key::Key;
use super::message::{Among, Effect, SearchId};
use crate::domain::query::Found;
use crate::error::Error;

#[derive(Debug)]
pub struct Search {}

impl App {
    pub(super) fn open_search(&mut self) {}

    pub(super) fn act_in_search(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn search_key(&mut self, _key: Key) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn search_paste(&mut self, _pasted: &str) -> Vec<Effect> {
        Vec::new()
    }

    /// An answer for the search or the palette; a late one is dropped.
    pub(super) fn found(&mut self, _id: SearchId, _among: Among, _found: Result<Found, Error>) {}
}
