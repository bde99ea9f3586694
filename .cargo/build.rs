//! Hands the linker the order of the program's code, which `cold.ld` explains, where the linker takes it.
//! Another linker or system, or a path it cannot read, costs memory, not the build.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build script in the environment what to build")]

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

fn main() {
    let value = |name| env::var(name).unwrap_or_default();
    let order = format!("{}/.cargo/cold.ld", value("CARGO_MANIFEST_DIR"));
    println!("cargo::rerun-if-changed={order}");
    println!("cargo::rerun-if-changed=.cargo/build.rs");
    let argument = format!("-Wl,-T,{order}");
    // Linked for a trial as the program will be: by the same compiler, linker and flags.
    let source = Path::new(&value("OUT_DIR")).join("trial.rs");
    let mut trial = Command::new(value("RUSTC"));
    trial.arg(&source).args(["--target", &value("TARGET"), "--out-dir", &value("OUT_DIR")]);
    trial.arg(format!("-Clink-arg={argument}"));
    if let Ok(linker) = env::var("RUSTC_LINKER") {
        trial.arg(format!("-Clinker={linker}"));
    }
    trial.args(value("CARGO_ENCODED_RUSTFLAGS").split('\x1f').filter(|flag| !flag.is_empty()));
    let trial = trial.stdout(Stdio::null()).stderr(Stdio::null());
    let is_taken =
        std::fs::write(&source, "fn main() {}").is_ok() && trial.status().is_ok_and(|ended| ended.success());
    if is_taken {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
}
