//! The service's own file: `service.json`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Permissions, patterns};

/// The service's own file, `service.json`: what all its operations have in common.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Service {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The service's name for people, like `Azure AD Graph`.
    pub title: String,
    /// What the service is, in Markdown; becomes the documentation of the emitted module.
    pub doc: String,
    /// How a call says which version of the API it means.
    pub version: Version,
    /// The hosts of the service: the name of a cloud and where the service is found in it. The first is the default.
    #[serde(default)]
    pub clouds: Entries<Cloud>,
    /// The scopes that a token for this service is asked for, like `https://graph.windows.net/.default`.
    pub scopes: Vec<String>,
    /// Who issues these tokens, like `https://login.microsoftonline.com/organizations`; for the tools that read the OpenAPI
    /// export.
    #[schemars(regex(pattern = patterns::AUTHORITY))]
    pub authority: Option<String>,
    /// The folder of the service that took this one's place, if there is one. Then each operation names its successor there in
    /// `replacedBy`, or the reason why it has none.
    #[schemars(regex(pattern = patterns::NAME))]
    pub successor: Option<String>,
    /// What links between objects look like; only for services with links.
    pub link: Option<Link>,
    /// The error codes that the service documents.
    #[serde(default)]
    pub errors: Entries<ErrorCode>,
    /// Kinds of identifiers; each becomes a Rust type of its own, so that one cannot be passed for another.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::NAME))]
    pub identifiers: Entries<Identifier>,
    /// The parameters that may stand in a path as `{name}`, and the kind of identifier that each takes.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::PARAMETER))]
    pub path: Entries<PathParameter>,
    /// The types that a path may be cast to, as they stand in it (`microsoft.graph.user`), and what ids call each (`users`).
    /// Other segments stand here too where their own names would not do in ids.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::CAST), transform = patterns::values(patterns::NAME))]
    pub casts: Entries<String>,
    /// The query options that operations may name in `query`.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::OPTION))]
    pub query: Entries<QueryOption>,
    /// The request headers that operations may name in `headers`. The client's own headers are none of them, nor is that of
    /// `advanced`.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::HEADER))]
    pub headers: Entries<Header>,
    /// The version of OData whose literals filters write: 3 has `datetime'…'`, and 4, which is meant where nothing is said,
    /// has dates as they are.
    #[schemars(range(min = 3, max = 4))]
    pub odata: Option<u32>,
    /// How a call says that its query is an advanced one, which costs more and can do more; only for services that make a
    /// difference.
    pub advanced: Option<Advanced>,
    /// Who may call an operation, for the operations that name it in `permissions`.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::SET))]
    pub permission_sets: Entries<Permissions>,
    /// How the service takes several calls in one request; left out if it does not.
    pub batch: Option<Batch>,
    /// How the service tells what has changed, for operations that return `delta<T>`.
    pub delta: Option<Delta>,
    /// The delegated permissions that users may consent to themselves; for every other it takes an administrator. Left out
    /// where nothing is known of it.
    #[schemars(inner(regex(pattern = patterns::SCOPE)))]
    pub user_consent: Option<Vec<String>>,
    /// What `cargo xtask import` has made the spec of the service from. Nobody has described its operations one by one, so
    /// they need neither a `source` nor examples.
    pub imported: Option<Imported>,
}

/// What the spec of a service was imported from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Imported {
    /// The digest of the metadata, as `sha256sum` tells it: `sha256:…`.
    pub digest: String,
    /// The patterns that were selected.
    pub select: Vec<String>,
    /// How many navigation properties a path may have, if not as many as usual.
    #[schemars(range(max = u32::MAX))]
    pub depth: Option<u32>,
}

/// How a call says that its query is an advanced one. The call says so itself where it has to: with an option or an operation
/// that is flagged `advanced`, a filter or an order by a property that is, the operators `ne`, `not` and `endswith`, and a
/// filter together with an order.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Advanced {
    /// The header, like `ConsistencyLevel`.
    #[schemars(regex(pattern = patterns::HEADER))]
    pub header: String,
    /// Its value, like `eventual`.
    #[schemars(regex(pattern = patterns::HEADER_VALUE))]
    pub value: String,
    /// The query option of the type `count` that filters and orders need too, a key of `query`.
    #[schemars(regex(pattern = patterns::OPTION))]
    pub count: Option<String>,
}

/// How the service takes several calls in one request, at `$batch`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Batch {
    /// What it looks like on the wire.
    pub format: BatchFormat,
    /// How many calls a request may hold.
    #[schemars(range(min = 1, max = u16::MAX))]
    pub most: u16,
}

/// What a batch looks like on the wire.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum BatchFormat {
    /// A list of requests as JSON.
    #[default]
    Json,
    /// `multipart/mixed` by OData 3.
    Multipart,
}

