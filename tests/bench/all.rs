//! How long the parts take: `cargo bench --bench all`, or one of them by its name.
//!
//! The large offices are made anew by the generator in a folder of the build, through the same
//! `load` that a user has, and only for the benches that are run.

mod figures;
mod letters;
mod lists;
mod office;
mod rules;
mod screen;
mod search;
mod session;

fn main() {
    divan::main();
}
