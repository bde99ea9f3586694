//! What can go wrong, as one type: a kind, the facts a person needs, an exit code.
//!
//! Border: no sentences here (`i18n::error` words every variant in both languages) and no
//! names from other modules, because every other module may name this one.

use std::path::PathBuf;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything dondoc refuses or fails at. Carries facts, never wording.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum Error {
    // --- what was asked for is not there (exit 1)
    /// No file is there, or not the folder of a new one.
    NoSuchFile(PathBuf),
    /// No record answers to this name.
    NoSuchRecord(String),
    // --- wrong usage or input refused (exit 2)
    /// A value that cannot stand where it stands.
    Usage(String),
    /// The path is a directory, FIFO, device …, not a regular file.
    NotAFile(PathBuf),
    /// The input broke off or may not be read.
    Unreadable(PathBuf),
    /// The input is larger than `limit` bytes.
    TooBig { path: PathBuf, limit: u64 },
    /// Neither text in a known encoding nor a kind of file that letters come in.
    NotText(PathBuf),
    /// A file of pictures: a scan.
    NoText(PathBuf),
    /// It opens with a password only.
    Locked(PathBuf),
    /// A letter of Word from before docx, or rtf.
    OldFormat(PathBuf),
    /// Damaged, or taking it apart takes more than a letter may.
    BrokenFile(PathBuf),
    /// It has nothing that a directive has.
    NotALetter(PathBuf),
    /// No sheet has a row of headings with the reference of a directive among them.
    NotATable(PathBuf),
    /// More than `limit` rows, or too many columns.
    TableTooLong { path: PathBuf, limit: usize },
    /// No column has this heading.
    NoSuchColumn(String),
    /// Marked Mật, Tối mật or Tuyệt mật; nothing of it is kept.
    Secret(PathBuf),
    /// Not to be saved unseen: fields by their names in the JSON form, tasks as "#2.a".
    Undecided { path: PathBuf, what: Vec<String> },
    /// The letter is in the file already, under this reference.
    AlreadyHere(String),
    /// What was read is printed, nothing saved, because `--yes` was not given.
    NotConfirmed,
    /// Several records answer to this name; the candidates follow.
    Ambiguous { name: String, candidates: Vec<String> },
    /// No day, or not one that exists.
    BadDate(String),
    /// What has happened was said to be on a day to come.
    FutureDay(String),
    /// An extension to no later day than the deadline has.
    NotLater(String),
    /// A unit of the register cannot be as asked.
    UnitRefused { name: String, why: UnitFault },
    /// A person cannot be as asked.
    PersonRefused { login: String, why: PersonFault },
    /// A text is not taken as a public key.
    KeyRefused(KeyFault),
    /// Records of a `load` that cannot be taken.
    BadRecords(Vec<BadRecord>),
    /// A new file was to be written where there is one.
    FileExists(PathBuf),
    /// Nothing of this run, or of this person, can be taken back.
    NothingToUndo,
    /// Nothing was taken back since the last change.
    NothingToRedo,
    /// What was to be undone or redone is about a record that was taken out for good, called so.
    Purged(String),
    /// Standard input or output is not a terminal.
    NoTerminal,
    /// TERM names a terminal that cannot place a cursor.
    DumbTerminal(String),
    // --- busy or changed by somebody, try again (exit 3)
    /// Another session holds the file at this moment.
    Busy,
    /// Other processes have the file open, as far as the system tells which.
    InUse { path: PathBuf, by: Vec<u32> },
    /// Somebody changed the record since it was read: who, when (Vietnam time), what it holds now, which
    /// begins with the name of a task's state, is "trashed", or is the JSON form of the change that leads
    /// there from what was seen.
    Changed { what: String, by: String, at: String, now: String },
    // --- the data file (exit 4)
    /// No data file is there, or no folder for it.
    NoDataFile(PathBuf),
    /// Another program's file, or no file.
    NotOurs(PathBuf),
    /// Without a single byte.
    EmptyDataFile(PathBuf),
    /// Written by an earlier dondoc and not brought up to this one yet, which takes a start that may write.
    Older { path: PathBuf, found: i64, known: i64 },
    /// Written by a newer dondoc: its schema version and the newest this program knows.
    Newer { path: PathBuf, found: i64, known: i64 },
    /// It is not whole; what SQLite or the check says of it.
    Damaged { path: PathBuf, detail: String },
    /// It may not be written, by its mode, its mount or an option.
    ReadOnly(PathBuf),
    /// No room, or a quota that is used up.
    DiskFull(PathBuf),
    /// The file was deleted, renamed or replaced while open.
    FileGone(PathBuf),
    /// The file has a second name.
    HardLink(PathBuf),
    /// The name leads to another one.
    Symlink(PathBuf),
    /// On a disk of another machine, whose locks cannot be trusted.
    NetworkFs(PathBuf),
    /// Whatever else the system refused, in its words.
    Io { path: PathBuf, detail: String },
    /// Standard output could not be written; what the command did is done.
    NotPrinted { detail: String },
    // --- not permitted (exit 5)
    /// The person's role does not allow it.
    NotPermitted,
}

