//! Every sentence the program says, Vietnamese and English side by side, as typed functions.
//!
//! Border: words only. Adding a sentence is one entry in one of the catalogues below; a language
//! left out does not compile.

mod actions;
mod agenda;
mod commands;
pub mod countdown;
mod crash;
mod dates;
pub mod deadlines;
mod errors;
mod events;
mod faults;
pub mod figures;
mod find;
mod forms;
mod history;
mod keys;
mod letters;
mod log;
mod office;
mod people;
pub mod report;
mod review;
mod safety;
pub mod screens;
mod session;
mod tables;

pub use errors::ErrorText;

/// The language of screens, commands and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

/// One sentence in the language at hand, with the values it names:
/// `say! { lang, n = rows.len(), day = full_date(on); vi: "…", en: "…" }`.
macro_rules! say {
    ($lang:expr, $($name:ident = $value:expr),+; vi: $vi:literal, en: $en:literal $(,)?) => {{
        $(let $name = $value;)+
        $crate::i18n::say! { $lang, vi: $vi, en: $en }
    }};
    ($lang:expr, vi: $vi:literal, en: $en:literal $(,)?) => {
        match $lang {
            $crate::i18n::Lang::Vi => format!($vi),
            $crate::i18n::Lang::En => format!($en),
        }
    };
}
pub(crate) use say;

/// Declares sentences as methods of [`Lang`]: `name(arg: Type, …) { vi: "…", en: "…" }`.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),* $(,)?) { vi: $vi:literal, en: $en:literal $(,)? })+) => {
        impl $crate::i18n::Lang {$(
            $(#[$doc])*
            pub fn $name(self $(, $arg: $ty)*) -> String {
                $crate::i18n::say! { self, vi: $vi, en: $en }
            }
        )+}
    };
}
pub(crate) use messages;
