//! A spec is read, checked and put into its canonical form.

use std::fs;

use xtask::commands::{self, Format};
use xtask::{Mode, Outcome, regen, sources};

use crate::fixture::{DOCUMENTS, Fixture, SERVICE, THINGS};

#[test]
fn a_spec_is_read_in_order() {
    let fixture = Fixture::new();
    fixture.put("spec/a/service.json", "{}");
    fixture.put("spec/documents.json", "beside the services");
    fixture.put("spec/s/README.md", "no JSON");
    let files = sources::texts(sources::read(&fixture.path("spec")).unwrap());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "spec/a/service.json",
            "spec/s/service.json",
            "spec/s/things.examples.json",
            "spec/s/things.json"
        ]
    );

    fixture.put("spec/s/more/b.json", "{}");
    let error = sources::read(&fixture.path("spec")).unwrap_err().to_string();
    assert!(error.contains("is a folder inside the folder of a service"), "{error}");
}

#[test]
fn fmt_changes_what_is_not_canonical() {
    let fixture = Fixture::new();
    let untidy = THINGS
        .replace("  \"doc\": \"Things.\",\n", "")
        .replace("\n}\n", ",\n  \"doc\": \"Things.\"\n}");
    fixture.put("spec/s/things.json", &untidy);
    let spec = fixture.path("spec");
    let check = commands::fmt(&spec, Mode::Check, "cargo xtask fmt", false).unwrap();
    assert!(
        check.failed && check.err.ends_with("1 file is not up to date; run `cargo xtask fmt`\n"),
        "{}",
        check.err
    );
    assert_eq!(fixture.text("spec/s/things.json"), untidy);

    let report = commands::fmt(&spec, Mode::Write, "cargo xtask fmt", false).unwrap();
    assert!(report.out.ends_with("1 file written, 2 unchanged\n"), "{}", report.out);
    assert_eq!(fixture.text("spec/s/things.json"), THINGS);
    assert!(!commands::fmt(&spec, Mode::Check, "cargo xtask fmt", false).unwrap().failed);
}

#[test]
fn the_list_of_the_documents_is_read_with_the_spec() {
    let fixture = Fixture::new();
    fixture.put("spec/documents.json", DOCUMENTS);
    let spec = fixture.path("spec");
    let check = || commands::check(&spec, Format::Human { color: false }).unwrap();
    assert_eq!(check().out, "no mistakes in 4 files with 1 operation\n");

    fixture.put("spec/s/things.json", &THINGS.replace("\"Thing\" }", "\"Thong\" }"));
    fixture.put("spec/documents.json", &DOCUMENTS.replace("things.get", "things.got"));
    let err = check().err;
    for expected in [
        "error[E0101]: there is no type `Thong`",
        "error[E0601]: the request line `GET /things` of document 001 lost its operation `s:things.got`",
        "--> spec/documents.json:7:",
        "error: 2 mistakes; `cargo xtask explain CODE` tells more\n",
    ] {
        assert!(err.contains(expected), "{err}");
    }
    let Outcome::Mistakes(files, mistakes, _) = regen(&fixture.task(), Mode::Write).unwrap() else {
        panic!("the spec has mistakes");
    };
    assert_eq!(mistakes.shown(&files), 2);
    assert!(!fixture.path("out").exists());
}

#[test]
fn fmt_changes_the_list_of_the_documents_as_well() {
    let fixture = Fixture::new();
    fixture.put("spec/documents.json", &DOCUMENTS.replace('\n', ""));
    let spec = fixture.path("spec");
    let report = commands::fmt(&spec, Mode::Write, "cargo xtask fmt", false).unwrap();
    assert!(report.out.ends_with("1 file written, 3 unchanged\n"), "{}", report.out);
    assert_eq!(fixture.text("spec/documents.json"), DOCUMENTS);
}

#[test]
fn line_ends_of_windows_are_told_in_one_line() {
    let fixture = Fixture::new();
    fixture.put("spec/s/things.json", &THINGS.replace('\n', "\r\n"));
    let spec = fixture.path("spec");
    let check = commands::fmt(&spec, Mode::Check, "cargo xtask fmt", false).unwrap();
    let path = spec.join("s/things.json");
    let expected = format!(
        "different: {} (only its line ends: CR LF instead of LF)\n1 file is not up to date; run `cargo xtask fmt`\n",
        path.display()
    );
    assert_eq!(check.err, expected);
}

#[test]
fn bytes_that_are_no_utf8_are_a_mistake_among_others() {
    let fixture = Fixture::new();
    let mut bytes = SERVICE.replace("A service.", "Ein D?nst.").into_bytes();
    let place = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[place] = 0xef;
    fs::write(fixture.path("spec/s/service.json"), &bytes).unwrap();
    fixture.put("spec/s/things.json", &THINGS.replace("summary", "sumary"));
    let spec = fixture.path("spec");
    let err = commands::check(&spec, Format::Human { color: false }).unwrap().err;
    for expected in [
        "error[E0013]: the file is not UTF-8\n --> spec/s/service.json:3:16\n",
        "error[E0004]: an operation has no key `sumary`\n --> spec/s/things.json:6:7\n",
        "error: 2 mistakes",
    ] {
        assert!(err.contains(expected), "{err}");
    }
    // Canonical text of it would have lost the bytes.
    let fmt = commands::fmt(&spec, Mode::Write, "cargo xtask fmt", false).unwrap();
    assert!(fmt.failed && fmt.err.contains("error[E0013]"), "{}", fmt.err);
    assert_eq!(fs::read(fixture.path("spec/s/service.json")).unwrap(), bytes);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    for pipe in ["spec/s/pipe.json", "spec/documents.json"] {
        let fixture = Fixture::new();
        let path = fixture.path(pipe);
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        let error = commands::check(&fixture.path("spec"), Format::Json).unwrap_err();
        let expected = format!("{} is neither a file nor a folder; move it away", path.display());
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn explain_tells_of_one_code_or_lists_all() {
    let one = commands::explain(codegen::diagnostics::catalogue::find("e0002")).out;
    assert!(one.starts_with("E0002: nested too deeply\n\nObjects"), "{one}");
    let all = commands::explain(None).out;
    assert!(all.starts_with("E0001  not valid JSON\nE0002  nested too deeply\n"), "{all}");
    assert_eq!(all.lines().count(), codegen::diagnostics::CATALOGUE.len());
}
