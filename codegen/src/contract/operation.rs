//! Operations: what is asked for, what is sent, what comes back.

use std::sync::Arc;

use serde_json::Value;

use super::{
    Erratum, Example, File, HeaderId, Member, OptionId, ParameterId, Permissions, Property,
    Replacement, Segment, Service, Step, Type, TypeId,
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

    /// The method and path that took its place.
    pub fn successor(&self) -> Option<&str> {
        match self.replaced_by.as_ref()? {
            Replacement::Operation(successor) => Some(&successor.request),
            Replacement::Request(request) => Some(request),
            Replacement::Nothing(_) => None,
        }
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

impl Body {
    /// The types of the service that what it sends is of.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        let whole = match self.source {
            BodySource::Whole(id) => Some(id),
            _ => None,
        };
        whole.into_iter().chain(self.sends.iter().filter_map(|sent| sent.member.ty.named()))
    }
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
