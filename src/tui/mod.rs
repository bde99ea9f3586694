//! The screens in a terminal: taking it over, decoding its input, the message loop, the writer.
//!
//! Border: no rules and no wording. Bytes come in here and become messages for `app`; what `app`
//! asks for is run here; `ui` draws into frames that leave from here. Moments of input are told
//! as the time since the start; time of day comes from the `Clock` that is handed in.

mod decoder;
mod guard;
pub mod ime;
pub mod keys;
mod notice;
mod print;
mod reader;
mod reads;
mod scan;
mod screen;
mod sequences;
mod session;
mod wait;
mod worker;

use std::path::PathBuf;

use crate::clock::Clock;
use crate::domain::change::Actor;
use crate::error::Result;
use crate::i18n::Lang;
use crate::import::Ways;
use crate::store::Mode;
use crate::text::typing::Typing;

pub use reads::answer;

/// What the screens are opened with.
#[derive(Debug, Clone)]
pub struct Start {
    pub db: PathBuf,
    pub mode: Mode,
    pub lang: Lang,
    pub ascii: bool,
    pub colour: bool,
    /// How the office's input methods are typed with.
    pub typing: Typing,
    pub clock: Clock,
    pub actor: Actor,
    /// How files of letters are read.
    pub ways: Ways,
    /// Under a forced command: nobody is there to bring a suspended program back.
    pub in_session: bool,
    /// "account@machine" for somebody at another machine, who fetches papers from there.
    pub reached_as: Option<String>,
}

/// Opens the screens and returns the process's exit code once they are closed: 0 after quitting,
/// 128+n after signal n.
///
/// # Errors
/// [`NoTerminal`](crate::error::Error::NoTerminal) and
/// [`DumbTerminal`](crate::error::Error::DumbTerminal) before anything is written or opened; what
/// opening or first reading the data file refuses; what the last write was refused for.
pub fn run(start: Start) -> Result<i32> {
    guard::require_terminal()?;
    session::Session::open(start)?.run()
}
