//! The spec covers the documents, and a gap is named.

use codegen::SourceFile;
use codegen::coverage::{Coverage, Examples, Kind, coverage};
use serde_json::Value;
use tests::{documents, spec};

fn of(sources: &[SourceFile]) -> Coverage {
    coverage(&documents(), sources).expect("the documents' file has no mistakes")
}

fn messages(coverage: &Coverage) -> Vec<&str> {
    coverage.gaps.iter().map(|gap| gap.message.as_str()).collect()
}

/// The spec with the JSON of one of its files changed.
fn edited(path: &str, change: impl Fn(&mut Value)) -> Vec<SourceFile> {
    let mut sources = spec();
    edit(&mut sources, path, change);
    sources
}

fn edit(sources: &mut [SourceFile], path: &str, change: impl Fn(&mut Value)) {
    let file = sources.iter_mut().find(|file| file.path == path).expect("there is such a file");
    file.text = edited_text(&file.text, change);
}

fn edited_text(text: &str, edit: impl Fn(&mut Value)) -> String {
    let mut json: Value = serde_json::from_str(text).expect("the file is JSON");
    edit(&mut json);
    json.to_string()
}

/// Takes an operation out of a file, with all that stands beside it.
fn take_out(sources: &mut [SourceFile], path: &str, operation: &str) {
    edit(sources, path, |file| {
        let operations = file["operations"].as_object_mut();
        operations.and_then(|it| it.remove(operation)).expect("there is such an operation");
    });
    let stem = path.trim_end_matches("json");
    for section in ["examples", "errata"] {
        let path = format!("{stem}{section}.json");
        if sources.iter().any(|file| file.path == path) {
            edit(sources, &path, |file| {
                file[section].as_object_mut().and_then(|it| it.remove(operation));
            });
        }
    }
}

/// The gaps after an edit of the documents' file.
fn with_documents(edit: impl Fn(&mut Value)) -> Vec<String> {
    let mut documents = documents();
    documents.text = edited_text(&documents.text, edit);
    let coverage = coverage(&documents, &spec()).expect("the documents' file has no mistakes");
    coverage.gaps.iter().map(|gap| format!("{}: {}", gap.code.id, gap.message)).collect()
}

#[test]
fn the_spec_covers_the_documents() {
    let coverage = of(&spec());
    assert_eq!(messages(&coverage), [""; 0]);
    assert_eq!(coverage.operations, 223);
    let counts: Vec<_> = coverage
        .documents
        .iter()
        .map(|it| {
            let reasons = it.items.iter().filter(|item| item.reason.is_some()).count();
            (
                it.number.as_str(),
                it.of(Kind::Heading).count(),
                it.of(Kind::Request).count(),
                it.operations().len(),
                reasons,
            )
        })
        .collect();
    assert_eq!(
        counts,
        [
            ("000", 21, 20, 10, 3),
            ("001", 9, 2, 1, 0),
            ("002", 50, 40, 33, 5),
            ("003", 12, 3, 1, 0),
            ("004", 27, 20, 35, 4)
        ]
    );
}

#[test]
fn every_contradiction_is_an_erratum_or_has_a_reason() {
    let coverage = of(&spec());
    let ids: Vec<String> = (1..=52).map(|number| format!("C{number}")).collect();
    assert!(coverage.contradictions.iter().map(|it| &it.id).eq(&ids));
    let excused = coverage.contradictions.iter().filter(|it| it.errata.is_empty());
    let excused: Vec<_> = excused.map(|it| (it.id.as_str(), it.reason.is_some())).collect();
    assert_eq!(excused, [("C23", true), ("C29", true), ("C30", true)]);
}