/// How the service tells what has changed since a list was read before. The last page of such a list has a link, with which the
/// next call goes on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Delta {
    /// The property that identifies an object, like `id`.
    pub id: String,
    /// The query option that makes a list one of changes, empty at first, like `deltaLink`; left out where the path says it.
    /// Another operation may have the same method and path without it.
    #[schemars(regex(pattern = patterns::OPTION))]
    pub query: Option<String>,
    /// What the link to the next page is called where that is not its usual name, like `aad.nextLink`.
    pub next_link: Option<String>,
    /// What the link to later changes is called, like `@odata.deltaLink`.
    pub delta_link: String,
    /// The properties that tell of an object that it is gone, like `@removed`, and the reason that each stands for where its
    /// value has none in `reason`.
    pub removed: Entries<RemovedReason>,
    /// The tag of the objects that tell of links. A link that is gone is a change too.
    pub links: Option<String>,
    /// What asks for a token and no changes.
    pub latest: Asked,
    /// What asks for nothing but the properties that have changed.
    pub minimal: Asked,
}

/// Why an object is gone from a list.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum RemovedReason {
    /// It does not belong to the list any more, or can be restored.
    #[default]
    Changed,
    /// It is gone for good.
    Deleted,
}

/// How something is asked for: by a header or by a query option.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    /// The header, like `Prefer`.
    #[schemars(regex(pattern = patterns::HEADER))]
    pub header: Option<String>,
    /// The query option, like `$deltatoken`.
    #[schemars(regex(pattern = patterns::OPTION))]
    pub query: Option<String>,
    /// The value of either.
    #[schemars(regex(pattern = patterns::HEADER_VALUE))]
    pub value: String,
}

/// How a call says which version of the API it means.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Version {
    /// The query parameter that carries the version. Without it the version is the first segment of each path.
    #[schemars(regex(pattern = patterns::OPTION))]
    pub query: Option<String>,
    /// The version that calls ask for unless told otherwise; needed with `query`.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub default: Option<String>,
    /// Every version that the service knows or knew, the newest first.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::VERSION)))]
    pub known: Vec<String>,
}

/// What links between objects look like.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Link {
    /// The property that holds the address of the object, like `url` or `@odata.id`.
    pub property: String,
    /// The path of an object, which ends with a collection and a parameter: `/{tenant}/directoryObjects/{object_id}`.
    #[schemars(regex(pattern = patterns::PATH))]
    pub to: String,
}

/// One cloud in which the service runs.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cloud {
    /// Scheme and host, without a slash at the end.
    #[schemars(regex(pattern = patterns::ENDPOINT))]
    pub url: String,
    /// Which cloud this is.
    pub doc: String,
}

/// One error code that the service documents.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ErrorCode {
    /// The name in Rust where the part after the first `_` would not do.
    #[schemars(regex(pattern = patterns::VARIANT))]
    pub rust: Option<String>,
    /// The HTTP status that comes with it, where the documents fix one.
    pub status: Option<u16>,
    /// Whether it says of a list of changes that the service does not know them any more: it has to be read from its start.
    #[serde(default)]
    pub resync: bool,
    /// What it means.
    pub doc: String,
}

/// A kind of identifier.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Identifier {
    /// What is identified, and how it is written.
    pub doc: String,
    /// A value for examples.
    pub example: String,
    /// Other kinds of identifiers that are taken for this one too: a `UserId` may be an `ObjectId`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::NAME)))]
    pub includes: Vec<String>,
}

/// A parameter in a path.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PathParameter {
    /// The kind of identifier, a key of `identifiers`. The parameter without one is the client's own: its tenant.
    #[schemars(regex(pattern = patterns::NAME))]
    pub identifier: Option<String>,
    /// What the parameter selects.
    pub doc: String,
}

/// A query option.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QueryOption {
    /// The name of the setter where the option's own name would not do.
    #[schemars(regex(pattern = patterns::MEMBER))]
    pub rust: Option<String>,
    /// What kind of value it takes.
    #[serde(rename = "type")]
    pub kind: QueryKind,
    /// The smallest allowed number.
    #[schemars(range(max = u32::MAX))]
    pub min: Option<u32>,
    /// The largest allowed number.
    #[schemars(range(max = u32::MAX))]
    pub max: Option<u32>,
    /// The type of the value of a `json` option, like `string[]`; any JSON if left out.
    #[schemars(regex(pattern = patterns::ITEM))]
    pub of: Option<String>,
    /// Whether it takes an advanced query, as the service's `advanced` describes it.
    #[serde(default)]
    pub advanced: bool,
    /// What it does, in Markdown.
    pub doc: String,
}

/// A request header that callers may set.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Header {
    /// The name of the setter where the header's own name would not do.
    #[schemars(regex(pattern = patterns::MEMBER))]
    pub rust: Option<String>,
    /// Whether its value must never show up in logs.
    #[serde(default)]
    pub secret: bool,
    /// What it does, in Markdown.
    pub doc: String,
}

/// What kind of value a query option takes.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum QueryKind {
    /// Any text.
    #[default]
    String,
    /// A number without a fraction, from `min` to `max`.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// An OData filter over the listed type; may be built from its filterable properties.
    Filter,
    /// An OData order over the listed type; may be built from its sortable properties.
    OrderBy,
    /// The properties that come back; built from those of the type.
    Select,
    /// The related objects that come along; built from the properties that are flagged `expand`.
    Expand,
    /// Words that the listed objects hold; may be built from the properties that are flagged `search`.
    Search,
    /// Whether the first page says how many objects there are.
    Count,
    /// JSON of the type `of`. Functions take lists and objects so, which have no place in a path: `find(ids=@ids)` there, and
    /// `@ids` in `query`. What is not set is null to the function.
    Json,
}
