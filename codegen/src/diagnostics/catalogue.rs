//! Every kind of mistake, with a code that stays the same, and everything that is said of it.

use std::fmt::Display;

use super::{Diagnostic, Place};

/// What the first two digits of a code say: where in the work on a spec the mistake is found.
pub(super) const STAGES: &[(&str, &str)] = &[
    ("E00", "The text and its shape"),
    ("E01", "Names and references"),
    ("E02", "Paths and operations"),
    ("E03", "Types"),
    ("E04", "Names in Rust"),
    ("E05", "Examples and errata"),
    ("E06", "What covers the documents"),
    ("E07", "What is imported"),
];

/// A kind of mistake.
#[derive(Debug)]
pub struct Code {
    /// The code, like `E0004`.
    pub id: &'static str,
    /// The kind in a few words.
    pub title: &'static str,
    /// What the mistake is and why it is one.
    pub explanation: &'static str,
    /// A piece of a spec that has the mistake.
    pub wrong: &'static str,
    /// The same piece without it.
    pub fixed: &'static str,
    /// What is said of it, with names in braces for what differs.
    pub messages: &'static [&'static str],
}

/// The kind of mistake with this code; the case of the letter does not matter.
pub fn find(id: &str) -> Option<&'static Code> {
    CATALOGUE.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
}

/// The catalogue: for each code the mistake in general, and below it the reports of it: a function each, whose templates
/// are the message, the words at the place, and how to fix it.
macro_rules! codes {
    ($($NAME:ident = $id:literal, $title:literal {
        $explanation:literal
        wrong: $wrong:literal
        fixed: $fixed:literal
        $($report:ident($($argument:ident),*): $message:literal, $label:literal $(, $help:literal)?;)*
    })*) => {
        $(
            #[doc = concat!($id, ": ", $title, ".")]
            pub static $NAME: Code = Code {
                id: $id,
                title: $title,
                explanation: $explanation,
                wrong: $wrong,
                fixed: $fixed,
                messages: &[$($message),*],
            };

            $(
                #[doc = concat!($id, ": ", $message, ".")]
                pub(crate) fn $report(place: Place, $($argument: impl Display),*) -> Diagnostic {
                    Diagnostic::new(&$NAME, place, format!($message))
                        .label(format!($label))
                        $(.help(format!($help)))?
                }
            )*
        )*

        /// Every kind of mistake, by code.
        pub static CATALOGUE: &[&Code] = &[$(&$NAME),*];
    };
}

