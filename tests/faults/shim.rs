//! Calls of the system that fail or kill at a chosen moment (`shim.c`). The tests that use it are run apart,
//! because it has to be compiled.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Numbers of the system.
pub const EIO: i32 = 5;
pub const ENOSPC: i32 = 28;
pub const EROFS: i32 = 30;
pub const EDQUOT: i32 = 122;
/// Not a number of the system: the process is killed in the middle of the call.
pub const KILLED: i32 = 0;

/// What fails, and when.
#[derive(Clone, Copy)]
pub struct Fault<'a> {
    /// Letters of the calls that count; see `shim.c`.
    pub calls: &'a str,
    /// A part of the paths that are meant.
    pub file: &'a str,
    /// The number of the call, from 1.
    pub at: usize,
    pub errno: i32,
    /// All later ones too.
    pub stays: bool,
}

fn library() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let made = folder.join(format!("shim-{}.so", std::process::id()));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&made).arg(source).arg("-ldl");
        assert!(cc.status().expect("there is a C compiler").success());
        made
    })
}

/// The environment of a program that the calls of this fault fail for; `fired` appears when one does.
pub fn variables(fault: Fault<'_>, fired: &Path) -> Vec<(&'static str, String)> {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let mut given = vec![
        ("LD_PRELOAD", text(library())),
        ("FAULT_CALLS", fault.calls.to_owned()),
        ("FAULT_FILE", fault.file.to_owned()),
        ("FAULT_AT", fault.at.to_string()),
        ("FAULT_ERRNO", fault.errno.to_string()),
        ("FAULT_FIRED", text(fired)),
    ];
    given.extend(fault.stays.then(|| ("FAULT_STAY", "1".to_owned())));
    given
}

/// The environment of a program whose every write and sync of these files is written down.
pub fn logged(file: &str, log: &Path) -> Vec<(&'static str, String)> {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    vec![("LD_PRELOAD", text(library())), ("FAULT_FILE", file.to_owned()), ("FAULT_LOG", text(log))]
}

/// The environment of a program whose machine has the wrong time: so many seconds since 1970.
pub fn at_second(second: i64) -> Vec<(&'static str, String)> {
    vec![("LD_PRELOAD", library().to_str().unwrap().to_owned()), ("FAULT_CLOCK", second.to_string())]
}
