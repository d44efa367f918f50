//! The pages that lead from one service to the one that took its place.

use std::fs;

use codegen::OutputFile;
use tests::root;

use crate::support::real_output;

fn emitted(ends: &str) -> Vec<&'static OutputFile> {
    let files = real_output().files.iter();
    files.filter(|file| file.path.ends_with(ends)).collect()
}

/// The part of a page about each operation, from its heading on.
fn operations(page: &str) -> Vec<&str> {
    let (operations, _) = page.split_once("\n## Types\n").unwrap_or((page, ""));
    operations.split("\n## ").skip(1).collect()
}

/// The content of the blocks of a language.
fn blocks<'p>(part: &'p str, language: &str) -> Vec<&'p str> {
    let start = format!("```{language}\n");
    part.split(&start).skip(1).filter_map(|rest| Some(rest.split_once("\n```")?.0)).collect()
}

/// Rust without its layout and without the way to what it names.
fn flat(rust: &str) -> String {
    let lines = rust.lines().filter(|line| !line.starts_with("# "));
    let mut text: String =
        lines.flat_map(|line| line.chars()).filter(|c| !c.is_whitespace()).collect();
    for (from, to) in [
        (",)", ")"),
        (",]", "]"),
        (",}", "}"),
        ("super::super::models::", "models::"),
        ("directory_graph_runtime::", "directory_graph::"),
    ] {
        text = text.replace(from, to);
    }
    text
}

#[test]
fn the_guide_shows_every_operation() {
    let pages = emitted("/MIGRATION.md");
    let counts: Vec<(&str, usize)> =
        pages.iter().map(|page| (page.path.as_str(), operations(&page.text).len())).collect();
    assert_eq!(
        counts,
        [
            ("azure_ad_graph/applications/MIGRATION.md", 8),
            ("azure_ad_graph/contacts/MIGRATION.md", 0),
            ("azure_ad_graph/directory/MIGRATION.md", 7),
            ("azure_ad_graph/domains/MIGRATION.md", 10),
            ("azure_ad_graph/groups/MIGRATION.md", 19),
            ("azure_ad_graph/memberships/MIGRATION.md", 15),
            ("azure_ad_graph/service_principals/MIGRATION.md", 1),
            ("azure_ad_graph/subscribed_skus/MIGRATION.md", 1),
            ("azure_ad_graph/users/MIGRATION.md", 4),
        ]
    );
    let guide =
        fs::read_to_string(root().join("generated/src/guide.rs")).expect("there is a guide");
    for page in pages {
        assert!(guide.contains(&format!("include_str!(\"api/{}\")", page.path)), "{}", page.path);
    }
}

/// What is shown is compiled with the documentation, and the emitted tests compare what it builds with the examples.
#[test]
fn each_pair_is_what_the_tests_compare_with_the_examples() {
    let tests: String = emitted("/tests.rs").iter().map(|file| flat(&file.text)).collect();
    let mut pairs = 0;
    let mut gone = Vec::new();
    for page in emitted("/MIGRATION.md") {
        for part in operations(&page.text) {
            let (requests, calls) = (blocks(part, "http"), blocks(part, "rust,no_run"));
            assert_eq!(requests.len(), calls.len(), "{part}");
            for (request, rust) in requests.iter().zip(calls) {
                let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
                let line = head.lines().next().unwrap_or_default();
                let (method, target) = line.split_once(' ').expect("a method and a target");
                let rust = flat(rust);
                let call = rust.split_once("client.").expect("a call").1;
                let end = call.find(".await?;").or_else(|| call.find(".items();")).expect("an end");
                let call = call[..end].strip_suffix(".items()").unwrap_or(&call[..end]);
                let none = if body.is_empty() { "None)" } else { "Some(" };
                let test = format!(
                    "conformance::request(client.{call}.build(),\"{method}\",\"{}\",{none}",
                    target.replace(char::is_whitespace, "")
                );
                assert!(tests.contains(&test), "{test}");
            }
            match requests.len() {
                2 => pairs += 1,
                _ => gone.push(part.lines().next().unwrap_or_default().to_owned()),
            }
        }
    }
    assert_eq!(pairs, 63);
    assert_eq!(gone, ["`groups.extensionProperties.list`", "`groups.extensionProperties.links`"]);
}

#[test]
fn an_operation_is_shown_with_all_that_differs() {
    let pages = emitted("groups/MIGRATION.md");
    let parts = operations(&pages[0].text);
    let part = parts.iter().find(|part| part.starts_with("`groups.memberOf.links`"));
    let part = part.expect("it is shown");
    assert_eq!(
        blocks(part, "http")[1],
        "GET /v1.0/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/memberOf?$select=id"
    );
    assert!(part.contains("\nIs `groups.memberOf.list` in Microsoft Graph. There are no links of this relation, so IDs are read from the list.\n"));
    assert!(part.ends_with(
        "\n- `object_id` is `id`. Ask for `$select=id`.\n\
         - Least privileged permission: `GroupMember.Read.All`, delegated or as an app.\n"
    ));
    let table = "### `Group`\n\nIs `Group` in Microsoft Graph.\n\n| before | now |\n|---|---|\n| `objectType` | `@odata.type` |\n";
    assert!(pages[0].text.contains(table));
    assert!(pages[0].text.contains("\n| `provisioningErrors` | gone |\n"));
}
