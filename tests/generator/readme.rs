//! The table of operations shows what the spec says.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use codegen::list::{list, to_markdown};
use tests::{root, spec};

#[test]
fn the_guide_says_what_takes_the_place_of_each_operation() {
    let guide = fs::read_to_string(root().join("generated/src/guide/operations.md"))
        .expect("there is a table");
    let (_, rest) = guide
        .split_once("<!-- operations: cargo xtask list --format markdown -->\n")
        .expect("the table has a start");
    let (table, _) = rest.split_once("<!-- end of operations -->\n").expect("the table has an end");
    let api = codegen::read(&spec()).expect("the spec has no mistakes").contract;
    let list = list(&api);
    assert_eq!(list.len(), 224);
    assert_eq!(
        table.trim(),
        to_markdown(&list).trim(),
        "`cargo xtask list --format markdown` prints the table"
    );
}

#[test]
fn each_service_has_a_table() {
    let api = codegen::read(&spec()).expect("the spec has no mistakes").contract;
    let markdown = to_markdown(&list(&api));
    let services: Vec<&str> = markdown.lines().filter(|line| line.starts_with("**")).collect();
    assert_eq!(services, ["**`azure_ad_graph`**", "**`microsoft_graph`**"]);
    let rows = markdown.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), 224);
    for row in [
        "| operation | request | in Microsoft Graph |",
        "| operation | request |",
        "| `groups.members.add` | `POST /{tenant}/groups/{object_id}/$links/members` | `POST /v1.0/groups/{id}/members/$ref` |",
        "| `groups.extensionProperties.list` | `GET /{tenant}/groups/{object_id}/extensionProperties` | none |",
        "| `domains.verify` | `POST /beta/domains/{id}/verify` |",
        "| `domains.verify` | `POST /v1.0/domains/{id}/verify` |",
    ] {
        assert!(markdown.lines().any(|line| line == row), "{row}\n{markdown}");
    }
}

/// As Microsoft's pages and metadata of Microsoft Graph have them.
const SUCCESSORS: [&str; 65] = [
    "applications.get -> GET /v1.0/applications/{id}",
    "applicationsByAppId.get -> GET /v1.0/applications(appId='{appId}')",
    "applications.addKey -> POST /v1.0/applications/{id}/addKey",
    "applicationsByAppId.addKey -> POST /v1.0/applications(appId='{appId}')/addKey",
    "applications.removeKey -> POST /v1.0/applications/{id}/removeKey",
    "applicationsByAppId.removeKey -> POST /v1.0/applications(appId='{appId}')/removeKey",
    "deletedApplications.list -> GET /v1.0/directory/deletedItems/microsoft.graph.application",
    "deletedApplications.restore -> POST /v1.0/directory/deletedItems/{id}/restore",
    "getAvailableExtensionProperties -> POST /v1.0/directoryObjects/getAvailableExtensionProperties",
    "getObjectsByObjectIds -> POST /v1.0/directoryObjects/getByIds",
    "isMemberOf -> POST /v1.0/directoryObjects/{id}/checkMemberGroups",
    "users.delta -> GET /v1.0/users/delta",
    "groups.delta -> GET /v1.0/groups/delta",
    "contacts.delta -> GET /v1.0/contacts/delta",
    "directoryObjects.delta -> GET /v1.0/directoryObjects/delta",
    "domains.list -> GET /v1.0/domains",
    "domains.get -> GET /v1.0/domains/{id}",
    "domains.create -> POST /v1.0/domains",
    "domains.update -> PATCH /v1.0/domains/{id}",
    "domains.delete -> DELETE /v1.0/domains/{id}",
    "domains.verify -> POST /v1.0/domains/{id}/verify",
    "domains.verificationDnsRecords.list -> GET /v1.0/domains/{id}/verificationDnsRecords",
    "domains.verificationDnsRecords.links -> GET /v1.0/domains/{id}/verificationDnsRecords",
    "domains.serviceConfigurationRecords.list -> GET /v1.0/domains/{id}/serviceConfigurationRecords",
    "domains.serviceConfigurationRecords.links -> GET /v1.0/domains/{id}/serviceConfigurationRecords",
    "groups.list -> GET /v1.0/groups",
    "groups.get -> GET /v1.0/groups/{id}",
    "groups.create -> POST /v1.0/groups",
    "groups.update -> PATCH /v1.0/groups/{id}",
    "groups.delete -> DELETE /v1.0/groups/{id}",
    "groups.members.list -> GET /v1.0/groups/{id}/members",
    "groups.members.links -> GET /v1.0/groups/{id}/members/$ref",
    "groups.members.add -> POST /v1.0/groups/{id}/members/$ref",
    "groups.members.remove -> DELETE /v1.0/groups/{id}/members/{memberId}/$ref",
    "groups.memberOf.list -> GET /v1.0/groups/{id}/memberOf",
    "groups.memberOf.links -> GET /v1.0/groups/{id}/memberOf",
    "groups.owners.list -> GET /v1.0/groups/{id}/owners",
    "groups.owners.links -> GET /v1.0/groups/{id}/owners/$ref",
    "groups.owners.add -> POST /v1.0/groups/{id}/owners/$ref",
    "groups.owners.remove -> DELETE /v1.0/groups/{id}/owners/{ownerId}/$ref",
    "groups.appRoleAssignments.list -> GET /v1.0/groups/{id}/appRoleAssignments",
    "groups.appRoleAssignments.links -> GET /v1.0/groups/{id}/appRoleAssignments",
    "groups.extensionProperties.list -> none",
    "groups.extensionProperties.links -> none",
    "users.checkMemberGroups -> POST /v1.0/users/{id}/checkMemberGroups",
    "groups.checkMemberGroups -> POST /v1.0/groups/{id}/checkMemberGroups",
    "contacts.checkMemberGroups -> POST /v1.0/contacts/{id}/checkMemberGroups",
    "servicePrincipals.checkMemberGroups -> POST /v1.0/servicePrincipals/{id}/checkMemberGroups",
    "me.checkMemberGroups -> POST /v1.0/me/checkMemberGroups",
    "users.getMemberGroups -> POST /v1.0/users/{id}/getMemberGroups",
    "groups.getMemberGroups -> POST /v1.0/groups/{id}/getMemberGroups",
    "contacts.getMemberGroups -> POST /v1.0/contacts/{id}/getMemberGroups",
    "servicePrincipals.getMemberGroups -> POST /v1.0/servicePrincipals/{id}/getMemberGroups",
    "me.getMemberGroups -> POST /v1.0/me/getMemberGroups",
    "users.getMemberObjects -> POST /v1.0/users/{id}/getMemberObjects",
    "groups.getMemberObjects -> POST /v1.0/groups/{id}/getMemberObjects",
    "contacts.getMemberObjects -> POST /v1.0/contacts/{id}/getMemberObjects",
    "servicePrincipals.getMemberObjects -> POST /v1.0/servicePrincipals/{id}/getMemberObjects",
    "me.getMemberObjects -> POST /v1.0/me/getMemberObjects",
    "servicePrincipalsByAppId.objectId -> GET /v1.0/servicePrincipals(appId='{appId}')",
    "subscribedSkus.list -> GET /v1.0/subscribedSkus",
    "users.assignLicense -> POST /v1.0/users/{id}/assignLicense",
    "me.assignLicense -> POST /v1.0/me/assignLicense",
    "me.changePassword -> POST /v1.0/me/changePassword",
    "users.changePassword -> POST /v1.0/me/changePassword",
];

