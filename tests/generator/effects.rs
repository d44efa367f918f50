//! One mistake in the spec of this repository is one mistake: what only follows from it is not reported.

use tests::{documents, spec};

const NULLABLE: (&str, &str) = (
    "\"mailEnabled\": {\n          \"type\": \"boolean?\"",
    "\"mailEnabled\": {\n          \"type\": ",
);

/// What is said about the spec with one text of one file replaced: code, message and help.
#[track_caller]
fn said(file: &str, old: &str, new: &str) -> Vec<String> {
    let mut sources = spec();
    let source = sources.iter_mut().find(|source| source.path.ends_with(file)).unwrap();
    assert!(source.text.contains(old), "{file} has no `{old}`");
    source.text = source.text.replacen(old, new, 1);
    let mistakes = codegen::read_with_documents(&sources, Some(&documents()))
        .expect_err("the spec has a mistake");
    let said = mistakes.iter().map(|mistake| {
        let help = mistake.help.as_deref().unwrap_or_default();
        format!("{} {} ({help})", mistake.code.id, mistake.message)
    });
    said.collect()
}

#[track_caller]
fn assert_one(file: &str, old: &str, new: &str, expected: &str) {
    assert_eq!(said(file, old, new), [expected]);
}

#[test]
fn null_in_the_terms_of_other_languages() {
    let groups = "azure_ad_graph/groups.json";
    let with = |kind: &str| said(groups, NULLABLE.0, &format!("{}{kind}", NULLABLE.1));
    assert_eq!(
        with("\"boolean\", \"nullable\": true"),
        [
            "E0004 a property has no key `nullable` (`?` after a type says that null may stand there: write `\"type\": \"boolean?\"`)"
        ]
    );
    assert_eq!(
        with("\"boolean | null\", \"update\": \"clear\""),
        [
            "E0301 `boolean | null` is no type (`?` after a type says that null may stand there: write `boolean?`)"
        ]
    );
    assert_eq!(
        with("\"boolean?[]\""),
        [
            "E0301 `boolean?[]` is no type (write `boolean[]?` for null in place of the list; its items are never null)"
        ]
    );
    assert_eq!(
        with("\"Switch\""),
        [
            "E0101 there is no type `Switch` (the language has `string`, `boolean`, `int32`, `int64`, `double`, `datetime`, `date`, `time`, `duration`, `decimal`, `guid`, `binary` and 3 more; others are defined under `types` in a file of the service)"
        ]
    );
}

#[test]
fn a_key_of_another_language_is_taken_for_ours() {
    assert_one(
        "azure_ad_graph/groups.json",
        "\"boolean?\",\n          \"doc\"",
        "\"boolean?\",\n          \"description\"",
        "E0004 a property has no key `description` (did you mean `doc`?)",
    );
}

#[test]
fn a_key_of_a_file_that_nobody_knows() {
    assert_one(
        "azure_ad_graph/groups.json",
        "\"types\": {",
        "\"definitions\": {",
        "E0004 a resource has no key `definitions` (it may have `$schema`, `doc`, `operations`, `types`)",
    );
    assert_one(
        "azure_ad_graph/service.json",
        "\"query\": {",
        "\"options\": {",
        "E0004 a service has no key `options` (it may have `$schema`, `title`, `doc`, `version`, `clouds`, `scopes`, `authority`, `successor`, `link`, `errors`, `identifiers`, `path`, `casts`, `query`, `headers`, `odata`, `advanced`, `permissionSets`, `batch`, `delta`, `userConsent`, `imported`)",
    );
}

#[test]
fn a_version_that_cannot_be_read() {
    assert_one(
        "azure_ad_graph/service.json",
        "\"version\": { \"query\": \"api-version\", \"default\": \"1.6\", \"known\": [\"beta\", \"1.6\", \"1.5\", \"2013-11-08\", \"2013-04-05\"] }",
        "\"version\": \"1.6\"",
        "E0006 `version` must be an object, not text ()",
    );
}

#[test]
fn a_base_that_is_none() {
    let (groups, directory) = ("azure_ad_graph/groups.json", "azure_ad_graph/directory.json");
    let base = "\"extends\": \"DirectoryObject\"";
    assert_one(
        groups,
        base,
        "\"extends\": \"DirektoryObject\"",
        "E0101 there is no type `DirektoryObject` (did you mean `DirectoryObject`?)",
    );
    assert_one(
        groups,
        base,
        "\"extends\": \"Domain\"",
        "E0304 `Domain` is not a base (give `Domain` a `tag`: the property that tells its types apart)",
    );
    assert_one(
        directory,
        "\"tag\": \"odata.type\"",
        "\"discriminator\": \"odata.type\"",
        "E0004 a type has no key `discriminator` (it may have `doc`, `documents`, `extends`, `tag`, `odataType`, `variant`, `fallback`, `properties`, `values`, `flags`, `open`, `replacedBy`)",
    );
}

