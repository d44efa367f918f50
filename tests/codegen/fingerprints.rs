//! Files whose fingerprints stay the same stay the same.

use std::collections::BTreeMap;
use std::hash::DefaultHasher;

use codegen::{Output, SourceFile, generate_changed};

use crate::support::{generate, real_spec};

/// What is made of a spec by someone who has kept the fingerprints of another one.
fn changed(sources: &[SourceFile], kept: &BTreeMap<String, u64>) -> Output {
    generate_changed(sources, None, DefaultHasher::new, |path, fingerprint| {
        kept.get(path) == Some(&fingerprint)
    })
    .unwrap()
}

fn paths(output: &Output) -> Vec<&str> {
    output.files.iter().map(|file| file.path.as_str()).collect()
}

fn edited(file: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut sources = real_spec();
    let source = sources
        .iter_mut()
        .find(|source| source.path == file)
        .unwrap();
    assert!(source.text.contains(from), "{file}: {from}");
    source.text = source.text.replacen(from, to, 1);
    sources
}

#[test]
fn without_a_change_only_what_sums_up_is_drawn() {
    let before = generate(&real_spec());
    let after = changed(&real_spec(), &before.fingerprints);
    assert_eq!(
        paths(&after),
        [
            "API.txt",
            "azure_ad_graph/mod.rs",
            "azure_ad_graph/models.rs",
            "error_code.rs",
            "microsoft_graph/mod.rs",
            "microsoft_graph/models.rs",
            "mod.rs",
        ]
    );
    assert_eq!(after.current.len() + after.files.len(), before.files.len());
}

#[test]
fn one_summary_changes_the_files_of_its_module() {
    let before = generate(&real_spec());
    let sources = edited(
        "azure_ad_graph/groups.json",
        "Lists the tenant's groups.",
        "Lists all groups.",
    );
    let after = changed(&sources, &before.fingerprints);
    let drawn: Vec<&str> = paths(&after)
        .into_iter()
        .filter(|path| before.fingerprints.contains_key(*path))
        .collect();
    assert_eq!(
        drawn,
        [
            "azure_ad_graph/groups/calls.rs",
            "azure_ad_graph/groups/mod.rs",
            "azure_ad_graph/groups/models.rs",
            "azure_ad_graph/groups/tests.rs",
            "azure_ad_graph/groups/wire.rs",
        ]
    );
}

/// Whatever is left out because its fingerprint is the same is what would have been drawn.
#[test]
fn what_is_left_out_would_not_have_changed() {
    let before = generate(&real_spec());
    for (file, from, to) in [
        (
            "azure_ad_graph/groups.json",
            "\"groups.list\"",
            "\"groups.find\"",
        ),
        (
            "azure_ad_graph/users.json",
            "\"boolean?\", \"doc\": \"Whether the account",
            "\"string?\", \"doc\": \"Whether the account",
        ),
        (
            "azure_ad_graph/users.json",
            "\"doc\": \"",
            "\"doc\": \"So: ",
        ),
        (
            "azure_ad_graph/directory.json",
            "\"doc\": \"",
            "\"doc\": \"So: ",
        ),
        (
            "azure_ad_graph/service.json",
            "\"doc\": \"",
            "\"doc\": \"So: ",
        ),
        (
            "azure_ad_graph/memberships.json",
            "\"documents\": [\"",
            "\"documents\": [\"000 / Domains\", \"",
        ),
        (
            "microsoft_graph/domains.json",
            "\"summary\": \"",
            "\"summary\": \"Well: ",
        ),
    ] {
        let sources = edited(file, from, to);
        let full = generate(&sources);
        let after = changed(&sources, &before.fingerprints);
        assert!(!after.current.is_empty() && after.files.len() < full.files.len());
        let kept = before
            .files
            .iter()
            .filter(|file| after.current.contains(&file.path));
        let mut merged = after.files;
        merged.extend(kept.cloned());
        merged.sort_by(|a, b| a.path.cmp(&b.path));
        assert_eq!(merged, full.files, "{file}: {from}");
        assert_eq!(after.fingerprints, full.fingerprints, "{file}: {from}");
    }
}
