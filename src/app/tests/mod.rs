//! Messages in, effects and state out: no terminal, no file, no clock.

pub(crate) mod office;

mod agenda;
mod entering;
mod events;
mod field;
pub(crate) mod figures;
mod find;
mod forms;
mod keymap;
mod kinds;
mod list;
mod making;
mod marking;
mod paper;
pub(crate) mod people;
pub(crate) mod review;
mod rows;
mod screens;
