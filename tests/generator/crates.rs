//! Emitted code as a crate of its own.

use codegen::layout::Crate;
use codegen::{Output, generate_crate};
use tests::{service, spec_in};

use crate::support::folder;

fn emitted(sources: &[codegen::SourceFile]) -> Output {
    let layout = Crate { name: "my-graph", runtime: "\"0.1\"" };
    generate_crate(sources, &layout).expect("the spec has no mistakes")
}

fn text<'a>(output: &'a Output, path: &str) -> &'a str {
    let file = output.files.iter().find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("{path} is not emitted")).text
}

#[test]
fn the_manifest_has_a_feature_for_each_part() {
    let output = emitted(&service(&folder("fixtures/crate/shop")));
    let manifest = text(&output, "Cargo.toml");
    let parts = "all = [\"colours\", \"memberships\", \"people\", \"tracing_api\"]\n\
                 colours = []\nmemberships = [\"people\"]\npeople = []\ntracing_api = []\n";
    assert!(manifest.contains(parts), "{manifest}");
    assert!(manifest.contains("\ndefault = [\"all\", \"hyper\"]\n"), "{manifest}");
    assert!(manifest.contains("\ntracing = [\"directory-graph-runtime/tracing\"]\n"), "{manifest}");
    assert!(manifest.contains("\ndirectory-graph-runtime = \"0.1\"\n"), "{manifest}");
    assert!(manifest.contains("\n[profile.dev]\nincremental = false\n"), "{manifest}");
}

#[test]
fn types_stand_where_those_are_who_need_them() {
    let output = emitted(&service(&folder("fixtures/crate/shop")));
    let root = text(&output, "src/api/shop/mod.rs");
    let modules = [
        "#[cfg(feature = \"colours\")]\npub mod colours;\n",
        "#[cfg(feature = \"people\")]\npub mod people;\n",
        "#[cfg(feature = \"all\")]\npub mod shared_unused;\n",
        "#[cfg(any(feature = \"colours\", feature = \"people\"))]\npub mod shared_name;\n",
        "    #[cfg(feature = \"people\")]\n    people::calls::OPERATIONS,\n",
    ];
    for module in modules {
        assert!(root.contains(module), "{module} is not in {root}");
    }
    assert!(text(&output, "src/api/shop/colours/models.rs").contains("pub struct Colour "));
    let shared = text(&output, "src/api/shop/shared_name/models.rs");
    assert!(shared.contains("pub struct Name ") && shared.contains("pub enum NameKind "));
    assert!(
        text(&output, "src/api/shop/people/models.rs").contains("use super::super::models::Name;")
    );
    assert!(text(&output, "src/api/shop/shared_unused/models.rs").contains("pub struct Unused "));
    assert!(output.files.iter().all(|file| !file.path.starts_with("src/api/shop/parts/")));
}

#[test]
fn kinds_of_identifiers_come_with_what_names_them() {
    let output = emitted(&service(&folder("fixtures/crate/shop")));
    let root = text(&output, "src/api/shop/mod.rs");
    let gates = [
        // People include colours, and memberships have the feature of people.
        ("any(feature = \"colours\", feature = \"people\")", "ColourId"),
        ("feature = \"people\"", "PersonId"),
    ];
    for (gate, ident) in gates {
        let end = format!("    pub struct {ident};\n}}\n");
        let (before, _) = root.split_once(&end).unwrap_or_else(|| panic!("no {ident} in {root}"));
        let (_, item) = before.rsplit_once("#[cfg(").unwrap_or_default();
        let is_gated = item.starts_with(&format!("{gate})]\nruntime::identifier! {{\n"));
        assert!(is_gated, "{ident} comes with {item}");
    }
    let included = "#[cfg(feature = \"people\")]\n\
                    impl From<ColourId> for PersonId {\n";
    assert!(root.contains(included), "{root}");
}

#[test]
fn all_features_of_the_language_give_rust() {
    let output = emitted(&spec_in(&folder("fixtures/features")));
    for file in output.files.iter().filter(|file| file.path.ends_with(".rs")) {
        syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    }
}
