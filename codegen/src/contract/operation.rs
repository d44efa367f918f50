//! Operations: what is asked for, what is sent, what comes back.

use std::sync::Arc;

use serde_json::Value;

use super::{
    Erratum, File, HeaderId, Member, OptionId, ParameterId, Property, Service, Takes, Type, TypeId,
};
use crate::diagnostics::Place;
use crate::protocol::{Placed, Response};

/// What a spec says once: for one operation, or for the same operation on several paths.
#[derive(Debug)]
pub struct Entry {
    /// The entry.
    pub at: Place,
    /// Its key.
    pub name: String,
    /// The ids of the operations that it stands for, those that were reported and left out included.
    pub ids: Vec<String>,
    /// The HTTP method, in capitals.
    pub method: String,
    /// What it does, one sentence.
    pub summary: String,
    /// More about it.
    pub doc: Option<String>,
    /// The query options that it takes, and where each is named.
    pub query: Vec<(OptionId, Place)>,
    /// The request headers that it takes, and where each is named.
    pub headers: Vec<(HeaderId, Place)>,
    /// Whether it is an advanced query in any case.
    pub advanced: bool,
    /// What its request sends.
    pub body: Option<Body>,
    /// The statuses that mean success.
    pub success: Vec<u16>,
    /// What a success holds.
    pub returns: Returns,
    /// Whether it may be repeated after an ambiguous failure.
    pub idempotent: bool,
    /// How it shows that the service is done, where it goes on after it has responded.
    pub until: Option<Until>,
    /// What the service demands beyond what types can say.
    pub rules: Vec<String>,
    /// The first version that has it.
    pub since: Option<String>,
    /// The version that its calls ask for, where that is not the default.
    pub version: Option<String>,
    /// Where it is described.
    pub documents: Vec<String>,
    /// Where it is known from if no document describes it.
    pub source: Option<String>,
    /// Where the documents contradict it.
    pub errata: Vec<Erratum>,
    /// The documented requests and responses.
    pub examples: Vec<Example>,
    /// The name that the spec gives for the struct of the properties that its body must have.
    pub request: Option<super::Given>,
    /// The properties of its body and of its response that must not be shown, sorted.
    pub secrets: Vec<String>,
    /// The operations that it stands for.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// Where its path is written.
    pub at: Place,
    /// The id that callers know: `groups.members.add`.
    pub id: String,
    /// The entry of `on` that its path starts with.
    pub on: Option<String>,
    /// The path from the host on, as it is written.
    pub template: String,
    /// The relation that it acts on if the path does not say it.
    pub relation: Option<String>,
    /// The query option that it always has, empty unless told otherwise, which tells it apart as well.
    pub option: Option<String>,
    /// The path, taken apart.
    pub path: Vec<Segment>,
    /// The segments that a caller walks through.
    pub steps: Vec<Step>,
    /// The parameters that the call itself takes.
    pub taken: Vec<ParameterId>,
    /// What the call does at the end of the way: the last part of the id.
    pub verb: String,
    /// The versions in which it exists, first the one that its calls ask for.
    pub versions: Vec<String>,
    /// What took its place, or why nothing did.
    pub replaced_by: Option<Replacement>,
    /// Who may call it.
    pub permissions: Option<Permissions>,
}

/// How it shows that a service is done with what a call has asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Until {
    /// The object that the call is about is gone.
    Gone,
    /// It has these properties.
    Has(Vec<(String, Value)>),
}

/// What took the place of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Replacement {
    /// An operation of the service's successor.
    Operation(Successor),
    /// A request of a service that the spec does not have.
    Request(String),
    /// Nothing, and why.
    Nothing(String),
}

/// The operation that took the place of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Successor {
    /// Its id.
    pub id: String,
    /// Its method and path.
    pub request: String,
    /// What a caller has to know besides the names.
    pub differs: Option<String>,
    /// The parameters of the path and what they are called there.
    pub parameters: Vec<(String, String)>,
    /// Properties of the body or of the response and what they are called there; none if they are gone.
    pub renamed: Vec<(String, Option<String>)>,
    /// The query options without which it does not give the same.
    pub query: Vec<(String, Value)>,
}

impl Operation {
    /// The path of each request that the operation may send: one for each version where the version stands in the path, first
    /// the one that its calls ask for.
    pub fn templates(&self) -> Vec<String> {
        let Some(Segment::Version(written)) = self.path.first() else {
            return vec![self.template.clone()];
        };
        let rest = self.template.strip_prefix('/').and_then(|it| it.strip_prefix(written.as_str()));
        let rest = rest.unwrap_or_default();
        self.versions.iter().map(|version| format!("/{version}{rest}")).collect()
    }

