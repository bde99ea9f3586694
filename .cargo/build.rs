//! Hands the linker the order of the program's code, which `cold.ld` explains.

fn main() {
    let order = concat!(env!("CARGO_MANIFEST_DIR"), "/.cargo/cold.ld");
    println!("cargo::rerun-if-changed={order}");
    println!("cargo::rustc-link-arg-bins=-Wl,-T,{order}");
}
