//! What makes no sense is told and ends with 2.

use std::process::Command;

#[test]
fn what_makes_no_sense_ends_with_2() {
    let calls: [(&[&str], &str); 6] = [
        (&["measure", "--runs", "0"], "`--runs` takes a number from 1 on, not `0`"),
        (&["measure", "graph"], "`--metadata` is missing"),
        (&["measure", "everything"], "there is no part `everything`"),
        (
            &["synth", "--operations", "0", "--out", "x"],
            "`--operations` takes a number from 1 on, not `0`",
        ),
        (&["synth", "--operations", "9"], "`--out` is missing"),
        (&["synth", "--out", "x"], "`--operations` is missing"),
    ];
    for (arguments, message) in calls {
        let output = Command::new(env!("CARGO_BIN_EXE_bench")).args(arguments).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_eq!(text.lines().next(), Some(format!("error: {message}").as_str()));
    }
}
