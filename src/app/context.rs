//! The places that can have the keys.

use Context::{
    Agenda, Checklist, Confirm, Detail, Directives, Figures, Form, Help, Log, Menu, Offer, Office, Palette,
    Parts, Path, Review, Search, Steps, Tasks, Text,
};

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    Directives,
    Checklist,
    /// An opened directive's tasks.
    Detail,
    /// Its other tabs: nothing there can be marked.
    Text,
    Help,
    /// Fields to fill in.
    Form,
    /// The steps of a task.
    Steps,
    /// A question with two answers.
    Confirm,
    Search,
    Palette,
    /// The path of a file to read a letter from.
    Path,
    /// Filter and sort.
    Menu,
    /// What was read of a letter, before it is saved.
    Review,
    /// Something to take up or drop: a pasted letter, a draft.
    Offer,
    /// View 2: all tasks by time.
    Agenda,
    /// View 3: the official figures.
    Figures,
    /// View 4: who did what, and the trash.
    Log,
    /// The tasks behind a figure.
    Tasks,
    /// Lead units of a task that several lead.
    Parts,
    /// The register of units, the days off, the settings.
    Office,
}

impl Context {
    pub const ALL: [Context; 20] = [
        Directives, Checklist, Detail, Text, Help, Form, Steps, Confirm, Search, Palette, Menu, Review,
        Offer, Agenda, Figures, Log, Tasks, Parts, Office, Path,
    ];

    /// Letters are typed here, not run.
    pub fn takes_text(self) -> bool {
        matches!(self, Help | Form | Search | Palette | Path)
    }
}
