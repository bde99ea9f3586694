//! The trash: what is in it, and taking it out for good.

use super::apply::Write;
use super::fault::Fault;
use crate::domain::change::Outcome;
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;

impl Write<'_> {
    pub(super) fn purge(
        &mut self,
        directive: DirectiveId,
        task: Option<TaskId>,
        name: String,
    ) -> Result<Outcome, Fault> {
        let _ = (directive, task, name);
        Err(Error::NotPermitted.into())
    }
}
