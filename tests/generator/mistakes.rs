//! Many mistakes at once, and the ways in which they are shown.

use std::collections::BTreeSet;

use codegen::SourceFile;
use serde_json::{Value, json};
use tests::{names, service};

use crate::support::{assert_snapshot, folder, generate, mistakes};

fn sources(name: &str) -> Vec<SourceFile> {
    service(&folder("fixtures/mistakes").join(name))
}

#[test]
fn three_mistakes_in_two_files() {
    let sources = sources("three");
    let mistakes = mistakes(&sources);
    assert_eq!(mistakes.shown(&sources), 3);
    assert_snapshot("mistakes", "three-human", &mistakes.render_human(&sources, false));
    assert_snapshot("mistakes", "three-json", &mistakes.render_json(&sources));
    assert_snapshot("mistakes", "three-github", &mistakes.render_github(&sources));
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let elsewhere = |code: &str| service(&folder("fixtures/diagnostics").join(code));
    for unix in [
        sources("three"),
        sources("many"),
        elsewhere("E0403"),
        elsewhere("E0216"),
        elsewhere("E0001"),
    ] {
        let windows: Vec<SourceFile> = unix
            .iter()
            .map(|file| SourceFile {
                path: file.path.clone(),
                text: file.text.replace('\n', "\r\n"),
            })
            .collect();
        let (there, here) = (mistakes(&unix), mistakes(&windows));
        assert_eq!(here.render_human(&windows, false), there.render_human(&unix, false));
        assert_eq!(here.render_json(&windows), there.render_json(&unix));
        assert_eq!(here.render_github(&windows), there.render_github(&unix));
    }
}

/// A mistake as the JSON rendering has it: file, line, column, code, message.
type Shown = (String, u64, u64, String, String);

fn shown(sources: &[SourceFile]) -> Vec<Shown> {
    let list: Vec<Value> = serde_json::from_str(&mistakes(sources).render_json(sources)).unwrap();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let number = |it: &Value, key: &str| it[key].as_u64().unwrap();
    let one = |it: &Value| {
        (
            text(it, "path"),
            number(it, "line"),
            number(it, "column"),
            text(it, "code"),
            text(it, "message"),
        )
    };
    list.iter().map(one).collect()
}

#[test]
fn all_mistakes_are_reported_at_once_each_once_and_in_order() {
    let sources = sources("many");
    let shown = shown(&sources);
    let lines: Vec<String> = shown
        .iter()
        .map(|(path, line, column, code, message)| {
            format!("{path}:{line}:{column}: {code} {message}")
        })
        .collect();
    assert_snapshot("mistakes", "many", &lines.join("\n"));

    let places: Vec<(&str, u64, u64)> =
        shown.iter().map(|(path, line, column, ..)| (path.as_str(), *line, *column)).collect();
    assert!(places.is_sorted(), "the files are sorted, and so are the mistakes");
    assert!(lines.len() >= 60, "{}", lines.len());
    assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), lines.len());
    let codes: BTreeSet<&str> = shown.iter().map(|(.., code, _)| code.as_str()).collect();
    assert!(codes.len() >= 50, "{}", codes.len());
}

#[test]
fn a_property_that_cannot_be_read_hides_no_mistake_of_its_type() {
    let mut sources = service(&folder("fixtures/features/open_enum"));
    let resource = sources.iter_mut().find(|it| it.path.ends_with("things.json")).unwrap();
    let mut content: Value = serde_json::from_str(&resource.text).unwrap();
    content["types"]["Thing"]["properties"]["broken"] = json!({ "type": 5, "doc": "No text." });
    content["types"]["Thing"]["properties"]["other"] = json!({ "type": "Nope", "doc": "Unknown." });
    content["types"]["Thing"]["documents"] = json!(["999 / Nowhere"]);
    resource.text = content.to_string();
    let shown = shown(&sources);
    let lines: Vec<String> =
        shown.iter().map(|(_, _, _, code, message)| format!("{code} {message}")).collect();
    assert_eq!(lines, ["E0006 `type` must be text, not a number", "E0101 there is no type `Nope`"]);
}

#[test]
fn a_property_that_cannot_be_read_hides_no_mistake_of_another_service() {
    let feature = |name: &str| service(&folder("fixtures/features").join(name));
    let mut sources = [feature("open_enum"), feature("aliases")].concat();
    for (path, pointer, value) in [
        ("open_enum/things.json", "/types/Thing/properties/color", json!(5)),
        (
            "aliases/things.examples.json",
            "/examples/things.list/0/response/body",
            json!({ "value": [{ "nope": 1 }] }),
        ),
    ] {
        let file = sources.iter_mut().find(|it| it.path.ends_with(path)).unwrap();
        let mut content: Value = serde_json::from_str(&file.text).unwrap();
        *content.pointer_mut(pointer).unwrap() = value;
        file.text = content.to_string();
    }
    let codes: BTreeSet<String> = shown(&sources).into_iter().map(|(.., code, _)| code).collect();
    assert_eq!(codes.iter().collect::<Vec<_>>(), ["E0006", "E0502"]);
}

