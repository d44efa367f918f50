//! What an operation is, as data: emitted once per operation, read by the engine, mocks and traces.

use http::Method;

use super::{Decode, DeltaRule, ErrorCode, Permissions};

/// Everything about an operation that the runtime needs and that users may want to look at.
#[derive(Debug)]
pub struct Operation {
    /// Service that the operation belongs to, the name of its module.
    pub service: &'static str,
    /// Name of the operation, for example `things.get`.
    pub id: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path as documentation writes it, for example `/{tenant}/things/{thing_id}`.
    pub template: &'static str,
    /// The same path as segments.
    pub path: &'static [Segment],
    /// Version of the API that is asked for unless the client or the call names another.
    pub version: &'static str,
    /// Whether sending the request twice has the effect of sending it once.
    pub idempotent: bool,
    /// Whether a body is sent.
    pub body: BodyRule,
    /// Statuses that the documentation gives for success; any other is an error.
    pub success: &'static [u16],
    /// Whether the response is a page that may link to a next one.
    pub paged: bool,
    /// Permissions that the caller needs.
    pub permissions: &'static Permissions,
    /// Request of the succeeding service that takes this operation's place.
    pub replaced_by: Option<&'static str>,
    /// Headings of the documents that describe the operation, or where else it is known from.
    pub documents: &'static [&'static str],
    /// Wire names of secret properties in bodies and responses.
    pub secrets: &'static [&'static str],
}

impl Operation {
    /// How many operations the lists hold.
    #[doc(hidden)]
    pub const fn count(lists: &[&[&Self]]) -> usize {
        let (mut count, mut list) = (0, 0);
        while list < lists.len() {
            count += lists[list].len();
            list += 1;
        }
        count
    }

    /// The operations of all lists, of which there are so many, as one.
    #[doc(hidden)]
    pub const fn all<const COUNT: usize>(lists: &[&[&'static Self]]) -> [&'static Self; COUNT] {
        let mut all = [Self::NONE; COUNT];
        let (mut place, mut list) = (0, 0);
        while list < lists.len() {
            let mut of_list = 0;
            while of_list < lists[list].len() {
                all[place] = lists[list][of_list];
                place += 1;
                of_list += 1;
            }
            list += 1;
        }
        all
    }

    /// What stands in a list before it is filled.
    const NONE: &'static Self = &Self {
        service: "",
        id: "",
        method: Method::GET,
        template: "",
        path: &[],
        version: "",
        idempotent: false,
        body: BodyRule::None,
        success: &[],
        paged: false,
        permissions: Permissions::NONE,
        replaced_by: None,
        documents: &[],
        secrets: &[],
    };
}

/// A piece of an operation's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Segment {
    /// The client's tenant.
    Tenant,
    /// The version of the API, for services that have it in the path.
    Version,
    /// Fixed text.
    Literal(&'static str),
    /// The call's next value, as one segment.
    Value,
    /// The call's next value as the key of the named collection: `domains('contoso.com')`.
    Key(&'static str),
    /// Values with names: `applications(appId='…')`.
    Arguments(&'static str, &'static [Argument]),
}

/// A value with a name in an operation's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Argument {
    /// The call's next value, in quotes.
    Quoted(&'static str),
    /// The call's next value, as it is.
    Plain(&'static str),
    /// A query option, which has the value.
    Alias(&'static str, &'static str),
}

impl Argument {
    /// The argument's name.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Quoted(name) | Self::Plain(name) | Self::Alias(name, _) => name,
        }
    }
}

/// What links between objects look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The property that holds the address of the object.
    pub property: &'static str,
    /// The path of the object, with its identifier as the value.
    pub to: &'static [Segment],
}

/// Whether an operation sends a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyRule {
    /// Never.
    None,
    /// Once a property is set.
    Optional,
    /// Always; `{}` if no property is set.
    Required,
}

/// A type that stands for one operation and names the type of its response.
pub trait Endpoint: 'static {
    /// How a response is read.
    type Response: Decode;
    /// The error codes that are known.
    type ErrorCode: ErrorCode;
    /// The operation's data.
    const OPERATION: &'static Operation;
    /// The property of the response that identifies what it has created, if it creates an object.
    const CREATES: Option<&'static str> = None;
    /// How changes are told, if it lists changes.
    const DELTA: Option<&'static DeltaRule> = None;
}
