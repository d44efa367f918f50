//! Whatever happens to the text of a spec: no panic, no hang, and either mistakes with places in it or Rust.
//!
//! The cases are the same in every run. `PROPTEST_CASES` asks for more of them, `PROPTEST_RNG_SEED` for others.

mod damage;

use std::collections::{BTreeMap, BTreeSet};

use codegen::{Diagnostics, Output, SourceFile};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::Value;
use tests::{names, service, spec};

use crate::support::{folder, real_output};
use damage::{Damage, damage};

#[test]
fn damage_to_the_text_of_the_real_spec() {
    let sources = spec();
    let expected = emitted(real_output());
    run(8, damage::to_text(), |damages| check(&sources, &expected, &damages));
}

#[test]
fn damage_to_the_values_of_the_real_spec() {
    let sources = spec();
    let expected = emitted(real_output());
    run(10, damage::to_values(), |damages| check(&sources, &expected, &damages));
}

#[test]
fn damage_to_small_specs() {
    let features: Vec<Vec<SourceFile>> = names(&folder("fixtures/features"))
        .iter()
        .map(|name| service(&folder("fixtures/features").join(name)))
        .collect();
    let any_damage = prop_oneof![1 => damage::to_text(), 3 => damage::to_values()];
    run(200, (any::<prop::sample::Index>(), any_damage), |(index, damages)| {
        check(&features[index.index(features.len())], &BTreeMap::new(), &damages)
    });
}

/// Runs a property on some cases, which are the same each time unless the environment says otherwise.
fn run<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value)) {
    let given = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { given.cases } else { cases };
    let rng_seed =
        if given.rng_seed == RngSeed::Random { RngSeed::Fixed(2026) } else { given.rng_seed };
    let config =
        Config { cases, rng_seed, failure_persistence: None, max_shrink_iters: 100, ..given };
    let outcome = TestRunner::new(config).run(&strategy, |case| {
        property(case);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn emitted(output: &Output) -> BTreeMap<String, String> {
    output.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// What holds for damaged sources. Emitted files that are as expected need not be looked at again.
fn check(sources: &[SourceFile], expected: &BTreeMap<String, String>, damages: &[Damage]) {
    let sources = damage(sources, damages);
    match codegen::generate(&sources) {
        Ok(output) => check_output(&sources, expected, &output),
        Err(mistakes) => check_mistakes(&sources, &mistakes),
    }
}

fn check_output(sources: &[SourceFile], expected: &BTreeMap<String, String>, output: &Output) {
    for file in output.files.iter().filter(|file| file.path.ends_with(".rs")) {
        if expected.get(&file.path) != Some(&file.text)
            && let Err(error) = syn::parse_file(&file.text)
        {
            panic!("{} is no Rust: {error}", file.path);
        }
    }
    let paths: BTreeSet<&str> = output.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), output.files.len(), "two files have one path");
    // Nothing gets lost on the way without a word about it.
    let spec = codegen::parse::parse(sources).spec;
    let operations = spec.resources.iter().flat_map(|file| file.content.operations.iter());
    assert_eq!(
        output.operations,
        operations.map(|(_, operation)| operation.on.len().max(1)).sum::<usize>()
    );
    let types = spec.resources.iter().map(|file| file.content.types.len());
    assert_eq!(output.types, types.sum::<usize>());
}

fn check_mistakes(sources: &[SourceFile], mistakes: &Diagnostics) {
    assert!(!mistakes.is_empty());
    assert!(mistakes.render_human(sources, false).contains("error[E"));
    assert!(mistakes.render_github(sources).starts_with("::error file="));
    let list: Vec<Value> = serde_json::from_str(&mistakes.render_json(sources)).unwrap();
    for mistake in &list {
        let file = sources.iter().find(|file| file.path == mistake["path"]);
        let text = &file.unwrap_or_else(|| panic!("{} is no file", mistake["path"])).text;
        for (line, column) in [("line", "column"), ("end_line", "end_column")] {
            let (line, column) = (number(&mistake[line]), number(&mistake[column]));
            let length = text.split('\n').nth(line - 1).map(|line| line.chars().count());
            assert!(length.is_some_and(|length| column <= length + 1), "{mistake:#}");
        }
    }
}

/// A number that counts from one.
fn number(value: &Value) -> usize {
    value
        .as_u64()
        .and_then(|number| usize::try_from(number).ok())
        .filter(|number| *number > 0)
        .unwrap()
}
