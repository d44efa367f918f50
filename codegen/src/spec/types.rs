//! Types and their properties.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, TypeSuccessor, patterns};
pub use crate::contract::{Create, Returned, Update};

/// A type: an object with `properties`, an open enumeration with `values`, or a base with a `tag`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Type {
    /// What it is, in Markdown.
    pub doc: String,
    /// Where it is described, like `004 / Get groups`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PLACE)))]
    pub documents: Vec<String>,
    /// The base type whose properties it has too. Where the base type is named as a type, any type based on it may stand.
    #[schemars(regex(pattern = patterns::NAME))]
    pub extends: Option<String>,
    /// Whether other types are based on it: as a type it means any of them, told apart by this property, like `odata.type`.
    pub tag: Option<String>,
    /// The value of the tag that names this type, like `Microsoft.DirectoryServices.Group`.
    pub odata_type: Option<String>,
    /// What the type is called among the types of its base, where its own name would not do: `Txt`.
    #[schemars(regex(pattern = patterns::VARIANT))]
    pub variant: Option<String>,
    /// What names this type where the tag is missing: a property of the base and its value, like `{ "recordType": "Txt" }`.
    /// Capitals do not matter. All types of a base name the same property.
    #[serde(default)]
    pub fallback: Entries<String>,
    /// The properties, in the order of the documents.
    #[serde(default)]
    pub properties: Entries<Property>,
    /// The known values of an open enumeration and what each means, which may be empty in what is imported; `{ "rust": …, "doc": … }` where a value's own name would not do.
    #[serde(default)]
    pub values: Entries<EnumValue>,
    /// Whether several values may stand together, with commas between them: `a,b`.
    #[serde(default)]
    pub flags: bool,
    /// Whether objects have properties that are not listed here, so that none has to be.
    #[serde(default)]
    pub open: bool,
    /// The type that took its place in the service's `successor`.
    pub replaced_by: Option<TypeSuccessor>,
}

/// A known value of an open enumeration.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum EnumValue {
    /// What it means.
    Doc(String),
    /// The same, and what it is called.
    Named(NamedValue),
}

impl EnumValue {
    /// What it means.
    pub fn doc(&self) -> Option<&String> {
        match self {
            Self::Doc(doc) => Some(doc),
            Self::Named(named) => named.doc.as_ref(),
        }
    }

    /// The name that is given for Rust.
    pub fn rust(&self) -> Option<&String> {
        match self {
            Self::Doc(_) => None,
            Self::Named(named) => Some(&named.rust),
        }
    }
}

/// A known value whose own name would not do in Rust.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedValue {
    /// The variant's name in Rust, like `GreaterOrEqual`.
    #[schemars(regex(pattern = patterns::VARIANT))]
    pub rust: String,
    /// What it means. Only what is imported may go without.
    pub doc: Option<String>,
}

/// A property of a type. A flag that no operation uses is a mistake: `create` and `update` without such a body of the type,
/// `filter`, `sort` and `search` without a list of it. So is a `rust` that says what would be derived anyway.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Property {
    /// `string boolean int32 int64 double`; `datetime date time duration decimal guid binary`, which are text; `any` JSON;
    /// `ObjectLink`, a link to a directory object; `Reference`, the address of an object that callers give the identifier of,
    /// which is only sent; or the name of a type of the service, in whichever file. `[]` after it makes a list, `?` says that
    /// the service may respond with null. Every property may be absent.
    #[serde(rename = "type")]
    #[schemars(regex(pattern = patterns::TYPE))]
    pub kind: String,
    /// The field's name in Rust where the property's own name would not do.
    #[schemars(regex(pattern = patterns::MEMBER))]
    pub rust: Option<String>,
    /// What it means: units, ranges, who sets it. Only what is imported may go without.
    pub doc: Option<String>,
    /// Whether callers give it when they create the object, and whether they must.
    pub create: Option<Create>,
    /// Whether callers may change it, and whether they may set it to null.
    pub update: Option<Update>,
    /// Whether lists can be filtered by it, or only by advanced queries.
    #[serde(default)]
    pub filter: Support,
    /// Whether lists can be sorted by it, or only by advanced queries.
    #[serde(default)]
    pub sort: Support,
    /// Whether lists can be searched for words in it.
    #[serde(default)]
    pub search: bool,
    /// Whether it leads to other objects, which come along only where the call asks for them by an option of the type `expand`.
    #[serde(default)]
    pub expand: bool,
    /// When it comes back, if not always.
    pub returned: Option<Returned>,
    /// The kind of identifier, a key of `identifiers`, if its value is what selects the object in a path.
    #[schemars(regex(pattern = patterns::NAME))]
    pub key: Option<String>,
    /// Whether it must never show up in logs.
    #[serde(default)]
    pub secret: bool,
    /// Other spellings that are read.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// Whether queries may name a property.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(untagged)]
pub enum Support {
    /// They may, or not.
    Plain(bool),
    /// Advanced ones may.
    Advanced(AdvancedOnly),
}

impl Default for Support {
    fn default() -> Self {
        Self::Plain(false)
    }
}

/// The word for what only advanced queries may do.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum AdvancedOnly {
    /// Only queries as the service's `advanced` describes them.
    Advanced,
}
