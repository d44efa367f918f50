//! What the compiler says about misuse.

use std::fs;
use std::process::Command;

/// The compiler that the texts beside the cases are from. Others word some of them otherwise, and a text is worth
/// comparing only with the compiler that it was reviewed with. With a newer one, `TRYBUILD=overwrite` renews the texts.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn the_compiler_says_what_is_wrong() {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(compiler).arg("--version").output();
    let version = version.expect("there is a compiler").stdout;
    let version = String::from_utf8_lossy(&version);
    if version.starts_with(COMPILER) {
        trybuild::TestCases::new().compile_fail("cases/*.rs");
    } else {
        println!("{version} is not {COMPILER}: only whether the cases compile is tested");
    }
}

/// Whatever the compiler, each case has a reviewed text that names what the case is about.
#[test]
fn each_case_has_a_text() {
    for (case, words) in [
        ("await_what_blocks", "is not a future"),
        ("clear_what_must_stay", "no method named `clear_display_name`"),
        ("filter_by_another_kind_of_value", "no method named `starts_with`"),
        ("filter_by_what_cannot_be_filtered", "cannot find function `description`"),
        (
            "filter_of_another_type",
            "IntoFilter<directory_graph::azure_ad_graph::models::Group>` is not satisfied",
        ),
        ("items_of_no_list", "no method named `items`"),
        ("missing_properties", "missing fields `mail_nickname` and `security_enabled`"),
        ("number_as_identifier", "ObjectId: From<{integer}>` is not satisfied"),
        ("order_by_what_cannot_be_sorted", "no method named `ascending`"),
        (
            "other_identifier",
            "ObjectId: From<directory_graph::azure_ad_graph::AppId>` is not satisfied",
        ),
        ("setter_of_another_call", "no method named `top`"),
    ] {
        let path = format!("{}/cases/{case}.stderr", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(text.contains(words), "{case}: {text}");
    }
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/cases"));
    assert_eq!(files.expect("the cases can be read").count(), 22);
}