codes! {
    SYNTAX = "E0001", "not valid JSON" {
        "The file cannot be read as JSON. Spec files are plain JSON: no comments, no comma after the last entry, text in double quotes."
        wrong: r#"{ "doc": "Groups.", }"#
        fixed: r#"{ "doc": "Groups." }"#
        not_json(problem): "{problem}", "";
        empty_file(): "the file is empty", "", "remove it, or let it hold at least `{{ \"doc\": \"…\" }}`";
        rejected(problem): "the file is not valid JSON: {problem}", "";
        unreadable(problem): "the file cannot be read: {problem}", "";
    }
    DEPTH = "E0002", "nested too deeply" {
        "Objects and lists stand inside each other more than a hundred levels deep. Nothing in a spec needs that; a bracket is probably in the wrong place."
        wrong: r#"{ "doc": [[[[[[ … ]]]]]] }"#
        fixed: r#"{ "doc": "Groups." }"#
        too_deep(): "objects and lists are nested too deeply", "more than a hundred levels deep", "look for a closing bracket that is missing before this";
    }
    DUPLICATE_KEY = "E0003", "key given twice" {
        "An object has the same key twice. Only one of the two values could count, and readers would have to guess which. This holds for names of operations, types and properties too."
        wrong: r#"{ "doc": "Groups.", "doc": "Security groups." }"#
        fixed: r#"{ "doc": "Security groups." }"#
        duplicate_key(key): "`{key}` is defined twice", "defined again";
    }
    UNKNOWN_KEY = "E0004", "unknown key" {
        "The spec language has no such key at this place. Unknown keys are mistakes, since otherwise a slip of the pen would silently change what the spec says."
        wrong: r#""name": { "type": "string", "requierd": true, "doc": "Its name." }"#
        fixed: r#""name": { "type": "string", "required": true, "doc": "Its name." }"#
        unknown_key(entry, key): "{entry} has no key `{key}`", "";
    }
    MISSING_KEY = "E0005", "missing key" {
        "The entry lacks a key that every entry of its kind must have."
        wrong: r#""groups.get": { "http": "GET /{tenant}/groups/{object_id}" }"#
        fixed: r#""groups.get": {
  "http": "GET /{tenant}/groups/{object_id}",
  "summary": "Reads a group.",
  "returns": { "200": "Group" },
  "documents": ["004 / Get a group"]
}"#
        missing_key(entry, key, expected): "{entry} lacks `{key}`", "`{key}` is missing", "add `\"{key}\": …`, {expected}";
    }
    WRONG_KIND = "E0006", "wrong kind of value" {
        "Another kind of JSON value belongs here: text, a number, true or false, a list, or an object."
        wrong: r#""documents": "004 / Get a group""#
        fixed: r#""documents": ["004 / Get a group"]"#
        wrong_kind(key, expected, found): "{key} must be {expected}, not {found}", "expected {expected}";
    }
    UNKNOWN_VALUE = "E0007", "unknown value" {
        "The key takes one of a few words, and this is none of them."
        wrong: r#""create": "mandatory""#
        fixed: r#""create": "required""#
        unknown_word(key, word): "{key} cannot be `{word}`", "";
    }
    OUT_OF_RANGE = "E0008", "number out of range" {
        "The number is not one that the key takes: too small, too large, or with a fraction."
        wrong: r#""response": { "status": 70000 }"#
        fixed: r#""response": { "status": 200 }"#
        out_of_range(key, least, most): "{key} must be a whole number from {least} to {most}", "";
        too_large(): "the number is too large for any program", "";
    }
    MISSING_SERVICE = "E0009", "folder without service.json" {
        "Every folder of the spec is one service, and what all its operations have in common stands in its `service.json`: title, version, hosts, query options."
        wrong: r#"api-spec/azure_ad_graph/groups.json"#
        fixed: r#"api-spec/azure_ad_graph/groups.json
api-spec/azure_ad_graph/service.json"#
        missing_service(folder): "the folder `{folder}` has no `service.json`", "a file of a service that is described nowhere", "add `{folder}/service.json` with the title, version and hosts of the service";
    }
    BYTE_ORDER_MARK = "E0010", "byte order mark" {
        "The file starts with a byte order mark, which JSON does not allow. Save it as UTF-8 without one."
        wrong: r#"<U+FEFF>{ "doc": "Groups." }"#
        fixed: r#"{ "doc": "Groups." }"#
        byte_order_mark(): "the file starts with a byte order mark", "", "save the file as UTF-8 without a byte order mark";
    }
    EMPTY = "E0011", "text or list that is empty" {
        "What must be there must also say something: documentation is shown to users, and scopes are asked for."
        wrong: r#""summary": """#
        fixed: r#""summary": "Lists the groups.""#
        empty_text(key): "`{key}` says nothing", "empty";
        empty_list(key): "`{key}` must not be empty", "needs at least one entry";
        empty_entry(key): "an entry of `{key}` says nothing", "empty";
    }
    CONTROL_CHARACTER = "E0012", "character that nobody sees" {
        "Texts end up in Rust source code, where control characters other than the end of a line do harm, and where characters that turn the direction of writing would make code look like something else."
        wrong: r#""doc": "Its\tname.""#
        fixed: r#""doc": "Its name.""#
        control_character(key, code): "`{key}` holds the character U+{code}, which nobody sees", "here", "remove it; a line ends with `\\n`";
    }
    NOT_UTF8 = "E0013", "bytes that are no UTF-8" {
        "Spec files are UTF-8. This one holds bytes that are no character there, most likely since it was saved in another encoding, or the character U+FFFD, which stands where some program has found such bytes."
        wrong: r#""doc": "Gr<FC>ppen.", saved as Latin-1"#
        fixed: r#""doc": "Grüppen.", saved as UTF-8"#
        not_utf8(): "the file is not UTF-8", "here are bytes that are no character", "save the file as UTF-8, and write again what is missing";
    }
    LONELY_FILE = "E0014", "file beside none" {
        "`*.examples.json` and `*.errata.json` hold the examples and the errata of the file with the same name; a service's own file has errata only."
        wrong: r#"api-spec/azure_ad_graph/group.examples.json
api-spec/azure_ad_graph/groups.json"#
        fixed: r#"api-spec/azure_ad_graph/groups.examples.json
api-spec/azure_ad_graph/groups.json"#
        lonely_file(folder, stem): "there is no resource file `{folder}/{stem}.json`", "stands beside no file", "call it after the file whose entries it is about, or add that file";
    }
    UNKNOWN_TYPE = "E0101", "unknown type" {
        "A type is named that no file of the service defines. The language's own types are string, boolean, int32, int64, double, datetime, guid, binary, any, ObjectLink and Reference; all others stand under `types` in some file of the same service."
        wrong: r#""owner": { "type": "Usr", "doc": "The owner." }"#
        fixed: r#""owner": { "type": "User", "doc": "The owner." }"#
        unknown_type(name, builtin): "there is no type `{name}`", "not defined", "the language has {builtin}; others are defined under `types` in a file of the service";
        unknown_base(name): "there is no type `{name}`", "not defined";
    }
    UNKNOWN_QUERY = "E0102", "unknown query option" {
        "An operation names a query option that the service's file does not define under `query`."
        wrong: r#""query": ["$filtr"]"#
        fixed: r#""query": ["$filter"]"#
        unknown_query(name, known): "there is no query option `{name}`", "not in the service's `query`", "the service has {known}; another is defined under `query` in `service.json`, like `\"{name}\": {{ \"type\": \"string\", \"doc\": \"…\" }}`";
    }
    UNKNOWN_PARAMETER = "E0103", "unknown path parameter" {
        "A path holds a parameter that the service's file does not define under `path`."
        wrong: r#""http": "GET /{tenant}/groups/{group}""#
        fixed: r#""http": "GET /{tenant}/groups/{object_id}""#
        unknown_parameter(name, known): "there is no path parameter `{name}`", "not in the service's `path`", "the service has {known}; another is defined under `path` in `service.json`, like `\"{name}\": {{ \"identifier\": \"…\", \"doc\": \"…\" }}`";
    }
    UNKNOWN_IDENTIFIER = "E0104", "unknown kind of identifier" {
        "A path parameter names a kind of identifier that is not defined under `identifiers`. Exactly one parameter, the client's own, may have none."
        wrong: r#""object_id": { "identifier": "ObjectID", "doc": "The object." }"#
        fixed: r#""object_id": { "identifier": "ObjectId", "doc": "The object." }"#
        unknown_identifier(name): "there is no kind of identifier `{name}`", "not in `identifiers`";
        includes_itself(name): "`{name}` includes itself", "remove this";
        two_tenants(first, name): "`{first}` and `{name}` are both the client's own", "needs an `identifier`";
    }
    UNKNOWN_VERSION = "E0105", "unknown version" {
        "A version is asked for that is not among the service's `known` ones, or calls would ask for none at all."
        wrong: r#""version": { "query": "api-version", "default": "1.7", "known": ["1.6", "1.5"] }"#
        fixed: r#""version": { "query": "api-version", "default": "1.6", "known": ["1.6", "1.5"] }"#
        unknown_version(version): "`{version}` is no version of the service", "not in the service's `known`";
        unknown_version_segment(version): "`{version}` is no version of the service", "must be a version";
        unknown_default_version(version): "the default version `{version}` is not among the known ones", "not in `known`";
        no_default_version(): "calls must ask for some version", "needs `default`";
        path_without_version(): "the path does not say which version of the service is meant", "must start with a version";
    }
    DUPLICATE_TYPE = "E0106", "type defined twice" {
        "Two files of a service define a type of the same name. All types of a service share one set of names."
        wrong: r#"groups.json: "types": { "Group": … }
users.json:  "types": { "Group": … }"#
        fixed: r#"groups.json: "types": { "Group": … }"#
        duplicate_type(name): "the type `{name}` is defined twice", "defined again";
    }
    DUPLICATE_OPERATION = "E0107", "operation defined twice" {
        "Two operations of a service have the same id. The id says where callers find an operation, so it can lead to one only."
        wrong: r#"groups.json: "groups.get": …
others.json: "groups.get": …"#
        fixed: r#"groups.json: "groups.get": …"#
        duplicate_operation(id): "there are two operations `{id}`", "comes again";
    }
    UNUSED_TYPE = "E0108", "type that nothing uses" {
        "No operation and no other type names this type, so nothing that is emitted could ever hold one."
        wrong: r#""types": { "Widget": { "doc": "Nobody asks for it.", "properties": {} } }"#
        fixed: r#""types": {}"#
        unused_type(name): "nothing uses the type `{name}`", "never used", "remove it, or name it where it belongs";
    }
    UNUSED_PART = "E0109", "definition that no operation uses" {
        "The service's file defines a query option, a request header, a path parameter, a kind of identifier or a set of permissions that no operation takes, or lets users consent to a permission that none asks for."
        wrong: r#""query": { "$skip": { "type": "integer", "doc": "Not supported." } }"#
        fixed: r#""query": {}"#
        unused_part(what, name): "no operation takes the {what} `{name}`", "never used", "remove it";
    }
    REPEATED = "E0110", "entry that comes twice in a list" {
        "A list of names holds one of them twice. The second says nothing, and was probably meant to be another."
        wrong: r#""query": ["$filter", "$top", "$filter"]"#
        fixed: r#""query": ["$filter", "$top"]"#
        repeated_entry(item, key): "`{item}` comes twice in `{key}`", "comes again", "remove one of them";
        repeated_erratum(id): "one entry has the erratum `{id}` twice", "comes again", "say it all in one of them, or give the second its own name";
        repeated_spelling(spelling, name): "`{spelling}` is no other spelling of `{name}`", "the property has it already", "remove it";
    }
    UNKNOWN_CLOUD = "E0111", "unknown cloud" {
        "An operation exists in a cloud that the service's file does not define under `clouds`."
        wrong: r#""permissions": { "clouds": ["Globl"] }"#
        fixed: r#""permissions": { "clouds": ["Global"] }"#
        unknown_cloud(name): "there is no cloud `{name}`", "not in the service's `clouds`";
    }
    VERSION_CONFLICT = "E0112", "versions that contradict each other" {
        "An operation asks for a version that is older than the first one that has it, or names the version that its path names already."
        wrong: r#""version": "1.5", "since": "1.6""#
        fixed: r#""version": "1.6", "since": "1.6""#
        newer_than_asked(asked, since): "calls ask for `{asked}`, which does not have the operation yet", "newer than what calls ask for", "add `\"version\": \"{since}\"`";
        unused_version(): "the path says the version", "not used", "remove it";
        unused_default_version(): "each path says its version, since there is no `query` to say it", "not used", "remove it, or name the query parameter in `query`";
    }
    MALFORMED_PLACE = "E0113", "place in the documents that cannot be read" {
        "A place is the document's number in three digits, a slash with spaces around it, and a heading of the document. An example that no document shows names the address of the page that shows it, or is `constructed`."
        wrong: r#""documents": ["Get a group"]"#
        fixed: r#""documents": ["004 / Get a group"]"#
        malformed_place(text): "`{text}` is no place in the documents", "not a number of three digits, ` / ` and a heading", "write it like `004 / Get a group`";
    }
    UNKNOWN_SUCCESSOR = "E0114", "successor that does not exist" {
        "A service names the one that took its place in `successor`, and its operations and types name theirs of that service in `replacedBy`. Where the spec does not have that service, an operation gives the request: a method, a space and a path, without a query. If an operation has `on`, a list may name a successor for each of its paths."
        wrong: r#""replacedBy": { "operation": "groups.lists" }"#
        fixed: r#""replacedBy": { "operation": "groups.list" }"#
        unknown_successor(name): "there is no service `{name}`", "not a folder of the spec";
        unknown_successor_operation(service, id): "`{service}` has no operation `{id}`", "not an operation of the successor";
        unknown_successor_type(service, name): "`{service}` has no type `{name}`", "not a type of the successor";
        no_successor_service(): "the service names no `successor`, which would have it", "nowhere to be found", "name the service in `successor` of `service.json`, or give the `request`";
        malformed_successor(text, problem): "`{text}` is no request", "{problem}", "write it like `GET /v1.0/groups/{{id}}`";
        successor_of_no_path(path): "the operation has no path `{path}`", "not in the operation's `on`";
        repeated_successor(): "the path has a successor already", "comes again";
    }
    NO_ORIGIN = "E0115", "operation of unknown origin" {
        "Every operation names the headings that describe it in `documents`. One that no document describes says in `source` where it is known from instead: the address of a page, or a few words."
        wrong: r#""http": "GET /{tenant}/devices", "documents": []"#
        fixed: r#""http": "GET /{tenant}/devices", "source": "https://learn.microsoft.com/graph/api/device-list""#
        no_origin(): "the operation does not say where it is described", "names no document", "name the headings in `documents`, or say in `source` where the operation is known from if no document describes it";
        two_origins(): "documents describe the operation, so it needs no other source", "contradicts `documents`", "remove `source`, or the `documents`";
    }
    UNUSED_FLAG = "E0116", "flag that nothing uses" {
        "A property says that callers give it on creation, may change it, or may filter or sort lists by it, and no operation has a body `create<T>` or `update<T>` of its type, or lists it. Documentation would promise what no call can do."
        wrong: r#""skuId": { "type": "guid", "update": "set", "doc": "…" }, in a type that no operation updates"#
        fixed: r#""skuId": { "type": "guid", "doc": "…" }"#
        unused_flag(does, name, flag): "no operation {does} `{name}`", "never used", "remove `{flag}`, or add the operation";
    }
    UNKNOWN_ENTRY = "E0117", "example or erratum of an unknown entry" {
        "A key in `*.examples.json` is the id of an operation of the file beside it, as it stands there. In `*.errata.json` it may also be the name of a type, and in `service.errata.json` it is `service`."
        wrong: r#"groups.examples.json: { "examples": { "groups.lists": [ … ] } }"#
        fixed: r#"groups.examples.json: { "examples": { "groups.list": [ … ] } }"#
        unknown_entry(file, name): "`{file}.json` has no entry `{name}`", "not in the file that this one is about";
    }
    UNKNOWN_CAST = "E0118", "unknown cast" {
        "A path names a type, and the service's file does not say under `casts` what ids call it."
        wrong: r#""http": "GET /v1.0/groups/{id}/members/microsoft.graph.user""#
        fixed: r#""casts": { "microsoft.graph.user": "users" }"#
        unknown_cast(name, known): "there is no cast to `{name}`", "not in the service's `casts`", "the service has {known}; another is defined under `casts` in `service.json`, like `\"{name}\": \"…\"`";
    }
    UNKNOWN_HEADER = "E0119", "unknown header" {
        "An operation names a request header that the service's file does not define under `headers`."
        wrong: r#""headers": ["Preffer"]"#
        fixed: r#""headers": ["Prefer"]"#
        unknown_header(name, known): "there is no header `{name}`", "not in the service's `headers`", "the service has {known}; another is defined under `headers` in `service.json`, like `\"{name}\": {{ \"doc\": \"…\" }}`";
    }
    UNKNOWN_PERMISSION_SET = "E0130", "unknown set of permissions" {
        "An operation's `permissions` is a key of the service's `permissionSets`, or says in lists of its own who may call it. If an operation has `on`, an object may name a set for each of its paths."
        wrong: r#""permissions": "groups.raed""#
        fixed: r#""permissions": "groups.read""#
        unknown_permission_set(name): "there is no set of permissions `{name}`", "not in the service's `permissionSets`";
        permissions_of_no_path(path): "the operation has no path `{path}`", "not in the operation's `on`";
    }
    MALFORMED_PERMISSION = "E0131", "permission that cannot be read" {
        "A permission is one word, and an entry of a list is a permission, or several that are needed together with `and` between them. Each entry suffices alone."
        wrong: r#""delegated": ["User.Read, GroupMember.Read.All"]"#
        fixed: r#""delegated": ["User.Read and GroupMember.Read.All"]"#
        malformed_permission(text): "`{text}` is no permission", "not a name, or names with ` and ` between them", "write it like `Group.Read.All`, or `User.Read and GroupMember.Read.All` if both are needed";
    }
    BAD_RENAMING = "E0132", "renaming that leads nowhere" {
        "What `replacedBy` renames must exist on both sides: a property or a parameter here, and a property, a parameter or an option of the successor. What has its name there too is not renamed, all else is, and what a type says is not said again by operations."
        wrong: r#""replacedBy": { "type": "Group", "renamed": { "objectId": "identifier" } }"#
        fixed: r#""replacedBy": { "type": "Group", "renamed": { "objectId": "id" } }"#
        renames_nothing(what, name): "there is no {what} `{name}` to rename", "not found here";
        renamed_to_nothing(what, name): "the successor has no {what} `{name}`", "not found there";
        renamed_to_itself(name): "`{name}` is called so there too", "says nothing", "remove it";
        not_renamed(what, name, ty): "`{ty}` of the successor has no {what} `{name}`", "not renamed", "say in `renamed` of `replacedBy` what it is called there, or null if it is gone";
        renamed_by_type(name, ty): "the type `{ty}` renames `{name}` already", "said again", "remove it";
    }
    NO_SUCCESSOR = "E0133", "operation or type without a successor" {
        "In a service that was replaced, each operation says what took its place: an `operation`, a `request` or the `reason` why there is none, and one of these only. So does each type: a `type` or the `reason`."
        wrong: r#""http": "GET /{tenant}/groups", in a service with a `successor`"#
        fixed: r#""http": "GET /{tenant}/groups", "replacedBy": { "operation": "groups.list" }"#
        no_successor(id, service): "`{id}` does not say what took its place in `{service}`", "needs `replacedBy`", "name the `operation`, or say in `reason` why there is none";
        not_one_successor(): "this names not one successor", "needs `operation`, `request` or `reason`", "keep one of the three";
        no_type_successor(name, service): "the type `{name}` does not say what took its place in `{service}`", "needs `replacedBy`", "name the `type`, or say in `reason` why there is none";
        not_one_type_successor(): "this names not one type", "needs `type` or `reason`", "keep one of the two";
        useless_renaming(key): "`{key}` is about a successor, which this does not name", "not used";
    }
    NO_ADVANCED = "E0140", "advanced query of a service that has none" {
        "What is flagged `advanced` takes a query that the service's `advanced` describes: a header and its value, and perhaps a query option."
        wrong: r#"service.json: no "advanced"
things.json: "name": { "type": "string", "filter": "advanced", "doc": "…" }"#
        fixed: r#"service.json: "advanced": { "header": "ConsistencyLevel", "value": "eventual", "count": "$count" }
things.json: "name": { "type": "string", "filter": "advanced", "doc": "…" }"#
        no_advanced_queries(): "the service has no advanced queries", "needs `advanced` in `service.json`";
    }
    BAD_ADVANCED = "E0141", "advanced query that cannot be asked for" {
        "Where an advanced query takes a query option besides its header, that one is of the type `count`."
        wrong: r#""advanced": { "header": "ConsistencyLevel", "value": "eventual", "count": "$top" }"#
        fixed: r#""advanced": { "header": "ConsistencyLevel", "value": "eventual", "count": "$count" }"#
        count_of_another_type(name): "`{name}` does not count", "the option is not of the type `count`";
    }
    BAD_DELTA = "E0142", "changes that cannot be asked for" {
        "A list of changes, `delta<T>`, is read with GET and is of objects that have an identifier. The service's `delta` says how such lists are asked for, each thing with either a header or a query option, and how they tell what is gone."
        wrong: r#"service.json: no "delta"
things.json: "returns": { "200": "delta<Thing>" }"#
        fixed: r#"service.json: "delta": {
  "id": "id",
  "deltaLink": "@odata.deltaLink",
  "removed": { "@removed": "deleted" },
  "latest": { "query": "$deltatoken", "value": "latest" },
  "minimal": { "header": "Prefer", "value": "return=minimal" }
}
things.json: "returns": { "200": "delta<Thing>" }"#
        no_changes(): "the service does not tell what has changed", "needs `delta` in `service.json`";
        changes_not_read(): "changes are not listed by a GET", "must be GET";
        changes_without_id(id): "what has changed cannot be told without `{id}`", "its type has no property `{id}`";
        asked_for_otherwise(): "this is asked for in one way", "needs `header` or `query`", "give one of the two";
    }
    UNSEEN_END = "E0143", "end that nobody can see" {
        "`until` says how it shows that the service is done with what a call has asked for: `gone`, or properties of the object that the call is about. There must be a GET of the path without its last segment that reads the object, with these properties."
        wrong: r#""http": "POST /v1.0/domains/{id}/verify", "until": { "verified": true }"#
        fixed: r#""http": "POST /v1.0/domains/{id}/verify", "until": { "isVerified": true }"#
        end_unseen(path): "no operation reads `{path}`", "cannot be seen";
        end_unknown(name): "the object has no property `{name}`", "not a property of what is read";
    }
    MALFORMED_HTTP = "E0201", "HTTP line that cannot be read" {
        "An operation's `http` is a method, a space and a path. The path starts with `/`; between two slashes stands fixed text, a parameter in braces, or a collection with a quoted key."
        wrong: r#""http": "GET groups/{object_id}""#
        fixed: r#""http": "GET /{tenant}/groups/{object_id}""#
        malformed_http(problem): "{problem}", "";
        selects_nothing(name): "`{{{name}}}` selects nothing", "a parameter follows a literal segment";
        tenant_as_key(name): "`{name}` is the client's own and selects nothing", "must stand as a segment of its own";
    }
    MALFORMED_ON = "E0202", "`on` and path do not fit" {
        "`on` lists what `{on}` at the start of the path stands for. Each needs the other."
        wrong: r#""http": "POST {on}/verify""#
        fixed: r#""http": "POST {on}/checkMemberGroups", "on": ["/{tenant}/users/{user_id}", "/me"]"#
        unused_on(first): "nothing stands for `{first}` in the path", "not used", "start the path with `{{on}}`";
        missing_on(): "`{{on}}` stands for nothing", "needs `on`", "add `\"on\": [\"/{{tenant}}/…\"]`";
    }
    ID_PATH_MISMATCH = "E0203", "id and path do not fit" {
        "An operation's id mirrors its path: the fixed segments, without `$links`, then a verb. Where the last segment is the verb itself, it is not repeated."
        wrong: r#""groups.list": { "http": "GET /{tenant}/users" }"#
        fixed: r#""users.list": { "http": "GET /{tenant}/users" }"#
        id_path_mismatch(id, way): "the id `{id}` does not say where the path leads", "this path", "call it `{way}` and a verb";
    }
    DUPLICATE_ROUTE = "E0204", "two operations with one route" {
        "Two operations have the same method and the same path, apart from the names of parameters."
        wrong: r#""groups.get": { "http": "GET /{tenant}/groups/{object_id}" },
"groups.read": { "http": "GET /{tenant}/groups/{group_id}" }"#
        fixed: r#""groups.get": { "http": "GET /{tenant}/groups/{object_id}" }"#
        duplicate_route(method, path): "two operations ask for `{method} {path}`", "asks for the same";
    }
    IDENTIFIER_CLASH = "E0205", "one place, two kinds of identifier" {
        "The same segment of a path is selected by one kind of identifier in one operation and by another kind in another. Callers go through the same `id(…)` for both."
        wrong: r#""http": "GET /{tenant}/users/{user_id}"
"http": "POST /{tenant}/users/{object_id}/getMemberGroups""#
        fixed: r#""http": "GET /{tenant}/users/{user_id}"
"http": "POST /{tenant}/users/{user_id}/getMemberGroups""#
        identifier_clash(way, here, elsewhere): "`{way}` is selected by `{here}` here and by `{elsewhere}` elsewhere", "another kind of identifier";
    }
    NO_RESPONSE = "E0206", "operation without a response" {
        "Every operation says with which status it succeeds and what comes back then."
        wrong: r#""returns": {}"#
        fixed: r#""returns": { "204": "none" }"#
        no_response(): "the operation never succeeds", "needs a status", "add `\"returns\": {{ \"204\": \"none\" }}`, or what else comes back";
    }
    BAD_STATUS = "E0207", "status that is no success" {
        "`returns` lists the statuses of success only, from 200 to 299. Failures are the same for all operations."
        wrong: r#""returns": { "404": "none" }"#
        fixed: r#""returns": { "200": "Group" }"#
        no_success(status): "`{status}` is no status of a success", "must be from 200 to 299", "failures are the same for all operations: leave them out";
        no_failure(status): "`{status}` is no status of a failure", "must be from 400 to 599";
    }
    MIXED_RESPONSES = "E0208", "successes that hold different things" {
        "A call gives one type, so all successes of an operation must hold the same."
        wrong: r#""returns": { "200": "Group", "204": "none" }"#
        fixed: r#""returns": { "200": "maybe<Group>", "204": "maybe<Group>" }"#
        mixed_responses(): "all successes of an operation must hold the same", "differs", "use `maybe<T>` where a body may be missing";
    }
    BODY_NOT_ALLOWED = "E0209", "body that cannot be" {
        "GET and DELETE requests have no body, and only a body without required properties can be left out."
        wrong: r#""http": "GET /{tenant}/groups", "body": "create<Group>""#
        fixed: r#""http": "POST /{tenant}/groups", "body": "create<Group>""#
        body_not_allowed(): "a GET or DELETE request has no body", "not allowed here";
        no_body_to_leave_out(): "there is no body that could be left out", "not used";
        required_body(): "a body with required properties cannot be left out", "contradicts the body";
    }
    EMPTY_BODY = "E0210", "body without properties" {
        "`create<T>` and `update<T>` send the properties of T that are marked with `create` or `update`, and none is."
        wrong: r#""body": "update<Group>""#
        fixed: r#""displayName": { "type": "string", "update": "set", "doc": "The name." }"#
        empty_body(name, flag): "no property of `{name}` is marked with `{flag}`", "nothing to send", "add `\"{flag}\": …` to the properties that callers give";
    }
    NO_LINKS = "E0211", "link in a service without links" {
        "A `link` body and a property of the type `Reference` hold the address of an object, and the service's `link` says what such addresses look like: a path that ends with the object's identifier. References stand in bodies and in types."
        wrong: r#""body": "link""#
        fixed: r#""link": { "property": "url", "to": "/{tenant}/directoryObjects/{object_id}" }"#
        no_links(): "the service does not say what links look like", "needs `link`", "describe it in the service's file";
        link_to_nothing(): "the path does not end with an identifier", "leads to no object";
        misplaced_reference(): "a reference is sent, and never comes back", "must be in a body or a type", "a link that comes back is an `ObjectLink`";
        reference_among_others(): "a required reference is the only required property", "is required beside others";
        nothing_to_link(): "the service has no kind of identifier for what links point at", "needs `identifiers`";
    }
    NO_LIST = "E0212", "filter or order on what is no list" {
        "Filters and orders apply to lists of objects."
        wrong: r#""query": ["$filter"], "returns": { "200": "Group" }"#
        fixed: r#""query": ["$filter"], "returns": { "200": "page<Group>" }"#
        no_list(): "only lists can be filtered and sorted", "the operation returns no list";
        no_objects(): "what has no properties cannot be filtered or sorted by one", "the operation lists no objects";
        nothing_to_select(): "only properties of objects can be selected and expanded", "the operation returns no objects";
    }
    BAD_QUERY_NAME = "E0213", "query option with a name that needs encoding" {
        "Names of query options are written into URLs as they are."
        wrong: r#""skip token": { "type": "string", "doc": "…" }"#
        fixed: r#""$skiptoken": { "type": "string", "doc": "…" }"#
        bad_query_name(name): "`{name}` cannot stand in a URL as it is", "only letters, digits and `$@-_.`";
    }
    BAD_BOUNDS = "E0214", "bounds that make no sense" {
        "Only numbers have bounds, and `min` is not above `max`."
        wrong: r#""$top": { "type": "integer", "min": 999, "max": 1, "doc": "…" }"#
        fixed: r#""$top": { "type": "integer", "min": 1, "max": 999, "doc": "…" }"#
        empty_bounds(min, max): "no number is from {min} to {max}", "less than `min`";
        useless_bounds(name): "`{name}` takes no number, so it has no bounds", "has `min` or `max`";
    }
    BAD_URL = "E0215", "improper address" {
        "A cloud's `url` is `https://` and a host in lower case; an `authority` may have a path besides. There must be at least one cloud; the first is the default."
        wrong: r#""Global": { "url": "http://graph.windows.net/", "doc": "…" }"#
        fixed: r#""Global": { "url": "https://graph.windows.net", "doc": "…" }"#
        bad_url(url): "`{url}` is no address of a service", "must be `https://` and a host in lower case, without a path or a slash at the end";
        bad_authority(url): "`{url}` is no address of an authority", "must be `https://`, a host and perhaps a path, without a slash at the end";
        no_cloud(): "the service is nowhere to be found", "needs at least one cloud", "add `\"clouds\": {{ \"Global\": {{ \"url\": \"https://…\", \"doc\": \"…\" }} }}`";
    }
    AMBIGUOUS_ROUTE = "E0216", "request that could mean two operations" {
        "Two operations have the same method, and some path fits both although neither is the narrower one. A path whose fixed text stands where another has a parameter is narrower, and fine."
        wrong: r#""things.find": { "http": "GET /{tenant}/things/{thing_id}/find" },
"things.parts.get": { "http": "GET /{tenant}/things/parts/{part_id}" }"#
        fixed: r#""things.find": { "http": "GET /{tenant}/things/{thing_id}/find" },
"parts.get": { "http": "GET /{tenant}/parts/{part_id}" }"#
        ambiguous_route(method, path): "`{method} {path}` could be a request for two operations", "asks for it";
    }
    REPEATED_SEGMENT = "E0217", "parameter that comes twice in a path" {
        "A path has the same parameter twice. Examples and callers could not say which of the two they mean."
        wrong: r#""http": "GET /{tenant}/groups/{object_id}/members/{object_id}""#
        fixed: r#""http": "GET /{tenant}/groups/{object_id}/members/{member_id}""#
        repeated_segment(name): "`{name}` selects something twice in one path", "comes twice", "give each its own name";
    }
    DELETES_OBJECT = "E0218", "DELETE of an object that is only linked to" {
        "Other operations address the links of a relation with `$ref`. A DELETE without it does not take away the link: it deletes the object that the link leads to, for everybody."
        wrong: r#""groups.members.add": { "http": "POST /v1.0/groups/{id}/members/$ref" }
"groups.members.remove": { "http": "DELETE /v1.0/groups/{id}/members/{memberId}" }"#
        fixed: r#""groups.members.add": { "http": "POST /v1.0/groups/{id}/members/$ref" }
"groups.members.remove": { "http": "DELETE /v1.0/groups/{id}/members/{memberId}/$ref" }"#
        deletes_object(path): "`DELETE {path}` deletes the object, not the link to it", "lacks `/$ref`", "write `DELETE {path}/$ref`";
    }
    BAD_HEADER = "E0219", "header that cannot be set" {
        "A request header has a name of letters, digits and `-`, and a value of plain text. Callers do not set those that the client sets itself, like `Authorization`, `Accept` and that of `advanced`."
        wrong: r#""headers": { "Content-Type": { "doc": "The format of the body." } }"#
        fixed: r#""headers": { "Accept-Language": { "doc": "The language of texts." } }"#
        bad_header_name(name): "`{name}` is no name of a header", "only letters, digits and `-`";
        bad_header_value(value): "`{value}` is no value of a header", "only ASCII, without spaces at either end";
        own_header(name): "the client sets the header `{name}` itself", "not for callers", "remove it";
    }
    BAD_ALIAS = "E0220", "value in the query that does not go with the path" {
        "In `find(ids=@ids)` the query option `@ids` has the value of `ids`, as JSON of the type that its `of` names. The option is of the type `json`, and the operation names it in `query`."
        wrong: r#""http": "GET /things/find(ids=@ids)", "query": ["$top"]"#
        fixed: r#""http": "GET /things/find(ids=@ids)", "query": ["@ids", "$top"]"#
        alias_without_value(name): "nothing asks for the value of `{name}`", "names `{name}`", "add it to the operation's `query`";
        alias_of_no_json(name): "`{name}` takes no JSON", "has no value that could stand for one in the path", "write its type as `json`, and what it holds in `of`";
        useless_of(name): "`{name}` takes no JSON, so it is not of a type", "only for the type `json`";
        nullable_option(name): "null is what `{name}` is where nobody sets it", "`?` cannot stand here", "remove the `?`";
    }
    MALFORMED_TYPE = "E0301", "type that cannot be read" {
        "A type is a name, perhaps with `[]` for a list and `?` for null after it. Responses may also be `none`, `page<T>`, `value<T>`, `single<T>` or `maybe<T>`, bodies `create<T>`, `update<T>` or `link`."
        wrong: r#""returns": { "200": "page<Group" }"#
        fixed: r#""returns": { "200": "page<Group>" }"#
        malformed_type(text, problem): "`{text}` is no type", "{problem}";
        misplaced_wrapper(name): "`{name}<…>` cannot stand here", "takes no `<…>` here";
        malformed_response(text, problem): "`{text}` is no response", "{problem}";
        unknown_wrapper(name): "`{name}<…>` is no response", "must be `page`, `value`, `single` or `maybe`";
        nullable_response(): "a response is never null", "`?` cannot stand here", "write `maybe<T>` where a body may be missing";
        list_of_lists(name): "`{name}` is about single items", "write the type of one item";
        malformed_body(text, problem): "`{text}` is no body", "{problem}";
        unknown_body(text): "`{text}` is no body", "must be `create<T>`, `update<T>`, `link`, or the properties one by one";
        no_properties_to_send(name): "`{name}` has no properties to send", "must be an object type";
    }
    MIXED_TYPE = "E0302", "type of two kinds" {
        "A type is an object with `properties`, an open enumeration with `values`, or a base with a `tag`; not two of them."
        wrong: r#""Kind": { "doc": "…", "values": { "A": "…" }, "properties": {} , "extends": "Base" }"#
        fixed: r#""Kind": { "doc": "…", "values": { "A": "…" } }"#
        mixed_type(name): "`{name}` has both values and properties", "an enumeration has values only";
        enumeration_with_base(): "an enumeration has no base", "remove this";
        flags_of_no_enumeration(name): "`{name}` is no enumeration", "only values of an enumeration can stand together";
    }
    CIRCULAR_BASE = "E0303", "base that is based on itself" {
        "Bases nest as deep as they are, but each has to end somewhere."
        wrong: r#""A": { "doc": "…", "tag": "odata.type", "extends": "B" },
"B": { "doc": "…", "tag": "odata.type", "extends": "A" }"#
        fixed: r#""A": { "doc": "…", "tag": "odata.type" },
"B": { "doc": "…", "tag": "odata.type", "extends": "A" }"#
        base_of_itself(name): "`{name}` is based on itself", "leads back to `{name}`";
    }
    NO_BASE = "E0304", "based on what is no base" {
        "A type can be based only on a type with a `tag`: the property that tells the types of a base apart."
        wrong: r#""Admin": { "extends": "User", "doc": "…" }"#
        fixed: r#""User": { "extends": "DirectoryObject", "doc": "…" }"#
        no_base(name): "`{name}` is not a base", "has no `tag`", "give `{name}` a `tag`: the property that tells its types apart";
    }
    UNTAGGED_TYPE = "E0305", "type of a base that nothing tells apart" {
        "A type that is based on another needs the value of the tag that names it."
        wrong: r#""Group": { "extends": "DirectoryObject", "doc": "…" }"#
        fixed: r#""Group": { "extends": "DirectoryObject", "odataType": "Microsoft.DirectoryServices.Group", "doc": "…" }"#
        untagged_type(name, base, tag): "`{name}` is based on `{base}` but nothing tells it apart", "needs `odataType`", "add the value of `{tag}` that names this type";
    }
    DUPLICATE_TAG = "E0306", "two types with one tag" {
        "Two types of the same base have the same value of the tag."
        wrong: r#""A": { "extends": "B", "odataType": "X" }, "C": { "extends": "B", "odataType": "X" }"#
        fixed: r#""A": { "extends": "B", "odataType": "X" }, "C": { "extends": "B", "odataType": "Y" }"#
        duplicate_tag(first, name, tag): "`{first}` and `{name}` have the same tag `{tag}`", "cannot be told apart";
    }
    DUPLICATE_PROPERTY = "E0307", "property that comes twice" {
        "A property or one of its other spellings is a name that the type, or its base, has already."
        wrong: r#""isAdminManaged": { … }, "adminManaged": { "aliases": ["isAdminManaged"], … }"#
        fixed: r#""isAdminManaged": { "aliases": ["adminManaged"], … }"#
        duplicate_property(name): "two properties are called `{name}`", "comes again";
    }
    CLEAR_NOT_NULLABLE = "E0308", "property that can be cleared but never is null" {
        "Clearing a property sets it to null, so its type must allow null."
        wrong: r#""displayName": { "type": "string", "update": "clear", "doc": "…" }"#
        fixed: r#""displayName": { "type": "string", "update": "set", "doc": "…" }"#
        clear_not_nullable(name, ty): "`{name}` can be cleared but is never null", "clearing sets the property to null", "write the type as `{ty}?`, or `\"update\": \"set\"`";
    }
    NOT_COMPARABLE = "E0309", "filter or order by what cannot be compared" {
        "A property of the type `any` has no values that a filter or an order could compare."
        wrong: r#""details": { "type": "any", "filter": true, "doc": "…" }"#
        fixed: r#""details": { "type": "any", "doc": "…" }"#
        not_filterable(name): "lists cannot be filtered by `{name}`", "filters compare text, numbers without a fraction, dates, and true or false";
        not_sortable(name): "lists cannot be sorted by `{name}`", "only single values have an order";
    }
    EMPTY_TYPE = "E0311", "type that holds nothing" {
        "An object type has at least one property. Where the documents say nothing of what an object holds, `any` keeps it as it comes."
        wrong: r#""Branding": { "doc": "…", "properties": {} }"#
        fixed: r#""branding": { "type": "any?", "doc": "…" }"#
        empty_type(name): "`{name}` has neither properties nor values", "holds nothing", "use `any` where nothing is known of an object";
    }
    EMPTY_BASE = "E0312", "base that no type is based on" {
        "A type with a `tag` stands for the types that are based on it, and there are none: every response would be of an unknown type."
        wrong: r#""Record": { "doc": "…", "tag": "odata.type" }"#
        fixed: r#""Record": { "doc": "…", "tag": "odata.type" },
"TxtRecord": { "doc": "…", "extends": "Record", "odataType": "X.TxtRecord", … }"#
        empty_base(name): "no type is based on `{name}`", "told apart by a tag, but nothing to tell", "add types with `\"extends\": \"{name}\"`, or remove the `tag`";
    }
    LONELY_TAG = "E0313", "tag of a type that has no base" {
        "`odataType` and `variant` tell the types of a base apart. A type that is based on nothing needs neither."
        wrong: r#""Domain": { "doc": "…", "odataType": "X.Domain", … }"#
        fixed: r#""Domain": { "doc": "…", "extends": "DirectoryObject", "odataType": "X.Domain", … }"#
        lonely_tag(name, key): "`{name}` has `{key}` but is based on nothing", "not used", "say what it is based on with `extends`, or remove this";
    }
    BAD_KEY = "E0320", "key that selects nothing" {
        "A type has one property, its own or that of a base, whose value selects the object in a path. Values in paths are text."
        wrong: r#""number": { "type": "int32", "key": "ObjectId", "doc": "…" }"#
        fixed: r#""objectId": { "type": "guid", "key": "ObjectId", "doc": "…" }"#
        key_without_text(name): "`{name}` cannot be a key", "holds no text";
        second_key(name, first): "`{name}` is a second key beside `{first}`", "a type has one key";
    }
    BAD_FLAG = "E0321", "flag that does not go with its property" {
        "Only text can be searched, and only objects come along expanded. What is asked for by expanding it is not selected as well. A property that never comes back is there to be sent, or to be named by filters. One that binds objects by their addresses is only sent."
        wrong: r#""size": { "type": "int32", "search": true, "doc": "…" }"#
        fixed: r#""size": { "type": "int32", "doc": "…" }"#
        not_searchable(name): "lists cannot be searched for words in `{name}`", "holds no text";
        not_expandable(name): "`{name}` does not lead to objects", "its type has no properties";
        useless_property(name): "`{name}` can neither be sent nor received nor named", "never comes back", "say what it is there for with `filter`, `create` or `update`, or remove it";
        only_sent(name): "`{name}` binds objects by their addresses, which are only sent", "does not go with that", "a property of the type `Reference` has `create: optional` or `update: set`, and nothing else";
        selected_and_expanded(name): "`{name}` comes along where it is expanded", "remove this";
    }
    BAD_FALLBACK = "E0322", "type that a property cannot name" {
        "Where the tag is missing, `fallback` says by which property, and which value of it, a type of a base is known. All types of a base name the same property, each another value; capitals do not matter."
        wrong: r#""TxtRecord": { "extends": "Record", "fallback": { "kind": "Txt" }, … }, "MxRecord": { "extends": "Record", "fallback": { "kind": "txt" }, … }"#
        fixed: r#""TxtRecord": { "extends": "Record", "fallback": { "kind": "Txt" }, … }, "MxRecord": { "extends": "Record", "fallback": { "kind": "Mx" }, … }"#
        unknown_fallback(ty, name): "`{ty}` has no property `{name}`", "not a property of the type";
        fallback_without_text(name): "`{name}` names no type", "holds no text";
        second_fallback(name): "`{name}` is a second property", "one property names the type";
        other_fallback(name, base, first): "`{name}` names a type of `{base}`, and `{first}` another", "all types of a base name the same property";
        duplicate_fallback(first, name, value): "`{first}` and `{name}` go by the same value `{value}`", "cannot be told apart";
    }
    NO_IDENTIFIER = "E0401", "name that gives no name in Rust" {
        "Names in Rust are made of ASCII letters, digits and `_`. Where the wire has other characters, `rust` gives the name."
        wrong: r#""größe": { "type": "int32", "doc": "The size." }"#
        fixed: r#""größe": { "type": "int32", "rust": "size", "doc": "The size." }"#
        no_identifier(text): "`{text}` gives no name in Rust", "only ASCII letters, digits and `_` make names", "choose another name, or give one in `rust` where the entry has that key";
    }
    NAME_TAKEN = "E0402", "name that the emitted code needs" {
        "The emitted code has methods and types of its own, like `send` on every call or `Option` everywhere, and its files are folders of these names, which must be possible on every system."
        wrong: r#""send": { "type": "boolean", "doc": "…" }"#
        fixed: r#""send": { "type": "boolean", "rust": "send_mail", "doc": "…" }"#
        name_taken(what, ident): "{what} would be called `{ident}` in Rust, and the emitted code needs that name for itself", "gives a name that is taken";
        device_name(what, ident): "{what} would be the folder `{ident}`, and Windows keeps that name for a device", "gives a folder that cannot be everywhere";
        builtin_type(name): "`{name}` is a type of the language itself", "choose another name";
    }
    NAME_CLASH = "E0403", "two names that are one in Rust" {
        "Two things of one place differ on the wire but have the same name in Rust. Where the entry has the key `rust`, it gives one of them another."
        wrong: r#""skuId": { … }, "sku_id": { … }"#
        fixed: r#""skuId": { … }, "sku_id": { "rust": "sku_id_text", … }"#
        name_clash(what, ident): "{what} would be called `{ident}` in Rust, and so would something else", "gives the same name";
        argument_clash(what, ident): "the path's last parameter and {what} would both be the argument `{ident}`", "gives the same name", "give the parameter another name";
        request_clash(ident, name): "the required properties would be the struct `{ident}`, and the type `{name}` has that name", "gives the same name", "choose another name for the type";
    }
    BAD_RUST_NAME = "E0404", "given name that is none" {
        "`rust` gives a name as it will stand in the Rust code: lower case with underscores for properties and query options, capitals and small letters for error codes and values; ASCII letters, digits and `_`."
        wrong: r#""@id": { "type": "string", "rust": "objectId", "doc": "…" }"#
        fixed: r#""@id": { "type": "string", "rust": "object_id", "doc": "…" }"#
        bad_rust_name(given, form): "`{given}` is no name as it stands in Rust", "must be {form}";
    }
    MOOT_NAME = "E0405", "given name that would be made anyway" {
        "`rust` and `variant` give a name where the one that is made of the name on the wire would not do. This one is the same."
        wrong: r#""displayName": { "type": "string", "rust": "display_name", "doc": "…" }"#
        fixed: r#""displayName": { "type": "string", "doc": "…" }"#
        moot_name(name): "the name is `{name}` in any case", "says nothing new", "remove it";
    }
    EXAMPLE_MISFIT = "E0501", "example that does not fit" {
        "An example's values must fit the operation: its path, its query options, its body and its response."
        wrong: r#""body": { "mailEnabled": "no" }"#
        fixed: r#""body": { "mailEnabled": false }"#
        example_misfit(is, belongs): "{is} stands where {belongs} belongs", "does not fit the type";
        example_untagged(name): "nothing tells which type of `{name}` this is", "needs the tag of a known type";
        example_on_unknown(on): "the operation has no path `{on}`", "not in the operation's `on`";
        example_path_unknown(name): "the path has no parameter `{name}`", "not in the path";
        relative_target(): "a target starts with `/`", "not from the path on";
        example_query_unknown(name): "the operation does not take `{name}`", "not in the operation's `query`";
        example_header_unknown(name): "the operation does not take the header `{name}`", "not in the operation's `headers`";
        example_query_misfit(name): "`{name}` takes another kind of value", "does not fit the option";
        example_out_of_bounds(name, min, max, number): "`{name}` is a whole number from {min} to {max}, and {number} is none", "an error before anything is sent";
        example_body_unsent(): "the operation sends no body", "not sent";
        example_body_no_object(): "a body is an object", "no object";
        example_no_link(property): "the body is no link to an object", "must be `{{ \"{property}\": \"…\" }}`";
        example_incomplete(name): "the example lacks the required property `{name}`", "incomplete";
        example_null(name): "`{name}` cannot be null", "not allowed";
        example_status(status): "the operation does not respond with {status}", "not in the operation's `returns`";
        example_no_failure(): "an error response holds the code of an error", "needs `{{ \"error\": {{ \"code\": \"…\" }} }}` or the same in `odata.error`";
        example_code_unknown(code): "there is no error code `{code}`", "not in the service's `errors`";
        example_code_status(code, own, status): "`{code}` comes with {own}, not with {status}", "has another status in `errors`";
        example_without_body(): "the operation responds with a body, the example with none", "needs a body";
        example_no_count(): "the operation responds with a number", "no number";
        example_with_body(): "the operation responds without a body", "there is one";
        example_next_link(): "the link to the next page is text", "no text";
        empty_example(): "the example shows neither a request nor a response", "shows nothing";
    }
    EXAMPLE_UNKNOWN = "E0502", "example with an unknown property" {
        "An example has a property that the type does not have. Documented examples are the proof that the types are complete."
        wrong: r#""body": { "displayNam": "Example" }"#
        fixed: r#""body": { "displayName": "Example" }"#
        example_property_unknown(ty, name): "`{ty}` has no property `{name}`", "not a property of the type";
        example_body_unknown(name): "the body has no property `{name}`", "not a property of the body";
    }
    NO_EXAMPLE = "E0503", "operation without an example" {
        "Every operation shows one request in its documentation."
        wrong: r#"groups.examples.json: "groups.list": []"#
        fixed: r#"groups.examples.json: "groups.list": [{ "from": "constructed", "request": {} }]"#
        no_example(name, file): "`{name}` has no example of a request", "needs one, for the documentation", "add `\"{name}\": [{{ \"from\": \"constructed\", \"request\": {{}} }}]` to `{file}.examples.json`";
    }
    MOOT_ERRATUM = "E0504", "erratum that contradicts nothing" {
        "An erratum records what the documents say and this spec does not. This one claims what the spec says itself."
        wrong: r#"groups.json: "groups.get": { …, "returns": { "200": "Group" } }
groups.errata.json: "groups.get": [{ …, "claim": { "/returns/200": "Group" } }]"#
        fixed: r#"groups.json: "groups.get": { …, "returns": { "200": "Group" } }"#
        moot_erratum(pointer, id): "the documents and this spec agree on `{pointer}`", "this stands in the spec", "remove the erratum `{id}`, or fix what it is about";
    }
    BAD_CLAIM = "E0505", "claim that leads nowhere" {
        "The keys of a claim are JSON pointers into the entry that has the erratum, along keys that the language has. What leads elsewhere is never found, so that the erratum would stay when it has come to contradict nothing."
        wrong: r#""claim": { "/retruns/200": "Group" }"#
        fixed: r#""claim": { "/returns/200": "Group" }"#
        bad_claim(pointer): "`{pointer}` leads nowhere", "a JSON pointer starts with `/`";
        stray_claim(pointer, problem): "`{pointer}` leads nowhere", "{problem}";
    }
    SECRET_IN_EXAMPLE = "E0506", "secret in an example" {
        "The spec is public. A token in full, a private key, or a long value of a property that holds a secret may belong to somebody; an example shows its beginning."
        wrong: r#""proof": "eyJ0eXAiOiJKV1QiLCJ.eyJhdWQiOiJodHRw.SflKxwRJSMeKKF2QT4""#
        fixed: r#""proof": "eyJ0eXAiOiJKV1Qi...""#
        secret_in_example(what): "this may be {what}", "looks like the real thing", "shorten it, and end it with `...`";
    }
    TARGET_MISMATCH = "E0507", "target that says something else than the example" {
        "An example's target is the path with the values of `path`, then the version, then the options of `query` in their order. What is written differs from it."
        wrong: r#""target": "/myorganization/groups/g1?api-version=1.6", "path": { "object_id": "g2" }"#
        fixed: r#""target": "/myorganization/groups/g2?api-version=1.6", "path": { "object_id": "g2" }"#
        target_mismatch(problem): "{problem}", "not what the example asks for";
    }
    MISSING_TARGET = "E0508", "example that needs a target" {
        "An example without a `target` has one made of its path and query. Where a value holds more than letters, digits and `-._~`, it may have to be encoded, and only a target that is written shows how."
        wrong: r#""request": { "path": { "user_id": "a@contoso.com" } }"#
        fixed: r#""request": { "target": "/myorganization/users/a%40contoso.com?api-version=1.6", "path": { "user_id": "a@contoso.com" } }"#
        missing_target(value): "`{value}` may be encoded in the target, which does not show how", "needs `target`", "add the whole target as it is sent, like `\"target\": \"/myorganization/groups?api-version=1.6\"`";
    }
    LOST_OPERATION = "E0601", "heading or request line that lost its operation" {
        "`documents.json` says which operations stand for a request line, and for a heading that they do not name themselves, each as `service:id`. This one names an operation that the spec does not have (any more)."
        wrong: r#"{ "line": 893, "request": "POST /groups", "operations": ["azure_ad_graph:groups.make"] }"#
        fixed: r#"{ "line": 893, "request": "POST /groups", "operations": ["azure_ad_graph:groups.create"] }"#
        lost_operation(kind, text, number, operation): "the {kind} `{text}` of document {number} lost its operation `{operation}`", "not in the spec", "add the operation to the spec, or say why there is none";
    }
    NOT_COVERED = "E0602", "heading or request line without an operation or a reason" {
        "Some operation names each heading of the documents in its `documents`, or stands below the heading in `documents.json`, as it does for request lines; or there is a reason why there is none; not both."
        wrong: r#"{ "line": 13, "heading": "Get groups" }, which no operation names"#
        fixed: r#""groups.list": { "documents": ["004 / Get groups"], … }"#
        not_covered(kind, text, number, cover): "the {kind} `{text}` of document {number} has neither operations nor a reason", "not covered", "name {cover}, or say in `reason` why there are none";
        excused_although_covered(kind, text, number, cover): "the {kind} `{text}` of document {number} has operations and a reason why there are none", "contradicts itself", "name {cover}, or say in `reason` why there are none";
    }
    UNKNOWN_HEADING = "E0604", "place that no document has" {
        "A place in the documents is the document's number and a heading as it is written in `documents.json`. An example that the documents do not have names the address of a page, or is `constructed`."
        wrong: r#""documents": ["004 / Get the groups"]"#
        fixed: r#""documents": ["004 / Get groups"]"#
        unknown_document(place, known): "no document has the place `{place}`", "not in `documents.json`", "the documents are {known}; what none of them describes says in `source` where it is known from";
        unknown_heading(place, number, known, heading): "no document has the place `{place}`", "not in `documents.json`", "document {number} has {known}; another is added to its `headings`, like `{{ \"line\": 1, \"heading\": \"{heading}\" }}`";
    }
    SAID_TWICE = "E0605", "operation that documents.json must not name" {
        "An operation names the headings that describe it in `documents`, so `documents.json` does not name it there again. And it names no operation that says in `source` that no document describes it."
        wrong: r#""groups.list": { "documents": ["004 / Get groups"], … }
{ "line": 13, "heading": "Get groups", "operations": ["azure_ad_graph:groups.list"] }"#
        fixed: r#""groups.list": { "documents": ["004 / Get groups"], … }
{ "line": 13, "heading": "Get groups" }"#
        said_twice(operation, heading): "`{operation}` names the heading `{heading}` itself", "said in its `documents` already", "remove it here";
        known_from_elsewhere(operation): "`documents.json` says that the documents describe `{operation}`", "says in `source` that it is known from elsewhere", "name the headings in `documents` instead, or remove `\"{operation}\"` from `documents.json`";
    }
    UNACCOUNTED_CONTRADICTION = "E0606", "contradiction that is not accounted for" {
        "Every contradiction of the documents is an erratum of the spec or has a reason in `notErrata`; not both. Those are numbered from C1 to the number that `documents.json` gives."
        wrong: r#""contradictions": 2, "notErrata": { "C2": "A slip of the pen." }, with no erratum C1 in the spec"#
        fixed: r#""contradictions": 2, "notErrata": { "C1": "An odd choice of words.", "C2": "A slip of the pen." }"#
        unaccounted_contradiction(id): "the contradiction {id} is neither an erratum of the spec nor in `notErrata`", "";
        excused_although_erratum(id, at): "{id} has a reason to be no erratum and is one in `{at}`", "";
        unknown_contradiction(id, last): "`{id}` is none of the contradictions C1 to C{last}", "";
    }
    NOT_METADATA = "E0701", "no metadata" {
        "The file that is imported cannot be read as metadata: it is no XML, no UTF-8, or not what OData 4 has at `$metadata`. Entities of a document type are refused, and so is what is too large or nested too deeply."
        wrong: r#"<html><body>Sign in</body></html>"#
        fixed: r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">…</edmx:Edmx>"#
        not_xml(problem): "the metadata is no XML that can be read: {problem}", "";
        metadata_not_utf8(): "the metadata is not UTF-8", "this is no character", "convert the file to UTF-8";
        metadata_too_large(most): "the metadata is larger than {most} MiB", "";
        metadata_too_deep(most): "elements stand in each other more than {most} levels deep", "too deep";
        no_metadata(element): "`{element}` is not the root of metadata", "`Edmx` of OData 4 is expected", "take the file from the service's `$metadata`";
    }
    UNKNOWN_ELEMENT = "E0702", "unknown element in metadata" {
        "CSDL 4 has no such element at this place. What it means is not known, so that it cannot be left out either."
        wrong: r#"<EntityTyp Name="user" />"#
        fixed: r#"<EntityType Name="user" />"#
        unknown_element(name): "CSDL has no element `{name}` here", "not known";
    }
    BAD_ATTRIBUTE = "E0703", "missing or malformed attribute in metadata" {
        "An element lacks an attribute without which it says nothing, or the attribute holds what it cannot hold."
        wrong: r#"<Property Name="id" Nullable="maybe" />"#
        fixed: r#"<Property Name="id" Type="Edm.String" Nullable="false" />"#
        missing_attribute(element, name): "`{element}` has no `{name}`", "needs it";
        bad_flag(name, value): "`{name}` is `{value}`", "`true` or `false` is expected";
        bad_name(value): "`{value}` is no name", "cannot stand in a path";
    }
    METADATA_NAMES = "E0704", "metadata that contradicts itself" {
        "A type that is named is not defined, is defined twice, or is based on itself."
        wrong: r#"<Property Name="owner" Type="graph.usr" />"#
        fixed: r#"<Property Name="owner" Type="graph.user" />"#
        unknown_metadata_type(name): "the metadata has no type `{name}`", "not defined";
        defined_twice(name): "`{name}` is defined twice", "defined again";
        metadata_base_of_itself(name): "`{name}` is based on itself", "";
    }
    BAD_SELECTION = "E0705", "pattern that selects nothing" {
        "A pattern is a path with `*` for one part, `**` for any number of them and `{…}` for a parameter, with a method before it or not; `!` before it leaves out what fits. A name with a namespace is a type."
        wrong: r#"--select 'FETCH /me/messages'"#
        fixed: r#"--select 'GET /me/messages'"#
        bad_pattern(text, problem): "`{text}` is no pattern: {problem}", "", "write it like `groups/**`, `GET /users/{{id}}/messages` or `!**/$count`";
        unused_pattern(text): "no operation fits `{text}`", "selects nothing";
        too_many_operations(most): "more than {most} operations may be meant", "", "select less, or go along fewer relations with `--depth`";
        nothing_selected(): "nothing is selected", "", "`--select '**'` is everything";
        unknown_selected_type(name): "the metadata has no type `{name}`", "not defined";
    }
    BAD_PERMISSIONS = "E0706", "permissions that cannot be read" {
        "The list of permissions is JSON with an object `permissions`, as Microsoft publishes it."
        wrong: r#"{ "User.Read": {} }"#
        fixed: r#"{ "permissions": { "User.Read": { "pathSets": [] } } }"#
        bad_permissions(problem): "the permissions cannot be read: {problem}", "";
    }
}
