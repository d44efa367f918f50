//! Whatever the texts of a spec hold, rustdoc finds text only.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use tests::service;

use crate::support::{folder, generate};

/// What our own documentation links to.
const LINKED: &str = "
    pub struct Thing;
    pub struct Client;
    impl Client { pub fn builder() {} }
    pub mod blocking { pub struct Client; }
";

/// How lines look that hold our own links to modules around.
const OWN_LINKS: [&str; 3] = ["](super::", "](calls::", "](runtime::"];

/// The documentation in an emitted file, item by item, without our own examples and links.
fn documentation(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    for line in text.lines().map(str::trim_start) {
        let comment = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        let attribute = line.strip_prefix("#[doc = \"").and_then(|doc| doc.strip_suffix("\"]"));
        match comment.or(attribute) {
            Some(doc) if OWN_LINKS.iter().any(|link| doc.contains(link)) => {}
            Some(doc) => writeln!(items.last_mut().unwrap(), "//!{doc}").unwrap(),
            None => items.push(String::new()),
        }
    }
    let own = |item: String| item.split("//! # Example").next().unwrap_or_default().to_owned();
    items.retain(|item| !item.is_empty());
    items.into_iter().map(own).collect()
}

fn rustdoc(file: &Path, arguments: &[&str]) -> Output {
    let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let mut command = Command::new(rustdoc);
    command.args(["--edition", "2024", "-D", "warnings"]).args(arguments).arg(file);
    command.output().unwrap()
}

#[test]
fn no_text_is_a_test_and_none_gives_a_warning() {
    let output = generate(&service(&folder("fixtures/features/text")));
    let rust = output.files.iter().filter(|file| file.path.ends_with(".rs"));
    let items: Vec<String> = rust.flat_map(|file| documentation(&file.text)).collect();
    assert!(items.len() > 40, "{}", items.len());
    let mut source = LINKED.to_owned();
    for (index, item) in items.iter().enumerate() {
        writeln!(source, "pub mod item_{index} {{\n{item}use super::*;\n}}").unwrap();
    }
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("text");
    fs::create_dir_all(&out).unwrap();
    let file = out.join("text.rs");
    fs::write(&file, source).unwrap();

    let pages = rustdoc(&file, &["-o", out.to_str().unwrap()]);
    assert!(pages.status.success(), "{}", String::from_utf8_lossy(&pages.stderr));
    let listed = rustdoc(&file, &["--test", "--test-args", "--list"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.trim(), "0 tests, 0 benchmarks");
}
