//! What the screens are opened with: `cli` makes it of the line and the surroundings, `tui` works by it.

use std::path::PathBuf;

use crate::clock::Clock;
use crate::domain::change::Actor;
use crate::i18n::Lang;
use crate::import::Ways;
use crate::store::Mode;
use crate::text::typing::Typing;

/// Where, how and for whom.
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
