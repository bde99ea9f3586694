//! Everything that can go wrong with a file, a letter, a name, the disk, the line or the machine, through the
//! real program: each gets its exit code and a message that names it, and nothing that was there is lost.
//! `README.md` beside this file says which test provokes which entry of the catalogue of faults.

#![allow(clippy::unwrap_used, reason = "a test's own set-up either works or fails the test")]
#![expect(clippy::disallowed_methods, reason = "makes and reads back the files that are refused")]

mod clock;
mod data;
mod death;
mod disk;
mod input;
mod named;
mod office;
mod secure;
mod shim;
mod terminal;
mod together;

#[path = "../pty/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;
