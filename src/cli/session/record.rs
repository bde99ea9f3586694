//! Who came, from where and for what: one JSON line an event in a file beside the data file.
//!
//! Border: writing it down is no condition of work. On a full or read-only disk people can still look, and
//! what they write is in the journal.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use rustix::fs::{FlockOperation, Mode, OFlags};
use serde_json::json;

use super::super::context::Context;
use super::super::out;
use crate::config::Config;
use crate::error::Error;
use crate::store;

/// A log beyond this many bytes becomes the former one, which it replaces.
const MOST_BYTES: u64 = 4 << 20;

/// Letters of a command that are kept; all of a usual one.
const MOST_LETTERS: usize = 1000;

pub fn write(
    context: &Context,
    login: &str,
    asked: Option<&OsStr>,
    refused: Option<&Error>,
    at: DateTime<Utc>,
) {
    let first = |text: &str| text.chars().take(MOST_LETTERS).collect::<String>();
    let event = json!({
        "at": at.to_rfc3339_opts(SecondsFormat::Millis, true),
        "login": first(login),
        "from": Config::client(),
        "command": asked.map(|asked| first(&asked.to_string_lossy())),
        "result": match refused {
            None => "accepted",
            Some(Error::NotPermitted) => "refused",
            Some(_) => "failed",
        },
        "run": context.actor.run,
    });
    let line = format!("{}\n", out::escape(&event.to_string()));
    if let Ok(db) = context.db() {
        let _ = append(&db, line.as_bytes());
    }
}

fn append(db: &Path, line: &[u8]) -> io::Result<()> {
    let [path, former] = ["-sessions.log", "-sessions.log.1"].map(|suffix| store::beside(db, suffix));
    let mode = store::mode_beside(db);
    let flags = OFlags::WRONLY
        | OFlags::APPEND
        | OFlags::CREATE
        | OFlags::NOFOLLOW
        | OFlags::NONBLOCK
        | OFlags::CLOEXEC;
    loop {
        let mut file = File::from(rustix::fs::open(&path, flags, mode)?);
        rustix::fs::flock(&file, FlockOperation::LockExclusive)?;
        let (ours, here) = (file.metadata()?, path.symlink_metadata().ok());
        if here.is_none_or(|here| (here.dev(), here.ino()) != (ours.dev(), ours.ino())) {
            // Another session has made it the former one meanwhile.
            continue;
        }
        if ours.len() + line.len() as u64 > MOST_BYTES && ours.len() > 0 {
            std::fs::rename(&path, &former)?;
            continue;
        }
        if ours.len() == 0 {
            // Whatever the umask.
            rustix::fs::fchmod(&file, Mode::from_raw_mode(mode.as_raw_mode()))?;
        }
        // One call, so that lines stay whole.
        return file.write_all(line);
    }
}
