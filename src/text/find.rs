//! Finding by words: what a typed query asks for, whether a text has it, and where.
//!
//! Border: strings only. The store narrows by its index and asks here for the last word; screens ask
//! where to mark.

/// What was typed, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {}

impl Query {
    pub fn new(_typed: &str) -> Self {
        Self {}
    }

    /// Nothing to look for.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// Bytes of `text` that the query's words found, in order, none overlapping.
    pub fn marks(&self, _text: &str) -> Vec<(usize, usize)> {
        Vec::new()
    }
}
