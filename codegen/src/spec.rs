//! The spec language: what maintainers write, one to one with the JSON.
//!
//! The doc comments of these types are the reference of the language; `api-spec/schema.json` is made from them. The
//! types keep text as written: names are not resolved and no mini-syntax is taken apart here, except that a type that
//! is not well-formed JSON for its place is reported by [`parse`](crate::parse).
//!
//! `doc`, `summary`, `rules` and the texts of errata are Markdown, and end up in Rust's documentation as text: code in them
//! is never Rust. A block of code, between fences or indented, is shown and not compiled; `json` behind the fence is for
//! JSON. HTML and `[names]` are shown as they are written; a link is `[text](https://…)`, and an address becomes one.
//! Sentences are our own, not the documents'.

mod beside;
mod entries;
mod json;
mod patterns;

pub(crate) use beside::SERVICE;
pub use beside::{Beside, Joined};
pub use entries::Entries;
pub use json::Json;
use schemars::JsonSchema;
use serde::Deserialize;

/// All files of a spec, in the order in which they were given.
#[derive(Debug, Default)]
pub struct Spec {
    /// The services' own files, `service.json`.
    pub services: Vec<File<Service>>,
    /// The resource files, one per emitted module.
    pub resources: Vec<File<Resource>>,
    /// The files with the examples of resource files, like `groups.examples.json`.
    pub examples: Vec<File<ExamplesFile>>,
    /// The files with the errata of other files, like `groups.errata.json` and `service.errata.json`.
    pub errata: Vec<File<ErrataFile>>,
}

/// A parsed file and the number of its source, an index into the files that were parsed.
#[derive(Debug)]
pub struct File<T> {
    /// The index of the [`SourceFile`](crate::SourceFile).
    pub source: usize,
    /// The folder that the file lies in: the service's name, like `azure_ad_graph`.
    pub folder: String,
    /// The file's name up to the first dot of its ending: the name of the emitted module, like `groups`, also for the files
    /// beside it, like `groups.examples.json`.
    pub stem: String,
    /// What the file says.
    pub content: T,
}

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
    /// The collection that `{"url": …}` links point into, like `directoryObjects`; only for services with links.
    pub link_collection: Option<String>,
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
    /// The query options that operations may name in `query`.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::OPTION))]
    pub query: Entries<QueryOption>,
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
}

/// A resource file: operations and the types that belong to them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resource {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// What the file is about, in Markdown; becomes the documentation of the emitted module.
    pub doc: String,
    /// The operations by id. The id says where a caller finds the operation: `groups.members.add` is
    /// `client.groups().id(..).members().add(..)`. It is the path's literal segments and a verb, without tenant, version and
    /// `$links`; where the last segment is itself the verb, like `restore`, the id ends with it.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::ENTRY))]
    pub operations: Entries<Operation>,
    /// The types by name.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::NAME))]
    pub types: Entries<Type>,
}

/// One operation, or the same operation on several resources.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Operation {
    /// Method and path, like `GET /{tenant}/groups/{object_id}`. `{name}` takes a parameter of the service's `path`; in
    /// `('{name}')` it is an OData key, whose quotes the code writes. Without a query parameter for the version, the path
    /// starts with the version. With `on`, it starts with `{on}`.
    #[schemars(regex(pattern = patterns::HTTP))]
    pub http: String,
    /// The paths that `{on}` stands for. Each gives one operation, whose id is the literal segments of that path and this
    /// entry's id.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PATH)))]
    pub on: Vec<String>,
    /// What the operation does, one sentence that begins with a verb.
    pub summary: String,
    /// More about it, in Markdown.
    pub doc: Option<String>,
    /// The query options that it takes, keys of the service's `query`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::OPTION)))]
    pub query: Vec<String>,
    /// What the request's body holds; nothing if left out.
    pub body: Option<Body>,
    /// Whether the body is left out of the request when no property is set. Otherwise `{}` is sent.
    #[serde(default)]
    pub body_optional: bool,
    /// What comes back by status: `none` (a body is not looked at), a type, `page<T>` (a list with links to further pages),
    /// `value<T>` (out of `{"value": T}`), `single<T>` (the same, or the only item of a list there) or `maybe<T>` (a body or
    /// none).
    #[schemars(transform = patterns::keys(patterns::SUCCESS), transform = patterns::values(patterns::RESPONSE))]
    pub returns: Entries<String>,
    /// Whether the request may be repeated when it is not known if the service has acted on it. GET, PUT and DELETE may
    /// unless it is said here; POST and PATCH may not. A function that only reads is a POST that may.
    pub idempotent: Option<bool>,
    /// What the service demands beyond what types can say, one sentence each.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The first version that has the operation.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub since: Option<String>,
    /// The version that its calls ask for, where that is not the service's default.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub version: Option<String>,
    /// Where it is described: the document's number and the heading as `documents.json` has it, like `004 / Get groups`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PLACE)))]
    pub documents: Vec<String>,
    /// Where the operation is known from if no document describes it: the address of a page, or a few words.
    pub source: Option<String>,
    /// The Microsoft Graph request that took its place, like `GET /v1.0/groups`. With `on`, an object may give each of its
    /// paths a request of its own.
    pub replaced_by: Option<Successor>,
    /// Who may call it, where the documents say so.
    pub permissions: Option<Permissions>,
}