#[test]
fn an_operation_that_is_taken_out_is_missed_by_its_heading() {
    let mut sources = spec();
    take_out(&mut sources, "api-spec/azure_ad_graph/groups.json", "groups.create");
    let coverage = of(&sources);
    assert_eq!(
        messages(&coverage),
        [
            "no operation creates `Group`",
            "no operation creates `Group`",
            "no operation creates `Group`",
            "no operation creates `Group`",
            "no operation creates `Group`",
            "the heading `그룹에 대한 기본 작업` of document 004 lost its operation `azure_ad_graph:groups.create`",
            "the heading `그룹 만들기` of document 004 lost its operation `azure_ad_graph:groups.create`",
            "the heading `Create a group` of document 004 has neither operations nor a reason",
            "the request line `/groups` of document 004 lost its operation `azure_ad_graph:groups.create`",
            "the request line `POST https://graph.windows.net/myorganization/groups?api-version` of document 004 lost its operation `azure_ad_graph:groups.create`",
        ]
    );
    sources.push(documents());
    let shown = coverage.gaps.render_human(&sources, false);
    assert!(shown.contains("api-spec/documents.json:"), "{shown}");
    assert!(coverage.table().contains("NOT COVERED"));
}

/// Each run takes the next operations out of every file, eight of each: every one of them must be missed by its own name.
#[test]
fn no_operation_can_be_taken_out_unnoticed() {
    let documented = |file: &SourceFile| {
        let json: Value = serde_json::from_str(&file.text).expect("the file is JSON");
        let operations = json["operations"].as_object().cloned().unwrap_or_default();
        // What other pages describe, the documents do not miss.
        let operations = operations.into_iter().filter(|(_, it)| it.get("documents").is_some());
        let ids: Vec<String> = operations.map(|(id, _)| id).collect();
        (file.path.clone(), ids)
    };
    let files: Vec<_> = spec().iter().map(documented).collect();
    assert_eq!(files.iter().map(|(_, ids)| ids.len()).sum::<usize>(), 47);
    let longest = files.iter().map(|(_, ids)| ids.len()).max().unwrap_or(0);
    for turn in (0..longest).step_by(8) {
        let taken = files
            .iter()
            .flat_map(|(path, ids)| ids.iter().skip(turn).take(8).map(move |id| (path, id)));
        let mut sources = spec();
        for (path, id) in taken.clone() {
            take_out(&mut sources, path, id);
        }
        let coverage = of(&sources);
        let messages = messages(&coverage);
        for (path, id) in taken {
            let lost = [format!(":{id}`"), format!(".{id}`")];
            let missed = |message: &&str| {
                message.contains(" lost its operation ")
                    && lost.iter().any(|id| message.contains(id))
            };
            assert!(messages.iter().any(missed), "nobody misses `{id}` of {path}: {messages:#?}");
        }
    }
}

#[test]
fn an_operation_without_a_document_says_where_it_is_from() {
    let sources = edited("api-spec/azure_ad_graph/groups.json", |file| {
        let mut operation = file["operations"]["groups.delete"].clone();
        operation["http"] = "PUT /{tenant}/groups/{object_id}".into();
        operation["documents"] = serde_json::json!([]);
        operation["source"] = "https://example.com/groups".into();
        file["operations"]["groups.replace"] = operation;
    });
    let coverage = of(&sources);
    let shown = coverage.gaps.render_human(&sources, false);
    assert!(!shown.contains("E06"), "{shown}");
    let table = coverage.table();
    let (_, undocumented) = table.split_once("Operations without a document\n\n").expect("a list");
    assert!(
        undocumented.contains("       azure_ad_graph:groups.replace: https://example.com/groups\n")
    );
}

#[test]
fn places_that_no_document_has_are_gaps() {
    let mut sources = spec();
    edit(&mut sources, "api-spec/azure_ad_graph/groups.json", |file| {
        let operation = &mut file["operations"]["groups.list"];
        operation["documents"] = serde_json::json!(["004 / Get group", "004 / Get a group"]);
    });
    let examples = "api-spec/azure_ad_graph/groups.examples.json";
    edit(&mut sources, examples, |file| {
        file["examples"]["groups.list"][0]["from"] = "005 / Get groups".into();
    });
    assert_eq!(
        messages(&of(&sources)),
        [
            "no document has the place `004 / Get group`",
            "no document has the place `005 / Get groups`",
        ]
    );
}

