//! The office's names, for fields that offer them.

use super::Store;
use crate::domain::query::Names;
use crate::error::Result;

impl Store {
    /// Units, people, kinds and issuers that the file knows.
    pub fn names(&self) -> Result<Names> {
        Ok(Names::default())
    }
}
