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

use crate::error::Result;
use crate::start::Start;

pub use reads::answer;

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