    /// What tells it apart from others of its method and path: the relation or the option as a fragment, which is never sent.
    pub fn fragment(&self) -> String {
        self.relation
            .as_ref()
            .or(self.option.as_ref())
            .map(|relation| format!("#{relation}"))
            .unwrap_or_default()
    }
}

/// A part of a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Segment {
    /// The client's tenant.
    Tenant(ParameterId),
    /// The version.
    Version(String),
    /// Fixed text.
    Literal(String),
    /// A value as a segment of its own.
    Value(ParameterId),
    /// A value as an OData key: `domains('…')`.
    Key(String, ParameterId),
    /// Values with names: another key, `applications(appId='…')`, or the arguments of a function.
    Arguments(String, Vec<Argument>),
}

/// A value with a name in a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// How its value stands there.
    pub value: Placed<ParameterId, OptionId>,
}

impl Operation {
    /// The parameters in its path.
    pub fn parameters(&self) -> impl Iterator<Item = ParameterId> {
        self.path.iter().flat_map(Segment::parameters)
    }

    /// The query options that have values of its path.
    pub fn aliases(&self) -> impl Iterator<Item = OptionId> {
        let arguments = self.path.iter().flat_map(|segment| match segment {
            Segment::Arguments(_, arguments) => arguments.as_slice(),
            _ => &[],
        });
        arguments.filter_map(|argument| match argument.value {
            Placed::Alias(option) => Some(option),
            _ => None,
        })
    }
}

impl Segment {
    /// The parameters in it.
    pub fn parameters(&self) -> Vec<ParameterId> {
        match self {
            Self::Tenant(id) | Self::Value(id) | Self::Key(_, id) => vec![*id],
            Self::Arguments(_, arguments) => {
                arguments.iter().filter_map(|it| it.value.parameter()).collect()
            }
            Self::Version(_) | Self::Literal(_) => Vec::new(),
        }
    }
}

/// A literal segment and the parameter that selects one item of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// The segment, as ids say it.
    pub literal: String,
    /// What selects an item.
    pub key: Option<ParameterId>,
}

/// The body of a request.
#[derive(Debug)]
pub struct Body {
    /// Where it is written.
    pub at: Place,
    /// Where its properties come from.
    pub source: BodySource,
    /// Whether it is left out when no property is set.
    pub optional: bool,
    /// What can be sent, in the order of the spec; nothing for a link.
    pub sends: Vec<Sent>,
}

/// Where the properties of a body come from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BodySource {
    /// From a type: what its objects are created with.
    Create(TypeId),
    /// From a type: what of its objects can be changed.
    Update(TypeId),
    /// It is a link to an object.
    Link,
    /// It is an object of a type.
    Whole(TypeId),
    /// It is no JSON.
    Bytes,
    /// From the operation itself.
    Inline,
    /// From a type that was reported.
    Unknown,
}

/// A property as a body sends it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The property.
    pub member: Arc<Member>,
    /// Whether it must be sent.
    pub required: bool,
    /// Whether null may be sent.
    pub clearable: bool,
}

/// What a success holds.
pub type Returns = Response<Type>;

impl Returns {
    /// The type of the items, if it is a list.
    pub fn listed(&self) -> Option<&Type> {
        match self {
            Self::Page(item) | Self::Delta(item) => Some(item),
            Self::Value(Type::List(item)) => Some(item),
            _ => None,
        }
    }
}

/// Who may call an operation, each the least privileged first. One entry of a list suffices, with all of its permissions.
#[derive(Clone, Debug)]
pub struct Permissions {
    /// Where they are written: at an operation, or as a set that several name.
    pub at: Place,
    /// On behalf of a work or school account.
    pub delegated: Vec<Vec<String>>,
    /// On behalf of a personal account.
    pub personal: Vec<Vec<String>>,
    /// As an app of its own.
    pub application: Vec<Vec<String>>,
    /// Directory roles that suffice.
    pub roles: Vec<String>,
    /// The clouds that have it; empty: all.
    pub clouds: Vec<String>,
}

/// A documented request and its response.
#[derive(Debug)]
pub struct Example {
    /// The entry.
    pub at: Place,
    /// Where it stands.
    pub from: String,
    /// Which of the entry's operations it is for.
    pub operation: usize,
    /// The version that it asks for, where that is not the operation's.
    pub version: Option<String>,
    /// The request.
    pub request: Option<ExampleRequest>,
    /// The response.
    pub response: Option<ExampleResponse>,
}

/// A documented request.
#[derive(Debug)]
pub struct ExampleRequest {
    /// Its target as documented, or made of what follows.
    pub target: String,
    /// The parameters of the path by name, without encoding.
    pub path: Vec<(String, String)>,
    /// The query options.
    pub query: Vec<(OptionId, Value)>,
    /// The request headers.
    pub headers: Vec<(HeaderId, String)>,
    /// The body.
    pub body: Option<Value>,
}