#[test]
fn each_operation_has_a_successor_of_its_own() {
    let api = codegen::read(&spec()).expect("the spec has no mistakes");
    let retired: Vec<String> = list(&api.contract)
        .iter()
        .filter(|it| it.service == "azure_ad_graph")
        .map(|it| format!("{} -> {}", it.id, it.replaced_by.unwrap_or("none")))
        .collect();
    assert_eq!(retired, SUCCESSORS);
}

/// A block of Rust that nobody compiles is wrong sooner or later.
#[test]
fn every_page_with_rust_in_it_is_compiled() {
    let mut compiled = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(root().join(&page)).expect("the page can be read");
        let fences: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("```")).collect();
        // Every other one opens a block. What has no language is Rust to rustdoc.
        let opens = fences.iter().step_by(2);
        let is_rust =
            |it: &&str| it.is_empty() || it.starts_with("rust") || it.starts_with("no_run");
        assert!(!fences.iter().any(|it| it.contains("ignore")), "{page}");
        if opens.copied().any(|it| is_rust(&it)) {
            compiled.push(page);
        }
    }
    let guide =
        fs::read_to_string(root().join("generated/src/guide.rs")).expect("there is a guide");
    let elsewhere = compiled.iter().filter(|page| {
        let included = page.strip_prefix("generated/src/").unwrap_or(page);
        !guide.contains(&format!("include_str!(\"{included}\")"))
    });
    // The first is included by this package, the second compiled and run by `.ci/stranger`, the third included by its own.
    let outside = ["README.md", "generated/README.md", "tests/fake/README.md"];
    assert_eq!(elsewhere.collect::<Vec<_>>(), outside);
    assert_eq!(compiled.len(), 23);
}

/// The Markdown files of the repository, sorted.
fn pages() -> Vec<String> {
    let mut folders = vec![root().to_owned()];
    let mut pages = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if name.ends_with(".md") {
                let path = path.strip_prefix(root()).unwrap_or(&path);
                pages.push(path.display().to_string().replace('\\', "/"));
            }
        }
    }
    pages.sort();
    pages
}

/// What an application gets that brings its own transport. The README's other counts are checked by `.ci/stranger`, in
/// projects that lock no version.
#[test]
fn the_core_has_few_crates() {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(root()).args(["tree", "--offline", "--package", "directory-graph"]);
    tree.args(["--no-default-features", "--edges", "no-dev", "--prefix", "none"]);
    let output = tree.output().expect("cargo runs");
    let text = String::from_utf8(output.stdout).expect("the tree is text");
    let names: BTreeSet<&str> =
        text.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains("directory-graph-runtime"), "{text}");
    assert!(names.len() <= 15, "{names:?}");
    let readme = fs::read_to_string(root().join("generated/README.md"));
    let row = format!("\n| none | {} |", names.len());
    assert!(readme.expect("there is a README").contains(&row), "{row}");
}
