//! The office's world as plain values: directives, tasks, deadlines, the working calendar,
//! standing and counts, changes, and the shapes of what lists ask for and show.
//!
//! Border: pure. No I/O, no clock (every rule takes `today` or `Now`), no SQL, no drawing.

pub mod agenda;
pub mod calendar;
pub mod change;
pub mod countdown;
pub mod deadline;
pub mod directive;
pub mod fields;
pub mod filter;
pub mod kin;
pub mod log;
pub mod office;
pub mod paper;
pub mod people;
pub mod period;
pub mod query;
pub mod reckon;
pub mod recurrence;
pub mod reference;
pub mod reminder;
pub mod reorganised;
pub mod standing;
pub mod stats;
pub mod table;
pub mod task;
pub mod time;
pub mod typed;
pub mod whole;
pub mod workdays;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

ids! {
    /// A directive in this data file.
    DirectiveId,
    /// A task in this data file; also the numeric `TASK` of the command line.
    TaskId,
    /// A member of the office.
    PersonId,
    /// A đôn đốc.
    ReminderId,
    /// An office or division.
    UnitId,
    /// Changes that were made, and are undone, together.
    GroupId,
}