/// A documented response.
#[derive(Debug)]
pub struct ExampleResponse {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Option<Value>,
    /// What it says if it is an error.
    pub failure: Option<Failure>,
}

/// What an error response says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The code.
    pub code: String,
    /// The message.
    pub message: Option<String>,
}

impl Entry {
    /// Where it is described, or known from.
    pub fn described(&self) -> &[String] {
        match &self.documents[..] {
            [] => self.source.as_slice(),
            documents => documents,
        }
    }

    /// The examples of one of its operations.
    pub fn examples_of(&self, operation: &Operation) -> impl Iterator<Item = &Example> {
        let index = self.operations.iter().position(|it| it.id == operation.id);
        self.examples.iter().filter(move |example| Some(example.operation) == index)
    }
}

impl Service {
    /// The operation that reads the object that a path leads to.
    pub fn reader(&self, path: &[Segment]) -> Option<(&File, &Entry, &Operation)> {
        self.readers().find(|(_, _, operation)| operation.path == path)
    }

    /// The operation that reads what an operation has created, and the property that selects it there.
    pub fn reader_of_created(
        &self,
        entry: &Entry,
        operation: &Operation,
    ) -> Option<(&File, &Entry, &Operation)> {
        self.key_of_created(entry)?;
        let is_item = |path: &[Segment]| match (path.split_last(), operation.path.split_last()) {
            (Some((Segment::Value(_), before)), _) => before == operation.path,
            (Some((Segment::Key(name, _), before)), Some((Segment::Literal(list), place))) => {
                name == list && before == place
            }
            _ => false,
        };
        let mut readers = self.readers();
        readers.find(|(_, of, it)| of.returns == entry.returns && is_item(&it.path))
    }

    /// The property that selects what an operation has created.
    pub fn key_of_created(&self, entry: &Entry) -> Option<&Property> {
        let is_creation =
            entry.body.as_ref().is_some_and(|it| matches!(it.source, BodySource::Create(_)));
        match &entry.returns {
            Returns::Json(ty) if is_creation => Some(self.key(ty.named()?)?.0),
            _ => None,
        }
    }

    /// The operations that read an object.
    fn readers(&self) -> impl Iterator<Item = (&File, &Entry, &Operation)> {
        let reads =
            |entry: &Entry| entry.method == "GET" && matches!(entry.returns, Returns::Json(_));
        self.operations().filter(move |(_, entry, _)| reads(entry))
    }

    /// The id of the object that a link points at.
    pub fn linked<'u>(&self, url: &'u str) -> Option<&'u str> {
        let before = self.link.as_ref()?.to.iter().rev().nth(1)?;
        let Segment::Literal(collection) = before else { return None };
        let (_, id) = url.rsplit_once(&format!("/{collection}/"))?;
        Some(id)
    }

    /// The value of a path parameter in a request: the one that is given, or else the one that stands for its kind.
    pub fn value_of(&self, request: &ExampleRequest, parameter: ParameterId) -> Option<String> {
        let parameter = &self[parameter];
        let given = request
            .path
            .iter()
            .find(|(name, _)| *name == parameter.name)
            .map(|(_, value)| value.clone());
        given.or_else(|| match parameter.takes {
            Takes::Identifier(kind) => Some(self[kind].example.clone()),
            Takes::Tenant | Takes::Unknown => None,
        })
    }
}

impl Operation {
    /// The method and path that took its place.
    pub fn successor(&self) -> Option<&str> {
        match self.replaced_by.as_ref()? {
            Replacement::Operation(successor) => Some(&successor.request),
            Replacement::Request(request) => Some(request),
            Replacement::Nothing(_) => None,
        }
    }
}

impl Service {
    /// What took the place of an operation, in Markdown.
    pub fn successor_text(&self, operation: &Operation) -> Option<String> {
        let successor = match operation.replaced_by.as_ref()? {
            Replacement::Operation(successor) => successor,
            Replacement::Request(request) => return Some(format!("Replaced by `{request}`.")),
            Replacement::Nothing(reason) => {
                return Some(format!("Nothing took its place: {reason}"));
            }
        };
        let title = self.successor.as_ref().map_or("", |it| it.title.as_str());
        let renamed = successor.renamed.iter().map(|(name, to)| match to {
            Some(to) => format!(" `{name}` is `{to}` there."),
            None => format!(" There is no `{name}`."),
        });
        let differs = successor.differs.iter().map(|text| format!(" {text}"));
        let text = format!("In {title}: `{}`.", successor.request);
        Some(text + &differs.chain(renamed).collect::<String>())
    }
}

/// The entries of a list of permissions as the spec writes them.
pub fn together(list: &[Vec<String>]) -> Vec<String> {
    list.iter().map(|names| names.join(" and ")).collect()
}
