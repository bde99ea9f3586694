//! Finding records by words: directives and tasks first, then the full text of letters.

use super::Store;
use crate::domain::query::Found;
use crate::error::Result;

impl Store {
    /// Directives and tasks in which each word begins a word, best first, at most `limit`.
    ///
    /// `is_stale` is asked now and then; once it says so the search ends with what it has.
    pub fn search_records(&self, _typed: &str, _limit: usize, _is_stale: &dyn Fn() -> bool) -> Result<Found> {
        Ok(Found::default())
    }

    /// The same among the full texts of letters.
    pub fn search_letters(&self, _typed: &str, _limit: usize, _is_stale: &dyn Fn() -> bool) -> Result<Found> {
        Ok(Found::default())
    }
}
