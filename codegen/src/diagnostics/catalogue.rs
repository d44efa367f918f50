//! Every kind of mistake, with a code that stays the same.
//!
//! | codes | stage |
//! |---|---|
//! | E00xx | the text and its shape |
//! | E01xx | names and references |
//! | E02xx | paths and operations |
//! | E03xx | types |
//! | E04xx | names in Rust |
//! | E05xx | examples and errata |

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
        wrong: "\u{feff}{ \"doc\": \"Groups.\" }"
        mended: r#"{ "doc": "Groups." }"#
    }
}