#[test]
fn a_heading_needs_operations_or_a_reason() {
    let gaps = with_documents(|json| {
        let headings = &mut json["documents"]["001"]["headings"];
        headings[0]["reason"] = "Because.".into();
        headings[1]["reason"] = "Because.".into();
        headings[2]["operations"] = serde_json::json!([]);
    });
    assert_eq!(
        gaps,
        [
            "E0602: the heading `Create domain` of document 001 has operations and a reason why there are none",
            "E0602: the heading `Permissions` of document 001 has operations and a reason why there are none",
            "E0602: the heading `HTTP request` of document 001 has neither operations nor a reason",
        ]
    );
}

#[test]
fn what_an_operation_says_of_itself_is_not_said_of_it() {
    let gaps = with_documents(|json| {
        let headings = &mut json["documents"]["001"]["headings"];
        headings[0]["operations"] = serde_json::json!(["microsoft_graph:domains.create"]);
    });
    assert_eq!(
        gaps,
        ["E0605: `microsoft_graph:domains.create` names the heading `Create domain` itself"]
    );
}

#[test]
fn a_heading_that_is_misspelled_in_the_spec_is_one_gap() {
    let sources = edited("api-spec/azure_ad_graph/groups.json", |file| {
        file["operations"]["groups.list"]["documents"] = serde_json::json!(["004 / Get group"]);
    });
    assert_eq!(messages(&of(&sources)), ["no document has the place `004 / Get group`"]);
}

#[test]
fn contradictions_are_all_accounted_for() {
    let gaps = with_documents(|json| {
        json["contradictions"] = 51.into();
        json["notErrata"] = serde_json::json!({ "C1": "A slip.", "C23": "A slip.", "C29": "A slip.", "C60": "A slip." });
    });
    assert_eq!(
        gaps,
        [
            "E0606: C1 has a reason to be no erratum and is one in `azure_ad_graph/memberships.json: checkMemberGroups`",
            "E0606: the contradiction C30 is neither an erratum of the spec nor in `notErrata`",
            "E0606: `C52` is none of the contradictions C1 to C51",
            "E0606: `C60` is none of the contradictions C1 to C51",
        ]
    );
}

#[test]
fn mistakes_in_the_documents_file_are_diagnostics() {
    let mut documents = documents();
    documents.text = documents.text.replacen("\"language\"", "\"langauge\"", 1);
    let mistakes = coverage(&documents, &spec()).expect_err("an unknown key is a mistake");
    let shown: Vec<_> = mistakes.iter().map(|it| (it.code.id, it.message.as_str())).collect();
    assert_eq!(shown, [("E0004", "a document has no key `langauge`")]);
}

#[test]
fn mistakes_in_the_spec_are_told_as_such() {
    let mut sources = spec();
    let file = sources.iter_mut().find(|file| file.path.ends_with("azure_ad_graph/groups.json"));
    let file = file.expect("there is such a file");
    file.text = file.text.replacen("\"summary\": \"Creates", "\"summery\": \"Creates", 1);
    let coverage = of(&sources);
    let codes: Vec<_> = coverage.gaps.iter().map(|gap| gap.code.id).collect();
    assert_eq!(codes, ["E0004"]);
}

#[test]
fn an_operation_whose_path_cannot_be_read_is_not_missed() {
    let sources = edited("api-spec/azure_ad_graph/memberships.json", |file| {
        file["operations"]["checkMemberGroups"]["http"] = "POST {on}//checkMemberGroups".into();
    });
    assert_eq!(messages(&of(&sources)), ["this path has an empty segment"]);
}

#[test]
fn examples_are_counted_by_where_they_are_from() {
    let sources = spec();
    let examples = sources.iter().filter(|file| file.path.ends_with(".examples.json"));
    let text: String = examples.map(|file| file.text.as_str()).collect();
    let from = |start: &str| text.matches(&format!("\"from\": \"{start}")).count();
    let found = of(&sources);
    let Examples { documents, pages, constructed, failures } = found.examples;
    assert_eq!((pages, constructed), (from("https://"), from("constructed\"")));
    assert_eq!(documents + pages + constructed, from(""));
    let errors = ["\"error\": {", "\"odata.error\": {"].map(|key| text.matches(key).count());
    assert_eq!(failures, errors.iter().sum::<usize>());
    let line = format!(
        "{} examples are tests: {documents} of the documents, {pages} of other pages, {constructed} constructed; {failures} show errors\n",
        from("")
    );
    assert!(found.table().ends_with(&line));
}