impl Operation {
    /// The request that took the place of the operation on one of its paths.
    pub fn successor(&self, on: Option<&str>) -> Option<&str> {
        match self.replaced_by.as_ref()? {
            Successor::OfAll(request) => Some(request),
            Successor::Of(requests) => requests.get(on?).map(String::as_str),
        }
    }
}

/// The request that took an operation's place.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Successor {
    /// The same one for every path.
    OfAll(#[schemars(regex(pattern = patterns::REQUEST))] String),
    /// One for each path of `on`; a path that is left out has none.
    Of(
        #[schemars(transform = patterns::keys(patterns::PATH), transform = patterns::values(patterns::REQUEST))]
         Entries<String>,
    ),
}

/// The body of a request.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Body {
    /// `create<T>` or `update<T>`: the properties of T that are marked so, none of which an update requires; `link`:
    /// `{"url": …}` of a directory object.
    Of(#[schemars(regex(pattern = patterns::BODY))] String),
    /// The properties one by one.
    Properties(Entries<Parameter>),
}

/// A property of a request's body.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Parameter {
    /// The type; `?` after it lets callers send null.
    #[serde(rename = "type")]
    #[schemars(regex(pattern = patterns::TYPE))]
    pub kind: String,
    /// The name in Rust where the property's own name would not do.
    #[schemars(regex(pattern = patterns::MEMBER))]
    pub rust: Option<String>,
    /// Whether it must be sent.
    #[serde(default)]
    pub required: bool,
    /// Whether it must never show up in logs.
    #[serde(default)]
    pub secret: bool,
    /// What it means.
    pub doc: String,
}

/// Who may call an operation.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Permissions {
    /// Permissions of an app on behalf of a work or school account, least privileged first.
    #[serde(default)]
    pub delegated: Vec<String>,
    /// Permissions of an app on behalf of a personal account; empty: not supported.
    #[serde(default)]
    pub personal: Vec<String>,
    /// Permissions of an app of its own, least privileged first.
    #[serde(default)]
    pub application: Vec<String>,
    /// Directory roles of the signed-in user that suffice, least privileged first.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The clouds, keys of the service's `clouds`, in which the operation exists; empty: all.
    #[serde(default)]
    pub clouds: Vec<String>,
}

/// What the documents say wrong about the entries of a file: `groups.errata.json` beside `groups.json`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ErrataFile {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Where the documents contradict an entry, and why the entry is right: by the ids of operations and the names of types.
    /// Those of `service.json` stand under `service`.
    #[schemars(transform = patterns::keys(patterns::ENTRY))]
    pub errata: Entries<Vec<Erratum>>,
}

/// A contradiction: the documents say one thing and this spec another. An example that is damaged in the documents is fixed
/// here, which is one too.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Erratum {
    /// A short name that is unique in the whole spec, like `C1`; one contradiction that shows in several places keeps one name.
    pub id: String,
    /// What the document says.
    pub document: String,
    /// What this spec says instead.
    pub spec: String,
    /// Why.
    pub reason: String,
    /// The document's claim in the terms of the entry: a JSON pointer into the entry and the value that would stand there.
    /// The entry's examples count as a key `examples` of it. It is an error if that very value does stand there.
    #[serde(default)]
    #[schemars(transform = patterns::keys(patterns::POINTER))]
    pub claim: Entries<Json>,
}

