//! How the program is called: what makes no sense is told and ends with 2.

use std::path::Path;
use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

/// What a call prints to standard error, which ends with this code.
fn complaint(arguments: &[&str], code: i32) -> String {
    let output = xtask(arguments);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    text
}

#[test]
fn what_makes_no_sense_ends_with_2() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let is_a_file =
        |option: &str| format!("`--{option}` takes a folder, and `{manifest}` is a file");
    let calls: [(&[&str], &str); 19] = [
        (&["regenerate"], "there is no command `regenerate`"),
        (&["regn"], "there is no command `regn`; did you mean `regen`?"),
        (&["--verbose"], "invalid option '--verbose'"),
        (&["regen", "--chek"], "there is no option `--chek`; did you mean `--check`?"),
        (&["regen", "-c"], "there is no option `-c`"),
        (&["regen", "--check", "--check"], "`--check` is given twice"),
        (&["regen", "--check=yes"], "unexpected argument for option '--check': \"yes\""),
        (&["regen", "--out"], "missing argument for option '--out'"),
        (&["regen", "now"], "unexpected argument \"now\""),
        (&["regen", "--out", manifest], &is_a_file("out")),
        (&["check", "--spec", manifest], &is_a_file("spec")),
        (&["diff", "HEAD", "--spec", manifest], &is_a_file("spec")),
        (
            &["list", "--format", "jsn"],
            "`--format` takes table, json, markdown, not `jsn`; did you mean `json`?",
        ),
        (&["explain", "E9999"], "there is no code `E9999`"),
        (&["explain", "E0001", "E0002"], "unexpected argument \"E0002\""),
        (&["diff"], "`BASE` is missing"),
        (&["permissions"], "`OPERATION` is missing"),
        (
            &["permissions", "domains.verfy"],
            "there is no operation `domains.verfy`; did you mean `domains.verify`?",
        ),
        (
            &["permissions", "domains.verify"],
            "`domains.verify` may be `azure_ad_graph:domains.verify` or `microsoft_graph:domains.verify`",
        ),
    ];
    for (arguments, message) in calls {
        let text = complaint(arguments, 2);
        assert_eq!(
            text.lines().next(),
            Some(format!("error: {message}").as_str()),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_mistake_shows_how_the_command_is_called() {
    assert_eq!(
        complaint(&["diff", "--deny", "all"], 2),
        "error: `--deny` takes major, minor, patch, not `all`\n\n\
         Usage: cargo xtask diff BASE [HEAD] [--spec DIR] [--format FORMAT] [--deny DENY]\n\n\
         `cargo xtask diff --help` tells more.\n"
    );
}

#[test]
fn a_revision_needs_a_repository() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("spec");
    let text = complaint(&["diff", "HEAD", "--spec", spec.to_str().unwrap()], 2);
    let start = format!(
        "error: `HEAD` is no folder, and there are no revisions beside `{}`: git: ",
        spec.display()
    );
    assert!(text.starts_with(&start), "{text}");
}

#[test]
fn what_is_not_there_or_not_right_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let text = complaint(&["check", "--spec", nowhere.to_str().unwrap()], 1);
    assert!(text.starts_with("error: cannot read the spec in "), "{text}");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-spec");
    let text = complaint(
        &["regen", "--check", "--spec", own.to_str().unwrap(), "--out", nowhere.to_str().unwrap()],
        1,
    );
    assert!(text.starts_with("missing: "), "{text}");
}

#[test]
fn help_is_no_mistake() {
    for arguments in [&["--help"][..], &["-h"], &["help"]] {
        let output = xtask(arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(
            text.starts_with(
                "The tasks of this workspace\n\nUsage: cargo xtask COMMAND\n\n  regen        Make the"
            ),
            "{text}"
        );
    }
    let output = xtask(&["diff", "--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Tell what differs between two specs, what that does to Rust callers, and which version number it asks for\n\n\
         Usage: cargo xtask diff BASE [HEAD] [--spec DIR] [--format FORMAT] [--deny DENY]\n\n  \
           BASE             The older spec: a folder, or a revision that git knows\n  \
           HEAD             The newer spec, likewise; the working tree if left out\n  \
           --spec DIR       The folder of the spec\n  \
           --format FORMAT  How to show the outcome: human, markdown, json\n  \
           --deny DENY      Fail if the verdict is this or graver: major, minor, patch\n  \
           --help           Show this\n"
    );
    let nothing = xtask(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(nothing.stdout.is_empty() && nothing.stderr.starts_with(b"The tasks of"));
}
