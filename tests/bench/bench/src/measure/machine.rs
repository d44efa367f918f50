//! On what and with what was measured.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

/// The machine and the versions, as a list.
pub(super) fn describe(root: &Path) -> Result<String> {
    let lock = fs::read_to_string(root.join("tests/bench/Cargo.lock"))
        .context("cannot read tests/bench/Cargo.lock")?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut text = format!(
        "- {} with {cores} cores, {}, {}\n- {}\n",
        fact("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
        fact("/proc/meminfo", "MemTotal").map_or("memory unknown".to_owned(), |size| memory(&size)),
        output("uname", &["-sr"]).unwrap_or_else(|| std::env::consts::OS.to_owned()),
        output("rustc", &["--version"]).context("cannot run rustc")?,
    );
    let peers = ["progenitor", "prettyplease", "reqwest", "criterion"];
    let versions: Vec<_> = peers
        .into_iter()
        .filter_map(|name| Some(format!("{name} {}", locked(&lock, name)?)))
        .collect();
    text += &format!("- {}\n", versions.join(", "));
    Ok(text)
}

/// The first line of a file of `name: value` that has this name.
fn fact(file: &str, name: &str) -> Option<String> {
    value(&fs::read_to_string(file).ok()?, name)
}

fn value(text: &str, name: &str) -> Option<String> {
    let mut pairs = text.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = pairs.find(|(key, _)| key.trim() == name)?;
    Some(value.trim().to_owned())
}

/// Of `24631528 kB`, the gibibytes.
fn memory(size: &str) -> String {
    let kilobytes = size.split(' ').next().and_then(|it| it.parse::<u64>().ok());
    kilobytes.map_or_else(|| size.to_owned(), |size| format!("{} GiB", (size + (1 << 19)) >> 20))
}

/// The newest version of a package in a lock file, which has them in order: what is compared only for calls has older ones.
fn locked<'l>(lock: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = lock.rsplit_once(&format!("name = \"{name}\"\nversion = \""))?;
    rest.split('"').next()
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_from_the_files_of_the_system() {
        let text = "processor\t: 0\nmodel name\t: Some CPU\n\nmodel name\t: Other\n";
        assert_eq!(value(text, "model name").as_deref(), Some("Some CPU"));
        assert_eq!(value(text, "flags"), None);
        assert_eq!(memory("24631528 kB"), "23 GiB");
    }

    #[test]
    fn versions_are_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"syn\"\nversion = \"1.0.109\"\n\n[[package]]\nname = \"syn\"\nversion = \"2.0.119\"\n";
        assert_eq!(locked(lock, "syn"), Some("2.0.119"));
        assert_eq!(locked(lock, "sy"), None);
    }
}
