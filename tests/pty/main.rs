//! The whole program on a pseudo-terminal, where only that shows the truth.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a failure here fails the test; tests make and read files of their own"
)]

mod forms;
mod guide;
mod letters;
mod sessions;
mod support;
mod terminal;