#[test]
fn names_that_lead_nowhere() {
    let groups = "azure_ad_graph/groups.json";
    assert_one(
        groups,
        "\"200\": \"page<Group>\"",
        "\"200\": \"list<Group>\"",
        "E0301 `list<…>` is no response ()",
    );
    assert_one(
        groups,
        "\"200\": \"Group\"",
        "\"200\": \"Gruop\"",
        "E0101 there is no type `Gruop` (did you mean `Group`?)",
    );
    assert_one(
        groups,
        "\"query\": [\"$filter\"",
        "\"query\": [\"search\"",
        "E0102 there is no query option `search` (the service has `$filter`, `$select`, `$orderby`, `$top`, `$expand`, `$skiptoken` and `previous-page`; another is defined under `query` in `service.json`, like `\"search\": { \"type\": \"string\", \"doc\": \"…\" }`)",
    );
    assert_one(
        groups,
        "{object_id}/members\"",
        "{group}/members\"",
        "E0103 there is no path parameter `group` (the service has `tenant`, `object_id`, `member_id`, `owner_id`, `application_oid`, `deletedApplications/application_id`, `application_id`, `user_id` and `domain_name`; another is defined under `path` in `service.json`, like `\"group\": { \"identifier\": \"…\", \"doc\": \"…\" }`)",
    );
}

#[test]
fn what_a_key_that_nobody_knows_leaves_out() {
    let service = "azure_ad_graph/service.json";
    assert_one(
        service,
        "\"identifier\": \"AppId\"",
        "\"kind\": \"AppId\"",
        "E0004 a path parameter has no key `kind` (it may have `identifier`, `doc`)",
    );
    let groups = "azure_ad_graph/groups.json";
    assert_one(
        groups,
        "\"documents\": [\"004 / Get groups\"]",
        "\"pages\": [\"004 / Get groups\"]",
        "E0004 an operation has no key `pages` (it may have `http`, `on`, `summary`, `doc`, `relation`, `query`, `headers`, `advanced`, `body`, `bodyOptional`, `request`, `returns`, `idempotent`, `until`, `rules`, `since`, `version`, `documents`, `source`, `replacedBy`, `permissions`)",
    );
}

#[test]
fn an_operation_with_a_wrong_id() {
    assert_one(
        "azure_ad_graph/groups.json",
        "\"groups.members.add\": {",
        "\"groups.member.add\": {",
        "E0203 the id `groups.member.add` does not say where the path leads (call it `groups.members` and a verb)",
    );
}

#[test]
fn headings_that_no_document_has() {
    assert_one(
        "microsoft_graph/domains.json",
        "\"documents\": [\"001 / Create domain\"]",
        "\"documents\": [\"001 / How domains are made\"]",
        "E0604 no document has the place `001 / How domains are made` (document 001 has `Create domain`, `Permissions`, `HTTP request`, `Request headers`, `Request body`, `Response`, `Example`, `Request` and `Response`; another is added to its `headings`, like `{ \"line\": 1, \"heading\": \"How domains are made\" }`)",
    );
    assert_one(
        "microsoft_graph/domains.json",
        "\"documents\": [\"001 / Create domain\"]",
        "\"documents\": [\"017 / How domains are made\"]",
        "E0604 no document has the place `017 / How domains are made` (the documents are `000`, `001`, `002`, `003` and `004`; what none of them describes says in `source` where it is known from)",
    );
}

#[test]
fn names_that_no_screen_holds_are_cut_and_cost_nothing() {
    let long = "a".repeat(1_000_000);
    let groups = "azure_ad_graph/groups.json";
    let shown = format!("`{}…`", "a".repeat(160));
    let option = said(groups, "\"query\": [\"$filter\"", &format!("\"query\": [\"{long}\""));
    assert!(option[0].starts_with(&format!("E0102 there is no query option {shown} (")));
    assert!(option[0].len() < 1000, "{}", option[0].len());
    let kind = said(groups, "\"200\": \"Group\"", &format!("\"200\": \"{long}\""));
    assert!(kind[0].starts_with(&format!("E0101 there is no type {shown} (")));
    let word = said(groups, "\"required\"", &format!("\"{long}\""));
    assert_eq!(
        word,
        [format!("E0007 `create` cannot be {shown} (it may be one of `required`, `optional`)")]
    );
}
