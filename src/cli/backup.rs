//! `dondoc backup`: a copy of the data file, into a new file or into a folder of dated copies.

use std::path::Path;

use rustix::fs::Mode;

use super::context::Context;
use super::out::Out;
use crate::error::{Error, Result};
use crate::store::{Copied, Holds};

/// The folder beside the data file that is used when none is named. It alone is made: another that is missing
/// may be on a disk that is not there today.
const FOLDER: &str = "backups";

pub fn run(context: &Context, out: &mut Out, to: Option<&Path>, keep: usize) -> Result<()> {
    let store = context.look(out)?;
    // All of a large file is copied and read.
    out.progress(&context.lang.backup_working());
    let made = match to {
        Some(to) if !is_folder(to) => store.back_up(to),
        Some(folder) => store.back_up_into(folder, context.now, keep),
        None => {
            let folder = store.path().with_file_name(FOLDER);
            match rustix::fs::mkdir(&folder, Mode::RWXU) {
                Ok(()) | Err(rustix::io::Errno::EXIST) => store.back_up_into(&folder, context.now, keep),
                Err(errno) => Err(Error::Io { path: folder, detail: errno.to_string() }),
            }
        }
    };
    out.progress_done();
    let Copied { path, bytes, holds } = made?;
    let held = format!("{}, {} KB", held(context, holds), bytes >> 10);
    out.line(&context.lang.backup_made(&path.to_string_lossy(), &held));
    Ok(())
}

fn is_folder(to: &Path) -> bool {
    to.is_dir() || to.as_os_str().as_encoded_bytes().ends_with(b"/")
}

pub fn held(context: &Context, holds: Holds) -> String {
    context.lang.backup_holds(holds.directives, holds.tasks, holds.entries)
}
