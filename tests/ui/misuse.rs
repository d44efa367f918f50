//! What the compiler says about misuse: the kind of mistake, the line, and the names that tell what is wrong. All else is worded
//! by each version of the compiler as it likes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

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

/// What the compiler says about each file in `cases/`, as a program of a project of its own.
fn errors() -> BTreeMap<String, Errors> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("misuse");
    fs::create_dir_all(&project).expect("the project can be written");
    let mut manifest = format!(
        "[package]\nname = \"misuse\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies.directory-graph]\npath = {:?}\ndefault-features = false\n",
        here.join("../../generated")
    );
    for case in fs::read_dir(here.join("cases")).expect("there are cases") {
        let path = case.expect("the case can be read").path();
        let name = path.file_stem().unwrap_or_default();
        manifest += &format!("\n[[bin]]\nname = {name:?}\npath = {path:?}\n");
    }
    fs::write(project.join("Cargo.toml"), manifest).expect("the project can be written");
    // With the versions of the workspace, nothing has to be fetched.
    fs::copy(here.join("../../Cargo.lock"), project.join("Cargo.lock")).expect("there are locks");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format", "json"])
        .env("CARGO_TARGET_DIR", project.join("target"))
        .current_dir(&project)
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(output.stdout).expect("JSON is text");
    let mut errors: BTreeMap<String, Errors> = BTreeMap::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("each line is JSON");
        if let Some((case, error)) = error(&line) {
            errors.entry(case).or_default().push(error);
        }
    }
    assert!(!errors.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    errors
}

/// An error in a case; what only counts errors has no code.
fn error(line: &Value) -> Option<(String, (String, u64, String))> {
    let (message, case) = (&line["message"], line["target"]["name"].as_str()?);
    if message["level"] != "error" {
        return None;
    }
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let code = message["code"]["code"].as_str()?.to_owned();
    let text = message["message"].as_str()?.to_owned();
    Some((case.to_owned(), (code, span["line_start"].as_u64()?, text)))
}