#[test]
fn a_property_or_value_that_cannot_be_read_is_one_mistake() {
    let feature = |name: &str| service(&folder("fixtures/features").join(name));
    for name in names(&folder("fixtures/features")) {
        let mut sources = feature(&name);
        // One service names types of the other.
        sources.extend(if name == "replaced" { feature("replacing") } else { Vec::new() });
        for index in 0..sources.len() {
            let file: Value = serde_json::from_str(&sources[index].text).unwrap();
            let types = file["types"].as_object().into_iter().flatten();
            for (ty, part) in types.flat_map(|(ty, _)| [(ty, "properties"), (ty, "values")]) {
                let (mut content, mut sources) = (file.clone(), sources.clone());
                let Some(entries) = content["types"][ty][part].as_object_mut() else { continue };
                entries.values_mut().for_each(|entry| *entry = json!(5));
                let expected = entries.len();
                sources[index].text = content.to_string();
                let shown = shown(&sources);
                assert!(shown.iter().all(|(.., code, _)| code == "E0006"), "{shown:#?}");
                assert_eq!(shown.len(), expected);
            }
        }
    }
}

#[test]
fn what_a_service_says_of_itself_is_missed_only_where_all_of_it_was_read() {
    let feature = |name: &str| service(&folder("fixtures/features").join(name));
    for (name, pointer) in [
        ("advanced", "/advanced"),
        ("advanced", "/clouds/Global"),
        ("changes", "/delta/id"),
        ("imported", "/casts/clone"),
        ("imported", "/imported/digest"),
        ("links", "/identifiers/ThingId"),
        ("links", "/link/to"),
        ("permissions", "/version"),
    ] {
        let mut sources = feature(name);
        let file = sources.iter_mut().find(|it| it.path.ends_with("service.json")).unwrap();
        let mut content: Value = serde_json::from_str(&file.text).unwrap();
        *content.pointer_mut(pointer).unwrap() = json!(5);
        file.text = content.to_string();
        let codes: Vec<String> = shown(&sources).into_iter().map(|(.., code, _)| code).collect();
        assert_eq!(codes, ["E0006"], "{name} {pointer}");
    }
}

#[test]
fn permissions_by_path_are_not_mistaken_for_those_of_all_paths() {
    let mut sources = service(&folder("fixtures/features/permissions"));
    let file = sources.iter_mut().find(|it| it.path.ends_with("things.json")).unwrap();
    let mut content: Value = serde_json::from_str(&file.text).unwrap();
    content["doc"] = json!(5);
    file.text = content.to_string();
    let codes: Vec<String> = shown(&sources).into_iter().map(|(.., code, _)| code).collect();
    assert_eq!(codes, ["E0006"]);
}

#[test]
fn a_mistake_does_not_depend_on_the_order_of_the_files() {
    let mut sources = sources("many");
    let expected: BTreeSet<Shown> = shown(&sources).into_iter().collect();
    sources.reverse();
    let found: BTreeSet<Shown> = shown(&sources).into_iter().collect();
    assert_eq!(found, expected);
}

/// The feature with an open enumeration, whose values are others.
fn with_values(values: &Value) -> Vec<SourceFile> {
    let mut sources = service(&folder("fixtures/features/open_enum"));
    for source in &mut sources {
        let mut content: Value = serde_json::from_str(&source.text).unwrap();
        if let Some(found) = content.pointer_mut("/types/Color/values") {
            *found = values.clone();
            source.text = content.to_string();
        }
    }
    sources
}

#[test]
fn twelve_values_without_a_name_are_given_one_by_one_paste() {
    let mut values: Value = serde_json::from_str(
        r#"{
            "1.0": "One.", "10": "Ten.", "v1.0": "One.", "v10": "Ten.", "ASC": "Up.", "asc": "Up.", "Asc": "Up.",
            ">=": "Not less.", "<=": "Not \"more\".", "größe": "Size.", "": "Nothing.", "物": "Thing.",
            "other": "Something.", "known": "Known.", "&&": "Both.", "c++": "It.", "c": "It."
        }"#,
    )
    .unwrap();
    let mistakes = mistakes(&with_values(&values));
    assert_eq!(mistakes.len(), 12);
    let help = mistakes.iter().next().unwrap().help.clone().unwrap();
    let (before, lines) = help.split_once('\n').unwrap();
    assert_eq!(before, "write in `values`:");
    let expected = r#""": { "rust": "Value", "doc": "Nothing." },
"&&": { "rust": "AndAnd", "doc": "Both." },
"10": { "rust": "Value10", "doc": "Ten." },
"<=": { "rust": "LessEqual", "doc": "Not \"more\"." },
">=": { "rust": "GreaterEqual", "doc": "Not less." },
"Asc": { "rust": "Asc2", "doc": "Up." },
"asc": { "rust": "Asc3", "doc": "Up." },
"c++": { "rust": "CPlusPlus", "doc": "It." },
"größe": { "rust": "GrE", "doc": "Size." },
"other": { "rust": "Other2", "doc": "Something." },
"v1.0": { "rust": "V1Dot0", "doc": "One." },
"物": { "rust": "Value2", "doc": "Thing." }"#;
    assert_eq!(lines, expected);
    let pasted: Value = serde_json::from_str(&format!("{{{lines}}}")).unwrap();
    for (value, entry) in pasted.as_object().unwrap() {
        values[value] = entry.clone();
    }
    generate(&with_values(&values));
}