/// Where a record of a `load` stands, and why it cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    /// Its list and its number there, from 1; `None` where the file as a whole is meant.
    pub place: Option<(Part, usize)>,
    /// The directive's reference, where it has one.
    pub name: String,
    pub reason: Reason,
}

/// Why a unit is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitFault {
    /// The name is that of this unit.
    NameOf(String),
    /// Tasks name it, or a unit has it as its successor.
    InUse,
    /// It would come after itself.
    Circle,
}

/// Why a person is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFault {
    /// No login that may be given.
    Login,
    /// A key is that of this login.
    KeyOf(String),
    /// Nobody else is an administrator.
    LastAdmin,
    /// Nobody has this login.
    Unknown,
    /// None of the person's keys is called so, or more than one.
    NoKey(String),
}

/// Why a text is not taken as a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// It is a private one, or has one in it.
    Private,
    /// Something stands in front of it.
    Options,
    /// Of a type that is not taken.
    Kind,
    /// RSA of so many bits.
    Weak(usize),
    /// No key, or not all of it.
    Broken,
}

/// The lists of the exported form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    People,
    Days,
    Settings,
    Units,
    Directives,
    Journal,
}

/// Names of fields are those of the exported form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Ends in the middle or is no JSON, seen at this line.
    NotJson(usize),
    /// Written in this version of the form, which is not read.
    Version(String),
    /// A field that must be there is not.
    Missing(String),
    /// A value that no field of the form can hold.
    Unknown(String),
    /// Another kind of value than stands in this place.
    Form,
    /// Fields that contradict each other or another record.
    Contradiction(String),
    /// The directive is here already, or stands in the input twice.
    Twice,
}

impl Error {
    /// The exit codes of DESIGN §8: 1 not there, 2 refused, 3 try again, 4 data file, 5 not permitted.
    pub fn exit_code(&self) -> u8 {
        use Error::*;
        match self {
            NoSuchFile(_) | NoSuchRecord(_) => 1,
            PersonRefused { why: PersonFault::Unknown | PersonFault::NoKey(_), .. } => 1,
            Busy | InUse { .. } | Changed { .. } => 3,
            NoDataFile(_) | NotOurs(_) | EmptyDataFile(_) | Newer { .. } | Damaged { .. } | ReadOnly(_) => 4,
            Older { .. } => 4,
            DiskFull(_) | FileGone(_) | HardLink(_) | Symlink(_) | NetworkFs(_) | Io { .. } => 4,
            NotPrinted { .. } => 4,
            NotPermitted => 5,
            // Whatever else there is has to do with the line or the input.
            _ => 2,
        }
    }
}
