//! Messages in, effects and state out: no terminal, no file, no clock.

pub(crate) mod office;

mod events;
mod field;
mod find;
mod forms;
mod keymap;
mod list;
mod marking;
pub(crate) mod review;
mod screens;
