//! `cargo xtask diff` as it is run: folders, revisions, exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::fixture::{EXAMPLES, SERVICE, THINGS};

/// A repository whose first commit has no spec, whose second has one, and whose third has changed it.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: TempDir::new().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.commit("README.md", "Nothing yet.\n");
        repository.put("api-spec/schema.json", "{}\n");
        repository.put("api-spec/demo/service.json", SERVICE);
        repository.put("api-spec/demo/things.examples.json", EXAMPLES);
        repository.commit("api-spec/demo/things.json", THINGS);
        repository.git(&["tag", "first"]);
        let sized = THINGS.replace(
            "\"doc\": \"Its name.\" } }",
            "\"doc\": \"Its name.\" }, \"size\": { \"type\": \"int32\", \"doc\": \"Its size.\" } }",
        );
        repository.commit("api-spec/demo/things.json", &sized);
        repository
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn put(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, inside: &str, text: &str) {
        self.put(inside, text);
        self.git(&["add", "."]);
        self.git(&[
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@demo.example",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "--quiet",
            "--message",
            "A step",
        ]);
    }

    fn git(&self, arguments: &[&str]) {
        let output =
            Command::new("git").arg("-C").arg(self.folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn diff(&self, arguments: &[&str]) -> Ran {
        let spec = self.path("api-spec");
        run(self.folder.path(), &[&["diff", "--spec", spec.to_str().unwrap()], arguments].concat())
    }
}

#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(from: &Path, arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(from)
        .output()
        .unwrap();
    Ran {
        code: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

const ADDED: &str = "\
minor  property-added  demo/Thing.size
       the property is new: `int32`
       + pub demo::things::models::Thing::size: Option<i32>
verdict: minor (1 minor)
";

#[test]
fn revisions_are_compared_without_a_checkout() {
    let repository = Repository::new();
    let ran = repository.diff(&["HEAD~1", "HEAD"]);
    assert!(ran.code == Some(0) && ran.out.starts_with(ADDED) && ran.err.is_empty(), "{ran:?}");
    assert_eq!(repository.diff(&["first", "main"]).out, ran.out);

    let back = repository.diff(&["HEAD", "first"]);
    assert!(back.out.starts_with("major  property-removed  demo/Thing.size\n"), "{back:?}");
}

#[test]
fn the_working_tree_is_the_newer_side_unless_told_otherwise() {
    let repository = Repository::new();
    assert_eq!(repository.diff(&["HEAD"]).out, "verdict: none\n");
    repository.put("api-spec/demo/things.json", THINGS);
    assert!(
        repository.diff(&["HEAD"]).out.starts_with("major  property-removed  demo/Thing.size\n")
    );
    assert_eq!(repository.diff(&["first"]).out, "verdict: none\n");
}

#[test]
fn a_revision_without_a_spec_counts_as_an_empty_one() {
    let repository = Repository::new();
    let ran = repository.diff(&["HEAD~2", "first"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.out.starts_with(
            "minor  service-added  demo\n       the service is new, with 1 operation and 1 type\n"
        ),
        "{ran:?}"
    );
    assert!(
        ran.err.starts_with("note: `HEAD~2` has no spec in `")
            && ran.err.ends_with("`, which counts as an empty one\n"),
        "{ran:?}"
    );
}

#[test]
fn folders_win_over_revisions() {
    let repository = Repository::new();
    repository.put("main/demo/service.json", SERVICE);
    repository.put("main/demo/things.json", THINGS);
    repository.put("main/demo/things.examples.json", EXAMPLES);
    assert_eq!(repository.diff(&["main", "first"]).out, "verdict: none\n");
    assert!(repository.diff(&["main", "HEAD"]).out.starts_with(ADDED));
}

#[test]
fn a_level_can_be_denied() {
    let repository = Repository::new();
    for (deny, code) in [("major", 0), ("minor", 1), ("patch", 1)] {
        let ran = repository.diff(&["first", "HEAD", "--deny", deny]);
        assert_eq!(ran.code, Some(code), "{deny}");
        let complaint = format!("error: the verdict is minor, and {deny} is denied\n");
        assert_eq!(ran.err, if code == 0 { "" } else { &complaint });
        assert!(ran.out.starts_with(ADDED));
    }
    assert_eq!(repository.diff(&["HEAD", "HEAD", "--deny", "patch"]).code, Some(0));
}

#[test]
fn formats() {
    let repository = Repository::new();
    let json = repository.diff(&["first", "HEAD", "--format", "json"]).out;
    let message = "the property is new: `int32`; in Rust: adds `demo::things::models::Thing::size`";
    let row = format!(
        "{{\n      \"level\": \"minor\",\n      \"code\": \"property-added\",\n      \"subject\": \"demo/Thing.size\",\n      \"message\": \"{message}\"\n    }}"
    );
    assert_eq!(
        json,
        format!("{{\n  \"verdict\": \"minor\",\n  \"changes\": [\n    {row}\n  ]\n}}\n")
    );
    let markdown = repository.diff(&["first", "HEAD", "--format", "markdown"]).out;
    assert!(markdown.starts_with("### Spec: **minor**\n"), "{markdown}");
}

#[test]
fn mistakes_are_told_and_end_it() {
    let repository = Repository::new();
    repository.commit("api-spec/demo/things.json", &THINGS.replace("\"summary\"", "\"sumary\""));
    let ran = repository.diff(&["HEAD", "first"]);
    assert!(ran.code == Some(1) && ran.out.is_empty(), "{ran:?}");
    assert!(ran.err.contains(" --> HEAD:api-spec/demo/things.json:6:7\n"), "{}", ran.err);
    assert!(
        ran.err.ends_with("error: `HEAD` cannot be compared: today's rules find mistakes in it\n"),
        "{}",
        ran.err
    );

    let empty = repository.path("empty");
    fs::create_dir(&empty).unwrap();
    let ran = repository.diff(&[empty.to_str().unwrap()]);
    assert!(ran.code == Some(1) && ran.err.contains("holds no spec"), "{ran:?}");
}

#[test]
fn mistakes_of_usage() {
    let repository = Repository::new();
    for arguments in [
        &["nowhere"][..],
        &["HEAD", "nowhere"],
        &["-x"],
        &["HEAD", "--deny", "none"],
        &["HEAD", "--format", "xml"],
        &[],
    ] {
        let ran = repository.diff(arguments);
        assert!(ran.code == Some(2) && ran.out.is_empty(), "{arguments:?} {ran:?}");
    }
    let ran = repository.diff(&["nowhere"]);
    assert!(
        ran.err.contains("`nowhere` is neither a folder nor a revision that git knows beside `"),
        "{ran:?}"
    );
}
