//! Every sentence the program says, Vietnamese and English side by side, as typed functions.
//!
//! Border: words only. Adding a sentence is one entry in one of the catalogues below; a language
//! left out does not compile.

mod commands;
pub mod countdown;
mod crash;
mod errors;
mod history;
mod keys;
pub mod screens;

pub use errors::ErrorText;

/// The language of screens, commands and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

/// Declares sentences as methods of [`Lang`]: `name(arg: Type, …) { vi: "…", en: "…" }`.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),* $(,)?) { vi: $vi:literal, en: $en:literal $(,)? })+) => {
        impl $crate::i18n::Lang {$(
            $(#[$doc])*
            pub fn $name(self $(, $arg: $ty)*) -> String {
                match self {
                    $crate::i18n::Lang::Vi => format!($vi),
                    $crate::i18n::Lang::En => format!($en),
                }
            }
        )+}
    };
}
pub(crate) use messages;
