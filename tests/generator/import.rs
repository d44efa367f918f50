//! What is imported of small metadata of our own.

use std::fs;

use codegen::diff::Level;
use codegen::import::{Import, Output, import};
use codegen::{SourceFile, spec};
use serde_json::json;

use crate::support::{assert_snapshot, folder, generate};

fn metadata() -> String {
    fixture("shop.xml")
}

fn fixture(name: &str) -> String {
    fs::read_to_string(folder(&format!("fixtures/import/{name}"))).unwrap()
}

/// Imports, or gives the mistakes as a user sees them.
fn try_run(
    metadata: &str,
    select: &str,
    depth: Option<u32>,
    explain: Option<&str>,
) -> Result<Output, String> {
    let source =
        |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let (metadata, selection) = (source("shop.xml", metadata), source("select", select));
    let task = Import {
        metadata: &metadata,
        selection: &selection,
        permissions: None,
        service: "shop",
        depth,
        earlier: None,
    };
    let imported = import(&task, explain);
    imported.map_err(|mistakes| mistakes.render_human(&[metadata, selection], false))
}

fn run(metadata: &str, select: &str, explain: Option<&str>) -> Output {
    try_run(metadata, select, None, explain).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The methods and paths that are imported, a line each.
fn requests(metadata: &str, select: &str, depth: u32) -> Vec<String> {
    let output = try_run(metadata, select, Some(depth), None);
    let output = output.unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let lines = output.files.iter().flat_map(|file| file.text.lines());
    let http =
        lines.filter_map(|line| line.trim().strip_prefix("\"http\": \"")?.strip_suffix("\","));
    let mut requests: Vec<String> = http.map(|it| it.replace("/v1.0", "")).collect();
    requests.sort_unstable_by(|a, b| a.split(' ').rev().cmp(b.split(' ').rev()));
    requests
}

fn sources(output: &Output) -> Vec<SourceFile> {
    let files = output.files.iter();
    let source = |file: &codegen::OutputFile| SourceFile {
        path: format!("shop/{}", file.path),
        text: file.text.clone(),
    };
    files.map(source).collect()
}

#[test]
fn each_construct_has_its_entry() {
    let output = run(&metadata(), "**", None);
    let files = output.files.iter().map(|file| format!("//// {}\n{}", file.path, file.text));
    assert_snapshot("import", "shop", &files.collect::<String>());
    let emitted = generate(&sources(&output));
    assert_eq!((emitted.operations, emitted.types), (output.operations, output.types));
}

#[test]
fn what_is_imported_is_canonical() {
    for file in sources(&run(&metadata(), "**", None)) {
        let canonical = spec::fmt::fmt(&file).unwrap();
        assert_eq!(file.text, canonical, "{}", file.path);
    }
}

#[test]
fn patterns_take_operations_and_their_types() {
    let output = run(&metadata(), "GET shops/{id}/goods\n!**/$count", None);
    let text: String = output.files.iter().map(|file| file.text.clone()).collect();
    assert_eq!(output.operations, 1);
    assert!(text.contains("\"GET /v1.0/shops/{shopId}/goods\""), "{text}");
    assert_eq!(output.types, 3, "good, price and order: {text}");
}

/// The operations on shops, annotated with capabilities: the term, and what the record or the flag is.
fn shops(capabilities: &[(&str, &str)]) -> serde_json::Value {
    annotated("d.Shops/shops", capabilities)
}

fn annotated(target: &str, capabilities: &[(&str, &str)]) -> serde_json::Value {
    let annotation = |(term, value): &(&str, &str)| {
        format!("<Annotation Term=\"Org.OData.Capabilities.V1.{term}\"{value}</Annotation>")
    };
    let annotations: String = capabilities.iter().map(annotation).collect();
    let metadata = metadata().replace(
        "</Schema>",
        &format!("<Annotations Target=\"{target}\">{annotations}</Annotations></Schema>"),
    );
    let output = run(&metadata, "shops/**", None);
    generate(&sources(&output));
    let file = output.files.iter().find(|file| file.path == "shops.json").unwrap();
    let file: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    file["operations"].clone()
}

#[test]
fn annotations_decide_what_a_list_takes() {
    let all =
        json!(["$select", "$filter", "$search", "$orderby", "$top", "$skip", "$expand", "$count"]);
    let operations = shops(&[]);
    assert_eq!(operations["shops.list"]["query"], all);
    assert_eq!(operations["shops.get"]["query"], json!(["$select", "$expand"]));
    assert_eq!(operations["shops.count"]["query"], json!(["$filter", "$search"]));
    assert_eq!(operations["shops.list"]["rules"], json!(null));

    let no = |name: &str| {
        format!("><Record><PropertyValue Property=\"{name}\" Bool=\"false\" /></Record>")
    };
    let by_key = format!(
        "><Record><PropertyValue Property=\"ReadByKeyRestrictions\"{}</PropertyValue></Record>",
        no("Readable")
    );
    let operations = shops(&[
        ("FilterRestrictions", &no("Filterable")),
        ("SortRestrictions", &no("Sortable")),
        ("ExpandRestrictions", &no("Expandable")),
        ("SkipSupported", " Bool=\"false\">"),
        ("ReadRestrictions", &by_key),
    ]);
    assert_eq!(operations["shops.list"]["query"], json!(["$select", "$search", "$top", "$count"]));
    assert_eq!(operations["shops.count"]["query"], json!(["$search"]));
    assert_eq!(operations["shops.get"], json!(null));
    assert_eq!(operations["shops.delete"]["http"], "DELETE /v1.0/shops/{shopId}");
}

#[test]
fn annotations_name_the_method_of_an_update() {
    let put = "><Record><PropertyValue Property=\"UpdateMethod\">\
               <EnumMember>Org.OData.Capabilities.V1.HttpMethod/PUT</EnumMember>\
               </PropertyValue></Record>";
    assert_eq!(shops(&[])["shops.update"]["http"], "PATCH /v1.0/shops/{shopId}");
    let operations = shops(&[("UpdateRestrictions", put)]);
    assert_eq!(operations["shops.update"]["http"], "PUT /v1.0/shops/{shopId}");
    let operations = annotated("d.shop", &[("UpdateRestrictions", put)]);
    assert_eq!(operations["shops.update"]["http"], "PUT /v1.0/shops/{shopId}");
    assert_eq!(
        operations["shops.goods.update"]["http"],
        "PATCH /v1.0/shops/{shopId}/goods/{goodId}"
    );
}

#[test]
fn what_options_cannot_name_is_a_rule() {
    let without = |name: &str, path: &str| {
        format!(
            "<PropertyValue Property=\"{name}\"><Collection><PropertyPath>{path}</PropertyPath></Collection></PropertyValue>"
        )
    };
    let filter = without("NonFilterableProperties", "code");
    let filter = format!(
        "><Record><PropertyValue Property=\"RequiresFilter\" Bool=\"true\" />{filter}</Record>"
    );
    let sort = format!("><Record>{}</Record>", without("NonSortableProperties", "opened"));
    let operations = shops(&[("FilterRestrictions", &filter), ("SortRestrictions", &sort)]);
    assert_eq!(
        operations["shops.list"]["rules"],
        json!([
            "It must be filtered with `$filter`.",
            "It cannot be filtered by `code`.",
            "It cannot be sorted by `opened`.",
        ])
    );
    assert_eq!(operations["shops.get"]["rules"], json!(null));
}

#[test]
fn a_pattern_names_a_path_exactly() {
    let requests = |select| requests(&metadata(), select, 0);
    assert_eq!(requests("GET shops"), ["GET /shops"]);
    assert_eq!(requests("GET shops(code)"), ["GET /shops(code='{code}')"]);
    assert_eq!(requests("GET shops/{id}"), ["GET /shops/{shopId}"]);
    assert_eq!(
        requests("GET shops/**\n!**/$count"),
        [
            "GET /shops",
            "GET /shops(code='{code}')",
            "GET /shops/{shopId}",
            "GET /shops/{shopId}/sign"
        ]
    );
    assert_eq!(requests("GET *\n!mine\n!people"), ["GET /shops", "GET /shops(code='{code}')"]);
}

#[test]
fn arguments_without_a_place_in_the_path_stand_in_the_query() {
    let output = run(&metadata(), "GET shops/{id}/goods/choose\nGET shops/{id}/goods/sum", None);
    let file = |name: &str| {
        let file = output.files.iter().find(|file| file.path == name).unwrap();
        file.text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let shops = &file("shops.json");
    for line in [
        r#""GET /v1.0/shops/{shopId}/goods/choose(ids=@ids,at=@at,filter=@filter,city='{city}')""#,
        r#""query": [ "@ids", "@at", "@filter", "$select", "$filter", "#,
        r#""GET /v1.0/shops/{shopId}/goods/sum(ids=@ids2)""#,
        r#""query": ["@ids2"]"#,
    ] {
        assert!(shops.contains(line), "{line}\n{shops}");
    }
    let service = &file("service.json");
    for line in [
        r#""@ids": { "type": "json", "of": "string[]", "doc": "The argument `ids`." }"#,
        r#""@ids2": { "type": "json", "of": "int32[]", "doc": "The argument `ids`." }"#,
        r#""@at": { "type": "json", "of": "Offer", "doc": "The argument `at`." }"#,
        r#""rust": "filter_value","#,
    ] {
        assert!(service.contains(line), "{line}\n{service}");
    }
    assert_eq!(output.types, 4, "good, offer, price and order");
    generate(&sources(&output));
}

#[test]
fn paths_go_along_what_relations_contain() {
    assert_snapshot("import", "library", &requests(&fixture("library.xml"), "**", 9).join("\n"));
}

#[test]
fn patterns_go_on_where_stars_do_not() {
    let requests = |select| requests(&fixture("library.xml"), select, 9);
    assert_eq!(requests("hall/rules"), ["GET /hall/rules", "PATCH /hall/rules"]);
    assert_eq!(requests("GET hall/rules/author"), ["GET /hall/rules/author"]);
    assert_eq!(requests("GET hall/hidden/$count"), ["GET /hall/hidden/$count"]);
    assert_eq!(requests("GET hall/visitors/{id}"), ["GET /hall/visitors/{entityId}"]);
    assert_eq!(requests("GET hall/visitors/lib.book"), ["GET /hall/visitors/lib.book"]);
    assert_eq!(
        requests("GET hall/shelves/*/shelves/*/shelves/$count"),
        ["GET /hall/shelves/{shelfId}/shelves/{shelfId2}/shelves/$count"]
    );
    assert_eq!(
        requests("GET hall/find(place)/books/{id}"),
        ["GET /hall/find(place='{place}')/books/{bookId}"]
    );
}

#[test]
fn relations_that_go_around_without_end_are_refused() {
    let relation = |n| {
        format!(
            "<NavigationProperty Name=\"r{n}\" Type=\"Collection(lib.shelf)\" ContainsTarget=\"true\" />"
        )
    };
    let relations: String = (0..20).map(relation).collect();
    let metadata = fixture("library.xml")
        .replace("<Property Name=\"code\"", &format!("{relations}<Property Name=\"code\""));
    let mistakes = try_run(&metadata, "**", Some(6), None).unwrap_err();
    assert!(mistakes.contains("more than 50000 operations may be meant"), "{mistakes}");
    assert!(mistakes.contains("go along fewer relations with `--depth`"), "{mistakes}");
}

#[test]
fn a_type_is_explained() {
    let explain = |name| {
        run(&metadata(), "GET shops/{id}/owners\nGET shops/{id}/goods", Some(name)).explanation
    };
    assert_eq!(
        explain("order"),
        [
            "demo.order is whole: demo.price has it in sorted",
            "demo.price is whole: demo.good has it in price",
            "demo.good is whole: `GET shops/{id}/goods` names it",
        ]
    );
    assert_eq!(
        explain("firm"),
        [
            "demo.firm is a shell, which keeps its JSON: it is a kind of demo.party",
            "demo.party is whole: `GET shops/{id}/owners` names it",
        ]
    );
    assert_eq!(explain("unused"), ["demo.unused is not imported"]);
}

#[test]
fn a_newer_file_has_the_verdict_that_a_reviewer_expects() {
    let old = metadata();
    let verdict = |new: &str| {
        let read = |text: &str| codegen::read(&sources(&run(text, "**", None))).unwrap();
        codegen::diff::diff(&read(&old), &read(new)).verdict()
    };
    assert_eq!(verdict(&old), None);
    let value = old.replace(
        "<Member Name=\"write\"",
        "<Member Name=\"own\" Value=\"4\" /><Member Name=\"write\"",
    );
    assert_eq!(verdict(&value), Some(Level::Minor));
    let gone = old.replace("<Property Name=\"closes\" Type=\"Edm.TimeOfDay\" />", "");
    assert_eq!(verdict(&gone), Some(Level::Major));
    let changed = old.replace(
        "<Parameter Name=\"note\" Type=\"Edm.String\" />",
        "<Parameter Name=\"note\" Type=\"Edm.Int32\" />",
    );
    assert_eq!(verdict(&changed), Some(Level::Major));
}

/// What is reported first of metadata, and where.
fn refusal(metadata: &str) -> (String, String) {
    let mistakes = try_run(metadata, "**", None, None).unwrap_err();
    let mut lines = mistakes.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let place = lines.next().unwrap_or_default().trim().trim_start_matches("--> ").to_owned();
    (first, place)
}

#[test]
fn hostile_files_are_refused() {
    let utf16: Vec<u8> = metadata().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.iter().copied()).collect();
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let laughs =
        "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>";
    let unknown =
        metadata().replace("<EnumType Name=\"order\">", "<EnumType Name=\"order\"><Surprise />");
    let foreign = metadata().replace("http://docs.oasis-open.org/odata/ns/edmx", "urn:other");
    let cases = [
        (String::new(), "E0701]: the metadata is no XML that can be read", "shop.xml:1:1"),
        ("<".to_owned(), "E0701]: the metadata is no XML that can be read", "shop.xml:1:1"),
        ("<a>ä".to_owned(), "E0701]: the metadata is no XML that can be read", "shop.xml:1:4"),
        (laughs.to_owned(), "E0701]: the metadata is no XML that can be read", "shop.xml:1:1"),
        (
            "<a>&b;</a>".to_owned(),
            "E0701]: the metadata is no XML that can be read",
            "shop.xml:1:4",
        ),
        (
            "<a b='' b=''/>".to_owned(),
            "E0701]: the metadata is no XML that can be read",
            "shop.xml:1:9",
        ),
        (
            metadata()[..2000].to_owned(),
            "E0701]: the metadata is no XML that can be read",
            "shop.xml:33:62",
        ),
        (lossy(&utf16), "E0701]: the metadata is not UTF-8", "shop.xml:1:2"),
        (lossy(&marked), "E0701]: the metadata is not UTF-8", "shop.xml:1:1"),
        (
            "<a>".repeat(100_000),
            "E0701]: elements stand in each other more than 64 levels deep",
            "shop.xml:1:193",
        ),
        (
            "<a></a>\n".repeat((64 << 20) / 8 + 1),
            "E0701]: the metadata is larger than 64 MiB",
            "shop.xml:1:1",
        ),
        (foreign, "E0701]: `Edmx` is not the root of metadata", "shop.xml:2:1"),
        (unknown, "E0702]: CSDL has no element `Surprise` here", "shop.xml:5:30"),
    ];
    for (metadata, message, place) in cases {
        let (first, at) = refusal(&metadata);
        let text: String = metadata.chars().take(60).collect();
        assert!(first.starts_with(&format!("error[{message}")), "{text}: {first}");
        assert_eq!(at, place, "{text}: {first}");
    }
}