/// The examples of the operations of a resource file: `groups.examples.json` beside `groups.json`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExamplesFile {
    /// Where editors find the schema of this file.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The documented requests and responses, by the ids of the operations. Each operation needs at least one request.
    #[schemars(transform = patterns::keys(patterns::ENTRY))]
    pub examples: Entries<Vec<Example>>,
}

/// A documented request and its response. Both become tests: the call must give the request, and the response must survive
/// being read and written again.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Example {
    /// Where the example stands, like `004 / Get a group`, or `constructed` if no document has it.
    #[schemars(regex(pattern = patterns::ORIGIN))]
    pub from: String,
    /// Which of the operation's paths it is for: an entry of `on`.
    #[schemars(regex(pattern = patterns::PATH))]
    pub on: Option<String>,
    /// The version that the example asks for, where that is not the operation's.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub version: Option<String>,
    /// The request; left out where the document shows only a response.
    pub request: Option<ExampleRequest>,
    /// The response; left out where the document shows only a request.
    pub response: Option<ExampleResponse>,
}

/// A documented request.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExampleRequest {
    /// The request's target, from the path on, like `/myorganization/groups?api-version=1.6`: as the document has it, or
    /// left out where it would only repeat `path` and `query`. A value that holds more than letters, digits and `-._~` needs
    /// it, since it shows how that is encoded.
    #[schemars(regex(pattern = patterns::TARGET))]
    pub target: Option<String>,
    /// The parameters in the path, without encoding; the tenant is `myorganization` unless it is given.
    #[serde(default)]
    pub path: Entries<String>,
    /// The query options.
    #[serde(default)]
    pub query: Entries<Json>,
    /// The body.
    pub body: Option<Json>,
}

/// A documented response.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExampleResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body; left out where there is none.
    pub body: Option<Json>,
}

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
    /// The properties, in the order of the documents.
    #[serde(default)]
    pub properties: Entries<Property>,
    /// The known values of an open enumeration and what each means; `{ "rust": …, "doc": … }` where a value's own name would not do.
    #[serde(default)]
    pub values: Entries<EnumValue>,
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
    pub fn doc(&self) -> &String {
        match self {
            Self::Doc(doc) => doc,
            Self::Named(named) => &named.doc,
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
    /// What it means.
    pub doc: String,
}

/// A property of a type. A flag that no operation uses is a mistake: `create` and `update` without such a body of the type,
/// `filter` and `sort` without a list of it. So is a `rust` that says what would be derived anyway.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Property {
    /// `string boolean int32 int64 double`; `datetime guid binary`, which are text; `any` JSON; `ObjectLink`, a link to a
    /// directory object; or the name of a type of the service, in whichever file. `[]` after it makes a list, `?` says that
    /// the service may respond with null. Every property may be absent.
    #[serde(rename = "type")]
    #[schemars(regex(pattern = patterns::TYPE))]
    pub kind: String,
    /// The field's name in Rust where the property's own name would not do.
    #[schemars(regex(pattern = patterns::MEMBER))]
    pub rust: Option<String>,
    /// What it means: units, ranges, who sets it.
    pub doc: String,
    /// Whether callers give it when they create the object, and whether they must.
    pub create: Option<Create>,
    /// Whether callers may change it, and whether they may set it to null.
    pub update: Option<Update>,
    /// Whether lists can be filtered by it.
    #[serde(default)]
    pub filter: bool,
    /// Whether lists can be sorted by it.
    #[serde(default)]
    pub sort: bool,
    /// Whether it must never show up in logs.
    #[serde(default)]
    pub secret: bool,
    /// Other spellings that are read.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// Whether callers give a property when they create the object.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Create {
    /// They must.
    Required,
    /// They may.
    Optional,
}

/// Whether callers may change a property.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Update {
    /// To another value.
    Set,
    /// To another value or to null; only where the type says `?`.
    Clear,
}
