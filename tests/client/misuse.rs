//! What the compiler says about misuse: the kind of mistake, the line, and the names that tell what is wrong. All else is worded
//! by each version of the compiler as it likes.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// Code, line and words of an error.
type Wanted = (&'static str, u64, &'static [&'static str]);

/// The errors of each case.
const CASES: [(&str, &[Wanted]); 11] = [
    ("await_what_blocks", &[("E0277", 4, &["GroupsGet<Blocking>", "is not a future"])]),
    ("clear_what_must_stay", &[("E0599", 7, &["clear_display_name", "GroupsUpdate<"])]),
    ("filter_by_another_kind_of_value", &[("E0599", 4, &["starts_with", "Property<", "bool>"])]),
    ("filter_by_what_cannot_be_filtered", &[("E0425", 5, &["`description`", "`group`"])]),
    (
        "filter_of_another_type",
        &[("E0277", 5, &["Filter<", "Application>", "IntoFilter<", "Group>"])],
    ),
    ("items_of_no_list", &[("E0599", 4, &["`items`", "GroupsGet<"])]),
    (
        "missing_properties",
        &[("E0063", 4, &["`mail_nickname` and `security_enabled`", "GroupCreate"])],
    ),
    ("number_as_identifier", &[("E0277", 4, &["ObjectId", "From<{integer}>"])]),
    ("order_by_what_cannot_be_sorted", &[("E0599", 4, &["ascending", "Property<", "String>"])]),
    (
        "other_identifier",
        &[
            ("E0277", 4, &["ObjectId", "From<", "AppId>"]),
            ("E0277", 5, &["DomainName", "From<", "ObjectId>"]),
        ],
    ),
    ("setter_of_another_call", &[("E0599", 4, &["`top`", "GroupsGet<"])]),
];

#[test]
fn the_compiler_says_what_is_wrong() {
    let mut said = errors();
    for (case, errors) in CASES {
        let said = said.remove(case).unwrap_or_default();
        assert_eq!(said.len(), errors.len(), "{case}: {said:#?}");
        for ((code, line, message), (wanted, at, words)) in said.iter().zip(errors) {
            assert_eq!((code.as_str(), *line), (*wanted, *at), "{case}: {message}");
            for word in *words {
                assert!(message.contains(word), "{case}: no {word} in: {message}");
            }
        }
    }
    assert_eq!(said, BTreeMap::new());
}

/// Code, line and message of each error.
type Errors = Vec<(String, u64, String)>;

/// What the compiler says about each file in `tests/ui`, as a program that uses the library that this one is linked with.
fn errors() -> BTreeMap<String, Errors> {
    let built = env::current_exe().expect("this is a program");
    let built = built.parent().expect("it lies in a folder");
    let libraries = files(built).into_iter().filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libdirectory_graph-") && name.ends_with(".rlib")
    });
    // Of several sets of features, whichever was built last is of today's source.
    let library =
        libraries.max_by_key(|path| fs::metadata(path).and_then(|data| data.modified()).ok());
    let library = library.expect("the library has been built");
    let cases = files(&tests::root().join("tests/ui"));
    let said = |case: &PathBuf| {
        let name = case.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (name, said(case, built, &library))
    };
    cases.iter().map(said).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    entries.map(|entry| entry.expect("the file can be seen").path()).collect()
}

fn said(case: &Path, built: &Path, library: &Path) -> Errors {
    let mut used = OsString::from("directory_graph=");
    used.push(library);
    let mut dependencies = OsString::from("dependency=");
    dependencies.push(built);
    let output = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition", "2024", "--emit", "metadata", "--error-format", "json", "--out-dir"])
        .arg(env!("CARGO_TARGET_TMPDIR"))
        .arg("--extern")
        .arg(used)
        .arg("-L")
        .arg(dependencies)
        .arg(case)
        .output()
        .expect("the compiler runs");
    let text = String::from_utf8(output.stderr).expect("JSON is text");
    let lines = text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON"));
    lines.filter_map(|line| error(&line)).collect()
}

/// An error; what only counts errors has no code.
fn error(message: &Value) -> Option<(String, u64, String)> {
    if message["level"] != "error" {
        return None;
    }
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let code = message["code"]["code"].as_str()?.to_owned();
    let text = message["message"].as_str()?.to_owned();
    Some((code, span["line_start"].as_u64()?, text))
}
