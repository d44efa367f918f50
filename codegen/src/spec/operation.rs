//! Operations: what is asked for, what is sent, what comes back.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{Entries, PermissionsOf, Successors, patterns};

/// One operation, or the same operation on several resources.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Operation {
    /// Method and path, like `GET /{tenant}/groups/{object_id}`. `{name}` takes a parameter of the service's `path`; in
    /// `('{name}')` it is an OData key, whose quotes the code writes. In `find(ids=@ids)` the value of `ids` stands in the
    /// query instead, as the `json` option `@ids`, which the operation names in `query`. Without a query parameter for the
    /// version, the path starts with the version. With `on`, it starts with `{on}`.
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
    /// The relation that it acts on where the path does not say it: `members` for a PATCH of a group that adds members. The
    /// id has it behind what the path says, and another operation may have the same method and path.
    #[schemars(regex(pattern = patterns::NAME))]
    pub relation: Option<String>,
    /// The query options that it takes, keys of the service's `query`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::OPTION)))]
    pub query: Vec<String>,
    /// The request headers that it takes, keys of the service's `headers`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::HEADER)))]
    pub headers: Vec<String>,
    /// Whether it is an advanced query in any case, as the service's `advanced` describes it.
    #[serde(default)]
    pub advanced: bool,
    /// What the request's body holds; nothing if left out.
    pub body: Option<Body>,
    /// Whether the body is left out of the request when no property is set. Otherwise `{}` is sent.
    #[serde(default)]
    pub body_optional: bool,
    /// What the struct of the properties that the body must have is called in Rust where the id's last part would not do.
    #[schemars(regex(pattern = patterns::VARIANT))]
    pub request: Option<String>,
    /// What comes back by status: `none` (a body is not looked at), a type, `page<T>` (a list with links to further pages),
    /// `value<T>` (out of `{"value": T}`), `single<T>` (the same, the only item of a list there, or an object as it is),
    /// `maybe<T>` (a body or none), `delta<T>` (a page of changes, as the service's `delta` describes it), `bytes` (what is no JSON) or
    /// `count` (a number
    /// as text).
    #[schemars(transform = patterns::keys(patterns::SUCCESS), transform = patterns::values(patterns::RESPONSE))]
    pub returns: Entries<String>,
    /// Whether the request may be repeated when it is not known if the service has acted on it. GET, PUT and DELETE may
    /// unless it is said here; POST and PATCH may not. A function that only reads is a POST that may.
    pub idempotent: Option<bool>,
    /// Where the service goes on after it has responded, how it shows that it is done: `gone`, once the object that the call is
    /// about is not found any more, or properties of the object and the values that they have then. A GET of the path without
    /// its last segment reads that object.
    pub until: Option<Until>,
    /// What the service demands beyond what types can say, one sentence each.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The first version that has the operation.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub since: Option<String>,
    /// The version that its calls ask for, where that is not the service's default or the one in the path, which has the
    /// operation too.
    #[schemars(regex(pattern = patterns::VERSION))]
    pub version: Option<String>,
    /// Where it is described: the document's number and the heading as `documents.json` has it, like `004 / Get groups`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = patterns::PLACE)))]
    pub documents: Vec<String>,
    /// Where the operation is known from if no document describes it: the address of a page, or a few words.
    pub source: Option<String>,
    /// What took its place in the service's `successor`, or why nothing did.
    pub replaced_by: Option<Successors>,
    /// Who may call it, where the documents say so: a key of the service's `permissionSets`, or the same written out.
    pub permissions: Option<PermissionsOf>,
}

/// How it shows that the service is done with what a call has asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Until {
    /// The object is gone.
    Gone(Gone),
    /// The object has these properties.
    Has(Entries<Value>),
}

/// The word for what is not found any more.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Gone {
    /// It is gone.
    Gone,
}

/// The body of a request.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Body {
    /// `create<T>` or `update<T>`: the properties of T that are marked so, none of which an update requires; `link`:
    /// `{"url": …}` of a directory object; or a type, an object of which is the body: what is left out of it is not
    /// sent; or `bytes`, what is no JSON.
    Of(#[schemars(regex(pattern = patterns::BODY))] String),
    /// The properties one by one.
    Properties(Entries<Parameter>),
}

/// A property of a request's body.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Parameter {
    /// The type; `?` after it lets callers send null. `Reference` is the address of an object, made of the service's `link`
    /// and the identifier that callers give.
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
    /// What it means. Only what is imported may go without.
    pub doc: Option<String>,
}
