//! `dondoc restore`: a copy in the place of the data file. Who did it stands in the log of sessions, for the
//! journal is the copy's.

use std::ffi::OsString;
use std::path::Path;

use super::backup::held;
use super::context::Context;
use super::out::Out;
use super::session::record;
use crate::error::{Error, Result};
use crate::store;

pub fn run(context: &Context, out: &mut Out, copy: &Path) -> Result<()> {
    let (lang, login, db) = (context.lang, &context.actor.login, context.db()?);
    if context.read_only {
        return Err(Error::ReadOnly(db));
    }
    out.progress(&lang.restore_working());
    let restored = context.patiently(out, |_| store::restore(copy, &db, login, context.now));
    out.progress_done();
    let refused = restored.as_ref().err();
    if refused.is_none_or(|error| *error == Error::NotPermitted) {
        let mut command = OsString::from("restore ");
        command.push(copy);
        record::write(context, login, Some(&command), refused, context.now.at());
    }
    let restored = restored?;
    out.line(&lang.restore_done(&copy.to_string_lossy(), &held(context, restored.holds)));
    if let Some(former) = restored.former {
        out.line(&lang.restore_former(&former.to_string_lossy()));
    }
    Ok(())
}
