//! Messages in, effects and state out: no terminal, no file, no clock.

pub(crate) mod office;

mod find;
mod keymap;
mod list;
mod marking;
mod screens;
