//! The screens as a state machine: `update(message) -> effects`, windows of rows, the keymap.
//!
//! Border: no SQL, no drawing, no terminal, no clock. `ui` draws `&App`; `tui` runs the effects.

pub mod key;
pub mod message;
