//! Finds out which versions are measured.

use std::{env, fs, process::Command};

/// Whose version a reader wants to know.
const PACKAGES: [&str; 7] =
    ["progenitor", "reqwest", "hyper", "hyper-util", "http", "serde_json", "tokio"];

fn main() {
    println!("cargo::rerun-if-changed=../Cargo.lock");
    let lock = fs::read_to_string("../Cargo.lock").unwrap_or_default();
    let versions: Vec<_> = PACKAGES
        .iter()
        .filter_map(|package| Some(format!("{package} {}", version(&lock, package)?)))
        .chain(compiler())
        .collect();
    println!("cargo::rustc-env=VERSIONS={}", versions.join(", "));
}

/// The version that the lock file has of a package.
fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("\nname = \"{package}\"\nversion = \""))?;
    Some(entry.split_once('"')?.0)
}

/// `rustc 1.95.0`.
fn compiler() -> Option<String> {
    let output = Command::new(env::var_os("RUSTC")?).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.split(' ').take(2).collect::<Vec<_>>().join(" "))
}
