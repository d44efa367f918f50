//! The README shows what the spec says.

use std::fs;

use codegen::list::{list, to_markdown};
use tests::{root, spec};

#[test]
fn the_readme_says_what_takes_the_place_of_each_operation() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let (_, rest) = readme
        .split_once("<!-- operations: cargo xtask list --format markdown -->\n")
        .expect("the table has a start");
    let (table, _) = rest
        .split_once("<!-- end of operations -->\n")
        .expect("the table has an end");
    let api = codegen::read(&spec())
        .expect("the spec has no mistakes")
        .contract;
    let list = list(&api);
    assert_eq!(list.len(), 63);
    assert_eq!(
        table.trim(),
        to_markdown(&list).trim(),
        "`cargo xtask list --format markdown` prints the table"
    );
}

#[test]
fn each_service_has_a_table() {
    let api = codegen::read(&spec())
        .expect("the spec has no mistakes")
        .contract;
    let markdown = to_markdown(&list(&api));
    let services: Vec<&str> = markdown
        .lines()
        .filter(|line| line.starts_with("**"))
        .collect();
    assert_eq!(services, ["**`azure_ad_graph`**", "**`microsoft_graph`**"]);
    let rows = markdown.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), 63);
    for row in [
        "| `groups.members.add` | `POST /{tenant}/groups/{object_id}/$links/members` | `POST /v1.0/groups/{id}/members/$ref` |",
        "| `groups.extensionProperties.list` | `GET /{tenant}/groups/{object_id}/extensionProperties` | none |",
        "| `domains.verify` | `POST /beta/domains/{id}/verify` | the same |",
    ] {
        assert!(
            markdown.lines().any(|line| line == row),
            "{row}\n{markdown}"
        );
    }
}
