//! Every kind of mistake, with a code that stays the same.

/// What the first two digits of a code say: where in the work on a spec the mistake is found.
pub(super) const STAGES: &[(&str, &str)] = &[
    ("E00", "The text and its shape"),
    ("E01", "Names and references"),
    ("E02", "Paths and operations"),
    ("E03", "Types"),
    ("E04", "Names in Rust"),
    ("E05", "Examples and errata"),
    ("E06", "What covers the documents"),
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
    pub mended: &'static str,
}

/// The kind of mistake with this code; the case of the letter does not matter.
pub fn find(id: &str) -> Option<&'static Code> {
    CATALOGUE
        .iter()
        .copied()
        .find(|code| code.id.eq_ignore_ascii_case(id))
}

macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal { $explanation:literal wrong: $wrong:literal mended: $mended:literal })*) => {
        $(
            #[doc = concat!($id, ": ", $title, ".")]
            pub static $name: Code = Code { id: $id, title: $title, explanation: $explanation, wrong: $wrong, mended: $mended };
        )*

        /// Every kind of mistake, by code.
        pub static CATALOGUE: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    SYNTAX = "E0001", "not valid JSON" {
        "The file cannot be read as JSON. Spec files are plain JSON: no comments, no comma after the last entry, text in double quotes."
        wrong: r#"{ "doc": "Groups.", }"#
        mended: r#"{ "doc": "Groups." }"#
    }
    DEPTH = "E0002", "nested too deeply" {
        "Objects and lists stand inside each other more than a hundred levels deep. Nothing in a spec needs that; a bracket is probably in the wrong place."
        wrong: r#"{ "doc": [[[[[[ … ]]]]]] }"#
        mended: r#"{ "doc": "Groups." }"#
    }
    DUPLICATE_KEY = "E0003", "key given twice" {
        "An object has the same key twice. Only one of the two values could count, and readers would have to guess which. This holds for names of operations, types and properties too."
        wrong: r#"{ "doc": "Groups.", "doc": "Security groups." }"#
        mended: r#"{ "doc": "Security groups." }"#
    }
    UNKNOWN_KEY = "E0004", "unknown key" {
        "The spec language has no such key at this place. Unknown keys are mistakes, since otherwise a slip of the pen would silently change what the spec says."
        wrong: r#""name": { "type": "string", "requierd": true, "doc": "Its name." }"#
        mended: r#""name": { "type": "string", "required": true, "doc": "Its name." }"#
    }
    MISSING_KEY = "E0005", "missing key" {
        "The entry lacks a key that every entry of its kind must have."
        wrong: r#""groups.get": { "http": "GET /{tenant}/groups/{object_id}" }"#
        mended: r#""groups.get": {
  "http": "GET /{tenant}/groups/{object_id}",
  "summary": "Reads a group.",
  "returns": { "200": "Group" },
  "documents": ["004 / Get a group"]
}"#
    }
    WRONG_KIND = "E0006", "wrong kind of value" {
        "Another kind of JSON value belongs here: text, a number, true or false, a list, or an object."
        wrong: r#""documents": "004 / Get a group""#
        mended: r#""documents": ["004 / Get a group"]"#
    }
    UNKNOWN_VALUE = "E0007", "unknown value" {
        "The key takes one of a few words, and this is none of them."
        wrong: r#""create": "mandatory""#
        mended: r#""create": "required""#
    }
    OUT_OF_RANGE = "E0008", "number out of range" {
        "The number is not one that the key takes: too small, too large, or with a fraction."
        wrong: r#""response": { "status": 70000 }"#
        mended: r#""response": { "status": 200 }"#
    }
    MISSING_SERVICE = "E0009", "folder without service.json" {
        "Every folder of the spec is one service, and what all its operations have in common stands in its `service.json`: title, version, hosts, query options."
        wrong: r#"api-spec/azure_ad_graph/groups.json"#
        mended: r#"api-spec/azure_ad_graph/groups.json
api-spec/azure_ad_graph/service.json"#
    }
    BYTE_ORDER_MARK = "E0010", "byte order mark" {
        "The file starts with a byte order mark, which JSON does not allow. Save it as UTF-8 without one."
        wrong: r#"<U+FEFF>{ "doc": "Groups." }"#
        mended: r#"{ "doc": "Groups." }"#
    }
    EMPTY = "E0011", "text or list that is empty" {
        "What must be there must also say something: documentation is shown to users, scopes are asked for, and an operation is described somewhere."
        wrong: r#""summary": """#
        mended: r#""summary": "Lists the groups.""#
    }
    CONTROL_CHARACTER = "E0012", "character that nobody sees" {
        "Texts end up in Rust source code, where control characters other than the end of a line do harm, and where characters that turn the direction of writing would make code look like something else."
        wrong: r#""doc": "Its\tname.""#
        mended: r#""doc": "Its name.""#
    }
    UNKNOWN_TYPE = "E0101", "unknown type" {
        "A type is named that no file of the service defines. The language's own types are string, boolean, int32, int64, double, datetime, guid, binary, any and ObjectLink; all others stand under `types` in some file of the same service."
        wrong: r#""owner": { "type": "Usr", "doc": "The owner." }"#
        mended: r#""owner": { "type": "User", "doc": "The owner." }"#
    }
    UNKNOWN_QUERY = "E0102", "unknown query option" {
        "An operation names a query option that the service's file does not define under `query`."
        wrong: r#""query": ["$filtr"]"#
        mended: r#""query": ["$filter"]"#
    }
    UNKNOWN_PARAMETER = "E0103", "unknown path parameter" {
        "A path holds a parameter that the service's file does not define under `path`."
        wrong: r#""http": "GET /{tenant}/groups/{group}""#
        mended: r#""http": "GET /{tenant}/groups/{object_id}""#
    }
    UNKNOWN_IDENTIFIER = "E0104", "unknown kind of identifier" {
        "A path parameter names a kind of identifier that is not defined under `identifiers`. Exactly one parameter, the client's own, may have none."
        wrong: r#""object_id": { "identifier": "ObjectID", "doc": "The object." }"#
        mended: r#""object_id": { "identifier": "ObjectId", "doc": "The object." }"#
    }
    UNKNOWN_VERSION = "E0105", "unknown version" {
        "A version is asked for that is not among the service's `known` ones, or calls would ask for none at all."
        wrong: r#""version": { "query": "api-version", "default": "1.7", "known": ["1.6", "1.5"] }"#
        mended: r#""version": { "query": "api-version", "default": "1.6", "known": ["1.6", "1.5"] }"#
    }
    DUPLICATE_TYPE = "E0106", "type defined twice" {
        "Two files of a service define a type of the same name. All types of a service share one set of names."
        wrong: r#"groups.json: "types": { "Group": … }
users.json:  "types": { "Group": … }"#
        mended: r#"groups.json: "types": { "Group": … }"#
    }
    DUPLICATE_OPERATION = "E0107", "operation defined twice" {
        "Two operations of a service have the same id. The id says where callers find an operation, so it can lead to one only."
        wrong: r#"groups.json: "groups.get": …
others.json: "groups.get": …"#
        mended: r#"groups.json: "groups.get": …"#
    }
    UNUSED_TYPE = "E0108", "type that nothing uses" {
        "No operation and no other type names this type, so nothing that is emitted could ever hold one."
        wrong: r#""types": { "Widget": { "doc": "Nobody asks for it.", "properties": {} } }"#
        mended: r#""types": {}"#
    }
    UNUSED_PART = "E0109", "definition that no operation uses" {
        "The service's file defines a query option, a path parameter or a kind of identifier that no operation takes."
        wrong: r#""query": { "$skip": { "type": "integer", "doc": "Not supported." } }"#
        mended: r#""query": {}"#
    }
    REPEATED = "E0110", "entry that comes twice in a list" {
        "A list of names holds one of them twice. The second says nothing, and was probably meant to be another."
        wrong: r#""query": ["$filter", "$top", "$filter"]"#
        mended: r#""query": ["$filter", "$top"]"#
    }
    UNKNOWN_CLOUD = "E0111", "unknown cloud" {
        "An operation exists in a cloud that the service's file does not define under `clouds`."
        wrong: r#""permissions": { "clouds": ["Globl"] }"#
        mended: r#""permissions": { "clouds": ["Global"] }"#
    }
    VERSION_CONFLICT = "E0112", "versions that contradict each other" {
        "An operation asks for a version that is older than the first one that has it, or names a version although its path does so already."
        wrong: r#""version": "1.5", "since": "1.6""#
        mended: r#""version": "1.6", "since": "1.6""#
    }
    MALFORMED_PLACE = "E0113", "place in the documents that cannot be read" {
        "A place is the document's number in three digits, a slash with spaces around it, and a heading of the document. Examples that no document shows are `constructed`."
        wrong: r#""documents": ["Get a group"]"#
        mended: r#""documents": ["004 / Get a group"]"#
    }
    MALFORMED_SUCCESSOR = "E0114", "successor that is no request" {
        "`replacedBy` names a request of Microsoft Graph: a method, a space and a path, without a query."
        wrong: r#""replacedBy": "/v1.0/groups""#
        mended: r#""replacedBy": "GET /v1.0/groups""#
    }
    MALFORMED_HTTP = "E0201", "HTTP line that cannot be read" {
        "An operation's `http` is a method, a space and a path. The path starts with `/`; between two slashes stands fixed text, a parameter in braces, or a collection with a quoted key."
        wrong: r#""http": "GET groups/{object_id}""#
        mended: r#""http": "GET /{tenant}/groups/{object_id}""#
    }
    MALFORMED_ON = "E0202", "`on` and path do not fit" {
        "`on` lists what `{on}` at the start of the path stands for. Each needs the other."
        wrong: r#""http": "POST {on}/verify""#
        mended: r#""http": "POST {on}/checkMemberGroups", "on": ["/{tenant}/users/{user_id}", "/me"]"#
    }
    ID_PATH_MISMATCH = "E0203", "id and path do not fit" {
        "An operation's id mirrors its path: the fixed segments, without `$links`, then a verb. Where the last segment is the verb itself, it is not repeated."
        wrong: r#""groups.list": { "http": "GET /{tenant}/users" }"#
        mended: r#""users.list": { "http": "GET /{tenant}/users" }"#
    }
    DUPLICATE_ROUTE = "E0204", "two operations with one route" {
        "Two operations have the same method and the same path, apart from the names of parameters."
        wrong: r#""groups.get": { "http": "GET /{tenant}/groups/{object_id}" },
"groups.read": { "http": "GET /{tenant}/groups/{group_id}" }"#
        mended: r#""groups.get": { "http": "GET /{tenant}/groups/{object_id}" }"#
    }
    IDENTIFIER_CLASH = "E0205", "one place, two kinds of identifier" {
        "The same segment of a path is selected by one kind of identifier in one operation and by another kind in another. Callers go through the same `id(…)` for both."
        wrong: r#""http": "GET /{tenant}/users/{user_id}"
"http": "POST /{tenant}/users/{object_id}/getMemberGroups""#
        mended: r#""http": "GET /{tenant}/users/{user_id}"
"http": "POST /{tenant}/users/{user_id}/getMemberGroups""#
    }
    NO_RESPONSE = "E0206", "operation without a response" {
        "Every operation says with which status it succeeds and what comes back then."
        wrong: r#""returns": {}"#
        mended: r#""returns": { "204": "none" }"#
    }
    BAD_STATUS = "E0207", "status that is no success" {
        "`returns` lists the statuses of success only, from 200 to 299. Failures are the same for all operations."
        wrong: r#""returns": { "404": "none" }"#
        mended: r#""returns": { "200": "Group" }"#
    }
    MIXED_ANSWERS = "E0208", "successes that hold different things" {
        "A call gives one type, so all successes of an operation must hold the same."
        wrong: r#""returns": { "200": "Group", "204": "none" }"#
        mended: r#""returns": { "200": "maybe<Group>", "204": "maybe<Group>" }"#
    }
    BODY_NOT_ALLOWED = "E0209", "body that cannot be" {
        "GET and DELETE requests have no body, and only a body without required properties can be left out."
        wrong: r#""http": "GET /{tenant}/groups", "body": "create<Group>""#
        mended: r#""http": "POST /{tenant}/groups", "body": "create<Group>""#
    }
    EMPTY_BODY = "E0210", "body without properties" {
        "`create<T>` and `update<T>` send the properties of T that are marked with `create` or `update`, and none is."
        wrong: r#""body": "update<Group>""#
        mended: r#""displayName": { "type": "string", "update": "set", "doc": "The name." }"#
    }
    NO_LINKS = "E0211", "link in a service without links" {
        "A `link` body points at an object of the service's `linkCollection`, and the service names none."
        wrong: r#""body": "link""#
        mended: r#""linkCollection": "directoryObjects""#
    }
    NO_LIST = "E0212", "filter or order on what is no list" {
        "Filters and orders apply to lists of objects."
        wrong: r#""query": ["$filter"], "returns": { "200": "Group" }"#
        mended: r#""query": ["$filter"], "returns": { "200": "page<Group>" }"#
    }
    BAD_QUERY_NAME = "E0213", "query option with a name that needs encoding" {
        "Names of query options are written into URLs as they are."
        wrong: r#""skip token": { "type": "string", "doc": "…" }"#
        mended: r#""$skiptoken": { "type": "string", "doc": "…" }"#
    }
    BAD_BOUNDS = "E0214", "bounds that make no sense" {
        "Only numbers have bounds, and `min` is not above `max`."
        wrong: r#""$top": { "type": "integer", "min": 999, "max": 1, "doc": "…" }"#
        mended: r#""$top": { "type": "integer", "min": 1, "max": 999, "doc": "…" }"#
    }
    BAD_URL = "E0215", "cloud without a proper address" {
        "A cloud's `url` is `https://` and a host in lower case. There must be at least one cloud; the first is the default."
        wrong: r#""Global": { "url": "http://graph.windows.net/", "doc": "…" }"#
        mended: r#""Global": { "url": "https://graph.windows.net", "doc": "…" }"#
    }
    AMBIGUOUS_ROUTE = "E0216", "request that could mean two operations" {
        "Two operations have the same method, and some path fits both although neither is the narrower one. A path whose fixed text stands where another has a parameter is narrower, and fine."
        wrong: r#""things.find": { "http": "GET /{tenant}/things/{thing_id}/find" },
"things.parts.get": { "http": "GET /{tenant}/things/parts/{part_id}" }"#
        mended: r#""things.find": { "http": "GET /{tenant}/things/{thing_id}/find" },
"parts.get": { "http": "GET /{tenant}/parts/{part_id}" }"#
    }
    REPEATED_SEGMENT = "E0217", "path that selects twice by one name" {
        "A path has the same parameter twice, or the same collection with a parameter behind it. Examples and callers could not say which of the two they mean."
        wrong: r#""http": "GET /{tenant}/groups/{object_id}/members/{object_id}""#
        mended: r#""http": "GET /{tenant}/groups/{object_id}/members/{member_id}""#
    }
    MALFORMED_TYPE = "E0301", "type that cannot be read" {
        "A type is a name, perhaps with `[]` for a list and `?` for null after it. Answers may also be `none`, `page<T>`, `value<T>`, `single<T>` or `maybe<T>`, bodies `create<T>`, `update<T>` or `link`."
        wrong: r#""returns": { "200": "page<Group" }"#
        mended: r#""returns": { "200": "page<Group>" }"#
    }
    MIXED_TYPE = "E0302", "type of two kinds" {
        "A type is an object with `properties`, an open enumeration with `values`, or a base with a `tag`; not two of them."
        wrong: r#""Kind": { "doc": "…", "values": { "A": "…" }, "properties": {} , "is": "Base" }"#
        mended: r#""Kind": { "doc": "…", "values": { "A": "…" } }"#
    }
    BASE_OF_BASE = "E0303", "base that has a base" {
        "Bases nest one deep."
        wrong: r#""Base": { "doc": "…", "tag": "odata.type", "is": "Other" }"#
        mended: r#""Base": { "doc": "…", "tag": "odata.type" }"#
    }
    NO_BASE = "E0304", "based on what is no base" {
        "A type can be based only on a type with a `tag`: the property that tells the types of a base apart."
        wrong: r#""Admin": { "is": "User", "doc": "…" }"#
        mended: r#""User": { "is": "DirectoryObject", "doc": "…" }"#
    }
    UNTAGGED_TYPE = "E0305", "type of a base that nothing tells apart" {
        "A type that is based on another needs the value of the tag that names it."
        wrong: r#""Group": { "is": "DirectoryObject", "doc": "…" }"#
        mended: r#""Group": { "is": "DirectoryObject", "odataType": "Microsoft.DirectoryServices.Group", "doc": "…" }"#
    }
    DUPLICATE_TAG = "E0306", "two types with one tag" {
        "Two types of the same base have the same value of the tag."
        wrong: r#""A": { "is": "B", "odataType": "X" }, "C": { "is": "B", "odataType": "X" }"#
        mended: r#""A": { "is": "B", "odataType": "X" }, "C": { "is": "B", "odataType": "Y" }"#
    }
    DUPLICATE_PROPERTY = "E0307", "property that comes twice" {
        "A property or one of its other spellings is a name that the type, or its base, has already."
        wrong: r#""isAdminManaged": { … }, "adminManaged": { "aliases": ["isAdminManaged"], … }"#
        mended: r#""isAdminManaged": { "aliases": ["adminManaged"], … }"#
    }
    CLEAR_NOT_NULLABLE = "E0308", "property that can be cleared but never is null" {
        "Clearing a property sets it to null, so its type must allow null."
        wrong: r#""displayName": { "type": "string", "update": "clear", "doc": "…" }"#
        mended: r#""displayName": { "type": "string", "update": "set", "doc": "…" }"#
    }
    NOT_COMPARABLE = "E0309", "filter or order by what cannot be compared" {
        "A property of the type `any` has no values that a filter or an order could compare."
        wrong: r#""details": { "type": "any", "filter": true, "doc": "…" }"#
        mended: r#""details": { "type": "any", "doc": "…" }"#
    }
    TOO_MANY_PROPERTIES = "E0310", "type with too many properties" {
        "The emitted code keeps account of which properties an answer had, for up to 128 of them."
        wrong: r#""Everything": { "properties": { … 200 of them … } }"#
        mended: r#""Everything": { "properties": { … 128 at most … } }"#
    }
    EMPTY_TYPE = "E0311", "type that holds nothing" {
        "An object type has at least one property. Where the documents say nothing of what an object holds, `any` keeps it as it comes."
        wrong: r#""Branding": { "doc": "…", "properties": {} }"#
        mended: r#""branding": { "type": "any?", "doc": "…" }"#
    }
    EMPTY_BASE = "E0312", "base that no type is based on" {
        "A type with a `tag` stands for the types that are based on it, and there are none: every answer would be of an unknown type."
        wrong: r#""Record": { "doc": "…", "tag": "odata.type" }"#
        mended: r#""Record": { "doc": "…", "tag": "odata.type" },
"TxtRecord": { "doc": "…", "is": "Record", "odataType": "X.TxtRecord", … }"#
    }
    LONELY_TAG = "E0313", "tag of a type that has no base" {
        "`odataType` and `variant` tell the types of a base apart. A type that is based on nothing needs neither."
        wrong: r#""Domain": { "doc": "…", "odataType": "X.Domain", … }"#
        mended: r#""Domain": { "doc": "…", "is": "DirectoryObject", "odataType": "X.Domain", … }"#
    }
    NO_IDENTIFIER = "E0401", "name that gives no name in Rust" {
        "Names in Rust are made of ASCII letters, digits and `_`. Where the wire has other characters, `rust` gives the name."
        wrong: r#""größe": { "type": "int32", "doc": "The size." }"#
        mended: r#""größe": { "type": "int32", "rust": "size", "doc": "The size." }"#
    }
    NAME_TAKEN = "E0402", "name that the emitted code needs" {
        "The emitted code has methods and types of its own, like `send` on every call or `Option` everywhere."
        wrong: r#""send": { "type": "boolean", "doc": "…" }"#
        mended: r#""send": { "type": "boolean", "rust": "send_mail", "doc": "…" }"#
    }
    NAME_CLASH = "E0403", "two names that are one in Rust" {
        "Two things of one place differ on the wire but have the same name in Rust."
        wrong: r#""skuId": { … }, "sku_id": { … }"#
        mended: r#""skuId": { … }, "sku_id": { "rust": "sku_id_text", … }"#
    }
    BAD_RUST_NAME = "E0404", "given name that is none" {
        "`rust` gives a name as it will stand in the Rust code: lower case with underscores for properties and query options, capitals and small letters for error codes; ASCII letters, digits and `_`."
        wrong: r#""@id": { "type": "string", "rust": "objectId", "doc": "…" }"#
        mended: r#""@id": { "type": "string", "rust": "object_id", "doc": "…" }"#
    }
    EXAMPLE_MISFIT = "E0501", "example that does not fit" {
        "An example's values must fit the operation: its path, its query options, its body and its answer."
        wrong: r#""body": { "mailEnabled": "no" }"#
        mended: r#""body": { "mailEnabled": false }"#
    }
    EXAMPLE_UNKNOWN = "E0502", "example with an unknown property" {
        "An example has a property that the type does not have. Documented examples are the proof that the types are complete."
        wrong: r#""body": { "displayNam": "Example" }"#
        mended: r#""body": { "displayName": "Example" }"#
    }
    NO_EXAMPLE = "E0503", "operation without an example" {
        "Every operation shows one request in its documentation."
        wrong: r#""examples": []"#
        mended: r#""examples": [{ "from": "constructed", "request": { "target": "/myorganization/groups?api-version=1.6" } }]"#
    }
    MOOT_ERRATUM = "E0504", "erratum that contradicts nothing" {
        "An erratum records what the documents say and this spec does not. This one claims what the spec says itself."
        wrong: r#""returns": { "200": "Group" }, "errata": [{ …, "claim": { "/returns/200": "Group" } }]"#
        mended: r#""returns": { "200": "Group" }"#
    }
    BAD_CLAIM = "E0505", "claim that leads nowhere" {
        "The keys of a claim are JSON pointers into the entry that has the erratum."
        wrong: r#""claim": { "body": "link" }"#
        mended: r#""claim": { "/body": "link" }"#
    }
    SECRET_IN_EXAMPLE = "E0506", "secret in an example" {
        "The spec is public. A token in full, a private key, or a long value of a property that holds a secret may belong to somebody; an example shows its beginning."
        wrong: r#""proof": "eyJ0eXAiOiJKV1QiLCJ.eyJhdWQiOiJodHRw.SflKxwRJSMeKKF2QT4""#
        mended: r#""proof": "eyJ0eXAiOiJKV1Qi...""#
    }
    TARGET_MISMATCH = "E0507", "target that says something else than the example" {
        "An example's target is written by hand: the path with the values of `path`, then the version, then the options of `query` in their order. What the call would make of the example differs from it."
        wrong: r#""target": "/myorganization/groups/g1?api-version=1.6", "path": { "object_id": "g2" }"#
        mended: r#""target": "/myorganization/groups/g2?api-version=1.6", "path": { "object_id": "g2" }"#
    }
    LOST_OPERATION = "E0601", "heading or request line that lost its operation" {
        "`documents.json` says which operations stand for a heading or a request line, each as `service:id`. This one names an operation that the spec does not have (any more)."
        wrong: r#"{ "line": 892, "heading": "Create a group", "operations": ["azure_ad_graph:groups.make"] }"#
        mended: r#"{ "line": 892, "heading": "Create a group", "operations": ["azure_ad_graph:groups.create"] }"#
    }
    NOT_COVERED = "E0602", "heading or request line without an operation or a reason" {
        "Every heading and every request line of the documents is covered by operations, or has a reason why there are none; not both."
        wrong: r#"{ "line": 13, "heading": "Get groups" }"#
        mended: r#"{ "line": 13, "heading": "Get groups", "operations": ["azure_ad_graph:groups.list"] }"#
    }
    NOT_DESCRIBED = "E0603", "operation that no document describes" {
        "Every operation of the spec stands for at least one heading or request line of the documents."
        wrong: r#""groups.purge": { "http": "DELETE /{tenant}/groups", … }"#
        mended: r#""groups.delete": { "http": "DELETE /{tenant}/groups/{object_id}", … }"#
    }
    UNKNOWN_HEADING = "E0604", "place that no document has" {
        "A place in the documents is the document's number and a heading as it is written in `documents.json`. Only an example that the documents do not have is `constructed`."
        wrong: r#""documents": ["004 / Get the groups"]"#
        mended: r#""documents": ["004 / Get groups"]"#
    }
    ONE_SIDED_HEADING = "E0605", "heading that does not know of the operation" {
        "An operation names a heading that describes it, and `documents.json` has other operations below that heading."
        wrong: r#""groups.list": { "documents": ["004 / Get a group"], … }"#
        mended: r#""groups.list": { "documents": ["004 / Get groups"], … }"#
    }
    UNACCOUNTED_CONTRADICTION = "E0606", "contradiction that is not accounted for" {
        "Every contradiction of the documents is an erratum of the spec or has a reason in `notErrata`; not both. Those are numbered from C1 to the number that `documents.json` gives."
        wrong: r#""contradictions": 2, "notErrata": { "C2": "A slip of the pen." }, with no erratum C1 in the spec"#
        mended: r#""contradictions": 2, "notErrata": { "C1": "An odd choice of words.", "C2": "A slip of the pen." }"#
    }
}
