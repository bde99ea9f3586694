//! Hands the process's arguments to `dondoc::cli` and its answer to the shell.

fn main() {}
